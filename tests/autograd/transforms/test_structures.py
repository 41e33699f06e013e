"""Transforms keep the types, structures and dtypes of arguments and results."""

from __future__ import annotations

from collections import OrderedDict, namedtuple
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, grad, hessian, hvp, jacobian, jvp, pytree, tensor, value_and_grad, vjp
from tests.helpers import same

X = np.array([0.3, -1.2, 0.7])
A = np.array([[0.5, -1.0, 2.0], [1.5, 0.2, -0.4]])
Pair = namedtuple("Pair", "left right")


@pytest.mark.parametrize(
    "x",
    [2.0, np.float64(2.0), np.float32(2.0), np.array(2.0), np.array([1.0, 2.0]), np.array([1.0, 2.0], np.float32),
     tensor([1.0, 2.0]), tensor(2.0), Value(2.0), np.zeros(0), np.ones((2, 0, 3))],
    ids=lambda x: f"{type(x).__name__}{getattr(x, 'shape', '')}{getattr(x, 'dtype', '')}",
)  # fmt: skip
def test_gradients_have_the_type_of_the_argument(x: Any) -> None:
    def f(x: Any) -> Any:
        return x * x if isinstance(x, Value) else (x * x).sum()

    expected = Value(4.0) if isinstance(x, Value) else type(x)(x + x) if isinstance(x, float) else x + x
    if isinstance(x, np.ndarray):
        expected = np.asarray(expected)
    same(grad(f)(x), expected)
    same(vjp(f, x)[1](1.0), (expected,))
    for nest in (x, x), [x], {"a": x, "b": (x, None)}, Pair(x, [x]), OrderedDict(b=x, a=x):
        leaves = [leaf for _, leaf in pytree.leaves(nest, "")]

        def total(nest: Any) -> Any:
            return sum(f(leaf) for _, leaf in pytree.leaves(nest, ""))

        same(grad(total)(nest), pytree.rebuilt(nest, iter([expected] * len(leaves))))


def test_results_have_the_type_of_the_arguments() -> None:
    assert type(value_and_grad(lambda x: x * x)(2.0)[0]) is float
    assert type(value_and_grad(np.sum)(X)[0]) is np.float64
    assert type(value_and_grad(lambda x, y: x * y)(2.0, np.float64(1))[0]) is float
    assert type(value_and_grad(lambda x: x.sum())(tensor(X))[0]) is autograd.Tensor
    assert type(value_and_grad(lambda x: x * 2)(Value(1.0))[0]) is Value
    out, tangent = jvp(lambda x, y: (x * y, {"y": y, "c": 3.0}), (2.0, X), (1.0, X))
    same(out, (2 * X, {"y": X, "c": 3.0}))
    same(tangent, (3 * X, {"y": X, "c": 0.0}))
    same(jvp(lambda x, y: x * y, (Value(2.0), 3.0), (1.0, 1.0)), (Value(6.0), Value(5.0)))
    same(grad(lambda x, y: x * y, (0, 1))(Value(2.0), 3.0), (Value(3.0), 2.0))
    assert grad(lambda x: (x * 2).sum())(tensor(X)).requires_grad is False


def test_results_share_no_memory_with_the_arguments() -> None:
    x = X.copy()
    out, vjp_fn = vjp(lambda x: x, x)
    cotangent = np.ones(3)
    (gradient,) = vjp_fn(cotangent)
    _, tangent = jvp(lambda x: (x, np.sum(x) + np.zeros(3)), (x,), (x,))
    for found in out, gradient, *tangent, *grad(lambda x, y: (x + y).sum(), (0, 1))(x, x):
        assert not np.may_share_memory(found, x)
        assert not np.may_share_memory(found, cotangent)
        found += 1
    np.testing.assert_array_equal(x, X)


def test_float32_stays_float32() -> None:
    x = X.astype(np.float32)
    for found in (
        grad(lambda x: np.sum(np.exp(x) * 2.0))(x), jacobian(lambda x: x**2)(x), hessian(lambda x: np.sum(x**3))(x),
        *jvp(lambda x: np.tanh(x) / 3, (x,), (X,)), vjp(lambda x: x, x)[1](X)[0], hvp(lambda x: np.sum(x**3), x, X),
    ):  # fmt: skip
        assert found.dtype == np.float32


def test_other_arguments_pass_through() -> None:
    def f(x: Any, n: int, *, flip: bool = False) -> Any:
        assert isinstance(n, int)
        return np.sum(x**n) * (-1 if flip else 1)

    same(grad(f)(X, 3), 3 * X**2)
    same(grad(f)(X, 3, flip=True), -3 * X**2)
    same(grad(lambda x, y: np.sum(x * y), -1)(X, A[0]), X)
    assert grad(f).__name__ == "f"


def test_aux() -> None:
    def f(x: Any) -> Any:
        return np.sum(x * x), {"twice": 2 * x, "text": "hello"}

    aux = {"twice": 2 * X, "text": "hello"}
    same(grad(f, has_aux=True)(X), (2 * X, aux))
    same(value_and_grad(f, has_aux=True)(X), ((np.sum(X * X), aux), 2 * X))
    out, vjp_fn, found = vjp(f, X, has_aux=True)
    same((out, *vjp_fn(1.0), found), (np.sum(X * X), 2 * X, aux))
    same(jvp(f, (X,), (X,), has_aux=True), (np.sum(X * X), 2 * np.sum(X * X), aux))
    same(jacobian(f, has_aux=True)(X), (2 * X, aux))
    same(hessian(f, has_aux=True)(X), (2 * np.eye(3), aux))
    with pytest.raises(TypeError, match="returns a pair"):
        grad(np.sum, has_aux=True)(X)


def test_gradients_of_independent_arguments_are_zero() -> None:
    same(grad(lambda x: 3.0)(2.0), 0.0)
    same(grad(lambda x: tensor(3.0))(X), np.zeros(3))
    same(grad(lambda x, y: y.sum(), (0, 1))(X, A), (np.zeros(3), np.ones((2, 3))))
    same(jvp(lambda x: (x, 3.0, tensor([1.0])), (X,), (X,))[1], (X, 0.0, np.zeros(1, np.float32)))
    same(grad(lambda x, y: y * y, (0, 1))(Value(1.0), Value(2.0)), (Value(0.0), Value(4.0)))
    same(grad(lambda x: np.sum(x.detach()))(X), np.zeros(3))
