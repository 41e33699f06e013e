"""Test whether a gradient at kinks is a subgradient in all directions, not entry by entry alone.

An example is the maximum of x and y where x = y. The derivative with respect to each is any number from 0 to 1, but the
two must add up to 1, because f grows with slope 1 if x and y grow together. If both are 1, the tie is counted twice.

Every subgradient is a weighted mean of gradients at points nearby. The differences between these gradients span the
directions across the kinks. The claimed gradient minus their mean must lie in this span. What is left of it points
along the kinks, where f is smooth, and finite differences decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from autograd.check.examine import Examined, Examiner
from autograd.check.false_positives import NEAR
from autograd.check.subject import powers_of_two
from autograd.check.verdict import Entry, judge
from autograd.rules.arrays import Array

ALL, LARGEST = 24, 40  # inputs of up to ALL entries are tested as a whole; gradients nearby for a group, divided by 4
MORE = 30  # gradients nearby for each entry of a group, before its gradient is called wrong
GROUPS, OUTPUTS = 4, 4  # groups of entries, and outputs for each of them, that are tested
SMALL = 1e-4  # smaller parts of a gradient are the curvature of f

Mistake = tuple[int, Entry, str]  # the input, the entry, and the diagnosis


def not_a_subgradient(examiner: Examiner, everything: Sequence[Examined]) -> Mistake | None:
    """Return a mistake in the gradient at the kinks that were found; None if there is none."""
    kinks = [
        (k, place)
        for k, found in enumerate(everything)
        for place, entry in found.entries.items()
        if entry.verdict == "kink"
    ]
    return _Kinks(examiner).search(kinks)


class _Kinks:
    """The search along kinks.

    Points and gradients are vectors here: all entries of all inputs, one after the other.
    """

    def __init__(self, examiner: Examiner) -> None:
        self.examiner, self.subject = examiner, examiner.subject
        self.starts = np.cumsum([0, *(x.size for x in self.subject.x)])
        self.size = np.concatenate([powers_of_two(x).ravel() for x in self.subject.x])

    def search(self, kinks: Sequence[tuple[int, int]]) -> Mistake | None:
        """Return a mistake at one of these kinks, each an input and an entry."""
        total = int(self.starts[-1])
        seen: set[int] = set()
        groups = 0
        for k, place in kinks:
            i = int(self.starts[k] + place)
            if i in seen or groups == GROUPS:
                continue
            groups += 1
            group = np.arange(total) if total <= ALL else self._group(i)
            seen.update(group.tolist())
            for weights in self._weights(group):
                mistake = self._along_kinks(group, weights)
                if mistake is not None:
                    return mistake
        return None

    def _group(self, i: int) -> Array:
        """Return the entries whose gradient jumps when entry i moves from one side of x to the other."""
        change = np.zeros(self.starts[-1])
        change[i] = NEAR * self.size[i]
        one, other = self._gradient(change, self.examiner.weights), self._gradient(-change, self.examiner.weights)
        if one is None or other is None:
            return np.array([i])
        jumps = abs(one - other) > 1e-3 * np.maximum(abs(one), abs(other))
        jumps[i] = False
        return np.concatenate([[i], np.flatnonzero(jumps)])

    def _weights(self, group: Array) -> list[Array]:
        """Return the weights of the outputs: those of the examiner, and those of single outputs with a kink."""
        weights, base = self.examiner.weights, self.subject.base
        change = np.zeros(self.starts[-1])
        change[group] = NEAR * self.size[group] * self.examiner.rng.uniform(-1, 1, len(group))
        up, down = (self.subject.at_or_none(self._moved(sign * change)) for sign in (1, -1))
        if base.size == 1 or up is None or down is None:
            return [weights]
        bend = abs(weights * (up + down - 2 * base))
        kinked = np.argsort(-bend, kind="stable")[:OUTPUTS]
        return [weights, *(np.where(np.arange(base.size) == j, 1.0, 0.0) for j in kinked if bend[j] > 0)]

    def _along_kinks(self, group: Array, weights: Array) -> Mistake | None:
        """Compare the gradient with differences along directions of the group in which f may have no kink."""
        claimed = self._gradient(np.zeros(self.starts[-1]), weights)
        near = self._gradients_nearby(group, weights, 4 * min(len(group), LARGEST) + 4)
        if claimed is None or len(near) < 2 or not np.isfinite(claimed[group]).all():
            return None
        together = self._moving_together(group, claimed[group], near)
        unexplained = self._unexplained(claimed[group], near) if len(group) <= LARGEST else None
        for part in (together, unexplained):
            if part is None:
                continue
            i = int(abs(part).argmax())
            direction = np.zeros(self.starts[-1])
            direction[group] = part / part[i]
            mistake = self._compare(claimed, direction, near @ direction[group], int(group[i]), weights)
            if mistake is None:
                continue
            # Of n equal numbers, a few gradients nearby may not show each one as, say, the median.
            more = self._gradients_nearby(group, weights, MORE * min(len(group), LARGEST)) @ direction[group]
            if self._compare(claimed, direction, more, int(group[i]), weights) is not None:
                return mistake
        return None

    def _unexplained(self, claimed: Array, near: Array) -> Array | None:
        """Return the part of a gradient that no weighted mean of gradients nearby explains; None if it is small."""
        mean = near.mean(0)
        largest = max(float(abs(near).max()), float(abs(claimed).max()))
        _, lengths, across = np.linalg.svd(near - mean, full_matrices=False)
        across = across[lengths > SMALL * largest * len(near) ** 0.5]
        left: Array = claimed - mean
        for _ in range(2):  # twice, for rounding
            left = left - across.T @ (across @ left)
        if abs(left).max() <= SMALL * largest:
            return None
        left[abs(left) < 1e-6 * abs(left).max()] = 0.0
        return left

    def _moving_together(self, group: Array, claimed: Array, near: Array) -> Array | None:
        """Return the direction in which all entries of a group grow; None if the gradient agrees along it.

        It is the one for ties of many entries, for which a few gradients nearby do not show all kinks.
        """
        x = np.concatenate([x.ravel() for x in self.subject.x])[group]
        tied = np.where(x == x[0], 1.0, 0.0)
        largest = max(float(abs(near).max()), float(abs(claimed).max()))
        differs = abs(near @ tied - claimed @ tied).min() > SMALL * largest
        return tied if differs else None

    def _compare(self, claimed: Array, direction: Array, near: Array, i: int, weights: Array) -> Mistake | None:
        """Compare the gradient along a direction with differences there, and with the gradients nearby."""
        analytic = float(claimed @ direction)
        size = float(np.exp2(np.round(np.log2(np.median(self.size[direction != 0])))))
        slope = self.examiner.slope(self._split(direction), analytic, weights, size)
        entry = judge(0, analytic, slope, self.examiner.tolerance, float(abs(direction) @ abs(claimed)))
        agree = abs(near - slope.value) <= 0.1 * abs(analytic - slope.value)
        if slope.shape != "smooth" or entry.verdict != "wrong" or not agree.all():
            return None
        k = int(np.searchsorted(self.starts, i, side="right")) - 1
        text = f"along a direction without a kink, the slope is {slope.value:.6g} and the gradient gives {analytic:.6g}"
        ratio = round(analytic / slope.value) if slope.value else 0
        tied = ratio >= 2 and abs(analytic - ratio * slope.value) <= 1e-4 * abs(analytic)
        text = f"ties are counted {ratio} times: {text}" if tied else f"not a subgradient: {text}"
        return k, replace(entry, place=int(i - self.starts[k])), text

    def _gradients_nearby(self, group: Array, weights: Array, count: int) -> Array:
        """Return gradients at points where the entries of the group moved, one row per point, for these entries."""
        rows = []
        for _ in range(count):
            change = np.zeros(self.starts[-1])
            change[group] = NEAR * self.size[group] * self.examiner.rng.uniform(-1, 1, len(group))
            gradient = self._gradient(change, weights)
            if gradient is not None and np.isfinite(gradient[group]).all():
                rows.append(gradient[group])
        return np.array(rows)

    def _gradient(self, change: Array, weights: Array) -> Array | None:
        found = self.subject.gradient_or_none(self._moved(change), weights)
        return None if found is None else np.concatenate([g.ravel() for g in found])

    def _moved(self, change: Array) -> list[Array]:
        return [x + part for x, part in zip(self.subject.x, self._split(change))]

    def _split(self, vector: Array) -> list[Array]:
        parts = np.split(vector, self.starts[1:-1])
        return [part.reshape(x.shape) for part, x in zip(parts, self.subject.x)]
