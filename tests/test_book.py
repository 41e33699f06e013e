"""The book: its engine is equal to the real Value, has a hundred lines, and its examples run in the lab."""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import math
import os
import random
import re
import tokenize
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from autograd import Value
from autograd.rules.table import TABLE
from docs import book_links
from docs.book import speed
from docs.generate.book import BOOK, IN_THE_LAB, blocks, chapters, join, picture, programs
from nn.lab.keeping import LabError, written
from nn.lab.rooms import python as room
from tests.browser import browser
from tests.cases.rows import AT_KINKS, BOUNDS, ON_KINKS, POINTS

__all__ = ["browser"]

ENGINE: Any = importlib.import_module("docs.book.engine")
REAL: dict[str, Any] = dict(TABLE)
ROWS = [name for name in TABLE if hasattr(ENGINE, name)]
LATER: set[str] = set()  # rows that were added to the table since the book was written
VALUE_CHAPTERS = chapters()[:IN_THE_LAB]


def points_of(name: str) -> list[tuple[float, ...]]:
    """Return the points of a row, and random ones of its domain."""
    numbers, bounds = random.Random(name), BOUNDS.get(name, [(-4.0, 4.0)] * TABLE[name].arity)
    return [*POINTS[name], *(tuple(numbers.uniform(*b) for b in bounds) for _ in range(10))]


def derivatives(kind: Any, f: Any, point: tuple[float, ...]) -> list[float]:
    """Return the result of f, its first and its second derivatives."""
    xs = [kind(x) for x in point]
    out = f(*xs)
    out.backward(create_graph=True)
    slopes = [x.grad for x in xs]
    found = [out.data, *(getattr(slope, "data", slope) for slope in slopes)]
    for slope in slopes:
        for x in xs:
            x.grad = 0.0
        if isinstance(slope, kind):
            slope.backward()
        found += [x.grad for x in xs]
    for x in xs:
        x.grad = 0.0  # a gradient with a graph is a reference cycle
    return found


def assert_equal(found: list[float], wanted: list[float]) -> None:
    for a, b in zip(found, wanted, strict=True):
        assert math.isclose(a, b, rel_tol=1e-14, abs_tol=1e-14) or (a != a and b != b), (found, wanted)


def test_the_book_has_every_row() -> None:
    assert set(TABLE) - set(ROWS) == LATER, "add the new row to docs/book/4-table.md, or to LATER"


@pytest.mark.parametrize("name", ROWS)
def test_a_function_of_the_book_equals_its_row(name: str) -> None:
    for point in points_of(name):
        found = derivatives(ENGINE.Value, getattr(ENGINE, name), point)
        assert_equal(found, derivatives(Value, TABLE[name], point))
        assert getattr(ENGINE, name)(*point) == found[0]  # plain numbers give plain numbers


def test_subgradients_of_the_book_at_kinks_are_those_of_the_table() -> None:
    compared = set()
    for name, point, wanted in AT_KINKS:
        if all(map(math.isfinite, wanted)):
            xs = [ENGINE.Value(x) for x in point]
            getattr(ENGINE, name)(*xs).backward()
            assert [x.grad for x in xs] == list(wanted), name
            compared.add(name)
    assert len(compared) >= 15


@pytest.mark.parametrize("name", ON_KINKS)
def test_functions_with_kinks_are_equal_on_a_grid(name: str) -> None:
    grid = [-2.0, -1.0, 0.0, 1.0, 2.0]
    for point in [(x, y) for x in grid for y in grid] if TABLE[name].arity == 2 else [(x,) for x in grid]:
        found = []
        for kind, f in ((ENGINE.Value, getattr(ENGINE, name)), (Value, REAL[name])):
            xs = [kind(x) for x in point]
            f(*xs).backward()
            found.append([x.grad for x in xs])
        assert found[0] == found[1], point


SHARED = {
    "a square": lambda f, x, y: x * x,
    "a sum with its own input": lambda f, x, y: x * y + x,
    "a diamond": lambda f, x, y: (x + y) * (x - y) / (2 + x * y),
    "a result that is used three times": lambda f, x, y: (h := f["tanh"](x * y - 1)) * h + f["exp"](h) * x,
    "numbers on the left": lambda f, x, y: 3 - 2 * x + 1 / y - 2**x + 7 % y + 7 // y,
    "roots and powers": lambda f, x, y: f["sqrt"](x * x + y * y) ** 3 + x**y - abs(-x),
    "a choice": lambda f, x, y: x * y if x > 0.5 and y >= 1 else f["sin"](x) + y,
}  # fmt: skip


@pytest.mark.parametrize("name", SHARED)
def test_graphs_that_share_inputs_are_equal(name: str) -> None:
    numbers = random.Random(0)
    ours = {row: getattr(ENGINE, row) for row in ROWS}
    for _ in range(10):
        point = (numbers.uniform(0.2, 2.0), numbers.uniform(0.2, 2.0))
        found = derivatives(ENGINE.Value, lambda x, y: SHARED[name](ours, x, y), point)
        wanted = derivatives(Value, lambda x, y: SHARED[name](REAL, x, y), point)
        assert all(math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12) for a, b in zip(found, wanted, strict=True))


