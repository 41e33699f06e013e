"""The colours of pictures: readable on white, and different for the colour-blind."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from autograd.drawing import style
from nn import plots

# What light becomes for people who lack one kind of cone: G. Machado and others, "A physiologically-based model for
# simulation of color vision deficiency", 2009, at full severity.
SEEN = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue cones": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)


def light(colour: str) -> np.ndarray:
    """Return red, green and blue light, (3,), of sRGB."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(colour: str, seen: str) -> np.ndarray:
    """Return the colour in CIELAB, (3,), in which distances are those that people see."""
    xyz = TO_XYZ @ np.clip(np.array(SEEN[seen]) @ light(colour), 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("seen", SEEN)
def test_colours_of_lines_differ_for_everyone(seen: str) -> None:
    colours = [plots.BLUE, plots.ORANGE, plots.GREEN, plots.INK]
    for first, second in itertools.combinations(colours, 2):
        assert np.linalg.norm(lab(first, seen) - lab(second, seen)) > 20  # 2.3 can just be seen
    assert np.linalg.norm(lab(style.POSITIVE, seen) - lab(style.NEGATIVE, seen)) > 80


@pytest.mark.parametrize("colour", [plots.BLUE, plots.ORANGE, plots.GREEN, plots.INK])
def test_lines_stand_out_from_white(colour: str) -> None:
    assert 1.05 / (light(colour) @ TO_XYZ[1] + 0.05) > 3  # WCAG 2, success criterion 1.4.11
