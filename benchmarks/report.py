"""The report of the measurements, as tables, JSON and pictures."""

from __future__ import annotations

import io
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograd.extend import write_atomically
from benchmarks.measure import Result
from benchmarks.workload import OURS

COLOURS = {
    "micrograd": "#b45309", "torch": "#dc2626", "jax": "#7c3aed", "hips": "#0891b2", "mygrad": "#65a30d",
    "by": "#1f2937", "products": "#9ca3af", "eager": "#2f6fb3", "chainrule": "#2f6fb3", "training": "#15803d",
}  # fmt: skip
LIMITS = ("by", "products")


def shown(ratio: float) -> str:
    """Format a ratio; small ones as 1/n."""
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def span(seconds: float) -> str:
    """Format a duration with its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def verdict(value: float, limit: float | None, text: str) -> str:
    """Format a target, and whether it is reached; "" if there is none."""
    return "" if limit is None else f"≤ {text} {'reached' if value <= limit else '**missed**'}"


def median(numbers: Sequence[float]) -> float:
    """Return the upper median."""
    return sorted(numbers)[len(numbers) // 2]


def rows(result: Result) -> list[list[str]]:
    """Return one row of the table per library."""
    if result.disagreement:
        return [[result.name, "**not measured**", "", "", result.disagreement, "", "", ""]]
    found = []
    for library, series in result.series.items():
        row = [result.name, library, span(median(series.cpu)), span(median(series.wall)), "", "", ""]
        if library != OURS:
            low, middle, high = result.ratio(library)
            target = result.targets.get(library)
            row[4:] = [shown(middle), f"{shown(low)} – {shown(high)}", ""]
            row[6] = verdict(middle, target, shown(target) if target else "")
        found.append([*row, f"{series.peak / 2**20:.0f}"])
    return found


def table(header: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns."""
    lines = [list(header), *map(list, body)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    written = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]
    return "\n".join([written[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *written[1:]])


def markdown(results: Sequence[Result], growth: Any, notes: Sequence[str]) -> str:
    """Return the whole report as Markdown."""
    parts = [machine(), *notes]
    if results:
        header = ["workload", "library", "CPU", "wall", "ours ÷ it", "quartiles", "target", "peak MB"]
        parts.append(table(header, [row for result in results for row in rows(result)]))
    if growth:
        header = ["growth and cost", "measured", "target"]
        facts = [
            [name, f"{value:.3g} {unit}".strip(), verdict(value, limit, f"{limit:g}" if limit else "")]
            for name, value, unit, limit in growth["facts"]
        ]
        parts.append(table(header, facts))
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Describe the machine: Python, NumPy and its BLAS, system and processor."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        processor = next(line for line in lines if line.startswith("model name")).split(":")[1].strip()
    except (OSError, StopIteration):
        pass
    facts: Any = np.show_config(mode="dicts")
    blas = facts["Build Dependencies"]["blas"]
    vectors = facts["SIMD Extensions"]["found"][-1:] or facts["SIMD Extensions"]["baseline"][-1:]
    return (
        f"Python {platform.python_version()}, {sys.platform}, {os.cpu_count()} × {processor} ({', '.join(vectors)}), "
        f"NumPy {np.__version__} with {blas['name']} {blas['version']}"
    )


def save(folder: Path, results: Sequence[Result], growth: Any, notes: Sequence[str]) -> list[Path]:
    """Save tables, JSON and pictures in a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    text, data = folder / "benchmarks.md", folder / "benchmarks.json"
    write_atomically(text, markdown(results, growth, notes).encode())
    document = {
        "machine": machine(), "notes": list(notes), "workloads": [r.as_json() for r in results], "growth": growth,
    }  # fmt: skip
    write_atomically(data, json.dumps(document, indent=1, ensure_ascii=False).encode())
    saved = [text, data]
    try:
        from matplotlib.figure import Figure
    except ImportError:
        print('no pictures: pip install "chainrule[bench]"')
        return saved
    timed = [result for result in results if len(result.series) > 1]
    if timed:
        figure = Figure(figsize=(9, 1.2 + 0.55 * len(timed)), layout="constrained")
        draw_ratios(figure.subplots(), timed)
        saved.append(folder / "benchmarks.png")
        _save_picture(figure, saved[-1])
    if growth:
        figure = Figure(figsize=(12, 4), layout="constrained")
        for axis, curve in zip(figure.subplots(1, 3), growth["curves"]):
            draw_growth(axis, curve)
        saved.append(folder / "growth.png")
        _save_picture(figure, saved[-1])
    return saved


def _save_picture(figure: Any, path: Path) -> None:
    picture = io.BytesIO()
    figure.savefig(picture, dpi=130)
    write_atomically(path, picture.getvalue())


def draw_ratios(axis: Any, results: Sequence[Result]) -> None:
    """Plot one line per workload with one mark per library. Left of 1, chainrule is faster."""
    named = set()
    for y, result in enumerate(results):
        for library in result.series:
            if library == OURS:
                continue
            low, middle, high = result.ratio(library)
            key = library.split()[0]
            colour = COLOURS.get(key, "#000000")
            style = {"marker": "D" if key in LIMITS else "o", "color": colour, "markersize": 6}
            label = None if key in named else {"by": "by hand", "products": "matrix products alone"}.get(key, key)
            named.add(key)
            axis.errorbar(
                middle, y, xerr=[[middle - low], [high - middle]], linestyle="none", label=label, capsize=2, **style
            )
            if library in result.targets:
                axis.plot(result.targets[library], y, marker="|", color=colour, markersize=16, linestyle="none")
    axis.axvline(1, color="#1f2937", linewidth=0.8)
    axis.set(xscale="log", xlabel="time of chainrule ÷ time of the other (a stroke marks the target)")
    axis.set_yticks(range(len(results)), [result.name for result in results])
    axis.invert_yaxis()
    axis.grid(alpha=0.25, axis="x")
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))


def draw_growth(axis: Any, curve: Any) -> None:
    """Plot time and memory against size, with a line of slope 1 for comparison."""
    sizes = curve["sizes"]
    for values, unit, colour in ((curve["seconds"], "time", "#2f6fb3"), (curve["bytes"], "memory", "#d97706")):
        power = curve[f"{unit}_exponent"]
        relative = [value / values[-1] for value in values]
        axis.plot(sizes, relative, marker="o", color=colour, label=f"{unit}, power {power:.2f} over the upper half")
    axis.plot(sizes, [n / sizes[-1] for n in sizes], color="#9ca3af", linestyle="--", label="linear")
    axis.set(xscale="log", yscale="log", xlabel=curve["title"], ylabel="share of the largest")
    axis.grid(alpha=0.25)
    axis.spines[["top", "right"]].set_visible(False)
    axis.legend(frameon=False, fontsize=8)
