"""List the generated files, and write or compare them."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name

from autograd.extend import write_atomically

ROOT = Path(__file__).parent.parent.parent

# The path of each file, and the module and function that return its text. The order matters, because the generators of
# later files import earlier ones.
GENERATED = {
    "autograd/rules/_names.py": "docs.generate.public_names:families",
    "autograd/scalar/methods.py": "docs.generate.value_methods:value_methods",
    "autograd/functions.py": "docs.generate.row_functions:row_functions",
    "autograd/array/methods.py": "docs.generate.tensor_methods:tensor_methods",
    "autograd/array/functions.py": "docs.generate.free_functions:functions",
    "autograd/linalg.py": "docs.generate.free_functions:linalg",
    "autograd/special.py": "docs.generate.free_functions:special",
    "autograd/_names.py": "docs.generate.public_names:names",
    "autograd/__init__.pyi": "docs.generate.public_names:stub",
    "docs/numpy.md": "docs.generate.numpy_functions:page",
    "docs/derivatives.md": "docs.generate.tables:derivatives",
    "docs/tree.md": "docs.generate.tree:tree",
    "docs/book/engine.py": "docs.generate.book:engine",
    "docs/class/lesson.ipynb": "docs.generate.notebooks:gaps",
    "docs/class/solutions.ipynb": "docs.generate.notebooks:solutions",
}


PICTURES = {"docs/graph.svg": "docs.generate.tables:picture", "docs/book/walk.svg": "docs.generate.book:picture"}


def text_of(path: str) -> str:
    """Return the text of a generated file, before formatting."""
    text: str = resolve_name(GENERATED[path])()
    return text


def is_current(path: str) -> bool:
    """Return whether a generated file is up to date. The format of its code does not count."""
    found, wanted = (ROOT / path).read_text(encoding="utf-8"), text_of(path)
    if not path.endswith((".py", ".pyi")):
        return found == wanted
    if find_ruff() is not None:
        return found == formatted(wanted, path)
    return ast.dump(ast.parse(found)) == ast.dump(ast.parse(wanted))


def write_all() -> None:
    """Write every generated file, and the pictures."""
    for path in GENERATED:
        text = text_of(path)
        if path.endswith((".py", ".pyi")):
            text = formatted(text, path)
        write_atomically(ROOT / path, text.encode())
    for path, name in PICTURES.items():
        resolve_name(name)().save(ROOT / path)


def find_ruff() -> str | None:
    """Return the path of the program ruff; None if it is not installed."""
    return shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")


def formatted(source: str, path: str) -> str:
    """Return the source, formatted by ruff."""
    ruff = find_ruff()
    if ruff is None:
        raise SystemExit("docs.generate: ruff formats the generated code; pip install -e '.[lint]'")
    command = [ruff, "format", "--stdin-filename", path, "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True, cwd=ROOT).stdout
