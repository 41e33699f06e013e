"""Shapes and settings that do not fit: the error names the function and what it expects."""

from __future__ import annotations

from typing import Any

import pytest

import nn.functional as F
from autograd import ShapeError, ones, tensor, zeros

SIGNAL, IMAGE, VOLUME = ones(1, 2, 4), ones(1, 2, 4, 4), ones(1, 2, 4, 4, 4)
X, EYE = ones(3, 1, 4), ones(4, 4)
PLACES = zeros(1, 2, 4, dtype="int64")


def attend(q: Any = X, k: Any = X, v: Any = X, size: int = 4, heads: int = 2, **more: Any) -> Any:
    fixed = (ones(12, 4), None, None, None, False, 0.0, EYE, None)
    return F.multi_head_attention_forward(q, k, v, size, heads, *fixed, **more)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        # activations
        (lambda: F.glu(ones(2, 3)), ShapeError, r"glu\(\): expected an even size in dimension -1"),
        (lambda: F.hardtanh(X, 1.0, -1.0), ValueError, "must not be larger"),
        (lambda: F.softshrink(X, -1.0), ValueError, "lambd must be at least 0"),
        (lambda: F.celu(X, 0.0), ValueError, "alpha must not be 0"),
        (lambda: F.prelu(IMAGE, ones(3)), ShapeError, "expected 1 or 2 slopes"),
        # attention
        (
            lambda: F.scaled_dot_product_attention(VOLUME[:, 0], IMAGE[:, :1].expand(1, 3, 4, 4), X, enable_gqa=True),
            ShapeError,
            "4 query heads do not fall into groups of 3 and 3 heads",
        ),
        (lambda: F.scaled_dot_product_attention(X, X, ones(3, 2, 4)), ShapeError, "do not fit"),
        (lambda: attend(v=ones(2, 1, 4)), ShapeError, "do not fit together"),
        (lambda: attend(size=6), ShapeError, "a query of 6 features in 2 heads"),
        (lambda: attend(heads=3), ShapeError, "a query of 4 features in 3 heads"),
        (lambda: attend(is_causal=True), ValueError, "give attn_mask too"),
        (lambda: attend(attn_mask=ones(2, 2)), ShapeError, r"attn_mask of shape \(3, 3\) or \(2, 3, 3\)"),
        (lambda: attend(key_padding_mask=ones(1, 2)), ShapeError, r"key_padding_mask of shape \(1, 3\)"),
        # normalization
        (lambda: F.batch_norm(ones(3), None, None), ShapeError, r"batch_norm\(\): expected \(N, C, …\)"),
        (lambda: F.batch_norm(IMAGE, None, None), ValueError, "running averages in evaluation"),
        (lambda: F.batch_norm(ones(1, 3), None, None, training=True), ValueError, "more than 1 value per channel"),
        (lambda: F.batch_norm(IMAGE, ones(3), ones(2)), ShapeError, r"running_mean must have shape \(2,\)"),
        (lambda: F.batch_norm(IMAGE.double(), ones(2), ones(2)), TypeError, "the running_mean float32"),
        (lambda: F.batch_norm(IMAGE, None, ones(2).double(), training=True), TypeError, "the running_var float64"),
        (lambda: F.instance_norm(IMAGE.double(), ones(2), ones(2)), TypeError, "the running_mean float32"),
        (lambda: F.instance_norm(ones(3)), ShapeError, r"instance_norm\(\): expected"),
        (lambda: F.instance_norm(ones(2, 3, 1)), ValueError, "more than 1 value per channel"),
        (lambda: F.group_norm(IMAGE, 3), ShapeError, "divisible by 3 groups"),
        (lambda: F.local_response_norm(ones(2, 3), 2), ShapeError, "3 or more dimensions"),
        # convolutions and linear maps
        (lambda: F.conv_transpose1d(SIGNAL, ones(3, 1, 2)), ShapeError, "does not fit weight"),
        (lambda: F.conv_transpose1d(SIGNAL, ones(2, 1, 2), output_padding=1), ValueError, "output_padding"),
        (lambda: F.conv_transpose1d(ones(1, 2, 1), ones(2, 1, 2), padding=1), ShapeError, "nothing is left"),
        (lambda: F.conv_transpose1d(SIGNAL, ones(2, 1, 2), ones(2)), ShapeError, r"bias must be \(1,\)"),
        (lambda: F.bilinear(ones(2, 3), ones(2, 3), ones(4, 3, 2)), ShapeError, "do not fit weight"),
        (lambda: F.bilinear(ones(2, 3), ones(2, 3), ones(4, 3, 3), ones(3)), ShapeError, r"a bias of shape \(4,\)"),
        (lambda: F.fold(ones(1, 4, 5), 3, 2), ShapeError, "for 2 × 2 windows"),
        # shuffles
        (lambda: F.pixel_shuffle(ones(3, 2, 2), 2), ShapeError, r"expected \(…, C · 4, H, W\)"),
        (lambda: F.pixel_unshuffle(ones(1, 3, 2), 2), ShapeError, r"C, H · 2, W · 2"),
        (lambda: F.channel_shuffle(IMAGE, 3), ShapeError, "C · 3"),
        # pooling
        (lambda: F.avg_pool1d(SIGNAL, 0), ValueError, "avg_pool1d"),
        (lambda: F.avg_pool2d(IMAGE, 2, divisor_override=0), ValueError, "divisor_override must not be 0"),
        (lambda: F.adaptive_avg_pool2d(IMAGE, (1, 2, 3)), ValueError, "one number of 0 or more, or 2 of them"),
        (lambda: F.max_unpool1d(SIGNAL, PLACES.float(), 2), ShapeError, "expected int64 indices"),
        (lambda: F.max_unpool1d(SIGNAL, PLACES, 2, output_size=(20,)), ShapeError, "within one stride"),
        (lambda: F.max_unpool1d(SIGNAL, PLACES + 8, 2), IndexError, "indices must be from 0 to 7"),
        (lambda: F.fractional_max_pool2d(IMAGE, 2), ValueError, "give output_size or output_ratio"),
        (lambda: F.fractional_max_pool2d(IMAGE, 2, 4), ShapeError, r"\(4, 4\) windows of \(2, 2\) do not fit"),
        # losses and distances
        (lambda: F.cosine_embedding_loss(EYE, EYE, EYE), ShapeError, r"expected \(N, D\), \(N, D\) and \(N,\)"),
        (lambda: F.margin_ranking_loss(EYE, EYE[0], EYE), ShapeError, "expected one shape"),
        (lambda: F.multi_margin_loss(EYE, tensor([0, 1, 2, 3]), p=3), ValueError, "p is 1 or 2"),
        (lambda: F.multi_margin_loss(EYE, tensor([0, 1])), ShapeError, "integer classes for 4 samples"),
        (lambda: F.multi_margin_loss(EYE, tensor([0, 1, 2, 4])), IndexError, "classes from 0 to 3, got 0 to 4"),
        (lambda: F.multilabel_margin_loss(EYE, tensor([0])), ShapeError, "twice"),
        (lambda: F.triplet_margin_loss(EYE, EYE, EYE, margin=0.0), ValueError, "margin must be above 0"),
        (lambda: F.cosine_similarity(ones(2, 3), ones(4, 3)), ShapeError, "do not broadcast"),
        (lambda: F.pdist(SIGNAL), ShapeError, r"expected vectors \(N, D\)"),
    ],
)  # fmt: skip
def test_the_error_says_what_is_expected(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
