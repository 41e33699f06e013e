"""Linear algebra under PyTorch's names: `autograd.linalg.norm`, `inv`, `det`, `solve`."""

from autograd.array_ops.linalg import det, inv, solve
from autograd.array_ops.reduce import norm

vector_norm = norm

__all__ = ["det", "inv", "norm", "solve", "vector_norm"]
