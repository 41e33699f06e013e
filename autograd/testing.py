"""Property tests for derivatives: strategies for Hypothesis, and a decorator that makes a test of a function.

>>> import numpy as np
>>> from autograd.testing import arrays, check_gradient
>>> @check_gradient(arrays(away_from=[0.0]))
... def test_abs(x):
...     return abs(x)
>>> test_abs()

pytest finds such a function by its name and runs it for a hundred inputs that Hypothesis chooses. Where a derivative is
wrong, the failure shrinks to the smallest shape and the simplest numbers that show it, and prints the checker's report.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

try:
    from hypothesis import assume, given, note, settings
    from hypothesis import strategies as st
    from hypothesis.extra import numpy as hnp
except ImportError as error:
    raise ImportError('autograd.testing needs Hypothesis: pip install "chainrule[test]"') from error

import autograd
from autograd.rules.table import TABLE

Strategy = st.SearchStrategy[Any]
Shape = tuple[int, ...]


# ── shapes and arguments ────────────────────────────────────────────────────────────────────────────────────────────


def shapes(min_dims: int = 0, max_dims: int = 3, min_side: int = 1, max_side: int = 3) -> Strategy:
    """Shapes, the smallest first."""
    return hnp.array_shapes(min_dims=min_dims, max_dims=max_dims, min_side=min_side, max_side=max_side)


def broadcastable_shapes(count: int = 2, max_dims: int = 3, max_side: int = 3) -> Strategy:
    """Tuples of `count` shapes that broadcast against each other."""
    drawn = hnp.mutually_broadcastable_shapes(num_shapes=count, max_dims=max_dims, max_side=max_side)
    return drawn.map(lambda found: found.input_shapes)


def dims(ndim: int, several: bool = True) -> Strategy:
    """Values of a `dim` argument for a tensor of `ndim` dimensions: None, one, and if `several` tuples of them."""
    choices: list[Strategy] = [st.none()]
    if ndim:
        choices.append(st.integers(-ndim, ndim - 1))
    if ndim and several:
        sets = st.lists(st.integers(0, ndim - 1), min_size=1, max_size=ndim, unique=True)
        choices.append(sets.map(tuple))
    return st.one_of(choices)


def indices(shape: Shape) -> Strategy:
    """Indices into an array of `shape`: whole numbers, slices, `...`, None, arrays of whole numbers, and masks."""
    basic = hnp.basic_indices(shape, allow_newaxis=True, allow_ellipsis=True)
    if not shape or 0 in shape:
        return basic
    return st.one_of(basic, hnp.integer_array_indices(shape), hnp.arrays(np.bool_, shape))


# ── arrays ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers(
    low: float = -8.0, high: float = 8.0, away_from: Sequence[float] = (), margin: float = 0.05, dtype: Any = np.float64
) -> Strategy:
    """Finite numbers from `low` to `high`, none nearer than `margin` to a number in `away_from`."""
    width = np.dtype(dtype).itemsize * 8
    drawn = st.floats(
        float(np.dtype(dtype).type(low)), float(np.dtype(dtype).type(high)), allow_subnormal=False, width=width
    )
    # What is tiny and not zero tells nothing that zero does not, and differences cannot resolve it.
    drawn = drawn.map(lambda x: 0.0 if abs(x) < 1e-6 else x)
    if not away_from:
        return drawn
    return drawn.filter(lambda x: all(abs(x - kink) >= margin for kink in away_from))


def arrays(
    shape: Shape | Strategy | None = None,
    low: float = -8.0,
    high: float = 8.0,
    away_from: Sequence[float] = (),
    margin: float = 0.05,
    dtype: Any = np.float64,
) -> Strategy:
    """Arrays of `numbers`, of a given or a drawn shape."""
    elements = numbers(low, high, away_from, margin, dtype)
    return hnp.arrays(dtype, shapes() if shape is None else shape, elements=elements, fill=st.nothing())


def arrays_with_ties(shape: Shape | Strategy | None = None, dtype: Any = np.float64) -> Strategy:
    """Arrays in which numbers occur again and again: for maxima, sorting, and whatever else decides between equals."""
    few = st.sampled_from([0.0, 1.0, -1.0, 2.5])
    return hnp.arrays(dtype, shapes(min_dims=1) if shape is None else shape, elements=few, fill=st.nothing())


def extreme_arrays(shape: Shape | Strategy | None = None, dtype: Any = np.float64) -> Strategy:
    """Arrays of numbers that are finite, and as large or as small as `dtype` allows, with ordinary ones among them."""
    limits = np.finfo(dtype)
    magnitudes = [
        0.0,
        1.0,
        float(limits.tiny),
        float(limits.eps),
        float(limits.max),
        float(limits.max) ** 0.5,
        1e-8,
        1e8,
    ]
    extreme = st.builds(lambda m, s: m * s, st.sampled_from(magnitudes), st.sampled_from([1.0, -1.0]))
    return hnp.arrays(dtype, shapes() if shape is None else shape, elements=extreme, fill=st.nothing())


def broadcastable_arrays(count: int = 2, **settings_of_arrays: Any) -> Strategy:
    """Tuples of `count` arrays whose shapes broadcast; the keywords are those of `arrays`."""
    return broadcastable_shapes(count).flatmap(
        lambda found: st.tuples(*(arrays(shape, **settings_of_arrays) for shape in found))
    )


# ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────────

# Rows that are defined, and do not grow beyond bounds, for every real argument.
_ANYWHERE = (
    "add sub mul neg abs sin cos atan sinh tanh sigmoid softplus softsign silu gelu erf maximum minimum hypot".split()
)
_SMOOTH = [name for name in _ANYWHERE if name not in ("abs", "maximum", "minimum", "hypot")]


@dataclass(frozen=True)
class RandomExpression:
    """A function made of operations of the table, whose intermediate results may be used several times.

    Call it with `arity` Values, Tensors, arrays or numbers. Its repr is a Python program.

    Attributes:
        arity: how many arguments it takes.
        steps: each the name of an operation and the places of its operands among the arguments and earlier results.
    """

    arity: int
    steps: tuple[tuple[str, tuple[int, ...]], ...]

    def __call__(self, *arguments: Any) -> Any:
        if len(arguments) != self.arity:
            raise TypeError(f"this expression takes {self.arity} argument(s), got {len(arguments)}")
        results = list(arguments)
        for name, places in self.steps:
            results.append(TABLE[name](*(results[place] for place in places)))
        return results[-1]

    def __repr__(self) -> str:
        names = [f"x{i}" for i in range(self.arity)] + [f"t{i}" for i in range(len(self.steps))]
        lines = [f"def f({', '.join(names[: self.arity])}):"]
        for i, (name, places) in enumerate(self.steps):
            lines.append(f"    t{i} = {name}({', '.join(names[place] for place in places)})")
        return "\n".join([*lines, f"    return {names[-1]}"])


@st.composite
def expressions(draw: Any, max_arity: int = 3, max_steps: int = 8, smooth: bool = True) -> RandomExpression:
    """Random expression graphs over the calculus table that share nodes; without kinks if `smooth`."""
    arity = draw(st.integers(1, max_arity))
    steps: list[tuple[str, tuple[int, ...]]] = []
    for _ in range(draw(st.integers(1, max_steps))):
        name = draw(st.sampled_from(_SMOOTH if smooth else _ANYWHERE))
        count = arity + len(steps)
        places = tuple(draw(st.integers(0, count - 1)) for _ in range(TABLE[name].arity))
        steps.append((name, places))
    return RandomExpression(arity, tuple(steps))


# ── the decorator ───────────────────────────────────────────────────────────────────────────────────────────────────


def check_gradient(
    *strategies: Strategy, order: int = 2, max_examples: int = 100, **settings_of_check: Any
) -> Callable[[Callable[..., Any]], Callable[[], None]]:
    """Make a property test of a function: its derivatives are right wherever Hypothesis tries them.

    Args:
        strategies: one for each argument, giving arrays or numbers; or a single one that gives tuples of all of them.
            Default: `arrays()` for each argument.
        order: the highest order to check.
        max_examples: how many inputs to try.
        settings_of_check: passed on to `autograd.check_gradients`.

    Returns:
        A decorator. The test it makes takes no arguments, and raises AssertionError with the checker's report if the
        derivative of any input is "wrong". A "kink" is no failure, nor is "inconclusive".

    Raises:
        TypeError: if the number of strategies is not that of the arguments.
    """

    def decorate(f: Callable[..., Any]) -> Callable[[], None]:
        names = list(inspect.signature(f).parameters)
        chosen = strategies or tuple(arrays() for _ in names)
        together = len(chosen) == 1 and len(names) > 1
        if len(chosen) != len(names) and not together:
            raise TypeError(f"check_gradient(): {f.__name__} takes {', '.join(names)}, got {len(chosen)} strategies")
        inputs = chosen[0] if together else st.tuples(*chosen)

        def check(drawn: tuple[Any, ...]) -> None:
            try:
                report = autograd.check_gradients(f, *drawn, order=order, **settings_of_check)
            except ArithmeticError:
                assume(False)
            if report.verdict == "wrong":
                note("\n".join(f"{name} = {x!r}" for name, x in zip(names, drawn)))
                raise AssertionError(f"the derivative of {f.__name__} is wrong\n\n{report!r}\n\n{report.explain()}")

        tried = settings(max_examples=max_examples, deadline=None)(given(drawn=inputs)(check))

        def test() -> None:
            tried()

        test.__name__, test.__qualname__, test.__module__ = f.__name__, f.__qualname__, f.__module__
        test.__doc__ = f.__doc__ or f"The derivatives of {f.__name__} are right."
        return test

    return decorate


__all__ = [
    "RandomExpression",
    "arrays",
    "arrays_with_ties",
    "broadcastable_arrays",
    "broadcastable_shapes",
    "check_gradient",
    "dims",
    "expressions",
    "extreme_arrays",
    "indices",
    "numbers",
    "shapes",
]
