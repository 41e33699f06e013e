"""Hooks: functions that are called with a gradient when it is complete."""

from __future__ import annotations

import weakref
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


class RetainGrad:
    """The hook of `retain_grad`. It runs after all others, and follows its tensor when that is changed in place."""

    def __init__(self, tensor: Any) -> None:
        self._tensor = weakref.ref(tensor)  # the graph must not keep its results alive

    def __call__(self, gradient: Any) -> None:
        tensor = self._tensor()
        if tensor is not None:
            tensor.grad = gradient.clone() if tensor.grad is None else tensor.grad + gradient


class AfterAccumulation:
    """A hook of `register_post_accumulate_grad_hook`. It sees the leaf, not the gradient."""

    def __init__(self, function: Callable[[Any], None]) -> None:
        self._function = function

    def __call__(self, gradient: Any) -> None:
        """Leave the gradient as it is."""

    @staticmethod
    def call(leaf: Any) -> None:
        """Call these hooks of a leaf, in order."""
        for hook in list(leaf._hooks):
            if isinstance(hook, AfterAccumulation):
                hook._function(leaf)


def add_hook(node: Any, hook: Any) -> RemovableHandle:
    """Add a hook to a node or leaf, before a RetainGrad, and return its handle."""
    if node._hooks is None:
        node._hooks = []
    hooks = node._hooks
    before_last = bool(hooks) and isinstance(hooks[-1], RetainGrad) and not isinstance(hook, RetainGrad)
    hooks.insert(len(hooks) - before_last, hook)
    return RemovableHandle(hooks, hook)


def retains_grad(node: Any) -> bool:
    """Return whether a node has a RetainGrad."""
    return bool(node._hooks) and isinstance(node._hooks[-1], RetainGrad)


def move_retain_grad(former: Any, node: Any) -> None:
    """Move the RetainGrad of a tensor from its former node, which may be None, to its new one."""
    if former is not None and retains_grad(former):
        add_hook(node, former._hooks.pop())


def call_hooks(hooks: list[Hook], upstream: Any, wrap: Callable[[Any], Any]) -> Any:
    """Return the gradient after each hook has seen it and may have replaced it.

    Args:
        hooks: called in order.
        upstream: a Tensor in a recorded pass, else an array. A hook gets a copy of an array as a Tensor, because other
            nodes may receive the same array.
        wrap: makes a Tensor of an array.

    Raises:
        TypeError: if a hook returns anything but a Tensor or None, or another dtype.
        ShapeError: if a hook returns another shape.
    """
    is_array = not hasattr(upstream, "grad_fn")
    tensor = wrap(upstream.copy()) if is_array else upstream
    for hook in list(hooks):
        replaced = hook(tensor)
        if replaced is not None:
            if not hasattr(replaced, "grad_fn"):
                raise TypeError(f"a hook must return a Tensor or None, got {type(replaced).__name__}")
            if replaced.shape != tensor.shape:
                raise ShapeError(f"a hook returned shape {replaced.shape} for a gradient of shape {tensor.shape}")
            if replaced.dtype != tensor.dtype:
                raise TypeError(f"a hook returned dtype {replaced.dtype} for a gradient of dtype {tensor.dtype}")
            tensor = replaced
    return tensor._array if is_array else tensor
