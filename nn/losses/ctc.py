"""The connectionist temporal classification loss."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import Tensor
from nn import functional as F
from nn.losses.base import Loss


class CTCLoss(Loss):
    """The negative log-likelihood of label sequences, summed over all alignments; see `nn.functional.ctc_loss`.

    Args:
        blank: the class of the blank.
        reduction: "sum", "none", or "mean": each loss is divided by its number of labels, then their mean is taken.
        zero_infinity: whether the loss of a sequence that is too long for its input is 0, not infinite.

    >>> from autograd import tensor
    >>> even = tensor([[0.5, 0.5], [0.5, 0.5]]).log()
    >>> CTCLoss()(even, tensor([1]), 2, 1)
    tensor(0.2877)
    """

    def __init__(self, blank: int = 0, reduction: str = "mean", zero_infinity: bool = False) -> None:
        super().__init__(reduction=reduction)
        self.blank, self.zero_infinity = blank, zero_infinity

    def forward(
        self,
        log_probs: Tensor,
        targets: Tensor,
        input_lengths: Tensor | Sequence[int] | int,
        target_lengths: Tensor | Sequence[int] | int,
    ) -> Tensor:
        """Return the loss."""
        return F.ctc_loss(
            log_probs,
            targets,
            input_lengths,
            target_lengths,
            blank=self.blank,
            reduction=self.reduction,
            zero_infinity=self.zero_infinity,
        )
