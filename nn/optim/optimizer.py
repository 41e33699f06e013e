"""The base class of all optimisers.

An optimiser changes the arrays of the parameters in place. It records no graph.
"""

from __future__ import annotations

import copy
import difflib
import functools
import math
import warnings
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import numpy as np

from autograd import Tensor, enable_grad, get_default_dtype
from autograd.extend import Array, DType, RemovableHandle, array_of, mark_changed
from nn.optim.blocks import laid_out_as
from nn.optim.subnormal import CLEANED_EVERY, drop_tiny

Group = dict[str, Any]  # "params", a list of tensors, and the settings by name


class Optimizer:
    """The base class of optimisers: parameters in groups with their settings, and a state for each parameter.

    A subclass passes the defaults of its settings to this constructor and defines `_update`.

    Args:
        params: parameters, `(name, parameter)` pairs, or groups. A group is a dict with "params" and the settings
            that differ from the defaults. Other keys, such as "name", are kept.
        defaults: the settings of groups that do not have them.

    Attributes:
        param_groups: a list of dicts. Change a setting here during training: `optimizer.param_groups[0]["lr"] = 0.1`.
        state: a dict from each parameter to the optimiser's data about it, such as its momentum.

    Raises:
        ValueError: if there are no parameters, a parameter appears twice, or a setting is out of range.
        TypeError: if a parameter is not a leaf tensor, or a setting not a number.
    """

    _numbers: ClassVar[frozenset[str]] = frozenset({"step"})  # the keys of a state that are numbers and not arrays

    def __init__(self, params: Iterable[Any], defaults: Group) -> None:
        if isinstance(params, Tensor):
            raise TypeError(f"{type(self).__name__}(): params is a list of parameters, got a single tensor; write [p]")
        if not isinstance(params, Iterable) or hasattr(params, "named_parameters"):
            got = type(params).__name__ + ("; write model.parameters()" if callable(params) else "")
            raise TypeError(f"{type(self).__name__}(): params is a list of parameters, got {got}")
        self.defaults = defaults
        self.param_groups: list[Group] = []
        self.state: dict[Tensor, dict[str, Any]] = {}
        self._names: dict[Tensor, str] = {}
        self._warned = False
        self._steps = 0
        self.stepped = False  # a learning rate schedule wants to know
        self._before_step: list[Callable[..., Any]] = []
        self._after_step: list[Callable[..., Any]] = []
        given = list(params)
        if not given:
            raise ValueError(f"{type(self).__name__}(): got no parameters")
        for group in given if isinstance(given[0], dict) else [{"params": given}]:
            self.add_param_group(group)

    def add_param_group(self, param_group: Group) -> None:
        """Add a group of parameters.

        Args:
            param_group: a dict with "params", and the settings that differ from the defaults. Other keys are kept.

        Raises:
            ValueError: if a parameter appears twice, a setting is out of range, or another key looks like a setting
                that is misspelt.
            TypeError: if a parameter is not a leaf tensor, or a setting not a number.
        """
        for key in param_group.keys() - {"params"} - self.defaults.keys():
            for meant in difflib.get_close_matches(key, self.defaults, 1, 0.85):
                raise ValueError(f"{type(self).__name__}(): unknown setting {key!r}; did you mean {meant!r}?")
        settings = plain({**self.defaults, **param_group, "params": []})
        self._check(settings)
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
        self.param_groups.append({**settings, "params": [p for _, p in pairs]})

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
        given: tuple[Any, ...] = (self,) if closure is None else (self, closure)
        for hook in list(self._before_step):
            replaced = hook(self, given, {})
            if replaced is not None:
                given, named = replaced
                closure = named.get("closure", given[1] if len(given) > 1 else None)
        loss = self._step(closure)
        for hook in list(self._after_step):
            hook(self, given, {})
        return loss

    def _step(self, closure: Callable[[], Tensor] | None) -> Tensor | None:
        """Do the work of `step`. An optimiser that does not update its parameters one by one defines this."""
        self.stepped = True
        self._steps += 1
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        without = []
        for group in self.param_groups:
            settings = plain(group)
            for parameter in group["params"]:
                gradient = parameter.grad
                if gradient is None:
                    without.append(parameter)
                    continue
                state = self.state.setdefault(parameter, {})
                array = array_of(parameter)
                mark_changed(parameter)  # before the change, which an interrupt may leave half done
                self._update(array, array_of(gradient), state, settings)
                if state.get("step", self._steps) % CLEANED_EVERY == 0:
                    for key, kept in self._decay(settings).items():
                        if key in state:
                            drop_tiny(state[key], kept, settings.get("eps", 1.0))
        if without and len(without) == sum(len(group["params"]) for group in self.param_groups) and not self._warned:
            self._warned = True
            names = ", ".join(self._names[p] for p in without[:8]) + (", …" if len(without) > 8 else "")
            warnings.warn(
                f"{type(self).__name__}.step(): no parameter has a gradient, nothing changes: {names}. "
                "Call backward() on the loss first.",
                stacklevel=3,
            )
        return loss

    def register_step_pre_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call `hook(optimizer, args, kwargs)` before each step.

        Args:
            hook: a function of this optimiser and the arguments of `step`, this optimiser among them. It returns None,
                or a pair (args, kwargs) that replaces them.

        Returns:
            A handle. Its `remove()` removes the hook.
        """
        self._before_step.append(hook)
        return RemovableHandle(self._before_step, hook)

    def register_step_post_hook(self, hook: Callable[..., Any]) -> RemovableHandle:
        """Call `hook(optimizer, args, kwargs)` after each step, while the gradients are still there.

        Args:
            hook: a function of this optimiser and the arguments of `step`. What it returns is ignored.

        Returns:
            A handle. Its `remove()` removes the hook.

        >>> from autograd import ones
        >>> from nn.optim import SGD
        >>> optimizer = SGD([ones(1, requires_grad=True)], lr=0.1)
        >>> handle = optimizer.register_step_post_hook(lambda optimizer, args, kwargs: print("stepped"))
        >>> optimizer.param_groups[0]["params"][0].sum().backward()
        >>> optimizer.step()
        stepped
        >>> handle.remove()
        """
        self._after_step.append(hook)
        return RemovableHandle(self._after_step, hook)

    def _update(self, parameter: Array, gradient: Array, state: dict[str, Any], group: Group) -> None:
        """Update one parameter. Each optimiser defines this.

        Args:
            parameter: the parameter's array, to change in place.
            gradient: the gradient's array, which must not be changed.
            state: the data about this parameter, empty at the first step. To be changed in place.
            group: the settings. NumPy's numbers among them are Python's here, so they do not change a dtype.
        """
        raise TypeError(f"{type(self).__name__} defines no update")

    def _check(self, settings: Group) -> None:
        """Raise ValueError or TypeError if a setting is out of range. An optimiser may define this."""

    def _decay(self, settings: Group) -> dict[str, float]:
        """Return the arrays of the state that decay, and the share of each that a step keeps.

        An optimiser defines this if it has such arrays. Tiny numbers in them become zero now and then.
        """
        return {}

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]] | None:
        """Return the keys that the state of a parameter must have, and those that it may have, or None for any.

        An optimiser may define this, for `load_state_dict`.
        """
        return None

    # ── state ──

    def state_dict(self) -> dict[str, Any]:
        """Return a copy of the state and the settings in PyTorch's form, with numbers in place of the parameters.

        Returns:
            {"state": {number: data}, "param_groups": [settings with "params": numbers]}.

        Differs from PyTorch: the arrays are copies. PyTorch's change with further steps, but its settings do not.
        """
        numbers = {p: i for i, p in enumerate(p for group in self.param_groups for p in group["params"])}
        return {
            "state": {numbers[p]: copy.deepcopy(state) for p, state in self.state.items()},
            "param_groups": [
                {**copy.deepcopy({k: v for k, v in group.items() if k != "params"}),
                 "params": [numbers[p] for p in group["params"]]}
                for group in self.param_groups
            ],
        }  # fmt: skip

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Replace the state and the settings by those of `state_dict()`.

        If an error is raised, nothing has changed.

        Args:
            state_dict: the result of `state_dict()` of an optimiser with as many parameters in as many groups. Arrays
                may also be Tensors, here or in PyTorch. They are copied, and cast to the dtype of the parameter.

        Raises:
            ValueError: if the numbers of parameters differ, a shape differs, a key of the state is missing or unknown,
                or a setting is out of range.
            TypeError: if something is not of the form that `state_dict()` gives.
        """
        where = f"{type(self).__name__}.load_state_dict()"
        try:
            saved_groups = [dict(group) for group in state_dict["param_groups"]]
            numbers = [list(group["params"]) for group in saved_groups]
            saved_state = {int(number): dict(saved) for number, saved in state_dict["state"].items()}
        except (KeyError, TypeError, ValueError, AttributeError):
            raise TypeError(f"{where}: expected the result of an optimiser's state_dict()") from None
        sizes, given = [len(group["params"]) for group in self.param_groups], [len(group) for group in numbers]
        if sizes != given:
            raise ValueError(f"{where}: groups of {sizes} parameters, got {given}")
        settings = [plain({**group, **saved, "params": group["params"]})
                    for group, saved in zip(self.param_groups, saved_groups)]  # fmt: skip
        for group in settings:
            self._check(group)
        owners = {int(number): (parameter, group) for numbers_of, group in zip(numbers, settings)
                  for number, parameter in zip(numbers_of, group["params"])}  # fmt: skip
        state = {}
        for number, saved in saved_state.items():
            if number not in owners:
                raise ValueError(f"{where}: there is state for parameter {number}, which is in no group")
            parameter, group = owners[number]
            data = {k: self._load(k, v, parameter, where) for k, v in saved.items() if v is not None}
            self._check_state(data, group, f"{where}: parameter {number}")
            if data:
                state[parameter] = data
        self.state = state
        for own, group in zip(self.param_groups, settings):
            own.update(group)

    def _load(self, key: str, value: Any, parameter: Tensor, where: str) -> Any:
        """Return a saved value as an array like that of the parameter, or as a number if it may be one.

        An optimiser whose state has other things defines this.
        """
        try:
            array = array_of(value) if isinstance(value, Tensor) else np.asarray(value)
        except (TypeError, ValueError, RuntimeError) as error:
            raise TypeError(f"{where}: {key}: expected an array or a number: {error}") from None
        if array.dtype.kind not in "biuf":
            raise TypeError(f"{where}: {key}: expected real numbers, got {array.dtype}")
        if key == "step":
            if array.size != 1 or not array.item() >= 0:
                raise ValueError(f"{where}: step must be a number of 0 or more, got {value}")
            return int(array.item())
        if key in self._numbers and array.size == 1:
            return array.item()
        if array.shape == parameter.shape:
            return laid_out_as(array_of(parameter), array)
        if array.ndim or self._state_keys(self.defaults) is not None:
            raise ValueError(f"{where}: {key} has shape {array.shape}, its parameter {parameter.shape}")
        return array.item()  # of an optimiser that does not say what it keeps

    def _check_state(self, data: dict[str, Any], group: Group, where: str) -> None:
        """Raise ValueError if the keys of a saved state are not those that this optimiser needs and knows."""
        keys, found = self._state_keys(group), set(data)
        if keys is None or not found:
            return
        needed, possible = keys
        if needed - found or found - needed - possible:
            raise ValueError(
                f"{where}: its state has {sorted(found)}; {type(self).__name__} needs {sorted(needed)} and may have "
                f"{sorted(possible)}"
            )

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} ("]
        for i, group in enumerate(self.param_groups):
            lines += [f"Parameter Group {i}", *(f"    {k}: {v}" for k, v in sorted(group.items()) if k != "params")]
        return "\n".join([*lines, ")"])


def check_setting(name: str, value: Any, low: float, high: float = math.inf) -> None:
    """Raise TypeError if `value` is not a number, and ValueError unless `low` ≤ `value` < `high`."""
    if not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number, got {type(value).__name__}")
    if not low <= value < high:
        raise ValueError(f"{name} must be at least {low}{f' and below {high}' if high < math.inf else ''}, got {value}")


def check_moments(where: str, settings: Group) -> None:
    """Raise ValueError or TypeError if a setting of Adam and its kin is out of range."""
    for key in ("lr", "eps", "weight_decay"):
        check_setting(f"{where}: {key}", settings[key], 0)
    if len(settings["betas"]) != 2:
        raise ValueError(f"{where}: betas must be two numbers, got {settings['betas']}")
    for i, beta in enumerate(settings["betas"]):
        check_setting(f"{where}: betas[{i}]", beta, 0, 1)


def penalized(parameter: Array, gradient: Array, group: Group) -> Array:
    """Return the gradient of the loss with the L2 penalty; with `maximize`, that of minus the loss.

    With `decoupled_weight_decay`, decay the parameter in place instead.
    """
    if group["maximize"]:
        gradient = -gradient
    if group["weight_decay"]:
        if group.get("decoupled_weight_decay"):
            parameter *= 1 - group["lr"] * group["weight_decay"]
        else:
            gradient = gradient + group["weight_decay"] * parameter
    return gradient


def rounded(number: float) -> float:
    """Return a number as PyTorch keeps it between steps: in float64 if that is the default dtype, else in float32."""
    return number if get_default_dtype() == np.float64 else float(np.float32(number))


def as_number(where: str, value: Any) -> float:
    """Return a setting as a float. A program may have changed it in the groups during training.

    Raises:
        TypeError: if it is no number; the message begins with `where`, the optimiser and the setting.
    """
    try:
        return value if value.__class__ is float else float(value)
    except (TypeError, ValueError, RuntimeError):
        raise TypeError(f"{where} must be a number, got {value!r}") from None


@functools.lru_cache(maxsize=256)
def in_dtype(dtype: DType, *numbers: float) -> tuple[Array, ...]:
    """Return floats as arrays without dimensions: NumPy takes a third of a microsecond to make one of a float."""
    arrays = tuple(np.array(number, dtype) for number in numbers)
    for array in arrays:
        array.flags.writeable = False
    return arrays


_PYTHON = frozenset({float, bool, int, str, list, type(None)})  # the types that `plain` leaves as they are


def plain(settings: Group) -> Group:
    """Return a copy of settings, with Python's numbers in place of NumPy's, and of arrays and Tensors of no dimensions.

    Python's numbers take part in arithmetic in the dtype of the arrays; NumPy's would change it.
    """
    if _PYTHON.issuperset(map(type, settings.values())):
        return dict(settings)
    return {key: value if type(value) in _PYTHON else _plain(value) for key, value in settings.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Tensor | np.ndarray | np.generic) and value.ndim == 0:
        return value.item()
    return value
