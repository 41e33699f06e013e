"""PyTorch's older names of dtypes, which create tensors too: `FloatTensor([1, 2])`, `LongTensor(2, 3)`."""

from __future__ import annotations

from typing import Any

from autograd.array.base import from_sizes_or_data, wrap
from autograd.array.tensor import Tensor
from autograd.rules.dtypes import TENSOR_TYPES, DType, as_dtype, set_default_dtype

__all__ = [
    "BoolTensor",
    "ByteTensor",
    "CharTensor",
    "DoubleTensor",
    "FloatTensor",
    "HalfTensor",
    "IntTensor",
    "LongTensor",
    "ShortTensor",
    "set_default_tensor_type",
]


class TensorType(type):
    """The type of such a name: `isinstance` looks at the dtype, and a call creates a Tensor."""

    dtype: DType

    def __call__(cls, *data: Any) -> Tensor:
        """Return a Tensor of this dtype: of these sizes without initial elements, or of these numbers."""
        array, version = from_sizes_or_data(f"{cls.__name__}()", data, cls.dtype)
        made: Tensor = wrap(array)
        if version is not None:
            made._version = version
        return made

    def __instancecheck__(cls, x: object) -> bool:
        return isinstance(x, Tensor) and x.dtype == cls.dtype


def _made(name: str) -> Any:
    about = f"The type of tensors of {TENSOR_TYPES[name]}; a call creates one of sizes or numbers."
    return TensorType(name, (), {"dtype": TENSOR_TYPES[name], "__doc__": about, "__module__": __name__})


BoolTensor = _made("BoolTensor")
ByteTensor = _made("ByteTensor")
CharTensor = _made("CharTensor")
DoubleTensor = _made("DoubleTensor")
FloatTensor = _made("FloatTensor")
HalfTensor = _made("HalfTensor")
IntTensor = _made("IntTensor")
LongTensor = _made("LongTensor")
ShortTensor = _made("ShortTensor")


def set_default_tensor_type(t: Any) -> None:
    """Set the default dtype by the name of a type, such as `DoubleTensor` or "torch.DoubleTensor".

    Raises:
        TypeError: if it is not floating.
    """
    set_default_dtype(as_dtype(t, "set_default_tensor_type()"))
