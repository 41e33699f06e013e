"""Checkpoints: a resumed training ends with the weights of one that was not interrupted."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import nn
from nn.optim.lr_scheduler import CosineAnnealingLR
from nn.training import Callback, EarlyStopping, History
from tests.nn.training import example


class Stop(Callback):
    """Fail in a batch, as a training that breaks off."""

    def __init__(self, epoch: int, batch: int) -> None:
        self.at = (epoch, batch)

    def on_step(self, trainer: nn.Trainer) -> None:
        if (trainer.work.number, trainer.work.batch) == self.at:
            raise RuntimeError("broke off")


@pytest.mark.parametrize("noisy", [True, False])
@pytest.mark.parametrize("at", [(1, 1), (1, 2), (1, 3), (2, 1), (3, 6), (6, 6)])
def test_a_resumed_training_is_the_same_bit_by_bit(at: tuple[int, int], noisy: bool, tmp_path: Path) -> None:
    whole, history = example.train(tmp_path / "whole", noisy=noisy)
    broken = example.trainer(tmp_path / "broken", save_every=2, callbacks=[EarlyStopping(3), Stop(*at)])
    x, y = example.points()
    data: Any = example.Noisy(x, y) if noisy else nn.data.TensorDataset(x, y)
    with pytest.raises(RuntimeError, match="broke off"):
        broken.fit(data, 0.2, epochs=6, batch_size=8)
    (tmp_path / "broken" / ".0123456789abcdef.tmp").write_bytes(b"half")
    if not (tmp_path / "broken" / "checkpoint.safetensors").exists():
        assert at in ((1, 1), (1, 2))  # it broke off before the first one was due
        return
    again = example.trainer(tmp_path / "broken", save_every=2, callbacks=[EarlyStopping(3), Stop(0, 0)])
    resumed = again.fit(data, 0.2, epochs=6, batch_size=8, resume=True)
    assert example.same(whole.model.state_dict(), again.model.state_dict())
    assert example.figures(history) == example.figures(resumed)
    for name in ("history.jsonl", "model.safetensors"):
        assert (tmp_path / "broken" / name).exists()
    lines = History.from_json_lines((tmp_path / "broken" / "history.jsonl").read_text())
    assert example.figures(lines) == example.figures(history)
    assert example.same(nn.load(tmp_path / "broken" / "model.safetensors"), whole.model.state_dict())
    assert not list((tmp_path / "broken").glob("*.tmp"))


def test_a_loader_with_a_generator_of_its_own_is_resumed(tmp_path: Path) -> None:
    x, y = example.points()
    whole = example.trainer(None)
    whole.fit(example.loader(x, y), epochs=4)
    broken = example.trainer(tmp_path, save_every=1, callbacks=[Stop(2, 3)])
    with pytest.raises(RuntimeError):
        broken.fit(example.loader(x, y), epochs=4)
    again = example.trainer(tmp_path, callbacks=[Stop(0, 0)])
    again.fit(example.loader(x, y), epochs=4, resume=True)
    assert example.same(whole.model.state_dict(), again.model.state_dict())


def test_an_early_stopped_training_is_not_trained_further(tmp_path: Path) -> None:
    trainer = example.trainer(tmp_path, callbacks=[EarlyStopping(1, "lr", largest=True)])
    trainer.fit(example.points(), epochs=6)
    assert len(trainer.history) == 2
    again = example.trainer(tmp_path, callbacks=[EarlyStopping(1, "lr", largest=True)])
    again.fit(example.points(), epochs=6, resume=True)
    assert len(again.history) == 2 and example.same(trainer.model.state_dict(), again.model.state_dict())


def test_a_folder_that_holds_a_training_is_not_overwritten_by_accident(tmp_path: Path) -> None:
    example.train(tmp_path)
    with pytest.raises(FileExistsError, match="holds a training already; resume=True"):
        example.train(tmp_path)
    x, y = example.points()
    assert len(example.trainer(tmp_path).fit((x, y), epochs=1, overwrite=True)) == 1
    assert len((tmp_path / "history.jsonl").read_text().splitlines()) == 1


def test_a_checkpoint_of_something_else_is_refused(tmp_path: Path) -> None:
    x, y = example.points()
    with pytest.raises(FileNotFoundError, match="no checkpoint to resume"):
        example.train(tmp_path / "nothing", resume=True)
    example.train(tmp_path)
    model = nn.Linear(2, 2)
    optimizer = nn.optim.Adam(model.parameters())
    settings: Any = {"callbacks": [EarlyStopping()], "schedule": CosineAnnealingLR(optimizer, 6)}
    other = nn.Trainer(model, nn.CrossEntropyLoss(), optimizer, out=tmp_path, progress=False, **settings)
    with pytest.raises(ValueError, match="of another model"):
        other.fit((x, y), resume=True)
    with pytest.raises(ValueError, match=r"EarlyStopping; this trainer has Adam, CosineAnnealingLR$"):
        example.trainer(tmp_path, callbacks=[]).fit((x, y), resume=True)
    sgd = nn.optim.SGD(model.parameters(), lr=0.1)
    other = nn.Trainer(model, nn.CrossEntropyLoss(), sgd, out=tmp_path, progress=False)
    with pytest.raises(ValueError, match="is of Adam, CosineAnnealingLR, EarlyStopping; this trainer has SGD"):
        other.fit((x, y), resume=True)
    with pytest.raises(ValueError, match="6 batches an epoch, these data have 8"):
        example.trainer(tmp_path).fit((x, y), epochs=9, batch_size=8, resume=True)
    nn.save({"format": 0}, tmp_path / "checkpoint.safetensors")
    with pytest.raises(ValueError, match="no checkpoint of a Trainer"):
        example.train(tmp_path, resume=True)
    (tmp_path / "checkpoint.safetensors").write_bytes(b"half a file")
    with pytest.raises(ValueError, match=r"checkpoint\.safetensors"):
        example.train(tmp_path, resume=True)


def test_a_full_disk_leaves_the_checkpoint_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example.train(tmp_path, epochs=2)
    before = (tmp_path / "checkpoint.safetensors").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        example.train(tmp_path, resume=True)
    assert (tmp_path / "checkpoint.safetensors").read_bytes() == before
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the trainings are forks")
@pytest.mark.parametrize("kills", [5, pytest.param(200, marks=pytest.mark.slow)])
def test_kills_at_random_moments_lose_nothing(kills: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.nn.training.kills", str(tmp_path), str(kills)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{kills} kills"), done.stdout
    assert not done.stderr
