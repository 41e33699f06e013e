"""The public Hypothesis kit: its strategies, its decorator, and every operation of the table put through it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import autograd
from autograd import Value, custom, testing
from autograd.rules.table import TABLE
from autograd.testing import (
    arrays,
    arrays_with_ties,
    broadcastable_arrays,
    broadcastable_shapes,
    check_gradient,
    dims,
    expressions,
    extreme_arrays,
    indices,
    numbers,
    shapes,
)
from tests.test_array_ops import CASES

ROOT = Path(autograd.__file__).parent.parent


# ── strategies ──


@given(st.data())
def test_what_the_strategies_give(data: st.DataObject) -> None:
    found = data.draw(broadcastable_shapes(3))
    np.broadcast_shapes(*found)
    shape = data.draw(shapes(max_dims=2, max_side=2))
    assert len(shape) <= 2 and all(1 <= n <= 2 for n in shape)
    x = data.draw(arrays(shape, -2, 3, away_from=[0.0, 1.0], margin=0.1))
    assert x.shape == shape and x.dtype == np.float64
    assert ((x >= -2) & (x <= 3) & (np.abs(x) >= 0.1) & (np.abs(x - 1) >= 0.1)).all()
    assert data.draw(arrays(dtype=np.float32)).dtype == np.float32
    assert set(np.unique(data.draw(arrays_with_ties((50,))))) <= {0.0, 1.0, -1.0, 2.5}
    assert np.isfinite(data.draw(extreme_arrays(dtype=np.float32))).all()
    a, b = data.draw(broadcastable_arrays(2))
    np.broadcast_shapes(a.shape, b.shape)
    assert abs(data.draw(numbers(-1, 1))) <= 1
    t = autograd.tensor(data.draw(arrays((2, 3))))
    t.sum(data.draw(dims(2)))
    assert data.draw(dims(0)) is None
    key = data.draw(indices((2, 3)))
    np.testing.assert_array_equal(t[key].numpy(), t.numpy()[key])
    data.draw(indices(()))


@given(expression=expressions(), smooth=st.booleans(), data=st.data())
def test_random_expressions_are_programs(expression: Any, smooth: bool, data: st.DataObject) -> None:
    if not smooth:
        expression = data.draw(expressions(smooth=False))
    values = [data.draw(numbers(-1, 1)) for _ in range(expression.arity)]
    scope = {name: getattr(autograd, name) for name in TABLE}
    exec(repr(expression), scope)
    expected = scope["f"](*values)
    assert expression(*values) == expected or expected != expected
    result = expression(*map(Value, values)).data
    assert result == pytest.approx(expected, rel=1e-12, nan_ok=True)
    with pytest.raises(TypeError, match="argument"):
        expression()


# ── the decorator ──


@custom(vjp=lambda upstream, x, y: (upstream * y, upstream))  # the second should be upstream * x
def wrong_product(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return x * y


def test_a_failure_shrinks_and_prints_the_report() -> None:
    @check_gradient(arrays((2,)), arrays((2,)))
    def test_product(x: Any, y: Any) -> Any:
        return wrong_product(x, y)

    with pytest.raises(AssertionError, match="the derivative of test_product is wrong") as caught:
        test_product()
    assert "wrong" in str(caught.value)
    assert "test_product" in test_product.__name__


def test_one_strategy_may_give_all_arguments() -> None:
    seen: list[Any] = []

    @check_gradient(broadcastable_arrays(2, low=-2, high=2), max_examples=20, order=1)
    def test_product(x: Any, y: Any) -> Any:
        seen.append((x.shape, y.shape))
        return x * y

    test_product()
    assert len({shape for pair in seen for shape in pair}) > 1

    @check_gradient(max_examples=5, order=1)
    def test_default(x: Any) -> Any:
        return x * x

    test_default()
    with pytest.raises(TypeError, match="takes x, y, got 3 strategies"):
        check_gradient(arrays(), arrays(), arrays())(lambda x, y: x)


def test_pytest_shows_the_minimal_example(tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text(
        """
import numpy as np
from autograd import custom
from autograd.testing import arrays, check_gradient

@custom(vjp=lambda upstream, x: upstream * np.where(x > 3, 1.0, 2 * x))
def square(x):
    return x * x

@check_gradient(arrays(shape=(2,)), order=1)
def test_square(x):
    return square(x)
