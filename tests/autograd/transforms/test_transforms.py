"""grad, vjp, jvp, jacobian, hessian and hvp against closed forms."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import Value, grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from tests.helpers import same

X = np.array([0.3, -1.2, 0.7])
A = np.array([[0.5, -1.0, 2.0], [1.5, 0.2, -0.4]])


def test_closed_forms() -> None:
    q = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 4.0]])

    def quadratic(x: Any) -> Any:
        return x @ q @ x

    same(grad(quadratic)(X), (q + q.T) @ X)
    same(hessian(quadratic)(X), q + q.T)
    same(hvp(quadratic, X, A[0]), (q + q.T) @ A[0])
    same(jacobian(lambda x: A @ x)(X), A)
    same(jacobian(lambda x: A @ x, mode="forward")(X), A)
    same(jvp(lambda x: A @ x, (X,), (X,)), (A @ X, A @ X))
    same(value_and_grad(np.sum)(X), (np.sum(X), np.ones(3)))


def test_jacobian_shapes_are_out_then_in() -> None:
    def f(x: Any, y: Any) -> Any:
        return {"outer": np.outer(x, y[0]), "sum": np.sum(y)}

    for mode in "reverse", "forward":
        found = jacobian(f, (0, 1), mode=mode)(X, A)
        assert found["outer"][0].shape == (3, 3, 3)
        assert found["outer"][1].shape == (3, 3, 2, 3)
        assert found["sum"][0].shape == (3,)
        same(found["sum"], (np.zeros(3), np.ones((2, 3))))
        same(found["outer"][0], np.einsum("ik,j->ijk", np.eye(3), A[0]))
        same(jacobian(lambda x: x * x, mode=mode)(3.0), 6.0)
        same(jacobian(lambda x: x * X, mode=mode)(3.0), X)
        same(jacobian(lambda x: x * x, mode=mode)(np.zeros((0, 2))), np.zeros((0, 2, 0, 2)))
        same(jacobian(lambda x: 3.0, mode=mode)(X), np.zeros(3))


def test_hessian_of_pytrees_and_several_arguments() -> None:
    def f(p: Any, z: Any) -> Any:
        return p["a"] ** 2 * p["b"] + z * p["b"]

    found = hessian(f, (0, 1))({"a": 2.0, "b": 3.0}, 5.0)
    assert found[0] == {"a": ({"a": 6.0, "b": 4.0}, 0.0), "b": ({"a": 4.0, "b": 0.0}, 1.0)}
    assert found[1] == ({"a": 0.0, "b": 1.0}, 0.0)
    same(hessian(lambda x: x**3)(A[:, 0])[1, 1, 1], np.float64(9.0))  # of a result with a shape, it comes first


def test_hvp_of_several_arguments() -> None:
    found = hvp(lambda x, y: np.sum(x * x * y), (X, A[0]), (np.ones(3), np.zeros(3)))
    same(found, (2 * A[0], 2 * X))
    same(hvp(lambda x: x**3, (2.0,), (1.0,)), 12.0)
    same(hvp(lambda x: x**3, Value(2.0), 1.0), Value(12.0))
    same(hvp(lambda p: p["a"] ** 2 * p["b"], {"a": 2.0, "b": 3.0}, {"a": 1.0, "b": 0.0}), {"a": 6.0, "b": 4.0})


def test_vjp_fn_may_be_called_again() -> None:
    _, vjp_fn = vjp(lambda x: np.exp(x), X)
    same(vjp_fn(X), vjp_fn(X))
