"""The text of a Tensor, as PyTorch prints it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dtypes import Default

PRECISION = 4  # digits after the point
THRESHOLD = 1000  # with more elements than this, only the edges are shown
EDGE = 3
LINE = 80


def represent(array: Array, requires_grad: bool, grad_fn: str | None) -> str:
    """Return the text, such as `tensor([1., 2.], requires_grad=True)`."""
    prefix = "tensor("
    suffixes = []
    if array.size == 0 and array.shape != (0,):
        suffixes.append(f"size={array.shape}")
    default = Default.dtype
    if array.dtype not in (default, np.int64, np.bool_) or (array.size == 0 and array.dtype != default):
        suffixes.append(f"dtype={array.dtype}")
    if grad_fn:
        suffixes.append(f"grad_fn=<{grad_fn}>")
    elif requires_grad:
        suffixes.append("requires_grad=True")
    body = "[]" if array.size == 0 else _body(array, len(prefix))
    text = prefix + body
    last = len(text) - text.rfind("\n") - 1
    for suffix in suffixes:
        if last + len(suffix) + 2 > LINE:
            text += ",\n" + " " * len(prefix) + suffix
            last = len(prefix) + len(suffix)
        else:
            text += ", " + suffix
            last += len(suffix) + 2
    return text + ")"


def _body(array: Array, indent: int) -> str:
    summarize = array.size > THRESHOLD
    shown = _edges(array) if summarize else array
    write = _writer(shown)
    # As PyTorch, only finite numbers other than zero count: "-0." or "nan" may stand out by a character.
    counted = shown[np.isfinite(shown) & (shown != 0)] if shown.dtype.kind == "f" else shown
    width = max((len(write(x)) for x in counted.ravel().tolist()), default=0) if array.ndim else 0
    return _nested(array, indent, summarize, lambda x: write(x).rjust(width))


def _edges(array: Array) -> Array:
    for axis in range(array.ndim):
        if array.shape[axis] > 2 * EDGE:
            head, tail = np.arange(EDGE), np.arange(array.shape[axis] - EDGE, array.shape[axis])
            array = np.take(array, np.concatenate([head, tail]), axis)
    return array


def _writer(shown: Array) -> Any:
    """Return the function that writes an element, in one form for all.

    The form is whole numbers with a bare point, else four digits after the point, or powers of ten.
    """
    if shown.dtype.kind != "f":
        return str
    finite = np.abs(shown[np.isfinite(shown) & (shown != 0)].astype(np.float64))
    if not finite.size:
        return lambda x: f"{x:.0f}." if math.isfinite(x) else str(x)
    largest, smallest = float(finite.max()), float(finite.min())
    if (finite == np.ceil(finite)).all():
        if largest / smallest > 1000 or largest > 1e8:
            return lambda x: f"{x:.{PRECISION}e}" if math.isfinite(x) else str(x)
        return lambda x: f"{x:.0f}." if math.isfinite(x) else str(x)
    if largest / smallest > 1000 or largest > 1e8 or smallest < 1e-4:
        return lambda x: f"{x:.{PRECISION}e}" if math.isfinite(x) else str(x)
    return lambda x: f"{x:.{PRECISION}f}" if math.isfinite(x) else str(x)


def _nested(array: Array, indent: int, summarize: bool, write: Any) -> str:
    if array.ndim == 0:
        return str(write(array.item()))
    n = array.shape[0]
    shorten = summarize and n > 2 * EDGE
    if array.ndim == 1:
        items = [write(x) for x in (array[:EDGE].tolist() if shorten else array.tolist())]
        if shorten:
            items += [" ..."] + [write(x) for x in array[-EDGE:].tolist()]
        per_line = max(1, (LINE - indent) // (len(items[0]) + 2))
        lines = [", ".join(items[i : i + per_line]) for i in range(0, len(items), per_line)]
        return "[" + (",\n" + " " * (indent + 1)).join(lines) + "]"
    places = [*range(EDGE), None, *range(n - EDGE, n)] if shorten else list(range(n))
    blocks = ["..." if i is None else _nested(array[i], indent + 1, summarize, write) for i in places]
    return "[" + ("," + "\n" * (array.ndim - 1) + " " * (indent + 1)).join(blocks) + "]"
