"""Downloads: whole or not at all."""

from __future__ import annotations

import gzip
import http.server
import os
from dataclasses import replace
from pathlib import Path

import pytest

from nn.datasets import download
from nn.datasets.download import load_arrays
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.sources import Source
from tests.nn.datasets.mirror import Mirror
from tests.nn.datasets.missing import hide
from tests.nn.datasets.small import (
    CONTENTS,
    NAMES,
    SMALL,
    TEST_IMAGES,
    TRAIN_IMAGES,
    TRAIN_LABELS,
    assert_small,
    files_in,
    store,
)


def test_a_missing_set_is_downloaded_into_the_cache_once(mirror: Mirror, served: Source, isolated: Path) -> None:
    assert_small(load_arrays(served))
    assert mirror.asked == [f"/good/{name}.gz" for name in NAMES]
    assert files_in(isolated) == sorted(f"{name}.gz" for name in NAMES)

    assert_small(load_arrays(served))
    assert len(mirror.asked) == 4


def test_only_files_missing_from_the_cache_are_downloaded(mirror: Mirror, served: Source, isolated: Path) -> None:
    store(isolated / "small", {TEST_IMAGES: None})
    assert_small(load_arrays(served))
    assert mirror.asked == [f"/good/{TEST_IMAGES}.gz"]


def test_nothing_is_downloaded_in_place_of_a_root(mirror: Mirror, served: Source, tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError):
        load_arrays(served, tmp_path)
    assert mirror.asked == []


def spoil(mirror: Mirror, fault: str, folder: str = "bad") -> str:
    """Let `folder` hold the small set with its first file wrong, and give its address."""
    address, path = mirror.holds_small(folder), f"/{folder}/{TRAIN_IMAGES}.gz"
    whole = mirror.bodies[path]
    if fault == "absent":
        del mirror.bodies[path]
    elif fault == "broken off":
        mirror.bodies[path], mirror.announced[path] = whole[:-20], len(whole)
    elif fault == "truncated":
        mirror.bodies[path] = whole[:-20]
    elif fault == "corrupt":
        mirror.bodies[path] = whole[:-8] + bytes(4) + whole[-4:]
    elif fault == "mislabelled":
        mirror.bodies[path] = gzip.compress(CONTENTS[TRAIN_LABELS])
    elif fault == "web page":
        mirror.bodies[path] = b"<html>Please log in.</html>"
    return address


