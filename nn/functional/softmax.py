"""Softmax, along one dimension, and its relatives."""

from __future__ import annotations

import warnings
from typing import Any, TypeVar

import numpy as np

from autograd import Tensor, empty
from autograd.extend import Array, ops, tensor_of
from nn.functional.arguments import as_tensor, check_numeric

Batch = TypeVar("Batch", Tensor, Array)


def softmax(input: Batch, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Batch:
    """Compute exp(x) / Σ exp(x), with the sum along `dim`.

    The maximum along `dim` is subtracted first, so nothing overflows.

    Args:
        input: any shape (…, C, …), floating. Integers become float32.
        dim: the dimension of size C. Without it, a warning names the one chosen: 0 for an input of 0, 1 or 3
            dimensions, otherwise 1, as in PyTorch.
        _stacklevel: the frame that the warning names.
        dtype: convert the input to this dtype first.

    Returns:
        The same shape. Along `dim` the elements are in [0, 1] and add up to 1.

    >>> from autograd import tensor
    >>> softmax(tensor([[0.0, 0.0], [0.0, 1000.0]]), dim=1)
    tensor([[0.5000, 0.5000],
            [0.0000, 1.0000]])
    """
    check_numeric(input, "softmax")
    dim = _implicit_dim(input, "softmax", _stacklevel) if dim is None else dim
    out: Batch = ops.softmax(input if dtype is None else as_tensor(input, "softmax", "input").to(dtype), dim)
    return out


def log_softmax(input: Batch, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Batch:
    """Compute log(softmax(x)) along `dim`, exact also where softmax rounds to 0.

    Args:
        input: any shape (…, C, …), floating. Integers become float32.
        dim: the dimension of size C. Without it, a warning names the one chosen: 0 for an input of 0, 1 or 3
            dimensions, otherwise 1, as in PyTorch.
        _stacklevel: the frame that the warning names.
        dtype: convert the input to this dtype first.

    Returns:
        The same shape, values at most 0.

    >>> from autograd import tensor
    >>> log_softmax(tensor([[1.0, 1.0], [0.0, 200.0]]), dim=1)
    tensor([[  -0.6931,   -0.6931],
            [-200.0000,    0.0000]])
    """
    check_numeric(input, "log_softmax")
    dim = _implicit_dim(input, "log_softmax", _stacklevel) if dim is None else dim
    out: Batch = ops.log_softmax(input if dtype is None else as_tensor(input, "log_softmax", "input").to(dtype), dim)
    return out


def softmin(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Tensor:
    """Compute softmax(−x) along `dim`. The arguments are those of `softmax`.

    >>> from autograd import tensor
    >>> softmin(tensor([0.0, 1000.0]), dim=0)
    tensor([1., 0.])
    """
    return softmax(-as_tensor(input, "softmin", "input"), dim, _stacklevel + 1, dtype)


def gumbel_softmax(logits: Tensor, tau: float = 1.0, hard: bool = False, eps: float = 1e-10, dim: int = -1) -> Tensor:
    """Draw a sample of classes, as a softmax that gradients flow through.

    The sample is softmax((logits + g) / tau), where g is noise of Gumbel's distribution.

    Args:
        logits: unnormalised log-probabilities (…, C, …), floating.
        tau: the temperature. A small one comes close to one class, a large one to all.
        hard: return one-hot vectors. Their gradient is that of the softmax.
        eps: accepted, without effect, as in PyTorch.
        dim: the dimension of size C.

    Returns:
        The shape of `logits`.

    Source: E. Jang et al., "Categorical reparameterization with Gumbel-softmax", 2016,
    https://arxiv.org/abs/1611.01144.

    >>> from autograd import tensor
    >>> gumbel_softmax(tensor([0.0, 100.0]), hard=True)
    tensor([0., 1.])
    """
    logits = as_tensor(logits, "gumbel_softmax", "logits")
    noise = -empty(logits.shape, dtype=logits.dtype).exponential_().log()
    soft = softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    best = soft.argmax(dim, keepdim=True)
    shape = [1] * soft.ndim
    shape[dim] = -1
    one_hot = tensor_of(np.arange(soft.shape[dim])).reshape(shape) == best
    return one_hot.to(soft.dtype) - soft.detach() + soft


def _implicit_dim(x: Any, where: str, stacklevel: int) -> int:
    """Return PyTorch's choice of a dimension for a softmax that is called without one, after a warning."""
    dim = 0 if np.ndim(x) in (0, 1, 3) else 1
    warnings.warn(
        f"{where}(): without dim, dimension {dim} is taken; write dim={dim}, or dim=-1 for the last",
        stacklevel=stacklevel,
    )
    return dim
