"""Methods and spellings that PyTorch programs use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import ShapeError, Tensor, tensor
from tests.helpers import leaf


def matrix() -> Tensor:
    return tensor([[1.0, 2.0], [3.0, 4.0]])


def test_sizes() -> None:
    x = matrix()
    assert (x.size(), x.size(1), x.dim(), x.numel(), x.nelement(), x.element_size()) == ((2, 2), 2, 2, 4, 4, 4)


def test_iteration_gives_rows() -> None:
    assert [row.tolist() for row in matrix()] == [[1.0, 2.0], [3.0, 4.0]]


def test_in_looks_for_a_number() -> None:
    assert 3 in matrix() and 5 not in matrix() and tensor(2.0) in matrix()


def test_contiguous() -> None:
    assert matrix().T.contiguous().is_contiguous() and not matrix().T.is_contiguous()


def test_shapes_taken_from_another_tensor() -> None:
    x, other = matrix(), tensor([1, 2, 3, 4])
    assert x.view_as(other).shape == x.reshape_as(other).shape == (4,)
    assert tensor([1.0]).expand_as(tensor([1, 2])).tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("convert", "dtype"),
    [
        (lambda x: x.type_as(tensor([1])), np.int64), (lambda x: x.type(np.int64), np.int64),
        (lambda x: x.new_zeros(2), np.float32), (lambda x: x.new_ones((1,)), np.float32),
        (lambda x: x.int(), np.int32), (lambda x: x.half(), np.float16), (lambda x: x.bool(), np.bool_),
    ],
)  # fmt: skip
def test_conversions_of_dtype(convert: Callable[[Tensor], Tensor], dtype: type) -> None:
    assert convert(matrix()).dtype == dtype


def test_moving_to_the_cpu_returns_the_tensor_itself() -> None:
    x = matrix()
    assert x.cpu() is x and x.to("cpu") is x


def test_t_transposes() -> None:
    assert matrix().t().tolist() == [[1.0, 3.0], [2.0, 4.0]]


def test_conversions_to_pythons_numbers() -> None:
    assert int(tensor(3)) == 3 and float(tensor(3)) == 3.0 and [10, 20, 30][tensor(1)] == 20


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (lambda: ~tensor([True]), [False]), (lambda: tensor([True]) & tensor([False]), [False]),
        (lambda: autograd.logical_or(tensor([1, 0]), tensor([0, 0])), [True, False]),
        (lambda: autograd.logical_and(tensor([1, 0]), tensor([1, 1])), [True, False]),
        (lambda: autograd.logical_not(tensor([1, 0])), [False, True]),
        (lambda: autograd.isnan(tensor([np.nan, 1.0])), [True, False]),
        (lambda: autograd.isinf(tensor([np.inf, 1.0])), [True, False]),
        (lambda: autograd.isfinite(tensor([np.inf, 1.0])), [False, True]),
        (lambda: autograd.isclose(tensor([1.0]), tensor([1.0 + 1e-9])), [True]),
    ],
)  # fmt: skip
def test_logic(found: Callable[[], Tensor], expected: list[bool]) -> None:
    assert found().tolist() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("eq", [False, True]), ("ne", [True, False]), ("lt", [True, False]), ("le", [True, True]),
     ("gt", [False, False]), ("ge", [False, True])],
)  # fmt: skip
def test_comparisons(name: str, expected: list[bool]) -> None:
    assert getattr(autograd, name)(tensor([1.0, 2.0]), 2).tolist() == expected


def test_comparisons_of_shapes_that_do_not_broadcast() -> None:
    with pytest.raises(ShapeError, match=r"eq\(\): shapes"):
        autograd.ones(2).eq(autograd.ones(3))


def test_a_tensor_is_not_equal_to_text() -> None:
    assert (autograd.ones(2) == "a") is False  # type: ignore[comparison-overlap]


def test_allclose_equal_and_is_tensor() -> None:
    x = matrix()
    assert autograd.allclose(x, x + 1e-9) and autograd.equal(x, x) and autograd.is_tensor(x)


def test_meshgrid() -> None:
    assert [t.shape for t in autograd.meshgrid(autograd.arange(2), autograd.arange(3))] == [(2, 3), (2, 3)]


def test_grad_fn_has_pytorchs_names() -> None:
    y = leaf(1.0) * 2
    assert y.grad_fn.name() == "MulBackward0" and y.grad_fn.next_functions[0][1] == 0


def test_detach_in_place() -> None:
    y = leaf(1.0) * 2
    assert y.detach_().is_leaf and not y.requires_grad


def test_the_class_makes_tensors_of_float32() -> None:
    assert autograd.Tensor([2.0, 1]).dtype == np.float32
    assert autograd.Tensor([2.0]).double().requires_grad_().dtype == np.float64
    with pytest.raises(TypeError, match=r"use autograd\.tensor"):
        autograd.Tensor("a")


def test_devices() -> None:
    device = autograd.device("cuda" if autograd.cuda.is_available() else "cpu")
    assert str(device) == "cpu" and repr(device) == "device(type='cpu')" and device == autograd.device("cpu")
    assert len({device, autograd.device("cpu")}) == 1
    assert autograd.zeros(2, device=device).to(device).shape == (2,)
    with pytest.raises(ValueError, match="CPU"):
        autograd.ones(2, device=autograd.device("cuda", 1))


def test_alpha_scales_the_second_operand() -> None:
    x = tensor([1.0, 2.0])
    assert x.add(tensor([1.0, 1.0]), alpha=10).tolist() == [11.0, 12.0]
    assert x.sub_(tensor([1.0, 1.0]), alpha=-1).tolist() == [2.0, 3.0]
    with pytest.raises(TypeError, match="alpha"):
        x.mul(x, alpha=2)  # type: ignore[call-arg]


def test_plus_gives_the_tensor_itself() -> None:
    x = tensor([1.0])
    assert (+x) is x


def test_stack_takes_a_generator() -> None:
    assert autograd.stack(t for t in [tensor([1.0, 2.0])] * 2).shape == (2, 2)  # type: ignore[arg-type]


def test_functions_of_arrays_of_integers() -> None:
    assert autograd.erf(np.array([1])).dtype == np.float64


def test_gradients_can_be_viewed_as_their_tensors() -> None:
    layer: Any = nn.Linear(3, 2)
    layer(autograd.ones(1, 3)).sum().backward()
    assert layer.weight.view(-1).shape == layer.weight.grad.view(-1).shape == (6,)
