"""Tensor: one NumPy array per node, in PyTorch's spelling; to train.

A Tensor is a handle to an array. What a Tensor was computed from is recorded apart, in a `Recorded` operation, its
`grad_fn`: so a tensor can be changed in place and still the graph remembers what it was. Leaves that require grad are
nodes of the graph themselves.

Operations pass through `run` (the most frequent by a shorter way): operands are brought to arrays and to one dtype, the
forward is called, and if a gradient is wanted the operation is recorded together with what its rules read.
"""

from __future__ import annotations

import operator
import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

import autograd.rules.families  # noqa: F401  # defines the operations
from autograd import graph
from autograd.anomaly import anomaly_mode
from autograd.array.errors import explained, find_anomaly, user_line
from autograd.array.inplace import Version, becomes_view, check_current, check_inplace
from autograd.array.malloc import keep_freed_memory
from autograd.array.methods import Spelling
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode
from autograd.rules.arrays import Array, xp
from autograd.rules.dtypes import CATEGORY, DType, is_floating, result_dtype
from autograd.rules.errstate import silent, without_warnings
from autograd.rules.operation import ELEMENTWISE, OPERATIONS, Differentiable, FromRow, recorded_xp
from autograd.rules.table import Elementwise

Hook = Callable[["Tensor"], "Tensor | None"]

keep_freed_memory()


