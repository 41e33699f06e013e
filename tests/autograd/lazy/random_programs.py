"""Random programs with changing state: everything that a program may do to Tensors, in random order.

A program is a list of steps. `run` executes it and returns all that could be observed: numbers, gradients, names of
nodes, kinds of errors. The same program with equal state must observe the same, whether it is compiled or not.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

import autograd
import nn.functional as F
from autograd import Tensor

SIZE = 4
Step = tuple[Any, ...]


class State:
    """What lives longer than a call: parameters, an input, a switch, and results that were kept."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.parameters = [_tensor(rng) for _ in range(3)]
        for parameter in self.parameters:
            parameter.requires_grad_()
        self.input = _tensor(rng)
        self.target = autograd.tensor(rng.integers(0, SIZE, SIZE))
        self.switch = False
        self.kept: list[Tensor] = []
        self.hooked: list[Tensor] = []  # what hooks saw


def _tensor(rng: Any) -> Tensor:
    return autograd.tensor(rng.uniform(0.5, 1.5, (SIZE, SIZE)).astype(np.float32))


UNARY: list[Callable[[Tensor], Tensor]] = [
    lambda x: x.tanh(), lambda x: x.sigmoid(), lambda x: x.relu(), lambda x: -x, lambda x: x * 0.5, lambda x: 2 - x,
    lambda x: x / 3, lambda x: x**2, lambda x: x.abs(), lambda x: (x * 0.1).exp(), lambda x: x.softmax(1),
    lambda x: x.log_softmax(0), lambda x: x.mean(1, keepdim=True), lambda x: x.sum(0) * 0.1, lambda x: x.clone(),
    lambda x: x.var(1, keepdim=True), lambda x: F.layer_norm(x, x.shape[-1:]), lambda x: x.clamp(0.2, 0.9),
    lambda x: x.double().float(), lambda x: x.cumsum(0) * 0.2, lambda x: x.logsumexp(1, keepdim=True),
    lambda x: x.flip(0), lambda x: x.pow(1.5).sqrt(),
]  # fmt: skip
VIEWS: list[Callable[[Tensor], Tensor]] = [
    lambda x: x.T, lambda x: x.reshape(SIZE, SIZE), lambda x: x.view(-1).view(SIZE, SIZE), lambda x: x[1:2],
    lambda x: x[:, 0], lambda x: x.unsqueeze(0).squeeze(0), lambda x: x.transpose(0, 1), lambda x: x[-1],
    lambda x: x.expand(SIZE, SIZE),
    lambda x: x[[0, 1, 2, 3]], lambda x: x.permute(1, 0).contiguous(), lambda x: x.detach(),
]  # fmt: skip
BINARY: list[Callable[[Tensor, Tensor], Tensor]] = [
    lambda x, y: x + y, lambda x, y: x * y, lambda x, y: x - y, lambda x, y: x @ y * 0.3,
    lambda x, y: autograd.maximum(x, y), lambda x, y: F.linear(x, y) * 0.3, lambda x, y: x / (y.abs() + 1),
    lambda x, y: autograd.where(x > y, x, y), lambda x, y: autograd.cat([x, y])[:SIZE],
    lambda x, y: x + y.detach(), lambda x, y: autograd.stack([x, y]).mean(0),
]  # fmt: skip
KINDS = {
    "unary": 30, "binary": 30, "view": 10, "parameter": 12, "input": 6, "number": 4, "drop": 12, "inplace": 3,
    "update": 2, "replace": 1, "freeze": 1, "item": 2, "hook": 1, "retain": 1, "backward": 2, "expose": 1,
    "no_grad": 3, "switch": 1, "keep": 1, "kept": 1, "loss": 2, "ask": 2, "setitem": 1, "grad": 1, "leaf": 1,
}  # fmt: skip


def program(rng: random.Random, length: int) -> list[Step]:
    """Return a random program."""
    return [step(rng) for _ in range(length)]


def step(rng: random.Random) -> Step:
    """Return a random step: its kind, and random numbers that choose what it does."""
    (kind,) = rng.choices([*KINDS], [*KINDS.values()])
    return kind, rng.randrange(1000), rng.randrange(1000), rng.randrange(1000)


def run(steps: list[Step], state: State) -> list[Any]:
    """Run a program and return what was observed."""
    values: list[Tensor] = [state.input]
    seen: list[Any] = []
    for number, one in enumerate(steps):
        try:
            _step(one, values, seen, state)
        except (RuntimeError, ValueError, TypeError, IndexError) as error:
            seen.append((number, type(error).__name__))
            if one[0] in ("backward", "retain"):
                _forget_gradients(state)
        if not values:
            values.append(state.input * 1.0)
    end = steps[0][1] % 4
    total = values[-1].mean() if end == 0 else sum(value.mean() for value in values)
    if end == 1:
        values.clear()
    if total.requires_grad:
        try:
            total.backward()
        except RuntimeError as error:
            seen.append(type(error).__name__)
            _forget_gradients(state)
    for tensor in (*values, *state.parameters):
        seen += [tensor.detach(), tensor.requires_grad, tensor.is_leaf]
    seen += [parameter.grad for parameter in state.parameters]
    seen += state.hooked
    state.hooked.clear()
    return [x.detach().clone() if isinstance(x, Tensor) else x for x in seen]


