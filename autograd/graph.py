"""The graph: what a node is, the order of its nodes, and the one backward walk. No mathematics.

A computation is a graph. Its nodes are results, and its edges lead from a result to its inputs. Backpropagation visits
the nodes from the last result back to the first inputs. At each node it knows the *upstream* gradient: how the root
changes with this node. It multiplies it with the *local* derivative of each edge and hands the product down. Where
several paths meet, their gradients are added:

    gradient = upstream × local derivative, summed over the paths

Everything is iterative: the depth of a graph is limited by memory alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any, Protocol, TypeVar


class Node(Protocol):
    """The contract of both tiers. `Value` is such a node, and so are `Tensor`'s leaves and recorded operations."""

    @property
    def inputs(self) -> Sequence[Any]:
        """The nodes this one was computed from, in order; None where no gradient is wanted."""

    def receive(self, upstream: Any) -> Any:
        """Take the complete gradient of this node; return the gradient to pass to its inputs. A leaf accumulates it."""

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> Iterable[Any]:
        """Return upstream × local derivative for each input, in order; None where none is wanted.

        Args:
            upstream: what `receive` returned.
            record: return nodes, so that the gradients have a graph of their own.
            retain: keep what another pass would need.
            only: the inputs whose gradients are wanted; None for all. A node may compute others, too.
        """


AnyNode = TypeVar("AnyNode", bound=Node)


def topological_order(root: AnyNode, outside: Iterable[Any] = ()) -> list[AnyNode]:
    """Return every node that `root` depends on, inputs before their results, `root` last.

    The order depends on the structure of the graph alone, so numbers given by it are the same in every run. It is a
    depth-first search with an explicit stack. It does not descend past the nodes in `outside`.
    """
    order: list[AnyNode] = []
    met: set[AnyNode] = set(outside)
    stack: list[AnyNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:  # marker: all inputs of the node below it are in `order`
            order.append(stack.pop())  # type: ignore[arg-type]
        elif node not in met:
            met.add(node)
            if not node.inputs:  # a leaf
                order.append(node)
                continue
            stack += node, None
            # Reversed, so that the first input is finished first and the order reads as the expression was written.
            for source in reversed(node.inputs):
                if source is not None and source not in met:
                    stack.append(source)
    return order


def between(root: Node, sources: Iterable[Node], outside: Iterable[Node] = ()) -> list[Node]:
    """Return the nodes that depend on one of `sources` and that `root` depends on, in order, without the sources.

    The search does not descend past the sources and the nodes in `outside`.
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

    A node's gradient is complete when the walk reaches it, because every node that uses it came before.
    """
    send(topological_order(root), {root: upstream}, record, retain)


def send(
    order: Sequence[Node],
    gradients: dict[Node, Any],
    record: bool = False,
    retain: bool = True,
    receive: bool = True,
    only: Container[Any] | None = None,
) -> None:
    """Walk `order` backwards and hand the gradients down.

    Afterwards `gradients` holds, for each node outside `order`, the sum of the gradients that reached it.

    Args:
        order: nodes, inputs before their results.
        gradients: at first the upstream gradient of each root.
        record, retain, only: as for `Node.pull`.
        receive: whether the nodes take their gradients. If not, nothing is stored in them.
    """
    for node in reversed(order):
        gradient = gradients.pop(node, None)
        if gradient is None:  # no gradient reached it
            continue
        if receive:
            gradient = node.receive(gradient)
        for source, contribution in zip(node.inputs, node.pull(gradient, record, retain, only)):
            if contribution is not None:
                so_far = gradients.get(source)
                gradients[source] = contribution if so_far is None else so_far + contribution
