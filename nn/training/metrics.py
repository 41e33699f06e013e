"""Metrics of a batch, each a mean over its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from autograd import ShapeError, Tensor

Metric = Callable[[Tensor, Tensor], Any]


def accuracy(output: Tensor, target: Tensor) -> float:
    """Return the share of examples that are classified correctly.

    Args:
        output: scores or probabilities of the classes, shape (N, classes, …); or one logit for each example, of any
            shape of the target.
        target: the classes, integers, shape (N, …); or 0 and 1, in the shape of the output.

    >>> from autograd import tensor
    >>> accuracy(tensor([[0.1, 2.0], [3.0, 1.0]]), tensor([1, 1]))
    0.5
    """
    if output.shape == target.shape:
        guess = output > 0 if output.ndim < 2 or output.shape[1] == 1 else None
        if guess is not None:
            return float((guess == (target > 0.5)).float().mean().item())
        target = target.argmax(dim=1)
    elif output.ndim == target.ndim + 1 and output.shape[-1] == 1:
        return accuracy(output.squeeze(-1), target)
    guess = output.argmax(dim=1)
    if guess.shape != target.shape:
        raise ShapeError(f"accuracy(): output has shape {output.shape}, target {target.shape}")
    return float((guess == target).float().mean().item())


def top_k_accuracy(output: Tensor, target: Tensor, k: int = 5) -> float:
    """Return the share of examples whose class is among the k with the highest scores.

    Args:
        output: scores of the classes, shape (N, classes).
        target: the classes, integers, shape (N,).
        k: how many.
    """
    best = output.topk(min(k, output.shape[1]), dim=1).indices
    return float((best == target.unsqueeze(1)).any(dim=1).float().mean().item())


def mean_absolute_error(output: Tensor, target: Tensor) -> float:
    """Return the mean of |output − target|.

    Args:
        output, target: numbers, of one shape.
    """
    if output.shape != target.shape:
        raise ShapeError(f"mean_absolute_error(): output has shape {output.shape}, target {target.shape}")
    return float((output - target).abs().mean().item())


METRICS: dict[str, Metric] = {
    "accuracy": accuracy,
    "top_k_accuracy": top_k_accuracy,
    "mean_absolute_error": mean_absolute_error,
}


RESERVED = ("epoch", "loss", "lr", "seconds")  # names in each row of a history


def named(metrics: Mapping[str, Metric] | Iterable[str | Metric]) -> dict[str, Metric]:
    """Return metrics by name. A name alone stands for one of `METRICS`.

    Raises:
        ValueError: for an unknown name, or one that two have or the history itself.
        TypeError: for something that is neither a name nor a function.
    """
    if not isinstance(metrics, Iterable):
        raise TypeError(f"Trainer(): metrics is a list or a dict of them, got {type(metrics).__name__}")
    given = metrics.values() if isinstance(metrics, Mapping) else [metrics] if isinstance(metrics, str) else metrics
    found = [_function(metric) for metric in given]
    names = list(metrics) if isinstance(metrics, Mapping) else [name for name, _ in found]
    for name in names:
        if names.count(name) > 1 or name in RESERVED:
            problem = "of the history itself" if name in RESERVED else "of two metrics"
            raise ValueError(f"Trainer(): {name!r} is the name {problem}; give a dict of other names")
    return {name: metric for name, (_, metric) in zip(names, found)}


def _function(metric: str | Metric) -> tuple[str, Metric]:
    """Return the name and the function of a metric."""
    if isinstance(metric, str):
        if metric not in METRICS:
            raise ValueError(f"Trainer(): unknown metric {metric!r}; there are {', '.join(METRICS)}")
        return metric, METRICS[metric]
    if callable(metric):
        return getattr(metric, "__name__", type(metric).__name__), metric
    raise TypeError(f"Trainer(): a metric is a name or a function, got {type(metric).__name__}")
