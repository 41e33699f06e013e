"""Where the MNIST family's files are found, how they are fetched, and how both are verified.

No Tensor here: the arrays are NumPy's, and `nn.datasets` wraps them.
"""

import contextlib
import hashlib
import http.client
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np
from numpy.typing import NDArray

from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.idx import parse_idx, unpack
from nn.datasets.sources import FASHION_MNIST, MNIST, Source, SourceFile

TIMEOUT = 15.0  # seconds without a byte, after which the next mirror is tried
_CHUNK = 1 << 16


class Arrays(NamedTuple):
    """A data set as it is stored: four read-only uint8 arrays, images (n, rows, columns) and labels (n,)."""

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]


def load_arrays(source: Source, root: str | os.PathLike[str] | None = None) -> Arrays:
    """Read a data set's four files, downloading them first if there is no other way, and verify them.

    Args:
        source: the data set.
        root: the only folder to look in, if given; see `locate`.

    Returns:
        The four arrays, every byte verified against the source's sizes and checksums.

    Raises:
        DatasetNotFoundError: the set is not there and cannot be downloaded.
        DatasetError: a file is unreadable, truncated, corrupt or mislabelled.
    """
    return Arrays(*(_read(path, file) for path, file in zip(locate(source, root), source.files)))


def locate(source: Source, root: str | os.PathLike[str] | None = None) -> list[Path]:
    """Find the four files of a data set, in the source's order; the first folder that holds all of them wins.

    A folder holds them directly or in a folder of the set's name (`mnist/`), gzipped or not. With `root`, only that
    folder is looked at: who names a folder wants its files and no others. Without it, the folder that the environment
    variable `CHAINRULE_DATA` names comes first, then the user's cache, which is filled by downloading what it lacks.

    Raises:
        DatasetNotFoundError: the files are not in `root`, or neither at hand nor to be downloaded.
        DatasetError: what the mirrors sent is wrong.
    """
    if root is not None:
        return _held(source, Path(root).expanduser())

    cache = user_cache()
    shared = os.environ.get("CHAINRULE_DATA")
    for folder in (Path(shared).expanduser(), cache) if shared else (cache,):
        with contextlib.suppress(DatasetNotFoundError):
            return _held(source, folder)
    return [_cached(source, file, cache / source.folder) for file in source.files]


