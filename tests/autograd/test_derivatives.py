"""The oracle sweep: every operation × tier × dtype × mode × order, against witnesses that do not use its rules.

An operation is a row of the calculus table or an array operation. tests/derivatives.py has the ways of computing
derivatives, tests/numerics.py the differences, tests/cases/ the points.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Value, grad, jvp, vjp
from autograd.rules.arrays import xp
from autograd.rules.families import COMPOSITES, OPERATIONS
from autograd.rules.table import TABLE
from tests.cases import rows
from tests.cases.operations import CASES, WITHOUT_GRADIENT
from tests.derivatives import TIERS, WAYS, WITNESSES, Problem, derivatives, of_tensors
from tests.helpers import noting
from tests.numerics import assert_close, central

# Taken when the tests are collected: examples in docstrings define operations of their own.
DEFINED = {*OPERATIONS, *COMPOSITES}
TENSOR_TIERS = [tier for tier in TIERS if tier != "Value"]
# A composite has no rule of its own. The quick tests check it in one dtype.
ARRAY_OPERATIONS = [
    pytest.param(name, tier, marks=[pytest.mark.slow] if name in COMPOSITES and tier == "float32" else [])
    for name in CASES
    for tier in TENSOR_TIERS
]
TOLERANCE = {"Value": 1e-7, "float64": 1e-7, "float32": 1e-4}
# Differences of these see the rounding to float32, the derivative does not.
SMOOTH = {"cast": lambda x: x}


def columns(name: str) -> list[np.ndarray]:
    """Return the points of a row as arrays, of two shapes that broadcast if it has two arguments."""
    arrays = [np.array(column) for column in zip(*rows.POINTS[name])]
    return [arrays[0][:, None], arrays[1]] if len(arrays) == 2 else arrays


def problem_of_row(name: str, arrays: list[np.ndarray]) -> Problem:
    return Problem(TABLE[name], arrays, np.vectorize(rows.REFERENCE[name], otypes=[float]))


@functools.cache
def row_problems(name: str, tier: str) -> list[Problem]:
    """Return one problem with all points, or for Values one problem per point."""
    if tier != "Value":
        return [problem_of_row(name, columns(name))]
    return [problem_of_row(name, [np.array(x) for x in point]) for point in rows.POINTS[name]]


@functools.cache
def array_problem(name: str, i: int) -> Problem:
    f, arrays = CASES[name][i]
    return Problem(f, arrays, SMOOTH[name]) if name in SMOOTH else of_tensors(f, arrays)


@functools.cache
def witness(problem: Problem, quantity: str) -> list[np.ndarray]:
    return WITNESSES[quantity](problem)


def check(problem: Problem, way: str, tier: str) -> None:
    for found, expected in zip(derivatives(problem, way, tier), witness(problem, WAYS[way][0])):
        assert found.shape == expected.shape
        assert_close(found, expected, TOLERANCE[tier])


# ── every case is there ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_row_has_points_and_a_reference() -> None:
    assert set(TABLE) == set(rows.POINTS) == set(rows.REFERENCE)
    for name in TABLE:
        assert np.isfinite([rows.REFERENCE[name](*x) for x in rows.POINTS[name]]).all()


def test_every_array_operation_has_cases() -> None:
    assert set(CASES) | WITHOUT_GRADIENT == DEFINED


# ── derivatives ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", TABLE)
def test_rows(name: str, tier: str) -> None:
    for problem in row_problems(name, tier):
        for way in WAYS:
            with noting(way):
                check(problem, way, tier)


@pytest.mark.parametrize(("name", "tier"), ARRAY_OPERATIONS)
def test_array_operations(name: str, tier: str) -> None:
    for i in range(len(CASES[name])):
        for way in WAYS:
            with noting(f"case {i}, {way}"):
                check(array_problem(name, i), way, tier)


@pytest.mark.parametrize("name", TABLE)
def test_rows_of_plain_numbers(name: str) -> None:
    """Test `grad` and `jvp` of a row itself, and of a row whose arguments are results."""
    row = TABLE[name]
    for point in rows.POINTS[name]:
        for i in range(row.arity):
            numeric = central(lambda x, i=i, p=point: rows.REFERENCE[name](*p[:i], x, *p[i + 1 :]), point[i])  # type: ignore[misc]
            basis = tuple(float(j == i) for j in range(row.arity))
            for f in (row, lambda *xs: row(*[x * 1.0 for x in xs])):
                assert jvp(f, point, basis)[1] == pytest.approx(numeric, rel=1e-7, abs=1e-8)
                assert grad(f, i)(*point) == pytest.approx(numeric, rel=1e-7, abs=1e-8)


@pytest.mark.parametrize("tier", ["Value", "float64"])
@pytest.mark.parametrize("name", sorted(rows.ANALYTIC))
def test_rows_by_the_complex_step(name: str, tier: str) -> None:
    """The complex step is exact to the last digits; differences give ten."""
    step = 1e-20
    for point in rows.POINTS[name]:
        problem = problem_of_row(name, [np.array(x) for x in point])
        for i, found in enumerate(derivatives(problem, "backward", tier)):
            moved: list[Any] = [np.array(x, np.complex128) for x in point]
            moved[i] = moved[i] + 1j * step
            exact = float(np.imag(getattr(xp, name)(*moved)) / step) * float(problem.weights)
            assert float(found) == pytest.approx(exact, rel=1e-12)


# ── results ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", TABLE)
def test_results_of_rows(name: str) -> None:
    """Values, Tensors, plain numbers and arrays give the results of Python's library."""
    row = TABLE[name]
    for x in rows.POINTS[name]:
        expected = rows.REFERENCE[name](*x)
        assert row(*map(Value, x)).data == pytest.approx(expected, rel=1e-13)
        assert row(*x) == pytest.approx(expected, rel=1e-13)
        assert row(*map(autograd.tensor, map(np.float64, x))).item() == pytest.approx(expected, rel=1e-13)
        assert row(*map(autograd.tensor, x)).item() == pytest.approx(expected, rel=2e-6, abs=1e-7)
        as_arrays: Any = row(*map(np.array, x))
        assert not isinstance(as_arrays, autograd.Tensor)
        assert float(as_arrays) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("tier", TENSOR_TIERS)
