"""Generate autograd/array/methods.py: the methods of Tensor, from the calculus table and the array operations."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from autograd.rules import select
from autograd.rules.operation import Operation
from autograd.rules.table import TABLE, Elementwise
from docs.generate.row_functions import example, is_given
from docs.generate.signatures import (
    Definition,
    definitions,
    docstring,
    documentation,
    function_of,
    imports,
    module_of,
    parameters,
    reference,
    result,
    types_in,
    with_imports,
)

HEAD = '''\
"""The methods of Tensor. Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit.

apply.py, fast.py and inplace.py apply the operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import numpy as np

from autograd.array import fast, inplace
from autograd.array.apply import defers
from autograd.array.dim_names import one_name, required_dim
{imports}
from autograd.rules.operation import ROW_OPS, Op, flat

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array
{types}

    TensorLike: TypeAlias = Tensor | Array | float

# How operations are applied, with the type of the result.
run: Callable[[Op, tuple[Any, ...]], Tensor] = fast.run
run_binary: Callable[..., Tensor] = fast.run_binary
run_compare: Callable[[Op, Any, Any], Tensor] = fast.run_compare
run_inplace: Callable[[Op, tuple[Any, ...]], Tensor] = inplace.run_inplace
become: Callable[..., Tensor] = inplace.become
turn: Callable[..., Tensor] = inplace.turn

{constants}


class TensorMethods:
    """The base class of Tensor: one method per row and per array operation, and Python's operators."""

    __slots__ = ()
