"""Attention with several heads, as a layer."""

from __future__ import annotations

from typing import Any

from autograd import Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.layers.linear import Linear
from nn.module import Module
from nn.parameter import Parameter, empty


class NonDynamicallyQuantizableLinear(Linear):
    """A Linear layer under the name that PyTorch prints for the last projection of MultiheadAttention.

    >>> NonDynamicallyQuantizableLinear(2, 2)
    NonDynamicallyQuantizableLinear(in_features=2, out_features=2, bias=True)
    """


class MultiheadAttention(Module):
    """A layer of attention in several heads.

    Query (L, N, embed_dim), key (S, N, kdim), value (S, N, vdim); output (L, N, embed_dim) and weights (N, L, S). One
    sequence without N works too.

    Args:
        embed_dim: the number of features.
        num_heads: the number of heads, which divides `embed_dim`.
        dropout: the probability with which a weight is set to 0 in training.
        bias: whether the projections have a bias.
        add_bias_kv: whether one more key and value are learned.
        add_zero_attn: whether to add a key and value of zeros.
        kdim, vdim: the number of features of keys and values, by default `embed_dim`.
        batch_first: whether inputs and output are (N, L, …).
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        in_proj_weight: Parameter (3 · embed_dim, embed_dim), the projections of query, key and value; or None, if they
            are q_proj_weight, k_proj_weight and v_proj_weight.
        in_proj_bias: Parameter (3 · embed_dim,), initially 0; or None.
        out_proj: the last projection, a Linear layer.

    Raises:
        ValueError: if the heads do not divide `embed_dim`.

    Source: A. Vaswani et al., "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762.

    >>> import autograd
    >>> x = autograd.ones(5, 2, 8)
    >>> out, weights = MultiheadAttention(8, 2)(x, x, x)
    >>> out.shape, weights.shape
    ((5, 2, 8), (2, 5, 5))
    """

    in_proj_weight: Parameter | None
    in_proj_bias: Parameter | None
    bias_k: Parameter | None
    bias_v: Parameter | None

    def __init__(
        self,
        embed_dim: int,
        num_heads: int,
        dropout: float = 0.0,
        bias: bool = True,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        kdim: int | None = None,
        vdim: int | None = None,
        batch_first: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.embed_dim = size = as_size(embed_dim, "MultiheadAttention(): embed_dim")
        self.num_heads = as_size(num_heads, "MultiheadAttention(): num_heads")
        if size % self.num_heads:
            raise ValueError(f"MultiheadAttention(): {num_heads} heads do not divide {embed_dim} features")
        self.kdim, self.vdim = size if kdim is None else kdim, size if vdim is None else vdim
        self._qkv_same_embed_dim = self.kdim == size and self.vdim == size
        self.dropout, self.batch_first, self.add_zero_attn = dropout, batch_first, add_zero_attn
        self.head_dim = size // self.num_heads

        def made(wanted: bool, *shape: int) -> Parameter | None:
            return Parameter(empty(*shape, device=device, dtype=dtype)) if wanted else None

        separate = not self._qkv_same_embed_dim
        for name, columns in (("q", size), ("k", self.kdim), ("v", self.vdim)):
            self.register_parameter(f"{name}_proj_weight", made(separate, size, columns))
        self.register_parameter("in_proj_weight", made(not separate, 3 * size, size))
        self.register_parameter("in_proj_bias", made(bias, 3 * size))
        self.out_proj = NonDynamicallyQuantizableLinear(size, size, bias, device, dtype)
        self.register_parameter("bias_k", made(add_bias_kv, 1, 1, size))
        self.register_parameter("bias_v", made(add_bias_kv, 1, 1, size))
        self._reset_parameters()

    def _reset_parameters(self) -> None:
        for name in ("in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight"):
            weight = self._parameters[name]
            if weight is not None:
                init.xavier_uniform_(weight)
        if self.in_proj_bias is not None and self.out_proj.bias is not None:
            init.zeros_(self.in_proj_bias)
            init.zeros_(self.out_proj.bias)
        for extra in (self.bias_k, self.bias_v):
            if extra is not None:
                init.xavier_normal_(extra)

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_padding_mask: Tensor | None = None,
        need_weights: bool = True,
        attn_mask: Tensor | None = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        """Return the result and, with `need_weights`, the weights; `multi_head_attention_forward` says more."""
        swap = self.batch_first and query.ndim == 3
        if swap:
            query, key, value = (x.transpose(0, 1) for x in (query, key, value))
        out, weights = F.multi_head_attention_forward(
            query,
            key,
            value,
            self.embed_dim,
            self.num_heads,
            self.in_proj_weight,
            self.in_proj_bias,
            self.bias_k,
            self.bias_v,
            self.add_zero_attn,
            self.dropout,
            self.out_proj.weight,
            self.out_proj.bias,
            self.training,
            key_padding_mask,
            need_weights,
            attn_mask,
            not self._qkv_same_embed_dim,
            self.q_proj_weight,
            self.k_proj_weight,
            self.v_proj_weight,
            average_attn_weights=average_attn_weights,
            is_causal=is_causal,
        )
        return out.transpose(0, 1) if swap else out, weights
