"""Containers: modules that hold other modules or parameters."""

from __future__ import annotations

import operator
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, overload

from autograd import ShapeError, Tensor
from nn.module import Module
from nn.parameter import Parameter


class _ListOfModules(Module):
    """The list interface of Sequential and ModuleList. The names of new modules are "0", "1", …."""

    def append(self, module: Module) -> Self:
        """Add a module at the end, and return the container."""
        self.add_module(str(len(self._modules)), module)
        return self

    def extend(self, modules: Iterable[Module]) -> Self:
        """Add modules at the end, and return the container."""
        for module in list(modules):
            self.append(module)
        return self

    def insert(self, index: int, module: Module) -> Any:
        """Add a module before the one at `index`. A Sequential returns itself."""
        modules = list(self._modules.values())
        if not -len(modules) <= index <= len(modules):
            raise IndexError(f"insert(): index {index} is out of range for {len(modules)} modules")
        modules.insert(index, module)
        self._renumber(modules)
        return self

    def pop(self, index: int | slice) -> Any:
        """Remove the module at `index`, and return it."""
        module = self[index]
        del self[index]
        return module

    def _renumber(self, modules: Iterable[Module | None]) -> None:
        modules = list(modules)
        self._modules.clear()
        for i, module in enumerate(modules):
            self.add_module(str(i), module)

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._modules.values())

    def __getitem__(self, index: Any) -> Any:
        return list(self._modules.values())[index if isinstance(index, slice) else operator.index(index)]

    def __setitem__(self, index: int, module: Module) -> None:
        self.add_module(list(self._modules)[operator.index(index)], module)

    def __delitem__(self, index: int | slice) -> None:
        modules = list(self._modules.values())
        del modules[index]
        self._renumber(modules)

    def __iadd__(self, other: Iterable[Module]) -> Self:
        return self.extend(other)


