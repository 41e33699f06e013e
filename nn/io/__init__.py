"""Models and checkpoints in files. Loading runs no code from a file.

A file is in the safetensors format, which PyTorch and others read. The structure around the tensors, such as a dict
with a model's state and the number of an epoch, is JSON in its header. PyTorch's own files of tensors are read too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO

from autograd import device
from autograd.extend import check_device, write_atomically
from nn.io.pytorch_file import is_pytorch_file, read_pytorch_file
from nn.io.safetensors_file import from_bytes, to_bytes
from nn.io.structure import pack, unpack

__all__ = ["load", "save"]

Place = str | os.PathLike[str] | BinaryIO


def save(obj: Any, f: Place, pickle_module: Any = None, pickle_protocol: Any = None) -> None:
    """Write tensors, and the structure that they are in, to a file.

    A file at `f` is replaced only after the new one is complete, and keeps its permissions. If `f` is a symbolic
    link, its target is replaced.

    Args:
        obj: tensors by name, as `model.state_dict()` returns them; or any nested tuples, lists, dicts and sets of
            tensors, NumPy arrays, numbers, texts, None, sizes, dtypes and devices.
        f: the file, usually named `*.safetensors`; or a binary file that is open for writing.
        pickle_module, pickle_protocol: accepted, without effect.

    Raises:
        TypeError: if `obj` holds anything else. A Module is refused: write its `state_dict()`.
        ValueError: if the format has no place for a name: "__metadata__", or one that UTF-8 cannot encode.
        OSError: if the file cannot be written. A file at `f` then stays as it was.

    Differs from PyTorch: the format is safetensors and not pickle, so other objects cannot be written.

    >>> import tempfile, nn
    >>> model = nn.Linear(3, 2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nn.save({"model": model.state_dict(), "epoch": 3}, f"{folder}/checkpoint.safetensors")
    ...     checkpoint = nn.load(f"{folder}/checkpoint.safetensors")
    >>> checkpoint["epoch"], model.load_state_dict(checkpoint["model"])
    (3, <All keys matched successfully>)
    """
    content = to_bytes(*pack(obj))
    if isinstance(f, str | os.PathLike):
        write_atomically(f, content)
    else:
        f.write(content)


def load(
    f: Place, map_location: Any = None, pickle_module: Any = None, *, weights_only: bool | None = None, **settings: Any
) -> Any:
    """Read what `save` wrote, or PyTorch's `torch.save`.

    Args:
        f: a file that was written here or by PyTorch, in the safetensors format or as `*.pt` or `*.pth`; or a binary
            file that is open for reading.
        map_location: the CPU, or anything that PyTorch takes, without effect.
        pickle_module, weights_only, settings: accepted, without effect: only tensors and plain data are ever read.

    Returns:
        What was saved. The tensors of a state dict do not require grad.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: if the file is incomplete, in another format, or holds a dtype that `autograd` does not have; if
            `map_location` names another device.
        TypeError: if it is PyTorch's and holds something other than tensors and plain data, such as a whole Module.
    """
    if isinstance(map_location, str | device):
        check_device(map_location, "load(): map_location")
    if isinstance(f, str | os.PathLike):
        name, content = os.fspath(f), Path(f).read_bytes()
    else:
        name, content = getattr(f, "name", "the file"), f.read()
    if is_pytorch_file(content):
        return read_pytorch_file(content, name)
    return unpack(*from_bytes(content, name), name)
