"""The parameters that differ from PyTorch's, by reason: names of functions, and what `signatures.differences` says."""

from __future__ import annotations


def _each(names: str, difference: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), difference)


KNOWN: dict[str, dict[str, str]] = {
    "PyTorch's documentation names it so, and PyTorch itself takes it by position only or as it is named here": {
        **_each("autograd.enable_grad enable_grad", "no orig_func"),
        "cholesky_inverse": "no L",
        "cholesky_solve": "no B",
        "from_numpy": "no ndarray",
        "is_tensor": "no obj",
        "linalg.matrix_power": "no A",
        "lu_solve": "no b",
        "matrix_exp": "no A",
        "nn.functional.one_hot": "no tensor",
        "searchsorted": "no values",
        "set_num_threads": "no int",
        "triangular_solve": "no b",
        "true_divide": "no dividend; no divisor",
    },
    "the first operand is called `input` throughout, as in torch.*": {
        **_each(
            """linalg.cholesky linalg.cholesky_ex linalg.cond linalg.det linalg.diagonal linalg.eigh linalg.eigvalsh
            linalg.householder_product linalg.inv linalg.inv_ex linalg.lu linalg.lu_factor_ex linalg.matrix_exp
            linalg.matrix_norm linalg.matrix_rank linalg.pinv linalg.qr linalg.slogdet linalg.svd linalg.svdvals
            linalg.tensorinv""",
            "no A",
        ),
        **_each("linalg.lstsq linalg.solve linalg.solve_ex linalg.solve_triangular linalg.tensorsolve", "no A; no B"),
        **_each("linalg.vecdot linalg.vector_norm vander", "no x"),
        "isin": "no elements",
        "linalg.vander": "no x; N by keyword only",
        **_each("split unsafe_split", "no tensor; no split_size_or_sections"),
        **_each("polygamma special.polygamma", "no input"),
        "utils.data.default_collate": "no batch",
        "swapaxes": "no axis0; no axis1",
        "promote_types": "no type1; no type2",
        **_each("func.grad func.hessian", "no func"),
        "func.jvp": "no func; no strict",
    },
    "the default has the same meaning": {
        **_each(
            "empty_like full_like ones_like rand_like randn_like zeros_like",
            "memory_format=None, not torch.preserve_format",
        ),
        **_each("std std_mean var var_mean", "correction=None, not 1"),
        **_each("kthvalue topk", "dim=-1, not None"),
        **_each("cumulative_trapezoid trapezoid", "dx=1, not None"),
        "meshgrid": "indexing='ij', not None",
        "nan_to_num": "nan=None, not 0.0",
        "nn.functional.rrelu_": "lower=0.125, not 1.0 / 8; upper=0.3333333333333333, not 1.0 / 3",
        "nn.utils.rnn.PackedSequence": "batch_sizes=, not None",
        "norm": "p=2, not 'fro'; out by keyword only; dtype at place 4, not 5",
        "sort": "stable=None, not False",
        **_each("tril_indices triu_indices", "dtype=dtype('int64'), not torch.long; device=None, not 'cpu'"),
        "concatenate": "axis by keyword only; axis=None, not 0; out by keyword only",
        "tensordot": "out by keyword only",
        "utils.data.random_split": "generator=None, not the default generator",
    },
    "functions that create tensors take no `out`": {
        **_each("bernoulli eye full linspace logspace multinomial normal", "no out"),
        "randperm": "no out; dtype=dtype('int64'), not torch.int64",
    },
    "nothing is pickled": {
        "save": "pickle_module=None, not pickle; pickle_protocol=None, not 2; no _use_new_zipfile_serialization; "
        "no _disable_byteorder_record",
    },
    "base classes are not for use": {
        "distributions.Distribution": "no batch_shape; no event_shape; no validate_args",
        "nn.RNNBase": "no mode; input_size at place 0, not 1; hidden_size at place 1, not 2; num_layers at place 2, "
        "not 3; bias at place 3, not 4; batch_first at place 4, not 5; dropout at place 5, not 6; bidirectional at "
        "place 6, not 7; proj_size at place 7, not 8; device at place 8, not 9; dtype at place 9, not 10",
        "nn.RNNCellBase": "no num_chunks; device at place 3, not 4; dtype at place 4, not 5",
    },
    "missing": {},
}
