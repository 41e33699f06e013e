"""Functions that create Tensors from data and constants."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.base import wrap, wrap_shared
from autograd.array.device import check_device
from autograd.array.tensor import Tensor
from autograd.rules.arrays import Array
from autograd.rules.dtypes import as_dtype, check_range, float32, int64

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
        data: a number, a NumPy array, a Tensor, or nested lists of these.
        dtype: the dtype of the result, or its NumPy name. By default, arrays and Tensors keep their dtype. Python
            floats become float32, integers int64 and bools bool.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of the shape of `data`: () for a number, (2, 3) for two lists of three numbers.

    Raises:
        ValueError: if nested lists have unequal lengths, if a number is out of the range of `dtype`, or if `device` is
            not the CPU.
        TypeError: if `data` holds anything but real numbers.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: Tensors in lists keep their dimensions, and complex numbers are an error. As a dtype, Python's
    `float` means float32, not float64.

    >>> import autograd
    >>> autograd.tensor([[1.0, 2.0], [3.0, 4.0]])
    tensor([[1., 2.],
            [3., 4.]])
    >>> autograd.tensor([1, 2], dtype=autograd.float64)
    tensor([1., 2.], dtype=float64)
    """
    check_device(device, "tensor()")
    made: Tensor = wrap(_to_array(data, dtype, "tensor()").copy())
    return made.requires_grad_() if requires_grad else made


def as_tensor(data: Any, dtype: Any = None) -> Tensor:
    """Return `data` as a Tensor, without a copy if possible.

    Args:
        data: a number, a NumPy array, a Tensor, or nested lists of these.
        dtype: the dtype of the result, or its NumPy name. By default, as for `tensor`.

    Returns:
        A Tensor of the shape of `data`. If `data` is a Tensor of this dtype, it is returned itself; if it has another
        dtype, the conversion is recorded in the graph. The result shares the memory of an array of the same dtype.

    Raises:
        ValueError: if nested lists have unequal lengths.
        TypeError: if `data` holds anything but real numbers, or if a Tensor cannot have `dtype`.

    Differs from PyTorch: there is no `device` argument.

    >>> import autograd, numpy
    >>> array = numpy.zeros(2, numpy.float32)
    >>> x = autograd.as_tensor(array)
    >>> array[0] = 5
    >>> x
    tensor([5., 0.])
    """
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    array = _to_array(data, dtype, "as_tensor()")
    made: Tensor = (
        wrap_shared(array) if isinstance(data, np.ndarray) and np.may_share_memory(array, data) else wrap(array)
    )
    return made


def from_numpy(array: Array) -> Tensor:
    """Return a Tensor that shares the memory of a NumPy array.

    Args:
        array: an array of any shape, of a dtype that a Tensor can have.

    Returns:
        A leaf of the array's shape and dtype.

    Raises:
        TypeError: if `array` is not a NumPy array, or if a Tensor cannot have its dtype.

    >>> import autograd, numpy
    >>> autograd.from_numpy(numpy.arange(3.0))
    tensor([0., 1., 2.], dtype=float64)
    """
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
    if wanted is not None and not isinstance(data, Tensor | np.ndarray):
        check_range(array, wanted, where)
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


def finish(array: Array, requires_grad: builtins.bool = False) -> Tensor:
    """Return a Tensor that owns `array`."""
    made: Tensor = wrap(array)
    return made.requires_grad_() if requires_grad else made


def checked_size(sizes: tuple[Any, ...], where: str) -> tuple[int, ...]:
    """Return the sizes of `f(2, 3)` or `f((2, 3))` as a tuple of integers.

    Raises:
        ValueError: if a size is negative or not an integer; the message names `where`.
    """
    if len(sizes) == 1 and isinstance(sizes[0], list | tuple):
        sizes = tuple(sizes[0])
    for size in sizes:
        if not hasattr(type(size), "__index__") or int(size) < 0:
            raise ValueError(f"{where}: sizes are whole numbers, 0 or more, got {size!r}")
    return tuple(int(size) for size in sizes)


# ── constants ──


