"""The public interface for packages that build on the engine, such as `nn`.

Everything else below `autograd` is private and may change in any version.

- `operation`: define an operation of Tensors by its forward function and its VJPs; used as a decorator.
- `composite`: define an operation by a function of other operations; its derivative follows from theirs.
- `ops`: every operation by name, also the internal ones; takes Tensors or arrays.
- `array_of`: the array that a Tensor holds.
- `tensor_of`: a Tensor that owns an array.
- `mark_changed`: record that this array is changed in place.
- `as_dtype`: check a dtype, and return it as a `numpy.dtype`.
- `default_generator`: the random numbers that `manual_seed` seeds.
- `write_atomically`: write a file whole or not at all.
- `html_facts`, `html_table`: the HTML of an object for notebooks, in the style of Tensors and of reports;
  `escape`: a text in it.
- `treescope_tree`: the object as Treescope shows it.
- `install_command`: the command that installs an optional part.
- `no_attribute`: the error for a name that a module or an object does not have, with the nearest ones.
- `check_device`: refuse a device that is not the CPU.
- `in_memory_order`: random numbers in the order in which PyTorch gives them to a tensor.
- `Compiled`: a function whose operations are deferred; `nn.compile` makes it.
- `Geometry`: the sizes, strides and padding of the windows of a convolution or pooling.
- `Generator`, `RemovableHandle`, `ShapeError`: the classes of `autograd`, for annotations and errors.
- `Array`, `DType`: the types of a NumPy array and of its dtype, for annotations.

>>> from autograd import tensor
>>> from autograd.extend import operation
>>> import numpy as np
>>> @operation(x=lambda xp, upstream, out: upstream * out * (1 - out))
... def logistic(x):
...     return 1 / (1 + np.exp(-x))
>>> x = tensor(0.0, requires_grad=True)
>>> logistic(x).backward()
>>> x.grad
tensor(0.2500)
"""

from __future__ import annotations

from autograd.array.base import wrap
from autograd.array.device import check_device
from autograd.array.generator import Generator, default_generator
from autograd.array.hooks import RemovableHandle
from autograd.array.sampling import in_memory_order
from autograd.array.tensor import Tensor
from autograd.dispatch import dispatch, settle
from autograd.display import escape, html_facts, html_table, treescope_tree
from autograd.errors import ShapeError, install_command, no_attribute
from autograd.files import write_atomically
from autograd.lazy import Compiled
from autograd.rules.arrays import Array
from autograd.rules.dtypes import DType, as_dtype
from autograd.rules.operation import composite, operation
from autograd.rules.operation import recorded_xp as ops
from autograd.rules.windows import Geometry

__all__ = [
    "Array",
    "Compiled",
    "DType",
    "Generator",
    "Geometry",
    "RemovableHandle",
    "ShapeError",
    "array_of",
    "as_dtype",
    "check_device",
    "composite",
    "default_generator",
    "escape",
    "html_facts",
    "html_table",
    "in_memory_order",
    "mark_changed",
    "install_command",
    "no_attribute",
    "operation",
    "ops",
    "tensor_of",
    "treescope_tree",
    "write_atomically",
]


def array_of(tensor: Tensor) -> Array:
    """Return the array that `tensor` holds, not a copy, whether or not it requires grad.

    Call `mark_changed(tensor)` before changing its elements. In a function of `nn.compile`, call `array_of` again if
    operations came in between: they may not be computed yet.

    Args:
        tensor: any shape and dtype.

    Returns:
        The NumPy array, in the shape, dtype and memory of `tensor`.

    >>> from autograd import tensor
    >>> array_of(tensor([1.0, 2.0], requires_grad=True))
    array([1., 2.], dtype=float32)
    """
    if dispatch.enabled:  # `settle` asks too; this saves a call
        settle()
    return tensor._array


def mark_changed(tensor: Tensor) -> None:
    """Record that the array of `tensor` is changed in place, outside any graph.

    A backward pass that needs the former elements then raises RuntimeError. Call it between `array_of` and the change:
    an interrupt may leave the change half done.

    Args:
        tensor: the tensor whose array is changed.

    >>> from autograd import tensor
    >>> x = tensor([1.0, 2.0], requires_grad=True)
    >>> y = (x * x).sum()
    >>> array = array_of(x)
    >>> mark_changed(x)
    >>> array[0] = 5.0
    >>> y.backward()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    RuntimeError: ...
    """
    tensor._version.count += 1


def tensor_of(array: Array) -> Tensor:
    """Return a leaf over `array`, without a copy. The array is the Tensor's from then on: do not change it.

    Args:
        array: any shape, of a dtype that a Tensor can have.

    Returns:
        A leaf of the array's shape and dtype. To go on using the array, there is `autograd.from_numpy`.

    >>> import numpy as np
    >>> tensor_of(np.zeros(2))
    tensor([0., 0.], dtype=float64)
    """
    made: Tensor = wrap(array)
    return made
