"""From boxes to DOT, Graphviz's language."""

from __future__ import annotations

import html
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from autograd.drawing import style
from autograd.drawing.boxes import Box, Edge
from autograd.drawing.metrics import text_width

_KEYWORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}  # of DOT, in any case
# Characters that XML, and so Graphviz's labels, cannot hold.
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Layout:
    """How a drawing is laid out.

    Attributes:
        rankdir: the direction in which the graph grows, "LR" or "TB".
        large: whether it is for a projector, with large type and in the shape of a slide, 16:9.
        ids: whether the parts have ids in an SVG: node i of the boxes "ni", its operation "oni", the arrow from operand
            k "eni_k", and the arrow to the result "rni".
    """

    rankdir: str = "LR"
    large: bool = False
    ids: bool = False

    @property
    def factor(self) -> float:
        """The factor of all sizes of type."""
        return style.LARGE if self.large else 1.0


@dataclass(frozen=True, eq=False)
class Cluster:
    """A frame around boxes."""

    label: str
    tooltip: str


def dot_text(
    boxes: Sequence[tuple[Any, Box]],
    names: Mapping[int, str],
    layout: Layout = Layout(),
    title: str = "",
    within: Mapping[int, Sequence[Cluster]] = MappingProxyType({}),
) -> tuple[str, int, int]:
    """Return the DOT text of a drawing, and how many nodes and operations it shows.

    Args:
        boxes: each node with its box, operands first, the result last.
        names: names of nodes by their id(), in place of those of the boxes.
        layout: the layout.
        title: what is drawn; by default the name of the result.
        within: the frames around a node by its id(), the outermost first.
    """
    writer = _Writer(boxes, names, layout)
    return writer.text(title, within), len(writer.numbers), writer.operations


class _Writer:
    """The lines of one DOT text."""

    def __init__(self, boxes: Sequence[tuple[Any, Box]], names: Mapping[int, str], layout: Layout) -> None:
        self.boxes, self.names, self.layout = boxes, names, layout
        self.root = boxes[-1][0]
        self.numbers: dict[int, str] = {}
        self.operations = 0
        uses = [id(edge.source) for _, box in boxes for edge in box.edges if edge.source is not None]
        self.used = set(uses)
        self.tree = len(uses) == len(self.used)
        self.lines: list[str] = []
        for node, box in boxes:
            self.add(node, box)

    def text(self, title: str, within: Mapping[int, Sequence[Cluster]]) -> str:
        """Return the whole text."""
        # The text on an edge to a node is a derivative, if it has no colour of its own; the caption explains it.
        edges = [edge for _, box in self.boxes for edge in box.edges]
        derivatives = any(edge.source is not None and edge.text and "fontcolor" not in edge.style for edge in edges)
        graph: dict[str, str] = {"rankdir": self.layout.rankdir, **style.GRAPH}
        if self.tree:  # it shows its operands in order; where results are used again, fewer crossings matter more
            graph["ordering"] = "in"
        if derivatives:
            graph["label"] = _Markup(style.CAPTION)
        if any(box.style.get("shape") == "circle" for _, box in self.boxes):
            graph |= style.NETWORK
        if self.layout.large:
            graph |= {"ratio": "0.5625", "class": "slide"}
        label = title or self.names.get(id(self.root), self.boxes[-1][1].label) or "a result"
        name = f"The graph of {_line(label)}: {counted(len(self.numbers), self.operations)}"
        head = [
            self.statement("graph", graph),
            self.statement("node", style.NODE),
            self.statement("edge", style.EDGE),
        ]
        return "\n".join([f"digraph {_quoted(name)} {{", *head, *self.lines, *self.frames(within), "}", ""])

    def frames(self, within: Mapping[int, Sequence[Cluster]]) -> Iterator[str]:
        """Yield the statements that put nodes into their frames."""
        tree: dict[Any, Any] = {}
        for node, box in self.boxes:
            inner = tree
            for cluster in within.get(id(node), ()):
                inner = inner.setdefault(cluster, {})
            number = self.numbers[id(node)]
            constants = [f"constant{number}_{place}" for place, edge in enumerate(box.edges) if edge.source is None]
            inner |= dict.fromkeys([number, *([f"op{number}"] if box.operation else []), *constants])
        count = itertools.count()

        def write(members: dict[Any, Any]) -> Iterator[str]:
            for member, inner in members.items():
                if inner is None:
                    yield f"\t{member}"
                    continue
                yield f"\tsubgraph cluster_{next(count)} {{"
                yield self.statement("graph", {**style.CLUSTER, **_tooltip(member.tooltip)}, _plain(member.label))
                yield from write(inner)
                yield "\t}"

        yield from (line for cluster, inner in tree.items() if inner for line in write({cluster: inner}))

    def statement(self, subject: str, attributes: Mapping[str, str], label: str | None = None) -> str:
        """Return a line of DOT. The attributes are in alphabetical order, the label of a node or an edge first."""
        pairs = sorted(style.scaled(attributes, self.layout.factor).items())
        if label is not None:
            pairs = [("label", label), *pairs]
        text = " ".join(f"{name}={_quoted(value)}" for name, value in pairs)
        return f"\t{subject} [{text}]" if text else f"\t{subject}"

    def mark(self, name: str) -> dict[str, str]:
        return {"id": name} if self.layout.ids else {}

    def add(self, node: Any, box: Box) -> None:
        """Add a node, and the operation that made it."""
        number = self.numbers[id(node)] = str(len(self.numbers))
        kind = {**(style.RESULT if box.operation else style.FOLDED if box.folded else style.LEAF), **box.style}
        if id(node) not in self.used:
            kind |= style.ROOT
        label = self.names.get(id(node), box.label)
        tooltip = _tooltip(f"{label or box.operation}: {box.tooltip}".removeprefix(": ")) if box.tooltip else {}
        table = _table(label, box.rows, self.layout.factor) if box.rows else _plain(label)
        self.lines.append(self.statement(number, {**kind, **tooltip, **self.mark(f"n{number}")}, table))
        if box.folded:
            for place, edge in enumerate(box.edges):
                self.add_edge(edge, f"{number}_{place}", number, straight=False)
        if not box.operation:
            return
        self.operations += 1
        operation = f"op{number}"
        shape = dict(style.OPERATION)
        room = text_width(_line(box.operation), style.OPERATION_SIZE) * 1.3 / 72  # in an ellipse
        shape["width"] = f"{max(float(shape['width']), room):.3g}"
        self.lines.append(self.statement(operation, {**shape, **self.mark(f"on{number}")}, _plain(box.operation)))
        main = [edge for edge in box.edges if edge.source is not None]
        for place, edge in enumerate(box.edges):
            self.add_edge(edge, f"{number}_{place}", operation, straight=len(main) == 1 < len(box.edges))
        # The weight keeps a result next to its operation.
        self.lines.append(self.statement(f"{operation} -> {number}", {"weight": "3", **self.mark(f"rn{number}")}))

    def add_edge(self, edge: Edge, place: str, end: str, straight: bool) -> None:
        """Add the arrow from an operand. It is kept `straight` where the other operand is a constant."""
        attributes = {**edge.style, **(_tooltip(edge.tooltip) if edge.tooltip else {}), **self.mark(f"en{place}")}
        if edge.source is None:
            constant = f"constant{place}"
            self.lines.append(self.statement(constant, style.CONSTANT, _plain(edge.text)))
            self.lines.append(self.statement(f"{constant} -> {end}", {"style": "dashed", **attributes}))
            return
        if straight:
            attributes["weight"] = "9"
        label = _plain(edge.text) if edge.text else None
        self.lines.append(self.statement(f"{self.numbers[id(edge.source)]} -> {end}", attributes, label))


