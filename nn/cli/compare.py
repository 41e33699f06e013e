"""`chainrule compare`: runs side by side."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from nn.cli.shared import OK, checked_errors, show
from nn.cli.tables import ranked, table
from nn.plain import to_json


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "compare",
        help="compare runs",
        description="Print the settings in which runs differ, and their figures on the test data, the best run first.",
        epilog="example: chainrule compare runs/a runs/b",
    )
    parser.add_argument("run_folders", metavar="RUN", nargs="+", type=Path, help="folders of runs")
    parser.add_argument("--json", action="store_true", help="print a JSON object for each run")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the table and return the exit code."""
    with checked_errors():
        from nn.runs.run import Run

        runs = [Run.load(folder) for folder in given.run_folders]
        settings = [found.settings.to_dict() for found in runs]
        differ = [name for name in settings[0] if any(s[name] != settings[0][name] for s in settings)]
        rows: list[dict[str, Any]] = []
        for found, own in zip(runs, settings):
            figures = {k: v for k, v in found.evaluate().items() if isinstance(v, float)}
            seconds = round(sum(row.get("seconds", 0.0) for row in found.history), 1)
            rows.append({"run": str(found.folder), **{name: own[name] for name in differ}, **figures,
                         "epochs": len(found.history), "seconds": seconds})  # fmt: skip
    rows = ranked(rows)
    for text in (to_json(row) for row in rows) if given.json else table(rows):
        show(text)
    return OK
