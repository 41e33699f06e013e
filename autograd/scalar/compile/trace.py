"""The flattened arguments of a call, and the trace of one run of the function on Values."""

from __future__ import annotations

import contextlib
import inspect
import math
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from numbers import Number, Real
from typing import Any

from autograd import pytree
from autograd.reading import reading
from autograd.scalar.compare import tracing
from autograd.scalar.compile.structure import Structure
from autograd.scalar.number import number
from autograd.scalar.value import Value

_TRIES = 3  # another thread may have drawn the random numbers
NOT_FOR_TENSORS = "Tensors and Modules run eagerly, so leave the call out"


class Arguments:
    """The arguments of one call.

    Attributes:
        args: the arguments.
        numbers: the numbers in them, or arrays for a batch, in order.
        arrays: the places in `numbers` of what is no float: arrays, also of no dimension.
        key: the structure of the arguments and the leaves that are no numbers. A program is valid for one key.
        batched: whether some of the numbers are arrays that have a dimension.
        structure: `known`, if the arguments are of this structure, so that no walk over them is needed; else None.
    """

    structure: Structure | None
    numbers: list[Any]
    arrays: list[int]
    key: Any

    def __init__(self, args: tuple[Any, ...], known: Structure | None = None) -> None:
        self.args = args
        numbers = None if known is None else known.numbers(args)
        if known is not None and numbers is not None:
            self.structure, self.numbers, self.arrays, self.key = known, numbers, known.arrays, known.key
        else:
            self.structure = None
            self.numbers, self.arrays = [], []
            self.key = tuple([self._key(arg) for arg in args])
        self.batched = any(self.numbers[place].ndim for place in self.arrays)

    def _key(self, tree: Any) -> Any:
        kind = tree.__class__
        if kind is float:
            self.numbers.append(tree)
            return None
        if isinstance(tree, list | tuple):
            if pytree.all_are(float, tree):  # fast path, for lists of parameters
                self.numbers += tree
                return kind, len(tree)
            if pytree.all_are(Value, tree):
                self.numbers += [x.data for x in tree]
                return kind, len(tree)
            keys = [self._key(branch) for branch in tree]
            return (kind, len(keys)) if all(key is None for key in keys) else (kind, *keys)
        branches = pytree.branches(tree)
        if branches is not None:
            return (kind, *[(key.__class__, key, self._key(branch)) for key, branch in branches])
        if kind is Value:
            self.numbers.append(tree.data)
        elif not _is_number(tree):
            return kind, tree
        elif hasattr(tree, "dtype"):
            self.arrays.append(len(self.numbers))
            self.numbers.append(tree)
        else:
            self.numbers.append(number(tree, "compile()"))
        return None

    def filled(self, numbers: Iterable[Any], other: Callable[[Any], Any]) -> tuple[Any, ...]:
        """Return the arguments with `numbers` in place of the numbers, and `other(leaf)` for all other leaves."""
        remaining = iter(numbers)
        leaves = (next(remaining) if _is_number(x) else other(x) for _, x in pytree.leaves(self.args, ""))
        filled: tuple[Any, ...] = pytree.rebuilt(self.args, leaves)
        return filled

    def names(self, f: Callable[..., Any]) -> Iterator[str]:
        """Yield the path of each number, such as "w[0]['a']", for comments."""
        parameters: list[inspect.Parameter] = []
        with contextlib.suppress(TypeError, ValueError):  # a built-in has no signature
            parameters += inspect.signature(f).parameters.values()
        for i, arg in enumerate(self.args):
            name = f"argument {i}"
            if i < len(parameters) and parameters[i].kind is not inspect.Parameter.VAR_POSITIONAL:
                name = parameters[i].name
            for path, leaf in pytree.leaves(arg, name):
                if _is_number(leaf):
                    yield path


def _is_number(x: Any) -> bool:
    """Return whether x is an argument that becomes a Value in the trace.

    Raises:
        TypeError: for a Tensor.
    """
    if hasattr(type(x), "grad_fn"):
        got = f"a {type(x).__name__}; {NOT_FOR_TENSORS}"
        raise TypeError(f"compile(): expected Values or numbers, got {got}")
    return (isinstance(x, Value | int | float) and not isinstance(x, bool)) or hasattr(x, "__array__")


