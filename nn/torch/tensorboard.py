"""`torch.utils.tensorboard`: a writer of numbers during training, in lines of JSON and not in TensorBoard's format."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any, Self

__all__ = ["SummaryWriter"]


class SummaryWriter:
    """A writer of numbers during training, to the file `scalars.jsonl` in a folder.

    Each line is an object with the keys tag, value, step and time, in seconds since 1970.

    Args:
        log_dir: the folder; by default one of the time of the start, in `runs`.
        settings: PyTorch's other settings, accepted without effect.

    Raises:
        OSError: if the file cannot be written.

    Differs from PyTorch: TensorBoard does not read the file, and only numbers and texts are written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, SummaryWriter(folder) as writer:
    ...     writer.add_scalar("loss", 0.5, 1)
    ...     writer.flush()
    ...     len(Path(folder, "scalars.jsonl").read_text().splitlines())
    1
    """

    def __init__(self, log_dir: str | os.PathLike[str] | None = None, **settings: Any) -> None:
        folder = Path(log_dir or Path("runs", time.strftime("%b%d_%H-%M-%S")))
        folder.mkdir(parents=True, exist_ok=True)
        self.log_dir = str(folder)
        self._file = (folder / "scalars.jsonl").open("a", encoding="utf-8")

    def add_scalar(self, tag: str, scalar_value: Any, global_step: int | None = None, **settings: Any) -> None:
        """Write a number.

        Args:
            tag: its name.
            scalar_value: a number, or a Tensor with one element.
            global_step: the number of the step.
            settings: accepted, without effect.
        """
        self._write(tag, float(scalar_value), global_step)

    def add_scalars(self, main_tag: str, tag_scalar_dict: dict[str, Any], global_step: int | None = None) -> None:
        """Write several numbers, by their names after `main_tag`."""
        for tag, value in tag_scalar_dict.items():
            self.add_scalar(f"{main_tag}/{tag}", value, global_step)

    def add_text(self, tag: str, text_string: str, global_step: int | None = None) -> None:
        """Write a text."""
        self._write(tag, text_string, global_step)

    def _write(self, tag: str, value: Any, step: int | None) -> None:
        line = {"tag": tag, "value": value, "step": step, "time": time.time()}
        self._file.write(json.dumps(line) + "\n")

    def flush(self) -> None:
        """Write what is kept in memory."""
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
