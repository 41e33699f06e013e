"""Losses as modules. The functions of `nn.functional` compute them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import Tensor, tensor
from nn import functional as F
from nn.module import Module


class _Loss(Module):
    def __init__(self, reduction: str = "mean") -> None:
        super().__init__()
        if reduction not in ("mean", "sum", "none"):
            raise ValueError(f"{type(self).__name__}(): reduction is 'mean', 'sum' or 'none', got {reduction!r}")
        self.reduction = reduction


class _WeightedLoss(_Loss):
    weight: Tensor | None

    def __init__(self, weight: Tensor | None = None, reduction: str = "mean") -> None:
        super().__init__(reduction)
        self.register_buffer("weight", _copied(weight))


def _copied(weight: Any) -> Any:
    """Return an array as a Tensor, for a buffer, and anything else as it is."""
    return tensor(weight) if isinstance(weight, np.ndarray) else weight


class MSELoss(_Loss):
    """The squared error (input − target)².

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        reduction: "mean" or "sum" over all elements, or "none".

    Raises:
        ValueError: for an unknown `reduction`.
        ShapeError: when called with shapes that differ.

    Differs from PyTorch: shapes that differ are an error. PyTorch warns and broadcasts.

    >>> from autograd import tensor
    >>> MSELoss()(tensor([1.0, 2.0]), tensor([1.0, 4.0]))
    tensor(2.)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss of predictions `input` for `target`."""
        return F.mse_loss(input, target, self.reduction)


class L1Loss(_Loss):
    """The absolute error |input − target|.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        reduction: "mean" or "sum" over all elements, or "none".

    Raises:
        ValueError: for an unknown `reduction`.
        ShapeError: when called with shapes that differ.

    Differs from PyTorch: shapes that differ are an error. PyTorch warns and broadcasts.

    >>> from autograd import tensor
    >>> L1Loss()(tensor([1.0, 2.0]), tensor([1.0, 4.0]))
    tensor(1.)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss of predictions `input` for `target`."""
        return F.l1_loss(input, target, self.reduction)


class NLLLoss(_WeightedLoss):
    """The negative log-likelihood −input[class], for log-probabilities.

    Input (N, C), (N, C, …) or (C,); target (N,), (N, …) or (), integers. The loss is a single number, or of the shape
    of the target with reduction "none". Errors are those of `nn.functional.nll_loss`.

    Args:
        weight: a weight for each class, (C,). It is a buffer, so `state_dict` holds it.
        ignore_index: samples of this class do not count.
        reduction: "sum", "none", or "mean": the sum of the losses divided by the sum of the weights of the samples.

    >>> from autograd import tensor
    >>> NLLLoss()(tensor([[0.25, 0.75]]).log(), tensor([0]))
    tensor(1.3863)
    """

    def __init__(self, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean") -> None:
        super().__init__(weight, reduction)
        self.ignore_index = ignore_index

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss of log-probabilities `input` for the classes `target`."""
        return F.nll_loss(input, target, self.weight, self.ignore_index, self.reduction)


class CrossEntropyLoss(_WeightedLoss):
    """The cross-entropy −log softmax(input)[class], for logits.

    Input (N, C), (N, C, …) or (C,). Target: classes (N,), (N, …) or (), integers; or probabilities of the shape of
    the input. The loss is a single number, or with reduction "none" of the shape of the input without C. Errors are
    those of `nn.functional.cross_entropy`.

    Args:
        weight: a weight for each class, (C,). It is a buffer, so `state_dict` holds it.
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
        ignore_index: int = -100,
        reduction: str = "mean",
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(weight, reduction)
        self.ignore_index, self.label_smoothing = ignore_index, label_smoothing

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss of logits `input` for the classes or probabilities `target`."""
        return F.cross_entropy(input, target, self.weight, self.ignore_index, self.reduction, self.label_smoothing)


class BCELoss(_WeightedLoss):
    """The binary cross-entropy −(target · log input + (1 − target) · log(1 − input)), for probabilities.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none". The
    logarithms are at least −100, as in PyTorch.

    Args:
        weight: multiplies the loss of each element; broadcast to the shape of the input.
        reduction: "mean" or "sum" over all elements, or "none".

    Raises:
        ValueError: when called with an input outside [0, 1].
        ShapeError: when called with shapes that differ.

    >>> from autograd import tensor
    >>> BCELoss()(tensor([0.9, 0.1]), tensor([1.0, 0.0]))
    tensor(0.1054)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss of probabilities `input` for `target`."""
        return F.binary_cross_entropy(input, target, self.weight, self.reduction)


class BCEWithLogitsLoss(_WeightedLoss):
    """The binary cross-entropy of sigmoid(input), without overflow for logits of any size.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        weight: multiplies the loss of each element; broadcast to the shape of the input.
        reduction: "mean" or "sum" over all elements, or "none".
        pos_weight: multiplies the term of the positive class; broadcast to the shape of the input.

    Raises:
        ShapeError: when called with shapes that differ.

    >>> from autograd import tensor
    >>> BCEWithLogitsLoss()(tensor([0.0, 1000.0]), tensor([1.0, 1.0]))
    tensor(0.3466)
    """

    pos_weight: Tensor | None

    def __init__(self, weight: Tensor | None = None, reduction: str = "mean", pos_weight: Tensor | None = None) -> None:
        super().__init__(weight, reduction)
        self.register_buffer("pos_weight", _copied(pos_weight))

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss of logits `input` for `target`."""
        return F.binary_cross_entropy_with_logits(input, target, self.weight, self.reduction, self.pos_weight)
