"""nn: modules, layers, losses, initialisation, optimisers, data and files, in PyTorch's semantics."""

from __future__ import annotations

import math
import os
import warnings
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, Tensor, tensor
from nn import init, optim
from nn.data import DataLoader, Subset, TensorDataset, random_split


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, 4), nn.ReLU())
        self.head = nn.Linear(4, 2, bias=False)
        self.register_buffer("steps", tensor([1.0]))
        self.register_buffer("scratch", tensor([0.0]), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.body(x)) * self.steps


# ── modules ──


def test_what_a_module_finds() -> None:
    net = Net()
    assert [name for name, _ in net.named_parameters()] == ["body.0.weight", "body.0.bias", "head.weight"]
    assert [name for name, _ in net.named_modules()] == ["", "body", "body.0", "body.1", "head"]
    assert [name for name, _ in net.named_children()] == ["body", "head"]
    assert [name for name, _ in net.named_buffers()] == ["steps", "scratch"]
    assert list(net.state_dict()) == ["steps", "body.0.weight", "body.0.bias", "head.weight"]
    assert len(list(net.parameters())) == 3
    assert len(list(net.parameters(recurse=False))) == 0
    assert len(list(net.buffers())) == 2
    assert len(list(net.modules())) == 5
    assert len(list(net.children())) == 2
    assert "head" in dir(net)


def test_repr_is_pytorchs() -> None:
    assert repr(Net()) == (
        "Net(\n  (body): Sequential(\n    (0): Linear(in_features=3, out_features=4, bias=True)\n    (1): ReLU()\n  )\n"
        "  (head): Linear(in_features=4, out_features=2, bias=False)\n)"
    )
    expected = {
        nn.LeakyReLU(0.2): "LeakyReLU(negative_slope=0.2)", nn.ELU(): "ELU(alpha=1.0)", nn.Softmax(1): "Softmax(dim=1)",
        nn.Dropout(0.1): "Dropout(p=0.1, inplace=False)", nn.Flatten(): "Flatten(start_dim=1, end_dim=-1)",
        nn.ReLU(True): "ReLU(inplace=True)", nn.GELU(): "GELU(approximate='none')", nn.Identity(3): "Identity()",
        nn.LogSoftmax(0): "LogSoftmax(dim=0)", nn.Softplus(): "Softplus(beta=1.0)", nn.Tanh(): "Tanh()",
        nn.ModuleList([nn.Tanh()]): "ModuleList(\n  (0): Tanh()\n)",
    }  # fmt: skip
    for module, text in expected.items():
        assert repr(module) == text


def test_attributes() -> None:
    net = Net()
    net.extra = 3
    assert net.extra == 3
    net.head = nn.Identity()
    assert len(list(net.parameters())) == 2
    del net.body
    assert not hasattr(net, "body")
    with pytest.raises(AttributeError, match="'Net' object has no attribute 'typo'"):
        net.typo  # noqa: B018
    with pytest.raises(TypeError, match="is a parameter"):
        nn.Linear(2, 2).weight = tensor([1.0])
    layer = nn.Linear(2, 2)
    layer.bias = None
    assert layer(autograd.ones(1, 2)).shape == (1, 2)
    assert list(layer.state_dict()) == ["weight"]
    net.steps = tensor([2.0])
    assert net.state_dict()["steps"].tolist() == [2.0]
    with pytest.raises(TypeError, match="register_buffer"):
        net.register_buffer("x", 3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="add_module"):
        net.add_module("x", 3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="register_parameter"):
        net.register_parameter("x", tensor(1.0))  # type: ignore[arg-type]

    class Forgetful(nn.Module):
        def __init__(self) -> None:
            self.layer = nn.Linear(1, 1)

    with pytest.raises(AttributeError, match=r"super\(\).__init__"):
        Forgetful()
    with pytest.raises(TypeError, match="defines no forward"):
        nn.Module()(1)


