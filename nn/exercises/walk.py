"""Define the exercise with a graph: the order of its nodes, and the walk backwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograd import Value
from nn.exercises.examine import KnownError
from nn.exercises.exercise import Case, Exercise, Mistake, Part


class Graph(tuple[tuple[tuple[int, float], ...], ...]):
    """The nodes of a graph, each with (input, local derivative) pairs; an input is the number of an earlier node."""

    def __repr__(self) -> str:
        """Return the graph as equations."""
        rows = [" + ".join(f"({local:g})·n{i}" for i, local in inputs) for inputs in self]
        return ", ".join(f"n{n} = {row}" for n, row in enumerate(rows) if row)


CHAIN = Graph([(), ((0, 2.0),), ((1, -3.0),), ((2, 0.5),)])
# Node 1 is used by node 2 and by node 4, which are at different depths.
FAN_OUT = Graph([(), ((0, 2.0),), ((1, 3.0),), ((2, -1.0), (0, 4.0)), ((1, 0.5), (3, 2.0))])
# Node 3 uses node 2 twice, as a · a does.
SQUARE = Graph([(), (), ((0, 1.5), (1, -2.0)), ((2, 3.0), (2, 0.5)), ((3, 2.0), (2, 1.0), (0, -1.0))])
GRAPHS = (CHAIN, FAN_OUT, SQUARE)


def _nodes(module: Any, graph: Graph) -> list[Any]:
    if not hasattr(module, "Node"):
        raise KnownError("the file defines no class Node; keep the one that it came with")
    nodes: list[Any] = []
    for inputs in graph:
        nodes.append(module.Node([nodes[i] for i, _ in inputs], [local for _, local in inputs]))
    return nodes


def _order(module: Any, arguments: Mapping[str, Any]) -> float:
    """Return 1.0 if the learner's order is one in which inputs come first."""
    nodes = _nodes(module, arguments["graph"])
    found = module.topological_order(nodes[-1])
    if found is None or found is Ellipsis:
        raise KnownError("topological_order() returns None; a `return` is missing")
    ids = [id(node) for node in found]
    number = {id(node): i for i, node in enumerate(nodes)}
    if strange := [node for node in found if id(node) not in number]:
        raise KnownError(f"the order holds {type(strange[0]).__name__} that is no node of the graph")
    if len(set(ids)) < len(ids):
        raise KnownError(
            "a node that is used twice comes twice in the order; keep a set of the nodes that were visited"
        )
    if missing := [i for i, node in enumerate(nodes) if id(node) not in ids]:
        what = "the result" if missing == [len(nodes) - 1] else f"{len(missing)} of {len(nodes)} nodes"
        raise KnownError(
            f"{what} is missing in the order" if what == "the result" else f"{what} are missing in the order"
        )
    if all(ids.index(id(node)) < ids.index(id(i)) for node in nodes for i in node.inputs):
        raise KnownError("the order is reversed: inputs come before the nodes that use them")
    if any(ids.index(id(node)) < ids.index(id(i)) for node in nodes for i in node.inputs):
        raise KnownError("a node comes before one of its inputs; append a node after all its inputs, not before")
    return 1.0


def _walked(module: Any, arguments: Mapping[str, Any]) -> list[float]:
    nodes = _nodes(module, arguments["graph"])
    module.backward(nodes[-1])
    return [node.grad for node in nodes]


def _by_engine(graph: Graph) -> list[float]:
    values: list[Value] = []
    for inputs in graph:
        total = Value(1.0)
        for i, local in inputs:
            total = total + local * values[i]
        values.append(total)
    values[-1].backward()
    return [value.grad for value in values]


def _wrong_walk(graph: Graph, add: bool = True, multiply: bool = True, seed: float = 1.0) -> list[float]:
    """Return the gradients of a walk that overwrites, or does not multiply by upstream, or starts from another seed."""
    grads = [0.0] * len(graph)
    grads[-1] = seed
    for n in reversed(range(len(graph))):
        for i, local in graph[n]:
            grads[i] = grads[i] * add + local * (grads[n] if multiply else 1.0)
    return grads


def _path_by_path(graph: Graph) -> list[float]:
    grads = [0.0] * len(graph)
    grads[-1] = 1.0

    def walk(n: int) -> None:
        for i, local in graph[n]:
            grads[i] += local * grads[n]
            walk(i)

    walk(len(graph) - 1)
    return grads


def _forwards(graph: Graph) -> list[float]:
    grads = [0.0] * len(graph)
    grads[-1] = 1.0
    for n, inputs in enumerate(graph):
        for i, local in inputs:
            grads[i] += local * grads[n]
    return grads


backward_walk = Exercise(
    (
        Part(
            "topological_order",
            ("the order",),
            tuple(Case({"graph": g}) for g in GRAPHS),
            lambda graph: 1.0,
            call=_order,
        ),
        Part(
            "backward",
            ("the gradients of the nodes",),
            tuple(Case({"graph": g}) for g in GRAPHS),
            _by_engine,
            (
                Mistake(
                    "the gradient of a node is overwritten where it should be added up",
                    lambda graph: _wrong_walk(graph, add=False),
                ),
                Mistake(
                    "the factor upstream is missing: the gradient of the node itself",
                    lambda graph: _wrong_walk(graph, multiply=False),
                ),
                Mistake("the gradient of the result is never set to 1", lambda graph: _wrong_walk(graph, seed=0.0)),
                Mistake(
                    "a node passes its gradient on before it has received all of it; go through the order",
                    _path_by_path,
                ),
                Mistake("the walk runs forwards; begin with the result", _forwards),
            ),
            call=_walked,
        ),
    ),
    (
        "Visit the inputs of a node first, then append the node itself. A set tells which nodes were visited.",
        "backward: set result.grad = 1.0, and walk through reversed(topological_order(result)).",
        "At each node: for child, local in zip(node.inputs, node.local): child.grad += node.grad * local",
    ),
)
