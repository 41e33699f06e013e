"""The names of `torch.testing`."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import array_of

__all__ = ["assert_close"]

# PyTorch's tolerances by dtype, relative and absolute.
_TOLERANCES = {"float16": (1e-3, 1e-5), "float32": (1.3e-6, 1e-5), "float64": (1e-7, 1e-7)}


def assert_close(
    actual: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_dtype: bool = True,
    msg: str | None = None,
    **settings: Any,
) -> None:
    """Raise AssertionError unless two Tensors, numbers, or tuples, lists and dicts of them are close.

    Args:
        actual, expected: what is compared.
        rtol, atol: the tolerances, relative to `expected` and absolute. By default those of the dtypes.
        equal_nan: whether NaN is equal to NaN.
        check_dtype: whether the dtypes must be the same.
        msg: the message of the error.
        settings: accepted, without effect.

    Raises:
        AssertionError: if they differ.

    >>> from autograd import tensor
    >>> assert_close(tensor([1.0, 2.0]), tensor([1.0, 2.0 + 1e-6]))
    """
    if isinstance(actual, dict) and isinstance(expected, dict):
        assert actual.keys() == expected.keys(), f"assert_close(): the keys {list(actual)} and {list(expected)} differ"
        actual, expected = [actual[key] for key in expected], list(expected.values())
    if isinstance(actual, list | tuple) and isinstance(expected, list | tuple):
        assert len(actual) == len(expected), f"assert_close(): the lengths {len(actual)} and {len(expected)} differ"
        for a, b in zip(actual, expected):
            assert_close(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan, check_dtype=check_dtype, msg=msg)
        return
    a, b = (array_of(x) if isinstance(x, Tensor) else np.asarray(x) for x in (actual, expected))
    assert a.shape == b.shape, msg or f"assert_close(): the shapes {a.shape} and {b.shape} differ"
    assert not check_dtype or a.dtype == b.dtype, msg or f"assert_close(): the dtypes {a.dtype} and {b.dtype} differ"
    relative, absolute = (max(pair) for pair in zip(*(_TOLERANCES.get(str(x.dtype), (0.0, 0.0)) for x in (a, b))))
    rtol, atol = relative if rtol is None else rtol, absolute if atol is None else atol
    np.testing.assert_allclose(a, b, rtol, atol, equal_nan, msg or "")
