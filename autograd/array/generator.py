"""Random number generators and their seeds: PyTorch's numbers for PyTorch's seeds.

PyTorch draws on the CPU from a Mersenne twister, which NumPy has too. Here are its ways from the 32 random bits of a
draw to uniform, normal and whole numbers and permutations, so that a seed gives the numbers that it gives there. They
were read off PyTorch 2.13. The last digit of a normal number can differ, because PyTorch has its own logarithm and
cosine. Builds of PyTorch with Intel's library on Intel's processors draw `bernoulli_`, `exponential_` and dropout in
another way.
"""

from __future__ import annotations

import functools
import math
import os
from typing import Any

import numpy as np

from autograd.array.base import wrap
from autograd.array.device import check_device, get_default_device
from autograd.rules.arrays import Array
from autograd.rules.dtypes import DType

__all__ = ["Generator", "default_generator", "get_rng_state", "initial_seed", "manual_seed", "seed", "set_rng_state"]

UNSEEDED = 67280421310721  # the seed of PyTorch's generators before `manual_seed`
_WORDS = 624  # of the Mersenne twister
_STATE = np.dtype(  # the bytes of a state, as PyTorch lays them out
    [
        ("seed", np.uint64),
        ("left", np.int32),  # draws until the words are mixed again, and one
        ("seeded", np.int32),
        ("next", np.uint64),  # the word of the next draw
        ("words", np.uint64, _WORDS),
        ("x", np.float64),
        ("second", np.float64),
        ("rho", np.float64),
        ("has_second", np.int32),
        ("padding", np.int32),
        ("float_second", np.float32),
        ("has_float_second", np.int32),
    ]
)
_CHUNK = 8  # normal numbers are made from 8 + 8 uniform ones
_MANY = 20_000  # elements of a permutation for which blocks of swaps take less time than a loop


