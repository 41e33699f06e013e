"""A function as the checker sees it: from one float64 array per input to one vector of numbers.

f itself may take nests of floats, arrays, Tensors and Values, and return such. Here they are taken apart, so that the
checker has nothing to do but move numbers and look at numbers.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd import graph
from autograd.array.tensor import Tensor
from autograd.grad_mode import enable_grad, no_grad
from autograd.pytree import leaves as leaves_of
from autograd.pytree import rebuilt
from autograd.rules.arrays import Array
from autograd.scalar.value import Value
from autograd.transforms import jvp, vjp
from autograd.transforms.arguments import node_of, raw

Function = Callable[..., Any]

ROUNDING = 4 * float(np.finfo(np.float64).eps)  # of one evaluation, relative to what it gives
COMPLEX_STEP = 2.0**-100  # nothing is subtracted, so nothing cancels, and the step can be this small


@dataclass
class Count:
    """How often f was evaluated to look at its result, and how often to differentiate it."""

    evaluations: int = 0
    passes: int = 0


class Subject:
    """f, its floating inputs, and what it gives there.

    Attributes:
        names, given: of each floating input its name, such as "x" or "params['w']", and the input itself.
        x: the inputs as float64 arrays.
        base, shapes: f(x) as a vector; the shapes of the results that it was made of.
        count: how often it was evaluated.
    """

    def __init__(self, f: Function, args: Sequence[Any]) -> None:
        self.f = f
        self.name = getattr(f, "__name__", type(f).__name__)
        self._args = tuple(args)
        named = [pair for name, arg in zip(_argument_names(f, len(args)), args) for pair in leaves_of(arg, name)]
        self._all = [leaf for _, leaf in named]
        self._places = [i for i, (_, leaf) in enumerate(named) if _is_floating(leaf)]
        if not self._places:
            raise TypeError(f"check_gradients({self.name}): no input is floating; write 2.0 instead of 2")
        self.names = [named[i][0] for i in self._places]
        self.given = [named[i][1] for i in self._places]
        self.scalar = any(isinstance(leaf, Value) for leaf in self.given)
        self.x = [np.array(raw(leaf), np.float64) for leaf in self.given]
        self.count = Count()
        self.shapes: list[tuple[int, ...]] = []
        self.base = self.evaluate(self.x)

    # ── numbers ──

    def evaluate(self, xs: Sequence[Array], as_given: bool = False) -> Array:
        """f(xs) as a vector of float64; computed in the inputs' own dtypes if `as_given`."""
        self.count.evaluations += 1
        with no_grad(), np.errstate(all="ignore"):
            out = self.flat(*self.inputs(xs, as_given))
            self.shapes = self.shapes or [np.shape(raw(leaf)) for leaf in out]
            return _vector(out)

    def moved(self, k: int, change: Array) -> Array | None:
        """f with `change` added to input k; None where it fails there, or gives fewer or more numbers."""
        xs = list(self.x)
        xs[k] = xs[k] + change
        try:
            out = self.evaluate(xs)
        except (ArithmeticError, ValueError):
            return None
        return out if out.shape == self.base.shape else None

    def line(self, k: int, direction: Array, weights: Array) -> Callable[[float], tuple[float, float]]:
        """For `differences.measure`: t ↦ Σ weights · (f(x + t·direction) − f(x)), and its rounding error.

        Subtracted first and added up then: what does not move brings no rounding with it.
        """

        def rise(t: float) -> tuple[float, float]:
            out = self.moved(k, t * direction)
            if out is None:
                return np.nan, np.nan
            with np.errstate(all="ignore"):
                change = weights * (out - self.base)
                size = weights[change != 0] * np.maximum(abs(out), abs(self.base))[change != 0]
                return float(change.sum()), ROUNDING * float(np.sqrt(np.sum(size * size)))

        return rise

    def weights(self, rng: np.random.Generator) -> Array:
        """What makes one number of all outputs: a weight each, such that all outputs move about equally much.

        So an output of size 10⁻⁸ is seen beside one of size 10⁸. Of a single output the weight is 1.
        """
        m = self.base.size
        if m <= 1:
            return np.ones(m)
        step = 2.0**-10
        xs = [x + step * rng.choice([-1.0, 1.0], x.shape) * powers_of_two(x) for x in self.x]
        try:
            moved = self.evaluate(xs)
        except (ArithmeticError, ValueError):
            moved = self.base
        with np.errstate(all="ignore"):
            change = abs(moved - self.base) / step if moved.shape == self.base.shape else np.ones(m)
        change = np.where(np.isfinite(change), change, 0.0)
        size = np.maximum(change, 2e-7 * abs(self.base))  # less than that is rounding
        typical = float(np.median(size[size > 0])) if (size > 0).any() else 1.0
        signs = np.cos(1.7 * np.arange(m) + 0.5)  # all different, none zero
        weights: Array = signs * np.clip(typical / np.where(size > 0, size, typical), 1e-30, 1e30)
        return weights

    # ── derivatives ──

    def gradient(self, xs: Sequence[Array], weights: Array, as_given: bool = False) -> list[Array]:
        """By reverse mode: the gradient of Σ weights · f for each input.

        Args:
            xs: where.
            weights: one per output.
            as_given: compute in the inputs' own dtypes, not in float64.
        """
        self.count.passes += 1
        with no_grad(), np.errstate(all="ignore"):
            out, pull = vjp(self.flat, *self.inputs(xs, as_given))
            return [np.array(raw(g), np.float64) for g in pull(_split(weights, out))]

    def forward_mode(self, k: int, direction: Array, weights: Array) -> float | None:
        """By forward mode: the derivative of Σ weights · f along a direction; None where there is no such mode."""
        directions = [direction if i == k else np.zeros(x.shape) for i, x in enumerate(self.x)]
        try:
            with no_grad(), np.errstate(all="ignore"):
                _, tangent = jvp(self.flat, self.inputs(self.x), tuple(self.inputs(directions)))
                return float(weights @ _vector(tangent))
        except Exception:
            return None

    def complex_step(self, k: int, direction: Array, weights: Array) -> float | None:
        """By a step into the complex plane: Im f(x + i·h·d) / h; None where f does not take complex arrays."""
        xs: list[Any] = list(self.x)
        xs[k] = xs[k] + 1j * COMPLEX_STEP * direction
        try:
            with no_grad(), np.errstate(all="ignore"):
                self.count.evaluations += 1
                out = self.f(*self._nest([x[()] for x in xs]))
            found = [np.asarray(leaf) for _, leaf in leaves_of(out, "") if not isinstance(leaf, Tensor | Value)]
            vector = np.concatenate([a.ravel() for a in found if a.dtype.kind in "fc"])
        except Exception:
            return None
        if vector.dtype.kind != "c" or not np.allclose(vector.real, self.base, rtol=1e-9, atol=0):
            return None
        return float(weights @ vector.imag) / COMPLEX_STEP

    def reaches(self, k: int) -> bool:
        """Whether any path of the graph leads from the result back to input k."""
        leaves = self.inputs(self.x)
        if not self.scalar:
            for leaf in leaves:
                leaf.requires_grad_()
        with enable_grad(), np.errstate(all="ignore"):
            nodes = [node_of(out) for out in self.flat(*leaves)]
        met = (node for root in nodes if root is not None for node in graph.topological_order(root))
        return any(node is leaves[k] for node in met)

    def derivative(self, weights: Array) -> Subject:
        """The gradient of Σ weights · f as a subject of its own: to be checked in turn.

        Its inputs are f's, and behind them the weights: the gradient depends on both.
        """
        with no_grad():
            like = self.flat(*self.inputs(self.x))
        upstreams = _split(weights, like)

        def gradient(*args: Any) -> Any:
            _, pull = vjp(self.flat, *args[: len(self.x)])
            return pull(args[len(self.x) :])

        gradient.__name__ = f"∇{self.name}"
        return Subject(gradient, [*self.given, *upstreams])

    def at(self, xs: Sequence[Array]) -> Subject:
        """The same function at another point."""
        there = copy.copy(self)
        there.x = list(xs)
        there.base = there.evaluate(there.x)
        return there

    def only(self, k: int) -> Subject:
        """f as a function of input k alone."""

        def alone(leaf: Any) -> Any:
            leaves = self.inputs(self.x)
            leaves[k] = leaf
            return self.flat(*leaves)

        alone.__name__ = self.name
        return Subject(alone, [self.given[k]])

    # ── nests ──

    def inputs(self, xs: Sequence[Array], as_given: bool = False) -> list[Any]:
        """Arrays as what f is called with: Tensors or Values of their own."""
        if self.scalar:
            return [Value(float(x)) for x in xs]
        return [Tensor(np.array(x, _dtype(like) if as_given else None)) for x, like in zip(xs, self.given)]

    def flat(self, *leaves: Any) -> tuple[Any, ...]:
        """f of the floating inputs alone; its floating results, the nests taken apart."""
        out = self.f(*self._nest(leaves))
        found = tuple(self._result(leaf) for _, leaf in leaves_of(out, "") if _is_floating(leaf))
        if not found:
            raise TypeError(f"check_gradients({self.name}): the function returned {type(out).__name__}, no floats")
        return found

    def _nest(self, leaves: Sequence[Any]) -> tuple[Any, ...]:
        everything = list(self._all)
        for place, leaf in zip(self._places, leaves):
            everything[place] = leaf
        remaining: Iterator[Any] = iter(everything)
        return tuple(rebuilt(arg, remaining) for arg in self._args)

    def _result(self, leaf: Any) -> Any:
        """A result that is no node has lost its graph: its gradient is zero, which the checker will find."""
        if isinstance(leaf, Tensor | Value):
            return leaf
        return Value(float(leaf)) if self.scalar else Tensor(np.asarray(leaf))


