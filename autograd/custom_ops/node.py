"""CustomNode: a function defined by the user that was applied, and the nodes beside it."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd.array.anomaly import check_gradients, user_line
from autograd.array.apply import node_of
from autograd.array.base import in_graph, wrap
from autograd.array.messages import freed, overwritten
from autograd.array.node import NodeBase
from autograd.array.tensor import Tensor
from autograd.array.versions import Stamps, keep
from autograd.custom_ops.context import Context
from autograd.dispatch import checks, dispatch
from autograd.errors import BroadcastError, ShapeError
from autograd.grad_mode import call_in_mode
from autograd.rules.dtypes import DType


@dataclass(frozen=True)
class Like:
    """The shape and dtype of a tensor, without its numbers."""

    shape: tuple[int, ...]
    dtype: DType


class Symbol:
    """The operation of a custom node, as far as drawings and errors need it: name, symbol, places of operands."""

    many = False

    def __init__(self, name: str, tensors: tuple[int, ...]) -> None:
        self.name = self.symbol = name
        self.tensors = tensors


class Shares(dict[int, Any]):
    """The gradients or tangents of some outputs of a node, by number. Adding two of them adds these."""

    def __add__(self, other: Shares) -> Shares:
        return Shares({**self, **other, **{i: self[i] + other[i] for i in self.keys() & other.keys()}})


class Output(NodeBase):
    """One of several outputs of a function."""

    def __init__(self, node: CustomNode, i: int, array: Any) -> None:
        super().__init__(Symbol(f"output {i}", (0,)), (node,), array.shape, array.dtype)
        self.i = i

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> tuple[Shares]:
        """Hand this output's gradient to the node of the function."""
        return (Shares({self.i: upstream}),)

    def push(self, tangents: list[Any], record: bool) -> Any:
        """Return the tangent of this output, from those that jvp returned."""
        return tangents[0].get(self.i)


class CustomNode(NodeBase):
    """A user's function that was applied.

    Attributes:
        function: a Function class or a CustomFunction.
        ctx: its context.
        single: whether there is one output, whose node this is. Each of several outputs has an Output node.
        likes: for each output its shape and dtype; None if it is not a Tensor.
    """

    def __init__(
        self, function: Any, ctx: Context, args: tuple[Any, ...], sources: tuple[Any, ...], outputs: list[Any]
    ) -> None:
        arrays = [out._array for out in outputs if isinstance(out, Tensor)]
        single = len(outputs) == 1
        shape = arrays[0].shape if single else tuple(a.shape for a in arrays)
        symbol = Symbol(function.__name__, tensor_places(args))
        super().__init__(symbol, sources, shape, arrays[0].dtype)
        self.function = function
        self.ctx = ctx
        self.single = single
        self.likes = [Like(out.shape, out.dtype) if isinstance(out, Tensor) else None for out in outputs]
        self._saved: list[Any] | None = []
        self._stamps: Stamps = []
        self._line = user_line() if dispatch.enabled is True else None

    def save(self, args: tuple[Any, ...], outputs: list[Any]) -> None:
        """Store what forward saved as arrays and places in the graph.

        A saved output that referred to its own node would never be freed.
        """
        self._saved = []
        for tensor in self.ctx._to_save:
            if tensor is None:
                self._saved.append(None)
                continue
            place: Any = next((i for i, out in enumerate(outputs) if out is tensor), None)
            if place is None:
                place = node_of(tensor)
            self._saved.append((keep(tensor, len(self._saved), self._stamps), place))
        self.ctx._to_save = ()

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> list[Any]:
        """Call the function's backward and check the gradients that it returns."""
        saved = self._check_saved()
        if not retain and saved:
            self._saved = None
        upstreams = [upstream] if self.single else [upstream.get(i) for i in range(len(self.likes))]
        tensors = [self._materialized(u, like) for u, like in zip(upstreams, self.likes)]
        backward = self.function.backward
        once = record and getattr(backward, "once_differentiable", False)
        given = self._call(backward, saved, tensors, record and not once)
        gradients = self._checked(given)
        if once:
            stop = _Stop(self, [u for u in tensors if isinstance(u, Tensor) and u.requires_grad])
            gradients = [g if g is None else in_graph(g._array, stop) for g in gradients]
        if record:
            return gradients
        if checks():
            arrays = [g if g is None else g._array for g in gradients]
            check_gradients(self._derivative, upstreams, arrays, self._line)
        # A leaf adds to its gradient in place, so it must not share memory with what was saved.
        return [
            g if g is None else g._array.copy() if isinstance(source, Tensor) else g._array
            for g, source in zip(gradients, self.inputs)
        ]

    @property
    def has_jvp(self) -> bool:
        """Whether the function defines jvp; if not, forward mode transposes its backward."""
        return self.function.jvp is not None

    def push(self, tangents: list[Any], record: bool) -> Any:
        """Call the function's jvp; return the tangent of the output, or Shares for several outputs."""
        vectors = [t if t is None else _tensor(t) for t in tangents]
        given = self._call(self.function.jvp, self._check_saved(), vectors, record)
        found = self._checked_tangents(given if isinstance(given, tuple | list) else (given,))
        return self.share(found if record else [t if t is None else t._array for t in found])

    def share(self, vectors: Sequence[Any]) -> Any:
        """Return gradients or tangents, one per output, as they are passed along the graph: one alone, or Shares."""
        return vectors[0] if self.single else Shares({i: v for i, v in enumerate(vectors) if v is not None})

    def _check_saved(self) -> list[Any]:
        name = self.op.name
        if self._saved is None:
            raise freed(name)
        for version, then, i in self._stamps:
            if not version.unchanged(then):
                what = f"saved tensor {i}, of shape {self._saved[i][0].shape},"
                raise overwritten(name, what, version.count, then, "compute out of place, or save a clone()")
        return self._saved

    def _call(self, rule: Callable[..., Any], saved: list[Any], vectors: Sequence[Any], record: bool) -> Any:
        """Call a rule of the function, with the saved Tensors in their places in the graph."""
        outputs = [like and (self if self.single else Output(self, i, like)) for i, like in enumerate(self.likes)]
        versions = {i: version for version, _, i in self._stamps}
        unpacked = []
        for i, entry in enumerate(saved):
            array, place = (None, None) if entry is None else entry
            source = outputs[place] if isinstance(place, int) else place
            unpacked.append(None if array is None else in_graph(array, source, versions.get(i)))
        self.ctx._unpacked = tuple(unpacked)
        try:
            return call_in_mode(record, rule, self.ctx, *vectors)
        finally:
            self.ctx._unpacked = None

    def _materialized(self, upstream: Any, like: Any) -> Tensor | None:
        if upstream is not None:
            return _tensor(upstream)
        return wrap(np.zeros(like.shape, like.dtype)) if like is not None and self.ctx._materialize else None

    def _checked(self, given: Any) -> list[Any]:
        """Return the gradients that backward returned; raise if one does not fit its argument."""
        gradients = list(given) if isinstance(given, tuple | list) else [given]
        where, wanted = self.function._rule_name(), len(self.inputs)
        if len(gradients) < wanted or any(g is not None for g in gradients[wanted:]):
            missing = f"; none for {self._argument(len(gradients))}" if len(gradients) < wanted else ""
            raise TypeError(f"{where} returned {len(gradients)} gradient(s) for {wanted} argument(s){missing}")
        for i, (gradient, source) in enumerate(zip(gradients, self.inputs)):
            if gradient is None:
                continue
            if source is not None:
                _check_vector(gradient, source, f"{where}: the gradient of {self._argument(i)}")
            elif i not in self.op.tensors:
                raise TypeError(
                    f"{where} returned a gradient for {self._argument(i)}, which is no Tensor: return None there"
                )
        return [None if source is None else g for g, source in zip(gradients, self.inputs)]

    def _checked_tangents(self, given: Sequence[Any]) -> list[Any]:
        where = f"{self.op.name}: the jvp"
        if len(given) != len(self.likes):
            raise TypeError(f"{where} returned {len(given)} tangent(s) for {len(self.likes)} output(s)")
        for i, (tangent, like) in enumerate(zip(given, self.likes)):
            if tangent is not None and like is not None:
                _check_vector(tangent, like, f"{where}: the tangent of output {i}")
        return list(given)

    def _derivative(self, i: int) -> str:
        return f"the derivative of {self.op.name} by {self._argument(i)}"

    def _argument(self, i: int) -> str:
        names = self.function._names()
        return f"argument {i} ({names[i]})" if i < len(names) else f"argument {i}"


