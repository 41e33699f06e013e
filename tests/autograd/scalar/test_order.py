"""The search for the order of Values: fast, and the same as the walk of the graph."""

from __future__ import annotations

import random
import sys
from typing import Any

import pytest

from autograd import Value


def test_the_fast_walk_is_the_walk_of_the_graph() -> None:
    rng = random.Random(0)
    for _ in range(50):
        leaves = [Value(rng.uniform(0.5, 2)) for _ in range(4)]
        nodes: list[Value] = list(leaves)
        for _ in range(30):
            x, y = rng.choice(nodes), rng.choice(nodes)
            nodes.append(rng.choice([x + y, x * y * 0.1, x - y, x.tanh(), x / (2 + abs(y)), 0.3 * x, x.relu()]))
        root = sum(nodes[-3:], Value(0.0))
        root.backward()
        fast = [leaf.grad for leaf in leaves]
        for leaf in leaves:
            leaf.grad = 0.0
        root.backward(create_graph=True)
        assert [leaf.grad.data if isinstance(leaf.grad, Value) else leaf.grad for leaf in leaves] == pytest.approx(
            fast, rel=1e-12
        )


def test_an_interrupted_search_leaves_no_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    x = Value(2.0)
    y = x * x
    for _ in range(10):
        y = y + y
    broken = y * 1.0

    class InterruptError(Exception):
        pass

    calls = 0

    def trace(frame: Any, event: str, arg: Any) -> Any:
        nonlocal calls
        if event == "line":
            calls += 1
            if calls == 60:
                raise InterruptError
        return trace

    def only_order(frame: Any, event: str, arg: Any) -> Any:
        return trace if frame.f_code.co_name == "inner_nodes" else None

    before = sys.gettrace()  # that of coverage
    sys.settrace(only_order)
    try:
        with pytest.raises(InterruptError):
            broken.backward()
    finally:
        sys.settrace(before)
    broken.backward()
    assert x.grad == 2 * 2.0 * 2**10