class Tensor(Spelling):
    """An array that remembers how it was computed. Made by `tensor`, `zeros`, … and by operations.

    Attributes:
        grad: of a leaf that requires grad, a Tensor of its shape and dtype after `backward`; else None.
        grad_fn: the recorded operation that made it; None for a leaf.
        requires_grad: whether gradients flow to it.
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
    _origin: tuple[Tensor, Any] | None  # of a view made by indexing: of what, and the index
    _view_since: int | None  # of a view: the version's count when it was made
    _requires_grad: bool
    _version: Version
    grad: Tensor | None
    grad_fn: Recorded | None

    def __init__(self, array: Any, requires_grad: bool = False) -> None:
        # As in PyTorch, Tensor(data) is float32; `tensor(data)` looks at the data.
        self._array = array if array.__class__ is np.ndarray else _plain(array)
        self._requires_grad = requires_grad
        self._version = Version()
        self._view_since = None
        self._origin = None
        self._hooks = None
        self.grad = None
        self.grad_fn = None

    # ── what it is ──

    @property
    def data(self) -> Tensor:
        """This tensor's numbers as a leaf of their own, in the same memory."""
        return self.detach()

    @data.setter
    def data(self, new: Any) -> None:
        array = new._array if isinstance(new, Tensor) else np.asarray(new, self.dtype)
        if self._requires_grad and not is_floating(array.dtype):
            raise TypeError(f"data: a tensor that requires grad must be floating, got {array.dtype}")
        self._array = array
        self._version.count += 1

    @property
    def requires_grad(self) -> bool:
        """Whether gradients flow to this tensor."""
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, wanted: bool) -> None:
        self.requires_grad_(wanted)

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Set whether gradients flow to this leaf.

        Raises:
            TypeError: if it is not floating.
            RuntimeError: if it is the result of a recorded operation and should stop requiring grad.
        """
        if requires_grad and not is_floating(self.dtype):
            raise TypeError(f"requires_grad: only floating tensors have gradients, this one is {self.dtype}")
        if not requires_grad and self.grad_fn is not None:
            raise RuntimeError("requires_grad: a computed tensor always requires grad; use detach() to cut the graph")
        self._requires_grad = requires_grad
        return self

    @property
    def is_leaf(self) -> bool:
        """Whether no recorded operation made it."""
        return self.grad_fn is None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy a leaf.

        Raises:
            RuntimeError: for a computed tensor, whose graph would be lost.
        """
        if self.grad_fn is not None:
            raise RuntimeError("only leaf tensors can be pickled or deep-copied; use t.detach() or t.clone()")
        return _leaf, (type(self), self._array, self._requires_grad, self.grad)

    # ── the graph ──

    def backward(self, gradient: Any = None, retain_graph: bool | None = None, create_graph: bool = False) -> None:
        """Accumulate into `.grad` of every leaf the derivative of this tensor with respect to it.

        Args:
            gradient: the upstream gradient, of this tensor's shape; may be left out where there is one element.
            retain_graph: keep what another backward pass needs. Default: as `create_graph`.
            create_graph: record this pass, so that the gradients can be differentiated again. A leaf whose gradient is
                made of the leaf is a reference cycle: set `.grad` to None when done, or use `autograd.grad`, which
                leaves none.

        Raises:
            RuntimeError: if nothing requires grad; if `gradient` is needed and missing; on a second pass over a graph
                that was not retained; if a tensor that is needed was changed in place.
            ShapeError: if `gradient` has another shape.
        """
        if not self._requires_grad:
            raise RuntimeError("backward(): this tensor does not require grad and was not computed from one that does")
        if gradient is None:
            if self._array.size != 1:
                raise RuntimeError(
                    f"backward(): a tensor of shape {self.shape} needs a gradient; "
                    "give one of this shape, or reduce it to one number first, as by .sum()"
                )
            upstream = Tensor(np.ones_like(self._array))
        else:
            upstream = gradient if isinstance(gradient, Tensor) else Tensor(np.asarray(gradient, self.dtype))
            if upstream.shape != self.shape:
                raise ShapeError(f"backward(): gradient has shape {upstream.shape}, the tensor {self.shape}")
        if self._view_since is not None:
            check_current("backward", self)
        retain = create_graph if retain_graph is None else retain_graph
        mode, grad_mode.enabled = grad_mode.enabled, create_graph
        try:
            with np.errstate(all="ignore"):
                start = upstream if create_graph else upstream._array.copy()
                graph.backward(self.grad_fn or self, start, create_graph, retain)
        finally:
            grad_mode.enabled = mode

    def detach(self) -> Tensor:
        """The same numbers, in the same memory, without a graph."""
        made = Tensor(self._array)
        made._version = self._version
        return made

    def detach_(self) -> Tensor:
        """Cut this tensor itself from its graph."""
        self.grad_fn, self._requires_grad = None, False
        return self

    def register_hook(self, hook: Hook) -> RemovableHandle:
        """Call `hook(grad)` when this tensor's gradient is known; what it returns, if not None, replaces it."""
        if not self._requires_grad:
            raise RuntimeError("register_hook(): this tensor does not require grad")
        node = self.grad_fn or self
        if node._hooks is None:
            node._hooks = []
        node._hooks.append(hook)
        return RemovableHandle(node._hooks, hook)

    def retain_grad(self) -> None:
        """Fill `.grad` of this tensor too, though it is not a leaf."""
        if self.grad_fn is not None and not any(isinstance(h, _Keep) for h in self.grad_fn._hooks or ()):
            self.register_hook(_Keep(self))

    # A leaf's part of the contract of graph.Node.

    inputs: Sequence[Any] = ()

    def receive(self, upstream: Any) -> Any:
        """Accumulate the gradient."""
        if self._hooks:
            upstream = through_hooks(self._hooks, upstream)
        if isinstance(upstream, Tensor):  # a recorded pass; a clone, for another leaf may receive the same tensor
            self.grad = upstream.clone() if self.grad is None else self.grad + upstream
        elif self.grad is None:
            self.grad = Tensor(upstream)
        elif self.grad._requires_grad:
            self.grad = Tensor(self.grad._array + upstream)
        else:
            self.grad._array += upstream
            self.grad._version.count += 1
        return upstream

    def pull(self, upstream: Any, record: bool, retain: bool) -> Sequence[Any]:
        """A leaf was computed from nothing."""
        return ()

    # ── how operations are applied; see Elementwise.__call__ and Operation.__call__ ──

    @staticmethod
    def _apply(row: Elementwise, operands: tuple[Any, ...]) -> Tensor:
        return run(ELEMENTWISE[row.name], operands)

    @staticmethod
    def _wrap(array: Array) -> Tensor:
        return Tensor(array)

    @staticmethod
    def _where(condition: Any, x: Any, y: Any) -> Tensor:
        return run(OPERATIONS["where"], (condition, x, y))

    def new_zeros(self, *shape: Any) -> Tensor:
        """Zeros of this dtype."""
        return Tensor(np.zeros(_sizes(shape), self.dtype))

    def new_ones(self, *shape: Any) -> Tensor:
        """Ones of this dtype."""
        return Tensor(np.ones(_sizes(shape), self.dtype))

    def _overwrite(self, array: Any, name: str) -> Tensor:
        """Set the elements outside any graph, as random initialisation does."""
        check_inplace(name, self, self._requires_grad)
        self._array[...] = array
        self._version.count += 1
        return self


