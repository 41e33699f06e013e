"""From boxes to DOT, Graphviz's language."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from autograd.drawing.boxes import Box
from autograd.drawing.style import CAPTION, CONSTANT, EDGE, FAINT_INK, GRAPH, LEAF, NODE, OPERATION, RESULT, ROOT

_KEYWORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}  # of DOT, in any case
# Characters that XML, and so Graphviz's labels, cannot hold.
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dot_text(
    boxes: Sequence[tuple[Any, Box]], names: Mapping[int, str], rankdir: str, ids: bool = False
) -> tuple[str, int, int]:
    """Return the DOT text of a drawing, and how many nodes and operations it shows.

    With `ids`, node i of `boxes` has the id "ni" in an SVG, its operation "oni", the arrow from operand k "eni_k", and
    the arrow to the result "rni".
    """
    root = boxes[-1][0]
    edges = [edge for _, box in boxes for edge in box.edges]
    uses = [id(source) for source, _ in edges if source is not None]
    used = set(uses)
    # A tree shows its operands in order. Where results are used again, fewer crossings matter more.
    ordering = {"ordering": "in"} if len(uses) == len(used) else {}
    # The text on an edge to a node is a derivative; the caption explains it.
    caption = {"label": _Markup(CAPTION)} if any(source is not None and text for source, text in edges) else {}
    lines = [
        _statement("graph", {"rankdir": rankdir, **GRAPH, **ordering, **caption}),
        _statement("node", NODE),
        _statement("edge", EDGE),
    ]

    def mark(name: str) -> dict[str, str]:
        return {"id": name} if ids else {}

    numbers: dict[int, str] = {}
    operations = 0
    for node, box in boxes:
        # Plain numbers among a Value's operands are leaves of this order too; they are drawn where they are used.
        if node is not root and id(node) not in used:
            continue
        number = numbers[id(node)] = str(len(numbers))
        style = ROOT if node is root else RESULT if box.operation else LEAF
        label = _table(names.get(id(node), box.label), box.rows)
        lines.append(_statement(number, {**style, **mark(f"n{number}")}, label))
        if not box.operation:
            continue
        operations += 1
        operation = f"op{number}"
        lines.append(_statement(operation, {**OPERATION, **mark(f"on{number}")}, _plain(box.operation)))
        for place, (source, text) in enumerate(box.edges):
            arrow = mark(f"en{number}_{place}")
            if source is None:
                constant = f"constant{number}_{place}"
                lines.append(_statement(constant, CONSTANT, _plain(text)))
                lines.append(_statement(f"{constant} -> {operation}", {"style": "dashed", **arrow}))
            else:
                lines.append(_statement(f"{numbers[id(source)]} -> {operation}", arrow, _plain(text) if text else None))
        # The weight keeps a result next to its operation.
        lines.append(_statement(f"{operation} -> {number}", {"weight": "3", **mark(f"rn{number}")}))
    return "\n".join(["digraph {", *lines, "}", ""]), len(numbers), operations


class _Markup(str):
    """A text in Graphviz's HTML."""


def _statement(subject: str, attributes: Mapping[str, str], label: str | None = None) -> str:
    """Return a line of DOT. The attributes are in alphabetical order, the label of a node or an edge first."""
    pairs = sorted(attributes.items())
    if label is not None:
        pairs = [("label", label), *pairs]
    text = " ".join(f"{name}={_quoted(value)}" for name, value in pairs)
    return f"\t{subject} [{text}]" if text else f"\t{subject}"


def _quoted(text: str) -> str:
    """Return a value as DOT wants it. Words and numbers need no quotes; a backslash is the caller's escape."""
    if isinstance(text, _Markup):
        return text
    if re.fullmatch(r"[A-Za-z_]\w*|-?(\.[0-9]+|[0-9]+(\.[0-9]*)?)", text, re.ASCII) and text.lower() not in _KEYWORDS:
        return text
    return '"' + text.replace('"', '\\"') + '"'


def _table(label: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """Return a label in Graphviz's HTML: the name over rows of a faint word and a text."""
    lines = [f'<TR><TD COLSPAN="2"><B>{_escape(label)}</B></TD></TR>'] if label.strip() else []
    lines += [
        f'<TR><TD ALIGN="LEFT"><FONT COLOR="{FAINT_INK}" POINT-SIZE="10">{_escape(word)}</FONT></TD>'
        f'<TD ALIGN="RIGHT"><FONT COLOR="{colour}">{_escape(text)}</FONT></TD></TR>'
        for word, text, colour in rows
    ]
    return _Markup(f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">{"".join(lines)}</TABLE>>')


def _plain(text: str) -> str:
    """Return `text` for a label without markup, on one line. Graphviz ends at a line break alone, and reads `&#1;`."""
    line = " ".join(NOT_IN_XML.sub("\ufffd", text).split())
    return line.replace("&", "&amp;").replace("\\", "\\\\")


def _escape(text: str) -> str:
    """Return `text` for Graphviz's HTML, in which a backslash begins an escape of DOT."""
    text = html.escape(NOT_IN_XML.sub("\ufffd", text)).replace("\\", "\\\\")
    return "<BR/>".join(text.splitlines())
