"""CIFAR-10, in a small archive of the same structure."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn import datasets
from nn.datasets import cifar
from nn.datasets import images as image_sets
from nn.datasets.download import load
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.sources import CIFAR10, Archive, Batch, Source, whose
from tests.nn.datasets.mirror import Mirror

NAMES = [batch.names[0] for batch in CIFAR10.unpacked]
COUNT = 3
RNG = np.random.default_rng(0)
RECORDS = RNG.integers(0, 256, (6, COUNT, cifar.RECORD), dtype=np.uint8)
RECORDS[:, :, 0] %= 10
CONTENTS = {name: records.tobytes() for name, records in zip(NAMES, RECORDS)}


def packed(contents: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """Return a gzipped tar file of these files."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as compressed,  # the same bytes at any time
        tarfile.open(fileobj=compressed, mode="w") as archive,
    ):
        folder = tarfile.TarInfo("cifar-10-batches-bin")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, content in contents.items():
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def source_of(content: bytes, mirrors: tuple[str, ...] = (), **changes: Any) -> Source:
    """Return a source of this archive, whose checksum is right."""
    settings = {"size": len(content), "md5": hashlib.md5(content).hexdigest(), **changes}
    archive = Archive(CIFAR10.files[0].name, batches=tuple(NAMES), count=COUNT, **settings)
    batches = tuple(Batch(name, COUNT) for name in NAMES)
    return Source(CIFAR10.title, CIFAR10.folder, mirrors, (archive,), batches, CIFAR10.contents)


WHOLE = packed({"cifar-10-batches-bin/readme.html": b"<html>", **CONTENTS})
SMALL = source_of(WHOLE)
ARCHIVE = "cifar-10-binary.tar.gz"


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("place", ["", "cifar10"])
def test_the_archive_gives_images_and_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(image_sets, "CIFAR10", SMALL)
    write(tmp_path / place / ARCHIVE, WHOLE)
    train, test = datasets.cifar10(tmp_path)
    for split, records in ((train, RECORDS[:5]), (test, RECORDS[5:])):
        images, labels = (tensor.numpy() for tensor in split.tensors)
        expected = records.reshape(-1, cifar.RECORD)
        assert (images.dtype, labels.dtype) == (np.dtype("float32"), np.dtype("int64"))
        np.testing.assert_array_equal(labels, expected[:, 0])
        np.testing.assert_array_equal(images, expected[:, 1:].reshape(-1, 3, 32, 32) / np.float32(255))
        assert images.flags.c_contiguous


@pytest.mark.parametrize("place", ["", "cifar10"])
@pytest.mark.parametrize("keeps_folder", [True, False])
def test_an_unpacked_folder_will_do(tmp_path: Path, place: str, keeps_folder: bool) -> None:
    for name, content in CONTENTS.items():
        write(tmp_path / place / (name if keeps_folder else name.rpartition("/")[2]), content)
    np.testing.assert_array_equal(np.concatenate(load(SMALL, tmp_path)), RECORDS.reshape(-1, cifar.RECORD))


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINRULE_DATA", str(tmp_path))
    write(tmp_path / ARCHIVE, WHOLE)
    assert len(load(SMALL)[0]) == 18


def test_the_archive_is_downloaded_into_the_cache_once(mirror: Mirror, isolated: Path) -> None:
    mirror.bodies[f"/good/{ARCHIVE}"] = WHOLE
    source = source_of(WHOLE, (f"{mirror.url}/none/", f"{mirror.url}/good/"))
    for _ in range(2):
        assert len(load(source)[0]) == 18
    assert mirror.asked == [f"/none/{ARCHIVE}", f"/good/{ARCHIVE}"]
    assert (isolated / "cifar10" / ARCHIVE).read_bytes() == WHOLE


def test_a_wrong_download_is_not_stored(mirror: Mirror, isolated: Path) -> None:
    mirror.bodies[f"/bad/{ARCHIVE}"] = WHOLE[:-1] + b"x"
    with pytest.raises(DatasetError, match=r"/bad/cifar-10-binary.tar.gz: MD5 \w+ found, \w+ expected"):
        load(source_of(WHOLE, (f"{mirror.url}/bad/",)))
    assert not isolated.exists()


