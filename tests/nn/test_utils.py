"""Clipping of gradients."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import nn
from autograd import Tensor, tensor


def with_gradient(*gradient: float) -> Tensor:
    p: Tensor = tensor(list(gradient), requires_grad=True)
    (p * p / 2).sum().backward()
    return p


def test_clip_grad_norm_returns_the_norm_and_scales_to_the_limit() -> None:
    p = with_gradient(3.0, 4.0)
    assert nn.utils.clip_grad_norm_([p], 1.0).item() == pytest.approx(5.0)
    assert p.grad is not None
    assert p.grad.norm().item() == pytest.approx(1.0, rel=1e-5)


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
