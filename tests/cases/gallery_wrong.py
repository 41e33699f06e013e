"""Derivatives that are wrong on purpose, and the expected report of the checker.

Each function has a mistake that a user could make. `says` is a part of the diagnosis. `at` is the index of the wrong
entry, if only one is wrong. `order` is the order at which the derivative is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import autograd
from autograd import Function, Tensor, Value, custom, tensor


@dataclass(frozen=True)
class Wrong:
    name: str
    f: Callable[..., Any]
    inputs: tuple[Any, ...] = field(repr=False)
    says: str = ""
    at: tuple[int, ...] | None = None
    input: int = 0
    order: int = 1


def rule(forward: Callable[..., Any], vjp: Callable[..., Any], **more: Any) -> Callable[..., Any]:
    """Return a custom function with this vjp. For a NumPy function, it is a function of x, or of x and y."""
    if isinstance(forward, np.ufunc) or forward.__module__.startswith("numpy"):
        binary = getattr(forward, "nin", 1) == 2 or forward is np.dot
        return custom(vjp=vjp, **more)((lambda x, y: forward(x, y)) if binary else (lambda x: forward(x)))
    return custom(vjp=vjp, **more)(forward)


def erf(x: Any) -> Any:
    return autograd.erf(np.asarray(x))


def sum_last(x: Any) -> Any:
    return x.sum(-1)


rng = np.random.default_rng(4)
X = np.array([0.3, -1.2, 0.7, 2.1, -0.4])
P = np.array([0.4, 1.3, 2.2, 0.9, 3.1])
M, N, S = rng.standard_normal((3, 4)), rng.standard_normal((4, 2)), rng.standard_normal((3, 3))
Y = np.array([1.5, 0.2, -0.8, 1.1, 0.6])
B = rng.standard_normal(4)
MILLION = rng.standard_normal(10**6)
SQUARE = rng.standard_normal((300, 400))
X32, S32 = X.astype(np.float32), S.astype(np.float32)

# ── sign ────────────────────────────────────────────────────────────────────────────────────────────────────────────

SIGN = [
    Wrong("cos", rule(np.cos, lambda up, x: up * np.sin(x)), (X,), "sign"),
    Wrong("cos of a float", rule(np.cos, lambda up, x: up * np.sin(x)), (0.7,), "sign"),
    Wrong("acos", rule(np.arccos, lambda up, x: up / np.sqrt(1 - x * x)), (X / 3,), "sign"),
    Wrong("subtract", rule(np.subtract, lambda up, x, y: (up, up)), (X, Y), "sign", input=1),
    Wrong("divide", rule(np.divide, lambda up, x, y: (up / y, up * x / y**2)), (X, P), "sign", input=1),
    Wrong("exp(-x)", rule(lambda x: np.exp(-x), lambda up, out: up * out), (X,), "sign"),
    Wrong("reciprocal of Values", rule(lambda x: 1 / x, lambda up, x: up / (x * x)), (Value(0.7),), "sign"),
    Wrong("matmul", rule(np.matmul, lambda up, x, y: (up @ y.T, -(x.T @ up))), (M, N), "sign", input=1),
]

# ── a constant factor ───────────────────────────────────────────────────────────────────────────────────────────────

FACTOR = [
    Wrong("square", rule(np.square, lambda up, x: up * x), (X,), "factor: it is 1/2"),
    Wrong("square of a float", rule(np.square, lambda up, x: up * x), (1.7,), "factor: it is 1/2"),
    Wrong("mean", rule(np.mean, lambda up, x: up * np.ones(5)), (X,), "factor: it is 5"),
    Wrong("exp2", rule(np.exp2, lambda up, out: up * out), (X,), "factor: it is 1/ln 2"),
    Wrong("log10", rule(np.log10, lambda up, x: up / x), (P,), "factor: it is ln 10"),
    Wrong("cube", rule(lambda x: x**3, lambda up, x: 2 * up * x**2), (X,), "factor: it is 2/3"),
    Wrong("erf", rule(erf, lambda up, x: up * np.exp(-x * x)), (X,), "factor: it is"),
    Wrong("tanh twice", lambda x: rule(np.tanh, lambda up, out: 2 * up * (1 - out**2))(x).sum(), (X,), "it is 2 times"),
    Wrong("a hundredth", rule(np.sin, lambda up, x: 0.01 * up * np.cos(x)), (X,), "factor: it is 0.01"),
    Wrong(
        "variance", rule(lambda x: np.var(x, ddof=1), lambda up, x: up * (x - x.mean()) * (2 / 5)), (X,), "it is 4/5"
    ),
    Wrong("almost", rule(np.sin, lambda up, x: 1.001 * up * np.cos(x)), (X,), "factor: it is 1.001"),
    Wrong("degrees", rule(lambda x: np.sin(np.pi * x), lambda up, x: up * np.cos(np.pi * x)), (X,), "it is 1/π"),
]

# ── places: off by one, transposed, swapped ─────────────────────────────────────────────────────────────────────────

SHIFTED = [
    Wrong(
        "roll the wrong way twice",
        lambda x: (rule(lambda x: np.roll(x, 1), lambda up: np.roll(up, -2))(x) * Y).sum(), (X,), "off by one index",
    ),
    Wrong(
        "cumulative sum",
        rule(np.cumsum, lambda up: np.roll(np.flip(np.cumsum(np.flip(up))), 1)), (np.arange(8.0) ** 1.5,),
        "off by one index",
    ),
    Wrong(
        "a slice",
        lambda x: (rule(lambda x: x[1:-1], lambda up: np.concatenate([up, np.zeros(2)]))(x) * X).sum(),
        (np.arange(7.0) / 3,), "off by one index",
    ),
    Wrong(
        "columns",
        lambda x: (rule(lambda x: x * 1, lambda up: np.roll(up, 1, 1))(x) * M).sum(), (np.ones((3, 4)),),
        "off by one index: it is shifted by one along axis 1",
    ),
    Wrong(
        "moving average",
        rule(lambda x: (x[1:] + x[:-1]) ** 2 / 2,
             lambda up, x: np.concatenate([up * (x[1:] + x[:-1]), np.zeros(1)])), (X,), "",
    ),
]  # fmt: skip

TRANSPOSED = [
    Wrong("matmul", rule(np.matmul, lambda up, x, y: ((up @ y.T).T, x.T @ up)), (S, S + 1), "transposed"),
    Wrong("trace", rule(lambda x, y: np.trace(x @ y), lambda up, x, y: (up * y, up * x.T)), (S, S + 1), "transposed"),
    Wrong("not square", rule(lambda x: x * 1.0, lambda up: up.T.reshape(3, 4)), (M,), "transposed"),
    Wrong("outer", rule(lambda x: x.T * 1.0, lambda up: up * 1.0), (S,), "transposed"),
    Wrong("a batch", lambda x: (rule(lambda x: x * 1.0, lambda up: np.swapaxes(up, 1, 2))(x)) ** 2,
          (rng.standard_normal((2, 3, 3)),), "transposed"),
    Wrong("determinant", rule(np.linalg.det, lambda up, out, x: up * out * np.linalg.inv(x)), (S,), "transposed"),
]  # fmt: skip

SWAPPED = [
    Wrong("multiply", rule(np.multiply, lambda up, x, y: (up * x, up * y)), (X, Y), "gradient of another argument"),
    Wrong("of floats", rule(np.multiply, lambda up, x, y: (up * x, up * y)), (0.31, 1.7), "another argument"),
    Wrong(
        "power", rule(np.power, lambda up, x, y: (up * x**y * np.log(x), up * y * x ** (y - 1))), (P, Y),
        "gradient of another argument",
    ),
    Wrong(
        "atan2", rule(np.arctan2, lambda up, x, y: (-up * x / (x * x + y * y), up * y / (x * x + y * y))), (X, P),
        "gradient of another argument",
    ),
    Wrong("dot", rule(np.dot, lambda up, x, y: (up * x, up * y)), (X, Y), "another argument", input=1),
    Wrong("one of them", rule(lambda x, y: x * y**2, lambda up, x, y: (2 * up * x * y, 2 * up * x * y)), (X, P),
          "gradient of another argument: it is that of y"),
]  # fmt: skip

# ── sums that are missing ───────────────────────────────────────────────────────────────────────────────────────────


class FirstRow(Function):
    """x + bias whose backward takes the first row for the sum of all."""

    @staticmethod
    def forward(ctx: Any, x: Any, bias: Any) -> Any:
        return x + bias

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        return upstream, upstream[0]


MISSING_SUM = [
    Wrong("bias", rule(np.add, lambda up: (up, up)), (M, B), "missing sum over a broadcast axis", input=1),
    Wrong("column", rule(np.multiply, lambda up, x, y: (up * y, up * x)), (M, M[:, :1]), "missing sum", input=1),
    Wrong("number", rule(np.add, lambda up: (up, up)), (M, 2.0), "missing sum over a broadcast axis", input=1),
    Wrong("first row", FirstRow.apply, (M, B), "missing sum over a broadcast axis", input=1),
    Wrong("last column", rule(np.add, lambda up: (up, up[:, -1:])), (M, M[:, :1]), "missing sum", input=1),
    Wrong("first use only", rule(lambda x: x[[0, 0, 1, 2, 3, 4]], lambda up: up[1:]), (X,), "missing sum", (0,)),
    Wrong("mean for sum", rule(lambda x, b: x + b, lambda up: (up, up.mean(0))), (M, B), "factor: it is 1/3", input=1),
]

# ── wrong on one branch, at one entry, at some magnitude ────────────────────────────────────────────────────────────

FROM_0, FROM_3 = np.linspace(-2, 2, 9) + 0.1, np.array([0.1, 0.5, 1.0, 20.0, 40.0, 60.0])

BRANCH = [
    Wrong("leaky relu", rule(lambda x: np.where(x > 0, x, 0.1 * x), lambda up, x: up * np.where(x > 0, 1, 0.2)),
          (FROM_0,), "on one branch only: where x < 0"),
    Wrong("elu", rule(lambda x: np.where(x > 0, x, np.expm1(x)), lambda up, x: up * np.where(x > 0, 1, -np.exp(x))),
          (FROM_0,), "on one branch only: where x < 0"),
    Wrong("abs", rule(np.abs, lambda up, x: up * (x == x)), (FROM_0,), "sign: it has the opposite sign, on one branch"),
    Wrong("huber", rule(lambda x: np.where(abs(x) < 1, x * x / 2, abs(x) - 0.5), lambda up, x: up * x), (FROM_0,),
          "on one branch only: where |x| > 1"),
    Wrong("clamp", rule(lambda x: np.minimum(x, 1), lambda up: up * 1.0), (FROM_0,), "on one branch only: where x > 1"),
    Wrong("relu", rule(lambda x: np.maximum(x, 0), lambda up: up * 1.0), (FROM_0,), "on one branch only: where x < 0"),
    Wrong("one side of a kink", rule(np.abs, lambda up, x: up * np.where(x == 0, 1.5, np.sign(x))), (0.0,), ""),
    Wrong("softplus for large x", rule(lambda x: np.logaddexp(x, 0), lambda up, x: up * np.where(x > 15, 0, 1 / (1 +
          np.exp(-x)))), (FROM_3,), "on one branch only: where x >"),
    Wrong("log1p for tiny x", rule(np.log1p, lambda up, x: up * np.where(x < 1e-5, 2.0, 1 / (1 + x))),
          (np.array([1e-8, 1e-7, 1e-3, 0.1, 1.0]),), "on one branch only: where x <"),
    Wrong("sin for huge x", rule(np.sin, lambda up, x: up * np.where(abs(x) > 1e6, 1, np.cos(x))),
          (np.array([0.1, -1.0, 3.0, -2e7, 1e8]),), "on one branch only: where |x| >"),
    Wrong("square of tiny x", rule(np.square, lambda up, x: up * np.where(abs(x) < 1e-6, 0 * x, 2 * x)),
          (np.array([1e-8, -1e-7, 0.2, 1.0]),), "zero where it should not be, on one branch only: where |x| <"),
    Wrong("cube of huge x", rule(lambda x: x**3, lambda up, x: up * np.minimum(3 * x * x, 1e12)),
          (np.array([1.0, 10.0, 1e7, 1e8]),), "on one branch only: where x >"),
]  # fmt: skip


def million(wrong_at: int, by: float) -> Callable[..., Any]:
    """Σ x², with one wrong entry."""
    error = np.zeros(10**6)
    error[wrong_at] = by
    return rule(lambda x: np.sum(x * x), lambda up, x: up * (2 * x + error))


def spoiled(up: Any, x: Any) -> Any:
    gradient = up * np.cos(x)
    gradient[217, 393] *= -1
    return gradient


def last_is_zero(up: Any, x: Any) -> Any:
    gradient = up * np.exp(x)
    gradient[-1] = 0
    return gradient


LOCAL = [
    Wrong("one of a million", million(123_456, 0.1), (MILLION,), "at one entry only", (123_456,)),
    Wrong("the last of a million", million(999_999, -3.0), (MILLION,), "at one entry only", (999_999,)),
    Wrong("one of three hundred by four hundred", rule(np.sin, spoiled), (SQUARE,), "sign", (217, 393)),
    Wrong("the last of five", rule(np.exp, last_is_zero), (X,), "zero where it should not be", (4,)),
    Wrong("the first row", rule(lambda x: x**2, lambda up, x: up * 2 * x * (np.arange(3)[:, None] > 0)), (M,),
          "only at index 0 of axis 0"),
    Wrong("one output", rule(lambda x: np.stack([x, x**2]), lambda up, x: up[0] + 3 * up[1] * x), (1.3,), ""),
]  # fmt: skip

# ── single precision only, and second order only ────────────────────────────────────────────────────────────────────


def in_float32(wrong: float) -> Callable[..., Any]:
    return lambda up, x: up * np.cos(x) * x.dtype.type(wrong if x.dtype == np.float32 else 1)


def overflows(up: Any, x: Any) -> Any:
    big = np.exp(4 * x)
    return up * big / (1 + big) if x.dtype == np.float64 else up * (big * big) / (big + big * big)


FLOAT32 = [
    Wrong("a factor", rule(np.sin, in_float32(1.5)), (X32,), "float32 only"),
    Wrong("a sign", rule(np.sin, in_float32(-1)), (S32,), "float32 only"),
    Wrong("five per cent", lambda x: rule(np.sin, in_float32(1.05))(x).sum(), (X32,), "float32 only"),
    Wrong("overflow", rule(lambda x: np.logaddexp(0, 4 * x) / 4, overflows), (np.array([0.1, 0.2, 15.0], np.float32),),
          "float32", (2,)),
]  # fmt: skip


def constant(x: Any) -> Any:
    """Return x without its graph. A rule that reads it has a wrong derivative itself."""
    return x.detach() if isinstance(x, Tensor | Value) else x


bad_cos = rule(np.cos, lambda up, x: up * np.sin(x))
bad_exp = rule(np.exp, lambda up, out: 2 * up * constant(out))


class Scale(Function):
    """3x, whose backward is a constant for the second order, though it depends on upstream."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        return x * 3

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        return upstream.detach() * 3


