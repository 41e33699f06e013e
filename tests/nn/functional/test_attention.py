"""scaled_dot_product_attention, against its definition written as loops."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, tensor

RNG = np.random.default_rng(0)
Q, K, V = RNG.normal(size=(2, 5, 6)), RNG.normal(size=(2, 7, 6)), RNG.normal(size=(2, 7, 3))
MASK = RNG.random((5, 7)) > 0.4
MASK[2] = False
EVERY, CAUSAL = np.ones((5, 7)), np.tri(5, 7)


def attend(q: np.ndarray, k: np.ndarray, v: np.ndarray, scale: float, allowed: np.ndarray) -> np.ndarray:
    """Compute the definition for one head."""
    out = np.zeros((len(q), v.shape[1]))
    for i in range(len(q)):
        weights = np.array([math.exp(scale * float(q[i] @ k[j])) * allowed[i, j] for j in range(len(k))])
        if weights.sum():
            out[i] = weights / weights.sum() @ v
    return out


@pytest.mark.parametrize(
    ("options", "scale", "allowed"),
    [
        ({}, 6**-0.5, EVERY),
        ({"scale": 0.3}, 0.3, EVERY),
        ({"is_causal": True}, 6**-0.5, CAUSAL),
        ({"attn_mask": tensor(MASK)}, 6**-0.5, MASK),
        ({"attn_mask": tensor(np.where(CAUSAL > 0, 0.0, -np.inf))}, 6**-0.5, CAUSAL),
    ],
    ids=["plain", "scale", "causal", "bool mask", "floating mask"],
)
def test_attention_is_its_definition(options: dict[str, Any], scale: float, allowed: np.ndarray) -> None:
    q, k, v = (tensor(a, requires_grad=True) for a in (Q, K, V))
    out = F.scaled_dot_product_attention(q, k, v, **options)
    expected = [attend(Q[b], K[b], V[b], scale, allowed) for b in range(2)]
    np.testing.assert_allclose(out.detach().numpy(), expected, rtol=1e-10, atol=1e-12)
    out.sum().backward()
    assert all(np.isfinite(t.grad.numpy()).all() for t in (q, k, v))


def test_groups_of_query_heads_share_a_head_of_key_and_value() -> None:
    heads = tensor(RNG.normal(size=(1, 4, 5, 6)))
    shared = tensor(RNG.normal(size=(1, 2, 5, 6)))
    grouped = F.scaled_dot_product_attention(heads, shared, shared, enable_gqa=True)
    repeated = autograd.stack([shared[:, i // 2] for i in range(4)], 1)
    assert autograd.allclose(grouped, F.scaled_dot_product_attention(heads, repeated, repeated))


def test_a_mask_and_is_causal_are_an_error() -> None:
    with pytest.raises(ValueError, match="not both"):
        F.scaled_dot_product_attention(*(autograd.ones(2, 3),) * 3, tensor(True), is_causal=True)


def test_sizes_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(ShapeError, match="need one last size"):
        F.scaled_dot_product_attention(autograd.ones(2, 3), autograd.ones(2, 4), autograd.ones(2, 4))
