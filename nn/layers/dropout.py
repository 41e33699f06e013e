"""Dropout layers."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.module import Module


class _Dropout(Module):
    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"{type(self).__name__}(): p is a probability, got {p}")
        self.p, self.inplace = p, inplace

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"p={self.p}, inplace={self.inplace}"


class Dropout(_Dropout):
    """Dropout: in training mode, set each element to 0 with probability p and multiply the others by 1/(1 − p).

    In evaluation mode (`model.eval()`), return the input itself. Input and output have any shape.

    Args:
        p: the probability, in [0, 1].
        inplace: change the input itself and return it.

    Raises:
        ValueError: if p is not in [0, 1].

    Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.

    >>> import autograd
    >>> _ = autograd.manual_seed(1)
    >>> layer = Dropout(0.5)
    >>> layer(autograd.ones(6))
    tensor([2., 2., 2., 2., 0., 2.])
    >>> layer.eval()(autograd.ones(6))
    tensor([1., 1., 1., 1., 1., 1.])
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, thinned out while training."""
        return F.dropout(input, self.p, self.training, self.inplace)


class Dropout1d(_Dropout):
    """Dropout of whole channels: input signals (N, C, L).

    Args:
        p: the probability, in [0, 1].
        inplace: change the input itself and return it.

    >>> import autograd
    >>> Dropout1d(1.0)(autograd.ones(2, 3, 4)).sum()
    tensor(0.)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, thinned out while training."""
        return F.dropout1d(input, self.p, self.training, self.inplace)


class Dropout2d(_Dropout):
    """Dropout of whole channels: input images (N, C, H, W).

    Args:
        p: the probability, in [0, 1].
        inplace: change the input itself and return it.

    >>> import autograd
    >>> Dropout2d(1.0)(autograd.ones(2, 3, 4, 4)).sum()
    tensor(0.)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, thinned out while training."""
        return F.dropout2d(input, self.p, self.training, self.inplace)


class Dropout3d(_Dropout):
    """Dropout of whole channels: input volumes (N, C, D, H, W).

    Args:
        p: the probability, in [0, 1].
        inplace: change the input itself and return it.

    >>> import autograd
    >>> Dropout3d(1.0)(autograd.ones(2, 3, 4, 4, 4)).sum()
    tensor(0.)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, thinned out while training."""
        return F.dropout3d(input, self.p, self.training, self.inplace)


class AlphaDropout(_Dropout):
    """Dropout that keeps mean 0 and variance 1, for networks of SELU (Klambauer et al., 2017).

    Args:
        p: the probability, in [0, 1].
        inplace: change the input itself and return it.

    >>> import autograd
    >>> AlphaDropout().eval()(autograd.ones(2))
    tensor([1., 1.])
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, thinned out while training."""
        return F.alpha_dropout(input, self.p, self.training, self.inplace)


class FeatureAlphaDropout(_Dropout):
    """AlphaDropout of whole channels: input (N, C, …).

    Args:
        p: the probability, in [0, 1].
        inplace: change the input itself and return it.

    >>> import autograd
    >>> FeatureAlphaDropout().eval()(autograd.ones(2, 3)).shape
    (2, 3)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, thinned out while training."""
        return F.feature_alpha_dropout(input, self.p, self.training, self.inplace)
