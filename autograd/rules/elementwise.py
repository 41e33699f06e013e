"""The calculus table: each elementwise operation is defined once, for both tiers and for derivatives of any order.

A row holds a name, a forward, one local derivative per argument, and the result in words:

    tanh = unary("tanh", "tanh", lambda xp, out, x: 1 - out * out, "the hyperbolic tangent of x")

`out` is the result. A comparison counts as 1 where it is true and as 0 where it is false. At a kink a rule returns
PyTorch's subgradient, and 0 where PyTorch returns NaN. `Elementwise`, in table.py, documents the other arguments.

`precise` replaces the derivatives for Values and float64, where the short rules lose digits. float32 keeps the short
ones: the others take up to twice as long, and training does not see the tails.
"""

from __future__ import annotations

import math
import operator
import sys
from typing import Any

from autograd.rules.table import binary, unary

LN2, LOG2_E, LOG10_E = math.log(2), math.log2(math.e), math.log10(math.e)
LARGEST = sys.float_info.max
SQRT_HALF, SQRT_2_OVER_PI, TWO_OVER_SQRT_PI = math.sqrt(1 / 2), math.sqrt(2 / math.pi), 2 / math.sqrt(math.pi)


# ── expressions that several rows, or a forward and its derivative, share ───────────────────────────────────────────


def _one_where(xp: Any, condition: Any, x: Any) -> Any:
    """Return 1 where `condition` is true, else x: the untaken branch of `where` then gives no NaN at any order."""
    return xp.where(condition, 1.0, x)


def _sigmoid(xp: Any, x: Any) -> Any:
    small = xp.exp(-abs(x))  # at most 1: no overflow, and full precision in both tails
    return xp.where(x >= 0, 1.0, small) / (1 + small)


def _logaddexp(xp: Any, x: Any, y: Any) -> Any:
    # Equal arguments are handled separately, to avoid ∞ − ∞.
    return xp.where(x == y, x + LN2, xp.maximum(x, y) + xp.log1p(xp.exp(-abs(x - y))))


def _cosine(xp: Any, length: Any, x: Any, y: Any) -> Any:
    """Return x / √(x² + y²), and 0 at 0. For |x| > |y|, the derivative of the plain quotient would cancel."""
    steep = abs(x) > abs(y)
    ratio = y / _one_where(xp, abs(x) <= abs(y), x)
    flat = x / _one_where(xp, steep, _one_where(xp, length == 0, length))
    return xp.where(steep, xp.sign(x) / xp.hypot(ratio, 1.0), xp.where(length == 0, 0.0, flat))


def _over_square(xp: Any, x: Any, y: Any) -> Any:
    """Return x / (x² + y²), and 0 where both are 0, by the ratio of both, whose square does not overflow."""
    zero, larger = (x == 0) & (y == 0), abs(x) >= abs(y)
    long = _one_where(xp, zero, xp.where(larger, x, y))
    ratio = xp.where(larger, y, x) / long
    return xp.where(zero, 0.0, xp.where(larger, 1.0, ratio) / long / (1 + ratio * ratio))


def _normal_cdf(xp: Any, x: Any) -> Any:
    return 0.5 * xp.erfc(-SQRT_HALF * x)  # erfc, because 1 + erf cancels in the left tail


def _normal_pdf(xp: Any, x: Any) -> Any:
    return 0.5 * SQRT_2_OVER_PI * xp.exp(-0.5 * x * x)


def _gelu_tanh_argument(x: Any) -> Any:
    # ½(1 + tanh u) is sigmoid(2u), which does not cancel in the left tail.
    return 2 * SQRT_2_OVER_PI * x * (1 + 0.044715 * x * x)


def _gelu_tanh_slope(xp: Any, out: Any, x: Any) -> Any:
    u = _gelu_tanh_argument(x)
    return xp.sigmoid(u) * (1 + x * (2 * SQRT_2_OVER_PI * (1 + 3 * 0.044715 * x * x)) * xp.sigmoid(-u))


def _power_by_exponent(xp: Any, out: Any, x: Any, y: Any) -> Any:
    return xp.where((x == 0) & (y >= 0), 0.0, out * xp.log(_one_where(xp, x == 0, x)))


# Derivatives that are exact in the tails, where `1 - out` is 0, and whose own derivatives do not cancel at 0.


def _sigmoid_slope(xp: Any, out: Any, x: Any) -> Any:
    half = xp.tanh(0.5 * x)
    return xp.where(abs(x) < 1, 0.25 - 0.25 * half * half, out * xp.sigmoid(-x))


def _tanh_slope(xp: Any, out: Any, x: Any) -> Any:
    top = 1 + abs(out)
    return xp.where(abs(x) < 0.8, 1 - out * out, xp.exp(-2 * abs(x)) * top * top)


