"""Files of PyTorch, in both of its formats, and files that PyTorch reads."""

from __future__ import annotations

import argparse
import collections
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn.torch
from tests.helpers import programs
from tests.pytorch.comparison import assert_alike, torch

pytestmark = pytest.mark.pytorch

both_formats = pytest.mark.parametrize("zipped", [True, False], ids=["zip", "older"])


def checkpoint() -> dict[str, Any]:
    """Return a checkpoint of PyTorch with everything that a file of tensors and plain data can hold."""
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.randn(4, 2)).sum().backward()
    optimizer.step()
    return {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": 3,
        "parameter": model[0].weight,
        "half": torch.ones(2).half(),
        "size": torch.Size([2]),
        "dtype": torch.float32,
        "device": torch.device("cpu"),
        "view": torch.arange(6).view(2, 3).t(),
        "expanded": torch.zeros(1).expand(3),
        "empty": torch.zeros(0, 3),
        "number": torch.tensor(2.0),
        "plain": [None, {1, 2}, True, 2.5, ("text", [])],
    }


@both_formats
def test_files_of_pytorch_are_read(tmp_path: Path, zipped: bool) -> None:
    theirs = checkpoint()
    torch.save(theirs, tmp_path / "a.pt", _use_new_zipfile_serialization=zipped)
    ours = nn.load(tmp_path / "a.pt")
    assert_alike(ours, theirs)
    assert type(ours["parameter"]) is nn.Parameter
    assert type(ours["model"]) is collections.OrderedDict
    nn.save(ours, tmp_path / "b.safetensors")
    assert_alike(nn.load(tmp_path / "b.safetensors"), theirs)


@both_formats
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: torch.nn.Linear(2, 3), "state_dict"),
        (lambda: argparse.Namespace(a=1), "Namespace"),
        (lambda: {"a": np.float64(3)}, "numpy"),
        (lambda: {"b": torch.ones(2).bfloat16()}, "BFloat16"),
        (lambda: {"c": torch.ones(2, dtype=torch.complex64)}, "ComplexFloat"),
        (lambda: print, "print"),
        (lambda: collections.Counter("aa"), "Counter"),
        (lambda: torch.ones(2).to_sparse(), "sparse"),
    ],
    ids="module namespace numpy bfloat16 complex function counter sparse".split(),
)
@pytest.mark.filterwarnings("ignore:Sparse invariant checks")
def test_files_of_other_things_are_refused_by_name(make: Any, said: str, tmp_path: Path, zipped: bool) -> None:
    torch.save(make(), tmp_path / "a.pt", _use_new_zipfile_serialization=zipped)
    with pytest.raises((TypeError, ValueError), match=said):
        nn.load(tmp_path / "a.pt")


@both_formats
def test_a_damaged_file_is_an_error_of_value_or_type(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "a.pt"
    torch.save(checkpoint(), path, _use_new_zipfile_serialization=zipped)
    whole, rng = path.read_bytes(), random.Random(0)
    refused = 0
    for i in range(200):
        damaged = bytearray(whole)
        if i % 2:
            del damaged[rng.randrange(len(whole)) :]
        else:
            for _ in range(3):
                damaged[rng.randrange(len(whole))] = rng.randrange(256)
        path.write_bytes(damaged)
        try:
            nn.load(path)
        except (TypeError, ValueError):
            refused += 1
    assert refused > 100


def test_pytorch_and_safetensors_read_what_is_written_here(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    nn.save(model.state_dict(), tmp_path / "model.safetensors")
    theirs = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
    read = {name: torch.from_numpy(array) for name, array in load_file(tmp_path / "model.safetensors").items()}
    theirs.load_state_dict(read)
    x = np.random.default_rng(0).standard_normal((4, 2)).astype("float32")
    assert_alike(model(autograd.tensor(x)), theirs(torch.tensor(x)), 1e-5)


def test_the_page_about_files_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    model = nn.torch.nn.Sequential(nn.torch.nn.Linear(4, 8), nn.torch.nn.ReLU(), nn.torch.nn.Linear(8, 3))
    nn.torch.save(model.state_dict(), "model.safetensors")
    (program,) = programs(Path(__file__).parents[2] / "docs" / "save.md")
    names: dict[str, Any] = {"torch": torch}
    exec(program, names)
    x = np.ones((2, 4), np.float32)
    np.testing.assert_allclose(
        model(autograd.tensor(x)).detach().numpy(), names["model"](torch.tensor(x)).detach().numpy(), rtol=1e-6
    )
