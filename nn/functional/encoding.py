"""Encodings of classes."""

from __future__ import annotations

from autograd import Tensor
from autograd.extend import ops
from nn.functional.arguments import as_tensor


def one_hot(input: Tensor, num_classes: int = -1) -> Tensor:
    """Return vectors with a 1 at the index of the class and 0 elsewhere.

    Args:
        input: classes (…), integers of 0 or more.
        num_classes: the length of the vectors. −1 means the largest class plus 1.

    Returns:
        (…, num_classes), int64. No gradient flows.

    Raises:
        ValueError: if a class is negative or not below `num_classes`.
        TypeError: if the input is not of an integer dtype.

    >>> from autograd import tensor
    >>> one_hot(tensor([0, 2]), 3)
    tensor([[1, 0, 0],
            [0, 0, 1]])
    """
    x = as_tensor(input, "one_hot", "input")
    out: Tensor = ops.one_hot(x, num_classes)
    return out
