"""Models in files, in the safetensors format. Loading runs no code, and PyTorch reads and writes the format too."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, deserialize
from safetensors.numpy import save as _save

from autograd import Tensor
from autograd.extend import array_of, tensor_of, write_atomically

# The dtypes that Tensors have, under their names in a file. The numbers in a file are little-endian.
_DTYPES = {
    "F16": "<f2", "F32": "<f4", "F64": "<f8", "I8": "i1", "I16": "<i2", "I32": "<i4", "I64": "<i8", "U8": "u1",
    "BOOL": "?",
}  # fmt: skip
_METADATA = "__metadata__"  # an entry of the header that is no tensor


def save(state_dict: Mapping[str, Tensor], path: str | os.PathLike[str]) -> None:
    """Write tensors and their names to a file.

    A file at `path` is replaced only after the new one is complete, and keeps its permissions. If `path` is a symbolic
    link, its target is replaced.

    Args:
        state_dict: a mapping from names to tensors, as `model.state_dict()` returns it.
        path: the file, usually named `*.safetensors`.

    Raises:
        TypeError: if `state_dict` is not such a mapping.
        ValueError: if the format has no place for a name: "__metadata__", or one that UTF-8 cannot encode.
        OSError: if the file cannot be written. A file at `path` then stays as it was.

    Differs from PyTorch: `torch.save` writes any object with pickle; this function writes only tensors.

    >>> import tempfile, nn
    >>> model = nn.Linear(3, 2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nn.save(model.state_dict(), f"{folder}/model.safetensors")
    ...     model.load_state_dict(nn.load(f"{folder}/model.safetensors"))
    <All keys matched successfully>
    """
    if not isinstance(state_dict, Mapping):
        hint = "; write model.state_dict()" if hasattr(state_dict, "state_dict") else ""
        raise TypeError(f"save(): expected tensors by name, got {type(state_dict).__name__}{hint}")
    arrays = {}
    for name, tensor in state_dict.items():
        if not isinstance(name, str) or not isinstance(tensor, Tensor):
            raise TypeError(f"save(): expected tensors by name, got {name!r}: {type(tensor).__name__}")
        if name == _METADATA or not _is_utf8(name):
            raise ValueError(f"save(): {name!r} cannot be the name of a tensor in a safetensors file; rename it")
        arrays[name] = np.asarray(array_of(tensor), order="C")
    write_atomically(path, _save(arrays))


def load(path: str | os.PathLike[str]) -> dict[str, Tensor]:
    """Read the tensors of a file, by name.

    Args:
        path: a file in the safetensors format, written here or by PyTorch.

    Returns:
        A dict for `model.load_state_dict`. No tensor requires grad.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: if the file is incomplete, in another format, or holds a dtype that `autograd` does not have.
    """
    content = Path(path).read_bytes()
    _refuse_dtypes(content, path)
    try:
        found: list[tuple[str, dict[str, Any]]] = deserialize(content)  # type: ignore[no-untyped-call]
    except SafetensorError as error:
        raise ValueError(f"load(): {path} is not a safetensors file that can be read here: {error}") from None
    return {name: _tensor(**entry) for name, entry in found}


def _tensor(dtype: str, shape: list[int], data: bytearray) -> Tensor:
    array = np.frombuffer(data, _DTYPES[dtype]).reshape(shape)
    return tensor_of(array.astype(array.dtype.newbyteorder("="), copy=False))


def _refuse_dtypes(content: bytes, path: str | os.PathLike[str]) -> None:
    """Raise ValueError if the header of a file names a dtype that Tensors do not have. Ignore all else in it.

    A file is the size of its header in eight bytes, the header in JSON, and the numbers.
    """
    try:
        header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    except (ValueError, RecursionError):
        return  # `deserialize` says what is wrong with it
    for name, entry in header.items() if isinstance(header, dict) else ():
        if name == _METADATA or not isinstance(entry, dict):
            continue
        dtype = entry.get("dtype")
        if not isinstance(dtype, str) or dtype not in _DTYPES:
            raise ValueError(
                f"load(): {path}: {name} has the dtype {dtype}, which no Tensor has; "
                f"a file that can be read here holds {', '.join(_DTYPES)}"
            )


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
