"""Parts common to the verbs of the command: exit codes, errors of usage, and the import of a user's function."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from nn.plain import to_json

OK, WRONG, USAGE, INCONCLUSIVE = 0, 1, 2, 3
INTERRUPTED, CLOSED_PIPE = 130, 141  # 128 + the number of the signal, as a shell reports it


class UsageError(Exception):
    """A mistake of the user, or of a program of the user, described in one line.

    Args:
        message: the line.
        code: the exit code.
    """

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


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
        try:
            found = getattr(found, part)
        except AttributeError:
            known = [
                n for n, value in getattr(module, "__dict__", {}).items() if callable(value) and not n.startswith("_")
            ]
            has = f"; it has {', '.join(known[:8])}" if known else ""
            raise UsageError(f"{path} has no {name!r}{has}") from None
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # of a __getattr__ or a property
            raise UsageError(f"{name} in {path} cannot be read: {first_line(error)}") from None
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
        return _run_file(path) if is_file else importlib.import_module(path)
    except (KeyboardInterrupt, UsageError):
        raise
    except BaseException as error:  # also SystemExit
        raise UsageError(f"{path} cannot be imported: {first_line(error)}") from None


def _run_file(path: str) -> ModuleType:
    name = os.path.splitext(os.path.basename(path))[0]
    if name in sys.modules:  # such as random.py, which others import
        name = f"{name} in {path}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} is no Python file")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)  # dataclasses look for their module there
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return sys.modules.get(name, module)  # a module may put another object in its place


def show(text: str) -> None:
    """Print text; characters that the encoding of the output does not have become escapes."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def first_line(error: BaseException) -> str:
    """Return the kind of an error and the first line of its message."""
    try:
        lines = str(error).split("\n")
    except Exception:  # of a __str__ of the user
        lines = []
    line = next((line for line in lines if line.strip()), "")
    return f"{type(error).__name__}: {line.strip()}" if line else type(error).__name__


@contextlib.contextmanager
def _short_warnings() -> Iterator[None]:
    """Print each warning in one line, without the place in the program, which the user of the command did not write."""

    def show_warning(
        message: Any, category: Any, filename: Any, lineno: Any, file: Any = None, line: Any = None
    ) -> None:
        print("chainrule: warning:", " ".join(str(message).split()), file=sys.stderr)

    with warnings.catch_warnings():
        warnings.showwarning = show_warning
        yield


@contextlib.contextmanager
def checked_errors(interrupted: Callable[[], str] = lambda: "stopped") -> Iterator[None]:
    """Turn the errors of data, files and settings into one line of usage, and a loss that diverges into the answer no.

    Args:
        interrupted: returns what to say at Ctrl-C.
    """
    try:
        with _short_warnings():
            yield
    except (UsageError, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        raise UsageError(interrupted(), INTERRUPTED) from None
    except ArithmeticError as error:
        raise UsageError(str(error), WRONG) from None
    except OSError as error:
        text = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)
        raise UsageError(text) from None
    except Exception as error:
        from autograd import DrawingError  # after the work, so that `chainrule --help` does not wait for it

        if not isinstance(error, ValueError | ImportError | MemoryError | DrawingError):
            raise
        raise UsageError(str(error) or type(error).__name__) from None


def announced(figures: dict[str, Any], as_json: bool, last: str = "") -> None:
    """Print the figures of an evaluation: as JSON, or as a table for people."""
    if as_json:
        show(to_json(figures))
        return
    for name, value in figures.items():
        if not isinstance(value, dict | list):
            text = f"{value:,}" if isinstance(value, int) else f"{value:.2%}" if name == "accuracy" else f"{value:.4g}"
            show(f"{name.replace('_', ' '):<20}{text:>12}")
    if last:
        show(last)
