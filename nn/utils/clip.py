"""Limit the gradients, and their norm."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable

import numpy as np

from autograd import Tensor, tensor
from autograd.extend import Array, array_of, mark_changed

__all__ = [
    "clip_grad_norm",
    "clip_grad_norm_",
    "clip_grad_value_",
    "clip_grads_with_norm_",
    "get_total_norm",
]


def get_total_norm(
    tensors: Iterable[Tensor] | Tensor,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,
) -> Tensor:
    """Return the norm of all tensors as one vector.

    Args:
        tensors: the tensors, or one.
        norm_type: the exponent of the norm.
        error_if_nonfinite: whether a norm that is infinite or NaN is an error.
        foreach: accepted, without effect.

    Returns:
        The norm, shape (), in the dtype of the tensors.

    Raises:
        RuntimeError: if the norm is not finite, and `error_if_nonfinite`.

    >>> from autograd import tensor
    >>> get_total_norm([tensor([3.0]), tensor([4.0])])
    tensor(5.)
    """
    given = [tensors] if isinstance(tensors, Tensor) else list(tensors)
    return _as_tensor(_total(given, float(norm_type), error_if_nonfinite, "get_total_norm"), given)


def _total(tensors: list[Tensor], norm_type: float, error_if_nonfinite: bool, where: str) -> float:
    total = _norm(np.array([_norm(array_of(t), norm_type) for t in tensors]), norm_type)
    if error_if_nonfinite and not math.isfinite(total):
        raise RuntimeError(f"{where}(): the norm of the gradients is {total}; detect_anomaly() finds the cause")
    return total


def _as_tensor(total: float, tensors: list[Tensor]) -> Tensor:
    dtype = np.result_type(*(array_of(t) for t in tensors)) if tensors else np.float32
    with np.errstate(over="ignore"):
        return tensor(np.asarray(total).astype(dtype))


def clip_grad_norm_(
    parameters: Iterable[Tensor] | Tensor,
    max_norm: float,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,
) -> Tensor:
    """Scale the gradients in place so that their total norm is at most `max_norm`.

    The total norm is that of all gradients as one vector.

    Args:
        parameters: parameters, or one. Those without a gradient are left out.
        max_norm: the largest norm allowed.
        norm_type: the exponent of the norm.
        error_if_nonfinite: whether a norm that is infinite or NaN is an error. If not, an infinite gradient makes the
            finite ones 0 and itself NaN, and a NaN all of them, as in PyTorch.
        foreach: accepted, without effect.

    Returns:
        The total norm before scaling, shape (), in the dtype of the gradients. It is computed in float64 where float32
        would overflow; PyTorch's is then infinite, and all gradients become 0.

    Raises:
        ValueError: if `max_norm` is negative or NaN.
        RuntimeError: if the norm is not finite, and `error_if_nonfinite`. The gradients stay as they are.

    Source: R. Pascanu et al., "On the difficulty of training recurrent neural networks", 2013,
    https://arxiv.org/abs/1211.5063.

    >>> from autograd import tensor
    >>> p = tensor([3.0, 4.0], requires_grad=True)
    >>> (p * p / 2).sum().backward()
    >>> clip_grad_norm_([p], max_norm=1.0)
    tensor(5.)
    >>> p.grad
    tensor([0.6000, 0.8000])
    """
    gradients = _gradients(parameters)
    limit = _limit(max_norm, "clip_grad_norm_")
    total = _total(gradients, float(norm_type), error_if_nonfinite, "clip_grad_norm_")
    _scale(gradients, limit, total)
    return _as_tensor(total, gradients)


def clip_grads_with_norm_(
    parameters: Iterable[Tensor] | Tensor, max_norm: float, total_norm: Tensor | float, foreach: bool | None = None
) -> None:
    """Scale the gradients in place as `clip_grad_norm_` does, with a norm that is known, such as that of all processes.

    Args:
        parameters: parameters, or one. Those without a gradient are left out.
        max_norm: the largest norm allowed.
        total_norm: the norm, as `get_total_norm` returns it.
        foreach: accepted, without effect.

    Raises:
        ValueError: if `max_norm` is negative or NaN.

    >>> from autograd import tensor
    >>> p = tensor([3.0, 4.0], requires_grad=True)
    >>> (p * p / 2).sum().backward()
    >>> clip_grads_with_norm_([p], 1.0, get_total_norm([p.grad]))
    >>> p.grad
    tensor([0.6000, 0.8000])
    """
    _scale(_gradients(parameters), _limit(max_norm, "clip_grads_with_norm_"), float(total_norm))


def _limit(max_norm: float, where: str) -> float:
    limit = float(max_norm)
    if not limit >= 0:
        raise ValueError(f"{where}(): max_norm must be at least 0, got {limit}")
    return limit


def _scale(gradients: list[Tensor], max_norm: float, total: float) -> None:
    factor = max_norm / (total + 1e-6)
    if not factor >= 1:  # also for NaN
        for gradient in gradients:
            array = array_of(gradient)
            # A small factor has few digits in float16, or none in float32.
            exact = factor if array.dtype != np.float16 and factor > 1e-30 else np.float64(factor)
            mark_changed(gradient)
            with np.errstate(all="ignore"):
                np.multiply(array, exact, out=array, casting="same_kind")


def clip_grad_norm(
    parameters: Iterable[Tensor] | Tensor,
    max_norm: float,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,
) -> Tensor:
    """Do the same as `clip_grad_norm_`. It is deprecated, as in PyTorch."""
    warnings.warn("clip_grad_norm(): deprecated; write clip_grad_norm_", FutureWarning, stacklevel=2)
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite, foreach)


def clip_grad_value_(parameters: Iterable[Tensor] | Tensor, clip_value: float, foreach: bool | None = None) -> None:
    """Limit each element of the gradients, in place, to [−clip_value, clip_value].

    Args:
        parameters: parameters, or one. Those without a gradient are left out.
        clip_value: the largest absolute value allowed.
        foreach: accepted, without effect.

    Raises:
        ValueError: if `clip_value` is negative or NaN.

    >>> from autograd import tensor
    >>> p = tensor([3.0, -0.1], requires_grad=True)
    >>> (p * p / 2).sum().backward()
    >>> clip_grad_value_([p], 0.5)
    >>> p.grad
    tensor([ 0.5000, -0.1000])
    """
    limit = float(clip_value)
    if not limit >= 0:
        raise ValueError(f"clip_grad_value_(): clip_value must be at least 0, got {limit}")
    for gradient in _gradients(parameters):
        array = array_of(gradient)
        mark_changed(gradient)
        np.clip(array, -limit, limit, out=array)


def _gradients(parameters: Iterable[Tensor] | Tensor) -> list[Tensor]:
    given = [parameters] if isinstance(parameters, Tensor) else list(parameters)
    return [p.grad for p in given if p.grad is not None]


def _norm(array: Array, order: float) -> float:
    """Return the norm of all elements as one vector. No intermediate result over- or underflows."""
    flat = array.ravel()
    if not flat.size:
        return 0.0
    with np.errstate(all="ignore"):
        norm = float(np.linalg.norm(flat if flat.dtype != np.float16 else flat.astype(np.float32), order))
        if not order or math.isinf(order) or 1e-10 < norm < 1e15:  # squares of these are exact to rounding in float32
            return norm
        largest = float(np.abs(flat).max())
        if not 0 < largest < math.inf:
            return largest
        return largest * float(np.linalg.norm(flat.astype(np.float64) / largest, order))
