"""Sequential, ModuleList and ModuleDict."""

from __future__ import annotations

from collections import OrderedDict

import pytest

import nn
from autograd import tensor

# ── Sequential ──


def named() -> nn.Sequential:
    return nn.Sequential(OrderedDict(first=nn.Linear(2, 3), then=nn.ReLU()))


def test_a_sequential_takes_names() -> None:
    assert list(named().state_dict()) == ["first.weight", "first.bias"]


def test_a_sequential_is_indexed_from_either_end() -> None:
    net = named()
    assert len(net) == 2
    assert isinstance(net[1], nn.ReLU)
    assert isinstance(net[-1], nn.ReLU)


def test_a_slice_of_a_sequential() -> None:
    assert len(named()[:1]) == 1


def test_a_sequential_grows_by_append() -> None:
    net = named()
    net.append(nn.Tanh())
    assert [type(m).__name__ for m in net] == ["Linear", "ReLU", "Tanh"]


def test_a_module_of_a_sequential_can_be_replaced() -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU())
    model[1] = nn.Tanh()
    assert "Tanh" in repr(model)


def test_a_slice_of_a_subclass_of_sequential() -> None:
    class Net(nn.Sequential):
        def __init__(self) -> None:
            super().__init__(nn.Linear(2, 3), nn.ReLU())

    assert len(Net()[:1]) == 1
    assert len(nn.MLP(2, [3, 1])[:2]) == 2


# ── ModuleList ──


def test_the_parameters_in_a_module_list_are_found() -> None:
    many = nn.ModuleList([nn.Linear(1, 1)]).append(nn.Linear(1, 2))
    assert len(list(many.parameters())) == 4


def test_a_module_list_is_indexed_sliced_and_iterated() -> None:
    many = nn.ModuleList([nn.Linear(1, 1), nn.Linear(1, 2)])
    assert len(many) == 2
    assert len(many[:1]) == 1
    assert many[1].out_features == 2
    assert len(list(iter(many))) == 2


# ── ModuleDict ──


def test_a_module_dict_is_a_mapping() -> None:
    named = nn.ModuleDict({"a": nn.Tanh()})
    named["b"] = nn.ReLU()
    assert list(named) == list(named.keys()) == ["a", "b"]
    assert "a" in named
    assert len(named) == len(list(named.values())) == len(list(named.items())) == 2


def test_a_module_of_a_module_dict_can_be_deleted() -> None:
    named = nn.ModuleDict({"a": nn.Tanh(), "b": nn.ReLU()})
    del named["a"]
    assert list(named) == ["b"]
    assert isinstance(named["b"], nn.ReLU)


def test_a_sequential_repeats_itself_in_place() -> None:
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    first = net[0]
    net *= 2
    assert len(net) == 4
    assert net[2] is first
    assert list(net.state_dict()) == ["0.weight", "0.bias", "2.weight", "2.bias"]


# ── ParameterList and ParameterDict ──


def test_a_parameter_list_grows_and_holds_other_things_too() -> None:
    weights = nn.ParameterList([tensor([1.0])])
    weights += [tensor([2.0, 3.0]), "text"]
    assert len(weights) == 3
    assert isinstance(weights[1], nn.Parameter)
    assert (weights[-1], len(weights[:2])) == ("text", 2)
    assert [name for name, _ in weights.named_parameters()] == ["0", "1"]
    with pytest.raises(IndexError, match="index 3 is out of range for 3 parameters"):
        weights[3]


def test_a_parameter_of_a_parameter_dict_can_be_deleted() -> None:
    weights = nn.ParameterDict({"a": tensor([1.0])})
    weights.update([("b", tensor([2.0]))])
    del weights["a"]
    assert list(weights) == ["b"]
    assert (weights.get("a"), weights.pop("b").tolist(), len(weights)) == (None, [2.0], 0)
