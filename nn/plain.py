"""Figures as JSON. This module needs no NumPy."""

from __future__ import annotations

import json
import math
from typing import Any


def to_json(data: Any) -> str:
    """Return plain data as one line of JSON. JSON has neither NaN nor infinity: null stands for them.

    >>> to_json({"loss": float("nan"), "sizes": (1, 2)})
    '{"loss": null, "sizes": [1, 2]}'
    """
    return json.dumps(_finite(data))


def _finite(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _finite(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
