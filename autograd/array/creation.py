"""Functions that create Tensors from data and constants."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.base import wrap, wrap_shared
from autograd.array.device import check_device
from autograd.array.tensor import Tensor
from autograd.rules.arrays import Array
from autograd.rules.dtypes import Default, DType, as_dtype, check_range, int64
from autograd.scalar.value import Value

__all__ = [
    "arange",
    "as_tensor",
    "asarray",
    "empty",
    "empty_like",
    "eye",
    "from_dlpack",
    "from_numpy",
    "full",
    "full_like",
    "linspace",
    "logspace",
    "ones",
    "ones_like",
    "tensor",
    "tril_indices",
    "triu_indices",
    "zeros",
    "zeros_like",
]


def tensor(
    data: Any,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return a leaf that holds a copy of `data`.

    Args:
        data: a number, a NumPy array, a Tensor, or nested lists of these.
        dtype: the dtype of the result, or its NumPy name. By default, arrays and Tensors keep their dtype. Python
            floats become the default dtype, float32, integers int64 and bools bool.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of the shape of `data`: () for a number, (2, 3) for two lists of three numbers.

    Raises:
        ValueError: if nested lists have unequal lengths, if a number is out of the range of `dtype`, or if `device` is
            not the CPU.
        TypeError: if `data` holds anything but real numbers.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: Tensors in lists keep their dimensions, and complex numbers are an error.

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


def as_tensor(data: Any, dtype: Any = None, device: Any = None) -> Tensor:
    """Return `data` as a Tensor, without a copy if possible.

    Args:
        data: a number, a NumPy array, a Tensor, or nested lists of these.
        dtype: the dtype of the result, or its NumPy name. By default, as for `tensor`.
        device: the CPU, or None.

    Returns:
        A Tensor of the shape of `data`. If `data` is a Tensor of this dtype, it is returned itself; if it has another
        dtype, the conversion is recorded in the graph. The result shares the memory of an array of the same dtype.

    Raises:
        ValueError: if nested lists have unequal lengths.
        TypeError: if `data` holds anything but real numbers, or if a Tensor cannot have `dtype`.

    >>> import autograd, numpy
    >>> array = numpy.zeros(2, numpy.float32)
    >>> x = autograd.as_tensor(array)
    >>> array[0] = 5
    >>> x
    tensor([5., 0.])
    """
    check_device(device, "as_tensor()")
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    array = _to_array(data, dtype, "as_tensor()")
    made: Tensor = (
        wrap_shared(array) if isinstance(data, np.ndarray) and np.may_share_memory(array, data) else wrap(array)
    )
    return made


def asarray(
    obj: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    copy: builtins.bool | None = None,
    requires_grad: builtins.bool | None = None,
) -> Tensor:
    """Return `obj` as a Tensor, without a copy if possible.

    Args:
        obj: a number, a NumPy array, a Tensor, or nested lists of these.
        dtype: the dtype of the result. By default, as for `tensor`.
        device: the CPU, or None.
        copy: whether the result has memory of its own. None: only if it must.
        requires_grad: whether the result requires grad. None: as `obj` does. False cuts it from the graph.

    Raises:
        ValueError: if `copy` is False and a copy is needed, or if nested lists have unequal lengths.
        TypeError: if `obj` holds anything but real numbers.

    >>> import autograd
    >>> x = autograd.ones(2)
    >>> autograd.asarray(x) is x
    True
    """
    check_device(device, "asarray()")
    if isinstance(obj, Tensor):
        if copy is False and dtype is not None and obj.dtype != dtype:
            raise ValueError(f"asarray(): expected copy=None to convert {obj.dtype} to {dtype}, got False")
        made = obj.to(obj.dtype if dtype is None else dtype, copy=builtins.bool(copy))
    elif copy is False and not isinstance(obj, np.ndarray):
        raise ValueError(f"asarray(): expected copy=None for {type(obj).__name__}, got False")
    else:
        made = tensor(obj, dtype) if copy else as_tensor(obj, dtype)
        if copy is False and not np.may_share_memory(made._array, obj):
            raise ValueError(f"asarray(): expected copy=None to convert {obj.dtype} to {made.dtype}, got False")
    if requires_grad is None or requires_grad == made.requires_grad:
        return made
    return made.detach().requires_grad_(requires_grad)


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


def from_dlpack(ext_tensor: Any, *, device: Any = None, copy: builtins.bool | None = None) -> Tensor:
    """Return a Tensor that shares the memory of another library's array, by DLPack.

    Args:
        ext_tensor: an array with the method `__dlpack__`, such as a NumPy array or a tensor of PyTorch, on the CPU.
        device: the CPU, or None.
        copy: whether to copy. None means only if the memory may not be written.

    Returns:
        A leaf of its shape and dtype.

    Raises:
        BufferError: if the array cannot be shared, such as one that requires grad.
        TypeError: if a Tensor cannot have its dtype.

    >>> import autograd, numpy
    >>> autograd.from_dlpack(numpy.array([1.0, 2.0]))
    tensor([1., 2.], dtype=float64)
    """
    check_device(device, "from_dlpack()")
    # NumPy before 2.1 does not know `copy`.
    array = np.from_dlpack(ext_tensor) if copy is None else np.from_dlpack(ext_tensor, copy=copy)
    return from_numpy(array if array.flags.writeable else array.copy())


def _to_array(data: Any, dtype: Any, where: str) -> Array:
    wanted = None if dtype is None else as_dtype(dtype, where)
    if isinstance(data, Tensor):
        array = data._array
    elif isinstance(data, np.ndarray | np.generic):
        array = np.asarray(data)
    else:
        array = _from_nested(data, where)
        if wanted is None and array.dtype == np.float64 and not _holds_arrays(data):
            wanted = Default.dtype
    if array.dtype.kind not in "fiub":
        values = array.dtype == object and any(isinstance(x, Value) for x in array.flat)
        raise TypeError(
            f"{where}: a tensor holds real numbers, got Values, which have a graph of their own; write "
            "[v.data for v in values] for their numbers"
            if values
            else f"{where}: a tensor holds real numbers, got {array.dtype} from {type(data).__name__}"
        )
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
    return array.astype(Default.dtype) if array.size == 0 and array.dtype == np.float64 else array


def _without_tensors(data: Any) -> Any:
    if isinstance(data, Tensor):
        return data._array
    return [_without_tensors(x) for x in data] if isinstance(data, list | tuple) else data


def or_default(dtype: Any, where: str) -> DType:
    """Return a dtype that a Tensor can have, by default the default dtype."""
    return Default.dtype if dtype is None else as_dtype(dtype, where)


def finish(array: Array, requires_grad: builtins.bool = False) -> Tensor:
    """Return a Tensor that owns `array`."""
    made: Tensor = wrap(array)
    return made.requires_grad_() if requires_grad else made


def checked_size(sizes: tuple[Any, ...], where: str, size: Any = None) -> tuple[int, ...]:
    """Return the sizes of `f(2, 3)`, `f((2, 3))` or `f(size=(2, 3))` as a tuple of integers.

    Raises:
        TypeError: if they are given in two ways.
        ValueError: if a size is negative or not an integer; the message names `where`.
    """
    if size is not None:
        if sizes:
            raise TypeError(f"{where}: expected sizes once, got {sizes} and size={size}")
        sizes = (size,)
    if len(sizes) == 1 and isinstance(sizes[0], list | tuple):
        sizes = tuple(sizes[0])
    for size in sizes:
        if not hasattr(type(size), "__index__") or int(size) < 0:
            raise ValueError(f"{where}: sizes are whole numbers, 0 or more, got {size!r}")
    return tuple(int(size) for size in sizes)


# ── constants ──


def zeros(
    *sizes: Any,
    size: Any = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return a Tensor of zeros.

    Args:
        *sizes: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        size: the same by its name.
        dtype: the dtype of the result, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of this shape.

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
    return finish(np.zeros(checked_size(sizes, "zeros()", size), or_default(dtype, "zeros()")), requires_grad)


def ones(
    *sizes: Any,
    size: Any = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return a Tensor of ones.

    Args:
        *sizes: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        size: the same by its name.
        dtype: the dtype of the result, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of this shape.

    Raises:
        ValueError: if a size is negative or not an integer, or if `device` is not the CPU.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `ones()` is a 0-d Tensor, not an error.

    >>> import autograd
    >>> autograd.ones(3, dtype=autograd.int64)
    tensor([1, 1, 1])
    """
    check_device(device, "ones()")
    return finish(np.ones(checked_size(sizes, "ones()", size), or_default(dtype, "ones()")), requires_grad)


