"""A graph of ONNX nodes while it is made."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd.extend import Array, array_of
from nn.module import Module


class Graph:
    """Nodes and constants. Values are known by their names.

    Args:
        model: its parameters and buffers keep their dotted names.
        reserved: the names of inputs and outputs.

    Attributes:
        nodes: the nodes, in order.
        constants: the arrays by name.
    """

    def __init__(self, model: Module, reserved: list[str]) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Array] = {}
        named = [*model.named_parameters(remove_duplicate=False), *model.named_buffers(remove_duplicate=False)]
        self._known = {id(array_of(tensor)): name for name, tensor in reversed(named)}
        self._used = {*reserved, *self._known.values()}

    def name(self, wanted: str) -> str:
        """Return a name that is not used yet."""
        found, number = wanted, 1
        while found in self._used:
            number += 1
            found = f"{wanted}_{number}"
        self._used.add(found)
        return found

    def constant(self, value: Any, dtype: Any = None) -> str:
        """Return the name of a constant.

        Args:
            value: a parameter, buffer, array or number.
            dtype: of the constant, for numbers.
        """
        array = array_of(value) if hasattr(value, "requires_grad") else np.asarray(value, dtype)
        known = self._known.get(id(array))
        if known is None:
            known = self.name("constant")
        self.constants[known] = array
        return known

    def add(self, op: str, *inputs: str, **attributes: Any) -> str:
        """Add a node with one output, and return the name of the output.

        Args:
            op: the operator.
            inputs: the names of its inputs.
            attributes: of the operator.
        """
        return self.add_several(op, inputs, 1, **attributes)[0]

    def add_several(self, op: str, inputs: tuple[str, ...], outputs: int, **attributes: Any) -> list[str]:
        """Add a node with several outputs, and return their names."""
        names = [self.name(op.lower()) for _ in range(outputs)]
        self.nodes.append(_node(op, list(inputs), names, **attributes))
        return names

    def finish(self, value: str, name: str) -> None:
        """Give a value the name of an output."""
        for node in self.nodes:
            if value in node.output:
                node.output[:] = [name if out == value else out for out in node.output]
                break
        else:  # it is an input, or a constant
            self.nodes.append(_node("Identity", [value], [name]))


def _node(op: str, inputs: list[str], outputs: list[str], **attributes: Any) -> Any:
    from onnx import helper  # on first use, since the package is optional

    return helper.make_node(op, inputs, outputs, **attributes)
