"""Tensor: one NumPy array per node, in PyTorch's spelling; to train.

A Tensor is a handle to an array. The operation that made it is recorded in a separate node, its `grad_fn`. So a tensor
can be changed in place while the graph remembers what it was. Leaves that require grad are nodes themselves.

Here are the attributes, the graph, conversions, indexing and a few methods in place. The operations are in methods.py,
generated from their definitions; apply.py says how one is applied and recorded.
"""

from __future__ import annotations

import builtins
import math
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from autograd.array import inplace, printing, walk
from autograd.array.apply import node_of
from autograd.array.base import adopt, wrap
from autograd.array.conversions import ConversionMethods
from autograd.array.fast import run
from autograd.array.gradients import accumulate, upstream_of
from autograd.array.hooks import AfterAccumulation, Hook, RemovableHandle, RetainGrad, add_hook, retains_grad
from autograd.array.malloc import keep_freed_memory
from autograd.array.notebook import Notebook
from autograd.array.sampling import SamplingMethods
from autograd.array.versions import Version
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode
from autograd.reading import reading
from autograd.rules.arrays import Array
from autograd.rules.deferred import DeferredModule
from autograd.rules.dtypes import is_floating
from autograd.rules.errstate import quietly
from autograd.rules.index import getitem, where
from autograd.rules.operation import ROW_OPS
from autograd.rules.shape import mT, reshape
from autograd.rules.table import Elementwise

if TYPE_CHECKING:
    from autograd.array import numpy_protocol
else:  # it imports all families
    numpy_protocol = DeferredModule("autograd.array.numpy_protocol")

__all__ = ["Tensor", "is_tensor"]

keep_freed_memory()


