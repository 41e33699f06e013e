"""Data sets from CSV files."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.data import DataLoader
from nn.datasets import Column, DatasetError, DatasetNotFoundError, FileDataset, Schema, csv_file, from_csv
from nn.datasets.csv_columns import MISSING, number


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.csv"


def read(path: Path, content: str | bytes, target: str | int | None = None, **settings: Any) -> FileDataset:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return from_csv(path, target, **settings)


HOUSES = "sqft,town,price\n3000,Genf,650.5\n1000,Bern,250\n2000,Genf,450\n"


def test_numbers_texts_and_a_target_of_numbers(path: Path) -> None:
    data = read(path, HOUSES, "price")
    inputs, targets = data.tensors
    assert data.features == ("sqft", "town=Bern", "town=Genf")
    assert data.classes is None
    assert inputs.dtype == targets.dtype == "float32"
    assert inputs.tolist() == [[3000, 0, 1], [1000, 1, 0], [2000, 0, 1]]
    assert targets.tolist() == [[650.5], [250], [450]]
    assert len(next(iter(DataLoader(data, 2, shuffle=True)))) == 2


@pytest.mark.parametrize("target", ["town", 1, -2, np.int64(1)])
def test_a_target_of_texts_gives_classes(path: Path, target: Any) -> None:
    data = read(path, HOUSES, target)
    assert data.classes == ("Bern", "Genf")
    assert data.features == ("sqft", "price")
    assert data.tensors[1].dtype == "int64"
    assert data.tensors[1].tolist() == [1, 0, 1]


def test_without_a_target_there_are_inputs_alone(path: Path) -> None:
    data = read(path, "1,2\n3,4\n")
    assert [tensor.tolist() for tensor in data.tensors] == [[[1, 2], [3, 4]]]
    assert data.features == ("x0", "x1")


@pytest.mark.parametrize(
    ("values", "task", "classes"),
    [
        (["3", "1", "20"], None, ("1", "3", "20")),
        (["03", "3", "-1"], None, ("-1", "3")),
        (["1.0", "2", "1"], None, None),
        ([str(i) for i in range(100)], None, tuple(map(str, range(100)))),
        ([str(i) for i in range(101)], None, None),
        ([str(i) for i in range(101)], "classification", tuple(map(str, range(101)))),
        (["1", "2"], "regression", None),
        (["10.5", "9.5"], "classification", ("9.5", "10.5")),
        (["NA", "no"], "classification", ("NA", "no")),
        (["9" * 30, "1"], None, None),
    ],
)
def test_a_target_is_classes_or_numbers(
    path: Path, values: list[str], task: str | None, classes: tuple[str, ...] | None
) -> None:
    data = read(path, "x,y\n" + "".join(f"{i},{value}\n" for i, value in enumerate(values)), "y", task=task)
    assert data.classes == classes
    if classes is None:
        assert data.tensors[1].tolist() == [[float(np.float32(value))] for value in values]
    else:
        assert [float(classes[i]) if classes[i] not in ("NA", "no") else classes[i] for i in data.tensors[1]] == [
            float(value) if value not in ("NA", "no") else value for value in values
        ]


@pytest.mark.parametrize(
    ("content", "header", "names"),
    [
        ("a,b\n1,2\n", None, ("a", "b")),
        ("1,2\n3,4\n", None, ("x0", "x1")),
        ("a,2\n3,4\n", None, None),
        ("a,b\nc,d\n", None, ("a=c", "b=d")),
        ("a,b\nc,d\n", False, ("x0=a", "x0=c", "x1=b", "x1=d")),
        ("2019,2020\n1,2\n", True, ("2019", "2020")),
        ("?,1\n2,3\n", None, None),
    ],
)
def test_the_header_is_detected_or_stated(
    path: Path, content: str, header: bool | None, names: tuple[str, ...] | None
) -> None:
    if names is None:
        with pytest.raises(DatasetError, match=r"line [12]: .* in column 'x0' is"):
            read(path, content, header=header)
    else:
        assert read(path, content, header=header).features == names


def test_a_target_in_the_first_row_makes_it_a_header(path: Path) -> None:
    assert read(path, "2019,2020\n1,2\n", "2020").features == ("2019",)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa,b\n1,2\n3,4\n",
        b"a,b\r\n1,2\r\n3,4\r\n",
        b"a,b\r1,2\r3,4",
        b'"a","b"\n"1","2"\n"3",4',
        b"a, b\n 1 ,2\n3,\t4 \n",
        b"\n\na,b\n\n1,2\n   \n3,4\n\n",
        b"a,b\n+1,2.0\n3e0,4\n",
    ],
)
def test_forms_of_the_same_table(path: Path, content: bytes) -> None:
    data = read(path, content)
    assert data.features == ("a", "b")
    assert data.tensors[0].tolist() == [[1, 2], [3, 4]]


def test_quoted_commas_quotes_and_line_ends_belong_to_the_text(path: Path) -> None:
    data = read(path, 'a,y\n1,"red, ""dark"""\n2,"two\nlines"\n', "y")
    assert data.classes == ('red, "dark"', "two\nlines")


