"""Containers: modules that hold other modules."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, overload

from nn.module import Module


class _ListOfModules(Module):
    """The list interface of Sequential and ModuleList. The names of the modules are "0", "1", …."""

    def append(self, module: Module) -> Self:
        """Add a module at the end, and return the container."""
        self.add_module(str(len(self._modules)), module)
        return self

    def extend(self, modules: Iterable[Module]) -> Self:
        """Add modules at the end, and return the container."""
        for module in modules:
            self.append(module)
        return self

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())

    def __getitem__(self, index: Any) -> Any:
        found = list(self._modules.values())[index]
        return ModuleList(found) if isinstance(index, slice) else found

    def __setitem__(self, index: int, module: Module) -> None:
        self.add_module(list(self._modules)[index], module)


class Sequential(_ListOfModules):
    """Modules applied one after the other.

    `model[i]` is a module, `model[i:j]` a Sequential of the same modules. `len`, iteration, `append` and `extend` work
    as for a list.

    Args:
        modules: modules, or one mapping from names to modules.

    >>> import autograd
    >>> from nn import Linear, ReLU
    >>> model = Sequential(Linear(3, 4), ReLU(), Linear(4, 1))
    >>> model(autograd.ones(5, 3)).shape
    (5, 1)
    >>> model[1]
    ReLU()
    >>> list(Sequential({"first": Linear(3, 4), "second": ReLU()}).state_dict())
    ['first.weight', 'first.bias']
    """

    def __init__(self, *modules: Module | Mapping[str, Module]) -> None:
        super().__init__()
        if len(modules) == 1 and isinstance(modules[0], Mapping):
            for name, module in modules[0].items():
                self.add_module(name, module)
        else:
            self.extend(modules)  # type: ignore[arg-type]  # add_module refuses a mapping among them

    def forward(self, x: Any) -> Any:
        """Return the output of the last module."""
        for module in self._modules.values():
            x = module(x)
        return x

    @overload
    def __getitem__(self, index: slice) -> Sequential: ...
    @overload
    def __getitem__(self, index: int) -> Any: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Sequential(OrderedDict(list(self._modules.items())[index]))
        return super().__getitem__(index)


class ModuleList(_ListOfModules):
    """A list of modules. Their parameters belong to the module that holds the list; a plain list's would not.

    `layers[i]` is a module, `layers[i:j]` a ModuleList of the same modules.

    Args:
        modules: the modules.

    >>> from nn import Linear
    >>> layers = ModuleList([Linear(2, 2), Linear(2, 1)])
    >>> [tuple(p.shape) for p in layers.parameters()]
    [(2, 2), (2,), (1, 2), (1,)]
    """

    def __init__(self, modules: Iterable[Module] = ()) -> None:
        super().__init__()
        self.extend(modules)

    @overload
    def __getitem__(self, index: slice) -> ModuleList: ...
    @overload
    def __getitem__(self, index: int) -> Any: ...
    def __getitem__(self, index: Any) -> Any:
        return super().__getitem__(index)


class ModuleDict(Module):
    """A dictionary of modules. Their parameters belong to the module that holds the dictionary.

    Args:
        modules: a mapping from names to modules.

    >>> from nn import ReLU, Tanh
    >>> activations = ModuleDict({"relu": ReLU(), "tanh": Tanh()})
    >>> activations["relu"]
    ReLU()
    >>> list(activations)
    ['relu', 'tanh']
    """

    def __init__(self, modules: Mapping[str, Module] | None = None) -> None:
        super().__init__()
        for name, module in (modules or {}).items():
            self.add_module(name, module)

    def __getitem__(self, name: str) -> Any:
        return self._modules[name]

    def __setitem__(self, name: str, module: Module) -> None:
        self.add_module(name, module)

    def __delitem__(self, name: str) -> None:
        del self._modules[name]

    def __contains__(self, name: str) -> bool:
        return name in self._modules

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def keys(self) -> Iterable[str]:
        """Return the names."""
        return self._modules.keys()

    def values(self) -> Iterable[Module]:
        """Return the modules."""
        return self._modules.values()

    def items(self) -> Iterable[tuple[str, Module]]:
        """Return pairs of name and module."""
        return self._modules.items()
