"""Generate the source of a Python function from a traced program: the forward pass, then the backward pass."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from autograd.rules.expression import Expression, functions, names_in, substitute, variable
from autograd.rules.expression import write as write_expression
from autograd.rules.table import Elementwise
from autograd.scalar.compile.numbering import Numbering, Reference

_COMPARISONS = {"<", "<=", ">", ">=", "=="}
_DEEPEST = 12  # the deepest expression: Python's parser limits the nesting, and long lines are hard to read


def write(code: Numbering, what: str, arguments: Sequence[str], spelling: dict[str, str]) -> str:
    """Return the source of a function.

    All names in it come from the numbers of the variables: v0, v1, … and for their gradients d0, d1, …. The names of
    the arguments and the labels of Values appear in comments only.

    Args:
        code: the operations.
        what: "value", "value_and_grad", "backward" or "guards", the name of the function.
        arguments: the names of the arguments.
        spelling: formats of operators and functions, as for `autograd.rules.expression.write`.
    """
    inner = len(arguments)
    lines, returned = body(code, what, inner, spelling)
    head = f"def {what}({', '.join(f'v{i}' for i in range(code.base))}):"
    labels = [*map(_clean, arguments), *map(_clean, code.labels[inner : code.base])]
    named = ", ".join(f"v{i} = {label}" for i, label in enumerate(labels) if label)
    about = [f"    # {line}" for line in textwrap.wrap(named, 110)]
    comma = "," if len(returned) == 1 else ""
    return "\n".join([head, *about, *lines, f"    return {', '.join(returned)}{comma}", ""])


def body(code: Numbering, what: str, inner: int, spelling: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the lines of a function, and the text of each of its results.

    Args:
        code, what, spelling: as for `write`.
        inner: the number of arguments; the other variables are Values from outside.
    """
    return _Writer(code, spelling).body(what, inner)


class _Writer:
    def __init__(self, code: Numbering, spelling: dict[str, str]) -> None:
        self._code, self._spelling = code, spelling
        self._base, self._steps = code.base, code.steps
        self._lines: list[str] = []

    def body(self, what: str, inner: int) -> tuple[list[str], list[str]]:
        """Return the lines of the function `what`, and its results."""
        guards, results = self._code.guards, self._code.results
        targets = [r for _, *sides, _ in guards for r in sides] if what == "guards" else results
        with_gradients = what in ("value_and_grad", "backward")
        wanted = range(inner) if what == "value_and_grad" else range(inner, self._base)
        live = self._reachable(targets)
        contributions = self._contributions(live, wanted) if with_gradients else {}
        self._forward(live, targets, contributions)
        if what == "guards":
            compared = [Expression(symbol, _symbol(left), _symbol(right)) for symbol, left, right, _ in guards]
            return self._lines, [f"({self._text(c)}) == {outcome}" for c, (*_, outcome) in zip(compared, guards)]
        if not with_gradients:
            return self._lines, [self._text(_symbol(t)) for t in targets]
        self._lines.append("    # backward: gradient = upstream × local derivative")
        gradients = self._backward(targets[0], live, contributions, wanted)
        return self._lines, [self._text(x) for x in (_symbol(targets[0]), *gradients)]

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

    def _contributions(self, live: list[int], wanted: Iterable[int]) -> dict[int, list[tuple[int, Any]]]:
        """Return (user, local derivative) for each use of each variable that depends on a wanted one."""
        needed = set(wanted)
        for place in live:
            if not needed.isdisjoint(o for o in self._steps[place - self._base][1] if not isinstance(o, float)):
                needed.add(place)
        found: dict[int, list[tuple[int, Any]]] = {place: [] for place in needed}
        for place in reversed(live):
            row, operands = self._steps[place - self._base]
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
        symbols = [variable(f"number {j}") if isinstance(o, float) else _symbol(o) for j, o in enumerate(operands)]
        local = row.precise[i](functions, _symbol(place), *symbols)
        return substitute(local, numbers)

    def _forward(self, live: list[int], targets: Sequence[Reference], contributions: dict[int, Any]) -> None:
        uses: Counter[int] = Counter()
        for target in targets:
            if isinstance(target, int):
                uses[target] += 2  # 2 prevents inlining of results
        for place in live:
            row, operands = self._steps[place - self._base]
            # These spellings write an operand twice; inlining would compute it twice.
            times = 2 if row.name in self._spelling else 1
            for operand in operands:
                if isinstance(operand, int):
                    uses[operand] += times
        for handed in contributions.values():
            for _, local in handed:
                for name in names_in(local):
                    uses[int(name[1:])] += 2
        if contributions:
            self._lines.append("    # forward")
        inlined: dict[int, tuple[Any, int]] = {}
        for place in live:
            row, operands = self._steps[place - self._base]
            arguments, depth = [], 0
            for operand in operands:
                expression, deep = _symbol(operand), 0
                if isinstance(operand, int):  # 3.0 is a constant, and would be found as 3
                    expression, deep = inlined.pop(operand, (expression, deep))
                arguments.append(expression)
                depth = max(depth, deep + 1)
            made = Expression(row.name if row.operator is None else row.forward_text.op, *arguments)
            if uses[place] == 1 and depth < _DEEPEST:
                inlined[place] = (made, depth)
            else:
                label = _clean(self._code.labels[place])
                self._lines.append(f"    v{place} = {self._text(made)}" + (f"  # {label}" if label else ""))

    def _backward(
        self, root: Reference, live: list[int], contributions: dict[int, list[tuple[int, Any]]], wanted: Sequence[int]
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
                name = f"d{place}"
                self._lines.append(f"    {name} = {self._text(total)}")
                total = variable(name)
            gradients[place] = total
        return [gradients.get(place, 0.0) for place in wanted]

    def _text(self, expression: Any) -> str:
        return write_expression(expression, self._spelling)


def _symbol(reference: Reference) -> Any:
    return reference if isinstance(reference, float) else variable(f"v{reference}")


def _clean(label: str) -> str:
    """Return a label as a part of a comment: one line, without control characters."""
    return "".join(character if character.isprintable() else " " for character in label).strip()


def _product(upstream: Any, local: Any) -> Any:
    """Return upstream × local, without factors of 1.

    A comparison keeps the factor 1.0, which turns it into a number: in NumPy, True + True is True.
    """
    if not isinstance(upstream, Expression) and upstream == 1:
        return 1.0 * local if isinstance(local, Expression) and local.op in _COMPARISONS else local
    if not isinstance(local, Expression):
        return upstream if local == 1 else -upstream if local == -1 else upstream * local
    return upstream * local
