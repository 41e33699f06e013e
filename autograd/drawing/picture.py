"""Drawing: a picture of a graph, as DOT, SVG, PNG, PDF or a page."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from autograd.display import escape, html_facts
from autograd.drawing.dot import counted
from autograd.drawing.rendering import DrawingError, render
from autograd.drawing.svg import finish
from autograd.files import write_atomically

FORMATS = (".svg", ".png", ".pdf", ".dot", ".html")

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A graph</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 1rem; background: white; color: #1f2937 }</style>
</head>
<body>
<main>
{{drawing}}</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Drawing:
    """A drawing of a graph; a notebook shows it as it is.

    Attributes:
        dot: the text in Graphviz's language, DOT.
        nodes: the number of boxes shown.
        operations: the number of operations shown.
        parts: the drawings of closed modules, by their names, which a page opens by a click.
    """

    dot: str
    nodes: int
    operations: int
    parts: dict[str, Drawing] = field(default_factory=dict)

    def svg(self) -> str:
        """Return the picture as an SVG document, with tooltips. It is no wider than the page that it is put into.

        Raises:
            DrawingError: if Graphviz is not installed or fails.
        """
        return finish(render(self.dot, "svg").decode())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture to a file, whole or not at all.

        Args:
            path: the file; its suffix is one of .svg, .png, .pdf, .dot and .html.

        Raises:
            ValueError: for another suffix.
            DrawingError: if Graphviz is not installed or fails; .dot does not need it.
            OSError: if the file cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise ValueError(f"save(): the name must end in {', '.join(FORMATS)}; got {str(path)!r}")
        text = {".dot": lambda: self.dot, ".svg": self.svg, ".html": self._page}.get(suffix)
        content = text().encode() if text else render(self.dot, suffix[1:])
        write_atomically(path, content)

    def _page(self) -> str:
        return _PAGE.replace("{{drawing}}", self._repr_html_())

    def _repr_svg_(self) -> str | None:
        try:
            return self.svg()
        except DrawingError:  # the HTML says so
            return None

    def _repr_html_(self) -> str:
        """Return the picture as a part of a page, with the drawings of closed modules under it.

        Without Graphviz it is a sentence that says so, because a notebook would show a traceback.
        """
        try:
            svg = self.svg()
        except DrawingError as error:
            return html_facts("Drawing", {"": str(error)})
        opened = [
            f'<details style="margin: .5rem 0 .5rem 1rem"><summary style="cursor: pointer">Open {escape(name)}'
            f"</summary>\n{part._repr_html_()}</details>\n"
            for name, part in self.parts.items()
        ]
        return f'<div style="max-width: 100%">{svg}{"".join(opened)}</div>\n'

    def __repr__(self) -> str:
        return (
            f"<Drawing of {counted(self.nodes, self.operations)}; "
            '.svg(), .save("graph.svg"), or the last line of a notebook\'s cell>'
        )
