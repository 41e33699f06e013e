"""TensorBase: the array of a Tensor, its version, and the leaf node.

`Tensor` (tensor.py) adds the methods. The modules between this one and that one make results by `wrap`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograd.array.hooks import Hook, call_hooks
from autograd.rules.arrays import Array
from autograd.rules.dtypes import DType


class Version:
    """How often an array, shared by all Tensors that are views of it, was changed in place.

    Attributes:
        count: the number of changes.
        recorded: the count after the last change that was recorded. A view that is older has an outdated graph.
    """

    # Class attributes until they change: one Version is made with every Tensor.
    count = 0
    recorded = 0


class TensorBase:
    """An array, its version, and a leaf of the graph.

    Attributes:
        grad: for a leaf that requires grad, a Tensor of its shape and dtype after `backward`; else None.
        grad_fn: the node of the operation that made it; None for a leaf.
    """

    __slots__ = (
        "__weakref__",
        "_array",
        "_hooks",
        "_origin",
        "_requires_grad",
        "_version",
        "_view_since",
        "grad",
        "grad_fn",
    )

    _array: Array
    _hooks: list[Hook] | None
    _origin: tuple[Any, Any] | None  # for a view made by indexing: its base and the index
    _view_since: int | None  # for a view: the version's count when it was made
    _requires_grad: bool
    _version: Version
    grad: Any
    grad_fn: Any  # the node, see node.py

    def __init__(self, array: Any, requires_grad: bool = False) -> None:
        self._array = array if array.__class__ is np.ndarray else plain_array(array)
        if requires_grad and self._array.dtype.kind != "f":
            raise TypeError(f"requires_grad: only floating tensors have gradients, this one is {self._array.dtype}")
        self._requires_grad = requires_grad
        self._version = Version()
        self._view_since = None
        self._origin = None
        self._hooks = None
        self.grad = None
        self.grad_fn = None

    def __init_subclass__(cls, results: bool = False) -> None:
        """Make operations return instances of this class, for `class Tensor(…, results=True)`."""
        if results:
            Results.make = cls

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each dimension."""
        shape: tuple[int, ...] = self._array.shape
        return shape

    @property
    def dtype(self) -> DType:
        """The type of the elements, a numpy.dtype."""
        return self._array.dtype

    # A leaf's part of the contract of graph.Node.

    inputs: Sequence[Any] = ()

    def receive(self, upstream: Any) -> Any:
        """Accumulate the gradient."""
        if self._hooks:
            upstream = call_hooks(self._hooks, upstream, wrap)
        if isinstance(upstream, TensorBase):  # a recorded pass; cloned, for another leaf may receive the same tensor
            self.grad = upstream.clone() if self.grad is None else self.grad + upstream  # type: ignore[attr-defined]
        elif self.grad is None:
            self.grad = wrap(upstream)
        elif self.grad._requires_grad:
            self.grad = wrap(self.grad._array + upstream)
        else:
            self.grad._array += upstream
            self.grad._version.count += 1
        return upstream

    def pull(self, upstream: Any, record: bool, retain: bool) -> Sequence[Any]:
        """Return no gradients: a leaf has no inputs."""
        return ()


class Results:
    """`make` is the class of results, known once Tensor is defined."""

    make: Callable[[Array], Any]


def wrap(array: Array) -> Any:
    """Return a Tensor that holds `array`, without a graph."""
    return Results.make(array)


def plain_array(data: Any) -> Array:
    """Return the array of `Tensor(data)`: lists and Tensors become float32, arrays keep their dtype."""
    if isinstance(data, np.ndarray | np.generic):
        return np.asarray(data)
    if isinstance(data, TensorBase | list | tuple):
        return np.asarray(data._array if isinstance(data, TensorBase) else data, np.float32)
    raise TypeError(f"Tensor(): expected an array or lists of numbers, got {type(data).__name__}; use autograd.tensor")


def in_graph(array: Array, source: Any) -> Any:
    """Return a Tensor of a saved array, attached to the node of the original."""
    if isinstance(source, TensorBase):
        return source
    tensor = wrap(array)
    tensor._requires_grad = source is not None
    tensor.grad_fn = source
    return tensor
