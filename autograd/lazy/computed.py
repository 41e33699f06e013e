"""Computed: the lines of a segment after they were computed, until their graph is made or a backward pass freed them.

If anybody asks for the graph, it is made as if the operations had run one by one. Only `backward` in its usual form
does without it.
"""

from __future__ import annotations

import threading
import weakref
from typing import Any

import numpy as np

from autograd.array import walk
from autograd.array.base import TensorBase
from autograd.array.node import Node
from autograd.array.tensor import Tensor
from autograd.array.versions import Stamps, Version
from autograd.dispatch import checks
from autograd.grad_mode import call_in_mode
from autograd.lazy.handle import Lazy
from autograd.lazy.leaves import Origin
from autograd.lazy.line import First, Line, Setting
from autograd.lazy.program import Backward, Program, leaf_or_line
from autograd.rules.arrays import Array
from autograd.rules.errstate import quietly, without_warnings

# An array that was given out, and the version that counts the changes of its memory, with the count then.
Given = tuple[Array, Version, int]


class Computed:
    """What is left of lines that were computed by a program.

    Args:
        program: the program.
        arrays, origins: of the leaves that it read; None in place of an array that nobody may keep alive.
        numbers: the Python numbers that it read.
        values: what rules read, `Program.kept`.
        given: the results that somebody got, by their lines.
        unfinished: those that have no graph yet.
    """

    def __init__(
        self,
        program: Program,
        arrays: list[Any],
        origins: list[Origin],
        numbers: list[float],
        values: list[Any],
        given: dict[Line, Given],
        unfinished: list[tuple[weakref.ref[Any], Line]],
    ) -> None:
        self._program, self._arrays, self._origins, self._numbers = program, arrays, origins, numbers
        self._values: list[Any] | None = values  # None when they were freed
        self._given, self._unfinished = given, unfinished
        self._nodes: dict[Any, Node] | None = None  # while the graph is made

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
                    become_tensor(handle)
            self._unfinished, self._values, self._given, self._nodes = [], None, {}, {}

    def _node(self, line: Line, nodes: dict[Any, Node], values: dict[str, Any], freed: bool) -> Node:
        op = line.rules
        sources: list[Any] = [None] * op.arity
        saved: list[Any] = [None] * (1 + 2 * op.arity)
        stamps: Stamps = []
        needed = op.needs[line.wanted]
        for i, x in enumerate(line.operands):
            leaf = leaf_or_line(x) if isinstance(x, int | First) else None
            if i in line.wanted:
                sources[i] = nodes[x] if leaf is None else self._origins[leaf][1]
            if isinstance(x, Setting):
                saved[1 + i] = line.settings[i]
            elif 1 + i in needed:
                if leaf is not None:
                    saved[1 + i] = self._arrays[leaf]
                    stamps.append((*self._origins[leaf][2:], 1 + i))
                elif isinstance(x, Line):
                    saved[1 + i] = values.get(f"v{x.number}")
                    stamps.append((*self._version(x, saved[1 + i]), 1 + i))
                elif x is not None:
                    number = self._numbers[line.number_at(i)]
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
        given = None
        while isinstance(operand, Line) and given is None:
            given = self._given.get(operand)
            operand = operand.operands[0] if operand.op.view else None
        if given is None and operand is not None:
            leaf = leaf_or_line(operand)
            given = self._arrays[leaf], *self._origins[leaf][2:]
        if given is None or value is None or not np.may_share_memory(value, given[0]):
            return Version(), 0  # nobody has it
        return given[1:]

    def backward(self, line: Line, upstream: Array) -> bool:
        """Walk back from the result of a line, without a graph, if nobody could notice it.

        Returns:
            Whether it was done. If not, the walk over the graph does it, or says why it cannot.
        """
        if checks():
            return False
        with _graphs:
            backward = self._program.backward(line)
            if not self._may_run(backward):
                return False
            arrays, values = self._arrays, self._values
            self._arrays, self._values, self._given = [None] * len(arrays), None, {}
        found = without_warnings(backward.run, (upstream, arrays, self._numbers, values))
        sources = [self._origins[k][1] for k in backward.leaves]
        for source in sources:
            if not isinstance(source, TensorBase):
                break
        else:
            for source, gradient in zip(sources, found):
                source.receive(gradient)
            return True
        # Hand on the gradients of leaves, too: they may get more from the nodes.
        gradients: dict[Any, Any] = {}
        for source, gradient in zip(sources, found):
            gradients[source] = gradients[source] + gradient if source in gradients else gradient
        call_in_mode(False, quietly, walk.backward_from, gradients)
        return True

    def _may_run(self, backward: Backward) -> bool:
        """Return whether nobody could tell a backward program from a walk over the graph."""
        if self._values is None:
            return False
        for reference, line in self._unfinished:
            if line not in backward.lines and reference() is not None:
                return False
        for k in backward.leaves:
            if self._origins[k][1]._hooks:
                return False
        for _, version, changes in self._given.values():
            if not version.unchanged(changes):
                return False
        for k in backward.reads:
            _, _, version, changes = self._origins[k]
            if not version.unchanged(changes):
                return False
        return True


def become_tensor(handle: Any) -> None:
    """Make a handle that has all that a Tensor has a Tensor."""
    if handle.__class__ is Lazy:
        handle.__class__ = Tensor  # type: ignore[assignment]
        del handle._segment, handle._line


# Two threads may ask for the graph of one segment at once. The lock is reentrant, because signal handlers may ask, too.
_graphs = threading.RLock()
