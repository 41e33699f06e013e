"""Read PyTorch's files of tensors, `*.pt` and `*.pth`, without running code from them.

Such a file is pickled. Here the unpickler knows only the few functions that make tensors and plain containers, and
refuses all other names before anything is called. Both formats are read: archives, which PyTorch has written since 2020
(1.6), and the older ones.

Source of the formats: torch/serialization.py and torch/_weights_only_unpickler.py of PyTorch 2.13.
"""

from __future__ import annotations

import io
import math
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import Size, Tensor, device
from autograd.extend import Array, as_dtype, tensor_of
from nn.parameter import Parameter

_MAGIC = 0x1950A86A20F9469CFC6C  # the first number in files of the older format
_OLD_START = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."  # this number, pickled
_STORAGES = {
    "HalfStorage": "<f2", "FloatStorage": "<f4", "DoubleStorage": "<f8", "ByteStorage": "u1", "CharStorage": "i1",
    "ShortStorage": "<i2", "IntStorage": "<i4", "LongStorage": "<i8", "BoolStorage": "?",
}  # fmt: skip
_EXPANDED = 2**30  # the most elements of a tensor that repeats fewer elements, as expand() does
_DTYPES = ("float16", "float32", "float64", "uint8", "int8", "int16", "int32", "int64", "bool")


class AbsentDtypeError(ValueError):
    """A file holds a dtype that Tensors do not have here."""


def is_pytorch_file(content: bytes) -> bool:
    """Return whether the content of a file is PyTorch's, by its first bytes."""
    return content.startswith((b"PK\x03\x04", _OLD_START))


def read_pytorch_file(content: bytes, where: str) -> Any:
    """Return what `torch.save` wrote: tensors, numbers and texts in tuples, lists, dicts and sets.

    Args:
        content: the whole file.
        where: the name of the file, for errors.

    Raises:
        ValueError: if the file is damaged, or holds a dtype that Tensors do not have here.
        TypeError: if it holds anything else, such as a whole Module.
    """
    try:
        return (_read_old if content.startswith(_OLD_START) else _read_archive)(content, where)
    except (TypeError, AbsentDtypeError):
        raise
    except Exception as error:  # of the unpickler, which raises errors of many kinds for damaged data
        raise ValueError(f"load(): {where} is not a whole file of PyTorch: {error or type(error).__name__}") from None


