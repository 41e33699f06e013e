"""NumPy's functions that no single operation implements."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograd.rules import elementwise, rounding, select
from autograd.rules.dims import Shape
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.clip)
def clip(x: TensorLike, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> TensorLike:
    """Clip a Tensor, for `np.clip`."""
    return select.clamp(x, min if a_min is None else a_min, max if a_max is None else a_max)


@numpy_form(np.round)
def _numpy_round(x: TensorLike, decimals: int = 0) -> TensorLike:
    return rounding.round_to(x, decimals) if decimals else elementwise.round_(x)


@numpy_form(np.shape)
def _numpy_shape(x: TensorLike) -> Shape:
    return tuple(x.shape)


@numpy_form(np.ndim)
def _numpy_ndim(x: TensorLike) -> int:
    return len(x.shape)


@numpy_form(np.size)
def _numpy_size(x: TensorLike) -> int:
    return math.prod(x.shape)
