"""The files of published data sets: search, download, verification. This module returns NumPy arrays."""

import contextlib
import http.client
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np
from numpy.typing import NDArray

from autograd.extend import write_atomically
from nn import cache
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.sources import PublishedFile, Source

TIMEOUT = 15.0  # seconds without a byte before the next mirror is tried
# A host that sends fewer than SLOWEST bytes a second, over PATIENCE seconds, is given up: a modem of 1998 sends 7,000.
SLOWEST, PATIENCE = 1024.0, 60.0
LONGEST = 3 * 3600.0  # seconds for one file; the 170 MB of CIFAR-10 in this time are 16 kB a second
_CHUNK = 1 << 16


class Arrays(NamedTuple):
    """The arrays of a data set of the MNIST family: read-only, uint8. Images are (n, rows, columns), labels (n,)."""

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]


def load_arrays(source: Source, root: str | os.PathLike[str] | None = None) -> Arrays:
    """Read and verify the four files of a data set of the MNIST family. Download those that no folder holds.

    Args:
        source: the data set.
        root: the only folder to search, if given; see `locate`.

    Returns:
        The four arrays. Their sizes and checksums are those of `source`.

    Raises:
        DatasetNotFoundError: if the files are neither found nor can be downloaded.
        DatasetError: if a file is unreadable, truncated, corrupt or mislabelled.
    """
    return Arrays(*load(source, root))


def load(source: Source, root: str | os.PathLike[str] | None = None) -> list[NDArray[np.uint8]]:
    """Read and verify the files of a data set, as `load_arrays` does, and return the array in each."""
    return [_read(path, file) for path, file in _found(source, root)]


def locate(source: Source, root: str | os.PathLike[str] | None = None) -> list[Path]:
    """Return the paths of the files of a data set, in the order of the source.

    The first folder that holds all is used. It holds them directly or in a subfolder such as `mnist`, gzipped or
    not. With `root`, only that folder is searched. Without it, the search begins in the folder of the environment
    variable `CHAINRULE_DATA` and goes on in the user's cache. Files missing there are downloaded into the cache.

    Raises:
        DatasetNotFoundError: if the files are not in `root`; or without it, neither found nor can be downloaded.
        DatasetError: if the mirrors sent wrong files.
    """
    return [path for path, _ in _found(source, root)]


_Found = list[tuple[Path, PublishedFile]]


def _found(source: Source, root: str | os.PathLike[str] | None) -> _Found:
    """Return what `locate` returns, each path with what it should hold."""
    if root is not None:
        return _held(source, root)

    kept = user_cache()
    shared = os.environ.get("CHAINRULE_DATA")
    for folder in (shared, kept) if shared else (kept,):
        with contextlib.suppress(DatasetNotFoundError):
            return _held(source, folder)
    return [(_cached(source, file, kept / source.folder), file) for file in source.files]


def user_cache() -> Path:
    """Return the folder for downloads: `$XDG_CACHE_HOME/chainrule`, by default `~/.cache/chainrule`.

    Raises:
        DatasetNotFoundError: if neither XDG_CACHE_HOME is set nor a home folder known.
    """
    try:
        return cache.user_cache()
    except RuntimeError:
        raise DatasetNotFoundError("~: no such folder; the home folder is not known") from None


def _expanded(folder: str | os.PathLike[str]) -> Path:
    """Return the path with `~` and `~user` replaced by the home folder."""
    try:
        return Path(folder).expanduser()
    except RuntimeError:  # no such user
        raise DatasetNotFoundError(f"{os.fspath(folder)}: no such folder; the home folder is not known") from None


def _held(source: Source, given: str | os.PathLike[str]) -> _Found:
    """Return the paths of the files in a folder or its subfolder, or raise an error that names the missing files.

    The subfolder comes first. MNIST and Fashion-MNIST give their files the same names, so only the folder differs.
    """
    folder = _expanded(given)
    if not os.path.isdir(folder):
        raise DatasetNotFoundError(f"{folder}: no such folder; {source.title}'s {source.contents} expected in it")
    fewest = [file.name for file in source.files]
    for candidate in (folder / source.folder, folder):
        for files in filter(None, (source.files, source.unpacked)):
            paths = [(_stored(candidate, file), file) for file in files]
            found = [(path, file) for path, file in paths if path is not None]
            if len(found) == len(files):
                return found
            fewest = min(fewest, [file.name for path, file in paths if path is None], key=len)
    forms = ", with or without .gz" if len(source.files[0].names) > 1 else ""
    raise DatasetNotFoundError(
        f"{folder}: {', '.join(fewest)} missing; {source.title}'s {source.contents} expected there or in its folder "
        f"{source.folder}{forms}"
    )


def _stored(folder: Path, file: PublishedFile) -> Path | None:
    """Return the path of a file in a folder, under the first of its names that is there. None if there is none."""
    return next((path for name in file.names if os.path.isfile(path := folder / name)), None)


def _read(path: Path, file: PublishedFile) -> NDArray[np.uint8]:
    try:
        with path.open("rb") as opened:
            content = opened.read(file.most + 1)
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read: {error.strerror}") from error
    return file.verified(content, str(path))