def _read_archive(content: bytes, where: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        (pickled,) = [name for name in names if name.endswith("/data.pkl")]
        folder = pickled.removesuffix("data.pkl")
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
            raise ValueError("its entries are compressed, which PyTorch's are not")
        order = archive.read(f"{folder}byteorder") if f"{folder}byteorder" in names else b"little"
        if order != b"little":
            raise ValueError(f"its byte order is {order.decode()}")

        def storage(dtype: str, key: str, count: int) -> Array:
            array = np.frombuffer(archive.read(f"{folder}data/{key}"), dtype)
            if len(array) != count:
                raise ValueError(f"storage {key} has {len(array)} elements, expected {count}")
            return array

        return _Unpickler(io.BytesIO(archive.read(pickled)), storage, where).load()


def _read_old(content: bytes, where: str) -> Any:
    file = io.BytesIO(content)
    sizes: dict[str, tuple[str, int]] = {}

    def note(dtype: str, key: str, count: int) -> Array:
        if count * np.dtype(dtype).itemsize > len(content):
            raise ValueError(f"storage {key} is longer than the file")
        sizes[key] = (dtype, count)
        return np.zeros(count, dtype)

    plain = [_Unpickler(file, note, where).load() for _ in range(3)]  # the magic number, the version, the machine
    if plain[0] != _MAGIC or not plain[2].get("little_endian", True):
        raise ValueError("it is of another version, or its byte order is big")
    # The numbers of the storages come after the object. So it is read twice: for their sizes, then with their numbers.
    start = file.tell()
    _Unpickler(file, note, where).load()
    found: dict[str, Array] = {}
    for key in _Unpickler(file, note, where).load():
        dtype, count = sizes[key]
        if int.from_bytes(file.read(8), "little") != count:
            raise ValueError(f"storage {key} has another length than expected")
        found[key] = np.frombuffer(file.read(count * np.dtype(dtype).itemsize), dtype, count)
    file.seek(start)
    return _Unpickler(file, lambda dtype, key, count: found[key], where).load()


class _Unpickler(pickle.Unpickler):
    """An unpickler that makes tensors and plain containers, and nothing else."""

    def __init__(self, file: io.BytesIO, storage: Callable[[str, str, int], Array], where: str) -> None:
        super().__init__(file, encoding="utf-8")
        self._storage, self._file, self._storages = storage, where, dict[str, Array]()

    def find_class(self, module: str, name: str) -> Any:
        """Return what a name in the file stands for.

        Raises:
            TypeError: if it is neither a tensor nor a plain container.
        """
        if (module, name) in _KNOWN:
            return _KNOWN[module, name]
        if module in ("torch", "torch.storage") and name in _STORAGES:
            return _STORAGES[name]
        if module == "torch" and name in _DTYPES:
            return as_dtype(name)
        if name in ("BFloat16Storage", "bfloat16") or name.startswith("Complex"):
            raise AbsentDtypeError(f"load(): {self._file} holds {name}, a dtype that no Tensor has here")
        raise TypeError(
            f"load(): {self._file} holds {module}.{name}, and only tensors and plain data are read from a file; "
            "in PyTorch write torch.save(model.state_dict(), path), and load it by "
            "model.load_state_dict(torch.load(path))"
        )

    def persistent_load(self, pid: Any) -> Array:
        """Return a storage: the numbers that tensors look at."""
        kind, dtype, key, _, count, *_ = pid
        if kind != "storage" or dtype not in _STORAGES.values():
            raise ValueError(f"it holds {kind!r} in place of a storage")
        if key not in self._storages:
            self._storages[key] = self._storage(dtype, str(key), int(count))
        return self._storages[key]


def _rebuild_tensor(storage: Array, offset: int, size: Any, stride: Any, *_: Any) -> Tensor:
    """Return a tensor over its own copy of the numbers, from the arguments that PyTorch pickles."""
    last = offset + sum((n - 1) * step for n, step in zip(size, stride))
    if min(offset, *size, *stride, 0) < 0 or len(size) != len(stride):
        raise ValueError(f"a tensor has the offset {offset}, the size {size} and the strides {stride}")
    if 0 not in size and last >= len(storage):
        raise ValueError(f"a tensor of size {size} does not fit into its storage of {len(storage)} elements")
    if math.prod(size) > max(len(storage), _EXPANDED):
        raise ValueError(f"a tensor of size {size} repeats {len(storage)} elements, which would not fit into memory")
    if 0 in size:
        return tensor_of(np.zeros(size, storage.dtype))
    steps = [step * storage.itemsize for step in stride]
    view = np.lib.stride_tricks.as_strided(storage[offset:], size, steps, writeable=False)
    return tensor_of(np.array(view, order="C"))


def _rebuild_tensor_v2(storage: Array, offset: int, size: Any, stride: Any, requires_grad: bool, *_: Any) -> Tensor:
    return _rebuild_tensor(storage, offset, size, stride).requires_grad_(bool(requires_grad))


def _rebuild_parameter(data: Tensor, requires_grad: bool, *_: Any) -> Parameter:
    return Parameter(data.detach(), bool(requires_grad))


_KNOWN: dict[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("builtins", "set"): set,
    ("__builtin__", "set"): set,
    ("torch", "Size"): Size,
    ("torch", "device"): device,
    ("torch._utils", "_rebuild_tensor"): _rebuild_tensor,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor_v2,
    ("torch._utils", "_rebuild_parameter"): _rebuild_parameter,
}
