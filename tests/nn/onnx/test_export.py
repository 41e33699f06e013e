"""Exported files, run by ONNX's reference runtime, against the models."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.onnx
from autograd import Tensor
from nn.onnx.layers import COMPOSITES, TABLE

onnx = pytest.importorskip("onnx", reason="onnx is not installed")
reference = pytest.importorskip("onnx.reference")

SIGNAL, IMAGE, VOLUME = (2, 4, 9), (2, 4, 8, 6), (1, 2, 4, 6, 4)
SHAPES = {1: SIGNAL, 2: IMAGE, 3: VOLUME}


def run(path: Path, *inputs: Tensor) -> list[Any]:
    session: Any = reference.ReferenceEvaluator(str(path))
    outputs: list[Any] = session.run(None, dict(zip(session.input_names, [x.numpy() for x in inputs])))
    return outputs


def check(model: nn.Module, example: Any, tmp_path: Path, tolerance: float = 1e-6, batch_dim: int = 0) -> Any:
    """Export a model with one batch, compare its outputs on another of other size, and return what is in the file."""
    path = tmp_path / "model.onnx"
    examples = example if isinstance(example, tuple) else (example,)
    nn.onnx.export(model, example, path, batch_dim=batch_dim)
    others = [autograd.cat([x, x.flip(batch_dim), x], batch_dim) for x in examples]
    model.eval()
    for inputs in (examples, others):
        with autograd.no_grad():
            expected = model(*inputs)
        found = run(path, *inputs)
        for got, wanted in zip(found, expected if isinstance(expected, tuple) else (expected,), strict=True):
            assert got.dtype == wanted.numpy().dtype
            np.testing.assert_allclose(got, wanted.numpy(), rtol=tolerance, atol=tolerance)
    return onnx.load(path)


def made(layer: nn.Module) -> nn.Module:
    """Return a layer with random parameters and averages, in float64."""
    autograd.manual_seed(0)
    layer.double()
    with autograd.no_grad():
        for name, tensor in [*layer.named_parameters(), *layer.named_buffers()]:
            if tensor.is_floating_point() and "weight" not in name:
                tensor.copy_(autograd.rand(*tensor.shape, dtype=autograd.float64) + 0.5)
            elif tensor.is_floating_point() and tensor.ndim == 1:
                tensor.copy_(autograd.rand(*tensor.shape, dtype=autograd.float64) - 0.5)
    return layer


def drawn(shape: tuple[int, ...]) -> Tensor:
    autograd.manual_seed(1)
    return autograd.randn(*shape, dtype=autograd.float64)


def with_dims(name: str, *args: Any, **settings: Any) -> list[tuple[nn.Module, tuple[int, ...]]]:
    return [(getattr(nn, f"{name}{n}d")(*args, **settings), SHAPES[n]) for n in (1, 2, 3)]


ACTIVATIONS: list[nn.Module] = [
    nn.ReLU(), nn.ReLU6(), nn.LeakyReLU(0.2), nn.RReLU(), nn.PReLU(), nn.PReLU(4), nn.ELU(0.7), nn.CELU(0.7), nn.SELU(),
    nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Mish(), nn.Sigmoid(), nn.Tanh(), nn.Softplus(), nn.Softplus(2.0, 50.0),
    nn.Softsign(), nn.LogSigmoid(), nn.Tanhshrink(), nn.GLU(1), nn.Hardtanh(-0.3, 0.4), nn.Hardsigmoid(),
    nn.Hardswish(), nn.Hardshrink(0.3), nn.Softshrink(0.3), nn.Softmax(-1), nn.LogSoftmax(1), nn.Softmin(1),
    nn.Identity(), nn.Dropout(), nn.AlphaDropout(), nn.FeatureAlphaDropout(),
]  # fmt: skip
LAYERS: list[tuple[nn.Module, tuple[int, ...]]] = [
    *[(layer, SIGNAL) for layer in ACTIVATIONS],
    (nn.Linear(9, 3), SIGNAL), (nn.Linear(9, 3, bias=False), SIGNAL),
    (nn.Linear(3, 2), (5, 3)), (nn.Linear(3, 2, bias=False), (5, 3)),
    (nn.Standardize((4, 9)), SIGNAL),
    (nn.Flatten(), IMAGE), (nn.Flatten(2), IMAGE), (nn.Flatten(1, 2), IMAGE), (nn.Flatten(0, 1), IMAGE),
    (nn.Unflatten(1, (2, -1)), IMAGE), (nn.Unflatten(-1, (2, 3)), IMAGE),
    (nn.LayerNorm(9), SIGNAL), (nn.LayerNorm((4, 9), bias=False), SIGNAL),
    (nn.LayerNorm(9, elementwise_affine=False), SIGNAL),
    (nn.GroupNorm(2, 4), IMAGE), (nn.GroupNorm(4, 4, affine=False), SIGNAL),
    (nn.RMSNorm(9), SIGNAL), (nn.RMSNorm((4, 9), eps=0.1, elementwise_affine=False), SIGNAL),
    (nn.BatchNorm1d(4), SIGNAL), (nn.BatchNorm1d(3), (5, 3)), (nn.BatchNorm2d(4, affine=False), IMAGE),
    (nn.BatchNorm3d(2), VOLUME),
    (nn.InstanceNorm1d(4), SIGNAL), (nn.InstanceNorm2d(4, affine=True), IMAGE),
    (nn.InstanceNorm3d(2, track_running_stats=True), VOLUME),
    (nn.Conv1d(4, 6, 3), SIGNAL), (nn.Conv2d(4, 6, 3, padding=1, stride=2), IMAGE), (nn.Conv3d(2, 3, 2), VOLUME),
    (nn.Conv2d(4, 6, (3, 2), stride=(1, 2), padding=(2, 1), dilation=(1, 2), groups=2, bias=False), IMAGE),
    (nn.Conv2d(4, 6, (4, 3), padding="same"), IMAGE), (nn.Conv2d(4, 6, 3, padding="valid"), IMAGE),
    *[(nn.Conv2d(4, 2, 3, padding=(1, 2), padding_mode=mode), IMAGE) for mode in ("reflect", "replicate", "circular")],
    (nn.ConvTranspose1d(4, 3, 3), SIGNAL), (nn.ConvTranspose3d(2, 1, 2), VOLUME),
    (nn.ConvTranspose2d(4, 6, (3, 2), stride=2, padding=(1, 0), output_padding=1, dilation=(1, 2)), IMAGE),
    *with_dims("MaxPool", 2), (nn.MaxPool2d((3, 2), stride=1, padding=1, dilation=(2, 1)), IMAGE),
    (nn.MaxPool1d(2, ceil_mode=True), SIGNAL),
    *with_dims("AvgPool", 2), (nn.AvgPool2d(3, stride=2, padding=1), IMAGE),
    (nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), IMAGE),
    *with_dims("AdaptiveAvgPool", 1), *with_dims("AdaptiveMaxPool", 1),
    (nn.AdaptiveAvgPool2d((4, None)), IMAGE), (nn.AdaptiveMaxPool2d((2, 3)), IMAGE), (nn.AdaptiveAvgPool1d(3), SIGNAL),
    *with_dims("ConstantPad", 1, 0.5), *with_dims("ZeroPad", 2), *with_dims("ReflectionPad", 1),
    *with_dims("ReplicationPad", 2), *with_dims("CircularPad", 1), (nn.ReflectionPad2d((1, 0, 2, 3)), IMAGE),
    *with_dims("Dropout"),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "shape"), LAYERS, ids=lambda x: str(x) if isinstance(x, nn.Module) else "")
def test_each_layer_gives_the_same_numbers(layer: nn.Module, shape: tuple[int, ...], tmp_path: Path) -> None:
    check(made(layer), drawn(shape), tmp_path)


def test_every_layer_of_the_table_is_checked() -> None:
    checked = {type(layer) for layer, _ in LAYERS}
    assert set(TABLE) - checked == {nn.Embedding}
    assert set(COMPOSITES) == {nn.Sequential, nn.TransformerEncoder, nn.TransformerEncoderLayer}


def test_groups_of_a_transposed_convolution_are_an_attribute(tmp_path: Path) -> None:
    nn.onnx.export(nn.ConvTranspose2d(4, 6, 3, groups=2), autograd.ones(IMAGE), tmp_path / "model.onnx")
    (node,) = onnx.load(
        tmp_path / "model.onnx"
    ).graph.node  # not run: the reference runtime of onnx 1.23 mixes groups up
    assert {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}["group"] == 2


def test_an_embedding_takes_integers(tmp_path: Path) -> None:
    model = nn.Sequential(nn.Embedding(10, 3), nn.Flatten(), nn.Linear(12, 2))
    file = check(model, autograd.tensor([[1, 5, 9, 0]]), tmp_path)
    assert file.graph.input[0].type.tensor_type.elem_type == onnx.TensorProto.INT64


def test_a_perceptron_and_a_convolutional_network_in_float32(tmp_path: Path) -> None:
    autograd.manual_seed(0)
    file = check(nn.MLP(8, [16, 3]), autograd.randn(4, 8), tmp_path)
    assert [node.op_type for node in file.graph.node] == ["Gemm", "Relu", "Gemm"]
    assert {one.name for one in file.graph.initializer} == {"0.weight", "0.bias", "2.weight", "2.bias"}
    model = nn.Sequential(
        nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2)),
        nn.Flatten(), nn.Dropout(), nn.Linear(4 * 5 * 5, 10), nn.Softmax(1),
    )  # fmt: skip
    for _ in range(3):
        model(autograd.randn(8, 1, 10, 10))  # running averages
    model.train()
    model[2].eval()
    before = [module.training for module in model.modules()]
    check_only = tmp_path / "other.onnx"
    nn.onnx.export(model, autograd.randn(2, 1, 10, 10), check_only)
    assert [module.training for module in model.modules()] == before
    check(model, autograd.randn(2, 1, 10, 10), tmp_path)


@pytest.mark.parametrize("batch_first", [True, False])
@pytest.mark.parametrize("settings", [{}, {"norm_first": True, "activation": "gelu", "bias": False}])
def test_a_transformer_encoder(batch_first: bool, settings: dict[str, Any], tmp_path: Path) -> None:
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=batch_first, **settings)
    model = made(nn.Sequential(nn.TransformerEncoder(layer, 2, nn.LayerNorm(8)), nn.Linear(8, 3)))
    check(model, drawn((2, 5, 8)), tmp_path, batch_dim=0 if batch_first else 1)


@pytest.mark.parametrize(
    "settings", [{}, {"batch_first": True}, {"kdim": 6, "vdim": 10, "bias": False, "batch_first": True}]
)
def test_attention_alone_has_three_inputs_and_two_outputs(settings: dict[str, Any], tmp_path: Path) -> None:
    layer = made(nn.MultiheadAttention(8, 2, **settings))
    shapes = [(5, 8), (7, settings.get("kdim", 8)), (7, settings.get("vdim", 8))]
    first = settings.get("batch_first", False)
    example = tuple(drawn((2, t, e) if first else (t, 2, e)) for t, e in shapes)
    file = check(layer, example, tmp_path, batch_dim=0 if first else 1)
    assert [x.name for x in file.graph.input] == ["query", "key", "value"]
    assert [x.name for x in file.graph.output] == ["output", "weights"]


def test_the_batch_is_free_and_other_sizes_are_fixed(tmp_path: Path) -> None:
    file = check(nn.Linear(3, 2), autograd.ones(4, 3), tmp_path)
    for value, size in ((file.graph.input[0], 3), (file.graph.output[0], 2)):
        batch, features = value.type.tensor_type.shape.dim
        assert batch.dim_param == "batch" and features.dim_value == size
    assert file.producer_name == "chainrule" and file.opset_import[0].version == 20


def test_shared_weights_are_written_once(tmp_path: Path) -> None:
    layer = nn.Linear(3, 3)
    file = check(nn.Sequential(layer, nn.Tanh(), layer), autograd.ones(1, 3), tmp_path)
    assert sorted(one.name for one in file.graph.initializer) == ["0.bias", "0.weight"]


class Own(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * 2


class OwnLinear(nn.Linear):
    def forward(self, input: Tensor) -> Tensor:
        return input


REFUSED: list[tuple[nn.Module, tuple[int, ...], str]] = [
    (nn.Sequential(nn.Linear(3, 3), Own()), (1, 3), r"layer '1' \(Own\) has a forward of its own"),
    (OwnLinear(3, 3), (1, 3), "OwnLinear has a forward of its own"),
    (nn.Sequential(nn.GRU(3, 3)), (1, 3, 3), r"layer '0' \(GRU\) has a forward of its own"),
    (nn.MaxPool2d(2, return_indices=True), IMAGE, "return_indices and divisor_override are not written"),
    (nn.AvgPool2d(2, divisor_override=3), IMAGE, "return_indices and divisor_override are not written"),
    (nn.AdaptiveAvgPool2d(3), IMAGE, r"regions of equal size are written, got \(3, 3\) of \(8, 6\)"),
    (nn.Conv2d(4, 4, 3), IMAGE[1:], "needs a batch, 4 dimensions, got shape"),
    (nn.BatchNorm1d(3, track_running_stats=False), (4, 3), "without running averages"),
    (nn.TransformerEncoderLayer(4, 1, 4, activation=autograd.tanh), (2, 3, 4), "only the activations relu and gelu"),
    (
        nn.TransformerEncoderLayer(4, 1, 4),
        (3, 4),
        r"layer 'self_attn' \(MultiheadAttention\) needs inputs with a batch",
    ),
]


@pytest.mark.parametrize(("model", "shape", "message"), REFUSED, ids=lambda x: type(x).__name__)
def test_other_layers_are_refused_by_name(
    model: nn.Module, shape: tuple[int, ...], message: str, tmp_path: Path
) -> None:
    with pytest.raises(TypeError, match=message) as raised:
        nn.onnx.export(model, autograd.ones(*shape), tmp_path / "model.onnx")
    assert "\n" not in str(raised.value)
    assert not list(tmp_path.iterdir())


def test_other_mistakes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    model = nn.Sequential(nn.Linear(3, 2))
    with pytest.raises(TypeError, match="example must be one Tensor, got ndarray"):
        nn.onnx.export(model, np.ones((1, 3)), path)
    with pytest.raises(TypeError, match="example must be a query, key and value, got Tensor"):
        nn.onnx.export(nn.MultiheadAttention(4, 2), autograd.ones(2, 3, 4), path)
    with pytest.raises(ValueError, match="a dimension 2 for the batch"):
        nn.onnx.export(model, autograd.ones(1, 3), path, batch_dim=2)
    with pytest.raises(TypeError, match="max_norm changes the vectors"):
        nn.onnx.export(nn.Embedding(3, 2, max_norm=1.0), autograd.tensor([[1]]), path)
    x = autograd.ones(2, 3, 4)
    with pytest.raises(TypeError, match="add_bias_kv or add_zero_attn"):
        nn.onnx.export(nn.MultiheadAttention(4, 2, add_zero_attn=True), (x, x, x), path)
    model[0].register_forward_hook(lambda module, args, output: output * 2)
    with pytest.raises(TypeError, match=r"layer '0' \(Linear\) has hooks"):
        nn.onnx.export(model, autograd.ones(1, 3), path)
    encoder = nn.TransformerEncoderLayer(4, 1, 4)
    encoder.self_attn.register_forward_hook(lambda module, args, output: None)
    with pytest.raises(TypeError, match=r"layer 'self_attn' \(MultiheadAttention\) has hooks"):
        nn.onnx.export(encoder, x, path)
    assert not path.exists()
    path.write_text("the file of before")
    with pytest.raises(TypeError, match="has hooks"):
        nn.onnx.export(model, autograd.ones(1, 3), path)
    assert path.read_text() == "the file of before" and len(list(tmp_path.iterdir())) == 1


def test_without_onnx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ImportError, match=r"pip install .*\[onnx\]"):
        nn.onnx.export(nn.Linear(1, 1), autograd.ones(1, 1), tmp_path / "model.onnx")
