"""What the Tensor tier applies and differentiates: one definition, from which everything else follows.

An array operation is a function of NumPy arrays with one rule per differentiable argument beside it:

    @operation(
        x=lambda xp, upstream, y: xp.matmul(upstream, xp.mT(y)),
        y=lambda xp, upstream, x: xp.matmul(xp.mT(x), upstream),
    )
    def matmul(x, y): ...

A rule is the vector-Jacobian product: from `upstream`, the gradient of the result, to the gradient of its argument.
It names what it reads: an argument (`y`), the result (`out`), an argument's shape (`x_shape`), or a by-product of the
forward (see `Operation.keeping`). What no rule in use reads is not kept alive for the backward pass. Written in the
functions of `xp`, a rule works on arrays and, recorded, on Tensors: higher orders need nothing more. Broadcasting is
not its business; that is undone where a Tensor receives its gradient.

From `OPERATIONS`, where each definition is entered, Tensor's methods, the free functions, NumPy's dispatch, the tests'
sweep and the docs' table are made.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograd.rules.arrays import xp
from autograd.rules.dtypes import float32, result_dtype
from autograd.rules.errstate import without_warnings
from autograd.rules.expression import Expression, define, functions, names_in, variable, write
from autograd.rules.table import TABLE, Elementwise

Rule = Callable[..., Any]

_NUMBERS = {float, int}


class Pull:
    """A rule, made to read its arguments from what was saved of an operation: `(out, *arguments, *shapes)`, and at the
    end the by-product if there is one.

    Attributes:
        rule: called as `rule(xp, upstream, saved)`.
        places: what it reads, as places in `saved`.
    """

    __slots__ = ("places", "rule")

    def __init__(self, rule: Rule, places: Sequence[int]) -> None:
        self.rule = rule
        self.places = tuple(places)


class Keeps(dict[tuple[int, ...], tuple[int, ...]]):
    """`Differentiable.keeps`, found out when it is asked for first."""

    def __init__(self, op: Differentiable) -> None:
        self.op = op

    def __missing__(self, wanted: tuple[int, ...]) -> tuple[int, ...]:
        pulls = [pull for i in wanted if (pull := self.op.pulls[i]) is not None]
        places = {place for pull in pulls for place in pull.places if place <= 2 * self.op.arity}
        found = self[wanted] = tuple(sorted(places))
        return found


class Differentiable:
    """What a Tensor can be given to: an array function and a Pull for each argument that may require grad.

    Attributes:
        name, symbol: as methods are called; as drawings show it.
        forward: the function of arrays.
        arity: how many arguments `forward` takes.
        tensors: the places of arguments that may be Tensors.
        pulls: per argument a Pull, or None where no gradient flows.
        promotes: the places of the operands that are brought to one dtype first, by PyTorch's rules.
        floating: in these places, bring integers to float32.
        view: the result may share memory with its first argument.
        many: the first argument is a sequence of Tensors, and its rule is told before all else, as `i`, which of them
            is asked for.
        keeps: for the places of arguments whose gradient is wanted, the places of all that their rules use.
        by_product: under which name rules read what `compute` found out on the way; None if nothing.
        compute: as `forward`, but gives the result and the by-product.
    """

    name: str
    symbol: str
    forward: Callable[..., Any]
    arity: int
    tensors: tuple[int, ...]
    pulls: tuple[Pull | None, ...]
    promotes: tuple[int, ...] = ()
    floating: bool = False
    view: bool = False
    many: bool = False
    by_product: str | None = None
    compute: Callable[..., tuple[Any, Any]]

    def __init__(self) -> None:
        self.keeps = Keeps(self)

    def pulls_of(self, count: int) -> Sequence[Pull | None]:
        """For each of `count` operands its Pull."""
        return self.pulls

    def operands(self, arrays: list[Any]) -> list[Any]:
        """Of all arguments, those that are arrays or numbers to compute with."""
        return arrays[0] if self.many else [arrays[i] for i in self.tensors if arrays[i] is not None]

    def promote(self, arrays: list[Any]) -> None:
        """Bring the operands among the arguments to one dtype, by PyTorch's rules, in place of the list."""
        common = None
        for i in self.promotes:
            a = arrays[i]
            if a.__class__ is np.ndarray:
                if common is None:
                    common = a.dtype
                elif a.dtype is not common:
                    break
            elif a is not None and (a.__class__ not in _NUMBERS or self.name == "where"):
                break
        else:
            if common is not None and common.kind == "f":
                return  # nearly always: of one floating dtype already, or beside a Python number
        present = [arrays[i] for i in self.promotes if arrays[i] is not None]
        dtype = result_dtype(present)
        if dtype.kind != "f" and self.floating:
            dtype = float32
        for i in self.promotes:
            a = arrays[i]
            if isinstance(a, np.ndarray):
                if a.dtype != dtype:
                    arrays[i] = a.astype(dtype)
            elif a is not None and (self.name == "where" or dtype.kind != "f"):
                arrays[i] = np.asarray(a).astype(dtype)  # which wraps around where asarray(a, dtype) would raise

    def __repr__(self) -> str:
        return f"<operation {self.name}>"