class Recorded:
    """An operation that was applied: a node of the graph, and the `grad_fn` of the tensor that it made.

    Attributes:
        op: what was applied.
        inputs: for each operand the node it came from: a Recorded, a leaf Tensor, or None if it needs no gradient.
        shape, dtype: of the result.
    """

    __slots__ = ("_hooks", "_line", "_saved", "_stamps", "dtype", "inputs", "op", "shape")

    def __init__(
        self,
        op: Differentiable,
        inputs: tuple[Any, ...],
        out: Array,
        saved: list[Any],
        stamps: list[tuple[Version, int]],
        line: str | None,
    ) -> None:
        self.op = op
        self.inputs = inputs
        self.shape = out.shape
        self.dtype = out.dtype
        # What the rules read, in the places of (out, *arguments, *shapes, by-product).
        self._saved: list[Any] | None = saved
        self._stamps = stamps  # of each saved tensor its version then; a later one means that it was overwritten
        self._hooks: list[Hook] | None = None
        self._line = line

    def name(self) -> str:
        """As PyTorch names it: `MulBackward0`."""
        return "".join(part.capitalize() for part in self.op.name.split("_")) + "Backward0"

    def __repr__(self) -> str:
        return f"<{self.name()}>"

    @property
    def next_functions(self) -> tuple[tuple[Any, int], ...]:
        """The nodes of the operands, in PyTorch's form."""
        return tuple((source, 0) for source in self.inputs)

    def receive(self, upstream: Any) -> Any:
        """Show the gradient to the hooks."""
        return through_hooks(self._hooks, upstream) if self._hooks else upstream

    def pull(self, upstream: Any, record: bool, retain: bool) -> Iterable[Any]:
        """The gradient of each operand, in its own shape and dtype."""
        saved = self._take_saved(retain)
        if record or anomaly_mode.enabled:
            return self._pull_otherwise(upstream, saved, record)
        gradients: list[Array | None] = []
        pulls = self.op.pulls_of(len(self.inputs)) if self.op.many else self.op.pulls
        for source, pull in zip(self.inputs, pulls):
            if source is None or pull is None:
                gradients.append(None)
                continue
            gradient = pull.rule(xp, upstream, saved)
            if (
                source.__class__ is not Recorded
                or gradient.__class__ is not ndarray
                or gradient.shape != source.shape
                or gradient.dtype is not source.dtype
            ):
                gradient = fit(gradient, source, upstream)
            gradients.append(gradient)
        return gradients

    def _take_saved(self, retain: bool) -> Any:
        """What was saved, for the last time unless to `retain`.

        Raises:
            RuntimeError: if it was taken before, or if a tensor that is among it was changed in place.
        """
        saved = self._saved
        if saved is None:
            raise RuntimeError(
                f"backward() through {self.op.name} a second time: what it needs was freed after the first; "
                "call backward(retain_graph=True) the first time"
            )
        for version, then in self._stamps:
            if version.count != then:
                raise RuntimeError(
                    f"backward() through {self.op.name}: a tensor of shape {self.shape} or an operand that it needs "
                    f"was changed in place after it was recorded (version {version.count}, expected {then}); "
                    "compute out of place, or change a clone()"
                )
        if not retain and self._stamps:
            self._saved = None
        return saved

    def _pull_otherwise(self, upstream: Any, saved: list[Any], record: bool) -> Iterable[Any]:
        """As `pull`, recorded, or in search of an anomaly."""
        functions = xp
        if record:
            functions, saved = recorded_xp, self._as_tensors(saved)
        finite = not record and np.isfinite(upstream).all()
        for source, pull in zip(self.inputs, self.op.pulls_of(len(self.inputs))):
            if source is None or pull is None:
                yield None
                continue
            gradient = pull.rule(functions, upstream, saved)
            if finite and not np.isfinite(gradient).all():
                raise ArithmeticError(
                    f"detect_anomaly: the derivative of {self.op.name} is not finite, though its upstream gradient is; "
                    f"it was recorded at {self._line or 'a line outside detect_anomaly'}"
                )
            yield fit_recorded(gradient, source) if record else fit(gradient, source, upstream)

    def _as_tensors(self, saved: list[Any]) -> list[Any]:
        """What was saved, as Tensors that are in the graph where the originals were."""
        tensors = list(saved)
        if self.op.by_product:
            tensors[-1] = None
        if isinstance(saved[0], np.ndarray):
            tensors[0] = in_graph(saved[0], self)
        if self.op.many:
            if tensors[1] is not None:
                tensors[1] = [in_graph(array, source) for array, source in zip(saved[1], self.inputs)]
        else:
            for i in self.op.tensors:
                if isinstance(saved[1 + i], np.ndarray):
                    tensors[1 + i] = in_graph(saved[1 + i], self.inputs[i])
        return tensors


