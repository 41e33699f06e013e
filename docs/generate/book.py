"""Read the chapters of the book: the engine that their listings build, their examples, and programs for the lab.

A chapter holds three kinds of code blocks:

    engine     listings below the mark `<!-- engine -->`; joined, they are docs/book/engine.py
    listing    other definitions, which run in the page's namespace
    examples   those with `>>>`, whose output is compared

`import engine` in an example imports the engine as far as the book has built it.
"""

from __future__ import annotations

import ast
import doctest
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from autograd import Value
from autograd.drawing import Drawing, draw

BOOK = Path(__file__).parent.parent / "book"
IN_THE_LAB = 5  # the chapters up to this one need no NumPy
_BLOCK = re.compile(r"^(<!-- engine -->\n)?```python\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"(\n|#.*\n)*\w[\w, ]* = .*(row\(|lambda )")  # a row of the table, or a function written with rows
_NOTE = "# The engine, as far as the book has built it. The example is at the end.\n\n"
_IMPORT = re.compile(r"^from engine import .*\n", re.MULTILINE)
_HEAD = '"""The engine of the book, joined from its chapters by `python -m docs.generate`; do not edit."""\n\n'


class Block(NamedTuple):
    """A block of code in a page."""

    kind: str  # "engine", "listing" or "examples"
    text: str
    line: int  # the number of its first line in the page, from 0
    end: int  # the position after the block in the text of the page


def chapters() -> list[Path]:
    """Return the pages of the chapters, in order."""
    return sorted(BOOK.glob("[0-9]-*.md"))


def blocks(text: str) -> list[Block]:
    """Return the blocks of Python code in the text of a page."""
    found = []
    for match in _BLOCK.finditer(text):
        kind = "engine" if match[1] else "examples" if match[2].startswith(">>>") else "listing"
        found.append(Block(kind, match[2], text.count("\n", 0, match.start(2)), match.end()))
    return found


def engine() -> str:
    """Return the text of docs/book/engine.py."""
    return _HEAD + join([listing for page in chapters() for listing in _listings(page)])


def engine_before(page: Path) -> list[str]:
    """Return the listings of the engine in the chapters before this one."""
    return [listing for other in chapters() if other.name < page.name for listing in _listings(other)]


def _listings(page: Path) -> list[str]:
    return [block.text for block in blocks(page.read_text(encoding="utf-8")) if block.kind == "engine"]


def join(listings: list[str]) -> str:
    """Join listings to one module, imports first.

    A later definition replaces an earlier one of the same name. `class Value:` with the line `...` adds to the class.
    """
    parts: dict[str, str] = {}
    for listing in listings:
        for node, text in _statements(listing):
            name = _name(node) or text
            if isinstance(node, ast.ClassDef) and ast.unparse(node.body[0]) == "...":
                parts[name] += "\n" + text.partition("    ...\n")[2]
            else:
                parts.pop(name, None)
                parts[name] = text
    imports = [text.lstrip() for text in parts.values() if text.lstrip().startswith("import ")]
    others = [text for text in parts.values() if not text.lstrip().startswith("import ")]
    return "".join([*imports, "\n", *_with_table_marks(others)])


def _statements(listing: str) -> Iterator[tuple[ast.stmt, str]]:
    """Yield the statements of a listing, each with the blank lines and comments above it."""
    lines, start = ["\n", *listing.splitlines(keepends=True)], 0
    for node in ast.parse(listing).body:
        end = 1 + (node.end_lineno or 0)
        yield node, "".join(lines[start:end])
        start = end


def _name(node: ast.stmt) -> str:
    """Return the name that a statement defines; "" if it defines none."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return node.name
    return ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""


def _with_table_marks(parts: list[str]) -> Iterator[str]:
    """Yield the parts, with marks for ruff around the rows: their columns are aligned by hand."""
    table = False
    for part in parts:
        if _ROW.match(part) and not table:
            yield "\n\n# fmt: off"
        elif table and not _ROW.match(part):
            yield "# fmt: on\n\n"
        table = bool(_ROW.match(part))
        yield part


def picture() -> Drawing:
    """Return the drawing of docs/book/walk.svg: the graph of chapter 3 after the walk."""
    a, b = Value(2.0, "a"), Value(-3.0, "b")
    c = a * b
    loss = c + a
    c.label, loss.label = "c", "L"
    loss.backward()
    return draw(loss)


def install(text: str) -> None:
    """Let `import engine` import the engine of this text."""
    module = ModuleType("engine")
    exec(compile(text, "engine.py", "exec"), module.__dict__)
    sys.modules["engine"] = module


class ChapterParser(doctest.DocTestParser):
    """Find the examples of a chapter, for `doctest.testfile`. The listings between them run too.

    Args:
        page: the file of the chapter.
    """

    def __init__(self, page: Path) -> None:
        self.page = page

    def get_examples(self, string: str, name: str = "<string>") -> list[doctest.Example]:
        """Return the examples in the text of the chapter."""
        listings = engine_before(self.page)
        found = [_installing(listings, 0)]
        for block in blocks(string):
            if block.kind == "engine":
                listings.append(block.text)
                found.append(_installing(listings, block.line))
            elif block.kind == "listing":
                found.append(doctest.Example(f"exec({block.text!r})\n", "", lineno=block.line))
            else:
                for example in super().get_examples(block.text, name):
                    example.lineno += block.line
                    found.append(example)
        return found


def _installing(listings: list[str], line: int) -> doctest.Example:
    source = f"__import__({__name__!r}, fromlist=['install']).install({join(listings)!r})\n"
    return doctest.Example(source, "", lineno=line)


class Program(NamedTuple):
    """The program that runs a block of examples."""

    end: int  # the position after the block in the text of the page
    code: str
    prints: str  # the end of its output


def programs(page: Path, text: str) -> list[Program]:
    """Return a program for each block of examples that raises no error.

    It consists of the engine, if the page has imported it, of what the block needs of the page, and of the block,
    which prints its results.

    Args:
        page: the file of the chapter.
        text: the text of the page.
    """
    listings, engine = engine_before(page), ""
    before: list[str] = []  # definitions of the page, and other statements since the engine was imported
    found = []
    for block in blocks(text):
        if block.kind == "engine":
            listings.append(block.text)
        elif block.kind == "listing":
            before.append(_IMPORT.sub("", block.text))
        else:
            examples = doctest.DocTestParser().get_examples(block.text)
            if any(_IMPORT.match(example.source) for example in examples):
                engine = _NOTE + re.sub("# fmt: .*\n", "", join(listings))
                before = [source for source in before if _defines(source)]
            own = [example for example in examples if not _IMPORT.match(example.source)]
            if all(example.exc_msg is None for example in own):
                parts = [engine, *before, "# The example", "".join(map(_printing, own))]
                found.append(Program(block.end, "\n".join(parts).lstrip(), "".join(e.want for e in own)))
            before += [example.source for example in own if not (example.want and _is_expression(example))]
    return found


def _defines(source: str) -> bool:
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Import)
    return any(isinstance(node, kinds) for node in ast.parse(source).body)


def _is_expression(example: doctest.Example) -> bool:
    return isinstance(ast.parse(example.source).body[0], ast.Expr)


def _printing(example: doctest.Example) -> str:
    """Return the source of an example, which prints the result that Python would show."""
    prints = example.source.startswith("print(") or not (example.want and _is_expression(example))
    return example.source if prints else f"print({example.source.rstrip()})\n"