SECOND = [
    Wrong("detached x", rule(lambda x: x**3, lambda up, x: up * 3 * constant(x) ** 2), (X,), "wrong at second",
          order=2),
    Wrong("detached result", rule(np.exp, lambda up, out: up * constant(out)), (X,), "wrong at second", order=2),
    Wrong("sine with a bad cosine", rule(np.sin, lambda up, x: up * bad_cos(x)), (X,), "second: sign", order=2),
    Wrong("of a float", rule(np.sin, lambda up, x: up * bad_cos(x)), (0.7,), "second: sign", order=2),
    Wrong("product", rule(np.multiply, lambda up, x, y: (up * constant(y), up * x)), (X, Y), "wrong at second",
          input=1, order=2),
    Wrong("upstream detached", Scale.apply, (X,), "wrong at second", order=2),
    Wrong("of a Value", rule(np.exp, lambda up, out: up * constant(out)), (Value(0.7),), "wrong at second", order=2),
]  # fmt: skip

# ── the chain rule forgotten ────────────────────────────────────────────────────────────────────────────────────────

CHAIN = [
    Wrong("sin(3x)", rule(lambda x: np.sin(3 * x), lambda up, x: up * np.cos(3 * x)), (X,), "factor: it is 1/3"),
    Wrong("sin(x²)", rule(lambda x: np.sin(x * x), lambda up, x: up * np.cos(x * x)), (X,), "chain rule was forgotten"),
    Wrong("exp(x²)", rule(lambda x: np.exp(x * x), lambda up, out: up * out), (X,), "chain rule was forgotten: 2 · x"),
    Wrong("log(1 + x²)", rule(lambda x: np.log1p(x * x), lambda up, x: up / (1 + x * x)), (X,), "chain rule"),
    Wrong("sin(1/x)", rule(lambda x: np.sin(1 / x), lambda up, x: -up * np.cos(1 / x)), (P,), "chain rule"),
    Wrong("sin(x³)", rule(lambda x: np.sin(x**3), lambda up, x: up * np.cos(x**3)), (P,), "chain rule"),
    Wrong("tanh(wx)", rule(lambda w, x: np.tanh(w * x), lambda up, out, w: (None, up * (1 - out**2))), (2.0, X),
          "", input=1),
]  # fmt: skip

