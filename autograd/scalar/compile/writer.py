"""Generate the source of a Python function from a traced program: the forward pass, then the backward pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from autograd.rules.expression import Expression, functions, names_in, substitute, variable, write
from autograd.rules.table import Elementwise

Reference = int | float  # an int is the number of a variable, a float is a constant

_COMPARISONS = {"<", "<=", ">", ">=", "=="}
_DEEPEST = 12  # the deepest expression: Python's parser limits the nesting, and long lines are hard to read


class Writer:
    """Generate the source of one function from numbered operations."""

    def __init__(
        self,
        base: int,
        names: list[str],
        steps: list[tuple[Elementwise, tuple[Reference, ...], str]],
        spelling: dict[str, str],
    ) -> None:
        self._base, self._names, self._steps, self._spelling = base, names, steps, spelling
        self._lines: list[str] = []

    def write(self, what: str, guards: list[Any], results: Sequence[Reference], wanted: Iterable[int]) -> str:
        """Return the source of the function `what`."""
        targets = [r for _, *sides, _ in guards for r in sides] if what == "guards" else list(results)
        with_gradients = what in ("value_and_grad", "backward")
        live = self._reachable(targets)
        contributions = self._contributions(targets[0], live, list(wanted)) if with_gradients else {}
        self._forward(live, targets, contributions)
        if what == "guards":
            compared = [
                Expression(symbol, self._symbol(left), self._symbol(right)) for symbol, left, right, _ in guards
            ]
            texts = [f"({self._text(c)}) == {outcome}" for c, (*_, outcome) in zip(compared, guards)]
            returned = ", ".join(texts) + ","
        elif with_gradients:
            self._lines.append("    # backward: gradient = upstream × local derivative")
            gradients = [self._text(g) for g in self._backward(targets[0], live, contributions, list(wanted))]
            returned = self._text(self._symbol(targets[0])) + "".join(f", {g}" for g in gradients)
            returned += "," if not gradients else ""
        else:
            returned = ", ".join(self._text(self._symbol(t)) for t in targets) + ","
        head = f"def {what}({', '.join(self._names[: self._base])}):"
        return "\n".join([head, *self._lines, f"    return {returned}", ""])

    def _reachable(self, targets: Iterable[Reference]) -> list[int]:
        """Return the numbers of the operations that `targets` depend on, in order; the rest is dead code."""
        live: set[int] = set()
        stack = [t for t in targets if not isinstance(t, float)]
        while stack:
            place = stack.pop()
            if place >= self._base and place not in live:
                live.add(place)
                stack += [o for o in self._steps[place - self._base][1] if not isinstance(o, float)]
        return sorted(live)

    def _contributions(self, root: Reference, live: list[int], wanted: list[int]) -> dict[int, list[tuple[int, Any]]]:
        """Return (user, local derivative) for each use of each variable that depends on a wanted one."""
        needed = set(wanted)
        for place in live:
            if not needed.isdisjoint(o for o in self._steps[place - self._base][1] if not isinstance(o, float)):
                needed.add(place)
        found: dict[int, list[tuple[int, Any]]] = {place: [] for place in needed}
        for place in reversed(live):
            row, operands, _ = self._steps[place - self._base]
            if place not in needed:
                continue
            for i, operand in enumerate(operands):
                if not isinstance(operand, float) and operand in needed:
                    local = self._local(row, i, place, operands)
                    if isinstance(local, Expression) or local != 0:
                        found[operand].append((place, local))
        return found

    def _local(self, row: Elementwise, i: int, place: int, operands: tuple[Reference, ...]) -> Any:
        """Return ∂out/∂operand i as an expression, with the constants among the operands substituted."""
        numbers = {f"number {j}": o for j, o in enumerate(operands) if isinstance(o, float)}
        symbols = [variable(f"number {j}" if isinstance(o, float) else self._names[o]) for j, o in enumerate(operands)]
        local = row.derivatives[i](functions, self._symbol(place), *symbols)
        return substitute(local, numbers)

    def _forward(self, live: list[int], targets: list[Reference], contributions: dict[int, Any]) -> None:
        uses: dict[str, int] = {}
        for target in targets:
            if not isinstance(target, float):
                uses[self._names[target]] = uses.get(self._names[target], 0) + 2  # 2 prevents inlining of results
        for place in live:
            row, operands, _ = self._steps[place - self._base]
            for operand in operands:
                if not isinstance(operand, float):
                    # These spellings write an operand twice; inlining would compute it twice.
                    times = 2 if row.name in self._spelling else 1
                    uses[self._names[operand]] = uses.get(self._names[operand], 0) + times
        for handed in contributions.values():
            for _, local in handed:
                for name in names_in(local):
                    uses[name] = uses.get(name, 0) + 2
        self._lines.append("    # forward") if contributions else None
        inlined: dict[str, tuple[Any, int]] = {}
        for place in live:
            row, operands, _ = self._steps[place - self._base]
            arguments, depth = [], 0
            for operand in operands:
                expression, deep = operand, 0
                if not isinstance(operand, float):
                    expression, deep = inlined.pop(self._names[operand], (self._symbol(operand), 0))
                arguments.append(expression)
                depth = max(depth, deep + 1)
            made = Expression(row.name if row.operator is None else row.forward_text.op, *arguments)
            name = self._names[place]
            if uses.get(name, 0) == 1 and depth < _DEEPEST:
                inlined[name] = (made, depth)
            else:
                self._lines.append(f"    {name} = {self._text(made)}")

    def _backward(
        self, root: Reference, live: list[int], contributions: dict[int, list[tuple[int, Any]]], wanted: list[int]
    ) -> list[Any]:
        """Write the backward pass, and return the wanted gradients as expressions."""
        if isinstance(root, float):
            return [0.0] * len(wanted)
        gradients: dict[int, Any] = {root: 1.0}
        for place in [*reversed(live), *wanted]:
            if place not in contributions or (place == root and place in live):
                continue
            total: Any = gradients.get(place)
            for user, local in contributions[place]:
                upstream = gradients.get(user)
                if upstream is not None:
                    term = _product(upstream, local)
                    total = term if total is None else total + term
            if total is None:
                continue
            if isinstance(total, Expression) and total.args:
                name = f"d_{self._names[place]}"
                while name in self._names:
                    name += "_"
                self._lines.append(f"    {name} = {self._text(total)}")
                total = variable(name)
            gradients[place] = total
        return [gradients.get(place, 0.0) for place in wanted]

    def _symbol(self, reference: Reference) -> Any:
        return reference if isinstance(reference, float) else variable(self._names[reference])

    def _text(self, expression: Any) -> str:
        text = write(expression, self._spelling)
        # Python has no literals for infinity and NaN.
        return re.sub(r"\b(inf|nan)\b", r'float("\1")', text)


def _product(upstream: Any, local: Any) -> Any:
    """Return upstream × local, without factors of 1.

    A comparison keeps the factor 1.0, which turns it into a number: in NumPy, True + True is True.
    """
    if not isinstance(upstream, Expression) and upstream == 1:
        return 1.0 * local if isinstance(local, Expression) and local.op in _COMPARISONS else local
    if not isinstance(local, Expression):
        return upstream if local == 1 else -upstream if local == -1 else upstream * local
    return upstream * local
