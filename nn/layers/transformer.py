"""The Transformer: encoder and decoder layers of attention and fully connected layers."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

import autograd
from autograd import Tensor, tensor
from nn import functional as F
from nn import init
from nn.containers import ModuleList
from nn.layers.attention import MultiheadAttention
from nn.layers.dropout import Dropout
from nn.layers.linear import Linear
from nn.layers.normalization import LayerNorm
from nn.module import Module

Activation = str | Callable[[Tensor], Tensor]


def _activation(given: Activation, name: str) -> Callable[[Tensor], Tensor]:
    if callable(given):
        return given
    if given not in ("relu", "gelu"):
        raise ValueError(f"{name}(): activation is 'relu', 'gelu' or a function, got {given!r}")
    return F.relu if given == "relu" else F.gelu


def _clones(layer: Module, count: int) -> ModuleList:
    return ModuleList(copy.deepcopy(layer) for _ in range(count))


class _Layer(Module):
    """The parts that encoder and decoder layers have in common: the fully connected layers and their settings."""

    activation: Callable[[Tensor], Tensor]

    def _add_feedforward(self, d_model: int, dim_feedforward: int, dropout: float, bias: bool, like: Any) -> None:
        self.linear1 = Linear(d_model, dim_feedforward, bias, **like)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, bias, **like)

    def _feedforward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear2(self.dropout(self.activation(self.linear1(x))))
        return out


class TransformerEncoderLayer(_Layer):
    """A layer of self-attention and a fully connected network, each with a residual connection and a LayerNorm.

    Input and output (T, N, d_model), (N, T, d_model) with `batch_first`, or (T, d_model).

    Args:
        d_model: the number of features.
        nhead: the number of heads.
        dim_feedforward: the size of the hidden layer.
        dropout: the probability of dropout.
        activation: "relu", "gelu" or a function.
        layer_norm_eps: eps of the LayerNorms.
        batch_first: the order of the dimensions.
        norm_first: whether a LayerNorm comes before attention and network, or after each residual connection.
        bias: whether the layers have biases.
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Source: A. Vaswani et al., "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762.

    >>> import autograd
    >>> TransformerEncoderLayer(8, 2, 16)(autograd.ones(5, 2, 8)).shape
    (5, 2, 8)
    """

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = F.relu,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        like = {"device": device, "dtype": dtype}
        self.self_attn = MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first, **like)
        self._add_feedforward(d_model, dim_feedforward, dropout, bias, like)
        self.norm_first = norm_first
        self.norm1 = LayerNorm(d_model, layer_norm_eps, bias=bias, **like)
        self.norm2 = LayerNorm(d_model, layer_norm_eps, bias=bias, **like)
        self.dropout1 = Dropout(dropout)
        self.dropout2 = Dropout(dropout)
        self.activation = _activation(activation, "TransformerEncoderLayer")

    def forward(
        self,
        src: Tensor,
        src_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        is_causal: bool = False,
    ) -> Tensor:
        """Return the output, of the shape of `src`. The masks are those of MultiheadAttention."""

        def attend(x: Tensor) -> Tensor:
            out: Tensor = self.self_attn(
                x, x, x, key_padding_mask=src_key_padding_mask, need_weights=False, attn_mask=src_mask
            )[0]
            return out

        x: Tensor = src
        if self.norm_first:
            x = x + self.dropout1(attend(self.norm1(x)))
            x = x + self.dropout2(self._feedforward(self.norm2(x)))
        else:
            x = self.norm1(x + self.dropout1(attend(x)))
            x = self.norm2(x + self.dropout2(self._feedforward(x)))
        return x


class TransformerDecoderLayer(_Layer):
    """A layer of self-attention, attention to an encoder's output, and a fully connected network.

    Each has a residual connection and a LayerNorm. Input (T, N, d_model) and memory (S, N, d_model), or both without N.

    Args:
        d_model, nhead, dim_feedforward, dropout, activation: as for `TransformerEncoderLayer`.
        layer_norm_eps, batch_first, norm_first, bias, device, dtype: likewise.

    >>> import autograd
    >>> TransformerDecoderLayer(8, 2, 16)(autograd.ones(5, 2, 8), autograd.ones(3, 2, 8)).shape
    (5, 2, 8)
    """

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = F.relu,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        like = {"device": device, "dtype": dtype}
        self.self_attn = MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first, **like)
        self.multihead_attn = MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first, **like)
        self._add_feedforward(d_model, dim_feedforward, dropout, bias, like)
        self.norm_first = norm_first
        self.norm1 = LayerNorm(d_model, layer_norm_eps, bias=bias, **like)
        self.norm2 = LayerNorm(d_model, layer_norm_eps, bias=bias, **like)
        self.norm3 = LayerNorm(d_model, layer_norm_eps, bias=bias, **like)
        self.dropout1 = Dropout(dropout)
        self.dropout2 = Dropout(dropout)
        self.dropout3 = Dropout(dropout)
        self.activation = _activation(activation, "TransformerDecoderLayer")

    def forward(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> Tensor:
        """Return the output, of the shape of `tgt`. The masks are those of MultiheadAttention."""

        def attend(x: Tensor) -> Tensor:
            out: Tensor = self.self_attn(
                x, x, x, key_padding_mask=tgt_key_padding_mask, need_weights=False, attn_mask=tgt_mask
            )[0]
            return out

        def recall(x: Tensor) -> Tensor:
            out: Tensor = self.multihead_attn(
                x, memory, memory, key_padding_mask=memory_key_padding_mask, need_weights=False, attn_mask=memory_mask
            )[0]
            return out

        x: Tensor = tgt
        if self.norm_first:
            x = x + self.dropout1(attend(self.norm1(x)))
            x = x + self.dropout2(recall(self.norm2(x)))
            x = x + self.dropout3(self._feedforward(self.norm3(x)))
        else:
            x = self.norm1(x + self.dropout1(attend(x)))
            x = self.norm2(x + self.dropout2(recall(x)))
            x = self.norm3(x + self.dropout3(self._feedforward(x)))
        return x


class TransformerEncoder(Module):
    """Several encoder layers, one after the other.

    Args:
        encoder_layer: a TransformerEncoderLayer. Each layer is a copy of it, so all begin with equal parameters.
        num_layers: the number of layers.
        norm: a layer for the last output, or None.
        enable_nested_tensor, mask_check: accepted, without effect.

    >>> import autograd
    >>> TransformerEncoder(TransformerEncoderLayer(8, 2, 16), 2)(autograd.ones(5, 2, 8)).shape
    (5, 2, 8)
    """

    def __init__(
        self,
        encoder_layer: Module,
        num_layers: int,
        norm: Module | None = None,
        enable_nested_tensor: bool = True,
        mask_check: bool = True,
    ) -> None:
        super().__init__()
        self.layers = _clones(encoder_layer, num_layers)
        self.num_layers, self.norm = num_layers, norm

    def forward(
        self,
        src: Tensor,
        mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        is_causal: bool | None = None,
    ) -> Tensor:
        """Return the output of the last layer, of the shape of `src`."""
        for layer in self.layers:
            src = layer(src, src_mask=mask, src_key_padding_mask=src_key_padding_mask)
        out: Tensor = src if self.norm is None else self.norm(src)
        return out


class TransformerDecoder(Module):
    """Several decoder layers, one after the other.

    Args:
        decoder_layer: a TransformerDecoderLayer. Each layer is a copy of it, so all begin with equal parameters.
        num_layers: the number of layers.
        norm: a layer for the last output, or None.

    >>> import autograd
    >>> decoder = TransformerDecoder(TransformerDecoderLayer(8, 2, 16), 2)
    >>> decoder(autograd.ones(5, 2, 8), autograd.ones(3, 2, 8)).shape
    (5, 2, 8)
    """

    def __init__(self, decoder_layer: Module, num_layers: int, norm: Module | None = None) -> None:
        super().__init__()
        self.layers = _clones(decoder_layer, num_layers)
        self.num_layers, self.norm = num_layers, norm

    def forward(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Tensor:
        """Return the output of the last layer, of the shape of `tgt`."""
        for layer in self.layers:
            tgt = layer(
                tgt,
                memory,
                tgt_mask=tgt_mask,
                memory_mask=memory_mask,
                tgt_key_padding_mask=tgt_key_padding_mask,
                memory_key_padding_mask=memory_key_padding_mask,
            )
        out: Tensor = tgt if self.norm is None else self.norm(tgt)
        return out


class Transformer(Module):
    """An encoder and a decoder.

    Source (S, N, d_model) and target (T, N, d_model), output (T, N, d_model); with `batch_first` N comes first.

    Args:
        num_encoder_layers, num_decoder_layers: the number of layers.
        custom_encoder, custom_decoder: modules in place of encoder and decoder.
        d_model, nhead, dim_feedforward, dropout, activation: as for `TransformerEncoderLayer`.
        layer_norm_eps, batch_first, norm_first, bias, device, dtype: likewise.

    Source: A. Vaswani et al., "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762.

    >>> import autograd
    >>> model = Transformer(8, 2, 1, 1, 16)
    >>> mask = model.generate_square_subsequent_mask(5)
    >>> model(autograd.ones(3, 2, 8), autograd.ones(5, 2, 8), tgt_mask=mask).shape
    (5, 2, 8)
    """

    def __init__(
        self,
        d_model: int = 512,
        nhead: int = 8,
        num_encoder_layers: int = 6,
        num_decoder_layers: int = 6,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = F.relu,
        custom_encoder: Any = None,
        custom_decoder: Any = None,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        like = {"device": device, "dtype": dtype}
        settings = (d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias)

        def norm() -> LayerNorm:
            return LayerNorm(d_model, layer_norm_eps, bias=bias, **like)

        if custom_encoder is None:
            layer: Module = TransformerEncoderLayer(*settings, **like)
            custom_encoder = TransformerEncoder(layer, num_encoder_layers, norm())
        if custom_decoder is None:
            layer = TransformerDecoderLayer(*settings, **like)
            custom_decoder = TransformerDecoder(layer, num_decoder_layers, norm())
        self.encoder, self.decoder = custom_encoder, custom_decoder
        for parameter in self.parameters():
            if parameter.ndim > 1:
                init.xavier_uniform_(parameter)
        self.d_model, self.nhead, self.batch_first = d_model, nhead, batch_first

    def forward(
        self,
        src: Tensor,
        tgt: Tensor,
        src_mask: Tensor | None = None,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        src_is_causal: bool | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Tensor:
        """Return the decoder's output for `tgt`, of its shape. The masks are those of MultiheadAttention."""
        memory = self.encoder(src, mask=src_mask, src_key_padding_mask=src_key_padding_mask)
        out: Tensor = self.decoder(
            tgt,
            memory,
            tgt_mask=tgt_mask,
            memory_mask=memory_mask,
            tgt_key_padding_mask=tgt_key_padding_mask,
            memory_key_padding_mask=memory_key_padding_mask,
        )
        return out

    @staticmethod
    def generate_square_subsequent_mask(sz: int, device: Any = None, dtype: Any = None) -> Tensor:
        """Return a mask (sz, sz) of −∞ above the diagonal and 0 elsewhere: each step sees itself and earlier ones.

        >>> Transformer.generate_square_subsequent_mask(2)
        tensor([[0., -inf],
                [0., 0.]])
        """
        dtype = autograd.tensor(0.0).dtype if dtype is None else dtype
        return tensor(np.triu(np.full((sz, sz), -np.inf), 1), dtype=dtype, device=device)
