"""Segment: lines that were deferred, until they are computed.

While a segment is `pending`, handles are given out and nothing is computed. Then the numbers are computed, all at once,
and those results get them that somebody still holds.
"""

from __future__ import annotations

import sys
import threading
import weakref
from itertools import compress
from typing import Any

import numpy as np

from autograd.array.versions import Version, becomes_view
from autograd.dispatch import dispatch
from autograd.grad_mode import call_in_mode
from autograd.lazy.computed import Computed, Given, become_tensor
from autograd.lazy.handle import Lazy
from autograd.lazy.leaves import Leaves
from autograd.lazy.line import Line
from autograd.lazy.program import leaf_or_line
from autograd.lazy.tree import Tree
from autograd.rules.arrays import Array
from autograd.rules.errstate import without_warnings


class Segment:
    """Lines that are deferred or were computed together.

    Attributes:
        pending: whether nothing is computed yet.
        failed: whether it never will be.
        line: the last line.
        leaves, numbers: what the lines read.
        handles: the results, while they are pending.
        computed: the rest, when they are computed.
    """

    computed: Computed

    def __init__(self, tree: Tree) -> None:
        self.pending = True
        self.failed = False  # whether it is too late: its leaves may have changed
        self.line = tree.root
        self.leaves = Leaves()
        self.numbers: list[float] = []
        self.handles: dict[int, Any] = {}
        self._tree = tree
        self._thread = threading.get_ident()

    def finish(self, handle: Any, name: str) -> None:
        """Give a handle what it lacks, because the attribute `name` was read."""
        if self.pending:
            self.compute()
        if name == "_grad_fn" and handle.__class__ is Lazy:
            self.computed.make_graph()

    def compute(self) -> list[tuple[Any, Line]]:
        """Compute the results that somebody holds, and return them with their lines.

        If it fails, the segment is still pending. If a signal handler computes it meanwhile, the list is empty.

        Raises:
            RuntimeError: in another thread than that of the compiled function; or if an operand was changed by another
                thread, or through `array_of`.
        """
        if not self.pending:
            return []
        if self.failed:
            raise RuntimeError("this result of nn.compile was not computed, because the call was interrupted")
        if threading.get_ident() != self._thread:
            raise RuntimeError(
                "a result of nn.compile was read in another thread while the compiled function runs; read it, as by "
                ".item(), before another thread does"
            )
        recorder, dispatch.enabled = dispatch.enabled, False  # a signal handler must not add lines meanwhile
        try:
            return self._compute(self.line)
        finally:
            dispatch.enabled = recorder

    def _compute(self, last: Line) -> list[tuple[Any, Line]]:
        handles, leaves, count = self.handles, self.leaves, len(last.leaves)
        alive = tuple(compress(handles, map(_ALONE.__lt__, map(sys.getrefcount, handles.values()))))
        program = self._tree.program(last, alive)
        # An operation that came next, and was not expected, may have added more.
        arrays: list[Any] = leaves.arrays[:count]
        origins, numbers = leaves.origins[:count], self.numbers[: last.numbers]
        found = without_warnings(program.forward, (arrays, numbers))
        for _, _, version, changes in origins:
            if version.count != changes:
                raise RuntimeError(
                    "an operand of an operation that nn.compile deferred was changed in place by another thread, a "
                    "signal handler or through array_of(); read the result before, as by .item()"
                )
        results: list[tuple[Any, Line]] = []
        unfinished: list[tuple[weakref.ref[Any], Line]] = []
        given: dict[Line, Given] = {}
        for n, array in zip(program.alive, found):
            if not self.pending:
                return []
            handle, line = handles[n], program.path[n]
            _fill(handle, array, line.fact.wanted)
            changes = _link(handle, line, handles, leaves) if line.op.view else 0
            given[line] = array, handle._version, changes
            results.append((handle, line))
            if line.fact.wanted:
                unfinished.append((weakref.ref(handle), line))
        for k in program.unread:  # results must not keep alive what the graph would not
            if origins[k][1] is not leaves.tensors[k]:
                arrays[k] = None
        computed = Computed(program, arrays, origins, numbers, found[len(results) :], given, unfinished)
        if not self.pending:
            return []
        # From here to the end of the block, Python runs no signal handler.
        self.computed = computed
        self.pending, self.handles = False, {}

        for handle, line in results:
            if not line.fact.wanted:
                become_tensor(handle)
        return results


def _fill(handle: Any, array: Array, wanted: bool) -> None:
    """Do what `wrap` does; the graph comes later."""
    handle._array = array
    handle._version = Version()
    handle._requires_grad = wanted
    handle._view_since = handle._base = handle._how = handle._hooks = handle._grad = None
    if not wanted:
        handle._grad_fn = None


def _link(view: Any, line: Line, handles: dict[int, Any], leaves: Leaves) -> int:
    """Link a result to the tensor at whose memory it looks, if it does; return the count of its version."""
    operand = line.operands[0]
    leaf = None if isinstance(operand, Line) else leaf_or_line(operand)
    base = handles[operand.number] if leaf is None else leaves.tensors[leaf]
    if not np.may_share_memory(view._array, base._array if leaf is None else leaves.arrays[leaf]):
        return 0
    call_in_mode(line.recorded, becomes_view, base, view, line.op, tuple(line.settings.values()))
    if leaf is not None:  # it may have got other memory since
        _, _, view._version, view._view_since = leaves.origins[leaf]
    count: int = view._view_since
    return count


def _count_alone() -> int:
    """Return the reference count of a handle that only `handles` holds, as `compute` counts it."""
    (count,) = map(sys.getrefcount, {0: object()}.values())
    return count


_ALONE = _count_alone()
