"""chainrule's engine: reverse-mode automatic differentiation for single numbers (`Value`) and arrays (`Tensor`).

The functions of the calculus table are here at once. Everything else is loaded when it is first asked for: `Value`,
which needs nothing but Python, and the Tensor tier, which needs NumPy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from autograd._version import __version__
from autograd.anomaly import detect_anomaly
from autograd.errors import ShapeError
from autograd.grad_mode import enable_grad, is_grad_enabled, no_grad, set_grad_enabled
from autograd.rules import elementwise as _elementwise  # noqa: F401  # defines the rows
from autograd.rules.select import clamp, where
from autograd.rules.table import TABLE as _TABLE

globals().update(_TABLE)  # exp, tanh, …: rows of the table are the free functions

# Where to find a name that is loaded on first use.
_LAZY = {
    "autograd.array.tensor": ["Tensor"],
    "autograd.scalar.value": ["Value"],
    "autograd.check": ["GradcheckError", "check_gradients", "gradcheck", "gradgradcheck"],
    "autograd.array.creation": """
        Generator arange as_tensor bernoulli cuda device empty empty_like eye from_numpy full full_like linspace
        manual_seed multinomial normal ones ones_like rand rand_like randint randn randn_like
        randperm tensor zeros zeros_like
    """.split(),
    "autograd.rules.dtypes": """
        bool double float float16 float32 float64 half int int16 int32 int64 int8 long short uint8
    """.split(),
    "autograd.scalar.compile": ["compile"],
    "autograd.drawing": ["draw"],
    "autograd.custom_ops.function": ["Function", "custom", "once_differentiable"],
    "autograd.transforms": ["grad", "hessian", "hvp", "jacobian", "jvp", "value_and_grad", "vjp"],
    "autograd.array.functions": """
        all allclose amax amin any argmax argmin argsort bincount bmm broadcast_to cat chunk clone
        concat cosine_similarity count_nonzero cumsum det diag dot einsum eq equal expand flatten
        flip gather ge gt hstack index_select inv is_tensor isclose isfinite isinf isnan le
        log_softmax logical_and logical_not logical_or logsumexp lt masked_fill matmul max mean
        meshgrid min mm movedim mv ne nonzero norm numel outer permute prod reshape roll scatter_add
        softmax sort split squeeze stack std sum swapaxes t tile topk trace transpose tril triu
        unbind unique unsqueeze var vstack
    """.split(),
}
_HOME = {name: module for module, names in _LAZY.items() for name in names}

__all__ = [  # partly made from the tables
    "ShapeError", "__version__", "clamp", "detect_anomaly", "enable_grad", "is_grad_enabled", "no_grad",
    "set_grad_enabled", "where", *_TABLE, *_HOME,
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "linalg":
        return importlib.import_module("autograd.linalg")
    if name not in _HOME:
        raise AttributeError(f"module 'autograd' has no attribute {name!r}")
    module = importlib.import_module(_HOME[name])
    found = globals()[name] = getattr(module, name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if TYPE_CHECKING:
    from autograd.array.creation import *  # noqa: F403
    from autograd.array.tensor import Tensor as Tensor
    from autograd.check import GradcheckError as GradcheckError
    from autograd.check import check_gradients as check_gradients
    from autograd.check import gradcheck as gradcheck
    from autograd.check import gradgradcheck as gradgradcheck
    from autograd.custom_ops.function import Function as Function
    from autograd.custom_ops.function import custom as custom
    from autograd.custom_ops.function import once_differentiable as once_differentiable
    from autograd.drawing import draw as draw
    from autograd.scalar.compile import compile as compile
    from autograd.scalar.value import Value as Value
    from autograd.transforms import grad as grad
    from autograd.transforms import hessian as hessian
    from autograd.transforms import hvp as hvp
    from autograd.transforms import jacobian as jacobian
    from autograd.transforms import jvp as jvp
    from autograd.transforms import value_and_grad as value_and_grad
    from autograd.transforms import vjp as vjp