def zeros(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return a Tensor of zeros.

    Args:
        *size: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        dtype: the dtype of the result, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if a size is negative or not an integer, or if `device` is not the CPU.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `zeros()` is a 0-d Tensor, not an error.

    >>> import autograd
    >>> autograd.zeros(2, 3)
    tensor([[0., 0., 0.],
            [0., 0., 0.]])
    """
    check_device(device, "zeros()")
    return finish(np.zeros(checked_size(size, "zeros()"), as_dtype(dtype or float32)), requires_grad)


def ones(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return a Tensor of ones.

    Args:
        *size: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        dtype: the dtype of the result, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if a size is negative or not an integer, or if `device` is not the CPU.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `ones()` is a 0-d Tensor, not an error.

    >>> import autograd
    >>> autograd.ones(3, dtype=autograd.int64)
    tensor([1, 1, 1])
    """
    check_device(device, "ones()")
    return finish(np.ones(checked_size(size, "ones()"), as_dtype(dtype or float32)), requires_grad)


def empty(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Return a Tensor whose elements are not initialised.

    Args:
        *size: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        dtype: the dtype of the result, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape `size`, with arbitrary elements.

    Raises:
        ValueError: if a size is negative or not an integer, or if `device` is not the CPU.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `empty()` is a 0-d Tensor, not an error.

    >>> import autograd
    >>> autograd.empty(2, 3).shape
    (2, 3)
    """
    check_device(device, "empty()")
    return finish(np.empty(checked_size(size, "empty()"), as_dtype(dtype or float32)), requires_grad)


def full(size: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return a Tensor with each element equal to `fill_value`.

    Args:
        size: a tuple or list of integers of 0 or more, or one integer.
        fill_value: a number, or an array, Tensor or list whose shape broadcasts to `size`.
        dtype: the dtype of the result, or its NumPy name; by default, the dtype of `tensor(fill_value)`.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of shape `size`.

    Raises:
        ValueError: if a size is negative or not an integer, or if `fill_value` does not broadcast to `size`.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `size` may be one integer, `fill_value` may have dimensions, and a NumPy number keeps its
    dtype. There is no `device` argument.

    >>> import autograd
    >>> autograd.full((2, 2), 7)
    tensor([[7, 7],
            [7, 7]])
    """
    shape = checked_size((size,), "full()")
    return finish(np.full(shape, _to_array(fill_value, dtype, "full()")), requires_grad)


def eye(n: int, m: int | None = None, dtype: Any = float32, requires_grad: builtins.bool = False) -> Tensor:
    """Return a matrix with ones on the diagonal and zeros elsewhere.

    Args:
        n: the number of rows.
        m: the number of columns; by default, n.
        dtype: the dtype of the result, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of shape (n, m).

    Raises:
        ValueError: if n or m is negative.
        TypeError: if n or m is not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: there is no `device` argument.

    >>> import autograd
    >>> autograd.eye(2, 3)
    tensor([[1., 0., 0.],
            [0., 1., 0.]])
    """
    return finish(np.eye(n, m, dtype=as_dtype(dtype)), requires_grad)


def arange(
    start: Any, end: Any = None, step: Any = 1, dtype: Any = None, requires_grad: builtins.bool = False
) -> Tensor:
    """Return the numbers start, start + step, start + 2 step, … that come before `end`.

    `arange(end)` starts at 0. If the step is a fraction, rounding can add an element at `end`; `linspace` avoids this.

    Args:
        start: the first number.
        end: the limit, which is excluded.
        step: the difference between neighbours; it may be negative.
        dtype: the dtype of the result, or its NumPy name. By default, int64 if the three numbers are integers, else
            float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of shape (n,) with n = ⌈(end − start) / step⌉. It is empty if `step` leads away from `end`.

    Raises:
        ValueError: if `step` is 0.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: a step that leads away from `end` is not an error, and there is no `device` argument.

    >>> import autograd
    >>> autograd.arange(2, 10, 3)
    tensor([2, 5, 8])
    >>> autograd.arange(3.0)
    tensor([0., 1., 2.])
    """
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
    """Return equally spaced numbers from `start` to `end`, both included.

    Args:
        start: the first number.
        end: the last number.
        steps: how many numbers, 0 or more.
        dtype: the dtype of the result, or its NumPy name; float32 by default.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of shape (steps,). If `steps` is 1, it holds `start`.

    Raises:
        ValueError: if `steps` is negative.
        TypeError: if `steps` is not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: integer dtypes round down, not towards 0. `start` and `end` cannot be Tensors. There is no
    `device` argument.

    >>> import autograd
    >>> autograd.linspace(0, 1, 5)
    tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
    """
    return finish(np.linspace(start, end, steps, dtype=as_dtype(dtype)), requires_grad)


def zeros_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return zeros with the shape and dtype of x.

    Args:
        x: a Tensor or NumPy array of any shape and dtype.
        dtype: the dtype of the result; by default, that of x.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of x's shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: x may be a NumPy array, and there is no `device` argument.

    >>> import autograd
    >>> autograd.zeros_like(autograd.tensor([1, 2]))
    tensor([0, 0])
    """
    return zeros(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def ones_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return ones with the shape and dtype of x.

    Args:
        x: a Tensor or NumPy array of any shape and dtype.
        dtype: the dtype of the result; by default, that of x.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of x's shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: x may be a NumPy array, and there is no `device` argument.

    >>> import autograd
    >>> autograd.ones_like(autograd.tensor([0.5, 2.0]))
    tensor([1., 1.])
    """
    return ones(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def empty_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return a Tensor with the shape and dtype of x whose elements are not initialised.

    Args:
        x: a Tensor or NumPy array of any shape and dtype.
        dtype: the dtype of the result; by default, that of x.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of x's shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: x may be a NumPy array, and there is no `device` argument.

    >>> import autograd
    >>> autograd.empty_like(autograd.zeros(2, 3)).shape
    (2, 3)
    """
    return empty(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def full_like(x: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Return a Tensor with the shape and dtype of x and each element equal to `fill_value`.

    Args:
        x: a Tensor or NumPy array of any shape and dtype.
        fill_value: a number, or an array, Tensor or list whose shape broadcasts to x's.
        dtype: the dtype of the result; by default, that of x.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.

    Returns:
        A leaf of x's shape.

    Raises:
        ValueError: if `fill_value` does not broadcast to the shape of x.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: x may be a NumPy array, `fill_value` may have dimensions, and there is no `device` argument.

    >>> import autograd
    >>> autograd.full_like(autograd.zeros(3), 7)
    tensor([7., 7., 7.])
    """
    return full(x.shape, fill_value, dtype or x.dtype, requires_grad)