class _Stop(NodeBase):
    """The node above a backward that is `once_differentiable`: it raises when it is reached."""

    def __init__(self, node: CustomNode, upstreams: list[Tensor]) -> None:
        inputs = (*map(node_of, upstreams), *node.inputs)
        super().__init__(Symbol(f"{node.op.name}Backward", ()), inputs, node.shape, node.dtype)

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> list[Any]:
        raise RuntimeError(
            f"the derivative of {self.op.name} is needed, but this backward is marked once_differentiable "
            "(for forward mode, give the function a jvp)"
        )

    def push(self, tangents: list[Any], record: bool) -> Any:
        """Raise, as `pull` does."""
        self.pull(None, record, retain=True)


def tensor_places(args: tuple[Any, ...]) -> tuple[int, ...]:
    """Return the places of the Tensors among `args`."""
    return tuple(i for i, arg in enumerate(args) if isinstance(arg, Tensor))


def _tensor(x: Any) -> Tensor:
    return x if isinstance(x, Tensor) else wrap(np.asarray(x))


def _check_vector(given: Any, like: Any, what: str) -> None:
    """Raise unless a gradient or tangent is a Tensor of the shape and dtype of `like`."""
    if not isinstance(given, Tensor):
        raise TypeError(f"{what} must be a Tensor, got {type(given).__name__}")
    if given.shape != like.shape:
        message = f"{what} has shape {given.shape}, needed {like.shape}"
        if given.ndim >= len(like.shape) and _broadcasts(like.shape, given.shape):
            raise BroadcastError(f"{message}; sum over the dimensions that were broadcast, as in .sum(0)")
        raise ShapeError(message)
    if given.dtype != like.dtype:
        raise TypeError(f"{what} has dtype {given.dtype}, needed {like.dtype}")


def _broadcasts(shape: tuple[int, ...], to: tuple[int, ...]) -> bool:
    return all(a in (1, b) for a, b in zip(reversed(shape), reversed(to)))
