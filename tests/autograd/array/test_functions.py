"""Functions of Tensors, as free function, as method, in place and into `out`, at values worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import ShapeError, Tensor, tensor

INF, NAN = math.inf, math.nan
X, Y = tensor([1.0, -2.0, 4.0]), tensor([2.0, 4.0, -8.0])
M = tensor([[1.0, 2.0], [3.0, 4.0]])
V = tensor([1.0, 10.0])
SPECIAL = tensor([INF, -INF, NAN, -0.0])
INTS, BITS = tensor([12, 5]), tensor([2, 1])

# The name, the arguments, and the result.
VALUES: list[tuple[str, tuple[Any, ...], Any]] = [
    ("bitwise_left_shift", (INTS, BITS), [48, 10]),
    ("bitwise_right_shift", (INTS, BITS), [3, 2]),
    ("bitwise_and", (INTS, tensor([4, 4])), [4, 4]),
    ("bitwise_or", (INTS, tensor([1, 2])), [13, 7]),
    ("bitwise_xor", (INTS, tensor([4, 4])), [8, 1]),
    ("bitwise_not", (INTS,), [-13, -6]),
    ("logical_and", (tensor([True, True]), tensor([True, False])), [True, False]),
    ("logical_or", (tensor([False, False]), tensor([True, False])), [True, False]),
    ("logical_xor", (tensor([True, True]), tensor([True, False])), [False, True]),
    ("logical_not", (tensor([True, False]),), [False, True]),
    ("eq", (X, 1.0), [True, False, False]),
    ("ne", (X, 1.0), [False, True, True]),
    ("lt", (X, 1.0), [False, True, False]),
    ("le", (X, 1.0), [True, True, False]),
    ("gt", (X, 1.0), [False, False, True]),
    ("ge", (X, 1.0), [True, False, True]),
    ("argwhere", (tensor([0, 3, 0, 5]),), [[1], [3]]),
    ("nonzero", (tensor([[0, 3], [5, 0]]),), [[0, 1], [1, 0]]),
    ("nextafter", (tensor([1.0]), tensor([2.0])), [1 + 2.0**-23]),
    ("heaviside", (tensor([-1.0, 0.0, 2.0]), tensor([0.5])), [0, 0.5, 1]),
    ("signbit", (SPECIAL,), [False, True, False, True]),
    ("isposinf", (SPECIAL,), [True, False, False, False]),
    ("isneginf", (SPECIAL,), [False, True, False, False]),
    ("isreal", (SPECIAL,), [True] * 4),
    ("nan_to_num", (SPECIAL, 1.0, 2.0, 3.0), [2, 3, 1, 0]),
    ("float_power", (X, 2), [1, 4, 16]),
    ("addcmul", (X, Y, Y), [5, 14, 68]),
    ("addcdiv", (X, Y, tensor([2.0, 2.0, 2.0])), [2, 0, 0]),
    ("copysign", (X, Y), [1, 2, -4]),
    ("fmod", (Y, 3.0), [2, 1, -2]),
    ("ldexp", (X, tensor([1, 2, 3])), [2, -8, 32]),
    ("trunc", (Y / 3,), [0, 1, -2]),
    ("frac", (tensor([1.5, -2.25]),), [0.5, -0.25]),
    ("deg2rad", (tensor([180.0]),), [math.pi]),
    ("rad2deg", (tensor([math.pi]),), [180]),
    ("sinc", (tensor([0.0, 0.5]),), [1, 2 / math.pi]),
    ("lgamma", (tensor([5.0]),), [math.log(24)]),
    ("digamma", (tensor([1.0]),), [-0.5772156649015329]),
    ("mvlgamma", (tensor([3.0]), 1), [math.log(2)]),
    ("i0", (tensor([0.0]),), [1]),
    ("logit", (tensor([0.75]),), [math.log(3)]),
    ("tril", (M,), [[1, 0], [3, 4]]),
    ("triu", (M,), [[1, 2], [0, 4]]),
    ("addmm", (M, M, M), [[8, 12], [18, 26]]),
    ("addmv", (V, M, V), [22, 53]),
    ("addr", (M, V, V), [[2, 12], [13, 104]]),
    ("addbmm", (M, M.reshape(1, 2, 2), M.reshape(1, 2, 2)), [[8, 12], [18, 26]]),
    ("baddbmm", (M.reshape(1, 2, 2), M.reshape(1, 2, 2), M.reshape(1, 2, 2)), [[[8, 12], [18, 26]]]),
    ("renorm", (tensor([[3.0, 4.0], [0.5, 0.0]]), 2, 0, 1.0), [[0.6, 0.8], [0.5, 0]]),
    ("scatter", (X, 0, tensor([1]), tensor([7.0])), [1, 7, 4]),
    ("scatter_add", (X, 0, tensor([1, 1]), tensor([7.0, 1.0])), [1, 6, 4]),
    ("scatter_reduce", (X, 0, tensor([1, 1]), tensor([7.0, 1.0]), "prod"), [1, -14, 4]),
    ("index_add", (X, 0, tensor([1, 1]), tensor([7.0, 1.0])), [1, 6, 4]),
    ("index_copy", (X, 0, tensor([1]), tensor([7.0])), [1, 7, 4]),
    ("index_fill", (X, 0, tensor([1]), 7.0), [1, 7, 4]),
    ("index_reduce", (X, 0, tensor([1]), tensor([7.0]), "amax"), [1, 7, 4]),
    ("index_put", (X, (tensor([1]),), tensor([7.0])), [1, 7, 4]),
    ("masked_scatter", (X, X > 0, tensor([7.0, 8.0])), [7, -2, 8]),
    ("bincount", (tensor([0, 2, 2]),), [1, 0, 2]),
    ("histc", (tensor([1.0, 2.0, 1.0]), 2, 0, 3), [2, 1]),
    ("cholesky", (tensor([[4.0, 2.0], [2.0, 5.0]]),), [[2, 0], [1, 2]]),
    ("cholesky_inverse", (tensor([[2.0, 0.0], [0.0, 4.0]]),), [[0.25, 0], [0, 0.0625]]),
    ("ormqr", (tensor([[1.0], [0.0]]), tensor([2.0]), M), [[-1, -2], [3, 4]]),
    ("clamp", (X, -1.0, 2.0), [1, -1, 2]),
    ("round", (tensor([0.5, 1.5, 2.25]),), [0, 2, 2]),
]
named = pytest.mark.parametrize(("name", "given", "expected"), VALUES, ids=[name for name, *_ in VALUES])


def close(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-6, atol=1e-7)


@named
def test_the_function_and_the_method(name: str, given: tuple[Any, ...], expected: Any) -> None:
    found = getattr(autograd, name)(*given)
    close(found, expected)
    first, *rest = given
    method = getattr(first, name)(*rest)
    close(method, expected)
    assert (method.dtype, method.shape) == (found.dtype, found.shape)


@named
def test_the_result_is_written_into_out(name: str, given: tuple[Any, ...], expected: Any) -> None:
    found = getattr(autograd, name)(*given)
    out = autograd.zeros_like(found)
    assert getattr(autograd, name)(*given, out=out) is out
    close(out, expected)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [row for row in VALUES if hasattr(Tensor, f"{row[0]}_")],
    ids=[name for name, *_ in VALUES if hasattr(Tensor, f"{name}_")],
)
def test_the_method_in_place(name: str, given: tuple[Any, ...], expected: Any) -> None:
    first, *rest = given
    x = first.clone()
    if name == "float_power":  # whose result is float64
        x = x.double()
    assert getattr(x, f"{name}_")(*rest) is x
    close(x.double(), np.asarray(expected, np.float64))


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [("unravel_index", (tensor([5]), (2, 3)), [[1], [2]]), ("nonzero", (tensor([0, 3]),), [[1]])],
)
def test_a_result_of_several_tensors(name: str, given: tuple[Any, ...], expected: Any) -> None:
    found = getattr(autograd, name)(*given, **({"as_tuple": True} if name == "nonzero" else {}))
    assert [part.tolist() for part in found] == expected


def test_factors_of_sums_of_products() -> None:
    assert autograd.addcmul(X, Y, Y, value=0.5).tolist() == [3, 6, 36]
    assert autograd.addcdiv(X, Y, Y, value=3).tolist() == [4, 1, 7]
    assert autograd.sub(X, Y, alpha=2).tolist() == X.sub(Y, alpha=2).tolist() == [-3, -10, 20]
    assert autograd.add(X, Y, alpha=2).tolist() == [5, 6, -12]
    assert autograd.round(tensor([0.125, 2.375]), decimals=2).tolist() == [pytest.approx(0.12), pytest.approx(2.38)]
    assert tensor([0.125]).round_(decimals=2).tolist() == [pytest.approx(0.12)]
    assert tensor([-3.0, 3.0]).clamp_(max=1).tolist() == [-3, 1]
    assert tensor([-3.0, 3.0]).clamp_(min=-1).tolist() == [-1, 3]
    with pytest.raises(ValueError, match=r"clamp_\(\): give min, max or both"):
        tensor([1.0]).clamp_()


def test_the_polygamma_function_takes_its_order_first() -> None:
    # ψ′(1) = π² / 6.
    for found in (autograd.polygamma(1, tensor([1.0])), tensor([1.0]).polygamma(1), tensor([1.0]).polygamma_(1)):
        close(found, [math.pi**2 / 6])


@pytest.mark.parametrize("operator", ["itruediv", "ipow", "imod", "ifloordiv", "isub", "imul", "iadd"])
def test_operators_in_place(operator: str) -> None:
    import operator as operators

    x = tensor([7.0, 9.0])
    expected = getattr(operators, operator.removeprefix("i"))(x.numpy().copy(), 2.0)
    changed = getattr(operators, operator)(x, 2.0)
    assert changed is x
    close(x, expected)

    class Other:
        """A kind of number that knows how to compute with a Tensor on its left."""

    reflected = f"__r{operator.removeprefix('i')}__"
    setattr(Other, reflected, lambda self, left: "reflected")
    Other.__array_ufunc__ = None  # type: ignore[attr-defined]
    assert getattr(operators, operator)(tensor([1.0]), Other()) == "reflected"


@pytest.mark.parametrize("operator", ["and_", "or_", "xor", "lshift", "rshift"])
def test_operators_of_bits_take_whole_numbers_on_either_side(operator: str) -> None:
    import operator as operators

    compute = getattr(operators, operator)
    assert compute(tensor([6, 3]), 2).tolist() == [compute(6, 2), compute(3, 2)]
    assert compute(6, tensor([1, 3])).tolist() == [compute(6, 1), compute(6, 3)]
    for pair in ((tensor([1]), "a"), ("a", tensor([1]))):
        with pytest.raises(TypeError, match="unsupported operand"):
            compute(*pair)


def test_out_has_the_shape_of_the_result() -> None:
    with pytest.raises((ShapeError, ValueError), match="shape"):
        autograd.float_power(X, 2, out=autograd.zeros(2, dtype="float64"))
