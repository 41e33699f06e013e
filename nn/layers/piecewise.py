"""Activation functions of straight pieces as layers. The functions in `nn.functional` say more about each."""

from __future__ import annotations

import warnings

from nn import functional as F
from nn.functional.arguments import Numeric
from nn.module import Module


class Hardtanh(Module):
    """x limited to [min_val, max_val].

    Args:
        min_val, max_val: the limits.
        inplace: change the input itself, a Tensor, and return it.
        min_value, max_value: deprecated names of the limits.

    >>> from autograd import tensor
    >>> Hardtanh()(tensor([-2.0, 0.5]))
    tensor([-1.0000,  0.5000])
    """

    def __init__(
        self,
        min_val: float = -1.0,
        max_val: float = 1.0,
        inplace: bool = False,
        min_value: float | None = None,
        max_value: float | None = None,
    ) -> None:
        super().__init__()
        if min_value is not None or max_value is not None:
            warnings.warn("Hardtanh(): min_value and max_value are deprecated; write min_val, max_val", stacklevel=2)
        self.min_val = min_val if min_value is None else min_value
        self.max_val = max_val if max_value is None else max_value
        self.inplace = inplace
        if self.min_val >= self.max_val:
            raise ValueError(f"Hardtanh(): min_val {self.min_val} must be smaller than max_val {self.max_val}")

    def forward(self, input: Numeric) -> Numeric:
        """Return hardtanh(input)."""
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"min_val={self.min_val}, max_val={self.max_val}{', inplace=True' if self.inplace else ''}"


class ReLU6(Hardtanh):
    """min(max(x, 0), 6), elementwise.

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> ReLU6()(tensor([-1.0, 7.0]))
    tensor([0., 6.])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__(0.0, 6.0, inplace)

    def extra_repr(self) -> str:
        """Return `inplace=True` if so."""
        return "inplace=True" if self.inplace else ""


class Hardsigmoid(Module):
    """min(max(x + 3, 0), 6) / 6, elementwise.

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> Hardsigmoid()(tensor([-4.0, 0.0, 1.5]))
    tensor([0.0000, 0.5000, 0.7500])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return hardsigmoid(input)."""
        return F.hardsigmoid(input, self.inplace)


class Hardswish(Module):
    """x · min(max(x + 3, 0), 6) / 6, elementwise (Howard et al., 2019).

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> Hardswish()(tensor([-4.0, 1.5]))
    tensor([0.0000, 1.1250])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return hardswish(input)."""
        return F.hardswish(input, self.inplace)


class Threshold(Module):
    """x where x > threshold, and `value` elsewhere.

    Args:
        threshold: the bound.
        value: what replaces x at or below the bound.
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> Threshold(1.0, -1.0)(tensor([0.5, 2.0]))
    tensor([-1.,  2.])
    """

    def __init__(self, threshold: float, value: float, inplace: bool = False) -> None:
        super().__init__()
        self.threshold, self.value, self.inplace = threshold, value, inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return threshold(input)."""
        return F.threshold(input, self.threshold, self.value, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"threshold={self.threshold}, value={self.value}{', inplace=True' if self.inplace else ''}"


class Hardshrink(Module):
    """x where |x| > lambd, and 0 elsewhere.

    Args:
        lambd: the bound.

    >>> from autograd import tensor
    >>> Hardshrink()(tensor([0.2, 0.6]))
    tensor([0.0000, 0.6000])
    """

    def __init__(self, lambd: float = 0.5) -> None:
        super().__init__()
        self.lambd = lambd

    def forward(self, input: Numeric) -> Numeric:
        """Return hardshrink(input)."""
        return F.hardshrink(input, self.lambd)

    def extra_repr(self) -> str:
        """Return the settings."""
        return str(self.lambd)


class Softshrink(Module):
    """x − lambd where x > lambd, x + lambd where x < −lambd, and 0 elsewhere.

    Args:
        lambd: the bound, at least 0.

    >>> from autograd import tensor
    >>> Softshrink()(tensor([-1.0, 0.2]))
    tensor([-0.5000,  0.0000])
    """

    def __init__(self, lambd: float = 0.5) -> None:
        super().__init__()
        self.lambd = lambd

    def forward(self, input: Numeric) -> Numeric:
        """Return softshrink(input)."""
        return F.softshrink(input, self.lambd)

    def extra_repr(self) -> str:
        """Return the settings."""
        return str(self.lambd)
