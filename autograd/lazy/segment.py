"""Segment: lines that were deferred, until they are computed, and until their graph is wanted.

A segment goes through three states. While it is `pending`, handles are given out and nothing is computed. Then the
numbers are computed, all at once, and those results get them that somebody still holds. Last, if anybody asks for the
graph, it is made as if the operations had run one by one. Only `backward` in its usual form does without the graph.
"""

from __future__ import annotations

import sys
import threading
import weakref
from typing import Any, NamedTuple

import numpy as np

from autograd.array import walk
from autograd.array.apply import node_of
from autograd.array.base import TensorBase
from autograd.array.node import Node
from autograd.array.tensor import Tensor
from autograd.array.versions import Stamps, Version, becomes_view
from autograd.dispatch import checks, dispatch
from autograd.grad_mode import call_in_mode
from autograd.lazy.handle import Lazy
from autograd.lazy.line import First, Line, Setting
from autograd.lazy.program import Backward, Program, leaf_or_line
from autograd.lazy.tree import Tree
from autograd.rules.arrays import Array
from autograd.rules.errstate import quietly, without_warnings


class Leaf(NamedTuple):
    """A tensor from outside, as it was when the first line read it. `source` is its node; None without a graph."""

    tensor: Any
    array: Any
    wanted: bool
    source: Any
    version: Version
    changes: int  # the version's count then


class Given(NamedTuple):
    """An array that was given out, and the version that counts the changes of its memory, with the count then."""

    array: Array
    version: Version
    changes: int


