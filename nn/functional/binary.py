"""Losses of two classes, or of several that do not exclude each other."""

from __future__ import annotations

import numpy as np

from autograd import Tensor
from autograd.extend import Array, array_of, operation, ops
from nn.functional.arguments import fitting
from nn.functional.reduction import fitting_pair, pair, reduced, reduction_of, weighted


@operation(
    p=lambda xp, upstream, p, target: upstream * (p - target) / xp.clamp_min((1 - p) * p, 1e-12),
    target=lambda xp, upstream, p: upstream * (xp.clamp_min(xp.log1p(-p), -100) - xp.clamp_min(xp.log(p), -100)),
    promotes=True,
    pure=True,
)
def elementwise_bce(p: Array, target: Array) -> Array:
    """Compute −(target · log p + (1 − target) · log(1 − p)), with logarithms of at least −100 as in PyTorch."""
    log_p, log_q = np.maximum(np.log(p), -100), np.maximum(np.log1p(-p), -100)
    losses: Array = -(target * log_p + (1 - target) * log_q)
    return losses


def binary_cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute −(target · log input + (1 − target) · log(1 − input)).

    The logarithms are at least −100, so the loss is finite at 0 and 1, as in PyTorch.

    Args:
        input: probabilities in [0, 1], any shape, floating.
        target: probabilities in [0, 1], of the same shape. Usually 0 or 1.
        weight: multiplies the loss of each element; broadcast to the shape of `input`.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    Returns:
        A single number, shape (); with "none" the shape of `input`.

    Raises:
        ShapeError: if the shapes differ.
        ValueError: if an element of `input` is outside [0, 1], or `reduction` is unknown.

    >>> from autograd import tensor
    >>> binary_cross_entropy(tensor([0.9, 0.1]), tensor([1.0, 0.0]))
    tensor(0.1054)
    """
    reduction = reduction_of(reduction, size_average, reduce, "binary_cross_entropy")
    input, target = pair(input, target, "binary_cross_entropy")
    p = array_of(input)
    if p.size and not (p.min() >= 0 and p.max() <= 1):
        raise ValueError(
            "binary_cross_entropy(): input holds probabilities in [0, 1]; for logits use the _with_logits form"
        )
    losses: Tensor = elementwise_bce(input, target)
    return reduced(weighted(losses, weight, "binary_cross_entropy"), reduction)


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """Compute the binary cross-entropy of sigmoid(input), without overflow for logits of any size.

    The formula is log(1 + exp(input)) − target · input, which equals
    −(target · log σ(input) + (1 − target) · log(1 − σ(input))).

    Args:
        input: logits, any shape, floating.
        target: probabilities in [0, 1], of the same shape. Usually 0 or 1.
        weight: multiplies the loss of each element; broadcast to the shape of `input`.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".
        pos_weight: multiplies the term of the positive class; broadcast to the shape of `input`.

    Returns:
        A single number, shape (); with "none" the shape of `input`.

    Raises:
        ShapeError: if the shapes differ.
        ValueError: for an unknown `reduction`.

    >>> from autograd import tensor
    >>> binary_cross_entropy_with_logits(tensor([0.0, 1000.0]), tensor([1.0, 1.0]), reduction="none")
    tensor([0.6931, 0.0000])
    """
    where = "binary_cross_entropy_with_logits"
    reduction = reduction_of(reduction, size_average, reduce, where)
    input, target = pair(input, target, where)
    losses: Tensor
    if pos_weight is None:
        losses = ops.softplus(input) - target * input
    else:
        pos_weight = fitting(pos_weight, input.shape, input.dtype, where, "pos_weight")
        losses = (1 - target) * input + (1 + (pos_weight - 1) * target) * ops.softplus(-input)
    return reduced(weighted(losses, weight, where), reduction)


def soft_margin_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute log(1 + exp(−target · input)).

    Args:
        input: scores, any shape, floating.
        target: 1 or −1, of the same shape.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> soft_margin_loss(tensor([0.0, 100.0]), tensor([1.0, -1.0]), reduction="none")
    tensor([  0.6931, 100.0000])
    """
    reduction = reduction_of(reduction, size_average, reduce, "soft_margin_loss")
    input, target = pair(input, target, "soft_margin_loss")
    return reduced(ops.softplus(-target * input), reduction)


def multilabel_soft_margin_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute the mean over the classes of the binary cross-entropy of sigmoid(input).

    Args:
        input: logits (…, C), floating.
        target: 0 or 1 for each class, of a shape that broadcasts to that of `input`.
        weight: a weight for each class, (C,).
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    >>> from autograd import tensor
    >>> multilabel_soft_margin_loss(tensor([[0.0, 0.0]]), tensor([[1.0, 0.0]]))
    tensor(0.6931)
    """
    name = "multilabel_soft_margin_loss"
    reduction = reduction_of(reduction, size_average, reduce, name)
    input, target = fitting_pair(input, target, name)
    losses: Tensor = target * ops.softplus(-input) + (1 - target) * ops.softplus(input)
    return reduced(weighted(losses, weight, name).mean(-1), reduction)
