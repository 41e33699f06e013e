"""Elementwise functions of the array API standard.

Unlike operators of Tensors, they promote 0-d Tensors as all others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.array.tensor import Tensor
from autograd.array_api.dtypes import result_type
from autograd.rules.numpy_forms import elementwise as forms

_OF_INTEGERS = {"ceil", "floor", "trunc", "round"}


def promoted(*operands: Any) -> list[Any]:
    """Return operands in their common dtype; numbers stay numbers."""
    dtypes = {x.dtype for x in operands if isinstance(x, Tensor)}
    if len(dtypes) < 2:
        return list(operands)
    common = result_type(*dtypes)
    return [x.to(common) if isinstance(x, Tensor) else x for x in operands]


def _unary(name: str) -> Callable[..., Tensor]:
    function = getattr(np, name)

    def call(x: Any, /) -> Any:
        if name in _OF_INTEGERS and x.dtype.kind != "f":
            return x.clone()
        return function(x)

    return _named(call, name)


def _binary(name: str) -> Callable[..., Tensor]:
    function = getattr(np, name)

    def call(x1: Any, x2: Any, /) -> Any:
        return function(*promoted(x1, x2))

    return _named(call, name)


def _named(call: Callable[..., Any], name: str) -> Callable[..., Tensor]:
    call.__name__ = call.__qualname__ = name
    call.__doc__ = f"Apply `np.{name}` to Tensors."
    return call


abs = _unary("abs")
acos = _unary("acos")
acosh = _unary("acosh")
asin = _unary("asin")
asinh = _unary("asinh")
atan = _unary("atan")
atanh = _unary("atanh")
bitwise_invert = _unary("bitwise_invert")
ceil = _unary("ceil")
conj = _unary("conj")
cos = _unary("cos")
cosh = _unary("cosh")
exp = _unary("exp")
expm1 = _unary("expm1")
floor = _unary("floor")
imag = _unary("imag")
isfinite = _unary("isfinite")
isinf = _unary("isinf")
isnan = _unary("isnan")
log = _unary("log")
log10 = _unary("log10")
log1p = _unary("log1p")
log2 = _unary("log2")
logical_not = _unary("logical_not")
negative = _unary("negative")
positive = _unary("positive")
real = _unary("real")
reciprocal = _unary("reciprocal")
sign = _unary("sign")
signbit = _unary("signbit")
sin = _unary("sin")
sinh = _unary("sinh")
sqrt = _unary("sqrt")
square = _unary("square")
tan = _unary("tan")
tanh = _unary("tanh")
trunc = _unary("trunc")
add = _binary("add")
atan2 = _binary("atan2")
bitwise_and = _binary("bitwise_and")
bitwise_left_shift = _binary("bitwise_left_shift")
bitwise_or = _binary("bitwise_or")
bitwise_right_shift = _binary("bitwise_right_shift")
bitwise_xor = _binary("bitwise_xor")
copysign = _binary("copysign")
divide = _binary("divide")
equal = _binary("equal")
floor_divide = _binary("floor_divide")
greater = _binary("greater")
greater_equal = _binary("greater_equal")
hypot = _binary("hypot")
less = _binary("less")
less_equal = _binary("less_equal")
logaddexp = _binary("logaddexp")
logical_and = _binary("logical_and")
logical_or = _binary("logical_or")
logical_xor = _binary("logical_xor")
maximum = _binary("maximum")
minimum = _binary("minimum")
multiply = _binary("multiply")
nextafter = _binary("nextafter")
not_equal = _binary("not_equal")
pow = _binary("pow")
remainder = _binary("remainder")
subtract = _binary("subtract")


def clip(x: Tensor, /, min: Any = None, max: Any = None) -> Tensor:
    """Limit the elements; the dtype stays."""
    limits = [None if m is None else m.to(x.dtype) if isinstance(m, Tensor) else m for m in (min, max)]
    found = forms.clip(x, *limits)
    return found if found.dtype == x.dtype else found.to(x.dtype)  # type: ignore[no-any-return]


def round(x: Tensor, /) -> Tensor:
    """Round to whole numbers, halves to even ones."""
    return x.round() if x.dtype.kind == "f" else x.clone()
