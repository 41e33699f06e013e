"""Attention and transformers, put together from their parts."""

from __future__ import annotations

import math
from typing import Any

import pytest

import autograd
import nn
import nn.functional as F
from autograd import Tensor

CAUSAL = nn.Transformer.generate_square_subsequent_mask(3)


def close(found: Tensor, expected: Tensor) -> bool:
    return bool(autograd.allclose(found, expected, atol=1e-5))


@pytest.fixture(autouse=True)
def _seeded() -> None:
    autograd.manual_seed(0)


@pytest.mark.parametrize("activation", ["relu", "gelu", autograd.tanh])
@pytest.mark.parametrize("norm_first", [False, True])
def test_an_encoder_layer_is_attention_and_two_linear_layers(norm_first: bool, activation: Any) -> None:
    layer = nn.TransformerEncoderLayer(4, 2, 8, 0.0, activation, norm_first=norm_first)
    act = {"relu": F.relu, "gelu": F.gelu}.get(activation, activation)
    x = autograd.randn(3, 2, 4)

    def attend(x: Tensor) -> Tensor:
        return layer.self_attn(x, x, x, attn_mask=CAUSAL)[0]  # type: ignore[no-any-return]

    def feed(x: Tensor) -> Tensor:
        return layer.linear2(act(layer.linear1(x)))  # type: ignore[no-any-return]

    if norm_first:
        y = x + attend(layer.norm1(x))
        y = y + feed(layer.norm2(y))
    else:
        y = layer.norm1(x + attend(x))
        y = layer.norm2(y + feed(y))
    assert close(layer(x, CAUSAL), y)
    first_alone = layer(x[:1])  # no step sees a later one
    assert close(layer(x, CAUSAL)[:1], first_alone)


@pytest.mark.parametrize("norm_first", [False, True])
def test_a_decoder_layer_attends_to_the_memory_too(norm_first: bool) -> None:
    layer = nn.TransformerDecoderLayer(4, 2, 8, 0.0, norm_first=norm_first)
    x, memory = autograd.randn(3, 2, 4), autograd.randn(5, 2, 4)
    if norm_first:
        a = layer.norm1(x)
        y = x + layer.self_attn(a, a, a)[0]
        y = y + layer.multihead_attn(layer.norm2(y), memory, memory)[0]
        y = y + layer.linear2(F.relu(layer.linear1(layer.norm3(y))))
    else:
        y = layer.norm1(x + layer.self_attn(x, x, x)[0])
        y = layer.norm2(y + layer.multihead_attn(y, memory, memory)[0])
        y = layer.norm3(y + layer.linear2(F.relu(layer.linear1(y))))
    assert close(layer(x, memory), y)


def test_a_transformer_is_its_encoder_and_its_decoder() -> None:
    whole = nn.Transformer(4, 2, 2, 1, 8, 0.0)
    source, target = autograd.randn(5, 2, 4), autograd.randn(3, 2, 4)
    memory = whole.encoder(source)
    assert close(memory, whole.encoder.norm(whole.encoder.layers[1](whole.encoder.layers[0](source))))
    assert close(whole(source, target, tgt_mask=CAUSAL), whole.decoder(target, memory, tgt_mask=CAUSAL))
    given = nn.Transformer(4, 2, custom_encoder=whole.encoder, custom_decoder=whole.decoder)
    assert given.encoder is whole.encoder and given.decoder is whole.decoder
    assert CAUSAL.tolist() == [[0, -math.inf, -math.inf], [0, 0, -math.inf], [0, 0, 0]]


def test_batch_first_exchanges_two_dimensions() -> None:
    layer = nn.MultiheadAttention(4, 2, add_bias_kv=True, kdim=3, vdim=2)
    other = nn.MultiheadAttention(4, 2, add_bias_kv=True, kdim=3, vdim=2, batch_first=True)
    other.load_state_dict(layer.state_dict())
    assert layer.bias_k is not None and layer.bias_k.any()
    q, k, v = autograd.randn(3, 2, 4), autograd.randn(5, 2, 3), autograd.randn(5, 2, 2)
    out, weights = layer(q, k, v)
    swapped, same = other(*(x.transpose(0, 1) for x in (q, k, v)))
    assert close(swapped.transpose(0, 1), out) and close(same, weights)
    assert weights.shape == (2, 3, 6)  # five keys, and the learned one
