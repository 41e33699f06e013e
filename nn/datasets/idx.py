"""The IDX format of the MNIST family, read strictly.

An IDX file is a big-endian header and then its numbers, row by row:

    2 bytes     zero
    1 byte      type of a number; 8 is an unsigned byte, the only one MNIST's family uses
    1 byte      number of dimensions
    4 bytes     size, once per dimension
    the rest    exactly as many numbers as the sizes multiply to

The first four bytes read as one number are the magic numbers of MNIST's page: 2051 for images, 2049 for labels.

Source: the section "FILE FORMATS FOR THE MNIST DATABASE" of http://yann.lecun.com/exdb/mnist/.
"""

import gzip
import math
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from nn.datasets.errors import DatasetError

_UNSIGNED_BYTE = 0x08
_GZIP_SIGNATURE = b"\x1f\x8b"
_CONTENTS = {1: "labels", 3: "images"}


def unpack(content: bytes, where: str) -> bytes:
    """Give the bytes of a file as they were before gzip, if it was used.

    The content decides, not the file's name: browsers unpack a download and leave `.gz` in its name. The two cannot
    be confused, because an IDX file begins with a zero byte.

    Args:
        content: the whole file.
        where: its path or address, for the error message.

    Returns:
        The uncompressed content; `content` itself if it does not begin as a gzip file does.

    Raises:
        DatasetError: the gzip stream is truncated or corrupt, its checksum included.
    """
    if not content.startswith(_GZIP_SIGNATURE):
        return content
    try:
        return gzip.decompress(content)
    except EOFError:
        raise DatasetError(
            f"{where}: truncated: its gzip stream stops after {len(content):,} bytes, before its end mark"
        ) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DatasetError(f"{where}: corrupt gzip file ({error}); a sound copy is needed") from None


def parse_idx(content: bytes, shape: tuple[int, ...], where: str) -> NDArray[np.uint8]:
    """Read the content of an uncompressed IDX file of unsigned bytes, whose shape is known beforehand.

    Args:
        content: the whole file, header included.
        shape: the sizes it must have: `(n, rows, columns)` for images, `(n,)` for labels.
        where: its path or address, for the error message.

    Returns:
        A read-only uint8 array of that shape, a view of `content`.

    Raises:
        DatasetError: the magic number, the sizes or the number of bytes are not what `shape` asks for.
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
    if len(content) != length:
        fault = "truncated" if len(content) < length else "too long"
        raise DatasetError(f"{where}: {fault}: {len(content):,} bytes found, {length:,} expected for {_times(shape)}")

    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)


def _magic(ndim: int) -> int:
    return _UNSIGNED_BYTE << 8 | ndim


def _describe(start: bytes) -> str:
    """The first four bytes of a file in the reader's words: a web page saved as data shows itself as b'<htm'."""
    number = int.from_bytes(start, "big")
    for ndim, contents in _CONTENTS.items():
        if number == _magic(ndim):
            return f"magic number {number} ({contents})"
    return f"{start!r}, which is no magic number of MNIST's files,"


def _times(sizes: tuple[int, ...]) -> str:
    return " × ".join(str(size) for size in sizes)
