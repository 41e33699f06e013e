"""Losses of classes: the negative log-likelihood and the cross-entropy."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.losses.base import WeightedLoss


class NLLLoss(WeightedLoss):
    """The negative log-likelihood −input[class], for log-probabilities.

    Input (N, C), (N, C, …) or (C,); target (N,), (N, …) or (), integers. The loss is a single number, or of the shape
    of the target with reduction "none". Errors are those of `nn.functional.nll_loss`.

    Args:
        weight: a weight for each class, (C,). It is a buffer, so `state_dict` holds it.
        size_average, reduce: deprecated; see `reduction`.
        ignore_index: samples of this class do not count.
        reduction: "sum", "none", or "mean": the sum of the losses divided by the sum of the weights of the samples.

    >>> from autograd import tensor
    >>> NLLLoss()(tensor([[0.25, 0.75]]).log(), tensor([0]))
    tensor(1.3863)
    """

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        ignore_index: int = -100,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index = ignore_index

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.nll_loss(input, target, weight=self.weight, ignore_index=self.ignore_index, reduction=self.reduction)


class CrossEntropyLoss(WeightedLoss):
    """The cross-entropy −log softmax(input)[class], for logits.

    Input (N, C), (N, C, …) or (C,). Target: classes (N,), (N, …) or (), integers; or probabilities of the shape of
    the input. The loss is a single number, or with reduction "none" of the shape of the input without C. Errors are
    those of `nn.functional.cross_entropy`.

    Args:
        weight: a weight for each class, (C,). It is a buffer, so `state_dict` holds it.
        size_average, reduce: deprecated; see `reduction`.
        ignore_index: samples of this class do not count.
        reduction: "sum", "none", or "mean": the sum of the losses divided by the sum of the weights of the samples.
        label_smoothing: the share of each target, in [0, 1], that is spread evenly over all classes.

    >>> from autograd import tensor
    >>> CrossEntropyLoss()(tensor([[0.0, 0.0], [3.0, 0.0]]), tensor([0, 1]))
    tensor(1.8709)
    """

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        ignore_index: int = -100,
        reduce: bool | None = None,
        reduction: str = "mean",
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index, self.label_smoothing = ignore_index, label_smoothing

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        own = self._buffers
        registered = "weight" in own and "weight" not in self.__dict__
        # Fast path: `Module.__getattr__` takes a microsecond.
        weight = own["weight"] if registered and self.__class__ is CrossEntropyLoss else self.weight
        # By place, which takes less time; None are the deprecated size_average and reduce.
        return F.cross_entropy(
            input, target, weight, None, self.ignore_index, None, self.reduction, self.label_smoothing
        )
