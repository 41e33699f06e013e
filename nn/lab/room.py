"""What a room is: a module with a title, controls, presets, and the functions `show` and `program`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from nn.lab.controls import Control, Settings
from nn.lab.figures import Figure


class Preset(NamedTuple):
    """Settings with a name, and what there is to see."""

    name: str
    settings: Settings
    about: str


@dataclass(frozen=True)
class View:
    """What a room shows with some settings.

    Attributes:
        says: the result in a sentence or two.
        figures: what is drawn, from `nn.lab.figures`.
        numbers: the numbers that the program of the room prints, by name.
        most: the number of steps there are, for the room's Player; None if there is no end.
    """

    says: str
    figures: Sequence[Figure]
    numbers: dict[str, float] = field(default_factory=dict)
    most: int | None = None


class Room(Protocol):
    """A module of `nn.lab.rooms`.

    `show` is a function of the settings alone: the same settings give the same view, whatever was shown before. It
    may keep what it computed for the call after.
    """

    TITLE: str
    LEAD: str
    CONTROLS: Sequence[Control]
    PRESETS: Sequence[Preset]

    def show(self, settings: Settings) -> View:
        """Return what there is to see.

        Raises:
            ValueError: if a setting cannot be read; the message is for the person who set it.
        """

    def program(self, settings: Settings) -> str:
        """Return a Python program that prints the numbers of the view, each as a name and a number on a line."""

    def hidden(self, settings: Settings) -> list[str]:
        """Return the names of controls that have no effect with these settings."""
