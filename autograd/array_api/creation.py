"""Functions of the array API standard that create Tensors."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.array import creation
from autograd.array.creation import asarray as asarray
from autograd.array.device import check_device
from autograd.array.tensor import Tensor


def from_dlpack(x: Any, /, *, device: Any = None, copy: bool | None = None) -> Tensor:
    """Return a Tensor that shares the memory of another library's array, by DLPack.

    Raises:
        BufferError: if that array cannot be shared.
    """
    return creation.from_dlpack(x, device=device, copy=copy)


def arange(start: Any, /, stop: Any = None, step: Any = 1, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return the numbers from `start` (or 0) up to `stop`, without it."""
    first, last = (0, start) if stop is None else (start, stop)
    check_device(device, "arange()")
    floating = any(isinstance(n, float) for n in (first, last, step))
    wanted = creation.or_default(dtype, "arange()") if floating or dtype is not None else np.dtype(np.int64)
    return creation.finish(np.arange(first, last, step).astype(wanted))


def linspace(start: Any, stop: Any, /, num: int, *, dtype: Any = None, device: Any = None, endpoint: bool = True
             ) -> Tensor:  # fmt: skip
    """Return `num` numbers at equal distances."""
    check_device(device, "linspace()")
    return creation.finish(np.linspace(start, stop, num, endpoint).astype(creation.or_default(dtype, "linspace()")))


def zeros(shape: Any, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return zeros."""
    return creation.zeros(size=shape, dtype=dtype, device=device)


def ones(shape: Any, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return ones."""
    return creation.ones(size=shape, dtype=dtype, device=device)


def empty(shape: Any, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return a Tensor of any elements."""
    return creation.empty(size=shape, dtype=dtype, device=device)


def full(shape: Any, fill_value: Any, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return a number, repeated."""
    return creation.full(shape if isinstance(shape, tuple) else (shape,), fill_value, dtype=dtype, device=device)


def eye(n_rows: int, n_cols: int | None = None, /, *, k: int = 0, dtype: Any = None, device: Any = None) -> Tensor:
    """Return a matrix with ones on a diagonal."""
    check_device(device, "eye()")
    return creation.finish(np.eye(n_rows, n_cols, k, creation.or_default(dtype, "eye()")))


def zeros_like(x: Tensor, /, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return zeros of the shape and dtype of x."""
    return creation.zeros_like(x, dtype=dtype, device=device)


def ones_like(x: Tensor, /, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return ones of the shape and dtype of x."""
    return creation.ones_like(x, dtype=dtype, device=device)


def empty_like(x: Tensor, /, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return any elements of the shape and dtype of x."""
    return creation.empty_like(x, dtype=dtype, device=device)


def full_like(x: Tensor, /, fill_value: Any, *, dtype: Any = None, device: Any = None) -> Tensor:
    """Return a number, repeated, of the shape and dtype of x."""
    return creation.full_like(x, fill_value, dtype=dtype, device=device)


def meshgrid(*arrays: Tensor, indexing: str = "xy") -> list[Tensor]:
    """Return the coordinates of a grid."""
    found: Any = np.meshgrid(*arrays, indexing=indexing)  # type: ignore[call-overload]
    return list(found)


def tril(x: Tensor, /, *, k: int = 0) -> Tensor:
    """Return matrices with the elements above a diagonal set to 0."""
    return x.tril(k)


def triu(x: Tensor, /, *, k: int = 0) -> Tensor:
    """Return matrices with the elements below a diagonal set to 0."""
    return x.triu(k)
