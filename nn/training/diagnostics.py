"""Common mistakes of training, each reported once with its cure."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

import numpy as np

import nn.functional as F
from autograd import Tensor, detect_anomaly, is_grad_enabled
from autograd.extend import Array, array_of
from nn.layers import (
    AlphaDropout,
    BatchNorm1d,
    BatchNorm2d,
    BatchNorm3d,
    Dropout,
    Dropout1d,
    Dropout2d,
    Dropout3d,
    ReLU,
    ReLU6,
)
from nn.losses import BCEWithLogitsLoss, CrossEntropyLoss, NLLLoss
from nn.module import Module
from nn.optim import Optimizer

if TYPE_CHECKING:
    from nn.training.trainer import Trainer

FIRST = 3  # batches of an epoch that a Trainer looks at
_HUGE = 1e6  # a weight that only steps that are too long lead to
DEAD = 0.7  # share of a layer's units: healthy small networks reach 0.5, those of a rate far too high 0.8 to 1
_LONG = 100  # examples in a row for which a dead unit is 0
VANISHED = 1e-4  # gradient of the first layer over that of the last
EXPLODED = 1e4  # norm of all gradients


class TrainingWarning(UserWarning):
    """A probable mistake in a training loop."""


class Watch:
    """Look for common mistakes in a training loop, and report each once, as a TrainingWarning. A context manager.

    It finds: gradients that are not cleared between steps, a step before backward, a first loss far from that of a
    guess, softmax before CrossEntropyLoss and its kin, dead ReLUs, gradients that vanish or explode on their way, a
    training step in evaluation mode and an evaluation in training mode.

    Args:
        model: the model. Its layers are watched if they are modules: `nn.ReLU()`, and not `x.relu()`.
        optimizer: its optimiser.
        loss: the loss. Its input is watched if it is a module.

    Attributes:
        findings: the reports so far, by kind.
        dead: the share of units of each ReLU layer, by name, that were 0 for each of the last 100 examples or more.
        gradients: the norm of the gradient of each weight, by name, in the last step.

    >>> import autograd, nn, warnings
    >>> model = nn.Sequential(nn.Linear(2, 3), nn.Softmax(dim=1))
    >>> optimizer, loss = nn.optim.SGD(model.parameters(), lr=0.1), nn.CrossEntropyLoss()
    >>> with warnings.catch_warnings(action="ignore"), Watch(model, optimizer, loss) as watch:
    ...     loss(model(autograd.ones(4, 2)), autograd.tensor([0, 1, 2, 0])).backward()
    ...     optimizer.step()
    >>> watch.findings["softmax"]
    'the input of CrossEntropyLoss looks like probabilities; it takes logits, so leave out the softmax before it'
    """

    def __init__(self, model: Module, optimizer: Optimizer, loss: Any = None) -> None:
        self.model, self.optimizer, self.loss = model, optimizer, loss
        self.findings: dict[str, str] = {}
        self.dead: dict[str, float] = {}
        self.gradients: dict[str, float] = {}
        self._silent: dict[str, Array] = {}  # for each unit, the examples since it was above 0
        self._first_loss = True
        self._vanished = 0  # steps in a row
        self._handles: list[Any] = []
        self._smallest: Tensor | None = None  # a parameter, whose gradient stands for all
        self._used: Array | None = None  # its gradient in the last step
        self._modes_matter = any(isinstance(m, _MODES) for m in model.modules())

    def wants(self, batch: int) -> bool:
        """Return whether a Trainer should watch this batch of an epoch."""
        return batch < FIRST

    def __enter__(self) -> Self:
        # `step(closure)` counts as a step before the closure computes the loss.
        self._first_loss = self._first_loss and not self.optimizer.stepped
        add = self._handles.append
        add(self.model.register_forward_pre_hook(self._before_forward))
        for name, module in self.model.named_modules():
            if isinstance(module, ReLU | ReLU6):
                add(module.register_forward_hook(self._after_relu(name or type(module).__name__)))
        if isinstance(self.loss, Module):
            add(self.loss.register_forward_hook(self._after_loss))
        add(self.optimizer.register_step_post_hook(self._after_step))
        parameters = [p for group in self.optimizer.param_groups for p in group["params"]]
        self._smallest = min((p for p in parameters if p.requires_grad), key=lambda p: p.numel(), default=None)
        if self._smallest is not None:
            add(self._smallest.register_hook(self._before_accumulation))
        return self

    def __exit__(self, *exception: object) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles.clear()

    def report(self, kind: str, text: str) -> None:
        """Warn of a finding, unless this kind was reported already."""
        if kind not in self.findings:
            self.findings[kind] = text
            warnings.warn(text, TrainingWarning, stacklevel=_depth())

    # ── what the hooks look at ──

    def _before_forward(self, module: Module, args: Any) -> None:
        if self._modes_matter and module.training and not is_grad_enabled():
            self.report(
                "train mode",
                "the model is evaluated in training mode, so dropout and batch norm act as in training; "
                "call model.eval() before, and model.train() after",
            )

    def _after_relu(self, name: str) -> Callable[..., None]:
        def look(module: Module, args: Any, output: Any) -> None:
            if not isinstance(output, Tensor) or output.ndim < 2 or not module.training:
                return
            alive = np.any(array_of(output) > 0, axis=tuple(d for d in range(output.ndim) if d != 1))
            before = self._silent.get(name)
            silent = len(output) + (before if before is not None and before.shape == alive.shape else 0)
            self._silent[name] = np.where(alive, 0, silent)
            self.dead[name] = float((self._silent[name] >= _LONG).mean())

        return look

    def _after_loss(self, module: Any, args: Any, output: Any) -> None:
        if len(args) == 2:
            self.see_loss(output, *args)

    def see_loss(self, loss: Any, output: Any, target: Any) -> None:
        """Look at a loss, and at the output of the model that it was computed from."""
        kind = _KINDS.get(self.loss) if not isinstance(self.loss, Module) else type(self.loss)
        if (
            kind is None
            or not isinstance(output, Tensor)
            or not isinstance(loss, Tensor)
            or loss.ndim
            or not len(output)
        ):
            return
        x = array_of(output)
        if kind is CrossEntropyLoss and x.ndim > 1 and x.min() >= 0 and np.allclose(x.sum(1), 1, atol=1e-3):
            self.report(
                "softmax",
                "the input of CrossEntropyLoss looks like probabilities; it takes logits, so leave out the softmax "
                "before it",
            )
        elif kind is BCEWithLogitsLoss and x.min() >= 0 and x.max() <= 1 and x.size > 1 and np.ptp(x) > 0:
            self.report(
                "softmax",
                "the input of BCEWithLogitsLoss looks like probabilities; it takes logits, so leave out the sigmoid "
                "before it",
            )
        elif kind is NLLLoss and x.max() > 0:
            self.report(
                "softmax",
                "the input of NLLLoss has positive numbers; it takes log-probabilities: add LogSoftmax(dim=1)",
            )
        mean = getattr(self.loss, "reduction", "mean") == "mean"
        if kind is CrossEntropyLoss and mean and self._first_loss and x.ndim > 1:
            value, guess = loss.item(), math.log(max(x.shape[1], 2))
            begins = f"the first loss is {value:.3g}, where a guess gives ln {x.shape[1]} = {guess:.3g}: "
            if value > 2 * guess:
                self.report(
                    "first loss",
                    begins
                    + "the model begins sure and wrong; make the weights of the last layer smaller, or standardise "
                    "the inputs",
                )
            elif value < 0.3 * guess:
                self.report("first loss", begins + "the model was trained before, or its inputs hold the labels")
        self._first_loss = False

    def _before_accumulation(self, gradient: Tensor) -> None:
        used, grad = self._used, self._smallest.grad if self._smallest is not None else None
        if used is not None and grad is not None and np.any(used) and np.array_equal(array_of(grad), used):
            self.report(
                "zero_grad",
                "backward() added to gradients that a step has used already; call optimizer.zero_grad() before it",
            )

    def _after_step(self, optimizer: Optimizer, args: Any, kwargs: Any) -> None:
        grad = self._smallest.grad if self._smallest is not None else None
        self._used = None if grad is None else array_of(grad).copy()
        if self._modes_matter and not self.model.training:
            self.report(
                "eval mode",
                "a training step in evaluation mode: dropout is off and batch norm learns no statistics; "
                "call model.train() before",
            )
        weights = [(name, p.grad) for name, p in self.model.named_parameters() if p.ndim > 1]
        self.gradients = {name: float(np.linalg.norm(array_of(g))) for name, g in weights if g is not None}
        self._look_at_gradients()
        self._look_at_dead_units()

    def _look_at_gradients(self) -> None:
        if len(self.gradients) < 2:
            return
        (first, at_first), *_, (last, at_last) = self.gradients.items()
        total = math.hypot(*self.gradients.values())
        if total > EXPLODED:
            self.report(
                "exploding",
                f"the gradients have norm {total:.1e} ({_largest(self.gradients)}): they explode; use a smaller rate, "
                "clip_grad_norm_, or standardise inputs and targets",
            )
        # A last layer that begins with zeros passes no gradient on in the first step.
        self._vanished = self._vanished + 1 if at_first < VANISHED * at_last else 0
        if self._vanished > 1:
            self.report(
                "vanishing",
                f"the gradient of {first} has norm {at_first:.1e}, that of {last} {at_last:.1e}: it vanishes on its "
                "way; use ReLU in place of sigmoid or tanh, Kaiming initialisation, batch norm or skip connections",
            )

    def _look_at_dead_units(self) -> None:
        for name, share in self.dead.items():
            if share > DEAD:
                self.report(
                    f"dead {name}",
                    f"{share:.0%} of the units of ReLU layer {name} were 0 for each of the last {_LONG} examples: "
                    "they learn nothing; use a smaller rate, Kaiming initialisation, or LeakyReLU",
                )

    def __str__(self) -> str:
        lines = [f"gradient of {name}: norm {norm:.2e}" for name, norm in self.gradients.items()]
        lines += [f"units of ReLU layer {name}: {share:.0%} dead" for name, share in self.dead.items()]
        return "\n".join([*lines, *(f"found: {text}" for text in self.findings.values())])


# Layers that act in another way in evaluation mode.
_MODES = (AlphaDropout, BatchNorm1d, BatchNorm2d, BatchNorm3d, Dropout, Dropout1d, Dropout2d, Dropout3d)
_KINDS: dict[Any, type] = {
    F.cross_entropy: CrossEntropyLoss,
    F.binary_cross_entropy_with_logits: BCEWithLogitsLoss,
    F.nll_loss: NLLLoss,
}


def _depth() -> int:
    """Return the stacklevel of a warning of `report` that names the line of the user's program."""
    depth, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in ("autograd", "nn"):
        depth, frame = depth + 1, frame.f_back
    return depth


