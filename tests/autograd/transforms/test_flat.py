"""Pytrees as vectors, and back."""

from __future__ import annotations

import re
from collections import OrderedDict, namedtuple
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import ShapeError, Tensor, Value, grad, hessian, hvp, ravel_pytree, tensor

Point = namedtuple("Point", ["x", "y"])
TREE: Any = {"w": np.arange(6.0).reshape(2, 3), "rest": [0.5, (np.float32(2.0), None)], "none": np.zeros((0, 2))}


def test_arrays_and_floats_come_back_as_they_were() -> None:
    flat, unravel = ravel_pytree(TREE)
    assert isinstance(flat, np.ndarray) and flat.dtype == np.float64
    assert flat.tolist() == [0, 1, 2, 3, 4, 5, 0.5, 2]
    tree = unravel(flat)
    assert list(tree) == list(TREE)
    np.testing.assert_array_equal(tree["w"], TREE["w"])
    assert tree["none"].shape == (0, 2)
    half, (two, none) = tree["rest"]
    assert type(half) is float and half == 0.5
    assert two.dtype == np.float32 and two == 2 and none is None


def test_structures_keep_their_types() -> None:
    flat, unravel = ravel_pytree(Point(1.0, OrderedDict(b=2.0, a=3.0)))
    assert flat.tolist() == [1, 2, 3]
    found = unravel([4, 5, 6])
    assert found == Point(4.0, OrderedDict(b=5.0, a=6.0)) and type(found.y) is OrderedDict


@pytest.mark.parametrize("tree", [None, [], {}, ([], None)])
def test_a_tree_without_leaves_is_an_empty_vector(tree: Any) -> None:
    flat, unravel = ravel_pytree(tree)
    assert flat.shape == (0,) and flat.dtype == np.float64
    assert unravel(flat) == tree


def test_one_leaf_is_a_tree() -> None:
    for leaf in (2.0, np.ones((2, 2)), autograd.ones(2, 2)):
        flat, unravel = ravel_pytree(leaf)
        assert type(unravel(flat)) is type(leaf)
        assert np.array_equal(np.asarray(unravel(flat)), np.asarray(leaf))


def test_the_dtype_of_the_vector_holds_all_leaves_and_leaves_keep_theirs() -> None:
    flat, unravel = ravel_pytree([autograd.ones(2), autograd.ones(1, dtype=autograd.float64), 3.0])
    assert isinstance(flat, Tensor) and flat.dtype == autograd.float64
    a, b, c = unravel(flat)
    assert (a.dtype, b.dtype, c.dtype) == (autograd.float32, autograd.float64, autograd.float64)
    assert ravel_pytree([autograd.ones(2), np.ones(2, "float32")])[0].dtype == autograd.float32
    single, unravel = ravel_pytree({"x": np.ones(2, "float32")})
    assert unravel(single.astype("float64"))["x"].dtype == np.float32


def test_arrays_are_copies() -> None:
    given = np.ones(3)
    flat, unravel = ravel_pytree([given])
    flat[0] = 5
    (found,) = unravel(flat)
    flat[1] = 7  # as solvers do with their vectors
    assert given.tolist() == [1, 1, 1] and found.tolist() == [5, 1, 1]


def test_gradients_flow_through_both() -> None:
    x: Any = tensor([[1.0, 2.0]], requires_grad=True)
    y: Any = tensor(3.0, requires_grad=True)
    flat, unravel = ravel_pytree({"x": x, "y": y})
    (flat * tensor([1.0, 2.0, 3.0])).sum().backward()
    assert x.grad.tolist() == [[1, 2]] and y.grad.item() == 3
    parts = unravel(flat)
    x.grad = None
    (parts["x"] * parts["y"]).sum().backward()
    assert x.grad.tolist() == [[3, 3]]

    start, back = ravel_pytree({"a": np.array([1.0, 2.0]), "b": 3.0})

    def f(v: Any) -> Any:
        tree = back(v)
        return (tree["a"] ** 3).sum() * tree["b"]

    np.testing.assert_allclose(grad(f)(start), [9, 36, 9])
    np.testing.assert_allclose(hessian(f)(start), [[18, 0, 3], [0, 36, 12], [3, 12, 0]])
    np.testing.assert_allclose(hvp(f, start, np.array([1.0, 0.0, 1.0])), [21, 12, 3])


def test_a_vector_in_another_dtype_has_a_gradient_in_its_own() -> None:
    start, back = ravel_pytree([np.ones(2, "float32")])
    gradient = grad(lambda v: (back(v)[0] ** 2).sum())(start.astype("float64"))
    assert gradient.dtype == np.float64 and gradient.tolist() == [2, 2]


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"n": 3}, "the tree['n'] must be floating, got int"),
        ([np.arange(3)], "the tree[0] must be floating, got int64"),
        ((1.0, [tensor([True])]), "the tree[1][0] must be floating, got bool"),
        ([1.0, "text"], "the tree[1] must be floating, got str"),
        (Value(1.0), "the tree must be floating, got Value"),
        (1j, "the tree must be floating, got complex"),
    ],
)
def test_other_leaves_are_refused(tree: Any, message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        ravel_pytree(tree)


def test_a_vector_of_another_size_is_refused() -> None:
    _, unravel = ravel_pytree(TREE)
    for wrong in (np.zeros(7), np.zeros((8, 1)), autograd.zeros(9), 1.0):
        with pytest.raises(ShapeError, match="expected a vector of 8 numbers, got shape"):
            unravel(wrong)
