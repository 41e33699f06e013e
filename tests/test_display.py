"""What notebooks show of Values, Tensors, modules, reports and histories: HTML, and Treescope's trees."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Value, check_gradients, draw
from autograd.display import norm, numbers


def text_of(shown: Any) -> str:
    """Return the text of the HTML, with single spaces; it must be well-formed."""
    html = shown._repr_html_()
    return " ".join(
        " ".join(
            ET.fromstring(f"<div>{html}</div>").itertext(),
        ).split()
    )


def test_a_value_shows_its_number_gradient_and_operation() -> None:
    a, b = Value(2.0, "a"), Value(1 / 3)
    product = a * b
    product.backward()
    assert text_of(product) == "Value data 0.6667 grad 1 made by a * 0.3333"
    assert text_of(a) == "Value a data 2 grad 0.3333"
    assert 'title="0.3333333333333333"' in a._repr_html_()
    assert text_of((2 - a).tanh()) == "Value data 0 grad 0 made by tanh(0)"
    assert text_of(2 - a).endswith("made by 2 - a")
    a.grad = None
    assert text_of(a) == "Value a data 2 grad None"


def test_a_network_of_values_shows_its_numbers_and_gradients() -> None:
    model = nn.scalar.MLP(2, [2, 1], activation="tanh")
    for number, p in enumerate(model.parameters()):
        p.data = number / 10
    table = "MLP, 9 parameters layer 1: tanh neuron w₁ w₂ b 1 data 0 0.1 0.2 2 data 0.3 0.4 0.5 layer 2: linear neuron"
    assert text_of(model) == f"{table} w₁ w₂ b 1 data 0.6 0.7 0.8"
    model([1.0, 2.0]).backward()
    assert "grad" in text_of(model)
    neuron = nn.scalar.Neuron(1)
    neuron.w[0].data = 0.5
    assert text_of(neuron) == "Neuron, 2 parameters layer 1: relu neuron w₁ b 1 data 0.5 0"
    assert text_of(nn.scalar.Layer(1, 2)).startswith("Layer, 4 parameters")


def test_labels_that_are_no_texts_are_shown() -> None:
    numbered: Any = Value(2.0)
    numbered.label = 3
    assert text_of(numbered * 2.0).endswith("made by 3 * 2")
    assert "<B>3</B>" in draw(numbered * 2.0).dot
    assert "3 * 2" in str(autograd.explain(numbered * 2.0))


def test_names_are_escaped() -> None:
    assert text_of(Value(1.0, '<script>alert("x")</script> & more')).startswith(
        'Value <script>alert("x")</script> & more'
    )
    model = nn.Sequential()
    model.add_module("<b>&", nn.Tanh())
    assert "<b>&: Tanh()" in text_of(model)


def test_a_tensor_shows_its_text_shape_range_and_gradient() -> None:
    x = autograd.tensor([[1.0, -2.0], [3.0, 4.0]], requires_grad=True)
    (x * x).sum().backward()
    shown = text_of(x)
    assert shown.startswith("Tensor tensor([[ 1., -2.], [ 3., 4.]], requires_grad=True) shape (2, 2) dtype float32")
    assert shown.endswith("range -2 … 4 grad [[2, -4], [6, 8]]")
    assert "grad norm" in text_of(_with_gradient(autograd.ones(100)))
    assert "range" not in text_of(autograd.tensor([True, False]))
    assert text_of(autograd.zeros(0)).endswith("shape (0,) dtype float32")
    assert "<pre>" in nn.Parameter(autograd.ones(2))._repr_html_()


def _with_gradient(x: autograd.Tensor) -> autograd.Tensor:
    x.requires_grad_()
    (x * x).sum().backward()
    return x


@pytest.mark.parametrize(
    ("array", "text"),
    [
        ([], "none"),
        (0.5, "0.5"),
        ([1, -2], "[1, -2]"),
        ([1.0, np.nan], "[1, nan]"),
        ([True, False], "[True, False]"),
        ([0.0] * 6 + [12345.6], "0 … 1.235e+04"),
        ([True] * 7, "7 of 7 true"),
        (np.zeros((1, 1, 2)), "0 … 0"),
    ],
)
def test_small_arrays_are_listed_and_large_ones_summed_up(array: Any, text: str) -> None:
    assert numbers(np.array(array)) == text


def test_norms_do_not_overflow() -> None:
    assert norm(np.full(4, 3e200)) == pytest.approx(6e200)
    assert norm(np.full(4, 3e38, np.float32)) == pytest.approx(6e38, rel=1e-6)
    assert norm(np.zeros(3)) == 0 and norm(np.array([np.inf, 1])) == np.inf and norm(np.array([], np.float32)) == 0


def test_a_module_is_a_tree_of_its_modules_with_their_parameters() -> None:
    model = nn.Sequential(nn.Linear(2, 8), nn.Sequential(nn.Tanh(), nn.LazyLinear(1)))
    shown = text_of(model)
    assert shown.startswith("Sequential, 24 parameters 0: Linear(in_features=2, out_features=8, bias=True), 24 param")
    assert "1: Sequential 0: Tanh() 1: LazyLinear" in shown
    assert model._repr_html_().count("<details") == 2 and model._repr_html_().count(' open=""') == 1
    assert text_of(nn.ReLU()) == "ReLU()"


def test_a_report_is_a_table_with_a_paragraph() -> None:
    shown = text_of(check_gradients(lambda x: x * abs(x), 0.0))
    assert shown.startswith("check_gradients(<lambda>): ")
    assert "input shape verdict order" in shown and "Checked: the only entry." in shown


def test_a_long_history_shows_its_ends() -> None:
    def history(epochs: int) -> Any:
        return nn.training.History([{"epoch": i, "loss": 1 / i} for i in range(1, epochs + 1)])

    assert text_of(history(1)) == "History of 1 epoch epoch loss 1 1.0000"
    assert history(21)._repr_html_().count("<tr>") == 22
    assert text_of(history(90)).endswith("90 0.0111 … is 70 more epochs.")
    assert text_of(nn.training.History()) == "History of 0 epochs"


def test_a_drawing_without_graphviz_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert '[draw]"' in text_of(draw(Value(1.0)))
    assert draw(Value(1.0))._repr_svg_() is None


def test_treescope_shows_them_as_trees() -> None:
    treescope = pytest.importorskip("treescope")
    x = autograd.ones(3, requires_grad=True)
    x.sum().backward()
    model = nn.Sequential(nn.Linear(2, 3), nn.Tanh())
    shown = [Value(2.0, "a") * 3, x, model, check_gradients(lambda x: x * x, 3.0), nn.training.History([{"loss": 0.5}])]
    for one in shown:
        text = re.sub(r"\s+", " ", treescope.render_to_text(one))
        assert text.startswith(f"{type(one).__name__}("), text
        assert len(treescope.render_to_html(one)) > 1000
    assert "weight=Parameter( data=" in re.sub(r"\s+", " ", treescope.render_to_text(model))
