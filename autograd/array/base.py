"""TensorBase: the array of a Tensor, its version, and the leaf node.

`Tensor` (tensor.py) adds the methods. The modules between this one and that one make results by `wrap`.
"""

from __future__ import annotations

import threading
from collections.abc import Container, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from autograd.array.hooks import AfterAccumulation, Hook, call_hooks
from autograd.array.versions import Version
from autograd.dispatch import settle
from autograd.rules.arrays import Array
from autograd.rules.dtypes import Default, DType


class TensorBase:
    """An array, its version, and a leaf of the graph."""

    __slots__ = (
        "__weakref__",
        "_array",
        "_base",
        "_grad",
        "_grad_fn",
        "_hooks",
        "_how",
        "_requires_grad",
        "_version",
        "_view_since",
    )

    _array: Array
    _hooks: list[Hook] | None
    _view_since: int | None  # for a view: the version's count when it was made
    _base: Any  # for a view: the Tensor whose memory it looks at; None if its graph may not be changed
    _how: tuple[tuple[Any, tuple[Any, ...]], ...] | None  # for a view: the operations, with arguments, that give it
    _requires_grad: bool
    _version: Version
    _grad: Any
    _grad_fn: Any  # the node, see node.py; that of an outdated view is read by `node_of` alone

    def __init__(self, *data: Any, requires_grad: bool = False) -> None:
        array, version = from_sizes_or_data("Tensor()", data, Default.dtype)
        adopt(self, array)
        if version is not None:
            self._version = version
        self._requires_grad = requires_grad

    def __init_subclass__(cls, results: bool = False) -> None:
        """Make operations return instances of this class, for `class Tensor(…, results=True)`."""
        if results:
            Results.cls = cls

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

    #: The nodes that the tensor was computed from. A leaf has none.
    inputs: Sequence[Any] = ()

    def receive(self, upstream: Any) -> Any:
        """Accumulate the gradient. `.grad` keeps an array and adds to it in place, so nobody else may hold it."""
        if self._hooks:
            upstream = call_hooks(self._hooks, upstream, wrap)
            if not isinstance(upstream, TensorBase):
                upstream = upstream.copy()  # a hook may hold it
        with _accumulating:
            grad = self._grad
            # In a recorded pass, cloned: another leaf may receive the same tensor.
            if isinstance(upstream, TensorBase):
                self._grad = upstream.clone() if grad is None else grad + upstream  # type: ignore[attr-defined]
            elif grad is None:
                self._grad = wrap(upstream)
            elif grad._requires_grad:
                self._grad = wrap(grad._array + upstream)
            else:
                settle()
                grad._version.count += 1
                grad._array += upstream
        if self._hooks:
            AfterAccumulation.call(self)
        return upstream

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> Sequence[Any]:
        """Return no gradients: a leaf has no inputs."""
        return ()


# NumPy releases the interpreter lock while it adds, so two threads could add to one `.grad` at once. The lock is
# reentrant, because a signal handler may run a backward pass inside another one.
_accumulating = threading.RLock()


class Results:
    """`cls` is the class of results, known once Tensor is defined."""

    cls: type[TensorBase]


_new = object.__new__


def wrap(array: Array) -> Any:
    """Return a Tensor that owns `array`, without a graph."""
    tensor: Any = _new(Results.cls)
    tensor._array = array if array.__class__ is ndarray else np.asarray(array)
    tensor._requires_grad = False
    tensor._version = Version()
    tensor._view_since = None
    tensor._base = None
    tensor._how = None
    tensor._hooks = None
    tensor._grad = None
    tensor._grad_fn = None
    return tensor


def adopt(tensor: Any, array: Array) -> Any:
    """Make `tensor`, an object that is not initialised, what `wrap(array)` is."""
    made = wrap(array)
    for slot in TensorBase.__slots__[1:]:
        setattr(tensor, slot, getattr(made, slot))
    return tensor


def wrap_shared(array: Array) -> Any:
    """Return a Tensor over an array that NumPy code may change, without a graph."""
    tensor = wrap(array)
    tensor._version.exposed = True
    return tensor


def from_sizes_or_data(where: str, given: tuple[Any, ...], dtype: DType) -> tuple[Array, Version | None]:
    """Return the array of `Tensor(2, 3)` or `Tensor(data)`, and its version if it shares the memory of the data.

    Raises:
        TypeError: if it is given neither sizes nor one array or list of numbers.
    """
    if all(hasattr(type(size), "__index__") and not isinstance(size, TensorBase | np.ndarray) for size in given):
        return np.empty([int(size) for size in given] or [0], dtype), None
    data = given[0]
    source = data._array if isinstance(data, TensorBase) else np.asarray(data)
    fits = isinstance(data, TensorBase | np.ndarray | np.generic | list | tuple) and source.dtype.kind in "fiub"
    if not fits or len(given) > 1:
        got = ", ".join(type(one).__name__ for one in given)
        raise TypeError(f"{where}: expected sizes, or one array or list of numbers, got {got}; use autograd.tensor")
    array = source.astype(dtype, copy=False)
    if array is not source:
        return array, None
    if isinstance(data, TensorBase):
        return array, data._version
    version = Version()
    version.exposed = True
    return array, version


def in_graph(array: Array, source: Any, version: Version | None = None) -> Any:
    """Return a Tensor of a saved array, attached to the node of the original.

    The `_grad_fn` of a copy of a leaf is the leaf. A leaf of zeros is false, so compare a `_grad_fn` with None.

    Args:
        array: what was saved.
        source: the node or leaf that it came from; None if it needs no gradient.
        version: the version of the original; None if the array is a copy.
    """
    if isinstance(source, TensorBase) and source._array is array:
        return source
    tensor = wrap(array)
    if version is not None:
        tensor._version = version
    tensor._requires_grad = source is not None
    tensor._grad_fn = source
    return tensor
