"""Line: one operation of a program that a compiled function has run, and the lines that came after it.

The lines form a tree, because a function may take other ways in other calls. The key of a line says all that decides
what comes out, except the numbers: the operation, the grad mode, where each operand came from, and the shape and dtype
of a tensor that is met for the first time. So a path in the tree is a program, right for whoever takes this path.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from autograd.array.apply import node_of
from autograd.array.base import TensorBase
from autograd.grad_mode import grad_mode
from autograd.lazy.handle import Lazy
from autograd.rules.dtypes import DType
from autograd.rules.expression import define
from autograd.rules.operation import Op

# An operand in a key: a Line before; the number of a leaf, with its facts when it is met first; the class of a Python
# number; a Setting; or None.
Key = tuple[Any, ...]


class Fact(NamedTuple):
    """What is known of an array before it is computed, and whether its gradient is wanted."""

    shape: tuple[int, ...]
    dtype: DType
    wanted: bool


class First(NamedTuple):
    """A leaf that is met for the first time: its number, and its facts."""

    leaf: int
    fact: Fact


class Setting(NamedTuple):
    """An argument that is no operand, such as a dimension, with its types: 1, 1.0 and True are equal."""

    value: Any


_PLAIN = (int, bool, str, type(None), type(...))
LARGE = 2**63  # an integer of this size may be too large for a dtype, which is an error of the operation


def setting(x: Any) -> Setting | None:
    """Return an argument as a part of a key; None if it may change, or cannot be compared."""
    value = frozen(x)
    return None if value is None else Setting(value)


def frozen(x: Any) -> Any:
    """Return what compares as equal to that of another argument only if both mean the same; None if nothing does."""
    if isinstance(x, tuple | slice):
        parts = x if isinstance(x, tuple) else (x.start, x.stop, x.step)
        values = tuple(map(frozen, parts))
        return None if None in values else (type(x), values)
    if type(x) is float:
        return float, x.hex()  # 0.0 and -0.0 are equal, NaN and NaN are not
    return (type(x), x) if type(x) in _PLAIN else None


class Line:
    """One line: an operation, where its operands come from, and what is known of its result.

    Attributes:
        number: how many lines come before it; the root of the tree has number -1.
        op: the operation.
        operands: its arguments, as in the key.
        settings: the arguments that are no operands, by their places.
        recorded: whether the grad mode was on.
        fact: of its result.
        leaves: the facts of all leaves that this line and those before it read.
        first_number: how many Python numbers the lines before it read.
        number_places: the places of its own.
        numbers: how many this line and those before it read.
        next: the lines that came after it, by their keys.
        likely: the one that came last.
    """

    def __init__(
        self, before: Line | None, key: Key = (None, False), fact: Fact | None = None, args: tuple[Any, ...] = ()
    ) -> None:
        self.before = before
        self.op: Op = key[0]
        self.recorded: bool = key[1]
        self.operands = key[2:]
        self.settings = {i: args[i] for i, x in enumerate(self.operands) if isinstance(x, Setting)}
        self.fact: Fact = fact  # type: ignore[assignment]
        self.number: int = -1 if before is None else before.number + 1
        self.leaves: tuple[Fact, ...] = () if before is None else before.leaves
        self.leaves += tuple(x.fact for x in self.operands if isinstance(x, First))
        self.first_number: int = 0 if before is None else before.numbers
        self.number_places = [i for i, x in enumerate(self.operands) if x is float or x is int]
        self.numbers: int = self.first_number + len(self.number_places)
        self.next: dict[Key, Line] = {}
        self.likely: Line | None = None

    def path(self) -> tuple[Line, ...]:
        """Return the lines from the first one to this one."""
        lines: list[Line] = []
        line: Line | None = self
        while line is not None and line.before is not None:
            lines.append(line)
            line = line.before
        return tuple(reversed(lines))

    def number_at(self, i: int) -> int:
        """Return which of the Python numbers argument i is."""
        return self.first_number + self.number_places.index(i)

    def fact_of(self, operand: Any) -> Fact:
        """Return the facts of an operand that is a leaf or an earlier line."""
        return self.leaves[operand] if isinstance(operand, int) else operand.fact

    @functools.cached_property
    def wanted(self) -> tuple[int, ...]:
        """The places of the arguments whose gradient this line's rules compute."""
        op = self.rules
        if not self.fact.wanted:
            return ()
        return tuple(
            i
            for i in op.tensors
            if isinstance(self.operands[i], int | First | Line) and self.fact_of(self.operands[i]).wanted and op.vjps[i]
        )

    @functools.cached_property
    def rules(self) -> Op:
        """The operation whose rules are recorded: in float64 it may be another one."""
        return self.op if self.op.double is None or self.fact.dtype.itemsize < 8 else self.op.double

    @functools.cached_property
    def take(self) -> Callable[[tuple[Any, ...], Any, Any, dict[int, Any]], Any]:
        """A function of the arguments of an operation, the segment, its leaves and its handles.

        It returns a handle for the result of this line, if the key of the arguments would be that of this line, and
        None otherwise. It makes no key, because that takes three times as long.
        """
        return define("take", *self._take(), shown=False)

    def _take(self) -> tuple[str, dict[str, Any]]:
        before = self.before
        assert before is not None
        namespace: dict[str, Any] = {
            "Lazy": Lazy, "TensorBase": TensorBase, "before": before, "frozen": frozen, "grad_mode": grad_mode,
            "line": self, "new": object.__new__, "node_of": node_of, "recorded": self.recorded,
            "refuses": self.op.refuses,
        }  # fmt: skip
        names = [f"x{i}" for i in range(len(self.operands))]
        firsts = {x.leaf: i for i, x in enumerate(self.operands) if isinstance(x, First)}
        tests, wanted = [], False
        for i, (x, operand) in enumerate(zip(names, self.operands)):
            if isinstance(operand, Setting):
                namespace |= {f"object{i}": self.settings[i], f"value{i}": operand.value}
                tests.append(f"({x} is object{i} or frozen({x}) == value{i})")
            elif operand is None:
                tests.append(f"{x} is None")
            elif operand is float:
                tests.append(f"{x}.__class__ is float")
            elif operand is int:
                tests.append(f"{x}.__class__ is int and {-LARGE} < {x} < {LARGE}")
            elif isinstance(operand, Line):
                wanted |= operand.fact.wanted
                tests.append(f"handles[{operand.number}] is {x}")
            elif isinstance(operand, First):
                wanted |= operand.fact.wanted
                namespace |= {f"shape{i}": operand.fact.shape, f"dtype{i}": operand.fact.dtype}
                tests += _meets(x, i, operand, [names[k] for k in firsts.values() if k < i])
            else:
                wanted |= self.leaves[operand].wanted
                if operand in firsts:
                    tests.append(f"{names[firsts[operand]]} is {x}")
                else:  # as Leaves.number_of
                    tests.append(f"leaves.tensors[{operand}] is {x} and leaves.arrays[{operand}] is {x}._array")
                    tests.append(f"leaves.origins[{operand}][0] is {x}._requires_grad")
        if wanted:
            tests.append("(grad_mode.enabled or grad_mode.heal()) is recorded")
        if self.op.refuses is not None:
            tests.append("accepts(refuses, args)")
            namespace["accepts"] = _accepts
        origins = [f"(x{i}._requires_grad, source{i}, version{i}, version{i}.count)" for i in firsts.values()]
        added = {
            "leaves.tensors": [names[i] for i in firsts.values()],
            "leaves.arrays": [f"array{i}" for i in firsts.values()],
            "leaves.origins": origins,
            "segment.numbers": [names[i] for i in self.number_places],
        }
        added = {where: what for where, what in added.items() if what}
        lines = [
            "def take(args, segment, leaves, handles):",
            f"    ({', '.join(names)},) = args",
            "    handle = new(Lazy)",
            f"    if not ({' and '.join(tests)}):",
            "        return None",
            *(f"    added{k} = {', '.join(what)}," for k, what in enumerate(added.values())),
            # Else a signal handler or a finalizer came in between. What follows calls nothing and makes no objects, so
            # that none can: the collector runs where objects are made.
            "    if segment.line is before and segment.pending:",
            *(f"        {where} += added{k}" for k, where in enumerate(added)),
            *(f"        leaves.known[id{i}] = {leaf}" for leaf, i in firsts.items()),
            "        handle._segment = segment",
            "        handle._line = line",
            f"        handles[{self.number}] = handle",
            "        segment.line = line",
            "        return handle",
        ]
        return "\n".join(lines) + "\n", namespace


