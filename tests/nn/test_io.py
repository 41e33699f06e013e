"""Models in files."""

from __future__ import annotations

import io
import json
import os
import pickle
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
import nn
from autograd import tensor
from tests.nn.example import Net


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.safetensors"


def test_a_model_saved_and_loaded_gives_the_same_outputs(path: Path) -> None:
    net, again = Net(), Net()
    nn.save(net.state_dict(), path)
    again.load_state_dict(nn.load(path))
    x = autograd.ones(2, 3)
    assert autograd.equal(net(x), again(x))


def test_dtypes_are_kept(path: Path) -> None:
    state = Net().state_dict()
    nn.save(state, path)
    assert {k: v.dtype for k, v in nn.load(path).items()} == {k: v.dtype for k, v in state.items()}


def test_a_transposed_tensor_is_kept(path: Path) -> None:
    nn.save({"t": autograd.arange(6).reshape(2, 3).T}, path)
    assert nn.load(path)["t"].tolist() == [[0, 3], [1, 4], [2, 5]]


def test_bools_empty_tensors_and_numbers_are_kept(path: Path) -> None:
    nn.save({"b": tensor([True]), "e": autograd.zeros(0, 2), "s": tensor(1.5)}, path)
    loaded = nn.load(path)
    assert (loaded["b"].tolist(), loaded["e"].shape, loaded["s"].item()) == ([True], (0, 2), 1.5)
    assert loaded["s"].shape == ()


def test_loaded_tensors_can_be_changed(path: Path) -> None:
    nn.save({"t": autograd.arange(2)}, path)
    assert nn.load(path)["t"].add_(1).tolist() == [1, 2]


def test_saving_leaves_no_other_file(path: Path) -> None:
    nn.save(Net().state_dict(), path)
    nn.save(Net().state_dict(), path)
    assert os.listdir(path.parent) == ["model.safetensors"]


def test_a_missing_file_is_an_error(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nn.load(path)


@pytest.mark.parametrize(
    "change",
    [lambda whole: b"", lambda whole: b"not a model", lambda whole: whole[:40], lambda whole: whole[:-1],
     lambda whole: b"\xff" * 100],
    ids=["empty", "text", "header cut off", "end cut off", "noise"],
)  # fmt: skip
def test_a_wrong_file_is_an_error(path: Path, change: Callable[[bytes], bytes]) -> None:
    nn.save(Net().state_dict(), path)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ValueError, match="not a safetensors file"):
        nn.load(path)


def test_a_module_in_place_of_its_state_is_an_error(path: Path) -> None:
    with pytest.raises(TypeError, match="state_dict"):
        nn.save(Net(), path)


@pytest.mark.parametrize("wrong", [print, [1, {"a": object()}], nn.optim.SGD(Net().parameters(), 0.1), b"x".__add__])
def test_what_has_no_place_in_a_file_is_an_error_and_the_former_file_stays(path: Path, wrong: Any) -> None:
    nn.save({"a": tensor([1.0])}, path)
    with pytest.raises(TypeError, match="no place in a file"):
        nn.save(wrong, path)
    assert list(nn.load(path)) == ["a"]


def test_a_generator_is_saved_by_its_state(path: Path) -> None:
    with pytest.raises(TypeError, match=r"save its get_state\(\)"):
        nn.save({"generator": autograd.Generator()}, path)


def test_data_that_contains_itself_is_an_error(path: Path) -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(ValueError, match="contains itself"):
        nn.save(endless, path)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(codec="utf-8"))
    | st.binary(max_size=5),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.tuples(parts, parts)
        | st.dictionaries(st.text("ab.#") | st.integers() | st.tuples(st.booleans()), parts, max_size=3)
    ),
    max_leaves=10,
)  # fmt: skip


@given(PLAIN)
def test_plain_data_comes_back_as_it_was(data: Any) -> None:
    file = io.BytesIO()
    nn.save(data, file)
    file.seek(0)
    back = nn.load(file)
    assert back == data
    assert repr(back) == repr(data)  # also True and 1, and 1 and 1.0


def test_a_checkpoint_comes_back_as_it_was(path: Path) -> None:
    net = Net()
    optimizer = nn.optim.Adam(net.parameters())
    net(autograd.ones(2, 3)).sum().backward()
    optimizer.step()
    checkpoint = {
        "model": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": 3,
        "best": float("nan"),
        "weight": next(net.parameters()),
        "order": np.arange(3),
        "loss": np.float32(0.5),
        "seen": {1, 2},
        "size": autograd.Size([2, 3]),
        "dtype": autograd.float64,
        "ordered": OrderedDict(a=1),
        "leaf": tensor([1.0], requires_grad=True),
    }
    nn.save(checkpoint, path)
    back = nn.load(path)
    assert back.keys() == checkpoint.keys()
    net.load_state_dict(back["model"])
    optimizer.load_state_dict(back["optimizer"])
    assert isinstance(back["weight"], nn.Parameter) and back["weight"].requires_grad
    assert back["order"].tolist() == [0, 1, 2] and back["loss"] == np.float32(0.5)
    assert (back["seen"], back["size"], back["dtype"]) == ({1, 2}, (2, 3), autograd.float64)
    assert isinstance(back["ordered"], OrderedDict) and back["leaf"].requires_grad


