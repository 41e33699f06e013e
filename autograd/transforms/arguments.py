"""Arguments and results of transforms as nodes, and numbers of every kind as arrays."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograd.array.apply import node_of as node_of_tensor
from autograd.array.base import wrap, wrap_shared
from autograd.array.node import Node
from autograd.array.tensor import Tensor
from autograd.rules.join import stack
from autograd.rules.shape import clone, reshape
from autograd.scalar.value import Value


class Argument(Node):
    """The node between a given argument and the Tensor that f receives. The walk of this call ends here."""

    __slots__ = ()

    def pull(self, upstream: Any, record: bool, retain: bool, only: Container[Any] | None = None) -> Sequence[Any]:
        """Pass the gradient on. Copy it: a leaf may keep it."""
        return (None if self.inputs[0] is None else upstream if record else upstream.copy(),)

    def push(self, tangents: list[Any], record: bool) -> Any:
        """Pass the tangent on."""
        return tangents[0]


class JointRoot:
    """Several nodes as one root. Its upstream gradient is a list, one for each node."""

    def __init__(self, inputs: Iterable[Any]) -> None:
        self.inputs = tuple(inputs)

    def receive(self, upstream: Any) -> Any:
        return upstream

    def pull(self, upstream: list[Any], record: bool, retain: bool, only: Container[Any] | None = None) -> list[Any]:
        return upstream


def note_lists(error: Exception, args: Sequence[Any]) -> None:
    """Add to an error that f raised what to write in place of a list of numbers among its arguments."""
    for given in args:
        if isinstance(given, list | tuple) and given and all(isinstance(x, float | int) for x in given):
            numbers = ", ".join(map(repr, given)) if len(given) < 5 else "…"
            error.add_note(
                f"f was called with the list [{numbers}]. If it takes an array, write np.array([{numbers}]) or "
                f"autograd.tensor([{numbers}]). If it takes several numbers, write them one by one: f, {numbers}."
            )


def as_argument(tensor: Tensor) -> Tensor:
    """Return the same numbers, in the same memory, behind a new Argument node."""
    argument = tensor.detach()
    argument._view_since = argument._version.count  # to change it in place would change the caller's memory
    source = node_of_tensor(tensor)
    argument._grad_fn = Argument(clone, (source,), tensor._array, [], [], None)
    argument._requires_grad = True
    return argument


def as_tensor_argument(x: Any, name: str) -> Tensor:
    """Return a floating number, array or Tensor as an argument of a transform.

    Raises:
        TypeError: if x is not floating; the message begins with `name`.
    """
    if isinstance(x, float | np.floating | np.ndarray):
        x = wrap_shared(np.asarray(x))
    if not isinstance(x, Tensor) or x.dtype.kind != "f":
        what = f"{x.dtype}" if hasattr(x, "dtype") else type(x).__name__
        raise TypeError(f"{name} must be floating to be differentiated by, got {what}{_hint(x)}")
    return as_argument(x)


def as_value_argument(x: Any, name: str) -> Value:
    """Return a Value or float as an argument of a transform, a node of its own.

    Raises:
        TypeError: for anything else; the message begins with `name`.
    """
    if isinstance(x, Value):
        return x * 1.0
    if isinstance(x, float):
        return Value(x)
    raise TypeError(f"{name} is {type(x).__name__}{_hint(x)}; Values are differentiated together with floats only")


def _hint(x: Any) -> str:
    return f": write {float(x)}" if isinstance(x, int) and not isinstance(x, bool) else ""


def node_of(x: Any) -> Any:
    """Return the node of a Value or Tensor; None for anything that is in no graph."""
    if isinstance(x, Tensor):
        return node_of_tensor(x)
    return x if isinstance(x, Value) else None


def nearby(x: Any) -> Any:
    """Return numbers close to x, of its type."""
    if isinstance(x, Value):
        return Value(nearby(x._z))
    array = np.asarray(raw(x))
    array = array - array.dtype.type(1e-3) * (array + (array == 0))
    return wrap(array) if isinstance(x, Tensor) else float(array) if isinstance(x, float) else array


def raw(x: Any) -> Any:
    """Return the array or number in x."""
    return x._array if isinstance(x, Tensor) else x._z if isinstance(x, Value) else x


def shape_of(x: Any) -> tuple[int, ...]:
    """Return the shape of a Value, Tensor, array or number."""
    return np.shape(raw(x))


def zeros_like(like: Any) -> Any:
    """Return a Value 0, or an array of zeros in the shape and dtype of `like`."""
    return Value(0.0) if isinstance(like, Value) else np.zeros_like(raw(like))


def kind_of(leaves: Sequence[Any]) -> Any:
    """Return an example of the type of results: a Tensor if one was given, else an array if one was, else a float."""
    for kind, example in (Value, None), (Tensor, None), (np.ndarray | np.generic, np.float64(0)):
        for leaf in leaves:
            if isinstance(leaf, kind):
                return leaf if example is None else example
    return 0.0


def basis(like: Any) -> Iterator[Any]:
    """Yield the arrays of the shape of `like` that are 1 in one place and 0 elsewhere."""
    shape = shape_of(like)
    for place in range(int(np.prod(shape))):
        vector = np.zeros(int(np.prod(shape)))
        vector[place] = 1
        yield vector.reshape(shape)


def joined(parts: Sequence[Any], dim: int, shape: tuple[int, ...], like: Any) -> Any:
    """Stack the parts along a new dimension `dim`, then reshape to `shape`."""
    if parts and isinstance(parts[0], Value):
        return parts[0]
    if not parts:
        return np.zeros(shape, np.result_type(raw(like)))
    return reshape(stack(list(parts), dim), shape)


def places_of(where: str, argnums: int | Sequence[int], count: int) -> tuple[int, ...]:
    """Return the places of the arguments that `argnums` names, none negative.

    Raises:
        ValueError: if it names no argument, or one twice; the message begins with `where`.
    """
    given: Any = argnums
    numbers = tuple(given) if hasattr(given, "__iter__") else (given,)
    for number in numbers:
        if not isinstance(number, int) or not -count <= number < count:
            raise ValueError(f"{where}: argnums {number!r} names none of the {count} positional argument(s)")
    places = tuple(number % count for number in numbers)
    if len(set(places)) < len(places):
        raise ValueError(f"{where}: argnums {argnums} names an argument twice")
    return places
