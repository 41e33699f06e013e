"""Import every family of array operations: afterwards `OPERATIONS` and `COMPOSITES` are complete."""

from autograd.rules import compare, conv, index, linalg, matmul, reduce, shape

__all__ = ["compare", "conv", "index", "linalg", "matmul", "reduce", "shape"]
