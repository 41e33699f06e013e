"""Value: one number per node, in pure Python; to learn, to draw, to prototype.

>>> a, b = Value(2.0), Value(-3.0)
>>> loss = (a * b + 10).tanh()
>>> loss.backward()
>>> print(round(loss.data, 4), round(a.grad, 6))
0.9993 -0.004023

A node keeps, next to its number, what it was computed from and the local derivatives towards it. They are known when
the node is made, so the backward pass has nothing left to do but multiply and add.
"""

from __future__ import annotations

import math
import numbers
import operator
import threading
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from autograd import graph
from autograd.anomaly import anomaly_mode
from autograd.rules import floats, select
from autograd.rules.expression import define, write
from autograd.rules.table import CAREFUL, FLOAT_SPELLING, TABLE, Elementwise

Number = float | int


class Value:
    """A number that remembers how it was computed.

    Args:
        data: a real number; kept as a float.
        label: a name to show in drawings.

    Attributes:
        data: the number.
        grad: after `root.backward()`, the derivative of root with respect to this node; leaves accumulate it over
            calls. 0.0 at first; a Value after `backward(create_graph=True)`.
        op: the symbol of the operation that made it; "" for a leaf.
        label: its name.

    Raises:
        TypeError: if `data` is not a real number.
    """

    # Of up to two inputs, _x and _y, and the local derivatives _dx and _dy towards them. Where the second operand is
    # a plain number, _y is None and _dy is that number. A leaf has no _x. Eight slots and no tuple: what the cycle
    # collector need not visit is the greater part of speed in graphs of many small nodes.
    __slots__ = ("_dx", "_dy", "_x", "_y", "data", "grad", "label", "op")
    __array_ufunc__ = None  # NumPy leaves `array * value` to Value, which refuses it in clear words

    data: float
    grad: Any
    op: str
    label: str
    _x: Value | None
    _y: Value | None
    _dx: Any
    _dy: Any

    def __init__(self, data: Number, label: str = "") -> None:
        self.data = data if data.__class__ is float else _number(data, "Value()")
        self.grad = 0.0
        self.op = ""
        self.label = label
        self._x = self._y = self._dx = self._dy = None

    def __init_subclass__(cls) -> None:
        raise TypeError("Value cannot be subclassed: results of its operations would be Values all the same")

    def backward(self, create_graph: bool = False) -> None:
        """Compute the derivative of this value with respect to every node it depends on, into their `.grad`.

        A second call adds to the leaves' gradients and sets those of inner nodes afresh. The graph stays. Graphs that
        share inner nodes must not be walked in several threads at once: the nodes carry the walk's marks.

        Args:
            create_graph: make the gradients Values with a graph of their own, to be differentiated again. A leaf whose
                gradient is made of the leaf is a reference cycle: set `.grad` to 0.0 when done, or use `autograd.grad`,
                which leaves none.
        """
        if anomaly_mode.enabled:
            _find_anomaly(self)
        if create_graph:
            graph.backward(self, Value(1.0), record=True)
            return
        order: list[Value] = []
        try:
            order = _order(self)
            self.grad += 1.0  # of a leaf, accumulated
            # graph.backward, written out for two inputs whose local derivatives are known.
            for node in reversed(order):
                upstream = node.grad
                node._x.grad += upstream * node._dx  # type: ignore[union-attr]  # order holds no leaves
                y = node._y
                if y is not None:
                    y.grad += upstream * node._dy
        except BaseException:  # interrupted: no mark must stay
            _unmark(order)
            raise

    def item(self) -> float:
        """The number."""
        return self.data

    def detach(self) -> Value:
        """The same number as a leaf: no gradient flows through it."""
        return Value(self.data, self.label)

    @property
    def inputs(self) -> tuple[Value, ...]:
        """What this was computed from, in order; () for a leaf. A plain number appears as a leaf of its own."""
        if self._x is None:
            return ()
        if self._y is not None:
            return self._x, self._y
        return (self._x,) if self._dy is None else (self._x, Value(self._dy))

    @property
    def local_derivatives(self) -> tuple[float | None, ...]:
        """∂self/∂input for each of `inputs`; None for a plain number."""
        return (self._dx, None if self._y is None else self._dy)[: len(self.inputs)]

    # ── the contract of graph.Node, used where the backward pass is itself recorded ──

    def receive(self, upstream: Value) -> Value:
        """Accumulate in a leaf, set in an inner node."""
        self.grad = upstream if self._x is not None else self.grad + upstream
        return upstream

    def pull(self, upstream: Value, record: bool, retain: bool) -> Iterable[Value | None]:
        """Upstream × local derivative, from the same rule as `_dx` and `_dy`, but in Values."""
        inputs = self.inputs
        # The op of a custom function brings its own derivatives; see function.py.
        derivatives = getattr(self.op, "derivatives", None) or BY_SYMBOL[self.op].derivatives
        for i in range(len(inputs)):
            is_number = i == 1 and self._y is None
            yield None if is_number else upstream * derivatives[i](rows, self, *inputs)

    # ── conversions and comparisons ──

    def __float__(self) -> float:
        return self.data

    def __int__(self) -> int:
        return int(self.data)

    def __round__(self, digits: int | None = None) -> float:
        return round(self.data, digits)

    def __format__(self, spec: str) -> str:
        return format(self.data, spec) if spec else repr(self)

    def __pos__(self) -> Value:
        return self

    def __bool__(self) -> bool:
        return not _decide("==", self, 0.0)

    def __repr__(self) -> str:
        label = f", label={self.label!r}" if self.label else ""
        return f"Value(data={self.data}, grad={self.grad if isinstance(self.grad, float) else self.grad.data}{label})"

    def __eq__(self, other: object) -> bool:
        return _decide("==", self, other)

    __hash__ = object.__hash__  # a node is itself, whatever its number

    def __lt__(self, other: Value | Number) -> bool:
        return _decide("<", self, other)

    def __le__(self, other: Value | Number) -> bool:
        return _decide("<=", self, other)

    def __gt__(self, other: Value | Number) -> bool:
        return _decide(">", self, other)

    def __ge__(self, other: Value | Number) -> bool:
        return _decide(">=", self, other)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the graph as a flat list, so that depth does not matter; gradients as plain numbers.

        Leaves are pickled as themselves: a model and a loss made of it, pickled together, stay connected.
        """
        if self._x is None:
            return _leaf, (self.data, float(self.grad), self.label)
        order = graph.topological_order(self)
        leaves = [node for node in order if node._x is None]
        place: dict[Value | None, int] = {node: i for i, node in enumerate(leaves)}
        rows = []
        for v in order:
            if v._x is not None:
                place[v] = len(place)
                rows.append((v.data, float(v.grad), v.op, v.label, place[v._x], v._dx, place.get(v._y), v._dy))
        return _rebuild, (leaves, rows)

    def __deepcopy__(self, memo: dict[int, Any]) -> Value:
        """Copy the graph, sharing with what else is copied in the same call."""
        for v in graph.topological_order(self):
            if id(v) not in memo:
                copied = _leaf(v.data, float(v.grad), v.label)
                copied.op, copied._dx, copied._dy = v.op, v._dx, v._dy
                copied._x = None if v._x is None else memo[id(v._x)]
                copied._y = None if v._y is None else memo[id(v._y)]
                memo[id(v)] = copied
        result: Value = memo[id(self)]
        return result

    # ── how the table's rows are applied; see Elementwise.__call__ ──

    @staticmethod
    def _apply(row: Elementwise, operands: tuple[Any, ...]) -> Value:
        first, *rest = operands
        if not isinstance(first, Value):
            first = Value(_number(first, row.name))
        result: Value = getattr(Value, row.name)(first, *rest)
        return result

    @staticmethod
    def _where(condition: Any, x: Any, y: Any) -> Any:
        return x if condition else y

    if TYPE_CHECKING:  # generated below from the table
        # fmt: off
        def __add__(self, other: Value | Number) -> Value: ...
        def __radd__(self, other: Number) -> Value: ...
        def __sub__(self, other: Value | Number) -> Value: ...
        def __rsub__(self, other: Number) -> Value: ...
        def __mul__(self, other: Value | Number) -> Value: ...
        def __rmul__(self, other: Number) -> Value: ...
        def __truediv__(self, other: Value | Number) -> Value: ...
        def __rtruediv__(self, other: Number) -> Value: ...
        def __pow__(self, other: Value | Number) -> Value: ...
        def __rpow__(self, other: Number) -> Value: ...
        def __neg__(self) -> Value: ...
        def __abs__(self) -> Value: ...
        # fmt: on
        def __getattr__(self, name: str) -> Callable[..., Value]: ...


class _Watch(threading.local):
    """Who is told of each decision that hangs on a Value: `compile`, while it traces."""

    listener: Callable[[str, Value, Any, bool], None] | None = None


watch = _Watch()
_COMPARISONS = {"==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _decide(symbol: str, value: Value, other: Any) -> bool:
    outcome = bool(_COMPARISONS[symbol](value.data, other.data if isinstance(other, Value) else other))
    if watch.listener is not None:
        watch.listener(symbol, value, other, outcome)
    return outcome


def _number(x: Any, where: str) -> float:
    """`x` as a float; a TypeError naming `where` unless it is a real number."""
    if isinstance(x, numbers.Real):
        try:
            return float(x)
        except OverflowError:  # a whole number beyond the floats
            return math.inf if x > 0 else -math.inf  # type: ignore[operator]
    raise TypeError(
        f"{where}: a Value works with Values and real numbers, got {type(x).__name__}"
        + ("; for arrays there is autograd.tensor" if hasattr(x, "shape") or isinstance(x, list | tuple) else "")
    )


# While an order is sought, nodes carry a mark in place of their gradient, which begins at zero anyway.
# Zeros of their own, told by identity: a zero that somebody writes into `grad` is no mark.
_MET, _FINISHED = float("0.0"), float("0.0")


def _order(root: Value) -> list[Value]:
    """`graph.topological_order` without the leaves, for nodes of two inputs that carry their own mark.

    The gradients are left at zero, in the form of the mark: the caller adds a float to each.
    """
    order: list[Value] = []
    if root._x is None:
        return order
    stack: list[Value] = []
    pop, push, finish = stack.pop, stack.append, order.append
    met, finished = _MET, _FINISHED
    node = root
    try:
        while True:
            x, y = node._x, node._y
            to_y = y is not None and y._x is not None and y.grad is not met and y.grad is not finished
            if x._x is not None and x.grad is not met and x.grad is not finished:  # type: ignore[union-attr]
                node.grad = met
                push(node)  # it comes again when its inputs are finished
                if to_y:
                    push(y)  # type: ignore[arg-type]
                node = x  # type: ignore[assignment]
                continue
            if to_y:
                node.grad = met
                push(node)
                node = y  # type: ignore[assignment]
                continue
            node.grad = finished
            finish(node)
            while stack:
                node = pop()
                if node.grad is met:
                    node.grad = finished
                    finish(node)
                elif node.grad is not finished:
                    break
            else:
                return order
    except BaseException:
        _unmark([*order, *stack, node])
        raise


def _unmark(nodes: list[Value]) -> None:
    """Take the marks back; a gradient that is known is left as it is."""
    for node in nodes:
        if node.grad is _MET or node.grad is _FINISHED:
            node.grad = 0.0


def _find_anomaly(root: Value) -> None:
    """Raise for the first node that is not finite though all its inputs are."""
    for node in graph.topological_order(root):
        if not math.isfinite(node.data) and all(math.isfinite(source.data) for source in node.inputs):
            arguments = ", ".join(f"{source.data:g}" for source in node.inputs)
            what = f"{node.op}({arguments})" if node.op else f"the leaf {node.label or 'Value'}"
            raise ArithmeticError(f"detect_anomaly: {what} = {node.data}")


def _leaf(data: float, grad: float, label: str) -> Value:
    made = Value(data, label)
    made.grad = grad
    return made


def _rebuild(leaves: list[Value], rows: list[tuple[Any, ...]]) -> Value:
    nodes = list(leaves)
    for data, grad, op, label, x, dx, y, dy in rows:
        node = _leaf(data, grad, label)
        node.op, node._dx, node._dy = op, dx, dy
        node._x = nodes[x]
        node._y = None if y is None else nodes[y]
        nodes.append(node)
    return nodes[-1]


# ── methods from the table ──────────────────────────────────────────────────────────────────────────────────────────
# Each is the straight line that one would write by hand, with the row's texts in place. Try
# `print(inspect.getsource(Value.tanh))`. Only where `math` raises is the answer looked up in `ops`' careful form.

_UNARY = '''\
def {name}(self):
    """{doc}"""
    x = self.data
    node = new(Value)
    try:
        node.data = out = {out}
        node._dx = {dx}
    except (ArithmeticError, ValueError):
        node.data, node._dx = careful(x)
    node._x = self
    node._y = node._dy = None
    node.grad = 0.0
    node.op = {symbol!r}
    node.label = ""
    return node
'''

_BINARY = '''\
def {name}(self, other{default}):
    """{doc}"""
    x = self.data
    node = new(Value)
    try:
        if other.__class__ is Value:
            y = other.data
            node.data = out = {out}
            node._dx = {dx}
            node._y = other
            node._dy = {dy}
        else:
            y = other if other.__class__ is float or other.__class__ is int else number(other, {symbol!r})
            node.data = out = {out}
            node._dx = {dx}
            node._y = None
            node._dy = y
    except (ArithmeticError, ValueError):
        y = number(y, {symbol!r})
        if other.__class__ is Value:
            node.data, node._dx, node._dy = careful(x, y)
            node._y = other
        else:
            node.data, node._dx, _ = careful(x, y)
            node._y = None
            node._dy = y
    node._x = self
    node.grad = 0.0
    node.op = {symbol!r}
    node.label = ""
    return node
'''

BY_SYMBOL = {row.symbol: row for row in TABLE.values()}

# The fast functions are math's own; one that `math` lacks, or that is a row itself, is taken from the careful ones.
FAST = {name: getattr(math, name, function) for name, function in CAREFUL.items() if name[0] != "_"}
FAST |= {"floor": floats.floor, "ceil": floats.ceil, "abs": abs, "new": object.__new__, "Value": Value}


def _method(row: Elementwise) -> Callable[..., Value]:
    texts = [write(text, FLOAT_SPELLING) for text in row.derivative_texts]
    source = (_UNARY if row.arity == 1 else _BINARY).format(
        name=row.name,
        doc=row.__doc__,
        symbol=row.symbol,
        default="" if row.default is None else f"={row.default}",
        out=write(row.forward_text, FLOAT_SPELLING),
        dx=texts[0],
        dy=texts[-1],
    )
    return define(row.name, source, {**FAST, "careful": row.on_floats, "number": _number})


def _reflected(method: Callable[[Value, Any], Value], symbol: str) -> Callable[[Value, Number], Value]:
    """`number ∘ value`: the number becomes a leaf."""
    return lambda self, other: method(Value(other if other.__class__ is float else _number(other, symbol)), self)


for _row in TABLE.values():
    setattr(Value, _row.name, _method(_row))
for _operator, _name in {
    "add": "add", "sub": "sub", "mul": "mul", "truediv": "div", "pow": "pow", "mod": "remainder",
    "floordiv": "floor_divide",
}.items():  # fmt: skip
    _binary = getattr(Value, _name)
    setattr(Value, f"__{_operator}__", _binary)
    # a + b is b + a, so a number on the left may as well be the second operand, which costs no node.
    setattr(Value, f"__r{_operator}__", _binary if _operator in ("add", "mul") else _reflected(_binary, _operator))
for _operator in ("neg", "abs"):
    setattr(Value, f"__{_operator}__", getattr(Value, _operator))
Value.clamp = select.clamp  # type: ignore[attr-defined]
# `xp` for recorded passes: the rows themselves, which take Values.
rows = SimpleNamespace(**TABLE, where=select.where)
