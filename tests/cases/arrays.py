"""Arrays for the cases of array operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

# For each operation: functions of Tensors, and the arrays to differentiate at.
Cases: TypeAlias = dict[str, list[tuple[Callable[..., Any], tuple[np.ndarray, ...]]]]


def array(*shape: int, seed: int = 0, low: float = -1.5, high: float = 1.5) -> np.ndarray:
    """Return numbers without ties and kinks: no two are closer than a thousandth, and none is near zero."""
    rng = np.random.default_rng([seed, *shape])
    n = int(np.prod(shape))
    spread = np.linspace(low, high, n + 2)[1:-1] + 0.07
    return rng.permutation(spread).reshape(shape)
