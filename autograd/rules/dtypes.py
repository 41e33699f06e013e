"""Dtypes and PyTorch's rules of type promotion. A dtype is a `numpy.dtype`."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

__all__ = [
    "bfloat16",
    "bool",
    "complex64",
    "complex128",
    "double",
    "float",
    "float16",
    "float32",
    "float64",
    "get_default_dtype",
    "half",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "long",
    "promote_types",
    "set_default_dtype",
    "short",
    "uint8",
]

DType = np.dtype[Any]

float16 = half = np.dtype(np.float16)
float32 = float = np.dtype(np.float32)
float64 = double = np.dtype(np.float64)
uint8 = np.dtype(np.uint8)
int8 = np.dtype(np.int8)
int16 = short = np.dtype(np.int16)
int32 = int = np.dtype(np.int32)
int64 = long = np.dtype(np.int64)
bool = np.dtype(np.bool_)


class AbsentDtype:
    """A dtype of PyTorch that Tensors do not have here. Programs may name it, as in a table, but not use it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


bfloat16 = AbsentDtype("bfloat16")
complex64, complex128 = AbsentDtype("complex64"), AbsentDtype("complex128")


class Default:
    """`dtype` is that of Python's floats, and of tensors that are created without one."""

    dtype = float32


def get_default_dtype() -> DType:
    """Return the dtype of tensors of Python's floats, and of those created without a dtype.

    >>> get_default_dtype()
    dtype('float32')
    """
    return Default.dtype


def set_default_dtype(d: Any) -> None:
    """Set the dtype of tensors of Python's floats, and of those created without a dtype.

    Args:
        d: float16, float32 or float64.

    Raises:
        TypeError: if it is not floating.
    """
    found = as_dtype(d, "set_default_dtype()")
    if found.kind != "f":
        raise TypeError(f"set_default_dtype(): expected a floating dtype, got {found}")
    Default.dtype = found


# The categories of type promotion, by NumPy's kind of a dtype: the higher one decides.
CATEGORY = {"b": 0, "i": 1, "u": 1, "f": 2}
_OF_PYTHON = {builtins.bool: bool, builtins.int: int64, builtins.float: float64}
TENSOR_TYPES = {  # PyTorch's older names of dtypes, as in torch.FloatTensor
    "HalfTensor": float16, "FloatTensor": float32, "DoubleTensor": float64, "ByteTensor": uint8, "CharTensor": int8,
    "ShortTensor": int16, "IntTensor": int32, "LongTensor": int64, "BoolTensor": bool,
}  # fmt: skip
_DTYPES = {float16, float32, float64, uint8, int8, int16, int32, int64, bool}


def as_dtype(dtype: Any, where: str = "dtype") -> DType:
    """Return one of the dtypes that a Tensor can have.

    Args:
        dtype: a dtype, its name in NumPy or PyTorch, or a type such as `FloatTensor`. Python's `float`, `int` and
            `bool` mean float64, int64 and bool.
        where: the function or argument that an error names.

    Raises:
        TypeError: for any other dtype.
    """
    if isinstance(dtype, type) and dtype in _OF_PYTHON:
        return _OF_PYTHON[dtype]
    name = dtype if isinstance(dtype, str) else getattr(dtype, "__name__", "")
    if name.endswith("Tensor"):
        dtype = TENSOR_TYPES.get(name.removeprefix("torch."), dtype)
    elif isinstance(dtype, str):
        dtype = dtype.removeprefix("torch.")
    try:
        found: DType = np.dtype(dtype)
    except TypeError:
        found = np.dtype(object)
    if dtype is None or found not in _DTYPES:
        raise TypeError(
            f"{where}: a tensor holds float16/32/64, int8/16/32/64, uint8 or bool, not {getattr(dtype, 'name', dtype)}"
        )
    return found


def promote_types(a: DType, b: DType) -> DType:
    """Return the common dtype of two. An integer dtype does not widen a floating one.

    >>> promote_types(float32, int64)
    dtype('float32')
    """
    if a == b:
        return a
    category_a, category_b = CATEGORY[a.kind], CATEGORY[b.kind]
    if category_a != category_b:
        return a if category_a > category_b else b
    return np.promote_types(a, b)


def result_dtype(operands: tuple[Any, ...] | list[Any]) -> DType:
    """Return the common dtype of arrays and Python numbers, as torch.result_type.

    Arrays with dimensions decide. A 0-d array counts only if its category is higher (bool < integer < floating), and a
    Python number only if its category is higher still.
    """
    levels: list[DType | None] = [None, None, None]  # arrays with dimensions, 0-d arrays, Python numbers
    for operand in operands:
        if isinstance(operand, np.ndarray | np.generic):
            level, dtype = (0 if operand.ndim else 1), operand.dtype
        else:
            kind = next(k for k in (builtins.bool, builtins.int, builtins.float) if isinstance(operand, k))
            level, dtype = 2, Default.dtype if kind is builtins.float else _OF_PYTHON[kind]
        so_far = levels[level]
        levels[level] = dtype if so_far is None else promote_types(so_far, dtype)
    result: DType | None = None
    for dtype_of_level in levels:
        if dtype_of_level is None:
            continue
        if result is None:
            result = dtype_of_level
        elif CATEGORY[dtype_of_level.kind] > CATEGORY[result.kind]:
            result = promote_types(result, dtype_of_level)
    assert result is not None
    return result


def check_range(numbers: Any, dtype: DType, where: str) -> None:
    """Raise ValueError if Python's numbers do not fit into an integer dtype, which NumPy would wrap around.

    Args:
        numbers: an array of them, or one.
        dtype: the dtype that they are converted to.
        where: the function that the error names.
    """
    array = np.asarray(numbers)
    if dtype.kind not in "iu" or array.dtype.kind not in "iuf" or not array.size:
        return
    info = np.iinfo(dtype)
    if not (array.min() >= info.min and array.max() <= info.max):  # also false for NaN
        raise ValueError(f"{where}: expected numbers from {info.min} to {info.max} for {dtype}, got {array.tolist()}")


def is_floating(dtype: DType) -> builtins.bool:
    """Return whether `dtype` is floating, so that its tensors can have gradients."""
    return dtype.kind == "f"
