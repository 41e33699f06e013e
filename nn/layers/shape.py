"""Layers that compute nothing: they change the shape, or rearrange elements."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import Tensor
from nn import functional as F
from nn.functional.images import Size
from nn.module import Module


class Flatten(Module):
    """A layer that merges the dimensions from `start_dim` to `end_dim` into one.

    Args:
        start_dim: the first dimension to merge. By default 1, which keeps the batch.
        end_dim: the last dimension to merge.

    >>> import autograd
    >>> Flatten()(autograd.ones(2, 1, 28, 28)).shape
    (2, 784)
    """

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, input: Tensor) -> Tensor:
        """Return the input, (N, …), as (N, features)."""
        return input.flatten(self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        """Return the dimensions."""
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    """A layer that splits a dimension into several.

    Args:
        dim: the dimension.
        unflattened_size: the new sizes, whose product is the old one; one of them may be −1.

    >>> import autograd
    >>> Unflatten(1, (2, 3))(autograd.ones(5, 6)).shape
    (5, 2, 3)
    """

    def __init__(self, dim: int, unflattened_size: Sequence[int]) -> None:
        super().__init__()
        self.dim, self.unflattened_size = dim, tuple(unflattened_size)

    def forward(self, input: Tensor) -> Tensor:
        """Return the input with `dim` split."""
        place = self.dim % input.ndim
        return input.reshape(*input.shape[:place], *self.unflattened_size, *input.shape[place + 1 :])

    def extra_repr(self) -> str:
        """Return the dimension and its new sizes."""
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"


class PixelShuffle(Module):
    """A layer that returns (…, C · r², H, W) as (…, C, H · r, W · r) (Shi et al., 2016).

    Args:
        upscale_factor: r.

    >>> import autograd
    >>> PixelShuffle(2)(autograd.ones(1, 8, 3, 3)).shape
    (1, 2, 6, 6)
    """

    def __init__(self, upscale_factor: int) -> None:
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input: Tensor) -> Tensor:
        """Return the rearranged input."""
        return F.pixel_shuffle(input, self.upscale_factor)

    def extra_repr(self) -> str:
        """Return the factor."""
        return f"upscale_factor={self.upscale_factor}"


class PixelUnshuffle(Module):
    """The inverse of PixelShuffle.

    Args:
        downscale_factor: r.

    >>> import autograd
    >>> PixelUnshuffle(2)(autograd.ones(1, 2, 6, 6)).shape
    (1, 8, 3, 3)
    """

    def __init__(self, downscale_factor: int) -> None:
        super().__init__()
        self.downscale_factor = downscale_factor

    def forward(self, input: Tensor) -> Tensor:
        """Return the rearranged input."""
        return F.pixel_unshuffle(input, self.downscale_factor)

    def extra_repr(self) -> str:
        """Return the factor."""
        return f"downscale_factor={self.downscale_factor}"


class ChannelShuffle(Module):
    """A layer that takes channels from each group in turn (Zhang et al., 2017).

    Args:
        groups: the number of groups.

    >>> import autograd
    >>> ChannelShuffle(2)(autograd.arange(4.0).reshape(1, 4, 1)).flatten()
    tensor([0., 2., 1., 3.])
    """

    def __init__(self, groups: int) -> None:
        super().__init__()
        self.groups = groups

    def forward(self, input: Tensor) -> Tensor:
        """Return the rearranged input."""
        return F.channel_shuffle(input, self.groups)

    def extra_repr(self) -> str:
        """Return the number of groups."""
        return f"groups={self.groups}"


class Unfold(Module):
    """A layer that returns the elements under each window of an image as columns (im2col).

    Args:
        kernel_size, dilation, padding, stride: as for `Conv2d`.

    >>> import autograd
    >>> Unfold(2)(autograd.ones(1, 3, 4, 4)).shape
    (1, 12, 9)
    """

    def __init__(self, kernel_size: Size, dilation: Size = 1, padding: Size = 0, stride: Size = 1) -> None:
        super().__init__()
        self.kernel_size, self.dilation, self.padding, self.stride = kernel_size, dilation, padding, stride

    def forward(self, input: Tensor) -> Tensor:
        """Return the columns (N, C · kh · kw, number of windows)."""
        return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"kernel_size={self.kernel_size}, dilation={self.dilation}, padding={self.padding}, stride={self.stride}"


class Fold(Module):
    """A layer that adds columns at the windows they belong to: the transpose of Unfold.

    Args:
        output_size: the size of the image, (H, W).
        kernel_size, dilation, padding, stride: as for `Unfold`.

    >>> import autograd
    >>> Fold((4, 4), 2)(autograd.ones(1, 12, 9)).shape
    (1, 3, 4, 4)
    """

    def __init__(
        self, output_size: Size, kernel_size: Size, dilation: Size = 1, padding: Size = 0, stride: Size = 1
    ) -> None:
        super().__init__()
        self.output_size = output_size
        self.kernel_size, self.dilation, self.padding, self.stride = kernel_size, dilation, padding, stride

    def forward(self, input: Tensor) -> Tensor:
        """Return images (N, C, *output_size)."""
        return F.fold(input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"output_size={self.output_size}, kernel_size={self.kernel_size}, dilation={self.dilation}, "
            f"padding={self.padding}, stride={self.stride}"
        )