def test_shared_parameters_are_named_once() -> None:
    layer = nn.Linear(2, 2)
    net = nn.Sequential(layer, layer)
    assert len(list(net.parameters())) == 2
    net(autograd.ones(1, 2)).sum().backward()
    assert layer.weight.grad.shape == (2, 2)


def test_modes_and_changes() -> None:
    net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
    assert net.training
    assert not net.eval()[1].training
    x = autograd.ones(4, 2)
    assert autograd.equal(net(x), net(x))
    assert net.train()[1].training
    net.requires_grad_(False)
    assert not any(p.requires_grad for p in net.parameters())
    net.requires_grad_(True)
    net(x).sum().backward()
    net.zero_grad(set_to_none=False)
    assert net[0].weight.grad.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    net.zero_grad()
    assert net[0].weight.grad is None
    net.double()
    assert net[0].weight.dtype == np.float64
    assert isinstance(net[0].weight, nn.Parameter)
    net.float().to("cpu")
    seen = []
    net.apply(lambda module: seen.append(type(module).__name__))
    assert seen == ["Linear", "Dropout", "Sequential"]
    handle = net.register_forward_hook(lambda module, args, output: output * 0)
    assert net(x).abs().sum().item() == 0
    handle.remove()
    assert net.eval()(x).abs().sum().item() != 0


def test_containers() -> None:
    net = nn.Sequential(OrderedDict(first=nn.Linear(2, 3), then=nn.ReLU()))
    assert list(net.state_dict()) == ["first.weight", "first.bias"]
    assert len(net) == 2
    assert isinstance(net[1], nn.ReLU)
    assert isinstance(net[-1], nn.ReLU)
    assert len(net[:1]) == 1
    net.append(nn.Tanh())
    assert [type(m).__name__ for m in net] == ["Linear", "ReLU", "Tanh"]
    many = nn.ModuleList([nn.Linear(1, 1)]).append(nn.Linear(1, 2))
    assert len(many) == 2
    assert len(list(many.parameters())) == 4
    assert len(many[:1]) == 1
    assert many[1].out_features == 2
    assert len(list(iter(many))) == 2
    named = nn.ModuleDict({"a": nn.Tanh()})
    named["b"] = nn.ReLU()
    assert list(named) == list(named.keys()) == ["a", "b"]
    assert "a" in named
    assert len(named) == len(list(named.values())) == len(list(named.items())) == 2
    del named["a"]
    assert isinstance(named["b"], nn.ReLU)


def test_load_state_dict() -> None:
    first, second = Net(), Net()
    assert repr(second.load_state_dict(first.state_dict())) == "<All keys matched successfully>"
    x = autograd.ones(2, 3)
    assert autograd.equal(first(x), second(x))
    state = first.state_dict()
    state["more"] = tensor(1.0)
    del state["steps"]
    before = second.state_dict()["head.weight"].tolist()
    state["head.weight"] = autograd.zeros(2, 4)
    with pytest.raises(KeyError, match=r"missing \['steps'\], unexpected \['more'\]"):
        second.load_state_dict(state)
    assert second.state_dict()["head.weight"].tolist() == before  # nothing was half loaded
    result = second.load_state_dict(state, strict=False)
    assert (result.missing_keys, result.unexpected_keys) == (["steps"], ["more"])
    assert "missing" in repr(result)
    with pytest.raises(ShapeError, match=r"head.weight has shape \(2, 4\), got \(1, 4\)"):
        second.load_state_dict({"head.weight": np.zeros((1, 4))}, strict=False)


# ── layers and losses ──


def test_linear_starts_as_pytorchs() -> None:
    autograd.manual_seed(0)
    layer = nn.Linear(400, 300)
    bound = 1 / math.sqrt(400)
    for parameter in (layer.weight, layer.bias):
        values = parameter.detach().numpy()
        assert np.abs(values).max() <= bound
        assert np.abs(values).max() > 0.95 * bound
        assert values.std() == pytest.approx(bound / math.sqrt(3), rel=0.1)
    assert layer.weight.shape == (300, 400)
    with pytest.raises(ValueError, match="in_features"):
        nn.Linear(0, 3)
    with pytest.raises(ShapeError, match=r"linear\(\): input \(2, 5\)"):
        layer(autograd.ones(2, 5))


