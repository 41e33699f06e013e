"""Classifier and Regressor: what they learn, keep and refuse."""

from __future__ import annotations

import functools
import importlib
import pickle
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.base import clone
from sklearn.datasets import load_iris, make_multilabel_classification, make_regression
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler

import autograd
import nn
import nn.functional as F
from nn.sklearn import Classifier, Regressor
from nn.training import DivergenceError

IRIS: Any = load_iris(return_X_y=True)
NAMES = np.array(["setosa", "versicolor", "virginica"])
NUMBERS: Any = make_regression(120, 4, n_targets=2, noise=0.1, random_state=0)
QUICK: dict[str, Any] = {"hidden_layer_sizes": (8,), "max_iter": 4, "random_state": 0}


def network(n_in: int, n_out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(n_in, 6), nn.Tanh(), nn.Linear(6, n_out))


def line(n: int = 60) -> Any:
    x = np.linspace(-1, 1, n)[:, None]
    return x, 3 * x[:, 0] + 1


# ── what they learn ──


def test_classes_of_any_kind_come_back() -> None:
    X, y = IRIS
    for classes in (NAMES, NAMES.astype(object), np.array([-7, 0, 3]), np.array([0.0, 1.0, 2.0])):
        model = Classifier(random_state=0).fit(X, classes[y])
        assert model.score(X, classes[y]) > 0.9
        assert model.predict(X).dtype == classes.dtype
        assert model.classes_.tolist() == classes.tolist()
    two = Classifier(random_state=0).fit(X, y == 1)
    assert two.predict(X).dtype == bool


def test_probabilities_sum_to_one_and_their_logarithms_fit() -> None:
    X, y = IRIS
    model = Classifier(**QUICK).fit(X, y)
    p = model.predict_proba(X)
    assert p.shape == (150, 3)
    np.testing.assert_allclose(p.sum(1), 1, rtol=1e-12)
    np.testing.assert_allclose(np.exp(model.predict_log_proba(X)), p)


def test_several_labels_have_one_probability_each() -> None:
    X, y = make_multilabel_classification(200, n_classes=4, random_state=0)
    model = Classifier(random_state=0, early_stopping=True).fit(X, y)
    p = model.predict_proba(X)
    assert p.shape == y.shape
    assert (model.predict(X) == (p > 0.5)).all()
    assert (model.predict(X) == y).mean() > 0.85


def test_several_numbers_are_predicted_at_once_in_their_own_units() -> None:
    X, y = NUMBERS
    y = y * [1.0, 1e6] + [0, 1e9]
    model = Regressor(random_state=0).fit(X, y)
    assert model.predict(X).shape == y.shape
    assert model.score(X, y) > 0.95


def test_float32_stays_float32() -> None:
    X, y = line()
    assert Regressor(**QUICK).fit(X.astype("float32"), y).predict(X.astype("float32")).dtype == np.float32
    assert Regressor(**QUICK).fit(X, y).predict(X).dtype == np.float64


def test_inputs_are_standardised_in_full_precision() -> None:
    X, y = line(200)
    far = np.c_[X * 1e-3 + 1e9, np.full(200, 7.0)]
    model = Regressor(random_state=0).fit(far, y)
    np.testing.assert_allclose(model.mean_, [1e9, 7])
    assert model.scale_[1] == 1  # a constant column is not divided by 0
    assert model.score(far, y) > 0.95
    plain = Regressor(standardize=False, **QUICK).fit(far, y)
    assert plain.mean_.tolist() == [0, 0] and plain.target_scale_.tolist() == [1]


# ── settings ──


def test_a_module_is_copied_and_never_trained() -> None:
    X, y = IRIS
    own = network(4, 3)
    before = {name: p.clone() for name, p in own.state_dict().items()}
    model = Classifier(module=own, max_iter=2, random_state=0).fit(X, y)
    for name, p in own.state_dict().items():
        assert autograd.equal(p, before[name]) and p.dtype == autograd.float32
        assert p.grad is None
    trained: Any = model.module_
    assert not autograd.equal(trained[0].weight, own[0].weight)
    assert Classifier(module=network, random_state=0).fit(X, y).score(X, y) > 0.9


def test_a_lazy_module_learns_its_sizes_from_the_data() -> None:
    X, y = IRIS
    lazy = nn.Sequential(nn.LazyLinear(6), nn.ReLU(), nn.LazyLinear(3))
    assert Classifier(module=lazy, random_state=0).fit(X, y).score(X, y) > 0.9


