"""The linear map of a fully connected layer."""

from __future__ import annotations

from autograd import ShapeError, Tensor
from autograd.extend import ops
from nn.functional.arguments import as_tensor, check_same_dtype


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Compute x Wᵀ + b.

    Args:
        x: (…, in_features), floating.
        weight: W, (out_features, in_features).
        bias: b, (out_features,).

    Returns:
        (…, out_features).

    Raises:
        ShapeError: if the last sizes of `x` and `weight` differ, or `bias` has another shape.
        TypeError: if the floating dtypes differ.

    >>> from autograd import tensor
    >>> linear(tensor([1.0, 2.0]), tensor([[3.0, 4.0], [5.0, 6.0]]), tensor([0.5, 0.0]))
    tensor([11.5000, 17.0000])
    """
    x, weight = as_tensor(x, "linear", "x"), as_tensor(weight, "linear", "weight")
    check_same_dtype(x, weight, "linear")
    if bias is not None:
        bias = as_tensor(bias, "linear", "bias")
        check_same_dtype(x, bias, "linear", "bias")
        # A bias that broadcasts would pass. Anything else that does not fit, the operation refuses.
        if bias.shape != weight.shape[:1] and x.shape[-1:] == weight.shape[-1:]:
            raise ShapeError(
                f"linear(): expected a bias of shape {weight.shape[:1]} for weight {weight.shape}, got {bias.shape}"
            )
    out: Tensor = ops.linear(x, weight, bias)
    return out
