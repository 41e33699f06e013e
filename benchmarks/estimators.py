"""Compare `nn.sklearn` with scikit-learn's own networks: accuracy and time, with the defaults of both.

    python -m benchmarks.estimators

It prints a table for docs/sklearn.md. Each figure is the mean over 5 folds and several seeds of `--seeds`, which decide
the folds and the networks. Times are CPU seconds of one `fit`, with one BLAS thread.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import time
import warnings
from typing import Any

import numpy as np
from sklearn import datasets
from sklearn.base import clone, is_classifier
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from nn.sklearn import Classifier, Regressor


def houses(count: int = 5000, seed: int = 0) -> tuple[Any, Any]:
    """Return made-up districts in the columns and units of the California housing data, and their prices.

    The price rises with income and near two cities, falls with crowding, is capped at 5, and has noise. The real data
    need a download.
    """
    random = np.random.RandomState(seed)
    latitude, longitude = random.uniform(32.5, 42, count), random.uniform(-124.3, -114.3, count)
    income, age = random.lognormal(1.25, 0.45, count), random.randint(1, 53, count)
    rooms, occupants = random.lognormal(1.65, 0.3, count), random.lognormal(1.0, 0.3, count)
    bedrooms, population = rooms * random.normal(0.2, 0.02, count), random.lognormal(7, 0.7, count)
    south, north = np.hypot(latitude - 34, longitude + 118.2), np.hypot(latitude - 37.8, longitude + 122.4)
    price = 0.4 * income + 2 * np.exp(-np.minimum(south, north)) - 0.4 * np.log(occupants) + 0.005 * age
    price = np.clip(price + 0.2 * np.log(rooms) + random.normal(0, 0.3, count), 0.15, 5)
    return np.c_[income, age, rooms, bedrooms, population, occupants, latitude, longitude], price


DATA = {
    "digits": lambda: datasets.load_digits(return_X_y=True),
    "breast cancer": lambda: datasets.load_breast_cancer(return_X_y=True),
    "wine": lambda: datasets.load_wine(return_X_y=True),
    "iris": lambda: datasets.load_iris(return_X_y=True),
    "houses": houses,
    "diabetes": lambda: datasets.load_diabetes(return_X_y=True),
    "friedman1": lambda: datasets.make_friedman1(1000, noise=1.0, random_state=0),
}
CLASSES = ("digits", "breast cancer", "wine", "iris")


def scores(estimator: Any, X: Any, y: Any, seeds: list[int]) -> tuple[list[float], float]:
    """Return the score of each fold and seed, and the mean CPU time of a fit."""
    found, seconds = [], 0.0
    last = estimator[-1] if hasattr(estimator, "steps") else estimator
    for seed in seeds:
        folds = (StratifiedKFold if is_classifier(last) else KFold)(5, shuffle=True, random_state=seed)
        last.set_params(random_state=seed)
        for train, test in folds.split(X, y):
            one = clone(estimator)
            start = time.process_time()
            one.fit(X[train], y[train])
            seconds += time.process_time() - start
            found.append(one.score(X[test], y[test]))
    return found, seconds / len(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser("python -m benchmarks.estimators", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[30, 31, 32, 33, 34])
    parser.add_argument("--only", nargs="+", choices=list(DATA), default=list(DATA))
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # MLPClassifier's own, that 200 epochs were not enough
    print("| data | score | chainrule | s | MLP | s | MLP, standardised | s |\n|---|---|---|---|---|---|---|---|")
    for name in options.only:
        X, y = DATA[name]()
        ours, theirs = (Classifier(), MLPClassifier()) if name in CLASSES else (Regressor(), MLPRegressor())
        cells = []
        for estimator in (ours, theirs, make_pipeline(StandardScaler(), theirs)):
            found, seconds = scores(estimator, X, y, options.seeds)
            error = np.std(found) / len(found) ** 0.5
            cells.append(f"{np.mean(found):.4f} ± {error:.4f} | {seconds:.2f}")
        print(f"| {name} | {'accuracy' if name in CLASSES else 'R²'} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
