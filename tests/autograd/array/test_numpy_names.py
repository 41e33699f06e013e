"""Methods and free functions take NumPy's names `axis` and `keepdims` for PyTorch's `dim` and `keepdim`."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, linalg

X = np.cos(np.arange(27.0)).reshape(3, 3, 3)
OF_TWO_DIMS = ["matrix_norm"]  # their dim is a pair


def taking(name: str, namespaces: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the functions with a parameter of this name, as (namespace, function)."""
    return [
        (namespace, member)
        for namespace, owner in namespaces.items()
        for member in sorted(dir(owner))
        if member not in OF_TWO_DIMS
        and inspect.isfunction(found := getattr(owner, member))
        and name in inspect.signature(found).parameters
    ]


NAMESPACES: dict[str, Any] = {"Tensor": Tensor, "autograd": autograd, "linalg": linalg}


def call(namespace: str, member: str, **named: Any) -> list[np.ndarray]:
    function = getattr(NAMESPACES[namespace], member)
    parameters = inspect.signature(function).parameters
    operands: list[Any] = [autograd.tensor(X)]
    positional = {p.name for p in parameters.values() if p.kind is not p.KEYWORD_ONLY}
    if {"y", "x2", "other", "src"} & positional:
        operands.append(autograd.tensor(X[::-1].copy()))
    needed = {
        "k": 2,
        "split_size": 2,
        "split_sizes": [1, 2],
        "chunks": 2,
        "indices_or_sections": 2,
        "repeats": 2,
        "q": 0.5,
    }
    needed["indices"] = autograd.tensor(np.argsort(X, 0))
    operands += [needed[p] for p in parameters if p in needed]
    result = function(*operands, **named)
    return [part.numpy() for part in (result if isinstance(result, tuple | list) else (result,))]


@pytest.mark.parametrize(("namespace", "member"), taking("axis", NAMESPACES))
@pytest.mark.parametrize("dim", [0, -1])
def test_axis_is_dim(namespace: str, member: str, dim: int) -> None:
    for found, expected in zip(call(namespace, member, axis=dim), call(namespace, member, dim=dim), strict=True):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(("namespace", "member"), taking("keepdims", NAMESPACES))
def test_keepdims_is_keepdim(namespace: str, member: str) -> None:
    kept = call(namespace, member, dim=1, keepdims=True)
    for found, expected in zip(kept, call(namespace, member, dim=1, keepdim=True), strict=True):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("member", ["cumsum", "softmax", "log_softmax", "unsqueeze"])
@pytest.mark.parametrize("namespace", ["Tensor", "autograd"])
def test_a_missing_dim_is_named(namespace: str, member: str) -> None:
    with pytest.raises(TypeError, match=rf"{member}\(\): missing the argument dim"):
        call(namespace, member)


@pytest.mark.parametrize(("namespace", "member"), taking("axis", NAMESPACES))
def test_dim_and_axis_together_are_refused(namespace: str, member: str) -> None:
    with pytest.raises(TypeError, match=r"\(\): dim and axis are the same argument, got -3 and 2"):
        call(namespace, member, dim=-3, axis=2)


def test_keepdim_and_keepdims_together_are_refused() -> None:
    with pytest.raises(TypeError, match=r"sum\(\): keepdim and keepdims are the same argument"):
        autograd.tensor(X).sum(0, keepdim=True, keepdims=False)
