"""The rows of the calculus table: their definition, and how they are applied. The rows are in elementwise.py.

A row is a forward and one local derivative per argument. Both are ordinary functions. Their first argument is `xp`, the
namespace that provides `exp`, `where` and so on. They are called with three kinds of arguments:

    numbers or arrays   in a first-order pass
    nodes               in a recorded pass, so that derivatives can be differentiated again, to any order
    expressions         for the source of Value's methods and of `compile`, and for docs/derivatives.md
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable
from typing import Any

from autograd.rules import floats
from autograd.rules.expression import Expression, define, functions, variable, write

Rule = Callable[..., Any]

# The rows by name, in the order of elementwise.py.
TABLE: dict[str, Elementwise] = {}

# How expressions are written for plain floats. C's pow replaces `**`, which returns complex numbers.
FLOAT_SPELLING = {"**": "pow({}, {})", "&": "({} and {})", "relu": "(0.0 if {0} < 0 else {0})"}
# The same without the operators that raise ZeroDivisionError.
CAREFUL_SPELLING = {
    **FLOAT_SPELLING, "/": "divide({}, {})", "//": "floor_divide({}, {})", "%": "remainder({}, {})"
}  # fmt: skip
# The functions that this source calls. They return ±∞ or NaN where `math` raises.
CAREFUL: dict[str, Any] = {**vars(floats), "abs": abs}


def fast_functions() -> dict[str, Any]:
    """Return the same functions, those of `math` where it has them: they are faster, but raise at poles.

    floor and ceil remain those of floats.py: `math.floor` and `math.ceil` return integers, without the sign of zero.
    """
    found = {name: getattr(math, name, function) for name, function in CAREFUL.items() if name[0] != "_"}
    return {**found, "floor": floats.floor, "ceil": floats.ceil}


class Elementwise:
    """A row of the table. Calling it applies it to Values, Tensors, NumPy arrays or plain numbers.

    Attributes:
        name: the name of the method and of the free function.
        symbol: the label in drawings, and `Value.op`.
        forward: `forward(xp, *arguments)`.
        derivatives: one rule per argument; `rule(xp, out, *arguments)` is ∂out/∂argument.
        precise: the same rules, or for Values and float64 others that are exact in the tails, but slower for arrays.
        about: the result in words, for the docstring "Return …, elementwise."
        note: more sentences for the docstring; "" if none.
        default: the default of the last argument; None if the argument is required.
        parameter: the name of the second argument in PyTorch's signature.
        keeps_integers: whether integers give integers; other rows turn integers into float32.
        takes_alpha: whether PyTorch's function has `alpha`, a factor of the second operand.
        in_place: whether Tensor has the in-place method, with a trailing underscore.
        aliases: other names of the function and of Tensor's methods.
        special: its names in `autograd.special`.
        option: a keyword with its type and default, and the function of rules/rounding.py to call if it is given.
        primitive: the name of the function of `xp` that computes the forward; None if it is an expression.
        operator: Python's operator function, such as `operator.add`; None if there is none.
        numpy: the names of NumPy's ufuncs for this row that differ from `name`.
        letters: "x" or "xy", the variables of the expressions.
        forward_text: the forward as an expression in x and y.
        reversed: whether this row marks a Value whose first operand is a plain number.
    """

    reversed = False

    def __init__(
        self,
        name: str,
        symbol: str,
        forward: str | Rule,
        derivatives: tuple[Rule, ...],
        about: str,
        *,
        note: str = "",
        numpy: str = "",
        default: float | None = None,
        parameter: str = "other",
        keeps_integers: bool = False,
        takes_alpha: bool = False,
        in_place: bool = True,
        aliases: str = "",
        special: str = "",
        option: tuple[str, str] | None = None,
        precise: tuple[Rule, ...] | None = None,
    ) -> None:
        self.name = self.__name__ = name
        self.symbol = symbol
        self.about, self.note = about, note
        self.derivatives = derivatives
        self.precise = derivatives if precise is None else precise
        self.arity = len(derivatives)
        self.numpy = tuple(numpy.split())
        self.default, self.parameter = default, parameter
        self.keeps_integers, self.takes_alpha, self.in_place = keeps_integers, takes_alpha, in_place
        self.aliases, self.special, self.option = tuple(aliases.split()), tuple(special.split()), option
        self.primitive = forward if isinstance(forward, str) else None
        self.operator = forward if getattr(operator, getattr(forward, "__name__", ""), None) is forward else None
        if isinstance(forward, str):
            self.forward: Rule = lambda xp, *arguments: getattr(xp, forward)(*arguments)
        elif self.operator:
            self.forward = lambda xp, *arguments: forward(*arguments)
        else:
            self.forward = forward
        self.letters = "xy"[: self.arity]
        self.forward_text = self.forward(functions, *map(variable, self.letters))
        self.__doc__ = f"Return {about}, elementwise.\n\n{note}".rstrip()

    # Computed when they are needed: importing the Tensor tier does not need them.

    @property
    def derivative_texts(self) -> tuple[Expression | float, ...]:
        """The local derivative by each argument, as an expression in x, y and out."""
        return self._texts(self.derivatives)

    @property
    def precise_texts(self) -> tuple[Expression | float, ...]:
        """The same by the rules of `precise`."""
        return self.derivative_texts if self.precise is self.derivatives else self._texts(self.precise)

    def _texts(self, rules: tuple[Rule, ...]) -> tuple[Expression | float, ...]:
        arguments = [variable(letter) for letter in self.letters]
        return tuple(rule(functions, variable("out"), *arguments) for rule in rules)

    @functools.cached_property
    def reversed_row(self) -> Elementwise:
        """The same row, as the mark of a Value whose first operand is a plain number."""
        made = object.__new__(Elementwise)
        made.__dict__.update(self.__dict__, reversed=True)
        return made

    @functools.cached_property
    def on_floats(self) -> Callable[..., tuple[float, ...]]:
        """A function of plain floats that returns (out, *local derivatives).

        It never raises: the result is ±∞ or NaN where Python's arithmetic would raise.
        """
        results = ", ".join(write(text, CAREFUL_SPELLING) for text in self.precise_texts)
        return define(
            f"{self.name}_on_floats",
            f"def {self.name}_on_floats({', '.join(self.letters)}):\n"
            f"    out = {write(self.forward_text, CAREFUL_SPELLING)}\n"
            f"    return out, {results}\n",
            CAREFUL,
        )

    @functools.cached_property
    def forward_on_floats(self) -> Callable[..., float]:
        """The forward alone, as a function of plain floats. It never raises."""
        return define(
            f"{self.name}_of_floats",
            f"def {self.name}_of_floats({', '.join(self.letters)}):\n"
            f"    return {write(self.forward_text, CAREFUL_SPELLING)}\n",
            CAREFUL,
        )

    def __call__(self, *operands: Any) -> Any:
        """Apply the row to the operands; the result has their type.

        Raises:
            TypeError: if the number of operands is wrong, or Values and Tensors are mixed.
        """
        if len(operands) == self.arity - 1 and self.default is not None:
            operands = (*operands, self.default)
        if len(operands) != self.arity:
            raise TypeError(f"{self.name}() takes {self.arity} operand(s), got {len(operands)}")
        for operand in operands:
            apply = getattr(type(operand), "_apply_row", None)  # defined by Value and by Tensor
            if apply is not None:
                return apply(self, operands)
        if all(type(operand) in (float, int, bool) for operand in operands):
            return self.forward_on_floats(*operands)
        return functions_of_arrays().apply(self, operands)

    def __reduce__(self) -> tuple[Any, ...]:
        return row, (self.name, self.reversed)

    def __repr__(self) -> str:
        return f"<operation {self.name}>"


def row(name: str, reversed: bool = False) -> Elementwise:
    """Return the row of this name, for `pickle`."""
    return TABLE[name].reversed_row if reversed else TABLE[name]


class _Arrays:
    """`load()` imports and returns the module `rules.arrays`; autograd/__init__.py sets it.

    This module lies below NumPy: Values and plain numbers must not load it.
    """

    load: Callable[[], Any]


def functions_of_arrays() -> Any:
    """Return the module `rules.arrays`, which is imported on first use."""
    return _Arrays.load()


def load_arrays_by(load: Callable[[], Any]) -> None:
    """Set how the module `rules.arrays` is imported."""
    _Arrays.load = staticmethod(load)


def unary(name: str, forward: str | Rule, derivative: Rule, about: str, **facts: Any) -> Elementwise:
    """Add a row with one argument x; `facts` are the keyword arguments of Elementwise."""
    return _add(Elementwise(name, facts.pop("symbol", name), forward, (derivative,), about, **facts))


def binary(name: str, forward: str | Rule, by_x: Rule, by_y: Rule, about: str, **facts: Any) -> Elementwise:
    """Add a row with two arguments x and y; `facts` are the keyword arguments of Elementwise."""
    return _add(Elementwise(name, facts.pop("symbol", name), forward, (by_x, by_y), about, **facts))


def _add(made: Elementwise) -> Elementwise:
    if made.name in TABLE:
        raise ValueError(f"expected a new name for a row, got {made.name!r}, which the table already has")
    TABLE[made.name] = made
    # Rules may call this row by name, as in xp.sigmoid(x), also its own.
    CAREFUL.setdefault(made.name, lambda *arguments: made.forward_on_floats(*arguments))
    return made
