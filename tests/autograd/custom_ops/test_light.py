"""`custom`, the light form: a function and its vjp."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Value, custom, grad, hessian, jvp, tensor
from autograd.drawing import draw
from tests.cases.custom_operations import X, Y, exponential, multiply, of_four, power, sine
from tests.derivatives import check
from tests.helpers import leaf64


@pytest.mark.parametrize("f", [sine, exponential, power, lambda x: multiply(x, x), lambda x: multiply(3.0, x) * x])
def test_of_values(f: Any) -> None:
    for number in 0.7, -1.3:
        v = Value(number)
        out = f(v)
        out.backward()
        assert out.data == pytest.approx(float(f(tensor(np.array(number)))))
        assert v.grad == pytest.approx(grad(f)(number))
        assert grad(f)(Value(number)).data == pytest.approx(grad(f)(number))
        assert jvp(f, (Value(number),), (2.0,))[1].data == pytest.approx(2 * grad(f)(number))


def test_of_values_to_higher_order() -> None:
    f: Any = sine
    for expected in math.cos, lambda x: -math.sin(x), lambda x: -math.cos(x), math.sin:
        f = grad(f)
        assert f(Value(0.7)).data == pytest.approx(expected(0.7))
        assert f(0.7) == pytest.approx(expected(0.7))
    assert grad(grad(grad(exponential)))(Value(0.5)).data == pytest.approx(math.exp(0.5))


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=4))
def test_of_more_values_than_a_value_has_inputs(numbers: list[float]) -> None:
    x, y, z, w = numbers
    values = [Value(x) for x in numbers]
    out = of_four(*values) * 1.0
    assert out.data == pytest.approx(x * y * z + y * w, abs=1e-12)
    out.backward()
    np.testing.assert_allclose([v.grad for v in values], [y * z, x * z + w, x * y, y], atol=1e-12)
    second = hessian(of_four, (0, 1, 2, 3))(*map(Value, numbers))
    expected: list[list[float]] = [[0, z, y, 0], [z, 0, x, 1], [y, x, 0, 0], [0, 1, 0, 0]]
    np.testing.assert_allclose([[float(e) for e in row] for row in second], expected, atol=1e-12)


def test_a_value_is_an_operand_on_either_side() -> None:
    v = Value(2.0)
    out = 1 + v * multiply(v, v) - power(v, 2) / 2
    out.backward()
    assert out.data == 7.0
    assert v.grad == 10.0
    assert multiply(v, 3).op == "multiply"
    assert repr(draw(out)).startswith("<Drawing")


def test_a_custom_function_may_have_the_name_of_an_operation() -> None:
    @custom(vjp=lambda upstream, x: upstream * 2)
    def tanh(x: Any) -> Any:
        return 2 * x

    v = Value(0.5)
    assert grad(lambda v: tanh(v) * v.tanh())(v).data == pytest.approx(
        2 * math.tanh(0.5) + 2 * 0.5 * (1 - math.tanh(0.5) ** 2)
    )


def test_of_arrays_and_numbers() -> None:
    np.testing.assert_array_equal(multiply(X, Y), X * Y)
    assert type(multiply(X, Y)) is np.ndarray
    assert power(2.0, 3) == 8.0
    assert multiply(tensor(X), Y).requires_grad is False
    assert exponential.__doc__ == "e to the x."
    assert repr(multiply) == "<custom function multiply>"


def test_a_rule_gets_arrays_at_first_order_and_tensors_at_second() -> None:
    kinds = []

    def vjp(upstream: Any, x: Any, out: Any) -> Any:
        kinds.append((type(upstream), type(x), type(out)))
        return upstream * 2

    @custom(vjp=vjp)
    def double(x: Any) -> Any:
        return 2 * x

    x = leaf64(X)
    double(x).sum().backward()
    double(x).sum().backward(create_graph=True)
    x.grad = None
    assert kinds == [(np.ndarray,) * 3, (autograd.Tensor,) * 3]


def test_arguments_that_no_rule_reads_are_not_saved() -> None:
    x = leaf64(X) * 1
    out = exponential(x)
    x.add_(1)
    out.sum().backward()  # reads out alone
    out = multiply(x, 2.0)
    x.add_(1)
    with pytest.raises(RuntimeError, match=r"multiply: saved tensor 0.*changed in place"):
        out.sum().backward()


def test_a_rule_may_take_all_arguments() -> None:
    @custom(vjp=lambda g, out, *args: tuple(g * out / a for a in args))
    def product(x: Any, y: Any) -> Any:
        return x * y

    check(product, (X, Y), 2)


def test_keyword_only_arguments() -> None:
    @custom(vjp=lambda g, scale: g * scale)
    def scaled(x: Any, *, scale: float) -> Any:
        return x * scale

    check(lambda x: scaled(x, scale=3.0), (X,), 1)
    assert grad(lambda x: scaled(x, scale=3.0))(Value(1.0)).data == 3.0


def test_a_result_that_is_the_argument_is_copied() -> None:
    @custom(vjp=lambda upstream: upstream)
    def same(x: Any) -> Any:
        return x

    x = leaf64(X)
    out = same(x)
    assert not np.may_share_memory(out.detach().numpy(), x.detach().numpy())
    out.sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), np.ones_like(X))


def test_a_gradient_that_was_saved_is_copied() -> None:
    y = tensor(Y)

    @custom(vjp=lambda upstream, y: (y, None))
    def f(x: Any, y: Any) -> Any:
        return x * y

    x = leaf64(X)
    f(x, y).sum().backward()
    f(x, y).sum().backward()  # accumulates in place
    np.testing.assert_array_equal(x.grad.numpy(), 2 * Y)
    np.testing.assert_array_equal(y.numpy(), Y)


def test_a_vjp_that_reads_an_unknown_argument() -> None:
    with pytest.raises(TypeError, match=r"the vjp of f reads 'y'; it can read out, x"):

        @custom(vjp=lambda g, y: g)
        def f(x: Any) -> Any:
            return x


def test_a_jvp_that_reads_an_unknown_argument() -> None:
    with pytest.raises(TypeError, match=r"the jvp of g reads 'dy'; it can read out, x, dx"):

        @custom(vjp=lambda g: g, jvp=lambda dy: dy)
        def g(x: Any) -> Any:
            return x


def test_arguments_must_have_names() -> None:
    with pytest.raises(TypeError, match="rules refer to arguments by name"):

        @custom(vjp=lambda g: g)
        def h(*xs: Any) -> Any:
            return xs[0]


def test_mistakes_with_values() -> None:
    v = Value(2.0)
    for rule, error, message in (
        (lambda g: np.ones(2), autograd.ShapeError, r"f: the vjp: the gradient of argument 0 \(x\) has shape \(2,\)"),
        (lambda g: "text", TypeError, r"argument 0 \(x\) must be a real number, got str"),
        (lambda g: (), TypeError, r"f: the vjp returned 0 gradient\(s\) for 1 argument"),
        (lambda g: (g, g), TypeError, r"f: the vjp returned 2 gradient\(s\) for 1 argument"),
    ):

        @custom(vjp=rule)
        def f(x: Any) -> Any:
            return x * 2

        with pytest.raises(error, match=message):
            f(v)

    @custom(vjp=lambda g: g)
    def vector(x: Any) -> Any:
        return np.array([x, x])

    with pytest.raises(autograd.ShapeError, match=r"vector: the result has shape \(2,\)"):
        vector(v)

    @custom(vjp=lambda g, x: g * np.cos(x))
    def numpy_only(x: Any) -> Any:
        return np.sin(x)

    out = numpy_only(v)
    out.backward()
    assert v.grad == pytest.approx(math.cos(2.0))
    with pytest.raises(TypeError) as caught:
        out.backward(create_graph=True)
    assert "in the vjp of numpy_only, called with Values" in caught.value.__notes__[0]


def test_a_rule_that_cannot_be_differentiated_raises() -> None:
    @custom(vjp=lambda g, x: g * np.spacing(x))
    def f(x: Any) -> Any:
        return x * 1

    np.testing.assert_allclose(grad(lambda x: f(x).sum())(X), np.spacing(X))
    with pytest.raises(TypeError, match=r"np\.spacing") as caught:
        grad(lambda x: grad(lambda x: f(x).sum())(x).sum())(X)
    assert "in the vjp of f, called with Tensors" in caught.value.__notes__[0]


def test_division_by_zero_of_values_is_infinite() -> None:
    @custom(vjp=lambda g, x: -g / (x * x))
    def inverse(x: Any) -> Any:
        return 1 / x

    v = Value(0.0)
    out = inverse(v)
    out.backward()
    assert (out.data, v.grad) == (math.inf, -math.inf)
