"""Whether operations on Tensors are recorded: `no_grad`, `enable_grad`, `set_grad_enabled`, `is_grad_enabled`.

The mode belongs to the thread. Values always record.

Python runs a signal handler between two operations, for example at the beginning of a function. If a handler raises at
the beginning of `__exit__`, as on Ctrl-C, the mode stays switched; no context manager written in Python can prevent it.
At every other moment the former mode is restored. After such an interrupt, `set_grad_enabled(True)` sets the mode.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ContextDecorator
from types import TracebackType
from typing import Any, Self, TypeVar, overload

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")


class _GradMode(threading.local):
    enabled = True


grad_mode = _GradMode()


def is_grad_enabled() -> bool:
    """Return whether operations are recorded in this thread."""
    return grad_mode.enabled


class _Mode(ContextDecorator):
    """A context manager and decorator that sets the mode; it is reentrant."""

    mode: bool

    def __init__(self, mode: bool | None = None) -> None:
        if mode is not None:
            self.mode = mode
        self._outer: list[bool] = []

    def _recreate_cm(self) -> _Mode:
        """Make a context for each call of a decorated function, which several threads may run at once."""
        return _Mode(self.mode)

    def __enter__(self) -> None:
        self._outer.append(grad_mode.enabled)
        grad_mode.enabled = self.mode

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # Without a call before it is restored: an interrupt could come there.
        grad_mode.enabled = self._outer[-1]
        del self._outer[-1]


def call_in_mode(mode: bool, function: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    """Call `function(*args, **kwargs)` in a mode. Unlike `with`, it restores the mode after every interrupt."""
    outer = grad_mode.enabled
    try:
        grad_mode.enabled = mode
        return function(*args, **kwargs)
    finally:
        grad_mode.enabled = outer


class _FixedMode(_Mode):
    # The second overload is the decorator without parentheses, `@no_grad`.
    @overload
    def __new__(cls) -> Self: ...
    @overload
    def __new__(cls, function: F) -> F: ...  # type: ignore[misc]  # not an instance of the class
    def __new__(cls, function: Any = None) -> Any:
        """Decorate at once if used without parentheses, as `@no_grad`."""
        made = super().__new__(cls)
        if function is None:
            return made
        made.__init__()  # type: ignore[misc]  # Python calls it only for instances that are returned
        return made(function)


class no_grad(_FixedMode):  # noqa: N801  # PyTorch's spelling, here and below
    """Do not record operations: results do not require grad. A context manager and decorator.

    Args:
        function: the function to decorate, for `@no_grad` without parentheses. `no_grad()` is a context manager, and
            `@no_grad()` a decorator too.

    Returns:
        A context manager; for `@no_grad`, the decorated function.

    >>> from autograd import tensor
    >>> x = tensor(2.0, requires_grad=True)
    >>> with no_grad():
    ...     y = x * x
    >>> y.requires_grad
    False
    """

    mode = False


class enable_grad(_FixedMode):  # noqa: N801
    """Record operations again, inside `no_grad`. A context manager and decorator.

    >>> from autograd import tensor
    >>> x = tensor(2.0, requires_grad=True)
    >>> with no_grad(), enable_grad():
    ...     y = x * x
    >>> y.requires_grad
    True
    """

    mode = True


class set_grad_enabled(_Mode):  # noqa: N801
    """Set the mode at once; as a context manager, restore the former mode at the end.

    As a decorator, it sets the mode only while the function runs.

    Args:
        mode: whether operations are recorded in this thread.

    >>> from autograd import tensor
    >>> x = tensor(2.0, requires_grad=True)
    >>> with set_grad_enabled(False):
    ...     y = x * x
    >>> y.requires_grad, is_grad_enabled()
    (False, True)
    """

    def __init__(self, mode: bool) -> None:
        super().__init__(mode)
        self._former = grad_mode.enabled
        grad_mode.enabled = mode

    def __enter__(self) -> None:
        self._outer.append(self._former)
        grad_mode.enabled = self.mode

    def __call__(self, function: Callable[..., Any]) -> Any:
        """Decorate a function: the mode is set only while it runs."""
        grad_mode.enabled = self._former
        return _Mode(self.mode)(function)
