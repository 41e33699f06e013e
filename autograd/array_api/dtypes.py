"""Dtypes of the array API standard."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from autograd.array.base import TensorBase
from autograd.array.device import CPU, device
from autograd.array.tensor import Tensor
from autograd.rules.dtypes import Default, DType, as_dtype, get_default_dtype

_NAMES = "bool int8 int16 int32 int64 uint8 float32 float64".split()
_KINDS = {
    "bool": "b", "signed integer": "i", "unsigned integer": "u", "integral": "iu", "real floating": "f",
    "complex floating": "c", "numeric": "iufc",
}  # fmt: skip


def dtype_of(x: Any) -> Any:
    """Return the dtype of a Tensor; anything else itself."""
    return x.dtype if isinstance(x, TensorBase) else x


def astype(x: Tensor, dtype: Any, /, *, copy: bool = True, device: Any = None) -> Tensor:
    """Return x as another dtype."""
    return x.astype(dtype, copy=copy)


def can_cast(from_: Any, to: Any, /) -> bool:
    """Return whether a dtype, or that of a Tensor, can be cast to another without loss."""
    return np.can_cast(dtype_of(from_), dtype_of(to))


class FloatInfo(NamedTuple):
    """The limits of a floating dtype, as Python's numbers."""

    bits: int
    eps: float
    max: float
    min: float
    smallest_normal: float
    dtype: DType


def finfo(type: Any, /) -> FloatInfo:
    """Return the limits of a floating dtype."""
    found = np.finfo(dtype_of(type))
    eps, largest, smallest, normal = map(float, (found.eps, found.max, found.min, found.smallest_normal))
    return FloatInfo(found.bits, eps, largest, smallest, normal, found.dtype)


def iinfo(type: Any, /) -> np.iinfo[Any]:
    """Return the limits of a dtype of integers."""
    return np.iinfo(dtype_of(type))


def isdtype(dtype: Any, kind: Any) -> bool:
    """Return whether a dtype is another one, of a kind such as "integral", or one of a tuple of these."""
    if isinstance(kind, tuple):
        return any(isdtype(dtype, one) for one in kind)
    if not isinstance(kind, str):
        return bool(dtype == kind)
    if kind not in _KINDS:
        raise ValueError(f"isdtype(): expected a kind of {', '.join(_KINDS)}, got {kind!r}")
    return as_dtype(dtype).kind in _KINDS[kind]


def result_type(*arrays_and_dtypes: Any) -> DType:
    """Return the common dtype of Tensors, dtypes and numbers; unlike operators, 0-d Tensors count as all others."""
    dtypes = [d for x in arrays_and_dtypes if not isinstance(d := dtype_of(x), bool | int | float)]
    numbers = [x for x in arrays_and_dtypes if isinstance(x, bool | int | float)]
    found: DType = np.result_type(*dtypes, *numbers)
    return Default.dtype if found.kind == "f" and all(np.dtype(d).kind != "f" for d in dtypes) else found


class Info:
    """What the engine offers, for `__array_namespace_info__`."""

    def capabilities(self) -> dict[str, Any]:
        """Return what depends on the library."""
        return {"boolean indexing": True, "data-dependent shapes": True, "max dimensions": 64}

    def default_device(self) -> device:
        """Return the CPU."""
        found: device = CPU
        return found

    def devices(self) -> list[device]:
        """Return the CPU alone."""
        return [self.default_device()]

    def default_dtypes(self, *, device: Any = None) -> dict[str, DType]:
        """Return the dtypes of Tensors that are made without one."""
        integers = np.dtype(np.int64)
        return {"real floating": get_default_dtype(), "integral": integers, "indexing": integers}

    def dtypes(self, *, device: Any = None, kind: Any = None) -> dict[str, DType]:
        """Return the dtypes of a kind, by their names."""
        return {name: np.dtype(name) for name in _NAMES if kind is None or isdtype(np.dtype(name), kind)}


def __array_namespace_info__() -> Info:  # noqa: N807  # the standard's name
    """Return what the engine offers."""
    return Info()
