"""Sums are accurate along any axis, in each dtype and in each operation that adds up."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import autograd
import nn
import nn.functional as F
from autograd import tensor
from autograd.rules.sums import add_up
from tests.helpers import leaf

LAYOUTS: dict[str, Any] = {
    "in order": lambda x: x,
    "transposed": lambda x: x.T,
    "Fortran": np.asfortranarray,
    "reversed": lambda x: x[::-1] if x.ndim else x,
    "every second": lambda x: x[..., ::2] if x.ndim else x,
    "expanded": lambda x: np.broadcast_to(x, (3, *x.shape)),
}


@given(
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=90).filter(lambda s: np.prod(s) < 50_000),
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from([np.float16, np.float32, np.float64, np.int64]),
    st.booleans(),
    st.integers(0, 2**32),
)
def test_a_sum_is_that_of_numpy_in_double_precision(
    shape: tuple[int, ...], layout: str, dtype: Any, keepdims: bool, seed: int
) -> None:
    x = LAYOUTS[layout]((np.random.default_rng(seed).standard_normal(shape) * 100).astype(dtype))
    for count in range(x.ndim + 1):
        for axes in itertools.combinations(range(x.ndim), count):
            found, exact = add_up(x, axes, keepdims), x.astype(float).sum(axes, keepdims=keepdims)
            assert found.shape == exact.shape
            assert found.dtype == (np.float32 if dtype == np.float16 else dtype)
            size = np.abs(x.astype(float)).sum(axes, keepdims=keepdims)
            assert (np.abs(found - exact) <= size * (1e-15 if dtype == np.float64 else 1e-6)).all()


MILLION = np.full((1_000_000, 2), 0.1, np.float32)
TALL: dict[str, Any] = {
    "sum": lambda x: x.sum(0) / 1e6,
    "mean": lambda x: x.mean(0),
    "mean of two dims": lambda x: x.reshape(1000, 1000, 2).mean((0, 1)),
    "mean of the middle": lambda x: x.reshape(10, 100_000, 2).mean(1)[0],
    "np.mean": lambda x: np.mean(x, axis=0),
    "einsum": lambda x: autograd.einsum("ij->j", x) / 1e6,
    "einsum of two": lambda x: autograd.einsum("ij,ij->j", x, x) / 1e5,
    "cumsum": lambda x: x.cumsum(0)[-1] / 1e6,
    "norm": lambda x: x.norm(dim=0) / 1e3,
    "logsumexp": lambda x: x.logsumexp(0) / (np.log(1e6) + 0.1) / 10,
    "transposed": lambda x: x.T.sum(1) / 1e6,
    "softmax": lambda x: x.softmax(0)[0] * 1e5,
    "log_softmax": lambda x: -x.log_softmax(0)[0] / np.log(1e6) / 10,
    "mean of all windows": lambda x: F.adaptive_avg_pool1d(x.T, 1)[:, 0],
    "means of large windows": lambda x: F.adaptive_avg_pool1d(x.T, 8)[:, 0],
    "means of windows": lambda x: F.avg_pool1d(x.T[:, :4000], 1000, 100)[:, 0],
    "norms of windows": lambda x: F.lp_pool1d(x.T, 2, 1_000_000)[:, 0] / 1e3,
    "weights of bins": lambda x: autograd.histogram(x[:, 0], 1, weight=x[:, 0]).hist / 1e6,
    "matmul": lambda x: (autograd.ones(2, 1_000_000) @ x)[0] / 1e6,
}


@pytest.mark.parametrize("name", TALL)
def test_a_tall_table_does_not_drift(name: str) -> None:
    found = np.asarray(TALL[name](tensor(MILLION)))
    assert np.allclose(found, 0.1, rtol=3e-5 if name == "matmul" else 2e-6), found


def test_a_gradient_of_windows_that_overlap_does_not_drift() -> None:
    x = leaf(np.zeros((1, 6000), np.float32))
    (F.avg_pool1d(x, 2000, 1) * 0.1).sum().backward()
    assert x.grad[0, 3000].item() == pytest.approx(0.1, rel=1e-6)


def test_a_product_of_many_factors_does_not_drift() -> None:
    factors = (1 + np.arange(200_000) % 7 * 1e-6).astype(np.float32)
    exact = factors.astype(float).prod()
    x = leaf(factors)
    product = x.prod()
    product.backward()
    assert product.item() == pytest.approx(exact, rel=1e-6)
    assert np.allclose(np.asarray(x.grad), exact / factors.astype(float), rtol=1e-6)


def test_a_constant_column_has_no_spread() -> None:
    table = tensor(MILLION) + 10
    assert max(table.std(0).tolist()) < 1e-5
    assert max(table.var(0).tolist()) < 1e-10


@pytest.mark.parametrize("shape", [(2,), (1, 2), (1,), ()])
def test_a_gradient_of_a_broadcast_does_not_drift(shape: tuple[int, ...]) -> None:
    bias = leaf(np.zeros(shape, np.float32))
    ((autograd.ones(1_000_000, 2) + bias) * 0.1).sum().backward()
    columns = 2 if bias.numel() == 1 else 1
    assert np.allclose(np.asarray(bias.grad), 1e5 * columns, rtol=1e-6)


def test_the_gradient_of_the_bias_of_a_layer_does_not_drift() -> None:
    line = nn.Linear(1, 2)
    assert line.bias is not None
    (line(autograd.ones(1_000_000, 1)) * 0.1).sum().backward()
    assert np.allclose(np.asarray(line.bias.grad), 1e5, rtol=1e-6)


HALVES = autograd.ones(4000, 3, dtype=autograd.float16)
ZEROS = autograd.zeros(4000, dtype=autograd.int64)
ALTERNATING = (autograd.arange(4000) % 2).reshape(4000, 1) * HALVES
MANY = autograd.ones(70_000, dtype=autograd.float16)


@pytest.mark.parametrize(
    ("compute", "exact"),
    [
        (lambda: HALVES.sum(0), 4000),
        (lambda: HALVES.sum(), 12_000),
        (lambda: HALVES.T.sum(1), 4000),
        (lambda: HALVES.cumsum(0)[-1], 4000),
        (lambda: autograd.einsum("ij->j", HALVES), 4000),
        (lambda: autograd.einsum("ij,ij->j", HALVES, HALVES), 4000),
        (lambda: HALVES.norm(dim=0), 4000**0.5),
        (lambda: (HALVES * 300).norm(dim=0), 300 * 4000**0.5),
        (lambda: (HALVES * 300).T.contiguous().norm(dim=1), 300 * 4000**0.5),
        (lambda: HALVES.norm(1, dim=0), 4000),
        (lambda: (HALVES * 0).softmax(0), 1 / 4000),
        (lambda: (HALVES * 0).log_softmax(0), -np.log(4000)),
        (lambda: (HALVES * 0).logsumexp(0), np.log(4000)),
        (lambda: ALTERNATING.mean(0), 0.5),
        (lambda: F.avg_pool1d((HALVES * 60).T, 4000)[:, 0], 60),
        (lambda: F.adaptive_avg_pool1d((HALVES * 60).T, 1)[:, 0], 60),
        (lambda: F.adaptive_avg_pool1d((HALVES * 60).T, 3)[:, 0], 60),
        (lambda: F.lp_pool1d((HALVES * 3).T, 2, 4000)[:, 0], 3 * 4000**0.5),
        (lambda: ALTERNATING.var(0), 0.25),
        (lambda: ALTERNATING.std(0), 0.5),
        (lambda: (ALTERNATING * 400).std(0), 200),
        (lambda: (ALTERNATING * 1000).std(), 500),
        (lambda: MANY.mean(), 1.0),
        (lambda: (MANY * 3).mean(0, keepdim=True), 3.0),
        (lambda: MANY.var(), 0.0),
        (lambda: F.layer_norm(ALTERNATING.T * 1000, (4000,))[0, :2] * tensor([-1.0, 1.0]), 1.0),
        (lambda: HALVES.T @ HALVES, 4000),
        (lambda: (HALVES[:1000, 0] * 50).norm(3), 500),
        (lambda: autograd.cosine_similarity(HALVES.T * 50, HALVES.T * 50), 1),
        (lambda: (HALVES[:, 0] * 0.999).prod(), 0.99902344**4000),
        (lambda: autograd.zeros(1, dtype=autograd.float16).scatter_add(0, ZEROS, HALVES[:, 0] * 0.1), 400),
        (lambda: F.cross_entropy(autograd.zeros(1, 70_000, dtype=autograd.float16), tensor([0])), np.log(70_000)),
    ],
)
def test_float16_is_added_in_float32(compute: Any, exact: float) -> None:
    found = compute()
    assert np.allclose(np.asarray(found).astype(float), exact, rtol=2e-3, atol=1e-7)
    assert found.dtype in (np.float16, np.float32)


def gradient_of(f: Any, x: Any) -> Any:
    x = x.detach().clone().requires_grad_()
    f(x).backward()
    return np.asarray(x.grad).astype(float)


@pytest.mark.parametrize(
    ("f", "exact"),
    [
        (lambda x: x.mean(), 1 / 70_000),
        (lambda x: x.amax(), 1 / 70_000),
        (lambda x: x.max(), 1 / 70_000),
        (lambda x: x.sum() / 2, 0.5),
        (lambda x: (x * 0).logsumexp(0) + x.mean(), 1 / 70_000),
    ],
)
def test_a_count_above_65504_does_not_make_a_gradient_vanish(f: Any, exact: float) -> None:
    assert np.allclose(gradient_of(f, MANY), exact, rtol=0.01)


def test_the_gradient_of_a_bias_of_halves() -> None:
    bias = autograd.zeros(3, dtype=autograd.float16).requires_grad_()
    (HALVES + bias).sum().backward()
    assert bias.grad is not None
    assert bias.grad.tolist() == [4000.0] * 3
    assert bias.grad.dtype == autograd.float16


def test_the_gradient_of_one_element_that_is_chosen_often() -> None:
    for dtype, count in ((np.float16, 5000), (np.float32, 2_000_000)):
        x = leaf(np.zeros(1, dtype))
        (x[np.zeros(count, int)] * 0.1).sum().backward()
        assert np.allclose(np.asarray(x.grad).astype(float), count * 0.1, rtol=1e-3 if dtype == np.float16 else 1e-6)


def test_the_gradient_of_a_product_of_halves() -> None:
    x = leaf(np.full(3000, 1.001, np.float16))
    x.prod().backward()
    assert np.allclose(np.asarray(x.grad).astype(float), float(np.float16(1.001)) ** 2999, rtol=5e-3)
