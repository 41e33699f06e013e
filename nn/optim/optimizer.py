"""Gradient descent: SGD with momentum, Adam and AdamW.

The arithmetic is on the arrays themselves, in place: no graph, and no memory but the optimiser's own state.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from autograd import Tensor, enable_grad
from autograd.rules.arrays import Array

Group = dict[str, Any]


class Optimizer:
    """What all optimisers share: parameters in groups, each with its own settings, and state per parameter.

    Args:
        params: parameters, `(name, parameter)` pairs, or groups: dicts with "params" and settings of their own.
        defaults: the settings of groups that name none.

    Attributes:
        param_groups: the groups.
        state: per parameter what the method remembers.

    Raises:
        ValueError: if there are no parameters.
        TypeError: if one is not a leaf tensor.
    """

    def __init__(self, params: Iterable[Any], defaults: Group) -> None:
        if isinstance(params, Tensor):
            raise TypeError(f"{type(self).__name__}(): params is a list of parameters, got a single tensor; write [p]")
        self.defaults = defaults
        self.param_groups: list[Group] = []
        self.state: dict[Tensor, dict[str, Any]] = {}
        self._names: dict[Tensor, str] = {}
        self._warned = False
        given = list(params)
        if not given:
            raise ValueError(f"{type(self).__name__}(): got no parameters")
        for group in given if isinstance(given[0], dict) else [{"params": given}]:
            self.add_param_group(group)

    def add_param_group(self, param_group: Group) -> None:
        """Add parameters with settings of their own."""
        unknown = set(param_group) - {"params"} - set(self.defaults)
        if unknown:
            raise ValueError(f"{type(self).__name__}(): unknown setting(s) {sorted(unknown)}")
        params = param_group["params"]
        pairs = [p if isinstance(p, tuple) else ("", p) for p in ([params] if isinstance(params, Tensor) else params)]
        known = {p for group in self.param_groups for p in group["params"]}
        for name, parameter in pairs:
            if not isinstance(parameter, Tensor) or not parameter.is_leaf:
                what = "a computed tensor" if isinstance(parameter, Tensor) else type(parameter).__name__
                raise TypeError(f"{type(self).__name__}(): parameters are leaf tensors, got {what}")
            if parameter in known:
                raise ValueError(f"{type(self).__name__}(): a parameter appears twice")
            known.add(parameter)
            self._names[parameter] = name or f"parameter {len(self._names)} of shape {parameter.shape}"
        self.param_groups.append({**self.defaults, **param_group, "params": [p for _, p in pairs]})

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients, or set them to 0."""
        for group in self.param_groups:
            for parameter in group["params"]:
                if set_to_none or parameter.grad is None:
                    parameter.grad = None
                else:
                    parameter.grad = parameter.grad.detach().zero_()

    def step(self, closure: Callable[[], Tensor] | None = None) -> Tensor | None:
        """Change every parameter that has a gradient.

        Args:
            closure: computes the loss and its gradients afresh; its loss is returned.
        """
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        without = []
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    without.append(parameter)
                    continue
                state = self.state.setdefault(parameter, {})
                self._update(parameter._array, parameter.grad._array, state, group)
                parameter._version.count += 1
        if without and len(without) == sum(len(group["params"]) for group in self.param_groups) and not self._warned:
            self._warned = True
            names = ", ".join(self._names[p] for p in without[:8]) + (", …" if len(without) > 8 else "")
            warnings.warn(
                f"{type(self).__name__}.step(): no parameter has a gradient, nothing changes: {names}. "
                "Call backward() on the loss first.",
                stacklevel=2,
            )
        return loss

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        """Change one parameter's array in place."""
        raise TypeError(f"{type(self).__name__} defines no update")

    # ── state ──

    def state_dict(self) -> dict[str, Any]:
        """State and settings, parameters by number, in PyTorch's form."""
        numbers = {p: i for i, p in enumerate(p for group in self.param_groups for p in group["params"])}
        return {
            "state": {numbers[p]: dict(state) for p, state in self.state.items()},
            "param_groups": [{**group, "params": [numbers[p] for p in group["params"]]} for group in self.param_groups],
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Take over what `state_dict` gave, for as many parameters in as many groups.

        Raises:
            ValueError: if their numbers or shapes differ.
        """
        sizes = [len(group["params"]) for group in self.param_groups]
        given = [len(group["params"]) for group in state_dict["param_groups"]]
        if sizes != given:
            raise ValueError(f"{type(self).__name__}.load_state_dict(): groups of {sizes} parameters, got {given}")
        parameters = [p for group in self.param_groups for p in group["params"]]
        state = {}
        for number, saved in state_dict["state"].items():
            parameter = parameters[int(number)]
            for key, value in saved.items():
                if isinstance(value, np.ndarray) and value.ndim and value.shape != parameter.shape:
                    raise ValueError(
                        f"{type(self).__name__}.load_state_dict(): {key} has shape {value.shape}, "
                        f"its parameter {parameter.shape}"
                    )
            state[parameter] = {k: _laid_out_as(parameter._array, v) for k, v in saved.items()}
        self.state = state
        for group, saved_group in zip(self.param_groups, state_dict["param_groups"]):
            group.update({k: v for k, v in saved_group.items() if k != "params"})

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} ("]
        for i, group in enumerate(self.param_groups):
            lines += [f"Parameter Group {i}", *(f"    {k}: {v}" for k, v in sorted(group.items()) if k != "params")]
        return "\n".join([*lines, ")"])


def _check(name: str, value: float, low: float, high: float = math.inf) -> None:
    if not low <= value < high:
        raise ValueError(f"{name} must be at least {low}{f' and below {high}' if high < math.inf else ''}, got {value}")


def _laid_out_as(parameter: Array, value: Any) -> Any:
    """A copy of state, in memory as the parameter is: see _blocks."""
    if not isinstance(value, np.ndarray) or value.shape != parameter.shape:
        return value
    copied = np.empty_like(parameter, dtype=value.dtype)
    copied[...] = value
    return copied


# Elements updated at a time: what a dozen passes read and write stays in the processor's caches, and the calls of a
# pass are few.
BLOCK = 65_536


def _blocks(parameter: Array, gradient: Array, *state: Array | None) -> Iterator[tuple[Any, ...]]:
    """The same part of each array, flat, block after block, and scratch memory of the block's size.

    The arrays are laid out in memory as the parameter is; a gradient that is not, is copied so.
    """
    order: Any = "F" if parameter.flags.f_contiguous and not parameter.flags.c_contiguous else "C"
    arrays = [parameter, np.asarray(gradient, order=order), *state]
    scratch = np.empty(min(BLOCK, parameter.size), parameter.dtype)
    if parameter.size <= BLOCK or not (parameter.flags.c_contiguous or parameter.flags.f_contiguous):
        yield (
            *arrays,
            scratch.reshape(parameter.shape, order=order) if parameter.size <= BLOCK else np.empty_like(parameter),
        )
        return
    flat = [None if a is None else a.reshape(-1, order=order) for a in arrays]
    for start in range(0, parameter.size, BLOCK):
        part = slice(start, start + BLOCK)
        blocks = [None if a is None else a[part] for a in flat]
        yield (*blocks, scratch[: min(BLOCK, parameter.size - start)])


class SGD(Optimizer):
    """Stochastic gradient descent, with momentum (Sutskever et al., 2013, in PyTorch's form).

    v ← momentum·v + (1 − dampening)·g;  p ← p − lr·v, or with Nesterov p ← p − lr·(g + momentum·v).

    Args:
        params: see Optimizer.
        lr: the learning rate.
        momentum, dampening: as above; the first v is g.
        weight_decay: λ, adds λ·p to the gradient.
        nesterov: needs momentum > 0 and dampening 0.
        maximize: ascend.

    Raises:
        ValueError: for settings out of range.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        _check("SGD(): lr", lr, 0)
        _check("SGD(): momentum", momentum, 0)
        _check("SGD(): weight_decay", weight_decay, 0)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("SGD(): nesterov needs momentum > 0 and dampening 0")
        settings = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        if group["maximize"]:
            gradient = -gradient
        if group["weight_decay"]:
            gradient = gradient + group["weight_decay"] * parameter
        momentum = group["momentum"]
        if momentum:
            velocity = state.get("momentum_buffer")
            if velocity is None:  # np.array, for arithmetic of 0-d arrays gives plain numbers
                velocity = state["momentum_buffer"] = np.array(gradient)
            else:
                velocity *= momentum
                velocity += gradient * (1 - group["dampening"])
            gradient = gradient + momentum * velocity if group["nesterov"] else velocity
        parameter -= group["lr"] * gradient


class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015): steps scaled by running means of the gradient and of its square.

    m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  p ← p − lr·m̂/(√v̂ + eps), where m̂ = m/(1 − β₁ᵗ) and
    v̂ = v/(1 − β₂ᵗ).

    Args:
        params: see Optimizer.
        lr: the learning rate.
        betas: β₁ and β₂.
        eps: keeps the denominator from 0.
        weight_decay: λ, adds λ·p to the gradient.
        amsgrad: divide by the largest v̂ so far (Reddi et al., 2018).
        maximize: ascend.

    Raises:
        ValueError: for settings out of range.
    """

    _decoupled = False

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        name = type(self).__name__
        _check(f"{name}(): lr", lr, 0)
        _check(f"{name}(): eps", eps, 0)
        _check(f"{name}(): weight_decay", weight_decay, 0)
        for i, beta in enumerate(betas):
            _check(f"{name}(): betas[{i}]", beta, 0, 1)
        settings = {
            "lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
            "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, settings)

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        lr, (beta1, beta2) = group["lr"], group["betas"]
        if group["maximize"]:
            gradient = -gradient
        if group["weight_decay"]:
            if self._decoupled:
                parameter *= 1 - lr * group["weight_decay"]
            else:
                gradient = gradient + group["weight_decay"] * parameter
        if not state:
            state.update(step=0, exp_avg=np.zeros_like(parameter), exp_avg_sq=np.zeros_like(parameter))
            if group["amsgrad"]:
                state["max_exp_avg_sq"] = np.zeros_like(parameter)
        state["step"] += 1
        # p − lr·m̂/(√v̂ + eps), with both corrections drawn into the step size and eps: fewer passes over memory.
        correction = math.sqrt(1 - beta2 ** state["step"])
        step_size = lr * correction / (1 - beta1 ** state["step"])
        eps = group["eps"] * correction
        moments = (state["exp_avg"], state["exp_avg_sq"], state.get("max_exp_avg_sq"))
        for p, g, m, v, largest, scratch in _blocks(parameter, gradient, *moments):
            np.multiply(g, 1 - beta1, out=scratch)
            m *= beta1
            m += scratch
            np.multiply(g, g, out=scratch)
            scratch *= 1 - beta2
            v *= beta2
            v += scratch
            if largest is not None:
                v = np.maximum(largest, v, out=largest)
            np.sqrt(v, out=scratch)
            scratch += eps
            np.divide(m, scratch, out=scratch)
            scratch *= step_size
            p -= scratch


class AdamW(Adam):
    """Adam whose weight decay shrinks the parameter itself, p ← p − lr·λ·p (Loshchilov and Hutter, 2019)."""

    _decoupled = True

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize)