def test_batch_norm_and_dropout_are_in_evaluation_mode_in_predictions() -> None:
    X, y = IRIS
    own = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(), nn.Linear(8, 3))
    model = Classifier(module=own, max_iter=3, batch_size=50, random_state=0).fit(X, y)
    np.testing.assert_allclose(model.predict_proba(X)[:1], model.predict_proba(X[:1]))
    assert Classifier(module=own, max_iter=3, random_state=0).fit(X[:101], y[:101]).n_iter_ == 3  # 101 is 4 · 25 + 1
    model = Classifier(dropout=0.5, **QUICK).fit(X, y)
    assert [type(part).__name__ for part in model.module_.children()] == ["Linear", "ReLU", "Dropout", "Linear"]
    np.testing.assert_array_equal(model.predict_proba(X), model.predict_proba(X))


@pytest.mark.parametrize("optimizer", ["sgd", "AdamW", "lbfgs", functools.partial(nn.optim.SGD, momentum=0.9)])
def test_an_optimizer_is_a_name_or_a_function(optimizer: Any) -> None:
    X, y = line()
    model = Regressor(optimizer=optimizer, learning_rate_init=0.05, random_state=0).fit(X, y)
    assert model.score(X, y) > 0.9


def test_weight_decay_makes_weights_smaller() -> None:
    X, y = line()

    def norm(**settings: Any) -> float:
        parameters = Regressor(random_state=0, **settings).fit(X, y).module_.parameters()
        return sum(float((p**2).sum()) for p in parameters)

    assert norm(weight_decay="auto") == norm(weight_decay=0.2) < norm(weight_decay=0.0)
    assert norm(optimizer="adam") == norm(optimizer="adam", weight_decay=0.0) > norm(optimizer="adam", weight_decay=0.1)


def test_a_loss_is_any_function() -> None:
    X, y = line()
    y = y.copy()
    y[::10] += 100.0  # outliers, which the absolute error tolerates
    settings: dict[str, Any] = {"optimizer": "adam", "learning_rate_init": 0.01, "max_iter": 200, "random_state": 0}
    robust = Regressor(loss=nn.L1Loss(), **settings).fit(X, y)
    assert np.median(np.abs(robust.predict(X) - 3 * X[:, 0] - 1)) < 2
    labels = np.eye(3, dtype=int)[IRIS[1]]
    own = nn.Sequential(nn.Linear(4, 3), nn.Sigmoid())
    for loss in (nn.BCELoss(), F.binary_cross_entropy):
        p = Classifier(module=own, loss=loss, max_iter=1, random_state=0).fit(IRIS[0], labels)
        output = p.module_(autograd.tensor((IRIS[0] - p.mean_) / p.scale_, dtype=autograd.float64))
        np.testing.assert_allclose(p.predict_proba(IRIS[0]), output.detach().numpy())
    logs = nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(1))
    assert Classifier(module=logs, loss=F.nll_loss, max_iter=150, random_state=0).fit(*IRIS).score(*IRIS) > 0.9


def test_verbose_prints_the_losses(capsys: pytest.CaptureFixture[str]) -> None:
    Regressor(hidden_layer_sizes=(4,), max_iter=2, verbose=True, early_stopping=True, random_state=0).fit(*line())
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Iteration 1, loss = ") and ", validation loss = " in second


# ── the training ──


def test_early_stopping_returns_to_the_best_weights() -> None:
    X, y = IRIS
    model = Classifier(
        early_stopping=True, max_iter=400, n_iter_no_change=5, learning_rate="constant", random_state=0
    ).fit(X, NAMES[y])
    curve = model.validation_loss_curve_ or []
    assert len(curve) == len(model.loss_curve_) == model.n_iter_ < 400
    assert curve[-1] > min(curve) - 1e-4
    assert Classifier(**QUICK).fit(X, y).validation_loss_curve_ is None


def test_early_stopping_holds_out_the_same_share_of_each_class_if_it_can() -> None:
    X, y = IRIS
    rare = np.where(np.arange(150) == 0, 3, y)  # one example of class 3, which cannot be in both parts
    assert Classifier(early_stopping=True, **QUICK).fit(X, rare).n_iter_ == 4
    assert Classifier(early_stopping=True, **QUICK).fit(X[:12], y[::13][:12]).n_iter_ == 4  # fewer held than classes


def test_a_constant_rate_stops_when_the_loss_no_longer_falls() -> None:
    X, y = line()
    model = Regressor(learning_rate="constant", max_iter=1000, random_state=0).fit(X, y)
    assert model.n_iter_ < 1000
    assert Regressor(max_iter=30, random_state=0).fit(X, y).n_iter_ == 30


def test_warm_start_goes_on() -> None:
    X, y = line()
    model = Regressor(warm_start=True, **QUICK).fit(X, y)
    weights = model.module_
    model.fit(X, y)
    assert model.module_ is weights and model.n_iter_ == len(model.loss_curve_) == 8
    assert model.loss_curve_[4] < model.loss_curve_[0]
    with pytest.raises(ValueError, match="X has 2 features"):
        model.fit(np.c_[X, X], y)


