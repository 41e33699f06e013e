"""Normalisation: of vectors to length 1, and of samples to mean 0 and variance 1."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import ShapeError, Tensor
from autograd.extend import ops
from nn.functional.arguments import as_tensor, check_same_dtype


def normalize(x: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12) -> Tensor:
    """Divide x by its p-norm along `dim`.

    Args:
        x: any shape, floating.
        p: the exponent of the norm.
        dim: the dimension of the vectors.
        eps: the smallest divisor, so that a vector of zeros stays zero.

    Returns:
        The same shape. Vectors along `dim` have norm 1.

    >>> from autograd import tensor
    >>> normalize(tensor([[3.0, 4.0]]))
    tensor([[0.6000, 0.8000]])
    """
    x = as_tensor(x, "normalize", "x")
    return x / x.norm(p, dim, True).clamp(min=eps)


def layer_norm(
    x: Tensor,
    normalized_shape: Sequence[int],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """Compute (x − mean) / √(variance + eps) · weight + bias, with mean and variance over the last dimensions.

    The variance is the biased one: the mean of the squared deviations.

    Args:
        x: (…, *normalized_shape), floating.
        normalized_shape: the sizes of the dimensions to normalise over.
        weight: of `normalized_shape`. None means 1.
        bias: of `normalized_shape`. None means 0.
        eps: added to the variance.

    Returns:
        The shape of `x`.

    Raises:
        ShapeError: if the shape of `x` does not end in `normalized_shape`, or that of `weight` or `bias` is another.
        TypeError: if the floating dtypes differ.

    Source: J. L. Ba et al., "Layer normalization", 2016, https://arxiv.org/abs/1607.06450.

    >>> from autograd import tensor
    >>> layer_norm(tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 9.0]]), (3,))
    tensor([[-1.2247,  0.0000,  1.2247],
            [-0.7071, -0.7071,  1.4142]])
    """
    x, shape = as_tensor(x, "layer_norm", "x"), tuple(normalized_shape)
    if not shape or x.shape[-len(shape) :] != shape:
        raise ShapeError(f"layer_norm(): input of shape {x.shape} does not end in normalized_shape {shape}")
    out: Tensor = ops.standardize(x, tuple(range(-len(shape), 0)), eps)
    for name, given in (("weight", weight), ("bias", bias)):
        if given is not None:
            given = as_tensor(given, "layer_norm", name)
            check_same_dtype(x, given, "layer_norm", name)
            if given.shape != shape:
                raise ShapeError(f"layer_norm(): {name} must have the normalized_shape {shape}, got {given.shape}")
            out = out * given if name == "weight" else out + given
    return out
