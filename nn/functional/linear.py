"""The linear map of a fully connected layer."""

from __future__ import annotations

from autograd import ShapeError, Tensor, einsum
from autograd.extend import ops
from nn.functional.arguments import as_tensor, check_same_dtype, stored


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None, *, out: Tensor | None = None) -> Tensor:
    """Compute x Wᵀ + b.

    Args:
        input: x, (…, in_features), floating.
        weight: W, (out_features, in_features).
        bias: b, (out_features,).
        out: a Tensor for the result; then no argument may require grad.

    Returns:
        (…, out_features).

    Raises:
        ShapeError: if the last sizes of the input and `weight` differ, or `bias` has another shape.
        TypeError: if the floating dtypes differ.

    >>> from autograd import tensor
    >>> linear(tensor([1.0, 2.0]), tensor([[3.0, 4.0], [5.0, 6.0]]), tensor([0.5, 0.0]))
    tensor([11.5000, 17.0000])
    """
    dtype = input.dtype if isinstance(input, Tensor) else None
    if not (isinstance(weight, Tensor) and weight.dtype is dtype):
        input, weight = as_tensor(input, "linear", "input"), as_tensor(weight, "linear", "weight")
        check_same_dtype(input, weight, "linear")
    if bias is not None and not (isinstance(bias, Tensor) and bias.dtype is dtype):
        bias = as_tensor(bias, "linear", "bias")
        check_same_dtype(input, bias, "linear", "bias")
    try:
        # `fast`, once it is generated, saves a call.
        found: Tensor = (ops.linear.fast or ops.linear)(input, weight, bias)
    except ShapeError as error:
        if input.ndim == 0 or weight.ndim != 2 or input.shape[-1] == weight.shape[1]:
            raise
        raise ShapeError(f"{error}; got {input.shape[-1]} features, expected {weight.shape[1]}") from None
    return found if out is None else stored(found, out, "linear")


def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Compute x₁ᵀ W x₂ + b for each output.

    Args:
        input1: x₁, (…, in1), floating.
        input2: x₂, (…, in2).
        weight: W, (out, in1, in2).
        bias: b, (out,).

    Returns:
        (…, out).

    Raises:
        ShapeError: if the shapes do not fit together.
        TypeError: if the floating dtypes differ.

    >>> from autograd import tensor
    >>> bilinear(tensor([1.0, 2.0]), tensor([3.0]), tensor([[[1.0], [1.0]]]))
    tensor([9.])
    """
    x1, x2 = as_tensor(input1, "bilinear", "input1"), as_tensor(input2, "bilinear", "input2")
    weight = as_tensor(weight, "bilinear", "weight")
    for given, name in ((x2, "input2"), (weight, "weight")):
        check_same_dtype(x1, given, "bilinear", name)
    if weight.ndim != 3 or weight.shape[1:] != (*x1.shape[-1:], *x2.shape[-1:]) or x1.shape[:-1] != x2.shape[:-1]:
        raise ShapeError(
            f"bilinear(): inputs {x1.shape} and {x2.shape} do not fit weight {weight.shape}, (out, in1, in2)"
        )
    out: Tensor = einsum("...i,oij,...j->...o", x1, weight, x2)
    if bias is None:
        return out
    bias = as_tensor(bias, "bilinear", "bias")
    if bias.shape != weight.shape[:1]:
        raise ShapeError(f"bilinear(): expected a bias of shape {weight.shape[:1]}, got {bias.shape}")
    return out + bias
