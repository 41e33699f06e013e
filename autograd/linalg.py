"""Linear algebra, under the names of torch.linalg.

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from autograd.array.dim_names import one_name
from autograd.array.inplace import store
from autograd.rules.deferred import decompositions as decompositions_rules
from autograd.rules.deferred import linalg as linalg_rules
from autograd.rules.deferred import lu as lu_rules
from autograd.rules.deferred import matmul as matmul_rules
from autograd.rules.deferred import matrix_norms as matrix_norms_rules
from autograd.rules.deferred import products as products_rules
from autograd.rules.deferred import reflections as reflections_rules
from autograd.rules.deferred import systems as systems_rules
from autograd.rules.deferred import triangular as triangular_rules

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array
    from autograd.rules.decompositions import QR, SVD, Eigen
    from autograd.rules.dims import Dim
    from autograd.rules.lu import LU, PackedLU, PackedLUAndInfo
    from autograd.rules.systems import InverseAndInfo, LeastSquares, ResultAndInfo, SignAndLog
    from autograd.rules.triangular import FactorAndInfo

    TensorLike: TypeAlias = Tensor | Array | float

__all__ = [
    "cholesky",
    "cholesky_ex",
    "cond",
    "cross",
    "det",
    "diagonal",
    "eigh",
    "eigvalsh",
    "householder_product",
    "inv",
    "inv_ex",
    "lstsq",
    "lu",
    "lu_factor",
    "lu_factor_ex",
    "lu_solve",
    "matrix_exp",
    "matrix_norm",
    "matrix_power",
    "matrix_rank",
    "multi_dot",
    "norm",
    "pinv",
    "qr",
    "slogdet",
    "solve",
    "solve_ex",
    "solve_triangular",
    "svd",
    "svdvals",
    "tensorinv",
    "tensorsolve",
    "vander",
    "vecdot",
    "vector_norm",
]


def __dir__() -> list[str]:
    return __all__


def eigh(input: TensorLike, UPLO: str = "L", *, out: Any = None) -> Eigen[Tensor]:
    """Return the eigenvalues and eigenvectors of symmetric matrices.

    Args:
        input: x, symmetric matrices (…, n, n).
        UPLO: "L" to read the lower triangles, "U" the upper ones.

    Returns:
        The named tuple `(eigenvalues, eigenvectors)`: (…, n) in ascending order, and (…, n, n) with vectors as
        columns.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not square, or the computation does not converge.

    The gradient of the vectors of equal eigenvalues does not exist; 0 is taken for their part.

    >>> from autograd import linalg, tensor
    >>> linalg.eigh(tensor([[2.0, 0.0], [0.0, 1.0]])).eigenvalues
    tensor([1., 2.])
    """
    found: Eigen[Tensor] = decompositions_rules.eigh(input, UPLO)
    return found if out is None else store(out, found)


def eigvalsh(input: TensorLike, UPLO: str = "L", *, out: Tensor | None = None) -> Tensor:
    """Return the eigenvalues of symmetric matrices in ascending order.

    Args:
        input: x, symmetric matrices (…, n, n).
        UPLO: "L" to read the lower triangles, "U" the upper ones.

    Returns:
        (…, n).

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not square.

    >>> from autograd import linalg, tensor
    >>> linalg.eigvalsh(tensor([[2.0, 0.0], [0.0, 1.0]]))
    tensor([1., 2.])
    """
    found: Tensor = decompositions_rules.eigvalsh(input, UPLO)
    return found if out is None else store(out, found)


def svd(input: TensorLike, full_matrices: bool = True, *, driver: str | None = None, out: Any = None) -> SVD[Tensor]:
    """Return the singular value decomposition x = U diag(S) Vh.

    Args:
        input: x, matrices (…, n, m).
        full_matrices: whether U and Vh are square. No gradient flows through the columns that complete them.
        driver: accepted for PyTorch's programs.

    Returns:
        The named tuple `(U, S, Vh)`: (…, n, k), (…, k) in descending order and (…, k, m) with k = min(n, m).

    Raises:
        numpy.linalg.LinAlgError: if the computation does not converge.

    The gradient of the vectors of equal singular values does not exist; 0 is taken for their part.

    >>> from autograd import linalg, tensor
    >>> linalg.svd(tensor([[0.0, 3.0], [2.0, 0.0]])).S
    tensor([3., 2.])
    """
    found: SVD[Tensor] = decompositions_rules.linalg_svd(input, full_matrices, driver=driver)
    return found if out is None else store(out, found)


def svdvals(input: TensorLike, *, driver: str | None = None, out: Tensor | None = None) -> Tensor:
    """Return the singular values of matrices in descending order.

    Args:
        input: x, matrices (…, n, m).
        driver: accepted for PyTorch's programs.

    Returns:
        (…, min(n, m)).

    >>> from autograd import linalg, tensor
    >>> linalg.svdvals(tensor([[0.0, 3.0], [2.0, 0.0]]))
    tensor([3., 2.])
    """
    found: Tensor = decompositions_rules.svdvals(input, driver=driver)
    return found if out is None else store(out, found)


def qr(input: TensorLike, mode: str = "reduced", *, out: Any = None) -> QR[Tensor]:
    """Return the QR decomposition x = Q R.

    Args:
        input: x, matrices (…, n, m).
        mode: "reduced" for Q of shape (…, n, min(n, m)), "complete" for a square Q, "r" for an empty one.

    Returns:
        The named tuple `(Q, R)`. No gradient flows through the columns that complete Q.

    Raises:
        ValueError: if `mode` is none of these.

    >>> from autograd import linalg, tensor
    >>> linalg.qr(tensor([[2.0, 0.0], [0.0, 3.0]])).R.abs()
    tensor([[2., 0.],
            [0., 3.]])
    """
    found: QR[Tensor] = decompositions_rules.linalg_qr(input, mode)
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


def lu_factor(input: TensorLike, *, pivot: bool = True, out: Any = None) -> PackedLU[Tensor]:
    """Return the LU decomposition in one matrix, and the rows that were exchanged.

    Args:
        input: x, matrices (…, n, m).
        pivot: rows are exchanged; False is refused.

    Returns:
        The named tuple `(LU, pivots)`: L below the diagonal, which counts as 1, and U above; the row, from 1,
        that each
        row was exchanged with.

    Raises:
        ValueError: if `pivot` is False.

    >>> from autograd import linalg, tensor
    >>> linalg.lu_factor(tensor([[1.0, 2.0], [2.0, 0.0]])).pivots
    tensor([2, 2], dtype=int32)
    """
    found: PackedLU[Tensor] = lu_rules.lu_factor(input, pivot=pivot)
    return found if out is None else store(out, found)


def lu_factor_ex(
    input: TensorLike, *, pivot: bool = True, check_errors: bool = False, out: Any = None
) -> PackedLUAndInfo[Tensor]:
    """Return the LU decomposition in one matrix, the rows that were exchanged, and 0 for each matrix.

    Args:
        input: x, matrices (…, n, m).
        pivot, check_errors: see `linalg.lu_factor`.

    Returns:
        The named tuple `(LU, pivots, info)`.
    """
    found: PackedLUAndInfo[Tensor] = lu_rules.lu_factor_ex(input, pivot=pivot, check_errors=check_errors)
    return found if out is None else store(out, found)


def lu(input: TensorLike, *, pivot: bool = True, out: Any = None) -> LU[Tensor]:
    """Return the LU decomposition x = P L U.

    Args:
        input: x, matrices (…, n, m).
        pivot: rows are exchanged; False is refused.

    Returns:
        The named tuple `(P, L, U)`: a permutation (…, n, n), a lower triangular matrix with ones on its
        diagonal,
        and an upper triangular one.

    Raises:
        ValueError: if `pivot` is False.

    >>> from autograd import linalg, tensor
    >>> linalg.lu(tensor([[1.0, 2.0], [2.0, 0.0]])).U
    tensor([[2., 0.],
            [0., 2.]])
    """
    found: LU[Tensor] = lu_rules.linalg_lu(input, pivot=pivot)
    return found if out is None else store(out, found)


def lu_solve(
    LU: TensorLike,
    pivots: TensorLike,
    B: TensorLike,
    *,
    left: bool = True,
    adjoint: bool = False,
    out: Tensor | None = None,
) -> Tensor:
    """Return the solution x of a @ x = B, given the LU decomposition of a.

    Args:
        LU: the matrices of `linalg.lu_factor`.
        pivots: its exchanged rows.
        B: matrices (…, n, k), or (…, k, n) if `left` is False.
        left: False to solve x @ a = B.
        adjoint: whether to solve with the transpose of a.
    """
    found: Tensor = lu_rules.linalg_lu_solve(LU, pivots, B, left=left, adjoint=adjoint)
    return found if out is None else store(out, found)


def vecdot(
    input: TensorLike, y: TensorLike, dim: int = -1, *, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the inner products of the vectors of x and y along `dim`: Σ x·y.

    Args:
        input: x, any shape.
        y: a Tensor whose shape broadcasts with x.
        dim: the dimension of the vectors.
            NumPy's name `axis` works too.

    Returns:
        The broadcast shape without `dim`, in the common dtype of x and y.

    Raises:
        ShapeError: if the shapes do not broadcast.
        IndexError: if the dimension is out of range.

    >>> from autograd import linalg, tensor
    >>> linalg.vecdot(tensor([[1.0, 2.0], [3.0, 4.0]]), tensor([1.0, 10.0]))
    tensor([21., 43.])
    """
    if axis is not None:
        dim = one_name("vecdot", ("dim", "axis"), dim, axis, -1)
    found: Tensor = matmul_rules.vecdot(input, y, dim)
    return found if out is None else store(out, found)


