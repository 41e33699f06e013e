"""The methods of Tensor that convert it, create others like it, or say how it is stored."""

from __future__ import annotations

import builtins
import importlib
from typing import TYPE_CHECKING, Any

import numpy as np

from autograd.array.base import TensorBase, wrap
from autograd.array.device import CPU, KINDS, check_device, device
from autograd.array.fast import run
from autograd.array.methods import TensorMethods
from autograd.constants import strided
from autograd.reading import reading
from autograd.rules.dtypes import TENSOR_TYPES, as_dtype, bfloat16, float32, is_floating
from autograd.rules.operation import flat
from autograd.rules.shape import cast

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor

_TYPE_NAMES = {dtype: name for name, dtype in TENSOR_TYPES.items()}
_ARRAY_API_VERSIONS = ("2021.12", "2022.12", "2023.12", "2024.12")


class ConversionMethods(TensorMethods, TensorBase):
    """A base class of Tensor."""

    __slots__ = ()

    # ── to other dtypes and devices ──

    def to(self, *args: Any, **kwargs: Any) -> Tensor:
        """Return this tensor in another dtype, or in the dtype of another tensor.

        Gradients flow through the conversion, back in the dtype of this tensor.

        Args:
            args, kwargs: a dtype, a Tensor whose dtype is wanted, or a device. The only device is the CPU. With
                `copy=True`, the result is a copy in any case. Other options of PyTorch, such as `non_blocking=True`,
                are ignored.

        Returns:
            A Tensor of the same shape; this tensor itself if it has the dtype already and no copy is wanted.

        Raises:
            TypeError: if an argument is no dtype that a Tensor can have.
            ValueError: if it is another device.

        >>> from autograd import float64, tensor
        >>> tensor([1, 2]).to(float64)
        tensor([1., 2.], dtype=float64)
        """
        copy = kwargs.pop("copy", False)
        for name in ("non_blocking", "memory_format"):
            kwargs.pop(name, None)
        wanted = self.dtype
        for what in (*args, *kwargs.values()):
            if isinstance(what, TensorBase):
                wanted = what.dtype
            elif isinstance(what, device) or (isinstance(what, str) and what.split(":")[0] in KINDS):
                check_device(what, "to()")
            elif what is not None and not isinstance(what, builtins.bool):
                wanted = as_dtype(what, "to()")
        if wanted != self.dtype:
            return run(cast, (self, wanted))  # type: ignore[no-any-return]
        return self.clone() if copy else self  # type: ignore[return-value]  # a Tensor

    def type(self, dtype: Any = None, non_blocking: builtins.bool = False) -> Any:
        """Return this tensor as another dtype; without one, the name of its own, as "torch.FloatTensor".

        >>> from autograd import int64, tensor
        >>> tensor([1.7, 2.0]).type(int64)
        tensor([1, 2])
        >>> tensor([1.7, 2.0]).type()
        'torch.FloatTensor'
        """
        return f"torch.{_TYPE_NAMES[self.dtype]}" if dtype is None else self.to(dtype)

    def type_as(self, other: Tensor) -> Tensor:
        """Return this tensor as the dtype of `other`.

        >>> from autograd import tensor
        >>> tensor([1, 2]).type_as(tensor(0.5))
        tensor([1., 2.])
        """
        return self.to(other.dtype)

    def astype(self, dtype: Any, copy: builtins.bool = True) -> Tensor:
        """Return this tensor as another dtype: NumPy's name of `to`. It is a copy unless `copy=False`.

        >>> from autograd import tensor
        >>> tensor([1, 2]).astype("float64")
        tensor([1., 2.], dtype=float64)
        """
        return self.to(dtype, copy=copy)

    def copy(self) -> Tensor:
        """Return a copy: NumPy's name of `clone`."""
        return self.clone()

    def float(self) -> Tensor:
        """Return this tensor as float32.

        >>> from autograd import tensor
        >>> tensor([1, 2]).float()
        tensor([1., 2.])
        """
        return self.to(float32)

    def double(self) -> Tensor:
        """Return this tensor as float64.

        >>> from autograd import tensor
        >>> tensor([1, 2]).double()
        tensor([1., 2.], dtype=float64)
        """
        return self.to(np.float64)

    def half(self) -> Tensor:
        """Return this tensor as float16.

        >>> from autograd import tensor
        >>> tensor([1, 2]).half()
        tensor([1., 2.], dtype=float16)
        """
        return self.to(np.float16)

    def bfloat16(self) -> Tensor:
        """Raise TypeError: Tensors have no bfloat16 here."""
        return self.to(bfloat16)

    def long(self) -> Tensor:
        """Return this tensor as int64.

        >>> from autograd import tensor
        >>> tensor([1.7, -1.7]).long()
        tensor([ 1, -1])
        """
        return self.to(np.int64)

    def int(self) -> Tensor:
        """Return this tensor as int32.

        >>> from autograd import tensor
        >>> tensor([1.7, -1.7]).int()
        tensor([ 1, -1], dtype=int32)
        """
        return self.to(np.int32)

    def short(self) -> Tensor:
        """Return this tensor as int16."""
        return self.to(np.int16)

    def char(self) -> Tensor:
        """Return this tensor as int8."""
        return self.to(np.int8)

    def byte(self) -> Tensor:
        """Return this tensor as uint8."""
        return self.to(np.uint8)

    def bool(self) -> Tensor:
        """Return this tensor as bool: whether each element is nonzero.

        >>> from autograd import tensor
        >>> tensor([0.0, 2.0]).bool()
        tensor([False,  True])
        """
        return self.to(np.bool_)

    def cpu(self, memory_format: Any = None) -> Tensor:
        """Return this tensor: all tensors are on the CPU."""
        return self  # type: ignore[return-value]  # a Tensor

    def cuda(self, *args: Any, **kwargs: Any) -> Tensor:
        """Raise RuntimeError: there is no CUDA device."""
        raise RuntimeError(
            "cuda(): there is no CUDA device, all tensors are on the CPU; leave it out, or ask cuda.is_available()"
        )

    def contiguous(self, memory_format: Any = None) -> Tensor:
        """Return this tensor if its elements lie in memory in order, else a copy in which they do.

        Args:
            memory_format: accepted, without effect.

        >>> from autograd import zeros
        >>> zeros(2, 3).T.contiguous().is_contiguous()
        True
        """
        return self if self.is_contiguous() else self.clone()  # type: ignore[return-value]  # a Tensor

    # ── how it is stored ──

    @property
    def device(self) -> device:
        """The device, which is the CPU."""
        found: device = CPU
        return found

    @property
    def is_cuda(self) -> builtins.bool:
        """False: all tensors are on the CPU."""
        return False

    @property
    def is_cpu(self) -> builtins.bool:
        """True: all tensors are on the CPU."""
        return True

    @property
    def layout(self) -> str:
        """How the elements are stored: "strided", as of all tensors."""
        return strided

    def is_same_size(self, other: Tensor) -> builtins.bool:
        """Return whether another tensor has this shape."""
        return self.shape == other.shape

    def is_nonzero(self) -> builtins.bool:
        """Return whether the only element is not 0.

        Raises:
            RuntimeError: if there is not exactly one element.
        """
        return builtins.bool(self)

    @property
    def is_sparse(self) -> builtins.bool:
        """False: all elements are stored."""
        return False

    @property
    def itemsize(self) -> builtins.int:
        """The number of bytes per element."""
        return self._array.itemsize

    @property
    def nbytes(self) -> builtins.int:
        """The number of bytes of all elements."""
        return self._array.nbytes

    def get_device(self) -> builtins.int:
        """Return -1, PyTorch's number of the CPU."""
        return -1

    def element_size(self) -> builtins.int:
        """Return the number of bytes per element.

        >>> from autograd import zeros
        >>> zeros(2, 3).element_size()
        4
        """
        return self._array.itemsize

    def stride(self, dim: builtins.int | None = None) -> Any:
        """Return how many elements lie between neighbours, of each dimension or of one.

        >>> from autograd import zeros
        >>> zeros(2, 3).stride()
        (3, 1)
        """
        steps = tuple(step // self._array.itemsize for step in self._array.strides)
        return steps if dim is None else steps[dim]

    def storage_offset(self) -> builtins.int:
        """Return how many elements lie in memory before this view of another tensor.

        >>> from autograd import zeros
        >>> zeros(5)[2:].storage_offset()
        2
        """
        whole = self._array
        while isinstance(whole.base, np.ndarray):
            whole = whole.base
        start, first = (a.__array_interface__["data"][0] for a in (self._array, whole))
        return int(start - first) // self._array.itemsize

    def data_ptr(self) -> builtins.int:
        """Return the address of the first element."""
        return int(self._array.__array_interface__["data"][0])

    def is_contiguous(self, memory_format: Any = None) -> builtins.bool:
        """Return whether the elements lie in memory in order.

        >>> from autograd import zeros
        >>> zeros(2, 3).is_contiguous(), zeros(2, 3).T.is_contiguous()
        (True, False)
        """
        return builtins.bool(self._array.flags.c_contiguous)

    def is_floating_point(self) -> builtins.bool:
        """Return whether the elements are floating-point numbers.

        >>> from autograd import tensor
        >>> tensor([1.0]).is_floating_point(), tensor([1]).is_floating_point()
        (True, False)
        """
        return is_floating(self.dtype)

    def is_complex(self) -> builtins.bool:
        """Return False: Tensors hold real numbers."""
        return False

    def is_signed(self) -> builtins.bool:
        """Return whether the dtype has negative numbers."""
        return self.dtype.kind in "fi"

    def pin_memory(self) -> Tensor:
        """Return this tensor: there is no other device to copy it to."""
        return self  # type: ignore[return-value]  # a Tensor

    def share_memory_(self) -> Tensor:
        """Return this tensor. Its memory is that of this process."""
        return self  # type: ignore[return-value]  # a Tensor

    # ── others like it ──

    def new_zeros(self, *sizes: Any, size: Any = None, dtype: Any = None, requires_grad: builtins.bool = False,
                  device: Any = None) -> Tensor:  # fmt: skip
        """Return zeros of this dtype.

        Args:
            sizes, size: the sizes, as integers or as one tuple.
            dtype: another dtype.
            requires_grad: whether operations on the result are recorded.
            device: the CPU, or None.

        >>> from autograd import tensor
        >>> tensor([1, 2]).new_zeros(3)
        tensor([0, 0, 0])
        """
        return self._new(np.zeros, "new_zeros()", sizes, size, dtype, requires_grad, device)

    def new_ones(self, *sizes: Any, size: Any = None, dtype: Any = None, requires_grad: builtins.bool = False,
                 device: Any = None) -> Tensor:  # fmt: skip
        """Return ones of this dtype. The arguments are those of `new_zeros`.

        >>> from autograd import tensor
        >>> tensor([1, 2]).new_ones(3)
        tensor([1, 1, 1])
        """
        return self._new(np.ones, "new_ones()", sizes, size, dtype, requires_grad, device)

    def new_empty(self, *sizes: Any, size: Any = None, dtype: Any = None, requires_grad: builtins.bool = False,
                  device: Any = None) -> Tensor:  # fmt: skip
        """Return a tensor of this dtype whose elements are not initialised. The arguments are those of `new_zeros`.

        >>> from autograd import tensor
        >>> tensor([1, 2]).new_empty(2, 3).shape
        (2, 3)
        """
        return self._new(np.empty, "new_empty()", sizes, size, dtype, requires_grad, device)

    def new_full(self, size: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False,
                 device: Any = None) -> Tensor:  # fmt: skip
        """Return a tensor of this dtype with each element equal to `fill_value`.

        >>> from autograd import tensor
        >>> tensor([1, 2]).new_full((2,), 7)
        tensor([7, 7])
        """
        made = self._new(np.empty, "new_full()", (), size, dtype, False, device)
        return made.fill_(fill_value).requires_grad_(requires_grad)

    def new_tensor(self, data: Any, dtype: Any = None, requires_grad: builtins.bool = False,
                   device: Any = None) -> Tensor:  # fmt: skip
        """Return a leaf that holds a copy of `data`, in this dtype.

        >>> from autograd import tensor
        >>> tensor([1.0, 2.0]).new_tensor([3])
        tensor([3.])
        """
        check_device(device, "new_tensor()")
        array = data._array if isinstance(data, TensorBase) else np.asarray(data)
        made: Tensor = wrap(array.astype(self.dtype if dtype is None else as_dtype(dtype, "new_tensor()")))
        return made.requires_grad_(requires_grad)

    def new(self, *given: Any) -> Tensor:
        """Return a tensor of this dtype: `new(2, 3)` without initial elements, `new([1, 2])` of these numbers."""
        if len(given) == 1 and not hasattr(type(given[0]), "__index__"):
            return self.new_tensor(given[0])
        return self.new_empty(given or (0,))

    def _new(self, make: Any, where: str, sizes: Any, size: Any, dtype: Any, requires_grad: builtins.bool,
             device: Any) -> Tensor:  # fmt: skip
        check_device(device, where)
        shape = flat(sizes) if size is None else flat((size,))
        made: Tensor = wrap(make(shape, self.dtype if dtype is None else as_dtype(dtype, where)))
        return made.requires_grad_(requires_grad)

    # ── to other libraries ──

    def __array_namespace__(self, *, api_version: str | None = None) -> Any:
        """Return `autograd.array_api`, the functions of the array API standard."""
        if api_version not in (None, *_ARRAY_API_VERSIONS):
            known = ", ".join(_ARRAY_API_VERSIONS)
            raise ValueError(f"__array_namespace__(): expected one of the versions {known}, got {api_version!r}")
        return importlib.import_module("autograd.array_api")  # on first use, because it is built on Tensor

    def to_device(self, device: Any, /, *, stream: Any = None) -> Tensor:
        """Return this tensor: all tensors are on the CPU."""
        return self.to(device=device)

    def __dlpack__(
        self, *, stream: Any = None, max_version: Any = None, dl_device: Any = None, copy: builtins.bool | None = None
    ) -> Any:
        """Return the array for another library, without a copy unless `copy` says so.

        Raises:
            BufferError: if it requires grad, because the graph would be lost unnoticed.
        """
        if self.requires_grad:  # type: ignore[attr-defined]  # of Tensor
            raise BufferError("__dlpack__: this tensor requires grad, which would be lost; use t.detach()")
        if reading.callback is not None:
            reading.callback(self, ".__dlpack__()")
        self._version.expose(self._array)
        given = {"stream": stream, "max_version": max_version, "dl_device": dl_device, "copy": copy}
        return self._array.__dlpack__(**{name: value for name, value in given.items() if value is not None})

    def __dlpack_device__(self) -> tuple[builtins.int, builtins.int]:
        """Return DLPack's number of the CPU."""
        kind, number = self._array.__dlpack_device__()
        return builtins.int(kind), builtins.int(number)
