"""Models on disk, in the safetensors format: safe to load from anywhere, and PyTorch reads and writes it too."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as _load
from safetensors.numpy import save as _save

from autograd import Tensor
from autograd.extend import array_of, as_dtype


def save(state_dict: Mapping[str, Tensor], path: str | os.PathLike[str]) -> None:
    """Write tensors by name, as `nn.save(model.state_dict(), "model.safetensors")`.

    The file is complete or not there: it is written beside its place, then moved into it.

    Raises:
        TypeError: for what is not a mapping of names to tensors.
        OSError: if it cannot be written; a former file stays as it was.
    """
    if not isinstance(state_dict, Mapping):
        hint = "; write model.state_dict()" if hasattr(state_dict, "state_dict") else ""
        raise TypeError(f"save(): expected tensors by name, got {type(state_dict).__name__}{hint}")
    arrays = {}
    for name, tensor in state_dict.items():
        if not isinstance(name, str) or not isinstance(tensor, Tensor):
            raise TypeError(f"save(): expected tensors by name, got {name!r}: {type(tensor).__name__}")
        arrays[name] = np.asarray(array_of(tensor), order="C")
    write_atomically(path, _save(arrays))


def write_atomically(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file so that it is either complete or as it was before."""
    path = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)  # mkstemp's files are private
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def load(path: str | os.PathLike[str]) -> dict[str, Tensor]:
    """Read tensors by name, as `model.load_state_dict(nn.load("model.safetensors"))`.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: if it is not a complete safetensors file, or holds a dtype that tensors here do not have.
    """
    content = Path(path).read_bytes()
    try:
        arrays = _load(content)
    except (SafetensorError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"load(): {path} is not a safetensors file that can be read here: {error}") from None
    return {name: Tensor(array.astype(as_dtype(array.dtype, f"load(): {name}"))) for name, array in arrays.items()}
