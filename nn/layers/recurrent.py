"""Recurrent layers and cells: RNN, LSTM and GRU."""

from __future__ import annotations

import math
import warnings
from typing import Any, ClassVar

import numpy as np

import autograd
from autograd import ShapeError, Tensor
from autograd.extend import Array, tensor_of
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size, check_same_dtype
from nn.functional.recurrent import gru_steps, lstm_steps, rnn_steps
from nn.module import Module
from nn.parameter import Parameter, empty
from nn.utils.rnn import PackedSequence, places


class _Recurrent(Module):
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


class _PlainSteps(_Recurrent):
    gates = 1
    nonlinearity: str

    def _steps(
        self, x: Tensor, state: list[Tensor], weights: list[Any], active: Array | None
    ) -> tuple[Tensor, list[Tensor]]:
        w_ih, w_hh, b_ih, b_hh, _ = weights
        gates = F.linear(x, w_ih, None if b_ih is None else b_ih + b_hh)
        out = rnn_steps(gates, state[0], w_hh, active, self.nonlinearity == "relu")
        return out, [out[-1]]


class _LSTMSteps(_Recurrent):
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


class _GRUSteps(_Recurrent):
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


# ── layers ──


class RNNBase(_Recurrent):
    """The base class of RNN, LSTM and GRU."""

    mode: ClassVar[str]

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        proj_size: int = 0,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        name = type(self).__name__
        self.input_size = as_size(input_size, f"{name}(): input_size")
        self.hidden_size = as_size(hidden_size, f"{name}(): hidden_size")
        self.num_layers = as_size(num_layers, f"{name}(): num_layers")
        self.bias, self.batch_first, self.bidirectional = bias, batch_first, bidirectional
        self.dropout, self.proj_size = float(dropout), proj_size
        if not 0 <= self.dropout <= 1:
            raise ValueError(f"{name}(): dropout is a probability, got {dropout}")
        if not 0 <= proj_size < self.hidden_size or (proj_size and self.gates != 4):
            raise ValueError(f"{name}(): proj_size is for LSTM, and smaller than hidden_size, got {proj_size}")
        if dropout and num_layers == 1:
            warnings.warn(f"{name}(): dropout acts between layers, and there is one layer", stacklevel=3)
        out = proj_size or self.hidden_size
        directions = 2 if bidirectional else 1
        for layer in range(self.num_layers):
            size = self.input_size if layer == 0 else out * directions
            for suffix in self._suffixes(layer):
                shapes = {"weight_ih": (self.gates * self.hidden_size, size)}
                shapes["weight_hh"] = (self.gates * self.hidden_size, out)
                if bias:
                    shapes |= dict.fromkeys(("bias_ih", "bias_hh"), (self.gates * self.hidden_size,))  # type: ignore[arg-type]
                if proj_size:
                    shapes["weight_hr"] = (proj_size, self.hidden_size)
                for kind, shape in shapes.items():
                    self._add(f"{kind}_{suffix}", *shape, device=device, dtype=dtype)
        self.reset_parameters()

    def _suffixes(self, layer: int) -> list[str]:
        return [f"l{layer}", f"l{layer}_reverse"] if self.bidirectional else [f"l{layer}"]

    @property
    def all_weights(self) -> list[list[Parameter]]:
        """The parameters of each layer and direction."""
        suffixes = [s for layer in range(self.num_layers) for s in self._suffixes(layer)]
        return [
            [p for name, p in self._parameters.items() if p is not None and name.endswith(f"_{s}")] for s in suffixes
        ]

    def flatten_parameters(self) -> None:
        """Do nothing. PyTorch moves the parameters into one block of a GPU's memory."""

    def _state_sizes(self) -> list[int]:
        return [self.proj_size or self.hidden_size, self.hidden_size][: 2 if self.gates == 4 else 1]

    def _initial(self, hx: Any, n: int, dtype: Any, order: Tensor | None, single: bool) -> list[Tensor]:
        """Return h, and for LSTM c, each (layers · directions, N, size), in the order of packed sequences."""
        count = self.num_layers * (2 if self.bidirectional else 1)
        if hx is None:
            return [autograd.zeros(count, n, size, dtype=dtype) for size in self._state_sizes()]
        given = list(hx) if self.gates == 4 else [hx]
        if single:
            given = [t.unsqueeze(1) for t in given]
        for t, size in zip(given, self._state_sizes(), strict=True):
            if t.shape != (count, n, size):
                raise ShapeError(
                    f"{type(self).__name__}(): expected a state of shape {(count, n, size)}, got {t.shape}"
                )
        return given if order is None else [t.index_select(1, order) for t in given]

    def forward(self, input: Any, hx: Any = None) -> tuple[Any, Any]:
        """Return the outputs of the last layer, and the last state of all layers.

        Args:
            input: (T, N, input_size), (N, T, input_size) with `batch_first`, (T, input_size), or a PackedSequence.
            hx: the initial state, (layers · directions, N, hidden_size), zero by default; for LSTM a pair (h, c).

        Returns:
            The outputs, like the input with hidden_size · directions features, and the state in the shape of `hx`.
        """
        if isinstance(input, PackedSequence):
            return self._packed(input, hx)
        single = input.ndim == 2
        if input.ndim not in (2, 3) or input.shape[-1] != self.input_size:
            raise ShapeError(
                f"{type(self).__name__}(): expected (T, N, {self.input_size}) or (T, {self.input_size}), "
                f"got {input.shape}"
            )
        x = input.unsqueeze(1) if single else input.transpose(0, 1) if self.batch_first else input
        out, state = self._layers(x, self._initial(hx, x.shape[1], x.dtype, None, single), None)
        if single:
            out, state = out.squeeze(1), [t.squeeze(1) for t in state]
        elif self.batch_first:
            out = out.transpose(0, 1)
        return out, tuple(state) if self.gates == 4 else state[0]

    def _packed(self, packed: PackedSequence, hx: Any) -> tuple[PackedSequence, Any]:
        t, n, steps = places(packed.batch_sizes)
        row = np.zeros(steps.shape, np.int64)
        row[t, n] = np.arange(len(t))
        x = packed.data[row]
        state = self._initial(hx, steps.shape[1], x.dtype, packed.sorted_indices, False)
        out, state = self._layers(x, state, steps[:, :, None].astype(x.dtype))
        if packed.unsorted_indices is not None:
            state = [s.index_select(1, packed.unsorted_indices) for s in state]
        return packed._replace(data=out[t, n]), tuple(state) if self.gates == 4 else state[0]

    def _layers(self, x: Tensor, state: list[Tensor], active: Array | None) -> tuple[Tensor, list[Tensor]]:
        check_same_dtype(x, next(self.parameters()), type(self).__name__)
        last: list[list[Tensor]] = []
        for layer in range(self.num_layers):
            outputs = []
            for reverse, suffix in enumerate(self._suffixes(layer)):
                names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr")
                weights = [self._parameters.get(f"{name}_{suffix}") for name in names]
                steps = active[::-1] if reverse and active is not None else active
                out, end = self._steps(x.flip(0) if reverse else x, [s[len(last)] for s in state], weights, steps)
                outputs.append(out.flip(0) if reverse else out)
                last.append(end)
            x = autograd.cat(outputs, 2) if self.bidirectional else outputs[0]
            if layer < self.num_layers - 1:
                x = F.dropout(x, self.dropout, self.training)
        return x, [autograd.stack(list(ends), 0) for ends in zip(*last)]

    def extra_repr(self) -> str:
        """Return the sizes, and each setting that is not the default."""
        text = f"{self.input_size}, {self.hidden_size}"
        usual = {
            "proj_size": 0, "num_layers": 1, "bias": True, "batch_first": False, "dropout": 0, "bidirectional": False,
        }  # fmt: skip
        return text + "".join(f", {n}={getattr(self, n)}" for n, value in usual.items() if getattr(self, n) != value)


