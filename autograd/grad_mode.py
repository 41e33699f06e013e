"""Whether operations on Tensors are recorded: `no_grad`, `enable_grad`, `set_grad_enabled`, `inference_mode`.

The mode belongs to the thread. Values always record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar, overload

from autograd.switch import Switch, Switched

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")

grad_mode = Switch(enabled=True)


def is_grad_enabled() -> bool:
    """Return whether operations are recorded in this thread."""
    return grad_mode.heal()


def call_in_mode(mode: bool, function: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    """Call `function(*args, **kwargs)` in a mode. Unlike `with`, it restores the mode after every interrupt."""
    outer = grad_mode.heal()
    try:
        grad_mode.enabled = mode
        return function(*args, **kwargs)
    finally:
        grad_mode.enabled = outer


class _Mode(Switched):
    mode: bool

    def __init__(self) -> None:
        super().__init__(grad_mode, self.mode)


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
    """Do not record operations on Tensors: results do not require grad. A context manager and decorator.

    Values always record: change `p.data` of a Value, which needs no such context.

    Args:
        function: the function to decorate, for `@no_grad` without parentheses. `no_grad()` is a context manager, and
            `@no_grad()` a decorator too.

    Returns:
        A context manager; for `@no_grad`, the decorated function.

    Differs from PyTorch: it lasts as long as the manager is held, so `no_grad().__enter__()` alone has no effect; use
    `set_grad_enabled(False)`.

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


class set_grad_enabled(Switched):  # noqa: N801
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
        super().__init__(grad_mode, mode)
        self._former = grad_mode.enabled
        grad_mode.enabled = mode

    def __enter__(self) -> None:
        grad_mode.enabled = self._former
        super().__enter__()

    def __call__(self, function: F) -> F:
        """Decorate a function: the mode is set only while it runs."""
        grad_mode.enabled = self._former
        return super().__call__(function)


class inference_mode(Switched):  # noqa: N801
    """Do not record operations. A context manager and decorator.

    Args:
        mode: False records them; or the function to decorate, for `@inference_mode` without parentheses.

    Differs from PyTorch: it is `no_grad` under another name, so its results may be used in a graph afterwards.

    >>> from autograd import tensor
    >>> x = tensor(2.0, requires_grad=True)
    >>> with inference_mode():
    ...     y = x * x
    >>> y.requires_grad
    False
    """

    def __new__(cls, mode: Any = True) -> Any:
        """Decorate at once if used without parentheses."""
        made = super().__new__(cls)
        if not callable(mode):
            return made
        made.__init__()  # type: ignore[misc]  # Python calls it only for instances that are returned
        return made(mode)

    def __init__(self, mode: bool = True) -> None:
        super().__init__(grad_mode, not mode)


def is_inference_mode_enabled() -> bool:
    """Return False: `inference_mode` is `no_grad` here, and nothing is refused afterwards."""
    return False
