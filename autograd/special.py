"""Special functions, under the names of torch.special.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias


from autograd.functions import erf as erf
from autograd.functions import erfc as erfc
from autograd.functions import exp2 as exp2
from autograd.functions import sigmoid as expit
from autograd.functions import expm1 as expm1
from autograd.functions import log1p as log1p
from autograd.functions import round as round
from autograd.functions import xlogy as xlogy

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = ["erf", "erfc", "exp2", "expit", "expm1", "log1p", "round", "xlogy"]
