"""The free functions of the Tensor tier, under PyTorch's names.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from autograd.array.dim_names import one_name, required_dim
from autograd.array.inplace import store
from autograd.rules import arrange as arrange_rules
from autograd.rules import compare as compare_rules
from autograd.rules import einsum as einsum_rules
from autograd.rules import extremes as extremes_rules
from autograd.rules import index as index_rules
from autograd.rules import join as join_rules
from autograd.rules import linalg as linalg_rules
from autograd.rules import matmul as matmul_rules
from autograd.rules import norm as norm_rules
from autograd.rules import reduce as reduce_rules
from autograd.rules import shape as shape_rules
from autograd.rules import softmax as softmax_rules
from autograd.rules import sort as sort_rules
from autograd.rules.dims import Dim
from autograd.rules.extremes import Extreme
from autograd.rules.operation import flat
from autograd.rules.sort import Sorted

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = [
    "all",
    "allclose",
    "amax",
    "amin",
    "any",
    "argmax",
    "argmin",
    "argsort",
    "bincount",
    "bitwise_and",
    "bitwise_not",
    "bitwise_or",
    "bitwise_xor",
    "bmm",
    "broadcast_to",
    "cat",
    "chunk",
    "clone",
    "concat",
    "cosine_similarity",
    "count_nonzero",
    "cumsum",
    "det",
    "diag",
    "dot",
    "einsum",
    "eq",
    "equal",
    "expand",
    "flatten",
    "flip",
    "gather",
    "ge",
    "gt",
    "hstack",
    "index_select",
    "inv",
    "isclose",
    "isfinite",
    "isinf",
    "isnan",
    "le",
    "log_softmax",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "logsumexp",
    "lt",
    "masked_fill",
    "matmul",
    "max",
    "mean",
    "meshgrid",
    "min",
    "mm",
    "movedim",
    "mv",
    "ne",
    "nonzero",
    "norm",
    "numel",
    "outer",
    "permute",
    "prod",
    "reshape",
    "roll",
    "scatter_add",
    "softmax",
    "sort",
    "split",
    "squeeze",
    "stack",
    "std",
    "sum",
    "swapaxes",
    "t",
    "tile",
    "topk",
    "trace",
    "transpose",
    "tril",
    "triu",
    "unbind",
    "unique",
    "unsqueeze",
    "var",
    "vstack",
]


def flip(input: TensorLike, dims: int | Sequence[int] = (), *more: int, out: Tensor | None = None) -> Tensor:
    """Return a copy of x with the order of the elements reversed along `dims`.

    Args:
        input: x, any shape and dtype.
        dims: the dimensions, as integers or as one tuple.

    Returns:
        The shape of x.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).flip(0)
    tensor([3, 2, 1])
    """
    found: Tensor = arrange_rules.flip(input, flat((dims, *more)))
    return found if out is None else store(out, found)


def roll(input: TensorLike, shifts: int | Sequence[int], dims: Dim = None, *, out: Tensor | None = None) -> Tensor:
    """Return x with its elements shifted along `dims`; those shifted past the end reappear at the start.

    Args:
        input: x, any shape and dtype.
        shifts: the number of places, or one number per dimension.
        dims: the dimension or dimensions. None shifts the flattened tensor.

    Returns:
        The shape of x.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3, 4]).roll(1)
    tensor([4, 1, 2, 3])
    """
    found: Tensor = arrange_rules.roll(input, shifts, dims)
    return found if out is None else store(out, found)


def tril(input: TensorLike, diagonal: int = 0, *, out: Tensor | None = None) -> Tensor:
    """Return the lower triangle of each matrix: the elements (i, j) with j ≤ i + `diagonal`, 0 elsewhere.

    Args:
        input: x, matrices (…, n, m), any dtype.
        diagonal: the last diagonal to keep; 0 is the main diagonal, positive numbers are above it.

    Returns:
        The shape of x.

    Raises:
        ValueError: if x has fewer than 2 dimensions.

    >>> from autograd import ones
    >>> ones(2, 3).tril()
    tensor([[1., 0., 0.],
            [1., 1., 0.]])
    """
    found: Tensor = arrange_rules.tril(input, diagonal)
    return found if out is None else store(out, found)


def triu(input: TensorLike, diagonal: int = 0, *, out: Tensor | None = None) -> Tensor:
    """Return the upper triangle of each matrix: the elements (i, j) with j ≥ i + `diagonal`, 0 elsewhere.

    Args:
        input: x, matrices (…, n, m), any dtype.
        diagonal: the first diagonal to keep; 0 is the main diagonal, positive numbers are above it.

    Returns:
        The shape of x.

    Raises:
        ValueError: if x has fewer than 2 dimensions.

    >>> from autograd import ones
    >>> ones(2, 3).triu()
    tensor([[1., 1., 1.],
            [0., 1., 1.]])
    """
    found: Tensor = arrange_rules.triu(input, diagonal)
    return found if out is None else store(out, found)


def diag(input: TensorLike, diagonal: int = 0, *, out: Tensor | None = None) -> Tensor:
    """Return the diagonal of a matrix, or a matrix with a vector on its diagonal.

    Args:
        input: x, a matrix (n, m) or a vector (n,), any dtype.
        diagonal: the diagonal; 0 is the main diagonal, positive numbers are above it.

    Returns:
        A vector for a matrix; for a vector, a square matrix (n + |diagonal|, n + |diagonal|) with 0 elsewhere.

    Raises:
        ShapeError: if x has neither 1 nor 2 dimensions.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).diag()
    tensor([1, 4])
    >>> tensor([1, 2]).diag(1)
    tensor([[0, 1, 0],
            [0, 0, 2],
            [0, 0, 0]])
    """
    found: Tensor = arrange_rules.diag(input, diagonal)
    return found if out is None else store(out, found)


def trace(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the sum of the diagonal of a matrix.

    Args:
        input: x, a matrix (n, m), any dtype.

    Returns:
        A 0-d Tensor.

    Raises:
        ValueError: if x is not a matrix.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).trace()
    tensor(5)
    """
    found: Tensor = arrange_rules.trace(input)
    return found if out is None else store(out, found)


