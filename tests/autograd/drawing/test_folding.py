"""Graphs that are too large to draw: what is folded into one box, and what is not."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Value, draw
from nn.scalar import MLP
from tests.autograd.drawing.test_drawing import edges, nodes


def boxes(dot: str) -> list[str]:
    return [text for name, text in nodes(dot).items() if name.isdigit()]


def loss_of_network() -> Value:
    random.seed(0)
    x = [Value(1.0, "x1"), Value(-2.0, "x2")]
    loss: Value = (MLP(2, [16, 8, 1])(x) - 1.0) ** 2
    return loss


def test_equal_neurons_become_one_box_with_their_number() -> None:
    picture = draw(loss_of_network(), max_nodes=60)
    shown = boxes(picture.dot)
    assert "relu ×16 nodes each 8" in shown  # 2 weights, 2 products, a bias, 2 sums, and itself
    assert any(text.endswith("×8 nodes each 52") for text in shown)
    assert ("x1 data 1", "relu ×16 nodes each 8", "") in edges(picture.dot)
    assert picture.nodes <= 12


def test_the_examples_of_a_batch_become_one_box_and_the_sum_over_them_one_operation() -> None:
    w, b = Value(0.5, "w"), Value(0.1, "b")
    loss = sum(((w * float(i) + b - 2.0 * i) ** 2 for i in range(1, 200)), Value(0.0)) / 199.0
    picture = draw(loss, max_nodes=20)
    assert {"w data 0.5", "b data 0.1", "** ×199 nodes each 4"} <= set(boxes(picture.dot))
    assert "+ ×199" in nodes(picture.dot).values()


def test_names_are_kept_where_there_is_room_and_summed_up_where_there_is_none() -> None:
    xs = [Value(float(i), f"x{i}") for i in range(30)]
    total = sum((x * xs[0] for x in xs), Value(0.0))
    assert "x7 data 7" in boxes(draw(total.exp() * xs[7] + xs[8], max_nodes=90).dot)
    crowded = total.exp()
    for x in xs:
        crowded = crowded + x * x
    assert "x0 … x29 ×30" in boxes(draw(crowded, max_nodes=15).dot)


def test_tensors_fold_too() -> None:
    h = autograd.ones(4, requires_grad=True)
    root = h
    for _ in range(40):
        root = (root * h).tanh()
    picture = draw(root, {"h": h}, max_nodes=20)
    assert picture.nodes <= 20
    assert [text[-8:] for text in boxes(picture.dot) if "nodes" in text] == ["nodes 62"]


@given(st.integers(0, 10**6), st.integers(1, 30))
def test_any_graph_folds_into_an_acyclic_picture_within_the_limit(seed: int, limit: int) -> None:
    """Each box is drawn after its operands, so a picture has no cycle."""
    rng = random.Random(seed)
    made: list[Value] = [Value(float(i), rng.choice(["", f"x{i}"])) for i in range(4)]
    for _ in range(rng.randint(10, 120)):
        x, y = rng.choice(made[-12:]), rng.choice(made)
        made.append(rng.choice([x + y, x * y, x.tanh(), 1 - x, x * 2]))
    picture = draw(made[-1], max_nodes=limit)
    whole = draw(made[-1])
    assert picture.nodes <= max(limit, 1)
    assert picture == whole if whole.nodes <= limit else picture.nodes < whole.nodes
    for start, end in re.findall(r"^\t(\d+) -> (?:op)?(\d+)", picture.dot, re.MULTILINE):
        assert int(start) < int(end)


@pytest.mark.parametrize("limit", [0, 1])
def test_a_graph_may_be_one_box(limit: int) -> None:
    assert boxes(draw(loss_of_network(), max_nodes=limit).dot)[0].startswith("** data")


def test_deep_graphs_fold_quickly_and_without_recursion() -> None:
    one: Any = Value(1.0, "one")
    y = one
    for _ in range(10_000):
        y = (y * one).tanh()
    assert draw(y, max_nodes=20).nodes == 20
