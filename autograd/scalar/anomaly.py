"""`detect_anomaly` for Values: find the first NaN or infinity of a graph, and of its gradients."""

from __future__ import annotations

import math
from typing import Any

from autograd import graph


def find_anomaly(root: Any) -> None:
    """Raise ArithmeticError for the first node that is not finite although all its inputs are."""
    for node in graph.topological_order(root):
        if not math.isfinite(node._z) and all(math.isfinite(source._z) for source in node.inputs):
            raise ArithmeticError(f"detect_anomaly: {_described(node)} = {node._z}")


def find_gradient_anomaly(root: Any) -> None:
    """Raise ArithmeticError for the first gradient of a backward pass that is not finite although its upstream is."""
    for node in reversed(graph.topological_order(root)):
        upstream = _number(node._z_grad)
        for source, local in zip(node.inputs, node.local_derivatives):
            if local is None or not math.isfinite(upstream):
                continue
            gradient = upstream * local
            if not math.isfinite(gradient) or not math.isfinite(_number(source._z_grad)):
                raise ArithmeticError(
                    f"detect_anomaly: the gradient of {source.label or 'an input'} of {_described(node)} is not finite "
                    f"though its upstream gradient is: {upstream:g} × {local:g} = {gradient}"
                )


def _described(node: Any) -> str:
    if not node.op:
        return f"the leaf {node.label or 'Value'}"
    return f"{node.op}({', '.join(f'{source._z:g}' for source in node.inputs)})"


def _number(gradient: Any) -> float:
    """Return the gradient as a float; it is a Value after backward(create_graph=True)."""
    number: float = getattr(gradient, "_z", gradient)
    return number