# ── zero, detached, not finite ──────────────────────────────────────────────────────────────────────────────────────


def through_float(x: Any) -> Any:
    return tensor(np.exp(x.numpy())) if isinstance(x, Tensor) else np.exp(x)


LOST = [
    Wrong("detach()", lambda x: (x.detach() ** 2).sum(), (X,), "detached from the graph"),
    Wrong("numpy()", lambda x: through_float(x.detach()), (X,), "detached from the graph"),
    Wrong("float()", lambda x: float(x) ** 2, (1.3,), "detached from the graph"),
    Wrong("a Value's number", lambda x: Value(x.data * 2), (Value(1.3),), "detached from the graph"),
    Wrong("one of two", lambda x, y: x.detach() * y, (X, Y), "detached from the graph"),
    Wrong("half of it", lambda x: x.detach() * x, (X,), "factor: it is 1/2"),
    Wrong("no gradient", rule(np.multiply, lambda up, x, y: (up * y, None)), (X, Y), "zero where it should not be",
          input=1),
    Wrong("times zero", rule(np.tanh, lambda up, x: 0 * up * x), (X,), "zero where it should not be"),
    Wrong("0/0", rule(lambda x: x**2, lambda up, x: up * 2 * x**2 / x), (np.array([0.5, 0.0, 1.0]),), "not finite",
          (1,)),
    Wrong("too few", rule(np.multiply, lambda up, y: (up * y,)), (X, Y), "the backward pass fails"),
]  # fmt: skip

