"""Functions with right derivatives that a checker might get wrong: badly scaled, ill-conditioned, kinked, and so on.

`verdict` is the verdict that the checker must give: "ok", "kink", or "" for any verdict but "wrong".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import autograd
import nn.functional as F
from autograd import Function, Value, custom, float32, tensor


@dataclass(frozen=True)
class Right:
    name: str
    f: Callable[..., Any]
    inputs: tuple[Any, ...] = field(repr=False)
    verdict: str = "ok"


rng = np.random.default_rng(9)
X = np.array([0.3, -1.2, 0.7, 2.1, -0.4])
P = np.array([0.4, 1.3, 2.2, 0.9, 3.1])
M, N, S = rng.standard_normal((3, 4)), rng.standard_normal((4, 2)), rng.standard_normal((3, 3))
HILBERT = 1 / (np.arange(6)[:, None] + np.arange(6) + 1.0)
DECADES = np.logspace(-8, 8, 9)
TIES = np.array([1.0, 3.0, 3.0, 2.0])
LARGE = rng.standard_normal(20_000)
A_FEW_ZEROS = np.where(np.arange(5000) % 1777 == 3, 0.0, rng.standard_normal(5000))

SMOOTH = [
    Right("a straight line", lambda x: 3 * x + 1, (X,)),
    Right("a constant", lambda x: (0 * x).sum() + 5, (X,)),
    Right("an argument without effect", lambda x, y: x * 2 + 0 * y, (X, P)),
    Right("exp", np.exp, (X,)),
    Right("a float", lambda x: np.sin(x) * x, (0.7,)),
    Right("a zero", lambda x: np.sin(x) * x, (0.0,)),
    Right("Values", lambda x, y: (x * y).tanh() + x / y, (Value(0.7), Value(-1.3))),
    Right("a Value and a float", lambda x, y: autograd.exp(x) * y, (Value(0.7), 2.0)),
    Right("Tensors", lambda x, y: (x @ y).relu().sum(), (tensor(M + 0.0), tensor(N + 0.0))),
    Right("float32", lambda x: (x.exp() * x).sum(), (tensor(M, dtype=float32),)),
    Right("float32 softmax", lambda x: autograd.softmax(x, -1), (M.astype(np.float32),)),
    Right("float32 cancellation", lambda x: (1 - np.cos(x)) / (x * x), (np.array([1e-3, 0.01, 0.5], np.float32),)),
    Right("float16", lambda x: x * x, (X.astype(np.float16),)),
    Right("an integer beside", lambda x, n: x**n, (P, 3)),
    Right("a nest", lambda p: p["w"][0] @ p["w"][1] + p["b"], ({"w": (M, N), "b": 0.5},)),
    Right("several results", lambda x: {"a": x.sum(), "b": [x * x, 3]}, (X,)),
    Right("nothing", lambda x: x.sum(), (np.zeros((0, 3)),)),
    Right("matmul", np.matmul, (M, N)),
    Right("einsum", lambda x, y: autograd.einsum("ij,jk->k", x, y), (tensor(M), tensor(N))),
    Right("softmax", lambda x: autograd.softmax(x, -1), (M,)),
    Right("layer norm", lambda x: (x - x.mean(-1, keepdim=True)) / x.std(-1, keepdim=True), (tensor(M),)),
    Right("cross entropy", lambda x: F.cross_entropy(x, tensor([0, 1, 3])), (tensor(M),)),
    Right("repeated indices", lambda x: x[[0, 0, 3]] ** 2, (X,)),
    Right("broadcasting", lambda x, y: x * y + y, (M, M[:, :1])),
    Right("twenty thousand", lambda x: np.sum(np.tanh(x) * x), (LARGE,)),
    Right("twenty thousand to as many", np.tanh, (LARGE,)),
    Right("of its own gradient", lambda x: autograd.grad(lambda y: np.sum(y**4))(x) * x, (X,)),
    Right("by jvp too", custom(vjp=lambda up, x: up * np.cos(x), jvp=lambda dx, x: dx * np.cos(x))(lambda x: np.sin(x)),
          (X,)),
    Right("in place", lambda x: (x * 1.0).add_(x).mul_(2).sum(), (tensor(M),)),
    Right("noise from a fixed seed", lambda x: x * np.random.default_rng(0).standard_normal(5), (X,)),
]  # fmt: skip


class Cube(Function):
    """x³ by hand."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        (x,) = ctx.saved_tensors
        return upstream * 3 * x**2


