"""Operations of the user's own: both forms, both tiers, both modes, to second order; and every mistake is named."""

from __future__ import annotations

import gc
import math
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Function, Value, custom, grad, hessian, jacobian, jvp, once_differentiable, tensor
from autograd.drawing import draw
from tests.numerics import analytic_gradients, check

X = np.array([[0.3, -1.2, 0.7], [1.1, 0.4, -0.6]])
Y = np.array([[1.5, 0.2, -0.3], [0.8, -0.9, 2.0]])


@custom(vjp=lambda upstream, x, y: (upstream * y, upstream * x))
def multiply(x: Any, y: Any) -> Any:
    return np.multiply(x, y)


@custom(
    vjp=lambda upstream, x, y: (upstream * y, upstream * x),
    jvp=lambda dx, dy, x, y: dx * y + x * dy,
)
def multiply_both_ways(x: Any, y: Any) -> Any:
    return np.multiply(x, y)


@custom(vjp=lambda upstream, out: upstream * out)
def exponential(x: Any) -> Any:
    """e to the x."""
    return np.exp(x)


@custom(vjp=lambda upstream, x: upstream * cosine(x), jvp=lambda dx, x: dx * cosine(x))
def sine(x: Any) -> Any:
    return np.sin(x)


@custom(vjp=lambda upstream, x: -upstream * sine(x), jvp=lambda dx, x: -dx * sine(x))
def cosine(x: Any) -> Any:
    return np.cos(x)


@custom(vjp=lambda upstream, x, n: (upstream * n * x ** (n - 1), None), jvp=lambda dx, x, n: n * x ** (n - 1) * dx)
def power(x: Any, n: int = 3) -> Any:
    return x**n


@custom(vjp=lambda upstream, x, y, z, w: (upstream * y * z, upstream * (x * z + w), upstream * x * y, upstream * y))
def of_four(x: Any, y: Any, z: Any, w: Any) -> Any:
    return x * y * z + y * w


class Multiply(Function):
    @staticmethod
    def forward(ctx: Any, x: Any, y: Any) -> Any:
        ctx.save_for_backward(x, y)
        return x * y

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        x, y = ctx.saved_tensors
        return upstream * y, upstream * x


