"""Run an unchanged PyTorch program, or list the names in it that are not here."""

from __future__ import annotations

import ast
import contextlib
import os
import re
import runpy
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from autograd.extend import no_attribute
from nn.torch.names import HOMES, home, pytorch_names

_PACKAGES = ("torch", "torchvision")


class ProgramError(Exception):
    """An error in a program that is run, described in one line."""


def run(path: str | os.PathLike[str], arguments: Sequence[str] = ()) -> None:
    """Run a program as `python path …` does, with PyTorch's names found here.

    Args:
        path: the program.
        arguments: the words after it, which it reads in `sys.argv`.

    Raises:
        ProgramError: if there is no such file, or for an error in the program; the message names the line.
        SystemExit: if the program exits so.
    """
    program = os.path.abspath(path)
    if not os.path.isfile(program):
        raise ProgramError(f"there is no file {os.fspath(path)}")
    with pytorch_names(), _as_main(program, arguments):
        try:
            runpy.run_path(program, run_name="__main__")
        except (SystemExit, KeyboardInterrupt, BrokenPipeError):  # the last: the reader of the output has ended
            raise
        except BaseException as error:
            raise ProgramError(_described(error, program)) from error


@contextlib.contextmanager
def _as_main(program: str, arguments: Sequence[str]) -> Iterator[None]:
    """Give a program its arguments and folder; afterwards forget the modules that it imported from there."""
    folder = os.path.dirname(program)
    argv, path, before = sys.argv, list(sys.path), set(sys.modules)
    sys.argv = [program, *arguments]
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, path
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(folder):
                del sys.modules[name]


def _described(error: BaseException, program: str) -> str:
    """Return an error in one line, with the last line of the program's own files in which it arose."""
    folder = os.path.dirname(program)
    stack = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in stack if Path(frame.filename).is_relative_to(folder)]
    where = f"{os.path.relpath(frames[-1].filename)}:{frames[-1].lineno}: " if frames else ""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}: SyntaxError: {error.msg}"
    told = re.match(r"cannot import name '(\w+)' from '([\w.]+)'", str(error)) if type(error) is ImportError else None
    if told is not None and told[2] in sys.modules:
        module = sys.modules[told[2]]
        error = no_attribute(f"module {_name_of(module)!r}", told[1], dir(module))
    elif isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        error = no_attribute(f"module {_name_of(error.obj)!r}", str(error.name), dir(error.obj))
    elif isinstance(error, AttributeError) and error.obj is not None:
        error = no_attribute(f"{type(error.obj).__name__!r} object", str(error.name), dir(error.obj))
    text = " ".join(str(error).split())
    if isinstance(error, AttributeError):  # a module's own __getattr__ knows only its own name
        text = re.sub(r"^module '([\w.]+)'", _renamed, text)
    return f"{where}{type(error).__name__}{': ' if text else ''}{text}"


def _renamed(found: re.Match[str]) -> str:
    module = sys.modules.get(found[1])
    return found[0] if module is None else f"module {_name_of(module)!r}"


def _name_of(module: ModuleType) -> str:
    """Return the name of PyTorch under which a module is found, or its own."""
    return next((name for name, place in HOMES.items() if place == module.__name__), module.__name__)


@dataclass(frozen=True)
class Missing:
    """A name of PyTorch that a program uses and that is not here.

    Attributes:
        name: the full name, such as "torch.jit.script".
        line: the first line that uses it.
        hint: the nearest names that are here; "" if none is near.
    """

    name: str
    line: int
    hint: str


def missing_names(path: str | os.PathLike[str]) -> list[Missing]:
    """Return the names of PyTorch that a program uses and that are not here, in the order of its lines.

    It reads the program without running it: names of modules are found, methods of tensors are not.

    Raises:
        ProgramError: if there is no such file, or it is no Python.
    """
    try:
        tree = ast.parse(Path(path).read_bytes(), os.fspath(path))
    except OSError as error:
        raise ProgramError(f"{os.fspath(path)} cannot be read: {error.strerror}") from None
    except (SyntaxError, ValueError) as error:
        raise ProgramError(f"{os.fspath(path)} is no Python program: {error}") from None
    found: dict[str, int] = {}
    for name, line in _names(tree):
        found.setdefault(name, line)
    missing: dict[str, Missing] = {}
    for name, line in found.items():
        absent = _absent(name)
        if absent is not None and absent[0] not in missing:
            missing[absent[0]] = Missing(absent[0], line, absent[1])
    return sorted(missing.values(), key=lambda entry: entry.line)


def _names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the names of PyTorch in a program in full, each with its line."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                if one.name.partition(".")[0] in _PACKAGES:
                    yield one.name, node.lineno
                    package = one.name.partition(".")[0]
                    aliases[one.asname or package] = one.name if one.asname else package
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in _PACKAGES and not node.level:
            for one in node.names:
                name = f"{node.module}.{one.name}" if one.name != "*" else str(node.module)
                yield name, node.lineno
                aliases[one.asname or one.name] = name
    # A name that is assigned to as well may be something else where it is used; but `optim = torch.optim` is an alias.
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    stored += [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)]
    for alias in stored:
        aliases.pop(alias, None)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            target, full = node.targets[0].id, _full_name(node.value, aliases)
            if full is not None and stored.count(target) == 1:
                aliases[target] = full
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (full := _full_name(node, aliases)) is not None:
            yield full, node.lineno


def _full_name(node: ast.expr, aliases: dict[str, str]) -> str | None:
    """Return the full name of an expression such as `F.relu`, if its first part is in `aliases`."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in aliases:
        return None
    return ".".join([aliases[node.id], *reversed(parts)])


def _absent(name: str) -> tuple[str, str] | None:
    """Return the first part of a name that is not here, and a hint; None if all of it is here."""
    parts = name.split(".")
    found: Any = None
    for i in range(1, len(parts) + 1):
        path = ".".join(parts[:i])
        if path in HOMES:
            found = home(path)
        elif isinstance(found, ModuleType) or getattr(found, "__module__", "") == "autograd.machine":
            try:
                found = getattr(found, parts[i - 1])
            except AttributeError as error:
                return path, str(error).partition("; ")[2]
        else:
            return None  # an attribute of a class or of a result
    return None
