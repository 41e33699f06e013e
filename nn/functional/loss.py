"""What layers and losses compute, as functions; usually imported as `F`."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.array.creation import default_generator
from autograd.array.functions import cosine_similarity as cosine_similarity
from autograd.errors import ShapeError
from autograd.rules import elementwise
from autograd.rules.arrays import Array
from autograd.rules.conv import Geometry
from autograd.rules.dims import Shape
from autograd.rules.operation import OPERATIONS, operation
from autograd.rules.table import TABLE

# ── activations ──

relu = TABLE["relu"]
sigmoid = TABLE["sigmoid"]
tanh = TABLE["tanh"]
silu = TABLE["silu"]
softsign = TABLE["softsign"]
linear = OPERATIONS["linear"]
one_hot = OPERATIONS["one_hot"]


def leaky_relu(x: Any, negative_slope: float = 0.01) -> Any:
    """x where positive, negative_slope · x elsewhere."""
    return elementwise.leaky_relu(x, negative_slope)


def elu(x: Any, alpha: float = 1.0) -> Any:
    """x where positive, alpha · (exp(x) − 1) elsewhere (Clevert et al., 2015)."""
    return elementwise.elu(x, alpha)


def gelu(x: Any, approximate: str = "none") -> Any:
    """x · Φ(x), Φ the normal distribution function (Hendrycks and Gimpel, 2016); or its approximation by "tanh"."""
    if approximate not in ("none", "tanh"):
        raise ValueError(f"gelu(): approximate is 'none' or 'tanh', got {approximate!r}")
    return elementwise.gelu(x) if approximate == "none" else elementwise.gelu_tanh(x)


def softplus(x: Any, beta: float = 1.0) -> Any:
    """log(1 + exp(beta · x)) / beta."""
    return elementwise.softplus(x) if beta == 1 else elementwise.softplus(x * beta) / beta


def softmax(x: Any, dim: int = -1) -> Any:
    """exp(x) / Σ exp(x) along `dim`."""
    return OPERATIONS["softmax"](x, dim)


def log_softmax(x: Any, dim: int = -1) -> Any:
    """log(softmax(x)) along `dim`."""
    return OPERATIONS["log_softmax"](x, dim)


def dropout(x: Tensor, p: float = 0.5, training: bool = True) -> Tensor:
    """In training each element is 0 with probability p, and scaled by 1/(1 − p) otherwise.

    Raises:
        ValueError: unless 0 ≤ p ≤ 1.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"dropout(): p is a probability, got {p}")
    if not training or p == 0:
        return x
    kept = default_generator.numpy.random(x.shape, np.float32) >= p
    return x * (kept * x.dtype.type(1 / (1 - p) if p < 1 else 0))


def normalize(x: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12) -> Tensor:
    """x divided by its p-norm along `dim`, which counts as `eps` at least."""
    return x / x.norm(p, dim, True).clamp(min=eps)


