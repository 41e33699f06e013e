"""Losses with a margin: right answers should be better than wrong ones by at least that much."""

from __future__ import annotations

from collections.abc import Callable

from autograd import Tensor
from nn import functional as F
from nn.losses.base import Loss, WeightedLoss


class HingeEmbeddingLoss(Loss):
    """input where target is 1, and max(0, margin − input) where it is −1.

    Args:
        margin: how far apart other pairs should be.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> HingeEmbeddingLoss()(tensor([0.2, 0.2]), tensor([1, -1]))
    tensor(0.5000)
    """

    def __init__(
        self,
        margin: float = 1.0,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.hinge_embedding_loss(input, target, margin=self.margin, reduction=self.reduction)


class CosineEmbeddingLoss(Loss):
    """1 − cos where target is 1, and max(0, cos − margin) where it is −1: inputs (N, D), target (N,).

    Args:
        margin: the largest cosine that other pairs should have.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the pairs, or "none".

    >>> from autograd import tensor
    >>> CosineEmbeddingLoss()(tensor([[1.0, 0.0]]), tensor([[0.0, 1.0]]), tensor([1]))
    tensor(1.)
    """

    def __init__(
        self,
        margin: float = 0.0,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.cosine_embedding_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)


class MarginRankingLoss(Loss):
    """max(0, −target · (input1 − input2) + margin), for targets 1 and −1.

    Args:
        margin: by how much one score should be higher.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> MarginRankingLoss()(tensor([1.0]), tensor([3.0]), tensor([1]))
    tensor(2.)
    """

    def __init__(
        self,
        margin: float = 0.0,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.margin_ranking_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)


class MultiMarginLoss(WeightedLoss):
    """Σ max(0, margin − input[class] + input[other])ᵖ / C over the other classes: input (N, C), target (N,).

    Args:
        p: 1 or 2.
        margin: by how much the score of the class should be the highest.
        weight: a weight for each class, (C,).
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    >>> from autograd import tensor
    >>> MultiMarginLoss()(tensor([[0.1, 0.2, 0.4]]), tensor([2]))
    tensor(0.5000)
    """

    def __init__(
        self,
        p: int = 1,
        margin: float = 1.0,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(weight, size_average, reduce, reduction)
        self.p, self.margin = p, margin

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.multi_margin_loss(
            input,
            target,
            p=self.p,
            margin=self.margin,
            weight=self.weight,
            reduction=self.reduction,
        )


class MultiLabelMarginLoss(Loss):
    """Σ max(0, 1 − input[label] + input[other]) / C over the labels and the other classes: input and target (N, C).

    Args:
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    >>> from autograd import tensor
    >>> MultiLabelMarginLoss()(tensor([[0.1, 0.2, 0.4, 0.8]]), tensor([[3, 0, -1, 1]]))
    tensor(0.8500)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.multilabel_margin_loss(input, target, reduction=self.reduction)


class TripletMarginLoss(Loss):
    """max(0, d(anchor, positive) − d(anchor, negative) + margin), where d is the p-norm of the difference.

    Args:
        margin: by how much the positive should be closer.
        p: the exponent of the norm.
        eps: added to each difference.
        swap: use the distance from the positive to the negative where that is smaller.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    >>> from autograd import tensor
    >>> TripletMarginLoss(margin=3.0)(tensor([0.0]), tensor([1.0]), tensor([3.0]))
    tensor(1.)
    """

    def __init__(
        self,
        margin: float = 1.0,
        p: float = 2.0,
        eps: float = 1e-6,
        swap: bool = False,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.margin, self.p, self.eps, self.swap = margin, p, eps, swap

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        """Return the loss."""
        return F.triplet_margin_loss(
            anchor,
            positive,
            negative,
            margin=self.margin,
            p=self.p,
            eps=self.eps,
            swap=self.swap,
            reduction=self.reduction,
        )


class TripletMarginWithDistanceLoss(Loss):
    """max(0, d(anchor, positive) − d(anchor, negative) + margin) for any distance d.

    Args:
        distance_function: d. By default `nn.functional.pairwise_distance`.
        margin: by how much the positive should be closer, above 0.
        swap: use the distance from the positive to the negative where that is smaller.
        reduction: "mean" or "sum" over the samples, or "none".

    >>> from autograd import tensor
    >>> loss = TripletMarginWithDistanceLoss(distance_function=lambda x, y: (x - y).abs(), margin=3.0)
    >>> loss(tensor([0.0]), tensor([1.0]), tensor([3.0]))
    tensor(1.)
    """

    def __init__(
        self,
        *,
        distance_function: Callable[[Tensor, Tensor], Tensor] | None = None,
        margin: float = 1.0,
        swap: bool = False,
        reduction: str = "mean",
    ) -> None:
        super().__init__(reduction=reduction)
        self.distance_function, self.margin, self.swap = distance_function, margin, swap

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        """Return the loss."""
        return F.triplet_margin_with_distance_loss(
            anchor,
            positive,
            negative,
            distance_function=self.distance_function,
            margin=self.margin,
            swap=self.swap,
            reduction=self.reduction,
        )