def test_mlp() -> None:
    assert repr(nn.MLP(4, [3, 2], activation="tanh")).count("Tanh") == 1
    assert nn.MLP(4, [3, 2])(autograd.ones(5, 4)).shape == (5, 2)
    with pytest.raises(ValueError, match="at least one"):
        nn.MLP(4, [])
    with pytest.raises(ValueError, match="'swish' is not one of"):
        nn.MLP(4, [2], activation="swish")


@pytest.mark.parametrize(
    ("module", "function"),
    [
        (nn.ReLU(), lambda x: np.maximum(x, 0)), (nn.LeakyReLU(0.1), lambda x: np.where(x > 0, x, 0.1 * x)),
        (nn.ELU(2.0), lambda x: np.where(x > 0, x, 2 * np.expm1(x))), (nn.Sigmoid(), lambda x: 1 / (1 + np.exp(-x))),
        (nn.Tanh(), np.tanh), (nn.SiLU(), lambda x: x / (1 + np.exp(-x))),
        (nn.Softsign(), lambda x: x / (1 + np.abs(x))),
        (nn.Softplus(2.0), lambda x: np.log1p(np.exp(2 * x)) / 2), (nn.Identity(), lambda x: x),
        (nn.Softmax(0), lambda x: np.exp(x) / np.exp(x).sum()),
        (nn.LogSoftmax(0), lambda x: x - np.log(np.exp(x).sum())),
        (nn.GELU("tanh"), lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))),
        (nn.GELU(), lambda x: x * np.array([0.5 * math.erfc(-t / math.sqrt(2)) for t in x])),
        (nn.Flatten(0), lambda x: x), (nn.ReLU(inplace=True), lambda x: np.maximum(x, 0)),
    ],
)  # fmt: skip
def test_activations(module: nn.Module, function: Callable[[Any], Any]) -> None:
    x = np.linspace(-2, 2, 7)
    np.testing.assert_allclose(module(tensor(x)).numpy(), function(x), rtol=1e-12, atol=1e-14)
    with pytest.raises(ValueError, match="approximate"):
        F.gelu(tensor(x), "fast")


