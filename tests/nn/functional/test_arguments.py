"""Arguments that are no Tensors, weights that do not fit, and dtypes that differ: errors that name the function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import ShapeError, Tensor, tensor
from tests.helpers import noting

X, LABELS, IMAGE, KERNEL = autograd.ones(2, 3), tensor([0, 1]), autograd.ones(1, 1, 4, 4), autograd.ones(1, 1, 2, 2)

SIGNAL, VOLUME, ONES = autograd.ones(1, 1, 4), autograd.ones(1, 1, 4, 4, 4), autograd.ones(3)

# For each function, arguments that fit; the Tensors among them are replaced one by one.
CALLS: dict[str, tuple[Any, ...]] = {
    "affine_grid": (autograd.ones(1, 2, 3), (1, 1, 4, 4), False),
    "batch_norm": (X, ONES, ONES, ONES, ONES),
    "bilinear": (X, X, autograd.ones(4, 3, 3), autograd.ones(4)),
    "binary_cross_entropy": (X, X, X),
    "binary_cross_entropy_with_logits": (X, X, X, None, None, "mean", X),
    "channel_shuffle": (IMAGE, 1),
    "conv1d": (SIGNAL, autograd.ones(1, 1, 2), autograd.ones(1)),
    "conv2d": (IMAGE, KERNEL, autograd.ones(1)),
    "conv3d": (VOLUME, autograd.ones(1, 1, 2, 2, 2), autograd.ones(1)),
    "conv_transpose1d": (SIGNAL, autograd.ones(1, 1, 2), autograd.ones(1)),
    "conv_transpose2d": (IMAGE, KERNEL, autograd.ones(1)),
    "conv_transpose3d": (VOLUME, autograd.ones(1, 1, 2, 2, 2), autograd.ones(1)),
    "cosine_embedding_loss": (X, X, tensor([1, -1])),
    "cosine_similarity": (X, X),
    "cross_entropy": (X, LABELS, ONES),
    "ctc_loss": (autograd.ones(4, 3), LABELS[1:], 4, 1),
    "embedding": (LABELS, X),
    "embedding_bag": (LABELS, X, tensor([0])),
    "fold": (autograd.ones(1, 4, 9), (4, 4), 2),
    "gaussian_nll_loss": (X, X, X),
    "glu": (IMAGE,),
    "grid_sample": (IMAGE, autograd.ones(1, 2, 2, 2), "bilinear", "zeros", False),
    "group_norm": (X, 1, ONES, ONES),
    "gumbel_softmax": (X,),
    "hinge_embedding_loss": (X, X),
    "huber_loss": (X, X),
    "instance_norm": (SIGNAL, autograd.ones(1), autograd.ones(1), autograd.ones(1), autograd.ones(1)),
    "interpolate": (IMAGE, 2),
    "kl_div": (X, X, None, None, "sum"),
    "l1_loss": (X, X),
    "layer_norm": (X, (3,), ONES, ONES),
    "linear": (X, autograd.ones(4, 3), autograd.ones(4)),
    "local_response_norm": (IMAGE, 2),
    "margin_ranking_loss": (X, X, X),
    "max_unpool1d": (SIGNAL, tensor([[[0, 2, 4, 6]]]), 2),
    "max_unpool2d": (autograd.ones(1, 1, 1, 1), tensor([[[[3]]]]), 2),
    "max_unpool3d": (autograd.ones(1, 1, 1, 1, 1), tensor([[[[[3]]]]]), 2),
    "mse_loss": (X, X),
    "multi_head_attention_forward": (
        X, X, X, 3, 1, autograd.ones(9, 3), None, None, None, False, 0.0, autograd.ones(3, 3), None
    ),
    "multi_margin_loss": (X, LABELS, 1, 1.0, ONES),
    "multilabel_margin_loss": (X, tensor([[0, 1, -1], [2, -1, 0]])),
    "multilabel_soft_margin_loss": (X, X, ONES),
    "nll_loss": (X, LABELS, ONES),
    "normalize": (X,),
    "one_hot": (LABELS, 3),
    "pad": (X, (1, 2)),
    "pairwise_distance": (X, X),
    "pdist": (X,),
    "pixel_shuffle": (autograd.ones(1, 4, 1, 1), 2),
    "pixel_unshuffle": (IMAGE, 2),
    "poisson_nll_loss": (X, X),
    "prelu": (X, ONES),
    "rms_norm": (X, (3,), ONES),
    "scaled_dot_product_attention": (X, X, X, autograd.ones(2, 2)),
    "smooth_l1_loss": (X, X),
    "soft_margin_loss": (X, X),
    "threshold": (X, 0.0, 1.0),
    "triplet_margin_loss": (X, X, X),
    "triplet_margin_with_distance_loss": (X, X, X),
    "unfold": (IMAGE, 2),
}  # fmt: skip
for dims, given in enumerate((SIGNAL, IMAGE, VOLUME), 1):
    CALLS |= {
        f"{name}{dims}d": (given, 2) for name in ("max_pool", "avg_pool", "adaptive_avg_pool", "adaptive_max_pool")
    }
    CALLS |= {f"lp_pool{dims}d": (given, 2, 2), f"dropout{dims}d": (given, 0.0)}
    if dims > 1:
        CALLS |= {f"fractional_max_pool{dims}d": (given, 2, 2)}
ACTIVATIONS = """
    elu gelu leaky_relu log_softmax relu sigmoid silu softmax softplus softsign tanh celu hardshrink hardsigmoid
    hardswish hardtanh logsigmoid mish relu6 rrelu selu softmin softshrink tanhshrink dropout alpha_dropout
    feature_alpha_dropout
