"""The history of a training, as data."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from autograd.extend import html_table, treescope_tree
from nn.plain import to_json

Row = dict[str, float]

_EDGE = 10  # epochs at either end that a notebook shows


class History:
    """The figures of each epoch: "epoch", "loss", the metrics, "lr", "seconds"; with a prefix those of validation.

    Args:
        rows: a dict for each epoch.

    Attributes:
        rows: the same.

    >>> history = History([{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.4}])
    >>> history["loss"]
    [0.5, 0.4]
    >>> history.best("loss")
    {'epoch': 2, 'loss': 0.4}
    >>> print(history)
    epoch     loss
        1   0.5000
        2   0.4000
    """

    def __init__(self, rows: list[Row] | None = None) -> None:
        self.rows = [] if rows is None else rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, name: str) -> list[float]:
        """Return one figure of all epochs; NaN where an epoch has none.

        Raises:
            KeyError: if no epoch has it.
        """
        if not any(name in row for row in self.rows):
            raise KeyError(f"the history has no {name!r}; it has {', '.join(self.names) or 'no epoch yet'}")
        return [row.get(name, math.nan) for row in self.rows]

    @property
    def names(self) -> list[str]:
        """The names of the figures, in the order of their first appearance."""
        return list(dict.fromkeys(name for row in self.rows for name in row))

    def best(self, name: str, largest: bool = False) -> Row:
        """Return the row of the epoch with the smallest, or largest, value of a figure."""
        known = [row for row in self.rows if not math.isnan(row.get(name, math.nan))]
        if not known:
            raise KeyError(f"the history has no {name!r}")
        return (max if largest else min)(known, key=lambda row: row[name])

    def __str__(self) -> str:
        return "\n".join([header(self.names), *(line(row, self.names) for row in self.rows)])

    def __repr__(self) -> str:
        return f"History({len(self)} epochs: {', '.join(self.names)})"

    def _repr_html_(self) -> str:
        """Return the table as HTML; of a long history, its beginning and its end."""
        rows = [[_text(name, row.get(name)) for name in self.names] for row in self.rows]
        left_out = len(rows) - 2 * _EDGE
        if left_out > 1:
            rows[_EDGE:-_EDGE] = [["…"] * len(self.names)]
        more = f"… is {left_out:,} more epochs." if left_out > 1 else ""
        head = [name.replace("_", " ") for name in self.names]
        return html_table(f"History of {len(self)} epoch{'s'[: len(self) != 1]}", head, rows, more)

    def __treescope_repr__(self, path: str | None, subtree_renderer: Any) -> Any:
        return treescope_tree(self, {"rows": self.rows}, path, subtree_renderer)

    def to_json_lines(self) -> str:
        """Return the rows as JSON, one line for each epoch."""
        return "".join(json_line(row) for row in self.rows)

    @staticmethod
    def from_json_lines(text: str) -> History:
        """Return the history of such lines.

        Raises:
            ValueError: if a line is no JSON object.
        """
        rows = []
        for number, one in enumerate(text.splitlines(), 1):
            try:
                row = json.loads(one)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise ValueError(f"line {number} is no JSON object: {one[:40]!r}")
            rows.append({name: math.nan if value is None else value for name, value in row.items()})
        return History(rows)


def json_line(row: Mapping[str, Any]) -> str:
    """Return a row as a line of JSON."""
    return to_json(row) + "\n"


def header(names: list[str]) -> str:
    """Return the heading of the table of a history."""
    return "  ".join(f"{name.replace('_', ' '):>{_width(name)}}" for name in names)


def line(row: Mapping[str, float], names: list[str]) -> str:
    """Return one line of the table."""
    return "  ".join(f"{_text(name, row.get(name)):>{_width(name)}}" for name in names)


def _width(name: str) -> int:
    return 5 if name == "epoch" else max(7, len(name))


def _text(name: str, value: float | None) -> str:
    return "" if value is None else figure(name, value)


def figure(name: str, value: float) -> str:
    """Return a figure of a history as text."""
    if name == "epoch":
        return f"{value:.0f}"
    if name == "seconds":
        return f"{value:.1f}"
    if name.endswith("accuracy"):
        return f"{value:.2%}"
    return f"{value:.4f}" if value == 0 or 1e-3 <= abs(value) < 1e4 else f"{value:.1e}"
