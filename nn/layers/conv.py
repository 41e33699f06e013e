"""Convolution layers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.functional.images import Size, pair
from nn.module import Module, Parameter

# PyTorch's padding modes, and NumPy's names for them.
_PADDING_MODES: dict[str, Any] = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


class Conv2d(Module):
    """A convolution layer: the cross-correlation of images with learned kernels, plus a bias.

    Input (N, in_channels, H, W), output (N, out_channels, h, w); one image without N works too. The formula, h and w
    are those of `nn.functional.conv2d`.

    Args:
        in_channels: the number of channels of the input.
        out_channels: the number of kernels.
        kernel_size: the size of a kernel. One number, or (vertical, horizontal).
        stride: the step from window to window.
        padding: how many elements to add on each side; "valid" for none, "same" to keep the image's size.
        dilation: the step from element to element of a window.
        groups: the number of independent parts of the channels. It must divide both numbers of channels.
        bias: whether a bias is learned.
        padding_mode: the values of the added elements: "zeros"; "reflect", mirrored without the edge; "replicate",
            the edge; "circular", from the opposite side.
        dtype: of the parameters; float32 by default.

    Attributes:
        weight: Parameter (out_channels, in_channels/groups, kh, kw). Initially uniform on
            ±1/√(in_channels/groups · kh · kw), as in PyTorch.
        bias: Parameter (out_channels,), initialised likewise; or None.

    Raises:
        ValueError: if the groups do not divide the channels, or a setting is out of range.

    >>> import autograd
    >>> layer = Conv2d(1, 8, kernel_size=3, padding=1)
    >>> layer(autograd.ones(2, 1, 28, 28)).shape
    (2, 8, 28, 28)
    >>> layer.weight.shape
    (8, 1, 3, 3)
    """

    bias: Parameter | None

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size | str = 0,
        dilation: Size = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        dtype: Any = None,
    ) -> None:
        super().__init__()
        in_channels = as_size(in_channels, "Conv2d(): in_channels")
        out_channels = as_size(out_channels, "Conv2d(): out_channels")
        groups = as_size(groups, "Conv2d(): groups")
        if in_channels % groups or out_channels % groups:
            raise ValueError(
                f"Conv2d(): channels must fall into groups, got {in_channels} to {out_channels} in {groups}"
            )
        if padding_mode not in _PADDING_MODES:
            raise ValueError(f"Conv2d(): padding_mode {padding_mode!r} is not one of {', '.join(_PADDING_MODES)}")
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size = pair(kernel_size, "Conv2d(): kernel_size")
        self.stride = pair(stride, "Conv2d(): stride")
        self.padding = padding if isinstance(padding, str) else pair(padding, "Conv2d(): padding", 0)
        self.dilation = pair(dilation, "Conv2d(): dilation")
        self.groups, self.padding_mode = groups, padding_mode
        dtype = dtype or autograd.float32
        self.weight = Parameter(autograd.empty(out_channels, in_channels // groups, *self.kernel_size, dtype=dtype))
        self.register_parameter("bias", Parameter(autograd.empty(out_channels, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new initial values of weight and bias."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))  # equals ±1/√fan_in
        if self.bias is not None:
            bound = 1 / math.sqrt(init.fan_in_and_fan_out(self.weight)[0])
            init.uniform_(self.bias, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        """Return (N, out_channels, h, w) for x (N, in_channels, H, W), or the same without N."""
        padding: Size | str = self.padding
        if self.padding_mode != "zeros" and padding != "valid":
            x, padding = self._pad(x), 0
        return F.conv2d(x, self.weight, self.bias, self.stride, padding, self.dilation, self.groups)

    def _pad(self, x: Tensor) -> Tensor:
        """Return x with the elements that `padding_mode` adds, taken by index so that gradients flow to them."""
        for d in range(2):
            if self.padding == "same":
                total = self.dilation[d] * (self.kernel_size[d] - 1)
                before, after = total // 2, total - total // 2
            else:
                before = after = int(self.padding[d])
            places = np.pad(np.arange(x.shape[d - 2]), (before, after), mode=_PADDING_MODES[self.padding_mode])
            x = x[(..., places, slice(None)) if d == 0 else (..., places)]
        return x

    def extra_repr(self) -> str:
        """Return the channels, kernel and stride, and each setting that is not the default."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        if self.padding != (0, 0):
            text += f", padding={self.padding}"
        if self.dilation != (1, 1):
            text += f", dilation={self.dilation}"
        if self.groups != 1:
            text += f", groups={self.groups}"
        if self.bias is None:
            text += ", bias=False"
        if self.padding_mode != "zeros":
            text += f", padding_mode={self.padding_mode}"
        return text
