"""Losses."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of, operation, ops
from nn.functional.activation import log_softmax


def _reduce(losses: Tensor, reduction: str, where: str) -> Tensor:
    if reduction == "none":
        return losses
    if reduction not in ("mean", "sum"):
        raise ValueError(f"{where}(): reduction is 'mean', 'sum' or 'none', got {reduction!r}")
    return losses.mean() if reduction == "mean" else losses.sum()


def _same_shape(input: Tensor, target: Tensor, where: str) -> None:
    if input.shape != target.shape:
        raise ShapeError(
            f"{where}(): input has shape {input.shape}, target {target.shape}; they must be equal "
            "(unsqueeze or reshape one of them: broadcasting here is almost always a mistake)"
        )


def mse_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """(input − target)²."""
    _same_shape(input, target, "mse_loss")
    return _reduce(ops.square(input - target), reduction, "mse_loss")


def l1_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """|input − target|."""
    _same_shape(input, target, "l1_loss")
    return _reduce(abs(input - target), reduction, "l1_loss")


@operation(
    p=lambda xp, upstream, p, target: upstream * (p - target) / xp.clamp_min((1 - p) * p, 1e-12),
    target=lambda xp, upstream, p: upstream * (xp.clamp_min(xp.log1p(-p), -100) - xp.clamp_min(xp.log(p), -100)),
    promotes=True,
)
def elementwise_bce(p: Array, target: Array) -> Array:
    """−(target·log p + (1 − target)·log(1 − p)), logarithms held at −100 or above as PyTorch does."""
    log_p, log_q = np.maximum(np.log(p), -100), np.maximum(np.log1p(-p), -100)
    return -(target * log_p + (1 - target) * log_q)


def binary_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """The cross-entropy of probabilities `input` for targets of [0, 1].

    Raises:
        ShapeError: if the shapes differ.
        ValueError: for an input outside [0, 1].
    """
    _same_shape(input, target, "binary_cross_entropy")
    if input.numel() and not (array_of(input).min() >= 0 and array_of(input).max() <= 1):
        raise ValueError(
            "binary_cross_entropy(): input holds probabilities in [0, 1]; for logits use the _with_logits form"
        )
    losses = elementwise_bce(input, target)
    return _reduce(losses if weight is None else losses * weight, reduction, "binary_cross_entropy")


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """binary_cross_entropy(sigmoid(input), target), exact for logits of any size.

    log(1 + eˣ) − target·x; `pos_weight` weighs the positive class.
    """
    _same_shape(input, target, "binary_cross_entropy_with_logits")
    if pos_weight is None:
        losses = ops.softplus(input) - target * input
    else:
        losses = (1 - target) * input + (1 + (pos_weight - 1) * target) * ops.softplus(-input)
    return _reduce(losses if weight is None else losses * weight, reduction, "binary_cross_entropy_with_logits")


def _picked(log_probabilities: Array, target: Array) -> tuple[Any, ...]:
    """The index of each sample's class: classes are dimension 1."""
    places: list[Any] = list(np.indices(target.shape, sparse=True))
    return (*places[:1], target, *places[1:])


def _class_weights(target: Array, weight: Array | None, ignore_index: int, dtype: Any) -> Array:
    kept = target != ignore_index
    safe = np.where(kept, target, 0)
    return kept.astype(dtype) if weight is None else weight[safe] * kept


def nll_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """−input[class], for log-probabilities (N, C, …) or (C,) and classes (N, …) or (); `weight` per class."""
    if input.ndim == 1:
        return nll_loss(input.reshape(1, -1), target.reshape(1), weight, ignore_index, reduction).reshape(())
    classes = _checked_classes(input.shape, target, ignore_index, "nll_loss")
    weights = _class_weights(classes, None if weight is None else array_of(weight), ignore_index, input.dtype)
    safe = np.where(classes == ignore_index, 0, classes)
    losses = -input[_picked(array_of(input), safe)] * Tensor(weights)
    if reduction == "mean":
        return losses.sum() / float(weights.sum())
    return _reduce(losses, reduction, "nll_loss")


def _checked_classes(shape: tuple[int, ...], target: Tensor, ignore_index: int, where: str) -> Array:
    classes = array_of(target) if isinstance(target, Tensor) else np.asarray(target)
    if classes.dtype.kind not in "iu":
        raise TypeError(f"{where}(): classes are whole numbers, got {classes.dtype}; write target.long()")
    if classes.shape != (*shape[:1], *shape[2:]):
        raise ShapeError(
            f"{where}(): input has shape {shape} (N, C, …), so target must have shape {(*shape[:1], *shape[2:])}, "
            f"got {classes.shape}"
        )
    wrong = (classes != ignore_index) & ((classes < 0) | (classes >= shape[1]))
    if wrong.any():
        raise IndexError(f"{where}(): class {classes[wrong].flat[0]} is out of range for {shape[1]} classes")
    return classes


