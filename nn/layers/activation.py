"""Smooth activation functions as layers. The functions in `nn.functional` say more about each."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.functional.arguments import Numeric
from nn.module import Module


class Sigmoid(Module):
    """The logistic function 1 / (1 + exp(−x)).

    >>> from autograd import tensor
    >>> Sigmoid()(tensor([-1.0, 1.0]))
    tensor([0.2689, 0.7311])
    """

    def forward(self, input: Numeric) -> Numeric:
        """Return sigmoid(input)."""
        return F.sigmoid(input)


class Tanh(Module):
    """The hyperbolic tangent.

    >>> from autograd import tensor
    >>> Tanh()(tensor([-1.0, 1.0]))
    tensor([-0.7616,  0.7616])
    """

    def forward(self, input: Numeric) -> Numeric:
        """Return tanh(input)."""
        return F.tanh(input)


class SiLU(Module):
    """x · sigmoid(x), also called swish (Elfwing et al., 2017).

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> SiLU()(tensor([-1.0, 1.0]))
    tensor([-0.2689,  0.7311])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return silu(input)."""
        return F.silu(input, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return "inplace=True" if self.inplace else ""


class Mish(Module):
    """x · tanh(log(1 + exp(x))) (Misra, 2019).

    Args:
        inplace: change the input itself, a Tensor, and return it.

    >>> from autograd import tensor
    >>> Mish()(tensor([-1.0, 1.0]))
    tensor([-0.3034,  0.8651])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Numeric) -> Numeric:
        """Return mish(input)."""
        return F.mish(input, self.inplace)

    def extra_repr(self) -> str:
        """Return the settings."""
        return "inplace=True" if self.inplace else ""


class GELU(Module):
    """x · Φ(x), where Φ is the distribution function of the normal distribution (Hendrycks and Gimpel, 2016).

    Args:
        approximate: "none" for the exact function, "tanh" for an approximation.

    >>> from autograd import tensor
    >>> GELU()(tensor([-1.0, 1.0]))
    tensor([-0.1587,  0.8413])
    """

    def __init__(self, approximate: str = "none") -> None:
        super().__init__()
        self.approximate = approximate

    def forward(self, input: Numeric) -> Numeric:
        """Return gelu(input)."""
        return F.gelu(input, self.approximate)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"approximate={self.approximate!r}"


class Softplus(Module):
    """log(1 + exp(beta · x)) / beta, a smooth form of relu.

    Args:
        beta: larger values come closer to relu.
        threshold: return x itself where beta · x is larger.

    >>> from autograd import tensor
    >>> Softplus()(tensor([-1.0, 1.0]))
    tensor([0.3133, 1.3133])
    """

    def __init__(self, beta: float = 1.0, threshold: float = 20.0) -> None:
        super().__init__()
        self.beta, self.threshold = beta, threshold

    def forward(self, input: Numeric) -> Numeric:
        """Return softplus(input)."""
        return F.softplus(input, self.beta, self.threshold)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"beta={self.beta}, threshold={self.threshold}"


class Softsign(Module):
    """x / (1 + |x|).

    >>> from autograd import tensor
    >>> Softsign()(tensor([-1.0, 3.0]))
    tensor([-0.5000,  0.7500])
    """

    def forward(self, input: Numeric) -> Numeric:
        """Return softsign(input)."""
        return F.softsign(input)


class LogSigmoid(Module):
    """log σ(x), without overflow.

    >>> from autograd import tensor
    >>> LogSigmoid()(tensor([-100.0, 0.0]))
    tensor([-100.0000,   -0.6931])
    """

    def forward(self, input: Numeric) -> Numeric:
        """Return logsigmoid(input)."""
        return F.logsigmoid(input)


class Tanhshrink(Module):
    """x − tanh(x).

    >>> from autograd import tensor
    >>> Tanhshrink()(tensor([-1.0, 1.0]))
    tensor([-0.2384,  0.2384])
    """

    def forward(self, input: Numeric) -> Numeric:
        """Return tanhshrink(input)."""
        return F.tanhshrink(input)


class GLU(Module):
    """a · σ(b), where a and b are the halves of the input along `dim` (Dauphin et al., 2016).

    Args:
        dim: the dimension to halve.

    >>> from autograd import tensor
    >>> GLU()(tensor([1.0, 2.0, 0.0, 100.0]))
    tensor([0.5000, 2.0000])
    """

    def __init__(self, dim: int = -1) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        """Return glu(input)."""
        return F.glu(input, self.dim)

    def extra_repr(self) -> str:
        """Return the settings."""
        return f"dim={self.dim}"
