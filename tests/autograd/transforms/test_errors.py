"""Errors of the transforms."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, grad, hessian, hvp, jacobian, jvp, tensor, value_and_grad, vjp
from tests.helpers import same

X: Any = np.array([0.3, -1.2, 0.7])


def test_a_result_that_is_not_one_number() -> None:
    def doubled(x: Any) -> Any:
        return 2 * x

    with pytest.raises(autograd.ShapeError, match=r"grad\(doubled\).*shape \(3,\) for arguments of shape \(3,\).*sum"):
        grad(doubled)(X)


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (lambda x: (x, x), r"returned a tuple.*has_aux"),
        (lambda x: "no", "returned str"),
        (lambda x: None, "returned a NoneType"),
    ],
)
def test_a_result_that_is_not_a_number(result: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        grad(result)(1.0)


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
def test_inputs_that_are_not_floating_are_refused(x: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        grad(lambda x: x)(x)


@pytest.mark.parametrize("argnums", [1, -2, (0, 1), "x", (0, 0)])
def test_argnums_that_name_no_argument(argnums: Any) -> None:
    with pytest.raises(ValueError, match="argnum"):
        grad(lambda x: x, argnums)(1.0)


@pytest.mark.parametrize("argnums", [0.5, (0.5,)])
def test_an_argument_in_place_of_argnums_is_refused_before_the_call(argnums: Any) -> None:
    with pytest.raises(TypeError, match=r"write grad\(f\)\(x\)"):
        grad(lambda x: x, argnums)


@pytest.mark.parametrize("f", [math.sin, float, lambda x: x.item() * 2, lambda x: x.detach().numpy() * 2])
def test_a_lost_derivative(f: Any) -> None:
    with pytest.raises(TypeError, match="detached from the graph"):
        grad(f)(0.5)


def test_a_lost_derivative_of_a_value() -> None:
    with pytest.raises(TypeError, match="detached from the graph"):
        grad(lambda v: math.exp(v))(Value(1.0))


def test_the_floor_has_a_derivative_of_zero() -> None:
    assert grad(math.floor)(0.5) == 0.0


def in_a_dict(x: Any) -> Any:
    return {"a": x}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: vjp(in_a_dict, X)[1](X), ValueError, r"cotangent must have the structure.*dict with keys"),
        (lambda: vjp(in_a_dict, X)[1]({"b": X}), ValueError, "cotangent must have the structure"),
        (lambda: vjp(in_a_dict, X)[1]({"a": X[:2]}), autograd.ShapeError, r"cotangent\['a'\] has shape \(2,\).*\(3,\)"),
        (lambda: jvp(in_a_dict, (X,), (X, X)), ValueError, "tuple of length 1, got a tuple of length 2"),
        (lambda: jvp(in_a_dict, (X,), (1.0,)), autograd.ShapeError, r"\[0\] has shape \(\), primals\[0\] has \(3,\)"),
        (lambda: jvp(in_a_dict, (X,), ("x",)), ValueError, r"tangents\[0\] must be numbers"),
        (lambda: jvp(in_a_dict, X, (X,)), TypeError, "primals is a tuple"),
        (lambda: jvp(in_a_dict, (X,), X), TypeError, "tangents is a tuple"),
        (lambda: jacobian(in_a_dict, mode="sideways"), ValueError, "mode"),
    ],
)
def test_vectors_that_do_not_fit(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def changed_too_late(x: Any) -> Any:
    y = np.exp(x)
    z = (y * 2).sum()
    y.add_(1)
    return z


@pytest.mark.parametrize("transform", [grad(changed_too_late), lambda x: jvp(changed_too_late, (x,), (x,))])
def test_a_saved_tensor_changed_in_place(transform: Any) -> None:
    with pytest.raises(RuntimeError, match="changed in place"):
        transform(X)


def test_the_argument_is_not_changed_in_place() -> None:
    with pytest.raises(RuntimeError, match="view"):
        grad(lambda x: x.mul_(2).sum())(X)


def test_a_result_changed_in_place() -> None:
    same(grad(lambda x: (x * x).mul_(3).sum())(X), 6 * X)
    same(jvp(lambda x: (x * x).mul_(3), (X,), (np.ones(3),))[1], 6 * X)


@pytest.mark.parametrize("transform", [grad, value_and_grad, jacobian, hessian])
@pytest.mark.parametrize("given", [Value(2.0), 3.0, X, None])
def test_what_is_not_a_function_is_refused_at_once(transform: Any, given: Any) -> None:
    with pytest.raises(TypeError, match="expected a function"):
        transform(given)
    with pytest.raises(TypeError, match="expected a function"):
        transform(given, 0)


@pytest.mark.parametrize("call", [lambda t: vjp(t, X), lambda t: jvp(t, (X,), (X,)), lambda t: hvp(t, X, X)])
def test_a_tensor_in_place_of_its_function_is_refused(call: Any) -> None:
    with pytest.raises(TypeError, match=r"expected a function, got Tensor; write .*\(f\)\(x\)"):
        call(tensor(1.0))


@pytest.mark.parametrize("transform", [grad, value_and_grad, jacobian, hessian])
@pytest.mark.parametrize("given", [tensor(1.0), X, [tensor(1.0), tensor(2.0)], Value(1.0)])
def test_arguments_in_place_of_argnums_are_refused_at_once(transform: Any, given: Any) -> None:
    with pytest.raises(TypeError, match=r"argnums are whole numbers.*\(f\)\(x\)"):
        transform(lambda x: x, given)
