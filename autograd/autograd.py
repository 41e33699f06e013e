"""The names of `torch.autograd`: gradients of Tensors by Tensors.

The transforms of functions, such as `autograd.grad(f)`, are those of `torch.func`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograd import functional as functional
from autograd.anomaly import detect_anomaly, set_detect_anomaly
from autograd.array.gradients import accumulate, as_list, grad
from autograd.array.tensor import Tensor
from autograd.check import gradcheck, gradgradcheck
from autograd.custom_ops import Function
from autograd.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled

__all__ = [
    "Function",
    "Variable",
    "backward",
    "detect_anomaly",
    "enable_grad",
    "functional",
    "grad",
    "gradcheck",
    "gradgradcheck",
    "inference_mode",
    "no_grad",
    "set_detect_anomaly",
    "set_grad_enabled",
]


def backward(
    tensors: Tensor | Sequence[Tensor],
    grad_tensors: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    grad_variables: Any = None,
    inputs: Tensor | Sequence[Tensor] | None = None,
) -> None:
    """Add the derivative of the sum of `tensors` by each leaf to the leaf's `.grad`.

    Args:
        tensors: a Tensor, or several.
        grad_tensors: the upstream gradient of each, of its shape. Optional for Tensors with one element.
        retain_graph: keep what another pass needs. Default: as `create_graph`.
        create_graph: record this pass, so that the gradients can be differentiated again.
        grad_variables: an older name of `grad_tensors`.
        inputs: the leaves whose `.grad` is wanted. By default all.

    Raises:
        RuntimeError, ShapeError: as `Tensor.backward`.

    >>> from autograd import tensor
    >>> x = tensor(3.0, requires_grad=True)
    >>> backward([x * x, 2 * x])
    >>> x.grad
    tensor(8.)
    """
    of = as_list(tensors)
    given = grad_variables if grad_tensors is None else grad_tensors
    upstreams = [None] * len(of) if given is None else as_list(given)
    if len(upstreams) != len(of):
        raise ValueError(f"backward(): got {len(of)} tensors and {len(upstreams)} gradients")
    retain = create_graph if retain_graph is None else retain_graph
    accumulate("backward()", of, upstreams, retain, create_graph, None if inputs is None else as_list(inputs))


def Variable(data: Any, requires_grad: bool = False, volatile: bool = False) -> Tensor:  # noqa: N802
    """Return a Tensor: PyTorch's Variables have been Tensors since its version 0.4.

    Args:
        data: a Tensor, which shares its memory with the result.
        requires_grad: whether operations on the result are recorded.
        volatile: accepted, without effect, as there.

    Raises:
        TypeError: if `data` is not a Tensor.

    >>> from autograd import ones
    >>> Variable(ones(2), requires_grad=True)
    tensor([1., 1.], requires_grad=True)
    """
    if not isinstance(data, Tensor):
        raise TypeError(f"Variable(): expected a Tensor, got {type(data).__name__}; use autograd.tensor")
    return data.detach().requires_grad_(requires_grad) if requires_grad or not data.requires_grad else data
