"""How a Tensor is spelled: PyTorch's attributes, conversions and methods. Nothing here records or differentiates.

What an operation does it does by `self._run(operation, operands)`, which Tensor defines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from autograd.array import numpy_protocol, printing
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode
from autograd.rules import select
from autograd.rules.arrays import Array
from autograd.rules.dtypes import DType, as_dtype, float32, is_floating, result_dtype
from autograd.rules.operation import COMPOSITES, ELEMENTWISE, OPERATIONS, Differentiable, FromRow
from autograd.rules.table import TABLE

if TYPE_CHECKING:
    from autograd.array.tensor import Recorded, Tensor


class Spelling:
    """The part of Tensor that is names."""

    __slots__ = ()
    __array_priority__ = 1000  # `array * tensor` is ours also where NumPy does not ask __array_ufunc__

    if TYPE_CHECKING:
        # What Tensor adds.
        _array: Array
        _requires_grad: bool
        grad_fn: Recorded | None

        @staticmethod
        def _run(op: Differentiable, args: tuple[Any, ...]) -> Tensor: ...
        @staticmethod
        def _run_unary(op: FromRow, x: Tensor, number: float | None = None) -> Tensor: ...
        @staticmethod
        def _run_binary(op: FromRow, x: Tensor, y: Any) -> Tensor: ...
        @staticmethod
        def _run_inplace(op: Differentiable, args: tuple[Any, ...], place: int = 0) -> Tensor: ...
        @staticmethod
        def _wrap(array: Array) -> Tensor: ...

    # ── what it is ──

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
        return self._run(OPERATIONS["mT"], (self,))

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
        return bool((self._array == (element._array if isinstance(element, Spelling) else element)).any())

    def __repr__(self) -> str:
        return printing.represent(self._array, self._requires_grad, self.grad_fn.name() if self.grad_fn else None)

    def __format__(self, spec: str) -> str:
        if not self.ndim:
            return format(self.item(), spec)
        if spec:
            raise TypeError(f"format {spec!r} is for one number, this tensor has shape {self.shape}; use .tolist()")
        return str(self)

    __hash__ = object.__hash__

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
            if isinstance(what, Spelling):
                return self.to(what.dtype)
            if str(what).split(":")[0] == "cpu":
                continue
            if not isinstance(what, bool) and what is not None:
                dtype = as_dtype(what, "to()")
                return cast("Tensor", self) if dtype == self.dtype else self._run(OPERATIONS["cast"], (self, dtype))
        return cast("Tensor", self)

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
        return cast("Tensor", self)

    def contiguous(self) -> Tensor:
        """Itself if its elements lie in memory in order, else a copy in which they do."""
        return cast("Tensor", self) if self.is_contiguous() else self.clone()

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

    # ── indexing ──

    def __getitem__(self, key: Any) -> Tensor:
        index = _index(key)
        found = self._run(OPERATIONS["getitem"], (self, index))
        if found._view_since is not None:
            found._origin = (cast("Tensor", self), index)
        return found

    def __setitem__(self, key: Any, value: Any) -> None:
        self._run_inplace(OPERATIONS["setitem"], (self, _index(key), value))

    # ── in place ──

    def copy_(self, source: Any) -> Tensor:
        """Overwrite the elements with those of `source`, broadcast and cast."""
        return self._run_inplace(OPERATIONS["setitem"], (self, ..., source))

    def fill_(self, value: Any) -> Tensor:
        """Set every element to `value`."""
        return self.copy_(value)

    def zero_(self) -> Tensor:
        """Set every element to 0."""
        return self.copy_(0)

    def masked_fill_(self, mask: Tensor, value: Any) -> Tensor:
        """Set the elements to `value` where the bool tensor `mask` holds."""
        return self._run_inplace(OPERATIONS["where"], (mask, value, self), place=2)

    def clamp_(self, min: Any = None, max: Any = None) -> Tensor:
        """Bring every element between `min` and `max`."""
        if min is None and max is None:
            raise ValueError("clamp_(): give min, max or both")
        if min is not None:
            self._run_inplace(ELEMENTWISE["clamp_min"], (self, min))
        if max is not None:
            self._run_inplace(ELEMENTWISE["clamp_max"], (self, max))
        return cast("Tensor", self)

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
        def __pos__(self) -> Tensor: ...
        def __lt__(self, other: Any) -> Tensor: ...
        def __le__(self, other: Any) -> Tensor: ...
        def __gt__(self, other: Any) -> Tensor: ...
        def __ge__(self, other: Any) -> Tensor: ...
        def __and__(self, other: Any) -> Tensor: ...
        def __or__(self, other: Any) -> Tensor: ...
        def __invert__(self) -> Tensor: ...
        # fmt: on


def _index(key: Any) -> Any:
    """An index with arrays in place of Tensors and lists."""
    if isinstance(key, tuple):
        return tuple(_index(part) for part in key)
    if isinstance(key, Spelling):
        return key._array.copy()  # the graph keeps it, and must not see it change
    return np.asarray(key) if isinstance(key, list) else key


# ── methods from the tables ──


def _row_method(name: str) -> Callable[..., Tensor]:
    row, op = TABLE[name], ELEMENTWISE[name]
    if row.arity == 1:

        def unary(self: Tensor) -> Tensor:
            return self._run_unary(op, self)

        return unary

    def binary(self: Tensor, other: Any = row.default, *, alpha: float = 1) -> Tensor:
        return self._run_binary(op, self, _scaled(name, other, alpha))

    return binary


def _scaled(name: str, other: Any, alpha: float) -> Any:
    """PyTorch's x.add(y, alpha=a) is x + a·y; and so of sub."""
    if alpha == 1:
        return other
    if name not in ("add", "sub"):
        raise TypeError(f"{name}(): alpha is for add and sub")
    return other * alpha


