"""detect_anomaly names the operation and the user's line."""

from __future__ import annotations

import numpy as np
import pytest

import autograd
from autograd import Value
from tests.helpers import leaf


def test_detect_anomaly_names_the_operation_and_the_line() -> None:
    x = leaf(1.0, 0.0)
    with autograd.detect_anomaly():
        with pytest.raises(
            ArithmeticError, match=r"log made infinity out of finite numbers, at .*test_anomaly\.py:\d+"
        ):
            x.log()
        y = x.sqrt()
        with pytest.raises(ArithmeticError, match=r"derivative of sqrt is not finite.*test_anomaly\.py:\d+"):
            y.sum().backward()
    assert x.log().tolist()[1] == -np.inf


def test_an_anomaly_in_a_recorded_pass_is_in_the_users_line() -> None:
    x = autograd.tensor([0.0], requires_grad=True)
    with autograd.detect_anomaly(), pytest.raises(ArithmeticError, match=r"test_anomaly\.py:\d+"):
        x.sqrt().sum().backward(create_graph=True)


def test_detect_anomaly_names_the_operation() -> None:
    x = Value(0.0)
    y = (x.log() * 2).exp()
    with autograd.detect_anomaly(), pytest.raises(ArithmeticError, match=r"log\(0\) = -inf"):
        y.backward()
