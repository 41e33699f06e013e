"""Derivatives of functions: against differences and closed forms, in both modes, nested, of all kinds of arguments."""

from __future__ import annotations

import gc
import math
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import autograd
from autograd import Value, grad, hessian, hvp, jacobian, jvp, pytree, tensor, value_and_grad, vjp
from autograd.rules.operation import OPERATIONS
from autograd.rules.table import TABLE
from autograd.transforms import evaluation
from tests.numerics import central, weights_like
from tests.test_array_ops import CASES
from tests.test_table import points

X = np.array([0.3, -1.2, 0.7])
A = np.array([[0.5, -1.0, 2.0], [1.5, 0.2, -0.4]])


@contextmanager
def no_garbage() -> Iterator[None]:
    """Assert that nothing is left to the cycle collector."""
    gc.collect()
    gc.disable()
    try:
        yield
        assert gc.collect() == 0
    finally:
        gc.enable()


def same(found: Any, expected: Any, **tolerance: float) -> None:
    """Equal in kind, structure and number."""
    assert type(found) is type(expected), (type(found), type(expected))
    if isinstance(expected, dict):
        assert list(found) == list(expected)
        for key in expected:
            same(found[key], expected[key], **tolerance)
    elif isinstance(expected, tuple | list):
        assert len(found) == len(expected)
        for a, b in zip(found, expected):
            same(a, b, **tolerance)
    elif isinstance(expected, Value):
        assert found.data == pytest.approx(expected.data)
    elif isinstance(expected, str):
        assert found == expected
    elif expected is not None:
        a, b = (x.detach().numpy() if isinstance(x, autograd.Tensor) else np.asarray(x) for x in (found, expected))
        assert a.dtype == b.dtype
        assert a.shape == b.shape
        np.testing.assert_allclose(a, b, **{"rtol": 1e-9, "atol": 1e-12, **tolerance})


# ── both modes agree with each other and with differences, for every operation ──────────────────────────────────────


@pytest.mark.parametrize("name", TABLE)
def test_every_row_forward_and_reverse(name: str) -> None:
    row = TABLE[name]
    for point in points(name):
        for i in range(row.arity):
            numeric = central(lambda x, i=i, p=point: float(row(*[*p[:i], x, *p[i + 1 :]])), point[i])
            tangents = tuple(float(j == i) for j in range(row.arity))
            for f in (row, lambda *xs: row(*[x * 1.0 for x in xs])):
                assert jvp(f, point, tangents)[1] == pytest.approx(numeric, rel=1e-6, abs=1e-8)
                assert grad(f, i)(*point) == pytest.approx(numeric, rel=1e-6, abs=1e-8)
            values = tuple(map(Value, point))
            assert jvp(row, values, tangents)[1].data == pytest.approx(numeric, rel=1e-6, abs=1e-8)
            assert grad(row, i)(*values).data == pytest.approx(numeric, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_every_row_broadcasts_in_forward_mode(name: str, dtype: type) -> None:
    row = TABLE[name]
    columns = [np.array(column, dtype) for column in zip(*points(name))]
    shapes = [(4, 1), (4,)] if name not in ("pow", "xlogy") else [(4,), (4,)]
    primals = tuple(c.reshape(s) for c, s in zip(columns, shapes))
    agree(row, primals, 1e-9 if dtype == np.float64 else 1e-4)


def agree(f: Callable[..., Any], primals: tuple[np.ndarray, ...], tolerance: float = 1e-9) -> None:
    """⟨w, J t⟩ by forward mode is ⟨Jᵀ w, t⟩ by reverse mode, and the derivative of that again."""
    tangents = tuple(weights_like(x.shape).astype(x.dtype) for x in primals)
    out, tangent_out = jvp(f, primals, tangents)
    assert np.shape(tangent_out) == np.shape(out)
    assert np.asarray(tangent_out).dtype == np.asarray(out).dtype
    w = weights_like(np.shape(out)).astype(np.asarray(out).dtype)
    same_out, vjp_fn = vjp(f, *primals)
    np.testing.assert_array_equal(out, same_out)
    reverse = sum(float(np.sum(g * t)) for g, t in zip(vjp_fn(w), tangents))
    assert float(np.sum(tangent_out * w)) == pytest.approx(reverse, rel=tolerance, abs=tolerance)

    everywhere = tuple(range(len(primals)))

    def weighted(*xs: Any) -> Any:
        return (f(*xs) * tensor(w)).sum()

    def along(*xs: Any) -> Any:
        return (jvp(f, xs, tangents)[1] * tensor(w)).sum()

    # Reverse over reverse, forward over reverse, reverse over forward: three ways to H t.
    def slope(*xs: Any) -> Any:
        return sum((g * tensor(t)).sum() for g, t in zip(grad(weighted, everywhere)(*xs), tangents))

    one = grad(slope, everywhere)(*primals)
    two = jvp(grad(weighted, everywhere), primals, tangents)[1]
    three = grad(along, everywhere)(*primals)
    for a, b, c, x in zip(one, two, three, primals):
        scale = 1 + np.abs(a).max(initial=0)
        assert a.dtype == b.dtype == c.dtype == x.dtype
        np.testing.assert_allclose(b, a, rtol=10 * tolerance, atol=10 * tolerance * scale)
        np.testing.assert_allclose(c, a, rtol=10 * tolerance, atol=10 * tolerance * scale)


@pytest.mark.parametrize(
    ("name", "i"), [(name, i) for name, cases in CASES.items() for i in range(len(cases))], ids=lambda x: str(x)
)
def test_every_array_operation_forward_and_reverse(name: str, i: int) -> None:
    agree(*CASES[name][i], tolerance=1e-5 if name == "cast" else 1e-8)


def test_what_is_called_linear_is() -> None:
    for name, operation in OPERATIONS.items():
        for f, arrays in CASES.get(name, []) if operation.linear else []:
            if name not in ("cast", "getitem", "put_at"):
                doubled = f(*[tensor(2 * a) for a in arrays]).numpy()
                np.testing.assert_allclose(doubled, 2 * f(*[tensor(a) for a in arrays]).numpy())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-2, 2), min_size=3, max_size=3), st.integers(0, 2**32 - 1))
