"""Random numbers: those of PyTorch for its seeds, and the states of generators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
import nn.functional as F
from autograd import Generator
from tests.helpers import ROOT, run_program

# What PyTorch 2.13 prints on the CPU after `torch.manual_seed(42)`. tests/pytorch compares many more calls.
KNOWN: list[tuple[Callable[[], Any], list[float]]] = [
    (lambda: autograd.rand(3), [0.88226926, 0.91500396, 0.38286376]),
    (lambda: autograd.randn(3), [0.33669037, 0.12880941, 0.23446237]),
    (lambda: autograd.rand(2, dtype=autograd.float64), [0.05815448596142969, 0.06291016742457756]),
    (lambda: autograd.randn(4, 5)[0], [1.9269153, 1.4872841, 0.9007172, -2.1055210, -0.7581311]),
    (lambda: autograd.randint(0, 10, (5,)), [2, 7, 6, 4, 6]),
    (lambda: autograd.randperm(5), [2, 4, 3, 0, 1]),
]


@pytest.mark.parametrize(("draw", "expected"), KNOWN)
def test_a_seed_gives_the_numbers_of_pytorch(draw: Callable[[], Any], expected: list[float]) -> None:
    autograd.manual_seed(42)
    assert draw().tolist() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("n", [0, 1, 2, 19_999, 20_000, 20_001, 60_000])  # from 20,000 on, swaps are made in blocks
def test_a_permutation_is_made_by_swaps_one_after_the_other(n: int) -> None:
    drawn = Generator(7).raw(max(n - 1, 0)).tolist()
    expected = list(range(n))
    for i, bits in enumerate(drawn):
        j = i + bits % (n - i)
        expected[i], expected[j] = expected[j], expected[i]
    assert Generator(7).permutation(n).tolist() == expected


@pytest.mark.parametrize("state", ["autograd.get_rng_state()", "autograd.Generator(0).get_state()"])
def test_a_state_may_be_the_first_tensor(state: str, tmp_path: Path) -> None:
    program = f"import autograd; print({state}.shape)"
    assert run_program(["-c", program], tmp_path, PYTHONPATH=str(ROOT)) == "(5056,)\n"


@pytest.mark.parametrize("n", [1, 5, 15, 16, 17, 40])
@pytest.mark.parametrize("dtype", [autograd.float32, autograd.float64])
def test_normal_numbers_have_mean_0_and_variance_1(n: int, dtype: Any) -> None:
    generator = Generator(n)
    drawn = np.concatenate([autograd.randn(n, generator=generator, dtype=dtype).numpy() for _ in range(4000 // n)])
    assert abs(drawn.mean()) < 4 / len(drawn) ** 0.5
    assert abs(drawn.std() - 1) < 4 / len(drawn) ** 0.5


@pytest.mark.parametrize("p", [0.0, 1e-12, 0.25, 1 / 3, 1.0])
def test_a_probability_is_compared_with_all_53_bits(p: float) -> None:
    drawn = Generator(7).uniform(20_000, np.dtype(np.float64)) < p
    assert np.array_equal(Generator(7).bernoulli(p, 20_000), drawn)


def test_a_state_is_returned_to_also_between_the_two_numbers_of_a_pair() -> None:
    generator = Generator(3)
    autograd.randn(1, generator=generator)
    state = generator.get_state()
    first = autograd.randn(3, generator=generator).tolist()
    generator.set_state(state)
    assert autograd.randn(3, generator=generator).tolist() == first
    assert generator.manual_seed(3).initial_seed() == 3
    assert autograd.randn(1, generator=generator).tolist() == autograd.randn(1, generator=Generator(3)).tolist()


def test_the_state_of_the_default_generator() -> None:
    autograd.manual_seed(5)
    state = autograd.get_rng_state()
    first = autograd.rand(2).tolist()
    autograd.set_rng_state(state)
    assert autograd.rand(2).tolist() == first
    assert autograd.initial_seed() == 5
    assert autograd.seed() == autograd.initial_seed() != 5


def test_a_state_is_a_tensor_that_is_saved_and_loaded(tmp_path: Path) -> None:
    generator = Generator(2**40 + 5)
    autograd.randn(700, generator=generator)
    state = generator.get_state()
    assert state.dtype == np.uint8 and state.shape == (5056,)
    nn.save({"random": state, "epoch": 3}, tmp_path / "state.safetensors")
    expected = autograd.randn(5, generator=generator).tolist()
    other = Generator()
    other.set_state(nn.load(tmp_path / "state.safetensors")["random"])
    assert autograd.randn(5, generator=other).tolist() == expected
    assert other.initial_seed() == 2**40 + 5


@pytest.mark.parametrize(
    ("state", "error", "text"),
    [
        ("no state", TypeError, "a uint8 tensor, got str"),
        (None, TypeError, "got NoneType"),
        (autograd.zeros(5056), TypeError, "float32"),
        (autograd.zeros(3, dtype=np.uint8), ValueError, r"expected 5056 bytes, got shape \(3,\)"),
        (autograd.zeros(5056, dtype=np.uint8), ValueError, "no state of a generator"),
        (autograd.full((5056,), 255, dtype=np.uint8), ValueError, "no state of a generator"),
    ],
)
def test_what_is_no_state_is_refused_and_changes_nothing(state: Any, error: type[Exception], text: str) -> None:
    generator = Generator(3)
    with pytest.raises(error, match=text):
        generator.set_state(state)
    assert autograd.rand(2, generator=generator).tolist() == autograd.rand(2, generator=Generator(3)).tolist()


@pytest.mark.parametrize(
    ("seed", "same"), [(-1, 2**64 - 1), (2**32 + 3, 3), (np.int64(3), 3), (3.0, 3), (autograd.tensor(3), 3)]
)
def test_seeds_of_every_kind(seed: Any, same: int) -> None:
    assert autograd.rand(2, generator=Generator().manual_seed(seed)).tolist() == (
        autograd.rand(2, generator=Generator(same)).tolist()
    )


@pytest.mark.parametrize("seed", ["1", None, True, 0.5, 2**64, -(2**63) - 1])
def test_no_seed(seed: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"manual_seed\(\)"):
        Generator().manual_seed(seed)


def test_a_generator_is_made_for_the_cpu() -> None:
    assert Generator(device="cpu").device == autograd.device("cpu")
    assert autograd.rand(1, generator=Generator("cpu")).tolist() == autograd.rand(1, generator=Generator()).tolist()
    with pytest.raises(ValueError, match="CPU"):
        Generator("cuda")


def test_every_permutation_is_as_likely() -> None:
    counts: dict[tuple[int, ...], int] = {}
    generator = Generator(0)
    for _ in range(6000):
        order = tuple(autograd.randperm(3, generator=generator).tolist())
        counts[order] = counts.get(order, 0) + 1
    assert len(counts) == 6
    assert all(abs(count - 1000) < 150 for count in counts.values())


def test_draws_without_replacement_have_the_probabilities_of_their_weights() -> None:
    generator, weights = Generator(0), autograd.tensor([1.0, 2.0, 7.0, 0.0])
    drawn = [autograd.multinomial(weights, 2, generator=generator).tolist() for _ in range(3000)]
    first = np.bincount([pair[0] for pair in drawn], minlength=4) / 3000
    assert np.allclose(first, [0.1, 0.2, 0.7, 0.0], atol=0.03)
    assert all(a != b and 3 not in (a, b) for a, b in drawn)


@pytest.mark.parametrize(
    "draw",
    [
        lambda x: x.uniform_(2, 3),
        lambda x: x.normal_(2.5, 0.01),
        lambda x: x.exponential_(0.4),
        lambda x: x.cauchy_(),
        lambda x: x.log_normal_(),
        lambda x: x.geometric_(0.3),
        lambda x: x.bernoulli_(0.5),
        lambda x: x.random_(2, 4),
        lambda x: x.bernoulli_(autograd.full((3, 4), 0.5)),
    ],
)
def test_methods_draw_in_place_and_refuse_what_requires_grad(draw: Callable[[Any], Any]) -> None:
    x = autograd.zeros(3, 4)
    assert draw(x) is x
    assert x.isfinite().all()
    with pytest.raises(RuntimeError):
        draw(autograd.zeros(3, 4, requires_grad=True))


@pytest.mark.parametrize(
    "draw",
    [
        lambda x: x.exponential_(0),
        lambda x: x.geometric_(1.0),
        lambda x: x.bernoulli_(1.5),
        lambda x: x.random_(3, 3),
        lambda x: autograd.poisson(x - 1),
        lambda x: autograd.bernoulli(x + 2),
        lambda x: autograd.randint_like(x, 0),
    ],
)
def test_settings_out_of_range(draw: Callable[[Any], Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|needs"):
        draw(autograd.zeros(2))


# PyTorch fills a tensor in the order of its memory, here after `torch.manual_seed(0)`.
OUT_OF_ORDER: list[tuple[Callable[[], Any], list[float]]] = [
    (lambda: autograd.empty(4, 5).t().uniform_()[0], [0.49625659, 0.63407868, 0.34889346, 0.51852179]),
    (lambda: autograd.zeros(6, 6)[:, :4].normal_()[0, :2], [1.5409961, -0.2934289]),
    (lambda: F.dropout(autograd.ones(2, 8, 3).transpose(1, 2), 0.5)[0, 0], [0, 0, 2, 2, 2, 2, 0, 0]),
]


@pytest.mark.parametrize(("draw", "expected"), OUT_OF_ORDER)
def test_a_tensor_is_filled_in_the_order_of_its_memory(draw: Callable[[], Any], expected: list[float]) -> None:
    autograd.manual_seed(0)
    assert draw().tolist() == pytest.approx(expected, rel=1e-6)


def test_numbers_drawn_in_pieces_are_those_drawn_at_once() -> None:
    at_once, in_pieces = Generator(1), Generator(1)
    expected = [autograd.randn(1, generator=at_once).item() for _ in range(9)]
    pieces = [autograd.randn(n, generator=in_pieces).tolist() for n in (1, 0, 3, 2, 3)]
    assert [number for piece in pieces for number in piece] == expected
