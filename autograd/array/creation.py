"""Tensors from data and of constants."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.device import check_device
from autograd.array.tensor import Tensor
from autograd.rules.arrays import Array
from autograd.rules.dtypes import as_dtype, float32, int64

__all__ = [
    "arange",
    "as_tensor",
    "empty",
    "empty_like",
    "eye",
    "from_numpy",
    "full",
    "full_like",
    "linspace",
    "ones",
    "ones_like",
    "tensor",
    "zeros",
    "zeros_like",
]


def tensor(data: Any, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return a leaf that holds a copy of `data`.

    Args:
        data: a number, a NumPy array (it keeps its dtype), a Tensor, or nested lists of these. Python floats become
            float32, integers int64, bools bool.
        dtype: the dtype, if it is not to follow from `data`.
        requires_grad: whether to record what is computed from it; for floating dtypes only.
        device: the CPU, or None.

    Raises:
        ValueError: for nested lists of unequal lengths.
        TypeError: for anything but real numbers.
    """
    check_device(device, "tensor()")
    made = Tensor(_to_array(data, dtype, "tensor()").copy())
    return made.requires_grad_() if requires_grad else made


def as_tensor(data: Any, dtype: Any = None) -> Tensor:
    """Return `data` as a Tensor: itself, or in the same memory, where possible."""
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return Tensor(_to_array(data, dtype, "as_tensor()"))


def from_numpy(array: Array) -> Tensor:
    """Return a Tensor that shares the memory of a NumPy array."""
    if not isinstance(array, np.ndarray):
        raise TypeError(f"from_numpy(): expected a NumPy array, got {type(array).__name__}; use tensor()")
    return as_tensor(array)


def _to_array(data: Any, dtype: Any, where: str) -> Array:
    wanted = None if dtype is None else as_dtype(dtype, where)
    if isinstance(data, Tensor):
        array = data._array
    elif isinstance(data, np.ndarray | np.generic):
        array = np.asarray(data)
    else:
        array = _from_nested(data, where)
        if wanted is None and array.dtype == np.float64 and not _holds_arrays(data):
            wanted = float32
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{where}: a tensor holds real numbers, got {array.dtype} from {type(data).__name__}")
    return array.astype(as_dtype(array.dtype, where) if wanted is None else wanted, copy=False)


def _holds_arrays(data: Any) -> builtins.bool:
    while isinstance(data, list | tuple) and data:
        data = data[0]
    return isinstance(data, np.ndarray | np.generic | Tensor)


def _from_nested(data: Any, where: str) -> Array:
    try:
        array = np.asarray(_without_tensors(data))
    except ValueError:
        raise ValueError(f"{where}: nested lists must have equal lengths at each level") from None
    except RecursionError:
        raise ValueError(f"{where}: the data is nested too deeply for an array") from None
    return array.astype(np.float32) if array.size == 0 and array.dtype == np.float64 else array


def _without_tensors(data: Any) -> Any:
    if isinstance(data, Tensor):
        return data._array
    return [_without_tensors(x) for x in data] if isinstance(data, list | tuple) else data


def finish(array: Array, requires_grad: builtins.bool) -> Tensor:
    """Return a Tensor that holds `array`."""
    made = Tensor(array)
    return made.requires_grad_() if requires_grad else made


def checked_size(sizes: tuple[Any, ...], where: str) -> tuple[int, ...]:
    """Return the sizes of `f(2, 3)` or `f((2, 3))` as a tuple of integers.

    Raises:
        ValueError: for a size that is not a whole number of 0 or more; the message names `where`.
    """
    if len(sizes) == 1 and isinstance(sizes[0], list | tuple):
        sizes = tuple(sizes[0])
    for size in sizes:
        if not hasattr(type(size), "__index__") or int(size) < 0:
            raise ValueError(f"{where}: sizes are whole numbers, 0 or more, got {size!r}")
    return tuple(int(size) for size in sizes)


# ── constants ──


def zeros(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return zeros of the given size; float32 unless a dtype is given."""
    check_device(device, "zeros()")
    return finish(np.zeros(checked_size(size, "zeros()"), as_dtype(dtype or float32)), requires_grad)


def ones(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return ones of the given size; float32 unless a dtype is given."""
    check_device(device, "ones()")
    return finish(np.ones(checked_size(size, "ones()"), as_dtype(dtype or float32)), requires_grad)


def empty(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return uninitialised elements of the given size; float32 unless a dtype is given."""
    check_device(device, "empty()")
    return finish(np.empty(checked_size(size, "empty()"), as_dtype(dtype or float32)), requires_grad)


def full(size: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return `fill_value` in the given size; its type decides the dtype unless one is given."""
    shape = checked_size((size,), "full()")
    return finish(np.full(shape, _to_array(fill_value, dtype, "full()")), requires_grad)


def eye(n: int, m: int | None = None, dtype: Any = float32, requires_grad: builtins.bool = False) -> Tensor:
    """Return an n × m matrix (m defaults to n) with ones on the diagonal and zeros elsewhere."""
    return finish(np.eye(n, m, dtype=as_dtype(dtype)), requires_grad)


def arange(
    start: Any, end: Any = None, step: Any = 1, dtype: Any = None, requires_grad: builtins.bool = False
) -> Tensor:
    """Return start, start + step, … below `end`; with one argument, from 0. Integers give int64, floats float32."""
    if end is None:
        start, end = 0, start
    if step == 0:
        raise ValueError("arange(): step must not be 0")
    whole = all(isinstance(x, int | np.integer) for x in (start, end, step))
    wanted = as_dtype(dtype) if dtype is not None else (int64 if whole else float32)
    return finish(np.arange(start, end, step).astype(wanted), requires_grad)


def linspace(
    start: float, end: float, steps: int, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """Return `steps` equally spaced numbers from `start` to `end`, both included."""
    return finish(np.linspace(start, end, steps, dtype=as_dtype(dtype)), requires_grad)


def zeros_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return zeros in the shape and dtype of x."""
    return zeros(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def ones_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return ones in the shape and dtype of x."""
    return ones(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def empty_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return uninitialised elements in the shape and dtype of x."""
    return empty(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def full_like(x: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return `fill_value` in the shape and dtype of x."""
    return full(x.shape, fill_value, dtype or x.dtype, requires_grad)
