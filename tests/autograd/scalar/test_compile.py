"""compile(): the generated program gives the results of the function on every path."""

from __future__ import annotations

import collections
import copy
import functools
import math
import operator
import pickle
import random
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import autograd
import nn
from autograd import Value, compile, grad
from autograd.pytree import leaves
from autograd.rules.table import TABLE
from nn.scalar import MLP

ROOT = Path(autograd.__file__).parent.parent


@pytest.fixture(params=["python", pytest.param("numba", marks=pytest.mark.slow)], autouse=True)
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> str:
    """Run each test with both backends."""
    monkeypatch.setattr(sys.modules[__name__], "compile", functools.partial(autograd.compile, backend=request.param))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    name: str = request.param
    return name


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
    f = compile(lambda a, b, c: (a * b + c).sin())
    with pytest.raises(RuntimeError, match="call the function once"):
        f.source  # noqa: B018
    f(2.0, -3.0, 6.5)
    assert f.source == (
        "def value_and_grad(v0, v1, v2):\n"
        "    # v0 = a, v1 = b, v2 = c\n"
        "    # forward\n"
        "    v4 = v0 * v1 + v2\n"
        "    v5 = sin(v4)\n"
        "    # backward: gradient = upstream × local derivative\n"
        "    d4 = cos(v4)\n"
        "    d0 = d4 * v1\n"
        "    d1 = d4 * v0\n"
        "    return v5, d0, d1, d4\n"
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
        return (x * y).sin() + (x * y).sin() * (Value(2.0) * 3 + 1)

    compiled = compile(f)
    assert_same(f, compiled, 0.3, 0.4)
    assert compiled.source.count("sin(") == 1
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


class Pair(NamedTuple):
    a: float
    b: float


class Word(str):
    """A text that is no plain one, though it is equal to one."""


STRUCTURES: list[tuple[Any, ...]] = [
    (1.0, 2.0),
    (1.0, 2),
    (np.array([1.0, 2.0]), 3.0),
    ([np.array([1.0, 2.0])], (3.0,)),
    (np.array(1.0), np.float64(2.0)),
    ([[1.0, 2.0], 3.0], ([4.0], (5.0, 6.0))),
    ([[1.0, 2.0], 3.0], ([4.0], [5.0, 6.0])),
    ([[1.0, 2.0], 3.0], ([4.0], (5.0, 6))),
    ([[1.0, 2.0], 3.0], ([4.0], (5.0, np.array([6.0, 7.0])))),
    ([[1.0], 2.0], {"w": [3.0], "b": (4.0, [5.0])}),
    ([[1.0], 2.0], {"b": (4.0, [5.0]), "w": [3.0]}),
    ([[1.0], 2.0], {"b{}'": (4.0, [5.0]), "w": [3.0]}),
    ([[1.0], 2.0], {Word("b"): (4.0, [5.0]), "w": [3.0]}),
    ([1.0, None], [2.0, True]),
    ([1.0, []], [{}, ()]),
    ([1.0, Value(2.0)], [Value(3.0)]),
    (Pair(1.0, 2.0), OrderedDict(a=3.0)),
    (*range(300),),
    ([[float(i)] for i in range(300)],),
]


@pytest.mark.parametrize("args", STRUCTURES, ids=repr)
@pytest.mark.parametrize("others", [[], STRUCTURES], ids=["alone", "among others"])
def test_later_calls_give_what_the_first_gives(args: tuple[Any, ...], others: list[tuple[Any, ...]]) -> None:
    def f(*args: Any) -> Value:
        numbers = [x for _, x in leaves(args, "") if isinstance(x, Value)]
        return sum((i * x * x for i, x in enumerate(numbers)), Value(0.0))

    compiled = compile(f)
    first = compiled.value_and_grad(*args)
    for other in others:
        compiled.value_and_grad(*other)
    for _ in range(2):
        assert repr(compiled.value_and_grad(*args)) == repr(first)
        assert repr(compiled(*args)) == repr(first[0])


def test_changed_arguments_are_taken_as_they_are_now() -> None:
    compiled, p = compile(lambda p, x: p[0][0] * x + sum(p[1])), [[2.0], [3.0]]
    assert [compiled(p, 5.0), compiled(p, 5.0)] == [13.0, 13.0]
    p[0][0] = 4.0
    assert compiled(p, 5.0) == 23.0
    p[1].append(1.0)
    assert compiled(p, 5.0) == 24.0
    gradients = compiled.value_and_grad(p, 5.0)[1]
    gradients[0][0][0] = 7.0
    assert compiled.value_and_grad(p, 5.0)[1] == ([[5.0], [1.0, 1.0]], 4.0)


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


def test_a_batch_computes_with_numbers_alone_as_with_arrays() -> None:
    zero, one, third = Value(0.0), Value(1.0), Value(1 / 3)
    ones = np.ones(2)
    functions: list[Any] = [
        lambda x: x * (one / zero), lambda x: x * zero**-1, lambda x: x * (-third * 24) ** third,
        lambda x: x * (one % zero), lambda x: x * (x / 0.0), lambda x: x * (x // 0.0), lambda x: x * (x % 0.0),
    ]  # fmt: skip
    for f in functions:
        x = Value(1.0)
        expected = f(x)
        expected.backward()
        value, gradient = compile(f).value_and_grad(ones)
        np.testing.assert_array_equal((value, gradient), [[expected.data] * 2, [x.grad] * 2])
    np.testing.assert_array_equal(compile(lambda x, y: x * (y / 0.0)).value_and_grad(ones, 2.0)[0], [math.inf] * 2)
    assert compile(lambda x: x**0.5)(np.array([-math.inf])) == math.inf  # as C's pow


def test_gradients_of_numbers_are_summed_over_paths_and_shapes() -> None:
    f = compile(lambda w, x, y: w[0] * x + y if x > 0 else w[1] * y)
    x, y = np.array([[1.0, -2.0, 3.0]]), np.array([[1.0], [2.0]])
    _, (dw, dx, dy) = f.value_and_grad([2.0, Value(3.0)], x, y)
    assert dw == [8.0, 3.0]
    assert dx.tolist() == [[4.0, 0.0, 4.0]] and dy.tolist() == [[5.0], [5.0]]
    _, (dx, dy) = compile(lambda x, y: x + 0 * y).value_and_grad(np.ones(3), np.array(2.0))
    assert dx.tolist() == [1.0] * 3 and dx.dtype == np.float64 and (dy, np.shape(dy)) == (0.0, ())


def test_each_path_of_a_batch_has_its_own_values_from_outside() -> None:
    u, v, w = Value(2.0), Value(3.0), Value(5.0)
    computed = v * w
    f = compile(lambda x: u * x if x > 0 else computed * x * u if x < -1 else computed * v)
    assert f.backward(np.array([[1.0, -2.0], [5.0, -1.0]])).tolist() == [[2.0, -60.0], [10.0, 45.0]]
    # 6 + 15 · (−2) by u; computed gets −4 + 3 and hands it on; 15 more by v
    assert (u.grad, v.grad, w.grad) == (-24.0, 10.0, -3.0)


def test_lists_and_tuples_of_parameters() -> None:
    Point = collections.namedtuple("Point", "x y")
    f = compile(lambda p: p["a"][0] * p["a"][1] + p["b"].x * p["b"].y + p["c"][0] * p["c"][1])
    gradients = {"a": [3.0, 2.0], "b": Point(5.0, 4.0), "c": (7.0, 6.0)}
    for kind in (float, int, Value, np.float64):
        a, b, c = ([kind(n), kind(n + 1)] for n in (2, 4, 6))
        assert f.value_and_grad({"a": a, "b": Point(*b), "c": tuple(c)}) == (68.0, gradients)
    assert len(f._programs) == 1  # numbers of all kinds have the same structure
    assert compile(lambda p: 1.0).value_and_grad([[], (), None, {}]) == (1.0, [[], (), None, {}])


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


def test_a_constant_is_not_taken_for_the_variable_of_its_number() -> None:
    for i in range(9):  # the constant 3.0 and the variable v3
        f: Any = lambda x, y, c=float(i): ((x.exp() + y) * c + (y.sin() - x) / (c + 1.5)).tanh() + c
        assert_same(f, compile(f), 0.3, 0.4)


@pytest.mark.slow
def test_a_long_chain() -> None:
    def f(x: Value) -> Value:
        y = x
        for _ in range(20_000):
            y = y * 0.9999 + x
        return y

    assert_same(f, compile(f), 0.5)


def test_labels_are_comments() -> None:
    w = Value(2.0, label="the\nweight\x00!\u2028import os")
    named = compile(lambda x: w * x)
    named(1.0)
    assert "v0 = x, v1 = the weight !\u0020import os\n" in named.source


@pytest.mark.parametrize(
    "label", ["inf", "nan", "float", "math", "log", "v0", "d1", "µ", "μ", "x²", "ﬁ", "\n", "return", "#", "\ud800"]
)
def test_no_label_collides_with_a_name(label: str) -> None:
    def f(x: Value, y: Value) -> Value:
        p, q = x * 3.0, y + math.inf
        p.label, q.label = label, "μ"
        return p * p.exp() + (p * 0.1).log() * (p.sin() + y.exp()) + 1 / q

    assert_same(f, compile(f), 0.3, 0.4)


def test_no_argument_collides_with_a_name() -> None:
    compiled = compile(lambda exp, v1, float, inf, µ: exp * v1 + inf.exp() * (float + math.inf) * µ)
    assert compiled.value_and_grad(2.0, 3.0, 0.0, 0.0, 1.0) == (math.inf, (3.0, 2.0, 1.0, math.inf, math.inf))
    assert compile(lambda log, math: log.log() * math)(1.0, 3.0) == 0.0
    assert compile(lambda p: p["\n"] * p["float"])({"\n": 2.0, "float": 3.0}) == 6.0


OUTSIDE = Value(3.0)
READS: list[Any] = [
    lambda x: x * x.data, lambda x: x * float(x), lambda x: x * int(x), lambda x: x * round(x), lambda x: x * x.item(),
    lambda x: x * math.exp(x), lambda x: x * math.floor(x), lambda x: x * math.ceil(x), lambda x: math.exp(x),
    lambda x: x * len(f"{x:.3f}"), lambda x: x * len("%f" % x),  # noqa: UP031
    lambda x: x * x.grad, lambda x: x * x.detach(),
    lambda x: x * (x * 2).local_derivatives[0], lambda x: x * complex(x).real, lambda x: x * np.float64(x),
    lambda x: x * copy.copy(x), lambda x: x * copy.deepcopy(x), lambda x: x * pickle.loads(pickle.dumps(x)),
    lambda x: x * 2 if x.data > 0 else x, lambda x: x * math.isnan(x), lambda x: (x * x).backward(),
    lambda x: setattr(x, "data", 2.0), lambda x: setattr(x, "grad", 2.0), lambda x: x * np.array([x], float)[0],
    lambda x: x * OUTSIDE.data, lambda x: x * OUTSIDE.grad, lambda x: x * math.exp(OUTSIDE),
    lambda x: x * autograd.tensor(2.0).item(), lambda x: x * compile(lambda y: y * OUTSIDE)(2.0),
    lambda x: x * compile(lambda y: y * y).value_and_grad(x)[1],
]  # fmt: skip


@pytest.mark.parametrize("f", READS)
def test_a_traced_value_has_no_number(f: Any) -> None:
    with pytest.raises(TypeError, match=r"^compile\(\): .*is refused.*autograd\.exp instead of math\.exp"):
        compile(f)(1.3)


def test_printing_in_a_traced_function() -> None:
    texts = []
    known: dict[str, Value] = {}

    def exp(x: Value) -> Value:
        return known.setdefault(str(x), x.exp())

    def f(x: Value, y: Value) -> Value:
        texts.extend([str(x), repr(x), f"{x}", f"{Value(2.0, 'two')}"])
        return exp(x) * exp(y)

    assert compile(f)(1.0, 2.0) == pytest.approx(math.exp(3.0))  # the text tells x from y
    assert texts[0] == texts[1] == texts[2]
    assert texts[0].startswith("<traced Value at 0x")
    assert texts[3].endswith(", label='two'>")


THIRD = Fraction(1, 3)
BETWEEN = [1 / 3, math.nextafter(1 / 3, 0), math.nextafter(1 / 3, 1), 0.0, -1.0, 1.0, math.inf, -math.inf, math.nan]
OTHERS: list[Any] = [
    1, True, 0.5, THIRD, Decimal(1) / 3, Decimal("Infinity"), np.float32(1 / 3), np.float64(1 / 3), np.int64(1),
    np.array(1 / 3), np.bool_(True), 10**400, -(10**400), 2**53 + 1, math.inf, Value(1 / 3),
]  # fmt: skip


@pytest.mark.parametrize("other", OTHERS, ids=repr)
@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne])
def test_comparisons_with_every_kind_of_number_are_guards(compare: Any, other: Any) -> None:
    functions: list[Any] = [lambda x: x * 2 if compare(x, other) else x, lambda x: x * 2 if compare(other, x) else x]
    for f in functions:
        compiled = compile(f)
        points = [*BETWEEN, float(2**53), float(2**53 + 2), sys.float_info.max]
        if isinstance(other, Decimal):
            points.remove(math.nan)  # Python raises
        expected = [f(Value(x)).data for x in points]
        assert [compiled(x) for x in points] == pytest.approx(expected, rel=0, abs=0, nan_ok=True)
        batch = compile(f)(np.array(points))
        np.testing.assert_array_equal(batch, expected)


