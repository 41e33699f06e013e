"""Recurrent layers: RNN, LSTM and GRU."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

import numpy as np

import autograd
from autograd import ShapeError, Tensor
from autograd.extend import Array
from nn import functional as F
from nn.functional.arguments import as_size, check_same_dtype
from nn.layers.recurrent_steps import GRUSteps, LSTMSteps, PlainSteps, Recurrent, check_nonlinearity
from nn.parameter import Parameter
from nn.utils.rnn import PackedSequence, places


class RNNBase(Recurrent):
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
    def _flat_weights_names(self) -> list[str]:
        """The names of the parameters, which programs that initialise them read."""
        return list(self._parameters)

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


class RNN(PlainSteps, RNNBase):
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
        check_nonlinearity(nonlinearity, "RNN")
        super().__init__(
            input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype
        )
        self.nonlinearity = nonlinearity


class LSTM(LSTMSteps, RNNBase):
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


class GRU(GRUSteps, RNNBase):
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
