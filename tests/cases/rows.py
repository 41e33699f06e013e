"""Data for each row of the calculus table: smooth points, domain, kinks, and a reference function."""

from __future__ import annotations

import math
from collections.abc import Callable

from autograd.rules.table import TABLE

# Where a row is smooth: points away from its kinks and inside its domain. What is not named is smooth everywhere.
POSITIVE = [0.3, 0.9, 1.7, 3.1]
DOMAIN = {
    **dict.fromkeys(["log", "log2", "log10", "sqrt", "rsqrt"], POSITIVE),
    "log1p": [-0.7, -0.1, 0.4, 2.0],
    "asin": [-0.8, -0.2, 0.1, 0.7],
    "acos": [-0.8, -0.2, 0.1, 0.7],
    "atanh": [-0.8, -0.2, 0.1, 0.7],
    "acosh": [1.2, 1.9, 3.0, 5.5],
}
SMOOTH = [-1.7, -0.6, 0.4, 1.3]
# Each x goes with each y, by broadcasting: so no x is a y, and no x / y a whole number.
PAIRS = [(-1.4, 0.6), (0.7, 1.9), (1.3, -0.5), (-0.4, -1.1)]
PAIR_DOMAIN = {
    "pow": [(0.4, 1.7), (1.3, -0.6), (2.2, 2.0), (0.9, 3.0)],
    "xlogy": [(0.4, 1.7), (-1.3, 0.6), (2.2, 2.0), (0.9, 3.0)],
}
POINTS: dict[str, list[tuple[float, ...]]] = {
    name: [(x,) for x in DOMAIN.get(name, SMOOTH)] if row.arity == 1 else [*PAIR_DOMAIN.get(name, PAIRS)]
    for name, row in TABLE.items()
}

# The same functions from Python's library, or written out.
REFERENCE: dict[str, Callable[..., float]] = {
    **{name: getattr(math, name) for name in TABLE if hasattr(math, name)},
    "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y, "div": lambda x, y: x / y,
    "pow": lambda x, y: x**y, "neg": lambda x: -x, "abs": abs, "square": lambda x: x * x,
    "reciprocal": lambda x: 1 / x, "rsqrt": lambda x: x**-0.5, "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "softplus": lambda x: math.log(1 + math.exp(x)), "logaddexp": lambda x, y: math.log(math.exp(x) + math.exp(y)),
    "xlogy": lambda x, y: x * math.log(y), "relu": lambda x: max(x, 0.0), "softsign": lambda x: x / (1 + abs(x)),
    "silu": lambda x: x / (1 + math.exp(-x)), "gelu": lambda x: 0.5 * x * math.erfc(-x / math.sqrt(2)),
    "gelu_tanh": lambda x: 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    "leaky_relu": lambda x, y: x if x > 0 else x * y, "elu": lambda x, y: x if x > 0 else y * math.expm1(x),
    "maximum": max, "minimum": min, "clamp_min": max, "clamp_max": min, "sign": lambda x: math.copysign(1, x),
    "floor": math.floor, "ceil": math.ceil, "round": round, "exp2": lambda x: 2**x,
    "remainder": lambda x, y: x - y * math.floor(x / y), "floor_divide": lambda x, y: math.floor(x / y),
}  # fmt: skip
# Rows whose forward is analytic, so that the complex step applies.
ANALYTIC = {
    *"""add sub mul div pow neg square reciprocal sqrt rsqrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos
    atan sinh cosh tanh asinh acosh atanh""".split()
}

# What the rules promise where functions have kinks (PyTorch's subgradients, or 0 where PyTorch has NaN).
AT_KINKS = [
    ("abs", (0.0,), (0.0,)), ("relu", (0.0,), (0.0,)), ("leaky_relu", (0.0, 0.1), (0.1, 0.0)),
    ("maximum", (2.0, 2.0), (0.5, 0.5)), ("minimum", (2.0, 2.0), (0.5, 0.5)), ("clamp_min", (2.0, 2.0), (1.0, 0.0)),
    ("clamp_max", (2.0, 2.0), (1.0, 0.0)), ("hypot", (0.0, 0.0), (0.0, 0.0)), ("atan2", (0.0, 0.0), (0.0, 0.0)),
    ("pow", (0.0, 2.0), (0.0, 0.0)), ("pow", (0.0, 0.0), (0.0, 0.0)), ("xlogy", (0.0, 0.0), (0.0, 0.0)),
    ("pow", (-2.0, 2.0), (-4.0, math.nan)), ("sqrt", (0.0,), (math.inf,)), ("log", (0.0,), (math.inf,)),
    ("floor", (1.0,), (0.0,)), ("sign", (0.0,), (0.0,)), ("div", (1.0, 0.0), (math.inf, -math.inf)),
    ("logaddexp", (1000.0, -1000.0), (1.0, 0.0)), ("sigmoid", (-1000.0,), (0.0,)), ("softplus", (1000.0,), (1.0,)),
]  # fmt: skip

# Where a row is defined, as (low, high) for each argument; what is not named is defined on (-4, 4).
BOUNDS: dict[str, list[tuple[float, float]]] = {
    **{name: [(0.05, 8.0)] for name in ("log", "log2", "log10", "sqrt", "rsqrt")},
    "log1p": [(-0.9, 8.0)], "asin": [(-0.95, 0.95)], "acos": [(-0.95, 0.95)], "atanh": [(-0.95, 0.95)],
    "acosh": [(1.05, 8.0)], "pow": [(0.1, 4.0), (-3.0, 3.0)], "xlogy": [(-4.0, 4.0), (0.1, 4.0)],
    "tan": [(-1.4, 1.4)], "div": [(-4.0, 4.0), (0.2, 4.0)], "reciprocal": [(0.2, 8.0)],
    "remainder": [(-4.0, 4.0), (0.7, 1.3)], "floor_divide": [(-4.0, 4.0), (0.7, 1.3)],
    "leaky_relu": [(-4.0, 4.0), (0.01, 0.9)], "elu": [(-4.0, 4.0), (0.1, 2.0)],
}  # fmt: skip

# Rows that have kinks, and no other trouble.
ON_KINKS = "abs relu leaky_relu elu maximum minimum clamp_min clamp_max hypot sign floor ceil round softsign".split()
