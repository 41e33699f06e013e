"""Operations of a user: both forms, one and two outputs, with and without a jvp."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd
from autograd import Function, custom

X = np.array([[0.3, -1.2, 0.7], [1.1, 0.4, -0.6]])
Y = np.array([[1.5, 0.2, -0.3], [0.8, -0.9, 2.0]])


@custom(vjp=lambda upstream, x, y: (upstream * y, upstream * x))
def multiply(x: Any, y: Any) -> Any:
    return np.multiply(x, y)


@custom(
    vjp=lambda upstream, x, y: (upstream * y, upstream * x),
    jvp=lambda dx, dy, x, y: dx * y + x * dy,
)
def multiply_both_ways(x: Any, y: Any) -> Any:
    return np.multiply(x, y)


@custom(vjp=lambda upstream, out: upstream * out)
def exponential(x: Any) -> Any:
    """e to the x."""
    return np.exp(x)


@custom(vjp=lambda upstream, x: upstream * cosine(x), jvp=lambda dx, x: dx * cosine(x))  # type: ignore[has-type]
def sine(x: Any) -> Any:
    return np.sin(x)


@custom(vjp=lambda upstream, x: -upstream * sine(x), jvp=lambda dx, x: -dx * sine(x))
def cosine(x: Any) -> Any:
    return np.cos(x)


@custom(vjp=lambda upstream, x, n: (upstream * n * x ** (n - 1), None), jvp=lambda dx, x, n: n * x ** (n - 1) * dx)
def power(x: Any, n: int = 3) -> Any:
    return x**n


@custom(vjp=lambda upstream, x, y, z, w: (upstream * y * z, upstream * (x * z + w), upstream * x * y, upstream * y))
def of_four(x: Any, y: Any, z: Any, w: Any) -> Any:
    return x * y * z + y * w


class Multiply(Function):
    @staticmethod
    def forward(ctx: Any, x: Any, y: Any) -> Any:
        ctx.save_for_backward(x, y)
        return x * y

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        x, y = ctx.saved_tensors
        return upstream * y, upstream * x


class Exponential(Function):
    """Saves its own output."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        out = x.exp()
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        (out,) = ctx.saved_tensors
        return upstream * out


class Polar(Function):
    """Two outputs; saves an argument and an output."""

    @staticmethod
    def forward(ctx: Any, x: Any, y: Any) -> Any:
        r = (x * x + y * y).sqrt()
        ctx.save_for_backward(x, y, r)
        return r, autograd.atan2(y, x)

    @staticmethod
    def backward(ctx: Any, dr: Any, da: Any) -> Any:
        x, y, r = ctx.saved_tensors
        return dr * x / r - da * y / (r * r), dr * y / r + da * x / (r * r)


class PolarBothWays(Polar):
    @staticmethod
    def jvp(ctx: Any, dx: Any, dy: Any) -> Any:
        x, y, r = ctx.saved_tensors
        dx, dy = (0 * x if d is None else d for d in (dx, dy))
        return (x * dx + y * dy) / r, (x * dy - y * dx) / (r * r)


OPERATIONS: dict[str, tuple[Any, tuple[np.ndarray, ...]]] = {
    "multiply": (multiply, (X, Y)),
    "multiply_both_ways": (multiply_both_ways, (X, Y)),
    "shared": (lambda x: multiply(x, x) * x, (X,)),
    "constant": (lambda x: multiply(x, Y), (X,)),
    "exponential": (exponential, (X,)),
    "sine": (sine, (X,)),
    "power": (lambda x: power(x, 4), (X,)),
    "keyword": (lambda x: power(n=2, x=x), (X,)),
    "default": (power, (X,)),
    "of_four": (of_four, (X, Y, X + 2, Y - 1)),
    "Multiply": (Multiply.apply, (X, Y)),
    "Exponential": (Exponential.apply, (X,)),
    "Polar": (lambda x, y: Polar.apply(x, y)[0] * Polar.apply(x, y)[1], (X, Y)),
    "Polar's first": (lambda x, y: Polar.apply(x, y)[0], (X, Y)),
    "Polar's second": (lambda x, y: Polar.apply(x, y)[1] * x, (X, Y)),
    "PolarBothWays": (lambda x, y: sum(PolarBothWays.apply(x * 2, y)), (X, Y)),
}
