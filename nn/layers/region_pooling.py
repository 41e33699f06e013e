"""Pooling layers of regions: a given number of even ones (adaptive), or ones at pseudorandom places (fractional)."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import Tensor
from nn import functional as F
from nn.functional.images import Size
from nn.functional.regions import OutSize
from nn.module import Module


class _Adaptive(Module):
    output_size: OutSize

    def extra_repr(self) -> str:
        """Return the number of regions."""
        return f"output_size={self.output_size}"


class AdaptiveAvgPool1d(_Adaptive):
    """A pooling layer: the mean of each of `output_size` regions of a signal; input signals (N, C, L).

    Args:
        output_size: how many regions in each direction. None means as many as elements.

    >>> import autograd
    >>> AdaptiveAvgPool1d(3)(autograd.ones(2, 8, 7)).shape
    (2, 8, 3)
    """

    def __init__(self, output_size: OutSize) -> None:
        super().__init__()
        self.output_size = output_size

    def forward(self, input: Tensor) -> Tensor:
        """Return the means (N, C, *output_size)."""
        return F.adaptive_avg_pool1d(input, self.output_size)


class AdaptiveAvgPool2d(_Adaptive):
    """A pooling layer: the mean of each of `output_size` regions of a image; input images (N, C, H, W).

    Args:
        output_size: how many regions in each direction. None means as many as elements.

    >>> import autograd
    >>> AdaptiveAvgPool2d(3)(autograd.ones(2, 8, 7, 7)).shape
    (2, 8, 3, 3)
    """

    def __init__(self, output_size: OutSize) -> None:
        super().__init__()
        self.output_size = output_size

    def forward(self, input: Tensor) -> Tensor:
        """Return the means (N, C, *output_size)."""
        return F.adaptive_avg_pool2d(input, self.output_size)


class AdaptiveAvgPool3d(_Adaptive):
    """A pooling layer: the mean of each of `output_size` regions of a volume; input volumes (N, C, D, H, W).

    Args:
        output_size: how many regions in each direction. None means as many as elements.

    >>> import autograd
    >>> AdaptiveAvgPool3d(3)(autograd.ones(2, 8, 7, 7, 7)).shape
    (2, 8, 3, 3, 3)
    """

    def __init__(self, output_size: OutSize) -> None:
        super().__init__()
        self.output_size = output_size

    def forward(self, input: Tensor) -> Tensor:
        """Return the means (N, C, *output_size)."""
        return F.adaptive_avg_pool3d(input, self.output_size)


class AdaptiveMaxPool1d(_Adaptive):
    """A pooling layer: the largest element of each of `output_size` regions of a signal; input signals (N, C, L).

    Args:
        output_size: how many regions in each direction. None means as many as elements.
        return_indices: also return where each maximum was, as int64 indices into the flattened signal.

    >>> import autograd
    >>> AdaptiveMaxPool1d(3)(autograd.ones(2, 8, 7)).shape
    (2, 8, 3)
    """

    def __init__(self, output_size: OutSize, return_indices: bool = False) -> None:
        super().__init__()
        self.output_size, self.return_indices = output_size, return_indices

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, *output_size), or with `return_indices` the maxima and their indices."""
        return F.adaptive_max_pool1d(input, self.output_size, self.return_indices)


class AdaptiveMaxPool2d(_Adaptive):
    """A pooling layer: the largest element of each of `output_size` regions of a image; input images (N, C, H, W).

    Args:
        output_size: how many regions in each direction. None means as many as elements.
        return_indices: also return where each maximum was, as int64 indices into the flattened image.

    >>> import autograd
    >>> AdaptiveMaxPool2d(3)(autograd.ones(2, 8, 7, 7)).shape
    (2, 8, 3, 3)
    """

    def __init__(self, output_size: OutSize, return_indices: bool = False) -> None:
        super().__init__()
        self.output_size, self.return_indices = output_size, return_indices

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, *output_size), or with `return_indices` the maxima and their indices."""
        return F.adaptive_max_pool2d(input, self.output_size, self.return_indices)


class AdaptiveMaxPool3d(_Adaptive):
    """A pooling layer: the largest element of each of `output_size` regions of a volume; input volumes (N, C, D, H, W).

    Args:
        output_size: how many regions in each direction. None means as many as elements.
        return_indices: also return where each maximum was, as int64 indices into the flattened volume.

    >>> import autograd
    >>> AdaptiveMaxPool3d(3)(autograd.ones(2, 8, 7, 7, 7)).shape
    (2, 8, 3, 3, 3)
    """

    def __init__(self, output_size: OutSize, return_indices: bool = False) -> None:
        super().__init__()
        self.output_size, self.return_indices = output_size, return_indices

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, *output_size), or with `return_indices` the maxima and their indices."""
        return F.adaptive_max_pool3d(input, self.output_size, self.return_indices)


class _Fractional(Module):
    def __init__(
        self,
        kernel_size: Size,
        output_size: Size | None = None,
        output_ratio: float | Sequence[float] | None = None,
        return_indices: bool = False,
        _random_samples: Tensor | None = None,
    ) -> None:
        super().__init__()
        if (output_size is None) == (output_ratio is None):
            raise ValueError(f"{type(self).__name__}(): give output_size or output_ratio, one of them")
        self.kernel_size, self.output_size, self.output_ratio = kernel_size, output_size, output_ratio
        self.return_indices = return_indices
        self.register_buffer("_random_samples", _random_samples)


class FractionalMaxPool2d(_Fractional):
    """A pooling layer: the largest element of windows at pseudorandom places; input images (N, C, H, W).

    Args:
        kernel_size: the size of a window.
        output_size: how many windows in each direction.
        output_ratio: their number as a fraction of the size of the image, if there is no `output_size`.
        return_indices: also return where each maximum was.

    Source: B. Graham, "Fractional max-pooling", 2014, https://arxiv.org/abs/1412.6071.

    >>> import autograd
    >>> FractionalMaxPool2d(2, output_size=3)(autograd.ones(2, 8, 7, 7)).shape
    (2, 8, 3, 3)
    """

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, …), or with `return_indices` the maxima and their indices."""
        return F.fractional_max_pool2d(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices, self._random_samples
        )


class FractionalMaxPool3d(_Fractional):
    """A pooling layer: the largest element of windows at pseudorandom places; input volumes (N, C, D, H, W).

    Args:
        kernel_size: the size of a window.
        output_size: how many windows in each direction.
        output_ratio: their number as a fraction of the size of the volume, if there is no `output_size`.
        return_indices: also return where each maximum was.

    Source: B. Graham, "Fractional max-pooling", 2014, https://arxiv.org/abs/1412.6071.

    >>> import autograd
    >>> FractionalMaxPool3d(2, output_size=3)(autograd.ones(2, 8, 7, 7, 7)).shape
    (2, 8, 3, 3, 3)
    """

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, …), or with `return_indices` the maxima and their indices."""
        return F.fractional_max_pool3d(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices, self._random_samples
        )
