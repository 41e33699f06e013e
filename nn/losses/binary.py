"""Losses of two classes, or of several that do not exclude each other."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.losses.base import Loss, WeightedLoss, as_buffer


class BCELoss(WeightedLoss):
    """The binary cross-entropy −(target · log input + (1 − target) · log(1 − input)), for probabilities.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none". The
    logarithms are at least −100, as in PyTorch.

    Args:
        weight: multiplies the loss of each element; broadcast to the shape of the input.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    Raises:
        ValueError: when called with an input outside [0, 1].
        ShapeError: when called with shapes that differ.

    >>> from autograd import tensor
    >>> BCELoss()(tensor([0.9, 0.1]), tensor([1.0, 0.0]))
    tensor(0.1054)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.binary_cross_entropy(input, target, weight=self.weight, reduction=self.reduction)


class BCEWithLogitsLoss(WeightedLoss):
    """The binary cross-entropy of sigmoid(input), without overflow for logits of any size.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        weight: multiplies the loss of each element; broadcast to the shape of the input.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".
        pos_weight: multiplies the term of the positive class; broadcast to the shape of the input.

    Raises:
        ShapeError: when called with shapes that differ.

    >>> from autograd import tensor
    >>> BCEWithLogitsLoss()(tensor([0.0, 1000.0]), tensor([1.0, 1.0]))
    tensor(0.3466)
    """

    pos_weight: Tensor | None

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        pos_weight: Tensor | None = None,
    ) -> None:
        super().__init__(weight, size_average, reduce, reduction)
        self.register_buffer("pos_weight", as_buffer(pos_weight))

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.binary_cross_entropy_with_logits(
            input,
            target,
            weight=self.weight,
            reduction=self.reduction,
            pos_weight=self.pos_weight,
        )


class SoftMarginLoss(Loss):
    """log(1 + exp(−target · input)), for targets 1 and −1.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> SoftMarginLoss()(tensor([0.0]), tensor([1.0]))
    tensor(0.6931)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.soft_margin_loss(input, target, reduction=self.reduction)


class MultiLabelSoftMarginLoss(WeightedLoss):
    """The mean over the classes of the binary cross-entropy of sigmoid(input): input and target (N, C).

    Args:
        weight: a weight for each class, (C,).
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    >>> from autograd import tensor
    >>> MultiLabelSoftMarginLoss()(tensor([[0.0, 0.0]]), tensor([[1.0, 0.0]]))
    tensor(0.6931)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.multilabel_soft_margin_loss(input, target, weight=self.weight, reduction=self.reduction)
