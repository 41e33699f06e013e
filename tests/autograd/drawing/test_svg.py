"""The SVG of drawings: labels in their boxes with any font, tooltips, descriptions, size."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import autograd
import nn
from autograd import Value, draw, steps
from autograd.drawing.metrics import text_width
from autograd.drawing.svg import finish
from autograd.explanation.names import order_of
from docs.generate.tables import picture
from tests.browser import browser as browser
from tests.browser import page as page

NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn() -> Value:
    """Return a result with labels that Helvetica has, and some that it has not."""
    a, b, c = Value(2.0, "a wide label, iiiii WWWWW"), Value(-3.0, "∂loss/∂w₁₂"), Value(10.0, "重み")
    loss: Value = (1 - (a * b + c).tanh() * 0.123456789) ** 2
    loss.label = "loss"
    loss.backward()
    return loss


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_of_the_published_metrics(bold: bool) -> None:
    afm = pytest.importorskip("matplotlib._afm")
    matplotlib = pytest.importorskip("matplotlib")
    name = "Helvetica-Bold.afm" if bold else "Helvetica.afm"
    with (Path(matplotlib.get_data_path()) / "fonts" / "pdfcorefonts" / name).open("rb") as file:
        font = afm.AFM(file)
    for code in range(0x20, 0x7F):  # in this range the codes of the metrics are ASCII, but for two quotes
        if chr(code) not in "'`":
            assert text_width(chr(code), 1000, bold) == font._metrics[code].width, chr(code)
    for char, glyph in {"'": "quotesingle", "`": "grave", "×": "multiply", "é": "eacute", "−": "minus"}.items():
        assert text_width(char, 1000, bold) == font._metrics_by_name[glyph].width, char


def test_characters_without_published_width_take_some_room() -> None:
    assert text_width("重み", 12) == 24
    assert text_width("₁", 12) == pytest.approx(4, rel=0.01)
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("λ", 12) == pytest.approx(8, rel=0.01)
    assert text_width("W" * 3, 10, bold=True) == pytest.approx(28.32)


def elements(svg: str, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(NAMESPACE + tag))


def test_tooltips_have_all_digits_and_no_name_of_graphviz_is_left() -> None:
    svg = draw(drawn()).svg()
    titles = [element.text or "" for element in elements(svg, "title")]
    assert titles[0] == "The graph of loss: 9 nodes and 6 operations"
    assert "a wide label, iiiii WWWWW: data 2.0, grad 0.00087" in svg
    assert [title for title in titles if re.search(r"upstream \S{12,} × local derivative -3\.0 = \S{12,}", title)]
    assert "the constant 0.123456789" in titles
    assert not [title for title in titles if re.fullmatch(r"(op|constant)?\d+(_\d)?(->\w+)?", title)]
    assert elements(svg, "a") == []
    (description,) = elements(svg, "desc")
    assert "; 重み: data 10.0, grad" in (description.text or "")


def test_the_picture_is_an_image_that_fits_its_container() -> None:
    root = ET.fromstring(draw(drawn()).svg())
    assert root.get("role") == "img"
    assert root.get("style") == "max-width: 100%; height: auto"
    assert root.get("width", "").endswith("pt") and len(root.get("viewBox", "").split()) == 4


def test_a_drawing_of_another_program_may_have_no_names() -> None:
    svg = finish('<svg xmlns="http://www.w3.org/2000/svg"><g class="node"><text>x</text></g><g/></svg>')
    assert ET.fromstring(svg)[0].tag == NAMESPACE + "g"


def test_the_picture_of_the_readme_is_made_by_its_code() -> None:
    # Compared without the places of its parts, which depend on the fonts of the machine.
    kept = (Path(__file__).parents[3] / "docs" / "graph.svg").read_text(encoding="utf-8")
    for tag in ("text", "title", "desc"):
        assert [e.text for e in elements(picture().svg(), tag)] == [e.text for e in elements(kept, tag)]


def test_pictures_on_one_page_have_no_ids_in_common() -> None:
    assert " id=" not in draw(drawn()).svg()
    assert 'id="on2"' in steps(drawn()).drawing.svg()


def test_a_long_description_ends_with_a_count() -> None:
    total = Value(0.0)
    for i in range(60):
        total = total + Value(float(i))
    (description,) = elements(draw(total).svg(), "desc")
    assert (description.text or "").endswith("; and 81 more")


OUTSIDE = """() => [...document.querySelectorAll("g.node")].flatMap(node => {
  const shape = node.querySelector("path, polygon, ellipse");
  if (!shape) return [];
  const box = shape.getBBox();
  return [...node.querySelectorAll("text")].filter(text => {
    const t = text.getBBox();
    return t.x < box.x - 0.01 || t.x + t.width > box.x + box.width + 0.01;
  }).map(text => text.textContent);
})"""
OVERLAPS = """() => [...document.querySelectorAll("g.node, g.graph")].flatMap(group => {
  const boxes = [...group.querySelectorAll(":scope > text")].map(t => [t.textContent, t.getBBox()]);
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([b, q]) =>
    p.x + p.width > q.x + 2 && q.x + q.width > p.x + 2 && p.y + p.height > q.y + 6 && q.y + q.height > p.y + 6
  ).map(([b]) => [a, b]));
})"""


@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_no_label_leaves_its_box_whatever_the_font(page: Any, large: bool) -> None:
    svg = draw(drawn(), large=large).svg()
    for font in ("DejaVu Sans", "Liberation Sans", "DejaVu Sans Mono", "serif"):
        page.set_content(f"{svg}<style>text {{ font-family: {font} !important }}</style>")
        assert page.locator("g.node text").count() > 20
        assert page.evaluate(OUTSIDE) == [], font
        assert page.evaluate(OVERLAPS) == [], font


def test_numbers_that_change_from_step_to_step_stay_in_their_boxes(page: Any) -> None:
    loss = drawn()
    page.set_content(steps(loss).page() + "<style>text { font-family: DejaVu Sans Mono !important }</style>")
    page.keyboard.press("End")
    assert page.evaluate(OUTSIDE) == []
    for number, node in enumerate(order_of(loss)):
        assert page.locator(f"#n{number} text").last.text_content() == f"{node.grad:.4g}"
    assert page.locator("svg > title").text_content() == "The graph of loss: 9 nodes and 6 operations"


def test_nothing_that_a_notebook_shows_is_wider_than_its_cell(page: Any) -> None:
    model = nn.Sequential(nn.Linear(2, 8), nn.Sequential(nn.Tanh(), nn.Linear(8, 1)))
    history = nn.training.History([{"epoch": i, "loss": 1 / i, "validation_accuracy": 0.5} for i in range(1, 90)])
    report = autograd.check_gradients(lambda x, y: x * abs(y), 3.0, 0.0)
    shown: list[Any] = [
        drawn(),
        autograd.randn(30, 30),
        model,
        history,
        report,
        draw(drawn()),
        draw(model, autograd.ones(3, 2)),
    ]
    for one in shown:
        page.set_content(f'<div id="cell" style="width: 250px">{one._repr_html_()}</div>')
        assert page.evaluate("() => document.getElementById('cell').scrollWidth") <= 250, one
    assert page.locator("details").count() == 1
    page.locator("summary").click()
    assert page.locator("details svg").is_visible()


def test_a_wide_drawing_shrinks_to_its_container_and_a_small_one_keeps_its_size(page: Any) -> None:
    wide = Value(1.0)
    for _ in range(12):
        wide = wide.tanh()
    for root, width in ((wide, 400), (Value(1.0), None)):
        page.set_content(f'<div style="width: 400px">{draw(root).svg()}</div>')
        box = page.locator("svg").bounding_box()
        natural = page.evaluate("() => document.querySelector('svg').viewBox.baseVal.width * 4 / 3")
        assert box["width"] == pytest.approx(width or natural, abs=1)