def test_a_damaged_structure_is_an_error(path: Path) -> None:
    nn.save({"a": tensor([1.0]), "n": 1}, path)
    content = path.read_bytes()
    for text in (b"tensor", b"dict"):
        path.write_bytes(content.replace(text, text[::-1]))
        with pytest.raises(ValueError, match="damaged"):
            nn.load(path)


def test_another_device_is_an_error(path: Path) -> None:
    nn.save({"a": tensor([1.0])}, path)
    assert list(nn.load(path, map_location="cpu")) == ["a"]
    with pytest.raises(ValueError, match="CPU"):
        nn.load(path, map_location="cuda:0")


class Harmful:
    """An object whose pickle calls a function when it is read."""

    def __reduce__(self) -> Any:
        return Path.touch, (Path("touched"),)


def test_an_archive_that_names_a_function_is_refused_and_calls_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(Harmful(), 2))
    with pytest.raises(TypeError, match="only tensors and plain data"):
        nn.load(path)
    assert not Path("touched").exists()


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nn.save({}, tmp_path / "nowhere" / "model")


def test_a_failed_save_keeps_the_previous_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nn.save({"a": tensor([1.0])}, path)

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            nn.save({"a": tensor([2.0])}, path)
    assert nn.load(path)["a"].tolist() == [1.0]
    assert os.listdir(path.parent) == ["model.safetensors"]


@pytest.mark.parametrize("name", ["__metadata__", "a\ud800"])
def test_a_name_that_cannot_be_loaded_is_refused_and_the_former_file_stays(path: Path, name: str) -> None:
    nn.save({"a": tensor([1.0])}, path)
    with pytest.raises(ValueError, match="rename it"):
        nn.save({"b": tensor([2.0]), name: tensor([3.0])}, path)
    assert list(nn.load(path)) == ["a"]


@pytest.mark.parametrize(
    "name", ["", " ", "\0", "\n", '"', "\\", "ü", "\ufffe", "\U0001f600", "__metadata__.w", "x" * 1000]
)
def test_every_other_name_is_kept(path: Path, name: str) -> None:
    nn.save({name: tensor([1.0])}, path)
    assert list(nn.load(path)) == [name]


def test_a_private_file_stays_private_and_a_link_a_link(path: Path) -> None:
    nn.save({}, path)
    path.chmod(0o600)
    link = path.with_name("link")
    link.symlink_to(path)
    nn.save({"a": tensor([1.0])}, link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(nn.load(path)) == ["a"]


@pytest.mark.parametrize(
    ("dtype", "size"),
    [
        ("U16", 2),
        ("U32", 4),
        ("U64", 8),
        ("C64", 8),
        ("BF16", 2),
        ("F8_E4M3", 1),
        ("F8_E5M2", 1),
        ("F4", 1),
        ("F128", 16),
    ],
)
def test_a_dtype_without_a_tensor_is_named_with_its_file(path: Path, dtype: str, size: int) -> None:
    one = {"dtype": "F32", "shape": [1], "data_offsets": [size, size + 4]}
    header = json.dumps({"layer.w": {"dtype": dtype, "shape": [1], "data_offsets": [0, size]}, "b": one}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(size + 4))
    with pytest.raises(ValueError, match=rf"model.safetensors: layer.w has the dtype {dtype}"):
        nn.load(path)


def test_every_dtype_of_tensors_is_kept(path: Path) -> None:
    state = {
        str(dtype): autograd.ones(2, dtype=dtype)
        for dtype in ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "bool")
    }
    nn.save(state, path)
    loaded = nn.load(path)
    assert {name: str(t.dtype) for name, t in loaded.items()} == {name: name for name in state}
    assert all(autograd.equal(t, state[name]) for name, t in loaded.items())


def test_tensors_of_one_place_and_devices_are_kept(path: Path) -> None:
    data = {"a.b": tensor([1.0]), "a": {"b": tensor([2.0])}, "device": autograd.device("cpu")}
    nn.save(data, path)
    back = nn.load(path)
    assert (back["a.b"].item(), back["a"]["b"].item(), back["device"]) == (1.0, 2.0, autograd.device("cpu"))
