"""Programs for this library and for PyTorch: functions of the modules `torch` and `functional`."""

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

REPRS: list[Program] = [
    lambda t: t.tensor(3.14159), lambda t: t.tensor(3), lambda t: t.tensor([True, False]), lambda t: t.tensor([]),
    lambda t: t.tensor([1.0, 2.0], requires_grad=True), lambda t: t.tensor([1.0, 2.0], requires_grad=True) * 2,
    lambda t: t.tensor([1.5, 2.25, 1000.0]), lambda t: t.tensor([1e-5, 1.0]), lambda t: t.tensor([1e9, 1.0]),
    lambda t: t.tensor([float("nan"), 1.0]), lambda t: t.tensor([float("inf"), -1.5]), lambda t: t.tensor([-0.0, 1.0]),
    lambda t: t.tensor([[1.0, 2.0], [3.0, 4.0]]), lambda t: t.zeros(0, 3), lambda t: t.zeros(2, 0, 3),
    lambda t: t.arange(2000), lambda t: t.arange(2000.0), lambda t: t.arange(24).reshape(2, 3, 4),
    lambda t: t.arange(24.0).reshape(2, 3, 4) / 7, lambda t: t.arange(60.0),
    lambda t: t.arange(10000).reshape(100, 100),
    lambda t: t.tensor([1, 200, -3]), lambda t: t.tensor([123456789.0]), lambda t: t.tensor([0.1, 0.22, 0.333]),
    lambda t: t.tensor(1e-10), lambda t: t.tensor(1e10), lambda t: t.tensor(123456.0), lambda t: t.tensor(100000000.0),
    lambda t: t.tensor([1.0], dtype=t.float64), lambda t: t.tensor([1], dtype=t.int32),
    lambda t: t.tensor([1.5], dtype=t.float16), lambda t: t.tensor([1.0, 2.0], requires_grad=True).sum(),
    lambda t: t.tensor([1.0, 2.0], requires_grad=True).exp(),
    lambda t: t.tensor([[1.0]], requires_grad=True) @ t.ones(1, 1),
    lambda t: t.tensor([[1.0]], requires_grad=True).T, lambda t: t.tensor([1.0], requires_grad=True)[0],
    lambda t: t.tensor([1.0], requires_grad=True).reshape(1, 1), lambda t: t.tensor([1.0], requires_grad=True).mean(),
]  # fmt: skip

# Operands and functions of two for promotion. "tensor" is one-dimensional, "scalar" has no dimensions.
DTYPES = "bool uint8 int8 int16 int32 int64 float16 float32 float64".split()
PROMOTING: dict[str, Program] = {
    "add": lambda t, x, y: x + y, "mul": lambda t, x, y: x * y, "div": lambda t, x, y: x / y,
    "floor_divide": lambda t, x, y: x // y, "remainder": lambda t, x, y: x % y, "pow": lambda t, x, y: x**y,
    "maximum": lambda t, x, y: t.maximum(x, y), "where": lambda t, x, y: t.where(t.tensor([True]), x, y),
    "eq": lambda t, x, y: x == y, "lt": lambda t, x, y: x < y, "atan2": lambda t, x, y: t.atan2(x, y),
    "cat": lambda t, x, y: t.cat([x, y]), "stack": lambda t, x, y: t.stack([x, y]),
}  # fmt: skip
REDUCING = "sum prod mean cumsum max amax argmax all any logsumexp softmax std norm exp sqrt abs round sign neg".split()

# Each layer: its constructor, and the shape of its input.
LAYERS: list[tuple[Program, tuple[int, ...]]] = [
    (lambda nn: nn.Linear(3, 2), (4, 3)), (lambda nn: nn.Linear(3, 2, bias=False), (3,)),
    (lambda nn: nn.Conv2d(2, 3, 3, padding=1), (2, 2, 5, 4)),
    (lambda nn: nn.Conv2d(2, 4, (3, 2), stride=2, groups=2, dilation=(1, 2)), (1, 2, 7, 6)),
    (lambda nn: nn.MaxPool2d(2), (2, 1, 4, 5)), (lambda nn: nn.MaxPool2d(3, 2, 1, ceil_mode=True), (1, 2, 6, 5)),
    (lambda nn: nn.LayerNorm(4), (3, 4)), (lambda nn: nn.LayerNorm((2, 3), eps=0.1), (4, 2, 3)),
    (lambda nn: nn.Flatten(), (2, 3, 4)), (lambda nn: nn.Softmax(dim=1), (2, 3)), (lambda nn: nn.ELU(0.5), (5,)),
    (lambda nn: nn.LogSoftmax(dim=-1), (2, 3)), (lambda nn: nn.GELU(), (5,)), (lambda nn: nn.GELU("tanh"), (5,)),
    (lambda nn: nn.LeakyReLU(0.2), (5,)), (lambda nn: nn.Softplus(beta=2.0), (5,)), (lambda nn: nn.SiLU(), (5,)),
    (lambda nn: nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2), nn.Tanh()), (2, 3)),
]  # fmt: skip