def _plain(data: Any) -> Array:
    if isinstance(data, np.ndarray | np.generic):
        return np.asarray(data)
    if isinstance(data, Tensor | list | tuple):
        return np.asarray(data._array if isinstance(data, Tensor) else data, np.float32)
    raise TypeError(f"Tensor(): expected an array or lists of numbers, got {type(data).__name__}; see autograd.tensor")


@dataclass(frozen=True)
class Like:
    """The shape and dtype of a tensor, without its numbers."""

    shape: tuple[int, ...]
    dtype: DType


def fit(gradient: Any, source: Any, upstream: Any) -> Array:
    """A gradient in the shape and dtype of the operand it belongs to: broadcasting undone.

    A rule may also give less than the operand's shape where the gradient is the same all along a dimension.
    """
    array = gradient if gradient.__class__ is ndarray else np.asarray(gradient)
    shape, dtype = source.shape, source.dtype
    if array.shape != shape:
        if array.shape[array.ndim - len(shape) :] != shape:  # else the operand was repeated as a whole
            array = np.broadcast_to(array, np.broadcast_shapes(array.shape, shape))
        if array.shape != shape:
            array = OPERATIONS["sum_to"].forward(array, shape)
    if array.dtype is not dtype:
        array = array.astype(dtype, copy=False)
    # A leaf keeps it: it must not be another's, nor a window on another's.
    if type(source) is not Recorded and (
        array is upstream
        or (array.base is not None and (not array.flags.writeable or np.may_share_memory(array, upstream)))
    ):
        array = array.copy()
    return array


def fit_recorded(gradient: Any, source: Any) -> Tensor:
    """As `fit`, of a gradient that is recorded."""
    if not isinstance(gradient, Tensor):
        gradient = Tensor(np.asarray(gradient, source.dtype))
    if gradient.shape != source.shape:
        wider = np.broadcast_shapes(gradient.shape, source.shape)
        gradient = gradient.expand(wider) if wider != gradient.shape else gradient
        gradient = gradient.sum_to(source.shape)
    fitted: Tensor = gradient.to(source.dtype)
    return fitted


def in_graph(array: Array, source: Any) -> Tensor:
    """A Tensor of what was saved, standing in the graph where the original stood."""
    if isinstance(source, Tensor):
        return source
    tensor = Tensor(array, source is not None)
    tensor.grad_fn = source
    return tensor


