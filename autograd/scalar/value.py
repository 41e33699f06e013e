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

import warnings
from collections.abc import Container, Iterable
from types import SimpleNamespace
from typing import Any, Self

from autograd import graph
from autograd.dispatch import checks, dispatch
from autograd.grad_mode import grad_mode
from autograd.rules.table import TABLE, Elementwise
from autograd.scalar import copying
from autograd.scalar.anomaly import find_anomaly, find_gradient_anomaly
from autograd.scalar.compare import Comparisons, tracing
from autograd.scalar.conversions import Conversions
from autograd.scalar.methods import ValueMethods
from autograd.scalar.micrograd import MicrogradNames
from autograd.scalar.notebook import Notebook
from autograd.scalar.number import number
from autograd.scalar.numpy_calls import NumpyCalls
from autograd.scalar.order import inner_nodes

__all__ = ["Value"]


class Value(ValueMethods, Conversions, Comparisons, MicrogradNames, NumpyCalls, Notebook):
    """A number that remembers how it was computed.

    `backward()` computes the gradients, `inputs` and `op` say what a Value was computed from, and `autograd.draw(x)`
    draws it all.

    >>> a, b = Value(2.0, "a"), Value(-3.0, "b")
    >>> loss = a * b + 10
    >>> loss.backward()
    >>> loss.data, a.grad, b.grad
    (4.0, -3.0, 2.0)
    >>> loss.op, [x.data for x in loss.inputs]
    ('+', [-6.0, 10.0])

    Args:
        data: a real number, stored as a float.
        label: a name, shown in drawings.

    Attributes:
        data: the number.
        grad: after `root.backward()`, the derivative of root with respect to this node. 0.0 at first. If it is set to
            None, the next backward pass begins at zero.
        op: the symbol of the operation that made it; "" for a leaf.
        inputs: the Values it was computed from; () for a leaf.
        label: the name.

    Raises:
        TypeError: if `data` is not a real number.
    """

    # A node has at most two inputs, x and y: slots are faster than a tuple, and the garbage collector has less to
    # visit. Where one operand is a plain number, _x is the other one, _y is None and _dy is that number. The number was
    # the first operand if _rule is reversed. A leaf has no _x.
    # The node is z = f(x, y): `data` and `grad` are checked properties over _z and _z_grad. Python lays slots out in
    # alphabetical order. With _data and _grad, in front of _dx, a backward pass takes 7 % longer.
    __slots__ = ("_dx", "_dy", "_rule", "_x", "_y", "_z", "_z_grad", "label")

    _z_grad: Any  # a Value after backward(create_graph=True)
    _x: Value | None
    _y: Value | None
    _dx: Any  # ∂self/∂x
    _dy: Any  # ∂self/∂y
    _rule: Any  # the row of the table, or a custom function

    def __init__(self, data: float, label: str = "") -> None:
        self._z = data if data.__class__ is float else number(data, "Value()")
        self._z_grad = 0.0
        self.label = label
        self._x = self._y = self._dx = self._dy = self._rule = None

    def __dir__(self) -> Iterable[str]:
        return [name for name in super().__dir__() if name not in ("pull", "receive")]

    def __isub__(self, other: Self | float) -> Self:  # type: ignore[misc]  # __sub__ takes NumPy's numbers too
        """Subtract; warn of `p -= rate * p.grad` under `no_grad`, PyTorch's step, which changes no Value."""
        if not grad_mode.enabled and self._x is None and self._z_grad:  # a parameter after a backward pass
            warnings.warn(
                "`p -= …` makes a new Value and leaves the parameter as it was; write p.data -= rate * p.grad (no_grad "
                "concerns Tensors: Values always record)",
                stacklevel=2,
            )
        return self - other

    def backward(self, *unexpected: Any, create_graph: bool = False) -> None:
        """Compute the derivative of this value with respect to every node it depends on, into their `.grad`.

        A second call adds to the gradients of leaves and sets those of inner nodes afresh. The graph stays. Do not run
        it in two threads at once on graphs that share inner nodes. If it is interrupted, the gradients of leaves hold a
        part of the sum; set them to 0.0 and call it again.

        Args:
            create_graph: make the gradients Values with a graph of their own, so that they can be differentiated
                again. A leaf whose gradient depends on the leaf is then a reference cycle: set `.grad` to 0.0 when
                done, or use `autograd.grad`, which leaves none.

        Raises:
            ArithmeticError: within `detect_anomaly`, if a node or a gradient is NaN or infinite.
            TypeError: for a positional argument.
        """
        if unexpected or dispatch.enabled or tracing.callback is not None:
            self._prepare(unexpected)
        if create_graph:
            graph.backward(self, Value(1.0), record=True)
        else:
            order = inner_nodes(self)  # inputs first; all gradients in it are zero
            self._z_grad += 1.0
            for node in reversed(order):  # gradient = upstream × local derivative
                upstream, x, y = node._z_grad, node._x, node._y
                x._z_grad += upstream * node._dx
                if y is not None:
                    y._z_grad += upstream * node._dy
        if checks():
            find_gradient_anomaly(self)

    def _prepare(self, unexpected: tuple[Any, ...]) -> None:
        """Refuse what `backward` cannot do."""
        tracing.refuse("backward()")
        if unexpected:
            raise TypeError(
                f"backward(): expected no positional argument, got {unexpected[0]!r}; write "
                "(gradient * loss).backward() for an upstream gradient, or backward(create_graph=True)"
            )
        if checks():
            find_anomaly(self)

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
        if self._dy is None:
            return (self._x,)
        constant = Value(self._dy)
        return (constant, self._x) if self._rule.reversed else (self._x, constant)

    @property
    def local_derivatives(self) -> tuple[float | None, ...]:
        """∂self/∂input for each of `inputs`; None for a plain number."""
        tracing.refuse(".local_derivatives")
        if self._x is None:
            return ()
        if self._y is not None:
            return self._dx, self._dy
        if self._dy is None:
            return (self._dx,)
        return (None, self._dx) if self._rule.reversed else (self._dx, None)

    def detach(self) -> Value:
        """Return a leaf with the same number and label; no gradient flows through it."""
        tracing.refuse("detach()")
        return Value(self._z, self.label)

    # ── the contract of graph.Node, for backward(create_graph=True) ──

    def receive(self, upstream: Value) -> Value:
        """Accumulate the gradient in a leaf, set it in an inner node."""
        self._z_grad = upstream if self._x is not None else self._z_grad + upstream
        return upstream

    def pull(
        self, upstream: Value, record: bool, retain: bool, only: Container[Any] | None = None
    ) -> list[Value | None]:
        """Return upstream × local derivative for each input; None for a plain number.

        The rules are those of `_dx` and `_dy`, evaluated with Values.
        """
        places = range(len(self.inputs))
        constant = None if self._y is not None or self._dy is None else 1 - self._rule.reversed
        return [None if i == constant else self._times_local(upstream, i) for i in places]

    def _times_local(self, upstream: Value, i: int) -> Value:
        """Return upstream × ∂self/∂input i."""
        product: Value = upstream * self._rule.precise[i](rows, self, *self.inputs)
        return product

    # ── how rows of the table and `where` are applied to Values ──

    @staticmethod
    def _apply_row(row: Elementwise, operands: Iterable[Any]) -> Value:
        first, *rest = operands
        if not isinstance(first, Value):
            made: Value = rest[0]._from_left(row, first)
            return made
        result: Value = getattr(Value, row.name)(first, *rest)
        return result

    @staticmethod
    def _where(condition: Any, x: Any, y: Any) -> Value:
        chosen = x if condition else y
        return chosen if isinstance(chosen, Value) else Value(number(chosen, "where()"))

    def __init_subclass__(cls) -> None:
        raise TypeError("Value cannot be subclassed: its operations always return Value; wrap a Value instead")

    __reduce__ = copying.reduce
    __deepcopy__ = copying.deepcopy


# `xp` for rules evaluated with Values. Numbers remain numbers, which take no node.
rows: Any = SimpleNamespace(**TABLE, where=lambda condition, x, y: x if condition else y)
