"""PyTorch's names for devices. Each Tensor is on the CPU."""

from __future__ import annotations

from typing import Any, Self

__all__ = ["device", "get_default_device", "set_default_device"]


class device:  # noqa: N801  # PyTorch's spelling
    """A device. Tensors are on the CPU only; another device can be named, and is refused where it would be used.

    As a context manager it has no effect.

    Args:
        type: "cpu" or another kind of device, with an optional index as in "cpu:0"; or a device.
        index: the index.

    Attributes:
        type: the kind of device.
        index: the index, or None.

    Raises:
        ValueError: if `type` is no kind of device that PyTorch knows, or the index no whole number of 0 or more.

    Differs from PyTorch: a device is equal to its text, as "cpu". The index of the CPU does not count in comparisons.

    >>> import autograd
    >>> autograd.device("cuda" if autograd.cuda.is_available() else "cpu")
    device(type='cpu')
    """

    def __init__(self, type: Any, index: int | None = None) -> None:
        kind, colon, number = ("cuda", ":", str(type)) if isinstance(type, int) else str(type).partition(":")
        if kind not in KINDS or (colon and not number.isdecimal()):
            raise ValueError(f"device(): expected one of {', '.join(KINDS)}, got {type!r}")
        self.type, self.index = kind, int(number) if number else index

    def __repr__(self) -> str:
        return f"device(type={self.type!r}{'' if self.index is None else f', index={self.index}'})"

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def _key(self) -> tuple[str, int | None]:
        return self.type, None if self.type == "cpu" else self.index

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            kind, colon, number = other.partition(":")
            if kind not in KINDS or (colon and not number.isdecimal()):
                return False
            other = device(other)
        return isinstance(other, device) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __enter__(self) -> Self:
        check_device(self, "device()")
        return self

    def __exit__(self, *_: object) -> None: ...


KINDS = ("cpu", "cuda", "mps", "xpu", "meta", "xla", "hpu", "ipu")


def check_device(device: Any, where: str) -> None:
    """Raise ValueError if `device` is neither the CPU nor None; the message names `where`."""
    if device is not None and device is not CPU:
        name, colon, index = str(device).partition(":")
        if name != "cpu" or (colon and not index.isdecimal()):
            raise ValueError(f"{where}: tensors live on the CPU, got device {str(device)!r}; use 'cpu' or leave it out")


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
