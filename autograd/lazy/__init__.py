"""Functions whose operations on Tensors are deferred, and then computed by programs that were written for them.

Python runs the function at every call, so nothing can be out of date. recorder.py takes the operations; handle.py is
what they return; line.py holds what is known of them from earlier calls, and tree.py all of that; program.py writes the
programs; leaves.py holds what they read; segment.py computes the results; computed.py makes the graph if somebody asks
for it, or walks back without one.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

from autograd.dispatch import dispatch
from autograd.lazy.leaves import Leaves
from autograd.lazy.recorder import Recorder
from autograd.lazy.tree import Tree

P = ParamSpec("P")
R = TypeVar("R")


class Compiled(Generic[P, R]):
    """A function, with the programs for its calls; see `nn.compile`.

    Attributes:
        __wrapped__: the function.
    """

    __wrapped__: Callable[P, R]

    def __init__(self, function: Callable[P, R]) -> None:
        self._function, self._tree = function, Tree()
        functools.update_wrapper(self, function, updated=())

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function."""
        if dispatch.heal():  # within another compiled function, or `detect_anomaly`
            return self._function(*args, **kwargs)
        recorder = Recorder(self._tree)
        try:
            dispatch.enabled = recorder
            return self._function(*args, **kwargs)
        finally:
            # Not in a method of Recorder, because Ctrl-C may come when it begins. The setting is another one if the
            # function entered `detect_anomaly` and has not left it.
            dispatch.enabled = False if dispatch.enabled is recorder else dispatch.enabled
            segment = recorder.segment
            try:
                if dispatch.entered:
                    dispatch.forget(recorder, instead=False)
                segment.compute()
            finally:  # what is pending now can never be computed
                segment.failed, segment.leaves = segment.pending, Leaves()

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """Bind to an object, as a method of its class, if the function does."""
        binds = hasattr(type(self._function), "__get__") and not isinstance(self._function, staticmethod)
        return self if instance is None or not binds else types.MethodType(self, instance)

    def __getattr__(self, name: str) -> Any:
        if name == "_function":  # in a copy that is not initialised
            raise AttributeError(name)
        return getattr(self._function, name)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy without the programs."""
        return type(self), (self._function,)
