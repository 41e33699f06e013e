"""Gradients of some Tensors by others, returned and not accumulated: what `torch.autograd.grad` does."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd import graph
from autograd.array import walk
from autograd.array.apply import node_of
from autograd.array.base import TensorBase, wrap
from autograd.array.hooks import call_hooks, retains_grad
from autograd.errors import ShapeError
from autograd.grad_mode import call_in_mode
from autograd.rules.errstate import quietly
from autograd.rules.join import stack

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor


class _Roots:
    """Several nodes as one root. Its upstream gradient is a list, one for each node."""

    def __init__(self, inputs: Sequence[Any]) -> None:
        self.inputs = tuple(inputs)

    def receive(self, upstream: Any) -> Any:
        return upstream

    def pull(self, upstream: list[Any], record: bool, retain: bool, only: Container[Any] | None = None) -> list[Any]:
        return upstream


def upstream_of(where: str, output: Any, gradient: Any) -> Any:
    """Return the upstream gradient of a root as a Tensor: `gradient`, or 1 for a Tensor with one element.

    Raises:
        RuntimeError: if it is needed and missing.
        ShapeError: if it has another shape than `output`.
    """
    if gradient is None:
        if output._array.size != 1:
            raise RuntimeError(
                f"{where}: a tensor of shape {output.shape} needs a gradient; "
                "give one of this shape, or reduce it to one number first, as by .sum()"
            )
        return wrap(np.ones(output._array.shape, output._array.dtype))
    upstream = gradient if isinstance(gradient, TensorBase) else wrap(np.array(gradient, output.dtype))
    if upstream.shape != output.shape:
        raise ShapeError(f"{where}: gradient has shape {upstream.shape}, the tensor {output.shape}")
    return upstream


def accumulate(
    where: str, outputs: Sequence[Any], upstreams: Sequence[Any], retain: bool, record: bool, inputs: Any = None
) -> None:
    """Add the gradient of Σ upstream · output to the `.grad` of each leaf; or of `inputs` alone, leaves or not.

    The arguments and errors are those of `gradients_of`.
    """
    if inputs is not None:
        inputs = list({id(x): x for x in inputs}.values())
        for x, gradient in zip(inputs, gradients_of(where, outputs, inputs, upstreams, retain, record)):
            if gradient is not None and not retains_grad(node_of(x)):  # which has added it already
                x._grad = gradient if x._grad is None else x._grad + gradient
        return
    given = _checked(where, outputs, upstreams)
    root = _Roots([node_of(x) for x in outputs])
    starts = given if record else [upstream._array.copy() for upstream in given]
    call_in_mode(record, quietly, walk.backward, root, starts, record, retain)


def _checked(where: str, outputs: Sequence[Any], upstreams: Sequence[Any]) -> list[Any]:
    """Return the upstream gradients of Tensors that require grad."""
    for i, tensor in enumerate(outputs):
        if not isinstance(tensor, TensorBase):
            raise TypeError(f"{where}: output {i} is {type(tensor).__name__}, expected a Tensor")
        if node_of(tensor) is None:
            raise RuntimeError(f"{where}: output {i} does not require grad and was not computed from one that does")
    return [upstream_of(where, output, upstream) for output, upstream in zip(outputs, upstreams)]


def gradients_of(
    where: str, outputs: Sequence[Any], inputs: Sequence[Any], upstreams: Sequence[Any], retain: bool, record: bool
) -> list[Any]:
    """Return the gradient of Σ upstream · output by each input, as Tensors; None where no output depends on it.

    Nothing is accumulated in `.grad`. An input may be computed from another one.

    Args:
        where: the function that errors name.
        outputs: Tensors that require grad.
        inputs: Tensors that require grad.
        upstreams: a gradient per output, or None.
        retain: whether the saved values stay, for another pass.
        record: whether the pass is recorded, for higher derivatives.

    Raises:
        RuntimeError: if a Tensor does not require grad, or as `Tensor.backward`.
        ShapeError: if a gradient has another shape than its output.
    """
    given = _checked(where, outputs, upstreams)
    for i, x in enumerate(inputs):
        if not isinstance(x, TensorBase):
            raise TypeError(f"{where}: input {i} is {type(x).__name__}, expected a Tensor")
        if node_of(x) is None:
            raise RuntimeError(f"{where}: input {i} does not require grad, so nothing can be differentiated by it")
    return call_in_mode(record, quietly, _gradients, outputs, inputs, given, retain, record)


def _gradients(outputs: Any, inputs: Any, upstreams: Any, retain: bool, record: bool) -> list[Any]:
    sources = [node_of(x) for x in inputs]
    root: Any = _Roots([node_of(x) for x in outputs])
    wanted = set(sources)
    dependent: set[Any] = {source for source in sources if isinstance(source, TensorBase)}
    order: list[Any] = []
    for node in graph.topological_order(root):
        if node not in dependent and (node in wanted or not dependent.isdisjoint(node.inputs)):
            dependent.add(node)
            order.append(node)
    starts = [u if record else u._array.copy() for u in upstreams]
    summed: dict[Any, Any] = {root: starts}
    found: dict[Any, Any] = {}
    end = len(order)
    for i in reversed(range(end)):  # the walk pauses at each input that is no leaf
        node = order[i]
        if node in wanted:
            walk.send(order[i + 1 : end], summed, record, retain, dependent)
            found[node], end = summed.get(node), i + 1
            if dependent.isdisjoint(node.inputs):  # it ends here; else the hooks see the gradient on its way on
                gradient, end = summed.pop(node, None), i
                found[node] = None if gradient is None else node.receive(gradient)
    walk.send(order[:end], summed, record, retain, dependent)
    results = [found[node] if node in found else summed.get(node) for node in sources]
    return [_as_tensor(gradient, node) for gradient, node in zip(results, sources)]


def _as_tensor(gradient: Any, node: Any) -> Any:
    if gradient is None:
        return None
    if node._hooks and isinstance(node, TensorBase):
        gradient = call_hooks(node._hooks, gradient, wrap)
    return gradient if isinstance(gradient, TensorBase) else wrap(gradient.copy())


def grad(
    outputs: Tensor | Iterable[Tensor],
    inputs: Tensor | Iterable[Tensor],
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
        ValueError: if there are no inputs, or another number of `grad_outputs` than of outputs.
        ShapeError: if an upstream gradient does not fit.

    >>> from autograd import tensor
    >>> from autograd.autograd import grad
    >>> x = tensor([1.0, 2.0], requires_grad=True)
    >>> grad((x**3).sum(), x)
    (tensor([ 3., 12.]),)
    """
    if allow_unused is False and materialize_grads:
        raise ValueError("grad(): materialize_grads needs allow_unused to be True or left out")
    of, by = as_list(outputs), as_list(inputs)
    upstreams = [None] * len(of) if grad_outputs is None else as_list(grad_outputs)
    if not by:
        raise ValueError("grad(): expected at least one input to differentiate by, got none")
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


def as_list(given: Any) -> list[Any]:
    """Return one Tensor, or any iterable of them, as a list."""
    return [given] if isinstance(given, TensorBase) or not isinstance(given, Iterable) else list(given)
