"""The methods of Tensor. Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit.

apply.py, fast.py and inplace.py apply the operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import numpy as np

from autograd.array import fast, inplace
from autograd.array.apply import defers
from autograd.array.dim_names import one_name, required_dim
from autograd.rules import rounding as rounding_rules
from autograd.rules import select as select_rules
from autograd.rules.deferred import arrange as arrange_rules
from autograd.rules.deferred import compare as compare_rules
from autograd.rules.deferred import decompositions as decompositions_rules
from autograd.rules.deferred import extremes as extremes_rules
from autograd.rules.deferred import index as index_rules
from autograd.rules.deferred import join as join_rules
from autograd.rules.deferred import linalg as linalg_rules
from autograd.rules.deferred import lu as lu_rules
from autograd.rules.deferred import matmul as matmul_rules
from autograd.rules.deferred import norm as norm_rules
from autograd.rules.deferred import pointwise as pointwise_rules
from autograd.rules.deferred import products as products_rules
from autograd.rules.deferred import reduce as reduce_rules
from autograd.rules.deferred import reflections as reflections_rules
from autograd.rules.deferred import scan as scan_rules
from autograd.rules.deferred import scatter as scatter_rules
from autograd.rules.deferred import shape as shape_rules
from autograd.rules.deferred import softmax as softmax_rules
from autograd.rules.deferred import sort as sort_rules
from autograd.rules.deferred import special as special_rules
from autograd.rules.deferred import splits as splits_rules
from autograd.rules.deferred import stacking as stacking_rules
from autograd.rules.deferred import statistics as statistics_rules
from autograd.rules.deferred import systems as systems_rules
from autograd.rules.deferred import triangular as triangular_rules
from autograd.rules.deferred import views as views_rules
from autograd.rules.operation import ROW_OPS, Op, flat

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array
    from autograd.rules.decompositions import QR, SVDOfTorch
    from autograd.rules.dims import Dim
    from autograd.rules.extremes import Extreme
    from autograd.rules.pointwise import MantissaExponent
    from autograd.rules.sort import Sorted
    from autograd.rules.statistics import Histogram, MinMax
    from autograd.rules.systems import SignAndLog
    from autograd.rules.triangular import Solution

    TensorLike: TypeAlias = Tensor | Array | float

# How operations are applied, with the type of the result.
run: Callable[[Op, tuple[Any, ...]], Tensor] = fast.run
run_binary: Callable[..., Tensor] = fast.run_binary
run_compare: Callable[[Op, Any, Any], Tensor] = fast.run_compare
run_inplace: Callable[[Op, tuple[Any, ...]], Tensor] = inplace.run_inplace
become: Callable[..., Tensor] = inplace.become
turn: Callable[..., Tensor] = inplace.turn

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
        return run(ADD, (self, other if alpha == 1 else other * alpha))

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
        return run(SUB, (self, other if alpha == 1 else other * alpha))

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
        return run(MUL, (self, other))

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
        if rounding_mode is not None:
            found: Tensor = rounding_rules.divide_rounded(self, other, rounding_mode)
            return found
        return run(DIV, (self, other))

    def div_(self, other: TensorLike, *, rounding_mode: str | None = None) -> Tensor:
        """Apply `div` in place and return this tensor."""
        if rounding_mode is not None:
            return become(rounding_rules.divide_rounded, self, other, rounding_mode)
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
        return run(POW, (self, exponent))

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
        return run(REMAINDER, (self, other))

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
        return run(FLOOR_DIVIDE, (self, other))

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
        return run(NEG, (self,))

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
        return run(ABS, (self,))

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
        return run(SQUARE, (self,))

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
        return run(RECIPROCAL, (self,))

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
        return run(SQRT, (self,))

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
        return run(RSQRT, (self,))

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
        return run(HYPOT, (self, other))

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
        return run(EXP, (self,))

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
        return run(EXP2, (self,))

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
        return run(EXPM1, (self,))

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
        return run(LOG, (self,))

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
        return run(LOG2, (self,))

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
        return run(LOG10, (self,))

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
        return run(LOG1P, (self,))

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
        return run(SIGMOID, (self,))

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
        return run(SOFTPLUS, (self,))

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
        return run(LOGADDEXP, (self, other))

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
        return run(XLOGY, (self, other))

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
        return run(SIN, (self,))

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
        return run(COS, (self,))

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
        return run(TAN, (self,))

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
        return run(ASIN, (self,))

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
        return run(ACOS, (self,))

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
        return run(ATAN, (self,))

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
        return run(SINH, (self,))

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
        return run(COSH, (self,))

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
        return run(TANH, (self,))

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
        return run(ASINH, (self,))

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
        return run(ACOSH, (self,))

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
        return run(ATANH, (self,))

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
        return run(ATAN2, (self, other))

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
        return run(RELU, (self,))

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
        return run(SOFTSIGN, (self,))

    def silu(self) -> Tensor:
        """Return x · sigmoid(x), elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).silu().item():.4f}")
        0.3112
        """
        return run(SILU, (self,))

    def erf(self) -> Tensor:
        """Return the error function of x, elementwise; x is this tensor.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).erf().item():.4f}")
        0.5205
        """
        return run(ERF, (self,))

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
        return run(ERFC, (self,))

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
        return run(GELU, (self,))

    def gelu_tanh(self) -> Tensor:
        """Return x · ½(1 + tanh(√(2/π)(x + 0.044715x³))), elementwise; x is this tensor.

        It approximates gelu.

        Returns:
            A Tensor of the same shape. Floating dtypes are kept; integers become float32.

        >>> from autograd import tensor
        >>> print(f"{tensor([0.5]).gelu_tanh().item():.4f}")
        0.3457
        """
        return run(GELU_TANH, (self,))

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
        return run(LEAKY_RELU, (self, negative_slope))

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
        return run(ELU, (self, alpha))

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
        return run(MAXIMUM, (self, other))

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
        return run(MINIMUM, (self, other))

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
        return run(CLAMP_MIN, (self, min))

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
        return run(CLAMP_MAX, (self, max))

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
        return run(SIGN, (self,))

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
        return run(FLOOR, (self,))

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
        return run(CEIL, (self,))

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
        return run(ROUND, (self,))

    def round_(self, *, decimals: int = 0) -> Tensor:
        """Apply `round` in place and return this tensor."""
        if decimals != 0:
            return become(rounding_rules.round_to, self, decimals)
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

    def tril_(self, diagonal: int = 0) -> Tensor:
        """Apply `tril` in place and return this tensor."""
        return become(arrange_rules.tril, self, diagonal)

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

    def triu_(self, diagonal: int = 0) -> Tensor:
        """Apply `triu` in place and return this tensor."""
        return become(arrange_rules.triu, self, diagonal)

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

    def repeat(self, repeats: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return x repeated along each dimension.

        x is this tensor: any shape and dtype.

        Args:
            repeats: the number of repetitions per dimension, as integers or as one tuple. There are at least as
            many
                numbers as dimensions; more make new leading dimensions.

        Returns:
            A copy.

        Raises:
            ValueError: if there are fewer numbers than dimensions.

        >>> from autograd import tensor
        >>> tensor([1, 2]).repeat(2, 2)
        tensor([[1, 2, 1, 2],
                [1, 2, 1, 2]])
        """
        found: Tensor = arrange_rules.repeat(self, *flat((repeats, *more)))
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

    def eq_(self, other: TensorLike) -> Tensor:
        """Apply `eq` in place and return this tensor."""
        return become(compare_rules.eq, self, other)

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

    def ne_(self, other: TensorLike) -> Tensor:
        """Apply `ne` in place and return this tensor."""
        return become(compare_rules.ne, self, other)

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

    def lt_(self, other: TensorLike) -> Tensor:
        """Apply `lt` in place and return this tensor."""
        return become(compare_rules.lt, self, other)

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

    def le_(self, other: TensorLike) -> Tensor:
        """Apply `le` in place and return this tensor."""
        return become(compare_rules.le, self, other)

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

    def gt_(self, other: TensorLike) -> Tensor:
        """Apply `gt` in place and return this tensor."""
        return become(compare_rules.gt, self, other)

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

    def ge_(self, other: TensorLike) -> Tensor:
        """Apply `ge` in place and return this tensor."""
        return become(compare_rules.ge, self, other)

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

    def bitwise_and_(self, other: TensorLike) -> Tensor:
        """Apply `bitwise_and` in place and return this tensor."""
        return become(compare_rules.bitwise_and, self, other)

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

    def bitwise_or_(self, other: TensorLike) -> Tensor:
        """Apply `bitwise_or` in place and return this tensor."""
        return become(compare_rules.bitwise_or, self, other)

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

    def bitwise_xor_(self, other: TensorLike) -> Tensor:
        """Apply `bitwise_xor` in place and return this tensor."""
        return become(compare_rules.bitwise_xor, self, other)

    def bitwise_left_shift(self, other: TensorLike) -> Tensor:
        """Return x with its bits moved to the left by `other` places: x·2^other.

        x is this tensor: any shape, integer.

        Args:
            other: an integer Tensor, array or number, not negative, whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype of x and other. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([6, 5]) << 1
        tensor([12, 10])
        """
        return run(compare_rules.bitwise_left_shift, (self, other))

    def bitwise_left_shift_(self, other: TensorLike) -> Tensor:
        """Apply `bitwise_left_shift` in place and return this tensor."""
        return become(compare_rules.bitwise_left_shift, self, other)

    def bitwise_right_shift(self, other: TensorLike) -> Tensor:
        """Return x with its bits moved to the right by `other` places: ⌊x / 2^other⌋.

        x is this tensor: any shape, integer.

        Args:
            other: an integer Tensor, array or number, not negative, whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype of x and other. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([6, 5]) >> 1
        tensor([3, 2])
        """
        return run(compare_rules.bitwise_right_shift, (self, other))

    def bitwise_right_shift_(self, other: TensorLike) -> Tensor:
        """Apply `bitwise_right_shift` in place and return this tensor."""
        return become(compare_rules.bitwise_right_shift, self, other)

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

    def bitwise_not_(self) -> Tensor:
        """Apply `bitwise_not` in place and return this tensor."""
        return become(compare_rules.bitwise_not, self)

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

    def logical_and_(self, other: TensorLike) -> Tensor:
        """Apply `logical_and` in place and return this tensor."""
        return become(compare_rules.logical_and, self, other)

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

    def logical_or_(self, other: TensorLike) -> Tensor:
        """Apply `logical_or` in place and return this tensor."""
        return become(compare_rules.logical_or, self, other)

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

    def logical_xor_(self, other: TensorLike) -> Tensor:
        """Apply `logical_xor` in place and return this tensor."""
        return become(compare_rules.logical_xor, self, other)

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

    def logical_not_(self) -> Tensor:
        """Apply `logical_not` in place and return this tensor."""
        return become(compare_rules.logical_not, self)

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

    def svd(self, some: bool = True, compute_uv: bool = True) -> SVDOfTorch[Tensor]:
        """Return the singular value decomposition x = U diag(S) Vᵀ.

        x is this tensor: matrices (…, n, m).

        Args:
            some: whether U and V have min(n, m) columns; else they are square.
            compute_uv: whether to compute U and V; else they are zeros.

        Returns:
            The named tuple `(U, S, V)`.

        Raises:
            numpy.linalg.LinAlgError: if the computation does not converge.

        >>> from autograd import tensor
        >>> tensor([[0.0, 3.0], [2.0, 0.0]]).svd().S
        tensor([3., 2.])
        """
        found: SVDOfTorch[Tensor] = decompositions_rules.svd(self, some, compute_uv)
        return found

    def qr(self, some: bool = True) -> QR[Tensor]:
        """Return the QR decomposition x = Q R; see `linalg.qr`.

        x is this tensor: matrices (…, n, m).

        Args:
            some: whether Q has min(n, m) columns; else it is square.
        """
        found: QR[Tensor] = decompositions_rules.qr(self, some)
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

    @overload
    def max(self, *, other: Tensor) -> Tensor: ...

    def max(
        self,
        dim: Any = None,
        keepdim: bool = False,
        *,
        other: TensorLike | None = None,
        axis: Any = None,
        keepdims: bool | None = None,
    ) -> Any:
        """Return the largest element of x; along `dim`, also its index.

        x is this tensor: any shape and dtype.

        Without `dim`, equal largest elements share the gradient. With it, the first of them gets the whole
        gradient.

        Args:
            dim: the dimension to reduce. None means all. With a Tensor here, the result is `maximum(x, dim)`.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.
            other: a Tensor, for `maximum(x, other)`.

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
        found: Any = extremes_rules.max(self, dim, keepdim, other=other)
        return found

    @overload
    def min(self) -> Tensor: ...

    @overload
    def min(self, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def min(self, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def min(self, dim: Tensor) -> Tensor: ...

    @overload
    def min(self, *, other: Tensor) -> Tensor: ...

    def min(
        self,
        dim: Any = None,
        keepdim: bool = False,
        *,
        other: TensorLike | None = None,
        axis: Any = None,
        keepdims: bool | None = None,
    ) -> Any:
        """Return the smallest element of x; along `dim`, also its index.

        x is this tensor: any shape and dtype.

        Without `dim`, equal smallest elements share the gradient. With it, the first of them gets the whole
        gradient.

        Args:
            dim: the dimension to reduce. None means all. With a Tensor here, the result is `minimum(x, dim)`.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.
            other: a Tensor, for `minimum(x, other)`.

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
        found: Any = extremes_rules.min(self, dim, keepdim, other=other)
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
            src: at least as large as `index`.

        Returns:
            The shape of x, in the common dtype of x and `src`.

        Raises:
            IndexError: if an index is out of range, or not an integer.
            ShapeError: if the shapes do not fit.

        Differs from PyTorch: negative indices count from the end, and x and `src` may have different dtypes.

        >>> from autograd import tensor, zeros
        >>> zeros(3).scatter_add(0, tensor([0, 2, 2]), tensor([1.0, 2.0, 3.0]))
        tensor([1., 0., 5.])
        """
        return run(index_rules.scatter_add, (self, dim, index, src))

    def scatter_add_(self, dim: int, index: TensorLike, src: TensorLike) -> Tensor:
        """Apply `scatter_add` in place and return this tensor."""
        return become(index_rules.scatter_add, self, dim, index, src)

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

    def argwhere(self) -> Tensor:
        """Return the indices of the nonzero elements, in row-major order.

        x is this tensor: any shape and dtype.

        Returns:
            (number of nonzero elements, number of dimensions of x), int64. No gradient flows.
        """
        return run(index_rules.argwhere, (self,))

    def nonzero(self, *, as_tuple: bool = False) -> Any:
        """Return the indices of the nonzero elements, in row-major order.

        x is this tensor: any shape and dtype.

        Args:
            as_tuple: whether to return one vector for each dimension, for use as an index.

        Returns:
            (number of nonzero elements, number of dimensions of x), int64. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([[1, 0], [0, 2]]).nonzero()
        tensor([[0, 0],
                [1, 1]])
        """
        found: Any = index_rules.nonzero(self, as_tuple=as_tuple)
        return found

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

        Of some hundred rows, the determinant is often 0 or infinite in floating point. In place of
        `det(x).log()` write
        `logdet(x)`, or `linalg.slogdet(x).logabsdet`.

        The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section
        2.2.4).

        >>> from autograd import tensor
        >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
        tensor(-2.)
        """
        return run(linalg_rules.det, (self,))

    def matrix_exp(self) -> Tensor:
        """Return the exponential of matrices: Σ xᵏ / k!.

        x is this tensor: square matrices (…, n, n).

        Returns:
            The shape of x.

        Raises:
            ShapeError: if the matrices are not square.

        Source: N. J. Higham, "The scaling and squaring method for the matrix exponential revisited", 2005; with
        a Taylor
        polynomial.

        >>> from autograd import matrix_exp, zeros
        >>> matrix_exp(zeros(2, 2))
        tensor([[1., 0.],
                [0., 1.]])
        """
        return run(linalg_rules.matrix_exp, (self,))

    def lu(self, pivot: bool = True, get_infos: bool = False) -> Any:
        """Return the LU decomposition in one matrix, and the rows that were exchanged; see `linalg.lu_factor`.

        x is this tensor: matrices (…, n, m).

        Args:
            pivot: rows are exchanged; False is refused.
            get_infos: whether to return 0 for each matrix too.
        """
        found: Any = lu_rules.lu(self, pivot, get_infos)
        return found

    def lu_solve(self, LU_data: TensorLike, LU_pivots: TensorLike) -> Tensor:
        """Return the solution of a @ solution = x, given the LU decomposition of a; see `linalg.lu_solve`.

        x is this tensor: matrices (…, n, k).

        Args:
            LU_data: the matrices of `linalg.lu_factor`.
            LU_pivots: its exchanged rows.
        """
        found: Tensor = lu_rules.lu_solve(self, LU_data, LU_pivots)
        return found

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
        self,
        p: Any = 2,
        dim: Dim = None,
        keepdim: bool = False,
        dtype: Any = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

        x is this tensor: any shape.

        The gradient is 0 where the norm is 0, and for p < 1 at elements that are 0.

        Args:
            p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, 0 the number
            of nonzero
                elements, and "nuc" the sum of the singular values of matrices.
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            dtype: the dtype to compute in and of the result. None means that of x.

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
        found: Tensor = norm_rules.norm(self, p, dim, keepdim, dtype)
        return found

    def trunc(self) -> Tensor:
        """Return x rounded towards 0.

        x is this tensor: any shape and dtype.

        Returns:
            The shape and dtype of x. The gradient is 0.

        >>> from autograd import tensor
        >>> tensor([-1.5, 2.7]).trunc()
        tensor([-1.,  2.])
        """
        return run(pointwise_rules.trunc, (self,))

    def trunc_(self) -> Tensor:
        """Apply `trunc` in place and return this tensor."""
        return become(pointwise_rules.trunc, self)

    def frac(self) -> Tensor:
        """Return the part of x after the point, with the sign of x.

        x is this tensor: any shape, floating.

        Returns:
            The shape and dtype of x.

        >>> from autograd import tensor
        >>> tensor([-1.5, 2.25]).frac()
        tensor([-0.5000,  0.2500])
        """
        found: Tensor = pointwise_rules.frac(self)
        return found

    def frac_(self) -> Tensor:
        """Apply `frac` in place and return this tensor."""
        return become(pointwise_rules.frac, self)

    def fmod(self, other: TensorLike) -> Tensor:
        """Return the remainder of x / other, with the sign of x.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype.

        Raises:
            ShapeError: if the shapes do not broadcast.
            ZeroDivisionError: if both are integers and `other` is 0.

        >>> from autograd import tensor
        >>> tensor([-5.0, 5.0]).fmod(3)
        tensor([-2.,  2.])
        """
        return run(pointwise_rules.fmod, (self, other))

    def fmod_(self, other: TensorLike) -> Tensor:
        """Apply `fmod` in place and return this tensor."""
        return become(pointwise_rules.fmod, self, other)

    def copysign(self, other: TensorLike) -> Tensor:
        """Return |x| with the sign of other.

        x is this tensor: any shape; integers become float32.

        Args:
            other: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape. The gradient at x = 0, and that of `other`, are 0.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1.0, -2.0]).copysign(-1)
        tensor([-1., -2.])
        """
        return run(pointwise_rules.copysign, (self, other))

    def copysign_(self, other: TensorLike) -> Tensor:
        """Apply `copysign` in place and return this tensor."""
        return become(pointwise_rules.copysign, self, other)

    def fmax(self, other: TensorLike) -> Tensor:
        """Return the larger of x and other, and the other one where one is NaN.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor or array whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype. Where both are equal, x gets the gradient.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1.0, float("nan")]).fmax(tensor([2.0, 3.0]))
        tensor([2., 3.])
        """
        return run(pointwise_rules.fmax, (self, other))

    def fmin(self, other: TensorLike) -> Tensor:
        """Return the smaller of x and other, and the other one where one is NaN.

        x is this tensor: any shape and dtype.

        Args:
            other: a Tensor or array whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype. Where both are equal, x gets the gradient.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1.0, float("nan")]).fmin(tensor([2.0, 3.0]))
        tensor([1., 3.])
        """
        return run(pointwise_rules.fmin, (self, other))

    def nextafter(self, other: TensorLike) -> Tensor:
        """Return the next floating-point number after x in the direction of other.

        x is this tensor: any shape, floating.

        Args:
            other: a Tensor whose shape broadcasts with x, floating.

        Returns:
            The broadcast shape. The gradient is that of x, where the result differs from it.

        Raises:
            ShapeError: if the shapes do not broadcast.
        """
        return run(pointwise_rules.nextafter, (self, other))

    def nextafter_(self, other: TensorLike) -> Tensor:
        """Apply `nextafter` in place and return this tensor."""
        return become(pointwise_rules.nextafter, self, other)

    def heaviside(self, values: TensorLike) -> Tensor:
        """Return 0 where x < 0, 1 where x > 0, and `values` where x is 0.

        x is this tensor: any shape and dtype.

        Args:
            values: a Tensor whose shape broadcasts with x.

        Returns:
            The broadcast shape, in the common dtype. No gradient flows.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([-1.0, 0.0, 2.0]).heaviside(tensor(0.5))
        tensor([0.0000, 0.5000, 1.0000])
        """
        return run(pointwise_rules.heaviside, (self, values))

    def heaviside_(self, values: TensorLike) -> Tensor:
        """Apply `heaviside` in place and return this tensor."""
        return become(pointwise_rules.heaviside, self, values)

    def signbit(self) -> Tensor:
        """Return whether the sign of x is negative; that of −0 is.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.
        """
        return run(pointwise_rules.signbit, (self,))

    def isposinf(self) -> Tensor:
        """Return whether x is ∞.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.
        """
        return run(pointwise_rules.isposinf, (self,))

    def isneginf(self) -> Tensor:
        """Return whether x is −∞.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool. No gradient flows.
        """
        return run(pointwise_rules.isneginf, (self,))

    def nan_to_num(self, nan: float | None = None, posinf: float | None = None, neginf: float | None = None) -> Tensor:
        """Return x with NaN and infinities replaced by numbers.

        x is this tensor: any shape and dtype.

        Args:
            nan: what replaces NaN. None means 0.
            posinf: what replaces ∞. None means the largest number of the dtype.
            neginf: what replaces −∞. None means the smallest number of the dtype.

        Returns:
            The shape and dtype of x. No gradient flows to what was replaced.

        >>> from autograd import tensor
        >>> tensor([1.0, float("nan"), float("inf")]).nan_to_num(posinf=9.0)
        tensor([1., 0., 9.])
        """
        return run(pointwise_rules.nan_to_num, (self, nan, posinf, neginf))

    def nan_to_num_(self, nan: float | None = None, posinf: float | None = None, neginf: float | None = None) -> Tensor:
        """Apply `nan_to_num` in place and return this tensor."""
        return become(pointwise_rules.nan_to_num, self, nan, posinf, neginf)

    def angle(self) -> Tensor:
        """Return the angle of x in the complex plane: π for negative numbers, 0 for others, NaN for NaN.

        x is this tensor: any shape; integers become float32.

        Returns:
            The shape of x. The gradient is 0.
        """
        return run(pointwise_rules.angle, (self,))

    def conj(self) -> Tensor:
        """Return x itself: the complex conjugate of a real number.

        x is this tensor: any shape and dtype.

        """
        found: Tensor = pointwise_rules.conj(self)
        return found

    def conj_physical(self) -> Tensor:
        """Return a copy of x: the complex conjugate of a real number.

        x is this tensor: any shape and dtype.

        """
        found: Tensor = pointwise_rules.conj_physical(self)
        return found

    def conj_physical_(self) -> Tensor:
        """Apply `conj_physical` in place and return this tensor."""
        return become(pointwise_rules.conj_physical, self)

    def positive(self) -> Tensor:
        """Return x itself.

        x is this tensor: any shape, no bools.

        Raises:
            TypeError: for bools.
        """
        found: Tensor = pointwise_rules.positive(self)
        return found

    def deg2rad(self) -> Tensor:
        """Return angles in degrees as radians: x · π / 180.

        x is this tensor: any shape; integers become float32.

        >>> from autograd import tensor
        >>> tensor([180.0, 90.0]).deg2rad()
        tensor([3.1416, 1.5708])
        """
        found: Tensor = pointwise_rules.deg2rad(self)
        return found

    def deg2rad_(self) -> Tensor:
        """Apply `deg2rad` in place and return this tensor."""
        return become(pointwise_rules.deg2rad, self)

    def rad2deg(self) -> Tensor:
        """Return angles in radians as degrees: x · 180 / π.

        x is this tensor: any shape; integers become float32.

        >>> from autograd import tensor
        >>> tensor([0.0, 3.14159265]).rad2deg()
        tensor([  0., 180.])
        """
        found: Tensor = pointwise_rules.rad2deg(self)
        return found

    def rad2deg_(self) -> Tensor:
        """Apply `rad2deg` in place and return this tensor."""
        return become(pointwise_rules.rad2deg, self)

    def logaddexp2(self, other: TensorLike) -> Tensor:
        """Return the logarithm of 2^x + 2^other to base 2. It does not overflow.

        x is this tensor: any shape, floating.

        Args:
            other: a Tensor or array whose shape broadcasts with x.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1000.0]).logaddexp2(tensor([1000.0]))
        tensor([1001.])
        """
        found: Tensor = pointwise_rules.logaddexp2(self, other)
        return found

    def sinc(self) -> Tensor:
        """Return sin(πx) / (πx), and 1 at 0.

        x is this tensor: any shape; integers become float32.

        >>> from autograd import tensor
        >>> tensor([0.0, 0.5]).sinc()
        tensor([1.0000, 0.6366])
        """
        found: Tensor = pointwise_rules.sinc(self)
        return found

    def sinc_(self) -> Tensor:
        """Apply `sinc` in place and return this tensor."""
        return become(pointwise_rules.sinc, self)

    def float_power(self, exponent: TensorLike) -> Tensor:
        """Return x to the power of exponent, computed in float64.

        x is this tensor: any shape and dtype.

        Args:
            exponent: a Tensor, array or number whose shape broadcasts with x.

        Returns:
            The broadcast shape, float64.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([2, 3]).float_power(-1)
        tensor([0.5000, 0.3333], dtype=float64)
        """
        found: Tensor = pointwise_rules.float_power(self, exponent)
        return found

    def float_power_(self, exponent: TensorLike) -> Tensor:
        """Apply `float_power` in place and return this tensor."""
        return become(pointwise_rules.float_power, self, exponent)

    def lerp(self, end: TensorLike, weight: TensorLike) -> Tensor:
        """Return x + weight · (end − x): the point between x and end.

        x is this tensor: any shape, floating.

        Args:
            end: a Tensor whose shape broadcasts with x.
            weight: a Tensor or number: 0 for x, 1 for `end`.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([0.0, 10.0]).lerp(tensor([1.0, 20.0]), 0.5)
        tensor([ 0.5000, 15.0000])
        """
        found: Tensor = pointwise_rules.lerp(self, end, weight)
        return found

    def lerp_(self, end: TensorLike, weight: TensorLike) -> Tensor:
        """Apply `lerp` in place and return this tensor."""
        return become(pointwise_rules.lerp, self, end, weight)

    def addcmul(self, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1) -> Tensor:
        """Return x + value · tensor1 · tensor2.

        x is this tensor: any shape and dtype.

        Args:
            tensor1: a Tensor whose shape broadcasts with x.
            tensor2: a Tensor whose shape broadcasts with x.
            value: a factor.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).addcmul(tensor([3.0, 4.0]), tensor([5.0, 6.0]), value=0.1)
        tensor([2.5000, 4.4000])
        """
        found: Tensor = pointwise_rules.addcmul(self, tensor1, tensor2, value=value)
        return found

    def addcmul_(self, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1) -> Tensor:
        """Apply `addcmul` in place and return this tensor."""
        return become(pointwise_rules.addcmul, self, tensor1, tensor2, value=value)

    def addcdiv(self, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1) -> Tensor:
        """Return x + value · tensor1 / tensor2.

        x is this tensor: any shape, floating.

        Args:
            tensor1: a Tensor whose shape broadcasts with x.
            tensor2: a Tensor whose shape broadcasts with x.
            value: a factor.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).addcdiv(tensor([3.0, 4.0]), tensor([5.0, 8.0]))
        tensor([1.6000, 2.5000])
        """
        found: Tensor = pointwise_rules.addcdiv(self, tensor1, tensor2, value=value)
        return found

    def addcdiv_(self, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1) -> Tensor:
        """Apply `addcdiv` in place and return this tensor."""
        return become(pointwise_rules.addcdiv, self, tensor1, tensor2, value=value)

    def ldexp(self, other: TensorLike) -> Tensor:
        """Return x · 2^other.

        x is this tensor: any shape; integers become float32.

        Args:
            other: a Tensor whose shape broadcasts with x.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([1.0, 3.0]).ldexp(tensor([2, -1]))
        tensor([4.0000, 1.5000])
        """
        found: Tensor = pointwise_rules.ldexp(self, other)
        return found

    def ldexp_(self, other: TensorLike) -> Tensor:
        """Apply `ldexp` in place and return this tensor."""
        return become(pointwise_rules.ldexp, self, other)

    def frexp(self) -> MantissaExponent[Tensor]:
        """Return x as a mantissa and an exponent: x = mantissa · 2^exponent with ½ ≤ |mantissa| < 1.

        x is this tensor: any shape, floating.

        Returns:
            The named tuple `(mantissa, exponent)`.

        >>> from autograd import tensor
        >>> tensor([6.0]).frexp().mantissa
        tensor([0.7500])
        """
        found: MantissaExponent[Tensor] = pointwise_rules.frexp(self)
        return found

    def isreal(self) -> Tensor:
        """Return True for each element: all numbers are real.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x, bool.
        """
        found: Tensor = pointwise_rules.isreal(self)
        return found

    def fill(self, value: TensorLike) -> Tensor:
        """Return a tensor of the shape and dtype of x with `value` everywhere.

        x is this tensor: any shape and dtype.

        Args:
            value: a number or a 0-d Tensor.
        """
        found: Tensor = pointwise_rules.fill(self, value)
        return found

    def addmm(self, mat1: TensorLike, mat2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Return beta · x + alpha · (mat1 @ mat2).

        x is this tensor: a Tensor that broadcasts to (n, m).

        Args:
            mat1: a matrix (n, k).
            mat2: a matrix (k, m).
            beta: a factor of x; with 0, x is not read.
            alpha: a factor of the product.

        Raises:
            ValueError: if the shapes do not fit.

        >>> from autograd import ones
        >>> ones(1, 2).addmm(ones(1, 3), ones(3, 2))
        tensor([[4., 4.]])
        """
        found: Tensor = products_rules.addmm(self, mat1, mat2, beta=beta, alpha=alpha)
        return found

    def addmm_(self, mat1: TensorLike, mat2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Apply `addmm` in place and return this tensor."""
        return become(products_rules.addmm, self, mat1, mat2, beta=beta, alpha=alpha)

    def addmv(self, mat: TensorLike, vec: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Return beta · x + alpha · (mat @ vec).

        x is this tensor: a Tensor that broadcasts to (n,).

        Args:
            mat: a matrix (n, k).
            vec: a vector (k,).
            beta: a factor of x; with 0, x is not read.
            alpha: a factor of the product.

        Raises:
            ValueError: if the shapes do not fit.
        """
        found: Tensor = products_rules.addmv(self, mat, vec, beta=beta, alpha=alpha)
        return found

    def addmv_(self, mat: TensorLike, vec: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Apply `addmv` in place and return this tensor."""
        return become(products_rules.addmv, self, mat, vec, beta=beta, alpha=alpha)

    def addr(self, vec1: TensorLike, vec2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Return beta · x + alpha · (the outer product of two vectors).

        x is this tensor: a Tensor that broadcasts to (n, m).

        Args:
            vec1: a vector (n,).
            vec2: a vector (m,).
            beta: a factor of x; with 0, x is not read.
            alpha: a factor of the product.

        Raises:
            ShapeError: if the shapes do not fit.
        """
        found: Tensor = products_rules.addr(self, vec1, vec2, beta=beta, alpha=alpha)
        return found

    def addr_(self, vec1: TensorLike, vec2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Apply `addr` in place and return this tensor."""
        return become(products_rules.addr, self, vec1, vec2, beta=beta, alpha=alpha)

    def baddbmm(self, batch1: TensorLike, batch2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Return beta · x + alpha · (batch1 @ batch2).

        x is this tensor: a Tensor that broadcasts to (b, n, m).

        Args:
            batch1: matrices (b, n, k).
            batch2: matrices (b, k, m).
            beta: a factor of x; with 0, x is not read.
            alpha: a factor of the products.

        Raises:
            ValueError: if the shapes do not fit.
        """
        found: Tensor = products_rules.baddbmm(self, batch1, batch2, beta=beta, alpha=alpha)
        return found

    def baddbmm_(self, batch1: TensorLike, batch2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Apply `baddbmm` in place and return this tensor."""
        return become(products_rules.baddbmm, self, batch1, batch2, beta=beta, alpha=alpha)

    def addbmm(self, batch1: TensorLike, batch2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Return beta · x + alpha · (the sum of the products of two batches of matrices).

        x is this tensor: a Tensor that broadcasts to (n, m).

        Args:
            batch1: matrices (b, n, k).
            batch2: matrices (b, k, m).
            beta: a factor of x; with 0, x is not read.
            alpha: a factor of the sum.

        Raises:
            ValueError: if the shapes do not fit.
        """
        found: Tensor = products_rules.addbmm(self, batch1, batch2, beta=beta, alpha=alpha)
        return found

    def addbmm_(self, batch1: TensorLike, batch2: TensorLike, *, beta: float = 1, alpha: float = 1) -> Tensor:
        """Apply `addbmm` in place and return this tensor."""
        return become(products_rules.addbmm, self, batch1, batch2, beta=beta, alpha=alpha)

    def vdot(self, other: TensorLike) -> Tensor:
        """Return the inner product of two vectors: Σ x·other.

        x is this tensor: a vector (n,).

        Args:
            other: a vector (n,).

        Raises:
            ValueError: if they are not vectors of the same length.
        """
        found: Tensor = products_rules.vdot(self, other)
        return found

    def inner(self, other: TensorLike) -> Tensor:
        """Return the inner products of the vectors in the last dimensions of x and other.

        x is this tensor: any shape, or a 0-d Tensor.

        Args:
            other: any shape with the same last size, or a 0-d Tensor.

        Returns:
            The dimensions of x but the last, then those of other but the last. With a 0-d Tensor, the product.

        Raises:
            ShapeError: if the last sizes differ.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).inner(tensor([3.0, 4.0]))
        tensor(11.)
        """
        found: Tensor = products_rules.inner(self, other)
        return found

    def kron(self, other: TensorLike) -> Tensor:
        """Return the Kronecker product: x with each element replaced by its product with other.

        x is this tensor: any shape.

        Args:
            other: any shape. The one with fewer dimensions gets leading ones of size 1.

        >>> from autograd import tensor
        >>> tensor([1, 10]).kron(tensor([1, 2]))
        tensor([ 1,  2, 10, 20])
        """
        found: Tensor = products_rules.kron(self, other)
        return found

    def cross(self, other: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return the cross products of vectors of 3.

        x is this tensor: any shape with size 3 along `dim`.

        Args:
            other: likewise; the other dimensions broadcast.
            dim: the dimension of the vectors. None means the first of size 3.
                NumPy's name `axis` works too.

        Raises:
            ValueError: if the sizes are not 3.

        >>> from autograd import tensor
        >>> tensor([1.0, 0.0, 0.0]).cross(tensor([0.0, 1.0, 0.0]))
        tensor([0., 0., 1.])
        """
        if axis is not None:
            dim = one_name("cross", ("dim", "axis"), dim, axis, None)
        found: Tensor = products_rules.cross(self, other, dim)
        return found

    def dist(self, other: TensorLike, p: float = 2) -> Tensor:
        """Return the p-norm of x − other.

        x is this tensor: any shape.

        Args:
            other: a Tensor whose shape broadcasts with x.
            p: the exponent of the norm.

        Raises:
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> tensor([0.0, 0.0]).dist(tensor([3.0, 4.0]))
        tensor(5.)
        """
        found: Tensor = products_rules.dist(self, other, p)
        return found

    def renorm(self, p: float, dim: int, maxnorm: float) -> Tensor:
        """Return x with its slices along `dim` scaled down to a p-norm of at most `maxnorm`.

        x is this tensor: at least two dimensions, floating.

        Args:
            p: the exponent of the norm.
            dim: the dimension of the slices.
            maxnorm: the largest norm.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[3.0, 4.0], [0.3, 0.4]]).renorm(2, 0, 1.0)
        tensor([[0.6000, 0.8000],
                [0.3000, 0.4000]])
        """
        found: Tensor = products_rules.renorm(self, p, dim, maxnorm)
        return found

    def renorm_(self, p: float, dim: int, maxnorm: float) -> Tensor:
        """Apply `renorm` in place and return this tensor."""
        return become(products_rules.renorm, self, p, dim, maxnorm)

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

    def prod(
        self,
        dim: Dim = None,
        keepdim: bool = False,
        dtype: Any = None,
        *,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the product of the elements of x over `dim`.

        x is this tensor: any shape and dtype.

        The gradient, the product of the other elements, is exact where elements are 0.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

        Returns:
            The shape of x without `dim`.

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
        return run(reduce_rules.prod, (self, dim, keepdim, dtype))

    def cumsum(self, dim: int | None = None, dtype: Any = None, *, axis: int | None = None) -> Tensor:
        """Return the cumulative sums of x along `dim`: out[i] = x[0] + … + x[i].

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to sum along.
                NumPy's name `axis` works too.
            dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

        Returns:
            The shape of x.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 3.0]).cumsum(0)
        tensor([1., 3., 6.])
        """
        dim = required_dim("cumsum", dim, axis)
        return run(reduce_rules.cumsum, (self, dim, dtype))

    def cumsum_(self, dim: int | None = None, dtype: Any = None, *, axis: int | None = None) -> Tensor:
        """Apply `cumsum` in place and return this tensor."""
        dim = required_dim("cumsum", dim, axis)
        return become(reduce_rules.cumsum, self, dim, dtype)

    def ormqr(self, tau: TensorLike, other: TensorLike, left: bool = True, transpose: bool = False) -> Tensor:
        """Return the product of a matrix and the orthogonal matrix of Householder reflections.

        x is this tensor: matrices (…, n, k); see `linalg.householder_product`.

        Args:
            tau: factors (…, k).
            other: the matrix to multiply, (…, n, m), or (…, m, n) if `left` is False.
            left: whether the orthogonal matrix is on the left.
            transpose: whether to transpose it.
        """
        found: Tensor = reflections_rules.ormqr(self, tau, other, left, transpose)
        return found

    def cumprod(self, dim: int | None = None, dtype: Any = None, *, axis: int | None = None) -> Tensor:
        """Return the cumulative products of x along `dim`: out[i] = x[0] · … · x[i].

        x is this tensor: any shape and dtype.

        The gradient is exact where elements are 0.

        Args:
            dim: the dimension to multiply along.
                NumPy's name `axis` works too.
            dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

        Returns:
            The shape of x.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 3.0]).cumprod(0)
        tensor([1., 2., 6.])
        """
        dim = required_dim("cumprod", dim, axis)
        return run(scan_rules.cumprod, (self, dim, dtype))

    def cumprod_(self, dim: int | None = None, dtype: Any = None, *, axis: int | None = None) -> Tensor:
        """Apply `cumprod` in place and return this tensor."""
        dim = required_dim("cumprod", dim, axis)
        return become(scan_rules.cumprod, self, dim, dtype)

    def logcumsumexp(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return log Σ exp(x) over the elements up to each one along `dim`. It does not overflow.

        x is this tensor: any shape; integers become float32.

        Args:
            dim: the dimension to sum along.
                NumPy's name `axis` works too.

        Returns:
            The shape of x.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([0.0, 0.0, 1000.0]).logcumsumexp(0)
        tensor([0.0000e+00, 6.9315e-01, 1.0000e+03])
        """
        dim = required_dim("logcumsumexp", dim, axis)
        return run(scan_rules.logcumsumexp, (self, dim))

    def cummax(self, dim: int | None = None, *, axis: int | None = None) -> Extreme[Tensor]:
        """Return the largest element up to each one along `dim`, and its index.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
                NumPy's name `axis` works too.

        Returns:
            The named tuple `(values, indices)`, each of the shape of x. Of equal elements the last one counts.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, 3.0, 2.0]).cummax(0).values
        tensor([1., 3., 3.])
        """
        dim = required_dim("cummax", dim, axis)
        found: Extreme[Tensor] = scan_rules.cummax(self, dim)
        return found

    def cummin(self, dim: int | None = None, *, axis: int | None = None) -> Extreme[Tensor]:
        """Return the smallest element up to each one along `dim`, and its index.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
                NumPy's name `axis` works too.

        Returns:
            The named tuple `(values, indices)`, each of the shape of x. Of equal elements the last one counts.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([3.0, 1.0, 2.0]).cummin(0).values
        tensor([3., 1., 1.])
        """
        dim = required_dim("cummin", dim, axis)
        found: Extreme[Tensor] = scan_rules.cummin(self, dim)
        return found

    def diff(
        self,
        n: int = 1,
        dim: int = -1,
        prepend: TensorLike | None = None,
        append: TensorLike | None = None,
        *,
        axis: int | None = None,
    ) -> Tensor:
        """Return the differences of neighbours along `dim`: out[i] = x[i + 1] − x[i].

        x is this tensor: at least one dimension, any dtype. Bools are compared.

        Args:
            n: how often to take differences.
            dim: the dimension.
                NumPy's name `axis` works too.
            prepend: values to put before x along `dim` first.
            append: values to put after x along `dim` first.

        Returns:
            The shape of x with `n` elements less along `dim`.

        Raises:
            IndexError: if the dimension is out of range.
            ValueError: if x has no dimensions or n is negative.

        >>> from autograd import tensor
        >>> tensor([1.0, 4.0, 9.0]).diff()
        tensor([3., 5.])
        """
        if axis is not None:
            dim = one_name("diff", ("dim", "axis"), dim, axis, -1)
        found: Tensor = scan_rules.diff(self, n, dim, prepend, append)
        return found

    def scatter(
        self, dim: int, index: TensorLike, src: Any = None, *, value: Any = None, reduce: str | None = None
    ) -> Tensor:
        """Return a copy of x with `src` written at `index` along `dim`: for dim 1, out[i, index[i, j]] = src[i, j].

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension along which `index` selects.
            index: integers, with as many dimensions as x.
            src: a Tensor, at least as large as `index`, or a number.
            value: a number in place of `src`.
            reduce: "add" or "multiply" to combine instead of replacing.

        Returns:
            The shape and dtype of x. Of several elements for one place, the last one stays.

        Raises:
            IndexError: if an index is out of range.
            ValueError: if `reduce` is none of these.

        >>> from autograd import tensor, zeros
        >>> zeros(3).scatter(0, tensor([0, 2]), tensor([1.0, 2.0]))
        tensor([1., 0., 2.])
        """
        found: Tensor = scatter_rules.scatter(self, dim, index, src, value=value, reduce=reduce)
        return found

    def scatter_(
        self, dim: int, index: TensorLike, src: Any = None, *, value: Any = None, reduce: str | None = None
    ) -> Tensor:
        """Apply `scatter` in place and return this tensor."""
        return become(scatter_rules.scatter, self, dim, index, src, value=value, reduce=reduce)

    def scatter_reduce(
        self, dim: int, index: TensorLike, src: TensorLike, reduce: str, *, include_self: bool = True
    ) -> Tensor:
        """Return a copy of x with `src` combined into it at `index` along `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension along which `index` selects.
            index: integers, with as many dimensions as x.
            src: at least as large as `index`, in the dtype of x.
            reduce: "sum", "prod", "mean", "amax" or "amin".
            include_self: whether the elements of x take part.

        Returns:
            The shape and dtype of x. Equal extremes share the gradient in equal parts.

        Raises:
            IndexError: if an index is out of range.
            ValueError: if `reduce` is none of these.

        >>> from autograd import tensor, zeros
        >>> zeros(2).scatter_reduce(0, tensor([0, 0]), tensor([1.0, 3.0]), "mean", include_self=False)
        tensor([2., 0.])
        """
        found: Tensor = scatter_rules.scatter_reduce(self, dim, index, src, reduce, include_self=include_self)
        return found

    def scatter_reduce_(
        self, dim: int, index: TensorLike, src: TensorLike, reduce: str, *, include_self: bool = True
    ) -> Tensor:
        """Apply `scatter_reduce` in place and return this tensor."""
        return become(scatter_rules.scatter_reduce, self, dim, index, src, reduce, include_self=include_self)

    def index_add(self, dim: int, index: TensorLike, source: TensorLike, *, alpha: float = 1) -> Tensor:
        """Return a copy of x with the slices of `source` added at `index` along `dim`. Repeated indices add up.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
            index: a vector of integers.
            source: the shape of x with the length of `index` in `dim`.
            alpha: a factor of `source`.

        Raises:
            IndexError: if an index is out of range.

        >>> from autograd import tensor, zeros
        >>> zeros(3).index_add(0, tensor([0, 0]), tensor([1.0, 2.0]))
        tensor([3., 0., 0.])
        """
        found: Tensor = scatter_rules.index_add(self, dim, index, source, alpha=alpha)
        return found

    def index_add_(self, dim: int, index: TensorLike, source: TensorLike, *, alpha: float = 1) -> Tensor:
        """Apply `index_add` in place and return this tensor."""
        return become(scatter_rules.index_add, self, dim, index, source, alpha=alpha)

    def index_copy(self, dim: int, index: TensorLike, source: TensorLike) -> Tensor:
        """Return a copy of x with the slices of `source` written at `index` along `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
            index: a vector of integers.
            source: the shape of x with the length of `index` in `dim`.

        Raises:
            IndexError: if an index is out of range.

        >>> from autograd import tensor, zeros
        >>> zeros(3).index_copy(0, tensor([2, 0]), tensor([1.0, 2.0]))
        tensor([2., 0., 1.])
        """
        found: Tensor = scatter_rules.index_copy(self, dim, index, source)
        return found

    def index_copy_(self, dim: int, index: TensorLike, source: TensorLike) -> Tensor:
        """Apply `index_copy` in place and return this tensor."""
        return become(scatter_rules.index_copy, self, dim, index, source)

    def index_fill(self, dim: int, index: TensorLike, value: Any) -> Tensor:
        """Return a copy of x with `value` in the slices at `index` along `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
            index: a vector of integers.
            value: a number or a 0-d Tensor.

        Raises:
            IndexError: if an index is out of range.

        >>> from autograd import tensor, zeros
        >>> zeros(3).index_fill(0, tensor([0, 2]), 5)
        tensor([5., 0., 5.])
        """
        found: Tensor = scatter_rules.index_fill(self, dim, index, value)
        return found

    def index_fill_(self, dim: int, index: TensorLike, value: Any) -> Tensor:
        """Apply `index_fill` in place and return this tensor."""
        return become(scatter_rules.index_fill, self, dim, index, value)

    def index_reduce(
        self, dim: int, index: TensorLike, source: TensorLike, reduce: str, *, include_self: bool = True
    ) -> Tensor:
        """Return a copy of x with the slices of `source` combined into those at `index` along `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
            index: a vector of integers.
            source: the shape of x with the length of `index` in `dim`.
            reduce: "prod", "mean", "amax" or "amin".
            include_self: whether the elements of x take part.

        Raises:
            IndexError: if an index is out of range.
            ValueError: if `reduce` is none of these.
        """
        found: Tensor = scatter_rules.index_reduce(self, dim, index, source, reduce, include_self=include_self)
        return found

    def index_reduce_(
        self, dim: int, index: TensorLike, source: TensorLike, reduce: str, *, include_self: bool = True
    ) -> Tensor:
        """Apply `index_reduce` in place and return this tensor."""
        return become(scatter_rules.index_reduce, self, dim, index, source, reduce, include_self=include_self)

    def index_put(self, indices: Sequence[TensorLike | None], values: TensorLike, accumulate: bool = False) -> Tensor:
        """Return a copy of x with x[indices] = values, or with the values added.

        x is this tensor: any shape and dtype.

        Args:
            indices: one Tensor of integers or bools for each dimension; None for a whole dimension.
            values: what broadcasts to the shape of x[indices].
            accumulate: whether to add the values; repeated indices then add up.

        Raises:
            IndexError: if an index is out of range.

        >>> from autograd import tensor, zeros
        >>> zeros(3).index_put((tensor([0, 0]),), tensor([1.0, 2.0]), accumulate=True)
        tensor([3., 0., 0.])
        """
        found: Tensor = scatter_rules.index_put(self, indices, values, accumulate)
        return found

    def index_put_(self, indices: Sequence[TensorLike | None], values: TensorLike, accumulate: bool = False) -> Tensor:
        """Apply `index_put` in place and return this tensor."""
        return become(scatter_rules.index_put, self, indices, values, accumulate)

    def take(self, index: TensorLike) -> Tensor:
        """Return the elements of the flattened tensor at `index`.

        x is this tensor: any shape and dtype.

        Args:
            index: integers of any shape.

        Returns:
            The shape of `index`.

        Raises:
            IndexError: if an index is out of range.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).take(tensor([3, 0]))
        tensor([4, 1])
        """
        found: Tensor = scatter_rules.take(self, index)
        return found

    def put(self, index: TensorLike, source: TensorLike, accumulate: bool = False) -> Tensor:
        """Return a copy of x with `source` written at `index` of the flattened tensor.

        x is this tensor: any shape and dtype.

        Args:
            index: integers of any shape.
            source: as many elements as `index`.
            accumulate: whether to add; repeated indices then add up.

        Raises:
            IndexError: if an index is out of range.

        >>> from autograd import tensor, zeros
        >>> zeros(2, 2).put(tensor([3]), tensor([5.0]))
        tensor([[0., 0.],
                [0., 5.]])
        """
        found: Tensor = scatter_rules.put(self, index, source, accumulate)
        return found

    def put_(self, index: TensorLike, source: TensorLike, accumulate: bool = False) -> Tensor:
        """Apply `put` in place and return this tensor."""
        return become(scatter_rules.put, self, index, source, accumulate)

    def take_along_dim(self, indices: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Return the elements of x at `indices` along `dim`, where the other dimensions broadcast.

        x is this tensor: any shape and dtype.

        Args:
            indices: integers, with as many dimensions as x.
            dim: the dimension. None means the flattened tensor.
                NumPy's name `axis` works too.

        Raises:
            IndexError: if an index is out of range.
            ShapeError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> x = tensor([[3, 1], [2, 4]])
        >>> x.take_along_dim(x.argsort(1), 1)
        tensor([[1, 3],
                [2, 4]])
        """
        if axis is not None:
            dim = one_name("take_along_dim", ("dim", "axis"), dim, axis, None)
        found: Tensor = scatter_rules.take_along_dim(self, indices, dim)
        return found

    def masked_select(self, mask: TensorLike) -> Tensor:
        """Return the elements of x where `mask` is true, in row-major order.

        x is this tensor: any shape and dtype.

        Args:
            mask: a bool Tensor or array whose shape broadcasts with x.

        Returns:
            A vector.

        Raises:
            ValueError: if the shapes do not broadcast.

        >>> from autograd import tensor
        >>> x = tensor([1.0, -2.0, 3.0])
        >>> x.masked_select(x > 0)
        tensor([1., 3.])
        """
        found: Tensor = scatter_rules.masked_select(self, mask)
        return found

    def masked_scatter(self, mask: TensorLike, source: TensorLike) -> Tensor:
        """Return a copy of x with the elements of `source`, in order, where `mask` is true.

        x is this tensor: any shape and dtype.

        Args:
            mask: a bool Tensor or array whose shape broadcasts with x.
            source: at least as many elements as `mask` has true ones.

        Returns:
            The broadcast shape.

        Raises:
            ValueError: if the shapes do not broadcast, or `source` has too few elements.

        >>> from autograd import tensor, zeros
        >>> zeros(3).masked_scatter(tensor([True, False, True]), tensor([1.0, 2.0]))
        tensor([1., 0., 2.])
        """
        found: Tensor = scatter_rules.masked_scatter(self, mask, source)
        return found

    def masked_scatter_(self, mask: TensorLike, source: TensorLike) -> Tensor:
        """Apply `masked_scatter` in place and return this tensor."""
        return become(scatter_rules.masked_scatter, self, mask, source)

    def reshape(self, shape: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return x with another shape and the same elements in the same order.

        x is this tensor: any shape and dtype.

        Args:
            shape: the new shape, as integers or as one tuple. One size may be -1: it follows from the others.

        Returns:
            The new shape; a view where the memory allows it.

        Raises:
            ShapeError: if the number of elements differs.

        >>> from autograd import arange
        >>> arange(6).reshape(2, -1)
        tensor([[0, 1, 2],
                [3, 4, 5]])
        """
        return run(shape_rules.reshape, (self, flat((shape, *more))))

    def expand(self, size: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return a view of x repeated along dimensions of size 1 and along new leading dimensions.

        x is this tensor: any shape and dtype.

        Args:
            size: the new shape, as integers or as one tuple. -1 keeps the size of x.

        Returns:
            The new shape. Elements share memory.

        Raises:
            ShapeError: if a size of x is neither 1 nor the new size.

        >>> from autograd import tensor
        >>> tensor([[1], [2]]).expand(-1, 3)
        tensor([[1, 1, 1],
                [2, 2, 2]])
        """
        return run(shape_rules.expand, (self, flat((size, *more))))

    def squeeze(self, dim: Dim = None, *, axis: Dim = None) -> Tensor:
        """Return x without its dimensions of size 1.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to remove if their size is 1. None means all, and () none.
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

    def squeeze_(self, dim: Dim = None, *, axis: Dim = None) -> Tensor:
        """Apply `squeeze` in place and return this tensor."""
        if axis is not None:
            dim = one_name("squeeze", ("dim", "axis"), dim, axis, None)
        return turn(shape_rules.squeeze, self, dim)

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

    def unsqueeze_(self, dim: int | None = None, *, axis: int | None = None) -> Tensor:
        """Apply `unsqueeze` in place and return this tensor."""
        dim = required_dim("unsqueeze", dim, axis)
        return turn(shape_rules.unsqueeze, self, dim)

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

    def transpose_(self, dim0: int, dim1: int) -> Tensor:
        """Apply `transpose` in place and return this tensor."""
        return turn(shape_rules.transpose, self, dim0, dim1)

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

    def movedim(self, source: int | Sequence[int], destination: int | Sequence[int]) -> Tensor:
        """Return x with dimensions moved; the others keep their order.

        x is this tensor: any shape and dtype.

        Args:
            source: the dimension or dimensions to move.
            destination: the position of each in the result.

        Returns:
            A view.

        Raises:
            IndexError: if a dimension is out of range.
            ValueError: if the numbers of sources and destinations differ, or one is named twice.

        >>> from autograd import ones
        >>> ones(2, 3, 4).movedim(0, -1).shape
        (3, 4, 2)
        """
        found: Tensor = shape_rules.movedim(self, source, destination)
        return found

    def t(self) -> Tensor:
        """Return the transpose of a matrix. Vectors and 0-d tensors are returned as they are.

        x is this tensor: at most 2 dimensions, any dtype.

        Returns:
            A view.

        Raises:
            ValueError: if x has more than 2 dimensions.

        >>> from autograd import ones, t
        >>> t(ones(2, 3)).shape
        (3, 2)
        """
        found: Tensor = shape_rules.t(self)
        return found

    def t_(self) -> Tensor:
        """Apply `t` in place and return this tensor."""
        return turn(shape_rules.t, self)

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

    def softmax(self, dim: int | None = None, dtype: Any = None, *, axis: int | None = None) -> Tensor:
        """Return exp(x) / Σ exp(x) along `dim`.

        x is this tensor: any shape; integers become float32.

        It subtracts the largest element first, so exp does not overflow. With s the result, the gradient is
        s·(upstream − Σ upstream·s).

        Args:
            dim: the dimension along which the result sums to 1.
                NumPy's name `axis` works too.
            dtype: the dtype to compute in and of the result. None means that of x.

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
        return run(softmax_rules.softmax, (self, dim, dtype))

    def log_softmax(self, dim: int | None = None, dtype: Any = None, *, axis: int | None = None) -> Tensor:
        """Return log(softmax(x)) along `dim`: x − log Σ exp(x).

        x is this tensor: any shape; integers become float32.

        It is accurate even where softmax rounds to 0.

        Args:
            dim: the dimension along which softmax sums to 1.
                NumPy's name `axis` works too.
            dtype: the dtype to compute in and of the result. None means that of x.

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
        return run(softmax_rules.log_softmax, (self, dim, dtype))

    def argsort(
        self, dim: int = -1, descending: bool = False, stable: bool = False, *, axis: int | None = None
    ) -> Tensor:
        """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to sort along.
                NumPy's name `axis` works too.
            descending: whether the largest comes first.
            stable: accepted for PyTorch's programs; the sort is always stable.

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
        return run(sort_rules.argsort, (self, dim, descending, stable))

    def sort(
        self, dim: int = -1, descending: bool = False, *, stable: bool | None = None, axis: int | None = None
    ) -> Sorted[Tensor]:
        """Return the elements of x in order along `dim`, and their indices.

        x is this tensor: any shape and dtype.

        The sort is stable, and NaN counts as the largest.

        Args:
            dim: the dimension to sort along.
                NumPy's name `axis` works too.
            descending: whether the largest comes first.
            stable: accepted for PyTorch's programs; the sort is always stable.

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
        found: Sorted[Tensor] = sort_rules.sort(self, dim, descending, stable=stable)
        return found

    def topk(
        self, k: int, dim: int = -1, largest: bool = True, sorted: bool = True, *, axis: int | None = None
    ) -> Sorted[Tensor]:
        """Return the `k` largest elements of x along `dim` in descending order, and their indices.

        x is this tensor: at least one dimension, any dtype.

        Args:
            k: how many elements, from 0 to the size of `dim`.
            dim: the dimension to select along.
                NumPy's name `axis` works too.
            largest: False for the smallest elements, in ascending order.
            sorted: accepted for PyTorch's programs; the result is always sorted.

        Returns:
            The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

        Raises:
            ValueError: if `k` is out of range.
            IndexError: if the dimension is out of range.

        Differs from PyTorch: of equal elements the first comes first.

        >>> from autograd import tensor
        >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
        >>> values, indices
        (tensor([3., 2.]), tensor([0, 2]))
        """
        if axis is not None:
            dim = one_name("topk", ("dim", "axis"), dim, axis, -1)
        found: Sorted[Tensor] = sort_rules.topk(self, k, dim, largest, sorted)
        return found

    def bincount(self, weights: Any = None, minlength: int = 0) -> Tensor:
        """Return how often each integer 0, 1, 2, … occurs in x.

        x is this tensor: a vector (n,) of integers that are not negative.

        Args:
            weights: how much each element counts, (n,).
            minlength: the least length of the result.

        Returns:
            A vector of length max(largest element + 1, `minlength`), int64; with `weights` of their dtype,
            float32 or
            float64. No gradient flows.

        Raises:
            TypeError: if the elements are not integers.
            ValueError: if an element is negative.

        >>> from autograd import tensor
        >>> tensor([0, 2, 2]).bincount()
        tensor([1, 0, 2])
        """
        return run(sort_rules.bincount, (self, weights, minlength))

    def msort(self) -> Tensor:
        """Return x sorted along its first dimension.

        x is this tensor: any shape and dtype.

        Returns:
            The shape of x.
        """
        found: Tensor = sort_rules.msort(self)
        return found

    def unique(
        self,
        sorted: bool = True,
        return_inverse: bool = False,
        return_counts: bool = False,
        dim: int | None = None,
        *,
        axis: int | None = None,
    ) -> Any:
        """Return the distinct elements of x in ascending order.

        x is this tensor: any shape and dtype.

        Args:
            sorted: accepted for PyTorch's programs; the result is always sorted.
            return_inverse: whether to return the place of each element of x in the result too.
            return_counts: whether to return how often each element occurs too.
            dim: the dimension, to compare slices. None means elements.
                NumPy's name `axis` works too.

        Returns:
            A vector of the dtype of x, or a tuple of it and what else was asked for. No gradient flows.

        Raises:
            IndexError: if the dimension is out of range.

        Differs from PyTorch: all NaNs count as one element.

        >>> from autograd import tensor
        >>> tensor([[3, 1], [1, 2]]).unique()
        tensor([1, 2, 3])
        """
        if axis is not None:
            dim = one_name("unique", ("dim", "axis"), dim, axis, None)
        found: Any = sort_rules.unique(self, sorted, return_inverse, return_counts, dim)
        return found

    def unique_consecutive(
        self,
        return_inverse: bool = False,
        return_counts: bool = False,
        dim: int | None = None,
        *,
        axis: int | None = None,
    ) -> Any:
        """Return x without elements that equal the one before them.

        x is this tensor: any shape and dtype.

        Args:
            return_inverse: whether to return the place of each element of x in the result too.
            return_counts: whether to return how often each element occurs in a row too.
            dim: the dimension, to compare slices. None means elements.
                NumPy's name `axis` works too.

        Returns:
            A vector of the dtype of x, or a tuple of it and what else was asked for. No gradient flows.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1, 1, 2, 1]).unique_consecutive()
        tensor([1, 2, 1])
        """
        if axis is not None:
            dim = one_name("unique_consecutive", ("dim", "axis"), dim, axis, None)
        found: Any = sort_rules.unique_consecutive(self, return_inverse, return_counts, dim)
        return found

    def lgamma(self) -> Tensor:
        """Return log |Γ(x)|, the logarithm of the gamma function, and ∞ at its poles 0, −1, −2, ….

        x is this tensor: any shape; integers become float32.

        Returns:
            The shape of x.

        >>> from autograd import tensor
        >>> tensor([1.0, 5.0]).lgamma()
        tensor([0.0000, 3.1781])
        """
        return run(special_rules.lgamma, (self,))

    def lgamma_(self) -> Tensor:
        """Apply `lgamma` in place and return this tensor."""
        return become(special_rules.lgamma, self)

    def digamma(self) -> Tensor:
        """Return ψ(x), the derivative of `lgamma`.

        x is this tensor: any shape; integers become float32.

        Returns:
            The shape of x. NaN at −1, −2, …; ∓∞ at ±0.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).digamma()
        tensor([-0.5772,  0.4228])
        """
        return run(special_rules.digamma, (self,))

    def digamma_(self) -> Tensor:
        """Apply `digamma` in place and return this tensor."""
        return become(special_rules.digamma, self)

    def polygamma(self, n: int) -> Tensor:
        """Return the derivative of `digamma` of order n.

        x is this tensor: any shape; integers become float32.

        Args:
            n: the order, at least 0.

        Returns:
            The shape of x.

        Raises:
            ValueError: if n is negative.
        """
        return run(special_rules.polygamma_, (self, n))

    def polygamma_(self, n: int) -> Tensor:
        """Apply `polygamma` in place and return this tensor."""
        return become(special_rules.polygamma_, self, n)

    def mvlgamma(self, p: int) -> Tensor:
        """Return the logarithm of the gamma function of p dimensions: log(π)·p(p − 1)/4 + Σ log Γ(x − j/2), j < p.

        x is this tensor: any shape, larger than (p − 1) / 2; integers become float32.

        Args:
            p: the number of dimensions, at least 1.

        Raises:
            ValueError: if p is less than 1.

        >>> from autograd import tensor
        >>> tensor([3.0]).mvlgamma(2)
        tensor([1.5502])
        """
        found: Tensor = special_rules.mvlgamma(self, p)
        return found

    def mvlgamma_(self, p: int) -> Tensor:
        """Apply `mvlgamma` in place and return this tensor."""
        return become(special_rules.mvlgamma, self, p)

    def i0(self) -> Tensor:
        """Return the modified Bessel function of the first kind of order 0.

        x is this tensor: any shape; integers become float32.

        >>> from autograd import tensor
        >>> tensor([0.0, 1.0]).i0()
        tensor([1.0000, 1.2661])
        """
        return run(special_rules.i0, (self,))

    def i0_(self) -> Tensor:
        """Apply `i0` in place and return this tensor."""
        return become(special_rules.i0, self)

    def erfinv(self) -> Tensor:
        """Return the inverse of the error function: erf(erfinv(x)) is x.

        x is this tensor: any shape, from −1 to 1; integers become float32.

        Returns:
            The shape of x. ±∞ at ±1, and NaN outside.

        >>> from autograd import tensor
        >>> tensor([0.0, 0.5]).erfinv()
        tensor([0.0000, 0.4769])
        """
        return run(special_rules.erfinv, (self,))

    def erfinv_(self) -> Tensor:
        """Apply `erfinv` in place and return this tensor."""
        return become(special_rules.erfinv, self)

    def logit(self, eps: float | None = None) -> Tensor:
        """Return log(x / (1 − x)), the inverse of `sigmoid`.

        x is this tensor: any shape, from 0 to 1; integers become float32.

        Args:
            eps: clamp x to the range from `eps` to 1 − `eps` first. None for no clamp.

        >>> from autograd import tensor
        >>> tensor([0.5, 0.9]).logit()
        tensor([0.0000, 2.1972])
        """
        found: Tensor = special_rules.logit(self, eps)
        return found

    def logit_(self, eps: float | None = None) -> Tensor:
        """Apply `logit` in place and return this tensor."""
        return become(special_rules.logit, self, eps)

    def tensor_split(
        self, indices_or_sections: int | Sequence[int] | TensorLike, dim: int = 0, *, axis: int | None = None
    ) -> tuple[Tensor, ...]:
        """Return x in parts along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            indices_or_sections: the number of parts, or the places to split at, as a sequence or a Tensor. Of a
            number of
                parts, the first ones are longer by one if the size is no multiple.
            dim: the dimension to split.
                NumPy's name `axis` works too.

        Returns:
            A tuple of views.

        Raises:
            IndexError: if the dimension is out of range.
            ValueError: if the number of parts is not positive.

        >>> from autograd import arange
        >>> arange(5).tensor_split(2)
        (tensor([0, 1, 2]), tensor([3, 4]))
        """
        if axis is not None:
            dim = one_name("tensor_split", ("dim", "axis"), dim, axis, 0)
        found: tuple[Tensor, ...] = splits_rules.tensor_split(self, indices_or_sections, dim)
        return found

    def hsplit(self, indices_or_sections: int | Sequence[int]) -> tuple[Tensor, ...]:
        """Return x in parts along its second dimension; a vector, along its only one.

        x is this tensor: at least one dimension, any dtype.

        Args:
            indices_or_sections: the number of equal parts, or the places to split at.

        Raises:
            ValueError: if the parts would not be equal, or x has too few dimensions.

        >>> from autograd import arange
        >>> arange(4).hsplit(2)
        (tensor([0, 1]), tensor([2, 3]))
        """
        found: tuple[Tensor, ...] = splits_rules.hsplit(self, indices_or_sections)
        return found

    def vsplit(self, indices_or_sections: int | Sequence[int]) -> tuple[Tensor, ...]:
        """Return x in parts along its first dimension.

        x is this tensor: at least two dimensions, any dtype.

        Args:
            indices_or_sections: the number of equal parts, or the places to split at.

        Raises:
            ValueError: if the parts would not be equal, or x has too few dimensions.
        """
        found: tuple[Tensor, ...] = splits_rules.vsplit(self, indices_or_sections)
        return found

    def dsplit(self, indices_or_sections: int | Sequence[int]) -> tuple[Tensor, ...]:
        """Return x in parts along its third dimension.

        x is this tensor: at least three dimensions, any dtype.

        Args:
            indices_or_sections: the number of equal parts, or the places to split at.

        Raises:
            ValueError: if the parts would not be equal, or x has too few dimensions.
        """
        found: tuple[Tensor, ...] = splits_rules.dsplit(self, indices_or_sections)
        return found

    def split_with_sizes(
        self, split_sizes: Sequence[int], dim: int = 0, *, axis: int | None = None
    ) -> tuple[Tensor, ...]:
        """Return x in parts of given sizes along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            split_sizes: the sizes of the parts.
            dim: the dimension to split.
                NumPy's name `axis` works too.

        Raises:
            ValueError: if the sizes do not add up to that of `dim`.
            IndexError: if the dimension is out of range.
        """
        if axis is not None:
            dim = one_name("split_with_sizes", ("dim", "axis"), dim, axis, 0)
        found: tuple[Tensor, ...] = splits_rules.split_with_sizes(self, split_sizes, dim)
        return found

    def fliplr(self) -> Tensor:
        """Return x with the order of its columns reversed.

        x is this tensor: at least two dimensions, any dtype.

        Raises:
            ValueError: if x has fewer.
        """
        found: Tensor = stacking_rules.fliplr(self)
        return found

    def flipud(self) -> Tensor:
        """Return x with the order of its rows reversed.

        x is this tensor: at least one dimension, any dtype.

        Raises:
            ValueError: if x has none.
        """
        found: Tensor = stacking_rules.flipud(self)
        return found

    def rot90(self, k: int = 1, dims: Sequence[int] = (0, 1)) -> Tensor:
        """Return x rotated by 90 degrees k times in the plane of two dimensions, from the first towards the second.

        x is this tensor: at least two dimensions, any dtype.

        Args:
            k: how often.
            dims: the two dimensions.

        Raises:
            ValueError: if `dims` are not two different dimensions.
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).rot90()
        tensor([[2, 4],
                [1, 3]])
        """
        found: Tensor = stacking_rules.rot90(self, k, dims)
        return found

    def repeat_interleave(
        self,
        repeats: int | TensorLike | None = None,
        dim: int | None = None,
        *,
        output_size: int | None = None,
        axis: int | None = None,
    ) -> Tensor:
        """Return x with its slices along `dim` repeated, each next to itself.

        x is this tensor: any shape and dtype. Without `repeats`, it is the numbers of repetitions, and the
        result their places.

        Args:
            repeats: the number of repetitions, or one number for each slice.
            dim: the dimension. None means the flattened tensor.
                NumPy's name `axis` works too.
            output_size: the size of the result along `dim`, which is not needed.

        Raises:
            IndexError: if the dimension is out of range.
            ValueError: if the numbers do not fit.

        >>> from autograd import tensor
        >>> tensor([1, 2]).repeat_interleave(2)
        tensor([1, 1, 2, 2])
        """
        if axis is not None:
            dim = one_name("repeat_interleave", ("dim", "axis"), dim, axis, None)
        found: Tensor = stacking_rules.repeat_interleave(self, repeats, dim, output_size=output_size)
        return found

    def aminmax(
        self, *, dim: int | None = None, keepdim: bool = False, axis: int | None = None, keepdims: bool | None = None
    ) -> MinMax[Tensor]:
        """Return the smallest and the largest element of x over `dim`.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The named tuple `(min, max)`.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([3.0, 1.0, 2.0]).aminmax().max
        tensor(3.)
        """
        if axis is not None:
            dim = one_name("aminmax", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("aminmax", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: MinMax[Tensor] = statistics_rules.aminmax(self, dim=dim, keepdim=keepdim)
        return found

    def nansum(
        self,
        dim: Dim = None,
        keepdim: bool = False,
        *,
        dtype: Any = None,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the sum of x over `dim`, where NaN counts as 0.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, float("nan"), 2.0]).nansum()
        tensor(3.)
        """
        if axis is not None:
            dim = one_name("nansum", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("nansum", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Tensor = statistics_rules.nansum(self, dim, keepdim, dtype=dtype)
        return found

    def nanmean(
        self,
        dim: Dim = None,
        keepdim: bool = False,
        *,
        dtype: Any = None,
        axis: Dim = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the mean of the elements of x over `dim` that are not NaN.

        x is this tensor: any shape, floating.

        Args:
            dim: the dimension or dimensions to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimensions stay, with size 1.
                NumPy's name `keepdims` works too.
            dtype: the dtype of the result. None means that of x.

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, float("nan"), 2.0]).nanmean()
        tensor(1.5000)
        """
        if axis is not None:
            dim = one_name("nanmean", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("nanmean", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Tensor = statistics_rules.nanmean(self, dim, keepdim, dtype=dtype)
        return found

    @overload
    def median(self) -> Tensor: ...

    @overload
    def median(self, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def median(self, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...

    def median(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Any:
        """Return the median of x; along `dim`, also its index.

        x is this tensor: any shape and dtype.

        Of an even number of elements it is the lower one of the two in the middle. It is NaN if an element is.

        Args:
            dim: the dimension to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([3.0, 1.0, 2.0, 4.0]).median()
        tensor(2.)
        """
        if axis is not None:
            dim = one_name("median", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("median", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Any = statistics_rules.median(self, dim, keepdim)
        return found

    @overload
    def nanmedian(self) -> Tensor: ...

    @overload
    def nanmedian(self, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...

    @overload
    def nanmedian(self, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...

    def nanmedian(
        self, dim: int | None = None, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Any:
        """Return the median of the elements of x that are not NaN; along `dim`, also its index.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([3.0, float("nan"), 1.0, 2.0]).nanmedian()
        tensor(2.)
        """
        if axis is not None:
            dim = one_name("nanmedian", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("nanmedian", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Any = statistics_rules.nanmedian(self, dim, keepdim)
        return found

    def kthvalue(
        self, k: int, dim: int = -1, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Extreme[Tensor]:
        """Return the k-th smallest element of x along `dim`, and its index.

        x is this tensor: any shape and dtype.

        Args:
            k: the rank, from 1.
            dim: the dimension.
                NumPy's name `axis` works too.
            keepdim: whether the dimension stays, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The named tuple `(values, indices)`.

        Raises:
            ValueError: if k is out of range.
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([3.0, 1.0, 2.0]).kthvalue(2).values
        tensor(2.)
        """
        if axis is not None:
            dim = one_name("kthvalue", ("dim", "axis"), dim, axis, -1)
        if keepdims is not None:
            keepdim = one_name("kthvalue", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Extreme[Tensor] = statistics_rules.kthvalue(self, k, dim, keepdim)
        return found

    def mode(
        self, dim: int = -1, keepdim: bool = False, *, axis: int | None = None, keepdims: bool | None = None
    ) -> Extreme[Tensor]:
        """Return the most frequent element of x along `dim`, and its last index. Of equally frequent, the smallest.

        x is this tensor: any shape and dtype.

        Args:
            dim: the dimension.
                NumPy's name `axis` works too.
            keepdim: whether the dimension stays, with size 1.
                NumPy's name `keepdims` works too.

        Returns:
            The named tuple `(values, indices)`.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1, 2, 2, 3]).mode().values
        tensor(2)
        """
        if axis is not None:
            dim = one_name("mode", ("dim", "axis"), dim, axis, -1)
        if keepdims is not None:
            keepdim = one_name("mode", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Extreme[Tensor] = statistics_rules.mode(self, dim, keepdim)
        return found

    def quantile(
        self,
        q: Any,
        dim: int | None = None,
        keepdim: bool = False,
        *,
        interpolation: str = "linear",
        axis: int | None = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the q-quantiles of x over `dim`.

        x is this tensor: any shape, floating.

        Args:
            q: a number from 0 to 1, or a vector of them.
            dim: the dimension to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.
            interpolation: between two elements: "linear", "lower", "higher", "nearest" or "midpoint".

        Returns:
            The shape of x without `dim`; for a vector of q, after its length.

        Raises:
            ValueError: if q is not from 0 to 1, or the interpolation is none of these.
            IndexError: if the dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 4.0]).quantile(0.75)
        tensor(3.)
        """
        if axis is not None:
            dim = one_name("quantile", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("quantile", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Tensor = statistics_rules.quantile(self, q, dim, keepdim, interpolation=interpolation)
        return found

    def nanquantile(
        self,
        q: Any,
        dim: int | None = None,
        keepdim: bool = False,
        *,
        interpolation: str = "linear",
        axis: int | None = None,
        keepdims: bool | None = None,
    ) -> Tensor:
        """Return the q-quantiles of the elements of x over `dim` that are not NaN; see `quantile`.

        x is this tensor: any shape, floating.

        Args:
            q: a number from 0 to 1, or a vector of them.
            dim: the dimension to reduce. None means all.
                NumPy's name `axis` works too.
            keepdim: whether the reduced dimension stays, with size 1.
                NumPy's name `keepdims` works too.
            interpolation: between two elements: "linear", "lower", "higher", "nearest" or "midpoint".

        Raises:
            ValueError: if q is not from 0 to 1, or the interpolation is none of these.
            IndexError: if the dimension is out of range.
        """
        if axis is not None:
            dim = one_name("nanquantile", ("dim", "axis"), dim, axis, None)
        if keepdims is not None:
            keepdim = one_name("nanquantile", ("keepdim", "keepdims"), keepdim, keepdims, False)
        found: Tensor = statistics_rules.nanquantile(self, q, dim, keepdim, interpolation=interpolation)
        return found

    def cov(
        self, *, correction: int = 1, fweights: TensorLike | None = None, aweights: TensorLike | None = None
    ) -> Tensor:
        """Return the covariances of variables, each a row of x with one column per observation.

        x is this tensor: a matrix (variables, observations), or a vector for one variable.

        Args:
            correction: divide by the number of observations less this.
            fweights: how often each observation counts, a vector of integers.
            aweights: how much each observation counts, a vector.

        Returns:
            (variables, variables); a 0-d Tensor for one variable.

        Raises:
            ValueError: if x has more than 2 dimensions.

        >>> from autograd import tensor
        >>> tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]).cov()
        tensor([[ 1., -1.],
                [-1.,  1.]])
        """
        found: Tensor = statistics_rules.cov(self, correction=correction, fweights=fweights, aweights=aweights)
        return found

    def corrcoef(self) -> Tensor:
        """Return the correlation coefficients of variables, each a row of x with one column per observation.

        x is this tensor: a matrix (variables, observations), or a vector for one variable.

        Returns:
            (variables, variables), from −1 to 1; a 0-d Tensor for one variable.

        Raises:
            ValueError: if x has more than 2 dimensions.

        >>> from autograd import tensor
        >>> tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]).corrcoef()
        tensor([[ 1., -1.],
                [-1.,  1.]])
        """
        found: Tensor = statistics_rules.corrcoef(self)
        return found

    def histc(self, bins: int = 100, min: float = 0, max: float = 0) -> Tensor:
        """Return how many elements of x are in each of `bins` intervals of equal length.

        x is this tensor: any shape, floating.

        Args:
            bins: the number of intervals.
            min: the start of the first interval.
            max: the end of the last one. If both are equal, they are the smallest and largest elements.

        Returns:
            (bins,), in the dtype of x. No gradient flows.

        Raises:
            ValueError: if `max` is less than `min`.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 1.0]).histc(bins=2, min=0, max=3)
        tensor([2., 1.])
        """
        return run(statistics_rules.histc, (self, bins, min, max))

    def histogram(
        self, bins: Any, *, range: Any = None, weight: TensorLike | None = None, density: bool = False
    ) -> Histogram[Tensor]:
        """Return how many elements of x are in each of several bins.

        x is this tensor: any shape, floating.

        Args:
            bins: the number of bins of equal width, or a vector with their edges in ascending order.
            range: the start of the first bin and the end of the last. None means the smallest and largest
            elements.
            weight: how much each element counts, of the shape of x.
            density: whether to divide by the width of the bin and the total.

        Returns:
            The named tuple `(hist, bin_edges)`, in the dtype of x. No gradient flows.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0, 1.0]).histogram(2, range=(0.0, 3.0)).hist
        tensor([2., 1.])
        """
        found: Histogram[Tensor] = statistics_rules.histogram(self, bins, range=range, weight=weight, density=density)
        return found

    def slogdet(self) -> SignAndLog[Tensor]:
        """Return the sign of each determinant, and the logarithm of its absolute value, which does not overflow.

        x is this tensor: square matrices (…, n, n).

        Returns:
            The named tuple `(sign, logabsdet)`, each (…). For a singular matrix they are 0 and −∞.

        Raises:
            numpy.linalg.LinAlgError: if the matrices are not square, or for the gradient if one is singular.

        >>> from autograd import slogdet, tensor
        >>> slogdet(tensor([[0.0, 1.0], [1.0, 0.0]])).sign
        tensor(-1.)
        """
        found: SignAndLog[Tensor] = systems_rules.slogdet(self)
        return found

    def logdet(self) -> Tensor:
        """Return the logarithm of each determinant: NaN for a negative one, −∞ for 0.

        x is this tensor: square matrices (…, n, n).

        Returns:
            (…).

        Raises:
            numpy.linalg.LinAlgError: if the matrices are not square.

        >>> from autograd import tensor
        >>> tensor([[2.0, 0.0], [0.0, 0.5]]).logdet()
        tensor(0.)
        """
        found: Tensor = systems_rules.logdet(self)
        return found

    def pinverse(self, rcond: float = 1e-15) -> Tensor:
        """Return the pseudoinverse of matrices; see `linalg.pinv`.

        x is this tensor: matrices (…, n, m).

        Args:
            rcond: singular values of at most this, in relation to the largest, count as 0.
        """
        found: Tensor = systems_rules.pinverse(self, rcond)
        return found

    def matrix_power(self, n: int) -> Tensor:
        """Return x @ x @ … @ x, n times; for a negative n, the power of the inverse.

        x is this tensor: square matrices (…, k, k).

        Args:
            n: the exponent. 0 gives identity matrices.

        Raises:
            numpy.linalg.LinAlgError: if n is negative and a matrix is singular.

        >>> from autograd import tensor
        >>> tensor([[1.0, 1.0], [0.0, 1.0]]).matrix_power(3)
        tensor([[1., 3.],
                [0., 1.]])
        """
        found: Tensor = systems_rules.matrix_power(self, n)
        return found

    def triangular_solve(
        self, A: TensorLike, upper: bool = True, transpose: bool = False, unitriangular: bool = False
    ) -> Solution[Tensor]:
        """Return the solution of A @ solution = x for a triangular matrix A; see `linalg.solve_triangular`.

        x is this tensor: matrices (…, n, k).

        Args:
            A: matrices (…, n, n), of which one triangle is read.
            upper: whether to read the upper triangle.
            transpose: whether to solve Aᵀ @ solution = x.
            unitriangular: whether the diagonal counts as 1.

        Returns:
            The named tuple `(solution, cloned_coefficient)`.
        """
        found: Solution[Tensor] = triangular_rules.triangular_solve(self, A, upper, transpose, unitriangular)
        return found

    def cholesky(self, upper: bool = False) -> Tensor:
        """Return the Cholesky factor of positive definite matrices; see `linalg.cholesky`.

        x is this tensor: symmetric matrices (…, n, n).

        Args:
            upper: whether to return the upper triangular factor.

        Raises:
            numpy.linalg.LinAlgError: if a matrix is not positive definite.
        """
        found: Tensor = triangular_rules.cholesky(self, upper)
        return found

    def cholesky_solve(self, L: TensorLike, upper: bool = False) -> Tensor:
        """Return the solution of (L Lᵀ) @ solution = x for a Cholesky factor L.

        x is this tensor: matrices (…, n, k).

        Args:
            L: triangular matrices (…, n, n).
            upper: whether L is upper triangular, for (Lᵀ L) @ solution = x.

        Raises:
            ShapeError: if the shapes do not fit.
        """
        found: Tensor = triangular_rules.cholesky_solve(self, L, upper)
        return found

    def cholesky_inverse(self, upper: bool = False) -> Tensor:
        """Return the inverse of L Lᵀ for a Cholesky factor L.

        x is this tensor: L, triangular matrices (…, n, n).

        Args:
            upper: whether x is upper triangular, for the inverse of Lᵀ L.
        """
        found: Tensor = triangular_rules.cholesky_inverse(self, upper)
        return found

    def select(self, dim: int, index: int) -> Tensor:
        """Return the slice of x at `index` along `dim`, without that dimension.

        x is this tensor: at least one dimension, any dtype.

        Args:
            dim: the dimension.
            index: the position. A negative one counts from the end.

        Returns:
            A view.

        Raises:
            IndexError: if the dimension or the position is out of range.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).select(1, 0)
        tensor([1, 3])
        """
        found: Tensor = views_rules.select(self, dim, index)
        return found

    def narrow(self, dim: int, start: int, length: int) -> Tensor:
        """Return the slices of x from `start` along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            dim: the dimension.
            start: the first position. A negative one counts from the end.
            length: how many.

        Returns:
            A view.

        Raises:
            IndexError: if the range is not within x.

        >>> from autograd import tensor
        >>> tensor([1, 2, 3, 4]).narrow(0, 1, 2)
        tensor([2, 3])
        """
        found: Tensor = views_rules.narrow(self, dim, start, length)
        return found

    def unflatten(self, dim: int, sizes: Sequence[int]) -> Tensor:
        """Return x with one dimension split into several.

        x is this tensor: at least one dimension, any dtype.

        Args:
            dim: the dimension.
            sizes: the sizes of the new dimensions. One may be -1: it follows from the others.

        Returns:
            A view where the memory allows it.

        Raises:
            IndexError: if the dimension is out of range.
            ShapeError: if the number of elements differs.

        >>> from autograd import arange
        >>> arange(6).unflatten(0, (2, 3)).shape
        (2, 3)
        """
        found: Tensor = views_rules.unflatten(self, dim, sizes)
        return found

    def ravel(self) -> Tensor:
        """Return x as a vector.

        x is this tensor: any shape and dtype.

        Returns:
            A view where the memory allows it.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).ravel()
        tensor([1, 2, 3, 4])
        """
        found: Tensor = views_rules.ravel(self)
        return found

    def diagonal(self, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
        """Return the diagonals of the matrices in two dimensions of x.

        x is this tensor: at least two dimensions, any dtype.

        Args:
            offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
            dim1: the dimension of the rows.
            dim2: the dimension of the columns.

        Returns:
            A view; the diagonal is its last dimension.

        Raises:
            IndexError: if a dimension is out of range.
            ShapeError: if both dimensions are the same.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).diagonal()
        tensor([1, 4])
        """
        return run(views_rules.diagonal, (self, offset, dim1, dim2))

    def diag_embed(self, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
        """Return matrices with the vectors of x on a diagonal, and 0 elsewhere.

        x is this tensor: vectors (…, n), any dtype.

        Args:
            offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
            dim1: the dimension of the rows in the result.
            dim2: the dimension of the columns in the result.

        Returns:
            (…, n + |offset|, n + |offset|).

        Raises:
            IndexError: if a dimension is out of range.

        >>> from autograd import tensor
        >>> tensor([1, 2]).diag_embed()
        tensor([[1, 0],
                [0, 2]])
        """
        found: Tensor = views_rules.diag_embed(self, offset, dim1, dim2)
        return found

    def diagflat(self, offset: int = 0) -> Tensor:
        """Return a matrix with the elements of x on a diagonal, and 0 elsewhere.

        x is this tensor: any shape and dtype. It is flattened.

        Args:
            offset: the diagonal; 0 is the main diagonal, positive numbers are above it.

        >>> from autograd import tensor
        >>> tensor([1, 2]).diagflat()
        tensor([[1, 0],
                [0, 2]])
        """
        found: Tensor = views_rules.diagflat(self, offset)
        return found

    def unfold(self, dimension: int, size: int, step: int) -> Tensor:
        """Return the windows of x along a dimension, each in a new last dimension.

        x is this tensor: any shape and dtype.

        Args:
            dimension: the dimension.
            size: the length of a window.
            step: the distance of windows.

        Returns:
            A copy that cannot be changed in place: in PyTorch, that would change x.

        Raises:
            IndexError: if the dimension is out of range.
            ShapeError: if a window is longer than the dimension.

        >>> from autograd import arange
        >>> arange(5).unfold(0, 3, 2)
        tensor([[0, 1, 2],
                [2, 3, 4]])
        """
        return run(views_rules.unfold, (self, dimension, size, step))

    def as_strided(self, size: Sequence[int], stride: Sequence[int], storage_offset: int | None = None) -> Tensor:
        """Return the elements of x at regular distances in its memory, as a tensor of any shape.

        x is this tensor: any shape and dtype.

        Args:
            size: the shape of the result.
            stride: the distance of neighbours along each dimension, in elements.
            storage_offset: the place of the first element.

        Returns:
            A copy. Elements that appear several times get the sum of the gradients.

        Raises:
            IndexError: if an element is outside x.

        Differs from PyTorch: the memory is that of x in row-major order, and the result is no view.

        >>> from autograd import arange
        >>> arange(5).as_strided((2, 2), (2, 1))
        tensor([[0, 1],
                [2, 3]])
        """
        found: Tensor = views_rules.as_strided(self, size, stride, storage_offset)
        return found

    def select_scatter(self, src: TensorLike, dim: int, index: int) -> Tensor:
        """Return a copy of x in which `src` replaces the slice at `index` along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            src: a Tensor of the shape of the slice.
            dim: the dimension.
            index: the position.

        Raises:
            IndexError: if the dimension or the position is out of range.
        """
        found: Tensor = views_rules.select_scatter(self, src, dim, index)
        return found

    def slice_scatter(
        self,
        src: TensorLike,
        dim: int = 0,
        start: int | None = None,
        end: int | None = None,
        step: int = 1,
        *,
        axis: int | None = None,
    ) -> Tensor:
        """Return a copy of x in which `src` replaces the slices start:end:step along `dim`.

        x is this tensor: at least one dimension, any dtype.

        Args:
            src: a Tensor of the shape of the slices.
            dim: the dimension.
                NumPy's name `axis` works too.
            start, end, step: as in an index.

        Raises:
            IndexError: if the dimension is out of range.
        """
        if axis is not None:
            dim = one_name("slice_scatter", ("dim", "axis"), dim, axis, 0)
        found: Tensor = views_rules.slice_scatter(self, src, dim, start, end, step)
        return found

    def diagonal_scatter(self, src: TensorLike, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
        """Return a copy of x in which `src` replaces a diagonal.

        x is this tensor: at least two dimensions, any dtype.

        Args:
            src: a Tensor of the shape of the diagonal.
            offset, dim1, dim2: see `diagonal`.

        Raises:
            IndexError: if a dimension is out of range.
        """
        found: Tensor = views_rules.diagonal_scatter(self, src, offset, dim1, dim2)
        return found

    def sum_to_size(self, size: int | Sequence[int] = (), *more: int) -> Tensor:
        """Return the sums of x over the dimensions that broadcasting from `size` to the shape of x would repeat.

        x is this tensor: any shape and dtype.

        Args:
            size: the shape of the result, as integers or as one tuple.

        Raises:
            ValueError: if `size` does not broadcast to the shape of x.

        >>> from autograd import ones
        >>> ones(2, 3).sum_to_size(1, 3)
        tensor([[2., 2., 2.]])
        """
        found: Tensor = views_rules.sum_to_size(self, *flat((size, *more)))
        return found

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
    sgn = sign
    sgn_ = sign_
    clip = clamp
    clip_ = clamp_
    not_equal = ne
    not_equal_ = ne_
    less = lt
    less_ = lt_
    less_equal = le
    less_equal_ = le_
    greater = gt
    greater_ = gt_
    greater_equal = ge
    greater_equal_ = ge_
    unsafe_split = split
    unsafe_chunk = chunk
    inverse = inv
    fix = trunc
    fix_ = trunc_
    resolve_conj = conj
    resolve_neg = conj
    broadcast_to = expand
    swapaxes = transpose
    swapaxes_ = transpose_
    swapdims = transpose
    swapdims_ = transpose_
    moveaxis = movedim

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
        return run(NEG, (self,))

    def __abs__(self) -> Tensor:
        return run(ABS, (self,))

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

    def __lshift__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_left_shift, (self, other))

    def __rlshift__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_left_shift, (other, self))

    def __rshift__(self, other: Any) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_right_shift, (self, other))

    def __rrshift__(self, other: TensorLike) -> Tensor:
        if not isinstance(other, OPERANDS):
            return NotImplemented
        return run(compare_rules.bitwise_right_shift, (other, self))

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


# Python's errors for wrong arguments name the class that users know.
for _name, _method in vars(TensorMethods).items():
    if isinstance(_method, FunctionType):
        _method.__qualname__ = f"Tensor.{_name}"

# The operands that comparisons accept. For any other, Python tries the other operand's method.
OPERANDS = (TensorMethods, bool, int, float, np.ndarray, np.generic)
