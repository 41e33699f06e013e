"""Functions of the array API standard that change shapes and move elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.array_api.elementwise import promoted


def broadcast_arrays(*arrays: Any) -> list[Any]:
    """Broadcast Tensors with each other."""
    return list(np.broadcast_arrays(*arrays))


def broadcast_to(x: Any, /, shape: tuple[int, ...]) -> Any:
    """Broadcast to a shape."""
    return np.broadcast_to(x, shape)


def concat(arrays: Sequence[Any], /, *, axis: int | None = 0) -> Any:
    """Join along a dimension."""
    return np.concatenate(promoted(*arrays), axis)


def expand_dims(x: Any, /, axis: Any = 0) -> Any:
    """Insert a dimension of size 1."""
    return np.expand_dims(x, axis)


def flip(x: Any, /, *, axis: Any = None) -> Any:
    """Reverse the order along dimensions."""
    return np.flip(x, axis)


def moveaxis(x: Any, source: Any, destination: Any, /) -> Any:
    """Move dimensions."""
    return np.moveaxis(x, source, destination)


def permute_dims(x: Any, /, axes: tuple[int, ...]) -> Any:
    """Permute the dimensions."""
    return np.transpose(x, axes)


def repeat(x: Any, repeats: Any, /, *, axis: int | None = None) -> Any:
    """Repeat each element."""
    return np.repeat(x, repeats, axis)


def reshape(x: Any, /, shape: tuple[int, ...], *, copy: bool | None = None) -> Any:
    """Change the shape."""
    return np.reshape(x, shape, copy=copy)


def roll(x: Any, /, shift: Any, *, axis: Any = None) -> Any:
    """Shift along dimensions and around their ends."""
    return np.roll(x, shift, axis)


def squeeze(x: Any, /, axis: Any) -> Any:
    """Remove dimensions of size 1."""
    return np.squeeze(x, axis)


def stack(arrays: Sequence[Any], /, *, axis: int = 0) -> Any:
    """Join along a new dimension."""
    return np.stack(promoted(*arrays), axis)


def tile(x: Any, repetitions: tuple[int, ...], /) -> Any:
    """Repeat the whole."""
    return np.tile(x, repetitions)


def unstack(x: Any, /, *, axis: int = 0) -> tuple[Any, ...]:
    """Return the slices along a dimension."""
    moved = np.moveaxis(x, axis, 0)
    return tuple(moved[i] for i in range(moved.shape[0]))
