"""Data sets from folders of images."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.datasets import DatasetError, DatasetNotFoundError, from_folder
from tests.nn.datasets.missing import hide

Image = pytest.importorskip("PIL.Image")

GREY = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
COLOUR = np.arange(36, dtype=np.uint8).reshape(3, 4, 3) * 7


def save(path: Path, pixels: np.ndarray, **settings: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, **settings)


def test_a_subfolder_is_a_class(tmp_path: Path) -> None:
    save(tmp_path / "dog" / "a.png", GREY)
    save(tmp_path / "cat" / "b.PNG", GREY + 1)
    save(tmp_path / "cat" / "a.bmp", GREY + 2)
    (tmp_path / "cat" / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "cat" / ".hidden.png").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    data = from_folder(tmp_path)
    images, labels = data.tensors
    assert data.classes == ("cat", "dog")
    assert labels.tolist() == [0, 0, 1]
    assert labels.dtype == "int64"
    assert images.dtype == "float32"
    np.testing.assert_array_equal(images.numpy(), np.stack([GREY + 2, GREY + 1, GREY])[:, None] / np.float32(255))


def test_colours_are_three_channels(tmp_path: Path) -> None:
    save(tmp_path / "a" / "1.png", COLOUR)
    save(tmp_path / "a" / "2.png", GREY)
    images = from_folder(tmp_path).tensors[0].numpy()
    np.testing.assert_array_equal(images[0], COLOUR.transpose(2, 0, 1) / np.float32(255))
    np.testing.assert_array_equal(images[1], np.stack([GREY] * 3) / np.float32(255))
    assert images.flags.c_contiguous
    assert from_folder(tmp_path, channels=1).tensors[0].shape == (2, 1, 3, 4)


@pytest.mark.parametrize(
    ("mode", "channels"), [("1", 1), ("L", 1), ("LA", 1), ("P", 3), ("RGB", 3), ("RGBA", 3), ("CMYK", 3)]
)
def test_modes_of_pillow(tmp_path: Path, mode: str, channels: int) -> None:
    (tmp_path / "a").mkdir()
    Image.fromarray(COLOUR).convert(mode).save(tmp_path / "a" / ("1.tif" if mode == "CMYK" else "1.png"))
    assert from_folder(tmp_path).tensors[0].shape == (1, channels, 3, 4)


def test_images_are_turned_as_the_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    save(tmp_path / "a" / "1.png", GREY, exif=exif)
    np.testing.assert_array_equal(from_folder(tmp_path).tensors[0].numpy()[0, 0] * 255, np.rot90(GREY, -1))


def test_images_of_several_sizes_are_refused_or_scaled(tmp_path: Path) -> None:
    save(tmp_path / "a" / "1.png", GREY)
    save(tmp_path / "a" / "2.png", GREY[:2])
    with pytest.raises(DatasetError, match=r"2\.png: has 2 × 4 pixels, other images 3 × 4; size=\(height, width\)"):
        from_folder(tmp_path)
    assert from_folder(tmp_path, size=(6, 5)).tensors[0].shape == (2, 1, 6, 5)


def broken(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "a").mkdir(exist_ok=True)
    (tmp_path / "a" / name).write_bytes(content)


def test_files_that_are_no_images_are_an_error_in_one_line(tmp_path: Path) -> None:
    save(tmp_path / "a" / "1.png", np.tile(GREY, (50, 50)))
    whole = (tmp_path / "a" / "1.png").read_bytes()
    for content in (b"", b"<html>", whole[:-40], whole[:30], whole[:8] + bytes(40)):
        broken(tmp_path, "2.png", content)
        with pytest.raises(DatasetError, match=r"2\.png: cannot be read as an image: ") as raised:
            from_folder(tmp_path)
        assert "\n" not in str(raised.value)


def test_images_of_sixteen_bits_are_refused(tmp_path: Path) -> None:
    save(tmp_path / "a" / "1.png", GREY.astype(np.uint16) * 200)
    with pytest.raises(DatasetError, match=r"1\.png: has more than 8 bits per pixel"):
        from_folder(tmp_path)


def test_an_image_of_too_many_pixels_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "a" / "1.png", GREY)
    for most in (7, 3):  # a warning and an error of Pillow
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)
        with pytest.raises(DatasetError, match=r"1\.png: cannot be read as an image: Image size \(12 pixels\)"):
            from_folder(tmp_path)


def test_folders_without_classes_or_images_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="none: no such folder"):
        from_folder(tmp_path / "none")
    with pytest.raises(DatasetError, match="has no subfolders; one for each class was expected"):
        from_folder(tmp_path)
    broken(tmp_path, "notes.txt", b"x")
    with pytest.raises(DatasetError, match="a: holds no images"):
        from_folder(tmp_path)


def test_invalid_settings_are_an_error(tmp_path: Path) -> None:
    settings: Any
    for settings in ({"channels": 2}, {"size": (0, 1)}, {"size": (1, 2, 3)}):
        with pytest.raises(ValueError, match=r"^from_folder\(\): expected"):
            from_folder(tmp_path, **settings)


def test_without_pillow_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "PIL")
    with pytest.raises(ImportError, match=r"pip install .*\[images\]"):
        from_folder(tmp_path)
