"""The calculus table: every elementwise operation once, for both tiers and for derivatives of any order.

A row reads as in a calculus book: a symbol, a forward, and one local derivative per argument,

    tanh = unary("tanh", "tanh", lambda xp, out, x: 1 - out * out)

`xp` is where the functions of the moment come from. The same rule is called with arrays when gradients are numbers,
with nodes when the backward pass is itself recorded (so that a derivative can be differentiated again, to any order),
and with symbols when its text is wanted: `Value`'s methods and the docs' table of derivatives are made of these texts.

`out` is the result. What no rule reads is not kept for the backward pass. A comparison counts as 1 where it holds and
as 0 where it does not. Where a function has a kink, its rule gives the subgradient that PyTorch gives, and 0 where
PyTorch gives NaN.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable
from typing import Any

from autograd import floats, symbolic

Rule = Callable[..., Any]

LN2, LN10 = math.log(2), math.log(10)
SQRT_HALF, SQRT_2_OVER_PI, TWO_OVER_SQRT_PI = math.sqrt(1 / 2), math.sqrt(2 / math.pi), 2 / math.sqrt(math.pi)


class Elementwise:
    """A row of the table. Calling it applies it to Values, Tensors, NumPy arrays or plain numbers.

    Attributes:
        name: what methods and free functions are called.
        symbol: what stands in a drawing and in `Value.op`.
        forward: `forward(xp, *arguments)`.
        derivatives: per argument, `rule(xp, out, *arguments)` = ∂out/∂argument.
        default: what the last argument is where it is left out; None if it may not be.
        forward_text: the forward as an expression in x, y and z.
    """

    def __init__(
        self, name: str, symbol: str, forward: str | Rule, derivatives: tuple[Rule, ...], default: float | None = None
    ) -> None:
        self.name = self.__name__ = name
        self.symbol = symbol
        self.default = default
        self.derivatives = derivatives
        self.arity = len(derivatives)
        self.forward: Rule = _function_of_xp(forward) if isinstance(forward, str) else forward
        self.letters = "xyz"[: self.arity]
        self.forward_text = self.forward(symbolic.functions, *map(symbolic.symbol, self.letters))
        self.__doc__ = f"`{symbolic.write(self.forward_text)}`, elementwise, of {self.arity} operand(s)."

    # Made when they are asked for: whoever comes for Tensors alone does not wait for them.

    @functools.cached_property
    def derivative_texts(self) -> tuple[symbolic.Expression | float, ...]:
        """Per argument, the local derivative as an expression in x, y, z and out."""
        arguments = [symbolic.symbol(letter) for letter in self.letters]
        return tuple(rule(symbolic.functions, symbolic.symbol("out"), *arguments) for rule in self.derivatives)

    @functools.cached_property
    def on_floats(self) -> Callable[..., tuple[float, ...]]:
        """`on_floats(*arguments)` = (out, *local derivatives), on plain floats, never raising: ±∞ and NaN stand where
        Python's arithmetic would complain.
        """
        results = ", ".join(symbolic.write(text, CAREFUL_SPELLING) for text in self.derivative_texts)
        return symbolic.function(
            f"{self.name}_on_floats",
            f"def {self.name}_on_floats({', '.join(self.letters)}):\n"
            f"    out = {symbolic.write(self.forward_text, CAREFUL_SPELLING)}\n"
            f"    return out, {results}\n",
            CAREFUL,
        )

    def __call__(self, *operands: Any) -> Any:
        """Apply the row; the kind of the operands decides what comes out.

        Raises:
            TypeError: for the wrong number of operands, or a mixture of Values and Tensors.
        """
        if len(operands) == self.arity - 1 and self.default is not None:
            operands = (*operands, self.default)
        if len(operands) != self.arity:
            raise TypeError(f"{self.name}() takes {self.arity} operand(s), got {len(operands)}")
        for operand in operands:
            apply = getattr(type(operand), "_apply", None)  # Value and Tensor each say how a row is applied to them
            if apply is not None:
                return apply(self, operands)
        if all(type(operand) in (float, int, bool) for operand in operands):
            return self.on_floats(*operands)[0]
        from autograd import arrays  # arrays need NumPy, plain numbers must not

        return arrays.apply(self, operands)

    def __repr__(self) -> str:
        return f"<operation {self.name}>"


def _function_of_xp(name: str) -> Rule:
    return lambda xp, *arguments: getattr(xp, name)(*arguments)


def _operator(function: Callable[..., Any]) -> Rule:
    """A forward that is the same operator on arrays and symbols."""
    return lambda xp, *arguments: function(*arguments)


TABLE: dict[str, Elementwise] = {}

# How texts are written for plain floats: `math` where Python's own operators differ from what C does.
FLOAT_SPELLING = {"**": "pow({}, {})", "&": "({} and {})", "relu": "(0.0 if {0} < 0 else {0})"}
CAREFUL_SPELLING = {
    **FLOAT_SPELLING, "/": "divide({}, {})", "//": "floor_divide({}, {})", "%": "remainder({}, {})"
}  # fmt: skip
CAREFUL: dict[str, Any] = {**vars(floats), "abs": abs}


def unary(symbol: str, forward: str | Rule, derivative: Rule) -> Elementwise:
    """A row with one argument x."""
    return _row(Elementwise(symbol, symbol, forward, (derivative,)))


def binary(
    symbol: str, forward: str | Rule, by_x: Rule, by_y: Rule, name: str | None = None, default: float | None = None
) -> Elementwise:
    """A row with two arguments x and y."""
    return _row(Elementwise(name or symbol, symbol, forward, (by_x, by_y), default))


def _row(row: Elementwise) -> Elementwise:
    TABLE[row.name] = row
    # A later row may use an earlier one by its name, as in xp.sigmoid(x).
    CAREFUL.setdefault(row.name, lambda *arguments: row.on_floats(*arguments)[0])
    return row


# ── parts that several rows, or a forward and its derivative, share ─────────────────────────────────────────────────


def _one_where(xp: Any, condition: Any, x: Any) -> Any:
    """x, but 1 where `condition` holds: on the side of a choice that is not taken, so that no order makes NaN of it."""
    return xp.where(condition, 1.0, x)


def _sigmoid(xp: Any, x: Any) -> Any:
    small = xp.exp(-abs(x))  # never above 1: no overflow, and full precision in both tails
    return xp.where(x >= 0, 1.0, small) / (1 + small)


def _logaddexp(xp: Any, x: Any, y: Any) -> Any:
    # The tie is apart so that ∞ − ∞ does not arise.
    return xp.where(x == y, x + LN2, xp.maximum(x, y) + xp.log1p(xp.exp(-abs(x - y))))


def _normal_cdf(xp: Any, x: Any) -> Any:
    return 0.5 * xp.erfc(-SQRT_HALF * x)  # erfc, not 1 + erf, which cancels in the left tail


def _normal_pdf(xp: Any, x: Any) -> Any:
    return 0.5 * SQRT_2_OVER_PI * xp.exp(-0.5 * x * x)


def _gelu_tanh_gate(xp: Any, x: Any) -> Any:
    # ½(1 + tanh u) is sigmoid(2u), and that does not cancel in the left tail.
    return xp.sigmoid(2 * SQRT_2_OVER_PI * x * (1 + 0.044715 * x * x))


def _gelu_tanh_slope(xp: Any, x: Any) -> Any:
    gate = _gelu_tanh_gate(xp, x)
    return gate + x * gate * (1 - gate) * (2 * SQRT_2_OVER_PI * (1 + 3 * 0.044715 * x * x))


# fmt: off
# ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────────────
#            symbol   forward                        ∂out/∂x                          ∂out/∂y
add = binary("+",  _operator(operator.add),     lambda xp, out, x, y: 1,         lambda xp, out, x, y: 1,       "add")
sub = binary("-",  _operator(operator.sub),     lambda xp, out, x, y: 1,         lambda xp, out, x, y: -1,      "sub")
mul = binary("*",  _operator(operator.mul),     lambda xp, out, x, y: y,         lambda xp, out, x, y: x,       "mul")
div = binary("/",  _operator(operator.truediv), lambda xp, out, x, y: 1 / y,     lambda xp, out, x, y: -out / y, "div")
pow = binary("**", _operator(operator.pow),
             lambda xp, out, x, y: xp.where((x == 0) & (y == 0), 0.0, y * x ** (y - 1)),
             lambda xp, out, x, y: xp.where((x == 0) & (y >= 0), 0.0, out * xp.log(_one_where(xp, x == 0, x))), "pow")
remainder = binary(
             "%",  _operator(operator.mod),     lambda xp, out, x, y: 1,         lambda xp, out, x, y: -xp.floor(x / y),
             "remainder")
floor_divide = binary(
             "//", _operator(operator.floordiv), lambda xp, out, x, y: 0,        lambda xp, out, x, y: 0,
             "floor_divide")

#                       symbol         forward                         ∂out/∂x
neg         = unary("neg",        _operator(operator.neg),        lambda xp, out, x: -1)
abs_        = unary("abs",        _operator(operator.abs),        lambda xp, out, x: xp.sign(x))
square      = unary("square",     lambda xp, x: x * x,            lambda xp, out, x: 2 * x)
reciprocal  = unary("reciprocal", lambda xp, x: 1 / x,            lambda xp, out, x: -out * out)
sqrt        = unary("sqrt",       "sqrt",                         lambda xp, out, x: 0.5 / out)
rsqrt       = unary("rsqrt",      lambda xp, x: 1 / xp.sqrt(x),   lambda xp, out, x: -0.5 * out / x)
hypot       = binary("hypot",     "hypot",
                                  lambda xp, out, x, y: xp.where(out == 0, 0.0, x / _one_where(xp, out == 0, out)),
                                  lambda xp, out, x, y: xp.where(out == 0, 0.0, y / _one_where(xp, out == 0, out)))

# ── exponentials and logarithms ─────────────────────────────────────────────────────────────────────────────────────
exp         = unary("exp",        "exp",                          lambda xp, out, x: out)
exp2        = unary("exp2",       "exp2",                         lambda xp, out, x: LN2 * out)
expm1       = unary("expm1",      "expm1",                        lambda xp, out, x: out + 1)
log         = unary("log",        "log",                          lambda xp, out, x: 1 / x)
log2        = unary("log2",       "log2",                         lambda xp, out, x: 1 / (LN2 * x))
log10       = unary("log10",      "log10",                        lambda xp, out, x: 1 / (LN10 * x))
log1p       = unary("log1p",      "log1p",                        lambda xp, out, x: 1 / (1 + x))
sigmoid     = unary("sigmoid",    _sigmoid,                       lambda xp, out, x: out * (1 - out))
softplus    = unary("softplus",   lambda xp, x: xp.relu(x) + xp.log1p(xp.exp(-abs(x))),
                                                                  lambda xp, out, x: xp.sigmoid(x))
logaddexp   = binary("logaddexp", _logaddexp,                     lambda xp, out, x, y: xp.sigmoid(x - y),
                                                                  lambda xp, out, x, y: xp.sigmoid(y - x))
xlogy       = binary("xlogy",     lambda xp, x, y: xp.where((x == 0) & (y == y), 0.0, x * xp.log(y)),
                                  lambda xp, out, x, y: xp.where((x == 0) & (y <= 0), 0.0, xp.log(y)),
                                  lambda xp, out, x, y: xp.where((x == 0) & (y == 0), 0.0, x / y))

# ── circular and hyperbolic functions ───────────────────────────────────────────────────────────────────────────────
sin         = unary("sin",        "sin",                          lambda xp, out, x: xp.cos(x))
cos         = unary("cos",        "cos",                          lambda xp, out, x: -xp.sin(x))
tan         = unary("tan",        "tan",                          lambda xp, out, x: 1 + out * out)
asin        = unary("asin",       "asin",                         lambda xp, out, x: 1 / xp.sqrt((1 - x) * (1 + x)))
acos        = unary("acos",       "acos",                         lambda xp, out, x: -1 / xp.sqrt((1 - x) * (1 + x)))
atan        = unary("atan",       "atan",                         lambda xp, out, x: 1 / (1 + x * x))
sinh        = unary("sinh",       "sinh",                         lambda xp, out, x: xp.cosh(x))
cosh        = unary("cosh",       "cosh",                         lambda xp, out, x: xp.sinh(x))
tanh        = unary("tanh",       "tanh",                         lambda xp, out, x: 1 - out * out)
asinh       = unary("asinh",      "asinh",                        lambda xp, out, x: 1 / xp.hypot(x, 1.0))
acosh       = unary("acosh",      "acosh",                        lambda xp, out, x: 1 / xp.sqrt((x - 1) * (x + 1)))
atanh       = unary("atanh",      "atanh",                        lambda xp, out, x: 1 / ((1 - x) * (1 + x)))
atan2       = binary("atan2",     "atan2",
                     lambda xp, out, x, y: xp.where((x == 0) & (y == 0), 0.0, y / (x * x + y * y)),
                     lambda xp, out, x, y: xp.where((x == 0) & (y == 0), 0.0, -x / (x * x + y * y)))

# ── activations ─────────────────────────────────────────────────────────────────────────────────────────────────────
relu        = unary("relu",       "relu",                         lambda xp, out, x: out > 0)
softsign    = unary("softsign",   lambda xp, x: x / (1 + abs(x)), lambda xp, out, x: 1 / ((1 + abs(x)) * (1 + abs(x))))
silu        = unary("silu",       lambda xp, x: x * xp.sigmoid(x),
                                  lambda xp, out, x: xp.sigmoid(x) * (1 + x * xp.sigmoid(-x)))
erf         = unary("erf",        "erf",                          lambda xp, out, x: TWO_OVER_SQRT_PI * xp.exp(-x * x))
erfc        = unary("erfc",       "erfc",                         lambda xp, out, x: -TWO_OVER_SQRT_PI * xp.exp(-x * x))
gelu        = unary("gelu",       lambda xp, x: x * _normal_cdf(xp, x),
                                  lambda xp, out, x: _normal_cdf(xp, x) + x * _normal_pdf(xp, x))
gelu_tanh   = unary("gelu_tanh",  lambda xp, x: x * _gelu_tanh_gate(xp, x),
                                  lambda xp, out, x: _gelu_tanh_slope(xp, x))
leaky_relu  = binary("leaky_relu", lambda xp, x, y: xp.where(x > 0, x, x * y),
                                  lambda xp, out, x, y: xp.where(x > 0, 1.0, y),
                                  lambda xp, out, x, y: xp.where(x > 0, 0.0, x), default=0.01)
elu         = binary("elu",       lambda xp, x, y: xp.where(x > 0, x, y * xp.expm1(-xp.relu(-x))),
                                  lambda xp, out, x, y: xp.where(x > 0, 1.0, y * xp.exp(-xp.relu(-x))),
                                  lambda xp, out, x, y: xp.expm1(-xp.relu(-x)), default=1.0)

# ── choosing and rounding ───────────────────────────────────────────────────────────────────────────────────────────
# Where maximum and minimum tie, both arguments get half; at the edge of a clamp the gradient passes.
maximum     = binary("maximum",   "maximum",                      lambda xp, out, x, y: (x > y) + 0.5 * (x == y),
                                                                  lambda xp, out, x, y: (y > x) + 0.5 * (x == y))
minimum     = binary("minimum",   "minimum",                      lambda xp, out, x, y: (x < y) + 0.5 * (x == y),
                                                                  lambda xp, out, x, y: (y < x) + 0.5 * (x == y))
clamp_min   = binary("clamp_min", "maximum",                      lambda xp, out, x, y: x >= y,
                                                                  lambda xp, out, x, y: x < y)
clamp_max   = binary("clamp_max", "minimum",                      lambda xp, out, x, y: x <= y,
                                                                  lambda xp, out, x, y: x > y)
sign        = unary("sign",       "sign",                         lambda xp, out, x: 0)
floor       = unary("floor",      "floor",                        lambda xp, out, x: 0)
ceil        = unary("ceil",       "ceil",                         lambda xp, out, x: 0)
round_      = unary("round",      "round",                        lambda xp, out, x: 0)
# fmt: on


def where(condition: Any, x: Any, y: Any) -> Any:
    """x where `condition` holds, y elsewhere; only the chosen side receives a gradient.

    Of Values it is a choice, not an operation: the chosen one itself comes back. Tensors and arrays choose
    elementwise, broadcast against each other.
    """
    for operand in (condition, x, y):
        if hasattr(type(operand), "_where"):
            return type(operand)._where(condition, x, y)
    if type(condition) in (bool, int, float):
        return x if condition else y
    from autograd.arrays import xp

    return xp.where(condition, x, y)


def clamp(x: Any, min: Any = None, max: Any = None) -> Any:
    """x, but at least `min` and at most `max`; at the edges the gradient passes.

    Raises:
        ValueError: if neither bound is given.
    """
    if min is None and max is None:
        raise ValueError("clamp(): give min, max or both")
    if min is not None:
        x = clamp_min(x, min)
    return x if max is None else clamp_max(x, max)
