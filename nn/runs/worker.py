"""One training of a sweep, in a process of its own. This module imports NumPy only inside its functions."""

from __future__ import annotations

import os
from typing import Any

_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """Let NumPy compute with one thread in this process, unless the environment says otherwise.

    It must be called before NumPy is imported, which reads the number.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")


def train_one(settings: dict[str, Any], folder: str) -> dict[str, Any]:
    """Train a run, or what is left of it, and return its figures on the test data.

    A process that has not imported NumPy yet computes with one thread: the sweep uses the other processors.

    Args:
        settings: those of the run, as `Settings.to_dict` gives them.
        folder: of the run.
    """
    one_thread()
    from nn.runs.run import train
    from nn.runs.settings import Settings

    run = train(Settings.from_dict(settings), folder, resume=True, progress=False)
    figures = {name: value for name, value in run.evaluate().items() if isinstance(value, float)}
    return {**figures, "epochs": len(run.history), "seconds": round(sum(run.history["seconds"]), 1)}


def train_one_of_pool(settings: dict[str, Any], folder: str) -> dict[str, Any]:
    """Do the same in a pool that is ours; at Ctrl-C end the process, so that it takes up no further training."""
    try:
        return train_one(settings, folder)
    except KeyboardInterrupt:  # the checkpoint is written
        os._exit(130)
