"""Data sets from folders of images. Pillow reads them."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from autograd.extend import Array, install_command, tensor_of
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.examples import FileDataset
from nn.datasets.splits import as_shares

_SUFFIXES = {".bmp", ".gif", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
_MODES = {1: "L", 3: "RGB"}


def from_folder(
    path: str | os.PathLike[str], *, size: tuple[int, int] | None = None, channels: int | None = None
) -> FileDataset:
    """Read a folder that has a subfolder of images for each class.

    Each subfolder's name is a class. Its images are read in alphabetical order. Hidden files, and files without the
    suffix of an image, are passed over.

    Args:
        path: the folder.
        size: the height and width to which all images are scaled. By default they must have one size.
        channels: 1 for grey images, 3 for red, green and blue. By default 1 if all images are grey, else 3.

    Returns:
        A FileDataset with `.classes` in alphabetical order. The `.tensors` are images, float32 (N, C, H, W) in [0, 1],
        and labels, int64 (N,).

    Raises:
        ImportError: if Pillow is not installed.
        DatasetNotFoundError: if there is no such folder.
        DatasetError: if there are no classes or images, or an image cannot be read, or has another size.
    """
    if channels not in (None, 1, 3):
        raise ValueError(f"from_folder(): expected channels 1 or 3, got {channels!r}")
    if size is not None and (len(size) != 2 or min(size) < 1):
        raise ValueError(f"from_folder(): expected size (height, width) of 1 or more, got {size!r}")
    pillow()  # says that it is missing before anything else is wrong
    folder = Path(path)
    if not os.path.isdir(folder):
        raise DatasetNotFoundError(f"{folder}: no such folder")
    classes = sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    if not classes:
        raise DatasetError(f"{folder}: has no subfolders; one for each class was expected")
    arrays: list[Array] = []
    labels: list[int] = []
    for label, inner in enumerate(classes):
        files = sorted(file for file in inner.iterdir() if _is_image(file))
        if not files:
            raise DatasetError(f"{inner}: holds no images")
        for file in files:
            image = read_image(file, size, channels)
            if arrays and image.shape[:2] != arrays[0].shape[:2]:
                raise DatasetError(
                    f"{file}: has {_times(image)} pixels, other images {_times(arrays[0])}; "
                    "size=(height, width) scales all to one size"
                )
            arrays.append(image)
            labels.append(label)
    return FileDataset(
        tensor_of(as_shares(_stacked(arrays), 255)),
        tensor_of(np.array(labels, np.int64)),
        classes=[inner.name for inner in classes],
    )


def read_image(path: str | os.PathLike[str], size: tuple[int, int] | None = None, channels: int | None = None) -> Array:
    """Return the image in a file, uint8 (H, W) if it is grey, else (H, W, 3).

    Args:
        path: the file.
        size: the height and width to which it is scaled, if given.
        channels: 1 for a grey image, 3 for colours. By default as in the file.

    Raises:
        ImportError: if Pillow is not installed.
        DatasetError: if the file cannot be read as an image, or has more than 8 bits per colour.
    """
    image_module, operations = pillow()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", image_module.DecompressionBombWarning)
            with image_module.open(path) as opened:
                if opened.mode[0] in "IF":  # conversion would cut off what exceeds 255
                    raise DatasetError(f"{path}: has more than 8 bits per pixel; save it with 8")
                if channels is None:
                    channels = 1 if opened.mode in ("1", "L", "LA", "La") else 3
                image = operations.exif_transpose(opened).convert(_MODES[channels])
                if size is not None:
                    image = image.resize((size[1], size[0]), image_module.Resampling.BILINEAR)
                return np.asarray(image)
    except DatasetError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, image_module.DecompressionBombError, Warning) as error:
        problem = str(getattr(error, "strerror", None) or error).partition("\n")[0].removesuffix(f" '{path}'")
        raise DatasetError(f"{path}: cannot be read as an image: {problem}") from None


def pillow() -> tuple[Any, Any]:
    """Return the modules Image and ImageOps of Pillow."""
    try:
        from PIL import Image, ImageOps
    except ImportError as error:
        raise ImportError(f"images in files need Pillow: {install_command('images')}") from error
    return Image, ImageOps


def _is_image(file: Path) -> bool:
    return file.suffix.lower() in _SUFFIXES and not file.name.startswith(".") and file.is_file()


def _stacked(arrays: list[Array]) -> Array:
    """Return grey images as (N, 1, H, W), and (N, 3, H, W) if one of them has colours."""
    if all(array.ndim == 2 for array in arrays):
        return np.stack(arrays)[:, None]
    colours = [array if array.ndim == 3 else np.repeat(array[:, :, None], 3, 2) for array in arrays]
    return np.stack(colours).transpose(0, 3, 1, 2)


def _times(image: Array) -> str:
    return f"{image.shape[0]} × {image.shape[1]}"
