"""The graph: what a node is, the order of its nodes, and the one backward walk. No mathematics.

A computation is a graph whose nodes are results and whose edges lead from a result to what it was computed from.
Backpropagation visits the nodes from the last result back to the first inputs; at each it knows the *upstream*
gradient (how the root changes with this node), multiplies it with the *local* derivative of each edge, and hands the
product down. Where several paths meet, their gradients are added:

    gradient = upstream × local derivative, summed over the paths

Everything is iterative: a graph a million nodes deep is walked, and freed, like one of depth ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar


class Node(Protocol):
    """The contract both tiers honour: `Value` is such a node, and so are `Tensor`'s leaves and recorded operations."""

    @property
    def inputs(self) -> Sequence[Any]:
        """The nodes this one was computed from, in order; None where no gradient is wanted."""

    def receive(self, upstream: Any) -> Any:
        """Take the completed gradient of this node (a leaf accumulates it); return it as it should travel on."""

    def pull(self, upstream: Any, record: bool, retain: bool) -> Iterable[Any]:
        """Upstream × local derivative, one per input, in order; None where none is wanted.

        Args:
            upstream: what `receive` returned.
            record: give nodes, so that the gradients have a graph of their own.
            retain: keep what another pass would need.
        """


AnyNode = TypeVar("AnyNode", bound=Node)


def topological_order(root: AnyNode, outside: Iterable[Any] = ()) -> list[AnyNode]:
    """Every node that `root` depends on, inputs before what is computed from them, `root` last.

    The order depends on the structure of the graph alone, so whatever is numbered by it is the same in every run.
    It is a depth-first search with a stack of its own: a node is met, its inputs are finished, then it is.

    Nodes that are `outside` are left out, and with them what only they depend on.
    """
    order: list[AnyNode] = []
    met: set[AnyNode] = set(outside)
    stack: list[AnyNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:  # stands before a node whose inputs are finished
            order.append(stack.pop())  # type: ignore[arg-type]
        elif node not in met:
            met.add(node)
            stack += node, None
            # Reversed, so that the first input is finished first and the order reads as the expression was written.
            for source in reversed(node.inputs):
                if source is not None and source not in met:
                    stack.append(source)
    return order


def between(root: Node, sources: Iterable[Node], outside: Iterable[Node] = ()) -> list[Node]:
    """The nodes that depend on one of `sources` and that `root` depends on, in order; the sources are not among them.

    The search goes no further down than the sources and what is `outside`.
    """
    dependent = set(sources)
    path: list[Node] = []
    for node in topological_order(root, dependent.union(outside)):
        if not dependent.isdisjoint(node.inputs):
            dependent.add(node)
            path.append(node)
    return path


def backward(root: Node, upstream: Any, record: bool = False, retain: bool = True) -> None:
    """Send `upstream` from `root` to everything it depends on.

    A node's gradient is complete when the walk reaches it, because all that was computed from it came before.
    """
    send(topological_order(root), {root: upstream}, record, retain)


def send(
    order: Sequence[Node], gradients: dict[Node, Any], record: bool = False, retain: bool = True, receive: bool = True
) -> None:
    """Walk `order` from its end, and hand down what is in `gradients`.

    At the end there is in `gradients`, for each node that is not in `order`, the sum of what was handed down to it.

    Args:
        order: nodes, inputs before what is computed from them.
        gradients: at first the upstream gradient of the root or roots.
        record, retain: as for `Node.pull`.
        receive: whether the nodes take what arrives. Without it nothing is stored in them.
    """
    for node in reversed(order):
        gradient = gradients.pop(node, None)
        if gradient is None:  # none of its uses had a gradient to give
            continue
        if receive:
            gradient = node.receive(gradient)
        for source, contribution in zip(node.inputs, node.pull(gradient, record, retain)):
            if contribution is not None:
                so_far = gradients.get(source)
                gradients[source] = contribution if so_far is None else so_far + contribution
