"""The names of `torch.distributed` for programs that ask whether they are one of several processes. They are not.

A program that imports these names and uses them for several processes only runs in one.
"""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = [
    "DistributedDataParallel",
    "all_reduce",
    "barrier",
    "destroy_process_group",
    "get_rank",
    "get_world_size",
    "init_process_group",
    "is_available",
    "is_initialized",
]


def is_available() -> bool:
    """Return False: programs run in one process here."""
    return False


def is_initialized() -> bool:
    """Return False: there is no group of processes."""
    return False


def _refuse(name: str) -> NoReturn:
    raise RuntimeError(f"{name}(): programs run in one process here; run it without its distributed mode")


def init_process_group(*args: Any, **kwargs: Any) -> NoReturn:
    """Raise RuntimeError: programs run in one process here."""
    _refuse("init_process_group")


def destroy_process_group(*args: Any, **kwargs: Any) -> NoReturn:
    """Raise RuntimeError: there is no group of processes."""
    _refuse("destroy_process_group")


def get_rank(*args: Any) -> NoReturn:
    """Raise RuntimeError: there is no group of processes."""
    _refuse("get_rank")


def get_world_size(*args: Any) -> NoReturn:
    """Raise RuntimeError: there is no group of processes."""
    _refuse("get_world_size")


def all_reduce(*args: Any, **kwargs: Any) -> NoReturn:
    """Raise RuntimeError: there is no group of processes."""
    _refuse("all_reduce")


def barrier(*args: Any, **kwargs: Any) -> NoReturn:
    """Raise RuntimeError: there is no group of processes."""
    _refuse("barrier")


class DistributedDataParallel:
    """A name for `isinstance` and imports; to make one is refused.

    Raises:
        RuntimeError: programs run in one process here.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        _refuse("DistributedDataParallel")
