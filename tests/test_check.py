"""The checker, checked: what is wrong is called wrong and named, what is right never is, and kinks are kinks."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Function, GradcheckError, Value, check_gradients, custom, gradcheck, gradgradcheck, tensor
from autograd.check.differences import measure
from autograd.check.examine import single
from autograd.check.verdict import worst
from autograd.rules.table import TABLE
from tests.gallery_right import GALLERY as RIGHT
from tests.gallery_right import Right
from tests.gallery_wrong import GALLERY as WRONG
from tests.gallery_wrong import Wrong, million
from tests.test_array_ops import CASES
from tests.test_table import points

X = np.array([0.3, -1.2, 0.7])


def named(case: Any) -> str:
    return case.name


# ── the galleries ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", WRONG, ids=named)
def test_what_is_wrong_is_called_wrong(case: Wrong) -> None:
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
    """Those in the gallery that the test above requires a diagnosis of."""
    assert len(WRONG) >= 60
    assert sum(bool(case.says) for case in WRONG) >= 0.8 * len(WRONG)


@pytest.mark.parametrize("case", RIGHT, ids=named)
def test_what_is_right_is_not_called_wrong(case: Right) -> None:
    report = check_gradients(case.f, *case.inputs)
    assert report.verdict == case.verdict or (not case.verdict and report.verdict != "wrong"), report
    assert report.ok == (report.verdict in ("ok", "kink"))
    assert report.explain()


def test_the_gallery_of_right_functions_is_large() -> None:
    assert len(RIGHT) >= 60
    assert sum(case.verdict == "kink" for case in RIGHT) >= 20
    assert sum(case.verdict == "" for case in RIGHT) <= 0.3 * len(RIGHT)


@pytest.mark.parametrize("seed", [1, 2])
def test_other_seeds_say_the_same(seed: int) -> None:
    for wrong in WRONG[::9]:
        assert check_gradients(wrong.f, *wrong.inputs, seed=seed).verdict == "wrong", wrong.name
    for right in RIGHT[::4]:
        found = check_gradients(right.f, *right.inputs, seed=seed).verdict
        assert found == right.verdict or (not right.verdict and found != "wrong"), right.name


# ── every operation ─────────────────────────────────────────────────────────────────────────────────────────────────

KINKS = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5]


@pytest.mark.parametrize("name", TABLE)
def test_every_row(name: str) -> None:
    """Away from kinks all is ok, in both tiers and in both precisions; on them nothing is wrong."""
    row = TABLE[name]
    columns = [np.array(column) for column in zip(*points(name))]
    assert check_gradients(row, *columns).verdict == "ok"
    assert check_gradients(row, *[c.astype(np.float32) for c in columns]).verdict == "ok"
    assert check_gradients(row, *map(Value, points(name)[0])).verdict == "ok"
    pairs = [[x] for x in KINKS] if row.arity == 1 else [[x, y] for x in KINKS for y in KINKS if not x == y == 0]
    inputs = [np.array(column) for column in zip(*pairs)]
    inside = np.isfinite(np.asarray(row(*inputs)))
    assert check_gradients(row, *[x[inside] for x in inputs], order=2).verdict != "wrong"


@pytest.mark.parametrize(("name", "i"), [(name, i) for name, cases in CASES.items() for i in range(len(cases))])
def test_every_array_operation(name: str, i: int) -> None:
    f, arrays = CASES[name][i]
    verdict = check_gradients(f, *map(tensor, arrays)).verdict
    assert verdict == "ok" or (name == "cast" and verdict == "inconclusive")


@pytest.mark.parametrize("name", ["amax", "amin", "max", "min", "sort", "topk", "norm", "pick_at_max"])
def test_ties_are_no_mistakes(name: str) -> None:
    for f, arrays in CASES[name]:
        assert check_gradients(f, *[tensor(np.round(a)) for a in arrays]).verdict != "wrong"


# ── what the report says ────────────────────────────────────────────────────────────────────────────────────────────


@custom(vjp=lambda upstream, x: upstream * np.sin(x))
def cosine(x: Any) -> Any:
    return np.cos(x)


def test_numbers_of_a_wrong_gradient() -> None:
    found = check_gradients(cosine, X).inputs[0]
    assert found.index == found.output
    (i,) = found.index or ()
    assert found.analytic == pytest.approx(math.sin(X[i]))
    assert found.numeric == pytest.approx(-math.sin(X[i]), rel=1e-9)
    assert abs(found.numeric + math.sin(X[i])) <= found.error < 1e-8
    assert 0 < found.step < 0.1
    assert (found.name, found.shape, found.dtype, found.order) == ("x", (3,), "float64", 1)


def test_repr_is_a_table_and_explain_a_paragraph() -> None:
    def f(x: Any, p: Any) -> Any:
        return cosine(x) * p["b"]

    report = check_gradients(f, X, {"b": X})
    lines = repr(report).splitlines()
    assert lines[0] == "check_gradients(f): wrong"
    assert lines[1].split() == "input shape verdict order worst index analytic numeric ± error step".split()
    assert "opposite sign" in repr(report)
    text = report.explain()
    assert "\n" not in text
    assert text.startswith("The gradient by x is wrong: the derivative of output [")
    assert "Diagnosis: sign" in text


def test_names_of_inputs() -> None:
    def f(p: Any, scale: Any, n: int) -> Any:
        return p["w"][0] * scale + p["w"][1].sum() + n

    report = check_gradients(f, {"w": [X, X]}, 2.0, 3)
    assert [found.name for found in report.inputs] == ["p['w'][0]", "p['w'][1]", "scale"]
    assert report.verdict == "ok"


def test_the_same_seed_gives_the_same_report() -> None:
    assert repr(check_gradients(np.tanh, X, seed=5)) == repr(check_gradients(np.tanh, X, seed=5))


def test_oracles() -> None:
    report = check_gradients(lambda x: np.sin(x) * 2, X)
    assert report.oracles == {"central differences": "used", "complex step": "agrees", "forward mode": "agrees"}
    assert report.agree
    assert check_gradients(lambda x: x.sin(), tensor(X)).oracles["complex step"] == "not used"
    report = check_gradients(cosine, X)
    assert report.oracles["complex step"] == "agrees"  # with differences: the gradient stands alone
    assert report.oracles["forward mode"] == "disagrees"
    assert not report.agree


def test_one_wrong_entry_of_a_million_takes_a_few_dozen_evaluations() -> None:
    x = np.random.default_rng(0).standard_normal(10**6)
    report = check_gradients(million(31_415, 0.2), x)
    assert report.inputs[0].index == (31_415,)
    assert report.evaluations <= 60
    assert report.passes <= 30


def test_several_wrong_entries_of_many() -> None:
    wrong = np.zeros(50_000)
    wrong[[77, 31_000, 44_444]] = 0.5, -0.25, 1.0
    f = custom(vjp=lambda upstream, x: upstream * (np.cos(x) + wrong))(lambda x: np.sum(np.sin(x)))
    found = check_gradients(f, np.random.default_rng(1).standard_normal(50_000)).inputs[0]
    assert found.verdict == "wrong"
    assert found.index in {(77,), (31_000,), (44_444,)}


def test_all_entries_of_many_are_wrong() -> None:
    found = check_gradients(cosine, np.linspace(0.1, 3, 2000)).inputs[0]
    assert found.diagnosis == "sign: it has the opposite sign"


def test_inputs_stay_as_they_are() -> None:
    x, t = X.copy(), tensor(X, requires_grad=True)
    check_gradients(lambda x, t: (x * t).sum(), x, t)
    np.testing.assert_array_equal(x, X)
    assert t.grad is None
    assert autograd.is_grad_enabled()


def test_parameters_that_f_closes_over_get_no_gradient() -> None:
    w = tensor(X, requires_grad=True)
    assert check_gradients(lambda x: (x * w).sum(), X).ok
    assert w.grad is None


def test_functions_that_change_their_mind() -> None:
    calls = []

    def drifting(x: Any) -> Any:
        calls.append(1)
        return x * len(calls)

    for f in drifting, lambda x: x * np.random.default_rng().uniform():
        report = check_gradients(f, X)
        assert report.verdict == "inconclusive"
        assert "not deterministic" in report.inputs[0].reason
        assert "not deterministic" in report.explain()


def test_a_gradient_that_changes_its_mind() -> None:
    rng = np.random.default_rng(0)
    f = custom(vjp=lambda upstream, x: upstream * rng.uniform())(lambda x: x * 0.5)
    assert "not deterministic" in check_gradients(f, X).inputs[0].reason


def test_where_nothing_can_be_said_the_reason_is_given() -> None:
    assert "nan" in check_gradients(lambda x: x * np.nan, X).inputs[0].reason
    assert "nan" in check_gradients(lambda x: x * 2, np.array([np.nan, 1.0])).inputs[0].reason
    report = check_gradients(lambda x: np.log(x), np.array([0.0, 1.0]))
    assert report.verdict == "inconclusive"
    assert "inf" in report.explain()


def test_second_order_that_is_not_there_is_noted() -> None:
    class Once(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        @autograd.once_differentiable
        def backward(ctx: Any, upstream: Any) -> Any:
            return upstream * 2 * ctx.saved_tensors[0]

    report = check_gradients(Once.apply, X)
    assert report.ok
    assert report.inputs[0].order == 1
    assert "order 2 was not checked" in repr(report)
    assert not check_gradients(Once.apply, X, order=1).notes


def test_third_order() -> None:
    report = check_gradients(lambda x: np.sum(np.sin(x) * x), X, order=3)
    assert (report.verdict, report.inputs[0].order) == ("ok", 3)


def test_tolerances() -> None:
    f = custom(vjp=lambda upstream, x: upstream * (np.cos(x) + 1e-4))(lambda x: np.sin(x))
    assert check_gradients(f, X, order=1).verdict == "wrong"
    assert check_gradients(f, X, order=1, rtol=1e-3).ok
    assert check_gradients(f, X, order=1, atol=1e-3).ok


def test_what_the_user_got_wrong() -> None:
    with pytest.raises(TypeError, match="no input is floating"):
        check_gradients(lambda x: x, 2)
    with pytest.raises(TypeError, match="no floats"):
        check_gradients(lambda x: "text", X)
    with pytest.raises(ValueError, match="order"):
        check_gradients(np.sin, X, order=0)
    with pytest.raises(autograd.ShapeError):
        check_gradients(lambda x: x @ tensor(np.ones((4, 2))), X)


# ── differences by themselves ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (math.sin, 0.4, math.cos(0.4)), (math.exp, 3.0, math.exp(3)), (lambda x: x**3, 0.0, 0.0),
        (lambda x: math.sin(1e4 * x), 0.3, 1e4 * math.cos(3e3)), (lambda x: 1e5 + x, 0.7, 1.0),
        (lambda x: 1 / x, 1e-3, -1e6), (math.sqrt, 1e-6, 500.0),
    ],
)  # fmt: skip
def test_the_error_bound_holds(f: Any, x: float, slope: float) -> None:
    def rise(t: float) -> tuple[float, float]:
        try:
            return f(x + t) - f(x), 1e-15 * max(abs(f(x)), abs(f(x + t)))
        except ValueError:
            return math.nan, math.nan

    found = measure(rise)
    assert found.shape == "smooth"
    assert abs(found.value - slope) <= 3 * found.error + 1e-12 * abs(slope)
    assert found.error <= 1e-5 * max(abs(slope), 1.0)


@pytest.mark.parametrize(
    ("f", "shape"),
    [
        (abs, "kink"), (lambda t: float(t > 0), "jump"), (lambda t: t * t if t >= 0 else math.nan, "edge"),
        (lambda t: math.nan, "unknown"), (lambda t: math.copysign(math.sqrt(abs(t)), t) + abs(t), "smooth"),
    ],
)  # fmt: skip
def test_shapes(f: Any, shape: str) -> None:
    assert measure(lambda t: (f(t) - f(0.0), 1e-16)).shape == shape


def test_a_single_place_is_found_at_once_and_several_by_halving() -> None:
    for places in [{0}, {99}, {37}, {3, 60}, {10, 11, 12}, {5, 95}]:
        error = np.zeros(100)
        error[list(places)] = 1.0 + np.arange(len(places))
        asked = []

        def blame(share: np.ndarray, error: np.ndarray = error, asked: list[int] = asked) -> float:
            asked.append(1)
            return float(error @ share)

        assert single(blame, 100, error.sum()) in places
        assert len(asked) <= (3 if len(places) == 1 else 12)


def test_the_gravest_verdict() -> None:
    assert worst(["ok", "wrong", "kink"]) == "wrong"
    assert worst(["kink", "inconclusive", "ok"]) == "inconclusive"
    assert worst([]) == "ok"


# ── as in PyTorch ───────────────────────────────────────────────────────────────────────────────────────────────────


def leaf(*numbers: float) -> Any:
    return tensor(list(numbers), dtype=autograd.float64, requires_grad=True)


def test_gradcheck_passes_and_raises() -> None:
    x, y = leaf(0.3, -1.2), leaf(1.5, 0.7)
    assert gradcheck(lambda x, y: (x * y).sin(), (x, y)) is True
    assert gradcheck(lambda x: (x.sum(), x * 2), [x], eps=1e-5, fast_mode=True, nondet_tol=1e-9, masked=False) is True
    assert gradgradcheck(lambda x, y: (x * y).sin(), (x, y)) is True
    with pytest.raises(GradcheckError, match="opposite sign"):
        gradcheck(cosine, x)
    assert gradcheck(cosine, (x,), raise_exception=False) is False
    assert issubclass(GradcheckError, RuntimeError)


def test_gradcheck_has_pytorchs_tolerances() -> None:
    def off_by(error: float) -> Any:
        return custom(vjp=lambda upstream, x: upstream * np.cos(x) * (1 + error))(lambda x: np.sin(x))

    assert gradcheck(off_by(5e-4), leaf(0.3, 1.0))
    assert not gradcheck(off_by(5e-4), leaf(0.3, 1.0), rtol=1e-5, atol=1e-7, raise_exception=False)
    assert not gradcheck(off_by(5e-3), leaf(0.3, 1.0), raise_exception=False)
    assert gradcheck(off_by(5e-3), leaf(0.3, 1.0), atol=0.1)


def test_gradcheck_looks_at_inputs_that_require_grad() -> None:
    f = custom(vjp=lambda upstream, x, y: (upstream * y, upstream * y))(lambda x, y: x * y)
    x, y = leaf(0.3, -1.2), tensor([1.5, 0.7], dtype=autograd.float64)
    assert gradcheck(f, (x, y))
    with pytest.raises(GradcheckError):
        gradcheck(f, (x, y.clone().requires_grad_()))
    for check in gradcheck, gradgradcheck:
        with pytest.raises(ValueError, match="requires_grad=True"):
            check(f, (y, y))


def test_gradcheck_on_a_kink_in_float32_and_of_noise() -> None:
    assert gradcheck(lambda x: x.relu(), leaf(0.0, 1.0))
    assert gradcheck(lambda x: x.exp(), tensor([0.5, 1.0], requires_grad=True))
    with pytest.raises(GradcheckError, match="not deterministic"):
        gradcheck(lambda x: x * autograd.rand(1).double(), leaf(0.5, 1.0))


def test_gradgradcheck_looks_at_second_order_only() -> None:
    first_is_wrong = custom(vjp=lambda upstream, x: upstream * x)(lambda x: x * x)
    assert gradgradcheck(first_is_wrong, leaf(0.3, 1.0))
    second_is_wrong = custom(
        vjp=lambda upstream, x: upstream * 3 * (x.detach() if isinstance(x, autograd.Tensor) else x) ** 2
    )(lambda x: x**3)
    assert gradcheck(second_is_wrong, leaf(0.3, 1.0))
    with pytest.raises(GradcheckError, match="wrong at second"):
        gradgradcheck(second_is_wrong, leaf(0.3, 1.0))
    assert gradgradcheck(lambda x: x**3, leaf(0.3, 1.0), grad_outputs=tensor([1.0, 2.0]))
    only_once = custom(vjp=lambda upstream, x: upstream * np.array([c * 2.0 for c in x.tolist()], dtype=object))(
        lambda x: x * x
    )
    assert not gradgradcheck(only_once, leaf(0.3, 1.0), raise_exception=False)
    with pytest.raises(GradcheckError, match="cannot be differentiated"):
        gradgradcheck(only_once, leaf(0.3, 1.0))


def test_gradcheck_of_forward_mode() -> None:
    f = custom(vjp=lambda up, x: up * np.cos(x), jvp=lambda dx, x: -dx * np.cos(x))(lambda x: np.sin(x))
    with pytest.raises(GradcheckError, match="forward mode"):
        gradcheck(f, leaf(0.3, 1.0), check_forward_ad=True)
    assert gradcheck(lambda x: x.sin(), leaf(0.3, 1.0), check_forward_ad=True)


def test_inputs_below_the_normal_floats() -> None:
    # Steps became smaller and smaller until they were zero.
    x = np.array([1.5, 0.0, -0.7]) + 2.225073858507e-311 * np.cos(np.arange(3))
    assert check_gradients(lambda t: t.prod(), x, order=2).verdict != "wrong"
