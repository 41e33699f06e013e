"""Value: micrograd's examples, the lifetime of the graph, and errors for bad input."""

from __future__ import annotations

import copy
import gc
import inspect
import itertools
import math
import pickle
import random
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, graph
from nn.scalar import MLP
from tests.numerics import central

DEEP = 1_000_000


def readme_expression() -> tuple[Value, Value, Value]:
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    return a, b, g


def test_the_example_of_micrograds_readme() -> None:
    a, b, g = readme_expression()
    assert f"{g.data:.4f}" == "24.7041"
    g.backward()
    assert f"{a.grad:.4f}" == "138.8338"
    assert f"{b.grad:.4f}" == "645.5773"


def test_a_second_backward_accumulates_in_leaves_and_not_in_inner_nodes() -> None:
    x = Value(3.0)
    inner = x * x
    root = inner * x
    root.backward()
    assert (x.grad, inner.grad, root.grad) == (27.0, 3.0, 1.0)
    root.backward()
    assert (x.grad, inner.grad, root.grad) == (54.0, 3.0, 1.0)
    other = inner + 1
    other.backward()  # another root over the same inner node
    assert (x.grad, inner.grad) == (60.0, 1.0)


def test_backward_on_a_leaf_accumulates() -> None:
    x = Value(2.0)
    x.backward()
    x.backward()
    assert x.grad == 2.0


def test_five_derivatives_of_sin() -> None:
    x = Value(0.7)
    y = x.sin()
    for expected in (math.cos, lambda t: -math.sin(t), lambda t: -math.cos(t), math.sin, math.cos):
        x.grad = 0.0
        y.backward(create_graph=True)
        y = x.grad
        assert y.data == pytest.approx(expected(0.7), rel=1e-12)


