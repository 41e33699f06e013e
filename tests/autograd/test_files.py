"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from autograd.extend import write_atomically


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.mark.parametrize("former", [None, b"before"])
@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_a_failure_leaves_the_folder_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, former: bytes | None, step: str, failure: BaseException
) -> None:
    if former is not None:
        path.write_bytes(former)

    def fail(*args: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(type(failure)):
            write_atomically(path, b"after")
    assert os.listdir(path.parent) == ([] if former is None else ["file"])
    assert former is None or path.read_bytes() == former


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(path: Path, kept: int) -> None:
    path.write_bytes(b"before")
    path.chmod(kept)
    write_atomically(path, b"after")
    assert (mode(path), path.read_bytes()) == (kept, b"after")


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_permissions_that_open_gives(path: Path, mask: int) -> None:
    former = os.umask(mask)
    try:
        write_atomically(path, b"")
    finally:
        os.umask(former)
    assert mode(path) == 0o666 & ~mask


def test_content_for_a_private_file_is_private_from_the_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"")
    path.chmod(0o600)
    modes = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode)))
    write_atomically(path, b"secret")
    assert modes == [0o600]


def test_a_read_only_file_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "access", lambda path, how: False)  # tests may run as root, who may write everything
    with pytest.raises(PermissionError):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize("exists", [True, False])
def test_a_symbolic_link_stays_a_link(path: Path, tmp_path: Path, exists: bool) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "target"
    if exists:
        target.write_bytes(b"before")
    path.symlink_to("folder/target")
    write_atomically(path, b"after")
    assert path.is_symlink()
    assert target.read_bytes() == b"after"
    assert os.listdir(tmp_path / "folder") == ["target"]


def test_a_circle_of_links_is_an_error(path: Path) -> None:
    path.symlink_to("file")
    with pytest.raises(OSError, match="symbolic link"):
        write_atomically(path, b"")
    assert path.is_symlink()


def test_a_pipe_is_written_to_and_stays(path: Path) -> None:
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_atomically(path, b"through")
    reader.join()
    assert read == [b"through"]
    assert path.is_fifo()


def test_the_name_may_be_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_atomically(path, b"a")
    assert path.read_bytes() == b"a"


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path, b"")


def test_an_error_names_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "no folder" / "a"
    with pytest.raises(FileNotFoundError) as raised:
        write_atomically(path, b"")
    assert raised.value.filename == str(path)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file to another group")
def test_permissions_of_a_group_are_not_given_to_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"")
    os.chown(path, -1, os.getgid() + 1)
    path.chmod(0o640)

    def refuse(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    write_atomically(path, b"after")
    assert mode(path) == 0o600