class Exponential(Function):
    """Saves its own output."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        out = x.exp()
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx: Any, upstream: Any) -> Any:
        (out,) = ctx.saved_tensors
        return upstream * out


class Polar(Function):
    """Two outputs; saves an argument and an output."""

    @staticmethod
    def forward(ctx: Any, x: Any, y: Any) -> Any:
        r = (x * x + y * y).sqrt()
        ctx.save_for_backward(x, y, r)
        return r, autograd.atan2(y, x)

    @staticmethod
    def backward(ctx: Any, dr: Any, da: Any) -> Any:
        x, y, r = ctx.saved_tensors
        return dr * x / r - da * y / (r * r), dr * y / r + da * x / (r * r)


class PolarBothWays(Polar):
    @staticmethod
    def jvp(ctx: Any, dx: Any, dy: Any) -> Any:
        x, y, r = ctx.saved_tensors
        dx, dy = (0 * x if d is None else d for d in (dx, dy))
        return (x * dx + y * dy) / r, (x * dy - y * dx) / (r * r)


def leaf(x: Any, dtype: Any = np.float64) -> Any:
    return tensor(np.asarray(x, dtype), requires_grad=True)


# ── they are right, to second order, in both modes ──────────────────────────────────────────────────────────────────

OPERATIONS: dict[str, tuple[Any, tuple[np.ndarray, ...]]] = {
    "multiply": (multiply, (X, Y)),
    "multiply_both_ways": (multiply_both_ways, (X, Y)),
    "shared": (lambda x: multiply(x, x) * x, (X,)),
    "constant": (lambda x: multiply(x, Y), (X,)),
    "exponential": (exponential, (X,)),
    "sine": (sine, (X,)),
    "power": (lambda x: power(x, 4), (X,)),
    "keyword": (lambda x: power(n=2, x=x), (X,)),
    "default": (power, (X,)),
    "of_four": (of_four, (X, Y, X + 2, Y - 1)),
    "Multiply": (Multiply.apply, (X, Y)),
    "Exponential": (Exponential.apply, (X,)),
    "Polar": (lambda x, y: Polar.apply(x, y)[0] * Polar.apply(x, y)[1], (X, Y)),
    "Polar's first": (lambda x, y: Polar.apply(x, y)[0], (X, Y)),
    "Polar's second": (lambda x, y: Polar.apply(x, y)[1] * x, (X, Y)),
    "PolarBothWays": (lambda x, y: sum(PolarBothWays.apply(x * 2, y)), (X, Y)),
}


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("order", [1, 2])
def test_against_differences(name: str, order: int) -> None:
    check(*OPERATIONS[name], order=order)


@pytest.mark.parametrize("name", OPERATIONS)
def test_float32(name: str) -> None:
    f, arrays = OPERATIONS[name]
    if "constant" not in name:
        for narrow, wide in zip(analytic_gradients(f, arrays, 2, np.float32), analytic_gradients(f, arrays, 2)):
            np.testing.assert_allclose(narrow, wide, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", OPERATIONS)
def test_forward_mode(name: str) -> None:
    f, arrays = OPERATIONS[name]
    tangents = tuple(np.cos(a) for a in arrays)
    _, found = jvp(f, arrays, tangents)
    jacobians = jacobian(f, tuple(range(len(arrays))))(*arrays)
    expected = sum(np.tensordot(j, t, t.ndim) for j, t in zip(jacobians, tangents))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
    only_first = (tangents[0], *(np.zeros_like(t) for t in tangents[1:]))
    partial = jvp(lambda x: f(x, *map(tensor, arrays[1:])), arrays[:1], tangents[:1])[1]
    np.testing.assert_allclose(partial, jvp(f, arrays, only_first)[1], rtol=1e-12)
    # Reverse over forward and forward over reverse.
    one = grad(lambda *xs: jvp(f, xs, tangents)[1].sum())(*arrays)
    two = jvp(grad(lambda *xs: f(*xs).sum(), tuple(range(len(arrays)))), arrays, tangents)[1][0]
    np.testing.assert_allclose(one, two, rtol=1e-10, atol=1e-10)


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
    np.testing.assert_allclose(
        [[float(e) for e in row] for row in second],
        [[0, z, y, 0], [z, 0, x, 1], [y, x, 0, 0], [0, 1, 0, 0]],
        atol=1e-12,
    )


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


# ── what goes to a rule, and what is kept ───────────────────────────────────────────────────────────────────────────


def test_a_rule_gets_arrays_at_first_order_and_tensors_at_second() -> None:
    kinds = []

    @custom(vjp=lambda upstream, x, out: (kinds.append((type(upstream), type(x), type(out))), upstream * 2)[1])
    def double(x: Any) -> Any:
        return 2 * x

    x = leaf(X)
    double(x).sum().backward()
    double(x).sum().backward(create_graph=True)
    x.grad = None
    assert kinds == [(np.ndarray,) * 3, (autograd.Tensor,) * 3]


def test_what_no_rule_names_is_not_kept() -> None:
    x = leaf(X) * 1
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

    x = leaf(X)
    out = same(x)
    assert not np.may_share_memory(out.detach().numpy(), x.detach().numpy())
    out.sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), np.ones_like(X))


def test_a_gradient_that_was_saved_is_copied() -> None:
    y = tensor(Y)

    @custom(vjp=lambda upstream, y: (y, None))
    def f(x: Any, y: Any) -> Any:
        return x * y

    x = leaf(X)
    f(x, y).sum().backward()
    f(x, y).sum().backward()  # accumulates in place
    np.testing.assert_array_equal(x.grad.numpy(), 2 * Y)
    np.testing.assert_array_equal(y.numpy(), Y)


def test_context() -> None:
    seen: dict[str, Any] = {}

    class Scale(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, factor: float, y: Any, name: str) -> Any:
            seen["needs"] = ctx.needs_input_grad
            seen["recording"] = autograd.is_grad_enabled()
            ctx.shape, ctx.factor = x.shape, factor  # any name may be used
            return x * factor + y

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            assert ctx.shape == (2, 3)
            return upstream * ctx.factor, None, upstream * 100, None

    x = leaf(X)
    Scale.apply(x, 3.0, tensor(Y), "name").sum().backward()
    assert seen == {"needs": (True, False, False, False), "recording": False}
    np.testing.assert_array_equal(x.grad.numpy(), np.full((2, 3), 3.0))


def test_setup_context() -> None:
    class Square(Function):
        @staticmethod
        def forward(x: Any) -> Any:
            return x * x

        @staticmethod
        def setup_context(ctx: Any, inputs: Any, output: Any) -> None:
            ctx.save_for_backward(*inputs)

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return 2 * upstream * ctx.saved_tensors[0]

    check(Square.apply, (X,), 2)


def test_outputs_without_gradient() -> None:
    given: list[Any] = []

    class Split(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, materialize: bool) -> Any:
            ctx.set_materialize_grads(materialize)
            rounded = x.round()
            ctx.mark_non_differentiable(rounded)
            return x * 2, rounded, x.argmax(1), x * 3, "text"

        @staticmethod
        def backward(ctx: Any, *upstreams: Any) -> Any:
            given.extend(upstreams)
            return upstreams[0] * 2, None

    for materialize in True, False:
        given.clear()
        double, rounded, index, triple, text = Split.apply(leaf(X), materialize)
        assert (double.requires_grad, rounded.requires_grad, index.requires_grad) == (True, False, False)
        assert triple.requires_grad
        assert text == "text"
        double.sum().backward()
        if materialize:
            assert [None if g is None else g.shape for g in given] == [(2, 3), (2, 3), (2,), (2, 3), None]
        else:
            assert [g is None for g in given] == [False, True, True, True, True]


def test_an_argument_changed_in_place() -> None:
    class Double(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.mark_dirty(x)
            x.mul_(2)
            return x

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return 2 * upstream

    x = leaf(X)
    y = x * 3
    z = y.exp()
    assert Double.apply(y) is y
    assert y.grad_fn.name() == "DoubleBackward"
    y.sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), np.full((2, 3), 6.0))
    y = x.exp()
    z = y.exp()  # keeps its result, and exp before it too
    Double.apply(y)
    with pytest.raises(RuntimeError, match="changed in place"):
        z.sum().backward()
    with pytest.raises(RuntimeError, match="leaf that requires grad"):
        Double.apply(x)


def test_an_argument_returned_as_it_came() -> None:
    class Reverse(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            return x

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return -upstream

    x = leaf(X)
    y = Reverse.apply(x)
    assert y is not x
    (y * y).sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), -2 * X)


def test_once_differentiable() -> None:
    class Square(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.x = x.numpy() if not x.requires_grad else x.detach().numpy()
            return x * x

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: Any) -> Any:
            return tensor(2 * upstream.detach().numpy() * ctx.x)

    np.testing.assert_array_equal(grad(lambda x: Square.apply(x).sum())(X), 2 * X)
    x = leaf(X)
    Square.apply(x).sum().backward(create_graph=True)
    gradient, x.grad = x.grad, None
    np.testing.assert_array_equal(gradient.detach().numpy(), 2 * X)
    with pytest.raises(RuntimeError, match=r"derivative of SquareBackward.*once_differentiable"):
        gradient.sum().backward()
    with pytest.raises(RuntimeError, match="once_differentiable"):
        hessian(lambda x: Square.apply(x).sum())(X)
    with pytest.raises(RuntimeError, match=r"SquareBackward.*for forward mode, give the function a jvp"):
        jvp(Square.apply, (X,), (X,))


# ── as any other operation ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("f", [multiply, Multiply.apply, lambda x, y: sum(Polar.apply(x, y))])
def test_a_second_backward_needs_the_graph_retained(f: Any) -> None:
    x, y = leaf(X), leaf(Y)
    out = f(x, y).sum()
    out.backward(retain_graph=True)
    once = x.grad.numpy().copy()
    out.backward()
    np.testing.assert_array_equal(x.grad.numpy(), 2 * once)
    with pytest.raises(RuntimeError, match=r"second time.*retain_graph"):
        out.backward()


@pytest.mark.parametrize("f", [multiply, Multiply.apply])
def test_a_saved_tensor_changed_in_place(f: Any) -> None:
    x, y = leaf(X), tensor(Y)
    out = f(x, y).sum()
    y.add_(1)
    with pytest.raises(RuntimeError, match=r"(?i)multiply: saved tensor 1, of shape \(2, 3\), was changed in place"):
        out.backward()


def test_hooks_and_drawing() -> None:
    x, y = leaf(X), leaf(Y)
    r, a = Polar.apply(x, y)
    seen = []
    r.register_hook(lambda g: seen.append("r"))
    a.register_hook(lambda g: g * 0)
    a.retain_grad()
    out = exponential(multiply(r, a)).sum()
    drawing = draw(out, {"x": x})
    for text in "multiply", "exponential", "Polar", "output 0", "output 1":
        assert text in drawing.dot
    out.backward()
    assert seen == ["r"]
    assert a.grad is not None
    assert out.grad_fn.inputs[0].name() == "exponentialBackward"
    assert r.grad_fn.next_functions[0][0].name() == "PolarBackward"
    assert repr(multiply(x, y)).endswith("grad_fn=<multiplyBackward>)")
    with pytest.raises(RuntimeError, match="leaf"):
        pickle.dumps(r)


def test_without_grad_nothing_is_recorded() -> None:
    x = leaf(X)
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
        with pytest.raises(ArithmeticError, match=r"bad_forward made NaN.*test_function\.py"):
            bad_forward(leaf(X))
        out = bad_rule(leaf(X)).sum()
        with pytest.raises(ArithmeticError, match=r"derivative of bad_rule by argument 0 \(x\).*test_function\.py"):
            out.backward()
        exponential(leaf(X)).sum().backward()


def test_no_reference_cycles() -> None:
    x, y = leaf(X), leaf(Y)
    gc.collect()
    gc.disable()
    try:
        for f in multiply, Multiply.apply, multiply_both_ways, lambda x, y: sum(Polar.apply(x, y)):
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


# ── mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def light(vjp: Any, dtype: Any = np.float64) -> None:
    """Call a wrong rule of x (2, 3) and bias (3,)."""

    @custom(vjp=vjp)
    def shift(x: Any, bias: Any) -> Any:
        return x + bias

    shift(leaf(X, dtype), leaf(Y[0], dtype)).sum().backward()


def full(rule: Any, dtype: Any = np.float64) -> None:
    class Shift(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, bias: Any) -> Any:
            return x + bias

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return rule(upstream)

    Shift.apply(leaf(X, dtype), leaf(Y[0], dtype)).sum().backward()


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
def test_a_rule_that_returns_what_does_not_fit(form: Any, rule: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match="(?i)^shift.*" + message):
        form(rule)


def test_a_gradient_of_another_dtype() -> None:
    with pytest.raises(
        TypeError, match=r"shift: the vjp: the gradient of argument 0 \(x\) has dtype float64, needed fl"
    ):
        light(lambda g: (g.astype(np.float64), g.sum(0)), np.float32)
    with pytest.raises(TypeError, match=r"Shift.backward: the gradient of argument 1 \(bias\) has dtype float64"):
        full(lambda g: (g, g.double().sum(0)), np.float32)


def test_a_gradient_for_what_is_no_tensor() -> None:
    class Scale(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, factor: float) -> Any:
            return x * factor

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return upstream, upstream

    with pytest.raises(TypeError, match=r"Scale.backward returned a gradient for argument 1 \(factor\).*return None"):
        Scale.apply(leaf(X), 2.0).sum().backward()


def test_a_tangent_that_does_not_fit() -> None:
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


def test_wrong_definitions() -> None:
    with pytest.raises(TypeError, match=r"the vjp of f reads 'y'; it can read out, x"):

        @custom(vjp=lambda g, y: g)
        def f(x: Any) -> Any:
            return x

    with pytest.raises(TypeError, match=r"the jvp of g reads 'dy'; it can read out, x, dx"):

        @custom(vjp=lambda g: g, jvp=lambda dy: dy)
        def g(x: Any) -> Any:
            return x

    with pytest.raises(TypeError, match="must name its arguments"):

        @custom(vjp=lambda g: g)
        def h(*xs: Any) -> Any:
            return xs[0]


def test_wrong_use() -> None:
    @custom(vjp=lambda g: g)
    def pair(x: Any) -> Any:
        return x, x

    with pytest.raises(TypeError, match=r"pair returned tuple.*Function"):
        pair(leaf(X))
    with pytest.raises(TypeError, match="argument 1 is a Value"):
        multiply(leaf(X), Value(1.0))
    with pytest.raises(TypeError, match=r"argument 0 is a Value.*custom"):
        Multiply.apply(Value(1.0), leaf(X))
    with pytest.raises(TypeError, match="not instantiated"):
        Multiply()
    with pytest.raises(TypeError, match="no forward"):
        Function.apply(leaf(X))
    with pytest.raises(TypeError, match="missing a required argument"):
        multiply(leaf(X))

    class NoBackward(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            with pytest.raises(RuntimeError, match="saved_tensors"):
                _ = ctx.saved_tensors
            with pytest.raises(TypeError, match=r"keeps Tensors, got int"):
                ctx.save_for_backward(3)
            return x * 1

    out = NoBackward.apply(leaf(X)).sum()
    with pytest.raises(TypeError, match="no backward"):
        out.backward()

    class Forgotten(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.mark_dirty(x)
            return x * 1

    with pytest.raises(RuntimeError, match="marked dirty must be returned"):
        Forgotten.apply(leaf(X) * 1)


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


def test_a_rule_that_cannot_be_differentiated_says_so() -> None:
    @custom(vjp=lambda g, x: g * np.sinc(x))
    def f(x: Any) -> Any:
        return x * 1

    np.testing.assert_allclose(grad(lambda x: f(x).sum())(X), np.sinc(X))
    with pytest.raises(TypeError, match=r"np\.sinc") as caught:
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
