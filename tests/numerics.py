"""Independent references for derivatives: differences and the complex step. They use no rules of the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Arrays = Sequence[np.ndarray]


def _extrapolated(differences: Callable[[float], Any], step: float) -> Any:
    """Extrapolate differences whose error is a series in step² twice, to an error of order step⁶."""
    d = [differences(h) for h in (step, step / 2, step / 4)]
    first = [(4 * d[1] - d[0]) / 3, (4 * d[2] - d[1]) / 3]
    return (16 * first[1] - first[0]) / 15


def central(f: Callable[[float], Any], x: float, step: float = 1e-3) -> Any:
    """Return f'(x) by central differences; f may give a number or an array."""
    return _extrapolated(lambda h: (f(x + h) - f(x - h)) / (2 * h), step)


def second(f: Callable[[float], Any], x: float, step: float = 4e-3) -> Any:
    """Return f''(x) by central differences; f may give a number or an array."""
    return _extrapolated(lambda h: (f(x + h) - 2 * f(x) + f(x - h)) / (h * h), step)


def mixed(f: Callable[[float, float], float], step: float = 4e-3) -> float:
    """Return ∂²f/∂x∂y at (0, 0) by central differences."""
    found: float = _extrapolated(lambda h: (f(h, h) - f(h, -h) - f(-h, h) + f(-h, -h)) / (4 * h * h), step)
    return found


def moved(arrays: Arrays, i: int, place: tuple[int, ...], by: float) -> list[np.ndarray]:
    """Copy the arrays, with one element of the i-th changed."""
    copies = [a.copy() for a in arrays]
    copies[i][place] += by
    return copies


def along(arrays: Arrays, directions: Arrays, by: float) -> list[np.ndarray]:
    """Return arrays + by · directions."""
    return [np.asarray(a + by * d) for a, d in zip(arrays, directions)]


def per_element(arrays: Arrays, compute: Callable[[int, tuple[int, ...]], float]) -> list[np.ndarray]:
    """Call `compute(i, place)` for each element of each array, and put the numbers in arrays of the same shapes."""
    results = [np.zeros(a.shape) for a in arrays]
    for i, result in enumerate(results):
        for place in np.ndindex(result.shape):
            result[place] = compute(i, place)
    return results


def numeric_gradients(f: Callable[..., float], arrays: Arrays) -> list[np.ndarray]:
    """Return ∂f/∂arrays, element by element."""
    return per_element(arrays, lambda i, place: central(lambda t: f(*moved(arrays, i, place, t)), 0.0))


def numeric_hessian_product(f: Callable[..., float], arrays: Arrays, directions: Arrays) -> list[np.ndarray]:
    """Return H · directions, where H is the matrix of second derivatives of f, element by element."""

    def compute(i: int, place: tuple[int, ...]) -> float:
        return mixed(lambda s, t: f(*moved(along(arrays, directions, s), i, place, t)))

    return per_element(arrays, compute)


def weights_like(shape: tuple[int, ...], phase: float = 0.5) -> np.ndarray:
    """Return numbers, all different, that turn an array of any shape into one number that every element counts in."""
    return np.cos(np.arange(int(np.prod(shape)), dtype=np.float64) * 1.7 + phase).reshape(shape)


def assert_close(found: Any, expected: Any, tolerance: float, name: str = "") -> None:
    """Compare arrays; `tolerance` is relative to each element, and to the largest where elements are small."""
    largest = 1 + np.abs(expected).max(initial=0)
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance * largest, err_msg=name)