def layer_norm(
    x: Tensor,
    normalized_shape: Sequence[int],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """x standardised over its last dimensions, those of `normalized_shape`, then scaled and shifted (Ba et al., 2016).

    Raises:
        ShapeError: if x does not end in `normalized_shape`.
    """
    shape = tuple(normalized_shape)
    if not shape or x.shape[-len(shape) :] != shape:
        raise ShapeError(f"layer_norm(): input of shape {x.shape} does not end in normalized_shape {shape}")
    out: Tensor = OPERATIONS["standardize"](x, tuple(range(-len(shape), 0)), eps)
    if weight is not None:
        out = out * weight
    return out if bias is None else out + bias


# ── images ──


def _pair(x: int | Sequence[int], where: str, least: int = 1) -> tuple[int, int]:
    pair = (x, x) if isinstance(x, int) else tuple(x)
    if len(pair) == 1:
        pair = (pair[0], pair[0])
    if len(pair) != 2 or not all(isinstance(n, int) and n >= least for n in pair):
        raise ValueError(f"{where}: expected a whole number of {least} or more, or two of them, got {x!r}")
    return pair


def _batched(x: Tensor, where: str) -> tuple[Tensor, bool]:
    """x as (N, C, H, W), and whether it was (C, H, W)."""
    if x.ndim not in (3, 4):
        raise ShapeError(f"{where}: expected images (N, C, H, W) or (C, H, W), got shape {x.shape}")
    return (x.unsqueeze(0), True) if x.ndim == 3 else (x, False)


def conv2d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | Sequence[int] = 1,
    padding: int | str | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Tensor:
    """The cross-correlation of images (N, C, H, W) with kernels (O, C/groups, kh, kw), plus a bias (O,).

    Args:
        x: one image (C, H, W) or a batch.
        weight, bias: as above.
        stride: from window to window.
        padding: zeros on each side; "valid" for none, "same" for as many as keep the size (needs stride 1).
        dilation: from element to element of a window.
        groups: parts of the channels that do not see each other.

    Returns:
        (N, O, h, w), or (O, h, w) for one image.

    Raises:
        ShapeError: for shapes that do not fit. ValueError: for settings out of range.
    """
    images, single = _batched(x, "conv2d()")
    if weight.ndim != 4 or groups < 1 or weight.shape[0] % groups or images.shape[1] != weight.shape[1] * groups:
        raise ShapeError(
            f"conv2d(): input {x.shape} with {images.shape[1]} channels does not fit weight {weight.shape} "
            f"(O, C/groups, kh, kw) with groups={groups}"
        )
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ShapeError(f"conv2d(): bias must be {weight.shape[:1]}, one number per output channel, got {bias.shape}")
    strides, dilations = _pair(stride, "conv2d(): stride"), _pair(dilation, "conv2d(): dilation")
    kernel = (weight.shape[2], weight.shape[3])
    if isinstance(padding, str):
        if padding not in ("same", "valid") or (padding == "same" and strides != (1, 1)):
            raise ValueError(f"conv2d(): padding is a number, 'valid', or with stride 1 'same'; got {padding!r}")
        total = [d * (k - 1) if padding == "same" else 0 for d, k in zip(dilations, kernel)]
        edges = [(t // 2, t - t // 2) for t in total]
    else:
        edges = [(p, p) for p in _pair(padding, "conv2d(): padding", 0)]
    geometry = Geometry(kernel, strides, (edges[0], edges[1]), dilations, groups)
    out: Tensor = OPERATIONS["conv"](images, weight, bias, geometry)
    return out.squeeze(0) if single else out


def max_pool2d(
    x: Tensor,
    kernel_size: int | Sequence[int],
    stride: int | Sequence[int] | None = None,
    padding: int | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest element of each window; the first of equals receives the gradient.

    Args:
        x: images (N, C, H, W), or one (C, H, W).
        kernel_size: the size of a window.
        stride: from window to window; default the kernel's size.
        padding: how far windows reach over the edge; at most half the kernel.
        dilation: from element to element of a window.
        ceil_mode: let a last window reach over the edge.
        return_indices: also give where in the flattened image each was.
    """
    images, single = _batched(x, "max_pool2d()")
    kernel = _pair(kernel_size, "max_pool2d(): kernel_size")
    pads = _pair(padding, "max_pool2d(): padding", 0)
    if any(2 * p > k for p, k in zip(pads, kernel)):
        raise ValueError(f"max_pool2d(): padding {pads} is more than half of the kernel {kernel}")
    geometry = Geometry(
        kernel,
        kernel if stride is None else _pair(stride, "max_pool2d(): stride"),
        ((pads[0], pads[0]), (pads[1], pads[1])),
        _pair(dilation, "max_pool2d(): dilation"),
        ceil=ceil_mode,
    )
    out = OPERATIONS["pick_at_max"](images, images, geometry)
    out = out.squeeze(0) if single else out
    if not return_indices:
        return out
    indices = OPERATIONS["index_of_max"](images, geometry)
    return out, indices.squeeze(0) if single else indices


# ── attention ──


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """softmax(query @ keyᵀ · scale + mask) @ value (Vaswani et al., 2017).

    Args:
        query: (…, L, E).
        key: (…, S, E).
        value: (…, S, V).
        attn_mask: broadcasts to (…, L, S): bool, True where attention is allowed; or floating, added to the scores.
        dropout_p: with this probability a weight is dropped. Applied whenever it is not 0, as in PyTorch.
        is_causal: position i attends only to positions up to i; excludes `attn_mask`.
        scale: default 1/√E.
        enable_gqa: let groups of query heads (dimension -3) share a head of key and value.

    Returns:
        (…, L, V). A row that may attend to nothing gives zeros.
    """
    if is_causal and attn_mask is not None:
        raise ValueError("scaled_dot_product_attention(): give attn_mask or is_causal, not both")
    if enable_gqa and key.shape[-3] != query.shape[-3]:
        heads = query.shape[-3]
        if heads % key.shape[-3] or heads % value.shape[-3]:
            raise ShapeError(
                f"scaled_dot_product_attention(): {heads} query heads do not fall into groups of "
                f"{key.shape[-3]} and {value.shape[-3]} heads"
            )
        key, value = (x[..., np.arange(heads) // (heads // x.shape[-3]), :, :] for x in (key, value))
    if query.shape[-1] != key.shape[-1] or key.shape[-2] != value.shape[-2]:
        raise ShapeError(
            f"scaled_dot_product_attention(): query {query.shape}, key {key.shape} and value {value.shape} do not "
            "fit: query and key need one last size, key and value one second to last"
        )
    scores = (query * (query.shape[-1] ** -0.5 if scale is None else scale)) @ key.mT
    if is_causal:
        attn_mask = Tensor(np.tri(scores.shape[-2], scores.shape[-1], dtype=np.bool_))
    nothing = None
    if attn_mask is not None and not attn_mask.is_floating_point():
        allowed = np.broadcast_to(attn_mask._array.astype(np.bool_), scores.shape)
        nothing = Tensor(np.asarray(~allowed.any(-1, keepdims=True)))
        scores = scores.masked_fill(Tensor(~allowed), -np.inf)
        if bool(nothing.any()):
            scores = scores.masked_fill(nothing, 0.0)  # ∞ − ∞ must not arise
    elif attn_mask is not None:
        scores = scores + attn_mask
    weights = softmax(scores, -1)
    if nothing is not None and bool(nothing.any()):
        weights = weights.masked_fill(nothing, 0.0)
    return dropout(weights, dropout_p) @ value


# ── losses ──


def _reduce(losses: Tensor, reduction: str, where: str) -> Tensor:
    if reduction == "none":
        return losses
    if reduction not in ("mean", "sum"):
        raise ValueError(f"{where}(): reduction is 'mean', 'sum' or 'none', got {reduction!r}")
    return losses.mean() if reduction == "mean" else losses.sum()


def _same_shape(input: Tensor, target: Tensor, where: str) -> None:
    if input.shape != target.shape:
        raise ShapeError(
            f"{where}(): input has shape {input.shape}, target {target.shape}; they must be equal "
            "(unsqueeze or reshape one of them: broadcasting here is almost always a mistake)"
        )


def mse_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """(input − target)²."""
    _same_shape(input, target, "mse_loss")
    return _reduce(elementwise.square(input - target), reduction, "mse_loss")


def l1_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """|input − target|."""
    _same_shape(input, target, "l1_loss")
    return _reduce(abs(input - target), reduction, "l1_loss")


@operation(
    p=lambda xp, upstream, p, target: upstream * (p - target) / xp.clamp_min((1 - p) * p, 1e-12),
    target=lambda xp, upstream, p: upstream * (xp.clamp_min(xp.log1p(-p), -100) - xp.clamp_min(xp.log(p), -100)),
    promotes=True,
)
def elementwise_bce(p: Array, target: Array) -> Array:
    """−(target·log p + (1 − target)·log(1 − p)), logarithms held at −100 or above as PyTorch does."""
    log_p, log_q = np.maximum(np.log(p), -100), np.maximum(np.log1p(-p), -100)
    return -(target * log_p + (1 - target) * log_q)


def binary_cross_entropy(
    input: Tensor, target: Tensor, weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """The cross-entropy of probabilities `input` for targets of [0, 1].

    Raises:
        ShapeError: if the shapes differ.
        ValueError: for an input outside [0, 1].
    """
    _same_shape(input, target, "binary_cross_entropy")
    if input.numel() and not (input._array.min() >= 0 and input._array.max() <= 1):
        raise ValueError(
            "binary_cross_entropy(): input holds probabilities in [0, 1]; for logits use the _with_logits form"
        )
    losses = elementwise_bce(input, target)
    return _reduce(losses if weight is None else losses * weight, reduction, "binary_cross_entropy")


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """binary_cross_entropy(sigmoid(input), target), exact for logits of any size.

    log(1 + eˣ) − target·x; `pos_weight` weighs the positive class.
    """
    _same_shape(input, target, "binary_cross_entropy_with_logits")
    if pos_weight is None:
        losses = elementwise.softplus(input) - target * input
    else:
        losses = (1 - target) * input + (1 + (pos_weight - 1) * target) * elementwise.softplus(-input)
    return _reduce(losses if weight is None else losses * weight, reduction, "binary_cross_entropy_with_logits")


def _picked(log_probabilities: Array, target: Array) -> tuple[Any, ...]:
    """The index of each sample's class: classes are dimension 1."""
    places: list[Any] = list(np.indices(target.shape, sparse=True))
    return (*places[:1], target, *places[1:])


def _class_weights(target: Array, weight: Array | None, ignore_index: int, dtype: Any) -> Array:
    kept = target != ignore_index
    safe = np.where(kept, target, 0)
    return kept.astype(dtype) if weight is None else weight[safe] * kept


def nll_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """−input[class], for log-probabilities (N, C, …) or (C,) and classes (N, …) or (); `weight` per class."""
    if input.ndim == 1:
        return nll_loss(input.reshape(1, -1), target.reshape(1), weight, ignore_index, reduction).reshape(())
    classes = _checked_classes(input.shape, target, ignore_index, "nll_loss")
    weights = _class_weights(classes, None if weight is None else weight._array, ignore_index, input.dtype)
    safe = np.where(classes == ignore_index, 0, classes)
    losses = -input[_picked(input._array, safe)] * Tensor(weights)
    if reduction == "mean":
        return losses.sum() / float(weights.sum())
    return _reduce(losses, reduction, "nll_loss")


def _checked_classes(shape: Shape, target: Tensor, ignore_index: int, where: str) -> Array:
    classes = target._array if isinstance(target, Tensor) else np.asarray(target)
    if classes.dtype.kind not in "iu":
        raise TypeError(f"{where}(): classes are whole numbers, got {classes.dtype}; write target.long()")
    if classes.shape != (*shape[:1], *shape[2:]):
        raise ShapeError(
            f"{where}(): input has shape {shape} (N, C, …), so target must have shape {(*shape[:1], *shape[2:])}, "
            f"got {classes.shape}"
        )
    wrong = (classes != ignore_index) & ((classes < 0) | (classes >= shape[1]))
    if wrong.any():
        raise IndexError(f"{where}(): class {classes[wrong].flat[0]} is out of range for {shape[1]} classes")
    return classes


@operation(
    logits=lambda xp, upstream, logits, target, probabilities: (
        upstream * xp.slope_of_cross_entropy(logits, target, probabilities)
    ),
    target=None,
)
def mean_cross_entropy(logits: Array, target: Array) -> Array:
    """The mean of −log softmax(logits)[class], for logits (N, C) and classes (N,): what most training calls."""
    return _cross_entropy(logits, target)[0]


@mean_cross_entropy.keeping("probabilities")
def _cross_entropy(logits: Array, target: Array) -> tuple[Array, Array]:
    if target.view(np.uint64).max() >= logits.shape[1]:  # seen as unsigned, a negative class is a large one
        raise IndexError("a class is out of range")
    shifted = logits - np.maximum.reduce(logits, 1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    probabilities = np.exp(shifted, out=shifted)
    sums = np.add.reduce(probabilities, 1, keepdims=True)
    probabilities /= sums
    return np.add.reduce(np.log(sums[:, 0]) - chosen) / len(target), probabilities


@operation(
    logits=lambda xp, upstream, logits: (
        (upstream - xp.sum(upstream * xp.softmax(logits, 1), 1, True)) * xp.softmax(logits, 1) / logits.shape[0]
    ),
    target=None,
)
def slope_of_cross_entropy(logits: Array, target: Array, probabilities: Array | None = None) -> Array:
    """The derivative of `mean_cross_entropy` by the logits: (softmax − one-hot)/N; softmax may be known already."""
    slope: Array = OPERATIONS["softmax"].forward(logits, 1) if probabilities is None else probabilities.copy()
    slope[np.arange(len(target)), target] -= 1
    slope *= slope.dtype.type(1 / len(target))
    return slope


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """The cross-entropy of logits: −log softmax(input)[class].

    Args:
        input: logits (N, C), (N, C, …) or (C,).
        target: classes (N,), (N, …) or (), whole numbers; or probabilities of the shape of `input`.
        weight: a weight per class, (C,).
        ignore_index: a class that does not count.
        reduction: "mean" (over what counts, weighted), "sum" or "none".
        label_smoothing: how much of each target is spread evenly over all classes.

    Raises:
        ShapeError, TypeError, IndexError: for targets that do not fit.
    """
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"cross_entropy(): label_smoothing is in [0, 1], got {label_smoothing}")
    if not isinstance(target, Tensor):
        target = Tensor(np.asarray(target))
    plain = weight is None and reduction == "mean" and label_smoothing == 0 and ignore_index < 0
    if not input.is_floating_point():
        raise TypeError(f"cross_entropy(): logits must be floating, got {input.dtype}; write input.float()")
    if plain and input.ndim == 2 and input.shape[0] and target.dtype == np.int64 and target.shape == input.shape[:1]:
        with contextlib.suppress(IndexError):  # raised for a class out of range, perhaps one to be ignored
            return mean_cross_entropy(input, target)  # one operation in place of nine
    log_probabilities = log_softmax(input, 1 if input.ndim > 1 else 0)
    if target.is_floating_point():
        _same_shape(input, target, "cross_entropy")
        classes = input.shape[1 if input.ndim > 1 else 0]
        smooth = target * (1 - label_smoothing) + label_smoothing / classes
        terms = -log_probabilities * smooth
        if weight is not None:
            terms = terms * weight.reshape(-1, *[1] * (input.ndim - 2))
        losses = terms.sum(1 if input.ndim > 1 else 0)
        if reduction == "mean":
            return losses.sum() / max(losses.numel(), 1)
        return _reduce(losses, reduction, "cross_entropy")
    hard = nll_loss(log_probabilities, target, weight, ignore_index, reduction)
    if label_smoothing == 0:
        return hard
    return (
        hard * (1 - label_smoothing)
        + _smooth_loss(log_probabilities, target, weight, ignore_index, reduction) * label_smoothing
    )


def _smooth_loss(
    log_probabilities: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str
) -> Tensor:
    """The loss against the even distribution over all classes."""
    if log_probabilities.ndim == 1:
        log_probabilities, target = log_probabilities.reshape(1, -1), target.reshape(1)
    classes = log_probabilities.shape[1]
    each = log_probabilities if weight is None else log_probabilities * weight.reshape(-1, *[1] * (target.ndim - 1))
    losses = -each.sum(1) * Tensor((target._array != ignore_index).astype(each.dtype)) / classes
    if reduction == "mean":
        own = None if weight is None else weight._array
        return losses.sum() / float(_class_weights(target._array, own, ignore_index, each.dtype).sum())
    return _reduce(losses, reduction, "cross_entropy")
