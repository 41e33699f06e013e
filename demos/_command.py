"""What every demo needs besides its lesson: checked options, a progress bar, and one line for whatever goes wrong."""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from autograd.drawing import DrawingError
from nn.datasets import DatasetError


class Options(argparse.ArgumentParser):
    """A demo's options. `--seed` and `--out` are there already; a bad option is answered in one line."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__(
            prog=f"python -m demos.{name}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self.add_argument(
            "--seed", metavar="N", type=whole(0, 2**63), default=0, help="of the random numbers (default: 0)"
        )
        out = Path("runs", name)
        self.add_argument("--out", metavar="FOLDER", type=Path, default=out, help=f"for what is saved (default: {out})")

    def error(self, message: str) -> NoReturn:
        """End the program without the usage that argparse would put in front of the message."""
        self.exit(2, f"error: {message} (--help lists the options)\n")


def whole(least: int, most: int = 1_000_000) -> Callable[[str], int]:
    """The type of an option that is a whole number from `least` to `most`."""
    return _number(int, lambda n: least <= n <= most, f"a whole number from {least:,} to {most:,}")


def decimal(least: float | None = None, below: float = math.inf) -> Callable[[str], float]:
    """The type of an option that is a number below `below`, and above 0 or, if given, of `least` or more."""
    wanted = "a number above 0" if least is None else f"a number of {least} or more"
    if below < math.inf:
        wanted += f" and below {below}"
    return _number(float, lambda x: (x > 0 if least is None else x >= least) and x < below, wanted)


def _number(kind: Callable[[str], Any], accepts: Callable[[Any], bool], wanted: str) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        try:
            number = kind(text)
        except ValueError:
            number = None
        if number is None or not accepts(number):
            raise argparse.ArgumentTypeError(f"expected {wanted}, got {text!r}")
        return number

    return convert


def prepare(out: Path) -> None:
    """Make the output folder and try to write in it: better to fail now than after the training."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=out):
        pass


def progress(work: Iterable[Any], what: str) -> Iterable[Any]:
    """`work` with a bar on the terminal, which disappears when it is done."""
    from tqdm import tqdm

    bar: Iterable[Any] = tqdm(work, desc=what, leave=False, disable=None, file=sys.stderr)  # None: not into a file
    return bar


def run(demo: Callable[[], None], *needs: str) -> NoReturn:
    """Run a demo that needs the packages named, and end the program: with one line and no traceback if it fails."""
    missing = [name for name in needs if not importlib.util.find_spec(name)]
    if shutil.which("dot"):  # draws as well as pygraphviz does
        missing = [name for name in missing if name != "pygraphviz"]
    try:
        if missing:
            raise ImportError(f'this demo needs {", ".join(missing)}: pip install "chainrule[demos]"')
        demo()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # whoever read the output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (OSError, ImportError, MemoryError, ArithmeticError, DatasetError, DrawingError) as error:
        text = str(error) or type(error).__name__
        if isinstance(error, OSError) and error.filename and error.strerror:
            text = f"{error.filename}: {error.strerror}"
        print("error:", " ".join(text.split()), file=sys.stderr)
        sys.exit(1)
    sys.exit(0)
