"""Pictures of a graph: from a Value or a Tensor to DOT, and from there to SVG, PNG or PDF.

>>> from autograd.scalar.value import Value
>>> a, b = Value(2.0, label="a"), Value(-3.0, label="b")
>>> loss = (a * b).tanh()
>>> loss.backward()
>>> draw(loss)
<Drawing of 4 nodes and 2 operations; .svg(), .save("graph.svg"), or the last line of a notebook's cell>

Results are boxes and operations are circles, from the first inputs on the left to the root on the right. Of Values
each edge into an operation carries its local derivative, so that backpropagation can be followed with a finger: the
gradient of a box is the gradient right of the operation times the number on the edge, summed over its edges.

The text is made here; Graphviz does the layout, in a process of its own: fonts that it complains about, or a graph
that it cannot cope with, leave no trace in the caller's.
"""

from __future__ import annotations

import html
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograd import graph
from autograd.scalar.value import Value

__all__ = ["Drawing", "DrawingError", "draw"]

FORMATS = (".svg", ".png", ".pdf", ".dot")

# Quiet tints; what is read on them has a contrast of at least 4.5 : 1.
INK, FAINT_INK, LINE, SLATE = "#1f2937", "#5b6472", "#94a3b8", "#475569"
GRADIENT_INK, DERIVATIVE_INK = "#b42318", "#6d28d9"
FONT = {"fontname": "Helvetica,Arial,sans-serif", "fontsize": "12"}

GRAPH = {**FONT, "bgcolor": "white", "pad": "0.2", "nodesep": "0.25", "ranksep": "0.35", "fontcolor": FAINT_INK}
NODE = {**FONT, "shape": "box", "style": "rounded,filled", "penwidth": "1.2", "margin": "0.06,0.03", "fontcolor": INK}
EDGE = {**FONT, "fontsize": "10", "fontcolor": DERIVATIVE_INK, "color": LINE, "arrowsize": "0.6"}

RESULT = {"fillcolor": "#f8fafc", "color": LINE}
LEAF = {"fillcolor": "#e6f0fb", "color": "#3b78b5"}
ROOT = {"fillcolor": "#fdf0d9", "color": "#c2761b", "penwidth": "2"}
OPERATION = {"shape": "ellipse", "fillcolor": SLATE, "color": SLATE, "fontcolor": "white", "fontsize": "13"}
OPERATION |= {"width": "0.42", "height": "0.34", "margin": "0.02,0"}
CONSTANT = {"shape": "plaintext", "style": "", "fontcolor": FAINT_INK, "width": "0", "height": "0"}

CAPTION = (
    f'<<FONT COLOR="{GRADIENT_INK}">gradient</FONT> = upstream × '
    f'<FONT COLOR="{DERIVATIVE_INK}">local derivative</FONT>, summed over the edges>'
)

# Counting stops here, so that a graph of any size is refused at once.
COUNTED = 100_000

# What Graphviz's parser of labels refuses: characters that XML has no place for.
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class DrawingError(RuntimeError):
    """Graphviz is not installed, or could not render the graph."""


def draw(
    root: Any,
    labels: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None,
    max_nodes: int = 500,
    rankdir: str = "LR",
) -> Drawing:
    """The graph that `root` was computed by, as a picture of this moment: later changes do not show in it.

    Args:
        root: a Value or a Tensor.
        labels: names for nodes, such as {"w": w} or `model.named_parameters()`. A Value that is not among them shows
            its own `label`. Names of what is not in the graph are passed over.
        max_nodes: the most nodes to draw, the plain numbers among a Value's operands counted.
        rankdir: the direction in which the graph grows; "LR", left to right, or "TB", top to bottom.

    Returns:
        The drawing; a notebook shows it as it is. The same graph gives the same DOT text, byte for byte.

    Raises:
        TypeError: if `root` or one of `labels` is neither a Value nor a Tensor.
        ValueError: if the graph has more than `max_nodes` nodes, or for another `rankdir`.
    """
    if rankdir not in ("LR", "TB"):
        raise ValueError(f'draw(): rankdir is "LR" (left to right) or "TB" (top to bottom), got {rankdir!r}')
    top = _node(root, "draw()")
    named = [(name, _node(value, f"draw(): labels[{name!r}]")) for name, value in dict(labels or {}).items()]
    # By id(), for Tensors compare elementwise; reversed, so that of two names for one node the first holds.
    names = {id(node): str(name) for name, node in reversed(named)}
    _refuse_above(max_nodes, top)
    describe = _value_box if isinstance(root, Value) else _tensor_box
    boxes = [(node, describe(node)) for node in graph.topological_order(top)]
    return _picture(boxes, names, rankdir)


