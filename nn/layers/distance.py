"""Distances between vectors, as layers."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.module import Module


class CosineSimilarity(Module):
    """The cosine of the angle between vectors along `dim`.

    Args:
        dim: the dimension of the vectors.
        eps: a lower bound of the norms, to avoid division by 0.

    >>> from autograd import tensor
    >>> CosineSimilarity()(tensor([[1.0, 0.0]]), tensor([[1.0, 1.0]]))
    tensor([0.7071])
    """

    def __init__(self, dim: int = 1, eps: float = 1e-8) -> None:
        super().__init__()
        self.dim, self.eps = dim, eps

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        """Return the cosines, of the broadcast shape without `dim`."""
        return F.cosine_similarity(x1, x2, self.dim, self.eps)


class PairwiseDistance(Module):
    """The p-norm of x1 − x2 + eps along the last dimension.

    Args:
        p: the exponent of the norm.
        eps: added to each difference.
        keepdim: whether the last dimension stays, with size 1.

    >>> from autograd import tensor
    >>> PairwiseDistance()(tensor([3.0, 4.0]), tensor([0.0, 0.0]))
    tensor(5.0000)
    """

    def __init__(self, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False) -> None:
        super().__init__()
        self.norm, self.eps, self.keepdim = p, eps, keepdim

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        """Return the distances, (…) for vectors (…, D)."""
        return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)
