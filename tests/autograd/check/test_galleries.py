"""The checker on a gallery of wrong functions, a gallery of right ones, and a sample of operations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograd import Value, check_gradients, tensor
from autograd.rules.table import TABLE
from tests import checkers
from tests.cases import gallery_right, gallery_wrong, rows
from tests.cases.gallery_right import GALLERY as RIGHT
from tests.cases.gallery_right import Right
from tests.cases.gallery_wrong import GALLERY as WRONG
from tests.cases.gallery_wrong import Wrong
from tests.cases.operations import CASES


def named(case: Any) -> str:
    return str(case.name)


def some(gallery: list[Any]) -> list[Any]:
    """Return a gallery as parameters. The quick tests take every third one; each takes up to 2 s."""
    return [pytest.param(case, marks=[pytest.mark.slow] if i % 3 else []) for i, case in enumerate(gallery)]


@pytest.mark.parametrize("case", some(WRONG), ids=named)
def test_wrong_derivatives_are_reported_as_wrong(case: Wrong) -> None:
    report = check_gradients(case.f, *case.inputs)
    found = report.inputs[case.input]
    assert report.verdict == found.verdict == "wrong"
    assert not report.ok
    assert not report
    assert found.order == case.order
    assert case.at is None or found.index == case.at
    assert case.says in found.diagnosis
    assert "wrong" in report.explain()


def test_most_mistakes_are_named() -> None:
    """At least 80 % of the gallery have a diagnosis, which the test above compares."""
    assert len(WRONG) >= 60
    assert sum(bool(case.says) for case in WRONG) >= 0.8 * len(WRONG)


@pytest.mark.parametrize("case", some(RIGHT), ids=named)
def test_right_derivatives_are_not_reported_as_wrong(case: Right) -> None:
    report = check_gradients(case.f, *case.inputs)
    assert report.verdict == case.verdict or (not case.verdict and report.verdict != "wrong"), report
    assert report.ok == (report.verdict in ("ok", "kink"))
    assert report.explain()


def test_the_gallery_of_right_functions_is_large() -> None:
    assert len(RIGHT) >= 60
    assert sum(case.verdict == "kink" for case in RIGHT) >= 20
    assert sum(case.verdict == "" for case in RIGHT) <= 0.3 * len(RIGHT)


def test_the_table_of_the_docs_lists_the_galleries() -> None:
    """`python -m tests.checkers` prints the whole table, in an environment with PyTorch and JAX."""
    docs = (Path(__file__).parents[3] / "docs" / "checking.md").read_text(encoding="utf-8")
    for kind, wrong in gallery_wrong.KINDS.items():
        assert f"\n| wrong: caught | {kind} | {len(wrong)} | {len(wrong)} |" in docs
    for kind, right in gallery_right.KINDS.items():
        assert f"\n| right: condemned | {kind} | {len(right)} | 0 |" in docs


def test_the_comparison_with_other_checkers() -> None:
    names = checkers.installed()
    assert names[0] == "chainrule"
    for name in names:
        bad = [case for case in gallery_wrong.SIGN if not checkers.CHECKERS[name][1](case.f, case.inputs)]
        good = [case for case in gallery_right.SMOOTH[:5] if checkers.CHECKERS[name][1](case.f, case.inputs)]
        assert not bad + good, name


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_other_seeds_give_the_same_verdicts(seed: int) -> None:
    for wrong in WRONG[seed::9]:
        assert check_gradients(wrong.f, *wrong.inputs, seed=seed).verdict == "wrong", wrong.name
    for right in RIGHT[seed::4]:
        found = check_gradients(right.f, *right.inputs, seed=seed).verdict
        assert found == right.verdict or (not right.verdict and found != "wrong"), right.name


# ── a sample of operations ────────────────────────────────────────────────────────────────────────────────────────────


# One operation of each kind; ../test_derivatives.py sweeps over all of them.
ROWS = """add mul div pow remainder neg abs sqrt hypot exp log log1p sin tanh acosh atan2 sigmoid relu leaky_relu gelu
    maximum clamp_min sign round""".split()
ARRAY_OPERATIONS = (
    "reshape sum_to cat cast prod softmax norm matmul einsum sort inv getitem where conv standardize".split()
)
KINKS = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5]


@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    """Away from kinks the verdict is ok, in both tiers and precisions; at kinks it is not wrong."""
    row = TABLE[name]
    columns = [np.array(column) for column in zip(*rows.POINTS[name])]
    assert check_gradients(row, *columns).verdict == "ok"
    assert check_gradients(row, *[c.astype(np.float32) for c in columns]).verdict == "ok"
    assert check_gradients(row, *map(Value, rows.POINTS[name][0])).verdict == "ok"
    pairs = [[x] for x in KINKS] if row.arity == 1 else [[x, y] for x in KINKS for y in KINKS if not x == y == 0]
    inputs = [np.array(column) for column in zip(*pairs)]
    inside = np.isfinite(np.asarray(row(*inputs)))
    assert check_gradients(row, *[x[inside] for x in inputs], order=2).verdict != "wrong"


@pytest.mark.parametrize(("name", "i"), [(name, i) for name in ARRAY_OPERATIONS for i in range(len(CASES[name]))])
def test_array_operations(name: str, i: int) -> None:
    f, arrays = CASES[name][i]
    verdict = check_gradients(f, *map(tensor, arrays)).verdict
    assert verdict == "ok" or (name == "cast" and verdict == "inconclusive")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["amax", "amin", "max", "min", "sort", "topk", "norm", "pick_at_max"])
def test_ties_are_no_mistakes(name: str) -> None:
    for f, arrays in CASES[name]:
        assert check_gradients(f, *[tensor(np.round(a)) for a in arrays]).verdict != "wrong"


def test_inputs_below_the_normal_floats() -> None:
    # A regression test: the steps shrank until they were zero.
    x = np.array([1.5, 0.0, -0.7]) + 2.225073858507e-311 * np.cos(np.arange(3))
    assert check_gradients(lambda t: t.prod(), x, order=2).verdict != "wrong"


def test_ties_whose_choice_few_gradients_nearby_show() -> None:
    # A regression test: of ten equal numbers, none of 44 points nearby had the second as the second smallest.
    case = next(case for case in RIGHT if case.name == "ten equals in order")
    assert check_gradients(case.f, *case.inputs, seed=40).verdict == "kink"