def vector_norm(
    input: TensorLike,
    ord: float = 2,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the norm of vectors: (Σ|x|^ord)^(1/ord) over `dim`.

    Args:
        input: x, any shape.
        ord: the exponent. inf gives the largest and -inf the smallest |x|, and 0 the number of nonzero elements.
        dim: the dimension or dimensions of the vectors. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype to compute in and of the result.

    Returns:
        The shape of x without `dim`.

    Raises:
        IndexError: if a dimension is out of range.

    >>> from autograd import linalg, tensor
    >>> linalg.vector_norm(tensor([3.0, -4.0]), float("inf"))
    tensor(4.)
    """
    if axis is not None:
        dim = one_name("vector_norm", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("vector_norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = matrix_norms_rules.vector_norm(input, ord, dim, keepdim, dtype=dtype)
    return found if out is None else store(out, found)


def matrix_norm(
    input: TensorLike,
    ord: Any = "fro",
    dim: Any = (-2, -1),
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Any = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the norm of matrices.

    Args:
        input: x, at least two dimensions.
        ord: "fro" for √Σx²; "nuc" for the sum of the singular values, 2 or -2 for the largest or smallest of
        them; 1 or
            -1 for the largest or smallest sum of |x| over a column; inf or -inf for the same over a row.
        dim: the dimensions of rows and columns.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype to compute in and of the result.

    Returns:
        The shape of x without `dim`.

    Raises:
        ValueError: if `ord` is none of these.

    >>> from autograd import linalg, tensor
    >>> linalg.matrix_norm(tensor([[3.0, 0.0], [0.0, 4.0]]), "nuc")
    tensor(7.)
    """
    if axis is not None:
        dim = one_name("matrix_norm", ("dim", "axis"), dim, axis, (-2, -1))
    if keepdims is not None:
        keepdim = one_name("matrix_norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = matrix_norms_rules.matrix_norm(input, ord, dim, keepdim, dtype=dtype)
    return found if out is None else store(out, found)


def norm(
    input: TensorLike,
    ord: Any = None,
    dim: Dim = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Dim = None,
    keepdims: bool | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the norm of vectors or matrices.

    Args:
        input: x, any shape.
        ord: None for √Σx². For vectors, any exponent, see `linalg.vector_norm`. For matrices, see
        `linalg.matrix_norm`.
        dim: one dimension for vectors, two for matrices. None means all.
            NumPy's name `axis` works too.
        keepdim: whether the reduced dimensions stay, with size 1.
            NumPy's name `keepdims` works too.
        dtype: the dtype to compute in and of the result.

    Returns:
        The shape of x without `dim`.

    Raises:
        ValueError: if `ord` is not one for matrices, or `dim` has more than two dimensions.

    >>> from autograd import linalg, tensor
    >>> linalg.norm(tensor([[1.0, -2.0], [3.0, 4.0]]), 1)
    tensor(6.)
    """
    if axis is not None:
        dim = one_name("linalg_norm", ("dim", "axis"), dim, axis, None)
    if keepdims is not None:
        keepdim = one_name("linalg_norm", ("keepdim", "keepdims"), keepdim, keepdims, False)
    found: Tensor = matrix_norms_rules.linalg_norm(input, ord, dim, keepdim, dtype=dtype)
    return found if out is None else store(out, found)


def cond(input: TensorLike, p: Any = None, *, out: Tensor | None = None) -> Tensor:
    """Return the condition number of matrices: the norm of a matrix times that of its inverse.

    Args:
        input: x, matrices (…, n, m); square ones unless p is None, 2 or -2.
        p: the order of the norm; see `linalg.matrix_norm`. None means 2.

    Returns:
        (…).

    Raises:
        numpy.linalg.LinAlgError: if the matrices must be square, and are not or are singular.

    >>> from autograd import linalg, tensor
    >>> linalg.cond(tensor([[2.0, 0.0], [0.0, 4.0]]))
    tensor(2.)
    """
    found: Tensor = matrix_norms_rules.cond(input, p)
    return found if out is None else store(out, found)


def vander(input: TensorLike, *, N: int | None = None, out: Tensor | None = None) -> Tensor:
    """Return Vandermonde matrices: the powers 0, 1, …, N − 1 of each element of x.

    Args:
        input: x, vectors (…, n).
        N: the number of columns. None means n.

    Returns:
        (…, n, N).

    >>> from autograd import linalg, tensor
    >>> linalg.vander(tensor([2, 3]), N=3)
    tensor([[1, 2, 4],
            [1, 3, 9]])
    """
    found: Tensor = matrix_norms_rules.linalg_vander(input, N=N)
    return found if out is None else store(out, found)


def diagonal(
    input: TensorLike, *, offset: int = 0, dim1: int = -2, dim2: int = -1, out: Tensor | None = None
) -> Tensor:
    """Return the diagonals of matrices; see `diagonal`.

    Args:
        input: x, matrices (…, n, m).
        offset: the diagonal; 0 is the main diagonal, positive numbers are above it.
        dim1: the dimension of the rows.
        dim2: the dimension of the columns.
    """
    found: Tensor = matrix_norms_rules.linalg_diagonal(input, offset=offset, dim1=dim1, dim2=dim2)
    return found if out is None else store(out, found)


def cross(
    input: TensorLike, other: TensorLike, *, dim: int = -1, axis: int | None = None, out: Tensor | None = None
) -> Tensor:
    """Return the cross products of vectors of 3.

    Args:
        input: x, any shape with size 3 along `dim`.
        other: likewise; the other dimensions broadcast.
        dim: the dimension of the vectors.
            NumPy's name `axis` works too.

    Raises:
        ValueError: if the sizes are not 3.
    """
    if axis is not None:
        dim = one_name("linalg_cross", ("dim", "axis"), dim, axis, -1)
    found: Tensor = products_rules.linalg_cross(input, other, dim=dim)
    return found if out is None else store(out, found)


def multi_dot(tensors: Sequence[TensorLike], *, out: Tensor | None = None) -> Tensor:
    """Return the product of several matrices, in the order that takes the fewest multiplications.

    Args:
        tensors: at least two matrices that fit. The first and the last may be vectors.

    Raises:
        ValueError: if there are fewer than two.
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, ones
    >>> linalg.multi_dot([ones(2, 3), ones(3, 4), ones(4)])
    tensor([12., 12.])
    """
    found: Tensor = products_rules.multi_dot(tensors)
    return found if out is None else store(out, found)


def householder_product(input: TensorLike, tau: TensorLike, *, out: Tensor | None = None) -> Tensor:
    """Return the first columns of a product of Householder reflections I − tau v vᵀ.

    Args:
        input: x, matrices (…, n, m): v below the diagonal of each column, which counts as 1.
        tau: factors (…, k), with k of at most m.

    Returns:
        The shape of x.

    Raises:
        ValueError: if there are more factors than columns.
    """
    found: Tensor = reflections_rules.householder_product(input, tau)
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


def solve(a: TensorLike, b: TensorLike, *, left: bool = True, out: Tensor | None = None) -> Tensor:
    """Return the solution x of a @ x = b, by LU decomposition.

    Args:
        a: square matrices (…, n, n); integers become float32.
        b: vectors, (n,) or of the shape of `a` without the last dimension; else matrices (…, n, k), or (…, k, n)
        if
            `left` is False.
        left: False to solve x @ a = b.

    Returns:
        Vectors (…, n), or matrices of the shape of b.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.solve(tensor([[2.0, 0.0], [0.0, 4.0]]), tensor([2.0, 2.0]))
    tensor([1.0000, 0.5000])
    """
    found: Tensor = systems_rules.solve(a, b, left=left)
    return found if out is None else store(out, found)


def solve_ex(
    a: TensorLike, b: TensorLike, *, left: bool = True, check_errors: bool = False, out: Any = None
) -> ResultAndInfo[Tensor]:
    """Return the solution x of a @ x = b, and 0 for each matrix; see `linalg.solve`.

    Args:
        a: square matrices (…, n, n).
        b: vectors or matrices.
        left: False to solve x @ a = b.
        check_errors: accepted for PyTorch's programs; a singular matrix always raises.

    Returns:
        The named tuple `(result, info)`.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
    """
    found: ResultAndInfo[Tensor] = systems_rules.solve_ex(a, b, left=left, check_errors=check_errors)
    return found if out is None else store(out, found)


def inv_ex(input: TensorLike, *, check_errors: bool = False, out: Any = None) -> InverseAndInfo[Tensor]:
    """Return the inverse of each matrix, and 0 for each.

    Args:
        input: x, square matrices (…, n, n).
        check_errors: accepted for PyTorch's programs; a singular matrix always raises.

    Returns:
        The named tuple `(inverse, info)`.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is singular or not square.
    """
    found: InverseAndInfo[Tensor] = systems_rules.inv_ex(input, check_errors=check_errors)
    return found if out is None else store(out, found)


def pinv(
    input: TensorLike,
    *,
    atol: Any = None,
    rtol: Any = None,
    hermitian: bool = False,
    rcond: Any = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return the pseudoinverse of matrices (Moore–Penrose).

    Args:
        input: x, matrices (…, n, m).
        atol: singular values of at most this count as 0.
        rtol: the same in relation to the largest. None means max(n, m)·ε, or 0 if `atol` is given.
        hermitian: whether the matrices are symmetric, of which then the lower triangles are read.
        rcond: another name of `rtol`.

    Returns:
        (…, m, n).

    >>> from autograd import linalg, tensor
    >>> linalg.pinv(tensor([[2.0, 0.0], [0.0, 0.0]]))
    tensor([[0.5000, 0.0000],
            [0.0000, 0.0000]])
    """
    found: Tensor = systems_rules.pinv(input, atol=atol, rtol=rtol, hermitian=hermitian, rcond=rcond)
    return found if out is None else store(out, found)


def lstsq(
    a: TensorLike, b: TensorLike, rcond: float | None = None, *, driver: str | None = None, out: Any = None
) -> LeastSquares[Tensor]:
    """Return the x for which the sum of squares of a @ x − b is smallest.

    Args:
        a: matrices (…, n, m).
        b: matrices (…, n, k), or vectors (…, n).
        rcond: singular values of at most this, in relation to the largest, count as 0. None means max(n, m)·ε.
        driver: "gelsy" (None), "gels", "gelsd" or "gelss". They decide what else is returned, as in PyTorch.

    Returns:
        The named tuple `(solution, residuals, rank, singular_values)`. The residuals are those of n > m and full
        rank,
        else empty, as with "gelsy". With "gels" the rank is empty. The singular values are those of "gelsd",
        "gelss".

    Raises:
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.lstsq(tensor([[1.0], [1.0]]), tensor([[1.0], [3.0]])).solution
    tensor([[2.0000]])
    """
    found: LeastSquares[Tensor] = systems_rules.lstsq(a, b, rcond, driver=driver)
    return found if out is None else store(out, found)


def matrix_rank(
    input: TensorLike, *, atol: Any = None, rtol: Any = None, hermitian: bool = False, out: Tensor | None = None
) -> Tensor:
    """Return the rank of matrices: the number of singular values that are not small.

    Args:
        input: x, matrices (…, n, m).
        atol: singular values of at most this count as 0.
        rtol: the same in relation to the largest. None means max(n, m)·ε, or 0 if `atol` is given.
        hermitian: whether the matrices are symmetric.

    Returns:
        (…), int64. No gradient flows.

    >>> from autograd import linalg, ones
    >>> linalg.matrix_rank(ones(3, 3))
    tensor(1)
    """
    found: Tensor = systems_rules.matrix_rank(input, atol=atol, rtol=rtol, hermitian=hermitian)
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


def tensorinv(input: TensorLike, ind: int = 2, *, out: Tensor | None = None) -> Tensor:
    """Return the inverse of x with respect to `tensordot`: its first `ind` dimensions are the rows of a matrix.

    Args:
        input: x, any shape with prod(shape[:ind]) equal to prod(shape[ind:]).
        ind: the number of first dimensions.

    Returns:
        The shape x.shape[ind:] + x.shape[:ind].

    Raises:
        ValueError: if `ind` is not positive.
        numpy.linalg.LinAlgError: if the matrix is singular or not square.
    """
    found: Tensor = systems_rules.tensorinv(input, ind)
    return found if out is None else store(out, found)


def tensorsolve(
    a: TensorLike, b: TensorLike, dims: Sequence[int] | None = None, *, out: Tensor | None = None
) -> Tensor:
    """Return the solution x of tensordot(a, x, x.ndim) = b.

    Args:
        a: any shape with prod(shape[b.ndim:]) equal to the number of elements of b.
        b: any shape.
        dims: the dimensions of `a` to move to the end first.

    Raises:
        numpy.linalg.LinAlgError: if the matrix is singular or not square.
    """
    found: Tensor = systems_rules.tensorsolve(a, b, dims)
    return found if out is None else store(out, found)


def solve_triangular(
    a: TensorLike,
    b: TensorLike,
    *,
    upper: bool,
    left: bool = True,
    unitriangular: bool = False,
    out: Tensor | None = None,
) -> Tensor:
    """Return the solution x of a @ x = b for a triangular matrix a.

    Args:
        a: matrices (…, n, n), of which one triangle is read.
        b: matrices (…, n, k), or (…, k, n) if `left` is False.
        upper: whether to read the upper triangle.
        left: False to solve x @ a = b.
        unitriangular: whether the diagonal counts as 1.

    Raises:
        numpy.linalg.LinAlgError: if an element of the diagonal is 0.
        ShapeError: if the shapes do not fit.

    >>> from autograd import linalg, tensor
    >>> linalg.solve_triangular(tensor([[2.0, 1.0], [0.0, 4.0]]), tensor([[4.0], [8.0]]), upper=True)
    tensor([[1.],
            [2.]])
    """
    found: Tensor = triangular_rules.solve_triangular(a, b, upper=upper, left=left, unitriangular=unitriangular)
    return found if out is None else store(out, found)


def cholesky(input: TensorLike, *, upper: bool = False, out: Tensor | None = None) -> Tensor:
    """Return the Cholesky factor of positive definite matrices: L with x = L Lᵀ.

    Args:
        input: x, symmetric matrices (…, n, n), of which the lower triangles are read.
        upper: whether to return Lᵀ.

    Returns:
        The shape of x.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not positive definite.

    >>> from autograd import linalg, tensor
    >>> linalg.cholesky(tensor([[4.0, 0.0], [0.0, 9.0]]))
    tensor([[2., 0.],
            [0., 3.]])
    """
    found: Tensor = triangular_rules.linalg_cholesky(input, upper=upper)
    return found if out is None else store(out, found)


def cholesky_ex(
    input: TensorLike, *, upper: bool = False, check_errors: bool = False, out: Any = None
) -> FactorAndInfo[Tensor]:
    """Return the Cholesky factor and 0 for each matrix; see `linalg.cholesky`.

    Args:
        input: x, symmetric matrices (…, n, n).
        upper: whether to return the upper triangular factor.
        check_errors: accepted for PyTorch's programs; a matrix that is not positive definite always raises.

    Returns:
        The named tuple `(L, info)`.

    Raises:
        numpy.linalg.LinAlgError: if a matrix is not positive definite.
    """
    found: FactorAndInfo[Tensor] = triangular_rules.cholesky_ex(input, upper=upper, check_errors=check_errors)
    return found if out is None else store(out, found)
