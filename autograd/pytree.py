"""Pytrees: nested tuples, lists and dicts of anything.

None is a tree without leaves.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Iterator
from typing import Any


def branches(tree: Any) -> Iterable[tuple[Any, Any]] | None:
    """Return the keys and subtrees of a tuple, list or dict, none for None; return None for a leaf."""
    if tree is None:
        return ()
    if isinstance(tree, tuple | list):
        return enumerate(tree)
    return tree.items() if isinstance(tree, dict) else None


def leaves(tree: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield each leaf with its path from `name`, such as "argument 0['w'][1]"."""
    found = branches(tree)
    if found is None:
        yield name, tree
    else:
        for key, branch in found:
            yield from leaves(branch, f"{name}[{key!r}]")


def all_are(kind: type, branches: list[Any] | tuple[Any, ...]) -> bool:
    """Return whether all branches are of this class, in 10 ns for each."""
    return [*map(type, branches)].count(kind) == len(branches)


def rebuilt(tree: Any, leaves: Iterator[Any]) -> Any:
    """Return a tree of the same structure with other leaves."""
    found = branches(tree)
    if found is None:
        return next(leaves)
    if tree is None:
        return None
    if isinstance(tree, dict):
        made = copy.copy(tree)  # an OrderedDict stays one
        made.update({key: rebuilt(branch, leaves) for key, branch in found})
        return made
    if tree.__class__ in (list, tuple) and all_are(float, tree):  # fast path, for lists of parameters
        return tree.__class__(itertools.islice(leaves, len(tree)))
    built = [rebuilt(branch, leaves) for _, branch in found]
    return type(tree)(*built) if hasattr(tree, "_fields") else type(tree)(built)


def described(tree: Any) -> str:
    """Return in words the structure of a tree at its top."""
    found = branches(tree)
    if found is None:
        return type(tree).__name__
    if tree is None:
        return "None"
    if isinstance(tree, dict):
        return f"a dict with keys {list(tree)}"
    return f"a {type(tree).__name__} of length {len(tree)}"
