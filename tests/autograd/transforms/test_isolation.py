"""A transform leaves no trace outside: no gradients, no modes, no cycles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, grad, hessian, hvp, jacobian, jvp, tensor, value_and_grad, vjp
from autograd.transforms import evaluation
from tests.helpers import no_garbage, same

X = np.array([0.3, -1.2, 0.7])
A = np.array([[0.5, -1.0, 2.0], [1.5, 0.2, -0.4]])


def test_no_grad_of_a_leaf_is_touched() -> None:
    w = tensor(A, requires_grad=True)
    x = tensor(X, requires_grad=True)
    v = Value(2.0)

    def f(x: Any) -> Any:
        return np.tanh(w @ x).sum()

    grad(f)(x), grad(f)(X), hessian(f)(X), jvp(f, (X,), (X,)), jacobian(f)(x), vjp(f, x)[1](1.0)
    grad(lambda u: u * v * v)(Value(1.0)), jvp(lambda u: u * v, (Value(1.0),), (1.0,)), grad(grad(lambda u: u**3))(v)
    assert w.grad is None
    assert x.grad is None
    assert v.grad == 0.0


def test_with_tensors_the_result_is_differentiable_where_something_requires_grad() -> None:
    w = tensor(A, requires_grad=True)
    x = tensor(X, requires_grad=True)
    gradient = grad(lambda x: ((w @ x) ** 2).sum())(x)
    gradient.sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), (2 * A.T @ A).sum(0))
    assert w.grad is not None
    plain = grad(lambda x: ((w @ x) ** 2).sum())(x.detach())
    assert plain.requires_grad  # because of w
    assert grad(lambda x: (x * x).sum())(x.detach()).requires_grad is False
    with autograd.no_grad():
        assert type(grad(lambda x: ((w @ x) ** 2).sum())(X)) is np.ndarray
    value, _ = value_and_grad(lambda x: (x * x).sum())(x)
    assert value.requires_grad
    out, tangent = jvp(lambda x: x**3, (x,), (X,))
    tangent.sum().backward()
    assert out.requires_grad


def test_transforms_work_under_no_grad() -> None:
    with autograd.no_grad():
        same(grad(lambda x: np.sum(x**3))(X), 3 * X**2)
        same(grad(grad(lambda x: x**3))(2.0), 12.0)
        assert not grad(lambda x: (x**3).sum())(tensor(X, requires_grad=True)).requires_grad
        same(jvp(lambda x: x**3, (2.0,), (1.0,)), (8.0, 12.0))
        assert not autograd.is_grad_enabled()


def test_no_grad_within_the_function_stops_gradients() -> None:
    def stopped(x: Any) -> Any:
        with autograd.no_grad():
            y = x * x
        return np.sum(x * y)

    same(grad(stopped)(X), X**2)
    assert autograd.is_grad_enabled()


def test_an_error_leaves_no_trace() -> None:
    def fails(x: Any) -> Any:
        raise ZeroDivisionError

    with autograd.no_grad(), pytest.raises(ZeroDivisionError):
        grad(fails)(1.0)
    assert autograd.is_grad_enabled()
    assert evaluation.nesting.depth == 0


def test_hooks_are_called() -> None:
    seen = []

    def f(x: Any) -> Any:
        x.register_hook(lambda g: g * 10)
        y = x * 2
        y.register_hook(lambda g: seen.append(g.tolist()))
        return np.sum(y)

    same(grad(f)(X), np.full(3, 20.0))
    assert seen == [[1.0, 1.0, 1.0]]


def test_no_reference_cycles() -> None:
    v = Value(0.5)
    with no_garbage():
        grad(lambda x: np.sum(np.tanh(A @ x)))(X)
        hessian(lambda x: np.sum(np.tanh(A @ x)))(X)
        hvp(lambda x: np.sum(np.tanh(A @ x)), X, X)
        jvp(lambda x: autograd.softmax(A @ x, 0), (X,), (X,))
        jacobian(lambda x: A @ x, mode="forward")(X)
        vjp(lambda x: {"a": x * x}, X)[1]({"a": X})
        grad(grad(lambda v: v.tanh() * v))(v)
        jvp(lambda v: v.tanh() * v, (v,), (1.0,))
        grad(lambda x: (x * x).sum())(tensor(X, requires_grad=True)).sum().backward()
        with pytest.raises(RuntimeError):
            grad(lambda x: x * X)(X)


def test_deep_graphs() -> None:
    def deep(x: Any) -> Any:
        for _ in range(20_000):
            x = x + 1.0
        return x

    assert grad(deep)(1.0) == 1.0
    assert jvp(deep, (1.0,), (1.0,)) == (20_001.0, 1.0)
    assert grad(deep)(Value(1.0)).data == 1.0


@pytest.mark.parametrize("at", [2.0, np.float64(2.0), np.array(2.0), tensor(2.0)])
@pytest.mark.parametrize(
    ("derivative", "exact"),
    [
        (lambda f, x: grad(f)(x), 12.0),
        (lambda f, x: autograd.value_and_grad(f)(x)[0], 12.0),
        (lambda f, x: autograd.value_and_grad(f)(x)[1], 12.0),
        (lambda f, x: autograd.vjp(f, x)[1](1.0)[0], 12.0),
        (lambda f, x: autograd.jvp(f, (x,), (1.0,))[1], 12.0),
        (lambda f, x: autograd.jacobian(f)(x), 12.0),
        (lambda f, x: autograd.hessian(f)(x), 6.0),
        (lambda f, x: autograd.hvp(f, (x,), (1.0,)), 6.0),
    ],
)
def test_a_derivative_keeps_the_graph_of_a_tensor_outside(derivative: Any, exact: float, at: Any) -> None:
    """f = w·y² at 2: f' = 4 w, f'' = 2 w; then w · f' has the derivative 8 w, and w · f'' 4 w."""
    w = tensor(3.0, requires_grad=True)
    slope = derivative(lambda y: w * y * y, at)
    assert float(slope) == exact
    (w * slope).backward()
    assert w.grad is not None
    assert w.grad.item() == 2 * exact
