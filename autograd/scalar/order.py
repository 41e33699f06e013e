"""The order of a backward pass over Values: `graph.topological_order`, made faster by marks on the nodes.

A set of visited nodes costs about as much as the arithmetic. Instead, `grad` doubles as the visited flag during the
search, since the pass sets it afresh anyway.
"""

from __future__ import annotations

from typing import Any


def inner_nodes(root: Any) -> list[Any]:
    """Return the inner nodes that `root` depends on, inputs first, `root` last; set their gradients to zero.

    Leaves are left out: a backward pass has nothing to do at them.

    Two searches over the same nodes in different threads disturb each other.
    """
    order: list[Any] = []
    if root._x is None:
        return order
    # Zeros of this search, compared by identity. An interrupted search leaves zeros, which later searches ignore.
    met, finished = float(0), float(0)
    stack: list[Any] = []
    pop, push, finish = stack.pop, stack.append, order.append
    node = root
    while True:
        x, y = node._x, node._y
        to_y = y is not None and y._x is not None and y.grad is not met and y.grad is not finished
        if x._x is not None and x.grad is not met and x.grad is not finished:
            node.grad = met
            push(node)  # popped again when its inputs are finished
            if to_y:
                push(y)
            node = x
            continue
        if to_y:
            node.grad = met
            push(node)
            node = y
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
