"""compile(): the generated program gives the results of the function on every path."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import autograd
import nn
from autograd import Value, compile, grad
from autograd.rules.table import TABLE
from nn.scalar import MLP

ROOT = Path(autograd.__file__).parent.parent
numbers = st.floats(-3, 3).map(lambda x: round(x, 3))


def eager(f: Any, *args: float) -> tuple[float, list[float]]:
    leaves = [Value(x) for x in args]
    out = f(*leaves)
    if isinstance(out, Value):
        out.backward()
        return out.data, [leaf.grad for leaf in leaves]
    return float(out), [0.0] * len(args)


def assert_same(f: Any, compiled: Any, *args: float) -> None:
    value, gradients = compiled.value_and_grad(*args)
    gradients = gradients if len(args) > 1 else (gradients,)
    expected, expected_gradients = eager(f, *args)
    assert value == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True)
    assert_close(list(gradients), expected_gradients)
    assert compiled(*args) == value or value != value


def assert_close(gradients: list[float], expected: list[float]) -> None:
    # An infinite upstream times a derivative of zero is NaN when multiplied out; the text has no such term.
    pairs = [(g, e) for g, e in zip(gradients, expected) if not math.isnan(e)]
    assert [g for g, _ in pairs] == pytest.approx([e for _, e in pairs], rel=1e-7, abs=1e-7)


OPERATIONS = sorted(TABLE)


@example(steps=[("relu", 1, 0), ("rsqrt", 4, 0)], points=[(0.0, 0.0), (0.0, -0.0)])
@example(steps=[("clamp_max", 0, 0), ("clamp_max", 0, 1)], points=[(0.0, 0.0), (0.0, 0.0)])
@example(steps=[("round", 1, 0), ("rsqrt", 4, 0)], points=[(0.0, 0.0), (0.0, -0.0)])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=10
    ),
    points=st.lists(st.tuples(numbers, numbers), min_size=2, max_size=4),
)
def test_random_expressions(steps: list[tuple[str, int, int]], points: list[tuple[float, float]]) -> None:
    def f(x: Value, y: Value) -> Any:
        nodes: list[Any] = [x, y, x * y, 0.7]
        for name, i, j in steps:
            operands = (nodes[i % len(nodes)], nodes[j % len(nodes)])[: TABLE[name].arity]
            nodes.append(getattr(autograd, name)(*operands))
        return sum(nodes[4:], x * 0.1)

    compiled = compile(f)
    for x, y in points:
        assert_same(f, compiled, x, y)
    columns = np.array(points).T
    values, (dx, dy) = compiled.value_and_grad(*columns)
    for i, (x, y) in enumerate(points):
        expected, gradients = eager(f, x, y)
        assert values[i] == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)
        assert_close([dx[i], dy[i]], gradients)


def test_the_text_is_backpropagation_written_out() -> None:
    f = compile(lambda a, b, c: (a * b + c).tanh())
    with pytest.raises(RuntimeError, match="call the function once"):
        f.source  # noqa: B018
    f(2.0, -3.0, 6.5)
    assert f.source == (
        "def value_and_grad(a, b, c):\n"
        "    # forward\n"
        "    out = tanh(a * b + c)\n"
        "    # backward: gradient = upstream × local derivative\n"
        "    d_t2 = 1 - out * out\n"
        "    d_a = d_t2 * b\n"
        "    d_b = d_t2 * a\n"
        "    return out, d_a, d_b, d_t2\n"
    )


def test_the_text_is_the_same_in_every_process() -> None:
    program = """
