"""The free functions of the Tensor tier, under PyTorch's names.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function takes
Tensors, or NumPy arrays and then returns arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from autograd.array.arguments import required_dim
from autograd.rules import compare as compare_rules
from autograd.rules import index as index_rules
from autograd.rules import linalg as linalg_rules
from autograd.rules import matmul as matmul_rules
from autograd.rules import reduce as reduce_rules
from autograd.rules import shape as shape_rules
from autograd.rules.dims import Dim
from autograd.rules.operation import flat
from autograd.rules.reduce import Extreme, Sorted

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


def eq(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x equals y."""
    found: Tensor = compare_rules.eq(x, y)
    return found


def ne(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x differs from y."""
    found: Tensor = compare_rules.ne(x, y)
    return found


def lt(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is less than y."""
    found: Tensor = compare_rules.lt(x, y)
    return found


def le(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is less than or equal to y."""
    found: Tensor = compare_rules.le(x, y)
    return found


def gt(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is greater than y."""
    found: Tensor = compare_rules.gt(x, y)
    return found


def ge(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is greater than or equal to y."""
    found: Tensor = compare_rules.ge(x, y)
    return found


def bitwise_and(x: TensorLike, y: TensorLike) -> Tensor:
    """Return x AND y, bit by bit: for bools, where both hold."""
    found: Tensor = compare_rules.bitwise_and(x, y)
    return found


def bitwise_or(x: TensorLike, y: TensorLike) -> Tensor:
    """Return x OR y, bit by bit: for bools, where at least one holds."""
    found: Tensor = compare_rules.bitwise_or(x, y)
    return found


def bitwise_xor(x: TensorLike, y: TensorLike) -> Tensor:
    """Return x XOR y, bit by bit: for bools, where exactly one holds."""
    found: Tensor = compare_rules.bitwise_xor(x, y)
    return found


def bitwise_not(x: TensorLike) -> Tensor:
    """Return x with every bit inverted: for bools, where x does not hold."""
    found: Tensor = compare_rules.bitwise_not(x)
    return found


def logical_and(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where both x and y are nonzero."""
    found: Tensor = compare_rules.logical_and(x, y)
    return found


def logical_or(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x, y or both are nonzero."""
    found: Tensor = compare_rules.logical_or(x, y)
    return found


def logical_xor(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where exactly one of x and y is nonzero."""
    found: Tensor = compare_rules.logical_xor(x, y)
    return found


def logical_not(x: TensorLike) -> Tensor:
    """Return where x is zero."""
    found: Tensor = compare_rules.logical_not(x)
    return found


def isnan(x: TensorLike) -> Tensor:
    """Return where x is NaN."""
    found: Tensor = compare_rules.isnan(x)
    return found


def isinf(x: TensorLike) -> Tensor:
    """Return where x is infinite."""
    found: Tensor = compare_rules.isinf(x)
    return found


def isfinite(x: TensorLike) -> Tensor:
    """Return where x is neither NaN nor infinite."""
    found: Tensor = compare_rules.isfinite(x)
    return found


def isclose(x: TensorLike, y: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
    """Return where |x − y| ≤ atol + rtol·|y|.

    Args:
        x: any shape.
        y: a shape that broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.
    """
    found: Tensor = compare_rules.isclose(x, y, rtol, atol, equal_nan)
    return found


def allclose(x: TensorLike, y: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> bool:
    """Return whether |x − y| ≤ atol + rtol·|y| holds everywhere; the arguments are those of `isclose`."""
    found: bool = compare_rules.allclose(x, y, rtol, atol, equal_nan)
    return found


def equal(x: TensorLike, y: TensorLike) -> bool:
    """Return whether x and y have the same shape and the same elements."""
    found: bool = compare_rules.equal(x, y)
    return found


def masked_fill(x: TensorLike, mask: TensorLike, value: Any) -> Tensor:
    """x with `value`, cast to its dtype, where the bool tensor `mask` holds."""
    found: Tensor = index_rules.masked_fill(x, mask, value)
    return found


def gather(x: TensorLike, dim: int, index: TensorLike) -> Tensor:
    """out[i][j][k] = x[i][j][index[i][j][k]] for dim 2, and so on; `index` may be smaller than x elsewhere."""
    found: Tensor = index_rules.gather(x, dim, index)
    return found


def scatter_add(x: TensorLike, dim: int, index: TensorLike, source: TensorLike) -> Tensor:
    """A copy of x with each element of `source` added where `index` says along `dim`; the inverse of gather."""
    found: Tensor = index_rules.scatter_add(x, dim, index, source)
    return found


def index_select(x: TensorLike, dim: int, index: TensorLike) -> Tensor:
    """The slices of x that the whole numbers in `index` name along `dim`."""
    found: Tensor = index_rules.index_select(x, dim, index)
    return found


def nonzero(x: TensorLike) -> Tensor:
    """The indices of what is not zero, one row each."""
    found: Tensor = index_rules.nonzero(x)
    return found


def inv(x: TensorLike) -> Tensor:
    """The inverse of each matrix (…, n, n)."""
    found: Tensor = linalg_rules.inv(x)
    return found


def det(x: TensorLike) -> Tensor:
    """The determinant of each matrix (…, n, n); its gradient needs them to be invertible."""
    found: Tensor = linalg_rules.det(x)
    return found


def matmul(x: TensorLike, y: TensorLike) -> Tensor:
    """The matrix product: vectors (k,), matrices (n, k) @ (k, m), and stacks of matrices whose leading dimensions
    broadcast.
    """
    found: Tensor = matmul_rules.matmul(x, y)
    return found


def dot(x: TensorLike, y: TensorLike) -> Tensor:
    """The inner product of two vectors of the same length."""
    found: Tensor = matmul_rules.dot(x, y)
    return found


def mm(x: TensorLike, y: TensorLike) -> Tensor:
    """The product of two matrices, (n, k) @ (k, m)."""
    found: Tensor = matmul_rules.mm(x, y)
    return found


def bmm(x: TensorLike, y: TensorLike) -> Tensor:
    """The products of two stacks of matrices, (b, n, k) @ (b, k, m)."""
    found: Tensor = matmul_rules.bmm(x, y)
    return found


def mv(x: TensorLike, y: TensorLike) -> Tensor:
    """A matrix times a vector, (n, k) @ (k,)."""
    found: Tensor = matmul_rules.mv(x, y)
    return found


def outer(x: TensorLike, y: TensorLike) -> Tensor:
    """All products of an element of the vector x with one of the vector y: (n,), (m,) give (n, m)."""
    found: Tensor = matmul_rules.outer(x, y)
    return found


def einsum(equation: str, *operands: TensorLike) -> Tensor:
    """The sum of products that `equation` describes, as in `einsum("ij,jk->ik", a, b)`.

    Raises:
        ValueError: if the equation does not fit the operands.
    """
    found: Tensor = matmul_rules.einsum(equation, *operands)
    return found


def sum(
    x: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    dtype: Any = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The sum over `dim` (all if None); integers and bools add up as int64."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.sum(x, dim, keepdim, dtype)
    return found


def mean(
    x: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    dtype: Any = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The mean over `dim` (all if None). Of floating tensors only, as in PyTorch, unless `dtype` is floating.

    Raises:
        TypeError: for integers and bools.
    """
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.mean(x, dim, keepdim, dtype)
    return found


def var(
    x: TensorLike,
    dim: Dim = None,
    unbiased: bool = True,
    keepdim: bool = False,
    correction: float | None = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The variance over `dim` (all if None): squared deviations summed, divided by n - 1, by n if not `unbiased`,
    or by
    n - `correction`.
    """
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.var(x, dim, unbiased, keepdim, correction)
    return found


def std(
    x: TensorLike,
    dim: Dim = None,
    unbiased: bool = True,
    keepdim: bool = False,
    correction: float | None = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The standard deviation over `dim`, the root of `var`; the gradient at 0 is 0."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.std(x, dim, unbiased, keepdim, correction)
    return found


def amax(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """The largest element over `dim` (all if None); ties share the gradient."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.amax(x, dim, keepdim)
    return found


def amin(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """The smallest element over `dim` (all if None); ties share the gradient."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.amin(x, dim, keepdim)
    return found


@overload
def max(x: Tensor) -> Tensor: ...


@overload
def max(x: Tensor, dim: int, keepdim: bool = False) -> Extreme[Tensor]: ...


@overload
def max(x: Tensor, dim: Tensor) -> Tensor: ...


def max(
    x: TensorLike, dim: Any = None, keepdim: bool = False, *, axis: Any = None, keepdims: bool | None = None
) -> Any:
    """The largest element; given `dim`, the largest along it as `(values, indices)`; given a tensor, `maximum`."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Any = reduce_rules.max(x, dim, keepdim)
    return found


@overload
def min(x: Tensor) -> Tensor: ...


@overload
def min(x: Tensor, dim: int, keepdim: bool = False) -> Extreme[Tensor]: ...


@overload
def min(x: Tensor, dim: Tensor) -> Tensor: ...


def min(
    x: TensorLike, dim: Any = None, keepdim: bool = False, *, axis: Any = None, keepdims: bool | None = None
) -> Any:
    """The smallest element; given `dim`, the smallest along it as `(values, indices)`; given a tensor, `minimum`."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Any = reduce_rules.min(x, dim, keepdim)
    return found


def argsort(x: TensorLike, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Tensor:
    """The indices that sort x along `dim`; equal elements keep their order."""
    if axis is not None:
        dim = axis
    found: Tensor = reduce_rules.argsort(x, dim, descending)
    return found


def sort(x: TensorLike, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Sorted[Tensor]:
    """x in order along `dim`, as `(values, indices)`."""
    if axis is not None:
        dim = axis
    found: Sorted[Tensor] = reduce_rules.sort(x, dim, descending)
    return found


def topk(x: TensorLike, k: int, dim: int = -1, largest: bool = True, *, axis: int | None = None) -> Sorted[Tensor]:
    """The k largest (or smallest) elements along `dim`, in order, as `(values, indices)`."""
    if axis is not None:
        dim = axis
    found: Sorted[Tensor] = reduce_rules.topk(x, k, dim, largest)
    return found


def count_nonzero(x: TensorLike, dim: Dim = None, *, axis: Dim = None) -> Tensor:
    """How many elements over `dim` (all if None) are not zero."""
    if axis is not None:
        dim = axis
    found: Tensor = reduce_rules.count_nonzero(x, dim)
    return found


def bincount(x: TensorLike, minlength: int = 0) -> Tensor:
    """How often each whole number 0, 1, 2, … occurs."""
    found: Tensor = reduce_rules.bincount(x, minlength)
    return found


def unique(x: TensorLike) -> Tensor:
    """The different elements, in ascending order."""
    found: Tensor = reduce_rules.unique(x)
    return found


def argmax(
    x: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The index of the first largest element along `dim` (in the flattened tensor if None)."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.argmax(x, dim, keepdim)
    return found


def argmin(
    x: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The index of the first smallest element along `dim` (in the flattened tensor if None)."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.argmin(x, dim, keepdim)
    return found


def all(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """Whether all elements over `dim` are nonzero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.all(x, dim, keepdim)
    return found


def any(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """Whether any element over `dim` is nonzero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.any(x, dim, keepdim)
    return found


def prod(
    x: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
) -> Tensor:
    """The product over `dim` (all if None); exact gradients where factors are zero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.prod(x, dim, keepdim)
    return found


def cumsum(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """The sums of all elements up to each one along `dim`."""
    dim = required_dim("cumsum", dim, axis)
    found: Tensor = reduce_rules.cumsum(x, dim)
    return found


def logsumexp(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """log(Σ exp(x)) over `dim`, without overflow."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.logsumexp(x, dim, keepdim)
    return found


def softmax(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """exp(x) / Σ exp(x) along `dim`, without overflow."""
    dim = required_dim("softmax", dim, axis)
    found: Tensor = reduce_rules.softmax(x, dim)
    return found


def log_softmax(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """log(softmax(x)) along `dim`, exact also where softmax rounds to zero."""
    dim = required_dim("log_softmax", dim, axis)
    found: Tensor = reduce_rules.log_softmax(x, dim)
    return found


def norm(
    x: TensorLike, p: Any = 2, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """(Σ|x|ᵖ)^(1/p) over `dim` (all if None); p may be ±∞, and 0 counts what is not zero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    found: Tensor = reduce_rules.norm(x, p, dim, keepdim)
    return found


def cosine_similarity(
    x: TensorLike, y: TensorLike, dim: int = 1, eps: float = 1e-08, *, axis: int | None = None
) -> Tensor:
    """Return the cosine of the angle between x and y along `dim`.

    Args:
        x: any shape.
        y: a shape that broadcasts with x.
        dim: the dimension of the vectors.
            NumPy's name `axis` works too.
        eps: the least length that is divided by.
    """
    if axis is not None:
        dim = axis
    found: Tensor = reduce_rules.cosine_similarity(x, y, dim, eps)
    return found


def reshape(x: TensorLike, *sizes: int | Sequence[int]) -> Tensor:
    """x with another shape of as many elements; one size may be -1. Shares memory where it can."""
    found: Tensor = shape_rules.reshape(x, flat(sizes))
    return found


def expand(x: TensorLike, *sizes: int | Sequence[int]) -> Tensor:
    """x repeated, without copying, along new leading dimensions and those of size 1; -1 keeps a size."""
    found: Tensor = shape_rules.expand(x, flat(sizes))
    return found


def squeeze(x: TensorLike, dim: Dim = None, *, axis: Dim = None) -> Tensor:
    """x without its dimensions of size 1, or without `dim` if its size is 1."""
    if axis is not None:
        dim = axis
    found: Tensor = shape_rules.squeeze(x, dim)
    return found


def unsqueeze(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """x with a new dimension of size 1 at `dim`."""
    dim = required_dim("unsqueeze", dim, axis)
    found: Tensor = shape_rules.unsqueeze(x, dim)
    return found


def transpose(x: TensorLike, dim0: int, dim1: int) -> Tensor:
    """x with two dimensions exchanged."""
    found: Tensor = shape_rules.transpose(x, dim0, dim1)
    return found


def permute(x: TensorLike, *dims: int | Sequence[int]) -> Tensor:
    """x with its dimensions in the order given."""
    found: Tensor = shape_rules.permute(x, flat(dims))
    return found


def flip(x: TensorLike, *dims: int | Sequence[int]) -> Tensor:
    """x with the order of elements reversed along `dims`. A copy."""
    found: Tensor = shape_rules.flip(x, flat(dims))
    return found


def roll(x: TensorLike, shifts: int | Sequence[int], dims: Dim = None) -> Tensor:
    """x with its elements moved on by `shifts` along `dims`, around the end."""
    found: Tensor = shape_rules.roll(x, shifts, dims)
    return found


def tril(x: TensorLike, diagonal: int = 0) -> Tensor:
    """The lower triangle of each matrix, up to `diagonal`; zero above."""
    found: Tensor = shape_rules.tril(x, diagonal)
    return found


def triu(x: TensorLike, diagonal: int = 0) -> Tensor:
    """The upper triangle of each matrix, from `diagonal`; zero below."""
    found: Tensor = shape_rules.triu(x, diagonal)
    return found


def cat(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None) -> Tensor:
    """The tensors one after the other along `dim`; their other sizes must be equal."""
    if axis is not None:
        dim = axis
    found: Tensor = shape_rules.cat(tensors, dim)
    return found


def stack(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None) -> Tensor:
    """The tensors, all of one shape, side by side along a new dimension `dim`."""
    if axis is not None:
        dim = axis
    found: Tensor = shape_rules.stack(tensors, dim)
    return found


def clone(x: TensorLike) -> Tensor:
    """A copy of x."""
    found: Tensor = shape_rules.clone(x)
    return found


def flatten(x: TensorLike, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """x with the dimensions from `start_dim` to `end_dim`, both included, made one."""
    found: Tensor = shape_rules.flatten(x, start_dim, end_dim)
    return found


def movedim(x: TensorLike, source: int, destination: int) -> Tensor:
    """x with dimension `source` moved to `destination`."""
    found: Tensor = shape_rules.movedim(x, source, destination)
    return found


def split(
    x: TensorLike, split_size: int | Sequence[int], dim: int = 0, *, axis: int | None = None
) -> tuple[Tensor, ...]:
    """A tuple of views of x along `dim`, each `split_size` long (the last may be shorter), or of the sizes listed."""
    if axis is not None:
        dim = axis
    found: tuple[Tensor, ...] = shape_rules.split(x, split_size, dim)
    return found


def chunk(x: TensorLike, chunks: int, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
    """x in at most `chunks` parts of equal size along `dim` (the last may be shorter)."""
    if axis is not None:
        dim = axis
    found: tuple[Tensor, ...] = shape_rules.chunk(x, chunks, dim)
    return found


def unbind(x: TensorLike, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
    """A tuple of x's slices along `dim`, without that dimension."""
    if axis is not None:
        dim = axis
    found: tuple[Tensor, ...] = shape_rules.unbind(x, dim)
    return found


def diag(x: TensorLike, diagonal: int = 0) -> Tensor:
    """The diagonal of a matrix; or a matrix with the vector x on its diagonal."""
    found: Tensor = shape_rules.diag(x, diagonal)
    return found


def trace(x: TensorLike) -> Tensor:
    """The sum of a matrix's diagonal."""
    found: Tensor = shape_rules.trace(x)
    return found


def vstack(tensors: Sequence[TensorLike]) -> Tensor:
    """The tensors under each other; vectors are rows."""
    found: Tensor = shape_rules.vstack(tensors)
    return found


def hstack(tensors: Sequence[TensorLike]) -> Tensor:
    """The tensors beside each other; vectors are joined."""
    found: Tensor = shape_rules.hstack(tensors)
    return found


def tile(x: TensorLike, *dims: int | Sequence[int]) -> Tensor:
    """x repeated `dims` times along each dimension."""
    found: Tensor = shape_rules.tile(x, *flat(dims))
    return found


def t(x: TensorLike) -> Tensor:
    """Return the transpose of a matrix; vectors and numbers stay as they are.

    Raises:
        ValueError: for more than two dimensions.
    """
    found: Tensor = shape_rules.t(x)
    return found


def meshgrid(*tensors: TensorLike, indexing: str = "ij") -> tuple[Tensor, ...]:
    """Return the coordinates of a grid, one tensor per direction.

    Args:
        tensors: vectors, the coordinates along each direction.
        indexing: "ij" (rows first) or "xy".

    Raises:
        ValueError: for any other `indexing`.
    """
    found: tuple[Tensor, ...] = shape_rules.meshgrid(*tensors, indexing=indexing)
    return found


def numel(x: TensorLike) -> int:
    """Return the number of elements of x."""
    found: int = shape_rules.numel(x)
    return found


broadcast_to = expand
concat = cat
swapaxes = transpose
