"""A strict reader of the binary version of CIFAR-10.

A batch holds records of 3,073 bytes: a label from 0 to 9, then the red, the green and the blue numbers of an image of
32 × 32 pixels, row by row. The archive is a gzipped tar file of six batches of 10,000 records.

Source: the section "Binary version" of https://www.cs.toronto.edu/~kriz/cifar.html.
"""

import io
import tarfile
import zlib

import numpy as np
from numpy.typing import NDArray

from nn.datasets.errors import DatasetError

RECORD = 1 + 3 * 32 * 32


def parse(content: bytes, count: int, where: str) -> NDArray[np.uint8]:
    """Return the records of a batch, (count, 3073).

    Raises:
        DatasetError: if the length is another, or a label exceeds 9.
    """
    if len(content) != count * RECORD:
        kind = "truncated" if len(content) < count * RECORD else "too long"
        raise DatasetError(f"{where}: {kind}: {len(content):,} bytes found, {count * RECORD:,} expected")
    records = np.frombuffer(content, np.uint8).reshape(count, RECORD)
    wrong = np.flatnonzero(records[:, 0] > 9)
    if len(wrong):
        raise DatasetError(f"{where}: label {records[wrong[0], 0]} found in record {wrong[0]:,}, 0 to 9 expected")
    return records


def unpack(content: bytes, batches: tuple[str, ...], count: int, where: str) -> NDArray[np.uint8]:
    """Return the records of all batches in an archive, (N, 3073).

    Files are read from the archive into memory and never written, so the names in it can do no harm.

    Args:
        content: the whole archive.
        batches: the names of the batches in the archive, in order.
        count: the number of records in each.
        where: its path or address, for error messages.

    Raises:
        DatasetError: if the archive is damaged, or a batch is missing or wrong.
    """
    found: dict[str, NDArray[np.uint8]] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
            for member in archive:
                opened = archive.extractfile(member) if member.name in batches and member.isreg() else None
                if opened is not None:
                    found[member.name] = parse(opened.read(count * RECORD + 1), count, f"{where}: {member.name}")
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise DatasetError(f"{where}: corrupt archive ({error}); download it again") from None
    missing = [name for name in batches if name not in found]
    if missing:
        raise DatasetError(f"{where}: {', '.join(missing)} missing in the archive")
    return np.concatenate([found[name] for name in batches])
