"""Every way in which the engine computes derivatives, in one form, so that a test can sweep over them.

The function f of some inputs x is weighted with w, so that there is one number F(x) = Σ w · f(x), and moves along
directions t. Each way gives one of four quantities:

    gradient         ∂F/∂x
    tangent          the derivative of f along t
    hessian product  ∂/∂x of Σ t · ∂F/∂x
    second tangent   the second derivative of f along t
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import autograd
from autograd import Value, grad, jvp
from tests import numerics
from tests.numerics import Arrays, weights_like

Function = Callable[..., Any]


@dataclass(frozen=True, eq=False)
class Tier:
    """Functions from arrays to nodes of the engine and back.

    Attributes:
        leaf: an array, as a leaf that requires grad.
        argument: an array, as an argument for `grad` and `jvp`.
        weigh: Σ weights · result.
        array: a result, a gradient or a tangent as an array.
    """

    leaf: Callable[[np.ndarray], Any]
    argument: Callable[[np.ndarray], Any]
    weigh: Callable[[Any, np.ndarray], Any]
    array: Callable[[Any], np.ndarray]


def _weigh_tensor(x: Any, weights: np.ndarray) -> Any:
    return (x * autograd.tensor(weights.astype(x.dtype))).sum()


def _array_of(x: Any) -> np.ndarray:
    return x.detach().numpy() if isinstance(x, autograd.Tensor) else np.asarray(x)


def _tensors(dtype: Any) -> Tier:
    return Tier(
        leaf=lambda x: autograd.tensor(x.astype(dtype), requires_grad=True),
        argument=lambda x: x.astype(dtype),
        weigh=_weigh_tensor,
        array=_array_of,
    )


TIERS = {
    "Value": Tier(
        leaf=lambda x: Value(float(x)),
        argument=lambda x: Value(float(x)),
        weigh=lambda x, weights: x * float(weights),
        array=lambda x: np.asarray(float(x)),
    ),
    "float64": _tensors(np.float64),
    "float32": _tensors(np.float32),
}


@dataclass(frozen=True, eq=False)  # a problem is itself, so that what belongs to it can be cached
class Problem:
    """A function of Tensors or Values, and the arrays to differentiate at.

    Attributes:
        plain: the same function of arrays, for differences.
    """

    f: Function
    arrays: Arrays
    plain: Function

    @property
    def directions(self) -> list[np.ndarray]:
        return [weights_like(np.shape(x), 0.7 + i) for i, x in enumerate(self.arrays)]

    @property
    def weights(self) -> np.ndarray:
        return weights_like(np.shape(self.plain(*self.arrays)))

    def weighted(self, *arrays: np.ndarray) -> float:
        return float((self.plain(*arrays) * self.weights).sum())

    def moved(self, by: float) -> np.ndarray:
        return np.asarray(self.plain(*numerics.along(self.arrays, self.directions, by)))


def of_tensors(f: Function, arrays: Arrays) -> Problem:
    """Make a problem whose differences are taken of f itself, without its graph."""
    return Problem(f, arrays, lambda *xs: f(*map(autograd.tensor, xs)).numpy())


WITNESSES: dict[str, Callable[[Problem], list[np.ndarray]]] = {
    "gradient": lambda p: numerics.numeric_gradients(p.weighted, p.arrays),
    "tangent": lambda p: [numerics.central(p.moved, 0.0)],
    "hessian product": lambda p: numerics.numeric_hessian_product(p.weighted, p.arrays, p.directions),
    "second tangent": lambda p: [numerics.second(p.moved, 0.0)],
}


def _everywhere(arguments: Sequence[Any]) -> tuple[int, ...]:
    return tuple(range(len(arguments)))


def _backward(problem: Problem, tier: Tier, order: int) -> list[Any]:
    leaves = [tier.leaf(x) for x in problem.arrays]
    scalar = tier.weigh(problem.f(*leaves), problem.weights)
    for _ in range(order - 1):
        if not getattr(scalar, "requires_grad", True):
            break
        scalar.backward(create_graph=True)
        gradients = [leaf.grad for leaf in leaves]
        for leaf in leaves:
            leaf.grad = 0.0 if isinstance(leaf, Value) else None
        terms = [tier.weigh(g, t) for g, t in zip(gradients, problem.directions) if g is not None]
        scalar = sum(terms[1:], terms[0])
    if isinstance(scalar, Value) or getattr(scalar, "requires_grad", False):
        scalar.backward()
    return [leaf.grad if leaf.grad is not None else 0 * leaf.detach() for leaf in leaves]


def _gradient(problem: Problem, tier: Tier) -> Function:
    """Return the function x → ∂F/∂x."""

    def weighted(*xs: Any) -> Any:
        return tier.weigh(problem.f(*xs), problem.weights)

    return grad(weighted, _everywhere(problem.arrays))


def _tangent(problem: Problem, tier: Tier) -> Function:
    """Return the function x → the derivative of f along t."""
    tangents = tuple(tier.array(tier.argument(t)) for t in problem.directions)
    if tier is TIERS["Value"]:
        return lambda *xs: jvp(problem.f, xs, tuple(map(float, tangents)))[1]
    return lambda *xs: jvp(problem.f, xs, tangents)[1]


def _arguments(problem: Problem, tier: Tier) -> tuple[Any, ...]:
    return tuple(tier.argument(x) for x in problem.arrays)


def _grad_of_grad(problem: Problem, tier: Tier) -> Any:
    gradient = _gradient(problem, tier)

    def slope(*xs: Any) -> Any:
        terms = [tier.weigh(g, t) for g, t in zip(gradient(*xs), problem.directions)]
        return sum(terms[1:], terms[0])

    return grad(slope, _everywhere(problem.arrays))(*_arguments(problem, tier))


def _grad_of_jvp(problem: Problem, tier: Tier) -> Any:
    tangent = _tangent(problem, tier)

    def slope(*xs: Any) -> Any:
        return tier.weigh(tangent(*xs), problem.weights)

    return grad(slope, _everywhere(problem.arrays))(*_arguments(problem, tier))


def _jvp_of(f: Function, problem: Problem, tier: Tier) -> Any:
    directions = tuple(tier.argument(t) for t in problem.directions)
    return jvp(f, _arguments(problem, tier), directions)[1]


# Each way: the quantity it gives, and how. Their names say mode and order.
WAYS: dict[str, tuple[str, Callable[[Problem, Tier], Sequence[Any]]]] = {
    "backward": ("gradient", lambda p, tier: _backward(p, tier, 1)),
    "grad": ("gradient", lambda p, tier: _gradient(p, tier)(*_arguments(p, tier))),
    "jvp": ("tangent", lambda p, tier: [_jvp_of(p.f, p, tier)]),
    "backward of backward": ("hessian product", lambda p, tier: _backward(p, tier, 2)),
    "grad of grad": ("hessian product", _grad_of_grad),
    "jvp of grad": ("hessian product", lambda p, tier: _jvp_of(_gradient(p, tier), p, tier)),
    "grad of jvp": ("hessian product", _grad_of_jvp),
    "jvp of jvp": ("second tangent", lambda p, tier: [_jvp_of(_tangent(p, tier), p, tier)]),
}


def derivatives(problem: Problem, way: str, tier: str) -> list[np.ndarray]:
    """Compute one of `WAYS` in one of `TIERS`; return it as arrays."""
    chosen = TIERS[tier]
    found = [chosen.array(x) for x in WAYS[way][1](problem, chosen)]
    if tier != "Value" and WAYS[way][0] in ("gradient", "hessian product"):
        assert all(x.dtype == tier for x in found)
    return found


def slopes(f: Function, point: Sequence[float], tier: str) -> list[float]:
    """Compute ∂f/∂x for each number of a point by `backward`, without weights: exact where numbers are infinite."""
    chosen = TIERS[tier]
    leaves = [chosen.leaf(np.array(x)) for x in point]
    out = f(*leaves)
    if isinstance(out, Value) or out.requires_grad:
        out.backward()
    return [0.0 if leaf.grad is None else float(chosen.array(leaf.grad)) for leaf in leaves]


def check(f: Function, arrays: Arrays, order: int, tolerance: float = 1e-6) -> None:
    """Assert that gradients of f by `backward`, at order 1 or 2, agree with differences."""
    problem = of_tensors(f, arrays)
    way = "backward" if order == 1 else "backward of backward"
    for found, expected in zip(derivatives(problem, way, "float64"), WITNESSES[WAYS[way][0]](problem)):
        numerics.assert_close(found, expected, tolerance)
