"""The reports of check_gradients(), and its numbers of evaluations."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Function, check_gradients, custom, tensor
from tests.cases.gallery_wrong import million

X = np.array([0.3, -1.2, 0.7])


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
    assert text.startswith("The gradient with respect to x is wrong: the derivative of output [")
    assert "Diagnosis: sign" in text


def test_names_of_inputs() -> None:
    def f(p: Any, scale: Any, n: int) -> Any:
        return p["w"][0] * scale + p["w"][1].sum() + n

    report = check_gradients(f, {"w": [X, X]}, 2.0, 3)
    assert [found.name for found in report.inputs] == ["p['w'][0]", "p['w'][1]", "scale"]
    assert report.verdict == "ok"


def test_the_same_seed_gives_the_same_report() -> None:
    assert repr(check_gradients(np.tanh, X, seed=5)) == repr(check_gradients(np.tanh, X, seed=5))


def test_three_oracles_agree_on_a_right_gradient() -> None:
    report = check_gradients(lambda x: np.sin(x) * 2, X)
    assert report.oracles == {"central differences": "used", "complex step": "agrees", "forward mode": "agrees"}
    assert report.agree


def test_the_complex_step_needs_a_function_of_arrays() -> None:
    assert check_gradients(lambda x: x.sin(), tensor(X)).oracles["complex step"] == "not used"


def test_a_wrong_gradient_disagrees_with_all_oracles() -> None:
    report = check_gradients(cosine, X)
    assert report.oracles["complex step"] == "agrees"  # with central differences
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


def test_functions_that_are_not_deterministic() -> None:
    calls = []

    def drifting(x: Any) -> Any:
        calls.append(1)
        return x * len(calls)

    for f in drifting, lambda x: x * np.random.default_rng().uniform():
        report = check_gradients(f, X)
        assert report.verdict == "inconclusive"
        assert "not deterministic" in report.inputs[0].reason
        assert "not deterministic" in report.explain()


def test_a_gradient_that_is_not_deterministic() -> None:
    rng = np.random.default_rng(0)
    f = custom(vjp=lambda upstream, x: upstream * rng.uniform())(lambda x: x * 0.5)
    report = check_gradients(f, X)
    assert report.verdict == "wrong"  # f is deterministic, so at least one of its gradients is wrong
    assert report.diagnosis.startswith("the backward pass is not deterministic")
    assert "nan" not in report.explain()


def test_an_inconclusive_verdict_gives_its_reason() -> None:
    assert "nan" in check_gradients(lambda x: x * np.nan, X).inputs[0].reason
    assert "nan" in check_gradients(lambda x: x * 2, np.array([np.nan, 1.0])).inputs[0].reason
    report = check_gradients(lambda x: np.log(x), np.array([0.0, 1.0]))
    assert report.verdict == "inconclusive"
    assert "inf" in report.explain()


def test_a_missing_second_order_is_noted() -> None:
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


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: check_gradients(lambda x: x, 2), TypeError, "expected a floating input"),
        (lambda: check_gradients(lambda x: "text", X), TypeError, "expected <lambda> to return floats"),
        (lambda: check_gradients(np.sin, X, order=0), ValueError, "order"),
        (lambda: check_gradients(lambda x: x @ tensor(np.ones((4, 2))), X), autograd.ShapeError, "matmul"),
    ],
)
def test_wrong_arguments(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


# ── straight-through estimators ──────────────────────────────────────────────────────────────────────────────────────


def rounded(**settings: Any) -> Any:
    @custom(vjp=lambda upstream: upstream, **settings)
    def rounded(x: Any) -> Any:
        return np.round(x)

    return rounded


def test_an_estimator_is_wrong_unless_it_is_declared() -> None:
    assert check_gradients(rounded(), X).verdict == "wrong"
    report = check_gradients(rounded(surrogate=lambda x: x), X)
    assert report.verdict == "ok"
    assert report.notes == ["checked as its surrogate, not as itself: rounded"]


def test_an_estimator_computes_the_function_itself() -> None:
    estimator = rounded(surrogate=lambda x: x)
    assert estimator(np.array([0.7, 1.2])).tolist() == [1.0, 1.0]
    x = tensor([0.7, 1.2], requires_grad=True)
    out = estimator(x)
    (out * out).sum().backward()
    assert out.tolist() == [1.0, 1.0]
    assert x.grad is not None
    assert x.grad.tolist() == [2.0, 2.0]
    check_gradients(estimator, 0.7, order=1)
    assert float(estimator(np.array(0.7))) == 1.0  # after a check too


def test_the_rest_of_a_program_with_an_estimator_is_checked() -> None:
    estimator = rounded(surrogate=lambda x: x)
    assert check_gradients(lambda x: (estimator(x) ** 2 * np.sin(x)).sum(), X).verdict == "ok"
    assert check_gradients(lambda x: cosine(x) * estimator(x), X).verdict == "wrong"


def test_a_surrogate_has_the_shape_of_the_function() -> None:
    with pytest.raises(TypeError, match=r"rounded: expected a surrogate of the function's shape \(3,\), got \(\)"):
        check_gradients(rounded(surrogate=lambda x: x.sum()), X)


def test_keyword_arguments_of_a_surrogate() -> None:
    @custom(vjp=lambda upstream, by: upstream * by, surrogate=lambda x, *, by: by * x)
    def scaled(x: Any, *, by: float) -> Any:
        return np.floor(by * x)

    assert check_gradients(lambda x: scaled(x, by=3.0), X).verdict == "ok"


# ── diagnoses that mislead ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("f", "inputs"),
    [
        (custom(vjp=lambda upstream: upstream * 1.0)(lambda a: np.tril(a)), (np.arange(9.0).reshape(3, 3) - 4.3,)),
        (custom(vjp=lambda upstream: upstream * 1.0)(lambda x: 0 * x), (X,)),
    ],
)
def test_no_factor_of_zero(f: Any, inputs: Any) -> None:
    report = check_gradients(f, *inputs, order=1)
    assert report.verdict == "wrong"
    assert "not zero where it should be" in report.diagnosis
    assert " 0 ·" not in report.diagnosis
    assert "factor" not in report.diagnosis


@pytest.mark.parametrize("x", [X, np.array([0.4, 0.4, 0.4]), np.array([0.5, 1.0, 0.5]), np.linspace(0.3, 0.31, 5)])
def test_a_small_factor_is_no_other_mistake(x: Any) -> None:
    f = custom(vjp=lambda upstream, x: upstream * 1.00005 * np.cos(x))(lambda x: np.sin(x))
    assert check_gradients(f, x).diagnosis == "a constant factor: it is 1.00005 times what it should be"
    pair = custom(vjp=lambda upstream: (upstream * 1.00005, upstream))(lambda x, y: x + y)
    assert "1.00005" in check_gradients(pair, x, x + 1).diagnosis


def test_no_numbers_without_numbers() -> None:
    """Explanations of failures and of forward mode do not repeat the numbers of something else."""
    product = custom(vjp=lambda upstream, x, y: (upstream * y, upstream * x))(lambda x, y: x * y)
    jvp_fails = custom(vjp=lambda up, x: up * np.cos(x), jvp=lambda dx, x: dx[7])(lambda x: np.sin(x))
    for f, inputs in (product, (X, np.array(2.0))), (jvp_fails, (X,)):
        report = check_gradients(f, *inputs, order=1)
        assert report.verdict == "wrong"
        assert "nan" not in report.explain()
        assert "nan" not in repr(report)
    assert report.inputs[0].diagnosis.startswith("forward mode (jvp) fails: IndexError")


def test_tolerances_below_the_default() -> None:
    f = custom(vjp=lambda upstream, x: upstream * (1 + 1e-8) * np.cos(x))(lambda x: np.sin(x))
    assert check_gradients(f, X, order=1).ok
    assert check_gradients(f, X, order=1, rtol=1e-9).verdict == "wrong"


def test_the_table_shows_each_order_the_first_one_first() -> None:
    report = check_gradients(lambda x: x**2, 3.0)
    first, second = [line.split() for line in repr(report).splitlines()[2:4]]
    assert (first[3], first[5]) == ("1", "6")
    assert (second[3], second[5]) == ("2", "2")
    assert [lower.analytic for lower in report.inputs[0].lower] == [6.0]
    assert repr(check_gradients(abs, 0.0)).count("kink") == 3  # the verdict, one row, the reason
