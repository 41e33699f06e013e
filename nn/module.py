"""Module: parameters, buffers and other modules, kept by name."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self

import numpy as np

from autograd import ShapeError, Tensor, no_grad
from autograd.extend import RemovableHandle, array_of, share_version


class Parameter(Tensor):
    """A tensor that a Module registers as trainable when it is assigned to an attribute."""

    __slots__ = ()

    def __init__(self, data: Any, requires_grad: bool = True) -> None:
        if not isinstance(data, Tensor):
            raise TypeError(f"Parameter(): expected a Tensor, got {type(data).__name__}; see autograd.tensor")
        super().__init__(array_of(data), requires_grad)
        if not data.requires_grad:
            share_version(self, data)

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()


class Incompatible:
    """What `load_state_dict(strict=False)` did not find or did not use."""

    def __init__(self, missing: list[str], unexpected: list[str]) -> None:
        self.missing_keys, self.unexpected_keys = missing, unexpected

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return f"Incompatible(missing_keys={self.missing_keys}, unexpected_keys={self.unexpected_keys})"


class Module:
    """A part of a network: attributes that are Parameters, buffers or Modules are found by name.

    A subclass calls `super().__init__()`, assigns its parts in `__init__`, and computes in `forward`.
    """

    training: bool

    def __init__(self) -> None:
        # Straight into __dict__: __setattr__ below looks for these.
        self.__dict__.update(
            training=True, _parameters={}, _buffers={}, _modules={}, _transient=set(), _forward_hooks=[]
        )

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output. Every subclass has its own."""
        raise TypeError(f"{type(self).__name__} defines no forward()")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        output = self.forward(*args, **kwargs)
        for hook in self._forward_hooks:
            replaced = hook(self, args, output)
            if replaced is not None:
                output = replaced
        return output

    # ── registration ──

    def __setattr__(self, name: str, value: Any) -> None:
        if "_parameters" not in self.__dict__:
            raise AttributeError(f"{type(self).__name__}: call super().__init__() before assigning {name!r}")
        if isinstance(value, Parameter):
            self._keep(self._parameters, name, value)
        elif isinstance(value, Module):
            self._keep(self._modules, name, value)
        elif name in self._buffers and (value is None or isinstance(value, Tensor)):
            self._buffers[name] = value
        elif name in self._parameters and value is None:
            self._parameters[name] = None
        elif name in self._parameters and isinstance(value, Tensor):
            raise TypeError(f"{type(self).__name__}.{name} is a parameter; assign nn.Parameter(…) or None to it")
        else:
            self._forget(name)
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        for kind in ("_parameters", "_buffers", "_modules"):
            registered = self.__dict__.get(kind, {})
            if name in registered:
                return registered[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __delattr__(self, name: str) -> None:
        if not self._forget(name):
            object.__delattr__(self, name)

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._parameters, *self._buffers, *self._modules]

    def _keep(self, kind: dict[str, Any], name: str, value: Any) -> None:
        """Enter `value` under `name`, in the place of what was there if it was of this kind."""
        if "." in name or not name:
            raise KeyError(f"{type(self).__name__}: {name!r} cannot be a name here: dots lead from module to module")
        if name not in kind:
            self._forget(name)
        kind[name] = value

    def _forget(self, name: str) -> bool:
        kinds = (self._parameters, self._buffers, self._modules, self.__dict__)
        found = [kind.pop(name, self) is not self for kind in kinds]  # from all of them, not only the first
        return any(found)

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Keep a tensor that is not trained under `name`; it is part of the state dict if `persistent`."""
        if not isinstance(tensor, Tensor | None):
            raise TypeError(f"register_buffer({name!r}): expected a Tensor or None, got {type(tensor).__name__}")
        self._keep(self._buffers, name, tensor)
        (self._transient.discard if persistent else self._transient.add)(name)

    def register_parameter(self, name: str, parameter: Parameter | None) -> None:
        """Keep a parameter under `name`; None reserves the name."""
        if not isinstance(parameter, Parameter | None):
            raise TypeError(f"register_parameter({name!r}): expected a Parameter or None")
        self._keep(self._parameters, name, parameter)

    def add_module(self, name: str, module: Module | None) -> None:
        """Keep a module under `name`."""
        if not isinstance(module, Module | None):
            raise TypeError(f"add_module({name!r}): expected a Module or None, got {type(module).__name__}")
        self._keep(self._modules, name, module)

    def register_forward_hook(self, hook: Callable[[Module, Any, Any], Any]) -> RemovableHandle:
        """Call `hook(module, args, output)` after each forward; what it returns, if not None, is the output."""
        self._forward_hooks.append(hook)
        return RemovableHandle(self._forward_hooks, hook)

    # ── looking around ──

    def named_modules(self, prefix: str = "", _seen: set[Any] | None = None) -> Iterator[tuple[str, Module]]:
        """This module and all below it, each once, with dotted names ("" for this one)."""
        seen = set() if _seen is None else _seen
        if self in seen:
            return
        seen.add(self)
        yield prefix, self
        for name, child in self._modules.items():
            if child is not None:
                yield from child.named_modules(f"{prefix}.{name}" if prefix else name, seen)

    def modules(self) -> Iterator[Module]:
        """This module and all below it."""
        return (module for _, module in self.named_modules())

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """The modules directly in this one, by name."""
        return ((name, child) for name, child in self._modules.items() if child is not None)

    def children(self) -> Iterator[Module]:
        """The modules directly in this one."""
        return (child for _, child in self.named_children())

    def named_parameters(self, prefix: str = "", recurse: bool = True) -> Iterator[tuple[str, Parameter]]:
        """All parameters, each once, with dotted names."""
        return self._named("_parameters", prefix, recurse)

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """All parameters, each once."""
        return (parameter for _, parameter in self.named_parameters(recurse=recurse))

    def named_buffers(self, prefix: str = "", recurse: bool = True) -> Iterator[tuple[str, Tensor]]:
        """All buffers, each once, with dotted names."""
        return self._named("_buffers", prefix, recurse)

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """All buffers, each once."""
        return (buffer for _, buffer in self.named_buffers(recurse=recurse))

    def _named(self, kind: str, prefix: str, recurse: bool) -> Iterator[tuple[str, Any]]:
        seen = set()
        for where, module in self.named_modules(prefix) if recurse else [(prefix, self)]:
            for name, tensor in module.__dict__[kind].items():
                if tensor is not None and tensor not in seen:
                    seen.add(tensor)
                    yield f"{where}.{name}" if where else name, tensor

    # ── state ──

    def state_dict(self) -> OrderedDict[str, Tensor]:
        """All parameters and persistent buffers by dotted name, detached, in the same memory."""
        return OrderedDict((name, tensor.detach()) for name, tensor in self._state())

    def _state(self, prefix: str = "") -> Iterator[tuple[str, Tensor]]:
        """Under every name that it has: a shared tensor has several."""
        for name, tensor in {**self._parameters, **self._buffers}.items():
            if tensor is not None and name not in self._transient:
                yield prefix + name, tensor
        for name, child in self._modules.items():
            if child is not None:
                yield from child._state(f"{prefix}{name}.")

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True) -> Incompatible:
        """Copy tensors (or NumPy arrays) into the parameters and buffers of the same names.

        Nothing is changed unless everything fits.

        Raises:
            KeyError: if `strict` and names are missing or unexpected.
            ShapeError: if a shape differs.
        """
        own = dict(self._state())
        missing = [name for name in own if name not in state_dict]
        unexpected = [name for name in state_dict if name not in own]
        if strict and (missing or unexpected):
            raise KeyError(
                f"load_state_dict() into {type(self).__name__}: missing {missing or 'nothing'}, "
                f"unexpected {unexpected or 'nothing'}; strict=False ignores these"
            )
        arrays = {}
        for name, given in state_dict.items():
            if name in own:
                array = array_of(given) if isinstance(given, Tensor) else np.asarray(given)
                if array.shape != own[name].shape:
                    raise ShapeError(f"load_state_dict(): {name} has shape {own[name].shape}, got {array.shape}")
                arrays[name] = array
        with no_grad():
            for name, array in arrays.items():
                own[name].copy_(array)
        return Incompatible(missing, unexpected)

    # ── modes and changes ──

    def train(self, mode: bool = True) -> Self:
        """Set training mode (dropout drops, …) here and below."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Self:
        """Set evaluation mode here and below."""
        return self.train(False)

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget all gradients, or set them to 0."""
        for parameter in self.parameters():
            if set_to_none:
                parameter.grad = None
            elif parameter.grad is not None:
                parameter.grad = parameter.grad.detach().zero_()

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Set whether the parameters are trained."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def apply(self, function: Callable[[Module], Any]) -> Self:
        """Call `function` on every module below and then on this one."""
        for child in self.children():
            child.apply(function)
        function(self)
        return self

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Bring floating parameters and buffers to another dtype. A device may be named and must be the CPU."""
        for module in self.modules():
            for tensors in (module._parameters, module._buffers):
                for tensor in tensors.values():
                    if tensor is not None and tensor.is_floating_point():
                        tensor.data = tensor.detach().to(*args, **kwargs)
                        if tensor.grad is not None:
                            tensor.grad = tensor.grad.to(*args, **kwargs)
        return self

    def double(self) -> Self:
        """Bring floating parameters and buffers to float64."""
        return self.to(np.float64)

    def float(self) -> Self:
        """Bring floating parameters and buffers to float32."""
        return self.to(np.float32)

    # ── how it prints ──

    def extra_repr(self) -> str:
        """What stands between the brackets of this module's own line."""
        return ""

    def __repr__(self) -> str:
        children = [f"({name}): " + repr(child).replace("\n", "\n  ") for name, child in self._modules.items()]
        extra = self.extra_repr()
        if not children:
            return f"{type(self).__name__}({extra})"
        lines = [*([extra] if extra else []), *children]
        return f"{type(self).__name__}(\n  " + "\n  ".join(lines) + "\n)"
