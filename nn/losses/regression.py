"""Losses of numbers: how far predictions are from targets, or how unlikely a distribution makes them."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.losses.base import Loss


class MSELoss(Loss):
    """The squared error (input − target)².

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        size_average, reduce: deprecated; see `reduction`.
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
        """Return the loss."""
        return F.mse_loss(input, target, reduction=self.reduction)


class L1Loss(Loss):
    """The absolute error |input − target|.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        size_average, reduce: deprecated; see `reduction`.
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
        """Return the loss."""
        return F.l1_loss(input, target, reduction=self.reduction)


class SmoothL1Loss(Loss):
    """d² / (2 · beta) where d = |input − target| < beta, and d − beta / 2 elsewhere.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".
        beta: where the parabola becomes a line.

    >>> from autograd import tensor
    >>> SmoothL1Loss()(tensor([0.0, 0.0]), tensor([0.5, 2.0]))
    tensor(0.8125)
    """

    def __init__(
        self,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        beta: float = 1.0,
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.beta = beta

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.smooth_l1_loss(input, target, reduction=self.reduction, beta=self.beta)


class HuberLoss(Loss):
    """d² / 2 where d = |input − target| < delta, and delta · (d − delta / 2) elsewhere.

    Input and target have the same shape. The loss is a single number, or of that shape with reduction "none".

    Args:
        reduction: "mean" or "sum" over all elements, or "none".
        delta: where the parabola becomes a line.

    >>> from autograd import tensor
    >>> HuberLoss()(tensor([0.0, 0.0]), tensor([0.5, 2.0]))
    tensor(0.8125)
    """

    def __init__(self, reduction: str = "mean", delta: float = 1.0) -> None:
        super().__init__(reduction=reduction)
        self.delta = delta

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.huber_loss(input, target, reduction=self.reduction, delta=self.delta)


class KLDivLoss(Loss):
    """The Kullback-Leibler divergence, target · (log target − input), for log-probabilities `input`.

    Args:
        size_average, reduce: deprecated; see `reduction`.
        reduction: "batchmean" divides the sum by the first size, which is the divergence; "mean", "sum" or "none".
        log_target: whether the target holds log-probabilities.

    >>> from autograd import tensor
    >>> KLDivLoss(reduction="batchmean")(tensor([[0.5, 0.5]]).log(), tensor([[1.0, 0.0]]))
    tensor(0.6931)
    """

    reductions = (*Loss.reductions, "batchmean")

    def __init__(
        self,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        log_target: bool = False,
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.log_target = log_target

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.kl_div(input, target, reduction=self.reduction, log_target=self.log_target)


class PoissonNLLLoss(Loss):
    """The negative log-likelihood of counts in a Poisson distribution; see `nn.functional.poisson_nll_loss`.

    Args:
        log_input: whether the input is the logarithm of the expected count.
        full: add Stirling's approximation of log(target!).
        size_average, reduce: deprecated; see `reduction`.
        eps: avoids the logarithm of 0.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> PoissonNLLLoss()(tensor([0.0]), tensor([1.0]))
    tensor(1.)
    """

    def __init__(
        self,
        log_input: bool = True,
        full: bool = False,
        size_average: bool | None = None,
        eps: float = 1e-8,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.log_input, self.full, self.eps = log_input, full, eps

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """Return the loss."""
        return F.poisson_nll_loss(
            input,
            target,
            log_input=self.log_input,
            full=self.full,
            eps=self.eps,
            reduction=self.reduction,
        )


class GaussianNLLLoss(Loss):
    """The negative log-likelihood ½ (log var + (input − target)² / var) of a normal distribution.

    Args:
        full: add ½ log 2π.
        eps: the smallest variance.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> GaussianNLLLoss()(tensor([1.0]), tensor([3.0]), tensor([4.0]))
    tensor(1.1931)
    """

    def __init__(self, *, full: bool = False, eps: float = 1e-6, reduction: str = "mean") -> None:
        super().__init__(reduction=reduction)
        self.full, self.eps = full, eps

    def forward(self, input: Tensor, target: Tensor, var: Tensor | float) -> Tensor:
        """Return the loss."""
        return F.gaussian_nll_loss(input, target, var, full=self.full, eps=self.eps, reduction=self.reduction)
