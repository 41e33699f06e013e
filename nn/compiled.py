"""`nn.compile`: a function of Tensors without the bookkeeping between its operations."""

from __future__ import annotations

import functools
import inspect
import operator
from collections.abc import Callable, Iterator
from typing import Any

from autograd import Tensor, is_grad_enabled, nests
from autograd.anomaly import onlookers
from autograd.tracing import Program
from nn.module import Module


def compile(f: Callable[..., Any]) -> Compiled:
    """Make a function of Tensors fast: traced at its first call, then run as a program written out.

    Args:
        f: a Module, or a function of Tensors (alone or in nests of tuples, lists and dicts) and of settings, that gives
            one Tensor: a network, or a loss. It may use parameters from outside.

    Returns:
        A Compiled, called as f is. Its results have a graph of one node: `backward()` runs the program's other half.
    """
    return Compiled(f)


class Compiled:
    """A compiled function; see `compile`.

    Python runs only while f is traced, twice. It is traced again for other shapes, dtypes or settings, when a module
    that it names changes between training and evaluation, and when a parameter is frozen. Where the program fails,
    f itself is called, and says why. Under `detect_anomaly` f itself is called.

    A gradient that is itself recorded (`create_graph`) is computed by f, operation by operation.

    Raises:
        TypeError: when called, if f reads the numbers of a tensor (`x.item()`, `if x > 0`), is random (as dropout is in
            training), changes a tensor in place, or gives anything but one Tensor.
    """

    def __init__(self, f: Callable[..., Any]) -> None:
        functools.update_wrapper(self, f, updated=())
        self._f = f
        self._modules: list[Module] = []
        self._registries: list[tuple[dict[str, Any], list[Any]]] = []  # of the modules, what was in them
        self._programs: dict[Any, Program] = {}
        self._latest: Program | None = None

    def __getattr__(self, name: str) -> Any:
        """What f has, as a Module has parameters."""
        if name == "_f":
            raise AttributeError(name)
        return getattr(self._f, name)

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
        key: list[Any] = [is_grad_enabled()]
        tensors: list[Tensor] = []
        _describe(args, key, tensors)
        if kwargs:
            _describe(kwargs, key, tensors)
        if not all(_is_still(registry, members) for registry, members in self._registries):
            self._programs.clear()
        trained = len(self._modules)
        key += [module.training for module in self._modules]
        try:
            program = self._programs.get(tuple(key))
        except TypeError as error:
            raise TypeError(f"compile: an argument that is no tensor must be hashable: {error}") from None
        if program is None or not program.fits():
            program = self._trace(args, kwargs)
            key[len(key) - trained :] = [module.training for module in self._modules]
            self._programs[tuple(key)] = program
        self._latest = program
        try:
            return program(tensors, lambda: f(*args, **kwargs))
        except (ArithmeticError, IndexError, TypeError, ValueError):
            return f(*args, **kwargs)

    def _trace(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Program:
        self._modules = list(_modules(self._f))
        registries = [r for m in self._modules for r in (m._parameters, m._buffers, m._modules) if r]
        self._registries = [(registry, list(registry.values())) for registry in registries]
        known = {
            id(tensor): name
            for module in self._modules
            for name, tensor in [*module.named_parameters(), *module.named_buffers()]
        }
        names = [name for name, leaf in self._named(args, kwargs) if isinstance(leaf, Tensor)]
        first, second = (Program(self._f, args, kwargs, names, known) for _ in range(2))
        if not first.same_as(second):
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


def _describe(tree: Any, key: list[Any], tensors: list[Tensor]) -> None:
    """Add to `key` all that a program is written for, and to `tensors` those in `tree`, in order."""
    if isinstance(tree, Tensor):
        tensors.append(tree)
        key += tree._array.shape, tree._array.dtype, tree._requires_grad
    elif isinstance(tree, tuple | list | dict):
        key += type(tree), len(tree)
        if isinstance(tree, dict):
            key += tree
        for branch in tree.values() if isinstance(tree, dict) else tree:
            _describe(branch, key, tensors)
    else:
        key += type(tree), repr(tree) if isinstance(tree, float) else tree  # −0.0 is 0.0, and NaN not itself


def _is_still(registry: dict[str, Any], members: list[Any]) -> bool:
    return len(registry) == len(members) and all(map(operator.is_, registry.values(), members))


def _modules(f: Any) -> Iterator[Module]:
    """The modules that f is, belongs to, or names."""
    named: list[Any] = [f, getattr(f, "__self__", None)]
    if inspect.isfunction(f):
        variables = inspect.getclosurevars(f)
        named += [*variables.nonlocals.values(), *variables.globals.values()]
    for found in named:
        if isinstance(found, Module):
            yield from found.modules()
