"""Build the lab: one HTML file that holds the page, Python, Graphviz, chainrule, and a trained network."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

from autograd import __version__
from nn.lab.pieces import D3, GRAPHVIZ, PACKAGES, PLOT, PYODIDE, fetch
from nn.lab.rooms.digit import WEIGHTS

_ROOT = Path(str(files("nn"))).parent
# What of chainrule the page holds: the Value tier, and the rooms. Tensors need NumPy, which is not in the page.
_CHAINRULE = (
    "autograd/*.py", "autograd/rules/*.py", "autograd/scalar/**/*.py", "autograd/drawing/*.py",
    "autograd/explanation/*.py", "nn/__init__.py", "nn/scalar.py", "nn/plain.py", "nn/cache.py", "nn/calls.py",
    "nn/names.py",
    "nn/lab/*.py", "nn/lab/rooms/*.py",
)  # fmt: skip
_NOT_IN_PAGE = {"nn/lab/build.py", "nn/lab/keeping.py", "nn/lab/pieces.py", "nn/lab/training.py"}
# Parts of Python's library that need what a page lacks: processes, sockets, terminals, a debugger, a package installer.
_NOT_NEEDED = (
    "multiprocessing/", "xmlrpc/", "wsgiref/", "_pyrepl/", "unittest/", "concurrent/futures/process", "ensurepip/",
    "pdb.", "doctest.", "imaplib.", "mailbox.", "ftplib.", "smtplib.", "poplib.", "pydoc", "http/server", "http/cookie",
    "socketserver.", "optparse.", "turtle", "tkinter/", "idlelib/", "lib2to3/", "venv/", "sqlite3/", "dbm/", "curses/",
    "logging/handlers", "logging/config", "asyncio/windows", "profile.",
    "cProfile.", "pstats.", "telnetlib.", "nntplib.", "webbrowser.", "antigravity.", "zipapp.", "tracemalloc.",
)  # fmt: skip
_SCRIPTS = ("state.js", "controls.js", "charts.js", "figures.js", "network.js", "graph.js", "lab.js")


def fingerprint() -> str:
    """Return a checksum of the sources of the page: it tells whether a page was made of the same ones."""
    digest = hashlib.sha256(repr(PACKAGES).encode())
    page = _ROOT / "nn" / "lab" / "page"
    for path in [Path(__file__), *(_ROOT / name for name in _sources()), *_scripts(), *sorted(page.iterdir())]:
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def build(weights: bytes | None, say: Callable[[str], None] = lambda line: None) -> bytes:
    """Return the page.

    Args:
        weights: the safetensors file of the network for digits, from `nn.lab.training`; None leaves it out.
        say: is called with a line before each part that takes a while.

    Raises:
        LabError: if a part of the page cannot be had.
    """
    found = {}
    for package in PACKAGES:
        say(f"{package.about}: {package.name} {package.version}")
        found[package.name] = fetch(package)
    python, page = found[PYODIDE.name], _ROOT / "nn" / "lab" / "page"
    lock = json.loads(python["pyodide-lock.json"])
    pieces = {
        "pyodide": python["pyodide.mjs"],
        "pyodideAsm": python["pyodide.asm.mjs"],
        "wasm": python["pyodide.asm.wasm"],
        "stdlib": _pruned(python["python_stdlib.zip"]),
        "graphviz": found[GRAPHVIZ.name]["dist/index.js"],
        "chainrule": _chainrule(weights),
        "d3": found[D3.name]["dist/d3.min.js"],
        "plot": found[PLOT.name]["dist/plot.umd.min.js"],
        "worker": (page / "worker.js").read_bytes(),
    }
    listed = "".join(f"<li>{html.escape(f'{p.name} {p.version}: {p.about} ({p.licence})')}</li>" for p in PACKAGES)
    filled = {
        "style": (page / "style.css").read_text(encoding="utf-8"),
        "script": "\n".join(part.read_text(encoding="utf-8") for part in _scripts()),
        "lock": json.dumps({"info": lock["info"], "packages": {}}),
        "version": __version__,
        "fingerprint": fingerprint(),
        "packages": listed,
        "pieces": "\n".join(
            f'<script type="text/plain" id="piece-{name}">{_packed(piece)}</script>' for name, piece in pieces.items()
        ),
    }
    text = (page / "index.html").read_text(encoding="utf-8")
    for name, value in filled.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text.encode()


def _scripts() -> list[Path]:
    """Return the scripts of the page in their order."""
    page = _ROOT / "nn" / "lab" / "page"
    return [_ROOT / "autograd" / "explanation" / "stepped.js", *(page / name for name in _SCRIPTS)]


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def _pruned(archive: bytes) -> bytes:
    """Return Python's library without what is not needed, stored, so that it is compressed as a whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for entry in sorted(old.infolist(), key=lambda entry: entry.filename):
            if not entry.filename.startswith(_NOT_NEEDED):
                _add(new, entry.filename, old.read(entry))
    return made.getvalue()


def _chainrule(weights: bytes | None) -> bytes:
    """Return the archive of chainrule's files, with the network for digits."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in _sources():
            _add(archive, name, (_ROOT / name).read_bytes())
        if weights is not None:
            _add(archive, f"nn/lab/{WEIGHTS}", weights)
    return made.getvalue()


def _sources() -> Iterable[str]:
    """Return the files of chainrule that the page holds."""
    found = {path.relative_to(_ROOT).as_posix() for pattern in _CHAINRULE for path in _ROOT.glob(pattern)}
    return sorted(found - _NOT_IN_PAGE)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # A fixed time: the same parts make the same page, byte for byte.
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
