"""The base class of learning rate schedules."""

from __future__ import annotations

import copy
import types
import warnings
from collections.abc import Sequence
from typing import Any, ClassVar

from nn.optim.optimizer import Optimizer


class LRScheduler:
    """The base class of learning rate schedules.

    A subclass defines `get_lr`, which returns the rate of each group for the epoch `self.last_epoch`, from the rates
    before (`optimizer.param_groups[i]["lr"]`) or from the first ones (`self.base_lrs`).

    Args:
        optimizer: the optimiser whose learning rates are changed.
        last_epoch: the last epoch that was trained; −1 begins. Otherwise each group needs its "initial_lr".

    Attributes:
        base_lrs: the first rate of each group.
        last_epoch: the number of the epoch; 0 after the constructor.

    Raises:
        TypeError: if `optimizer` is none.
        KeyError: if a group has no "initial_lr" to resume from.

    >>> from autograd import ones
    >>> from nn.optim import SGD
    >>> class Halving(LRScheduler):
    ...     def get_lr(self):
    ...         return [base / 2**self.last_epoch for base in self.base_lrs]
    >>> optimizer = SGD([ones(1, requires_grad=True)], lr=0.8)
    >>> schedule = Halving(optimizer)
    >>> for epoch in range(2):
    ...     optimizer.param_groups[0]["params"][0].sum().backward()
    ...     _ = optimizer.step()
    ...     schedule.step()
    >>> schedule.get_last_lr()
    [0.2]
    """

    _functions: ClassVar[tuple[str, ...]] = ()  # attributes that are functions, which a state cannot hold
    _schedulers: Sequence[LRScheduler] = ()  # of a schedule that is made of others

    def __init__(self, optimizer: Optimizer, last_epoch: int = -1) -> None:
        self.optimizer = checked(optimizer, type(self).__name__)
        for i, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", group["lr"])
            elif "initial_lr" not in group:
                raise KeyError(
                    f"{type(self).__name__}(): group {i} has no 'initial_lr' to resume from; load the state of the "
                    "optimiser first, or leave out last_epoch"
                )
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        self._begin()

    def _begin(self) -> None:
        """Make the step to the first epoch."""
        self._step_count = 0
        self._is_initial = True
        self.step()
        self._is_initial = False

    def get_lr(self) -> list[float]:
        """Return the rate of each group for the epoch `last_epoch`. A subclass defines it.

        Raises:
            NotImplementedError: if it does not.
        """
        raise NotImplementedError(f"{type(self).__name__} defines no get_lr()")

    def get_last_lr(self) -> list[float]:
        """Return the rate of each group that the last step set."""
        return self._last_lr

    def step(self, epoch: int | None = None) -> None:
        """Go to the next epoch, or to a given one, and set the rates.

        Args:
            epoch: the number of the epoch. By default the next.
        """
        if epoch is None and self._step_count == 1 and not getattr(self.optimizer, "stepped", True):
            warnings.warn(
                f"{type(self).__name__}.step() was called before the optimiser's step(), so the first rate is never "
                "used; call optimizer.step() first",
                stacklevel=2,
            )
        self._step_count += 1
        self._set_epoch(epoch)

    def _set_epoch(self, epoch: int | None = None) -> None:
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        rates = None if epoch is None else self._closed_form(epoch)
        self._set(self.get_lr() if rates is None else rates)

    def _closed_form(self, epoch: int) -> list[float] | None:
        """Return the rates at any epoch, from the first ones; None if there is no such formula."""
        return None

    def _set(self, rates: Sequence[float]) -> None:
        for group, rate in zip(self.optimizer.param_groups, rates):
            group["lr"] = rate
        self._last_lr = self._rates()

    def _rates(self) -> list[float]:
        return [group["lr"] for group in self.optimizer.param_groups]

    # ── state ──

    def state_dict(self) -> dict[str, Any]:
        """Return the state: all attributes but the optimiser. Functions are None in it, objects their attributes."""
        state = {k: copy.copy(v) for k, v in self.__dict__.items() if k not in ("optimizer", "_schedulers")}
        for name in self._functions:
            given = state.get(name)
            state[name] = [_stored(f) for f in given] if isinstance(given, list) else _stored(given)
        if self._schedulers:
            state["_schedulers"] = [scheduler.state_dict() for scheduler in self._schedulers]
        return state

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Return to a state that `state_dict` gave. Functions stay as they are.

        Args:
            state_dict: the state.

        Raises:
            TypeError: if it is not of the form that `state_dict` gives.
        """
        if not isinstance(state_dict, dict) or not state_dict.keys() & {"_last_lr", "last_epoch"}:
            raise TypeError(
                f"{type(self).__name__}.load_state_dict(): expected the result of a schedule's state_dict()"
            )
        for name in self._functions:
            stored, own = state_dict.get(name), getattr(self, name)
            pairs = zip(own, stored) if isinstance(own, list) and isinstance(stored, list) else [(own, stored)]
            for function, attributes in pairs:
                if attributes is not None:
                    function.__dict__.update(attributes)
        for scheduler, state in zip(self._schedulers, state_dict.get("_schedulers", ())):
            scheduler.load_state_dict(state)
        self.__dict__.update(
            {k: copy.copy(v) for k, v in state_dict.items() if k not in ("_schedulers", *self._functions)}
        )


def _stored(function: Any) -> Any:
    """Return the attributes of an object that is called as a function; None for a function."""
    plain = function is None or isinstance(function, types.FunctionType | types.BuiltinFunctionType)
    return None if plain else dict(function.__dict__)


def checked(optimizer: Any, where: str) -> Optimizer:
    """Return the optimiser, or raise TypeError if it is none."""
    if not isinstance(optimizer, Optimizer):
        raise TypeError(f"{where}(): expected an optimiser, got {type(optimizer).__name__}")
    return optimizer


def one_per_group(where: str, given: Any, optimizer: Optimizer) -> list[Any]:
    """Return a setting of each group: the given ones, or the given one for all.

    Raises:
        ValueError: if their number is another.
    """
    count = len(optimizer.param_groups)
    if not isinstance(given, list | tuple):
        return [given] * count
    if len(given) != count:
        raise ValueError(f"{where}: expected one for each of {count} groups, got {len(given)}")
    return list(given)