def test_partial_fit_is_one_epoch_and_keeps_the_first_scale() -> None:
    X, y = IRIS
    model = Classifier(random_state=0)
    with pytest.raises(ValueError, match="classes must be passed on the first call"):
        model.partial_fit(X, y)
    model.partial_fit(X[:100], y[:100], classes=[0, 1, 2])
    mean = model.mean_
    for _ in range(60):
        model.partial_fit(X, y)
    assert model.mean_ is mean and model.n_iter_ == 61 == len(model.loss_curve_)
    assert model.score(X, y) > 0.9
    with pytest.raises(ValueError, match="not those of the first call"):
        model.partial_fit(X, y, classes=[0, 1])
    with pytest.raises(ValueError, match=r"the class np\.int64\(5\), which is not among"):
        model.partial_fit(X, y * 0 + 5)
    numbers = Regressor(random_state=0)
    for _ in range(40):
        numbers.partial_fit(*line())
    assert numbers.score(*line()) > 0.9


# ── random numbers ──


@pytest.mark.parametrize("seed", [3, np.random.RandomState(3)], ids=["int", "RandomState"])
def test_the_generators_of_the_program_stay_as_they_are(seed: Any) -> None:
    import random

    X, y = IRIS
    before = autograd.get_rng_state(), np.random.get_state()[1].copy(), random.getstate()  # type: ignore[index]
    Classifier(dropout=0.5, early_stopping=True, hidden_layer_sizes=(4,), max_iter=2, random_state=seed).fit(X, y)
    assert autograd.equal(autograd.get_rng_state(), before[0])
    assert (np.random.get_state()[1] == before[1]).all()  # type: ignore[index]
    assert random.getstate() == before[2]


def test_a_seed_gives_the_same_network_also_in_threads() -> None:
    X, y = IRIS

    def fitted() -> Any:
        return Classifier(dropout=0.3, **QUICK).fit(X, y).predict_proba(X)

    alone = fitted()
    autograd.manual_seed(5)
    np.testing.assert_array_equal(fitted(), alone)
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(fitted())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in found:
        np.testing.assert_array_equal(one, alone)
    assert not np.array_equal(Classifier(**{**QUICK, "random_state": 1}).fit(X, y).predict_proba(X), alone)


def test_without_a_seed_numpys_global_seed_decides() -> None:
    X, y = IRIS
    np.random.seed(0)
    first = Classifier(hidden_layer_sizes=(4,), max_iter=1).fit(X, y).predict_proba(X)
    np.random.seed(0)
    np.testing.assert_array_equal(Classifier(hidden_layer_sizes=(4,), max_iter=1).fit(X, y).predict_proba(X), first)


# ── with scikit-learn ──


def test_they_work_in_a_pipeline_a_grid_search_and_cross_validation() -> None:
    X, y = IRIS
    pipeline = make_pipeline(MinMaxScaler(), Classifier(max_iter=20, random_state=0))
    grid = GridSearchCV(pipeline, {"classifier__hidden_layer_sizes": [(2,), (16,)]}, cv=3).fit(X, NAMES[y])
    assert grid.best_params_ == {"classifier__hidden_layer_sizes": (16,)}
    assert cross_val_score(Regressor(random_state=0), *NUMBERS, cv=3).mean() > 0.9
    own = Classifier(module=network, loss=F.cross_entropy, max_iter=150, random_state=0)
    assert clone(own).get_params()["module"] is not None
    assert cross_val_score(own, X, y, cv=3).mean() > 0.9


@pytest.mark.slow
def test_a_grid_search_runs_in_two_processes() -> None:
    X, y = IRIS
    own = Classifier(module=nn.Linear(4, 3), max_iter=3, random_state=0)
    grid = GridSearchCV(own, {"learning_rate_init": [1e-4, 0.1]}, cv=2, n_jobs=2).fit(X, y)
    assert grid.best_params_ == {"learning_rate_init": 0.1}
    alone = GridSearchCV(own, {"learning_rate_init": [1e-4, 0.1]}, cv=2).fit(X, y)
    np.testing.assert_array_equal(grid.cv_results_["mean_test_score"], alone.cv_results_["mean_test_score"])


def test_a_pickled_estimator_goes_on_like_the_first() -> None:
    X, y = IRIS
    model = Classifier(dropout=0.2, **QUICK).fit(X, y)
    other = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(other.predict_proba(X), model.predict_proba(X))
    model.partial_fit(X, y), other.partial_fit(X, y)
    np.testing.assert_array_equal(other.predict_proba(X), model.predict_proba(X))


# ── files ──