def _halved(gradient: Tensor, state: State) -> Tensor:
    state.hooked.append(gradient.clone())
    return gradient * 0.5


def _forget_gradients(state: State) -> None:
    """Forget what a pass leaves behind, because how far it comes before it fails is not defined."""
    state.hooked.clear()
    state.kept.clear()
    for parameter in state.parameters:
        parameter.grad = None


def _step(one: Step, values: list[Tensor], seen: list[Any], state: State) -> None:
    kind, a, b, c = one
    x, y = values[a % min(len(values), 4) - 1], values[b % len(values)]
    if kind == "unary":
        values.append(UNARY[c % len(UNARY)](x))
    elif kind == "view":
        values.append(VIEWS[c % len(VIEWS)](x))
    elif kind == "binary":
        values.append(BINARY[c % len(BINARY)](x, y))
    elif kind == "parameter":
        values.append(BINARY[c % len(BINARY)](x, state.parameters[b % 3]))
    elif kind == "input":
        values.append(state.input * y)
    elif kind == "number":
        values.append(x * (c / 500) + (b % 3))
    elif kind == "drop":
        del values[a % len(values)]
    elif kind == "inplace":
        [x.mul_, x.add_, x.copy_][c % 3](0.5 if c % 2 else y)
    elif kind == "setitem":
        x[0] = y[0] if c % 2 else 0.25
    elif kind == "update":
        with autograd.no_grad():
            state.parameters[a % 3].mul_(1 + c / 5000)
    elif kind == "replace":
        state.parameters[a % 3].data = state.parameters[b % 3].detach().clone() * 0.9
    elif kind == "freeze":
        parameter = state.parameters[a % 3]
        parameter.requires_grad_(not parameter.requires_grad)
    elif kind == "item":
        if x.sum().item() > 0:
            values.append(y * 0.7)
    elif kind == "hook":
        x.register_hook(lambda gradient: _halved(gradient, state))
    elif kind == "retain":
        x.retain_grad()
        y.mean().backward()
        seen.append(x.grad)
    elif kind == "backward":
        x.mean().backward(retain_graph=bool(c % 2), create_graph=not c % 7)
    elif kind == "grad":
        seen.extend(autograd.grad(y.mean(), x, create_graph=bool(c % 2)) or [])
    elif kind == "expose":
        array = x.detach().numpy()
        if c % 2:
            array *= 0.5
    elif kind == "no_grad":
        with autograd.no_grad():
            values.append(UNARY[c % len(UNARY)](x) * y)
    elif kind == "switch":
        state.switch = not state.switch
        values.append(x.tanh() if state.switch else x.sigmoid())
    elif kind == "leaf":
        values.append(x * 0.5)
        made = values[-1]
        [made.requires_grad_, made.detach_, made.retain_grad, lambda: setattr(made, "grad", y)][c % 4]()
        seen.append(made.grad)
    elif kind == "keep":
        state.kept.append(x)
    elif kind == "kept" and state.kept:
        values.append(state.kept[c % len(state.kept)] * 0.5 + x)
    elif kind == "loss":
        values.append(F.cross_entropy(x, state.target if c % 5 else state.target - 2))
    elif kind == "ask":
        name = x.grad_fn.name() if c % 2 and x.grad_fn is not None else None
        seen.append([x.requires_grad, name, x.shape, x.ndim, x.dtype, x.is_leaf][c % 6])


def differences(one: list[Any], other: list[Any]) -> list[str]:
    """Return where two lists of observations differ by more than rounding."""
    if len(one) != len(other):
        return [f"{len(one)} and {len(other)} observations"]
    found = []
    for i, (a, b) in enumerate(zip(one, other)):
        if isinstance(a, Tensor) and isinstance(b, Tensor):
            same = a.shape == b.shape and a.dtype == b.dtype
            same = same and np.allclose(a.numpy(), b.numpy(), rtol=2e-5, atol=1e-6 * _scale(b), equal_nan=True)
        else:
            same = type(a) is type(b) and a == b
        if not same:
            found.append(f"{i}: {a} is not {b}")
    return found


def _scale(x: Tensor) -> float:
    finite = x.numpy()[np.isfinite(x.numpy())]
    return float(np.abs(finite).max(initial=1.0))


def compare(seed: int, calls: int, compiled: Callable[[Any], Any]) -> list[str]:
    """Call a program and its variants, compiled and not, and return where they differ."""
    rng = random.Random(seed)
    steps = program(rng, rng.randrange(4, 30))
    fast = compiled(run)
    states = State(seed), State(seed)
    for call in range(calls):
        if rng.random() < 0.4 and call:
            steps = list(steps)
            steps[rng.randrange(len(steps))] = step(rng)
        found = differences(fast(steps, states[0]), run(steps, states[1]))
        if found:
            return [f"seed {seed}, call {call}: {steps}", *found]
    return []
