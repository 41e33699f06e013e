"""Conversions of Tensors, and how they are stored."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import ShapeError, tensor

X = tensor([[1.7, -2.0, 0.0]])


@pytest.mark.parametrize(
    ("name", "dtype", "expected"),
    [
        ("double", "float64", None),
        ("float", "float32", None),
        ("half", "float16", None),
        ("long", "int64", [[1, -2, 0]]),
        ("int", "int32", [[1, -2, 0]]),
        ("short", "int16", [[1, -2, 0]]),
        ("char", "int8", [[1, -2, 0]]),
        ("bool", "bool", [[True, True, False]]),
    ],
)
def test_a_method_named_after_a_dtype(name: str, dtype: str, expected: Any) -> None:
    found = getattr(X, name)()
    assert found.dtype == dtype
    assert found.tolist() == (X.numpy().astype(dtype).tolist() if expected is None else expected)


def test_bytes_and_bfloat16() -> None:
    assert tensor([1, 255]).byte().dtype == "uint8"
    with pytest.raises(TypeError, match="bfloat16"):
        X.bfloat16()


def test_gradients_flow_back_in_the_dtype_of_the_tensor() -> None:
    x = tensor([1.0, 2.0], requires_grad=True)
    (x.double() * 3).sum().backward()
    assert (x.grad.dtype, x.grad.tolist()) == ("float32", [3, 3])


def test_to_takes_a_dtype_a_device_or_a_tensor() -> None:
    assert X.to("cpu", autograd.float64, non_blocking=True).dtype == "float64"
    assert X.to(tensor([1])).dtype == "int64"
    assert X.to(other=tensor([1])).dtype == "int64"
    assert X.to(device=None) is X and X.to(True) is X and X.to_device("cpu") is X
    assert X.to(copy=True) is not X and X.copy() is not X
    assert X.astype("float32", copy=False) is X and X.astype("float32") is not X
    with pytest.raises(ValueError, match=r"to\(\): tensors live on the CPU"):
        X.to("cuda:0")
    with pytest.raises(RuntimeError, match=r"ask cuda\.is_available\(\)"):
        X.cuda()


def test_how_a_tensor_is_stored() -> None:
    x = autograd.zeros(4, 3)
    view = x[1:, 1:]
    assert x.device == autograd.device("cpu")
    assert (x.layout, x.get_device()) == (autograd.strided, -1)
    assert (x.is_cpu, x.is_cuda, x.is_sparse, x.is_complex(), autograd.is_complex(x)) == (True, *[False] * 4)
    assert (x.itemsize, x.element_size(), x.nbytes) == (4, 4, 48)
    assert (view.stride(), view.stride(0), view.storage_offset(), view.is_contiguous()) == ((3, 1), 3, 4, False)
    assert view.data_ptr() - x.data_ptr() == 4 * 4
    assert x.is_same_size(autograd.ones(4, 3)) and not x.is_same_size(view)
    assert x.pin_memory() is x.share_memory_() is x.cpu() is x.contiguous() is x
    assert x.numpy().__array_interface__["data"][0] == x.data_ptr()


@pytest.mark.parametrize(("dtype", "signed"), [("float32", True), ("int8", True), ("uint8", False), ("bool", False)])
def test_dtypes_with_negative_numbers(dtype: str, signed: bool) -> None:
    assert autograd.zeros(1, dtype=dtype).is_signed() is signed


@pytest.mark.parametrize(("data", "expected"), [([0.0], False), ([[2]], True), (-0.0, False), (float("nan"), True)])
def test_whether_the_only_element_is_0(data: Any, expected: bool) -> None:
    assert tensor(data).is_nonzero() is autograd.is_nonzero(tensor(data)) is expected
    with pytest.raises(RuntimeError):
        tensor([1.0, 2.0]).is_nonzero()


@pytest.mark.parametrize(
    ("make", "shape"),
    [
        (lambda x: x.new_zeros(2, 3), (2, 3)), (lambda x: x.new_ones((2,)), (2,)),
        (lambda x: x.new_empty(size=2), (2,)), (lambda x: x.new_full((2, 1), 7), (2, 1)),
        (lambda x: x.new_tensor([1, 2]), (2,)), (lambda x: x.new(2, 3), (2, 3)), (lambda x: x.new(), (0,)),
        (lambda x: x.new([1, 2]), (2,)), (lambda x: x.new_tensor(tensor([1])), (1,)),
    ],
)  # fmt: skip
def test_others_like_it_have_its_dtype(make: Any, shape: tuple[int, ...]) -> None:
    for dtype in ("int16", "float64"):
        made = make(autograd.ones(1, dtype=dtype, requires_grad=dtype == "float64"))
        assert (made.shape, made.dtype, made.requires_grad) == (shape, dtype, False)


def test_others_like_it_in_another_dtype_with_gradient() -> None:
    made = tensor([1]).new_full((2,), 7, dtype="float64", requires_grad=True)
    assert made.dtype == autograd.float64
    assert (made.tolist(), made.requires_grad, made.is_leaf) == ([7, 7], True, True)
    with pytest.raises(ValueError, match=r"new_ones\(\): tensors live on the CPU"):
        X.new_ones(2, device="cuda")


def test_other_libraries_share_the_numbers() -> None:
    x = tensor([1.0, 2.0])
    shared = np.from_dlpack(x)
    x.add_(1)
    assert shared.tolist() == [2, 3]
    kind, number = x.__dlpack_device__()
    assert (type(kind), kind, number) == (int, 1, 0)
    with pytest.raises(BufferError, match=r"use t\.detach\(\)"):
        tensor([1.0], requires_grad=True).__dlpack__()


# ── creation from nested data, and texts ──


def test_nested_data_of_tensors_and_numbers() -> None:
    assert tensor([[tensor(1.0), 2.0], [3, np.float32(4)]]).tolist() == [[1, 2], [3, 4]]
    assert autograd.as_tensor(tensor([1.5]), dtype="int64").tolist() == [1]
    nested: list[Any] = [1.0]
    for _ in range(5000):
        nested = [nested]
    with pytest.raises(ValueError, match="nested too deeply"):
        tensor(nested)


def test_sizes_are_given_once() -> None:
    with pytest.raises(TypeError, match="expected sizes once"):
        autograd.zeros(2, size=(3,))
    with pytest.raises(ShapeError, match=r"the shapes \(\(2,\), \(3,\)\) do not broadcast"):
        autograd.broadcast_shapes((2,), (3,))


def test_the_transpose_of_a_matrix() -> None:
    assert tensor([[1, 2]]).H.tolist() == [[1], [2]]
    with pytest.raises(ShapeError, match="H: expected a matrix"):
        tensor([1]).H  # noqa: B018


def test_a_long_text_is_continued_on_the_next_line() -> None:
    x = tensor(np.full(6, 0.123456789), dtype="float64", requires_grad=True)
    with autograd.no_grad():
        text = repr(x[:5].detach().requires_grad_())
    assert text == "tensor([0.1235, 0.1235, 0.1235, 0.1235, 0.1235], dtype=float64,\n       requires_grad=True)"
    with pytest.raises(ValueError, match="expected a profile of"):
        autograd.set_printoptions(profile="wide")


# ── random numbers ──


@pytest.mark.parametrize(
    ("draw", "low", "high"),
    [
        (lambda: autograd.randint(3, (1000,)), 0, 2),
        (lambda: autograd.randint(3, size=(1000,)), 0, 2),
        (lambda: autograd.randint(2, 5, (1000,)), 2, 4),
        (lambda: autograd.zeros(1000, dtype="int8").random_(), 0, 127),
        (lambda: autograd.zeros(1000).random_(3), 0, 2),
        (lambda: autograd.zeros(1000).random_(2, 5), 2, 4),
    ],
)
def test_random_whole_numbers_lie_between_their_limits(draw: Any, low: int, high: int) -> None:
    autograd.manual_seed(0)
    drawn = draw()
    assert (drawn.min().item(), drawn.max().item()) == (low, high)


def test_bernoulli_with_one_probability_for_all() -> None:
    autograd.manual_seed(0)
    x = autograd.full((2000,), 0.9)
    assert autograd.bernoulli(x, 0.25).mean().item() == pytest.approx(0.25, abs=0.03)
    assert x[0].item() == pytest.approx(0.9)


def test_numbers_are_drawn_in_the_order_of_memory() -> None:
    autograd.manual_seed(0)
    plain = autograd.zeros(2, 3).uniform_()
    autograd.manual_seed(0)
    transposed = autograd.zeros(2, 3).T.uniform_()
    assert autograd.equal(transposed.T, plain)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: autograd.multinomial(tensor([-1.0, 2.0]), 1), "finite weights of 0 or more"),
        (lambda: autograd.multinomial(autograd.ones(1, 1, 1), 1), "a vector or matrix"),
        (lambda: autograd.zeros(2).random_(3, 3), "expected low < high, got 3 and 3"),
        (lambda: autograd.randint(3, 3, (2,)), "needs low < high"),
    ],
)
def test_wrong_limits_are_an_error(call: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
