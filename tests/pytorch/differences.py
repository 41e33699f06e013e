"""The operators of PyTorch's database that differ here or are not offered, each with its reason."""

from __future__ import annotations

COMPLEX = "there are no complex numbers"
SPARSE = "there are no sparse tensors"
MASKED = "masked tensors are a prototype of PyTorch"
PRIVATE = "it is no public name of PyTorch"

# Operators of random numbers, of which only dtypes and shapes are compared.
RANDOM = {"bernoulli", "normal"}

# Operators that are found here and differ.
DIFFERENT: dict[str, str] = {}

# Names of PyTorch that are not there, by reason.
NOT_OFFERED: dict[str, str] = {
    **dict.fromkeys("cdouble cfloat chalf complex polar view_as_complex view_as_real stft istft".split(), COMPLEX),
    **dict.fromkeys(["to_sparse", "sparse.mm", "sparse.sampled_addmm"], SPARSE),
}
