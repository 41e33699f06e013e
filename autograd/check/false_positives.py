"""Tests for false positives: reasons for which a right gradient differs from finite differences.

The checker runs them before it calls an entry wrong.

rounding_of_unmoved   outputs so large that their change is lost to rounding
is_beyond_fractions   outputs so large that all floats near them are integers
noise                 a gradient with a large rounding error of its own
is_rounding           a gradient that is all rounding error, such as 10⁻²⁰ for 0
corner                a point where several smooth pieces of f meet
"""

from __future__ import annotations

import math

import numpy as np

from autograd.check.finite_differences import FIRST, measure
from autograd.check.subject import ROUNDING, Subject, powers_of_two
from autograd.check.verdict import Tolerance, judge
from autograd.rules.arrays import Array

NEAR = 2.0**-20  # distance of the points sampled around a corner, relative to the inputs


class FalsePositives:
    """Tests for reasons for which a right gradient differs from finite differences.

    Args:
        subject: the function under test.
        tolerance: the tolerance of the checker.
        rng: the generator of the points sampled around a corner.
        order: 1 for the function itself, 2 if it is a gradient, and so on.
    """

    def __init__(self, subject: Subject, tolerance: Tolerance, rng: np.random.Generator, order: int) -> None:
        self.subject, self.tolerance, self.rng, self.order = subject, tolerance, rng, order
        self._points: list[list[Array]] = []
        self._gradients: dict[bytes, list[list[Array] | None]] = {}

    def rounding_of_unmoved(self, k: int, direction: Array, weights: Array) -> float:
        """Return a bound on the change that rounding hides in outputs that do not move.

        An example is x in 10¹⁶ + x. The bound is 0 if the gradient of these outputs is 0. A large intermediate result
        may have been subtracted again, so the bound is relative to the largest output.
        """
        moved = self.subject.moved(k, FIRST * direction)
        still = weights * (moved == self.subject.base) if moved is not None else np.zeros(weights.shape)
        if not still.any():
            return 0.0
        claimed = self.subject.gradient(self.subject.x, still)[k][direction != 0]
        largest = float(np.max(abs(self.subject.base)))
        return ROUNDING * largest * float(np.linalg.norm(still)) / FIRST if claimed.any() else 0.0

    def is_beyond_fractions(self, k: int, direction: Array, weights: Array) -> bool:
        """Return whether all outputs that move are at least 2⁵² in size, where all floats are integers.

        An example is floor(10²⁰ · x): its derivative is 0, which no difference of floats can show.
        """
        moved = self.subject.moved(k, FIRST * direction)
        moves = (moved != self.subject.base) & (weights != 0) if moved is not None else np.zeros(weights.shape, bool)
        return bool(np.all(abs(self.subject.base[moves]) >= 2.0**52))

    def noise(self, k: int, place: int, step: float, weights: Array) -> float:
        """Return the rounding noise of the gradient near x: the residual after a local cubic is subtracted."""
        x = abs(float(self.subject.x[k].flat[place]))
        step = min(step, x) if x else step  # do not cross 0, where a branch of f may end
        if not math.isfinite(step) or step == 0:
            return 0.0
        found = []
        for i in range(1, 8):
            xs = list(self.subject.x)
            xs[k] = xs[k].copy()
            xs[k].flat[place] += i * step / 1024
            gradient = self.subject.gradient_or_none(xs, weights)
            if gradient is None:
                return 0.0
            found.append(gradient[k].flat[place])
        left = float(np.max(abs(np.diff(found, 4)))) / math.sqrt(70)  # 70 = 1² + 4² + 6² + 4² + 1²
        return left if math.isfinite(left) else 0.0

    def is_rounding(self, k: int, place: int, gap: float, weights: Array) -> bool:
        """Return whether a gap is tiny beside the gradient, and as large as the change with the inputs' last digits."""
        at_x = self.subject.gradient(self.subject.x, weights)
        largest = max(float(np.max(abs(g), initial=0.0, where=np.isfinite(g))) for g in at_x)
        if not gap <= 1e-13 * largest:
            return False
        eps = float(np.finfo(np.float64).eps)
        for _ in range(4):
            xs = [x * (1 + 2 * eps * self.rng.choice([-1.0, 1.0], x.shape)) for x in self.subject.x]
            near = self.subject.gradient_or_none(xs, weights)
            if near is not None and abs(near[k].flat[place] - at_x[k].flat[place]) >= 0.1 * gap:
                return True
        return False

    def corner(self, k: int, place: int, analytic: float, weights: Array) -> str:
        """Test whether x is a corner, where several smooth pieces of f meet, and the gradient a valid subgradient.

        At a corner, a subgradient need not lie between the one-sided slopes along one entry. An example is sorting
        three equal numbers: each of them has the derivative 1 for one place, and the choice of the place is arbitrary.
        The gradients at points nearby must be right and must differ, and this gradient must lie between them. At
        second order, no derivative exists at a corner, and the last condition is dropped.

        Returns:
            A description of the corner; "" if there is none, or if it does not explain the gradient.
        """
        if not self._bends(weights):
            return ""
        for n in (16, 100):
            near = self.around(n, weights)
            values = [float(gradient[k].flat[place]) for _, gradient in near]
            low, high = min(values), max(values)
            slack = 1e-3 * max(abs(low), abs(high))
            between = low - slack <= analytic <= high + slack
            if between or (self.order > 1 and high - low > slack):
                break
        else:
            return ""
        direction = np.zeros(self.subject.x[k].shape)
        direction.flat[place] = 1.0
        for value, (xs, _) in zip(values[:3], near):
            slope = measure(self.subject.at(xs).line(k, direction, weights), value)
            if judge(place, value, slope, self.tolerance, max(abs(low), abs(high))).verdict not in ("ok", "kink"):
                return ""
        return f"a corner: derivatives nearby range from {low:.6g} to {high:.6g}"

    def _bends(self, weights: Array) -> bool:
        """Return whether the gradients at points nearby differ more than they could if f were smooth."""
        for n in (4, 12):  # opposite points may agree, as those of a median do
            gradients = [gradient for _, gradient in self.around(n, weights)]
            for other in gradients[1:]:
                for a, b in zip(gradients[0], other):
                    if float(np.max(abs(a - b), initial=0.0)) > 1e-3 * float(np.max(abs(a), initial=0.0)):
                        return True
        return False

    def around(self, n: int, weights: Array) -> list[tuple[list[Array], list[Array]]]:
        """Return up to n random points very close to x with their gradients.

        The first four are pairs on opposite sides of x. Points at which f raises are left out. All are cached.
        """
        x = self.subject.x
        while len(self._points) < n:
            steps = [NEAR * powers_of_two(a) * self.rng.uniform(-1, 1, a.shape) for a in x]
            for side in (1, -1) if len(self._points) < 4 else (1,):
                self._points.append([a + side * step for a, step in zip(x, steps)])
        known = self._gradients.setdefault(weights.tobytes(), [])
        known += [self.subject.gradient_or_none(xs, weights) for xs in self._points[len(known) : n]]
        return [(xs, gradient) for xs, gradient in zip(self._points, known[:n]) if gradient is not None]
