"""PyTorch's files of tensors, put together from the opcodes of pickle. No PyTorch is needed for them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

MAGIC = 0x1950A86A20F9469CFC6C


def name(module: str, attribute: str) -> bytes:
    return f"c{module}\n{attribute}\n".encode()


def put(x: Any) -> bytes:
    """Return the opcodes that push plain data; bytes are opcodes already."""
    if isinstance(x, bytes):
        return x
    if isinstance(x, bool):
        return b"\x88" if x else b"\x89"
    if isinstance(x, int):
        data = x.to_bytes((x.bit_length() + 8) // 8, "little", signed=True)
        return b"\x8a" + bytes([len(data)]) + data
    if isinstance(x, str):
        return b"X" + struct.pack("<I", len(x.encode())) + x.encode()
    if isinstance(x, dict):
        return b"}(" + b"".join(put(key) + put(value) for key, value in x.items()) + b"u"
    if isinstance(x, list):
        return b"](" + b"".join(map(put, x)) + b"e"
    assert isinstance(x, tuple)
    return b"(" + b"".join(map(put, x)) + b"t"


def call(module: str, attribute: str, *args: Any) -> bytes:
    return name(module, attribute) + put(args) + b"R"


def pickled(x: Any) -> bytes:
    return b"\x80\x02" + put(x) + b"."


def storage(kind: str, key: str, count: int, what: str = "storage") -> bytes:
    return put((what, name("torch", kind), key, "cpu", count)) + b"Q"


def tensor(
    kind: str, key: str, count: int, size: tuple[int, ...], stride: tuple[int, ...], offset: int = 0, grad: bool = False
) -> bytes:
    hooks = call("collections", "OrderedDict")
    given = storage(kind, key, count), offset, size, stride, grad, hooks
    return call("torch._utils", "_rebuild_tensor_v2", *given)


def archive(x: Any, storages: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED, **entries: str) -> bytes:
    """Return a file in the format of PyTorch 1.6 and later."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as written:
        written.writestr("model/data.pkl", pickled(x))
        for key, data in storages.items():
            written.writestr(f"model/data/{key}", data)
        for entry, text in entries.items():
            written.writestr(f"model/{entry}", text)
    return file.getvalue()


def older(x: Any, storages: Mapping[str, tuple[int, bytes]], version: int = 1001, little: bool = True) -> bytes:
    """Return a file in the format before PyTorch 1.6; `storages` are numbers of elements, and their bytes."""
    head = [pickled(MAGIC), pickled(version), pickled({"protocol_version": version, "little_endian": little})]
    tail = [struct.pack("<q", count) + data for count, data in storages.values()]
    return b"".join([*head, pickled(x), pickled(list(storages)), *tail])
