"""Products of matrices in pieces: the same numbers as NumPy's, for any sizes and memory layouts."""

import math
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd.rules import blas

SIZES = st.sampled_from([1, 3, 8, 10, 17, 64, 100, 128, 300, 1000, 4000])


def _laid_out(rng: np.random.Generator, shape: tuple[int, int], layout: str, dtype: type) -> Any:
    n, m = shape
    if layout == "transposed":
        return rng.standard_normal((m, n)).astype(dtype).T
    if layout == "every other":
        return rng.standard_normal((2 * n, 2 * m)).astype(dtype)[::2, ::2]
    return rng.standard_normal(shape).astype(dtype)


@given(
    n=SIZES, k=SIZES, m=SIZES, dtype=st.sampled_from([np.float32, np.float64]),
    layouts=st.tuples(*[st.sampled_from(["rows", "transposed", "every other"])] * 2), one_thread=st.booleans(),
)  # fmt: skip
def test_pieces_give_the_product(
    n: int, k: int, m: int, dtype: type, layouts: tuple[str, str], one_thread: bool
) -> None:
    if n * k * m > 40_000_000:
        n = 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blas, "has_small_kernels", lambda: True)
        patch.setattr(blas, "_has_one_thread", lambda: one_thread)
        rng = np.random.default_rng(0)
        x, y = _laid_out(rng, (n, k), layouts[0], dtype), _laid_out(rng, (k, m), layouts[1], dtype)
        out = blas.product(x, y)
    assert out.dtype == dtype and out.shape == (n, m)
    bound = 4 * math.sqrt(k) * np.finfo(dtype).eps * (np.abs(x) @ np.abs(y))
    assert np.all(np.abs(out - np.matmul(x.astype(np.float64), y.astype(np.float64))) <= bound + 1e-30)


@pytest.mark.parametrize("shapes", [((64, 784), (784, 128)), ((9, 50_176), (50_176, 8)), ((8, 9), (9, 50_176))])
def test_products_of_these_sizes_are_cut(shapes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blas, "has_small_kernels", lambda: True)
    sizes: list[int] = []
    matmul = np.matmul

    def recorded(x: Any, y: Any, **settings: Any) -> Any:
        sizes.append(x.shape[-2] * x.shape[-1] * y.shape[-1])
        return matmul(x, y, **settings)

    monkeypatch.setattr(np, "matmul", recorded)
    blas.product(np.ones(shapes[0], np.float32), np.ones(shapes[1], np.float32))
    assert sizes and max(sizes) <= 1_000_000


@pytest.mark.parametrize("shapes", [((1001, 16_017), (16_017, 1001)), ((400, 6401), (6401, 400))])
def test_large_results_are_not_sums_of_many_pieces(shapes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blas, "has_small_kernels", lambda: True)
    monkeypatch.setattr(blas, "_has_one_thread", lambda: True)
    x, y = (np.ones(shape, np.float32) for shape in shapes)
    tracemalloc.start()
    out = blas.product(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert np.all(out == shapes[0][1]) and peak <= 2 * out.nbytes


def test_other_processors_get_one_product(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blas, "has_small_kernels", lambda: False)
    calls: list[Any] = []
    matmul = np.matmul

    def recorded(x: Any, y: Any) -> Any:
        calls.append(x.shape)
        return matmul(x, y)

    monkeypatch.setattr(np, "matmul", recorded)
    blas.product(np.ones((64, 784)), np.ones((784, 128)))
    assert calls == [(64, 784)]


def test_what_numpy_reports_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def facts(mode: str) -> Any:
        return {"SIMD Extensions": {"found": ["X86_V4"]}, "Build Dependencies": {"blas": {"name": "scipy-openblas"}}}

    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    monkeypatch.setattr(np, "show_config", facts)
    assert blas.has_small_kernels.__wrapped__()
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    assert not blas.has_small_kernels.__wrapped__()
    monkeypatch.delenv("OPENBLAS_CORETYPE")
    monkeypatch.setattr(np, "show_config", lambda mode: {})
    assert not blas.has_small_kernels.__wrapped__()


@pytest.mark.parametrize("shape", [(0, 3, 4), (2, 0, 3, 4), (5, 3, 4)])
def test_a_stack_times_a_matrix(shape: tuple[int, ...]) -> None:
    from autograd import tensor

    rng = np.random.default_rng(1)
    x, y = rng.standard_normal(shape), rng.standard_normal((4, 2))
    assert np.allclose(tensor(x) @ tensor(y), x @ y)


@pytest.mark.parametrize("kernels", [False, True])
def test_a_large_stack_times_a_matrix_is_one_product_of_all_rows(
    kernels: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blas, "has_small_kernels", lambda: kernels)
    shapes = []
    matmul = np.matmul

    def recorded(x: Any, y: Any, **settings: Any) -> Any:
        shapes.append(x.shape)
        return matmul(x, y, **settings)

    rng = np.random.default_rng(2)
    x, y = rng.standard_normal((8, 128, 128)), rng.standard_normal((128, 32))
    expected = x @ y
    monkeypatch.setattr(np, "matmul", recorded)
    out = blas.product(x, y)
    assert np.allclose(out, expected) and out.shape == (8, 128, 32)
    assert (8, 128, 128) not in shapes if kernels else shapes == [(1024, 128)]
    assert np.array_equal(blas.product(x.transpose(1, 0, 2), y), matmul(x.transpose(1, 0, 2), y))
