"""Recurrent layers over all time steps, each as one operation.

The input's part of the gates, x Wᵀ + b, is computed for all steps at once, before. A batch may hold sequences of
several lengths. Then `active` (T, N, 1) is 1 for samples with a step at time t, and the state of the others stays.

The rules are backpropagation through time. They are written in `xp`, for arrays in a first-order pass and for Tensors
in a recorded one. One walk over the steps gives the gradients of all arguments.

Source of the cells: S. Hochreiter, J. Schmidhuber, "Long short-term memory", 1997; K. Cho et al., "Learning phrase
representations using RNN encoder-decoder", 2014, https://arxiv.org/abs/1406.1078.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.extend import Array, operation

Walk = Callable[..., tuple[Any, ...]]


class Steps:
    """What the forward pass of a recurrent operation keeps for its rules.

    Attributes:
        values: the gates of all steps, after their activation functions; None if the cell needs none.
    """

    def __init__(self, values: Array | None = None) -> None:
        self.values = values
        self._of: Any = None
        self._gradients: tuple[Any, ...] = ()

    def gradients(self, upstream: Any, walk: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        """Return `walk()`, or what it returned for the same upstream gradient, as the rule of another argument asks."""
        if self._of is not upstream:
            self._gradients, self._of = walk(), upstream
        return self._gradients


def _gradients(walk: Walk, steps: Steps | None, xp: Any, upstream: Any, *saved: Any) -> tuple[Any, ...]:
    if steps is None:  # in a recorded pass
        return walk(xp, upstream, None, *saved)
    return steps.gradients(upstream, lambda: walk(xp, upstream, steps.values, *saved))


def _carried(active: Array | None, t: int, moved: Any, gradient: Any) -> Any:
    """Return the gradient of the state before time t: `moved` through the cell, or as it is for samples at rest."""
    return moved if active is None else moved + gradient * (1 - active[t])


def _before(xp: Any, first: Any, states: Any) -> Any:
    """Return the state before each step."""
    return xp.cat([xp.unsqueeze(first, 0), states[:-1]], 0)


def _by_weight(xp: Any, gates: Any, states: Any) -> Any:
    """Return the gradient of a weight (G, H) from those of the gates (T, N, G) and the states before (T, N, H)."""
    return xp.matmul(xp.mT(gates.reshape(-1, gates.shape[-1])), states.reshape(-1, states.shape[-1]))


# ── the simple cell: h' = tanh(gates + h Wᵀ), or relu ──


def _rnn_walk(
    xp: Any, upstream: Any, values: None, out: Any, h0: Any, weight: Any, active: Array | None, relu: bool
) -> tuple[Any, ...]:
    slope = out > 0 if relu else 1 - out * out
    slope = slope * 1.0 if active is None else slope * active
    carried, found = 0.0 * h0, []
    for t in reversed(range(len(out))):
        gradient = upstream[t] + carried
        found.append(gradient * slope[t])
        carried = _carried(active, t, found[-1] @ weight, gradient)
    gates = xp.stack(found[::-1], 0)
    return gates, carried, _by_weight(xp, gates, _before(xp, h0, out))


def _rnn_by(place: int) -> Any:
    return lambda xp, upstream, out, h0, weight, active, relu, steps: _gradients(
        _rnn_walk, steps, xp, upstream, out, h0, weight, active, relu
    )[place]


@operation(gates=_rnn_by(0), h0=_rnn_by(1), weight=_rnn_by(2), internal=True, pure=True)
def rnn_steps(gates: Array, h0: Array, weight: Array, active: Array | None, relu: bool) -> Array:
    """Return the state after each step, (T, N, H), for gates (T, N, H), state h0 (N, H) and weight (H, H)."""
    states: Array = _rnn(gates, h0, weight, active, relu)[0]
    return states


@rnn_steps.keeping("steps")
def _rnn(gates: Array, h0: Array, weight: Array, active: Array | None, relu: bool) -> tuple[Array, Steps]:
    out = np.empty_like(gates)
    h = h0
    for t, state in enumerate(out):
        np.matmul(h, weight.T, out=state)
        state += gates[t]
        if relu:
            np.maximum(state, 0, out=state)
        else:
            np.tanh(state, out=state)
        if active is not None:
            state += (h - state) * (1 - active[t])
        h = state
    return out, Steps()


# ── LSTM: gates i, f, g, o ──


def _lstm_walk(
    xp: Any, upstream: Any, values: Any, out: Any, gates: Any, h0: Any, c0: Any, weight: Any, active: Array | None
) -> tuple[Any, ...]:
    size = weight.shape[1]
    h, c = out[..., :size], out[..., size:]
    h_before, c_before = _before(xp, h0, h), _before(xp, c0, c)
    if values is None:
        z = gates + xp.matmul(h_before, xp.mT(weight))
        i, f, o = (xp.sigmoid(z[..., k * size : (k + 1) * size]) for k in (0, 1, 3))
        g = xp.tanh(z[..., 2 * size : 3 * size])
        c = f * c_before + i * g  # for samples at rest, out has the former state
    else:
        i, f, g, o = (values[..., k * size : (k + 1) * size] for k in range(4))
    tanh_c = xp.tanh(c)
    slopes = xp.cat([g * i * (1 - i), c_before * f * (1 - f), i * (1 - g * g), tanh_c * o * (1 - o)], 2)
    c_by_h = o * (1 - tanh_c * tanh_c)
    if active is not None:
        slopes, c_by_h, f = slopes * active, c_by_h * active, f * active
    by_h, by_c = upstream[..., :size], upstream[..., size:]
    dh, dc, found = 0.0 * h0, 0.0 * c0, []
    for t in reversed(range(len(gates))):
        dh, of_c = by_h[t] + dh, by_c[t] + dc
        dc = of_c + dh * c_by_h[t]
        found.append(slopes[t] * xp.cat([dc, dc, dc, dh], 1))
        dh = _carried(active, t, found[-1] @ weight, dh)
        dc = _carried(active, t, dc * f[t], of_c)
    by_gates = xp.stack(found[::-1], 0)
    return by_gates, dh, dc, _by_weight(xp, by_gates, h_before)


def _lstm_by(place: int) -> Any:
    return lambda xp, upstream, out, gates, h0, c0, weight, active, steps: _gradients(
        _lstm_walk, steps, xp, upstream, out, gates, h0, c0, weight, active
    )[place]


@operation(gates=_lstm_by(0), h0=_lstm_by(1), c0=_lstm_by(2), weight=_lstm_by(3), internal=True, pure=True)
def lstm_steps(gates: Array, h0: Array, c0: Array, weight: Array, active: Array | None) -> Array:
    """Return the state h and the cell c after each step, as one array (T, N, 2H).

    Args:
        gates: the input's part of i, f, g, o, (T, N, 4H).
        h0, c0: the initial state and cell, (N, H).
        weight: (4H, H).
        active: see the module.
    """
    states: Array = _lstm(gates, h0, c0, weight, active)[0]
    return states


@lstm_steps.keeping("steps")
def _lstm(gates: Array, h0: Array, c0: Array, weight: Array, active: Array | None) -> tuple[Array, Steps]:
    size = weight.shape[1]
    out = np.empty((*gates.shape[:2], 2 * size), gates.dtype)
    values = np.empty_like(gates)
    # σ(x) = ½ tanh(x / 2) + ½, so one tanh serves all gates.
    factor, shift = np.full(4 * size, 0.5, gates.dtype), np.full(4 * size, 0.5, gates.dtype)
    factor[2 * size : 3 * size], shift[2 * size : 3 * size] = 1, 0
    h, c = h0, c0
    for t, value in enumerate(values):
        np.matmul(h, weight.T, out=value)
        value += gates[t]
        value *= factor
        np.tanh(value, out=value)
        value *= factor
        value += shift
        i, f, g, o = (value[:, k * size : (k + 1) * size] for k in range(4))
        new_c = f * c + i * g
        new_h = o * np.tanh(new_c)
        if active is not None:
            new_h, new_c = np.where(active[t], new_h, h), np.where(active[t], new_c, c)
        out[t, :, :size], out[t, :, size:] = h, c = new_h, new_c
    return out, Steps(values)


# ── GRU: gates r, z, n ──


def _gru_walk(
    xp: Any, upstream: Any, values: Any, out: Any, gates: Any, h0: Any, weight: Any, bias: Any, active: Array | None
) -> tuple[Any, ...]:
    size = weight.shape[1]
    before = _before(xp, h0, out)
    if values is None:
        own = xp.matmul(before, xp.mT(weight))
        q = own[..., 2 * size :] + bias
        r, z = (xp.sigmoid(gates[..., a:b] + own[..., a:b]) for a, b in ((0, size), (size, 2 * size)))
        n = xp.tanh(gates[..., 2 * size :] + r * q)
    else:
        r, z, n, q = (values[..., k * size : (k + 1) * size] for k in range(4))
    by_n = (1 - z) * (1 - n * n)
    slopes = xp.cat([by_n, by_n * q * r * (1 - r), (before - n) * z * (1 - z), by_n * r], 2)
    if active is not None:
        slopes, z = slopes * active, z * active
    carried, found = 0.0 * h0, []
    for t in reversed(range(len(out))):
        gradient = upstream[t] + carried
        found.append(slopes[t] * xp.cat([gradient] * 4, 1))
        moved = found[-1][:, size:] @ weight + gradient * z[t]
        carried = _carried(active, t, moved, gradient)
    all_gates = xp.stack(found[::-1], 0)  # n, r, z, q
    by_gates = xp.cat([all_gates[..., size : 3 * size], all_gates[..., :size]], 2)
    by_weight = _by_weight(xp, all_gates[..., size:], before)
    return by_gates, carried, by_weight, xp.sum(all_gates[..., 3 * size :], (0, 1))


def _gru_by(place: int) -> Any:
    return lambda xp, upstream, out, gates, h0, weight, bias, active, steps: _gradients(
        _gru_walk, steps, xp, upstream, out, gates, h0, weight, bias, active
    )[place]


@operation(gates=_gru_by(0), h0=_gru_by(1), weight=_gru_by(2), bias=_gru_by(3), internal=True, pure=True)
def gru_steps(gates: Array, h0: Array, weight: Array, bias: Array, active: Array | None) -> Array:
    """Return the state after each step, (T, N, H): h' = (1 − z) · n + z · h.

    Args:
        gates: the input's part of r, z, n, (T, N, 3H).
        h0: the initial state, (N, H).
        weight: (3H, H).
        bias: of the state's part of n, which r multiplies, (H,).
        active: see the module.
    """
    states: Array = _gru(gates, h0, weight, bias, active)[0]
    return states


@gru_steps.keeping("steps")
def _gru(gates: Array, h0: Array, weight: Array, bias: Array, active: Array | None) -> tuple[Array, Steps]:
    size = weight.shape[1]
    out = np.empty((*gates.shape[:2], size), gates.dtype)
    values = np.empty((*gates.shape[:2], 4 * size), gates.dtype)
    h = h0
    for t, value in enumerate(values):
        own = np.matmul(h, weight.T)
        both, n, q = value[:, : 2 * size], value[:, 2 * size : 3 * size], value[:, 3 * size :]
        np.add(own[:, : 2 * size], gates[t, :, : 2 * size], out=both)
        both *= 0.5
        np.tanh(both, out=both)  # σ(x) = ½ tanh(x / 2) + ½
        both *= 0.5
        both += 0.5
        np.add(own[:, 2 * size :], bias, out=q)
        np.multiply(both[:, :size], q, out=n)
        n += gates[t, :, 2 * size :]
        np.tanh(n, out=n)
        new = n + both[:, size:] * (h - n)
        h = out[t] = new if active is None else np.where(active[t], new, h)
    return out, Steps(values)
