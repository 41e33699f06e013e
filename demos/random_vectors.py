"""Measure the angles between random vectors: in 768 dimensions, nearly all pairs are nearly perpendicular.

In d dimensions, the cosine of two random vectors has the mean 0 and the standard deviation 1 / √d, which is 0.036 for
d = 768. So a language model with embeddings of this size has room for far more than 768 directions that hardly disturb
each other, and a cosine of 0.3 between two words is no accident.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import autograd
import nn.functional as F
from demos._command import Options, announce, prepare, run
from nn import plots

DIMENSIONS = [2, 3, 10, 100, 768, 4096]
PAIRS = 10_000


@dataclass
class Angles:
    """The angles in degrees of random pairs, with the standard deviation of their cosines."""

    dimension: int
    degrees: np.ndarray
    spread: float

    def share_within(self, degrees: float) -> float:
        """Return the share of pairs whose angle differs from 90° by at most so much."""
        return float((np.abs(self.degrees - 90) <= degrees).mean())


def angles(dimension: int, pairs: int = PAIRS, seed: int = 0) -> Angles:
    """Draw random pairs of vectors and measure their angles."""
    autograd.manual_seed(seed)
    a, b = autograd.randn(2, pairs, dimension)
    cosines = F.cosine_similarity(a, b, dim=1).numpy().astype(np.float64)
    return Angles(dimension, np.degrees(np.arccos(cosines.clip(-1, 1))), float(cosines.std()))


def save_histogram(found: list[Angles], path: Path) -> None:
    """Draw the angles in four of the dimensions."""
    figure = plots.new_figure(9, 4.4)
    axis = figure.subplots()
    styles = [(2, plots.INK, ":"), (10, plots.GREEN, "-."), (100, plots.ORANGE, "--"), (768, plots.BLUE, "-")]
    for dimension, colour, line in styles:
        (one,) = (other for other in found if other.dimension == dimension)
        shares, edges = np.histogram(one.degrees, bins=np.arange(0, 181, 2))
        middles = (edges[:-1] + edges[1:]) / 2
        label = f"{dimension} dimensions"
        axis.plot(middles, 100 * shares / len(one.degrees), color=colour, linestyle=line, linewidth=2, label=label)
    axis.set(title="Angle between two random vectors", xlabel="angle, degrees", ylabel="% of pairs in each 2°")
    axis.set_xticks(range(0, 181, 30))
    plots.plain(axis)
    axis.legend(frameon=False)
    plots.save_figure(figure, path)


def main() -> None:
    """Print the angles in several dimensions, and draw their distribution."""
    options = Options("random_vectors", __doc__ or "").parse_args()
    prepare(options.out)
    found = [angles(dimension, seed=options.seed) for dimension in DIMENSIONS]
    print("dimensions   mean angle   deviation   within 5° of 90°   deviation of the cosine   1/√d")
    for one in found:
        mean, deviation = one.degrees.mean(), one.degrees.std()
        expected = 1 / math.sqrt(one.dimension)
        within = f"{one.share_within(5):.1%}"
        print(f"{one.dimension:10,}{mean:12.1f}°{deviation:11.1f}°{within:>19}{one.spread:26.3f}{expected:7.3f}")
    print()
    save_histogram(found, options.out / "angles.png")
    announce("angles", options.out / "angles.png")


if __name__ == "__main__":
    run(main, "matplotlib")
