"""The cases of array operations that the sweep has: results and gradients."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import pytest

from autograd.rules.operation import Operation
from tests.cases.operations import CASES
from tests.pytorch.comparison import DTYPES, compare, torch

pytestmark = pytest.mark.pytorch

# Cases of array operations that PyTorch refuses.
REFUSED: dict[tuple[str, int], str] = {
    ("inv", 0): "there is linalg.inv, and no method",
    ("logsumexp", 1): "dim is required",
    ("prod", 4): "one dim at a time",
    ("prod", 5): "one dim at a time",
    ("fill", 0): "there is torch.fill, and no method",
    ("cond", 1): "the gradient fails: an operand was modified in place",
    ("vander", 0): "the gradient fails: an operand was modified in place",
}

# Cases of array operations in which PyTorch is less exact than the tolerance.
LESS_EXACT: dict[tuple[str, int], str] = {
    ("digamma", 0): "its trigamma function has an error of 4e-10",
    ("digamma", 1): "its trigamma function has an error of 4e-10",
    ("polygamma", 0): "its trigamma function has an error of 4e-10",
    ("psi", 0): "its trigamma function has an error of 4e-10",
    ("svd_lowrank", 0): "it takes a random sketch of the matrix",
    ("pca_lowrank", 0): "it takes a random sketch of the matrix",
}


def in_pytorch(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same function of PyTorch in place of this library."""
    if isinstance(f, types.FunctionType) and f.__name__ == "<lambda>":
        return types.FunctionType(f.__code__, {**f.__globals__, "autograd": torch, "F": torch.nn.functional})
    for namespace in (torch.nn.functional, torch.linalg, torch):
        if hasattr(namespace, f.__name__):
            found: Callable[..., Any] = getattr(namespace, f.__name__)
            return found
    raise AssertionError(f"{f} has no namesake")


def has_namesake(f: Callable[..., Any]) -> bool:
    """Return False for operations that are not public; cases call them through OPERATIONS."""
    return not isinstance(f, Operation) and not (
        isinstance(f, types.FunctionType) and "OPERATIONS" in f.__code__.co_names
    )


ARRAY_CASES = [
    (name, i)
    for name, cases in CASES.items()
    for i, (f, _) in enumerate(cases)
    if has_namesake(f) and (name, i) not in REFUSED | LESS_EXACT
]


@pytest.mark.filterwarnings(
    "ignore:Using padding=.same. with even kernel",
    "ignore:torch.meshgrid. in an upcoming release",
    "ignore:.* is deprecated",
    "ignore:.*in beta",
    "ignore:Using torch.cross without",
)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "i"), ARRAY_CASES)
def test_array_operations(name: str, i: int, dtype: str) -> None:
    f, arrays = CASES[name][i]
    compare(f, in_pytorch(f), arrays, dtype)
