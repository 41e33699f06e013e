"""What a file of this project imports, read from its text."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ("autograd", "nn", "demos", "tests", "benchmarks")


def module_name(path: Path) -> str:
    """Return the name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def is_module(name: str) -> bool:
    """Return whether this project has a module or package of this name."""
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


@functools.cache
def imports_of(path: Path) -> frozenset[str]:
    """Return the modules of this project that a file imports, anywhere in it, except for type checking."""
    found: set[str] = set()
    stack: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in HOUSE:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found.update(name if is_module(name) else node.module for name in names)
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            stack += node.orelse
        elif not isinstance(node, ast.expr):  # no import is inside an expression
            stack += ast.iter_child_nodes(node)
    return frozenset(name for name in found if name.split(".")[0] in HOUSE)