SCALES = [
    Right("log over sixteen decades", np.log, (DECADES,)),
    Right("1/x over sixteen decades", lambda x: 1 / x, (DECADES,)),
    Right("square root over sixteen decades", np.sqrt, (DECADES,)),
    Right("square over sixteen decades", np.square, (DECADES,)),
    Right("sum of squares over sixteen decades", lambda x: np.sum(x * x), (DECADES,), ""),
    Right("weights over sixteen decades", lambda x: x[:5] * DECADES[:5] + x[:5] ** 2 * DECADES[4:], (P,)),
    Right("tiny outputs", lambda x: 1e-8 * np.sin(x), (X,)),
    Right("tinier outputs", lambda x: 1e-150 * np.sin(x), (X,)),
    Right("huge outputs", lambda x: 1e8 * np.exp(x), (X,)),
    Right("huge and tiny outputs", lambda x: (1e8 * np.sin(x), 1e-8 * np.cos(x)), (X,)),
    Right("tiny on top of huge", lambda x: 1e8 + 1e-8 * np.sin(x), (X,), ""),
    Right("huge inputs", lambda x: np.sin(x), (np.array([1e8, -3e7]),)),
    Right("tiny inputs", lambda x: np.expm1(x), (np.array([1e-8, -3e-9]),)),
    Right("steep at 0", lambda x: np.tanh(1e8 * x), (np.array([0.0, 1e-9]),)),
    Right("flat at 0", lambda x: x**6, (np.array([0.0, 1e-3, 1.0]),)),
    Right("flatter than any power", lambda x: np.exp(-1 / (x * x)), (np.array([0.05, 0.3, 1.0]),)),
    Right("a maximum", np.sin, (np.array([np.pi / 2, -np.pi / 2]),)),
    Right("rescaled", lambda x: (x * 1e8) ** 2 * 1e-16, (X * 1e-3,)),
    Right("cube by Function", Cube.apply, (tensor(DECADES[2:-2]),)),
]

ILL_CONDITIONED = [
    Right("inverse of Hilbert's matrix", lambda a: autograd.linalg.inv(a), (tensor(HILBERT),), ""),
    Right("solve with Hilbert's matrix", lambda a, b: autograd.linalg.solve(a, b),
          (tensor(HILBERT), tensor(np.ones(6))), ""),
    Right("determinant of Hilbert's matrix", lambda a: autograd.linalg.det(a), (tensor(HILBERT),), ""),
    Right("subtracting what was added", lambda x: (x + 1e8) - 1e8, (X,), ""),
    Right("subtracting more", lambda x: (x + 1e13) - 1e13, (X,), ""),
    Right("1 - cos x", lambda x: (1 - np.cos(x)) / (x * x), (np.array([1e-4, 1e-2, 1.0]),), ""),
    Right("a power over a power", lambda x: x**20 / (1 + x**19), (P,)),
    Right("Wilkinson's polynomial", lambda x: np.prod(x - np.arange(1.0, 11.0)), (3.3,)),
    Right("Rosenbrock", lambda x: np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2), (X,)),
    Right("through float32", lambda x: x.float().double() ** 2, (tensor(X),), ""),
    Right("logsumexp of large", lambda x: autograd.logsumexp(x, -1), (np.array([1000.0, 1001.0, 900.0]),)),
    Right("sigmoid far out", lambda x: autograd.sigmoid(x), (np.array([-40.0, 40.0, -300.0]),), ""),
]  # fmt: skip

