"""Context: the `ctx` of a Function."""

from __future__ import annotations

from typing import Any

from autograd.array.tensor import Tensor


class Context:
    """`ctx`, which carries state from forward to backward. Attributes of any name may be set on it.

    Attributes:
        needs_input_grad: per argument of `apply`, whether its gradient is wanted.
    """

    def __init__(self, needs_input_grad: tuple[bool, ...]) -> None:
        self.needs_input_grad = needs_input_grad
        self._to_save: tuple[Any, ...] = ()
        self._unpacked: tuple[Any, ...] | None = None
        self._dirty: tuple[Any, ...] = ()
        self._constant: tuple[Any, ...] = ()
        self._materialize = True

    def save_for_backward(self, *tensors: Tensor | None) -> None:
        """Keep arguments, outputs or other Tensors for backward. Call it once, in forward.

        Tensors kept this way make no reference cycle, are freed after the backward pass, and are checked: a change in
        place in between is an error. None of this holds for attributes set on ctx.

        Raises:
            TypeError: for anything but Tensors and None.
        """
        for tensor in tensors:
            if tensor is not None and not isinstance(tensor, Tensor):
                raise TypeError(
                    f"save_for_backward(): keeps Tensors, got {type(tensor).__name__}; set it as an attribute of ctx"
                )
        self._to_save = tensors

    save_for_forward = save_for_backward

    @property
    def saved_tensors(self) -> tuple[Any, ...]:
        """The Tensors given to `save_for_backward`; available in backward and jvp.

        Raises:
            RuntimeError: elsewhere.
        """
        if self._unpacked is None:
            raise RuntimeError("saved_tensors: available in backward and in jvp only")
        return self._unpacked

    def mark_non_differentiable(self, *outputs: Tensor) -> None:
        """Declare that no gradient flows through these outputs, as is always true of integers and bools."""
        self._constant = outputs

    def mark_dirty(self, *arguments: Tensor) -> None:
        """Declare that forward changed these arguments in place; forward must return them."""
        self._dirty = arguments

    def set_materialize_grads(self, materialize: bool) -> None:
        """Set what backward receives for outputs without a gradient: zeros (the default) or None."""
        self._materialize = materialize
