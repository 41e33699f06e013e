"""Values and Python's plain numbers: what is converted, what is refused, and what causes a warning."""

from __future__ import annotations

import copy
import math
import pickle
import warnings
from collections.abc import Callable
from math import exp as e
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, detect_anomaly, draw, grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp

# ── inside transforms ──

CUTS: list[Any] = [
    lambda x: math.exp(x) * x,
    lambda x: float(x) * x,
    lambda x: x.item() * x,
    lambda x: x * math.pow(x, 2),
    lambda x: x * np.float64(float(x * 2)),
    lambda x: x * complex(x).real,
]
TRANSFORMS: list[Callable[[Any, Any], Any]] = [
    lambda f, x: grad(f)(x),
    lambda f, x: value_and_grad(f)(x),
    lambda f, x: vjp(f, x),
    lambda f, x: jvp(f, (x,), (x,)),
    lambda f, x: jacobian(f)(x),
    lambda f, x: jacobian(f, mode="forward")(x),
    lambda f, x: hessian(f)(x),
    lambda f, x: hvp(f, x, x),
    lambda f, x: grad(lambda y: grad(lambda z: y * z)(y) * f(y))(x),
]


@pytest.mark.parametrize("f", CUTS)
@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("x", [2.0, Value(2.0), autograd.tensor(2.0), np.array(2.0)], ids=["float", "Value", "t", "np"])
def test_a_number_read_out_inside_a_transform_is_refused(f: Any, transform: Any, x: Any) -> None:
    with pytest.raises(TypeError, match=r"detached from the graph.*autograd\.exp instead of math\.exp"):
        transform(f, x)


def test_the_refusal_ends_with_the_transform() -> None:
    x = Value(2.0)
    with pytest.raises(TypeError, match="detached from the graph"):
        grad(lambda v: math.exp(v) * v)(x)
    assert float(x) == x.item() == x.data == 2.0


@pytest.mark.parametrize("kind", [float, Value, autograd.tensor])
def test_what_loses_no_derivative_is_allowed_in_a_transform(kind: Any) -> None:
    other = kind(5.0)
    table = [1.0, 2.0, 3.0]

    def f(x: Any) -> Any:
        assert f"{x:.1f}" == "2.0" and str(x)
        assert x > 1 and bool(x) and x == 2.0
        constant = x.detach().item() * float(other)
        return x * table[int(x)] * round(float(x.detach())) * math.floor(x) * math.ceil(x) * constant

    assert float(grad(f)(kind(2.0))) == 3.0 * 2 * 2 * 2 * 10


def test_a_function_of_the_user_may_read_numbers_in_its_forward() -> None:
    class Square(autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return autograd.tensor(x.item() ** 2, dtype=x.dtype)

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return upstream * 2 * ctx.saved_tensors[0]

    @autograd.custom(vjp=lambda upstream, x: upstream * 2 * x)
    def square(x: float) -> float:
        return float(x) ** 2

    assert grad(lambda x: Square.apply(x) * x)(3.0) == 27.0
    assert grad(lambda x: square(x) * x)(3.0) == grad(lambda x: square(x) * x)(Value(3.0)).data == 27.0


def test_data_is_a_number_read_out() -> None:
    with pytest.raises(TypeError, match=r"\.data makes a plain number"):
        grad(lambda x: x * x.data)(Value(2.0))
    w = Value(3.0)
    assert grad(lambda x: x * w.data)(Value(2.0)).data == 3.0


# ── plain Values ──


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda v: math.exp(v), "math.exp"),
        (lambda v: 2.0 + math.exp(v * 2) * 3, "math.exp"),
        (lambda v: e(v), "math.exp"),
        (lambda v: math.hypot(1.0, v), "math.hypot"),
        (lambda v: print(math.sqrt(v)), "math.sqrt"),
        (lambda v: sum(math.log(x) for x in [v]), "math.log"),
        (lambda v, g=math.sin: g(v), "math.sin"),
        (lambda v: list(map(math.exp, [v])), "math.exp"),
        (lambda v: sum(map(e, [v])), "math.exp"),
        (lambda v: [*map(math.sqrt, [v])], "math.sqrt"),
        (lambda v: dict(zip("a", map(math.tan, [v]))), "math.tan"),
    ],
)
def test_a_function_of_math_on_a_value_warns_in_the_line_that_calls_it(call: Any, name: str) -> None:
    with pytest.warns(UserWarning, match=rf"^{name}\(\) takes the number out of a Value.*use autograd\.") as caught:
        call(Value(2.0))
    assert [warning.filename for warning in caught] == [__file__]


