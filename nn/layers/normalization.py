"""Normalisation layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import autograd
from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.module import Module, Parameter


class LayerNorm(Module):
    """Layer normalisation: (x − mean) / √(variance + eps) · weight + bias, over the last dimensions of each sample.

    Input (…, *normalized_shape), output of the same shape. The variance is the biased one.

    Args:
        normalized_shape: the sizes of the dimensions to normalise over, or one size.
        eps: added to the variance.
        elementwise_affine: whether weight and bias are learned.
        bias: whether a bias is learned, if `elementwise_affine`.
        dtype: of the parameters; float32 by default.

    Attributes:
        weight: Parameter of `normalized_shape`, initially 1; or None.
        bias: Parameter of `normalized_shape`, initially 0; or None.

    Source: J. L. Ba et al., "Layer normalization", 2016, https://arxiv.org/abs/1607.06450.

    >>> from autograd import tensor
    >>> LayerNorm(3)(tensor([[1.0, 2.0, 3.0]])).detach()
    tensor([[-1.2247,  0.0000,  1.2247]])
    """

    weight: Parameter | None
    bias: Parameter | None

    def __init__(
        self,
        normalized_shape: int | Sequence[int],
        eps: float = 1e-5,
        elementwise_affine: bool = True,
        bias: bool = True,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        sizes = normalized_shape if isinstance(normalized_shape, Sequence) else (normalized_shape,)
        self.normalized_shape = tuple(as_size(size, "LayerNorm(): a size of normalized_shape") for size in sizes)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        dtype = dtype or autograd.float32
        for name, wanted in (("weight", elementwise_affine), ("bias", elementwise_affine and bias)):
            self.register_parameter(
                name, Parameter(autograd.zeros(self.normalized_shape, dtype=dtype)) if wanted else None
            )
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Set weight to 1 and bias to 0."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def forward(self, x: Tensor) -> Tensor:
        """Return x normalised, of the same shape (…, *normalized_shape)."""
        return F.layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Return the settings."""
        bias = f", bias={self.bias is not None}" if self.elementwise_affine else ""
        return f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}{bias}"
