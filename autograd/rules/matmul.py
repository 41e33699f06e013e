"""Products of vectors and matrices."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.blas import product
from autograd.rules.dims import Shape
from autograd.rules.operation import TensorLike, composite, operation


def _as_rows(xp: Any, x: Any) -> Any:
    """Return x as a matrix: all dimensions but the last joined into one."""
    return x if len(x.shape) == 2 else xp.reshape(x, (math.prod(x.shape[:-1]), x.shape[-1]))


def _matmul_by_x(xp: Any, upstream: Any, other: Any, x_shape: Shape) -> Any:
    if len(other.shape) == 1:
        return (xp.unsqueeze(upstream, -1) if len(x_shape) > 1 else upstream) * other
    if len(x_shape) == 1:
        return xp.squeeze(xp.matmul(other, xp.unsqueeze(upstream, -1)), -1)
    return xp.matmul(upstream, xp.mT(other))


def _matmul_by_other(xp: Any, upstream: Any, x: Any, other_shape: Shape) -> Any:
    if len(x.shape) == 1:
        return xp.unsqueeze(x, -1) * xp.unsqueeze(upstream, -2) if len(other_shape) > 1 else upstream * x
    if len(other_shape) == 1:
        return xp.squeeze(xp.matmul(xp.mT(x), xp.unsqueeze(upstream, -1)), -1)
    if len(other_shape) == 2:  # one product for the whole batch, instead of one per matrix and their sum
        return xp.matmul(xp.mT(_as_rows(xp, x)), _as_rows(xp, upstream))
    return xp.matmul(xp.mT(x), upstream)


@operation(x=_matmul_by_x, other=_matmul_by_other, promotes=True, numpy=[np.matmul], operator="matmul", pure=True)
def matmul(x: Array, other: Array) -> Array:
    """Return the matrix product x @ other.

    Args:
        x: a vector (k,), or matrices (…, n, k).
        other: a vector (k,), or matrices (…, k, m).

    Returns:
        (…, n, m), without n if x is a vector and without m if other is one. Leading dimensions broadcast. The dtype
        is the common one of x and other.

    Raises:
        ShapeError: if the shapes do not fit.

    For matrices X, Y and upstream G, the gradients are G Yᵀ and Xᵀ G.

    Differs from PyTorch: x and other may have different dtypes.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).matmul(tensor([1.0, 10.0]))
    tensor([21., 43.])
    """
    return product(x, other)


@matmul.explains
def _explain_matmul(shapes: Sequence[Shape]) -> str | None:
    first, second = shapes
    if not first or not second or first[-1] == second[-2 if len(second) > 1 else -1]:
        return None
    return (
        f"shapes {first} and {second} do not fit: the last size of the first ({first[-1]}) must equal "
        f"the {'second to last' if len(second) > 1 else 'only'} size of the second "
        f"({second[-2 if len(second) > 1 else -1]})"
    )


def _linear_by_x(xp: Any, upstream: Any, weight: Any) -> Any:
    if len(weight.shape) == 1:
        return xp.unsqueeze(upstream, -1) * weight
    return xp.matmul(upstream, weight)


def _linear_by_weight(xp: Any, upstream: Any, x: Any, weight_shape: Shape) -> Any:
    if len(upstream.shape) == 2 and len(x.shape) == 2:  # what follows does the same with more calls
        return xp.matmul(upstream.T, x)
    if len(weight_shape) == 1:
        upstream = xp.unsqueeze(upstream, -1)
    if len(x.shape) == 1:
        upstream, x = xp.unsqueeze(upstream, 0), xp.unsqueeze(x, 0)
    return xp.matmul(xp.mT(_as_rows(xp, upstream)), _as_rows(xp, x))


@operation(
    x=_linear_by_x,
    weight=_linear_by_weight,
    bias=lambda xp, upstream: upstream,
    promotes=True,
    internal=True,
    pure=True,
)
def linear(x: Array, weight: Array, bias: Array | None = None) -> Array:
    """Return x @ weight.T + bias: x (…, in), weight (out, in) and bias (out,) give (…, out)."""
    out = product(x, weight.T)
    if bias is not None:
        if bias.shape != weight.shape[:1] or weight.ndim == 1:
            raise ValueError("the bias does not fit")  # it may broadcast; `_explain_linear` says what would fit
        out = np.add(out, bias, out=out) if out.ndim else out + bias
    return out


@linear.explains
def _explain_linear(shapes: Sequence[Shape]) -> str | None:
    x, weight, *biases = shapes
    if x[-1:] != weight[-1:]:
        return f"input {x} does not fit weight {weight}: the last sizes must be equal"
    if biases and len(weight) == 1:
        return f"a weight of shape {weight} gives one output, without a bias; add the bias to the result"
    if biases and biases[0] != weight[:1]:
        return f"expected a bias of shape {weight[:1]} for weight {weight}, got {biases[0]}"
    return None


@operation(
    x=lambda xp, upstream, y, dim: xp.unsqueeze(upstream, dim) * y,
    y=lambda xp, upstream, x, dim: xp.unsqueeze(upstream, dim) * x,
    promotes=True,
    numpy=[np.vecdot],
    method=False,
    function=False,
    linalg="vecdot",
    pure=True,
)
def vecdot(x: Array, y: Array, dim: int = -1) -> Array:
    """Return the inner products of the vectors of x and y along `dim`: Σ x·y.

    Args:
        x: any shape.
        y: a Tensor whose shape broadcasts with x.
        dim: the dimension of the vectors.

    Returns:
        The broadcast shape without `dim`, in the common dtype of x and y.

    Raises:
        ShapeError: if the shapes do not broadcast.
        IndexError: if the dimension is out of range.

    >>> from autograd import linalg, tensor
    >>> linalg.vecdot(tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([1.0, 10.0]))
    tensor([21., 43.])
    """
    if x.shape != y.shape:
        x, y = np.broadcast_arrays(x, y)
    return np.asarray(np.vecdot(x, y, axis=dim))  # type: ignore[call-overload]  # NumPy's stub lacks axis


@composite()
def dot(x: TensorLike, tensor: TensorLike) -> TensorLike:
    """Return the inner product of two vectors: Σ x·tensor.

    Args:
        x: a vector (n,).
        tensor: a vector (n,).

    Returns:
        A 0-d Tensor, in the common dtype of x and tensor.

    Raises:
        ValueError: if x and tensor are not vectors of the same length.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).dot(tensor([3.0, 4.0]))
    tensor(11.)
    """
    if len(x.shape) != 1 or len(tensor.shape) != 1:
        raise ValueError(
            f"dot(): expected two vectors, got shapes {tuple(x.shape)} and {tuple(tensor.shape)}; use matmul()"
        )
    return matmul(x, tensor)


@composite()
def mm(x: TensorLike, mat2: TensorLike) -> TensorLike:
    """Return the product of two matrices.

    Args:
        x: a matrix (n, k).
        mat2: a matrix (k, m).

    Returns:
        (n, m), in the common dtype of x and mat2.

    Raises:
        ValueError: if x and mat2 are not matrices whose sizes fit.
    """
    if x.ndim != 2 or mat2.ndim != 2:
        raise ValueError(
            f"mm(): expected two matrices, got shapes {tuple(x.shape)} and {tuple(mat2.shape)}; use matmul()"
        )
    return matmul(x, mat2)


@composite()
def bmm(x: TensorLike, mat2: TensorLike) -> TensorLike:
    """Return the products of two batches of matrices.

    Args:
        x: matrices (b, n, k).
        mat2: matrices (b, k, m).

    Returns:
        (b, n, m), in the common dtype of x and mat2.

    Raises:
        ValueError: if the shapes do not fit.
    """
    if x.ndim != 3 or mat2.ndim != 3 or x.shape[0] != mat2.shape[0]:
        raise ValueError(
            f"bmm(): expected shapes (b, n, k) and (b, k, m), got {tuple(x.shape)} and {tuple(mat2.shape)}; "
            "use matmul()"
        )
    return matmul(x, mat2)


@composite()
def mv(x: TensorLike, vec: TensorLike) -> TensorLike:
    """Return the product of a matrix and a vector.

    Args:
        x: a matrix (n, k).
        vec: a vector (k,).

    Returns:
        (n,), in the common dtype of x and vec.

    Raises:
        ValueError: if x is not a matrix, vec not a vector, or their sizes do not fit.
    """
    if x.ndim != 2 or vec.ndim != 1:
        raise ValueError(f"mv(): expected a matrix and a vector, got shapes {tuple(x.shape)} and {tuple(vec.shape)}")
    return matmul(x, vec)


@composite(numpy=[np.outer])
def outer(x: TensorLike, vec2: TensorLike) -> TensorLike:
    """Return the outer product of two vectors: out[i, j] = x[i]·vec2[j].

    Args:
        x: a vector (n,). Other shapes are flattened.
        vec2: a vector (m,). Other shapes are flattened.

    Returns:
        (n, m), in the common dtype of x and vec2.

    >>> from autograd import tensor
    >>> tensor([1, 2]).outer(tensor([3, 4]))
    tensor([[3, 4],
            [6, 8]])
    """
    return x.reshape(-1, 1) * vec2.reshape(1, -1)
