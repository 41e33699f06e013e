"""Pickles and deep copies."""

from __future__ import annotations

import copy
import pickle

import nn
from tests.helpers import leaf


def test_leaves_pickle_and_copy() -> None:
    x = leaf(1.0, 2.0)
    (x * 2).sum().backward()
    for again in (pickle.loads(pickle.dumps(x)), copy.deepcopy(x)):
        assert again.tolist() == [1.0, 2.0]
        assert again.requires_grad
        assert again.grad.tolist() == [2.0, 2.0]
    model = copy.deepcopy(nn.Linear(2, 1))
    assert isinstance(model.weight, nn.Parameter)
