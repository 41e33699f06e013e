"""Parameter, a tensor that a module trains, and parameters whose shape is not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import autograd
from autograd import Tensor


class Parameter(Tensor):
    """A tensor that becomes a trainable parameter of a Module when it is assigned to an attribute.

    Args:
        data: a Tensor of any shape. The parameter shares its memory. None means no elements.
        requires_grad: whether gradients flow to the parameter. False freezes it.

    Raises:
        TypeError: if `data` is not a Tensor.

    >>> from autograd import tensor
    >>> Parameter(tensor([1.0, 2.0]))
    Parameter containing:
    tensor([1., 2.], requires_grad=True)
    """

    __slots__ = ()

    def __init__(self, data: Any = None, requires_grad: bool = True) -> None:
        if not isinstance(data, Tensor | None):
            raise TypeError(f"Parameter(): expected a Tensor, got {type(data).__name__}; see autograd.tensor")
        super().__init__([])
        if data is not None:
            self.data = data  # of any floating dtype
        self.requires_grad_(requires_grad)

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()


class UninitializedParameter(Parameter):
    """A parameter of a lazy layer whose shape is not known yet.

    It is the same object before and after `materialize`, so an optimiser that holds it trains it.

    Args:
        requires_grad: whether gradients will flow to the parameter.
        device: the CPU, or None.
        dtype: of the elements; by default the default dtype.

    >>> weight = UninitializedParameter()
    >>> weight
    <UninitializedParameter>
    >>> weight.materialize((2, 3))
    >>> weight.shape
    (2, 3)
    """

    __slots__ = ()

    def __init__(self, requires_grad: bool = True, device: Any = None, dtype: Any = None) -> None:
        super().__init__(empty(0, device=device, dtype=dtype), requires_grad)

    def materialize(self, shape: Iterable[int], device: Any = None, dtype: Any = None) -> None:
        """Give the parameter a shape, and elements that are not initialised. It becomes a Parameter.

        Args:
            shape: the sizes.
            device: the CPU, or None.
            dtype: of the elements; by default as it is.
        """
        self.data = empty(*shape, device=device, dtype=self.dtype if dtype is None else dtype)
        self.__class__ = Parameter  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "<UninitializedParameter>"


def empty(*size: int, device: Any = None, dtype: Any = None) -> Tensor:
    """Return elements that are not initialised, as `autograd.empty`; `dtype=None` means the default dtype."""
    return autograd.empty(*size, device=device, dtype=autograd.tensor(0.0).dtype if dtype is None else dtype)
