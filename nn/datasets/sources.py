"""The published data sets: where they are, and the sizes and checksums of their files.

The publishers give MD5 checksums. They detect accidents and mix-ups; they do not detect a forgery.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nn.datasets import cifar
from nn.datasets.errors import DatasetError
from nn.datasets.idx import parse_idx, unpack


class PublishedFile(Protocol):
    """One file of a data set, in the form in which it is looked for."""

    @property
    def name(self) -> str:
        """The name for messages."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it may be stored, best first. The last is the one of the mirrors."""

    @property
    def most(self) -> int:
        """The largest number of bytes that it can have."""

    def verified(self, content: bytes, where: str) -> NDArray[np.uint8]:
        """Return the array in the content, or raise DatasetError, whose message begins with `where`."""


@dataclass(frozen=True)
class SourceFile:
    """One IDX file of a data set of the MNIST family.

    The checksum is that of the uncompressed bytes, because files that compress the same bytes differ.

    Attributes:
        name: the published name without `.gz`.
        shape: the sizes of the array.
        md5: the MD5 checksum of the uncompressed file, in hexadecimal.
    """

    name: str
    shape: tuple[int, ...]
    md5: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it may be stored."""
        return (self.name, f"{self.name}.gz")

    @property
    def size(self) -> int:
        """The number of bytes of the uncompressed file."""
        return 4 + 4 * len(self.shape) + math.prod(self.shape)

    @property
    def most(self) -> int:
        """The largest number of bytes that the file can have, compressed or not.

        gzip adds 5 bytes per 16 kB or more, and a header, to data that it cannot compress.
        """
        return self.size + self.size // 1000 + 4096

    def verified(self, content: bytes, where: str) -> NDArray[np.uint8]:
        """Decompress, parse and verify the file. The checksum comes last, because other checks give better messages.

        Memory is bounded: nothing is decompressed far beyond its known size.
        """
        if len(content) > self.most:
            raise DatasetError(
                f"{where}: too long: more than {self.most:,} bytes found, {self.size:,} expected unpacked"
            )
        unpacked = unpack(content, self.size + 1, where)
        array = parse_idx(unpacked, self.shape, where)
        md5 = _md5(unpacked)
        if md5 != self.md5:
            raise DatasetError(f"{where}: MD5 {md5}{whose(md5)} found, {self.md5} expected for its uncompressed bytes")
        return array


@dataclass(frozen=True)
class Archive:
    """A gzipped tar file of batches of CIFAR-10, in the binary version.

    Attributes:
        name: the published name.
        size: the number of bytes.
        md5: the MD5 checksum of the whole file, in hexadecimal.
        batches: the files in it, in order.
        count: the number of images in each.
    """

    name: str
    size: int
    md5: str
    batches: tuple[str, ...]
    count: int

    @property
    def names(self) -> tuple[str, ...]:
        """The name under which it may be stored."""
        return (self.name,)

    @property
    def most(self) -> int:
        """The number of bytes of the file."""
        return self.size

    def verified(self, content: bytes, where: str) -> NDArray[np.uint8]:
        """Verify the file, and return its records (N, 3073). Nothing is unpacked before the checksum is right."""
        md5 = _md5(content)
        if md5 != self.md5:
            if not content.startswith(b"\x1f\x8b"):
                raise DatasetError(f"{where}: begins with {content[:4]!r}, so it is no gzip file; download it again")
            if len(content) != self.size and not whose(md5):
                kind = "truncated" if len(content) < self.size else "too long"
                raise DatasetError(f"{where}: {kind}: {len(content):,} bytes found, {self.size:,} expected")
            raise DatasetError(f"{where}: MD5 {md5}{whose(md5)} found, {self.md5} expected")
        return cifar.unpack(content, self.batches, self.count, where)


@dataclass(frozen=True)
class Batch:
    """One file of CIFAR-10's archive. It has no published checksum, so its size and labels are checked.

    Attributes:
        path: the published path.
        count: the number of images.
    """

    path: str
    count: int

    @property
    def name(self) -> str:
        """The name without the folder."""
        return self.path.rpartition("/")[2]

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it may be stored, with the archive's folder and without."""
        return (self.path, self.name)

    @property
    def most(self) -> int:
        """The number of bytes of the file."""
        return self.count * cifar.RECORD

    def verified(self, content: bytes, where: str) -> NDArray[np.uint8]:
        """Return the records (N, 3073)."""
        return cifar.parse(content, self.count, where)


