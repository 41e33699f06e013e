"""Pooling layers."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.functional.images import Size
from nn.module import Module


class MaxPool2d(Module):
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

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the maxima (N, C, h, w), or with `return_indices` the maxima and their indices."""
        return F.max_pool2d(
            x, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode, self.return_indices
        )

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )
