"""Module: registered names, state, modes and repr."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import ShapeError, Tensor, tensor
from tests.nn.example import Net

# ── iteration ──


def test_parameters_are_found_with_their_names() -> None:
    net = Net()
    assert [name for name, _ in net.named_parameters()] == ["body.0.weight", "body.0.bias", "head.weight"]
    assert len(list(net.parameters())) == 3


def test_parameters_of_the_module_alone() -> None:
    assert len(list(Net().parameters(recurse=False))) == 0


def test_modules_are_found_with_their_names() -> None:
    net = Net()
    assert [name for name, _ in net.named_modules()] == ["", "body", "body.0", "body.1", "head"]
    assert len(list(net.modules())) == 5


def test_children_are_the_modules_directly_inside() -> None:
    net = Net()
    assert [name for name, _ in net.named_children()] == ["body", "head"]
    assert len(list(net.children())) == 2


def test_buffers_are_found_with_their_names() -> None:
    net = Net()
    assert [name for name, _ in net.named_buffers()] == ["steps", "scratch"]
    assert len(list(net.buffers())) == 2


def test_dir_lists_registered_names() -> None:
    assert "head" in dir(Net())


def test_shared_parameters_are_named_once() -> None:
    layer = nn.Linear(2, 2)
    net = nn.Sequential(layer, layer)
    assert len(list(net.parameters())) == 2


def test_shared_parameters_receive_one_gradient() -> None:
    layer = nn.Linear(2, 2)
    nn.Sequential(layer, layer)(autograd.ones(1, 2)).sum().backward()
    assert layer.weight.grad is not None
    assert layer.weight.grad.shape == (2, 2)


# ── attributes ──


def test_other_attributes_are_plain() -> None:
    net = Net()
    net.extra = 3
    assert net.extra == 3


def test_a_module_replaces_a_module() -> None:
    net = Net()
    net.head = nn.Identity()
    assert len(list(net.parameters())) == 2


def test_a_module_can_be_deleted() -> None:
    net = Net()
    del net.body
    assert not hasattr(net, "body")


def test_an_unknown_attribute_is_named() -> None:
    with pytest.raises(AttributeError, match="'Net' object has no attribute 'typo'"):
        Net().typo  # noqa: B018


def test_a_tensor_does_not_replace_a_parameter() -> None:
    with pytest.raises(TypeError, match="is a parameter"):
        nn.Linear(2, 2).weight = tensor([1.0])  # type: ignore[assignment]


def test_none_replaces_a_parameter() -> None:
    layer = nn.Linear(2, 2)
    layer.bias = None
    assert layer(autograd.ones(1, 2)).shape == (1, 2)
    assert list(layer.state_dict()) == ["weight"]


def test_a_parameter_assigned_again_keeps_its_place() -> None:
    layer = nn.Linear(2, 2)
    layer.weight = nn.Parameter(autograd.ones(2, 2))
    assert list(layer.state_dict()) == ["weight", "bias"]


def test_a_tensor_replaces_a_buffer() -> None:
    net = Net()
    net.steps = tensor([2.0])
    assert net.state_dict()["steps"].tolist() == [2.0]


@pytest.mark.parametrize(
    ("register", "message"),
    [
        (lambda net: net.register_buffer("x", 3), "register_buffer"),
        (lambda net: net.add_module("x", 3), "add_module"),
        (lambda net: net.register_parameter("x", tensor(1.0)), "register_parameter"),
    ],
    ids=["buffer", "module", "parameter"],
)
def test_only_the_right_kind_is_registered(register: Callable[[nn.Module], None], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        register(Net())


def test_names_have_no_dots() -> None:
    with pytest.raises(KeyError, match=r"without dots, got 'a\.b'"):
        nn.Linear(2, 2).register_buffer("a.b", tensor(1.0))


def test_a_constructor_that_does_not_call_super_init_is_an_error() -> None:
    class Forgetful(nn.Module):
        def __init__(self) -> None:
            self.layer = nn.Linear(1, 1)

    with pytest.raises(AttributeError, match=r"super\(\).__init__"):
        Forgetful()


def test_a_module_without_forward_is_an_error() -> None:
    with pytest.raises(TypeError, match="defines no forward"):
        nn.Module()(1)


# ── modes, gradients, dtypes ──


def network() -> nn.Sequential:
    return nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))


def test_train_and_eval_reach_the_modules_inside() -> None:
    net = network()
    assert net.training
    assert not net.eval()[1].training
    assert net.train()[1].training


def test_dropout_drops_nothing_in_evaluation() -> None:
    net, x = network().eval(), autograd.ones(4, 2)
    assert autograd.equal(net(x), net(x))


def test_requires_grad_freezes_the_parameters() -> None:
    net = network()
    net.requires_grad_(False)
    assert not any(p.requires_grad for p in net.parameters())
    net.requires_grad_(True)
    assert all(p.requires_grad for p in net.parameters())


def test_zero_grad_sets_gradients_to_none() -> None:
    net = network()
    net(autograd.ones(4, 2)).sum().backward()
    net.zero_grad()
    assert net[0].weight.grad is None


def test_zero_grad_sets_gradients_to_zero_if_asked() -> None:
    net = network()
    net(autograd.ones(4, 2)).sum().backward()
    net.zero_grad(set_to_none=False)
    assert net[0].weight.grad.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_double_converts_the_parameters() -> None:
    net = network()
    net.double()
    assert net[0].weight.dtype == np.float64
    assert isinstance(net[0].weight, nn.Parameter)


def test_float_converts_back_and_the_cpu_is_a_device() -> None:
    net = network().double()
    net.float().to("cpu")
    assert net[0].weight.dtype == np.float32


def test_apply_visits_the_modules_inside_first() -> None:
    seen: list[str] = []
    network().apply(lambda module: seen.append(type(module).__name__))
    assert seen == ["Linear", "Dropout", "Sequential"]


def test_a_forward_hook_replaces_the_output_until_it_is_removed() -> None:
    net, x = network(), autograd.ones(4, 2)
    handle = net.register_forward_hook(lambda module, args, output: output * 0)
    assert net(x).abs().sum().item() == 0
    handle.remove()
    assert net.eval()(x).abs().sum().item() != 0


# ── state ──


def test_the_state_has_parameters_and_persistent_buffers() -> None:
    assert list(Net().state_dict()) == ["steps", "body.0.weight", "body.0.bias", "head.weight"]


class Tied(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.a = nn.Linear(2, 2)
        self.b = self.a


def test_shared_modules_are_in_the_state_under_both_names() -> None:
    assert list(Tied().state_dict()) == ["a.weight", "a.bias", "b.weight", "b.bias"]
    Tied().load_state_dict(Tied().state_dict())


def test_a_loaded_state_gives_the_same_outputs() -> None:
    first, second = Net(), Net()
    assert repr(second.load_state_dict(first.state_dict())) == "<All keys matched successfully>"
    x = autograd.ones(2, 3)
    assert autograd.equal(first(x), second(x))


def mismatched() -> dict[str, Tensor]:
    state = dict(Net().state_dict())
    state["more"] = tensor(1.0)
    del state["steps"]
    state["head.weight"] = autograd.zeros(2, 4)
    return state


def test_names_that_do_not_match_are_an_error_that_changes_nothing() -> None:
    net = Net()
    before = net.state_dict()["head.weight"].tolist()
    with pytest.raises(KeyError, match=r"missing \['steps'\], unexpected \['more'\]"):
        net.load_state_dict(mismatched())
    assert net.state_dict()["head.weight"].tolist() == before


def test_names_that_do_not_match_are_returned_if_not_strict() -> None:
    result = Net().load_state_dict(mismatched(), strict=False)
    assert (result.missing_keys, result.unexpected_keys) == (["steps"], ["more"])
    assert "missing" in repr(result)


def test_a_state_of_another_shape_is_an_error() -> None:
    with pytest.raises(ShapeError, match=r"head.weight has shape \(2, 4\), got \(1, 4\)"):
        Net().load_state_dict({"head.weight": np.zeros((1, 4))}, strict=False)


class Buffers(nn.Module):
    """A module with a parameter that comes first and one buffer of each kind of dtype."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(autograd.zeros(2))
        for name, dtype in (("half", "float16"), ("steps", "int64"), ("byte", "uint8"), ("mask", "bool")):
            self.register_buffer(name, autograd.zeros(2, dtype=dtype))


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("weight", np.array([1j, 2]), TypeError),
        ("weight", np.array(["1", "2"]), TypeError),
        ("weight", np.array([b"1", b"2"]), TypeError),
        ("weight", np.array([1, None]), TypeError),
        ("weight", np.array(["2020-01-01", "2020-01-02"], "M8[D]"), TypeError),
        ("weight", np.array([1, 2], "m8[s]"), TypeError),
        ("weight", np.array([(1,), (2,)], [("a", "f4")]), TypeError),
        ("weight", [[1.0], [2.0, 3.0]], TypeError),
        ("weight", None, TypeError),
        ("weight", np.ma.masked_array([1.0, 2.0], [True, False]), TypeError),
        ("weight", [1.0], ShapeError),
        ("weight", np.array([1.0, 1e300]), ValueError),
        ("half", np.array([1, 65_536]), ValueError),
        ("steps", np.array([1.0, 0.5]), ValueError),
        ("steps", np.array([1.0, np.nan]), ValueError),
        ("steps", np.array([1.0, 1e30]), ValueError),
        ("steps", np.array([1, 2**64 - 1], np.uint64), ValueError),
        ("byte", np.array([1, 256]), ValueError),
        ("byte", np.array([1, -1]), ValueError),
        ("mask", np.array([1, 2]), ValueError),
    ],
    ids=str,
)
def test_a_state_that_does_not_fit_changes_nothing(name: str, value: Any, error: type[Exception]) -> None:
    module = Buffers()
    state: dict[str, Any] = {k: autograd.ones(2, dtype=v.dtype) for k, v in module.state_dict().items()}
    with pytest.raises(error, match=rf"load_state_dict\(\): {name}\b"):
        module.load_state_dict({**state, name: value})
    assert not any(v.any() for v in module.state_dict().values())


