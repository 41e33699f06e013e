"""Where the built page is kept: in a wheel beside this package, else in the user's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from autograd.extend import write_atomically
from nn.cache import user_cache
from nn.datasets.errors import DatasetError
from nn.lab import safetensors
from nn.lab.build import build, fingerprint
from nn.lab.pieces import LabError
from nn.lab.rooms.digit import WEIGHTS
from nn.lab.training import digit_weights

__all__ = ["LabError", "written"]

_SHIPPED = Path(__file__).with_name("lab.html")
_SHAPES = [(10,), (10, 128), (128,), (128, 784)]


def written(path: Path | None, data: Path | None, digits: Path | None, say: Callable[[str], None]) -> Path:
    """Return the path of the page, which is built if it is not there yet.

    Args:
        path: the file to write; by default a file in the user's cache, or the page that a wheel holds.
        data: the folder of MNIST.
        digits: a safetensors file of a network 784-128-10. By default one is trained, once.
        say: is called with a line before each part that takes a while.

    Raises:
        LabError: if a part cannot be had, or `digits` is of another network.
        OSError: if a file cannot be read or written.
    """
    try:
        cache = user_cache() / "lab"
    except RuntimeError:
        raise LabError("the home folder is not known; set XDG_CACHE_HOME to a folder for the page") from None
    if digits is None and data is None and (content := _shipped()) is not None:
        return _SHIPPED if path is None else _saved(content, path)
    weights = _weights(cache / WEIGHTS, data, digits, say)
    network = hashlib.sha256(weights or b"").hexdigest()[:8]
    kept = cache / f"lab-{fingerprint()}-{network}.html"
    if not kept.is_file():
        _saved(build(weights, say), kept)
    return kept if path is None else _saved(kept.read_bytes(), path)


def _shipped() -> bytes | None:
    """Return the page beside this package, if it is made of the same parts as the package, or None."""
    if not _SHIPPED.is_file():
        return None
    content = _SHIPPED.read_bytes()
    mark = f'<meta name="fingerprint" content="{fingerprint()}"'.encode()
    return content if mark in content[:5000] else None


def _saved(content: bytes, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    return path


def _weights(kept: Path, data: Path | None, digits: Path | None, say: Callable[[str], None]) -> bytes | None:
    """Return the network for digits: the given one, the one in the cache, or one that is trained now."""
    if digits is not None:
        content = digits.read_bytes()
        try:
            shapes = sorted(w.shape for w in safetensors.read(content).values())
        except ValueError as error:
            raise LabError(f"{digits}: {error}") from None
        if shapes != _SHAPES:
            raise LabError(f"{digits}: expected the weights of a network 784-128-10, got tensors of shapes {shapes}")
        return content
    if kept.is_file():
        return kept.read_bytes()
    say("training the network for digits on MNIST, some seconds")
    try:
        content = digit_weights(data, say)
    except DatasetError as error:
        say(f"the room for digits stays without a network: {error}. Give MNIST's folder with --data")
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(kept, content)
    return content
