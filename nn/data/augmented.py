"""A loader whose batches are changed at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from autograd import Tensor


class Batches(Protocol):
    """A length and batches, as a DataLoader has them."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...


class Augmented:
    """The batches of a loader, with a transform applied to the inputs of each.

    Args:
        loader: a DataLoader, or another iterable of batches with a length. A batch is a Tensor of inputs, or a list
            or tuple that begins with it.
        transform: a function of the inputs, such as those of `nn.data.transforms`.

    Raises:
        TypeError: in an epoch, if a batch is anything else, such as a dict.

    >>> import autograd
    >>> from nn.data import DataLoader, TensorDataset
    >>> from nn.data.transforms import RandomFlip
    >>> data = TensorDataset(autograd.arange(3.0).reshape(1, 1, 1, 3), autograd.tensor([7]))
    >>> for images, labels in Augmented(DataLoader(data), RandomFlip(1.0)):
    ...     print(images, labels)
    tensor([[[[2., 1., 0.]]]]) tensor([7])
    """

    def __init__(self, loader: Batches, transform: Callable[[Any], Any]) -> None:
        self.loader, self.transform = loader, transform

    def __len__(self) -> int:
        return len(self.loader)

    def __iter__(self) -> Iterator[Any]:
        for batch in self.loader:
            if isinstance(batch, Tensor):
                yield self.transform(batch)
            elif isinstance(batch, list | tuple):
                yield [self.transform(batch[0]), *batch[1:]]
            else:
                raise TypeError(
                    f"Augmented(): expected batches of a Tensor, list or tuple, got {type(batch).__name__}; "
                    "transform them in the loop"
                )
