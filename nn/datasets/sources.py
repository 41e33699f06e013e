"""The data sets of the MNIST family: where they are published, and the sizes and checksums of their files."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class SourceFile:
    """One IDX file of a data set.

    The publishers give MD5 checksums. They detect accidents and mix-ups; they do not detect a forgery. The checksum
    is that of the uncompressed bytes, because files that compress the same bytes differ.

    Attributes:
        name: the published name without `.gz`.
        shape: the sizes of the array.
        md5: the MD5 checksum of the uncompressed file, in hexadecimal.
    """

    name: str
    shape: tuple[int, ...]
    md5: str

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


@dataclass(frozen=True)
class Source:
    """A data set of the MNIST family.

    Attributes:
        title: the name for messages.
        folder: the name of the folder that may hold the files.
        mirrors: the addresses that the names of the files are appended to.
        files: training images, training labels, test images, test labels.
    """

    title: str
    folder: str
    mirrors: tuple[str, ...]
    files: tuple[SourceFile, SourceFile, SourceFile, SourceFile]


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
