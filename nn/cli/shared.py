"""Parts common to the verbs of the command: exit codes, errors of usage, and the import of a user's function."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

OK, WRONG, USAGE, INCONCLUSIVE = 0, 1, 2, 3


class UsageError(Exception):
    """A mistake of the user, described in one line."""


def load_function(target: str) -> Callable[..., Any]:
    """Return the function that `module.py:function` or `package.module:function` names.

    Raises:
        UsageError: if the module cannot be imported, or has no such function.
    """
    path, colon, name = target.rpartition(":")
    if not colon or not path or not name:
        raise UsageError(f"name the function as module.py:function, got {target!r}")
    module = load_module(path)
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            known = [n for n, value in vars(module).items() if callable(value) and not n.startswith("_")]
            raise UsageError(f"{path} has no {name!r}" + (f"; it has {', '.join(known[:8])}" if known else ""))
        found = getattr(found, part)
    if not callable(found):
        raise UsageError(f"{name} in {path} is {type(found).__name__}, not a function")
    function: Callable[..., Any] = found
    return function


def load_module(path: str) -> ModuleType:
    """Import a module by its file name or dotted name.

    The module's folder is put on `sys.path`, as `python module.py` does.

    Raises:
        UsageError: if there is no such module, or its import fails.
    """
    is_file = path.endswith(".py") or os.path.sep in path
    if is_file and not os.path.isfile(path):
        raise UsageError(f"there is no file {path}")
    folder = os.path.dirname(os.path.abspath(path)) if is_file else os.getcwd()
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        if not is_file:
            return importlib.import_module(path)
        name = os.path.splitext(os.path.basename(path))[0]
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise UsageError(f"{path} is no Python file")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    except UsageError:
        raise
    except (Exception, SystemExit) as error:
        raise UsageError(f"{path} cannot be imported: {first_line(error)}") from None
    return module


def first_line(error: BaseException) -> str:
    """Return the kind of an error and the first line of its message."""
    return f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
