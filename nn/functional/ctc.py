"""The connectionist temporal classification loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, full, logaddexp, where
from autograd.extend import Array, array_of, ops, tensor_of
from nn.functional.arguments import as_tensor
from nn.functional.reduction import reduced, reduction_of

_IMPOSSIBLE = -1e30  # the logarithm of 0, but finite: differences of infinities would be NaN


def ctc_loss(
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: Tensor | Sequence[int] | int,
    target_lengths: Tensor | Sequence[int] | int,
    blank: int = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> Tensor:
    """Compute the negative log-likelihood of label sequences, summed over all their alignments with the input.

    An alignment gives each time step a label or the blank. Its sequence is what is left after repeated labels are
    merged and blanks dropped.

    Args:
        log_probs: log-probabilities of the classes, (T, N, C) or (T, C), floating.
        targets: the labels, (N, S), or all sequences one after the other, (sum of the lengths,).
        input_lengths: the number of time steps of each sample, (N,) or ().
        target_lengths: the number of labels of each sample, (N,) or ().
        blank: the class of the blank.
        reduction: "sum", "none", or "mean": each loss is divided by its number of labels, then their mean is taken.
        zero_infinity: whether the loss of a sequence that is too long for its input is 0, not infinite.

    Returns:
        A single number; with "none" the losses (N,), or ().

    Raises:
        ShapeError: if the shapes and lengths do not fit together.

    Source: A. Graves et al., "Connectionist temporal classification", 2006.

    Differs from PyTorch: the gradient by `log_probs` is the derivative. PyTorch adds exp(log_probs), which
    `log_softmax` takes away again, so the gradients of logits are equal.

    >>> from autograd import tensor
    >>> even = tensor([[0.5, 0.5], [0.5, 0.5]]).log()
    >>> ctc_loss(even, tensor([1]), 2, 1)  # of four alignments, three: (1, 1), (1, blank), (blank, 1)
    tensor(0.2877)
    """
    reduction = reduction_of(reduction, None, None, "ctc_loss")
    log_probs = as_tensor(log_probs, "ctc_loss", "log_probs")
    single = log_probs.ndim == 2
    x = log_probs.unsqueeze(1) if single else log_probs
    if x.ndim != 3:
        raise ShapeError(f"ctc_loss(): expected log_probs (T, N, C) or (T, C), got {log_probs.shape}")
    steps, n, classes = x.shape
    if not 0 <= blank < classes:
        raise ValueError(f"ctc_loss(): blank must be a class from 0 to {classes - 1}, got {blank}")
    times = _lengths(input_lengths, n, "input_lengths", steps)
    lengths = _lengths(target_lengths, n, "target_lengths", None)
    labels = _labels(as_tensor(targets, "ctc_loss", "targets"), lengths)
    # States alternate: blank, first label, blank, second label, …, blank.
    states = np.full((n, 2 * labels.shape[1] + 1), blank)
    states[:, 1::2] = labels
    if states.size and states.max() >= classes:
        raise IndexError(f"ctc_loss(): a label is out of range for {classes} classes")
    may_skip = np.zeros(states.shape, bool)  # from label to label, if they differ
    may_skip[:, 3::2] = labels[:, 1:] != labels[:, :-1]
    forbidden = tensor_of(np.where(may_skip, 0, _IMPOSSIBLE).astype(x.dtype))
    scores = x.gather(2, tensor_of(np.broadcast_to(states, (steps, *states.shape)).copy()))

    none = full((n, 1), _IMPOSSIBLE, dtype=x.dtype)
    begin = tensor_of(np.where(np.arange(states.shape[1]) < 2, 0, _IMPOSSIBLE).astype(x.dtype))
    paths = scores[0] + begin
    for t in range(1, steps):
        shifted = ops.cat([none, paths[:, :-1]], 1)
        skipped = ops.cat([none, shifted[:, :-1]], 1) + forbidden
        following = (logaddexp(logaddexp(paths, shifted), skipped) + scores[t]).clamp(min=_IMPOSSIBLE)
        paths = following if t < times.min() else where(tensor_of((t < times)[:, None]), following, paths)
    rows = np.arange(n)
    ends = paths[rows, 2 * lengths]
    before = where(tensor_of(lengths > 0), paths[rows, np.maximum(2 * lengths - 1, 0)], _IMPOSSIBLE)
    losses = -logaddexp(ends, before)
    impossible = losses > -0.5 * _IMPOSSIBLE
    losses = losses.masked_fill(impossible, 0.0 if zero_infinity else np.inf)
    if reduction == "mean":
        losses = losses / tensor_of(np.maximum(lengths, 1).astype(x.dtype))
    return losses.squeeze(0) if single and reduction == "none" else reduced(losses, reduction)


def _lengths(given: Any, n: int, name: str, most: int | None) -> Array:
    lengths = np.atleast_1d(array_of(given) if isinstance(given, Tensor) else np.asarray(given))
    if lengths.shape != (n,) or lengths.dtype.kind not in "iu":
        raise ShapeError(f"ctc_loss(): expected {n} integers as {name}, got {lengths.dtype} {lengths.shape}")
    if n and (lengths.min() < 0 or (most is not None and lengths.max() > most)):
        raise ShapeError(f"ctc_loss(): expected {name} from 0 to {most}, got {lengths.tolist()}")
    return lengths.astype(np.int64)


def _labels(targets: Tensor, lengths: Array) -> Array:
    """Return the labels as (N, longest); the rest of shorter sequences is 0."""
    given = array_of(targets)
    longest = int(lengths.max(initial=0))
    labels = np.zeros((len(lengths), longest), np.int64)
    listed = np.arange(longest) < lengths[:, None]
    if given.ndim == 1 and len(given) == lengths.sum():
        labels[listed] = given
    elif given.ndim == 2 and len(given) == len(lengths) and given.shape[1] >= longest:
        labels[listed] = given[:, :longest][listed]
    else:
        raise ShapeError(f"ctc_loss(): targets {targets.shape} do not fit target_lengths {lengths.tolist()}")
    return labels
