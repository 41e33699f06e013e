"""Networks of Values."""

from __future__ import annotations

import copy
import pickle
import random

import pytest

from autograd import Value
from nn.scalar import MLP, Layer, Neuron


def test_a_micrograd_program_runs() -> None:
    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    assert repr(model).startswith("MLP of [Layer of [ReluNeuron(2), ")
    assert len(model.parameters()) == 337
    points = [(0.5, -0.3, 1.0), (-0.8, 0.2, -1.0), (0.1, 0.9, 1.0)]
    losses = []
    for _ in range(20):
        inputs = [list(map(Value, p[:2])) for p in points]
        scores = list(map(model, inputs))
        total = sum((1 + -p[2] * s).relu() for p, s in zip(points, scores)) * (1.0 / len(points))
        total = total + 1e-4 * sum(p * p for p in model.parameters())
        model.zero_grad()
        total.backward()
        for p in model.parameters():
            p.data -= 0.1 * p.grad
        losses.append(total.data)
    assert losses[-1] < losses[0] / 5


def test_scalar_layers() -> None:
    assert isinstance(Layer(2, 1)([1.0, 2.0]), Value)
    assert len(Layer(2, 3)([1.0, 2.0])) == 3
    assert MLP(2, [1, 2])([1.0, 2.0])[0].data is not None
    with pytest.raises(ValueError, match="has 2 inputs, got 3"):
        Neuron(2)([1.0, 2.0, 3.0])


def test_a_model_and_its_loss_stay_connected_when_copied_together() -> None:
    model = Neuron(2, activation="tanh")
    loss = model([1.0, 2.0])
    for again, copied in (copy.deepcopy((model, loss)), pickle.loads(pickle.dumps((model, loss)))):
        copied.backward()
        assert any(p.grad != 0 for p in again.parameters())
        assert copied.data == loss.data