# Each loss of logits or numbers x (4, 3), with a target from t (floats in [0, 1]) or from k (classes).
LOSSES: dict[str, Program] = {
    "mse": lambda F, x, t, k, **o: F.mse_loss(x, t, **o), "l1": lambda F, x, t, k, **o: F.l1_loss(x, t, **o),
    "cross_entropy": lambda F, x, t, k, **o: F.cross_entropy(x, k, **o),
    "cross_entropy, weights": lambda F, x, t, k, **o: F.cross_entropy(x, k, weight=t[0], **o),
    "cross_entropy, smoothing": lambda F, x, t, k, **o: F.cross_entropy(x, k, label_smoothing=0.1, **o),
    "cross_entropy, ignored": lambda F, x, t, k, **o: F.cross_entropy(x, k, ignore_index=1, **o),
    "cross_entropy, probabilities": lambda F, x, t, k, **o: F.cross_entropy(x, t / t.sum(1, keepdim=True), **o),
    "cross_entropy, all ignored": lambda F, x, t, k, **o: F.cross_entropy(x, k * 0 + 1, ignore_index=1, **o),
    "cross_entropy, no samples": lambda F, x, t, k, **o: F.cross_entropy(x[:0], k[:0], **o),
    "cross_entropy, no probabilities": lambda F, x, t, k, **o: F.cross_entropy(x[:0], t[:0], **o),
    "cross_entropy, no classes": lambda F, x, t, k, **o: F.cross_entropy(x[:, :0], t[:, :0], label_smoothing=0.1, **o),
    "cross_entropy, one": lambda F, x, t, k, **o: F.cross_entropy(x[0], k[0], weight=t[0], label_smoothing=0.1, **o),
    "cross_entropy, one's probabilities": lambda F, x, t, k, **o: F.cross_entropy(x[0], t[0], weight=t[0], **o),
    "softmax without dim": lambda F, x, t, k, **o: F.softmax(x, None) + F.softmax(x[0], None),
    "log_softmax without dim": lambda F, x, t, k, **o: F.log_softmax(x.reshape(2, 2, 3), None),
    "nll": lambda F, x, t, k, **o: F.nll_loss(F.log_softmax(x, 1), k, **o),
    "bce": lambda F, x, t, k, **o: F.binary_cross_entropy(x.sigmoid(), t, **o),
    "bce, logits": lambda F, x, t, k, **o: F.binary_cross_entropy_with_logits(x, t, **o),
    "bce, pos_weight": lambda F, x, t, k, **o: F.binary_cross_entropy_with_logits(x, t, pos_weight=t[0] + 1, **o),
}  # fmt: skip

OPTIMIZERS: list[Program] = [
    lambda optim, p: optim.SGD(p, lr=0.1), lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9),
    lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.5, weight_decay=0.01),
    lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True), lambda optim, p: optim.Adam(p, lr=0.1),
    lambda optim, p: optim.SGD(p, lr=0.1, maximize=True, weight_decay=0.1),
    lambda optim, p: optim.Adam(p, lr=0.1, betas=(0.5, 0.9), eps=1e-3, weight_decay=0.1),
    lambda optim, p: optim.Adam(p, lr=0.1, amsgrad=True), lambda optim, p: optim.AdamW(p, lr=0.1, weight_decay=0.1),
    lambda optim, p: optim.AdamW(p, lr=0.1, amsgrad=True, maximize=True),
]  # fmt: skip

# ── what is known to differ, and why ────────────────────────────────────────────────────────────────────────────────

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

# Cases of array operations that PyTorch refuses.
REFUSED: dict[tuple[str, int], str] = {
    ("inv", 0): "there is linalg.inv, and no method",
    ("logsumexp", 1): "dim is required",
    ("prod", 4): "one dim at a time",
    ("prod", 5): "one dim at a time",
    ("fill", 0): "there is torch.fill, and no method",
    ("cond", 1): "the gradient fails: an operand was modified in place",
    ("vander", 0): "the gradient fails: an operand was modified in place",
}

# Cases of array operations in which PyTorch is less exact than the tolerance.
LESS_EXACT: dict[tuple[str, int], str] = {
    ("digamma", 0): "its trigamma function has an error of 4e-10",
    ("digamma", 1): "its trigamma function has an error of 4e-10",
    ("polygamma", 0): "its trigamma function has an error of 4e-10",
    ("psi", 0): "its trigamma function has an error of 4e-10",
    ("svd_lowrank", 0): "it takes a random sketch of the matrix",
    ("pca_lowrank", 0): "it takes a random sketch of the matrix",
}

# Dtypes: (here, there). Where PyTorch refuses, nothing is compared.
PROMOTION_WITH_NUMBERS: dict[tuple[str, float], dict[str, tuple[str, str]]] = {
    ("pow", True): {"bool": ("int8", "bool")},  # NumPy's power of truth values
}
DTYPES_OF_ONE: dict[str, dict[str, tuple[str, str]]] = {
    "all": {"uint8": ("bool", "uint8")},  # uint8 was PyTorch's dtype of truth values once
    "any": {"uint8": ("bool", "uint8")},
    "sign": {"bool": ("error", "bool")},  # NumPy has no sign of truth values
}

# Texts, by their place in REPRS and LAYERS.
TEXTS: dict[int, str] = {
    33: "the product of two matrices is one operation, matmul; there it is mm",
    35: "an index is one operation, getitem; there a number is select",
    36: "reshape is one operation; there it is view where it can be",
}
LAYER_TEXTS: dict[int, str] = {15: "Softplus has no threshold: its formula needs none"}
