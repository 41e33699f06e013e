"""Convolution layers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, ClassVar

from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.functional.images import Size, sizes
from nn.module import Module
from nn.parameter import Parameter, empty

PADDING_MODES = ("zeros", "reflect", "replicate", "circular")


class ConvBase(Module):
    """What the convolution layers have in common; see `Conv2d` and `ConvTranspose2d`.

    Attributes:
        dims: the number of spatial dimensions.
        transposed: whether it is the transpose of a convolution.
    """

    dims: ClassVar[int]
    transposed: ClassVar[bool] = False
    padding: tuple[int, ...] | str
    bias: Parameter | None

    def _set(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Size,
        stride: Size,
        padding: Size | str,
        dilation: Size,
        groups: int,
        padding_mode: str,
        output_padding: Size = 0,
    ) -> None:
        """Check the settings and keep them. The channels of a lazy layer's input are 0."""
        name = type(self).__name__

        def checked(x: Size, what: str, least: int = 1) -> tuple[int, ...]:
            return sizes(x, self.dims, f"{name}(): {what}", least)

        if in_channels % groups or out_channels % groups:
            raise ValueError(
                f"{name}(): groups={groups} does not divide {in_channels} input and {out_channels} output channels"
            )
        if padding_mode not in PADDING_MODES:
            raise ValueError(f"{name}(): padding_mode {padding_mode!r} is not one of {', '.join(PADDING_MODES)}")
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride = checked(kernel_size, "kernel_size"), checked(stride, "stride")
        self.padding = padding if isinstance(padding, str) else checked(padding, "padding", 0)
        self.dilation, self.output_padding = checked(dilation, "dilation"), checked(output_padding, "output_padding", 0)
        self.groups, self.padding_mode = groups, padding_mode
        if isinstance(padding, str) and padding not in ("same", "valid"):
            raise ValueError(f"{name}(): padding is a number, 'valid' or 'same', got {padding!r}")
        if padding == "same" and set(self.stride) != {1}:
            raise ValueError(f"{name}(): padding='same' needs stride 1, got {self.stride}")

    def _make(self, bias: bool, device: Any, dtype: Any) -> None:
        """Make the parameters, and draw their values."""
        self.weight = Parameter(empty(*self._weight_shape(), device=device, dtype=dtype))
        made = Parameter(empty(self.out_channels, device=device, dtype=dtype)) if bias else None
        self.register_parameter("bias", made)
        self.reset_parameters()

    def _weight_shape(self) -> tuple[int, ...]:
        a, b = self.out_channels, self.in_channels
        if self.transposed:
            a, b = b, a
        return (a, b // self.groups, *self.kernel_size)

    def reset_parameters(self) -> None:
        """Draw new initial values of weight and bias."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))  # equals ±1/√fan_in
        if self.bias is not None:
            bound = 1 / math.sqrt(init.fan_in_and_fan_out(self.weight)[0])
            init.uniform_(self.bias, -bound, bound)

    def extra_repr(self) -> str:
        """Return the channels, kernel and stride, and each setting that is not the default."""
        none, one = (0,) * self.dims, (1,) * self.dims
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        for name, default in (("padding", none), ("dilation", one), ("output_padding", none), ("groups", 1)):
            if getattr(self, name) != default:
                text += f", {name}={getattr(self, name)}"
        if self.bias is None:
            text += ", bias=False"
        if self.padding_mode != "zeros":
            text += f", padding_mode={self.padding_mode}"
        return text


class _Conv(ConvBase):
    _function: ClassVar[Callable[..., Tensor]]

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
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        name = type(self).__name__
        channels = [
            as_size(n, f"{name}(): {what}")
            for n, what in ((in_channels, "in_channels"), (out_channels, "out_channels"), (groups, "groups"))
        ]
        self._set(channels[0], channels[1], kernel_size, stride, padding, dilation, channels[2], padding_mode)
        self._make(bias, device, dtype)

    def forward(self, input: Tensor) -> Tensor:
        """Return (N, out_channels, …) for an input (N, in_channels, …), or the same without N."""
        padding: Size | str = self.padding
        if self.padding_mode != "zeros" and padding != "valid":
            input, padding = F.pad(input, self._edges(), self.padding_mode), 0
        function = type(self)._function
        return function(input, self.weight, self.bias, self.stride, padding, self.dilation, self.groups)

    def _edges(self) -> list[int]:
        """Return the elements to add before and after each dimension, the last one first, as `pad` takes them."""
        edges: list[int] = []
        for d in reversed(range(self.dims)):
            if self.padding == "same":
                total = self.dilation[d] * (self.kernel_size[d] - 1)
                edges += [total // 2, total - total // 2]
            else:
                edges += [int(self.padding[d])] * 2
        return edges


class Conv1d(_Conv):
    """A convolution layer for signals: input (N, in_channels, L), output (N, out_channels, l), or both without N.

    The arguments and attributes are those of `Conv2d`, with one number in place of two.

    >>> import autograd
    >>> Conv1d(4, 8, 3, padding=1)(autograd.ones(2, 4, 20)).shape
    (2, 8, 20)
    """

    dims, _function = 1, F.conv1d


class Conv2d(_Conv):
    """A convolution layer for images: the cross-correlation with learned kernels, plus a bias.

    Input (N, in_channels, H, W), output (N, out_channels, h, w); one image without N works too. `nn.functional.conv2d`
    gives the formula, h and w.

    Args:
        in_channels: the number of channels of the input.
        out_channels: the number of channels of the output, one per kernel.
        kernel_size: the size of the kernels. One number, or (vertical, horizontal).
        stride: the step from window to window.
        padding: how many elements to add on each side, "same" or "valid".
        dilation: the step from element to element of a window.
        groups: the number of independent parts of the channels.
        bias: whether a bias is learned.
        padding_mode: what is added: "zeros", "reflect" (mirrored at the edge), "replicate" (the edge repeated) or
            "circular" (the other side).
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        weight: Parameter (out_channels, in_channels/groups, *kernel_size). Initially uniform on ±1/√fan_in, where
            fan_in is in_channels/groups times the area of the kernel.
        bias: Parameter (out_channels,), initialised likewise; or None.

    Raises:
        ValueError: if a setting is out of range, or groups does not divide the channels.

    >>> import autograd
    >>> layer = Conv2d(1, 8, 3, padding=1)
    >>> layer(autograd.ones(2, 1, 28, 28)).shape
    (2, 8, 28, 28)
    >>> layer
    Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
    """

    dims, _function = 2, F.conv2d


class Conv3d(_Conv):
    """A convolution layer for volumes: input (N, in_channels, D, H, W), output (N, out_channels, d, h, w).

    The arguments and attributes are those of `Conv2d`, with three numbers in place of two.

    >>> import autograd
    >>> Conv3d(1, 2, 3)(autograd.ones(1, 1, 5, 5, 5)).shape
    (1, 2, 3, 3, 3)
    """

    dims, _function = 3, F.conv3d


class _ConvTranspose(ConvBase):
    transposed = True
    _function: ClassVar[Callable[..., Tensor]]

    def __init__(
        self,
        in_channels: int,
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
        super().__init__()
        name = type(self).__name__
        if padding_mode != "zeros":
            raise ValueError(f"{name}(): only padding_mode='zeros' is possible, got {padding_mode!r}")
        a, b = as_size(in_channels, f"{name}(): in_channels"), as_size(out_channels, f"{name}(): out_channels")
        groups = as_size(groups, f"{name}(): groups")
        self._set(a, b, kernel_size, stride, padding, dilation, groups, padding_mode, output_padding)
        self._make(bias, device, dtype)

    def forward(self, input: Tensor, output_size: Any = None) -> Tensor:
        """Return (N, out_channels, …) for an input (N, in_channels, …), or the same without N.

        Args:
            input: the images.
            output_size: the size of the output, of those that differ by less than the stride.
        """
        extra = self.output_padding if output_size is None else self._extra(input, output_size)
        function = type(self)._function
        return function(input, self.weight, self.bias, self.stride, self.padding, extra, self.groups, self.dilation)

    def _extra(self, input: Tensor, output_size: Any) -> tuple[int, ...]:
        """Return the output_padding that gives this size."""
        wanted = tuple(output_size)[-self.dims :]
        pads = sizes(self.padding, self.dims, "padding", 0)  # type: ignore[arg-type]  # a transpose has numbers
        settings = zip(input.shape[-self.dims :], self.stride, pads, self.dilation, self.kernel_size)
        least = [(n - 1) * s - 2 * p + d * (k - 1) + 1 for n, s, p, d, k in settings]
        extra = tuple(int(w) - m for w, m in zip(wanted, least))
        if len(extra) != self.dims or any(not 0 <= e < s for e, s in zip(extra, self.stride)):
            most = [m + s - 1 for m, s in zip(least, self.stride)]
            raise ValueError(
                f"{type(self).__name__}(): expected output_size from {tuple(least)} to {tuple(most)}, got {wanted}"
            )
        return extra


class ConvTranspose1d(_ConvTranspose):
    """The transpose of Conv1d: input (N, in_channels, L), output (N, out_channels, l), or both without N.

    The arguments and attributes are those of `ConvTranspose2d`, with one number in place of two.

    >>> import autograd
    >>> ConvTranspose1d(4, 8, 2, stride=2)(autograd.ones(2, 4, 10)).shape
    (2, 8, 20)
    """

    dims, _function = 1, F.conv_transpose1d


class ConvTranspose2d(_ConvTranspose):
    """The transpose of a convolution layer, which makes images larger where that makes them smaller.

    Input (N, in_channels, H, W), output (N, out_channels, h, w); one image without N works too.
    `nn.functional.conv_transpose2d` gives h and w.

    Args:
        in_channels: the number of channels of the input.
        out_channels: the number of channels of the output.
        kernel_size: the size of the kernels. One number, or (vertical, horizontal).
        stride: the step from window to window.
        padding: how many elements to cut off on each side.
        output_padding: how many rows and columns to add at one side.
        groups: the number of independent parts of the channels.
        bias: whether a bias is learned.
        dilation: the step from element to element of a window.
        padding_mode: "zeros".
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        weight: Parameter (in_channels, out_channels/groups, *kernel_size), initially uniform on ±1/√fan, where fan is
            out_channels/groups times the area of the kernel.
        bias: Parameter (out_channels,), initialised likewise; or None.

    Raises:
        ValueError: if a setting is out of range, or groups does not divide the channels.

    >>> import autograd
    >>> ConvTranspose2d(8, 4, 4, stride=2, padding=1)(autograd.ones(2, 8, 7, 7)).shape
    (2, 4, 14, 14)
    """

    dims, _function = 2, F.conv_transpose2d


class ConvTranspose3d(_ConvTranspose):
    """The transpose of Conv3d: input (N, in_channels, D, H, W), output (N, out_channels, d, h, w).

    The arguments and attributes are those of `ConvTranspose2d`, with three numbers in place of two.

    >>> import autograd
    >>> ConvTranspose3d(2, 1, 2, stride=2)(autograd.ones(1, 2, 3, 3, 3)).shape
    (1, 1, 6, 6, 6)
    """

    dims, _function = 3, F.conv_transpose3d
