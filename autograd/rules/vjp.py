"""VJPs bound to the slots of what an operation saved.

A rule is the vector-Jacobian product of one argument: it maps `upstream`, the gradient of the result, to the gradient
of that argument. It reads what it names. Binding turns it into a function of `(xp, upstream, saved)`, generated as
source, since taking arguments apart at each call costs as much as NumPy's product of ten numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograd.rules.expression import Expression, define, functions, names_in, variable, write
from autograd.rules.table import TABLE

Rule = Callable[..., Any]


class VJP:
    """A rule bound to slots of `saved`, which holds (out, *arguments, *shapes, by-product).

    Attributes:
        rule: called as `rule(xp, upstream, saved)`; for many operands with `i=`, the number of the operand.
        slots: the slots it reads.
    """

    __slots__ = ("rule", "slots")

    def __init__(self, rule: Rule, slots: Sequence[int]) -> None:
        self.rule = rule
        self.slots = tuple(slots)


# How expressions are written for arrays and Tensors: as functions of `xp`, but for Python's operators.
ARRAY_SPELLING = {"where": "xp.where({}, {}, {})"} | {
    row.name: f"xp.{row.name}({', '.join(['{}'] * row.arity)})" for row in TABLE.values() if row.operator is None
}


def upstream_times(local: Expression | float) -> Expression:
    """The VJP of a row, as an expression: upstream × local derivative."""
    upstream = variable("upstream")
    if isinstance(local, Expression):
        return upstream * local
    if local == 0:  # zero also where upstream is infinite
        return functions.where(False, upstream, 0.0)
    return upstream if local == 1 else upstream * local


def bind_local_derivative(name: str, local: Expression | float) -> VJP:
    """The VJP of a row's argument, from the text of its local derivative."""
    slots = {letter: slot for slot, letter in enumerate(("out", "x", "y")) if letter in names_in(local)}
    return _define(name, slots, write(upstream_times(local), ARRAY_SPELLING), {})


def bind_rule(name: str, rule: Rule, reads: Sequence[str], layout: Sequence[str | None], many: bool) -> VJP:
    """The VJP of an array operation's argument.

    Args:
        name: of the generated function.
        rule: the rule as it was written beside the forward.
        reads: the names that it reads, in the order of its parameters.
        layout: the name of each slot of `saved`.
        many: whether the rule is also told the number `i` of the operand.
    """
    arguments = ["xp", "upstream", *(["i"] if many else []), *reads]
    slots = {read: layout.index(read) for read in reads}
    return _define(name, slots, f"rule({', '.join(arguments)})", {"rule": rule}, "i" if many else "")


def _define(name: str, slots: Mapping[str, int], text: str, namespace: Mapping[str, Any], more: str = "") -> VJP:
    """Define the function `name` that reads variables from slots of `saved` and returns `text`."""
    lines = [f"    {variable} = saved[{slot}]\n" for variable, slot in slots.items()]
    parameters = ", ".join(filter(None, ("xp", "upstream", "saved", more)))
    source = f"def {name}({parameters}):\n{''.join(lines)}    return {text}\n"
    return VJP(define(name, source, namespace), [*slots.values()])