def tile(input: TensorLike, dims: int | Sequence[int] = (), *more: int, out: Tensor | None = None) -> Tensor:
    """Return x repeated along each dimension.

    Args:
        input: x, any shape and dtype.
        dims: the number of repetitions per dimension, as integers or as one tuple. With fewer numbers than
            dimensions, the leading dimensions are not repeated; more make new leading dimensions.

    Returns:
        A copy.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).tile(2)
    tensor([[1, 2, 1, 2],
            [3, 4, 3, 4]])
    """
    found: Tensor = arrange_rules.tile(input, *flat((dims, *more)))
    return found if out is None else store(out, found)


def meshgrid(*tensors: TensorLike, indexing: str = "ij") -> tuple[Tensor, ...]:
    """Return the coordinates of a grid, one tensor per direction.

    Args:
        tensors: vectors (n,), (m,), …: the coordinates along each direction.
        indexing: "ij" for results of shape (n, m, …), or "xy" for (m, n, …).

    Returns:
        A tuple of Tensors.

    Raises:
        ValueError: if `indexing` is neither.

    >>> from autograd import meshgrid, tensor
    >>> rows, columns = meshgrid(tensor([1, 2]), tensor([3, 4]))
    >>> rows
    tensor([[1, 1],
            [2, 2]])
    """
    found: tuple[Tensor, ...] = arrange_rules.meshgrid(*tensors, indexing=indexing)
    return found


def eq(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x equals other, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import eq, tensor
    >>> eq(tensor([1, 2, 3]), tensor([1, 0, 3]))
    tensor([ True, False,  True])
    """
    found: Tensor = compare_rules.eq(input, other)
    return found if out is None else store(out, found)


def ne(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x differs from other, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).ne(2)
    tensor([ True, False,  True])
    """
    found: Tensor = compare_rules.ne(input, other)
    return found if out is None else store(out, found)


def lt(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is less than other, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).lt(2)
    tensor([ True, False, False])
    """
    found: Tensor = compare_rules.lt(input, other)
    return found if out is None else store(out, found)


def le(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is less than or equal to other, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).le(2)
    tensor([ True,  True, False])
    """
    found: Tensor = compare_rules.le(input, other)
    return found if out is None else store(out, found)


def gt(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is greater than other, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).gt(2)
    tensor([False, False,  True])
    """
    found: Tensor = compare_rules.gt(input, other)
    return found if out is None else store(out, found)


def ge(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is greater than or equal to other, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3]).ge(2)
    tensor([False,  True,  True])
    """
    found: Tensor = compare_rules.ge(input, other)
    return found if out is None else store(out, found)


def bitwise_and(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the bitwise AND of x and other; of bools, whether both are true.

    Args:
        input: x, any shape, bool or integer.
        other: a bool or integer Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]).bitwise_and(3)
    tensor([2, 1])
    """
    found: Tensor = compare_rules.bitwise_and(input, other)
    return found if out is None else store(out, found)


def bitwise_or(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the bitwise OR of x and other; of bools, whether at least one is true.

    Args:
        input: x, any shape, bool or integer.
        other: a bool or integer Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]).bitwise_or(3)
    tensor([7, 7])
    """
    found: Tensor = compare_rules.bitwise_or(input, other)
    return found if out is None else store(out, found)


def bitwise_xor(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the bitwise XOR of x and other; of bools, whether exactly one is true.

    Args:
        input: x, any shape, bool or integer.
        other: a bool or integer Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]).bitwise_xor(3)
    tensor([5, 6])
    """
    found: Tensor = compare_rules.bitwise_xor(input, other)
    return found if out is None else store(out, found)


def bitwise_not(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the bitwise NOT of x; of bools, whether x is false.

    Args:
        input: x, any shape, bool or integer.

    Returns:
        The shape and dtype of x. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([0, 5]).bitwise_not()
    tensor([-1, -6])
    """
    found: Tensor = compare_rules.bitwise_not(input)
    return found if out is None else store(out, found)


def logical_and(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x and other are both nonzero, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([True, True, False]).logical_and(tensor([True, False, False]))
    tensor([ True, False, False])
    """
    found: Tensor = compare_rules.logical_and(input, other)
    return found if out is None else store(out, found)


def logical_or(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether at least one of x and other is nonzero, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([True, True, False]).logical_or(tensor([True, False, False]))
    tensor([ True,  True, False])
    """
    found: Tensor = compare_rules.logical_or(input, other)
    return found if out is None else store(out, found)


def logical_xor(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether exactly one of x and other is nonzero, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([True, True, False]).logical_xor(tensor([True, False, False]))
    tensor([False,  True, False])
    """
    found: Tensor = compare_rules.logical_xor(input, other)
    return found if out is None else store(out, found)


def logical_not(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is zero, elementwise.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([0.0, 2.0]).logical_not()
    tensor([ True, False])
    """
    found: Tensor = compare_rules.logical_not(input)
    return found if out is None else store(out, found)


def isnan(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is NaN, elementwise.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, float("inf"), float("nan")]).isnan()
    tensor([False, False,  True])
    """
    found: Tensor = compare_rules.isnan(input)
    return found if out is None else store(out, found)


def isinf(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is infinite, elementwise.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, float("inf"), float("nan")]).isinf()
    tensor([False,  True, False])
    """
    found: Tensor = compare_rules.isinf(input)
    return found if out is None else store(out, found)


def isfinite(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is neither infinite nor NaN, elementwise.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, float("inf"), float("nan")]).isfinite()
    tensor([ True, False, False])
    """
    found: Tensor = compare_rules.isfinite(input)
    return found if out is None else store(out, found)


def isclose(
    input: TensorLike,
    other: TensorLike,
    rtol: float = 1e-05,
    atol: float = 1e-08,
    equal_nan: bool = False,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return whether |x − other| ≤ atol + rtol·|other|, elementwise.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.

    Returns:
        The broadcast shape, bool. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    Differs from PyTorch: x and other may have different dtypes.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).isclose(tensor([1.0 + 1e-6, 2.1]))
    tensor([ True, False])
    """
    found: Tensor = compare_rules.isclose(input, other, rtol, atol, equal_nan)
    return found if out is None else store(out, found)


