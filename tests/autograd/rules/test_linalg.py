"""Determinants and norms where other formulas divide by zero."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import check_gradients, hessian, linalg, tensor
from tests.helpers import leaf

SINGULAR = {
    "ones": np.ones((3, 3)),
    "1 to 9": np.arange(1.0, 10.0).reshape(3, 3),
    "zeros": np.zeros((3, 3)),
    "one zero": np.diag([1.0, 0.0, 3.0]),
    "one number": np.zeros((1, 1)),
    "rank 1 of 4": np.outer([1.0, 2, 3, 4], [1.0, -1, 2, 0]),
    "tiny": np.eye(3) * 1e-5,
}


@pytest.mark.parametrize("name", SINGULAR)
def test_the_gradient_of_a_determinant_is_the_matrix_of_cofactors(name: str) -> None:
    x = SINGULAR[name]
    n = len(x)
    cofactors = [
        [(-1.0) ** (i + j) * np.linalg.det(np.delete(np.delete(x, i, 0), j, 1)) for j in range(n)] for i in range(n)
    ]
    assert np.allclose(autograd.grad(np.linalg.det)(x), cofactors, atol=1e-12)
    if n < 4:  # of ones of rank 1, the determinants of 3 rows are 0 but for rounding
        assert check_gradients(np.linalg.det, x, order=2).ok


def test_third_derivatives_of_a_determinant_at_zero() -> None:
    """det of 3 × 3 is Σ ± of products of three elements: the third derivative by the diagonal is 1."""
    third = autograd.jacobian(hessian(np.linalg.det))(np.zeros((3, 3)))
    assert third[0, 0, 1, 1, 2, 2] == third[2, 2, 0, 0, 1, 1] == 1
    assert third[0, 1, 1, 0, 2, 2] == -1
    assert np.abs(third).sum() == 36  # 6 products, in 6 orders


def test_a_stack_of_matrices_of_which_one_is_singular() -> None:
    x = leaf(np.stack([np.eye(2), np.zeros((2, 2))]))
    linalg.det(x).sum().backward()
    assert x.grad.tolist() == [np.eye(2).tolist(), np.zeros((2, 2)).tolist()]


@pytest.mark.parametrize(
    ("p", "exact"),
    [
        (0.5, [0.0, 1 + 2 / 3**0.5, -1 - 3**0.5 / 2]),
        (1, [0.0, 1.0, -1.0]),
        (1.5, [0.0, (3 / 5.5843) ** 0.5, -((4 / 5.5843) ** 0.5)]),
        (2, [0.0, 0.6, -0.8]),
        (4, [0.0, 27 / 337**0.75, -64 / 337**0.75]),
        (-1, [0.0, 0.0, 0.0]),
        (np.inf, [0.0, 0.0, -1.0]),
    ],
)
def test_a_norm_with_an_element_that_is_zero(p: float, exact: list[float]) -> None:
    x = leaf(0.0, 3.0, -4.0)
    x.norm(p).backward()
    assert np.allclose(x.grad, exact, rtol=1e-4)


@pytest.mark.parametrize("p", [0.5, 1.5, 2, 3, 4])
def test_second_derivatives_of_a_norm_with_an_element_that_is_zero(p: float) -> None:
    found: Any = hessian(lambda x: autograd.norm(x, p))(np.array([0.0, 3.0, -4.0]))
    assert np.isfinite(found).all()


def test_the_number_of_nonzero_elements_is_floating() -> None:
    assert tensor([0.0, 3.0, -4.0]).norm(0).dtype == autograd.float32


@pytest.mark.parametrize("f", [lambda x: x.trace(), lambda x: x.tril(), lambda x: x.triu(1)])
def test_a_vector_is_no_matrix(f: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        f(tensor([1.0, 2.0]))