def empty(
    *sizes: Any,
    size: Any = None,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    pin_memory: builtins.bool = False,
) -> Tensor:
    """Return a Tensor whose elements are not initialised.

    Args:
        *sizes: integers of 0 or more, or one tuple or list of them. No size at all gives a 0-d Tensor.
        size: the same by its name.
        dtype: the dtype of the result, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        pin_memory: accepted, without effect.

    Returns:
        A leaf of this shape, with arbitrary elements.

    Raises:
        ValueError: if a size is negative or not an integer, or if `device` is not the CPU.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `empty()` is a 0-d Tensor, not an error.

    >>> import autograd
    >>> autograd.empty(2, 3).shape
    (2, 3)
    """
    check_device(device, "empty()")
    return finish(np.empty(checked_size(sizes, "empty()", size), or_default(dtype, "empty()")), requires_grad)


def full(
    size: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None
) -> Tensor:
    """Return a Tensor with each element equal to `fill_value`.

    Args:
        size: a tuple or list of integers of 0 or more, or one integer.
        fill_value: a number, or an array, Tensor or list whose shape broadcasts to `size`.
        dtype: the dtype of the result, or its NumPy name; by default, that of `tensor(fill_value)`; a NumPy number
            counts as Python's.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of this shape.

    Raises:
        ValueError: if a size is negative or not an integer, or if `fill_value` does not broadcast to `size`.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `size` may be one integer, and `fill_value` may have dimensions.

    >>> import autograd
    >>> autograd.full((2, 2), 7)
    tensor([[7, 7],
            [7, 7]])
    """
    check_device(device, "full()")
    shape = checked_size((size,), "full()")
    if isinstance(fill_value, np.generic):
        fill_value = fill_value.item()  # a NumPy number counts as Python's
    return finish(np.full(shape, _to_array(fill_value, dtype, "full()")), requires_grad)


