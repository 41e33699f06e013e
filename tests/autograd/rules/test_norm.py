"""Norms of vectors and matrices, whose singular values are known."""

from __future__ import annotations

import math
from typing import Any

import pytest

import autograd
from autograd import linalg
from tests.helpers import leaf64, tensor64

M = tensor64([[0.0, 3.0], [4.0, 0.0]])  # singular values 4 and 3


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: M.norm("nuc"), 7),
        (lambda: M.norm("nuc", dim=(0, 1), keepdim=True), [[7]]),
        (lambda: M.reshape(1, 2, 2).norm("nuc", dim=(1, 2)), [7]),
        (lambda: M.norm(), 5),
        (lambda: M.norm(1, 0), [4, 3]),
        (lambda: linalg.matrix_norm(M, 2), 4),
        (lambda: linalg.matrix_norm(M, -2, keepdim=True), [[3]]),
        (lambda: linalg.matrix_norm(M, math.inf, axis=(0, 1)), 4),
        (lambda: linalg.matrix_norm(M, -1, keepdims=True), [[3]]),
        (lambda: linalg.norm(M, "nuc"), 7),
        (lambda: linalg.slogdet(M).logabsdet, math.log(12)),
        (lambda: linalg.matrix_power(M, 2), [[12, 0], [0, 12]]),
        (lambda: linalg.matrix_power(M, 0), [[1, 0], [0, 1]]),
        (lambda: linalg.matrix_exp(autograd.zeros(2, 2)), [[1, 0], [0, 1]]),
        (lambda: linalg.matrix_exp(autograd.zeros(2, 2), out=autograd.ones(2, 2)), [[1, 0], [0, 1]]),
    ],
)
def test_values(call: Any, expected: Any) -> None:
    found = call().tolist()
    assert found == (pytest.approx(expected) if isinstance(expected, float | int) else expected) or found == [
        pytest.approx(row) for row in expected
    ]


def test_the_gradient_of_the_nuclear_norm_is_an_orthogonal_matrix() -> None:
    x = leaf64([[0.0, 3.0], [4.0, 0.0]])
    x.norm("nuc").backward()
    assert [pytest.approx(row, abs=1e-12) for row in x.grad.tolist()] == [[0, 1], [1, 0]]


def test_a_nuclear_norm_needs_two_dimensions() -> None:
    with pytest.raises(ValueError, match="expected two dimensions"):
        M.norm("nuc", dim=0)
