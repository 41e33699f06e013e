"""The methods of Tensor. Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit.

apply.py, fast.py and inplace.py apply the operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import numpy as np

from autograd.array import apply, fast, inplace
from autograd.array.apply import defers
from autograd.array.dim_names import one_name, required_dim
from autograd.rules import arrange as arrange_rules
from autograd.rules import compare as compare_rules
from autograd.rules import extremes as extremes_rules
from autograd.rules import index as index_rules
from autograd.rules import join as join_rules
from autograd.rules import linalg as linalg_rules
from autograd.rules import matmul as matmul_rules
from autograd.rules import norm as norm_rules
from autograd.rules import reduce as reduce_rules
from autograd.rules import rounding as rounding_rules
from autograd.rules import select as select_rules
from autograd.rules import shape as shape_rules
from autograd.rules import softmax as softmax_rules
from autograd.rules import sort as sort_rules
from autograd.rules.dims import Dim
from autograd.rules.extremes import Extreme
from autograd.rules.operation import ROW_OPS, Op, RowOp, flat
from autograd.rules.sort import Sorted

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

# How operations are applied, with the type of the result.
run: Callable[[Op, tuple[Any, ...]], Tensor] = apply.run
run_unary: Callable[[RowOp, Any], Tensor] = fast.run_unary
run_binary: Callable[..., Tensor] = fast.run_binary
run_compare: Callable[[Op, Any, Any], Tensor] = fast.run_compare
run_inplace: Callable[[Op, tuple[Any, ...]], Tensor] = inplace.run_inplace
become: Callable[[Callable[..., Any], tuple[Any, ...]], Tensor] = inplace.become

ADD = ROW_OPS["add"]
SUB = ROW_OPS["sub"]
MUL = ROW_OPS["mul"]
DIV = ROW_OPS["div"]
POW = ROW_OPS["pow"]
REMAINDER = ROW_OPS["remainder"]
FLOOR_DIVIDE = ROW_OPS["floor_divide"]
NEG = ROW_OPS["neg"]
ABS = ROW_OPS["abs"]
SQUARE = ROW_OPS["square"]
RECIPROCAL = ROW_OPS["reciprocal"]
SQRT = ROW_OPS["sqrt"]
RSQRT = ROW_OPS["rsqrt"]
HYPOT = ROW_OPS["hypot"]
EXP = ROW_OPS["exp"]
EXP2 = ROW_OPS["exp2"]
EXPM1 = ROW_OPS["expm1"]
LOG = ROW_OPS["log"]
LOG2 = ROW_OPS["log2"]
LOG10 = ROW_OPS["log10"]
LOG1P = ROW_OPS["log1p"]
SIGMOID = ROW_OPS["sigmoid"]
SOFTPLUS = ROW_OPS["softplus"]
LOGADDEXP = ROW_OPS["logaddexp"]
XLOGY = ROW_OPS["xlogy"]
SIN = ROW_OPS["sin"]
COS = ROW_OPS["cos"]
TAN = ROW_OPS["tan"]
ASIN = ROW_OPS["asin"]
ACOS = ROW_OPS["acos"]
ATAN = ROW_OPS["atan"]
SINH = ROW_OPS["sinh"]
COSH = ROW_OPS["cosh"]
TANH = ROW_OPS["tanh"]
ASINH = ROW_OPS["asinh"]
ACOSH = ROW_OPS["acosh"]
ATANH = ROW_OPS["atanh"]
ATAN2 = ROW_OPS["atan2"]
RELU = ROW_OPS["relu"]
SOFTSIGN = ROW_OPS["softsign"]
SILU = ROW_OPS["silu"]
ERF = ROW_OPS["erf"]
ERFC = ROW_OPS["erfc"]
GELU = ROW_OPS["gelu"]
GELU_TANH = ROW_OPS["gelu_tanh"]
LEAKY_RELU = ROW_OPS["leaky_relu"]
ELU = ROW_OPS["elu"]
MAXIMUM = ROW_OPS["maximum"]
MINIMUM = ROW_OPS["minimum"]
CLAMP_MIN = ROW_OPS["clamp_min"]
CLAMP_MAX = ROW_OPS["clamp_max"]
SIGN = ROW_OPS["sign"]
FLOOR = ROW_OPS["floor"]
CEIL = ROW_OPS["ceil"]
ROUND = ROW_OPS["round"]


class TensorMethods:
    """The base class of Tensor: one method per row and per array operation, and Python's operators."""

    __slots__ = ()

    def add(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Return x plus y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.
            alpha: a factor for `other`.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).add(2.0).item():.4f}")
        2.5000
        """
        return run_binary(ADD, self, other if alpha == 1 else other * alpha)

    def add_(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Apply `add` in place and return this tensor."""
        return run_inplace(ADD, (self, other if alpha == 1 else other * alpha))

    def sub(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Return x minus y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.
            alpha: a factor for `other`.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).sub(2.0).item():.4f}")
        -1.5000
        """
        return run_binary(SUB, self, other if alpha == 1 else other * alpha)

    def sub_(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Apply `sub` in place and return this tensor."""
        return run_inplace(SUB, (self, other if alpha == 1 else other * alpha))

    def mul(self, other: TensorLike) -> Tensor:
        """Return x times y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).mul(2.0).item():.4f}")
        1.0000
        """
        return run_binary(MUL, self, other)

    def mul_(self, other: TensorLike) -> Tensor:
        """Apply `mul` in place and return this tensor."""
        return run_inplace(MUL, (self, other))

    def div(self, other: TensorLike, *, rounding_mode: str | None = None) -> Tensor:
        """Return x divided by y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.
            rounding_mode: see `autograd.rules.rounding.divide_rounded`.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).div(2.0).item():.4f}")
        0.2500
        """
        if rounding_mode != None:
            found: Tensor = rounding_rules.divide_rounded(self, other, rounding_mode)
            return found
        return run_binary(DIV, self, other)

    def div_(self, other: TensorLike, *, rounding_mode: str | None = None) -> Tensor:
        """Apply `div` in place and return this tensor."""
        if rounding_mode != None:
            return become(rounding_rules.divide_rounded, (self, other, rounding_mode))
        return run_inplace(DIV, (self, other))

    def pow(self, exponent: TensorLike) -> Tensor:
        """Return x to the power y, elementwise; x is this tensor.

        Args:
            exponent: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `exponent` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).pow(2.0).item():.4f}")
        0.2500
        """
        return run_binary(POW, self, exponent)

    def pow_(self, exponent: TensorLike) -> Tensor:
        """Apply `pow` in place and return this tensor."""
        return run_inplace(POW, (self, exponent))

    def remainder(self, other: TensorLike) -> Tensor:
        """Return the remainder of x / y, with the sign of y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).remainder(2.0).item():.4f}")
        0.5000
        """
        return run_binary(REMAINDER, self, other)

    def remainder_(self, other: TensorLike) -> Tensor:
        """Apply `remainder` in place and return this tensor."""
        return run_inplace(REMAINDER, (self, other))

    def floor_divide(self, other: TensorLike) -> Tensor:
        """Return x / y rounded down, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).floor_divide(2.0).item():.4f}")
        0.0000
        """
        return run_binary(FLOOR_DIVIDE, self, other)

    def floor_divide_(self, other: TensorLike) -> Tensor:
        """Apply `floor_divide` in place and return this tensor."""
        return run_inplace(FLOOR_DIVIDE, (self, other))

    def neg(self) -> Tensor:
        """Return −x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).neg().item():.4f}")
        -0.5000
        """
        return run_unary(NEG, self)

    def neg_(self) -> Tensor:
        """Apply `neg` in place and return this tensor."""
        return run_inplace(NEG, (self,))

    def abs(self) -> Tensor:
        """Return the absolute value of x, elementwise; x is this tensor.

        The derivative at 0 is 0.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).abs().item():.4f}")
        0.5000
        """
        return run_unary(ABS, self)

    def abs_(self) -> Tensor:
        """Apply `abs` in place and return this tensor."""
        return run_inplace(ABS, (self,))

    def square(self) -> Tensor:
        """Return the square of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).square().item():.4f}")
        0.2500
        """
        return run_unary(SQUARE, self)

    def square_(self) -> Tensor:
        """Apply `square` in place and return this tensor."""
        return run_inplace(SQUARE, (self,))

    def reciprocal(self) -> Tensor:
        """Return 1 / x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).reciprocal().item():.4f}")
        2.0000
        """
        return run_unary(RECIPROCAL, self)

    def reciprocal_(self) -> Tensor:
        """Apply `reciprocal` in place and return this tensor."""
        return run_inplace(RECIPROCAL, (self,))

    def sqrt(self) -> Tensor:
        """Return the square root of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).sqrt().item():.4f}")
        0.7071
        """
        return run_unary(SQRT, self)

    def sqrt_(self) -> Tensor:
        """Apply `sqrt` in place and return this tensor."""
        return run_inplace(SQRT, (self,))

    def rsqrt(self) -> Tensor:
        """Return 1 / √x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).rsqrt().item():.4f}")
        1.4142
        """
        return run_unary(RSQRT, self)

    def rsqrt_(self) -> Tensor:
        """Apply `rsqrt` in place and return this tensor."""
        return run_inplace(RSQRT, (self,))

    def hypot(self, other: TensorLike) -> Tensor:
        """Return √(x² + y²), elementwise; x is this tensor.

        The squares do not overflow. The derivatives at (0, 0) are 0.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).hypot(2.0).item():.4f}")
        2.0616
        """
        return run_binary(HYPOT, self, other)

    def hypot_(self, other: TensorLike) -> Tensor:
        """Apply `hypot` in place and return this tensor."""
        return run_inplace(HYPOT, (self, other))

    def exp(self) -> Tensor:
        """Return e to the power x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).exp().item():.4f}")
        1.6487
        """
        return run_unary(EXP, self)

    def exp_(self) -> Tensor:
        """Apply `exp` in place and return this tensor."""
        return run_inplace(EXP, (self,))

    def exp2(self) -> Tensor:
        """Return 2 to the power x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).exp2().item():.4f}")
        1.4142
        """
        return run_unary(EXP2, self)

    def exp2_(self) -> Tensor:
        """Apply `exp2` in place and return this tensor."""
        return run_inplace(EXP2, (self,))

    def expm1(self) -> Tensor:
        """Return exp(x) − 1, elementwise; x is this tensor.

        It is accurate for small x.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).expm1().item():.4f}")
        0.6487
        """
        return run_unary(EXPM1, self)

    def expm1_(self) -> Tensor:
        """Apply `expm1` in place and return this tensor."""
        return run_inplace(EXPM1, (self,))

    def log(self) -> Tensor:
        """Return the natural logarithm of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).log().item():.4f}")
        -0.6931
        """
        return run_unary(LOG, self)

    def log_(self) -> Tensor:
        """Apply `log` in place and return this tensor."""
        return run_inplace(LOG, (self,))

    def log2(self) -> Tensor:
        """Return the logarithm of x to base 2, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).log2().item():.4f}")
        -1.0000
        """
        return run_unary(LOG2, self)

    def log2_(self) -> Tensor:
        """Apply `log2` in place and return this tensor."""
        return run_inplace(LOG2, (self,))

    def log10(self) -> Tensor:
        """Return the logarithm of x to base 10, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).log10().item():.4f}")
        -0.3010
        """
        return run_unary(LOG10, self)

    def log10_(self) -> Tensor:
        """Apply `log10` in place and return this tensor."""
        return run_inplace(LOG10, (self,))

    def log1p(self) -> Tensor:
        """Return log(1 + x), elementwise; x is this tensor.

        It is accurate for small x.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).log1p().item():.4f}")
        0.4055
        """
        return run_unary(LOG1P, self)

    def log1p_(self) -> Tensor:
        """Apply `log1p` in place and return this tensor."""
        return run_inplace(LOG1P, (self,))

    def sigmoid(self) -> Tensor:
        """Return 1 / (1 + exp(−x)), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).sigmoid().item():.4f}")
        0.6225
        """
        return run_unary(SIGMOID, self)

    def sigmoid_(self) -> Tensor:
        """Apply `sigmoid` in place and return this tensor."""
        return run_inplace(SIGMOID, (self,))

    def softplus(self) -> Tensor:
        """Return log(1 + exp(x)), elementwise; x is this tensor.

        It does not overflow.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).softplus().item():.4f}")
        0.9741
        """
        return run_unary(SOFTPLUS, self)

    def logaddexp(self, other: TensorLike) -> Tensor:
        """Return log(exp(x) + exp(y)), elementwise; x is this tensor.

        It does not overflow.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).logaddexp(2.0).item():.4f}")
        2.2014
        """
        return run_binary(LOGADDEXP, self, other)

    def xlogy(self, other: TensorLike) -> Tensor:
        """Return x · log(y), or 0 if x is 0, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).xlogy(2.0).item():.4f}")
        0.3466
        """
        return run_binary(XLOGY, self, other)

    def xlogy_(self, other: TensorLike) -> Tensor:
        """Apply `xlogy` in place and return this tensor."""
        return run_inplace(XLOGY, (self, other))

    def sin(self) -> Tensor:
        """Return the sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).sin().item():.4f}")
        0.4794
        """
        return run_unary(SIN, self)

    def sin_(self) -> Tensor:
        """Apply `sin` in place and return this tensor."""
        return run_inplace(SIN, (self,))

    def cos(self) -> Tensor:
        """Return the cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).cos().item():.4f}")
        0.8776
        """
        return run_unary(COS, self)

    def cos_(self) -> Tensor:
        """Apply `cos` in place and return this tensor."""
        return run_inplace(COS, (self,))

    def tan(self) -> Tensor:
        """Return the tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).tan().item():.4f}")
        0.5463
        """
        return run_unary(TAN, self)

    def tan_(self) -> Tensor:
        """Apply `tan` in place and return this tensor."""
        return run_inplace(TAN, (self,))

    def asin(self) -> Tensor:
        """Return the arc sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).asin().item():.4f}")
        0.5236
        """
        return run_unary(ASIN, self)

    def asin_(self) -> Tensor:
        """Apply `asin` in place and return this tensor."""
        return run_inplace(ASIN, (self,))

    def acos(self) -> Tensor:
        """Return the arc cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).acos().item():.4f}")
        1.0472
        """
        return run_unary(ACOS, self)

    def acos_(self) -> Tensor:
        """Apply `acos` in place and return this tensor."""
        return run_inplace(ACOS, (self,))

    def atan(self) -> Tensor:
        """Return the arc tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).atan().item():.4f}")
        0.4636
        """
        return run_unary(ATAN, self)

    def atan_(self) -> Tensor:
        """Apply `atan` in place and return this tensor."""
        return run_inplace(ATAN, (self,))

    def sinh(self) -> Tensor:
        """Return the hyperbolic sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).sinh().item():.4f}")
        0.5211
        """
        return run_unary(SINH, self)

    def sinh_(self) -> Tensor:
        """Apply `sinh` in place and return this tensor."""
        return run_inplace(SINH, (self,))

    def cosh(self) -> Tensor:
        """Return the hyperbolic cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).cosh().item():.4f}")
        1.1276
        """
        return run_unary(COSH, self)

    def cosh_(self) -> Tensor:
        """Apply `cosh` in place and return this tensor."""
        return run_inplace(COSH, (self,))

    def tanh(self) -> Tensor:
        """Return the hyperbolic tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).tanh().item():.4f}")
        0.4621
        """
        return run_unary(TANH, self)

    def tanh_(self) -> Tensor:
        """Apply `tanh` in place and return this tensor."""
        return run_inplace(TANH, (self,))

    def asinh(self) -> Tensor:
        """Return the inverse hyperbolic sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).asinh().item():.4f}")
        0.4812
        """
        return run_unary(ASINH, self)

    def asinh_(self) -> Tensor:
        """Apply `asinh` in place and return this tensor."""
        return run_inplace(ASINH, (self,))

    def acosh(self) -> Tensor:
        """Return the inverse hyperbolic cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([2.0]).acosh().item():.4f}")
        1.3170
        """
        return run_unary(ACOSH, self)

    def acosh_(self) -> Tensor:
        """Apply `acosh` in place and return this tensor."""
        return run_inplace(ACOSH, (self,))

    def atanh(self) -> Tensor:
        """Return the inverse hyperbolic tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).atanh().item():.4f}")
        0.5493
        """
        return run_unary(ATANH, self)

    def atanh_(self) -> Tensor:
        """Apply `atanh` in place and return this tensor."""
        return run_inplace(ATANH, (self,))

    def atan2(self, other: TensorLike) -> Tensor:
        """Return the arc tangent of x / y, elementwise; x is this tensor.

        The signs of x and y choose the quadrant; the result is from −π to π. The derivatives at (0, 0) are 0.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).atan2(2.0).item():.4f}")
        0.2450
        """
        return run_binary(ATAN2, self, other)

    def atan2_(self, other: TensorLike) -> Tensor:
        """Apply `atan2` in place and return this tensor."""
        return run_inplace(ATAN2, (self, other))

    def relu(self) -> Tensor:
        """Return the larger of x and 0, elementwise; x is this tensor.

        The derivative at 0 is 0.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).relu().item():.4f}")
        0.5000
        """
        return run_unary(RELU, self)

    def relu_(self) -> Tensor:
        """Apply `relu` in place and return this tensor."""
        return run_inplace(RELU, (self,))

    def softsign(self) -> Tensor:
        """Return x / (1 + |x|), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).softsign().item():.4f}")
        0.3333
        """
        return run_unary(SOFTSIGN, self)

    def silu(self) -> Tensor:
        """Return x · sigmoid(x), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).silu().item():.4f}")
        0.3112
        """
        return run_unary(SILU, self)

    def erf(self) -> Tensor:
        """Return the error function of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).erf().item():.4f}")
        0.5205
        """
        return run_unary(ERF, self)

    def erf_(self) -> Tensor:
        """Apply `erf` in place and return this tensor."""
        return run_inplace(ERF, (self,))

    def erfc(self) -> Tensor:
        """Return 1 − erf(x), elementwise; x is this tensor.

        It is accurate for large x.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).erfc().item():.4f}")
        0.4795
        """
        return run_unary(ERFC, self)

    def erfc_(self) -> Tensor:
        """Apply `erfc` in place and return this tensor."""
        return run_inplace(ERFC, (self,))

    def gelu(self) -> Tensor:
        """Return x · Φ(x), elementwise; x is this tensor.

        Φ is the cumulative distribution function of the standard normal distribution. Source: D. Hendrycks, K.
        Gimpel, 2016, https://arxiv.org/abs/1606.08415.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).gelu().item():.4f}")
        0.3457
        """
        return run_unary(GELU, self)

    def gelu_tanh(self) -> Tensor:
        """Return x · ½(1 + tanh(√(2/π)(x + 0.044715x³))), elementwise; x is this tensor.

        It approximates gelu.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).gelu_tanh().item():.4f}")
        0.3457
        """
        return run_unary(GELU_TANH, self)

    def leaky_relu(self, negative_slope: TensorLike = 0.01) -> Tensor:
        """Return x if x > 0, else y · x, elementwise; x is this tensor.

        Args:
            negative_slope: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `negative_slope` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).leaky_relu(2.0).item():.4f}")
        0.5000
        """
        return run_binary(LEAKY_RELU, self, negative_slope)

    def elu(self, alpha: TensorLike = 1.0) -> Tensor:
        """Return x if x > 0, else y · (exp(x) − 1), elementwise; x is this tensor.

        Args:
            alpha: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `alpha` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).elu(2.0).item():.4f}")
        0.5000
        """
        return run_binary(ELU, self, alpha)

    def maximum(self, other: TensorLike) -> Tensor:
        """Return the larger of x and y, elementwise; x is this tensor.

        Where they are equal, each gets half the gradient.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).maximum(2.0).item():.4f}")
        2.0000
        """
        return run_binary(MAXIMUM, self, other)

    def minimum(self, other: TensorLike) -> Tensor:
        """Return the smaller of x and y, elementwise; x is this tensor.

        Where they are equal, each gets half the gradient.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `other` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).minimum(2.0).item():.4f}")
        0.5000
        """
        return run_binary(MINIMUM, self, other)

    def clamp_min(self, min: TensorLike) -> Tensor:
        """Return the larger of x and y, elementwise; x is this tensor.

        Where they are equal, x gets the gradient.

        Args:
            min: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `min` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).clamp_min(2.0).item():.4f}")
        2.0000
        """
        return run_binary(CLAMP_MIN, self, min)

    def clamp_min_(self, min: TensorLike) -> Tensor:
        """Apply `clamp_min` in place and return this tensor."""
        return run_inplace(CLAMP_MIN, (self, min))

    def clamp_max(self, max: TensorLike) -> Tensor:
        """Return the smaller of x and y, elementwise; x is this tensor.

        Where they are equal, x gets the gradient.

        Args:
            max: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.

        Raises:
            ShapeError: if the shapes do not broadcast.
            TypeError: if `max` is none of these.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).clamp_max(2.0).item():.4f}")
        0.5000
        """
        return run_binary(CLAMP_MAX, self, max)

    def clamp_max_(self, max: TensorLike) -> Tensor:
        """Apply `clamp_max` in place and return this tensor."""
        return run_inplace(CLAMP_MAX, (self, max))

    def sign(self) -> Tensor:
        """Return the sign of x (−1, 0 or 1), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).sign().item():.4f}")
        1.0000
        """
        return run_unary(SIGN, self)

    def sign_(self) -> Tensor:
        """Apply `sign` in place and return this tensor."""
        return run_inplace(SIGN, (self,))

    def floor(self) -> Tensor:
        """Return the largest integer that is at most x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).floor().item():.4f}")
        0.0000
        """
        return run_unary(FLOOR, self)

    def floor_(self) -> Tensor:
        """Apply `floor` in place and return this tensor."""
        return run_inplace(FLOOR, (self,))

    def ceil(self) -> Tensor:
        """Return the smallest integer that is at least x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).ceil().item():.4f}")
        1.0000
        """
        return run_unary(CEIL, self)

    def ceil_(self) -> Tensor:
        """Apply `ceil` in place and return this tensor."""
        return run_inplace(CEIL, (self,))

    def round(self, *, decimals: int = 0) -> Tensor:
        """Return x rounded to the nearest integer, elementwise; x is this tensor.

        Halves are rounded to the nearest even integer.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).round().item():.4f}")
        0.0000
        """
        if decimals != 0:
            found: Tensor = rounding_rules.round_to(self, decimals)
            return found
        return run_unary(ROUND, self)

    def round_(self, *, decimals: int = 0) -> Tensor:
        """Apply `round` in place and return this tensor."""
        if decimals != 0:
            return become(rounding_rules.round_to, (self, decimals))
        return run_inplace(ROUND, (self,))

    def clamp(self, min: TensorLike | None = None, max: TensorLike | None = None) -> Tensor:
        """Return x limited to the range from `min` to `max`.

        x is this tensor: any shape and dtype.

        Where x equals a bound, x gets the gradient. Where x is outside, the bound gets it.

        Args:
            min: the lower bound, a number or what broadcasts with x. None for no bound.
            max: the upper bound, likewise. Where `min` is larger, the result is `max`.

        Returns:
            The broadcast shape. Integers stay integers.

        Raises:
            ValueError: if neither bound is given.

        >>> from autograd import tensor
        >>> tensor([-2.0, 0.5, 3.0]).clamp(0, 1)
        tensor([0.0000, 0.5000, 1.0000])
        """
        return select_rules.clamp(self, min, max)  # type: ignore[return-value]  # self is a Tensor

    def clamp_(self, min: TensorLike | None = None, max: TensorLike | None = None) -> Tensor:
        """Apply `clamp` in place and return this tensor."""
        if min is None and max is None:
            raise ValueError("clamp_(): give min, max or both")
        if min is not None:
            run_inplace(CLAMP_MIN, (self, min))
        if max is not None:
            run_inplace(CLAMP_MAX, (self, max))
        return self  # type: ignore[return-value]  # a Tensor

    def where(self, condition: TensorLike, other: TensorLike) -> Tensor:
        """Return this tensor where `condition` is true and `other` elsewhere; see `autograd.where`."""
        return select_rules.where(condition, self, other)  # type: ignore[return-value]  # a Tensor

    def flip(self, dims: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return a copy of x with the order of the elements reversed along `dims`.

        x is this tensor: any shape and dtype.

        Args:
            dims: the dimensions, as integers or as one tuple.

        Returns:
            The shape of x.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3]).flip(0)
        tensor([3, 2, 1])
        """
        return run(arrange_rules.flip, (self, flat((dims, *more))))

    def roll(self, shifts: int | Sequence[int], dims: Dim = None) -> Tensor:
        """Return x with its elements shifted along `dims`; those shifted past the end reappear at the start.

        x is this tensor: any shape and dtype.

        Args:
            shifts: the number of places, or one number per dimension.
            dims: the dimension or dimensions. None shifts the flattened tensor.

        Returns:
            The shape of x.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3, 4]).roll(1)
        tensor([4, 1, 2, 3])
        """
        return run(arrange_rules.roll, (self, shifts, dims))

    def tril(self, diagonal: int = 0) -> Tensor:
        """Return the lower triangle of each matrix: the elements (i, j) with j ≤ i + `diagonal`, 0 elsewhere.

        x is this tensor: matrices (…, n, m), any dtype.

        Args:
            diagonal: the last diagonal to keep; 0 is the main diagonal, positive numbers are above it.

        Returns:
            The shape of x.

        Raises:
            ValueError: if x has fewer than 2 dimensions.

        >>> from autograd import ones
        >>> ones(2, 3).tril()
        tensor([[1., 0., 0.],
                [1., 1., 0.]])
        """
        return run(arrange_rules.tril, (self, diagonal))

    def triu(self, diagonal: int = 0) -> Tensor:
        """Return the upper triangle of each matrix: the elements (i, j) with j ≥ i + `diagonal`, 0 elsewhere.

        x is this tensor: matrices (…, n, m), any dtype.

        Args:
            diagonal: the first diagonal to keep; 0 is the main diagonal, positive numbers are above it.

        Returns:
            The shape of x.

        Raises:
            ValueError: if x has fewer than 2 dimensions.

        >>> from autograd import ones
        >>> ones(2, 3).triu()
        tensor([[1., 1., 1.],
                [0., 1., 1.]])
        """
        return run(arrange_rules.triu, (self, diagonal))

    def diag(self, diagonal: int = 0) -> Tensor:
        """Return the diagonal of a matrix, or a matrix with a vector on its diagonal.

        x is this tensor: a matrix (n, m) or a vector (n,), any dtype.

        Args:
            diagonal: the diagonal; 0 is the main diagonal, positive numbers are above it.

        Returns:
            A vector for a matrix; for a vector, a square matrix (n + |diagonal|, n + |diagonal|) with 0
            elsewhere.

        Raises:
            ShapeError: if x has neither 1 nor 2 dimensions.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).diag()
        tensor([1, 4])
        >>> tensor([1, 2]).diag(1)
        tensor([[0, 1, 0],
                [0, 0, 2],
                [0, 0, 0]])
        """
        return run(arrange_rules.diag, (self, diagonal))

    def trace(self) -> Tensor:
        """Return the sum of the diagonal of a matrix.

        x is this tensor: a matrix (n, m), any dtype.

        Returns:
            A 0-d Tensor.

        Raises:
            ValueError: if x is not a matrix.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).trace()
        tensor(5)
        """
        found: Tensor = arrange_rules.trace(self)
        return found

    def repeat(self, sizes: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return x repeated along each dimension.

        x is this tensor: any shape and dtype.

        Args:
            sizes: the number of repetitions per dimension, as integers or as one tuple. There are at least as
            many numbers
                as dimensions; more make new leading dimensions.

        Returns:
            A copy.

        Raises:
            ValueError: if there are fewer numbers than dimensions.

        >>> from autograd import tensor
        >>> tensor([1, 2]).repeat(2, 2)
        tensor([[1, 2, 1, 2],
                [1, 2, 1, 2]])
        """
        found: Tensor = arrange_rules.repeat(self, *flat((sizes, *more)))
        return found

    def tile(self, dims: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return x repeated along each dimension.

        x is this tensor: any shape and dtype.

        Args:
            dims: the number of repetitions per dimension, as integers or as one tuple. With fewer numbers than
                dimensions, the leading dimensions are not repeated; more make new leading dimensions.

        Returns:
            A copy.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).tile(2)
        tensor([[1, 2, 1, 2],
                [3, 4, 3, 4]])
        """
        found: Tensor = arrange_rules.tile(self, *flat((dims, *more)))
        return found

    def eq(self, other: TensorLike) -> Tensor:
        """Return whether x equals other, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import eq, tensor
        >>> eq(tensor([1, 2, 3]), tensor([1, 0, 3]))
        tensor([ True, False,  True])
        """
        return run(compare_rules.eq, (self, other))

    def ne(self, other: TensorLike) -> Tensor:
        """Return whether x differs from other, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3]).ne(2)
        tensor([ True, False,  True])
        """
        return run(compare_rules.ne, (self, other))

    def lt(self, other: TensorLike) -> Tensor:
        """Return whether x is less than other, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3]).lt(2)
        tensor([ True, False, False])
        """
        return run(compare_rules.lt, (self, other))

    def le(self, other: TensorLike) -> Tensor:
        """Return whether x is less than or equal to other, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3]).le(2)
        tensor([ True,  True, False])
        """
        return run(compare_rules.le, (self, other))

    def gt(self, other: TensorLike) -> Tensor:
        """Return whether x is greater than other, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3]).gt(2)
        tensor([False, False,  True])
        """
        return run(compare_rules.gt, (self, other))

    def ge(self, other: TensorLike) -> Tensor:
        """Return whether x is greater than or equal to other, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3]).ge(2)
        tensor([False,  True,  True])
        """
        return run(compare_rules.ge, (self, other))

    def bitwise_and(self, other: TensorLike) -> Tensor:
        """Return the bitwise AND of x and other; of bools, whether both are true.

        x is this tensor: any shape, bool or integer.

        Args:
            other: a bool or integer Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype of x and other. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([6, 5]).bitwise_and(3)
        tensor([2, 1])
        """
        return run(compare_rules.bitwise_and, (self, other))

    def bitwise_or(self, other: TensorLike) -> Tensor:
        """Return the bitwise OR of x and other; of bools, whether at least one is true.

        x is this tensor: any shape, bool or integer.

        Args:
            other: a bool or integer Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype of x and other. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([6, 5]).bitwise_or(3)
        tensor([7, 7])
        """
        return run(compare_rules.bitwise_or, (self, other))

    def bitwise_xor(self, other: TensorLike) -> Tensor:
        """Return the bitwise XOR of x and other; of bools, whether exactly one is true.

        x is this tensor: any shape, bool or integer.

        Args:
            other: a bool or integer Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype of x and other. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([6, 5]).bitwise_xor(3)
        tensor([5, 6])
        """
        return run(compare_rules.bitwise_xor, (self, other))

    def bitwise_not(self) -> Tensor:
        """Return the bitwise NOT of x; of bools, whether x is false.

        x is this tensor: any shape, bool or integer.

        Returns:
            The shape and dtype of x. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([0, 5]).bitwise_not()
        tensor([-1, -6])
        """
        return run(compare_rules.bitwise_not, (self,))

    def logical_and(self, other: TensorLike) -> Tensor:
        """Return whether x and other are both nonzero, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([True, True, False]).logical_and(tensor([True, False, False]))
        tensor([ True, False, False])
        """
        return run(compare_rules.logical_and, (self, other))

    def logical_or(self, other: TensorLike) -> Tensor:
        """Return whether at least one of x and other is nonzero, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([True, True, False]).logical_or(tensor([True, False, False]))
        tensor([ True,  True, False])
        """
        return run(compare_rules.logical_or, (self, other))

    def logical_xor(self, other: TensorLike) -> Tensor:
        """Return whether exactly one of x and other is nonzero, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([True, True, False]).logical_xor(tensor([True, False, False]))
        tensor([False,  True, False])
        """
        return run(compare_rules.logical_xor, (self, other))

    def logical_not(self) -> Tensor:
        """Return whether x is zero, elementwise.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([0.0, 2.0]).logical_not()
        tensor([ True, False])
        """
        return run(compare_rules.logical_not, (self,))

    def isnan(self) -> Tensor:
        """Return whether x is NaN, elementwise.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([1.0, float("inf"), float("nan")]).isnan()
        tensor([False, False,  True])
        """
        return run(compare_rules.isnan, (self,))

    def isinf(self) -> Tensor:
        """Return whether x is infinite, elementwise.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([1.0, float("inf"), float("nan")]).isinf()
        tensor([False,  True, False])
        """
        return run(compare_rules.isinf, (self,))

    def isfinite(self) -> Tensor:
        """Return whether x is neither infinite nor NaN, elementwise.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([1.0, float("inf"), float("nan")]).isfinite()
        tensor([ True, False, False])
        """
        return run(compare_rules.isfinite, (self,))

    def isclose(self, other: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
        """Return whether |x − other| ≤ atol + rtol·|other|, elementwise.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.
            rtol: the relative tolerance.
            atol: the absolute tolerance.
            equal_nan: whether two NaNs are close.

        Returns:
            The broadcast shape, bool. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        Differs from PyTorch: x and other may have different dtypes.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).isclose(tensor([1.0 + 1e-6, 2.1]))
        tensor([ True, False])
        """
        return run(compare_rules.isclose, (self, other, rtol, atol, equal_nan))

    def allclose(self, other: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> bool:
        """Return whether |x − other| ≤ atol + rtol·|other| for all elements.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.
            rtol: the relative tolerance.
            atol: the absolute tolerance.
            equal_nan: whether two NaNs are close.

        Returns:
            A bool of Python.

        Raises:
            ShapeError: if the shapes do not broadcast.

        Differs from PyTorch: x and other may have different dtypes.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).allclose(tensor([1.0, 2.0 + 1e-6]))
        True
        """
        found: bool = compare_rules.allclose(self, other, rtol, atol, equal_nan)
        return found

    def equal(self, other: TensorLike) -> bool:
        """Return whether x and other have the same shape and equal elements.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor or array of any shape and dtype.

        Returns:
            A bool of Python.

        >>> from autograd import tensor
        >>> tensor([1, 2]).equal(tensor([1, 2]))
        True
        """
        found: bool = compare_rules.equal(self, other)
        return found

    def amax(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Return the largest element of x over `dim`.

        x is this tensor: any shape and dtype.

        Equal largest elements share the gradient in equal parts.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`. NaN if an element is NaN.

        Raises:
            IndexError: if a dimension is out of range.
            ShapeError: if there are no elements to reduce.

        >>> from autograd import tensor
        >>> tensor([[1.0, 3.0], [4.0, 2.0]]).amax(dim=0)
        tensor([4., 3.])
        """
        if axis is not None:
            dim = one_name("amax", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("amax", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(extremes_rules.amax, (self, dim, keepdim))

    def amin(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Return the smallest element of x over `dim`.

        x is this tensor: any shape and dtype.

        Equal smallest elements share the gradient in equal parts.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`. NaN if an element is NaN.

        Raises:
            IndexError: if a dimension is out of range.
            ShapeError: if there are no elements to reduce.

        >>> from autograd import tensor
        >>> tensor([[1.0, 3.0], [4.0, 2.0]]).amin(dim=0)
        tensor([1., 2.])
        """
        if axis is not None:
            dim = one_name("amin", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("amin", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(extremes_rules.amin, (self, dim, keepdim))

    @overload
    def max(self) -> Tensor: ...

    @overload
    def max(self, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def max(self, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def max(self, dim: Tensor) -> Tensor: ...

    def max(self, dim: Any = None, keepdim: bool = False, *, axis: Any = None, keepdims: bool | None = None) -> Any:
        """Return the largest element of x; along `dim`, also its index.

        x is this tensor: any shape and dtype.

        Without `dim`, equal largest elements share the gradient. With it, the first of them gets the whole
        gradient.

        Args:
            dim: the dimension to reduce. None means all. With a Tensor here, the result is `maximum(x, dim)`.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x
            without `dim`.

        Raises:
            IndexError: if a dimension is out of range.
            ShapeError: if there are no elements to reduce.

        >>> from autograd import tensor
        >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
        >>> x.max()
        tensor(4.)
        >>> values, indices = x.max(dim=1)
        >>> values, indices
        (tensor([3., 4.]), tensor([1, 0]))
        """
        if axis is not None:
            dim = one_name("max", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("max", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Any = extremes_rules.max(self, dim, keepdim)
        return found

    @overload
    def min(self) -> Tensor: ...

    @overload
    def min(self, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def min(self, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def min(self, dim: Tensor) -> Tensor: ...

    def min(self, dim: Any = None, keepdim: bool = False, *, axis: Any = None, keepdims: bool | None = None) -> Any:
        """Return the smallest element of x; along `dim`, also its index.

        x is this tensor: any shape and dtype.

        Without `dim`, equal smallest elements share the gradient. With it, the first of them gets the whole
        gradient.

        Args:
            dim: the dimension to reduce. None means all. With a Tensor here, the result is `minimum(x, dim)`.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x
            without `dim`.

        Raises:
            IndexError: if a dimension is out of range.
            ShapeError: if there are no elements to reduce.

        >>> from autograd import tensor
        >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
        >>> x.min()
        tensor(1.)
        >>> x.min(dim=1).indices
        tensor([0, 1])
        """
        if axis is not None:
            dim = one_name("min", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("min", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Any = extremes_rules.min(self, dim, keepdim)
        return found

    def argmax(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Tensor:
        """Return the index of the largest element of x along `dim`, the first of equal ones.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to reduce. None means the index in the flattened tensor.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`, int64. No gradient flows.

        Raises:
            IndexError: if the dimension is out of range.
            ShapeError: if there are no elements to reduce.

        >>> from autograd import tensor
        >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmax(dim=1)
        tensor([1, 0])
        """
        if axis is not None:
            dim = one_name("argmax", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("argmax", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(extremes_rules.argmax, (self, dim, keepdim))

    def argmin(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Tensor:
        """Return the index of the smallest element of x along `dim`, the first of equal ones.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to reduce. None means the index in the flattened tensor.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`, int64. No gradient flows.

        Raises:
            IndexError: if the dimension is out of range.
            ShapeError: if there are no elements to reduce.

        >>> from autograd import tensor
        >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmin(dim=1)
        tensor([0, 1])
        """
        if axis is not None:
            dim = one_name("argmin", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("argmin", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(extremes_rules.argmin, (self, dim, keepdim))

    def masked_fill(self, mask: TensorLike, value: Any) -> Tensor:
        """Return x with `value` where `mask` is true.

        x is this tensor: any shape and dtype.

        Args:
            mask: a bool Tensor or array whose shape broadcasts with x.
            value: a number, or a Tensor or array that broadcasts with x. It is cast to the dtype of x.

        Returns:
            The broadcast shape, in the dtype of x.

        Raises:
            TypeError: if `mask` is not bool.
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> x = tensor([1.0, -2.0])
        >>> x.masked_fill(x < 0, 0.0)
        tensor([1., 0.])
        """
        found: Tensor = index_rules.masked_fill(self, mask, value)
        return found

    def gather(self, dim: int, index: TensorLike) -> Tensor:
        """Return the elements of x at `index` along `dim`: for dim 1, out[i, j] = x[i, index[i, j]].

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension along which `index` selects.
            index: integers, with as many dimensions as x. Except in `dim`, it may be smaller than x.

        Returns:
            The shape of `index`.

        Raises:
            IndexError: if an index is out of range, or not an integer.
            ShapeError: if the number of dimensions differs.

        Differs from PyTorch: negative indices count from the end.

        >>> from autograd import tensor
        >>> x = tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> x.gather(1, tensor([[0, 0], [1, 0]]))
        tensor([[1., 1.],
                [4., 3.]])
        """
        return run(index_rules.gather, (self, dim, index))

    def scatter_add(self, dim: int, index: TensorLike, src: TensorLike) -> Tensor:
        """Return a copy of x with `src` added at `index` along `dim`: for dim 1, out[i, index[i, j]] += src[i, j].

        x is this tensor: any shape and dtype.

        Repeated indices add up. It is the transpose of `gather`.

        Args:
            dim: the dimension along which `index` selects.
            index: integers, with as many dimensions as x.
            src: the shape of `index`.

        Returns:
            The shape of x, in the common dtype of x and `src`.

        Raises:
            IndexError: if an index is out of range, or not an integer.
            ShapeError: if the shapes do not fit.

        Differs from PyTorch: negative indices count from the end, `src` is not larger than `index`, and x and
        `src`
        may have different dtypes.

        >>> from autograd import tensor, zeros
        >>> zeros(3).scatter_add(0, tensor([0, 2, 2]), tensor([1.0, 2.0, 3.0]))
        tensor([1., 0., 5.])
        """
        return run(index_rules.scatter_add, (self, dim, index, src))

    def index_select(self, dim: int, index: TensorLike) -> Tensor:
        """Return the slices of x at `index` along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            dim: the dimension along which `index` selects.
            index: a vector (n,) of integers.

        Returns:
            The shape of x with size n in `dim`.

        Raises:
            IndexError: if an index is out of range.

        Differs from PyTorch: negative indices count from the end.

        >>> from autograd import tensor
        >>> tensor([[1, 2, 3], [4, 5, 6]]).index_select(1, tensor([2, 0]))
        tensor([[3, 1],
                [6, 4]])
        """
        found: Tensor = index_rules.index_select(self, dim, index)
        return found

    def nonzero(self) -> Tensor:
        """Return the indices of the nonzero elements, in row-major order.

        x is this tensor: any shape and dtype.

        Returns:
            (number of nonzero elements, number of dimensions of x), int64. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([[1, 0], [0, 2]]).nonzero()
        tensor([[0, 0],
                [1, 1]])
        """
        return run(index_rules.nonzero, (self,))

    def split(self, split_size: int | Sequence[int], dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
        """Return x in parts along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            split_size: the size of each part (the last may be smaller), or the sizes of all parts.
            dim: the dimension to split.
                NumPy's name `axis` works too.

        Returns:
            A tuple of views.

        Raises:
            ValueError: if `split_size` is not positive, or the sizes do not add up to that of `dim`.
            IndexError: if the dimension is out of range.

        >>> from autograd import arange
        >>> arange(5).split(2)
        (tensor([0, 1]), tensor([2, 3]), tensor([4]))
        >>> arange(5).split([1, 4])
        (tensor([0]), tensor([1, 2, 3, 4]))
        """
        if axis is not None:
            dim = one_name("split", ("dim", "axis"), dim, axis, 0)
        found: tuple[Tensor, ...] = join_rules.split(self, split_size, dim)
        return found

    def chunk(self, chunks: int, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
        """Return x in at most `chunks` parts of equal size along `dim`; the last may be smaller.

        x is this tensor: at least one dimension, any dtype.

        Args:
            chunks: the largest number of parts.
            dim: the dimension to split.
                NumPy's name `axis` works too.

        Returns:
            A tuple of views.

        Raises:
            ValueError: if `chunks` is less than 1.
            IndexError: if the dimension is out of range.

        >>> from autograd import arange
        >>> arange(5).chunk(2)
        (tensor([0, 1, 2]), tensor([3, 4]))
        """
        if axis is not None:
            dim = one_name("chunk", ("dim", "axis"), dim, axis, 0)
        found: tuple[Tensor, ...] = join_rules.chunk(self, chunks, dim)
        return found

    def unbind(self, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
        """Return the slices of x along `dim`, without that dimension.

        x is this tensor: at least one dimension, any dtype.

        Args:
            dim: the dimension to remove.
                NumPy's name `axis` works too.

        Returns:
            A tuple of views.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).unbind(dim=1)
        (tensor([1, 3]), tensor([2, 4]))
        """
        if axis is not None:
            dim = one_name("unbind", ("dim", "axis"), dim, axis, 0)
        found: tuple[Tensor, ...] = join_rules.unbind(self, dim)
        return found

    def inv(self) -> Tensor:
        """Return the inverse of each matrix.

        x is this tensor: square matrices (…, n, n); integers become float32.

        Returns:
            The shape of x.

        Raises:
            numpy.linalg.LinAlgError: if a matrix is singular or not square.

        With Y = X⁻¹ and upstream G, the gradient is −Yᵀ G Yᵀ (Giles, 2008, section 2.2.3).

        Differs from PyTorch: integers are accepted.

        >>> from autograd import tensor
        >>> tensor([[2.0, 0.0], [0.0, 4.0]]).inv()
        tensor([[0.5000, 0.0000],
                [0.0000, 0.2500]])
        """
        return run(linalg_rules.inv, (self,))

    def det(self) -> Tensor:
        """Return the determinant of each matrix.

        x is this tensor: square matrices (…, n, n); integers become float32.

        Returns:
            One number per matrix: (…).

        Raises:
            numpy.linalg.LinAlgError: if the matrices are not square; for second derivatives, if one of more than
            32 rows is
                singular.

        The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section
        2.2.4).

        >>> from autograd import tensor
        >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
        tensor(-2.)
        """
        return run(linalg_rules.det, (self,))

    def matmul(self, other: TensorLike) -> Tensor:
        """Return the matrix product x @ other.

        x is this tensor: a vector (k,), or matrices (…, n, k).

        Args:
            other: a vector (k,), or matrices (…, k, m).

        Returns:
            (…, n, m), without n if x is a vector and without m if other is one. Leading dimensions broadcast.
            The dtype
            is the common one of x and other.

        Raises:
            ShapeError: if the shapes do not fit.

        For matrices X, Y and upstream G, the gradients are G Yᵀ and Xᵀ G.

        Differs from PyTorch: x and other may have different dtypes.

        >>> from autograd import tensor
        >>> tensor([[1.0, 2.0], [3.0, 4.0]]).matmul(tensor([1.0, 10.0]))
        tensor([21., 43.])
        """
        return run(matmul_rules.matmul, (self, other))

    def dot(self, tensor: TensorLike) -> Tensor:
        """Return the inner product of two vectors: Σ x·tensor.

        x is this tensor: a vector (n,).

        Args:
            tensor: a vector (n,).

        Returns:
            A 0-d Tensor, in the common dtype of x and tensor.

        Raises:
            ValueError: if x and tensor are not vectors of the same length.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).dot(tensor([3.0, 4.0]))
        tensor(11.)
        """
        found: Tensor = matmul_rules.dot(self, tensor)
        return found

    def mm(self, mat2: TensorLike) -> Tensor:
        """Return the product of two matrices.

        x is this tensor: a matrix (n, k).

        Args:
            mat2: a matrix (k, m).

        Returns:
            (n, m), in the common dtype of x and mat2.

        Raises:
            ValueError: if x and mat2 are not matrices whose sizes fit.
        """
        found: Tensor = matmul_rules.mm(self, mat2)
        return found

    def bmm(self, mat2: TensorLike) -> Tensor:
        """Return the products of two batches of matrices.

        x is this tensor: matrices (b, n, k).

        Args:
            mat2: matrices (b, k, m).

        Returns:
            (b, n, m), in the common dtype of x and mat2.

        Raises:
            ValueError: if the shapes do not fit.
        """
        found: Tensor = matmul_rules.bmm(self, mat2)
        return found

    def mv(self, vec: TensorLike) -> Tensor:
        """Return the product of a matrix and a vector.

        x is this tensor: a matrix (n, k).

        Args:
            vec: a vector (k,).

        Returns:
            (n,), in the common dtype of x and vec.

        Raises:
            ValueError: if x is not a matrix, vec not a vector, or their sizes do not fit.
        """
        found: Tensor = matmul_rules.mv(self, vec)
        return found

    def outer(self, vec2: TensorLike) -> Tensor:
        """Return the outer product of two vectors: out[i, j] = x[i]·vec2[j].

        x is this tensor: a vector (n,). Other shapes are flattened.

        Args:
            vec2: a vector (m,). Other shapes are flattened.

        Returns:
            (n, m), in the common dtype of x and vec2.

        >>> from autograd import tensor
        >>> tensor([1, 2]).outer(tensor([3, 4]))
        tensor([[3, 4],
                [6, 8]])
        """
        found: Tensor = matmul_rules.outer(self, vec2)
        return found

    def norm(
        self, p: Any = 2, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
    ) -> Tensor:
        """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

        x is this tensor: any shape.

        The gradient is 0 where the norm is 0, and for p < 1 at elements that are 0.

        Args:
            p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, and 0 the
            number of
                nonzero elements.
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`.

        Raises:
            IndexError: if a dimension is out of range.

        Differs from PyTorch: integers are accepted.

        >>> from autograd import tensor
        >>> tensor([[3.0, 4.0], [6.0, 8.0]]).norm(dim=1)
        tensor([ 5., 10.])
        """
        if axis is not None:
            dim = one_name("norm", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Tensor = norm_rules.norm(self, p, dim, keepdim)
        return found

    def sum(
        self,
        dim: Dim = None,
        keepdim: bool = False,
        dtype: Any = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the sum of x over `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            dtype: the dtype to add in and of the result. None means that of x, or int64 for integers and bools.

        Returns:
            The shape of x without `dim`.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim=0)
        tensor([4., 6.])
        """
        if axis is not None:
            dim = one_name("sum", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("sum", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.sum, (self, dim, keepdim, dtype))

    def mean(
        self,
        dim: Dim = None,
        keepdim: bool = False,
        dtype: Any = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the mean of x over `dim`.

        x is this tensor: any shape, floating.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            dtype: the dtype to compute in and of the result. None means that of x.

        Returns:
            The shape of x without `dim`. The mean of no elements is NaN.

        Raises:
            TypeError: if neither x nor `dtype` is floating.
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[1.0, 2.0], [3.0, 4.0]]).mean(dim=1, keepdim=True)
        tensor([[1.5000],
                [3.5000]])
        """
        if axis is not None:
            dim = one_name("mean", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("mean", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.mean, (self, dim, keepdim, dtype))

    def var(
        self,
        dim: Dim = None,
        unbiased: bool = True,
        keepdim: bool = False,
        correction: float | None = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the variance of x over `dim`: Σ(x − mean)² / (n − 1).

        x is this tensor: any shape; integers become float32.

        Args:
            dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as
            `unbiased`.
                NumPy's name `axis` works too.
            unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            correction: divide by n − `correction`. If given, `unbiased` is ignored.

        Returns:
            The shape of x without `dim`. NaN or infinity if the divisor is 0.

        Raises:
            IndexError: if a dimension is out of range.

        Differs from PyTorch: integers are accepted.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 3.0, 6.0]).var(correction=0)
        tensor(3.5000)
        """
        if axis is not None:
            dim = one_name("var", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("var", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.var, (self, dim, unbiased, keepdim, correction))

    def std(
        self,
        dim: Dim = None,
        unbiased: bool = True,
        keepdim: bool = False,
        correction: float | None = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the standard deviation of x over `dim`, the square root of `var`.

        x is this tensor: any shape; integers become float32.

        The gradient is 0 where the result is 0.

        Args:
            dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as
            `unbiased`.
                NumPy's name `axis` works too.
            unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            correction: divide by n − `correction`. If given, `unbiased` is ignored.

        Returns:
            The shape of x without `dim`. NaN or infinity if the divisor is 0.

        Raises:
            IndexError: if a dimension is out of range.

        Differs from PyTorch: integers are accepted.

        >>> from autograd import tensor
        >>> tensor([[1.0, 3.0], [2.0, 6.0]]).std(dim=1, unbiased=False)
        tensor([1., 2.])
        """
        if axis is not None:
            dim = one_name("std", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("std", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.std, (self, dim, unbiased, keepdim, correction))

    def count_nonzero(self, dim: Dim = None, *, axis: Dim = None) -> Tensor:
        """Return the number of nonzero elements of x over `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.

        Returns:
            The shape of x without `dim`, int64. No gradient flows.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[0, 1], [2, 3]]).count_nonzero(dim=1)
        tensor([1, 2])
        """
        if axis is not None:
            dim = one_name("count_nonzero", ("dim", "axis"), dim, axis, None)
        return run(reduce_rules.count_nonzero, (self, dim))

    def all(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Return whether all elements of x over `dim` are nonzero.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`, bool; true for no elements. No gradient flows.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[0, 1], [2, 3]]).all(dim=1)
        tensor([False,  True])
        """
        if axis is not None:
            dim = one_name("all", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("all", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.all, (self, dim, keepdim))

    def any(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Return whether any element of x over `dim` is nonzero.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`, bool; false for no elements. No gradient flows.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[0, 0], [2, 3]]).any(dim=1)
        tensor([False,  True])
        """
        if axis is not None:
            dim = one_name("any", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("any", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.any, (self, dim, keepdim))

    def prod(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Return the product of the elements of x over `dim`.

        x is this tensor: any shape and dtype.

        The gradient, the product of the other elements, is exact where elements are 0.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`, in the dtype of x, or int64 for integers and bools.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> x = tensor([2.0, 0.0, 3.0], requires_grad=True)
        >>> x.prod().backward()
        >>> x.grad
        tensor([0., 6., 0.])
        """
        if axis is not None:
            dim = one_name("prod", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("prod", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(reduce_rules.prod, (self, dim, keepdim))

    def cumsum(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return the cumulative sums of x along `dim`: out[i] = x[0] + … + x[i].

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to sum along.
                NumPy's name `axis` works too.

        Returns:
            The shape of x, in the dtype of x, or int64 for integers and bools.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 3.0]).cumsum(0)
        tensor([1., 3., 6.])
        """
        dim = required_dim("cumsum", dim, axis)
        return run(reduce_rules.cumsum, (self, dim))

    def reshape(self, sizes: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return x with another shape and the same elements in the same order.

        x is this tensor: any shape and dtype.

        Args:
            sizes: the new shape, as integers or as one tuple. One size may be -1: it follows from the others.

        Returns:
            The new shape; a view where the memory allows it.

        Raises:
            ShapeError: if the number of elements differs.

        >>> from autograd import arange
        >>> arange(6).reshape(2, -1)
        tensor([[0, 1, 2],
                [3, 4, 5]])
        """
        return run(shape_rules.reshape, (self, flat((sizes, *more))))

    def expand(self, sizes: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return a view of x repeated along dimensions of size 1 and along new leading dimensions.

        x is this tensor: any shape and dtype.

        Args:
            sizes: the new shape, as integers or as one tuple. -1 keeps the size of x.

        Returns:
            The new shape. Elements share memory.

        Raises:
            ShapeError: if a size of x is neither 1 nor the new size.

        >>> from autograd import tensor
        >>> tensor([[1], [2]]).expand(-1, 3)
        tensor([[1, 1, 1],
                [2, 2, 2]])
        """
        return run(shape_rules.expand, (self, flat((sizes, *more))))

    def squeeze(self, dim: Dim = None, *, axis: Dim = None) -> Tensor:
        """Return x without its dimensions of size 1.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to remove if their size is 1. None means all.
                NumPy's name `axis` works too.

        Returns:
            A view.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import ones
        >>> ones(2, 1, 3, 1).squeeze(1).shape
        (2, 3, 1)
        """
        if axis is not None:
            dim = one_name("squeeze", ("dim", "axis"), dim, axis, None)
        return run(shape_rules.squeeze, (self, dim))

    def unsqueeze(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return x with a new dimension of size 1.

        x is this tensor: any shape and dtype.

        Args:
            dim: the position of the new dimension in the result.
                NumPy's name `axis` works too.

        Returns:
            A view.

        Raises:
            IndexError: if the position is out of range.

        >>> from autograd import ones
        >>> ones(2, 3).unsqueeze(-1).shape
        (2, 3, 1)
        """
        dim = required_dim("unsqueeze", dim, axis)
        return run(shape_rules.unsqueeze, (self, dim))

    def transpose(self, dim0: int, dim1: int) -> Tensor:
        """Return x with two dimensions exchanged.

        x is this tensor: any shape and dtype.

        Args:
            dim0: the first dimension.
            dim1: the second dimension.

        Returns:
            A view.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import ones
        >>> ones(2, 3, 4).transpose(0, 2).shape
        (4, 3, 2)
        """
        return run(shape_rules.transpose, (self, dim0, dim1))

    def permute(self, dims: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return x with its dimensions in another order.

        x is this tensor: any shape and dtype.

        Args:
            dims: all dimensions of x in the new order, as integers or as one tuple.

        Returns:
            A view.

        Raises:
            ShapeError: if `dims` is not a permutation of the dimensions.

        >>> from autograd import ones
        >>> ones(2, 3, 4).permute(2, 0, 1).shape
        (4, 2, 3)
        """
        return run(shape_rules.permute, (self, flat((dims, *more))))

    def clone(self) -> Tensor:
        """Return a copy of x, through which gradients flow.

        x is this tensor: any shape and dtype.

        Returns:
            The shape and dtype of x.

        >>> from autograd import tensor
        >>> x = tensor([1.0, 2.0])
        >>> y = x.clone().zero_()
        >>> x
        tensor([1., 2.])
        """
        return run(shape_rules.clone, (self,))

    def flatten(self, start_dim: int = 0, end_dim: int = -1) -> Tensor:
        """Return x with the dimensions from `start_dim` to `end_dim` joined into one.

        x is this tensor: any shape and dtype.

        Args:
            start_dim: the first dimension.
            end_dim: the last dimension, included.

        Returns:
            A view where the memory allows it. A 0-d tensor becomes a vector of one element.

        Raises:
            IndexError: if a dimension is out of range.
            ValueError: if `start_dim` comes after `end_dim`.

        >>> from autograd import ones
        >>> ones(2, 3, 4).flatten(1).shape
        (2, 12)
        """
        found: Tensor = shape_rules.flatten(self, start_dim, end_dim)
        return found

    def movedim(self, source: int, destination: int) -> Tensor:
        """Return x with one dimension moved.

        x is this tensor: any shape and dtype.

        Args:
            source: the dimension to move.
            destination: its position in the result.

        Returns:
            A view.

        Differs from PyTorch: it moves one dimension at a time.

        >>> from autograd import ones
        >>> ones(2, 3, 4).movedim(0, -1).shape
        (3, 4, 2)
        """
        found: Tensor = shape_rules.movedim(self, source, destination)
        return found

    def logsumexp(
        self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
    ) -> Tensor:
        """Return log Σ exp(x) over `dim`.

        x is this tensor: any shape; integers become float32.

        It subtracts the largest element first, so exp does not overflow. The gradient is softmax(x).

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The shape of x without `dim`; −∞ for no elements.

        Raises:
            IndexError: if a dimension is out of range.

        Differs from PyTorch: `dim` may be omitted.

        >>> from autograd import tensor
        >>> tensor([100.0, 100.0]).logsumexp(0)
        tensor(100.6931)
        """
        if axis is not None:
            dim = one_name("logsumexp", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("logsumexp", ("keepdim", "keepdims"), keepdim, keepdims, False)
        return run(softmax_rules.logsumexp, (self, dim, keepdim))

    def softmax(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return exp(x) / Σ exp(x) along `dim`.

        x is this tensor: any shape; integers become float32.

        It subtracts the largest element first, so exp does not overflow. With s the result, the gradient is
        s·(upstream − Σ upstream·s).

        Args:
            dim: the dimension along which the result sums to 1.
                NumPy's name `axis` works too.

        Returns:
            The shape of x.

        Raises:
            IndexError: if the dimension is out of range.

        Differs from PyTorch: integers are accepted.

        >>> from autograd import tensor
        >>> tensor([[0.0, 0.0], [1000.0, 0.0]]).softmax(dim=1)
        tensor([[0.5000, 0.5000],
                [1.0000, 0.0000]])
        """
        dim = required_dim("softmax", dim, axis)
        return run(softmax_rules.softmax, (self, dim))

    def log_softmax(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return log(softmax(x)) along `dim`: x − log Σ exp(x).

        x is this tensor: any shape; integers become float32.

        It is accurate even where softmax rounds to 0.

        Args:
            dim: the dimension along which softmax sums to 1.
                NumPy's name `axis` works too.

        Returns:
            The shape of x.

        Raises:
            IndexError: if the dimension is out of range.

        Differs from PyTorch: integers are accepted.

        >>> from autograd import tensor
        >>> tensor([0.0, 1000.0]).log_softmax(dim=0)
        tensor([-1000.,     0.])
        """
        dim = required_dim("log_softmax", dim, axis)
        return run(softmax_rules.log_softmax, (self, dim))

    def argsort(self, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Tensor:
        """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to sort along.
                NumPy's name `axis` works too.
            descending: whether the largest comes first.

        Returns:
            The shape of x, int64. No gradient flows.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([3.0, 1.0, 2.0]).argsort()
        tensor([1, 2, 0])
        """
        if axis is not None:
            dim = one_name("argsort", ("dim", "axis"), dim, axis, -1)
        return run(sort_rules.argsort, (self, dim, descending))

    def sort(self, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Sorted[Tensor]:
        """Return the elements of x in order along `dim`, and their indices.

        x is this tensor: any shape and dtype.

        The sort is stable, and NaN counts as the largest.

        Args:
            dim: the dimension to sort along.
                NumPy's name `axis` works too.
            descending: whether the largest comes first.

        Returns:
            The named tuple `(values, indices)`, each of the shape of x. The gradient of the values goes to their
            elements.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> values, indices = tensor([3.0, 1.0, 2.0]).sort()
        >>> values, indices
        (tensor([1., 2., 3.]), tensor([1, 2, 0]))
        """
        if axis is not None:
            dim = one_name("sort", ("dim", "axis"), dim, axis, -1)
        found: Sorted[Tensor] = sort_rules.sort(self, dim, descending)
        return found

    def topk(self, k: int, dim: int = -1, largest: bool = True, *, axis: int | None = None) -> Sorted[Tensor]:
        """Return the `k` largest elements of x along `dim` in descending order, and their indices.

        x is this tensor: at least one dimension, any dtype.

        Args:
            k: how many elements, from 0 to the size of `dim`.
            dim: the dimension to select along.
                NumPy's name `axis` works too.
            largest: False for the smallest elements, in ascending order.

        Returns:
            The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

        Raises:
            ValueError: if `k` is out of range.
            IndexError: if the dimension is out of range.

        Differs from PyTorch: the result is always sorted; of equal elements the first comes first.

        >>> from autograd import tensor
        >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
        >>> values, indices
        (tensor([3., 2.]), tensor([0, 2]))
        """
        if axis is not None:
            dim = one_name("topk", ("dim", "axis"), dim, axis, -1)
        found: Sorted[Tensor] = sort_rules.topk(self, k, dim, largest)
        return found

    def bincount(self, minlength: int = 0) -> Tensor:
        """Return how often each integer 0, 1, 2, … occurs in x.

        x is this tensor: a vector (n,) of integers that are not negative.

        Args:
            minlength: the least length of the result.

        Returns:
            A vector of length max(largest element + 1, `minlength`), int64. No gradient flows.

        Raises:
            TypeError: if the elements are not integers.
            ValueError: if an element is negative.

        >>> from autograd import tensor
        >>> tensor([0, 2, 2]).bincount()
        tensor([1, 0, 2])
        """
        return run(sort_rules.bincount, (self, minlength))

    def unique(self) -> Tensor:
        """Return the distinct elements of x in ascending order.

        x is this tensor: any shape and dtype.

        Returns:
            A vector of the dtype of x. No gradient flows.

        Differs from PyTorch: all NaNs count as one element.

        >>> from autograd import tensor
        >>> tensor([[3, 1], [1, 2]]).unique()
        tensor([1, 2, 3])
        """
        return run(sort_rules.unique, (self,))

    subtract = sub
    subtract_ = sub_
    multiply = mul
    multiply_ = mul_
    divide = div
    divide_ = div_
    true_divide = div
    true_divide_ = div_
    negative = neg
    negative_ = neg_
    absolute = abs
    absolute_ = abs_
    arcsin = asin
    arcsin_ = asin_
    arccos = acos
    arccos_ = acos_
    arctan = atan
    arctan_ = atan_
    arcsinh = asinh
    arcsinh_ = asinh_
    arccosh = acosh
    arccosh_ = acosh_
    arctanh = atanh
    arctanh_ = atanh_
    arctan2 = atan2
    arctan2_ = atan2_
    clip = clamp
    clip_ = clamp_
    broadcast_to = expand
    swapaxes = transpose

    def __add__(self, other: TensorLike) -> Tensor:
        return run_binary(ADD, self, other, "__radd__")

    def __radd__(self, other: TensorLike) -> Tensor:
        return run(ADD, (other, self))

    def __iadd__(self, other: TensorLike) -> Tensor:
        if defers(other, "__radd__"):
            return NotImplemented
        return run_inplace(ADD, (self, other))

    def __sub__(self, other: TensorLike) -> Tensor:
        return run_binary(SUB, self, other, "__rsub__")

    def __rsub__(self, other: TensorLike) -> Tensor:
        return run(SUB, (other, self))

    def __isub__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rsub__"):
            return NotImplemented
        return run_inplace(SUB, (self, other))

    def __mul__(self, other: TensorLike) -> Tensor:
        return run_binary(MUL, self, other, "__rmul__")

    def __rmul__(self, other: TensorLike) -> Tensor:
        return run(MUL, (other, self))

    def __imul__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rmul__"):
            return NotImplemented
        return run_inplace(MUL, (self, other))

    def __truediv__(self, other: TensorLike) -> Tensor:
        return run_binary(DIV, self, other, "__rtruediv__")

    def __rtruediv__(self, other: TensorLike) -> Tensor:
        return run(DIV, (other, self))

    def __itruediv__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rtruediv__"):
            return NotImplemented
        return run_inplace(DIV, (self, other))

    def __pow__(self, other: TensorLike) -> Tensor:
        return run_binary(POW, self, other, "__rpow__")

    def __rpow__(self, other: TensorLike) -> Tensor:
        return run(POW, (other, self))

    def __ipow__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rpow__"):
            return NotImplemented
        return run_inplace(POW, (self, other))

    def __mod__(self, other: TensorLike) -> Tensor:
        return run_binary(REMAINDER, self, other, "__rmod__")

    def __rmod__(self, other: TensorLike) -> Tensor:
        return run(REMAINDER, (other, self))

    def __imod__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rmod__"):
            return NotImplemented
        return run_inplace(REMAINDER, (self, other))

    def __floordiv__(self, other: TensorLike) -> Tensor:
        return run_binary(FLOOR_DIVIDE, self, other, "__rfloordiv__")

    def __rfloordiv__(self, other: TensorLike) -> Tensor:
        return run(FLOOR_DIVIDE, (other, self))

    def __ifloordiv__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rfloordiv__"):
            return NotImplemented
        return run_inplace(FLOOR_DIVIDE, (self, other))

    def __neg__(self) -> Tensor:
        return run_unary(NEG, self)

    def __abs__(self) -> Tensor:
        return run_unary(ABS, self)

    def __eq__(self, other: object) -> Tensor:  # type: ignore[override]  # elementwise
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run_compare(compare_rules.eq, self, other)

    def __ne__(self, other: object) -> Tensor:  # type: ignore[override]  # elementwise
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run_compare(compare_rules.ne, self, other)

    def __lt__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run_compare(compare_rules.lt, self, other)

    def __le__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run_compare(compare_rules.le, self, other)

    def __gt__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run_compare(compare_rules.gt, self, other)

    def __ge__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run_compare(compare_rules.ge, self, other)

    def __and__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_and, (self, other))

    def __rand__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_and, (other, self))

    def __or__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_or, (self, other))

    def __ror__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_or, (other, self))

    def __xor__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_xor, (self, other))

    def __rxor__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_xor, (other, self))

    def __invert__(self) -> Tensor:
        return run(compare_rules.bitwise_not, (self,))

    def __matmul__(self, other: TensorLike) -> Tensor:
        if defers(other, "__rmatmul__"):
            return NotImplemented
        return run(matmul_rules.matmul, (self, other))

    def __rmatmul__(self, other: TensorLike) -> Tensor:
        return run(matmul_rules.matmul, (other, self))

    __hash__ = object.__hash__

    def _store(self, result: Any) -> Any:
        return inplace.store(self, result)


# The operands that comparisons accept. For any other, Python tries the other operand's method.
OPERANDS = (TensorMethods, bool, int, float, np.ndarray, np.generic)
