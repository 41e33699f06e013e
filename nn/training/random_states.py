"""The states of all random number generators that a training draws from."""

from __future__ import annotations

import random
import sys
from typing import Any

import autograd


def random_states(loader: Any = None) -> dict[str, Any]:
    """Return the states of the generators of Tensors, Python and NumPy, and of the loader's own if it has one."""
    states: dict[str, Any] = {"tensors": autograd.get_rng_state(), "python": random.getstate()}
    numpy = sys.modules.get("numpy.random")
    if numpy is not None:
        kind, words, *rest = numpy.get_state()
        states["numpy"] = (kind, words.astype("int64"), *rest)  # files have no uint32
    generator = getattr(loader, "generator", None)
    if generator is not None:
        states["loader"] = generator.get_state()
    return states


def set_random_states(states: dict[str, Any], loader: Any = None) -> None:
    """Return all generators to states that `random_states` gave."""
    autograd.set_rng_state(states["tensors"])
    random.setstate(states["python"])
    if "numpy" in states:
        import numpy.random

        kind, words, *rest = states["numpy"]
        numpy.random.set_state((kind, words.astype("uint32"), *rest))
    generator = getattr(loader, "generator", None)
    if "loader" in states and generator is not None:
        generator.set_state(states["loader"])
