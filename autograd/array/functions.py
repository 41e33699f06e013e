"""The Tensor tier's free functions, under PyTorch's names."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.array.tensor import Tensor
from autograd.rules.operation import COMPOSITES, OPERATIONS, composite


@composite()
def cosine_similarity(x: Any, y: Any, dim: int = 1, eps: float = 1e-8) -> Any:
    """The cosine of the angle between x and y along `dim`; a length below `eps` counts as `eps`."""
    lengths = OPERATIONS["euclidean_norm"](x, dim).clamp(min=eps) * OPERATIONS["euclidean_norm"](y, dim).clamp(min=eps)
    return OPERATIONS["sum"](x * y, dim) / lengths


globals().update(OPERATIONS)
globals().update(COMPOSITES)
broadcast_to = OPERATIONS["expand"]
concat = OPERATIONS["cat"]
swapaxes = OPERATIONS["transpose"]


def _array(x: Any) -> Any:
    return x._array if isinstance(x, Tensor) else np.asarray(x)


def is_tensor(x: Any) -> bool:
    """Whether x is a Tensor."""
    return isinstance(x, Tensor)


def numel(x: Tensor) -> int:
    """How many elements x has."""
    return x.numel()


def t(x: Tensor) -> Tensor:
    """The transpose of a matrix."""
    return x.t()


def allclose(x: Any, y: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> bool:
    """Whether |x − y| ≤ atol + rtol·|y| everywhere."""
    return bool(np.allclose(_array(x), _array(y), rtol, atol, equal_nan))


def isclose(x: Any, y: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> Tensor:
    """Where |x − y| ≤ atol + rtol·|y|."""
    return Tensor(np.isclose(_array(x), _array(y), rtol, atol, equal_nan))


def equal(x: Any, y: Any) -> bool:
    """Whether both have the same shape and elements."""
    return bool(np.array_equal(_array(x), _array(y)))


def eq(x: Tensor, y: Any) -> Tensor:
    """x = y, elementwise."""
    return x.eq(y)


def ne(x: Tensor, y: Any) -> Tensor:
    """x ≠ y, elementwise."""
    return x.ne(y)


def lt(x: Tensor, y: Any) -> Tensor:
    """x < y, elementwise."""
    return x.lt(y)


def le(x: Tensor, y: Any) -> Tensor:
    """x ≤ y, elementwise."""
    return x.le(y)


def gt(x: Tensor, y: Any) -> Tensor:
    """x > y, elementwise."""
    return x.gt(y)


def ge(x: Tensor, y: Any) -> Tensor:
    """x ≥ y, elementwise."""
    return x.ge(y)


def logical_and(x: Any, y: Any) -> Tensor:
    """Where both are nonzero."""
    return Tensor(np.logical_and(_array(x), _array(y)))


def logical_or(x: Any, y: Any) -> Tensor:
    """Where at least one is nonzero."""
    return Tensor(np.logical_or(_array(x), _array(y)))


def logical_not(x: Any) -> Tensor:
    """Where x is zero."""
    return Tensor(np.logical_not(_array(x)))


def meshgrid(*tensors: Tensor, indexing: str = "ij") -> tuple[Tensor, ...]:
    """The coordinates of a grid, one tensor per direction; indexing "ij" (rows first) or "xy"."""
    if indexing not in ("ij", "xy"):
        raise ValueError(f"meshgrid(): indexing is 'ij' or 'xy', got {indexing!r}")
    places = list(range(len(tensors)))
    if indexing == "xy":
        places[:2] = reversed(places[:2])
    sizes = [0] * len(tensors)
    for tensor, place in zip(tensors, places):
        sizes[place] = tensor.numel()
    return tuple(
        tensor.reshape([-1 if d == place else 1 for d in range(len(tensors))]).expand(sizes)
        for tensor, place in zip(tensors, places)
    )


def isnan(x: Any) -> Tensor:
    """Where x is NaN."""
    return Tensor(np.isnan(_array(x)))


def isinf(x: Any) -> Tensor:
    """Where x is infinite."""
    return Tensor(np.isinf(_array(x)))


def isfinite(x: Any) -> Tensor:
    """Where x is neither NaN nor infinite."""
    return Tensor(np.isfinite(_array(x)))
