"""The free functions of the Tensor tier, under PyTorch's names.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from autograd.array.dim_names import one_name, required_dim
from autograd.array.inplace import store
from autograd.rules.deferred import arrange as arrange_rules
from autograd.rules.deferred import compare as compare_rules
from autograd.rules.deferred import decompositions as decompositions_rules
from autograd.rules.deferred import einsum as einsum_rules
from autograd.rules.deferred import extremes as extremes_rules
from autograd.rules.deferred import index as index_rules
from autograd.rules.deferred import join as join_rules
from autograd.rules.deferred import linalg as linalg_rules
from autograd.rules.deferred import lu as lu_rules
from autograd.rules.deferred import matmul as matmul_rules
from autograd.rules.deferred import matrix_norms as matrix_norms_rules
from autograd.rules.deferred import norm as norm_rules
from autograd.rules.deferred import pointwise as pointwise_rules
from autograd.rules.deferred import products as products_rules
from autograd.rules.deferred import reduce as reduce_rules
from autograd.rules.deferred import reflections as reflections_rules
from autograd.rules.deferred import scan as scan_rules
from autograd.rules.deferred import scatter as scatter_rules
from autograd.rules.deferred import shape as shape_rules
from autograd.rules.deferred import softmax as softmax_rules
from autograd.rules.deferred import sort as sort_rules
from autograd.rules.deferred import special as special_rules
from autograd.rules.deferred import splits as splits_rules
from autograd.rules.deferred import stacking as stacking_rules
from autograd.rules.deferred import statistics as statistics_rules
from autograd.rules.deferred import systems as systems_rules
from autograd.rules.deferred import triangular as triangular_rules
from autograd.rules.deferred import views as views_rules
from autograd.rules.operation import flat

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array
    from autograd.rules.decompositions import QR, SVDOfTorch
    from autograd.rules.dims import Dim
    from autograd.rules.extremes import Extreme
    from autograd.rules.lu import LU
    from autograd.rules.pointwise import MantissaExponent
    from autograd.rules.sort import Sorted
    from autograd.rules.statistics import Histogram, MinMax
    from autograd.rules.systems import SignAndLog
    from autograd.rules.triangular import Solution

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = [
    "addbmm",
    "addcdiv",
    "addcmul",
    "addmm",
    "addmv",
    "addr",
    "all",
    "allclose",
    "amax",
    "amin",
    "aminmax",
    "angle",
    "any",
    "argmax",
    "argmin",
    "argsort",
    "argwhere",
    "as_strided",
    "atleast_1d",
    "atleast_2d",
    "atleast_3d",
    "baddbmm",
    "bincount",
    "bitwise_and",
    "bitwise_left_shift",
    "bitwise_not",
    "bitwise_or",
    "bitwise_right_shift",
    "bitwise_xor",
    "block_diag",
    "bmm",
    "broadcast_tensors",
    "broadcast_to",
    "bucketize",
    "cartesian_prod",
    "cat",
    "cdist",
    "cholesky",
    "cholesky_inverse",
    "cholesky_solve",
    "chunk",
    "clone",
    "column_stack",
    "combinations",
    "concat",
    "concatenate",
    "conj",
    "conj_physical",
    "constant_pad_nd",
    "copysign",
    "corrcoef",
    "cosine_similarity",
    "count_nonzero",
    "cov",
    "cross",
    "cummax",
    "cummin",
    "cumprod",
    "cumsum",
    "cumulative_trapezoid",
    "deg2rad",
    "det",
    "diag",
    "diag_embed",
    "diagflat",
    "diagonal",
    "diagonal_scatter",
    "diff",
    "digamma",
    "dist",
    "dot",
    "dsplit",
    "dstack",
    "einsum",
    "eq",
    "equal",
    "erfinv",
    "expand",
    "fix",
    "flatten",
    "flip",
    "fliplr",
    "flipud",
    "float_power",
    "fmax",
    "fmin",
    "fmod",
    "frac",
    "frexp",
    "gather",
    "ge",
    "gradient",
    "greater",
    "greater_equal",
    "gt",
    "heaviside",
    "histc",
    "histogram",
    "hsplit",
    "hstack",
    "i0",
    "index_add",
    "index_copy",
    "index_fill",
    "index_put",
    "index_reduce",
    "index_select",
    "inner",
    "inv",
    "inverse",
    "isclose",
    "isfinite",
    "isin",
    "isinf",
    "isnan",
    "isneginf",
    "isposinf",
    "isreal",
    "kron",
    "kthvalue",
    "ldexp",
    "le",
    "lerp",
    "less",
    "less_equal",
    "lgamma",
    "log_softmax",
    "logaddexp2",
    "logcumsumexp",
    "logdet",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "logit",
    "logsumexp",
    "lt",
    "lu",
    "lu_solve",
    "lu_unpack",
    "masked_fill",
    "masked_scatter",
    "masked_select",
    "matmul",
    "matrix_exp",
    "matrix_power",
    "max",
    "mean",
    "median",
    "meshgrid",
    "min",
    "mm",
    "mode",
    "moveaxis",
    "movedim",
    "msort",
    "mv",
    "mvlgamma",
    "nan_to_num",
    "nanmean",
    "nanmedian",
    "nanquantile",
    "nansum",
    "narrow",
    "ne",
    "nextafter",
    "nonzero",
    "norm",
    "not_equal",
    "numel",
    "ormqr",
    "outer",
    "pca_lowrank",
    "permute",
    "pinverse",
    "polygamma",
    "positive",
    "prod",
    "put",
    "qr",
    "quantile",
    "rad2deg",
    "ravel",
    "real",
    "renorm",
    "repeat_interleave",
    "reshape",
    "resolve_conj",
    "resolve_neg",
    "roll",
    "rot90",
    "row_stack",
    "rsub",
    "scatter",
    "scatter_add",
    "scatter_reduce",
    "searchsorted",
    "select",
    "select_scatter",
    "signbit",
    "sinc",
    "slice_scatter",
    "slogdet",
    "softmax",
    "sort",
    "split",
    "split_with_sizes",
    "squeeze",
    "stack",
    "std",
    "std_mean",
    "sum",
    "svd",
    "svd_lowrank",
    "swapaxes",
    "swapdims",
    "t",
    "take",
    "take_along_dim",
    "tensor_split",
    "tensordot",
    "tile",
    "topk",
    "trace",
    "transpose",
    "trapezoid",
    "trapz",
    "triangular_solve",
    "tril",
    "triu",
    "trunc",
    "unbind",
    "unflatten",
    "unique",
    "unique_consecutive",
    "unravel_index",
    "unsafe_chunk",
    "unsafe_split",
    "unsqueeze",
    "vander",
    "var",
    "var_mean",
    "vdot",
    "vsplit",
    "vstack",
]


def __dir__() -> list[str]:
    return __all__


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


def bitwise_left_shift(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x with its bits moved to the left by `other` places: x·2^other.

    Args:
        input: x, any shape, integer.
        other: an integer Tensor, array or number, not negative, whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]) << 1
    tensor([12, 10])
    """
    found: Tensor = compare_rules.bitwise_left_shift(input, other)
    return found if out is None else store(out, found)


