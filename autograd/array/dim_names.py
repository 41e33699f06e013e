"""Arguments under two names: PyTorch's `dim` and `keepdim`, NumPy's `axis` and `keepdims`."""

from __future__ import annotations

from typing import Any


def one_name(operation: str, names: tuple[str, str], first: Any, second: Any, default: Any) -> Any:
    """Return the second of two values, which is not None; the first must be the default.

    Raises:
        TypeError: if both were given.
    """
    if first != default:
        raise TypeError(f"{operation}(): {names[0]} and {names[1]} are the same argument, got {first} and {second}")
    return second


def required_dim(operation: str, dim: int | None, axis: int | None) -> int:
    """Return the dimension that a call gives as `dim` or as `axis`.

    Raises:
        TypeError: if it gives neither or both.
    """
    if dim is None:
        if axis is None:
            raise TypeError(f"{operation}(): missing the argument dim")
        return axis
    if axis is not None:
        raise TypeError(f"{operation}(): dim and axis are the same argument, got {dim} and {axis}")
    return dim