class Generator:
    """A random number generator. A seed gives the same numbers each time, and those of PyTorch on the CPU.

    Args:
        seed: an integer; or the device, which is the CPU. By default, the seed of a new generator of PyTorch.

    Raises:
        TypeError: if the seed is not an integer.
        ValueError: if it does not fit into 64 bits, or if the device is not the CPU.

    Differs from PyTorch: the argument may be a seed.

    >>> import autograd
    >>> autograd.rand(3, generator=autograd.Generator().manual_seed(42))
    tensor([0.8823, 0.9150, 0.3829])
    """

    def __init__(self, seed: Any = None, device: Any = None) -> None:
        if seed is not None and not hasattr(type(seed), "__index__"):
            seed, device = None, seed
        check_device(device, "Generator()")
        self._seed = UNSEEDED if seed is None else _checked(seed)
        self._second: float | None = None  # the second number of a pair of normal numbers

    @functools.cached_property
    def _bits(self) -> Any:
        bits: Any = np.random.MT19937(0)  # on first use: to load numpy.random takes a fifth of `import numpy`
        bits._legacy_seeding(self._seed & 0xFFFFFFFF)
        return bits

    @functools.cached_property
    def numpy(self) -> np.random.Generator:
        """A `numpy.random.Generator` that draws from the same bits, for distributions that are not here."""
        return np.random.Generator(self._bits)

    @property
    def device(self) -> Any:
        """The device, which is the CPU."""
        return get_default_device()

    def manual_seed(self, seed: Any) -> Generator:
        """Set the seed, and return this generator.

        Args:
            seed: an integer of at most 64 bits. A negative one counts from 2⁶⁴ downwards.

        Raises:
            TypeError: if the seed is not an integer.
            ValueError: if it does not fit into 64 bits.

        >>> import autograd
        >>> generator = autograd.Generator()
        >>> a = autograd.rand(2, generator=generator.manual_seed(1))
        >>> b = autograd.rand(2, generator=generator.manual_seed(1))
        >>> autograd.equal(a, b)
        True
        """
        self._seed, self._second = _checked(seed), None
        if "_bits" in self.__dict__:
            self._bits._legacy_seeding(self._seed & 0xFFFFFFFF)
        return self

    def seed(self) -> int:
        """Seed this generator from the operating system, and return the seed."""
        seed = int.from_bytes(os.urandom(8), "little")
        self.manual_seed(seed)
        return seed

    def initial_seed(self) -> int:
        """Return the seed that was set last.

        >>> import autograd
        >>> autograd.Generator().manual_seed(3).initial_seed()
        3
        """
        return self._seed

    def get_state(self) -> Any:
        """Return the state, for `set_state`.

        Returns:
            A uint8 Tensor of shape (5056,), as PyTorch lays it out: a state of one continues in the other.

        >>> import autograd
        >>> generator = autograd.Generator()
        >>> state = generator.get_state()
        >>> a = autograd.rand(2, generator=generator)
        >>> generator.set_state(state)
        >>> autograd.equal(a, autograd.rand(2, generator=generator))
        True
        """
        bits = self._bits.state["state"]
        pos = bits["pos"]
        state = np.zeros((), _STATE)
        state["seed"], state["seeded"] = self._seed, 1
        state["left"], state["next"] = _WORDS + 1 - pos, pos
        state["words"] = bits["key"]
        if self._second is not None:
            state["has_second"], state["second"] = 1, self._second
        return wrap(np.frombuffer(bytearray(state.tobytes()), np.uint8))

    def set_state(self, state: Any) -> None:
        """Return to a state that `get_state` gave, here or in PyTorch.

        Args:
            state: a uint8 Tensor or array of shape (5056,).

        Raises:
            TypeError: if `state` is anything else.
            ValueError: if it has another length, or its bytes are no state.
        """
        data = np.asarray(state.detach() if hasattr(state, "detach") else state)
        if data.dtype != np.uint8:
            raise TypeError(
                "set_state(): expected what get_state() gave, a uint8 tensor, "
                f"got {type(state).__name__} of dtype {data.dtype}"
            )
        if data.shape != (_STATE.itemsize,):
            raise ValueError(f"set_state(): expected {_STATE.itemsize} bytes, got shape {data.shape}")
        new = np.frombuffer(data.tobytes(), _STATE)[0]
        left, next_ = int(new["left"]), int(new["next"])
        if not new["seeded"] or not (0 < left <= _WORDS and 0 <= next_ <= _WORDS) or new["words"].max() >> 32:
            raise ValueError("set_state(): these bytes are no state of a generator")
        key = new["words"].astype(np.uint32)
        bits = {"key": key, "pos": _WORDS if left == 1 else next_}
        self._bits.state = {"bit_generator": "MT19937", "state": bits}
        self._seed = int(new["seed"])
        self._second = float(new["second"]) if new["has_second"] else None

    # ── numbers ──

    def raw(self, n: int) -> Array:
        """Return n draws of 32 bits, as uint64."""
        drawn: Array = self._bits.random_raw(n)
        return drawn

    def raw64(self, n: int) -> Array:
        """Return n numbers of 64 bits, each of two draws."""
        drawn = self.raw(2 * n)
        return (drawn[0::2] << np.uint64(32)) | drawn[1::2]

    def uniform(self, n: int, dtype: DType) -> Array:
        """Return n uniform numbers of [0, 1): of 53 bits for float64, else of 24 bits, as float32."""
        if dtype == np.float64:
            return (self.raw64(n) & np.uint64(2**53 - 1)) * 2.0**-53
        return (self.raw(n) & np.uint64(2**24 - 1)).astype(np.float32) * np.float32(2.0**-24)

    def normal(self, n: int, dtype: DType, ordered: bool = True) -> Array:
        """Return n standard normal numbers, by the method of Box and Muller.

        Args:
            n: how many.
            dtype: float64 for numbers of 53 bits.
            ordered: whether they are for memory in order. If not, or below 16, PyTorch draws each pair from numbers of
                53 bits.

        Returns:
            float64 for float64 or single pairs, else float32.
        """
        if n < 2 * _CHUNK or not ordered:
            return self._pairs(n)
        drawn = self.uniform(n, dtype)
        whole = n - n % (2 * _CHUNK)
        out = np.empty_like(drawn)
        out[:whole] = _box_muller(drawn[:whole])
        if whole < n:  # PyTorch draws the last sixteen again
            out[-2 * _CHUNK :] = _box_muller(self.uniform(2 * _CHUNK, dtype))
        return out

    def _pairs(self, n: int) -> Array:
        """Return n normal numbers, two from two uniform ones; the last of an odd number is kept for the next call."""
        kept = [] if self._second is None or not n else [self._second]
        count = -(-(n - len(kept)) // 2)
        uniform = self.uniform(2 * count, np.dtype(np.float64)).reshape(count, 2)
        radius, angle = np.sqrt(-2 * np.log1p(-uniform[:, 1])), 2 * np.pi * uniform[:, 0]
        drawn = np.concatenate([kept, np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).reshape(-1)])
        if n:
            self._second = float(drawn[n]) if len(drawn) > n else None
        return drawn[:n]

    def bernoulli(self, p: float, n: int) -> Array:
        """Return n bools, each True with probability p: whether a uniform number of 53 bits is below p."""
        drawn = self.raw(2 * n)
        bound = math.ceil(p * 2**53)
        high = drawn[0::2] & np.uint64(2**21 - 1)  # it decides alone, but for one of two million
        below: Array = high < np.uint64(bound >> 32)
        ties = np.flatnonzero(high == np.uint64(bound >> 32))
        below[ties] = drawn[1::2][ties] < np.uint64(bound & 0xFFFFFFFF)
        return below

    def exponential(self, n: int) -> Array:
        """Return n exponential numbers of rate 1, float64."""
        return -np.log1p(-self.uniform(n, np.dtype(np.float64)))

    def integers(self, low: int, high: int, n: int) -> Array:
        """Return n whole numbers from `low` to high − 1, int64."""
        span = high - low
        drawn = self.raw(n) if span < 2**28 else self.raw64(n)
        if span < 2**64:
            drawn = drawn % np.uint64(span)
        return drawn.astype(np.int64) + np.int64(low)

    def permutation(self, n: int) -> Array:
        """Return the integers from 0 to n − 1 in random order, int64."""
        left = np.arange(max(n - 1, 0), dtype=np.uint64)
        places = (self.raw(len(left)) % (np.uint64(n) - left) + left).astype(np.int64)
        if n >= _MANY:
            return _swapped_in_blocks(places)
        order = list(range(n))
        for i, j in enumerate(places.tolist()):
            order[i], order[j] = order[j], order[i]
        return np.array(order, np.int64)