# ── whole formulas ──────────────────────────────────────────────────────────────────────────────────────────────────


def softmax(x: Any) -> Any:
    e = np.exp(x - x.max())
    return e / e.sum()


FORMULAS = [
    Wrong("softmax, the diagonal only", rule(softmax, lambda up, out: up * out * (1 - out)), (X,), ""),
    Wrong("log softmax", rule(lambda x: np.log(softmax(x)), lambda up, out: up - np.exp(out)), (X,), ""),
    Wrong("standardise", rule(lambda x: (x - x.mean()) / x.std(), lambda up, x: up / x.std()), (X,), ""),
    Wrong("norm", rule(np.linalg.norm, lambda up, x: up * x), (X,), "factor: it is"),
    Wrong("sort", rule(np.sort, lambda up: up * 1.0), (X,), "right numbers in the wrong places"),
    Wrong("flip", rule(np.flip, lambda up: up * 1.0), (X,), "reversed along axis 0"),
    Wrong("product", rule(np.prod, lambda up, x: up * np.ones(5)), (X,), ""),
    Wrong("an offset", rule(lambda x: x**2, lambda up, x: up * (2 * x + 1)), (X,), ""),
    Wrong("a sum with an offset", rule(lambda x: np.sum(x**2), lambda up, x: up * (2 * x + 1)), (X,), "constant added"),
    Wrong("max to all", rule(np.max, lambda up, x: up * np.ones(5)), (X,), ""),
    Wrong("in a dict", lambda p: rule(np.square, lambda up, x: up * x)(p["w"]) + p["b"], ({"w": X, "b": Y},),
          "factor: it is 1/2"),
    Wrong("of several results", lambda x: (x * 2, [rule(np.cos, lambda up, x: up * np.sin(x))(x)]), (X,), ""),
    Wrong("forward mode only", rule(np.sin, lambda up, x: up * np.cos(x), jvp=lambda dx, x: -dx * np.cos(x)), (X,),
          "forward mode"),
    Wrong("small beside large", lambda x: (1e8 * x, 1e-8 * rule(np.sin, lambda up, x: -up * np.cos(x))(x)), (X,), ""),
    Wrong("badly scaled", rule(lambda x: x * np.logspace(-8, 8, 5), lambda up: up * np.logspace(-8, 8, 5) * 2), (X,),
          "factor: it is 2"),
]  # fmt: skip

