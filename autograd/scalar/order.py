"""The order of a backward pass over Values: `graph.topological_order`, made faster by marks on the nodes.

A set of visited nodes costs about as much as the arithmetic. Instead, `_z_grad` doubles as the visited flag during the
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
    # A zero of this search, compared by identity. An interrupted search leaves its zeros, which later searches ignore.
    met = float(0)
    path: list[Any] = []  # the nodes from the root to the present one
    push, pop, finish = path.append, path.pop, order.append
    node = root
    node._z_grad = met
    while True:
        x = node._x
        if x._x is not None and x._z_grad is not met:
            push(node)
            node = x
            node._z_grad = met
            continue
        while True:  # x is finished, or a leaf
            y = node._y
            if y is not None and y._x is not None and y._z_grad is not met:
                push(node)
                node = y
                node._z_grad = met
                break
            finish(node)
            if not path:
                return order
            node = pop()
