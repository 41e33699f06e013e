"""What is not elementwise: one file per family, each operation with its rules beside its forward."""

from autograd.array_ops import conv, index, linalg, matmul, reduce, shape

__all__ = ["conv", "index", "linalg", "matmul", "reduce", "shape"]
