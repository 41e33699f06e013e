"""Numbers that are read out of nodes: a trace or a transform refuses it, because the derivative would be lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

# What every error about a lost derivative says.
INSTEAD = "use autograd's functions (autograd.exp instead of math.exp), and no float(), .item() or .data"

# Conversions to whole numbers. Their derivative is 0, so transforms allow them.
STEPS = frozenset({"int()", "round()", "math.floor()", "math.ceil()"})


class _Reading(threading.local):
    """Per-thread callback.

    Attributes:
        callback: `callback(node, how)` is called before `float(node)`, `node.item()` and the like. It raises TypeError
            to refuse. None outside traces and transforms.
    """

    callback: Callable[[Any, str], None] | None = None


reading = _Reading()
