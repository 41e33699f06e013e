"""Finish Graphviz's SVG for readers: labels that fit whatever fonts there are, tooltips, descriptions and size.

This needs nothing but Python's standard library, so it also runs in a browser, on the output of Graphviz there.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

from autograd.drawing.metrics import text_width

_SVG = "http://www.w3.org/2000/svg"
_TOOLTIP = "{http://www.w3.org/1999/xlink}title"
_DESCRIBED = 40  # nodes; a longer description helps no one


def finish(svg: str) -> str:
    """Return the SVG that Graphviz made of a drawing's DOT text, finished for readers.

    - Each text gets the width that it has in Helvetica. The boxes were made for this width. Where the browser has
      another font, it squeezes or stretches the letters, and no label leaves its box.
    - The tooltips of DOT become `<title>` elements, in place of Graphviz's names of nodes and edges.
    - The name of the graph becomes the title of the picture, and the tooltips of its nodes the description.
    - Graphviz's ids are left out, because a page may hold several pictures. Those that DOT gives stay.
    - The picture is as wide as its container, up to its natural width. A slide gets margins to be 16:9.

    Args:
        svg: the output of Graphviz, an SVG document.

    Returns:
        The `<svg>` element, without an XML declaration, to be saved or to be put into a page.

    Raises:
        xml.etree.ElementTree.ParseError: if `svg` is not well-formed.
    """
    root = ET.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    root.set("xmlns", _SVG)
    root.set("role", "img")
    root.set("style", "max-width: 100%; height: auto")
    for text in root.iter("text"):
        _fix_width(text)
    name, tooltips = "", []
    for group in root.iter("g"):
        kind, *more = group.get("class", "").split() or [""]
        if kind not in ("graph", "node", "edge", "cluster"):
            continue
        if re.fullmatch(r"(graph|node|edge|clust)\d+", group.get("id", "")):  # equal in all pictures of a page
            del group.attrib["id"]
        if more == ["slide"]:
            _widen(root)
        title, tooltip = group.find("title"), _unwrap(group)
        if kind == "node":
            _keep_inside(group)
        elif kind == "graph":
            _join(group.findall("text"))
        if title is not None:
            if kind == "graph":
                name = title.text or ""
            group.remove(title)
        if tooltip:
            group.insert(0, _element("title", tooltip))
            if kind == "node":
                tooltips.append(tooltip)
    if len(tooltips) > _DESCRIBED:
        tooltips[_DESCRIBED:] = [f"and {len(tooltips) - _DESCRIBED} more"]
    if tooltips:
        root.insert(0, _element("desc", "; ".join(tooltips)))
    if name:
        root.insert(0, _element("title", name))
    return ET.tostring(root, encoding="unicode") + "\n"


def _widen(root: ET.Element) -> None:
    """Give the picture the shape of a slide, 16:9, by white margins."""
    left, top, width, height = map(float, root.get("viewBox", "0 0 16 9").split())
    wide, high = max(width, height * 16 / 9), max(height, width * 9 / 16)
    root.set("viewBox", f"{left - (wide - width) / 2:.2f} {top - (high - height) / 2:.2f} {wide:.2f} {high:.2f}")
    root.set("width", f"{wide:.0f}pt")
    root.set("height", f"{high:.0f}pt")
    root.set("style", f"{root.get('style')}; background: white")


def _fix_width(text: ET.Element) -> None:
    width = text_width(text.text or "", float(text.get("font-size", 0)), text.get("font-weight") == "bold")
    if width:
        text.set("textLength", f"{width:.2f}")
        text.set("lengthAdjust", "spacingAndGlyphs")


def _keep_inside(node: ET.Element) -> None:
    """Move texts left that would leave the box. Graphviz placed them by the width that it had measured."""
    texts = [text for text in node.findall("text") if text.get("text-anchor") == "start"]
    shape = node.find("path") if node.find("path") is not None else node.find("polygon")
    if not texts or shape is None:
        return
    xs = [float(x) for x in re.findall(r"(-?[\d.]+),", shape.get("d") or shape.get("points") or "")]
    padding = min(float(text.get("x", 0)) for text in texts) - min(xs)
    for text in texts:
        most = max(xs) - padding - float(text.get("textLength", 0))
        text.set("x", f"{min(float(text.get('x', 0)), most):.2f}")


def _join(caption: list[ET.Element]) -> None:
    """Place the parts of a line, which differ in colour, one after the other."""
    for before, after in pairwise(caption):
        if before.get("y") == after.get("y"):
            after.set("x", f"{float(before.get('x', 0)) + float(before.get('textLength', 0)):.2f}")


def _unwrap(group: ET.Element) -> str:
    """Return the tooltip of a node or edge, and move its shapes out of the link that Graphviz makes for it."""
    found = ""
    for wrapper in list(group.findall("g")):
        link = wrapper.find("a")
        if link is not None:
            found = found or link.get(_TOOLTIP, "")
            place = list(group).index(wrapper)
            group[place : place + 1] = list(link)
    return found


def _element(tag: str, text: str) -> ET.Element:
    made = ET.Element(tag)
    made.text, made.tail = text, "\n"
    return made
