"""Each of NumPy's functions on Tensors: NumPy's values, arguments and types, and right derivatives."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, check_gradients, tensor
from autograd.array import numpy_protocol
from autograd.rules.numpy_forms.constants import CONSTANT
from autograd.rules.operation import NUMPY_ADAPTERS
from tests.cases.numpy_functions import CALLS, CONSTANTS, GIVEN, MASK, OPERANDS
from tests.helpers import leaf

pytestmark = pytest.mark.skipif(
    np.lib.NumpyVersion(np.__version__) < "2.4.0", reason="older releases of NumPy lack some of these arguments"
)


def leaves(result: Any) -> list[Any]:
    return [leaf for part in result for leaf in leaves(part)] if isinstance(result, list | tuple) else [result]


def operands_of(call: str) -> list[str]:
    return [letter for letter in OPERANDS if re.search(rf"\b{letter}\b(?!=)", call)]


def evaluate(call: str, letters: list[str], operands: Any) -> Any:
    return eval(call, {"np": np, "MASK": MASK, "GIVEN": GIVEN, **dict(zip(letters, operands))})


def on_arrays(call: str) -> list[Any]:
    return leaves(evaluate(re.sub(r", like=\w", "", call), list(OPERANDS), OPERANDS.values()))


@pytest.mark.parametrize("call", CALLS)
def test_values_are_numpys(call: str) -> None:
    letters = operands_of(call)
    tensors = [tensor(OPERANDS[letter], requires_grad=True) for letter in letters]
    for found, expected in zip(leaves(evaluate(call, letters, tensors)), on_arrays(call), strict=True):
        array = found.detach().numpy() if isinstance(found, Tensor) else np.asarray(found)
        assert isinstance(found, Tensor | int)
        assert array.dtype == np.asarray(expected).dtype
        np.testing.assert_allclose(array, expected, rtol=1e-9, atol=1e-12, strict=True)


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_derivatives_are_right(call: str) -> None:
    letters = operands_of(call)

    def f(*operands: Any) -> list[Any]:
        return [out for out in leaves(evaluate(call, letters, operands)) if getattr(out, "dtype", None) == np.float64]

    assert check_gradients(f, *(OPERANDS[letter] for letter in letters), order=2).verdict in ("ok", "kink")


@pytest.mark.parametrize("call", CONSTANTS)
def test_what_has_no_derivative_works_on_all_tensors(call: str) -> None:
    letters = operands_of(call)
    tensors = [tensor(OPERANDS[letter], requires_grad=True) for letter in letters]
    for found, expected in zip(leaves(evaluate(call, letters, tensors)), on_arrays(call), strict=True):
        if isinstance(expected, np.ndarray):
            assert type(found) is Tensor
            assert not found.requires_grad
        if "empty" not in call:
            np.testing.assert_array_equal(np.asarray(found), expected)


def public_functions() -> dict[str, Any]:
    return {
        f"{prefix}{name}": function
        for prefix, module in (("", np), ("linalg.", np.linalg), ("fft.", np.fft))
        for name in dir(module)
        if isinstance(function := getattr(module, name), np.ufunc) or hasattr(function, "_implementation")
    }


def test_each_function_is_called() -> None:
    text = " ".join([*CALLS, *CONSTANTS])
    public = public_functions()
    called = {public.get(name) for name in re.findall(r"np\.((?:linalg\.|fft\.)?\w+)\(", text)}
    files = {np.save, np.savez, np.savez_compressed, np.savetxt}
    assert {f for f in public.values() if f in NUMPY_ADAPTERS or f in CONSTANT} - called - files == set()


def test_tensors_are_written_to_files_of_numpy(tmp_path: Path) -> None:
    x: Any = leaf(1.0, 2.0)
    np.save(tmp_path / "x.npy", x)
    np.savez(tmp_path / "x.npz", x=x)
    assert np.load(tmp_path / "x.npy").tolist() == np.load(tmp_path / "x.npz")["x"].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("name", [n for n, f in public_functions().items() if not isinstance(f, np.ufunc)])
def test_arguments_are_numpys(name: str) -> None:
    function = public_functions()[name]
    adapter = NUMPY_ADAPTERS.get(function)
    if adapter is None or function in CONSTANT:
        return
    try:
        wanted = inspect.signature(function).parameters
    except ValueError:  # written in C, in an older NumPy
        return
    found = inspect.signature(adapter).parameters
    names = [n for n in wanted if n not in ("out", "like")]
    if any(p.kind is p.VAR_KEYWORD for p in wanted.values()):
        return
    assert [n for n in found if n in names] == names


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("np.sum(t, out=np.zeros(()))", r"np\.sum\(\): expected no out= with a Tensor"),
        ("np.sum(t, 0, None, np.zeros(()))", r"np\.sum\(\): expected no out= with a Tensor"),
        ("np.add(t, 1, where=np.array([True, False]))", r"np\.add\(\): expected no where="),
        ("np.add.at(t, 0, 1)", r"np\.add\.at\(\): expected an array to write into"),
        ("np.fill_diagonal(t, 1)", r"np\.fill_diagonal\(\): expected an array to write into"),
        ("np.copyto(t, 1)", r"np\.copyto\(\): expected an array"),
        ("np.linalg.eigvals(t)", r"np\.linalg\.eigvals has no derivative here"),
        ("np.sum(t, dim=0)", "dim"),
        ('np.quantile(t, 0.5, method="hazen")', r"np\.quantile\(\): expected a method of"),
        ('np.pad(t, 1, "empty")', r"np\.pad\(\): expected a mode with defined elements"),
        ("np.nan_to_num(t, copy=False)", r"np\.nan_to_num\(\): expected copy=True"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(call: str, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        eval(call, {"np": np, "t": leaf(1.0, 2.0)})


@pytest.mark.parametrize(
    "call",
    [
        "np.max(t, where=np.array([True, False]))", "np.expand_dims(t, (0, 0))", "np.broadcast_to(t, (3,))",
        "np.vsplit(t, 1)", "np.convolve(t, t[:0])", "np.linalg.qr(t[None], 'raw')", "np.linalg.norm(t[None, None], 1)",
        "np.average(t, axis=0, weights=np.ones(3))",
    ],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused_as_by_numpy(call: str) -> None:
    with pytest.raises(ValueError, match=r"np\.|expected"):
        eval(call, {"np": np, "t": leaf(1.0, 2.0)})


def test_without_a_gradient_every_function_works() -> None:
    t: Any = tensor([1.0, -3.0, 2.0], dtype=autograd.float64)
    assert type(np.spacing(t)) is Tensor
    found: Any = np.histogram(t, bins=2)
    counts, edges = found
    assert counts.tolist() == [1, 2]
    assert type(edges) is Tensor
    assert np.roots(t).tolist() == np.roots([1.0, -3.0, 2.0]).tolist()
    with autograd.no_grad():
        assert type(np.spacing(leaf(1.0))) is Tensor


def test_a_list_of_tensors_is_an_array_like_a_tensor() -> None:
    x, y = leaf(1.0, 2.0), leaf(3.0, 4.0)
    stacked: Any = np.array([x, y], like=x)
    assert stacked.requires_grad
    assert np.array(x, like=x) is not np.asarray(x, like=x) is x
    with pytest.raises(RuntimeError, match=r"np\.stack"):
        np.array([x, y])


def test_the_second_derivative_of_logaddexp2_is_right_where_both_are_equal() -> None:
    x = np.array([0.3, -0.5])
    assert check_gradients(np.logaddexp2, x, x.copy(), order=2).verdict == "ok"


def test_a_triangle_alone_is_read_and_differentiated() -> None:
    x = np.array([[2.0, 9.0], [0.5, 3.0]])
    for function in (np.linalg.cholesky, np.linalg.eigvalsh):
        gradient = autograd.grad(lambda a, function=function: np.sum(function(a)))(x)
        assert gradient[0, 1] == 0.0 != gradient[1, 0]


def test_item_takes_a_place() -> None:
    x = leaf([[1.0, 2.0], [3.0, 4.0]])
    assert (x.item(1), x.item(1, 0), x.item((0, 1))) == (2.0, 3.0, 2.0)
    assert x.copy().requires_grad
    with pytest.raises(IndexError):
        x.item(4)
    with pytest.raises(RuntimeError, match="expected a tensor with one element"):
        x.item()


def test_astype_is_to() -> None:
    x = leaf(1.5, 2.5)
    wide = x.astype(np.float64)
    wide.sum().backward()
    assert wide.dtype == np.float64
    assert x.grad.dtype == np.float32
    assert x.astype("float32", copy=False) is x
    assert numpy_protocol.kind(np.roots) == "refused"
