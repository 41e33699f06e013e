"""Random numbers: those of PyTorch for the same seed, in every function that draws some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import nn.torch
from tests.pytorch.comparison import INTEL_DRAWS, assert_alike, known, torch

pytestmark = pytest.mark.pytorch

Program = Callable[[Any], Any]

PROGRAMS: list[Program] = [
    lambda t: t.rand(3, 4),
    lambda t: t.rand(5, dtype=t.float64),
    lambda t: t.rand(4, dtype=t.float16),
    lambda t: t.rand_like(t.zeros(3)),
    lambda t: t.randn(()),
    lambda t: t.randn(7),
    lambda t: t.randn(15),
    lambda t: t.randn(16),
    lambda t: t.randn(3, 40),
    lambda t: t.randn(33, dtype=t.float64),
    lambda t: t.randn(20, dtype=t.float16),
    lambda t: t.randn_like(t.zeros(2, 3)),
    lambda t: t.randint(0, 10, (7,)),
    lambda t: t.randint(10, size=(3,)),
    lambda t: t.randint(-5, 2**40, (3,)),
    lambda t: t.randint_like(t.zeros(3), 5),
    lambda t: t.randperm(20),
    lambda t: t.randperm(1),
    lambda t: t.normal(0.0, 1.0, (20,)),
    lambda t: t.normal(t.arange(20.0)),
    lambda t: t.normal(t.zeros(3), t.arange(1.0, 4.0)),
    lambda t: t.normal(2.0, t.arange(1.0, 4.0)),
    lambda t: t.poisson(t.tensor([0.5, 3.0, 40.0])),
    lambda t: t.multinomial(t.tensor([1.0, 2.0, 3.0, 4.0]), 6, replacement=True),
    lambda t: t.empty(9).uniform_(-0.2, 0.7),
    lambda t: t.empty(5, dtype=t.float64).uniform_(-0.2, 0.7),
    lambda t: t.empty(30).normal_(1, 0.3),
    lambda t: t.empty(9).random_(),
    lambda t: t.empty(9, dtype=t.int64).random_(3, 9),
    lambda t: t.empty((), dtype=t.int64).random_(),
    lambda t: t.empty(9).geometric_(0.3),
    lambda t: t.empty(9).cauchy_(),
    lambda t: t.empty(9).log_normal_(),
    lambda t: t.bernoulli(t.full((9,), 0.3)),
    lambda t: t.bernoulli(t.full((5,), 0.3, dtype=t.float64)),
    lambda t: t.rand(3, generator=t.Generator().manual_seed(42)),
    lambda t: t.randn(20, generator=t.Generator()),
    lambda t: t.nn.init.trunc_normal_(t.empty(4, 5), std=0.3),
    lambda t: t.nn.init.xavier_uniform_(t.empty(4, 5)),
    lambda t: t.nn.init.xavier_normal_(t.empty(4, 5), gain=2.0),
    lambda t: t.nn.init.kaiming_uniform_(t.empty(4, 5), nonlinearity="relu"),
    lambda t: t.nn.init.kaiming_normal_(t.empty(4, 5, 2, 2), mode="fan_out"),
    lambda t: t.nn.init.sparse_(t.empty(6, 5), 0.3),
    lambda t: t.randperm(60_000),
]
# Programs whose numbers differ with Intel's library on Intel's processors.
OF_INTEL: list[Program] = [
    lambda t: t.zeros(9).bernoulli_(0.3),
    lambda t: t.empty(9).exponential_(2),
    lambda t: t.multinomial(t.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, 1.0, 0.0, 1.0]]), 2),
    lambda t: t.multinomial(t.tensor([1.0, 2.0, 3.0, 4.0]), 1),
    lambda t: t.nn.Dropout(0.3)(t.ones(3, 5)),
    lambda t: t.nn.Dropout2d(0.3)(t.ones(3, 4, 2, 2)),
    lambda t: t.nn.AlphaDropout(0.3)(t.ones(3, 5)),
    lambda t: t.nn.functional.gumbel_softmax(t.arange(5.0)),
]
# What is drawn in another way here, by its place in PROGRAMS.
DIFFERENT = {
    10: "float16 from 16 numbers on",
    22: "poisson() draws with NumPy's method",
    37: "trunc_normal_() draws by the inverse distribution function, and PyTorch by rejection",
    42: "sparse_() chooses the zeros with NumPy",
}
# Layers in all their forms of initial values.
LAYERS: list[Program] = [
    lambda nn: nn.Linear(3, 4),
    lambda nn: nn.Linear(3, 4, bias=False),
    lambda nn: nn.Bilinear(2, 3, 4),
    lambda nn: nn.Conv1d(2, 4, 3, groups=2),
    lambda nn: nn.Conv2d(2, 3, (3, 2)),
    lambda nn: nn.Conv3d(1, 2, 2, bias=False),
    lambda nn: nn.ConvTranspose1d(2, 4, 3),
    lambda nn: nn.ConvTranspose2d(2, 3, 2),
    lambda nn: nn.ConvTranspose3d(1, 2, 2),
    lambda nn: nn.BatchNorm1d(3),
    lambda nn: nn.LayerNorm(3),
    lambda nn: nn.PReLU(2),
    lambda nn: nn.Embedding(5, 3, padding_idx=0),
    lambda nn: nn.EmbeddingBag(5, 3, padding_idx=1),
    lambda nn: nn.RNN(2, 3, 2, bidirectional=True),
    lambda nn: nn.LSTM(2, 3, proj_size=2),
    lambda nn: nn.GRU(2, 3, bias=False),
    lambda nn: nn.RNNCell(2, 3),
    lambda nn: nn.LSTMCell(2, 3),
    lambda nn: nn.GRUCell(2, 3),
    lambda nn: nn.MultiheadAttention(4, 2),
    lambda nn: nn.MultiheadAttention(4, 2, kdim=3, vdim=5, add_bias_kv=True),
    lambda nn: nn.TransformerEncoderLayer(4, 2, 8),
    lambda nn: nn.TransformerDecoderLayer(4, 2, 8),
    lambda nn: nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8), 2),
    lambda nn: nn.Transformer(4, 2, 1, 2, 8),
]


def drawn(library: Any, program: Program) -> Any:
    """Return two draws after a seed, and a number after them, which shows how many bits they have used."""
    library.manual_seed(7)
    return program(library), program(library), library.rand(1)


@pytest.mark.parametrize("i", known(len(PROGRAMS), DIFFERENT))
def test_draws(i: int) -> None:
    assert_alike(drawn(nn.torch, PROGRAMS[i]), drawn(torch, PROGRAMS[i]))


@pytest.mark.skipif(INTEL_DRAWS, reason="PyTorch draws these with Intel's library here")
@pytest.mark.parametrize("i", range(len(OF_INTEL)))
def test_draws_that_differ_on_intels_processors(i: int) -> None:
    assert_alike(drawn(nn.torch, OF_INTEL[i]), drawn(torch, OF_INTEL[i]))


@pytest.mark.filterwarnings("ignore:enable_nested_tensor is True")
@pytest.mark.parametrize("i", range(len(LAYERS)))
def test_initial_values_of_layers(i: int) -> None:
    def program(library: Any) -> Any:
        return {name: value.detach() for name, value in LAYERS[i](library.nn).state_dict().items()}

    assert_alike(drawn(nn.torch, program), drawn(torch, program))


@pytest.mark.parametrize("seed", [0, 1, -1, 2**31, 2**63 + 5, 1234567890123])
def test_seeds(seed: int) -> None:
    draws = []
    for library in (nn.torch, torch):
        library.manual_seed(seed)
        draws.append([library.rand(2), library.randn(3), library.initial_seed()])
    assert_alike(draws[0], draws[1])


@pytest.mark.parametrize("drawn", [0, 1, 623, 624, 625])
def test_a_state_of_one_continues_in_the_other(drawn: int) -> None:
    for giver, taker in ((nn.torch, torch), (torch, nn.torch)):
        giver.manual_seed(8)
        giver.rand(drawn)
        giver.randn(1)
        state = giver.get_rng_state()
        taker.set_rng_state(taker.tensor(state.tolist(), dtype=taker.uint8))
        assert_alike(*(library.randn(3) for library in ((giver, taker) if giver is nn.torch else (taker, giver))))


def test_a_state_of_the_generator_is_set_again() -> None:
    draws = []
    for library in (nn.torch, torch):
        library.manual_seed(3)
        library.randn(3)
        state = library.get_rng_state()
        first = library.rand(4)
        library.set_rng_state(state)
        assert library.equal(first, library.rand(4))
        draws.append(first)
    assert_alike(draws[0], draws[1])
