"""Fold a graph that is too large to draw: parts become single boxes, and equal parts one box with a count.

A part is a node with all that only it depends on: the nodes that it *dominates*. Only this node, its head, is used from
outside. In a network of Values, the dominated parts are the neurons, and in a loss over many examples, the examples.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograd import graph
from autograd.drawing.boxes import Box, Edge
from autograd.drawing.style import INK

_RUN = 4  # so many equal operations in a row, such as those of a sum, become one
_SEARCHED = 1000  # steps of the search for a dominator; beyond, the root is taken, which dominates all


@dataclass(eq=False)
class Part:
    """A part of a graph that is drawn as one box.

    Attributes:
        heads: the nodes through which it is used, one for each copy.
        size: the number of nodes of one copy.
        run: whether it is a row of equal operations, and not all that its head depends on.
        inputs: the parts that it uses.
    """

    heads: list[Any]
    size: int
    run: bool
    inputs: list[Part]


def fold(order: Sequence[Any], sources: Callable[[Any], list[Any]], limit: int) -> list[Part]:
    """Return the parts of a graph, operands first, at most `limit` of them.

    From the root on, the largest part is opened first, until no other one can be. Equal parts that are used in one
    place stay closed, as one part.

    Args:
        order: the nodes, operands first.
        sources: returns the operands of a node.
        limit: the largest number of parts.
    """
    tree = _Dominators(order, sources)
    group = tree.open(limit)
    return tree.parts(group)


class _Dominators:
    """The tree of dominators, by the places of the nodes in the order."""

    def __init__(self, order: Sequence[Any], sources: Callable[[Any], list[Any]]) -> None:
        self.order = order
        self.n = len(order)
        self.root = self.n - 1
        place = {id(node): i for i, node in enumerate(order)}
        self.inputs = [[place[id(source)] for source in sources(node)] for node in order]
        users: list[list[int]] = [[] for _ in order]
        for i, inputs in enumerate(self.inputs):
            for j in inputs:
                users[j].append(i)
        kinds = [_kind(node) for node in order]
        # Equal numbers for nodes that were computed in the same way.
        self.shape: list[int] = []
        seen: dict[Any, int] = {}
        for i, kind in enumerate(kinds):
            key = (kind, *(self.shape[j] for j in self.inputs[i]))
            self.shape.append(seen.setdefault(key, len(seen)))
        self.parent = [self.root] * self.n
        self.depth = [0] * self.n
        for i in reversed(range(self.root)):
            above = users[i][0] if users[i] else self.root  # several results: as if the last one used them
            for user in users[i][1:]:
                above = self._common(above, user)
            self.parent[i] = above
            self.depth[i] = self.depth[above] + 1
        self.size = [1] * self.n
        self.children: list[list[int]] = [[] for _ in order]
        for i in range(self.root):
            self.size[self.parent[i]] += self.size[i]
            self.children[self.parent[i]].append(i)
        self.runs = self._find_runs(kinds, users)

    def _common(self, a: int, b: int) -> int:
        for _ in range(_SEARCHED):
            if a == b:
                return a
            if self.depth[a] < self.depth[b]:
                b = self.parent[b]
            else:
                a = self.parent[a]
        return self.root

    def _find_runs(self, kinds: list[Any], users: list[list[int]]) -> dict[int, list[int]]:
        """Return the rows of equal operations, by the last of each row."""
        last = list(range(self.n))
        for i in reversed(range(self.n)):
            if len(users[i]) == 1 and self.inputs[i] and kinds[i] == kinds[users[i][0]]:
                last[i] = last[users[i][0]]
        runs: dict[int, list[int]] = {}
        for i in reversed(range(self.n)):
            runs.setdefault(last[i], []).append(i)
        return {i: run for i, run in runs.items() if len(run) >= _RUN}

    def open(self, limit: int) -> dict[int, int]:
        """Return the shown heads, each with the first head of its group, which is itself if it stands alone."""
        group = {self.root: self.root}
        self.opened: set[int] = set()
        waiting = [(-self.size[self.root], -self.root)]
        count = 1
        while waiting:
            head = -heapq.heappop(waiting)[1]
            run = self.runs.get(head, [head])
            inside = set(run)
            below = [child for i in run for child in self.children[i] if child not in inside]
            groups = self._grouped(below, by_label=True)
            if count + len(groups) > limit:
                groups = self._grouped(below, by_label=False)
            if count + len(groups) > limit:
                continue
            count += len(groups)
            self.opened.add(head)
            for members in groups:
                group |= dict.fromkeys(members, min(members))
                if len(members) == 1 and self.size[members[0]] > 1:
                    heapq.heappush(waiting, (-self.size[members[0]], -members[0]))
        return group

    def _grouped(self, heads: list[int], by_label: bool) -> list[list[int]]:
        groups: dict[Any, list[int]] = {}
        for i in heads:
            label = getattr(self.order[i], "label", "") if by_label else ""
            groups.setdefault((self.shape[i], label), []).append(i)
        return list(groups.values())

    def parts(self, group: dict[int, int]) -> list[Part]:
        """Return the parts of the shown heads."""
        owner = [0] * self.n
        for i in reversed(range(self.n)):
            owner[i] = group[i] if i in group else owner[self.parent[i]]
        found: dict[int, Part] = {}
        for i in sorted(group):
            first = group[i]
            if first == i:
                run = i in self.opened
                size = len(self.runs.get(i, [i])) if run else self.size[i]
                found[i] = Part([], size, run and size > 1, [])
            found[first].heads.append(self.order[i])
        operands: dict[int, dict[int, None]] = {first: {} for first in found}
        for i, inputs in enumerate(self.inputs):
            operands[owner[i]] |= dict.fromkeys(owner[j] for j in inputs if owner[j] != owner[i])
        for first, part in found.items():
            part.inputs = [found[j] for j in operands[first]]
        # Acyclic: along an edge, the longest way from a leaf grows, and it is the same for all copies of a part.
        whole: Any = Part([], 0, False, list(found.values()))
        return graph.topological_order(whole)[:-1]


def _kind(node: Any) -> Any:
    operation = getattr(node, "op", None)
    return getattr(operation, "symbol", operation), getattr(node, "shape", None)


def folded_boxes(
    parts: Sequence[Part], describe: Callable[[Any], Box], common: Callable[[Any], str] = lambda node: ""
) -> list[tuple[Any, Box]]:
    """Return the box of each part, under its first head.

    Args:
        parts: the parts of a graph.
        describe: returns the box of a single node.
        common: returns the name that equal nodes share; "" if they have their own.
    """
    first = {id(head): part.heads[0] for part in parts for head in part.heads}
    boxes = []
    for part in parts:
        head = part.heads[0]
        box = describe(head)
        copies = len(part.heads)
        if copies == 1 and part.size == 1:
            edges = [replace(e, source=None if e.source is None else first[id(e.source)]) for e in box.edges]
            if box.folded and len(part.inputs) < len({id(e.source) for e in box.edges if e.source is not None}):
                edges = [Edge(operand.heads[0]) for operand in part.inputs]
            boxes.append((head, replace(box, edges=edges)))
            continue
        # What flows into the first of a row flows into each of it, as its members are equal.
        flow = {id(first.get(id(e.source))): e for e in box.edges if e.source is not None and box.folded and e.text}
        row = next(iter(flow.values()), None) if part.run else None
        edges = []
        for operand in part.inputs:
            known = flow.get(id(operand.heads[0]), row)
            edges.append(replace(known, source=operand.heads[0]) if known else Edge(operand.heads[0]))
        if part.run and not box.folded:
            boxes.append((head, replace(box, operation=f"{box.operation} ×{part.size:,}", edges=edges)))
            continue
        label, rows, tooltip, look = _name(part, box), list(box.rows), box.tooltip, box.style
        size = 1 if part.run else part.size
        if size > 1:
            rows.append(("nodes", f"{size:,}", INK))
            tooltip = f"{size:,} nodes; {tooltip}"
        if part.run or copies > 1:
            number = part.size if part.run else copies
            label = f"{common(head) or label or 'leaf'} ×{number:,}"
            rows = [(f"{a} each" if a in _EACH else a, text, ink) for a, text, ink in rows if a not in _OWN]
            tooltip = f"{number:,} equal parts, {size} nodes each" if size > 1 else f"{number:,} equal parts"
            look = {**look, "shape": "box3d", "style": "filled"}
        boxes.append((head, Box(label, rows, "", edges, tooltip, folded=True, style=look)))
    return boxes


_OWN, _EACH = ("data", "grad"), ("nodes", "parameters")  # words of rows


def _name(part: Part, box: Box) -> str:
    names = list(dict.fromkeys(name for node in part.heads if (name := getattr(node, "label", ""))))
    return f"{names[0]} … {names[-1]}" if len(names) > 1 else box.label or box.operation
