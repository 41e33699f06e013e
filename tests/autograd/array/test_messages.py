"""Error messages name the operation and its operands."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

import autograd
import nn.functional as F
from autograd import ShapeError, tensor
from tests.helpers import leaf


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: autograd.ones(2, 3) + autograd.ones(4), ShapeError, r"add\(\): shapes \(2, 3\) and \(4,\)"),
        (lambda: autograd.ones(2, 3) @ autograd.ones(2, 3), ShapeError, r"last size of the first \(3\).*second \(2\)"),
        (lambda: autograd.ones(2, 3) @ autograd.ones(2), ShapeError, r"only size of the second \(2\)"),
        (lambda: autograd.ones(3) @ tensor(2.0), ShapeError, "matmul"),
        (lambda: F.linear(autograd.ones(2, 3), autograd.ones(4, 2)), ShapeError, r"linear\(\): input \(2, 3\)"),
        (lambda: autograd.ones(2, 3).reshape(4), ShapeError, r"reshape\(\).*\(2, 3\)"),
        (lambda: autograd.ones(2, 3).T.view(6), ShapeError, r"reshape\(\)"),
        (lambda: autograd.ones(2, 3).sum(2), IndexError, r"sum\(\): dim 2 is out of range for 2"),
        (lambda: autograd.ones(2, 3).sum((0, 0)), ShapeError, "twice"),
        (lambda: autograd.ones(2)[5], IndexError, r"x\[index\].*\(2,\)"),
        (lambda: autograd.ones(2).foo(), AttributeError, "foo"),  # type: ignore[attr-defined]
        (
            lambda: autograd.ones(2).sum(axes=1),  # type: ignore[call-arg]
            TypeError, "unexpected keyword argument 'axes'",
        ),
        (lambda: autograd.cat([autograd.ones(2, 3), autograd.ones(2, 2)]), ShapeError, r"cat\(\).*\(2, 3\) and"),
        (lambda: autograd.cat([]), ValueError, "at least one"),
        (lambda: tensor([1, 2]).mean(), TypeError, "floating"),
        (lambda: autograd.ones(2) + "a", TypeError, r"add\(\): .*got str"),  # type: ignore[operator]
        (lambda: autograd.ones(2) + None, TypeError, r"add\(\): .*got NoneType"),  # type: ignore[operator]
        (lambda: autograd.ones(2) @ None, TypeError, r"matmul\(\): .*got NoneType"),  # type: ignore[operator]
        (lambda: F.linear(None, autograd.ones(2, 2)), TypeError, r"linear\(\): .*got NoneType"),  # type: ignore[arg-type]
        (lambda: bool(autograd.ones(2)), RuntimeError, "ambiguous"),
        (lambda: autograd.ones(2).item(), RuntimeError, r"item\(\).*\(2,\)"),
        (lambda: len(tensor(1.0)), TypeError, "0-d"),
        (lambda: autograd.ones(2).requires_grad_().mul(2).requires_grad_(False), RuntimeError, "detach"),
        (lambda: copy.deepcopy(leaf(1.0) * 2), RuntimeError, "leaf"),
        (lambda: autograd.ones(2).to("cuda"), ValueError, "cuda"),
        (lambda: autograd.einsum("ij,jk", autograd.ones(2, 2)), ValueError, "2 operand"),
        (lambda: autograd.where(autograd.ones(2), 1.0, 0.0), TypeError, "bool tensor"),
        (lambda: F.mse_loss(autograd.ones(3, 1), autograd.ones(3)), ShapeError, r"mse_loss\(\).*\(3, 1\).*\(3,\)"),
        (lambda: F.cross_entropy(autograd.ones(2, 3), tensor([0, 3])), IndexError, "class 3 is out of range for 3"),
        (lambda: F.cross_entropy(autograd.ones(2, 3), tensor([0])), ShapeError, r"must have shape \(2,\), got \(1,\)"),
        (lambda: F.binary_cross_entropy(tensor([1.5]), tensor([1.0])), ValueError, r"\[0, 1\]"),
        (lambda: F.dropout(autograd.ones(2), 1.5), ValueError, "probability"),
        (lambda: F.linear(autograd.ones(2, 2), autograd.ones(1)), ShapeError, "linear"),
        (lambda: tensor([1.0])["a"], (IndexError, TypeError), r"x\[index\]"),
    ],
)  # fmt: skip
def test_errors_name_the_operation_and_its_operands(
    make: Callable[[], Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        make()


def test_an_unknown_keyword_of_a_method_is_an_error_of_tensor() -> None:
    with pytest.raises(TypeError, match=r"Tensor\.sum\(\) got an unexpected keyword argument 'dimm'"):
        autograd.ones(2).sum(dimm=0)  # type: ignore[call-arg]
