"""Distances between vectors."""

from __future__ import annotations

import numpy as np

import autograd
from autograd import ShapeError, Tensor
from nn.functional.arguments import as_tensor


def pairwise_distance(x1: Tensor, x2: Tensor, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False) -> Tensor:
    """Compute the p-norm of x1 − x2 + eps along the last dimension.

    Args:
        x1: vectors (…, D), floating.
        x2: vectors whose shape broadcasts with x1.
        p: the exponent of the norm.
        eps: added to each difference.
        keepdim: whether the last dimension stays, with size 1.

    Returns:
        The distances (…), or (…, 1).

    >>> from autograd import tensor
    >>> pairwise_distance(tensor([3.0, 4.0]), tensor([0.0, 0.0]))
    tensor(5.0000)
    """
    x1, x2 = as_tensor(x1, "pairwise_distance", "x1"), as_tensor(x2, "pairwise_distance", "x2")
    return (x1 - x2 + eps).norm(p, -1, keepdim)


def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: float = 1e-8) -> Tensor:
    """Compute the cosine of the angle between vectors: x1·x2 / (max(‖x1‖, eps) · max(‖x2‖, eps)) along `dim`.

    Args:
        x1: any shape, floating.
        x2: a Tensor whose shape broadcasts with x1.
        dim: the dimension of the vectors, in the broadcast shape.
        eps: a lower bound of the norms, to avoid division by 0.

    Returns:
        The broadcast shape without `dim`.

    >>> from autograd import tensor
    >>> cosine_similarity(tensor([[1.0, 0.0]]), tensor([[1.0, 1.0]]))
    tensor([0.7071])
    """
    x1, x2 = as_tensor(x1, "cosine_similarity", "x1"), as_tensor(x2, "cosine_similarity", "x2")
    if x1.shape != x2.shape:
        try:
            shape = np.broadcast_shapes(x1.shape, x2.shape)
        except ValueError:
            raise ShapeError(f"cosine_similarity(): shapes {x1.shape} and {x2.shape} do not broadcast") from None
        x1, x2 = x1.expand(shape), x2.expand(shape)
    return autograd.cosine_similarity(x1, x2, dim, eps)


def pdist(input: Tensor, p: float = 2.0) -> Tensor:
    """Compute the p-norm of the difference of each pair of rows.

    Args:
        input: vectors (N, D), floating.
        p: the exponent of the norm.

    Returns:
        The distances (N (N − 1) / 2,): of rows 0 and 1, 0 and 2, …, 1 and 2, ….

    Raises:
        ShapeError: if the input is no matrix.

    >>> from autograd import tensor
    >>> pdist(tensor([[0.0], [1.0], [3.0]]))
    tensor([1., 3., 2.])
    """
    x = as_tensor(input, "pdist", "input")
    if x.ndim != 2:
        raise ShapeError(f"pdist(): expected vectors (N, D), got {x.shape}")
    first, second = np.triu_indices(x.shape[0], 1)
    return (x[first] - x[second]).norm(p, 1)
