"""Rules bound to the values that an operation saved.

A rule is the vector-Jacobian product (VJP) of one argument. It maps `upstream`, the gradient of the result, to the
gradient of that argument. Its other parameters name the values that it reads. Binding turns a rule into a function of
`(xp, upstream, saved)`. Its source is generated: to look the arguments up in each call costs as much as NumPy's product
of ten numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from autograd.rules.expression import Expression, define, functions, names_in, variable, write
from autograd.rules.table import TABLE

Rule = Callable[..., Any]


# A rule bound to slots of `saved`, the list (out, *arguments, *shapes, by-product). It is called as
# `vjp(xp, upstream, saved)`; an operation on a sequence also passes `i`, the operand's index.
VJP: TypeAlias = Callable[..., Any]


# How expressions are written for arrays and Tensors: calls of `xp`, except for Python's operators.
ARRAY_SPELLING = {"where": "xp.where({}, {}, {})", "times_mask": "xp.times_mask({}, {})"} | {
    row.name: f"xp.{row.name}({', '.join(['{}'] * row.arity)})" for row in TABLE.values() if row.operator is None
}


def upstream_times(local: Expression | float) -> Expression:
    """Return the VJP of a row as an expression: upstream × local derivative."""
    upstream = variable("upstream")
    if isinstance(local, Expression):
        is_mask = local.op in {"<", "<=", ">", ">="}
        return functions.times_mask(upstream, local) if is_mask else upstream * local
    if local == 0:  # not upstream * 0, which is NaN where upstream is infinite
        return functions.where(False, upstream, 0.0)
    return upstream if local == 1 else upstream * local


def slots_of(local: Expression | float) -> dict[str, int]:
    """Return the names that a local derivative reads, with their slots."""
    names = names_in(local)
    return {letter: slot for slot, letter in enumerate(("out", "x", "y")) if letter in names}


def bind_local_derivative(name: str, local: Expression | float) -> VJP:
    """Return the VJP of a row's argument.

    Args:
        name: the name of the generated function.
        local: the local derivative.
    """
    return _define(name, slots_of(local), text_for_arrays(local), {})


def text_for_arrays(local: Expression | float) -> str:
    """Return the VJP of a row's argument as Python text, with the names `upstream`, `out`, `x` and `y`."""
    return write(upstream_times(local), ARRAY_SPELLING)


def bind_rule(name: str, rule: Rule, reads: Sequence[str], layout: Sequence[str | None], many: bool) -> VJP:
    """Return the VJP of an array operation's argument.

    Args:
        name: the name of the generated function.
        rule: the rule, as written in the definition.
        reads: the names that it reads, in the order of its parameters.
        layout: the name of each slot of `saved`.
        many: whether the rule takes the index `i` of the operand.
    """
    arguments = ["xp", "upstream", *(["i"] if many else []), *reads]
    slots = {read: layout.index(read) for read in reads}
    return _define(name, slots, f"rule({', '.join(arguments)})", {"rule": rule}, "i" if many else "")


def _define(name: str, slots: Mapping[str, int], text: str, namespace: Mapping[str, Any], more: str = "") -> VJP:
    """Define the function `name` that reads variables from slots of `saved` and returns `text`."""
    lines = [f"    {variable} = saved[{slot}]\n" for variable, slot in slots.items()]
    parameters = ", ".join(filter(None, ("xp", "upstream", "saved", more)))
    source = f"def {name}({parameters}):\n{''.join(lines)}    return {text}\n"
    return define(name, source, namespace)
