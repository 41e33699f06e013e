"""Data sets from CSV files, read with Python's csv module."""

from __future__ import annotations

import contextlib
import csv
import difflib
import itertools
import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TextIO

import numpy as np

from autograd.extend import tensor_of
from nn.datasets.csv_columns import MISSING, ColumnReader, LineError, TargetReader, number
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.examples import FileDataset, Schema

_CHUNK = 512  # rows that are held as texts at a time

_Row = tuple[int, list[str]]  # the line on which it ends, and its fields


def from_csv(
    path: str | os.PathLike[str],
    target: str | int | None = None,
    *,
    header: bool | None = None,
    task: str | None = None,
    categorical: Collection[str | int] = (),
    ignore: Collection[str | int] = (),
    missing: str = "error",
    schema: Schema | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> FileDataset:
    """Read a data set from a CSV file.

    A column of numbers becomes an input. A column of texts becomes an input for each different text, 1 where it holds
    this text and 0 elsewhere (one-hot).

    Args:
        path: the file.
        target: the column to predict, by name or by index from 0. None if there is none.
        header: whether the first row holds the names of the columns. By default, it does if none of its fields is a
            number. Without names, columns are called x0, x1 and so on.
        task: "classification" or "regression". By default, a target of texts, or of whole numbers with at most 100
            different values, gives classes.
        categorical: columns that are read as texts even if they hold numbers, such as postcodes.
        ignore: columns to leave out, such as identifiers.
        missing: "error" refuses a file with missing values. "drop" leaves out each row that has one. Missing are empty
            fields, and in columns of numbers also NA, N/A, NaN, null and ?.
        schema: the schema of another data set, such as that of the training set. The columns, categories and classes
            are then its own, whatever the order of the file's columns. The file may lack the target.
        delimiter: the character between fields.
        encoding: of the file. A byte order mark is allowed.

    Returns:
        A FileDataset with `.features` and `.schema`. The `.tensors` are inputs, float32 (N, features), and targets:
        labels, int64 (N,), with `.classes` in alphabetical or numerical order; or numbers, float32 (N, 1).

    Raises:
        DatasetNotFoundError: if there is no such file.
        DatasetError: if the file cannot be read as a table. The message names the file, and the line if there is one.
        ValueError: if the settings are invalid.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "houses.csv")
    ...     _ = path.write_text("sqft,town,price\\n3000,Bern,650.5\\n1000,Genf,250.0\\n")
    ...     data = from_csv(path, target="price")
    >>> data.features
    ('sqft', 'town=Bern', 'town=Genf')
    >>> data[0]
    (tensor([3.0000e+03, 1.0000e+00, 0.0000e+00]), tensor([650.5000]))
    """
    if missing not in ("error", "drop"):
        raise ValueError(f'from_csv(): expected missing "error" or "drop", got {missing!r}')
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise ValueError(f"from_csv(): expected a delimiter of one character, got {delimiter!r}")
    if task not in (None, "classification", "regression"):
        raise ValueError(f'from_csv(): expected task "classification", "regression" or None, got {task!r}')
    if schema is not None and (target is not None or task is not None or categorical or ignore):
        raise ValueError("from_csv(): a schema determines the columns; leave out target, task, categorical and ignore")
    where = os.fspath(path)
    with _opened(where, encoding) as file:
        rows = _rows(file, delimiter, where)
        first = next(rows, None)
        if first is None:
            raise DatasetError(f"{where}: is empty; rows were expected")
        line, fields = first[0], [field.strip() for field in first[1]]
        if header is None:
            header = _is_header(fields, target, schema)
        if not header:
            rows = itertools.chain([first], rows)
        names = _Names(fields, header, where, line)
        if schema is None:
            readers, answers = _readers(names, target, task, categorical, ignore)
        else:
            readers, answers = _readers_of(names, schema)
        _read(rows, readers, answers, len(names), missing == "error", where)

    target_column, targets = answers[1].targets() if answers is not None else (None, None)
    inputs = np.concatenate([reader.inputs() for _, reader in readers], axis=1)
    found = schema or Schema(tuple(reader.column() for _, reader in readers), target_column)
    classes = None if target_column is None else target_column.categories
    return FileDataset(tensor_of(inputs), targets, classes=classes, features=found.features, schema=found)


# ── rows ──


@contextlib.contextmanager
def _opened(where: str, encoding: str) -> Iterator[TextIO]:
    """Open a file, and turn the errors of reading it into DatasetError."""
    if "\0" in where:
        raise DatasetNotFoundError(f"{where!r}: no such file")
    try:
        with open(where, encoding="utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding, newline="") as f:
            yield f
    except FileNotFoundError:
        raise DatasetNotFoundError(f"{where}: no such file") from None
    except OSError as error:
        raise DatasetError(f"{where}: cannot be read: {error.strerror}") from None
    except LookupError:
        raise ValueError(f"from_csv(): unknown encoding {encoding!r}") from None
    except UnicodeError:
        raise DatasetError(f"{_undecoded(where, encoding)}; give the encoding, such as latin-1 or utf-16") from None


def _undecoded(where: str, encoding: str) -> str:
    """Return the place of the first bytes that are not in the encoding. Reading in pieces does not give it."""
    with open(where, "rb") as file:
        for line, content in enumerate(file, 1):
            try:
                content.decode(encoding)
            except UnicodeDecodeError as error:
                return f"{where}, line {line}: byte {content[error.start]:#04x} is not {encoding}"
            except UnicodeError:
                break
    return f"{where}: is not {encoding}"


def _rows(file: TextIO, delimiter: str, where: str) -> Iterator[_Row]:
    """Yield the rows that are not blank."""
    reader = csv.reader(file, delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for row in reader:
            if len(row) > 1 or (row and row[0].strip()):
                yield reader.line_num, row
    except csv.Error as error:
        raise DatasetError(f"{where}, line {reader.line_num}: {error}") from None


def _is_header(fields: Sequence[str], target: str | int | None, schema: Schema | None) -> bool:
    """Return whether the first row holds names: those asked for, or no number."""
    asked = {target} if schema is None else {column.name for column in schema.inputs}
    if asked <= set(fields):
        return True
    return not any(number(text) is not None or (text and text.lower() in MISSING) for text in fields)


def _read(
    rows: Iterator[_Row],
    readers: Sequence[tuple[int, ColumnReader]],
    answers: tuple[int, TargetReader] | None,
    width: int,
    refuse: bool,
    where: str,
) -> None:
    """Give each column's values to its reader. Rows that lack a value are refused, or left out."""
    everything = [*readers, *([] if answers is None else [answers])]
    count = left_out = 0
    while chunk := list(itertools.islice(rows, _CHUNK)):
        for line, row in chunk:
            if len(row) != width:
                raise DatasetError(f"{where}, line {line}: expected {width} fields, got {len(row)}")
        lines, columns = [line for line, _ in chunk], list(zip(*(row for _, row in chunk)))
        lacking = np.zeros(len(chunk), bool)
        errors: list[LineError] = []
        for i, reader in everything:
            try:
                reader.read(columns[i], lines, lacking, refuse)
            except LineError as error:
                errors.append(error)
        if errors:
            raise min(errors, key=lambda error: error.line)
        for _, reader in everything:
            reader.keep(~lacking)
        count, left_out = count + len(chunk), left_out + int(lacking.sum())
    if count == left_out:
        raise DatasetError(f"{where}: has no rows" + (" without missing values" if left_out else " below its header"))


# ── columns ──


class _Names:
    """The names of the columns, each found by name or index."""

    def __init__(self, fields: list[str], header: bool, where: str, line: int) -> None:
        self.names = fields if header else [f"x{i}" for i in range(len(fields))]
        self.where = where
        times = Counter(filter(None, self.names))
        twice, most = times.most_common(1)[0] if times else ("", 0)
        if most > 1:
            raise DatasetError(f"{where}, line {line}: two columns are called {twice!r}; give them different names")
        if len(fields) == 1 and (mark := next((mark for mark in ";\t|" if mark in fields[0]), None)):
            raise DatasetError(f"{where}: has a single column; if {mark!r} separates its fields, give it as delimiter")

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, index: int) -> str:
        """Return the name of a column that is used."""
        if not self.names[index]:
            raise DatasetError(f"{self.where}: column {index} has no name; name it, or leave it out: ignore=[{index}]")
        return self.names[index]

    def index(self, key: str | int) -> int:
        """Return the index of the column with this name or index."""
        if isinstance(key, str):
            if key and key in self.names:
                return self.names.index(key)
            near = difflib.get_close_matches(key, self.names, 1)
            listed = ", ".join(self.names[:10]) + (", …" if len(self) > 10 else "")
            hint = f"did you mean {near[0]!r}?" if near else f"there are {listed}"
            raise DatasetError(f"{self.where}: no column {key!r}; {hint}")
        if isinstance(key, bool) or not isinstance(key, int | np.integer):
            raise ValueError(f"from_csv(): expected a column's name or index, got {key!r}")
        if not -len(self) <= key < len(self):
            raise DatasetError(f"{self.where}: no column {key}; there are {len(self)}, counted from 0")
        return int(key) % len(self)


_Readers = tuple[list[tuple[int, ColumnReader]], tuple[int, TargetReader] | None]


def _readers(
    names: _Names,
    target: str | int | None,
    task: str | None,
    categorical: Collection[str | int],
    ignore: Collection[str | int],
) -> _Readers:
    """Return a reader for each column of inputs, and one for the target, each with the index of its column."""
    wanted = None if target is None else names.index(target)
    texts, left_out = {names.index(key) for key in categorical}, {names.index(key) for key in ignore}
    if wanted in left_out:
        raise ValueError(f"from_csv(): the target {target!r} is among the columns to ignore")
    readers = [
        (i, ColumnReader(names[i], names.where, texts=True if i in texts else None))
        for i in range(len(names))
        if i != wanted and i not in left_out
    ]
    if not readers:
        raise DatasetError(f"{names.where}: no columns are left for the inputs")
    if wanted is None:
        return readers, None
    task = task or ("classification" if wanted in texts else None)
    return readers, (wanted, TargetReader(names[wanted], names.where, task))


def _readers_of(names: _Names, schema: Schema) -> _Readers:
    """Return the readers of a schema's columns. A target that the file lacks has none."""
    readers = [
        (
            names.index(column.name),
            ColumnReader(column.name, names.where, column.categories is not None, column.categories),
        )
        for column in schema.inputs
    ]
    target = schema.target
    if target is None or target.name not in names.names:
        return readers, None
    task = "regression" if target.categories is None else "classification"
    return readers, (names.index(target.name), TargetReader(target.name, names.where, task, target.categories))
