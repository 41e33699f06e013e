"""Fully connected layers."""

from __future__ import annotations

import math
from typing import Any, TypeVar

from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.layers.lazy import LazyModule
from nn.module import Module
from nn.parameter import Parameter, UninitializedParameter, empty

T = TypeVar("T")


class Identity(Module):
    """A layer that returns its input. It can replace another layer, so it accepts and ignores any arguments.

    >>> Identity(54, unused=True)(3)
    3
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def forward(self, input: T) -> T:
        """Return the input."""
        return input


class Linear(Module):
    """A fully connected layer: y = x Wᵀ + b.

    Input (…, in_features), output (…, out_features).

    Args:
        in_features: the size of each input.
        out_features: the size of each output.
        bias: whether b is learned. If False, there is no b.
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        weight: W, a Parameter (out_features, in_features). Initially uniform on ±1/√in_features, as in PyTorch.
        bias: b, a Parameter (out_features,), initialised likewise; or None.

    Raises:
        ValueError: if a size is not an integer of 1 or more.

    Differs from PyTorch: sizes of 0 are an error.

    >>> import autograd
    >>> layer = Linear(3, 2)
    >>> layer(autograd.ones(5, 3)).shape
    (5, 2)
    >>> layer
    Linear(in_features=3, out_features=2, bias=True)
    """

    bias: Parameter | None

    def __init__(
        self, in_features: int, out_features: int, bias: bool = True, device: Any = None, dtype: Any = None
    ) -> None:
        super().__init__()
        self.in_features = in_features = as_size(in_features, "Linear(): in_features")
        self.out_features = out_features = as_size(out_features, "Linear(): out_features")
        self.weight = Parameter(empty(out_features, in_features, device=device, dtype=dtype))
        self.register_parameter("bias", Parameter(empty(out_features, device=device, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new initial values of weight and bias."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))  # equals ±1/√in_features
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features)
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input: Tensor) -> Tensor:
        """Return x Wᵀ + b, (…, out_features), for x (…, in_features)."""
        own, others = self._parameters, self.__dict__
        registered = "weight" in own and "bias" in own and not ("weight" in others or "bias" in others)
        if registered and self.__class__ is Linear:  # fast path: `Module.__getattr__` takes a microsecond for each
            return F.linear(input, own["weight"], own["bias"])  # type: ignore[arg-type]  # a weight is not None
        return F.linear(input, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Return the sizes, and whether there is a bias."""
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"


class LazyLinear(LazyModule, Linear):
    """A Linear layer that takes `in_features` from its first input, and then is a Linear.

    Args:
        out_features, bias, device, dtype: as for `Linear`.

    >>> import autograd
    >>> layer = LazyLinear(2)
    >>> layer.weight
    <UninitializedParameter>
    >>> layer(autograd.ones(5, 3)).shape
    (5, 2)
    >>> layer
    Linear(in_features=3, out_features=2, bias=True)
    """

    cls_to_become = Linear

    def __init__(self, out_features: int, bias: bool = True, device: Any = None, dtype: Any = None) -> None:
        Module.__init__(self)
        self.in_features, self.out_features = 0, as_size(out_features, "LazyLinear(): out_features")
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        self.register_parameter("bias", UninitializedParameter(device=device, dtype=dtype) if bias else None)

    def initialize_parameters(self, input: Tensor) -> None:
        """Give the parameters their shapes, for an input (…, in_features)."""
        self.in_features = input.shape[-1]
        if self.materialize(weight=(self.out_features, self.in_features), bias=(self.out_features,)):
            self.reset_parameters()


class Bilinear(Module):
    """A layer of two inputs: y = x₁ᵀ W x₂ + b for each output.

    Inputs (…, in1_features) and (…, in2_features), output (…, out_features).

    Args:
        in1_features, in2_features: the sizes of each input.
        out_features: the size of each output.
        bias: whether b is learned. If False, there is no b.
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        weight: W, a Parameter (out_features, in1_features, in2_features), initially uniform on ±1/√in1_features.
        bias: b, a Parameter (out_features,), initialised likewise; or None.

    >>> import autograd
    >>> Bilinear(2, 3, 4)(autograd.ones(5, 2), autograd.ones(5, 3)).shape
    (5, 4)
    """

    bias: Parameter | None

    def __init__(
        self,
        in1_features: int,
        in2_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.in1_features = as_size(in1_features, "Bilinear(): in1_features")
        self.in2_features = as_size(in2_features, "Bilinear(): in2_features")
        self.out_features = as_size(out_features, "Bilinear(): out_features")
        shape = (self.out_features, self.in1_features, self.in2_features)
        self.weight = Parameter(empty(*shape, device=device, dtype=dtype))
        self.register_parameter("bias", Parameter(empty(shape[0], device=device, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new initial values of weight and bias."""
        bound = 1 / math.sqrt(self.in1_features)
        init.uniform_(self.weight, -bound, bound)
        if self.bias is not None:
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input1: Tensor, input2: Tensor) -> Tensor:
        """Return x₁ᵀ W x₂ + b, (…, out_features)."""
        return F.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Return the sizes, and whether there is a bias."""
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )
