"""Tables of runs."""

from __future__ import annotations

from typing import Any


def ranked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the best first: by "accuracy" if all have it, else by "loss"; NaN is worst."""
    if all("accuracy" in row for row in rows):
        return sorted(rows, key=lambda row: -row["accuracy"])
    return sorted(rows, key=lambda row: (row["loss"] != row["loss"], row["loss"]))


def table(rows: list[dict[str, Any]]) -> list[str]:
    """Return rows with the same names as the lines of a table."""
    if not rows:
        return []
    names = list(rows[0])
    lines = [[name.replace("_", " ") for name in names]]
    lines += [[_text(row.get(name), name) for name in names] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines)]
    first, *others = widths
    return [
        "  ".join([f"{line[0]:<{first}}", *(f"{cell:>{width}}" for cell, width in zip(line[1:], others))])
        for line in lines
    ]


def _text(value: Any, name: str) -> str:
    if name == "accuracy" and isinstance(value, float):
        return f"{value:.2%}"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "-".join(map(str, value)) or "none"
    return "" if value is None else str(value)
