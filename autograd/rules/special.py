"""Special functions, with the names of torch.special."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from autograd.rules import approximations, elementwise, select
from autograd.rules.arrays import Array, erfc
from autograd.rules.operation import TensorLike, composite, operation


def _in_float64(function: Callable[..., Array], x: Array, *more: Array) -> Array:
    """Return a function of x, computed in float64, in the dtype of x."""
    return np.asarray(function(x.astype(np.float64), *more)).astype(x.dtype)


@operation(x=lambda xp, upstream, x: upstream * xp.digamma(x), floating=True, in_place=True, special="gammaln")
def lgamma(x: Array) -> Array:
    """Return log |Γ(x)|, the logarithm of the gamma function, and ∞ at its poles 0, −1, −2, ….

    Args:
        x: any shape; integers become float32.

    Returns:
        The shape of x.

    >>> from autograd import tensor
    >>> tensor([1.0, 5.0]).lgamma()
    tensor([0.0000, 3.1781])
    """
    return _in_float64(approximations.lgamma, x)


@operation(x=lambda xp, upstream, x: upstream * xp.polygamma(x, 1), floating=True, in_place=True, special="digamma")
def digamma(x: Array) -> Array:
    """Return ψ(x), the derivative of `lgamma`.

    Args:
        x: any shape; integers become float32.

    Returns:
        The shape of x. NaN at −1, −2, …; ∓∞ at ±0.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).digamma()
    tensor([-0.5772,  0.4228])
    """
    return _in_float64(approximations.digamma, x)


@composite(method=False, function=False, special="psi")
def psi(x: TensorLike) -> TensorLike:
    """Return ψ(x), the derivative of `lgamma`.

    Args:
        x: any shape; integers become float32.
    """
    return digamma(x)


@operation(x=lambda xp, upstream, x, n: upstream * xp.polygamma(x, n + 1), floating=True, function=False, in_place=True)
def polygamma_(x: Array, n: int) -> Array:
    """Return the derivative of `digamma` of order n.

    Args:
        x: any shape; integers become float32.
        n: the order, at least 0.

    Returns:
        The shape of x.

    Raises:
        ValueError: if n is negative.
    """
    if n < 0:
        raise ValueError(f"expected an order of at least 0, got {n}")
    if n == 0:
        return _in_float64(approximations.digamma, x)
    factor = math.factorial(n) * (-1.0 if n % 2 == 0 else 1.0)
    return _in_float64(lambda wide: factor * approximations.hurwitz_zeta(n + 1, wide), x)


@composite(method=False, special="polygamma")
def polygamma(n: int, x: TensorLike) -> TensorLike:
    """Return the derivative of `digamma` of order n.

    Args:
        n: the order, at least 0.
        x: any shape; integers become float32.

    Raises:
        ValueError: if n is negative.

    >>> from autograd import polygamma, tensor
    >>> polygamma(1, tensor([1.0, 2.0]))
    tensor([1.6449, 0.6449])
    """
    return polygamma_(x, n)


@composite(in_place=True, special="multigammaln")
def mvlgamma(x: TensorLike, p: int) -> TensorLike:
    """Return the logarithm of the gamma function of p dimensions: log(π)·p(p − 1)/4 + Σ log Γ(x − j/2), j < p.

    Args:
        x: any shape, larger than (p − 1) / 2; integers become float32.
        p: the number of dimensions, at least 1.

    Raises:
        ValueError: if p is less than 1.

    >>> from autograd import tensor
    >>> tensor([3.0]).mvlgamma(2)
    tensor([1.5502])
    """
    if p < 1:
        raise ValueError(f"mvlgamma(): expected p of at least 1, got {p}")
    total = lgamma(x)
    for j in range(1, p):
        total = total + lgamma(x - j / 2)
    return total + math.log(math.pi) * (p * (p - 1) / 4)


@operation(x=lambda xp, upstream, x: upstream * xp.i1(x), floating=True, in_place=True, special="i0", numpy=[np.i0])
def i0(x: Array) -> Array:
    """Return the modified Bessel function of the first kind of order 0.

    Args:
        x: any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([0.0, 1.0]).i0()
    tensor([1.0000, 1.2661])
    """
    return _in_float64(lambda wide: approximations.scaled_bessel(0, wide) * np.exp(np.abs(wide)), x)


@operation(
    x=lambda xp, upstream, out, x: upstream * (xp.i1e(x) - xp.sign(x) * out),
    floating=True,
    method=False,
    function=False,
    special="i0e",
)
def i0e(x: Array) -> Array:
    """Return exp(−|x|)·i0(x), which does not overflow.

    Args:
        x: any shape; integers become float32.
    """
    return _in_float64(lambda wide: approximations.scaled_bessel(0, wide), x)


@operation(
    x=lambda xp, upstream, out, x: upstream * xp.where(x == 0, 0.5, xp.i0(x) - out / xp.where(x == 0, 1.0, x)),
    floating=True,
    method=False,
    function=False,
    special="i1",
)
def i1(x: Array) -> Array:
    """Return the modified Bessel function of the first kind of order 1.

    Args:
        x: any shape; integers become float32.
    """
    return _in_float64(lambda wide: approximations.scaled_bessel(1, wide) * np.exp(np.abs(wide)), x)


@operation(
    x=lambda xp, upstream, out, x: (
        upstream * xp.where(x == 0, 0.5, xp.i0e(x) - out * (xp.sign(x) + 1 / xp.where(x == 0, 1.0, x)))
    ),
    floating=True,
    method=False,
    function=False,
    special="i1e",
)
def i1e(x: Array) -> Array:
    """Return exp(−|x|)·i1(x), which does not overflow.

    Args:
        x: any shape; integers become float32.
    """
    return _in_float64(lambda wide: approximations.scaled_bessel(1, wide), x)


@operation(
    x=lambda xp, upstream, out: upstream * (0.5 * math.sqrt(math.pi)) * xp.exp(out * out),
    floating=True,
    in_place=True,
    special="erfinv",
)
def erfinv(x: Array) -> Array:
    """Return the inverse of the error function: erf(erfinv(x)) is x.

    Args:
        x: any shape, from −1 to 1; integers become float32.

    Returns:
        The shape of x. ±∞ at ±1, and NaN outside.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.5]).erfinv()
    tensor([0.0000, 0.4769])
    """
    return _in_float64(lambda wide: approximations.normal_quantile(wide / 2, (1 - np.abs(wide)) / 2) / math.sqrt(2), x)


@operation(
    x=lambda xp, upstream, out: upstream * math.sqrt(2 * math.pi) * xp.exp(out * out / 2),
    floating=True,
    method=False,
    function=False,
    special="ndtri",
)
def ndtri(x: Array) -> Array:
    """Return the inverse of `ndtr`: the number that a standard normal variable is below with probability x.

    Args:
        x: any shape, from 0 to 1; integers become float32.
    """
    return _in_float64(lambda wide: approximations.normal_quantile(wide - 0.5, np.minimum(wide, 1 - wide)), x)


@composite(method=False, function=False, special="ndtr")
def ndtr(x: TensorLike) -> TensorLike:
    """Return the probability that a standard normal variable is below x.

    Args:
        x: any shape; integers become float32.
    """
    return 0.5 * elementwise.erfc(x * -math.sqrt(0.5))


@operation(
    x=lambda xp, upstream, x: upstream * math.sqrt(2 / math.pi) / xp.erfcx(x * -math.sqrt(0.5)),
    floating=True,
    method=False,
    function=False,
    special="log_ndtr",
)
def log_ndtr(x: Array) -> Array:
    """Return log(ndtr(x)), also for x far below 0.

    Args:
        x: any shape; integers become float32.
    """

    def of_float64(wide: Array) -> Array:
        scaled = wide * math.sqrt(0.5)
        below = np.log(approximations.erfcx(-np.minimum(scaled, 0)) / 2) - scaled * scaled
        return np.where(wide < -1, below, np.log1p(-erfc(scaled) / 2))

    return _in_float64(of_float64, x)


@operation(
    x=lambda xp, upstream, out, x: upstream * (2 * x * out - 2 / math.sqrt(math.pi)),
    floating=True,
    method=False,
    function=False,
    special="erfcx",
)
def erfcx(x: Array) -> Array:
    """Return exp(x²)·erfc(x), which does not underflow for large x.

    Args:
        x: any shape; integers become float32.
    """
    return _in_float64(approximations.erfcx, x)


@operation(
    x=lambda xp, upstream, x: upstream * -(xp.log(xp.where(x < 0, np.nan, x)) + 1),
    floating=True,
    method=False,
    function=False,
    special="entr",
)
def entr(x: Array) -> Array:
    """Return −x·log(x), the contribution of a probability to the entropy: 0 at 0, and −∞ below.

    Args:
        x: any shape; integers become float32.
    """
    product = -x * np.log(np.where(x > 0, x, 1))
    return np.where(x < 0, -np.inf, np.where(x == 0, 0.0, product)).astype(x.dtype)


@composite(method=False, function=False, special="xlog1py")
def xlog1py(x: TensorLike, other: TensorLike) -> TensorLike:
    """Return x·log(1 + other), or 0 if x is 0.

    Args:
        x: any shape; integers become float32.
        other: a Tensor, array or number whose shape broadcasts with x.
    """
    zero = elementwise.mul(x == 0, other == other) == 1
    return select.where(zero, 0.0, x * elementwise.log1p(select.where(zero, 0.0, other)))


@composite(in_place=True, special="logit")
def logit(x: TensorLike, eps: float | None = None) -> TensorLike:
    """Return log(x / (1 − x)), the inverse of `sigmoid`.

    Args:
        x: any shape, from 0 to 1; integers become float32.
        eps: clamp x to the range from `eps` to 1 − `eps` first. None for no clamp.

    >>> from autograd import tensor
    >>> tensor([0.5, 0.9]).logit()
    tensor([0.0000, 2.1972])
    """
    limited = x if eps is None else select.clamp(x, eps, 1 - eps)
    return elementwise.log(limited) - elementwise.log1p(-limited)
