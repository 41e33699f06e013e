"""The base class of all optimisers.

An optimiser changes the arrays of the parameters in place. It records no graph.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograd import Tensor, enable_grad
from autograd.extend import Array, array_of, mark_changed
from nn.optim.blocks import laid_out_as

Group = dict[str, Any]  # "params", a list of tensors, and the settings by name


class Optimizer:
    """The base class of optimisers: parameters in groups with their settings, and a state for each parameter.

    A subclass passes the defaults of its settings to this constructor and defines `_update`.

    Args:
        params: parameters, `(name, parameter)` pairs, or groups. A group is a dict with "params" and the settings
            that differ from the defaults.
        defaults: the settings of groups that do not have them.

    Attributes:
        param_groups: a list of dicts. Change a setting here during training: `optimizer.param_groups[0]["lr"] = 0.1`.
        state: a dict from each parameter to the optimiser's data about it, such as its momentum.

    Raises:
        ValueError: if there are no parameters, a parameter appears twice, or a setting is unknown.
        TypeError: if a parameter is not a leaf tensor.
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
        """Add a group of parameters.

        Args:
            param_group: a dict with "params", and the settings that differ from the defaults.

        Raises:
            ValueError: if a parameter appears twice, or a setting is unknown.
            TypeError: if a parameter is not a leaf tensor.
        """
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
        """Remove the gradients of all parameters.

        Args:
            set_to_none: if False, set the gradients to 0 instead.
        """
        for group in self.param_groups:
            for parameter in group["params"]:
                if set_to_none or parameter.grad is None:
                    parameter.grad = None
                else:
                    parameter.grad = parameter.grad.detach().zero_()

    def step(self, closure: Callable[[], Tensor] | None = None) -> Tensor | None:
        """Update each parameter that has a gradient.

        If no parameter has one, the first such step warns and names the parameters.

        Args:
            closure: a function that computes the loss and its gradients again. It is called first.

        Returns:
            The loss that `closure` returned, or None.
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
                self._update(array_of(parameter), array_of(parameter.grad), state, group)
                mark_changed(parameter)
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
        """Update one parameter. Each optimiser defines this.

        Args:
            parameter: the parameter's array, to change in place.
            gradient: the gradient's array, which must not be changed.
            state: the data about this parameter, empty at the first step. To be changed in place.
            group: the settings.
        """
        raise TypeError(f"{type(self).__name__} defines no update")

    # ── state ──

    def state_dict(self) -> dict[str, Any]:
        """Return the state and the settings in PyTorch's form, with numbers in place of the parameters.

        The arrays are those of the optimiser, not copies.

        Returns:
            {"state": {number: data}, "param_groups": [settings with "params": numbers]}.
        """
        numbers = {p: i for i, p in enumerate(p for group in self.param_groups for p in group["params"])}
        return {
            "state": {numbers[p]: dict(state) for p, state in self.state.items()},
            "param_groups": [{**group, "params": [numbers[p] for p in group["params"]]} for group in self.param_groups],
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Replace the state and the settings by those of `state_dict()`.

        Args:
            state_dict: the result of `state_dict()` of an optimiser with as many parameters in as many groups.

        Raises:
            ValueError: if the numbers of parameters or their shapes differ.
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
            state[parameter] = {k: laid_out_as(array_of(parameter), v) for k, v in saved.items()}
        self.state = state
        for group, saved_group in zip(self.param_groups, state_dict["param_groups"]):
            group.update({k: v for k, v in saved_group.items() if k != "params"})

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} ("]
        for i, group in enumerate(self.param_groups):
            lines += [f"Parameter Group {i}", *(f"    {k}: {v}" for k, v in sorted(group.items()) if k != "params")]
        return "\n".join([*lines, ")"])


def check_setting(name: str, value: float, low: float, high: float = math.inf) -> None:
    """Raise ValueError unless `low` ≤ `value` < `high`."""
    if not low <= value < high:
        raise ValueError(f"{name} must be at least {low}{f' and below {high}' if high < math.inf else ''}, got {value}")
