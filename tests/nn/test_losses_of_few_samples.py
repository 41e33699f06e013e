"""Losses where no sample counts, where there is none, and of a single example."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
import nn.functional as F
from autograd import Tensor, tensor


def logits(*shape: int) -> Tensor:
    return tensor(np.linspace(-1, 2, math.prod(shape)).reshape(shape), requires_grad=True)


@pytest.mark.parametrize("function", [F.cross_entropy, F.nll_loss])
@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 4), (3,), (2, 0), (0, 3), (0, 0)])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_where_no_sample_counts_the_mean_is_nan_and_the_gradient_0(
    function: Any, shape: tuple[int, ...], smoothing: float, reduction: str
) -> None:
    x = logits(*shape)
    target = autograd.ones(shape[:1] + shape[2:] if len(shape) > 1 else (), dtype="int64")
    more = {"label_smoothing": smoothing} if function is F.cross_entropy else {}
    loss = function(x, target, ignore_index=1, reduction=reduction, **more)
    assert loss.shape == (target.shape if reduction == "none" else ())
    assert np.isnan(loss.detach().numpy()).all() if reduction == "mean" else not loss.any()
    loss.sum().backward()
    assert not x.grad.any()


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_where_the_class_weights_are_0_the_mean_is_nan_and_the_gradient_0(smoothing: float) -> None:
    x = logits(2, 3)
    loss = F.cross_entropy(x, tensor([1, 1]), tensor([1.0, 0.0, 1.0]), label_smoothing=smoothing)
    assert math.isnan(loss.item())
    loss.backward()
    assert not x.grad.any()


def test_weights_that_cancel_are_divided_by() -> None:
    assert F.nll_loss(tensor([[1.0, 2.0], [3.0, 5.0]]), tensor([0, 1]), tensor([1.0, -1.0])).item() == math.inf


@pytest.mark.parametrize("shape", [(3, 0), (0, 3), (0, 0), (0, 3, 2)])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_probabilities_without_samples_or_classes(shape: tuple[int, ...], smoothing: float) -> None:
    x = logits(*shape)
    losses = {r: F.cross_entropy(x, autograd.zeros(*shape, dtype="float64"), reduction=r, label_smoothing=smoothing)
              for r in ("mean", "sum", "none")}  # fmt: skip
    assert math.isnan(losses["mean"].item())
    assert losses["sum"].item() == 0
    assert losses["none"].shape == shape[:1] + shape[2:]
    losses["mean"].backward()
    assert x.grad.shape == shape


@pytest.mark.parametrize("target", [tensor(1), tensor([0.2, 0.3, 0.5], dtype="float64")])
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("weight", [None, tensor([0.5, 2.0, 1.0], dtype="float64")])
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_a_single_example_is_a_batch_of_one(
    target: Tensor, smoothing: float, weight: Tensor | None, reduction: str
) -> None:
    one, batch = logits(3), logits(1, 3)
    alone = F.cross_entropy(one, target, weight, reduction=reduction, label_smoothing=smoothing)
    among = F.cross_entropy(batch, target.unsqueeze(0), weight, reduction=reduction, label_smoothing=smoothing)
    assert alone.shape == ()
    assert alone.item() == pytest.approx(among.item(), rel=1e-14)
    alone.backward()
    among.sum().backward()
    assert np.allclose(one.grad.numpy(), batch.grad.numpy()[0])


@pytest.mark.parametrize("weight", [None, tensor([1.0, 1.0], dtype="float16")])
def test_the_mean_of_many_halves_is_finite(weight: Tensor | None) -> None:
    n = 70_000
    x = autograd.zeros(n, 2, dtype="float16").requires_grad_()
    loss = F.cross_entropy(x, autograd.zeros(n, dtype="int64"), weight)
    assert loss.item() == pytest.approx(math.log(2), rel=1e-3)


# ── targets of the wrong kind ──


@pytest.mark.parametrize(("shape", "labels"), [((4, 3), (4,)), ((2, 3, 5), (2, 5)), ((3,), ())])
@pytest.mark.parametrize("function", [F.cross_entropy, F.nll_loss])
def test_classes_given_as_floats_are_explained(function: Any, shape: tuple[int, ...], labels: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=rf"{function.__name__}\(\): classes are whole numbers.*\.long\(\)"):
        function(logits(*shape), autograd.ones(labels))


@pytest.mark.parametrize("shape", [(2, 3), (3,), (2, 3, 4)])
def test_a_one_hot_target_of_integers_is_explained(shape: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=r"cross_entropy\(\): target has the shape of input.*\.float\(\)"):
        F.cross_entropy(logits(*shape), autograd.zeros(*shape, dtype="int64"))


def test_errors_of_cross_entropy_are_in_its_name() -> None:
    x = logits(2, 3)
    with pytest.raises(IndexError, match=r"^cross_entropy\(\)"):
        F.cross_entropy(x, tensor([0, 3]))
    with pytest.raises(ValueError, match=r"^cross_entropy\(\)"):
        F.cross_entropy(x, tensor([0, 1]), reduction="average")
    with pytest.raises(autograd.ShapeError, match=r"^cross_entropy\(\)"):
        F.cross_entropy(x, tensor([0, 1, 1]))
    with pytest.raises(autograd.ShapeError, match=r"^cross_entropy\(\)"):
        F.cross_entropy(tensor(1.0), tensor(1))


def test_probabilities_cannot_be_ignored_by_class() -> None:
    with pytest.raises(ValueError, match="ignore_index=1 needs a target of classes"):
        F.cross_entropy(logits(2, 3), autograd.ones(2, 3, dtype="float64"), ignore_index=1)
