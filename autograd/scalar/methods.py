# mypy: disable-error-code="no-any-return"
"""The operators and functions of Value. Generated from the calculus table by `python -m docs.generate`; do not edit.

Each method makes one node: the number, and the local derivative towards each input. Where `math` raises, as at a pole,
`on_floats` gives infinity or NaN instead.
"""

from __future__ import annotations

from collections.abc import Callable
from math import (
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    exp2,
    expm1,
    hypot,
    log,
    log1p,
    log2,
    log10,
    pow,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)
from typing import Any, Self

from autograd.rules.floats import ceil, floor, maximum, minimum, round, sign
from autograd.rules.select import clamp
from autograd.rules.table import CAREFUL, TABLE, Elementwise
from autograd.scalar.number import number

relu: Callable[..., float] = CAREFUL["relu"]
sigmoid: Callable[..., float] = CAREFUL["sigmoid"]
ADD = TABLE["add"]
SUB = TABLE["sub"]
MUL = TABLE["mul"]
DIV = TABLE["div"]
POW = TABLE["pow"]
REMAINDER = TABLE["remainder"]
FLOOR_DIVIDE = TABLE["floor_divide"]
NEG = TABLE["neg"]
ABS = TABLE["abs"]
SQUARE = TABLE["square"]
RECIPROCAL = TABLE["reciprocal"]
SQRT = TABLE["sqrt"]
RSQRT = TABLE["rsqrt"]
HYPOT = TABLE["hypot"]
EXP = TABLE["exp"]
EXP2 = TABLE["exp2"]
EXPM1 = TABLE["expm1"]
LOG = TABLE["log"]
LOG2 = TABLE["log2"]
LOG10 = TABLE["log10"]
LOG1P = TABLE["log1p"]
SIGMOID = TABLE["sigmoid"]
SOFTPLUS = TABLE["softplus"]
LOGADDEXP = TABLE["logaddexp"]
XLOGY = TABLE["xlogy"]
SIN = TABLE["sin"]
COS = TABLE["cos"]
TAN = TABLE["tan"]
ASIN = TABLE["asin"]
ACOS = TABLE["acos"]
ATAN = TABLE["atan"]
SINH = TABLE["sinh"]
COSH = TABLE["cosh"]
TANH = TABLE["tanh"]
ASINH = TABLE["asinh"]
ACOSH = TABLE["acosh"]
ATANH = TABLE["atanh"]
ATAN2 = TABLE["atan2"]
RELU = TABLE["relu"]
SOFTSIGN = TABLE["softsign"]
SILU = TABLE["silu"]
ERF = TABLE["erf"]
ERFC = TABLE["erfc"]
GELU = TABLE["gelu"]
GELU_TANH = TABLE["gelu_tanh"]
LEAKY_RELU = TABLE["leaky_relu"]
ELU = TABLE["elu"]
MAXIMUM = TABLE["maximum"]
MINIMUM = TABLE["minimum"]
CLAMP_MIN = TABLE["clamp_min"]
CLAMP_MAX = TABLE["clamp_max"]
SIGN = TABLE["sign"]
FLOOR = TABLE["floor"]
CEIL = TABLE["ceil"]
ROUND = TABLE["round"]

new: Any = object.__new__


