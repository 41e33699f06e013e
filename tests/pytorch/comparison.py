"""Comparison of results and gradients with PyTorch's."""

from __future__ import annotations

import importlib
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from tests.numerics import weights_like

torch: Any = importlib.import_module("torch")

# With Intel's library on Intel's processors, PyTorch draws `bernoulli_`, `exponential_` and dropout in another way,
# and with them single classes.
_CPU = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else platform.processor()
INTEL_DRAWS = torch.backends.mkl.is_available() and "GenuineIntel" in _CPU

PRECISION = {"float64": 1e-12, "float32": 1e-5}
DTYPES = ["float64", "float32"]


def known(count: int, differences: dict[int, str]) -> list[Any]:
    """Number the cases; those that are known to differ are expected to fail."""
    marks = {i: [pytest.mark.xfail(reason=reason, strict=True)] for i, reason in differences.items()}
    return [pytest.param(i, marks=marks.get(i, [])) for i in range(count)]


def dtype_name(x: Any) -> str:
    return str(x.dtype).removeprefix("torch.")


def assert_same(ours: Any, theirs: Any, tolerance: float) -> None:
    """Compare two results: kind, dtype, shape and numbers."""
    if isinstance(theirs, tuple | list):
        assert len(ours) == len(theirs)
        for a, b in zip(ours, theirs):
            assert_same(a, b, tolerance)
        return
    assert dtype_name(ours) == dtype_name(theirs)
    assert tuple(ours.shape) == tuple(theirs.shape)
    numbers = theirs.detach().numpy()
    largest = np.abs(numbers[np.isfinite(numbers)]).max(initial=0)
    np.testing.assert_allclose(ours.detach().numpy(), numbers, rtol=tolerance, atol=tolerance * largest)


def compare(ours: Callable[..., Any], theirs: Callable[..., Any], arrays: Any, dtype: str) -> None:
    """Compare the results of two functions, and the gradients of their weighted sums."""
    xs = [autograd.tensor(a.astype(dtype), requires_grad=True) for a in arrays]
    ys = [torch.tensor(a.astype(dtype), requires_grad=True) for a in arrays]
    a, b = ours(*xs), theirs(*ys)
    assert_same(a, b, PRECISION[dtype])
    weights = weights_like(tuple(b.shape)).astype(dtype_name(b))
    (a * autograd.tensor(weights)).sum().backward()
    if b.requires_grad and theirs is not torch.floor_divide:  # which requires grad, and has no derivative
        (b * torch.tensor(weights)).sum().backward()
    for x, y in zip(xs, ys):
        if y.grad is None:  # no gradient there is a gradient of zero here
            assert x.grad is None or not x.grad.numpy().any()
        else:
            assert_same(x.grad, y.grad, 10 * PRECISION[dtype])


def from_pytorch(tensors: dict[str, Any]) -> dict[str, Any]:
    return {name: autograd.tensor(x.detach().numpy()) for name, x in tensors.items()}


def assert_alike(ours: Any, theirs: Any, tolerance: float = 1e-6) -> None:
    """Compare two results of any kind: tensors, containers of them, numbers, texts."""
    if isinstance(theirs, torch.Tensor):
        assert_same(ours, theirs, tolerance)
        assert ours.requires_grad == theirs.requires_grad
    elif isinstance(theirs, dict):
        assert list(ours) == list(theirs)
        assert_alike(list(ours.values()), list(theirs.values()), tolerance)
    elif isinstance(theirs, tuple | list):
        assert len(ours) == len(theirs)
        for a, b in zip(ours, theirs):
            assert_alike(a, b, tolerance)
    elif isinstance(theirs, torch.dtype | torch.device):
        assert str(ours) == str(theirs).removeprefix("torch.")
    elif isinstance(theirs, float):
        assert ours == pytest.approx(theirs, rel=tolerance, nan_ok=True)
    else:
        assert ours == theirs