class Tensor(ConversionMethods, SamplingMethods, Notebook, results=True):
    """An array that remembers how it was computed. `tensor`, `zeros` and operations make Tensors.

    Args:
        data: a NumPy array, nested lists or a Tensor; or sizes, for elements that are not initialised. It becomes the
            default dtype, float32; a float32 array or Tensor shares its memory. `autograd.tensor` copies, and looks at
            the data to choose a dtype.
        requires_grad: whether to record what is computed from it.

    Attributes:
        grad_fn: the node of the operation that made it; None for a leaf.
        requires_grad: whether gradients flow to it.

    Raises:
        TypeError: if `data` holds no numbers.
    """

    __slots__ = (
        "__dict__",
        "_line",
        "_segment",
    )  # for attributes of the user, as `out.g`; the others are of Lazy alone

    __array_priority__ = 1000  # `array * tensor` is ours also where NumPy does not ask __array_ufunc__

    # How rows, `where` and operations are applied to Tensors when they are called as functions.

    _apply_operation = staticmethod(run)

    @staticmethod
    def _apply_row(row: Elementwise, operands: tuple[Any, ...]) -> Any:
        return run(ROW_OPS[row.name], operands)

    @staticmethod
    def _where(condition: Any, x: Any, y: Any) -> Any:
        return run(where, (condition, x, y))

    # ── attributes ──

    def __dir__(self) -> Iterable[str]:
        return [name for name in super().__dir__() if name not in ("pull", "receive")]

    @property
    def grad(self) -> Tensor | None:
        """For a leaf that requires grad, a Tensor of its shape and dtype after `backward`; else None.

        Results keep no gradient, and reading theirs is a warning, unless `retain_grad()` was called.
        """
        grad: Tensor | None = self._grad
        if grad is None and self._grad_fn is not None and self.requires_grad and not retains_grad(self.grad_fn):
            warnings.warn(
                "the .grad of a result is None: only leaves keep their gradient; call retain_grad() before backward()",
                stacklevel=2,
            )
        return grad

    @grad.setter
    def grad(self, new: Tensor | None) -> None:
        if new is not None:
            if not isinstance(new, Tensor):
                raise TypeError(
                    f"grad: expected a Tensor of shape {self.shape} and dtype {self.dtype}, or None, "
                    f"got {type(new).__name__}"
                )
            if new is self:
                raise ValueError("grad: a tensor cannot be its own gradient; assign a clone()")
            if new.shape != self.shape:
                raise ShapeError(f"grad: expected shape {self.shape}, as of the tensor, got {new.shape}")
            if new.dtype != self.dtype:
                raise TypeError(f"grad: expected dtype {self.dtype}, as of the tensor, got {new.dtype}")
            if not new._array.flags.writeable:  # expanded: a backward pass adds to it in place
                new = new.detach().clone()
        self._grad = new

    @property
    def data(self) -> Tensor:
        """A leaf with the same numbers, in the same memory."""
        return self.detach()

    @data.setter
    def data(self, new: Any) -> None:
        source = new if isinstance(new, Tensor) else wrap(np.array(new, self.dtype))
        if self._requires_grad and not is_floating(source.dtype):
            raise TypeError(f"data: a tensor that requires grad must be floating, got {source.dtype}")
        if self._grad is not None and (source.shape, source.dtype) != (self.shape, self.dtype):
            raise ShapeError(
                f"data: got shape {source.shape} and dtype {source.dtype}, but .grad has shape {self.shape} and dtype "
                f"{self.dtype}; set .grad to None first"
            )
        # What nodes have saved stays what it was: only this tensor looks at other memory now.
        self._array, self._version = source._array, source._version
        self._view_since = self._base = self._how = None

    @property
    def requires_grad(self) -> bool:
        """Whether gradients flow to this tensor."""
        return node_of(self) is not None

    @requires_grad.setter
    def requires_grad(self, wanted: bool) -> None:
        self.requires_grad_(wanted)

    @property
    def grad_fn(self) -> Any:
        """The node of the operation that made it; None for a leaf."""
        node_of(self)  # a view may look at a base that was changed since
        return None if isinstance(self._grad_fn, Tensor) else self._grad_fn  # a saved copy of a leaf is one too

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Set whether gradients flow to this leaf.

        Args:
            requires_grad: True to record what is computed from this tensor, False to stop.

        Returns:
            This tensor.

        Raises:
            TypeError: if `requires_grad` is True and this tensor is not floating.
            RuntimeError: if `requires_grad` is False and this tensor was computed from tensors that require grad.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).requires_grad_()
        tensor([1., 2.], requires_grad=True)
        """
        if requires_grad and not is_floating(self.dtype):
            raise TypeError(f"requires_grad: only floating tensors have gradients, this one is {self.dtype}")
        if not requires_grad and self._grad_fn is not None:
            raise RuntimeError("requires_grad: a computed tensor always requires grad; use detach() to cut the graph")
        self._requires_grad = requires_grad
        return self

    @property
    def is_leaf(self) -> bool:
        """Whether no recorded operation made it."""
        return self.grad_fn is None

    @property
    def ndim(self) -> int:
        """The number of dimensions."""
        return self._array.ndim

    @property
    def T(self) -> Tensor:  # noqa: N802
        """The transpose: all dimensions in reverse order."""
        return self.permute(*reversed(range(self.ndim)))

    @property
    def mT(self) -> Tensor:  # noqa: N802
        """Each matrix transposed: the last two dimensions exchanged."""
        transposed: Tensor = run(mT, (self,))
        return transposed

    @property
    def H(self) -> Tensor:  # noqa: N802
        """The conjugate transpose of a matrix, which for real numbers is the transpose."""
        if self.ndim not in (0, 2):
            raise ShapeError(f"H: expected a matrix, got shape {self.shape}; use mT")
        return self.T

    mH = mT  # noqa: N815

    @overload
    def size(self) -> tuple[builtins.int, ...]: ...
    @overload
    def size(self, dim: builtins.int) -> builtins.int: ...
    def size(self, dim: builtins.int | None = None) -> Any:
        """Return the shape, or the size of one dimension.

        Args:
            dim: the dimension; a negative one counts from the last. None means all.

        Returns:
            A tuple of ints; with `dim`, one int.

        Raises:
            IndexError: if the dimension is out of range.

        >>> from autograd import zeros
        >>> x = zeros(2, 3)
        >>> x.size(), x.size(-1)
        ((2, 3), 3)
        """
        return self.shape if dim is None else self.shape[dim]

    def dim(self) -> int:
        """Return the number of dimensions.

        >>> from autograd import zeros
        >>> zeros(2, 3).dim()
        2
        """
        return self.ndim

    def numel(self) -> int:
        """Return the number of elements.

        >>> from autograd import zeros
        >>> zeros(2, 3).numel()
        6
        """
        return self._array.size

    nelement = numel
    ndimension = dim

    # ── the graph ──

    def backward(
        self, gradient: Any = None, retain_graph: bool | None = None, create_graph: bool = False, inputs: Any = None
    ) -> None:
        """Add the derivative of this tensor with respect to each leaf to the leaf's `.grad`.

        Args:
            gradient: the upstream gradient, of this tensor's shape. Optional for a tensor with one element.
            retain_graph: keep what another backward pass needs. Default: as `create_graph`.
            create_graph: record this pass, so that the gradients can be differentiated again. A leaf whose gradient
                depends on the leaf is then a reference cycle: set `.grad` to None when done, or use `autograd.grad`,
                which leaves none.
            inputs: a Tensor, or several, whose `.grad` is wanted. By default, all leaves get theirs.

        Raises:
            RuntimeError: if nothing requires grad; if `gradient` is needed and missing; on a second pass over a graph
                that was not retained; if a tensor that is needed was changed in place.
            ShapeError: if `gradient` has another shape.

        >>> from autograd import tensor
        >>> x = tensor([1.0, 2.0], requires_grad=True)
        >>> (x * x).sum().backward()
        >>> x.grad
        tensor([2., 4.])
        """
        node = node_of(self)
        if node is None:
            raise RuntimeError("backward(): this tensor does not require grad and was not computed from one that does")
        retain = create_graph if retain_graph is None else retain_graph
        if inputs is not None:
            by = list(inputs) if isinstance(inputs, list | tuple) else [inputs]
            return accumulate("backward()", [self], [gradient], retain, create_graph, by)
        if gradient is None and not create_graph and not self._array.ndim:  # the usual case
            start: Any = np.array(1, self._array.dtype)
        else:
            upstream = upstream_of("backward()", self, gradient)
            start = upstream if create_graph else upstream._array.copy()
        mode, grad_mode.enabled = grad_mode.heal(), create_graph
        try:
            quietly(walk.backward, node, start, create_graph, retain)
        finally:
            grad_mode.enabled = mode

    def detach(self) -> Tensor:
        """Return the same numbers, in the same memory, without a graph.

        >>> from autograd import tensor
        >>> x = tensor([1.0, 2.0], requires_grad=True)
        >>> (x * 2).detach()
        tensor([2., 4.])
        """
        made: Tensor = wrap(self._array)
        made._version = self._version
        return made

    def detach_(self) -> Tensor:
        """Cut this tensor itself from its graph.

        >>> from autograd import tensor
        >>> x = tensor([1.0, 2.0], requires_grad=True)
        >>> (x * 2).detach_()
        tensor([2., 4.])
        """
        self._grad_fn, self._requires_grad = None, False
        self._view_since = self._base = self._how = None
        return self

    def register_hook(self, hook: Hook) -> RemovableHandle:
        """Call `hook(grad)` in each backward pass, when this tensor's gradient is complete.

        Args:
            hook: a function of the gradient, a Tensor of the shape of this tensor. It returns None, or a Tensor of
                the same shape that replaces the gradient.

        Returns:
            A handle. Its `remove()` removes the hook.

        Raises:
            RuntimeError: if this tensor does not require grad.
            ShapeError: in the backward pass, if the hook returns another shape.

        >>> from autograd import tensor
        >>> x = tensor([1.0, 2.0], requires_grad=True)
        >>> handle = x.register_hook(lambda grad: 10 * grad)
        >>> (x * x).sum().backward()
        >>> x.grad
        tensor([20., 40.])
        >>> handle.remove()
        """
        node = node_of(self)
        if node is None:
            raise RuntimeError("register_hook(): this tensor does not require grad")
        return add_hook(node, hook)

    def register_post_accumulate_grad_hook(self, hook: Callable[[Any], None]) -> RemovableHandle:
        """Call `hook(tensor)` in each backward pass, when `.grad` of this leaf holds the sum.

        An optimiser can so step while the pass goes on, and free each gradient at once.

        Args:
            hook: a function of this tensor. What it returns is ignored.

        Returns:
            A handle. Its `remove()` removes the hook.

        Raises:
            RuntimeError: if this tensor is no leaf that requires grad.

        >>> from autograd import tensor
        >>> x = tensor([1.0, 2.0], requires_grad=True)
        >>> handle = x.register_post_accumulate_grad_hook(lambda leaf: print(leaf.grad))
        >>> (x * x).sum().backward()
        tensor([2., 4.])
        >>> handle.remove()
        """
        if node_of(self) is not self:
            raise RuntimeError(
                "register_post_accumulate_grad_hook(): expected a leaf that requires grad, got "
                + ("a result" if self.grad_fn is not None else "a tensor that does not require grad")
            )
        return add_hook(self, AfterAccumulation(hook))

    def retain_grad(self) -> None:
        """Fill `.grad` of this tensor in a backward pass, although it is not a leaf.

        >>> from autograd import tensor
        >>> x = tensor(3.0, requires_grad=True)
        >>> y = x * 2
        >>> y.retain_grad()
        >>> (y * y).backward()
        >>> y.grad
        tensor(12.)
        """
        if self.grad_fn is not None and not retains_grad(self.grad_fn):
            self.register_hook(RetainGrad(self))

    # ── to Python and NumPy ──

    def item(self, *place: Any) -> Any:
        """Return the only element as a Python number.

        Args:
            place: with NumPy's arguments, the element there: its number in reading order, or an index per dimension.

        Raises:
            RuntimeError: without `place`, if there is not exactly one element.
            IndexError: if there is no such place.

        >>> from autograd import tensor
        >>> tensor([2.5]).item()
        2.5
        """
        if not place:
            return self._number(".item()")
        if reading.callback is not None:
            reading.callback(self, ".item()")
        return self._array.item(*place)

    def tolist(self) -> Any:
        """Return nested lists of Python numbers.

        >>> from autograd import tensor
        >>> tensor([[1, 2], [3, 4]]).tolist()
        [[1, 2], [3, 4]]
        """
        if reading.callback is not None:
            reading.callback(self, ".tolist()")
        return self._array.tolist()

    def _number(self, how: str) -> Any:
        if self._array.size != 1:
            raise RuntimeError(f"item(): expected a tensor with one element, got shape {self.shape}; use tolist()")
        if reading.callback is not None:
            reading.callback(self, how)
        return self._array.item()

    def numpy(self) -> Array:
        """Return the array, which shares memory with this tensor.

        Operations that read this tensor from now on save copies, because changes through the array are not counted.

        Raises:
            RuntimeError: outside `no_grad`, if it requires grad, because the graph would be lost unnoticed.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).numpy()
        array([1., 2.], dtype=float32)
        """
        if self.requires_grad and grad_mode.heal():
            raise RuntimeError(
                "numpy(): this tensor requires grad, and a NumPy array would lose its graph; use t.detach().numpy()"
            )
        self._version.expose(self._array)
        return self._array

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        if self.requires_grad and grad_mode.heal():
            raise RuntimeError(
                "np.asarray(): this tensor requires grad, and a NumPy array would lose its graph; "
                "use t.detach(), np.stack([…]) for a list of tensors, or np.array(…, like=t)"
            )
        array = np.array(self._array, dtype=dtype, copy=copy)
        if array is self._array or array.base is not None:
            self._version.expose(self._array)
        return array

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        return numpy_protocol.ufunc(ufunc, method, inputs, kwargs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        return numpy_protocol.function(function, args, kwargs)

    def __float__(self) -> float:
        return float(self._number("float()"))

    def __int__(self) -> int:
        return int(self._number("int()"))

    def __floor__(self) -> int:
        whole: int = math.floor(self._number("math.floor()"))
        return whole

    def __ceil__(self) -> int:
        whole: int = math.ceil(self._number("math.ceil()"))
        return whole

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
        node = None if isinstance(self._grad_fn, Tensor) else self._grad_fn
        return printing.represent(self._array, self.requires_grad, None if node is None else node.name())

    def __format__(self, spec: str) -> str:
        if not self.ndim:
            return format(self._array.item(), spec)
        if spec:
            raise TypeError(f"format {spec!r} is for one number, this tensor has shape {self.shape}; use .tolist()")
        return str(self)

    def __pos__(self) -> Tensor:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy a leaf.

        Raises:
            RuntimeError: for a computed tensor, whose graph would be lost.
        """
        if self.grad_fn is not None:
            raise RuntimeError("only leaf tensors can be pickled or deep-copied; use t.detach() or t.clone()")
        # With the version, so that Tensors that share memory before share it afterwards as well.
        return _leaf, (type(self), self._array, self._requires_grad, self.grad, self._version)

    def __copy__(self) -> Tensor:
        """Return another leaf in the same memory, as `copy.copy` does."""
        return _leaf(*self.__reduce__()[1])

    # ── shapes ──

    def view(self, *shape: Any) -> Tensor:
        """Return another shape over the same memory; one size may be -1.

        Args:
            shape: the sizes; or a dtype, for PyTorch's other use of this name.

        Raises:
            ShapeError: if the elements do not lie so that this is possible without copying.

        >>> from autograd import arange
        >>> arange(6).view(2, -1)
        tensor([[0, 1, 2],
                [3, 4, 5]])
        """
        if len(shape) == 1 and not isinstance(shape[0], list | tuple | np.integer) and type(shape[0]) is not int:
            return self.to(shape[0])
        result: Tensor = reshape(self, *shape)
        if result.numel() and not np.may_share_memory(result._array, self._array):
            raise ShapeError(
                f"view(): shape {self.shape} with strides {self._array.strides} cannot be seen as {result.shape} "
                "without copying; use reshape()"
            )
        return result

    def view_as(self, other: Tensor) -> Tensor:
        """Return a view in the shape of `other`.

        Args:
            other: a Tensor with as many elements as this one.

        Returns:
            A Tensor of the shape of `other`, in the dtype and memory of this tensor.

        Raises:
            ShapeError: if the number of elements differs, or the view is impossible without copying.

        >>> from autograd import arange, zeros
        >>> arange(4).view_as(zeros(2, 2))
        tensor([[0, 1],
                [2, 3]])
        """
        return self.view(other.shape)

    def reshape_as(self, other: Tensor) -> Tensor:
        """Return this tensor in the shape of `other`.

        >>> from autograd import arange, zeros
        >>> arange(4).reshape_as(zeros(2, 2))
        tensor([[0, 1],
                [2, 3]])
        """
        return self.reshape(other.shape)

    def expand_as(self, other: Tensor) -> Tensor:
        """Return this tensor expanded to the shape of `other`.

        >>> from autograd import tensor, zeros
        >>> tensor([1, 2]).expand_as(zeros(2, 2))
        tensor([[1, 2],
                [1, 2]])
        """
        return self.expand(other.shape)

    # ── indexing ──

    def __getitem__(self, key: Any) -> Tensor:
        found: Tensor = run(getitem, (self, _index(key, reading=True)))
        return found

    def __setitem__(self, key: Any, value: Any) -> None:
        index = _index(key)
        shape = getattr(value, "shape", ())
        if shape and shape[0] == 1:  # first dimensions of 1 are left out where they are too many, as in PyTorch
            for _ in range(len(shape) - np.ndim(self._array[index])):
                value = value[0] if value.shape[0] == 1 else value
        inplace.assign(self, index, value)

    # ── in place ──

    def copy_(self, source: Any) -> Tensor:
        """Overwrite the elements with those of `source`. Gradients flow to `source`.

        Args:
            source: a Tensor, array or number. It is cast to this dtype, and its shape must broadcast to this shape.

        Returns:
            This tensor.

        Raises:
            RuntimeError: outside `no_grad`, if this tensor is a leaf that requires grad, or a view of one.
            ShapeError: if the shape of `source` does not broadcast to this one.

        >>> from autograd import tensor, zeros
        >>> zeros(2, 2).copy_(tensor([1, 2]))
        tensor([[1., 2.],
                [1., 2.]])
        """
        inplace.assign(self, ..., source)
        return self

    def fill_(self, value: Any) -> Tensor:
        """Set every element to `value`.

        Args:
            value: a number, or a Tensor that broadcasts to this shape. It is cast to this dtype.

        Returns:
            This tensor.

        Raises:
            RuntimeError: outside `no_grad`, if this tensor is a leaf that requires grad, or a view of one.
            ShapeError: if the shape of `value` does not broadcast to this one.

        >>> from autograd import zeros
        >>> zeros(3).fill_(7)
        tensor([7., 7., 7.])
        """
        return self.copy_(value)

    def zero_(self) -> Tensor:
        """Set every element to 0, and return this tensor.

        Raises:
            RuntimeError: outside `no_grad`, if this tensor is a leaf that requires grad, or a view of one.

        >>> from autograd import ones
        >>> ones(3).zero_()
        tensor([0., 0., 0.])
        """
        return self.copy_(0)

    def masked_fill_(self, mask: Tensor, value: Any) -> Tensor:
        """Set the elements to `value` where `mask` is true. No gradient flows back from these elements.

        Args:
            mask: a bool Tensor whose shape broadcasts to this one.
            value: a number, or a Tensor whose shape broadcasts to this one.

        Returns:
            This tensor.

        Raises:
            RuntimeError: outside `no_grad`, if this tensor is a leaf that requires grad, or a view of one.
            ShapeError: if a shape does not broadcast to this one.
            TypeError: if `mask` is not bool, or this dtype cannot hold `value`, as an integer dtype a float.

        >>> from autograd import tensor
        >>> x = tensor([-1.0, 2.0, -3.0])
        >>> x.masked_fill_(x < 0, 0.0)
        tensor([0., 2., 0.])
        """
        inplace.run_inplace(where, (mask, value, self), place=2)
        return self


