"""Programs for this library and for PyTorch: functions of the modules `torch` and `functional`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

Program = Callable[..., Any]

# Rows whose namesake in PyTorch is not `torch.<name>`; functions of torch, of torch.nn.functional and the operands.
ROWS: dict[str, Program] = {
    "softplus": lambda torch, F, x: F.softplus(x), "softsign": lambda torch, F, x: F.softsign(x),
    "silu": lambda torch, F, x: F.silu(x), "gelu": lambda torch, F, x: F.gelu(x),
    "gelu_tanh": lambda torch, F, x: F.gelu(x, approximate="tanh"),
    "leaky_relu": lambda torch, F, x, y: F.leaky_relu(x, y), "elu": lambda torch, F, x, y: F.elu(x, y),
}  # fmt: skip
# The second operand of these is a plain number in PyTorch, so it has no gradient and no array of them.
NUMBER_SECOND = ["leaky_relu", "elu"]

# Where functions have kinks, edges and ties.
SPECIAL = [-2.0, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 1.5, 2.0, np.inf, -np.inf, np.nan]

REPRS: list[Program] = [
    lambda t: t.tensor(3.14159), lambda t: t.tensor(3), lambda t: t.tensor([True, False]), lambda t: t.tensor([]),
    lambda t: t.tensor([1.0, 2.0], requires_grad=True), lambda t: t.tensor([1.0, 2.0], requires_grad=True) * 2,
    lambda t: t.tensor([1.5, 2.25, 1000.0]), lambda t: t.tensor([1e-5, 1.0]), lambda t: t.tensor([1e9, 1.0]),
    lambda t: t.tensor([float("nan"), 1.0]), lambda t: t.tensor([float("inf"), -1.5]), lambda t: t.tensor([-0.0, 1.0]),
    lambda t: t.tensor([[1.0, 2.0], [3.0, 4.0]]), lambda t: t.zeros(0, 3), lambda t: t.zeros(2, 0, 3),
    lambda t: t.arange(2000), lambda t: t.arange(2000.0), lambda t: t.arange(24).reshape(2, 3, 4),
    lambda t: t.arange(24.0).reshape(2, 3, 4) / 7, lambda t: t.arange(60.0),
    lambda t: t.arange(10000).reshape(100, 100),
    lambda t: t.tensor([1, 200, -3]), lambda t: t.tensor([123456789.0]), lambda t: t.tensor([0.1, 0.22, 0.333]),
    lambda t: t.tensor(1e-10), lambda t: t.tensor(1e10), lambda t: t.tensor(123456.0), lambda t: t.tensor(100000000.0),
    lambda t: t.tensor([1.0], dtype=t.float64), lambda t: t.tensor([1], dtype=t.int32),
    lambda t: t.tensor([1.5], dtype=t.float16), lambda t: t.tensor([1.0, 2.0], requires_grad=True).sum(),
    lambda t: t.tensor([1.0, 2.0], requires_grad=True).exp(),
    lambda t: t.tensor([[1.0]], requires_grad=True) @ t.ones(1, 1),
    lambda t: t.tensor([[1.0]], requires_grad=True).T, lambda t: t.tensor([1.0], requires_grad=True)[0],
    lambda t: t.tensor([1.0], requires_grad=True).reshape(1, 1), lambda t: t.tensor([1.0], requires_grad=True).mean(),
]  # fmt: skip

# Operands and functions of two for promotion. "tensor" is one-dimensional, "scalar" has no dimensions.
DTYPES = "bool uint8 int8 int16 int32 int64 float16 float32 float64".split()
PROMOTING: dict[str, Program] = {
    "add": lambda t, x, y: x + y, "mul": lambda t, x, y: x * y, "div": lambda t, x, y: x / y,
    "floor_divide": lambda t, x, y: x // y, "remainder": lambda t, x, y: x % y, "pow": lambda t, x, y: x**y,
    "maximum": lambda t, x, y: t.maximum(x, y), "where": lambda t, x, y: t.where(t.tensor([True]), x, y),
    "eq": lambda t, x, y: x == y, "lt": lambda t, x, y: x < y, "atan2": lambda t, x, y: t.atan2(x, y),
    "cat": lambda t, x, y: t.cat([x, y]), "stack": lambda t, x, y: t.stack([x, y]),
}  # fmt: skip
REDUCING = "sum prod mean cumsum max amax argmax all any logsumexp softmax std norm exp sqrt abs round sign neg".split()

# Each layer: its constructor, and the shape of its input; () for those that are only printed.
LAYERS: list[tuple[Program, tuple[int, ...]]] = [
    (lambda nn: nn.Linear(3, 2), (4, 3)),
    (lambda nn: nn.Linear(3, 2, bias=False), (3,)),
    (lambda nn: nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2), nn.Tanh()), (2, 3)),
    (lambda nn: nn.Conv1d(2, 3, 3, padding="same"), (2, 2, 5)),
    (lambda nn: nn.Conv1d(2, 2, 2, stride=2, padding_mode="circular", padding=1), (2, 5)),
    (lambda nn: nn.Conv2d(2, 3, 3, padding=1), (2, 2, 5, 4)),
    (lambda nn: nn.Conv2d(2, 4, (3, 2), stride=2, groups=2, dilation=(1, 2)), (1, 2, 7, 6)),
    (lambda nn: nn.Conv2d(2, 2, 3, padding="same", padding_mode="reflect", bias=False), (2, 2, 4, 5)),
    (lambda nn: nn.Conv3d(1, 2, 2, padding=1), (1, 1, 3, 3, 2)),
    (lambda nn: nn.ConvTranspose1d(2, 3, 3, stride=2, padding=1, output_padding=1), (2, 2, 4)),
    (
        lambda nn: nn.ConvTranspose2d(2, 4, (3, 2), stride=(2, 3), groups=2, dilation=2, output_padding=(1, 2)),
        (1, 2, 3, 4),
    ),
    (lambda nn: nn.ConvTranspose3d(2, 1, 2, bias=False), (2, 2, 2, 2)),
    (lambda nn: nn.MaxPool1d(2), (2, 3, 5)),
    (lambda nn: nn.MaxPool2d(2), (2, 1, 4, 5)),
    (lambda nn: nn.MaxPool2d(3, 2, 1, ceil_mode=True), (1, 2, 6, 5)),
    (lambda nn: nn.MaxPool3d((1, 2, 2), 2, dilation=(1, 2, 1)), (1, 4, 4, 4)),
    (lambda nn: nn.MaxPool2d(2, return_indices=True), (1, 1, 4, 4)),
    (lambda nn: nn.AvgPool1d(2), (2, 3, 5)),
    (lambda nn: nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False), (1, 2, 6, 5)),
    (lambda nn: nn.AvgPool2d((2, 1), divisor_override=3), (2, 4, 4)),
    (lambda nn: nn.AvgPool3d(2), (1, 1, 4, 4, 2)),
    (lambda nn: nn.AdaptiveAvgPool1d(3), (2, 2, 7)),
    (lambda nn: nn.AdaptiveAvgPool2d((2, None)), (1, 2, 5, 4)),
    (lambda nn: nn.AdaptiveAvgPool2d(1), (2, 2, 3, 3)),
    (lambda nn: nn.AdaptiveAvgPool3d((1, 2, 3)), (1, 2, 2, 5, 3)),
    (lambda nn: nn.AdaptiveMaxPool1d(3), (2, 2, 7)),
    (lambda nn: nn.AdaptiveMaxPool2d((2, 3)), (1, 2, 5, 4)),
    (lambda nn: nn.AdaptiveMaxPool3d(2), (1, 1, 3, 2, 4)),
    (lambda nn: nn.LPPool1d(3, 2), (1, 2, 6)),
    (lambda nn: nn.LPPool2d(2, 2, stride=1), (1, 2, 3, 4)),
    (lambda nn: nn.LayerNorm(4), (3, 4)),
    (lambda nn: nn.LayerNorm((2, 3), eps=0.1), (4, 2, 3)),
    (lambda nn: nn.LayerNorm(3, bias=False), (2, 3)),
    (lambda nn: nn.LayerNorm(3, elementwise_affine=False), (2, 3)),
    (lambda nn: nn.RMSNorm(4), (3, 4)),
    (lambda nn: nn.RMSNorm((2, 3), eps=0.1, elementwise_affine=False), (4, 2, 3)),
    (lambda nn: nn.GroupNorm(2, 4), (2, 4, 3)),
    (lambda nn: nn.GroupNorm(1, 4, affine=False), (2, 4)),
    (lambda nn: nn.LocalResponseNorm(3, alpha=0.5), (2, 4, 3)),
    (lambda nn: nn.BatchNorm1d(3), (4, 3)),
    (lambda nn: nn.BatchNorm1d(3, momentum=None), (4, 3, 2)),
    (lambda nn: nn.BatchNorm1d(3).eval(), (4, 3)),
    (lambda nn: nn.BatchNorm2d(2, affine=False), (3, 2, 2, 2)),
    (lambda nn: nn.BatchNorm2d(2, track_running_stats=False).eval(), (3, 2, 2, 2)),
    (lambda nn: nn.BatchNorm3d(2, momentum=0.3), (2, 2, 2, 1, 2)),
    (lambda nn: nn.InstanceNorm1d(3), (2, 3, 4)),
    (lambda nn: nn.InstanceNorm2d(2, affine=True, track_running_stats=True), (3, 2, 2, 3)),
    (lambda nn: nn.InstanceNorm2d(2, track_running_stats=True).eval(), (2, 2, 3)),
    (lambda nn: nn.InstanceNorm3d(1), (1, 1, 2, 2, 3)),
    (lambda nn: nn.LazyLinear(2), (4, 3)),
    (lambda nn: nn.LazyConv1d(2, 2), (1, 2, 4)),
    (lambda nn: nn.LazyConv2d(3, 2, bias=False), (1, 2, 3, 4)),
    (lambda nn: nn.LazyConvTranspose2d(3, 2), (1, 2, 3, 4)),
    (lambda nn: nn.LazyBatchNorm1d(), (4, 3)),
    (lambda nn: nn.LazyBatchNorm2d(affine=False), (4, 3, 2, 2)),
    (lambda nn: nn.LazyInstanceNorm2d(), (4, 3, 2, 2)),
    (lambda nn: nn.Flatten(), (2, 3, 4)),
    (lambda nn: nn.Unflatten(1, (2, 3)), (2, 6)),
    (lambda nn: nn.Identity(), (3,)),
    (lambda nn: nn.PixelShuffle(2), (1, 4, 2, 3)),
    (lambda nn: nn.PixelUnshuffle(2), (1, 4, 2)),
    (lambda nn: nn.ChannelShuffle(2), (2, 4, 3)),
    (lambda nn: nn.Unfold((2, 3), padding=1, stride=2), (2, 1, 4, 5)),
    (lambda nn: nn.Fold((3, 4), 2, dilation=2, padding=1), (1, 4, 12)),
    (lambda nn: nn.ZeroPad1d((1, 2)), (2, 3)),
    (lambda nn: nn.ZeroPad2d(1), (1, 2, 2)),
    (lambda nn: nn.ZeroPad3d(1), (1, 1, 2, 1, 2)),
    (lambda nn: nn.ConstantPad1d(2, 3.5), (2, 3)),
    (lambda nn: nn.ConstantPad2d((1, 0, 2, -1), 0.5), (1, 3, 3)),
    (lambda nn: nn.ReflectionPad1d(2), (2, 3)),
    (lambda nn: nn.ReflectionPad2d((1, 2, 0, 1)), (1, 3, 4)),
    (lambda nn: nn.ReflectionPad3d(1), (1, 2, 2, 3)),
    (lambda nn: nn.ReplicationPad1d(3), (1, 2)),
    (lambda nn: nn.ReplicationPad2d(1), (1, 2, 2)),
    (lambda nn: nn.ReplicationPad3d(1), (1, 2, 1, 2)),
    (lambda nn: nn.CircularPad1d(2), (1, 3)),
    (lambda nn: nn.CircularPad2d((1, 2, 0, 1)), (1, 3, 3)),
    (lambda nn: nn.CircularPad3d(1), (1, 2, 1, 2)),
    (lambda nn: nn.Upsample(scale_factor=2), (1, 2, 3)),
    (lambda nn: nn.Upsample(size=(5, 3), mode="bilinear"), (1, 2, 3, 4)),
    (lambda nn: nn.Upsample(scale_factor=(1.5, 2), mode="bicubic", align_corners=True), (1, 1, 4, 3)),
    (lambda nn: nn.Upsample(size=4, mode="linear", align_corners=True), (1, 1, 3)),
    (lambda nn: nn.Upsample(scale_factor=2, mode="trilinear"), (1, 1, 2, 2, 3)),
    (lambda nn: nn.UpsamplingNearest2d(size=(3, 5)), (1, 2, 2, 2)),
    (lambda nn: nn.UpsamplingBilinear2d(scale_factor=2), (1, 2, 2, 3)),
    (lambda nn: nn.Dropout(0.0), (2, 3)),
    (lambda nn: nn.Dropout1d(0.5).eval(), (2, 3)),
    (lambda nn: nn.Dropout2d(0.3, True).eval(), (1, 2, 3, 3)),
    (lambda nn: nn.Dropout3d().eval(), (1, 2, 1, 3, 3)),
    (lambda nn: nn.AlphaDropout().eval(), (3,)),
    (lambda nn: nn.FeatureAlphaDropout(0.1).eval(), (2, 3)),
    (lambda nn: nn.Softmax(dim=1), (2, 3)),
    (lambda nn: nn.LogSoftmax(dim=-1), (2, 3)),
    (lambda nn: nn.Softmin(dim=0), (2, 3)),
    (lambda nn: nn.Softmax2d(), (2, 2, 2)),
    (lambda nn: nn.Sigmoid(), (5,)),
    (lambda nn: nn.Tanh(), (5,)),
    (lambda nn: nn.ReLU(), (5,)),
    (lambda nn: nn.ReLU6(), (5,)),
    (lambda nn: nn.LeakyReLU(0.2), (5,)),
    (lambda nn: nn.PReLU(), (5,)),
    (lambda nn: nn.PReLU(3, init=0.1), (2, 3, 2)),
    (lambda nn: nn.RReLU(0.1, 0.2).eval(), (5,)),
    (lambda nn: nn.ELU(0.5), (5,)),
    (lambda nn: nn.SELU(), (5,)),
    (lambda nn: nn.CELU(0.7), (5,)),
    (lambda nn: nn.GELU(), (5,)),
    (lambda nn: nn.GELU("tanh"), (5,)),
    (lambda nn: nn.SiLU(), (5,)),
    (lambda nn: nn.Mish(), (5,)),
    (lambda nn: nn.Softplus(beta=2.0), (5,)),
    (lambda nn: nn.Softplus(1, 0.5), (5,)),
    (lambda nn: nn.Softsign(), (5,)),
    (lambda nn: nn.LogSigmoid(), (5,)),
    (lambda nn: nn.Tanhshrink(), (5,)),
    (lambda nn: nn.GLU(0), (4, 3)),
    (lambda nn: nn.Hardtanh(-0.5, 0.7), (5,)),
    (lambda nn: nn.Hardsigmoid(), (5,)),
    (lambda nn: nn.Hardswish(), (5,)),
    (lambda nn: nn.Threshold(0.1, 20.0), (5,)),
    (lambda nn: nn.Hardshrink(), (5,)),
    (lambda nn: nn.Softshrink(0.3), (5,)),
    (lambda nn: nn.Embedding(5, 3, padding_idx=-1, max_norm=1.0), ()),
    (lambda nn: nn.EmbeddingBag(5, 3, mode="sum", padding_idx=1), ()),
    (lambda nn: nn.Bilinear(2, 3, 4), ()),
    (lambda nn: nn.CosineSimilarity(), ()),
    (lambda nn: nn.PairwiseDistance(), ()),
    (lambda nn: nn.MaxUnpool2d(2), ()),
    (lambda nn: nn.FractionalMaxPool2d(2, output_size=2), ()),
    (lambda nn: nn.RNN(3, 4), (5, 2, 3)),
    (lambda nn: nn.RNN(3, 4, nonlinearity="relu", bias=False, batch_first=True), (2, 5, 3)),
    (lambda nn: nn.LSTM(3, 4, num_layers=2, bidirectional=True), (5, 2, 3)),
    (lambda nn: nn.LSTM(3, 4, proj_size=2, batch_first=True), (5, 3)),
    (lambda nn: nn.GRU(3, 4, 2, bidirectional=True, batch_first=True), (2, 5, 3)),
    (lambda nn: nn.GRU(3, 4, bias=False), (5, 3)),
    (lambda nn: nn.RNNCell(3, 4, nonlinearity="relu"), (2, 3)),
    (lambda nn: nn.LSTMCell(3, 4), (2, 3)),
    (lambda nn: nn.GRUCell(3, 4, bias=False), (3,)),
    (lambda nn: nn.MultiheadAttention(4, 2, kdim=3, add_bias_kv=True), ()),
    (lambda nn: nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0), (5, 2, 4)),
    (
        lambda nn: nn.TransformerEncoderLayer(4, 2, 8, 0.0, "gelu", batch_first=True, norm_first=True, bias=False),
        (2, 5, 4),
    ),
    (lambda nn: nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0.0), 2, nn.LayerNorm(4)), (3, 4)),
    (lambda nn: nn.Transformer(4, 2, 1, 1, 8), ()),
    (lambda nn: nn.ModuleList([nn.ReLU(), nn.ReLU(), nn.Tanh()]), ()),
    (lambda nn: nn.ModuleDict({"a": nn.Linear(1, 1)}), ()),
    (lambda nn: nn.Sequential(), ()),
    (lambda nn: nn.MSELoss(), ()),
    (lambda nn: nn.CrossEntropyLoss(), ()),
]

# Each loss of logits or numbers x (4, 3), with a target from t (floats in [0, 1]) or from k (classes).
LOSSES: dict[str, Program] = {
    "mse": lambda F, x, t, k, **o: F.mse_loss(x, t, **o), "l1": lambda F, x, t, k, **o: F.l1_loss(x, t, **o),
    "cross_entropy": lambda F, x, t, k, **o: F.cross_entropy(x, k, **o),
    "cross_entropy, weights": lambda F, x, t, k, **o: F.cross_entropy(x, k, weight=t[0], **o),
    "cross_entropy, smoothing": lambda F, x, t, k, **o: F.cross_entropy(x, k, label_smoothing=0.1, **o),
    "cross_entropy, ignored": lambda F, x, t, k, **o: F.cross_entropy(x, k, ignore_index=1, **o),
    "cross_entropy, probabilities": lambda F, x, t, k, **o: F.cross_entropy(x, t / t.sum(1, keepdim=True), **o),
    "cross_entropy, all ignored": lambda F, x, t, k, **o: F.cross_entropy(x, k * 0 + 1, ignore_index=1, **o),
    "cross_entropy, no samples": lambda F, x, t, k, **o: F.cross_entropy(x[:0], k[:0], **o),
    "cross_entropy, no probabilities": lambda F, x, t, k, **o: F.cross_entropy(x[:0], t[:0], **o),
    "cross_entropy, no classes": lambda F, x, t, k, **o: F.cross_entropy(x[:, :0], t[:, :0], label_smoothing=0.1, **o),
    "cross_entropy, one": lambda F, x, t, k, **o: F.cross_entropy(x[0], k[0], weight=t[0], label_smoothing=0.1, **o),
    "cross_entropy, one's probabilities": lambda F, x, t, k, **o: F.cross_entropy(x[0], t[0], weight=t[0], **o),
    "softmax without dim": lambda F, x, t, k, **o: F.softmax(x, None) + F.softmax(x[0], None),
    "log_softmax without dim": lambda F, x, t, k, **o: F.log_softmax(x.reshape(2, 2, 3), None),
    "nll": lambda F, x, t, k, **o: F.nll_loss(F.log_softmax(x, 1), k, **o),
    "bce": lambda F, x, t, k, **o: F.binary_cross_entropy(x.sigmoid(), t, **o),
    "bce, logits": lambda F, x, t, k, **o: F.binary_cross_entropy_with_logits(x, t, **o),
    "smooth_l1": lambda F, x, t, k, **o: F.smooth_l1_loss(x, t, beta=0.7, **o),
    "smooth_l1, beta 0": lambda F, x, t, k, **o: F.smooth_l1_loss(x, t, beta=0.0, **o),
    "huber": lambda F, x, t, k, **o: F.huber_loss(x, t, delta=0.7, **o),
    "huber, weight": lambda F, x, t, k, **o: F.huber_loss(x, t, weight=t, **o),
    "kl_div": lambda F, x, t, k, **o: F.kl_div(x, t, **o),
    "kl_div, logarithms": lambda F, x, t, k, **o: F.kl_div(x, t.log(), log_target=True, **o),
    "poisson": lambda F, x, t, k, **o: F.poisson_nll_loss(x, 3 * t, full=True, **o),
    "poisson, counts": lambda F, x, t, k, **o: F.poisson_nll_loss(x.exp(), t, log_input=False, **o),
    "gaussian": lambda F, x, t, k, **o: F.gaussian_nll_loss(x, t, x * x, full=True, eps=0.1, **o),
    "gaussian, one variance": lambda F, x, t, k, **o: F.gaussian_nll_loss(x, t, 0.3, **o),
    "gaussian, variances of samples": lambda F, x, t, k, **o: F.gaussian_nll_loss(x, t, t[:, 0], **o),
    "hinge_embedding": lambda F, x, t, k, **o: F.hinge_embedding_loss(x, 2 * (t > 0.5) - 1, margin=0.7, **o),
    "cosine_embedding": lambda F, x, t, k, **o: F.cosine_embedding_loss(x, t, 2 * (k > 0) - 1, margin=0.2, **o),
    "margin_ranking": lambda F, x, t, k, **o: F.margin_ranking_loss(x, t, 2 * (t > 0.5) - 1, margin=0.3, **o),
    "multi_margin": lambda F, x, t, k, **o: F.multi_margin_loss(x, k, p=2, margin=0.7, weight=t[0], **o),
    "multilabel_margin": lambda F, x, t, k, **o: F.multilabel_margin_loss(x, k[([[0, 1, 2], [1, 0, 2]] * 2,)] - 1, **o),
    "multilabel_soft_margin": lambda F, x, t, k, **o: F.multilabel_soft_margin_loss(x, t, weight=t[0], **o),
    "soft_margin": lambda F, x, t, k, **o: F.soft_margin_loss(x, 2 * (t > 0.5) - 1, **o),
    "triplet": lambda F, x, t, k, **o: F.triplet_margin_loss(x, t, x * x, p=3, swap=True, **o),
    "triplet, distance": lambda F, x, t, k, **o: F.triplet_margin_with_distance_loss(x, t, x.exp(), margin=0.3, **o),
    "ctc": lambda F, x, t, k, **o: F.ctc_loss(F.log_softmax(x, 1), k[2:], k[:1] + 2, k[:1], **o),
    "ctc, batch": lambda F, x, t, k, **o: F.ctc_loss(
        F.log_softmax(x.reshape(4, 1, 3)[:, [0, 0]] * t[:1], 2), k[([[2, 3], [3, 2]],)], k[2:] + 3, k[2:], **o
    ),
    "ctc, too long": lambda F, x, t, k, **o: F.ctc_loss(
        F.log_softmax(x, 1), k[2:], k[2], k[0], zero_infinity=True, **o
    ),
    "bce, pos_weight": lambda F, x, t, k, **o: F.binary_cross_entropy_with_logits(x, t, pos_weight=t[0] + 1, **o),
}  # fmt: skip

# Programs of a module: its constructor, a call with a tensor of floats, and the shape of that.
CALLS: list[tuple[Program, Program, tuple[int, ...]]] = [
    (lambda nn: nn.Embedding(5, 3, padding_idx=1), lambda t, m, x: m(t.tensor([[0, 1], [4, 4]])) * x, (2, 2, 3)),
    (
        lambda nn: nn.Embedding(5, 3, max_norm=1.0, scale_grad_by_freq=True),
        lambda t, m, x: m(t.tensor([2, 0, 2])) * x,
        (3, 3),
    ),
    (
        lambda nn: nn.EmbeddingBag(5, 3, padding_idx=2),
        lambda t, m, x: m(t.tensor([2, 0, 2, 1, 4]), t.tensor([0, 1, 1, 4])) * x,
        (4, 3),
    ),
    (lambda nn: nn.EmbeddingBag(5, 3, mode="max"), lambda t, m, x: m(t.tensor([[2, 0], [1, 4]])) * x, (2, 3)),
    (
        lambda nn: nn.EmbeddingBag(5, 3, mode="sum", include_last_offset=True),
        lambda t, m, x: m(t.tensor([2, 0, 3]), t.tensor([0, 1, 3]), x),
        (3,),
    ),
    (lambda nn: nn.Bilinear(3, 2, 4), lambda t, m, x: m(x, x[:, :2]), (5, 3)),
    (lambda nn: nn.CosineSimilarity(), lambda t, m, x: m(x, x[:1] + 1), (5, 3)),
    (lambda nn: nn.PairwiseDistance(3, keepdim=True), lambda t, m, x: m(x, x[:1] + 1), (5, 3)),
    (lambda nn: nn.MaxUnpool2d(2), lambda t, m, x: m(x, t.tensor([[[[0, 3]]]]), output_size=(2, 5)), (1, 1, 1, 2)),
    (lambda nn: nn.ConvTranspose2d(2, 3, 3, stride=2), lambda t, m, x: m(x, output_size=(8, 9)), (1, 2, 3, 4)),
    (
        lambda nn: nn.LSTM(3, 4, num_layers=2, bidirectional=True),
        lambda t, m, x: packed(m, x, t.tensor([2, 4, 1])),
        (4, 3, 3),
    ),
    (lambda nn: nn.GRU(3, 4, bidirectional=True), lambda t, m, x: packed(m, x, t.tensor([2, 4, 1])), (4, 3, 3)),
    (lambda nn: nn.RNN(3, 4), lambda t, m, x: packed(m, x, t.tensor([4, 4, 3])), (4, 3, 3)),
    (
        lambda nn: nn.LSTM(3, 4, proj_size=2, bidirectional=True),
        lambda t, m, x: packed(m, x, t.tensor([2, 4])),
        (4, 2, 3),
    ),
    (lambda nn: nn.LSTM(3, 4, proj_size=2), lambda t, m, x: m(x, (x[:1, :, :2], x[:1, :, [0, 1, 2, 0]])), (4, 2, 3)),
    (lambda nn: nn.GRU(3, 4), lambda t, m, x: m(x, x[:1, :, [0, 1, 2, 0]]), (4, 2, 3)),
    (lambda nn: nn.LSTMCell(3, 3), lambda t, m, x: m(x, (x, 2 * x)), (2, 3)),
    (lambda nn: nn.MultiheadAttention(4, 2), lambda t, m, x: m(x, x, x, average_attn_weights=False), (3, 2, 4)),
    (
        lambda nn: nn.MultiheadAttention(4, 2, kdim=3, vdim=2, add_bias_kv=True, add_zero_attn=True, batch_first=True),
        lambda t, m, x: m(
            x, x[..., :3], x[..., :2],
            key_padding_mask=t.tensor([[False, False, True], [False, True, True]]), attn_mask=x[0, :, :3],
        ),
        (2, 3, 4),
    ),
    (
        lambda nn: nn.MultiheadAttention(4, 2, bias=False),
        lambda t, m, x: m(x, x, x, attn_mask=t.ones(3, 3).triu(1).bool(), need_weights=False)[0],
        (3, 4),
    ),
    (
        lambda nn: nn.Transformer(4, 2, 1, 2, 8, dropout=0.0, norm_first=True, batch_first=True),
        lambda t, m, x: m(
            x, x[:, :2], tgt_mask=t.tensor([[0.0, -np.inf], [0.0, 0.0]]),
            src_key_padding_mask=t.tensor([[0.0, 0.0, -np.inf], [0.0, 0.0, 0.0]]),
        ),
        (2, 3, 4),
    ),
    (
        lambda nn: nn.TransformerDecoderLayer(4, 2, 8, 0.0, "gelu"),
        lambda t, m, x: m(x, x[:2], memory_mask=x[:, 0, :2]),
        (3, 2, 4),
    ),
]  # fmt: skip


def packed(module: Any, x: Any, lengths: Any) -> Any:
    """Run a recurrent layer on packed sequences, and pad its outputs; x (T, N, …) has one sequence per length."""
    library = "torch.nn" if type(module).__module__.startswith("torch") else "nn"
    rnn = importlib.import_module(f"{library}.utils.rnn")
    out, state = module(rnn.pack_padded_sequence(x, lengths, enforce_sorted=False))
    return *rnn.pad_packed_sequence(out, padding_value=7.0, total_length=5), state


OPTIMIZERS: list[Program] = [
    lambda optim, p: optim.SGD(p, lr=0.1), lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9),
    lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.5, weight_decay=0.01),
    lambda optim, p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True), lambda optim, p: optim.Adam(p, lr=0.1),
    lambda optim, p: optim.SGD(p, lr=0.1, maximize=True, weight_decay=0.1),
    lambda optim, p: optim.Adam(p, lr=0.1, betas=(0.5, 0.9), eps=1e-3, weight_decay=0.1),
    lambda optim, p: optim.Adam(p, lr=0.1, amsgrad=True), lambda optim, p: optim.AdamW(p, lr=0.1, weight_decay=0.1),
    lambda optim, p: optim.AdamW(p, lr=0.1, amsgrad=True, maximize=True),
]  # fmt: skip

# ── what is known to differ, and why ────────────────────────────────────────────────────────────────────────────────

# Where results or gradients of a row differ among the special numbers: the condition, and the reason.
AT_SPECIAL_NUMBERS: dict[str, tuple[Callable[..., bool], str]] = {
    "pow": (
        lambda x, y: (x == 0 and y < 0) or (x == -np.inf and y == 1.5) or (np.isnan(x) and y == 0),
        "by y at x = 0 NaN, there -∞ or ∞; by x NaN at (-∞, 1.5), there ∞, and at (NaN, 0), there 0",
    ),
    "abs": (lambda x: np.isnan(x), "NaN here, 0 there"),
    "atan2": (
        lambda x, y: (np.isinf(x) and np.isfinite(y)) or (np.isinf(y) and np.isfinite(x)),
        "by the other argument of an infinite one: 0 here, NaN there",
    ),
    "hypot": (
        lambda x, y: x == y == 0 or (np.isinf(x) and np.isfinite(y)) or (np.isinf(y) and np.isfinite(x)),
        "at 0 and by an infinite argument: 0, and 1 or -1 here, NaN there",
    ),
    "xlogy": (lambda x, y: x == y == 0, "by y: 0 here, NaN there"),
    "relu": (lambda x: np.isnan(x), "0 here, 1 there"),
    "softsign": (lambda x: np.isinf(x), "0 here, NaN there"),
    "maximum": (lambda x, y: np.isnan(x) or np.isnan(y), "0 and 0 here, 1 and 1 there"),
    "minimum": (lambda x, y: np.isnan(x) or np.isnan(y), "0 and 0 here, 1 and 1 there"),
    "gelu_tanh": (lambda x: np.isinf(x), "1 and 0 here, NaN there"),
    "sign": (lambda x: np.isnan(x), "the result: NaN here, 0 there"),
}

# Cases of array operations that PyTorch refuses.
REFUSED: dict[tuple[str, int], str] = {
    ("inv", 0): "there is linalg.inv, and no method",
    ("logsumexp", 1): "dim is required",
    ("prod", 4): "one dim at a time",
    ("prod", 5): "one dim at a time",
    ("fill", 0): "there is torch.fill, and no method",
    ("cond", 1): "the gradient fails: an operand was modified in place",
    ("vander", 0): "the gradient fails: an operand was modified in place",
}

# Cases of array operations in which PyTorch is less exact than the tolerance.
LESS_EXACT: dict[tuple[str, int], str] = {
    ("digamma", 0): "its trigamma function has an error of 4e-10",
    ("digamma", 1): "its trigamma function has an error of 4e-10",
    ("polygamma", 0): "its trigamma function has an error of 4e-10",
    ("psi", 0): "its trigamma function has an error of 4e-10",
    ("svd_lowrank", 0): "it takes a random sketch of the matrix",
    ("pca_lowrank", 0): "it takes a random sketch of the matrix",
}

# Dtypes: (here, there). Where PyTorch refuses, nothing is compared.
PROMOTION_WITH_NUMBERS: dict[tuple[str, float], dict[str, tuple[str, str]]] = {
    ("pow", True): {"bool": ("int8", "bool")},  # NumPy's power of truth values
}
DTYPES_OF_ONE: dict[str, dict[str, tuple[str, str]]] = {
    "all": {"uint8": ("bool", "uint8")},  # uint8 was PyTorch's dtype of truth values once
    "any": {"uint8": ("bool", "uint8")},
    "sign": {"bool": ("error", "bool")},  # NumPy has no sign of truth values
}

# Texts, by their place in REPRS and LAYERS.
TEXTS: dict[int, str] = {
    33: "the product of two matrices is one operation, matmul; there it is mm",
    35: "an index is one operation, getitem; there a number is select",
    36: "reshape is one operation; there it is view where it can be",
}
LAYER_TEXTS: dict[int, str] = {}