@pytest.mark.parametrize(
    "f",
    [
        lambda x, y: max(x, y, 1) * min(x, Fraction(1, 2)),
        lambda x, y: sorted([x, y, Value(0.3)])[0] * 2,
        lambda x, y: x if 0 < x < y <= np.float32(2) else y,
        lambda x, y: x if x in [1.0, Decimal(2), None, "a"] else y,
        lambda x, y: y if not x else x * [x, y].index(y),
        lambda x, y: autograd.where(x > y, x, 2),
    ],
)
def test_comparisons_in_pythons_functions_are_guards(f: Any) -> None:
    compiled = compile(f)
    points = [(x, y) for x in (-1.0, 0.0, 0.4, 1.0, 2.0, 3.0) for y in (-2.0, 0.4, 1.0, 5.0)]
    assert [compiled(x, y) for x, y in points] == [f(Value(x), Value(y)).data for x, y in points]


def test_a_comparison_with_an_unknown_object_is_refused() -> None:
    class Odd:
        def __lt__(self, other: object) -> bool:
            return True

    with pytest.raises(TypeError, match="comparison with a number, got Odd"):
        compile(lambda x: x * 2 if x > Odd() else x)(1.0)


PYTHON, NUMPY, TENSORS = random.Random(0), np.random.default_rng(0), autograd.Generator(0)


