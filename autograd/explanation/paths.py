"""The chain rule in words and numbers: what each path of a graph contributes to a gradient."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograd.display import short
from autograd.explanation.names import checked, edges, in_product, names_of, order_of, step_text
from autograd.scalar.value import Value

__all__ = ["Explanation", "explain"]

_MOST_STEPS = 200


@dataclass(frozen=True)
class Path:
    """A way from the result to a leaf.

    Attributes:
        names: of the nodes on it, the result first.
        factors: the local derivative of each step.
        product: of the factors, what the path contributes to the gradient.
    """

    names: tuple[str, ...]
    factors: tuple[float, ...]
    product: float


@dataclass(frozen=True)
class Part:
    """The gradient of one leaf.

    Attributes:
        name: of the leaf.
        gradient: ∂result/∂leaf.
        count: how many paths lead to it.
        paths: the first of them.
    """

    name: str
    gradient: float
    count: int
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Explanation:
    """Print it: the steps of the forward pass, then each gradient as a sum over paths.

    Attributes:
        name: of the result.
        steps: the lines of the forward pass.
        parts: a Part for each leaf.
    """

    name: str
    steps: tuple[str, ...]
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        lines = ["forward", *(f"  {step}" for step in self.steps)]
        lines += ["", "backward: along a path multiply the local derivatives, and add up the paths"]
        for part in self.parts:
            paths = "no path" if not part.count else "1 path" if part.count == 1 else f"{part.count:,} paths"
            lines.append(f"  ∂{self.name}/∂{part.name} = {short(part.gradient)}, {paths}")
            ways = [" ← ".join(path.names) for path in part.paths]
            width = max(map(len, ways), default=0)
            for way, path in zip(ways, part.paths):
                product = " × ".join(map(in_product, path.factors)) or "1"
                result = f" = {short(path.product)}" if len(path.factors) > 1 else ""
                lines.append(f"    {way:<{width}}   {product}{result}")
            if part.count > len(part.paths):
                rest = part.gradient - sum(path.product for path in part.paths)
                lines.append(f"    and {part.count - len(part.paths):,} more paths, together {short(rest)}")
        return "\n".join(lines)

    __repr__ = __str__


def explain(result: Value, leaves: Iterable[Value] | None = None, *, paths: int = 8) -> Explanation:
    """Explain the gradients of a result: each path of the graph, its local derivatives and their product.

    It computes the gradients itself, and changes none.

    Args:
        result: a Value that was computed.
        leaves: the leaves to explain, in order; by default all that the result depends on.
        paths: how many paths to show for each leaf.

    Raises:
        TypeError: if `result` is no Value, as a Tensor, whose local derivatives are arrays.
        ValueError: if the graph has more than 200 steps, or `paths` is negative.

    >>> a, b = Value(2.0, "a"), Value(-3.0, "b")
    >>> loss = (a * b + a) ** 2
    >>> loss.label = "loss"
    >>> print(explain(loss))
    forward
      v1 = a * b = -6
      v2 = v1 + a = -4
      loss = v2 ** 2 = 16
    <BLANKLINE>
    backward: along a path multiply the local derivatives, and add up the paths
      ∂loss/∂a = 16, 2 paths
        loss ← v2 ← v1 ← a   (-8) × 1 × (-3) = 24
        loss ← v2 ← a        (-8) × 1 = -8
      ∂loss/∂b = -16, 1 path
        loss ← v2 ← v1 ← b   (-8) × 1 × 2 = -16
    """
    checked(result, "explain()")
    if paths < 0:
        raise ValueError(f"explain(): paths is 0 or more, got {paths}")
    order = order_of(result)
    steps = [node for node in order if node.op]
    if len(steps) > _MOST_STEPS:
        raise ValueError(
            f"explain(): this graph has {len(steps):,} steps, the limit is {_MOST_STEPS}; explain a smaller example, "
            "such as the loss of one neuron"
        )
    names = names_of(order)
    gradients, counts = _totals(order)
    wanted = [node for node in order if not node.op] if leaves is None else list(leaves)
    parts = []
    for number, leaf in enumerate(wanted):
        name = names.get(id(leaf), leaf.label or f"leaf {number + 1}")
        found = tuple(itertools.islice(_paths(order, leaf, names), paths))
        parts.append(Part(name, gradients.get(id(leaf), 0.0), counts.get(id(leaf), 0), found))
    return Explanation(names[id(result)], tuple(step_text(node, names) for node in steps), tuple(parts))


def _totals(order: list[Value]) -> tuple[dict[int, float], dict[int, int]]:
    """Return the gradient of the result by each node, and the number of paths to it."""
    gradients, counts = {id(order[-1]): 1.0}, {id(order[-1]): 1}
    for node in reversed(order):
        for source, slope in edges(node):
            if slope is not None and id(node) in gradients:
                key = id(source)
                gradients[key] = gradients.get(key, 0.0) + gradients[id(node)] * slope
                counts[key] = counts.get(key, 0) + counts[id(node)]
    return gradients, counts


def _paths(order: list[Value], leaf: Value, names: dict[int, str]) -> Iterator[Path]:
    """Yield the paths from the result to a leaf, in the order of the operands."""
    result = order[-1]
    leads: dict[int, bool] = {}
    for node in order:
        leads[id(node)] = node is leaf or any(s is not None and leads.get(id(x), False) for x, s in edges(node))
    if not leads.get(id(leaf), False) or not leads[id(result)]:
        return
    stack: list[tuple[Value, tuple[str, ...], tuple[float, ...], float]] = [(result, (names[id(result)],), (), 1.0)]
    while stack:
        node, way, factors, product = stack.pop()
        if node is leaf:
            yield Path(way, factors, product)
            continue
        stack += [
            (source, (*way, names[id(source)]), (*factors, slope), product * slope)
            for source, slope in reversed(list(edges(node)))
            if slope is not None and leads[id(source)]
        ]
