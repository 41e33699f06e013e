"""Layers that change the size of signals, images and volumes."""

from __future__ import annotations

from collections.abc import Sequence

from autograd import Tensor
from nn import functional as F
from nn.module import Module


class Upsample(Module):
    """A layer that returns (N, C, …) in another size.

    Args:
        size: the new size, one number or one per spatial dimension.
        scale_factor: the new size as a multiple of the old one, if there is no `size`.
        mode, align_corners, recompute_scale_factor: see `nn.functional.interpolate`.

    >>> import autograd
    >>> Upsample(scale_factor=2)(autograd.ones(1, 3, 4, 4)).shape
    (1, 3, 8, 8)
    """

    def __init__(
        self,
        size: int | Sequence[int] | None = None,
        scale_factor: float | Sequence[float] | None = None,
        mode: str = "nearest",
        align_corners: bool | None = None,
        recompute_scale_factor: bool | None = None,
    ) -> None:
        super().__init__()
        self.size, self.mode, self.align_corners = size, mode, align_corners
        self.scale_factor: float | tuple[float, ...] | None
        if isinstance(scale_factor, Sequence):
            self.scale_factor = tuple(map(float, scale_factor))
        else:
            self.scale_factor = float(scale_factor) if scale_factor else None
        self.recompute_scale_factor = recompute_scale_factor

    def forward(self, input: Tensor) -> Tensor:
        """Return the input in the new size."""
        return F.interpolate(
            input, self.size, self.scale_factor, self.mode, self.align_corners, self.recompute_scale_factor
        )

    def extra_repr(self) -> str:
        """Return the settings."""
        size = f"size={self.size}" if self.scale_factor is None else f"scale_factor={self.scale_factor}"
        return f"{size}, mode={self.mode!r}"


class UpsamplingNearest2d(Upsample):
    """An Upsample layer for images with mode "nearest".

    Args:
        size, scale_factor: as for `Upsample`.

    >>> import autograd
    >>> UpsamplingNearest2d(scale_factor=2)(autograd.ones(1, 3, 4, 4)).shape
    (1, 3, 8, 8)
    """

    def __init__(
        self, size: int | Sequence[int] | None = None, scale_factor: float | Sequence[float] | None = None
    ) -> None:
        super().__init__(size, scale_factor, "nearest")


class UpsamplingBilinear2d(Upsample):
    """An Upsample layer for images with mode "bilinear" and `align_corners`.

    Args:
        size, scale_factor: as for `Upsample`.

    >>> import autograd
    >>> UpsamplingBilinear2d(size=(5, 6))(autograd.ones(1, 3, 4, 4)).shape
    (1, 3, 5, 6)
    """

    def __init__(
        self, size: int | Sequence[int] | None = None, scale_factor: float | Sequence[float] | None = None
    ) -> None:
        super().__init__(size, scale_factor, "bilinear", True)