def test_conversions_that_are_meant_do_not_warn() -> None:
    v = Value(2.0, "v")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = float(v), int(v), round(v), round(v, 1), f"{v:.2f}", "%.1f" % v, v.item(), v.data  # noqa: UP031
        assert made == (2.0, 2, 2, 2.0, "2.00", "2.0", 2.0, 2.0)
        assert math.exp(float(v)) and math.exp(v.data) and not math.isnan(v) and math.isclose(v, 2.0)
        assert (math.floor(v), math.ceil(v), max(map(float, [v]))) == (2, 2, 2.0)
        assert not any(map(math.isnan, [v])) and [math.exp(1.0), *map(float, [v])]
        assert np.array([v], float)[0] == 2.0 and draw(v) and print(v) is None
        assert sum([math.pi, float(v)]) > 5 and math.sqrt(2) * float(v) > 2


# ── attributes ──


@pytest.mark.parametrize("bad", ["x", None, [1.0], 1j, np.ones(2)])
def test_data_that_is_no_number_is_refused(bad: Any) -> None:
    p = Value(1.0)
    with pytest.raises(TypeError, match=r"^Value\.data: expected"):
        p.data = bad
    assert p.data == 1.0


def test_data_and_gradients_are_floats() -> None:
    p = Value(1.0)
    half: Any = np.float32(0.5)
    p.data, p.grad = half, 3
    assert (p.data, p.grad) == (0.5, 3.0)
    assert type(p.data) is float
    assert type(p.grad) is float
    for bad in ("x", [1.0]):
        with pytest.raises(TypeError, match=r"^Value\.grad: expected"):
            p.grad = bad


@pytest.mark.parametrize("create_graph", [False, True])
def test_none_is_no_gradient_yet(create_graph: bool) -> None:
    p = Value(2.0)
    (p * 3.0).backward()
    p.grad = None
    assert p.grad is None
    assert repr(p) == "Value(data=2.0, grad=None)" and draw(p * 2)
    assert copy.deepcopy(p).grad is None and pickle.loads(pickle.dumps(p)).grad is None
    (p * 3.0 + p).backward(create_graph=create_graph)
    assert p.grad == 4.0
    assert isinstance(p.grad, Value if create_graph else float)
    inner = p * 3.0
    p.grad = inner.grad = None
    (inner * inner).backward()
    assert (p.grad, inner.grad) == (36.0, 12.0)


@pytest.mark.parametrize("argument", [1.0, True, None, Value(1.0)])
def test_backward_takes_no_positional_argument(argument: Any) -> None:
    loss = Value(2.0) * 3
    with pytest.raises(TypeError, match=r"write \(gradient \* loss\)\.backward\(\).*backward\(create_graph=True\)"):
        loss.backward(argument)
    assert loss.grad == 0.0


