"""Forward mode, one node at a time: the tangent of a node from those of its inputs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograd import graph
from autograd.array.apply import run
from autograd.array.broadcast import fit_recorded
from autograd.array.node import Node
from autograd.array.tensor import Tensor
from autograd.custom_ops.node import CustomNode
from autograd.grad_mode import set_grad_enabled
from autograd.rules.arrays import xp
from autograd.rules.operation import RowOp, recorded_xp
from autograd.scalar.value import Value
from autograd.transforms.arguments import JointRoot, as_argument, node_of


def push(node: Any, tangents: list[Any], record: bool) -> Any:
    """The tangent of a node, from those of its inputs (None where they do not move)."""
    if isinstance(node, Value):
        parts: list[Any] = [
            next(itertools.islice(node.pull(tangent, True, True), i, None))
            for i, tangent in enumerate(tangents)
            if tangent is not None
        ]
        return sum(parts[1:], parts[0])
    if isinstance(node, CustomNode) and not node.has_jvp:
        return node.share(
            transpose(lambda us: node.pull(node.share(us), True, True), node.likes, tangents, _around(node), record)
        )
    if hasattr(node, "push"):
        return node.push(tangents, record)
    node.check_saved()
    if isinstance(node.op, RowOp):
        return _push_row(node, tangents, record)
    if node.op.linear and all(tangents[i] is not None for i in _operands(node)):
        return _push_linear(node, tangents, record)
    pull = _pull_recorded if record else _pull_constant
    (tangent,) = transpose(lambda us: pull(node, us[0], tangents), [node], tangents, _around(node), record)
    return tangent


def _around(node: Any) -> set[Any]:
    """A node and its inputs: what its rule reads lies no further down."""
    return {node, *node.inputs} - {None}


def _operands(node: Node) -> Iterable[int]:
    """The places, among a node's inputs, of operands."""
    return range(len(node.inputs)) if node.op.many else node.op.tensors


def _push_linear(node: Node, tangents: list[Any], record: bool) -> Any:
    """The operation itself, of the tangents."""
    args = list((node._saved or [])[1 : 1 + node.op.arity])
    args[0] = tangents if node.op.many else tangents[0]
    return run(node.op, tuple(args)) if record else node.op.forward(*args)


def _push_row(node: Node, tangents: list[Any], record: bool) -> Any:
    """Σ local derivative × tangent. A row's rule says upstream × local derivative: the same, from the other end."""
    functions, saved = (recorded_xp, node._as_tensors(node._saved or [])) if record else (xp, node._saved or [])
    total: Any = None
    for vjp, tangent in zip(node.op.vjps, tangents):
        if vjp is not None and tangent is not None:
            part = vjp.rule(functions, tangent, saved)
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
    """From a rule for reverse mode, the answer of forward mode.

    The gradient Jᵀu that a rule gives is linear in the upstream u. So the derivative of ⟨Jᵀu, t⟩ by u, found by a pass
    back through the rule itself, is Jt: what was asked for, at any u.

    Args:
        pull: from a recorded u per output, the gradient per input.
        outputs: what has a `shape` and `dtype`; None for what is no array.
        tangents: t, per input; None where it is zero.
        outside: nodes at which the walk back may stop.
        record: give Tensors with a graph.

    Returns:
        Per output its tangent; None where it is zero.
    """
    with set_grad_enabled(True):
        upstreams = [
            None if output is None else as_argument(Tensor(np.zeros(output.shape, output.dtype))) for output in outputs
        ]
        gradients = list(pull(upstreams))
    pairs = [(node_of(g), t) for g, t in zip(gradients, tangents) if g is not None and t is not None]
    root = JointRoot(node for node, _ in pairs)
    nodes = [node_of(upstream) for upstream in upstreams]
    found: dict[Any, Any] = {root: [t for _, t in pairs]}
    with set_grad_enabled(record):
        graph.send(graph.between(root, [node for node in nodes if node is not None], outside), found, record)
    return [None if node is None else found.get(node) for node in nodes]


def _pull_recorded(node: Node, upstream: Tensor, tangents: list[Any]) -> Iterable[Any]:
    return node.pull(upstream, record=True, retain=True)


def _pull_constant(node: Node, upstream: Tensor, tangents: list[Any]) -> Iterator[Any]:
    """As `pull`, but recorded in the upstream gradient alone, and only where something moves."""
    saved: Any = node._saved
    for vjp, source, tangent in zip(node.op.vjps_of(len(tangents)), node.inputs, tangents):
        if vjp is None or tangent is None:
            yield None
        else:
            gradient = vjp.rule(recorded_xp, upstream, saved)
            yield fit_recorded(recorded_xp, gradient, source)
