"""Losses with a margin: right answers should be better than wrong ones by at least that much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, minimum, where
from autograd.extend import array_of, tensor_of
from nn.functional.arguments import as_tensor, class_weights
from nn.functional.distance import pairwise_distance
from nn.functional.reduction import fitting_pair, reduced, reduction_of


def hinge_embedding_loss(
    input: Tensor,
    target: Tensor,
    margin: float = 1.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute input where target is 1, and max(0, margin − input) where it is −1.

    Args:
        input: distances, any shape, floating.
        target: 1 for similar pairs and −1 for others, of a shape that broadcasts to that of `input`.
        margin: how far apart other pairs should be.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    >>> from autograd import tensor
    >>> hinge_embedding_loss(tensor([0.2, 0.2]), tensor([1, -1]), reduction="none")
    tensor([0.2000, 0.8000])
    """
    name = "hinge_embedding_loss"
    reduction = reduction_of(reduction, size_average, reduce, name)
    input, target = fitting_pair(input, target, name)
    similar = where(target != -1, input, 0.0)
    return reduced(similar + where(target != 1, (margin - input).clamp(min=0), 0.0), reduction)


def cosine_embedding_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute 1 − cos where target is 1, and max(0, cos − margin) where it is −1.

    Args:
        input1, input2: vectors (N, D) or (D,), floating; cos is the cosine of the angle between them.
        target: 1 for similar pairs and −1 for others, (N,) or ().
        margin: the largest cosine that other pairs should have, from −1 to 1.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the pairs, or "none".

    Raises:
        ShapeError: if the shapes do not fit together.

    >>> from autograd import tensor
    >>> cosine_embedding_loss(tensor([[1.0, 0.0]]), tensor([[0.0, 1.0]]), tensor([1]))
    tensor(1.)
    """
    name = "cosine_embedding_loss"
    reduction = reduction_of(reduction, size_average, reduce, name)
    x, y, target = (as_tensor(t, name, n) for t, n in ((input1, "input1"), (input2, "input2"), (target, "target")))
    if target.ndim > 1 or x.ndim != target.ndim + 1 or y.ndim != x.ndim:
        raise ShapeError(
            f"{name}(): expected (N, D), (N, D) and (N,), or no N; got {x.shape}, {y.shape}, {target.shape}"
        )
    tiny = 1e-12  # PyTorch's
    cosine = (x * y).sum(-1) / (((x * x).sum(-1) + tiny) * ((y * y).sum(-1) + tiny)).sqrt()
    losses = where(target == 1, 1 - cosine, where(target == -1, (cosine - margin).clamp(min=0), 0.0))
    return reduced(losses, reduction)


def margin_ranking_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute max(0, −target · (input1 − input2) + margin).

    Args:
        input1, input2: scores of one shape, floating.
        target: 1 where the first should be higher and −1 where the second should be.
        margin: by how much.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all elements, or "none".

    Raises:
        ShapeError: if the numbers of dimensions differ.

    >>> from autograd import tensor
    >>> margin_ranking_loss(tensor([1.0]), tensor([3.0]), tensor([1]))
    tensor(2.)
    """
    name = "margin_ranking_loss"
    reduction = reduction_of(reduction, size_average, reduce, name)
    x, y, target = (as_tensor(t, name, n) for t, n in ((input1, "input1"), (input2, "input2"), (target, "target")))
    if not x.ndim == y.ndim == target.ndim:
        raise ShapeError(f"{name}(): expected one shape, got {x.shape}, {y.shape} and {target.shape}")
    return reduced((-target * (x - y) + margin).clamp(min=0), reduction)


