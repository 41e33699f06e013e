"""The number and the gradient of a Value as Python sees them: checked attributes, and conversions to plain numbers.

A plain number has no graph. Inside a trace or a transform, a conversion raises TypeError. Elsewhere `float(x)` is
common and right, as in `print(float(loss))`, but `math.exp(x)` is a mistake: the gradient does not reach x. So the
functions of `math` cause a warning in the line that calls them, and the other conversions do not.
"""

from __future__ import annotations

import dis
import functools
import itertools
import math
import sys
import warnings
from types import CodeType, FrameType, ModuleType
from typing import Any

from autograd.reading import reading
from autograd.rules.table import TABLE
from autograd.scalar.compare import tracing
from autograd.scalar.number import number


class _NoGradient(float):
    """A zero that reads as None. A sum with it is an ordinary float, so the backward pass needs no check."""

    __slots__ = ()


NO_GRADIENT = _NoGradient()


class Conversions:
    """The attributes `data` and `grad` of Value, and its conversions to Python's numbers."""

    __slots__ = ()

    label: str
    _z: float
    _z_grad: Any

    @property
    def data(self) -> float:
        """The number."""
        if reading.callback is not None:
            reading.callback(self, ".data")
        return self._z

    @data.setter
    def data(self, data: float) -> None:
        if tracing.callback is not None:
            tracing.refuse("to set .data")
        self._z = data if data.__class__ is float else number(data, "Value.data")  # type: ignore[misc]  # a slot of Value

    @property
    def grad(self) -> Any:
        """The gradient: 0.0 at first, a Value after `backward(create_graph=True)`, None if it was set to None."""
        if tracing.callback is not None:
            tracing.refuse(".grad")
        grad = self._z_grad
        return None if grad is NO_GRADIENT else grad

    @grad.setter
    def grad(self, grad: Any) -> None:
        if tracing.callback is not None:
            tracing.refuse("to set .grad")
        if grad.__class__ is float or isinstance(grad, Conversions):
            self._z_grad = grad
        elif grad is None:
            self._z_grad = NO_GRADIENT
        else:
            self._z_grad = number(grad, "Value.grad")

    def item(self) -> float:
        """Return the number."""
        self._read(".item()")
        return self._z

    def __float__(self) -> float:
        self._read("float()")
        _warn_of_math(sys._getframe(1))
        return self._z

    def __int__(self) -> int:
        self._read("int()")
        return int(self._z)

    def __round__(self, digits: int | None = None) -> float:
        self._read("round()")
        return round(self._z, digits)

    def __floor__(self) -> int:
        self._read("math.floor()")
        return math.floor(self._z)

    def __ceil__(self) -> int:
        self._read("math.ceil()")
        return math.ceil(self._z)

    def __format__(self, spec: str) -> str:
        if not spec:
            return repr(self)
        tracing.refuse("format()")
        return format(self._z, spec)

    def __repr__(self) -> str:
        label = f", label={self.label!r}" if self.label else ""
        if tracing.callback is not None:
            return f"<traced Value at {id(self):#x}{label}>"  # unique, so that it may be a key
        grad = self.grad
        grad = grad._z if isinstance(grad, Conversions) else grad
        return f"Value(data={self._z}, grad={grad}{label})"

    def _read(self, how: str) -> None:
        if reading.callback is not None:
            reading.callback(self, how)


# Functions of `math` that tell something of a number, and have no derivative to lose.
_HARMLESS = {"isnan", "isinf", "isfinite", "isclose", "trunc", "copysign", "ulp", "frexp"}


def _warn_of_math(frame: FrameType) -> None:
    """Warn, in the line of the caller, if `frame` is calling a differentiable function of `math`, or maps it."""
    for root, *attributes in _called(frame.f_code, frame.f_lasti):
        if root == "float":
            return
        function = frame.f_locals[root] if root in frame.f_locals else frame.f_globals.get(root)
        for attribute in attributes:
            function = getattr(function, attribute, None) if isinstance(function, ModuleType) else None
        name = getattr(function, "__name__", "")
        if getattr(function, "__module__", None) in ("math", "cmath") and name not in _HARMLESS:
            instead = f"autograd.{name}" if name in TABLE else "operations of Values"
            warnings.warn(
                f"math.{name}() takes the number out of a Value, so no gradient flows back; use {instead}", stacklevel=3
            )


@functools.lru_cache(maxsize=1024)
def _called(code: CodeType, place: int) -> list[list[str]]:
    """Return the names that an instruction calls, such as ["math", "exp"]: the function, and those it gives to `map`.

    The function that is called stands where the call begins in the source.
    """
    line, end_line, column, end_column = next(itertools.islice(code.co_positions(), place // 2, None))
    start, end = (line or 0, column or 0), (end_line or 0, end_column or 0)
    loaded: list[list[str]] = []
    called: list[list[str]] = []
    for instruction in itertools.takewhile(lambda each: each.offset < place, dis.get_instructions(code)):
        at, name = instruction.positions, instruction.argval
        here = (at.lineno or 0, at.col_offset or 0) if at else (0, 0)
        if not instruction.opname.startswith("LOAD") or not isinstance(name, str) or not start <= here <= end:
            continue
        if instruction.opname in ("LOAD_ATTR", "LOAD_METHOD") and loaded:
            loaded[-1].append(name)
            continue
        loaded.append([name])
        if here == start or loaded[-2:-1] == [["map"]]:
            called.append(loaded[-1])
    return called
