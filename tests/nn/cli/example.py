"""Calls of the command, as a user types them."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nn import cli


@dataclass
class Done:
    """What a call left: its exit code, and what it printed."""

    code: int
    out: str
    err: str


def chainrule(words: str, folder: Path) -> Done:
    """Call the command in a folder, in this process."""
    out, err = io.StringIO(), io.StringIO()
    before = os.getcwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main(shlex.split(words))
    finally:
        os.chdir(before)
    return Done(code, out.getvalue(), err.getvalue())


def well(words: str, folder: Path) -> str:
    """Call the command, which must succeed without a word on stderr, and return what it printed."""
    done = chainrule(words, folder)
    assert (done.code, done.err) == (0, "")
    return done.out


def houses(path: Path, n: int = 60, seed: int = 0) -> Path:
    """Write a CSV file of houses: size and town make the price."""
    rng = np.random.default_rng(seed)
    lines = ["size,town,price"]
    for size, town in zip(rng.uniform(50, 250, n), rng.choice(["Ulm", "Bonn"], n)):
        lines.append(f"{size:.1f},{town},{2 * size + (50 if town == 'Bonn' else 0):.1f}")
    path.write_text("\n".join(lines) + "\n")
    return path


def pictures(folder: Path, n: int = 12) -> Path:
    """Write a folder of images of 8 × 8 pixels: bright and dark ones."""
    from PIL import Image

    rng = np.random.default_rng(0)
    for name, level in (("bright", 200), ("dark", 40)):
        (folder / name).mkdir(parents=True)
        for i in range(n):
            pixels = np.clip(rng.normal(level, 20, (8, 8)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels, "L").save(folder / name / f"{i}.png")
    return folder
