"""Property tests of derivatives: Hypothesis strategies, and a decorator that turns a function into a test.

>>> import numpy as np
>>> from autograd.testing import arrays, check_gradient
>>> @check_gradient(arrays(away_from=[0.0]))
... def test_abs(x):
...     return abs(x)
>>> test_abs()

pytest collects the decorated function by its name. Hypothesis chooses the inputs, as many as its active profile says
(100 by default). If a derivative is wrong, Hypothesis shrinks the input to the smallest shape and the simplest numbers
that still fail, and the failure prints the checker's report.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

try:
    from hypothesis import Phase, assume, given, note, settings
    from hypothesis import strategies as st
    from hypothesis.extra import numpy as hnp
except ImportError as error:
    from autograd.errors import install_command

    raise ImportError(f"autograd.testing needs Hypothesis: {install_command('test')}") from error

import autograd
from autograd.rules.table import TABLE

Strategy = st.SearchStrategy[Any]
Shape = tuple[int, ...]


# ── shapes and arguments ────────────────────────────────────────────────────────────────────────────────────────────


def shapes(min_dims: int = 0, max_dims: int = 3, min_side: int = 1, max_side: int = 3) -> Strategy:
    """Generate shapes of arrays; failures shrink to the smallest.

    Args:
        min_dims: the least number of dimensions.
        max_dims: the greatest number of dimensions.
        min_side: the least size of a dimension.
        max_side: the greatest size of a dimension.

    Returns:
        A strategy of tuples of integers.

    Raises:
        InvalidArgument: by Hypothesis when it draws, if a minimum is larger than its maximum.

    >>> from hypothesis import find
    >>> find(shapes(max_dims=2), lambda shape: len(shape) == 2)  # the simplest of two dimensions
    (1, 1)
    """
    return hnp.array_shapes(min_dims=min_dims, max_dims=max_dims, min_side=min_side, max_side=max_side)


def broadcastable_shapes(count: int = 2, max_dims: int = 3, max_side: int = 3) -> Strategy:
    """Generate tuples of `count` shapes that broadcast against each other.

    Args:
        count: the number of shapes in a tuple.
        max_dims: the greatest number of dimensions of a shape.
        max_side: the greatest size of a dimension.

    Returns:
        A strategy of tuples of `count` shapes.

    Raises:
        InvalidArgument: by Hypothesis when it draws, if `count` is below 1.

    >>> from hypothesis import find
    >>> find(broadcastable_shapes(2), lambda shapes: True)
    ((), ())
    """
    drawn = hnp.mutually_broadcastable_shapes(num_shapes=count, max_dims=max_dims, max_side=max_side)
    return drawn.map(lambda found: found.input_shapes)


def dims(ndim: int, several: bool = True) -> Strategy:
    """Generate values of the `dim` argument of a reduction.

    Args:
        ndim: the number of dimensions of the tensor that is reduced.
        several: also generate tuples of different dimensions.

    Returns:
        A strategy of None, integers from -ndim to ndim - 1, and tuples of integers. None alone if `ndim` is 0.

    >>> from hypothesis import find
    >>> find(dims(2), lambda dim: isinstance(dim, tuple))
    (0,)
    """
    choices: list[Strategy] = [st.none()]
    if ndim:
        choices.append(st.integers(-ndim, ndim - 1))
    if ndim and several:
        sets = st.lists(st.integers(0, ndim - 1), min_size=1, max_size=ndim, unique=True)
        choices.append(sets.map(tuple))
    return st.one_of(choices)


def indices(shape: Shape) -> Strategy:
    """Generate indices that are valid for an array of the given shape.

    Args:
        shape: the shape of the array that is indexed.

    Returns:
        A strategy of basic indices (integers, slices, `...`, None), integer arrays and boolean masks. Basic indices
        alone if the array has no dimensions or no elements.

    >>> from hypothesis import find
    >>> find(indices((2, 3)), lambda index: isinstance(index, np.ndarray)).tolist()
    [[False, False, False], [False, False, False]]
    """
    basic = hnp.basic_indices(shape, allow_newaxis=True, allow_ellipsis=True)
    if not shape or 0 in shape:
        return basic
    return st.one_of(basic, hnp.integer_array_indices(shape), hnp.arrays(np.bool_, shape))


# ── arrays ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers(
    low: float = -8.0, high: float = 8.0, away_from: Sequence[float] = (), margin: float = 0.05, dtype: Any = np.float64
) -> Strategy:
    """Generate finite floats from `low` to `high`.

    Args:
        low: the least number.
        high: the greatest number.
        away_from: points to avoid, such as kinks.
        margin: the least distance from each of these points.
        dtype: a floating dtype; the numbers can be represented in it.

    Returns:
        A strategy of floats.

    Raises:
        InvalidArgument: by Hypothesis when it draws, if `low` is larger than `high`.

    >>> from hypothesis import find
    >>> find(numbers(away_from=[0.0]), lambda x: True)
    1.0
    """
    width = np.dtype(dtype).itemsize * 8
    drawn = st.floats(
        float(np.dtype(dtype).type(low)), float(np.dtype(dtype).type(high)), allow_subnormal=False, width=width
    )
    # Finite differences cannot resolve numbers below 1e-6, and such numbers test no more than zero does.
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
    """Generate arrays of finite numbers.

    Args:
        shape: a shape, or a strategy of shapes; `shapes()` if None.
        low: the least number.
        high: the greatest number.
        away_from: points to avoid, such as kinks.
        margin: the least distance from each of these points.
        dtype: the floating dtype of the arrays.

    Returns:
        A strategy of arrays of this shape and dtype.

    Raises:
        InvalidArgument: by Hypothesis when it draws, if `low` is larger than `high`.

    >>> from hypothesis import find
    >>> find(arrays((2,)), lambda x: True)
    array([0., 0.])
    """
    elements = numbers(low, high, away_from, margin, dtype)
    return hnp.arrays(dtype, shapes() if shape is None else shape, elements=elements, fill=st.nothing())


def arrays_with_ties(shape: Shape | Strategy | None = None, dtype: Any = np.float64) -> Strategy:
    """Generate arrays with many equal elements: inputs for maxima, sorting and other operations that break ties.

    Args:
        shape: a shape, or a strategy of shapes; `shapes(min_dims=1)` if None.
        dtype: the floating dtype of the arrays.

    Returns:
        A strategy of arrays of this shape and dtype, with elements from 0, 1, -1 and 2.5.

    >>> from hypothesis import find
    >>> find(arrays_with_ties((3,)), lambda x: True)
    array([0., 0., 0.])
    """
    few = st.sampled_from([0.0, 1.0, -1.0, 2.5])
    return hnp.arrays(dtype, shapes(min_dims=1) if shape is None else shape, elements=few, fill=st.nothing())


def extreme_arrays(shape: Shape | Strategy | None = None, dtype: Any = np.float64) -> Strategy:
    """Generate arrays of finite numbers that include the largest and the smallest of a dtype.

    Args:
        shape: a shape, or a strategy of shapes; `shapes()` if None.
        dtype: the floating dtype of the arrays.

    Returns:
        A strategy of arrays of this shape and dtype. The magnitudes are 0, 1, 1e±8, and the dtype's `tiny`, `eps`,
        `max` and √max.

    >>> from hypothesis import find
    >>> find(extreme_arrays((1,)), lambda x: x[0] > 1e100).tolist() == [np.finfo(np.float64).max]
    True
    """
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
    """Generate tuples of `count` arrays whose shapes broadcast against each other.

    Args:
        count: the number of arrays in a tuple.
        **settings_of_arrays: keyword arguments of `arrays`, except `shape`.

    Returns:
        A strategy of tuples of `count` arrays.

    Raises:
        InvalidArgument: by Hypothesis when it draws, if `count` is below 1 or `low` is larger than `high`.

    >>> from hypothesis import find
    >>> a, b = find(broadcastable_arrays(2), lambda pair: True)
    >>> a.shape, b.shape
    ((), ())
    """
    return broadcastable_shapes(count).flatmap(
        lambda found: st.tuples(*(arrays(shape, **settings_of_arrays) for shape in found))
    )


# ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────────

# Operations that are defined for every real argument.
_ANYWHERE = (
    "add sub mul neg abs sin cos atan sinh tanh sigmoid softplus softsign silu gelu erf maximum minimum hypot".split()
)
_SMOOTH = [name for name in _ANYWHERE if name not in ("abs", "maximum", "minimum", "hypot")]


@dataclass(frozen=True)
class RandomExpression:
    """A random composition of operations, in which intermediate results may be used several times.

    Call it with `arity` Values, Tensors, arrays or numbers. Its repr is a Python program.

    Attributes:
        arity: the number of arguments.
        steps: the operations in order. Each is a name and the indices of its operands in the list of arguments
            followed by earlier results.

    Raises:
        TypeError: when called, if the number of arguments is not `arity`.

    >>> f = RandomExpression(1, (("sin", (0,)), ("mul", (0, 1))))
    >>> f
    def f(x0):
        t0 = sin(x0)
        t1 = mul(x0, t0)
        return t1
    >>> f(0.0)
    0.0
    """

    arity: int
    steps: tuple[tuple[str, tuple[int, ...]], ...]

    def __call__(self, *arguments: Any) -> Any:
        if len(arguments) != self.arity:
            raise TypeError(f"RandomExpression(): expected {self.arity} argument(s), got {len(arguments)}")
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
    """Generate random compositions of elementwise operations whose graphs share nodes.

    Args:
        max_arity: the greatest number of arguments.
        max_steps: the greatest number of operations.
        smooth: leave out operations with kinks (abs, maximum, minimum, hypot).

    Returns:
        A strategy of RandomExpression.

    >>> from hypothesis import find
    >>> find(expressions(max_arity=1), lambda f: True)
    def f(x0):
        t0 = add(x0, x0)
        return t0
    """
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
    *strategies: Strategy, order: int = 2, max_examples: int | None = None, **settings_of_check: Any
) -> Callable[[Callable[..., Any]], Callable[[], None]]:
    """Turn a function into a property test of its derivatives.

    The test draws inputs, calls `autograd.check_gradients` and fails if the verdict is "wrong". The verdicts "kink" and
    "inconclusive" pass. Inputs at which the function raises ArithmeticError are skipped. The settings are those of the
    active Hypothesis profile, without a deadline and without the explain phase, which can take 10 s.

    Args:
        *strategies: one strategy of floating arrays or numbers per argument, or a single strategy of tuples of all
            arguments. `arrays()` for each argument if none is given.
        order: the highest order of derivatives to check.
        max_examples: the number of inputs to draw; that of the active Hypothesis profile if None.
        **settings_of_check: more keyword arguments of `autograd.check_gradients`.

    Returns:
        A decorator. It returns a test without arguments, which raises AssertionError with the checker's report if a
        derivative is wrong.

    Raises:
        TypeError: by the decorator, if the number of strategies is not the number of arguments.

    >>> @check_gradient(arrays(low=0.5), max_examples=10)
    ... def test_log(x):
    ...     return np.log(x)
    >>> test_log()
    """

    def decorate(f: Callable[..., Any]) -> Callable[[], None]:
        names = list(inspect.signature(f).parameters)
        chosen = strategies or tuple(arrays() for _ in names)
        together = len(chosen) == 1 and len(names) > 1
        if len(chosen) != len(names) and not together:
            raise TypeError(
                f"check_gradient(): expected one strategy for each argument of {f.__name__} ({', '.join(names)}), or a "
                f"single one of tuples, got {len(chosen)} strategies"
            )
        strategies_by_name = {"inputs": chosen[0]} if together else dict(zip(names, chosen))

        def check(**drawn: Any) -> None:
            __tracebackhide__ = True  # pytest shows the user's lines, not these
            arguments = drawn["inputs"] if together else [drawn[name] for name in names]
            try:
                report = autograd.check_gradients(f, *arguments, order=order, **settings_of_check)
            except ArithmeticError:
                assume(False)
            if report.verdict == "wrong":
                note("\n".join(f"{name} = {x!r}" for name, x in zip(names, arguments)))
                _fail(f, f"the derivative of {f.__name__} is wrong\n\n{report!r}\n\n{report.explain()}")

        check.__name__ = check.__qualname__ = f.__name__  # Hypothesis prints it with the failing arguments
        check.__annotations__ = {}
        active = settings()  # of the active profile
        run = settings(
            max_examples=active.max_examples if max_examples is None else max_examples,
            deadline=None,
            # The explain phase runs about 100 more checks and traces each line of them: for a wrong product of two
            # arrays of two elements, a failure takes 15 s instead of 0.4 s.
            phases=[phase for phase in active.phases if phase is not Phase.explain],
        )(given(**strategies_by_name)(check))

        def test() -> None:
            __tracebackhide__ = True
            run()

        functools.update_wrapper(test, f)  # pytest finds the user's file and line by `__wrapped__`
        test.__signature__ = inspect.Signature()  # type: ignore[attr-defined]  # and no fixtures
        test.__doc__ = f.__doc__ or f"Check the derivatives of {f.__name__}."
        return test

    return decorate


def _fail(f: Callable[..., Any], message: str) -> None:
    """Raise AssertionError as if from the last line of f, so that tracebacks show the user's lines and not these."""
    __tracebackhide__ = True
    scope: dict[str, Any] = {"error": AssertionError(message)}
    code = getattr(inspect.unwrap(f), "__code__", None)
    if code is None:
        raise scope["error"]
    last = max(line for *_, line in code.co_lines() if line is not None)
    exec(f"def fail():{chr(10) * (last - code.co_firstlineno)} raise error", scope)
    fail = scope["fail"]
    fail.__code__ = fail.__code__.replace(
        co_filename=code.co_filename, co_firstlineno=code.co_firstlineno, co_name=code.co_name
    )
    fail()


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
