"""The methods of Tensor. Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit.

`_run`, `_run_unary`, `_run_binary` and `_run_inplace` are those of Tensor; see apply.py, fast.py and inplace.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import numpy as np

from autograd.array.arguments import required_dim
from autograd.rules import compare as compare_rules
from autograd.rules import index as index_rules
from autograd.rules import linalg as linalg_rules
from autograd.rules import matmul as matmul_rules
from autograd.rules import reduce as reduce_rules
from autograd.rules import select as select_rules
from autograd.rules import shape as shape_rules
from autograd.rules.dims import Dim
from autograd.rules.operation import ROW_OPS, Op, RowOp, flat
from autograd.rules.reduce import Extreme, Sorted

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

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

    if TYPE_CHECKING:

        @staticmethod
        def _run(op: Op, args: tuple[Any, ...]) -> Tensor: ...
        @staticmethod
        def _run_unary(op: RowOp, x: Any, number: float | None = None) -> Tensor: ...
        @staticmethod
        def _run_binary(op: RowOp, x: Any, y: Any) -> Tensor: ...
        @staticmethod
        def _run_inplace(op: Op, args: tuple[Any, ...], place: int = 0) -> Tensor: ...

    def add(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Return x plus y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.
            alpha: a factor for `other`.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(ADD, self, other if alpha == 1 else other * alpha)

    def add_(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Apply `add` in place and return this tensor."""
        return self._run_inplace(ADD, (self, other if alpha == 1 else other * alpha))

    def sub(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Return x minus y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.
            alpha: a factor for `other`.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(SUB, self, other if alpha == 1 else other * alpha)

    def sub_(self, other: TensorLike, *, alpha: float = 1) -> Tensor:
        """Apply `sub` in place and return this tensor."""
        return self._run_inplace(SUB, (self, other if alpha == 1 else other * alpha))

    def mul(self, other: TensorLike) -> Tensor:
        """Return x times y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(MUL, self, other)

    def mul_(self, other: TensorLike) -> Tensor:
        """Apply `mul` in place and return this tensor."""
        return self._run_inplace(MUL, (self, other))

    def div(self, other: TensorLike) -> Tensor:
        """Return x divided by y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(DIV, self, other)

    def div_(self, other: TensorLike) -> Tensor:
        """Apply `div` in place and return this tensor."""
        return self._run_inplace(DIV, (self, other))

    def pow(self, exponent: TensorLike) -> Tensor:
        """Return x to the power y, elementwise; x is this tensor.

        Args:
            exponent: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(POW, self, exponent)

    def pow_(self, exponent: TensorLike) -> Tensor:
        """Apply `pow` in place and return this tensor."""
        return self._run_inplace(POW, (self, exponent))

    def remainder(self, other: TensorLike) -> Tensor:
        """Return the remainder of x / y, with the sign of y, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(REMAINDER, self, other)

    def remainder_(self, other: TensorLike) -> Tensor:
        """Apply `remainder` in place and return this tensor."""
        return self._run_inplace(REMAINDER, (self, other))

    def floor_divide(self, other: TensorLike) -> Tensor:
        """Return x / y rounded down, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(FLOOR_DIVIDE, self, other)

    def floor_divide_(self, other: TensorLike) -> Tensor:
        """Apply `floor_divide` in place and return this tensor."""
        return self._run_inplace(FLOOR_DIVIDE, (self, other))

    def neg(self) -> Tensor:
        """Return −x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(NEG, self)

    def neg_(self) -> Tensor:
        """Apply `neg` in place and return this tensor."""
        return self._run_inplace(NEG, (self,))

    def abs(self) -> Tensor:
        """Return the absolute value of x, elementwise; x is this tensor. The derivative at 0 is 0.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(ABS, self)

    def abs_(self) -> Tensor:
        """Apply `abs` in place and return this tensor."""
        return self._run_inplace(ABS, (self,))

    def square(self) -> Tensor:
        """Return the square of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(SQUARE, self)

    def square_(self) -> Tensor:
        """Apply `square` in place and return this tensor."""
        return self._run_inplace(SQUARE, (self,))

    def reciprocal(self) -> Tensor:
        """Return 1 / x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(RECIPROCAL, self)

    def reciprocal_(self) -> Tensor:
        """Apply `reciprocal` in place and return this tensor."""
        return self._run_inplace(RECIPROCAL, (self,))

    def sqrt(self) -> Tensor:
        """Return the square root of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SQRT, self)

    def sqrt_(self) -> Tensor:
        """Apply `sqrt` in place and return this tensor."""
        return self._run_inplace(SQRT, (self,))

    def rsqrt(self) -> Tensor:
        """Return 1 / √x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(RSQRT, self)

    def rsqrt_(self) -> Tensor:
        """Apply `rsqrt` in place and return this tensor."""
        return self._run_inplace(RSQRT, (self,))

    def hypot(self, other: TensorLike) -> Tensor:
        """Return √(x² + y²), elementwise; x is this tensor. The squares do not overflow. The derivatives at (0, 0)
        are 0.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(HYPOT, self, other)

    def hypot_(self, other: TensorLike) -> Tensor:
        """Apply `hypot` in place and return this tensor."""
        return self._run_inplace(HYPOT, (self, other))

    def exp(self) -> Tensor:
        """Return e to the power x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(EXP, self)

    def exp_(self) -> Tensor:
        """Apply `exp` in place and return this tensor."""
        return self._run_inplace(EXP, (self,))

    def exp2(self) -> Tensor:
        """Return 2 to the power x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(EXP2, self)

    def exp2_(self) -> Tensor:
        """Apply `exp2` in place and return this tensor."""
        return self._run_inplace(EXP2, (self,))

    def expm1(self) -> Tensor:
        """Return exp(x) − 1, elementwise; x is this tensor. It is accurate for small x.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(EXPM1, self)

    def expm1_(self) -> Tensor:
        """Apply `expm1` in place and return this tensor."""
        return self._run_inplace(EXPM1, (self,))

    def log(self) -> Tensor:
        """Return the natural logarithm of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(LOG, self)

    def log_(self) -> Tensor:
        """Apply `log` in place and return this tensor."""
        return self._run_inplace(LOG, (self,))

    def log2(self) -> Tensor:
        """Return the logarithm of x to base 2, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(LOG2, self)

    def log2_(self) -> Tensor:
        """Apply `log2` in place and return this tensor."""
        return self._run_inplace(LOG2, (self,))

    def log10(self) -> Tensor:
        """Return the logarithm of x to base 10, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(LOG10, self)

    def log10_(self) -> Tensor:
        """Apply `log10` in place and return this tensor."""
        return self._run_inplace(LOG10, (self,))

    def log1p(self) -> Tensor:
        """Return log(1 + x), elementwise; x is this tensor. It is accurate for small x.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(LOG1P, self)

    def log1p_(self) -> Tensor:
        """Apply `log1p` in place and return this tensor."""
        return self._run_inplace(LOG1P, (self,))

    def sigmoid(self) -> Tensor:
        """Return 1 / (1 + exp(−x)), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SIGMOID, self)

    def sigmoid_(self) -> Tensor:
        """Apply `sigmoid` in place and return this tensor."""
        return self._run_inplace(SIGMOID, (self,))

    def softplus(self) -> Tensor:
        """Return log(1 + exp(x)), elementwise; x is this tensor. It does not overflow.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SOFTPLUS, self)

    def softplus_(self) -> Tensor:
        """Apply `softplus` in place and return this tensor."""
        return self._run_inplace(SOFTPLUS, (self,))

    def logaddexp(self, other: TensorLike) -> Tensor:
        """Return log(exp(x) + exp(y)), elementwise; x is this tensor. It does not overflow.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(LOGADDEXP, self, other)

    def logaddexp_(self, other: TensorLike) -> Tensor:
        """Apply `logaddexp` in place and return this tensor."""
        return self._run_inplace(LOGADDEXP, (self, other))

    def xlogy(self, other: TensorLike) -> Tensor:
        """Return x · log(y), or 0 if x is 0, elementwise; x is this tensor.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(XLOGY, self, other)

    def xlogy_(self, other: TensorLike) -> Tensor:
        """Apply `xlogy` in place and return this tensor."""
        return self._run_inplace(XLOGY, (self, other))

    def sin(self) -> Tensor:
        """Return the sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SIN, self)

    def sin_(self) -> Tensor:
        """Apply `sin` in place and return this tensor."""
        return self._run_inplace(SIN, (self,))

    def cos(self) -> Tensor:
        """Return the cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(COS, self)

    def cos_(self) -> Tensor:
        """Apply `cos` in place and return this tensor."""
        return self._run_inplace(COS, (self,))

    def tan(self) -> Tensor:
        """Return the tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(TAN, self)

    def tan_(self) -> Tensor:
        """Apply `tan` in place and return this tensor."""
        return self._run_inplace(TAN, (self,))

    def asin(self) -> Tensor:
        """Return the arc sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ASIN, self)

    def asin_(self) -> Tensor:
        """Apply `asin` in place and return this tensor."""
        return self._run_inplace(ASIN, (self,))

    def acos(self) -> Tensor:
        """Return the arc cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ACOS, self)

    def acos_(self) -> Tensor:
        """Apply `acos` in place and return this tensor."""
        return self._run_inplace(ACOS, (self,))

    def atan(self) -> Tensor:
        """Return the arc tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ATAN, self)

    def atan_(self) -> Tensor:
        """Apply `atan` in place and return this tensor."""
        return self._run_inplace(ATAN, (self,))

    def sinh(self) -> Tensor:
        """Return the hyperbolic sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SINH, self)

    def sinh_(self) -> Tensor:
        """Apply `sinh` in place and return this tensor."""
        return self._run_inplace(SINH, (self,))

    def cosh(self) -> Tensor:
        """Return the hyperbolic cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(COSH, self)

    def cosh_(self) -> Tensor:
        """Apply `cosh` in place and return this tensor."""
        return self._run_inplace(COSH, (self,))

    def tanh(self) -> Tensor:
        """Return the hyperbolic tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(TANH, self)

    def tanh_(self) -> Tensor:
        """Apply `tanh` in place and return this tensor."""
        return self._run_inplace(TANH, (self,))

    def asinh(self) -> Tensor:
        """Return the inverse hyperbolic sine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ASINH, self)

    def asinh_(self) -> Tensor:
        """Apply `asinh` in place and return this tensor."""
        return self._run_inplace(ASINH, (self,))

    def acosh(self) -> Tensor:
        """Return the inverse hyperbolic cosine of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ACOSH, self)

    def acosh_(self) -> Tensor:
        """Apply `acosh` in place and return this tensor."""
        return self._run_inplace(ACOSH, (self,))

    def atanh(self) -> Tensor:
        """Return the inverse hyperbolic tangent of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ATANH, self)

    def atanh_(self) -> Tensor:
        """Apply `atanh` in place and return this tensor."""
        return self._run_inplace(ATANH, (self,))

    def atan2(self, other: TensorLike) -> Tensor:
        """Return the arc tangent of x / y, elementwise; x is this tensor. The signs of x and y choose the quadrant;
        the result is from −π to π. The derivatives at (0, 0) are 0.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(ATAN2, self, other)

    def atan2_(self, other: TensorLike) -> Tensor:
        """Apply `atan2` in place and return this tensor."""
        return self._run_inplace(ATAN2, (self, other))

    def relu(self) -> Tensor:
        """Return the larger of x and 0, elementwise; x is this tensor. The derivative at 0 is 0.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(RELU, self)

    def relu_(self) -> Tensor:
        """Apply `relu` in place and return this tensor."""
        return self._run_inplace(RELU, (self,))

    def softsign(self) -> Tensor:
        """Return x / (1 + |x|), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SOFTSIGN, self)

    def softsign_(self) -> Tensor:
        """Apply `softsign` in place and return this tensor."""
        return self._run_inplace(SOFTSIGN, (self,))

    def silu(self) -> Tensor:
        """Return x · sigmoid(x), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(SILU, self)

    def silu_(self) -> Tensor:
        """Apply `silu` in place and return this tensor."""
        return self._run_inplace(SILU, (self,))

    def erf(self) -> Tensor:
        """Return the error function of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ERF, self)

    def erf_(self) -> Tensor:
        """Apply `erf` in place and return this tensor."""
        return self._run_inplace(ERF, (self,))

    def erfc(self) -> Tensor:
        """Return 1 − erf(x), elementwise; x is this tensor. It is accurate for large x.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(ERFC, self)

    def erfc_(self) -> Tensor:
        """Apply `erfc` in place and return this tensor."""
        return self._run_inplace(ERFC, (self,))

    def gelu(self) -> Tensor:
        """Return x · Φ(x), elementwise; x is this tensor. Φ is the cumulative distribution function of the standard
        normal distribution. Source: D. Hendrycks, K. Gimpel, 2016, https://arxiv.org/abs/1606.08415.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(GELU, self)

    def gelu_(self) -> Tensor:
        """Apply `gelu` in place and return this tensor."""
        return self._run_inplace(GELU, (self,))

    def gelu_tanh(self) -> Tensor:
        """Return x · ½(1 + tanh(√(2/π)(x + 0.044715x³))), elementwise; x is this tensor. It approximates gelu.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_unary(GELU_TANH, self)

    def gelu_tanh_(self) -> Tensor:
        """Apply `gelu_tanh` in place and return this tensor."""
        return self._run_inplace(GELU_TANH, (self,))

    def leaky_relu(self, negative_slope: TensorLike = 0.01) -> Tensor:
        """Return x if x > 0, else y · x, elementwise; x is this tensor.

        Args:
            negative_slope: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(LEAKY_RELU, self, negative_slope)

    def leaky_relu_(self, negative_slope: TensorLike = 0.01) -> Tensor:
        """Apply `leaky_relu` in place and return this tensor."""
        return self._run_inplace(LEAKY_RELU, (self, negative_slope))

    def elu(self, alpha: TensorLike = 1.0) -> Tensor:
        """Return x if x > 0, else y · (exp(x) − 1), elementwise; x is this tensor.

        Args:
            alpha: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers become float32.
        """
        return self._run_binary(ELU, self, alpha)

    def elu_(self, alpha: TensorLike = 1.0) -> Tensor:
        """Apply `elu` in place and return this tensor."""
        return self._run_inplace(ELU, (self, alpha))

    def maximum(self, other: TensorLike) -> Tensor:
        """Return the larger of x and y, elementwise; x is this tensor. Where they are equal, each gets half the
        gradient.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(MAXIMUM, self, other)

    def maximum_(self, other: TensorLike) -> Tensor:
        """Apply `maximum` in place and return this tensor."""
        return self._run_inplace(MAXIMUM, (self, other))

    def minimum(self, other: TensorLike) -> Tensor:
        """Return the smaller of x and y, elementwise; x is this tensor. Where they are equal, each gets half the
        gradient.

        Args:
            other: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(MINIMUM, self, other)

    def minimum_(self, other: TensorLike) -> Tensor:
        """Apply `minimum` in place and return this tensor."""
        return self._run_inplace(MINIMUM, (self, other))

    def clamp_min(self, min: TensorLike) -> Tensor:
        """Return the larger of x and y, elementwise; x is this tensor. Where they are equal, x gets the gradient.

        Args:
            min: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(CLAMP_MIN, self, min)

    def clamp_min_(self, min: TensorLike) -> Tensor:
        """Apply `clamp_min` in place and return this tensor."""
        return self._run_inplace(CLAMP_MIN, (self, min))

    def clamp_max(self, max: TensorLike) -> Tensor:
        """Return the smaller of x and y, elementwise; x is this tensor. Where they are equal, x gets the gradient.

        Args:
            max: y, a Tensor, array or number whose shape broadcasts with this one's.

        Returns:
            A Tensor of the broadcast shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_binary(CLAMP_MAX, self, max)

    def clamp_max_(self, max: TensorLike) -> Tensor:
        """Apply `clamp_max` in place and return this tensor."""
        return self._run_inplace(CLAMP_MAX, (self, max))

    def sign(self) -> Tensor:
        """Return the sign of x (−1, 0 or 1), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(SIGN, self)

    def sign_(self) -> Tensor:
        """Apply `sign` in place and return this tensor."""
        return self._run_inplace(SIGN, (self,))

    def floor(self) -> Tensor:
        """Return the largest integer that is at most x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(FLOOR, self)

    def floor_(self) -> Tensor:
        """Apply `floor` in place and return this tensor."""
        return self._run_inplace(FLOOR, (self,))

    def ceil(self) -> Tensor:
        """Return the smallest integer that is at least x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(CEIL, self)

    def ceil_(self) -> Tensor:
        """Apply `ceil` in place and return this tensor."""
        return self._run_inplace(CEIL, (self,))

    def round(self) -> Tensor:
        """Return x rounded to the nearest integer, elementwise; x is this tensor. Halves are rounded to the nearest
        even integer.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers stay integers.
        """
        return self._run_unary(ROUND, self)

    def round_(self) -> Tensor:
        """Apply `round` in place and return this tensor."""
        return self._run_inplace(ROUND, (self,))

    def clamp(self, min: TensorLike | None = None, max: TensorLike | None = None) -> Tensor:
        """Return x, but at least `min` and at most `max`; at the bounds the gradient passes.

        x is this tensor: a Value, Tensor, array or number.

        Args:
            min: the lower bound; None for no bound.
            max: the upper bound; None for no bound.

        Raises:
            ValueError: if neither bound is given.
        """
        clamped: Tensor = select_rules.clamp(self, min, max)
        return clamped

    def clamp_(self, min: TensorLike | None = None, max: TensorLike | None = None) -> Tensor:
        """Apply `clamp` in place and return this tensor."""
        if min is None and max is None:
            raise ValueError("clamp_(): give min, max or both")
        if min is not None:
            self._run_inplace(CLAMP_MIN, (self, min))
        if max is not None:
            self._run_inplace(CLAMP_MAX, (self, max))
        return self  # type: ignore[return-value]

    def eq(self, y: TensorLike) -> Tensor:
        """Return where x equals y."""
        return self._run(compare_rules.eq, (self, y))

    def ne(self, y: TensorLike) -> Tensor:
        """Return where x differs from y."""
        return self._run(compare_rules.ne, (self, y))

    def lt(self, y: TensorLike) -> Tensor:
        """Return where x is less than y."""
        return self._run(compare_rules.lt, (self, y))

    def le(self, y: TensorLike) -> Tensor:
        """Return where x is less than or equal to y."""
        return self._run(compare_rules.le, (self, y))

    def gt(self, y: TensorLike) -> Tensor:
        """Return where x is greater than y."""
        return self._run(compare_rules.gt, (self, y))

    def ge(self, y: TensorLike) -> Tensor:
        """Return where x is greater than or equal to y."""
        return self._run(compare_rules.ge, (self, y))

    def bitwise_and(self, y: TensorLike) -> Tensor:
        """Return x AND y, bit by bit: for bools, where both hold."""
        return self._run(compare_rules.bitwise_and, (self, y))

    def bitwise_or(self, y: TensorLike) -> Tensor:
        """Return x OR y, bit by bit: for bools, where at least one holds."""
        return self._run(compare_rules.bitwise_or, (self, y))

    def bitwise_xor(self, y: TensorLike) -> Tensor:
        """Return x XOR y, bit by bit: for bools, where exactly one holds."""
        return self._run(compare_rules.bitwise_xor, (self, y))

    def bitwise_not(self) -> Tensor:
        """Return x with every bit inverted: for bools, where x does not hold."""
        return self._run(compare_rules.bitwise_not, (self,))

    def logical_and(self, y: TensorLike) -> Tensor:
        """Return where both x and y are nonzero."""
        return self._run(compare_rules.logical_and, (self, y))

    def logical_or(self, y: TensorLike) -> Tensor:
        """Return where x, y or both are nonzero."""
        return self._run(compare_rules.logical_or, (self, y))

    def logical_xor(self, y: TensorLike) -> Tensor:
        """Return where exactly one of x and y is nonzero."""
        return self._run(compare_rules.logical_xor, (self, y))

    def logical_not(self) -> Tensor:
        """Return where x is zero."""
        return self._run(compare_rules.logical_not, (self,))

    def isnan(self) -> Tensor:
        """Return where x is NaN."""
        return self._run(compare_rules.isnan, (self,))

    def isinf(self) -> Tensor:
        """Return where x is infinite."""
        return self._run(compare_rules.isinf, (self,))

    def isfinite(self) -> Tensor:
        """Return where x is neither NaN nor infinite."""
        return self._run(compare_rules.isfinite, (self,))

    def isclose(self, y: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
        """Return where |x − y| ≤ atol + rtol·|y|.

        x is this tensor: any shape.

        Args:
            y: a shape that broadcasts with x.
            rtol: the relative tolerance.
            atol: the absolute tolerance.
            equal_nan: whether two NaNs are close.
        """
        return self._run(compare_rules.isclose, (self, y, rtol, atol, equal_nan))

    def allclose(self, y: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> bool:
        """Return whether |x − y| ≤ atol + rtol·|y| holds everywhere; the arguments are those of `isclose`."""
        found: bool = compare_rules.allclose(self, y, rtol, atol, equal_nan)
        return found

    def equal(self, y: TensorLike) -> bool:
        """Return whether x and y have the same shape and the same elements."""
        found: bool = compare_rules.equal(self, y)
        return found

    def masked_fill(self, mask: TensorLike, value: Any) -> Tensor:
        """x with `value`, cast to its dtype, where the bool tensor `mask` holds."""
        found: Tensor = index_rules.masked_fill(self, mask, value)
        return found

    def gather(self, dim: int, index: TensorLike) -> Tensor:
        """out[i][j][k] = x[i][j][index[i][j][k]] for dim 2, and so on; `index` may be smaller than x elsewhere."""
        return self._run(index_rules.gather, (self, dim, index))

    def scatter_add(self, dim: int, index: TensorLike, source: TensorLike) -> Tensor:
        """A copy of x with each element of `source` added where `index` says along `dim`; the inverse of gather."""
        return self._run(index_rules.scatter_add, (self, dim, index, source))

    def index_select(self, dim: int, index: TensorLike) -> Tensor:
        """The slices of x that the whole numbers in `index` name along `dim`."""
        found: Tensor = index_rules.index_select(self, dim, index)
        return found

    def nonzero(self) -> Tensor:
        """The indices of what is not zero, one row each."""
        return self._run(index_rules.nonzero, (self,))

    def inv(self) -> Tensor:
        """The inverse of each matrix (…, n, n)."""
        return self._run(linalg_rules.inv, (self,))

    def det(self) -> Tensor:
        """The determinant of each matrix (…, n, n); its gradient needs them to be invertible."""
        return self._run(linalg_rules.det, (self,))

    def matmul(self, y: TensorLike) -> Tensor:
        """The matrix product: vectors (k,), matrices (n, k) @ (k, m), and stacks of matrices whose leading
        dimensions
        broadcast.
        """
        return self._run(matmul_rules.matmul, (self, y))

    def dot(self, y: TensorLike) -> Tensor:
        """The inner product of two vectors of the same length."""
        found: Tensor = matmul_rules.dot(self, y)
        return found

    def mm(self, y: TensorLike) -> Tensor:
        """The product of two matrices, (n, k) @ (k, m)."""
        found: Tensor = matmul_rules.mm(self, y)
        return found

    def bmm(self, y: TensorLike) -> Tensor:
        """The products of two stacks of matrices, (b, n, k) @ (b, k, m)."""
        found: Tensor = matmul_rules.bmm(self, y)
        return found

    def mv(self, y: TensorLike) -> Tensor:
        """A matrix times a vector, (n, k) @ (k,)."""
        found: Tensor = matmul_rules.mv(self, y)
        return found

    def outer(self, y: TensorLike) -> Tensor:
        """All products of an element of the vector x with one of the vector y: (n,), (m,) give (n, m)."""
        found: Tensor = matmul_rules.outer(self, y)
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
        """The sum over `dim` (all if None); integers and bools add up as int64."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.sum, (self, dim, keepdim, dtype))

    def mean(
        self,
        dim: Dim = None,
        keepdim: bool = False,
        dtype: Any = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """The mean over `dim` (all if None). Of floating tensors only, as in PyTorch, unless `dtype` is floating.

        Raises:
            TypeError: for integers and bools.
        """
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.mean, (self, dim, keepdim, dtype))

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
        """The variance over `dim` (all if None): squared deviations summed, divided by n - 1, by n if not
        `unbiased`, or by
        n - `correction`.
        """
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.var, (self, dim, unbiased, keepdim, correction))

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
        """The standard deviation over `dim`, the root of `var`; the gradient at 0 is 0."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.std, (self, dim, unbiased, keepdim, correction))

    def amax(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """The largest element over `dim` (all if None); ties share the gradient."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.amax, (self, dim, keepdim))

    def amin(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """The smallest element over `dim` (all if None); ties share the gradient."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.amin, (self, dim, keepdim))

    @overload
    def max(self) -> Tensor: ...

    @overload
    def max(self, dim: int, keepdim: bool = False) -> Extreme[Tensor]: ...

    @overload
    def max(self, dim: Tensor) -> Tensor: ...

    def max(self, dim: Any = None, keepdim: bool = False, *, axis: Any = None, keepdims: bool | None = None) -> Any:
        """The largest element; given `dim`, the largest along it as `(values, indices)`; given a tensor, `maximum`."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        found: Any = reduce_rules.max(self, dim, keepdim)
        return found

    @overload
    def min(self) -> Tensor: ...

    @overload
    def min(self, dim: int, keepdim: bool = False) -> Extreme[Tensor]: ...

    @overload
    def min(self, dim: Tensor) -> Tensor: ...

    def min(self, dim: Any = None, keepdim: bool = False, *, axis: Any = None, keepdims: bool | None = None) -> Any:
        """The smallest element; given `dim`, the smallest along it as `(values, indices)`; given a tensor,
        `minimum`.
        """
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        found: Any = reduce_rules.min(self, dim, keepdim)
        return found

    def argsort(self, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Tensor:
        """The indices that sort x along `dim`; equal elements keep their order."""
        if axis is not None:
            dim = axis
        return self._run(reduce_rules.argsort, (self, dim, descending))

    def sort(self, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Sorted[Tensor]:
        """x in order along `dim`, as `(values, indices)`."""
        if axis is not None:
            dim = axis
        found: Sorted[Tensor] = reduce_rules.sort(self, dim, descending)
        return found

    def topk(self, k: int, dim: int = -1, largest: bool = True, *, axis: int | None = None) -> Sorted[Tensor]:
        """The k largest (or smallest) elements along `dim`, in order, as `(values, indices)`."""
        if axis is not None:
            dim = axis
        found: Sorted[Tensor] = reduce_rules.topk(self, k, dim, largest)
        return found

    def count_nonzero(self, dim: Dim = None, *, axis: Dim = None) -> Tensor:
        """How many elements over `dim` (all if None) are not zero."""
        if axis is not None:
            dim = axis
        return self._run(reduce_rules.count_nonzero, (self, dim))

    def bincount(self, minlength: int = 0) -> Tensor:
        """How often each whole number 0, 1, 2, … occurs."""
        return self._run(reduce_rules.bincount, (self, minlength))

    def unique(self) -> Tensor:
        """The different elements, in ascending order."""
        return self._run(reduce_rules.unique, (self,))

    def argmax(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Tensor:
        """The index of the first largest element along `dim` (in the flattened tensor if None)."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.argmax, (self, dim, keepdim))

    def argmin(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Tensor:
        """The index of the first smallest element along `dim` (in the flattened tensor if None)."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.argmin, (self, dim, keepdim))

    def all(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Whether all elements over `dim` are nonzero."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.all, (self, dim, keepdim))

    def any(self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None) -> Tensor:
        """Whether any element over `dim` is nonzero."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.any, (self, dim, keepdim))

    def prod(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Tensor:
        """The product over `dim` (all if None); exact gradients where factors are zero."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.prod, (self, dim, keepdim))

    def cumsum(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """The sums of all elements up to each one along `dim`."""
        dim = required_dim("cumsum", dim, axis)
        return self._run(reduce_rules.cumsum, (self, dim))

    def logsumexp(
        self, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
    ) -> Tensor:
        """log(Σ exp(x)) over `dim`, without overflow."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        return self._run(reduce_rules.logsumexp, (self, dim, keepdim))

    def softmax(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """exp(x) / Σ exp(x) along `dim`, without overflow."""
        dim = required_dim("softmax", dim, axis)
        return self._run(reduce_rules.softmax, (self, dim))

    def log_softmax(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """log(softmax(x)) along `dim`, exact also where softmax rounds to zero."""
        dim = required_dim("log_softmax", dim, axis)
        return self._run(reduce_rules.log_softmax, (self, dim))

    def norm(
        self, p: Any = 2, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
    ) -> Tensor:
        """(Σ|x|ᵖ)^(1/p) over `dim` (all if None); p may be ±∞, and 0 counts what is not zero."""
        if axis is not None:
            dim = axis
        if keepdims is not None:
            keepdim = keepdims
        found: Tensor = reduce_rules.norm(self, p, dim, keepdim)
        return found

    def reshape(self, *sizes: int | Sequence[int]) -> Tensor:
        """x with another shape of as many elements; one size may be -1. Shares memory where it can."""
        return self._run(shape_rules.reshape, (self, flat(sizes)))

    def expand(self, *sizes: int | Sequence[int]) -> Tensor:
        """x repeated, without copying, along new leading dimensions and those of size 1; -1 keeps a size."""
        return self._run(shape_rules.expand, (self, flat(sizes)))

    def squeeze(self, dim: Dim = None, *, axis: Dim = None) -> Tensor:
        """x without its dimensions of size 1, or without `dim` if its size is 1."""
        if axis is not None:
            dim = axis
        return self._run(shape_rules.squeeze, (self, dim))

    def unsqueeze(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """x with a new dimension of size 1 at `dim`."""
        dim = required_dim("unsqueeze", dim, axis)
        return self._run(shape_rules.unsqueeze, (self, dim))

    def transpose(self, dim0: int, dim1: int) -> Tensor:
        """x with two dimensions exchanged."""
        return self._run(shape_rules.transpose, (self, dim0, dim1))

    def permute(self, *dims: int | Sequence[int]) -> Tensor:
        """x with its dimensions in the order given."""
        return self._run(shape_rules.permute, (self, flat(dims)))

    def flip(self, *dims: int | Sequence[int]) -> Tensor:
        """x with the order of elements reversed along `dims`. A copy."""
        return self._run(shape_rules.flip, (self, flat(dims)))

    def roll(self, shifts: int | Sequence[int], dims: Dim = None) -> Tensor:
        """x with its elements moved on by `shifts` along `dims`, around the end."""
        return self._run(shape_rules.roll, (self, shifts, dims))

    def tril(self, diagonal: int = 0) -> Tensor:
        """The lower triangle of each matrix, up to `diagonal`; zero above."""
        return self._run(shape_rules.tril, (self, diagonal))

    def triu(self, diagonal: int = 0) -> Tensor:
        """The upper triangle of each matrix, from `diagonal`; zero below."""
        return self._run(shape_rules.triu, (self, diagonal))

    def clone(self) -> Tensor:
        """A copy of x."""
        return self._run(shape_rules.clone, (self,))

    def flatten(self, start_dim: int = 0, end_dim: int = -1) -> Tensor:
        """x with the dimensions from `start_dim` to `end_dim`, both included, made one."""
        found: Tensor = shape_rules.flatten(self, start_dim, end_dim)
        return found

    def movedim(self, source: int, destination: int) -> Tensor:
        """x with dimension `source` moved to `destination`."""
        found: Tensor = shape_rules.movedim(self, source, destination)
        return found

    def split(self, split_size: int | Sequence[int], dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
        """A tuple of views of x along `dim`, each `split_size` long (the last may be shorter), or of the sizes
        listed.
        """
        if axis is not None:
            dim = axis
        found: tuple[Tensor, ...] = shape_rules.split(self, split_size, dim)
        return found

    def chunk(self, chunks: int, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
        """x in at most `chunks` parts of equal size along `dim` (the last may be shorter)."""
        if axis is not None:
            dim = axis
        found: tuple[Tensor, ...] = shape_rules.chunk(self, chunks, dim)
        return found

    def unbind(self, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
        """A tuple of x's slices along `dim`, without that dimension."""
        if axis is not None:
            dim = axis
        found: tuple[Tensor, ...] = shape_rules.unbind(self, dim)
        return found

    def diag(self, diagonal: int = 0) -> Tensor:
        """The diagonal of a matrix; or a matrix with the vector x on its diagonal."""
        return self._run(shape_rules.diag, (self, diagonal))

    def trace(self) -> Tensor:
        """The sum of a matrix's diagonal."""
        found: Tensor = shape_rules.trace(self)
        return found

    def repeat(self, *sizes: int | Sequence[int]) -> Tensor:
        """x repeated `sizes` times along each dimension; at least as many sizes as x has dimensions."""
        found: Tensor = shape_rules.repeat(self, *flat(sizes))
        return found

    def tile(self, *dims: int | Sequence[int]) -> Tensor:
        """x repeated `dims` times along each dimension."""
        found: Tensor = shape_rules.tile(self, *flat(dims))
        return found

    def __add__(self, other: TensorLike) -> Tensor:
        return self._run_binary(ADD, self, other)

    def __radd__(self, other: TensorLike) -> Tensor:
        return self._run(ADD, (other, self))

    def __iadd__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(ADD, (self, other))

    def __sub__(self, other: TensorLike) -> Tensor:
        return self._run_binary(SUB, self, other)

    def __rsub__(self, other: TensorLike) -> Tensor:
        return self._run(SUB, (other, self))

    def __isub__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(SUB, (self, other))

    def __mul__(self, other: TensorLike) -> Tensor:
        return self._run_binary(MUL, self, other)

    def __rmul__(self, other: TensorLike) -> Tensor:
        return self._run(MUL, (other, self))

    def __imul__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(MUL, (self, other))

    def __truediv__(self, other: TensorLike) -> Tensor:
        return self._run_binary(DIV, self, other)

    def __rtruediv__(self, other: TensorLike) -> Tensor:
        return self._run(DIV, (other, self))

    def __itruediv__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(DIV, (self, other))

    def __pow__(self, other: TensorLike) -> Tensor:
        return self._run_binary(POW, self, other)

    def __rpow__(self, other: TensorLike) -> Tensor:
        return self._run(POW, (other, self))

    def __ipow__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(POW, (self, other))

    def __mod__(self, other: TensorLike) -> Tensor:
        return self._run_binary(REMAINDER, self, other)

    def __rmod__(self, other: TensorLike) -> Tensor:
        return self._run(REMAINDER, (other, self))

    def __imod__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(REMAINDER, (self, other))

    def __floordiv__(self, other: TensorLike) -> Tensor:
        return self._run_binary(FLOOR_DIVIDE, self, other)

    def __rfloordiv__(self, other: TensorLike) -> Tensor:
        return self._run(FLOOR_DIVIDE, (other, self))

    def __ifloordiv__(self, other: TensorLike) -> Tensor:
        return self._run_inplace(FLOOR_DIVIDE, (self, other))

    def __neg__(self) -> Tensor:
        return self._run_unary(NEG, self)

    def __abs__(self) -> Tensor:
        return self._run_unary(ABS, self)

    def __eq__(self, other: object) -> Tensor:  # type: ignore[override]  # elementwise
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.eq, (self, other))

    def __ne__(self, other: object) -> Tensor:  # type: ignore[override]  # elementwise
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.ne, (self, other))

    def __lt__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.lt, (self, other))

    def __le__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.le, (self, other))

    def __gt__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.gt, (self, other))

    def __ge__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.ge, (self, other))

    def __and__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.bitwise_and, (self, other))

    def __rand__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.bitwise_and, (other, self))

    def __or__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.bitwise_or, (self, other))

    def __ror__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.bitwise_or, (other, self))

    def __xor__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.bitwise_xor, (self, other))

    def __rxor__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return self._run(compare_rules.bitwise_xor, (other, self))

    def __invert__(self) -> Tensor:
        return self._run(compare_rules.bitwise_not, (self,))

    def __matmul__(self, other: TensorLike) -> Tensor:
        return self._run(matmul_rules.matmul, (self, other))

    def __rmatmul__(self, other: TensorLike) -> Tensor:
        return self._run(matmul_rules.matmul, (other, self))

    __hash__ = object.__hash__


# The operands that comparisons accept. For any other, Python tries the other operand's method.
OPERANDS = (TensorMethods, bool, int, float, np.ndarray, np.generic)