def _swapped_in_blocks(places: Array) -> Array:
    """Return 0, 1, … after the element at each i was swapped with that at `places[i]`, one after the other.

    A block of swaps is done at once if it touches no place twice, as most do. This takes less than half of the time for
    60,000 swaps, and an eighth for a million.
    """
    order = np.arange(len(places) + 1, dtype=np.int64)
    size = math.isqrt(len(order)) // 4
    blocks = len(places) // size
    found = np.sort(places[: blocks * size].reshape(blocks, size))
    outside = found[:, 0] >= np.arange(size, (blocks + 1) * size, size)
    at_once = outside & (found[:, 1:] != found[:, :-1]).all(1)
    for k, all_at_once in enumerate([*at_once.tolist(), False]):  # the last one may be shorter
        block = slice(k * size, (k + 1) * size)
        if all_at_once:
            taken = order[places[block]]
            order[places[block]] = order[block]
            order[block] = taken
        else:
            for i, j in enumerate(places[block].tolist(), block.start):
                order[i], order[j] = order[j], order[i]
    return order


def _box_muller(uniform: Array) -> Array:
    """Return normal numbers for uniform ones, whose number is a multiple of 16; the first 8 of 16 give the radius."""
    pairs = uniform.reshape(-1, 2, _CHUNK)
    radius = np.sqrt(-2 * np.log(1 - pairs[:, 0]))
    angle = uniform.dtype.type(2 * np.pi) * pairs[:, 1]
    out = np.empty_like(pairs)
    np.multiply(radius, np.cos(angle), out=out[:, 0])
    np.multiply(radius, np.sin(angle), out=out[:, 1])
    return out.reshape(-1)


def _checked(seed: Any) -> int:
    """Return the seed as PyTorch counts it, from 0 to 2⁶⁴ − 1."""
    if hasattr(seed, "item"):
        seed = seed.item()
    whole = hasattr(type(seed), "__index__") or (isinstance(seed, float) and seed == seed // 1)
    if not whole or isinstance(seed, bool):
        raise TypeError(f"manual_seed(): expected a whole number, got {seed!r}")
    number = int(seed)
    if not -(2**63) <= number < 2**64:
        raise ValueError(f"manual_seed(): expected a seed of at most 64 bits, got {number}")
    return number % 2**64


class _Default(Generator):
    """The generator that `manual_seed` seeds; without a seed, its numbers are new in each run."""

    def __init__(self) -> None:
        super().__init__(int.from_bytes(os.urandom(8), "little"))


default_generator: Generator = _Default()


def manual_seed(seed: Any) -> Generator:
    """Set the seed of the default generator, and return this generator.

    Args:
        seed: an integer of at most 64 bits.

    Raises:
        TypeError: if the seed is not a whole number.
        ValueError: if it does not fit into 64 bits.

    >>> import autograd
    >>> _ = autograd.manual_seed(42)
    >>> autograd.randn(3)
    tensor([0.3367, 0.1288, 0.2345])
    """
    return default_generator.manual_seed(seed)


def seed() -> int:
    """Seed the default generator from the operating system, and return the seed."""
    return default_generator.seed()


def initial_seed() -> int:
    """Return the seed of the default generator.

    >>> import autograd
    >>> _ = autograd.manual_seed(3)
    >>> autograd.initial_seed()
    3
    """
    return default_generator.initial_seed()


def get_rng_state() -> Any:
    """Return the state of the default generator, for `set_rng_state`."""
    return default_generator.get_state()


def set_rng_state(new_state: Any) -> None:
    """Return the default generator to a state that `get_rng_state` gave.

    Raises:
        TypeError: if `new_state` is anything else.

    >>> import autograd
    >>> state = autograd.get_rng_state()
    >>> a = autograd.rand(2)
    >>> autograd.set_rng_state(state)
    >>> autograd.equal(a, autograd.rand(2))
    True
    """
    default_generator.set_state(new_state)