@dataclass(frozen=True)
class Drawing:
    """A graph as DOT text, and what Graphviz makes of it.

    Attributes:
        dot: the graph in Graphviz's language; for `dot`, or any other program that reads it.
        nodes: how many results and leaves it shows.
        operations: how many operations.
    """

    dot: str
    nodes: int
    operations: int

    def svg(self) -> str:
        """The picture as an SVG document.

        Raises:
            DrawingError: if Graphviz is not installed or fails.
        """
        return _render(self.dot, "svg").decode()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture to a file, whole or not at all.

        Args:
            path: where to; its suffix, one of .svg, .png, .pdf and .dot, says what.

        Raises:
            ValueError: for another suffix.
            DrawingError: if Graphviz is not installed or fails; .dot does not need it.
            OSError: if the file cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise ValueError(f"save(): the name must end in {', '.join(FORMATS)}; got {str(path)!r}")
        content = self.dot.encode() if suffix == ".dot" else _render(self.dot, suffix[1:])
        # A directory of its own gives the file the usual permissions, which a temporary file has not.
        with tempfile.TemporaryDirectory(prefix=".drawing-", dir=path.parent) as directory:
            temporary = Path(directory, path.name)
            temporary.write_bytes(content)
            os.replace(temporary, path)

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return (
            f"<Drawing of {self.nodes} node{'s'[: self.nodes != 1]} and {self.operations} "
            f"operation{'s'[: self.operations != 1]}; "
            '.svg(), .save("graph.svg"), or the last line of a notebook\'s cell>'
        )


# ── from the graph to boxes ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Box:
    """A node as it is drawn.

    Attributes:
        label: its own name; "" if it has none.
        rows: what it shows under the name; per row a word, a text, and the colour of the text.
        operation: the symbol of the operation it is the result of; "" for a leaf.
        edges: per operand the node and the local derivative towards it, or None and the text of a constant.
    """

    label: str
    rows: Sequence[tuple[str, str, str]]
    operation: str
    edges: Sequence[tuple[Any, str]]


def _node(root: Any, where: str) -> Any:
    """The node of the graph that stands for a Value or a Tensor."""
    if isinstance(root, Value):
        return root
    # Tensors are known by their attributes, because to import them is to import NumPy.
    if all(hasattr(root, name) for name in ("shape", "dtype", "requires_grad", "grad_fn")):
        node = root if root.grad_fn is None else root.grad_fn
        if hasattr(node, "inputs"):
            return node
    raise TypeError(
        f"{where}: a Value or a Tensor is drawn, got {type(root).__qualname__}; "
        "of a model or a function, draw what it returns, such as draw(loss)"
    )


def _value_box(node: Value) -> _Box:
    edges = [
        (None, _short(source.data)) if derivative is None else (source, _short(derivative))
        for source, derivative in zip(node.inputs, node.local_derivatives)
    ]
    rows = [("data", _short(node.data), INK), ("grad", _short(node.grad), GRADIENT_INK)]
    return _Box(node.label, rows, node.op, edges)


def _tensor_box(node: Any) -> _Box:
    """Of a recorded operation, which stands for its result, or of a leaf Tensor."""
    rows = [("shape", str(tuple(node.shape)), INK), ("dtype", str(node.dtype).rpartition(".")[2], INK)]
    operation = getattr(node, "op", None)
    if operation is None:
        return _Box("", rows, "", [])
    # An argument such as `dim` has its place among the inputs, but is no operand; the operation says which ones are.
    places = None if getattr(operation, "many", False) else getattr(operation, "tensors", None)
    # What needs no gradient is not kept in the graph, so of a constant there is no more to say.
    edges = [
        (source, "constant" if source is None else "")
        for place, source in enumerate(node.inputs)
        if source is not None or places is None or place in places
    ]
    return _Box("", rows, operation.symbol or operation.name, edges)


def _short(number: Any) -> str:
    return f"{float(number) + 0.0:.4g}"  # + 0.0 makes a plain zero of a negative one


def _refuse_above(max_nodes: int, root: Any) -> None:
    """Raise a ValueError if the graph has more nodes than `max_nodes`."""
    enough = max(max_nodes, COUNTED)
    met = {root}
    stack = [root]
    while stack and len(met) <= enough:
        new = {source for source in stack.pop().inputs if source is not None} - met
        met |= new
        stack += new
    if len(met) > max_nodes:
        count = f"{len(met):,}" if len(met) <= enough else f"more than {enough:,}"
        raise ValueError(
            f"draw(): this graph has {count} nodes, the limit is {max_nodes:,}. Draw a smaller example, such as the "
            "loss of a single example on a small model, or raise the limit: draw(…, max_nodes=…)"
        )