def test_delimiters_and_encodings(path: Path) -> None:
    assert read(path, "a;b\n1;2\n", delimiter=";").features == ("a", "b")
    assert read(path, "y\tb\né\t2\n".encode("latin-1"), "y", delimiter="\t", encoding="latin-1").classes == ("é",)
    assert read(path, "y,b\né,2\n".encode("utf-16"), "y", encoding="utf-16").classes == ("é",)


def test_columns_can_be_left_out_or_read_as_texts(path: Path) -> None:
    data = read(path, "id,zip,x\nu1,8001,1\nu2,3000,2\n", ignore=["id"], categorical=["zip"])
    assert data.features == ("zip=3000", "zip=8001", "x")
    assert data.tensors[0].tolist() == [[0, 1, 1], [1, 0, 2]]


@pytest.mark.parametrize("lack", ["", "NA", "n/a", "NaN", "nan", "null", "?", " "])
def test_missing_values_are_refused_or_their_rows_dropped(path: Path, lack: str) -> None:
    content = f"a,b,y\n1,2,no\n3,{lack},yes\n5,6,yes\n,7,no\n"
    with pytest.raises(
        DatasetError,
        match=rf"data.csv, line 3: '{re.escape(lack.strip())}' in column 'b' is missing; missing=",
    ):
        read(path, content, "y")
    data = read(path, content, "y", missing="drop")
    assert data.tensors[0].tolist() == [[1, 2], [5, 6]]
    assert data.tensors[1].tolist() == [0, 1]


def test_a_missing_target_is_refused_or_dropped(path: Path) -> None:
    content = "a,y\n1,2.5\n2,NA\n3,\n4,1.5\n"
    with pytest.raises(DatasetError, match="line 3: 'NA' in column 'y' is missing"):
        read(path, content, "y")
    assert read(path, content, "y", missing="drop").tensors[1].tolist() == [[2.5], [1.5]]


def test_a_text_column_may_hold_na(path: Path) -> None:
    assert read(path, "country,y\nDE,1\nNA,2\n", "y").features == ("country=DE", "country=NA")


def test_rows_are_read_in_chunks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "_CHUNK", 2)
    content = "a,b,y\n" + "".join(f"{i},{'NA' if i in (0, 1, 4) else i},{'pqr'[i % 3]}\n" for i in range(7))
    data = read(path, content, "y", missing="drop")
    assert data.tensors[0].tolist() == [[i, i] for i in (2, 3, 5, 6)]
    assert [data.classes[label] for label in data.tensors[1]] == ["r", "p", "r", "p"]  # type: ignore[index]
    with pytest.raises(DatasetError, match="line 7: 'u' in column 'b' is not a finite number"):
        read(path, "a,b\n" + "1,2\n" * 5 + "1,u\n")


# ── errors ──