def bitwise_right_shift(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x with its bits moved to the right by `other` places: ⌊x / 2^other⌋.

    Args:
        input: x, any shape, integer.
        other: an integer Tensor, array or number, not negative, whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype of x and other. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([6, 5]) >> 1
    tensor([3, 2])
    """
    found: Tensor = compare_rules.bitwise_right_shift(input, other)
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


def svd(input: TensorLike, some: bool = True, compute_uv: bool = True, *, out: Any = None) -> SVDOfTorch[Tensor]:
    """Return the singular value decomposition x = U diag(S) Vᵀ.

    Args:
        input: x, matrices (…, n, m).
        some: whether U and V have min(n, m) columns; else they are square.
        compute_uv: whether to compute U and V; else they are zeros.

    Returns:
        The named tuple `(U, S, V)`.

    Raises:
        numpy.linalg.LinAlgError: if the computation does not converge.

    >>> from autograd import tensor
    >>> tensor([[0.0, 3.0], [2.0, 0.0]]).svd().S
    tensor([3., 2.])
    """
    found: SVDOfTorch[Tensor] = decompositions_rules.svd(input, some, compute_uv)
    return found if out is None else store(out, found)


def qr(input: TensorLike, some: bool = True, *, out: Any = None) -> QR[Tensor]:
    """Return the QR decomposition x = Q R; see `linalg.qr`.

    Args:
        input: x, matrices (…, n, m).
        some: whether Q has min(n, m) columns; else it is square.
    """
    found: QR[Tensor] = decompositions_rules.qr(input, some)
    return found if out is None else store(out, found)


def svd_lowrank(
    A: TensorLike, q: int | None = 6, niter: int | None = 2, M: TensorLike | None = None, *, out: Any = None
) -> Any:
    """Return the first q singular values and vectors of A − M.

    Args:
        A: matrices (…, n, m).
        q: the number of singular values.
        niter: accepted for PyTorch's programs.
        M: a matrix to subtract, that broadcasts with A.

    Returns:
        The named tuple `(U, S, V)`: (…, n, q), (…, q) and (…, m, q).

    Differs from PyTorch: it is exact, and takes no random samples.
    """
    found: Any = decompositions_rules.svd_lowrank(A, q, niter, M)
    return found if out is None else store(out, found)


def pca_lowrank(A: TensorLike, q: int | None = None, center: bool = True, niter: int = 2, *, out: Any = None) -> Any:
    """Return the first q principal components of the rows of A.

    Args:
        A: matrices (…, n, m), one row per sample.
        q: the number of components. None means min(6, n, m).
        center: whether to subtract the mean of the rows first.
        niter: accepted for PyTorch's programs.

    Returns:
        The named tuple `(U, S, V)`; the columns of V are the components.

    Differs from PyTorch: it is exact, and takes no random samples.
    """
    found: Any = decompositions_rules.pca_lowrank(A, q, center, niter)
    return found if out is None else store(out, found)


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


@overload
def max(input: Tensor, *, other: Tensor) -> Tensor: ...


def max(
    input: TensorLike,
    dim: Any = None,
    keepdim: bool = False,
    *,
    other: TensorLike | None = None,
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
        other: a Tensor, for `maximum(x, other)`.

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
    found: Any = extremes_rules.max(input, dim, keepdim, other=other)
    return found if out is None else store(out, found)


@overload
def min(input: Tensor) -> Tensor: ...


@overload
def min(input: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def min(input: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def min(input: Tensor, dim: Tensor) -> Tensor: ...


@overload
def min(input: Tensor, *, other: Tensor) -> Tensor: ...


def min(
    input: TensorLike,
    dim: Any = None,
    keepdim: bool = False,
    *,
    other: TensorLike | None = None,
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
        other: a Tensor, for `minimum(x, other)`.

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
    found: Any = extremes_rules.min(input, dim, keepdim, other=other)
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
        src: at least as large as `index`.

    Returns:
        The shape of x, in the common dtype of x and `src`.

    Raises:
        IndexError: if an index is out of range, or not an integer.
        ShapeError: if the shapes do not fit.

    Differs from PyTorch: negative indices count from the end, and x and `src` may have different dtypes.

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


def argwhere(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the indices of the nonzero elements, in row-major order.

    Args:
        input: x, any shape and dtype.

    Returns:
        (number of nonzero elements, number of dimensions of x), int64. No gradient flows.
    """
    found: Tensor = index_rules.argwhere(input)
    return found if out is None else store(out, found)


def nonzero(input: TensorLike, *, as_tuple: bool = False, out: Any = None) -> Any:
    """Return the indices of the nonzero elements, in row-major order.

    Args:
        input: x, any shape and dtype.
        as_tuple: whether to return one vector for each dimension, for use as an index.

    Returns:
        (number of nonzero elements, number of dimensions of x), int64. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([[1, 0], [0, 2]]).nonzero()
    tensor([[0, 0],
            [1, 1]])
    """
    found: Any = index_rules.nonzero(input, as_tuple=as_tuple)
    return found if out is None else store(out, found)


def cat(tensors: Sequence[TensorLike], dim: int = 0, *, axis: int | None = None, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along an existing dimension.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in `dim`; empty vectors are left out.
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

    Of some hundred rows, the determinant is often 0 or infinite in floating point. In place of `det(x).log()`
    write
    `logdet(x)`, or `linalg.slogdet(x).logabsdet`.

    The gradient is the matrix of cofactors, det(X) · X⁻ᵀ where X is not singular (Giles, 2008, section 2.2.4).

    >>> from autograd import tensor
    >>> tensor([[1.0, 2.0], [3.0, 4.0]]).det()
    tensor(-2.)
    """
    found: Tensor = linalg_rules.det(input)
    return found if out is None else store(out, found)


def matrix_exp(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the exponential of matrices: Σ xᵏ / k!.

    Args:
        input: x, square matrices (…, n, n).

    Returns:
        The shape of x.

    Raises:
        ShapeError: if the matrices are not square.

    Source: N. J. Higham, "The scaling and squaring method for the matrix exponential revisited", 2005; with a
    Taylor
    polynomial.

    >>> from autograd import matrix_exp, zeros
    >>> matrix_exp(zeros(2, 2))
    tensor([[1., 0.],
            [0., 1.]])
    """
    found: Tensor = linalg_rules.matrix_exp(input)
    return found if out is None else store(out, found)


def lu(input: TensorLike, pivot: bool = True, get_infos: bool = False, *, out: Any = None) -> Any:
    """Return the LU decomposition in one matrix, and the rows that were exchanged; see `linalg.lu_factor`.

    Args:
        input: x, matrices (…, n, m).
        pivot: rows are exchanged; False is refused.
        get_infos: whether to return 0 for each matrix too.
    """
    found: Any = lu_rules.lu(input, pivot, get_infos)
    return found if out is None else store(out, found)


def lu_unpack(
    LU_data: TensorLike, LU_pivots: TensorLike, unpack_data: bool = True, unpack_pivots: bool = True, *, out: Any = None
) -> LU[Tensor]:
    """Return the matrices P, L and U of a decomposition x = P L U.

    Args:
        LU_data: the matrices of `linalg.lu_factor`, (…, n, m).
        LU_pivots: its exchanged rows.
        unpack_data: whether to return L and U; else they are empty.
        unpack_pivots: whether to return P; else it is empty.
    """
    found: LU[Tensor] = lu_rules.lu_unpack(LU_data, LU_pivots, unpack_data, unpack_pivots)
    return found if out is None else store(out, found)


def lu_solve(input: TensorLike, LU_data: TensorLike, LU_pivots: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the solution of a @ solution = x, given the LU decomposition of a; see `linalg.lu_solve`.

    Args:
        input: x, matrices (…, n, k).
        LU_data: the matrices of `linalg.lu_factor`.
        LU_pivots: its exchanged rows.
    """
    found: Tensor = lu_rules.lu_solve(input, LU_data, LU_pivots)
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


def vander(input: TensorLike, N: int | None = None, increasing: bool = False, *, out: Tensor | None = None) -> Tensor:
    """Return a Vandermonde matrix: the powers N − 1, …, 1, 0 of each element of x.

    Args:
        input: x, a vector (n,).
        N: the number of columns. None means n.
        increasing: whether the powers increase from 0.

    Returns:
        (n, N).
    """
    found: Tensor = matrix_norms_rules.vander(input, N, increasing)
    return found if out is None else store(out, found)


def norm(
    input: TensorLike,
    p: Any = 2,
    dim: Dim = None,
    keepdim: bool = False,
    dtype: Any = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the p-norm of x over `dim`: (Σ|x|ᵖ)^(1/p).

    The gradient is 0 where the norm is 0, and for p < 1 at elements that are 0.

    Args:
        input: x, any shape.
        p: the exponent. 2, None or "fro" gives √Σx², inf the largest and -inf the smallest |x|, 0 the number of
        nonzero
            elements, and "nuc" the sum of the singular values of matrices.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype to compute in and of the result. None means that of x.

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
    found: Tensor = norm_rules.norm(input, p, dim, keepdim, dtype)
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


def trunc(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x rounded towards 0.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape and dtype of x. The gradient is 0.

    >>> from autograd import tensor
    >>> tensor([-1.5, 2.7]).trunc()
    tensor([-1.,  2.])
    """
    found: Tensor = pointwise_rules.trunc(input)
    return found if out is None else store(out, found)


def frac(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the part of x after the point, with the sign of x.

    Args:
        input: x, any shape, floating.

    Returns:
        The shape and dtype of x.

    >>> from autograd import tensor
    >>> tensor([-1.5, 2.25]).frac()
    tensor([-0.5000,  0.2500])
    """
    found: Tensor = pointwise_rules.frac(input)
    return found if out is None else store(out, found)


def fmod(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the remainder of x / other, with the sign of x.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype.

    Raises:
        ShapeError: if the shapes do not broadcast.
        ZeroDivisionError: if both are integers and `other` is 0.

    >>> from autograd import tensor
    >>> tensor([-5.0, 5.0]).fmod(3)
    tensor([-2.,  2.])
    """
    found: Tensor = pointwise_rules.fmod(input, other)
    return found if out is None else store(out, found)


def copysign(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return |x| with the sign of other.

    Args:
        input: x, any shape; integers become float32.
        other: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape. The gradient at x = 0, and that of `other`, are 0.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, -2.0]).copysign(-1)
    tensor([-1., -2.])
    """
    found: Tensor = pointwise_rules.copysign(input, other)
    return found if out is None else store(out, found)


def fmax(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the larger of x and other, and the other one where one is NaN.

    Args:
        input: x, any shape and dtype.
        other: a Tensor or array whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype. Where both are equal, x gets the gradient.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan")]).fmax(tensor([2.0, 3.0]))
    tensor([2., 3.])
    """
    found: Tensor = pointwise_rules.fmax(input, other)
    return found if out is None else store(out, found)


def fmin(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the smaller of x and other, and the other one where one is NaN.

    Args:
        input: x, any shape and dtype.
        other: a Tensor or array whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype. Where both are equal, x gets the gradient.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan")]).fmin(tensor([2.0, 3.0]))
    tensor([1., 3.])
    """
    found: Tensor = pointwise_rules.fmin(input, other)
    return found if out is None else store(out, found)


def nextafter(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the next floating-point number after x in the direction of other.

    Args:
        input: x, any shape, floating.
        other: a Tensor whose shape broadcasts with x, floating.

    Returns:
        The broadcast shape. The gradient is that of x, where the result differs from it.

    Raises:
        ShapeError: if the shapes do not broadcast.
    """
    found: Tensor = pointwise_rules.nextafter(input, other)
    return found if out is None else store(out, found)


def heaviside(input: TensorLike, values: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return 0 where x < 0, 1 where x > 0, and `values` where x is 0.

    Args:
        input: x, any shape and dtype.
        values: a Tensor whose shape broadcasts with x.

    Returns:
        The broadcast shape, in the common dtype. No gradient flows.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([-1.0, 0.0, 2.0]).heaviside(tensor(0.5))
    tensor([0.0000, 0.5000, 1.0000])
    """
    found: Tensor = pointwise_rules.heaviside(input, values)
    return found if out is None else store(out, found)


def signbit(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether the sign of x is negative; that of −0 is.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.
    """
    found: Tensor = pointwise_rules.signbit(input)
    return found if out is None else store(out, found)


def isposinf(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is ∞.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.
    """
    found: Tensor = pointwise_rules.isposinf(input)
    return found if out is None else store(out, found)


def isneginf(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return whether x is −∞.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool. No gradient flows.
    """
    found: Tensor = pointwise_rules.isneginf(input)
    return found if out is None else store(out, found)


def nan_to_num(
    input: TensorLike,
    nan: float | None = None,
    posinf: float | None = None,
    neginf: float | None = None,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return x with NaN and infinities replaced by numbers.

    Args:
        input: x, any shape and dtype.
        nan: what replaces NaN. None means 0.
        posinf: what replaces ∞. None means the largest number of the dtype.
        neginf: what replaces −∞. None means the smallest number of the dtype.

    Returns:
        The shape and dtype of x. No gradient flows to what was replaced.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan"), float("inf")]).nan_to_num(posinf=9.0)
    tensor([1., 0., 9.])
    """
    found: Tensor = pointwise_rules.nan_to_num(input, nan, posinf, neginf)
    return found if out is None else store(out, found)


def angle(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the angle of x in the complex plane: π for negative numbers, 0 for others, NaN for NaN.

    Args:
        input: x, any shape; integers become float32.

    Returns:
        The shape of x. The gradient is 0.
    """
    found: Tensor = pointwise_rules.angle(input)
    return found if out is None else store(out, found)


def conj(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x itself: the complex conjugate of a real number.

    Args:
        input: x, any shape and dtype.
    """
    found: Tensor = pointwise_rules.conj(input)
    return found if out is None else store(out, found)


def conj_physical(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return a copy of x: the complex conjugate of a real number.

    Args:
        input: x, any shape and dtype.
    """
    found: Tensor = pointwise_rules.conj_physical(input)
    return found if out is None else store(out, found)


def positive(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x itself.

    Args:
        input: x, any shape, no bools.

    Raises:
        TypeError: for bools.
    """
    found: Tensor = pointwise_rules.positive(input)
    return found if out is None else store(out, found)


def real(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x itself: the real part of a real number.

    Args:
        input: x, any shape and dtype.
    """
    found: Tensor = pointwise_rules.real(input)
    return found if out is None else store(out, found)


def deg2rad(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return angles in degrees as radians: x · π / 180.

    Args:
        input: x, any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([180.0, 90.0]).deg2rad()
    tensor([3.1416, 1.5708])
    """
    found: Tensor = pointwise_rules.deg2rad(input)
    return found if out is None else store(out, found)


def rad2deg(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return angles in radians as degrees: x · 180 / π.

    Args:
        input: x, any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([0.0, 3.14159265]).rad2deg()
    tensor([  0., 180.])
    """
    found: Tensor = pointwise_rules.rad2deg(input)
    return found if out is None else store(out, found)


def logaddexp2(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the logarithm of 2^x + 2^other to base 2. It does not overflow.

    Args:
        input: x, any shape, floating.
        other: a Tensor or array whose shape broadcasts with x.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1000.0]).logaddexp2(tensor([1000.0]))
    tensor([1001.])
    """
    found: Tensor = pointwise_rules.logaddexp2(input, other)
    return found if out is None else store(out, found)


def sinc(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return sin(πx) / (πx), and 1 at 0.

    Args:
        input: x, any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.5]).sinc()
    tensor([1.0000, 0.6366])
    """
    found: Tensor = pointwise_rules.sinc(input)
    return found if out is None else store(out, found)


def float_power(input: TensorLike, exponent: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x to the power of exponent, computed in float64.

    Args:
        input: x, any shape and dtype.
        exponent: a Tensor, array or number whose shape broadcasts with x.

    Returns:
        The broadcast shape, float64.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([2, 3]).float_power(-1)
    tensor([0.5000, 0.3333], dtype=float64)
    """
    found: Tensor = pointwise_rules.float_power(input, exponent)
    return found if out is None else store(out, found)


def lerp(input: TensorLike, end: TensorLike, weight: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x + weight · (end − x): the point between x and end.

    Args:
        input: x, any shape, floating.
        end: a Tensor whose shape broadcasts with x.
        weight: a Tensor or number: 0 for x, 1 for `end`.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([0.0, 10.0]).lerp(tensor([1.0, 20.0]), 0.5)
    tensor([ 0.5000, 15.0000])
    """
    found: Tensor = pointwise_rules.lerp(input, end, weight)
    return found if out is None else store(out, found)


def addcmul(
    input: TensorLike, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1, out: Tensor | None = None
) -> Tensor:
    """Return x + value · tensor1 · tensor2.

    Args:
        input: x, any shape and dtype.
        tensor1: a Tensor whose shape broadcasts with x.
        tensor2: a Tensor whose shape broadcasts with x.
        value: a factor.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).addcmul(tensor([3.0, 4.0]), tensor([5.0, 6.0]), value=0.1)
    tensor([2.5000, 4.4000])
    """
    found: Tensor = pointwise_rules.addcmul(input, tensor1, tensor2, value=value)
    return found if out is None else store(out, found)


def addcdiv(
    input: TensorLike, tensor1: TensorLike, tensor2: TensorLike, *, value: float = 1, out: Tensor | None = None
) -> Tensor:
    """Return x + value · tensor1 / tensor2.

    Args:
        input: x, any shape, floating.
        tensor1: a Tensor whose shape broadcasts with x.
        tensor2: a Tensor whose shape broadcasts with x.
        value: a factor.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).addcdiv(tensor([3.0, 4.0]), tensor([5.0, 8.0]))
    tensor([1.6000, 2.5000])
    """
    found: Tensor = pointwise_rules.addcdiv(input, tensor1, tensor2, value=value)
    return found if out is None else store(out, found)


def rsub(input: TensorLike, other: TensorLike, *, alpha: float = 1, out: Tensor | None = None) -> Tensor:
    """Return other − alpha · x.

    Args:
        input: x, any shape and dtype.
        other: a Tensor, array or number whose shape broadcasts with x.
        alpha: a factor of x.

    Raises:
        ShapeError: if the shapes do not broadcast.
    """
    found: Tensor = pointwise_rules.rsub(input, other, alpha=alpha)
    return found if out is None else store(out, found)


def ldexp(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x · 2^other.

    Args:
        input: x, any shape; integers become float32.
        other: a Tensor whose shape broadcasts with x.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([1.0, 3.0]).ldexp(tensor([2, -1]))
    tensor([4.0000, 1.5000])
    """
    found: Tensor = pointwise_rules.ldexp(input, other)
    return found if out is None else store(out, found)


def frexp(input: TensorLike, *, out: Any = None) -> MantissaExponent[Tensor]:
    """Return x as a mantissa and an exponent: x = mantissa · 2^exponent with ½ ≤ |mantissa| < 1.

    Args:
        input: x, any shape, floating.

    Returns:
        The named tuple `(mantissa, exponent)`.

    >>> from autograd import tensor
    >>> tensor([6.0]).frexp().mantissa
    tensor([0.7500])
    """
    found: MantissaExponent[Tensor] = pointwise_rules.frexp(input)
    return found if out is None else store(out, found)


def isreal(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return True for each element: all numbers are real.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x, bool.
    """
    found: Tensor = pointwise_rules.isreal(input)
    return found if out is None else store(out, found)


def addmm(
    input: TensorLike,
    mat1: TensorLike,
    mat2: TensorLike,
    *,
    beta: float = 1,
    alpha: float = 1,
    out: Tensor | None = None,
) -> Tensor:
    """Return beta · x + alpha · (mat1 @ mat2).

    Args:
        input: x, a Tensor that broadcasts to (n, m).
        mat1: a matrix (n, k).
        mat2: a matrix (k, m).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the product.

    Raises:
        ValueError: if the shapes do not fit.

    >>> from autograd import ones
    >>> ones(1, 2).addmm(ones(1, 3), ones(3, 2))
    tensor([[4., 4.]])
    """
    found: Tensor = products_rules.addmm(input, mat1, mat2, beta=beta, alpha=alpha)
    return found if out is None else store(out, found)


def addmv(
    input: TensorLike, mat: TensorLike, vec: TensorLike, *, beta: float = 1, alpha: float = 1, out: Tensor | None = None
) -> Tensor:
    """Return beta · x + alpha · (mat @ vec).

    Args:
        input: x, a Tensor that broadcasts to (n,).
        mat: a matrix (n, k).
        vec: a vector (k,).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the product.

    Raises:
        ValueError: if the shapes do not fit.
    """
    found: Tensor = products_rules.addmv(input, mat, vec, beta=beta, alpha=alpha)
    return found if out is None else store(out, found)


def addr(
    input: TensorLike,
    vec1: TensorLike,
    vec2: TensorLike,
    *,
    beta: float = 1,
    alpha: float = 1,
    out: Tensor | None = None,
) -> Tensor:
    """Return beta · x + alpha · (the outer product of two vectors).

    Args:
        input: x, a Tensor that broadcasts to (n, m).
        vec1: a vector (n,).
        vec2: a vector (m,).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the product.

    Raises:
        ShapeError: if the shapes do not fit.
    """
    found: Tensor = products_rules.addr(input, vec1, vec2, beta=beta, alpha=alpha)
    return found if out is None else store(out, found)


def baddbmm(
    input: TensorLike,
    batch1: TensorLike,
    batch2: TensorLike,
    *,
    beta: float = 1,
    alpha: float = 1,
    out: Tensor | None = None,
) -> Tensor:
    """Return beta · x + alpha · (batch1 @ batch2).

    Args:
        input: x, a Tensor that broadcasts to (b, n, m).
        batch1: matrices (b, n, k).
        batch2: matrices (b, k, m).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the products.

    Raises:
        ValueError: if the shapes do not fit.
    """
    found: Tensor = products_rules.baddbmm(input, batch1, batch2, beta=beta, alpha=alpha)
    return found if out is None else store(out, found)


def addbmm(
    input: TensorLike,
    batch1: TensorLike,
    batch2: TensorLike,
    *,
    beta: float = 1,
    alpha: float = 1,
    out: Tensor | None = None,
) -> Tensor:
    """Return beta · x + alpha · (the sum of the products of two batches of matrices).

    Args:
        input: x, a Tensor that broadcasts to (n, m).
        batch1: matrices (b, n, k).
        batch2: matrices (b, k, m).
        beta: a factor of x; with 0, x is not read.
        alpha: a factor of the sum.

    Raises:
        ValueError: if the shapes do not fit.
    """
    found: Tensor = products_rules.addbmm(input, batch1, batch2, beta=beta, alpha=alpha)
    return found if out is None else store(out, found)


def vdot(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inner product of two vectors: Σ x·other.

    Args:
        input: x, a vector (n,).
        other: a vector (n,).

    Raises:
        ValueError: if they are not vectors of the same length.
    """
    found: Tensor = products_rules.vdot(input, other)
    return found if out is None else store(out, found)


def inner(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inner products of the vectors in the last dimensions of x and other.

    Args:
        input: x, any shape, or a 0-d Tensor.
        other: any shape with the same last size, or a 0-d Tensor.

    Returns:
        The dimensions of x but the last, then those of other but the last. With a 0-d Tensor, the product.

    Raises:
        ShapeError: if the last sizes differ.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).inner(tensor([3.0, 4.0]))
    tensor(11.)
    """
    found: Tensor = products_rules.inner(input, other)
    return found if out is None else store(out, found)


def tensordot(a: TensorLike, b: TensorLike, dims: Any = 2, *, out: Tensor | None = None) -> Tensor:
    """Return the sums of products of a and b over pairs of dimensions.

    Args:
        a: any shape.
        b: any shape.
        dims: the number of last dimensions of `a` and first dimensions of `b`; or two sequences of dimensions.

    Returns:
        The other dimensions of a, then those of b.

    Raises:
        ValueError: if the sizes differ.

    >>> from autograd import ones, tensordot
    >>> tensordot(ones(2, 3), ones(3, 4), dims=1).shape
    (2, 4)
    """
    found: Tensor = products_rules.tensordot(a, b, dims)
    return found if out is None else store(out, found)


def kron(input: TensorLike, other: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the Kronecker product: x with each element replaced by its product with other.

    Args:
        input: x, any shape.
        other: any shape. The one with fewer dimensions gets leading ones of size 1.

    >>> from autograd import tensor
    >>> tensor([1, 10]).kron(tensor([1, 2]))
    tensor([ 1,  2, 10, 20])
    """
    found: Tensor = products_rules.kron(input, other)
    return found if out is None else store(out, found)


def cross(
    input: TensorLike, other: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the cross products of vectors of 3.

    Args:
        input: x, any shape with size 3 along `dim`.
        other: likewise; the other dimensions broadcast.
        dim: the dimension of the vectors. None means the first of size 3.
            NumPy's name `axis` works too.

    Raises:
        ValueError: if the sizes are not 3.

    >>> from autograd import tensor
    >>> tensor([1.0, 0.0, 0.0]).cross(tensor([0.0, 1.0, 0.0]))
    tensor([0., 0., 1.])
    """
    if axis is not None:
        dim = one_name("cross", ("dim", "axis"), dim, axis, None)
    found: Tensor = products_rules.cross(input, other, dim)
    return found if out is None else store(out, found)


def dist(input: TensorLike, other: TensorLike, p: float = 2, *, out: Tensor | None = None) -> Tensor:
    """Return the p-norm of x − other.

    Args:
        input: x, any shape.
        other: a Tensor whose shape broadcasts with x.
        p: the exponent of the norm.

    Raises:
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.0]).dist(tensor([3.0, 4.0]))
    tensor(5.)
    """
    found: Tensor = products_rules.dist(input, other, p)
    return found if out is None else store(out, found)


def cdist(
    x1: TensorLike,
    x2: TensorLike,
    p: float = 2.0,
    compute_mode: str = "use_mm_for_euclid_dist_if_necessary",
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return the distances between the rows of x1 and those of x2, in the p-norm.

    Args:
        x1: matrices (…, n, k).
        x2: matrices (…, m, k).
        p: the exponent of the norm.
        compute_mode: accepted for PyTorch's programs. The distances are always computed from differences.

    Returns:
        (…, n, m).

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import cdist, tensor
    >>> cdist(tensor([[0.0, 0.0]]), tensor([[3.0, 4.0], [0.0, 1.0]]))
    tensor([[5., 1.]])
    """
    found: Tensor = products_rules.cdist(x1, x2, p, compute_mode)
    return found if out is None else store(out, found)


def renorm(input: TensorLike, p: float, dim: int, maxnorm: float, *, out: Tensor | None = None) -> Tensor:
    """Return x with its slices along `dim` scaled down to a p-norm of at most `maxnorm`.

    Args:
        input: x, at least two dimensions, floating.
        p: the exponent of the norm.
        dim: the dimension of the slices.
        maxnorm: the largest norm.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[3.0, 4.0], [0.3, 0.4]]).renorm(2, 0, 1.0)
    tensor([[0.6000, 0.8000],
            [0.3000, 0.4000]])
    """
    found: Tensor = products_rules.renorm(input, p, dim, maxnorm)
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
    dtype: Any = None,
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
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x without `dim`.

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
    found: Tensor = reduce_rules.prod(input, dim, keepdim, dtype)
    return found if out is None else store(out, found)


def cumsum(
    input: TensorLike, dim: int | None = None, dtype: Any = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the cumulative sums of x along `dim`: out[i] = x[0] + … + x[i].

    Args:
        input: x, any shape and dtype.
        dim: the dimension to sum along.
            NumPy's name `axis` works too.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0]).cumsum(0)
    tensor([1., 3., 6.])
    """
    dim = required_dim("cumsum", dim, axis)
    found: Tensor = reduce_rules.cumsum(input, dim, dtype)
    return found if out is None else store(out, found)


def ormqr(
    input: TensorLike,
    tau: TensorLike,
    other: TensorLike,
    left: bool = True,
    transpose: bool = False,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return the product of a matrix and the orthogonal matrix of Householder reflections.

    Args:
        input: x, matrices (…, n, k); see `linalg.householder_product`.
        tau: factors (…, k).
        other: the matrix to multiply, (…, n, m), or (…, m, n) if `left` is False.
        left: whether the orthogonal matrix is on the left.
        transpose: whether to transpose it.
    """
    found: Tensor = reflections_rules.ormqr(input, tau, other, left, transpose)
    return found if out is None else store(out, found)


def cumprod(
    input: TensorLike, dim: int | None = None, dtype: Any = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the cumulative products of x along `dim`: out[i] = x[0] · … · x[i].

    The gradient is exact where elements are 0.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to multiply along.
            NumPy's name `axis` works too.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 3.0]).cumprod(0)
    tensor([1., 2., 6.])
    """
    dim = required_dim("cumprod", dim, axis)
    found: Tensor = scan_rules.cumprod(input, dim, dtype)
    return found if out is None else store(out, found)


def logcumsumexp(
    input: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return log Σ exp(x) over the elements up to each one along `dim`. It does not overflow.

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension to sum along.
            NumPy's name `axis` works too.

    Returns:
        The shape of x.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.0, 1000.0]).logcumsumexp(0)
    tensor([0.0000e+00, 6.9315e-01, 1.0000e+03])
    """
    dim = required_dim("logcumsumexp", dim, axis)
    found: Tensor = scan_rules.logcumsumexp(input, dim)
    return found if out is None else store(out, found)


def cummax(input: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Any = None) -> Extreme[Tensor]:
    """Return the largest element up to each one along `dim`, and its index.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
            NumPy's name `axis` works too.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. Of equal elements the last one counts.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 3.0, 2.0]).cummax(0).values
    tensor([1., 3., 3.])
    """
    dim = required_dim("cummax", dim, axis)
    found: Extreme[Tensor] = scan_rules.cummax(input, dim)
    return found if out is None else store(out, found)


def cummin(input: TensorLike, dim: int | None = None, *, axis: int | None = None, out: Any = None) -> Extreme[Tensor]:
    """Return the smallest element up to each one along `dim`, and its index.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
            NumPy's name `axis` works too.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x. Of equal elements the last one counts.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).cummin(0).values
    tensor([3., 1., 1.])
    """
    dim = required_dim("cummin", dim, axis)
    found: Extreme[Tensor] = scan_rules.cummin(input, dim)
    return found if out is None else store(out, found)


def diff(
    input: TensorLike,
    n: int = 1,
    dim: int = -1,
    prepend: TensorLike | None = None,
    append: TensorLike | None = None,
    *,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the differences of neighbours along `dim`: out[i] = x[i + 1] − x[i].

    Args:
        input: x, at least one dimension, any dtype. Bools are compared.
        n: how often to take differences.
        dim: the dimension.
            NumPy's name `axis` works too.
        prepend: values to put before x along `dim` first.
        append: values to put after x along `dim` first.

    Returns:
        The shape of x with `n` elements less along `dim`.

    Raises:
        IndexError: if the dimension is out of range.
        ValueError: if x has no dimensions or n is negative.

    >>> from autograd import tensor
    >>> tensor([1.0, 4.0, 9.0]).diff()
    tensor([3., 5.])
    """
    if axis is not None:
        dim = one_name("diff", ("dim", "axis"), dim, axis, -1)
    found: Tensor = scan_rules.diff(input, n, dim, prepend, append)
    return found if out is None else store(out, found)


def trapezoid(
    y: TensorLike,
    x: TensorLike | None = None,
    *,
    dx: float = 1,
    dim: int = -1,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the integral of y along `dim`, by the trapezoidal rule.

    Args:
        y: at least one dimension: the heights.
        input: x, the places of the heights, a vector or what broadcasts with y. None for equal distances.
        dx: the distance, without x.
        dim: the dimension.
            NumPy's name `axis` works too.

    Returns:
        The shape of y without `dim`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor, trapezoid
    >>> trapezoid(tensor([1.0, 2.0, 3.0]))
    tensor(4.)
    """
    if axis is not None:
        dim = one_name("trapezoid", ("dim", "axis"), dim, axis, -1)
    found: Tensor = scan_rules.trapezoid(y, x, dx=dx, dim=dim)
    return found if out is None else store(out, found)


def cumulative_trapezoid(
    y: TensorLike,
    x: TensorLike | None = None,
    *,
    dx: float = 1,
    dim: int = -1,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the integrals of y up to each element along `dim`, by the trapezoidal rule.

    Args:
        y: at least one dimension: the heights.
        input: x, the places of the heights, a vector or what broadcasts with y. None for equal distances.
        dx: the distance, without x.
        dim: the dimension.
            NumPy's name `axis` works too.

    Returns:
        The shape of y with one element less along `dim`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import cumulative_trapezoid, tensor
    >>> cumulative_trapezoid(tensor([1.0, 2.0, 3.0]))
    tensor([1.5000, 4.0000])
    """
    if axis is not None:
        dim = one_name("cumulative_trapezoid", ("dim", "axis"), dim, axis, -1)
    found: Tensor = scan_rules.cumulative_trapezoid(y, x, dx=dx, dim=dim)
    return found if out is None else store(out, found)


def gradient(
    input: TensorLike,
    *,
    spacing: Any = 1,
    dim: int | Sequence[int] | None = None,
    edge_order: int = 1,
    axis: int | Sequence[int] | None = None,
    out: Any = None,
) -> list[Tensor]:
    """Return estimates of the derivative of x along its dimensions, by central differences.

    Args:
        input: x, at least one dimension, with at least `edge_order` + 1 elements.
        spacing: the distance of neighbours; or one distance, or one vector of places, for each dimension.
        dim: the dimension or dimensions. None means all.
            NumPy's name `axis` works too.
        edge_order: the order of the differences at the ends, 1 or 2.

    Returns:
        One tensor of the shape of x for each dimension.

    Raises:
        ValueError: if the numbers of distances and dimensions differ, or a dimension is too short.

    >>> from autograd import gradient, tensor
    >>> gradient(tensor([1.0, 4.0, 9.0]))
    [tensor([3., 4., 5.])]
    """
    if axis is not None:
        dim = one_name("gradient", ("dim", "axis"), dim, axis, None)
    found: list[Tensor] = scan_rules.gradient(input, spacing=spacing, dim=dim, edge_order=edge_order)
    return found if out is None else store(out, found)


def scatter(
    input: TensorLike,
    dim: int,
    index: TensorLike,
    src: Any = None,
    *,
    value: Any = None,
    reduce: str | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return a copy of x with `src` written at `index` along `dim`: for dim 1, out[i, index[i, j]] = src[i, j].

    Args:
        input: x, any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x.
        src: a Tensor, at least as large as `index`, or a number.
        value: a number in place of `src`.
        reduce: "add" or "multiply" to combine instead of replacing.

    Returns:
        The shape and dtype of x. Of several elements for one place, the last one stays.

    Raises:
        IndexError: if an index is out of range.
        ValueError: if `reduce` is none of these.

    >>> from autograd import tensor, zeros
    >>> zeros(3).scatter(0, tensor([0, 2]), tensor([1.0, 2.0]))
    tensor([1., 0., 2.])
    """
    found: Tensor = scatter_rules.scatter(input, dim, index, src, value=value, reduce=reduce)
    return found if out is None else store(out, found)


def scatter_reduce(
    input: TensorLike,
    dim: int,
    index: TensorLike,
    src: TensorLike,
    reduce: str,
    *,
    include_self: bool = True,
    out: Tensor | None = None,
) -> Tensor:
    """Return a copy of x with `src` combined into it at `index` along `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension along which `index` selects.
        index: integers, with as many dimensions as x.
        src: at least as large as `index`, in the dtype of x.
        reduce: "sum", "prod", "mean", "amax" or "amin".
        include_self: whether the elements of x take part.

    Returns:
        The shape and dtype of x. Equal extremes share the gradient in equal parts.

    Raises:
        IndexError: if an index is out of range.
        ValueError: if `reduce` is none of these.

    >>> from autograd import tensor, zeros
    >>> zeros(2).scatter_reduce(0, tensor([0, 0]), tensor([1.0, 3.0]), "mean", include_self=False)
    tensor([2., 0.])
    """
    found: Tensor = scatter_rules.scatter_reduce(input, dim, index, src, reduce, include_self=include_self)
    return found if out is None else store(out, found)


def index_add(
    input: TensorLike, dim: int, index: TensorLike, source: TensorLike, *, alpha: float = 1, out: Tensor | None = None
) -> Tensor:
    """Return a copy of x with the slices of `source` added at `index` along `dim`. Repeated indices add up.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        source: the shape of x with the length of `index` in `dim`.
        alpha: a factor of `source`.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_add(0, tensor([0, 0]), tensor([1.0, 2.0]))
    tensor([3., 0., 0.])
    """
    found: Tensor = scatter_rules.index_add(input, dim, index, source, alpha=alpha)
    return found if out is None else store(out, found)


def index_copy(
    input: TensorLike, dim: int, index: TensorLike, source: TensorLike, *, out: Tensor | None = None
) -> Tensor:
    """Return a copy of x with the slices of `source` written at `index` along `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        source: the shape of x with the length of `index` in `dim`.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_copy(0, tensor([2, 0]), tensor([1.0, 2.0]))
    tensor([2., 0., 1.])
    """
    found: Tensor = scatter_rules.index_copy(input, dim, index, source)
    return found if out is None else store(out, found)


def index_fill(input: TensorLike, dim: int, index: TensorLike, value: Any, *, out: Tensor | None = None) -> Tensor:
    """Return a copy of x with `value` in the slices at `index` along `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        value: a number or a 0-d Tensor.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_fill(0, tensor([0, 2]), 5)
    tensor([5., 0., 5.])
    """
    found: Tensor = scatter_rules.index_fill(input, dim, index, value)
    return found if out is None else store(out, found)


def index_reduce(
    input: TensorLike,
    dim: int,
    index: TensorLike,
    source: TensorLike,
    reduce: str,
    *,
    include_self: bool = True,
    out: Tensor | None = None,
) -> Tensor:
    """Return a copy of x with the slices of `source` combined into those at `index` along `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
        index: a vector of integers.
        source: the shape of x with the length of `index` in `dim`.
        reduce: "prod", "mean", "amax" or "amin".
        include_self: whether the elements of x take part.

    Raises:
        IndexError: if an index is out of range.
        ValueError: if `reduce` is none of these.
    """
    found: Tensor = scatter_rules.index_reduce(input, dim, index, source, reduce, include_self=include_self)
    return found if out is None else store(out, found)


def index_put(
    input: TensorLike,
    indices: Sequence[TensorLike | None],
    values: TensorLike,
    accumulate: bool = False,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return a copy of x with x[indices] = values, or with the values added.

    Args:
        input: x, any shape and dtype.
        indices: one Tensor of integers or bools for each dimension; None for a whole dimension.
        values: what broadcasts to the shape of x[indices].
        accumulate: whether to add the values; repeated indices then add up.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(3).index_put((tensor([0, 0]),), tensor([1.0, 2.0]), accumulate=True)
    tensor([3., 0., 0.])
    """
    found: Tensor = scatter_rules.index_put(input, indices, values, accumulate)
    return found if out is None else store(out, found)


def take(input: TensorLike, index: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the elements of the flattened tensor at `index`.

    Args:
        input: x, any shape and dtype.
        index: integers of any shape.

    Returns:
        The shape of `index`.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).take(tensor([3, 0]))
    tensor([4, 1])
    """
    found: Tensor = scatter_rules.take(input, index)
    return found if out is None else store(out, found)


def put(
    input: TensorLike, index: TensorLike, source: TensorLike, accumulate: bool = False, *, out: Tensor | None = None
) -> Tensor:
    """Return a copy of x with `source` written at `index` of the flattened tensor.

    Args:
        input: x, any shape and dtype.
        index: integers of any shape.
        source: as many elements as `index`.
        accumulate: whether to add; repeated indices then add up.

    Raises:
        IndexError: if an index is out of range.

    >>> from autograd import tensor, zeros
    >>> zeros(2, 2).put(tensor([3]), tensor([5.0]))
    tensor([[0., 0.],
            [0., 5.]])
    """
    found: Tensor = scatter_rules.put(input, index, source, accumulate)
    return found if out is None else store(out, found)


def take_along_dim(
    input: TensorLike,
    indices: TensorLike,
    dim: int | None = None,
    *,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the elements of x at `indices` along `dim`, where the other dimensions broadcast.

    Args:
        input: x, any shape and dtype.
        indices: integers, with as many dimensions as x.
        dim: the dimension. None means the flattened tensor.
            NumPy's name `axis` works too.

    Raises:
        IndexError: if an index is out of range.
        ShapeError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> x = tensor([[3, 1], [2, 4]])
    >>> x.take_along_dim(x.argsort(1), 1)
    tensor([[1, 3],
            [2, 4]])
    """
    if axis is not None:
        dim = one_name("take_along_dim", ("dim", "axis"), dim, axis, None)
    found: Tensor = scatter_rules.take_along_dim(input, indices, dim)
    return found if out is None else store(out, found)


def masked_select(input: TensorLike, mask: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the elements of x where `mask` is true, in row-major order.

    Args:
        input: x, any shape and dtype.
        mask: a bool Tensor or array whose shape broadcasts with x.

    Returns:
        A vector.

    Raises:
        ValueError: if the shapes do not broadcast.

    >>> from autograd import tensor
    >>> x = tensor([1.0, -2.0, 3.0])
    >>> x.masked_select(x > 0)
    tensor([1., 3.])
    """
    found: Tensor = scatter_rules.masked_select(input, mask)
    return found if out is None else store(out, found)


def masked_scatter(input: TensorLike, mask: TensorLike, source: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return a copy of x with the elements of `source`, in order, where `mask` is true.

    Args:
        input: x, any shape and dtype.
        mask: a bool Tensor or array whose shape broadcasts with x.
        source: at least as many elements as `mask` has true ones.

    Returns:
        The broadcast shape.

    Raises:
        ValueError: if the shapes do not broadcast, or `source` has too few elements.

    >>> from autograd import tensor, zeros
    >>> zeros(3).masked_scatter(tensor([True, False, True]), tensor([1.0, 2.0]))
    tensor([1., 0., 2.])
    """
    found: Tensor = scatter_rules.masked_scatter(input, mask, source)
    return found if out is None else store(out, found)


def searchsorted(
    sorted_sequence: TensorLike,
    x: TensorLike,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: str | None = None,
    sorter: TensorLike | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the places at which the elements of x would have to be inserted to keep a sequence sorted.

    Args:
        sorted_sequence: ascending along the last dimension: a vector, or the shape of x except in the last
        dimension.
        input: x, any shape, or a number.
        out_int32: whether the result is int32.
        right: whether to insert after equal elements.
        side: "left" or "right", in place of `right`.
        sorter: indices that sort the sequence.

    Returns:
        The shape of x, int64. No gradient flows.

    >>> from autograd import searchsorted, tensor
    >>> searchsorted(tensor([1, 3, 5]), tensor([3, 4]))
    tensor([1, 2])
    """
    found: Tensor = scatter_rules.searchsorted(
        sorted_sequence, x, out_int32=out_int32, right=right, side=side, sorter=sorter
    )
    return found if out is None else store(out, found)


def bucketize(
    input: TensorLike,
    boundaries: TensorLike,
    *,
    out_int32: bool = False,
    right: bool = False,
    out: Tensor | None = None,
) -> Tensor:
    """Return the number of the interval between `boundaries` that each element of x is in.

    Args:
        input: x, any shape, or a number.
        boundaries: a vector in ascending order.
        out_int32: whether the result is int32.
        right: whether the intervals include their lower ends, and not their upper ones.

    Returns:
        The shape of x, int64. No gradient flows.

    >>> from autograd import bucketize, tensor
    >>> bucketize(tensor([3, 6]), tensor([1, 3, 5]))
    tensor([1, 3])
    """
    found: Tensor = scatter_rules.bucketize(input, boundaries, out_int32=out_int32, right=right)
    return found if out is None else store(out, found)


def isin(
    input: TensorLike,
    test_elements: TensorLike,
    assume_unique: bool = False,
    invert: bool = False,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return whether each element of x is among `test_elements`.

    Args:
        input: x, any shape and dtype.
        test_elements: any shape, or a number.
        assume_unique: whether both have no repeated elements, which may be faster.
        invert: whether to return the opposite.

    Returns:
        The shape of x, bool. No gradient flows.

    >>> from autograd import isin, tensor
    >>> isin(tensor([1, 2, 3]), tensor([2, 3]))
    tensor([False,  True,  True])
    """
    found: Tensor = scatter_rules.isin(input, test_elements, assume_unique, invert)
    return found if out is None else store(out, found)


def reshape(input: TensorLike, shape: int | Sequence[int] = (), *more: int) -> Tensor:
    """Return x with another shape and the same elements in the same order.

    Args:
        input: x, any shape and dtype.
        shape: the new shape, as integers or as one tuple. One size may be -1: it follows from the others.

    Returns:
        The new shape; a view where the memory allows it.

    Raises:
        ShapeError: if the number of elements differs.

    >>> from autograd import arange
    >>> arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    found: Tensor = shape_rules.reshape(input, flat((shape, *more)))
    return found


def expand(input: TensorLike, size: int | Sequence[int] = (), *more: int) -> Tensor:
    """Return a view of x repeated along dimensions of size 1 and along new leading dimensions.

    Args:
        input: x, any shape and dtype.
        size: the new shape, as integers or as one tuple. -1 keeps the size of x.

    Returns:
        The new shape. Elements share memory.

    Raises:
        ShapeError: if a size of x is neither 1 nor the new size.

    >>> from autograd import tensor
    >>> tensor([[1], [2]]).expand(-1, 3)
    tensor([[1, 1, 1],
            [2, 2, 2]])
    """
    found: Tensor = shape_rules.expand(input, flat((size, *more)))
    return found


def squeeze(input: TensorLike, dim: Dim = None, *, axis: Dim = None) -> Tensor:
    """Return x without its dimensions of size 1.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to remove if their size is 1. None means all, and () none.
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


def movedim(
    input: TensorLike, source: int | Sequence[int], destination: int | Sequence[int], *, out: Tensor | None = None
) -> Tensor:
    """Return x with dimensions moved; the others keep their order.

    Args:
        input: x, any shape and dtype.
        source: the dimension or dimensions to move.
        destination: the position of each in the result.

    Returns:
        A view.

    Raises:
        IndexError: if a dimension is out of range.
        ValueError: if the numbers of sources and destinations differ, or one is named twice.

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


def softmax(
    input: TensorLike, dim: int | None = None, dtype: Any = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return exp(x) / Σ exp(x) along `dim`.

    It subtracts the largest element first, so exp does not overflow. With s the result, the gradient is
    s·(upstream − Σ upstream·s).

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension along which the result sums to 1.
            NumPy's name `axis` works too.
        dtype: the dtype to compute in and of the result. None means that of x.

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
    found: Tensor = softmax_rules.softmax(input, dim, dtype)
    return found if out is None else store(out, found)


def log_softmax(
    input: TensorLike, dim: int | None = None, dtype: Any = None, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return log(softmax(x)) along `dim`: x − log Σ exp(x).

    It is accurate even where softmax rounds to 0.

    Args:
        input: x, any shape; integers become float32.
        dim: the dimension along which softmax sums to 1.
            NumPy's name `axis` works too.
        dtype: the dtype to compute in and of the result. None means that of x.

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
    found: Tensor = softmax_rules.log_softmax(input, dim, dtype)
    return found if out is None else store(out, found)


def argsort(
    input: TensorLike,
    dim: int = -1,
    descending: bool = False,
    stable: bool = False,
    *,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the indices that sort x along `dim`. The sort is stable, and NaN counts as the largest.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to sort along.
            NumPy's name `axis` works too.
        descending: whether the largest comes first.
        stable: accepted for PyTorch's programs; the sort is always stable.

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
    found: Tensor = sort_rules.argsort(input, dim, descending, stable)
    return found if out is None else store(out, found)


def sort(
    input: TensorLike,
    dim: int = -1,
    descending: bool = False,
    *,
    stable: bool | None = None,
    axis: int | None = None,
    out: Any = None,
) -> Sorted[Tensor]:
    """Return the elements of x in order along `dim`, and their indices.

    The sort is stable, and NaN counts as the largest.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to sort along.
            NumPy's name `axis` works too.
        descending: whether the largest comes first.
        stable: accepted for PyTorch's programs; the sort is always stable.

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
    found: Sorted[Tensor] = sort_rules.sort(input, dim, descending, stable=stable)
    return found if out is None else store(out, found)


def topk(
    input: TensorLike,
    k: int,
    dim: int = -1,
    largest: bool = True,
    sorted: bool = True,
    *,
    axis: int | None = None,
    out: Any = None,
) -> Sorted[Tensor]:
    """Return the `k` largest elements of x along `dim` in descending order, and their indices.

    Args:
        input: x, at least one dimension, any dtype.
        k: how many elements, from 0 to the size of `dim`.
        dim: the dimension to select along.
            NumPy's name `axis` works too.
        largest: False for the smallest elements, in ascending order.
        sorted: accepted for PyTorch's programs; the result is always sorted.

    Returns:
        The named tuple `(values, indices)`, each of the shape of x with size `k` in `dim`.

    Raises:
        ValueError: if `k` is out of range.
        IndexError: if the dimension is out of range.

    Differs from PyTorch: of equal elements the first comes first.

    >>> from autograd import tensor
    >>> values, indices = tensor([3.0, 1.0, 2.0]).topk(2)
    >>> values, indices
    (tensor([3., 2.]), tensor([0, 2]))
    """
    if axis is not None:
        dim = one_name("topk", ("dim", "axis"), dim, axis, -1)
    found: Sorted[Tensor] = sort_rules.topk(input, k, dim, largest, sorted)
    return found if out is None else store(out, found)


def bincount(input: TensorLike, weights: Any = None, minlength: int = 0, *, out: Tensor | None = None) -> Tensor:
    """Return how often each integer 0, 1, 2, … occurs in x.

    Args:
        input: x, a vector (n,) of integers that are not negative.
        weights: how much each element counts, (n,).
        minlength: the least length of the result.

    Returns:
        A vector of length max(largest element + 1, `minlength`), int64; with `weights` of their dtype, float32
        or
        float64. No gradient flows.

    Raises:
        TypeError: if the elements are not integers.
        ValueError: if an element is negative.

    >>> from autograd import tensor
    >>> tensor([0, 2, 2]).bincount()
    tensor([1, 0, 2])
    """
    found: Tensor = sort_rules.bincount(input, weights, minlength)
    return found if out is None else store(out, found)


def msort(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x sorted along its first dimension.

    Args:
        input: x, any shape and dtype.

    Returns:
        The shape of x.
    """
    found: Tensor = sort_rules.msort(input)
    return found if out is None else store(out, found)


def unique(
    input: TensorLike,
    sorted: bool = True,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
    *,
    axis: int | None = None,
    out: Any = None,
) -> Any:
    """Return the distinct elements of x in ascending order.

    Args:
        input: x, any shape and dtype.
        sorted: accepted for PyTorch's programs; the result is always sorted.
        return_inverse: whether to return the place of each element of x in the result too.
        return_counts: whether to return how often each element occurs too.
        dim: the dimension, to compare slices. None means elements.
            NumPy's name `axis` works too.

    Returns:
        A vector of the dtype of x, or a tuple of it and what else was asked for. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    Differs from PyTorch: all NaNs count as one element.

    >>> from autograd import tensor
    >>> tensor([[3, 1], [1, 2]]).unique()
    tensor([1, 2, 3])
    """
    if axis is not None:
        dim = one_name("unique", ("dim", "axis"), dim, axis, None)
    found: Any = sort_rules.unique(input, sorted, return_inverse, return_counts, dim)
    return found if out is None else store(out, found)


def unique_consecutive(
    input: TensorLike,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
    *,
    axis: int | None = None,
    out: Any = None,
) -> Any:
    """Return x without elements that equal the one before them.

    Args:
        input: x, any shape and dtype.
        return_inverse: whether to return the place of each element of x in the result too.
        return_counts: whether to return how often each element occurs in a row too.
        dim: the dimension, to compare slices. None means elements.
            NumPy's name `axis` works too.

    Returns:
        A vector of the dtype of x, or a tuple of it and what else was asked for. No gradient flows.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 1, 2, 1]).unique_consecutive()
    tensor([1, 2, 1])
    """
    if axis is not None:
        dim = one_name("unique_consecutive", ("dim", "axis"), dim, axis, None)
    found: Any = sort_rules.unique_consecutive(input, return_inverse, return_counts, dim)
    return found if out is None else store(out, found)


def lgamma(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return log |Γ(x)|, the logarithm of the gamma function, and ∞ at its poles 0, −1, −2, ….

    Args:
        input: x, any shape; integers become float32.

    Returns:
        The shape of x.

    >>> from autograd import tensor
    >>> tensor([1.0, 5.0]).lgamma()
    tensor([0.0000, 3.1781])
    """
    found: Tensor = special_rules.lgamma(input)
    return found if out is None else store(out, found)


def digamma(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return ψ(x), the derivative of `lgamma`.

    Args:
        input: x, any shape; integers become float32.

    Returns:
        The shape of x. NaN at −1, −2, …; ∓∞ at ±0.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0]).digamma()
    tensor([-0.5772,  0.4228])
    """
    found: Tensor = special_rules.digamma(input)
    return found if out is None else store(out, found)


def polygamma(n: int, x: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the derivative of `digamma` of order n.

    Args:
        n: the order, at least 0.
        input: x, any shape; integers become float32.

    Raises:
        ValueError: if n is negative.

    >>> from autograd import polygamma, tensor
    >>> polygamma(1, tensor([1.0, 2.0]))
    tensor([1.6449, 0.6449])
    """
    found: Tensor = special_rules.polygamma(n, x)
    return found if out is None else store(out, found)


def mvlgamma(input: TensorLike, p: int, *, out: Tensor | None = None) -> Tensor:
    """Return the logarithm of the gamma function of p dimensions: log(π)·p(p − 1)/4 + Σ log Γ(x − j/2), j < p.

    Args:
        input: x, any shape, larger than (p − 1) / 2; integers become float32.
        p: the number of dimensions, at least 1.

    Raises:
        ValueError: if p is less than 1.

    >>> from autograd import tensor
    >>> tensor([3.0]).mvlgamma(2)
    tensor([1.5502])
    """
    found: Tensor = special_rules.mvlgamma(input, p)
    return found if out is None else store(out, found)


def i0(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the modified Bessel function of the first kind of order 0.

    Args:
        input: x, any shape; integers become float32.

    >>> from autograd import tensor
    >>> tensor([0.0, 1.0]).i0()
    tensor([1.0000, 1.2661])
    """
    found: Tensor = special_rules.i0(input)
    return found if out is None else store(out, found)


def erfinv(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the inverse of the error function: erf(erfinv(x)) is x.

    Args:
        input: x, any shape, from −1 to 1; integers become float32.

    Returns:
        The shape of x. ±∞ at ±1, and NaN outside.

    >>> from autograd import tensor
    >>> tensor([0.0, 0.5]).erfinv()
    tensor([0.0000, 0.4769])
    """
    found: Tensor = special_rules.erfinv(input)
    return found if out is None else store(out, found)


def logit(input: TensorLike, eps: float | None = None, *, out: Tensor | None = None) -> Tensor:
    """Return log(x / (1 − x)), the inverse of `sigmoid`.

    Args:
        input: x, any shape, from 0 to 1; integers become float32.
        eps: clamp x to the range from `eps` to 1 − `eps` first. None for no clamp.

    >>> from autograd import tensor
    >>> tensor([0.5, 0.9]).logit()
    tensor([0.0000, 2.1972])
    """
    found: Tensor = special_rules.logit(input, eps)
    return found if out is None else store(out, found)


def tensor_split(
    input: TensorLike, indices_or_sections: int | Sequence[int] | TensorLike, dim: int = 0, *, axis: int | None = None
) -> tuple[Tensor, ...]:
    """Return x in parts along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        indices_or_sections: the number of parts, or the places to split at, as a sequence or a Tensor. Of a
        number of
            parts, the first ones are longer by one if the size is no multiple.
        dim: the dimension to split.
            NumPy's name `axis` works too.

    Returns:
        A tuple of views.

    Raises:
        IndexError: if the dimension is out of range.
        ValueError: if the number of parts is not positive.

    >>> from autograd import arange
    >>> arange(5).tensor_split(2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    if axis is not None:
        dim = one_name("tensor_split", ("dim", "axis"), dim, axis, 0)
    found: tuple[Tensor, ...] = splits_rules.tensor_split(input, indices_or_sections, dim)
    return found


def hsplit(input: TensorLike, indices_or_sections: int | Sequence[int]) -> tuple[Tensor, ...]:
    """Return x in parts along its second dimension; a vector, along its only one.

    Args:
        input: x, at least one dimension, any dtype.
        indices_or_sections: the number of equal parts, or the places to split at.

    Raises:
        ValueError: if the parts would not be equal, or x has too few dimensions.

    >>> from autograd import arange
    >>> arange(4).hsplit(2)
    (tensor([0, 1]), tensor([2, 3]))
    """
    found: tuple[Tensor, ...] = splits_rules.hsplit(input, indices_or_sections)
    return found


def vsplit(input: TensorLike, indices_or_sections: int | Sequence[int]) -> tuple[Tensor, ...]:
    """Return x in parts along its first dimension.

    Args:
        input: x, at least two dimensions, any dtype.
        indices_or_sections: the number of equal parts, or the places to split at.

    Raises:
        ValueError: if the parts would not be equal, or x has too few dimensions.
    """
    found: tuple[Tensor, ...] = splits_rules.vsplit(input, indices_or_sections)
    return found


def dsplit(input: TensorLike, indices_or_sections: int | Sequence[int]) -> tuple[Tensor, ...]:
    """Return x in parts along its third dimension.

    Args:
        input: x, at least three dimensions, any dtype.
        indices_or_sections: the number of equal parts, or the places to split at.

    Raises:
        ValueError: if the parts would not be equal, or x has too few dimensions.
    """
    found: tuple[Tensor, ...] = splits_rules.dsplit(input, indices_or_sections)
    return found


def split_with_sizes(
    input: TensorLike, split_sizes: Sequence[int], dim: int = 0, *, axis: int | None = None
) -> tuple[Tensor, ...]:
    """Return x in parts of given sizes along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        split_sizes: the sizes of the parts.
        dim: the dimension to split.
            NumPy's name `axis` works too.

    Raises:
        ValueError: if the sizes do not add up to that of `dim`.
        IndexError: if the dimension is out of range.
    """
    if axis is not None:
        dim = one_name("split_with_sizes", ("dim", "axis"), dim, axis, 0)
    found: tuple[Tensor, ...] = splits_rules.split_with_sizes(input, split_sizes, dim)
    return found


def atleast_1d(*tensors: TensorLike, out: Any = None) -> Any:
    """Return the tensors with at least one dimension: a 0-d tensor becomes a vector.

    Args:
        tensors: Tensors, or one sequence of them.

    Returns:
        A Tensor for one, a tuple of them for several.
    """
    found: Any = stacking_rules.atleast_1d(*tensors)
    return found if out is None else store(out, found)


def atleast_2d(*tensors: TensorLike, out: Any = None) -> Any:
    """Return the tensors with at least two dimensions: a vector becomes a row.

    Args:
        tensors: Tensors, or one sequence of them.

    Returns:
        A Tensor for one, a tuple of them for several.
    """
    found: Any = stacking_rules.atleast_2d(*tensors)
    return found if out is None else store(out, found)


def atleast_3d(*tensors: TensorLike, out: Any = None) -> Any:
    """Return the tensors with at least three dimensions: a matrix gets a last one, a vector a first and a last one.

    Args:
        tensors: Tensors, or one sequence of them.

    Returns:
        A Tensor for one, a tuple of them for several.
    """
    found: Any = stacking_rules.atleast_3d(*tensors)
    return found if out is None else store(out, found)


def column_stack(tensors: Sequence[TensorLike], *, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along the second dimension. Vectors become columns.

    Args:
        tensors: at least one Tensor, with equal numbers of rows.

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import column_stack, tensor
    >>> column_stack([tensor([1, 2]), tensor([3, 4])])
    tensor([[1, 3],
            [2, 4]])
    """
    found: Tensor = stacking_rules.column_stack(tensors)
    return found if out is None else store(out, found)


def dstack(tensors: Sequence[TensorLike], *, out: Tensor | None = None) -> Tensor:
    """Return the tensors joined along the third dimension; see `atleast_3d`.

    Args:
        tensors: at least one Tensor. Their sizes are equal except in the third dimension.

    Raises:
        ShapeError: if the shapes do not fit.
    """
    found: Tensor = stacking_rules.dstack(tensors)
    return found if out is None else store(out, found)


def block_diag(*tensors: TensorLike, out: Tensor | None = None) -> Tensor:
    """Return the matrix with the tensors as blocks along its diagonal, and 0 elsewhere.

    Args:
        tensors: matrices; vectors and 0-d tensors become rows.

    Returns:
        The common dtype of the tensors.

    Raises:
        ValueError: if a tensor has more than 2 dimensions.

    >>> from autograd import block_diag, tensor
    >>> block_diag(tensor([[1, 2]]), tensor([[3]]))
    tensor([[1, 2, 0],
            [0, 0, 3]])
    """
    found: Tensor = stacking_rules.block_diag(*tensors)
    return found if out is None else store(out, found)


def cartesian_prod(*tensors: TensorLike, out: Tensor | None = None) -> Tensor:
    """Return all choices of one element from each vector, in the order of nested loops.

    Args:
        tensors: vectors.

    Returns:
        (number of choices, number of vectors); for one vector, the vector itself.

    >>> from autograd import cartesian_prod, tensor
    >>> cartesian_prod(tensor([1, 2]), tensor([3, 4]))
    tensor([[1, 3],
            [1, 4],
            [2, 3],
            [2, 4]])
    """
    found: Tensor = stacking_rules.cartesian_prod(*tensors)
    return found if out is None else store(out, found)


def combinations(input: TensorLike, r: int = 2, with_replacement: bool = False, *, out: Tensor | None = None) -> Tensor:
    """Return all combinations of r elements of a vector, in the order of their places.

    Args:
        input: x, a vector (n,).
        r: the number of elements.
        with_replacement: whether an element may be chosen several times.

    Returns:
        (number of combinations, r).

    >>> from autograd import combinations, tensor
    >>> combinations(tensor([1, 2, 3]))
    tensor([[1, 2],
            [1, 3],
            [2, 3]])
    """
    found: Tensor = stacking_rules.combinations(input, r, with_replacement)
    return found if out is None else store(out, found)


def broadcast_tensors(*tensors: TensorLike) -> tuple[Tensor, ...]:
    """Return the tensors expanded to their common shape.

    Args:
        tensors: Tensors whose shapes broadcast.

    Returns:
        A tuple of views.

    Raises:
        ValueError: if the shapes do not broadcast.
    """
    found: tuple[Tensor, ...] = stacking_rules.broadcast_tensors(*tensors)
    return found


def fliplr(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x with the order of its columns reversed.

    Args:
        input: x, at least two dimensions, any dtype.

    Raises:
        ValueError: if x has fewer.
    """
    found: Tensor = stacking_rules.fliplr(input)
    return found if out is None else store(out, found)


def flipud(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x with the order of its rows reversed.

    Args:
        input: x, at least one dimension, any dtype.

    Raises:
        ValueError: if x has none.
    """
    found: Tensor = stacking_rules.flipud(input)
    return found if out is None else store(out, found)


def rot90(input: TensorLike, k: int = 1, dims: Sequence[int] = (0, 1), *, out: Tensor | None = None) -> Tensor:
    """Return x rotated by 90 degrees k times in the plane of two dimensions, from the first towards the second.

    Args:
        input: x, at least two dimensions, any dtype.
        k: how often.
        dims: the two dimensions.

    Raises:
        ValueError: if `dims` are not two different dimensions.
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).rot90()
    tensor([[2, 4],
            [1, 3]])
    """
    found: Tensor = stacking_rules.rot90(input, k, dims)
    return found if out is None else store(out, found)


def repeat_interleave(
    input: TensorLike,
    repeats: int | TensorLike | None = None,
    dim: int | None = None,
    *,
    output_size: int | None = None,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return x with its slices along `dim` repeated, each next to itself.

    Args:
        input: x, any shape and dtype. Without `repeats`, it is the numbers of repetitions, and the result their
        places.
        repeats: the number of repetitions, or one number for each slice.
        dim: the dimension. None means the flattened tensor.
            NumPy's name `axis` works too.
        output_size: the size of the result along `dim`, which is not needed.

    Raises:
        IndexError: if the dimension is out of range.
        ValueError: if the numbers do not fit.

    >>> from autograd import tensor
    >>> tensor([1, 2]).repeat_interleave(2)
    tensor([1, 1, 2, 2])
    """
    if axis is not None:
        dim = one_name("repeat_interleave", ("dim", "axis"), dim, axis, None)
    found: Tensor = stacking_rules.repeat_interleave(input, repeats, dim, output_size=output_size)
    return found if out is None else store(out, found)


def unravel_index(indices: TensorLike, shape: Sequence[int]) -> tuple[Tensor, ...]:
    """Return the places in a tensor of `shape` that indices of the flattened tensor mean.

    Args:
        indices: integers.
        shape: the shape of the tensor.

    Returns:
        One tensor for each dimension.
    """
    found: tuple[Tensor, ...] = stacking_rules.unravel_index(indices, shape)
    return found


def aminmax(
    input: TensorLike,
    *,
    dim: int | None = None,
    keepdim: bool = False,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> MinMax[Tensor]:
    """Return the smallest and the largest element of x over `dim`.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The named tuple `(min, max)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).aminmax().max
    tensor(3.)
    """
    if axis is not None:
        dim = one_name("aminmax", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("aminmax", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: MinMax[Tensor] = statistics_rules.aminmax(input, dim=dim, keepdim=keepdim)
    return found if out is None else store(out, found)


def var_mean(
    input: TensorLike,
    dim: Dim = None,
    unbiased: bool = True,
    keepdim: bool = False,
    correction: float | None = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> tuple[Tensor, Tensor]:
    """Return the variance and the mean of x over `dim`; see `var`.

    Args:
        input: x, any shape, floating.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
            NumPy's name `axis` works too.
        unbiased: whether to divide by n − 1 rather than n.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Raises:
        IndexError: if a dimension is out of range.
    """
    if axis is not None:
        dim = one_name("var_mean", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("var_mean", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: tuple[Tensor, Tensor] = statistics_rules.var_mean(input, dim, unbiased, keepdim, correction)
    return found if out is None else store(out, found)


def std_mean(
    input: TensorLike,
    dim: Dim = None,
    unbiased: bool = True,
    keepdim: bool = False,
    correction: float | None = None,
    *,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> tuple[Tensor, Tensor]:
    """Return the standard deviation and the mean of x over `dim`; see `std`.

    Args:
        input: x, any shape, floating.
        dim: the dimension or dimensions to reduce. None means all. A bool in its place is taken as `unbiased`.
            NumPy's name `axis` works too.
        unbiased: whether to divide by n − 1 rather than n.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        correction: divide by n − `correction`. If given, `unbiased` is ignored.

    Raises:
        IndexError: if a dimension is out of range.
    """
    if axis is not None:
        dim = one_name("std_mean", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("std_mean", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: tuple[Tensor, Tensor] = statistics_rules.std_mean(input, dim, unbiased, keepdim, correction)
    return found if out is None else store(out, found)


def nansum(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the sum of x over `dim`, where NaN counts as 0.

    Args:
        input: x, any shape and dtype.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype of the result. None means that of x, or int64 for integers and bools.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan"), 2.0]).nansum()
    tensor(3.)
    """
    if axis is not None:
        dim = one_name("nansum", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("nansum", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = statistics_rules.nansum(input, dim, keepdim, dtype=dtype)
    return found if out is None else store(out, found)


def nanmean(
    input: TensorLike,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the mean of the elements of x over `dim` that are not NaN.

    Args:
        input: x, any shape, floating.
        dim: the dimension or dimensions to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype of the result. None means that of x.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, float("nan"), 2.0]).nanmean()
    tensor(1.5000)
    """
    if axis is not None:
        dim = one_name("nanmean", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("nanmean", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = statistics_rules.nanmean(input, dim, keepdim, dtype=dtype)
    return found if out is None else store(out, found)


@overload
def median(input: Tensor) -> Tensor: ...


@overload
def median(input: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def median(input: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...


def median(
    input: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> Any:
    """Return the median of x; along `dim`, also its index.

    Of an even number of elements it is the lower one of the two in the middle. It is NaN if an element is.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimension stays, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0, 4.0]).median()
    tensor(2.)
    """
    if axis is not None:
        dim = one_name("median", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("median", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Any = statistics_rules.median(input, dim, keepdim)
    return found if out is None else store(out, found)


@overload
def nanmedian(input: Tensor) -> Tensor: ...


@overload
def nanmedian(input: Tensor, dim: int, keepdim: bool = False, *, keepdims: bool = False) -> Extreme[Tensor]: ...


@overload
def nanmedian(input: Tensor, *, axis: int, keepdim: bool = False, keepdims: bool = False) -> Extreme[Tensor]: ...


def nanmedian(
    input: TensorLike,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> Any:
    """Return the median of the elements of x that are not NaN; along `dim`, also its index.

    Args:
        input: x, any shape and dtype.
        dim: the dimension to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimension stays, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        Without `dim`, a 0-d Tensor. With it, the named tuple `(values, indices)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, float("nan"), 1.0, 2.0]).nanmedian()
    tensor(2.)
    """
    if axis is not None:
        dim = one_name("nanmedian", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("nanmedian", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Any = statistics_rules.nanmedian(input, dim, keepdim)
    return found if out is None else store(out, found)


def kthvalue(
    input: TensorLike,
    k: int,
    dim: int = -1,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> Extreme[Tensor]:
    """Return the k-th smallest element of x along `dim`, and its index.

    Args:
        input: x, any shape and dtype.
        k: the rank, from 1.
        dim: the dimension.
            NumPy's name `axis` works too.
        keepdim: whether the dimension stays, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The named tuple `(values, indices)`.

    Raises:
        ValueError: if k is out of range.
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([3.0, 1.0, 2.0]).kthvalue(2).values
    tensor(2.)
    """
    if axis is not None:
        dim = one_name("kthvalue", ("dim", "axis"), dim, axis, -1)
    if keepdims is not None:
        keepdim = one_name("kthvalue", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Extreme[Tensor] = statistics_rules.kthvalue(input, k, dim, keepdim)
    return found if out is None else store(out, found)


def mode(
    input: TensorLike,
    dim: int = -1,
    keepdim: bool = False,
    *,
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Any = None,
) -> Extreme[Tensor]:
    """Return the most frequent element of x along `dim`, and its last index. Of equally frequent, the smallest.

    Args:
        input: x, any shape and dtype.
        dim: the dimension.
            NumPy's name `axis` works too.
        keepdim: whether the dimension stays, with size 1.
            NumPy's name `keepdims` works too.

    Returns:
        The named tuple `(values, indices)`.

    Raises:
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2, 2, 3]).mode().values
    tensor(2)
    """
    if axis is not None:
        dim = one_name("mode", ("dim", "axis"), dim, axis, -1)
    if keepdims is not None:
        keepdim = one_name("mode", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Extreme[Tensor] = statistics_rules.mode(input, dim, keepdim)
    return found if out is None else store(out, found)


def quantile(
    input: TensorLike,
    q: Any,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    interpolation: str = "linear",
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the q-quantiles of x over `dim`.

    Args:
        input: x, any shape, floating.
        q: a number from 0 to 1, or a vector of them.
        dim: the dimension to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimension stays, with size 1.
            NumPy's name `keepdims` works too.
        interpolation: between two elements: "linear", "lower", "higher", "nearest" or "midpoint".

    Returns:
        The shape of x without `dim`; for a vector of q, after its length.

    Raises:
        ValueError: if q is not from 0 to 1, or the interpolation is none of these.
        IndexError: if the dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 4.0]).quantile(0.75)
    tensor(3.)
    """
    if axis is not None:
        dim = one_name("quantile", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("quantile", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = statistics_rules.quantile(input, q, dim, keepdim, interpolation=interpolation)
    return found if out is None else store(out, found)


def nanquantile(
    input: TensorLike,
    q: Any,
    dim: int | None = None,
    keepdim: bool = False,
    *,
    interpolation: str = "linear",
    axis: int | None = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the q-quantiles of the elements of x over `dim` that are not NaN; see `quantile`.

    Args:
        input: x, any shape, floating.
        q: a number from 0 to 1, or a vector of them.
        dim: the dimension to reduce. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimension stays, with size 1.
            NumPy's name `keepdims` works too.
        interpolation: between two elements: "linear", "lower", "higher", "nearest" or "midpoint".

    Raises:
        ValueError: if q is not from 0 to 1, or the interpolation is none of these.
        IndexError: if the dimension is out of range.
    """
    if axis is not None:
        dim = one_name("nanquantile", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("nanquantile", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = statistics_rules.nanquantile(input, q, dim, keepdim, interpolation=interpolation)
    return found if out is None else store(out, found)


def cov(
    input: TensorLike,
    *,
    correction: int = 1,
    fweights: TensorLike | None = None,
    aweights: TensorLike | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the covariances of variables, each a row of x with one column per observation.

    Args:
        input: x, a matrix (variables, observations), or a vector for one variable.
        correction: divide by the number of observations less this.
        fweights: how often each observation counts, a vector of integers.
        aweights: how much each observation counts, a vector.

    Returns:
        (variables, variables); a 0-d Tensor for one variable.

    Raises:
        ValueError: if x has more than 2 dimensions.

    >>> from autograd import tensor
    >>> tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]).cov()
    tensor([[ 1., -1.],
            [-1.,  1.]])
    """
    found: Tensor = statistics_rules.cov(input, correction=correction, fweights=fweights, aweights=aweights)
    return found if out is None else store(out, found)


def corrcoef(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the correlation coefficients of variables, each a row of x with one column per observation.

    Args:
        input: x, a matrix (variables, observations), or a vector for one variable.

    Returns:
        (variables, variables), from −1 to 1; a 0-d Tensor for one variable.

    Raises:
        ValueError: if x has more than 2 dimensions.

    >>> from autograd import tensor
    >>> tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]]).corrcoef()
    tensor([[ 1., -1.],
            [-1.,  1.]])
    """
    found: Tensor = statistics_rules.corrcoef(input)
    return found if out is None else store(out, found)


def histc(input: TensorLike, bins: int = 100, min: float = 0, max: float = 0, *, out: Tensor | None = None) -> Tensor:
    """Return how many elements of x are in each of `bins` intervals of equal length.

    Args:
        input: x, any shape, floating.
        bins: the number of intervals.
        min: the start of the first interval.
        max: the end of the last one. If both are equal, they are the smallest and largest elements.

    Returns:
        (bins,), in the dtype of x. No gradient flows.

    Raises:
        ValueError: if `max` is less than `min`.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 1.0]).histc(bins=2, min=0, max=3)
    tensor([2., 1.])
    """
    found: Tensor = statistics_rules.histc(input, bins, min, max)
    return found if out is None else store(out, found)


def histogram(
    input: TensorLike,
    bins: Any,
    *,
    range: Any = None,
    weight: TensorLike | None = None,
    density: bool = False,
    out: Any = None,
) -> Histogram[Tensor]:
    """Return how many elements of x are in each of several bins.

    Args:
        input: x, any shape, floating.
        bins: the number of bins of equal width, or a vector with their edges in ascending order.
        range: the start of the first bin and the end of the last. None means the smallest and largest elements.
        weight: how much each element counts, of the shape of x.
        density: whether to divide by the width of the bin and the total.

    Returns:
        The named tuple `(hist, bin_edges)`, in the dtype of x. No gradient flows.

    >>> from autograd import tensor
    >>> tensor([1.0, 2.0, 1.0]).histogram(2, range=(0.0, 3.0)).hist
    tensor([2., 1.])
    """
    found: Histogram[Tensor] = statistics_rules.histogram(input, bins, range=range, weight=weight, density=density)
    return found if out is None else store(out, found)


def slogdet(input: TensorLike, *, out: Any = None) -> SignAndLog[Tensor]:
    """Return the sign of each determinant, and the logarithm of its absolute value, which does not overflow.

    Args:
        input: x, square matrices (…, n, n).

    Returns:
        The named tuple `(sign, logabsdet)`, each (…). For a singular matrix they are 0 and −∞.

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square, or for the gradient if one is singular.

    >>> from autograd import slogdet, tensor
    >>> slogdet(tensor([[0.0, 1.0], [1.0, 0.0]])).sign
    tensor(-1.)
    """
    found: SignAndLog[Tensor] = systems_rules.slogdet(input)
    return found if out is None else store(out, found)


def logdet(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the logarithm of each determinant: NaN for a negative one, −∞ for 0.

    Args:
        input: x, square matrices (…, n, n).

    Returns:
        (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices are not square.

    >>> from autograd import tensor
    >>> tensor([[2.0, 0.0], [0.0, 0.5]]).logdet()
    tensor(0.)
    """
    found: Tensor = systems_rules.logdet(input)
    return found if out is None else store(out, found)


def pinverse(input: TensorLike, rcond: float = 1e-15, *, out: Tensor | None = None) -> Tensor:
    """Return the pseudoinverse of matrices; see `linalg.pinv`.

    Args:
        input: x, matrices (…, n, m).
        rcond: singular values of at most this, in relation to the largest, count as 0.
    """
    found: Tensor = systems_rules.pinverse(input, rcond)
    return found if out is None else store(out, found)


def matrix_power(input: TensorLike, n: int, *, out: Tensor | None = None) -> Tensor:
    """Return x @ x @ … @ x, n times; for a negative n, the power of the inverse.

    Args:
        input: x, square matrices (…, k, k).
        n: the exponent. 0 gives identity matrices.

    Raises:
        numpy.linalg.LinAlgError: if n is negative and a matrix is singular.

    >>> from autograd import tensor
    >>> tensor([[1.0, 1.0], [0.0, 1.0]]).matrix_power(3)
    tensor([[1., 3.],
            [0., 1.]])
    """
    found: Tensor = systems_rules.matrix_power(input, n)
    return found if out is None else store(out, found)


def triangular_solve(
    input: TensorLike,
    A: TensorLike,
    upper: bool = True,
    transpose: bool = False,
    unitriangular: bool = False,
    *,
    out: Any = None,
) -> Solution[Tensor]:
    """Return the solution of A @ solution = x for a triangular matrix A; see `linalg.solve_triangular`.

    Args:
        input: x, matrices (…, n, k).
        A: matrices (…, n, n), of which one triangle is read.
        upper: whether to read the upper triangle.
        transpose: whether to solve Aᵀ @ solution = x.
        unitriangular: whether the diagonal counts as 1.

    Returns:
        The named tuple `(solution, cloned_coefficient)`.
    """
    found: Solution[Tensor] = triangular_rules.triangular_solve(input, A, upper, transpose, unitriangular)
    return found if out is None else store(out, found)


def cholesky(input: TensorLike, upper: bool = False, *, out: Tensor | None = None) -> Tensor:
    """Return the Cholesky factor of positive definite matrices; see `linalg.cholesky`.

    Args:
        input: x, symmetric matrices (…, n, n).
        upper: whether to return the upper triangular factor.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not positive definite.
    """
    found: Tensor = triangular_rules.cholesky(input, upper)
    return found if out is None else store(out, found)


def cholesky_solve(input: TensorLike, L: TensorLike, upper: bool = False, *, out: Tensor | None = None) -> Tensor:
    """Return the solution of (L Lᵀ) @ solution = x for a Cholesky factor L.

    Args:
        input: x, matrices (…, n, k).
        L: triangular matrices (…, n, n).
        upper: whether L is upper triangular, for (Lᵀ L) @ solution = x.

    Raises:
        ShapeError: if the shapes do not fit.
    """
    found: Tensor = triangular_rules.cholesky_solve(input, L, upper)
    return found if out is None else store(out, found)


def cholesky_inverse(input: TensorLike, upper: bool = False, *, out: Tensor | None = None) -> Tensor:
    """Return the inverse of L Lᵀ for a Cholesky factor L.

    Args:
        input: x, L, triangular matrices (…, n, n).
        upper: whether x is upper triangular, for the inverse of Lᵀ L.
    """
    found: Tensor = triangular_rules.cholesky_inverse(input, upper)
    return found if out is None else store(out, found)


def select(input: TensorLike, dim: int, index: int, *, out: Tensor | None = None) -> Tensor:
    """Return the slice of x at `index` along `dim`, without that dimension.

    Args:
        input: x, at least one dimension, any dtype.
        dim: the dimension.
        index: the position. A negative one counts from the end.

    Returns:
        A view.

    Raises:
        IndexError: if the dimension or the position is out of range.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).select(1, 0)
    tensor([1, 3])
    """
    found: Tensor = views_rules.select(input, dim, index)
    return found if out is None else store(out, found)


def narrow(input: TensorLike, dim: int, start: int, length: int, *, out: Tensor | None = None) -> Tensor:
    """Return the slices of x from `start` along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        dim: the dimension.
        start: the first position. A negative one counts from the end.
        length: how many.

    Returns:
        A view.

    Raises:
        IndexError: if the range is not within x.

    >>> from autograd import tensor
    >>> tensor([1, 2, 3, 4]).narrow(0, 1, 2)
    tensor([2, 3])
    """
    found: Tensor = views_rules.narrow(input, dim, start, length)
    return found if out is None else store(out, found)


def unflatten(input: TensorLike, dim: int, sizes: Sequence[int], *, out: Tensor | None = None) -> Tensor:
    """Return x with one dimension split into several.

    Args:
        input: x, at least one dimension, any dtype.
        dim: the dimension.
        sizes: the sizes of the new dimensions. One may be -1: it follows from the others.

    Returns:
        A view where the memory allows it.

    Raises:
        IndexError: if the dimension is out of range.
        ShapeError: if the number of elements differs.

    >>> from autograd import arange
    >>> arange(6).unflatten(0, (2, 3)).shape
    (2, 3)
    """
    found: Tensor = views_rules.unflatten(input, dim, sizes)
    return found if out is None else store(out, found)


def ravel(input: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return x as a vector.

    Args:
        input: x, any shape and dtype.

    Returns:
        A view where the memory allows it.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).ravel()
    tensor([1, 2, 3, 4])
    """
    found: Tensor = views_rules.ravel(input)
    return found if out is None else store(out, found)


def diagonal(input: TensorLike, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """Return the diagonals of the matrices in two dimensions of x.

    Args:
        input: x, at least two dimensions, any dtype.
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
        dim1: the dimension of the rows.
        dim2: the dimension of the columns.

    Returns:
        A view; the diagonal is its last dimension.

    Raises:
        IndexError: if a dimension is out of range.
        ShapeError: if both dimensions are the same.

    >>> from autograd import tensor
    >>> tensor([[1, 2], [3, 4]]).diagonal()
    tensor([1, 4])
    """
    found: Tensor = views_rules.diagonal(input, offset, dim1, dim2)
    return found


def diag_embed(
    input: TensorLike, offset: int = 0, dim1: int = -2, dim2: int = -1, *, out: Tensor | None = None
) -> Tensor:
    """Return matrices with the vectors of x on a diagonal, and 0 elsewhere.

    Args:
        input: x, vectors (…, n), any dtype.
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
        dim1: the dimension of the rows in the result.
        dim2: the dimension of the columns in the result.

    Returns:
        (…, n + |offset|, n + |offset|).

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import tensor
    >>> tensor([1, 2]).diag_embed()
    tensor([[1, 0],
            [0, 2]])
    """
    found: Tensor = views_rules.diag_embed(input, offset, dim1, dim2)
    return found if out is None else store(out, found)


def diagflat(input: TensorLike, offset: int = 0, *, out: Tensor | None = None) -> Tensor:
    """Return a matrix with the elements of x on a diagonal, and 0 elsewhere.

    Args:
        input: x, any shape and dtype. It is flattened.
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.

    >>> from autograd import tensor
    >>> tensor([1, 2]).diagflat()
    tensor([[1, 0],
            [0, 2]])
    """
    found: Tensor = views_rules.diagflat(input, offset)
    return found if out is None else store(out, found)


def as_strided(
    input: TensorLike,
    size: Sequence[int],
    stride: Sequence[int],
    storage_offset: int | None = None,
    *,
    out: Tensor | None = None,
) -> Tensor:
    """Return the elements of x at regular distances in its memory, as a tensor of any shape.

    Args:
        input: x, any shape and dtype.
        size: the shape of the result.
        stride: the distance of neighbours along each dimension, in elements.
        storage_offset: the place of the first element.

    Returns:
        A copy. Elements that appear several times get the sum of the gradients.

    Raises:
        IndexError: if an element is outside x.

    Differs from PyTorch: the memory is that of x in row-major order, and the result is no view.

    >>> from autograd import arange
    >>> arange(5).as_strided((2, 2), (2, 1))
    tensor([[0, 1],
            [2, 3]])
    """
    found: Tensor = views_rules.as_strided(input, size, stride, storage_offset)
    return found if out is None else store(out, found)


def select_scatter(input: TensorLike, src: TensorLike, dim: int, index: int, *, out: Tensor | None = None) -> Tensor:
    """Return a copy of x in which `src` replaces the slice at `index` along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        src: a Tensor of the shape of the slice.
        dim: the dimension.
        index: the position.

    Raises:
        IndexError: if the dimension or the position is out of range.
    """
    found: Tensor = views_rules.select_scatter(input, src, dim, index)
    return found if out is None else store(out, found)


def slice_scatter(
    input: TensorLike,
    src: TensorLike,
    dim: int = 0,
    start: int | None = None,
    end: int | None = None,
    step: int = 1,
    *,
    axis: int | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return a copy of x in which `src` replaces the slices start:end:step along `dim`.

    Args:
        input: x, at least one dimension, any dtype.
        src: a Tensor of the shape of the slices.
        dim: the dimension.
            NumPy's name `axis` works too.
        start, end, step: as in an index.

    Raises:
        IndexError: if the dimension is out of range.
    """
    if axis is not None:
        dim = one_name("slice_scatter", ("dim", "axis"), dim, axis, 0)
    found: Tensor = views_rules.slice_scatter(input, src, dim, start, end, step)
    return found if out is None else store(out, found)


def diagonal_scatter(
    input: TensorLike, src: TensorLike, offset: int = 0, dim1: int = 0, dim2: int = 1, *, out: Tensor | None = None
) -> Tensor:
    """Return a copy of x in which `src` replaces a diagonal.

    Args:
        input: x, at least two dimensions, any dtype.
        src: a Tensor of the shape of the diagonal.
        offset, dim1, dim2: see `diagonal`.

    Raises:
        IndexError: if a dimension is out of range.
    """
    found: Tensor = views_rules.diagonal_scatter(input, src, offset, dim1, dim2)
    return found if out is None else store(out, found)


def constant_pad_nd(input: TensorLike, pad: Sequence[int], value: float = 0, *, out: Tensor | None = None) -> Tensor:
    """Return x with `value` around it; negative numbers cut elements off.

    Args:
        input: x, any shape and dtype.
        pad: the numbers of elements before and after, for the last dimension, the one before it and so on.
        value: the number to fill with.

    Raises:
        ValueError: if `pad` has an odd length, or more pairs than x has dimensions.

    >>> from autograd import constant_pad_nd, tensor
    >>> constant_pad_nd(tensor([1, 2]), (1, 2), 9)
    tensor([9, 1, 2, 9, 9])
    """
    found: Tensor = views_rules.constant_pad_nd(input, pad, value)
    return found if out is None else store(out, found)


broadcast_to = expand
concat = cat
concatenate = cat
fix = trunc
greater = gt
greater_equal = ge
inverse = inv
less = lt
less_equal = le
moveaxis = movedim
not_equal = ne
resolve_conj = conj
resolve_neg = conj
row_stack = vstack
swapaxes = transpose
swapdims = transpose
trapz = trapezoid
unsafe_chunk = chunk
unsafe_split = split
