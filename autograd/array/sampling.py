"""The methods of Tensor that overwrite it with random or computed numbers, outside any graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograd.array import inplace
from autograd.array.generator import Generator, default_generator
from autograd.rules.arrays import Array

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor


class SamplingMethods:
    """A base class of Tensor.

    Each method casts the numbers to the dtype of the tensor, and returns the tensor. Each raises RuntimeError outside
    `no_grad` for a tensor that requires grad. `generator` is the source of random numbers, by default the one that
    `autograd.manual_seed` seeds.
    """

    __slots__ = ()

    _array: Array

    def uniform_(self, low: float = 0.0, high: float = 1.0, generator: Generator | None = None) -> Tensor:
        """Set the elements to uniform random numbers of [low, high), outside any graph.

        The numbers are cast to this dtype.

        Args:
            low: the lower bound.
            high: the upper bound.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        Raises:
            RuntimeError: outside `no_grad`, if this tensor is a leaf or a view that requires grad.

        >>> from autograd import zeros
        >>> x = zeros(100).uniform_(-1.0, 1.0)
        >>> bool((x >= -1).all()), bool((x < 1).all())
        (True, True)
        """
        drawn = (generator or default_generator).uniform(self._array.size, self._array.dtype)
        # PyTorch rounds once, after it has multiplied and added.
        scale = drawn.dtype.type
        drawn = drawn.astype(np.float64, copy=False) * float(scale(high) - scale(low)) + float(scale(low))
        return self._overwrite(drawn, "uniform_")

    def normal_(self, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None) -> Tensor:
        """Set the elements to normal random numbers, outside any graph.

        The numbers are cast to this dtype.

        Args:
            mean: the mean.
            std: the standard deviation.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        Raises:
            RuntimeError: outside `no_grad`, if this tensor is a leaf or a view that requires grad.

        >>> from autograd import zeros
        >>> zeros(3).normal_(mean=2.0, std=0.0)
        tensor([2., 2., 2.])
        """
        ordered = self._array.flags.c_contiguous
        drawn = (generator or default_generator).normal(self._array.size, self._array.dtype, ordered)
        return self._overwrite(drawn * std + mean, "normal_")

    def bernoulli_(self, p: Any = 0.5, generator: Generator | None = None) -> Tensor:
        """Set each element to 1 with probability p, else to 0.

        Args:
            p: the probability, a number or a Tensor of probabilities that broadcasts to this shape.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        Raises:
            ValueError: if a probability is below 0 or above 1.

        >>> from autograd import zeros
        >>> zeros(3).bernoulli_(1.0)
        tensor([1., 1., 1.])
        """
        source = generator or default_generator
        if isinstance(p, int | float) and 0 <= p <= 1:
            return self._overwrite(source.bernoulli(p, self._array.size), "bernoulli_", floating=False)
        chances = p._array if hasattr(p, "_array") else p
        if not np.all((np.asarray(chances) >= 0) & (np.asarray(chances) <= 1)):
            raise ValueError(f"bernoulli_(): expected probabilities from 0 to 1, got {p}")
        drawn = source.uniform(self._array.size, np.dtype(np.float64))
        return self._overwrite(in_memory_order(drawn, self._array) < chances, "bernoulli_", floating=False)

    def fill_diagonal_(self, fill_value: float, wrap: bool = False) -> Tensor:
        """Set the elements whose indices are all the same, outside any graph.

        Args:
            fill_value: the number.
            wrap: in a tall matrix, go on with the first column below each square.

        Returns:
            This tensor.

        >>> from autograd import zeros
        >>> zeros(2, 2).fill_diagonal_(5.0)
        tensor([[5., 0.],
                [0., 5.]])
        """
        filled = self._array.copy()
        np.fill_diagonal(filled, fill_value, wrap)
        return self._overwrite(filled, "fill_diagonal_", floating=False)

    def exponential_(self, lambd: float = 1.0, generator: Generator | None = None) -> Tensor:
        """Set the elements to exponential random numbers of rate `lambd`.

        Args:
            lambd: the rate, above 0.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        Raises:
            ValueError: if the rate is not above 0.

        >>> from autograd import zeros
        >>> bool((zeros(10).exponential_() >= 0).all())
        True
        """
        if not lambd > 0:
            raise ValueError(f"exponential_(): expected a rate above 0, got {lambd}")
        return self._overwrite((generator or default_generator).exponential(self._array.size) / lambd, "exponential_")

    def geometric_(self, p: float, generator: Generator | None = None) -> Tensor:
        """Set the elements to the number of trials until the first success, each with probability p.

        Args:
            p: the probability, above 0 and below 1.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        Raises:
            ValueError: if p is out of range.

        >>> from autograd import zeros
        >>> bool((zeros(10).geometric_(0.5) >= 1).all())
        True
        """
        if not 0 < p < 1:
            raise ValueError(f"geometric_(): expected a probability above 0 and below 1, got {p}")
        drawn = (generator or default_generator).uniform(self._array.size, np.dtype(np.float64))
        trials = np.ceil(np.log(np.maximum(drawn, 2.0**-54)) / np.log1p(-p))
        return self._overwrite(np.maximum(trials, 1), "geometric_", floating=False)

    def log_normal_(self, mean: float = 1.0, std: float = 2.0, generator: Generator | None = None) -> Tensor:
        """Set the elements to random numbers whose logarithm is normal.

        Args:
            mean: the mean of the logarithm.
            std: the standard deviation of the logarithm.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        >>> from autograd import zeros
        >>> zeros(2).log_normal_(0.0, 0.0)
        tensor([1., 1.])
        """
        drawn = (generator or default_generator).normal(self._array.size, np.dtype(np.float64))
        return self._overwrite(np.exp(drawn * std + mean), "log_normal_")

    def cauchy_(self, median: float = 0.0, sigma: float = 1.0, generator: Generator | None = None) -> Tensor:
        """Set the elements to random numbers of a Cauchy distribution.

        Args:
            median: the median.
            sigma: half the width of the middle half.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        >>> from autograd import zeros
        >>> zeros(2).cauchy_(3.0, 0.0)
        tensor([3., 3.])
        """
        drawn = (generator or default_generator).uniform(self._array.size, np.dtype(np.float64))
        return self._overwrite(median + sigma * np.tan(np.pi * (drawn - 0.5)), "cauchy_")

    def random_(self, low: int | None = None, high: int | None = None, generator: Generator | None = None) -> Tensor:
        """Set the elements to random whole numbers from `low` to high − 1.

        `random_(high)` starts at 0. `random_()` ends at the largest number up to which the dtype has all whole numbers.

        Args:
            low: the least number.
            high: the limit, which is excluded.
            generator: the source of random numbers. By default the one that `autograd.manual_seed` seeds.

        Returns:
            This tensor.

        Raises:
            ValueError: if `low` is not below `high`.

        >>> from autograd import zeros
        >>> zeros(3).random_(1, 2)
        tensor([1., 1., 1.])
        """
        if high is None:
            low, high = 0, _limit(self._array.dtype) if low is None else low
        low = low or 0
        if not low < high:
            raise ValueError(f"random_(): expected low < high, got {low} and {high}")
        drawn = (generator or default_generator).integers(low, high, self._array.size)
        return self._overwrite(drawn, "random_", floating=False)

    def apply_(self, callable: Any) -> Tensor:
        """Replace each element by a function of it, outside any graph. It is slow: the function gets one number a time.

        Args:
            callable: a function of a Python number.

        Returns:
            This tensor.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).apply_(lambda x: x + 1)
        tensor([2., 3.])
        """
        computed = np.array([callable(x) for x in self._array.reshape(-1).tolist()], self._array.dtype)
        return self._overwrite(computed, "apply_", floating=False)

    def _overwrite(self, drawn: Array, name: str, floating: bool = True) -> Tensor:
        changed: Tensor = inplace.overwrite(self, in_memory_order(drawn, self._array), name, floating)
        return changed


def in_memory_order(drawn: Array, like: Array) -> Array:
    """Return numbers in the shape of an array, in the order in which its elements lie in memory, as PyTorch draws."""
    if like.flags.c_contiguous or drawn.ndim != 1:
        return drawn.reshape(like.shape)
    axes = sorted(range(like.ndim), key=lambda axis: -abs(like.strides[axis]))
    return drawn.reshape([like.shape[axis] for axis in axes]).transpose(np.argsort(axes))


def _limit(dtype: np.dtype[Any]) -> int:
    """Return one more than the largest number up to which a dtype has all whole numbers."""
    if dtype.kind == "f":
        return int(2 ** (np.finfo(dtype).nmant + 1)) + 1
    return 2 if dtype.kind == "b" else int(np.iinfo(dtype).max) + 1
