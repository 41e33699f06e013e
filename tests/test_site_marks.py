"""What fills the marks of the site's pages, without Sphinx."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import site
from docs.site import marks
from nn import cli

DOCS = Path(__file__).parent.parent / "docs"
MARK = re.compile(r"<!-- site: (\w+)")


def escaped(*lines: str) -> list[str]:
    found = list(lines)
    site._escape(None, "function", "f", None, None, found)
    return found


def test_every_mark_has_a_function() -> None:
    pages = [page for page in DOCS.rglob("*.md") if "_build" not in page.parts]
    used = {name for page in pages for name in MARK.findall(page.read_text(encoding="utf-8"))}
    assert {"menu", "pages", "lab", "gallery", "commands", "api"} == used
    assert all(callable(getattr(marks, name)) for name in used)


def test_a_menu_leaves_out_globs_without_pages() -> None:
    text = marks.menu("How_to", "no/such/*", "training")
    assert ":caption: How to\n" in text and "\ntraining\n" in text and "no/such" not in text


def test_the_lab_is_loaded_by_a_click_or_missed_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "chainrule-lab.html"
    monkeypatch.setattr(marks, "LAB", page)
    assert "without the lab" in marks.lab() and "<button" not in marks.lab()
    page.touch()
    assert 'data-page="chainrule-lab.html#walk"' in marks.lab("walk") and "data-rooms" not in marks.lab("walk")
    assert "data-rooms" in marks.lab()


def test_the_gallery_is_in_the_order_of_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "EXTRA", tmp_path)
    monkeypatch.setattr(marks, "PICTURES", tmp_path / "pictures")
    assert marks.gallery() == ""
    for name in ("gates", "loss_walk"):
        (tmp_path / "pictures" / name).mkdir(parents=True)
        (tmp_path / "pictures" / name / "a.png").touch()
    assert re.findall(r'href="(\w+).html"><img src="(\S+)"', marks.gallery()) == [
        ("loss_walk", "../pictures/loss_walk/a.png"),
        ("gates", "../pictures/gates/a.png"),
    ]
    text = marks.with_pictures("gates", "# Gates\n\n## What is seen\n\nThe end\n")
    assert text.index("a.png") < text.index("## What is seen") < text.index("The end")


def test_the_help_of_every_verb_is_shown() -> None:
    shown = re.findall(r"^## chainrule (\w+)$", marks.commands(), re.MULTILINE)
    assert shown == [verb.__name__.rpartition(".")[2] for verb in cli.VERBS]
    assert "usage: chainrule train" in marks.commands()


def test_an_object_with_two_names_has_one_entry() -> None:
    text = marks.api("autograd:autograd.functions", "autograd:autograd.drawing")
    assert ".. autofunction:: autograd.absolute\n" not in text
    assert ".. py:function:: absolute()\n   :module: autograd\n\n   Another name of :py:obj:`autograd.abs`." in text
    assert ".. autofunction:: autograd.draw\n" in text and ".. autoclass:: autograd.DrawingError\n" in text
    assert "Another name of :py:obj:`autograd.ShapeError`." in marks.api("autograd.extend")


def test_text_keeps_its_meaning_in_restructuredtext() -> None:
    assert escaped("|x| and *x, `f`s, 2 * 3", "", ">>> f(*x)", "|x|") == [
        r"\|x\| and \*x, `f`\ s, 2 * 3", "", ">>> f(*x)", "|x|",
    ]  # fmt: skip


def test_an_indented_formula_keeps_its_lines() -> None:
    assert escaped("Each step:", "", "    v = |g|", "    p = v", "", "Text") == [
        "Each step:", "", "::", "", "    v = |g|", "    p = v", "", "Text",
    ]  # fmt: skip
    assert escaped(":param x: text", "", "    more") == [":param x: text", "", "    more"]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("training.md", "training.md"),
        ("../README.md", "https://github.com/chainrule/chainrule/blob/main/README.md"),
        ("../nn/lab/rooms", "https://github.com/chainrule/chainrule/tree/main/nn/lab/rooms"),
        ("missing.md", "missing.md"),
    ],
)
def test_a_link_out_of_the_docs_leads_to_the_repository(target: str, address: str) -> None:
    assert site._address(DOCS / "lab.md", target) == address


def test_a_documented_object_is_linked_to_its_source() -> None:
    found = site.linkcode_resolve("py", {"module": "autograd", "fullname": "grad"})
    assert found is not None and "/blob/main/autograd/transforms/api.py#L" in found
    assert site.linkcode_resolve("py", {"module": "autograd", "fullname": "float32"}) is None
    assert site.linkcode_resolve("py", {"module": "", "fullname": "x"}) is None
