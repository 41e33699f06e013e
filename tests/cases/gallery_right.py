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

GALLERY = [*SMOOTH, *SCALES, *ILL_CONDITIONED, *OSCILLATING, *NEARLY_KINKED, *KINKED, *EDGES]
