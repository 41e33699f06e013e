"""Recurrent layers and packed sequences, by their definitions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import ShapeError, Tensor, tensor
from nn.utils import rnn

KINDS = [nn.RNN, nn.LSTM, nn.GRU]


def last(state: Any) -> Tensor:
    found: Tensor = state[0] if isinstance(state, tuple) else state
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_layer_is_its_cell_step_by_step(kind: Any) -> None:
    autograd.manual_seed(0)
    layer, cell = kind(3, 4), getattr(nn, f"{kind.__name__}Cell")(3, 4)
    cell.load_state_dict({name.removesuffix("_l0"): p for name, p in layer.state_dict().items()})
    x = autograd.randn(5, 2, 3)
    out, state = layer(x)
    h = None
    for t in range(5):
        h = cell(x[t], h)
        assert autograd.allclose(out[t], last(h), atol=1e-6)
    assert autograd.allclose(last(state)[0], last(h), atol=1e-6)


@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_packed_sequences_give_what_each_gives_alone(kind: Any, bidirectional: bool) -> None:
    autograd.manual_seed(0)
    layer = kind(3, 4, num_layers=2, bidirectional=bidirectional)
    sequences = [autograd.randn(n, 3) for n in (2, 5, 1)]
    out, state = layer(rnn.pack_sequence(sequences, enforce_sorted=False))
    padded, lengths = rnn.pad_packed_sequence(out)
    assert lengths.tolist() == [2, 5, 1]
    for i, sequence in enumerate(sequences):
        alone, end = layer(sequence)
        assert autograd.allclose(padded[: len(sequence), i], alone, atol=1e-6)
        assert autograd.allclose(last(state)[:, i], last(end), atol=1e-6)
    for p in layer.parameters():
        assert p.grad is None
    padded.sum().backward()
    assert all(bool(p.grad.abs().sum() > 0) for p in layer.parameters())


def test_batch_first_exchanges_two_dimensions() -> None:
    one, other = nn.GRU(3, 4), nn.GRU(3, 4, batch_first=True)
    other.load_state_dict(one.state_dict())
    x = autograd.randn(5, 2, 3)
    assert autograd.allclose(other(x.transpose(0, 1))[0].transpose(0, 1), one(x)[0])


def test_dropout_acts_between_layers_while_training() -> None:
    layer = nn.LSTM(3, 4, num_layers=2, dropout=1.0)
    x, y = autograd.randn(5, 2, 3), autograd.randn(5, 2, 3)
    assert autograd.equal(layer(x)[0], layer(y)[0])  # the second layer sees zeros
    layer.eval()
    assert not autograd.equal(layer(x)[0], layer(y)[0])


def test_packing_is_undone() -> None:
    sequences = [tensor([1.0, 2.0, 3.0]), tensor([4.0]), tensor([5.0, 6.0])]
    padded = rnn.pad_sequence(sequences, batch_first=True, padding_side="left")
    assert padded[1].tolist() == [0.0, 0.0, 4.0]
    packed = rnn.pack_sequence(sequences, enforce_sorted=False)
    assert packed.batch_sizes.tolist() == [3, 2, 1]
    assert [s.tolist() for s in rnn.unpack_sequence(packed)] == [s.tolist() for s in sequences]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.RNN(3, 4)(autograd.ones(2, 2, 5)), ShapeError, r"RNN\(\): expected"),
        (lambda: nn.LSTM(3, 4)(autograd.ones(2, 2, 3), (autograd.ones(1, 2, 4),) * 3), ValueError, "zip"),
        (lambda: nn.GRU(3, 4)(autograd.ones(2, 2, 3), autograd.ones(2, 4)), ShapeError, r"state of shape \(1, 2, 4\)"),
        (lambda: nn.GRUCell(3, 4)(autograd.ones(2, 4)), ShapeError, r"GRUCell\(\)"),
        (lambda: nn.RNN(3, 4, nonlinearity="sigmoid"), ValueError, "nonlinearity"),
        (lambda: nn.LSTM(3, 4, dropout=2.0, num_layers=2), ValueError, "dropout"),
        (lambda: rnn.pack_padded_sequence(autograd.ones(3, 2), [1, 3]), ValueError, "enforce_sorted=False"),
        (lambda: rnn.pack_padded_sequence(autograd.ones(3, 2), [4, 1]), ValueError, "from 1 to 3"),
    ],
    ids=["features", "states", "state", "cell", "nonlinearity", "dropout", "order", "length"],
)
def test_bad_arguments(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


def test_a_layer_for_float64() -> None:
    out, _ = nn.LSTM(3, 4, dtype=autograd.float64)(tensor(np.ones((2, 3))))
    assert out.dtype == autograd.float64


# ── projections ──


def test_a_projection_is_applied_to_each_output() -> None:
    autograd.manual_seed(0)
    layer = nn.LSTM(3, 4, proj_size=2, dtype=autograd.float64)
    w_ih, w_hh, b_ih, b_hh, w_hr = layer.all_weights[0]
    assert layer._flat_weights_names == "weight_ih_l0 weight_hh_l0 bias_ih_l0 bias_hh_l0 weight_hr_l0".split()
    x, h, c = (autograd.randn(*shape, dtype=autograd.float64) for shape in ((5, 2, 3), (1, 2, 2), (1, 2, 4)))
    out, (last_h, last_c) = layer(x, (h, c))
    h, c = h[0], c[0]
    for t in range(5):
        i, f, g, o = (x[t] @ w_ih.T + h @ w_hh.T + b_ih + b_hh).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h = (o.sigmoid() * c.tanh()) @ w_hr.T
        assert autograd.allclose(out[t], h)
    assert autograd.allclose(last_h[0], h) and autograd.allclose(last_c[0], c)


@pytest.mark.parametrize("given", [False, True])
def test_projected_packed_sequences_give_what_each_gives_alone(given: bool) -> None:
    autograd.manual_seed(0)
    layer = nn.LSTM(3, 4, proj_size=2, bidirectional=True, dtype=autograd.float64)
    sequences = [autograd.randn(n, 3, dtype=autograd.float64) for n in (2, 4, 1)]
    state = [autograd.randn(2, 3, n, dtype=autograd.float64) for n in (2, 4)] if given else None
    packed = rnn.pack_sequence(sequences, enforce_sorted=False)
    out, (h, c) = layer(packed, None if state is None else tuple(state))
    padded, _ = rnn.pad_packed_sequence(out)
    for i, sequence in enumerate(sequences):
        alone, (own_h, own_c) = layer(sequence, None if state is None else tuple(s[:, i] for s in state))
        assert autograd.allclose(padded[: len(sequence), i], alone)
        assert autograd.allclose(h[:, i], own_h) and autograd.allclose(c[:, i], own_c)


def test_a_cell_without_a_batch_or_a_bias() -> None:
    cell = nn.LSTMCell(3, 4, bias=False)
    assert cell.bias_ih is None
    x = autograd.randn(2, 3)
    h, c = cell(x)
    one_h, one_c = cell(x[1])
    assert autograd.allclose(one_h, h[1]) and autograd.allclose(one_c, c[1])
    again, _ = cell(x[1], (one_h, one_c))
    assert again.shape == (4,)