def is_tensor(x: Any) -> bool:
    """Return whether x is a Tensor."""
    return isinstance(x, Tensor)


def _index(key: Any, reading: bool = False) -> Any:
    """Return an index with arrays in place of Tensors and lists.

    Raises:
        TypeError: for a Tensor of uint8, which is a mask in PyTorch, unless elements are only read.
    """
    if isinstance(key, tuple):
        return tuple(_index(part, reading) for part in key)
    if isinstance(key, Tensor):  # one integer selects, as in PyTorch: the result is a view
        if key.dtype == np.uint8 and key.ndim:
            if not reading:
                raise TypeError("x[index] = value: a mask is bool, got uint8; write mask.bool(), or index.long()")
            warnings.warn("x[index]: a mask of uint8 is deprecated; write mask.bool()", stacklevel=3)
            return key._array.astype(np.bool_)
        return int(key._array) if not key.ndim and key.dtype.kind in "iu" else key._array
    return np.asarray(key, None if key else np.intp) if isinstance(key, list) else key


def _leaf(
    cls: type[Tensor], array: Array, requires_grad: bool, grad: Tensor | None, version: Version | None = None
) -> Tensor:
    made: Tensor = adopt(cls.__new__(cls), array)
    made._requires_grad = requires_grad
    made.grad = grad
    if version is not None:
        made._version = version
    return made
