"""`chainrule show`: the pictures of a run."""

from __future__ import annotations

import argparse
from pathlib import Path

from nn.cli.shared import OK, announced, checked_errors, show


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "show",
        help="draw what a run learned",
        description="Print the history of a run and its figures on the test data, and draw curves, mistakes, the "
        "weights of the first layer, the confusion matrix or the predictions, and the gradient flow.",
        epilog="example: chainrule show runs/mnist",
    )
    parser.add_argument("run_folder", metavar="RUN", type=Path, help="the folder of a run")
    parser.add_argument("--out", metavar="FOLDER", type=Path, help="where to save the pictures (default: the run)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print and draw, and return the exit code."""
    with checked_errors():
        from nn.runs.pictures import draw_all
        from nn.runs.run import Run

        found = Run.load(given.run_folder)
        show(str(found.history))
        show("")
        announced(found.evaluate(), False)
        show("")
        for what, path in draw_all(found, given.out or given.run_folder):
            show(f"{what + ':':<20}{path}")
    return OK
