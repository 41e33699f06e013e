"""The graph by itself: the order of its nodes, and the backward walk. It uses no Value and no Tensor."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from autograd.graph import backward, between, topological_order


class Sum:
    """A node that is the sum of factor · input over its inputs."""

    def __init__(self, *edges: tuple[Sum | None, float]) -> None:
        self.edges = edges
        self.received: list[float] = []

    @property
    def inputs(self) -> tuple[Sum | None, ...]:
        return tuple(source for source, _ in self.edges)

    def receive(self, upstream: Any) -> Any:
        self.received.append(upstream)
        return upstream

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> Iterable[Any]:
        return [None if source is None else factor * upstream for source, factor in self.edges]


def diamond() -> tuple[Sum, Sum, Sum, Sum]:
    """Return x, two nodes that use it, and their sum."""
    x = Sum()
    left, right = Sum((x, 2.0)), Sum((x, 3.0))
    return x, left, right, Sum((left, 10.0), (right, 100.0))


def test_inputs_come_before_their_results() -> None:
    x, left, right, root = diamond()
    assert topological_order(root) == [x, left, right, root]


def test_a_node_used_twice_is_met_once() -> None:
    x = Sum()
    square = Sum((x, 1.0), (x, 1.0))
    assert topological_order(square) == [x, square]


def test_the_search_does_not_descend_past_outside() -> None:
    x, left, right, root = diamond()
    assert topological_order(root, outside=[left, right]) == [root]
    assert topological_order(root, outside=[left]) == [x, right, root]


def test_an_input_without_gradient_is_none() -> None:
    x = Sum()
    root = Sum((None, 5.0), (x, 2.0))
    assert topological_order(root) == [x, root]
    backward(root, 1.0)
    assert x.received == [2.0]


def test_the_nodes_between_a_source_and_the_root() -> None:
    x, left, right, root = diamond()
    assert between(root, [x]) == [left, right, root]
    assert between(root, [left]) == [root]
    assert between(root, [Sum()]) == []


def test_gradients_of_several_paths_are_added_and_received_once() -> None:
    x, left, right, root = diamond()
    backward(root, 1.0)
    assert (root.received, left.received, right.received) == ([1.0], [10.0], [100.0])
    assert x.received == [2.0 * 10.0 + 3.0 * 100.0]


def test_a_graph_a_hundred_thousand_deep_is_walked_without_recursion() -> None:
    leaf = node = Sum()
    for _ in range(100_000):
        node = Sum((node, 1.0))
    backward(node, 1.0)
    assert leaf.received == [1.0]
    while node.edges:  # freed one by one: a deep chain of plain objects is freed by recursion
        (node, _), *_ = node.edges  # type: ignore[assignment]