class ValueMethods:
    """The base class of Value: one method per row of the table."""

    __slots__ = ()

    label: str
    _z: float
    _z_grad: Any
    _x: Any
    _y: Any
    _dx: Any
    _dy: Any
    _rule: Any

    def add(self, other: Self | float) -> Self:
        """Return x plus y, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = 1
            ∂out/∂y = 1

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).add(2.0).data:.4f}")
        2.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x + y
                node._dx = 1
                node._y = other
                node._dy = 1
            else:
                y = other if other.__class__ is float or other.__class__ is int else number(other, "+")
                node._z = x + y
                node._dx = 1
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "+")
            node._z, node._dx, node._dy = ADD.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = ADD
        node.label = ""
        return node

    def sub(self, other: Self | float) -> Self:
        """Return x minus y, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = 1
            ∂out/∂y = -1

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).sub(2.0).data:.4f}")
        -1.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x - y
                node._dx = 1
                node._y = other
                node._dy = -1
            else:
                y = other if other.__class__ is float or other.__class__ is int else number(other, "-")
                node._z = x - y
                node._dx = 1
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "-")
            node._z, node._dx, node._dy = SUB.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = SUB
        node.label = ""
        return node

    def mul(self, other: Self | float) -> Self:
        """Return x times y, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = y
            ∂out/∂y = x

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).mul(2.0).data:.4f}")
        1.0000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x * y
                node._dx = y
                node._y = other
                node._dy = x
            else:
                y = other if other.__class__ is float or other.__class__ is int else number(other, "*")
                node._z = x * y
                node._dx = y
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "*")
            node._z, node._dx, node._dy = MUL.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = MUL
        node.label = ""
        return node

    def div(self, other: Self | float) -> Self:
        """Return x divided by y, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = 1 / y
            ∂out/∂y = -(x / y) / y

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).div(2.0).data:.4f}")
        0.2500
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x / y
                node._dx = 1 / y
                node._y = other
                node._dy = -(x / y) / y
            else:
                y = other if other.__class__ is float or other.__class__ is int else number(other, "/")
                node._z = x / y
                node._dx = 1 / y
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "/")
            node._z, node._dx, node._dy = DIV.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = DIV
        node.label = ""
        return node

    def pow(self, exponent: Self | float) -> Self:
        """Return x to the power y, where x is this value and y is `exponent`.

        Local derivatives:
            ∂out/∂x = y * (1.0 if (x == 0) & (y == 0) else x) ** (y - 1)
            ∂out/∂y = 0.0 if (x == 0) & (y >= 0) else out * log(1.0 if x == 0 else x)

        Args:
            exponent: y, a Value or a number.

        Raises:
            TypeError: if `exponent` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).pow(2.0).data:.4f}")
        0.2500
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if exponent.__class__ is cls:
                y = exponent._z
                node._z = out = pow(x, y)
                node._dx = y * (
                    pow(1.0 if abs(y) >= 1 else 1.0 if x <= 0 else 1.0 if x > 1.7976931348623157e308 else x, y)
                    / (1.0 if abs(y) >= 1 else 1.0 if x <= 0 else 1.0 if x > 1.7976931348623157e308 else x)
                    if ((abs(y) < 1 and x > 0) and x <= 1.7976931348623157e308)
                    else pow(
                        1.0
                        if ((abs(y) < 1 and x > 0) and x <= 1.7976931348623157e308)
                        else 1.0
                        if (x == 0 and y == 0)
                        else x,
                        y - 1,
                    )
                )
                node._y = exponent
                node._dy = 0.0 if (x == 0 and y >= 0) else out * log(1.0 if x == 0 else x)
            else:
                y = exponent if exponent.__class__ is float or exponent.__class__ is int else number(exponent, "**")
                node._z = out = pow(x, y)
                node._dx = y * (
                    pow(1.0 if abs(y) >= 1 else 1.0 if x <= 0 else 1.0 if x > 1.7976931348623157e308 else x, y)
                    / (1.0 if abs(y) >= 1 else 1.0 if x <= 0 else 1.0 if x > 1.7976931348623157e308 else x)
                    if ((abs(y) < 1 and x > 0) and x <= 1.7976931348623157e308)
                    else pow(
                        1.0
                        if ((abs(y) < 1 and x > 0) and x <= 1.7976931348623157e308)
                        else 1.0
                        if (x == 0 and y == 0)
                        else x,
                        y - 1,
                    )
                )
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "**")
            node._z, node._dx, node._dy = POW.on_floats(x, y)
            if exponent.__class__ is cls:
                node._y = exponent
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = POW
        node.label = ""
        return node

    def remainder(self, other: Self | float) -> Self:
        """Return the remainder of x / y, with the sign of y, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = 1
            ∂out/∂y = -(x // y)

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).remainder(2.0).data:.4f}")
        0.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x % y
                node._dx = 1
                node._y = other
                node._dy = -(x // y)
            else:
                y = other if other.__class__ is float or other.__class__ is int else number(other, "%")
                node._z = x % y
                node._dx = 1
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "%")
            node._z, node._dx, node._dy = REMAINDER.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = REMAINDER
        node.label = ""
        return node

    def floor_divide(self, other: Self | float) -> Self:
        """Return x / y rounded down, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = 0
            ∂out/∂y = 0

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).floor_divide(2.0).data:.4f}")
        0.0000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x // y
                node._dx = 0
                node._y = other
                node._dy = 0
            else:
                y = other if other.__class__ is float or other.__class__ is int else number(other, "//")
                node._z = x // y
                node._dx = 0
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "//")
            node._z, node._dx, node._dy = FLOOR_DIVIDE.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = FLOOR_DIVIDE
        node.label = ""
        return node

    def neg(self) -> Self:
        """Return −x, where x is this value.

        Local derivative:
            ∂out/∂x = -1

        >>> from autograd import Value
        >>> print(f"{Value(0.5).neg().data:.4f}")
        -0.5000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = -x
            node._dx = -1
        except (ArithmeticError, ValueError):
            node._z, node._dx = NEG.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = NEG
        node.label = ""
        return node

    def abs(self) -> Self:
        """Return the absolute value of x, where x is this value.

        The derivative at 0 is 0.

        Local derivative:
            ∂out/∂x = sign(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).abs().data:.4f}")
        0.5000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = abs(x)
            node._dx = sign(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ABS.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ABS
        node.label = ""
        return node

    def square(self) -> Self:
        """Return the square of x, where x is this value.

        Local derivative:
            ∂out/∂x = 2 * x

        >>> from autograd import Value
        >>> print(f"{Value(0.5).square().data:.4f}")
        0.2500
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = x * x
            node._dx = 2 * x
        except (ArithmeticError, ValueError):
            node._z, node._dx = SQUARE.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SQUARE
        node.label = ""
        return node

    def reciprocal(self) -> Self:
        """Return 1 / x, where x is this value.

        Local derivative:
            ∂out/∂x = -out * out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).reciprocal().data:.4f}")
        2.0000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = 1 / x
            node._dx = -out * out
        except (ArithmeticError, ValueError):
            node._z, node._dx = RECIPROCAL.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = RECIPROCAL
        node.label = ""
        return node

    def sqrt(self) -> Self:
        """Return the square root of x, where x is this value.

        Local derivative:
            ∂out/∂x = 0.5 / out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).sqrt().data:.4f}")
        0.7071
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = sqrt(x)
            node._dx = 0.5 / out
        except (ArithmeticError, ValueError):
            node._z, node._dx = SQRT.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SQRT
        node.label = ""
        return node

    def rsqrt(self) -> Self:
        """Return 1 / √x, where x is this value.

        Local derivative:
            ∂out/∂x = -0.5 * out * out * out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).rsqrt().data:.4f}")
        1.4142
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = 1 / sqrt(x)
            node._dx = -0.5 * out * out * out
        except (ArithmeticError, ValueError):
            node._z, node._dx = RSQRT.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = RSQRT
        node.label = ""
        return node

    def hypot(self, other: Self | float) -> Self:
        """Return √(x² + y²), where x is this value and y is `other`.

        The squares do not overflow. The derivatives at (0, 0) are 0.

        Local derivatives:
            ∂out/∂x = sign(x) / hypot(y / (1.0 if abs(x) <= abs(y) else x), 1.0) if abs(x) > abs(y) else 0.0 if out == 0 else x / (1.0 if abs(x) > abs(y) else 1.0 if out == 0 else out)
            ∂out/∂y = sign(y) / hypot(x / (1.0 if abs(y) <= abs(x) else y), 1.0) if abs(y) > abs(x) else 0.0 if out == 0 else y / (1.0 if abs(y) > abs(x) else 1.0 if out == 0 else out)

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).hypot(2.0).data:.4f}")
        2.0616
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = out = hypot(x, y)
                node._dx = (
                    sign(x) / hypot(y / (1.0 if abs(x) <= abs(y) else x), 1.0)
                    if abs(x) > abs(y)
                    else 0.0
                    if out == 0
                    else x / (1.0 if abs(x) > abs(y) else 1.0 if out == 0 else out)
                )
                node._y = other
                node._dy = (
                    sign(y) / hypot(x / (1.0 if abs(y) <= abs(x) else y), 1.0)
                    if abs(y) > abs(x)
                    else 0.0
                    if out == 0
                    else y / (1.0 if abs(y) > abs(x) else 1.0 if out == 0 else out)
                )
            else:
                y = other if other.__class__ is float else number(other, "hypot")
                node._z = out = hypot(x, y)
                node._dx = (
                    sign(x) / hypot(y / (1.0 if abs(x) <= abs(y) else x), 1.0)
                    if abs(x) > abs(y)
                    else 0.0
                    if out == 0
                    else x / (1.0 if abs(x) > abs(y) else 1.0 if out == 0 else out)
                )
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "hypot")
            node._z, node._dx, node._dy = HYPOT.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = HYPOT
        node.label = ""
        return node

    def exp(self) -> Self:
        """Return e to the power x, where x is this value.

        Local derivative:
            ∂out/∂x = out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).exp().data:.4f}")
        1.6487
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = exp(x)
            node._dx = out
        except (ArithmeticError, ValueError):
            node._z, node._dx = EXP.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = EXP
        node.label = ""
        return node

    def exp2(self) -> Self:
        """Return 2 to the power x, where x is this value.

        Local derivative:
            ∂out/∂x = 0.6931471805599453 * out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).exp2().data:.4f}")
        1.4142
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = exp2(x)
            node._dx = 0.6931471805599453 * out
        except (ArithmeticError, ValueError):
            node._z, node._dx = EXP2.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = EXP2
        node.label = ""
        return node

    def expm1(self) -> Self:
        """Return exp(x) − 1, where x is this value.

        It is accurate for small x.

        Local derivative:
            ∂out/∂x = exp(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).expm1().data:.4f}")
        0.6487
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = expm1(x)
            node._dx = exp(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = EXPM1.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = EXPM1
        node.label = ""
        return node

    def log(self) -> Self:
        """Return the natural logarithm of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 / x

        >>> from autograd import Value
        >>> print(f"{Value(0.5).log().data:.4f}")
        -0.6931
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = log(x)
            node._dx = 1 / x
        except (ArithmeticError, ValueError):
            node._z, node._dx = LOG.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = LOG
        node.label = ""
        return node

    def log2(self) -> Self:
        """Return the logarithm of x to base 2, where x is this value.

        Local derivative:
            ∂out/∂x = 1.4426950408889634 / x

        >>> from autograd import Value
        >>> print(f"{Value(0.5).log2().data:.4f}")
        -1.0000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = log2(x)
            node._dx = 1.4426950408889634 / x
        except (ArithmeticError, ValueError):
            node._z, node._dx = LOG2.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = LOG2
        node.label = ""
        return node

    def log10(self) -> Self:
        """Return the logarithm of x to base 10, where x is this value.

        Local derivative:
            ∂out/∂x = 0.4342944819032518 / x

        >>> from autograd import Value
        >>> print(f"{Value(0.5).log10().data:.4f}")
        -0.3010
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = log10(x)
            node._dx = 0.4342944819032518 / x
        except (ArithmeticError, ValueError):
            node._z, node._dx = LOG10.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = LOG10
        node.label = ""
        return node

    def log1p(self) -> Self:
        """Return log(1 + x), where x is this value.

        It is accurate for small x.

        Local derivative:
            ∂out/∂x = 1 / (1 + x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).log1p().data:.4f}")
        0.4055
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = log1p(x)
            node._dx = 1 / (1 + x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = LOG1P.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = LOG1P
        node.label = ""
        return node

    def sigmoid(self) -> Self:
        """Return 1 / (1 + exp(−x)), where x is this value.

        Local derivative:
            ∂out/∂x = out * (1 - out)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).sigmoid().data:.4f}")
        0.6225
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = (1.0 if x >= 0 else exp(-abs(x))) / (1 + exp(-abs(x)))
            node._dx = 0.25 - 0.25 * tanh(0.5 * x) * tanh(0.5 * x) if abs(x) < 1 else out * sigmoid(-x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = SIGMOID.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SIGMOID
        node.label = ""
        return node

    def softplus(self) -> Self:
        """Return log(1 + exp(x)), where x is this value.

        It does not overflow.

        Local derivative:
            ∂out/∂x = sigmoid(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).softplus().data:.4f}")
        0.9741
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = (0.0 if x < 0 else x) + log1p(exp(-abs(x)))
            node._dx = sigmoid(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = SOFTPLUS.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SOFTPLUS
        node.label = ""
        return node

    def logaddexp(self, other: Self | float) -> Self:
        """Return log(exp(x) + exp(y)), where x is this value and y is `other`.

        It does not overflow.

        Local derivatives:
            ∂out/∂x = sigmoid(x - y)
            ∂out/∂y = sigmoid(y - x)

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).logaddexp(2.0).data:.4f}")
        2.2014
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = x + 0.6931471805599453 if x == y else maximum(x, y) + log1p(exp(-abs(x - y)))
                node._dx = sigmoid(x - y)
                node._y = other
                node._dy = sigmoid(y - x)
            else:
                y = other if other.__class__ is float else number(other, "logaddexp")
                node._z = x + 0.6931471805599453 if x == y else maximum(x, y) + log1p(exp(-abs(x - y)))
                node._dx = sigmoid(x - y)
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "logaddexp")
            node._z, node._dx, node._dy = LOGADDEXP.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = LOGADDEXP
        node.label = ""
        return node

    def xlogy(self, other: Self | float) -> Self:
        """Return x · log(y), or 0 if x is 0, where x is this value and y is `other`.

        Local derivatives:
            ∂out/∂x = log(1.0 if (x == 0) & (y <= 0) else y)
            ∂out/∂y = x / (1.0 if (x == 0) & (y == 0) else y)

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).xlogy(2.0).data:.4f}")
        0.3466
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = 0.0 if (x == 0 and y == y) else x * log(y)
                node._dx = log(1.0 if (x == 0 and y <= 0) else y)
                node._y = other
                node._dy = x / (1.0 if (x == 0 and y == 0) else y)
            else:
                y = other if other.__class__ is float else number(other, "xlogy")
                node._z = 0.0 if (x == 0 and y == y) else x * log(y)
                node._dx = log(1.0 if (x == 0 and y <= 0) else y)
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "xlogy")
            node._z, node._dx, node._dy = XLOGY.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = XLOGY
        node.label = ""
        return node

    def sin(self) -> Self:
        """Return the sine of x, where x is this value.

        Local derivative:
            ∂out/∂x = cos(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).sin().data:.4f}")
        0.4794
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = sin(x)
            node._dx = cos(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = SIN.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SIN
        node.label = ""
        return node

    def cos(self) -> Self:
        """Return the cosine of x, where x is this value.

        Local derivative:
            ∂out/∂x = -sin(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).cos().data:.4f}")
        0.8776
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = cos(x)
            node._dx = -sin(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = COS.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = COS
        node.label = ""
        return node

    def tan(self) -> Self:
        """Return the tangent of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 + out * out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).tan().data:.4f}")
        0.5463
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = tan(x)
            node._dx = 1 + out * out
        except (ArithmeticError, ValueError):
            node._z, node._dx = TAN.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = TAN
        node.label = ""
        return node

    def asin(self) -> Self:
        """Return the arc sine of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 / sqrt(1 - x * x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).asin().data:.4f}")
        0.5236
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = asin(x)
            node._dx = 1 / sqrt(1 - x * x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ASIN.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ASIN
        node.label = ""
        return node

    def acos(self) -> Self:
        """Return the arc cosine of x, where x is this value.

        Local derivative:
            ∂out/∂x = -1 / sqrt(1 - x * x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).acos().data:.4f}")
        1.0472
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = acos(x)
            node._dx = -1 / sqrt(1 - x * x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ACOS.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ACOS
        node.label = ""
        return node

    def atan(self) -> Self:
        """Return the arc tangent of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 / (1 + x * x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).atan().data:.4f}")
        0.4636
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = atan(x)
            node._dx = (
                1 / (1.0 if abs(x) <= 1000000000.0 else x) / (1.0 if abs(x) <= 1000000000.0 else x)
                if abs(x) > 1000000000.0
                else 1 / (1 + x * x)
            )
        except (ArithmeticError, ValueError):
            node._z, node._dx = ATAN.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ATAN
        node.label = ""
        return node

    def sinh(self) -> Self:
        """Return the hyperbolic sine of x, where x is this value.

        Local derivative:
            ∂out/∂x = cosh(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).sinh().data:.4f}")
        0.5211
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = sinh(x)
            node._dx = cosh(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = SINH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SINH
        node.label = ""
        return node

    def cosh(self) -> Self:
        """Return the hyperbolic cosine of x, where x is this value.

        Local derivative:
            ∂out/∂x = sinh(x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).cosh().data:.4f}")
        1.1276
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = cosh(x)
            node._dx = sinh(x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = COSH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = COSH
        node.label = ""
        return node

    def tanh(self) -> Self:
        """Return the hyperbolic tangent of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 - out * out

        >>> from autograd import Value
        >>> print(f"{Value(0.5).tanh().data:.4f}")
        0.4621
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = tanh(x)
            node._dx = 1 - out * out if abs(x) < 0.8 else exp(-2 * abs(x)) * (1 + abs(out)) * (1 + abs(out))
        except (ArithmeticError, ValueError):
            node._z, node._dx = TANH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = TANH
        node.label = ""
        return node

    def asinh(self) -> Self:
        """Return the inverse hyperbolic sine of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 / hypot(x, 1.0)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).asinh().data:.4f}")
        0.4812
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = asinh(x)
            node._dx = 1 / hypot(x, 1.0)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ASINH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ASINH
        node.label = ""
        return node

    def acosh(self) -> Self:
        """Return the inverse hyperbolic cosine of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 / x if x > 1000000000.0 else 1 / sqrt(x * x - 1)

        >>> from autograd import Value
        >>> print(f"{Value(2.0).acosh().data:.4f}")
        1.3170
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = acosh(x)
            node._dx = 1 / x if x > 1000000000.0 else 1 / sqrt(x * x - 1)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ACOSH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ACOSH
        node.label = ""
        return node

    def atanh(self) -> Self:
        """Return the inverse hyperbolic tangent of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1 / (1 - x * x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).atanh().data:.4f}")
        0.5493
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = atanh(x)
            node._dx = 1 / (1 - x * x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ATANH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ATANH
        node.label = ""
        return node

    def atan2(self, other: Self | float) -> Self:
        """Return the arc tangent of x / y, where x is this value and y is `other`.

        The signs of x and y choose the quadrant; the result is from −π to π. The derivatives at (0, 0) are 0.

        Local derivatives:
            ∂out/∂x = 0.0 if (y == 0) & (x == 0) else (1.0 if abs(y) >= abs(x) else (x if abs(y) >= abs(x) else y) / (1.0 if (y == 0) & (x == 0) else y if abs(y) >= abs(x) else x)) / (1.0 if (y == 0) & (x == 0) else y if abs(y) >= abs(x) else x) / (1 + (x if abs(y) >= abs(x) else y) / (1.0 if (y == 0) & (x == 0) else y if abs(y) >= abs(x) else x) * ((x if abs(y) >= abs(x) else y) / (1.0 if (y == 0) & (x == 0) else y if abs(y) >= abs(x) else x)))
            ∂out/∂y = -(0.0 if (x == 0) & (y == 0) else (1.0 if abs(x) >= abs(y) else (y if abs(x) >= abs(y) else x) / (1.0 if (x == 0) & (y == 0) else x if abs(x) >= abs(y) else y)) / (1.0 if (x == 0) & (y == 0) else x if abs(x) >= abs(y) else y) / (1 + (y if abs(x) >= abs(y) else x) / (1.0 if (x == 0) & (y == 0) else x if abs(x) >= abs(y) else y) * ((y if abs(x) >= abs(y) else x) / (1.0 if (x == 0) & (y == 0) else x if abs(x) >= abs(y) else y))))

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).atan2(2.0).data:.4f}")
        0.2450
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = atan2(x, y)
                node._dx = (
                    0.0
                    if (y == 0 and x == 0)
                    else (
                        1.0
                        if abs(y) >= abs(x)
                        else (x if abs(y) >= abs(x) else y)
                        / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                    )
                    / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                    / (
                        1
                        + (x if abs(y) >= abs(x) else y)
                        / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                        * (
                            (x if abs(y) >= abs(x) else y)
                            / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                        )
                    )
                )
                node._y = other
                node._dy = -(
                    0.0
                    if (x == 0 and y == 0)
                    else (
                        1.0
                        if abs(x) >= abs(y)
                        else (y if abs(x) >= abs(y) else x)
                        / (1.0 if (x == 0 and y == 0) else x if abs(x) >= abs(y) else y)
                    )
                    / (1.0 if (x == 0 and y == 0) else x if abs(x) >= abs(y) else y)
                    / (
                        1
                        + (y if abs(x) >= abs(y) else x)
                        / (1.0 if (x == 0 and y == 0) else x if abs(x) >= abs(y) else y)
                        * (
                            (y if abs(x) >= abs(y) else x)
                            / (1.0 if (x == 0 and y == 0) else x if abs(x) >= abs(y) else y)
                        )
                    )
                )
            else:
                y = other if other.__class__ is float else number(other, "atan2")
                node._z = atan2(x, y)
                node._dx = (
                    0.0
                    if (y == 0 and x == 0)
                    else (
                        1.0
                        if abs(y) >= abs(x)
                        else (x if abs(y) >= abs(x) else y)
                        / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                    )
                    / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                    / (
                        1
                        + (x if abs(y) >= abs(x) else y)
                        / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                        * (
                            (x if abs(y) >= abs(x) else y)
                            / (1.0 if (y == 0 and x == 0) else y if abs(y) >= abs(x) else x)
                        )
                    )
                )
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "atan2")
            node._z, node._dx, node._dy = ATAN2.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = ATAN2
        node.label = ""
        return node

    def relu(self) -> Self:
        """Return the larger of x and 0, where x is this value.

        The derivative at 0 is 0.

        Local derivative:
            ∂out/∂x = out > 0

        >>> from autograd import Value
        >>> print(f"{Value(0.5).relu().data:.4f}")
        0.5000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = out = 0.0 if x < 0 else x
            node._dx = out > 0
        except (ArithmeticError, ValueError):
            node._z, node._dx = RELU.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = RELU
        node.label = ""
        return node

    def softsign(self) -> Self:
        """Return x / (1 + |x|), where x is this value.

        Local derivative:
            ∂out/∂x = 1 / ((1 + abs(x)) * (1 + abs(x)))

        >>> from autograd import Value
        >>> print(f"{Value(0.5).softsign().data:.4f}")
        0.3333
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = x / (1 + abs(x))
            node._dx = 1 / (1 + abs(x)) * (1 / (1 + abs(x)))
        except (ArithmeticError, ValueError):
            node._z, node._dx = SOFTSIGN.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SOFTSIGN
        node.label = ""
        return node

    def silu(self) -> Self:
        """Return x · sigmoid(x), where x is this value.

        Local derivative:
            ∂out/∂x = sigmoid(x) * (1 + x * sigmoid(-x))

        >>> from autograd import Value
        >>> print(f"{Value(0.5).silu().data:.4f}")
        0.3112
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = x * sigmoid(x)
            node._dx = sigmoid(x) * (1 + x * sigmoid(-x))
        except (ArithmeticError, ValueError):
            node._z, node._dx = SILU.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SILU
        node.label = ""
        return node

    def erf(self) -> Self:
        """Return the error function of x, where x is this value.

        Local derivative:
            ∂out/∂x = 1.1283791670955126 * exp(-x * x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).erf().data:.4f}")
        0.5205
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = erf(x)
            node._dx = 1.1283791670955126 * exp(-x * x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ERF.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ERF
        node.label = ""
        return node

    def erfc(self) -> Self:
        """Return 1 − erf(x), where x is this value.

        It is accurate for large x.

        Local derivative:
            ∂out/∂x = -1.1283791670955126 * exp(-x * x)

        >>> from autograd import Value
        >>> print(f"{Value(0.5).erfc().data:.4f}")
        0.4795
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = erfc(x)
            node._dx = -1.1283791670955126 * exp(-x * x)
        except (ArithmeticError, ValueError):
            node._z, node._dx = ERFC.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ERFC
        node.label = ""
        return node

    def gelu(self) -> Self:
        """Return x · Φ(x), where x is this value.

        Φ is the cumulative distribution function of the standard normal distribution. Source: D. Hendrycks, K. Gimpel, 2016, https://arxiv.org/abs/1606.08415.

        Local derivative:
            ∂out/∂x = 0.5 * erfc(-0.7071067811865476 * x) + x * (0.3989422804014327 * exp(-0.5 * x * x))

        >>> from autograd import Value
        >>> print(f"{Value(0.5).gelu().data:.4f}")
        0.3457
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = x * (0.5 * erfc(-0.7071067811865476 * x))
            node._dx = 0.5 * erfc(-0.7071067811865476 * x) + x * (0.3989422804014327 * exp(-0.5 * x * x))
        except (ArithmeticError, ValueError):
            node._z, node._dx = GELU.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = GELU
        node.label = ""
        return node

    def gelu_tanh(self) -> Self:
        """Return x · ½(1 + tanh(√(2/π)(x + 0.044715x³))), where x is this value.

        It approximates gelu.

        Local derivative:
            ∂out/∂x = sigmoid(1.5957691216057308 * x * (1 + 0.044715 * x * x)) * (1 + x * (1.5957691216057308 * (1 + 0.134145 * x * x)) * sigmoid(-(1.5957691216057308 * x * (1 + 0.044715 * x * x))))

        >>> from autograd import Value
        >>> print(f"{Value(0.5).gelu_tanh().data:.4f}")
        0.3457
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = x * sigmoid(1.5957691216057308 * x * (1 + 0.044715 * x * x))
            node._dx = sigmoid(
                1.5957691216057308
                * minimum(maximum(x, -25.0), 25.0)
                * (1 + 0.044715 * minimum(maximum(x, -25.0), 25.0) * minimum(maximum(x, -25.0), 25.0))
            ) * (
                1
                + minimum(maximum(x, -25.0), 25.0)
                * (
                    1.5957691216057308
                    * (1 + 0.134145 * minimum(maximum(x, -25.0), 25.0) * minimum(maximum(x, -25.0), 25.0))
                )
                * sigmoid(
                    -(
                        1.5957691216057308
                        * minimum(maximum(x, -25.0), 25.0)
                        * (1 + 0.044715 * minimum(maximum(x, -25.0), 25.0) * minimum(maximum(x, -25.0), 25.0))
                    )
                )
            )
        except (ArithmeticError, ValueError):
            node._z, node._dx = GELU_TANH.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = GELU_TANH
        node.label = ""
        return node

    def leaky_relu(self, negative_slope: Self | float = 0.01) -> Self:
        """Return x if x > 0, else y · x, where x is this value and y is `negative_slope`.

        Local derivatives:
            ∂out/∂x = 1.0 if x > 0 else y
            ∂out/∂y = 0.0 if x > 0 else x

        Args:
            negative_slope: y, a Value or a number.

        Raises:
            TypeError: if `negative_slope` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).leaky_relu(2.0).data:.4f}")
        0.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if negative_slope.__class__ is cls:
                y = negative_slope._z
                node._z = x if x > 0 else x * y
                node._dx = 1.0 if x > 0 else y
                node._y = negative_slope
                node._dy = 0.0 if x > 0 else x
            else:
                y = negative_slope if negative_slope.__class__ is float else number(negative_slope, "leaky_relu")
                node._z = x if x > 0 else x * y
                node._dx = 1.0 if x > 0 else y
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "leaky_relu")
            node._z, node._dx, node._dy = LEAKY_RELU.on_floats(x, y)
            if negative_slope.__class__ is cls:
                node._y = negative_slope
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = LEAKY_RELU
        node.label = ""
        return node

    def elu(self, alpha: Self | float = 1.0) -> Self:
        """Return x if x > 0, else y · (exp(x) − 1), where x is this value and y is `alpha`.

        Local derivatives:
            ∂out/∂x = 1.0 if x > 0 else y * exp(-relu(-x))
            ∂out/∂y = expm1(-relu(-x))

        Args:
            alpha: y, a Value or a number.

        Raises:
            TypeError: if `alpha` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).elu(2.0).data:.4f}")
        0.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if alpha.__class__ is cls:
                y = alpha._z
                node._z = x if x > 0 else y * expm1(-(0.0 if -x < 0 else -x))
                node._dx = 1.0 if x > 0 else y * exp(-(0.0 if -x < 0 else -x))
                node._y = alpha
                node._dy = expm1(-(0.0 if -x < 0 else -x))
            else:
                y = alpha if alpha.__class__ is float else number(alpha, "elu")
                node._z = x if x > 0 else y * expm1(-(0.0 if -x < 0 else -x))
                node._dx = 1.0 if x > 0 else y * exp(-(0.0 if -x < 0 else -x))
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "elu")
            node._z, node._dx, node._dy = ELU.on_floats(x, y)
            if alpha.__class__ is cls:
                node._y = alpha
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = ELU
        node.label = ""
        return node

    def maximum(self, other: Self | float) -> Self:
        """Return the larger of x and y, where x is this value and y is `other`.

        Where they are equal, each gets half the gradient.

        Local derivatives:
            ∂out/∂x = (x > y) + 0.5 * (x == y)
            ∂out/∂y = (y > x) + 0.5 * (x == y)

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).maximum(2.0).data:.4f}")
        2.0000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = maximum(x, y)
                node._dx = (x > y) + 0.5 * (x == y)
                node._y = other
                node._dy = (y > x) + 0.5 * (x == y)
            else:
                y = other if other.__class__ is float else number(other, "maximum")
                node._z = maximum(x, y)
                node._dx = (x > y) + 0.5 * (x == y)
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "maximum")
            node._z, node._dx, node._dy = MAXIMUM.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = MAXIMUM
        node.label = ""
        return node

    def minimum(self, other: Self | float) -> Self:
        """Return the smaller of x and y, where x is this value and y is `other`.

        Where they are equal, each gets half the gradient.

        Local derivatives:
            ∂out/∂x = (x < y) + 0.5 * (x == y)
            ∂out/∂y = (y < x) + 0.5 * (x == y)

        Args:
            other: y, a Value or a number.

        Raises:
            TypeError: if `other` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).minimum(2.0).data:.4f}")
        0.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if other.__class__ is cls:
                y = other._z
                node._z = minimum(x, y)
                node._dx = (x < y) + 0.5 * (x == y)
                node._y = other
                node._dy = (y < x) + 0.5 * (x == y)
            else:
                y = other if other.__class__ is float else number(other, "minimum")
                node._z = minimum(x, y)
                node._dx = (x < y) + 0.5 * (x == y)
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "minimum")
            node._z, node._dx, node._dy = MINIMUM.on_floats(x, y)
            if other.__class__ is cls:
                node._y = other
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = MINIMUM
        node.label = ""
        return node

    def clamp_min(self, min: Self | float) -> Self:
        """Return the larger of x and y, where x is this value and y is `min`.

        Where they are equal, x gets the gradient.

        Local derivatives:
            ∂out/∂x = x >= y
            ∂out/∂y = x < y

        Args:
            min: y, a Value or a number.

        Raises:
            TypeError: if `min` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).clamp_min(2.0).data:.4f}")
        2.0000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if min.__class__ is cls:
                y = min._z
                node._z = maximum(x, y)
                node._dx = x >= y
                node._y = min
                node._dy = x < y
            else:
                y = min if min.__class__ is float else number(min, "clamp_min")
                node._z = maximum(x, y)
                node._dx = x >= y
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "clamp_min")
            node._z, node._dx, node._dy = CLAMP_MIN.on_floats(x, y)
            if min.__class__ is cls:
                node._y = min
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = CLAMP_MIN
        node.label = ""
        return node

    def clamp_max(self, max: Self | float) -> Self:
        """Return the smaller of x and y, where x is this value and y is `max`.

        Where they are equal, x gets the gradient.

        Local derivatives:
            ∂out/∂x = x <= y
            ∂out/∂y = x > y

        Args:
            max: y, a Value or a number.

        Raises:
            TypeError: if `max` is neither.

        >>> from autograd import Value
        >>> print(f"{Value(0.5).clamp_max(2.0).data:.4f}")
        0.5000
        """
        x = self._z
        cls = self.__class__
        node: Any = new(cls)
        try:
            if max.__class__ is cls:
                y = max._z
                node._z = minimum(x, y)
                node._dx = x <= y
                node._y = max
                node._dy = x > y
            else:
                y = max if max.__class__ is float else number(max, "clamp_max")
                node._z = minimum(x, y)
                node._dx = x <= y
                node._y = None
                node._dy = y
        except (ArithmeticError, ValueError):
            y = number(y, "clamp_max")
            node._z, node._dx, node._dy = CLAMP_MAX.on_floats(x, y)
            if max.__class__ is cls:
                node._y = max
            else:
                node._y = None
                node._dy = y
        node._x = self
        node._z_grad = 0.0
        node._rule = CLAMP_MAX
        node.label = ""
        return node

    def sign(self) -> Self:
        """Return the sign of x (−1, 0 or 1), where x is this value.

        Local derivative:
            ∂out/∂x = 0

        >>> from autograd import Value
        >>> print(f"{Value(0.5).sign().data:.4f}")
        1.0000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = sign(x)
            node._dx = 0
        except (ArithmeticError, ValueError):
            node._z, node._dx = SIGN.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = SIGN
        node.label = ""
        return node

    def floor(self) -> Self:
        """Return the largest integer that is at most x, where x is this value.

        Local derivative:
            ∂out/∂x = 0

        >>> from autograd import Value
        >>> print(f"{Value(0.5).floor().data:.4f}")
        0.0000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = floor(x)
            node._dx = 0
        except (ArithmeticError, ValueError):
            node._z, node._dx = FLOOR.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = FLOOR
        node.label = ""
        return node

    def ceil(self) -> Self:
        """Return the smallest integer that is at least x, where x is this value.

        Local derivative:
            ∂out/∂x = 0

        >>> from autograd import Value
        >>> print(f"{Value(0.5).ceil().data:.4f}")
        1.0000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = ceil(x)
            node._dx = 0
        except (ArithmeticError, ValueError):
            node._z, node._dx = CEIL.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = CEIL
        node.label = ""
        return node

    def round(self) -> Self:
        """Return x rounded to the nearest integer, where x is this value.

        Halves are rounded to the nearest even integer.

        Local derivative:
            ∂out/∂x = 0

        >>> from autograd import Value
        >>> print(f"{Value(0.5).round().data:.4f}")
        0.0000
        """
        x = self._z
        node: Any = new(self.__class__)
        try:
            node._z = round(x)
            node._dx = 0
        except (ArithmeticError, ValueError):
            node._z, node._dx = ROUND.on_floats(x)
        node._x = self
        node._y = node._dy = None
        node._z_grad = 0.0
        node._rule = ROUND
        node.label = ""
        return node

    __add__ = add
    __radd__ = add

    __sub__ = sub

    def __rsub__(self, other: float) -> Self:
        return self._from_left(SUB, other)

    __mul__ = mul
    __rmul__ = mul

    __truediv__ = div

    def __rtruediv__(self, other: float) -> Self:
        return self._from_left(DIV, other)

    __pow__ = pow

    def __rpow__(self, other: float) -> Self:
        return self._from_left(POW, other)

    __mod__ = remainder

    def __rmod__(self, other: float) -> Self:
        return self._from_left(REMAINDER, other)

    __floordiv__ = floor_divide

    def __rfloordiv__(self, other: float) -> Self:
        return self._from_left(FLOOR_DIVIDE, other)

    __neg__ = neg

    __abs__ = abs

    def clamp(self, min: Self | float | None = None, max: Self | float | None = None) -> Self:
        """Return this value limited to the range from `min` to `max`. At the bounds the gradient goes to this value."""
        clamped: Self = clamp(self, min, max)
        return clamped

    def __pos__(self) -> Self:
        return self

    def _from_left(self, row: Elementwise, other: float) -> Self:
        """Apply a row to a number and this value, in this order. The number takes no node."""
        x = other if other.__class__ is float else number(other, row.symbol)
        node: Any = new(self.__class__)
        node._z, _, node._dx = row.on_floats(x, self._z)
        node._x = self
        node._y = None
        node._dy = x
        node._z_grad = 0.0
        node._rule = row.reversed_row
        node.label = ""
        return node
