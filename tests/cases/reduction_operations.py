"""Cases of cumulative operations, statistics and differences."""

from __future__ import annotations

import numpy as np

import autograd
from tests.cases.arrays import Cases, array

V, M = (array(4),), (array(2, 3),)

CASES: Cases = {
    "cumprod": [(lambda x: x.cumprod(1), M), (lambda x: x.cumprod(0), (np.array([1.5, 0.0, -0.7, 0.4]),))],
    "logcumsumexp": [(lambda x: x.logcumsumexp(1), M)],
    "cummax": [(lambda x: x.cummax(1).values, M)],
    "cummin": [(lambda x: x.cummin(0)[0], M)],
    "diff": [(lambda x: x.diff(), V), (lambda x: x.diff(2, 1, prepend=x[:, :1]), M)],
    "trapezoid": [(lambda y, x: autograd.trapezoid(y, x), (array(4), array(4, seed=1)))],
    "cumulative_trapezoid": [(lambda y: autograd.cumulative_trapezoid(y, dx=0.5), V)],
    "gradient": [
        (lambda x: autograd.gradient(x, spacing=0.5)[0], V),
        (lambda x: autograd.gradient(x, spacing=(autograd.tensor([0.0, 1.0, 3.0]).to(x.dtype),), edge_order=2)[0],
         (array(3),)),
    ],
    "aminmax": [(lambda x: x.aminmax(dim=1)[1] - x.aminmax(dim=1)[0], M)],
    "var_mean": [(lambda x: autograd.var_mean(x, 1)[0] * autograd.var_mean(x, 1)[1], M)],
    "std_mean": [(lambda x: autograd.std_mean(x, 1)[0] * autograd.std_mean(x, 1)[1], M)],
    "nansum": [(lambda x: x.nansum(1), M)],
    "nanmean": [(lambda x: x.nanmean(), M)],
    "median": [(lambda x: x.median(), V), (lambda x: x.median(1).values, M)],
    "nanmedian": [(lambda x: x.nanmedian(0).values, M)],
    "kthvalue": [(lambda x: x.kthvalue(2)[0], M)],
    "mode": [(lambda x: x.mode(1)[0], M)],
    "quantile": [(lambda x: x.quantile(0.3), V), (lambda x: x.quantile(0.8, 1, interpolation="midpoint"), M)],
    "nanquantile": [(lambda x: x.nanquantile(0.3, 1), M)],
    "cov": [(lambda x: x.cov(), M)],
    "corrcoef": [(lambda x: x.corrcoef(), (array(2, 3, seed=5),))],
}  # fmt: skip

# Those whose results are not differentiable.
WITHOUT_GRADIENT = set("count_in_bins histc histogram index_of_mode index_of_rank index_of_running_extreme".split())