# ── from boxes to DOT ───────────────────────────────────────────────────────────────────────────────────────────────


def _picture(boxes: Sequence[tuple[Any, _Box]], names: Mapping[int, str], rankdir: str) -> Drawing:
    import graphviz  # here, so that to import autograd is not to import it

    root = boxes[-1][0]
    edges = [edge for _, box in boxes for edge in box.edges]
    uses = [id(source) for source, _ in edges if source is not None]
    used = set(uses)
    # A tree shows its operands in their order; where results are used again, fewer crossings are worth more.
    ordering = {"ordering": "in"} if len(uses) == len(used) else {}
    # The text on an edge to a node is a derivative; with none in sight there is nothing to explain.
    caption = {"label": CAPTION} if any(source is not None and text for source, text in edges) else {}
    dot = graphviz.Digraph(
        graph_attr={"rankdir": rankdir, **GRAPH, **ordering, **caption}, node_attr=NODE, edge_attr=EDGE
    )
    numbers: dict[int, str] = {}
    operations = 0
    for node, box in boxes:
        # The plain numbers among a Value's operands are leaves in this order too, but are drawn where they are used.
        if node is not root and id(node) not in used:
            continue
        number = numbers[id(node)] = str(len(numbers))
        style = ROOT if node is root else RESULT if box.operation else LEAF
        dot.node(number, _table(names.get(id(node), box.label), box.rows), **style)
        if not box.operation:
            continue
        operations += 1
        operation = f"op{number}"
        dot.node(operation, graphviz.escape(box.operation), **OPERATION)
        for place, (source, text) in enumerate(box.edges):
            if source is None:
                constant = f"constant{number}_{place}"
                dot.node(constant, graphviz.escape(text), **CONSTANT)
                dot.edge(constant, operation, style="dashed")
            else:
                dot.edge(numbers[id(source)], operation, graphviz.escape(text) if text else None)
        dot.edge(operation, number, weight="3")  # keeps a result next to its operation
    return Drawing(dot.source, len(numbers), operations)


def _table(label: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """A label in Graphviz's HTML: the name over rows of a faint word and a text."""
    lines = [f'<TR><TD COLSPAN="2"><B>{_escape(label)}</B></TD></TR>'] if label.strip() else []
    lines += [
        f'<TR><TD ALIGN="LEFT"><FONT COLOR="{FAINT_INK}" POINT-SIZE="10">{_escape(word)}</FONT></TD>'
        f'<TD ALIGN="RIGHT"><FONT COLOR="{colour}">{_escape(text)}</FONT></TD></TR>'
        for word, text, colour in rows
    ]
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">{"".join(lines)}</TABLE>>'


def _escape(text: str) -> str:
    """`text` as it stands in Graphviz's HTML, where a backslash still begins an escape of DOT's own."""
    text = html.escape(NOT_IN_XML.sub("\ufffd", text)).replace("\\", "\\\\")
    return "<BR/>".join(text.splitlines())


# ── from DOT to pictures ────────────────────────────────────────────────────────────────────────────────────────────

# For a Python of its own: Graphviz's libraries write to the process's stderr, cannot be interrupted, and end the
# process when a graph is too deep for them.
RENDER_WITH_PYGRAPHVIZ = """\
import sys, pygraphviz
graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode())
sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog="dot"))
"""

INSTALL_GRAPHVIZ = (
    "to render a drawing, Graphviz is needed and was not found. Install its libraries from Python's package index, "
    '`pip install "chainrule[draw]"`, or its program `dot` with the package manager of the system, such as '
    '`apt install graphviz` or `brew install graphviz`. The text in .dot, and save("graph.dot"), work without'
)


def _render(dot: str, format: str) -> bytes:
    """The picture, by the program `dot` where there is one, else by the libraries in pygraphviz."""
    program = shutil.which("dot")
    environment = None
    if program:
        command = [program, f"-T{format}"]
    elif importlib.util.find_spec("pygraphviz"):
        command = [sys.executable, "-P", "-c", RENDER_WITH_PYGRAPHVIZ, format]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}  # finds what was found here
    else:
        raise DrawingError(INSTALL_GRAPHVIZ)
    done = subprocess.run(command, input=dot.encode(), capture_output=True, env=environment)
    if done.returncode:
        complaint = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise DrawingError(f"Graphviz could not render the drawing as {format} (exit {done.returncode}): {complaint}")
    return done.stdout
