"""Value: one number per node, in pure Python; to learn, to draw, to prototype.

>>> a, b = Value(2.0), Value(-3.0)
>>> loss = (a * b + 10).tanh()
>>> loss.backward()
>>> print(round(loss.data, 4), round(a.grad, 6))
0.9993 -0.004023

An operation, such as `a * b`, makes a new Value. It stores the inputs and, beside them, the local derivatives: how the
result changes with each input. The backward pass only multiplies and adds.

The operations are in methods.py, generated from the calculus table in rules/elementwise.py; comparisons in compare.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from autograd import graph
from autograd.anomaly import anomaly_mode
from autograd.rules.select import where
from autograd.rules.table import TABLE, Elementwise
from autograd.scalar import copying
from autograd.scalar.anomaly import find_anomaly
from autograd.scalar.compare import Comparisons
from autograd.scalar.methods import ValueMethods
from autograd.scalar.number import number
from autograd.scalar.order import inner_nodes

__all__ = ["Value"]


class Value(ValueMethods, Comparisons):
    """A number that remembers how it was computed.

    Args:
        data: a real number, stored as a float.
        label: a name, shown in drawings.

    Attributes:
        data: the number.
        grad: after `root.backward()`, the derivative of root with respect to this node. 0.0 at first.
        op: the symbol of the operation that made it; "" for a leaf.
        inputs: the Values it was computed from; () for a leaf.
        label: the name.

    Raises:
        TypeError: if `data` is not a real number.
    """

    # A node has at most two inputs, x and y: slots are faster than a tuple, and the garbage collector has less to
    # visit. Where the second operand is a plain number, _y is None and _dy is that number. A leaf has no _x.
    __slots__ = ("_dx", "_dy", "_rule", "_x", "_y", "data", "grad", "label")
    __array_ufunc__ = None  # `array * value` raises TypeError

    grad: Any  # a Value after backward(create_graph=True)
    _x: Value | None
    _y: Value | None
    _dx: Any  # ∂self/∂x
    _dy: Any  # ∂self/∂y
    _rule: Any  # the row of the table, or a custom function

    def __init__(self, data: float, label: str = "") -> None:
        self.data = data if data.__class__ is float else number(data, "Value()")
        self.grad = 0.0
        self.label = label
        self._x = self._y = self._dx = self._dy = self._rule = None

    def backward(self, create_graph: bool = False) -> None:
        """Compute the derivative of this value with respect to every node it depends on, into their `.grad`.

        A second call adds to the gradients of leaves and sets those of inner nodes afresh. The graph stays. Do not run
        it in two threads at once on graphs that share inner nodes.

        Args:
            create_graph: make the gradients Values with a graph of their own, so that they can be differentiated
                again. A leaf whose gradient depends on the leaf is then a reference cycle: set `.grad` to 0.0 when
                done, or use `autograd.grad`, which leaves none.

        Raises:
            ArithmeticError: within `detect_anomaly`, if a node is NaN or infinite.
        """
        if anomaly_mode.enabled:
            find_anomaly(self)
        if create_graph:
            graph.backward(self, Value(1.0), record=True)
            return
        order = inner_nodes(self)  # inputs first; all gradients in it are zero
        self.grad += 1.0
        for node in reversed(order):  # gradient = upstream × local derivative
            upstream, x, y = node.grad, node._x, node._y
            x.grad += upstream * node._dx
            if y is not None:
                y.grad += upstream * node._dy

    @property
    def op(self) -> str:
        """The symbol of the operation that made it; "" for a leaf."""
        return "" if self._rule is None else self._rule.symbol

    @property
    def inputs(self) -> tuple[Value, ...]:
        """The Values it was computed from, in order; () for a leaf. A plain number appears as a new leaf."""
        if self._x is None:
            return ()
        if self._y is not None:
            return self._x, self._y
        return (self._x,) if self._dy is None else (self._x, Value(self._dy))

    @property
    def local_derivatives(self) -> tuple[float | None, ...]:
        """∂self/∂input for each of `inputs`; None for a plain number."""
        return (self._dx, None if self._y is None else self._dy)[: len(self.inputs)]

    def item(self) -> float:
        """Return the number."""
        return self.data

    def detach(self) -> Value:
        """Return a leaf with the same number and label; no gradient flows through it."""
        return Value(self.data, self.label)

    def __repr__(self) -> str:
        label = f", label={self.label!r}" if self.label else ""
        return f"Value(data={self.data}, grad={float(self.grad)}{label})"

    # ── conversions of the number ──

    def __float__(self) -> float:
        return self.data

    def __int__(self) -> int:
        return int(self.data)

    def __round__(self, digits: int | None = None) -> float:
        return round(self.data, digits)

    def __format__(self, spec: str) -> str:
        return format(self.data, spec) if spec else repr(self)

    # ── the contract of graph.Node, for backward(create_graph=True) ──

    def receive(self, upstream: Value) -> Value:
        """Accumulate the gradient in a leaf, set it in an inner node."""
        self.grad = upstream if self._x is not None else self.grad + upstream
        return upstream

    def pull(self, upstream: Value, record: bool, retain: bool) -> Iterator[Value | None]:
        """Yield upstream × local derivative for each input.

        The rules are those of `_dx` and `_dy`, evaluated with Values.
        """
        inputs = self.inputs
        for i in range(len(inputs)):
            is_number = i == 1 and self._y is None
            yield None if is_number else upstream * self._rule.precise[i](rows, self, *inputs)

    # ── how rows of the table and `where` are applied to Values ──

    @staticmethod
    def _apply_row(row: Elementwise, operands: Iterable[Any]) -> Value:
        first, *rest = operands
        if not isinstance(first, Value):
            first = Value(number(first, row.name))
        result: Value = getattr(Value, row.name)(first, *rest)
        return result

    @staticmethod
    def _where(condition: Any, x: Any, y: Any) -> Any:
        return x if condition else y

    def __init_subclass__(cls) -> None:
        raise TypeError("Value cannot be subclassed: its operations always return Value; wrap a Value instead")

    __reduce__ = copying.reduce
    __deepcopy__ = copying.deepcopy


rows: Any = SimpleNamespace(**TABLE, where=where)  # `xp` for rules evaluated with Values