class RNN(_PlainSteps, RNNBase):
    """A recurrent layer: h' = tanh(W_ih x + b_ih + W_hh h + b_hh) at each step.

    Input (T, N, input_size), output (T, N, hidden_size) and the last state (layers, N, hidden_size).

    Args:
        input_size: the number of features of each step.
        hidden_size: the number of features of the state.
        num_layers: the number of layers, each on the outputs of the one before.
        nonlinearity: "tanh" or "relu".
        bias: whether b_ih and b_hh are learned.
        batch_first: whether input and output are (N, T, …). The state is not.
        dropout: the probability of dropout between layers.
        bidirectional: whether a second direction runs from the end. The outputs of both are joined.
        device: the CPU, or None.
        dtype: of the parameters; by default the default dtype.

    Attributes:
        weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0: Parameters of the first layer, initially uniform on
            ±1/√hidden_size. Those of the reverse direction end in _reverse.

    >>> import autograd
    >>> out, h = RNN(3, 4)(autograd.ones(5, 2, 3))
    >>> out.shape, h.shape
    ((5, 2, 4), (1, 2, 4))
    """

    mode = "RNN"

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        nonlinearity: str = "tanh",
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        _check_nonlinearity(nonlinearity, "RNN")
        super().__init__(
            input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype
        )
        self.nonlinearity = nonlinearity


