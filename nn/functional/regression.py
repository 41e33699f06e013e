"""Losses of numbers: how far predictions are from targets, or how unlikely a distribution makes them."""

from __future__ import annotations

import math
import warnings

from autograd import ShapeError, Tensor, full_like, where
from autograd.extend import array_of, ops
from nn.functional.arguments import as_tensor
from nn.functional.reduction import REDUCTIONS, fitting_pair, pair, reduced, reduction_of, weighted


def mse_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """Compute the squared error (input − target)².

    Args:
        input: predictions, any shape, floating.
        target: of the same shape.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".
        weight: multiplies the loss of each element. The mean is then divided by the sum of the weights.

    Returns:
        A single number, shape (); with "none" the shape of `input`.

    Raises:
        ShapeError: if the shapes differ.
        ValueError: for an unknown `reduction`.

    Differs from PyTorch: shapes that differ are an error. PyTorch warns and broadcasts.

    >>> from autograd import tensor
    >>> mse_loss(tensor([1.0, 2.0]), tensor([1.0, 4.0]))
    tensor(2.)
    """
    reduction = reduction_of(reduction, size_average, reduce, "mse_loss")
    input, target = pair(input, target, "mse_loss")
    return _weighted_mean(ops.square(input - target), weight, reduction, "mse_loss")


def l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """Compute the absolute error |input − target|.

    Args:
        input: predictions, any shape, floating.
        target: of the same shape.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".
        weight: multiplies the loss of each element. The mean is then divided by the sum of the weights.

    Returns:
        A single number, shape (); with "none" the shape of `input`.

    Raises:
        ShapeError: if the shapes differ.
        ValueError: for an unknown `reduction`.

    Differs from PyTorch: shapes that differ are an error. PyTorch warns and broadcasts.

    >>> from autograd import tensor
    >>> l1_loss(tensor([1.0, 2.0]), tensor([1.0, 4.0]))
    tensor(1.)
    """
    reduction = reduction_of(reduction, size_average, reduce, "l1_loss")
    input, target = pair(input, target, "l1_loss")
    return _weighted_mean(abs(input - target), weight, reduction, "l1_loss")


def smooth_l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    beta: float = 1.0,
) -> Tensor:
    """Compute d² / (2 · beta) where d = |input − target| < beta, and d − beta / 2 elsewhere.

    Args:
        input: predictions, any shape, floating.
        target: of the same shape.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".
        beta: where the parabola becomes a line, at least 0. With 0, this is `l1_loss`.

    Raises:
        ShapeError: if the shapes differ.
        ValueError: if `beta` is negative.

    Source: R. Girshick, "Fast R-CNN", 2015, https://arxiv.org/abs/1504.08083.

    >>> from autograd import tensor
    >>> smooth_l1_loss(tensor([0.0, 0.0]), tensor([0.5, 2.0]), reduction="none")
    tensor([0.1250, 1.5000])
    """
    if beta < 0:
        raise ValueError(f"smooth_l1_loss(): beta must be at least 0, got {beta}")
    reduction = reduction_of(reduction, size_average, reduce, "smooth_l1_loss")
    input, target = pair(input, target, "smooth_l1_loss")
    if beta == 0:
        return l1_loss(input, target, reduction=reduction)
    return reduced(_huber(input - target, beta) / beta, reduction)


def huber_loss(
    input: Tensor, target: Tensor, reduction: str = "mean", delta: float = 1.0, weight: Tensor | None = None
) -> Tensor:
    """Compute d² / 2 where d = |input − target| < delta, and delta · (d − delta / 2) elsewhere.

    Args:
        input: predictions, any shape, floating.
        target: of the same shape.
        reduction: "mean" or "sum" over all elements, or "none".
        delta: where the parabola becomes a line, above 0.
        weight: multiplies the loss of each element.

    Raises:
        ShapeError: if the shapes differ.
        ValueError: if `delta` is not above 0.

    Source: P. Huber, "Robust estimation of a location parameter", 1964.

    >>> from autograd import tensor
    >>> huber_loss(tensor([0.0, 0.0]), tensor([0.5, 2.0]), reduction="none")
    tensor([0.1250, 1.5000])
    """
    if delta <= 0:
        raise ValueError(f"huber_loss(): delta must be above 0, got {delta}")
    reduction = reduction_of(reduction, None, None, "huber_loss")
    input, target = pair(input, target, "huber_loss")
    return reduced(weighted(_huber(input - target, delta), weight, "huber_loss"), reduction)


def _huber(difference: Tensor, delta: float) -> Tensor:
    size = abs(difference)
    losses: Tensor = where(size < delta, 0.5 * difference * difference, delta * (size - 0.5 * delta))
    return losses


