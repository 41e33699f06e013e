"""The hooks of a module: functions that are called before and after its forward and backward pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograd import Function, Tensor
from autograd.extend import RemovableHandle


class Hook:
    """A registered function, with its settings."""

    def __init__(self, function: Callable[..., Any], with_kwargs: bool, always_call: bool) -> None:
        self.function, self.with_kwargs, self.always_call = function, with_kwargs, always_call


class Hooks:
    """The hooks of one module, in the order in which they are called."""

    def __init__(self) -> None:
        self.before: list[Hook] = []
        self.after: list[Hook] = []
        self.backward_before: list[Hook] = []
        self.backward: list[Hook] = []

    @property
    def empty(self) -> bool:
        """Whether there is none. `Module.__call__` asks the same without a call."""
        return not (self.before or self.after or self.backward or self.backward_before)

    def add(
        self,
        hooks: list[Hook],
        function: Callable[..., Any],
        prepend: bool,
        with_kwargs: bool = False,
        always_call: bool = False,
    ) -> RemovableHandle:
        """Add a function to one of the lists, and return its handle."""
        hook = Hook(function, with_kwargs, always_call)
        hooks.insert(0 if prepend else len(hooks), hook)
        return RemovableHandle(hooks, hook)

    def call(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Return the output of the module's forward, with all hooks around it."""
        done: set[Hook] = set()
        output = None
        try:
            for hook in list(self.before):
                args, kwargs = _before(hook, module, args, kwargs)
            backward = _Backward(self, module) if self.backward or self.backward_before else None
            args = backward.enter(args) if backward else args
            output = module.forward(*args, **kwargs)
            for hook in list(self.after):
                done.add(hook)
                replaced = hook.function(module, args, *([kwargs] if hook.with_kwargs else []), output)
                output = output if replaced is None else replaced
            return backward.leave(output) if backward else output
        except Exception:
            for hook in list(self.after):
                if hook.always_call and hook not in done:
                    hook.function(module, args, *([kwargs] if hook.with_kwargs else []), output)
            raise


def _before(
    hook: Hook, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if hook.with_kwargs:
        replaced = hook.function(module, args, kwargs)
        if replaced is None:
            return args, kwargs
        if not isinstance(replaced, tuple) or len(replaced) != 2:
            raise RuntimeError(f"forward-pre hook: expected None or a pair (args, kwargs), got {replaced!r}")
        return replaced
    replaced = hook.function(module, args)
    if replaced is None:
        return args, kwargs
    return replaced if isinstance(replaced, tuple) else (replaced,), kwargs


class _Boundary(Function):
    """The identity of several tensors, whose gradients pass through a function together."""

    @staticmethod
    def forward(ctx: Any, function: Callable[..., Any], *tensors: Tensor) -> tuple[Tensor, ...]:
        ctx.function = function
        return tuple(t.clone() for t in tensors)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> tuple[Any, ...]:
        return (None, *ctx.function(gradients))


class _Backward:
    """One call of a module with backward hooks."""

    def __init__(self, hooks: Hooks, module: Any) -> None:
        self.hooks, self.module = hooks, module
        self.upstream: tuple[Any, ...] = ()
        self.waits = False  # for the gradients of arguments
        self.count = 0

    def enter(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        places = [i for i, x in enumerate(args) if isinstance(x, Tensor) and x.requires_grad]
        self.waits, self.count = bool(places), len(args)
        if not places:
            return args

        def pass_on(gradients: tuple[Any, ...]) -> tuple[Any, ...]:
            whole: list[Any] = [None] * len(args)
            for place, gradient in zip(places, gradients):
                whole[place] = gradient
            whole = self.call(tuple(whole))
            return tuple(whole[place] for place in places)

        wrapped = _Boundary.apply(pass_on, *(args[i] for i in places))
        new = list(args)
        for place, x in zip(places, wrapped):
            new[place] = x
        return tuple(new)

    def leave(self, output: Any) -> Any:
        many = isinstance(output, tuple | list)
        outputs = list(output) if many else [output]
        places = [i for i, x in enumerate(outputs) if isinstance(x, Tensor) and x.requires_grad]
        if not places:
            return output

        def pass_on(gradients: tuple[Any, ...]) -> tuple[Any, ...]:
            upstream: list[Any] = [None] * len(outputs)
            for place, gradient in zip(places, gradients):
                upstream[place] = gradient
            self.upstream = tuple(upstream)
            for hook in self.hooks.backward_before:
                replaced = hook.function(self.module, self.upstream)
                if replaced is not None:
                    self.upstream = replaced if isinstance(replaced, tuple) else (replaced,)
            if not self.waits:
                self.call((None,) * self.count)
            return tuple(self.upstream[place] for place in places)

        wrapped = _Boundary.apply(pass_on, *(outputs[i] for i in places))
        for place, x in zip(places, wrapped):
            outputs[place] = x
        return type(output)(outputs) if many else outputs[0]

    def call(self, gradients: tuple[Any, ...]) -> Any:
        for hook in self.hooks.backward:
            replaced = hook.function(self.module, gradients, self.upstream)
            if replaced is not None:
                gradients = replaced if isinstance(replaced, tuple) else (replaced,)
        return gradients