def reference_cross_entropy(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return -(x - np.log(np.exp(x).sum(1, keepdims=True)))[np.arange(len(y)), y]


def test_cross_entropy_in_all_its_forms() -> None:
    rng = np.random.default_rng(0)
    x, y, w = rng.normal(size=(5, 3)), np.array([0, 2, 1, 1, 0]), np.array([0.5, 1.0, 2.0])
    losses = reference_cross_entropy(x, y)
    tx, ty, tw = tensor(x), tensor(y), tensor(w)
    assert F.cross_entropy(tx, ty).item() == pytest.approx(losses.mean())
    assert F.cross_entropy(tx, ty, reduction="sum").item() == pytest.approx(losses.sum())
    np.testing.assert_allclose(F.cross_entropy(tx, ty, reduction="none").numpy(), losses)
    assert nn.CrossEntropyLoss(tw)(tx, ty).item() == pytest.approx((losses * w[y]).sum() / w[y].sum())
    ignoring = tensor(np.where(np.arange(5) == 1, -100, y))
    assert F.cross_entropy(tx, ignoring).item() == pytest.approx(losses[[0, 2, 3, 4]].mean())
    assert F.cross_entropy(tx, ty, ignore_index=1).item() == pytest.approx(losses[y != 1].mean())
    log_p = x - np.log(np.exp(x).sum(1, keepdims=True))
    smooth = nn.CrossEntropyLoss(label_smoothing=0.3)
    assert smooth(tx, ty).item() == pytest.approx((0.7 * losses - 0.3 * log_p.mean(1)).mean())
    one_hot = F.one_hot(ty, 3).double()
    assert F.cross_entropy(tx, one_hot).item() == pytest.approx(losses.mean())
    assert F.cross_entropy(tx, one_hot, weight=tw, reduction="sum").item() == pytest.approx((losses * w[y]).sum())
    assert smooth(tx, one_hot).item() == pytest.approx(smooth(tx, ty).item())
    assert F.cross_entropy(tx[0], ty[0]).item() == pytest.approx(losses[0])
    images = tensor(rng.normal(size=(2, 3, 4)))
    classes = tensor(rng.integers(0, 3, (2, 4)))
    flat = F.cross_entropy(images.permute(0, 2, 1).reshape(8, 3), classes.reshape(8))
    assert F.cross_entropy(images, classes).item() == pytest.approx(flat.item())
    assert nn.NLLLoss()(tensor(log_p), ty).item() == pytest.approx(losses.mean())
    for reduction in ("sum", "none"):
        smooth_sum = F.cross_entropy(tx, ty, tw, reduction=reduction, label_smoothing=0.2)
        each = 0.8 * losses * w[y] - 0.2 * (log_p * w).mean(1)
        assert smooth_sum.sum().item() == pytest.approx(each.sum())
    with pytest.raises(ValueError, match="label_smoothing"):
        F.cross_entropy(tx, ty, label_smoothing=2.0)
    with pytest.raises(TypeError, match="whole numbers"):
        F.nll_loss(tx, tensor([0.0] * 5))
    with pytest.raises(ValueError, match="reduction"):
        F.cross_entropy(tx, ty, reduction="avg")


def test_cross_entropys_gradient() -> None:
    x = tensor(np.random.default_rng(0).normal(size=(4, 3)), requires_grad=True)
    y = tensor([0, 2, 1, 1])
    F.cross_entropy(x, y).backward()
    expected = (F.softmax(x.detach(), 1) - F.one_hot(y, 3)).numpy() / 4
    np.testing.assert_allclose(x.grad.numpy(), expected, rtol=1e-12, atol=1e-15)


def test_other_losses() -> None:
    p, t = tensor([0.2, 0.7, 0.9]).double(), tensor([0.0, 1.0, 1.0]).double()
    expected = -(t * p.log() + (1 - t) * (1 - p).log())
    assert nn.BCELoss()(p, t).item() == pytest.approx(expected.mean().item())
    assert nn.BCELoss(reduction="sum")(p, t).item() == pytest.approx(expected.sum().item())
    logits = (p / (1 - p)).log()
    assert nn.BCEWithLogitsLoss()(logits, t).item() == pytest.approx(expected.mean().item())
    weighted = nn.BCEWithLogitsLoss(pos_weight=tensor([3.0]).double(), reduction="none")(logits, t)
    np.testing.assert_allclose(weighted.numpy(), (expected * (1 + 2 * t)).numpy())
    assert nn.BCEWithLogitsLoss(weight=tensor([2.0]).double())(logits, t).item() == pytest.approx(
        2 * expected.mean().item()
    )
    assert nn.MSELoss()(p, t).item() == pytest.approx(((p - t) ** 2).mean().item())
    assert nn.L1Loss(reduction="sum")(p, t).item() == pytest.approx((p - t).abs().sum().item())
    with pytest.raises(ValueError, match=r"MSELoss\(\): reduction"):
        nn.MSELoss(reduction="avg")
    assert F.normalize(tensor([[3.0, 4.0]])).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]


# ── initialisation ──


