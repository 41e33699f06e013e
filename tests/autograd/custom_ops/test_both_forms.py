"""Both forms of a user's operation: derivatives, hooks, memory and messages."""

from __future__ import annotations

import gc
import pickle
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Function, Value, custom, grad, hessian, jacobian, jvp, tensor
from autograd.drawing import draw
from tests.cases.custom_operations import OPERATIONS as CUSTOM
from tests.cases.custom_operations import (
    Exponential,
    Multiply,
    Polar,
    X,
    Y,
    exponential,
    multiply,
    multiply_both_ways,
    of_four,
)
from tests.derivatives import WAYS, WITNESSES, derivatives, of_tensors
from tests.helpers import leaf64
from tests.numerics import assert_close

PROBLEMS = {name: of_tensors(*case) for name, case in CUSTOM.items()}


# The constant of "constant" is float64, and so is its result.
SWEPT = [(name, tier) for name in CUSTOM for tier in ("float64", "float32") if (name, tier) != ("constant", "float32")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "tier"), SWEPT)
def test_derivatives(name: str, tier: str, way: str) -> None:
    problem = PROBLEMS[name]
    for found, expected in zip(derivatives(problem, way, tier), WITNESSES[WAYS[way][0]](problem)):
        assert_close(found, expected, 1e-7 if tier == "float64" else 1e-4)


