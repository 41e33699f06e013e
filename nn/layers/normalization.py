"""Normalisation layers that treat each sample alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.module import Module
from nn.parameter import Parameter, empty


class _Affine(Module):
    weight: Parameter | None
    bias: Parameter | None

    def _make(self, shape: tuple[int, ...], weight: bool, bias: bool, device: Any, dtype: Any) -> None:
        for name, wanted in (("weight", weight), ("bias", bias)):
            made = Parameter(empty(*shape, device=device, dtype=dtype)) if wanted else None
            self.register_parameter(name, made)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Set weight to 1 and bias to 0."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)


def _shape(normalized_shape: int | Sequence[int], name: str) -> tuple[int, ...]:
    sizes = normalized_shape if isinstance(normalized_shape, Sequence) else (normalized_shape,)
    return tuple(as_size(size, f"{name}(): a size of normalized_shape") for size in sizes)


class LayerNorm(_Affine):
    """Layer normalisation: (x − mean) / √(variance + eps) · weight + bias, over the last dimensions of each sample.

    Input (…, *normalized_shape), output of the same shape. The variance is the biased one.

    Args:
        normalized_shape: the sizes of the dimensions to normalise over, or one size.
        eps: added to the variance.
        elementwise_affine: whether weight and bias are learned.
        bias: whether a bias is learned, if `elementwise_affine`.
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        weight: Parameter of `normalized_shape`, initially 1; or None.
        bias: Parameter of `normalized_shape`, initially 0; or None.

    Source: J. L. Ba et al., "Layer normalization", 2016, https://arxiv.org/abs/1607.06450.

    >>> from autograd import tensor
    >>> LayerNorm(3)(tensor([[1.0, 2.0, 3.0]])).detach()
    tensor([[-1.2247,  0.0000,  1.2247]])
    """

    def __init__(
        self,
        normalized_shape: int | Sequence[int],
        eps: float = 1e-5,
        elementwise_affine: bool = True,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.normalized_shape = _shape(normalized_shape, "LayerNorm")
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self._make(self.normalized_shape, elementwise_affine, elementwise_affine and bias, device, dtype)

    def forward(self, input: Tensor) -> Tensor:
        """Return the input normalised, of the same shape (…, *normalized_shape)."""
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}, "
            f"bias={self.bias is not None}"
        )


class RMSNorm(_Affine):
    """Normalisation by the root mean square: x / √(mean of x² + eps) · weight, over the last dimensions of each sample.

    Input (…, *normalized_shape), output of the same shape.

    Args:
        normalized_shape: the sizes of the dimensions to normalise over, or one size.
        eps: added to the mean; by default the distance from 1 to the next number of the dtype.
        elementwise_affine: whether a weight is learned.
        device: the CPU, or None.
        dtype: of the weight; by default the default dtype.

    Attributes:
        weight: Parameter of `normalized_shape`, initially 1; or None.

    Source: B. Zhang, R. Sennrich, "Root mean square layer normalization", 2019, https://arxiv.org/abs/1910.07467.

    >>> from autograd import tensor
    >>> RMSNorm(2)(tensor([3.0, -3.0])).detach()
    tensor([ 1., -1.])
    """

    def __init__(
        self,
        normalized_shape: int | Sequence[int],
        eps: float | None = None,
        elementwise_affine: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.normalized_shape = _shape(normalized_shape, "RMSNorm")
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self._make(self.normalized_shape, elementwise_affine, False, device, dtype)

    def forward(self, input: Tensor) -> Tensor:
        """Return the input normalised, of the same shape (…, *normalized_shape)."""
        return F.rms_norm(input, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"


class GroupNorm(_Affine):
    """Normalisation of groups of channels of each sample: (x − mean) / √(variance + eps) · weight + bias.

    Input (N, num_channels, …), output of the same shape.

    Args:
        num_groups: the number of groups, which divides the channels.
        num_channels: the number of channels.
        eps: added to the variance.
        affine: whether weight and bias are learned, for each channel.
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.
        bias: whether a bias is learned, if `affine`.

    Raises:
        ValueError: if the groups do not divide the channels.

    Source: Y. Wu, K. He, "Group normalization", 2018, https://arxiv.org/abs/1803.08494.

    >>> from autograd import tensor
    >>> GroupNorm(2, 4)(tensor([[1.0, 3.0, 0.0, 8.0]])).detach()
    tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
    """

    def __init__(
        self,
        num_groups: int,
        num_channels: int,
        eps: float = 1e-5,
        affine: bool = True,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.num_groups = as_size(num_groups, "GroupNorm(): num_groups")
        self.num_channels = as_size(num_channels, "GroupNorm(): num_channels")
        if self.num_channels % self.num_groups:
            raise ValueError(f"GroupNorm(): {num_groups} groups do not divide {num_channels} channels")
        self.eps, self.affine = eps, affine
        self._make((self.num_channels,), affine, affine and bias, device, dtype)

    def forward(self, input: Tensor) -> Tensor:
        """Return the input normalised, of the same shape."""
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, "
            f"bias={self.bias is not None}"
        )


class LocalResponseNorm(Module):
    """x / (k + alpha · mean of x²)^beta, with the mean over neighbouring channels (Krizhevsky et al., 2012).

    Args:
        size: the number of channels.
        alpha, beta, k: constants.

    >>> import autograd
    >>> LocalResponseNorm(2)(autograd.ones(1, 3, 4)).shape
    (1, 3, 4)
    """

    def __init__(self, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> None:
        super().__init__()
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, input: Tensor) -> Tensor:
        """Return the input normalised, of the same shape."""
        return F.local_response_norm(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"
