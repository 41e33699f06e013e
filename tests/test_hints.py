"""What a beginner types by mistake, and what the message says to write instead."""

from __future__ import annotations

import inspect
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
        (lambda: np.heaviside(A, 1.0), TypeError, "use operations of autograd"),
        (lambda: np.ones(3) * A, TypeError, "array"),
        (lambda: autograd.tensor([A, A]), TypeError, r"\[v\.data for v in values\]"),
        (lambda: nn.Linear(1, 1)(A), TypeError, r"networks of Values are in nn\.scalar"),
        (lambda: nn.scalar.MLP(2, [1])(A), TypeError, r"write model\(\[x\]\)"),
        (lambda: nn.MLP(2, 3), TypeError, r"write MLP\(2, \[3\]\)"),  # type: ignore[arg-type]
        (lambda: nn.scalar.MLP(2, 3), TypeError, r"write MLP\(2, \[3\]\)"),  # type: ignore[arg-type]
        (lambda: autograd.check_gradients(lambda x: x), TypeError, r"check_gradients\(f, 2\.0\)"),
        (lambda: nn.MSELoss(X, X), TypeError, r"write nn\.MSELoss\(\)\(input, target\)"),  # type: ignore[arg-type]
        (lambda: nn.CrossEntropyLoss(X, X), TypeError, r"write nn\.CrossEntropyLoss\(\)\(input"),  # type: ignore[arg-type]
        (
            lambda: MODEL(autograd.ones(4, 3)),
            autograd.ShapeError,
            r"^in layer 0, Linear\(in_features=2, out_features=8",
        ),
        (
            lambda: MODEL(autograd.ones(4, 2)),
            autograd.ShapeError,
            r"^in layer 2, Sequential: in layer 1, Linear\(in_fea",
        ),
        (lambda: autograd.nn, AttributeError, "write `import nn`"),  # type: ignore[attr-defined]
        (lambda: autograd.optim, AttributeError, "write `import nn`"),  # type: ignore[attr-defined]
        (lambda: MODEL.paramters, AttributeError, "parameters"),
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


def test_editors_show_no_internals() -> None:
    assert not {"pull", "receive"} & {*dir(A), *dir(X)}
    assert {"data", "grad", "backward", "tanh"} <= {*dir(A)} & {*dir(X)}
    assert not {"importlib", "Any", "annotations", "hooks", "calls"} & {*dir(nn)}
    assert not {"importlib", "Any", "annotations"} & {*dir(autograd)}


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