OSCILLATING = [
    Right("sin 10⁵x", lambda x: np.sin(1e5 * x), (X,)),
    Right("sin 10⁸x", lambda x: np.sin(1e8 * x), (np.array([0.1, 0.33]),), ""),
    Right("sin 1/x", lambda x: np.sin(1 / x), (np.array([0.01, -0.003, 1.0]),)),
    Right("a ripple on a slope", lambda x: x + 1e-6 * np.sin(1e6 * x), (X,)),
    Right("many frequencies", lambda x: sum(np.sin(3.0**k * x) / 2.0**k for k in range(10)), (X,)),
    Right("sin x²", lambda x: np.sin(x * x), (np.array([30.0, 100.0]),)),
]

NEARLY_KINKED = [
    Right("rounded abs", lambda x: np.sqrt(x * x + 1e-12), (np.array([0.0, 1e-6, -1e-7, 1.0]),)),
    Right("steep softplus", lambda x: autograd.softplus(1e6 * x) / 1e6, (np.array([0.0, 1e-7, -2e-6]),)),
    Right("relu next to 0", lambda x: np.maximum(x, 0), (np.array([1e-7, -1e-9, 1e-5]),)),
    Right("abs next to 1", lambda x: abs(x - 1), (np.array([1 + 1e-7, 1 - 1e-6]),), ""),
    Right("maximum of near ties", lambda x: np.max(x), (np.array([1.0, 1 + 1e-6, 0.5]),)),
    Right("tanh as a step", lambda x: np.tanh(1e5 * x), (np.array([0.0, 1e-6, 0.01]),)),
    Right("|x|³ at 0", lambda x: abs(x) ** 3, (np.array([0.0, 1.0]),), ""),
    Right("x·|x| at 0", lambda x: x * abs(x), (0.0,), ""),
]

KINKED = [
    Right("abs", abs, (0.0,), "kink"),
    Right("abs of an array", np.abs, (np.array([0.0, 1.0, -1.0]),), "kink"),
    Right("abs of a Value", abs, (Value(0.0),), "kink"),
    Right("relu", lambda x: autograd.relu(x), (np.array([0.0, 1.0]),), "kink"),
    Right("leaky relu", lambda x: autograd.leaky_relu(x), (np.array([0.0, 1.0]),), "kink"),
    Right("maximum of equals", np.maximum, (X, X), "kink"),
    Right("minimum of equals", np.minimum, (X, X + 0), "kink"),
    Right("largest, a tie", lambda x: np.max(x), (TIES,), "kink"),
    Right("smallest of three equals", lambda x: np.min(x), (np.ones(3),), "kink"),
    Right("first of ties", lambda x: x.max(0).values, (tensor(TIES),), "kink"),
    Right("clamp edges", lambda x: x.clamp(-1, 1), (tensor([-1.0, 0.5, 1.0]),), "kink"),
    Right("where", lambda x: autograd.where(x > 0, 2 * x, -x), (np.array([0.0, 1.0]),), "kink"),
    Right("sort with ties", lambda x: x.sort().values * tensor([1.0, 2.0, 3.0, 4.0]), (tensor(TIES),), "kink"),
    Right("norm at 0", lambda x: np.linalg.norm(x), (np.zeros(3),), "kink"),
    Right("standard deviation of equals", lambda x: x.std(), (tensor([2.0, 2.0, 2.0]),), "kink"),
    Right("hypot at 0", lambda x, y: autograd.hypot(x, y), (0.0, 0.0), "kink"),
    Right("sum of abs", lambda x: np.sum(abs(x)), (A_FEW_ZEROS,), "kink"),
    Right("L1 loss", lambda x: F.l1_loss(x, tensor(X)), (tensor(X + 0),), "kink"),
    Right("floor at an integer", np.floor, (np.array([1.0, 1.5]),), "kink"),
    Right("sign at 0", np.sign, (0.0,), "kink"),
    Right("round at a half", np.round, (np.array([0.5, 0.7]),), ""),
    Right("abs after a product", lambda x, y: abs(x * y), (0.0, 2.0), "kink"),
    Right("abs of float32", lambda x: abs(x), (np.array([0.0, 1.0], np.float32),), "kink"),
    Right("square root of |x|", lambda x: autograd.sqrt(abs(x) + 0.0), (np.array([1.0, 0.2]),)),
    Right("max pooling a tie", lambda x: x.reshape(2, 2).amax(0), (tensor(TIES[[0, 1, 3, 2]]),), "kink"),
]

