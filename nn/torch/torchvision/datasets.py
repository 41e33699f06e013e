"""MNIST and Fashion-MNIST, under the names of `torchvision.datasets`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from autograd import Tensor, tensor
from autograd.extend import array_of
from nn.datasets import DatasetNotFoundError
from nn.datasets.download import Arrays, load_arrays, user_cache
from nn.datasets.sources import FASHION_MNIST, Source
from nn.datasets.sources import MNIST as _MNIST

__all__ = ["MNIST", "FashionMNIST", "VisionDataset"]


class VisionDataset:
    """A data set of images.

    Args:
        root: a folder that may hold the files, in it or in a subfolder `mnist` or `MNIST/raw`. Otherwise they are taken
            from where `nn.datasets.mnist` finds them, and downloaded if they are not there.
        train: True for the training images, False for the test images.
        transform: a function of an image, applied when a sample is taken.
        target_transform: a function of a label, likewise.
        download: False forbids the download.

    Attributes:
        data: the images, uint8 (N, 28, 28).
        targets: the labels, int64 (N,).
        classes: the names of the classes.
        class_to_idx: the class of each name.

    Raises:
        RuntimeError: if the files are nowhere and `download` is False.

    Differs from PyTorch: without a transform a sample is a NumPy array (28, 28), not an image of Pillow.
    """

    source: ClassVar[Source]
    classes: ClassVar[list[str]]

    def __init__(
        self,
        root: str | os.PathLike[str] = "data",
        train: bool = True,
        transform: Callable[[Any], Any] | None = None,
        target_transform: Callable[[Any], Any] | None = None,
        download: bool = False,
    ) -> None:
        self.root, self.train, self.transform, self.target_transform = root, train, transform, target_transform
        arrays = _found(self.source, root, type(self).__name__, download)
        images, labels = (
            (arrays.train_images, arrays.train_labels) if train else (arrays.test_images, arrays.test_labels)
        )
        self.data: Tensor = tensor(images)
        self.targets: Tensor = tensor(labels).long()

    @property
    def class_to_idx(self) -> dict[str, int]:
        """The class of each name."""
        return {name: i for i, name in enumerate(self.classes)}

    # Older names of torchvision.

    @property
    def train_data(self) -> Tensor:
        """The images; an older name of `data`."""
        return self.data

    @property
    def train_labels(self) -> Tensor:
        """The labels; an older name of `targets`."""
        return self.targets

    test_data, test_labels = train_data, train_labels

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: Any) -> tuple[Any, Any]:
        image: Any = array_of(self.data)[int(index)].copy()
        target: Any = int(array_of(self.targets)[int(index)])
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def __repr__(self) -> str:
        return (
            f"Dataset {type(self).__name__}\n    Number of datapoints: {len(self)}\n    Root location: {self.root}\n"
            f"    Split: {'Train' if self.train else 'Test'}"
        )


class MNIST(VisionDataset):
    """Handwritten digits; see VisionDataset."""

    source = _MNIST
    classes: ClassVar[list[str]] = [
        "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight",
        "9 - nine",
    ]  # fmt: skip


class FashionMNIST(VisionDataset):
    """Pictures of clothing; see VisionDataset."""

    source = FASHION_MNIST
    classes: ClassVar[list[str]] = [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ]  # fmt: skip


def _found(source: Source, root: str | os.PathLike[str], name: str, download: bool) -> Arrays:
    """Return the arrays of a data set: from `root`, CHAINRULE_DATA, the user's cache, or the network."""
    shared = os.environ.get("CHAINRULE_DATA")
    for folder in (Path(root, name, "raw"), Path(root), *([Path(shared)] if shared else []), user_cache()):
        with contextlib.suppress(DatasetNotFoundError):
            return load_arrays(source, folder)
    if not download:
        raise RuntimeError(
            f"{name}(): the files are not in {root}; download=True fetches them, CHAINRULE_DATA may name their folder"
        )
    return load_arrays(source)
