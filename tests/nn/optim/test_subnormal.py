"""Moments of dead units: they become zero, before processors must compute with subnormal numbers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograd import Tensor, tensor
from nn import optim
from nn.optim import Optimizer
from nn.optim.subnormal import drop_tiny

MAKERS: dict[str, Callable[[Tensor], Optimizer]] = {
    "Adam": lambda p: optim.Adam([p], amsgrad=True),
    "AdamW": lambda p: optim.AdamW([p], weight_decay=0.0),
    "NAdam": lambda p: optim.NAdam([p]),
    "RAdam": lambda p: optim.RAdam([p]),
    "Adamax": lambda p: optim.Adamax([p], betas=(0.9, 0.9)),
    "Adadelta": lambda p: optim.Adadelta([p], rho=0.8),
    "RMSprop": lambda p: optim.RMSprop([p], alpha=0.8, momentum=0.9, centered=True),
    "SGD": lambda p: optim.SGD([p], lr=0.1, momentum=0.9),
}


def _trained(name: str, dtype: type, steps: int) -> tuple[list[Any], Any]:
    p = tensor(np.ones(4, dtype), requires_grad=True)
    optimizer = MAKERS[name](p)
    for step in range(steps):
        p.grad = tensor(np.array([1.0, -2.0, 0.5 if step < 20 else 0.0, 0.0], dtype))
        optimizer.step()
    return [array for array in optimizer.state[p].values() if isinstance(array, np.ndarray)], p.detach().numpy()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", MAKERS)
def test_no_moment_stays_subnormal(name: str, dtype: type) -> None:
    moments, _ = _trained(name, dtype, 10_000 if dtype == np.float64 else 1_300)
    tiny = np.finfo(np.dtype(dtype)).tiny
    for moment in moments:
        assert not np.any((moment != 0) & (np.abs(moment) < tiny)), moment


@pytest.mark.parametrize("name", MAKERS)
def test_the_parameters_are_those_without_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, found = _trained(name, np.float32, 1_300)
    monkeypatch.setattr("nn.optim.optimizer.drop_tiny", lambda *_: None)
    _, expected = _trained(name, np.float32, 1_300)
    assert np.array_equal(found, expected)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.9, 0.999, 1.0])
def test_only_tiny_numbers_are_dropped(dtype: type, kept: float) -> None:
    numbers: Any = np.array([1.0, -1e-3, 1e-7, 1e-20, -1e-29], dtype)
    moment = numbers.copy()
    drop_tiny(moment, kept)
    assert np.array_equal(moment, numbers)


@pytest.mark.parametrize("maker", [optim.Adam, optim.NAdam, optim.RAdam, optim.RMSprop])
@pytest.mark.parametrize("eps", [0.0, 1e-25])
def test_the_parameters_are_those_without_it_for_a_tiny_eps(
    maker: Any, eps: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trained() -> float:
        p = tensor([1.0], requires_grad=True)
        optimizer = maker([p], lr=1e-3, eps=eps)
        for _ in range(210):
            p.grad = tensor([1e-19])  # its square is 1e-38
            optimizer.step()
        return float(p.item())

    found = trained()
    monkeypatch.setattr("nn.optim.optimizer.drop_tiny", lambda *_: None)
    assert found == trained()