WRONG: dict[str, tuple[bytes, dict[str, Any], str]] = {
    "empty": (b"", {}, "is empty; rows"),
    "blank": (b"\n \n", {}, "is empty; rows"),
    "a byte order mark alone": (b"\xef\xbb\xbf", {}, "is empty; rows"),
    "header only": (b"a,b\n", {}, "has no rows below its header"),
    "nothing left": (b"a,b\n1,\n", {"missing": "drop"}, "has no rows without missing values"),
    "short row": (b"a,b\n1,2\n\n3\n", {}, ", line 4: expected 2 fields, got 1"),
    "long row": (b"a,b\n1,2,3\n", {}, ", line 2: expected 2 fields, got 3"),
    "text among numbers": (b"a,b\n1,2\n3,4o\n", {}, r", line 3: '4o' in column 'b' is not a finite number"),
    "number among texts": (b"a,b\n1,u\n3,4\n", {}, r", line 3: '4' in column 'b' is a number, as others are not"),
    "first line first": (b"a,b\n1,2\n1,u\nu,2\n", {}, r", line 3: 'u' in column 'b'"),
    "mixed target": (b"a,y\n1,u\n2,3\n", {"target": "y"}, r", line 2: 'u' in column 'y' is not a finite number"),
    "underscore": (b"a\n1\n1_000\n", {}, ", line 3: '1_000' in column 'a' is not a finite number"),
    "infinite": (b"a\n1\n-inf\n", {}, ", line 3: '-inf' in column 'a' is not a finite number"),
    "too large": (b"a\n1\n1e39\n", {}, ", line 3: '1e39' in column 'a' is too large for float32"),
    "too large target": (b"a,y\n1,1e39\n", {"target": "y"}, ", line 2: '1e39' in column 'y' is too large"),
    "names twice": (b"a,b,a\n1,2,3\n", {}, ", line 1: two columns are called 'a'"),
    "no name": (b",b\n0,2\n", {}, r"column 0 has no name; name it, or leave it out: ignore=\[0\]"),
    "encoding": (b"a,b\n1,2\n3,\xe9\n", {}, ", line 3: byte 0xe9 is not utf-8; give the encoding"),
    "encoding far on": (b"a,b\n" + b"1,2\n" * 9999 + b"\xff", {}, ", line 10001: byte 0xff is not utf-8"),
    "utf-16": ("a,b\n1,2\n".encode("utf-16"), {}, ", line 1: byte 0xff is not utf-8; give the encoding, .* utf-16"),
    "odd utf-16": (b"\xff\xfea\0,", {"encoding": "utf-16"}, "is not utf-16|byte 0x.. is not utf-16"),
    "open quote": (b'a,b\n1,"2\n3,4\n', {}, ", line 3: unexpected end of data"),
    "text after a quote": (b'a,b\n1,"2"3\n', {}, ", line 2: '?,'? expected after"),
    "long field": (b"a\n" + b"1" * 200_000, {}, ", line 2: field larger than field limit"),
    "long text": (b"a\n1\n" + b"q" * 1000, {}, r", line 3: 'q{40}…' in column"),
    "other delimiter": (b"a;b\n1;2\n", {}, "has a single column; if ';' separates its fields, give it as delimiter"),
    "no such column": (b"size,b\n1,2\n", {"target": "sise"}, "no column 'sise'; did you mean 'size'"),
    "nothing similar": (b"a,b\n1,2\n", {"target": "zebra"}, "no column 'zebra'; there are a, b"),
    "no such index": (b"a,b\n1,2\n", {"target": 2}, "no column 2; there are 2, counted from 0"),
    "no inputs": (b"a\n1\n", {"target": "a"}, "no columns are left for the inputs"),
    "regression to texts": (b"a,y\n1,u\n", {"target": "y", "task": "regression"}, "column 'y' holds texts; a regre"),
    "identifiers": (b"a,b\n" + b"".join(b"1,u%d\n" % i for i in range(1001)), {}, "'b' holds 1,001 different texts"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", {}, ", line 1: byte 0x89 is not utf-8"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_file_is_an_error_in_one_line(path: Path, fault: str) -> None:
    content, settings, message = WRONG[fault]
    with pytest.raises(DatasetError, match=message) as raised:
        read(path, content, **settings)
    assert not isinstance(raised.value, DatasetNotFoundError)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("no.csv", "a\0b"):
        with pytest.raises(DatasetNotFoundError, match=r"no such file"):
            from_csv(tmp_path / name)
    with pytest.raises(DatasetError, match="cannot be read: Is a directory"):
        from_csv(tmp_path)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"missing": "mean"}, "expected missing"),
        ({"task": "clustering"}, "expected task"),
        ({"delimiter": ""}, "delimiter of one character"),
        ({"delimiter": "\n"}, "delimiter of one character"),
        ({"encoding": "klingon"}, "unknown encoding 'klingon'"),
        ({"target": True}, "name or index, got True"),
        ({"target": 1.0}, r"name or index, got 1\.0"),
        ({"target": "b", "ignore": ["b"]}, "among the columns to ignore"),
        ({"target": "b", "schema": Schema((Column("a"),))}, "a schema determines the columns"),
    ],
    ids=str,
)
def test_invalid_settings_are_an_error(path: Path, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=rf"^from_csv\(\): .*{message}"):
        read(path, "a,b\n1,2\n", **settings)