def _largest(norms: dict[str, float]) -> str:
    name = max(norms, key=lambda n: norms[n])
    return f"the largest is that of {name}"


def why_not_finite(trainer: Trainer, batch: Any) -> str:
    """Return why the loss of a batch is not finite: the data, the learning rate, or an operation and its line."""
    for i, part in enumerate(batch if isinstance(batch, list | tuple) else [batch]):
        array = array_of(part) if isinstance(part, Tensor) else np.asarray(part)
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            place = tuple(int(n) for n in np.argwhere(~np.isfinite(array))[0])
            what = "target" if i == len(batch) - 1 and i else f"input {i}"
            return (
                f"the loss is not finite, because {what} of the batch holds {array[place]} at {place}; clean the data"
            )
    rate = trainer.optimizer.param_groups[0]["lr"]
    cure = f"the learning rate {rate:g} is probably too high; try {rate / 10:g}, or clip_norm=1"
    for name, p in trainer.model.named_parameters():
        largest = np.abs(array_of(p)).max(initial=0.0)
        if not largest < _HUGE:
            size = f"as large as {largest:.0e}" if np.isfinite(largest) else "infinite or NaN"
            return f"the loss is not finite: the last steps made {name} {size}; {cure}"
    try:
        with detect_anomaly():
            trainer.compute(batch)
        found = "the loss is not finite, though no operation made infinity or NaN when it was computed again"
    except ArithmeticError as error:
        found = str(error).removeprefix("detect_anomaly: ")
    recent = list(trainer.recent_losses)
    if len(recent) >= 2 and recent[-1] > 3 * min(recent):
        return f"{found}; the loss had risen from {min(recent):.3g} to {recent[-1]:.3g}, so {cure}"
    if not recent:
        return f"{found}; this is the first batch, so it is not the learning rate"
    return f"{found}; the loss was {recent[-1]:.3g} before, so look at this operation first, then at the rate {rate:g}"
