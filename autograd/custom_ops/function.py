"""`Function`, PyTorch's form: an operation of your own as a class, for what needs more than `custom`.

Several outputs, tensors changed in place, anything that is to be kept between forward and backward. It is written as
for `torch.autograd.Function`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from autograd.custom_ops.node import Context, apply


def _missing(name: str) -> Callable[..., Any]:
    def missing(*args: Any) -> Any:
        raise TypeError(f"this Function has no {name}: define it as a static method")

    return missing


class Function:
    """An operation of your own, as `torch.autograd.Function`: subclass it, and call `YourFunction.apply(…)`.

    `forward(ctx, *args)` computes with Tensors, outside any graph, and returns a Tensor or a tuple of them. Instead,
    `forward(*args)` may go with `setup_context(ctx, inputs, output)`. `backward(ctx, *upstreams)` is given the
    gradient of each output and returns that of each argument, of its shape and dtype; None for arguments that are
    not Tensors, or where it is zero. Written in operations of Tensors it can itself be differentiated, to any order;
    if it cannot, say so with `once_differentiable`.

    Optional is `jvp(ctx, *tangents)`: given the tangent of each argument, None where it is zero, it returns that of
    each output. Where there is none, forward mode uses the transpose of backward, for which backward must be written
    in operations of Tensors.

    >>> class Cube(Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.save_for_backward(x)
    ...         return x**3
    ...
    ...     @staticmethod
    ...     def backward(ctx, upstream):
    ...         (x,) = ctx.saved_tensors
    ...         return upstream * 3 * x**2
    """

    forward: Callable[..., Any] = _missing("forward")
    backward: Callable[..., Any] = _missing("backward")
    setup_context: Callable[..., Any] | None = None
    jvp: Callable[..., Any] | None = None

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} is not instantiated: call {type(self).__name__}.apply(…)")

    @classmethod
    def apply(cls, *args: Any) -> Any:
        """Compute, and record if a gradient is wanted.

        Args:
            args: what forward takes after ctx; gradients flow to the Tensors among them.

        Returns:
            What forward returns.

        Raises:
            TypeError: if an argument is a Value; for numbers there is `custom`.
            RuntimeError: if an argument that is marked dirty is a leaf that requires grad, a view, or not returned.
            ShapeError, TypeError: in the backward pass, if a gradient does not fit its argument.
        """
        return apply(cls, args)

    @classmethod
    def _names(cls) -> list[str]:
        return list(inspect.signature(cls.forward).parameters)[0 if cls.setup_context else 1 :]

    @classmethod
    def _rule_name(cls) -> str:
        return f"{cls.__name__}.backward"

    @classmethod
    def _forward(cls, ctx: Context, args: tuple[Any, ...]) -> Any:
        if cls.setup_context is None:
            return cls.forward(ctx, *args)
        out = cls.forward(*args)
        cls.setup_context(ctx, args, out)
        return out


def once_differentiable(backward: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a `backward` that cannot be differentiated itself: to try is then an error, and no wrong second derivative.

    >>> class Sine(Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.x = x.numpy()
    ...         return tensor(np.sin(ctx.x))
    ...
    ...     @staticmethod
    ...     @once_differentiable
    ...     def backward(ctx, upstream):
    ...         return tensor(upstream.numpy() * np.cos(ctx.x))
    """
    backward.once_differentiable = True  # type: ignore[attr-defined]
    return backward
