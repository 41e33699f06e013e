"""Node: an operation that was applied, with the values its rules read; the `grad_fn` of its result."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

import numpy as np

from autograd.array.anomaly import check_gradients
from autograd.array.base import TensorBase, in_graph, wrap
from autograd.array.broadcast import fit, owned
from autograd.array.hooks import Hook, call_hooks
from autograd.array.messages import freed, overwritten
from autograd.array.versions import Stamps
from autograd.dispatch import checks
from autograd.rules.arrays import Array, xp
from autograd.rules.dtypes import DType
from autograd.rules.operation import Op, recorded_xp


class NodeBase:
    """A node of the Tensor tier: inputs, hooks, and the shape and dtype of its result.

    Attributes:
        op: what was applied: a `name`, a `symbol` for drawings, and the places of its `tensors`.
        inputs: for each operand the node it came from: a node, a leaf Tensor, or None if it needs no gradient.
        shape, dtype: of the result.
    """

    __slots__ = ("_hooks", "dtype", "inputs", "op", "shape")

    def __init__(self, op: Any, inputs: tuple[Any, ...], shape: tuple[int, ...], dtype: DType) -> None:
        self.op = op
        self.inputs = inputs
        self.shape = shape
        self.dtype = dtype
        self._hooks: list[Hook] | None = None

    def name(self) -> str:
        """Return the name of the backward function, such as `CubeBackward`."""
        return f"{self.op.name}Backward"

    def __repr__(self) -> str:
        return f"<{self.name()}>"

    @property
    def next_functions(self) -> tuple[tuple[Any, int], ...]:
        """The nodes of the operands, in PyTorch's form; None in place of one that needs no gradient."""
        op: Any = self.op
        places = range(len(self.inputs)) if getattr(op, "many", False) else op.tensors
        return tuple((self.inputs[i], 0) for i in places if i < len(self.inputs))

    def receive(self, upstream: Any) -> Any:
        """Show the gradient to the hooks."""
        return call_hooks(self._hooks, upstream, wrap) if self._hooks else upstream


class Node(NodeBase):
    """An operation of the engine that was applied."""

    __slots__ = ("_line", "_saved", "_stamps")

    def __init__(
        self,
        op: Op,
        inputs: tuple[Any, ...],
        out: Array,
        saved: list[Any],
        stamps: Stamps,
        line: str | None,
    ) -> None:
        self.op = op
        self.inputs = inputs
        self.shape = out.shape
        self.dtype = out.dtype
        self._hooks = None
        # What the rules read, in the slots (out, *arguments, *shapes, by-product).
        self._saved: list[Any] | None = saved
        self._stamps = stamps
        self._line = line

    def name(self) -> str:
        """Return PyTorch's name of the backward function, such as `MulBackward0`."""
        return "".join(part.capitalize() for part in self.op.name.split("_")) + "Backward0"

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> Sequence[Any]:
        """Return the gradient of each operand, in its own shape and dtype: its VJP applied to `upstream`."""
        saved = self.check_saved()
        sources = self.inputs if only is None else [source if source in only else None for source in self.inputs]
        if not retain and self._stamps:
            self._saved = None
        if record:
            return list(self.recorded_gradients(upstream, self.as_tensors(saved), sources))
        op, upstream = self.op, np.asarray(upstream)  # NumPy makes a scalar of a sum of no dimensions
        gradients: list[Any] = []
        for source, vjp in zip(sources, op.vjps_of(len(sources)) if op.many else op.vjps):
            if source is None or vjp is None:
                gradients.append(None)
                continue
            gradient = vjp(xp, upstream, saved)
            if (
                gradient.__class__ is not np.ndarray
                or gradient.shape != source.shape
                or gradient.dtype is not source.dtype
            ):
                gradient = fit(xp, gradient, source)
            gradients.append(gradient if source.__class__ is Node else owned(gradient, upstream))
        if checks():
            check_gradients(lambda i: f"the derivative of {op.name}", [upstream], gradients, self._line)
        return gradients

    def recorded_gradients(self, upstream: Any, saved: list[Any], wanted: Sequence[Any]) -> Iterator[Any]:
        """Yield the gradients of the operands that are not None in `wanted`, computed from Tensors and recorded.

        Args:
            upstream: a Tensor.
            saved: the saved values, as Tensors where derivatives by them are wanted.
            wanted: one entry per operand.
        """
        for vjp, source, want in zip(self.op.vjps_of(len(wanted)), self.inputs, wanted):
            if vjp is None or want is None:
                yield None
            else:
                gradient = vjp(recorded_xp, upstream, saved)
                array = gradient._array if isinstance(gradient, TensorBase) else None
                if array is None or array.shape != source.shape or array.dtype is not source.dtype:
                    gradient = fit(recorded_xp, gradient, source)
                yield gradient

    def check_saved(self) -> list[Any]:
        """Return the saved values.

        Raises:
            RuntimeError: if it was freed by an earlier pass, or if a tensor among it was changed in place.
        """
        saved = self._saved
        if saved is None:
            raise freed(self.op.name)
        for version, then, _ in self._stamps:
            if version.count != then or (version.exposed and not version.unchanged(then)):
                what = f"a tensor of shape {self.shape} or an operand that it needs"
                raise overwritten(self.op.name, what, version.count, then, "compute out of place, or change a clone()")
        return saved

    def kept(self) -> dict[int, Array]:
        """Return the saved arrays that are unchanged, for drawings: 0 is the result, i + 1 operand i."""
        if self._saved is None or self.op.many:
            return {}
        changed = {slot for version, then, slot in self._stamps if version.count != then}
        values = enumerate(self._saved[: 1 + self.op.arity])
        return {i: x for i, x in values if isinstance(x, np.ndarray) and i not in changed}

    def as_tensors(self, saved: list[Any]) -> list[Any]:
        """Return the saved arrays as Tensors, in their places in the graph and with their versions."""
        tensors = list(saved)
        if self.op.by_product:
            tensors[-1] = None
        versions = {slot: version for version, _, slot in self._stamps}
        if isinstance(saved[0], np.ndarray):
            tensors[0] = in_graph(saved[0], self, versions.get(0))
        if self.op.many:
            if tensors[1] is not None:
                tensors[1] = [
                    in_graph(array, source, versions.get(i))
                    for i, (array, source) in enumerate(zip(saved[1], self.inputs))
                ]
        else:
            for i in self.op.tensors:
                if isinstance(saved[1 + i], np.ndarray):
                    tensors[1 + i] = in_graph(saved[1 + i], self.inputs[i], versions.get(1 + i))
        return tensors