class Sequential(_ListOfModules):
    """Modules applied one after the other.

    `model[i]` is a module, `model[i:j]` a Sequential of the same modules. `len`, iteration, `append`, `extend`,
    `insert`, `pop`, `+` and `*` work as for a list.

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

    def forward(self, input: Any) -> Any:
        """Return the output of the last module.

        Raises:
            ShapeError: if the input of a module does not fit; it names the module.
        """
        for name, module in self._modules.items():
            try:
                input = module(input)
            except ShapeError as error:
                raise type(error)(f"in layer {name}, {_about(module)}: {error}") from None
        return input

    @overload
    def __getitem__(self, index: slice) -> Sequential: ...
    @overload
    def __getitem__(self, index: int) -> Any: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Sequential(OrderedDict(list(self._modules.items())[index]))
        return super().__getitem__(index)

    def __add__(self, other: Iterable[Module]) -> Sequential:
        return Sequential(*self, *other)

    def __mul__(self, count: int) -> Sequential:
        return Sequential(*[module for _ in range(count) for module in self])

    __rmul__ = __mul__

    def __imul__(self, count: int) -> Self:
        self._renumber([module for _ in range(count) for module in self])
        return self


def _about(module: Module) -> str:
    """Return the class of a module with its sizes, such as "Linear(2 → 8)", for an error."""
    kind = type(module).__name__
    for sizes in ("features", "channels"):
        if hasattr(module, f"in_{sizes}") and hasattr(module, f"out_{sizes}"):
            return f"{kind}({getattr(module, f'in_{sizes}')} → {getattr(module, f'out_{sizes}')})"
    return kind if module._modules else repr(module)


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

    def __init__(self, modules: Iterable[Module] | None = None) -> None:
        super().__init__()
        self.extend(modules or ())

    def insert(self, index: int, module: Module) -> None:
        """Add a module before the one at `index`."""
        super().insert(index, module)

    @overload
    def __getitem__(self, index: slice) -> ModuleList: ...
    @overload
    def __getitem__(self, index: int) -> Any: ...
    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        return ModuleList(found) if isinstance(index, slice) else found

    def __add__(self, other: Iterable[Module]) -> ModuleList:
        return ModuleList([*self, *other])

    def _child_texts(self) -> list[str]:
        """Return the lines of the repr, in which equal neighbours share one, such as `(0-2): 3 x ReLU()`."""
        runs: list[list[Any]] = []  # first index, last index, text
        for i, module in enumerate(self):
            text = repr(module)
            if runs and runs[-1][2] == text:
                runs[-1][1] = i
            else:
                runs.append([i, i, text])
        return [f"({a}): {text}" if a == b else f"({a}-{b}): {b - a + 1} x {text}" for a, b, text in runs]


class _Named:
    """The dict interface of ModuleDict and ParameterDict, on the dictionary that `_items` returns."""

    def _items(self) -> dict[str, Any]:
        raise NotImplementedError

    def __getitem__(self, name: str) -> Any:
        return self._items()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._items()

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[str]:
        return iter(self._items())

    def keys(self) -> Iterable[str]:
        """Return the names."""
        return self._items().keys()

    def values(self) -> Iterable[Any]:
        """Return the values."""
        return self._items().values()

    def items(self) -> Iterable[tuple[str, Any]]:
        """Return pairs of name and value."""
        return self._items().items()

    def clear(self) -> None:
        """Remove everything."""
        self._items().clear()

    def pop(self, key: str) -> Any:
        """Remove what has this name, and return it."""
        return self._items().pop(key)

    def update(self, other: Any) -> None:
        """Add what another dict, or pairs of name and value, hold."""
        for name, value in other.items() if hasattr(other, "items") else other:
            self[name] = value

    def __setitem__(self, name: str, value: Any) -> None:
        raise NotImplementedError


class ModuleDict(_Named, Module):
    """A dictionary of modules. Their parameters belong to the module that holds the dictionary.

    Args:
        modules: a mapping from names to modules, or pairs of both.

    >>> from nn import ReLU, Tanh
    >>> activations = ModuleDict({"relu": ReLU(), "tanh": Tanh()})
    >>> activations["relu"]
    ReLU()
    >>> list(activations)
    ['relu', 'tanh']
    """

    def __init__(self, modules: Mapping[str, Module] | Iterable[tuple[str, Module]] | None = None) -> None:
        super().__init__()
        self.update(modules or {})

    def _items(self) -> dict[str, Any]:
        return self._modules

    def __setitem__(self, name: str, module: Module) -> None:
        self.add_module(name, module)

    def __delitem__(self, name: str) -> None:
        del self._modules[name]


def _described(name: str, value: Any) -> str:
    if isinstance(value, Tensor):
        kind = "Parameter" if isinstance(value, Parameter) else "Tensor"
        size = "x".join(map(str, value.shape))
        return f"({name}): {kind} containing: [torch.{value.dtype} of size {size}]"
    return f"({name}): Object of type: {type(value).__name__}"


class ParameterList(Module):
    """A list of parameters, which belong to the module that holds the list. Tensors become parameters.

    Args:
        values: the parameters.

    >>> from autograd import tensor
    >>> weights = ParameterList([tensor([1.0]), tensor([2.0, 3.0])])
    >>> [name for name, _ in weights.named_parameters()]
    ['0', '1']
    """

    def __init__(self, values: Iterable[Any] | None = None) -> None:
        super().__init__()
        self._size = 0
        self.extend(values or ())

    def append(self, value: Any) -> Self:
        """Add a parameter at the end, and return the list."""
        self._size += 1
        self[self._size - 1] = value
        return self

    def extend(self, values: Iterable[Any]) -> Self:
        """Add parameters at the end, and return the list."""
        for value in values:
            self.append(value)
        return self

    def _place(self, index: int) -> str:
        place = operator.index(index)
        if not -self._size <= place < self._size:
            raise IndexError(f"ParameterList: index {index} is out of range for {self._size} parameters")
        return str(place % self._size)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return ParameterList(self[i] for i in range(self._size)[index])
        return getattr(self, self._place(index))

    def __setitem__(self, index: int, value: Any) -> None:
        value = Parameter(value) if isinstance(value, Tensor) and not isinstance(value, Parameter) else value
        setattr(self, self._place(index), value)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Any]:
        return iter(self[i] for i in range(self._size))

    def __iadd__(self, values: Iterable[Any]) -> Self:
        return self.extend(values)

    def extra_repr(self) -> str:
        """Return a line for each parameter."""
        return "\n".join("  " + _described(str(i), value) for i, value in enumerate(self))


class ParameterDict(_Named, Module):
    """A dictionary of parameters, which belong to the module that holds it. Tensors become parameters.

    Args:
        parameters: a mapping from names to parameters, or pairs of both.

    >>> from autograd import tensor
    >>> weights = ParameterDict({"scale": tensor([1.0])})
    >>> [name for name, _ in weights.named_parameters()]
    ['scale']
    """

    def __init__(self, parameters: Any = None) -> None:
        super().__init__()
        self.update(parameters or {})

    def _items(self) -> dict[str, Any]:
        return self._parameters

    def __setitem__(self, name: str, value: Any) -> None:
        value = Parameter(value) if isinstance(value, Tensor) and not isinstance(value, Parameter) else value
        self.register_parameter(str(name), value)

    def __delitem__(self, name: str) -> None:
        del self._parameters[name]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the parameter of this name, or `default`."""
        return self._parameters.get(key, default)

    def extra_repr(self) -> str:
        """Return a line for each parameter."""
        return "\n".join("  " + _described(name, value) for name, value in self.items())


class DataParallel(Module):
    """A module that calls another one, as PyTorch's does where there are no several GPUs.

    Args:
        module: the other one. It is the attribute `module`, so the names of its parameters begin with "module.".
        device_ids, output_device, dim: accepted, without effect.

    >>> import autograd
    >>> from nn import Linear
    >>> model = DataParallel(Linear(3, 2))
    >>> model(autograd.ones(5, 3)).shape, list(model.state_dict())
    ((5, 2), ['module.weight', 'module.bias'])
    """

    def __init__(self, module: Module, device_ids: Any = None, output_device: Any = None, dim: int = 0) -> None:
        super().__init__()
        self.module = module

    def forward(self, *inputs: Any, **kwargs: Any) -> Any:
        """Return the output of the other module."""
        return self.module(*inputs, **kwargs)
