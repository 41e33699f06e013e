"""The page's file: its parts, where they come from, and what happens when they cannot be had."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nn.cli import lab as verb
from nn.datasets.errors import DatasetNotFoundError
from nn.lab import keeping
from nn.lab.pieces import LabError, Package
from tests.nn.cli.example import chainrule

# As Any: the tests replace what these modules import.
build: Any = importlib.import_module("nn.lab.build")
pieces: Any = importlib.import_module("nn.lab.pieces")
ROOT = Path(__file__).parents[3]


def library() -> bytes:
    """Return an archive as Python's library is one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("json/__init__.py", "multiprocessing/pool.py", "re/__init__.py"):
            archive.writestr(name, f"# {name}")
    return made.getvalue()


CONTENTS = {"python_stdlib.zip": library(), "pyodide-lock.json": b'{"info": {"python": "3.14"}, "packages": {"x": 1}}'}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], bytes]:
    """Packages of the same names with small files, an empty cache, no npm, and a mirror that has the files."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(pieces.shutil, "which", lambda name: None)

    def content(name: str) -> bytes:
        return CONTENTS.get(name, f"// {name}".encode())

    for name in ("PYODIDE", "GRAPHVIZ", "D3", "PLOT"):
        package = getattr(build, name)
        files = {file: hashlib.sha256(content(file)).hexdigest() for file in package.files}
        monkeypatch.setattr(build, name, package._replace(files=files))
    monkeypatch.setattr(build, "PACKAGES", (build.PYODIDE, build.GRAPHVIZ, build.D3, build.PLOT))
    monkeypatch.setattr(pieces, "download", lambda url, most: content(url.partition("@")[2].rpartition("@")[2]
                                                                      .partition("/")[2]))  # fmt: skip
    return content


def unpacked(page: bytes, name: str) -> bytes:
    found = re.search(rb'id="piece-' + name.encode() + rb'">([^<]*)<', page)
    assert found
    return gzip.decompress(base64.b64decode(found[1]))


def test_the_page_holds_each_part(small: Callable[[str], bytes]) -> None:
    lines: list[str] = []
    page = build.build(b"weights", lines.append)
    assert len(lines) == 4
    assert b"{{" not in re.sub(rb"<script.*?</script>", b"", page, flags=re.DOTALL)
    assert unpacked(page, "pyodide") == b"// pyodide.mjs"
    with zipfile.ZipFile(io.BytesIO(unpacked(page, "stdlib"))) as archive:
        assert archive.namelist() == ["json/__init__.py", "re/__init__.py"]
    with zipfile.ZipFile(io.BytesIO(unpacked(page, "chainrule"))) as archive:
        names = archive.namelist()
        assert archive.read("nn/lab/digit.safetensors") == b"weights"
    assert {"autograd/__init__.py", "autograd/scalar/compile/writer.py", "nn/scalar.py", "nn/lab/engine.py"} <= {*names}
    assert not [name for name in names if "array/" in name or name.endswith(("build.py", "pieces.py", "keeping.py"))]


def test_the_page_asks_for_nothing_from_elsewhere(small: Callable[[str], bytes]) -> None:
    page = build.build(None).decode()
    assert "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"{]*"', page)


def test_the_same_parts_make_the_same_page(small: Callable[[str], bytes]) -> None:
    assert build.build(b"w") == build.build(b"w")


def test_what_the_page_needs_imports_no_numpy() -> None:
    program = "import sys, nn.lab.engine, autograd.drawing.svg\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert not loaded & {"numpy", "safetensors", "graphviz", "matplotlib"}
    of_the_house = {m.replace(".", "/") for m in loaded if m.split(".")[0] in ("autograd", "nn")}
    shipped = {name.removesuffix(".py").removesuffix("/__init__") for name in build._sources()}
    assert of_the_house <= shipped


def test_parts_are_kept_and_not_fetched_again(small: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    first = pieces.fetch(build.D3)
    monkeypatch.setattr(pieces, "download", lambda url, most: pytest.fail("fetched again"))
    assert pieces.fetch(build.D3) == first


def test_a_kept_part_that_was_changed_is_fetched_again(small: Callable[[str], bytes], tmp_path: Path) -> None:
    first = pieces.fetch(build.D3)
    (kept,) = (tmp_path / "cache").rglob("dist-d3.min.js")
    kept.write_bytes(b"changed")
    assert pieces.fetch(build.D3) == first


def test_a_part_with_another_checksum_is_refused(small: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pieces, "download", lambda url, most: b"other")
    with pytest.raises(LabError, match=r"dist/d3\.min\.js has another checksum"):
        pieces.fetch(build.D3)
    assert not list((tmp_path / "cache").rglob("*.js"))


def test_without_a_network_the_error_names_the_part(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(url: str, most: int) -> bytes:
        raise DatasetNotFoundError("no connection")

    monkeypatch.setattr(pieces, "download", offline)
    with pytest.raises(LabError, match="scales and shapes of the charts: no connection"):
        pieces.fetch(build.D3)


def test_npm_is_asked_first(small: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text('#!/bin/sh\nmkdir -p "$5/package/dist"\nprintf "// dist/d3.min.js" > "$5/package/dist/d3.min.js"\n'
                   'tar -czf "$5/d3.tgz" -C "$5" package\n')  # fmt: skip
    npm.chmod(0o755)
    monkeypatch.setattr(pieces.shutil, "which", lambda name: str(npm))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(pieces, "download", lambda url, most: pytest.fail("downloaded"))
    assert pieces.fetch(build.D3) == {"dist/d3.min.js": b"// dist/d3.min.js"}


def test_npm_that_fails_leaves_it_to_the_mirror(small: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(pieces.shutil, "which", lambda name: str(npm))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert pieces.fetch(build.D3) == {"dist/d3.min.js": b"// dist/d3.min.js"}


def test_the_page_is_kept_and_written_where_it_is_asked_for(
    small: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keeping, "digit_weights", lambda data, say: b"weights")
    kept = keeping.written(None, None, None, lambda line: None)
    assert kept.is_relative_to(tmp_path / "cache")
    monkeypatch.setattr(keeping, "build", lambda weights, say: pytest.fail("built again"))
    monkeypatch.setattr(keeping, "digit_weights", lambda data, say: pytest.fail("trained again"))
    path = keeping.written(tmp_path / "new" / "lab.html", None, None, lambda line: None)
    assert path.read_bytes() == kept.read_bytes()


def test_without_mnist_the_page_is_built_and_says_what_is_missing(
    small: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    path = keeping.written(tmp_path / "lab.html", tmp_path / "nothing", None, said.append)
    assert path.is_file()
    assert "stays without a network" in said[1]
    assert "--data" in said[1]


def test_a_page_in_the_wheel_is_taken_if_it_is_of_these_sources(
    small: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = tmp_path / "lab.html"
    monkeypatch.setattr(keeping, "_SHIPPED", shipped)
    shipped.write_bytes(build.build(b"w"))
    assert keeping.written(None, None, None, print) == shipped
    shipped.write_bytes(shipped.read_bytes().replace(build.fingerprint().encode(), b"0" * 16))
    monkeypatch.setattr(keeping, "digit_weights", lambda data, say: b"weights")
    assert keeping.written(None, None, None, lambda line: None) != shipped


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("lab --build page.txt", "must end in .html"),
        ("lab --build lab.html --digits missing.safetensors", "missing.safetensors"),
        ("lab --build lab.html --digits other.html", "cannot read this file"),
        ("lab now", "unrecognized arguments: now"),
    ],
)
def test_wrong_usage_ends_with_one_line(words: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("other")
    done = chainrule(words, tmp_path)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_the_browser_is_opened_or_the_file_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return True

    verb._open(tmp_path / "lab.html", browser)
    assert opened == [(tmp_path / "lab.html").as_uri()]
    verb._open(tmp_path / "lab.html", lambda address: False)
    assert f"open this file in a browser: {tmp_path / 'lab.html'}" in capsys.readouterr().out


def test_packages_are_pinned_by_version_and_checksum() -> None:
    for package in pieces.PACKAGES:
        assert isinstance(package, Package)
        assert re.fullmatch(r"\d+\.\d+\.\d+", package.version)
        assert all(re.fullmatch(r"[0-9a-f]{64}", checksum) for checksum in package.files.values())
