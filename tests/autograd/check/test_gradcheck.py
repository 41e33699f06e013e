"""gradcheck and gradgradcheck, as in PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import GradcheckError, custom, gradcheck, gradgradcheck, tensor


@custom(vjp=lambda upstream, x: upstream * np.sin(x))
def cosine(x: Any) -> Any:
    return np.cos(x)


def leaf(*numbers: float) -> Any:
    return tensor(list(numbers), dtype=autograd.float64, requires_grad=True)


def test_gradcheck_passes_and_raises() -> None:
    x, y = leaf(0.3, -1.2), leaf(1.5, 0.7)
    assert gradcheck(lambda x, y: (x * y).sin(), (x, y)) is True
    assert gradcheck(lambda x: (x.sum(), x * 2), [x], eps=1e-5, fast_mode=True, nondet_tol=1e-9, masked=False) is True
    assert gradgradcheck(lambda x, y: (x * y).sin(), (x, y)) is True
    with pytest.raises(GradcheckError, match="opposite sign"):
        gradcheck(cosine, x)
    assert gradcheck(cosine, (x,), raise_exception=False) is False
    assert issubclass(GradcheckError, RuntimeError)


def test_gradcheck_has_pytorchs_tolerances() -> None:
    def off_by(error: float) -> Any:
        return custom(vjp=lambda upstream, x: upstream * np.cos(x) * (1 + error))(lambda x: np.sin(x))

    assert gradcheck(off_by(5e-4), leaf(0.3, 1.0))
    assert not gradcheck(off_by(5e-4), leaf(0.3, 1.0), rtol=1e-5, atol=1e-7, raise_exception=False)
    assert not gradcheck(off_by(5e-3), leaf(0.3, 1.0), raise_exception=False)
    assert gradcheck(off_by(5e-3), leaf(0.3, 1.0), atol=0.1)


def test_gradcheck_looks_at_inputs_that_require_grad() -> None:
    f = custom(vjp=lambda upstream, x, y: (upstream * y, upstream * y))(lambda x, y: x * y)
    x, y = leaf(0.3, -1.2), tensor([1.5, 0.7], dtype=autograd.float64)
    assert gradcheck(f, (x, y))
    with pytest.raises(GradcheckError):
        gradcheck(f, (x, y.clone().requires_grad_()))
    for check in gradcheck, gradgradcheck:
        with pytest.raises(ValueError, match="requires_grad=True"):
            check(f, (y, y))


def test_gradcheck_on_a_kink_in_float32_and_of_noise() -> None:
    assert gradcheck(lambda x: x.relu(), leaf(0.0, 1.0))
    assert gradcheck(lambda x: x.exp(), tensor([0.5, 1.0], requires_grad=True))
    with pytest.raises(GradcheckError, match="not deterministic"):
        gradcheck(lambda x: x * autograd.rand(1).double(), leaf(0.5, 1.0))


def test_gradgradcheck_looks_at_second_order_only() -> None:
    first_is_wrong = custom(vjp=lambda upstream, x: upstream * x)(lambda x: x * x)
    assert gradgradcheck(first_is_wrong, leaf(0.3, 1.0))
    second_is_wrong = custom(
        vjp=lambda upstream, x: upstream * 3 * (x.detach() if isinstance(x, autograd.Tensor) else x) ** 2
    )(lambda x: x**3)
    assert gradcheck(second_is_wrong, leaf(0.3, 1.0))
    with pytest.raises(GradcheckError, match="wrong at second"):
        gradgradcheck(second_is_wrong, leaf(0.3, 1.0))
    assert gradgradcheck(lambda x: x**3, leaf(0.3, 1.0), grad_outputs=tensor([1.0, 2.0]))
    only_once = custom(vjp=lambda upstream, x: upstream * np.array([c * 2.0 for c in x.tolist()], dtype=object))(
        lambda x: x * x
    )
    assert not gradgradcheck(only_once, leaf(0.3, 1.0), raise_exception=False)
    with pytest.raises(GradcheckError, match="cannot be differentiated"):
        gradgradcheck(only_once, leaf(0.3, 1.0))


def test_gradcheck_of_forward_mode() -> None:
    f = custom(vjp=lambda up, x: up * np.cos(x), jvp=lambda dx, x: -dx * np.cos(x))(lambda x: np.sin(x))
    with pytest.raises(GradcheckError, match="forward mode"):
        gradcheck(f, leaf(0.3, 1.0), check_forward_ad=True)
    assert gradcheck(lambda x: x.sin(), leaf(0.3, 1.0), check_forward_ad=True)
