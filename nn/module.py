"""Module, the base class of networks and layers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self

import numpy as np

from autograd import ShapeError, Tensor, no_grad
from autograd.extend import Array, Compiled, RemovableHandle, array_of, escape, html_facts, no_attribute, treescope_tree
from nn.hooks import Hooks
from nn.parameter import Parameter, UninitializedParameter
from nn.recording import record


class Incompatible:
    """The result of `load_state_dict`: the names that did not match.

    Attributes:
        missing_keys: the names in the module that the state dict did not have.
        unexpected_keys: the names in the state dict that the module does not have.
    """

    def __init__(self, missing: list[str], unexpected: list[str]) -> None:
        self.missing_keys, self.unexpected_keys = missing, unexpected

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return f"Incompatible(missing_keys={self.missing_keys}, unexpected_keys={self.unexpected_keys})"


class Module:
    """The base class of networks and layers.

    A subclass calls `super().__init__()` in its `__init__` and assigns its parts to attributes. Parameters and
    Modules among them are registered under the name of the attribute. `forward` computes the output, and calling the
    module calls `forward`.

    Attributes:
        training: True in training mode, the initial one; see `train` and `eval`.

    >>> import autograd
    >>> from nn import Linear
    >>> class Net(Module):
    ...     def __init__(self):
    ...         super().__init__()
    ...         self.hidden = Linear(3, 4)
    ...         self.out = Linear(4, 1)
    ...
    ...     def forward(self, x):
    ...         return self.out(self.hidden(x).relu())
    >>> net = Net()
    >>> net(autograd.ones(5, 3)).shape
    (5, 1)
    >>> [name for name, _ in net.named_parameters()]
    ['hidden.weight', 'hidden.bias', 'out.weight', 'out.bias']
    """

    training: bool
    _parameters: dict[str, Parameter | None]
    _buffers: dict[str, Tensor | None]
    _modules: dict[str, Any]  # Modules, or None for a reserved name
    _transient: set[str]  # the names of buffers that the state dict leaves out
    _module_hooks: Hooks

    def __init__(self, *unexpected: Any) -> None:
        if unexpected:
            name = type(self).__name__
            write = f"write {name}()(input)" if isinstance(unexpected[0], Tensor) else f"write {name}()"
            raise TypeError(f"{name}(): expected no settings, got {type(unexpected[0]).__name__}; {write}")
        # Directly into __dict__, because __setattr__ needs these dictionaries.
        self.__dict__.update(
            training=True, _parameters={}, _buffers={}, _modules={}, _transient=set(), _module_hooks=Hooks()
        )

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output. Each subclass defines it.

        Raises:
            TypeError: if the subclass does not.
        """
        raise TypeError(f"{type(self).__name__} defines no forward()")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        hooks = self._module_hooks
        if hooks.before or hooks.after or hooks.backward or hooks.backward_before:  # as `empty`, without the call
            return hooks.call(self, args, kwargs)
        return self.forward(*args, **kwargs)

    def __draw__(self, example: Any) -> Any:
        """Return what `autograd.draw(model, example)` draws."""
        return record(self, example)

    # ── registration ──

    def __setattr__(self, name: str, value: Any) -> None:
        if "_parameters" not in self.__dict__:
            if isinstance(value, Parameter | Module):
                raise AttributeError(f"{type(self).__name__}: call super().__init__() before assigning {name!r}")
            object.__setattr__(self, name, value)
        elif isinstance(value, Parameter):
            self._keep(self._parameters, name, value)
        elif isinstance(value, Module):
            self._keep(self._modules, name, value)
        elif name in self._buffers and (value is None or isinstance(value, Tensor)):
            self._buffers[name] = value
        elif name in self._parameters and value is None:
            self._parameters[name] = None
        elif name in self._parameters and isinstance(value, Tensor):
            raise TypeError(f"{type(self).__name__}.{name} is a parameter; assign nn.Parameter(…) or None to it")
        elif isinstance(value, Compiled) and isinstance(value.__wrapped__, Module):
            raise TypeError(
                f"{type(self).__name__}.{name}: the parameters of a compiled module would be missing; assign the "
                "module itself, and compile the model that holds it"
            )
        else:
            self._forget(name)
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        own = self.__dict__
        for kind in ("_parameters", "_buffers", "_modules"):
            found = own.get(kind)
            if found is not None and name in found:
                return found[name]
        kind = type(self).__name__
        # Names that begin with an underscore are asked for by Python, NumPy and notebooks, and not by people.
        known = () if name.startswith("_") else dir(self)
        error = no_attribute(f"{kind!r} object", name, known)
        if known and hasattr(Tensor, name):
            raise AttributeError(f"{error}; a Tensor has it: call the layer, as in {kind}(…)(input).{name}", name=name)
        raise error

    def __delattr__(self, name: str) -> None:
        if not self._forget(name):
            object.__delattr__(self, name)

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._parameters, *self._buffers, *self._modules]

    def _keep(self, kind: dict[str, Any], name: str, value: Any) -> None:
        """Register `value` under `name`. A new value of the same kind keeps the position of the former one."""
        if "." in name or not name:
            raise KeyError(f"{type(self).__name__}: expected a name without dots, got {name!r}")
        if name not in kind:
            self._forget(name)
        kind[name] = value

    def _forget(self, name: str) -> bool:
        """Remove `name` wherever it is registered. Return whether it was."""
        self._transient.discard(name)
        kinds = (self._parameters, self._buffers, self._modules, self.__dict__)
        found = [kind.pop(name, self) is not self for kind in kinds]  # a list, so that `any` does not stop early
        return any(found)

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Register a tensor that is not trained, such as a running mean.

        Args:
            name: the attribute. It must not contain a dot.
            tensor: the buffer. None reserves the name.
            persistent: whether `state_dict` contains the buffer.

        Raises:
            TypeError: if `tensor` is neither a Tensor nor None.
            KeyError: if the name is empty or contains a dot.

        >>> from autograd import tensor
        >>> module = Module()
        >>> module.register_buffer("steps", tensor([0.0]))
        >>> module.steps
        tensor([0.])
        """
        if not isinstance(tensor, Tensor | None):
            raise TypeError(f"register_buffer({name!r}): expected a Tensor or None, got {type(tensor).__name__}")
        self._keep(self._buffers, name, tensor)
        (self._transient.discard if persistent else self._transient.add)(name)

    def register_parameter(self, name: str, parameter: Parameter | None) -> None:
        """Register a parameter under `name`.

        Args:
            name: the attribute. It must not contain a dot.
            parameter: the parameter, of any shape. None reserves the name.

        Raises:
            TypeError: if `parameter` is neither a Parameter nor None.
            KeyError: if the name is empty or contains a dot.

        >>> from autograd import tensor
        >>> module = Module()
        >>> module.register_parameter("scale", Parameter(tensor([1.0])))
        >>> [name for name, _ in module.named_parameters()]
        ['scale']
        """
        if not isinstance(parameter, Parameter | None):
            raise TypeError(
                f"register_parameter({name!r}): expected a Parameter or None, got {type(parameter).__name__}"
            )
        self._keep(self._parameters, name, parameter)

    def add_module(self, name: str, module: Module | None) -> None:
        """Register a module under `name`.

        Args:
            name: the attribute. It must not contain a dot.
            module: the module. None reserves the name.

        Raises:
            TypeError: if `module` is neither a Module nor None.
            KeyError: if the name is empty or contains a dot.

        >>> from nn import Linear
        >>> module = Module()
        >>> module.add_module("out", Linear(2, 1))
        >>> module.out.weight.shape
        (1, 2)
        """
        if not isinstance(module, Module | None):
            hint = ""
            if isinstance(module, list | tuple):
                hint = "; write Sequential(*modules)"
            elif isinstance(module, type) and issubclass(module, Module):
                hint = f"; make one with {module.__name__}(…)"
            elif callable(module):
                hint = "; use the layer of this function, such as nn.Tanh(), or call it in forward()"
            raise TypeError(f"add_module({name!r}): expected a Module or None, got {type(module).__name__}{hint}")
        self._keep(self._modules, name, module)

    def register_module(self, name: str, module: Module | None) -> None:
        """Do the same as `add_module`."""
        self.add_module(name, module)

    def register_forward_pre_hook(
        self, hook: Callable[..., Any], *, prepend: bool = False, with_kwargs: bool = False
    ) -> RemovableHandle:
        """Call `hook(module, args)` before each forward pass.

        Args:
            hook: a function of this module and the tuple of its positional arguments. If it returns something other
                than None, this replaces the arguments: a tuple of them, or the only one.
            prepend: call it before the hooks that are registered already, not after them.
            with_kwargs: call `hook(module, args, kwargs)`, which returns None or a pair of both.

        Returns:
            A handle. Its `remove()` removes the hook.

        >>> import autograd
        >>> from nn import Identity
        >>> layer = Identity()
        >>> handle = layer.register_forward_pre_hook(lambda module, args: args[0] + 1)
        >>> layer(autograd.zeros(2))
        tensor([1., 1.])
        >>> handle.remove()
        """
        return self._module_hooks.add(self._module_hooks.before, hook, prepend, with_kwargs)

    def register_full_backward_pre_hook(self, hook: Callable[..., Any], prepend: bool = False) -> RemovableHandle:
        """Call `hook(module, grad_output)` in each backward pass, when the gradients of the outputs are complete.

        Args:
            hook: a function of this module and the tuple of these gradients. If it returns something other than None,
                this replaces them.
            prepend: call it before the hooks that are registered already, not after them.

        Returns:
            A handle. Its `remove()` removes the hook.
        """
        return self._module_hooks.add(self._module_hooks.backward_before, hook, prepend)

    def register_full_backward_hook(self, hook: Callable[..., Any], prepend: bool = False) -> RemovableHandle:
        """Call `hook(module, grad_input, grad_output)` in each backward pass, when the gradients are complete.

        Args:
            hook: a function of this module, the tuple of the gradients of its positional arguments, None for those
                that need none, and the tuple of those of its outputs. If it returns something other than None, this
                replaces the gradients of the arguments.
            prepend: call it before the hooks that are registered already, not after them.

        Returns:
            A handle. Its `remove()` removes the hook.

        >>> import autograd
        >>> from nn import Tanh
        >>> layer = Tanh()
        >>> handle = layer.register_full_backward_hook(lambda module, of_input, of_output: print(of_input, of_output))
        >>> layer(autograd.zeros(1, requires_grad=True)).sum().backward()
        (tensor([1.]),) (tensor([1.]),)
        >>> handle.remove()
        """
        return self._module_hooks.add(self._module_hooks.backward, hook, prepend)

    def register_forward_hook(
        self,
        hook: Callable[..., Any],
        *,
        prepend: bool = False,
        with_kwargs: bool = False,
        always_call: bool = False,
    ) -> RemovableHandle:
        """Call `hook(module, args, output)` after each forward pass.

        Args:
            hook: a function of this module, the tuple of its positional arguments, and its output. If it returns
                something other than None, this replaces the output.
            prepend: call it before the hooks that are registered already, not after them.
            with_kwargs: call `hook(module, args, kwargs, output)`.
            always_call: call it also if an exception was raised, with the output None.

        Returns:
            A handle. Its `remove()` removes the hook.

        >>> import autograd
        >>> from nn import Linear
        >>> layer = Linear(2, 3)
        >>> handle = layer.register_forward_hook(lambda module, args, output: print(output.shape))
        >>> y = layer(autograd.ones(5, 2))
        (5, 3)
        >>> handle.remove()
        """
        return self._module_hooks.add(self._module_hooks.after, hook, prepend, with_kwargs, always_call)

    # ── iteration ──

    def get_submodule(self, target: str) -> Any:
        """Return the module with this dotted name; "" is this module itself.

        Raises:
            AttributeError: if there is none.

        >>> from nn import Linear, Sequential
        >>> Sequential(Sequential(Linear(2, 1))).get_submodule("0.0")
        Linear(in_features=2, out_features=1, bias=True)
        """
        module = self
        for name in target.split(".") if target else ():
            found = module._modules.get(name)
            if found is None:
                raise AttributeError(f"get_submodule(): {type(module).__name__} has no module {name!r} of {target!r}")
            module = found
        return module

    def get_parameter(self, target: str) -> Parameter:
        """Return the parameter with this dotted name.

        Raises:
            AttributeError: if there is none.

        >>> from nn import Linear, Sequential
        >>> Sequential(Linear(2, 1)).get_parameter("0.weight").shape
        (1, 2)
        """
        parameter: Parameter = self._get("_parameters", target)
        return parameter

    def get_buffer(self, target: str) -> Tensor:
        """Return the buffer with this dotted name.

        Raises:
            AttributeError: if there is none.
        """
        buffer: Tensor = self._get("_buffers", target)
        return buffer

    def _get(self, kind: str, target: str) -> Any:
        path, _, name = target.rpartition(".")
        found = self.get_submodule(path).__dict__[kind].get(name)
        if found is None:
            raise AttributeError(f"{type(self).__name__} has no {kind[1:-1]} {target!r}")
        return found

    def named_modules(
        self, memo: set[Any] | None = None, prefix: str = "", remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Module]]:
        """Yield this module and all modules in it with their dotted names, each module once.

        Args:
            memo: the modules to leave out; those that are found are added.
            prefix: the name of this module. The names of the others begin with it and a dot.
            remove_duplicate: if False, a module that is registered twice is found twice.

        Returns:
            An iterator over pairs `(name, module)`.

        >>> from nn import Linear, ReLU, Sequential
        >>> [name for name, _ in Sequential(Linear(2, 2), ReLU()).named_modules(prefix="net")]
        ['net', 'net.0', 'net.1']
        """
        seen = set() if memo is None else memo
        if self in seen:
            return
        if remove_duplicate:
            seen.add(self)
        yield prefix, self
        for name, child in self._modules.items():
            if child is not None:
                yield from child.named_modules(seen, f"{prefix}.{name}" if prefix else name, remove_duplicate)

    def modules(self) -> Iterator[Module]:
        """Yield this module and all modules in it, each once."""
        return (module for _, module in self.named_modules())

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Yield the modules that are attributes of this one with their names, each module once."""
        met: set[Module] = set()
        for name, child in self._modules.items():
            if child is not None and child not in met:
                met.add(child)
                yield name, child

    def children(self) -> Iterator[Module]:
        """Yield the modules that are attributes of this one, each once."""
        return (child for _, child in self.named_children())

    def named_parameters(
        self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Parameter]]:
        """Yield the parameters with their dotted names, each parameter once.

        Args:
            prefix: put before each name.
            recurse: whether to include the parameters of the modules in this one.
            remove_duplicate: if False, a parameter that is registered twice is found twice.
        """
        return self._named("_parameters", prefix, recurse, remove_duplicate)

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """Yield the parameters, each once.

        Args:
            recurse: whether to include the parameters of the modules in this one.
        """
        return (parameter for _, parameter in self.named_parameters(recurse=recurse))

    def named_buffers(
        self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Tensor]]:
        """Yield the buffers with their dotted names, each buffer once.

        Args:
            prefix: put before each name.
            recurse: whether to include the buffers of the modules in this one.
            remove_duplicate: if False, a buffer that is registered twice is found twice.
        """
        return self._named("_buffers", prefix, recurse, remove_duplicate)

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """Yield the buffers, each once.

        Args:
            recurse: whether to include the buffers of the modules in this one.
        """
        return (buffer for _, buffer in self.named_buffers(recurse=recurse))

    def _named(self, kind: str, prefix: str, recurse: bool, once: bool) -> Iterator[tuple[str, Any]]:
        seen: set[Tensor] = set()
        for where, module in self.named_modules(None, prefix, once) if recurse else [(prefix, self)]:
            for name, tensor in module.__dict__[kind].items():
                if tensor is not None and tensor not in seen:
                    if once:
                        seen.add(tensor)
                    yield f"{where}.{name}" if where else name, tensor

    # ── state ──

    def state_dict(
        self, *, destination: Any = None, prefix: str = "", keep_vars: bool = False
    ) -> OrderedDict[str, Tensor]:
        """Return all parameters and persistent buffers by dotted name.

        The tensors are detached and share memory with the module's. A tensor that is registered under several names
        appears under each.

        Args:
            destination: a dict to add them to, and to return.
            prefix: put before each name.
            keep_vars: return the parameters and buffers themselves, not detached.

        >>> from nn import Linear
        >>> {name: tuple(t.shape) for name, t in Linear(3, 2).state_dict().items()}
        {'weight': (2, 3), 'bias': (2,)}
        """
        found: OrderedDict[str, Tensor] = OrderedDict() if destination is None else destination
        for name, tensor in self._state(prefix):
            keep = keep_vars or isinstance(tensor, UninitializedParameter)
            found[name] = tensor if keep else tensor.detach()
        return found

    def _state(self, prefix: str = "") -> Iterator[tuple[str, Tensor]]:
        """Yield the tensors of the state dict, a shared one under each of its names."""
        for name, tensor in {**self._parameters, **self._buffers}.items():
            if tensor is not None and name not in self._transient:
                yield prefix + name, tensor
        for name, child in self._modules.items():
            if child is not None:
                yield from child._state(f"{prefix}{name}.")

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False) -> Incompatible:
        """Copy tensors into the parameters and buffers of the same names.

        If an error is raised, nothing has changed.

        Args:
            state_dict: a mapping from dotted names to Tensors or arrays, as `state_dict()` returns it. Their elements
                are cast to the dtype of the parameter or buffer.
            strict: whether the names must be exactly those of this module.
            assign: take over the memory and dtype of the given tensors instead of copying them.

        Returns:
            The names that did not match: `.missing_keys` and `.unexpected_keys`.

        Raises:
            KeyError: if `strict`, and names are missing or unexpected.
            ShapeError: if a shape differs.
            TypeError: if `state_dict` is not a mapping, or an entry does not hold real numbers.
            ValueError: if a number has no place in the dtype of its parameter or buffer, such as 0.5 in int64 or 1e300
                in float32; or if a parameter is read-only.

        Differs from PyTorch: names that do not match raise KeyError instead of RuntimeError. Numbers that do not fit
        are an error; PyTorch changes them.
        """
        if not isinstance(state_dict, Mapping):
            raise TypeError(f"load_state_dict(): expected tensors by name, got {type(state_dict).__name__}")
        own = dict(self._state())
        missing = [name for name in own if name not in state_dict]
        unexpected = [name for name in state_dict if name not in own]
        if strict and (missing or unexpected):
            raise KeyError(
                f"load_state_dict() into {type(self).__name__}: missing {missing or 'nothing'}, "
                f"unexpected {unexpected or 'nothing'}; strict=False ignores these"
            )
        given = {name: x for name, x in state_dict.items() if name in own and not _unknown(x)}
        for name, x in given.items():
            if _unknown(own[name]):
                own[name].materialize(np.shape(x))  # type: ignore[attr-defined]
        # All are converted before the first is copied. The conversion also copies: `state_dict` may hold tensors of
        # this module under other names.
        arrays = {name: _fitting(name, x, own[name]) for name, x in given.items()}
        with no_grad():
            for name, array in arrays.items():
                if assign and isinstance(given[name], Tensor):
                    own[name].grad = None
                    own[name].data = given[name].detach()
                else:
                    own[name].copy_(array)
        return Incompatible(missing, unexpected)

    # ── modes, gradients, dtypes ──

    def train(self, mode: bool = True) -> Self:
        """Set training mode for this module and all modules in it. `Dropout`, for one, depends on it.

        Args:
            mode: True for training, False for evaluation.

        Returns:
            The module itself.
        """
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Self:
        """Set evaluation mode for this module and all modules in it, and return the module."""
        return self.train(False)

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Remove the gradients of all parameters.

        Args:
            set_to_none: if False, set the gradients to 0 instead.
        """
        for parameter in self.parameters():
            if set_to_none:
                parameter.grad = None
            elif parameter.grad is not None:
                parameter.grad = parameter.grad.detach().zero_()

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Set `requires_grad` of all parameters, and return the module. False freezes it."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def apply(self, function: Callable[[Module], Any]) -> Self:
        """Call `function` with each module in this one and last with this one. Return the module.

        >>> from nn import Linear, Sequential, init
        >>> def start_at_zero(module):
        ...     if isinstance(module, Linear):
        ...         _ = init.zeros_(module.weight)
        >>> model = Sequential(Linear(2, 1)).apply(start_at_zero)
        >>> model[0].weight.tolist()
        [[0.0, 0.0]]
        """
        for child in self.children():
            child.apply(function)
        function(self)
        return self

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Convert the floating parameters and buffers, and their gradients, to another dtype.

        Args:
            args, kwargs: as for `Tensor.to`: a dtype, a device, or both. The only device is the CPU.

        Returns:
            The module itself.
        """
        return self._apply(lambda t: t.to(*args, **kwargs) if t.is_floating_point() else t)

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> Self:
        """Replace the numbers of each parameter, gradient and buffer by what `fn` returns for them."""
        if recurse:
            for child in self.children():
                child._apply(fn)
        for tensor in (*self._parameters.values(), *self._buffers.values()):
            if tensor is not None:
                grad, tensor.grad = tensor.grad, None
                tensor.data = fn(tensor.detach())
                tensor.grad = None if grad is None else fn(grad)
        return self

    def type(self, dst_type: Any) -> Self:
        """Convert the floating parameters and buffers to `dst_type`, and return the module."""
        return self.to(dst_type)

    def half(self) -> Self:
        """Convert the floating parameters and buffers to float16, and return the module."""
        return self.to(np.float16)

    def bfloat16(self) -> Self:
        """Raise TypeError: NumPy has no such dtype."""
        raise TypeError("bfloat16(): there is no bfloat16 here; use float() or half()")

    def cpu(self) -> Self:
        """Return the module: all parameters are on the CPU."""
        return self

    def cuda(self, device: Any = None) -> Self:
        """Raise RuntimeError: there is no CUDA device."""
        raise RuntimeError("cuda(): all modules are on the CPU; ask cuda.is_available() first")

    def share_memory(self) -> Self:
        """Return the module; PyTorch moves it to memory that processes share."""
        return self

    def double(self) -> Self:
        """Convert the floating parameters and buffers to float64, and return the module."""
        return self.to(np.float64)

    def float(self) -> Self:
        """Convert the floating parameters and buffers to float32, and return the module."""
        return self.to(np.float32)

    # ── printing ──

    def extra_repr(self) -> str:
        """Return the text between the parentheses in this module's line of the repr."""
        return ""

    def _get_name(self) -> str:
        return self.__class__.__name__

    def _repr_html_(self) -> str:
        """Return the modules with their parameters as HTML; each opens by a click."""
        return html_facts("", {}, more=_tree(self, "", opened=True))

    def __treescope_repr__(self, path: str | None, subtree_renderer: Any) -> Any:
        own = {**self._modules, **self._parameters, **self._buffers}
        shown = {name: value for name, value in own.items() if value is not None}
        return treescope_tree(self, shown, path, subtree_renderer)

    def _child_texts(self) -> list[str]:
        return [f"({name}): {child!r}" for name, child in self._modules.items()]

    def __repr__(self) -> str:
        children = [text.replace("\n", "\n  ") for text in self._child_texts()]
        extra = self.extra_repr().split("\n") if self.extra_repr() else []
        if not children and len(extra) <= 1:
            return f"{self._get_name()}({''.join(extra)})"
        return f"{self._get_name()}(\n  " + "\n  ".join([*extra, *children]) + "\n)"


