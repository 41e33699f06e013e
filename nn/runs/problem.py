"""The data of a run: inputs and targets, and what the targets mean."""

from __future__ import annotations

import dataclasses
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.extend import array_of
from nn import datasets
from nn.data import Subset, TensorDataset, random_split
from nn.datasets import DatasetError, FileDataset, Schema
from nn.runs.settings import DATASETS, Settings

_FASHION = "T-shirt,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,boot".split(",")
_CIFAR = "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck".split(",")
_SAMPLES = 500  # of data sets that are drawn


@dataclasses.dataclass
class Meaning:
    """What inputs and targets are: all that is needed to use a trained model.

    Attributes:
        shape: of an example's inputs.
        classes: the names of the classes; None for a regression.
        outputs: the number of numbers to predict.
        schema: the columns of a CSV file, as `nn.datasets.Schema`.
    """

    shape: tuple[int, ...]
    classes: tuple[str, ...] | None
    outputs: int
    schema: Schema | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return dataclasses.asdict(self)

    @staticmethod
    def from_dict(given: dict[str, Any]) -> Meaning:
        """Return the meaning of such data."""
        classes, schema = given["classes"], given["schema"]
        return Meaning(
            tuple(given["shape"]),
            None if classes is None else tuple(classes),
            given["outputs"],
            None if schema is None else Schema.from_dict(schema),
        )


@dataclasses.dataclass
class Problem:
    """A data set to learn.

    Attributes:
        name: for people.
        train, test: examples to train on and to measure with.
        meaning: what they are.
    """

    name: str
    train: TensorDataset
    test: TensorDataset
    meaning: Meaning

    def digest(self) -> str:
        """Return a checksum of all examples."""
        checksum = 0
        for tensor in (*self.train.tensors, *self.test.tensors):
            checksum = zlib.crc32(np.ascontiguousarray(array_of(tensor)).data, checksum)
        return f"{checksum:08x}"


def load(settings: Settings) -> Problem:
    """Return the problem that settings name.

    The examples of a file are split into training and test data at random, by the seed.

    Raises:
        DatasetError: if there are no such data, or they cannot be read.
    """
    if settings.data in DATASETS:
        return _named(settings)
    examples = read(settings.data, settings)
    if len(examples.tensors) < 2:
        raise DatasetError(f"{settings.data}: holds no targets; name the column to predict, as in --target price")
    targets, classes = examples.tensors[1], examples.classes
    if classes is None and targets.ndim != 2:
        raise DatasetError(f"{settings.data}: targets have shape {targets.shape}; expected numbers (N,) or (N, n)")
    if classes is not None and len(classes) < 2:
        raise DatasetError(f"{settings.data}: all targets are {classes[0]}, so there is nothing to learn")
    count = max(1, round(len(examples) * settings.test))
    if count >= len(examples):
        raise DatasetError(f"{settings.data}: {len(examples)} examples are too few to train and to test on")
    generator = autograd.Generator(settings.seed)
    train, test = map(_whole, random_split(examples, [len(examples) - count, count], generator))
    meaning = _meaning(examples, classes, examples.schema)
    return Problem(os.path.basename(os.path.normpath(settings.data)), train, test, meaning)


