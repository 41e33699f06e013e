"""The names of micrograd, for programs that draw or walk its graph themselves."""

from __future__ import annotations

from typing import Any


class MicrogradNames:
    """A base class of Value."""

    __slots__ = ()

    @property
    def _prev(self: Any) -> set[Any]:
        """The Values that it was computed from, as a set."""
        return set(self.inputs)

    @property
    def _op(self: Any) -> str:
        """The symbol of the operation; "" for a leaf."""
        symbol: str = self.op
        return symbol

    def _backward(self: Any) -> None:
        """Add gradient × local derivative to the gradient of each input: one step of a backward pass."""
        for source, local in zip(self.inputs, self.local_derivatives):
            if local is not None:
                source.grad += self.grad * local