FAULTS = {
    "absent": (DatasetNotFoundError, r"HTTP error 404 \(Not Found\)"),
    "broken off": (DatasetNotFoundError, r"broke off after \d+ of \d+ bytes"),
    "truncated": (DatasetError, "truncated: its gzip stream stops"),
    "corrupt": (DatasetError, "corrupt gzip file"),
    "mislabelled": (DatasetError, r"magic number 2049 \(labels\) found"),
    "web page": (DatasetError, r"b'<htm', which is no magic number"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_download_that_goes_wrong_is_an_error_and_leaves_nothing(mirror: Mirror, isolated: Path, fault: str) -> None:
    kind, message = FAULTS[fault]
    source = replace(SMALL, mirrors=(spoil(mirror, fault),))
    with pytest.raises(DatasetError, match=message) as raised:
        load_arrays(source)
    assert type(raised.value) is kind
    assert "\n" not in str(raised.value)
    assert f"{mirror.url}/bad/{TRAIN_IMAGES}.gz" in str(raised.value)
    assert files_in(isolated) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_next_mirror_is_tried(mirror: Mirror, isolated: Path, fault: str) -> None:
    source = replace(SMALL, mirrors=(spoil(mirror, fault), mirror.holds_small("good")))
    assert_small(load_arrays(source))
    assert files_in(isolated) == sorted(f"{name}.gz" for name in NAMES)


@pytest.mark.parametrize("faults", [("absent", "corrupt"), ("corrupt", "absent")])
def test_wrong_data_from_a_mirror_does_not_count_as_a_missing_set(mirror: Mirror, faults: tuple[str, str]) -> None:
    source = replace(SMALL, mirrors=tuple(spoil(mirror, fault, fault) for fault in faults))
    with pytest.raises(DatasetError, match="corrupt gzip file") as raised:
        load_arrays(source)
    assert type(raised.value) is DatasetError


def test_an_unreachable_mirror_counts_as_a_missing_set(mirror: Mirror, isolated: Path) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as closed:
        port = closed.server_port
    source = replace(SMALL, mirrors=(f"http://127.0.0.1:{port}/",))
    with pytest.raises(DatasetNotFoundError, match=r"Small is neither in CHAINRULE_DATA \(not set\) nor in .*refused"):
        load_arrays(source)
    assert not isolated.exists()


def test_a_mirror_that_does_not_answer_times_out(
    mirror: Mirror, served: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.delay = 0.5
    monkeypatch.setattr(download, "TIMEOUT", 0.05)
    with pytest.raises(DatasetNotFoundError, match="timed out"):
        load_arrays(served)


@pytest.mark.parametrize("trickle", ["headers", "content"])
@pytest.mark.parametrize(("limit", "value"), [("PATIENCE", 0.2), ("LONGEST", 0.2)])
def test_a_mirror_that_sends_a_byte_now_and_then_is_given_up(
    mirror: Mirror,
    served: Source,
    isolated: Path,
    monkeypatch: pytest.MonkeyPatch,
    trickle: str,
    limit: str,
    value: float,
) -> None:
    mirror.trickle = trickle
    monkeypatch.setattr(download, limit, value)
    with pytest.raises(DatasetNotFoundError, match=r"given up") as raised:
        load_arrays(served)
    assert "\n" not in str(raised.value)
    assert files_in(isolated) == []


def test_a_mirror_that_is_slow_but_not_too_slow_is_waited_for(
    mirror: Mirror, served: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.delay = 0.1
    monkeypatch.setattr(download, "PATIENCE", 0.0)  # every look at the clock ends a span
    monkeypatch.setattr(download, "SLOWEST", 0.0)
    assert_small(load_arrays(served))


@pytest.mark.parametrize("announces", [True, False])
def test_a_mirror_that_sends_too_much_is_left(
    mirror: Mirror, served: Source, isolated: Path, monkeypatch: pytest.MonkeyPatch, announces: bool
) -> None:
    mirror.announces = announces
    mirror.bodies[f"/good/{TRAIN_IMAGES}.gz"] = bytes(1 << 24)
    with pytest.raises(DatasetError, match=r"too long: more than the [\d,]+ bytes") as raised:
        load_arrays(served)
    assert type(raised.value) is DatasetError
    assert files_in(isolated) == []


def test_a_mirror_need_not_announce_the_size(mirror: Mirror, served: Source) -> None:
    mirror.announces = False
    assert_small(load_arrays(served))


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=repr)
def test_an_interrupted_write_leaves_nothing(
    served: Source, isolated: Path, monkeypatch: pytest.MonkeyPatch, step: str, interruption: BaseException
) -> None:
    def interrupt(*args: object) -> None:
        assert len(files_in(isolated)) == 1  # the temporary file is there, and is what has to go
        raise interruption

    monkeypatch.setattr(os, step, interrupt)
    expected = KeyboardInterrupt if isinstance(interruption, KeyboardInterrupt) else DatasetNotFoundError
    with pytest.raises(expected):
        load_arrays(served)
    assert files_in(isolated) == []


def test_an_interrupted_download_keeps_the_files_that_are_whole(
    mirror: Mirror, served: Source, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = download.download

    def interrupt(url: str, most: int) -> bytes:
        if TEST_IMAGES in url:
            raise KeyboardInterrupt
        return fetch(url, most)

    with monkeypatch.context() as patch:
        patch.setattr(download, "download", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load_arrays(served)
    assert files_in(isolated) == sorted([f"{TRAIN_IMAGES}.gz", f"{TRAIN_LABELS}.gz"])
    assert_small(load_arrays(served))


def test_a_cache_that_cannot_be_made_is_named(served: Source, isolated: Path) -> None:
    isolated.parent.write_text("a file where the cache should be")
    with pytest.raises(DatasetNotFoundError, match=f"{TRAIN_IMAGES}.gz: cannot be written .*XDG_CACHE_HOME"):
        load_arrays(served)


def test_a_download_shows_its_progress_with_tqdm(served: Source, capsys: pytest.CaptureFixture[str]) -> None:
    load_arrays(served)
    captured = capsys.readouterr()
    assert "100%" in captured.err
    assert captured.out == ""


def test_a_download_is_announced_without_tqdm(
    mirror: Mirror, served: Source, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hide(monkeypatch, "tqdm")
    load_arrays(served)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [f"downloading {mirror.url}/good/{name}.gz" for name in NAMES]
    assert captured.out == ""
