"""What a beginner types by mistake, and what the message says to write instead."""

from __future__ import annotations

import importlib
import inspect
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Value

A: Any = Value(2.0, "a")
X = autograd.ones(3, 2)
MODEL = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Sequential(nn.Linear(8, 4), nn.Linear(5, 1)))


@pytest.mark.parametrize(
    ("mistake", "kind", "hint"),
    [
        (lambda: np.tanh(A), TypeError, r"write x\.tanh\(\) or autograd\.tanh\(x\)"),
        (lambda: np.arctan(A), TypeError, r"write x\.atan\(\)"),
        (lambda: np.maximum(A, 1.0), TypeError, r"write x\.maximum\(y\) or autograd\.maximum\(x, y\)"),
        (lambda: np.heaviside(A, 1.0), TypeError, "use operations of autograd"),
        (lambda: np.ones(3) * A, TypeError, "array"),
        (lambda: autograd.tensor([A, A]), TypeError, r"\[v\.data for v in values\]"),
        (lambda: nn.Linear(1, 1)(A), TypeError, r"networks of Values are in nn\.scalar"),
        (lambda: nn.Linear(1, 1)([A]), TypeError, r"networks of Values are in nn\.scalar"),
        (lambda: nn.Linear(1, 1)([1.0]), TypeError, r"write autograd\.tensor\(input\)"),
        (lambda: X * A, TypeError, r"Values or Tensors, and not both: use x\.item\(\)"),
        (lambda: nn.scalar.MLP(2, [1])(X[0]), TypeError, r"x\.tolist\(\)"),  # type: ignore[arg-type]
        (lambda: nn.scalar.MLP(2, [1])(A), TypeError, r"write model\(\[x\]\)"),
        (lambda: nn.MLP(2, 3), TypeError, r"write MLP\(2, \[3\]\)"),  # type: ignore[arg-type]
        (lambda: nn.scalar.MLP(2, 3), TypeError, r"write MLP\(2, \[3\]\)"),  # type: ignore[arg-type]
        (lambda: nn.MLP(2, 3, 1), TypeError, r"write MLP\(2, \[3, 1\]\)"),  # type: ignore[arg-type]
        (lambda: nn.scalar.MLP(2, 3, 1), TypeError, r"write MLP\(2, \[3, 1\]\)"),  # type: ignore[arg-type]
        (lambda: nn.ReLU(X).sum(), AttributeError, r"call the layer, as in ReLU\(…\)\(input\)\.sum"),  # type: ignore[arg-type]
        (lambda: MODEL[0](nn.ReLU(X)), TypeError, r"call the layer, as in ReLU\(…\)\(input\)"),  # type: ignore[arg-type]
        (lambda: nn.Sequential([nn.Tanh()]), TypeError, r"write Sequential\(\*modules\)"),  # type: ignore[arg-type]
        (lambda: nn.Sequential(nn.Tanh), TypeError, r"make one with Tanh\(…\)"),  # type: ignore[arg-type]
        (lambda: nn.Sequential(autograd.tanh), TypeError, r"such as nn\.Tanh\(\)"),  # type: ignore[arg-type]
        (lambda: autograd.grad(abs, 2.0), TypeError, r"got float; write grad\(f\)\(x\)"),  # type: ignore[call-overload]
        (lambda: importlib.import_module("autograd.numpy"), ImportError, "write `import numpy as np`"),
        (lambda: nn.Tanh(X), TypeError, r"write Tanh\(\)\(input\)"),
        (lambda: autograd.check_gradients(2.0, abs), TypeError, r"expected a function, got float"),  # type: ignore[arg-type]
        (lambda: autograd.check_gradients(abs, "2"), TypeError, "give floats, arrays"),
        (lambda: autograd.check_gradients(lambda x: x), TypeError, r"check_gradients\(f, 2\.0\)"),
        (lambda: nn.MSELoss(X, X), TypeError, r"write nn\.MSELoss\(\)\(input, target\)"),  # type: ignore[arg-type]
        (lambda: nn.CrossEntropyLoss(X, X), TypeError, r"write nn\.CrossEntropyLoss\(\)\(input"),  # type: ignore[arg-type]
        (
            lambda: MODEL(autograd.ones(4, 3)),
            autograd.ShapeError,
            r"^in layer 0, Linear\(2 → 8\): linear\(\): input \(4, 3\).*; got 3 features, expected 2$",
        ),
        (
            lambda: MODEL(autograd.ones(4, 2)),
            autograd.ShapeError,
            r"^in layer 2, Sequential: in layer 1, Linear\(5 → 1\): .*got 4 features",
        ),
        (lambda: autograd.nn, AttributeError, "write `import nn`"),  # type: ignore[attr-defined]
        (lambda: autograd.optim, AttributeError, "write `import nn`"),  # type: ignore[attr-defined]
        (lambda: nn.functional.multi_margin_loss(X, autograd.ones(3)), TypeError, r"write target\.long\(\)"),
        (
            lambda: nn.functional.nll_loss(X, autograd.ones(3, 2).long()),
            autograd.ShapeError,
            r"if it is one-hot, write target\.argmax\(1\)",
        ),
        (lambda: importlib.import_module("autograd.nn"), ImportError, "write `import nn`"),
        (lambda: MODEL.paramters, AttributeError, "parameters"),
        (lambda: nn.functional.relU, AttributeError, "nearest there is: relu"),  # type: ignore[attr-defined]
        (lambda: nn.scalar.Nueron, AttributeError, "Neuron"),  # type: ignore[attr-defined]
        (lambda: autograd.draw(A * A, "loss"), TypeError, r"draw\(root, \{'loss': root\}\)"),
    ],
)
def test_the_message_says_what_to_write(mistake: Callable[[], Any], kind: type[Exception], hint: str) -> None:
    with pytest.raises(kind, match=hint):
        mistake()