EDGES = [
    Right("square root at 0", np.sqrt, (np.array([0.0, 1.0]),), ""),
    Right("x log x at 0", lambda x: autograd.xlogy(x, x), (np.array([0.0, 1.0]),), ""),
    Right("log at 0", np.log, (0.0,), ""),
    Right("x^1.5 at 0", lambda x: x**1.5, (np.array([0.0, 1.0]),), ""),
    Right("a NaN input", lambda x: x * 2, (np.array([np.nan, 1.0]),), ""),
    Right("an infinite input", lambda x: np.tanh(x), (np.array([np.inf, 1.0]),), ""),
    Right("overflow", np.exp, (np.array([800.0, 1.0]),), ""),
    Right("float32 overflow", np.exp, (np.array([100.0, 1.0], np.float32),), ""),
    Right("division by zero elsewhere", lambda x: autograd.where(x > 0, 1 / x, 0 * x), (np.array([1.0, -1.0]),)),
    Right("arcsin at 1", np.arcsin, (np.array([1.0, 0.5]),), ""),
]

COUNT = np.arange(1000.0)
THIRD_AT_0 = np.where(COUNT % 3 == 0, 0.0, np.sin(COUNT))
from_the_right = custom(vjp=lambda up, x: up * (x >= 0))(lambda x: np.maximum(x, 0))


def share(first: float) -> Callable[..., Any]:
    """Return the larger of two arguments; at a tie, x has this share of the gradient."""

    def vjp(up: Any, x: Any, y: Any) -> Any:
        return up * np.where(x == y, first, x > y), up * np.where(x == y, 1 - first, x < y)

    return custom(vjp=vjp)(lambda x, y: np.maximum(x, y))


TIED = [
    Right("all to the first", share(1.0), (X, X.copy()), "kink"),
    Right("all to the second", share(0.0), (X, X.copy()), "kink"),
    Right("three tenths", share(0.3), (X, X.copy()), "kink"),
    Right("of floats", share(0.3), (0.7, 0.7), "kink"),
    Right("a thousand pairs", share(0.3), (COUNT, COUNT.copy()), "kink"),
    Right("largest of a thousand equals", lambda x: np.max(x), (np.ones(1000),), "kink"),
    Right("median of five equals", lambda x: x.sort().values[2], (tensor(np.ones(5)),), "kink"),
    Right("ten equals in order", lambda x: x.sort().values * tensor(np.arange(10.0)), (tensor(np.ones(10)),), "kink"),
    Right("weighted order", lambda x: x.sort().values @ tensor(np.sin(COUNT[:10])), (tensor(np.ones(10)),), "kink"),
    Right("relu from the right", from_the_right, (np.zeros(5),), "kink"),
    Right("weighted relu from the right", lambda x: (from_the_right(x) * X).sum(), (np.zeros(5),), "kink"),
    Right("a third at the kink", lambda x: autograd.relu(x), (THIRD_AT_0,), "kink"),
    Right("distances that are 0", lambda x, y: np.sum(abs(x - y)), (COUNT, COUNT.copy()), "kink"),
    Right("a difference of kinks", lambda x, y: abs(x) - abs(y), (np.zeros(2), np.zeros(2)), "kink"),
    Right("a layer at 0", lambda x: np.sum(autograd.relu(M @ x)), (np.zeros(4),), ""),
]  # fmt: skip


def look_up(x: Any) -> Any:
    return x * float(np.arange(3)[int(np.max(np.asarray(x.detach())))])


def not_negative(x: Any) -> Any:
    assert np.all(np.asarray(x.detach()) >= 0)
    return x * x


def only_here(x: Any) -> Any:
    if not np.array_equal(np.asarray(x.detach()), X):
        raise LookupError("X only")
    return x * x


def rank_changes(x: Any) -> Any:
    return x[x > 0.3]