def test_random_expressions(numbers: list[float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [TABLE[n] for n in ("tanh", "sin", "sigmoid", "mul", "add", "atan2", "softplus", "square", "sub")]
    choices = [(rows[rng.integers(len(rows))], rng.integers(0, 3 + k), rng.integers(0, 3 + k)) for k in range(6)]

    def f(*xs: Any) -> Any:
        known = list(xs)
        for row, i, j in choices:
            known.append(row(known[i]) if row.arity == 1 else row(known[i], known[j] + 2.5))
        return known[-1]

    gradient = grad(f, (0, 1, 2))(*numbers)
    for i in range(3):
        basis = tuple(float(j == i) for j in range(3))
        out, forward = jvp(f, tuple(numbers), basis)
        assert out == pytest.approx(float(f(*map(tensor64, numbers))))
        assert forward == pytest.approx(gradient[i], rel=1e-9, abs=1e-12, nan_ok=True)
        assert grad(f, i)(*map(Value, numbers)).data == pytest.approx(gradient[i], rel=1e-9, abs=1e-9)


def tensor64(x: Any) -> Any:
    return tensor(np.asarray(x, np.float64))


# ── closed forms ────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_hessian_of_nests_and_several_arguments() -> None:
    def f(p: Any, z: Any) -> Any:
        return p["a"] ** 2 * p["b"] + z * p["b"]

    found = hessian(f, (0, 1))({"a": 2.0, "b": 3.0}, 5.0)
    assert found[0] == {"a": ({"a": 6.0, "b": 4.0}, 0.0), "b": ({"a": 4.0, "b": 0.0}, 1.0)}
    assert found[1] == ({"a": 0.0, "b": 1.0}, 0.0)
    same(hessian(lambda x: x**3)(A[:, 0])[1, 1, 1], np.float64(9.0))  # of a result with a shape, it comes first


# ── what comes in comes out ─────────────────────────────────────────────────────────────────────────────────────────

Pair = namedtuple("Pair", "left right")


@pytest.mark.parametrize(
    "x",
    [2.0, np.float64(2.0), np.float32(2.0), np.array(2.0), np.array([1.0, 2.0]), np.array([1.0, 2.0], np.float32),
     tensor([1.0, 2.0]), tensor(2.0), Value(2.0), np.zeros(0), np.ones((2, 0, 3))],
    ids=lambda x: f"{type(x).__name__}{getattr(x, 'shape', '')}{getattr(x, 'dtype', '')}",
)  # fmt: skip
def test_gradients_are_what_the_argument_is(x: Any) -> None:
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


def test_results_are_what_the_arguments_are() -> None:
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


def test_without_dependence_zeros() -> None:
    same(grad(lambda x: 3.0)(2.0), 0.0)
    same(grad(lambda x: tensor(3.0))(X), np.zeros(3))
    same(grad(lambda x, y: y.sum(), (0, 1))(X, A), (np.zeros(3), np.ones((2, 3))))
    same(jvp(lambda x: (x, 3.0, tensor([1.0])), (X,), (X,))[1], (X, 0.0, np.zeros(1, np.float32)))
    same(grad(lambda x, y: y * y, (0, 1))(Value(1.0), Value(2.0)), (Value(0.0), Value(4.0)))
    same(grad(lambda x: np.sum(x.detach()))(X), np.zeros(3))


# ── nesting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [float, Value, tensor64, np.array])
def test_perturbations_are_not_confused(kind: Callable[[float], Any]) -> None:
    def d(f: Callable[..., Any], x: Any) -> Any:
        return grad(f)(x)

    def forward(f: Callable[..., Any], x: Any) -> Any:
        return jvp(f, (x,), (1.0,))[1]

    for outer in d, forward:
        for inner in d, forward:
            x, one = kind(3.0), kind(1.0)
            assert float(outer(lambda x: x * inner(lambda y: x + y, one), x)) == 1.0  # noqa: B023
            assert float(outer(lambda x: inner(lambda y: x * x * y, one), x)) == 6.0  # noqa: B023
            assert float(outer(lambda x: inner(lambda y: x * y * y, x), x)) == 12.0  # noqa: B023
            assert float(outer(lambda x: x * inner(lambda y: x * y, x), x)) == 6.0  # noqa: B023


@pytest.mark.parametrize("kind", [float, Value, tensor64])
def test_higher_derivatives(kind: Callable[[float], Any]) -> None:
    f: Callable[..., Any] = TABLE["sin"]
    for order, expected in enumerate([math.sin, math.cos, lambda x: -math.sin(x), lambda x: -math.cos(x), math.sin]):
        assert float(f(kind(0.7))) == pytest.approx(expected(0.7)), order
        f = grad(f)


def test_hessian_of_a_function_that_uses_grad() -> None:
    def energy(x: Any) -> Any:
        force = grad(lambda q: np.sum(q**4))(x)  # 4 x³
        return np.sum(force * force)  # 16 x⁶

    same(hessian(energy)(X), np.diag(480 * X**4))
    same(grad(lambda x: vjp(lambda y: y * y, x)[1](x)[0].sum())(X), 4 * X)
    same(grad(lambda x: np.sum(hessian(lambda y: np.sum(y**3))(x)))(X), np.full(3, 6.0))
    same(grad(lambda x: np.sum(jacobian(lambda y: y**2, mode="forward")(x)))(X), np.full(3, 2.0))


def test_a_long_chain_of_inner_gradients() -> None:
    """Each step's walk ends at its own argument: it does not see the steps before."""

    def simulate(q: Any) -> Any:
        for _ in range(200):
            q = q - 0.01 * grad(lambda q: 0.5 * np.sum(q * q))(q)
        return np.sum(q)

    same(grad(simulate)(X), np.full(3, 0.99**200))


def test_value_is_a_part_of_the_outer_graph() -> None:
    same(grad(lambda x: value_and_grad(lambda y: x * y * y)(x)[0])(2.0), 12.0)
    same(grad(lambda x: jvp(lambda y: x * y * y, (x,), (1.0,))[0])(2.0), 12.0)
    same(grad(lambda x: jvp(lambda y: y * y, (3.0,), (x,))[1])(2.0), 6.0)
    same(grad(lambda x: grad(lambda y: (y * y, x * y), has_aux=True)(x)[1])(2.0), 4.0)


# ── nothing outside takes notice ────────────────────────────────────────────────────────────────────────────────────


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
    assert type(grad(lambda x: ((w @ x) ** 2).sum())(X)) is np.ndarray
    value, _ = value_and_grad(lambda x: (x * x).sum())(x)
    assert value.requires_grad
    out, tangent = jvp(lambda x: x**3, (x,), (X,))
    tangent.sum().backward()
    assert out.requires_grad


def test_no_grad_outside_and_inside() -> None:
    x = tensor(X, requires_grad=True)
    with autograd.no_grad():
        same(grad(lambda x: np.sum(x**3))(X), 3 * X**2)
        same(grad(grad(lambda x: x**3))(2.0), 12.0)
        assert not grad(lambda x: (x**3).sum())(x).requires_grad
        same(jvp(lambda x: x**3, (2.0,), (1.0,)), (8.0, 12.0))
        assert not autograd.is_grad_enabled()

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


# ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_vjp_fn_may_be_called_again() -> None:
    _, vjp_fn = vjp(lambda x: np.exp(x), X)
    same(vjp_fn(X), vjp_fn(X))


def test_hvp_of_several_arguments() -> None:
    found = hvp(lambda x, y: np.sum(x * x * y), (X, A[0]), (np.ones(3), np.zeros(3)))
    same(found, (2 * A[0], 2 * X))
    same(hvp(lambda x: x**3, (2.0,), (1.0,)), 12.0)
    same(hvp(lambda x: x**3, Value(2.0), 1.0), Value(12.0))
    same(hvp(lambda p: p["a"] ** 2 * p["b"], {"a": 2.0, "b": 3.0}, {"a": 1.0, "b": 0.0}), {"a": 6.0, "b": 4.0})