def _meets(x: str, i: int, first: First, others: Iterable[str]) -> Iterator[str]:
    """Yield the tests whether argument i, named `x`, is the new leaf that is expected, and none of `others`."""
    yield f"isinstance({x}, TensorBase) and {x}.__class__ is not Lazy"
    yield f"(array{i} := {x}._array).shape == shape{i}"
    yield f"(array{i}.dtype is dtype{i} or array{i}.dtype == dtype{i})"  # NumPy may have several of one dtype
    yield f"not (version{i} := {x}._version).exposed"
    own = f"{x} if {x}._grad_fn is None else {x}._grad_fn"
    source = f"node_of({x}) if {x}._view_since is not None else ({own}) if {x}._requires_grad else None"
    yield f"(source{i} := {source}) {'is not' if first.fact.wanted else 'is'} None"
    yield f"((id{i} := id({x})) not in leaves.known or leaves.number_of({x}) is None)"
    yield from (f"{x} is not {other}" for other in others)


def _accepts(refuses: Callable[..., None], args: tuple[Any, ...]) -> bool:
    """Return whether `Op.refuses` does not raise. If it does, the operation is run at once and explains the error."""
    try:
        # What is pending has no array yet.
        refuses(*[x._array if isinstance(x, TensorBase) and x.__class__ is not Lazy else x for x in args])
    except (ValueError, IndexError, TypeError):
        return False
    return True