def eye(
    n: int, m: int | None = None, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None
) -> Tensor:
    """Return a matrix with ones on the diagonal and zeros elsewhere.

    Args:
        n: the number of rows.
        m: the number of columns; by default, n.
        dtype: the dtype of the result, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape (n, m).

    Raises:
        ValueError: if n or m is negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    >>> import autograd
    >>> autograd.eye(2, 3)
    tensor([[1., 0., 0.],
            [0., 1., 0.]])
    """
    check_device(device, "eye()")
    rows, columns = checked_size((n, n if m is None else m), "eye()")
    return finish(np.eye(rows, columns, dtype=or_default(dtype, "eye()")), requires_grad)


def arange(
    start: Any = 0,
    end: Any = None,
    step: Any = 1,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
) -> Tensor:
    """Return the numbers start, start + step, start + 2 step, … that come before `end`.

    `arange(end)` starts at 0. If the step is a fraction, rounding can add an element at `end`; `linspace` avoids this.

    Args:
        start: the first number; a number or a Tensor with one element, as the other two.
        end: the limit, which is excluded.
        step: the difference between neighbours; it may be negative.
        dtype: the dtype of the result, or its NumPy name. By default, int64 if the three numbers are integers, else
            the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape (n,) with n = ⌈(end − start) / step⌉. It is empty if `step` leads away from `end`.

    Raises:
        ValueError: if `step` is 0.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: a step that leads away from `end` is not an error.

    >>> import autograd
    >>> autograd.arange(2, 10, 3)
    tensor([2, 5, 8])
    >>> autograd.arange(3.0)
    tensor([0., 1., 2.])
    """
    check_device(device, "arange()")
    start, end, step = (x.item() if isinstance(x, Tensor) else x for x in (start, end, step))
    if end is None:
        start, end = 0, start
    if step == 0:
        raise ValueError("arange(): step must not be 0")
    whole = all(isinstance(x, int | np.integer) for x in (start, end, step))
    wanted = as_dtype(dtype) if dtype is not None else (int64 if whole else Default.dtype)
    return finish(np.arange(start, end, step).astype(wanted), requires_grad)


def linspace(
    start: Any, end: Any, steps: int, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None
) -> Tensor:
    """Return equally spaced numbers from `start` to `end`, both included.

    Args:
        start: the first number; a number or a Tensor with one element.
        end: the last number, likewise.
        steps: how many numbers, 0 or more.
        dtype: the dtype of the result, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape (steps,). If `steps` is 1, it holds `start`.

    Raises:
        ValueError: if `steps` is negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    >>> import autograd
    >>> autograd.linspace(0, 1, 5)
    tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
    """
    check_device(device, "linspace()")
    start, end = (x.item() if isinstance(x, Tensor) else x for x in (start, end))
    (count,) = checked_size((steps,), "linspace()")
    return finish(np.linspace(start, end, count).astype(or_default(dtype, "linspace()")), requires_grad)


