"""Handwriting as pixels: strokes become a picture, and a picture is placed as MNIST places its digits."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

SIZE = 28
_BOX = 20  # MNIST's digits fit into a square of this size, their centre of mass in the middle of the picture


def from_hex(text: str) -> list[float]:
    """Return the pixels of a Pad, from 0 (paper) to 1 (ink), row by row."""
    return [int(text[i : i + 2], 16) / 255 for i in range(0, len(text), 2)] or [0.0] * SIZE**2


def to_hex(pixels: Sequence[float]) -> str:
    """Return the pixels as a string for a Pad."""
    return "".join(f"{round(255 * min(max(p, 0.0), 1.0)):02x}" for p in pixels)


def drawn(*strokes: Sequence[tuple[float, float]], width: float = 2.2) -> list[float]:
    """Return the picture of strokes, each a line through points (x, y); (0, 0) is the upper left corner."""
    pixels = [0.0] * SIZE**2
    for stroke in strokes:
        for (x0, y0), (x1, y1) in itertools.pairwise(stroke):
            dx, dy = x1 - x0, y1 - y0
            length = dx * dx + dy * dy or 1.0
            for i in range(SIZE**2):
                x, y = i % SIZE + 0.5, i // SIZE + 0.5
                t = min(max(((x - x0) * dx + (y - y0) * dy) / length, 0.0), 1.0)
                away = math.hypot(x - x0 - t * dx, y - y0 - t * dy)
                pixels[i] = max(pixels[i], min(1.0, width / 2 + 0.5 - away))
    return pixels


def placed(pixels: Sequence[float]) -> list[float]:
    """Return the picture as MNIST would hold it: scaled into 20 × 20, the centre of mass in the middle.

    Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", on how its images were made. An empty picture stays.
    """
    inked = [i for i, p in enumerate(pixels) if p > 0.05]
    if not inked:
        return list(pixels)
    left, right = min(i % SIZE for i in inked), max(i % SIZE for i in inked) + 1
    top, bottom = min(i // SIZE for i in inked), max(i // SIZE for i in inked) + 1
    scale = _BOX / max(right - left, bottom - top)
    mass = sum(pixels)
    x_mass = sum(p * (i % SIZE + 0.5) for i, p in enumerate(pixels)) / mass
    y_mass = sum(p * (i // SIZE + 0.5) for i, p in enumerate(pixels)) / mass
    parts = (0.25, 0.75) if scale >= 1 else (1 / 6, 1 / 2, 5 / 6)  # several samples in each pixel
    made = []
    for i in range(SIZE**2):
        total = 0.0
        for part_y in parts:
            for part_x in parts:
                x = x_mass + (i % SIZE + part_x - SIZE / 2) / scale
                y = y_mass + (i // SIZE + part_y - SIZE / 2) / scale
                total += _between(pixels, x - 0.5, y - 0.5)
        made.append(total / len(parts) ** 2)
    return made


def _between(pixels: Sequence[float], x: float, y: float) -> float:
    """Return the picture between the middles of pixels, by bilinear interpolation."""
    column, row = math.floor(x), math.floor(y)
    right, down = x - column, y - row
    total = 0.0
    for place_y, share_y in ((row, 1 - down), (row + 1, down)):
        for place_x, share_x in ((column, 1 - right), (column + 1, right)):
            if 0 <= place_x < SIZE and 0 <= place_y < SIZE:
                total += share_x * share_y * pixels[place_y * SIZE + place_x]
    return total
