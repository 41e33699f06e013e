"""NumPy's functions of polynomials, whose coefficients begin with that of the highest power."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.rules import systems
from autograd.rules.join import cat, stack
from autograd.rules.matmul import matmul
from autograd.rules.numpy_forms.calculus import convolve
from autograd.rules.numpy_forms.operands import flat, numbers, operand, size
from autograd.rules.numpy_forms.shapes import atleast_1d
from autograd.rules.operation import TensorLike, numpy_form


@numpy_form(np.vander)
def vander(x: Any, N: int | None = None, increasing: bool = False) -> TensorLike:
    """Return the powers of the elements of a vector, for `np.vander`."""
    t = operand(x)
    powers = range(size(t) if N is None else N)
    found = [t**0 * 1 if p == 0 else t**p for p in (powers if increasing else reversed(powers))]
    return stack(found, -1) if found else np.empty((size(t), 0), numbers(t).dtype)


@numpy_form(np.polyval)
def polyval(p: Any, x: Any) -> TensorLike:
    """Evaluate a polynomial by Horner's rule, for `np.polyval`."""
    coefficients, t = operand(p), operand(x)
    result = t * 0
    for i in range(size(coefficients)):
        result = result * t + coefficients[i]
    return result


def _aligned(a1: Any, a2: Any) -> tuple[TensorLike, TensorLike]:
    """Return the coefficients of two polynomials with leading zeros, so that they have the same number."""
    first, second = atleast_1d(a1), atleast_1d(a2)
    longest = max(size(first), size(second))

    def filled(x: TensorLike) -> TensorLike:
        missing = longest - size(x)
        return cat([np.zeros(missing, numbers(x).dtype), x]) if missing else x

    return filled(first), filled(second)


@numpy_form(np.polyadd)
def polyadd(a1: Any, a2: Any) -> TensorLike:
    """Add polynomials, for `np.polyadd`."""
    first, second = _aligned(a1, a2)
    return first + second


@numpy_form(np.polysub)
def polysub(a1: Any, a2: Any) -> TensorLike:
    """Subtract polynomials, for `np.polysub`."""
    first, second = _aligned(a1, a2)
    return first - second


@numpy_form(np.polymul)
def polymul(a1: Any, a2: Any) -> TensorLike:
    """Multiply polynomials, for `np.polymul`."""
    return convolve(atleast_1d(a1), atleast_1d(a2))


@numpy_form(np.polyder)
def polyder(p: Any, m: int = 1) -> TensorLike:
    """Return the derivative of a polynomial, for `np.polyder`."""
    x = operand(p)
    for _ in range(m):
        n = size(x) - 1
        x = x[:-1] * np.arange(n, 0, -1).astype(numbers(x).dtype)
    return x


@numpy_form(np.polyint)
def polyint(p: Any, m: int = 1, k: Any = None) -> TensorLike:
    """Return the integral of a polynomial, for `np.polyint`."""
    x = operand(p)
    constants = flat(operand(0.0 if k is None else k))
    for i in range(m):
        constant = constants[i if size(constants) > 1 else 0].reshape(1)
        x = cat([x / np.arange(size(x), 0, -1).astype(numbers(x).dtype), constant])
    return x


@numpy_form(np.poly)
def poly(seq_of_zeros: Any) -> TensorLike:
    """Return the polynomial with the given zeros, for `np.poly`."""
    zeros = operand(seq_of_zeros)
    if zeros.ndim != 1:
        raise ValueError(f"np.poly(): expected a vector of zeros, got shape {tuple(zeros.shape)}")
    one = np.ones(1, numbers(zeros).dtype)
    result: Any = one
    for i in range(size(zeros)):
        result = convolve(result, cat([one, -zeros[i : i + 1]]))
    return result


@numpy_form(np.polyfit)
def polyfit(
    x: Any, y: Any, deg: int, rcond: float | None = None, full: bool = False, w: Any = None, cov: Any = False
) -> TensorLike:
    """Fit a polynomial by least squares, for `np.polyfit`."""
    if full or cov:
        raise TypeError("np.polyfit(): expected full=False and cov=False for a Tensor; use t.detach() for these")
    left, right = vander(x, deg + 1), operand(y)
    if w is not None:
        weights = operand(w)
        left = left * weights[:, None]
        right = right * (weights if right.ndim == 1 else weights[:, None])
    columns = right[:, None] if right.ndim == 1 else right
    found = matmul(systems.pinv(left, rtol=rcond), columns)
    return found[:, 0] if right.ndim == 1 else found
