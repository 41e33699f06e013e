"""Padding: elements around a tensor."""

from __future__ import annotations

import operator
from collections.abc import Sequence

import numpy as np

from autograd import ShapeError, Tensor, tensor
from autograd.extend import Array, ops
from nn.functional.arguments import as_tensor

_NUMPY = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def pad(input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None) -> Tensor:
    """Add elements around a tensor.

    Args:
        input: any shape and dtype.
        pad: how many elements to add before and after, for the last dimension, then for the one before it, and so on.
            A negative number cuts elements off.
        mode: "constant" adds `value`, "reflect" mirrors the elements next to the edge, "replicate" repeats the edge,
            and "circular" goes on at the other edge.
        value: the constant, by default 0.

    Returns:
        The padded tensor, in the dtype of `input`.

    Raises:
        ValueError: if `pad` does not hold pairs, for an unknown mode, or for a `value` with another mode.
        ShapeError: if there are more pairs than dimensions, or more elements to mirror than there are.

    >>> from autograd import tensor
    >>> pad(tensor([1.0, 2.0, 3.0]), (1, 2))
    tensor([0., 1., 2., 3., 0., 0.])
    >>> pad(tensor([[1.0, 2.0, 3.0]]), (2, 0), mode="reflect")
    tensor([[3., 2., 1., 2., 3.]])
    """
    input = as_tensor(input, "pad", "input")
    sides = tuple(map(operator.index, pad))
    if len(sides) % 2:
        raise ValueError(f"pad(): expected pairs of numbers, before and after, got {tuple(pad)}")
    pairs = list(zip(sides[::2], sides[1::2]))
    if len(pairs) > input.ndim:
        raise ShapeError(f"pad(): got {len(pairs)} pairs for a tensor of {input.ndim} dimensions, {input.shape}")
    if any(input.shape[-1 - d] + before + after < 0 for d, (before, after) in enumerate(pairs)):
        raise ShapeError(f"pad(): nothing is left of shape {input.shape} after {tuple(pad)}")
    if mode == "constant":
        return _with_constant(input, pairs, 0 if value is None else value)
    if mode not in _NUMPY:
        raise ValueError(f"pad(): mode is 'constant', 'reflect', 'replicate' or 'circular', got {mode!r}")
    if value:
        raise ValueError(f"pad(): value={value} needs mode='constant', got {mode!r}")
    for d, (before, after) in enumerate(pairs):
        if before or after:
            places = _places(input.shape[-1 - d], before, after, mode)
            input = input[(..., places, *[slice(None)] * d)]
    return input


def _places(size: int, before: int, after: int, mode: str) -> Array:
    """Return the index of the element at each place of a padded dimension."""
    most = {"reflect": size - 1, "circular": size, "replicate": max(before, after) if size else 0}[mode]
    if max(before, after) > most:
        raise ShapeError(
            f"pad(): mode {mode!r} adds at most {most} elements to a size of {size}, got {before}, {after}"
        )
    places: Array = np.arange(size)
    if mode == "circular":  # what is cut off does not come round
        places = places[max(-before, 0) : size - max(-after, 0)]
    places = np.pad(places, (max(before, 0), max(after, 0)), mode=_NUMPY[mode])  # type: ignore[call-overload]
    return places if mode == "circular" else places[max(-before, 0) : len(places) - max(-after, 0)]


def _with_constant(input: Tensor, pairs: list[tuple[int, int]], value: float) -> Tensor:
    first = input.ndim - len(pairs)
    pairs = [(0, 0)] * first + pairs[::-1]
    kept = tuple(slice(max(-before, 0), n - max(-after, 0)) for n, (before, after) in zip(input.shape, pairs))
    if any(before < 0 or after < 0 for before, after in pairs):
        input = input[kept]
    added = [(max(before, 0), max(after, 0)) for before, after in pairs]
    if not any(map(any, added)):
        return input.clone()
    shape = tuple(n + before + after for n, (before, after) in zip(input.shape, added))
    inside = tuple(slice(before, before + n) for n, (before, _) in zip(input.shape, added))
    out: Tensor = ops.put_at(input, shape, inside)
    if value:
        frame = np.full(shape, value, input.dtype)
        frame[inside] = 0
        out = out + tensor(frame)
    return out
