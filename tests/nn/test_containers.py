"""Sequential, ModuleList and ModuleDict."""

from __future__ import annotations

from collections import OrderedDict

import nn

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
