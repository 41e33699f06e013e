"""Calls of NumPy's functions, as text: each is run on arrays and on Tensors.

The letters are operands: `x` (3, 4), `y` (4,), `m` (3, 3) far from singular, `t` (2, 3, 4), `c` (3, 2).
"""

from __future__ import annotations

import numpy as np

from tests.cases.arrays import array

WELL = array(3, 3) + 3 * np.eye(3)
MASK = np.indices((3, 4)).sum(0) % 2 == 0
GIVEN = np.arange(12).reshape(3, 4) % 7 != 1
OPERANDS = {
    "x": array(3, 4), "y": array(4, seed=1), "m": WELL, "t": array(2, 3, 4, seed=2), "c": array(3, 2, seed=4),
}  # fmt: skip

# One call or more for each function that has a derivative here; the name is the first one in the text.
DIFFERENTIABLE = """
np.sum(x) · np.sum(x, axis=(0, 1)) · np.sum(x, axis=()) · np.sum(x, 1, keepdims=True, initial=2.0, where=MASK)
np.sum(t, axis=(0, 2), dtype=np.float64) · np.sum(a=x)
np.prod(x, axis=0) · np.prod(x, axis=(0, 1), where=MASK, initial=2.0) · np.prod(x**2, ())
np.mean(x, axis=(-1, 0), keepdims=True) · np.mean(x, where=MASK) · np.mean(x, 0, where=MASK, keepdims=True)
np.mean(x, axis=())
np.var(x, ddof=1) · np.var(x, axis=1, where=MASK) · np.var(x, 0, correction=1, keepdims=True)
np.var(x, 1, mean=np.mean(x, 1, keepdims=True)) · np.var(t, axis=(0, 2))
np.std(x, axis=0) · np.std(x, axis=1, where=MASK, ddof=0.5) · np.std(x, keepdims=True)
np.max(x, axis=1) · np.max(x, axis=0, initial=0.3, where=MASK) · np.max(t, (0, 2)) · np.amax(x, 1, None, True)
np.max(x, axis=())
np.min(x) · np.min(x, axis=1, where=MASK, initial=9.0, keepdims=True) · np.amin(x, 0)
np.ptp(x, axis=0) · np.ptp(x, keepdims=True)
np.median(x) · np.median(x, axis=0) · np.median(t, axis=(0, 2), keepdims=True)
np.quantile(x, 0.3) · np.quantile(x, [0.2, 0.7], axis=1) · np.quantile(x, [[0.2], [0.7]], axis=(0, 1), keepdims=True)
np.quantile(x, 0.3, method='lower') · np.percentile(x, 30, axis=1, keepdims=True) · np.percentile(x, [25, 60])
np.average(x, axis=1, weights=y) · np.average(x) · np.average(x, weights=x**2) · np.average(t, (2, 0), np.ones((4, 2)))
np.average(x, axis=1, weights=y, returned=True, keepdims=True)
np.nansum(np.where(GIVEN, x, np.nan), axis=0) · np.nanprod(np.where(GIVEN, x, np.nan), axis=1) · np.nanmean(np.where(GIVEN, x, np.nan), 0, keepdims=True) · np.nanmax(np.where(GIVEN, x, np.nan), axis=1) · np.nanmin(np.where(GIVEN, x, np.nan))
np.nanvar(np.where(GIVEN, x, np.nan), axis=1, ddof=1) · np.nanstd(np.where(GIVEN, x, np.nan)) · np.nanmedian(np.where(GIVEN, x, np.nan), axis=1) · np.nanquantile(np.where(GIVEN, x, np.nan), 0.4, axis=0)
np.nanpercentile(np.where(GIVEN, x, np.nan), [20, 50], axis=(0, 1)) · np.nancumsum(np.where(GIVEN, x, np.nan), 1) · np.nancumprod(np.where(GIVEN, x, np.nan)) · np.nan_to_num(np.where(GIVEN, x, np.nan), nan=2.0)
np.cumsum(x) · np.cumsum(x, axis=1) · np.cumprod(x, axis=0) · np.cumprod(x) · np.cumsum(x, 0, np.float64)
np.diff(x) · np.diff(x, n=2, axis=0) · np.diff(x, axis=1, prepend=0.0, append=x) · np.diff(y, 1, -1, y)
np.ediff1d(x, to_begin=y, to_end=0.0) · np.gradient(x) · np.gradient(x, 0.5, axis=1) · np.gradient(y, y + np.arange(4.0) * 9)
np.gradient(x, 0.5, 2.0, edge_order=2) · np.trapezoid(x, dx=0.5, axis=0) · np.trapezoid(x, y)
np.interp([0.2, 1.5, 7.0], [0.0, 1.0, 2.0, 3.0], y) · np.interp(x, [-1.0, 0.03, 1.0], [1.0, 5.0, -2.0], left=y[0])
np.interp(x + 3.3, [0.1, 1.0, 2.0], [1.0, 5.0, -2.0], period=2.3) · np.interp(y[0], [-3.0, 3.0], y[:2])
np.convolve(y, x[0, :3]) · np.convolve(y, x[0, :3], 'same') · np.convolve(y[:2], x[0], 'valid') · np.convolve(x[0, :2], y, mode='same')
np.correlate(y, x[0, :3]) · np.correlate(y, x[0, :3], 'full') · np.correlate(y, x[0, :2], 'same') · np.correlate(y[:2], x[0], 'same')
np.correlate(y[:3], x[0], 'same') · np.correlate(y[:2], x[0], 'valid') · np.correlate(y[:3], x[0], 'full')
np.clip(x, a_min=-0.2, a_max=0.5) · np.clip(x, min=0.1) · np.clip(x, -0.5, y**2) · np.round(x, decimals=1) · np.around(x)
np.fix(x) · np.sign(x) · np.cbrt(x) · np.sinc(x) · np.i0(x) · np.unwrap(x * 9, axis=0) · np.unwrap(5 * y, period=3.0) · np.real(x)
np.real_if_close(x) · np.conj(x) · np.angle(x, deg=True) · np.modf(x) · np.divmod(x, y)[1] · np.deg2rad(x) · np.rad2deg(x)
np.degrees(x) · np.radians(x) · np.logaddexp2(x, y) · np.fmax(x, y) · np.fmin(x, y) · np.heaviside(x, 0.5)
np.ldexp(x, 3) · np.frexp(x)[0] · np.float_power(x**2, 1.5) · np.positive(x)
np.reshape(x, (2, 6)) · np.reshape(x, shape=(6, 2), order='F') · np.ravel(x, order='F') · np.ravel(t) · np.transpose(t, (1, 0, 2))
np.permute_dims(x) · np.swapaxes(t, axis1=0, axis2=2) · np.moveaxis(t, source=(0, 1), destination=(2, 0)) · np.rollaxis(t, 2, 1)
np.rollaxis(a=t, axis=0, start=3) · np.matrix_transpose(t) · np.linalg.matrix_transpose(x) · np.squeeze(x[None, :, None], axis=(0, 2))
np.expand_dims(x, axis=(0, -1)) · np.broadcast_to(y, (2, 4)) · np.broadcast_arrays(x, y) · np.atleast_1d(x[0, 0], y)
np.atleast_2d(y) · np.atleast_3d(y, x) · np.meshgrid(y, x[0]) · np.meshgrid(y, x[0], sparse=True, indexing='ij')
np.meshgrid(y, x[0, :2], y, indexing='xy') · np.trim_zeros(y * [0, 0, 1, 0]) · np.copy(x) · np.unstack(x, axis=1)
np.flip(x) · np.flip(t, axis=(0, 2)) · np.flip(x, axis=()) · np.flipud(x) · np.fliplr(x) · np.rot90(x, k=3, axes=(1, 0)) · np.rot90(t)
np.roll(x, 2) · np.roll(x, shift=(1, 2), axis=(0, 1)) · np.roll(x, -1, axis=1) · np.repeat(x, 2) · np.repeat(x, repeats=[1, 0, 2], axis=0)
np.tile(x, reps=(2, 1, 2)) · np.tile(y, 3) · np.resize(x, (5, 3)) · np.delete(x, 1, axis=0) · np.delete(x, [0, 5]) · np.delete(x, np.s_[::2], 1)
np.split(x, indices_or_sections=2, axis=1) · np.split(y, [1, 3]) · np.array_split(y, 3) · np.hsplit(x, 2) · np.hsplit(y, [1]) · np.vsplit(x, 3)
np.dsplit(t, [1, 3]) · np.tril(x, k=-1) · np.triu(t, k=1) · np.tril(y) · np.triu(y, 1) · np.diag(x, k=1) · np.diag(y, -1) · np.diagflat(c, k=1)
np.diagonal(t, offset=1, axis1=1, axis2=2) · np.linalg.diagonal(t, offset=-1) · np.trace(t, offset=1, axis1=1, axis2=2) · np.trace(x)
np.linalg.trace(t, offset=1) · np.concatenate([x, x], axis=1) · np.concatenate([x, y], axis=None) · np.concat([x, [[1.0, 2.0, 3.0, 4.0]]])
np.stack([x, x**2], axis=-1) · np.stack([y, [1.0, 2.0, 3.0, 4.0]]) · np.vstack([x, y]) · np.hstack([x, x]) · np.hstack([y, 1.0]) · np.dstack([x, x])
np.column_stack([y, y, x.T]) · np.append(x, y) · np.append(x, y[None], axis=0) · np.insert(x, 1, y, axis=0) · np.insert(x, [1, 3], 5.0)
np.insert(x, 2, values=y[:3], axis=1) · np.block([[x, c], [np.ones((1, 6))]]) · np.block([y, 1.0])
np.take(x, [2, 0]) · np.take(x, indices=[[0, 2], [1, 1]], axis=1) · np.take(x, [5, -1], axis=0, mode='wrap') · np.take(x, 1, 0)
np.take_along_axis(x, np.argsort(x, axis=1), axis=1) · np.take_along_axis(x, np.array([3, 3]), None) · np.compress([True, False, True], x, axis=0)
np.extract(MASK, x) · np.choose([1, 0, 1, 1], [x[0], y]) · np.choose([5, 0, 1, 1], [y, 2.0], mode='wrap')
np.select([x > 0.5, x < 0], [x**2, y], default=7.0) · np.piecewise(x, [x < 0, x > 0.5], [np.exp, 2.0, lambda v: -v]) · np.piecewise(x, [MASK], [np.sin])
np.where(MASK, x, y) · np.where([1, 0, 2, 0], x, 0.0) · np.bincount([0, 2, 2, 1], weights=y, minlength=5)
np.sort(x) · np.sort(x, axis=None) · np.sort(x, 0, kind='stable') · np.partition(x, 2, axis=1) · np.partition(x, kth=(1, 3)) · np.unique(x)
np.unique(c, return_inverse=True, axis=0) · np.unique_all(x) · np.unique_counts(x) · np.unique_inverse(c) · np.unique_values(y) · np.union1d(x, y + 0.001)
np.logspace(y[0], y[1], 4, base=3.0) · np.geomspace(y[0] ** 2, 4.0, num=3) · np.geomspace(-(y**2), -2.0, 3, axis=1) · np.logspace(y, 1.0, 3, False, axis=-1)
np.dot(x, y) · np.dot(x, t.reshape(2, 4, 3)) · np.dot(2.0, x) · np.dot(y, y) · np.matmul(t, y) · np.linalg.matmul(m, x) · np.vdot(x, x**2) · np.inner(x, y) · np.inner(t, x)
np.outer(x, y) · np.linalg.outer(y, y) · np.tensordot(t, x, axes=([1, 2], [0, 1])) · np.tensordot(x, y, 1) · np.tensordot(x, y, axes=0)
np.linalg.tensordot(x, t, axes=2 - 1 - 1) · np.kron(c, y) · np.vecdot(x, y) · np.linalg.vecdot(x, x**2, axis=0) · np.cross(m, m[::-1]) · np.cross(x[:, 0], m)
np.cross(m, m[:, ::-1], axisa=0, axisb=1, axisc=0) · np.cross(m[:2], m.T[:2], axis=1) · np.linalg.cross(m, m.T, axis=0)
np.einsum('ij,j->i', x, y, optimize=True) · np.einsum(x, [0, 1], y, [1], [0]) · np.einsum('...j,j', t, y) · np.einsum(m, [0, 0]) · np.einsum(t, [..., 1, 0])
np.linalg.multi_dot([x, x.T, m]) · np.linalg.matrix_power(m, 3) · np.linalg.matrix_power(m, -1)
np.linalg.norm(x) · np.linalg.norm(x, ord=1, axis=1) · np.linalg.norm(x, 'nuc') · np.linalg.norm(t, axis=(0, 2), keepdims=True) · np.linalg.norm(x, np.inf)
np.linalg.norm(y, 3) · np.linalg.norm(x, 2) · np.linalg.vector_norm(x, axis=(0, 1), ord=3) · np.linalg.matrix_norm(t, ord=1, keepdims=True) · np.linalg.cond(m)
np.linalg.cond(m, 'fro') · np.linalg.inv(m) · np.linalg.det(m) · np.linalg.slogdet(m) · np.linalg.solve(m, x) · np.linalg.solve(m, m[0]) · np.linalg.cholesky(m @ m.T)
np.linalg.eigh(m @ m.T)[0] · np.linalg.eigh(m)[0] · np.linalg.eigh(m, UPLO='U').eigenvalues · np.linalg.cholesky(m @ m.T + np.triu(m, 1)) · np.linalg.cholesky(m + np.tril(m), upper=True) · np.linalg.eigvalsh(m @ m.T, UPLO='U') · np.linalg.svd(x, full_matrices=False)[1] · np.linalg.svd(x, compute_uv=False) · np.linalg.svdvals(x)
np.linalg.qr(m) · np.linalg.qr(m, mode='r') · np.linalg.pinv(x) · np.linalg.pinv(x.T) · np.linalg.lstsq(x.T, y)[0] · np.linalg.lstsq(c, x)[:2]
np.linalg.tensorinv(m[:, :, None], ind=1) · np.linalg.tensorsolve(m, m[0])
np.pad(x, 1) · np.pad(x, ((1, 0), (0, 2)), constant_values=((1.0, 2.0), (3.0, 4.0))) · np.pad(x, (2, 1), 'edge') · np.pad(x, 2, mode='reflect') · np.pad(x, 5, 'symmetric')
np.pad(x, 3, 'wrap') · np.pad(x, (1, 4), 'reflect', reflect_type='odd') · np.pad(x, 2, 'symmetric', reflect_type='odd') · np.pad(x, 2, 'mean')
np.pad(x, (2, 1), 'maximum', stat_length=2) · np.pad(x, 1, 'minimum') · np.pad(x, 2, 'median', stat_length=((1, 2), (3, 2))) · np.pad(x, 3, 'linear_ramp', end_values=2.0)
np.pad(x, {1: (1, 2)}) · np.full_like(x, y[0]) · np.linspace(y[0], y[1], num=5) · np.linspace(y, 2.0, 3, endpoint=False, retstep=True, axis=1)
np.apply_along_axis(np.cumsum, 1, x) · np.apply_along_axis(np.outer, 0, m, [1.0, 2.0]) · np.apply_along_axis(np.sum, 0, t) · np.apply_over_axes(np.sum, t, (0, 2))
np.vander(y) · np.vander(y, N=3, increasing=True) · np.polyval(y, x) · np.polyadd(y, x[0, :2]) · np.polysub(y, 2.0) · np.polymul(y, x[0, :3]) · np.polyder(y, m=2)
np.polyint(y, k=3.0) · np.polyint(y, 2, [1.0, 2.0]) · np.poly(y) · np.polyfit([0.0, 1.0, 2.5, 3.0], y, deg=2) · np.polyfit([0.0, 1.0, 2.5, 3.0], x.T, 1, w=[1.0, 2.0, 1.0, 3.0])
np.cov(x) · np.cov(x, rowvar=False, bias=True) · np.cov(y, x[0]) · np.corrcoef(x) · np.corrcoef(y, x[1]) · np.cov(x, ddof=0, aweights=[1.0, 2.0, 0.5, 1.0]) · np.cov(y)
np.fft.fftshift(x) · np.fft.ifftshift(x, axes=1)
np.logaddexp2(y, np.sort(y)) · np.logaddexp2(x, x * 1)
np.cumulative_sum(x, axis=1, include_initial=True) · np.cumulative_prod(y, include_initial=True) · np.matvec(t, y) · np.vecmat(y, t.mT) · np.astype(x, np.float64)
np.add.reduce(x) · np.multiply.reduce(x, axis=1) · np.maximum.reduce(t, axis=(0, 2)) · np.minimum.reduce(x, initial=0.0) · np.add.accumulate(x) · np.multiply.accumulate(x, axis=1)
np.maximum.accumulate(x) · np.minimum.accumulate(x, 1) · np.add.outer(x, y) · np.multiply.outer(y, x) · np.add(x, 1, dtype=np.float64) · np.subtract.outer(y, [1.0, 2.0])
np.array([x, x], like=x) · np.array([[x[0, 0], 1.0], [2.0, y[0]]], ndmin=3, like=x) · np.asarray([y[0], 2.0], like=y)
"""  # noqa: E501
CALLS = [call.strip() for line in DIFFERENTIABLE.strip().splitlines() for call in line.split("·")]