class Player:
    def __init__(self) -> None:
        self.rng = random.Random(0)

    def play(self, x: Value) -> Value:
        return x * self.rng.choice([0.0, 0.0])


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x * random.choice([1.0, 1.0]),
        lambda x: x * random.randint(0, 0 + 1),
        lambda x: x * np.random.randint(0, 2),
        lambda x: x * PYTHON.choice([1.0, 1.0]),
        lambda x: x * NUMPY.integers(0, 2),
        lambda x, rng=PYTHON: x * rng.choice([1.0, 1.0]),
        lambda x: x * float(autograd.rand(()).numpy()),
        lambda x: x * float(autograd.rand((), generator=TENSORS).numpy()),
        Player().play,
    ],
)
def test_a_random_function_is_refused_whatever_it_draws(f: Any) -> None:
    for _ in range(10):
        with pytest.raises(TypeError, match="draws random numbers"):
            compile(f)(2.0)


def test_random_numbers_drawn_in_the_first_call_alone_are_no_obstacle() -> None:
    weights: list[Value] = []

    def f(x: Value) -> Value:
        if not weights:
            weights.append(Value(random.random()))
        return x * weights[0]

    assert compile(f)(2.0) == 2.0 * weights[0].data


def test_many_threads_share_a_compiled_function() -> None:
    f = lambda x, y: (x * y).tanh() if x > y else x * x + y if x > 0 else x - y
    compiled: Any = compile(f)
    faults = []

    def work(seed: int) -> None:
        rng = np.random.default_rng(seed)
        for x, y in rng.standard_normal((30, 2)).tolist():
            if compiled.value_and_grad(x, y)[0] != pytest.approx(eager(f, x, y)[0], rel=1e-12):
                faults.append((x, y))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_a_function_that_differs_between_two_calls_is_refused() -> None:
    calls: list[Any] = []

    def counts(x: Value) -> Value:
        calls.append(x)
        return x * len(calls)

    def remembers(x: Value) -> Value:
        calls.append(x * 2)
        first: Value = calls[0]
        return first * x

    for f in (counts, remembers, lambda x: x * random.SystemRandom().random(), lambda x: x * time.perf_counter()):
        calls.clear()
        with pytest.raises(TypeError, match="others in a second call"):
            compile(f)(2.0)


