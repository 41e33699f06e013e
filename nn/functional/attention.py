"""Attention."""

from __future__ import annotations

import numpy as np

from autograd import ShapeError, Tensor, tensor
from autograd.extend import array_of
from nn.functional.arguments import as_tensor, check_same_dtype, fitting
from nn.functional.dropout import dropout
from nn.functional.softmax import softmax


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """Compute softmax(query keyᵀ · scale + mask) value.

    Args:
        query: (…, L, E), floating.
        key: (…, S, E).
        value: (…, S, V).
        attn_mask: broadcast to (…, L, S). A bool mask is True where attention is allowed. A floating mask is added to
            the scaled scores.
        dropout_p: the probability with which a weight is set to 0. As in PyTorch, pass 0 in evaluation: this function
            does not know the mode of the model.
        is_causal: allow position i to attend only to positions 0 to i. Excludes `attn_mask`.
        scale: 1/√E by default.
        enable_gqa: let key and value have fewer heads than query (dimension −3). Equal groups of query heads then share
            a head of key and value.

    Returns:
        (…, L, V). A row whose bool mask allows nothing gives zeros. A row whose floating mask is −∞
        throughout gives NaN.

    Raises:
        ShapeError: if the shapes do not fit together. The scores are never broadcast to a larger mask.
        TypeError: if the floating dtypes of query, key and value differ.
        ValueError: if both `attn_mask` and `is_causal` are given.

    Source: A. Vaswani et al., "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762. Grouped heads:
    J. Ainslie et al., 2023, https://arxiv.org/abs/2305.13245.

    >>> from autograd import tensor
    >>> x = tensor([[1.0, 0.0], [0.0, 1.0]])
    >>> scaled_dot_product_attention(x, x, x, is_causal=True)
    tensor([[1.0000, 0.0000],
            [0.3302, 0.6698]])
    """
    where = "scaled_dot_product_attention"
    query, key, value = as_tensor(query, where, "query"), as_tensor(key, where, "key"), as_tensor(value, where, "value")
    check_same_dtype(query, key, where, "key")
    check_same_dtype(query, value, where, "value")
    if is_causal and attn_mask is not None:
        raise ValueError("scaled_dot_product_attention(): give attn_mask or is_causal, not both")
    if enable_gqa and key.shape[-3] != query.shape[-3]:
        heads = query.shape[-3]
        if heads % key.shape[-3] or heads % value.shape[-3]:
            raise ShapeError(
                f"scaled_dot_product_attention(): {heads} query heads do not fall into groups of "
                f"{key.shape[-3]} and {value.shape[-3]} heads"
            )
        key, value = (x[..., np.arange(heads) // (heads // x.shape[-3]), :, :] for x in (key, value))
    if query.shape[-1] != key.shape[-1] or key.shape[-2] != value.shape[-2]:
        raise ShapeError(
            f"scaled_dot_product_attention(): query {query.shape}, key {key.shape} and value {value.shape} do not "
            "fit: query and key need one last size, key and value one second to last"
        )
    scores = (query * (query.shape[-1] ** -0.5 if scale is None else scale)) @ key.mT
    if is_causal:
        attn_mask = tensor(np.tri(scores.shape[-2], scores.shape[-1], dtype=np.bool_))
    if attn_mask is not None:
        floating = as_tensor(attn_mask, where, "attn_mask").is_floating_point()
        attn_mask = fitting(attn_mask, scores.shape, scores.dtype if floating else attn_mask.dtype, where, "attn_mask")
    nothing = None
    if attn_mask is not None and not attn_mask.is_floating_point():
        allowed = np.broadcast_to(array_of(attn_mask).astype(np.bool_), scores.shape)
        nothing = tensor(np.asarray(~allowed.any(-1, keepdims=True)))
        scores = scores.masked_fill(tensor(~allowed), -np.inf)
        if bool(nothing.any()):
            scores = scores.masked_fill(nothing, 0.0)  # softmax would subtract −∞ from −∞, which is NaN
    elif attn_mask is not None:
        scores = scores + attn_mask
    weights = softmax(scores, -1)
    if nothing is not None and bool(nothing.any()):
        weights = weights.masked_fill(nothing, 0.0)
    return dropout(weights, dropout_p) @ value