@operation(
    logits=lambda xp, upstream, logits, target, probabilities: (
        upstream * xp.slope_of_cross_entropy(logits, target, probabilities)
    ),
    target=None,
)
def mean_cross_entropy(logits: Array, target: Array) -> Array:
    """The mean of −log softmax(logits)[class], for logits (N, C) and classes (N,): what most training calls."""
    return _cross_entropy(logits, target)[0]


@mean_cross_entropy.keeping("probabilities")
def _cross_entropy(logits: Array, target: Array) -> tuple[Array, Array]:
    if target.view(np.uint64).max() >= logits.shape[1]:  # seen as unsigned, a negative class is a large one
        raise IndexError("a class is out of range")
    shifted = logits - np.maximum.reduce(logits, 1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    probabilities = np.exp(shifted, out=shifted)
    sums = np.add.reduce(probabilities, 1, keepdims=True)
    probabilities /= sums
    return np.add.reduce(np.log(sums[:, 0]) - chosen) / len(target), probabilities


@operation(
    logits=lambda xp, upstream, logits: (
        (upstream - xp.sum(upstream * xp.softmax(logits, 1), 1, True)) * xp.softmax(logits, 1) / logits.shape[0]
    ),
    target=None,
)
def slope_of_cross_entropy(logits: Array, target: Array, probabilities: Array | None = None) -> Array:
    """The derivative of `mean_cross_entropy` by the logits: (softmax − one-hot)/N; softmax may be known already."""
    slope: Array = ops.softmax(logits, 1) if probabilities is None else probabilities.copy()
    slope[np.arange(len(target)), target] -= 1
    slope *= slope.dtype.type(1 / len(target))
    return slope


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """The cross-entropy of logits: −log softmax(input)[class].

    Args:
        input: logits (N, C), (N, C, …) or (C,).
        target: classes (N,), (N, …) or (), whole numbers; or probabilities of the shape of `input`.
        weight: a weight per class, (C,).
        ignore_index: a class that does not count.
        reduction: "mean" (over what counts, weighted), "sum" or "none".
        label_smoothing: how much of each target is spread evenly over all classes.

    Raises:
        ShapeError, TypeError, IndexError: for targets that do not fit.
    """
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"cross_entropy(): label_smoothing is in [0, 1], got {label_smoothing}")
    if not isinstance(target, Tensor):
        target = Tensor(np.asarray(target))
    plain = weight is None and reduction == "mean" and label_smoothing == 0 and ignore_index < 0
    if not input.is_floating_point():
        raise TypeError(f"cross_entropy(): logits must be floating, got {input.dtype}; write input.float()")
    if plain and input.ndim == 2 and input.shape[0] and target.dtype == np.int64 and target.shape == input.shape[:1]:
        with contextlib.suppress(IndexError):  # raised for a class out of range, perhaps one to be ignored
            return mean_cross_entropy(input, target)  # one operation in place of nine
    log_probabilities = log_softmax(input, 1 if input.ndim > 1 else 0)
    if target.is_floating_point():
        _same_shape(input, target, "cross_entropy")
        classes = input.shape[1 if input.ndim > 1 else 0]
        smooth = target * (1 - label_smoothing) + label_smoothing / classes
        terms = -log_probabilities * smooth
        if weight is not None:
            terms = terms * weight.reshape(-1, *[1] * (input.ndim - 2))
        losses = terms.sum(1 if input.ndim > 1 else 0)
        if reduction == "mean":
            return losses.sum() / max(losses.numel(), 1)
        return _reduce(losses, reduction, "cross_entropy")
    hard = nll_loss(log_probabilities, target, weight, ignore_index, reduction)
    if label_smoothing == 0:
        return hard
    return (
        hard * (1 - label_smoothing)
        + _smooth_loss(log_probabilities, target, weight, ignore_index, reduction) * label_smoothing
    )


def _smooth_loss(
    log_probabilities: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str
) -> Tensor:
    """The loss against the even distribution over all classes."""
    if log_probabilities.ndim == 1:
        log_probabilities, target = log_probabilities.reshape(1, -1), target.reshape(1)
    classes = log_probabilities.shape[1]
    each = log_probabilities if weight is None else log_probabilities * weight.reshape(-1, *[1] * (target.ndim - 1))
    losses = -each.sum(1) * Tensor((array_of(target) != ignore_index).astype(each.dtype)) / classes
    if reduction == "mean":
        own = None if weight is None else array_of(weight)
        return losses.sum() / float(_class_weights(array_of(target), own, ignore_index, each.dtype).sum())
    return _reduce(losses, reduction, "cross_entropy")