# ── slopes that are almost right ────────────────────────────────────────────────────────────────────────────────────


def nearly(forward: Callable[..., Any], slope: Callable[..., Any], factor: float) -> Callable[..., Any]:
    return rule(forward, lambda up, x: up * slope(x) * factor)


def quotient(x: Any, y: Any) -> Any:
    """Return (eˣ − eʸ) / (x − y)."""
    return np.where(x == y, np.exp(x), (np.exp(x) - np.exp(y)) / np.where(x == y, 1, x - y))


def slope_of_quotient(x: Any, y: Any) -> Any:
    """Return its derivative with respect to x, which is twice too large where x = y."""
    difference = np.where(x == y, 1, x - y)
    return np.where(x == y, np.exp(x), (np.exp(x) * (x - y - 1) + np.exp(y)) / difference**2)


ALMOST = [
    Wrong("sine, by 5e-5", nearly(np.sin, np.cos, 1 + 5e-5), (X,), "factor: it is 1.00005"),
    Wrong("sine, by 1e-5", nearly(np.sin, np.cos, 1 - 1e-5), (X,), "factor: it is 0.99999"),
    Wrong("sine, by 2e-6", nearly(np.sin, np.cos, 1 + 2e-6), (X,), "factor: it is 1.000002"),
    Wrong("sine of a float, by 5e-6", nearly(np.sin, np.cos, 1 + 5e-6), (0.7,)),
    Wrong("logarithm over decades", nearly(np.log, np.reciprocal, 1 + 4e-6), (np.array([1e-3, 0.5, 1e5]),), ""),
    Wrong("a copy", rule(lambda x: x * 1.0, lambda up: up * (1 + 3e-6)), (M,), "factor: it is 1.000003"),
    Wrong("matmul", rule(np.matmul, lambda up, x, y: (up @ y.T * (1 + 5e-6), x.T @ up)), (M, N), "it is 1.000005"),
    Wrong("symmetric", rule(lambda a: np.sum(a * a.T) / 2, lambda up, a: up * a.T * (1 + 2e-5)), (S + S.T,),
          "factor: it is 1.00002"),
    Wrong("two equal arguments", rule(np.add, lambda up: (up * (1 + 2e-5), up)), (X, Y), "factor: it is 1.00002"),
    Wrong("for large x", rule(np.tanh, lambda up, out: up * (1 - out**2) * np.where(out > 0.5, 1 + 1e-5, 1)), (X,), ""),
    Wrong("a thousand", nearly(np.sin, np.cos, 1 + 1e-5), (np.linspace(0.1, 1, 1000),), "factor: it is 1.00001"),
    Wrong("second order", rule(np.sin, lambda up, x: up * rule(np.cos, lambda up, x: -up * np.sin(x) * (1 + 5e-6))(x)),
          (X,), "second: a constant factor: it is 1.000005", order=2),
    Wrong("difference quotient",
          rule(quotient, lambda up, x, y: (up * slope_of_quotient(x, y), up * slope_of_quotient(y, x))),
          (np.array([0.5, 1.2, 2.0]), np.array([1.0, 1.2, 1.0])), "it is 2 times", (1,)),
]  # fmt: skip

# ── the upstream gradient ───────────────────────────────────────────────────────────────────────────────────────────


