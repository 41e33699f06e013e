"""Arrays by name, and a text, in the safetensors format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from safetensors import SafetensorError, deserialize
from safetensors.numpy import save as _save

from autograd.extend import Array

# The dtypes that Tensors have, under their names in a file. The numbers in a file are little-endian.
_DTYPES = {
    "F16": "<f2", "F32": "<f4", "F64": "<f8", "I8": "i1", "I16": "<i2", "I32": "<i4", "I64": "<i8", "U8": "u1",
    "BOOL": "?",
}  # fmt: skip
_METADATA = "__metadata__"  # an entry of the header that is no tensor
_STRUCTURE = "chainrule"  # the name of the text in it


def to_bytes(arrays: Mapping[str, Array], text: str | None) -> bytes:
    """Return the content of a file.

    Args:
        arrays: the arrays, of dtypes that Tensors can have.
        text: a text for the header, or None.

    Raises:
        ValueError: if the format has no place for a name.
    """
    for name in arrays:
        if name == _METADATA or not _is_utf8(name):
            raise ValueError(f"save(): {name!r} cannot be the name of a tensor in a safetensors file; rename it")
    metadata = None if text is None else {_STRUCTURE: text}
    return _save({name: np.asarray(array, order="C") for name, array in arrays.items()}, metadata)


def from_bytes(content: bytes, where: str) -> tuple[dict[str, Array], str | None]:
    """Return the arrays in the content of a file, and the text in its header.

    Raises:
        ValueError: if it is incomplete, in another format, or holds a dtype that Tensors do not have.
    """
    text = _header(content, where)
    try:
        found: list[tuple[str, dict[str, Any]]] = deserialize(content)  # type: ignore[no-untyped-call]
    except SafetensorError as error:
        raise ValueError(f"load(): {where} is not a safetensors file that can be read here: {error}") from None
    return {name: _array(**entry) for name, entry in found}, text


def _array(dtype: str, shape: list[int], data: bytearray) -> Array:
    array = np.frombuffer(data, _DTYPES[dtype]).reshape(shape)
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def _header(content: bytes, where: str) -> str | None:
    """Return the text in the header of a file, and raise ValueError if it names a dtype that Tensors do not have.

    A file is the size of its header in eight bytes, the header in JSON, and the numbers. A header that is no JSON is
    left to `deserialize`, which says what is wrong with it.
    """
    try:
        header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    except (ValueError, RecursionError):
        return None
    for name, entry in header.items() if isinstance(header, dict) else ():
        if name == _METADATA or not isinstance(entry, dict):
            continue
        dtype = entry.get("dtype")
        if not isinstance(dtype, str) or dtype not in _DTYPES:
            raise ValueError(
                f"load(): {where}: {name} has the dtype {dtype}, which no Tensor has; "
                f"a file that can be read here holds {', '.join(_DTYPES)}"
            )
    metadata = header.get(_METADATA) if isinstance(header, dict) else None
    text = metadata.get(_STRUCTURE) if isinstance(metadata, dict) else None
    return text if isinstance(text, str) else None


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
