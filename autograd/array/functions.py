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
    return compare_rules.eq(x, y)


def ne(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x differs from y."""
    return compare_rules.ne(x, y)


def lt(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is less than y."""
    return compare_rules.lt(x, y)


def le(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is less than or equal to y."""
    return compare_rules.le(x, y)


def gt(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is greater than y."""
    return compare_rules.gt(x, y)


def ge(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x is greater than or equal to y."""
    return compare_rules.ge(x, y)


def bitwise_and(x: TensorLike, y: TensorLike) -> Tensor:
    """Return x AND y, bit by bit: for bools, where both hold."""
    return compare_rules.bitwise_and(x, y)


def bitwise_or(x: TensorLike, y: TensorLike) -> Tensor:
    """Return x OR y, bit by bit: for bools, where at least one holds."""
    return compare_rules.bitwise_or(x, y)


def bitwise_xor(x: TensorLike, y: TensorLike) -> Tensor:
    """Return x XOR y, bit by bit: for bools, where exactly one holds."""
    return compare_rules.bitwise_xor(x, y)


def bitwise_not(x: TensorLike) -> Tensor:
    """Return x with every bit inverted: for bools, where x does not hold."""
    return compare_rules.bitwise_not(x)


def logical_and(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where both x and y are nonzero."""
    return compare_rules.logical_and(x, y)


def logical_or(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where x, y or both are nonzero."""
    return compare_rules.logical_or(x, y)


def logical_xor(x: TensorLike, y: TensorLike) -> Tensor:
    """Return where exactly one of x and y is nonzero."""
    return compare_rules.logical_xor(x, y)


def logical_not(x: TensorLike) -> Tensor:
    """Return where x is zero."""
    return compare_rules.logical_not(x)


def isnan(x: TensorLike) -> Tensor:
    """Return where x is NaN."""
    return compare_rules.isnan(x)


def isinf(x: TensorLike) -> Tensor:
    """Return where x is infinite."""
    return compare_rules.isinf(x)


def isfinite(x: TensorLike) -> Tensor:
    """Return where x is neither NaN nor infinite."""
    return compare_rules.isfinite(x)


def isclose(x: TensorLike, y: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
    """Return where |x − y| ≤ atol + rtol·|y|.

    Args:
        x: any shape.
        y: a shape that broadcasts with x.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether two NaNs are close.
    """
    return compare_rules.isclose(x, y, rtol, atol, equal_nan)


def allclose(x: TensorLike, y: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> bool:
    """Return whether |x − y| ≤ atol + rtol·|y| holds everywhere; the arguments are those of `isclose`."""
    return compare_rules.allclose(x, y, rtol, atol, equal_nan)


def equal(x: TensorLike, y: TensorLike) -> bool:
    """Return whether x and y have the same shape and the same elements."""
    return compare_rules.equal(x, y)


def masked_fill(x: TensorLike, mask: TensorLike, value: Any) -> Tensor:
    """x with `value`, cast to its dtype, where the bool tensor `mask` holds."""
    return index_rules.masked_fill(x, mask, value)


def gather(x: TensorLike, dim: int, index: TensorLike) -> Tensor:
    """out[i][j][k] = x[i][j][index[i][j][k]] for dim 2, and so on; `index` may be smaller than x elsewhere."""
    return index_rules.gather(x, dim, index)


def scatter_add(x: TensorLike, dim: int, index: TensorLike, source: TensorLike) -> Tensor:
    """A copy of x with each element of `source` added where `index` says along `dim`; the inverse of gather."""
    return index_rules.scatter_add(x, dim, index, source)


def index_select(x: TensorLike, dim: int, index: TensorLike) -> Tensor:
    """The slices of x that the whole numbers in `index` name along `dim`."""
    return index_rules.index_select(x, dim, index)


def nonzero(x: TensorLike) -> Tensor:
    """The indices of what is not zero, one row each."""
    return index_rules.nonzero(x)


def inv(x: TensorLike) -> Tensor:
    """The inverse of each matrix (…, n, n)."""
    return linalg_rules.inv(x)


def det(x: TensorLike) -> Tensor:
    """The determinant of each matrix (…, n, n); its gradient needs them to be invertible."""
    return linalg_rules.det(x)


def matmul(x: TensorLike, y: TensorLike) -> Tensor:
    """The matrix product: vectors (k,), matrices (n, k) @ (k, m), and stacks of matrices whose leading dimensions
    broadcast.
    """
    return matmul_rules.matmul(x, y)


def dot(x: TensorLike, y: TensorLike) -> Tensor:
    """The inner product of two vectors of the same length."""
    return matmul_rules.dot(x, y)


def mm(x: TensorLike, y: TensorLike) -> Tensor:
    """The product of two matrices, (n, k) @ (k, m)."""
    return matmul_rules.mm(x, y)


def bmm(x: TensorLike, y: TensorLike) -> Tensor:
    """The products of two stacks of matrices, (b, n, k) @ (b, k, m)."""
    return matmul_rules.bmm(x, y)


def mv(x: TensorLike, y: TensorLike) -> Tensor:
    """A matrix times a vector, (n, k) @ (k,)."""
    return matmul_rules.mv(x, y)


def outer(x: TensorLike, y: TensorLike) -> Tensor:
    """All products of an element of the vector x with one of the vector y: (n,), (m,) give (n, m)."""
    return matmul_rules.outer(x, y)


def einsum(equation: str, *operands: TensorLike) -> Tensor:
    """The sum of products that `equation` describes, as in `einsum("ij,jk->ik", a, b)`.

    Raises:
        ValueError: if the equation does not fit the operands.
    """
    return matmul_rules.einsum(equation, *operands)


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
    return reduce_rules.sum(x, dim, keepdim, dtype)


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
    return reduce_rules.mean(x, dim, keepdim, dtype)


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
    return reduce_rules.var(x, dim, unbiased, keepdim, correction)


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
    return reduce_rules.std(x, dim, unbiased, keepdim, correction)


def amax(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """The largest element over `dim` (all if None); ties share the gradient."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    return reduce_rules.amax(x, dim, keepdim)


def amin(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """The smallest element over `dim` (all if None); ties share the gradient."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    return reduce_rules.amin(x, dim, keepdim)


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
    return reduce_rules.max(x, dim, keepdim)


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
    return reduce_rules.min(x, dim, keepdim)


def argsort(x: TensorLike, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Tensor:
    """The indices that sort x along `dim`; equal elements keep their order."""
    if axis is not None:
        dim = axis
    return reduce_rules.argsort(x, dim, descending)


def sort(x: TensorLike, dim: int = -1, descending: bool = False, *, axis: int | None = None) -> Sorted[Tensor]:
    """x in order along `dim`, as `(values, indices)`."""
    if axis is not None:
        dim = axis
    return reduce_rules.sort(x, dim, descending)


def topk(x: TensorLike, k: int, dim: int = -1, largest: bool = True, *, axis: int | None = None) -> Sorted[Tensor]:
    """The k largest (or smallest) elements along `dim`, in order, as `(values, indices)`."""
    if axis is not None:
        dim = axis
    return reduce_rules.topk(x, k, dim, largest)


def count_nonzero(x: TensorLike, dim: Dim = None, *, axis: Dim = None) -> Tensor:
    """How many elements over `dim` (all if None) are not zero."""
    if axis is not None:
        dim = axis
    return reduce_rules.count_nonzero(x, dim)


def bincount(x: TensorLike, minlength: int = 0) -> Tensor:
    """How often each whole number 0, 1, 2, … occurs."""
    return reduce_rules.bincount(x, minlength)


def unique(x: TensorLike) -> Tensor:
    """The different elements, in ascending order."""
    return reduce_rules.unique(x)


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
    return reduce_rules.argmax(x, dim, keepdim)


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
    return reduce_rules.argmin(x, dim, keepdim)


def all(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """Whether all elements over `dim` are nonzero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    return reduce_rules.all(x, dim, keepdim)


def any(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """Whether any element over `dim` is nonzero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    return reduce_rules.any(x, dim, keepdim)


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
    return reduce_rules.prod(x, dim, keepdim)


def cumsum(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """The sums of all elements up to each one along `dim`."""
    dim = required_dim("cumsum", dim, axis)
    return reduce_rules.cumsum(x, dim)


def logsumexp(
    x: TensorLike, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """log(Σ exp(x)) over `dim`, without overflow."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    return reduce_rules.logsumexp(x, dim, keepdim)


def softmax(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """exp(x) / Σ exp(x) along `dim`, without overflow."""
    dim = required_dim("softmax", dim, axis)
    return reduce_rules.softmax(x, dim)


def log_softmax(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """log(softmax(x)) along `dim`, exact also where softmax rounds to zero."""
    dim = required_dim("log_softmax", dim, axis)
    return reduce_rules.log_softmax(x, dim)


def norm(
    x: TensorLike, p: Any = 2, dim: Dim = None, keepdim: bool = False, *, axis: Dim = None, keepdims: bool | None = None
) -> Tensor:
    """(Σ|x|ᵖ)^(1/p) over `dim` (all if None); p may be ±∞, and 0 counts what is not zero."""
    if axis is not None:
        dim = axis
    if keepdims is not None:
        keepdim = keepdims
    return reduce_rules.norm(x, p, dim, keepdim)


def cosine_similarity(
    x: TensorLike, y: TensorLike, dim: int = 1, eps: float = 1e-08, *, axis: int | None = None
) -> Tensor:
    """Return the cosine of the angle between x and y along `dim`.

    Args:
        x: any shape.
        y: a shape that broadcasts with x.
        dim: the dimension of the vectors.
        eps: the least length that is divided by.
    """
    if axis is not None:
        dim = axis
    return reduce_rules.cosine_similarity(x, y, dim, eps)


def reshape(x: TensorLike, *sizes: int | Sequence[int]) -> Tensor:
    """x with another shape of as many elements; one size may be -1. Shares memory where it can."""
    return shape_rules.reshape(x, flat(sizes))


def expand(x: TensorLike, *sizes: int | Sequence[int]) -> Tensor:
    """x repeated, without copying, along new leading dimensions and those of size 1; -1 keeps a size."""
    return shape_rules.expand(x, flat(sizes))


def squeeze(x: TensorLike, dim: Dim = None, *, axis: Dim = None) -> Tensor:
    """x without its dimensions of size 1, or without `dim` if its size is 1."""
    if axis is not None:
        dim = axis
    return shape_rules.squeeze(x, dim)


def unsqueeze(x: TensorLike, dim: int | None = None, *, axis: int | None = None) -> Tensor:
    """x with a new dimension of size 1 at `dim`."""
    dim = required_dim("unsqueeze", dim, axis)
    return shape_rules.unsqueeze(x, dim)


def transpose(x: TensorLike, dim0: int, dim1: int) -> Tensor:
    """x with two dimensions exchanged."""
    return shape_rules.transpose(x, dim0, dim1)


def permute(x: TensorLike, *dims: int | Sequence[int]) -> Tensor:
    """x with its dimensions in the order given."""
    return shape_rules.permute(x, flat(dims))


def flip(x: TensorLike, *dims: int | Sequence[int]) -> Tensor:
    """x with the order of elements reversed along `dims`. A copy."""
    return shape_rules.flip(x, flat(dims))


def roll(x: TensorLike, shifts: int | Sequence[int], dims: Dim = None) -> Tensor:
    """x with its elements moved on by `shifts` along `dims`, around the end."""
    return shape_rules.roll(x, shifts, dims)


def tril(x: TensorLike, diagonal: int = 0) -> Tensor:
    """The lower triangle of each matrix, up to `diagonal`; zero above."""
    return shape_rules.tril(x, diagonal)


def triu(x: TensorLike, diagonal: int = 0) -> Tensor:
    """The upper triangle of each matrix, from `diagonal`; zero below."""
    return shape_rules.triu(x, diagonal)


def cat(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None) -> Tensor:
    """The tensors one after the other along `dim`; their other sizes must be equal."""
    if axis is not None:
        dim = axis
    return shape_rules.cat(tensors, dim)


def stack(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None) -> Tensor:
    """The tensors, all of one shape, side by side along a new dimension `dim`."""
    if axis is not None:
        dim = axis
    return shape_rules.stack(tensors, dim)


def clone(x: TensorLike) -> Tensor:
    """A copy of x."""
    return shape_rules.clone(x)


def flatten(x: TensorLike, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """x with the dimensions from `start_dim` to `end_dim`, both included, made one."""
    return shape_rules.flatten(x, start_dim, end_dim)


def movedim(x: TensorLike, source: int, destination: int) -> Tensor:
    """x with dimension `source` moved to `destination`."""
    return shape_rules.movedim(x, source, destination)


def split(
    x: TensorLike, split_size: int | Sequence[int], dim: int = 0, *, axis: int | None = None
) -> tuple[Tensor, ...]:
    """A tuple of views of x along `dim`, each `split_size` long (the last may be shorter), or of the sizes listed."""
    if axis is not None:
        dim = axis
    return shape_rules.split(x, split_size, dim)


def chunk(x: TensorLike, chunks: int, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
    """x in at most `chunks` parts of equal size along `dim` (the last may be shorter)."""
    if axis is not None:
        dim = axis
    return shape_rules.chunk(x, chunks, dim)


def unbind(x: TensorLike, dim: int = 0, *, axis: int | None = None) -> tuple[Tensor, ...]:
    """A tuple of x's slices along `dim`, without that dimension."""
    if axis is not None:
        dim = axis
    return shape_rules.unbind(x, dim)


def diag(x: TensorLike, diagonal: int = 0) -> Tensor:
    """The diagonal of a matrix; or a matrix with the vector x on its diagonal."""
    return shape_rules.diag(x, diagonal)


def trace(x: TensorLike) -> Tensor:
    """The sum of a matrix's diagonal."""
    return shape_rules.trace(x)


def vstack(tensors: Sequence[TensorLike]) -> Tensor:
    """The tensors under each other; vectors are rows."""
    return shape_rules.vstack(tensors)


def hstack(tensors: Sequence[TensorLike]) -> Tensor:
    """The tensors beside each other; vectors are joined."""
    return shape_rules.hstack(tensors)


def tile(x: TensorLike, *dims: int | Sequence[int]) -> Tensor:
    """x repeated `dims` times along each dimension."""
    return shape_rules.tile(x, *flat(dims))


def t(x: TensorLike) -> Tensor:
    """Return the transpose of a matrix; vectors and numbers stay as they are.

    Raises:
        ValueError: for more than two dimensions.
    """
    return shape_rules.t(x)


def meshgrid(*tensors: TensorLike, indexing: str = "ij") -> tuple[Tensor, ...]:
    """Return the coordinates of a grid, one tensor per direction.

    Args:
        tensors: vectors, the coordinates along each direction.
        indexing: "ij" (rows first) or "xy".

    Raises:
        ValueError: for any other `indexing`.
    """
    return shape_rules.meshgrid(*tensors, indexing=indexing)


def numel(x: TensorLike) -> int:
    """Return the number of elements of x."""
    return shape_rules.numel(x)


broadcast_to = expand
concat = cat
swapaxes = transpose