# One call for each function whose result has no derivative.
WITHOUT_DERIVATIVE = """
np.all(x, axis=1) · np.allclose(x, x + 1e-9) · np.any(x > 0.5, 0, keepdims=True) · np.argmax(x, axis=1, keepdims=True) · np.argmin(x)
np.argpartition(y, 2)[2] · np.argsort(x, axis=0) · np.argwhere(x > 0) · np.array2string(y[:1]) · np.array_equal(x, x) · np.array_equiv(y, x) · np.array_repr(y[:1])
np.array_str(y[:1]) · np.bitwise_count(x > 0) · np.bitwise_left_shift(np.argsort(y), 1) · np.bitwise_right_shift(np.argsort(y), 1) · np.can_cast(x, 'f4')
np.common_type(x) · np.count_nonzero(x > 0, axis=(0, 1)) · np.diag_indices_from(m) · np.digitize(x, [-1.0, 0.0, 1.0]) · np.einsum_path('ij,j', x, y)[0][1]
np.empty_like(x) · np.flatnonzero(x > 0) · np.gcd(np.argsort(y), 2) · np.imag(x) · np.iscomplex(x) · np.iscomplexobj(x) · np.isclose(x, 0.0, atol=0.5)
np.isin(x, y) · np.isnat(np.array('2000', 'M8')) · np.isneginf(x) · np.isposinf(x) · np.isreal(x) · np.isrealobj(x) · np.ix_(np.argsort(y), [0, 1]) · np.lcm(np.argsort(y), 3)
np.left_shift(np.argsort(y), 1) · np.lexsort((x[0], y)) · np.may_share_memory(x, x) · np.min_scalar_type(x) · np.nanargmax(x, 0) · np.nanargmin(x)
np.nonzero(x > 0) · np.ones_like(x, shape=(2,)) · np.packbits(x > 0) · np.ravel_multi_index((np.argsort(y), np.argsort(y)), (4, 4)) · np.result_type(x, 1)
np.right_shift(np.argsort(y), 1) · np.searchsorted(np.sort(y), x, side='right') · np.shares_memory(x, x) · np.signbit(x) · np.tril_indices_from(x, k=1)
np.triu_indices_from(x) · np.unpackbits(np.packbits(x > 0)) · np.unravel_index(np.argsort(y), (2, 2)) · np.zeros_like(x, dtype=np.int64) · np.linalg.matrix_rank(x)
np.isnan(x) · np.isinf(x) · np.isfinite(x) · np.logical_not(x > 0) · np.logical_and(x > 0, y > 0) · np.full_like(x, 7.0) · np.shape(x) · np.ndim(x) · np.size(x, 1)
"""  # noqa: E501
CONSTANTS = [call.strip() for line in WITHOUT_DERIVATIVE.strip().splitlines() for call in line.split("·")]
