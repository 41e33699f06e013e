"""L-BFGS."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from autograd import Tensor, enable_grad
from autograd.extend import Array, array_of, mark_changed
from nn.optim.optimizer import Group, Optimizer, check_setting

_SUFFICIENT, _FLAT = 1e-4, 0.9  # the constants of Wolfe's conditions
_SHORTEST = 1e-9  # of a bracket, times the largest number of the direction

_CURVATURE = {"d", "t", "old_dirs", "old_stps", "ro", "H_diag", "prev_flat_grad"}  # the state after the first step


class LBFGS(Optimizer):
    """L-BFGS: steps of Newton's method, with the inverse Hessian estimated from the last gradients.

    Each call of `step` makes several steps, and needs a closure that computes the loss and its gradients. All
    parameters are one group.

    Args:
        params: parameters, or `(name, parameter)` pairs.
        lr: the length of a step, or with a line search its first guess, at least 0.
        max_iter: the most steps of one call.
        max_eval: the most evaluations of the closure in one call; by default 5/4 of `max_iter`.
        tolerance_grad: stop if no number of the gradient is larger.
        tolerance_change: stop if no number of a step is larger, or if the loss changes less.
        history_size: the number of gradients that are kept.
        line_search_fn: None for steps of length `lr`, or "strong_wolfe".

    Raises:
        ValueError: if there are several groups, or a setting is out of range.
        TypeError: from `step`, without a closure.

    Source: J. Nocedal, S. J. Wright, "Numerical optimization", 2006, algorithms 7.4, 7.5, 3.5 and 3.6.

    >>> from autograd import tensor
    >>> p = tensor([3.0, -1.0], requires_grad=True)
    >>> optimizer = LBFGS([p], line_search_fn="strong_wolfe")
    >>> def closure():
    ...     optimizer.zero_grad()
    ...     loss = (p - 1).square().sum()
    ...     loss.backward()
    ...     return loss
    >>> loss = optimizer.step(closure)
    >>> p
    tensor([1., 1.], requires_grad=True)
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1.0,
        max_iter: int = 20,
        max_eval: int | None = None,
        tolerance_grad: float = 1e-7,
        tolerance_change: float = 1e-9,
        history_size: int = 100,
        line_search_fn: str | None = None,
    ) -> None:
        settings = {
            "lr": lr, "max_iter": max_iter, "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
            "tolerance_grad": tolerance_grad, "tolerance_change": tolerance_change, "history_size": history_size,
            "line_search_fn": line_search_fn,
        }  # fmt: skip
        super().__init__(params, settings)
        if len(self.param_groups) != 1:
            raise ValueError(f"LBFGS(): expected one group of parameters, got {len(self.param_groups)}")

    def _check(self, settings: Group) -> None:
        for key in ("lr", "max_iter", "max_eval", "tolerance_grad", "tolerance_change", "history_size"):
            check_setting(f"LBFGS(): {key}", settings[key], 0)
        if settings["line_search_fn"] not in (None, "strong_wolfe"):
            raise ValueError(f"LBFGS(): line_search_fn is None or 'strong_wolfe', got {settings['line_search_fn']!r}")

    def step(self, closure: Callable[[], Tensor] | None = None) -> Tensor | None:
        """Make up to `max_iter` steps.

        Args:
            closure: a function that clears the gradients, computes the loss and its gradients, and returns the loss.

        Returns:
            The loss before the first step.

        Raises:
            TypeError: without a closure.
        """
        return super().step(closure)

    def _step(self, closure: Callable[[], Tensor] | None) -> Tensor | None:
        if closure is None:
            raise TypeError("LBFGS.step(): give a closure that computes the loss and its gradients, and returns it")
        self.stepped = True
        group = self.param_groups[0]
        state = self.state.setdefault(group["params"][0], {"func_evals": 0, "n_iter": 0})

        def evaluate() -> tuple[Tensor, float, Array]:
            with enable_grad():
                loss = closure()
            return loss, float(loss), self._gradient()

        first, loss, gradient = evaluate()
        evaluations = 1
        state["func_evals"] += 1
        for n in range(1, group["max_iter"] + 1):
            if np.abs(gradient).max(initial=0) <= group["tolerance_grad"]:
                break
            state["n_iter"] += 1
            direction = _direction(state, gradient, group["history_size"])
            state.update(d=direction, prev_flat_grad=gradient, prev_loss=loss)
            rate = group["lr"]
            state["t"] = min(1.0, 1.0 / float(np.abs(gradient).sum())) * rate if state["n_iter"] == 1 else rate
            slope = float(gradient @ direction)
            if slope > -group["tolerance_change"]:
                break
            before = loss
            if group["line_search_fn"] is None:
                self._move(state["t"], direction)
                if n == group["max_iter"]:
                    break
                _, loss, gradient = evaluate()
                count = 1
            else:
                start = [array_of(p).copy() for p in group["params"]]
                found, count = _strong_wolfe(
                    lambda t: self._look(evaluate, start, t, direction),  # noqa: B023  # called before the next pass
                    _Point(0.0, loss, gradient, slope), state["t"], float(np.abs(direction).max()),
                    lambda g: float(g @ direction),  # noqa: B023
                    group["max_eval"] - evaluations,
                )  # fmt: skip
                loss, gradient, state["t"] = found.loss, found.gradient, found.t
                self._move(state["t"], direction)
            evaluations += count
            state["func_evals"] += count
            small = np.abs(direction * state["t"]).max() <= group["tolerance_change"]
            if evaluations >= group["max_eval"] or small or abs(loss - before) < group["tolerance_change"]:
                break
        return first

    def _gradient(self) -> Array:
        """Return the gradients of all parameters as one vector; 0 for a parameter without one."""
        params = self.param_groups[0]["params"]
        return np.concatenate(
            [np.zeros(p.numel(), p.dtype) if p.grad is None else array_of(p.grad).reshape(-1) for p in params]
        )

    def _move(self, t: float, direction: Array) -> None:
        """Add t · direction to the parameters."""
        place = 0
        for p in self.param_groups[0]["params"]:
            array = array_of(p)
            mark_changed(p)
            array += t * direction[place : place + array.size].reshape(array.shape)
            place += array.size

    def _look(self, evaluate: Any, start: list[Array], t: float, direction: Array) -> tuple[float, Array]:
        """Return the loss and gradient at start + t · direction, and return the parameters to the start."""
        self._move(t, direction)
        _, loss, gradient = evaluate()
        for p, former in zip(self.param_groups[0]["params"], start):
            array = array_of(p)
            mark_changed(p)
            array[...] = former
        return loss, gradient

    def _state_keys(self, settings: Group) -> tuple[set[str], set[str]]:
        return {"func_evals", "n_iter"}, {*_CURVATURE, "prev_loss", "al"}

    def _check_state(self, data: dict[str, Any], group: Group, where: str) -> None:
        super()._check_state(data, group, where)
        missing = _CURVATURE - data.keys()
        if data.get("n_iter") and missing:
            raise ValueError(f"{where}: after {data['n_iter']} steps its state needs {sorted(missing)}")
        if len({len(data.get(key, ())) for key in ("old_dirs", "old_stps", "ro")}) > 1:
            raise ValueError(f"{where}: old_dirs, old_stps and ro must have one length")

    def _load(self, key: str, value: Any, parameter: Tensor, where: str) -> Any:
        if isinstance(value, list | tuple):
            return [self._load(key, one, parameter, where) for one in value]
        if isinstance(value, float | int):
            return value
        array = np.array(array_of(value) if isinstance(value, Tensor) else value, parameter.dtype)
        size = sum(p.numel() for p in self.param_groups[0]["params"])
        if array.ndim and array.shape != (size,):
            raise ValueError(f"{where}: {key} has shape {array.shape}, the parameters have {size} elements")
        return array if array.ndim else array.item()


