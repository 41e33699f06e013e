"""PyTorch's keywords, aliases, and forms of functions: `out=`, `input=`, in place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Tensor, tensor


def test_out_takes_the_result() -> None:
    x, out = tensor([1.0, 4.0]), autograd.empty(2)
    assert autograd.sqrt(x, out=out) is out
    assert out.tolist() == [1.0, 2.0]
    view = autograd.zeros(2, 2)
    autograd.add(x, 1, out=view[0])
    assert view.tolist() == [[2.0, 5.0], [0.0, 0.0]]
    resized = autograd.empty(0)
    assert autograd.cumsum(x, 0, out=resized).tolist() == [1.0, 5.0]
    values, indices = autograd.empty(1), autograd.empty(1, dtype=autograd.int64)
    assert autograd.topk(x, 1, out=(values, indices)).indices is indices


def test_out_is_refused_where_it_would_lose_a_gradient_or_digits() -> None:
    x = tensor([1.0, 4.0], requires_grad=True)
    with pytest.raises(RuntimeError, match="do not require grad"):
        autograd.sqrt(x, out=autograd.empty(2))
    with pytest.raises(RuntimeError, match="do not require grad"):
        autograd.sqrt(x.detach(), out=x)
    with autograd.no_grad():
        assert autograd.sqrt(x, out=autograd.empty(2)).tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match=r"shape \(2,\), expected shape \(3,\)"):
        autograd.sqrt(x.detach(), out=autograd.empty(3))
    with pytest.raises(TypeError, match="cannot be kept in int64"):
        autograd.sqrt(x.detach(), out=autograd.empty(2, dtype=autograd.int64))
    with pytest.raises(TypeError, match="out: expected a Tensor, got list"):
        autograd.sum(x.detach(), out=[])  # type: ignore[arg-type]


def test_writing_into_out_counts_as_a_change() -> None:
    x, out = tensor([1.0, 2.0], requires_grad=True), autograd.ones(2)
    loss = (x * out).sum()
    autograd.neg(out.clone(), out=out)
    with pytest.raises(RuntimeError, match="changed in place"):
        loss.backward()


@pytest.mark.parametrize(
    "call",
    [
        lambda x: autograd.exp(input=x), lambda x: autograd.add(input=x, other=x, alpha=2),
        lambda x: autograd.sum(input=x, dim=0), lambda x: autograd.matmul(input=x, other=x),
        lambda x: autograd.transpose(input=x, dim0=0, dim1=1), lambda x: autograd.flip(input=x, dims=(0,)),
        lambda x: x.permute(dims=(1, 0)), lambda x: autograd.tile(x, dims=(2, 1)), lambda x: x.reshape(shape=(4,)),
        lambda x: autograd.where(condition=x > 2, input=x, other=x), lambda x: autograd.clamp(input=x, min=0),
    ],
)  # fmt: skip
def test_arguments_have_pytorchs_names(call: Any) -> None:
    assert isinstance(call(tensor([[1.0, 2.0], [3.0, 4.0]])), Tensor)


def test_quotients_and_numbers_are_rounded() -> None:
    x = tensor([7, -7, 6])
    assert x.div(2, rounding_mode="trunc").tolist() == [3, -3, 3]
    assert autograd.div(x, 2, rounding_mode="floor").tolist() == [3, -4, 3]
    assert x.clone().div_(2, rounding_mode="trunc").tolist() == [3, -3, 3]
    assert tensor([-7.5]).divide(2, rounding_mode="trunc").tolist() == [-3.0]
    with pytest.raises(ValueError, match="expected rounding_mode None, 'trunc' or 'floor', got 'up'"):
        x.div(2, rounding_mode="up")
    assert tensor([1.25, 17.0]).double().round(decimals=1).tolist() == [1.2, 17.0]
    assert autograd.round(tensor([1234.0]), decimals=-2).tolist() == [1200.0]
    assert autograd.round(autograd.Value(2.36), decimals=1).data == pytest.approx(2.4)


def test_aliases_are_the_same_functions() -> None:
    assert autograd.absolute is autograd.abs and Tensor.absolute is Tensor.abs and Tensor.absolute_ is Tensor.abs_
    assert autograd.swapdims is autograd.transpose and Tensor.moveaxis is Tensor.movedim
    assert autograd.special.expit is autograd.sigmoid and Tensor.clip_ is Tensor.clamp_


def test_in_place_forms_of_functions_keep_the_gradient() -> None:
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = x * 2
    y.cumprod_(0)
    y.sum().backward()
    expected = tensor([1.0, 2.0, 3.0], requires_grad=True)
    (expected * 2).cumprod(0).sum().backward()
    assert x.grad.tolist() == expected.grad.tolist()
    with pytest.raises(RuntimeError, match=r"cumsum_: a leaf that requires grad"):
        x.cumsum_(0)
    with pytest.raises(TypeError, match="cannot be kept in int64"):
        tensor([1, 2]).lerp_(tensor([2.0, 3.0]), 0.5)


def test_a_tensor_takes_another_shape_in_place() -> None:
    x = autograd.arange(6).reshape(2, 3).clone()
    row = x[0]
    assert x.t_() is x and x.shape == (3, 2)
    assert x.unsqueeze_(0).shape == (1, 3, 2) and x.squeeze_(0).transpose_(0, 1).tolist() == [[0, 1, 2], [3, 4, 5]]
    x += 1
    assert row.tolist() == [1, 2, 3]
    with pytest.raises(RuntimeError, match=r"t_: a tensor that requires grad keeps its shape"):
        autograd.ones(2, 2, requires_grad=True).t_()


def test_the_graph_of_a_view_of_another_shape_is_not_guessed() -> None:
    x, weight = autograd.zeros(2, 3), autograd.ones(3, 2, requires_grad=True)
    row = x[0]
    x.t_()
    x.mul_(weight)
    with pytest.raises(RuntimeError, match="take the view again"):
        row.sum()


def test_statistics_skip_what_is_missing() -> None:
    x = tensor([[1.0, np.nan, 3.0], [4.0, 5.0, np.nan]], requires_grad=True)
    assert x.nanmean(1).tolist() == [2.0, 4.5] and x.nanmedian(1).values.tolist() == [1.0, 4.0]
    assert x.nanquantile(0.5, 1).tolist() == [2.0, 4.5]
    x.nansum().backward()
    assert x.grad.tolist() == [[1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
    assert np.isnan(x.detach().median(1).values.numpy()).all()


def test_a_product_at_places_is_exact_at_zeros() -> None:
    x, src = tensor([2.0, 3.0], requires_grad=True), tensor([0.0, 5.0], requires_grad=True)
    out = x.scatter_reduce(0, tensor([1, 1]), src, "prod")
    out.sum().backward()
    assert out.tolist() == [2.0, 0.0]
    assert x.grad.tolist() == [1.0, 0.0] and src.grad.tolist() == [15.0, 0.0]


def test_empty_vectors_are_left_out_of_cat() -> None:
    x = autograd.ones(2, 3, requires_grad=True)
    autograd.cat([tensor([]), x], 1).sum().backward()
    assert x.grad.shape == (2, 3)


@pytest.mark.parametrize("name", ["split", "chunk", "unbind", "tensor_split"])
def test_a_number_has_no_parts(name: str) -> None:
    with pytest.raises(ValueError, match=rf"{name}\(\): expected at least one dimension, got a 0-d tensor"):
        getattr(tensor(1.0), name)(*([] if name == "unbind" else [1]))


@pytest.mark.parametrize("name", ["stack", "cat"])
def test_joining_nothing_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=rf"{name}\(\): expected at least one tensor, got none"):
        getattr(autograd, name)([])


def test_the_larger_of_two_tensors_is_max() -> None:
    x, y = tensor([1.0, 4.0]), tensor([2.0, 3.0])
    assert autograd.max(x, y).tolist() == autograd.max(x, other=y).tolist() == [2.0, 4.0]
    assert x.min(other=y).tolist() == [1.0, 3.0]


def test_a_histogram_is_numpys() -> None:
    x, weight = tensor([0.1, 0.5, 0.9, 0.95]), tensor([1.0, 2.0, 3.0, 4.0])
    found = x.histogram(tensor([0.0, 0.5, 1.0]), weight=weight, density=True)
    np.testing.assert_allclose(found.hist.numpy(), np.histogram(x.numpy(), [0, 0.5, 1], None, True, weight.numpy())[0])
    assert autograd.histogram(x, 3).bin_edges.shape == (4,)


def test_cosine_similarity_broadcasts_along_its_dimension() -> None:
    x, y = tensor([[[1.0, 2.0]]]), tensor([[[3.0, 4.0], [5.0, 7.0]]])
    repeated = autograd.cosine_similarity(x.expand(1, 2, 2), y, dim=1)
    assert autograd.cosine_similarity(x, y, dim=1).tolist() == repeated.tolist()
    with pytest.raises(autograd.ShapeError, match="do not fit"):
        autograd.cosine_similarity(tensor([1.0, 2.0]), tensor([1.0, 2.0, 3.0]), dim=0)
