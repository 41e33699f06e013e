"""Rows of the calculus table: operands, kinks, texts. Their derivatives are in ../test_derivatives.py."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value
from autograd.rules import arrays, expression
from autograd.rules.table import TABLE
from tests.cases import rows
from tests.derivatives import TIERS, slopes
from tests.helpers import leaf64


def test_the_promised_rows_exist() -> None:
    promised = """add sub mul div pow neg abs exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal square sin cos
        tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh sigmoid relu leaky_relu elu gelu gelu_tanh silu
        softplus softsign erf maximum minimum clamp_min clamp_max sign floor ceil round hypot logaddexp xlogy""".split()
    assert set(promised) <= set(TABLE)
    assert autograd.clamp(autograd.tensor([-2.0, 0.5, 3.0]), -1, 1).tolist() == [-1.0, 0.5, 1.0]
    assert autograd.clamp(Value(3.0), max=1).data == 1.0
    assert autograd.where(True, Value(3.0), 1.0).data == 3.0


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.arity == 2])
def test_plain_number_operands_take_part_as_constants(name: str) -> None:
    x, y = rows.POINTS[name][1]
    expected = slopes(TABLE[name], (x, y), "Value")
    v = Value(x)
    getattr(v, name)(y).backward()
    assert v.grad == pytest.approx(expected[0], rel=1e-14)
    w = Value(y)
    getattr(autograd, name)(x, w).backward()
    assert w.grad == pytest.approx(expected[1], rel=1e-14)
    t = autograd.tensor(np.float64(y), requires_grad=True)
    getattr(autograd, name)(x, t).backward()
    assert t.grad.item() == pytest.approx(expected[1], rel=1e-14)


def test_rows_check_their_operands() -> None:
    with pytest.raises(TypeError, match=r"exp\(\) takes 1 positional argument"):
        autograd.exp(1.0, 2.0)  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="real number, got str"):
        autograd.add(Value(1.0), "2")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="Tensor"):
        autograd.add(Value(1.0), autograd.tensor(1.0))  # type: ignore[call-overload]


def test_relu_keeps_the_sign_of_zero() -> None:
    for zeros in (Value(-0.0), -autograd.zeros(1), -autograd.zeros(100), -autograd.zeros(1, dtype=autograd.float64)):
        out = autograd.relu(zeros)
        assert np.signbit(out.data if isinstance(out, Value) else out.numpy()).all()


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(("name", "x", "expected"), rows.AT_KINKS)
def test_at_kinks(name: str, x: tuple[float, ...], expected: tuple[float, ...], tier: str) -> None:
    assert slopes(TABLE[name], x, tier) == pytest.approx(expected, nan_ok=True)


# Each was NaN or lost: the side of a choice that is not taken is differentiated too.
@pytest.mark.parametrize(
    ("name", "point", "expected"),
    [
        ("pow", (2.0, 0.0), (0.5, math.log(2) ** 2)), ("pow", (0.0, 2.0), (0.0, 0.0)),
        ("xlogy", (0.0, 2.0), (0.5, 0.0)), ("hypot", (0.0, 0.0), (0.0, 0.0)),
    ],
)  # fmt: skip
def test_second_orders_on_kinks(name: str, point: tuple[float, float], expected: tuple[float, float]) -> None:
    """The derivatives of ∂out/∂y."""
    a, b = (leaf64(x) for x in point)
    TABLE[name](a, b).backward(create_graph=True)
    (first, a.grad, b.grad) = (b.grad, None, None)
    first.backward()
    assert (a.grad.item(), b.grad.item()) == pytest.approx(expected)


def sum_of_floors(t: Any) -> Any:
    return autograd.floor(autograd.square(autograd.exp2(t))).sum()


@pytest.mark.parametrize("f", [lambda t: t.norm(), lambda t: t.std(), sum_of_floors])
def test_second_orders_at_zero_are_finite(f: Callable[[Any], Any]) -> None:
    x = leaf64(np.zeros(3))
    f(x).backward(create_graph=True)
    gradient, x.grad = x.grad, None
    (gradient * gradient).sum().backward()
    assert np.isfinite(x.grad.numpy()).all()


def test_symbols_are_unique() -> None:
    assert len({row.symbol for row in TABLE.values()}) == len(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_texts_are_python(name: str) -> None:
    for text in (TABLE[name].forward_text, *TABLE[name].derivative_texts):
        compile(expression.write(text), "<text>", "eval")


@pytest.mark.parametrize("name", ["erf", "erfc"])
def test_erf_gives_the_same_numbers_with_and_without_scipy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.linspace(-4, 4, 101)
    with_scipy = getattr(autograd, name)(x)
    monkeypatch.setitem(sys.modules, "scipy", None)
    arrays._scipy.cache_clear()
    without = getattr(autograd, name)(x)
    arrays._scipy.cache_clear()
    np.testing.assert_allclose(without, with_scipy, rtol=1e-14, atol=1e-300)


def test_a_row_is_called_with_its_operands() -> None:
    leaky = TABLE["leaky_relu"]
    assert repr(leaky) == "<operation leaky_relu>"
    assert leaky(-2.0) == leaky(-2.0, leaky.default)
    with pytest.raises(TypeError, match=r"leaky_relu\(\) takes 2 operand\(s\), got 3"):
        leaky(-2.0, 1.0, 1.0)
