"""The function under test, as a function from one float64 array per input to one vector of float64.

f itself may take and return pytrees of floats, arrays, Tensors and Values. `Subject` flattens them.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd import graph
from autograd.array.creation import tensor
from autograd.array.tensor import Tensor
from autograd.custom_ops.node import CustomNode
from autograd.custom_ops.surrogate import Offsets
from autograd.grad_mode import enable_grad, no_grad
from autograd.pytree import leaves as leaves_of
from autograd.pytree import rebuilt
from autograd.rules.arrays import Array
from autograd.scalar.value import Value
from autograd.transforms import jvp, vjp
from autograd.transforms.arguments import node_of, note_lists, raw

Function = Callable[..., Any]

ROUNDING = 4 * float(np.finfo(np.float64).eps)  # relative rounding error of one evaluation of f
COMPLEX_STEP = 2.0**-100  # the complex step subtracts nothing, so a tiny step causes no cancellation


@dataclass
class Count:
    """The numbers of evaluations of f and of backward passes."""

    evaluations: int = 0
    passes: int = 0


class Subject:
    """f, its floating inputs, and its value at them.

    Attributes:
        names, given: the name of each floating input, such as "x" or "params['w']", and the input itself.
        x: the inputs as float64 arrays.
        base, shapes: f(x) as a vector, and the shapes of f's results.
        count: the numbers of evaluations and backward passes.
    """

    def __init__(self, f: Function, args: Sequence[Any]) -> None:
        if not callable(f):
            what = "write check_gradients(f, x), where f computes it from x"
            raise TypeError(f"check_gradients(): expected a function, got {type(f).__name__}; {what}")
        self.f = f
        self.name = getattr(f, "__name__", type(f).__name__)
        self._args = tuple(args)
        named = [pair for name, arg in zip(_argument_names(f, len(args)), args) for pair in leaves_of(arg, name)]
        self._all = [leaf for _, leaf in named]
        self._places = [i for i, (_, leaf) in enumerate(named) if _is_floating(leaf)]
        if not self._places:
            found = ", ".join(type(arg).__name__ for arg in args) or "no inputs"
            what = "give the point to check at, as in check_gradients(f, 2.0)"
            if args:
                what = "write 2.0 instead of 2" if "int" in found else "give floats, arrays, Tensors or Values"
            raise TypeError(f"check_gradients(): expected a floating input of {self.name}, got {found}; {what}")
        self.names = [named[i][0] for i in self._places]
        self.given = [named[i][1] for i in self._places]
        self.scalar = any(isinstance(leaf, Value) for leaf in self.given)
        self.x = [np.array(raw(leaf), np.float64) for leaf in self.given]
        self.count = Count()
        self.shapes: list[tuple[int, ...]] = []
        self.offsets = Offsets()
        try:
            with self.offsets.recorded():
                self.base = self.evaluate(self.x)
        except (TypeError, AttributeError) as error:
            note_lists(error, args)
            raise

    # ── numbers ──

    def evaluate(self, xs: Sequence[Array], as_given: bool = False) -> Array:
        """Return f(xs) as a float64 vector; computed in the inputs' own dtypes if `as_given`."""
        self.count.evaluations += 1
        with self._surrogates(xs), no_grad(), np.errstate(all="ignore"):
            out = self.flat(*self.inputs(xs, as_given))
            self.shapes = self.shapes or [np.shape(raw(leaf)) for leaf in out]
            return _vector(out)

    def _surrogates(self, xs: Sequence[Array]) -> contextlib.AbstractContextManager[None]:
        """Replace functions by their surrogates at any point but x."""
        return contextlib.nullcontext() if xs is self.x else self.offsets.applied()

    def moved(self, k: int, change: Array) -> Array | None:
        """Return f with `change` added to input k; None if f cannot be evaluated there."""
        return self.at_or_none([x + change if i == k else x for i, x in enumerate(self.x)])

    def at_or_none(self, xs: Sequence[Array]) -> Array | None:
        """Return f(xs); None if f raises any exception there, or its result has another size than at x."""
        try:
            out = self.evaluate(xs)
        except Exception:
            return None
        return out if out.shape == self.base.shape else None

    def line(self, k: int, direction: Array, weights: Array) -> Callable[[float], tuple[float, float]]:
        """Return `self.ray` for a direction of input k alone."""
        return self.ray([direction if i == k else np.zeros(x.shape) for i, x in enumerate(self.x)], weights)

    def ray(self, directions: Sequence[Array], weights: Array) -> Callable[[float], tuple[float, float]]:
        """Return t ↦ Σ weights · (f(x + t·direction) − f(x)) with its rounding error, for `finite_differences.measure`.

        The subtraction comes before the sum, so that outputs that do not move add no rounding error.

        Args:
            directions: a direction for each input.
            weights: a weight for each output.
        """

        def rise(t: float) -> tuple[float, float]:
            out = self.at_or_none([x + t * d if d.any() else x for x, d in zip(self.x, directions)])
            if out is None:
                return np.nan, np.nan
            with np.errstate(all="ignore"):
                change = weights * (out - self.base)
                size = weights[change != 0] * np.maximum(abs(out), abs(self.base))[change != 0]
                return float(change.sum()), ROUNDING * float(np.sqrt(np.sum(size * size)))

        return rise

    def weights(self, rng: np.random.Generator) -> Array:
        """Return a weight for each output, such that all weighted outputs change by about the same amount.

        The weighted sum then shows an error in an output of size 10⁻⁸ beside one of size 10⁸. The weight of a single
        output is 1.
        """
        m = self.base.size
        if m <= 1:
            return np.ones(m)
        step = 2.0**-10
        moved = self.at_or_none([x + step * rng.choice([-1.0, 1.0], x.shape) * powers_of_two(x) for x in self.x])
        with np.errstate(all="ignore"):
            change = np.zeros(m) if moved is None else abs(moved - self.base) / step
        change = np.where(np.isfinite(change), change, 0.0)
        size = np.maximum(change, 2e-7 * abs(self.base))  # smaller changes are rounding
        typical = float(np.median(size[size > 0])) if (size > 0).any() else 1.0
        signs = np.cos(1.7 * np.arange(m) + 0.5)  # distinct and nonzero
        weights: Array = signs * np.clip(typical / np.where(size > 0, size, typical), 1e-30, 1e30)
        return weights

    # ── derivatives ──

    def gradient(self, xs: Sequence[Array], weights: Array, as_given: bool = False) -> list[Array]:
        """Return the gradient of Σ weights · f with respect to each input, by reverse mode.

        Args:
            xs: the point, one float64 array per input.
            weights: a vector with one weight per output.
            as_given: compute in the inputs' own dtypes, not in float64.
        """
        self.count.passes += 1
        with self._surrogates(xs), no_grad(), np.errstate(all="ignore"):
            out, pull = vjp(self.flat, *self.inputs(xs, as_given))
            return [np.array(raw(g), np.float64) for g in pull(_split(weights, out))]

    def gradient_or_none(self, xs: Sequence[Array], weights: Array) -> list[Array] | None:
        """Return the gradient; None if f or its backward pass raises any exception at xs."""
        try:
            return self.gradient(xs, weights)
        except Exception:
            return None

    def forward_mode(self, directions: Sequence[Array], weights: Array) -> float | None:
        """Return the derivative of Σ weights · f along a direction by forward mode.

        Args:
            directions: a direction for each input.
            weights: a weight for each output.

        Returns:
            The derivative; None if f does not support forward mode.

        Raises:
            Exception: any exception that comes from a jvp which the user wrote.
        """
        try:
            with no_grad(), np.errstate(all="ignore"):
                _, tangent = jvp(self.flat, self.inputs(self.x), tuple(self.inputs(directions)))
                return float(weights @ _vector(tangent))
        except Exception as error:
            frames = traceback.walk_tb(error.__traceback__)
            if any(frame.f_code is CustomNode.push.__code__ for frame, _ in frames):
                raise
            return None

    def complex_step(self, k: int, direction: Array, weights: Array) -> float | None:
        """Return the derivative by a complex step, Im f(x + i·h·d) / h; None if f does not support complex arrays.

        Source: W. Squire and G. Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review
        40 (1998).
        """
        xs: list[Any] = list(self.x)
        xs[k] = xs[k] + 1j * COMPLEX_STEP * direction
        try:
            with self.offsets.applied(), no_grad(), np.errstate(all="ignore"):
                self.count.evaluations += 1
                out = self.f(*self._arguments([x[()] for x in xs]))
            found = [np.asarray(leaf) for _, leaf in leaves_of(out, "") if not isinstance(leaf, Tensor | Value)]
            vector = np.concatenate([a.ravel() for a in found if a.dtype.kind in "fc"])
        except Exception:
            return None
        if vector.dtype.kind != "c" or not np.allclose(vector.real, self.base, rtol=1e-9, atol=0):
            return None
        return float(weights @ vector.imag) / COMPLEX_STEP

    def reaches(self, k: int) -> bool:
        """Return whether the graph of the result contains input k."""
        leaves = self.inputs(self.x)
        return any(node is leaves[k] for node in self._nodes(leaves))

    def is_double(self) -> bool:
        """Return whether all nodes of the graph of the result are in double precision."""
        return all(getattr(node, "dtype", np.float64) == np.float64 for node in self._nodes(self.inputs(self.x)))

    def _nodes(self, leaves: Sequence[Any]) -> Iterator[Any]:
        """Return the nodes of the graph of f of these leaves."""
        if not self.scalar:
            for leaf in leaves:
                leaf.requires_grad_()
        with enable_grad(), np.errstate(all="ignore"):
            roots = [node_of(out) for out in self.flat(*leaves)]
        return (node for root in roots if root is not None for node in graph.topological_order(root))

    def derivative(self, weights: Array) -> Subject:
        """Return the gradient of Σ weights · f as a Subject, for a check of the next order.

        Its inputs are those of f followed by the weights, because the gradient depends on both.
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
        """Return the same function at another point."""
        there = copy.copy(self)
        there.x, there.offsets = list(xs), Offsets()
        with there.offsets.recorded():
            there.base = there.evaluate(there.x)
        return there

    def beside(self, rng: np.random.Generator) -> Iterator[Subject]:
        """Yield the same function at a random point beside x, and at the point on the opposite side of x.

        A point at which f cannot be evaluated, or is not finite, is left out.
        """
        found = False
        for distance in (2.0**-6, 2.0**-6, 2.0**-10, 2.0**-14):
            lengths = [distance * rng.uniform(0.5, 1.0, x.shape) * powers_of_two(x) for x in self.x]
            steps = [length * rng.choice([-1.0, 1.0], length.shape) for length in lengths]
            for side in (1, -1):
                try:
                    there = self.at([x + side * step for x, step in zip(self.x, steps)])
                except Exception:
                    continue
                if there.base.shape == self.base.shape and np.isfinite(there.base).all():
                    found = True
                    yield there
            if found:
                return

    def only(self, k: int) -> Subject:
        """Return f as a function of input k alone."""

        def alone(leaf: Any) -> Any:
            leaves = self.inputs(self.x)
            leaves[k] = leaf
            return self.flat(*leaves)

        alone.__name__ = self.name
        return Subject(alone, [self.given[k]])

    # ── pytrees ──

    def inputs(self, xs: Sequence[Array], as_given: bool = False) -> list[Any]:
        """Return new Tensors or Values that hold these arrays, to call f with."""
        if self.scalar:
            return [Value(float(x)) for x in xs]
        return [tensor(x, _dtype(like) if as_given else None) for x, like in zip(xs, self.given)]

    def flat(self, *leaves: Any) -> tuple[Any, ...]:
        """Call f with these leaves in place of its floating inputs, and return its floating results as a flat tuple."""
        out = self.f(*self._arguments(leaves))
        found = tuple(self._result(leaf) for _, leaf in leaves_of(out, "") if _is_floating(leaf))
        if not found:
            raise TypeError(
                f"check_gradients(): expected {self.name} to return floats, arrays, Tensors or Values, "
                f"got {type(out).__name__}"
            )
        return found

    def _arguments(self, leaves: Sequence[Any]) -> tuple[Any, ...]:
        everything = list(self._all)
        for place, leaf in zip(self._places, leaves):
            everything[place] = leaf
        remaining: Iterator[Any] = iter(everything)
        return tuple(rebuilt(arg, remaining) for arg in self._args)

    def _result(self, leaf: Any) -> Any:
        """Return a result as a node. A plain number has no graph, so its gradient is zero."""
        if isinstance(leaf, Tensor | Value):
            return leaf
        return Value(float(leaf)) if self.scalar else tensor(np.asarray(leaf))


def powers_of_two(x: Array) -> Array:
    """Return the power of two nearest to each element's size, as the unit of its steps.

    A power of two makes x + step exact. Zeros get the unit of a typical element, and no unit is smaller than about a
    thousandth of it.
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
    """Return the weights in the shapes of f's results."""
    parts, start = [], 0
    for leaf in like:
        shape = np.shape(raw(leaf))
        stop = start + int(np.prod(shape))
        part = weights[start:stop].reshape(shape)
        parts.append(Value(float(part)) if isinstance(leaf, Value) else part)
        start = stop
    return tuple(parts)


def _argument_names(f: Function, count: int) -> list[str]:
    """Return the names of f's arguments, as f declares them."""
    try:
        parameters = list(inspect.signature(f).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return [names[i] if i < len(names) else f"argument {i}" for i in range(count)]
