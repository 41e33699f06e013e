"""Stacking, repeating and turning, at values worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import tensor
from tests.helpers import leaf64

X = tensor([[1, 2, 3], [4, 5, 6]])
PAIR: Any = [tensor([1, 2]), tensor([3])]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: autograd.block_diag(tensor([[1, 2]]), tensor([3]), tensor(4))[1:], [[0, 0, 3, 0], [0, 0, 0, 4]]),
        (lambda: autograd.cartesian_prod(tensor([1, 2]), tensor([3])), [[1, 3], [2, 3]]),
        (lambda: autograd.cartesian_prod(tensor([1, 2])), [1, 2]),
        (lambda: autograd.combinations(tensor([1, 2, 3]), 3), [[1, 2, 3]]),
        (lambda: autograd.combinations(tensor([1, 2]), with_replacement=True), [[1, 1], [1, 2], [2, 2]]),
        (lambda: autograd.combinations(tensor([1, 2]), 0), []),
        (lambda: autograd.combinations(tensor([1, 2]), 3), []),
        (lambda: X.fliplr(), [[3, 2, 1], [6, 5, 4]]),
        (lambda: X.flipud(), [[4, 5, 6], [1, 2, 3]]),
        (lambda: X.rot90(), [[3, 6], [2, 5], [1, 4]]),
        (lambda: X.rot90(0), X.tolist()),
        (lambda: X.rot90(2), [[6, 5, 4], [3, 2, 1]]),
        (lambda: X.rot90(3), [[4, 1], [5, 2], [6, 3]]),
        (lambda: X.rot90(-1), [[4, 1], [5, 2], [6, 3]]),
        (lambda: X.rot90(1, [1, 0]), [[4, 1], [5, 2], [6, 3]]),
        (lambda: X.repeat_interleave(2), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]),
        (lambda: X.repeat_interleave(tensor([2, 0, 1]), 1), [[1, 1, 3], [4, 4, 6]]),
        (lambda: X.repeat_interleave(2, 0), [[1, 2, 3], [1, 2, 3], [4, 5, 6], [4, 5, 6]]),
        (lambda: tensor([2, 0, 1]).repeat_interleave(), [0, 0, 2]),
        (lambda: tensor(7).repeat_interleave(2, 0), [7, 7]),
        (lambda: [p.tolist() for p in autograd.unravel_index(tensor([0, 4, 5]), (2, 3))], [[0, 1, 1], [0, 1, 2]]),
        (lambda: autograd.meshgrid(PAIR, indexing="ij")[1], [[3], [3]]),
        (lambda: autograd.narrow(X, 1, 1, 2), [[2, 3], [5, 6]]),
        (lambda: autograd.diag_embed(tensor([1, 2]), offset=1), [[0, 1, 0], [0, 0, 2], [0, 0, 0]]),
        (lambda: autograd.constant_pad_nd(X, (0, 1, 1, 0), 9), [[9, 9, 9, 9], [1, 2, 3, 9], [4, 5, 6, 9]]),
        (lambda: autograd.constant_pad_nd(X, (-1, -1)), [[2], [5]]),
        (lambda: autograd.constant_pad_nd(X, (0, 0)), X.tolist()),
        (lambda: tensor(7).unfold(0, 1, 1), [7]),
        (lambda: X.sum_to_size(1, 3), [[5, 7, 9]]),
        (lambda: X.sum_to_size((2, 1)), [[6], [15]]),
        (lambda: tensor(7).transpose(0, -1), 7),
        (lambda: tensor(7).topk(1).values, 7),
        (lambda: tensor(7).topk(0).values, []),
        (lambda: tensor([2, 0, 2]).bincount(), [1, 0, 2]),
        (lambda: tensor([2, 0, 2]).bincount(tensor([0.5, 1.0, 2.0]), 4), [1, 0, 2.5, 0]),
        (lambda: tensor([3, 1, 3]).unique(return_inverse=True)[1], [1, 0, 1]),
        (lambda: tensor([3, 1, 3]).unique(return_counts=True)[1], [1, 2]),
        (lambda: [x.tolist() for x in tensor([[1, 2], [1, 2]]).unique(dim=0, return_inverse=True)], [[[1, 2]], [0, 0]]),
        (lambda: tensor(0.0).cummax(0).indices, 0),
        (lambda: X.diff(n=0), X.tolist()),
        (lambda: autograd.trapezoid(tensor([[1.0, 3.0], [2.0, 4.0]]), tensor([0.0, 2.0])), [4, 6]),
    ],
)  # fmt: skip
def test_values(call: Any, expected: Any) -> None:
    found = call()
    assert (found if isinstance(found, list) else found.tolist()) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda x: autograd.block_diag(x, x), [[2, 2], [2, 2]]),
        (lambda x: x.rot90(0), [[1, 1], [1, 1]]),
        (lambda x: x.repeat_interleave(tensor([3, 1]), 0), [[3, 3], [1, 1]]),
        (lambda x: autograd.combinations(x[0]), [[1, 1], [0, 0]]),
        (lambda x: autograd.constant_pad_nd(x, (-1, 1)), [[0, 1], [0, 1]]),
    ],
)
def test_the_gradient_counts_the_uses(call: Any, expected: Any) -> None:
    x = leaf64(np.ones((2, 2)))
    call(x).sum().backward()
    assert x.grad.tolist() == expected


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: autograd.block_diag(X.reshape(1, 2, 3)), ValueError, "at most 2 dimensions"),
        (lambda: X[0].fliplr(), ValueError, r"fliplr\(\): expected at least 2 dimensions"),
        (lambda: tensor(1).flipud(), ValueError, r"flipud\(\): expected at least 1 dimension"),
        (lambda: X.rot90(1, [0]), ValueError, "two different dimensions"),
        (lambda: X.repeat(2), ValueError, "a number for each of 2 dimensions"),
        (lambda: X.split(0), ValueError, "split_size must be positive"),
        (lambda: X.split([1, 1], 1), ValueError, "add up to 2, dimension 1 has 3"),
        (lambda: X.chunk(0), ValueError, "chunks must be at least 1"),
        (lambda: X.tensor_split(0), ValueError, "at least 1 part"),
        (lambda: X[0].vsplit(1), ValueError, r"vsplit\(\): expected at least 2 dimension"),
        (lambda: X.hsplit(2), ValueError, "expected a divisor of 3, got 2; use tensor_split"),
        (lambda: X.flatten(1, 0), ValueError, "start_dim 1 comes after end_dim 0"),
        (lambda: X.movedim((0, 1), 0), ValueError, "as many destinations as sources"),
        (lambda: X.reshape(1, 2, 3).t(), ValueError, "at most 2 dimensions"),
        (lambda: X[0].mT, ValueError, "expected at least 2 dimensions, got 1"),
        (lambda: autograd.narrow(X, 1, 2, 2), IndexError, "a range within 3 elements"),
        (lambda: autograd.diag_embed(X, dim1=1, dim2=1), ValueError, "two dimensions, got 1 and 1"),
        (lambda: X.diff(n=-1), ValueError, "n ≥ 0"),
        (lambda: autograd.trapezoid(X.float(), tensor([0.0, 1.0])), ValueError, "expected 3 places in x, got 2"),
        (lambda: autograd.gradient(X.float(), spacing=[1.0, 2.0, 3.0]), ValueError, "expected 2 distances"),
        (lambda: autograd.gradient(tensor([1.0])), ValueError, "expected at least 2 elements"),
        (lambda: X.clamp(), ValueError, "give min, max or both"),
        (lambda: tensor([True]).positive(), TypeError, r"write x\.int\(\)"),
        (lambda: tensor([1]).fmod(0), ZeroDivisionError, "integer division by zero"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