def powers_of_two(x: Array) -> Array:
    """How far to move each element, in steps of about 1: by a power of two near the element, for exact sums.

    An element that is zero moves as its neighbours do.
    """
    size = abs(np.where(np.isfinite(x), x, 0.0))
    typical = float(np.median(size[size > 0])) if (size > 0).any() else 1.0
    size = np.maximum(np.where(size == 0, typical, size), 1e-3 * typical)
    powers: Array = np.exp2(np.round(np.log2(size)))
    return powers


def _is_floating(leaf: Any) -> bool:
    if isinstance(leaf, Value | float):
        return True
    return isinstance(leaf, Tensor | np.ndarray | np.generic) and leaf.dtype.kind == "f"


def _dtype(leaf: Any) -> Any:
    return np.dtype(np.float64) if isinstance(leaf, Value | float) else leaf.dtype


def _vector(leaves: Sequence[Any]) -> Array:
    return np.concatenate([np.asarray(raw(leaf), np.float64).ravel() for leaf in leaves])


def _split(weights: Array, like: Sequence[Any]) -> tuple[Any, ...]:
    """The weights in the shapes of f's results."""
    parts, start = [], 0
    for leaf in like:
        shape = np.shape(raw(leaf))
        stop = start + int(np.prod(shape))
        part = weights[start:stop].reshape(shape)
        parts.append(Value(float(part)) if isinstance(leaf, Value) else part)
        start = stop
    return tuple(parts)


def _argument_names(f: Function, count: int) -> list[str]:
    """What f calls its arguments."""
    try:
        parameters = list(inspect.signature(f).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return [names[i] if i < len(names) else f"argument {i}" for i in range(count)]