def _tree(module: Module, name: str, opened: bool) -> str:
    """Return a module and those in it as nested HTML."""
    count = sum(p.numel() for p in module.parameters() if not _unknown(p))
    size = f", {count:,} parameter{'s'[: count != 1]}" if count else ""
    kind = module._get_name() if module._modules else repr(module)
    title = escape(f"{name}: {kind}{size}".removeprefix(": "))
    if not module._modules:
        return f'<div style="margin-left: 1.2em">{title}</div>'
    inner = "".join(_tree(child, key, opened=False) for key, child in module._modules.items() if child is not None)
    state = ' open=""' if opened else ""
    return f'<details style="margin-left: 1.2em"{state}><summary>{title}</summary>{inner}</details>'


def _unknown(x: Any) -> bool:
    return isinstance(x, UninitializedParameter)


def _fitting(name: str, given: Any, own: Tensor) -> Array:
    """Return a copy of `given` as an array of the shape and dtype of `own`, the tensor of this name in a module.

    Raises:
        ShapeError, TypeError, ValueError: if it does not fit; see `Module.load_state_dict`.
    """
    try:
        array = array_of(given) if isinstance(given, Tensor) else np.asarray(given)
    except (TypeError, ValueError, RuntimeError) as error:
        raise TypeError(f"load_state_dict(): {name}: expected a Tensor or array: {error}") from None
    if array.dtype.kind not in "biuf" or isinstance(given, np.ma.MaskedArray):
        got = array.dtype if array.dtype.kind not in "biuf" else "a masked array"
        raise TypeError(f"load_state_dict(): {name}: expected real numbers, got {got}")
    if array.shape != own.shape:
        raise ShapeError(f"load_state_dict(): {name} has shape {own.shape}, got {array.shape}")
    if not array_of(own).flags.writeable:
        raise ValueError(f"load_state_dict(): {name} is read-only memory; assign a copy to it first")
    with np.errstate(all="ignore"):
        cast: Array = array.astype(own.dtype)
        changed = np.isinf(cast) & np.isfinite(array) if cast.dtype.kind == "f" else cast != array
    if changed.any():
        wrong = array[changed].flat[0]
        raise ValueError(f"load_state_dict(): {name} is {cast.dtype}, which cannot hold {wrong} of {array.dtype}")
    return cast