def read(path: str, settings: Settings, meaning: Meaning | None = None, targets: bool = True) -> FileDataset:
    """Read a user's data: a CSV or NPZ file, or a folder of images.

    Args:
        path: the file or folder.
        settings: target, task and size.
        meaning: that of the training data; None for training data.
        targets: whether those of a CSV file of later data are read. They may be empty or unknown if not.

    Raises:
        DatasetError: if it is none of these, or cannot be read.
    """
    if os.path.isdir(path):
        return datasets.from_folder(path, size=settings.size)
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        form: dict[str, Any] = {"delimiter": settings.delimiter, "encoding": settings.encoding}
        if targets:
            form["missing"] = settings.missing  # else each row is to be predicted
        if meaning is not None and meaning.schema is not None:
            schema = meaning.schema if targets else dataclasses.replace(meaning.schema, target=None)
            return datasets.from_csv(path, schema=schema, **form)
        target = None if settings.target is None else _column(settings.target)
        form |= {name: [_column(text) for text in getattr(settings, name)] for name in ("ignore", "categorical")}
        return datasets.from_csv(path, target, task=settings.task, **form)
    if ending == ".npz":
        return _as_images(datasets.from_npz(path, task=settings.task), None if meaning is None else meaning.shape)
    raise DatasetError(
        f"{path}: is neither a .csv or .npz file, nor a folder of images, nor one of {', '.join(DATASETS)}"
    )


def _column(text: str) -> str | int:
    """Return the number of a column, or its name."""
    return int(text) if text.isdigit() else text


def _as_images(examples: FileDataset, shape: tuple[int, ...] | None) -> FileDataset:
    """Return images (N, H, W), and (N, H, W, C) of 1 or 3 colours, as (N, C, H, W), and other examples as they are.

    Args:
        examples: inputs of three sizes count as images if all numbers are from 0 to 1.
        shape: that of an example of the training data, which later data must have; None for training data.
    """
    inputs, *targets = examples.tensors
    last = inputs.ndim == 4 and inputs.shape[3] in (1, 3) and inputs.shape[1] not in (1, 3)
    if last:
        images = inputs.permute(0, 3, 1, 2)
    elif inputs.ndim == 3:
        images = inputs.unsqueeze(1)
    else:
        return examples
    if shape is None:
        found = last or bool(inputs.min().item() >= 0 and inputs.max().item() <= 1)
    else:
        found = images.shape[1:] == shape
    return FileDataset(images, *targets, classes=examples.classes) if found else examples


# The functions of nn.datasets, and the names of the classes.
_DIGITS = [str(i) for i in range(10)]
_IMAGES = {
    "mnist": ("mnist", _DIGITS),
    "fashion-mnist": ("fashion_mnist", _FASHION),
    "cifar10": ("cifar10", _CIFAR),
    "digits": ("digits", _DIGITS),
}
_DRAWN = {"moons": "moons", "circles": "circles", "spirals": "spirals", "house-prices": "house_prices"}


def _named(settings: Settings) -> Problem:
    name = settings.data
    if name in _IMAGES:
        function, classes = _IMAGES[name]
        arguments = [] if name == "digits" else [settings.folder]
        train, test = getattr(datasets, function)(*arguments)
        return Problem(name, train, test, _meaning(train, classes, None))
    if name == "xor":
        points = _labelled(datasets.xor())
        return Problem(name, points, points, _meaning(points, ["0", "1"], None))
    draw: Callable[..., TensorDataset] = getattr(datasets, _DRAWN[name])
    train, test = (draw(_SAMPLES, generator=autograd.Generator(2 * settings.seed + i)) for i in range(2))
    if name == "house-prices":
        return Problem(name, train, test, _meaning(train, None, None))
    train, test = _labelled(train), _labelled(test)
    classes = [str(i) for i in range(int(train.tensors[1].max().item()) + 1)]
    return Problem(name, train, test, _meaning(train, classes, None))


def _labelled(examples: TensorDataset) -> TensorDataset:
    """Return examples whose targets are class labels, int64 (N,)."""
    inputs, targets = examples.tensors
    return TensorDataset(inputs, targets.flatten().long())


def _meaning(examples: TensorDataset, classes: Any, schema: Schema | None) -> Meaning:
    inputs, targets = examples.tensors[:2]
    outputs = len(classes) if classes is not None else targets.shape[-1]
    return Meaning(inputs.shape[1:], None if classes is None else tuple(classes), outputs, schema)


def _whole(part: Subset) -> TensorDataset:
    tensors: list[Tensor] = part[:]
    return TensorDataset(*tensors)