class LSTM(_LSTMSteps, RNNBase):
    """A recurrent layer with long short-term memory.

    At each step, with i, f, o = σ(…) and g = tanh(…) of W_ih x + b_ih + W_hh h + b_hh: c' = f · c + i · g and
    h' = o · tanh(c'). Input (T, N, input_size), output (T, N, hidden_size) and the last state, a pair (h, c) of
    (layers, N, hidden_size).

    Args:
        input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, device, dtype: as for `RNN`.
        proj_size: the size of h, if it is projected by a learned W_hr; 0 means no projection.

    Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", 1997.

    >>> import autograd
    >>> out, (h, c) = LSTM(3, 4, num_layers=2)(autograd.ones(5, 2, 3))
    >>> out.shape, h.shape, c.shape
    ((5, 2, 4), (2, 2, 4), (2, 2, 4))
    """

    mode = "LSTM"


class GRU(_GRUSteps, RNNBase):
    """A recurrent layer with gated recurrent units.

    At each step, with r, z = σ(…): n = tanh(W_in x + b_in + r · (W_hn h + b_hn)) and h' = (1 − z) · n + z · h. Input
    (T, N, input_size), output (T, N, hidden_size) and the last state (layers, N, hidden_size).

    Args:
        input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, device, dtype: as for `RNN`.

    Source: K. Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014,
    https://arxiv.org/abs/1406.1078.

    >>> import autograd
    >>> out, h = GRU(3, 4, bidirectional=True)(autograd.ones(5, 2, 3))
    >>> out.shape, h.shape
    ((5, 2, 8), (2, 2, 4))
    """

    mode = "GRU"

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(
            input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype
        )


def _check_nonlinearity(nonlinearity: str, name: str) -> None:
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"{name}(): nonlinearity is 'tanh' or 'relu', got {nonlinearity!r}")


# ── cells ──


class RNNCellBase(_Recurrent):
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


class RNNCell(_PlainSteps, RNNCellBase):
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
        _check_nonlinearity(nonlinearity, "RNNCell")
        super().__init__(input_size, hidden_size, bias, device, dtype)
        self.nonlinearity = nonlinearity


class LSTMCell(_LSTMSteps, RNNCellBase):
    """One step of LSTM; the state is a pair (h, c).

    Args:
        input_size, hidden_size, bias, device, dtype: as for `RNN`.

    >>> import autograd
    >>> h, c = LSTMCell(3, 4)(autograd.ones(2, 3))
    >>> h.shape, c.shape
    ((2, 4), (2, 4))
    """


class GRUCell(_GRUSteps, RNNCellBase):
    """One step of GRU.

    Args:
        input_size, hidden_size, bias, device, dtype: as for `RNN`.

    >>> import autograd
    >>> GRUCell(3, 4)(autograd.ones(2, 3)).shape
    (2, 4)
    """
