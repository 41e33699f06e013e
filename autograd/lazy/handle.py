"""Lazy: a Tensor whose numbers are not computed yet, or whose graph is not.

Its slots are empty until they are needed. Python calls `__getattr__` when an empty slot is read, whoever reads it, so
nothing can see a handle that is not finished. When all is there, the object becomes a Tensor: its class is assigned.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from autograd.array.apply import node_of
from autograd.array.base import TensorBase
from autograd.array.gradients import upstream_of
from autograd.array.tensor import Tensor
from autograd.dispatch import dispatch
from autograd.rules.dtypes import DType
from autograd.rules.operation import ROW_OPS, Op


class Lazy(Tensor):
    """A Tensor in the making. Shape and dtype are known; any other question computes it.

    Attributes:
        _segment: the lines that it belongs to.
        _line: the line that gives it.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            segment = object.__getattribute__(self, "_segment")
        except AttributeError:  # another thread has just made it a Tensor
            pass
        else:
            segment.finish(self, name)
        return object.__getattribute__(self, name)

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each dimension."""
        shape: tuple[int, ...] = self._line.fact.shape if self._segment.pending else self._array.shape
        return shape

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        dtype: DType = self._line.fact.dtype if self._segment.pending else self._array.dtype
        return dtype

    @property
    def ndim(self) -> int:
        """The number of dimensions."""
        return len(self.shape)

    @property
    def requires_grad(self) -> bool:
        """Whether gradients flow to this tensor."""
        if self._segment.pending:
            return bool(self._line.fact.wanted)
        if self._view_since is not None:  # its base may have got a graph since
            return node_of(self) is not None
        wanted: bool = self._requires_grad
        return wanted

    @requires_grad.setter
    def requires_grad(self, wanted: bool) -> None:
        self.requires_grad_(wanted)

    # What these write, the computation must not write over.

    @property
    def grad(self) -> Tensor | None:
        """The gradient, as of any result."""
        _ = self._grad_fn
        return Tensor.grad.fget(self)  # type: ignore[attr-defined, no-any-return]

    @grad.setter
    def grad(self, new: Tensor | None) -> None:
        _ = self._grad_fn
        Tensor.grad.fset(self, new)  # type: ignore[attr-defined]

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Do what `Tensor.requires_grad_` does."""
        _ = self._grad_fn
        return Tensor.requires_grad_(self, requires_grad)

    def detach_(self) -> Tensor:
        """Do what `Tensor.detach_` does."""
        _ = self._grad_fn
        return Tensor.detach_(self)

    def __len__(self) -> int:
        return self.shape[0] if self.shape else Tensor.__len__(self)

    def backward(
        self, gradient: Any = None, retain_graph: bool | None = None, create_graph: bool = False, inputs: Any = None
    ) -> None:
        """Do what `Tensor.backward` does; in the usual case by a program that was written for these lines."""
        _ = self._array  # computes it
        # None if it is a Tensor by now, or another thread makes it one.
        segment, line = getattr(self, "_segment", None), getattr(self, "_line", None)
        if segment is not None and line is not None and not retain_graph and not create_graph and inputs is None:
            alone = gradient is None and not self._array.ndim
            dtype = self._array.dtype
            upstream = np.array(1, dtype) if alone else upstream_of("backward()", self, gradient)._array.copy()
            if segment.computed.backward(line, upstream):
                return
        Tensor.backward(self, gradient, retain_graph, create_graph, inputs)


def _operator(name: str) -> Callable[[Any, Any], Any]:
    """Return an operator that goes straight to the recorder: a third of the time of an expected operation is calls."""
    usual, op = getattr(Tensor, f"__{name}__"), ROW_OPS[name.removeprefix("true")]

    def operate(x: Any, y: Any) -> Any:
        mode = dispatch.enabled
        if mode and mode is not True and (isinstance(y, TensorBase) or y.__class__ is float or y.__class__ is int):
            return mode.run(op, (x, y))
        return usual(x, y)

    return functools.wraps(usual)(operate)


def _method(op: Op, usual: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the method of an operation of one tensor, which goes straight to the recorder too."""

    def operate(x: Any) -> Any:
        mode = dispatch.enabled
        return mode.run(op, (x,)) if mode and mode is not True else usual(x)

    return functools.wraps(usual)(operate)


for _op in ROW_OPS.values():
    _usual = getattr(Tensor, _op.name, None)  # None if it is a new row, whose method is not generated yet
    if _usual is not None and [*inspect.signature(_usual).parameters] == ["self"]:
        setattr(Lazy, _op.name, _method(_op, _usual))
# Not the reflected ones: Python would ask them first where the left operand is a Tensor.
for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(Lazy, f"__{_name}__", _operator(_name))

Lazy.__name__ = Lazy.__qualname__ = "Tensor"  # what `type(x)` shows, and errors name