def _weighted_mean(losses: Tensor, weight: Tensor | None, reduction: str, name: str) -> Tensor:
    if weight is None or reduction != "mean":
        return reduced(weighted(losses, weight, name), reduction)
    weights = as_tensor(weight, name, "weight")
    if weights.shape != losses.shape:
        raise ShapeError(f"{name}(): expected a weight of the shape of input, {losses.shape}, got {weights.shape}")
    return (losses * weights).sum() / weights.sum()


# ── distributions ──


def kl_div(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Tensor:
    """Compute target · (log target − input), whose sum is the Kullback-Leibler divergence.

    Args:
        input: log-probabilities, any shape, floating.
        target: probabilities, of a shape that broadcasts to that of `input`.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "batchmean" divides the sum by the first size, which is the divergence; "mean" divides it by the
            number of elements, with a warning; "sum"; or "none".
        log_target: whether `target` holds log-probabilities.

    >>> from autograd import tensor
    >>> kl_div(tensor([[0.5, 0.5]]).log(), tensor([[1.0, 0.0]]), reduction="batchmean")
    tensor(0.6931)
    """
    reduction = reduction_of(reduction, size_average, reduce, "kl_div", (*REDUCTIONS, "batchmean"))
    if reduction == "mean":
        warnings.warn(
            "kl_div(): reduction='mean' divides by the number of elements; write 'batchmean' for the divergence",
            stacklevel=2,
        )
    input, target = fitting_pair(input, target, "kl_div")
    losses: Tensor
    if log_target:
        losses = target.exp() * (target - input)
    else:
        losses = ops.xlogy(target, target) - target * input
    if reduction == "batchmean":
        return losses.sum() / (input.shape[0] if input.ndim else 1)
    return reduced(losses, reduction)


def poisson_nll_loss(
    input: Tensor,
    target: Tensor,
    log_input: bool = True,
    full: bool = False,
    size_average: bool | None = None,
    eps: float = 1e-8,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute the negative log-likelihood of counts in a Poisson distribution.

    Args:
        input: the logarithm of the expected count, or the count itself; any shape, floating.
        target: the counts, of a shape that broadcasts to that of `input`.
        log_input: whether `input` is the logarithm: exp(input) − target · input. If not, the loss is
            input − target · log(input + eps).
        full: add Stirling's approximation of log(target!) where target > 1.
        size_average, reduce: deprecated; see `reduction`.
        eps: avoids the logarithm of 0.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> poisson_nll_loss(tensor([0.0, 1.0]), tensor([1.0, 2.0]), reduction="none")
    tensor([1.0000, 0.7183])
    """
    reduction = reduction_of(reduction, size_average, reduce, "poisson_nll_loss")
    input, target = fitting_pair(input, target, "poisson_nll_loss")
    losses = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        large = where(target > 1, target, 1.0)
        stirling = large * large.log() - large + 0.5 * (2 * math.pi * large).log()
        losses = losses + where(target > 1, stirling, 0.0)
    return reduced(losses, reduction)


def gaussian_nll_loss(
    input: Tensor,
    target: Tensor,
    var: Tensor | float,
    full: bool = False,
    eps: float = 1e-6,
    reduction: str = "mean",
) -> Tensor:
    """Compute the negative log-likelihood ½ (log var + (input − target)² / var) of a normal distribution.

    Args:
        input: means, (…, D), floating.
        target: samples, of a shape that broadcasts to that of `input`.
        var: variances, of the shape of `input`; or of that shape without the last dimension, or with size 1 in one
            dimension; or one number.
        full: add ½ log 2π.
        eps: the smallest variance. No gradient flows to a smaller one's excess.
        reduction: "mean" or "sum" over all elements, or "none".

    Raises:
        ValueError: if a variance is negative.
        ShapeError: if the shape of `target` or `var` does not fit.

    Source: D. Nix, A. Weigend, "Estimating the mean and variance of the target probability distribution", 1994.

    >>> from autograd import tensor
    >>> gaussian_nll_loss(tensor([1.0]), tensor([3.0]), tensor([4.0]))
    tensor(1.1931)
    """
    name = "gaussian_nll_loss"
    reduction = reduction_of(reduction, None, None, name)
    input, target = fitting_pair(input, target, name)
    if isinstance(var, int | float):
        var = full_like(input, float(var))
    var = as_tensor(var, name, "var")
    if var.shape != input.shape:
        if input.shape[:-1] == var.shape:
            var = var.unsqueeze(-1)
        elif var.ndim != input.ndim or sum(n for n, m in zip(var.shape, input.shape) if n != m) != 1:
            raise ShapeError(f"{name}(): var of shape {var.shape} does not fit input of shape {input.shape}")
    if bool((var < 0).any()):
        raise ValueError(f"{name}(): expected variances of at least 0, got {array_of(var).min()}")
    # As in PyTorch, the limit changes the numbers alone: the gradient by var is that of the limited variance.
    var = var + (var.clamp(min=eps) - var).detach()
    losses = 0.5 * (var.log() + (input - target) ** 2 / var)
    return reduced(losses + 0.5 * math.log(2 * math.pi) if full else losses, reduction)
