"""NumPy's functions applied to Tensors, and Tensors converted to arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, tensor
from tests.helpers import leaf

ARRAY = np.array([[1.0, 0.5], [2.0, 1.0]])


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda t: np.exp(t), np.exp), (lambda t: np.sum(t, axis=0), lambda a: np.sum(a, axis=0)),
        (lambda t: np.mean(t, axis=1, keepdims=True), lambda a: np.mean(a, axis=1, keepdims=True)),
        (lambda t: ARRAY * t, lambda a: ARRAY * a), (lambda t: ARRAY @ t, lambda a: ARRAY @ a),
        (lambda t: ARRAY - t, lambda a: ARRAY - a), (lambda t: np.float64(2) * t, lambda a: 2 * a),
        (lambda t: np.dot(ARRAY, t), lambda a: ARRAY @ a),
        (lambda t: np.concatenate([t, t]), lambda a: np.vstack([a, a])),
        (lambda t: np.stack([t, t], axis=1), lambda a: np.stack([a, a], axis=1)),
        (lambda t: np.linalg.norm(t), np.linalg.norm), (lambda t: np.maximum(t, ARRAY), lambda a: np.maximum(a, ARRAY)),
        (lambda t: np.where(ARRAY > 1, t, 0.0), lambda a: np.where(ARRAY > 1, a, 0.0)),
        (lambda t: np.transpose(t), np.transpose), (lambda t: np.reshape(t, (4,)), lambda a: a.reshape(4)),
        (lambda t: np.var(t), np.var), (lambda t: np.std(t, axis=0), lambda a: np.std(a, axis=0)),
        (lambda t: np.einsum("ij,jk", t, ARRAY), lambda a: a @ ARRAY),
        (lambda t: np.clip(t, 1.5, 3), lambda a: np.clip(a, 1.5, 3)),
        (lambda t: np.add.reduce(t), np.add.reduce), (lambda t: np.max(t, axis=1), lambda a: np.max(a, axis=1)),
        (lambda t: np.arctan2(t, ARRAY), lambda a: np.arctan2(a, ARRAY)), (lambda t: np.ravel(t), np.ravel),
        (lambda t: np.hstack([t, t]), lambda a: np.hstack([a, a])), (lambda t: np.moveaxis(t, 0, 1), lambda a: a.T),
        (lambda t: np.linalg.inv(t), np.linalg.inv), (lambda t: np.prod(t, axis=0), lambda a: np.prod(a, axis=0)),
    ],
)  # fmt: skip
def test_numpys_functions_give_tensors_with_their_graph(
    make: Callable[[Any], Any], expected: Callable[[np.ndarray], Any]
) -> None:
    x = leaf([[1.0, 2.0], [3.0, 4.0]])
    out = make(x)
    assert type(out) is Tensor
    assert out.requires_grad
    np.testing.assert_allclose(out.tolist(), expected(x.detach().numpy()), rtol=1e-6)


def test_dot_of_two_tensors_is_numpys() -> None:
    a, b = np.arange(12.0).reshape(3, 4), np.arange(40.0).reshape(2, 4, 5)
    np.testing.assert_allclose(np.dot(tensor(a), tensor(b)).numpy(), np.dot(a, b))


def test_comparisons_give_tensors() -> None:
    found: Any = np.array([1.0, 2.0]) < tensor([2.0, 1.0])
    assert type(found) is Tensor
    assert found.tolist() == [True, False]


def test_shape_is_read_without_conversion() -> None:
    assert np.shape(leaf([[1.0, 2.0], [3.0, 4.0]])) == (2, 2)


def test_an_array_is_given_where_no_gradient_is_lost() -> None:
    assert np.asarray(tensor([1.0])).tolist() == [1.0]
    assert np.asarray(leaf(1.0, 2.0).detach(), dtype=np.float64).dtype == np.float64


@pytest.mark.parametrize("convert", [np.asarray, lambda x: x.numpy()])
def test_an_array_is_refused_where_a_gradient_would_be_lost(convert: Callable[[Tensor], Any]) -> None:
    with pytest.raises(RuntimeError, match="would lose its graph"):
        convert(leaf(1.0, 2.0))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (np.roots, r"np\.roots has no derivative here"),
        (np.spacing, r"np\.spacing has no derivative"),
        (lambda x: np.exp(x, out=np.zeros(2, np.float32)), r"np\.exp\(\): expected no out="),
    ],
)
def test_functions_of_numpy_without_a_derivative_are_refused(call: Callable[[Tensor], Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        call(leaf(1.0, 2.0))


MATRIX, BATCH = np.arange(12.0).reshape(3, 4), np.arange(40.0).reshape(2, 4, 5)


@pytest.mark.parametrize(
    "call",
    [
        lambda x: np.dot(x, BATCH), lambda x: np.dot(2.0, x), lambda x: np.sort(x, axis=0),
        lambda x: np.linalg.norm(x, 1), lambda x: np.linalg.norm(x, axis=0), lambda x: np.linalg.norm(x, np.inf),
        np.cumsum, lambda x: np.round(x / 7, 2), lambda x: np.diag(x, k=1),
        lambda x: np.concatenate([x, x], axis=None),
    ],
)  # fmt: skip
def test_numpys_functions_have_numpys_meaning(call: Callable[[Any], Any]) -> None:
    np.testing.assert_allclose(call(tensor(MATRIX, requires_grad=True)).detach().numpy(), call(MATRIX))


@pytest.mark.parametrize("ord", [2, -2, "nuc"])
def test_norms_by_singular_values_are_numpys(ord: Any) -> None:
    matrix = MATRIX[:2, :2]
    found: Any = np.linalg.norm(tensor(matrix), ord)
    np.testing.assert_allclose(found.numpy(), np.linalg.norm(matrix, ord))


def test_meshgrid_with_xy_indexing_is_numpys() -> None:
    x = tensor(MATRIX, requires_grad=True)
    grids = autograd.meshgrid(x[0], x[1], indexing="xy")
    assert all(g.requires_grad for g in grids)
    np.testing.assert_array_equal(grids[0].detach().numpy(), np.meshgrid(MATRIX[0], MATRIX[1])[0])
    with pytest.raises(ValueError, match="indexing"):
        autograd.meshgrid(x[0], indexing="ji")


@pytest.mark.parametrize("reps", [(2, 1), (4,), 3])
def test_tile_takes_numpys_tuple(reps: Any) -> None:
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    t = autograd.tensor(x, requires_grad=True)
    result: Any = np.tile(t, reps)
    np.testing.assert_array_equal(result.detach().numpy(), np.tile(x, reps))
    result.sum().backward()
    assert t.grad is not None


def test_ufuncs_reduce_the_first_dimension() -> None:
    x = np.array([[1.0, 5.0], [3.0, 4.0]])
    for function in (np.add, np.multiply, np.maximum, np.minimum):
        for named in ({}, {"axis": None}, {"axis": 1, "keepdims": True}):
            found = function.reduce(autograd.tensor(x), **named)
            np.testing.assert_array_equal(found.numpy(), function.reduce(x, **named))


@pytest.mark.parametrize(
    "name", "sum mean prod max min amax amin var std any all count_nonzero squeeze expand_dims".split()
)
def test_an_empty_tuple_of_axes_is_none_of_them(name: str) -> None:
    x = np.array([[1.0, 2.0], [0.0, 5.0]])
    function = getattr(np, name)
    assert np.array_equal(np.asarray(function(tensor(x), axis=())), function(x, axis=()))
    if name in ("sum", "prod"):
        assert np.array_equal(np.asarray(function(tensor(x), ())), function(x, ()))
        ufunc = {"sum": np.add, "prod": np.multiply}[name]
        assert np.array_equal(np.asarray(ufunc.reduce(tensor(x), axis=())), x)


class Boxed:
    """A class with operators of its own, of which Tensor knows nothing."""

    def __radd__(self, other: Any) -> str:
        return f"{type(other).__name__} + box"

    __rsub__ = __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = __rmatmul__ = __rand__ = __ror__ = (
        __radd__
    )

    def __gt__(self, other: Any) -> str:
        return self.__radd__(other)


@pytest.mark.parametrize("symbol", "+ - * / // % ** @ & | < += -= *=".split())
def test_an_operator_asks_the_class_of_the_other_operand(symbol: str) -> None:
    names = {"t": tensor([1, 2]), "box": Boxed()}
    if symbol.endswith("="):
        exec(f"t {symbol} box", names)
        assert names["t"] == "Tensor + box"
    else:
        assert eval(f"t {symbol} box", names) == "Tensor + box"


def test_an_operator_that_nobody_knows_names_itself() -> None:
    for other in (object(), "a", None, 1j, {}):
        with pytest.raises(TypeError, match=r"add\(\): expected tensors, arrays or real numbers, got"):
            tensor([1.0]) + other  # type: ignore[operator]
    with pytest.raises(TypeError, match=r"mul\(\): expected"):
        tensor(2) * {}  # type: ignore[operator]
    with pytest.raises(TypeError, match=r"sub\(\): expected"):
        Boxed() - tensor([1.0])  # type: ignore[operator]
    numbers: Any = [1, 2]
    assert (tensor(2) * numbers).tolist() == [2, 4]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (np.sum, (0, np.float64)), (np.mean, (0, np.float64)), (np.var, (0, None)), (np.std, (0, None, None)),
        (np.var, (0, None, None, 1)), (np.prod, (1,)), (np.cumsum, (1,)), (np.argmax, (0,)),
        (np.linalg.norm, (None, 1)), (np.expand_dims, (0,)), (np.sort, (0,)), (np.max, (1, None, True)),
    ],
)  # fmt: skip
def test_arguments_in_their_places_mean_what_numpy_says(function: Any, arguments: tuple[Any, ...]) -> None:
    x = np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]], np.float32)
    given: Any = tensor(x)
    found, wanted = np.asarray(function(given, *arguments)), function(x, *arguments)
    assert found.shape == np.shape(wanted)
    assert found.dtype == np.asarray(wanted).dtype
    assert np.allclose(found, wanted)


def test_arguments_that_have_no_meaning_are_refused() -> None:
    x: Any = tensor([[1.0, 2.0]])
    calls: list[tuple[Any, Any, Any]] = [
        (np.argmax, (0, np.zeros(2)), {}), (np.argmax, (), {"axis": ()}), (np.cumsum, (), {"axis": ()}),
        (np.sum, (0, None, np.zeros(2)), {}),
    ]  # fmt: skip
    for function, arguments, keywords in calls:
        with pytest.raises(TypeError):
            function(x, *arguments, **keywords)
    with pytest.raises(ValueError, match="size is not 1"):
        np.squeeze(x, 1)
