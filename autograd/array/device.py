"""Devices: tensors live on the CPU, and programs may ask."""

from __future__ import annotations

import builtins
from typing import Any

__all__ = ["cuda", "device"]


class device:  # noqa: N801  # PyTorch's spelling
    """The device of a tensor: the CPU.

    Raises:
        ValueError: for any other device.
    """

    def __init__(self, type: str) -> None:
        check_device(type, "device()")
        self.type, self.index = "cpu", None

    def __repr__(self) -> str:
        return "device(type='cpu')"

    def __str__(self) -> str:
        return "cpu"

    def __eq__(self, other: object) -> bool:
        return str(other) == "cpu"

    def __hash__(self) -> int:
        return hash("cpu")


class cuda:  # noqa: N801  # PyTorch's spelling
    """Questions about CUDA devices: there are none."""

    @staticmethod
    def is_available() -> builtins.bool:
        """Return False."""
        return False


def check_device(device: Any, where: str) -> None:
    """Raise ValueError if a device other than the CPU is asked for; the message names `where`."""
    if device is not None and str(device).split(":")[0] != "cpu":
        raise ValueError(f"{where}: tensors live on the CPU, got device {device!r}")
