"""The room of digits: the reader of weights, the placing of a drawing, and the gradient of a score."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import autograd
import nn
from nn.lab import pixels, safetensors
from nn.lab.controls import completed
from nn.lab.rooms import digit
from tests.nn.lab.test_rooms import printed


@pytest.fixture(scope="module")
def model() -> nn.Module:
    autograd.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


@pytest.fixture
def kept(model: nn.Module, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the model, where the room looks for it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = tmp_path / "chainrule" / "lab" / digit.WEIGHTS
    path.parent.mkdir(parents=True)
    nn.save(model.state_dict(), path)
    digit.network.cache_clear()
    yield path
    digit.network.cache_clear()


def test_the_reader_reads_what_nn_save_writes(model: nn.Module, tmp_path: Path) -> None:
    nn.save(model.state_dict(), tmp_path / "a.safetensors")
    found = safetensors.read((tmp_path / "a.safetensors").read_bytes())
    assert found.keys() == model.state_dict().keys()
    for name, tensor in model.state_dict().items():
        assert found[name].shape == tuple(tensor.shape)
        assert found[name].numbers == tensor.flatten().tolist()


@pytest.mark.parametrize("spoil", [lambda b: b"", lambda b: b[:7], lambda b: b[:-1], lambda b: b"\xff" * 40,
                                   lambda b: b[:8] + b"[1]" + b[11:], lambda b: b.replace(b"F32", b"F16")])  # fmt: skip
def test_a_damaged_file_is_refused(spoil: object, tmp_path: Path) -> None:
    nn.save({"w": autograd.ones(3)}, tmp_path / "a.safetensors")
    with pytest.raises(ValueError, match="safetensors: cannot read this file"):
        safetensors.read(spoil((tmp_path / "a.safetensors").read_bytes()))  # type: ignore[operator]


def test_the_scores_and_the_gradient_are_those_of_tensors(kept: Path, model: nn.Module) -> None:
    picture = pixels.placed(pixels.drawn([(8, 7), (20, 7), (13, 22)]))
    shares, chosen, gradient = digit.scores(picture)
    x = autograd.tensor(picture, requires_grad=True)
    logits = model(x.reshape(1, 784))[0]
    assert shares == pytest.approx(autograd.softmax(logits, 0).tolist(), abs=1e-5)
    assert chosen == int(logits.argmax())
    logits[chosen].backward()
    assert x.grad is not None
    assert gradient == pytest.approx(x.grad.tolist(), abs=1e-5)


@pytest.mark.parametrize("preset", digit.PRESETS, ids=lambda preset: preset.name)
def test_the_program_prints_the_probabilities(kept: Path, preset: object) -> None:
    settings = completed(digit.CONTROLS, preset.settings)  # type: ignore[attr-defined]
    seen = digit.show(settings)
    assert [figure["kind"] for figure in seen.figures] == ["bars", "pixels", "pixels"]
    assert printed(digit.program(settings)) == seen.numbers


def test_without_a_drawing_or_a_network_the_room_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    digit.network.cache_clear()
    with pytest.raises(ValueError, match="no trained network here"):
        digit.show(completed(digit.CONTROLS, {}))


def test_a_network_of_another_shape_is_refused(kept: Path) -> None:
    nn.save({"w": autograd.ones(3)}, kept)
    with pytest.raises(ValueError, match="784-128-10"):
        digit.network()


def test_an_empty_pad_shows_nothing(kept: Path) -> None:
    assert digit.show(completed(digit.CONTROLS, {})).figures == []


def test_a_drawing_is_centred_and_scaled() -> None:
    small = pixels.drawn([(3, 3), (6, 3), (6, 8)], width=1.5)
    placed = np.array(pixels.placed(small)).reshape(28, 28)
    ys, xs = np.mgrid[0:28, 0:28] + 0.5
    assert float((placed * xs).sum() / placed.sum()) == pytest.approx(14, abs=0.3)
    assert float((placed * ys).sum() / placed.sum()) == pytest.approx(14, abs=0.3)
    rows = np.flatnonzero(placed.max(1) > 0.3)
    assert 18 <= rows[-1] - rows[0] + 1 <= 22


def test_hexadecimal_pixels_go_there_and_back() -> None:
    drawn = pixels.drawn([(5, 5), (20, 20)])
    assert pixels.from_hex(pixels.to_hex(drawn)) == pytest.approx(drawn, abs=1 / 255)
    assert pixels.from_hex("") == [0.0] * 784
