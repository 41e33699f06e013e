"""Special functions, under the names of torch.special.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from autograd.array.functions import digamma as digamma
from autograd.array.functions import erfinv as erfinv
from autograd.array.functions import i0 as i0
from autograd.array.functions import lgamma as gammaln
from autograd.array.functions import log_softmax as log_softmax
from autograd.array.functions import logit as logit
from autograd.array.functions import logsumexp as logsumexp
from autograd.array.functions import mvlgamma as multigammaln
from autograd.array.functions import polygamma as polygamma
from autograd.array.functions import sinc as sinc
from autograd.array.functions import softmax as softmax
from autograd.array.inplace import store
from autograd.functions import erf as erf
from autograd.functions import erfc as erfc
from autograd.functions import exp2 as exp2
from autograd.functions import expm1 as expm1
from autograd.functions import log1p as log1p
from autograd.functions import round as round
from autograd.functions import sigmoid as expit
from autograd.functions import xlogy as xlogy
from autograd.rules.deferred import special as special_rules

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = [
    "digamma",
    "entr",
    "erf",
    "erfc",
    "erfcx",
    "erfinv",
    "exp2",
    "expit",
    "expm1",
    "gammaln",
    "i0",
    "i0e",
    "i1",
    "i1e",
    "log1p",
    "log_ndtr",
    "log_softmax",
    "logit",
    "logsumexp",
    "multigammaln",
    "ndtr",
    "ndtri",
    "polygamma",
    "psi",
    "round",
    "sinc",
    "softmax",
    "xlog1py",
    "xlogy",
]


def __dir__() -> list[str]:
    return __all__


def psi(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return ψ(x), the derivative of `lgamma`.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.psi(input)
    return found if out is None else store(out, found)


def i0e(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return exp(−|x|)·i0(x), which does not overflow.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.i0e(input)
    return found if out is None else store(out, found)


def i1(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the modified Bessel function of the first kind of order 1.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.i1(input)
    return found if out is None else store(out, found)


def i1e(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return exp(−|x|)·i1(x), which does not overflow.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.i1e(input)
    return found if out is None else store(out, found)


def ndtri(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inverse of `ndtr`: the number that a standard normal variable is below with probability x.

    Args:
        input: x, any shape, from 0 to 1; integers become float32.
    """
    found: Tensor = special_rules.ndtri(input)
    return found if out is None else store(out, found)


def ndtr(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the probability that a standard normal variable is below x.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.ndtr(input)
    return found if out is None else store(out, found)


def log_ndtr(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return log(ndtr(x)), also for x far below 0.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.log_ndtr(input)
    return found if out is None else store(out, found)


def erfcx(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return exp(x²)·erfc(x), which does not underflow for large x.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.erfcx(input)
    return found if out is None else store(out, found)


def entr(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return −x·log(x), the contribution of a probability to the entropy: 0 at 0, and −∞ below.

    Args:
        input: x, any shape; integers become float32.
    """
    found: Tensor = special_rules.entr(input)
    return found if out is None else store(out, found)


def xlog1py(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x·log(1 + other), or 0 if x is 0.

    Args:
        input: x, any shape; integers become float32.
        other: a Tensor, array or number whose shape broadcasts with x.
    """
    found: Tensor = special_rules.xlog1py(input, other)
    return found if out is None else store(out, found)
