"""One line of progress for a whole training."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any, Self

from nn.training.history import figure
from nn.training.work import EpochInWork

_LINE = "{desc} |{bar:16}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}]{postfix}"


class Progress:
    """A bar of tqdm that counts the batches of all epochs. A context manager.

    Args:
        shown: True or False; None for a bar on terminals if tqdm is installed.
        batches: the number of batches of an epoch; None if it is not known.
        work: the epoch in work.
        last: the number of the last epoch.

    Raises:
        ImportError: if `shown` is True and tqdm is missing.
    """

    def __init__(self, shown: bool | None, batches: int | None, work: EpochInWork, last: int) -> None:
        if shown is None:
            shown = sys.stderr is not None and sys.stderr.isatty() and importlib.util.find_spec("tqdm") is not None
        self._bar: Any = None
        self._epoch, self._last = work.number, last
        self._figures = ""  # of the last epoch
        if shown:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                raise ImportError("Trainer(progress=True) needs tqdm: pip install tqdm") from None
            total = None if batches is None else batches * last
            done = (batches or 0) * (work.number - 1) + work.batch
            self._bar = tqdm(total=total, initial=done, dynamic_ncols=True, bar_format=_LINE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, loss: float) -> None:
        """Count a batch."""
        if self._bar is not None:
            self._bar.set_description_str(f"epoch {self._epoch}/{self._last}", refresh=False)
            self._bar.set_postfix_str(self._figures or f"batch loss {loss:.4g}", refresh=False)
            self._bar.update()

    def end_epoch(self, row: dict[str, float]) -> None:
        """Show the figures of an epoch behind the bar: those of validation, if there are any."""
        self._epoch += 1
        validated = any(name.startswith("validation_") for name in row)
        names = [name for name in row if name not in ("epoch", "lr", "seconds")]
        shown = [name for name in names if name == "loss" or name.startswith("validation_") or not validated]
        self._figures = ", ".join(f"{name.replace('_', ' ')} {figure(name, row[name])}" for name in shown)
        if self._bar is not None:
            self._bar.set_postfix_str(self._figures)
