"""scikit-learn's own checks of estimators."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

pytest.importorskip("sklearn")

from sklearn.utils.estimator_checks import parametrize_with_checks

from nn.sklearn import Classifier, Regressor


@pytest.mark.slow
@parametrize_with_checks([Classifier(), Regressor()])  # type: ignore[untyped-decorator]
def test_the_conventions_of_scikit_learn(estimator: Any, check: Any) -> None:
    with warnings.catch_warnings(action="ignore"):
        check(estimator)