@dataclass(frozen=True)
class Source:
    """A published data set.

    Attributes:
        title: the name for messages.
        folder: the name of the folder that may hold the files. The cache has it too.
        mirrors: the addresses that the names of the files are appended to.
        files: the files, such as training images, training labels, test images, test labels.
        unpacked: other files that hold the same, for those who unpacked the archive.
        contents: the files and a verb, for messages.
    """

    title: str
    folder: str
    mirrors: tuple[str, ...]
    files: tuple[PublishedFile, ...]
    unpacked: tuple[PublishedFile, ...] = ()
    contents: str = "four files were"


MNIST = Source(
    title="MNIST",
    folder="mnist",
    mirrors=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ),
    files=(
        SourceFile("train-images-idx3-ubyte", (60_000, 28, 28), "6bbc9ace898e44ae57da46a324031adb"),
        SourceFile("train-labels-idx1-ubyte", (60_000,), "a25bea736e30d166cdddb491f175f624"),
        SourceFile("t10k-images-idx3-ubyte", (10_000, 28, 28), "2646ac647ad5339dbf082846283269ea"),
        SourceFile("t10k-labels-idx1-ubyte", (10_000,), "27ae3e4e09519cfbb04c329615203637"),
    ),
)

FASHION_MNIST = Source(
    title="Fashion-MNIST",
    folder="fashion-mnist",
    # The publisher's repository, then Keras's copy. The publisher's own host has no HTTPS.
    mirrors=(
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    ),
    files=(
        SourceFile("train-images-idx3-ubyte", (60_000, 28, 28), "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
        SourceFile("train-labels-idx1-ubyte", (60_000,), "9018921c3c673c538a1fc5bad174d6f9"),
        SourceFile("t10k-images-idx3-ubyte", (10_000, 28, 28), "8181f5470baa50b63fa0f6fddb340f0a"),
        SourceFile("t10k-labels-idx1-ubyte", (10_000,), "15d484375f8d13e6eb1aabb0c3f46965"),
    ),
)

_BATCHES = tuple(
    f"cifar-10-batches-bin/{name}.bin" for name in (*(f"data_batch_{i}" for i in range(1, 6)), "test_batch")
)

CIFAR10 = Source(
    title="CIFAR-10",
    folder="cifar10",
    # The publisher, then MindSpore's copy.
    mirrors=(
        "https://www.cs.toronto.edu/~kriz/",
        "https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/",
    ),
    files=(Archive("cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530", _BATCHES, 10_000),),
    unpacked=tuple(Batch(path, 10_000) for path in _BATCHES),
    contents="archive cifar-10-binary.tar.gz, or its folder cifar-10-batches-bin, was",
)

# Files that are taken for others.
_OTHERS = {
    "c58f30108f718f92721af3b95e74349a": "CIFAR-10's Python version",
    "70270af85842c9e89bb428ec9976c926": "CIFAR-10's Matlab version",
}


def whose(md5: str) -> str:
    """Return the known file that has this checksum, for a message. Files of the data sets are often mixed up."""
    for source in (MNIST, FASHION_MNIST):
        for file in source.files:
            if isinstance(file, SourceFile) and file.md5 == md5:
                return f" ({source.title}'s {file.name})"
    return f" ({_OTHERS[md5]})" if md5 in _OTHERS else ""


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
