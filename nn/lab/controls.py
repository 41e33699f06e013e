"""What a person can set in a room: each control has a name, a default, and a rule for what it accepts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Settings = dict[str, Any]


@dataclass(frozen=True)
class Slider:
    """A number between two limits.

    Attributes:
        name, label: the name of the setting, and what the page calls it.
        default: the number at the start.
        low, high, step: the limits and the distance of two places of the slider.
    """

    name: str
    label: str
    default: float
    low: float
    high: float
    step: float

    def read(self, given: Any) -> float:
        """Return a number within the limits.

        Raises:
            ValueError: if `given` is no finite number.
        """
        number = _number(given, self.label)
        kept = min(max(number, self.low), self.high)
        whole = all(isinstance(x, int) for x in (self.default, self.low, self.high, self.step))
        return round(kept) if whole else kept


@dataclass(frozen=True)
class Choice:
    """One of several options, each a value and what the page calls it."""

    name: str
    label: str
    default: str
    options: Sequence[tuple[str, str]]

    def read(self, given: Any) -> str:
        """Return the chosen value.

        Raises:
            ValueError: if there is no such option.
        """
        values = [value for value, _ in self.options]
        if given not in values:
            raise ValueError(f"{self.label}: expected one of {', '.join(values)}, got {given!r}")
        return str(given)


@dataclass(frozen=True)
class Text:
    """A text, such as an expression or the lines of a program.

    Attributes:
        lines: the height of the field.
        most: the largest number of characters.
        shown_if: the setting and the values of it with which the field is shown; always by default.
    """

    name: str
    label: str
    default: str
    lines: int = 1
    most: int = 2000
    shown_if: tuple[str, Sequence[str]] | None = None

    def read(self, given: Any) -> str:
        """Return the text.

        Raises:
            ValueError: if it is too long.
        """
        text = str(given)
        if len(text) > self.most:
            raise ValueError(f"{self.label}: expected at most {self.most:,} characters, got {len(text):,}")
        return text


@dataclass(frozen=True)
class Player:
    """A place in a sequence of steps, with buttons that go forward, back, and play.

    Attributes:
        most: the largest number of steps; a view may say that it has fewer.
        pace: the time between two steps while it plays, in milliseconds; 0 is as fast as the engine can.
        back: whether one can go back by one step.
    """

    name: str
    label: str
    default: int = 0
    most: int = 1000
    pace: int = 1000
    back: bool = True

    def read(self, given: Any) -> int:
        """Return a number of steps within the limits.

        Raises:
            ValueError: if `given` is no finite number.
        """
        return min(max(round(_number(given, self.label)), 0), self.most)


@dataclass(frozen=True)
class Pad:
    """A square to draw on, as a string of two hexadecimal digits a pixel, row by row; "" is empty."""

    name: str
    label: str
    size: int
    default: str = ""

    def read(self, given: Any) -> str:
        """Return the pixels.

        Raises:
            ValueError: if they are no hexadecimal digits, or too few or too many.
        """
        text = str(given).lower()
        if text and (len(text) != 2 * self.size**2 or set(text) - set("0123456789abcdef")):
            raise ValueError(
                f"{self.label}: expected {2 * self.size**2} hexadecimal digits for {self.size} × {self.size} pixels"
            )
        return text


Control = Slider | Choice | Text | Player | Pad


def described(control: Control) -> dict[str, Any]:
    """Return a control as plain data."""
    return {"kind": type(control).__name__.lower(), **asdict(control)}


def completed(controls: Sequence[Control], given: Mapping[str, Any]) -> Settings:
    """Return all settings of a room: those that are given, and the defaults of the others.

    Raises:
        ValueError: if one is given that a control does not accept.
    """
    return {c.name: c.read(given[c.name]) if c.name in given else c.default for c in controls}


def _number(given: Any, label: str) -> float:
    try:
        number = float(given)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{label}: expected a number, got {given!r}")
    return number
