"""The command `chainrule`.

    chainrule check module.py:function --shape 3,4 --shape 4

Each verb is a module of this package with two functions: `add_parser(verbs)` declares its arguments, and `run(given)`
takes the parsed arguments and returns the exit code. A mistake of the user ends with one line on stderr and exit
code 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from autograd import __version__
from nn.cli import check
from nn.cli.shared import USAGE, UsageError

__all__ = ["main"]

VERBS = (check,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; 2 means wrong usage.

    Args:
        arguments: the words after `chainrule`. By default those of the shell.
    """
    parser = _Parser(prog="chainrule", description="Derivatives you can trust.")
    parser.add_argument("--version", action="version", version=f"chainrule {__version__}")
    verbs = parser.add_subparsers(title="verbs", dest="verb", required=True, metavar="verb")
    for verb in VERBS:
        verb.add_parser(verbs)
    try:
        given = parser.parse_args(arguments)
        code: int = given.run(given)
    except UsageError as error:
        print(f"chainrule: {error}", file=sys.stderr)
        return USAGE
    except SystemExit as stop:  # from --help and --version
        return stop.code if isinstance(stop.code, int) else USAGE
    return code


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser that reports an error in one line, without the usage text."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (try `{self.prog} --help`)")
