"""A switch of a thread, such as the grad mode, and context managers that set it and set it back.

Python may run a signal handler at the beginning of `__exit__`, and Ctrl-C raises there. Then `__exit__` does nothing.
Each entry of a switch holds a weak reference to its manager. `heal` removes the entries whose manager was collected, as
it is once the interrupt was handled, and restores the setting before them.
"""

from __future__ import annotations

import functools
import inspect
import threading
import weakref
from collections.abc import Callable, Generator
from contextlib import ContextDecorator
from types import TracebackType
from typing import Any, Generic, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


class Switch(threading.local, Generic[T]):
    """A setting of each thread.

    Attributes:
        enabled: the setting, a bool in most switches.
        entered: for each context that was entered and not left, its manager and the setting before.
    """

    def __init__(self, enabled: T) -> None:
        self.enabled = enabled
        self.entered: list[tuple[weakref.ref[Switched], T]] = []

    def heal(self) -> T:
        """Undo what managers have set that are gone without leaving; return the setting."""
        for i, (manager, before) in enumerate(self.entered):
            if manager() is None:
                self.enabled = before
                del self.entered[i:]
                break
        return self.enabled

    def forget(self, enabled: T, instead: T) -> None:
        """Let no manager restore the setting `enabled`, but `instead`."""
        self.entered = [(manager, instead if before is enabled else before) for manager, before in self.entered]


class Switched(ContextDecorator):
    """A context manager and decorator that sets a switch; it is reentrant.

    Args:
        switch: the switch.
        enabled: what it is set to.
    """

    def __init__(self, switch: Switch[Any], enabled: Any) -> None:
        self._switch, self._enabled = switch, enabled

    def _recreate_cm(self) -> Switched:
        """Make a context for each call of a decorated function, which several threads may run at once."""
        return Switched(self._switch, self._enabled)

    def __enter__(self) -> None:
        switch = self._switch
        switch.entered.append((weakref.ref(self), switch.heal()))
        switch.enabled = self._enabled

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        entered = self._switch.entered
        for i in range(len(entered) - 1, -1, -1):
            if entered[i][0]() is self:
                self._switch.enabled = entered[i][1]
                del entered[i:]
                return

    def __call__(self, function: F) -> F:
        """Decorate a function: the switch is set while it runs, and while the body of a generator runs.

        Raises:
            TypeError: for a coroutine or an asynchronous generator, whose body runs between others.
        """
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError(
                f"{type(self).__name__}: cannot decorate the asynchronous {function.__name__}(); use `with`"
            )
        if inspect.isgeneratorfunction(function):
            function = self._of_generator(function)  # type: ignore[assignment]
            return function
        return super().__call__(function)

    def _of_generator(self, function: Callable[..., Generator[Any, Any, Any]]) -> Callable[..., Any]:
        @functools.wraps(function)
        def steps(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
            with self._recreate_cm():
                generator = function(*args, **kwargs)
            resume, given = generator.send, None
            while True:
                try:
                    with self._recreate_cm():
                        value = resume(given)
                except StopIteration as stop:
                    return stop.value
                try:
                    resume, given = generator.send, (yield value)
                except GeneratorExit:
                    with self._recreate_cm():
                        generator.close()
                    raise
                except BaseException as error:
                    resume, given = generator.throw, error

        return steps
