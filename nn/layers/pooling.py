"""Pooling layers: windows of an image, and the maximum, mean or p-norm of each."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.functional.images import Size, sizes
from nn.module import Module


class _MaxPool(Module):
    def __init__(
        self,
        kernel_size: Size,
        stride: Size | None = None,
        padding: Size = 0,
        dilation: Size = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding, self.dilation = padding, dilation
        self.return_indices, self.ceil_mode = return_indices, ceil_mode

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class MaxPool1d(_MaxPool):
    """A pooling layer: the largest element of each window of a signal; input signals (N, C, L).

    The arguments are those of `MaxPool2d`.

    >>> import autograd
    >>> MaxPool1d(2)(autograd.ones(2, 8, 6)).shape
    (2, 8, 3)
    """

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, …), or with `return_indices` the maxima and their indices."""
        return F.max_pool1d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode, self.return_indices
        )


class MaxPool2d(_MaxPool):
    """A pooling layer: the largest element of each window of an image.

    Input (N, C, H, W), output (N, C, h, w); one image without N works too. `nn.functional.max_pool2d` gives h and w.

    Args:
        kernel_size: the size of a window. One number, or (vertical, horizontal).
        stride: the step from window to window. By default `kernel_size`, so that windows do not overlap.
        padding: how far windows reach over the edge, at most half of `kernel_size`.
        dilation: the step from element to element of a window.
        return_indices: also return where each maximum was, as int64 indices into the flattened image.
        ceil_mode: keep a last window that only partly lies on the image.

    >>> import autograd
    >>> MaxPool2d(2)(autograd.ones(2, 8, 28, 28)).shape
    (2, 8, 14, 14)
    """

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, …), or with `return_indices` the maxima and their indices."""
        return F.max_pool2d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode, self.return_indices
        )


class MaxPool3d(_MaxPool):
    """A pooling layer: the largest element of each window of a volume; input volumes (N, C, D, H, W).

    The arguments are those of `MaxPool2d`.

    >>> import autograd
    >>> MaxPool3d(2)(autograd.ones(2, 8, 6, 6, 6)).shape
    (2, 8, 3, 3, 3)
    """

    def forward(self, input: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, …), or with `return_indices` the maxima and their indices."""
        return F.max_pool3d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode, self.return_indices
        )


