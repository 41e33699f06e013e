"""Samples of images and volumes at the places of a grid."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, tensor
from tests.helpers import leaf64, tensor64

MODES = ["bilinear", "nearest", "bicubic"]
PADDINGS = ["zeros", "border", "reflection"]


def identity(dims: int) -> Any:
    return tensor64(np.eye(dims, dims + 1)[None])


def random_image(*shape: int) -> Any:
    return tensor64(np.random.default_rng(0).standard_normal(shape))


@pytest.mark.parametrize(("mode", "padding", "aligned"), [*itertools.product(MODES, PADDINGS, [False, True])])
def test_the_identity_gives_the_image(mode: str, padding: str, aligned: bool) -> None:
    for shape in [(1, 2, 3, 4), (1, 2, 2, 3, 4)]:
        if mode == "bicubic" and len(shape) == 5:
            continue
        x = random_image(*shape)
        grid = F.affine_grid(identity(len(shape) - 2), shape, align_corners=aligned)
        found = F.grid_sample(x, grid, mode, padding, aligned)
        np.testing.assert_allclose(found.numpy(), x.numpy(), atol=1e-12)


@pytest.mark.parametrize("mode", MODES)
def test_a_map_that_exchanges_the_axes_transposes_the_image(mode: str) -> None:
    x = random_image(1, 1, 3, 4)
    theta = tensor64([[[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]])
    grid = F.affine_grid(theta, (1, 1, 4, 3), align_corners=False)
    found = F.grid_sample(x, grid, mode, align_corners=False)
    np.testing.assert_allclose(found.numpy(), x.numpy().swapaxes(2, 3), atol=1e-12)


@pytest.mark.parametrize("dims", [2, 3])
@pytest.mark.parametrize(
    ("padding", "aligned", "places", "expected"),
    [
        # One row of the elements 1, 2, 3, whose centres are −⅔, 0, ⅔, or −1, 0, 1 if they are aligned.
        ("zeros", False, [0, 1 / 3, -1, 2], [2, 2.5, 0.5, 0]),
        ("zeros", True, [0, 0.5, -1, 1.5], [2, 2.5, 1, 1.5]),
        ("border", False, [0, 1 / 3, -1, 2], [2, 2.5, 1, 3]),
        ("border", True, [0, 0.5, -1, 9], [2, 2.5, 1, 3]),
        # It is mirrored at its outer corners −1 and 1, or at the centres of its last elements.
        ("reflection", False, [0, 4 / 3, -4 / 3, 2], [2, 3, 1, 2]),
        ("reflection", True, [0, 1.5, -2, 3], [2, 2.5, 2, 1]),
    ],
)
def test_places_outside(dims: int, padding: str, aligned: bool, places: list[float], expected: list[float]) -> None:
    x = tensor64(np.array([1.0, 2.0, 3.0]).reshape(1, 1, *[1] * (dims - 1), 3))
    grid = np.zeros((1, *[1] * (dims - 1), 4, dims))
    grid[..., 0] = places
    found = F.grid_sample(x, tensor64(grid), "bilinear", padding, aligned)
    np.testing.assert_allclose(found.numpy().reshape(-1), expected, atol=1e-12)


def test_the_nearest_element_is_taken() -> None:
    x = tensor([[[[1.0, 2.0, 3.0]]]])
    grid = tensor([[[[-0.5, 0.0], [0.3, 0.0], [0.4, 0.0], [1.5, 0.0]]]])
    assert F.grid_sample(x, grid, "nearest", align_corners=False).tolist() == [[[[1, 2, 3, 0]]]]


def test_the_cubic_kernel_is_keys() -> None:
    # Halfway between elements, the weights are −3/32, 19/32, 19/32, −3/32.
    x = tensor64([[[[0.0, 0.0, 1.0, 0.0, 0.0, 0.0]]]])
    places = (np.array([0.5, 1.5, 2.5, 3.5]) / 5) * 2 - 1
    grid = tensor64(np.stack([places, np.zeros(4)], -1)[None, None])
    found = F.grid_sample(x, grid, "bicubic", "border", align_corners=True)
    np.testing.assert_allclose(found.numpy()[0, 0, 0], [-0.09375, 0.59375, 0.59375, -0.09375], atol=1e-12)


def test_gradients_flow_to_the_image_and_to_the_places() -> None:
    x, grid = leaf64([[[[1.0, 2.0, 4.0]]]]), leaf64([[[[0.25, 0.0], [-7.0, 0.0]]]])
    F.grid_sample(x, grid, padding_mode="border", align_corners=True).sum().backward()
    # The place is 1.25, between 2 and 4, and a step of 1 in the grid is one element. Outside, the slope is 0.
    assert x.grad.tolist() == [[[[1, 0.75, 0.25]]]]
    assert grid.grad.tolist() == [[[[2, 0], [0, 0]]]]


def test_the_default_of_the_corners_warns() -> None:
    with pytest.warns(UserWarning, match=r"affine_grid\(\): align_corners is False by default"):
        grid = F.affine_grid(identity(2), (1, 1, 2, 2))
    with pytest.warns(UserWarning, match=r"grid_sample\(\): align_corners is False by default"):
        F.grid_sample(random_image(1, 1, 2, 2), grid)


IMAGE, GRID = autograd.ones(1, 1, 2, 2), autograd.zeros(1, 2, 2, 2)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: F.affine_grid(identity(2), (2, 1, 2, 2), False), ShapeError, "does not fit size"),
        (lambda: F.affine_grid(identity(2), (1, 1, 2), False), ShapeError, "does not fit size"),
        (lambda: F.grid_sample(IMAGE, GRID[0], align_corners=False), ShapeError, "does not fit input"),
        (lambda: F.grid_sample(IMAGE, GRID[..., :1], align_corners=False), ShapeError, "does not fit input"),
        (lambda: F.grid_sample(IMAGE, GRID, "area", align_corners=False), ValueError, "got 'area'"),
        (lambda: F.grid_sample(IMAGE, GRID, "nearest", "wrap", False), ValueError, "got 'wrap'"),
        (
            lambda: F.grid_sample(autograd.ones(1, 1, 2, 2, 2), autograd.ones(1, 2, 2, 2, 3), "bicubic", "zeros", True),
            ValueError,
            "for images 'bicubic'",
        ),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()
