"""PyTorch's names for devices. Each Tensor is on the CPU."""

from __future__ import annotations

import builtins
from typing import Any

__all__ = ["cuda", "device"]


class device:  # noqa: N801  # PyTorch's spelling
    """The device of a Tensor, which is always the CPU.

    It lets programs that choose a device run without changes.

    Args:
        type: "cpu", with an optional index as in "cpu:0".

    Attributes:
        type: "cpu".
        index: None.

    Raises:
        ValueError: if `type` is any other device.

    Differs from PyTorch: the index is dropped, and a device is equal to the string "cpu".

    >>> import autograd
    >>> autograd.device("cuda" if autograd.cuda.is_available() else "cpu")
    device(type='cpu')
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
    """Functions of `torch.cuda` for programs that ask for a CUDA device. There is none.

    >>> import autograd
    >>> autograd.cuda.is_available()
    False
    """

    @staticmethod
    def is_available() -> builtins.bool:
        """Return False, because each Tensor is on the CPU."""
        return False


def check_device(device: Any, where: str) -> None:
    """Raise ValueError if `device` is neither the CPU nor None; the message names `where`."""
    if device is not None and str(device).split(":")[0] != "cpu":
        raise ValueError(f"{where}: tensors live on the CPU, got device {device!r}")
