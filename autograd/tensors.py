"""Tensor: one NumPy array per node, in PyTorch's spelling; to train.

A Tensor is a handle to an array. What a Tensor was computed from is recorded apart, in a `Recorded` operation, its
`grad_fn`: so a tensor can be changed in place and still the graph remembers what it was. Leaves that require grad are
nodes of the graph themselves.

All operations pass through `run`: operands are brought to arrays and to one dtype, the forward is called, and if a
gradient is wanted the operation is recorded together with what its rules read.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

import autograd.array_ops  # noqa: F401  # defines the operations
from autograd import graph, numpy_protocol, ops, printing
from autograd.anomaly import anomaly_mode
from autograd.arrays import Array, xp
from autograd.dtypes import CATEGORY, DType, as_dtype, float32, is_floating, result_dtype
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode
from autograd.operation import COMPOSITES, ELEMENTWISE, OPERATIONS, Differentiable

Hook = Callable[["Tensor"], "Tensor | None"]


class Version:
    """How often an array, shared by all Tensors that are views of it, was changed in place."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


class Tensor:
    """An array that remembers how it was computed. Made by `tensor`, `zeros`, … and by operations.

    Attributes:
        grad: of a leaf that requires grad, a Tensor of its shape and dtype after `backward`; else None.
        grad_fn: the recorded operation that made it; None for a leaf.
        requires_grad: whether gradients flow to it.
    """

    __slots__ = ("__weakref__", "_array", "_hooks", "_is_view", "_requires_grad", "_version", "grad", "grad_fn")
    __array_priority__ = 1000  # `array * tensor` is ours also where NumPy does not ask __array_ufunc__

    _array: Array
    _hooks: list[Hook] | None
    _is_view: bool
    _requires_grad: bool
    _version: Version
    grad: Tensor | None
    grad_fn: Recorded | None

    def __init__(self, array: Array, requires_grad: bool = False) -> None:
        self._array = array
        self._requires_grad = requires_grad
        self._version = Version()
        self._is_view = False
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

    @property
    def shape(self) -> tuple[int, ...]:
        """The size of each dimension."""
        return self._array.shape

    @property
    def dtype(self) -> DType:
        """The type of its elements, as a numpy.dtype."""
        return self._array.dtype

    @property
    def ndim(self) -> int:
        """How many dimensions it has."""
        return self._array.ndim

    @property
    def T(self) -> Tensor:  # noqa: N802
        """The transpose: all dimensions in reverse order."""
        return self.permute(*reversed(range(self.ndim)))

    @property
    def mT(self) -> Tensor:  # noqa: N802
        """Each matrix transposed: the last two dimensions exchanged."""
        return run(OPERATIONS["mT"], (self,))

    def size(self, dim: int | None = None) -> Any:
        """The shape, or the size of one dimension."""
        return self.shape if dim is None else self.shape[dim]

    def dim(self) -> int:
        """How many dimensions it has."""
        return self.ndim

    def numel(self) -> int:
        """How many elements it has."""
        return self._array.size

    nelement = numel

    def element_size(self) -> int:
        """Bytes per element."""
        return self._array.itemsize

    def is_contiguous(self) -> bool:
        """Whether its elements lie in memory in order."""
        return bool(self._array.flags.c_contiguous)

    def is_floating_point(self) -> bool:
        """Whether its elements are floating-point numbers."""
        return bool(is_floating(self.dtype))

    # ── to Python and NumPy ──

    def item(self) -> Any:
        """The one element as a Python number.

        Raises:
            RuntimeError: if there is not exactly one.
        """
        if self._array.size != 1:
            raise RuntimeError(f"item(): needs a tensor with one element, got shape {self.shape}; see tolist()")
        return self._array.item()

    def tolist(self) -> Any:
        """Nested lists of Python numbers."""
        return self._array.tolist()

    def numpy(self) -> Array:
        """The array, sharing memory.

        Raises:
            RuntimeError: if it requires grad, for the graph would be lost unseen.
        """
        if self._requires_grad:
            raise RuntimeError(
                "numpy(): this tensor requires grad, and a NumPy array would lose its graph; use t.detach().numpy()"
            )
        return self._array

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        if self._requires_grad and grad_mode.enabled:
            raise RuntimeError(
                "np.asarray(): this tensor requires grad, and a NumPy array would lose its graph; "
                "use t.detach(), or compute with the tensor's own operations"
            )
        return np.array(self._array, dtype=dtype, copy=copy)

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __index__(self) -> int:
        if self.dtype.kind not in "iu" or self._array.size != 1:
            raise TypeError(f"an index is one whole number, got a tensor of shape {self.shape} and dtype {self.dtype}")
        return int(self._array.item())

    def __bool__(self) -> bool:
        if self._array.size != 1:
            raise RuntimeError(
                f"the truth of a tensor of shape {self.shape} is ambiguous; use .any() or .all(), or (a == b).all()"
            )
        return bool(self._array.item())

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("len() of a 0-d tensor")
        return len(self._array)

    def __iter__(self) -> Iterator[Tensor]:
        if not self.ndim:
            raise TypeError("iteration over a 0-d tensor")
        return iter([self[i] for i in range(len(self))])

    def __contains__(self, element: Any) -> bool:
        return bool((self._array == (element._array if isinstance(element, Tensor) else element)).any())

    def __repr__(self) -> str:
        return printing.represent(self._array, self._requires_grad, self.grad_fn.name() if self.grad_fn else None)

    def __format__(self, spec: str) -> str:
        if not self.ndim:
            return format(self.item(), spec)
        if spec:
            raise TypeError(f"format {spec!r} is for one number, this tensor has shape {self.shape}; use .tolist()")
        return str(self)

    __hash__ = object.__hash__

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
            create_graph: record this pass, so that the gradients can be differentiated again.

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
        return _view_of(self, Tensor(self._array))

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
        if self.grad_fn is not None:
            keeper = weakref.ref(self)

            def keep(gradient: Tensor) -> None:
                tensor = keeper()
                if tensor is not None:
                    tensor.grad = gradient if tensor.grad is None else tensor.grad + gradient

            self.register_hook(keep)

    # A leaf's part of the contract of graph.Node.

    inputs: Sequence[Any] = ()

    def receive(self, upstream: Any) -> Any:
        """Accumulate the gradient."""
        if self._hooks:
            upstream = _through_hooks(self._hooks, upstream)
        if isinstance(upstream, Tensor):  # a recorded pass
            self.grad = upstream if self.grad is None else self.grad + upstream
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
    def _apply(row: ops.Elementwise, operands: tuple[Any, ...]) -> Tensor:
        return run(ELEMENTWISE[row.name], operands)

    @staticmethod
    def _run(operation: Differentiable, operands: tuple[Any, ...]) -> Tensor:
        return run(operation, operands)

    @staticmethod
    def _where(condition: Any, x: Any, y: Any) -> Tensor:
        return run(OPERATIONS["where"], (condition, x, y))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        return numpy_protocol.ufunc(ufunc, method, inputs, kwargs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        return numpy_protocol.function(function, args, kwargs)

    # ── dtypes and copies ──

    def to(self, *args: Any, **kwargs: Any) -> Tensor:
        """This tensor as another dtype (or as the dtype of another tensor); itself if nothing changes.

        A device may be named and must be the CPU.
        """
        for what in (*args, *kwargs.values()):
            if isinstance(what, Tensor):
                return self.to(what.dtype)
            if isinstance(what, str) and what.split(":")[0] == "cpu":
                continue
            if not isinstance(what, bool) and what is not None:
                dtype = as_dtype(what, "to()")
                return self if dtype == self.dtype else run(OPERATIONS["cast"], (self, dtype))
        return self

    def type(self, dtype: Any) -> Tensor:
        """This tensor as another dtype."""
        return self.to(dtype)

    def float(self) -> Tensor:
        """As float32."""
        return self.to(float32)

    def double(self) -> Tensor:
        """As float64."""
        return self.to(np.float64)

    def half(self) -> Tensor:
        """As float16."""
        return self.to(np.float16)

    def long(self) -> Tensor:
        """As int64."""
        return self.to(np.int64)

    def int(self) -> Tensor:
        """As int32."""
        return self.to(np.int32)

    def bool(self) -> Tensor:
        """As bool: whether an element is not zero."""
        return self.to(np.bool_)

    def cpu(self) -> Tensor:
        """Itself: all tensors live there."""
        return self

    def contiguous(self) -> Tensor:
        """Itself if its elements lie in memory in order, else a copy in which they do."""
        return self if self.is_contiguous() else self.clone()

    def view(self, *shape: Any) -> Tensor:
        """Another shape over the same memory.

        Raises:
            ShapeError: if the elements do not lie so that this can be done without copying; use reshape.
        """
        if len(shape) == 1 and not isinstance(shape[0], list | tuple | int):
            return self.to(shape[0])
        result = OPERATIONS["reshape"](self, *shape)
        if result.numel() and not np.may_share_memory(result._array, self._array):
            raise ShapeError(
                f"view(): shape {self.shape} with strides {self._array.strides} cannot be seen as {result.shape} "
                "without copying; use reshape()"
            )
        return result

    def view_as(self, other: Tensor) -> Tensor:
        """A view in the shape of `other`."""
        return self.view(other.shape)

    def reshape_as(self, other: Tensor) -> Tensor:
        """Reshaped to the shape of `other`."""
        return self.reshape(other.shape)

    def expand_as(self, other: Tensor) -> Tensor:
        """Expanded to the shape of `other`."""
        return self.expand(other.shape)

    def type_as(self, other: Tensor) -> Tensor:
        """As the dtype of `other`."""
        return self.to(other.dtype)

    def t(self) -> Tensor:
        """The transpose of a matrix."""
        if self.ndim > 2:
            raise ShapeError(f"t(): needs at most 2 dimensions, got shape {self.shape}; see transpose()")
        return self.T

    def new_zeros(self, *shape: Any) -> Tensor:
        """Zeros of this dtype."""
        return Tensor(np.zeros(_sizes(shape), self.dtype))

    def new_ones(self, *shape: Any) -> Tensor:
        """Ones of this dtype."""
        return Tensor(np.ones(_sizes(shape), self.dtype))

    # ── indexing ──

    def __getitem__(self, key: Any) -> Tensor:
        return run(OPERATIONS["getitem"], (self, _index(key)))

    def __setitem__(self, key: Any, value: Any) -> None:
        run_inplace(OPERATIONS["setitem"], (self, _index(key), value))

    # ── in place ──

    def copy_(self, source: Any) -> Tensor:
        """Overwrite the elements with those of `source`, broadcast and cast."""
        return run_inplace(OPERATIONS["setitem"], (self, ..., source))

    def fill_(self, value: Any) -> Tensor:
        """Set every element to `value`."""
        return self.copy_(value)

    def zero_(self) -> Tensor:
        """Set every element to 0."""
        return self.copy_(0)

    def masked_fill_(self, mask: Tensor, value: Any) -> Tensor:
        """Set the elements to `value` where the bool tensor `mask` holds."""
        return run_inplace(OPERATIONS["where"], (mask, value, self), place=2)

    def clamp_(self, min: Any = None, max: Any = None) -> Tensor:
        """Bring every element between `min` and `max`."""
        if min is None and max is None:
            raise ValueError("clamp_(): give min, max or both")
        if min is not None:
            run_inplace(ELEMENTWISE["clamp_min"], (self, min))
        if max is not None:
            run_inplace(ELEMENTWISE["clamp_max"], (self, max))
        return self

    def _overwrite(self, array: Any, name: str) -> Tensor:
        """Set the elements outside any graph, as random initialisation does."""
        _check_inplace(name, self, self._requires_grad)
        self._array[...] = array
        self._version.count += 1
        return self

    if TYPE_CHECKING:  # bound below, from the tables

        def __getattr__(self, name: str) -> Callable[..., Any]: ...

        # fmt: off
        def __add__(self, other: Any) -> Tensor: ...
        def __radd__(self, other: Any) -> Tensor: ...
        def __sub__(self, other: Any) -> Tensor: ...
        def __rsub__(self, other: Any) -> Tensor: ...
        def __mul__(self, other: Any) -> Tensor: ...
        def __rmul__(self, other: Any) -> Tensor: ...
        def __truediv__(self, other: Any) -> Tensor: ...
        def __rtruediv__(self, other: Any) -> Tensor: ...
        def __pow__(self, other: Any) -> Tensor: ...
        def __rpow__(self, other: Any) -> Tensor: ...
        def __matmul__(self, other: Any) -> Tensor: ...
        def __rmatmul__(self, other: Any) -> Tensor: ...
        def __mod__(self, other: Any) -> Tensor: ...
        def __floordiv__(self, other: Any) -> Tensor: ...
        def __neg__(self) -> Tensor: ...
        def __abs__(self) -> Tensor: ...
        def __lt__(self, other: Any) -> Tensor: ...
        def __le__(self, other: Any) -> Tensor: ...
        def __gt__(self, other: Any) -> Tensor: ...
        def __ge__(self, other: Any) -> Tensor: ...
        def __and__(self, other: Any) -> Tensor: ...
        def __or__(self, other: Any) -> Tensor: ...
        def __invert__(self) -> Tensor: ...
        # fmt: on


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
        self._saved: list[Any] | None = saved  # what the rules read, in the places of (out, *arguments, *shapes)
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
        return _through_hooks(self._hooks, upstream) if self._hooks else upstream

    def pull(self, upstream: Any, record: bool, retain: bool) -> Iterator[Any]:
        """The gradient of each operand, in its own shape and dtype."""
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
        functions = xp
        if record:
            functions, saved = recorded_xp, self._as_tensors(saved)
        op = self.op
        for i, source in enumerate(self.inputs):
            if source is None:
                yield None
                continue
            pull = op.pulls[0] if op.many else op.pulls[i]
            assert pull is not None
            gradient = pull.rule(functions, upstream, *[i if place < 0 else saved[place] for place in pull.reads])
            yield self._fit(gradient, source, upstream, record)

    def _fit(self, gradient: Any, source: Any, upstream: Any, record: bool) -> Any:
        """The gradient in the shape and dtype of the operand it belongs to: broadcasting undone, here and nowhere else.

        A rule may also give less than the operand's shape where the gradient is the same all along a dimension.
        """
        if record:
            if not isinstance(gradient, Tensor):
                gradient = Tensor(np.asarray(gradient, source.dtype))
            if gradient.shape != source.shape:
                wider = np.broadcast_shapes(gradient.shape, source.shape)
                gradient = gradient.expand(wider) if wider != gradient.shape else gradient
                gradient = gradient.sum_to(source.shape)
            return gradient.to(source.dtype)
        if anomaly_mode.enabled and np.isfinite(upstream).all() and not np.isfinite(gradient).all():
            raise ArithmeticError(
                f"detect_anomaly: the derivative of {self.op.name} is not finite, though its upstream gradient is; "
                f"it was recorded at {self._line or 'a line outside detect_anomaly'}"
            )
        gradient = np.asarray(gradient)
        if gradient.shape != source.shape:
            wider = np.broadcast_shapes(gradient.shape, source.shape)
            if wider != gradient.shape:
                gradient = np.broadcast_to(gradient, wider)
            if wider != source.shape:
                gradient = OPERATIONS["sum_to"].forward(gradient, source.shape)
        if gradient.dtype != source.dtype:
            gradient = gradient.astype(source.dtype)
        if type(source) is not Recorded and (gradient is upstream or gradient.base is not None):
            gradient = gradient.copy()  # a leaf keeps it: it must not be another's, nor a window on another's
        return gradient

    def _as_tensors(self, saved: list[Any]) -> list[Any]:
        """What was saved, as Tensors that are in the graph where the originals were."""
        tensors = list(saved)
        if isinstance(saved[0], np.ndarray):
            tensors[0] = _in_graph(saved[0], self)
        if self.op.many:
            if tensors[1] is not None:
                tensors[1] = [_in_graph(array, source) for array, source in zip(saved[1], self.inputs)]
        else:
            for i in self.op.tensors:
                if isinstance(saved[1 + i], np.ndarray):
                    tensors[1 + i] = _in_graph(saved[1 + i], self.inputs[i])
        return tensors


def _in_graph(array: Array, source: Any) -> Tensor:
    if isinstance(source, Tensor):
        return source
    tensor = Tensor(array, source is not None)
    tensor.grad_fn = source
    return tensor


class RemovableHandle:
    """What `register_hook` returns; `remove()` takes the hook away."""

    def __init__(self, hooks: list[Hook], hook: Hook) -> None:
        self._hooks, self._hook = hooks, hook

    def remove(self) -> None:
        """Take the hook away; a second time does nothing."""
        if self._hook in self._hooks:
            self._hooks.remove(self._hook)


def _through_hooks(hooks: list[Hook], upstream: Any) -> Any:
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
    arrays, sources = _operands(op, args)
    try:
        with np.errstate(all="ignore"):
            out = op.forward(*arrays)
    except (ValueError, IndexError, TypeError) as error:
        raise _explained(op, arrays, error) from None
    if out.__class__ is not np.ndarray:
        out = np.asarray(out)
    if anomaly_mode.enabled:
        _find_anomaly(op, arrays, out)
    result = Tensor(out)
    if op.view and np.may_share_memory(out, arrays[0]):
        _view_of(args[0], result)
    if sources is not None and out.dtype.kind == "f":
        result.grad_fn = _record(op, args, arrays, sources, out, result._version)
        result._requires_grad = True
    return result


def run_inplace(op: Differentiable, args: tuple[Any, ...], place: int = 0) -> Tensor:
    """Apply `op` and let the tensor at `place` among its operands become the result, in its own memory."""
    tensor: Tensor = args[place]
    arrays, sources = _operands(op, args)
    _check_inplace(op.name + "_", tensor, sources is not None)
    try:
        with np.errstate(all="ignore"):
            if op.name == "setitem":  # only what is assigned, not a copy of it all
                tensor._array[arrays[1]] = arrays[2]
            else:
                out = op.forward(*arrays)
                if out.shape != tensor.shape:
                    raise ValueError(f"the result would have shape {out.shape}")
                if CATEGORY[out.dtype.kind] > CATEGORY[tensor.dtype.kind]:
                    raise TypeError(f"the result is {out.dtype} and cannot be kept in {tensor.dtype}")
                tensor._array[...] = out
    except (ValueError, IndexError, TypeError) as error:
        raise _explained(op, arrays, error, "_") from None
    tensor._version.count += 1
    if sources is not None:
        tensor.grad_fn = _record(op, args, arrays, sources, tensor._array, tensor._version, overwritten=place)
        tensor._requires_grad = True
    return tensor


def _operands(op: Differentiable, args: tuple[Any, ...]) -> tuple[list[Any], tuple[Any, ...] | None]:
    """The arguments with arrays for Tensors, and each operand's node; None for these if nothing is to be recorded."""
    arrays = list(args)
    operands = args
    if op.many:
        tensors = list(args[0])
        if not tensors:
            raise ValueError(f"{op.name}(): needs at least one tensor")
        arrays[0] = [t._array if isinstance(t, Tensor) else np.asarray(t) for t in tensors]
        operands = tuple(tensors)
        if op.promotes:
            dtype = result_dtype(arrays[0])
            arrays[0] = [a.astype(dtype, copy=False) for a in arrays[0]]
    else:
        for i in op.tensors:
            arrays[i] = _as_operand(args[i], op)
        if op.promotes or op.floating:
            _promote(op, arrays)
    if grad_mode.enabled:
        sources = tuple(
            (o.grad_fn or o) if isinstance(o, Tensor) and o._requires_grad and (op.many or op.pulls[i]) else None
            for i, o in enumerate(operands)
        )
        if any(s is not None for s in sources):
            return arrays, sources
    return arrays, None


def _as_operand(x: Any, op: Differentiable) -> Any:
    """An array, or a Python number as it is, so that it does not widen the dtype of the others."""
    if isinstance(x, Tensor):
        return x._array
    if x is None or (isinstance(x, np.ndarray | bool | int | float) and not isinstance(x, np.generic)):
        return x
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{op.name}: a tensor works with tensors, arrays and real numbers, got {type(x).__name__}")
    return array


def _promote(op: Differentiable, arrays: list[Any]) -> None:
    places = op.promotes if isinstance(op.promotes, tuple) else op.tensors
    present = [arrays[i] for i in places if arrays[i] is not None]
    first = present[0]
    dtype = first.dtype if len(present) == 1 else None
    if dtype is None:
        kinds = [getattr(a, "dtype", None) for a in present]
        concrete = {k for k in kinds if k is not None}
        if len(concrete) == 1 and (None not in kinds or next(iter(concrete)).kind == "f") and op.name != "where":
            dtype = concrete.pop()
        else:
            dtype = result_dtype(present)
    if (op.floating and dtype.kind != "f") or (op.name == "div" and dtype.kind != "f"):
        dtype = float32
    for i in places:
        a = arrays[i]
        if isinstance(a, np.ndarray):
            if a.dtype != dtype:
                arrays[i] = a.astype(dtype)
        elif a is not None and (op.name == "where" or dtype.kind != "f"):
            arrays[i] = np.asarray(a, dtype)


def _record(
    op: Differentiable,
    args: tuple[Any, ...],
    arrays: list[Any],
    sources: tuple[Any, ...],
    out: Array,
    version: Version,
    overwritten: int | None = None,
) -> Recorded:
    arity = op.arity
    saved: list[Any] = [None, *arrays, *([None] * arity)]
    for i in op.tensors:
        saved[1 + i] = None
    wanted = (0,) if op.many else tuple([i for i, source in enumerate(sources) if source is not None])
    stamps = []
    for place in op.keeps(wanted):
        if place == 0:
            saved[0] = out
            stamps.append((version, version.count))
        elif place <= arity:
            i = place - 1
            saved[place] = arrays[i]
            for operand in args[0] if op.many else (args[i],):
                if isinstance(operand, Tensor):
                    # An operand that this very operation overwrote is already not what was saved.
                    now = operand._version.count - (1 if overwritten is not None and operand._version is version else 0)
                    stamps.append((operand._version, now))
        else:
            given = arrays[place - 1 - arity]
            saved[place] = [a.shape for a in given] if op.many else np.shape(given)
    return Recorded(op, sources, out, saved, stamps, _user_line() if anomaly_mode.enabled else None)


def _check_inplace(name: str, tensor: Tensor, recorded: bool) -> None:
    if not (grad_mode.enabled and recorded):
        return
    if tensor.grad_fn is None and tensor._requires_grad:
        raise RuntimeError(
            f"{name}: a leaf that requires grad cannot be changed in place while operations are recorded; "
            "do it under no_grad()"
        )
    if tensor._is_view:
        raise RuntimeError(
            f"{name}: this tensor is a view, and the tensor it looks at would not know how it was changed; "
            "assign through that one, as in x[i] = value, or change a clone()"
        )


def _view_of(base: Tensor, view: Tensor) -> Tensor:
    view._version = base._version
    view._is_view = True
    return view


def _explained(op: Differentiable, arrays: list[Any], error: Exception, suffix: str = "") -> Exception:
    """The error of a forward, naming the operation, the shapes, and for a broadcast the sizes that do not fit."""
    flat = arrays[0] if op.many else [arrays[i] for i in op.tensors if arrays[i] is not None]
    shapes = [np.shape(a) for a in flat]
    what = f"{op.name}{suffix}(): {str(error).splitlines()[0]}"
    text = " and ".join(str(shape) for shape in shapes[:8])
    if isinstance(error, IndexError):
        return IndexError(f"{what} (shape {shapes[0]})")
    if isinstance(error, TypeError):
        return TypeError(f"{what} (operands of dtype {', '.join(str(getattr(a, 'dtype', a)) for a in flat)})")
    if op.name in ELEMENTWISE or op.name == "where":
        return ShapeError(
            f"{op.name}{suffix}(): shapes {text} do not fit: counted from the last, sizes must be equal or 1"
        )
    if op.name == "matmul" and min(map(len, shapes)) > 0:
        inner = shapes[0][-1], shapes[1][-2 if len(shapes[1]) > 1 else -1]
        if inner[0] != inner[1]:
            return ShapeError(
                f"matmul(): shapes {text} do not fit: the last size of the first ({inner[0]}) must equal "
                f"the {'second to last' if len(shapes[1]) > 1 else 'only'} of the second ({inner[1]})"
            )
    if op.name == "linear" and shapes[0][-1:] != shapes[1][-1:]:
        return ShapeError(f"linear(): input {shapes[0]} does not fit weight {shapes[1]}: the last sizes must be equal")
    return ShapeError(f"{what} (shape{'s' if len(shapes) > 1 else ''} {text})")


def _find_anomaly(op: Differentiable, arrays: list[Any], out: Array) -> None:
    operands = arrays[0] if op.many else [arrays[i] for i in op.tensors if arrays[i] is not None]
    if out.dtype.kind == "f" and not np.isfinite(out).all() and all(np.isfinite(a).all() for a in operands):
        what = "NaN" if np.isnan(out).any() else "infinity"
        raise ArithmeticError(f"detect_anomaly: {op.name} made {what} out of finite numbers, at {_user_line()}")


def _user_line() -> str:
    """The innermost line on the stack that is not the engine's or nn's own."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").split(".")[0] in ("autograd", "nn"):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _index(key: Any) -> Any:
    """An index with arrays in place of Tensors and lists."""
    if isinstance(key, tuple):
        return tuple(_index(part) for part in key)
    if isinstance(key, Tensor):
        return key._array
    return np.asarray(key) if isinstance(key, list) else key


def _sizes(shape: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], list | tuple) else shape


def _leaf(cls: type[Tensor], array: Array, requires_grad: bool, grad: Tensor | None) -> Tensor:
    made = cls.__new__(cls)
    Tensor.__init__(made, array, requires_grad)
    made.grad = grad
    return made


# ── methods from the tables ─────────────────────────────────────────────────────────────────────────────────────────

# `xp` for recorded passes: the operations themselves, which take Tensors.
recorded_xp = SimpleNamespace(**ops.TABLE, **OPERATIONS)


def _row_method(name: str) -> Callable[..., Tensor]:
    row, op = ops.TABLE[name], ELEMENTWISE[name]
    if row.arity == 1:

        def unary(self: Tensor) -> Tensor:
            return run(op, (self,))

        return unary

    def binary(self: Tensor, other: Any = row.default) -> Tensor:
        return run(op, (self, other))

    return binary


def _row_method_inplace(name: str) -> Callable[..., Tensor]:
    row, op = ops.TABLE[name], ELEMENTWISE[name]

    def inplace(self: Tensor, *other: Any) -> Tensor:
        if len(other) != row.arity - 1:
            raise TypeError(f"{name}_() takes {row.arity - 1} operand(s), got {len(other)}")
        return run_inplace(op, (self, *other))

    return inplace


def _reflected(name: str) -> Callable[[Tensor, Any], Tensor]:
    op = ELEMENTWISE.get(name) or OPERATIONS[name]
    return lambda self, other: run(op, (other, self))


def _comparison(function: Callable[[Any, Any], Any], name: str) -> Callable[[Tensor, Any], Tensor]:
    def compare(self: Tensor, other: Any) -> Any:
        if isinstance(other, Tensor):
            other = other._array
        elif not isinstance(other, bool | int | float | np.ndarray | np.generic):
            return NotImplemented
        mine = self._array
        if isinstance(other, np.ndarray) and other.dtype != mine.dtype:
            dtype = result_dtype([mine, other])
            mine, other = mine.astype(dtype), other.astype(dtype)
        try:
            return Tensor(np.asarray(function(mine, other)))
        except ValueError:
            raise ShapeError(
                f"{name}: shapes {mine.shape} and {np.shape(other)} do not fit: "
                "counted from the last, sizes must be equal or 1"
            ) from None

    return compare


def _bind() -> None:
    def named(method: Any, name: str, doc: str | None) -> None:
        if name not in Tensor.__dict__:
            method.__name__, method.__qualname__, method.__doc__ = name, f"Tensor.{name}", doc
            setattr(Tensor, name, method)

    for name, row in ops.TABLE.items():
        named(_row_method(name), name, row.__doc__)
        named(_row_method_inplace(name), f"{name}_", f"{row.__doc__} In place.")
    for name, function in {**OPERATIONS, **COMPOSITES}.items():
        if name not in ("einsum", "einsum_of", "where", "cat", "stack", "put_at", "getitem", "setitem"):
            named(lambda self, *a, _call=function, **k: _call(self, *a, **k), name, function.__doc__)
    for special, name in {
        "add": "add", "sub": "sub", "mul": "mul", "truediv": "div", "pow": "pow", "mod": "remainder",
        "floordiv": "floor_divide",
    }.items():  # fmt: skip
        setattr(Tensor, f"__{special}__", _row_method(name))
        setattr(Tensor, f"__r{special}__", _reflected(name))
        setattr(Tensor, f"__i{special}__", _row_method_inplace(name))
    for special, method in {
        "matmul": lambda self, other: run(OPERATIONS["matmul"], (self, other)),
        "rmatmul": _reflected("matmul"),
        "neg": _row_method("neg"),
        "abs": _row_method("abs"),
        "invert": lambda self: Tensor(~self._array),
    }.items():
        setattr(Tensor, f"__{special}__", method)
    for special, ufunc in {
        "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
        "eq": np.equal, "ne": np.not_equal, "and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor,
    }.items():  # fmt: skip
        setattr(Tensor, f"__{special}__", _comparison(ufunc, special))
        named(_comparison(ufunc, special), special, f"{special}, elementwise.")
    named(ops.clamp, "clamp", ops.clamp.__doc__)


_bind()