class _Keep:
    """The hook of `retain_grad`."""

    def __init__(self, tensor: Tensor) -> None:
        self._tensor = weakref.ref(tensor)  # the graph must not keep its results alive

    def __call__(self, gradient: Tensor) -> None:
        tensor = self._tensor()
        if tensor is not None:
            tensor.grad = gradient.clone() if tensor.grad is None else tensor.grad + gradient


class RemovableHandle:
    """What `register_hook` returns; `remove()` takes the hook away."""

    def __init__(self, hooks: list[Any], hook: Any) -> None:
        self._hooks, self._hook = hooks, hook

    def remove(self) -> None:
        """Take the hook away; a second time does nothing."""
        if self._hook in self._hooks:
            self._hooks.remove(self._hook)


def through_hooks(hooks: list[Hook], upstream: Any) -> Any:
    """The gradient after each hook has seen it, and perhaps replaced it."""
    tensor = upstream if isinstance(upstream, Tensor) else Tensor(upstream)
    for hook in list(hooks):
        replaced = hook(tensor)
        if replaced is not None:
            if replaced.shape != tensor.shape:
                raise ShapeError(f"a hook returned shape {replaced.shape} for a gradient of shape {tensor.shape}")
            tensor = replaced
    return tensor if isinstance(upstream, Tensor) else tensor._array


def run(op: Differentiable, args: tuple[Any, ...]) -> Tensor:
    """Apply `op` and, if a gradient is wanted, record it."""
    arrays, sources, wanted = _operands(op, args)
    by_product = None
    try:
        if wanted and op.by_product:
            out, by_product = without_warnings(op.compute, arrays)
        else:
            out = without_warnings(op.forward, arrays)
    except (ValueError, IndexError, TypeError) as error:
        raise explained(op, arrays, error) from None
    if out.__class__ is not np.ndarray:
        out = np.asarray(out)
    if anomaly_mode.enabled:
        find_anomaly(op.name, op.operands(arrays), out)
    result = Tensor(out)
    if op.view and np.may_share_memory(out, arrays[0]):
        becomes_view(args[0], result)
    if wanted and out.dtype.kind == "f":
        stamp = (result._version, result._version.count)
        result.grad_fn = _record(op, args, arrays, sources, wanted, out, stamp, by_product)
        result._requires_grad = True
    return result


# What is frequent goes a short way: a row, applied to tensors of one floating dtype that are no views. All that is
# unusual is left to `run`, errors included.


def run_unary(op: FromRow, x: Tensor, number: float | None = None) -> Tensor:
    """As `run`, of a row, a tensor and perhaps a number."""
    if anomaly_mode.enabled or x._view_since is not None or (array := x._array).dtype.kind != "f":
        return run(op, (x,) if number is None else (x, number))
    try:
        out = silent.run(op.forward, array) if number is None else silent.run(op.forward, array, number)
    except (RuntimeError, TypeError, ValueError):
        return run(op, (x,) if number is None else (x, number))
    result = Tensor(out if out.__class__ is ndarray else np.asarray(out))
    if x._requires_grad and grad_mode.enabled:
        saved: list[Any] = [None] * (1 + 2 * op.arity)
        stamps = []
        for place in op.keeps[0,]:
            if place == 2:
                saved[2] = without_warnings(np.asarray, (number, array.dtype))
            else:
                tensor = x if place else result
                saved[place] = tensor._array
                stamps.append((tensor._version, tensor._version.count))
        sources = (x.grad_fn or x,) if number is None else (x.grad_fn or x, None)
        result.grad_fn = Recorded(op, sources, result._array, saved, stamps, None)
        result._requires_grad = True
    return result


