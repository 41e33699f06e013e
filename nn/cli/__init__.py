"""The command `chainrule`.

    chainrule check module.py:function --shape 3,4 --shape 4

checks the derivatives of a function at a random point, with one `--shape` per argument, and prints the report.

A verb is a function that takes the parsed arguments and returns the exit code; `_parser` says which arguments it has.
What the user can get wrong ends with one line and exit code 2.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

OK, WRONG, USAGE, INCONCLUSIVE = 0, 1, 2, 3


class UsageError(Exception):
    """What the user got wrong, in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; of the exit codes, 2 is for wrong usage.

    Args:
        arguments: what stands behind `chainrule`; taken from the shell if None.
    """
    parser = _parser()
    try:
        given = parser.parse_args(arguments)
        code: int = given.run(given)
    except UsageError as error:
        print(f"chainrule: {error}", file=sys.stderr)
        return USAGE
    except SystemExit as stop:  # --help, --version, or arguments that do not parse
        return stop.code if isinstance(stop.code, int) else USAGE
    return code


class _Parser(argparse.ArgumentParser):
    """As argparse's, but with one line for an error."""

    def error(self, message: str) -> Any:
        raise UsageError(f"{message} (try `{self.prog} --help`)")


def _parser() -> argparse.ArgumentParser:
    from autograd import __version__

    parser = _Parser(prog="chainrule", description="Derivatives you can trust.")
    parser.add_argument("--version", action="version", version=f"chainrule {__version__}")
    verbs = parser.add_subparsers(title="verbs", dest="verb", required=True, metavar="verb")

    check = verbs.add_parser(
        "check",
        help="check the derivatives of a function",
        description="Check the derivatives of a function at a random point against differences, and print the report.",
        epilog="Exit code: 0 if they are right (kinks included), 1 if one is wrong, 2 for wrong usage, 3 if nothing "
        "certain could be said.",
    )
    check.add_argument("target", metavar="module.py:function", help="or package.module:function")
    check.add_argument(
        "--shape", action="append", type=_shape, default=[], metavar="3,4", help="of each argument; () for a number"
    )
    check.add_argument("--order", type=int, default=2, choices=(1, 2), help="of derivatives to check (default: 2)")
    check.add_argument("--seed", type=int, default=0, help="of the random point (default: 0)")
    check.add_argument("--dtype", default="float64", choices=("float64", "float32"), help="of the arguments")
    check.set_defaults(run=_check)
    return parser


def _check(given: argparse.Namespace) -> int:
    """`chainrule check`."""
    if not given.shape:
        raise UsageError("give the shape of each argument, as in --shape 3,4; --shape '()' for a number")
    if given.seed < 0:
        raise UsageError(f"--seed is 0 or more, got {given.seed}")
    import numpy as np

    from autograd.check import check_gradients

    function = _function(given.target)
    rng = np.random.default_rng(given.seed)
    inputs = [rng.standard_normal(shape).astype(given.dtype) for shape in given.shape]
    inputs = [np.asarray(x, given.dtype) for x in inputs]
    try:
        report = check_gradients(function, *inputs, order=given.order, seed=given.seed)
    except Exception as error:
        shapes = ", ".join(str(shape) for shape in given.shape)
        raise UsageError(f"{given.target} cannot be checked with shapes {shapes}: {_line(error)}") from None
    print(report)
    return {"wrong": WRONG, "inconclusive": INCONCLUSIVE}.get(report.verdict, OK)


def _shape(text: str) -> tuple[int, ...]:
    """`3,4` as (3, 4); nothing, or `()`, for a number."""
    parts = [part.strip() for part in text.strip("()[] ").split(",")]
    try:
        shape = tuple(int(part) for part in parts if part)
    except ValueError:
        shape = (-1,)
    if any(size < 0 for size in shape):
        raise argparse.ArgumentTypeError(f"sizes are whole numbers with commas between, as in 3,4; got {text!r}")
    return shape


def _function(target: str) -> Callable[..., Any]:
    """The function named by `module.py:function` or `package.module:function`."""
    path, colon, name = target.rpartition(":")
    if not colon or not path or not name:
        raise UsageError(f"name the function as module.py:function, got {target!r}")
    module = _module(path)
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


def _module(path: str) -> Any:
    """The module of a file, or of a dotted name; the folder it is in may be imported from, as in `python module.py`."""
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
        raise UsageError(f"{path} cannot be imported: {_line(error)}") from None
    return module


def _line(error: BaseException) -> str:
    return f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"


if __name__ == "__main__":
    sys.exit(main())
