"""Small data sets without NumPy: gates, points in the plane, lines, and points that a person gives."""

from __future__ import annotations

import math
import re
from random import Random

Row = tuple[tuple[float, ...], float]
CLASSES = {
    "xor": "XOR", "and": "AND", "or": "OR", "nand": "NAND",
    "moons": "moons", "circles": "circles", "spiral": "spiral",
}  # fmt: skip
LINES = {"line": "a line", "houses": "house prices"}
COUNT, MOST = 100, 300
_GATES = {"xor": (0, 1, 1, 0), "and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0)}


def points(name: str, noise: float, seed: int, own: str = "") -> list[Row]:
    """Return the rows of a data set: inputs, and the class (0 or 1) or the number that is to be predicted.

    The numbers have three decimals, so that a program can list them.

    Args:
        name: one of CLASSES or LINES, or "own".
        noise: the standard deviation of the normal noise.
        seed: the seed of the noise.
        own: the rows of "own", one a line.

    Raises:
        ValueError: if a line of `own` cannot be read, or it has too few or too many.
    """
    if name == "own":
        return parsed(own)
    random = Random(seed)

    def near(x: float) -> float:
        return round(x + random.gauss(0, noise), 3)

    if name in _GATES:
        return [((near(i // 2), near(i % 2)), float(_GATES[name][i])) for i in range(4)]
    if name in LINES:
        rows: list[Row] = []
        for i in range(30):
            if name == "line":
                x = -2 + 4 * i / 29
                rows.append(((round(x, 3),), near(0.8 * x + 0.5)))
            else:  # 1,000 sqft, and 100,000 dollars: the price is 200 · sqft + 50,000
                x = 0.8 + 2.7 * i / 29
                rows.append(((round(x, 3),), near(2 * x + 0.5)))
        return rows
    rows = []
    for i in range(COUNT):
        label, place = i % 2, (i // 2) / (COUNT // 2 - 1)
        if name == "moons":
            t = math.pi * place
            x, y = (math.cos(t), math.sin(t)) if label == 0 else (1 - math.cos(t), 0.5 - math.sin(t))
        elif name == "circles":
            t, radius = 2 * math.pi * i / COUNT, 1.5 if label == 0 else 0.6
            x, y = radius * math.cos(t), radius * math.sin(t)
        else:  # two arms of a spiral, half a turn apart
            t, radius = 1.25 * 2 * math.pi * place + math.pi * label, 0.2 + 1.6 * place
            x, y = radius * math.cos(t), radius * math.sin(t)
        rows.append(((near(x), near(y)), float(label)))
    return rows


def parsed(text: str) -> list[Row]:
    """Return the rows of a text: two coordinates and a class 0 or 1 a line, or one input and one number.

    Commas, semicolons or tabs separate the numbers. The first line may hold names.

    Raises:
        ValueError: if a line cannot be read; it names the line.

    >>> parsed("1, 2, 0\\n3, 4, 1")
    [((1.0, 2.0), 0.0), ((3.0, 4.0), 1.0)]
    """
    rows: list[Row] = []
    named = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip(' "') for cell in re.split("[,;\t]", line)]
        if not any(cells):
            continue
        try:
            numbers = [float(cell) for cell in cells]
        except ValueError:
            if not rows and not named and not any(_is_number(cell) for cell in cells):  # the names of the columns
                named = True
                continue
            raise ValueError(f"points: line {number}: expected numbers, got {','.join(cells)[:40]!r}") from None
        if len(numbers) not in (2, 3) or not all(math.isfinite(x) and abs(x) < 1e6 for x in numbers):
            raise ValueError(f"points: line {number}: expected x, y, class or x, y; got {','.join(cells)[:40]!r}")
        if len(numbers) == 3 and numbers[2] not in (0, 1):
            raise ValueError(f"points: line {number}: expected the class 0 or 1, got {numbers[2]:g}")
        if rows and len(numbers) - 1 != len(rows[0][0]):
            raise ValueError(f"points: line {number}: expected {len(rows[0][0]) + 1} numbers, as in the lines before")
        rows.append((tuple(numbers[:-1]), numbers[-1]))
    if not 2 <= len(rows) <= MOST:
        raise ValueError(f"points: expected 2 to {MOST} lines such as 0.5, -1, 1; got {len(rows)}")
    return rows


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
