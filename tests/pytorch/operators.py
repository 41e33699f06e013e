"""Compare every operator with PyTorch's, over the sample inputs of PyTorch's own database of operators.

    python -m tests.pytorch.operators [name ...]

prints which operators are whole: for every sample in both dtypes, the function, the method, the in-place form and the
form with `out=` give PyTorch's values, dtypes, shapes and gradients. The database belongs to the installed PyTorch; it
needs the package `expecttest`.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

import autograd
import nn
from tests.pytorch.comparison import torch
from tests.pytorch.differences import NOT_OFFERED, RANDOM

TOLERANCE: dict[Any, float] = {torch.float64: 1e-9, torch.float32: 1e-3}
SAMPLES = 60  # of each entry and dtype: a few entries have thousands


class DifferenceError(Exception):
    """A result differs from PyTorch's; the text says where."""


@functools.cache
def database() -> dict[str, list[Any]]:
    """Return the entries of the database that have derivatives, by the name of the operator."""
    module = importlib.import_module("torch.testing._internal.common_methods_invocations")  # takes seconds
    entries = [entry for entry in module.op_db if entry.supports_autograd]
    return {name: list(group) for name, group in itertools.groupby(sorted(entries, key=_name), _name)}


def _name(entry: Any) -> str:
    return str(entry.name)


def is_core(name: str) -> bool:
    """Return whether an operator is none of nn.functional, of FFTs, masked or sparse tensors, and not private."""
    return not name.startswith(("nn.functional.", "fft.", "masked.", "sparse.", "_", "torch.ops"))


# ── from PyTorch to this library ────────────────────────────────────────────────────────────────────────────────────

# Modules and types in the place of PyTorch's, for programs of the database that name them.
OURS = SimpleNamespace(**{name: getattr(autograd, name) for name in autograd.__all__})
OURS.nn = SimpleNamespace(functional=nn.functional)


def find(entry: Any) -> Callable[..., Any] | None:
    """Return this library's function for an entry; None if there is none."""
    found: Any = OURS
    for part in entry.name.split("."):
        found = getattr(found, part, None)
    found = found or getattr(autograd.Tensor, entry.name, None)
    op = entry.op
    if found is None or not isinstance(op, types.FunctionType) or "torch/testing" not in op.__code__.co_filename:
        return found  # type: ignore[no-any-return]  # a function
    # A program such as `lambda x: x.mT`, whose names are looked up in this library.
    return _rebound(op)


def _rebound(program: Any) -> Callable[..., Any]:
    """Return a Python function in which the name `torch` means this library."""
    names = {**program.__globals__, "torch": OURS, "wrapper_set_seed": _with_seed}
    made = types.FunctionType(program.__code__, names, program.__name__, program.__defaults__, program.__closure__)
    made.__kwdefaults__ = program.__kwdefaults__
    return made


