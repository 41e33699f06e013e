"""What transforms refuse."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, grad, jacobian, jvp, tensor, vjp
from tests.helpers import same

X = np.array([0.3, -1.2, 0.7])


def test_a_result_that_is_not_one_number() -> None:
    def doubled(x: Any) -> Any:
        return 2 * x

    with pytest.raises(autograd.ShapeError, match=r"grad\(doubled\).*shape \(3,\) for arguments of shape \(3,\).*sum"):
        grad(doubled)(X)
    with pytest.raises(TypeError, match=r"returned a tuple.*has_aux"):
        grad(lambda x: (x, x))(1.0)
    with pytest.raises(TypeError, match="returned str"):
        grad(lambda x: "no")(1.0)
    with pytest.raises(TypeError, match="returned a NoneType"):
        grad(lambda x: None)(1.0)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (3, r"argument 0 must be floating.*got int: write 3\.0"),
        ({"n": [1]}, r"argument 0\['n'\]\[0\] must be floating"),
        (np.arange(3), "got int64"),
        (tensor([True]), "got bool"),
        ("text", "got str"),
        ((Value(1.0), X), r"argument 0\[1\] is ndarray.*Values"),
    ],
)
def test_what_cannot_be_differentiated_by(x: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        grad(lambda x: x)(x)


@pytest.mark.parametrize("argnums", [1, -2, (0, 1), "x", 0.5, (0, 0)])
def test_argnums_that_name_nothing(argnums: Any) -> None:
    with pytest.raises(ValueError, match="argnum"):
        grad(lambda x: x, argnums)(1.0)


def test_a_derivative_that_got_lost() -> None:
    for f in math.sin, float, lambda x: x.item() * 2, lambda x: x.detach().numpy() * 2:
        with pytest.raises(TypeError, match="outside the graph"):
            grad(f)(0.5)
    with pytest.raises(TypeError, match="outside the graph"):
        grad(lambda v: math.exp(v))(Value(1.0))
    assert grad(math.floor)(0.5) == 0.0


def test_vectors_that_do_not_fit() -> None:
    def f(x: Any) -> Any:
        return {"a": x}

    _, vjp_fn = vjp(f, X)
    with pytest.raises(ValueError, match=r"cotangent must have the structure.*dict with keys"):
        vjp_fn(X)
    with pytest.raises(ValueError, match="cotangent must have the structure"):
        vjp_fn({"b": X})
    with pytest.raises(autograd.ShapeError, match=r"the cotangent\['a'\] has shape \(2,\).*\(3,\)"):
        vjp_fn({"a": X[:2]})
    with pytest.raises(ValueError, match="tuple of length 1, got a tuple of length 2"):
        jvp(f, (X,), (X, X))
    with pytest.raises(autograd.ShapeError, match=r"tangents\[0\] has shape \(\), primals\[0\] has \(3,\)"):
        jvp(f, (X,), (1.0,))
    with pytest.raises(ValueError, match=r"tangents\[0\] must be numbers"):
        jvp(f, (X,), ("x",))
    with pytest.raises(TypeError, match="primals is a tuple"):
        jvp(f, X, (X,))
    with pytest.raises(TypeError, match="tangents is a tuple"):
        jvp(f, (X,), X)
    with pytest.raises(ValueError, match="mode"):
        jacobian(f, mode="sideways")


def test_a_tensor_changed_in_place() -> None:
    def after(x: Any) -> Any:
        y = np.exp(x)
        z = (y * 2).sum()
        y.add_(1)
        return z

    for transform in grad(after), lambda x: jvp(after, (x,), (x,)):
        with pytest.raises(RuntimeError, match="changed in place"):
            transform(X)
    with pytest.raises(RuntimeError, match="view"):
        grad(lambda x: x.mul_(2).sum())(X)
    same(grad(lambda x: (x * x).mul_(3).sum())(X), 6 * X)
    same(jvp(lambda x: (x * x).mul_(3), (X,), (np.ones(3),))[1], 6 * X)