def run_binary(op: FromRow, x: Tensor, y: Any) -> Tensor:
    """As `run`, of a row and two tensors whose shapes fit, or a tensor and a number."""
    if y.__class__ is float or y.__class__ is int:
        return run_unary(op, x, y)
    if anomaly_mode.enabled or not isinstance(y, Tensor) or x._view_since is not None or y._view_since is not None:
        return run(op, (x, y))
    a, b = x._array, y._array
    if a.dtype is not b.dtype or a.dtype.kind != "f":
        return run(op, (x, y))
    try:
        out = silent.run(op.forward, a, b)
    except (RuntimeError, TypeError, ValueError):
        return run(op, (x, y))
    result = Tensor(out if out.__class__ is ndarray else np.asarray(out))
    if (x._requires_grad or y._requires_grad) and grad_mode.enabled:
        operands = (result, x, y)
        sources: list[Any] = [None, None]
        wanted: tuple[int, ...] = ()
        for i, tensor in ((0, x), (1, y)):
            if tensor._requires_grad:
                sources[i] = tensor.grad_fn or tensor
                wanted += (i,)
        saved: list[Any] = [None] * 5
        stamps = []
        for place in op.keeps[wanted]:
            tensor = operands[place]
            saved[place] = tensor._array
            stamps.append((tensor._version, tensor._version.count))
        result.grad_fn = Recorded(op, tuple(sources), result._array, saved, stamps, None)
        result._requires_grad = True
    return result


def run_inplace(op: Differentiable, args: tuple[Any, ...], place: int = 0) -> Tensor:
    """Apply `op` and let the tensor at `place` among its operands become the result, in its own memory."""
    tensor: Tensor = args[place]
    arrays, sources, wanted = _operands(op, args)
    if wanted and tensor._origin is not None:
        return _through_origin(op, args, place)
    check_inplace("x[index] = value" if op.name == "setitem" else f"{op.name}_", tensor, bool(wanted))
    try:
        if op.name == "setitem":  # only what is assigned, not a copy of it all
            without_warnings(operator.setitem, (tensor._array, arrays[1], arrays[2]))
        else:
            out = without_warnings(op.forward, arrays)
            if out.shape != tensor.shape:
                raise ValueError(f"the result would have shape {out.shape}")
            if CATEGORY[out.dtype.kind] > CATEGORY[tensor.dtype.kind]:
                raise TypeError(f"the result is {out.dtype} and cannot be kept in {tensor.dtype}")
            without_warnings(operator.setitem, (tensor._array, ..., out))
    except (ValueError, IndexError, TypeError) as error:
        raise explained(op, arrays, error, "_") from None
    version = tensor._version
    if wanted:
        version.recorded = version.count + 1
        tensor.grad_fn = _record(op, args, arrays, sources, wanted, tensor._array, (version, version.count + 1))
        tensor._requires_grad = True
    version.count += 1
    return tensor


def _through_origin(op: Differentiable, args: tuple[Any, ...], place: int) -> Tensor:
    """Change a view in place as `x[i] += y` asks: compute the new elements, assign them to x, and look again."""
    view: Tensor = args[place]
    assert view._origin is not None
    base, key = view._origin
    base[key] = run(op, args)
    fresh = base[key]
    view._array, view.grad_fn, view._view_since = fresh._array, fresh.grad_fn, fresh._view_since
    view._requires_grad = fresh._requires_grad
    return view


def _operands(op: Differentiable, args: tuple[Any, ...]) -> tuple[list[Any], Sequence[Any], tuple[int, ...]]:
    """What an operation is applied to.

    Returns:
        The arguments with arrays for Tensors; for each operand the node it came from, or None if it needs no gradient;
        the places among the arguments where a gradient is wanted, none if nothing is to be recorded.
    """
    if op.many:
        return _many_operands(op, args)
    arrays = list(args)
    sources: list[Any] = [None] * len(args)
    wanted: tuple[int, ...] = ()
    recording = grad_mode.enabled
    dtype: DType | None = None
    alike = True  # all are tensors of one dtype
    for i in op.tensors:
        x = args[i]
        if isinstance(x, Tensor):
            arrays[i] = array = x._array
            if array.dtype is not dtype:
                alike, dtype = alike and dtype is None, array.dtype
            if recording:
                if x._view_since is not None:
                    check_current(op.name, x)
                if x._requires_grad and op.pulls[i] is not None:
                    sources[i] = x.grad_fn or x
                    wanted += (i,)
        else:
            alike = False
            if x.__class__ is not float:
                arrays[i] = _as_operand(x, op)
    if op.promotes and not (alike and dtype.kind == "f"):  # type: ignore[union-attr]
        without_warnings(op.promote, (arrays,))  # a number may be too large for the dtype
    return arrays, sources, wanted


