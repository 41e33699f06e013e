"""Forward mode, one node at a time: the tangent of a node from those of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from autograd import graph
from autograd.array.apply import run
from autograd.array.base import wrap
from autograd.array.node import Node
from autograd.custom_ops.node import CustomNode
from autograd.grad_mode import call_in_mode
from autograd.rules.arrays import xp
from autograd.rules.operation import RowOp, recorded_xp
from autograd.scalar.value import Value
from autograd.transforms.arguments import JointRoot, as_argument, node_of


def push(node: Any, tangents: list[Any], record: bool) -> Any:
    """Return the tangent of a node from those of its inputs, None for zero."""
    if isinstance(node, Value):
        parts: list[Any] = [node._times_local(tangent, i) for i, tangent in enumerate(tangents) if tangent is not None]
        return sum(parts[1:], parts[0])
    if isinstance(node, CustomNode) and not node.has_jvp:
        return node.share(
            transpose(lambda us: node.pull(node.share(us), True, True), node.likes, tangents, _around(node), record)
        )
    if hasattr(node, "push"):
        return node.push(tangents, record)
    saved = node.check_saved()
    if isinstance(node.op, RowOp):
        return _push_row(node, saved, tangents, record)
    if node.op.linear and all(tangents[i] is not None for i in _operands(node)):
        return _push_linear(node, saved, tangents, record)

    def pull(upstreams: list[Any]) -> Any:
        # Recorded in the upstream alone, unless derivatives of the tangent are wanted too.
        return node.recorded_gradients(upstreams[0], node.as_tensors(saved) if record else saved, tangents)

    (tangent,) = transpose(pull, [node], tangents, _around(node), record)
    return tangent


def _around(node: Any) -> set[Any]:
    """Return the node and its inputs. Its rule reads nothing further down."""
    return {node, *node.inputs} - {None}


def _operands(node: Node) -> Iterable[int]:
    """Return the places of the operands among a node's inputs."""
    return range(len(node.inputs)) if node.op.many else node.op.tensors


def _push_linear(node: Node, saved: list[Any], tangents: list[Any], record: bool) -> Any:
    """Apply the operation itself to the tangents."""
    args = saved[1 : 1 + node.op.arity]
    args[0] = tangents if node.op.many else tangents[0]
    return run(node.op, tuple(args)) if record else node.op.forward(*args)


def _push_row(node: Node, saved: list[Any], tangents: list[Any], record: bool) -> Any:
    """Return Σ local derivative × tangent. Elementwise VJPs are reused: a diagonal Jacobian is symmetric."""
    functions: Any = xp
    if record:
        functions, saved = recorded_xp, node.as_tensors(saved)
    total: Any = None
    for vjp, tangent in zip(node.op.vjps, tangents):
        if vjp is not None and tangent is not None:
            part = vjp(functions, tangent, saved)
            total = part if total is None else total + part
    if record:
        return (total if total.shape == node.shape else total.expand(node.shape)).to(node.dtype)
    return np.broadcast_to(np.asarray(total, node.dtype), node.shape)


def transpose(
    pull: Callable[[list[Any]], Iterable[Any]],
    outputs: Sequence[Any],
    tangents: Sequence[Any],
    outside: Iterable[Any],
    record: bool,
) -> list[Any]:
    """Return the tangents of a node's outputs, by differentiating its VJP.

    The VJP Jᵀu is linear in the upstream u. So the derivative of ⟨Jᵀu, t⟩ with respect to u is Jt, at any u. A backward
    pass through the rule computes it. This is the double-VJP trick (J. Townsend, "A new trick for calculating Jacobian
    vector products", 2017).

    Args:
        pull: maps a recorded u per output to the gradient of each input.
        outputs: objects with a `shape` and `dtype`; None for an output that is not a Tensor.
        tangents: t, for each input; None for zero.
        outside: nodes at which the backward pass may stop.
        record: return Tensors with a graph.

    Returns:
        The tangent of each output; None for zero.
    """
    upstreams = [
        None if output is None else call_in_mode(True, as_argument, wrap(np.zeros(output.shape, output.dtype)))
        for output in outputs
    ]
    gradients = call_in_mode(True, lambda: list(pull(upstreams)))
    pairs = [(node_of(g), t) for g, t in zip(gradients, tangents) if g is not None and t is not None]
    root = JointRoot(node for node, _ in pairs)
    nodes = [node_of(upstream) for upstream in upstreams]
    found: dict[Any, Any] = {root: [t for _, t in pairs]}
    path = graph.between(root, [node for node in nodes if node is not None], outside)
    call_in_mode(record, graph.send, path, found, record)
    return [None if node is None else found.get(node) for node in nodes]
