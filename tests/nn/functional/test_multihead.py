"""multi_head_attention_forward, against attention computed head by head."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nn.functional as F
from autograd import Tensor, tensor
from tests.helpers import tensor64

LENGTH, KEYS, BATCH, SIZE, HEADS = 3, 4, 2, 4, 2
RNG = np.random.default_rng(0)
Q, K, V = (
    RNG.normal(size=(LENGTH, BATCH, SIZE)),
    RNG.normal(size=(KEYS, BATCH, SIZE)),
    RNG.normal(size=(KEYS, BATCH, SIZE)),
)
WEIGHTS, OUT = RNG.normal(size=(3, SIZE, SIZE)), RNG.normal(size=(SIZE, SIZE))
BIASES, OUT_BIAS = RNG.normal(size=(3, SIZE)), RNG.normal(size=SIZE)
BIAS_K, BIAS_V = RNG.normal(size=(2, 1, 1, SIZE))


def by_head(
    allowed: Any = None, bias: bool = False, zero: bool = False, keys: Any = None, values: Any = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the output (LENGTH, BATCH, SIZE) and the mean weights (BATCH, LENGTH, keys)."""
    q, k, v = (x @ w.T + b for x, w, b in zip((Q, K, V), WEIGHTS, BIASES))
    part = SIZE // HEADS
    out, means = np.zeros((LENGTH, BATCH, SIZE)), []
    for n in range(BATCH):
        weights = []
        for h in range(HEADS):
            columns = slice(h * part, (h + 1) * part)
            a, b, c = q[:, n, columns], k[:, n, columns], v[:, n, columns]
            if bias:
                b, c = np.vstack([b, BIAS_K[0, :, columns]]), np.vstack([c, BIAS_V[0, :, columns]])
            b, c = (b if keys is None else keys[n, h]), (c if values is None else values[n, h])
            if zero:
                b, c = (np.vstack([x, np.zeros((1, part))]) for x in (b, c))
            scores = np.exp(a @ b.T / np.sqrt(part))
            if allowed is not None:
                scores[:, : allowed.shape[-1]] *= allowed[n]
            weights.append(scores / scores.sum(1, keepdims=True))
            out[:, n, columns] = weights[-1] @ c
        means.append(np.mean(weights, 0))
    return out @ OUT.T + OUT_BIAS, np.array(means)


def attend(**settings: Any) -> tuple[Any, Any]:
    given: dict[str, Any] = {
        "query": tensor64(Q), "key": tensor64(K), "value": tensor64(V), "embed_dim_to_check": SIZE, "num_heads": HEADS,
        "in_proj_weight": tensor64(WEIGHTS.reshape(-1, SIZE)), "in_proj_bias": tensor64(BIASES.reshape(-1)),
        "bias_k": None, "bias_v": None, "add_zero_attn": False, "dropout_p": 0.0, "out_proj_weight": tensor64(OUT),
        "out_proj_bias": tensor64(OUT_BIAS),
    }  # fmt: skip
    return F.multi_head_attention_forward(**{**given, **settings})


def compare(expected: tuple[np.ndarray, np.ndarray], **settings: Any) -> None:
    found, weights = attend(**settings)
    np.testing.assert_allclose(found.numpy(), expected[0], rtol=1e-10)
    np.testing.assert_allclose(weights.numpy(), expected[1], rtol=1e-10, atol=1e-15)
    without, none = attend(**settings, need_weights=False)
    assert none is None
    np.testing.assert_allclose(without.numpy(), expected[0], rtol=1e-10)


PAIRS = np.tri(LENGTH, KEYS) > 0  # which keys each query may see
PRESENT = np.array([[True, True, True, False], [True, True, False, False]])
NOTHING_MORE: dict[str, Any] = {}
MORE = {"bias_k": tensor64(BIAS_K), "bias_v": tensor64(BIAS_V), "add_zero_attn": True}


@pytest.mark.parametrize("more", [NOTHING_MORE, MORE], ids=["plain", "more"])
@pytest.mark.parametrize(
    ("masks", "allowed"),
    [
        ({}, np.ones((BATCH, LENGTH, KEYS))),
        ({"attn_mask": tensor(~PAIRS)}, np.array([PAIRS, PAIRS])),
        ({"attn_mask": tensor64(np.where(PAIRS, 0, -np.inf))}, np.array([PAIRS, PAIRS])),
        ({"attn_mask": tensor(np.array([~PAIRS] * BATCH * HEADS))}, np.array([PAIRS, PAIRS])),
        ({"key_padding_mask": tensor(~PRESENT)}, np.repeat(PRESENT[:, None], LENGTH, 1)),
        ({"attn_mask": tensor(~PAIRS), "key_padding_mask": tensor(~PRESENT)}, PAIRS & PRESENT[:, None]),
    ],
    ids="none pairs floating heads padding both".split(),
)
def test_masks_and_further_keys(masks: dict[str, Tensor], allowed: Any, more: dict[str, Any]) -> None:
    compare(by_head(allowed, bool(more), bool(more)), **masks, **more)


def test_separate_weights() -> None:
    names = "q_proj_weight k_proj_weight v_proj_weight".split()
    given: dict[str, Any] = dict(zip(names, map(tensor64, WEIGHTS)))
    compare(by_head(), in_proj_weight=None, use_separate_proj_weight=True, **given)


def test_given_keys_and_values_replace_the_computed_ones() -> None:
    keys, values = RNG.normal(size=(2, BATCH, HEADS, 5, SIZE // HEADS))
    flat = [tensor64(x.reshape(BATCH * HEADS, 5, SIZE // HEADS)) for x in (keys, values)]
    compare(by_head(keys=keys, values=values), static_k=flat[0], static_v=flat[1])


def test_one_sequence_needs_no_batch() -> None:
    one: dict[str, Any] = {name: tensor64(x[:, 1]) for name, x in (("query", Q), ("key", K), ("value", V))}
    found, weights = attend(**one, key_padding_mask=tensor(~PRESENT[1]))
    expected = by_head(np.repeat(PRESENT[:, None], LENGTH, 1))
    np.testing.assert_allclose(found.numpy(), expected[0][:, 1], rtol=1e-10)
    np.testing.assert_allclose(weights.numpy(), expected[1][1], rtol=1e-10, atol=1e-15)
    _, by_heads = attend(**one, average_attn_weights=False)
    assert by_heads.shape == (HEADS, LENGTH, KEYS)
