"""The network and the optimiser that the settings of an estimator describe."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from nn import optim
from nn.containers import Sequential
from nn.layers import MLP, Dropout
from nn.module import Module
from nn.optim import Optimizer

OPTIMIZERS = {name.lower(): name for name in optim.__all__ if name not in ("Optimizer", "lr_scheduler")}

_DECAY = 0.2  # see docs/sklearn.md


def clone_or_make(
    module: Module | Callable[[int, int], Module] | None,
    n_in: int,
    n_out: int,
    hidden: Sequence[int],
    activation: str,
    dropout: float,
) -> Module:
    """Return a copy of a module, what a function makes, or a multilayer perceptron.

    Raises:
        TypeError: if the function returns something other than a Module.
        ValueError: if a module of one's own is to have dropout, which only its layers can.
    """
    if module is None:
        layers = MLP(n_in, [*([hidden] if isinstance(hidden, int) else hidden), n_out], activation)
        if not dropout:
            return layers
        parts: list[Module] = []
        for i, layer in enumerate(layers):
            parts += [layer, Dropout(dropout)] if i % 2 else [layer]  # after each activation
        return Sequential(*parts)
    if dropout:
        raise ValueError("dropout is for the default network; put nn.Dropout into module")
    made: Any = copy.deepcopy(module) if isinstance(module, Module) else module(n_in, n_out)
    if not isinstance(made, Module):
        raise TypeError(f"module must be a Module or return one, got {type(made).__name__}")
    return made


def make_optimizer(
    optimizer: str | Callable[..., Optimizer], module: Module, lr: float, weight_decay: float | str
) -> Optimizer:
    """Return an optimiser of the parameters of a module.

    Raises:
        ValueError: if its name is unknown, or weight_decay is another text than "auto".
    """
    made: Any = optimizer
    if isinstance(optimizer, str):
        optimizer = optimizer.lower()
        if optimizer not in OPTIMIZERS:
            raise ValueError(f"optimizer {optimizer!r} is not one of {', '.join(sorted(OPTIMIZERS))}")
        made = getattr(optim, OPTIMIZERS[optimizer])
    if isinstance(weight_decay, str):
        if weight_decay != "auto":
            raise ValueError(f"weight_decay must be a number or 'auto', got {weight_decay!r}")
        weight_decay = _DECAY if optimizer == "adamw" else 0.0
    decay = {"weight_decay": weight_decay} if weight_decay else {}  # Rprop and LBFGS have none
    built: Optimizer = made(module.parameters(), lr=lr, **decay)
    return built
