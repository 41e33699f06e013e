"""The texts that fill the marks of the pages."""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

DOCS = Path(__file__).parent.parent
EXTRA = DOCS / "_build" / "extra"  # what the site shows beside its pages
PICTURES = EXTRA / "pictures"
LAB = EXTRA / "chainrule-lab.html"


def pages(*globs: str) -> str:
    """Return a hidden table of contents, which puts the pages below this one in the site's menu."""
    return _contents("", globs)


def menu(caption: str, *globs: str) -> str:
    """Return a hidden table of contents with a caption, with `_` for its spaces. A glob without pages is left out."""
    found = [name for name in globs if any(DOCS.glob(f"{name}.md"))]
    return _contents(f":caption: {caption.replace('_', ' ')}", found)


def _contents(option: str, globs: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", ":glob:", option, "", *globs, "```"])


def lab(room: str = "") -> str:
    """Return the lab, which is loaded by a click, or a sentence if it was not built.

    Args:
        room: the room that opens first. Without it, a fragment of the page names the room, as in `lab.html#walk`.
    """
    if not LAB.is_file():
        return "This copy of the site was built without the lab. `chainrule lab` opens it.\n"
    page = f"{LAB.name}#{room}" if room else LAB.name
    return _html(f"""\
<div class="lab" data-page="{page}"{"" if room else " data-rooms"}>
<button type="button">Start the lab here</button>
<p>It is one page of 9 MB with Python in it. It is ready in a few seconds, and sends nothing.
<a href="{page}">Open it in a page of its own</a></p>
</div>""")


def gallery() -> str:
    """Return a picture of each experiment, with a link to its page."""
    cards = []
    folder = DOCS / "experiments"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"^\| \[.*?\]\((\w+)\.md\)", listed, re.MULTILINE):
        title = (folder / f"{name}.md").read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        for picture in _pictures(name)[:1]:
            cards.append(f'<a href="{name}.html"><img src="{picture}" alt=""><span>{title}</span></a>')
    return _html(f'<div class="gallery">{"".join(cards)}</div>') if cards else ""


def with_pictures(name: str, text: str) -> str:
    """Return the text of an experiment's page, with the pictures of its demo before what is seen."""
    before, heading, after = text.partition("## What is seen\n")
    shown = [_html(f'<img src="{picture}" alt="The picture of this experiment">') for picture in _pictures(name)]
    return "\n".join([before, *shown, heading + after])


def _pictures(name: str) -> list[str]:
    """Return the addresses of a demo's pictures, from a page in docs/experiments."""
    return [f"../{path.relative_to(EXTRA).as_posix()}" for path in sorted((PICTURES / name).glob("*.png"))]


def _html(text: str) -> str:
    return f"```{{raw}} html\n{text}\n```\n"


def commands() -> str:
    """Return the help of the command `chainrule` and of its verbs, as it prints them."""
    from nn import cli

    parser = argparse.ArgumentParser(prog="chainrule")
    verbs = parser.add_subparsers()
    for verb in cli.VERBS:
        verb.add_parser(verbs)
    sections = []
    for name, verb_parser in verbs.choices.items():
        verb_parser.formatter_class = _wide(verb_parser.formatter_class)
        sections += [f"## chainrule {name}", "", "```text", verb_parser.format_help().rstrip(), "```", ""]
    return "\n".join(sections)


def _wide(formatter: Any) -> Any:
    """Return a formatter of lines of 100 characters, whatever the terminal."""
    return lambda prog: formatter(prog, width=100)


def api(*sources: str) -> str:
    """Return the documentation of public names, from their docstrings.

    Args:
        sources: a module, such as `nn.optim`, for its names; `autograd:autograd.transforms` for those names of autograd
            that are defined in a module; a dotted name of a class or function for itself.
    """
    lines = ["```{eval-rst}"]
    shown: dict[int, str] = {}
    for source in sources:
        for name in _names(source):
            lines += _entry(name, shown, inherited=name == source)
    return "\n".join([*lines, "```", ""])


def _names(source: str) -> Iterable[str]:
    package, _, home = source.partition(":")
    if not home:
        parent, _, last = package.rpartition(".")
        if parent and not isinstance(resolve_name(package), ModuleType):
            return [package]
        home = ""
    module = importlib.import_module(package)
    names = getattr(module, "__all__", None) or [n for n in vars(module) if _is_own(module, n)]
    return [f"{package}.{name}" for name in sorted(names, key=str.lower) if not home or _home(module, name) == home]


def _home(module: ModuleType, name: str) -> str:
    """Return the module that a package takes a name from."""
    homes = {**getattr(module, "_HOMES", {}), **getattr(module, "_HOME", {})}
    return str(homes.get(name) or getattr(getattr(module, name), "__module__", ""))


def _is_own(module: ModuleType, name: str) -> bool:
    return not name.startswith("_") and getattr(getattr(module, name), "__module__", None) == module.__name__


def _entry(path: str, shown: dict[int, str], inherited: bool) -> Iterator[str]:
    """Yield the directive for a name. A second name of one object refers to the first."""
    module, _, name = path.rpartition(".")
    found = getattr(resolve_name(module), name)  # not of the path: nn.functional.linear is a module too
    if isinstance(found, ModuleType) or name.startswith("__") or path in shown.values():
        return
    yield ""
    same = _first_name(path, found, shown)
    if same:
        yield f".. py:function:: {name}()\n   :module: {module}\n\n   Another name of :py:obj:`{same}`."
        return
    shown[id(found)] = path
    if inspect.isclass(found):
        yield f".. autoclass:: {path}\n   :members:" + "\n   :inherited-members:" * inherited
    elif inspect.isroutine(found):
        yield f".. autofunction:: {path}"
    else:
        yield f".. py:data:: {name}\n   :module: {module}"


def _first_name(path: str, found: Any, shown: dict[int, str]) -> str | None:
    """Return the name under which an object has its entry, on this page or among those of `autograd` and `nn`."""
    name = path.rpartition(".")[2]
    for package in ("autograd", "nn"):
        if path != f"{package}.{name}" and getattr(importlib.import_module(package), name, None) is found:
            return f"{package}.{name}"
    return shown.get(id(found)) if callable(found) else None
