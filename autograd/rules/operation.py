"""The operations of the Tensor tier: each is one definition, and everything else is derived from it.

An array operation is a function of NumPy arrays, with one rule for each differentiable argument:

    @operation(
        x=lambda xp, upstream, y: xp.matmul(upstream, xp.mT(y)),
        y=lambda xp, upstream, x: xp.matmul(xp.mT(x), upstream),
    )
    def matmul(x, y): ...

A rule is a vector-Jacobian product: it maps `upstream`, the gradient of the result, to the gradient of its argument.
Its other parameters name the values that it reads: an argument (`y`), the result (`out`), the shape of an argument
(`x_shape`), or a by-product of the forward (see `Operation.keeping`). Only values that are read are saved for the
backward pass.

A rule calls the functions of `xp`. It works on arrays and, in a recorded pass, on Tensors, so derivatives of any order
follow. Rules ignore broadcasting: it is undone where a Tensor receives its gradient.

The registries `OPERATIONS` and `COMPOSITES` are the source of Tensor's methods, the free functions, NumPy's dispatch,
the tests of all derivatives and docs/derivatives.md. They hold the families that were imported so far: families.py
imports all.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import operator
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, TypeAlias, TypeVar

import numpy as np

from autograd.rules._names import FAMILIES
from autograd.rules.arrays import xp
from autograd.rules.dtypes import Default, check_range, result_dtype
from autograd.rules.errstate import without_warnings
from autograd.rules.expression import define
from autograd.rules.table import TABLE, Elementwise
from autograd.rules.vjp import VJP, Rule, bind_local_derivative, bind_rule, slots_of

# In the signature of a composite: a Tensor or an array.
TensorLike: TypeAlias = Any

_PLAIN_NUMBERS = {float, int}


class _Needs(dict[tuple[int, ...], tuple[int, ...]]):
    """`Op.needs`, with entries computed on first access."""

    def __init__(self, op: Op) -> None:
        self.op = op

    def __missing__(self, wanted: tuple[int, ...]) -> tuple[int, ...]:
        slots = {slot for i in wanted for slot in self.op.slots(i) or () if slot <= 2 * self.op.arity}
        found = self[wanted] = tuple(sorted(slots))
        return found


class Op:
    """An operation on Tensors: a function of arrays, and a VJP for each argument that may require grad.

    Attributes:
        name: the name of the method.
        symbol: the label in drawings.
        spoken: the name in error messages, such as "matmul()".
        forward: the function of arrays.
        arity: the number of arguments of `forward`.
        tensors: the positions of the arguments that may be Tensors.
        optional: the positions of the arguments that may be None.
        vjps: one VJP per argument; None where no gradient flows.
        promotes: the positions of the operands that are cast to their common dtype first, by PyTorch's rules.
        floating: whether these operands are cast to float32 if their common dtype is not floating.
        casts_numbers: whether Python numbers among them become arrays of the common dtype.
        view: whether the result may share memory with the first argument.
        many: whether the first argument is a sequence of Tensors. They share one rule, which takes the index `i` of
            the operand.
        linear: whether the operation is linear in its Tensors; forward mode then applies it to the tangents.
        broadcasts: whether the operation is elementwise, so that the shapes of the operands broadcast.
        by_product: the name under which rules read the by-product of `compute`; None if there is none.
        compute: like `forward`, but returns the result and the by-product.
        explain: a function of the operands' shapes that returns the text of an error, or None if they fit.
        double: the operation to record for float64, if its rules differ; else None.
        pure: whether the shape and dtype of the result, and whether it raises, follow from the shapes and dtypes of the
            operands alone, so that it may be computed later. False if that is not known.
        refuses: for an operation that is pure but for the elements of other operands than the first, a function of its
            arguments that raises what the forward would. Of the first operand it reads the shape.
        write: the in-place form, if it is not "compute the result, then copy it into the first argument".
        needs: for the positions of arguments whose gradient is wanted, the slots that their VJPs read.
        fast: the function that applies it to Tensors, once array/fast.py has generated it.
    """

    name: str
    symbol: str
    spoken: str
    forward: Callable[..., Any]
    arity: int
    tensors: tuple[int, ...]
    optional: tuple[int, ...] = ()
    vjps: tuple[VJP | None, ...]
    promotes: tuple[int, ...] = ()
    floating: bool = False
    casts_numbers: bool = False
    view: bool = False
    many: bool = False
    linear: bool = False
    broadcasts: bool = False
    by_product: str | None = None
    compute: Callable[..., tuple[Any, Any]]
    explain: Callable[[Sequence[tuple[int, ...]]], str | None] | None = None
    double: Op | None = None
    pure: bool = False
    refuses: Callable[..., None] | None = None
    write: Callable[..., None] | None = None
    fast: Callable[..., Any] | None = None

    def __init__(self) -> None:
        self.needs = _Needs(self)

    def vjps_of(self, count: int) -> Sequence[VJP | None]:
        """Return one VJP for each of `count` operands."""
        return self.vjps

    def slots(self, i: int) -> Sequence[int] | None:
        """Return the slots that the VJP of argument i reads, without making it; None if there is none."""
        raise NotImplementedError

    def operands(self, arrays: list[Any]) -> list[Any]:
        """Return the arguments that are arrays, or numbers in their place."""
        return arrays[0] if self.many else [arrays[i] for i in self.tensors if arrays[i] is not None]

    def promote(self, arrays: list[Any]) -> None:
        """Cast the operands, in the list of arguments, to their common dtype."""
        common = None
        for i in self.promotes:
            a = arrays[i]
            if a.__class__ is np.ndarray:
                if common is None:
                    common = a.dtype
                elif a.dtype is not common:
                    break
            elif a is not None and (a.__class__ not in _PLAIN_NUMBERS or self.casts_numbers):
                break
        else:
            if common is not None and common.kind == "f":
                return  # fast path: arrays of one floating dtype, and Python numbers
        present = [arrays[i] for i in self.promotes if arrays[i] is not None]
        dtype = result_dtype(present)
        if dtype.kind != "f" and self.floating:
            dtype = Default.dtype
        for i in self.promotes:
            a = arrays[i]
            if isinstance(a, np.ndarray):
                if a.dtype != dtype:
                    arrays[i] = a.astype(dtype)
            elif a is not None and (self.casts_numbers or dtype.kind != "f"):
                if self.casts_numbers:
                    check_range(a, dtype, self.spoken)
                arrays[i] = np.asarray(a).astype(dtype)  # wraps around where asarray(a, dtype) would raise

    def __repr__(self) -> str:
        return f"<operation {self.name}>"


class RowOp(Op):
    """A row of the calculus table: the VJP is upstream × local derivative."""

    broadcasts = True
    pure = True

    def __init__(self, row: Elementwise, precise: bool = False) -> None:
        super().__init__()
        self.row, self.precise = row, precise
        if row.precise is not row.derivatives and not precise:
            self.double = RowOp(row, precise=True)
        self.name, self.symbol, self.arity = row.name, row.symbol, row.arity
        self.spoken = f"{row.name}()"
        self.forward = getattr(xp, row.name)
        self.tensors = tuple(range(row.arity))
        self.floating = not row.keeps_integers
        self.promotes = self.tensors if row.arity > 1 or self.floating else ()
        # NumPy makes float64 of the logarithm of a number; a function of two operands alone lets the array decide.
        self.casts_numbers = row.arity > 1 and not row.primitive and not row.operator

    @property
    def local_derivatives(self) -> Sequence[Any]:
        """The local derivative by each argument, as an expression or a number."""
        return self.row.precise_texts if self.precise else self.row.derivative_texts

    @functools.cached_property
    def vjps(self) -> tuple[VJP | None, ...]:  # type: ignore[override]  # computed on first access
        """One VJP per argument, from the text of its local derivative."""
        return tuple(
            bind_local_derivative(f"{self.name}_by_{letter}", text)
            for letter, text in zip(self.row.letters, self.local_derivatives)
        )

    def slots(self, i: int) -> Sequence[int]:
        """Return the slots that the VJP of argument i reads."""
        return [*slots_of(self.local_derivatives[i]).values()]


class Facts:
    """Facts of a definition for the generator of methods and functions, and for NumPy's dispatch.

    Attributes:
        numpy: the functions of NumPy that it implements. Their `axis` and `keepdims` are its `dim` and `keepdim`.
        internal: whether it gets neither a method nor a public function.
        method: whether Tensor has a method of its name.
        function: whether `autograd` has a function of its name.
        linalg: its name in `autograd.linalg`; "" if it is not there.
        special: its name in `autograd.special`; "" if it is not there.
        aliases: other names of the function, of the method and of its in-place form.
        in_place: whether Tensor has the in-place method, with a trailing underscore. "view" if it changes the shape and
            not the elements.
        overloads: signatures for type checkers, if the type of the result depends on the arguments.
        operator: the operator that it implements, such as "lt" for `__lt__`; "" if none.
    """

    def __init__(
        self,
        numpy: Sequence[Callable[..., Any]] = (),
        internal: bool = False,
        method: bool = True,
        function: bool = True,
        linalg: str = "",
        special: str = "",
        aliases: Sequence[str] = (),
        in_place: bool | str = False,
        overloads: Sequence[str] = (),
        operator: str = "",
    ) -> None:
        self.numpy, self.internal = numpy, internal
        self.method, self.function = method and not internal, function and not internal
        self.linalg, self.special, self.aliases = linalg, special, aliases
        self.in_place, self.overloads, self.operator = in_place, overloads, operator


# Adapters for NumPy's functions whose arguments differ by more than the names `axis` and `keepdims`.
NUMPY_ADAPTERS: dict[Callable[..., Any], Callable[..., Any]] = {}
F = TypeVar("F", bound=Callable[..., Any])


class InvalidValueError(ValueError):
    """An operation refused the values of an operand. The message is complete: shapes would not explain it."""


def numpy_form(*functions: Callable[..., Any]) -> Callable[[F], F]:
    """Register an adapter: a function with the arguments of these NumPy functions that calls operations."""

    def define_adapter(adapter: F) -> F:
        NUMPY_ADAPTERS.update(dict.fromkeys(functions, adapter))
        return adapter

    return define_adapter


class Operation(Op):
    """An array operation, made by `@operation`. A call applies it to Tensors or NumPy arrays."""

    def __init__(self, function: Callable[..., Any], rules: dict[str, Rule | None], facts: Facts) -> None:
        super().__init__()
        self.name = self.__name__ = self.symbol = function.__name__.rstrip("_")
        self.spoken = f"{self.name}()"
        self.__doc__, self.__module__ = function.__doc__, function.__module__
        self.__wrapped__ = function  # inspect.signature reads it
        self.facts = facts
        code = function.__code__
        self.variadic = bool(code.co_flags & inspect.CO_VARARGS)
        self.names = code.co_varnames[: code.co_argcount + self.variadic]
        self.arity = len(self.names)
        self.rules = rules
        self.tensors = tuple(self.names.index(name) for name in rules)
        annotations = function.__annotations__
        self.optional = tuple(i for i in self.tensors if "None" in str(annotations.get(self.names[i])))
        # The function takes `*sizes`; the bound arguments hold them as one tuple.
        self.forward = (lambda x, sizes: function(x, *sizes)) if self.variadic else function

    def keeping(self, by_product: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a function that computes the operation when it is recorded, and returns `(result, by-product)`.

        Rules read the by-product under this name, so they need not compute it again. In a recorded pass they read None,
        because the by-product has no derivative.
        """

        def define_compute(function: Callable[..., Any]) -> Callable[..., Any]:
            self.by_product, self.compute = by_product, function
            return function

        return define_compute

    def explains(self, function: Callable[[Sequence[tuple[int, ...]]], str | None]) -> None:
        """Register `Op.explain`, the function that explains shapes that do not fit."""
        self.explain = function

    def refusing(self, function: Callable[..., None]) -> Callable[..., None]:
        """Register `Op.refuses`, the function that raises for values of operands, and return it."""
        self.refuses = function
        return function

    def writes(self, function: Callable[..., None]) -> None:
        """Register `Op.write`, the in-place form: a function that writes into its first argument."""
        self.write = function

    @functools.cached_property
    def bind(self) -> Callable[..., tuple[Any, ...]]:
        """A function that returns the arguments of a call in the order of `forward`."""
        return _binder(self.name, inspect.signature(self))

    @functools.cached_property
    def vjps(self) -> tuple[VJP | None, ...]:  # type: ignore[override]  # computed on first access
        """One VJP per argument; None where there is no rule."""
        return tuple(
            None
            if (rule := self.rules.get(name)) is None
            else bind_rule(f"{self.name}_by_{name}", rule, self.reads(name), self._layout, self.many)
            for name in self.names
        )

    @property
    def _layout(self) -> list[str | None]:
        return ["out", *self.names, *(f"{name}_shape" for name in self.names), self.by_product]

    def slots(self, i: int) -> Sequence[int] | None:
        """Return the slots that the VJP of argument i reads; None if no gradient flows to it."""
        name = self.names[i]
        return None if self.rules.get(name) is None else [self._layout.index(read) for read in self.reads(name)]

    def vjps_of(self, count: int) -> Sequence[VJP | None]:
        """Return one VJP for each of `count` operands."""
        first = self.vjps[0]
        if not self.many or first is None:
            return self.vjps
        return [functools.partial(first, i=i) for i in range(count)]

    def reads(self, name: str) -> list[str]:
        """Return the names that the rule for the argument `name` reads, in the order of its parameters."""
        rule = self.rules[name]
        return [] if rule is None else [*inspect.signature(rule).parameters][3 if self.many else 2 :]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        complete = len(args) == self.arity and not self.variadic and not kwargs
        bound = args if complete else self.bind(*args, **kwargs)
        run = getattr(bound[self.tensors[0]], "_apply_operation", None)  # fast path: the first operand is a Tensor
        if run is not None:
            return self.fast(*bound) if self.fast is not None else run(self, bound)
        if self.many:
            if not isinstance(bound[0], list | tuple):
                bound = (list(bound[0]), *bound[1:])
            if not bound[0]:
                raise ValueError(f"{self.spoken}: expected at least one tensor, got none")
        for place in self.tensors:
            for operand in bound[0] if self.many else (bound[place],):
                run = getattr(type(operand), "_apply_operation", None)
                if run is not None:
                    return run(self, bound)
        for place in self.tensors:
            if bound[place] is not None:
                operand = [self._array(x) for x in bound[0]] if self.many else self._array(bound[place])
                bound = (*bound[:place], operand, *bound[place + 1 :])
        return without_warnings(self.forward, bound)

    def _array(self, x: Any) -> Any:
        array = np.asarray(x)
        if array.dtype.kind not in "fiub":
            raise TypeError(f"{self.spoken}: expected tensors, arrays or real numbers, got {type(x).__name__}")
        return array