def _direction(state: dict[str, Any], gradient: Array, history: int) -> Array:
    """Return minus the estimated inverse Hessian times the gradient, by the two-loop recursion."""
    if state["n_iter"] == 1:
        state.update(old_dirs=[], old_stps=[], ro=[], H_diag=1.0)
        return -gradient
    changes, steps, inverses = state["old_dirs"], state["old_stps"], state["ro"]
    change, step = gradient - state["prev_flat_grad"], state["d"] * state["t"]
    curvature = float(change @ step)
    if curvature > 1e-10:
        if len(changes) == history:
            for kept in (changes, steps, inverses):
                kept.pop(0)
        changes.append(change)
        steps.append(step)
        inverses.append(1.0 / curvature)
        state["H_diag"] = curvature / float(change @ change)
    direction = -gradient
    shares = []
    for change, step, inverse in zip(reversed(changes), reversed(steps), reversed(inverses)):
        shares.append(float(step @ direction) * inverse)
        direction -= shares[-1] * change
    direction *= state["H_diag"]
    for change, step, inverse, share in zip(changes, steps, inverses, reversed(shares)):
        direction += (share - float(change @ direction) * inverse) * step
    return direction


class _Point(NamedTuple):
    """A place on the line: its distance, and the loss, the gradient and the slope along the line there."""

    t: float
    loss: float
    gradient: Array
    slope: float


