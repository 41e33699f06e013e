"""The texts of layers, which are PyTorch's."""

from __future__ import annotations

import pytest

import nn
from autograd import tensor

TEXTS: list[tuple[nn.Module, str]] = [
    (nn.Embedding(5, 3, padding_idx=-1, max_norm=1.0), "Embedding(5, 3, padding_idx=4, max_norm=1.0)"),
    (nn.EmbeddingBag(5, 3, mode="sum", padding_idx=1), "EmbeddingBag(5, 3, mode='sum', padding_idx=1)"),
    (nn.Bilinear(2, 3, 4), "Bilinear(in1_features=2, in2_features=3, out_features=4, bias=True)"),
    (nn.ReLU(inplace=True), "ReLU(inplace=True)"),
    (nn.ReLU6(inplace=True), "ReLU6(inplace=True)"),
    (nn.SiLU(inplace=True), "SiLU(inplace=True)"),
    (nn.GLU(0), "GLU(dim=0)"),
    (nn.Softmin(dim=0), "Softmin(dim=0)"),
    (nn.RMSNorm(4), "RMSNorm((4,), eps=None, elementwise_affine=True)"),
    (nn.RReLU(0.1, 0.2), "RReLU(lower=0.1, upper=0.2)"),
    (nn.PReLU(3), "PReLU(num_parameters=3)"),
    (nn.SELU(inplace=True), "SELU(inplace=True)"),
    (nn.CELU(0.7), "CELU(alpha=0.7)"),
    (nn.Hardtanh(-0.5, 0.7, inplace=True), "Hardtanh(min_val=-0.5, max_val=0.7, inplace=True)"),
    (nn.Threshold(0.1, 20.0), "Threshold(threshold=0.1, value=20.0)"),
    (nn.Hardshrink(), "Hardshrink(0.5)"),
    (nn.Softshrink(0.3), "Softshrink(0.3)"),
    (nn.Softmax(dim=1), "Softmax(dim=1)"),
    (nn.LogSoftmax(dim=-1), "LogSoftmax(dim=-1)"),
    (nn.LayerNorm(4), "LayerNorm((4,), eps=1e-05, elementwise_affine=True, bias=True)"),
    (nn.GroupNorm(2, 4), "GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)"),
    (nn.LocalResponseNorm(3, alpha=0.5), "LocalResponseNorm(3, alpha=0.5, beta=0.75, k=1.0)"),
    (nn.ZeroPad2d(1), "ZeroPad2d((1, 1, 1, 1))"),
    (nn.ConstantPad1d(2, 3.5), "ConstantPad1d(padding=(2, 2), value=3.5)"),
    (nn.LPPool1d(3, 2), "LPPool1d(norm_type=3, kernel_size=2, stride=None, ceil_mode=False)"),
    (nn.MaxUnpool2d(2), "MaxUnpool2d(kernel_size=(2, 2), stride=(2, 2), padding=(0, 0))"),
    (nn.LSTM(3, 4, proj_size=2, batch_first=True), "LSTM(3, 4, proj_size=2, batch_first=True)"),
    (nn.GRU(3, 4, 2, bidirectional=True), "GRU(3, 4, num_layers=2, bidirectional=True)"),
    (nn.RNNCell(3, 4, nonlinearity="relu"), "RNNCell(3, 4, nonlinearity=relu)"),
    (nn.GRUCell(3, 4, bias=False), "GRUCell(3, 4, bias=False)"),
    (nn.Unflatten(1, (2, 3)), "Unflatten(dim=1, unflattened_size=(2, 3))"),
    (nn.PixelShuffle(2), "PixelShuffle(upscale_factor=2)"),
    (nn.PixelUnshuffle(2), "PixelUnshuffle(downscale_factor=2)"),
    (nn.ChannelShuffle(2), "ChannelShuffle(groups=2)"),
    (nn.Unfold((2, 3), padding=1), "Unfold(kernel_size=(2, 3), dilation=1, padding=1, stride=1)"),
    (nn.Fold((3, 4), 2), "Fold(output_size=(3, 4), kernel_size=2, dilation=1, padding=0, stride=1)"),
    (nn.Upsample(scale_factor=(1.5, 2)), "Upsample(scale_factor=(1.5, 2.0), mode='nearest')"),
    (
        nn.ModuleList([nn.Tanh(), nn.ReLU(), nn.ReLU()]),
        "ModuleList(\n  (0): Tanh()\n  (1-2): 2 x ReLU()\n)",
    ),
    (
        nn.ParameterList([tensor([[1.0, 2.0]]), 3]),
        "ParameterList(\n    (0): Parameter containing: [torch.float32 of size 1x2]\n    (1): Object of type: int\n)",
    ),
    (
        nn.ParameterDict({"a": tensor([1.0])}),
        "ParameterDict(  (a): Parameter containing: [torch.float32 of size 1])",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "text"), TEXTS, ids=[type(layer).__name__ for layer, _ in TEXTS])
def test_the_text_of_a_layer_has_its_settings(layer: nn.Module, text: str) -> None:
    assert repr(layer) == text