# ── schema ──


def test_another_file_is_read_with_the_same_columns_categories_and_classes(path: Path) -> None:
    data = read(path, "colour,size,kind\nred,1,07\nblue,2,9\nred,3,9\n", "kind")
    stored = Schema.from_dict(json.loads(json.dumps(dataclasses.asdict(data.schema))))  # type: ignore[arg-type]
    assert (
        stored == data.schema == Schema((Column("colour", ("blue", "red")), Column("size")), Column("kind", ("7", "9")))
    )

    other = read(path, "kind,extra,size,colour\n7,u,4,red\n07,v,5,red\n", schema=stored)
    assert (other.features, other.classes) == (data.features, data.classes)
    assert other.tensors[0].tolist() == [[0, 1, 4], [0, 1, 5]]
    assert other.tensors[1].tolist() == [0, 0]

    alone = read(path, "size,colour\n4,blue\n", schema=stored)
    assert [tensor.tolist() for tensor in alone.tensors] == [[[1, 0, 4]]]
    assert alone.classes is None


def test_a_regression_is_read_with_its_schema(path: Path) -> None:
    schema = read(path, HOUSES, "price").schema
    other = read(path, "sqft,town,price\n1,Genf,7\n", schema=schema)
    assert other.tensors[1].tolist() == [[7]]
    with pytest.raises(DatasetError, match="line 2: 'u' in column 'sqft' is not a finite number"):
        read(path, "sqft,town\nu,Genf\n", schema=schema)


def test_a_file_without_names_is_read_with_its_schema(path: Path) -> None:
    schema = read(path, "1,2,a\n3,4,b\n", 2).schema
    assert read(path, "5,6,b\n", schema=schema).tensors[1].tolist() == [1]
    assert len(read(path, "5,6\n", schema=schema).tensors) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("town,sqft\nBasel,1\n", "line 2: 'Basel' in column 'town' is none of the categories Bern, Genf"),
        ("town\nBern\n", "no column 'sqft'; there are town"),
        ("town,sqft,price\nBern,1,u\n", "line 2: 'u' in column 'price' is not|column 'price' holds texts"),
    ],
)
def test_a_file_that_does_not_fit_its_schema_is_an_error(path: Path, content: str, message: str) -> None:
    schema = read(path, HOUSES, "price").schema
    with pytest.raises(DatasetError, match=message):
        read(path, content, schema=schema)


# ── round trip ──

texts: st.SearchStrategy[str] = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
).map(str.strip)
words = texts.filter(lambda text: number(text) is None and text.lower() not in MISSING)
floats = st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(st.data())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    names = data.draw(st.lists(words, min_size=2, max_size=4, unique=True))
    kinds = data.draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    n = data.draw(st.integers(1, 6))
    columns: list[list[Any]] = [
        data.draw(st.lists(words if text else floats, min_size=n, max_size=n)) for text in kinds
    ]
    written = io.StringIO(newline="")
    ends = data.draw(st.sampled_from(["\n", "\r\n"]))
    quoting: Any = csv.QUOTE_ALL if data.draw(st.booleans()) else csv.QUOTE_MINIMAL
    csv.writer(written, lineterminator=ends, quoting=quoting).writerows([names, *zip(*columns)])
    path = tmp_path_factory.mktemp("round") / "a.csv"
    path.write_text(written.getvalue(), "utf-8", newline="")

    found = from_csv(path, names[-1])
    inputs = found.tensors[0].numpy()
    at = 0
    for name, text, column in zip(names[:-1], kinds, columns):
        if text:
            categories = sorted(set(column))
            hot = inputs[:, at : at + len(categories)]
            assert found.features[at : at + len(categories)] == tuple(f"{name}={c}" for c in categories)  # type: ignore[index]
            assert [categories[i] for i in hot.argmax(1)] == column
            np.testing.assert_array_equal(hot.sum(1), 1)
            at += len(categories)
        else:
            np.testing.assert_array_equal(inputs[:, at], np.array(column, np.float32))
            at += 1
    assert at == inputs.shape[1]
    targets = found.tensors[1].tolist()
    if kinds[-1]:
        assert [found.classes[label] for label in targets] == columns[-1]  # type: ignore[index]
    else:
        np.testing.assert_array_equal(np.array(targets)[:, 0], np.array(columns[-1], np.float32))
