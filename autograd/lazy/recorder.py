"""Recorder: takes the operations of a compiled function, one by one, and defers those that it expects.

An operation is expected if its key is among the lines that came after the last one in an earlier call. Then a handle is
returned and nothing is computed. If it is not, all that was deferred is computed, the operation runs at once, and from
there on the recorder learns: operations run at once, and lines are added to the tree.
"""

from __future__ import annotations

import weakref
from typing import Any

from autograd.array.apply import node_of
from autograd.array.base import TensorBase
from autograd.array.fast import run, takes_numbers
from autograd.array.tensor import Tensor
from autograd.dispatch import dispatch
from autograd.grad_mode import grad_mode
from autograd.lazy.handle import Lazy
from autograd.lazy.leaves import Leaves
from autograd.lazy.line import LARGE, Fact, First, Key, Line, setting
from autograd.lazy.segment import Segment
from autograd.lazy.tree import Tree
from autograd.rules.operation import Op

_LONGEST = 1000  # lines in a segment: Python takes long to compile longer programs


class Recorder:
    """What one call of a compiled function has deferred or learnt.

    Attributes:
        segment: the lines that are deferred, or were learnt last.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.segment = Segment(tree)
        # While it learns: the results of lines, by their ids, with the arrays that they had. They are not kept alive.
        self._learnt: dict[int, tuple[weakref.ref[Any], weakref.ref[Any], Line]] | None = None

    def settle(self) -> None:
        """Compute what is deferred, and begin anew at the root of the tree."""
        if self.segment.line is not self._tree.root:
            self.segment.compute()
            self._restart()

    def _restart(self) -> None:
        self.segment.leaves = Leaves()  # its results may live on
        self.segment, self._learnt = Segment(self._tree), None

    def run(self, op: Op, args: tuple[Any, ...]) -> Any:
        """Apply an operation, now or later."""
        segment = self.segment
        line = segment.line.likely
        if line is not None and line.op is op:
            take = line.take  # before `pending`: signal handlers may run while it is written
            handle = take(args, segment, segment.leaves, segment.handles) if segment.pending else None
            if handle is not None:
                return handle
        if not segment.pending and self._learnt is None:  # a result was read
            self._restart()
            segment = self.segment
        before = segment.line
        new: list[tuple[Any, Any]] = []
        key = self._key(op, args, segment, new) if op.pure else None
        if key is None or segment.line is not before:  # a signal handler ran operations
            return self._unknown(op, args)
        line = before.next.get(key)
        if line is None or self._learnt is not None:
            return self._learn(op, args, before, key, line, new)
        before.likely = line
        take = line.take
        handle = take(args, segment, segment.leaves, segment.handles) if segment.pending else None
        return self._unknown(op, args) if handle is None else handle  # None: a signal handler ran operations

    def _key(self, op: Op, args: tuple[Any, ...], segment: Segment, new: list[tuple[Any, Any]]) -> Key | None:
        """Return the key of an operation; None if it is not deferred.

        Add tensors that are met for the first time to `new`, with their nodes. They become leaves when the line is
        taken.
        """
        parts: list[Any] = [op, grad_mode.enabled or grad_mode.heal()]
        for i, x in enumerate(args):
            part: Any
            if x.__class__ is Lazy and x._segment is segment and segment.pending:
                part = x._line
            elif i not in op.tensors:
                part = setting(x)
                if part is None:
                    return None
            elif isinstance(x, TensorBase):
                part = self._leaf(x, segment, new)
                if part is None:
                    return None
            elif x.__class__ is float or (x.__class__ is int and -LARGE < x < LARGE):
                part = x.__class__
            elif x is None and i in op.optional:
                part = None
            else:
                return None
            if op.refuses is not None and i != op.tensors[0] and isinstance(part, Line):
                return None  # its elements decide
            parts.append(part)
        return tuple(parts)

    def _leaf(self, x: Any, segment: Segment, new: list[tuple[Any, Any]]) -> Line | First | int | None:
        """Return the part of a key for a Tensor that is there; None if NumPy code may change it."""
        learnt = self._line_of(x)
        if learnt is not None:
            return learnt
        known = segment.leaves.number_of(x)
        if known is not None:
            return known
        count = len(segment.line.leaves)
        for k, (other, _) in enumerate(new):
            if other is x:
                return count + k
        if x._version.exposed:
            return None
        source = node_of(x)
        new.append((x, source))
        return First(count + len(new) - 1, Fact(x.shape, x.dtype, source is not None))

    def _line_of(self, x: Any) -> Line | None:
        """Return the line that gave x, if it was learnt in this call."""
        found = None if self._learnt is None else self._learnt.get(id(x))
        if found is None:
            return None
        result: Any = found[0]()
        return found[2] if result is x and found[1]() is result._array else None

    def _unknown(self, op: Op, args: tuple[Any, ...]) -> Any:
        """Apply an operation that is never deferred. What it reads of deferred results is computed then."""
        if any(self._line_of(x) is not None for x in args):
            self._restart()
        return _at_once(op, args)

    def _learn(
        self, op: Op, args: tuple[Any, ...], before: Line, key: Key, line: Line | None, new: list[tuple[Any, Any]]
    ) -> Any:
        """Apply an operation at once, and add its line to the tree."""
        segment = self.segment
        if self._learnt is None:
            self._learnt = {id(x): _weakly(x, given) for x, given in segment.compute()}
        learnt = self._learnt
        result = _at_once(op, args)
        if self._learnt is not learnt or segment.line is not before:  # a signal handler came in between
            return result
        if line is None and len(before.leaves) + len(new) < _LONGEST and _is_usual(op, args, result):
            line = self._tree.add(before, key, Fact(result.shape, result.dtype, result._requires_grad), args)
        if line is None or line.number >= _LONGEST:
            self._restart()
            return result
        leaves, added = segment.leaves, Leaves(new, len(before.leaves))
        place, given = id(result), _weakly(result, line)
        if segment.line is before:  # as in Line.take: what follows calls nothing and makes no objects
            leaves.tensors += added.tensors
            leaves.arrays += added.arrays
            leaves.origins += added.origins
            leaves.known |= added.known
            segment.line = line
            learnt[place] = given
        return result


def _weakly(result: Any, line: Line) -> tuple[weakref.ref[Any], weakref.ref[Any], Line]:
    return weakref.ref(result), weakref.ref(result._array), line


def _at_once(op: Op, args: tuple[Any, ...]) -> Any:
    recorder, dispatch.enabled = dispatch.enabled, False
    try:
        return run(op, args)
    finally:
        dispatch.enabled = recorder


def _is_usual(op: Op, args: tuple[Any, ...], result: Any) -> bool:
    """Return whether an operation went the way of array/fast.py: Tensors of one floating dtype, numbers beside them."""
    promoted = [args[i] for i in op.promotes if args[i] is not None]
    dtypes = {x.dtype for x in promoted if isinstance(x, TensorBase)}
    numbers = not all(isinstance(x, TensorBase) for x in promoted)
    usual = not promoted or (len(dtypes) == 1 and dtypes.pop().kind == "f")
    return usual and (not numbers or takes_numbers(op)) and result.__class__ in (Tensor, Lazy)