def _row_method_inplace(name: str) -> Callable[..., Tensor]:
    row, op = TABLE[name], ELEMENTWISE[name]

    def inplace(self: Tensor, *other: Any, alpha: float = 1) -> Tensor:
        if len(other) == row.arity - 2 and row.default is not None:
            other = (*other, row.default)
        if len(other) != row.arity - 1:
            raise TypeError(f"{name}_() takes {row.arity - 1} operand(s), got {len(other)}")
        return self._run_inplace(op, (self, *(_scaled(name, o, alpha) for o in other)))

    return inplace


def _operator(name: str) -> Callable[[Tensor, Any], Tensor]:
    op = ELEMENTWISE[name]
    return lambda self, other: self._run_binary(op, self, other)


def _reflected(name: str) -> Callable[[Tensor, Any], Tensor]:
    op = ELEMENTWISE.get(name) or OPERATIONS[name]
    return lambda self, other: self._run(op, (other, self))


def _comparison(function: Callable[[Any, Any], Any], name: str) -> Callable[[Tensor, Any], Tensor]:
    def compare(self: Tensor, other: Any) -> Any:
        if isinstance(other, Spelling):
            other = other._array
        elif not isinstance(other, bool | int | float | np.ndarray | np.generic):
            return NotImplemented
        mine = self._array
        if isinstance(other, np.ndarray) and other.dtype != mine.dtype:
            dtype = result_dtype([mine, other])
            mine, other = mine.astype(dtype), other.astype(dtype)
        try:
            return self._wrap(np.asarray(function(mine, other)))
        except ValueError:
            raise ShapeError(
                f"{name}: shapes {mine.shape} and {np.shape(other)} do not fit: "
                "counted from the last, sizes must be equal or 1"
            ) from None

    return compare


def _bind() -> None:
    def named(method: Any, name: str, doc: str | None) -> None:
        if name not in Spelling.__dict__:
            method.__name__, method.__qualname__, method.__doc__ = name, f"Tensor.{name}", doc
            setattr(Spelling, name, method)

    for name, row in TABLE.items():
        named(_row_method(name), name, row.__doc__)
        named(_row_method_inplace(name), f"{name}_", f"{row.__doc__} In place.")
    for name, function in {**OPERATIONS, **COMPOSITES}.items():
        if name not in ("einsum", "einsum_of", "where", "cat", "stack", "put_at", "getitem", "setitem"):
            named(lambda self, *a, _call=function, **k: _call(self, *a, **k), name, function.__doc__)
    for special, name in {
        "add": "add", "sub": "sub", "mul": "mul", "truediv": "div", "pow": "pow", "mod": "remainder",
        "floordiv": "floor_divide",
    }.items():  # fmt: skip
        setattr(Spelling, f"__{special}__", _operator(name))
        setattr(Spelling, f"__r{special}__", _reflected(name))
        setattr(Spelling, f"__i{special}__", _row_method_inplace(name))
    for special, method in {
        "matmul": lambda self, other: self._run(OPERATIONS["matmul"], (self, other)),
        "rmatmul": _reflected("matmul"),
        "neg": _row_method("neg"),
        "abs": _row_method("abs"),
        "invert": lambda self: self._wrap(~self._array),
        "pos": lambda self: self,
    }.items():
        setattr(Spelling, f"__{special}__", method)
    for special, ufunc in {
        "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
        "eq": np.equal, "ne": np.not_equal, "and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor,
    }.items():  # fmt: skip
        setattr(Spelling, f"__{special}__", _comparison(ufunc, special))
        named(_comparison(ufunc, special), special, f"{special}, elementwise.")
    named(select.clamp, "clamp", select.clamp.__doc__)


_bind()