def logspace(
    start: Any,
    end: Any,
    steps: int,
    base: float = 10.0,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
) -> Tensor:
    """Return numbers from base**start to base**end, both included, whose exponents are equally spaced.

    Args:
        start: the first exponent; a number or a Tensor with one element.
        end: the last exponent, likewise.
        steps: how many numbers, 0 or more.
        base: the base of the powers.
        dtype: the dtype of the result, or its NumPy name; by default, the default dtype, float32.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.

    Returns:
        A leaf of shape (steps,).

    Raises:
        ValueError: if `steps` is negative or not an integer.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    >>> import autograd
    >>> autograd.logspace(0, 3, 4)
    tensor([   1.,   10.,  100., 1000.])
    """
    exponents = linspace(start, end, steps, np.float64, device=device)._array
    return finish((base**exponents).astype(or_default(dtype, "logspace()")), requires_grad)


def tril_indices(row: int, col: int, offset: int = 0, dtype: Any = int64, device: Any = None) -> Tensor:
    """Return the indices of the lower triangle of a matrix.

    Args:
        row: the number of rows.
        col: the number of columns.
        offset: the last diagonal; 0 is the main diagonal, positive numbers are above it.
        dtype: the dtype of the result, or its NumPy name; int64 by default.
        device: the CPU, or None.

    Returns:
        A leaf of shape (2, n): the rows and the columns of the n elements, row by row.

    >>> import autograd
    >>> autograd.tril_indices(2, 2)
    tensor([[0, 1, 1],
            [0, 0, 1]])
    """
    check_device(device, "tril_indices()")
    return finish(np.stack(np.tril_indices(row, offset, col)).astype(as_dtype(dtype, "tril_indices()")))


def triu_indices(row: int, col: int, offset: int = 0, dtype: Any = int64, device: Any = None) -> Tensor:
    """Return the indices of the upper triangle of a matrix.

    Args:
        row: the number of rows.
        col: the number of columns.
        offset: the first diagonal; 0 is the main diagonal, positive numbers are above it.
        dtype: the dtype of the result, or its NumPy name; int64 by default.
        device: the CPU, or None.

    Returns:
        A leaf of shape (2, n): the rows and the columns of the n elements, row by row.

    >>> import autograd
    >>> autograd.triu_indices(2, 2)
    tensor([[0, 0, 1],
            [0, 1, 1]])
    """
    check_device(device, "triu_indices()")
    return finish(np.stack(np.triu_indices(row, offset, col)).astype(as_dtype(dtype, "triu_indices()")))


def zeros_like(
    input: Any, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None, memory_format: Any = None
) -> Tensor:
    """Return zeros with the shape and dtype of `input`.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        dtype: the dtype of the result; by default, that of `input`.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `input` may be a NumPy array.

    >>> import autograd
    >>> autograd.zeros_like(autograd.tensor([1, 2]))
    tensor([0, 0])
    """
    return zeros(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad, device=device)


def ones_like(
    input: Any, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None, memory_format: Any = None
) -> Tensor:
    """Return ones with the shape and dtype of `input`.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        dtype: the dtype of the result; by default, that of `input`.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `input` may be a NumPy array.

    >>> import autograd
    >>> autograd.ones_like(autograd.tensor([0.5, 2.0]))
    tensor([1., 1.])
    """
    return ones(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad, device=device)


def empty_like(
    input: Any, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None, memory_format: Any = None
) -> Tensor:
    """Return a Tensor with the shape and dtype of `input` whose elements are not initialised.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        dtype: the dtype of the result; by default, that of `input`.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `input` may be a NumPy array.

    >>> import autograd
    >>> autograd.empty_like(autograd.zeros(2, 3)).shape
    (2, 3)
    """
    return empty(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad, device=device)


def full_like(
    input: Any,
    fill_value: Any,
    dtype: Any = None,
    requires_grad: builtins.bool = False,
    device: Any = None,
    memory_format: Any = None,
) -> Tensor:
    """Return a Tensor with the shape and dtype of `input` and each element equal to `fill_value`.

    Args:
        input: a Tensor or NumPy array of any shape and dtype.
        fill_value: a number, or an array, Tensor or list whose shape broadcasts to the shape of `input`.
        dtype: the dtype of the result; by default, that of `input`.
        requires_grad: whether operations on the result are recorded; for floating dtypes only.
        device: the CPU, or None.
        memory_format: accepted, without effect.

    Returns:
        A leaf of its shape.

    Raises:
        ValueError: if `fill_value` does not broadcast to the shape of `input`.
        TypeError: if a Tensor cannot have `dtype`, or if `requires_grad` is set for a dtype that is not floating.

    Differs from PyTorch: `input` may be a NumPy array, and `fill_value` may have dimensions.

    >>> import autograd
    >>> autograd.full_like(autograd.zeros(3), 7)
    tensor([7., 7., 7.])
    """
    return full(input.shape, fill_value, dtype or input.dtype, requires_grad, device)
