"""Layers that take their sizes from the first input."""

from __future__ import annotations

from typing import Any, ClassVar

from nn.module import Module
from nn.parameter import UninitializedParameter


class LazyModule(Module):
    """The base class of lazy layers, to be named before the class of the layer.

    A subclass defines `initialize_parameters`, which gets the first input.

    Attributes:
        cls_to_become: the class of the layer after its first call.
    """

    cls_to_become: ClassVar[type[Module]]

    def has_uninitialized_params(self) -> bool:
        """Return whether a shape is not known yet."""
        return any(isinstance(p, UninitializedParameter) for p in self._parameters.values())

    def initialize_parameters(self, *args: Any, **kwargs: Any) -> None:
        """Give the parameters their shapes. Each subclass defines it."""
        raise TypeError(f"{type(self).__name__} defines no initialize_parameters()")

    def materialize(self, **shapes: tuple[int, ...]) -> bool:
        """Give those of the named parameters that have no shape theirs. Return whether there was one."""
        waiting = {n: p for n in shapes if isinstance(p := self._parameters[n], UninitializedParameter)}
        for name, parameter in waiting.items():
            parameter.materialize(shapes[name])
        return bool(waiting)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.initialize_parameters(*args, **kwargs)
        self.__class__ = self.cls_to_become  # type: ignore[assignment]
        return self(*args, **kwargs)

    def reset_parameters(self) -> None:
        """Draw new initial values, if the shapes are known."""
        if not self.has_uninitialized_params():
            super().reset_parameters()  # type: ignore[misc]
