"""Where the data sets of the MNIST family are published, and what their files must contain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceFile:
    """One IDX file of a data set: its name without `.gz`, its shape, and the MD5 of its uncompressed bytes.

    MD5 is what the sets' publishers give, and it is of the uncompressed bytes because the same data are spread in
    many differently compressed files. It guards against accidents and mix-ups, not against a forger.
    """

    name: str
    shape: tuple[int, ...]
    md5: str


@dataclass(frozen=True)
class Source:
    """A data set: what it is called, the folder it may be kept in, where it is published, and its four files."""

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
    # Plain HTTP is all that this publisher's host speaks; the checksums below stand in for the missing TLS.
    mirrors=("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",),
    files=(
        SourceFile("train-images-idx3-ubyte", (60_000, 28, 28), "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
        SourceFile("train-labels-idx1-ubyte", (60_000,), "9018921c3c673c538a1fc5bad174d6f9"),
        SourceFile("t10k-images-idx3-ubyte", (10_000, 28, 28), "8181f5470baa50b63fa0f6fddb340f0a"),
        SourceFile("t10k-labels-idx1-ubyte", (10_000,), "15d484375f8d13e6eb1aabb0c3f46965"),
    ),
)
