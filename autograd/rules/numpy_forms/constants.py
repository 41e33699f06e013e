"""NumPy's functions whose results have no derivative: conditions, places, counts, shapes, constants and text.

They work on all Tensors, also on those that require grad, and are computed by NumPy itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

_NAMES = """
    all allclose any argmax argmin argpartition argsort argwhere array2string array_equal array_equiv array_repr
    array_str bitwise_count can_cast common_type count_nonzero
    diag_indices_from digitize einsum_path empty_like flatnonzero gcd imag isclose iscomplex iscomplexobj isin
    isnat isneginf isposinf isreal isrealobj ix_ lcm lexsort may_share_memory min_scalar_type
    nanargmax nanargmin ndim nonzero ones_like packbits ravel_multi_index result_type save savetxt
    savez savez_compressed searchsorted shape shares_memory signbit size tril_indices_from triu_indices_from
    unpackbits unravel_index zeros_like linalg.matrix_rank
"""


def _found(name: str) -> Any:
    module: Any = np
    for part in name.split("."):
        module = getattr(module, part, None)
    return module


CONSTANT: frozenset[Callable[..., Any]] = frozenset(f for name in _NAMES.split() if (f := _found(name)) is not None)