@pytest.mark.parametrize(
    ("operate", "number"),
    [
        (lambda x: 1 + x, 3), (lambda x: x + 1, 3), (lambda x: 1 - x, -1), (lambda x: x - 1, 1), (lambda x: 3 * x, 6),
        (lambda x: x * 3, 6), (lambda x: 1 / x, 0.5), (lambda x: x / 4, 0.5), (lambda x: 2**x, 4), (lambda x: x**3, 8),
        (lambda x: -x, -2), (lambda x: abs(-x), 2), (lambda x: x % 1.5, 0.5), (lambda x: x // 1.5, 1),
        (lambda x: 5 % x, 1), (lambda x: 7 // x, 3),
    ],
)  # fmt: skip
def test_operators_with_numbers_on_either_side(operate: Callable[[Any], Any], number: float) -> None:
    assert operate(Value(2.0)).data == number


@pytest.mark.parametrize("operate", [lambda v: 1 - v, lambda v: 1 / v, lambda v: 2**v, lambda v: v**v, lambda v: 5 % v])
def test_derivatives_of_operators_with_numbers(operate: Callable[[Any], Any]) -> None:
    leaf = Value(2.1)
    operate(leaf).backward()
    assert leaf.grad == pytest.approx(central(operate, 2.1), rel=1e-8)


@pytest.mark.parametrize("one", [True, 1, 1.0, np.float32(1), np.float64(1), np.int64(1)])
def test_all_kinds_of_numbers_are_operands(one: Any) -> None:
    for out in Value(2.0) + one, one + Value(2.0):  # NumPy's numbers leave the sum to Value
        assert isinstance(out, Value)
        assert out.data == 3.0


def test_comparisons_are_of_the_numbers() -> None:
    x, y = Value(1.0), Value(2.0)
    assert x < y and x <= 1 and y > 1 and y >= x and x == 1.0 and x == Value(1.0) and x != y


def test_values_are_sorted_by_their_numbers() -> None:
    x, y = Value(1.0), Value(2.0)
    assert sorted([y, x])[0] is x


def test_sets_distinguish_nodes_with_equal_numbers() -> None:
    x = Value(1.0)
    assert len({x, Value(1.0)}) == 2


def test_conversions_to_pythons_numbers() -> None:
    y = Value(2.0)
    assert float(y) == y.item() == 2.0
    assert bool(y) and not Value(0)


def test_attributes_of_a_leaf() -> None:
    a = Value(2.0, label="a")
    assert (a.op, a.inputs, a.local_derivatives, a.label) == ("", (), (), "a")
    assert repr(a) == "Value(data=2.0, grad=0.0, label='a')"


def test_attributes_of_a_result() -> None:
    a, b = Value(2.0, label="a"), Value(3, "b")
    c = a * b
    assert (c.op, c.inputs, c.local_derivatives, c.label) == ("*", (a, b), (3.0, 2.0), "")
    assert c.exp().op == "exp"


def test_a_plain_operand_is_an_input_without_a_derivative() -> None:
    c = Value(6.0)
    d = c + 5
    assert d.inputs[0] is c
    assert d.inputs[1].data == 5.0
    assert d.local_derivatives == (1, None)


def test_detach_gives_a_leaf() -> None:
    c = (Value(2.0) * 3).detach()
    assert c.inputs == ()
    assert c.data == 6.0


def test_data_is_a_float() -> None:
    assert isinstance(Value(3).data, float)


def test_free_functions_take_every_kind_of_number() -> None:
    assert autograd.exp(Value(0.0)).data == 1.0
    assert autograd.exp(0.0) == 1.0
    assert autograd.exp(0) == 1.0
    assert autograd.exp(np.zeros(2)).tolist() == [1.0, 1.0]
    assert autograd.exp([0.0, 0.0]).tolist() == [1.0, 1.0]  # type: ignore[call-overload]
    assert autograd.exp(autograd.zeros(2)).tolist() == [1.0, 1.0]
    assert autograd.log(-1.0) != autograd.log(-1.0)  # NaN, not an exception, as for Values and Tensors
    assert autograd.leaky_relu(-1.0) == -0.01


# For calls that a type checker would refuse.
UNTYPED: Any = Value
ARRAY: Any = np.ones(3)
LIST: Any = [1.0]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (lambda: UNTYPED("3"), r"Value\(\).*got str"),
        (lambda: UNTYPED([1.0]), "got list; use autograd.tensor for arrays"),
        (lambda: UNTYPED(1j), "got complex"),
        (lambda: UNTYPED(None), "got NoneType"),
        (lambda: UNTYPED(UNTYPED(1.0)), r"^Value\(\): expected a real number, got Value; use x\.data"),
        (lambda: UNTYPED(1.0) + "a", r"\+: .*got str"),
        (lambda: UNTYPED(1.0) * np.ones(3), r"\*: .*got ndarray; use autograd.tensor for arrays"),
        (lambda: ARRAY * UNTYPED(1.0), r"\*: .*got ndarray"),
        (lambda: UNTYPED(1.0) - None, "got NoneType"),
        (lambda: LIST / UNTYPED(1.0), r"/: .*got list"),
    ],
)  # fmt: skip
def test_bad_operands_are_named(bad: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        bad()  # type: ignore[operator]


def test_a_deep_graph_forward_backward_freed() -> None:
    x = Value(0.5)
    y = x
    for _ in range(DEEP):
        y = y * 1.0
    y.backward()
    assert x.grad == 1.0
    del y
    assert x.grad == 1.0


@pytest.mark.slow
def test_a_deep_graph_is_recorded_and_pickled() -> None:
    x = Value(0.5)
    y = x
    for _ in range(100_000):
        y = y + x
    y.backward(create_graph=True)
    assert x.grad.data == 100_001
    x.grad = 0.0
    again = pickle.loads(pickle.dumps(y))
    assert again.data == y.data
    again.backward()
    leaf = graph.topological_order(again)[0]
    assert leaf.grad == 100_001


def test_pickle_and_deepcopy_keep_the_graph() -> None:
    a, b, g = readme_expression()
    g.backward()
    for copied in (pickle.loads(pickle.dumps(g)), copy.deepcopy(g)):
        assert copied.data == g.data
        first = graph.topological_order(copied)[0]
        assert first.grad == a.grad
        first.grad = 0.0
        copied.backward()
        assert first.grad == a.grad


def test_no_reference_cycles_and_no_growth() -> None:
    random.seed(0)
    model = MLP(2, [8, 1], activation="tanh")

    def step() -> None:
        loss = sum((model([x, 1.0 - x]) - x * x) ** 2 for x in (0.1, 0.4, 0.8))
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        for p in model.parameters():
            p.data -= 0.01 * p.grad

    gc.collect()
    gc.disable()
    try:
        tracemalloc.start()
        sizes = []
        for _ in range(4):  # in the first rounds Python's free lists are filled
            for _ in range(500):
                step()
            sizes.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert gc.collect() == 0  # nothing was left for the cycle collector
    finally:
        gc.enable()
    assert min(after - before for before, after in itertools.pairwise(sizes)) < 1024


def test_memory_per_node() -> None:
    x = Value(1.5)
    tracemalloc.start()
    y = x
    for _ in range(10_000):
        y = y * x
        y = y - 0.3
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / 20_000 <= 200


def test_generated_methods_can_be_read() -> None:
    source = inspect.getsource(Value.tanh)
    assert "1 - out * out" in source
    assert "def tanh(self)" in source


def test_whole_numbers_beyond_the_floats() -> None:
    x = Value(2.0)
    assert ((x * 10**400).data, (x / 10**400).data, (x - 10**400).data) == (math.inf, 0.0, -math.inf)


def test_more_of_pythons_operators_and_formats() -> None:
    x = Value(2.345)
    assert (+x) is x
    assert (int(x), round(x), round(x, 1), f"{x:.2f}", f"{x}") == (2, 2, 2.3, "2.35", repr(x))
    with pytest.raises(TypeError, match="cannot be subclassed"):
        type("Mine", (Value,), {})


@pytest.mark.parametrize("zero", [0, False, 0.0])
def test_gradients_set_to_any_zero_by_hand(zero: float) -> None:
    a = Value(2.0)
    b = a * 3
    c = b * b
    for node in (a, b, c):
        node.grad = zero
    c.backward()
    assert a.grad == 36


def test_a_walk_with_the_names_of_micrograd_gives_the_gradients_of_backward() -> None:
    a, b = Value(2.0), Value(-3.0)
    out = (a * b + 10).tanh() * a
    order: list[Value] = []

    def visit(node: Value) -> None:
        if node not in order:
            for source in node._prev:
                visit(source)
            order.append(node)

    visit(out)
    out.grad = 1.0
    for node in reversed(order):
        node._backward()
    walked = a.grad, b.grad
    a.grad = b.grad = 0.0
    out.backward()
    assert walked == pytest.approx((a.grad, b.grad))
    assert out._op == "*" and a._op == ""
