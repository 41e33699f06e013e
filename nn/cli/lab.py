"""`chainrule lab`: the lab, one page that computes in the browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from nn.cli.shared import OK, UsageError, checked_errors, show

EXAMPLES = """examples:
  chainrule lab
  chainrule lab --build lab.html
  chainrule lab --build lab.html --digits runs/mnist/model.safetensors
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "lab",
        help="open the lab: see how networks compute and learn",
        description="Open the lab in a browser: one HTML file that holds Python and this engine, and needs no network\n"
        "connection. It is built once, from parts that are downloaded (8 MB), and a network that is trained on MNIST.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--build", metavar="FILE", type=Path, help="write the page to a file, and open nothing")
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, help="the folder of MNIST, to train the network for digits"
    )
    parser.add_argument("--digits", metavar="FILE", type=Path,
                        help="take this network 784-128-10 for digits, a safetensors file")  # fmt: skip
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Build the page if there is none, write or open it, and return the exit code."""
    import webbrowser

    with checked_errors():
        from nn.lab.keeping import LabError, written

        def say(line: str) -> None:
            print(line, file=sys.stderr, flush=True)

        if given.build is not None and given.build.suffix.lower() not in (".html", ".htm"):
            raise UsageError(f"--build: the name must end in .html, got {str(given.build)!r}")
        try:
            path = written(given.build, given.data, given.digits, say)
        except LabError as error:
            raise UsageError(str(error)) from None
        if given.build is not None:
            show(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
        else:
            _open(path, webbrowser.open)
    return OK


def _open(path: Path, browser: Callable[[str], bool]) -> None:
    if browser(path.as_uri()):
        show(f"opened {path}")
    else:
        show(f"open this file in a browser: {path}")
