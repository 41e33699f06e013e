"""Losses of classes: the negative log-likelihood and the cross-entropy."""

from __future__ import annotations

import functools
import math
from typing import Any, NamedTuple

import numpy as np

from autograd import ShapeError, Tensor, tensor
from autograd.extend import Array, DType, array_of, operation, ops
from nn.functional.arguments import as_tensor, class_weights
from nn.functional.reduction import check_same_shape, reduced, reduction_of
from nn.functional.softmax import log_softmax


def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """Compute the negative log-likelihood −input[class].

    Args:
        input: log-probabilities (N, C), (N, C, …) or (C,), floating.
        target: classes (N,), (N, …) or (), integers from 0 to C − 1.
        weight: a weight for each class, (C,).
        size_average, reduce: deprecated; see `reduction`.
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
    reduction = reduction_of(reduction, size_average, reduce, "nll_loss")
    input, target = as_tensor(input, "nll_loss", "input"), as_tensor(target, "nll_loss", "target")
    return _nll(input, target, weight, ignore_index, reduction, "nll_loss")


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """Compute −log softmax(input)[class], or −Σ target · log softmax(input) if `target` holds probabilities.

    Args:
        input: logits (N, C), (N, C, …) or (C,), floating. Dimension 1 holds the classes; for (C,) dimension 0.
        target: classes (N,), (N, …) or (), integers from 0 to C − 1; or probabilities of the shape of `input`.
        weight: a weight for each class, (C,).
        size_average, reduce: deprecated; see `reduction`.
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
    plain = weight is None and reduction == "mean" and label_smoothing == 0 and ignore_index < 0
    if plain and size_average is None and reduce is None and _fits_mean_cross_entropy(input, target):
        try:  # fast path: one operation in place of nine. `fast`, once it is generated, saves a call
            fused: Tensor = (mean_cross_entropy.fast or mean_cross_entropy)(input, target)
            return fused
        except IndexError:  # a class out of range, which may be `ignore_index`: the general path decides
            pass
    reduction = reduction_of(reduction, size_average, reduce, "cross_entropy")
    label_smoothing = float(label_smoothing)  # a NumPy number would change the dtype
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"cross_entropy(): label_smoothing is in [0, 1], got {label_smoothing}")
    input, target = as_tensor(input, "cross_entropy", "input"), as_tensor(target, "cross_entropy", "target")
    if not input.is_floating_point():
        raise TypeError(f"cross_entropy(): logits must be floating, got {input.dtype}; write input.float()")
    log_probabilities = log_softmax(input, 1 if input.ndim > 1 else 0)
    if target.is_floating_point() or (input.ndim and target.shape == input.shape != (1,)):
        return _cross_entropy_of_shares(log_probabilities, target, weight, ignore_index, reduction, label_smoothing)
    hard = _nll(log_probabilities, target, weight, ignore_index, reduction, "cross_entropy")
    if label_smoothing == 0:
        return hard
    even = _loss_of_even_targets(log_probabilities, target, weight, ignore_index, reduction)
    return hard * (1 - label_smoothing) + even * label_smoothing


def _cross_entropy_of_shares(
    log_probabilities: Tensor, target: Tensor, weight: Any, ignore_index: int, reduction: str, label_smoothing: float
) -> Tensor:
    """Compute −Σ target · log p, for targets that are probabilities or should be."""
    shape, class_dim = log_probabilities.shape, 1 if log_probabilities.ndim > 1 else 0
    if not target.is_floating_point():
        raise TypeError(
            f"cross_entropy(): target has the shape of input, {shape}, so it must hold probabilities, which are "
            f"floating, got {target.dtype}; write target.float()"
        )
    if target.shape == shape[:class_dim] + shape[class_dim + 1 :]:
        raise TypeError(f"cross_entropy(): classes are whole numbers, got {target.dtype}; write target.long()")
    check_same_shape(log_probabilities, target, "cross_entropy")
    if ignore_index >= 0:
        raise ValueError(f"cross_entropy(): ignore_index={ignore_index} needs a target of classes, got probabilities")
    count = shape[class_dim]
    terms = -log_probabilities * (target * (1 - label_smoothing) + label_smoothing / max(count, 1))
    if weight is not None:
        weight = class_weights(weight, count, terms.dtype, "cross_entropy")
        terms = terms * weight.reshape(-1, *[1] * (len(shape) - class_dim - 1))
    losses = terms.sum(class_dim)
    if reduction == "mean":  # NaN for no samples, and for no classes, as in PyTorch
        return losses.sum() / (losses.numel() if count else 0)
    return reduced(losses, reduction)


_INT64 = np.dtype(np.int64)
_FEW_CLASSES = 32
_FEW_SAMPLES = 64  # whose losses BLAS may add one by one, in a third of the time


