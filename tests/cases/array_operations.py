"""Cases of each array operation of the engine: calls, and the arrays to differentiate at."""

from __future__ import annotations

import numpy as np

import autograd
import nn.functional as F
from autograd.extend import Geometry
from autograd.rules.families import OPERATIONS
from tests.cases.arrays import Cases, array

INDEX = np.array([[0, 2, 1, 2], [1, 1, 0, 2]])
MASK = np.array([[True, False, True, False], [False, True, True, False], [True, True, False, False]])
BATCH = (array(2, 3, 4), array(2, 4, 5, seed=1))
A = (array(3, 4),)
POOL = Geometry((2, 2), (2, 2), ((0, 0), (0, 0)), (1, 1))
WINDOWS = Geometry((2, 3), (2, 1), ((1, 0), (1, 1)), (1, 1))
# Views, as operations with their arguments.
ROWS_OF_TRANSPOSE = ((OPERATIONS["permute"], ((1, 0),)), (OPERATIONS["getitem"], (1,)))
PART_OF_FLAT = (
    (OPERATIONS["permute"], ((1, 0),)),
    (OPERATIONS["reshape"], ((12,),)),
    (OPERATIONS["getitem"], (slice(2, 7),)),
)
WELL = array(3, 3) + 3 * np.eye(3)  # far from singular