FALLIBLE = [
    Right("a table that ends here", look_up, (tensor(np.array([2.999, 1.0])),), ""),
    Right("an asserted domain", not_negative, (tensor(np.array([0.0, 1.0])),), ""),
    Right("an asserted domain of many", not_negative, (tensor(np.maximum(np.sin(COUNT), 0)),), ""),
    Right("at one point only", only_here, (tensor(X),), ""),
    Right("another shape beside it", rank_changes, (tensor(X),), ""),
]

EXTREMES = [
    Right("1/x at 10⁻²⁰⁰", lambda x: 1 / x, (np.array([1e-200, 1.0]),), ""),
    Right("1/x of a float at 10⁻²⁰⁰", lambda x: 1 / x, (1e-200,), ""),
    Right("1/x of a Value at 10⁻²⁰⁰", lambda x: 1 / x, (Value(1e-200),), ""),
    Right("1/x at 10⁻¹⁵⁰", lambda x: 1 / x, (np.array([1e-150, -1e-155]),), ""),
    Right("1/x at 10⁻¹⁰⁰", lambda x: 1 / x, (np.array([1e-100, 1.0]),)),
    Right("1/x² at 10⁻¹¹⁰", lambda x: x**-2.0, (np.array([1e-110]),), ""),
    Right("log of a subnormal number", np.log, (np.array([1e-310, 1e-300]),), ""),
    Right("exp before it overflows", np.exp, (np.array([709.0, 700.0]),), ""),
    Right("exp over a wide range", np.exp, (np.linspace(-30, 30, 300),), ""),
    Right("half precision within", lambda x: (x.half() * 2).double(), (tensor(np.array([0.5, 0.25, 1e-3])),), ""),
    Right("single precision within", lambda x: (x.float() * 1e-4).double().sum(), (tensor(P),), ""),
    Right("a NaN behind a mask", lambda x: autograd.where(np.arange(5) < 3, x, 0 * P).sum(),
          (np.array([0.3, 1.0, 2.0, np.nan, np.inf]),)),
    Right("only noise", lambda x: ((x - x.mean()) / x.std()).sum(), (tensor(np.array([1.0, 2.0, 4.0])),), ""),
]  # fmt: skip

straight_through = custom(vjp=lambda up: up, surrogate=lambda x: x)(lambda x: np.round(x))
smooth_sign = custom(vjp=lambda up, x: up * (1 - np.tanh(x) ** 2), surrogate=lambda x: np.tanh(x))(lambda x: np.sign(x))


class Quantise(Function):
    """x rounded to quarters, with the gradient of x."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        return (x * 4).round() / 4

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        return upstream

    @staticmethod
    def surrogate(x: Any) -> Any:
        return x


ESTIMATORS = [
    Right("round", straight_through, (X,)),
    Right("round a Value", straight_through, (Value(0.3),)),
    Right("round in a program", lambda x: (straight_through(x) ** 2 * np.sin(x)).sum(), (X,)),
    Right("round twice", lambda x: straight_through(3 * straight_through(x) + x) * x, (X,)),
    Right("round a thousand", lambda x: (straight_through(3 * x) ** 2 * x).sum(), (np.linspace(-2, 2, 1000),)),
    Right("round in float32", lambda x: straight_through(x) ** 2, (X.astype(np.float32),)),
    Right("sign as tanh", lambda x: smooth_sign(x) * x, (X,)),
    Right("a Function", lambda x: Quantise.apply(x) * x, (tensor(X),)),
]

KINDS: dict[str, list[Right]] = {
    "smooth": SMOOTH,
    "badly scaled": SCALES,
    "ill-conditioned": ILL_CONDITIONED,
    "oscillating": OSCILLATING,
    "almost a kink": NEARLY_KINKED,
    "kinks": KINKED,
    "edges of the domain": EDGES,
    "ties": TIED,
    "raises beside the point": FALLIBLE,
    "extreme numbers": EXTREMES,
    "declared estimators": ESTIMATORS,
}
GALLERY = [case for cases in KINDS.values() for case in cases]
