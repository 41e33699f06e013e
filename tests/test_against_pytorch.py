"""Results, gradients, dtypes, shapes and texts compared with PyTorch's, where it is installed.

The programs are in tests/cases/against_pytorch.py, and with them the differences that are known, each with its reason.
"""

from __future__ import annotations

import itertools
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd.rules.operation import Operation
from autograd.rules.table import TABLE
from tests.cases import against_pytorch as programs
from tests.cases import rows
from tests.cases.operations import CASES
from tests.numerics import weights_like

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.pytorch

PRECISION = {"float64": 1e-12, "float32": 1e-5}
DTYPES = ["float64", "float32"]


def known(count: int, differences: dict[int, str]) -> list[Any]:
    """Number the cases; those that are known to differ are expected to fail."""
    marks = {i: [pytest.mark.xfail(reason=reason, strict=True)] for i, reason in differences.items()}
    return [pytest.param(i, marks=marks.get(i, [])) for i in range(count)]


def dtype_name(x: Any) -> str:
    return str(x.dtype).removeprefix("torch.")


def assert_same(ours: Any, theirs: Any, tolerance: float) -> None:
    """Compare two results: kind, dtype, shape and numbers."""
    if isinstance(theirs, tuple | list):
        assert len(ours) == len(theirs)
        for a, b in zip(ours, theirs):
            assert_same(a, b, tolerance)
        return
    assert dtype_name(ours) == dtype_name(theirs)
    assert tuple(ours.shape) == tuple(theirs.shape)
    numbers = theirs.detach().numpy()
    largest = np.abs(numbers[np.isfinite(numbers)]).max(initial=0)
    np.testing.assert_allclose(ours.detach().numpy(), numbers, rtol=tolerance, atol=tolerance * largest)


def compare(ours: Callable[..., Any], theirs: Callable[..., Any], arrays: Any, dtype: str) -> None:
    """Compare the results of two functions, and the gradients of their weighted sums."""
    xs = [autograd.tensor(a.astype(dtype), requires_grad=True) for a in arrays]
    ys = [torch.tensor(a.astype(dtype), requires_grad=True) for a in arrays]
    a, b = ours(*xs), theirs(*ys)
    assert_same(a, b, PRECISION[dtype])
    weights = weights_like(tuple(b.shape)).astype(dtype_name(b))
    (a * autograd.tensor(weights)).sum().backward()
    if b.requires_grad and theirs is not torch.floor_divide:  # which requires grad, and has no derivative
        (b * torch.tensor(weights)).sum().backward()
    for x, y in zip(xs, ys):
        if y.grad is None:  # no gradient there is a gradient of zero here
            assert x.grad is None or not x.grad.numpy().any()
        else:
            assert_same(x.grad, y.grad, 10 * PRECISION[dtype])


# ── operations ──────────────────────────────────────────────────────────────────────────────────────────────────────


def row_of_pytorch(name: str) -> Callable[..., Any]:
    if name in programs.ROWS:
        return lambda *xs: programs.ROWS[name](torch, torch.nn.functional, *xs)
    found: Callable[..., Any] = getattr(torch, name)
    return found


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", TABLE)
def test_rows(name: str, dtype: str) -> None:
    for point in rows.POINTS[name]:
        if name in programs.NUMBER_SECOND:
            x, y = point
            compare(lambda x, y=y: TABLE[name](x, y), lambda x, y=y: row_of_pytorch(name)(x, y), [np.array(x)], dtype)
        else:
            compare(TABLE[name], row_of_pytorch(name), [np.array(x) for x in point], dtype)


def result_and_gradients(library: Any, f: Callable[..., Any], point: tuple[float, ...]) -> list[float]:
    xs = [library.tensor(x, dtype=library.float64, requires_grad=True) for x in point]
    out = f(*xs)
    if out.requires_grad and f is not torch.floor_divide:  # which requires grad, and has no derivative
        out.backward()
    return [out.item(), *(0.0 if x.grad is None else x.grad.item() for x in xs)]


@pytest.mark.parametrize("name", [name for name in TABLE if name not in programs.NUMBER_SECOND])
def test_rows_at_special_numbers(name: str) -> None:
    """The results differ for the listed numbers and for no others."""
    differs = programs.AT_SPECIAL_NUMBERS.get(name, (lambda *x: False, ""))[0]
    for point in itertools.product(programs.SPECIAL, repeat=TABLE[name].arity):
        ours = result_and_gradients(autograd, TABLE[name], point)
        theirs = result_and_gradients(torch, row_of_pytorch(name), point)
        same = ours == pytest.approx(theirs, rel=1e-11, abs=1e-15, nan_ok=True)
        assert same != differs(*point), (point, ours, theirs)