def test_values_from_outside_are_read_at_each_call() -> None:
    a = Value(3.0)
    computed = a * 2
    f = compile(lambda x: x * a + computed if a > 0 else -x)
    assert f(1.0) == 9.0
    a.data = 5.0
    assert f(1.0) == 11.0  # `computed` keeps its number, as it does in the function itself
    assert f.backward(2.0) == 16.0
    assert (a.grad, computed.grad) == (4.0, 1.0)
    a.data = -1.0
    assert f(1.0) == -1.0


def test_arguments_of_another_kind_are_another_trace() -> None:
    f = compile(lambda x, option: x * (2.0 if option is None else 3.0 if option == [] else len(repr(option))))
    options: list[Any] = [None, [], (), True, Fraction(1, 2), Decimal("0.5")]
    assert [f(1.0, option) for option in options] == [2, 3, 2, 4, 14, 14]
    assert compile(lambda p: p)([1.0]) == [1.0]
    same = compile(lambda p: p)
    assert (same([1.0]), same((1.0,))) == ([1.0], (1.0,))


def test_batches_are_computed_in_float64() -> None:
    big, one = np.array([2**40]), np.array([True])
    assert compile(lambda x: x * x)(big) == [2.0**80]
    assert compile(lambda x: x + x)(one) == [2.0]
    near = np.array([0.1], np.float32)
    assert compile(lambda x: x * 2 if x > 0.1 else x)(near) == [2 * float(near[0])]
    with pytest.raises(TypeError, match="cast"):
        compile(lambda x: x)(np.array([1j]))


def test_a_compiled_function_inside_a_compiled_function_or_a_transform() -> None:
    inner = compile(lambda x: x.exp() if x > 0 else x)
    outer = compile(lambda x: inner(x) * x * inner(1.0))
    for x in (2.0, -2.0):
        assert outer(x) == pytest.approx((math.exp(x) if x > 0 else x) * x * math.e)
    assert grad(inner)(1.0) == pytest.approx(math.e)
    assert grad(lambda x: x * inner(1.0))(3.0) == pytest.approx(math.e)
    with pytest.raises(TypeError, match="detached from the graph"):
        grad(lambda w: w * compile(lambda x: w * x)(2.0))(Value(3.0))


def test_functions_that_cannot_be_compiled_raise() -> None:
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
