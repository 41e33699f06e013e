"""The random sweep: the same operations at random points, on kinks, with ties, and in random expressions.

The checker decides: it compares with differences and the complex step. At a kink it requires a subgradient.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import autograd
from autograd import Value, check_gradients, grad, jvp
from autograd.rules.families import COMPOSITES
from autograd.rules.table import TABLE
from autograd.testing import arrays, arrays_with_ties, expressions, numbers, shapes
from tests.cases import rows
from tests.cases.operations import CASES, WITH_TIES
from tests.derivatives import slopes

SWEPT = [name for name in CASES if name != "cast"]  # through float32 differences see its rounding


def assert_not_wrong(f: Any, inputs: Any, order: int) -> None:
    report = check_gradients(f, *inputs, order=order)
    assert report.verdict != "wrong", f"{f!r}\n{report!r}\n{report.explain()}"


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.no_cover  # what these sweeps run is covered by the oracle sweep, and tracing would double their time
@pytest.mark.parametrize("name", TABLE)
@given(data=st.data())
def test_rows_at_random_points(name: str, data: st.DataObject) -> None:
    shape = data.draw(shapes(max_dims=1, max_side=2))
    bounds = rows.BOUNDS.get(name, [(-4.0, 4.0)] * TABLE[name].arity)
    assert_not_wrong(TABLE[name], [data.draw(arrays(shape, low, high)) for low, high in bounds], order=2)


@pytest.mark.parametrize("name", rows.ON_KINKS)
@given(data=st.data())
def test_rows_on_their_kinks(name: str, data: st.DataObject) -> None:
    shape = data.draw(shapes(min_dims=1, max_dims=1, max_side=3))
    tied = [data.draw(arrays_with_ties(shape)) for _ in range(TABLE[name].arity)]
    assert_not_wrong(TABLE[name], tied, order=1)


# Also where functions have poles, kinks, edges and overflows, the two tiers say the same.
HARD = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 2.0, 3.0, 1e-320, 800.0, -800.0, 1e200, -1e200, math.inf, -math.inf, math.nan]
hard = st.one_of(st.sampled_from(HARD), st.floats(-5, 5))
# 1 - out * out is as uncertain as the last digit of out, in which NumPy's tanh and the C library's differ.
LAST_DIGIT_OF_OUT = {"tanh": 4.5e-16}


def same(a: float, b: float, abs_tol: float = 1e-300) -> bool:
    return a == b or (a != a and b != b) or math.isclose(a, b, rel_tol=1e-12, abs_tol=abs_tol)


@pytest.mark.parametrize("name", TABLE)
@example(x=-math.inf, y=0.5)
@example(x=4.984375, y=0.0)
@example(x=-1.0, y=math.inf)
@given(x=hard, y=hard)
def test_value_and_tensor_agree_everywhere(name: str, x: float, y: float) -> None:
    operands = (x, y)[: TABLE[name].arity]
    function = getattr(autograd, name)
    of_value = function(*map(Value, operands)).data
    assert same(of_value, function(*operands))
    assert same(of_value, function(*[autograd.tensor(np.float64(a)) for a in operands]).item())
    for of_value, of_tensor in zip(slopes(function, operands, "Value"), slopes(function, operands, "float64")):
        assert same(of_value, of_tensor, LAST_DIGIT_OF_OUT.get(name, 1e-300))


# Half as many examples as the profile has, for one example is a whole check: some 0.3 s for a convolution.
CHECKS = settings(max_examples=max(15, settings.default.max_examples // 2))


# ── array operations ────────────────────────────────────────────────────────────────────────────────────────────────


def near_its_points(name: str, data: st.DataObject) -> None:
    f, points = data.draw(st.sampled_from(CASES[name]))
    moved = [x + data.draw(st.floats(-0.04, 0.04)) * np.cos(np.arange(x.size)).reshape(x.shape) for x in points]
    assert_not_wrong(f, moved, order=data.draw(st.sampled_from([1, 2])))


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in SWEPT if name not in COMPOSITES])
@CHECKS
@given(data=st.data())
def test_array_operations_near_their_points(name: str, data: st.DataObject) -> None:
    near_its_points(name, data)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in SWEPT if name in COMPOSITES])
@settings(max_examples=10)
@given(data=st.data())
def test_composites_near_their_points(name: str, data: st.DataObject) -> None:
    """A composite has no rule of its own: few examples are enough."""
    near_its_points(name, data)


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_TIES)
@CHECKS
@given(data=st.data())
def test_array_operations_with_ties(name: str, data: st.DataObject) -> None:
    f, points = data.draw(st.sampled_from(CASES[name]))
    assert_not_wrong(f, [data.draw(arrays_with_ties(x.shape)) for x in points], order=1)


# ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(expression=expressions(max_steps=6), data=st.data())
def test_expressions_have_right_derivatives(expression: Any, data: st.DataObject) -> None:
    assert_not_wrong(expression, [data.draw(arrays((2,), -1.5, 1.5)) for _ in range(expression.arity)], order=1)


@given(expression=expressions(), data=st.data())
def test_forward_and_reverse_mode_agree_on_expressions(expression: Any, data: st.DataObject) -> None:
    point = tuple(data.draw(numbers(-2, 2)) for _ in range(expression.arity))
    everywhere = tuple(range(expression.arity))
    gradient = grad(expression, everywhere)(*point)
    of_values = grad(expression, everywhere)(*map(Value, point))
    for i in everywhere:
        out, forward = jvp(expression, point, tuple(float(j == i) for j in everywhere))
        expected = float(expression(*[autograd.tensor(np.float64(x)) for x in point]))
        assert out == pytest.approx(expected, nan_ok=True)  # sinh of sinh of sinh may be infinite
        assert forward == pytest.approx(gradient[i], rel=1e-9, abs=1e-12, nan_ok=True)
        assert of_values[i].data == pytest.approx(gradient[i], rel=1e-9, abs=1e-9, nan_ok=True)


OPERATIONS: dict[str, Any] = {
    "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y,
    "div": lambda x, y: x / (2 + y * y),
    "max": lambda x, y: autograd.maximum(x, y), "hypot": lambda x, y: autograd.hypot(x, y + 3),
}  # fmt: skip
FUNCTIONS = ["tanh", "sigmoid", "sin", "relu", "softplus", "neg", "square", "atan"]
step_strategy = st.one_of(
    st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(0, 99), st.integers(0, 99)),
    st.tuples(st.sampled_from(FUNCTIONS), st.integers(0, 99), st.just(0)),
)


@given(
    numbers=st.lists(st.floats(-2, 2).map(lambda x: round(x, 3)), min_size=1, max_size=4),
    steps=st.lists(step_strategy, min_size=1, max_size=12),
)
def test_values_tensors_and_numbers_agree_on_expressions(
    numbers: list[float], steps: list[tuple[str, int, int]]
) -> None:
    def run(leaves: list[Any]) -> Any:
        nodes = list(leaves)
        for name, i, j in steps:
            x, y = nodes[i % len(nodes)], nodes[j % len(nodes)]
            nodes.append(OPERATIONS[name](x, y) if name in OPERATIONS else getattr(autograd, name)(x) * 0.9)
        return nodes[-1] + sum(leaves[1:], leaves[0]) * 0.1

    values = [Value(x) for x in numbers]
    tensors = [autograd.tensor(np.float64(x), requires_grad=True) for x in numbers]
    of_values, of_tensors, plain = run(values), run(tensors), run(numbers)
    assert of_values.data == pytest.approx(plain, rel=1e-12, abs=1e-12)
    assert of_tensors.item() == pytest.approx(plain, rel=1e-12, abs=1e-12)
    of_values.backward()
    of_tensors.backward()
    assert [v.grad for v in values] == pytest.approx([t.grad.item() for t in tensors], rel=1e-9, abs=1e-12)
