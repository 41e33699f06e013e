"""The common part of the optimisers: groups, state, errors, blocks."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

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
        (lambda: optim.SGD(nn.Linear(1, 1), 0.1), TypeError, r"got Linear; write model.parameters\(\)"),
        (lambda: optim.SGD(nn.Sequential(nn.Tanh()), 0.1), TypeError, r"write model.parameters\(\)"),
        (lambda: optim.SGD(nn.Linear(1, 1).parameters, 0.1), TypeError, r"got method; write model.parameters\(\)"),  # type: ignore[arg-type]
        (lambda: optim.SGD(3, 0.1), TypeError, "got int$"),  # type: ignore[arg-type]
        (lambda: optim.SGD([1.0], 0.1), TypeError, "float"),
        (lambda: optim.SGD([tensor(1.0, requires_grad=True) * 2], 0.1), TypeError, "computed tensor"),
        (lambda: optim.SGD([tensor(1.0)], -0.1), ValueError, "lr"),
        (lambda: optim.Adam([tensor(1.0)], betas=(0.9, 1.0)), ValueError, r"betas\[1\]"),
        (lambda: optim.SGD([{"params": [tensor(1.0)], "momentun": 1}], 0.1), ValueError, "did you mean 'momentum'"),
        (lambda: optim.SGD([{"params": [tensor(1.0)], "lr": -1}], 0.1), ValueError, "lr"),
        (lambda: optim.SGD([tensor(1.0)], "0.1"), TypeError, "lr must be a number, got str"),  # type: ignore[arg-type]
        (lambda: optim.Adam([tensor(1.0)], betas=(0.9,)), ValueError, "two numbers"),  # type: ignore[arg-type]
        (lambda: optim.SGD([p := tensor(1.0), p], 0.1), ValueError, "twice"),
    ],
    ids=(
        "none one-tensor module sequential method whole a-number not-a-leaf lr betas misspelt of-a-group text one-beta "
        "twice"
    ).split(),
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


# ── state ──

ADAM = {"step": tensor(3.0), "exp_avg": tensor([[0.1, 0.2]]), "exp_avg_sq": tensor([[0.3, 0.4]])}


def one() -> Tensor:
    return autograd.zeros(1, 2, requires_grad=True)


def saved_by_pytorch(state: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """Return a state dict as PyTorch gives it: Tensors, and settings that are not known here."""
    return {
        "state": {0: state},
        "param_groups": [{"lr": 0.5, **settings, "foreach": None, "fused": None, "params": [0]}],
    }


@pytest.mark.parametrize("kind", [optim.Adam, optim.AdamW])
def test_pytorchs_adam_can_be_loaded(kind: type[optim.Adam]) -> None:
    p = one()
    optimizer = kind([p], lr=0.1)
    optimizer.load_state_dict(saved_by_pytorch(ADAM, betas=(0.8, 0.9)))
    assert optimizer.state[p]["step"] == 3
    assert optimizer.state[p]["exp_avg"].tolist() == ADAM["exp_avg"].tolist()
    assert (optimizer.param_groups[0]["betas"], optimizer.param_groups[0]["foreach"]) == ((0.8, 0.9), None)
    p.grad = autograd.ones(1, 2)
    optimizer.step()
    assert optimizer.state[p]["step"] == 4


@pytest.mark.parametrize("buffer", [None, tensor([[1.0, 2.0]]), np.array([[1.0, 2.0]])], ids=repr)
def test_pytorchs_sgd_can_be_loaded(buffer: Any) -> None:
    p = one()
    optimizer = optim.SGD([p], lr=0.1)
    optimizer.load_state_dict(saved_by_pytorch({"momentum_buffer": buffer}, momentum=0.9))
    p.grad = autograd.ones(1, 2)
    optimizer.step()
    assert optimizer.state[p]["momentum_buffer"].dtype == np.float32
    assert optimizer.state[p]["momentum_buffer"].tolist() == (
        [[1.0, 1.0]] if buffer is None else pytest.approx(np.array([[1.9, 2.8]]))
    )


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda s: s["state"][0].pop("exp_avg_sq"), ValueError, "needs"),
        (lambda s: s["state"][0].pop("step"), ValueError, "needs"),
        (lambda s: s["state"][0].update(momentum_buffer=one()), ValueError, "may have"),
        (lambda s: s["param_groups"][0].update(amsgrad=True), ValueError, "max_exp_avg_sq"),
        (lambda s: s["state"][0].update(exp_avg=tensor([0.1, 0.2])), ValueError, r"exp_avg has shape \(2,\)"),
        (lambda s: s["state"][0].update(exp_avg=0.5), ValueError, r"exp_avg has shape \(\)"),
        (lambda s: s["state"][0].update(exp_avg="x"), TypeError, "real numbers"),
        (lambda s: s["state"][0].update(exp_avg=[[1j, 2j]]), TypeError, "real numbers"),
        (lambda s: s["state"][0].update(step=-1), ValueError, "step"),
        (lambda s: s["state"][0].update(step=[1, 2]), ValueError, "step"),
        (lambda s: s["state"].update({1: s["state"][0]}), ValueError, "parameter 1, which is in no group"),
        (lambda s: s["param_groups"][0].update(lr=-1.0), ValueError, "lr"),
        (lambda s: s["param_groups"][0].update(lr="0.1"), TypeError, "lr"),
        (lambda s: s["param_groups"][0].update(params=[0, 1]), ValueError, "groups of"),
        (lambda s: s["param_groups"].append(s["param_groups"][0]), ValueError, "groups of"),
        (lambda s: s.pop("param_groups"), TypeError, "expected the result"),
        (lambda s: s.pop("state"), TypeError, "expected the result"),
        (lambda s: s.update(state=[1]), TypeError, "expected the result"),
    ],
    ids=range(18),
)
def test_a_state_that_does_not_fit_changes_nothing(
    change: Callable[[Any], object], error: type[Exception], message: str
) -> None:
    p = one()
    optimizer = optim.Adam([p], lr=0.1)
    p.grad = autograd.ones(1, 2)
    optimizer.step()
    before = optimizer.state_dict()
    bad = saved_by_pytorch(dict(ADAM), betas=(0.8, 0.9))
    change(bad)
    with pytest.raises(error, match=message):
        optimizer.load_state_dict(bad)
    assert str(optimizer.state_dict()) == str(before)


@pytest.mark.parametrize("make", [lambda p: optim.Adam(p, lr=0.1), lambda p: optim.SGD(p, lr=0.1, momentum=0.9)])
def test_a_state_is_a_snapshot(make: Callable[[list[Tensor]], optim.Optimizer]) -> None:
    p = one()
    optimizer = make([p])
    for g in (1.0, -3.0):
        p.grad = autograd.ones(1, 2) * g
        optimizer.step()
        if g == 1.0:
            kept = optimizer.state_dict()
            text = str(kept)
    assert str(kept) == text
    optimizer.load_state_dict(kept)
    p.grad = autograd.ones(1, 2)
    optimizer.step()
    assert str(kept) == text


def test_other_keys_of_a_group_are_kept() -> None:
    p = one()
    optimizer = optim.SGD([{"params": [p], "name": "head", "initial_lr": 0.3, "max_momentum": 0.9}], lr=0.1)
    again = optim.SGD([p], lr=0.5)
    again.load_state_dict(optimizer.state_dict())
    group = again.param_groups[0]
    assert (group["name"], group["initial_lr"], group["lr"]) == ("head", 0.3, 0.1)


def test_a_state_belongs_to_the_numbers_of_its_groups() -> None:
    a, b = one(), one()
    optimizer = optim.SGD([{"params": [a]}, {"params": [b]}], lr=0.1)
    saved = optimizer.state_dict()
    saved["param_groups"][0]["params"], saved["param_groups"][1]["params"] = [1], [0]
    saved["state"] = {0: {"momentum_buffer": [[1.0, 2.0]]}}
    optimizer.load_state_dict(saved)
    assert list(optimizer.state) == [b]


@pytest.mark.parametrize("number", [np.float64, np.float32, np.array, tensor])
def test_settings_of_numpy_do_not_change_a_dtype(number: Callable[[float], Any]) -> None:
    for make in (
        lambda p, x: optim.SGD(p, x(0.1), x(0.9), x(0.0), x(0.01), nesterov=True),
        lambda p, x: optim.Adam(p, x(0.1), (x(0.9), x(0.99)), x(1e-8), x(0.01)),
        lambda p, x: optim.AdamW(p, x(0.1), (x(0.9), x(0.99)), x(1e-8), x(0.01)),
    ):
        reached = []
        for given in (number, float):
            p = autograd.ones(2, requires_grad=True)
            optimizer = make([p], given)
            for _ in range(3):
                p.grad = tensor([1.0, -2.0])
                optimizer.step()
                optimizer.param_groups[0]["lr"] = given(0.2)
            assert p.dtype == np.float32
            assert {a.dtype for a in optimizer.state[p].values() if isinstance(a, np.ndarray)} == {np.dtype("float32")}
            reached.append(p.detach().numpy())
        np.testing.assert_allclose(reached[0], reached[1], rtol=1e-6)


@pytest.mark.parametrize("kind", [optim.SGD, optim.Adam])
def test_a_learning_rate_that_changes_in_place_is_read_at_each_step(kind: Any) -> None:
    p, q, lr = tensor([1.0, 2.0], requires_grad=True), tensor([1.0, 2.0], requires_grad=True), tensor([0.5])
    by_tensor, by_number = kind([p], lr=0.1), kind([q], lr=0.1)
    for _ in range(3):
        by_tensor.param_groups[0]["lr"], by_number.param_groups[0]["lr"] = lr, lr.item()
        p.grad, q.grad = tensor([1.0, 1.0]), tensor([1.0, 1.0])
        by_tensor.step()
        by_number.step()
        lr.mul_(0.1)
    assert p.tolist() == q.tolist() != [1.0, 2.0]


@pytest.mark.parametrize(
    ("kind", "setting", "value"),
    [(optim.SGD, "lr", np.array([0.1, 0.2])), (optim.Adam, "lr", "fast"), (optim.Adam, "betas", [0.9, None])],
)
def test_a_setting_that_is_no_number_is_named(kind: Any, setting: str, value: Any) -> None:
    p = tensor([1.0, 2.0], requires_grad=True)
    optimizer = kind([p], lr=0.1)
    optimizer.param_groups[0][setting] = value
    p.grad = tensor([1.0, 1.0])
    with pytest.raises(TypeError, match=rf"{kind.__name__}\(\): {setting}.* must be a number, got"):
        optimizer.step()
    assert p.tolist() == [1.0, 2.0] and not optimizer.state.get(p)


def test_an_optimiser_of_one_s_own_keeps_numbers_and_arrays() -> None:
    class Counting(optim.Optimizer):
        def _update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: Any) -> None:
            state.update(calls=state.get("calls", 0) + 1, last=gradient.copy())
            parameter -= gradient

    a = leaf()
    first, second = Counting([a], {}), Counting([a], {})
    a.backward()
    first.step()
    second.load_state_dict(first.state_dict())
    assert (second.state[a]["calls"], second.state[a]["last"].tolist(), a.item()) == (1, [1.0], 0.0)
    with pytest.raises(TypeError, match="last: expected an array or a number"):
        second.load_state_dict({"state": {0: {"last": [[1.0], [1.0, 2.0]]}}, "param_groups": [{"params": [0]}]})
    with pytest.raises(TypeError, match="Optimizer defines no update"):
        optim.Optimizer([a], {}).step()


@pytest.mark.parametrize("kind", [optim.SGD, optim.Adam])
def test_a_large_parameter_is_updated_in_parts(kind: Any) -> None:
    small, large = autograd.ones(3, requires_grad=True), autograd.ones(3, 50000, requires_grad=True)
    optimizer = kind([small, large], lr=0.1)
    for _ in range(2):
        optimizer.zero_grad()
        ((small**3).sum() + (large**3).sum()).backward()
        optimizer.step()
    assert (large == small[0]).all()


def test_an_interrupted_update_is_counted_as_a_change() -> None:
    class Interrupted(optim.Optimizer):
        def _update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: Any) -> None:
            parameter[0] = 5.0
            raise KeyboardInterrupt

    p = leaf()
    loss = (p * p).sum()
    loss.backward(retain_graph=True)
    with pytest.raises(KeyboardInterrupt):
        Interrupted([p], {}).step()
    with pytest.raises(RuntimeError, match="in place"):
        loss.backward()