CASES: Cases = {
    "reshape": [(lambda x: x.reshape(2, -1), A), (lambda x: autograd.reshape(x, (12,)), A)],
    "expand": [(lambda x: x.expand(2, 3, 4), (array(3, 1),)), (lambda x: x.expand(-1, 4), (array(3, 1),))],
    "sum_to": [
        (lambda x: OPERATIONS["sum_to"](x, (1, 4)), A),
        (lambda x: OPERATIONS["sum_to"](x, (4,)), A),
        (lambda x: OPERATIONS["sum_to"](x, ()), A),
    ],
    "squeeze": [(lambda x: x.squeeze(), (array(3, 1, 2, 1),)), (lambda x: x.squeeze(1), (array(3, 1, 2, 1),))],
    "unsqueeze": [(lambda x: x.unsqueeze(1), A), (lambda x: x.unsqueeze(-1), A)],
    "transpose": [(lambda x: x.transpose(0, 2), (array(2, 3, 4),)), (lambda x: x.T, A)],
    "mT": [(lambda x: x.mT, (array(2, 3, 4),))],
    "permute": [(lambda x: x.permute(2, 0, 1), (array(2, 3, 4),)), (lambda x: x.permute(-1, 0, 1), (array(2, 3, 4),))],
    "flip": [(lambda x: x.flip(0), A), (lambda x: x.flip(0, 1), A)],
    "roll": [(lambda x: x.roll(1, 0), A), (lambda x: x.roll((1, 2), (0, 1)), A), (lambda x: x.roll(2), A)],
    "tril": [(lambda x: x.tril(), A), (lambda x: x.tril(-1), A)],
    "triu": [(lambda x: x.triu(), A), (lambda x: x.triu(1), A)],
    "cat": [
        (lambda x, y: autograd.cat([x, y], 1), (array(3, 2), array(3, 4, seed=1))),
        (lambda x: autograd.cat([x, x], dim=-1), A),
    ],
    "stack": [
        (lambda x, y: autograd.stack([x, y], 1), (array(3, 2), array(3, 2, seed=1))),
        (lambda x, y: autograd.stack([x, y], -1), (array(3, 2), array(3, 2, seed=1))),
    ],
    "cbrt": [(lambda x: OPERATIONS["cbrt"](x), A)],
    "clone": [(lambda x: x.clone(), A)],
    "cast": [(lambda x: x.float().double(), A)],
    "flatten": [(lambda x: x.flatten(1), (array(2, 3, 2),)), (lambda x: x.flatten(0, 1), (array(2, 3, 2),))],
    "movedim": [(lambda x: x.movedim(0, -1), (array(2, 3, 4),))],
    "split": [(lambda x: x.split(2, 1)[1] * x.split([1, 3], 1)[0], A)],
    "chunk": [(lambda x: x.chunk(2, 1)[0] * x.chunk(2, 1)[1], A)],
    "unbind": [(lambda x: x.unbind(1)[0] * x.unbind(1)[2], A)],
    "tile": [(lambda x: x.tile(2, 1, 3), (array(2, 2),)), (lambda x: x.tile(2), (array(2, 2),))],
    "sum": [
        (lambda x: x.sum(), A), (lambda x: x.sum(0), A), (lambda x: x.sum(-1, keepdim=True), A),
        (lambda x: x.sum((0, 2)), (array(2, 3, 4),)), (lambda x: autograd.sum(x, axis=1, keepdims=True), A),
    ],
    "mean": [(lambda x: x.mean(), A), (lambda x: x.mean(1), A), (lambda x: x.mean((0, 1), keepdim=True), A)],
    "var": [
        (lambda x: x.var(), A), (lambda x: x.var(0), A), (lambda x: x.var(1, unbiased=False), A),
        (lambda x: x.var((0, 2), keepdim=True), (array(2, 3, 4),)),
    ],
    "std": [(lambda x: x.std(), A), (lambda x: x.std(1, keepdim=True), A), (lambda x: x.std(0, correction=0), A)],
    "amax": [(lambda x: x.amax(), A), (lambda x: x.amax(1), A), (lambda x: x.amax((0, 1), keepdim=True), A)],
    "amin": [(lambda x: x.amin(), A), (lambda x: x.amin(0, keepdim=True), A)],
    "max": [(lambda x: x.max(), A), (lambda x: x.max(1).values, A), (lambda x: x.max(0, keepdim=True)[0], A)],
    "min": [(lambda x: x.min(), A), (lambda x: x.min(1).values, A)],
    "prod": [
        (lambda x: x.prod(), (array(3, 2),)), (lambda x: x.prod(1), A), (lambda x: x.prod(0, keepdim=True), A),
        (lambda x: x.prod(), (np.array([1.5, 0.0, -0.7]),)), (lambda x: x.prod((0, 2)), (array(2, 3, 2),)),
        (lambda x: x.prod((-1, 0), keepdim=True), (np.array([[[1.5, 0.0], [2.0, 3.0]], [[0.0, -0.7], [0.0, 0.5]]]),)),
        (lambda x: x.prod(1), (np.array([[1.5, 0.0, -0.7], [0.0, 0.0, 2.0], [1.0, 2.0, 3.0]]),)),
        (lambda x: x.prod(0), (np.array([[1.5, 0.0], [0.0, 0.0], [1.0, 2.0]]),)),
    ],
    "cumsum": [(lambda x: x.cumsum(0), A), (lambda x: x.cumsum(-1), A)],
    "logsumexp": [(lambda x: x.logsumexp(1), A), (lambda x: x.logsumexp(), A), (lambda x: x.logsumexp(0, True), A)],
    "softmax": [(lambda x: x.softmax(1), A), (lambda x: x.softmax(0), A), (lambda x: x.softmax(-1), A)],
    "log_softmax": [(lambda x: x.log_softmax(1), A), (lambda x: x.log_softmax(0), A)],
    "euclidean_norm": [
        (lambda x: OPERATIONS["euclidean_norm"](x), A),
        (lambda x: OPERATIONS["euclidean_norm"](x, 1, keepdim=True), A),
    ],
    "norm": [
        (lambda x: x.norm(), A), (lambda x: x.norm(1, 0), A), (lambda x: x.norm(3, 1), A),
        (lambda x: x.norm(np.inf, 1), A), (lambda x: x.norm(-np.inf), A), (lambda x: x.norm(p=2, dim=0), A),
    ],
    "matmul": [
        (lambda x, y: x @ y, (array(3, 4), array(4, 2, seed=1))),
        (lambda x, y: x @ y, (array(4), array(4, seed=1))),
        (lambda x, y: x @ y, (array(3, 4), array(4, seed=1))),
        (lambda x, y: x @ y, (array(4), array(4, 2, seed=1))),
        (lambda x, y: x @ y, BATCH),
        (lambda x, y: x @ y, (array(2, 3, 4), array(4, 2, seed=1))),
        (lambda x, y: x @ y, (array(3, 4), array(2, 4, 2, seed=1))),
        (lambda x, y: x @ y, (array(4), array(2, 4, 2, seed=1))),
        (lambda x, y: x @ y, (array(2, 3, 4), array(4, seed=1))),
        (lambda x, y: x @ y, (array(2, 1, 2, 3), array(3, 3, 2, seed=1))),
    ],
    "linear": [
        (F.linear, (array(5, 3), array(2, 3, seed=1), array(2, seed=2))),
        (F.linear, (array(5, 3), array(2, 3, seed=1))),
        (F.linear, (array(3), array(2, 3, seed=1), array(2, seed=2))),
        (F.linear, (array(2, 2, 3), array(2, 3, seed=1), array(2, seed=2))),
    ],
    "dot": [(lambda x, y: x.dot(y), (array(4), array(4, seed=1)))],
    "mm": [(lambda x, y: x.mm(y), (array(3, 4), array(4, 2, seed=1)))],
    "bmm": [(lambda x, y: x.bmm(y), BATCH)],
    "mv": [(lambda x, y: x.mv(y), (array(3, 4), array(4, seed=1)))],
    "outer": [(lambda x, y: x.outer(y), (array(3), array(2, seed=1)))],
    "sort": [(lambda x: x.sort(1).values, A), (lambda x: x.sort(0, descending=True)[0], A)],
    "topk": [(lambda x: x.topk(2).values, A), (lambda x: x.topk(2, 0, largest=False)[0], A)],
    "diag": [
        (lambda x: x.diag(), (array(4, 3),)), (lambda x: x.diag(1), (array(3, 4),)), (lambda x: x.diag(), (array(3),)),
        (lambda x: x.diag(-1), (array(3),)),
    ],
    "trace": [(lambda x: x.trace(), (array(3, 3),))],
    "vstack": [(lambda x, y: autograd.vstack([x, y]), (array(3), array(2, 3, seed=1)))],
    "hstack": [
        (lambda x, y: autograd.hstack([x, y]), (array(3), array(2, seed=1))),
        (lambda x, y: autograd.hstack([x, y]), (array(3, 1), array(3, 2, seed=1))),
    ],
    "repeat": [(lambda x: x.repeat(2, 3), (array(2, 2),)), (lambda x: x.repeat(2, 1, 2), (array(2, 2),))],
    "matrix_norm": [
        (lambda x: autograd.linalg.norm(x), A), (lambda x: autograd.linalg.norm(x, 1), A),
        (lambda x: autograd.linalg.norm(x, -np.inf, (0, 2)), (array(2, 3, 4),)),
        (lambda x: autograd.linalg.norm(x, 3, 1), A), (lambda x: autograd.linalg.norm(x, "fro", keepdim=True), A),
    ],
    "inv": [(lambda x: x.inv(), (WELL,)), (lambda x: autograd.linalg.inv(x), (np.stack([WELL, 2 * WELL.T]),))],
    "det": [(lambda x: x.det(), (WELL,)), (lambda x: x.det(), (np.stack([WELL, 2 * WELL.T]),))],
    "solve": [(autograd.linalg.solve, (WELL, array(3))), (autograd.linalg.solve, (WELL, array(3, 2)))],
    "einsum_of": [(lambda x, y: autograd.einsum("ij,jk->ik", x, y), (array(3, 4), array(4, 2, seed=1)))],
    "einsum": [
        (lambda x, y: autograd.einsum("bij,bjk", x, y), BATCH),
        (lambda x, y: autograd.einsum("...ij,jk->...ik", x, y), (array(2, 3, 4), array(4, 2, seed=1))),
        (lambda x, y: autograd.einsum("i,j->ij", x, y), (array(3), array(2, seed=1))),
        (lambda x: autograd.einsum("ij->j", x), A),
        (lambda x: autograd.einsum("ij->", x), A),
        (lambda x: autograd.einsum("ii->i", x), (array(3, 3),)),
        (lambda x: autograd.einsum("ii", x), (array(3, 3),)),
        (lambda x, y: autograd.einsum("i,i", [x, y]), (array(3), array(3, seed=1))),
        (lambda x, y, z: autograd.einsum("ij,jk,kl->il", x, y, z), (array(2, 3), array(3, 2, seed=1), array(2, 2))),
    ],
    "getitem": [
        (lambda x: x[1], A), (lambda x: x[:, 1:3], A), (lambda x: x[..., -1], A), (lambda x: x[None, ::2], A),
        (lambda x: x[[0, 2, 0]], A), (lambda x: x[np.array([0, 0, 1]), np.array([1, 1, 2])], A),
        (lambda x: x[autograd.tensor(MASK)], A), (lambda x: x[:, autograd.tensor([0, 3, 3])], A),
        (lambda x: x[x > 0], A),
    ],
    "put_at": [(lambda x: OPERATIONS["put_at"](x, (5, 4), np.array([0, 2, 0])), A)],
    "copy_slices": [
        (lambda x, y: OPERATIONS["copy_slices"](x, y, ROWS_OF_TRANSPOSE), (array(3, 4), array(3, seed=1))),
        (lambda x, y: OPERATIONS["copy_slices"](x, y, PART_OF_FLAT), (array(3, 4), array(5, seed=1))),
    ],
    "setitem": [
        (lambda x, v: OPERATIONS["setitem"](x, (slice(None), 1), v), (array(3, 4), array(3, seed=1))),
        (lambda x, v: OPERATIONS["setitem"](x, 1, v), (array(3, 4), array(1, seed=1))),
    ],
    "where": [
        (lambda x, y: autograd.where(autograd.tensor(MASK), x, y), (array(3, 4), array(4, seed=1))),
        (lambda x: autograd.where(x > 0, x * x, 2.0), A),
    ],
    "masked_fill": [(lambda x: x.masked_fill(autograd.tensor(MASK), -7.0), A)],
    "gather": [(lambda x: x.gather(1, autograd.tensor(INDEX)), A), (lambda x: x.gather(0, autograd.tensor(INDEX)), A)],
    "scatter_add": [
        (lambda x, s: x.scatter_add(0, autograd.tensor(INDEX), s), (array(3, 4), array(2, 4, seed=1))),
    ],
    "index_select": [(lambda x: x.index_select(1, autograd.tensor([0, 0, 3])), A)],
    "cosine_similarity": [
        (lambda x, y: autograd.cosine_similarity(x, y), (array(3, 4), array(3, 4, seed=1))),
        (lambda x, y: F.cosine_similarity(x, y, dim=0), (array(3, 4), array(3, 4, seed=1))),
    ],
    "vecdot": [
        (OPERATIONS["vecdot"], (array(3, 4), array(3, 4, seed=1))),
        (lambda x, y: OPERATIONS["vecdot"](x, y, dim=0), (array(3, 4), array(3, 1, seed=1))),
        (lambda x, y: OPERATIONS["vecdot"](x, y, dim=1), (array(2, 3, 4), array(3, 4, seed=1))),
    ],
    "conv": [
        (F.conv2d, (array(2, 3, 5, 4), array(4, 3, 3, 2, seed=1), array(4, seed=2))),
        (F.conv1d, (array(2, 3, 5), array(4, 3, 3, seed=1), array(4, seed=2))),
        (F.conv3d, (array(1, 1, 3, 2, 3), array(2, 1, 2, 2, 2, seed=1), array(2, seed=2))),
        (lambda x, w: F.conv2d(x, w, stride=2, padding=1), (array(1, 2, 5, 6), array(3, 2, 3, 3, seed=1))),
        (lambda x, w: F.conv2d(x, w, groups=2, dilation=(1, 2)), (array(2, 4, 4, 5), array(4, 2, 2, 2, seed=1))),
        (lambda x, w: F.conv2d(x, w, padding="same"), (array(2, 4, 3), array(3, 2, 2, 3, seed=1))),
    ],
    "unfold_windows": [(lambda x: F.unfold(x, (2, 3), 1, 1, 2), (array(1, 2, 4, 5),))],
    "fold_windows": [(lambda x: F.fold(x, (3, 4), 2), (array(1, 4, 6),))],
    "sum_windows": [
        (lambda x: F.avg_pool2d(x, 3, 2, 1), (array(1, 2, 5, 4),)),
        (lambda x: F.avg_pool1d(x, 2, ceil_mode=True), (array(2, 5),)),
        (lambda x: F.avg_pool3d(x, (1, 2, 2)), (array(1, 2, 4, 2),)),
    ],
    "spread_over_windows": [
        (lambda x: OPERATIONS["spread_over_windows"](x, (1, 1, 4, 4), POOL), (array(1, 1, 2, 2),)),
    ],
    "conv_to_image": [
        (lambda y, w: F.conv_transpose2d(y, w, stride=2), (array(1, 2, 3, 2), array(2, 2, 2, 3, seed=1))),
        (
            lambda y, w: OPERATIONS["conv_to_image"](y, w, (1, 2, 4, 4), WINDOWS),
            (array(1, 3, 2, 4), array(3, 2, 2, 3, seed=1)),
        ),
    ],
    "conv_to_weight": [
        (
            lambda x, y: OPERATIONS["conv_to_weight"](x, y, (3, 2, 2, 3), WINDOWS),
            (array(1, 2, 4, 4), array(1, 3, 2, 4, seed=1)),
        ),
    ],
    "pick_at_max": [
        (lambda x: F.max_pool2d(x, 2), (array(2, 2, 4, 4),)),
        (lambda x: F.max_pool2d(x, 3, 2, 1), (array(1, 2, 5, 5),)),
        (lambda x: F.max_pool1d(x, 3, 2, 1), (array(2, 5),)),
        (lambda x: F.max_pool3d(x, 2, 1), (array(1, 3, 2, 3),)),
        (lambda x: F.max_pool2d(x, (2, 3), (1, 2), dilation=(2, 1), ceil_mode=True), (array(1, 1, 5, 6),)),
        (lambda x: F.max_pool2d(x * x, 2, 1), (array(1, 4, 3),)),
        (
            lambda v: OPERATIONS["pick_at_max"](v, autograd.tensor(array(1, 2, 4, 4, seed=3)).to(v), POOL),
            (array(1, 2, 4, 4),),
        ),
    ],
    "spread_to_max": [
        (
            lambda u: OPERATIONS["spread_to_max"](u, autograd.tensor(array(1, 2, 4, 4, seed=3)).to(u), POOL),
            (array(1, 2, 2, 2),),
        ),
    ],
    "standardize": [
        (lambda x: F.layer_norm(x, (4,)), A),
        (
            lambda x, w, b: F.layer_norm(x, (3, 4), w, b, 0.1),
            (array(2, 3, 4), array(3, 4, seed=1), array(3, 4, seed=2)),
        ),
    ],
    "t": [(autograd.t, (array(3, 2),))],
    "meshgrid": [
        (lambda x, y: autograd.meshgrid(x, y)[0] * autograd.meshgrid(x, y, indexing="xy")[1].T,
         (array(3), array(3, seed=1))),
    ],
}  # fmt: skip