def test_a_state_is_cast_to_the_dtype_of_each_tensor() -> None:
    module = Buffers()
    module.load_state_dict({"weight": np.array([0.1, np.inf]), "half": [1, 2], "steps": np.array([3.0, -4.0]),
                            "byte": np.array([0, 255]), "mask": [1, 0]})  # fmt: skip
    assert {k: v.dtype for k, v in module.state_dict().items()} == {
        k: v.dtype for k, v in Buffers().state_dict().items()
    }
    assert module.weight.tolist() == tensor([0.1, np.inf]).tolist()
    assert (module.steps.tolist(), module.byte.tolist(), module.mask.tolist()) == ([3, -4], [0, 255], [True, False])


def test_a_read_only_parameter_is_named_and_nothing_changes() -> None:
    array = np.zeros(2, np.float32)
    module = nn.Module()
    module.first = nn.Parameter(autograd.zeros(1))
    module.last = nn.Parameter(autograd.from_numpy(array))
    array.flags.writeable = False
    module.last.data = autograd.from_numpy(array)
    with pytest.raises(ValueError, match="last is read-only"):
        module.load_state_dict({"first": [1.0], "last": [1.0, 1.0]})
    assert module.first.item() == 0


def test_parameters_can_be_exchanged_by_their_own_state() -> None:
    model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    first, second = (layer.weight.tolist() for layer in model)
    state = model.state_dict()
    model.load_state_dict({"0.weight": state["1.weight"], "1.weight": state["0.weight"]}, strict=False)
    assert [layer.weight.tolist() for layer in model] == [second, first]


