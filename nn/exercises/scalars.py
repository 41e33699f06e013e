"""Define the exercises with single numbers: local derivatives, sums over paths, differences, and a kink."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import autograd
from nn.exercises.exercise import Case, Exercise, Mistake, Part, gradient


def _cases(names: str, *rows: tuple[float, ...]) -> tuple[Case, ...]:
    return tuple(Case(dict(zip(names.split(), row))) for row in rows)


multiply = Exercise(
    (
        gradient(
            "multiply_backward",
            "a b",
            _cases("a b upstream", (2.0, -3.0, 1.5), (0.5, 4.0, -2.0), (-1.25, 0.75, 3.0)),
            lambda a, b: a * b,
            (
                Mistake(
                    "divided by the other factor where it should be multiplied",
                    lambda a, b, upstream: (upstream / b, upstream / a),
                ),
                Mistake(
                    "the local derivatives are added to upstream; the chain rule multiplies",
                    lambda a, b, upstream: (upstream + b, upstream + a),
                ),
            ),
        ),
    ),
    (
        "Change a by a small e. By how much does a · b change, for each unit of e?",
        "∂(a·b)/∂a = b. The gradient of a is upstream times this local derivative.",
        "return upstream * b, and for b the same with a.",
    ),
)

fan_out = Exercise(
    (
        gradient(
            "fan_out_backward",
            "a b",
            _cases("a b upstream", (2.0, -3.0, 1.5), (0.5, 4.0, -2.0), (-1.25, 0.75, 3.0)),
            lambda a, b: a * b + a * a,
            (
                Mistake(
                    "one path is missing: the gradient is overwritten where it should be added up",
                    lambda a, b, upstream: (upstream * 2 * a, upstream * a),
                ),
                Mistake(
                    "one path is missing: the gradient is overwritten where it should be added up",
                    lambda a, b, upstream: (upstream * b, upstream * a),
                ),
                Mistake(
                    "a · a sends its gradient through both factors, and one is missing",
                    lambda a, b, upstream: (upstream * (b + a), upstream * a),
                ),
                Mistake(
                    "the paths are multiplied where they should be added up",
                    lambda a, b, upstream: (upstream * b * 2 * a, upstream * a),
                ),
            ),
        ),
    ),
    (
        "Count the ways in which a reaches the result. There are three: once through a · b, twice through a · a.",
        "Each path gives upstream × its local derivative. The gradient of a is the sum over the paths.",
        "The gradient of a is upstream * b + upstream * a + upstream * a.",
    ),
)

tanh = Exercise(
    (
        Part("tanh", ("the result",), _cases("x", (0.5,), (-1.25,), (2.0,)), lambda x: math.tanh(x)),
        gradient(
            "tanh_backward",
            "x",
            _cases("x upstream", (0.5, 2.0), (-1.25, 1.0), (2.0, -3.0)),
            autograd.tanh,
            (
                Mistake(
                    "it uses the input x where the formula has the output: 1 − x²",
                    lambda x, upstream: upstream * (1 - x * x),
                ),
                Mistake(
                    "the square is missing: 1 − tanh(x) in place of 1 − tanh(x)²",
                    lambda x, upstream: upstream * (1 - math.tanh(x)),
                ),
                Mistake("tanh is applied twice", lambda x, upstream: upstream * (1 - math.tanh(math.tanh(x)) ** 2)),
                Mistake(
                    "the derivative of another function, the sigmoid: out · (1 − out)",
                    lambda x, upstream: upstream * math.tanh(x) * (1 - math.tanh(x)),
                ),
            ),
        ),
    ),
    (
        "Write the derivative with the result of the forward pass: out = tanh(x).",
        "The local derivative is 1 − out · out.",
        "out = tanh(x), then return upstream * (1 - out * out).",
    ),
)


def _neuron_slope(w: float, x: float, b: float) -> float:
    return 1 - math.tanh(w * x + b) ** 2


chain = Exercise(
    (
        gradient(
            "neuron_backward",
            "w x b",
            _cases("w x b", (0.5, 2.0, -1.5), (-0.75, 0.4, 0.2), (1.2, -0.6, 0.3)),
            lambda w, x, b: autograd.tanh(w * x + b),
            (
                Mistake("the local derivative of tanh is missing", lambda w, x, b: (x, w, 1.0)),
                Mistake(
                    "the last factor of the chain is missing: the local derivative of w · x",
                    lambda w, x, b: (_neuron_slope(w, x, b),) * 3,
                ),
                Mistake(
                    "the derivative of tanh is taken at the result, and not at w · x + b",
                    lambda w, x, b: tuple((1 - math.tanh(math.tanh(w * x + b)) ** 2) * f for f in (x, w, 1)),
                ),
                Mistake(
                    "the derivative of tanh is taken at w · x, without b",
                    lambda w, x, b: tuple((1 - math.tanh(w * x) ** 2) * f for f in (x, w, 1)),
                ),
                Mistake(
                    "the derivative of tanh uses its input: 1 − s² in place of 1 − tanh(s)²",
                    lambda w, x, b: tuple((1 - (w * x + b) ** 2) * f for f in (x, w, 1)),
                ),
            ),
        ),
    ),
    (
        "Give each step a name: p = w · x, s = p + b, out = tanh(s). Then go backwards from out.",
        "The gradient of s is 1 − out². That of b is the same, since s = p + b. That of w is it times x.",
        "ds = 1 - out * out; return ds * x, ds * w, ds.",
    ),
)

divide_and_power = Exercise(
    (
        gradient(
            "divide_backward",
            "a b",
            _cases("a b upstream", (7.0, 2.0, 1.0), (0.5, -4.0, -2.0), (-3.0, 0.8, 3.0)),
            lambda a, b: a / b,
            (
                Mistake(
                    "the square is missing: −a / b in place of −a / b²",
                    lambda a, b, upstream: (upstream / b, -upstream * a / b),
                ),
                Mistake(
                    "the factor a is missing: −1 / b² in place of −a / b²",
                    lambda a, b, upstream: (upstream / b, -upstream / b**2),
                ),
                Mistake(
                    "b and a have changed places: −1 / a² in place of −a / b²",
                    lambda a, b, upstream: (upstream / b, -upstream / a**2),
                ),
                Mistake(
                    "the derivative of a product: b and a in place of 1 / b and −a / b²",
                    lambda a, b, upstream: (upstream * b, upstream * a),
                ),
            ),
        ),
        gradient(
            "power_backward",
            "x",
            _cases("x n upstream", (2.0, 3.0, 1.5), (-0.5, 4.0, 2.0), (1.5, -2.0, -1.0)),
            lambda x, n: x**n,
            (
                Mistake("the exponent is not reduced by 1", lambda x, n, upstream: upstream * n * x**n),
                Mistake("the factor n is missing", lambda x, n, upstream: upstream * x ** (n - 1)),
                Mistake(
                    "the derivative towards n, and not towards x: xⁿ · ln x",
                    lambda x, n, upstream: upstream * x**n * math.log(abs(x)),
                ),
                Mistake(
                    "the integral in place of the derivative: xⁿ⁺¹ / (n + 1)",
                    lambda x, n, upstream: upstream * x ** (n + 1) / (n + 1),
                ),
                Mistake("the factor n − 1 in place of n", lambda x, n, upstream: upstream * (n - 1) * x ** (n - 1)),
            ),
        ),
    ),
    (
        "a / b is a · b⁻¹. So the gradient of a is that of a product, and b⁻¹ is a power.",
        "∂(a/b)/∂b = −a / b², and ∂(xⁿ)/∂x = n · xⁿ⁻¹.",
        "return upstream / b, -upstream * a / (b * b), and for the power upstream * n * x ** (n - 1).",
    ),
)


# ── differences ─────────────────────────────────────────────────────────────────────────────────────────────────────


def cube(x: float) -> float:
    """Return x³."""
    return x**3


def exp(x: float) -> float:
    """Return eˣ."""
    return math.exp(x)


def wave(x: float) -> float:
    """Return sin 2x."""
    return math.sin(2 * x)


def product(x: Sequence[float]) -> float:
    """Return x₀ · x₁² · eᵡ²."""
    return x[0] * x[1] ** 2 * math.exp(x[2])


def squares(x: Sequence[float]) -> float:
    """Return the sum of i · xᵢ³, where i counts from 1."""
    return math.fsum((i + 1) * number**3 for i, number in enumerate(x))


def _difference(f: Callable[..., float], x: Any, h: float) -> float:
    return (f(x + h) - f(x - h)) / (2 * h)


def _numeric_gradient(
    f: Callable[..., float], x: Sequence[float], h: float, ahead: float = 1, behind: float = 1
) -> Any:
    def moved(i: int, by: float) -> list[float]:
        return [number + by * (i == j) for j, number in enumerate(x)]

    return ([(f(moved(i, ahead * h)) - f(moved(i, -behind * h))) / (ahead + behind) / h for i in range(len(x))],)


differences = Exercise(
    (
        Part(
            "derivative",
            ("the derivative",),
            tuple(Case({"f": f, "x": x, "h": 1e-3}) for f, x in ((cube, 2.0), (exp, 0.5), (wave, -1.0))),
            _difference,
            (
                Mistake(
                    "a one-sided difference: f(x + h) − f(x) has an error of the size of h, the central one of h²",
                    lambda f, x, h: (f(x + h) - f(x)) / h,
                ),
                Mistake(
                    "a one-sided difference: f(x) − f(x − h) has an error of the size of h, the central one of h²",
                    lambda f, x, h: (f(x) - f(x - h)) / h,
                ),
                Mistake("divided by h, and the points are 2h apart", lambda f, x, h: 2 * _difference(f, x, h)),
                Mistake(
                    "half the one-sided difference: f(x) in place of f(x − h)",
                    lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
                ),
                Mistake("it is not divided by 2h", lambda f, x, h: f(x + h) - f(x - h)),
                Mistake(
                    "multiplied by h where it should be divided: write / (2 * h)",
                    lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
                ),
            ),
        ),
        Part(
            "gradient",
            ("the gradient",),
            (
                Case({"f": product, "x": [2.0, -1.5, 0.5], "h": 1e-3}),
                Case({"f": squares, "x": [0.5, 1.0, -2.0, 3.0], "h": 1e-3}),
            ),
            _numeric_gradient,
            (
                Mistake("a one-sided difference", lambda f, x, h: _numeric_gradient(f, x, h, behind=0)),
                Mistake(
                    "all numbers are moved at once, and should be one at a time",
                    lambda f, x, h: ([(f([n + h for n in x]) - f([n - h for n in x])) / (2 * h)] * len(x),),
                ),
                Mistake(
                    "divided by h, and the points are 2h apart",
                    lambda f, x, h: ([2 * d for d in _numeric_gradient(f, x, h)[0]],),
                ),
            ),
        ),
    ),
    (
        "Take one point to the right of x and one to the left, at the same distance.",
        "(f(x + h) − f(x − h)) / (2h). Mind the brackets around 2 * h.",
        "For the gradient, make two copies of the list for each i, and change entry i alone: by +h and by −h.",
    ),
)

_AT_0 = Case({"x": 0.0, "upstream": 2.0}, "at the kink, x = 0")

relu = Exercise(
    (
        Part(
            "relu",
            ("the result",),
            _cases("x", (1.5,), (-2.0,), (0.25,)),
            lambda x: max(x, 0.0),
            (Mistake("the absolute value of x", lambda x: abs(x)), Mistake("x itself where x < 0", lambda x: x)),
        ),
        gradient(
            "relu_backward",
            "x",
            (*_cases("x upstream", (1.5, 2.0), (-2.0, 3.0), (0.25, -1.0), (-0.5, -4.0)), _AT_0),
            autograd.relu,
            (
                Mistake("the slope is 1, and this exercise takes 0", lambda x, upstream: upstream * (x >= 0)),
                Mistake(
                    "the slope is 0.5, and this exercise takes 0",
                    lambda x, upstream: upstream * 0.5 * ((x > 0) + (x >= 0)),
                ),
                Mistake(
                    "it looks at the sign of upstream, and should look at that of x",
                    lambda x, upstream: max(upstream, 0.0),
                ),
                Mistake(
                    "the sides are swapped: it passes where x < 0, and should pass where x > 0",
                    lambda x, upstream: upstream * (x <= 0),
                ),
                Mistake("the gradient passes where x < 0 too", lambda x, upstream: upstream),
                Mistake(
                    "the function in place of its derivative: the slope is 1 where x > 0, and not x",
                    lambda x, upstream: upstream * max(x, 0.0),
                ),
                Mistake(
                    "the slope of the absolute value: −1 where x < 0 in place of 0",
                    lambda x, upstream: math.copysign(upstream, x * upstream),
                ),
            ),
        ),
    ),
    (
        "The function is x on one side and 0 on the other. What is the slope on each side?",
        "The slope is 1 where x > 0, and 0 elsewhere. At 0 any slope from 0 to 1 would do, and 0 is the custom.",
        "return upstream if x > 0 else 0.0",
    ),
)
