"""A data set that was read from a user's files, and what is known of its columns and classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import Array, tensor_of
from nn.data import TensorDataset
from nn.datasets.errors import DatasetError

TASKS = ("classification", "regression", None)
MOST_CLASSES = 100  # whole numbers with more different values are taken for quantities


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: its name.
        categories: the texts that it may hold, in the order of their numbers. None for a column of numbers.
    """

    name: str
    categories: tuple[str, ...] | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the inputs that the column becomes: one, or one for each category."""
        return (self.name,) if self.categories is None else tuple(f"{self.name}={c}" for c in self.categories)


@dataclass(frozen=True)
class Schema:
    """What the columns of a table mean, to read another file in the same way.

    `dataclasses.asdict` turns it into what JSON can hold, and `from_dict` turns that back.

    Attributes:
        inputs: the columns of the inputs, in order.
        target: the column to predict, if any. Its categories are the classes; None means regression.

    >>> import dataclasses
    >>> schema = Schema((Column("sqft"), Column("town", ("Bern", "Genf"))), Column("price"))
    >>> schema.features
    ('sqft', 'town=Bern', 'town=Genf')
    >>> Schema.from_dict(dataclasses.asdict(schema)) == schema
    True
    """

    inputs: tuple[Column, ...]
    target: Column | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the inputs, one for each column of the inputs' tensor."""
        return tuple(feature for column in self.inputs for feature in column.features)

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Schema:
        """Return the schema of which `dataclasses.asdict` made `fields`."""
        columns = [
            Column(column["name"], None if column["categories"] is None else tuple(column["categories"]))
            for column in [*fields["inputs"], *filter(None, [fields["target"]])]
        ]
        n = len(fields["inputs"])
        return cls(tuple(columns[:n]), columns[n] if len(columns) > n else None)


class FileDataset(TensorDataset):
    """A data set that was read from a user's files.

    Args:
        inputs: float32 (N, …).
        targets: labels, int64 (N,); or numbers, float32 (N, …); or None.
        classes, features, schema: see below.

    Attributes:
        tensors: inputs and targets, or the inputs alone.
        classes: the name of each label. None if the targets are numbers, or there are none.
        features: the names of the inputs of a table, one for each of its columns. None for arrays and images.
        schema: what the columns of a table mean. None for arrays and images.

    >>> import autograd
    >>> data = FileDataset(autograd.ones(2, 3), autograd.tensor([0, 1]), classes=("cat", "dog"))
    >>> data.classes[data[1][1].item()]
    'dog'
    """

    def __init__(
        self,
        inputs: Tensor,
        targets: Tensor | None = None,
        *,
        classes: Sequence[str] | None = None,
        features: Sequence[str] | None = None,
        schema: Schema | None = None,
    ) -> None:
        super().__init__(*([inputs] if targets is None else [inputs, targets]))
        self.classes = None if classes is None else tuple(classes)
        self.features = None if features is None else tuple(features)
        self.schema = schema


def are_classes(task: str | None, texts: bool, whole: bool, distinct: int, where: str, name: str) -> bool:
    """Decide whether targets are classes or numbers.

    Args:
        task: "classification", "regression", or None, which leaves the decision to the values.
        texts: whether some are no numbers.
        whole: whether all are whole numbers.
        distinct: how many different ones there are.
        where: the function, for the errors.
        name: what holds the targets, for the errors.

    Raises:
        ValueError: if `task` is anything else.
        DatasetError: for a regression to texts.
    """
    if task not in TASKS:
        raise ValueError(f'{where}: expected task "classification", "regression" or None, got {task!r}')
    if task == "regression" and texts:
        raise DatasetError(f"{name} holds texts; a regression needs numbers")
    if task is not None:
        return task == "classification"
    return texts or (whole and distinct <= MOST_CLASSES)


def numbers(values: Array, name: str) -> Tensor:
    """Return numbers as float32, and a vector of them as (N, 1), the shape that networks give.

    Raises:
        DatasetError: if one is NaN or infinite, or too large for float32.
    """
    with np.errstate(over="ignore"):
        found = values.astype(np.float32)
    if not np.isfinite(found).all():
        place = np.argwhere(~np.isfinite(found))[0]
        value = values[tuple(place)]
        raise DatasetError(f"{name}: {value} at {place.tolist()} is not a finite number of float32")
    return tensor_of(found[:, None] if found.ndim == 1 else found)
