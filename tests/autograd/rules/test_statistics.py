"""Order statistics, quantiles and covariances."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import tensor
from tests.helpers import leaf64, tensor64

ROWS = np.array([[3.0, 1.0, 2.0, 4.0], [1.0, 5.0, math.nan, 2.0]])


@pytest.mark.parametrize(
    ("call", "values", "indices"),
    [
        (lambda x: x.median(1), [2, math.nan], [2, 2]),
        (lambda x: x.nanmedian(1), [2, 2], [2, 3]),
        (lambda x: x.nanmedian(dim=1, keepdim=True), [[2], [2]], [[2], [3]]),
        (lambda x: x.kthvalue(3, 1), [3, 5], [0, 1]),
        (lambda x: x[0].kthvalue(1), 1, 1),
        (lambda x: x[0, 0].median(0), 3, 0),
        (lambda x: x[0, 0].kthvalue(1), 3, 0),
        (lambda x: x[0, 0].mode(), 3, 0),
        (lambda x: tensor([2, 1, 2, 1, 3]).mode(), 1, 3),
        (lambda x: tensor([[2, 1, 2]]).mode(1, keepdim=True), [[2]], [[2]]),
    ],
)
def test_an_element_by_its_rank_or_frequency(call: Any, values: Any, indices: Any) -> None:
    found = call(tensor64(ROWS))
    np.testing.assert_array_equal(found.values.numpy(), values)
    assert found.indices.tolist() == indices
    assert found.indices.dtype == "int64"


def test_the_median_of_all_and_of_nothing() -> None:
    assert tensor64(ROWS[0]).median().item() == 2
    assert tensor64(ROWS).nanmedian().item() == 2
    assert math.isnan(tensor64(ROWS).median().item())
    assert math.isnan(autograd.zeros(0).median().item())


def test_the_gradient_of_a_rank_is_that_of_its_element() -> None:
    x = leaf64(ROWS[0])
    (x.median() + 10 * x.kthvalue(4).values).backward()
    assert x.grad.tolist() == [0, 0, 1, 10]


METHODS = ["linear", "lower", "higher", "nearest", "midpoint"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("keepdim", [False, True])
@pytest.mark.parametrize(("name", "reference"), [("quantile", np.quantile), ("nanquantile", np.nanquantile)])
def test_quantiles_are_numpy_s(name: str, reference: Any, keepdim: bool, method: Any) -> None:
    x = ROWS if name == "nanquantile" else np.array([[3.0, 1.0, 2.0, 4.5], [1.0, 5.0, -1.0, 2.0]])
    for q in (0.4, [0.0, 0.3, 1.0]):
        for dim in (None, 0, 1):
            given = tensor64(q) if isinstance(q, list) else q
            found = getattr(tensor64(x), name)(given, dim, keepdim, interpolation=method)
            np.testing.assert_allclose(found.numpy(), reference(x, q, dim, keepdims=keepdim, method=method))


def test_quantiles_of_a_number_and_with_nan() -> None:
    assert tensor64(3.0).quantile(0.3).item() == 3
    assert tensor64(3.0).quantile(0.3, 0, True).shape == ()
    assert np.isnan(tensor64(ROWS).quantile(0.1, 1).numpy()).tolist() == [False, True]


def test_gradients_of_a_quantile_flow_to_the_neighbours_and_to_the_rank() -> None:
    x, q = leaf64([1.0, 4.0, 2.0]), leaf64([0.625])
    # The rank is 1.25: 2 + ¼ (4 − 2). Its derivative by q is (4 − 2) · 2, for two steps from 0 to 1.
    found = x.quantile(q)
    found.sum().backward()
    assert found.tolist() == [2.5]
    assert (x.grad.tolist(), q.grad.tolist()) == ([0, 0.25, 0.75], [4])


DATA = np.array([[1.0, 2.0, 4.0, 8.0], [0.0, 3.0, 1.0, 1.0]])
OFTEN, MUCH = np.array([1, 2, 1, 3]), np.array([0.5, 1.0, 2.0, 0.25])


@pytest.mark.parametrize("correction", [0, 1, 2])
@pytest.mark.parametrize("often", [None, OFTEN])
@pytest.mark.parametrize("much", [None, MUCH])
def test_covariances_are_numpy_s(correction: int, often: Any, much: Any) -> None:
    given = {name: None if w is None else tensor(w) for name, w in (("fweights", often), ("aweights", much))}
    for x in (DATA, DATA[0], DATA[:1]):
        found = tensor64(x).cov(correction=correction, **given)
        expected = np.cov(x, ddof=correction, fweights=often, aweights=much)
        np.testing.assert_allclose(found.numpy(), expected, rtol=1e-12)


def test_correlations() -> None:
    np.testing.assert_allclose(tensor64(DATA).corrcoef().numpy(), np.corrcoef(DATA), rtol=1e-12)
    assert tensor64(DATA[0]).corrcoef().item() == 1
    perfect = tensor64(np.stack([DATA[0], 3 * DATA[0], -DATA[0]])).corrcoef()
    np.testing.assert_allclose(perfect.numpy(), [[1, 1, -1], [1, 1, -1], [-1, -1, 1]], rtol=1e-12)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"bins": 3, "min": 0, "max": 3}, [0, 2, 3]),
        ({"bins": 2}, [2, 2]),
        ({"bins": 2, "min": 5, "max": 6}, [0, 0]),
    ],
)
def test_counts_in_intervals(settings: dict[str, Any], expected: list[int]) -> None:
    x = tensor([1.0, 2.0, 1.0, 2.5]) if len(expected) == 2 else tensor([1.0, 2.0, 1.0, 2.5, 3.0])
    assert x.histc(**settings).tolist() == autograd.histc(x, **settings).tolist() == expected
    assert tensor([1.0, 1.0]).histc(2).tolist() == [0, 2]


M = tensor64(np.ones((2, 2, 2)))


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: M.kthvalue(3), ValueError, "expected k from 1 to 2, got 3"),
        (lambda: M.quantile(1.5), ValueError, r"quantile\(\): expected q from 0 to 1, got 1.5"),
        (lambda: M.nanquantile(0.5, interpolation="cubic"), ValueError, "got 'cubic'"),
        (lambda: M.cov(), ValueError, "at most 2 dimensions"),
        (lambda: M.histc(2, 3, 1), ValueError, "min of at most max, got 3 and 1"),
        (lambda: tensor(1.0).median(1), IndexError, "1"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