"""
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**__import__("os").environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1
    assert "the derivative of test_square is wrong" in done.stdout
    assert "x = array([" in done.stdout


def test_without_hypothesis_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['hypothesis'] = None\nimport autograd.testing"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert 'pip install "chainrule[test]"' in done.stderr


def test_all_is_what_is_public() -> None:
    assert all(hasattr(testing, name) for name in testing.__all__)


# ── every operation of the table, at random points and on its kinks ──

# Where a row is defined, as (low, high) for each argument; what is not named is defined on (-4, 4).
BOUNDS: dict[str, list[tuple[float, float]]] = {
    **{name: [(0.05, 8.0)] for name in ("log", "log2", "log10", "sqrt", "rsqrt")},
    "log1p": [(-0.9, 8.0)], "asin": [(-0.95, 0.95)], "acos": [(-0.95, 0.95)], "atanh": [(-0.95, 0.95)],
    "acosh": [(1.05, 8.0)], "pow": [(0.1, 4.0), (-3.0, 3.0)], "xlogy": [(-4.0, 4.0), (0.1, 4.0)],
    "tan": [(-1.4, 1.4)], "div": [(-4.0, 4.0), (0.2, 4.0)], "reciprocal": [(0.2, 8.0)],
    "remainder": [(-4.0, 4.0), (0.7, 1.3)], "floor_divide": [(-4.0, 4.0), (0.7, 1.3)],
    "leaky_relu": [(-4.0, 4.0), (0.01, 0.9)], "elu": [(-4.0, 4.0), (0.1, 2.0)],
}  # fmt: skip
ON_KINKS = "abs relu leaky_relu elu maximum minimum clamp_min clamp_max hypot sign floor ceil round softsign".split()


def random_points(name: str) -> Any:
    row = TABLE[name]
    bounds = BOUNDS.get(name, [(-4.0, 4.0)] * row.arity)
    sides = shapes(max_dims=1, max_side=2)
    return sides.flatmap(lambda shape: st.tuples(*(arrays(shape, low, high) for low, high in bounds)))


@pytest.mark.slow
@pytest.mark.no_cover  # what they run is covered by the sweeps, and tracing would double their time
@pytest.mark.parametrize("name", TABLE)
def test_every_row_at_random_points(name: str) -> None:
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=random_points(name))
    def check(drawn: tuple[np.ndarray, ...]) -> None:
        report = autograd.check_gradients(getattr(autograd, name), *drawn, order=2)
        assert report.verdict != "wrong", f"{report!r}\n{report.explain()}"

    check()


@pytest.mark.parametrize("name", ON_KINKS)
def test_rows_on_their_kinks(name: str) -> None:
    row = TABLE[name]
    same_shape = shapes(min_dims=1, max_dims=1, max_side=3).flatmap(
        lambda shape: st.tuples(*(arrays_with_ties(shape) for _ in range(row.arity)))
    )

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=same_shape)
    def check(drawn: tuple[np.ndarray, ...]) -> None:
        report = autograd.check_gradients(getattr(autograd, name), *drawn, order=1)
        assert report.verdict != "wrong", f"{report!r}\n{report.explain()}"

    check()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(expression=expressions(max_steps=6), data=st.data())
def test_random_expressions_have_right_derivatives(expression: Any, data: st.DataObject) -> None:
    inputs = [data.draw(arrays((2,), -1.5, 1.5)) for _ in range(expression.arity)]
    report = autograd.check_gradients(expression, *inputs, order=1)
    assert report.verdict != "wrong", f"{expression!r}\n{report!r}\n{report.explain()}"


# ── every array operation, near the points of the sweep and with ties ──

SWEPT = [name for name in CASES if name != "cast"]  # through float32 differences see its rounding
WITH_TIES = "amax amin max min sort topk prod norm euclidean_norm std pick_at_max cumsum".split()


@pytest.mark.slow
@pytest.mark.no_cover  # what they run is covered by the sweeps, and tracing would double their time
@pytest.mark.parametrize("name", SWEPT)
def test_every_array_operation_near_the_points_of_the_sweep(name: str) -> None:
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        f, points = data.draw(st.sampled_from(CASES[name]))
        moved = [x + data.draw(st.floats(-0.04, 0.04)) * np.cos(np.arange(x.size)).reshape(x.shape) for x in points]
        report = autograd.check_gradients(f, *moved, order=data.draw(st.sampled_from([1, 2])))
        assert report.verdict != "wrong", f"{report!r}\n{report.explain()}"

    check()


@pytest.mark.parametrize("name", WITH_TIES)
def test_array_operations_with_ties(name: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        f, points = data.draw(st.sampled_from(CASES[name]))
        tied = [data.draw(arrays_with_ties(x.shape)) for x in points]
        report = autograd.check_gradients(f, *tied, order=1)
        assert report.verdict != "wrong", f"{report!r}\n{report.explain()}"

    check()