@pytest.mark.parametrize("classes", [NAMES, NAMES.astype(object), np.array([1, 5, -9])])
def test_a_saved_classifier_predicts_and_goes_on_like_the_first(tmp_path: Path, classes: Any) -> None:
    X, y = IRIS
    model = Classifier(dropout=0.2, early_stopping=True, **QUICK).fit(X, classes[y])
    model.save(tmp_path / "model.safetensors")
    state = autograd.get_rng_state()
    other = Classifier.load(tmp_path / "model.safetensors")
    assert autograd.equal(autograd.get_rng_state(), state)
    assert other.get_params() == model.get_params()
    assert other.classes_.dtype == model.classes_.dtype
    assert (other.predict(X) == model.predict(X)).all()
    for attribute in ("loss_curve_", "validation_loss_curve_", "n_iter_", "n_features_in_"):
        assert getattr(other, attribute) == getattr(model, attribute), attribute
    for one in (model, other):
        one.set_params(early_stopping=False).partial_fit(X, classes[y])
    np.testing.assert_array_equal(other.predict_proba(X), model.predict_proba(X))


def test_a_saved_regressor_keeps_its_units(tmp_path: Path) -> None:
    X, y = NUMBERS
    model = Regressor(**QUICK).fit(X, y)
    model.save(tmp_path / "model.safetensors")
    np.testing.assert_array_equal(Regressor.load(tmp_path / "model.safetensors").predict(X), model.predict(X))


def test_functions_and_modules_are_given_to_load(tmp_path: Path) -> None:
    X, y = IRIS
    path = tmp_path / "model.safetensors"
    model = Classifier(module=network, loss=nn.CrossEntropyLoss(), max_iter=2, random_state=0).fit(X, y)
    model.save(path)
    with pytest.raises(ValueError, match="no place for loss, module; give load the same"):
        Classifier.load(path)
    other = Classifier.load(path, module=network, loss=nn.CrossEntropyLoss())
    np.testing.assert_array_equal(other.predict_proba(X), model.predict_proba(X))


def test_files_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with pytest.raises(NotFittedError):
        Classifier().save(path)
    Regressor(**QUICK).fit(*line()).save(path)
    with pytest.raises(ValueError, match=r"holds no Classifier of nn\.sklearn"):
        Classifier.load(path)
    nn.save({"weight": autograd.ones(2)}, path)
    with pytest.raises(ValueError, match=r"holds no Regressor of nn\.sklearn"):
        Regressor.load(path)


# ── refusals ──


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"activation": "step"}, "activation 'step' is not one of"),
        ({"optimizer": "newton"}, "optimizer 'newton' is not one of adadelta"),
        ({"weight_decay": "none"}, "weight_decay must be a number or 'auto', got 'none'"),
        ({"learning_rate": "adaptive"}, "learning_rate must be 'cosine' or 'constant', got 'adaptive'"),
        ({"batch_size": 0}, "batch_size must be 'auto' or at least 1, got 0"),
        ({"batch_size": "all"}, "batch_size must be 'auto' or at least 1, got 'all'"),
        ({"max_iter": 0}, "max_iter must be at least 1, got 0"),
        ({"early_stopping": True, "validation_fraction": 1.0}, "validation_fraction must be between 0 and 1"),
        ({"module": nn.Linear(4, 2)}, r"module must return shape \(n, 3\) for input \(n, 4\), got \(1, 2\)"),
        ({"module": network, "dropout": 0.5}, r"put nn\.Dropout into module"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Classifier(**settings).fit(*IRIS)


def test_other_mistakes() -> None:
    with pytest.raises(TypeError, match="module must be a Module or return one, got NoneType"):
        Classifier(module=lambda n_in, n_out: None).fit(*IRIS)  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError, match="several labels must be 0 or 1 each"):
        Classifier().fit(IRIS[0], np.c_[IRIS[1], IRIS[1]])
    with pytest.raises(ValueError, match="the kind and the number of labels of the first fit"):
        Classifier(warm_start=True, **QUICK).fit(*IRIS).fit(IRIS[0], np.eye(3, dtype=int)[IRIS[1]])
    with pytest.raises(ValueError, match="does not support early_stopping"):
        Regressor(early_stopping=True).partial_fit(*line())
    with pytest.raises(DivergenceError, match="too high"):
        Regressor(optimizer="sgd", learning_rate_init=1e6, random_state=0).fit(*line())
    model = Regressor(warm_start=True, **QUICK).fit(*NUMBERS)
    with pytest.raises(ValueError, match="y has 1 outputs, and had 2"):
        model.fit(NUMBERS[0], NUMBERS[1][:, 0])


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.delitem(sys.modules, "nn.sklearn")
    with pytest.raises(ImportError, match=r"pip install .*\[sklearn\]"):
        importlib.import_module("nn.sklearn")


def test_the_module_is_an_attribute_of_nn_and_not_imported_by_a_star() -> None:
    assert nn.sklearn.Classifier is Classifier
    assert not {"sklearn", "onnx"} & set(nn.__all__)