def counted(nodes: int, operations: int) -> str:
    """Return the size of a drawing in words."""
    return f"{nodes} node{'s'[: nodes != 1]} and {operations} operation{'s'[: operations != 1]}"


class _Markup(str):
    """A text in Graphviz's HTML."""


def _quoted(text: str) -> str:
    """Return a value as DOT wants it. Words and numbers need no quotes; a backslash is the caller's escape."""
    if isinstance(text, _Markup):
        return text
    if re.fullmatch(r"[A-Za-z_]\w*|-?(\.[0-9]+|[0-9]+(\.[0-9]*)?)", text, re.ASCII) and text.lower() not in _KEYWORDS:
        return text
    return '"' + text.replace('"', '\\"') + '"'


def _table(label: str, rows: Sequence[tuple[str, str, str]], factor: float) -> str:
    """Return a label in Graphviz's HTML: the name over rows of a faint word and a text.

    Each cell is as wide as its text in Helvetica, whatever font Graphviz finds.
    """

    def cell(markup: str, text: str, size: float, place: str, bold: bool = False) -> str:
        width = max(text_width(line, size * factor, bold) for line in text.splitlines() or [""])
        return f'<TD {place} WIDTH="{math.ceil(width) + 2 * _PADDING}">{markup}</TD>'

    lines = []
    if label.strip():
        lines.append(cell(f"<B>{_escape(label)}</B>", label, style.TEXT_SIZE, 'COLSPAN="2"', bold=True))
    for word, text, colour in rows:
        faint = f'<FONT COLOR="{style.FAINT_INK}" POINT-SIZE="{style.WORD_SIZE * factor:g}">{_escape(word)}</FONT>'
        inked = f'<FONT COLOR="{colour}">{_escape(text)}</FONT>'
        left = cell(faint, word, style.WORD_SIZE, 'ALIGN="LEFT"')
        lines.append(left + cell(inked, text, style.TEXT_SIZE, 'ALIGN="RIGHT"'))
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{_PADDING}">'
    return _Markup(f"<{table}{''.join(f'<TR>{line}</TR>' for line in lines)}</TABLE>>")


_PADDING = 3  # points, on each side of a cell


def _line(text: str) -> str:
    """Return `text` on one line, without what XML cannot hold."""
    return " ".join(NOT_IN_XML.sub("\ufffd", text).split())


def _plain(text: str) -> str:
    """Return `text` for a label without markup, on one line. Graphviz ends at a line break alone, and reads `&#1;`."""
    return _line(text).replace("&", "&amp;").replace("\\", "\\\\")


def _tooltip(text: str) -> dict[str, str]:
    return {"tooltip": _plain(text)}


def _escape(text: str) -> str:
    """Return `text` for Graphviz's HTML, in which a backslash begins an escape of DOT."""
    text = html.escape(NOT_IN_XML.sub("\ufffd", text)).replace("\\", "\\\\")
    return "<BR/>".join(text.splitlines())
