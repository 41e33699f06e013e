"""The names of `torch.distributions` that courses use: Categorical, Normal and Bernoulli."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

import autograd
import nn.functional as F
from autograd import Tensor

__all__ = ["Bernoulli", "Categorical", "Distribution", "Multinomial", "Normal", "Uniform", "kl_divergence"]


class Distribution:
    """The base class of distributions.

    Attributes:
        batch_shape: the shape of the parameters, one distribution for each element.
        event_shape: the shape of one outcome; () here.
    """

    batch_shape: tuple[int, ...] = ()
    event_shape: tuple[int, ...] = ()

    @property
    def mean(self) -> Tensor:
        """The expected value."""
        raise NotImplementedError(f"{type(self).__name__} has no mean")

    @property
    def variance(self) -> Tensor:
        """The variance."""
        raise NotImplementedError(f"{type(self).__name__} has no variance")

    @property
    def stddev(self) -> Tensor:
        """The standard deviation."""
        return self.variance.sqrt()

    def sample(self, sample_shape: Any = ()) -> Tensor:
        """Return random outcomes, of shape `sample_shape` followed by the batch shape. No gradient flows."""
        with autograd.no_grad():
            return self._draw(tuple(sample_shape))

    def rsample(self, sample_shape: Any = ()) -> Tensor:
        """Return random outcomes through which gradients flow to the parameters.

        Raises:
            NotImplementedError: if the outcomes do not depend on the parameters continuously.
        """
        raise NotImplementedError(f"{type(self).__name__}.rsample(): its outcomes have no derivative; use sample()")

    def log_prob(self, value: Tensor) -> Tensor:
        """Return the logarithm of the probability, or of the density, of outcomes."""
        raise NotImplementedError(f"{type(self).__name__} has no log_prob()")

    def entropy(self) -> Tensor:
        """Return the entropy, in units of e."""
        raise NotImplementedError(f"{type(self).__name__} has no entropy()")

    def _draw(self, sample_shape: tuple[int, ...]) -> Tensor:
        raise NotImplementedError(f"{type(self).__name__} has no sample()")


def _parameter(x: Any) -> Tensor:
    return x if isinstance(x, Tensor) else autograd.tensor(float(x))


def _broadcast(*tensors: Tensor) -> list[Tensor]:
    shape = np.broadcast_shapes(*(tensor.shape for tensor in tensors))
    return [tensor.expand(shape) for tensor in tensors]


def _one_of(where: str, probs: Any, logits: Any) -> None:
    if (probs is None) == (logits is None):
        raise ValueError(f"{where}: give either probs or logits")


class Normal(Distribution):
    """Normal distributions.

    Args:
        loc: the means, a number or a Tensor.
        scale: the standard deviations, above 0, of a shape that broadcasts with that of `loc`.
        validate_args: False leaves out the check.

    Raises:
        ValueError: if a standard deviation is not above 0.

    >>> Normal(0.0, 1.0).log_prob(autograd.tensor(0.0))
    tensor(-0.9189)
    """

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        self.loc, self.scale = _broadcast(_parameter(loc), _parameter(scale))
        self.batch_shape = self.loc.shape
        if validate_args is not False and not bool((self.scale > 0).all()):
            raise ValueError("Normal(): expected standard deviations above 0")

    @property
    def mean(self) -> Tensor:
        """The expected value."""
        return self.loc

    @property
    def mode(self) -> Tensor:
        """The outcome of the largest density."""
        return self.loc

    @property
    def stddev(self) -> Tensor:
        """The standard deviation."""
        return self.scale

    @property
    def variance(self) -> Tensor:
        """The variance."""
        return self.scale**2

    def _draw(self, sample_shape: tuple[int, ...]) -> Tensor:
        shape = (*sample_shape, *self.batch_shape)
        return autograd.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape: Any = ()) -> Tensor:
        """Return random outcomes through which gradients flow to `loc` and `scale`."""
        shape = (*tuple(sample_shape), *self.batch_shape)
        return self.loc + autograd.randn(shape, dtype=self.loc.dtype) * self.scale

    def log_prob(self, value: Tensor) -> Tensor:
        """Return the logarithm of the density at `value`."""
        difference: Tensor = value - self.loc
        return -(difference**2) / (2 * self.variance) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def cdf(self, value: Tensor) -> Tensor:
        """Return the probability of outcomes up to `value`."""
        return 0.5 * (1 + ((value - self.loc) / (self.scale * math.sqrt(2))).erf())

    def entropy(self) -> Tensor:
        """Return the entropy, in units of e."""
        return 0.5 + 0.5 * math.log(2 * math.pi) + self.scale.log()


class Bernoulli(Distribution):
    """Distributions of 1, with a probability, and 0.

    Args:
        probs: the probabilities, a number or a Tensor; or
        logits: their logits, log p − log(1 − p).
        validate_args: False leaves out the check.

    Raises:
        ValueError: if both or none are given, or a probability is out of range.

    >>> Bernoulli(0.25).log_prob(autograd.tensor(1.0))
    tensor(-1.3863)
    """

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        _one_of("Bernoulli()", probs, logits)
        if probs is not None:
            self.probs = _parameter(probs)
            if validate_args is not False and not bool(((self.probs >= 0) & (self.probs <= 1)).all()):
                raise ValueError("Bernoulli(): expected probabilities from 0 to 1")
            tiny = autograd.finfo(self.probs.dtype).eps
            inside = self.probs.clamp(tiny, 1 - tiny)
            self.logits = inside.log() - (-inside).log1p()
        else:
            self.logits = _parameter(logits)
            self.probs = self.logits.sigmoid()
        self.batch_shape = self.probs.shape

    @property
    def mean(self) -> Tensor:
        """The expected value."""
        return self.probs

    @property
    def variance(self) -> Tensor:
        """The variance."""
        return self.probs * (1 - self.probs)

    def _draw(self, sample_shape: tuple[int, ...]) -> Tensor:
        return autograd.bernoulli(self.probs.expand((*sample_shape, *self.batch_shape)))

    def log_prob(self, value: Tensor) -> Tensor:
        """Return the logarithm of the probability of outcomes."""
        logits, value = _broadcast(self.logits, value)
        return -F.binary_cross_entropy_with_logits(logits, value, reduction="none")

    def entropy(self) -> Tensor:
        """Return the entropy, in units of e."""
        return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")


class Categorical(Distribution):
    """Distributions over the classes 0, 1, ….

    Args:
        probs: weights (…, C) of 0 or more, which are divided by their sum; or
        logits: unnormalised log-probabilities (…, C).
        validate_args: False leaves out the check.

    Raises:
        ValueError: if both or none are given, or a weight is negative.

    >>> Categorical(probs=autograd.tensor([1.0, 3.0])).log_prob(autograd.tensor(1))
    tensor(-0.2877)
    """

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None) -> None:
        _one_of("Categorical()", probs, logits)
        if probs is not None:
            if validate_args is not False and not bool((probs >= 0).all()):
                raise ValueError("Categorical(): expected weights of 0 or more")
            self.probs: Tensor = probs / probs.sum(-1, keepdim=True)
            tiny = autograd.finfo(self.probs.dtype).eps
            self.logits: Tensor = self.probs.clamp(tiny, 1 - tiny).log()
        else:
            self.logits = logits - logits.logsumexp(-1, keepdim=True)
            self.probs = self.logits.softmax(-1)
        self.batch_shape = self.probs.shape[:-1]

    @property
    def mode(self) -> Tensor:
        """The most probable class."""
        return self.probs.argmax(-1)

    def _draw(self, sample_shape: tuple[int, ...]) -> Tensor:
        count = math.prod(sample_shape)
        rows = self.probs.reshape(-1, self.probs.shape[-1])
        return autograd.multinomial(rows, count, replacement=True).T.reshape((*sample_shape, *self.batch_shape))

    def log_prob(self, value: Tensor) -> Tensor:
        """Return the logarithm of the probability of classes."""
        value = value.long().unsqueeze(-1)
        shape = np.broadcast_shapes(self.logits.shape[:-1], value.shape[:-1])
        logits = self.logits.expand((*shape, self.logits.shape[-1]))
        return logits.gather(-1, value.expand((*shape, 1))).squeeze(-1)

    def entropy(self) -> Tensor:
        """Return the entropy, in units of e."""
        lowest = autograd.finfo(self.logits.dtype).min
        return -(self.logits.clamp(min=lowest) * self.probs).sum(-1)


class Multinomial(Distribution):
    """Distributions of how often each class comes in several draws.

    Args:
        total_count: the number of draws.
        probs, logits, validate_args: as for Categorical.

    >>> Multinomial(5, probs=autograd.tensor([0.0, 1.0])).sample()
    tensor([0., 5.])
    """

    def __init__(
        self, total_count: int = 1, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        self.total_count, self._classes = total_count, Categorical(probs, logits, validate_args)
        self.probs, self.logits = self._classes.probs, self._classes.logits
        self.batch_shape, self.event_shape = self.probs.shape[:-1], self.probs.shape[-1:]

    @property
    def mean(self) -> Tensor:
        """The expected value."""
        return self.probs * self.total_count

    @property
    def variance(self) -> Tensor:
        """The variance."""
        return self.total_count * self.probs * (1 - self.probs)

    def _draw(self, sample_shape: tuple[int, ...]) -> Tensor:
        drawn = self._classes.sample((self.total_count, *sample_shape)).movedim(0, -1)
        counts = autograd.zeros(*drawn.shape[:-1], *self.event_shape, dtype=self.probs.dtype)
        return counts.scatter_add(-1, drawn, autograd.ones_like(drawn, dtype=self.probs.dtype))

    def log_prob(self, value: Tensor) -> Tensor:
        """Return the logarithm of the probability of counts."""
        logits, value = _broadcast(self.logits, value)
        ways = (value.sum(-1) + 1).lgamma() - (value + 1).lgamma().sum(-1)
        return ways + autograd.where((value == 0) & (logits == -math.inf), 0.0, logits * value).sum(-1)


class Uniform(Distribution):
    """Uniform distributions on [low, high).

    Args:
        low: the lower bounds, a number or a Tensor.
        high: the upper bounds.
        validate_args: False leaves out the check.

    Raises:
        ValueError: if a lower bound is not below the upper one.

    >>> Uniform(0.0, 2.0).log_prob(autograd.tensor([1.0, 3.0]))
    tensor([-0.6931,    -inf])
    """

    def __init__(self, low: Any, high: Any, validate_args: bool | None = None) -> None:
        self.low, self.high = _broadcast(_parameter(low), _parameter(high))
        self.batch_shape = self.low.shape
        if validate_args is not False and not bool((self.low < self.high).all()):
            raise ValueError("Uniform(): expected low < high")

    @property
    def mean(self) -> Tensor:
        """The expected value."""
        return (self.low + self.high) / 2

    @property
    def variance(self) -> Tensor:
        """The variance."""
        return (self.high - self.low) ** 2 / 12

    def _draw(self, sample_shape: tuple[int, ...]) -> Tensor:
        return self.rsample(sample_shape)

    def rsample(self, sample_shape: Any = ()) -> Tensor:
        """Return random outcomes through which gradients flow to `low` and `high`."""
        drawn = autograd.rand((*tuple(sample_shape), *self.batch_shape), dtype=self.low.dtype)
        return self.low + drawn * (self.high - self.low)

    def log_prob(self, value: Tensor) -> Tensor:
        """Return the logarithm of the density at `value`."""
        inside = (self.low <= value) & (value < self.high)
        return autograd.where(inside, -(self.high - self.low).log(), -math.inf)

    def entropy(self) -> Tensor:
        """Return the entropy, in units of e."""
        return (self.high - self.low).log()


def kl_divergence(p: Distribution, q: Distribution) -> Tensor:
    """Return the Kullback-Leibler divergence of two distributions of one kind, in units of e.

    Raises:
        NotImplementedError: for distributions of different kinds.

    >>> kl_divergence(Normal(1.0, 1.0), Normal(0.0, 1.0))
    tensor(0.5000)
    """
    if isinstance(p, Normal) and isinstance(q, Normal):
        ratio = (p.scale / q.scale) ** 2
        return 0.5 * (ratio + ((p.loc - q.loc) / q.scale) ** 2 - 1 - ratio.log())
    if isinstance(p, Bernoulli) and isinstance(q, Bernoulli):
        return p.probs * (p.logits - q.logits) + F.softplus(q.logits) - F.softplus(p.logits)
    if isinstance(p, Categorical) and isinstance(q, Categorical):
        terms = autograd.where(q.probs == 0, math.inf, p.probs * (p.logits - q.logits))
        return autograd.where(p.probs == 0, 0.0, terms).sum(-1)
    raise NotImplementedError(f"kl_divergence(): not known for {type(p).__name__} and {type(q).__name__}")
