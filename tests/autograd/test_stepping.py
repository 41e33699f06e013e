"""`autograd.steps`: the forward and backward pass as steps, and the page that shows them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import autograd
from autograd import Formula, Value, steps
from tests.autograd.test_formula import EXPRESSIONS, NUMBERS


def example() -> Value:
    found: Value = Formula("h = tanh(w*x + b); (h - y)**2 + w*0.1")(w=0.5, x=2.0, b=-1.5, y=1.0)
    return found


@given(EXPRESSIONS, NUMBERS, NUMBERS)
def test_the_steps_end_at_the_gradients_of_backward(text: str, x: float, y: float) -> None:
    formula = Formula(text)
    leaves = {name: Value(number, name) for name, number in (("x", x), ("y", y)) if name in formula.names}
    result = formula(**leaves)
    found = steps(result)
    assert all(leaf.grad == 0 for leaf in leaves.values())
    result.backward()
    last = {}
    for step in found.steps:
        if step.phase == "backward":
            towards = re.match(r"∂\w+/∂(\w+)", step.text)
            assert towards is not None
            last[towards[1]] = step.text.rpartition(" = ")[2]
    for name, leaf in leaves.items():
        assert last.get(name, "0") == f"{leaf.grad + 0.0:.4g}"
    phases = [step.phase for step in found.steps]
    assert phases == sorted(phases, reverse=True)  # forward, then backward


def test_a_node_gives_gradient_only_after_it_has_got_all_of_its_own() -> None:
    x = Value(2.0, "x")
    y = x * 3  # a fork: used twice
    given: set[str] = set()
    backward = [step for step in steps(y * y + y).steps if step.phase == "backward"]
    for step in backward[1:]:
        (receiver,) = step.grad
        assert receiver not in given
        given.add(step.lit[1].removeprefix("o"))
    assert [step.text.partition(":")[0] for step in backward[1:]].count("∂result/∂v1") == 3


def test_the_last_step_of_a_fork_shows_the_sum() -> None:
    assert steps(example()).steps[-2].text == "∂result/∂w: upstream -2.3 × local 2 = -4.6; 0.1 + (-4.6) = -4.5"


def test_each_part_that_is_lit_is_in_the_picture() -> None:
    pytest.importorskip("pygraphviz")
    page = steps(example()).page()
    match = re.search(r'<script type="application/json" id="steps">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    told: list[dict[str, Any]] = json.loads(match[1])
    svg = ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    ids = {element.get("id") for element in svg.iter()}
    for step in told:
        assert set(step["lit"]) <= ids
        assert set(step["data"]) | set(step["grad"]) <= ids
    assert [step["text"] for step in told] == [step.text for step in steps(example()).steps]


def test_the_page_needs_nothing_else_and_labels_cannot_break_it(tmp_path: Path) -> None:
    pytest.importorskip("pygraphviz")
    x = Value(2.0, "</script><b>&")
    found = steps((x * x).tanh())
    found.save(tmp_path / "steps.html")
    page = (tmp_path / "steps.html").read_text(encoding="utf-8")
    assert page.count("</script>") == 2
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert "{{" not in page
    notebook = found._repr_html_()
    assert notebook.startswith('<iframe srcdoc="') and "<script" not in notebook


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: steps(autograd.ones(2)), TypeError, r"steps\(\): expected a Value, got Tensor"),  # type: ignore[arg-type]
        (lambda: steps(Value(1.0) + Value(2.0), max_nodes=2), ValueError, r"steps\(\): this graph has 3 nodes"),
        (lambda: steps(Value(1.0)).save("steps.svg"), ValueError, r"must end in \.html"),
    ],
    ids=["tensor", "size", "name"],
)
def test_what_cannot_be_stepped_through_is_an_error(call: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        call()


def test_a_leaf_has_one_step() -> None:
    assert str(steps(Value(2.0, "x"))) == "1  ∂x/∂x = 1"