def user_cache() -> Path:
    """The folder downloads are kept in: `$XDG_CACHE_HOME/chainrule`, by default `~/.cache/chainrule`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "chainrule"


def _held(source: Source, folder: Path) -> list[Path]:
    """The paths of the four files in `folder` or in its folder of the set's name, or an error naming what is missing.

    The inner folder comes first: MNIST and Fashion-MNIST name their files alike, so only its name tells them apart.
    """
    if not folder.is_dir():
        raise DatasetNotFoundError(f"{folder}: no such folder; {source.title}'s four files were expected in it")
    fewest = [file.name for file in source.files]
    for candidate in (folder / source.folder, folder):
        paths = {file.name: _variant(candidate / file.name) for file in source.files}
        found = [path for path in paths.values() if path is not None]
        if len(found) == len(source.files):
            return found
        fewest = min(fewest, [name for name, path in paths.items() if path is None], key=len)
    raise DatasetNotFoundError(
        f"{folder}: {', '.join(fewest)} missing; {source.title}'s four files, with or without .gz, were expected "
        f"there or in its folder {source.folder}"
    )


def _variant(path: Path) -> Path | None:
    """The file as it is, or with `.gz`, or None. As it is comes first, for there is nothing to unpack."""
    gzipped = path.with_name(f"{path.name}.gz")
    return next((found for found in (path, gzipped) if found.is_file()), None)


def _read(path: Path, file: SourceFile) -> NDArray[np.uint8]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read: {error.strerror}") from error
    return _verified(content, file, str(path))


def _verified(content: bytes, file: SourceFile, where: str) -> NDArray[np.uint8]:
    """Unpack and parse a file. The checksum is looked at last, because it only says that something is wrong."""
    unpacked = unpack(content, where)
    array = parse_idx(unpacked, file.shape, where)
    md5 = hashlib.md5(unpacked, usedforsecurity=False).hexdigest()
    if md5 != file.md5:
        raise DatasetError(f"{where}: MD5 {md5}{_whose(md5)} found, {file.md5} expected for its uncompressed bytes")
    return array


def _whose(md5: str) -> str:
    """What a foreign checksum is known to belong to: the commonest mix-up is one set's file in the other's place."""
    for source in (MNIST, FASHION_MNIST):
        for file in source.files:
            if file.md5 == md5:
                return f" ({source.title}'s {file.name})"
    return ""


def _cached(source: Source, file: SourceFile, folder: Path) -> Path:
    """The path of one file in the cache, downloaded from the first mirror that sends it whole if it is not there."""
    cached = _variant(folder / file.name)
    if cached is not None:
        return cached

    failures: list[DatasetError] = []
    for mirror in source.mirrors:
        url = f"{mirror}{file.name}.gz"
        try:
            content = _download(url)
            _verified(content, file, url)
        except DatasetError as error:
            failures.append(error)
        else:
            path = folder / f"{file.name}.gz"
            _write_atomically(path, content)
            return path

    # One mirror with wrong data is reason enough for alarm, even if the others could not be reached.
    unreachable = all(isinstance(failure, DatasetNotFoundError) for failure in failures)
    kind = DatasetNotFoundError if unreachable else DatasetError
    shared = os.environ.get("CHAINRULE_DATA") or "not set"
    raise kind(
        f"{source.title} is neither in CHAINRULE_DATA ({shared}) nor in {folder}, and cannot be downloaded: "
        + "; ".join(str(failure) for failure in failures)
    )


def _download(url: str) -> bytes:
    """Fetch a file into memory: the largest has 26 MB, and what is not yet on disk cannot be left half-written.

    Raises:
        DatasetNotFoundError: the host is unreachable, silent for `TIMEOUT` seconds, answers with an HTTP error, or
            breaks off before the end.
    """
    request = Request(url, headers={"User-Agent": "chainrule"})
    received = bytearray()
    try:
        with urlopen(request, timeout=TIMEOUT) as response:
            expected: int | None = response.length  # of the header; None if it is not given
            with _progress(url, expected) as advance:
                while chunk := response.read(_CHUNK):
                    received += chunk
                    advance(len(chunk))
    except HTTPError as error:
        error.close()  # it is a response too, and holds its connection open
        raise DatasetNotFoundError(f"{url}: HTTP error {error.code} ({error.reason})") from None
    except URLError as error:
        raise DatasetNotFoundError(f"{url}: {error.reason}") from None
    except (OSError, http.client.HTTPException) as error:
        raise DatasetNotFoundError(f"{url}: {error or type(error).__name__}") from None

    # Reading in pieces, http.client takes a lost connection for the end of the file.
    if expected is not None and len(received) != expected:
        raise DatasetNotFoundError(f"{url}: broke off after {len(received):,} of {expected:,} bytes")
    return bytes(received)


@contextlib.contextmanager
def _progress(url: str, size: int | None) -> Iterator[Callable[[int], object]]:
    """Show a download on stderr: a bar to be advanced by a number of bytes, or one line where tqdm is not installed."""
    try:
        from tqdm import tqdm
    except ImportError:
        tqdm = None
    if tqdm is None:
        print(f"downloading {url}", file=sys.stderr)
        yield lambda count: None
    else:
        with tqdm(desc=url.rpartition("/")[2], total=size, unit="B", unit_scale=True, unit_divisor=1024) as bar:
            yield bar.update


def _write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, it is there whole or not at all, and nothing else is.

    Raises:
        DatasetNotFoundError: the folder cannot be made or written to, or its disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Renaming is atomic only within one file system, hence the same folder.
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # a crash must not find the new name before the bytes
            os.replace(temporary, path)
        except BaseException:  # KeyboardInterrupt too
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DatasetNotFoundError(
            f"{path}: cannot be written ({error.strerror}); XDG_CACHE_HOME can name a better place for the cache"
        ) from error
