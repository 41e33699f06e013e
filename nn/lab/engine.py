"""What the page asks of Python: the rooms, a view of one, and its program, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from nn.lab.controls import completed, described
from nn.lab.room import Room
from nn.lab.rooms import backward, digit, losses, neuron, python, train, walk
from nn.plain import to_json

ROOMS: dict[str, Room] = {
    "neuron": neuron, "walk": walk, "backward": backward, "train": train, "losses": losses, "digit": digit,
    "python": python,
}  # fmt: skip


def answer(request: str) -> str:
    """Return the answer to a request.

    Args:
        request: `{"do": "rooms"}`, or "show" or "program" with "room" and "settings".

    Returns:
        The answer, or `{"error": …}` with a message for the person whose settings cannot be used.
    """
    asked = json.loads(request)
    if asked["do"] == "rooms":
        return to_json([_described(name, room) for name, room in ROOMS.items()])
    room = ROOMS[asked["room"]]
    try:
        settings = completed(room.CONTROLS, asked["settings"])
        if asked["do"] == "program":
            return to_json({"program": room.program(settings)})
        return to_json(asdict(room.show(settings)) | {"settings": settings, "hidden": room.hidden(settings)})
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        return to_json({"error": str(error), "hidden": _hidden(room, asked["settings"])})


def _described(name: str, room: Room) -> dict[str, Any]:
    return {
        "name": name, "title": room.TITLE, "lead": room.LEAD, "controls": [described(c) for c in room.CONTROLS],
        "presets": [p._asdict() for p in room.PRESETS],
    }  # fmt: skip


def _hidden(room: Room, given: dict[str, Any]) -> list[str]:
    try:
        return room.hidden(completed(room.CONTROLS, given))
    except ValueError:
        return []
