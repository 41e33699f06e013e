"""What is not elementwise: one file per family, each operation with its rules beside its forward."""

from autograd.array_ops import index, linalg, matmul, reduce, shape

__all__ = ["index", "linalg", "matmul", "reduce", "shape"]