@pytest.mark.parametrize("number", [np.float64(3.0), np.float32(3.0), np.int64(3)])
def test_numbers_of_numpy_work_on_the_left_of_a_value(number: Any) -> None:
    for made, expected in [
        (number * A, 6.0), (number + A, 5.0), (number - A, 1.0), (number / A, 1.5), (number**A, 9.0),
        (number % A, 1.0), (number // A, 1.0),
    ]:  # fmt: skip
        assert isinstance(made, Value)
        assert made.data == expected
    assert number > A
    assert not number <= A
    assert number != A


def test_the_gradient_of_a_result_is_a_warning() -> None:
    x = autograd.ones(2, requires_grad=True)
    result = x * 2
    with pytest.warns(UserWarning, match=r"call retain_grad\(\) before backward\(\)"):
        assert result.grad is None
    result.retain_grad()
    result.sum().backward()
    assert result.grad is not None
    assert (x.detach() * 2).grad is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: autograd.check_gradients(lambda a, b: a * b, [1.0, 2.0]),
        lambda: autograd.check_gradients(lambda x: (x * x).sum(), [1.0, 2.0]),
        lambda: autograd.grad(lambda x: (x * x).sum())((1.0, 2.0)),
        lambda: autograd.jacobian(lambda x: x.exp())([1.0, 2.0]),
    ],
)
def test_a_list_in_place_of_an_array_or_of_several_numbers_is_explained(call: Callable[[], Any]) -> None:
    with pytest.raises((TypeError, AttributeError)) as caught:
        call()
    (note,) = caught.value.__notes__
    assert "write np.array([1.0, 2.0]) or autograd.tensor([1.0, 2.0])" in note
    assert "write them one by one: f, 1.0, 2.0" in note


def test_the_step_of_pytorch_on_a_value_is_a_warning() -> None:
    p = q = Value(1.0)
    (p * 3.0).backward()
    with autograd.no_grad(), pytest.warns(UserWarning, match=r"write p\.data -= rate \* p\.grad"):
        p -= 0.5
    assert (p.data, q.data) == (0.5, 1.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        q -= 0.5  # where gradients are recorded, it may be a computation
        with autograd.no_grad():
            total = Value(0.0)
            total -= q
            total -= 1.0
        assert total.data == -1.5


def test_editors_show_no_internals() -> None:
    assert not {"pull", "receive"} & {*dir(A), *dir(X)}
    assert {"data", "grad", "backward", "tanh"} <= {*dir(A)} & {*dir(X)}
    assert not {"importlib", "Any", "annotations", "hooks", "calls"} & {*dir(nn)}
    assert not {"importlib", "Any", "annotations"} & {*dir(autograd)}
    assert [name for name in dir(nn.scalar) if not name.startswith("_")] == ["Layer", "MLP", "Module", "Neuron"]
    for module in (nn.data, nn.datasets, nn.functional, nn.init, nn.optim, nn.utils, autograd.linalg, autograd.special):
        public: Any = module
        assert set(public.__all__) == {name for name in dir(module) if not name.startswith("_")}


def test_help_begins_with_what_a_beginner_needs() -> None:
    doc = inspect.getdoc(Value)
    assert doc
    for word in ("backward()", "inputs", "draw"):
        assert word in doc.partition("Args:")[0]
    tanh = inspect.getdoc(Value.tanh)
    assert tanh
    assert "1 - out * out" in tanh
    assert ">>>" in tanh


def test_a_compiled_function_shows_its_source_and_its_branch() -> None:
    f = autograd.compile(lambda x: x * x if x > 0 else -x)
    assert "its source is written at the first call" in repr(f)
    f(3.0)
    assert "(v0 > 0.0) == True" in repr(f)
    assert f.source.rstrip() in repr(f)


def test_an_optional_part_is_installed_from_the_checkout() -> None:
    from autograd.extend import install_command

    assert install_command("draw").startswith('pip install -e "/')
    assert install_command("draw").endswith('[draw]"')
