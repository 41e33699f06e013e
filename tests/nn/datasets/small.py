"""A small data set of four files in the IDX format, and the function that writes it."""

from __future__ import annotations

import gzip
import hashlib
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from nn.datasets.sources import MNIST, Source, SourceFile

SHAPES = ((6, 4, 4), (6,), (3, 4, 4), (3,))
NAMES = tuple(file.name for file in MNIST.files)
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = NAMES


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


ARRAYS = {
    name: np.random.default_rng(number).integers(0, 256 if len(shape) == 3 else 10, shape, dtype=np.uint8)
    for number, (name, shape) in enumerate(zip(NAMES, SHAPES))
}
CONTENTS = {name: idx(array) for name, array in ARRAYS.items()}
SMALL = Source(
    title="Small",
    folder="small",
    mirrors=(),
    files=tuple(SourceFile(name, shape, hashlib.md5(CONTENTS[name]).hexdigest()) for name, shape in zip(NAMES, SHAPES)),
)


def store(folder: Path, changed: Mapping[str, bytes | None] | None = None, *, gzipped: bool = True) -> Path:
    """Write the small set into a folder, with some files' bytes replaced, or left out if None."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in CONTENTS.items():
        path = folder / (f"{name}.gz" if gzipped else name)
        stored = (changed or {}).get(name, gzip.compress(content) if gzipped else content)
        if stored is not None:
            path.write_bytes(stored)
    return folder


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def assert_small(arrays: Iterable[np.ndarray]) -> None:
    for array, expected in zip(arrays, ARRAYS.values(), strict=True):
        assert array.dtype == np.uint8
        np.testing.assert_array_equal(array, expected)
