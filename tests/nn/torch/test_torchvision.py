"""The names of torchvision: MNIST and transforms."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Tensor
from nn.datasets.download import load_arrays
from nn.torch.torchvision import datasets, io, transforms, utils, v2
from tests.nn.datasets.small import ARRAYS, SMALL, TRAIN_IMAGES, TRAIN_LABELS, store

IMAGE = np.arange(20, dtype=np.uint8).reshape(4, 5)
COLOURS = np.arange(60, dtype=np.uint8).reshape(4, 5, 3)


def test_an_image_becomes_a_tensor_with_channels_first() -> None:
    image = transforms.ToTensor()(IMAGE)
    assert (image.shape, image.dtype, image.max().item()) == ((1, 4, 5), autograd.float32, pytest.approx(19 / 255))
    assert transforms.ToTensor()(COLOURS).shape == (3, 4, 5)
    assert transforms.ToTensor()(IMAGE.astype(np.float64)).dtype == autograd.float64
    with pytest.raises(ValueError, match=r"\(H, W\)"):
        transforms.ToTensor()(np.zeros(3))


@pytest.mark.parametrize(
    ("image", "shape"), [(IMAGE, (3, 4)), (COLOURS, (3, 4, 3)), (autograd.ones(1, 4, 5), (1, 3, 4))]
)
def test_transforms_keep_the_kind_of_an_image(image: Any, shape: tuple[int, ...]) -> None:
    size = (3, 4)
    for transform in (transforms.Resize(size), transforms.RandomCrop(size), transforms.CenterCrop(size)):
        changed = transform(image)
        assert type(changed) is type(image)
        assert (tuple(changed.shape), changed.dtype) == (shape, image.dtype)
    assert transforms.RandomHorizontalFlip(1.0)(image).shape == image.shape
    assert transforms.RandomHorizontalFlip(0.0)(image) is image


def test_a_flip_mirrors_left_and_right() -> None:
    assert transforms.RandomHorizontalFlip(1.0)(IMAGE).tolist() == IMAGE[:, ::-1].tolist()
    assert transforms.RandomHorizontalFlip(1.0)(COLOURS).tolist() == COLOURS[:, ::-1].tolist()


def test_a_crop_is_a_part_of_the_padded_image() -> None:
    padded = np.pad(IMAGE, ((1, 1), (2, 2)))
    places = {(i, j): padded[i : i + 3, j : j + 4].tolist() for i in range(4) for j in range(6)}
    seen = [transforms.RandomCrop((3, 4), padding=(2, 1))(IMAGE).tolist() for _ in range(200)]
    assert {place for place, part in places.items() if part in seen} == set(places)
    assert transforms.RandomCrop(6, pad_if_needed=True)(IMAGE).shape == (6, 6)
    with pytest.raises(ValueError, match="larger"):
        transforms.RandomCrop(6)(IMAGE)


def test_sizes_of_a_resized_image() -> None:
    assert transforms.Resize(8)(IMAGE).shape == (8, 10)
    assert transforms.Resize(8, max_size=9)(IMAGE).shape == (7, 9)
    assert transforms.Resize((4, 5))(IMAGE).tolist() == IMAGE.tolist()
    assert transforms.Resize(2)(np.full((6, 4), 7, np.uint8)).tolist() == [[7, 7]] * 3
    with pytest.raises(ValueError, match="bilinear"):
        transforms.Resize(2, interpolation="nearest")


@pytest.mark.parametrize("size", [(9, 3), (2, 2), 11, (28, 28)])
def test_an_image_is_resized_as_pillow_does(size: Any) -> None:
    pillow = pytest.importorskip("PIL.Image")
    image = np.random.RandomState(0).randint(0, 256, (13, 17)).astype(np.uint8)
    ours = transforms.Resize(size)(image)
    theirs = np.asarray(pillow.fromarray(image).resize(ours.shape[::-1], pillow.BILINEAR))
    assert np.abs(ours.astype(int) - theirs).max() <= 1  # Pillow computes in whole numbers


def test_normalize() -> None:
    image = transforms.Compose([transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.25, 0.5, 1.0])])(COLOURS)
    plain = transforms.ToTensor()(COLOURS)
    assert image[1].tolist() == ((plain[1] - 0.5) / 0.5).tolist()
    with pytest.raises(TypeError, match="ToTensor"):
        transforms.Normalize(0.5, 0.5)(IMAGE)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not 0"):
        transforms.Normalize(0.5, (0.5, 0.0))


@pytest.fixture(scope="module")
def test_images() -> datasets.MNIST:
    folder = os.environ.get("CHAINRULE_DATA")
    if folder is None:
        pytest.skip("CHAINRULE_DATA does not name a folder that holds MNIST")
    return datasets.MNIST(folder, train=False)


def test_mnist(test_images: datasets.MNIST) -> None:
    assert len(test_images) == 10_000 and test_images.data.shape == (10_000, 28, 28)
    image, label = test_images[np.int64(3)]
    assert (image.shape, image.dtype, label) == ((28, 28), np.uint8, test_images.targets[3].item())
    image[:] = 0  # a copy
    assert test_images.data[3].float().sum() > 0
    assert test_images.class_to_idx["7 - seven"] == 7
    assert "10000" in repr(test_images)


def test_mnist_in_batches(test_images: datasets.MNIST) -> None:
    folder = os.environ["CHAINRULE_DATA"]
    whole = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
    data = datasets.MNIST(folder, train=False, transform=whole, target_transform=lambda label: label + 1)
    images, labels = next(iter(nn.data.DataLoader(data, batch_size=32)))
    assert isinstance(images, Tensor) and images.shape == (32, 1, 28, 28)
    assert (labels - 1).tolist() == test_images.targets[:32].tolist()
    assert float(images.mean()) == pytest.approx(0, abs=0.1)


def test_data_that_is_nowhere_is_not_downloaded_unless_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAINRULE_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(RuntimeError, match="download=True"):
        datasets.FashionMNIST(tmp_path)


# ── texts, sizes and dtypes ──


@pytest.mark.parametrize(
    ("transform", "text"),
    [
        (
            transforms.Compose([transforms.ToTensor(), transforms.Lambda(abs)]),
            "Compose(\n    ToTensor()\n    Lambda()\n)",
        ),
        (transforms.Normalize((0.5,), (0.25,)), "Normalize(mean=(0.5,), std=(0.25,))"),
        (transforms.Resize(3), "Resize(size=3, interpolation=bilinear, max_size=None, antialias=True)"),
        (transforms.RandomCrop(3, 1), "RandomCrop(size=(3, 3), padding=1)"),
        (transforms.RandomHorizontalFlip(), "RandomHorizontalFlip(p=0.5)"),
    ],
)
def test_the_text_of_a_transform(transform: Any, text: str) -> None:
    assert repr(transform) == text


def test_without_antialias_the_nearest_elements_are_interpolated() -> None:
    row = np.array([[0.0, 10.0, 20.0, 30.0]])
    assert transforms.Resize((1, 2), antialias=False)(row).tolist() == [[5, 25]]
    assert transforms.Resize((1, 8), antialias=False)(row).tolist() == [[0, 2.5, 7.5, 12.5, 17.5, 22.5, 27.5, 30]]


def test_a_crop_of_the_whole_is_the_image_and_flips_may_not_happen() -> None:
    assert transforms.RandomCrop((4, 5))(IMAGE).tolist() == IMAGE.tolist()
    assert transforms.RandomVerticalFlip(1.0)(IMAGE).tolist() == IMAGE[::-1].tolist()
    assert transforms.RandomVerticalFlip(0.0)(IMAGE) is IMAGE


@pytest.mark.parametrize(
    ("padding", "edges"), [(1, (1, 1, 1, 1)), ((1, 2), (1, 2, 1, 2)), ((1, 2, 3, 0), (1, 2, 3, 0))]
)
def test_pixels_are_added_left_above_right_and_below(padding: Any, edges: tuple[int, ...]) -> None:
    left, top, right, bottom = edges
    expected = np.pad(IMAGE, ((top, bottom), (left, right)), constant_values=7)
    assert transforms.Pad(padding, fill=7)(IMAGE).tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: transforms.CenterCrop(6)(IMAGE), "larger than the image, 4 x 5"),
        (lambda: transforms.Pad((1, 2, 3))(IMAGE), "1, 2 or 4 numbers of pixels"),
        (lambda: transforms.CenterCrop((1, 2, 3)), "one or two whole numbers"),
        (lambda: transforms.RandomCrop(0), "one or two whole numbers"),
        (lambda: v2.ToImage()(np.zeros(3)), r"expected an image of shape \(H, W\)"),
    ],
)
def test_a_size_that_does_not_fit_is_an_error(call: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()


def test_the_second_version_separates_the_image_from_its_dtype() -> None:
    image = v2.ToImage()(COLOURS)
    assert (image.shape, image.dtype) == ((3, 4, 5), autograd.uint8)
    assert v2.ToImage()(image) is image
    scaled = v2.ToDtype(autograd.float32, scale=True)(image)
    assert scaled[2, 3, 4].item() == pytest.approx(59 / 255)
    assert v2.ToDtype(autograd.float32)(image)[2, 3, 4].item() == 59
    assert autograd.equal(v2.ToDtype(autograd.uint8, scale=True)(scaled), image)


def test_a_missing_pillow_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    for call in (
        lambda: io.read_image(tmp_path / "a.png"),
        lambda: utils.save_image(autograd.ones(1, 2, 2), tmp_path / "a.png"),
    ):
        with pytest.raises(ImportError, match="pip install pillow"):
            call()


class Small(datasets.MNIST):
    source = SMALL


def test_a_small_data_set_in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAINRULE_DATA", raising=False)
    store(tmp_path / "small")
    train = Small(tmp_path, transform=transforms.ToTensor(), target_transform=lambda label: -label)
    test = Small(str(tmp_path), train=False)
    assert (len(train), len(test), train.class_to_idx["3 - three"]) == (6, 3, 3)
    np.testing.assert_array_equal(train.train_data.numpy(), ARRAYS[TRAIN_IMAGES])
    assert train.train_labels.tolist() == ARRAYS[TRAIN_LABELS].tolist()
    assert train.targets.dtype == autograd.int64
    image, label = train[1]
    np.testing.assert_allclose(image[0].numpy() * 255, ARRAYS[TRAIN_IMAGES][1], rtol=1e-5)
    assert label == -int(ARRAYS[TRAIN_LABELS][1])
    assert "Split: Test" in repr(test)


def test_data_that_is_nowhere_is_downloaded_if_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAINRULE_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    known, asked = load_arrays, []

    def load(source: Any, *folder: Path) -> Any:
        if folder:
            return known(source, *folder)
        asked.append(source)
        return known(source, store(tmp_path / "downloaded" / "small").parent)

    monkeypatch.setattr(datasets, "load_arrays", load)
    assert len(Small(tmp_path, download=True)) == 6
    assert asked == [SMALL]
