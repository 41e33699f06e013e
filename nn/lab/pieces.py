"""The parts of the page that others made: their names, versions and checksums, and where they come from."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from autograd.extend import write_atomically
from nn.cache import user_cache
from nn.datasets.download import download
from nn.datasets.errors import DatasetError

_MIRROR = "https://cdn.jsdelivr.net/npm"
_LARGEST = 20_000_000  # bytes; the largest has half of it


class LabError(Exception):
    """Raised if the page cannot be built; the message says why and what would help."""


class Package(NamedTuple):
    """A package of npm: its name, version and licence, and the SHA-256 of each file that the page needs."""

    name: str
    version: str
    licence: str
    about: str
    files: dict[str, str]


PYODIDE = Package("pyodide", "314.0.7", "MPL-2.0", "Python in WebAssembly", {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
})  # fmt: skip
GRAPHVIZ = Package("@hpcc-js/wasm-graphviz", "1.29.2", "Apache-2.0 and EPL-1.0", "Graphviz in WebAssembly", {
    "dist/index.js": "550d9cd6ff429f5bd225316fe1faed4f852038c3e1ec609ce113af1f9379ce25",
})  # fmt: skip
D3 = Package("d3", "7.9.2", "ISC", "scales and shapes of the charts", {
    "dist/d3.min.js": "912111098ea99503a6f4967361d2bbdc9dbf58cf9c678c8e27e5b02d1a07f0c1",
})  # fmt: skip
PLOT = Package("@observablehq/plot", "0.6.17", "ISC", "charts", {
    "dist/plot.umd.min.js": "4358086467740777dd788d6b27a95cebdbaefdd50c730a3060117073bd7134cb",
})  # fmt: skip
PACKAGES = (PYODIDE, GRAPHVIZ, D3, PLOT)


def fetch(package: Package) -> dict[str, bytes]:
    """Return the files of a package, from the cache, from npm if that program is installed, or from a mirror of it.

    What is fetched is verified, and kept in the user's cache.

    Raises:
        LabError: if a file cannot be had, or is not the one expected.
    """
    folder = user_cache() / "lab" / f"{package.name.replace('/', '-')}-{package.version}"
    kept = {name: folder / name.replace("/", "-") for name in package.files}
    found = {name: content for name, path in kept.items() if (content := _held(path, package.files[name])) is not None}
    if missing := [name for name in package.files if name not in found]:
        try:
            fresh = _by_npm(package) if shutil.which("npm") else {}
            for name in missing:
                if name not in fresh:
                    fresh[name] = download(f"{_MIRROR}/{package.name}@{package.version}/{name}", _LARGEST)
        except DatasetError as error:
            raise LabError(f"{package.about}: {error}. Building the page needs a network connection, once") from None
        for name in missing:
            if hashlib.sha256(fresh[name]).hexdigest() != package.files[name]:
                raise LabError(f"{package.name} {package.version}: {name} has another checksum than expected")
            _keep(kept[name], fresh[name])
            found[name] = fresh[name]
    return found


def _held(path: Path, checksum: str) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == checksum else None


def _keep(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError:  # a cache that cannot be written costs another download, and nothing else
        pass


def _by_npm(package: Package) -> dict[str, bytes]:
    """Return the files of the package as npm fetches it; none of them if npm cannot."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", folder]
        try:
            done = subprocess.run(command, capture_output=True, cwd=folder, timeout=600)
        except (OSError, subprocess.TimeoutExpired):
            return {}
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            return {}
        found = {}
        try:
            with tarfile.open(archives[0]) as archive:
                for name in package.files:
                    if (member := archive.extractfile(f"package/{name}")) is not None:
                        found[name] = member.read(_LARGEST)
        except (tarfile.TarError, KeyError, OSError):
            return {}
        return found
