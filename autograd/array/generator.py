"""The sources of random numbers, and their seeds."""

from __future__ import annotations

import numpy as np

__all__ = ["Generator", "default_generator", "manual_seed"]


class Generator:
    """A source of random numbers that starts at a seed.

    Attributes:
        numpy: the numpy.random.Generator that draws them.
    """

    def __init__(self, seed: int | None = None) -> None:
        self.numpy = np.random.default_rng(seed)

    def manual_seed(self, seed: int) -> Generator:
        """Set the seed; return this generator."""
        self.numpy = np.random.default_rng(seed)
        return self


default_generator = Generator()


def manual_seed(seed: int) -> Generator:
    """Set the seed of the default generator; return it.

    Raises:
        TypeError: if the seed is not a whole number of 0 or more.
    """
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise TypeError(f"manual_seed(): a seed is a whole number of 0 or more, got {seed!r}")
    return default_generator.manual_seed(int(seed))


def numpy_generator(generator: Generator | None) -> np.random.Generator:
    """Return NumPy's generator of `generator`, or of the default one."""
    return (generator or default_generator).numpy
