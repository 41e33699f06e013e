"""NumPy's products of vectors, matrices and arrays of more dimensions."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules import einsum as sums
from autograd.rules import elementwise, matmul, products, systems
from autograd.rules.join import stack
from autograd.rules.numpy_forms.operands import flat, in_dtype, newer, operand
from autograd.rules.operation import TensorLike, numpy_form
from autograd.rules.shape import movedim


@numpy_form(np.dot)
def dot(a: Any, b: Any) -> TensorLike:
    """Multiply the last dimension of a with the second to last of b, for `np.dot`."""
    x, y = operand(a), operand(b)
    if x.ndim == 0 or y.ndim == 0:
        return elementwise.mul(x, y)
    return matmul.matmul(x, y) if y.ndim < 3 else products.tensordot(x, y, ([-1], [-2]))


@numpy_form(np.matmul, np.linalg.matmul)
def matmul_(x1: Any, x2: Any, /) -> TensorLike:
    """Multiply matrices, for `np.matmul`."""
    return matmul.matmul(operand(x1), operand(x2))


@numpy_form(np.vdot)
def vdot(a: Any, b: Any, /) -> TensorLike:
    """Return the inner product of all elements, for `np.vdot`."""
    return matmul.matmul(flat(operand(a)), flat(operand(b)))


@numpy_form(np.inner)
def inner(a: Any, b: Any, /) -> TensorLike:
    """Return inner products over the last dimensions, for `np.inner`."""
    return products.inner(operand(a), operand(b))


@numpy_form(np.outer)
def outer(a: Any, b: Any) -> TensorLike:
    """Return the products of all pairs, for `np.outer`."""
    return elementwise.mul(operand(a).reshape(-1, 1), operand(b).reshape(1, -1))


@numpy_form(np.linalg.outer)
def linalg_outer(x1: Any, x2: Any, /) -> TensorLike:
    """Return the products of all pairs of elements of two vectors, for `np.linalg.outer`."""
    if operand(x1).ndim != 1 or operand(x2).ndim != 1:
        raise ValueError(f"np.linalg.outer(): expected two vectors, got shapes {np.shape(x1)} and {np.shape(x2)}")
    return outer(x1, x2)


@numpy_form(np.tensordot)
def tensordot(a: Any, b: Any, axes: Any = 2) -> TensorLike:
    """Add up products over pairs of dimensions, for `np.tensordot`."""
    return products.tensordot(operand(a), operand(b), axes)


@numpy_form(np.linalg.tensordot)
def linalg_tensordot(x1: Any, x2: Any, /, *, axes: Any = 2) -> TensorLike:
    """Add up products over pairs of dimensions, for `np.linalg.tensordot`."""
    return tensordot(x1, x2, axes)


@numpy_form(np.kron)
def kron(a: Any, b: Any) -> TensorLike:
    """Return the Kronecker product, for `np.kron`."""
    return products.kron(operand(a), operand(b))


@numpy_form(np.vecdot)
def vecdot(x1: Any, x2: Any, /, *, axis: int = -1) -> TensorLike:
    """Return inner products along a dimension, for `np.vecdot`."""
    x, y = operand(x1), operand(x2)
    if x.shape[axis] != y.shape[axis]:
        raise ValueError(f"np.vecdot(): expected vectors of one length, got shapes {tuple(x.shape)}, {tuple(y.shape)}")
    return matmul.vecdot(x, y, axis)


@numpy_form(np.linalg.vecdot)
def linalg_vecdot(x1: Any, x2: Any, /, *, axis: int = -1) -> TensorLike:
    """Return inner products along a dimension, for `np.linalg.vecdot`."""
    return vecdot(x1, x2, axis=axis)


@numpy_form(*newer("matvec"))
def matvec(x1: Any, x2: Any, /) -> TensorLike:
    """Multiply matrices with vectors, for `np.matvec`."""
    return matmul.matmul(operand(x1), operand(x2)[..., None])[..., 0]


@numpy_form(*newer("vecmat"))
def vecmat(x1: Any, x2: Any, /) -> TensorLike:
    """Multiply vectors with matrices, for `np.vecmat`."""
    return matmul.matmul(operand(x1)[..., None, :], operand(x2))[..., 0, :]


@numpy_form(np.cross)
def cross(a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None) -> TensorLike:
    """Return the cross products of vectors of 2 or 3, for `np.cross`."""
    if axis is not None:
        axisa = axisb = axisc = axis
    x, y = movedim(operand(a), axisa, -1), movedim(operand(b), axisb, -1)
    if not {x.shape[-1], y.shape[-1]} <= {2, 3}:
        raise ValueError(f"np.cross(): expected vectors of 2 or 3, got shapes {np.shape(a)} and {np.shape(b)}")
    u: list[Any]
    v: list[Any]
    u, v = ([t[..., i] if i < t.shape[-1] else None for i in range(3)] for t in (x, y))

    def term(i: int, j: int) -> Any:
        left = 0.0 if u[i] is None or v[j] is None else u[i] * v[j]
        right = 0.0 if u[j] is None or v[i] is None else u[j] * v[i]
        return left - right

    if x.shape[-1] == y.shape[-1] == 2:
        return term(0, 1)
    return movedim(stack([term(1, 2), term(2, 0), term(0, 1)], -1), -1, axisc)


@numpy_form(np.linalg.cross)
def linalg_cross(x1: Any, x2: Any, /, *, axis: int = -1) -> TensorLike:
    """Return the cross products of vectors of 3, for `np.linalg.cross`."""
    return products.linalg_cross(operand(x1), operand(x2), dim=axis)


@numpy_form(np.einsum)
def einsum(*operands: Any, optimize: Any = False, dtype: Any = None, order: str = "K", casting: str = "safe"
           ) -> TensorLike:  # fmt: skip
    """Add up products in Einstein's notation, for `np.einsum`: of letters, or of lists of numbers after operands."""
    if isinstance(operands[0], str):
        equation, given = operands[0], operands[1:]
    else:
        given = operands[: len(operands) // 2 * 2 : 2]
        terms = [_letters(numbers) for numbers in operands[1::2]]
        equation = ",".join(terms)
        if len(operands) % 2:
            equation += "->" + _letters(operands[-1])
    return sums.einsum(equation, *(in_dtype(operand(x), dtype) for x in given))


def _letters(places: Sequence[Any]) -> str:
    return "".join("..." if p is Ellipsis else string.ascii_letters[p] for p in places)


@numpy_form(np.linalg.multi_dot)
def multi_dot(arrays: Sequence[Any]) -> TensorLike:
    """Multiply several matrices in the cheapest order, for `np.linalg.multi_dot`."""
    return products.multi_dot([operand(x) for x in arrays])


@numpy_form(np.linalg.matrix_power)
def matrix_power(a: Any, n: int) -> TensorLike:
    """Multiply matrices with themselves, for `np.linalg.matrix_power`."""
    return systems.matrix_power(operand(a), n)
