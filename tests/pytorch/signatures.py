"""The parameters of PyTorch's functions and classes beside those of the same names here.

    python -m tests.pytorch.signatures

prints where they differ.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nn.torch
from tests.pytorch.comparison import torch

NAMESPACES = [
    "", "nn", "nn.functional", "nn.init", "nn.utils", "nn.utils.rnn", "optim", "optim.lr_scheduler", "utils.data",
    "linalg", "special", "autograd", "autograd.functional", "func", "distributions",
]  # fmt: skip

# Parameters of tensors in memory, which has one layout here.
WITHOUT_MEANING = {"layout", "memory_format", "sparse_grad"}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function.

    Attributes:
        name: its name.
        default: the source of its default, such as "1e-05" or "None"; "" if it is required.
        keyword: whether it is given by keyword only.
    """

    name: str
    default: str
    keyword: bool


@dataclass(frozen=True)
class Signature:
    """The parameters of a function, and whether it takes any further arguments."""

    parameters: tuple[Parameter, ...]
    takes_more: bool


def shared_names() -> Iterator[str]:
    """Yield the names of functions and classes that both libraries have, such as "nn.functional.relu"."""
    for namespace in NAMESPACES:
        ours, theirs = find(nn.torch, namespace), find(torch, namespace)
        for name in sorted(set(dir(ours)) & set(dir(theirs))):
            both = getattr(ours, name), getattr(theirs, name)
            if not name.startswith("_") and all(callable(x) for x in both) and "typing" not in repr(both[1]):
                yield f"{namespace}.{name}".removeprefix(".")


def find(library: Any, path: str) -> Any:
    """Return what a library has under a path such as "nn.functional.relu"."""
    for part in path.split(".") if path else ():
        library = getattr(library, part)
    return library


def signature(function: Any) -> Signature | None:
    """Return the signature of a function or class; None if it has none that Python knows."""
    try:
        found = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    kinds = inspect.Parameter
    parameters = found.parameters.values()
    return Signature(
        tuple(
            Parameter(p.name, "" if p.default is kinds.empty else source(p.default), p.kind is kinds.KEYWORD_ONLY)
            for p in parameters
            if p.kind not in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD)
        ),
        any(p.kind in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD) for p in parameters),
    )


def documented(function: Any) -> Signature | None:
    """Return the signature that the first line of a docstring states; None if it states none."""
    line = (inspect.getdoc(function) or "").partition("\n")[0].partition(" -> ")[0].replace("\\", "")
    name, _, parameters = line.partition("(")
    for star in ("*size", "*tensors"):
        parameters = parameters.replace(f"{star}, *,", f"{star},")
    try:
        (definition,) = ast.parse(f"def {name.rpartition('.')[2]}({parameters}: pass").body
    except SyntaxError:
        return None
    assert isinstance(definition, ast.FunctionDef)
    given = definition.args
    required = [""] * (len(given.args) - len(given.defaults))
    defaults = [*required, *(ast.unparse(x) for x in given.defaults)]
    keywords = ["" if x is None else ast.unparse(x) for x in given.kw_defaults]
    return Signature(
        (
            *(Parameter(x.arg, default, False) for x, default in zip(given.args, defaults)),
            *(Parameter(x.arg, default, True) for x, default in zip(given.kwonlyargs, keywords)),
        ),
        given.vararg is not None or given.kwarg is not None,
    )


def source(default: Any) -> str:
    """Return the source of a default value."""
    if isinstance(default, torch.Generator):
        return "the default generator"
    return str(getattr(default, "__name__", None) or repr(default))


def same(a: str, b: str) -> bool:
    """Return whether two defaults are equal: as text, as numbers, or as a dtype with and without its module."""
    try:
        return bool(ast.literal_eval(a) == ast.literal_eval(b))
    except (ValueError, SyntaxError):
        return a.removeprefix("torch.") == b.removeprefix("torch.")


def differences(name: str) -> list[str]:
    """Return where a program that is written for PyTorch's signature would meet another one here."""
    function = find(torch, name)
    theirs = signature(function) or documented(function)
    ours = signature(find(nn.torch, name))
    if theirs is None or ours is None:
        return []
    places = [p.name for p in ours.parameters if not p.keyword]
    known = {p.name: p for p in ours.parameters}
    found = []
    for i, parameter in enumerate(theirs.parameters):
        here = known.get(parameter.name)
        if here is None:
            if not ours.takes_more and parameter.name not in WITHOUT_MEANING:
                found.append(f"no {parameter.name}")
            continue
        if not parameter.keyword and not here.keyword and places.index(parameter.name) != i:
            found.append(f"{parameter.name} at place {places.index(parameter.name)}, not {i}")
        if not parameter.keyword and here.keyword:
            found.append(f"{parameter.name} by keyword only")
        if parameter.default and not same(here.default, parameter.default):  # what is required there may be optional
            found.append(f"{parameter.name}={here.default}, not {parameter.default}")
    return found


def main() -> None:
    """Print the names that differ."""
    for name in shared_names():
        found = differences(name)
        if found:
            print(f"{name}: {'; '.join(found)}")


if __name__ == "__main__":
    main()