class Loss(Function):
    """Σ x², whose backward forgets to multiply by the upstream gradient."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.x = x.detach().numpy()
        return tensor(np.sum(ctx.x**2))

    @staticmethod
    @autograd.once_differentiable
    def backward(ctx: Any, upstream: Any) -> Any:
        return tensor(2 * ctx.x)


def of_tanh(change: Callable[..., Any]) -> Callable[..., Any]:
    return rule(np.tanh, lambda up, out: change(up) * (1 - out * out))


def of_sum(change: Callable[..., Any]) -> Callable[..., Any]:
    return rule(lambda x: np.sum(x * x), lambda up, x: change(up) * 2 * x)


UPSTREAM = [
    Wrong("a loss that ignores it", Loss.apply, (X,), "does not multiply by the upstream gradient"),
    Wrong("a float that ignores it", of_sum(lambda up: 1.0), (0.7,), "does not multiply by the upstream gradient"),
    Wrong("ignored by a thousand", of_sum(lambda up: 1.0), (np.linspace(0.1, 1, 1000),), "does not multiply"),
    Wrong("ignored for one argument", rule(lambda x, y: np.sum(x * y), lambda up, x, y: (up * y, x)), (X, Y),
          "does not multiply by the upstream gradient", input=1),
    Wrong("ignored by an array", of_tanh(np.ones_like), (X,), "does not multiply by the upstream gradient"),
    Wrong("clipped to 1", of_tanh(lambda up: np.clip(up, -1, 1)), (X,), "not linear in the upstream gradient"),
    Wrong("clipped to 10⁶", of_tanh(lambda up: np.clip(up, -1e6, 1e6)), (X,), "not linear in the upstream gradient"),
    Wrong("clipped by norm", of_tanh(lambda up: up / np.maximum(1, np.sqrt(np.sum(up * up)) / 5)), (X,), "not linear"),
    Wrong("squared", of_sum(lambda up: up * up), (X,), "not linear in the upstream gradient"),
    Wrong("positive part", of_sum(lambda up: np.maximum(up, 0)), (X,), "not linear in the upstream gradient"),
    Wrong("size", of_sum(abs), (X,), "not linear in the upstream gradient"),
    Wrong("small parts dropped", of_tanh(lambda up: np.where(abs(up) < 1e-6, 0, up)), (X,), "not linear"),
]  # fmt: skip

# ── ties ────────────────────────────────────────────────────────────────────────────────────────────────────────────

largest = rule(np.max, lambda up, out, x: up * (x == out))
larger = rule(np.maximum, lambda up, x, y: (up * (x >= y), up * (y >= x)))
COUNT = np.arange(1000.0)

TIED = [
    Wrong("largest", largest, (np.array([1.0, 3.0, 3.0, 2.0]),), "ties are counted 2 times"),
    Wrong("largest of five", largest, (np.ones(5),), "ties are counted 5 times"),
    Wrong("largest of fifty", largest, (np.ones(50),), "ties are counted 50 times"),
    Wrong("three of a thousand", largest, (np.where(COUNT % 400 == 7, 9.0, np.sin(COUNT)),), "counted 3 times"),
    Wrong("largest of rows", rule(lambda x: np.max(x, 1), lambda up, out, x: up[:, None] * (x == out[:, None])),
          (np.array([[1.0, 2.0, 2.0], [5.0, 0.0, 5.0]]),), "ties are counted 2 times"),
    Wrong("of two arguments", larger, (np.array([0.3]), np.array([0.3])), "ties are counted 2 times"),
    Wrong("of two arrays", larger, (X, X.copy()), "ties are counted 2 times"),
    Wrong("of two floats", larger, (0.3, 0.3), "ties are counted 2 times"),
    Wrong("of a thousand pairs", larger, (COUNT, COUNT.copy()), "ties are counted 2 times"),
    Wrong("one pair of sixty", larger, (COUNT[:60], np.where(COUNT[:60] == 33, 33.0, 9.5)), "ties are counted 2 times"),
    Wrong("counted not at all", rule(np.minimum, lambda up, x, y: (up * (x < y), up * (y < x))), (X, X.copy()),
          "not a subgradient"),
    Wrong("|x - y|", rule(lambda x, y: abs(x - y), lambda up, x, y: (up * np.where(x >= y, 1, -1),
          up * np.where(y >= x, 1, -1))), (X, X.copy()), "not a subgradient"),
    Wrong("|x + y|", rule(lambda x, y: abs(x + y), lambda up, x, y: (up * np.where(x + y >= 0, 1, -1),
          up * np.where(x + y > 0, 1, -1))), (X, -X), "not a subgradient"),
    Wrong("x and 2y", rule(lambda x, y: np.minimum(x, 2 * y), lambda up, x, y: (up * (x <= 2 * y),
          2 * up * (x >= 2 * y))), (2 * X, X), "ties are counted 2 times"),
]  # fmt: skip

# ── right at the point, wrong beside it ─────────────────────────────────────────────────────────────────────────────


def cached(forward: Callable[..., Any], slope: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose backward uses the slope at the point of the first call."""
    kept: dict[str, Any] = {}

    def fill(x: Any) -> Any:
        kept.setdefault("slope", slope(x))
        return forward(x)

    return rule(fill, lambda up: up * kept["slope"])