class Segment:
    """Lines that are deferred or were computed together.

    Attributes:
        pending: whether nothing is computed yet.
        failed: whether it never will be.
        line: the last line.
        leaves, numbers: what the lines read.
        handles: the results, while they are pending.
    """

    def __init__(self, tree: Tree) -> None:
        self.pending = True
        self.failed = False  # whether it is too late: its leaves may have changed
        self.line = tree.root
        self.leaves: list[Leaf] = []
        self.known: dict[int, int] = {}  # the number of a leaf, by the id of its tensor
        self.numbers: list[float] = []
        self.handles: dict[int, Any] = {}
        self._tree = tree
        self._thread = threading.get_ident()
        self._program: Program
        self._read: tuple[list[Leaf], list[float]]
        self._values: list[Any] | None = None  # what rules read, `Program.kept`; None when it was freed
        self._given: dict[Line, Given]  # the results that somebody got
        self._unfinished: list[tuple[weakref.ref[Any], Line]] = []  # results without their graph
        self._nodes: dict[Any, Node] | None = None  # while the graph is made

    def add_leaf(self, x: Any, source: Any) -> None:
        """Add a tensor to the leaves."""
        self.known[id(x)] = len(self.leaves)
        version = x._version
        self.leaves.append(Leaf(x, x._array, x._requires_grad, source, version, version.count))

    def known_leaf(self, x: Any) -> int | None:
        """Return the number of the leaf that x is. Assigning to `.data` or `.requires_grad` makes it another one."""
        k = self.known.get(id(x))
        if k is None or k >= len(self.leaves):
            return None
        leaf = self.leaves[k]
        same = leaf.tensor is x and leaf.array is x._array and leaf.wanted is x._requires_grad
        return k if same else None

    def meets(self, x: Any, first: First) -> bool:
        """Return whether x is the new leaf that is expected, and add it to the leaves if so."""
        if x.__class__ is Lazy or not isinstance(x, TensorBase):
            return False
        if len(self.leaves) != first.leaf:  # an operation that failed left some behind
            return False
        fact = first.fact
        array, version, wanted = x._array, x._version, x._requires_grad
        if array.shape != fact.shape or version.exposed:
            return False
        if array.dtype is not fact.dtype and array.dtype != fact.dtype:  # NumPy may have several of one dtype
            return False
        if x._view_since is None:
            source = (x if x._grad_fn is None else x._grad_fn) if wanted else None
        else:
            source = node_of(x)
        if (source is not None) is not fact.wanted:
            return False
        key = id(x)  # what follows is `add_leaf`, without the call
        if key in self.known and self.known_leaf(x) is not None:
            return False
        self.known[key] = len(self.leaves)
        self.leaves.append(Leaf(x, array, x._requires_grad, source, version, version.count))
        return True

    def finish(self, handle: Any, name: str) -> None:
        """Give a handle what it lacks, because the attribute `name` was read."""
        if self.pending:
            self.compute()
        if name == "_grad_fn" and handle.__class__ is Lazy:
            self.make_graph()

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
        handles = self.handles
        alive = tuple([n for n, handle in handles.items() if sys.getrefcount(handle) > _ALONE])
        program = self._tree.program(last, alive)
        # An operation that came next, and was not expected, may have added more.
        leaves, numbers = self.leaves[: len(last.leaves)], self.numbers[: last.numbers]
        found = without_warnings(program.forward, ([leaf.array for leaf in leaves], numbers))
        for leaf in leaves:
            if leaf.version.count != leaf.changes:
                raise RuntimeError(
                    "an operand of an operation that nn.compile deferred was changed in place by another thread, a "
                    "signal handler or through array_of(); read the result before, as by .item()"
                )
        results = [(handles[n], program.path[n]) for n in program.alive]
        given: dict[Line, Given] = {}
        for (handle, line), array in zip(results, found):
            if not self.pending:
                return []
            _fill(handle, array, line.fact.wanted)
            changes = _link(handle, line, handles, leaves) if line.op.view else 0
            given[line] = Given(array, handle._version, changes)
        for k in program.unread:  # results must not keep alive what the graph would not
            if leaves[k].source is not leaves[k].tensor:
                leaves[k] = Leaf(None, None, *leaves[k][2:])
        unfinished = [(weakref.ref(handle), line) for handle, line in results if line.fact.wanted]
        if not self.pending:
            return []
        # From here to the end of the block, Python runs no signal handler.
        self._read, self._program, self._values = (leaves, numbers), program, found[len(results) :]
        self._given, self._unfinished = given, unfinished
        self.pending, self.handles = False, {}

        for handle, line in results:
            if not line.fact.wanted:
                _become_tensor(handle)
        return results

    def make_graph(self) -> None:
        """Make the nodes of the lines, as if their operations had run one by one."""
        with _graphs:
            if self._nodes is None:
                freed = self._values is None
                values = {} if self._values is None else dict(zip(self._program.kept, self._values))
                nodes: dict[Any, Node] = {}
                for line in self._program.graph:
                    nodes[line] = self._node(line, nodes, values, freed)
                self._nodes = self._nodes or nodes  # all at once, because Ctrl-C or a signal handler may come first
            for reference, line in self._unfinished:
                handle = reference()
                if handle is not None and handle.__class__ is Lazy:
                    handle._grad_fn = self._nodes[line]
                    _become_tensor(handle)
            self._unfinished, self._values, self._given, self._nodes = [], None, {}, {}

    def _node(self, line: Line, nodes: dict[Any, Node], values: dict[str, Any], freed: bool) -> Node:
        op = line.rules
        sources: list[Any] = [None] * op.arity
        saved: list[Any] = [None] * (1 + 2 * op.arity)
        stamps: Stamps = []
        needed = op.needs[line.wanted]
        for i, x in enumerate(line.operands):
            leaf = self._read[0][leaf_or_line(x)] if isinstance(x, int | First) else None
            if i in line.wanted:
                sources[i] = nodes[x] if leaf is None else leaf.source
            if isinstance(x, Setting):
                saved[1 + i] = line.settings[i]
            elif 1 + i in needed:
                if leaf is not None:
                    saved[1 + i] = leaf.array
                    stamps.append((leaf.version, leaf.changes, 1 + i))
                elif isinstance(x, Line):
                    saved[1 + i] = values.get(f"v{x.number}")
                    stamps.append((*self._version(x, saved[1 + i]), 1 + i))
                elif x is not None:
                    number = self._read[1][line.number_at(i)]
                    saved[1 + i] = without_warnings(np.asarray, (number, line.fact.dtype))
            if 1 + op.arity + i in needed:
                saved[1 + op.arity + i] = line.fact_of(x).shape if isinstance(x, int | First | Line) else ()
        if 0 in needed:
            saved[0] = values.get(f"v{line.number}")
            stamps.append((*self._version(line, saved[0]), 0))
        if op.by_product:
            saved.append(values.get(f"p{line.number}"))
        node = Node(op, tuple(sources), line.fact, saved, stamps, None)  # type: ignore[arg-type]
        if freed and (stamps or op.by_product):
            node._saved = None
        return node

    def _version(self, line: Line, value: Array | None) -> tuple[Version, int]:
        """Return the version that counts the changes of the result of a line, and its count."""
        operand: Any = line
        given: Given | Leaf | None = None
        while isinstance(operand, Line) and given is None:
            given = self._given.get(operand)
            operand = operand.operands[0] if operand.op.view else None
        if given is None and operand is not None:
            given = self._read[0][leaf_or_line(operand)]
        if given is None or value is None or not np.may_share_memory(value, given.array):
            return Version(), 0  # nobody has it
        return given.version, given.changes

    def backward(self, line: Line, upstream: Array) -> bool:
        """Walk back from the result of a line, without a graph, if nobody could notice it.

        Returns:
            Whether it was done. If not, the walk over the graph does it, or says why it cannot.
        """
        if checks():
            return False
        with _graphs:
            taken = self._take_values(line)
        if taken is None:
            return False
        backward, leaves, numbers, values = taken
        found = without_warnings(backward.run, (upstream.copy(), [leaf.array for leaf in leaves], numbers, values))
        sources = [leaves[k].source for k in backward.leaves]
        if all(isinstance(source, TensorBase) for source in sources):
            for source, gradient in zip(sources, found):
                source.receive(gradient)
        else:  # hand on the gradients of leaves, too: they may get more from the nodes
            gradients: dict[Any, Any] = {}
            for source, gradient in zip(sources, found):
                gradients[source] = gradients[source] + gradient if source in gradients else gradient
            call_in_mode(False, quietly, walk.backward_from, gradients)
        return True

    def _take_values(self, line: Line) -> tuple[Backward, list[Leaf], list[float], list[Any]] | None:
        """Return the backward program of a line and what it reads, which is freed here; None if it may not run."""
        if self._values is None:
            return None
        backward = self._program.backward(line)
        if any(line not in backward.lines and reference() is not None for reference, line in self._unfinished):
            return None
        leaves, numbers = self._read
        if any(leaves[k].source._hooks for k in backward.leaves):
            return None
        if not all(given.version.unchanged(given.changes) for given in self._given.values()):
            return None
        if not all(leaves[k].version.unchanged(leaves[k].changes) for k in backward.reads):
            return None
        freed = [Leaf(None, None, *leaf[2:]) for leaf in leaves], numbers
        values, self._values, self._given, self._read = self._values, None, {}, freed
        return backward, leaves, numbers, values


