"""Pytrees of numbers as one vector, and back."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import pytree
from autograd.array.functions import cat
from autograd.array.tensor import Tensor
from autograd.errors import ShapeError


def ravel_pytree(tree: Any) -> tuple[Any, Callable[[Any], Any]]:
    """Return all numbers of a pytree as one vector, and the function that makes a pytree of a vector.

    Solvers of SciPy and others take one vector. With this function, they work for parameters of any structure.
    Gradients flow through the vector and through the pytree.

    Args:
        tree: nested tuples, lists and dicts of floats, floating arrays and Tensors.

    Returns:
        The vector and a function `unravel`. The vector is a Tensor if the tree holds Tensors, otherwise an array. Its
        dtype is the one that holds all leaves. `unravel(vector)` has the structure, shapes and dtypes of `tree`. It is
        made of Tensors for a Tensor, and of arrays and floats for an array.

    Raises:
        TypeError: if a leaf is not floating.
        ShapeError: when `unravel` is called, if the vector has another size.

    Source: `jax.flatten_util.ravel_pytree`.

    >>> import numpy as np
    >>> from autograd import grad
    >>> flat, unravel = ravel_pytree({"w": np.array([[1.0, 2.0]]), "b": 3.0})
    >>> flat
    array([1., 2., 3.])
    >>> unravel(flat * 2)
    {'w': array([[2., 4.]]), 'b': 6.0}
    >>> grad(lambda v: unravel(v)["w"].sum() * unravel(v)["b"])(flat)
    array([3., 3., 3.])
    """
    leaves = [_checked(leaf, name) for name, leaf in pytree.leaves(tree, "the tree")]
    shapes = [np.shape(leaf) for leaf in leaves]
    dtypes = [np.dtype(float) if isinstance(leaf, float) else leaf.dtype for leaf in leaves]
    sizes = [math.prod(shape) for shape in shapes]
    dtype = np.result_type(*dtypes) if leaves else np.dtype(float)
    flat: Any
    if any(isinstance(leaf, Tensor) for leaf in leaves):
        tensors = [leaf if isinstance(leaf, Tensor) else Tensor(np.asarray(leaf)) for leaf in leaves]
        flat = cat([leaf.reshape(-1).to(dtype) for leaf in tensors], 0)
    else:
        flat = np.concatenate([np.zeros(0, dtype), *(np.ravel(leaf) for leaf in leaves)], dtype=dtype)

    def unravel(vector: Any) -> Any:
        """Return the pytree whose numbers are those of a vector."""
        if not isinstance(vector, Tensor):
            vector = np.asarray(vector)
        if vector.shape != (sum(sizes),):
            raise ShapeError(f"unravel(): expected a vector of {sum(sizes)} numbers, got shape {tuple(vector.shape)}")
        ends = itertools.accumulate(sizes)
        parts = [vector[end - size : end].reshape(shape) for end, size, shape in zip(ends, sizes, shapes)]
        if isinstance(vector, Tensor):
            found: list[Any] = [part.to(dtype) for part, dtype in zip(parts, dtypes)]
        else:  # copies, because solvers use the memory of their vectors again
            found = [
                float(part) if isinstance(leaf, float) else part.astype(dtype)
                for leaf, part, dtype in zip(leaves, parts, dtypes)
            ]
        return pytree.rebuilt(tree, iter(found))

    return flat, unravel


def _checked(leaf: Any, name: str) -> Any:
    if isinstance(leaf, float) or (isinstance(leaf, Tensor | np.ndarray | np.floating) and leaf.dtype.kind == "f"):
        return leaf
    what = str(leaf.dtype) if hasattr(leaf, "dtype") else type(leaf).__name__
    raise TypeError(f"ravel_pytree(): {name} must be floating, got {what}")
