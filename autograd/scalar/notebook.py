"""How Values are shown in notebooks."""

from __future__ import annotations

from typing import Any

from autograd.display import html_facts, short, treescope_tree
from autograd.scalar.compare import tracing


class Notebook:
    """A base class of Value."""

    __slots__ = ()

    def _repr_html_(self: Any) -> str:
        """Return the number, the gradient and the operation as HTML."""
        if tracing.callback is not None:
            return html_facts(repr(self), {})
        facts = {"data": (short(self.data), repr(self.data)), "grad": ("None", "")}
        if self.grad is not None:
            facts["grad"] = short(float(self.grad)), repr(float(self.grad))
        if self.op:
            operands = [str(source.label) or short(source.data) for source in self.inputs]
            infix = len(operands) == 2 and not self.op[0].isalpha()
            made = f" {self.op} ".join(operands) if infix else f"{self.op}({', '.join(operands)})"
            facts["made by"] = (made, "")
        return html_facts(f"Value {self.label}".strip(), facts)

    def __treescope_repr__(self: Any, path: str | None, subtree_renderer: Any) -> Any:
        shown = {name: getattr(self, name) for name in ("data", "grad", "label", "op")}
        return treescope_tree(self, shown, path, subtree_renderer)
