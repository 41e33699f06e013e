"""Find a learning rate by trying ever larger ones."""

from __future__ import annotations

import copy
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograd import Tensor
from nn import plots
from nn.module import Module
from nn.optim import SGD, Optimizer
from nn.training import batches
from nn.training.random_states import random_states, set_random_states

SMOOTHING = 0.9  # of the mean over past losses
_HOPELESS = 4.0  # times the best loss


class RateCurve:
    """The loss against the learning rate, as `lr_find` measured it. Print it for how to read it.

    Attributes:
        rates: the learning rates, ascending.
        losses: the loss of a batch before the step with each rate.
        smoothed: a running mean of the losses.
        suggestion: a tenth of the rate at which the smoothed loss was least, or None if it never fell.
    """

    def __init__(self, rates: list[float], losses: list[float]) -> None:
        self.rates, self.losses = rates, losses
        self.smoothed = _smooth(losses)
        begin = max(1, len(losses) // 5)  # rates too small to change anything, and the noise of the batches
        least = min(range(begin, len(rates)), key=lambda i: self.smoothed[i])
        before = min(self.smoothed[:begin])
        fell = self.smoothed[least] < before - 0.01 * abs(before)
        self.least = rates[least]
        self.suggestion = rates[least] / 10 if fell else None

    def __str__(self) -> str:
        lines = ["    rate     loss"]
        for i in range(0, len(self.rates), max(1, len(self.rates) // 12)):
            lines.append(f"{self.rates[i]:8.1e} {self.smoothed[i]:8.4g}")
        if self.suggestion is None:
            lines.append("The loss never fell, so no rate is suggested: look at the data and the model first.")
        elif self.smoothed[-1] < min(self.smoothed) + 0.1 * (self.smoothed[0] - min(self.smoothed)):
            lines.append(
                "The loss still falls at the last rate: try a larger `highest`. "
                f"Until then, {self.suggestion:.1e} is suggested."
            )
        else:
            lines.append(
                f"The loss falls until about {self.least:.1e} and then rises: the steps become too long. "
                f"Take a rate from the middle of the fall: {self.suggestion:.1e} is suggested."
            )
        return "\n".join(lines)

    def __repr__(self) -> str:
        best = "none" if self.suggestion is None else f"{self.suggestion:.2e}"
        return f"RateCurve({len(self.rates)} rates from {self.rates[0]:.1e} to {self.rates[-1]:.1e}, suggestion {best})"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Draw the curve with matplotlib into a file, whose ending says the format.

        Raises:
            ImportError: if matplotlib is missing.
        """
        plots.save_rate_curve(self, Path(path))


def lr_find(
    model: Module,
    loss: Callable[[Tensor, Tensor], Tensor],
    data: Any,
    optimizer: Optimizer | None = None,
    *,
    lowest: float = 1e-6,
    highest: float = 10.0,
    steps: int = 100,
    batch_size: int = 64,
) -> RateCurve:
    """Train with a rate that grows from step to step, and return how the loss changes.

    The model, the optimiser and the random states are afterwards what they were before.

    Args:
        model: the model.
        loss: a function of output and target.
        data: as for `Trainer.fit`. It is begun again if it has fewer batches than `steps`.
        optimizer: an optimiser of the model's parameters; by default SGD.
        lowest, highest: the first and the last rate.
        steps: how many rates, at equal ratios. It ends early once the loss is far above its least.
        batch_size: for data that are no loader.

    Raises:
        ValueError: unless 0 < lowest < highest and there are at least two steps; if the first loss is not finite.

    Source: L. Smith, "Cyclical learning rates for training neural networks", 2017, https://arxiv.org/abs/1506.01186.
    """
    if not 0 < lowest < highest or steps < 2:
        raise ValueError(
            f"lr_find(): expected 0 < lowest < highest and at least 2 steps, got {lowest}, {highest} and {steps}"
        )
    optimizer = SGD(model.parameters(), lr=lowest) if optimizer is None else optimizer
    given = batches.loader(data, batch_size, True, "lr_find()")
    random = random_states(given)
    weights, state = copy.deepcopy(model.state_dict()), optimizer.state_dict()
    modes, stepped = [(module, module.training) for module in model.modules()], optimizer.stepped
    try:
        model.train()
        curve = _measure(
            model, loss, given, optimizer, [lowest * (highest / lowest) ** (i / (steps - 1)) for i in range(steps)]
        )
    finally:
        model.load_state_dict(weights)
        optimizer.load_state_dict(state)
        optimizer.zero_grad()
        optimizer.stepped = stepped
        for module, training in modes:
            module.training = training
        set_random_states(random, given)
    return curve


def _measure(model: Module, loss: Any, given: Any, optimizer: Optimizer, rates: list[float]) -> RateCurve:
    losses: list[float] = []
    for rate, batch in zip(rates, _endless(given)):
        *inputs, target = batch
        for group in optimizer.param_groups:
            group["lr"] = rate

        def closure(inputs: Any = inputs, target: Any = target) -> Tensor:
            optimizer.zero_grad()
            value = loss(model(*inputs), target)
            value.backward()
            return value  # type: ignore[no-any-return]

        found = optimizer.step(closure)
        losses.append(float("nan") if found is None else float(found.item()))
        if not math.isfinite(losses[-1]):
            losses.pop()
            break
        if _smooth(losses)[-1] > _HOPELESS * min(_smooth(losses)):
            break
    if len(losses) < 2:
        raise ValueError("lr_find(): the loss of the first batches is not finite; look at the data and the model")
    return RateCurve(rates[: len(losses)], losses)


def _endless(given: Any) -> Iterator[Any]:
    """Yield the batches of a loader again and again."""
    while True:
        batch = None
        for batch in given:
            yield batch
        if batch is None:
            raise ValueError("lr_find(): the loader gave no batch")


def _smooth(losses: list[float]) -> list[float]:
    """Return the running mean, corrected for its start as Adam's moments are."""
    mean, smoothed = 0.0, []
    for i, loss in enumerate(losses, 1):
        mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
        smoothed.append(mean / (1 - SMOOTHING**i))
    return smoothed
