"""The rectified linear unit and its relatives as layers. The functions in `nn.functional` say more about each."""

from __future__ import annotations

from typing import Any

import autograd
from autograd import Tensor
from nn import functional as F
from nn.functional.arguments import Numeric, as_size
from nn.module import Module
from nn.parameter import Parameter, empty


class ReLU(Module):
    """The rectified linear unit max(x, 0), elementwise.

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> ReLU()(tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return relu(input)."""
        return F.relu(input, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return "inplace=True" if self.inplace else ""


class LeakyReLU(Module):
    """x where x > 0, and negative_slope · x elsewhere (Maas et al., 2013).

    Args:
        negative_slope: the slope for negative x.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> LeakyReLU(0.1)(tensor([-1.0, 2.0]))
    tensor([-0.1000,  2.0000])
    """

    def __init__(self, negative_slope: float = 0.01, inplace: bool = False) -> None:
        super().__init__()
        self.negative_slope, self.inplace = negative_slope, inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return leaky_relu(input)."""
        return F.leaky_relu(input, self.negative_slope, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"negative_slope={self.negative_slope}{', inplace=True' if self.inplace else ''}"


class RReLU(Module):
    """x where x ≥ 0, and a · x elsewhere, with a random number a in training (Xu et al., 2015).

    Args:
        lower, upper: the bounds of a. In evaluation, a is their mean.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> RReLU(0.25, 0.75).eval()(tensor([-1.0, 2.0]))
    tensor([-0.5000,  2.0000])
    """

    def __init__(self, lower: float = 1 / 8, upper: float = 1 / 3, inplace: bool = False) -> None:
        super().__init__()
        self.lower, self.upper, self.inplace = lower, upper, inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return rrelu(input)."""
        return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"lower={self.lower}, upper={self.upper}{', inplace=True' if self.inplace else ''}"


class PReLU(Module):
    """x where x > 0, and weight · x elsewhere, with learned slopes (He et al., 2015).

    Args:
        num_parameters: 1 for all channels, or the number of channels.
        init: the initial slope.
        device: the CPU, or None.
        dtype: of the weight; by default the default dtype.

    >>> from autograd import tensor
    >>> PReLU()(tensor([-1.0, 2.0])).detach()
    tensor([-0.2500,  2.0000])
    """

    weight: Parameter

    def __init__(self, num_parameters: int = 1, init: float = 0.25, device: Any = None, dtype: Any = None) -> None:
        super().__init__()
        self.num_parameters, self.init = as_size(num_parameters, "PReLU(): num_parameters"), init
        self.weight = Parameter(empty(self.num_parameters, device=device, dtype=dtype))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Set all slopes to the initial one."""
        with autograd.no_grad():
            self.weight.fill_(self.init)

    def forward(self, input: Tensor) -> Tensor:
        """Return prelu(input)."""
        return F.prelu(input, self.weight)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"num_parameters={self.num_parameters}"


class ELU(Module):
    """x where x > 0, and alpha · (exp(x) − 1) elsewhere (Clevert et al., 2015).

    Args:
        alpha: −alpha is the limit at −∞.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> ELU()(tensor([-1.0, 2.0]))
    tensor([-0.6321,  2.0000])
    """

    def __init__(self, alpha: float = 1.0, inplace: bool = False) -> None:
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return elu(input)."""
        return F.elu(input, self.alpha, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"alpha={self.alpha}{', inplace=True' if self.inplace else ''}"


class SELU(Module):
    """scale · elu(x, alpha), with the constants that keep mean 0 and variance 1 (Klambauer et al., 2017).

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> SELU()(tensor([-1.0, 2.0]))
    tensor([-1.1113,  2.1014])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return selu(input)."""
        return F.selu(input, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return "inplace=True" if self.inplace else ""


class CELU(Module):
    """x where x > 0, and alpha · (exp(x / alpha) − 1) elsewhere (Barron, 2017).

    Args:
        alpha: −alpha is the limit at −∞.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> CELU(2.0)(tensor([-1.0, 2.0]))
    tensor([-0.7869,  2.0000])
    """

    def __init__(self, alpha: float = 1.0, inplace: bool = False) -> None:
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return celu(input)."""
        return F.celu(input, self.alpha, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"alpha={self.alpha}{', inplace=True' if self.inplace else ''}"
