"""One line of progress for a whole training."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any, Self

from nn.training.work import EpochInWork


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
        self._figures: dict[str, str] = {}  # of the last epoch
        if shown:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                raise ImportError("Trainer(progress=True) needs tqdm: pip install tqdm") from None
            total = None if batches is None else batches * last
            done = (batches or 0) * (work.number - 1) + work.batch
            self._bar = tqdm(total=total, initial=done, unit="batch", dynamic_ncols=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, loss: float) -> None:
        """Count a batch."""
        if self._bar is not None:
            self._bar.set_description_str(f"epoch {self._epoch}/{self._last}", refresh=False)
            self._bar.set_postfix({**self._figures, "batch loss": f"{loss:.4g}"}, refresh=False)
            self._bar.update()

    def end_epoch(self, row: dict[str, float]) -> None:
        """Show the figures of an epoch behind the bar."""
        self._epoch += 1
        shown = {k: v for k, v in row.items() if k not in ("epoch", "lr", "seconds")}
        self._figures = {name.replace("_", " "): f"{value:.4g}" for name, value in shown.items()}
