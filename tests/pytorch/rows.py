"""The calculus table beside PyTorch: the namesakes of rows, and the special numbers at which they differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Program = Callable[..., Any]

# Rows whose namesake in PyTorch is not `torch.<name>`; functions of torch, of torch.nn.functional and the operands.
ROWS: dict[str, Program] = {
    "softplus": lambda torch, F, x: F.softplus(x), "softsign": lambda torch, F, x: F.softsign(x),
    "silu": lambda torch, F, x: F.silu(x), "gelu": lambda torch, F, x: F.gelu(x),
    "gelu_tanh": lambda torch, F, x: F.gelu(x, approximate="tanh"),
    "leaky_relu": lambda torch, F, x, y: F.leaky_relu(x, y), "elu": lambda torch, F, x, y: F.elu(x, y),
}  # fmt: skip
# The second operand of these is a plain number in PyTorch, so it has no gradient and no array of them.
NUMBER_SECOND = ["leaky_relu", "elu"]

# Where functions have kinks, edges and ties.
SPECIAL = [-2.0, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 1.5, 2.0, np.inf, -np.inf, np.nan]

# Where results or gradients of a row differ among the special numbers: the condition, and the reason.
AT_SPECIAL_NUMBERS: dict[str, tuple[Callable[..., bool], str]] = {
    "pow": (
        lambda x, y: (x == 0 and y < 0) or (x == -np.inf and y == 1.5) or (np.isnan(x) and y == 0),
        "by y at x = 0 NaN, there -∞ or ∞; by x NaN at (-∞, 1.5), there ∞, and at (NaN, 0), there 0",
    ),
    "abs": (lambda x: np.isnan(x), "NaN here, 0 there"),
    "atan2": (
        lambda x, y: (np.isinf(x) and np.isfinite(y)) or (np.isinf(y) and np.isfinite(x)),
        "by the other argument of an infinite one: 0 here, NaN there",
    ),
    "hypot": (
        lambda x, y: x == y == 0 or (np.isinf(x) and np.isfinite(y)) or (np.isinf(y) and np.isfinite(x)),
        "at 0 and by an infinite argument: 0, and 1 or -1 here, NaN there",
    ),
    "xlogy": (lambda x, y: x == y == 0, "by y: 0 here, NaN there"),
    "relu": (lambda x: np.isnan(x), "0 here, 1 there"),
    "softsign": (lambda x: np.isinf(x), "0 here, NaN there"),
    "maximum": (lambda x, y: np.isnan(x) or np.isnan(y), "0 and 0 here, 1 and 1 there"),
    "minimum": (lambda x, y: np.isnan(x) or np.isnan(y), "0 and 0 here, 1 and 1 there"),
    "gelu_tanh": (lambda x: np.isinf(x), "1 and 0 here, NaN there"),
    "sign": (lambda x: np.isnan(x), "the result: NaN here, 0 there"),
}
