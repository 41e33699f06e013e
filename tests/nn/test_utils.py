"""Clipping of gradients, vectors of parameters, and computed weights."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import ShapeError, Tensor, tensor


def with_gradient(*gradient: float) -> Tensor:
    p: Tensor = tensor(list(gradient), requires_grad=True)
    (p * p / 2).sum().backward()
    return p


def test_clip_grad_norm_returns_the_norm_and_scales_to_the_limit() -> None:
    p = with_gradient(3.0, 4.0)
    assert nn.utils.clip_grad_norm_([p], 1.0).item() == pytest.approx(5.0)
    assert p.grad is not None
    assert p.grad.norm().item() == pytest.approx(1.0, rel=1e-5)


@pytest.mark.parametrize("total", [10.0, tensor(10.0)])
def test_a_known_norm_scales_the_gradients(total: Any) -> None:
    p = with_gradient(3.0, 4.0)
    nn.utils.clip_grads_with_norm_(p, 5.0, total)
    assert p.grad is not None
    assert p.grad.tolist() == pytest.approx([1.5, 2.0])
    nn.utils.clip_grads_with_norm_([p], 5.0, 2.5)
    assert p.grad.tolist() == pytest.approx([1.5, 2.0])


def test_clip_grad_norm_leaves_small_gradients() -> None:
    p = with_gradient(3.0, 4.0)
    nn.utils.clip_grad_norm_([p], 6.0)
    assert p.grad is not None
    assert p.grad.tolist() == [3.0, 4.0]


def test_clip_grad_norm_without_gradients_is_zero() -> None:
    assert nn.utils.clip_grad_norm_([tensor(1.0)], 1.0).item() == 0.0


def test_clip_grad_value_limits_each_element() -> None:
    p = with_gradient(3.0, 4.0)
    nn.utils.clip_grad_value_(p, 0.5)
    assert p.grad is not None
    assert p.grad.abs().max().item() == 0.5


@pytest.mark.parametrize("clip", [nn.utils.clip_grad_norm_, nn.utils.clip_grad_value_])
def test_backward_through_a_clipped_gradient_is_an_error(clip: Callable[[Tensor, float], object]) -> None:
    p = tensor([3.0, 4.0], requires_grad=True)
    (p**3).sum().backward(create_graph=True)
    assert p.grad is not None
    penalty = (p.grad * p.grad).sum()
    clip(p, 0.1)
    with pytest.raises(RuntimeError, match="changed in place"):
        penalty.backward()


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("scale", [1e-4, 1.0, 3e4, 1e30, 1e37, 1e200])
@pytest.mark.parametrize("order", [1.0, 2.0, 3.0, math.inf, "inf"])
def test_a_norm_of_any_size_is_clipped(dtype: str, scale: float, order: Any) -> None:
    if scale > float(np.finfo(dtype).max) / 2:
        return
    exact = np.array([1.0, -0.5, 0.0])
    p = autograd.zeros(3, dtype=dtype).requires_grad_()
    q = autograd.zeros(2, dtype=dtype).requires_grad_()
    p.grad, q.grad = tensor(exact * scale, dtype=dtype), autograd.zeros(2, dtype=dtype)
    norm = nn.utils.clip_grad_norm_([p, q], 1e-3, order)
    expected = float(np.linalg.norm(exact, float(order)))
    assert (norm.dtype, p.grad.dtype) == (np.dtype(dtype), np.dtype(dtype))
    assert norm.item() == pytest.approx(expected * scale, rel=2e-3) or dtype == "float16"
    clipped = np.linalg.norm(p.grad.numpy().astype(float), float(order))
    if expected * scale > 2e-3:
        assert clipped == pytest.approx(1e-3, rel=2e-3)


def test_a_norm_that_float32_cannot_hold_is_clipped_all_the_same() -> None:
    p = autograd.zeros(100, requires_grad=True)
    p.grad = autograd.full((100,), 3e38)
    assert nn.utils.clip_grad_norm_([p], 1.0).item() == math.inf
    assert np.linalg.norm(p.grad.numpy().astype(float)) == pytest.approx(1, rel=1e-3)


@pytest.mark.parametrize(
    ("gradient", "clipped"),
    [([math.inf, 1.0], [math.nan, 0.0]), ([-math.inf, 0.0], [math.nan, -0.0]), ([math.nan, 1.0], [math.nan] * 2)],
)
def test_a_norm_that_is_not_finite_is_as_in_pytorch(gradient: list[float], clipped: list[float]) -> None:
    p = autograd.zeros(2, requires_grad=True)
    p.grad = tensor(gradient)
    with pytest.raises(RuntimeError, match=r"norm of the gradients is (inf|nan)"):
        nn.utils.clip_grad_norm_([p], 1.0, error_if_nonfinite=True)
    assert p.grad.tolist() == pytest.approx(gradient, nan_ok=True)
    nn.utils.clip_grad_norm_([p], 1.0)
    assert p.grad.tolist() == pytest.approx(clipped, nan_ok=True)


def test_settings_of_numpy_do_not_change_the_dtype_of_a_gradient() -> None:
    p = with_gradient(3.0, 4.0)
    nn.utils.clip_grad_norm_([p], np.float64(1.0))
    nn.utils.clip_grad_value_([p], np.float64(0.5))
    assert p.grad.dtype == np.float32


@pytest.mark.parametrize("clip", [nn.utils.clip_grad_norm_, nn.utils.clip_grad_value_])
@pytest.mark.parametrize("limit", [-1.0, math.nan])
def test_a_limit_is_not_negative(clip: Callable[[Tensor, float], object], limit: float) -> None:
    with pytest.raises(ValueError, match="must be at least 0"):
        clip(with_gradient(3.0), limit)


# ── vectors of parameters, and computed weights ──


def test_parameters_become_a_vector_and_back() -> None:
    one, other = nn.Linear(3, 2), nn.Linear(3, 2)
    vector = nn.utils.parameters_to_vector(one.parameters())
    nn.utils.vector_to_parameters(vector * 2, other.parameters())
    assert all(autograd.equal(2 * p, q) for p, q in zip(one.parameters(), other.parameters()))
    vector.sum().backward()
    assert one.bias.grad.tolist() == [1.0, 1.0]
    with pytest.raises(ShapeError, match="a vector of 8 elements"):
        nn.utils.vector_to_parameters(vector[1:], other.parameters())


def test_weight_norm_separates_length_and_direction() -> None:
    layer = nn.utils.weight_norm(nn.Linear(3, 2))
    with autograd.no_grad():
        layer.weight_g.fill_(2.0)
    layer(autograd.ones(1, 3))
    assert layer.weight.norm(dim=1).tolist() == pytest.approx([2.0, 2.0])


def test_spectral_norm_makes_the_largest_singular_value_1() -> None:
    layer = nn.utils.spectral_norm(nn.Conv2d(2, 3, 2), n_power_iterations=100)
    layer(autograd.ones(1, 2, 2, 2))
    assert np.linalg.norm(layer.weight.detach().numpy().reshape(3, -1), 2) == pytest.approx(1, rel=1e-4)


def test_a_weight_is_computed_once() -> None:
    layer = nn.utils.weight_norm(nn.Linear(3, 2))
    with pytest.raises(RuntimeError, match="computed already"):
        nn.utils.spectral_norm(layer)
    with pytest.raises(ValueError, match="no such normalisation"):
        nn.utils.remove_spectral_norm(layer)


def test_the_name_without_underscore_is_deprecated() -> None:
    p = with_gradient(3.0, 4.0)
    with pytest.warns(FutureWarning, match="clip_grad_norm_"):
        nn.utils.clip_grad_norm([p], 1.0)
    assert p.grad.norm().item() == pytest.approx(1.0)


def test_a_norm_over_all_dimensions() -> None:
    layer = nn.utils.weight_norm(nn.Linear(3, 2), dim=None)
    assert layer.weight_g.shape == ()
    layer(autograd.ones(3))
    assert layer.weight.norm().item() == pytest.approx(layer.weight_g.item(), rel=1e-6)
    with pytest.raises(ValueError, match="n_power_iterations must be at least 1"):
        nn.utils.spectral_norm(nn.Linear(3, 2), n_power_iterations=0)
