"""Sequences of several lengths in one batch, for recurrent layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

import autograd
from autograd import ShapeError, Tensor
from autograd.extend import Array, array_of, tensor_of

__all__ = [
    "PackedSequence",
    "invert_permutation",
    "pack_padded_sequence",
    "pack_sequence",
    "pad_packed_sequence",
    "pad_sequence",
    "unpack_sequence",
    "unpad_sequence",
]


class PackedSequence(NamedTuple):
    """Sequences without padding: the first steps of all, the second steps of all that have one, and so on.

    Attributes:
        data: the steps, (sum of the lengths, …).
        batch_sizes: how many sequences have a first, second, … step, int64. It never grows.
        sorted_indices: the places of the sequences in the batch, the longest first; None if that is their order.
        unsorted_indices: the inverse.
    """

    data: Tensor
    batch_sizes: Tensor
    sorted_indices: Tensor | None = None
    unsorted_indices: Tensor | None = None

    def to(self, *args: Any, **kwargs: Any) -> PackedSequence:
        """Return the sequences with the data in another dtype."""
        return self._replace(data=self.data.to(*args, **kwargs))

    def cpu(self) -> PackedSequence:
        """Return the sequences: all tensors are on the CPU."""
        return self


def invert_permutation(permutation: Tensor | None) -> Tensor | None:
    """Return the permutation that undoes another; None for None.

    >>> from autograd import tensor
    >>> invert_permutation(tensor([2, 0, 1]))
    tensor([1, 2, 0])
    """
    return None if permutation is None else tensor_of(np.argsort(array_of(permutation)))


def pack_padded_sequence(
    input: Tensor, lengths: Tensor | Sequence[int], batch_first: bool = False, enforce_sorted: bool = True
) -> PackedSequence:
    """Return padded sequences without their padding.

    Args:
        input: (T, N, …), or (N, T, …) with `batch_first`.
        lengths: the length of each sequence, (N,).
        batch_first: the order of the dimensions of `input`.
        enforce_sorted: whether the longest sequence must come first. If not, they are sorted.

    Raises:
        ShapeError: if there is another number of lengths.
        ValueError: if a length is 0 or less or more than T, or the lengths are not sorted.

    >>> from autograd import tensor
    >>> packed = pack_padded_sequence(tensor([[1, 2], [3, 0]]), [2, 1], batch_first=True)
    >>> packed.data, packed.batch_sizes
    (tensor([1, 3, 2]), tensor([2, 1]))
    """
    sizes = array_of(lengths) if isinstance(lengths, Tensor) else np.asarray(lengths)
    padded = input.transpose(0, 1) if batch_first else input
    if sizes.shape != padded.shape[1:2] or sizes.dtype.kind not in "iu":
        raise ShapeError(f"pack_padded_sequence(): expected {padded.shape[1]} integers as lengths, got {sizes}")
    if not sizes.size or sizes.min() < 1 or sizes.max() > padded.shape[0]:
        raise ValueError(f"pack_padded_sequence(): lengths must be from 1 to {padded.shape[0]}, got {sizes.tolist()}")
    order = None
    if not enforce_sorted:
        order = np.argsort(-sizes, kind="stable")
        sizes, padded = sizes[order], padded[:, order]
    elif (np.diff(sizes) > 0).any():
        raise ValueError(f"pack_padded_sequence(): lengths {sizes.tolist()} are not sorted; write enforce_sorted=False")
    steps = np.arange(sizes.max())[:, None] < sizes
    t, n = np.nonzero(steps)
    indices = None if order is None else tensor_of(order)
    return PackedSequence(padded[t, n], tensor_of(steps.sum(1)), indices, invert_permutation(indices))


def places(batch_sizes: Tensor) -> tuple[Array, Array, Array]:
    """Return the time and the sequence of each step of a PackedSequence, and which steps there are, (T, N)."""
    counts = array_of(batch_sizes)
    steps = np.arange(counts[0]) < counts[:, None]
    t, n = np.nonzero(steps)
    return t, n, steps


def pad_packed_sequence(
    sequence: PackedSequence, batch_first: bool = False, padding_value: float = 0.0, total_length: int | None = None
) -> tuple[Tensor, Tensor]:
    """Return packed sequences with padding, in the order they had, and their lengths.

    Args:
        sequence: the packed sequences.
        batch_first: whether the result is (N, T, …) in place of (T, N, …).
        padding_value: the number after the end of each sequence.
        total_length: T, by default the greatest length.

    Returns:
        The padded sequences, and their lengths (N,), int64.

    Raises:
        ValueError: if `total_length` is less than the greatest length.

    >>> from autograd import tensor
    >>> packed = pack_sequence([tensor([1.0, 2.0]), tensor([3.0])])
    >>> pad_packed_sequence(packed, batch_first=True)
    (tensor([[1., 2.],
            [3., 0.]]), tensor([2, 1]))
    """
    t, n, steps = places(sequence.batch_sizes)
    longest, count = steps.shape
    length = longest if total_length is None else total_length
    if length < longest:
        raise ValueError(f"pad_packed_sequence(): total_length {length} is less than the greatest length {longest}")
    row = np.full((length, count), len(t))
    row[t, n] = np.arange(len(t))
    data = sequence.data
    end = autograd.full((1, *data.shape[1:]), padding_value, dtype=data.dtype)
    padded = autograd.cat([data, end], 0)[row]
    lengths = steps.sum(0)
    if sequence.unsorted_indices is not None:
        order = array_of(sequence.unsorted_indices)
        padded, lengths = padded[:, order], lengths[order]
    return padded.transpose(0, 1) if batch_first else padded, tensor_of(lengths)


def pad_sequence(
    sequences: Tensor | Sequence[Tensor],
    batch_first: bool = False,
    padding_value: float = 0.0,
    padding_side: str = "right",
) -> Tensor:
    """Return sequences (Tᵢ, …) as one tensor (T, N, …), or (N, T, …) with `batch_first`.

    Args:
        sequences: tensors that differ in their first size alone.
        batch_first: the order of the dimensions.
        padding_value: the number before or after each sequence.
        padding_side: "right" for after, "left" for before.

    >>> from autograd import tensor
    >>> pad_sequence([tensor([1, 2]), tensor([3])], batch_first=True)
    tensor([[1, 2],
            [3, 0]])
    """
    if padding_side not in ("left", "right"):
        raise ValueError(f"pad_sequence(): padding_side is 'left' or 'right', got {padding_side!r}")
    longest = max(len(s) for s in sequences)
    padded = []
    for sequence in sequences:
        missing = (longest - len(sequence), *sequence.shape[1:])
        fill = autograd.full(missing, padding_value, dtype=sequence.dtype)
        padded.append(autograd.cat([sequence, fill] if padding_side == "right" else [fill, sequence], 0))
    return autograd.stack(padded, 0 if batch_first else 1)


def unpad_sequence(padded_sequences: Tensor, lengths: Tensor, batch_first: bool = False) -> list[Tensor]:
    """Return the sequences of a padded tensor, each in its length.

    >>> from autograd import tensor
    >>> unpad_sequence(tensor([[1, 2], [3, 0]]), tensor([2, 1]), batch_first=True)
    [tensor([1, 2]), tensor([3])]
    """
    padded = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [sequence[: int(length)] for sequence, length in zip(padded, lengths)]


def pack_sequence(sequences: Sequence[Tensor], enforce_sorted: bool = True) -> PackedSequence:
    """Return sequences (Tᵢ, …) as a PackedSequence.

    Args:
        sequences: tensors that differ in their first size alone.
        enforce_sorted: whether the longest sequence must come first. If not, they are sorted.

    >>> from autograd import tensor
    >>> pack_sequence([tensor([1, 2]), tensor([3])]).data
    tensor([1, 3, 2])
    """
    return pack_padded_sequence(pad_sequence(sequences), [len(s) for s in sequences], enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences: PackedSequence) -> list[Tensor]:
    """Return the sequences of a PackedSequence.

    >>> from autograd import tensor
    >>> unpack_sequence(pack_sequence([tensor([1, 2]), tensor([3])]))
    [tensor([1, 2]), tensor([3])]
    """
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
