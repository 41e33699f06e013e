"""Draw the call of a model: its modules are boxes, closed or open, around the graph that they computed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from autograd import graph
from autograd.drawing import style
from autograd.drawing.boxes import Box, Edge, node_of, value_box, value_sources
from autograd.drawing.dot import Cluster, Layout, dot_text
from autograd.drawing.folding import fold, folded_boxes
from autograd.drawing.picture import Drawing
from autograd.drawing.tensors import tensor_box, tensor_sources
from autograd.scalar.value import Value

_LINES = 2_000  # a layer of more weights is a closed box: Graphviz takes a minute for 16,000 lines
_PARTS = 30  # a page opens no more modules than that; each one costs a run of Graphviz


class Call(Protocol):
    """One call of a module, which `model.__draw__(example)` returns, made on the example.

    Attributes:
        name: the name of the module in its model; "" for the model itself.
        kind: the class of the module.
        about: the module in words, for a tooltip.
        inputs, outputs: the Values or Tensors that it was given and that it returned.
        parameters: the parameters of the module, not of modules in it, by name.
        count: the number of its parameters in all.
        calls: the calls of the modules in it, in order.
        weights: for a neuron, the weight of each input; else None.
    """

    name: str
    kind: str
    about: str
    inputs: Sequence[Any]
    outputs: Sequence[Any]
    parameters: Mapping[str, Any]
    count: int
    calls: Sequence[Call]
    weights: Sequence[Any] | None


@dataclass(frozen=True)
class Options:
    """What is shown of a model; `draw` describes the options."""

    depth: int | None
    open: Collection[str]
    max_nodes: int
    gradients: bool
    layout: Layout

    def opens(self, call: Call, level: int) -> bool:
        """Return whether a call is drawn with its insides. By default the model is, and so is a layer of neurons."""
        if any(name == call.name or name.startswith(f"{call.name}.") for name in self.open):
            return True
        if self.depth is not None:
            return level < self.depth
        lines = [len(inner.weights) for inner in call.calls if inner.weights is not None]
        return level == 0 or (bool(lines) and len(lines) == len(call.calls) and sum(lines) <= _LINES)


def refuse_unknown(names: Collection[str], call: Call) -> None:
    """Raise ValueError if one of the names of modules to open is of no module that was called."""
    known, stack = [], [call]
    while stack:
        inner = stack.pop()
        known.append(inner.name)
        stack += reversed(inner.calls)
    for name in names:
        if name not in known:
            raise ValueError(
                f"draw(): open names a module that was called, got {name!r}; there are {', '.join(known[1:])}"
            )


def draw_call(call: Call, options: Options) -> Drawing:
    """Return the drawing of a call, with those of the modules that it shows closed."""
    picture = _Picture(call, options)
    items = picture.items()
    if len(items) > options.max_nodes:
        limit = options.max_nodes
    else:
        for number, item in enumerate(items):  # only closed modules are folded
            if not item.call or item.call.weights is not None:
                item.op = item.label = f"{number}"
        limit = len(items)
    folded = fold(items, lambda item: item.inputs, limit)
    boxes = folded_boxes(folded, lambda item: item.box, lambda item: item.call.kind if item.call else "")
    within = {id(item): item.path for item, _ in boxes}
    parts: dict[str, Drawing] = {}
    inside = replace(options, depth=1, open=())
    for item, _ in boxes:
        if item.call and item.call.calls and len(parts) < _PARTS:
            parts[f"{item.call.name}: {item.call.kind}"] = draw_call(item.call, inside)
    title = f"{call.name}: {call.kind}".removeprefix(": ")
    return Drawing(*dot_text(boxes, {}, options.layout, title, within), parts)


@dataclass(eq=False)
class _Item:
    """What is drawn as one box: a node of the graph, or a closed call. `fold` reads `op`, `shape` and `label`."""

    nodes: list[Any]
    call: Call | None
    path: tuple[Cluster, ...]
    op: Any
    shape: Any
    label: str = ""
    inputs: list[_Item] = field(default_factory=list)
    box: Box = field(init=False)


class _Picture:
    """The items of one drawing."""

    def __init__(self, call: Call, options: Options) -> None:
        self.options = options
        roots, given = _nodes(call.outputs), _nodes(call.inputs)
        values = isinstance(roots[0], Value)
        self.operands: Callable[[Any], list[Any]] = value_sources if values else tensor_sources
        self.given = set(map(id, given))
        order = list({id(node): node for node in given}.values())
        for root in roots:
            order += graph.topological_order(root, order)
        used = {id(source) for node in order for source in self.sources(node)} | set(map(id, roots))
        self.order = [node for node in order if id(node) in used]
        self.known = set(map(id, self.order))
        output = call.outputs[0] if len(call.outputs) == 1 else None
        self.describe = (
            value_box(self.order, options.gradients) if values else tensor_box(output, self.order, options.gradients)
        )
        self.names: dict[int, str] = {}
        self.owner: dict[int, Call] = {}
        self.owned: list[Any] = []
        self.above: dict[int, tuple[Call, ...]] = {}
        self._own(call, ())
        for number, node in enumerate(given, 1):
            name = f"input {number}" if len(given) > 1 else "input"
            self.names.setdefault(id(node), getattr(node, "label", "") or name)
        self.clusters: dict[int, Cluster] = {}
        self.made: dict[int, _Item] = {}

    def sources(self, node: Any) -> list[Any]:
        """Return the operands of a node. What the model was given has none here."""
        return [] if id(node) in self.given else self.operands(node)

    def _own(self, call: Call, above: tuple[Call, ...]) -> None:
        """Note for each node the innermost call that made it."""
        self.above[id(call)] = above
        outside = [*_nodes(call.inputs), *self.owned]
        for inner in call.calls:
            self._own(inner, (*above, call))
        for name, parameter in call.parameters.items():
            self.names.setdefault(id(node_of(parameter, "draw()")), name)
        for output in _nodes(call.outputs):
            for node in graph.topological_order(output, outside):
                if id(node) not in self.owner:
                    self.owner[id(node)] = call
                    self.owned.append(node)

    def item_of(self, node: Any) -> _Item:
        """Return the item that shows a node."""
        owner = self.owner.get(id(node))
        path = (*self.above[id(owner)], owner) if owner else ()
        clusters: list[Cluster] = []
        for level, call in enumerate(path):
            if not self.options.opens(call, level):
                if id(call) not in self.made:
                    self.made[id(call)] = _Item([], call, tuple(clusters), (call.kind, call.count), None)
                return self.made[id(call)]
            if level:  # the model itself has no frame
                cluster = Cluster(f"{call.name}: {call.kind}".removeprefix(": "), call.about)
                clusters.append(self.clusters.setdefault(id(call), cluster))
        if id(node) not in self.made:
            operation = getattr(node, "op", None)
            symbol = getattr(operation, "symbol", operation)
            name = self.names.get(id(node), getattr(node, "label", ""))
            self.made[id(node)] = _Item([], None, tuple(clusters), symbol, getattr(node, "shape", None), name)
        return self.made[id(node)]

    def items(self) -> list[_Item]:
        """Return the items, operands first."""
        for node in self.order:
            self.item_of(node).nodes.append(node)
        items = list(self.made.values())
        last = self.item_of(self.order[-1])
        items = [item for item in items if item is not last] + [last]
        for item in items:
            item.inputs = list(dict.fromkeys(source for _, source in self._operands(item)))
            item.box = self._closed(item, item.call) if item.call else self._node(item)
        whole: Any = _Item([], None, (), None, None, inputs=items)
        return graph.topological_order(whole)[:-1]

    def _operands(self, item: _Item) -> Iterator[tuple[Any, _Item]]:
        """Yield each node outside that the nodes of an item use, with its item."""
        for node in item.nodes:
            for source in self.sources(node):
                other = self.item_of(source)
                if other is not item and not self._shared(source, other):
                    yield source, other

    def _shared(self, node: Any, item: _Item) -> bool:
        """Return whether a node is a parameter of a closed call. Calls that share it do not pass it on."""
        return item.call is not None and not self.sources(node) and id(node) not in map(id, _nodes(item.call.outputs))

    def _node(self, item: _Item) -> Box:
        (node,) = item.nodes
        box = self.describe(node)
        if id(node) in self.given:
            return replace(box, label=item.label, operation="", edges=[])
        edges = [e if e.source is None else replace(e, source=self.item_of(e.source)) for e in box.edges]
        return replace(box, label=item.label or box.label, edges=edges)

    def _closed(self, item: _Item, call: Call) -> Box:
        """Return the box of a closed call."""
        if call.weights is not None:
            return self._neuron(item, call)
        edges: dict[Any, Edge] = {}
        for node, source in self._operands(item):  # one edge for each Tensor, and for all Values of one source
            edges.setdefault((id(source), _shape(node) and id(node)), Edge(source, *_flow(node)))
        graphless = [given for given in call.inputs if id(node_of(given, "draw()")) not in self.known]
        constants = [Edge(None, str(tuple(given.shape))) for given in graphless if hasattr(given, "shape")]
        rows = [("parameters", f"{call.count:,}", style.INK)] if call.count else []
        rows += [("output", str(tuple(output.shape)), style.INK) for output in call.outputs if hasattr(output, "shape")]
        label = f"{call.name}: {call.kind}".removeprefix(": ")
        return Box(label, rows, "", [*edges.values(), *constants], call.about, folded=True)

    def _neuron(self, item: _Item, call: Call) -> Box:
        """Return the circle of a neuron; the lines into it are as wide as its weights are large."""
        weights = [weight.data for weight in call.weights or ()]
        largest = max(map(abs, weights), default=0.0) or 1.0
        edges = []
        for given, weight in zip(_nodes(call.inputs), call.weights or ()):
            line = {
                "color": style.POSITIVE if weight.data >= 0 else style.NEGATIVE,
                "penwidth": f"{0.3 + 2 * abs(weight.data) / largest:.2f}",
                "arrowhead": "none",
            }
            edges.append(Edge(self.item_of(given), "", f"{weight.label or 'weight'} = {weight.data!r}", line))
        (output,) = call.outputs
        tooltip = f"{call.about}: {output.data!r}"
        return Box(f"{output.data + 0.0:.2g}", [], "", edges, tooltip, folded=True, style=style.NEURON)


def _nodes(given: Sequence[Any]) -> list[Any]:
    return [node_of(one, "draw()") for one in given]


def _shape(node: Any) -> str:
    shape = getattr(node, "shape", None)
    return "" if shape is None else str(tuple(shape))


def _flow(node: Any) -> tuple[str, str, dict[str, str]]:
    """Return the text, tooltip and style of the edge that a node flows along."""
    return _shape(node), "", {"fontcolor": style.FAINT_INK}
