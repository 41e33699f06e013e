"""The arguments that losses share: predictions and targets of one shape, weights, and the reduction."""

from __future__ import annotations

import warnings
from typing import Any

from autograd import ShapeError, Tensor
from nn.functional.arguments import as_tensor, fitting

REDUCTIONS = ("mean", "sum", "none")


def reduction_of(
    reduction: str,
    size_average: bool | None,
    reduce: bool | None,
    where: str,
    known: tuple[str, ...] = REDUCTIONS,
) -> str:
    """Return the reduction, after checking it: one of `known`.

    The deprecated `size_average` and `reduce` override it, with a warning.

    Raises:
        ValueError: for any other reduction.
    """
    if size_average is not None or reduce is not None:
        averaged = size_average is None or size_average
        reduction = "none" if reduce is not None and not reduce else "mean" if averaged else "sum"
        warnings.warn(f"{where}(): size_average and reduce are deprecated; write reduction={reduction!r}", stacklevel=3)
    if reduction not in known:
        raise ValueError(f"{where}(): reduction is {', '.join(map(repr, known))}, got {reduction!r}")
    return reduction


def reduced(losses: Tensor, reduction: str) -> Tensor:
    """Return the mean or sum of the losses, or the losses themselves."""
    return losses if reduction == "none" else losses.mean() if reduction == "mean" else losses.sum()


def check_same_shape(input: Tensor, target: Tensor, where: str) -> None:
    """Raise ShapeError if the shapes of predictions and targets differ."""
    if input.shape != target.shape:
        raise ShapeError(
            f"{where}(): input has shape {input.shape}, target {target.shape}; they must be equal "
            "(unsqueeze or reshape one of them: broadcasting here is almost always a mistake)"
        )


def pair(input: Any, target: Any, where: str) -> tuple[Tensor, Tensor]:
    """Return predictions and targets as Tensors, after checking that their shapes are equal."""
    input, target = as_tensor(input, where, "input"), as_tensor(target, where, "target")
    check_same_shape(input, target, where)
    return input, target


def fitting_pair(input: Any, target: Any, where: str) -> tuple[Tensor, Tensor]:
    """Return predictions and targets as Tensors, after checking that the targets broadcast to the predictions.

    Raises:
        ShapeError: if the predictions would be broadcast: (N,) beside (N, 1) is N × N losses.
    """
    input, target = as_tensor(input, where, "input"), as_tensor(target, where, "target")
    return input, fitting(target, input.shape, target.dtype, where, "target")


def weighted(losses: Tensor, weight: Any, where: str) -> Tensor:
    """Return the losses times a weight that broadcasts to their shape, or that is None."""
    return losses if weight is None else losses * fitting(weight, losses.shape, losses.dtype, where, "weight")
