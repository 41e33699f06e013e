"""PyTorch's files, put together by hand: those that are read, and those that are refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from tests.nn.io.opcodes import archive, call, name, older, pickled, put, storage, tensor

SIX = struct.pack("<6f", 0, 1, 2, 3, 4, 5)


def load(content: bytes) -> Any:
    return nn.load(io.BytesIO(content))


def in_an_archive(x: Any, data: bytes = SIX) -> bytes:
    return archive(x, {"0": data}, byteorder="little", version="3\n")


def in_an_older_file(x: Any, data: bytes = SIX) -> bytes:
    return older(x, {"0": (6, data)})


both_formats = pytest.mark.parametrize("write", [in_an_archive, in_an_older_file])
Write = Callable[..., bytes]


@both_formats
@pytest.mark.parametrize(
    ("size", "stride", "offset", "expected"),
    [
        ((2, 3), (3, 1), 0, [[0, 1, 2], [3, 4, 5]]),
        ((3, 2), (1, 3), 0, [[0, 3], [1, 4], [2, 5]]),
        ((2,), (2,), 3, [3, 5]),
        ((2, 2), (0, 1), 4, [[4, 5], [4, 5]]),
        ((), (), 5, 5),
        ((0, 3), (3, 1), 6, []),
    ],
    ids="matrix transposed part expanded number empty".split(),
)
def test_a_tensor_looks_at_its_storage(
    write: Write, size: tuple[int, ...], stride: tuple[int, ...], offset: int, expected: Any
) -> None:
    found = load(write(tensor("FloatStorage", "0", 6, size, stride, offset)))
    assert found.tolist() == expected
    assert (found.shape, found.dtype, found.requires_grad) == (size, "float32", False)
    found += 1  # it can be changed, unlike the bytes of the file


@both_formats
def test_parameters_and_plain_data_are_read(write: Write) -> None:
    weight = tensor("FloatStorage", "0", 6, (2, 3), (3, 1))
    state = call("collections", "OrderedDict") + b"(" + put("weight") + weight + b"u"
    checkpoint = {
        "model": state,
        "parameter": call("torch._utils", "_rebuild_parameter", weight, True, call("collections", "OrderedDict")),
        "leaf": tensor("FloatStorage", "0", 6, (2,), (1,), grad=True),
        "older": call("torch._utils", "_rebuild_tensor", storage("FloatStorage", "0", 6), 1, (2,), (1,)),
        "epoch": 3,
        "seen": call("__builtin__", "set", [1, 2]),
        "size": call("torch", "Size", (2, 3)),
        "device": call("torch", "device", "cpu"),
        "dtype": name("torch", "float32"),
        "plain": ("text", [True, -1]),
    }
    found = load(write(checkpoint))
    assert type(found["model"]) is OrderedDict
    assert found["model"]["weight"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert type(found["parameter"]) is nn.Parameter and found["parameter"].requires_grad
    assert found["leaf"].requires_grad and found["leaf"].is_leaf
    assert found["older"].tolist() == [1, 2]
    assert (found["epoch"], found["seen"], found["size"], found["plain"]) == (3, {1, 2}, (2, 3), ("text", [True, -1]))
    assert type(found["size"]) is autograd.Size
    assert (found["device"], found["dtype"]) == ("cpu", autograd.float32)


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        ("HalfStorage", "float16"), ("FloatStorage", "float32"), ("DoubleStorage", "float64"), ("ByteStorage", "uint8"),
        ("CharStorage", "int8"), ("ShortStorage", "int16"), ("IntStorage", "int32"), ("LongStorage", "int64"),
        ("BoolStorage", "bool"),
    ],
)  # fmt: skip
def test_every_dtype_is_read(kind: str, dtype: str) -> None:
    numbers = np.array([0, 1, 1], dtype)
    found = load(archive(tensor(kind, "0", 3, (3,), (1,)), {"0": numbers.tobytes()}))
    assert found.dtype == dtype
    assert found.tolist() == numbers.tolist()


@both_formats
@pytest.mark.parametrize(
    ("x", "said"),
    [
        (call("os", "system", "exit"), r"os\.system"),
        (call("builtins", "eval", "1"), r"builtins\.eval"),
        (name("torch.nn.modules.linear", "Linear"), r"Linear, .* torch\.save\(model\.state_dict\(\), path\)"),
        (call("numpy.core.multiarray", "scalar"), r"numpy\.core\.multiarray\.scalar"),
        (call("collections", "Counter", "aa"), r"collections\.Counter"),
        (name("torch", "load"), r"torch\.load"),
    ],
    ids="system eval Module NumPy Counter load".split(),
)
def test_other_names_are_refused_and_nothing_is_called(write: Write, x: bytes, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        load(write(x))


@both_formats
@pytest.mark.parametrize("kind", ["BFloat16Storage", "ComplexFloatStorage", "bfloat16"])
def test_a_dtype_that_tensors_do_not_have_is_named(write: Write, kind: str) -> None:
    with pytest.raises(ValueError, match=f"{kind}, a dtype that no Tensor has here"):
        load(write(name("torch", kind)))


@both_formats
@pytest.mark.parametrize(
    ("x", "said"),
    [
        (tensor("FloatStorage", "0", 6, (7,), (1,)), "does not fit into its storage of 6 elements"),
        (tensor("FloatStorage", "0", 6, (2,), (1,), offset=5), "does not fit"),
        (tensor("FloatStorage", "0", 6, (2,), (-1,), offset=3), "the strides"),
        (tensor("FloatStorage", "0", 6, (2,), (1,), offset=-1), "the offset -1"),
        (tensor("FloatStorage", "0", 6, (2, 3), (1,)), "the size"),
        (tensor("FloatStorage", "0", 6, (2**31,), (0,)), "would not fit into memory"),
        (storage("FloatStorage", "0", 6, "module"), "'module' in place of a storage"),
    ],
    ids="longer offset negative before rank expanded module".split(),
)
def test_a_tensor_beyond_its_storage_is_refused(write: Write, x: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load(write(x))


WHOLE = tensor("FloatStorage", "0", 6, (6,), (1,))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (archive(WHOLE, {"0": SIX}, zipfile.ZIP_DEFLATED), "entries are compressed"),
        (archive(WHOLE, {"0": SIX}, byteorder="big"), "byte order is big"),
        (archive(WHOLE, {"0": SIX[:-4]}), "storage 0 has 5 elements, expected 6"),
        (archive(WHOLE, {}), "not a whole file"),
        (archive(WHOLE, {"0": SIX})[:100], "not a whole file"),
        (older(WHOLE, {"0": (6, SIX)}, little=False), "byte order is big"),
        (older(WHOLE, {"0": (5, SIX)}), "storage 0 has another length"),
        (older(WHOLE, {"0": (6, SIX[:-1])}), "not a whole file"),
        (older(tensor("FloatStorage", "0", 10**6, (6,), (1,)), {"0": (6, SIX)}), "longer than the file"),
        (older(WHOLE, {"0": (6, SIX)})[:-40], "not a whole file"),
    ],
    ids="compressed big shorter absent cut older-big another shortened huge older-cut".split(),
)
def test_a_damaged_file_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load(content)


def test_every_byte_that_is_damaged_gives_an_error_of_value_or_type_or_a_tensor() -> None:
    whole = in_an_older_file(WHOLE)
    assert whole.startswith(pickled(0x1950A86A20F9469CFC6C))
    for i in range(len(whole)):
        damaged = bytearray(whole)
        damaged[i] ^= 0x15
        try:
            load(bytes(damaged))
        except (ValueError, TypeError):
            continue
