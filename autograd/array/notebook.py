"""How Tensors are shown in notebooks."""

from __future__ import annotations

from typing import Any

from autograd.display import all_digits, gradient_text, html_facts, treescope_tree


class Notebook:
    """A base class of Tensor."""

    __slots__ = ()

    def _repr_html_(self: Any) -> str:
        """Return the text of the Tensor with its shape, range and gradient as HTML."""
        array, grad = self._array, self._grad
        facts: dict[str, str | tuple[str, str]] = {"shape": str(tuple(self.shape)), "dtype": str(self.dtype)}
        if array.size > 1 and array.dtype.kind in "iuf":
            facts["range"] = (f"{array.min():.4g} … {array.max():.4g}", all_digits(array))
        if grad is not None:
            facts["grad"] = (gradient_text(grad._array), all_digits(grad._array))
        return html_facts(type(self).__name__, facts, text=repr(self))

    def __treescope_repr__(self: Any, path: str | None, subtree_renderer: Any) -> Any:
        shown = {"data": self._array, "requires_grad": self.requires_grad}
        if self._grad is not None:
            shown["grad"] = self._grad._array
        return treescope_tree(self, shown, path, subtree_renderer)
