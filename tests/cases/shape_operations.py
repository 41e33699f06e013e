"""Cases of views, splits, stacks, and of reading and writing at indices."""

from __future__ import annotations

import numpy as np

import autograd
from autograd.rules.families import OPERATIONS
from tests.cases.arrays import Cases, array

V, M = (array(4),), (array(2, 3),)
PAIR = (array(3), array(2, seed=1))
ROWS = (array(2, 3), array(2, 3, seed=1))
MASK = np.array([[True, False, True], [False, True, False]])

CASES: Cases = {
    "select": [(lambda x: x.select(1, 0), M)],
    "narrow": [(lambda x: x.narrow(1, -2, 1), M)],
    "unflatten": [(lambda x: x.unflatten(0, (2, -1)), V)],
    "ravel": [(lambda x: x.ravel(), M)],
    "diagonal": [(lambda x: x.diagonal(1), M)],
    "put_diagonal": [(lambda x: OPERATIONS["put_diagonal"](x, (3, 3), 1, 0, 1), (array(2),))],
    "diag_embed": [(lambda x: x.diag_embed(-1), M)],
    "diagflat": [(lambda x: x.diagflat(), (array(2),))],
    "unfold": [(lambda x: x.unfold(0, 2, 1), V)],
    "add_windows": [(lambda x: OPERATIONS["add_windows"](x, (4,), 0, 2, 1), (array(3, 2),))],
    "as_strided": [(lambda x: x.as_strided((2, 2), (1, 2)), V)],
    "select_scatter": [(lambda x, y: x.select_scatter(y, 0, 1), (array(2, 3), array(3, seed=1)))],
    "slice_scatter": [(lambda x, y: x.slice_scatter(y, 1, 1), (array(2, 3), array(2, 2, seed=1)))],
    "diagonal_scatter": [(lambda x, y: x.diagonal_scatter(y), (array(2, 3), array(2, seed=1)))],
    "constant_pad_nd": [(lambda x: autograd.constant_pad_nd(x, (1, -1), 0.5), M)],
    "sum_to_size": [(lambda x: x.sum_to_size(1, 3), M)],
    "tensor_split": [(lambda x: x.tensor_split(2)[0] * x.tensor_split([2])[1], V)],
    "hsplit": [(lambda x: x.hsplit(3)[1], M)],
    "vsplit": [(lambda x: x.vsplit(2)[1], M)],
    "dsplit": [(lambda x: x.dsplit(2)[1], (array(1, 2, 2),))],
    "split_with_sizes": [(lambda x: x.split_with_sizes([1, 3])[1], V)],
    "atleast_1d": [(lambda x: autograd.atleast_1d(x.sum()), V)],
    "atleast_2d": [(lambda x: autograd.atleast_2d(x), V)],
    "atleast_3d": [(lambda x: autograd.atleast_3d(x), V)],
    "column_stack": [(lambda x: autograd.column_stack([x, x * x]), V)],
    "dstack": [(lambda x, y: autograd.dstack([x, y]), ROWS)],
    "block_diag": [(lambda x, y: autograd.block_diag(x, y), (array(1, 2), array(2, seed=1)))],
    "cartesian_prod": [(lambda x, y: autograd.cartesian_prod(x, y), PAIR)],
    "combinations": [(lambda x: autograd.combinations(x), (array(3),))],
    "broadcast_tensors": [(lambda x, y: autograd.broadcast_tensors(x, y)[0], (array(3), array(2, 3, seed=1)))],
    "fliplr": [(lambda x: x.fliplr(), M)],
    "flipud": [(lambda x: x.flipud(), M)],
    "rot90": [(lambda x: x.rot90(), M)],
    "repeat_interleave": [(lambda x: x.repeat_interleave(2, 0), M)],
    "msort": [(lambda x: x.msort(), M)],
    "scatter": [(lambda x, y: x.scatter(0, autograd.tensor([2, 0]), y), PAIR)],
    "scatter_product": [
        (lambda x, y: OPERATIONS["scatter_product"](x, 0, autograd.tensor([1, 1]), y), (array(2), array(2, seed=1))),
    ],
    "scatter_extreme": [
        (lambda x, y: OPERATIONS["scatter_extreme"](x, 0, autograd.tensor([1, 1]), y, True, True), PAIR),
        (lambda x, y: OPERATIONS["scatter_extreme"](x, 0, autograd.tensor([1, 1]), y, False, False), PAIR),
    ],
    "scatter_reduce": [
        (lambda x, y: x.scatter_reduce(0, autograd.tensor([1, 1]), y, "prod"), PAIR),
        (lambda x, y: x.scatter_reduce(0, autograd.tensor([1, 1]), y, "mean", include_self=False), PAIR),
    ],
    "index_add": [(lambda x, y: x.index_add(0, autograd.tensor([1, 1]), y, alpha=0.5), PAIR)],
    "index_copy": [(lambda x, y: x.index_copy(0, autograd.tensor([2, 0]), y), PAIR)],
    "index_fill": [(lambda x: x.index_fill(1, autograd.tensor([0, 2]), 0.5), M)],
    "index_reduce": [(lambda x, y: x.index_reduce(0, autograd.tensor([1, 1]), y, "amax"), PAIR)],
    "index_put": [(lambda x, y: x.index_put((autograd.tensor([0, 0]),), y, accumulate=True), PAIR)],
    "take": [(lambda x: x.take(autograd.tensor([4, 0, 4])), M)],
    "put": [(lambda x, y: x.put(autograd.tensor([4, 0]), y), (array(2, 3), array(2, seed=1)))],
    "take_along_dim": [(lambda x: x.take_along_dim(autograd.tensor([[0], [2]]), 1), M)],
    "masked_select": [(lambda x: x.masked_select(autograd.tensor(MASK)), M)],
    "masked_scatter": [(lambda x, y: x.masked_scatter(autograd.tensor(MASK), y), (array(2, 3), array(3, seed=1)))],
}  # fmt: skip

# Those whose results are not differentiable.
WITHOUT_GRADIENT = set(
    """argwhere bucketize isin scatter_ties search searchsorted unique_consecutive unique_of unravel_index""".split()
)
