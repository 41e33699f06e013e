"""A Sphinx extension: below each example of the book on Values, a link that opens it in the lab's room Python.

The link holds the program, so it cannot differ from the page. GitHub shows the pages without these links.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from docs.generate.book import BOOK, IN_THE_LAB, chapters, programs


def setup(app: Any) -> dict[str, bool]:
    """Register the extension with Sphinx."""
    app.connect("source-read", _read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read(app: Any, name: str, source: list[str]) -> None:
    page = BOOK.parent / f"{name}.md"
    if page in chapters()[:IN_THE_LAB]:
        source[0] = with_links(page, source[0])


def with_links(page: Path, text: str) -> str:
    """Return the text of a chapter with a link below each example.

    Args:
        page: the file of the chapter.
        text: its text.
    """
    shown, start = "", 0
    for program in programs(page, text):
        link = f'<p class="run"><a href="../lab.html#python?code={quote(program.code)}">Run it in the lab</a></p>'
        shown += f"{text[start : program.end]}\n```{{raw}} html\n{link}\n```\n"
        start = program.end
    return shown + text[start:]
