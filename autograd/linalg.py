"""Linear algebra under PyTorch's names: `autograd.linalg.norm`, `inv`, `det`, `solve`, `vecdot`."""

from autograd.rules.linalg import det, inv, solve
from autograd.rules.linalg import matrix_norm as norm
from autograd.rules.matmul import vecdot
from autograd.rules.reduce import norm as vector_norm

__all__ = ["det", "inv", "norm", "solve", "vecdot", "vector_norm"]
