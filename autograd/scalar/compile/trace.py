"""The flattened arguments of a call, and the trace of one run of the function on Values."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from autograd import graph, pytree
from autograd.scalar.compare import tracing
from autograd.scalar.compile.names import identifier, unused
from autograd.scalar.value import Value

NOT_FOR_TENSORS = "Tensors and Modules run eagerly, so leave the call out"


class Arguments:
    """The arguments of one call.

    Attributes:
        f: the function.
        args: its arguments.
        names: the path of each number in `args`, such as "[0]['w'][1]".
        numbers: these numbers, or arrays for a batch.
        key: the structure of the arguments and the leaves that are no numbers. A program is valid for one key.
    """

    def __init__(self, f: Callable[..., Any], parameters: list[inspect.Parameter], args: tuple[Any, ...]) -> None:
        self.f = f
        self.args = args
        self.names: list[str] = []
        self.numbers: list[Any] = []
        self._parameters = parameters
        key: list[Any] = []
        for name, leaf in pytree.leaves(list(args), ""):
            if isinstance(leaf, Value):
                leaf = leaf.data
            elif hasattr(type(leaf), "grad_fn"):
                got = f"a {type(leaf).__name__}; {NOT_FOR_TENSORS}"
                raise TypeError(f"compile(): expected Values or numbers, got {got}")
            if isinstance(leaf, bool) or not (isinstance(leaf, int | float) or hasattr(leaf, "__array__")):
                key.append((name, leaf))
                continue
            key.append(name)
            self.names.append(name)
            self.numbers.append(leaf)
        self.key = tuple(key)

    @property
    def batched(self) -> bool:
        """Return whether some of the numbers are arrays."""
        return any(not isinstance(x, int | float) and x.ndim for x in self.numbers)

    def identifiers(self) -> list[str]:
        """Return a variable name for each number: `x`, or `w_0_1` for w[0][1]."""
        taken: set[str] = set()
        names = []
        for path in self.names:
            first, _, rest = path[1:].partition("]")
            at = int(first)
            if at < len(self._parameters) and self._parameters[at].kind is not inspect.Parameter.VAR_POSITIONAL:
                name = self._parameters[at].name
            else:
                name = f"x{at}"
            names.append(unused(identifier(name + rest), taken))
        return names

    def call(self, leaves: list[Value]) -> Any:
        """Call f with these Values in place of the numbers."""
        by_name = dict(zip(self.names, leaves))
        named = [by_name.get(name, leaf) for name, leaf in pytree.leaves(list(self.args), "")]
        return self.f(*pytree.rebuilt(list(self.args), iter(named)))


class Trace:
    """One run of the function on Values.

    Attributes:
        leaves: the Values in place of the numbers.
        outputs: the result of the function.
        comparisons: the comparisons of Values, each with its symbol, both sides and its outcome.
    """

    def __init__(self, arguments: Arguments, numbers: list[float]) -> None:
        self.leaves = [Value(x, name) for x, name in zip(numbers, arguments.identifiers())]
        self.comparisons: list[tuple[str, Value, Any, bool]] = []
        outer, tracing.callback = tracing.callback, self._compared
        try:
            self.outputs = arguments.call(self.leaves)
        finally:
            tracing.callback = outer
        for _, out in pytree.leaves(self.outputs, ""):
            if not isinstance(out, Value | int | float):
                raise TypeError(f"compile(): the function must return Values, got {type(out).__name__}")

    def _compared(self, symbol: str, left: Value, right: Any, outcome: bool) -> None:
        if isinstance(right, Value | int | float):
            self.comparisons.append((symbol, left, right, outcome))

    def outcomes(self) -> list[bool]:
        """Return the outcomes of the comparisons."""
        return [outcome for *_, outcome in self.comparisons]

    def order(self) -> list[Value]:
        """Return all nodes that the results and comparisons depend on, inputs first."""
        roots = [out for _, out in pytree.leaves(self.outputs, "")]
        roots += [side for _, left, right, _ in self.comparisons for side in (left, right)]
        order: dict[Value, None] = {}
        for root in roots:
            if isinstance(root, Value):
                order.update(dict.fromkeys(graph.topological_order(root, order)))
        return list(order)