from autograd import compile
import autograd
f = compile(lambda x, p: sum((autograd.exp(a * x) for a in p["w"]), p["b"]) if x > 0 else x)
f(1.0, {"w": [1.0, 2.0], "b": 3.0}); print(f.source)
import sys; print("numpy" in sys.modules)
"""
    texts = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for _ in range(2)
    }
    assert len(texts) == 1
    assert texts.pop().rstrip().endswith("False")  # floats need no NumPy


def test_common_subexpressions_are_shared_and_dead_code_is_removed() -> None:
    def f(x: Value, y: Value) -> Value:
        (x * 5).exp()  # leads nowhere
        return (x * y).tanh() + (x * y).tanh() * (Value(2.0) * 3 + 1)

    compiled = compile(f)
    assert_same(f, compiled, 0.3, 0.4)
    assert compiled.source.count("tanh(") == 1
    assert "exp" not in compiled.source
    assert "* 7.0" in compiled.source  # 2 · 3 + 1, folded


def test_a_branch_is_a_guard() -> None:
    calls = []

    def f(x: Value, y: Value) -> Value:
        calls.append(1)
        if x > y and y != 0:
            return x * y
        return max(x, y * y) if bool(x) else -y

    compiled = compile(f)
    points = [(2.0, 1.0), (1.0, 2.0), (3.0, 0.0), (0.0, 2.0), (-1.0, -3.0), (0.0, 0.0), (5.0, 1.0), (1.0, 1.0)]
    for x, y in points + points:
        assert_same(f, compiled, x, y)
    traced = len(calls) - 2 * len(points)  # assert_same calls f itself
    for x, y in points:
        compiled(x, y)
    assert len(calls) == traced + 2 * len(points)  # nothing was traced again
    columns = np.array(points).T
    values, gradients = compiled.value_and_grad(*columns)
    for i, (x, y) in enumerate(points):
        expected, expected_gradients = eager(f, x, y)
        assert values[i] == expected
        assert [g[i] for g in gradients] == expected_gradients
    square = compile(lambda x: x * x if x > 0 else -x)
    assert square(np.array([[1.0, -2.0], [3.0, -4.0]])).tolist() == [[1.0, 2.0], [9.0, 4.0]]


def weighted_sum(p: dict[str, Any], x: list[Value], power: str) -> Value:
    total: Value = sum((w * a for w, a in zip(p["w"], x)), p["b"][0])
    return total**2 if power == "two" else total


def test_gradients_have_the_structure_of_the_arguments() -> None:
    value, gradients = compile(weighted_sum).value_and_grad({"w": (1.0, 2.0), "b": [3.0]}, [4.0, 5.0], "two")
    assert value == 289.0
    assert gradients == ({"w": (136.0, 170.0), "b": [34.0]}, [34.0, 68.0], None)


def test_another_structure_is_another_trace() -> None:
    compiled = compile(weighted_sum)
    p = {"w": (1.0, 2.0), "b": [3.0]}
    assert compiled(p, [4.0, 5.0], "two") == 289.0
    assert compiled(p, [4.0, 5.0], "one") == 17.0
    assert compiled({"w": (1.0,), "b": [0.0]}, [4.0], "two") == 16.0


def test_results_keep_their_structure() -> None:
    assert compile(lambda x: [x * 2, {"a": x + 1}])(3.0) == [6.0, {"a": 4.0}]


def test_any_number_of_arguments() -> None:
    assert compile(lambda *xs: sum(xs, Value(0.0)))(1, 2.5, Value(3.0)) == 6.5


def test_a_constant_has_gradient_zero() -> None:
    assert compile(lambda x: 3.0)(1.0) == 3.0
    assert compile(lambda x: 3.0 + 0 * x).value_and_grad(1.0) == (3.0, 0.0)


def test_batches() -> None:
    f = compile(lambda x, w, b: (w * x + b).tanh())
    x = np.array([0.1, -0.4, 2.0])
    value, (dx, dw, db) = f.value_and_grad(x, 0.5, 0.2)
    local = 1 - np.tanh(0.5 * x + 0.2) ** 2
    np.testing.assert_allclose(value, np.tanh(0.5 * x + 0.2))
    np.testing.assert_allclose(dx, 0.5 * local)
    assert dw == pytest.approx((x * local).sum())
    assert db == pytest.approx(local.sum())
    _, (_, dw, db) = f.value_and_grad(x, np.array([0.5]), np.zeros((2, 1)) + 0.2)
    assert dw.shape == (1,) and db.shape == (2, 1)
    assert compile(lambda a, b: a + b).value_and_grad(x, 1.0)[1][1] == 3.0
    with pytest.raises(ValueError, match="no element"):
        f(np.zeros(0), 1.0, 1.0)


def test_a_model_is_trained_through_its_closed_over_parameters() -> None:
    random.seed(0)
    model = MLP(2, [4, 1], activation="tanh")
    loss = compile(lambda x1, x2, y: (model([x1, x2]) - y) ** 2)
    rng = np.random.default_rng(0)
    data = rng.normal(size=(3, 20))
    for _ in range(3):  # each call reads the parameters again
        for p in model.parameters():
            p.grad = 0.0
        batch = loss.backward(*data)
        found = [p.grad for p in model.parameters()]
        for p in model.parameters():
            p.grad = 0.0
        total = Value(0.0)
        for x1, x2, y in data.T:
            total = total + (model([Value(x1), Value(x2)]) - y) ** 2
        total.backward()
        assert batch.sum() == pytest.approx(total.data)
        assert found == pytest.approx([p.grad for p in model.parameters()], rel=1e-9)
        for p in model.parameters():
            p.data -= 0.01 * p.grad
    one = loss.backward(0.1, 0.2, 0.3)
    assert one == pytest.approx(((model([0.1, 0.2]) - 0.3) ** 2).data)


def test_numbers_beyond_math() -> None:
    f = compile(lambda x: x.log() + 1 / x)
    assert math.isnan(f(-1.0))
    for x in (0.0, -1.0, 1e-320, math.inf):
        assert_same(lambda v: v.log() + 1 / v, f, x)
    assert_same(lambda v: (v * 1000).exp(), compile(lambda v: (v * 1000).exp()), 2.0)
    assert np.isnan(f(np.array([1.0, 0.0]))[1])  # −∞ + ∞


def test_higher_orders() -> None:
    third = compile(grad(grad(grad(lambda x: x.sin() * x))))
    assert third(Value(0.7)) == pytest.approx(-3 * math.sin(0.7) - 0.7 * math.cos(0.7), rel=1e-12)
    value, gradient = compile(grad(lambda x: x**4)).value_and_grad(2.0)
    assert (value, gradient) == (32.0, 48.0)


def test_a_long_chain() -> None:
    def f(x: Value) -> Value:
        y = x
        for _ in range(20_000):
            y = y * 0.9999 + x
        return y

    assert_same(f, compile(f), 0.5)


def test_names() -> None:
    compiled = compile(lambda exp, d_x, lambda_: exp * d_x + lambda_.exp())
    assert compiled.value_and_grad(2.0, 3.0, 0.0) == (7.0, (3.0, 2.0, 1.0))
    w = Value(2.0, label="the weight!")
    named = compile(lambda x: w * x)
    named(1.0)
    assert "the_weight" in named.source


def test_functions_that_cannot_be_compiled_raise() -> None:
    with pytest.raises(TypeError, match="read out of an argument as a plain number"):
        compile(lambda x: x * x.data)(2.0)
    with pytest.raises(TypeError, match="read out of an argument"):
        compile(lambda x: Value(float(x)) * x)(2.0)
    with pytest.raises(TypeError, match=r"read out of an argument|random"):
        compile(lambda x: x * random.random())(2.0)
    with pytest.raises(TypeError, match="must return Values, got str"):
        compile(lambda x: "x")(2.0)
    with pytest.raises(TypeError, match="hashable"):
        compile(lambda x, s: x)(2.0, {1, 2})
    with pytest.raises(TypeError, match="one number"):
        compile(lambda x: (x, x)).value_and_grad(2.0)

    @autograd.custom(vjp=lambda upstream, x: upstream * 2 * x)
    def square(x: float) -> float:
        return x * x

    with pytest.raises(TypeError, match="square is no operation of the table"):
        compile(lambda x: square(x))(2.0)


def test_tensors_and_modules_are_refused_in_one_line() -> None:
    with pytest.raises(
        TypeError, match=r"^compile\(\): expected a function of Values, got the Module Linear; .*leave the call out$"
    ):
        compile(nn.Linear(2, 1))
    with pytest.raises(
        TypeError, match=r"^compile\(\): expected Values or numbers, got a Tensor; .*leave the call out$"
    ):
        compile(lambda x: x * 2)(autograd.tensor([1.0]))
    with pytest.raises(TypeError, match=r"^compile\(\): expected a function of Values, got int$"):
        compile(3)  # type: ignore[arg-type]
