"""Changes of size, at ramps and at values worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, tensor
from tests.helpers import tensor64

LINEAR = {1: "linear", 2: "bilinear", 3: "trilinear"}


def ramp(*sizes: int) -> np.ndarray:
    """Return 1 + Σ (d + 2) · (place along d): a function that is linear in each direction."""
    return 1 + sum(((d + 2) * places for d, places in enumerate(np.indices(sizes))), np.zeros(sizes))


@pytest.mark.parametrize("dims", [1, 2, 3])
@pytest.mark.parametrize("new", [7, 3, 1])
def test_a_ramp_stays_a_ramp_with_aligned_corners(dims: int, new: int) -> None:
    x = tensor64(ramp(*[4] * dims)[None, None])
    found = F.interpolate(x, new, mode=LINEAR[dims], align_corners=True)
    places = np.linspace(0, 3, new) if new > 1 else np.zeros(1)
    mesh = np.meshgrid(*[places] * dims, indexing="ij")
    expected = 1 + sum((d + 2) * axis for d, axis in enumerate(mesh))
    np.testing.assert_allclose(found.numpy()[0, 0], expected, rtol=1e-12)


def test_a_ramp_stays_a_ramp_up_to_the_edges_without_aligned_corners() -> None:
    x = tensor64(ramp(6, 6)[None, None])
    found = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False).numpy()[0, 0]
    places = np.clip((np.arange(12) + 0.5) / 2 - 0.5, 0, 5)
    np.testing.assert_allclose(found, 1 + 2 * places[:, None] + 3 * places, rtol=1e-12)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"size": 4}, [0, 0, 1, 2]),
        ({"size": 4, "mode": "nearest-exact"}, [0, 1, 1, 2]),
        ({"scale_factor": 2.0}, [0, 0, 1, 1, 2, 2]),
        ({"size": 2}, [0, 1]),
        ({"size": 2, "mode": "nearest-exact"}, [0, 2]),
        ({"size": 6, "mode": "linear"}, [0, 0.25, 0.75, 1.25, 1.75, 2]),
        ({"size": 1, "mode": "linear"}, [1]),
        ({"size": 1, "mode": "area"}, [1]),
        ({"size": 2, "mode": "area"}, [0.5, 1.5]),
        # 3 · 1.5 = 4.5 gives 4 elements. The step is 1 / 1.5 as it is given, and 3 / 4 if it is computed again.
        ({"scale_factor": 1.5, "mode": "linear"}, [0, 0.5, 7 / 6, 11 / 6]),
        ({"scale_factor": 1.5, "mode": "linear", "recompute_scale_factor": True}, [0, 0.625, 1.375, 2]),
    ],
    ids=str,
)
def test_a_signal_in_another_size(settings: dict[str, Any], expected: list[float]) -> None:
    found = F.interpolate(tensor64([[[0.0, 1.0, 2.0]]]), **settings)
    np.testing.assert_allclose(found.numpy()[0, 0], expected, rtol=1e-6, atol=1e-12)


def test_each_direction_may_have_a_size_of_its_own() -> None:
    x = tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
    assert F.interpolate(x, (1, 4)).tolist() == [[[[1, 1, 2, 2]]]]
    assert F.interpolate(x, scale_factor=(2, 0.5)).tolist() == [[[[1], [1], [3], [3]]]]
    assert F.interpolate(x, 1, mode="area").tolist() == [[[[2.5]]]]


def test_the_cubic_kernel_is_keys() -> None:
    # Halfway between elements, Keys' kernel with a = −¾ has the weights a/8, ½ − a/8, ½ − a/8, a/8.
    impulse = tensor64(np.eye(1, 7, 3)[None, None])
    found = F.interpolate(impulse, (1, 13), mode="bicubic", align_corners=True).numpy()[0, 0, 0]
    np.testing.assert_allclose(found[[3, 5, 6, 7, 9]], [-0.09375, 0.59375, 1, 0.59375, -0.09375], atol=1e-12)


def test_a_smaller_image_is_a_mean_with_antialias() -> None:
    # To half of the size, the triangle has the weights 1, 3, 3, 1 in eighths.
    x = tensor64(np.eye(1, 8, 2)[None, None])
    found = F.interpolate(x, (1, 4), mode="bilinear", antialias=True).numpy()[0, 0, 0]
    np.testing.assert_allclose(found, [1 / 7, 3 / 8, 0, 0], atol=1e-12)  # the first one lacks an eighth


@pytest.mark.parametrize("mode", ["bilinear", "bicubic"])
def test_antialias_keeps_a_constant_and_a_larger_ramp(mode: str) -> None:
    constant = F.interpolate(autograd.ones(1, 1, 5, 7), (3, 2), mode=mode, antialias=True)
    np.testing.assert_allclose(constant.numpy(), np.ones((1, 1, 3, 2)), rtol=1e-6)
    wide = F.interpolate(tensor64(ramp(8, 8)[None, None]), 16, mode=mode, antialias=True).numpy()[0, 0]
    places = (np.arange(16) + 0.5) / 2 - 0.5
    expected = 1 + 2 * places[:, None] + 3 * places
    np.testing.assert_allclose(wide[5:11, 5:11], expected[5:11, 5:11], rtol=1e-12)


def test_the_gradient_is_the_transposed_map() -> None:
    x = tensor64([[[0.0, 1.0, 2.0]]]).requires_grad_()
    F.interpolate(x, 6, mode="linear").sum().backward()
    assert x.grad.tolist() == [[[2, 2, 2]]]


SIGNAL, IMAGE = autograd.ones(1, 1, 4), autograd.ones(1, 1, 4, 4)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: F.interpolate(SIGNAL, 2, mode="cubic"), ValueError, "unknown mode 'cubic'"),
        (lambda: F.interpolate(SIGNAL, 2, mode="bilinear"), ShapeError, "'bilinear' does not fit"),
        (lambda: F.interpolate(autograd.ones(4, 4), 2), ShapeError, "does not fit"),
        (lambda: F.interpolate(SIGNAL, 2, align_corners=True), ValueError, "align_corners needs a linear"),
        (lambda: F.interpolate(SIGNAL, 2, mode="linear", antialias=True), ValueError, "antialias needs"),
        (lambda: F.interpolate(SIGNAL), ValueError, "give size or scale_factor"),
        (lambda: F.interpolate(SIGNAL, 2, 2.0), ValueError, "give size or scale_factor"),
        (lambda: F.interpolate(IMAGE, (2, 2, 2)), ShapeError, "one number or 2 of them"),
        (lambda: F.interpolate(IMAGE, 2, recompute_scale_factor=True), ValueError, "needs scale_factor"),
        (lambda: F.interpolate(IMAGE, scale_factor=0.1), ShapeError, "sizes must be 1 or more"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("upsample", {"mode": "nearest"}),
        ("upsample_nearest", {"mode": "nearest"}),
        ("upsample_bilinear", {"mode": "bilinear", "align_corners": True}),
    ],
)
def test_the_older_names_warn(name: str, settings: dict[str, Any]) -> None:
    x = tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
    with pytest.warns(UserWarning, match=rf"{name}\(\): deprecated"):
        found = getattr(F, name)(x, 4)
    assert found.tolist() == F.interpolate(x, 4, **settings).tolist()