class Trace:
    """One run of the function on Values, which give no numbers.

    Attributes:
        leaves: the Values in place of the numbers.
        outputs: the result of the function.
        comparisons: the comparisons of Values, each with its symbol, both sides and its outcome. The right side is a
            Value or a float.
    """

    def __init__(self, f: Callable[..., Any], arguments: Arguments, numbers: list[float]) -> None:
        for _ in range(_TRIES):
            self.leaves = [Value(x) for x in numbers]
            self.comparisons: list[tuple[str, Value, Value | float, bool]] = []
            args = arguments.filled(self.leaves, lambda leaf: leaf)
            before = _random_states(f, args)
            self.outputs = self._run(f, args)
            if _random_states(f, args) == before:
                break
        else:
            raise TypeError("compile(): the function draws random numbers; draw them outside, and pass them to it")
        for _, out in pytree.leaves(self.outputs, ""):
            if not isinstance(out, Value | int | float):
                raise TypeError(f"compile(): the function must return Values, got {type(out).__name__}")

    def _run(self, f: Callable[..., Any], args: Iterable[Any]) -> Any:
        outer = tracing.callback, reading.callback
        try:
            tracing.callback, reading.callback = self._compared, lambda node, how: tracing.refuse(how)
            return f(*args)
        finally:
            tracing.callback, reading.callback = outer

    def _compared(self, symbol: str, left: Value, right: Any, outcome: bool) -> None:
        if isinstance(right, Value):
            self.comparisons.append((symbol, left, right, outcome))
        elif isinstance(right, Number):
            symbol, right = _with_float(symbol, right)
            self.comparisons.append((symbol, left, right, outcome))
        elif right is not None and not isinstance(right, str | bytes | tuple | list | dict | set | type):
            raise TypeError(
                f"compile(): expected a comparison with a number, got {type(right).__name__}; pass a number"
            )


def _with_float(symbol: str, right: Any) -> tuple[str, float]:
    """Return the comparison with a float that has the same outcome as that with `right`, for every float on the left.

    A fraction or a large whole number lies between two floats: x < 1/3 if and only if x < the next float above.
    """
    if isinstance(right, complex):
        right = math.nan if right.imag else right.real
    near = number(right, symbol) if isinstance(right, Real) else float(right)
    if near == right or near != near:
        return symbol, near
    if symbol == "==":
        return symbol, math.nan
    if symbol in ("<", ">="):
        return symbol, near if near > right else math.nextafter(near, math.inf)
    return symbol, near if near < right else math.nextafter(near, -math.inf)


def _random_states(f: Any, args: Any) -> bytes:
    """Return the states of the global generators of Python, NumPy and Tensors, and of those that f can name."""
    random, numpy = sys.modules.get("random"), sys.modules.get("numpy.random")
    states: list[Any] = [random.getstate()] if random else []
    states += [numpy.get_state(legacy=False)] if numpy else []
    tensors = sys.modules.get("autograd.array.generator")
    states += [bytes(tensors.get_rng_state().numpy())] if tensors else []
    for x in _named_by(f, args):
        if random and isinstance(x, random.Random) and not isinstance(x, random.SystemRandom):
            states.append(x.getstate())
        elif numpy and isinstance(x, numpy.Generator):
            states.append(x.bit_generator.state)
        elif numpy and isinstance(x, numpy.RandomState):
            states.append(x.get_state(legacy=False))
        elif tensors and isinstance(x, tensors.Generator):
            states.append(bytes(x.get_state().numpy()))
    return pickle.dumps(states)


def _named_by(f: Any, args: Any) -> list[Any]:
    """Return the arguments of f, the variables from outside that it names, and the attributes of them all."""
    named = [f, getattr(f, "__self__", None), *(leaf for _, leaf in pytree.leaves(args, ""))]
    named += getattr(f, "__defaults__", None) or ()
    with contextlib.suppress(TypeError, ValueError):  # not written in Python; a variable that has no value yet
        used = inspect.getclosurevars(f)
        named += [*used.nonlocals.values(), *used.globals.values()]
    return named + [attribute for owner in named for attribute in getattr(owner, "__dict__", {}).values()]