def test_an_archive_that_is_nowhere_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(DatasetNotFoundError, match=r"CIFAR-10's archive cifar-10-binary\.tar\.gz, or its folder"):
            load(CIFAR10, folder)
    write(tmp_path / NAMES[0], CONTENTS[NAMES[0]])
    with pytest.raises(
        DatasetNotFoundError, match=r"cifar-10-binary\.tar\.gz missing; .* expected there or in its fol"
    ):
        load(SMALL, tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (WHOLE[:-9], "truncated: [0-9,]+ bytes found, [0-9,]+ expected"),
        (WHOLE + b"x", "too long: "),
        (WHOLE[:50] + bytes([WHOLE[50] ^ 1]) + WHOLE[51:], "MD5 [0-9a-f]{32} found, [0-9a-f]{32} expected"),
        (b"<html>Please log in.</html>", "begins with b'<htm', so it is no gzip file"),
        (b"", "begins with b'', so it is no gzip file"),
    ],
    ids=["truncated", "too long", "changed", "web page", "empty"],
)
def test_an_archive_with_another_checksum_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, message: str
) -> None:
    monkeypatch.delattr(cifar, "unpack")
    path = write(tmp_path / ARCHIVE, content)
    with pytest.raises(DatasetError, match=f"{message}") as raised:
        load(SMALL, tmp_path)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_other_versions_are_recognised() -> None:
    assert whose("c58f30108f718f92721af3b95e74349a") == " (CIFAR-10's Python version)"


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


LAST = NAMES[-1]
FEWER = {name: content for name, content in CONTENTS.items() if name != LAST}


@pytest.mark.parametrize(
    ("archive", "message"),
    [
        (packed(FEWER), "cifar-10-batches-bin/test_batch.bin missing in the archive"),
        (packed({}), "data_batch_1.bin, .*test_batch.bin missing in the archive"),
        (packed({**FEWER, f"../{LAST}": CONTENTS[LAST]}), "test_batch.bin missing in the archive"),
        (packed({**FEWER, f"/{LAST}": CONTENTS[LAST]}), "test_batch.bin missing in the archive"),
        (packed({**FEWER, "test_batch.bin": CONTENTS[LAST]}), "test_batch.bin missing in the archive"),
        (packed({**FEWER, LAST: link(LAST, "/etc/passwd")}), "test_batch.bin missing in the archive"),
        (packed({**FEWER, LAST: link(LAST, NAMES[0], tarfile.LNKTYPE)}), "test_batch.bin missing in the archive"),
        (
            packed({**CONTENTS, LAST: CONTENTS[LAST][:-1]}),
            r"test_batch.bin: truncated: 9,218 bytes found, 9,219 expected",
        ),
        (packed({**CONTENTS, LAST: CONTENTS[LAST] + b"x"}), "test_batch.bin: too long"),
        (packed({**CONTENTS, LAST: b"\x0a" + CONTENTS[LAST][1:]}), "label 10 found in record 0, 0 to 9 expected"),
        (gzip.compress(b"no tar file", mtime=0), "corrupt archive"),
        (gzip.compress(gzip.decompress(WHOLE), mtime=0)[:-5000], "corrupt archive"),
    ],
)
def test_an_archive_with_other_contents_is_an_error_and_writes_nothing(
    tmp_path: Path, archive: bytes, message: str
) -> None:
    path = write(tmp_path / "data" / ARCHIVE, archive)
    with pytest.raises(DatasetError, match=message) as raised:
        load(source_of(archive), path.parent)
    assert "\n" not in str(raised.value)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def test_a_wrong_unpacked_file_is_an_error(tmp_path: Path) -> None:
    for name, content in CONTENTS.items():
        write(tmp_path / name, content[:-1] if name == LAST else content)
    with pytest.raises(DatasetError, match=r"test_batch\.bin: truncated: 9,218 bytes found, 9,219 expected"):
        load(SMALL, tmp_path)
