"""What recurrent layers and cells have in common: their parameters, and the steps of each kind."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

import autograd
from autograd import Tensor
from autograd.extend import Array, tensor_of
from nn import functional as F
from nn import init
from nn.functional.recurrent import gru_steps, lstm_steps, rnn_steps
from nn.module import Module
from nn.parameter import Parameter, empty


class Recurrent(Module):
    """What layers and cells have in common.

    Attributes:
        gates: how many gates a cell has.
    """

    gates: ClassVar[int]
    hidden_size: int
    bias: bool

    def _add(self, name: str, *shape: int, device: Any, dtype: Any) -> None:
        self.register_parameter(name, Parameter(empty(*shape, device=device, dtype=dtype)))

    def reset_parameters(self) -> None:
        """Draw all parameters uniformly from ±1/√hidden_size."""
        bound = 1 / math.sqrt(self.hidden_size)
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def _steps(
        self, x: Tensor, state: list[Tensor], weights: list[Any], active: Array | None
    ) -> tuple[Tensor, list[Tensor]]:
        """Return the output of each step, and the last state.

        Args:
            x: (T, N, input_size).
            state: the initial state: h, for LSTM h and c, (N, …).
            weights: weight_ih, weight_hh, bias_ih, bias_hh and weight_hr; the last three may be None.
            active: (T, N, 1), the samples that have a step, or None for all.
        """
        raise NotImplementedError


class PlainSteps(Recurrent):
    """The steps of RNN and RNNCell."""

    gates = 1
    nonlinearity: str

    def _steps(
        self, x: Tensor, state: list[Tensor], weights: list[Any], active: Array | None
    ) -> tuple[Tensor, list[Tensor]]:
        w_ih, w_hh, b_ih, b_hh, _ = weights
        gates = F.linear(x, w_ih, None if b_ih is None else b_ih + b_hh)
        out = rnn_steps(gates, state[0], w_hh, active, self.nonlinearity == "relu")
        return out, [out[-1]]


class LSTMSteps(Recurrent):
    """The steps of LSTM and LSTMCell."""

    gates = 4

    def _steps(
        self, x: Tensor, state: list[Tensor], weights: list[Any], active: Array | None
    ) -> tuple[Tensor, list[Tensor]]:
        w_ih, w_hh, b_ih, b_hh, w_hr = weights
        gates = F.linear(x, w_ih, None if b_ih is None else b_ih + b_hh)
        h, c = state
        if w_hr is not None:
            # Steps on the state before its projection: (h W_hrᵀ) W_hhᵀ = h (W_hh W_hr)ᵀ. The initial state is
            # projected already, so it joins the gates of the first step of each sample.
            first = F.linear(h, w_hh)
            if active is None:
                gates = autograd.cat([(gates[:1] + first), gates[1:]], 0)
            else:
                began = np.cumsum(active, 0)
                gates = gates + first * tensor_of((active * (began == 1)).astype(x.dtype))
            w_hh, h = w_hh @ w_hr, autograd.zeros(*c.shape, dtype=x.dtype)
        both = lstm_steps(gates, h, c, w_hh, active)
        out, c = both[..., : self.hidden_size], both[-1, :, self.hidden_size :]
        out = out if w_hr is None else F.linear(out, w_hr)
        return out, [out[-1], c]


class GRUSteps(Recurrent):
    """The steps of GRU and GRUCell."""

    gates = 3

    def _steps(
        self, x: Tensor, state: list[Tensor], weights: list[Any], active: Array | None
    ) -> tuple[Tensor, list[Tensor]]:
        w_ih, w_hh, b_ih, b_hh, _ = weights
        size = self.hidden_size
        if b_ih is None:
            gates, inner = F.linear(x, w_ih), autograd.zeros(size, dtype=x.dtype)
        else:
            outer = autograd.cat([b_hh[: 2 * size], autograd.zeros(size, dtype=b_hh.dtype)], 0)
            gates, inner = F.linear(x, w_ih, b_ih + outer), b_hh[2 * size :]
        out = gru_steps(gates, state[0], w_hh, inner, active)
        return out, [out[-1]]


def check_nonlinearity(nonlinearity: str, name: str) -> None:
    """Raise ValueError for an unknown nonlinearity."""
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"{name}(): nonlinearity is 'tanh' or 'relu', got {nonlinearity!r}")
