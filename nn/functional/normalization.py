"""Normalisation of vectors to length 1, and of each sample to mean 0 and variance 1 or to mean square 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd import ShapeError, Tensor
from autograd.extend import ops
from nn.functional.arguments import as_tensor, check_same_dtype
from nn.functional.padding import pad


def normalize(
    input: Tensor, p: float = 2.0, dim: int | Sequence[int] = 1, eps: float = 1e-12, out: Tensor | None = None
) -> Tensor:
    """Divide the input by its p-norm along `dim`.

    Args:
        input: any shape, floating.
        p: the exponent of the norm.
        dim: the dimension of the vectors.
        eps: the smallest divisor, so that a vector of zeros stays zero.
        out: a Tensor for the result; without gradients.

    Returns:
        The same shape. Vectors along `dim` have norm 1.

    >>> from autograd import tensor
    >>> normalize(tensor([[3.0, 4.0]]))
    tensor([[0.6000, 0.8000]])
    """
    input = as_tensor(input, "normalize", "input")
    dim = dim if isinstance(dim, int) else tuple(dim)
    result = input / input.norm(p, dim, True).clamp(min=eps)
    return result if out is None else out.copy_(result)


def layer_norm(
    input: Tensor,
    normalized_shape: Sequence[int],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """Compute (x − mean) / √(variance + eps) · weight + bias, with mean and variance over the last dimensions.

    The variance is the biased one: the mean of the squared deviations.

    Args:
        input: x, (…, *normalized_shape), floating.
        normalized_shape: the sizes of the dimensions to normalise over.
        weight: of `normalized_shape`. None means 1.
        bias: of `normalized_shape`. None means 0.
        eps: added to the variance.

    Returns:
        The shape of the input.

    Raises:
        ShapeError: if the shape of the input does not end in `normalized_shape`, or that of `weight` or `bias` is
            another.
        TypeError: if the floating dtypes differ.

    Source: J. L. Ba et al., "Layer normalization", 2016, https://arxiv.org/abs/1607.06450.

    >>> from autograd import tensor
    >>> layer_norm(tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 9.0]]), (3,))
    tensor([[-1.2247,  0.0000,  1.2247],
            [-0.7071, -0.7071,  1.4142]])
    """
    x, shape = _ending_in(input, normalized_shape, "layer_norm")
    out: Tensor = ops.standardize(x, tuple(range(-len(shape), 0)), eps)
    return affine(out, weight, bias, shape, "layer_norm")


def rms_norm(
    input: Tensor, normalized_shape: Sequence[int], weight: Tensor | None = None, eps: float | None = None
) -> Tensor:
    """Compute x / √(mean of x² + eps) · weight, with the mean over the last dimensions.

    Args:
        input: x, (…, *normalized_shape), floating.
        normalized_shape: the sizes of the dimensions to normalise over.
        weight: of `normalized_shape`. None means 1.
        eps: added to the mean; by default the distance from 1 to the next number of the dtype in which it is computed,
            float32 for float16.

    Returns:
        The shape of the input.

    Raises:
        ShapeError: if the shape of the input does not end in `normalized_shape`.

    Source: B. Zhang, R. Sennrich, "Root mean square layer normalization", 2019, https://arxiv.org/abs/1910.07467.

    >>> from autograd import tensor
    >>> rms_norm(tensor([3.0, -3.0]), (2,))
    tensor([ 1., -1.])
    """
    x, shape = _ending_in(input, normalized_shape, "rms_norm")
    wide = x.float() if x.dtype == np.float16 else x  # in float16, squares overflow and vanish
    eps = float(np.finfo(wide.dtype).eps) if eps is None else eps
    scale = ((wide * wide).mean(tuple(range(-len(shape), 0)), True) + eps).rsqrt()
    return affine((wide * scale).to(x.dtype), weight, None, shape, "rms_norm")


def _ending_in(input: Any, normalized_shape: Sequence[int], where: str) -> tuple[Tensor, tuple[int, ...]]:
    x, shape = as_tensor(input, where, "input"), tuple(normalized_shape)
    if not shape or x.shape[-len(shape) :] != shape:
        raise ShapeError(f"{where}(): input of shape {x.shape} does not end in normalized_shape {shape}")
    return x, shape


def affine(
    x: Tensor, weight: Any, bias: Any, shape: tuple[int, ...], where: str, places: tuple[int, ...] | None = None
) -> Tensor:
    """Return x · weight + bias, where each may be None.

    Args:
        x: the normalised input.
        weight, bias: of `shape`.
        shape: their shape.
        where: the function, for error messages.
        places: the shape to give them, so that they broadcast with x; by default as they are.
    """
    for name, given in (("weight", weight), ("bias", bias)):
        if given is not None:
            given = as_tensor(given, where, name)
            check_same_dtype(x, given, where, name)
            if given.shape != shape:
                raise ShapeError(f"{where}(): {name} must have shape {shape}, got {given.shape}")
            given = given if places is None else given.reshape(places)
            x = x * given if name == "weight" else x + given
    return x


def local_response_norm(input: Tensor, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> Tensor:
    """Compute x / (k + alpha · mean of x²)^beta, with the mean over `size` neighbouring channels.

    Args:
        input: x, (N, C, …), floating. Channels beyond the first and last count as 0.
        size: the number of channels.
        alpha, beta, k: constants.

    Raises:
        ShapeError: if the input has fewer than 3 dimensions.

    Source: A. Krizhevsky et al., "ImageNet classification with deep convolutional neural networks", 2012.

    >>> import autograd
    >>> local_response_norm(autograd.ones(1, 2, 1), size=2, alpha=2.0, beta=1.0).flatten()
    tensor([0.5000, 0.3333])
    """
    x = as_tensor(input, "local_response_norm", "input")
    if x.ndim < 3:
        raise ShapeError(f"local_response_norm(): expected (N, C, …) of 3 or more dimensions, got {x.shape}")
    if not x.numel():
        return x
    around = [0, 0] * (x.ndim - 2) + [size // 2, (size - 1) // 2]
    squares = pad(x * x, around)
    count = x.shape[1]
    total = squares[:, :count]
    for i in range(1, size):
        total = total + squares[:, i : i + count]
    return x / (total * (alpha / size) + k) ** beta