@pytest.mark.parametrize(
    ("function", "std"),
    [
        (lambda w: init.xavier_uniform_(w), math.sqrt(2 / 500)),
        (lambda w: init.xavier_normal_(w, 2.0), 2 * math.sqrt(2 / 500)),
        (lambda w: init.kaiming_uniform_(w, nonlinearity="relu"), math.sqrt(2 / 300)),
        (lambda w: init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu"), math.sqrt(2 / 200)),
        (lambda w: init.kaiming_normal_(w, a=0.5), math.sqrt(2 / 1.25 / 300)), (lambda w: init.normal_(w, 0, 0.1), 0.1),
        (lambda w: init.uniform_(w, -1, 1), 1 / math.sqrt(3)),
    ],
)  # fmt: skip
def test_initial_spread(function: Callable[[Tensor], Tensor], std: float) -> None:
    autograd.manual_seed(0)
    weight = nn.Parameter(autograd.empty(200, 300))
    assert function(weight) is weight
    assert weight.detach().numpy().std() == pytest.approx(std, rel=0.02)
    assert weight.requires_grad
    assert weight.is_leaf


def test_constants_gains_and_errors_of_init() -> None:
    assert init.zeros_(autograd.empty(2)).tolist() == [0.0, 0.0]
    assert init.ones_(autograd.empty(2)).tolist() == [1.0, 1.0]
    assert init.calculate_gain("tanh") == 5 / 3
    assert init.fan_in_and_fan_out(autograd.empty(8, 3, 5, 5)) == (75, 200)
    for bad in (
        lambda: init.calculate_gain("swish"),
        lambda: init.kaiming_normal_(autograd.empty(3)),
        lambda: init.kaiming_normal_(autograd.empty(3, 3), mode="fan"),
    ):
        with pytest.raises(ValueError, match=r"unknown|fan"):
            bad()


# ── optimisers: against the formulas, written out ──


def run_optimizer(make: Callable[[list[Tensor]], optim.Optimizer], steps: int = 5) -> np.ndarray:
    p = tensor([1.0, -2.0, 3.0], dtype=autograd.float64, requires_grad=True)
    optimizer = make([p])
    for _ in range(steps):
        optimizer.zero_grad()
        (p**4 / 4).sum().backward()  # the gradient is p³
        optimizer.step()
    return p.detach().numpy()


def sgd_by_hand(lr: float, momentum: float, dampening: float, decay: float, nesterov: bool) -> np.ndarray:
    p, v = np.array([1.0, -2.0, 3.0]), None
    for _ in range(5):
        g = p**3 + decay * p
        v = g if v is None else momentum * v + (1 - dampening) * g
        p = p - lr * (g + momentum * v if nesterov else v if momentum else g)
    return p


def adam_by_hand(
    lr: float, b1: float, b2: float, eps: float, decay: float, decoupled: bool, amsgrad: bool
) -> np.ndarray:
    p = np.array([1.0, -2.0, 3.0])
    m = v = largest = np.zeros(3)
    for t in range(1, 6):
        g = p**3
        if decoupled:
            p = p - lr * decay * p
        else:
            g = g + decay * p
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        largest = np.maximum(largest, v)
        p = p - lr * (m / (1 - b1**t)) / (np.sqrt((largest if amsgrad else v) / (1 - b2**t)) + eps)
    return p


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize(("momentum", "dampening"), [(0.0, 0.0), (0.9, 0.0), (0.9, 0.5)])
def test_sgd(momentum: float, dampening: float, decay: float, nesterov: bool) -> None:
    if nesterov and (not momentum or dampening):
        with pytest.raises(ValueError, match="nesterov"):
            optim.SGD([tensor(1.0)], 0.1, momentum, dampening, nesterov=True)
        return
    ours = run_optimizer(lambda p: optim.SGD(p, 0.01, momentum, dampening, decay, nesterov))
    np.testing.assert_allclose(ours, sgd_by_hand(0.01, momentum, dampening, decay, nesterov), rtol=1e-12)


@pytest.mark.parametrize("amsgrad", [False, True])
@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("kind", [optim.Adam, optim.AdamW])
def test_adam(kind: type[optim.Adam], decay: float, amsgrad: bool) -> None:
    ours = run_optimizer(lambda p: kind(p, 0.1, (0.8, 0.9), 1e-6, decay, amsgrad))
    expected = adam_by_hand(0.1, 0.8, 0.9, 1e-6, decay, kind is optim.AdamW, amsgrad)
    np.testing.assert_allclose(ours, expected, rtol=1e-12)


@pytest.mark.parametrize("kind", [optim.SGD, optim.Adam])
def test_large_parameters_are_updated_in_blocks_as_small_ones_are(kind: type[optim.Optimizer]) -> None:
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


def test_maximize_climbs() -> None:
    for kind in (optim.SGD, optim.Adam):
        p = tensor([1.0], requires_grad=True)
        optimizer = kind([p], lr=0.1, maximize=True)
        (p * 2).sum().backward()
        optimizer.step()
        assert p.item() > 1


def test_parameter_groups_and_state() -> None:
    a, b = (tensor([1.0], requires_grad=True) for _ in range(2))
    optimizer = optim.SGD([{"params": [a]}, {"params": [b], "lr": 1.0}], lr=0.1, momentum=0.9)
    (a + b).sum().backward()
    optimizer.step()
    assert a.item() == pytest.approx(0.9)
    assert b.item() == pytest.approx(0.0)
    assert "lr: 1.0" in repr(optimizer)
    saved = optimizer.state_dict()
    assert saved["param_groups"][1]["params"] == [1]
    other = optim.SGD([{"params": [a]}, {"params": [b]}], lr=0.5)
    other.load_state_dict(saved)
    assert other.param_groups[1]["lr"] == 1.0
    assert other.param_groups[0]["momentum"] == 0.9
    np.testing.assert_array_equal(other.state[a]["momentum_buffer"], [1.0])
    with pytest.raises(ValueError, match="groups of"):
        optim.SGD([a], lr=0.5).load_state_dict(saved)
    optimizer.zero_grad(set_to_none=False)
    assert a.grad.tolist() == [0.0]

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = (a * a).sum()
        loss.backward()
        return loss

    assert optimizer.step(closure).item() == pytest.approx(0.81)


def test_a_step_before_any_backward_says_so_once() -> None:
    model = nn.Linear(2, 1)
    optimizer = optim.SGD(model.named_parameters(), lr=0.1)
    with pytest.warns(UserWarning, match=r"no parameter has a gradient.*weight, bias.*backward"):
        optimizer.step()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        optimizer.step()


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
)  # fmt: skip
def test_bad_optimizers(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_clipping() -> None:
    p = tensor([3.0, 4.0], requires_grad=True)
    (p * p / 2).sum().backward()
    assert nn.utils.clip_grad_norm_([p], 1.0).item() == pytest.approx(5.0)
    assert p.grad.norm().item() == pytest.approx(1.0, rel=1e-5)
    nn.utils.clip_grad_value_(p, 0.5)
    assert p.grad.abs().max().item() == 0.5
    assert nn.utils.clip_grad_norm_([tensor(1.0)], 1.0).item() == 0.0


# ── data ──


def test_data_loader() -> None:
    data = TensorDataset(autograd.arange(10), autograd.arange(10) * 2)
    batches = list(DataLoader(data, batch_size=4))
    assert [len(x) for x, _ in batches] == [4, 4, 2]
    assert batches[2][1].tolist() == [16, 18]
    assert len(DataLoader(data, 4, drop_last=True)) == len(list(DataLoader(data, 4, drop_last=True))) == 2
    autograd.manual_seed(0)
    loader = DataLoader(data, 3, shuffle=True)
    first, second = ([x.tolist() for x, _ in loader] for _ in range(2))
    assert first != second
    assert sorted(i for batch in first for i in batch) == list(range(10))
    autograd.manual_seed(0)
    assert [x.tolist() for x, _ in loader] == first
    plain = [(autograd.ones(2), i, {"a": float(i)}) for i in range(5)]
    x, i, extra = next(iter(DataLoader(plain, 5)))
    assert (x.shape, i.tolist(), extra["a"].tolist()) == ((5, 2), [0, 1, 2, 3, 4], [0.0, 1.0, 2.0, 3.0, 4.0])
    assert next(iter(DataLoader(plain, 2, collate_fn=len))) == 2
    with pytest.raises(ValueError, match="batch_size"):
        DataLoader(data, 0)
    with pytest.raises(ShapeError, match=r"\(3,\)"):
        TensorDataset(autograd.ones(3), autograd.ones(2))
    with pytest.raises(TypeError, match="ndarray"):
        TensorDataset(np.ones(3))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one"):
        TensorDataset()
    assert list(DataLoader(TensorDataset(autograd.ones(0, 2)))) == []


def test_random_split() -> None:
    data = TensorDataset(autograd.arange(10))
    autograd.manual_seed(0)
    for lengths in ([7, 3], [0.65, 0.35]):
        parts = random_split(data, lengths)
        assert [len(p) for p in parts] == [7, 3]
        assert sorted(int(p[i][0]) for p in parts for i in range(len(p))) == list(range(10))
    assert isinstance(parts[0], Subset)
    assert sum(len(x) for (x,) in DataLoader(parts[0], 2)) == 7
    with pytest.raises(ValueError, match="add up to 9"):
        random_split(data, [6, 3])


# ── files ──


def test_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    net = Net()
    nn.save(net.state_dict(), path)
    loaded = nn.load(path)
    assert {k: v.dtype for k, v in loaded.items()} == {k: v.dtype for k, v in net.state_dict().items()}
    again = Net()
    again.load_state_dict(loaded)
    x = autograd.ones(2, 3)
    assert autograd.equal(net(x), again(x))
    nn.save(
        {"t": autograd.arange(6).reshape(2, 3).T, "b": tensor([True]), "e": autograd.zeros(0, 2), "s": tensor(1.5)},
        path,
    )
    loaded = nn.load(path)
    assert loaded["t"].tolist() == [[0, 3], [1, 4], [2, 5]]
    assert (loaded["b"].tolist(), loaded["e"].shape, loaded["s"].item()) == ([True], (0, 2), 1.5)
    assert os.listdir(tmp_path) == ["model.safetensors"]
    loaded["t"].add_(1)  # writable


def test_bad_files(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with pytest.raises(FileNotFoundError):
        nn.load(path)
    nn.save(Net().state_dict(), path)
    whole = path.read_bytes()
    for content in (b"", b"not a model", whole[:40], whole[:-1], b"\xff" * 100):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="not a safetensors file"):
            nn.load(path)
    with pytest.raises(TypeError, match="state_dict"):
        nn.save(Net(), path)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'a': int"):
        nn.save({"a": 3}, path)  # type: ignore[dict-item]
    with pytest.raises(FileNotFoundError):
        nn.save({}, tmp_path / "nowhere" / "model")


def test_a_save_that_fails_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.safetensors"
    nn.save({"a": tensor([1.0])}, path)

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        nn.save({"a": tensor([2.0])}, path)
    monkeypatch.undo()
    assert nn.load(path)["a"].tolist() == [1.0]
    assert os.listdir(tmp_path) == ["model.safetensors"]


# ── together ──


@pytest.mark.parametrize("optimizer", ["SGD", "Adam"])
def test_a_network_learns_xor(optimizer: str) -> None:
    autograd.manual_seed(0)
    x, y = nn.datasets.xor().tensors
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    settings: dict[str, float] = {"lr": 0.5, "momentum": 0.9} if optimizer == "SGD" else {"lr": 0.05}
    step = getattr(optim, optimizer)(model.parameters(), **settings)
    for _ in range(300):
        step.zero_grad()
        loss = nn.BCEWithLogitsLoss()(model(x), y)
        loss.backward()
        step.step()
    assert loss.item() < 0.05
    assert ((model(x) > 0) == (y > 0.5)).all()


def test_a_pytorch_program_runs_after_its_imports_are_changed() -> None:
    import autograd as torch

    class Classifier(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fc1 = nn.Linear(16, 8)
            self.fc2 = nn.Linear(8, 3)

        def forward(self, x: Tensor) -> Tensor:
            return self.fc2(F.relu(self.fc1(x.view(x.size(0), -1))))

    torch.manual_seed(0)
    images = torch.randn(60, 1, 4, 4)
    labels = torch.argmax(images.view(60, -1)[:, :3], dim=1)
    loader = nn.data.DataLoader(nn.data.TensorDataset(images, labels), batch_size=20, shuffle=True)
    model = Classifier()
    criterion = nn.CrossEntropyLoss()
    optimizer = nn.optim.Adam(model.parameters(), lr=0.02)
    for _epoch in range(30):
        model.train()
        for data, target in loader:
            optimizer.zero_grad()
            loss = criterion(model(data), target)
            loss.backward()
            optimizer.step()
    model.eval()
    with torch.no_grad():
        predicted = model(images).argmax(dim=1, keepdim=True)
        correct = predicted.eq(labels.view_as(predicted)).sum().item()
    assert correct / 60 > 0.95


# ── once wrong, each found by comparing with PyTorch ──


@pytest.mark.parametrize("kind", [optim.Adam, optim.AdamW])
def test_training_goes_on_after_the_state_is_loaded(kind: type[optim.Adam]) -> None:
    def train(reload: bool) -> np.ndarray:
        p = autograd.from_numpy(np.asfortranarray(np.ones((200, 150)))).requires_grad_()
        optimizer = kind([p], lr=0.1)
        for step in range(6):
            if reload and step == 3:
                saved = optimizer.state_dict()
                optimizer = kind([p], lr=0.1)
                optimizer.load_state_dict(saved)
            optimizer.zero_grad()
            (p**3).sum().backward()
            optimizer.step()
        return p.detach().numpy()

    np.testing.assert_array_equal(train(True), train(False))


def test_momentum_of_a_single_number() -> None:
    p, q = tensor(1.0, requires_grad=True), tensor([1.0], requires_grad=True)
    optimizer = optim.SGD([p, q], lr=0.1, momentum=0.9, weight_decay=0.1)
    for _ in range(4):
        optimizer.zero_grad()
        (p + q.sum()).backward()
        optimizer.step()
    assert p.item() == q.item()


def test_shared_modules_are_in_the_state_under_both_names(tmp_path: Path) -> None:
    class Tied(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.a = nn.Linear(2, 2)
            self.b = self.a

    assert list(Tied().state_dict()) == ["a.weight", "a.bias", "b.weight", "b.bias"]
    Tied().load_state_dict(Tied().state_dict())
    nn.save({"s": tensor(3.0)}, tmp_path / "s")
    assert nn.load(tmp_path / "s")["s"].shape == ()


def test_a_parameter_assigned_again_keeps_its_place() -> None:
    layer = nn.Linear(2, 2)
    layer.weight = nn.Parameter(autograd.ones(2, 2))
    assert list(layer.state_dict()) == ["weight", "bias"]
    with pytest.raises(KeyError, match="dots"):
        layer.register_buffer("a.b", tensor(1.0))


def test_data_sets_with_items_of_their_own() -> None:
    class Doubled(TensorDataset):
        def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
            assert isinstance(index, int)
            return (self.tensors[0][index] * 2,)

    class Pair(NamedTuple):
        x: Tensor
        name: str

    assert next(iter(DataLoader(Doubled(autograd.arange(4)), 3)))[0].tolist() == [0, 2, 4]
    batch = next(iter(DataLoader([Pair(autograd.ones(2), "a"), Pair(autograd.ones(2), "b")], np.int64(2))))
    assert (batch.x.shape, batch.name) == ((2, 2), ["a", "b"])
    with pytest.raises(ValueError, match="add up"):
        random_split(TensorDataset(autograd.ones(3)), [5, -2])


def test_losses_of_one_sample() -> None:
    assert F.cross_entropy(autograd.ones(3), tensor(1), reduction="none").shape == ()


def test_a_slice_of_a_kind_of_sequential_has_its_part() -> None:
    class Net(nn.Sequential):
        def __init__(self) -> None:
            super().__init__(nn.Linear(2, 3), nn.ReLU())

    assert len(Net()[:1]) == 1
    assert len(nn.MLP(2, [3, 1])[:2]) == 2
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU())
    model[1] = nn.Tanh()
    assert "Tanh" in repr(model)


def test_logits_are_floating() -> None:
    with pytest.raises(TypeError, match="logits must be floating"):
        F.cross_entropy(autograd.tensor([[1, 2]]), autograd.tensor([0]))
