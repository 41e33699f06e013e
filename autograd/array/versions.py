"""Ownership of arrays: copy what is saved, or count its changes.

The rule: a node or a `.grad` either owns its array, or shares a Version that counts the changes.

- Tensors over the same memory share a Version, which counts changes in place. A node that saves the array of a Tensor
  stores the count beside it. If the count differs in the backward pass, the pass is an error.
- A NumPy array among the arguments of an operation is copied when it is saved: nothing counts its changes.
- A Tensor over an array of the caller (`from_numpy`, `as_tensor`) is `exposed`: a node saves a copy of it.
- `.numpy()` exposes a Tensor from then on. What was saved before is compared by a checksum that is taken then.
- A gradient that a hook has seen or returned is copied before it becomes a `.grad`.

`keep` applies the rule to a Tensor, `own` to any other argument, and `unchanged` checks it in the backward pass.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from autograd.dispatch import settle
from autograd.grad_mode import grad_mode

Array = np.ndarray[Any, np.dtype[Any]]


class Version:
    """How often an array, shared by all Tensors that are views of it, was changed in place.

    Attributes:
        count: the number of changes.
        recorded: the count after the last change that was recorded. A view that is older has an outdated graph.
        turned: the count when the tensor last took another shape in place. The graph of an older view is not known.
        exposed: whether NumPy code may change the array, which nothing counts.
    """

    # Class attributes until they change: one Version is made with every Tensor.
    count = 0
    recorded = 0
    turned = -1
    exposed = False
    _memory: Array | None = None  # the memory at the time of the first `expose`, and its checksum
    _checksum = 0

    def expose(self, array: Array) -> None:
        """Record that NumPy code may change the memory of `array` from now on."""
        settle()
        if not self.exposed:
            memory = array
            while isinstance(memory.base, np.ndarray):
                memory = memory.base
            self._memory, self._checksum = memory, _crc(memory)
            self.exposed = True

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and deep-copy as a new version, which counts from 0 for the memory of the copies."""
        return Version, ()

    def unchanged(self, count: int) -> bool:
        """Return whether the array is still what it was at this count."""
        if self.count != count:
            return False
        return self._memory is None or _crc(self._memory) == self._checksum


def _crc(memory: Array) -> int:
    return zlib.crc32(np.ascontiguousarray(memory).data)


# For each saved array of a Tensor: its version, the count then, and its slot (in a sequence of operands its place).
Stamps = list[tuple[Version, int, int]]


def keep(tensor: Any, slot: int, stamps: Stamps) -> Array:
    """Return the array of a Tensor for a node to save, with a stamp of its version, or a copy if it is exposed."""
    version = tensor._version
    array: Array = tensor._array
    if version.exposed:
        return array.copy()
    stamps.append((version, version.count, slot))
    return array


def own(argument: Any, given: Any = None) -> Any:
    """Return an argument that is no Tensor for a node to save: arrays in it are copied if the caller may hold them.

    Args:
        argument: an array, a number, an index, or a tuple, list or dict of these.
        given: what the caller passed. An array that was made from it is not copied.
    """
    if isinstance(argument, np.ndarray):
        return argument.copy() if given is None or argument is given or argument.base is not None else argument
    if type(argument) in (tuple, list):
        return type(argument)([own(part) for part in argument])
    if type(argument) is dict:
        return {key: own(part) for key, part in argument.items()}
    return argument.detach().clone() if hasattr(argument, "_version") else argument  # a Tensor inside an index


def check_inplace(name: str, tensor: Any) -> None:
    """Raise RuntimeError if `tensor` may not be changed in place while operations are recorded."""
    settle()
    if not grad_mode.heal():
        return
    if tensor._view_since is not None and tensor._base is None:
        raise RuntimeError(
            f"{name}: this tensor is an argument of a transform, or a view that was made under no_grad; "
            "its graph would miss the change: change a clone(), or take the view again"
        )
    for leaf, what in (tensor, "a leaf that requires grad"), (base_of(tensor), "a view of a leaf that requires grad"):
        if leaf is not None and leaf._requires_grad and leaf._grad_fn is None:
            raise RuntimeError(
                f"{name}: {what} cannot be changed in place while operations are recorded; do it under no_grad()"
            )


def base_of(view: Any) -> Any:
    """Return the Tensor whose memory `view` looks at; None if it is no view, or if the base has new memory."""
    base = view._base
    return base if base is not None and base._version is view._version else None


def becomes_view(base: Any, view: Any, op: Any, arguments: tuple[Any, ...]) -> None:
    """Make `view`, the result of `op` on `base` and `arguments`, a view: it shares the version, and knows its base."""
    view._version = base._version
    view._view_since = base._version.count
    if base._view_since is None:
        view._base, view._how = base, ((op, arguments),)
    elif base._base is not None:
        view._base, view._how = base._base, (*base._how, (op, arguments))
    else:
        return
    if view._base._requires_grad and not grad_mode.heal():
        view._base = view._how = None  # made under no_grad: it has no graph, and may not change one
