"""`Function`, PyTorch's form of an operation defined by the user.

It offers more than `custom`: several outputs, in-place changes, and any state kept between forward and backward. It is
written as for `torch.autograd.Function`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from autograd.custom_ops.apply import apply
from autograd.custom_ops.context import Context
from autograd.custom_ops.surrogate import result


def _missing(name: str) -> Callable[..., Any]:
    def missing(*args: Any) -> Any:
        raise TypeError(f"this Function has no {name}: define it as a static method")

    return missing


class Function:
    """Base class of operations defined by the user; call `YourFunction.apply(…)`.

    A subclass defines static methods:

    - `forward(ctx, *args)` computes with Tensors, outside any graph, and returns a Tensor or a tuple of them. The other
      form is `forward(*args)` together with `setup_context(ctx, inputs, output)`.
    - `backward(ctx, *upstreams)` receives the gradient of each output. It returns the gradient of each argument, in
      its shape and dtype, or None for a zero gradient and for arguments that are not Tensors. If it is written in
      operations of Tensors, it can be differentiated, to any order; if not, mark it with `once_differentiable`.
    - `jvp(ctx, *tangents)` is optional. It receives the tangent of each argument, None for zero, and returns the
      tangent of each output. Without it, forward mode transposes backward, which must then use operations of Tensors.
    - `surrogate(*args)` is optional. It is the function of the same arguments whose derivative backward is, if that of
      forward is not meant, as in a straight-through estimator. Only `check_gradients` calls it. It needs a forward that
      returns one Tensor.

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
    >>> from autograd import tensor
    >>> x = tensor(2.0, requires_grad=True)
    >>> Cube.apply(x).backward()
    >>> x.grad
    tensor(12.)
    """

    forward: Callable[..., Any] = _missing("forward")
    backward: Callable[..., Any] = _missing("backward")
    setup_context: Callable[..., Any] | None = None
    jvp: Callable[..., Any] | None = None
    surrogate: Callable[..., Any] | None = None

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} is not instantiated: call {type(self).__name__}.apply(…)")

    @classmethod
    def apply(cls, *args: Any) -> Any:
        """Call forward, and record the operation if a gradient is wanted.

        Args:
            args: the arguments of forward after ctx. Gradients flow to the Tensors among them.

        Returns:
            The result of forward.

        Raises:
            TypeError: if an argument is a Value; use `custom` for Values.
            RuntimeError: if an argument marked dirty is a leaf that requires grad, a view, or not returned.
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
            out = cls.forward(ctx, *args)
        else:
            out = cls.forward(*args)
            cls.setup_context(ctx, args, out)
        surrogate = cls.surrogate
        if surrogate is not None:
            out._array = result(cls.__name__, out._array, lambda *args: surrogate(*args)._array, args)
        return out


def once_differentiable(backward: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a `backward` that cannot be differentiated, so that trying raises RuntimeError.

    Used as a decorator, below `@staticmethod`.

    Args:
        backward: the method of a `Function` that computes the gradients. It may leave the operations of Tensors.

    Returns:
        The same function, marked.

    >>> import numpy as np
    >>> from autograd import tensor
    >>> class Sine(Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.x = x.detach().numpy()
    ...         return tensor(np.sin(ctx.x))
    ...
    ...     @staticmethod
    ...     @once_differentiable
    ...     def backward(ctx, upstream):
    ...         return tensor(upstream.numpy() * np.cos(ctx.x))
    >>> x = tensor(0.0, requires_grad=True)
    >>> Sine.apply(x).backward()
    >>> x.grad
    tensor(1.)
    """
    backward.once_differentiable = True  # type: ignore[attr-defined]
    return backward