""".split()
CALLS |= dict.fromkeys(ACTIVATIONS, (X,))
WITHOUT_DIM = ("softmax", "log_softmax", "softmin")
RANDOM = ("gumbel_softmax", "fractional_max_pool2d", "fractional_max_pool3d")
DEPRECATED = {"upsample", "upsample_bilinear", "upsample_nearest"}
PLACES = [(name, i) for name, given in CALLS.items() for i, x in enumerate(given) if isinstance(x, Tensor)]


def test_every_function_has_a_call() -> None:
    in_place = {name for name in F.__all__ if name.endswith("_")}
    assert set(F.__all__) - set(CALLS) == in_place | DEPRECATED


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_what_is_no_tensor_is_an_error_that_names_the_function(name: str, place: int) -> None:
    for foreign in (None, "x", Any, 1j, np.array("x"), np.array([1j])):
        if foreign is None and (place >= 2 or (place and name in ("batch_norm", "instance_norm"))):
            continue  # optional
        given = list(CALLS[name])
        given[place] = foreign
        with noting(f"foreign: {foreign!r}"), pytest.raises(TypeError, match=rf"\b{name}\(\): "):
            getattr(F, name)(*given)


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_an_array_is_as_good_as_a_tensor(name: str, place: int) -> None:
    given = list(CALLS[name])
    if name in WITHOUT_DIM:
        given.append(1)
    if name == "dropout":
        given.append(0.0)
    autograd.manual_seed(0)
    expected = getattr(F, name)(*given)
    given[place] = given[place].numpy()
    autograd.manual_seed(0)
    found = getattr(F, name)(*given)
    if isinstance(found, tuple):
        found, expected = found[0], expected[0]
    assert np.array_equal(np.asarray(found), expected.numpy(), equal_nan=True)


# ── a place for the result ──

WITH_OUT = "avg_pool2d avg_pool3d gelu hardshrink linear logsigmoid softplus softshrink".split()


@pytest.mark.parametrize("name", WITH_OUT)
def test_the_result_is_written_into_out(name: str) -> None:
    function = getattr(F, name)
    expected = function(*CALLS[name])
    out = autograd.zeros(expected.shape)
    assert function(*CALLS[name], out=out) is out
    assert autograd.equal(out, expected)
    with pytest.raises(ShapeError, match=rf"{name}\(\): out has shape"):
        function(*CALLS[name], out=autograd.zeros(7))
    given = [x.clone().requires_grad_() if isinstance(x, Tensor) else x for x in CALLS[name]]
    with pytest.raises(RuntimeError, match=rf"{name}\(\): out= has no gradients"):
        function(*given, out=out)


# ── dtypes ──

DOUBLE = [
    lambda: nn.Linear(3, 2)(X.double()),
    lambda: nn.Linear(3, 2)(np.ones((2, 3))),
    lambda: nn.Linear(3, 2).double()(X),
    lambda: nn.Conv2d(1, 1, 2)(IMAGE.double()),
    lambda: nn.LayerNorm(3)(X.double()),
    lambda: nn.MLP(3, [2, 1])(X.double()),
    lambda: F.linear(X, autograd.ones(2, 3), autograd.ones(2).double()),
    lambda: F.conv2d(IMAGE, KERNEL, autograd.ones(1).double()),
    lambda: F.layer_norm(X, (3,), bias=autograd.ones(3).double()),
    lambda: F.scaled_dot_product_attention(X, X.double(), X),
    lambda: F.scaled_dot_product_attention(X, X, X.double()),
]


@pytest.mark.parametrize("call", DOUBLE)
def test_data_of_another_floating_dtype_is_an_error_that_names_both(call: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match=r"float64.*float32|float32.*float64") as raised:
        call()
    assert ".float()" in str(raised.value)


def test_integers_are_converted() -> None:
    assert nn.Linear(3, 2)(tensor([[1, 0, 0]])).dtype == np.float32


# ── weights ──

LOGITS, TARGET, COLUMN = tensor([2.0, -1.0, 0.5]), tensor([1.0, 0.0, 1.0]), tensor([[1.0], [5.0], [1.0]])


@pytest.mark.parametrize("weight", [COLUMN, COLUMN.numpy(), autograd.ones(2), autograd.ones(1, 3), autograd.ones(0)])
@pytest.mark.parametrize(
    "loss",
    [
        lambda weight: F.binary_cross_entropy(TARGET, TARGET, weight=weight),
        lambda weight: F.binary_cross_entropy_with_logits(LOGITS, TARGET, weight=weight),
        lambda weight: F.binary_cross_entropy_with_logits(LOGITS, TARGET, pos_weight=weight),
        lambda weight: nn.BCELoss(weight)(TARGET, TARGET),
        lambda weight: nn.BCEWithLogitsLoss(pos_weight=weight)(LOGITS, TARGET),
    ],
)
def test_losses_are_never_broadcast_to_a_weight(loss: Callable[[Any], Tensor], weight: Any) -> None:
    with pytest.raises(ShapeError) as raised:
        loss(weight)
    assert str(tuple(weight.shape)) in str(raised.value)
    assert "(3,)" in str(raised.value)


def test_a_weight_broadcasts_to_the_losses() -> None:
    wide = F.binary_cross_entropy_with_logits(
        LOGITS.reshape(3, 1).expand(3, 2), TARGET.reshape(3, 1).expand(3, 2), weight=COLUMN, reduction="none"
    )
    plain = F.binary_cross_entropy_with_logits(LOGITS, TARGET, reduction="none")
    assert autograd.allclose(wide, (plain.reshape(3, 1) * COLUMN).expand(3, 2))
    assert F.binary_cross_entropy_with_logits(LOGITS, TARGET, weight=2.0).item() == pytest.approx(  # type: ignore[arg-type]
        2 * plain.mean().item()
    )


@pytest.mark.parametrize("shape", [(3, 1), (1, 3), (4,), (2,), (1,), (), (0,)])
@pytest.mark.parametrize("target", [LABELS, X / 3])
def test_class_weights_are_one_number_for_each_class(shape: tuple[int, ...], target: Tensor) -> None:
    weight = autograd.ones(*shape)
    smoothed = nn.CrossEntropyLoss(weight, label_smoothing=0.1)
    calls: list[Callable[[], Tensor]] = [lambda: F.cross_entropy(X, target, weight), lambda: smoothed(X, target)]
    if target is LABELS:
        calls.append(lambda: F.nll_loss(X, target, weight))
    for call in calls:
        with pytest.raises(ShapeError) as raised:
            call()
        assert str(shape) in str(raised.value)
        assert "(3,)" in str(raised.value)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("target", [LABELS, X / 3])
def test_an_array_of_class_weights_keeps_the_dtype(target: Tensor, smoothing: float) -> None:
    weight = np.array([0.5, 2.0, 1.0])
    loss = F.cross_entropy(X, target, weight, label_smoothing=smoothing)  # type: ignore[arg-type]
    assert loss.dtype == np.float32
    assert loss.item() == F.cross_entropy(X, target, tensor(weight).float(), label_smoothing=smoothing).item()
    assert nn.CrossEntropyLoss(weight, label_smoothing=smoothing)(X, target).item() == loss.item()  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", [(3,), (2, 3), (3, 1), (1,)])
def test_a_layer_norm_is_never_broadcast_to_its_weight(shape: tuple[int, ...]) -> None:
    if shape == (3,):
        return
    for given in ({"weight": autograd.ones(*shape)}, {"bias": autograd.ones(*shape)}):
        with pytest.raises(ShapeError, match=r"layer_norm\(\): (weight|bias)"):
            F.layer_norm(X, (3,), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("dtype", ["float32", "bool"])
def test_scores_of_attention_are_never_broadcast_to_a_mask(dtype: str) -> None:
    with pytest.raises(ShapeError, match="attn_mask has shape"):
        F.scaled_dot_product_attention(X, X, X, autograd.ones(5, 2, 2, dtype=dtype))


@pytest.mark.parametrize("shape", [(1,), (), (2, 4), (1, 4), (5, 2, 4), (3,)])
def test_a_bias_has_one_number_for_each_output(shape: tuple[int, ...]) -> None:
    with pytest.raises(ShapeError, match=r"linear\(\): expected a bias of shape \(4,\)"):
        F.linear(X, autograd.ones(4, 3), autograd.ones(shape))


def test_dropout_of_integers_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"dropout\(\): expected a floating dtype, got int64"):
        F.dropout(LABELS)
    assert F.dropout(LABELS, training=False) is LABELS


# ── sizes and initial values ──


def test_a_size_may_be_a_whole_number_of_numpy() -> None:
    two, three = np.int64(2), np.prod((3, 1))
    assert nn.Linear(three, two)(X).shape == (2, 2)  # type: ignore[arg-type]
    assert nn.Conv2d(np.uint8(1), two, three, padding=two)(IMAGE).shape == (1, 2, 6, 6)  # type: ignore[arg-type]
    assert nn.MaxPool2d(two)(IMAGE).shape == (1, 1, 2, 2)  # type: ignore[arg-type]
    assert nn.LayerNorm(three)(X).shape == (2, 3)  # type: ignore[arg-type]
    assert nn.LayerNorm((two, three))(X).shape == (2, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, -1, 2.0, None, "2", np.float64(2)], ids=repr)
@pytest.mark.parametrize(
    "make",
    [
        lambda n: nn.Linear(n, 1),
        lambda n: nn.Linear(1, n),
        lambda n: nn.Conv2d(n, 1, 1),
        lambda n: nn.Conv2d(1, 1, n),
        lambda n: nn.Conv2d(1, 1, (1, n)),
        lambda n: nn.LayerNorm(n),
        lambda n: nn.LayerNorm((1, n)),
        lambda n: F.max_pool2d(IMAGE, n),
    ],
)
def test_any_other_size_is_an_error(make: Callable[[Any], Any], size: Any) -> None:
    with pytest.raises(ValueError, match="whole number of 1 or more"):
        make(size)


@pytest.mark.parametrize("name", [name for name in nn.init.__all__ if name != "calculate_gain"])
@pytest.mark.parametrize("foreign", [None, np.ones((2, 2)), [1.0]], ids=repr)
def test_what_is_no_tensor_is_not_initialised(name: str, foreign: Any) -> None:
    arguments = (foreign, 1.0) if name in ("constant_", "sparse_") else (foreign,)
    with pytest.raises(TypeError, match=rf"^{name}\(\): expected a Tensor, got {type(foreign).__name__}"):
        getattr(nn.init, name)(*arguments)
