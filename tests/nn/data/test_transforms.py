"""Random transforms of images, and the affine maps below them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import autograd
import nn.functional as F
from autograd import ShapeError, tensor
from nn.data import Augmented, DataLoader, TensorDataset
from nn.data.affine import affine
from nn.data.transforms import Compose, RandomFlip, RandomNoise, RandomRotation, RandomScale, RandomShift

TRANSFORMS = [RandomShift(2), RandomRotation(20), RandomScale(0.8, 1.2), RandomFlip(), RandomNoise(0.1)]
EVERY = [*TRANSFORMS, Compose(TRANSFORMS), Compose([])]

shapes = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 7), st.integers(1, 7))
images = npst.arrays(
    st.sampled_from([np.float32, np.float64]), shapes, elements=st.floats(-1, 1, width=16, allow_subnormal=False)
)


def maps_of(matrix: Any, shifts: Any, n: int = 1) -> np.ndarray:
    """Return the maps with this matrix, for n images, and a shift for each."""
    shifts = np.broadcast_to(np.asarray(shifts, float), (n, 2))
    return np.concatenate([np.broadcast_to(np.asarray(matrix, float), (n, 2, 2)), shifts[:, :, None]], 2)


def moved(image: np.ndarray, x: int, y: int) -> np.ndarray:
    """Move an image (C, H, W), with zeros where nothing comes from."""
    rolled = np.roll(image, (x, y), (2, 1))
    height, width = image.shape[1:]
    columns, rows = np.arange(width) - x, np.arange(height) - y
    rolled[:, (rows < 0) | (rows >= height)] = 0
    rolled[:, :, (columns < 0) | (columns >= width)] = 0
    return rolled


def random_images(n: int = 5, channels: int = 2, height: int = 6, width: int = 9) -> np.ndarray:
    return np.random.default_rng(0).random((n, channels, height, width), np.float32)


# ── affine maps ──


@given(images)
def test_the_identity_changes_nothing(x: np.ndarray) -> None:
    same = affine(x, maps_of(np.eye(2), (0, 0), len(x)))
    assert same.dtype == x.dtype
    np.testing.assert_array_equal(same, x)
    assert not np.shares_memory(same, x)
    # The same through the interpolation, with a rotation beside it that keeps whole pixels from being copied.
    both = affine(np.concatenate([x, x]), maps_of(np.repeat([np.eye(2), -np.eye(2)], len(x), 0), (0, 0), 2 * len(x)))
    np.testing.assert_array_equal(both[: len(x)], x)
    np.testing.assert_array_equal(both[len(x) :], x[:, :, ::-1, ::-1])


@given(images, st.integers(-9, 9), st.integers(-9, 9))
def test_a_shift_by_whole_pixels_is_a_roll_with_zeros(x: np.ndarray, right: int, down: int) -> None:
    expected = np.stack([moved(image, right, down) for image in x])
    maps = maps_of(np.eye(2), (-right, -down), len(x))
    np.testing.assert_array_equal(affine(x, maps), expected)
    mirrored = np.concatenate([maps, maps_of(-np.eye(2), (0, 0))])  # so that all are interpolated
    np.testing.assert_array_equal(affine(np.concatenate([x, x[:1]]), mirrored)[:-1], expected)


@given(images, st.integers(-4, 4))
def test_quarter_turns_are_exact(x: np.ndarray, turns: int) -> None:
    size = min(x.shape[2:])
    square = x[:, :, :size, :size]
    turned = RandomRotation((90 * turns, 90 * turns))(square)
    np.testing.assert_array_equal(turned, np.rot90(square, turns, (2, 3)))


@pytest.mark.parametrize("shape", [(1, 7, 8), (3, 8, 8), (2, 1, 5), (2, 5, 1)], ids=str)
def test_any_map_samples_as_grid_sample_does(shape: tuple[int, int, int]) -> None:
    rng = np.random.default_rng(1)
    x = rng.random((20, *shape))
    maps = rng.normal(size=(20, 2, 3)) * (1, 1, 3)
    height, width = shape[1:]
    half = np.array([width, height]) / 2  # grid_sample counts in halves of the image
    theta = np.concatenate([maps[:, :, :2] * half / half[:, None], maps[:, :, 2:] / half[:, None]], 2)
    grid = F.affine_grid(tensor(theta), x.shape, align_corners=False)
    expected = F.grid_sample(tensor(x), grid, align_corners=False).numpy()
    np.testing.assert_allclose(affine(x, maps), expected, atol=1e-12)
    np.testing.assert_allclose(affine(x.astype(np.float32), maps), expected, atol=2e-5)


def test_each_image_has_its_own_map() -> None:
    x = random_images(3)
    done = affine(x, maps_of(np.eye(2), [(-1, 0), (0, 0), (0, 2)], 3))
    for image, result, (right, down) in zip(x, done, [(1, 0), (0, 0), (0, -2)]):
        np.testing.assert_array_equal(result, moved(image, right, down))


def test_no_images_stay_none() -> None:
    assert affine(np.zeros((0, 1, 4, 4), np.float32), np.zeros((0, 2, 3))).shape == (0, 1, 4, 4)
    assert affine(np.zeros((2, 1, 0, 4)), np.zeros((2, 2, 3))).shape == (2, 1, 0, 4)


@pytest.mark.parametrize(
    ("x", "maps", "error", "message"),
    [
        (np.zeros((2, 4, 4)), np.zeros((2, 2, 3)), ShapeError, r"\(2, 4, 4\)"),
        (np.zeros((2, 1, 4, 4)), np.zeros((1, 2, 3)), ShapeError, r"\(1, 2, 3\)"),
        (np.zeros((1, 1, 4, 4), int), np.zeros((1, 2, 3)), TypeError, "int64"),
    ],
)
def test_wrong_images_or_maps_are_an_error(x: Any, maps: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=rf"^affine\(\): expected .*{message}"):
        affine(x, maps)


# ── transforms ──


@pytest.mark.parametrize("transform", EVERY, ids=repr)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_transforms_keep_the_kind_the_shape_and_the_dtype(transform: Any, dtype: str) -> None:
    x = random_images().astype(dtype)
    before = x.copy()
    autograd.manual_seed(0)
    changed = transform(x)
    autograd.manual_seed(0)
    same = transform(tensor(x))
    assert (type(changed), changed.shape, changed.dtype) == (np.ndarray, x.shape, dtype)
    assert (type(same), same.dtype) == (autograd.Tensor, dtype)
    np.testing.assert_array_equal(same.numpy(), changed)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_the_seed_determines_the_result_and_images_differ(transform: Any) -> None:
    x = np.repeat(random_images(1), 32, 0)
    results = []
    for seed in (1, 1, 2):
        autograd.manual_seed(seed)
        results.append(transform(x))
    np.testing.assert_array_equal(results[0], results[1])
    assert not np.array_equal(results[0], results[2])
    assert len({image.tobytes() for image in results[0]}) > 1


@pytest.mark.parametrize(
    "make",
    [
        lambda g: RandomShift(3, generator=g),
        lambda g: RandomRotation(9, generator=g),
        lambda g: RandomScale(0.5, 2, generator=g),
        lambda g: RandomFlip(0.5, generator=g),
        lambda g: RandomNoise(1, generator=g),
        lambda g: Compose([RandomShift(3, generator=g), RandomScale(0.5, 2, generator=g)]),
    ],
)
def test_a_generator_is_the_only_source(make: Callable[[autograd.Generator], Any]) -> None:
    x = random_images()
    state = autograd.get_rng_state()
    first, second = (make(autograd.Generator().manual_seed(5))(x) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert autograd.equal(autograd.get_rng_state(), state)


def test_shifts_are_whole_and_reach_every_place() -> None:
    autograd.manual_seed(0)
    x = np.zeros((2000, 1, 5, 5))
    x[:, 0, 2, 2] = 1
    changed = RandomShift(2)(x)
    assert set(np.unique(changed)) == {0, 1}
    np.testing.assert_allclose(changed.mean(0), np.full((1, 5, 5), 1 / 25), atol=0.02)


def test_a_scale_enlarges() -> None:
    x = np.zeros((1, 1, 7, 7))
    x[0, 0, 2:5, 2:5] = 1
    larger = RandomScale(2, 2)(x)
    assert larger.sum() == pytest.approx(4 * x.sum(), rel=0.01)
    assert RandomScale(1, 1)(x).tolist() == x.tolist()


def test_a_flip_mirrors_and_twice_is_the_identity() -> None:
    x = random_images()
    flip = RandomFlip(1.0)
    np.testing.assert_array_equal(flip(x), x[:, :, :, ::-1])
    np.testing.assert_array_equal(flip(flip(x)), x)
    np.testing.assert_array_equal(RandomFlip(0.0)(x), x)
    flipped = RandomFlip(0.3)(np.tile(np.array([0.0, 1.0]), (4000, 1, 1, 1)))[:, 0, 0, 0]
    assert flipped.mean() == pytest.approx(0.3, abs=0.03)


def test_noise_has_the_standard_deviation_asked_for() -> None:
    noise = RandomNoise(0.3)(np.zeros((100, 1, 20, 20), np.float32))
    assert noise.std() == pytest.approx(0.3, rel=0.02)
    assert noise.mean() == pytest.approx(0, abs=0.01)
    np.testing.assert_array_equal(RandomNoise(0)(random_images()), random_images())


def test_compose_applies_the_transforms_in_order() -> None:
    x = random_images(height=7, width=7)
    quarter, twice = RandomRotation((90, 90)), RandomScale(2, 2)
    joined = Compose([twice, quarter, lambda images: images + 1, RandomFlip(1.0)])
    np.testing.assert_allclose(joined(x), np.rot90(twice(x), 1, (2, 3))[:, :, :, ::-1] + 1, rtol=1e-5)


def test_compose_joins_maps_in_the_order_of_the_transforms() -> None:
    x = np.zeros((200, 1, 9, 9))
    x[:, 0, 4, 4] = 1
    autograd.manual_seed(0)
    shifted = RandomShift(1)(x)
    autograd.manual_seed(0)
    both = Compose([RandomShift(1), RandomRotation((90, 90))])(x)
    np.testing.assert_allclose(both, np.rot90(shifted, 1, (2, 3)), atol=1e-12)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: RandomShift(-1), "whole number of 0 or more, got -1"),
        (lambda: RandomShift(1.5), "got 1.5"),  # type: ignore[arg-type]
        (lambda: RandomShift(True), "got True"),
        (lambda: RandomRotation(-1), "got -1"),
        (lambda: RandomRotation((2, 1)), r"got \(2, 1\)"),
        (lambda: RandomRotation(float("nan")), "got nan"),
        (lambda: RandomScale(0, 1), "got 0, 1"),
        (lambda: RandomScale(2, 1), "got 2, 1"),
        (lambda: RandomFlip(1.1), "got 1.1"),
        (lambda: RandomNoise(-0.1), "got -0.1"),
    ],
)
def test_invalid_settings_are_an_error(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=rf"^Random\w+\(\): expected .*{message}"):
        make()


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_other_images_are_an_error(transform: Any) -> None:
    name = type(transform).__name__
    with pytest.raises(ShapeError, match=rf"^{name}\(\): expected a batch of images \(N, C, H, W\), got .*\(28, 28\)"):
        transform(np.zeros((28, 28)))
    with pytest.raises(TypeError, match=rf"^{name}\(\): expected images of float32 or float64, got uint8"):
        transform(np.zeros((1, 1, 2, 2), np.uint8))


def test_a_transform_has_no_gradient() -> None:
    with pytest.raises(RuntimeError, match="detach"):
        RandomFlip()(autograd.ones(1, 1, 2, 2).requires_grad_())


# ── loaders ──


def test_the_inputs_of_each_batch_are_transformed() -> None:
    x, y = autograd.arange(20.0).reshape(5, 1, 2, 2), autograd.arange(5)
    loader = Augmented(DataLoader(TensorDataset(x, y), 2), RandomFlip(1.0))
    batches = list(loader)
    assert len(loader) == len(batches) == 3
    assert autograd.equal(autograd.cat([images for images, _ in batches]), x.flip(3))
    assert autograd.cat([labels for _, labels in batches]).tolist() == y.tolist()


def test_batches_without_labels_are_transformed() -> None:
    loader = Augmented(DataLoader(list(autograd.arange(6.0).reshape(3, 1, 1, 2)), 3), RandomFlip(1.0))
    assert [batch.flatten().tolist() for batch in loader] == [[1, 0, 3, 2, 5, 4]]


def test_batches_of_another_kind_are_an_error() -> None:
    with pytest.raises(TypeError, match=r"Augmented\(\): expected batches .* got dict"):
        list(Augmented(DataLoader([{"a": 1.0}]), RandomFlip()))
