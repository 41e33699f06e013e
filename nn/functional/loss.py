"""Losses: how far predictions are from targets."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, tensor
from autograd.extend import Array, DType, array_of, operation, ops
from nn.functional.activation import log_softmax

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
    _same_shape(input, target, "mse_loss")
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
    _same_shape(input, target, "l1_loss")
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
    _same_shape(input, target, "binary_cross_entropy")
    p = array_of(input)
    if p.size and not (p.min() >= 0 and p.max() <= 1):
        raise ValueError(
            "binary_cross_entropy(): input holds probabilities in [0, 1]; for logits use the _with_logits form"
        )
    losses: Tensor = elementwise_bce(input, target)
    return _reduce(losses if weight is None else losses * weight, reduction, "binary_cross_entropy")


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
    _same_shape(input, target, "binary_cross_entropy_with_logits")
    losses: Tensor
    if pos_weight is None:
        losses = ops.softplus(input) - target * input
    else:
        losses = (1 - target) * input + (1 + (pos_weight - 1) * target) * ops.softplus(-input)
    return _reduce(losses if weight is None else losses * weight, reduction, "binary_cross_entropy_with_logits")


# ── many classes ──


def nll_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """Compute the negative log-likelihood −input[class].

    Args:
        input: log-probabilities (N, C), (N, C, …) or (C,), floating.
        target: classes (N,), (N, …) or (), integers from 0 to C − 1.
        weight: a weight for each class, (C,).
        ignore_index: samples of this class do not count.
        reduction: "sum", "none", or "mean": the sum of the losses divided by the sum of the weights of the samples.

    Returns:
        A single number, shape (); with "none" the shape of `target`.

    Raises:
        ShapeError: if the shapes do not fit together.
        TypeError: if `target` is not of an integer dtype.
        IndexError: if a class is out of range.
        ValueError: for an unknown `reduction`.

    >>> from autograd import tensor
    >>> nll_loss(tensor([[0.5, 0.5], [0.9, 0.1]]).log(), tensor([0, 1]), reduction="none")
    tensor([0.6931, 2.3026])
    """
    if input.ndim == 1:
        return nll_loss(input.reshape(1, -1), target.reshape(1), weight, ignore_index, reduction).reshape(())
    classes = _checked_classes(input.shape, target, ignore_index, "nll_loss")
    weights = _sample_weights(classes, weight, ignore_index, input.dtype)
    safe = np.where(classes == ignore_index, 0, classes)
    losses = -input[_class_index(safe)] * tensor(weights)
    if reduction == "mean":
        return losses.sum() / float(weights.sum())
    return _reduce(losses, reduction, "nll_loss")


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """Compute −log softmax(input)[class], or −Σ target · log softmax(input) if `target` holds probabilities.

    Args:
        input: logits (N, C), (N, C, …) or (C,), floating. Dimension 1 holds the classes; for (C,) dimension 0.
        target: classes (N,), (N, …) or (), integers from 0 to C − 1; or probabilities of the shape of `input`.
        weight: a weight for each class, (C,).
        ignore_index: samples of this class do not count. Only for targets that are classes.
        reduction: "sum", "none", or "mean". For classes, "mean" is the sum of the losses divided by the sum of the
            weights of the samples. For probabilities, it is the sum divided by the number of samples.
        label_smoothing: the share of each target, in [0, 1], that is spread evenly over all classes.

    Returns:
        A single number, shape (); with "none" the shape of `input` without the dimension of the classes.

    Raises:
        ShapeError: if the shapes do not fit together.
        TypeError: if the logits are not floating, or the classes are not integers.
        IndexError: if a class is out of range.
        ValueError: if `label_smoothing` is outside [0, 1], or `reduction` is unknown.

    Source: label smoothing: C. Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016,
    https://arxiv.org/abs/1512.00567.

    >>> from autograd import tensor
    >>> logits = tensor([[0.0, 0.0], [3.0, 0.0]], requires_grad=True)
    >>> loss = cross_entropy(logits, tensor([0, 1]))
    >>> loss
    tensor(1.8709, grad_fn=<MeanCrossEntropyBackward0>)
    >>> loss.backward()
    >>> logits.grad  # (softmax − one-hot) / N
    tensor([[-0.2500,  0.2500],
            [ 0.4763, -0.4763]])
    """
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"cross_entropy(): label_smoothing is in [0, 1], got {label_smoothing}")
    if not isinstance(target, Tensor):
        target = tensor(np.asarray(target))
    plain = weight is None and reduction == "mean" and label_smoothing == 0 and ignore_index < 0
    if not input.is_floating_point():
        raise TypeError(f"cross_entropy(): logits must be floating, got {input.dtype}; write input.float()")
    if plain and input.ndim == 2 and input.shape[0] and target.dtype == np.int64 and target.shape == input.shape[:1]:
        # Fast path: one operation in place of nine. It raises IndexError for a class out of range. That may be
        # `ignore_index`, so the general path below decides.
        with contextlib.suppress(IndexError):
            fused: Tensor = mean_cross_entropy(input, target)
            return fused
    class_dim = 1 if input.ndim > 1 else 0
    log_probabilities = log_softmax(input, class_dim)
    if target.is_floating_point():
        _same_shape(input, target, "cross_entropy")
        smooth = target * (1 - label_smoothing) + label_smoothing / input.shape[class_dim]
        terms = -log_probabilities * smooth
        if weight is not None:
            terms = terms * weight.reshape(-1, *[1] * (input.ndim - 2))
        losses = terms.sum(class_dim)
        if reduction == "mean":
            return losses.sum() / max(losses.numel(), 1)
        return _reduce(losses, reduction, "cross_entropy")
    hard = nll_loss(log_probabilities, target, weight, ignore_index, reduction)
    if label_smoothing == 0:
        return hard
    even = _loss_of_even_targets(log_probabilities, target, weight, ignore_index, reduction)
    return hard * (1 - label_smoothing) + even * label_smoothing


@operation(
    logits=lambda xp, upstream, logits, target, probabilities: (
        upstream * xp.slope_of_cross_entropy(logits, target, probabilities)
    ),
    target=None,
)
def mean_cross_entropy(logits: Array, target: Array) -> Array:
    """Compute the mean of −log softmax(logits)[class], for logits (N, C) and int64 classes (N,).

    This is the case of most training steps. Its own operation saves the intermediate arrays.
    """
    loss: Array = _mean_cross_entropy_and_softmax(logits, target)[0]
    return loss


@mean_cross_entropy.keeping("probabilities")
def _mean_cross_entropy_and_softmax(logits: Array, target: Array) -> tuple[Array, Array]:
    # As unsigned integers, negative classes are large: one comparison checks both ends.
    if target.view(np.uint64).max() >= logits.shape[1]:
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
    """Compute the derivative of `mean_cross_entropy` by the logits: (softmax − one-hot) / N.

    Args:
        logits: (N, C).
        target: classes (N,).
        probabilities: the softmax of the logits, if the forward pass kept it.
    """
    slope: Array = ops.softmax(logits, 1) if probabilities is None else probabilities.copy()
    slope[np.arange(len(target)), target] -= 1
    slope *= slope.dtype.type(1 / len(target))
    return slope


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


def _checked_classes(shape: tuple[int, ...], target: Tensor, ignore_index: int, where: str) -> Array:
    """Return the array of `target`, after checking it against `shape`, the shape of the log-probabilities."""
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


def _class_index(classes: Array) -> tuple[Any, ...]:
    """Return the index of each sample's class in an array (N, C, …)."""
    places: list[Any] = list(np.indices(classes.shape, sparse=True))
    return (*places[:1], classes, *places[1:])


def _sample_weights(classes: Array, weight: Tensor | None, ignore_index: int, dtype: DType) -> Array:
    """Return the weight of each sample: that of its class, and 0 for the class `ignore_index`."""
    kept = classes != ignore_index
    weights: Array = kept.astype(dtype) if weight is None else array_of(weight)[np.where(kept, classes, 0)] * kept
    return weights


def _loss_of_even_targets(
    log_probabilities: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str
) -> Tensor:
    """Compute the cross-entropy for targets that give each class the probability 1/C."""
    if log_probabilities.ndim == 1:
        log_probabilities, target = log_probabilities.reshape(1, -1), target.reshape(1)
    count = log_probabilities.shape[1]
    each = log_probabilities if weight is None else log_probabilities * weight.reshape(-1, *[1] * (target.ndim - 1))
    classes = array_of(target)
    losses = -each.sum(1) * tensor((classes != ignore_index).astype(each.dtype)) / count
    if reduction == "mean":
        return losses.sum() / float(_sample_weights(classes, weight, ignore_index, each.dtype).sum())
    return _reduce(losses, reduction, "cross_entropy")
