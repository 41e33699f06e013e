"""The public Hypothesis kit: its strategies and its decorator."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
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

ROOT = Path(autograd.__file__).parent.parent


# ── strategies ────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.data())
def test_strategies(data: st.DataObject) -> None:
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


# ── the decorator ─────────────────────────────────────────────────────────────────────────────────────────────────────


@custom(vjp=lambda upstream, x, y: (upstream * y, upstream))  # the second should be upstream * x
def wrong_product(x: Any, y: Any) -> Any:
    return x * y


def test_a_failure_shrinks_and_prints_the_report() -> None:
    @check_gradient(arrays((2,)), arrays((2,)), order=1)
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
    with pytest.raises(TypeError, match=r"each argument of <lambda> \(x, y\), .* got 3 strategies"):
        check_gradient(arrays(), arrays(), arrays())(lambda x, y: x)


def counted(monkeypatch: pytest.MonkeyPatch, verdict: Callable[..., str]) -> list[Any]:
    """Replace the checker by one that returns `verdict(*inputs)`, and return the list of the inputs that it gets."""
    seen: list[Any] = []

    def check_gradients(f: Any, *inputs: Any, **options: Any) -> Any:
        seen.append(inputs)
        return SimpleNamespace(verdict=verdict(*inputs), explain=str)

    monkeypatch.setattr(autograd, "check_gradients", check_gradients)
    return seen


def test_the_number_of_examples_is_that_of_the_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch, lambda x: "ok")
    check_gradient(numbers())(lambda x: x)()
    assert settings.default is not None
    assert len(seen) == settings.default.max_examples
    seen.clear()
    check_gradient(numbers(), max_examples=3)(lambda x: x)()
    assert len(seen) == 3


def test_a_failure_is_not_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch, lambda x, y: "wrong" if x.any() else "ok")
    active = settings.get_current_profile_name()
    settings.register_profile("with explain", settings.default, phases=list(Phase), max_examples=100)
    settings.load_profile("with explain")
    try:
        test = check_gradient(arrays((2,)), arrays((2,)))(lambda x, y: x)
    finally:
        settings.load_profile(active)
    with pytest.raises(AssertionError, match="is wrong"):
        test()
    assert len(seen) < 60  # about 20; with the explain phase about 120


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
    y = square(x)
    return y
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
    assert "x=array([" in done.stdout
    assert "    def test_square(x):\n        y = square(x)\n>       return y\n" in done.stdout  # the user's lines
    assert "test_mine.py:13: AssertionError" in done.stdout
    assert "testing.py" not in done.stdout


def test_without_pytest_a_traceback_ends_in_the_users_lines() -> None:
    @check_gradient(numbers(1, 2), max_examples=5, order=1)
    def test_square(x: Any) -> Any:
        return wrong_product(x, x)

    with pytest.raises(AssertionError) as caught:
        test_square()
    frame = caught.traceback[-1]
    assert (frame.path, frame.name) == (Path(__file__), "test_square")
    assert str(frame.statement).strip() == "return wrong_product(x, x)"
    check = check_gradient(numbers(1, 2), numbers(2, 3), max_examples=5, order=1)(wrong_product)  # no plain function
    with pytest.raises(AssertionError, match="is wrong"):
        check()


def test_without_hypothesis_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['hypothesis'] = None\nimport autograd.testing"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert '[test]"' in done.stderr


def test_names_in_all_exist() -> None:
    assert all(hasattr(testing, name) for name in testing.__all__)
