"""Data sets from the files of NumPy."""

from __future__ import annotations

import os
import zipfile
import zlib

import numpy as np

from autograd import Tensor
from autograd.extend import Array, tensor_of
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.examples import FileDataset, are_classes, numbers
from nn.datasets.splits import as_shares

# Names in use for inputs and targets: those of NumPy's users, scikit-learn, Keras and MedMNIST.
_PAIRS = (
    ("x", "y"), ("X", "y"), ("inputs", "targets"), ("inputs", "labels"), ("images", "labels"), ("data", "target"),
    ("data", "labels"), ("x_train", "y_train"), ("X_train", "y_train"), ("train_images", "train_labels"),
)  # fmt: skip


def from_npz(
    path: str | os.PathLike[str], inputs: str | None = None, targets: str | None = None, *, task: str | None = None
) -> FileDataset:
    """Read a data set from an NPZ file, such as `numpy.savez(path, x=inputs, y=targets)` writes.

    Args:
        path: the file.
        inputs: the name of the array of inputs, (N, …). By default x, X, inputs, images, data, x_train or train_images.
        targets: the name of the array of targets, (N, …). By default the one that goes with the inputs.
        task: "classification" or "regression". By default, targets (N,) that are texts, or whole numbers with at most
            100 different values, give classes.

    Returns:
        A FileDataset. The `.tensors` are inputs, float32 of the array's shape, where images of uint8 (three dimensions
        or more) are divided by 255; and targets: labels, int64 (N,), with `.classes` in alphabetical or numerical
        order; or numbers, float32 (N, …), where (N,) becomes (N, 1). If no array of targets is named or found, the
        inputs are alone.

    Raises:
        DatasetNotFoundError: if there is no such file.
        DatasetError: if the file is no NPZ file, or its arrays do not fit.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.npz")
    ...     np.savez(path, x=np.zeros((3, 2)), y=["no", "yes", "no"])
    ...     data = from_npz(path)
    >>> data.classes, data.tensors[1]
    (('no', 'yes'), tensor([0, 1, 0]))
    """
    where = os.fspath(path)
    arrays = _arrays(where)
    if inputs is None:
        pair = next(((x, y) for x, y in _PAIRS if x in arrays and (targets or y) in arrays), None)
        pair = pair or next(((x, "") for x, _ in _PAIRS if x in arrays and targets is None), None)
        if pair is None:
            raise DatasetError(f"{where}: holds {_listed(arrays)}; say which are inputs and targets")
        inputs, targets = pair[0], targets or pair[1] or None
    elif targets is None:
        targets = next((y for x, y in _PAIRS if x == inputs and y in arrays), None)
    for name in filter(None, (inputs, targets)):
        if name not in arrays:
            raise DatasetError(f"{where}: no array {name!r}; there are {_listed(arrays)}")
    x = arrays[inputs]
    if x.ndim < 2 or x.dtype.kind not in "biuf":
        raise DatasetError(f"{where}: {inputs} has shape {x.shape} and dtype {x.dtype}, numbers (N, …) were expected")
    if not len(x):
        raise DatasetError(f"{where}: {inputs} has no rows")
    if x.dtype == np.uint8 and x.ndim > 2:
        x = as_shares(x, 255)
    found = numbers(x, f"{where}: {inputs}")
    if targets is None:
        return FileDataset(found)
    y = arrays[targets]
    if y.shape[:1] != x.shape[:1]:
        raise DatasetError(f"{where}: {inputs} has shape {x.shape} and {targets} {y.shape}; first sizes must be equal")
    return _with_targets(found, y, task, f"{where}: {targets}")


def _with_targets(inputs: Tensor, values: Array, task: str | None, name: str) -> FileDataset:
    """Return the data set with its targets as labels or numbers."""
    if values.dtype.kind not in "biufUS":
        raise DatasetError(f"{name} has dtype {values.dtype}, numbers or texts were expected")
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    texts = values.dtype.kind in "US"
    distinct = np.unique(values)
    whole = values.dtype.kind in "biu" and values.ndim == 1
    if not are_classes(task, texts, whole, len(distinct), "from_npz()", name):
        return FileDataset(inputs, numbers(values, name))
    if values.ndim != 1:
        raise DatasetError(f"{name} has shape {values.shape}; classes have shape (N,)")
    classes = [text.decode() if isinstance(text, bytes) else str(text) for text in distinct.tolist()]
    labels = np.searchsorted(distinct, values).astype(np.int64)
    return FileDataset(inputs, tensor_of(labels), classes=classes)


def _arrays(where: str) -> dict[str, Array]:
    """Return the arrays of an NPZ file by name."""
    try:
        with open(where, "rb") as opened:  # np.load would leave a damaged file open
            file = np.load(opened, allow_pickle=False)
            if not isinstance(file, np.lib.npyio.NpzFile):
                raise DatasetError(f"{where}: is no NPZ file, but a single array; save it with numpy.savez")
            return {name: array for name in file.files if isinstance(array := file[name], np.ndarray)}
    except FileNotFoundError:
        raise DatasetNotFoundError(f"{where}: no such file") from None
    except DatasetError:
        raise
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, MemoryError) as error:
        problem = str(error).partition("\n")[0]
        raise DatasetError(f"{where}: cannot be read as an NPZ file: {problem}") from None


def _listed(arrays: dict[str, Array]) -> str:
    return ", ".join(f"{name} {array.shape}" for name, array in arrays.items()) or "no arrays"
