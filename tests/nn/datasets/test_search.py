"""The search for the files of a data set, and the errors for wrong files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from nn.datasets import download
from nn.datasets.download import load_arrays, locate
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.sources import CIFAR10, FASHION_MNIST, MNIST, Archive, Source, SourceFile, whose
from tests.nn.datasets.small import (
    ARRAYS,
    CONTENTS,
    NAMES,
    SMALL,
    TEST_IMAGES,
    TEST_LABELS,
    TRAIN_IMAGES,
    TRAIN_LABELS,
    assert_small,
    idx,
    store,
)


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("inner", ["", "small"])
def test_root_holds_the_files_or_a_folder_with_them(tmp_path: Path, gzipped: bool, inner: str) -> None:
    store(tmp_path / "data" / inner, gzipped=gzipped)
    assert_small(load_arrays(SMALL, tmp_path / "data"))
    assert_small(load_arrays(SMALL, str(tmp_path / "data")))


def test_compression_is_detected_by_content_and_not_by_name(tmp_path: Path) -> None:
    assert_small(load_arrays(SMALL, store(tmp_path, CONTENTS)))
    assert_small(
        load_arrays(
            SMALL, store(tmp_path, gzipped=False, changed={TEST_LABELS: gzip.compress(idx(ARRAYS[TEST_LABELS]))})
        )
    )


def test_root_may_begin_with_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    store(tmp_path / "data")
    assert_small(load_arrays(SMALL, "~/data"))


def test_the_folder_of_the_sets_name_goes_before_files_of_another_set_beside_it(tmp_path: Path) -> None:
    store(tmp_path, {TRAIN_IMAGES: gzip.compress(b"another set's")})
    store(tmp_path / "small")
    assert_small(load_arrays(SMALL, tmp_path))


def test_a_root_that_does_not_exist_is_an_error_even_if_the_set_is_elsewhere(tmp_path: Path, isolated: Path) -> None:
    store(isolated)
    with pytest.raises(DatasetNotFoundError, match="nowhere: no such folder; Small's four files were expected in it"):
        load_arrays(SMALL, tmp_path / "nowhere")


@pytest.mark.parametrize("inner", ["", "small"])
def test_a_root_that_lacks_a_file_is_an_error_even_if_the_set_is_elsewhere(
    tmp_path: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    store(isolated)
    monkeypatch.setenv("CHAINRULE_DATA", str(isolated))
    store(tmp_path / "data" / inner, {TEST_LABELS: None})
    with pytest.raises(DatasetNotFoundError, match=f"data: {TEST_LABELS} missing; Small's four files"):
        load_arrays(SMALL, tmp_path / "data")


def test_the_environment_goes_before_the_cache_and_both_before_a_download(
    tmp_path: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(isolated / "small")
    assert locate(SMALL) == [isolated / "small" / f"{name}.gz" for name in NAMES]

    monkeypatch.setenv("CHAINRULE_DATA", str(tmp_path / "data"))
    assert locate(SMALL)[0].parent == isolated / "small"  # the folder named does not hold the set

    store(tmp_path / "data")
    assert locate(SMALL) == [tmp_path / "data" / f"{name}.gz" for name in NAMES]


def test_the_cache_is_in_the_home_folder_unless_said_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert download.user_cache() == tmp_path / ".cache" / "chainrule"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({TRAIN_IMAGES: gzip.compress(CONTENTS[TRAIN_IMAGES])[:-9]}, f"{TRAIN_IMAGES}.gz: truncated"),
        ({TRAIN_LABELS: gzip.compress(CONTENTS[TRAIN_IMAGES])}, rf"{TRAIN_LABELS}.gz: magic number 2051 \(images\)"),
        ({TRAIN_IMAGES: gzip.compress(CONTENTS[TRAIN_LABELS])}, f"{TRAIN_IMAGES}.gz: magic number 2049"),
        ({TEST_IMAGES: gzip.compress(CONTENTS[TRAIN_IMAGES])}, f"{TEST_IMAGES}.gz: sizes 6 × 4 × 4 found"),
        ({TEST_LABELS: gzip.compress(idx(ARRAYS[TEST_LABELS] ^ 1))}, f"{TEST_LABELS}.gz: MD5 [0-9a-f]{{32}} found, "),
    ],
    ids=["truncated", "images as labels", "labels as images", "train as test", "wrong label"],
)
@pytest.mark.parametrize("place", ["root", "environment", "cache"])
def test_a_wrong_file_is_an_error_wherever_it_was_found(
    isolated: Path, monkeypatch: pytest.MonkeyPatch, place: str, changed: dict[str, bytes], message: str
) -> None:
    store(isolated, changed)
    if place == "environment":
        monkeypatch.setenv("CHAINRULE_DATA", str(isolated))
    with pytest.raises(DatasetError, match=message) as raised:
        load_arrays(SMALL, isolated if place == "root" else None)
    assert not isinstance(raised.value, DatasetNotFoundError)
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read_is_an_error_naming_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(tmp_path)

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DatasetError, match=f"{TRAIN_IMAGES}.gz: cannot be read: Permission denied"):
        load_arrays(SMALL, tmp_path)


def test_a_file_of_the_other_set_is_recognised() -> None:
    assert whose("f4a8712d7a061bf5bd6d2ca38dc4d50a") == " (Fashion-MNIST's train-images-idx3-ubyte)"
    assert whose("0" * 32) == ""


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_is_read_no_further_than_it_can_be_right(tmp_path: Path, gzipped: bool) -> None:
    zeros = bytes(1 << 24)
    store(tmp_path, {TRAIN_IMAGES: gzip.compress(zeros) if gzipped else zeros}, gzipped=gzipped)
    with pytest.raises(DatasetError, match=r"too long|magic" if gzipped else "too long: more than") as raised:
        load_arrays(SMALL, tmp_path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("folder", ["~no such user/mnist", "~nosuchuser", "/no/such\0/folder", "x" * 5000])
def test_a_folder_that_cannot_be_is_an_error_in_one_line(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    with pytest.raises(DatasetNotFoundError, match="no such folder") as raised:
        load_arrays(SMALL, folder)
    assert "\n" not in str(raised.value)
    if "\0" not in folder:  # which an environment cannot hold
        monkeypatch.setenv("CHAINRULE_DATA", folder)
        with pytest.raises(DatasetNotFoundError, match="Small is neither in"):
            load_arrays(SMALL)


def test_a_home_folder_that_is_not_known_is_an_error_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "expanduser", unknown)
    with pytest.raises(DatasetNotFoundError, match="the home folder is not known"):
        load_arrays(SMALL)


@pytest.mark.parametrize("source", [MNIST, FASHION_MNIST, CIFAR10], ids=lambda source: source.title)
def test_mirrors_are_encrypted_and_every_file_has_a_size_and_a_checksum(source: Source) -> None:
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in source.mirrors)
    files = [file for file in source.files if isinstance(file, SourceFile | Archive)]
    assert len(files) == len(source.files)
    assert [file.size for file in files] == (
        [170_052_171] if source is CIFAR10 else [47_040_016, 60_008, 7_840_016, 10_008]
    )
    assert all(len(file.md5) == 32 for file in files)
