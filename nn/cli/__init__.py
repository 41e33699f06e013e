"""The command `chainrule`.

    chainrule train mnist --layers 128 64 --out runs/a
    chainrule evaluate runs/a
    chainrule check module.py:function --shape 3,4 --shape 4
    chainrule run program.py

Each verb is a module of this package with two functions: `add_parser(verbs)` declares its arguments, and `run(given)`
takes the parsed arguments and returns the exit code. A mistake of the user ends with one line on stderr and exit
code 2; Ctrl-C with 130; a reader of the output that has ended, such as `head`, with 141, as for other programs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from autograd import __version__
from nn.cli import bench, check, compare, draw, evaluate, exercises, lab, predict, run, show, sweep, train
from nn.cli.shared import CLOSED_PIPE, INTERRUPTED, USAGE, UsageError

__all__ = ["main"]

SHELLS = ("bash", "zsh", "tcsh")
VERBS = (train, evaluate, predict, show, compare, sweep, draw, check, run, bench, lab, exercises)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; 2 means wrong usage.

    Args:
        arguments: the words after `chainrule`. By default those of the shell.
    """
    parser = _Parser(prog="chainrule", description="Derivatives you can trust.")
    parser.add_argument("--version", action="version", version=f"chainrule {__version__}")
    parser.add_argument("--completion", metavar="SHELL", choices=SHELLS, action=_Completion,
                        help="print the completion for bash, zsh or tcsh, such as: "
                        'eval "$(chainrule --completion bash)"')  # fmt: skip
    verbs = parser.add_subparsers(title="verbs", dest="verb", required=True, metavar="verb")
    for verb in VERBS:
        verb.add_parser(verbs)
    try:
        try:
            given = parser.parse_args(arguments)
        except SystemExit as stop:  # from --help and --version
            code = stop.code if isinstance(stop.code, int) else USAGE
        else:
            given.words = list(sys.argv[1:] if arguments is None else arguments)
            code = given.run(given)
        if sys.stdout is not None:  # None if the caller closed it
            sys.stdout.flush()
        return code
    except UsageError as error:
        return _stop(str(error), error.code)
    except KeyboardInterrupt:
        return _stop("stopped", INTERRUPTED)
    except OSError as error:  # of the output: `run` raises UsageError for all else
        # Python writes what is left at its end, and would report the error again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return CLOSED_PIPE
        return _stop(f"the output cannot be written: {error.strerror}", USAGE)


def _stop(message: str, code: int) -> int:
    if sys.stderr is not None:
        print("chainrule:", " ".join(message.split()), file=sys.stderr)
    return code


class _Completion(argparse.Action):
    """Print a script of completion and end."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: object, values: object, option: object = None
    ) -> None:
        try:
            import shtab
        except ImportError:
            from autograd.extend import install_command  # it imports NumPy

            raise UsageError(f"completion needs shtab: {install_command('completion')}") from None
        print(shtab.complete(parser, str(values)))
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser that reports an error in one line, without the usage text."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (try `{self.prog} --help`)")