BESIDE = [
    Wrong("a cached slope", cached(np.sin, np.cos), (np.array([0.5, 1.3]),), "right at the point and wrong beside it"),
    Wrong("a cached input", cached(lambda x: np.sum(x * x), lambda x: 2 * x.copy()), (X,), "wrong beside it"),
    Wrong("a cached slope of a thousand", cached(np.sin, np.cos), (COUNT / 1000,), "wrong beside it"),
    Wrong("a symmetric matrix", rule(lambda a: np.trace(a @ a), lambda up, a: 2 * up * a),
          (np.array([[2.0, 1.0], [1.0, 3.0]]),), "wrong beside it"),
    Wrong("cube at 0", rule(lambda x: x**3, lambda up, x: up * x), (np.zeros(3),), "wrong beside it"),
    Wrong("at integers", rule(lambda x: np.sin(np.pi * x), lambda up, x: up * np.pi * np.round(np.cos(np.pi * x))),
          (np.array([1.0, 2.0, 3.0]),), "wrong beside it"),
    Wrong("second order at 0", rule(lambda x: x**3, lambda up, x: up * 3 * constant(x) ** 2), (np.zeros(3),),
          "wrong beside it", order=2),
]  # fmt: skip

# ── hidden by other entries ─────────────────────────────────────────────────────────────────────────────────────────

FIRST_200 = np.arange(200)
SCALES = np.where(FIRST_200 == 3, 1e8, 1.0)
MANY_SCALES = np.where(FIRST_200 < 150, 1e8, 1.0)
SPREAD = np.linspace(0.2, 0.6, 200)
THIRD_AT_0 = np.where(COUNT % 3 == 0, 0.0, np.sin(COUNT) * 1.5)


def weighted(weights: Any, spoil: Any) -> Callable[..., Any]:
    return rule(lambda x: np.sum(weights * np.sin(x)), lambda up, x: up * weights * spoil * np.cos(x))


def relu(spoil: Any) -> Callable[..., Any]:
    return rule(lambda x: np.maximum(x, 0), lambda up, x: up * (x > 0) * spoil)


HIDDEN = [
    Wrong("beside one 10⁸ times larger", weighted(SCALES, np.where(FIRST_200 == 150, 2, 1)), (SPREAD,),
          "at one entry only", (150,)),
    Wrong("beside many 10⁸ times larger", weighted(MANY_SCALES, np.where(FIRST_200 == 170, 1.5, 1)), (SPREAD,),
          "at one entry only", (170,)),
    Wrong("missing beside larger ones", weighted(MANY_SCALES, FIRST_200 != 170), (SPREAD,), "zero where it should not",
          (170,)),
    Wrong("too much beside larger ones", rule(lambda x: np.sum((MANY_SCALES * np.sin(x))[:199]),
          lambda up, x: up * MANY_SCALES * np.cos(x)), (SPREAD,), "not zero where it should be", (199,)),
    Wrong("by a hundredth", weighted(np.where(FIRST_200 == 3, 1e5, 1), np.where(FIRST_200 == 9, 1.01, 1)), (SPREAD,),
          "at one entry only", (9,)),
    Wrong("behind many kinks", relu(np.where(COUNT == 700, 1.1, 1)), (np.where(COUNT == 700, 0.8, THIRD_AT_0),),
          "11/10", (700,)),
    Wrong("in a sum behind many kinks", lambda x: relu(np.where(COUNT == 700, 1.1, 1))(x).sum(),
          (np.where(COUNT == 700, 0.8, THIRD_AT_0),), "11/10", (700,)),
    Wrong("one of many kinks", rule(lambda x: np.maximum(x, 0), lambda up, x: up * np.where((x == 0) & (COUNT == 300),
          1.5, x > 0)), (THIRD_AT_0,), "at one entry only", (300,)),
    Wrong("one of many kinks of |x|", rule(lambda x: np.sum(abs(x)), lambda up, x: up * np.where(COUNT == 600, -1.5,
          np.sign(x))), (THIRD_AT_0,), "at one entry only", (600,)),
]  # fmt: skip

# ── NaN behind a mask ───────────────────────────────────────────────────────────────────────────────────────────────

masked_root = rule(
    lambda x: np.where(x > 0, np.sqrt(abs(x)), 0), lambda up, x: np.where(x > 0, up, 0) * 0.5 / np.sqrt(x)
)
BEFORE_3 = np.arange(5) < 3