def in_pytorch(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same function of PyTorch in place of this library."""
    if isinstance(f, types.FunctionType) and f.__name__ == "<lambda>":
        return types.FunctionType(f.__code__, {**f.__globals__, "autograd": torch, "F": torch.nn.functional})
    for namespace in (torch.nn.functional, torch.linalg, torch):
        if hasattr(namespace, f.__name__):
            found: Callable[..., Any] = getattr(namespace, f.__name__)
            return found
    raise AssertionError(f"{f} has no namesake")


def has_namesake(f: Callable[..., Any]) -> bool:
    """Return False for operations that are not public; cases call them through OPERATIONS."""
    return not isinstance(f, Operation) and not (
        isinstance(f, types.FunctionType) and "OPERATIONS" in f.__code__.co_names
    )


ARRAY_CASES = [
    (name, i)
    for name, cases in CASES.items()
    for i, (f, _) in enumerate(cases)
    if has_namesake(f) and (name, i) not in programs.REFUSED | programs.LESS_EXACT
]


@pytest.mark.filterwarnings(
    "ignore:Using padding=.same. with even kernel",
    "ignore:torch.meshgrid. in an upcoming release",
    "ignore:.* is deprecated",
    "ignore:.*in beta",
    "ignore:Using torch.cross without",
)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "i"), ARRAY_CASES)
def test_array_operations(name: str, i: int, dtype: str) -> None:
    f, arrays = CASES[name][i]
    compare(f, in_pytorch(f), arrays, dtype)


# ── dtypes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def outcome(call: Callable[[Any], Any], library: Any) -> str:
    """Return the dtype of the result, or "error"."""
    try:
        found = call(library)
    except Exception:
        return "error"
    return dtype_name(found[0] if isinstance(found, tuple) else found)


def differences(calls: dict[str, Callable[[Any], Any]]) -> dict[str, tuple[str, str]]:
    """Return the dtypes, here and there, of the calls that PyTorch accepts and that differ."""
    found = {key: (outcome(call, autograd), outcome(call, torch)) for key, call in calls.items()}
    return {key: (ours, theirs) for key, (ours, theirs) in found.items() if ours != theirs != "error"}


def of_two(name: str, *operands: tuple[Any, str]) -> Callable[[Any], Any]:
    """Return a call of a promoting function; each operand is its data and its dtype."""
    return lambda library: programs.PROMOTING[name](
        library, *(library.tensor(data, dtype=getattr(library, dtype)) if dtype else data for data, dtype in operands)
    )


@pytest.mark.parametrize("name", programs.PROMOTING)
def test_promotion(name: str) -> None:
    """Test Tensors with one dimension, and 0-d Tensors, which have a lower priority in promotion."""
    assert not differences(
        {
            f"{x} {a}, {y} {b}": of_two(name, (x, a), (y, b))
            for (x, y) in (([1], [1]), ([1], 1), (1, [1]))
            for a, b in itertools.product(programs.DTYPES, repeat=2)
        }
    )


@pytest.mark.parametrize("number", [True, 2, 2.5])
@pytest.mark.parametrize("name", programs.PROMOTING)
def test_promotion_with_numbers(name: str, number: float) -> None:
    found = differences({dtype: of_two(name, ([1], dtype), (number, "")) for dtype in programs.DTYPES})
    assert found == programs.PROMOTION_WITH_NUMBERS.get((name, number), {})


def of_one(name: str, dtype: str) -> Callable[[Any], Any]:
    dims = (0,) if name in ("cumsum", "logsumexp", "softmax") else ()
    return lambda library: getattr(library, name)(library.tensor([1, 1], dtype=getattr(library, dtype)), *dims)


@pytest.mark.parametrize("name", programs.REDUCING)
def test_dtypes_of_functions_of_one(name: str) -> None:
    found = differences({dtype: of_one(name, dtype) for dtype in programs.DTYPES})
    assert found == programs.DTYPES_OF_ONE.get(name, {})


# ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("i", known(len(programs.REPRS), programs.TEXTS))
def test_repr(i: int) -> None:
    """The texts are equal except for the prefix of dtypes: float64 here, torch.float64 in PyTorch."""
    make = programs.REPRS[i]
    assert repr(make(autograd)) == repr(make(torch)).replace("torch.", "")


# ── layers, losses, optimisers ──────────────────────────────────────────────────────────────────────────────────────


def first_of_nested(module: Callable[..., Any]) -> Callable[..., Any]:
    """Return the module without its other outputs, such as the state of a recurrent layer."""

    def call(x: Any) -> Any:
        out = module(x)
        while isinstance(out, tuple):
            out = out[0]
        return out

    return call


def from_pytorch(tensors: dict[str, Any]) -> dict[str, Any]:
    return {name: autograd.tensor(x.detach().numpy()) for name, x in tensors.items()}


@pytest.mark.filterwarnings(
    "ignore:Lazy modules are a new feature", "ignore:enable_nested_tensor is True", "ignore:LSTM with projections"
)
@pytest.mark.parametrize("i", [i for i, (_, shape) in enumerate(programs.LAYERS) if shape])
def test_layers(i: int) -> None:
    """Compare results, gradients and buffers, with the numbers of PyTorch's parameters; their names are equal too."""
    make, shape = programs.LAYERS[i]
    torch.manual_seed(0)
    ours, theirs = make(nn), make(torch.nn)
    x = np.random.default_rng(0).standard_normal(shape)
    theirs(torch.tensor(x.astype("float32")))  # gives lazy layers their shapes
    ours(autograd.tensor(x.astype("float32")))
    ours.load_state_dict(from_pytorch(theirs.state_dict()))
    compare(first_of_nested(ours), first_of_nested(theirs), [x], "float32")
    for (name, p), (same, q) in zip(ours.named_parameters(), theirs.named_parameters(), strict=True):
        assert name == same
        assert_same(p.grad, q.grad, 1e-4)
    for (name, b), (same, c) in zip(ours.named_buffers(), theirs.named_buffers(), strict=True):
        assert name == same
        assert_same(b, c, 1e-5)


@pytest.mark.filterwarnings(
    "ignore:Lazy modules are a new feature", "ignore:enable_nested_tensor is True", "ignore:LSTM with projections"
)
@pytest.mark.parametrize("i", known(len(programs.LAYERS), programs.LAYER_TEXTS))
def test_reprs_of_layers(i: int) -> None:
    assert repr(programs.LAYERS[i][0](nn)) == repr(programs.LAYERS[i][0](torch.nn))


def all_of_nested(out: Any) -> list[Any]:
    return [y for x in out for y in all_of_nested(x)] if isinstance(out, tuple) else [out]


@pytest.mark.filterwarnings("ignore:LSTM with projections", "ignore:Support for mismatched", "ignore:enable_nested")
@pytest.mark.parametrize("i", range(len(programs.CALLS)))
def test_calls_of_modules(i: int) -> None:
    """Compare all outputs, and the gradients of their sum by the input and the parameters."""
    make, call, shape = programs.CALLS[i]
    torch.manual_seed(0)
    ours, theirs = make(nn), make(torch.nn)
    ours.load_state_dict(from_pytorch(theirs.state_dict()))
    data = np.random.default_rng(0).standard_normal(shape).astype("float32")
    x, y = autograd.tensor(data, requires_grad=True), torch.tensor(data, requires_grad=True)
    found, expected = all_of_nested(call(autograd, ours, x)), all_of_nested(call(torch, theirs, y))
    assert_same(found, expected, 2e-5)
    totals = [
        sum((k + out.exp() / (1 + out * out)).sum() for k, out in enumerate(outputs) if out.is_floating_point())
        for outputs in (found, expected)
    ]
    for total in totals:
        total.backward()
    for p, q in [(x, y), *zip(ours.parameters(), theirs.parameters(), strict=True)]:
        assert_same(p.grad, q.grad, 1e-4)


@pytest.mark.filterwarnings("ignore:.*(without dim|Implicit dimension|divides by|batchmean)")
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("name", programs.LOSSES)
def test_losses(name: str, reduction: str) -> None:
    rng = np.random.default_rng(1)
    x, t, k = rng.standard_normal((4, 3)), rng.uniform(0.1, 0.9, (4, 3)), np.array([2, 0, 1, 1])
    for dtype in DTYPES:
        ours, theirs = (
            lambda x, lib=lib, functional=functional, dtype=dtype: programs.LOSSES[name](
                functional, x, lib.tensor(t.astype(dtype)), lib.tensor(k), reduction=reduction
            )
            for lib, functional in ((autograd, F), (torch, torch.nn.functional))
        )
        compare(ours, theirs, [x], dtype)


@pytest.mark.parametrize("i", range(len(programs.OPTIMIZERS)))
def test_optimizers(i: int) -> None:
    start, goal = np.array([3.0, -2.0, 0.5]), np.array([1.0, 1.0, -1.0])
    ends = []
    for lib, optim, parameter in (
        (autograd, nn.optim, nn.Parameter(autograd.tensor(start))),
        (torch, torch.optim, torch.nn.Parameter(torch.tensor(start))),
    ):
        optimizer = programs.OPTIMIZERS[i](optim, [parameter])
        for _ in range(10):
            optimizer.zero_grad()
            ((parameter - lib.tensor(goal)) ** 2).sum().backward()
            optimizer.step()
        ends.append(parameter.detach().numpy())
    np.testing.assert_allclose(ends[0], ends[1], rtol=1e-10)


@pytest.mark.parametrize("i", range(len(programs.OPTIMIZERS)))
def test_optimizers_go_on_from_pytorchs_state(i: int) -> None:
    gradients = np.random.default_rng(0).standard_normal((6, 3))
    theirs = torch.nn.Parameter(torch.ones(3, dtype=torch.float64))
    optimizer = programs.OPTIMIZERS[i](torch.optim, [theirs])
    for step, gradient in enumerate(gradients):
        if step == 3:
            ours = nn.Parameter(autograd.tensor(theirs.detach().numpy()))
            again = programs.OPTIMIZERS[i](nn.optim, [ours])
            again.load_state_dict(optimizer.state_dict())
        theirs.grad = torch.tensor(gradient)
        optimizer.step()
        if step >= 3:
            ours.grad = autograd.tensor(gradient)
            again.step()
    np.testing.assert_allclose(ours.detach().numpy(), theirs.detach().numpy(), rtol=1e-10)


@pytest.mark.filterwarnings("ignore:.*norm. is deprecated")
@pytest.mark.parametrize("name", ["weight_norm", "spectral_norm"])
@pytest.mark.parametrize(
    ("make", "shape"),
    [(lambda nn: nn.Linear(3, 2), (4, 3)), (lambda nn: nn.ConvTranspose2d(2, 3, 2), (1, 2, 3, 3))],
    ids=["linear", "transposed"],
)
def test_computed_weights(make: Callable[[Any], Any], shape: tuple[int, ...], name: str) -> None:
    torch.manual_seed(0)
    ours, theirs = getattr(nn.utils, name)(make(nn)), getattr(torch.nn.utils, name)(make(torch.nn))
    ours.load_state_dict(from_pytorch(theirs.state_dict()))
    data = np.random.default_rng(0).standard_normal(shape).astype("float32")
    x, y = autograd.tensor(data), torch.tensor(data)
    for _ in range(2):  # each estimates the norm again
        assert_same(ours(x), theirs(y), 1e-5)
    (ours(x) ** 2).sum().backward()
    (theirs(y) ** 2).sum().backward()
    gradients = {name: p.grad for name, p in theirs.named_parameters()}
    for parameter, p in ours.named_parameters():
        assert_same(p.grad, gradients[parameter], 1e-4)
    getattr(nn.utils, f"remove_{name}")(ours)
    getattr(torch.nn.utils, f"remove_{name}")(theirs)
    assert_same(ours.weight, theirs.weight, 1e-5)


@pytest.mark.parametrize("order", [1.0, 2.0, 3.0, np.inf])
@pytest.mark.parametrize("gradient", [[3.0, -4.0], [0.1, 0.2], [np.inf, 1.0], [np.nan, 1.0], [0.0, 0.0]], ids=str)
def test_clipping_of_gradients(gradient: list[float], order: float) -> None:
    ends = []
    for lib, utils in ((autograd, nn.utils), (torch, torch.nn.utils)):
        p = lib.ones(2).requires_grad_()
        p.grad = lib.tensor(gradient)
        norm = utils.clip_grad_norm_([p], 1.0, order)
        ends.append([norm.item(), *p.grad.tolist()])
    np.testing.assert_allclose(ends[0], ends[1], rtol=1e-6)
