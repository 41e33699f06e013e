"""Extend Sphinx for the site: fill the marks of the pages, and link to the repository.

A page is plain Markdown, which GitHub shows too. A mark is a comment, `<!-- site: NAME WORDS -->`, which GitHub hides.
On the site, the function NAME of `docs.site.marks` fills it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docs.site import marks

DOCS = Path(__file__).parent.parent
ROOT = DOCS.parent
_REPOSITORY = "https://github.com/chainrule/chainrule"
_MARK = re.compile(r"^<!-- site: (\w+) ?(.*?) -->$", re.MULTILINE)
_SPECIAL = re.compile(r"(``.*?``|`[^`]*`)(\w?)|(?<![\\*\w])[|*](?=\w)|\|")
_LINK = re.compile(r"(?<=\]\()(?!\w+:)([^)#\s]+)")


def setup(app: Any) -> dict[str, bool]:
    """Register the extension with Sphinx."""
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _escape, priority=1000)  # after napoleon
    app.connect("autodoc-skip-member", _skip)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read(app: Any, name: str, source: list[str]) -> None:
    page = DOCS / f"{name}.md"
    text = _LINK.sub(lambda link: _address(page, link[1]), source[0])
    if page.parent == DOCS / "experiments":
        text = marks.with_pictures(page.stem, text)
    text = text.replace("\n\n```\n", "\n```\n")  # doctest needs a blank line at the end of an example
    source[0] = _MARK.sub(lambda mark: getattr(marks, mark[1])(*mark[2].split()), text)


def _escape(app: Any, kind: str, name: str, found: Any, options: Any, lines: list[str]) -> None:
    """Escape |x|, *x and `x`s in a docstring, which reStructuredText reads in another way, and keep formulas."""
    written: list[str] = []
    example = formula = False
    text = ""  # the last line of text
    for line in lines:
        indented = line.startswith("    ")
        if indented and not formula and written[-1:] == [""] and not text.startswith((" ", ":", "..", "*", "-")):
            formula = True
            written += ["::", ""]
        formula = formula and (indented or not line)
        example = bool(line) and (example or line.lstrip().startswith(">>>"))
        written.append(line if example or formula else _SPECIAL.sub(_escaped, line))
        text = line or text
    lines[:] = written


def _escaped(found: re.Match[str]) -> str:
    code, letter = found.groups()
    if code is None:
        return f"\\{found[0]}"
    return f"{code}\\ {letter}" if letter else code


def _skip(app: Any, kind: str, name: str, found: Any, skip: bool, options: Any) -> bool | None:
    """Leave out classes in classes, which have entries of their own, and what scikit-learn adds."""
    added = name.startswith("set_") and name.endswith("_request")
    return True if added or isinstance(found, type) else None


def _address(page: Path, target: str) -> str:
    """Return the target of a link, as an address of the repository if it is no page of the site."""
    path = (page.parent / target).resolve()
    if path.is_relative_to(DOCS) and path.is_file():
        return target
    if not path.exists():
        return target  # Sphinx warns
    kind = "tree" if path.is_dir() else "blob"
    return f"{_REPOSITORY}/{kind}/main/{path.relative_to(ROOT).as_posix()}"


def linkcode_resolve(domain: str, info: dict[str, str]) -> str | None:
    """Return the address of the source of a documented object, or None: the value of Sphinx's setting of this name."""
    import importlib
    import inspect

    if not info["module"]:
        return None
    found: Any = importlib.import_module(info["module"])
    try:
        for name in info["fullname"].split("."):
            found = getattr(found, name)
        found = inspect.unwrap(getattr(found, "fget", None) or found)
        path = Path(inspect.getsourcefile(found) or "")
        line = inspect.getsourcelines(found)[1]
    except (AttributeError, TypeError, OSError):
        return None
    if not path.is_relative_to(ROOT):
        return None
    return f"{_REPOSITORY}/blob/main/{path.relative_to(ROOT).as_posix()}#L{line}"
