"""Padding layers: elements around a signal, image or volume."""

from __future__ import annotations

from typing import ClassVar

from autograd import Tensor
from nn import functional as F
from nn.functional.images import Size
from nn.module import Module


class _Pad(Module):
    dims: ClassVar[int]
    mode: ClassVar[str]

    def __init__(self, padding: Size) -> None:
        super().__init__()
        self.padding = (padding,) * (2 * self.dims) if isinstance(padding, int) else tuple(padding)
        if len(self.padding) != 2 * self.dims:
            raise ValueError(
                f"{type(self).__name__}(): expected one number or {2 * self.dims} of them, got {padding!r}"
            )

    def forward(self, input: Tensor) -> Tensor:
        """Return the input with more elements on each side."""
        return F.pad(input, self.padding, self.mode)

    def extra_repr(self) -> str:
        """Return the numbers of elements."""
        return f"{self.padding}"


class _ConstantPad(_Pad):
    mode = "constant"
    value: float

    def __init__(self, padding: Size, value: float) -> None:
        super().__init__(padding)
        self.value = value

    def forward(self, input: Tensor) -> Tensor:
        """Return the input with more elements on each side."""
        return F.pad(input, self.padding, self.mode, self.value)

    def extra_repr(self) -> str:
        """Return the numbers of elements, and the constant."""
        return f"padding={self.padding}, value={self.value}"


class _ZeroPad(_Pad):
    mode = "constant"


class ConstantPad1d(_ConstantPad):
    """A padding layer that adds a constant; input signals (N, C, L), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.
        value: the constant.

    >>> import autograd
    >>> ConstantPad1d(1, 0.5)(autograd.ones(2, 3, 4)).shape
    (2, 3, 6)
    """

    dims = 1


class ConstantPad2d(_ConstantPad):
    """A padding layer that adds a constant; input images (N, C, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.
        value: the constant.

    >>> import autograd
    >>> ConstantPad2d(1, 0.5)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 6, 6)
    """

    dims = 2


class ConstantPad3d(_ConstantPad):
    """A padding layer that adds a constant; input volumes (N, C, D, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.
        value: the constant.

    >>> import autograd
    >>> ConstantPad3d(1, 0.5)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 6, 6, 6)
    """

    dims = 3


class ZeroPad1d(_ZeroPad):
    """A padding layer that adds zeros; input signals (N, C, L), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ZeroPad1d(1)(autograd.ones(2, 3, 4)).shape
    (2, 3, 6)
    """

    dims = 1


class ZeroPad2d(_ZeroPad):
    """A padding layer that adds zeros; input images (N, C, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ZeroPad2d(1)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 6, 6)
    """

    dims = 2


class ZeroPad3d(_ZeroPad):
    """A padding layer that adds zeros; input volumes (N, C, D, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ZeroPad3d(1)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 6, 6, 6)
    """

    dims = 3


class ReflectionPad1d(_Pad):
    """A padding layer that mirrors the elements next to the edge; input signals (N, C, L), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ReflectionPad1d(1)(autograd.ones(2, 3, 4)).shape
    (2, 3, 6)
    """

    dims, mode = 1, "reflect"


class ReflectionPad2d(_Pad):
    """A padding layer that mirrors the elements next to the edge; input images (N, C, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ReflectionPad2d(1)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 6, 6)
    """

    dims, mode = 2, "reflect"


class ReflectionPad3d(_Pad):
    """A padding layer that mirrors the elements next to the edge; input volumes (N, C, D, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ReflectionPad3d(1)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 6, 6, 6)
    """

    dims, mode = 3, "reflect"


class ReplicationPad1d(_Pad):
    """A padding layer that repeats the edge; input signals (N, C, L), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ReplicationPad1d(1)(autograd.ones(2, 3, 4)).shape
    (2, 3, 6)
    """

    dims, mode = 1, "replicate"


class ReplicationPad2d(_Pad):
    """A padding layer that repeats the edge; input images (N, C, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ReplicationPad2d(1)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 6, 6)
    """

    dims, mode = 2, "replicate"


class ReplicationPad3d(_Pad):
    """A padding layer that repeats the edge; input volumes (N, C, D, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> ReplicationPad3d(1)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 6, 6, 6)
    """

    dims, mode = 3, "replicate"


class CircularPad1d(_Pad):
    """A padding layer that goes on at the other edge; input signals (N, C, L), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> CircularPad1d(1)(autograd.ones(2, 3, 4)).shape
    (2, 3, 6)
    """

    dims, mode = 1, "circular"


class CircularPad2d(_Pad):
    """A padding layer that goes on at the other edge; input images (N, C, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> CircularPad2d(1)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 6, 6)
    """

    dims, mode = 2, "circular"


class CircularPad3d(_Pad):
    """A padding layer that goes on at the other edge; input volumes (N, C, D, H, W), or one of them.

    Args:
        padding: how many elements to add, one number, or before and after for each dimension, the last one first.

    >>> import autograd
    >>> CircularPad3d(1)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 6, 6, 6)
    """

    dims, mode = 3, "circular"
