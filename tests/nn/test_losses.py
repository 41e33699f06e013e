"""The losses, as modules and as functions."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, Tensor, tensor

# ── cross-entropy ──

RNG = np.random.default_rng(0)
X, Y, W = RNG.normal(size=(5, 3)), np.array([0, 2, 1, 1, 0]), np.array([0.5, 1.0, 2.0])
LOG_P = X - np.log(np.exp(X).sum(1, keepdims=True))
LOSSES = -LOG_P[np.arange(5), Y]
LOGITS, CLASSES, WEIGHT = tensor(X), tensor(Y), tensor(W)
ONE_HOT = F.one_hot(CLASSES, 3).double()


@pytest.mark.parametrize(("dtype", "error"), [(np.float64, 1e-12), (np.float32, 1e-5), (np.float16, 5e-3)])
@pytest.mark.parametrize("classes", [1, 7, 32, 33, 60])
@pytest.mark.parametrize("samples", [1, 7, 33])
def test_cross_entropy_in_any_order_of_memory(samples: int, classes: int, dtype: Any, error: float) -> None:
    rng = np.random.default_rng(0)
    given_logits, y = rng.normal(size=(samples, classes)).astype(dtype), rng.integers(0, classes, samples)
    logits = given_logits.astype(np.float64)
    shares = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    slope = (shares - np.eye(classes)[y]) / samples
    by_rows, by_columns = tensor(given_logits, requires_grad=True), tensor(given_logits.T, requires_grad=True)
    for x, given in ((by_rows, by_rows), (by_columns.T, by_columns)):
        loss = F.cross_entropy(x, tensor(y))
        loss.backward(retain_graph=True)
        loss.backward()
        np.testing.assert_allclose(loss.item(), -np.log(shares[np.arange(samples), y]).mean(), error, error)
        found = given.grad.numpy() if given is by_rows else given.grad.numpy().T
        np.testing.assert_allclose(found, 2 * slope, error, error)


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (lambda: F.cross_entropy(LOGITS, CLASSES), LOSSES.mean()),
        (lambda: F.cross_entropy(LOGITS, CLASSES, reduction="sum"), LOSSES.sum()),
        (lambda: F.cross_entropy(LOGITS, CLASSES, reduction="none"), LOSSES),
        (lambda: nn.CrossEntropyLoss(WEIGHT)(LOGITS, CLASSES), (LOSSES * W[Y]).sum() / W[Y].sum()),
        (lambda: nn.NLLLoss()(tensor(LOG_P), CLASSES), LOSSES.mean()),
        (lambda: F.cross_entropy(LOGITS[0], CLASSES[0]), LOSSES[0]),
    ],
    ids=["mean", "sum", "none", "weight", "log-probabilities", "one sample"],
)
def test_cross_entropy_of_classes(loss: Callable[[], Tensor], expected: np.ndarray) -> None:
    np.testing.assert_allclose(loss().numpy(), expected)


@pytest.mark.parametrize(
    ("loss", "kept"),
    [
        (lambda: F.cross_entropy(LOGITS, tensor(np.where(np.arange(5) == 1, -100, Y))), np.arange(5) != 1),
        (lambda: F.cross_entropy(LOGITS, CLASSES, ignore_index=1), Y != 1),
    ],
    ids=["by default", "by name"],
)
def test_an_ignored_class_does_not_count(loss: Callable[[], Tensor], kept: np.ndarray) -> None:
    assert loss().item() == pytest.approx(LOSSES[kept].mean())


def test_label_smoothing() -> None:
    loss = nn.CrossEntropyLoss(label_smoothing=0.3)(LOGITS, CLASSES)
    assert loss.item() == pytest.approx((0.7 * LOSSES - 0.3 * LOG_P.mean(1)).mean())


@pytest.mark.parametrize("reduction", ["sum", "none"])
def test_label_smoothing_with_weights(reduction: str) -> None:
    loss = F.cross_entropy(LOGITS, CLASSES, WEIGHT, reduction=reduction, label_smoothing=0.2)
    assert loss.sum().item() == pytest.approx((0.8 * LOSSES * W[Y] - 0.2 * (LOG_P * W).mean(1)).sum())


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (lambda: F.cross_entropy(LOGITS, ONE_HOT), LOSSES.mean()),
        (lambda: F.cross_entropy(LOGITS, ONE_HOT, weight=WEIGHT, reduction="sum"), (LOSSES * W[Y]).sum()),
        (
            lambda: F.cross_entropy(LOGITS, ONE_HOT, label_smoothing=0.3),
            (0.7 * LOSSES - 0.3 * LOG_P.mean(1)).mean(),
        ),
    ],
    ids=["mean", "weight", "label smoothing"],
)
def test_targets_may_be_probabilities(loss: Callable[[], Tensor], expected: float) -> None:
    assert loss().item() == pytest.approx(expected)


def test_dimension_1_holds_the_classes() -> None:
    images = tensor(RNG.normal(size=(2, 3, 4)))
    classes = tensor(RNG.integers(0, 3, (2, 4)))
    flat = F.cross_entropy(images.permute(0, 2, 1).reshape(8, 3), classes.reshape(8))
    assert F.cross_entropy(images, classes).item() == pytest.approx(flat.item())


def test_one_sample_without_reduction_is_a_number() -> None:
    assert F.cross_entropy(autograd.ones(3), tensor(1), reduction="none").shape == ()


def test_the_gradient_of_cross_entropy() -> None:
    x = tensor(RNG.normal(size=(4, 3)), requires_grad=True)
    y = tensor([0, 2, 1, 1])
    F.cross_entropy(x, y).backward()
    expected = (F.softmax(x.detach(), 1) - F.one_hot(y, 3)).numpy() / 4
    np.testing.assert_allclose(x.grad.numpy(), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(
    ("loss", "error", "message"),
    [
        (lambda: F.cross_entropy(LOGITS, CLASSES, label_smoothing=2.0), ValueError, "label_smoothing"),
        (lambda: F.nll_loss(LOGITS, tensor([0.0] * 5)), TypeError, "whole numbers"),
        (lambda: F.cross_entropy(LOGITS, CLASSES, reduction="avg"), ValueError, "reduction"),
        (lambda: F.cross_entropy(tensor([[1, 2]]), tensor([0])), TypeError, "logits must be floating"),
        (lambda: F.cross_entropy(LOGITS, CLASSES + 1), IndexError, r"class 3 is out of range for 3 classes"),
    ],
    ids=["label smoothing", "floating classes", "reduction", "integer logits", "class out of range"],
)
def test_wrong_arguments(loss: Callable[[], Tensor], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        loss()


# ── the other losses ──

P, T = tensor([0.2, 0.7, 0.9]).double(), tensor([0.0, 1.0, 1.0]).double()
BINARY = -(T * P.log() + (1 - T) * (1 - P).log())
BINARY_LOGITS = (P / (1 - P)).log()


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (lambda: nn.BCELoss()(P, T), BINARY.mean()),
        (lambda: nn.BCELoss(reduction="sum")(P, T), BINARY.sum()),
        (lambda: nn.BCEWithLogitsLoss()(BINARY_LOGITS, T), BINARY.mean()),
        (
            lambda: nn.BCEWithLogitsLoss(pos_weight=tensor([3.0]).double(), reduction="none")(BINARY_LOGITS, T),
            BINARY * (1 + 2 * T),
        ),
        (lambda: nn.BCEWithLogitsLoss(weight=tensor([2.0]).double())(BINARY_LOGITS, T), 2 * BINARY.mean()),
        (lambda: nn.MSELoss()(P, T), ((P - T) ** 2).mean()),
        (lambda: nn.L1Loss(reduction="sum")(P, T), (P - T).abs().sum()),
    ],
    ids=["bce mean", "bce sum", "logits", "logits pos_weight", "logits weight", "mse", "l1"],
)
def test_the_other_losses_are_their_formulas(loss: Callable[[], Tensor], expected: Tensor) -> None:
    np.testing.assert_allclose(loss().numpy(), expected.numpy())


def test_an_unknown_reduction_is_an_error_of_the_constructor() -> None:
    with pytest.raises(ValueError, match=r"MSELoss\(\): reduction"):
        nn.MSELoss(reduction="avg")


ROW, COLUMN = tensor([0.2, 0.7, 0.9]), tensor([[1.0], [0.0], [1.0]])
BROADCASTING: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "kl_div": lambda x, t: F.kl_div(x, t, reduction="sum"),
    "poisson_nll_loss": F.poisson_nll_loss,
    "gaussian_nll_loss": lambda x, t: F.gaussian_nll_loss(x, t, 1.0),
    "hinge_embedding_loss": F.hinge_embedding_loss,
    "multilabel_soft_margin_loss": F.multilabel_soft_margin_loss,
}


@pytest.mark.parametrize("name", BROADCASTING)
def test_predictions_are_never_broadcast_to_the_targets(name: str) -> None:
    loss = BROADCASTING[name]
    for x, target in ((ROW, COLUMN), (COLUMN, ROW), (ROW, COLUMN.T)):
        with pytest.raises(ShapeError, match=rf"{name}\(\): target has shape .*does not broadcast to"):
            loss(x, target)
    table = ROW * autograd.ones(2, 3)
    assert loss(table, ROW.round()).item() == pytest.approx(loss(table, ROW.round() * autograd.ones(2, 3)).item())


def test_a_variance_may_be_shared_along_one_dimension() -> None:
    x, target = autograd.ones(4, 3), autograd.zeros(4, 3)
    shapes: list[tuple[int, ...]] = [(1, 3), (4, 1), (4,)]
    for shape in shapes:
        shared = autograd.ones(shape) * 2
        assert F.gaussian_nll_loss(x, target, shared).item() == F.gaussian_nll_loss(x, target, 2.0).item()
    wrong: list[tuple[int, ...]] = [(1, 1), (3,), (1,), (1, 4, 3)]
    for shape in wrong:
        with pytest.raises(ShapeError, match="var of shape"):
            F.gaussian_nll_loss(x, target, autograd.ones(shape))


def test_the_vectors_of_a_triplet_have_one_number_of_dimensions() -> None:
    with pytest.raises(ShapeError, match="numbers of dimensions"):
        F.triplet_margin_loss(ROW, ROW, COLUMN)


@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_a_numpy_number_as_smoothing_does_not_change_the_dtype(kind: Any) -> None:
    x, classes = autograd.ones(2, 3), tensor([0, 1])
    assert F.cross_entropy(x, classes, label_smoothing=kind(0.5)).dtype == autograd.float32


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_logits_of_ignored_samples_do_not_count_even_if_they_are_not_finite(smoothing: float) -> None:
    target = tensor([1, -100, -100])
    logits = tensor([[0.5, 2.0], [np.nan, 1.0], [-np.inf, 1.0]])
    found = F.cross_entropy(logits, target, label_smoothing=smoothing)
    alone = F.cross_entropy(logits[:1], target[:1], label_smoothing=smoothing)
    assert found.item() == pytest.approx(alone.item(), rel=1e-5)


def test_the_weight_of_a_loss_may_be_replaced() -> None:
    logits, target = tensor([[0.0, 0.0], [3.0, 0.0]]), tensor([0, 1])
    loss = nn.CrossEntropyLoss()
    assert loss(logits, target).item() == pytest.approx(F.cross_entropy(logits, target).item())
    loss.weight = weight = tensor([1.0, 3.0])
    expected = F.cross_entropy(logits, target, weight).item()
    assert loss(logits, target).item() == pytest.approx(expected)
    del loss.weight
    loss.weight = nn.Parameter(weight)
    assert loss(logits, target).item() == pytest.approx(expected)


@pytest.mark.parametrize("kind", ["q", "l"])  # NumPy has two types of 64 bits
def test_classes_in_any_dtype_of_64_bits_take_the_short_way(kind: str) -> None:
    target = tensor(pickle.loads(pickle.dumps(np.array([0, 1], kind))))  # whose dtype is another object than np.int64's
    loss = F.cross_entropy(tensor([[0.0, 0.0], [3.0, 0.0]], requires_grad=True), target)
    assert loss.grad_fn.name() == "MeanCrossEntropyBackward0"