def _many_operands(op: Differentiable, args: tuple[Any, ...]) -> tuple[list[Any], Sequence[Any], tuple[int, ...]]:
    """As `_operands`, of an operation whose first argument is a sequence of Tensors."""
    tensors = list(args[0])
    if not tensors:
        raise ValueError(f"{op.name}(): needs at least one tensor")
    arrays = [t._array if isinstance(t, Tensor) else np.asarray(t) for t in tensors]
    if op.promotes:
        dtype = result_dtype(arrays)
        arrays = [a.astype(dtype, copy=False) for a in arrays]
    sources: list[Any] = [None] * len(tensors)
    if grad_mode.enabled:
        sources = [(t.grad_fn or t) if isinstance(t, Tensor) and t._requires_grad else None for t in tensors]
    return [arrays, *args[1:]], sources, () if sources.count(None) == len(sources) else (0,)


def _as_operand(x: Any, op: Differentiable) -> Any:
    """An array, or a Python number as it is, so that it does not widen the dtype of the others."""
    if x is None or isinstance(x, np.ndarray):
        return x
    if isinstance(x, bool | int | float) and not isinstance(x, np.generic):
        # Of a kind of int or float, as an enumeration is, NumPy would make an array.
        return x if x.__class__ in (bool, int, float) else int(x) if isinstance(x, int) else float(x)
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{op.name}: a tensor works with tensors, arrays and real numbers, got {type(x).__name__}")
    return array


def _record(
    op: Differentiable,
    args: tuple[Any, ...],
    arrays: list[Any],
    sources: Sequence[Any],
    wanted: tuple[int, ...],
    out: Array,
    stamp: tuple[Version, int],
    by_product: Any = None,
) -> Recorded:
    """The node of an operation that was applied, with what the rules of the `wanted` arguments read.

    `stamp` is the version of the result. What the operation is about to overwrite must still have its old one.
    """
    arity = op.arity
    saved: list[Any] = [None] * (1 + 2 * arity)
    if len(op.tensors) < arity:  # what is no operand is kept in any case
        saved[1 : 1 + arity] = arrays
        for i in op.tensors:
            saved[1 + i] = None
    if op.by_product:
        saved.append(by_product)
    stamps = []
    for place in op.keeps[wanted]:
        i = place - 1
        if place == 0:
            saved[0] = out
            stamps.append(stamp)
        elif place > arity:
            given = arrays[i - arity]
            saved[place] = [a.shape for a in given] if op.many else np.shape(given)
        elif isinstance(operand := args[i], Tensor):
            saved[place] = arrays[i]
            version = operand._version
            stamps.append((version, version.count))
        elif op.many and i == 0:
            saved[place] = arrays[i]
            stamps += [(t._version, t._version.count) for t in operand if isinstance(t, Tensor)]
        elif i in op.tensors and not isinstance(arrays[i], ndarray):
            # A number is saved as an array: dividing by zero is no exception then, but infinity.
            saved[place] = without_warnings(np.asarray, (arrays[i], None if isinstance(operand, bool) else out.dtype))
        else:
            saved[place] = arrays[i]
    return Recorded(op, tuple(sources), out, saved, stamps, user_line() if anomaly_mode.enabled else None)


def _sizes(shape: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], list | tuple) else shape


def _leaf(cls: type[Tensor], array: Array, requires_grad: bool, grad: Tensor | None) -> Tensor:
    made = cls.__new__(cls)
    Tensor.__init__(made, array, requires_grad)
    made.grad = grad
    return made


# The names that Spelling's methods, and operations given a Tensor, call.
Tensor._run = staticmethod(run)  # type: ignore[method-assign]
Tensor._run_unary = staticmethod(run_unary)  # type: ignore[method-assign]
Tensor._run_binary = staticmethod(run_binary)  # type: ignore[method-assign]
Tensor._run_inplace = staticmethod(run_inplace)  # type: ignore[method-assign]
