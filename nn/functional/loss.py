"""Losses: how far predictions are from targets. Those of classes are in classification.py."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of, operation, ops
from nn.functional.arguments import as_tensor, fitting

# ── regression ──


def mse_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Compute the squared error (input − target)².

    Args:
        input: predictions, any shape, floating.
        target: of the same shape.
        reduction: "mean" or "sum" over all elements, or "none".

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
    input, target = _pair(input, target, "mse_loss")
    return _reduce(ops.square(input - target), reduction, "mse_loss")


def l1_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Compute the absolute error |input − target|.

    Args:
        input: predictions, any shape, floating.
        target: of the same shape.
        reduction: "mean" or "sum" over all elements, or "none".

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
    input, target = _pair(input, target, "l1_loss")
    return _reduce(abs(input - target), reduction, "l1_loss")


# ── two classes ──


@operation(
    p=lambda xp, upstream, p, target: upstream * (p - target) / xp.clamp_min((1 - p) * p, 1e-12),
    target=lambda xp, upstream, p: upstream * (xp.clamp_min(xp.log1p(-p), -100) - xp.clamp_min(xp.log(p), -100)),
    promotes=True,
)
def elementwise_bce(p: Array, target: Array) -> Array:
    """Compute −(target · log p + (1 − target) · log(1 − p)), with logarithms of at least −100 as in PyTorch."""
    log_p, log_q = np.maximum(np.log(p), -100), np.maximum(np.log1p(-p), -100)
    losses: Array = -(target * log_p + (1 - target) * log_q)
    return losses


def binary_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Compute −(target · log input + (1 − target) · log(1 − input)).

    The logarithms are at least −100, so the loss is finite at 0 and 1, as in PyTorch.

    Args:
        input: probabilities in [0, 1], any shape, floating.
        target: probabilities in [0, 1], of the same shape. Usually 0 or 1.
        weight: multiplies the loss of each element; broadcast to the shape of `input`.
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
    input, target = _pair(input, target, "binary_cross_entropy")
    p = array_of(input)
    if p.size and not (p.min() >= 0 and p.max() <= 1):
        raise ValueError(
            "binary_cross_entropy(): input holds probabilities in [0, 1]; for logits use the _with_logits form"
        )
    losses: Tensor = elementwise_bce(input, target)
    return _weighted(losses, weight, reduction, "binary_cross_entropy")


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
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
    input, target = _pair(input, target, where)
    losses: Tensor
    if pos_weight is None:
        losses = ops.softplus(input) - target * input
    else:
        pos_weight = fitting(pos_weight, input.shape, input.dtype, where, "pos_weight")
        losses = (1 - target) * input + (1 + (pos_weight - 1) * target) * ops.softplus(-input)
    return _weighted(losses, weight, reduction, where)


# ── shared parts ──


def _reduce(losses: Tensor, reduction: str, where: str) -> Tensor:
    if reduction == "none":
        return losses
    if reduction not in ("mean", "sum"):
        raise ValueError(f"{where}(): reduction is 'mean', 'sum' or 'none', got {reduction!r}")
    total: Tensor = losses.mean() if reduction == "mean" else losses.sum()
    return total


def _same_shape(input: Tensor, target: Tensor, where: str) -> None:
    if input.shape != target.shape:
        raise ShapeError(
            f"{where}(): input has shape {input.shape}, target {target.shape}; they must be equal "
            "(unsqueeze or reshape one of them: broadcasting here is almost always a mistake)"
        )


def _pair(input: Any, target: Any, where: str) -> tuple[Tensor, Tensor]:
    """Return predictions and targets as Tensors, after checking that their shapes are equal."""
    input, target = as_tensor(input, where, "input"), as_tensor(target, where, "target")
    _same_shape(input, target, where)
    return input, target


def _weighted(losses: Tensor, weight: Any, reduction: str, where: str) -> Tensor:
    if weight is not None:
        losses = losses * fitting(weight, losses.shape, losses.dtype, where, "weight")
    return _reduce(losses, reduction, where)
