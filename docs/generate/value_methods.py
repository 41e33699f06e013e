"""Generate autograd/scalar/methods.py: the operators and functions of Value, from the calculus table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograd.rules.expression import write
from autograd.rules.table import FLOAT_SPELLING, TABLE, Elementwise, fast_functions
from docs.generate.row_functions import example

HEAD = '''\
# mypy: disable-error-code="no-any-return"
"""The operators and functions of Value. Generated from the calculus table by `python -m docs.generate`; do not edit.

Each method makes one node: the number, and the local derivative towards each input. Where `math` raises, as at a pole,
`on_floats` gives infinity or NaN instead.
"""

from __future__ import annotations

{imports}

new: Any = object.__new__


class ValueMethods:
    """The base class of Value: one method per row of the table."""

    __slots__ = ()

    label: str
    _z: float
    _z_grad: Any
    _x: Any
    _y: Any
    _dx: Any
    _dy: Any
    _rule: Any
'''

UNARY = '''
    def {name}(self) -> Self:
        """Return {about}, where x is this value.{note}

        Local derivative:
            ∂out/∂x = {by_x}

        >>> from autograd import Value
        >>> print(f"{{Value({at_x}).{name}().data:.4f}}")
        {value}
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = {out}
            node._dx = {dx}
        except (ArithmeticError, ValueError):
            node._z, node._dx = {row}.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = {row}
        node.label = ""
        return node
'''

BINARY = '''
    def {name}(self, {parameter}: Self | float{default}) -> Self:
        """Return {about}, where x is this value and y is `{parameter}`.{note}

        Local derivatives:
            ∂out/∂x = {by_x}
            ∂out/∂y = {by_y}

        Args:
            {parameter}: y, a Value or a number.

        Raises:
            TypeError: if `{parameter}` is neither.

        >>> from autograd import Value
        >>> print(f"{{Value({at_x}).{name}({at_y}).data:.4f}}")
        {value}
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if {parameter}.__class__ is cls:
                y = {parameter}._z
                node._z = out = {out}
                node._dx = {dx}
                node._y = {parameter}
                node._dy = {dy}
            else:
                y = {plain}
                node._z = out = {out}
                node._dx = {dx}
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "{symbol}")
            node._z, node._dx, node._dy = {row}.on_floats(x, y)
            if {parameter}.__class__ is cls:
                node._y = {parameter}
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = {row}
        node.label = ""
        return node
'''

TAIL = '''
    def clamp(self, min: Self | float | None = None, max: Self | float | None = None) -> Self:
        """Return this value limited to the range from `min` to `max`. At the bounds the gradient goes to this value."""
        clamped: Self = clamp(self, min, max)
        return clamped

    def __pos__(self) -> Self:
        return self

    def _from_left(self, row: Elementwise, other: float) -> Self:
        """Apply a row to a number and this value, in this order. The number takes no node."""
        x = other if other.__class__ is float else number(other, row.symbol)
        node: Any = new(self.__class__)
        node._z, _, node._dx = row.on_floats(x, self._z)
        node._x = self
        node._y = None
        node._dy = x
        node._z_grad = 0.0
        node._rule = row.reversed_row
        node.label = ""
        return node
'''


def value_methods() -> str:
    """Return the text of autograd/scalar/methods.py."""
    body = "".join(_method(row) for row in TABLE.values()) + "".join(_operators()) + TAIL
    return HEAD.format(imports=_imports(body)) + body


def _method(row: Elementwise) -> str:
    floats = f"{row.parameter}.__class__ is float"
    if row.operator:  # arithmetic turns whole numbers into floats
        floats += f" or {row.parameter}.__class__ is int"
    texts = [write(text, FLOAT_SPELLING) for text in row.precise_texts]
    shown = [write(text) for text in row.derivative_texts]  # equal in mathematics, and shorter
    arguments = example(row)
    text = (UNARY if row.arity == 1 else BINARY).format(
        name=row.name,
        row=_constant(row),
        about=row.about,
        note=f"\n\n        {row.note}" if row.note else "",
        symbol=row.symbol,
        parameter=row.parameter,
        plain=f'{row.parameter} if {floats} else number({row.parameter}, "{row.symbol}")',
        default="" if row.default is None else f" = {row.default}",
        out=write(row.forward_text, FLOAT_SPELLING),
        dx=texts[0],
        dy=texts[-1],
        by_x=shown[0],
        by_y=shown[-1],
        at_x=arguments[0],
        at_y=arguments[-1],
        value=f"{row.on_floats(*arguments)[0]:.4f}",
    )
    if not any(re.search(r"\bout\b", derivative) for derivative in texts):
        text = text.replace("node._z = out = ", "node._z = ")
    return text


def _operators() -> Iterator[str]:
    """Yield Python's operators: `__add__` and `__radd__` are `add`, and so on."""
    for row in TABLE.values():
        if row.operator is None:
            continue
        special = row.operator.__name__
        yield f"\n    __{special}__ = {row.name}\n"
        if row.arity == 1:
            continue
        if special in ("add", "mul"):  # commutative, so a number on the left becomes the second operand without a node
            yield f"    __r{special}__ = {row.name}\n"
        else:
            yield (
                f"\n    def __r{special}__(self, other: float) -> Self:\n"
                f"        return self._from_left({_constant(row)}, other)\n"
            )


def _natural(name: str) -> list[str | int]:
    """Return a key that sorts log2 before log10, as ruff does."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def _constant(row: Elementwise) -> str:
    return row.name.upper()


def _imports(body: str) -> str:
    """Return import statements for the functions that `body` calls."""
    called = set(re.findall(r"(?<![\w.])(?<!def )(\w+)\(", body))
    fast = fast_functions()
    by_module: dict[str, list[str]] = {}
    rows = []
    for name in sorted(called & fast.keys() - {"abs", "number", "clamp"}, key=_natural):
        if name in TABLE and fast[name].__module__ == "autograd.rules.table":
            rows.append(f'{name}: Callable[..., float] = CAREFUL["{name}"]')
        else:
            by_module.setdefault(fast[name].__module__, []).append(name)
    lines = ["from collections.abc import Callable"]
    lines += [f"from math import {', '.join(by_module.pop('math'))}"]
    lines += ["from typing import Any, Self", ""]
    lines += [f"from {module} import {', '.join(names)}" for module, names in sorted(by_module.items())]
    lines += ["from autograd.rules.select import clamp", "from autograd.rules.table import CAREFUL, TABLE, Elementwise"]
    lines += ["from autograd.scalar.number import number", ""]
    lines += rows
    lines += [f'{_constant(row)} = TABLE["{row.name}"]' for row in TABLE.values()]
    return "\n".join(lines)
