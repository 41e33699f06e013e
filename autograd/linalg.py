"""Linear algebra under PyTorch's names: `autograd.linalg.norm`, `inv`, `det`, `solve`, `vecdot`."""

from autograd.array_ops.linalg import det, inv, solve
from autograd.array_ops.linalg import matrix_norm as norm
from autograd.array_ops.matmul import vecdot
from autograd.array_ops.reduce import norm as vector_norm

__all__ = ["det", "inv", "norm", "solve", "vecdot", "vector_norm"]
