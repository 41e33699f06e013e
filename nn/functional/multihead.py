"""Attention with several heads."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import ShapeError, Tensor, cat, tensor, zeros
from nn.functional.arguments import as_tensor
from nn.functional.attention import scaled_dot_product_attention
from nn.functional.dropout import dropout
from nn.functional.linear import linear
from nn.functional.softmax import softmax


def multi_head_attention_forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim_to_check: int,
    num_heads: int,
    in_proj_weight: Tensor | None,
    in_proj_bias: Tensor | None,
    bias_k: Tensor | None,
    bias_v: Tensor | None,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Tensor,
    out_proj_bias: Tensor | None,
    training: bool = True,
    key_padding_mask: Tensor | None = None,
    need_weights: bool = True,
    attn_mask: Tensor | None = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Tensor | None = None,
    k_proj_weight: Tensor | None = None,
    v_proj_weight: Tensor | None = None,
    static_k: Tensor | None = None,
    static_v: Tensor | None = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Tensor, Tensor | None]:
    """Compute attention in several heads: project query, key and value, attend in each head, project the result.

    Args:
        query: (L, N, E) or (L, E), floating.
        key: (S, N, Ek) or (S, Ek).
        value: (S, N, Ev) or (S, Ev).
        embed_dim_to_check: E.
        num_heads: the number of heads, which divides E.
        in_proj_weight: the projections of query, key and value below each other, (3E, E).
        in_proj_bias: (3E,), or None.
        bias_k, bias_v: one more key and value for all, (1, 1, E), or None.
        add_zero_attn: whether to add a key and value of zeros.
        dropout_p: the probability with which a weight is set to 0 in training.
        out_proj_weight, out_proj_bias: the last projection, (E, E) and (E,).
        training: whether to use dropout.
        key_padding_mask: the keys to ignore, (N, S) or (S,): True, or a number to add.
        need_weights: also return the weights.
        attn_mask: the pairs to ignore, (L, S) or (N · heads, L, S): True, or a number to add.
        use_separate_proj_weight: use the next three in place of `in_proj_weight`.
        q_proj_weight, k_proj_weight, v_proj_weight: (E, E), (E, Ek) and (E, Ev).
        static_k, static_v: projected keys and values of all heads, (N · heads, S, E/heads), in place of key and value.
        average_attn_weights: return the mean of the heads' weights.
        is_causal: a hint that `attn_mask` is causal.

    Returns:
        The result (L, N, E) or (L, E), and with `need_weights` the weights (N, L, S), or (N, heads, L, S) if they are
        not averaged; otherwise None.

    Raises:
        ShapeError: if the shapes do not fit together.

    Source: A. Vaswani et al., "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762.

    >>> import autograd
    >>> x, eye = autograd.ones(2, 1, 4), autograd.eye(4)
    >>> out, weights = multi_head_attention_forward(
    ...     x, x, x, 4, 2, autograd.cat([eye, eye, eye]), None, None, None, False, 0.0, eye, None
    ... )
    >>> out.shape, weights.shape
    ((2, 1, 4), (1, 2, 2))
    """
    where = "multi_head_attention_forward"
    q, k, v = (as_tensor(t, where, name) for t, name in ((query, "query"), (key, "key"), (value, "value")))
    single = q.ndim == 2
    if q.ndim not in (2, 3) or k.ndim != q.ndim or v.ndim != q.ndim or k.shape[:-1] != v.shape[:-1]:
        raise ShapeError(f"{where}(): query {q.shape}, key {k.shape} and value {v.shape} do not fit together")
    out_proj_weight = as_tensor(out_proj_weight, where, "out_proj_weight")
    size = embed_dim_to_check
    if q.shape[-1] != size or size % num_heads:
        raise ShapeError(f"{where}(): expected a query of {size} features in {num_heads} heads, got {q.shape}")
    if is_causal and attn_mask is None:
        raise ValueError(f"{where}(): is_causal is a hint about attn_mask; give attn_mask too")
    if single:
        q, k, v = q.unsqueeze(1), k.unsqueeze(1), v.unsqueeze(1)
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    if use_separate_proj_weight:
        weights: Any = (q_proj_weight, k_proj_weight, v_proj_weight)
    else:
        weights = as_tensor(in_proj_weight, where, "in_proj_weight").chunk(3, 0)
    biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3, 0)
    q, k, v = (linear(x, w, b) for x, w, b in zip((q, k, v), weights, biases))
    length, n = q.shape[:2]
    if bias_k is not None and bias_v is not None:
        k, v = cat([k, bias_k.expand(1, n, size)], 0), cat([v, bias_v.expand(1, n, size)], 0)

    def heads(x: Tensor) -> Tensor:  # (S, N, E) to (N, heads, S, E/heads)
        return x.reshape(x.shape[0], n, num_heads, size // num_heads).permute(1, 2, 0, 3)

    q = heads(q)
    k = heads(k) if static_k is None else static_k.reshape(n, num_heads, -1, size // num_heads)
    v = heads(v) if static_v is None else static_v.reshape(n, num_heads, -1, size // num_heads)
    more = 0 if bias_k is None else 1
    if add_zero_attn:
        nothing = zeros(n, num_heads, 1, size // num_heads, dtype=q.dtype)
        k, v, more = cat([k, nothing], 2), cat([v, nothing], 2), more + 1
    mask = _mask(attn_mask, key_padding_mask, (n, num_heads, length, k.shape[2]), more, q.dtype, where)
    p = dropout_p if training else 0.0
    if need_weights:
        scores = (q * (size // num_heads) ** -0.5) @ k.mT
        found = dropout(softmax(scores if mask is None else scores + mask, -1), p)
        out = found @ v
    else:
        out = scaled_dot_product_attention(q, k, v, mask, p)
    out = linear(out.permute(2, 0, 1, 3).reshape(length, n, size), out_proj_weight, out_proj_bias)
    if single:
        out = out.squeeze(1)
    if not need_weights:
        return out, None
    found = found.mean(1) if average_attn_weights else found
    return out, found.squeeze(0) if single else found


def _mask(
    attn_mask: Any, key_padding_mask: Any, shape: tuple[int, ...], more: int, dtype: Any, where: str
) -> Tensor | None:
    """Return what to add to the scores (N, heads, L, S). The last `more` keys are never ignored."""
    n, heads, length, keys = shape
    keys -= more
    total: Any = None
    pairs: dict[tuple[int, ...], tuple[int, ...]] = {(length, keys): (1, 1, length, keys)}
    pairs[(n * heads, length, keys)] = (n, heads, length, keys)
    padding: dict[tuple[int, ...], tuple[int, ...]] = {(n, keys): (n, 1, 1, keys)}
    for given, name, shapes in ((attn_mask, "attn_mask", pairs), (key_padding_mask, "key_padding_mask", padding)):
        if given is None:
            continue
        mask = as_tensor(given, where, name)
        if mask.shape not in shapes:
            raise ShapeError(f"{where}(): expected {name} of shape {' or '.join(map(str, shapes))}, got {mask.shape}")
        mask = mask.reshape(shapes[mask.shape])
        if not mask.is_floating_point():
            mask = tensor(np.zeros(mask.shape, dtype)).masked_fill(mask.bool(), -np.inf)
        total = mask.to(dtype) if total is None else total + mask.to(dtype)
    if total is not None and more:
        total = cat([total, zeros(*total.shape[:3], more, dtype=dtype)], 3)
    found: Tensor | None = total
    return found