class FromRow(Differentiable):
    """A row of the calculus table: the pull is upstream × local derivative."""

    def __init__(self, row: Elementwise) -> None:
        super().__init__()
        self.row = row
        self.name, self.symbol, self.arity = row.name, row.symbol, row.arity
        self.forward = getattr(xp, row.name)
        self.tensors = tuple(range(row.arity))
        self.floating = not row.keeps_integers
        self.promotes = self.tensors if row.arity > 1 or self.floating else ()

    @functools.cached_property
    def pulls(self) -> tuple[Pull | None, ...]:  # type: ignore[override]  # made when they are needed
        """Per argument its rule, generated from the text of the local derivative."""
        return tuple(
            _pull_from_text(f"{self.name}_by_{letter}", text) for letter, text in zip("xyz", self.row.derivative_texts)
        )


# How texts are written for arrays and Tensors: as functions of `xp`.
ARRAY_SPELLING = {"where": "xp.where({}, {}, {})"} | {
    row.name: f"xp.{row.name}({', '.join(['{}'] * row.arity)})" for row in TABLE.values() if row.operator is None
}


def upstream_times(local: Expression | float, upstream: str = "upstream") -> Expression:
    """The rule of a row, as an expression."""
    above = variable(upstream)
    if isinstance(local, Expression):
        return above * local
    if local == 0:  # zero also where upstream is infinite
        return functions.where(False, above, 0.0)
    return above if local == 1 else above * local


def _pull_from_text(name: str, local: Expression | float) -> Pull:
    """The rule upstream × local, as one function of what the local derivative reads."""
    reads = {variable: place for place, variable in enumerate(("out", "x", "y")) if variable in names_in(local)}
    return _pull(name, reads, write(upstream_times(local), ARRAY_SPELLING), {})


def _pull(name: str, reads: Mapping[str, int], text: str, namespace: Mapping[str, Any], more: str = "") -> Pull:
    """The function called `name` that computes `text` from variables, which are read from these places.

    It may have a parameter `more`.

    It is generated so that backpropagation makes one cheap call where a general one would take arguments apart.
    """
    lines = [f"    {variable} = saved[{place}]\n" for variable, place in reads.items()]
    parameters = ", ".join(filter(None, ("xp", "upstream", "saved", more)))
    source = f"def {name}({parameters}):\n{''.join(lines)}    return {text}\n"
    return Pull(define(name, source, namespace), [*reads.values()])


