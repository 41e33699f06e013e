"""Independent witnesses for derivatives: differences and the complex step. They use nothing of the engine's rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import autograd


def central(f: Callable[[float], float], x: float, step: float = 1e-3) -> float:
    """f'(x) by central differences, extrapolated twice (an error of order step⁶)."""
    d = [(f(x + h) - f(x - h)) / (2 * h) for h in (step, step / 2, step / 4)]
    first = [(4 * d[1] - d[0]) / 3, (4 * d[2] - d[1]) / 3]
    return (16 * first[1] - first[0]) / 15


def numeric_gradient(f: Callable[..., float], arrays: Sequence[np.ndarray], i: int, step: float = 1e-3) -> np.ndarray:
    """∂f/∂arrays[i], element by element."""
    gradient = np.zeros(arrays[i].shape)
    for place in np.ndindex(arrays[i].shape):

        def along(x: float, place: tuple[int, ...] = place) -> float:
            moved = [a.copy() for a in arrays]
            moved[i][place] = x
            return f(*moved)

        gradient[place] = central(along, float(arrays[i][place]), step)
    return gradient


def weights_like(shape: tuple[int, ...]) -> np.ndarray:
    """Numbers, all different, that turn an output of any shape into one number that every element counts in."""
    return np.cos(np.arange(int(np.prod(shape)), dtype=np.float64) * 1.7 + 0.5).reshape(shape)


def analytic_gradients(
    f: Callable[..., Any], arrays: Sequence[np.ndarray], order: int = 1, dtype: Any = np.float64
) -> list[np.ndarray]:
    """By the engine: the gradients of Σ weights · f, or for order 2 of Σ weights · (these gradients)."""
    leaves = [autograd.tensor(a.astype(dtype), requires_grad=True) for a in arrays]
    out = f(*leaves)
    scalar = (out * autograd.tensor(weights_like(out.shape).astype(dtype))).sum()
    for _ in range(order - 1):
        if not scalar.requires_grad:
            break
        scalar.backward(create_graph=True)
        gradients = [leaf.grad for leaf in leaves]
        for leaf in leaves:
            leaf.grad = None
        terms = [(g * autograd.tensor(weights_like(g.shape).astype(dtype))).sum() for g in gradients if g is not None]
        scalar = sum(terms[1:], terms[0])
    if scalar.requires_grad:
        scalar.backward()
    grads = [np.zeros(a.shape, dtype) if leaf.grad is None else leaf.grad.numpy() for leaf, a in zip(leaves, arrays)]
    assert all(g.dtype == dtype for g in grads)
    return grads


def check(f: Callable[..., Any], arrays: Sequence[np.ndarray], order: int, rtol: float = 1e-6) -> None:
    """Assert that the engine's derivatives of f agree with differences at float64."""

    def scalar(*moved: np.ndarray) -> float:
        if order == 1:
            out = f(*[autograd.tensor(a) for a in moved])
            return float((out.numpy() * weights_like(out.shape)).sum())
        return float(sum((g * weights_like(g.shape)).sum() for g in analytic_gradients(f, moved, order - 1)))

    for i, analytic in enumerate(analytic_gradients(f, arrays, order)):
        numeric = numeric_gradient(scalar, arrays, i)
        np.testing.assert_allclose(analytic, numeric, rtol=rtol, atol=rtol * (1 + np.abs(numeric).max(initial=0)))