def _with_seed(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a function of random numbers with the seed that the database gives to PyTorch."""
    autograd.manual_seed(42)
    return function(*args, **kwargs)


def ours(x: Any, requires_grad: bool = True) -> Any:
    """Return an argument of PyTorch's as this library's: tensors, dtypes, devices, and containers of them."""
    if isinstance(x, torch.Tensor):
        array = x.detach().resolve_conj().resolve_neg().numpy()
        return autograd.tensor(array.copy(), requires_grad=requires_grad and x.requires_grad)
    if isinstance(x, torch.dtype):
        return getattr(autograd, str(x).removeprefix("torch."))
    if isinstance(x, torch.device):
        return "cpu"
    if isinstance(x, torch.nn.PairwiseDistance):
        return nn.PairwiseDistance(x.norm, x.eps, x.keepdim)
    if isinstance(x, tuple | list):
        return type(x)(ours(part, requires_grad) for part in x) if type(x) in (tuple, list) else tuple(map(ours, x))
    if isinstance(x, dict):
        return {key: ours(value, requires_grad) for key, value in x.items()}
    return x


def plain(x: Any) -> Any:
    """Return an argument of PyTorch's with tensors copied and without their graph."""
    if isinstance(x, torch.Tensor):
        return x.detach().clone()
    if type(x) in (tuple, list):
        return type(x)(map(plain, x))
    return {key: plain(value) for key, value in x.items()} if isinstance(x, dict) else x


def tensors_in(x: Any) -> Iterator[Any]:
    """Yield the tensors in an argument or a result."""
    if isinstance(x, torch.Tensor | autograd.Tensor):
        yield x
    elif isinstance(x, tuple | list):
        for part in x:
            yield from tensors_in(part)
    elif isinstance(x, dict):
        yield from tensors_in(list(x.values()))


# ── comparison ──────────────────────────────────────────────────────────────────────────────────────────────────────


def compare(what: str, found: Any, expected: Any, tolerance: float, values: bool = True) -> None:
    """Raise DifferenceError if a result is not PyTorch's: its kind, dtype, shape and numbers."""
    if isinstance(expected, tuple | list) and not isinstance(expected, torch.Size):
        if not isinstance(found, tuple | list) or len(found) != len(expected):
            raise DifferenceError(f"{what}: expected {len(expected)} results, got {type(found).__name__}")
        for i, (a, b) in enumerate(zip(found, expected)):
            compare(f"{what}[{i}]", a, b, tolerance, values)
        return
    if not isinstance(expected, torch.Tensor):
        if found != expected and not (found != found and expected != expected):
            raise DifferenceError(f"{what}: expected {expected}, got {found}")
        return
    if not isinstance(found, autograd.Tensor):
        raise DifferenceError(f"{what}: expected a tensor, got {type(found).__name__}")
    if str(expected.dtype) != f"torch.{found.dtype}":
        raise DifferenceError(f"{what}: expected {expected.dtype}, got {found.dtype}")
    if tuple(found.shape) != tuple(expected.shape):
        raise DifferenceError(f"{what}: expected shape {tuple(expected.shape)}, got {tuple(found.shape)}")
    tolerance = max(tolerance, TOLERANCE.get(expected.dtype, 0))
    a, b = found.detach().numpy().astype(float), expected.numpy(force=True).astype(float)
    if not values or not b.size:
        return
    largest = np.abs(b[np.isfinite(b)]).max(initial=0)
    if not np.allclose(a, b, tolerance, tolerance * max(largest, 0.1), equal_nan=True):
        worst = np.unravel_index(np.argmax(np.where(np.isclose(a, b, tolerance, equal_nan=True), 0, 1)), b.shape)
        raise DifferenceError(f"{what}: expected {b[worst]:.6g}, got {a[worst]:.6g} of shape {b.shape}")


def weighted(library: Any, results: Sequence[Any]) -> Any:
    """Return a sum of all elements of the results, each with another weight."""
    total = 0
    for i, result in enumerate(results):
        weights = np.random.default_rng(i).uniform(0.5, 1.5, tuple(result.shape))
        dtype = getattr(library, str(result.dtype).removeprefix("torch."))
        total = total + (result * library.tensor(weights, dtype=dtype)).sum()
    return total


def compare_gradients(found: Any, expected: Any, inputs: list[Any], theirs: list[Any], tolerance: float) -> None:
    """Raise DifferenceError if the gradients of a weighted sum of the results differ."""
    pairs = [(a, b) for a, b in zip(tensors_in(found), tensors_in(expected)) if b.requires_grad]
    if not pairs:
        return
    leaves = [i for i, x in enumerate(theirs) if x.requires_grad]
    wanted = torch.autograd.grad(weighted(torch, [b for _, b in pairs]), [theirs[i] for i in leaves], allow_unused=True)
    total = weighted(autograd, [a for a, _ in pairs])
    if total.requires_grad:
        total.backward()
    for i, gradient in zip(leaves, wanted):
        got = inputs[i].grad
        if gradient is None or got is None:
            largest = max(
                (float(abs(g).max()) if g.numel() else 0.0 for g in (gradient, got) if g is not None), default=0.0
            )
            if largest:
                raise DifferenceError(
                    f"gradient of operand {i}: {'none' if got is None else 'one'}, where PyTorch differs"
                )
            continue
        compare(f"gradient of operand {i}", got, gradient, 10 * tolerance)


def compare_sample(entry: Any, function: Callable[..., Any], sample: Any, dtype: Any) -> None:
    """Compare one sample in all forms that PyTorch has."""
    tolerance, values = TOLERANCE[dtype], entry.name not in RANDOM
    theirs = (sample.input, sample.args, sample.kwargs)
    try:
        expected = entry.op(sample.input, *sample.args, **sample.kwargs)
    except Exception:
        return  # PyTorch refuses this sample
    if any(x.is_complex() or x.is_sparse for x in tensors_in([theirs, expected])):
        return
    x, args, kwargs = ours(theirs)
    found = function(x, *args, **kwargs)
    process = sample.output_process_fn_grad
    one_result = isinstance(expected, torch.Tensor)
    if values:
        found, expected = process(found), process(expected)
    compare("result", found, expected, tolerance, values)
    if values:
        # The wrapper makes matrices symmetric or triangular, where only a triangle of them is read.
        wrapper = entry.gradcheck_wrapper
        if wrapper.__code__.co_names:
            found = process(_rebound(wrapper)(function, x, *args, **kwargs))
            wrapped = process(wrapper(entry.op, sample.input, *sample.args, **sample.kwargs))
        else:
            wrapped = expected
        compare_gradients(
            found, wrapped, list(tensors_in([x, args, kwargs])), list(tensors_in(list(theirs))), tolerance
        )
    if not isinstance(sample.input, torch.Tensor):
        return
    method = _method(entry)
    if method is not None:
        y, args, kwargs = ours(theirs, False)
        compare("method", process(method(y, *args, **kwargs)), expected, tolerance, values)
    compare_inplace(entry, sample, tolerance, values)
    if entry.supports_out and one_result and values:
        y, args, kwargs = ours(theirs, False)
        out = autograd.empty(tuple(expected.shape), dtype=ours(expected.dtype))
        if function(y, *args, **kwargs, out=out) is not out:
            raise DifferenceError("out=: expected the tensor that was given")
        compare("out=", out, expected, tolerance)


def _method(entry: Any) -> Callable[..., Any] | None:
    """Return the method of Tensor that PyTorch has for an entry; raise DifferenceError if Tensor has none."""
    if entry.method_variant is None or not hasattr(torch.Tensor, entry.name):
        return None
    found: Callable[..., Any] | None = getattr(autograd.Tensor, entry.name, None)
    if found is None:
        raise DifferenceError("there is no method")
    return found if callable(found) else None


def compare_inplace(entry: Any, sample: Any, tolerance: float, values: bool) -> None:
    """Compare the in-place form, where PyTorch has one."""
    if entry.inplace_variant is None or sample.broadcasts_input:
        return
    name = entry.name if entry.name.endswith("_") else f"{entry.name}_"
    if not hasattr(torch.Tensor, name):
        return
    x, args, kwargs = plain((sample.input, sample.args, sample.kwargs))
    y, our_args, our_kwargs = ours((sample.input, sample.args, sample.kwargs), False)
    try:
        expected = getattr(x, name)(*args, **kwargs)
    except Exception:
        return
    method = getattr(y, name, None)
    if method is None:
        raise DifferenceError("there is no in-place form")
    if method(*our_args, **our_kwargs) is not y:
        raise DifferenceError("in place: expected the tensor itself")
    compare("in place", y, expected, tolerance, values)


def first_difference(name: str) -> str | None:
    """Return where an operator first differs from PyTorch's; None if it is whole.

    Raises:
        LookupError: if there is no such operator here.
    """
    for entry in database()[name]:
        function = find(entry)
        if function is None:
            raise LookupError(name)
        for dtype in TOLERANCE:
            if dtype not in entry.supported_dtypes("cpu"):
                continue
            samples = entry.sample_inputs("cpu", dtype, requires_grad=True)
            for i, sample in enumerate(itertools.islice(samples, SAMPLES)):
                try:
                    compare_sample(entry, function, sample, dtype)
                except Exception as error:
                    kind = "" if isinstance(error, DifferenceError) else f"{type(error).__name__}: "
                    text = str(error).partition("\n")[0]
                    return f"{entry.variant_test_name} {str(dtype)[6:]}, sample {i}: {kind}{text}".strip()
    return None


def main(names: Sequence[str]) -> None:
    """Print which of the named operators are whole; without names, of all."""
    warnings.simplefilter("ignore")
    status: dict[str, str] = {}
    for name in names or database():
        try:
            torch.manual_seed(0)
            difference = first_difference(name)
        except LookupError:
            status[name] = "missing"
            print(f"{name:45} not found{'  (not offered)' if name in NOT_OFFERED else ''}", flush=True)
            continue
        status[name] = "differs" if difference else "whole"
        print(f"{name:45} {difference or 'whole'}", flush=True)
    for title, chosen in (("core", [n for n in status if is_core(n)]), ("all", list(status))):
        counts = {kind: sum(status[n] == kind for n in chosen) for kind in ("whole", "differs", "missing")}
        print(f"{title}: {len(chosen)} with derivatives; {', '.join(f'{n} {kind}' for kind, n in counts.items())}")


if __name__ == "__main__":
    main(sys.argv[1:])
