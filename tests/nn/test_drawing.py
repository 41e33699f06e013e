"""`autograd.draw(model, example)`: modules as boxes, closed and open, and networks of single neurons."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor, Value, draw
from nn import scalar
from tests.autograd.drawing.test_drawing import edges, nodes


def boxes(dot: str) -> list[str]:
    return [text for name, text in nodes(dot).items() if name.isdigit()]


def frames(dot: str) -> list[str]:
    return [label.strip('"') for label in re.findall(r'^\tgraph \[label=("[^"]*"|\w+) color', dot, re.MULTILINE)]


class Block(nn.Module):
    def __init__(self, n: int) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(n, n), nn.Linear(n, n)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.second(self.first(x).relu())
        return out


def network(blocks: int = 2) -> nn.Module:
    autograd.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.Sequential(*[Block(8) for _ in range(blocks)]), nn.Linear(8, 2))


def test_the_modules_of_a_model_are_boxes_with_their_parameters_and_shapes() -> None:
    picture = draw(network(), autograd.ones(3, 4))
    assert boxes(picture.dot) == [
        "input shape (3, 4) dtype float32 data 1 … 1",
        "0: Linear parameters 40 output (3, 8)",
        "1: Sequential parameters 288 output (3, 8)",
        "2: Linear parameters 18 output (3, 2)",
    ]
    assert [text for _, _, text in edges(picture.dot.replace(", ", ","))] == ["(3,4)", "(3,8)", "(3,8)"]
    assert "The graph of Sequential: 4 nodes and 0 operations" in picture.dot


def test_depth_and_names_open_modules() -> None:
    model, x = network(), autograd.ones(3, 4)
    assert boxes(draw(model, x, depth=0).dot)[-1].startswith("Sequential parameters 346")
    two = draw(model, x, depth=2)
    assert frames(two.dot) == ["0: Linear", "1: Sequential", "2: Linear"]
    assert "1.0: Block parameters 144 output (3, 8)" in boxes(two.dot)
    assert any(text.startswith("weight shape (8, 4)") for text in boxes(two.dot))
    named = draw(model, x, open=["1.0"])
    assert frames(named.dot) == ["1: Sequential", "1.0: Block"]
    assert "1.0.first: Linear parameters 72 output (3, 8)" in boxes(named.dot)
    assert "relu" in nodes(named.dot).values()


def test_a_page_opens_closed_modules_by_a_click(tmp_path: Path) -> None:
    picture = draw(network(), autograd.ones(3, 4))
    assert list(picture.parts) == ["1: Sequential"]
    assert list(picture.parts["1: Sequential"].parts) == ["1.0: Block", "1.1: Block"]
    block = picture.parts["1: Sequential"].parts["1.1: Block"]
    first, second, given = sorted(boxes(block.dot))[:3]
    assert first == "1.1.first: Linear parameters 72 output (3, 8)"
    assert second == "1.1.second: Linear parameters 72 output (3, 8)"
    assert given.startswith("input shape (3, 8) dtype float32")
    assert (block.nodes, block.operations) == (5, 2)  # the others are the results of relu and +
    picture.save(tmp_path / "model.html")
    page = (tmp_path / "model.html").read_text(encoding="utf-8")
    assert page.count("<summary") == 3 and page.count("<svg") == 4
    assert "<script" not in page


def test_equal_blocks_in_a_row_become_one() -> None:
    picture = draw(network(blocks=12), autograd.ones(3, 4), depth=2)
    block = "Block ×12 parameters each 144 output (3, 8)"
    assert block in boxes(picture.dot)
    assert [text for _, end, text in edges(picture.dot.replace(", ", ",")) if end.startswith("Block")] == ["(3,8)"]


def test_a_large_model_is_folded() -> None:
    class Experts(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.experts = nn.ModuleList([nn.Linear(4, 4) for _ in range(40)])

        def forward(self, x: Tensor) -> Tensor:
            return autograd.stack([expert(x) for expert in self.experts]).mean(0)

    picture = draw(Experts(), autograd.ones(3, 4), max_nodes=10)
    assert "Linear ×40 parameters each 20 output (3, 4)" in boxes(picture.dot)


def test_the_model_is_as_it_was() -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Dropout(), nn.Linear(3, 1))
    state = {name: array.numpy().copy() for name, array in model.state_dict().items()}
    x = autograd.randn(5, 2)
    picture = draw(model, x)
    assert [text.split(" ")[1] for text in boxes(picture.dot)[1:]] == ["Linear", "BatchNorm1d", "Dropout", "Linear"]
    assert all(module.training for module in model.modules())
    assert all(np.array_equal(state[name], array.numpy()) for name, array in model.state_dict().items())
    assert all(parameter.grad is None for parameter in model.parameters())
    assert not x.requires_grad
    assert all(module._module_hooks.empty for module in model.modules())


def test_models_of_several_inputs_and_outputs_and_of_whole_numbers() -> None:
    class Reader(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embed, self.read, self.out = nn.Embedding(10, 4), nn.LSTM(4, 5), nn.Linear(5, 2)

        def forward(self, words: Tensor, scale: Tensor) -> Any:
            out, (hidden, _) = self.read(self.embed(words))
            return {"scores": self.out(out) * scale, "state": hidden * 1}

    picture = draw(Reader(), (autograd.tensor([[1, 2, 3]]), [2.0]))
    assert ("(1, 3)", "embed: Embedding parameters 40 output (1, 3, 4)", "") in edges(picture.dot)
    assert "input 2 shape (1,) dtype float32 data [2]" in boxes(picture.dot)
    assert picture.dot.count("#c2761b") == 2  # two results


def test_a_lazy_module_is_drawn_as_what_it_becomes() -> None:
    picture = draw(nn.Sequential(nn.LazyLinear(3)), autograd.ones(2, 5))
    assert boxes(picture.dot)[-1] == "0: Linear parameters 18 output (2, 3)"


def test_a_shared_module_has_a_box_for_each_call() -> None:
    shared = nn.Linear(3, 3)
    picture = draw(nn.Sequential(shared, nn.Tanh(), shared), np.ones((2, 3)))
    assert [text.split(" ")[1] for text in boxes(picture.dot)[1:]] == ["Linear", "Tanh", "Linear"]


# ── networks of Values ──────────────────────────────────────────────────────────────────────────────────────────────


def test_parameters_of_neurons_have_the_names_of_textbooks() -> None:
    names = [p.label for p in scalar.MLP(2, [2, 1]).parameters()]
    assert names == ["w¹₁₁", "w¹₁₂", "b¹₁", "w¹₂₁", "w¹₂₂", "b¹₂", "w²₁₁", "w²₁₂", "b²₁"]
    assert [p.label for p in scalar.Layer(1, 2).parameters()] == ["w₁₁", "b₁", "w₂₁", "b₂"]
    assert [p.label for p in scalar.Neuron(2).parameters()] == ["w₁", "w₂", "b"]
    assert scalar.Layer(11, 12).neurons[11].w[10].label == "w₁₂,₁₁"
    assert "w₁" in draw(scalar.Neuron(2)([1.0, 2.0])).dot


def test_a_network_of_neurons_is_circles_with_lines_as_wide_as_the_weights() -> None:
    random.seed(0)
    model = scalar.MLP(2, [16, 16, 1])
    picture = draw(model, [1.0, -2.0])
    assert frames(picture.dot) == ["layer 1: 16 neurons", "layer 2: 16 neurons", "layer 3: 1 neuron"]
    assert picture.dot.count("shape=circle") == 33
    assert sum("data" in text for text in boxes(picture.dot)) == 2  # each input once
    widths = dict(re.findall(r'penwidth=([\d.]+) tooltip="(w³₁.*?) =', picture.dot))
    assert len(widths) >= 10
    by_width = sorted((float(width), name) for width, name in widths.items())
    weights = {w.label: abs(w.data) for w in model.layers[2].neurons[0].w}
    assert [weights[name] for _, name in by_width] == sorted(weights[name] for _, name in by_width)


def test_neurons_and_layers_are_frames_when_they_are_open() -> None:
    random.seed(0)
    picture = draw(scalar.MLP(2, [2, 1]), [1.0, -2.0], depth=3)
    assert sorted(frames(picture.dot)) == [
        "layer 1: 2 neurons", "layer 2: 1 neuron",
        "neuron 1: LinearNeuron(2)", "neuron 1: ReluNeuron(2)", "neuron 2: ReluNeuron(2)",
    ]  # fmt: skip
    labels = [text.split(" ")[0] for text in boxes(picture.dot)]
    assert labels.count("x₁") == labels.count("x₂") == labels.count("w²₁₂") == 1
    closed = draw(scalar.MLP(2, [2, 1]), [Value(1.0, "height"), 2.0], depth=1)
    assert boxes(closed.dot)[2:] == ["layer 1: 2 neurons parameters 6", "layer 2: 1 neuron parameters 3"]
    assert boxes(closed.dot)[0] == "height data 1"
    assert "height data 1" in boxes(draw(scalar.Neuron(1), [Value(1.0, "height")]).dot)
    assert list(closed.parts) == ["layer 1: 2 neurons", "layer 2: 1 neuron"]


def test_a_wide_network_of_neurons_folds() -> None:
    picture = draw(scalar.MLP(3, [40, 30, 1]), [0.1, 0.2, 0.3], max_nodes=20)
    assert {"ReluNeuron(3) ×40", "ReluNeuron(40) ×30"} <= set(boxes(picture.dot))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: draw(nn.Linear(2, 1)), r"expected an example for the model; write draw\(model, example\)"),
        (lambda: draw(scalar.MLP(2, [1])), r"expected an example for the model; write draw\(model, example\)"),
        (lambda: draw(scalar.Module(), [1.0]), r"Module cannot be drawn; draw its result"),
        (lambda: draw(nn.Embedding(2, 1).requires_grad_(False), [1]), "output that depends on parameters or inputs"),
        (lambda: draw(Value(1.0), "loss"), r"got 'loss'; write draw\(root, \{'loss': root\}\)"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_write(call: Any, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        call()


def test_weights_that_calls_share_do_not_flow_between_them() -> None:
    layer = nn.Linear(4, 4)
    dot = draw(nn.Sequential(layer, nn.Tanh(), layer), autograd.ones(2, 4)).dot
    assert dot.count(" -> ") == 3
    assert "(4,)" not in dot


def test_a_layer_of_many_weights_is_one_box() -> None:
    drawing = draw(nn.scalar.MLP(3, [64, 64, 2]), [1.0, -2.0, 0.5])
    assert drawing.nodes == 3 + 64 + 1 + 2
    assert "4,160" in drawing.dot


def test_names_of_no_module_and_negative_limits_are_refused() -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.Tanh(), nn.Linear(3, 1)))
    with pytest.raises(ValueError, match=r"got 'nope'; there are 0, 1, 1\.0, 1\.1"):
        draw(model, autograd.ones(1, 2), open=["nope"])
    with pytest.raises(ValueError, match="max_nodes of 0 or more, got -1"):
        draw(model, autograd.ones(1, 2), max_nodes=-1)
    assert draw(model, autograd.ones(1, 2), open="1").dot == draw(model, autograd.ones(1, 2), open=["1"]).dot
