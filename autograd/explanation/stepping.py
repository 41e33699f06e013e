"""Step through the forward and the backward pass of a graph, on a page of its own."""

from __future__ import annotations

import html
import json
import os
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from autograd.display import short
from autograd.drawing import Drawing
from autograd.drawing.boxes import Box, Edge, refuse_above
from autograd.drawing.dot import Layout, dot_text
from autograd.drawing.style import GRADIENT_INK, INK
from autograd.explanation.listing import Listing
from autograd.explanation.names import checked, edges, in_product, names_of, order_of, step_text
from autograd.files import write_atomically
from autograd.scalar.value import Value

__all__ = ["Steps", "steps"]


@dataclass(frozen=True)
class Step:
    """One step of a walk through a graph.

    Attributes:
        phase: "forward" or "backward".
        text: what happens, with numbers.
        lit: the parts of the picture that it is about, by their ids there.
        data, grad: the numbers that become known, by the id of the node.
        code: the step as a line of Python.
    """

    phase: str
    text: str
    lit: tuple[str, ...]
    data: dict[str, str] = field(default_factory=dict)
    grad: dict[str, str] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True)
class Steps:
    """The steps of a graph, one after the other: print it, or save it as a page.

    Attributes:
        steps: the steps, those of the forward pass first.
        drawing: the graph.
    """

    steps: tuple[Step, ...]
    drawing: Drawing

    def __str__(self) -> str:
        width = len(str(len(self.steps)))
        return "\n".join(f"{i:>{width}}  {step.text}" for i, step in enumerate(self.steps, 1))

    def __repr__(self) -> str:
        return (
            f'<Steps: {len(self.steps)} of them; print(…), .save("steps.html"), or the last line of a notebook\'s cell>'
        )

    def page(self) -> str:
        """Return the page: one HTML file that needs nothing else.

        Raises:
            DrawingError: if Graphviz is not installed or fails.
        """
        svg = self.drawing.svg()
        plain: list[dict[str, Any]] = [
            {"phase": s.phase, "text": s.text, "lit": s.lit, "data": s.data, "grad": s.grad} for s in self.steps
        ]
        data = json.dumps(plain, ensure_ascii=False).replace("</", "<\\/")
        listed = "\n".join(f"<li>{html.escape(s.text)}</li>" for s in self.steps)
        template, stepped = (
            (files("autograd.explanation") / name).read_text(encoding="utf-8") for name in ("steps.html", "stepped.js")
        )
        template = template.replace("{{stepped}}", stepped)
        # The picture last: its labels may hold anything.
        return template.replace("{{list}}", listed).replace("{{steps}}", data).replace("{{svg}}", svg)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file, whole or not at all.

        Raises:
            ValueError: if the name does not end in .html.
            DrawingError: if Graphviz is not installed or fails.
            OSError: if the file cannot be written.
        """
        if Path(path).suffix.lower() not in (".html", ".htm"):
            raise ValueError(f"save(): the name must end in .html, got {os.fspath(path)!r}")
        write_atomically(path, self.page().encode())

    def _repr_html_(self) -> str:
        source = html.escape(self.page(), quote=True)
        return (
            f'<iframe srcdoc="{source}" style="width: 100%; height: 34rem; border: 0" title="Backpropagation"></iframe>'
        )


def steps(result: Value, max_nodes: int = 500) -> Steps:
    """Return the steps of the forward and the backward pass that made a result and its gradients.

    Each step backwards is one edge: upstream × local = contribution, and the sum that forms. It computes the gradients
    itself, and changes none.

    Args:
        result: a Value that was computed.
        max_nodes: the largest number of nodes.

    Raises:
        TypeError: if `result` is no Value, as a Tensor, whose local derivatives are arrays.
        ValueError: if the graph has more than `max_nodes` nodes.

    >>> a, b = Value(2.0, "a"), Value(-3.0, "b")
    >>> print(steps(a * b + a))
    1  v1 = a * b = -6
    2  result = v1 + a = -4
    3  ∂result/∂result = 1
    4  ∂result/∂v1: upstream 1 × local 1 = 1
    5  ∂result/∂a: upstream 1 × local 1 = 1
    6  ∂result/∂a: upstream 1 × local (-3) = -3; 1 + (-3) = -2
    7  ∂result/∂b: upstream 1 × local 2 = 2
    """
    checked(result, "steps()")
    more = "step through a smaller example, such as the loss of one neuron, or raise max_nodes"
    refuse_above(max_nodes, result, "steps()", more)
    order = order_of(result)
    names = names_of(order)
    ids = {id(node): f"n{i}" for i, node in enumerate(order)}
    listing = Listing(names)
    found = [*_forward(order, names, ids, listing), *_backward(order, names, ids, listing)]
    widest: dict[str, str] = {}
    for step in found:
        widest |= {i: max(text, widest.get(i, "0"), key=len) for i, text in step.grad.items()}
    boxes = [(node, _box(node, names, widest.get(ids[id(node)], "0"))) for node in order]
    return Steps(tuple(found), Drawing(*dot_text(boxes, names, Layout(ids=True))))


def _box(node: Value, names: dict[int, str], gradient: str) -> Box:
    """Return the box of a node, with room for its gradient."""
    operands = [
        Edge(None, short(source.data)) if slope is None else Edge(source, short(slope), f"local derivative {slope!r}")
        for source, slope in edges(node)
    ]
    rows = [("data", short(node.data), INK), ("grad", gradient, GRADIENT_INK)]
    return Box(names[id(node)], rows, node.op, operands)


def _forward(order: list[Value], names: dict[int, str], ids: dict[int, str], listing: Listing) -> list[Step]:
    found = []
    for node in order:
        if node.op:
            me = ids[id(node)]
            arrows = [f"e{me}_{place}" for place, _ in enumerate(edges(node))]
            lit = (me, f"o{me}", f"r{me}", *arrows)
            code = listing.forward(node)
            found.append(Step("forward", step_text(node, names), lit, {me: short(node.data)}, code=code))
    return found


def _backward(order: list[Value], names: dict[int, str], ids: dict[int, str], listing: Listing) -> list[Step]:
    result = order[-1]
    top = names[id(result)]
    gradients = {id(result): 1.0}
    me = ids[id(result)]
    found = [Step("backward", f"∂{top}/∂{top} = 1", (me,), grad={me: "1"}, code=listing.start(result))]
    for node in reversed(order):
        upstream = gradients[id(node)]
        for place, (source, slope) in enumerate(edges(node)):
            if slope is None:
                continue
            share = upstream * slope
            text = (
                f"∂{top}/∂{names[id(source)]}: upstream {short(upstream)} × local {in_product(slope)} = {short(share)}"
            )
            before = gradients.get(id(source))
            total = gradients[id(source)] = share if before is None else before + share
            if before is not None:
                text += f"; {short(before)} + {in_product(share)} = {short(total)}"
            mine, theirs = ids[id(node)], ids[id(source)]
            lit = (theirs, f"o{mine}", f"e{mine}_{place}")
            code = listing.backward(node, place, before is None)
            found.append(Step("backward", text, lit, grad={theirs: short(total)}, code=code))
    return found
