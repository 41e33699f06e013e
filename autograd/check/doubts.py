"""What can make a right gradient look wrong; asked before anything is called wrong.

unseen    outputs so large that their change is lost in rounding
noise     a gradient that is itself computed with much rounding
corner    a point where many smooth pieces meet, and the gradient belongs to one of them
"""

from __future__ import annotations

import math

import numpy as np

from autograd.check.differences import FIRST, measure
from autograd.check.subject import ROUNDING, Subject, powers_of_two
from autograd.check.verdict import Tolerance, judge
from autograd.rules.arrays import Array

NEAR = 2.0**-20  # how far around a corner to look, relative to the inputs


class Doubts:
    """Doubts about differences between a gradient and a numeric derivative.

    Args:
        subject: the function.
        tolerance: what is never called wrong.
        rng: for points nearby.
        order: 2 if the function is itself a gradient, and so on.
    """

    def __init__(self, subject: Subject, tolerance: Tolerance, rng: np.random.Generator, order: int) -> None:
        self.subject, self.tolerance, self.rng, self.order = subject, tolerance, rng, order
        self._points: list[list[Array]] = []
        self._gradients: dict[bytes, list[list[Array]]] = {}

    def unseen(self, k: int, direction: Array, weights: Array) -> float:
        """What rounding hides of outputs that do not move, though the gradient says that they should.

        As x in 10¹⁶ + x. An output that the gradient does not claim to move has nothing to hide. What was large may
        have been subtracted again: so the largest output counts.
        """
        moved = self.subject.moved(k, FIRST * direction)
        still = weights * (moved == self.subject.base) if moved is not None else np.zeros(weights.shape)
        if not still.any():
            return 0.0
        claimed = self.subject.gradient(self.subject.x, still)[k][direction != 0]
        largest = float(np.max(abs(self.subject.base)))
        return ROUNDING * largest * float(np.linalg.norm(still)) / FIRST if claimed.any() else 0.0

    def whole_numbers(self, k: int, direction: Array, weights: Array) -> bool:
        """Whether what moves is so large that floats are whole numbers there, and rounding changes nothing.

        As in floor(10²⁰ · x): its derivative is 0, and no difference can tell.
        """
        moved = self.subject.moved(k, FIRST * direction)
        moves = (moved != self.subject.base) & (weights != 0) if moved is not None else np.zeros(weights.shape, bool)
        return bool(np.all(abs(self.subject.base[moves]) >= 2.0**52))

    def noise(self, k: int, place: int, step: float, weights: Array) -> float:
        """How noisy the gradient itself is: what is left of it, next to x, when a cubic is taken away."""
        x = abs(float(self.subject.x[k].flat[place]))
        step = min(step, x) if x else step  # a branch of f may end at 0
        if not math.isfinite(step) or step == 0:
            return 0.0
        found = []
        for i in range(1, 8):
            xs = list(self.subject.x)
            xs[k] = xs[k].copy()
            xs[k].flat[place] += i * step / 1024
            found.append(self.subject.gradient(xs, weights)[k].flat[place])
        left = float(np.max(abs(np.diff(found, 4)))) / math.sqrt(70)  # 70 = 1² + 4² + 6² + 4² + 1²
        return left if math.isfinite(left) else 0.0

    def corner(self, k: int, place: int, analytic: float, weights: Array) -> str:
        """Where many smooth pieces meet, a subgradient need not lie between the slopes along one entry.

        As in sorting three equal numbers: each has the derivative 1 for one of the places, and which is arbitrary. So
        look around: the gradient at points nearby must be right, must differ, and have this one in between. A second
        derivative at a corner does not exist; there it is enough that those nearby differ and are right.

        Returns:
            What was seen; "" where there is no corner, or it does not explain the gradient.
        """
        if not self._bends(weights):
            return ""
        for n in (16, 100):
            values = [float(g[k].flat[place]) for g in self._around(n, weights)]
            low, high = min(values), max(values)
            slack = 1e-3 * max(abs(low), abs(high))
            between = low - slack <= analytic <= high + slack
            if between or (self.order > 1 and high - low > slack):
                break
        else:
            return ""
        direction = np.zeros(self.subject.x[k].shape)
        direction.flat[place] = 1.0
        for value, xs in zip(values[:3], self._points):
            slope = measure(self.subject.at(xs).line(k, direction, weights), value)
            if judge(place, value, slope, self.tolerance, max(abs(low), abs(high))).verdict not in ("ok", "kink"):
                return ""
        return f"a corner: nearby, derivatives from {low:.6g} to {high:.6g}"

    def _bends(self, weights: Array) -> bool:
        """Whether the gradient differs between points so near that it could not if f were smooth."""
        first, *rest = self._around(4, weights)
        return any(
            float(np.max(abs(a - b), initial=0.0)) > 1e-3 * float(np.max(abs(a), initial=0.0))
            for other in rest
            for a, b in zip(first, other)
        )

    def _around(self, n: int, weights: Array) -> list[list[Array]]:
        """The gradients at n random points nearby, which are kept for the next question."""
        while len(self._points) < n:
            x = self.subject.x
            self._points.append([a + NEAR * powers_of_two(a) * self.rng.uniform(-1, 1, a.shape) for a in x])
        known = self._gradients.setdefault(weights.tobytes(), [])
        known += [self.subject.gradient(xs, weights) for xs in self._points[len(known) : n]]
        return known[:n]
