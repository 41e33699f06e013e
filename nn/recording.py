"""Record the calls of the modules in a model while it computes the output of an example, for drawings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import autograd
from autograd import Tensor
from nn.calls import Call


def record(model: Any, example: Any) -> Call:
    """Return the call of a model with an example, with the calls of all modules in it.

    The model computes in evaluation mode, so that its statistics do not change.

    Args:
        model: a Module.
        example: an input, or a tuple of inputs; Tensors, arrays or lists of numbers.

    Raises:
        TypeError: without an example, or if the output has no graph.
    """
    if example is None:
        raise TypeError("draw(): expected an example for the model; write draw(model, example)")
    recorder = _Recorder(model)
    training = {module: module.training for module in model.modules()}
    handles = []
    try:
        for module in training:
            module.train(False)
            handles.append(module.register_forward_pre_hook(recorder.enter, with_kwargs=True))
            handles.append(module.register_forward_hook(recorder.leave))
        with autograd.enable_grad():
            model(*map(_as_input, example if isinstance(example, tuple) else (example,)))
    finally:
        for handle in handles:
            handle.remove()
        for module, mode in training.items():
            module.training = mode
    if not recorder.top.outputs:
        raise TypeError(f"draw(): expected an output that depends on parameters or inputs of {type(model).__name__}")
    return recorder.top


class _Recorder:
    """The calls that are under way."""

    def __init__(self, model: Any) -> None:
        self.names = {module: name for name, module in model.named_modules()}
        self.stack: list[Call] = []
        self.top: Call

    def enter(self, module: Any, args: Any, kwargs: Any) -> None:
        """Begin a call."""
        call = Call(self.names[module], "", "", list(_tensors((args, kwargs))))
        if self.stack:
            self.stack[-1].calls.append(call)
        else:
            self.top = call
        self.stack.append(call)

    def leave(self, module: Any, args: Any, output: Any) -> Any:
        """End a call. A module that returns its input returns a copy, so that it has a node of its own."""
        call = self.stack.pop()
        # Now, because a lazy module has become another one.
        call.kind, call.about = type(module).__name__, repr(module).partition("\n")[0].removesuffix("(")
        call.parameters = dict(module.named_parameters(recurse=False))
        call.count = sum(p.numel() for p in module.parameters())
        if isinstance(output, Tensor) and any(output is given for given in call.inputs) and output.requires_grad:
            output = output.clone()
        call.outputs = [tensor for tensor in _tensors(output) if tensor.requires_grad]
        return output


def _as_input(given: Any) -> Any:
    """Return a Tensor as the model takes it. A floating one is a leaf that the drawing shows."""
    if isinstance(given, Tensor):
        tensor = given.detach()
    else:
        tensor = autograd.tensor(given)
        if tensor.is_floating_point():
            tensor = tensor.to(autograd.get_default_dtype())
    return tensor.requires_grad_() if tensor.is_floating_point() else tensor


def _tensors(nested: Any) -> Iterator[Tensor]:
    """Yield the Tensors in nested tuples, lists and dicts."""
    if isinstance(nested, Tensor):
        yield nested
    elif isinstance(nested, dict):
        for value in nested.values():
            yield from _tensors(value)
    elif isinstance(nested, tuple | list):
        for value in nested:
            yield from _tensors(value)
