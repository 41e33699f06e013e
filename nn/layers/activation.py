"""Activation functions as layers. The functions in `nn.functional` say more about each."""

from __future__ import annotations

from autograd import Tensor
from nn import functional as F
from nn.functional.activation import Numeric
from nn.layers.shape import Identity
from nn.module import Module


class ReLU(Module):
    """The rectified linear unit max(x, 0), elementwise.

    Args:
        inplace: change the input itself and return it. It must be a Tensor.

    >>> from autograd import tensor
    >>> ReLU()(tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, x: Numeric) -> Numeric:
        """Return max(x, 0)."""
        if self.inplace:
            changed: Numeric = x.relu_()  # type: ignore[attr-defined]  # only Tensors have it
            return changed
        return F.relu(x)

    def extra_repr(self) -> str:
        """Return `inplace=True` if so."""
        return "inplace=True" if self.inplace else ""


class LeakyReLU(Module):
    """x where x > 0, and negative_slope · x elsewhere (Maas et al., 2013).

    Args:
        negative_slope: the slope for negative x.

    >>> from autograd import tensor
    >>> LeakyReLU(0.1)(tensor([-1.0, 2.0]))
    tensor([-0.1000,  2.0000])
    """

    def __init__(self, negative_slope: float = 0.01) -> None:
        super().__init__()
        self.negative_slope = negative_slope

    def forward(self, x: Numeric) -> Numeric:
        """Return leaky_relu(x), elementwise."""
        return F.leaky_relu(x, self.negative_slope)

    def extra_repr(self) -> str:
        """Return the slope."""
        return f"negative_slope={self.negative_slope}"


class ELU(Module):
    """x where x > 0, and alpha · (exp(x) − 1) elsewhere (Clevert et al., 2015).

    Args:
        alpha: −alpha is the limit at −∞.

    >>> from autograd import tensor
    >>> ELU()(tensor([-1.0, 2.0]))
    tensor([-0.6321,  2.0000])
    """

    def __init__(self, alpha: float = 1.0) -> None:
        super().__init__()
        self.alpha = alpha

    def forward(self, x: Numeric) -> Numeric:
        """Return elu(x), elementwise."""
        return F.elu(x, self.alpha)

    def extra_repr(self) -> str:
        """Return alpha."""
        return f"alpha={self.alpha}"


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

    def forward(self, x: Numeric) -> Numeric:
        """Return gelu(x), elementwise."""
        return F.gelu(x, self.approximate)

    def extra_repr(self) -> str:
        """Return the approximation."""
        return f"approximate={self.approximate!r}"


class Sigmoid(Module):
    """The logistic function 1 / (1 + exp(−x)).

    >>> from autograd import tensor
    >>> Sigmoid()(tensor([-1.0, 1.0]))
    tensor([0.2689, 0.7311])
    """

    def forward(self, x: Numeric) -> Numeric:
        """Return sigmoid(x), elementwise."""
        return F.sigmoid(x)


class Tanh(Module):
    """The hyperbolic tangent.

    >>> from autograd import tensor
    >>> Tanh()(tensor([-1.0, 1.0]))
    tensor([-0.7616,  0.7616])
    """

    def forward(self, x: Numeric) -> Numeric:
        """Return tanh(x), elementwise."""
        return F.tanh(x)


class SiLU(Module):
    """x · sigmoid(x), also called swish (Elfwing et al., 2017).

    >>> from autograd import tensor
    >>> SiLU()(tensor([-1.0, 1.0]))
    tensor([-0.2689,  0.7311])
    """

    def forward(self, x: Numeric) -> Numeric:
        """Return silu(x), elementwise."""
        return F.silu(x)


class Softplus(Module):
    """log(1 + exp(beta · x)) / beta, a smooth form of relu.

    Args:
        beta: larger values come closer to relu.

    Differs from PyTorch: there is no `threshold`; the function is exact for x of any size.

    >>> from autograd import tensor
    >>> Softplus()(tensor([-1.0, 1.0]))
    tensor([0.3133, 1.3133])
    """

    def __init__(self, beta: float = 1.0) -> None:
        super().__init__()
        self.beta = beta

    def forward(self, x: Numeric) -> Numeric:
        """Return softplus(x), elementwise."""
        return F.softplus(x, self.beta)

    def extra_repr(self) -> str:
        """Return beta."""
        return f"beta={self.beta}"


class Softsign(Module):
    """x / (1 + |x|).

    >>> from autograd import tensor
    >>> Softsign()(tensor([-1.0, 3.0]))
    tensor([-0.5000,  0.7500])
    """

    def forward(self, x: Numeric) -> Numeric:
        """Return softsign(x), elementwise."""
        return F.softsign(x)


class Softmax(Module):
    """exp(x) / Σ exp(x), with the sum along `dim`.

    Args:
        dim: the dimension along which the results add up to 1; without it, see `nn.functional.softmax`.

    >>> from autograd import tensor
    >>> Softmax(dim=1)(tensor([[0.0, 0.0]]))
    tensor([[0.5000, 0.5000]])
    """

    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        """Return softmax(x) along `dim`, of the shape of x."""
        return F.softmax(x, self.dim)

    def extra_repr(self) -> str:
        """Return the dimension."""
        return f"dim={self.dim}"


class LogSoftmax(Module):
    """log(softmax(x)) along `dim`, exact also where softmax rounds to 0.

    Args:
        dim: the dimension of the classes; without it, see `nn.functional.log_softmax`.

    >>> from autograd import tensor
    >>> LogSoftmax(dim=1)(tensor([[0.0, 0.0]]))
    tensor([[-0.6931, -0.6931]])
    """

    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        """Return log_softmax(x) along `dim`, of the shape of x."""
        return F.log_softmax(x, self.dim)

    def extra_repr(self) -> str:
        """Return the dimension."""
        return f"dim={self.dim}"


# The activations that MLP knows by name.
ACTIVATIONS: dict[str, type[Module]] = {
    "relu": ReLU, "leaky_relu": LeakyReLU, "elu": ELU, "gelu": GELU, "sigmoid": Sigmoid, "tanh": Tanh, "silu": SiLU,
    "softplus": Softplus, "softsign": Softsign, "identity": Identity,
}  # fmt: skip
