"""Arguments under two names: PyTorch's `dim` and NumPy's `axis`."""

from __future__ import annotations


def required_dim(operation: str, dim: int | None, axis: int | None) -> int:
    """Return the dimension that a call gives as `dim` or as `axis`.

    Raises:
        TypeError: if it gives neither; the message names `operation`.
    """
    if dim is None and axis is None:
        raise TypeError(f"{operation}(): missing the argument dim")
    return axis if dim is None else dim  # type: ignore[return-value]
