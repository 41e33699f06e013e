"""What NumPy's functions and operators do with a Value. This module does not import NumPy."""

from __future__ import annotations

from typing import Any

from autograd.rules.table import TABLE

# The operator of a NumPy number or array on the left, such as `array * value`, is this method of the Value.
_REFLECTED = {
    "add": "__radd__", "subtract": "__rsub__", "multiply": "__rmul__", "divide": "__rtruediv__",
    "true_divide": "__rtruediv__", "floor_divide": "__rfloordiv__", "remainder": "__rmod__", "power": "__rpow__",
    "less": "__gt__", "less_equal": "__ge__", "greater": "__lt__", "greater_equal": "__le__", "equal": "__eq__",
    "not_equal": "__ne__",
}  # fmt: skip


class NumpyCalls:
    """NumPy's numbers work on the left of an operator; its functions are refused, as they would lose the graph."""

    __slots__ = ()

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        name = ufunc.__name__
        if method == "__call__" and name in _REFLECTED and inputs[1] is self and not isinstance(inputs[0], NumpyCalls):
            found = getattr(self, _REFLECTED[name])(inputs[0])
            if found is not NotImplemented:
                return found
        row = next((row for row in TABLE.values() if name == row.name or name in row.numpy), None)
        instead = "use operations of autograd"
        if row:
            y = "y" * (row.arity - 1)
            instead = f"write x.{row.name}({y}) or autograd.{row.name}({', '.join(['x', *y])})"
        raise TypeError(f"numpy.{name}(): got a Value, whose graph would be lost; {instead}")
