"""The columns of a CSV file, read value by value: numbers, texts, and the column to predict."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np

from autograd import Tensor
from autograd.extend import Array, tensor_of
from nn.datasets.errors import DatasetError
from nn.datasets.examples import Column, are_classes, numbers

MISSING = {"", "?", "na", "n/a", "nan", "null"}  # in a column of numbers, in lower case; in others only ""
_MOST_CATEGORIES = 1000
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_LARGEST = float(np.finfo(np.float32).max)


def number(text: str) -> float | None:
    """Return a finite number, or None for any other text."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) and "_" not in text else None  # Python reads 1_000 as a number


class LineError(DatasetError):
    """A value is refused. `line` is its line in the file."""

    line = 0


class ColumnReader:
    """Reads a column of inputs, some rows at a time.

    Args:
        name: of the column.
        where: the file, for the errors.
        texts: whether it holds texts. If None, its first value decides.
        categories: the only texts allowed. None allows all.
    """

    def __init__(
        self, name: str, where: str, texts: bool | None = None, categories: Sequence[str] | None = None
    ) -> None:
        self.name, self.where, self.texts = name, where, texts
        self.mixed = texts is True  # whether texts that are numbers may be among others
        self.fixed = categories is not None
        self.codes: dict[str, int] = {text: i for i, text in enumerate(categories or ())}
        self.lines: list[int] = []  # on which each code was first seen
        self.parts: list[Array] = []
        self.values: Array = np.zeros(0)  # of the rows read last

    def read(self, values: Sequence[str], lines: Sequence[int], lacking: Array, refuse: bool) -> None:
        """Read the values of some rows, and mark in `lacking` those that are missing, or refuse them."""
        if not self.texts and self._read_numbers(values):
            self.texts = False
            return
        read: list[float] = []
        for i, (text, line) in enumerate(zip(map(str.strip, values), lines)):
            if text == "" or (not self.texts and text.lower() in MISSING):
                if refuse:
                    raise self._error(text, line, 'is missing; missing="drop" leaves out such rows')
                lacking[i] = True
                read.append(0)
            else:
                read.append(self._read(text, line))
        self.values = np.array(read)

    def keep(self, rows: Array) -> None:
        """Keep these of the rows read last."""
        self.parts.append(self.values if rows.all() else self.values[rows])

    def column(self) -> Column:
        """Return the column, with its categories in order."""
        if not self.texts:
            return Column(self.name)
        if len(self.codes) > _MOST_CATEGORIES and not self.fixed:
            raise DatasetError(
                f"{self.where}: column {self.name!r} holds {len(self.codes):,} different texts, more than "
                f"{_MOST_CATEGORIES:,}; leave it out with ignore"
            )
        return Column(self.name, tuple(self.codes) if self.fixed else _in_order(self.codes))

    def inputs(self) -> Array:
        """Return the column as inputs (N, features)."""
        values = np.concatenate(self.parts)
        categories = self.column().categories
        if categories is None:
            return values[:, None].astype(np.float32)
        place = {text: i for i, text in enumerate(categories)}
        places = np.array([place[text] for text in self.codes])
        hot = np.zeros((len(values), len(categories)), np.float32)
        hot[np.arange(len(values)), places[values.astype(np.int64)]] = 1
        return hot

    def _read_numbers(self, values: Sequence[str]) -> bool:
        """Read the values the fast way, if all are numbers, and return whether they are."""
        if "_" in "".join(values):
            return False
        try:
            read = np.fromiter(map(float, values), np.float64, len(values))
        except ValueError:
            return False
        if not (abs(read) <= _LARGEST).all():  # which NaN is not
            return False
        self.values = read.astype(np.float32)
        return True

    def _read(self, text: str, line: int) -> float:
        if self.texts is None:
            self.texts = number(text) is None
        return self._code(text, line) if self.texts else self._number(text, line)

    def _number(self, text: str, line: int) -> float:
        value = number(text)
        if value is None:
            raise self._error(text, line, "is not a finite number, as others are; categorical reads all as texts")
        if abs(value) > _LARGEST:
            raise self._error(text, line, "is too large for float32")
        return value

    def _code(self, text: str, line: int) -> int:
        code = self.codes.get(text)
        if code is None:
            if self.fixed:
                known = ", ".join(list(self.codes)[:10]) + (", …" if len(self.codes) > 10 else "")
                raise self._error(text, line, f"is none of the categories {known}")
            if self.texts and not self.mixed and number(text) is not None:
                raise self._error(text, line, "is a number, as others are not; categorical reads all as texts")
            code = self.codes[text] = len(self.codes)
            self.lines.append(line)
        return code

    def _error(self, text: str, line: int, problem: str) -> LineError:
        shown = repr(text if len(text) <= 40 else text[:40] + "…")
        error = LineError(f"{self.where}, line {line}: {shown} in column {self.name!r} {problem}")
        error.line = line
        return error


class TargetReader(ColumnReader):
    """Reads the column to predict. All its values together decide between classes and numbers.

    Args:
        name, where, categories: as for ColumnReader.
        task: "classification", "regression" or None.
    """

    def __init__(self, name: str, where: str, task: str | None, categories: Sequence[str] | None = None) -> None:
        super().__init__(name, where, texts=True if task == "classification" else None, categories=categories)
        self.task = task

    def targets(self) -> tuple[Column, Tensor]:
        """Return the column, and the labels or numbers.

        Raises:
            DatasetError: if some values are numbers and others texts, or a regression has texts.
        """
        values = np.concatenate(self.parts).astype(np.int64)
        if self.fixed:
            return Column(self.name, tuple(self.codes)), tensor_of(values)
        texts = list(self.codes)
        if not self.texts and any(number(text) is not None for text in texts):
            found = np.array([self._number(text, line) for text, line in zip(texts, self.lines)])
        else:
            found = np.zeros(0)
        whole = all(_WHOLE.fullmatch(text) for text in texts)
        where = f"{self.where}: column {self.name!r}"
        if not are_classes(self.task, not len(found), whole, len(np.unique(found)), "from_csv()", where):
            return Column(self.name), numbers(found[values], where)
        if whole:  # 07 is 7
            texts = [str(int(text)) for text in texts]
        categories = _in_order(set(texts))
        labels = np.array([categories.index(text) for text in texts])
        return Column(self.name, categories), tensor_of(labels[values])

    def _read_numbers(self, values: Sequence[str]) -> bool:
        return False

    def _read(self, text: str, line: int) -> float:
        if self.fixed and _WHOLE.fullmatch(text):
            text = str(int(text)) if text not in self.codes else text
        return self._code(text, line)


def _in_order(texts: Collection[str]) -> tuple[str, ...]:
    """Return texts in alphabetical order, and numbers by their size."""
    values = {text: number(text) for text in texts}
    by_size = None not in values.values()
    return tuple(sorted(texts, key=lambda text: (values[text] if by_size else 0, text)))