@pytest.mark.parametrize("name", TABLE)
def test_rows_keep_the_dtype(name: str, tier: str) -> None:
    arrays = tuple(x.astype(tier) for x in columns(name))
    assert TABLE[name](*map(autograd.tensor, arrays)).dtype == tier
    assert np.asarray(jvp(TABLE[name], arrays, arrays)[1]).dtype == tier


@pytest.mark.parametrize(("name", "tier"), ARRAY_OPERATIONS)
def test_array_operations_keep_the_dtype(name: str, tier: str) -> None:
    expected = "float64" if name == "cast" else tier  # its case is x.float().double()
    for i, (f, arrays) in enumerate(CASES[name]):
        with noting(f"case {i}"):
            primals = tuple(x.astype(tier) for x in arrays)
            assert f(*map(autograd.tensor, primals)).dtype == expected
            out, tangent = jvp(f, primals, primals)
            assert out.dtype == np.asarray(tangent).dtype == expected
            assert out.shape == np.shape(tangent)
            np.testing.assert_array_equal(vjp(f, *primals)[0], out)


@pytest.mark.parametrize("name", [name for name, op in OPERATIONS.items() if op.linear])
def test_operations_marked_linear_are_linear(name: str) -> None:
    for f, arrays in CASES[name]:
        if name not in ("cast", "getitem", "put_at"):
            rng = np.random.default_rng(0)
            others = [rng.standard_normal(np.shape(a)) for a in arrays]
            together = f(*[autograd.tensor(a - 3 * b) for a, b in zip(arrays, others)]).numpy()
            apart = [f(*map(autograd.tensor, operands)).numpy() for operands in (arrays, others)]
            np.testing.assert_allclose(together, apart[0] - 3 * apart[1], rtol=1e-12, atol=1e-14)
