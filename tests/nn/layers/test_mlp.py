"""MLP."""

from __future__ import annotations

import pytest

import autograd
import nn


def test_an_activation_follows_each_layer_but_the_last() -> None:
    assert repr(nn.MLP(4, [3, 2], activation="tanh")).count("Tanh") == 1


def test_the_output_has_the_last_size() -> None:
    assert nn.MLP(4, [3, 2])(autograd.ones(5, 4)).shape == (5, 2)


def test_no_layer_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        nn.MLP(4, [])


def test_an_unknown_activation_is_an_error() -> None:
    with pytest.raises(ValueError, match="'swish' is not one of"):
        nn.MLP(4, [2], activation="swish")
