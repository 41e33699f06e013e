"""Which operation stands for which function of NumPy: `np.exp(t)`, `np.sum(t, axis=0)`, `array @ t` give Tensors."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.rules import elementwise, select
from autograd.rules.operation import COMPOSITES, OPERATIONS, Composite, Operation
from autograd.rules.table import TABLE

_UFUNCS: dict[Any, Callable[..., Any]] = {
    ufunc_of_row: row
    for row in TABLE.values()
    for name in (row.name, *row.numpy)
    if isinstance(ufunc_of_row := getattr(np, name, None), np.ufunc)
}
_UFUNCS |= {
    np.less: operator.lt,
    np.less_equal: operator.le,
    np.greater: operator.gt,
    np.greater_equal: operator.ge,
    np.equal: operator.eq,
    np.not_equal: operator.ne,
}
_REFLECTED = {
    operator.lt: operator.gt, operator.le: operator.ge, operator.gt: operator.lt, operator.ge: operator.le,
    operator.eq: operator.eq, operator.ne: operator.ne,
}  # fmt: skip
_REDUCTIONS = {np.add: "sum", np.multiply: "prod", np.maximum: "amax", np.minimum: "amin"}

_DEFINED: list[Operation | Composite] = [*OPERATIONS.values(), *COMPOSITES.values()]
_FUNCTIONS: dict[Any, Callable[..., Any]] = {f: operation for operation in _DEFINED for f in operation.numpy}
_UFUNCS |= {f: operation for f, operation in _FUNCTIONS.items() if isinstance(f, np.ufunc)}


def _var(x: Any, axis: Any = None, ddof: float = 0, keepdims: bool = False) -> Any:
    """NumPy divides by n - ddof, and ddof is 0 unless given."""
    return OPERATIONS["var"](x, axis, keepdim=keepdims, correction=ddof)


def _std(x: Any, axis: Any = None, ddof: float = 0, keepdims: bool = False) -> Any:
    return OPERATIONS["std"](x, axis, keepdim=keepdims, correction=ddof)


def _transpose(x: Any, axes: Any = None) -> Any:
    return OPERATIONS["permute"](x, tuple(reversed(range(x.ndim))) if axes is None else axes)


def _dot(x: Any, y: Any) -> Any:
    """np.dot: the last dimension of x against the second to last of y, whatever others there are."""
    if np.ndim(x) == 0 or np.ndim(y) == 0:
        return elementwise.mul(x, y)
    if np.ndim(y) < 3:
        return OPERATIONS["matmul"](x, y)
    left, right = "abcdefgh"[: x.ndim - 1], "ijklmnop"[: y.ndim - 2]
    return COMPOSITES["einsum"](f"{left}y,{right}yz->{left}{right}z", x, y)


def _cumsum(x: Any, axis: Any = None) -> Any:
    flat = axis is None
    return OPERATIONS["cumsum"](OPERATIONS["reshape"](x, -1) if flat else x, 0 if flat else axis)


def _round(x: Any, decimals: int = 0) -> Any:
    return elementwise.round_(x) if decimals == 0 else elementwise.round_(x * 10.0**decimals) / 10.0**decimals


def _concatenate(tensors: Any, axis: Any = 0) -> Any:
    if axis is None:
        return OPERATIONS["cat"]([OPERATIONS["reshape"](x, -1) for x in tensors], 0)
    return OPERATIONS["cat"](tensors, axis)


# Where NumPy's argument list differs from PyTorch's by more than the names axis and keepdims.
_FUNCTIONS |= {
    np.var: _var,
    np.std: _std,
    np.transpose: _transpose,
    np.einsum: COMPOSITES["einsum"],
    np.clip: lambda x, a_min=None, a_max=None: select.clamp(x, a_min, a_max),
    np.round: _round,
    np.dot: _dot,
    np.cumsum: _cumsum,
    np.concatenate: _concatenate,
    np.sort: lambda x, axis=-1: COMPOSITES["sort"](x, axis)[0],
    np.diag: lambda x, k=0: OPERATIONS["diag"](x, k),
    np.linalg.norm: lambda x, ord=None, axis=None, keepdims=False: COMPOSITES["matrix_norm"](x, ord, axis, keepdims),
    np.ravel: lambda x: OPERATIONS["reshape"](x, -1),
    np.shape: lambda x: x.shape,
    np.ndim: lambda x: x.ndim,
    np.size: lambda x: x.numel(),
    np.vstack: lambda tensors: OPERATIONS["cat"](
        [OPERATIONS["reshape"](x, 1, -1) if np.ndim(x) < 2 else x for x in tensors], 0
    ),
    np.hstack: lambda tensors: OPERATIONS["cat"](tensors, 0 if np.ndim(tensors[0]) == 1 else 1),
    np.reshape: lambda x, shape, **order: OPERATIONS["reshape"](x, shape if isinstance(shape, tuple) else (shape,)),
}


def ufunc(function: Any, method: str, inputs: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Tensor.__array_ufunc__.

    Raises:
        TypeError: if there is no such operation for Tensors.
    """
    operation = _UFUNCS.get(function)
    if method == "reduce" and function in _REDUCTIONS:
        kwargs.pop("out", None)
        return OPERATIONS[_REDUCTIONS[function]](*inputs, kwargs.pop("axis", 0), **kwargs)
    if method != "__call__" or operation is None or kwargs:
        what = function.__name__ if method == "__call__" else f"{function.__name__}.{method}"
        raise TypeError(f"np.{what}{f' with {sorted(kwargs)}' if kwargs else ''} {_NOT_HERE}")
    if operation in _REFLECTED and not hasattr(type(inputs[0]), "_run"):  # array < t: ask t
        return _REFLECTED[operation](inputs[1], inputs[0])
    return operation(*inputs)


def function(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Tensor.__array_function__.

    Raises:
        TypeError: if there is no such operation for Tensors.
    """
    operation = _FUNCTIONS.get(function)
    if operation is None:
        raise TypeError(f"np.{function.__name__} {_NOT_HERE}")
    return operation(*args, **kwargs)


_NOT_HERE = "has no derivative here; use an operation of autograd, or t.detach().numpy() if no gradient is needed"
