"""One sweep over the calculus table: every row × tier × order × dtype, against witnesses that do not use its rules."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import autograd
from autograd import Value
from autograd.rules import arrays, expression
from autograd.rules.table import TABLE
from tests.numerics import central

UNARY = [row.name for row in TABLE.values() if row.arity == 1]
BINARY = [row.name for row in TABLE.values() if row.arity == 2]

# Where a row is smooth: points away from its kinks and inside its domain. What is not named is smooth everywhere.
POSITIVE = [0.3, 0.9, 1.7, 3.1]
DOMAIN = {
    **dict.fromkeys(["log", "log2", "log10", "sqrt", "rsqrt"], POSITIVE),
    "log1p": [-0.7, -0.1, 0.4, 2.0],
    "asin": [-0.8, -0.2, 0.1, 0.7],
    "acos": [-0.8, -0.2, 0.1, 0.7],
    "atanh": [-0.8, -0.2, 0.1, 0.7],
    "acosh": [1.2, 1.9, 3.0, 5.5],
}
SMOOTH = [-1.7, -0.6, 0.4, 1.3]
PAIRS = [(-1.4, 0.6), (0.7, 1.9), (1.2, -0.5), (-0.4, -1.1)]
PAIR_DOMAIN = {
    "pow": [(0.4, 1.7), (1.3, -0.6), (2.2, 2.0), (0.9, 3.0)],
    "xlogy": [(0.4, 1.7), (-1.3, 0.6), (2.2, 2.0), (0.9, 3.0)],
}
# Rows whose forward is analytic, so that the complex step applies.
ANALYTIC = {
    *"""add sub mul div pow neg square reciprocal sqrt rsqrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos
    atan sinh cosh tanh asinh acosh atanh""".split()
}
REFERENCE = {
    "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y, "div": lambda x, y: x / y,
    "pow": lambda x, y: x**y, "neg": lambda x: -x, "abs": abs, "square": lambda x: x * x,
    "reciprocal": lambda x: 1 / x, "rsqrt": lambda x: x**-0.5, "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "softplus": lambda x: math.log(1 + math.exp(x)), "logaddexp": lambda x, y: math.log(math.exp(x) + math.exp(y)),
    "xlogy": lambda x, y: x * math.log(y), "relu": lambda x: max(x, 0.0), "softsign": lambda x: x / (1 + abs(x)),
    "silu": lambda x: x / (1 + math.exp(-x)), "gelu": lambda x: 0.5 * x * math.erfc(-x / math.sqrt(2)),
    "gelu_tanh": lambda x: 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    "leaky_relu": lambda x, y: x if x > 0 else x * y, "elu": lambda x, y: x if x > 0 else y * math.expm1(x),
    "maximum": max, "minimum": min, "clamp_min": max, "clamp_max": min, "sign": lambda x: math.copysign(1, x),
    "floor": math.floor, "ceil": math.ceil, "round": round, "exp2": lambda x: 2**x,
    "remainder": lambda x, y: x - y * math.floor(x / y), "floor_divide": lambda x, y: math.floor(x / y),
}  # fmt: skip


def points(name: str) -> list[tuple[float, ...]]:
    if TABLE[name].arity == 1:
        return [(x,) for x in DOMAIN.get(name, SMOOTH)]
    return PAIR_DOMAIN.get(name, PAIRS)


def reference(name: str, *x: float) -> float:
    return float(REFERENCE[name](*x) if name in REFERENCE else getattr(math, name)(*x))


def value_derivatives(name: str, x: tuple[float, ...], order: int) -> list[float]:
    """First derivatives, or for order 2 the derivatives of their weighted sum."""
    leaves = [Value(a) for a in x]
    out = getattr(leaves[0], name)(*leaves[1:])
    for _ in range(order - 1):
        out.backward(create_graph=True)
        gradients = [leaf.grad for leaf in leaves]
        for leaf in leaves:
            leaf.grad = 0.0
        out = sum((g * (i + 1.5) for i, g in enumerate(gradients)), Value(0.0))
    out.backward()
    return [float(leaf.grad) for leaf in leaves]


def tensor_derivatives(name: str, x: tuple[float, ...], order: int, dtype: type) -> list[float]:
    leaves = [autograd.tensor(a, dtype=dtype, requires_grad=True) for a in x]
    out = getattr(autograd, name)(*leaves)
    for _ in range(order - 1):
        out.backward(create_graph=True)
        gradients = [leaf.grad for leaf in leaves]
        for leaf in leaves:
            leaf.grad = None
        out = sum((g * (i + 1.5) for i, g in enumerate(gradients)), autograd.tensor(0.0, dtype=dtype))
    if out.requires_grad:
        out.backward()
    assert out.dtype == dtype
    assert all(leaf.grad is None or leaf.grad.dtype == dtype for leaf in leaves)
    return [0.0 if leaf.grad is None else leaf.grad.item() for leaf in leaves]


def witness(name: str, x: tuple[float, ...], order: int) -> list[float]:
    """By differences: of the reference forward, or at order 2 of the first-order gradients."""
    found = []
    for i in range(len(x)):

        def along(t: float, i: int = i) -> float:
            moved = (*x[:i], t, *x[i + 1 :])
            if order == 1:
                return reference(name, *moved)
            return sum(g * (j + 1.5) for j, g in enumerate(value_derivatives(name, moved, 1)))

        found.append(central(along, x[i]))
    return found


def test_every_row_has_points_and_a_reference() -> None:
    for name in TABLE:
        for x in points(name):
            assert math.isfinite(reference(name, *x))


@pytest.mark.parametrize("name", TABLE)
def test_forward(name: str) -> None:
    for x in points(name):
        expected = reference(name, *x)
        row = getattr(autograd, name)
        assert row(*map(Value, x)).data == pytest.approx(expected, rel=1e-13)
        assert row(*x) == pytest.approx(expected, rel=1e-13)
        assert row(*map(autograd.tensor, map(np.float64, x))).item() == pytest.approx(expected, rel=1e-13)
        assert row(*map(autograd.tensor, x)).item() == pytest.approx(expected, rel=2e-6, abs=1e-7)
        as_arrays = row(*map(np.array, x))
        assert not isinstance(as_arrays, autograd.Tensor)
        assert float(as_arrays) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize("tier", ["Value", "float64", "float32"])
@pytest.mark.parametrize("name", TABLE)
def test_derivatives_against_differences(name: str, tier: str, order: int) -> None:
    rel, absolute = (1e-7, 1e-8) if tier != "float32" else (2e-4, 2e-5)
    for x in points(name):
        if tier == "Value":
            found = value_derivatives(name, x, order)
        else:
            found = tensor_derivatives(name, x, order, np.dtype(tier).type)
        assert found == pytest.approx(witness(name, x, order), rel=rel, abs=absolute), x


@pytest.mark.parametrize("name", sorted(ANALYTIC))
def test_derivatives_against_the_complex_step(name: str) -> None:
    step = 1e-20
    for x in points(name):
        exact = []
        for i in range(len(x)):
            moved = [np.array(a, np.complex128) for a in x]
            moved[i] = moved[i] + 1j * step
            exact.append(float(np.imag(getattr(arrays.xp, name)(*moved)) / step))
        assert value_derivatives(name, x, 1) == pytest.approx(exact, rel=1e-12)
        assert tensor_derivatives(name, x, 1, np.float64) == pytest.approx(exact, rel=1e-12)


# Also where functions have poles, kinks, edges and overflows, the two tiers say the same.
HARD = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 2.0, 3.0, 1e-320, 800.0, -800.0, 1e200, -1e200, math.inf, -math.inf, math.nan]
hard = st.one_of(st.sampled_from(HARD), st.floats(-5, 5))


# 1 - out * out is as uncertain as the last digit of out, in which NumPy's tanh and the C library's differ.
LAST_DIGIT_OF_OUT = {"tanh": 4.5e-16}


def same(a: float, b: float, abs_tol: float = 1e-300) -> bool:
    return a == b or (a != a and b != b) or math.isclose(a, b, rel_tol=1e-12, abs_tol=abs_tol)


@pytest.mark.parametrize("name", TABLE)
@example(x=-math.inf, y=0.5)
@example(x=4.984375, y=0.0)
@example(x=-1.0, y=math.inf)
@given(x=hard, y=hard)
def test_value_and_tensor_agree_everywhere(name: str, x: float, y: float) -> None:
    operands = (x, y)[: TABLE[name].arity]
    function = getattr(autograd, name)
    of_value = function(*map(Value, operands)).data
    assert same(of_value, function(*operands))
    assert same(of_value, function(*[autograd.tensor(np.float64(a)) for a in operands]).item())
    for of_value, of_tensor in zip(
        value_derivatives(name, operands, 1), tensor_derivatives(name, operands, 1, np.float64)
    ):
        assert same(of_value, of_tensor, LAST_DIGIT_OF_OUT.get(name, 1e-300))


@pytest.mark.parametrize("name", BINARY)
def test_plain_number_operands_take_part_as_constants(name: str) -> None:
    x, y = points(name)[1]
    expected = value_derivatives(name, (x, y), 1)
    v = Value(x)
    getattr(v, name)(y).backward()
    assert v.grad == pytest.approx(expected[0], rel=1e-14)
    w = Value(y)
    getattr(autograd, name)(x, w).backward()
    assert w.grad == pytest.approx(expected[1], rel=1e-14)
    t = autograd.tensor(np.float64(y), requires_grad=True)
    getattr(autograd, name)(x, t).backward()
    assert t.grad.item() == pytest.approx(expected[1], rel=1e-14)


def test_relu_keeps_the_sign_of_zero() -> None:
    for zeros in (Value(-0.0), -autograd.zeros(1), -autograd.zeros(100), -autograd.zeros(1, dtype=autograd.float64)):
        out = autograd.relu(zeros)
        assert np.signbit(out.data if isinstance(out, Value) else out.numpy()).all()


# What the rules promise where functions have kinks (PyTorch's subgradients, or 0 where PyTorch has NaN).
AT_KINKS = [
    ("abs", (0.0,), (0.0,)), ("relu", (0.0,), (0.0,)), ("leaky_relu", (0.0, 0.1), (0.1, 0.0)),
    ("maximum", (2.0, 2.0), (0.5, 0.5)), ("minimum", (2.0, 2.0), (0.5, 0.5)), ("clamp_min", (2.0, 2.0), (1.0, 0.0)),
    ("clamp_max", (2.0, 2.0), (1.0, 0.0)), ("hypot", (0.0, 0.0), (0.0, 0.0)), ("atan2", (0.0, 0.0), (0.0, 0.0)),
    ("pow", (0.0, 2.0), (0.0, 0.0)), ("pow", (0.0, 0.0), (0.0, 0.0)), ("xlogy", (0.0, 0.0), (0.0, 0.0)),
    ("pow", (-2.0, 2.0), (-4.0, math.nan)), ("sqrt", (0.0,), (math.inf,)), ("log", (0.0,), (math.inf,)),
    ("floor", (1.0,), (0.0,)), ("sign", (0.0,), (0.0,)), ("div", (1.0, 0.0), (math.inf, -math.inf)),
    ("logaddexp", (1000.0, -1000.0), (1.0, 0.0)), ("sigmoid", (-1000.0,), (0.0,)), ("softplus", (1000.0,), (1.0,)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "x", "expected"), AT_KINKS)
def test_at_kinks(name: str, x: tuple[float, ...], expected: tuple[float, ...]) -> None:
    assert value_derivatives(name, x, 1) == pytest.approx(expected, nan_ok=True)
    assert tensor_derivatives(name, x, 1, np.float64) == pytest.approx(expected, nan_ok=True)
    assert tensor_derivatives(name, x, 1, np.float32) == pytest.approx(expected, nan_ok=True)


def test_symbols_are_unique_and_texts_are_python() -> None:
    assert len({row.symbol for row in TABLE.values()}) == len(TABLE)
    for row in TABLE.values():
        for text in (row.forward_text, *row.derivative_texts):
            compile(expression.write(text), "<text>", "eval")


def test_at_least_the_rows_that_were_promised() -> None:
    promised = """add sub mul div pow neg abs exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal square sin cos
        tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh sigmoid relu leaky_relu elu gelu gelu_tanh silu
        softplus softsign erf maximum minimum clamp_min clamp_max sign floor ceil round hypot logaddexp xlogy""".split()
    assert set(promised) <= set(TABLE)
    assert autograd.clamp(autograd.tensor([-2.0, 0.5, 3.0]), -1, 1).tolist() == [-1.0, 0.5, 1.0]
    assert autograd.clamp(Value(3.0), max=1).data == 1.0
    assert autograd.where(True, Value(3.0), 1.0).data == 3.0


@pytest.mark.parametrize("name", ["erf", "erfc"])
def test_erf_gives_the_same_numbers_with_and_without_scipy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.linspace(-4, 4, 101)
    with_scipy = getattr(autograd, name)(x)
    monkeypatch.setitem(sys.modules, "scipy", None)
    arrays._scipy.cache_clear()
    without = getattr(autograd, name)(x)
    arrays._scipy.cache_clear()
    np.testing.assert_allclose(without, with_scipy, rtol=1e-14, atol=1e-300)


def test_a_rule_that_branches_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot branch"):
        bool(expression.variable("x") > 0)


def test_rows_check_their_operands() -> None:
    with pytest.raises(TypeError, match=r"exp\(\) takes 1 operand"):
        autograd.exp(1.0, 2.0)
    with pytest.raises(TypeError, match="real numbers, got str"):
        autograd.add(Value(1.0), "2")
    with pytest.raises(TypeError, match="Tensor"):
        autograd.add(Value(1.0), autograd.tensor(1.0))


def test_second_orders_on_kinks_are_no_nan() -> None:
    # Each was NaN or lost: the side of a choice that is not taken is differentiated too.
    def second(f: Callable[..., Any], x: float, y: float) -> tuple[float, float]:
        a, b = (autograd.tensor(np.float64(t), requires_grad=True) for t in (x, y))
        f(a, b).backward(create_graph=True)
        (first, a.grad, b.grad) = (b.grad, None, None)
        first.backward()
        return a.grad.item(), b.grad.item()

    assert second(autograd.pow, 2.0, 0.0) == pytest.approx((0.5, math.log(2) ** 2))
    assert second(autograd.pow, 0.0, 2.0) == (0.0, 0.0)
    assert second(autograd.xlogy, 0.0, 2.0) == (0.5, 0.0)
    assert second(autograd.hypot, 0.0, 0.0) == (0.0, 0.0)
    assert value_derivatives("xlogy", (0.0, 0.0), 1) == [0.0, 0.0]
    x = autograd.zeros(3, requires_grad=True)
    for f in (lambda t: t.norm(), lambda t: t.std(), lambda t: autograd.floor(autograd.square(autograd.exp2(t))).sum()):
        x.grad = None
        f(x).backward(create_graph=True)
        gradient, x.grad = x.grad, None
        (gradient * gradient).sum().backward()
        assert np.isfinite(x.grad.numpy()).all()