def flat(sizes: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the sizes of a call `f(x, 2, 3)` or `f(x, (2, 3))` as one tuple."""
    return tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], list | tuple) else sizes


def _binder(name: str, signature: inspect.Signature) -> Callable[..., tuple[Any, ...]]:
    """Return a function with this signature that returns its arguments in order, so that Python binds them."""
    parameters, results, defaults = [], [], {}
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            parameters.append(f"*{parameter.name}")
            results.append(f"flat({parameter.name})")
            continue
        results.append(parameter.name)
        if parameter.default is parameter.empty:
            parameters.append(parameter.name)
        else:
            defaults[f"default_{parameter.name}"] = parameter.default
            parameters.append(f"{parameter.name}=default_{parameter.name}")
    source = f"def {name}({', '.join(parameters)}):\n    return ({', '.join(results)},)\n"
    return define(name, source, {**defaults, "flat": flat})


class Composite:
    """A function written in terms of operations and registered by `@composite`; it needs no rule."""

    def __init__(self, name: str, function: Callable[..., Any], facts: Facts) -> None:
        self.name, self.function, self.facts = name, function, facts

    @property
    def variadic(self) -> bool:
        """Whether the function has a parameter such as `*sizes`."""
        return bool(self.function.__code__.co_flags & inspect.CO_VARARGS)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return self.function(*args, **kwargs)


OPERATIONS: dict[str, Operation] = {}
COMPOSITES: dict[str, Composite] = {}
ROW_OPS: dict[str, RowOp] = {row.name: RowOp(row) for row in TABLE.values()}
# `xp` for recorded passes: the operations, which take Tensors.
recorded_xp: Any = ModuleType("recorded_xp")
vars(recorded_xp).update(TABLE)
recorded_xp.times_mask = operator.mul


def _load(name: str) -> Operation:
    """Return an operation that `xp` does not have yet; import its family first.

    It is added to `xp` here, so that no thread finds an operation whose module another thread is still importing.
    """
    if name not in FAMILIES:
        raise AttributeError(f"there is no operation {name!r}; import the package that defines it", name=name)
    importlib.import_module(f"autograd.rules.{FAMILIES[name]}")
    return _add(OPERATIONS[name])


def _add(op: Operation) -> Operation:
    setattr(xp, op.name, op.forward)
    setattr(recorded_xp, op.name, op)
    return op


recorded_xp.__getattr__ = _load
recorded_xp.__dir__ = lambda: sorted({*TABLE, *FAMILIES, *OPERATIONS})
xp.__getattr__ = lambda name: _load(name).forward


def operation(
    *,
    numpy: Sequence[Callable[..., Any]] = (),
    promotes: bool | tuple[int, ...] = False,
    floating: bool = False,
    casts_numbers: bool = False,
    view: bool = False,
    many: bool = False,
    linear: bool = False,
    broadcasts: bool = False,
    pure: bool = False,
    internal: bool = False,
    method: bool = True,
    function: bool = True,
    linalg: str = "",
    special: str = "",
    aliases: Sequence[str] = (),
    in_place: bool | str = False,
    operator: str = "",
    spoken: str = "",
    **rules: Rule | None,
) -> Callable[[Callable[..., Any]], Operation]:
    """Define an array operation: decorate its forward. The module's docstring has an example.

    Args:
        promotes: True to cast all operands to their common dtype, or the positions of those to cast.
        floating: whether to cast integers to float32.
        casts_numbers, view, many, linear, broadcasts, pure, spoken: see Op.
        numpy, internal, method, function, linalg, special, aliases, in_place, operator: see Facts.
        rules: the rule of each argument that may be a Tensor, by the argument's name; None if no gradient flows to it.

    Returns:
        A decorator that returns the Operation.

    Raises:
        ValueError: if another module has defined an operation of this name.
    """

    def define_operation(definition: Callable[..., Any]) -> Operation:
        facts = Facts(numpy, internal, method, function, linalg, special, aliases, in_place, operator=operator)
        made = Operation(definition, rules, facts)
        made.promotes = promotes if isinstance(promotes, tuple) else made.tensors if promotes or floating else ()
        made.floating, made.casts_numbers, made.view, made.many = floating, casts_numbers, view, many
        made.linear, made.broadcasts, made.pure, made.spoken = linear, broadcasts, pure, spoken or made.spoken
        if made.name in FAMILIES and not made.__module__.startswith("autograd."):
            _load(made.name)
        existing = OPERATIONS.get(made.name)
        if existing is None and made.name in vars(xp) and made.name not in FAMILIES:  # rules would call it instead
            raise ValueError(f"operation(): {made.name!r} is a name of autograd.rules already")
        if existing is not None and existing.__module__ != made.__module__:
            raise ValueError(f"operation(): {made.name!r} is defined in {existing.__module__} already")
        OPERATIONS[made.name] = made
        if made.name not in FAMILIES or made.name in vars(xp):  # `xp` has NumPy's `where` before that of Tensors
            _add(made)
        return made

    return define_operation


def composite(**facts: Any) -> Callable[[F], F]:
    """Register a function that is written in terms of operations.

    Args:
        facts: the attributes of Facts.

    Returns:
        A decorator that returns the function unchanged.
    """

    def register(definition: F) -> F:
        name = definition.__name__.rstrip("_")
        COMPOSITES[name] = Composite(name, definition, Facts(**facts))
        return definition

    return register
