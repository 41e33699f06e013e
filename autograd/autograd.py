"""The names of `torch.autograd`: gradients of Tensors by Tensors.

The transforms of functions, such as `autograd.grad(f)`, are those of `torch.func`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograd import functional as functional
from autograd.anomaly import detect_anomaly, set_detect_anomaly
from autograd.array.gradients import accumulate, gradients_of
from autograd.array.tensor import Tensor
from autograd.check import gradcheck, gradgradcheck
from autograd.custom_ops import Function
from autograd.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from autograd.rules.join import stack

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


def grad(
    outputs: Tensor | Sequence[Tensor],
    inputs: Tensor | Sequence[Tensor],
    grad_outputs: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    only_inputs: bool = True,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> tuple[Tensor | None, ...]:
    """Return the gradients of the sum of `outputs` by `inputs`; nothing is accumulated in `.grad`.

    Args:
        outputs: a Tensor, or several.
        inputs: a Tensor that requires grad, or several. They may be computed from each other.
        grad_outputs: the upstream gradient of each output, of its shape. Optional for outputs with one element.
        retain_graph: keep what another pass needs. Default: as `create_graph`.
        create_graph: record this pass, so that the gradients can be differentiated again.
        only_inputs: True, the only value that PyTorch has left.
        allow_unused: return None for an input that no output depends on, which is an error otherwise.
        is_grads_batched: whether `grad_outputs` have one more dimension, first, with several upstream gradients.
        materialize_grads: return zeros in place of None.

    Returns:
        A tuple with one Tensor per input, of its shape; with `is_grads_batched`, with the further dimension first.

    Raises:
        RuntimeError: if a Tensor does not require grad, or as `Tensor.backward`; if an input is not used.
        ShapeError: if an upstream gradient does not fit.

    >>> from autograd import tensor
    >>> x = tensor([1.0, 2.0], requires_grad=True)
    >>> grad((x**3).sum(), x)
    (tensor([ 3., 12.]),)
    """
    if allow_unused is False and materialize_grads:
        raise ValueError("grad(): materialize_grads needs allow_unused to be True or left out")
    of, by = _tensors(outputs), _tensors(inputs)
    upstreams = [None] * len(of) if grad_outputs is None else _tensors(grad_outputs)
    if len(upstreams) != len(of):
        raise ValueError(f"grad(): got {len(of)} outputs and {len(upstreams)} grad_outputs")
    retain = create_graph if retain_graph is None else retain_graph
    if is_grads_batched:
        found = _batched(of, by, upstreams, retain, create_graph)
    else:
        found = gradients_of("grad()", of, by, upstreams, retain, create_graph)
    for i, (gradient, x) in enumerate(zip(found, by)):
        if gradient is None and materialize_grads:
            found[i] = x.new_zeros(x.shape)
        elif gradient is None and not allow_unused:
            raise RuntimeError(f"grad(): no output depends on input {i}; allow_unused=True gives None for it")
    return tuple(found)


def _batched(of: list[Any], by: list[Any], upstreams: list[Any], retain: bool, record: bool) -> list[Any]:
    count = len(next(u for u in upstreams if u is not None))
    rows = []
    for i in range(count):
        row = [None if u is None else u[i] for u in upstreams]
        rows.append(gradients_of("grad()", of, by, row, retain or i < count - 1, record))
    return [None if column[0] is None else stack(list(column)) for column in zip(*rows)]


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
    of = _tensors(tensors)
    given = grad_variables if grad_tensors is None else grad_tensors
    upstreams = [None] * len(of) if given is None else _tensors(given)
    if len(upstreams) != len(of):
        raise ValueError(f"backward(): got {len(of)} tensors and {len(upstreams)} gradients")
    retain = create_graph if retain_graph is None else retain_graph
    accumulate("backward()", of, upstreams, retain, create_graph, None if inputs is None else _tensors(inputs))


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


def _tensors(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]
