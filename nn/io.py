"""Models in files, in the safetensors format. Loading runs no code, and PyTorch reads and writes the format too."""

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
from autograd.extend import array_of, as_dtype, tensor_of


def save(state_dict: Mapping[str, Tensor], path: str | os.PathLike[str]) -> None:
    """Write tensors and their names to a file.

    A file at `path` is replaced only after the new one is complete.

    Args:
        state_dict: a mapping from names to tensors, as `model.state_dict()` returns it.
        path: the file, usually named `*.safetensors`.

    Raises:
        TypeError: if `state_dict` is not such a mapping.
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
        arrays[name] = np.asarray(array_of(tensor), order="C")
    write_atomically(path, _save(arrays))


def write_atomically(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file so that a failure at any time leaves the former file.

    The bytes go to a temporary file in the same directory, which is then renamed to `path`.
    """
    path = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)  # mkstemp makes the file private
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


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
    try:
        arrays = _load(content)
    except (SafetensorError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"load(): {path} is not a safetensors file that can be read here: {error}") from None
    return {name: tensor_of(array.astype(as_dtype(array.dtype, f"load(): {name}"))) for name, array in arrays.items()}
