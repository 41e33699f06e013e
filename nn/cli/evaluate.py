"""`chainrule evaluate`: the figures of a trained run on its test data, or on a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from nn.cli.shared import OK, announced, checked_errors


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "evaluate",
        help="measure a run on its test data, or on a file",
        description="Measure a run on the test data, which it did not learn from, or on a file of the same form.",
        epilog="example: chainrule evaluate runs/a --json",
    )
    parser.add_argument("run_folder", metavar="RUN", type=Path, help="the folder of a run")
    parser.add_argument("--on", metavar="FILE", help="a .csv or .npz file, or a folder of images, with targets")
    parser.add_argument("--json", action="store_true", help="print JSON, the confusion matrix included")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Evaluate the run, print the figures and return the exit code."""
    with checked_errors():
        from nn.runs.run import Run

        found = Run.load(given.run_folder)
        figures = found.evaluate(None if given.on is None else found.read(given.on))
    announced(figures, given.json)
    return OK
