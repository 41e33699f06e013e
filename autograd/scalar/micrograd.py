"""The names of micrograd, for programs that draw or walk its graph themselves."""

from __future__ import annotations

from typing import Any


class MicrogradNames:
    """A base class of Value."""

    __slots__ = ()

    inputs: Any
    local_derivatives: Any
    op: str
    grad: Any

    @property
    def _prev(self) -> set[Any]:
        """The Values that it was computed from, as a set."""
        return set(self.inputs)

    @property
    def _op(self) -> str:
        """The symbol of the operation; "" for a leaf."""
        return self.op

    def _backward(self) -> None:
        """Add gradient × local derivative to the gradient of each input: one step of a backward pass."""
        for source, local in zip(self.inputs, self.local_derivatives):
            if local is not None:
                source.grad += self.grad * local
