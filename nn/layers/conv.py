"""Convolution layers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.images import pair
from nn.module import Module, Parameter

# PyTorch's names for NumPy's.
_PADDING_MODES: dict[str, Any] = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


class Conv2d(Module):
    """The cross-correlation of images (N, in_channels, H, W) with learned kernels.

    Initialised as PyTorch does: weight and bias uniform on ±1/√(in_channels/groups · kernel).

    Attributes:
        weight: Parameter (out_channels, in_channels/groups, kh, kw).
        bias: Parameter (out_channels,), or None.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int | Sequence[int],
        stride: int | Sequence[int] = 1,
        padding: int | str | Sequence[int] = 0,
        dilation: int | Sequence[int] = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        dtype: Any = None,
    ) -> None:
        super().__init__()
        if min(in_channels, out_channels, groups) < 1 or in_channels % groups or out_channels % groups:
            raise ValueError(
                f"Conv2d(): channels must be 1 or more and fall into groups, got {in_channels} to {out_channels} "
                f"in {groups}"
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
        self.bias = Parameter(autograd.empty(out_channels, dtype=dtype)) if bias else None
        if not bias:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw weight and bias afresh."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            bound = 1 / math.sqrt(init.fan_in_and_fan_out(self.weight)[0])
            init.uniform_(self.bias, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        """(N, in_channels, H, W) to (N, out_channels, h, w); or one image without N."""
        padding: int | str | Sequence[int] = self.padding
        if self.padding_mode != "zeros" and padding != "valid":
            x, padding = self._pad(x), 0
        return F.conv2d(x, self.weight, self.bias, self.stride, padding, self.dilation, self.groups)

    def _pad(self, x: Tensor) -> Tensor:
        """x with edges that repeat it, as an index says: its gradient is then the index's."""
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
        """What differs from the defaults."""
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
