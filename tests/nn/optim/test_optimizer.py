"""The common part of the optimisers: groups, state, errors, blocks."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor, tensor
from nn import optim

# ── groups and state ──


def leaf() -> Tensor:
    made: Tensor = tensor([1.0], requires_grad=True)
    return made


def stepped(a: Tensor, b: Tensor) -> optim.SGD:
    """Return an optimiser after one step on a + b, with learning rates 0.1 and 1."""
    optimizer = optim.SGD([{"params": [a]}, {"params": [b], "lr": 1.0}], lr=0.1, momentum=0.9)
    (a + b).sum().backward()
    optimizer.step()
    return optimizer


def test_each_group_has_its_settings() -> None:
    a, b = leaf(), leaf()
    optimizer = stepped(a, b)
    assert a.item() == pytest.approx(0.9)
    assert b.item() == pytest.approx(0.0)
    assert "lr: 1.0" in repr(optimizer)


def test_the_state_has_numbers_in_place_of_parameters() -> None:
    saved = stepped(leaf(), leaf()).state_dict()
    assert saved["param_groups"][1]["params"] == [1]


def test_a_loaded_state_brings_settings_and_momentum() -> None:
    a, b = leaf(), leaf()
    saved = stepped(a, b).state_dict()
    other = optim.SGD([{"params": [a]}, {"params": [b]}], lr=0.5)
    other.load_state_dict(saved)
    assert other.param_groups[1]["lr"] == 1.0
    assert other.param_groups[0]["momentum"] == 0.9
    np.testing.assert_array_equal(other.state[a]["momentum_buffer"], [1.0])


def test_a_state_of_other_groups_is_an_error() -> None:
    a = leaf()
    saved = stepped(a, leaf()).state_dict()
    with pytest.raises(ValueError, match="groups of"):
        optim.SGD([a], lr=0.5).load_state_dict(saved)


def test_zero_grad_sets_gradients_to_zero_if_asked() -> None:
    a = leaf()
    stepped(a, leaf()).zero_grad(set_to_none=False)
    assert a.grad is not None
    assert a.grad.tolist() == [0.0]


def test_a_closure_computes_the_loss() -> None:
    a = leaf()
    optimizer = stepped(a, leaf())

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss: Tensor = (a * a).sum()
        loss.backward()
        return loss

    loss = optimizer.step(closure)
    assert loss is not None
    assert loss.item() == pytest.approx(0.81)


@pytest.mark.parametrize("kind", [optim.SGD, optim.Adam])
def test_maximize_climbs(kind: type[optim.SGD | optim.Adam]) -> None:
    p = leaf()
    optimizer = kind([p], lr=0.1, maximize=True)
    (p * 2).sum().backward()
    optimizer.step()
    assert p.item() > 1


def test_a_step_before_any_backward_warns_once() -> None:
    model = nn.Linear(2, 1)
    optimizer = optim.SGD(model.named_parameters(), lr=0.1)
    with pytest.warns(UserWarning, match=r"no parameter has a gradient.*weight, bias.*backward"):
        optimizer.step()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        optimizer.step()


def test_backward_through_an_updated_parameter_is_an_error() -> None:
    p = leaf()
    p.grad = tensor([1.0])
    loss = (p * p).sum()
    optim.SGD([p], lr=0.1).step()
    with pytest.raises(RuntimeError, match="changed in place"):
        loss.backward()


# ── errors ──


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: optim.SGD([], 0.1), ValueError, "no parameters"),
        (lambda: optim.SGD(tensor(1.0), 0.1), TypeError, r"write \[p\]"),
        (lambda: optim.SGD([1.0], 0.1), TypeError, "float"),
        (lambda: optim.SGD([tensor(1.0, requires_grad=True) * 2], 0.1), TypeError, "computed tensor"),
        (lambda: optim.SGD([tensor(1.0)], -0.1), ValueError, "lr"),
        (lambda: optim.Adam([tensor(1.0)], betas=(0.9, 1.0)), ValueError, r"betas\[1\]"),
        (lambda: optim.SGD([{"params": [tensor(1.0)], "rate": 1}], 0.1), ValueError, "rate"),
        (lambda: optim.SGD([p := tensor(1.0), p], 0.1), ValueError, "twice"),
    ],
    ids=["none", "one tensor", "a number", "not a leaf", "lr", "betas", "unknown setting", "twice"],
)
def test_wrong_arguments(make: Callable[[], optim.Optimizer], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


# ── blocks ──


@pytest.mark.parametrize("kind", [optim.SGD, optim.Adam])
def test_large_parameters_are_updated_as_small_ones_are(kind: type[optim.SGD | optim.Adam]) -> None:
    rng = np.random.default_rng(0)
    start, gradient = rng.normal(size=(300, 200)), rng.normal(size=(300, 200))
    small = tensor(start[:3, :4], requires_grad=True)
    layouts = [start, np.asfortranarray(start), np.repeat(start, 2, axis=1)[:, ::2]]  # the last is not contiguous
    large = [autograd.from_numpy(a.copy(order="K") if i < 2 else a).requires_grad_() for i, a in enumerate(layouts)]
    optimizer = kind([small, *large], lr=0.1)
    for _ in range(3):
        small.grad = tensor(gradient[:3, :4])
        for parameter in large:
            parameter.grad = tensor(gradient)
        optimizer.step()
    for parameter in large:
        np.testing.assert_allclose(parameter.detach().numpy(), large[0].detach().numpy(), rtol=1e-13)
        np.testing.assert_allclose(parameter.detach().numpy()[:3, :4], small.detach().numpy(), rtol=1e-13)
