"""`nn.compile`: a function of Tensors without the bookkeeping between its operations."""

from __future__ import annotations

import functools
import inspect
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograd import Tensor, is_grad_enabled, nests
from autograd.anomaly import onlookers
from autograd.tracing import Program
from nn.module import Module

_MOST = 64  # programs kept of one function


def compile(f: Callable[..., Any]) -> Compiled:
    """Make a function of Tensors fast: traced at its first call, then run as a program written out.

    Args:
        f: a Module, or a function of Tensors (alone or in nests of tuples, lists and dicts) and of settings (numbers,
            texts, None), that gives one Tensor: a network, or a loss. It may use parameters from outside.

    Returns:
        A Compiled, called as f is. Its results have a graph of one node: `backward()` runs the program's other half.
    """
    return Compiled(f)


class Compiled:
    """A compiled function; see `compile`.

    Python runs only while f is traced, twice. It is traced again for other shapes, dtypes, layouts in memory and
    settings; when a module that takes part changes (its mode, parameters, submodules, hooks or plain attributes); when
    a parameter is frozen; and when a variable that f itself names stands for something else. What f reads in other
    ways, from an attribute of some other object or by a function that it calls, is read while it is traced and not
    again; nor is done again what f does besides computing its result. It is no Module: compile the outermost.

    Where the program fails, f itself is called, and says why. Under `detect_anomaly` f itself is called. A gradient
    that is itself recorded (`create_graph`) is computed by f, operation by operation. Where one tensor is given in two
    places, its gradient is added up in another order than f's, which may change the last digit.

    Raises:
        TypeError: when called, if f reads the numbers of a tensor (`x.item()`, `if x > 0`), is random (as dropout is in
            training), changes a tensor in place, assigns to a module, or gives anything but one Tensor; or if an
            argument is neither a tensor nor a plain setting.
    """

    def __init__(self, f: Callable[..., Any]) -> None:
        functools.update_wrapper(self, f, updated=())
        self._f = f
        self._programs: dict[Any, tuple[Program, _Guard]] = {}
        self._latest: Program | None = None

    def __getattr__(self, name: str) -> Any:
        """What f has, as a Module has parameters."""
        if name == "_f":
            raise AttributeError(name)
        return getattr(self._f, name)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle the function; programs are written anew."""
        return Compiled, (self._f,)

    @property
    def source(self) -> str:
        """The text of the latest program: forward, and backpropagation written out.

        Raises:
            RuntimeError: before the first call.
        """
        if self._latest is None:
            raise RuntimeError("source: nothing is traced yet; call the function once")
        return self._latest.source

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        f = self._f
        if onlookers.present:
            return f(*args, **kwargs)
        parts: list[Any] = [is_grad_enabled()]
        tensors: list[Tensor] = []
        _describe(args, parts, tensors)
        if kwargs:
            _describe(kwargs, parts, tensors)
        key = tuple(parts)
        found = self._programs.get(key)
        if found is None or not found[1].holds() or not found[0].fits():
            self._programs.pop(key, None)
            program = self._trace(args, kwargs)
            found = self._programs[key] = program, _Guard(f, program.users)
            if len(self._programs) > _MOST:
                del self._programs[next(iter(self._programs))]
        program, guard = found
        self._latest = program

        def again() -> Tensor:
            if not guard.holds():
                raise RuntimeError("compile: create_graph computes the function again, but it or its modules changed")
            result: Tensor = f(*args, **kwargs)
            return result

        try:
            return program(tensors, again)
        except (ArithmeticError, IndexError, TypeError, ValueError):
            return f(*args, **kwargs)

    def _trace(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Program:
        known = {
            id(tensor): name
            for module in _modules(self._f)
            for name, tensor in [*module.named_parameters(), *module.named_buffers()]
        }
        names = [name for name, leaf in self._named(args, kwargs) if isinstance(leaf, Tensor)]
        before = _randomness()
        first, second = (Program(self._f, args, kwargs, names, known) for _ in range(2))
        if before != _randomness() or not first.same_as(second):
            raise TypeError("compile: traced twice, the function was not the same: is it random?")
        return first

    def _named(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        f = self._f.forward if isinstance(self._f, Module) else self._f
        try:
            parameters = [*inspect.signature(f).parameters]
        except (TypeError, ValueError):  # a built-in has no signature
            parameters = []
        for i, arg in enumerate(args):
            yield from nests.leaves(arg, parameters[i] if i < len(parameters) else f"x{i}")
        for name, arg in kwargs.items():
            yield from nests.leaves(arg, name)


class _Guard:
    """What a program hangs on besides its arguments: the modules that took part, and the variables that f names."""

    def __init__(self, f: Callable[..., Any], modules: list[Any]) -> None:
        dictionaries = [
            d for m in modules for d in (m.__dict__, m._parameters, m._buffers, m._modules) if isinstance(d, dict)
        ]
        self._dictionaries = [(d, dict(d)) for d in dictionaries]
        self._hooks = [(m._forward_hooks, list(m._forward_hooks)) for m in modules]
        function = inspect.unwrap(f.__func__ if inspect.ismethod(f) else f) if callable(f) else f
        self._cells = [(cell, _contents(cell)) for cell in getattr(function, "__closure__", None) or ()]
        space = getattr(function, "__globals__", {})
        names = getattr(getattr(function, "__code__", None), "co_names", ())
        self._globals = [(space, name, space[name]) for name in names if name in space]

    def holds(self) -> bool:
        """Whether all is as it was. Tensors and modules are told by identity."""
        try:
            return (
                all(d == before for d, before in self._dictionaries)
                and all(hooks == before for hooks, before in self._hooks)
                and all(_contents(cell) is before for cell, before in self._cells)
                and all(space.get(name) is before for space, name, before in self._globals)
            )
        except (RuntimeError, ValueError):  # two tensors that were compared: not the same one
            return False


def _contents(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # nothing is in it yet
        return None


def _randomness() -> tuple[Any, ...]:
    """Where the common sources of random numbers stand."""
    numpy: Any = np.random.get_state()
    return random.getstate(), numpy[1].tobytes(), *numpy[2:]


def _describe(tree: Any, key: list[Any], tensors: list[Tensor]) -> None:
    """Add to `key` all that a program is written for, and to `tensors` those in `tree`, in order."""
    if isinstance(tree, Tensor):
        tensors.append(tree)
        array = tree._array
        key += array.shape, array.dtype, array.strides, tree._requires_grad
    elif type(tree) in (tuple, list, dict) or hasattr(tree, "_fields"):
        key += type(tree), len(tree)
        if isinstance(tree, dict):
            for name in tree:
                _describe(name, key, tensors)
        for branch in tree.values() if isinstance(tree, dict) else tree:
            _describe(branch, key, tensors)
    elif type(tree) is float:
        key += float, repr(tree)  # −0.0 is 0.0, and NaN not itself
    elif tree is None or type(tree) in (bool, int, str) or isinstance(tree, np.dtype | type):
        key += type(tree), tree
    else:
        raise TypeError(
            f"compile: an argument is a tensor or a plain setting (number, text, None), got {type(tree).__name__}"
        )


def _modules(f: Any) -> Iterator[Module]:
    """The modules that f is, belongs to, or names: for the names of parameters."""
    named: list[Any] = [f, getattr(f, "__self__", None)]
    if inspect.isfunction(f):
        variables = inspect.getclosurevars(f)
        named += [*variables.nonlocals.values(), *variables.globals.values()]
    for found in named:
        if isinstance(found, Module):
            yield from found.modules()
