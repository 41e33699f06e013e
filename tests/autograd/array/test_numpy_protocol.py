"""NumPy's functions applied to Tensors, and Tensors converted to arrays."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
from autograd import Tensor, tensor
from tests.helpers import leaf


def test_numpys_functions_give_tensors_with_their_graph() -> None:
    x = leaf([[1.0, 2.0], [3.0, 4.0]])
    array = np.array([[1.0, 0.5], [2.0, 1.0]])
    for make, expected in [
        (lambda t: np.exp(t), np.exp), (lambda t: np.sum(t, axis=0), lambda a: np.sum(a, axis=0)),
        (lambda t: np.mean(t, axis=1, keepdims=True), lambda a: np.mean(a, axis=1, keepdims=True)),
        (lambda t: array * t, lambda a: array * a), (lambda t: array @ t, lambda a: array @ a),
        (lambda t: array - t, lambda a: array - a), (lambda t: np.float64(2) * t, lambda a: 2 * a),
        (lambda t: np.dot(array, t), lambda a: array @ a),
        (lambda t: np.concatenate([t, t]), lambda a: np.vstack([a, a])),
        (lambda t: np.stack([t, t], axis=1), lambda a: np.stack([a, a], axis=1)),
        (lambda t: np.linalg.norm(t), np.linalg.norm), (lambda t: np.maximum(t, array), lambda a: np.maximum(a, array)),
        (lambda t: np.where(array > 1, t, 0.0), lambda a: np.where(array > 1, a, 0.0)),
        (lambda t: np.transpose(t), np.transpose), (lambda t: np.reshape(t, (4,)), lambda a: a.reshape(4)),
        (lambda t: np.var(t), np.var), (lambda t: np.std(t, axis=0), lambda a: np.std(a, axis=0)),
        (lambda t: np.einsum("ij,jk", t, array), lambda a: a @ array),
        (lambda t: np.clip(t, 1.5, 3), lambda a: np.clip(a, 1.5, 3)),
        (lambda t: np.add.reduce(t), np.add.reduce), (lambda t: np.max(t, axis=1), lambda a: np.max(a, axis=1)),
        (lambda t: np.arctan2(t, array), lambda a: np.arctan2(a, array)), (lambda t: np.ravel(t), np.ravel),
        (lambda t: np.hstack([t, t]), lambda a: np.hstack([a, a])), (lambda t: np.moveaxis(t, 0, 1), lambda a: a.T),
        (lambda t: np.linalg.inv(t), np.linalg.inv), (lambda t: np.prod(t, axis=0), lambda a: np.prod(a, axis=0)),
    ]:  # fmt: skip
        out = make(x)
        assert type(out) is Tensor
        assert out.requires_grad
        np.testing.assert_allclose(out.tolist(), expected(x.detach().numpy()), rtol=1e-6)
    assert type(np.array([1.0, 2.0]) < tensor([2.0, 1.0])) is Tensor
    assert (np.array([1.0, 2.0]) < tensor([2.0, 1.0])).tolist() == [True, False]
    assert np.shape(x) == (2, 2)


def test_an_array_is_given_where_no_gradient_is_lost() -> None:
    x = leaf(1.0, 2.0)
    assert np.asarray(tensor([1.0])).tolist() == [1.0]
    assert np.asarray(x.detach(), dtype=np.float64).dtype == np.float64
    with pytest.raises(RuntimeError, match="would lose its graph"):
        np.asarray(x)
    with pytest.raises(RuntimeError, match="would lose its graph"):
        x.numpy()
    with pytest.raises(TypeError, match=r"np\.fft\.?.*|np\.median has no derivative here"):
        np.median(x)
    with pytest.raises(TypeError, match=r"np\.spacing has no derivative"):
        np.spacing(x)
    with pytest.raises(TypeError, match="with \\['out'\\]"):
        np.exp(x, out=np.zeros(2, np.float32))


def test_numpys_own_meanings() -> None:
    a, b = np.arange(12.0).reshape(3, 4), np.arange(40.0).reshape(2, 4, 5)
    x = tensor(a, requires_grad=True)
    for ours, expected in [
        (np.dot(x, tensor(b)), np.dot(a, b)), (np.dot(2.0, x), 2 * a), (np.sort(x, axis=0), np.sort(a, axis=0)),
        (np.linalg.norm(x, 1), np.linalg.norm(a, 1)), (np.linalg.norm(x, axis=0), np.linalg.norm(a, axis=0)),
        (np.linalg.norm(x, np.inf), np.linalg.norm(a, np.inf)), (np.cumsum(x), np.cumsum(a)),
        (np.round(x / 7, 2), np.round(a / 7, 2)), (np.diag(x, k=1), np.diag(a, k=1)),
        (np.concatenate([x, x], axis=None), np.concatenate([a, a], axis=None)),
    ]:  # fmt: skip
        np.testing.assert_allclose(ours.detach().numpy(), expected)
    with pytest.raises(ValueError, match="singular values"):
        np.linalg.norm(x, 2)
    grids = autograd.meshgrid(x[0], x[1], indexing="xy")
    assert all(g.requires_grad for g in grids)
    np.testing.assert_array_equal(grids[0].detach().numpy(), np.meshgrid(a[0], a[1])[0])
    with pytest.raises(ValueError, match="indexing"):
        autograd.meshgrid(x[0], indexing="ji")
