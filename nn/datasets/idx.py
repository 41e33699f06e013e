"""A strict reader of the IDX format of the MNIST family.

An IDX file is a big-endian header followed by the numbers in row-major order:

    2 bytes     zero
    1 byte      type of a number; 8 is an unsigned byte, the only one MNIST's family uses
    1 byte      number of dimensions
    4 bytes     size, once per dimension
    the rest    exactly as many numbers as the sizes multiply to

The first four bytes, read as one number, are the magic numbers of MNIST's page: 2051 for images, 2049 for labels.

Source: the section "FILE FORMATS FOR THE MNIST DATABASE" of http://yann.lecun.com/exdb/mnist/.
"""

import gzip
import io
import math
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from nn.datasets.errors import DatasetError

_UNSIGNED_BYTE = 0x08
_GZIP_SIGNATURE = b"\x1f\x8b"
_CONTENTS = {1: "labels", 3: "images"}


def unpack(content: bytes, most: int, where: str) -> bytes:
    """Return the content of a file, decompressed if it is a gzip file, but at most `most` bytes of it.

    The first bytes decide, not the name: browsers decompress a download and keep `.gz` in its name. An IDX file
    begins with a zero byte, so it cannot be taken for a gzip file.

    Args:
        content: the whole file.
        most: where to stop. A gzip file of a megabyte can hold a gigabyte.
        where: its path or address, for error messages.

    Returns:
        The decompressed content, or `content` itself if it has no gzip signature.

    Raises:
        DatasetError: if the gzip stream is truncated or corrupt, or its checksum is wrong.
    """
    if not content.startswith(_GZIP_SIGNATURE):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            return file.read(most)
    except EOFError:
        raise DatasetError(
            f"{where}: truncated: its gzip stream stops after {len(content):,} bytes, before its end mark"
        ) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DatasetError(f"{where}: corrupt gzip file ({error}); download it again") from None


def parse_idx(content: bytes, shape: tuple[int, ...], where: str) -> NDArray[np.uint8]:
    """Return the array of an uncompressed IDX file of unsigned bytes.

    Args:
        content: the whole file, header included.
        shape: the expected sizes: (n, rows, columns) for images, (n,) for labels.
        where: its path or address, for error messages.

    Returns:
        A read-only uint8 array of `shape`. It is a view of `content`.

    Raises:
        DatasetError: if the magic number, the sizes or the number of bytes do not fit `shape`.
    """
    found, expected = int.from_bytes(content[:4], "big"), _magic(len(shape))
    if len(content) >= 4 and found != expected:
        raise DatasetError(f"{where}: {_describe(content[:4])} found, {expected} ({_CONTENTS[len(shape)]}) expected")

    header = 4 + 4 * len(shape)
    if len(content) < header:
        raise DatasetError(f"{where}: truncated: {len(content)} bytes found, its header alone has {header}")

    sizes = struct.unpack_from(f">{len(shape)}I", content, 4)
    if sizes != shape:
        raise DatasetError(f"{where}: sizes {_times(sizes)} found in its header, {_times(shape)} expected")

    length = header + math.prod(shape)
    if len(content) < length:
        raise DatasetError(f"{where}: truncated: {len(content):,} bytes found, {length:,} expected for {_times(shape)}")
    if len(content) > length:  # by how much is not known: `unpack` stops
        raise DatasetError(f"{where}: too long: more than the {length:,} bytes expected for {_times(shape)}")

    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)


def _magic(ndim: int) -> int:
    return _UNSIGNED_BYTE << 8 | ndim


def _describe(start: bytes) -> str:
    """Describe the first four bytes of a file: as a known magic number, or literally, such as b'<htm' of a web page."""
    number = int.from_bytes(start, "big")
    for ndim, contents in _CONTENTS.items():
        if number == _magic(ndim):
            return f"magic number {number} ({contents})"
    return f"{start!r}, which is no magic number of MNIST's files,"


def _times(sizes: tuple[int, ...]) -> str:
    return " × ".join(str(size) for size in sizes)
