"""The operators of PyTorch's database that differ here or are not offered, each with its reason."""

from __future__ import annotations

from tests.pytorch.comparison import INTEL_DRAWS

# Operators of random numbers, of which only dtypes and shapes are compared.
RANDOM = (
    set(
        """bernoulli nn.functional.alpha_dropout nn.functional.dropout nn.functional.dropout2d nn.functional.dropout3d
        nn.functional.feature_alpha_dropout nn.functional.multi_head_attention_forward
        nn.functional.scaled_dot_product_attention""".split()
    )
    if INTEL_DRAWS
    else set()
)

# Operators that are found here and differ.
DIFFERENT: dict[str, str] = {
    "as_strided": "the result is a copy in row-major order, so there is no in-place form",
    "bernoulli": "there is the function and `bernoulli_`, and no method",
    "normal": "there is no argument `layout`",
    **dict.fromkeys(["double", "float", "half"], "there is no argument `memory_format`"),
    "nn.functional.hardsigmoid": "PyTorch's derivative is 1/6 rounded to float32, in float64 too",
    **dict.fromkeys(
        ["nn.functional.fractional_max_pool2d", "nn.functional.fractional_max_pool3d", "nn.functional.rrelu"],
        "the random numbers are drawn in another order",
    ),
    "bfloat16": "NumPy has no such dtype; there is its name alone",
    "zero_": "there is the method, and no function",
    "svd_lowrank": "the values of A − M are exact; there they are those of a random sketch",
}

COMPLEX = "there are no complex numbers"
COPIES = "the copy of a view is the view's clone()"
PRIVATE = "it is a part of PyTorch's implementation, and no name of its documentation"

# Names of PyTorch that are not there, by reason.
NOT_OFFERED: dict[str, str] = {
    **dict.fromkeys(
        """cdouble cfloat chalf complex imag linalg.eig linalg.eigvals polar stft istft view_as_complex
        view_as_real""".split(),
        COMPLEX,
    ),
    **dict.fromkeys(
        """alias_copy as_strided_copy diagonal_copy expand_copy narrow_copy permute_copy split_with_sizes_copy
        squeeze_copy t_copy transpose_copy unbind_copy unfold_copy unsqueeze_copy view_copy""".split(),
        COPIES,
    ),
    **dict.fromkeys(
        """grid_sampler_2d grid_sampler_3d max_pool2d_with_indices_backward native_batch_norm native_dropout_backward
        native_group_norm native_layer_norm slice""".split(),
        PRIVATE,
    ),
    **dict.fromkeys(["to_sparse", "sparse.mm", "sparse.sampled_addmm"], "there are no sparse tensors"),
    "as_strided_scatter": "there is as_strided without views of memory, and put",
    "nn.functional.linear_cross_entropy": "it is new; cross_entropy(linear(x, weight), target) is the same",
    "__rdiv__": "Python 3 has no such operator",
}
# Whole families that are not there.
NOT_OFFERED_FAMILIES = {
    "fft.": COMPLEX,
    "masked.": "masked tensors are a prototype of PyTorch",
    "torch.ops.": PRIVATE,
    "_": PRIVATE,
}
