"""Embeddings: a vector for each of a number of classes, such as the words of a vocabulary."""

from __future__ import annotations

import operator
import warnings
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, no_grad
from autograd.extend import Array, array_of, operation, tensor_of
from nn.functional.arguments import as_tensor


def _to_rows(xp: Any, upstream: Any, weight_shape: Any, index: Any, share: Any) -> Any:
    return xp.add_rows(upstream if share is None else upstream * share, weight_shape, index)


@operation(weight=_to_rows, internal=True, spoken="embedding()")
def take_rows(weight: Array, index: Array, share: Array | None) -> Array:
    """Return the rows of a matrix (M, D) at `index` (…) as (…, D). `share` (…, 1) scales the gradient of each row."""
    rows: Array = weight[index]
    return rows


@operation(rows=lambda xp, upstream, index: xp.take_rows(upstream, index, None), linear=True, internal=True)
def add_rows(rows: Array, shape: tuple[int, int], index: Array) -> Array:
    """Return a matrix of zeros of `shape` with rows (…, D) added at `index` (…). Rows with equal indices add up."""
    out = np.zeros(shape, rows.dtype)
    if index.size:
        flat = index.reshape(-1)
        order = np.argsort(flat, kind="stable")  # sums of neighbours take a tenth of the time of np.add.at
        ordered = flat[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        out[ordered[starts]] = np.add.reduceat(rows.reshape(-1, shape[1])[order], starts, axis=0)
    return out


def embedding(
    input: Tensor,
    weight: Tensor,
    padding_idx: int | None = None,
    max_norm: float | None = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Tensor:
    """Return the rows of `weight` at the indices `input`.

    Args:
        input: indices from 0 to M − 1, any shape (…), integers.
        weight: the vectors, (M, D), floating.
        padding_idx: the index whose vector gets no gradient.
        max_norm: first shorten the vectors at these indices to this norm, in place.
        norm_type: the exponent of that norm.
        scale_grad_by_freq: divide the gradient of each vector by the number of times its index occurs.
        sparse: accepted, without effect. Gradients are dense.

    Returns:
        (…, D).

    Raises:
        IndexError: if an index is out of range.
        TypeError: if the indices are not integers.
        ShapeError: if `weight` is no matrix.

    >>> from autograd import tensor
    >>> embedding(tensor([2, 0]), tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
    tensor([[5., 6.],
            [1., 2.]])
    """
    weight, index = _checked(weight, input, "embedding")
    padding = _padding(padding_idx, len(array_of(weight)), "embedding")
    if max_norm is not None:
        _shorten(weight, index, max_norm, norm_type)
    return _rows(weight, index, padding, scale_grad_by_freq)


def _checked(weight: Any, input: Any, where: str) -> tuple[Tensor, Array]:
    weight, index = as_tensor(weight, where, "weight"), array_of(as_tensor(input, where, "input"))
    if weight.ndim != 2:
        raise ShapeError(f"{where}(): expected a matrix as weight, got shape {weight.shape}")
    if index.dtype.kind not in "iu":
        raise TypeError(f"{where}(): expected integer indices, got {index.dtype}; write input.long()")
    if index.size and not 0 <= index.min() <= index.max() < weight.shape[0]:
        raise IndexError(
            f"{where}(): expected indices from 0 to {weight.shape[0] - 1}, got {index.min()} to {index.max()}"
        )
    return weight, index


def _padding(padding_idx: int | None, count: int, where: str) -> int | None:
    if padding_idx is None:
        return None
    place = operator.index(padding_idx)
    if not -count <= place < count:
        raise IndexError(f"{where}(): padding_idx {padding_idx} is out of range for {count} vectors")
    return place % count


def _shorten(weight: Tensor, index: Array, max_norm: float, norm_type: float) -> None:
    with no_grad():
        used = np.unique(index)
        rows = weight.detach()[used]
        norms = rows.norm(norm_type, 1, True)
        weight[used] = rows * (max_norm / (norms + 1e-7)).clamp(max=1.0).masked_fill(norms <= max_norm, 1.0)


def _rows(weight: Tensor, index: Array, padding: int | None, scale_grad_by_freq: bool) -> Tensor:
    share = None
    if padding is not None or scale_grad_by_freq:
        counts = np.bincount(index.reshape(-1), minlength=1)[index] if scale_grad_by_freq else 1
        share = ((index != padding) / counts).astype(weight.dtype)[..., None]
    rows: Tensor = take_rows(weight, index, share)
    return rows


def embedding_bag(
    input: Tensor,
    weight: Tensor,
    offsets: Tensor | None = None,
    max_norm: float | None = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: int | None = None,
) -> Tensor:
    """Return the mean, sum or maximum of the rows of `weight` at the indices of each bag.

    Args:
        input: indices, a bag per row (B, N); or all bags one after the other, (number of indices,), with `offsets`.
        weight: the vectors, (M, D), floating.
        offsets: where each bag begins in a one-dimensional `input`, (B,).
        max_norm, norm_type, scale_grad_by_freq, sparse: as for `embedding`.
        mode: "mean", "sum" or "max". A bag of no indices gives 0.
        per_sample_weights: factors of the vectors, of the shape of `input`; with mode "sum".
        include_last_offset: whether `offsets` ends with the number of indices, (B + 1,).
        padding_idx: the index that does not count.

    Returns:
        (B, D).

    Raises:
        IndexError: if an index is out of range.
        ShapeError: if the shapes do not fit together.
        ValueError: for an unknown mode, or factors with another mode than "sum".

    >>> from autograd import tensor
    >>> embedding_bag(tensor([0, 1, 1]), tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([0, 2]))
    tensor([[2., 3.],
            [3., 4.]])
    """
    name = "embedding_bag"
    if np.ndim(input) == 2 and array_of(as_tensor(weight, name, "weight")).dtype.kind in "iu":
        warnings.warn("embedding_bag(): the order is (input, weight); the arguments are exchanged", stacklevel=2)
        input, weight = weight, input
    weight, index = _checked(weight, input, name)
    if mode not in ("mean", "sum", "max"):
        raise ValueError(f"{name}(): mode is 'mean', 'sum' or 'max', got {mode!r}")
    if per_sample_weights is not None and mode != "sum":
        raise ValueError(f"{name}(): per_sample_weights need mode='sum', got {mode!r}")
    place, present = _bags(index, offsets, include_last_offset)
    padding = _padding(padding_idx, weight.shape[0], name)
    if max_norm is not None:
        _shorten(weight, index, max_norm, norm_type)
    flat = index.reshape(-1)
    bags = np.where(present, flat[place] if flat.size else 0, 0)
    if padding is not None:
        present = present & (bags != padding)
    counts = present.sum(1, keepdims=True)
    rows = _rows(weight, flat, None, scale_grad_by_freq)[place] if flat.size else weight[bags]
    counted = tensor_of(present[:, :, None])
    if mode == "max":
        if not bags.shape[1]:
            return rows.sum(1)
        rows = rows.masked_fill(~counted, -np.inf)
        largest = rows.gather(1, rows.argmax(1, keepdim=True)).squeeze(1)
        return largest.masked_fill(tensor_of(counts == 0), 0.0)
    if per_sample_weights is not None:
        factors = as_tensor(per_sample_weights, name, "per_sample_weights")
        if factors.shape != index.shape:
            raise ShapeError(f"{name}(): expected per_sample_weights of shape {index.shape}, got {factors.shape}")
        rows = rows * factors.reshape(-1)[place].unsqueeze(-1)
    total = rows.masked_fill(~counted, 0.0).sum(1)
    return total if mode == "sum" else total / tensor_of(np.maximum(counts, 1).astype(weight.dtype))


def _bags(index: Array, offsets: Any, include_last_offset: bool) -> tuple[Array, Array]:
    """Return the places in the flat indices of each bag, (B, longest), and which of them are meant."""
    if index.ndim == 2:
        if offsets is not None:
            raise ValueError("embedding_bag(): a two-dimensional input has no offsets: each row is a bag")
        return np.arange(index.size).reshape(index.shape), np.ones(index.shape, bool)
    if index.ndim != 1 or offsets is None:
        raise ShapeError(f"embedding_bag(): expected input (B, N), or (N,) with offsets, got {index.shape}")
    starts = array_of(as_tensor(offsets, "embedding_bag", "offsets"))
    if starts.ndim != 1 or not starts.size or starts[0] != 0 or starts[-1] > index.size:
        raise ValueError(f"embedding_bag(): expected offsets from 0 to {index.size}, got {starts.tolist()}")
    ends = np.append(starts[1:], index.size)
    if include_last_offset:
        starts, ends = starts[:-1], starts[1:]
    lengths = ends - starts
    place = starts[:, None] + np.arange(int(lengths.max(initial=0)))
    present = place < ends[:, None]
    return np.where(present, place, 0), present