@operation(
    logits=lambda xp, upstream, logits, target, slope: upstream * xp.slope_of_cross_entropy(logits, target, slope),
    target=None,
    pure=True,
)
def mean_cross_entropy(logits: Array, target: Array) -> Array:
    """Compute the mean of −log softmax(logits)[class], for logits (N, C) and int64 classes (N,).

    This is the case of most training steps. Its own operation saves the intermediate arrays.
    """
    loss, *_ = _mean_cross_entropy(logits, target)
    return loss


@mean_cross_entropy.refusing
def _refuse_classes(logits: Array, target: Array) -> None:
    # As unsigned integers, negative classes are large: one comparison checks both ends. `argmax` takes a third of
    # the time of `max`.
    unsigned = target.view(np.uint64)
    if unsigned.item(unsigned.argmax()) >= logits.shape[1]:
        raise IndexError("a class is out of range")


@mean_cross_entropy.keeping("slope")
def _mean_cross_entropy_and_slope(logits: Array, target: Array) -> tuple[Array, Array]:
    loss, probabilities, places = _mean_cross_entropy(logits, target)
    slope = _slope(probabilities, places, *logits.shape)
    by_rows = slope.T if logits.shape[1] <= _FEW_CLASSES else slope
    return loss, np.asarray(by_rows, logits.dtype, order="C")


def _mean_cross_entropy(logits: Array, target: Array) -> tuple[Array, Array, Array]:
    """Return the loss, the probabilities, and the place of each class in their memory.

    NumPy is slow on many short rows, so the probabilities of up to `_FEW_CLASSES` classes come with the classes first.
    """
    _refuse_classes(logits, target)
    n, count = logits.shape
    few = count <= _FEW_CLASSES
    if few:
        shifted = logits.T.copy()
        shifted -= np.maximum.reduce(shifted, 0)
    else:
        shifted = np.ascontiguousarray(logits)
        shifted = shifted - np.maximum.reduce(shifted, 1, keepdims=True)
    if logits.dtype == np.float16:
        shifted = shifted.astype(np.float32)
    known = _constants(n, count, shifted.dtype)
    places = target * known.step + known.samples
    losses = shifted.take(places)
    probabilities = np.exp(shifted, out=shifted)
    if few:  # a product with ones takes half of the time
        sums = known.ones.dot(probabilities)
        probabilities /= sums
    else:
        sums = np.add.reduce(probabilities, 1)
        probabilities /= sums[:, None]
    np.subtract(np.log(sums), losses, out=losses)
    total = np.add.reduce(losses) if known.each is None else known.each.dot(losses)
    return np.asarray(total / n, logits.dtype), probabilities, places


class _Constants(NamedTuple):
    """What the losses of all batches of a shape use. As arrays, because NumPy converts a number at each use."""

    samples: Array  # the place of each sample in memory
    step: Array  # from one class of a sample to the next
    ones: Array  # one for each class
    each: Array | None  # one for each sample, of few
    one: Array
    share: Array  # 1 / N


def _make_constants(n: int, count: int, dtype: DType) -> _Constants:
    few = count <= _FEW_CLASSES
    samples = np.arange(n) if few else np.arange(0, n * count, count)
    each = np.ones(n, dtype) if n <= _FEW_SAMPLES else None
    one, share = np.array(1, dtype), np.array(1 / n, dtype)
    return _Constants(samples, np.array(n if few else 1), np.ones(count, dtype), each, one, share)


_kept_constants = functools.lru_cache(maxsize=8)(_make_constants)


def _constants(n: int, count: int, dtype: DType) -> _Constants:
    # In large batches a few microseconds do not matter, but memory does.
    return _kept_constants(n, count, dtype) if n <= 10_000 else _make_constants(n, count, dtype)


@operation(
    logits=lambda xp, upstream, logits: (
        (upstream - xp.sum(upstream * xp.softmax(logits, 1), 1, True)) * xp.softmax(logits, 1) / logits.shape[0]
    ),
    target=None,
)
def slope_of_cross_entropy(logits: Array, target: Array, slope: Array | None = None) -> Array:
    """Compute the derivative of `mean_cross_entropy` by the logits: (softmax − one-hot) / N.

    Args:
        logits: (N, C).
        target: classes (N,), in range.
        slope: the result, if the forward pass kept it.
    """
    if slope is not None:
        return slope
    probabilities = np.ascontiguousarray(ops.softmax(logits, 1))
    return _slope(probabilities, target + np.arange(0, logits.size, logits.shape[1]), *logits.shape)


def _slope(probabilities: Array, places: Array, n: int, count: int) -> Array:
    """Return (probabilities − one-hot) / n, in the memory of the probabilities, a run with the classes at `places`."""
    known = _constants(n, count, probabilities.dtype)
    probabilities.reshape(-1)[places] -= known.one
    probabilities *= known.share
    return probabilities


