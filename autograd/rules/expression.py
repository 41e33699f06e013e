"""Symbolic expressions, to turn the rules of the calculus table into source text.

The table holds ordinary functions. Called with an `Expression` in place of a number, such a function returns the
expression that it computes. `Value`'s methods are generated from these expressions, and the docs print them.

>>> x = variable("x")
>>> print(1 - x * x / 2)
1 - x * x / 2
>>> print(functions.exp(-(x + 1)))
exp(-(x + 1))
"""

from __future__ import annotations

import contextlib
import linecache
import operator
from collections.abc import Callable, Mapping
from typing import Any

# The precedence of each operator, as in Python's grammar.
_PRECEDENCE = {
    "if": 0,
    "<": 1,
    "<=": 1,
    ">": 1,
    ">=": 1,
    "==": 1,
    "&": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
    "%": 5,
    "//": 5,
    "neg": 6,
    "**": 7,
}
_ATOM = 9


class Expression:
    """An operation and its arguments; `str()` gives its Python text."""

    __slots__ = ("args", "op")

    def __init__(self, op: str, *args: Expression | float) -> None:
        self.op = op
        self.args = args

    def __add__(self, other: Expression | float) -> Expression:
        return Expression("+", self, other)

    def __radd__(self, other: float) -> Expression:
        return Expression("+", other, self)

    def __sub__(self, other: Expression | float) -> Expression:
        return Expression("-", self, other)

    def __rsub__(self, other: float) -> Expression:
        return Expression("-", other, self)

    def __mul__(self, other: Expression | float) -> Expression:
        return Expression("*", self, other)

    def __rmul__(self, other: float) -> Expression:
        return Expression("*", other, self)

    def __truediv__(self, other: Expression | float) -> Expression:
        return Expression("/", self, other)

    def __rtruediv__(self, other: float) -> Expression:
        return Expression("/", other, self)

    def __pow__(self, other: Expression | float) -> Expression:
        return Expression("**", self, other)

    def __rpow__(self, other: float) -> Expression:
        return Expression("**", other, self)

    def __mod__(self, other: Expression | float) -> Expression:
        return Expression("%", self, other)

    def __floordiv__(self, other: Expression | float) -> Expression:
        return Expression("//", self, other)

    def __neg__(self) -> Expression:
        return Expression("neg", self)

    def __abs__(self) -> Expression:
        return Expression("abs", self)

    def __and__(self, other: Expression) -> Expression:
        return Expression("&", self, other)

    def __lt__(self, other: Expression | float) -> Expression:
        return Expression("<", self, other)

    def __le__(self, other: Expression | float) -> Expression:
        return Expression("<=", self, other)

    def __gt__(self, other: Expression | float) -> Expression:
        return Expression(">", self, other)

    def __ge__(self, other: Expression | float) -> Expression:
        return Expression(">=", self, other)

    def __eq__(self, other: object) -> Expression:  # type: ignore[override]  # returns an Expression
        assert isinstance(other, Expression | int | float)
        return Expression("==", self, other)

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError(f"a rule cannot branch on {self}; write xp.where(condition, a, b)")

    def __str__(self) -> str:
        return write(self)


class _Functions:
    """A namespace that has every function: `functions.exp(x)` is the expression `exp(x)`."""

    def __getattr__(self, name: str) -> Callable[..., Expression]:
        return lambda *args: Expression(name, *args)


functions = _Functions()


def variable(name: str) -> Expression:
    """Return the variable `name`."""
    return Expression(name)


def write(expression: Expression | float, spelling: Mapping[str, str] | None = None) -> str:
    """Return the Python text of `expression`.

    Args:
        expression: an expression or a number.
        spelling: formats of operators and functions that are written in another way. `{"/": "divide({}, {})"}` writes
            divisions as calls.
    """
    return _write(expression, spelling or {})[0]


_FOLDED: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow,
    "neg": operator.neg, "abs": abs, "&": operator.and_, "==": operator.eq,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def substitute(expression: Expression | float, numbers: Mapping[str, float]) -> Expression | float:
    """Replace variables by numbers and compute the parts that become constant.

    Args:
        expression: an expression or a number.
        numbers: the number for each variable that is replaced.

    >>> print(substitute(functions.where(variable("y") == 0, 0.0, variable("y") * variable("x")), {"y": 2.0}))
    2.0 * x
    """
    if not isinstance(expression, Expression):
        return expression
    if not expression.args:
        return numbers.get(expression.op, expression)
    op, args = expression.op, [substitute(a, numbers) for a in expression.args]
    if op == "where" and not isinstance(args[0], Expression):
        return args[1] if args[0] else args[2]
    if op == "&" and any(a is False for a in args):
        return False
    if op == "&" and any(a is True for a in args):
        return args[args[0] is True]
    if op == "**" and not isinstance(args[1], Expression) and args[1] == 1:
        return args[0]
    if op in _FOLDED and not any(isinstance(a, Expression) for a in args):
        with contextlib.suppress(ArithmeticError):
            folded: float = _FOLDED[op](*args)
            if not isinstance(folded, complex):
                return folded
    return Expression(op, *args)


def define(name: str, source: str, namespace: Mapping[str, Any], shown: bool = True) -> Callable[..., Any]:
    """Execute `source` and return the function `name` that it defines.

    Args:
        name: the name of the function.
        source: the text of its definition.
        namespace: its globals.
        shown: whether `inspect.getsource`, tracebacks and debuggers find the source, for which its lines are kept.
    """
    filename = f"<autograd {name}>"
    scope = {**namespace, "__name__": "autograd"}  # so that errors are not reported at this source: see user_line()
    exec(compile(source, filename, "exec"), scope)
    if shown:
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    made: Callable[..., Any] = scope.pop(name)
    if name in namespace:  # a function named exp calls the exp of `namespace`, not itself
        scope[name] = namespace[name]
    return made


def names_in(expression: Expression | float) -> frozenset[str]:
    """Return the names of the variables in `expression`."""
    if not isinstance(expression, Expression):
        return frozenset()
    if not expression.args:
        return frozenset({expression.op})
    return frozenset().union(*map(names_in, expression.args))


def _write(expression: Expression | float, spelling: Mapping[str, str]) -> tuple[str, int]:
    if not isinstance(expression, Expression):
        return repr(expression), _ATOM if expression >= 0 else _PRECEDENCE["neg"]
    op, args = expression.op, expression.args
    if not args:
        return op, _ATOM
    if op in spelling:
        return spelling[op].format(*(_write(a, spelling)[0] for a in args)), _ATOM
    if op == "where":
        condition, yes, no = (_write(a, spelling) for a in args)
        return f"{_bracket(yes, 1)} if {_bracket(condition, 1)} else {no[0]}", _PRECEDENCE["if"]
    if op not in _PRECEDENCE:
        return f"{op}({', '.join(_write(a, spelling)[0] for a in args)})", _ATOM
    strength = _PRECEDENCE[op]
    if op == "neg":
        return f"-{_bracket(_write(args[0], spelling), strength)}", strength
    left, right = (_write(a, spelling) for a in args)
    if op == "**":  # right-associative
        return f"{_bracket(left, strength + 1)} ** {_bracket(right, strength)}", strength
    return f"{_bracket(left, strength)} {op} {_bracket(right, strength + 1)}", strength


def _bracket(text_and_strength: tuple[str, int], needed: int) -> str:
    text, strength = text_and_strength
    return text if strength >= needed else f"({text})"
