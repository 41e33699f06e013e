"""Convolution layers that take `in_channels` from their first input."""

from __future__ import annotations

from typing import Any

from autograd import Tensor
from nn.functional.arguments import as_size
from nn.functional.images import Size
from nn.layers import conv
from nn.layers.lazy import LazyModule
from nn.module import Module
from nn.parameter import UninitializedParameter


class _Lazy(LazyModule, conv.ConvBase):
    def _wait(self, bias: bool, device: Any, dtype: Any) -> None:
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        self.register_parameter("bias", UninitializedParameter(device=device, dtype=dtype) if bias else None)

    def initialize_parameters(self, input: Tensor, *rest: Any) -> None:
        """Give the parameters their shapes, for an input (N, in_channels, …), or the same without N."""
        self.in_channels = input.shape[-1 - self.dims]
        if self.in_channels % self.groups:
            name = type(self).__name__
            raise ValueError(f"{name}(): groups={self.groups} does not divide {self.in_channels} input channels")
        if self.materialize(weight=self._weight_shape(), bias=(self.out_channels,)):
            self.reset_parameters()


class _LazyConv(_Lazy):
    def __init__(
        self,
        out_channels: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size | str = 0,
        dilation: Size = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        Module.__init__(self)
        channels = as_size(out_channels, f"{type(self).__name__}(): out_channels")
        self._set(0, channels, kernel_size, stride, padding, dilation, groups, padding_mode)
        self._wait(bias, device, dtype)


class _LazyConvTranspose(_Lazy):
    def __init__(
        self,
        out_channels: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size = 0,
        output_padding: Size = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Size = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        Module.__init__(self)
        channels = as_size(out_channels, f"{type(self).__name__}(): out_channels")
        self._set(0, channels, kernel_size, stride, padding, dilation, groups, padding_mode, output_padding)
        self._wait(bias, device, dtype)


class LazyConv1d(_LazyConv, conv.Conv1d):
    """A Conv1d that takes `in_channels` from its first input, and then is a Conv1d.

    The other arguments are those of `Conv1d`.

    >>> import autograd
    >>> LazyConv1d(4, 3)(autograd.ones(2, 3, 9)).shape
    (2, 4, 7)
    """

    cls_to_become = conv.Conv1d


class LazyConv2d(_LazyConv, conv.Conv2d):
    """A Conv2d that takes `in_channels` from its first input, and then is a Conv2d.

    The other arguments are those of `Conv2d`.

    >>> import autograd
    >>> LazyConv2d(4, 3)(autograd.ones(2, 3, 9, 9)).shape
    (2, 4, 7, 7)
    """

    cls_to_become = conv.Conv2d


class LazyConv3d(_LazyConv, conv.Conv3d):
    """A Conv3d that takes `in_channels` from its first input, and then is a Conv3d.

    The other arguments are those of `Conv3d`.

    >>> import autograd
    >>> LazyConv3d(4, 3)(autograd.ones(2, 3, 9, 9, 9)).shape
    (2, 4, 7, 7, 7)
    """

    cls_to_become = conv.Conv3d


class LazyConvTranspose1d(_LazyConvTranspose, conv.ConvTranspose1d):
    """A ConvTranspose1d that takes `in_channels` from its first input, and then is a ConvTranspose1d.

    The other arguments are those of `ConvTranspose1d`.

    >>> import autograd
    >>> LazyConvTranspose1d(4, 3)(autograd.ones(2, 3, 9)).shape
    (2, 4, 11)
    """

    cls_to_become = conv.ConvTranspose1d


class LazyConvTranspose2d(_LazyConvTranspose, conv.ConvTranspose2d):
    """A ConvTranspose2d that takes `in_channels` from its first input, and then is a ConvTranspose2d.

    The other arguments are those of `ConvTranspose2d`.

    >>> import autograd
    >>> LazyConvTranspose2d(4, 3)(autograd.ones(2, 3, 9, 9)).shape
    (2, 4, 11, 11)
    """

    cls_to_become = conv.ConvTranspose2d


class LazyConvTranspose3d(_LazyConvTranspose, conv.ConvTranspose3d):
    """A ConvTranspose3d that takes `in_channels` from its first input, and then is a ConvTranspose3d.

    The other arguments are those of `ConvTranspose3d`.

    >>> import autograd
    >>> LazyConvTranspose3d(4, 3)(autograd.ones(2, 3, 9, 9, 9)).shape
    (2, 4, 11, 11, 11)
    """

    cls_to_become = conv.ConvTranspose3d