'''

TAIL = """
    __hash__ = object.__hash__

    def _store(self, result: Any) -> Any:
        return inplace.store(self, result)


# Python's errors for wrong arguments name the class that users know.
for _name, _method in vars(TensorMethods).items():
    if isinstance(_method, FunctionType):
        _method.__qualname__ = f"Tensor.{_name}"

# The operands that comparisons accept. For any other, Python tries the other operand's method.
OPERANDS = (TensorMethods, bool, int, float, np.ndarray, np.generic)
"""


def tensor_methods() -> str:
    """Return the text of autograd/array/methods.py."""
    offered = [d for d in definitions() if d.facts.method]
    operators = [d for d in definitions() if d.facts.operator]
    modules = [*(str(module_of(d)) for d in [*offered, *operators]), "rounding", "select"]
    lines = [line for row in TABLE.values() for line in _row(row)]
    lines += _clamp()
    lines += [line for d in offered for line in _method(d)]
    lines += _aliases(offered)
    lines += [line for row in TABLE.values() if row.operator for line in _row_operators(row)]
    lines += [line for d in operators for line in _operator(d)]
    constants = "\n".join(f'{_constant(row)} = ROW_OPS["{row.name}"]' for row in TABLE.values())
    head = HEAD.format(imports=imports(modules), types=types_in(offered), constants=constants)
    return with_imports(head) + "\n".join(lines) + "\n" + TAIL


def _row(row: Elementwise) -> Iterator[str]:
    """Yield the lines of a row's method and of its in-place form."""
    name = row.parameter
    value = f"{name} if alpha == 1 else {name} * alpha" if row.takes_alpha else name
    default = "" if row.default is None else f" = {row.default}"
    other = f", {name}: TensorLike{default}" if row.arity == 2 else ""
    alpha = ", *, alpha: float = 1" if row.takes_alpha else ""
    if row.option:
        alpha += f", *, {row.option[0]}"
    text = f"Return {row.about}, elementwise; x is this tensor.\n\n{row.note}".rstrip() + "\n\n"
    if row.arity == 2:
        text += f"Args:\n    {name}: y, a Tensor, array or number whose shape broadcasts with this one's.\n"
        if row.takes_alpha:
            text += f"    alpha: a factor for `{name}`.\n"
        if row.option:
            text += f"    {_keyword(row)}: see `autograd.rules.rounding.{row.option[1]}`.\n"
        text += "\n"
    integers = "integers stay integers" if row.keeps_integers else "integers become float32"
    shape = "the broadcast shape" if row.arity == 2 else "the same shape"
    text += f"Returns:\n    A Tensor of {shape}. Floating dtypes are kept; {integers}.\n\n"
    if row.arity == 2:
        text += "Raises:\n    ShapeError: if the shapes do not broadcast.\n"
        text += f"    TypeError: if `{name}` is none of these.\n\n"
    x, *y = arguments = example(row)
    call = f"tensor([{x}]).{row.name}({', '.join(map(str, y))}).item()"
    text += f'>>> from autograd import tensor\n>>> print(f"{{{call}:.4f}}")\n{row.on_floats(*arguments)[0]:.4f}'
    yield f"\n    def {row.name}(self{other}{alpha}) -> Tensor:"
    yield from docstring(text, None, 8)
    if row.option:
        call = f"rounding_rules.{row.option[1]}(self{f', {name}' if row.arity == 2 else ''}, {_keyword(row)})"
        yield f"        if {is_given(row)}:"
        yield f"            found: Tensor = {call}"
        yield "            return found"
    if row.arity == 1:
        yield f"        return run({_constant(row)}, (self,))"
    else:
        yield f"        return run({_constant(row)}, (self, {value}))"
    if not row.in_place:
        return
    yield f"\n    def {row.name}_(self{other}{alpha}) -> Tensor:"
    yield f'        """Apply `{row.name}` in place and return this tensor."""'
    operands = "(self,)" if row.arity == 1 else f"(self, {value})"
    if row.option:
        arguments = f"{name}, {_keyword(row)}" if row.arity == 2 else _keyword(row)
        yield f"        if {is_given(row)}:"
        yield f"            return become(rounding_rules.{row.option[1]}, self, {arguments})"
    yield f"        return run_inplace({_constant(row)}, {operands})"


OUT = "    out: a Tensor to write the result into.\n"


def _keyword(row: Elementwise) -> str:
    return row.option[0].partition(":")[0] if row.option else ""


def _clamp() -> Iterator[str]:
    bounds = "self, min: TensorLike | None = None, max: TensorLike | None = None"
    yield f"\n    def clamp({bounds}) -> Tensor:"
    text = (inspect.getdoc(select.clamp) or "").replace(OUT, "")
    text = text.replace("input: x, a Value, Tensor, array or number.", "x: any shape and dtype.")
    yield from docstring(text, "x", 8)
    yield "        return select_rules.clamp(self, min, max)  # type: ignore[return-value]  # self is a Tensor"
    yield f"\n    def clamp_({bounds}) -> Tensor:"
    yield '        """Apply `clamp` in place and return this tensor."""'
    yield "        if min is None and max is None:"
    yield '            raise ValueError("clamp_(): give min, max or both")'
    yield "        if min is not None:"
    yield "            run_inplace(CLAMP_MIN, (self, min))"
    yield "        if max is not None:"
    yield "            run_inplace(CLAMP_MAX, (self, max))"
    yield "        return self  # type: ignore[return-value]  # a Tensor"
    yield "\n    def where(self, condition: TensorLike, other: TensorLike) -> Tensor:"
    yield '        """Return this tensor where `condition` is true and `other` elsewhere; see `autograd.where`."""'
    yield "        return select_rules.where(condition, self, other)  # type: ignore[return-value]  # a Tensor"


def _method(definition: Definition) -> Iterator[str]:
    given, lines = parameters(definition, skip_first=True)
    for signature in definition.facts.overloads:
        yield "\n    @overload"
        first, _, rest = signature.partition(",") if "," in signature else (signature, "", "")
        if rest:
            yield f"    def {definition.name}(self,{rest.replace('TensorLike', 'Tensor')}: ..."
        else:
            yield f"    def {definition.name}(self) {signature[signature.index('->') :]}: ..."
    signature = ", ".join(["self", *(p.text for p in given)])
    returned = "Any" if definition.facts.overloads else result(definition)
    yield f"\n    def {definition.name}({signature}) -> {returned}:"
    first = next(iter(function_of(definition).__code__.co_varnames))
    yield from docstring(documentation(definition), first, 8)
    yield from (f"        {line}" for line in lines)
    passed = ", ".join(["self", *(p.passed for p in given if p.passed)])
    comma = "" if "," in passed else ","
    if isinstance(definition, Operation):
        yield f"        return run({reference(definition)}, ({passed}{comma}))"
    else:
        yield f"        found: {returned} = {reference(definition)}({passed})"
        yield "        return found"
    if definition.facts.in_place:
        yield f"\n    def {definition.name}_({signature}) -> Tensor:"
        yield f'        """Apply `{definition.name}` in place and return this tensor."""'
        yield from (f"        {line}" for line in lines)
        verb = "turn" if definition.facts.in_place == "view" else "become"
        yield f"        return {verb}({reference(definition)}, {passed})"


def _aliases(offered: list[Definition]) -> Iterator[str]:
    """Yield the methods under their other names, with their in-place forms."""
    for name, aliases, in_place in [
        *((row.name, row.aliases, row.in_place) for row in TABLE.values()),
        ("clamp", ("clip",), True),
        *((d.name, d.facts.aliases, d.facts.in_place) for d in offered),
    ]:
        for alias in aliases:
            yield f"    {alias} = {name}"
            if in_place is not False:
                yield f"    {alias}_ = {name}_"


def _row_operators(row: Elementwise) -> Iterator[str]:
    special, constant = row.operator.__name__ if row.operator else "", _constant(row)
    if row.arity == 1:
        yield f"\n    def __{special}__(self) -> Tensor:"
        yield f"        return run({constant}, (self,))"
        return
    yield f"\n    def __{special}__(self, other: TensorLike) -> Tensor:"
    yield f'        return run_binary({constant}, self, other, "__r{special}__")'
    yield f"\n    def __r{special}__(self, other: TensorLike) -> Tensor:"
    yield f"        return run({constant}, (other, self))"
    yield f"\n    def __i{special}__(self, other: TensorLike) -> Tensor:"
    yield from _unless_deferred(special)
    yield f"        return run_inplace({constant}, (self, other))"


def _operator(definition: Definition) -> Iterator[str]:
    special, name = definition.facts.operator, reference(definition)
    if special == "invert":
        yield "\n    def __invert__(self) -> Tensor:"
        yield f"        return run({name}, (self,))"
    elif special == "matmul":
        yield "\n    def __matmul__(self, other: TensorLike) -> Tensor:"
        yield from _unless_deferred(special)
        yield f"        return run({name}, (self, other))"
        yield "\n    def __rmatmul__(self, other: TensorLike) -> Tensor:"
        yield f"        return run({name}, (other, self))"
    else:
        override = "  # type: ignore[override]  # elementwise" if special in ("eq", "ne") else ""
        kind = "object" if special in ("eq", "ne") else "Any"
        yield f"\n    def __{special}__(self, other: {kind}) -> Tensor:{override}"
        bitwise = special in ("and", "or", "xor", "lshift", "rshift")
        yield from _unless_foreign(f"run({name}, (self, other))" if bitwise else f"run_compare({name}, self, other)")
        if bitwise:
            yield f"\n    def __r{special}__(self, other: TensorLike) -> Tensor:"
            yield from _unless_foreign(f"run({name}, (other, self))")


def _unless_deferred(special: str) -> Iterator[str]:
    yield f'        if defers(other, "__r{special}__"):'
    yield "            return NotImplemented"


def _unless_foreign(call: str) -> Iterator[str]:
    yield "        if not isinstance(other, OPERANDS):"
    yield "            return NotImplemented"
    yield f"        return {call}"


def _constant(row: Elementwise) -> str:
    return row.name.upper()
