"""Compare pytrees of numbers: tangents with primals, cotangents with results."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import pytree
from autograd.array.tensor import Tensor
from autograd.errors import ShapeError
from autograd.scalar.value import Value
from autograd.transforms.arguments import shape_of


def fitting(given: Any, pattern: Any, where: str, name: str, pattern_name: str) -> list[Any]:
    """Return the leaves of `given`, which must have the structure and shapes of `pattern`.

    Raises:
        ValueError: for another structure.
        ShapeError: for another shape.
    """
    branches = pytree.branches(pattern)
    if branches is None:
        if not isinstance(given, Tensor | Value | np.ndarray | np.generic | int | float):
            raise ValueError(f"{where}: {name} must be numbers, as {pattern_name} is, got {type(given).__name__}")
        if shape_of(given) != shape_of(pattern):
            raise ShapeError(f"{where}: {name} has shape {shape_of(given)}, {pattern_name} has {shape_of(pattern)}")
        return [given]
    keys = [key for key, _ in branches]
    found = dict(pytree.branches(given) or ())
    same_kind = isinstance(given, dict) == isinstance(pattern, dict) and (given is None) == (pattern is None)
    if not same_kind or pytree.branches(given) is None or found.keys() != set(keys):
        raise ValueError(
            f"{where}: {name} must have the structure of {pattern_name}, {pytree.described(pattern)}, "
            f"got {pytree.described(given)}"
        )
    return [
        leaf
        for key in keys
        for leaf in fitting(found[key], pattern[key], where, f"{name}[{key!r}]", f"{pattern_name}[{key!r}]")
    ]