def _cached(source: Source, file: PublishedFile, folder: Path) -> Path:
    """Return the path of a file in the cache. If it is missing, download it from the first mirror that works."""
    cached = _stored(folder, file)
    if cached is not None:
        return cached

    failures: list[DatasetError] = []
    for mirror in source.mirrors:
        url = f"{mirror}{file.names[-1]}"
        try:
            content = download(url, file.most)
            file.verified(content, url)
        except DatasetError as error:
            failures.append(error)
        else:
            path = folder / file.names[-1]
            _store(path, content)
            return path

    # If one mirror sent wrong data, the error says so, even if the others could not be reached.
    unreachable = all(isinstance(failure, DatasetNotFoundError) for failure in failures)
    kind = DatasetNotFoundError if unreachable else DatasetError
    shared = os.environ.get("CHAINRULE_DATA") or "not set"
    raise kind(
        f"{source.title} is neither in CHAINRULE_DATA ({shared}) nor in {folder}, and cannot be downloaded: "
        + "; ".join(str(failure) for failure in failures)
    )


def download(url: str, most: int) -> bytes:
    """Return the content at an address.

    It stays in memory until it is verified, so no incomplete file is written. The largest file has 170 MB.

    Args:
        url: the address.
        most: the largest number of bytes that the content can have.

    Raises:
        DatasetNotFoundError: if the host cannot be reached, is silent for `TIMEOUT` seconds, is slower than `SLOWEST`,
            takes longer than `LONGEST`, answers with an HTTP error, or closes the connection early.
        DatasetError: if the host sends more than `most` bytes.
    """
    transfer = _Transfer(url, most)
    transfer.start()
    try:
        _await(transfer)
    finally:
        transfer.abandoned = True
    error = transfer.error
    if isinstance(error, HTTPError):
        error.close()  # the error is also a response with an open connection
        raise DatasetNotFoundError(f"{url}: HTTP error {error.code} ({error.reason})") from None
    if error is not None:
        reason = error.reason if isinstance(error, URLError) else error
        raise DatasetNotFoundError(f"{url}: {reason or type(error).__name__}") from None
    received, expected = transfer.received, transfer.expected
    if max(len(received), expected or 0) > most:
        raise DatasetError(f"{url}: too long: more than the {most:,} bytes that this file can have")
    # When reading in pieces, http.client does not distinguish a lost connection from the end of the file.
    if expected is not None and len(received) != expected:
        raise DatasetNotFoundError(f"{url}: broke off after {len(received):,} of {expected:,} bytes")
    return bytes(received)


class _Transfer(threading.Thread):
    """A download in a thread of its own.

    The timeout of a socket begins again with every byte, so it does not stop a host that sends one now and then: in
    its content, its headers, or the handshake of TLS. The caller can, by no longer waiting for the thread.
    """

    def __init__(self, url: str, most: int) -> None:
        super().__init__(daemon=True)
        self.url, self.most = url, most
        self.received = bytearray()
        self.expected: int | None = None  # from the header; None without one
        self.error: Exception | None = None
        self.abandoned = False

    def run(self) -> None:
        """Receive the content, until one byte more than it can have."""
        request = Request(self.url, headers={"User-Agent": "chainrule"})
        try:
            with urlopen(request, timeout=TIMEOUT) as response:
                self.expected = response.length
                if self.expected is not None and self.expected > self.most:
                    return
                while not self.abandoned and len(self.received) <= self.most and (part := response.read1(_CHUNK)):
                    self.received += part
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.error = error


def _await(transfer: _Transfer) -> None:
    """Wait for the end of a transfer, and show its progress. Raise DatasetNotFoundError if it is too slow."""
    start = last = time.monotonic()
    before = 0
    show: Callable[[int], object] | None = None
    with contextlib.ExitStack() as display:
        alive = True
        while alive:
            transfer.join(0.1)
            alive = transfer.is_alive()
            count, now = len(transfer.received), time.monotonic()
            if count:
                show = show or display.enter_context(_progress(transfer.url, transfer.expected))
                show(count)
            if alive and now - start > LONGEST:
                raise DatasetNotFoundError(f"{transfer.url}: {count:,} bytes in {LONGEST:,.0f} s, and no end; given up")
            if alive and now - last > PATIENCE:
                if count - before < SLOWEST * PATIENCE:
                    raise DatasetNotFoundError(
                        f"{transfer.url}: too slow: {count - before:,} bytes in {PATIENCE:,.0f} s, given up"
                    )
                last, before = now, count


@contextlib.contextmanager
def _progress(url: str, size: int | None) -> Iterator[Callable[[int], object]]:
    """Show a download on stderr, and yield a function to call with the number of bytes received so far.

    The display is a progress bar, or one line if tqdm is not installed.
    """
    try:
        from tqdm import tqdm
    except ImportError:
        tqdm = None
    if tqdm is None:
        print(f"downloading {url}", file=sys.stderr)
        yield lambda count: None
    else:
        with tqdm(desc=url.rpartition("/")[2], total=size, unit="B", unit_scale=True, unit_divisor=1024) as bar:
            yield lambda count: bar.update(count - bar.n)


def _store(path: Path, content: bytes) -> None:
    """Write a file of the cache.

    Raises:
        DatasetNotFoundError: if the folder cannot be created or written to, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise DatasetNotFoundError(
            f"{path}: cannot be written ({error.strerror}); XDG_CACHE_HOME can name a better place for the cache"
        ) from error
