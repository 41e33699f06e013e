"""Formulas: expressions as text, read into functions without being run as code."""

from __future__ import annotations

import ast
import inspect
import itertools
import math
import operator
from collections.abc import Callable
from typing import Any

from autograd import functions
from autograd.scalar.value import Value

__all__ = ["Formula"]

_CONSTANTS = {"pi": math.pi, "e": math.e}
_OPERATORS: dict[type, Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Pow: operator.pow, ast.Mod: operator.mod, ast.FloorDiv: operator.floordiv,
    ast.USub: operator.neg, ast.UAdd: operator.pos,
}  # fmt: skip
_MOST = 2000  # characters
_DEEPEST = 90  # open brackets; Python's parser ends a process of WebAssembly near 200


class Formula:
    """A function of numbers, Values or Tensors, as an expression says it.

    The text is parsed and never run as code. It may hold numbers, names, `+ - * / // % **`, brackets, the functions of
    the calculus table such as `tanh(x)`, and the constants `pi` and `e`. Steps may come first, as in
    `h = tanh(w*x + b); (h - 1)**2`.

    Args:
        text: the expression.

    Attributes:
        text: the expression.
        names: the variables, in order of their first appearance.
        steps: the names of the steps.

    Raises:
        ValueError: if the text is no such expression; it says where.

    >>> f = Formula("tanh(w*x + b)")
    >>> f.names
    ('w', 'x', 'b')
    >>> w = Value(0.5, "w")
    >>> f(w=w, x=2.0, b=-1.0).backward()
    >>> w.grad
    2.0
    """

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > _MOST:
            raise ValueError(f"formula: expected at most {_MOST:,} characters, got {len(text):,}")
        open_brackets = itertools.accumulate((c in "([{") - (c in ")]}") for c in text)
        if max(open_brackets, default=0) > _DEEPEST:
            raise ValueError(f"formula: cannot read {_short(text)}: too many brackets")
        try:
            # A newline ends a step too. Brackets go on over lines.
            body = ast.parse(text.strip().strip(";"), "formula").body
            if not body or not isinstance(body[-1], ast.Expr):
                raise ValueError("formula: the last step must be an expression, such as (h - 1)**2")
            self._result = body[-1].value
            self._steps = [self._step(node) for node in body[:-1]]
            found: dict[str, None] = {}
            defined: set[str] = set()
            for name, node in [*self._steps, ("", self._result)]:
                self._check(node, found, defined)
                defined.add(name)
        except (SyntaxError, RecursionError, MemoryError) as error:
            place = f" at character {error.offset}" if isinstance(error, SyntaxError) and error.offset else ""
            raise ValueError(
                f"formula: cannot read {_short(text)}: {getattr(error, 'msg', 'too many brackets')}{place}"
            ) from None
        self.names = tuple(found)
        self.steps = tuple(name for name, _ in self._steps)

    def __call__(self, **inputs: Any) -> Any:
        """Return the result.

        Args:
            inputs: each variable's number, Value or Tensor. A number becomes a Value that has the variable's name.

        Raises:
            TypeError: if a variable is missing, or there is no such variable.
        """
        return self.evaluate(**inputs)[1]

    def evaluate(self, **inputs: Any) -> tuple[dict[str, Any], Any]:
        """Return the variables and the steps by name, and the result.

        Args:
            inputs: as for a call.

        Raises:
            TypeError: as for a call.
        """
        missing = [name for name in self.names if name not in inputs]
        extra = [name for name in inputs if name not in self.names]
        if missing or extra:
            wrong = f"needs {' and '.join(missing)}" if missing else f"has no {' and '.join(extra)}"
            raise TypeError(f"formula {self.text!r} {wrong}; its variables: {', '.join(self.names) or 'none'}")
        known: dict[str, Any] = {
            name: Value(value, name) if isinstance(value, int | float) else value
            for name, value in ((name, inputs[name]) for name in self.names)
        }
        for name, node in self._steps:
            known[name] = self._evaluate(node, known)
            if isinstance(known[name], Value) and not known[name].label:
                known[name].label = name
        result = self._evaluate(self._result, known)
        return known, Value(result) if isinstance(result, float) else result

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"

    def _step(self, node: ast.stmt) -> tuple[str, ast.expr]:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            return node.targets[0].id, node.value
        raise ValueError(f"formula: a step is NAME = EXPRESSION, got {_source(node)}")

    def _check(self, node: ast.expr, found: dict[str, None], defined: set[str]) -> None:
        """Note the variables of an expression, and refuse all that a formula does not have."""
        if isinstance(node, ast.Name):
            if node.id not in defined and node.id not in _CONSTANTS:
                found[node.id] = None
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, bool) or not isinstance(node.value, int | float):
                raise ValueError(f"formula: expected numbers, got {_source(node)}")
        elif isinstance(node, ast.BinOp | ast.UnaryOp):
            if type(node.op) not in _OPERATORS:
                hint = "; a power is **" if isinstance(node.op, ast.BitXor) else ""
                raise ValueError(f"formula: {_source(node)} is no arithmetic{hint}")
            for child in (node.left, node.right) if isinstance(node, ast.BinOp) else (node.operand,):
                self._check(child, found, defined)
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name not in functions.__all__ or node.keywords:
                raise ValueError(
                    f"formula: {_source(node.func)} is no function here; there are exp, log, sqrt, sin, cos, "
                    "tanh, relu, sigmoid and the other rows of the table of derivatives"
                )
            _check_arguments(name, len(node.args))
            for child in node.args:
                self._check(child, found, defined)
        else:
            raise ValueError(f"formula: {_source(node)} is neither arithmetic nor a function of numbers")

    def _evaluate(self, node: ast.expr, known: dict[str, Any]) -> Any:
        match node:
            case ast.Name(id=name):
                return known[name] if name in known else _CONSTANTS[name]
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.BinOp(left=left, op=op, right=right):
                a, b = self._evaluate(left, known), self._evaluate(right, known)
                if isinstance(a, float) and isinstance(b, float):  # where Python would raise, or give a complex number
                    return _of_floats(type(op), a, b)
                return _OPERATORS[type(op)](a, b)
            case ast.UnaryOp(op=op, operand=operand):
                return _OPERATORS[type(op)](self._evaluate(operand, known))
            case ast.Call(func=ast.Name(id=name), args=args):
                return getattr(functions, name)(*(self._evaluate(arg, known) for arg in args))
        raise AssertionError(node)  # _check has refused it


def _source(node: ast.AST) -> str:
    return _short(ast.unparse(node))


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _of_floats(op: type, a: float, b: float) -> float:
    """Return the result for plain numbers: infinity or NaN at poles, as for Values."""
    return float(_OPERATORS[op](Value(a), b).data)


def _check_arguments(name: str, count: int) -> None:
    """Refuse a call with too few or too many arguments."""
    parameters = [
        p
        for p in inspect.signature(getattr(functions, name)).parameters.values()
        if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ]
    least = sum(p.default is p.empty for p in parameters)
    if not least <= count <= len(parameters):
        raise ValueError(f"formula: {name}() takes {' or '.join(map(str, sorted({least, len(parameters)})))} "
                         f"argument{'s'[: len(parameters) != 1]}, got {count}")  # fmt: skip
