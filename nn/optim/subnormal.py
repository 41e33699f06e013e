"""Moments of optimisers without subnormal numbers."""

from __future__ import annotations

import numpy as np

from autograd.extend import Array

CLEANED_EVERY = 100  # steps


def drop_tiny(moment: Array, kept: float, eps: float = 1.0) -> None:
    """Replace numbers of a decaying array by 0 that would be subnormal before the next `CLEANED_EVERY` steps are over.

    A moment of a unit that is dead decays until it is subnormal and stays there, rounded up, for ever. Many processors
    compute with such numbers many times slower. What is dropped is below 1e-30 in float32, and is no part of a step
    because its root is small beside `eps`, to which an optimiser adds it.

    Args:
        moment: floating, any shape; changed in place.
        kept: the share of the array that a step keeps.
        eps: what is added to the root of a moment in a denominator. With 0, nothing is dropped.
    """
    if moment.dtype == np.float16:  # its normal numbers end at 6e-5, so nothing could be dropped unnoticed
        return
    smallest = float(np.finfo(moment.dtype).tiny)
    bound = min(1e8 * smallest, smallest / max(kept, 1e-3) ** CLEANED_EVERY, (1e-7 * eps) ** 2)
    moment[np.abs(moment) < bound] = 0
