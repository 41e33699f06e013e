"""Images in files, under the names of `torchvision.io`. Pillow reads them."""

from __future__ import annotations

import io
import os
from typing import Any

import numpy as np

from autograd import Tensor, tensor
from autograd.extend import array_of

__all__ = ["decode_image", "read_image"]


def read_image(path: str | os.PathLike[str]) -> Tensor:
    """Return the image in a file, uint8 (C, H, W).

    Raises:
        ImportError: if Pillow is not installed.
        OSError: if the file cannot be read, or holds no image.
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise ImportError("read_image() needs Pillow: pip install pillow") from error
    with Image.open(path) as opened:
        pixels = np.asarray(opened if opened.mode in ("L", "RGB", "RGBA") else opened.convert("RGB"))
    return tensor(np.ascontiguousarray(pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)))


def decode_image(input: Any, **settings: Any) -> Tensor:
    """Return an image, uint8 (C, H, W), of its file or of the bytes of its file.

    Args:
        input: the path, or the bytes as a Tensor of uint8.
        settings: accepted, without effect.

    Raises:
        ImportError, OSError: as `read_image`.
    """
    return read_image(io.BytesIO(array_of(input).tobytes()) if isinstance(input, Tensor) else input)  # type: ignore[arg-type]  # Pillow reads both
