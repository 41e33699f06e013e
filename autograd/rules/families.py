"""Import every family of array operations, so that `OPERATIONS` and `COMPOSITES` are complete."""

from autograd.rules import (
    arrange,
    compare,
    conv,
    einsum,
    extremes,
    index,
    join,
    linalg,
    matmul,
    norm,
    numpy_forms,
    pool,
    reduce,
    shape,
    softmax,
    sort,
)

__all__ = [
    "arrange",
    "compare",
    "conv",
    "einsum",
    "extremes",
    "index",
    "join",
    "linalg",
    "matmul",
    "norm",
    "numpy_forms",
    "pool",
    "reduce",
    "shape",
    "softmax",
    "sort",
]
