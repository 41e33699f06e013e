"""`chainrule sweep`: train with each combination of settings, in parallel."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nn.cli.options import whole
from nn.cli.shared import OK, WRONG, UsageError, checked_errors, show
from nn.cli.tables import ranked, table
from nn.cli.train import add_settings, settings_of
from nn.plain import to_json

EXAMPLES = """examples:
  chainrule sweep digits --grid lr=0.01,0.1,1 layers=32,128,128-64 --out runs/grid
  chainrule sweep mnist --grid lr=0.1,0.01 seed=0,1,2 --epochs 3 --workers 4
  chainrule sweep houses.csv --target price --grid dropout=0,0.2 optimizer=adam,sgd --sample 3
  chainrule sweep mnist --grid lr=0.1,0.01 --dask tcp://scheduler:8786
  mpiexec -n 5 python -m mpi4py.futures -m nn sweep mnist --grid lr=0.1,0.01 --mpi

The same command takes up a sweep that was stopped.
"""


_FIXED = ("folder", "size", "ignore", "categorical", "missing", "delimiter", "encoding")  # how the data are read


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "sweep",
        help="train with each combination of settings",
        usage="chainrule sweep DATA --grid NAME=VALUE,VALUE … [options]",
        description="Train a network with each combination of settings, in parallel, each in a folder of its own, and "
        "print a table of their figures on the test data. A run that fails loses no other.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_settings(parser)
    group = parser.add_argument_group("sweep")
    group.add_argument("--grid", metavar="NAME=VALUES", nargs="+", required=True, action="extend",
                       help="values of an option to try, such as lr=0.1,0.01 or layers=128,128-64")  # fmt: skip
    group.add_argument("--sample", metavar="N", type=whole(1), help="so many combinations at random (default: all)")
    where = group.add_mutually_exclusive_group()
    where.add_argument("--workers", metavar="N", type=whole(1, 4096), help="processes (default: one per processor)")
    where.add_argument("--dask", metavar="ADDRESS", help="train on the workers of this scheduler of Dask")
    where.add_argument("--mpi", action="store_true", help="train in the processes of mpi4py.futures")
    group.add_argument("--out", metavar="FOLDER", type=Path, help="where to keep all runs (default: runs/sweep-DATA)")
    group.add_argument("--json", action="store_true", help="print a JSON object for each run, the best first")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Train all, print the table, and return the exit code: 1 if a run failed."""
    base = settings_of(given)
    out = given.out or Path("runs", f"sweep-{Path(base.data).stem}")
    with checked_errors(interrupted=lambda: "stopped; the same command takes it up again"):
        from nn.runs.sweep import grid, sweep

        runs = grid(base, choices(given.grid), given.sample)
        count = 0

        def report(row: dict[str, Any]) -> None:
            nonlocal count
            count += 1
            text = row.get("error") or ", ".join(f"{k} {v:.4g}" for k, v in row.items() if k in ("accuracy", "loss"))
            if not given.json:
                show(f"[{count}/{len(runs)}] {row['run']}: {text}")

        if not given.json:
            show(f"{base.data}: {len(runs)} runs → {out}")
        with _executor(given) as executor:
            rows = sweep(
                runs, out, executor, workers=given.workers, report=(lambda row: None) if given.json else report
            )
    good = ranked([row for row in rows if "error" not in row])
    failed = [row for row in rows if "error" in row]
    if given.json:
        for row in good + failed:
            show(to_json(row))
        return WRONG if failed else OK
    show("")
    for line in table(good):
        show(line)
    for row in failed:
        show(f"{row['run']}  failed: {row['error']}")
    return WRONG if failed else OK


def choices(texts: list[str]) -> dict[str, list[Any]]:
    """Return the values of `NAME=VALUE,VALUE` texts by name.

    Raises:
        UsageError: if a text has another form, or a value is none of the option's.
    """
    # The options of `train` know the type of each setting, and its errors.
    parser = argparse.ArgumentParser(prog="--grid", exit_on_error=False, add_help=False)
    add_settings(parser)
    options = {action.dest: action for action in parser._actions if action.option_strings}
    found: dict[str, list[Any]] = {}
    for text in texts:
        name, equals, values = text.partition("=")
        name = name.strip().lstrip("-").replace("-", "_")
        if not equals or not values or name not in options or name in _FIXED:
            known = ", ".join(n for n in options if n not in _FIXED)
            raise UsageError(f"--grid: expected NAME=VALUE,VALUE with a name among {known}; got {text!r}")
        if name in found:
            raise UsageError(f"--grid: {name} is given twice")
        found[name] = [_value(parser, options[name], value.strip()) for value in values.split(",")]
    return found


def _value(parser: argparse.ArgumentParser, action: argparse.Action, text: str) -> Any:
    words = text.split("-") if action.nargs == "*" else [text]
    words = [] if words == ["none"] else words
    try:
        given = parser.parse_args(["data", f"{action.option_strings[0]}", *words])
    except argparse.ArgumentError as error:
        raise UsageError(f"--grid: {error.argument_name}: {error.message}") from None
    value = getattr(given, action.dest)
    return tuple(value) if isinstance(value, list) else value


@contextlib.contextmanager
def _executor(given: argparse.Namespace) -> Iterator[Any]:
    """Yield the executor that is asked for, or None for a pool of processes."""
    try:
        if given.dask is not None:
            import dask.distributed

            connect: Any = dask.distributed.Client  # it has no types
            with connect(given.dask) as client, client.get_executor() as executor:
                yield executor
        elif given.mpi:
            from mpi4py.futures import MPIPoolExecutor

            with MPIPoolExecutor() as executor:
                yield executor
        else:
            yield None
    except ImportError as error:
        from autograd.extend import install_command  # it imports NumPy, which help does not need

        raise UsageError(f"--dask and --mpi need packages: {install_command('cluster')} ({error})") from None
