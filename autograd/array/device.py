"""PyTorch's names for devices. Each Tensor is on the CPU."""

from __future__ import annotations

from typing import Any, Self

__all__ = ["device", "get_default_device", "set_default_device"]


class device:  # noqa: N801  # PyTorch's spelling
    """The device of a Tensor, which is always the CPU.

    It lets programs that choose a device run without changes. As a context manager it has no effect.

    Args:
        type: "cpu", with an optional index as in "cpu:0"; or a device.
        index: the index, which is kept and has no effect.

    Attributes:
        type: "cpu".
        index: the index, or None.

    Raises:
        ValueError: if `type` is any other device.

    Differs from PyTorch: a device is equal to the string "cpu", and its index does not count in comparisons.

    >>> import autograd
    >>> autograd.device("cuda" if autograd.cuda.is_available() else "cpu")
    device(type='cpu')
    """

    def __init__(self, type: Any, index: int | None = None) -> None:
        check_device(type, "device()")
        _, _, number = str(type).partition(":")
        self.type, self.index = "cpu", int(number) if number else index

    def __repr__(self) -> str:
        return "device(type='cpu')" if self.index is None else f"device(type='cpu', index={self.index})"

    def __str__(self) -> str:
        return "cpu" if self.index is None else f"cpu:{self.index}"

    def __eq__(self, other: object) -> bool:
        return str(other).split(":")[0] == "cpu"

    def __hash__(self) -> int:
        return hash("cpu")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


def check_device(device: Any, where: str) -> None:
    """Raise ValueError if `device` is neither the CPU nor None; the message names `where`."""
    if device is not None and device is not CPU:
        name, colon, index = str(device).partition(":")
        if name != "cpu" or (colon and not index.isdecimal()):
            raise ValueError(f"{where}: tensors live on the CPU, got device {device!r}; use 'cpu' or leave it out")


CPU: Any = None  # until it is made, on the next line
CPU = device("cpu")


def get_default_device() -> device:
    """Return the device on which Tensors are created, the CPU.

    >>> import autograd
    >>> autograd.get_default_device()
    device(type='cpu')
    """
    found: device = CPU
    return found


def set_default_device(device: Any) -> None:
    """Choose the device on which Tensors are created: the CPU, or None, which means the same.

    Raises:
        ValueError: if it is any other device.
    """
    check_device(device, "set_default_device()")