def allclose(
    input: TensorLike, other: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> bool:
    """Return whether |x − other| ≤ atol + rtol·|other| for all elements.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.

    Returns:
        A bool of Python.

    Raises:
        ShapeError: if the shapes do not broadcast.

    Differs from PyTorch: x and other may have different dtypes.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).allclose(tensor([1.0, 2.0 + 1e-6]))
    True
    """
    found: bool = compare_rules.allclose(input, other, rtol, atol, equal_nan)
    return found


def equal(input: TensorLike, other: TensorLike) -> bool:
    """Return whether x and other have the same shape and equal elements.

    Args:
        input: x, any shape and dtype.
        other: a Tensor or array of any shape and dtype.

    Returns:
        A bool of Python.

    >>> from autograd import tensor
    >>> tensor([1, 2]).equal(tensor([1, 2]))
    True
    """
    found: bool = compare_rules.equal(input, other)
    return found


def einsum(equation: str, *operands: TensorLike | Sequence[TensorLike], out: Tensor | None = None) -> Tensor:
    """Return the sum of products in Einstein's notation: "ij,jk->ik" means out[i, k] = Σⱼ x[i, j]·y[j, k].

    Args:
        equation: one group of letters per operand, one letter per dimension. `...` stands for dimensions that
            broadcast. Without `->`, the result has the letters that occur once, in alphabetical order.
        operands: Tensors, or one list of them.

    Returns:
        The dimensions after `->`, in the common dtype of the operands.

    Raises:
        ValueError: if the equation does not fit the operands.

    >>> from autograd import einsum, tensor
    >>> x = tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> einsum("ij,j->i", x, tensor([1.0, 10.0]))
    tensor([21., 43.])
    >>> einsum("ii", x)
    tensor(5.)
    """
    found: Tensor = einsum_rules.einsum(equation, *operands)
    return found if out is None else store(out, found)


def amax(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the largest element of x over `dim`.

    Equal largest elements share the gradient in equal parts.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`. NaN if an element is NaN.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).amax(dim=0)
    tensor([4., 3.])
    """
    if axis is not None:
        dim = one_name("amax", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("amax", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = extremes_rules.amax(input, dim, keepdim)
    return found if out is None else store(out, found)


def amin(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the smallest element of x over `dim`.

    Equal smallest elements share the gradient in equal parts.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`. NaN if an element is NaN.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).amin(dim=0)
    tensor([1., 2.])
    """
    if axis is not None:
        dim = one_name("amin", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("amin", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = extremes_rules.amin(input, dim, keepdim)
    return found if out is None else store(out, found)


@overload
def max(input: Tensor) -> Tensor: ...


@overload
def max(input: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def max(input: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def max(input: Tensor, dim: Tensor) -> Tensor: ...


def max(
    input: TensorLike,
    dim: Any = None,
    keepdim: bool = False,
    *,
    axis: Any = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> Any:
    """Return the largest element of x; along `dim`, also its index.

    Without `dim`, equal largest elements share the gradient. With it, the first of them gets the whole gradient.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means all. With a Tensor here, the result is `maximum(x, dim)`.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimension stays, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x without
        `dim`.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
    >>> x.max()
    tensor(4.)
    >>> values, indices = x.max(dim=1)
    >>> values, indices
    (tensor([3., 4.]), tensor([1, 0]))
    """
    if axis is not None:
        dim = one_name("max", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("max", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Any = extremes_rules.max(input, dim, keepdim)
    return found if out is None else store(out, found)


@overload
def min(input: Tensor) -> Tensor: ...


@overload
def min(input: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def min(input: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def min(input: Tensor, dim: Tensor) -> Tensor: ...


def min(
    input: TensorLike,
    dim: Any = None,
    keepdim: bool = False,
    *,
    axis: Any = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> Any:
    """Return the smallest element of x; along `dim`, also its index.

    Without `dim`, equal smallest elements share the gradient. With it, the first of them gets the whole
    gradient.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means all. With a Tensor here, the result is `minimum(x, dim)`.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimension stays, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`, each of the shape of x without
        `dim`.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 3.0], [4.0, 2.0]])
    >>> x.min()
    tensor(1.)
    >>> x.min(dim=1).indices
    tensor([0, 1])
    """
    if axis is not None:
        dim = one_name("min", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("min", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Any = extremes_rules.min(input, dim, keepdim)
    return found if out is None else store(out, found)


def argmax(
    input: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the index of the largest element of x along `dim`, the first of equal ones.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means the index in the flattened tensor.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmax(dim=1)
    tensor([1, 0])
    """
    if axis is not None:
        dim = one_name("argmax", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("argmax", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = extremes_rules.argmax(input, dim, keepdim)
    return found if out is None else store(out, found)


def argmin(
    input: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the index of the smallest element of x along `dim`, the first of equal ones.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means the index in the flattened tensor.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if there are no elements to reduce.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [4.0, 2.0]]).argmin(dim=1)
    tensor([0, 1])
    """
    if axis is not None:
        dim = one_name("argmin", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("argmin", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = extremes_rules.argmin(input, dim, keepdim)
    return found if out is None else store(out, found)


def masked_fill(input: TensorLike, mask: TensorLike, value: Any, *, out: Tensor | None = None) -> Tensor:
    """Return x with `value` where `mask` is true.

    Args:
        input: x, any shape and dtype.
        mask: a bool Tensor or array whose shape broadcasts with x.
        value: a number, or a Tensor or array that broadcasts with x. It is cast to the dtype of x.

    Returns:
        The broadcast shape, in the dtype of x.

    Raises:
        TypeError: if `mask` is not bool.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> x = tensor([1.0, -2.0])
    >>> x.masked_fill(x < 0, 0.0)
    tensor([1., 0.])
    """
    found: Tensor = index_rules.masked_fill(input, mask, value)
    return found if out is None else store(out, found)


def gather(input: TensorLike, dim: int, index: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the elements of x at `index` along `dim`: for dim 1, out[i, j] = x[i, index[i, j]].

    Args:
        input: x, any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x. Except in `dim`, it may be smaller than x.

    Returns:
        The shape of `index`.

    Raises:
        IndexError: if an index is out of range, or not an integer.
        ShapeError: if the number of dimensions differs.

    Differs from PyTorch: negative indices count from the end.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> x.gather(1, tensor([[0, 0], [1, 0]]))
    tensor([[1., 1.],
            [4., 3.]])
    """
    found: Tensor = index_rules.gather(input, dim, index)
    return found if out is None else store(out, found)


def scatter_add(
    input: TensorLike, dim: int, index: TensorLike, src: TensorLike, *, out: Tensor | None = None
) -> Tensor:
    """Return a copy of x with `src` added at `index` along `dim`: for dim 1, out[i, index[i, j]] += src[i, j].

    Repeated indices add up. It is the transpose of `gather`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x.
        src: the shape of `index`.

    Returns:
        The shape of x, in the common dtype of x and `src`.

    Raises:
        IndexError: if an index is out of range, or not an integer.
        ShapeError: if the shapes do not fit.

    Differs from PyTorch: negative indices count from the end, `src` is not larger than `index`, and x and `src`
    may have different dtypes.

    >>> from autograd import tensor, zeros
    >>> zeros(3).scatter_add(0, tensor([0, 2, 2]), tensor([1.0, 2.0, 3.0]))
    tensor([1., 0., 5.])
    """
    found: Tensor = index_rules.scatter_add(input, dim, index, src)
    return found if out is None else store(out, found)


def index_select(input: TensorLike, dim: int, index: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the slices of x at `index` along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        dim: the dimension along which `index` selects.
        index: a vector (n,) of integers.

    Returns:
        The shape of x with size n in `dim`.

    Raises:
        IndexError: if an index is out of range.

    Differs from PyTorch: negative indices count from the end.

    >>> from autograd import tensor
    >>> tensor([[1, 2, 3], [4, 5, 6]]).index_select(1, tensor([2, 0]))
    tensor([[3, 1],
            [6, 4]])
    """
    found: Tensor = index_rules.index_select(input, dim, index)
    return found if out is None else store(out, found)


def nonzero(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the indices of the nonzero elements, in row-major order.

    Args:
        input: x, any shape and dtype.

    Returns:
        (number of nonzero elements, number of dimensions of x), int64. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([[1, 0], [0, 2]]).nonzero()
    tensor([[0, 0],
            [1, 1]])
    """
    found: Tensor = index_rules.nonzero(input)
    return found if out is None else store(out, found)


def cat(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along an existing dimension.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in `dim`.
        dim: the dimension to join along.
            NumPy's name `axis` works too.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes do not fit.
        IndexError: if the dimension is out of range.
        ValueError: if there are no tensors.

    >>> from autograd import cat, tensor
    >>> cat([tensor([[1, 2]]), tensor([[3, 4], [5, 6]])])
    tensor([[1, 2],
            [3, 4],
            [5, 6]])
    """
    if axis is not None:
        dim = one_name("cat", ("dim", "axis"), dim, axis, 0)
    found: Tensor = join_rules.cat(tensors, dim)
    return found if out is None else store(out, found)


def stack(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along a new dimension.

    Args:
        tensors: at least one Tensor, all of one shape.
        dim: the position of the new dimension in the result.
            NumPy's name `axis` works too.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes differ.
        IndexError: if the position is out of range.
        ValueError: if there are no tensors.

    >>> from autograd import stack, tensor
    >>> stack([tensor([1, 2]), tensor([3, 4])], dim=1)
    tensor([[1, 3],
            [2, 4]])
    """
    if axis is not None:
        dim = one_name("stack", ("dim", "axis"), dim, axis, 0)
    found: Tensor = join_rules.stack(tensors, dim)
    return found if out is None else store(out, found)


def split(
    input: TensorLike, split_size: int | Sequence[int], dim: int = 0, *, axis: int | None = None
) -> tuple[Tensor, ...]:
    """Return x in parts along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        split_size: the size of each part (the last may be smaller), or the sizes of all parts.
        dim: the dimension to split.
            NumPy's name `axis` works too.

    Returns:
        A tuple of views.

    Raises:
        ValueError: if `split_size` is not positive, or the sizes do not add up to that of `dim`.
        IndexError: if the dimension is out of range.

    >>> from autograd import arange
    >>> arange(5).split(2)
    (tensor([0, 1]), tensor([2, 3]), tensor([4]))
    >>> arange(5).split([1, 4])
    (tensor([0]), tensor([1, 2, 3, 4]))
    """
    if axis is not None:
        dim = one_name("split", ("dim", "axis"), dim, axis, 0)
    found: tuple[Tensor, ...] = join_rules.split(input, split_size, dim)
    return found


def chunk(input: TensorLike, chunks: int, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
    """Return x in at most `chunks` parts of equal size along `dim`; the last may be smaller.

    Args:
        input: x, at least one dimension, any dtype.
        chunks: the largest number of parts.
        dim: the dimension to split.
            NumPy's name `axis` works too.

    Returns:
        A tuple of views.

    Raises:
        ValueError: if `chunks` is less than 1.
        IndexError: if the dimension is out of range.

    >>> from autograd import arange
    >>> arange(5).chunk(2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    if axis is not None:
        dim = one_name("chunk", ("dim", "axis"), dim, axis, 0)
    found: tuple[Tensor, ...] = join_rules.chunk(input, chunks, dim)
    return found


def unbind(input: TensorLike, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
    """Return the slices of x along `dim`, without that dimension.

    Args:
        input: x, at least one dimension, any dtype.
        dim: the dimension to remove.
            NumPy's name `axis` works too.

    Returns:
        A tuple of views.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).unbind(dim=1)
    (tensor([1, 3]), tensor([2, 4]))
    """
    if axis is not None:
        dim = one_name("unbind", ("dim", "axis"), dim, axis, 0)
    found: tuple[Tensor, ...] = join_rules.unbind(input, dim)
    return found


def vstack(tensors: Sequence[TensorLike], *, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along the first dimension. Vectors become rows.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in the first dimension.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import tensor, vstack
    >>> vstack([tensor([1, 2]), tensor([3, 4])])
    tensor([[1, 2],
            [3, 4]])
    """
    found: Tensor = join_rules.vstack(tensors)
    return found if out is None else store(out, found)


def hstack(tensors: Sequence[TensorLike], *, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along the second dimension; vectors, along their only one.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in that dimension.

    Returns:
        The common dtype of the tensors.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import hstack, tensor
    >>> hstack([tensor([1, 2]), tensor([3])])
    tensor([1, 2, 3])
    """
    found: Tensor = join_rules.hstack(tensors)
    return found if out is None else store(out, found)


def inv(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inverse of each matrix.

    Args:
        input: x, square matrices (…, n, n); integers become float32.

    Returns:
        The shape of x.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.

    With Y = X⁻¹ and upstream G, the gradient is −Yᵀ G Yᵀ (Giles, 2008, section 2.2.3).

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[2.0, 0.0], [0.0, 4.0]]).inv()
    tensor([[0.5000, 0.0000],
            [0.0000, 0.2500]])
    """
    found: Tensor = linalg_rules.inv(input)
    return found if out is None else store(out, found)


def det(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the determinant of each matrix.

    Args:
        input: x, square matrices (…, n, n); integers become float32.

    Returns:
        One number per matrix: (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square; for second derivatives, if one of more than 32
        rows is
            singular.

    The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section 2.2.4).

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
    tensor(-2.)
    """
    found: Tensor = linalg_rules.det(input)
    return found if out is None else store(out, found)


def matmul(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the matrix product x @ other.

    Args:
        input: x, a vector (k,), or matrices (…, n, k).
        other: a vector (k,), or matrices (…, k, m).

    Returns:
        (…, n, m), without n if x is a vector and without m if other is one. Leading dimensions broadcast. The
        dtype
        is the common one of x and other.

    Raises:
        ShapeError: if the shapes do not fit.

    For matrices X, Y and upstream G, the gradients are G Yᵀ and Xᵀ G.

    Differs from PyTorch: x and other may have different dtypes.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).matmul(tensor([1.0, 10.0]))
    tensor([21., 43.])
    """
    found: Tensor = matmul_rules.matmul(input, other)
    return found if out is None else store(out, found)


def dot(input: TensorLike, tensor: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inner product of two vectors: Σ x·tensor.

    Args:
        input: x, a vector (n,).
        tensor: a vector (n,).

    Returns:
        A 0-d Tensor, in the common dtype of x and tensor.

    Raises:
        ValueError: if x and tensor are not vectors of the same length.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).dot(tensor([3.0, 4.0]))
    tensor(11.)
    """
    found: Tensor = matmul_rules.dot(input, tensor)
    return found if out is None else store(out, found)


def mm(input: TensorLike, mat2: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the product of two matrices.

    Args:
        input: x, a matrix (n, k).
        mat2: a matrix (k, m).

    Returns:
        (n, m), in the common dtype of x and mat2.

    Raises:
        ValueError: if x and mat2 are not matrices whose sizes fit.
    """
    found: Tensor = matmul_rules.mm(input, mat2)
    return found if out is None else store(out, found)


def bmm(input: TensorLike, mat2: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the products of two batches of matrices.

    Args:
        input: x, matrices (b, n, k).
        mat2: matrices (b, k, m).

    Returns:
        (b, n, m), in the common dtype of x and mat2.

    Raises:
        ValueError: if the shapes do not fit.
    """
    found: Tensor = matmul_rules.bmm(input, mat2)
    return found if out is None else store(out, found)


def mv(input: TensorLike, vec: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the product of a matrix and a vector.

    Args:
        input: x, a matrix (n, k).
        vec: a vector (k,).

    Returns:
        (n,), in the common dtype of x and vec.

    Raises:
        ValueError: if x is not a matrix, vec not a vector, or their sizes do not fit.
    """
    found: Tensor = matmul_rules.mv(input, vec)
    return found if out is None else store(out, found)


def outer(input: TensorLike, vec2: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the outer product of two vectors: out[i, j] = x[i]·vec2[j].

    Args:
        input: x, a vector (n,). Other shapes are flattened.
        vec2: a vector (m,). Other shapes are flattened.

    Returns:
        (n, m), in the common dtype of x and vec2.

    >>> from autograd import tensor
    >>> tensor([1, 2]).outer(tensor([3, 4]))
    tensor([[3, 4],
            [6, 8]])
    """
    found: Tensor = matmul_rules.outer(input, vec2)
    return found if out is None else store(out, found)


def norm(
    input: TensorLike,
    p: Any = 2,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

    The gradient is 0 where the norm is 0, and for p < 1 at elements that are 0.

    Args:
        input: x, any shape.
        p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, and 0 the number
        of
            nonzero elements.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[3.0, 4.0], [6.0, 8.0]]).norm(dim=1)
    tensor([ 5., 10.])
    """
    if axis is not None:
        dim = one_name("norm", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = norm_rules.norm(input, p, dim, keepdim)
    return found if out is None else store(out, found)


def cosine_similarity(
    x1: TensorLike,
    x2: TensorLike,
    dim: int = 1,
    eps: float = 1e-08,
    *,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return x1·x2 / (max(‖x1‖, eps) · max(‖x2‖, eps)) along `dim`: the cosine of the angle between x1 and x2.

    Args:
        x1: any shape, floating.
        x2: a Tensor whose shape broadcasts with x1, floating.
        dim: the dimension of the vectors.
            NumPy's name `axis` works too.
        eps: a lower bound of the norms, to avoid division by 0.

    Returns:
        The broadcast shape without `dim`.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import cosine_similarity, tensor
    >>> cosine_similarity(tensor([[1.0, 0.0]]), tensor([[1.0, 1.0]]))
    tensor([0.7071])
    """
    if axis is not None:
        dim = one_name("cosine_similarity", ("dim", "axis"), dim, axis, 1)
    found: Tensor = norm_rules.cosine_similarity(x1, x2, dim, eps)
    return found if out is None else store(out, found)


def sum(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    dtype: Any = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the sum of x over `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype to add in and of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim=0)
    tensor([4., 6.])
    """
    if axis is not None:
        dim = one_name("sum", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("sum", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.sum(input, dim, keepdim, dtype)
    return found if out is None else store(out, found)


def mean(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    dtype: Any = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the mean of x over `dim`.

    Args:
        input: x, any shape, floating.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype to compute in and of the result. None means that of x.

    Returns:
        The shape of x without `dim`. The mean of no elements is NaN.

    Raises:
        TypeError: if neither x nor `dtype` is floating.
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).mean(dim=1, keepdim=True)
    tensor([[1.5000],
            [3.5000]])
    """
    if axis is not None:
        dim = one_name("mean", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("mean", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.mean(input, dim, keepdim, dtype)
    return found if out is None else store(out, found)


def var(
    input: TensorLike,
    dim: Dim = None,
    unbiased: bool = True,
    keepdim: bool = False,
    correction: float | None = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the variance of x over `dim`: Σ(x − mean)² / (n − 1).

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
            NumPy's name `axis` works too.
        unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Returns:
        The shape of x without `dim`. NaN or infinity if the divisor is 0.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0, 6.0]).var(correction=0)
    tensor(3.5000)
    """
    if axis is not None:
        dim = one_name("var", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("var", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.var(input, dim, unbiased, keepdim, correction)
    return found if out is None else store(out, found)


def std(
    input: TensorLike,
    dim: Dim = None,
    unbiased: bool = True,
    keepdim: bool = False,
    correction: float | None = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the standard deviation of x over `dim`, the square root of `var`.

    The gradient is 0 where the result is 0.

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
            NumPy's name `axis` works too.
        unbiased: whether to divide by n − 1 rather than n (Bessel's correction).
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Returns:
        The shape of x without `dim`. NaN or infinity if the divisor is 0.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[1.0, 3.0], [2.0, 6.0]]).std(dim=1, unbiased=False)
    tensor([1., 2.])
    """
    if axis is not None:
        dim = one_name("std", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("std", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.std(input, dim, unbiased, keepdim, correction)
    return found if out is None else store(out, found)


def count_nonzero(input: TensorLike, dim: Dim = None, *, axis: Dim = None, out: Tensor | None = None) -> Tensor:
    """Return the number of nonzero elements of x over `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.

    Returns:
        The shape of x without `dim`, int64. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[0, 1], [2, 3]]).count_nonzero(dim=1)
    tensor([1, 2])
    """
    if axis is not None:
        dim = one_name("count_nonzero", ("dim", "axis"), dim, axis, None)
    found: Tensor = reduce_rules.count_nonzero(input, dim)
    return found if out is None else store(out, found)


def all(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return whether all elements of x over `dim` are nonzero.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`, bool; true for no elements. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[0, 1], [2, 3]]).all(dim=1)
    tensor([False,  True])
    """
    if axis is not None:
        dim = one_name("all", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("all", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.all(input, dim, keepdim)
    return found if out is None else store(out, found)


def any(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return whether any element of x over `dim` is nonzero.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`, bool; false for no elements. No gradient flows.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[0, 0], [2, 3]]).any(dim=1)
    tensor([False,  True])
    """
    if axis is not None:
        dim = one_name("any", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("any", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.any(input, dim, keepdim)
    return found if out is None else store(out, found)


def prod(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the product of the elements of x over `dim`.

    The gradient, the product of the other elements, is exact where elements are 0.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`, in the dtype of x, or int64 for integers and bools.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> x = tensor([2.0, 0.0, 3.0], requires_grad=True)
    >>> x.prod().backward()
    >>> x.grad
    tensor([0., 6., 0.])
    """
    if axis is not None:
        dim = one_name("prod", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("prod", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = reduce_rules.prod(input, dim, keepdim)
    return found if out is None else store(out, found)


def cumsum(input: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Tensor | None = None) -> Tensor:
    """Return the cumulative sums of x along `dim`: out[i] = x[0] + … + x[i].

    Args:
        input: x, any shape and dtype.
        dim: the dimension to sum along.
            NumPy's name `axis` works too.

    Returns:
        The shape of x, in the dtype of x, or int64 for integers and bools.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0]).cumsum(0)
    tensor([1., 3., 6.])
    """
    dim = required_dim("cumsum", dim, axis)
    found: Tensor = reduce_rules.cumsum(input, dim)
    return found if out is None else store(out, found)


def reshape(input: TensorLike, sizes: int | Sequence[int] = (), *more: int) -> Tensor:
    """Return x with another shape and the same elements in the same order.

    Args:
        input: x, any shape and dtype.
        sizes: the new shape, as integers or as one tuple. One size may be -1: it follows from the others.

    Returns:
        The new shape; a view where the memory allows it.

    Raises:
        ShapeError: if the number of elements differs.

    >>> from autograd import arange
    >>> arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    found: Tensor = shape_rules.reshape(input, flat((sizes, *more)))
    return found


def expand(input: TensorLike, sizes: int | Sequence[int] = (), *more: int) -> Tensor:
    """Return a view of x repeated along dimensions of size 1 and along new leading dimensions.

    Args:
        input: x, any shape and dtype.
        sizes: the new shape, as integers or as one tuple. -1 keeps the size of x.

    Returns:
        The new shape. Elements share memory.

    Raises:
        ShapeError: if a size of x is neither 1 nor the new size.

    >>> from autograd import tensor
    >>> tensor([[1], [2]]).expand(-1, 3)
    tensor([[1, 1, 1],
            [2, 2, 2]])
    """
    found: Tensor = shape_rules.expand(input, flat((sizes, *more)))
    return found


def squeeze(input: TensorLike, dim: Dim = None, *, axis: Dim = None) -> Tensor:
    """Return x without its dimensions of size 1.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to remove if their size is 1. None means all.
            NumPy's name `axis` works too.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import ones
    >>> ones(2, 1, 3, 1).squeeze(1).shape
    (2, 3, 1)
    """
    if axis is not None:
        dim = one_name("squeeze", ("dim", "axis"), dim, axis, None)
    found: Tensor = shape_rules.squeeze(input, dim)
    return found


def unsqueeze(input: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """Return x with a new dimension of size 1.

    Args:
        input: x, any shape and dtype.
        dim: the position of the new dimension in the result.
            NumPy's name `axis` works too.

    Returns:
        A view.

    Raises:
        IndexError: if the position is out of range.

    >>> from autograd import ones
    >>> ones(2, 3).unsqueeze(-1).shape
    (2, 3, 1)
    """
    dim = required_dim("unsqueeze", dim, axis)
    found: Tensor = shape_rules.unsqueeze(input, dim)
    return found


def transpose(input: TensorLike, dim0: int, dim1: int) -> Tensor:
    """Return x with two dimensions exchanged.

    Args:
        input: x, any shape and dtype.
        dim0: the first dimension.
        dim1: the second dimension.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import ones
    >>> ones(2, 3, 4).transpose(0, 2).shape
    (4, 3, 2)
    """
    found: Tensor = shape_rules.transpose(input, dim0, dim1)
    return found


def permute(input: TensorLike, dims: int | Sequence[int] = (), *more: int) -> Tensor:
    """Return x with its dimensions in another order.

    Args:
        input: x, any shape and dtype.
        dims: all dimensions of x in the new order, as integers or as one tuple.

    Returns:
        A view.

    Raises:
        ShapeError: if `dims` is not a permutation of the dimensions.

    >>> from autograd import ones
    >>> ones(2, 3, 4).permute(2, 0, 1).shape
    (4, 2, 3)
    """
    found: Tensor = shape_rules.permute(input, flat((dims, *more)))
    return found


def clone(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return a copy of x, through which gradients flow.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape and dtype of x.

    >>> from autograd import tensor
    >>> x = tensor([1.0, 2.0])
    >>> y = x.clone().zero_()
    >>> x
    tensor([1., 2.])
    """
    found: Tensor = shape_rules.clone(input)
    return found if out is None else store(out, found)


def flatten(input: TensorLike, start_dim: int = 0, end_dim: int = -1, *, out: Tensor | None = None) -> Tensor:
    """Return x with the dimensions from `start_dim` to `end_dim` joined into one.

    Args:
        input: x, any shape and dtype.
        start_dim: the first dimension.
        end_dim: the last dimension, included.

    Returns:
        A view where the memory allows it. A 0-d tensor becomes a vector of one element.

    Raises:
        IndexError: if a dimension is out of range.
        ValueError: if `start_dim` comes after `end_dim`.

    >>> from autograd import ones
    >>> ones(2, 3, 4).flatten(1).shape
    (2, 12)
    """
    found: Tensor = shape_rules.flatten(input, start_dim, end_dim)
    return found if out is None else store(out, found)


def movedim(input: TensorLike, source: int, destination: int, *, out: Tensor | None = None) -> Tensor:
    """Return x with one dimension moved.

    Args:
        input: x, any shape and dtype.
        source: the dimension to move.
        destination: its position in the result.

    Returns:
        A view.

    Differs from PyTorch: it moves one dimension at a time.

    >>> from autograd import ones
    >>> ones(2, 3, 4).movedim(0, -1).shape
    (3, 4, 2)
    """
    found: Tensor = shape_rules.movedim(input, source, destination)
    return found if out is None else store(out, found)


def t(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the transpose of a matrix. Vectors and 0-d tensors are returned as they are.

    Args:
        input: x, at most 2 dimensions, any dtype.

    Returns:
        A view.

    Raises:
        ValueError: if x has more than 2 dimensions.

    >>> from autograd import ones, t
    >>> t(ones(2, 3)).shape
    (3, 2)
    """
    found: Tensor = shape_rules.t(input)
    return found if out is None else store(out, found)


def numel(input: TensorLike) -> int:
    """Return the number of elements of x.

    Args:
        input: x, any shape and dtype.

    Returns:
        An int of Python.

    >>> from autograd import numel, ones
    >>> numel(ones(2, 3))
    6
    """
    found: int = shape_rules.numel(input)
    return found


def logsumexp(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return log Σ exp(x) over `dim`.

    It subtracts the largest element first, so exp does not overflow. The gradient is softmax(x).

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The shape of x without `dim`; −∞ for no elements.

    Raises:
        IndexError: if a dimension is out of range.

    Differs from PyTorch: `dim` may be omitted.

    >>> from autograd import tensor
    >>> tensor([100.0, 100.0]).logsumexp(0)
    tensor(100.6931)
    """
    if axis is not None:
        dim = one_name("logsumexp", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("logsumexp", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = softmax_rules.logsumexp(input, dim, keepdim)
    return found if out is None else store(out, found)


def softmax(input: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Tensor | None = None) -> Tensor:
    """Return exp(x) / Σ exp(x) along `dim`.

    It subtracts the largest element first, so exp does not overflow. With s the result, the gradient is
    s·(upstream − Σ upstream·s).

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension along which the result sums to 1.
            NumPy's name `axis` works too.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([[0.0, 0.0], [1000.0, 0.0]]).softmax(dim=1)
    tensor([[0.5000, 0.5000],
            [1.0000, 0.0000]])
    """
    dim = required_dim("softmax", dim, axis)
    found: Tensor = softmax_rules.softmax(input, dim)
    return found if out is None else store(out, found)


def log_softmax(
    input: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return log(softmax(x)) along `dim`: x − log Σ exp(x).

    It is accurate even where softmax rounds to 0.

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension along which softmax sums to 1.
            NumPy's name `axis` works too.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: integers are accepted.

    >>> from autograd import tensor
    >>> tensor([0.0, 1000.0]).log_softmax(dim=0)
    tensor([-1000.,     0.])
    """
    dim = required_dim("log_softmax", dim, axis)
    found: Tensor = softmax_rules.log_softmax(input, dim)
    return found if out is None else store(out, found)


def argsort(
    input: TensorLike, dim: int = -1, descending: bool = False, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to sort along.
            NumPy's name `axis` works too.
        descending: whether the largest comes first.

    Returns:
        The shape of x, int64. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).argsort()
    tensor([1, 2, 0])
    """
    if axis is not None:
        dim = one_name("argsort", ("dim", "axis"), dim, axis, -1)
    found: Tensor = sort_rules.argsort(input, dim, descending)
    return found if out is None else store(out, found)


def sort(
    input: TensorLike, dim: int = -1, descending: bool = False, *, axis: int | None = None, out: Any = None
) -> Sorted[Tensor]:
    """Return the elements of x in order along `dim`, and their indices.

    The sort is stable, and NaN counts as the largest.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to sort along.
            NumPy's name `axis` works too.
        descending: whether the largest comes first.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. The gradient of the values goes to their
        elements.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).sort()
    >>> values, indices
    (tensor([1., 2., 3.]), tensor([1, 2, 0]))
    """
    if axis is not None:
        dim = one_name("sort", ("dim", "axis"), dim, axis, -1)
    found: Sorted[Tensor] = sort_rules.sort(input, dim, descending)
    return found if out is None else store(out, found)


def topk(
    input: TensorLike, k: int, dim: int = -1, largest: bool = True, *, axis: int | None = None, out: Any = None
) -> Sorted[Tensor]:
    """Return the `k` largest elements of x along `dim` in descending order, and their indices.

    Args:
        input: x, at least one dimension, any dtype.
        k: how many elements, from 0 to the size of `dim`.
        dim: the dimension to select along.
            NumPy's name `axis` works too.
        largest: False for the smallest elements, in ascending order.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

    Raises:
        ValueError: if `k` is out of range.
        IndexError: if the dimension is out of range.

    Differs from PyTorch: the result is always sorted; of equal elements the first comes first.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
    >>> values, indices
    (tensor([3., 2.]), tensor([0, 2]))
    """
    if axis is not None:
        dim = one_name("topk", ("dim", "axis"), dim, axis, -1)
    found: Sorted[Tensor] = sort_rules.topk(input, k, dim, largest)
    return found if out is None else store(out, found)


def bincount(input: TensorLike, minlength: int = 0, *, out: Tensor | None = None) -> Tensor:
    """Return how often each integer 0, 1, 2, … occurs in x.

    Args:
        input: x, a vector (n,) of integers that are not negative.
        minlength: the least length of the result.

    Returns:
        A vector of length max(largest element + 1, `minlength`), int64. No gradient flows.

    Raises:
        TypeError: if the elements are not integers.
        ValueError: if an element is negative.

    >>> from autograd import tensor
    >>> tensor([0, 2, 2]).bincount()
    tensor([1, 0, 2])
    """
    found: Tensor = sort_rules.bincount(input, minlength)
    return found if out is None else store(out, found)


def unique(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the distinct elements of x in ascending order.

    Args:
        input: x, any shape and dtype.

    Returns:
        A vector of the dtype of x. No gradient flows.

    Differs from PyTorch: all NaNs count as one element.

    >>> from autograd import tensor
    >>> tensor([[3, 1], [1, 2]]).unique()
    tensor([1, 2, 3])
    """
    found: Tensor = sort_rules.unique(input)
    return found if out is None else store(out, found)


broadcast_to = expand
concat = cat
swapaxes = transpose
