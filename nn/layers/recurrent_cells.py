"""Recurrent cells, each one step of a layer: RNNCell, LSTMCell and GRUCell."""

from __future__ import annotations

from typing import Any

import autograd
from autograd import ShapeError, Tensor
from nn.functional.arguments import as_size, check_same_dtype
from nn.layers.recurrent_steps import GRUSteps, LSTMSteps, PlainSteps, Recurrent, check_nonlinearity


class RNNCellBase(Recurrent):
    """The base class of RNNCell, LSTMCell and GRUCell."""

    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None
    ) -> None:
        super().__init__()
        name = type(self).__name__
        self.input_size = as_size(input_size, f"{name}(): input_size")
        self.hidden_size = as_size(hidden_size, f"{name}(): hidden_size")
        self.bias = bias
        rows = self.gates * self.hidden_size
        self._add("weight_ih", rows, self.input_size, device=device, dtype=dtype)
        self._add("weight_hh", rows, self.hidden_size, device=device, dtype=dtype)
        for kind in ("bias_ih", "bias_hh"):
            if bias:
                self._add(kind, rows, device=device, dtype=dtype)
            else:
                self.register_parameter(kind, None)
        self.reset_parameters()

    def forward(self, input: Tensor, hx: Any = None) -> Any:
        """Return the state after one step.

        Args:
            input: (N, input_size) or (input_size,).
            hx: the state, (N, hidden_size) or (hidden_size,), zero by default; for LSTMCell a pair (h, c).

        Returns:
            The new state, like `hx`.
        """
        single = input.ndim == 1
        x = input.unsqueeze(0) if single else input
        if x.ndim != 2 or x.shape[1] != self.input_size:
            raise ShapeError(
                f"{type(self).__name__}(): expected (N, {self.input_size}) or ({self.input_size},), got {input.shape}"
            )
        check_same_dtype(x, self.weight_ih, type(self).__name__)
        many = self.gates == 4
        if hx is None:
            state = [autograd.zeros(x.shape[0], self.hidden_size, dtype=x.dtype)] * (2 if many else 1)
        else:
            state = [t.unsqueeze(0) if single else t for t in (hx if many else [hx])]
        if any(t.shape != (x.shape[0], self.hidden_size) for t in state):
            shape = (x.shape[0], self.hidden_size)
            raise ShapeError(f"{type(self).__name__}(): expected a state of shape {shape}, got {state[0].shape}")
        weights = [self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh, None]
        _, last = self._steps(x.unsqueeze(0), state, weights, None)
        if single:
            last = [t.squeeze(0) for t in last]
        return tuple(last) if many else last[0]

    def extra_repr(self) -> str:
        """Return the sizes, and each setting that is not the default."""
        bias = "" if self.bias else ", bias=False"
        nonlinearity = getattr(self, "nonlinearity", "tanh")
        return f"{self.input_size}, {self.hidden_size}{bias}" + (
            "" if nonlinearity == "tanh" else f", nonlinearity={nonlinearity}"
        )


class RNNCell(PlainSteps, RNNCellBase):
    """One step of RNN: h' = tanh(W_ih x + b_ih + W_hh h + b_hh).

    Args:
        input_size, hidden_size, bias, nonlinearity, device, dtype: as for `RNN`.

    >>> import autograd
    >>> RNNCell(3, 4)(autograd.ones(2, 3)).shape
    (2, 4)
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        nonlinearity: str = "tanh",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        check_nonlinearity(nonlinearity, "RNNCell")
        super().__init__(input_size, hidden_size, bias, device, dtype)
        self.nonlinearity = nonlinearity


class LSTMCell(LSTMSteps, RNNCellBase):
    """One step of LSTM; the state is a pair (h, c).

    Args:
        input_size, hidden_size, bias, device, dtype: as for `RNN`.

    >>> import autograd
    >>> h, c = LSTMCell(3, 4)(autograd.ones(2, 3))
    >>> h.shape, c.shape
    ((2, 4), (2, 4))
    """


class GRUCell(GRUSteps, RNNCellBase):
    """One step of GRU.

    Args:
        input_size, hidden_size, bias, device, dtype: as for `RNN`.

    >>> import autograd
    >>> GRUCell(3, 4)(autograd.ones(2, 3)).shape
    (2, 4)
    """