MASKED = [
    Wrong("square root", masked_root, (X,), "not finite where f is smooth"),
    Wrong("square roots of a thousand", masked_root, (np.sin(COUNT) + 1e-3,), "not finite where f is smooth"),
    Wrong("where", lambda x: autograd.where(x > 0, autograd.sqrt(x), 0 * x).sum(), (tensor(X),), "not finite"),
    Wrong("of a NaN input", rule(lambda x: np.sum(np.where(BEFORE_3, x, 0)), lambda up, x: up * BEFORE_3 * x / x),
          (np.array([0.3, 1.0, 2.0, np.nan, np.nan]),), "not finite", (3,)),
    Wrong("|x| at 0", rule(np.abs, lambda up, x: up * x / abs(x)), (np.array([0.0, 1.0]),), "not finite", (0,)),
    Wrong("behind an inconclusive one", rule(lambda x: np.where(x > 0, x, 0), lambda up, x: up * (x > 0) * x / x),
          (np.where(COUNT == 5, np.nan, np.where(COUNT == 9, 0.0, COUNT + 1)),), "not finite"),
]  # fmt: skip

# ── forward mode ────────────────────────────────────────────────────────────────────────────────────────────────────


def with_jvp(jvp: Callable[..., Any]) -> Callable[..., Any]:
    return rule(lambda x: np.where(x > 0, x, 0.1 * x), lambda up, x: up * np.where(x > 0, 1, 0.1), jvp=jvp)


steep_below_0 = with_jvp(lambda dx, x: dx * np.where(x > 0, 1, 0.3))


def fails(dx: Any, x: Any) -> Any:
    raise ValueError("this jvp was never called")


FORWARD = [
    Wrong("wrong below 0", steep_below_0, (np.array([-1.0, 2.0]),), "forward mode"),
    Wrong("wrong beside a kink", steep_below_0, (np.array([-1.0, 0.0, 2.0]),), "forward mode"),
    Wrong("wrong on one side", with_jvp(lambda dx, x: dx * np.where(x > 0, 2, 0.1)), (0.0,), "forward mode"),
    Wrong("wrong among many kinks", with_jvp(lambda dx, x: dx * np.where(x > 0, 1, 0.1) * np.where(COUNT == 4, 2, 1)),
          (THIRD_AT_0,), "forward mode"),
    Wrong("raises", with_jvp(fails), (X,), "forward mode (jvp) fails: ValueError: this jvp was never called"),
    Wrong("raises at a kink", with_jvp(fails), (np.array([0.0, 1.0]),), "forward mode (jvp) fails"),
    Wrong("of another shape", with_jvp(lambda dx, x: dx.sum()), (X,), "forward mode (jvp) fails: ShapeError"),
    Wrong("not a number", with_jvp(lambda dx, x: dx * np.nan), (X,), "forward mode"),
    Wrong("clipped", with_jvp(lambda dx, x: np.clip(dx, -5, 5) * np.where(x > 0, 1, 0.1)), (X,), "forward mode"),
    Wrong("of one argument", rule(np.multiply, lambda up, x, y: (up * y, up * x), jvp=lambda dx, dy, x, y: dx * y),
          (X, Y), "forward mode", input=1),
    Wrong("almost right", with_jvp(lambda dx, x: dx * np.where(x > 0, 1, 0.1) * (1 + 1e-5)), (X,), "forward mode"),
]  # fmt: skip

# ── others ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Random(Function):
    """x / 2 with a random backward."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        return x / 2

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        return upstream * np.random.default_rng().uniform()


straight_through = rule(np.round, lambda up: up)
estimator = custom(vjp=lambda up: up, surrogate=lambda x: x)(lambda x: np.round(x))
cube_by_square = rule(lambda x: x**3, lambda up, x: up * x**2)

OTHERS = [
    Wrong("a random backward", Random.apply, (X,), "the backward pass is not deterministic"),
    Wrong("a triangle", rule(np.tril, lambda up: up * 1.0), (S,), "not zero where it should be"),
    Wrong("an undeclared estimator", straight_through, (X,), "not zero where it should be"),
    Wrong("a declared estimator", custom(vjp=lambda up, x: up * x, surrogate=lambda x: x)(lambda x: np.round(x)), (X,),
          "chain rule"),
    Wrong("beside a declared estimator", lambda x: cube_by_square(estimator(x)) + estimator(x), (X,), ""),
]  # fmt: skip

KINDS: dict[str, list[Wrong]] = {
    "sign": SIGN,
    "constant factor": FACTOR,
    "shifted": SHIFTED,
    "transposed": TRANSPOSED,
    "swapped arguments": SWAPPED,
    "missing sum": MISSING_SUM,
    "one branch": BRANCH,
    "one entry": LOCAL,
    "single precision only": FLOAT32,
    "second order only": SECOND,
    "chain rule forgotten": CHAIN,
    "detached or zero": LOST,
    "formulas": FORMULAS,
    "slope off by 2e-6 to 5e-5": ALMOST,
    "not linear in upstream": UPSTREAM,
    "ties": TIED,
    "right at the point alone": BESIDE,
    "hidden by other entries": HIDDEN,
    "NaN behind a mask": MASKED,
    "forward mode": FORWARD,
    "others": OTHERS,
}
GALLERY = [case for cases in KINDS.values() for case in cases]
