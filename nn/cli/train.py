"""`chainrule train`: train a network on a data set or on one's own file, and keep it in a folder."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import Any

from nn.cli.options import decimal, whole
from nn.cli.processes import communicator, ended_together
from nn.cli.shared import OK, announced, checked_errors, show
from nn.runs.settings import ACTIVATIONS, DATASETS, OPTIMIZERS, PRESETS, SCHEDULES, Settings

EXAMPLES = """examples:
  chainrule train mnist --layers 128 64 --optimizer adam --lr 0.001 --epochs 5 --out runs/a
  chainrule train mnist --model cnn --optimizer adam --epochs 3
  chainrule train fashion-mnist --layers 512 512 --dropout 0.2 --schedule cosine --shift 2 --rotate 10
  chainrule train houses.csv --target price --patience 10
  chainrule train photos/ --size 32 32 --model cnn
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "train",
        help="train a network and keep it in a folder",
        usage="chainrule train DATA [options]",
        description="Train a network on a data set, and keep settings, checkpoint, history and model in a folder.\n"
        f"Data sets: {', '.join(DATASETS)}; or a .csv or .npz file, or a folder of images with a subfolder per class.",
        epilog=EXAMPLES + "\nCtrl-C saves the training; --resume continues it, to the same weights as without a stop.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_settings(parser)
    parser.add_argument("--out", metavar="FOLDER", type=Path, help="where to keep it (default: runs/DATA)")
    parser.add_argument("--resume", action="store_true", help="continue a training that was stopped")
    parser.add_argument("--overwrite", action="store_true", help="replace a run that the folder holds")
    parser.add_argument("--quiet", action="store_true", help="print nothing while training")
    parser.add_argument("--json", action="store_true", help="print the result as JSON, and nothing else")
    parser.set_defaults(run=run)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Declare the options that make Settings."""
    add = parser.add_argument
    add("data", metavar="DATA", help="a data set or a path, see above")
    group = parser.add_argument_group("data")
    group.add_argument(
        "--data", dest="folder", metavar="FOLDER", help="folder of a data set's files (default: find or download)"
    )
    group.add_argument("--target", metavar="COLUMN", help="the column of a CSV file to predict, by name or number")
    group.add_argument("--task", choices=("classification", "regression"), help="(default: seen from the target)")
    group.add_argument("--ignore", metavar="COLUMN", nargs="+", help="columns of a CSV file to leave out")
    group.add_argument("--categorical", metavar="COLUMN", nargs="+", help="columns whose numbers are read as texts")
    group.add_argument("--missing", choices=("error", "drop"), help="for rows with missing values (default: error)")
    group.add_argument("--delimiter", metavar="C", type=_delimiter, help="between fields; \\t is a tab (default: ,)")
    group.add_argument("--encoding", metavar="NAME", help="of a CSV file, such as latin-1 (default: utf-8)")
    group.add_argument("--size", metavar=("H", "W"), nargs=2, type=whole(1), help="scale a folder's images")
    group.add_argument("--validation", metavar="X", type=decimal(0, below=1), help="share held out (default: 0.1)")
    group.add_argument("--test", metavar="X", type=decimal(below=1), help="share of a file to test on (default: 0.2)")
    group = parser.add_argument_group("network")
    group.add_argument("--model", choices=PRESETS, help="(default: mlp)")
    group.add_argument("--layers", metavar="N", type=whole(1), nargs="*", help="hidden layers (default: 128 64)")
    group.add_argument("--activation", choices=ACTIVATIONS, metavar="NAME", help=f"{', '.join(ACTIVATIONS)}")
    group.add_argument("--dropout", metavar="P", type=decimal(0, below=1), help="(default: 0)")
    group = parser.add_argument_group("training")
    group.add_argument("--optimizer", choices=OPTIMIZERS, help="(default: sgd)")
    rates = ", ".join(f"{rate:g} for {name}" for name, rate in OPTIMIZERS.items())
    group.add_argument("--lr", metavar="X", type=decimal(), help=f"learning rate (default: {rates})")
    group.add_argument("--momentum", metavar="X", type=decimal(0, below=1), help="of sgd (default: 0)")
    group.add_argument("--weight-decay", metavar="X", type=decimal(0), help="(default: 0)")
    group.add_argument("--schedule", choices=SCHEDULES, help="of the learning rate (default: constant)")
    group.add_argument("--clip-norm", metavar="X", type=decimal(), help="largest norm of the gradients")
    group.add_argument("--batch-size", metavar="N", type=whole(1), help="(default: that of the data set)")
    group.add_argument("--epochs", metavar="N", type=whole(1), help="(default: those of the data set)")
    group.add_argument("--patience", metavar="N", type=whole(1), help="stop after N epochs without progress")
    group.add_argument("--seed", metavar="N", type=whole(0, 2**63 - 1), help="of all random numbers (default: 0)")
    group = parser.add_argument_group("augmentation of images")
    group.add_argument("--shift", metavar="PIXELS", type=whole(0))
    group.add_argument("--rotate", metavar="DEGREES", type=decimal(0, below=360))
    group.add_argument("--scale", metavar="SHARE", type=decimal(0, below=1))
    group.add_argument("--noise", metavar="STD", type=decimal(0))
    group.add_argument("--flip", metavar="P", type=decimal(0))


def _delimiter(text: str) -> str:
    return "\t" if text == "\\t" else text


def settings_of(given: argparse.Namespace) -> Settings:
    """Return the settings that the options say; those that were not given have their defaults."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in vars(given).items()
        if name in Settings.__dataclass_fields__ and value is not None
    }
    with checked_errors():
        return Settings(**fields)


def default_folder(settings: Settings) -> Path:
    """Return the folder of a run that names none."""
    return Path("runs", Path(settings.data).stem or "run")


def run(given: argparse.Namespace) -> int:
    """Train, print a line for each epoch and the figures on the test data, and return the exit code."""
    settings = settings_of(given)
    out = given.out or default_folder(settings)
    comm = communicator()
    first = comm is None or comm.Get_rank() == 0
    quiet = given.quiet or given.json or not first

    def stopped() -> str:
        again = shlex.join(["chainrule", *given.words])
        if not (out / "checkpoint.safetensors").exists():
            return f"stopped before the training began; begin it with: {again}"
        return f"stopped; the training is kept, continue it with: {again}{'' if given.resume else ' --resume'}"

    with ended_together(comm), checked_errors(interrupted=stopped):
        from nn.runs.run import train

        if not quiet:
            show(f"{settings.data} → {out}" + ("" if comm is None else f", in {comm.Get_size()} processes"))
        done = train(
            settings,
            out,
            resume=given.resume,
            overwrite=given.overwrite,
            progress=False if quiet else None,
            callbacks=[] if quiet else [_Rows()],
            comm=comm,
        )
        if first:
            figures = done.evaluate()
            announced(figures, given.json, f"saved in {out}; look at it with: chainrule show {shlex.quote(str(out))}")
    return OK


class _Rows:
    """A callback that prints a line of the table for each epoch."""

    def __init__(self) -> None:
        self._begun = False

    def __call__(self, trainer: Any) -> None:
        from nn.training.history import header, line

        names = trainer.history.names
        if not self._begun:
            show(header(names))
            self._begun = True
        show(line(trainer.history.rows[-1], names))
