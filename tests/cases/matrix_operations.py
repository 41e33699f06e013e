"""Cases of products and decompositions of matrices, of linear systems and of norms."""

from __future__ import annotations

import numpy as np

import autograd
from autograd.rules.families import OPERATIONS
from tests.cases.arrays import Cases, array

V, A, B = array(2), array(2, 3), array(3, 2, seed=1)
WELL = array(2, 2) + 3 * np.eye(2)  # far from singular
TALL = np.array([[2.0, 0.3], [0.1, 1.5], [0.7, -0.4]])  # with singular values that are far apart
SYMMETRIC = (WELL + WELL.T,)
L = np.tril(WELL)
FACTORS = np.array([[1.0, 0.2], [0.5, 1.0], [0.3, -0.4]]), np.array([0.7, 0.4])
RIGHT = array(2, 2, seed=3)

CASES: Cases = {
    "addmm": [(lambda x, a, b: x.addmm(a, b, beta=0.5, alpha=2), (RIGHT, A, B))],
    "addmv": [(lambda x, a, v: x.addmv(a, v), (V, RIGHT, array(2, seed=2)))],
    "addr": [(lambda x, v, w: x.addr(v, w, alpha=0.5), (RIGHT, V, array(2, seed=2)))],
    "baddbmm": [(lambda x, a: x.baddbmm(a, a), (array(1, 2, 2), array(1, 2, 2, seed=1)))],
    "addbmm": [(lambda x, a: x.addbmm(a, a), (RIGHT, array(1, 2, 2)))],
    "vdot": [(lambda x, y: x.vdot(y), (V, array(2, seed=2)))],
    "inner": [(lambda x, y: x.inner(y), (A, array(3, seed=2)))],
    "tensordot": [(lambda x, y: autograd.tensordot(x, y, dims=([1], [0])), (A, B))],
    "kron": [(lambda x, y: x.kron(y), (V, array(1, 2, seed=1)))],
    "cross": [(lambda x, y: x.cross(y), (array(3), array(3, seed=1)))],
    "linalg_cross": [(lambda x, y: autograd.linalg.cross(x, y), (A, array(1, 3, seed=1)))],
    "dist": [(lambda x, y: x.dist(y, 3), (V, array(2, seed=2)))],
    "cdist": [(lambda x, y: autograd.cdist(x, y), (A, array(1, 3, seed=2)))],
    "renorm": [(lambda x: x.renorm(2, 0, 1.0), (A,))],
    "multi_dot": [(lambda x, y, v: autograd.linalg.multi_dot([x, y, v]), (A, B, V))],
    "packed_eigh": [(lambda x: OPERATIONS["packed_eigh"](x + x.mT, True).square(), SYMMETRIC)],
    "eigh": [
        (lambda x: autograd.linalg.eigh(x + x.mT).eigenvectors ** 2 + autograd.linalg.eigh(x + x.mT)[0], SYMMETRIC),
    ],
    "eigvalsh": [(lambda x: autograd.linalg.eigvalsh(x + x.mT), SYMMETRIC)],
    "packed_svd": [(lambda x: OPERATIONS["packed_svd"](x).square(), (TALL,))],
    "linalg_svd": [
        (lambda x: autograd.linalg.svd(x, False).U.square() * autograd.linalg.svd(x, False).S, (TALL,)),
        (lambda x: autograd.linalg.svd(x.mT, False).Vh.square(), (TALL,)),
    ],
    "svd": [(lambda x: x.svd()[2].square(), (TALL,))],
    "svdvals": [(lambda x: autograd.linalg.svdvals(x), (TALL,))],
    "svd_lowrank": [(lambda x: autograd.svd_lowrank(x, 1)[1], (TALL,))],
    "pca_lowrank": [(lambda x: autograd.pca_lowrank(x, 1)[1], (TALL,))],
    "packed_qr": [(lambda x: OPERATIONS["packed_qr"](x), (TALL,))],
    "linalg_qr": [
        (lambda x: autograd.linalg.qr(x).Q @ autograd.linalg.qr(x).R.abs(), (TALL,)),
        (lambda x: autograd.linalg.qr(x.mT)[1], (TALL,)),
    ],
    "qr": [(lambda x: x.qr()[0], (TALL,))],
    "solve_upper": [(lambda a, b: OPERATIONS["solve_upper"](a, b, False), (WELL, RIGHT))],
    "solve_triangular": [
        (lambda a, b: autograd.linalg.solve_triangular(a, b, upper=False), (WELL, RIGHT)),
        (lambda a, b: autograd.linalg.solve_triangular(a, b, upper=True, left=False, unitriangular=True),
         (WELL, RIGHT)),
    ],
    "triangular_solve": [(lambda b, a: b.triangular_solve(a, transpose=True)[0], (RIGHT, WELL))],
    "lower_cholesky": [(lambda x: OPERATIONS["lower_cholesky"](x @ x.mT), (WELL,))],
    "linalg_cholesky": [(lambda x: autograd.linalg.cholesky(x @ x.mT, upper=True), (WELL,))],
    "cholesky": [(lambda x: (x @ x.mT).cholesky(), (WELL,))],
    "cholesky_ex": [(lambda x: autograd.linalg.cholesky_ex(x @ x.mT)[0], (WELL,))],
    "cholesky_solve": [(lambda b, x: b.cholesky_solve(autograd.tril(x)), (RIGHT, L))],
    "cholesky_inverse": [(lambda x: x.tril().cholesky_inverse(), (L,))],
    "matrix_exp": [(lambda x: x.matrix_exp(), (RIGHT,))],
    "householder_product": [(lambda x, t: autograd.linalg.householder_product(x, t), FACTORS)],
    "ormqr": [(lambda x, t, y: x.ormqr(t, y), (*FACTORS, array(3, 1, seed=2)))],
    "log_of_determinant": [(lambda x: OPERATIONS["log_of_determinant"](x), (WELL,))],
    "slogdet": [(lambda x: x.slogdet()[1], (WELL,))],
    "logdet": [(lambda x: x.logdet(), (WELL,))],
    "solve_matrices": [(lambda a, b: OPERATIONS["solve_matrices"](a, b), (WELL, RIGHT))],
    "solve_ex": [(lambda a, b: autograd.linalg.solve_ex(a, b)[0], (WELL, V))],
    "inv_ex": [(lambda x: autograd.linalg.inv_ex(x)[0], (WELL,))],
    "pseudoinverse": [(lambda x: OPERATIONS["pseudoinverse"](x, 1e-10), (TALL,))],
    "pinv": [(lambda x: autograd.linalg.pinv(x.mT), (TALL,)), (lambda x: autograd.linalg.pinv(x), (TALL,))],
    "pinverse": [(lambda x: x.pinverse(), (TALL,))],
    "lstsq": [(lambda a, b: autograd.linalg.lstsq(a, b)[0], (TALL, array(3, 1, seed=2)))],
    "matrix_power": [(lambda x: x.matrix_power(3), (WELL,)), (lambda x: x.matrix_power(-1), (WELL,))],
    "tensorinv": [(lambda x: autograd.linalg.tensorinv(x.reshape(2, 2, 1), ind=1), (WELL,))],
    "tensorsolve": [(lambda a, b: autograd.linalg.tensorsolve(a, b), (WELL, V))],
    "packed_lu": [(lambda x: OPERATIONS["packed_lu"](x), (WELL,)), (lambda x: OPERATIONS["packed_lu"](x), (TALL,))],
    "lu_factor": [(lambda x: autograd.linalg.lu_factor(x.mT)[0], (TALL,))],
    "lu_factor_ex": [(lambda x: autograd.linalg.lu_factor_ex(x)[0], (WELL,))],
    "lu": [(lambda x: x.lu()[0], (WELL,))],
    "lu_unpack": [(lambda x: autograd.lu_unpack(*x.lu())[2], (WELL,))],
    "linalg_lu": [(lambda x: autograd.linalg.lu(x)[1] @ autograd.linalg.lu(x)[2], (WELL,))],
    "linalg_lu_solve": [
        (lambda a, b: autograd.linalg.lu_solve(*autograd.linalg.lu_factor(a), b, adjoint=True), (WELL, RIGHT)),
    ],
    "lu_solve": [(lambda a, b: autograd.lu_solve(b, *autograd.lu(a)), (WELL, RIGHT))],
    "vector_norm": [(lambda x: autograd.linalg.vector_norm(x, 3, dim=1), (A,))],
    "linalg_norm": [
        (lambda x: autograd.linalg.norm(x), (A,)), (lambda x: autograd.linalg.norm(x, 1), (A,)),
        (lambda x: autograd.linalg.norm(x, -np.inf, dim=(0, 1), keepdim=True), (A,)),
        (lambda x: autograd.linalg.norm(x, 2), (TALL,)), (lambda x: autograd.linalg.norm(x, "nuc"), (TALL,)),
    ],
    "cond": [(lambda x: autograd.linalg.cond(x), (TALL,)), (lambda x: autograd.linalg.cond(x, 1), (WELL,))],
    "linalg_vander": [(lambda x: autograd.linalg.vander(x), (V,))],
    "vander": [(lambda x: autograd.vander(x), (V,))],
    "linalg_diagonal": [(lambda x: autograd.linalg.diagonal(x), (A,))],
}  # fmt: skip

# Those whose results are not differentiable.
WITHOUT_GRADIENT = set("complement matrix_rank no_errors pivots_of rank_of sign_of_determinant".split())
