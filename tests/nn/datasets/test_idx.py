"""The IDX format is read strictly."""

from __future__ import annotations

import gzip
import pickle

import numpy as np
import pytest

from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.idx import parse_idx, unpack
from tests.nn.datasets.small import ARRAYS, CONTENTS, NAMES, TEST_IMAGES, TRAIN_IMAGES, TRAIN_LABELS


@pytest.mark.parametrize("name", NAMES)
def test_an_idx_file_is_read_as_it_was_written(name: str) -> None:
    array = parse_idx(CONTENTS[name], ARRAYS[name].shape, name)
    assert array.dtype == np.uint8
    np.testing.assert_array_equal(array, ARRAYS[name])


@pytest.mark.parametrize("missing", range(1, len(CONTENTS[TRAIN_LABELS]) + 1))
def test_an_idx_file_cut_off_anywhere_is_refused(missing: int) -> None:
    with pytest.raises(DatasetError, match=r"^here: .*\d+"):
        parse_idx(CONTENTS[TRAIN_LABELS][:-missing], (6,), "here")


@pytest.mark.parametrize("kept", range(len(gzip.compress(CONTENTS[TRAIN_IMAGES]))))
def test_a_gzip_file_cut_off_anywhere_is_refused(kept: int) -> None:
    with pytest.raises(DatasetError, match=r"^here: "):
        parse_idx(unpack(gzip.compress(CONTENTS[TRAIN_IMAGES])[:kept], 113, "here"), (6, 4, 4), "here")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (CONTENTS[TRAIN_LABELS], r"magic number 2049 \(labels\) found, 2051 \(images\) expected"),
        (CONTENTS[TEST_IMAGES], "sizes 3 × 4 × 4 found in its header, 6 × 4 × 4 expected"),
        (CONTENTS[TRAIN_IMAGES][:-1], "truncated: 111 bytes found, 112 expected for 6 × 4 × 4"),
        (CONTENTS[TRAIN_IMAGES] + b"\n", "too long: more than the 112 bytes expected for 6 × 4 × 4"),
        (b"", "truncated: 0 bytes found, its header alone has 16"),
        (b"<html>Please log in.</html>", r"b'<htm', which is no magic number of MNIST's files, found, 2051"),
        (b"\0\0\x0d\x03" + CONTENTS[TRAIN_IMAGES][4:], r"b'\\x00\\x00\\r\\x03', which is no magic number of"),
    ],
    ids=["labels", "test set", "truncated", "too long", "empty", "web page", "floats"],
)
def test_errors_of_idx_files_give_the_value_found_and_the_value_expected(content: bytes, message: str) -> None:
    with pytest.raises(DatasetError, match=f"^images.gz: {message}") as raised:
        parse_idx(content, (6, 4, 4), "images.gz")
    assert "\n" not in str(raised.value)
    assert not isinstance(raised.value, DatasetNotFoundError)


def test_labels_are_not_images() -> None:
    with pytest.raises(DatasetError, match=r"magic number 2051 \(images\) found, 2049 \(labels\) expected"):
        parse_idx(CONTENTS[TRAIN_IMAGES], (6,), "labels.gz")


@pytest.mark.parametrize("position", [1, 2, 12, -8, -1], ids=["signature", "method", "data", "crc", "length"])
def test_a_damaged_gzip_file_is_refused(position: int) -> None:
    damaged = bytearray(gzip.compress(CONTENTS[TRAIN_IMAGES]))
    damaged[position] ^= 0xFF
    with pytest.raises(DatasetError, match=r"^here: "):
        parse_idx(unpack(bytes(damaged), 113, "here"), (6, 4, 4), "here")


def test_error_classes_derive_from_pythons() -> None:
    assert issubclass(DatasetError, ValueError)
    assert issubclass(DatasetNotFoundError, DatasetError)
    assert issubclass(DatasetNotFoundError, FileNotFoundError)
    error = pickle.loads(pickle.dumps(DatasetNotFoundError("nowhere")))
    assert type(error) is DatasetNotFoundError
    assert str(error) == "nowhere"
    assert type(DatasetNotFoundError.__new__(DatasetNotFoundError, "nowhere")) is DatasetNotFoundError


def test_no_more_is_unpacked_than_asked_for() -> None:
    bomb = gzip.compress(bytes(1 << 24)) * 3
    assert unpack(bomb, 1000, "here") == bytes(1000)


def test_a_gzip_file_may_have_several_members_and_padding() -> None:
    content = CONTENTS[TRAIN_IMAGES]
    assert unpack(gzip.compress(content[:50]) + gzip.compress(content[50:]) + bytes(9), 113, "here") == content
