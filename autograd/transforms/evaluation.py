"""One evaluation of f, recorded, and the walks along its graph: backwards with gradients, forwards with tangents."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from autograd import graph, pytree
from autograd.array import walk
from autograd.array.base import wrap
from autograd.array.tensor import Tensor
from autograd.errors import ShapeError
from autograd.grad_mode import call_in_mode, grad_mode
from autograd.reading import INSTEAD, STEPS, reading
from autograd.rules.errstate import quietly
from autograd.scalar.value import Value
from autograd.transforms.arguments import (
    JointRoot,
    as_tensor_argument,
    as_value_argument,
    basis,
    joined,
    kind_of,
    nearby,
    node_of,
    note_lists,
    places_of,
    raw,
    shape_of,
    zeros_like,
)
from autograd.transforms.forward import push

Function = Callable[..., Any]


class _Nesting(threading.local):
    depth = 0


nesting = _Nesting()


class Evaluation:
    """One evaluation of f, recorded.

    Attributes:
        leaves: the leaves of the arguments that are differentiated by.
        nodes: the node of each leaf.
        out: the result of f; `outputs`, its leaves.
        root, path: the results as one node; the nodes between the leaves and it.
        reached: the nodes of the leaves and those of the path.
        kind: an example of the type of results.
    """

    def __init__(
        self,
        where: str,
        f: Function,
        args: Sequence[Any],
        kwargs: dict[str, Any],
        argnums: int | Sequence[int],
        has_aux: bool,
    ) -> None:
        self.where = f"{where[:-2]}({getattr(f, '__name__', 'f')})"
        self.one = isinstance(argnums, int)
        places = places_of(self.where, argnums, len(args))
        self.given = tuple(args[i] for i in places)
        named = [pair for i in places for pair in pytree.leaves(args[i], f"argument {i}")]
        self.leaves = [leaf for _, leaf in named]
        self.scalar = any(isinstance(leaf, Value) for leaf in self.leaves)
        self.kind = kind_of(self.leaves)
        as_argument = as_value_argument if self.scalar else as_tensor_argument
        arguments = [call_in_mode(True, as_argument, leaf, f"{self.where}: {name}") for name, leaf in named]
        self.nodes = [node_of(argument) for argument in arguments]
        self.out, self._aux = self._call(f, args, kwargs, places, arguments, has_aux)
        self.outputs = [leaf for _, leaf in pytree.leaves(self.out, "")]
        for output in self.outputs:
            if not isinstance(output, Tensor | Value | np.ndarray | np.generic | int | float):
                raise TypeError(f"{self.where}: the function returned {type(output).__name__}; it must return numbers")
        if any(not isinstance(output, Tensor | Value) for output in self.outputs):
            moved = [as_argument(nearby(leaf), name) for name, leaf in named]
            self._refuse_if_lost(pytree.leaves(self._call(f, args, kwargs, places, moved, has_aux)[0], ""))
        self.root = JointRoot(map(node_of, self.outputs))
        self.path = graph.between(self.root, self.nodes)
        self.reached = {*self.nodes, *self.path}

    def _call(
        self, f: Function, args: Sequence[Any], kwargs: dict[str, Any], places: Sequence[int], leaves: list[Any],
        has_aux: bool,
    ) -> tuple[Any, Any]:  # fmt: skip
        """Call f with `leaves` in the places that are differentiated by; return its result and its auxiliary output."""
        remaining = iter(leaves)
        arguments = list(args)
        for i in places:
            arguments[i] = pytree.rebuilt(args[i], remaining)
        depth, outer = nesting.depth, reading.callback
        try:
            nesting.depth, reading.callback = depth + 1, self._refusal(leaves, outer)
            out = call_in_mode(True, f, *arguments, **kwargs)
        except (TypeError, AttributeError) as error:
            note_lists(error, args)
            raise
        finally:
            nesting.depth, reading.callback = depth, outer
        if not has_aux:
            return out, None
        if not isinstance(out, tuple) or len(out) != 2:
            raise TypeError(f"{self.where}: with has_aux the function returns a pair, got {type(out).__name__}")
        return out

    def _refusal(self, leaves: list[Any], outer: Callable[[Any, str], None] | None) -> Callable[[Any, str], None]:
        """Return the callback that refuses to read a number out of a node that depends on `leaves`."""
        nodes = set(map(node_of, leaves))

        def refuse(node: Any, how: str) -> None:
            # Under no_grad, as inside Function.forward, Tensors may be read.
            refused = how not in STEPS and (grad_mode.enabled or isinstance(node, Value))
            if refused and not nodes.isdisjoint(graph.topological_order(JointRoot([node_of(node)]))):
                raise TypeError(
                    f"{self.where}: {how} makes a plain number, detached from the graph, so its derivative is lost; "
                    f"{INSTEAD}; compare x itself (x > 0), and write x.detach() for a constant"
                )
            if outer is not None:
                outer(node, how)

        return refuse

    def _refuse_if_lost(self, elsewhere: Iterable[tuple[str, Any]]) -> None:
        """Raise if a plain number in the result depends on the arguments: `math.exp` or `float` cut it from the graph.

        Args:
            elsewhere: the leaves of f's result at nearby arguments.
        """
        for output, (_, other) in zip(self.outputs, elsewhere):
            if not isinstance(output, Tensor | Value) and not np.array_equal(output, other, equal_nan=True):
                raise TypeError(
                    f"{self.where}: the function returned a plain {type(output).__name__} that depends on its "
                    f"arguments, but detached from the graph, so its derivative is lost; {INSTEAD}, and no .detach()"
                )

    # ── the walks ──

    def record(self, *given: Any) -> bool:
        """Return whether the derivative is to be recorded."""
        if not grad_mode.heal():
            return False
        if nesting.depth:
            return True
        return self._uses_leaves or any(isinstance(x, Tensor) and x.requires_grad for x in (*self.leaves, *given))

    @functools.cached_property
    def _uses_leaves(self) -> bool:
        """Whether the result depends on a leaf that requires grad, such as a parameter that f closes over."""
        return any(isinstance(node, Tensor) for node in graph.topological_order(self.root))

    def pull(self, upstreams: list[Any], record: bool, retain: bool) -> list[Any]:
        """Return the gradient of each leaf, None for zero, from an upstream gradient (or None) per output."""
        return call_in_mode(record, quietly, self._pull, upstreams, record or self.scalar, retain)

    def _pull(self, upstreams: list[Any], record: bool, retain: bool) -> list[Any]:
        gradients: dict[Any, Any] = {self.root: upstreams}
        if self.scalar:
            graph.send(self.path, gradients, record, retain, receive=False)
        else:
            walk.send(self.path, gradients, record, retain, self.reached)
        found = [gradients.get(node) for node in self.nodes]
        if not self.scalar:  # a Tensor may have hooks
            found = [g if g is None else node.receive(g) for node, g in zip(self.nodes, found)]
        return found

    def push(self, tangents: list[Any], record: bool) -> list[Any]:
        """Return the tangent of each output, None for zero, from a tangent per leaf."""
        return call_in_mode(record, quietly, self._push, tangents, record)

    def _push(self, tangents: list[Any], record: bool) -> list[Any]:
        known: dict[Any, Any] = dict(zip(self.nodes, tangents))
        for node in self.path:
            if node is self.root:
                break
            arriving = [known.get(source) for source in node.inputs]
            if any(tangent is not None for tangent in arriving):
                known[node] = push(node, arriving, record)
        return [known.get(node) for node in self.root.inputs]

    def gradient(self) -> Any:
        """Return the gradient of the result, which must be one number, in the structure of the arguments."""
        if len(self.outputs) != 1 or isinstance(self.out, tuple | list | dict):
            raise TypeError(
                f"{self.where}: the function returned a {type(self.out).__name__}, not one number; "
                "for (number, anything) say has_aux=True, for several results there is jacobian()"
            )
        (out,) = self.outputs
        if np.shape(raw(out)) != ():
            given = ", ".join(str(np.shape(raw(leaf))) for leaf in self.leaves)
            raise ShapeError(
                f"{self.where}: the function returned shape {np.shape(raw(out))} for arguments of shape {given}; "
                "it must return one number, of shape (): reduce it, as by .sum(), or use jacobian()"
            )
        record = self.record()
        one = self.vector(Value(1.0) if self.scalar else np.ones(()), out, record)
        return self.named(self.trees(self.pull([one], record, retain=record), record))

    def jacobian_by_rows(self, record: bool) -> list[list[Any]]:
        """Return the derivative of each output by each leaf: one backward pass per element of the output."""
        result = []
        for i, output in enumerate(self.outputs):
            rows = []
            for vector in basis(output):
                upstreams: list[Any] = [None] * len(self.outputs)
                upstreams[i] = self.vector(vector, output, record)
                rows.append(self.zeros_for_none(self.pull(upstreams, record, retain=True), self.leaves))
            result.append(
                [joined(column, 0, shape_of(output) + shape_of(leaf), leaf)
                 for column, leaf in zip(list(zip(*rows)) or [()] * len(self.leaves), self.leaves)]
            )  # fmt: skip
        return result

    def jacobian_by_columns(self, record: bool) -> list[list[Any]]:
        """Return the derivative of each output by each leaf: one forward pass per element of the leaf."""
        result: list[list[Any]] = [[] for _ in self.outputs]
        for i, leaf in enumerate(self.leaves):
            columns = []
            for vector in basis(leaf):
                tangents: list[Any] = [None] * len(self.leaves)
                tangents[i] = self.vector(vector, leaf, record)
                columns.append(self.zeros_for_none(self.push(tangents, record), self.outputs))
            for place, (row, output) in enumerate(zip(list(zip(*columns)) or [()] * len(self.outputs), self.outputs)):
                result[place].append(joined(row, -1, shape_of(output) + shape_of(leaf), output))
        return result

    # ── conversions ──

    def vector(self, given: Any, like: Any, record: bool) -> Any:
        """Return a (co)tangent as it is passed along the graph: a Value, a recorded Tensor or an array."""
        if self.scalar:
            return given if isinstance(given, Value) else Value(float(given))
        dtype = np.result_type(raw(like))
        if record:
            return given.to(dtype) if isinstance(given, Tensor) else wrap(np.array(given, dtype))
        return np.array(raw(given), dtype)

    def zeros_for_none(self, found: Sequence[Any], likes: Sequence[Any]) -> list[Any]:
        """Return `found` with zeros in place of None, shaped as in `likes`."""
        return [zeros_like(like) if x is None else x for x, like in zip(found, likes)]

    def leave(self, x: Any, like: Any, record: bool, fresh: bool = False) -> Any:
        """Return x as the type of `like`, unless x is recorded and would lose its graph.

        Args:
            x: a Value, Tensor or array.
            like: an example of the type.
            record: whether x is recorded.
            fresh: copy, because x may share memory with an argument or with another result.
        """
        if isinstance(x, Value):
            return x._z if type(like) is float and not nesting.depth else x
        if record and isinstance(x, Tensor) and x.requires_grad:
            return x
        array = np.array(raw(x)) if fresh else np.asarray(raw(x))
        if isinstance(like, Tensor):
            return wrap(array)
        if isinstance(like, np.ndarray) or array.ndim:
            return array
        return float(array) if type(like) is float else array[()]

    def trees(self, found: Sequence[Any], record: bool) -> tuple[Any, ...]:
        """Return one result per leaf, in the structure of the arguments."""
        results = [self.leave(x, like, record) for x, like in zip(self.zeros_for_none(found, self.leaves), self.leaves)]
        remaining = iter(results)
        return tuple(pytree.rebuilt(tree, remaining) for tree in self.given)

    def named(self, trees: tuple[Any, ...]) -> Any:
        """Return one tree, or the tuple, as `argnums` asks for."""
        return trees[0] if self.one else trees

    def as_out(self, results: Iterable[Any]) -> Any:
        """Return one result per output, in the structure of f's result."""
        return pytree.rebuilt(self.out, iter(results))

    def value(self) -> Any:
        """Return f's result in the type of the arguments."""
        return self._leave_all(self.out)

    def aux(self) -> Any:
        """Return f's auxiliary output; Tensors and Values in it are converted as results are."""
        return self._leave_all(self._aux)

    def _leave_all(self, tree: Any) -> Any:
        record = self.record()
        computed = (
            self.leave(x, self.kind, record, fresh=True) if isinstance(x, Tensor | Value) else x
            for _, x in pytree.leaves(tree, "")
        )
        return pytree.rebuilt(tree, computed)
