"""NumPy's functions of Tensors: rare arguments, against NumPy, and the arguments that are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, array_api
from tests.helpers import leaf64, tensor64

ROW, MATRIX = np.array([1.0, 2.0, 4.0]), np.array([[1.0, 2.0], [3.0, 5.0]])
R, M = tensor64(ROW), tensor64(MATRIX)


@pytest.mark.parametrize(
    "call",
    [
        lambda x, m: np.interp(x, np.array([2.0]), x[:1]),
        lambda x, m: np.interp(2.5, x, x * x),
        lambda x, m: np.interp(np.array([0.0, 9.0]), x, x * x, left=-1.0, right=7.0),
        lambda x, m: np.interp(x, np.array([1.5, 3.0]), x[:2], period=None),
        lambda x, m: np.convolve(x, x[:2], "same"),
        lambda x, m: np.cross(x, 2 * x + 1),
        lambda x, m: np.cross(m[[0, 1, 1]], m[[1, 1, 0]], axis=0),
        lambda x, m: np.swapaxes(m, 0, 1),
        lambda x, m: np.mean(m > 2, axis=1),
        lambda x, m: np.select([MATRIX > 1], [m], m * 2),
        lambda x, m: np.piecewise(x, [ROW > 1, ROW > 9], [lambda t: t * t, lambda t: -t, lambda t: t]),
        lambda x, m: np.piecewise(x[1], [True], [lambda t: t * 3]),
        lambda x, m: np.average(m, axis=1, weights=np.array([1.0, 3.0])),
        lambda x, m: np.cov(x, 2 * x),
        lambda x, m: np.poly(x),
        lambda x, m: np.geomspace(x[0], x[2], 3),
        lambda x, m: np.nan_to_num(m > 2),
        lambda x, m: np.zeros_like(m),
    ],
)
def test_rare_arguments_are_numpy_s(call: Any) -> None:
    found, expected = call(R, M), call(ROW, MATRIX)
    assert isinstance(found, Tensor | np.ndarray)
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-12)


def test_where_without_choices_returns_places() -> None:
    assert [places.tolist() for places in np.where(M > 2)] == [[1, 1], [0, 1]]
    assert [places.tolist() for places in autograd.where(M > 2)] == [[1, 1], [0, 1]]


def test_the_cross_product_in_the_plane_is_a_number() -> None:
    x = leaf64([1.0, 2.0])
    found: Any = np.cross(x, tensor64([3.0, 5.0]))
    found.backward()
    assert (found.item(), x.grad.tolist()) == (-1, [5, -3])


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: np.diff(tensor64(1.0)), ValueError, r"np\.diff\(\): expected one dimension"),
        (lambda: np.convolve(R, R, "half"), ValueError, "expected mode 'full', 'same' or 'valid', got 'half'"),  # type: ignore[call-overload]
        (lambda: np.geomspace(R[0], -R[1]), ValueError, "a start and a stop of the same sign"),
        (lambda: np.nan_to_num(R, copy=False), TypeError, "expected copy=True for a Tensor"),
        (lambda: np.poly(M[None]), ValueError, "expected a vector of zeros"),
        (lambda: np.polyfit(R, R, 1, full=True), TypeError, "expected full=False and cov=False"),
        (lambda: np.linalg.outer(M, R), ValueError, "expected two vectors"),
        (lambda: np.vecdot(R, R[:2]), ValueError, "expected vectors of one length"),
        (lambda: np.cross(tensor64(np.ones(4)), R), ValueError, "expected vectors of 2 or 3"),
        (lambda: array_api.cumulative_sum(M), ValueError, "give axis="),
        (lambda: np.select([], []), ValueError, "select"),
        (lambda: np.select([ROW > 1], [R, R]), ValueError, "as many choices as conditions, got 2, 1"),
        (lambda: np.piecewise(R, [ROW > 1], [1.0, 2.0, 3.0]), ValueError, "or one more, got 3"),
        (lambda: np.average(M, weights=np.ones(2)), TypeError, "expected axis= for weights"),
        (lambda: np.cov(tensor64(np.ones((1, 2, 2)))), ValueError, "at most two dimensions"),
    ],
)  # fmt: skip
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