def _atan_slope(xp: Any, out: Any, x: Any) -> Any:
    large = _one_where(xp, abs(x) <= 1e9, x)  # where 1 + x² is x², and 1 / (1 + x²)² would underflow
    return xp.where(abs(x) > 1e9, 1 / large / large, 1 / (1 + x * x))


def _power_slope(xp: Any, out: Any, x: Any, y: Any) -> Any:
    # For |y| < 1, y - 1 is rounded, which x to the power of it multiplies by log(x).
    root = (abs(y) < 1) & (x > 0) & (x <= LARGEST)
    inside = _one_where(xp, abs(y) >= 1, _one_where(xp, x <= 0, _one_where(xp, x > LARGEST, x)))
    base = _one_where(xp, root, _one_where(xp, (x == 0) & (y == 0), x))
    return y * xp.where(root, inside**y / inside, base ** (y - 1))


# fmt: off
# ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────────────
#            name          forward               ∂out/∂x                          ∂out/∂y
add = binary("add",        operator.add,         lambda xp, out, x, y: 1,         lambda xp, out, x, y: 1,
             "x plus y", symbol="+", keeps_integers=True, takes_alpha=True)
sub = binary("sub",        operator.sub,         lambda xp, out, x, y: 1,         lambda xp, out, x, y: -1,
             "x minus y", symbol="-", numpy="subtract", aliases="subtract", keeps_integers=True, takes_alpha=True)
mul = binary("mul",        operator.mul,         lambda xp, out, x, y: y,         lambda xp, out, x, y: x,
             "x times y", symbol="*", numpy="multiply", aliases="multiply", keeps_integers=True)
div = binary("div",        operator.truediv,     lambda xp, out, x, y: 1 / y,     lambda xp, out, x, y: -(x / y) / y,
             "x divided by y", symbol="/", numpy="divide", aliases="divide true_divide",
             option=("rounding_mode: str | None = None", "divide_rounded"))
pow = binary("pow",        operator.pow,
             lambda xp, out, x, y: y * _one_where(xp, (x == 0) & (y == 0), x) ** (y - 1), _power_by_exponent,
             "x to the power y", symbol="**", numpy="power float_power", parameter="exponent", keeps_integers=True,
             precise=(_power_slope, _power_by_exponent))
