"""Hooks: functions that are called with a gradient when it is complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograd.errors import ShapeError

Hook = Callable[[Any], Any]


class RemovableHandle:
    """The handle that `register_hook` returns."""

    def __init__(self, hooks: list[Any], hook: Any) -> None:
        self._hooks, self._hook = hooks, hook

    def remove(self) -> None:
        """Remove the hook; a second call does nothing."""
        if self._hook in self._hooks:
            self._hooks.remove(self._hook)


def call_hooks(hooks: list[Hook], upstream: Any, wrap: Callable[[Any], Any]) -> Any:
    """Return the gradient after each hook has seen it and may have replaced it.

    Args:
        hooks: called in order.
        upstream: a Tensor in a recorded pass, else an array; `wrap` makes a Tensor of an array.

    Raises:
        ShapeError: if a hook returns another shape.
    """
    is_array = not hasattr(upstream, "grad_fn")
    tensor = wrap(upstream) if is_array else upstream
    for hook in list(hooks):
        replaced = hook(tensor)
        if replaced is not None:
            if replaced.shape != tensor.shape:
                raise ShapeError(f"a hook returned shape {replaced.shape} for a gradient of shape {tensor.shape}")
            tensor = replaced
    return tensor._array if is_array else tensor