def multi_margin_loss(
    input: Tensor,
    target: Tensor,
    p: int = 1,
    margin: float = 1.0,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute Σ max(0, margin − input[class] + input[other])ᵖ / C over the other classes.

    Args:
        input: scores (N, C) or (C,), floating.
        target: classes (N,) or (), integers from 0 to C − 1.
        p: 1 or 2.
        margin: by how much the score of the class should be the highest.
        weight: a weight for each class, (C,).
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    Raises:
        ValueError: if p is neither 1 nor 2.
        ShapeError: if the shapes do not fit together.
        IndexError: if a class is out of range.

    >>> from autograd import tensor
    >>> multi_margin_loss(tensor([[0.1, 0.2, 0.4]]), tensor([2]))
    tensor(0.5000)
    """
    name = "multi_margin_loss"
    reduction = reduction_of(reduction, size_average, reduce, name)
    scores, target = as_tensor(input, name, "input"), as_tensor(target, name, "target")
    if p not in (1, 2):
        raise ValueError(f"{name}(): p is 1 or 2, got {p}")
    single = scores.ndim < 2
    scores, classes = scores.reshape(-1, scores.shape[-1] if scores.ndim else 1), array_of(target).reshape(-1)
    if classes.dtype.kind not in "iu":
        raise TypeError(f"{name}(): classes are whole numbers, got {target.dtype}; write target.long()")
    if len(classes) != len(scores):
        raise ShapeError(
            f"{name}(): expected integer classes for {len(scores)} samples, got {target.dtype} {target.shape}"
        )
    _check_range(classes, scores.shape[1], name)
    rows = np.arange(len(classes))
    slack = (margin - scores[rows, classes].unsqueeze(1) + scores).clamp(min=0)
    terms = slack if p == 1 else slack * slack
    if weight is not None:
        terms = terms * class_weights(weight, scores.shape[1], scores.dtype, name)[classes].unsqueeze(1)
    others = np.arange(scores.shape[1]) != classes[:, None]
    losses = terms.masked_fill(tensor_of(~others), 0.0).sum(1) / scores.shape[1]
    return reduced(losses.squeeze(0) if single and target.ndim == 0 else losses, reduction)


def multilabel_margin_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute Σ max(0, 1 − input[label] + input[other]) / C over the labels and the other classes.

    Args:
        input: scores (N, C) or (C,), floating.
        target: the labels of each sample, then −1, as integers of the shape of `input`.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    Raises:
        ShapeError: if the shapes differ.
        IndexError: if a label is out of range.

    >>> from autograd import tensor
    >>> multilabel_margin_loss(tensor([[0.1, 0.2, 0.4, 0.8]]), tensor([[3, 0, -1, 1]]))
    tensor(0.8500)
    """
    name = "multilabel_margin_loss"
    reduction = reduction_of(reduction, size_average, reduce, name)
    scores, target = as_tensor(input, name, "input"), as_tensor(target, name, "target")
    if scores.shape != target.shape or scores.ndim > 2:
        raise ShapeError(f"{name}(): expected (N, C) or (C,) twice, got {scores.shape} and {target.shape}")
    single = scores.ndim < 2
    scores = scores.reshape(-1, scores.shape[-1] if scores.ndim else 1)
    labels = array_of(target).reshape(scores.shape)
    listed = np.logical_and.accumulate(labels >= 0, axis=1)  # the labels before the first −1
    labels = np.where(listed, labels, 0)
    _check_range(labels, scores.shape[1], name)
    rows = np.arange(len(labels))[:, None]
    is_label = np.zeros(scores.shape, np.int64)
    np.add.at(is_label, (rows, labels), listed)
    slack = (1 - scores[rows, labels].unsqueeze(2) + scores.unsqueeze(1)).clamp(min=0)
    counts = listed[:, :, None] & (is_label == 0)[:, None, :]
    losses = slack.masked_fill(tensor_of(~counts), 0.0).sum((1, 2)) / scores.shape[1]
    return reduced(losses.squeeze(0) if single else losses, reduction)


def _check_range(classes: Any, count: int, name: str) -> None:
    if classes.size and not 0 <= classes.min() <= classes.max() < count:
        raise IndexError(f"{name}(): expected classes from 0 to {count - 1}, got {classes.min()} to {classes.max()}")


def triplet_margin_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute max(0, d(anchor, positive) − d(anchor, negative) + margin), where d is the p-norm of the difference.

    Args:
        anchor, positive, negative: vectors (N, D) or (D,), floating.
        margin: by how much the positive should be closer.
        p: the exponent of the norm.
        eps: added to each difference.
        swap: use the distance from the positive to the negative where that is smaller.
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over the samples, or "none".

    Source: V. Balntas et al., "Learning shallow convolutional feature descriptors with triplet losses", 2016.

    >>> from autograd import tensor
    >>> triplet_margin_loss(tensor([0.0]), tensor([1.0]), tensor([3.0]), margin=3.0)
    tensor(1.)
    """
    reduction = reduction_of(reduction, size_average, reduce, "triplet_margin_loss")

    def distance(x: Tensor, y: Tensor) -> Tensor:
        if x.ndim != y.ndim:
            raise ShapeError(f"triplet_margin_loss(): {x.shape} and {y.shape} have different numbers of dimensions")
        return pairwise_distance(x, y, p, eps)

    return _triplet((anchor, positive, negative), distance, margin, swap, reduction, "triplet_margin_loss")


def triplet_margin_with_distance_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    *,
    distance_function: Callable[[Tensor, Tensor], Tensor] | None = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Tensor:
    """Compute max(0, d(anchor, positive) − d(anchor, negative) + margin) for any distance d.

    Args:
        anchor, positive, negative: what d takes, such as vectors (N, D).
        distance_function: d. By default `pairwise_distance`.
        margin: by how much the positive should be closer, above 0.
        swap: use the distance from the positive to the negative where that is smaller.
        reduction: "mean" or "sum" over the samples, or "none".

    Raises:
        ValueError: if the margin is not above 0.

    >>> from autograd import tensor
    >>> triplet_margin_with_distance_loss(
    ...     tensor([0.0]), tensor([1.0]), tensor([3.0]), distance_function=lambda x, y: (x - y).abs(), margin=3.0
    ... )
    tensor(1.)
    """
    name = "triplet_margin_with_distance_loss"
    reduction = reduction_of(reduction, None, None, name)
    return _triplet((anchor, positive, negative), distance_function or pairwise_distance, margin, swap, reduction, name)


def _triplet(
    triplet: tuple[Any, Any, Any],
    distance: Callable[[Tensor, Tensor], Tensor],
    margin: float,
    swap: bool,
    reduction: str,
    name: str,
) -> Tensor:
    if margin <= 0:
        raise ValueError(f"{name}(): margin must be above 0, got {margin}")
    a, b, c = (as_tensor(t, name, n) for t, n in zip(triplet, ("anchor", "positive", "negative")))
    near, far = distance(a, b), distance(a, c)
    if swap:
        far = minimum(far, distance(b, c))
    return reduced((near - far + margin).clamp(min=0), reduction)
