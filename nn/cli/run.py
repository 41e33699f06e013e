"""`chainrule run`: run an unchanged PyTorch program."""

from __future__ import annotations

import argparse
import sys
import traceback
from typing import TYPE_CHECKING

from nn.cli.shared import OK, WRONG, UsageError, show

if TYPE_CHECKING:
    from nn.torch.program import Missing


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "run",
        help="run an unchanged PyTorch program",
        description="Run a program that imports torch or torchvision; their names are those of chainrule for this run.",
        epilog="Exit code: that of the program; 1 if it ends with an error, which is shown in one line. With --list, 0 "
        "if all names are here, 1 if one is missing.",
    )
    parser.add_argument("--list", action="store_true", help="list its names of PyTorch that are not here; run nothing")
    parser.add_argument("--traceback", action="store_true", help="show the traceback of an error in the program")
    parser.add_argument("program", metavar="program.py", help="the program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the program reads in sys.argv")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the program, or list what it misses, and return the exit code."""
    # Imported here so that `chainrule --help` does not wait for NumPy.
    from nn.torch.program import ProgramError, missing_names
    from nn.torch.program import run as run_program

    try:
        if given.list:
            return _list(given.program, missing_names(given.program))
        run_program(given.program, given.arguments)
    except ProgramError as error:
        if given.traceback and error.__cause__ is not None:
            traceback.print_exception(error.__cause__)
            return WRONG
        if error.__cause__ is None:
            raise UsageError(str(error)) from None
        raise UsageError(str(error), WRONG) from None
    except SystemExit as stop:
        return _code(stop)
    return OK


def _list(program: str, missing: list[Missing]) -> int:
    for entry in missing:
        show(f"{program}:{entry.line}: {entry.name} is not here{f'; {entry.hint}' if entry.hint else ''}")
    if not missing:
        show(f"{program}: all names of PyTorch that it uses are here (methods of tensors were not looked at)")
    return WRONG if missing else OK


def _code(stop: SystemExit) -> int:
    """Return the exit code of a program, as Python has it; a text goes to stderr."""
    if stop.code is None or isinstance(stop.code, int):
        return stop.code or OK
    print(stop.code, file=sys.stderr)
    return WRONG
