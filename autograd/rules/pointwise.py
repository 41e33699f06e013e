"""Elementwise array operations that are no rows of the calculus table."""

from __future__ import annotations

import math
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from autograd.rules import elementwise, select
from autograd.rules.arrays import Array
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.shape import cast, clone

T = TypeVar("T")


@operation(x=lambda xp, upstream: 0.0, numpy=[np.trunc, np.fix], in_place=True, aliases=["fix"])
def trunc(x: Array) -> Array:
    """Return x rounded towards 0.

    Args:
        x: any shape and dtype.

    Returns:
        The shape and dtype of x. The gradient is 0.

    >>> from autograd import tensor
    >>> tensor([-1.5, 2.7]).trunc()
    tensor([-1.,  2.])
    """
    return np.trunc(x) if x.dtype.kind == "f" else x.copy()


@composite(in_place=True)
def frac(x: TensorLike) -> TensorLike:
    """Return the part of x after the point, with the sign of x.

    Args:
        x: any shape, floating.

    Returns:
        The shape and dtype of x.

    >>> from autograd import tensor
    >>> tensor([-1.5, 2.25]).frac()
    tensor([-0.5000,  0.2500])
    """
    return x - trunc(x)


@operation(
    x=lambda xp, upstream: upstream,
    other=lambda xp, upstream, x, other: -upstream * xp.trunc(x / other),
    promotes=True,
    broadcasts=True,
    in_place=True,
    numpy=[np.fmod],
)
def fmod(x: Array, other: Array) -> Array:
    """Return the remainder of x / other, with the sign of x.

    Args:
        x: any shape and dtype.
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
    if np.asarray(other).dtype.kind in "iub" and np.asarray(x).dtype.kind in "iub" and not np.all(other):
        raise ZeroDivisionError("fmod(): integer division by zero")
    return np.asarray(np.fmod(x, other))


@operation(
    x=lambda xp, upstream, out, x: xp.where(x == 0, 0.0, upstream * xp.sign(x) * xp.sign(out)),
    other=lambda xp, upstream: 0.0,
    promotes=True,
    floating=True,
    broadcasts=True,
    in_place=True,
    numpy=[np.copysign],
)
def copysign(x: Array, other: Array) -> Array:
    """Return |x| with the sign of other.

    Args:
        x: any shape; integers become float32.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape. The gradient at x = 0, and that of `other`, are 0.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, -2.0]).copysign(-1)
    tensor([-1., -2.])
    """
    return np.asarray(np.copysign(x, other))


@operation(
    x=lambda xp, upstream, x, other: upstream * ((x >= other) | xp.isnan(other)),
    other=lambda xp, upstream, x, other: upstream * xp.logical_not((x >= other) | xp.isnan(other)),
    promotes=True,
    broadcasts=True,
    numpy=[np.fmax],
)
def fmax(x: Array, other: Array) -> Array:
    """Return the larger of x and other, and the other one where one is NaN.

    Args:
        x: any shape and dtype.
        other: a Tensor or array whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype. Where both are equal, x gets the gradient.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan")]).fmax(tensor([2.0, 3.0]))
    tensor([2., 3.])
    """
    return np.asarray(np.fmax(x, other))


@operation(
    x=lambda xp, upstream, x, other: upstream * ((x <= other) | xp.isnan(other)),
    other=lambda xp, upstream, x, other: upstream * xp.logical_not((x <= other) | xp.isnan(other)),
    promotes=True,
    broadcasts=True,
    numpy=[np.fmin],
)
def fmin(x: Array, other: Array) -> Array:
    """Return the smaller of x and other, and the other one where one is NaN.

    Args:
        x: any shape and dtype.
        other: a Tensor or array whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype. Where both are equal, x gets the gradient.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan")]).fmin(tensor([2.0, 3.0]))
    tensor([1., 3.])
    """
    return np.asarray(np.fmin(x, other))


@operation(
    x=lambda xp, upstream, x, other: upstream * (x != other),
    other=lambda xp, upstream: 0.0,
    promotes=True,
    broadcasts=True,
    in_place=True,
    numpy=[np.nextafter],
)
def nextafter(x: Array, other: Array) -> Array:
    """Return the next floating-point number after x in the direction of other.

    Args:
        x: any shape, floating.
        other: a Tensor whose shape broadcasts with x, floating.

    Returns:
        The broadcast shape. The gradient is that of x, where the result differs from it.

    Raises:
        ShapeError: if the shapes do not broadcast.
    """
    return np.asarray(np.nextafter(x, other))


@operation(x=None, values=None, promotes=True, broadcasts=True, in_place=True, numpy=[np.heaviside])
def heaviside(x: Array, values: Array) -> Array:
    """Return 0 where x < 0, 1 where x > 0, and `values` where x is 0.

    Args:
        x: any shape and dtype.
        values: a Tensor whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([-1.0, 0.0, 2.0]).heaviside(tensor(0.5))
    tensor([0.0000, 0.5000, 1.0000])
    """
    return np.where(x == 0, values, np.where(np.isnan(x), x, x > 0)).astype(x.dtype)


@operation(x=None, numpy=[np.signbit])
def signbit(x: Array) -> Array:
    """Return whether the sign of x is negative; that of −0 is.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.
    """
    return np.asarray(np.signbit(x)) if x.dtype.kind == "f" else np.asarray(x < 0)


@operation(x=None, numpy=[np.isposinf])
def isposinf(x: Array) -> Array:
    """Return whether x is ∞.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.
    """
    return np.asarray(x == np.inf)


@operation(x=None, numpy=[np.isneginf])
def isneginf(x: Array) -> Array:
    """Return whether x is −∞.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.
    """
    return np.asarray(x == -np.inf)


@operation(
    x=lambda xp, upstream, x: xp.where(xp.isfinite(x), upstream, 0.0),
    in_place=True,
)
def nan_to_num(x: Array, nan: float | None = None, posinf: float | None = None, neginf: float | None = None) -> Array:
    """Return x with NaN and infinities replaced by numbers.

    Args:
        x: any shape and dtype.
        nan: what replaces NaN. None means 0.
        posinf: what replaces ∞. None means the largest number of the dtype.
        neginf: what replaces −∞. None means the smallest number of the dtype.

    Returns:
        The shape and dtype of x. No gradient flows to what was replaced.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan"), float("inf")]).nan_to_num(posinf=9.0)
    tensor([1., 0., 9.])
    """
    if x.dtype.kind != "f":
        return x.copy()
    return np.asarray(np.nan_to_num(x, nan=nan or 0.0, posinf=posinf, neginf=neginf))


@operation(
    x=lambda xp, upstream: 0.0,
    floating=True,
    numpy=[np.angle],
)
def angle(x: Array) -> Array:
    """Return the angle of x in the complex plane: π for negative numbers, 0 for others, NaN for NaN.

    Args:
        x: any shape; integers become float32.

    Returns:
        The shape of x. The gradient is 0.
    """
    return np.where(np.isnan(x), x, np.where(x < 0, np.pi, 0.0)).astype(x.dtype)


@composite(aliases=["resolve_conj", "resolve_neg"], numpy=[np.conjugate, np.positive])
def conj(x: TensorLike) -> TensorLike:
    """Return x itself: the complex conjugate of a real number.

    Args:
        x: any shape and dtype.
    """
    return x


@composite(in_place=True)
def conj_physical(x: TensorLike) -> TensorLike:
    """Return a copy of x: the complex conjugate of a real number.

    Args:
        x: any shape and dtype.
    """
    return clone(x)


@composite()
def positive(x: TensorLike) -> TensorLike:
    """Return x itself.

    Args:
        x: any shape, no bools.

    Raises:
        TypeError: for bools.
    """
    if x.dtype == np.bool_:
        raise TypeError("positive(): expected numbers, got bool; write x.int()")
    return x


@composite(method=False, numpy=[np.real])
def real(x: TensorLike) -> TensorLike:
    """Return x itself: the real part of a real number.

    Args:
        x: any shape and dtype.
    """
    return x


@composite(in_place=True, numpy=[np.deg2rad, np.radians])
def deg2rad(x: TensorLike) -> TensorLike:
    """Return angles in degrees as radians: x · π / 180.

    Args:
        x: any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([180.0, 90.0]).deg2rad()
    tensor([3.1416, 1.5708])
    """
    return x * (math.pi / 180)


@composite(in_place=True, numpy=[np.rad2deg, np.degrees])
def rad2deg(x: TensorLike) -> TensorLike:
    """Return angles in radians as degrees: x · 180 / π.

    Args:
        x: any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([0.0, 3.14159265]).rad2deg()
    tensor([  0., 180.])
    """
    return x * (180 / math.pi)


@composite(numpy=[np.logaddexp2])
def logaddexp2(x: TensorLike, other: TensorLike) -> TensorLike:
    """Return the logarithm of 2^x + 2^other to base 2. It does not overflow.

    Args:
        x: any shape, floating.
        other: a Tensor or array whose shape broadcasts with x.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1000.0]).logaddexp2(tensor([1000.0]))
    tensor([1001.])
    """
    larger = elementwise.maximum(x, other)
    apart = select.where(x == other, 0.0, -abs(x - other))  # avoids ∞ − ∞
    total = larger + elementwise.log1p(elementwise.exp2(apart)) * elementwise.LOG2_E
    # Where x equals other, the square is 0 but gives the second derivative.
    square = select.where(abs(larger) == math.inf, 0.0, x - other) ** 2
    return select.where(
        elementwise.mul(x == other, 1) == 1, 0.5 * (x + other) + 1 + elementwise.LN2 / 8 * square, total
    )


@composite(in_place=True, special="sinc", numpy=[np.sinc])
def sinc(x: TensorLike) -> TensorLike:
    """Return sin(πx) / (πx), and 1 at 0.

    Args:
        x: any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.5]).sinc()
    tensor([1.0000, 0.6366])
    """
    scaled = select.where(x == 0, 1.0, x * math.pi)
    return select.where(x == 0, 1.0, elementwise.sin(scaled) / scaled)


@composite(in_place=True, numpy=[np.float_power])
def float_power(x: TensorLike, exponent: TensorLike) -> TensorLike:
    """Return x to the power of exponent, computed in float64.

    Args:
        x: any shape and dtype.
        exponent: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, float64.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([2, 3]).float_power(-1)
    tensor([0.5000, 0.3333], dtype=float64)
    """
    wide = np.dtype(np.float64)
    base, power = (cast(part, wide) if hasattr(part, "dtype") else part for part in (x, exponent))
    return elementwise.pow(base, power)


@composite(in_place=True)
def lerp(x: TensorLike, end: TensorLike, weight: TensorLike) -> TensorLike:
    """Return x + weight · (end − x): the point between x and end.

    Args:
        x: any shape, floating.
        end: a Tensor whose shape broadcasts with x.
        weight: a Tensor or number: 0 for x, 1 for `end`.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([0.0, 10.0]).lerp(tensor([1.0, 20.0]), 0.5)
    tensor([ 0.5000, 15.0000])
    """
    return x + weight * (end - x)


@composite(in_place=True)
def addcmul(x: TensorLike, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1) -> TensorLike:
    """Return x + value · tensor1 · tensor2.

    Args:
        x: any shape and dtype.
        tensor1: a Tensor whose shape broadcasts with x.
        tensor2: a Tensor whose shape broadcasts with x.
        value: a factor.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).addcmul(tensor([3.0, 4.0]), tensor([5.0, 6.0]), value=0.1)
    tensor([2.5000, 4.4000])
    """
    product = tensor1 * tensor2
    return x + (product if value == 1 else product * value)


@composite(in_place=True)
def addcdiv(x: TensorLike, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1) -> TensorLike:
    """Return x + value · tensor1 / tensor2.

    Args:
        x: any shape, floating.
        tensor1: a Tensor whose shape broadcasts with x.
        tensor2: a Tensor whose shape broadcasts with x.
        value: a factor.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).addcdiv(tensor([3.0, 4.0]), tensor([5.0, 8.0]))
    tensor([1.6000, 2.5000])
    """
    quotient = tensor1 / tensor2
    return x + (quotient if value == 1 else quotient * value)


@composite(method=False)
def rsub(x: TensorLike, other: TensorLike, *, alpha: float = 1) -> TensorLike:
    """Return other − alpha · x.

    Args:
        x: any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.
        alpha: a factor of x.

    Raises:
        ShapeError: if the shapes do not broadcast.
    """
    return elementwise.sub(other, x if alpha == 1 else x * alpha)


@composite(in_place=True, numpy=[np.ldexp])
def ldexp(x: TensorLike, other: TensorLike) -> TensorLike:
    """Return x · 2^other.

    Args:
        x: any shape; integers become float32.
        other: a Tensor whose shape broadcasts with x.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, 3.0]).ldexp(tensor([2, -1]))
    tensor([4.0000, 1.5000])
    """
    return x * elementwise.exp2(other)


class MantissaExponent(NamedTuple, Generic[T]):
    """A mantissa from ½ to 1, and the exponent of 2 (int32)."""

    mantissa: T
    exponent: T


@operation(x=None, internal=True)
def exponent_of(x: Array) -> Array:
    """Return the exponent of x, int32: x = mantissa · 2^exponent with ½ ≤ |mantissa| < 1."""
    return np.frexp(x)[1].astype(np.int32)


@composite()
def frexp(x: TensorLike) -> MantissaExponent[TensorLike]:
    """Return x as a mantissa and an exponent: x = mantissa · 2^exponent with ½ ≤ |mantissa| < 1.

    Args:
        x: any shape, floating.

    Returns:
        The named tuple `(mantissa, exponent)`.

    >>> from autograd import tensor
    >>> tensor([6.0]).frexp().mantissa
    tensor([0.7500])
    """
    exponent = exponent_of(x)
    half = elementwise.floor_divide(exponent, 2)  # in two steps, because 2^-exponent may overflow
    mantissa = x * elementwise.exp2(cast(-half, x.dtype)) * elementwise.exp2(cast(half - exponent, x.dtype))
    return MantissaExponent(mantissa, exponent)


@composite(numpy=[np.isreal])
def isreal(x: TensorLike) -> TensorLike:
    """Return True for each element: all numbers are real.

    Args:
        x: any shape and dtype.

    Returns:
        The shape of x, bool.
    """
    return (x == x) | (x != x)


@composite(function=False)
def fill(x: TensorLike, value: TensorLike) -> TensorLike:
    """Return a tensor of the shape and dtype of x with `value` everywhere.

    Args:
        x: any shape and dtype.
        value: a number or a 0-d Tensor.
    """
    return cast(select.where(np.zeros(x.shape, np.bool_), x, value), x.dtype)
