"""Data sets from NPZ files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.datasets import DatasetError, DatasetNotFoundError, FileDataset, from_npz

X = np.arange(6.0).reshape(3, 2)


def read(tmp_path: Path, arrays: dict[str, Any], *names: str, **settings: Any) -> FileDataset:
    path = tmp_path / "data.npz"
    np.savez(path, **arrays)
    return from_npz(path, *names, **settings)


@pytest.mark.parametrize(
    ("targets", "task", "classes", "expected"),
    [
        ([0, 2, 5], None, ("0", "2", "5"), [0, 1, 2]),
        (np.array([10, 9, 10], np.uint8), None, ("9", "10"), [1, 0, 1]),
        ([[1], [0], [1]], None, ("0", "1"), [1, 0, 1]),
        ([True, False, True], None, ("False", "True"), [1, 0, 1]),
        (["b", "a", "b"], None, ("a", "b"), [1, 0, 1]),
        ([b"b", b"a", b"b"], None, ("a", "b"), [1, 0, 1]),
        ([0.5, 1.5, 2.5], None, None, [[0.5], [1.5], [2.5]]),
        ([1, 2, 3], "regression", None, [[1], [2], [3]]),
        ([1.0, 2.0, 1.0], "classification", ("1.0", "2.0"), [0, 1, 0]),
        ([[1, 2], [3, 4], [5, 6]], None, None, [[1, 2], [3, 4], [5, 6]]),
    ],
    ids=str,
)
def test_targets_are_classes_or_numbers(
    tmp_path: Path, targets: Any, task: str | None, classes: tuple[str, ...] | None, expected: Any
) -> None:
    data = read(tmp_path, {"x": X, "y": targets}, task=task)
    assert data.tensors[0].tolist() == X.tolist()
    assert data.tensors[0].dtype == "float32"
    assert data.classes == classes
    assert data.tensors[1].tolist() == expected
    assert data.tensors[1].dtype == ("float32" if classes is None else "int64")
    assert (data.features, data.schema) == (None, None)


def test_many_whole_numbers_are_quantities(tmp_path: Path) -> None:
    arrays = {"x": np.zeros((101, 1)), "y": np.arange(101)}
    assert read(tmp_path, arrays).classes is None
    assert len(read(tmp_path, arrays, task="classification").classes or ()) == 101


def test_images_of_bytes_become_shares(tmp_path: Path) -> None:
    images = np.array([[[0, 255]], [[51, 102]]], np.uint8)
    found = read(tmp_path, {"images": images}).tensors[0]
    assert found.dtype == "float32"
    np.testing.assert_array_equal(found.numpy(), images / np.float32(255))
    assert read(tmp_path, {"x": images[:, 0]}).tensors[0].tolist() == images[:, 0].tolist()


def test_arrays_are_found_by_usual_names_or_named(tmp_path: Path) -> None:
    arrays = {"x_train": X, "y_train": [1, 0, 1], "x_test": X[:1], "y_test": [1]}
    assert len(read(tmp_path, arrays)) == 3
    assert len(read(tmp_path, arrays, "x_test", "y_test")) == 1
    assert len(read(tmp_path, {"a": X, "b": [1, 2, 3]}, "a", "b").tensors) == 2
    assert len(read(tmp_path, {"a": X, "b": [1, 2, 3]}, "a").tensors) == 1
    assert len(read(tmp_path, {"x": X, "b": [1, 2, 3]}, targets="b").tensors) == 2
    assert len(read(tmp_path, {"x": X, "y": [1, 2, 3]}, "x").tensors) == 2


@pytest.mark.parametrize(
    ("arrays", "names", "message"),
    [
        ({"a": X, "b": X}, (), r"holds a \(3, 2\), b \(3, 2\); say which are inputs and targets"),
        ({}, (), "holds no arrays; say which"),
        ({"x": X}, ("z",), r"no array 'z'; there are x \(3, 2\)"),
        ({"x": X, "y": [1, 2]}, (), r"x has shape \(3, 2\) and y \(2,\); first sizes must be equal"),
        ({"x": X, "y": np.array(1)}, (), r"x has shape \(3, 2\) and y \(\); first sizes"),
        ({"x": np.arange(3)}, (), r"x has shape \(3,\) and dtype int64, numbers \(N, …\) were expected"),
        ({"x": np.array([["a"]])}, (), "dtype <U1, numbers"),
        ({"x": X[:0]}, (), "x has no rows"),
        ({"x": [[1.0, np.nan]]}, (), r"x: nan at \[0, 1\] is not a finite number of float32"),
        ({"x": [[1e39]]}, (), "is not a finite number of float32"),
        ({"x": X, "y": np.array([1j, 2, 3])}, (), "y has dtype complex128, numbers or texts"),
        ({"x": X, "y": [0.5, np.inf, 1]}, (), r"y: inf at \[1\] is not"),
        ({"x": X, "y": np.array([None, 1, 2])}, (), "cannot be read as an NPZ file: Object arrays"),
    ],
    ids=str,
)
def test_arrays_that_do_not_fit_are_an_error_in_one_line(
    tmp_path: Path, arrays: dict[str, Any], names: tuple[str, ...], message: str
) -> None:
    with pytest.raises(DatasetError, match=rf"data\.npz: .*{message}") as raised:
        read(tmp_path, arrays, *names)
    assert "\n" not in str(raised.value)


def test_texts_are_no_regression_and_tasks_have_names(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"data\.npz: y holds texts"):
        read(tmp_path, {"x": X, "y": ["a", "b", "c"]}, task="regression")
    with pytest.raises(DatasetError, match=r"y has shape \(3, 2\); classes have shape \(N,\)"):
        read(tmp_path, {"x": X, "y": X}, task="classification")
    with pytest.raises(ValueError, match=r"from_npz\(\): expected task"):
        read(tmp_path, {"x": X, "y": X}, task="other")


def test_a_file_that_is_no_npz_file_is_an_error_in_one_line(tmp_path: Path) -> None:
    whole = tmp_path / "whole.npz"
    np.savez_compressed(whole, x=np.arange(1000.0).reshape(10, 100))
    content = whole.read_bytes()
    single = tmp_path / "single.npy"
    np.save(single, X)
    damaged = bytearray(content)
    damaged[len(content) // 2] ^= 0xFF
    files = {
        "empty": b"",
        "text": b"a,b\n1,2\n",
        "cut": content[:-30],
        "bad": bytes(damaged),
        "npy": single.read_bytes(),
    }
    for name, wrong in files.items():
        path = tmp_path / name
        path.write_bytes(wrong)
        with pytest.raises(DatasetError, match=f"{name}: (cannot be read as an NPZ file|is no NPZ file)") as raised:
            from_npz(path)
        assert "\n" not in str(raised.value)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as file:
        file.writestr("notes.txt", "no array")
    with pytest.raises(DatasetError, match=r"other\.zip: holds no arrays"):
        from_npz(tmp_path / "other.zip")
    with pytest.raises(DatasetNotFoundError, match="no such file"):
        from_npz(tmp_path / "none.npz")
    with pytest.raises(DatasetError, match="cannot be read"):
        from_npz(tmp_path)