@pytest.mark.parametrize("name", CUSTOM)
def test_the_jacobian_is_the_same_in_both_modes(name: str) -> None:
    f, arrays = CUSTOM[name]
    tangents = tuple(np.cos(a) for a in arrays)
    jacobians = jacobian(f, tuple(range(len(arrays))))(*arrays)
    expected = sum(np.tensordot(j, t, t.ndim) for j, t in zip(jacobians, tangents))
    np.testing.assert_allclose(jvp(f, arrays, tangents)[1], expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", CUSTOM)
def test_arguments_with_tangent_zero(name: str) -> None:
    f, arrays = CUSTOM[name]
    tangents = (np.cos(arrays[0]), *(np.zeros_like(a) for a in arrays[1:]))
    partial = jvp(lambda x: f(x, *map(tensor, arrays[1:])), arrays[:1], tangents[:1])[1]
    np.testing.assert_allclose(partial, jvp(f, arrays, tangents)[1], rtol=1e-12)


@pytest.mark.parametrize("f", [multiply, Multiply.apply, lambda x, y: sum(Polar.apply(x, y))])
def test_a_second_backward_needs_the_graph_retained(f: Any) -> None:
    x, y = leaf64(X), leaf64(Y)
    out = f(x, y).sum()
    out.backward(retain_graph=True)
    once = x.grad.numpy().copy()
    out.backward()
    np.testing.assert_array_equal(x.grad.numpy(), 2 * once)
    with pytest.raises(RuntimeError, match=r"second time.*retain_graph"):
        out.backward()


@pytest.mark.parametrize("f", [multiply, Multiply.apply])
def test_a_saved_tensor_changed_in_place(f: Any) -> None:
    x, y = leaf64(X), tensor(Y)
    out = f(x, y).sum()
    y.add_(1)
    with pytest.raises(RuntimeError, match=r"(?i)multiply: saved tensor 1, of shape \(2, 3\), was changed in place"):
        out.backward()


def test_hooks_on_one_of_two_outputs() -> None:
    r, a = Polar.apply(leaf64(X), leaf64(Y))
    seen = []
    r.register_hook(lambda g: seen.append("r"))
    a.register_hook(lambda g: g * 0)
    a.retain_grad()
    multiply(r, a).sum().backward()
    assert seen == ["r"]
    assert a.grad is not None


def test_drawings_name_the_operation_and_its_outputs() -> None:
    x = leaf64(X)
    r, a = Polar.apply(x, leaf64(Y))
    drawing = draw(exponential(multiply(r, a)).sum(), {"x": x})
    for text in "multiply", "exponential", "Polar", "output 0", "output 1":
        assert text in drawing.dot


def test_grad_fn_is_named_after_the_operation() -> None:
    x, y = leaf64(X), leaf64(Y)
    r, _ = Polar.apply(x, y)
    assert exponential(r).sum().grad_fn.inputs[0].name() == "exponentialBackward"
    assert r.grad_fn.next_functions[0][0].name() == "PolarBackward"
    assert repr(multiply(x, y)).endswith("grad_fn=<multiplyBackward>)")


def test_a_result_is_not_pickled() -> None:
    with pytest.raises(RuntimeError, match="leaf"):
        pickle.dumps(Polar.apply(leaf64(X), leaf64(Y))[0])


def test_without_grad_nothing_is_recorded() -> None:
    x = leaf64(X)
    with autograd.no_grad():
        for out in multiply(x, x), Multiply.apply(x, x), *Polar.apply(x, x):
            assert not out.requires_grad
            assert out.grad_fn is None


def test_anomalies_are_found() -> None:
    @custom(vjp=lambda upstream, x: upstream / (x * 0))
    def bad_rule(x: Any) -> Any:
        return x * 1

    @custom(vjp=lambda upstream: upstream)
    def bad_forward(x: Any) -> Any:
        return np.log(-np.abs(x))

    with autograd.detect_anomaly():
        with pytest.raises(ArithmeticError, match=r"bad_forward made NaN.*test_both_forms\.py"):
            bad_forward(leaf64(X))
        out = bad_rule(leaf64(X)).sum()
        with pytest.raises(ArithmeticError, match=r"derivative of bad_rule by argument 0 \(x\).*test_both_forms\.py"):
            out.backward()
        exponential(leaf64(X)).sum().backward()


def test_no_reference_cycles() -> None:
    x, y = leaf64(X), leaf64(Y)
    forms: list[Any] = [multiply, Multiply.apply, multiply_both_ways, lambda x, y: sum(Polar.apply(x, y))]
    gc.collect()
    gc.disable()
    try:
        for f in forms:
            f(x, y)
            f(x, y).sum().backward()
            x.grad = y.grad = None
            hessian(lambda x: f(x, tensor(Y)).sum())(X)  # noqa: B023
            jvp(f, (X, Y), (Y, X))
        Exponential.apply(x)
        exponential(x).sum().backward()
        v = Value(1.0)
        grad(grad(lambda v: of_four(v, v, v, 2.0)))(v)
        del v
        assert gc.collect() == 0
    finally:
        gc.enable()


def light(vjp: Any, dtype: Any = np.float64) -> None:
    """Call a wrong rule of x (2, 3) and bias (3,)."""

    @custom(vjp=vjp)
    def shift(x: Any, bias: Any) -> Any:
        return x + bias

    shift(leaf64(X, dtype), leaf64(Y[0], dtype)).sum().backward()


def full(rule: Any, dtype: Any = np.float64) -> None:
    class Shift(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, bias: Any) -> Any:
            return x + bias

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return rule(upstream)

    Shift.apply(leaf64(X, dtype), leaf64(Y[0], dtype)).sum().backward()


@pytest.mark.parametrize("form", [light, full])
@pytest.mark.parametrize(
    ("rule", "error", "message"),
    [
        (lambda g: g, TypeError, r"returned 1 gradient\(s\) for 2 argument\(s\); none for argument 1 \(bias\)"),
        (lambda g: (g, g.sum(0), g), TypeError, r"returned 3 gradient\(s\) for 2"),
        (lambda g: (g, g), autograd.ShapeError, r"argument 1 \(bias\) has shape \(2, 3\), needed \(3,\); sum over"),
        (lambda g: (g.T, g.sum(0)), autograd.ShapeError, r"argument 0 \(x\) has shape \(3, 2\), needed \(2, 3\)$"),
        (lambda g: (g, g.sum()), autograd.ShapeError, r"argument 1 \(bias\) has shape \(\), needed \(3,\)"),
        (lambda g: (g, "text"), TypeError, r"argument 1 \(bias\) must be a Tensor.*got str"),
    ],
)
def test_a_rule_that_returns_wrong_gradients(form: Any, rule: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match="(?i)^shift.*" + message):
        form(rule)


def test_a_gradient_of_another_dtype() -> None:
    with pytest.raises(
        TypeError, match=r"shift: the vjp: the gradient of argument 0 \(x\) has dtype float64, needed fl"
    ):
        light(lambda g: (g.astype(np.float64), g.sum(0)), np.float32)
    with pytest.raises(TypeError, match=r"Shift.backward: the gradient of argument 1 \(bias\) has dtype float64"):
        full(lambda g: (g, g.double().sum(0)), np.float32)


def test_a_tangent_of_another_shape_or_type() -> None:
    for rule, message in (lambda dx: dx.T, r"shape \(3, 2\), needed"), (lambda dx: dx.astype(np.float32), "float32"):

        @custom(vjp=lambda g: g, jvp=rule)
        def f(x: Any) -> Any:
            return x + 0

        with pytest.raises((TypeError, ValueError), match=r"f: the jvp: the tangent of output 0 has.*" + message):
            jvp(f, (X,), (X,))

    class Wrong(Polar):
        @staticmethod
        def jvp(ctx: Any, dx: Any, dy: Any) -> Any:
            return dx

    with pytest.raises(TypeError, match=r"Wrong: the jvp returned 1 tangent\(s\) for 2 output"):
        jvp(Wrong.apply, (X, Y), (X, Y))


def test_the_light_form_returns_one_result() -> None:
    @custom(vjp=lambda g: g)
    def pair(x: Any) -> Any:
        return x, x

    with pytest.raises(TypeError, match=r"pair returned tuple.*Function"):
        pair(leaf64(X))


def test_values_and_tensors_do_not_mix() -> None:
    with pytest.raises(TypeError, match="argument 1 is a Value"):
        multiply(leaf64(X), Value(1.0))
    with pytest.raises(TypeError, match=r"argument 0 is a Value.*custom"):
        Multiply.apply(Value(1.0), leaf64(X))


def test_a_function_is_not_instantiated() -> None:
    with pytest.raises(TypeError, match="not instantiated"):
        Multiply()


def test_a_function_needs_a_forward() -> None:
    with pytest.raises(TypeError, match="no forward"):
        Function.apply(leaf64(X))


def test_a_missing_argument_is_named() -> None:
    with pytest.raises(TypeError, match="missing a required argument"):
        multiply(leaf64(X))


class NoBackward(Function):
    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        with pytest.raises(RuntimeError, match="saved_tensors"):
            _ = ctx.saved_tensors
        with pytest.raises(TypeError, match=r"keeps Tensors, got int"):
            ctx.save_for_backward(3)
        return x * 1


def test_a_function_needs_a_backward_where_it_is_differentiated() -> None:
    out = NoBackward.apply(leaf64(X)).sum()
    with pytest.raises(TypeError, match="no backward"):
        out.backward()


def test_dirty_arguments_must_be_returned() -> None:
    class Forgotten(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.mark_dirty(x)
            return x * 1

    with pytest.raises(RuntimeError, match="marked dirty must be returned"):
        Forgotten.apply(leaf64(X) * 1)
