"""The command line of the demos: checked options, a progress bar, and errors in one line."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from autograd.drawing import DrawingError
from autograd.extend import install_command
from nn.cli.options import whole
from nn.datasets import DatasetError


class Options(argparse.ArgumentParser):
    """The options of a demo, including `--seed` and `--out`. A bad option ends the program with one line."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__(
            prog=f"python -m demos.{name}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self.add_argument(
            "--seed", metavar="N", type=whole(0, 2**63), default=0, help="seed of the random numbers (default: 0)"
        )
        out = Path("runs", name)
        self.add_argument(
            "--out", metavar="FOLDER", type=Path, default=out, help=f"folder for the results (default: {out})"
        )

    def error(self, message: str) -> NoReturn:
        """End the program with the message, without the usage that argparse prints before it."""
        self.exit(2, f"error: {message} (--help lists the options)\n")


def prepare(out: Path) -> None:
    """Create the output folder and test that it is writable, so that a failure comes before the training."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=out):
        pass


def announce(what: str, path: Path) -> None:
    """Print the name and the path of a saved file."""
    print(f"saved {what + ':':<24}{path}")


def progress(work: Iterable[Any], what: str) -> Iterable[Any]:
    """Return `work` with a progress bar on the terminal, which disappears at the end."""
    from tqdm import tqdm

    bar: Iterable[Any] = tqdm(work, desc=what, leave=False, disable=None, file=sys.stderr)  # None: terminals only
    return bar


def run(demo: Callable[[], None], *needs: str) -> NoReturn:
    """Run a demo that needs these packages, and end the program; report errors in one line without a traceback."""
    missing = [name for name in needs if not importlib.util.find_spec(name)]
    if shutil.which("dot"):  # an alternative to pygraphviz
        missing = [name for name in missing if name != "pygraphviz"]
    try:
        if missing:
            raise ImportError(f"this demo needs {', '.join(missing)}: {install_command('demos')}")
        demo()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # the reader of the output has ended, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)  # 128 + SIGPIPE, as a shell reports it for other programs
    except (OSError, ImportError, MemoryError, ArithmeticError, DatasetError, DrawingError) as error:
        text = str(error) or type(error).__name__
        if isinstance(error, OSError) and error.filename and error.strerror:
            text = f"{error.filename}: {error.strerror}"
        print("error:", " ".join(text.split()), file=sys.stderr)
        sys.exit(1)
    sys.exit(0)
