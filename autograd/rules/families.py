"""Import every family of array operations, so that `OPERATIONS` and `COMPOSITES` are complete."""

from autograd.rules import conv, index, linalg, matmul, reduce, shape

__all__ = ["conv", "index", "linalg", "matmul", "reduce", "shape"]