def test_a_second_call_accumulates_in_leaves_alone() -> None:
    for kind in (ENGINE.Value, Value):
        a, b = kind(2.0), kind(-3.0)
        c = a * b
        loss = c + a
        loss.backward()
        loss.backward()
        assert (a.grad, b.grad, c.grad, loss.grad) == (-4.0, 4.0, 1.0, 1.0)


def test_the_engine_has_at_most_a_hundred_lines() -> None:
    assert 90 < code_lines((BOOK / "engine.py").read_text(encoding="utf-8")) <= 100


def code_lines(text: str) -> int:
    """Return the number of lines of a program without blank lines, comments and docstrings."""
    layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in layout:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            lines -= set(range(node.body[0].lineno, 1 + (node.body[0].end_lineno or 0)))
    return len(lines)


def test_code_lines_are_counted_without_docstrings_and_comments() -> None:
    assert code_lines('"""Two\n\nlines."""\n\nx = """a\nb"""  # said\n# more\ndef f():\n    "say"\n    return x\n') == 4


def test_a_later_listing_replaces_a_definition_or_adds_to_a_class() -> None:
    first = "class A:\n    x = 1\n\n\ndef f():\n    return 1\n"
    second = 'import math\n\n\nclass A:\n    ...\n\n    y = 2\n\n\ndef f():\n    """Say 2."""\n    return 2\n'
    made: dict[str, Any] = {}
    text = join([first, second])
    exec(text, made)
    assert text.startswith("import math\n")
    assert (made["A"].x, made["A"].y, made["f"]()) == (1, 2, 2)
    exec(join([text, "class A:\n    z = 3\n"]), made)
    assert not hasattr(made["A"], "x")


@pytest.mark.parametrize("page", VALUE_CHAPTERS, ids=lambda page: page.stem)
def test_programs_for_the_lab_print_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = programs(page, text)
    assert len(found) == sum(block.kind == "examples" for block in blocks(text))
    for program in found:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(program.code, "program", "exec"), {"__name__": "__main__"})
        assert printed.getvalue().endswith(program.prints), program.code
        assert "numpy" not in program.code and "from engine" not in program.code


@pytest.mark.parametrize("page", VALUE_CHAPTERS, ids=lambda page: page.stem)
def test_each_example_has_a_link_that_holds_its_program(page: Path) -> None:
    source = [page.read_text(encoding="utf-8")]
    found = programs(page, source[0])
    app = FakeSphinx()
    book_links.setup(app)
    app.read(f"book/{page.stem}", source)
    addresses = [part.split('"')[0] for part in source[0].split('<a href="')[1:]]
    assert [unquote(a.removeprefix("../lab.html#python?code=")) for a in addresses] == [p.code for p in found]
    code: Any = next(control for control in room.CONTROLS if control.name == "code")
    assert all(len(program.code) < code.most for program in found)


def test_pages_without_values_have_no_links() -> None:
    app = FakeSphinx()
    book_links.setup(app)
    for name in ("checking", "book/index", *(f"book/{page.stem}" for page in chapters()[IN_THE_LAB:])):
        source = ["```python\n>>> 1 + 1\n2\n```\n"]
        app.read(name, source)
        assert "lab.html" not in source[0]


def test_the_picture_of_chapter_3_is_that_of_its_graph() -> None:
    # Compared without the places of its parts, which depend on the fonts of the machine.
    kept = (BOOK / "walk.svg").read_text(encoding="utf-8")
    assert re.findall(r">([^<>]+)</text>", picture().svg()) == re.findall(r">([^<>]+)</text>", kept)


@pytest.mark.slow
def test_a_link_of_the_book_opens_its_program_in_the_lab(browser: Any, tmp_path: Path) -> None:
    try:
        file = written(tmp_path / "lab.html", None, None, lambda line: None)
    except LabError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    opened = browser.new_page()
    for page in VALUE_CHAPTERS[::4]:  # the smallest engine and the whole one
        text = page.read_text(encoding="utf-8")
        address = book_links.with_links(page, text).split('<a href="../lab.html')[-1].split('"')[0]
        opened.goto("about:blank")
        opened.goto(file.as_uri() + address)
        opened.get_by_role("button", name="Run", exact=True).click(timeout=120_000)
        opened.get_by_text("The program ran.").wait_for(timeout=60_000)
        shown = opened.locator("#figures").inner_text().split()
        assert shown[-len(programs(page, text)[-1].prints.split()) :] == programs(page, text)[-1].prints.split()
    opened.close()


def test_the_measurement_counts_the_nodes(capsys: pytest.CaptureFixture[str]) -> None:
    speed.main([3, 2, 1])
    # 11 parameters, 8 products with 6 numbers, 8 sums, 3 activations; the loss has 3 numbers and 3 operations
    assert "has 42 nodes" in capsys.readouterr().out


class FakeSphinx:
    """Sphinx, as far as an extension for its event source-read sees it."""

    def connect(self, event: str, function: Callable[[Any, str, list[str]], None]) -> None:
        assert event == "source-read"
        self.function = function

    def read(self, name: str, source: list[str]) -> None:
        self.function(self, name, source)