def test_a_state_is_a_mapping() -> None:
    with pytest.raises(TypeError, match="expected tensors by name, got list"):
        nn.Linear(1, 1).load_state_dict([])  # type: ignore[arg-type]


def test_a_shared_child_is_one_child() -> None:
    shared = nn.Linear(2, 2)
    net = nn.Sequential(shared, nn.ReLU(), shared)
    assert [name for name, _ in net.named_children()] == ["0", "1"]
    assert list(net.children()) == [net[0], net[1]]
    met: list[str] = []
    net.apply(lambda module: met.append(type(module).__name__))
    assert met == ["Linear", "ReLU", "Sequential"]


@pytest.mark.parametrize("removed", [False, True])
def test_what_takes_the_name_of_a_passing_buffer_is_saved(removed: bool) -> None:
    module = nn.Module()
    module.register_buffer("w", tensor([1.0]), persistent=False)
    if removed:
        del module.w
    module.w = nn.Parameter(tensor([2.0]))
    assert list(module.state_dict()) == ["w"]
    assert [name for name, _ in module.named_parameters()] == ["w"]


# ── repr ──


def test_the_repr_of_a_network_is_pytorchs() -> None:
    assert repr(Net()) == (
        "Net(\n  (body): Sequential(\n    (0): Linear(in_features=3, out_features=4, bias=True)\n    (1): ReLU()\n  )\n"
        "  (head): Linear(in_features=4, out_features=2, bias=False)\n)"
    )


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (nn.LeakyReLU(0.2), "LeakyReLU(negative_slope=0.2)"),
        (nn.ELU(), "ELU(alpha=1.0)"),
        (nn.Softmax(1), "Softmax(dim=1)"),
        (nn.Dropout(0.1), "Dropout(p=0.1, inplace=False)"),
        (nn.Flatten(), "Flatten(start_dim=1, end_dim=-1)"),
        (nn.ReLU(True), "ReLU(inplace=True)"),
        (nn.GELU(), "GELU(approximate='none')"),
        (nn.Identity(3), "Identity()"),
        (nn.LogSoftmax(0), "LogSoftmax(dim=0)"),
        (nn.Softplus(), "Softplus(beta=1.0, threshold=20.0)"),
        (nn.Tanh(), "Tanh()"),
        (nn.ModuleList([nn.Tanh()]), "ModuleList(\n  (0): Tanh()\n)"),
        (nn.LayerNorm(4), "LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)"),
        (nn.MaxPool2d(2), "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)"),
        (nn.Conv2d(8, 16, (3, 5)), "Conv2d(8, 16, kernel_size=(3, 5), stride=(1, 1))"),
        (
            nn.Conv2d(4, 4, 3, 2, 1, 2, 2, bias=False, padding_mode="reflect"),
            "Conv2d(4, 4, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2), groups=2, bias=False, "
            "padding_mode=reflect)",
        ),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_the_repr_of_a_layer_is_pytorchs(module: nn.Module, text: str) -> None:
    assert repr(module) == text


# ── Parameter ──


def test_a_parameter_is_made_of_a_tensor() -> None:
    data: Any = [1.0]
    with pytest.raises(TypeError, match="expected a Tensor, got list"):
        nn.Parameter(data)


def test_a_parameter_of_integers_is_refused() -> None:
    with pytest.raises(TypeError, match="only floating tensors have gradients, this one is int64"):
        nn.Parameter(tensor([1, 2]))


def test_attributes_before_the_constructor_and_their_removal() -> None:
    class Early(nn.Module):
        def __init__(self) -> None:
            self.size = 3
            super().__init__()
            self.extra = 1

    module = Early()
    assert module.size == 3
    del module.extra
    assert not hasattr(module, "extra")
    module.register_module("part", nn.ReLU())
    assert isinstance(module.part, nn.ReLU)
    module.add_module("part", None)
    assert [name for name, _ in module.named_modules()] == [""]
    assert module.state_dict() == {} and module.double() is module
