"""The base classes of the losses."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from autograd import Tensor, tensor
from nn.functional.reduction import REDUCTIONS, reduction_of
from nn.module import Module


class Loss(Module):
    """The base class of losses.

    Args:
        size_average, reduce: deprecated; see `reduction`.
        reduction: "mean" or "sum" over all losses, or "none".

    Raises:
        TypeError: for Tensors, which are the arguments of the call and not of the class.
        ValueError: for an unknown `reduction`.
    """

    reductions: ClassVar[tuple[str, ...]] = REDUCTIONS

    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean") -> None:
        super().__init__()
        if isinstance(size_average, Tensor) or isinstance(reduce, Tensor):
            name = type(self).__name__
            raise TypeError(f"{name}(): expected settings, got Tensors; write nn.{name}()(input, target)")
        self.reduction = reduction_of(reduction, size_average, reduce, type(self).__name__, self.reductions)


class WeightedLoss(Loss):
    """The base class of losses with a weight, which is a buffer."""

    weight: Tensor | None

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ) -> None:
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", as_buffer(weight))


def as_buffer(weight: Any) -> Any:
    """Return an array as a Tensor, for a buffer, and anything else as it is."""
    return tensor(weight) if isinstance(weight, np.ndarray) else weight
