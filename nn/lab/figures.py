"""What a room shows, as plain data: charts, bars, tables, graphs, planes. The page draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Figure = dict[str, Any]
Pairs = Sequence[tuple[float, float]]


def series(name: str, points: Pairs, style: str = "line", tone: str = "first") -> dict[str, Any]:
    """Return one curve or set of points of a chart.

    Args:
        name: what it is.
        points: pairs of x and y. A number that is not finite leaves a gap.
        style: "line", "dots", "trail" (dots joined in order) or "marks" (larger dots).
        tone: "first", "second", "third" or "faint", a colour of the page.
    """
    return {"name": name, "points": [list(p) for p in points], "style": style, "tone": tone}


def chart(
    title: str,
    x: str,
    y: str,
    curves: Sequence[dict[str, Any]],
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
    logarithmic: bool = False,
) -> Figure:
    """Return a chart of curves and points.

    Args:
        title: what it shows.
        x, y: the labels of the axes.
        curves: from `series`.
        x_range, y_range: the limits of the axes; by default those of the points.
        logarithmic: whether the vertical axis is.
    """
    return {
        "kind": "chart", "title": title, "x": x, "y": y, "series": list(curves),
        "xRange": x_range, "yRange": y_range, "logarithmic": logarithmic,
    }  # fmt: skip


def bars(title: str, rows: Sequence[tuple[str, float, str]], most: float = 1.0, strong: str = "") -> Figure:
    """Return labelled bars: for each a name, a length, and a text. Negative bars go to the left of zero.

    Args:
        most: the length of a full bar.
        strong: the name of the bar that stands out.
    """
    return {"kind": "bars", "title": title, "rows": [list(r) for r in rows], "most": most, "strong": strong}


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Figure:
    """Return a table of texts; the first cell of a row names it."""
    return {"kind": "table", "title": title, "head": list(head), "rows": [list(r) for r in rows]}


def graph(title: str, dot: str, words: str, lit: Sequence[str] = (), phase: str = "", **numbers: Any) -> Figure:
    """Return a graph in Graphviz's language.

    Args:
        words: the graph in words, for those who do not see it.
        lit: the ids of the parts that the step is about.
        phase: "forward" or "backward".
        numbers: `data` and `grad` map the ids of nodes to texts that are known at this step. What is not in them is
            hidden. Without them all is shown.
    """
    return {
        "kind": "graph", "title": title, "dot": dot, "words": words, "lit": list(lit), "phase": phase,
        "wide": True, **numbers,
    }  # fmt: skip


def listing(title: str, lines: Sequence[str], lit: int | None = None) -> Figure:
    """Return the lines of a program, one of them lit."""
    return {"kind": "listing", "title": title, "lines": list(lines), "lit": lit}


def plane(
    title: str,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    cells: Sequence[Sequence[float]],
    cell_range: tuple[float, float],
    points: Sequence[tuple[float, float, int]] = (),
    trail: Pairs = (),
    labels: tuple[str, str] = ("x₁", "x₂"),
    adds_points: bool = False,
) -> Figure:
    """Return a picture of a function of two numbers, with points on top.

    Args:
        cells: the function at the middles of equal cells, the row of the lowest y first.
        cell_range: the numbers that have the first and the last colour.
        points: each with its class, 0 or 1.
        trail: points joined in order.
        adds_points: whether a click adds a point to the setting `points`.
    """
    return {
        "kind": "plane", "title": title, "xRange": x_range, "yRange": y_range, "cells": [list(r) for r in cells],
        "cellRange": cell_range, "points": [list(p) for p in points], "trail": [list(p) for p in trail],
        "labels": labels, "addsPoints": adds_points,
    }  # fmt: skip


def network(title: str, layers: Sequence[Sequence[dict[str, Any]]], edges: Sequence[dict[str, Any]]) -> Figure:
    """Return a network: layers of neurons, each with a `name` and `about`, and edges with `from`, `to`, `weight`,
    `name` and `about`, where `about` is what the page says of the part that the pointer is on."""
    return {"kind": "network", "title": title, "layers": [list(n) for n in layers], "edges": list(edges)}


def pixels(title: str, size: int, values: Sequence[float]) -> Figure:
    """Return a square picture of numbers, row by row: positive ones in one colour, negative ones in another."""
    return {"kind": "pixels", "title": title, "size": size, "values": list(values)}


def text(title: str, lines: Sequence[str], wide: bool = False) -> Figure:
    """Return lines of text, such as an equation with its numbers, or what a program printed."""
    return {"kind": "text", "title": title, "lines": list(lines), "wide": wide}


def spread(low: float, high: float, count: int) -> list[float]:
    """Return equally spaced numbers from `low` to `high`."""
    return [low + (high - low) * i / (count - 1) for i in range(count)]


def short(number: float, digits: int = 4) -> str:
    """Return a number as people write it: a true minus sign, and no minus before zero.

    >>> short(-0.5), short(-0.0), short(1e-7), short(float("inf"))
    ('−0.5', '0', '1e−7', '∞')
    """
    if math.isnan(number):
        return "not a number"
    if math.isinf(number):
        return "∞" if number > 0 else "−∞"
    written = f"{number + 0.0:.{digits}g}"
    if "e" in written:
        mantissa, exponent = written.split("e")
        written = f"{mantissa}e{int(exponent)}"
    return written.replace("-", "−")
