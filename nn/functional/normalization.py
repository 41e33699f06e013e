"""Normalisation."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import ShapeError, Tensor
from autograd.extend import ops


def normalize(x: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12) -> Tensor:
    """x divided by its p-norm along `dim`, which counts as `eps` at least."""
    return x / x.norm(p, dim, True).clamp(min=eps)


def layer_norm(
    x: Tensor,
    normalized_shape: Sequence[int],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """x standardised over its last dimensions, those of `normalized_shape`, then scaled and shifted (Ba et al., 2016).

    Raises:
        ShapeError: if x does not end in `normalized_shape`.
    """
    shape = tuple(normalized_shape)
    if not shape or x.shape[-len(shape) :] != shape:
        raise ShapeError(f"layer_norm(): input of shape {x.shape} does not end in normalized_shape {shape}")
    out: Tensor = ops.standardize(x, tuple(range(-len(shape), 0)), eps)
    if weight is not None:
        out = out * weight
    return out if bias is None else out + bias