remainder = binary(
             "remainder", operator.mod,         lambda xp, out, x, y: 1,         lambda xp, out, x, y: -(x // y),
             "the remainder of x / y, with the sign of y", symbol="%", numpy="mod", keeps_integers=True)
floor_divide = binary(
             "floor_divide", operator.floordiv,  lambda xp, out, x, y: 0,         lambda xp, out, x, y: 0,
             "x / y rounded down", symbol="//", keeps_integers=True)

#                    name          forward                       ∂out/∂x
neg        = unary("neg",        operator.neg,                 lambda xp, out, x: -1,
                   "−x", numpy="negative", aliases="negative", keeps_integers=True)
abs_       = unary("abs",        operator.abs,                 lambda xp, out, x: xp.sign(x),
                   "the absolute value of x", note="The derivative at 0 is 0.",
                   numpy="absolute fabs", aliases="absolute", keeps_integers=True)
square     = unary("square",     lambda xp, x: x * x,          lambda xp, out, x: 2 * x,
                   "the square of x", keeps_integers=True)
reciprocal = unary("reciprocal", lambda xp, x: 1 / x,          lambda xp, out, x: -out * out,
                   "1 / x")
sqrt       = unary("sqrt",       "sqrt",                       lambda xp, out, x: 0.5 / out,
                   "the square root of x")
rsqrt      = unary("rsqrt",      lambda xp, x: 1 / xp.sqrt(x), lambda xp, out, x: -0.5 * out * out * out,
                   "1 / √x")
hypot      = binary("hypot",     "hypot",
                    lambda xp, out, x, y: _cosine(xp, out, x, y),
                    lambda xp, out, x, y: _cosine(xp, out, y, x),
                    "√(x² + y²)", note="The squares do not overflow. The derivatives at (0, 0) are 0.")

# ── exponentials and logarithms ─────────────────────────────────────────────────────────────────────────────────────
exp       = unary("exp",        "exp",       lambda xp, out, x: out,             "e to the power x")
exp2      = unary("exp2",       "exp2",      lambda xp, out, x: LN2 * out,       "2 to the power x",
                  special="exp2")
expm1     = unary("expm1",      "expm1",     lambda xp, out, x: xp.exp(x),
                  "exp(x) − 1", note="It is accurate for small x.", special="expm1")
log       = unary("log",        "log",       lambda xp, out, x: 1 / x,           "the natural logarithm of x")
log2      = unary("log2",       "log2",      lambda xp, out, x: LOG2_E / x,      "the logarithm of x to base 2")
log10     = unary("log10",      "log10",     lambda xp, out, x: LOG10_E / x,     "the logarithm of x to base 10")
log1p     = unary("log1p",      "log1p",     lambda xp, out, x: 1 / (1 + x),     "log(1 + x)",
                  note="It is accurate for small x.", special="log1p")
sigmoid   = unary("sigmoid",    _sigmoid,    lambda xp, out, x: out * (1 - out), "1 / (1 + exp(−x))",
                  precise=(_sigmoid_slope,), special="expit")
softplus  = unary("softplus",   lambda xp, x: xp.relu(x) + xp.log1p(xp.exp(-abs(x))),
                                             lambda xp, out, x: xp.sigmoid(x),   "log(1 + exp(x))",
                  note="It does not overflow.", in_place=False)
logaddexp = binary("logaddexp", _logaddexp,  lambda xp, out, x, y: xp.sigmoid(x - y),
                                             lambda xp, out, x, y: xp.sigmoid(y - x),
                   "log(exp(x) + exp(y))", note="It does not overflow.", in_place=False)
xlogy     = binary("xlogy",     lambda xp, x, y: xp.where((x == 0) & (y == y), 0.0, x * xp.log(y)),
                   lambda xp, out, x, y: xp.log(_one_where(xp, (x == 0) & (y <= 0), y)),
                   lambda xp, out, x, y: x / _one_where(xp, (x == 0) & (y == 0), y),
                   "x · log(y), or 0 if x is 0", special="xlogy")

# ── circular and hyperbolic functions ───────────────────────────────────────────────────────────────────────────────
sin   = unary("sin",    "sin",   lambda xp, out, x: xp.cos(x),                       "the sine of x")
cos   = unary("cos",    "cos",   lambda xp, out, x: -xp.sin(x),                      "the cosine of x")
tan   = unary("tan",    "tan",   lambda xp, out, x: 1 + out * out,                   "the tangent of x")
asin  = unary("asin",   "asin",  lambda xp, out, x: 1 / xp.sqrt(1 - x * x),          "the arc sine of x",
              numpy="arcsin", aliases="arcsin")
acos  = unary("acos",   "acos",  lambda xp, out, x: -1 / xp.sqrt(1 - x * x),         "the arc cosine of x",
              numpy="arccos", aliases="arccos")
atan  = unary("atan",   "atan",  lambda xp, out, x: 1 / (1 + x * x),                 "the arc tangent of x",
              precise=(_atan_slope,),
              numpy="arctan", aliases="arctan")
sinh  = unary("sinh",   "sinh",  lambda xp, out, x: xp.cosh(x),                      "the hyperbolic sine of x")
cosh  = unary("cosh",   "cosh",  lambda xp, out, x: xp.sinh(x),                      "the hyperbolic cosine of x")
tanh  = unary("tanh",   "tanh",  lambda xp, out, x: 1 - out * out,                   "the hyperbolic tangent of x",
              precise=(_tanh_slope,))
asinh = unary("asinh",  "asinh", lambda xp, out, x: 1 / xp.hypot(x, 1.0),
              "the inverse hyperbolic sine of x", numpy="arcsinh", aliases="arcsinh")
acosh = unary("acosh",  "acosh", lambda xp, out, x: xp.where(x > 1e9, 1 / x, 1 / xp.sqrt(x * x - 1)),
              "the inverse hyperbolic cosine of x", numpy="arccosh", aliases="arccosh")
atanh = unary("atanh",  "atanh", lambda xp, out, x: 1 / (1 - x * x),
              "the inverse hyperbolic tangent of x", numpy="arctanh", aliases="arctanh")
atan2 = binary("atan2", "atan2",
               lambda xp, out, x, y: _over_square(xp, y, x),
               lambda xp, out, x, y: -_over_square(xp, x, y),
               "the arc tangent of x / y", numpy="arctan2", aliases="arctan2",
               note="The signs of x and y choose the quadrant; the result is from −π to π. "
                    "The derivatives at (0, 0) are 0.")

# ── activations ─────────────────────────────────────────────────────────────────────────────────────────────────────
relu       = unary("relu",       "relu",                   lambda xp, out, x: out > 0,
                   "the larger of x and 0", note="The derivative at 0 is 0.", keeps_integers=True)
softsign   = unary("softsign",   lambda xp, x: x / (1 + abs(x)),
                                                           lambda xp, out, x: 1 / ((1 + abs(x)) * (1 + abs(x))),
                   "x / (1 + |x|)", in_place=False,
                   precise=(lambda xp, out, x: 1 / (1 + abs(x)) * (1 / (1 + abs(x))),))
silu       = unary("silu",       lambda xp, x: x * xp.sigmoid(x),
                                                           lambda xp, out, x: xp.sigmoid(x) * (1 + x * xp.sigmoid(-x)),
                   "x · sigmoid(x)", in_place=False)
erf        = unary("erf",        "erf",                    lambda xp, out, x: TWO_OVER_SQRT_PI * xp.exp(-x * x),
                   "the error function of x", special="erf")
erfc       = unary("erfc",       "erfc",                   lambda xp, out, x: -TWO_OVER_SQRT_PI * xp.exp(-x * x),
                   "1 − erf(x)", note="It is accurate for large x.", special="erfc")
gelu       = unary("gelu",       lambda xp, x: x * _normal_cdf(xp, x),
                                                        lambda xp, out, x: _normal_cdf(xp, x) + x * _normal_pdf(xp, x),
                   "x · Φ(x)", note="Φ is the cumulative distribution function of the standard normal distribution. "
                                    "Source: D. Hendrycks, K. Gimpel, 2016, https://arxiv.org/abs/1606.08415.",
                   in_place=False)
gelu_tanh  = unary("gelu_tanh",  lambda xp, x: x * xp.sigmoid(_gelu_tanh_argument(x)),
                                                           _gelu_tanh_slope,
                   "x · ½(1 + tanh(√(2/π)(x + 0.044715x³)))", note="It approximates gelu.", in_place=False,
                   # Beyond 25 the sigmoid is 0 or 1, and x³ may overflow.
                   precise=(lambda xp, out, x: _gelu_tanh_slope(xp, out, xp.minimum(xp.maximum(x, -25.0), 25.0)),))
leaky_relu = binary("leaky_relu", lambda xp, x, y: xp.where(x > 0, x, x * y),
                    lambda xp, out, x, y: xp.where(x > 0, 1.0, y),
                    lambda xp, out, x, y: xp.where(x > 0, 0.0, x),
                    "x if x > 0, else y · x", parameter="negative_slope", default=0.01, in_place=False)
elu        = binary("elu",       lambda xp, x, y: xp.where(x > 0, x, y * xp.expm1(-xp.relu(-x))),
                    lambda xp, out, x, y: xp.where(x > 0, 1.0, y * xp.exp(-xp.relu(-x))),
                    lambda xp, out, x, y: xp.expm1(-xp.relu(-x)),
                    "x if x > 0, else y · (exp(x) − 1)", parameter="alpha", default=1.0, in_place=False)

# ── selection and rounding ──────────────────────────────────────────────────────────────────────────────────────────
# Ties: maximum and minimum give each argument half the gradient; a clamp gives all of it to x.
maximum   = binary("maximum",   "maximum", lambda xp, out, x, y: (x > y) + 0.5 * (x == y),
                                           lambda xp, out, x, y: (y > x) + 0.5 * (x == y),
                   "the larger of x and y", note="Where they are equal, each gets half the gradient.",
                   keeps_integers=True, in_place=False)
minimum   = binary("minimum",   "minimum", lambda xp, out, x, y: (x < y) + 0.5 * (x == y),
                                           lambda xp, out, x, y: (y < x) + 0.5 * (x == y),
                   "the smaller of x and y", note="Where they are equal, each gets half the gradient.",
                   keeps_integers=True, in_place=False)
clamp_min = binary("clamp_min", "maximum", lambda xp, out, x, y: x >= y,    lambda xp, out, x, y: x < y,
                   "the larger of x and y", note="Where they are equal, x gets the gradient.",
                   parameter="min", keeps_integers=True)
clamp_max = binary("clamp_max", "minimum", lambda xp, out, x, y: x <= y,    lambda xp, out, x, y: x > y,
                   "the smaller of x and y", note="Where they are equal, x gets the gradient.",
                   parameter="max", keeps_integers=True)
sign      = unary("sign",       "sign",    lambda xp, out, x: 0,
                  "the sign of x (−1, 0 or 1)", aliases="sgn", keeps_integers=True)
floor     = unary("floor",      "floor",   lambda xp, out, x: 0,
                  "the largest integer that is at most x", keeps_integers=True)
ceil      = unary("ceil",       "ceil",    lambda xp, out, x: 0,
                  "the smallest integer that is at least x", keeps_integers=True)
round_    = unary("round",      "round",   lambda xp, out, x: 0,
                  "x rounded to the nearest integer", note="Halves are rounded to the nearest even integer.",
                  numpy="rint", keeps_integers=True, special="round",
                  option=("decimals: int = 0", "round_to"))
# fmt: on
