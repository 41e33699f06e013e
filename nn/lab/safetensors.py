"""Read a safetensors file in pure Python, for the page, which has no NumPy. `nn.load` is the reader for arrays."""

from __future__ import annotations

import array
import json
import math
import sys
from typing import NamedTuple

_LARGEST_HEADER = 1_000_000  # bytes


class Weights(NamedTuple):
    """The numbers of one tensor, row by row, and its shape."""

    shape: tuple[int, ...]
    numbers: list[float]


def read(data: bytes) -> dict[str, Weights]:
    """Return the float32 tensors of a file by their names.

    Source: the format of https://github.com/huggingface/safetensors: the length of the header in 8 bytes, the header
    in JSON, and the numbers, little-endian.

    Raises:
        ValueError: if the file is damaged, or holds another dtype.
    """
    try:
        length = int.from_bytes(data[:8], "little")
        if len(data) < 8 or not 2 <= length <= min(len(data) - 8, _LARGEST_HEADER):
            raise ValueError("the header is cut off")
        found = {}
        for name, about in json.loads(data[8 : 8 + length]).items():
            if name == "__metadata__":
                continue
            begin, end = about["data_offsets"]
            shape = tuple(about["shape"])
            if about["dtype"] != "F32":
                raise ValueError(f"{name} is {about['dtype']}, expected F32")
            if not 0 <= begin <= end <= len(data) - 8 - length or end - begin != 4 * math.prod(shape):
                raise ValueError(f"{name} is cut off")
            numbers = array.array("f", data[8 + length + begin : 8 + length + end])
            if sys.byteorder == "big":
                numbers.byteswap()
            found[name] = Weights(shape, numbers.tolist())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"safetensors: cannot read this file: {error}") from None
    return found