def _fits_mean_cross_entropy(input: Any, target: Any) -> bool:
    """Return whether `mean_cross_entropy` takes these arguments as they are."""
    if not (isinstance(input, Tensor) and isinstance(target, Tensor)):
        return False
    shape = input.shape
    fits = len(shape) == 2 and shape[0] > 0 and target.dtype == _INT64 and target.shape == shape[:1]
    return fits and input.dtype.kind == "f"


# ── parts ──


def _nll(input: Tensor, target: Tensor, weight: Any, ignore_index: int, reduction: str, where: str) -> Tensor:
    """Compute `nll_loss` for the function `where`, which errors name."""
    if input.ndim == 1 and target.shape in ((), (1,)):
        one = _nll(input.reshape(1, -1), target.reshape(1), weight, ignore_index, reduction, where)
        return one.reshape(())
    classes = _checked_classes(input.shape, target, ignore_index, where)
    weights = _sample_weights(classes, input, weight, ignore_index, where)
    if input.shape[1]:
        ignored = classes == ignore_index
        chosen = -input[_class_index(np.where(ignored, 0, classes))]
        if ignored.any():
            chosen = chosen.masked_fill(tensor(ignored), 0.0)  # it may be infinite or NaN, as in padding
        losses = chosen * tensor(weights)
    else:
        losses = input.sum(1)  # no class, so all targets are ignored
    return _weighted_mean(losses, weights) if reduction == "mean" else reduced(losses, reduction)


def _weighted_mean(losses: Tensor, weights: Array) -> Tensor:
    """Return the sum of the losses, divided by the sum of the weights of the samples.

    If no sample counts, the mean is NaN, and its gradient 0: one such batch must not make NaN of the parameters.
    """
    if not weights.any():
        nothing: Tensor = losses.sum() * 0 + math.nan
        return nothing
    total = float(weights.sum(dtype=np.float64))
    # By way of the mean, because the sum of many losses in float16 is infinite.
    mean: Tensor = losses.mean() * (losses.numel() / total if total else math.inf)
    return mean


def _checked_classes(shape: tuple[int, ...], target: Tensor, ignore_index: int, where: str) -> Array:
    """Return the array of `target`, after checking it against `shape`, the shape of the log-probabilities."""
    classes = array_of(target)
    if not shape:
        raise ShapeError(f"{where}(): expected input of shape (C,), (N, C) or (N, C, …), got ()")
    if classes.dtype.kind not in "iu":
        raise TypeError(f"{where}(): classes are whole numbers, got {classes.dtype}; write target.long()")
    if classes.shape != (*shape[:1], *shape[2:]):
        one_hot = "; if it is one-hot, write target.argmax(1)" if classes.shape == shape else ""
        raise ShapeError(
            f"{where}(): input has shape {shape} (N, C, …), so target must have shape {(*shape[:1], *shape[2:])}, "
            f"got {classes.shape}{one_hot}"
        )
    wrong = (classes != ignore_index) & ((classes < 0) | (classes >= shape[1]))
    if wrong.any():
        raise IndexError(f"{where}(): class {classes[wrong].flat[0]} is out of range for {shape[1]} classes")
    return classes


def _class_index(classes: Array) -> tuple[Any, ...]:
    """Return the index of each sample's class in an array (N, C, …)."""
    places: list[Any] = list(np.indices(classes.shape, sparse=True))
    return (*places[:1], classes, *places[1:])


def _sample_weights(classes: Array, input: Tensor, weight: Any, ignore_index: int, where: str) -> Array:
    """Return the weight of each sample: that of its class, and 0 for the class `ignore_index`."""
    kept = classes != ignore_index
    if weight is None:
        ones: Array = kept.astype(input.dtype)
        return ones
    of_class = array_of(class_weights(weight, input.shape[1], input.dtype, where))
    if not len(of_class):
        return np.zeros(classes.shape, input.dtype)
    weights: Array = of_class[np.where(kept, classes, 0)] * kept
    return weights


def _loss_of_even_targets(
    log_probabilities: Tensor, target: Tensor, weight: Any, ignore_index: int, reduction: str
) -> Tensor:
    """Compute the cross-entropy for targets that give each class the probability 1/C."""
    if log_probabilities.ndim == 1:
        log_probabilities, target = log_probabilities.reshape(1, -1), target.reshape(1)
        return _loss_of_even_targets(log_probabilities, target, weight, ignore_index, reduction).reshape(())
    classes = array_of(target)
    weights = _sample_weights(classes, log_probabilities, weight, ignore_index, "cross_entropy")
    if weight is not None:
        weight = class_weights(weight, log_probabilities.shape[1], log_probabilities.dtype, "cross_entropy")
        log_probabilities = log_probabilities * weight.reshape(-1, *[1] * (target.ndim - 1))
    ignored = tensor(classes == ignore_index)
    losses = -log_probabilities.sum(1).masked_fill(ignored, 0.0) / max(log_probabilities.shape[1], 1)
    return _weighted_mean(losses, weights) if reduction == "mean" else reduced(losses, reduction)
