"""The text of a Tensor, as PyTorch prints it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dtypes import Default

__all__ = ["set_printoptions"]


class Options:
    """How tensors are printed.

    Attributes:
        precision: the number of digits after the point.
        threshold: with more elements than this, only the edges are shown.
        edge: the number of elements at an edge.
        line: the number of characters of a line.
        powers: whether to write powers of ten; None chooses by the numbers.
    """

    precision = 4
    threshold: float = 1000
    edge = 3
    line = 80
    powers: bool | None = None


options = Options()


def set_printoptions(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """Set how tensors are printed. What is not given stays, but for `sci_mode`, which returns to its default.

    Args:
        precision: the number of digits after the point; 4 at first.
        threshold: with more elements than this, only the edges are shown; 1000 at first.
        edgeitems: the number of elements at an edge; 3 at first.
        linewidth: the number of characters of a line; 80 at first.
        profile: "default", "short" (2 digits, 2 elements at an edge) or "full" (all elements), before the others.
        sci_mode: whether to write powers of ten; by default, the numbers decide.

    Raises:
        ValueError: for an unknown profile.

    >>> import autograd
    >>> autograd.set_printoptions(precision=2)
    >>> autograd.tensor([0.123456])
    tensor([0.12])
    >>> autograd.set_printoptions(profile="default")
    """
    if profile is not None:
        if profile not in _PROFILES:
            raise ValueError(f"set_printoptions(): expected a profile of {sorted(_PROFILES)}, got {profile!r}")
        options.__dict__ = {**_PROFILES[profile]}
    given = {"precision": precision, "threshold": threshold, "edge": edgeitems, "line": linewidth}
    for name, setting in given.items():
        if setting is not None:
            setattr(options, name, setting)
    options.powers = sci_mode


# What differs from the defaults.
_PROFILES: dict[str, dict[str, Any]] = {
    "default": {},
    "short": {"precision": 2, "edge": 2},
    "full": {"threshold": math.inf},
}


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
        if last + len(suffix) + 2 > options.line:
            text += ",\n" + " " * len(prefix) + suffix
            last = len(prefix) + len(suffix)
        else:
            text += ", " + suffix
            last += len(suffix) + 2
    return text + ")"


def _body(array: Array, indent: int) -> str:
    summarize = array.size > options.threshold
    shown = _edges(array) if summarize else array
    write = _writer(shown)
    # As PyTorch, only finite numbers other than zero count: "-0." or "nan" may stand out by a character.
    counted = shown[np.isfinite(shown) & (shown != 0)] if shown.dtype.kind == "f" else shown
    width = max((len(write(x)) for x in counted.ravel().tolist()), default=0) if array.ndim else 0
    return _nested(array, indent, summarize, lambda x: write(x).rjust(width))


def _edges(array: Array) -> Array:
    for axis in range(array.ndim):
        if array.shape[axis] > 2 * options.edge:
            head, tail = np.arange(options.edge), np.arange(array.shape[axis] - options.edge, array.shape[axis])
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
    whole = bool((finite == np.ceil(finite)).all())
    powers = options.powers
    if powers is None:
        powers = largest / smallest > 1000 or largest > 1e8 or (smallest < 1e-4 and not whole)
    digits = f".{options.precision}e" if powers else ".0f" if whole else f".{options.precision}f"
    point = "." if whole and not powers else ""
    return lambda x: f"{x:{digits}}{point}" if math.isfinite(x) else str(x)


def _nested(array: Array, indent: int, summarize: bool, write: Any) -> str:
    if array.ndim == 0:
        return str(write(array.item()))
    n = array.shape[0]
    shorten = summarize and n > 2 * options.edge
    if array.ndim == 1:
        items = [write(x) for x in (array[: options.edge].tolist() if shorten else array.tolist())]
        if shorten:
            items += [" ..."] + [write(x) for x in array[-options.edge :].tolist()]
        per_line = max(1, (options.line - indent) // (len(items[0]) + 2))
        lines = [", ".join(items[i : i + per_line]) for i in range(0, len(items), per_line)]
        return "[" + (",\n" + " " * (indent + 1)).join(lines) + "]"
    places = [*range(options.edge), None, *range(n - options.edge, n)] if shorten else list(range(n))
    blocks = ["..." if i is None else _nested(array[i], indent + 1, summarize, write) for i in places]
    return "[" + ("," + "\n" * (array.ndim - 1) + " " * (indent + 1)).join(blocks) + "]"