@pytest.mark.parametrize(
    "call",
    [
        lambda v: v.clamp(0, 1), lambda v: v.clamp(10, 20), lambda v: v.clamp(max=1), lambda v: v.clamp_min(9),
        lambda v: v.maximum(9), lambda v: v.minimum(True), lambda v: v.maximum(np.int64(9)), lambda v: v.relu(),
        lambda v: autograd.maximum(9, v), lambda v: autograd.minimum(1, v), lambda v: autograd.clamp(v, 0, 1),
        lambda v: autograd.clamp(1, v, 9), lambda v: autograd.where(v > 0, 1, v), lambda v: autograd.where(True, 1, v),
        lambda v: autograd.where(False, v, np.float32(2)), lambda v: v.round(), lambda v: v.floor(), lambda v: v.ceil(),
        lambda v: v.sign(), lambda v: v % 2, lambda v: 7 % v, lambda v: v // 2, lambda v: 2**v, lambda v: v**2,
        lambda v: abs(v), lambda v: v.leaky_relu(1), lambda v: v.elu(1), lambda v: v.atan2(1), lambda v: v.xlogy(1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", [5.0, -5.0])
def test_every_result_is_a_value_with_a_float(call: Any, number: float) -> None:
    made = call(Value(number))
    assert isinstance(made, Value)
    assert type(made.data) is float


# ── a number on the left ──


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (lambda p: 1 - p, lambda p: p - 1), (lambda p: 10 / p, lambda p: p / 10), (lambda p: 2**p, lambda p: p**2),
        (lambda p: 5 % p, lambda p: p % 5), (lambda p: 5 // p, lambda p: p // 5), (lambda p: 2 + p, lambda p: p + 2),
        (lambda p: autograd.atan2(1, p), lambda p: autograd.atan2(p, 1)),
        (lambda p: autograd.maximum(1, p), lambda p: autograd.maximum(p, 1)),
        (lambda p: autograd.sub(1, p), lambda p: autograd.sub(p, 1)),
    ],
)  # fmt: skip
def test_a_number_on_the_left_is_a_constant_as_one_on_the_right(left: Any, right: Any) -> None:
    p = Value(0.3, "p")
    for made in (left(p), right(p)):
        constants = [x.data for x, d in zip(made.inputs, made.local_derivatives) if d is None]
        assert len(made.inputs) == 2 and len(constants) == 1 and p in made.inputs
    assert draw(left(p)).nodes == draw(right(p)).nodes


def test_derivatives_with_a_number_on_the_left_to_third_order() -> None:
    p = Value(2.0)
    for f, derivatives in [
        (lambda x: 10 / x, [-2.5, 2.5, -3.75]),
        (lambda x: 1 - x, [-1.0, 0.0, 0.0]),
        (lambda x: 2**x, [4 * math.log(2), 4 * math.log(2) ** 2, 4 * math.log(2) ** 3]),
        (lambda x: autograd.atan2(1, x), [-0.2, 0.16, -0.176]),
    ]:
        g: Any = f
        p.grad = 0.0
        g(p).backward()
        assert p.grad == pytest.approx(derivatives[0])
        for expected in derivatives:
            g = grad(g)
            assert g(Value(2.0)).data == pytest.approx(expected)
            assert jvp(f, (Value(2.0),), (1.0,))[1].data == pytest.approx(derivatives[0])
    made = 10 / p
    for copied in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert copied.local_derivatives == (None, -2.5)
        before = copied.inputs[1].grad
        copied.backward()
        assert copied.inputs[1].grad == before - 2.5


# ── detect_anomaly ──


@pytest.mark.parametrize("create_graph", [False, True])
def test_a_gradient_of_a_value_that_is_not_finite_is_found(create_graph: bool) -> None:
    x = Value(0.0, "x")
    y = x.sqrt() * 2.0
    with detect_anomaly(), pytest.raises(ArithmeticError, match=r"gradient of x of sqrt\(0\) is not finite.*2 × inf"):
        y.backward(create_graph=create_graph)
    a = Value(1e-300, "a")  # each part is finite, their sum is not
    with detect_anomaly(), pytest.raises(ArithmeticError, match=r"gradient of a .*not finite"):
        (a * 1.5e308 + a * 1.5e308).backward(create_graph=create_graph)
    with detect_anomaly():
        (Value(2.0).log() * 3).backward(create_graph=create_graph)