def _strong_wolfe(
    look: Callable[[float], tuple[float, Array]],
    start: _Point,
    t: float,
    reach: float,
    slope_of: Callable[[Array], float],
    most: int,
) -> tuple[_Point, int]:
    """Return a point that fulfils Wolfe's strong conditions, and the number of evaluations.

    Args:
        look: returns the loss and the gradient at a distance.
        start: the point at distance 0.
        t: the first distance to try.
        reach: the largest number of the direction.
        slope_of: returns the slope along the line of a gradient.
        most: the most evaluations after the first.
    """

    def at(t: float) -> _Point:
        loss, gradient = look(t)
        return _Point(t, loss, gradient, slope_of(gradient))

    def too_high(point: _Point) -> bool:
        return point.loss > start.loss + _SUFFICIENT * point.t * start.slope

    def flat(point: _Point) -> bool:
        return abs(point.slope) <= -_FLAT * start.slope

    former, point, tries = start, at(t), 0
    while True:  # go out, until a minimum must lie between the last two points
        if tries >= most:
            bracket = [start, point]
            break
        if too_high(point) or (tries > 1 and point.loss >= former.loss) or (point.slope >= 0 and not flat(point)):
            bracket = [former, point]
            break
        if flat(point):
            return point, tries + 1
        following = _cubic(former, point, (point.t + 0.01 * (point.t - former.t), point.t * 10))
        former, point, tries = point, at(following), tries + 1
    low = _lower(bracket)
    stuck = False
    while tries < most and abs(bracket[1].t - bracket[0].t) * reach >= _SHORTEST:  # narrow the bracket
        t = _cubic(bracket[0], bracket[1])
        left, right = sorted(point.t for point in bracket)
        margin = 0.1 * (right - left)
        near = min(right - t, t - left) < margin
        if near and (stuck or t >= right or t <= left):
            t = right - margin if abs(t - right) < abs(t - left) else left + margin
            near = False
        stuck = near
        point, tries = at(t), tries + 1
        if too_high(point) or point.loss >= bracket[low].loss:
            bracket[1 - low] = point
            low = _lower(bracket)
            continue
        done = flat(point)
        if not done and point.slope * (bracket[1 - low].t - bracket[low].t) >= 0:
            bracket[1 - low] = bracket[low]
        bracket[low] = point
        if done:
            break
    return bracket[low], tries + 1


def _lower(bracket: list[_Point]) -> int:
    """Return the place of the point of lower loss."""
    return 0 if bracket[0].loss <= bracket[1].loss else 1


def _cubic(a: _Point, b: _Point, bounds: tuple[float, float] | None = None) -> float:
    """Return the distance of the minimum of the cubic through two points with their slopes, within the bounds."""
    low, high = bounds or (min(a.t, b.t), max(a.t, b.t))
    d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.t - b.t)
    square = d1 * d1 - a.slope * b.slope
    if not square >= 0:
        return (low + high) / 2
    d2 = math.sqrt(square)
    if a.t <= b.t:
        found = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
    else:
        found = a.t - (a.t - b.t) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2))
    return min(max(found, low), high)
