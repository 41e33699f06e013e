"""`detect_anomaly` for Values: find the first NaN or infinity of a graph."""

from __future__ import annotations

import math
from typing import Any

from autograd import graph


def find_anomaly(root: Any) -> None:
    """Raise ArithmeticError for the first node that is not finite although all its inputs are."""
    for node in graph.topological_order(root):
        if not math.isfinite(node.data) and all(math.isfinite(source.data) for source in node.inputs):
            arguments = ", ".join(f"{source.data:g}" for source in node.inputs)
            name = f"{node.op}({arguments})" if node.op else f"the leaf {node.label or 'Value'}"
            raise ArithmeticError(f"detect_anomaly: {name} = {node.data}")
