"""Settings of layers that do not fit: the error names the layer and what it expects."""

from __future__ import annotations

from typing import Any

import pytest

import nn
from autograd import ShapeError, ones


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: nn.Conv1d(1, 1, 2, padding="full"), ValueError, "'valid' or 'same', got 'full'"),
        (lambda: nn.Conv1d(1, 1, 2, stride=2, padding="same"), ValueError, "padding='same' needs stride 1"),
        (lambda: nn.ConvTranspose1d(1, 1, 2, padding_mode="reflect"), ValueError, "only padding_mode='zeros'"),
        (lambda: nn.ConvTranspose1d(1, 1, 2, 2)(ones(1, 1, 3), [8]), ValueError, r"from \(6,\) to \(7,\), got \(8,\)"),
        (lambda: nn.MultiheadAttention(4, 3), ValueError, "3 heads do not divide 4 features"),
        (lambda: nn.BatchNorm2d(3)(ones(2, 3)), ShapeError, r"BatchNorm2d\(\): expected 4 dimensions"),
        (lambda: nn.BatchNorm1d(3)(ones(3)), ShapeError, r"BatchNorm1d\(\): expected 2 or 3 dimensions"),
        (lambda: nn.GroupNorm(3, 4), ValueError, "3 groups do not divide 4 channels"),
        (lambda: nn.ZeroPad2d((1, 2)), ValueError, r"ZeroPad2d\(\): expected one number or 4 of them"),
        (lambda: nn.Hardtanh(1.0, 1.0), ValueError, "must be smaller than max_val"),
        (lambda: nn.Softmax2d()(ones(2, 3)), ShapeError, r"expected \(N, C, H, W\) or \(C, H, W\)"),
        (lambda: nn.FractionalMaxPool2d(2), ValueError, "give output_size or output_ratio"),
        (lambda: nn.TransformerEncoderLayer(4, 2, activation="tanh"), ValueError, "'relu', 'gelu' or a function"),
        (lambda: nn.LSTM(3, 4, proj_size=4), ValueError, "proj_size is for LSTM"),
        (lambda: nn.LSTMCell(3, 4)(ones(2, 3), (ones(2, 3), ones(2, 4))), ShapeError, r"a state of shape \(2, 4\)"),
        (lambda: nn.Embedding(3, 2, padding_idx=3), ValueError, "padding_idx 3 is out of range for 3 vectors"),
        (lambda: nn.Embedding(3, 2, _weight=ones(2, 2)), ShapeError, r"_weight of shape \(3, 2\)"),
        (lambda: nn.Embedding.from_pretrained(ones(3)), ShapeError, "expected a matrix"),
        (lambda: nn.EmbeddingBag.from_pretrained(ones(3)), ShapeError, "expected a matrix"),
    ],
)
def test_the_error_says_what_is_expected(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: nn.Hardtanh(min_value=-2.0), "write min_val, max_val"),
        (lambda: nn.GRU(3, 4, dropout=0.5), "dropout acts between layers, and there is one layer"),
    ],
)
def test_a_setting_without_sense_warns(call: Any, said: str) -> None:
    with pytest.warns(UserWarning, match=said):
        call()