class Operation(Differentiable):
    """An array operation, made by `@operation`. Calling it applies it to Tensors or NumPy arrays."""

    def __init__(
        self, function: Callable[..., Any], rules: dict[str, Rule | None], numpy: Sequence[Callable[..., Any]]
    ) -> None:
        super().__init__()
        self.name = self.__name__ = self.symbol = function.__name__.rstrip("_")
        self.__doc__, self.__module__ = function.__doc__, function.__module__
        self.__wrapped__ = function  # whose signature is ours
        self.numpy = numpy
        code = function.__code__
        self.variadic = bool(code.co_flags & inspect.CO_VARARGS)
        self.names = code.co_varnames[: code.co_argcount + self.variadic]
        self.arity = len(self.names)
        self.rules = rules
        self.tensors = tuple(self.names.index(name) for name in rules)
        # The function takes `*sizes`; bound, they are one argument.
        self.forward = (lambda x, sizes: function(x, *sizes)) if self.variadic else function

    def keeping(self, by_product: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Define how the operation is computed where it is recorded: `(result, by-product)`.

        What was found out on the way, its rules then read under the name `by_product` and need not find out again. In a
        pass that is itself recorded they read None, for there the by-product has derivatives of its own.
        """

        def define(function: Callable[..., Any]) -> Callable[..., Any]:
            self.by_product, self.compute = by_product, function
            return function

        return define

    @functools.cached_property
    def bind(self) -> Callable[..., tuple[Any, ...]]:
        """From a call's arguments, in either spelling, those of `forward`, in order."""
        return _binder(self.name, inspect.signature(self))

    @functools.cached_property
    def pulls(self) -> tuple[Pull | None, ...]:  # type: ignore[override]  # made when they are needed
        """Per argument its rule, if it has one."""
        return tuple(self._pull(name) for name in self.names)

    def pulls_of(self, count: int) -> Sequence[Pull | None]:
        """As in Differentiable; many operands share a rule, which is told which of them is asked for."""
        first = self.pulls[0]
        if not self.many or first is None:
            return self.pulls
        return [Pull(functools.partial(first.rule, i=i), first.places) for i in range(count)]

    def reads(self, name: str) -> list[str]:
        """What the rule for the argument `name` reads, in the order of its parameters."""
        rule = self.rules[name]
        return [] if rule is None else [*inspect.signature(rule).parameters][3 if self.many else 2 :]

    def _pull(self, name: str) -> Pull | None:
        rule = self.rules.get(name)
        if rule is None:
            return None
        given = ["xp", "upstream", *(["i"] if self.many else [])]
        reads = self.reads(name)
        places = ["out", *self.names, *(f"{name}_shape" for name in self.names), self.by_product]
        return _pull(
            f"{self.name}_by_{name}",
            {read: places.index(read) for read in reads},
            f"rule({', '.join([*given, *reads])})",
            {"rule": rule},
            "i" if self.many else "",
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        complete = len(args) == self.arity and not self.variadic and not kwargs
        bound = args if complete else self.bind(*args, **kwargs)
        run = getattr(bound[self.tensors[0]], "_run", None)  # nearly always the first operand is a Tensor
        if run is not None:
            return run(self, bound)
        for place in self.tensors:
            if self.many and not isinstance(bound[0], list | tuple):
                bound = (list(bound[0]), *bound[1:])
            for operand in bound[0] if self.many else (bound[place],):
                run = getattr(type(operand), "_run", None)
                if run is not None:
                    return run(self, bound)
        for place in self.tensors:
            if bound[place] is not None:
                operand = [np.asarray(x) for x in bound[0]] if self.many else np.asarray(bound[place])
                bound = (*bound[:place], operand, *bound[place + 1 :])
        return without_warnings(self.forward, bound)


_NUMPY_SPELLING = {"axis": "dim", "keepdims": "keepdim"}


def _pytorch_spelling(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {_NUMPY_SPELLING.get(key, key): value for key, value in kwargs.items()}


def _binder(name: str, signature: inspect.Signature) -> Callable[..., tuple[Any, ...]]:
    """A function with this signature that returns its arguments in order: Python's own argument parsing and errors."""
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
    bind = define(name, source, {**defaults, "flat": _flat})

    def bind_either_spelling(*args: Any, **kwargs: Any) -> tuple[Any, ...]:
        if kwargs:
            kwargs = _pytorch_spelling(kwargs)
        return bind(*args, **kwargs)

    return bind_either_spelling


def _flat(sizes: tuple[Any, ...]) -> tuple[Any, ...]:
    """`f(x, 2, 3)` and `f(x, (2, 3))` mean the same."""
    return tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], list | tuple) else sizes


class Composite:
    """A function written in other operations, made by `@composite`: it needs no rule of its own."""

    def __init__(self, function: Callable[..., Any], numpy: Sequence[Callable[..., Any]]) -> None:
        self.name = self.__name__ = function.__name__.rstrip("_")
        self.__doc__, self.__module__ = function.__doc__, function.__module__
        self.__wrapped__ = function  # whose signature is ours
        self.numpy = numpy
        self._takes_sizes = bool(function.__code__.co_flags & inspect.CO_VARARGS)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs:
            kwargs = _pytorch_spelling(kwargs)
        elif len(args) == 2 and isinstance(args[1], list | tuple) and self._takes_sizes:
            args = (args[0], *args[1])
        return self.__wrapped__(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<operation {self.name}>"


OPERATIONS: dict[str, Operation] = {}
COMPOSITES: dict[str, Composite] = {}
# `xp` for recorded passes: the operations themselves, which take Tensors.
recorded_xp: Any = SimpleNamespace(**TABLE)
ELEMENTWISE: dict[str, FromRow] = {row.name: FromRow(row) for row in TABLE.values()}


def operation(
    *,
    numpy: Iterable[Callable[..., Any]] = (),
    promotes: bool | tuple[int, ...] = False,
    floating: bool = False,
    view: bool = False,
    many: bool = False,
    **rules: Rule | None,
) -> Callable[[Callable[..., Any]], Operation]:
    """Define an array operation; see the head of this module.

    Args:
        numpy: the functions of NumPy that it implements for Tensors.
        promotes: True for all operands, or the places of those that are brought to one dtype first.
        floating: bring integers to float32 first.
        view, many: as in Differentiable.
        rules: for each argument that may be a Tensor its rule, or None if no gradient flows to it.
    """

    def define(function: Callable[..., Any]) -> Operation:
        made = Operation(function, rules, tuple(numpy))
        made.promotes = promotes if isinstance(promotes, tuple) else made.tensors if promotes or floating else ()
        made.floating, made.view, made.many = floating, view, many
        OPERATIONS[made.name] = made
        setattr(xp, made.name, made.forward)
        setattr(recorded_xp, made.name, made)
        return made

    return define


def composite(*, numpy: Iterable[Callable[..., Any]] = ()) -> Callable[[Callable[..., Any]], Composite]:
    """Define a function in terms of other operations; `numpy` as for `operation`."""

    def define(function: Callable[..., Any]) -> Composite:
        made = COMPOSITES[function.__name__.rstrip("_")] = Composite(function, tuple(numpy))
        return made

    return define
