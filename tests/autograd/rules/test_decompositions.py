"""Decompositions and systems of equations: what they multiply to, and the shapes of the parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import linalg, tensor
from tests.helpers import leaf64, tensor64

RNG = np.random.default_rng(0)
SHAPES = [(2, 3, 3), (2, 5, 3), (2, 3, 5)]


def product(*factors: Any) -> np.ndarray:
    found = factors[0]
    for factor in factors[1:]:
        found = found @ factor
    result: np.ndarray = found.numpy()
    return result


def orthonormal(columns: Any) -> None:
    np.testing.assert_allclose(product(columns.mT, columns), [np.eye(columns.shape[-1])] * 2, atol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("full", [False, True])
def test_singular_values_and_vectors_multiply_to_the_matrix(shape: tuple[int, ...], full: bool) -> None:
    a, (n, m) = RNG.normal(size=shape), shape[1:]
    k = min(n, m)
    u, s, vh = linalg.svd(tensor64(a), full_matrices=full)
    assert (u.shape, vh.shape) == ((2, n, n if full else k), (2, m if full else k, m))
    np.testing.assert_allclose(product(u[..., :k] * s[:, None], vh[:, :k]), a, atol=1e-12)
    np.testing.assert_allclose(s.numpy(), np.linalg.svd(a, compute_uv=False), rtol=1e-12)
    orthonormal(u)
    orthonormal(vh.mT)
    other = tensor64(a).svd(some=not full)
    assert autograd.allclose(other.S, s) and other.V.shape == vh.mT.shape


def test_singular_values_without_vectors() -> None:
    a = leaf64([[0.0, 3.0, 0.0], [2.0, 0.0, 0.0]])
    found = a.svd(compute_uv=False)
    assert (found.S.tolist(), found.U.tolist(), found.V.shape) == ([3, 2], [[0, 0], [0, 0]], (3, 3))
    assert not found.V.any()
    (found.S.sum() + found.U.sum()).backward()
    np.testing.assert_allclose(a.grad.numpy(), [[0, 1, 0], [1, 0, 0]], atol=1e-15)
    empty = autograd.zeros(0, 2).svd(compute_uv=False)
    assert (empty.U.shape, empty.S.shape, empty.V.shape) == ((0, 0), (0,), (2, 2))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("mode", ["reduced", "complete", "r"])
def test_q_and_r_multiply_to_the_matrix(shape: tuple[int, ...], mode: str) -> None:
    a, (n, m) = RNG.normal(size=shape), shape[1:]
    k = n if mode == "complete" else min(n, m)
    q, r = linalg.qr(tensor64(a), mode)
    assert r.shape == (2, k, m)
    np.testing.assert_allclose(np.tril(r.numpy(), -1), 0, atol=1e-12)
    if mode == "r":
        assert q.shape == (0,)
        np.testing.assert_allclose(product(r.mT, r), np.swapaxes(a, 1, 2) @ a, atol=1e-12)
    else:
        assert q.shape == (2, n, k)
        np.testing.assert_allclose(product(q, r), a, atol=1e-12)
        orthonormal(q)


def test_reflections_multiply_to_an_orthogonal_matrix() -> None:
    v, tau = np.array([[1.0, 0.0], [0.5, 1.0], [-2.0, 3.0]]), np.array([2 / 5.25, 2 / 10])  # 2 / |v|²
    first, second = (np.eye(3) - t * np.outer(c, c) for t, c in zip(tau, v.T))
    expected = first @ second
    np.testing.assert_allclose(
        linalg.householder_product(tensor64(v), tensor64(tau)).numpy(), expected[:, :2], atol=1e-12
    )
    b = RNG.normal(size=(3, 3))
    for left, transpose in ((True, False), (True, True), (False, False), (False, True)):
        factor = expected.T if transpose else expected
        found = tensor64(v).ormqr(tensor64(tau), tensor64(b), left, transpose)
        np.testing.assert_allclose(found.numpy(), factor @ b if left else b @ factor, atol=1e-12)


A = np.array([[4.0, 2.0], [2.0, 3.0]])


def test_cholesky_factors_solve_and_invert() -> None:
    factor = autograd.cholesky(tensor64(A))
    np.testing.assert_allclose(product(factor, factor.T), A, rtol=1e-12)
    assert autograd.allclose(tensor64(A).cholesky(upper=True), factor.T)
    b = tensor64([[2.0], [5.0]])
    for upper in (False, True):
        given = factor.T if upper else factor
        np.testing.assert_allclose(
            product(tensor64(A), autograd.cholesky_solve(b, given, upper)), b.numpy(), rtol=1e-12
        )
        np.testing.assert_allclose(product(tensor64(A), autograd.cholesky_inverse(given, upper)), np.eye(2), atol=1e-12)


def test_factors_of_lu_solve_from_either_side() -> None:
    a, b = RNG.normal(size=(3, 3)), RNG.normal(size=(3, 2))
    factors, pivots = linalg.lu_factor(tensor64(a))
    for adjoint in (False, True):
        given = a.T if adjoint else a
        found = linalg.lu_solve(factors, pivots, tensor64(b), adjoint=adjoint)
        np.testing.assert_allclose(given @ found.numpy(), b, atol=1e-12)
        found = linalg.lu_solve(factors, pivots, tensor64(b.T), left=False, adjoint=adjoint)
        np.testing.assert_allclose(found.numpy() @ given, b.T, atol=1e-12)


def test_the_pseudoinverse_leaves_out_small_singular_values() -> None:
    a = tensor64(np.diag([4.0, 0.5, 0.0]))
    assert linalg.pinv(a).numpy().diagonal().tolist() == pytest.approx([0.25, 2, 0])
    for settings in (
        {"atol": 1.0},
        {"rtol": 0.2},
        {"rcond": 0.2},
        {"atol": tensor64(1.0)},
        {"atol": 1.0, "rtol": 0.01},
    ):
        assert linalg.pinv(a, **settings).numpy().diagonal().tolist() == pytest.approx([0.25, 0, 0])
    lower = tensor64(np.tril(A) + np.triu(np.full((2, 2), 9.0), 1))  # the upper triangle is not read
    np.testing.assert_allclose(linalg.pinv(lower, hermitian=True).numpy(), np.linalg.inv(A), rtol=1e-12)
    assert linalg.pinv(autograd.zeros(0, 2)).shape == (2, 0)


def test_ranks() -> None:
    a = tensor64(np.diag([4.0, 0.5, 0.0]))
    assert linalg.matrix_rank(a).item() == linalg.matrix_rank(a, hermitian=True).item() == 2
    assert [linalg.matrix_rank(a, atol=1.0).item(), linalg.matrix_rank(a, rtol=0.2).item()] == [1, 1]
    assert linalg.matrix_rank(autograd.zeros(2, 0, 3)).tolist() == [0, 0]


@pytest.mark.parametrize("driver", ["gelsy", "gels", "gelsd", "gelss"])
def test_least_squares(driver: str) -> None:
    # The mean of 1, 2 and 6 is 3; the squares of the deviations are 4, 1 and 9.
    found = linalg.lstsq(tensor64(np.full((3, 1), 2.0)), tensor64([[1.0], [2.0], [6.0]]), driver=driver)
    assert found.solution.tolist() == [[pytest.approx(1.5)]]
    assert found.residuals.tolist() == ([] if driver == "gelsy" else [pytest.approx(14)])
    assert found.rank.tolist() == ([] if driver == "gels" else 1)
    assert found.singular_values.tolist() == ([pytest.approx(12**0.5)] if driver in ("gelsd", "gelss") else [])


def test_tensor_equations() -> None:
    a, x = RNG.normal(size=(2, 3, 6)), RNG.normal(size=6)
    np.testing.assert_allclose(linalg.tensorsolve(tensor64(a), tensor64(a @ x)).numpy(), x, rtol=1e-9)
    moved = np.moveaxis(a, 2, 0)
    np.testing.assert_allclose(linalg.tensorsolve(tensor64(moved), tensor64(a @ x), dims=(0,)).numpy(), x, rtol=1e-9)
    inverse = linalg.tensorinv(tensor64(a), ind=2)
    assert inverse.shape == (6, 2, 3)
    np.testing.assert_allclose(np.tensordot(inverse.numpy(), a, 2), np.eye(6), atol=1e-9)


V = tensor64([1.0, 2.0])
E2 = tensor64(np.eye(2))


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: linalg.svd(V), ValueError, r"linalg\.svd\(\): expected matrices"),
        (lambda: linalg.qr(V), ValueError, r"linalg\.qr\(\): expected matrices"),
        (lambda: linalg.qr(E2, "full"), ValueError, "mode 'reduced', 'complete' or 'r', got 'full'"),
        (lambda: linalg.eigh(E2, UPLO="X"), ValueError, "UPLO 'L' or 'U', got 'X'"),
        (lambda: linalg.lu_factor(E2, pivot=False), ValueError, "expected pivot=True"),
        (lambda: linalg.householder_product(tensor64(np.ones((2, 3))), V), ValueError, "expected n ≥ m ≥ k"),
        (lambda: linalg.matrix_exp(tensor64(np.ones((2, 3)))), ValueError, "expected square matrices"),
        (lambda: linalg.matrix_norm(E2, "max"), ValueError, "expected ord 'fro', 'nuc'"),
        (lambda: linalg.matrix_norm(E2, "fro", dim=(0,)), ValueError, "needs two dimensions"),
        (lambda: linalg.multi_dot([E2]), ValueError, "at least two matrices, got 1"),
        (lambda: linalg.tensorinv(E2, ind=0), ValueError, "ind of at least 1, got 0"),
        (lambda: linalg.cross(V, V), ValueError, "cross"),
        (lambda: E2.dot(V), ValueError, r"dot\(\)"),
        (lambda: V.mm(E2), ValueError, r"mm\(\)"),
        (lambda: E2.bmm(E2), ValueError, r"bmm\(\)"),
        (lambda: V.mv(V), ValueError, r"mv\(\): expected a matrix and a vector"),
        (lambda: autograd.tensordot(E2, tensor64(np.ones((3, 2))), 1), ValueError, "tensordot"),
        (lambda: autograd.einsum("ij,jk->iz", E2, E2), ValueError, "'iz' must have letters of the operands"),
        (lambda: autograd.einsum("ii", tensor64(np.ones((2, 3)))), ValueError, "has sizes 2 and 3"),
        (lambda: autograd.einsum("ij,jk", E2, tensor64(np.ones((3, 2)))), ValueError, "dimension 'j' has sizes"),
        (lambda: autograd.einsum("ijk", E2), ValueError, "does not fit an operand of 2 dimension"),
        (lambda: tensor([1.0]).polygamma(-1), ValueError, "an order of at least 0"),
        (lambda: tensor([1.0]).mvlgamma(0), ValueError, "p of at least 1"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
