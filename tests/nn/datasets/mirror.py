"""A mirror server on this machine."""

from __future__ import annotations

import gzip
import threading
from dataclasses import dataclass, field

from tests.nn.datasets.small import CONTENTS


@dataclass
class Mirror:
    """A web server on this machine, with an answer for each path.

    Attributes:
        announces: whether it sends a Content-Length.
        trickle: "headers" or "content" to send a byte of these now and then, without end; "" for proper answers.
        asked: the requests.
    """

    url: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    announced: dict[str, int] = field(default_factory=dict)  # a Content-Length that is not the body's
    delay: float = 0.0
    announces: bool = True
    trickle: str = ""
    closed: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    def holds_small(self, folder: str) -> str:
        """Let `folder` hold the small set, and give its address."""
        for name, content in CONTENTS.items():
            self.bodies[f"/{folder}/{name}.gz"] = gzip.compress(content)
        return f"{self.url}/{folder}/"
