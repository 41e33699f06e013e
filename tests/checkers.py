"""Compare check_gradients with PyTorch's gradcheck and JAX's check_grads on the galleries: `python -m tests.checkers`.

Each checker sees the same functions: f and its gradients as chainrule computes them, in double precision, with the
checker's default tolerances. A peer that is not installed is left out. The command prints the table of
docs/checking.md; with `--details`, it also names each function that a checker misses or condemns.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from autograd import check_gradients, jvp
from autograd.check.subject import Subject
from autograd.custom_ops.surrogate import Offsets
from autograd.grad_mode import no_grad
from autograd.transforms.arguments import raw
from tests.cases import gallery_right, gallery_wrong

# PyTorch's gradcheck evaluates f twice for each input. If f is too large for that, its fast mode is used.
FIRST_ORDER, SECOND_ORDER = 10_000_000, 1_000_000


class Bridge:
    """A function of chainrule as functions of NumPy arrays, to define it in other libraries.

    Attributes:
        x: the inputs.
        sizes: the number of elements of each input.
        m: the number of outputs. All outputs are one vector.
        has_jvp: whether forward mode is supported, or fails in a jvp of the user.
    """

    def __init__(self, f: Callable[..., Any], inputs: Sequence[Any]) -> None:
        self._set(Subject(f, inputs))
        try:
            self.has_jvp = self.subject.forward_mode([np.ones(x.shape) for x in self.x], np.ones(self.m)) is not None
        except Exception:
            self.has_jvp = True

    def _set(self, subject: Subject) -> None:
        self.subject = subject
        subject.offsets = Offsets()  # the peers know no surrogates
        self.x = subject.x
        self.sizes = [x.size for x in self.x]
        self.m = subject.base.size

    def value(self, *xs: Any) -> Any:
        return self.subject.evaluate([np.array(x, np.float64) for x in xs])

    def gradient(self, upstream: Any, *xs: Any) -> Any:
        """Return the gradients of all inputs as one vector."""
        found = self.subject.gradient([np.array(x, np.float64) for x in xs], np.array(upstream, np.float64))
        return np.concatenate([g.ravel() for g in found])

    def second(self, cotangent: Any, upstream: Any, *xs: Any) -> Any:
        """Return the gradient of `cotangent · self.gradient` with respect to upstream and inputs, as one vector."""
        of_gradient = Bridge.__new__(Bridge)
        of_gradient._set(self.subject.derivative(np.array(upstream, np.float64)))
        parts = np.split(
            np.array(upstream, np.float64), np.cumsum([np.prod(s, dtype=int) for s in self.subject.shapes])[:-1]
        )
        upstreams = [part.reshape(shape) for part, shape in zip(parts, self.subject.shapes)]
        vector = of_gradient.gradient(cotangent, *xs, *upstreams)
        total = sum(self.sizes)
        return np.concatenate([vector[total:], vector[:total]])

    def tangent(self, *xs_and_directions: Any) -> Any:
        """Return the derivative of all outputs along a direction."""
        given = [np.array(a, np.float64) for a in xs_and_directions]
        n = len(self.x)
        with no_grad():
            xs, directions = (self.subject.inputs(part) for part in (given[:n], given[n:]))
            _, tangents = jvp(self.subject.flat, xs, tuple(directions))
        return np.concatenate([np.asarray(raw(t), np.float64).ravel() for t in tangents])


def chainrule(f: Callable[..., Any], inputs: Sequence[Any]) -> bool:
    """Return whether check_gradients calls the gradient wrong."""
    return check_gradients(f, *inputs).verdict == "wrong"


def pytorch(f: Callable[..., Any], inputs: Sequence[Any]) -> bool:
    """Return whether torch.autograd.gradcheck or gradgradcheck fails."""
    torch = import_module("torch")
    checks: Any = import_module("torch.autograd.gradcheck")
    checks._run_slow_mode_and_get_error = lambda *args, **options: ""  # after a failure, to explain it; takes hours

    bridge = Bridge(f, inputs)

    def numpy(tensors: Sequence[Any]) -> list[Any]:
        return [t.detach().numpy() for t in tensors]

    class Gradient(torch.autograd.Function):  # type: ignore[name-defined, misc]
        @staticmethod
        def forward(ctx: Any, *arguments: Any) -> Any:
            ctx.save_for_backward(*arguments)
            return torch.from_numpy(bridge.gradient(*numpy(arguments)))

        @staticmethod
        def backward(ctx: Any, cotangent: Any) -> Any:
            found = torch.from_numpy(bridge.second(*numpy([cotangent, *ctx.saved_tensors])))
            sizes = [bridge.m, *bridge.sizes]
            return tuple(g.reshape(a.shape) for g, a in zip(found.split(sizes), ctx.saved_tensors))

    class Checked(torch.autograd.Function):  # type: ignore[name-defined, misc]
        @staticmethod
        def forward(ctx: Any, *xs: Any) -> Any:
            ctx.save_for_backward(*xs)
            ctx.save_for_forward(*xs)
            return torch.from_numpy(bridge.value(*numpy(xs)))

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            found = Gradient.apply(upstream, *ctx.saved_tensors)
            return tuple(g.reshape(x.shape) for g, x in zip(found.split(bridge.sizes), ctx.saved_tensors))

        @staticmethod
        def jvp(ctx: Any, *directions: Any) -> Any:
            return torch.from_numpy(bridge.tangent(*numpy([*ctx.saved_tensors, *directions])))

    xs = tuple(torch.tensor(x, requires_grad=True) for x in bridge.x)
    work = sum(bridge.sizes) * (sum(bridge.sizes) + bridge.m)
    try:
        fast = work > FIRST_ORDER
        torch.autograd.gradcheck(Checked.apply, xs, check_forward_ad=bridge.has_jvp, fast_mode=fast)
    except Exception:
        return True
    try:
        torch.autograd.gradgradcheck(Checked.apply, xs, fast_mode=work > SECOND_ORDER)
    except checks.GradcheckError:
        return True
    except Exception:
        return False  # f cannot be differentiated twice
    return False


def jax(f: Callable[..., Any], inputs: Sequence[Any]) -> bool:
    """Return whether jax.test_util.check_grads fails."""
    jax: Any = import_module("jax")
    check_grads = import_module("jax.test_util").check_grads
    jax.config.update("jax_enable_x64", True)
    bridge = Bridge(f, inputs)

    def call(function: Callable[..., Any], size: int, *arguments: Any) -> Any:
        return jax.pure_callback(function, jax.ShapeDtypeStruct((size,), np.float64), *arguments)

    def split(vector: Any, like: Sequence[Any]) -> tuple[Any, ...]:
        ends = np.cumsum([a.size for a in like])[:-1]
        return tuple(part.reshape(a.shape) for part, a in zip(jax.numpy.split(vector, ends), like))

    total = sum(bridge.sizes)

    gradient = jax.custom_vjp(lambda *arguments: call(bridge.gradient, total, *arguments))
    gradient.defvjp(
        lambda *arguments: (gradient(*arguments), arguments),
        lambda arguments, cotangent: split(call(bridge.second, bridge.m + total, cotangent, *arguments), arguments),
    )

    reverse = jax.custom_vjp(lambda *xs: call(bridge.value, bridge.m, *xs))
    reverse.defvjp(lambda *xs: (reverse(*xs), xs), lambda xs, upstream: split(gradient(upstream, *xs), xs))

    forward = jax.custom_jvp(lambda *xs: call(bridge.value, bridge.m, *xs))
    forward.defjvp(lambda xs, directions: (forward(*xs), call(bridge.tangent, bridge.m, *xs, *directions)))
    xs = tuple(jax.numpy.asarray(x) for x in bridge.x)
    try:
        check_grads(reverse, xs, order=1, modes=["rev"])
        if bridge.has_jvp:
            check_grads(forward, xs, order=1, modes=["fwd"])
    except Exception:
        return True
    try:
        check_grads(reverse, xs, order=2, modes=["rev"])
    except AssertionError:
        return True
    except Exception:
        return False
    return False


CHECKERS: dict[str, tuple[str, Callable[[Callable[..., Any], Sequence[Any]], bool]]] = {
    "chainrule": ("autograd", chainrule),
    "PyTorch": ("torch", pytorch),
    "JAX": ("jax", jax),
}


def installed() -> list[str]:
    """Return the names of the checkers whose library is installed."""
    return [name for name, (module, _) in CHECKERS.items() if find_spec(module)]


def table(names: Sequence[str], details: bool = False) -> list[str]:
    """Return the lines of the table: for each kind, the number of gradients that each checker calls wrong.

    Args:
        names: the checkers to compare.
        details: also print the name of each function that a checker misses or condemns.
    """
    lines = ["| gallery | kind | functions | " + " | ".join(names) + " |", "|---|---|--:|" + "--:|" * len(names)]
    galleries: dict[str, dict[str, list[Any]]] = {
        "wrong: caught": gallery_wrong.KINDS,
        "right: condemned": gallery_right.KINDS,
    }
    for gallery, kinds in galleries.items():
        totals = np.zeros(len(names), int)
        for kind, cases in kinds.items():
            counts = np.zeros(len(names), int)
            for case in cases:
                for i, name in enumerate(names):
                    condemned = CHECKERS[name][1](case.f, case.inputs)
                    counts[i] += condemned
                    if details and condemned != gallery.startswith("wrong"):
                        print(f"{name} {'condemns' if condemned else 'misses'} {kind}: {case.name}", flush=True)
            totals += counts
            lines.append(f"| {gallery} | {kind} | {len(cases)} | " + " | ".join(map(str, counts)) + " |")
        size = sum(len(cases) for cases in kinds.values())
        lines.append(f"| **{gallery}** | **all** | **{size}** | " + " | ".join(f"**{n}**" for n in totals) + " |")
    return lines


if __name__ == "__main__":
    import sys

    warnings.simplefilter("ignore")
    print("\n".join(table(installed(), details="--details" in sys.argv)))
