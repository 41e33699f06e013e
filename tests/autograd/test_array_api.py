"""The array API standard for Tensors, and DLPack both ways."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, array_api, check_gradients, tensor
from tests.helpers import leaf

X = tensor([[3.0, 1.0], [2.0, 1.0]])


def test_the_namespace_is_that_of_the_standard() -> None:
    assert X.__array_namespace__() is array_api
    assert X.__array_namespace__(api_version="2022.12") is array_api
    with pytest.raises(
        ValueError, match=r"__array_namespace__\(\): expected one of the versions 2021\.12, .* got 'new'"
    ):
        X.__array_namespace__(api_version="new")
    assert all(hasattr(array_api, name) for name in array_api.__all__)
    missing = {"conj", "real", "imag"} - set(array_api.__all__)
    assert not missing


def test_functions_keep_the_graph() -> None:
    x = leaf([[3.0, 1.0], [2.0, 5.0]])
    for function in (array_api.sum, array_api.exp, array_api.linalg.inv, array_api.sort):
        assert function(x).requires_grad
    assert array_api.cumulative_sum(x, axis=0).requires_grad
    found = check_gradients(
        lambda a: array_api.linalg.trace(array_api.matmul(a, array_api.flip(a, axis=0))),
        np.array([[1.0, 2.0], [3.0, 5.0]]),
    )
    assert found.verdict == "ok"


def test_functions_promote_0_d_tensors_as_others() -> None:
    wide = tensor(1.0, dtype=autograd.float64)
    assert (X + wide).dtype == autograd.float32
    assert array_api.add(X, wide).dtype == autograd.float64
    assert array_api.result_type(X, wide) == autograd.float64
    assert array_api.concat([X[0], tensor([1.0], dtype=autograd.float64)]).dtype == autograd.float64
    assert array_api.where(X > 1, X, wide).dtype == autograd.float64


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("zeros((2,))", [0, 0]), ("ones(2)", [1, 1]), ("full((2,), 3)", [3, 3]), ("eye(2, k=1)", [[0, 1], [0, 0]]),
        ("arange(3)", [0, 1, 2]), ("arange(1, 2, 0.5)", [1, 1.5]), ("linspace(0, 1, 2, endpoint=False)", [0, 0.5]),
        ("asarray([1, 2])", [1, 2]), ("tril(X)", [[3, 0], [2, 1]]), ("triu(X, k=1)", [[0, 1], [0, 0]]),
        ("meshgrid(X[0], X[1])[0]", [[3, 1], [3, 1]]), ("broadcast_arrays(X, X[0])[1]", [[3, 1], [3, 1]]),
        ("unique_counts(X).counts", [2, 1, 1]), ("unique_inverse(X).inverse_indices", [[2, 0], [1, 0]]),
        ("unique_values(X)", [1, 2, 3]), ("argsort(X, descending=True)", [[0, 1], [0, 1]]), ("count_nonzero(X)", 4),
        ("clip(X, 2)", [[3, 2], [2, 2]]), ("round(X / 2)", [[2, 0], [1, 0]]), ("unstack(X)[1]", [2, 1]),
        ("diff(X, prepend=X[:, :1])", [[0, -2], [0, -1]]), ("var(X, correction=1, axis=1)", [2, 0.5]),
        ("searchsorted(array_api.asarray([1.0, 2.0]), X)", [[2, 0], [1, 0]]), ("nonzero(X[0] > 1)[0]", [0]),
        ("sum(array_api.asarray([True, True]))", 2), ("floor(array_api.asarray([1, 2]))", [1, 2]),
        ("pow(X, 2)[0]", [9, 1]),
        ("linalg.vector_norm(X, ord=1)", 7), ("linalg.matrix_rank(X)", 2), ("linalg.qr(X).R[1, 0]", 0),
        ("take_along_axis(X, array_api.argmax(X, axis=1, keepdims=True), axis=1)", [[3], [2]]),
        ("vecdot(X, X)", [10, 5]), ("tensordot(X, X)", 15),
        ("linalg.cross(X[:, [0, 1, 1]], X[:, [1, 0, 0]])[0]", [0, -8, 8]),
        ("linalg.matmul(X, X)[0]", [11, 4]), ("linalg.matrix_transpose(X)[0]", [3, 2]), ("linalg.det(X)", 1),
        ("linalg.tensordot(X, X, axes=1)[0]", [11, 4]), ("linalg.vecdot(X, X)", [10, 5]), ("linalg.trace(X)", 4),
        ("linalg.cholesky(array_api.matmul(X, X.T))[1, 0]", 7 / 10**0.5), ("linalg.diagonal(X, offset=1)", [1]),
        ("linalg.cholesky(array_api.matmul(X, X.T), upper=True)[0, 1]", 7 / 10**0.5), ("linalg.inv(X)[0]", [1, -1]),
        ("linalg.eigh(X + X.T).eigenvalues", [4 - 13**0.5, 4 + 13**0.5]), ("linalg.matrix_norm(X)", 15**0.5),
        ("linalg.eigvalsh(X + X.T)", [4 - 13**0.5, 4 + 13**0.5]), ("linalg.matrix_power(X, -1)[1]", [-2, 3]),
        ("linalg.outer(X[0], X[1])[0]", [6, 3]), ("linalg.pinv(X)[1]", [-2, 3]), ("linalg.slogdet(X).logabsdet", 0),
        ("linalg.solve(X, X[:, 0])", [1, 0]), ("linalg.svdvals(X @ X.T)[0] * array_api.linalg.svdvals(X @ X.T)[1]", 1),
        ("prod(array_api.linalg.svd(X, full_matrices=False).S)", 1), ("broadcast_to(X[0], (1, 2))", [[3, 1]]),
        ("expand_dims(X[0], axis=0)", [[3, 1]]), ("moveaxis(X, 0, 1)", [[3, 2], [1, 1]]),
        ("permute_dims(X, (1, 0))", [[3, 2], [1, 1]]), ("repeat(X[0], 2)", [3, 3, 1, 1]),
        ("reshape(X, (4,))", [3, 1, 2, 1]),
        ("roll(X[0], 1)", [1, 3]), ("squeeze(X[:, :1], 1)", [3, 2]), ("stack([X[0], X[1]])", [[3, 1], [2, 1]]),
        ("tile(X[0], (2,))", [3, 1, 3, 1]), ("prod(X, axis=1)", [3, 2]), ("prod(array_api.asarray([2, 3]))", 6),
        ("mean(X, axis=1)", [2, 1.5]), ("std(X, axis=1)", [1, 0.5]), ("max(X, axis=1)", [3, 2]),
        ("min(X, axis=0)", [2, 1]),
        ("all(X > 1, axis=1)", [False, False]), ("any(X > 1, axis=1)", [True, True]),
        ("cumulative_prod(X[0])", [3, 3]), ("cumulative_sum(X[0], include_initial=True)", [0, 3, 4]),
        ("argmin(X, axis=1)", [1, 1]), ("take(X, array_api.asarray([1]), axis=0)", [[2, 1]]),
        ("count_nonzero(X > 1, axis=1)", [1, 1]), ("unique_all(X).values", [1, 2, 3]), ("sort(X[0])", [1, 3]),
        ("zeros_like(X[0])", [0, 0]), ("ones_like(X[0])", [1, 1]), ("full_like(X[0], 2)", [2, 2]),
        ("empty((2, 0))", [[], []]), ("empty_like(X[:, :0])", [[], []]),
    ],
)  # fmt: skip
def test_values(call: str, expected: Any) -> None:
    found = eval(f"array_api.{call}", {"array_api": array_api, "X": X})
    assert isinstance(found, Tensor)
    assert found.tolist() == pytest.approx(np.array(expected)) if np.ndim(expected) < 2 else found.tolist() == expected


def test_dtypes() -> None:
    info = array_api.__array_namespace_info__()
    assert info.default_dtypes() == {"real floating": np.float32, "integral": np.int64, "indexing": np.int64}
    assert set(info.dtypes(kind="integral")) == {"int8", "int16", "int32", "int64", "uint8"}
    assert info.devices() == [info.default_device()]
    assert array_api.isdtype(array_api.int8, ("bool", "signed integer"))
    assert not array_api.isdtype(array_api.uint8, array_api.int8)
    with pytest.raises(ValueError, match=r"isdtype\(\): expected a kind of bool, .* got 'float'"):
        array_api.isdtype(array_api.uint8, "float")
    assert array_api.finfo(X).bits == 32
    assert array_api.iinfo(array_api.int8).max == 127
    assert array_api.can_cast(array_api.int8, array_api.float32)
    assert array_api.astype(X, array_api.int32).tolist() == [[3, 1], [2, 1]]


def test_asarray_copies_only_where_it_must() -> None:
    array = np.ones(2)
    shared = array_api.asarray(array)
    array[0] = 5
    assert shared.tolist() == [5, 1]
    assert array_api.asarray(X) is X
    assert array_api.asarray(X, copy=True) is not X
    for wrong in ([1.0], X):
        with pytest.raises(ValueError, match=r"asarray\(\): expected copy=None"):
            array_api.asarray(wrong, dtype=array_api.int8, copy=False)


def test_dlpack_both_ways() -> None:
    array = np.ones(3)
    shared = autograd.from_dlpack(array)
    array[0] = 4
    assert shared.tolist() == [4, 1, 1]
    assert np.from_dlpack(shared).tolist() == [4, 1, 1]
    assert array_api.from_dlpack(X).tolist() == X.tolist()
    fixed = np.ones(2)
    fixed.flags.writeable = False
    assert autograd.from_dlpack(fixed).tolist() == [1, 1]
    with pytest.raises(BufferError, match="requires grad"):
        autograd.from_dlpack(leaf(1.0))
    assert X.to_device("cpu") is X
    assert "copy" in inspect.signature(X.__dlpack__).parameters


def test_a_number_has_no_places() -> None:
    with pytest.raises(ValueError, match="expected one dimension or more"):
        array_api.nonzero(tensor(1.0))