class _MaxUnpool(Module):
    kernel_size: tuple[int, ...]

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class MaxUnpool1d(_MaxUnpool):
    """The inverse of MaxPool1d: zeros with the maxima where they were.

    Args:
        kernel_size, stride, padding: those of the pooling.

    >>> import autograd
    >>> x = autograd.ones(1, 2, 4)
    >>> y, indices = F.max_pool1d(x, 2, return_indices=True)
    >>> MaxUnpool1d(2)(y, indices).shape
    (1, 2, 4)
    """

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        super().__init__()
        self.kernel_size = sizes(kernel_size, 1, "MaxUnpool1d(): kernel_size")
        self.stride = sizes(kernel_size if stride is None else stride, 1, "MaxUnpool1d(): stride")
        self.padding = sizes(padding, 1, "MaxUnpool1d(): padding", 0)

    def forward(self, input: Tensor, indices: Tensor, output_size: list[int] | None = None) -> Tensor:
        """Return the maxima `input` at `indices`, and zeros elsewhere, in `output_size` if given."""
        return F.max_unpool1d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class MaxUnpool2d(_MaxUnpool):
    """The inverse of MaxPool2d: zeros with the maxima where they were.

    Args:
        kernel_size, stride, padding: those of the pooling.

    >>> import autograd
    >>> x = autograd.ones(1, 2, 4, 4)
    >>> y, indices = F.max_pool2d(x, 2, return_indices=True)
    >>> MaxUnpool2d(2)(y, indices).shape
    (1, 2, 4, 4)
    """

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        super().__init__()
        self.kernel_size = sizes(kernel_size, 2, "MaxUnpool2d(): kernel_size")
        self.stride = sizes(kernel_size if stride is None else stride, 2, "MaxUnpool2d(): stride")
        self.padding = sizes(padding, 2, "MaxUnpool2d(): padding", 0)

    def forward(self, input: Tensor, indices: Tensor, output_size: list[int] | None = None) -> Tensor:
        """Return the maxima `input` at `indices`, and zeros elsewhere, in `output_size` if given."""
        return F.max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class MaxUnpool3d(_MaxUnpool):
    """The inverse of MaxPool3d: zeros with the maxima where they were.

    Args:
        kernel_size, stride, padding: those of the pooling.

    >>> import autograd
    >>> x = autograd.ones(1, 2, 4, 4, 4)
    >>> y, indices = F.max_pool3d(x, 2, return_indices=True)
    >>> MaxUnpool3d(2)(y, indices).shape
    (1, 2, 4, 4, 4)
    """

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        super().__init__()
        self.kernel_size = sizes(kernel_size, 3, "MaxUnpool3d(): kernel_size")
        self.stride = sizes(kernel_size if stride is None else stride, 3, "MaxUnpool3d(): stride")
        self.padding = sizes(padding, 3, "MaxUnpool3d(): padding", 0)

    def forward(self, input: Tensor, indices: Tensor, output_size: list[int] | None = None) -> Tensor:
        """Return the maxima `input` at `indices`, and zeros elsewhere, in `output_size` if given."""
        return F.max_unpool3d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class _AvgPool(Module):
    def extra_repr(self) -> str:
        """Return the settings."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool1d(_AvgPool):
    """A pooling layer: the mean of each window of a signal; input signals (N, C, L).

    The arguments are those of `AvgPool2d`, but for `divisor_override`.

    >>> import autograd
    >>> AvgPool1d(2)(autograd.ones(2, 8, 6)).shape
    (2, 8, 3)
    """

    def __init__(
        self,
        kernel_size: Size,
        stride: Size | None = None,
        padding: Size = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
    ) -> None:
        super().__init__()
        self.kernel_size = sizes(kernel_size, 1, "AvgPool1d(): kernel_size")
        self.stride = sizes(kernel_size if stride is None else stride, 1, "AvgPool1d(): stride")
        self.padding = sizes(padding, 1, "AvgPool1d(): padding", 0)
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad

    def forward(self, input: Tensor) -> Tensor:
        """Return the means (N, C, …)."""
        return F.avg_pool1d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad)


class AvgPool2d(_AvgPool):
    """A pooling layer: the mean of each window of a image; input images (N, C, H, W).

    Args:
        kernel_size: the size of a window. One number, or (vertical, horizontal).
        stride: the step from window to window. By default `kernel_size`, so that windows do not overlap.
        padding: how many zeros to add on each side, at most half of `kernel_size`.
        ceil_mode: keep a last window that only partly lies on the image.
        count_include_pad: whether the zeros count in the divisor.
        divisor_override: the divisor, in place of the number of elements.

    >>> import autograd
    >>> AvgPool2d(2)(autograd.ones(2, 8, 6, 6)).shape
    (2, 8, 3, 3)
    """

    def __init__(
        self,
        kernel_size: Size,
        stride: Size | None = None,
        padding: Size = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ) -> None:
        super().__init__()
        self.kernel_size, self.padding = kernel_size, padding
        self.stride = kernel_size if stride is None else stride
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad
        self.divisor_override = divisor_override

    def forward(self, input: Tensor) -> Tensor:
        """Return the means (N, C, …)."""
        return F.avg_pool2d(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.ceil_mode,
            self.count_include_pad,
            self.divisor_override,
        )


class AvgPool3d(_AvgPool):
    """A pooling layer: the mean of each window of a volume; input volumes (N, C, D, H, W).

    The arguments are those of `AvgPool2d`.

    >>> import autograd
    >>> AvgPool3d(2)(autograd.ones(2, 8, 6, 6, 6)).shape
    (2, 8, 3, 3, 3)
    """

    def __init__(
        self,
        kernel_size: Size,
        stride: Size | None = None,
        padding: Size = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ) -> None:
        super().__init__()
        self.kernel_size, self.padding = kernel_size, padding
        self.stride = kernel_size if stride is None else stride
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad
        self.divisor_override = divisor_override

    def forward(self, input: Tensor) -> Tensor:
        """Return the means (N, C, …)."""
        return F.avg_pool3d(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.ceil_mode,
            self.count_include_pad,
            self.divisor_override,
        )


class _LPPool(Module):
    def __init__(
        self, norm_type: float, kernel_size: Size, stride: Size | None = None, ceil_mode: bool = False
    ) -> None:
        super().__init__()
        self.norm_type, self.kernel_size, self.stride, self.ceil_mode = norm_type, kernel_size, stride, ceil_mode

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, "
            f"ceil_mode={self.ceil_mode}"
        )


class LPPool1d(_LPPool):
    """A pooling layer: (Σ xᵖ)^(1/p) of each window of a signal; input signals (N, C, L).

    Args:
        norm_type: p.
        kernel_size: the size of a window.
        stride: the step from window to window. By default `kernel_size`.
        ceil_mode: keep a last window that only partly lies on the signal.

    >>> import autograd
    >>> LPPool1d(2, 2)(autograd.ones(2, 8, 6)).shape
    (2, 8, 3)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the norms (N, C, …)."""
        return F.lp_pool1d(input, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)


class LPPool2d(_LPPool):
    """A pooling layer: (Σ xᵖ)^(1/p) of each window of a image; input images (N, C, H, W).

    Args:
        norm_type: p.
        kernel_size: the size of a window.
        stride: the step from window to window. By default `kernel_size`.
        ceil_mode: keep a last window that only partly lies on the image.

    >>> import autograd
    >>> LPPool2d(2, 2)(autograd.ones(2, 8, 6, 6)).shape
    (2, 8, 3, 3)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the norms (N, C, …)."""
        return F.lp_pool2d(input, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)


class LPPool3d(_LPPool):
    """A pooling layer: (Σ xᵖ)^(1/p) of each window of a volume; input volumes (N, C, D, H, W).

    Args:
        norm_type: p.
        kernel_size: the size of a window.
        stride: the step from window to window. By default `kernel_size`.
        ceil_mode: keep a last window that only partly lies on the volume.

    >>> import autograd
    >>> LPPool3d(2, 2)(autograd.ones(2, 8, 6, 6, 6)).shape
    (2, 8, 3, 3, 3)
    """

    def forward(self, input: Tensor) -> Tensor:
        """Return the norms (N, C, …)."""
        return F.lp_pool3d(input, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)
