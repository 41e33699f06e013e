"""Define what a check found. This module needs no NumPy."""

from __future__ import annotations

from dataclasses import dataclass

RIGHT, WRONG, ERROR, UNWRITTEN = "right", "wrong", "error", "not written yet"


@dataclass
class Finding:
    """What a check found.

    Attributes:
        verdict: "right", "wrong", "error" or "not written yet".
        message: the kind of mistake and its place.
        function: the function it lies in; "" if it lies outside.
        example: a call that shows it, with what it gave and what is expected; "" if there is none.
        printed: what the learner's file printed.
    """

    verdict: str
    message: str = ""
    function: str = ""
    example: str = ""
    printed: str = ""