def _fill(handle: Any, array: Array, wanted: bool) -> None:
    """Do what `wrap` does; the graph comes later."""
    handle._array = array
    handle._version = Version()
    handle._requires_grad = wanted
    handle._view_since = handle._base = handle._how = handle._hooks = handle._grad = None
    if not wanted:
        handle._grad_fn = None


def _link(view: Any, line: Line, handles: dict[int, Any], leaves: list[Leaf]) -> int:
    """Link a result to the tensor at whose memory it looks, if it does; return the count of its version."""
    operand = line.operands[0]
    leaf = None if isinstance(operand, Line) else leaves[leaf_or_line(operand)]
    base = handles[operand.number] if leaf is None else leaf.tensor
    if not np.may_share_memory(view._array, base._array if leaf is None else leaf.array):
        return 0
    call_in_mode(line.recorded, becomes_view, base, view, line.op, tuple(line.settings.values()))
    if leaf is not None:  # it may have got other memory since
        view._version, view._view_since = leaf.version, leaf.changes
    count: int = view._view_since
    return count


def _become_tensor(handle: Any) -> None:
    if handle.__class__ is Lazy:
        handle.__class__ = Tensor  # type: ignore[assignment]
        del handle._segment, handle._line


def _count_alone() -> int:
    """Return the reference count of a handle that only `handles` holds, as `compute` counts it."""
    (count,) = [sys.getrefcount(handle) for n, handle in {0: object()}.items()]
    return count


_ALONE = _count_alone()
# Two threads may ask for the graph of one segment at once. The lock is reentrant, because signal handlers may ask, too.
_graphs = threading.RLock()
