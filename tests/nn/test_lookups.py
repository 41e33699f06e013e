"""Modules: lookups by name, conversions, and parameter containers."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import tensor


def model() -> nn.Sequential:
    return nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.BatchNorm1d(3), nn.ReLU()))


def test_parts_are_found_by_dotted_name() -> None:
    net = model()
    assert net.get_submodule("1.0") is net[1][0]
    assert net.get_submodule("") is net
    assert net.get_parameter("1.0.weight") is net[1][0].weight
    assert net.get_buffer("1.0.running_mean") is net[1][0].running_mean


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda net: net.get_submodule("1.7"), "Sequential has no module '7'"),
        (lambda net: net.get_parameter("0.scale"), "no parameter '0.scale'"),
        (lambda net: net.get_buffer("0.weight"), "no buffer '0.weight'"),
    ],
)
def test_a_part_that_is_not_there_is_an_error(call: Any, message: str) -> None:
    with pytest.raises(AttributeError, match=message):
        call(model())


def test_a_shared_part_is_found_once_unless_all_are_wanted() -> None:
    layer = nn.Linear(2, 2)
    net = nn.Sequential(layer, layer)
    assert [name for name, _ in net.named_parameters()] == ["0.weight", "0.bias"]
    names = [name for name, _ in net.named_parameters(remove_duplicate=False)]
    assert names == ["0.weight", "0.bias", "1.weight", "1.bias"]
    assert [name for name, _ in net.named_modules(remove_duplicate=False)] == ["", "0", "1"]


def test_a_state_dict_has_a_prefix_and_keeps_parameters() -> None:
    net = nn.Linear(2, 1)
    state = net.state_dict(prefix="net.", keep_vars=True)
    assert list(state) == ["net.weight", "net.bias"]
    assert state["net.weight"] is net.weight


def test_a_state_is_assigned_with_its_dtype() -> None:
    net, other = nn.Linear(2, 1), nn.Linear(2, 1).double()
    net.load_state_dict(other.state_dict(), assign=True)
    assert net.weight.dtype == autograd.float64
    assert isinstance(net.weight, nn.Parameter)


def test_conversions() -> None:
    net = model()
    assert net.cpu() is net.share_memory() is net.to("cpu") is net
    assert net.half()[0].weight.dtype == autograd.float16
    assert net.type(autograd.float64)[1][0].num_batches_tracked.dtype == autograd.int64
    with pytest.raises(RuntimeError, match=r"cuda\(\)"):
        net.cuda()
    with pytest.raises(TypeError, match="bfloat16"):
        net.bfloat16()


def test_apply_reaches_each_tensor() -> None:
    net = model()._apply(lambda t: t * 0 + 5)
    assert {x for t in net.state_dict().values() for x in t.flatten().tolist()} == {5}


# ── containers ──


def test_a_sequential_is_a_list() -> None:
    a, b, c = nn.ReLU(), nn.Tanh(), nn.Sigmoid()
    net = nn.Sequential(a).append(c).insert(1, b)
    assert list(net) == [a, b, c]
    assert net.pop(-1) is c
    net += nn.Sequential(c)
    assert list(net + [a]) == [a, b, c, a]
    assert list(2 * nn.Sequential(a, b)) == [a, b, a, b]
    del net[0]
    assert list(net._modules.items()) == [("0", b), ("1", c)]
    with pytest.raises(IndexError, match="out of range"):
        net.insert(5, a)


def test_a_module_list_is_a_list() -> None:
    a, b, c = nn.ReLU(), nn.Tanh(), nn.Sigmoid()
    layers = nn.ModuleList([a])
    layers.insert(0, b)
    layers += [c]
    assert list(layers + [a]) == [b, a, c, a]
    layers[np.int64(1)] = c  # type: ignore[index]  # it has __index__
    assert [layers.pop(0), *layers] == [b, c, c]
    assert list(layers[1:]) == [c]


def test_a_module_dict_is_a_dict() -> None:
    layers = nn.ModuleDict([("a", nn.ReLU())])
    layers.update({"b": nn.Tanh()})
    assert list(layers.keys()) == ["a", "b"]
    assert isinstance(layers.pop("a"), nn.ReLU)
    layers.clear()
    assert not len(layers)


def test_parameters_in_lists_and_dicts_are_found() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.many = nn.ParameterList([autograd.ones(2), autograd.ones(3)])
            self.named = nn.ParameterDict({"scale": autograd.ones(1)})

    net = Net()
    assert [name for name, _ in net.named_parameters()] == ["many.0", "many.1", "named.scale"]
    net.many.append(tensor([5.0]))
    net.many[0] = autograd.zeros(4)
    assert [p.shape for p in net.many] == [(4,), (3,), (1,)]
    assert [p.tolist() for p in net.many[-1:]] == [[5.0]]
    assert net.named.get("shift") is None
    assert "scale" in net.named
    assert copy.deepcopy(net).many[2].tolist() == [5.0]
    assert pickle.loads(pickle.dumps(net.many))[2].tolist() == [5.0]
    with pytest.raises(IndexError, match="out of range"):
        net.many[3]


# ── memory ──


@pytest.mark.parametrize("batch", [1, 2, 5])
@pytest.mark.parametrize(
    "layer",
    [
        nn.Conv2d(1, 3, 2), nn.MaxPool2d(2), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(3), nn.AdaptiveMaxPool2d(3),
        nn.ConvTranspose2d(1, 3, 2), nn.BatchNorm2d(1), nn.Upsample(scale_factor=2, mode="bilinear"), nn.MaxPool2d(1),
    ],
    ids=repr,
)  # fmt: skip
def test_the_output_for_images_can_be_viewed_as_rows(layer: nn.Module, batch: int) -> None:
    for x in (autograd.ones(batch, 1, 4, 6), autograd.ones(6, batch, 4, 1).permute(1, 3, 2, 0)):
        y = layer(x)
        assert y.view(batch, -1).shape == (batch, y.numel() // batch)
