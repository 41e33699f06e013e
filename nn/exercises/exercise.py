"""Define what an exercise consists of: functions to be written, cases to call them with, right and wrong answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograd import Tensor, tensor, vjp
from autograd.extend import Array

Answer = Callable[..., Any]


@dataclass(frozen=True)
class Case:
    """One call of the learner's function.

    Attributes:
        arguments: by name, in the order in which they are passed.
        note: where this case lies, such as "at x = 0", if it is a special one; "" if it is ordinary.
    """

    arguments: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True)
class Mistake:
    """A mistake that one exercise invites.

    Attributes:
        text: the kind of mistake, such as "the mean is treated as a constant".
        answer: the wrong function. It takes the arguments of a case by name, and returns all results.
    """

    text: str
    answer: Answer


@dataclass(frozen=True)
class Part:
    """One function of an exercise.

    Attributes:
        function: its name in the learner's file.
        returns: the name of each result, such as "the gradient of a".
        cases: the calls to compare.
        answer: the right function. It takes the arguments of a case by name, and returns all results.
        mistakes: the mistakes to recognise, besides those that can occur anywhere.
        forward: the function that is differentiated, if this part computes its gradient. The results are then the
            gradients with respect to the first arguments.
        call: calls the function of a learner's module with the arguments of a case; None calls it by its name.
    """

    function: str
    returns: tuple[str, ...]
    cases: tuple[Case, ...]
    answer: Answer
    mistakes: tuple[Mistake, ...] = ()
    forward: Answer | None = None
    call: Callable[[Any, Mapping[str, Any]], Any] | None = None


@dataclass(frozen=True)
class Exercise:
    """One file to be completed.

    Attributes:
        parts: its functions, in the order in which they are checked.
        hints: from a small one to a large one.
    """

    parts: tuple[Part, ...]
    hints: tuple[str, ...] = field(default=())


def gradient_of(forward: Answer, count: int) -> Answer:
    """Return a function that computes the gradients of `forward` with the engine.

    Args:
        forward: takes the arguments of a case in order, without "upstream".
        count: the gradients are those of the first `count` arguments.

    Returns:
        A function of the arguments of a case by name. It returns a tuple. If there is no argument "upstream", the
        result of `forward` is a loss, and the upstream gradient is 1.
    """

    def answer(**arguments: Any) -> tuple[Any, ...]:
        upstream = arguments.pop("upstream", 1.0)
        values = list(arguments.values())
        out, pull = vjp(lambda *moving: forward(*moving, *values[count:]), *values[:count])
        found: tuple[Any, ...] = pull(np.asarray(upstream, np.float64) if isinstance(out, np.ndarray) else upstream)
        return found

    return answer


def value(
    function: str, result: str, cases: tuple[Case, ...], forward: Answer, mistakes: tuple[Mistake, ...] = ()
) -> Part:
    """Return the part that computes `forward` itself.

    Args:
        function: its name in the learner's file.
        result: what it returns, such as "the loss".
        cases: the calls to compare.
        forward: takes the arguments of a case in order, arrays as Tensors.
        mistakes: the mistakes to recognise; their answers take arrays.
    """

    def answer(**arguments: Any) -> Array:
        made = forward(*(tensor(v) if isinstance(v, np.ndarray) else v for v in arguments.values()))
        return made.numpy() if isinstance(made, Tensor) else np.asarray(made)

    return Part(function, (result,), cases, answer, mistakes)


def gradient(
    function: str, names: str, cases: tuple[Case, ...], forward: Answer, mistakes: tuple[Mistake, ...] = ()
) -> Part:
    """Return the part that computes the gradients of `forward`.

    Args:
        function: its name in the learner's file.
        names: the arguments whose gradients it returns, with spaces between.
        cases: the calls to compare.
        forward: takes the arguments of a case in order, without "upstream".
        mistakes: the mistakes to recognise.
    """
    returns = tuple(f"the gradient of {name}" for name in names.split())
    return Part(function, returns, cases, gradient_of(forward, len(returns)), mistakes, forward)


def wrong_forward(text: str, forward: Answer, count: int) -> Mistake:
    """Return the mistake of which the results are the gradients of another function."""
    return Mistake(text, gradient_of(forward, count))


def random(*shape: int, seed: int) -> Array:
    """Return normal random numbers with two decimals, so that a message can show them exactly."""
    return np.round(np.random.default_rng(seed).normal(size=shape), 2)


def case(seed: int, **shapes: tuple[int, ...]) -> Case:
    """Return a case of random arrays with these names and shapes."""
    return Case({name: random(*shape, seed=seed + i) for i, (name, shape) in enumerate(shapes.items())})


def without_upstream(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return the same cases for the function itself."""
    return tuple(Case({n: v for n, v in each.arguments.items() if n != "upstream"}) for each in cases)
