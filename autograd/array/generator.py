"""Random number generators and their seeds."""

from __future__ import annotations

import functools

import numpy as np

__all__ = ["Generator", "default_generator", "manual_seed"]


class Generator:
    """A random number generator. Generators with the same seed give the same numbers.

    Args:
        seed: an integer of 0 or more; None takes a seed from the operating system.

    Attributes:
        numpy: the `numpy.random.Generator` that draws the numbers.

    Raises:
        ValueError: if the seed is negative.
        TypeError: if the seed is not an integer.

    Differs from PyTorch: the argument is a seed, not a device. The same seed gives other numbers than in PyTorch.

    >>> import autograd
    >>> a = autograd.randn(3, generator=autograd.Generator(0))
    >>> b = autograd.randn(3, generator=autograd.Generator(0))
    >>> autograd.equal(a, b)
    True
    """

    def __init__(self, seed: int | None = None) -> None:
        if seed is not None:
            self.manual_seed(seed)

    @functools.cached_property
    def numpy(self) -> np.random.Generator:
        return np.random.default_rng()  # on first use, because to load numpy.random takes a fifth of `import numpy`

    def manual_seed(self, seed: int) -> Generator:
        """Set the seed, and return this generator.

        Args:
            seed: an integer of 0 or more.

        Raises:
            ValueError: if the seed is negative.
            TypeError: if the seed is not an integer.

        >>> import autograd
        >>> generator = autograd.Generator()
        >>> a = autograd.rand(2, generator=generator.manual_seed(1))
        >>> b = autograd.rand(2, generator=generator.manual_seed(1))
        >>> autograd.equal(a, b)
        True
        """
        self.numpy = np.random.default_rng(seed)
        return self


default_generator = Generator()


def manual_seed(seed: int) -> Generator:
    """Set the seed of the default generator, and return this generator.

    Args:
        seed: an integer of 0 or more.

    Raises:
        TypeError: if the seed is negative or not an integer.

    Differs from PyTorch: negative and fractional seeds are an error. The same seed gives other numbers than in PyTorch.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> a = autograd.rand(3)
    >>> _ = autograd.manual_seed(0)
    >>> autograd.equal(a, autograd.rand(3))
    True
    """
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise TypeError(f"manual_seed(): a seed is a whole number of 0 or more, got {seed!r}")
    return default_generator.manual_seed(int(seed))


def numpy_generator(generator: Generator | None) -> np.random.Generator:
    """Return the NumPy generator of `generator`, or of the default generator for None."""
    return (generator or default_generator).numpy
