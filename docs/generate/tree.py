"""Generate docs/tree.md, every file of the packages with the first line of its docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def tree() -> str:
    """Return the text of docs/tree.md."""
    lines = [
        "# The tree",
        "",
        "The files of the packages, the demos and the benchmarks, each with the first line of its docstring.",
        "[How the engine works](internals.md) says in what order to read them.",
        "",
        "```text",
    ]
    for package in ("autograd", "nn", "demos", "benchmarks"):
        lines += _folder(ROOT / package, 0)
    return "\n".join([*lines, "```", ""])


def _folder(folder: Path, depth: int) -> Iterator[str]:
    yield _line(depth, f"{folder.name}/", _about(folder / "__init__.py"))
    entries = [p for p in folder.iterdir() if p.suffix == ".py" or (p.is_dir() and (p / "__init__.py").exists())]
    for path in sorted(entries, key=lambda p: (p.is_dir(), p.name)):
        if path.is_dir():
            yield from _folder(path, depth + 1)
        elif path.name != "__init__.py":
            yield _line(depth + 1, path.name, _about(path))


def _about(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = " ".join(doc.split("\n\n")[0].split())
    sentence = first.split(". ")[0].rstrip(".")
    return sentence if len(sentence) <= 100 else sentence[:99].rsplit(" ", 1)[0] + " …"


def _line(depth: int, name: str, about: str) -> str:
    return f"{'  ' * depth}{name}".ljust(30) + f" {about}"
