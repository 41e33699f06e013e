"""Whether operations on Tensors are recorded: `no_grad`, `enable_grad`, `set_grad_enabled`, `is_grad_enabled`.

The mode belongs to the thread. Values always record.
"""

from __future__ import annotations

import threading
from contextlib import ContextDecorator
from types import TracebackType


class _GradMode(threading.local):
    enabled = True


grad_mode = _GradMode()


def is_grad_enabled() -> bool:
    """Whether operations are being recorded in this thread."""
    return grad_mode.enabled


class _Mode(ContextDecorator):
    """A context manager and decorator that sets the mode; may be entered again while it is active."""

    def __init__(self, mode: bool) -> None:
        self.mode = mode
        self._outer: list[bool] = []

    def __enter__(self) -> None:
        self._outer.append(grad_mode.enabled)
        grad_mode.enabled = self.mode

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        grad_mode.enabled = self._outer.pop()


class no_grad(_Mode):  # noqa: N801  # PyTorch's spelling, here and below
    """Record nothing: results do not require grad. A context manager, or a decorator written `@no_grad()`."""

    def __init__(self) -> None:
        super().__init__(False)


class enable_grad(_Mode):  # noqa: N801
    """Record again, inside `no_grad`. A context manager, or a decorator written `@enable_grad()`."""

    def __init__(self) -> None:
        super().__init__(True)


class set_grad_enabled(_Mode):  # noqa: N801
    """Set the mode at once; as a context manager, put the former mode back at the end."""

    def __init__(self, mode: bool) -> None:
        super().__init__(mode)
        self._former = grad_mode.enabled
        grad_mode.enabled = mode

    def __enter__(self) -> None:
        self._outer.append(self._former)
        grad_mode.enabled = self.mode
