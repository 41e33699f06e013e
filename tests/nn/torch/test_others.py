"""`torch.testing`, `torch.utils.tensorboard`, `torch.distributed` and `torchvision.utils`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import tensor
from nn.torch import distributed, parallel
from nn.torch.tensorboard import SummaryWriter
from nn.torch.testing import assert_close
from nn.torch.torchvision import v2
from nn.torch.torchvision.io import decode_image, read_image
from nn.torch.torchvision.utils import make_grid, save_image


@pytest.mark.parametrize(
    ("actual", "expected", "settings"),
    [
        (tensor([1.0]), tensor([1.1]), {}),
        (tensor([1.0]), tensor([[1.0]]), {}),
        (tensor([1.0]), tensor([1.0]).double(), {}),
        (tensor([1]), tensor([2]), {}),
        (tensor([float("nan")]), tensor([float("nan")]), {}),
        ({"a": tensor(1.0)}, {"b": tensor(1.0)}, {}),
        ([tensor(1.0)], [tensor(1.0), tensor(2.0)], {}),
        ([tensor(1.0), 2.0], [tensor(1.0), 3.0], {}),
        (1.0, 1.1, {"rtol": 0.01}),
    ],
)
def test_what_is_not_close(actual: Any, expected: Any, settings: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        assert_close(actual, expected, **settings)


def test_what_is_close() -> None:
    assert_close({"a": [tensor([1.0, float("nan")])]}, {"a": [tensor([1.0 + 1e-6, float("nan")])]}, equal_nan=True)
    assert_close(tensor([1.0]), tensor([1.0]).double(), check_dtype=False)
    assert_close(1.0, 1.1, rtol=0.2)


def test_numbers_of_a_training_are_written_line_by_line(tmp_path: Path) -> None:
    with SummaryWriter(tmp_path / "run") as writer:
        writer.add_scalar("loss", tensor([0.5]), 1)
        writer.add_scalars("accuracy", {"train": 0.9, "test": 0.8}, 2)
        writer.add_text("note", "ü")
    lines = [json.loads(line) for line in (tmp_path / "run" / "scalars.jsonl").read_text("utf-8").splitlines()]
    assert [(line["tag"], line["value"], line["step"]) for line in lines] == [
        ("loss", 0.5, 1), ("accuracy/train", 0.9, 2), ("accuracy/test", 0.8, 2), ("note", "ü", None),
    ]  # fmt: skip


def test_there_is_one_process() -> None:
    assert not distributed.is_available() and not distributed.is_initialized()
    for refused in (
        distributed.init_process_group, distributed.destroy_process_group, distributed.get_rank, distributed.barrier,
        distributed.get_world_size, distributed.all_reduce, parallel.DistributedDataParallel,
    ):  # fmt: skip
        with pytest.raises(RuntimeError, match="one process"):
            refused()


def test_images_stand_side_by_side() -> None:
    images = autograd.arange(3.0).reshape(3, 1, 1, 1).expand(3, 1, 2, 2)
    grid = make_grid(images, nrow=2, padding=1, pad_value=9.0)
    assert grid.shape == (3, 7, 7)
    assert grid[0].tolist() == [
        [9, 9, 9, 9, 9, 9, 9], [9, 0, 0, 9, 1, 1, 9], [9, 0, 0, 9, 1, 1, 9], [9, 9, 9, 9, 9, 9, 9],
        [9, 2, 2, 9, 9, 9, 9], [9, 2, 2, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9, 9],
    ]  # fmt: skip
    assert make_grid(images[0]).shape == (3, 2, 2)
    assert make_grid([images[0], images[2]], normalize=True, padding=0)[0].tolist() == [[0, 0, 1, 1]] * 2
    assert make_grid(images, normalize=True, value_range=(0, 4), padding=0)[0, 0, -1].item() == 0.5


def test_an_image_is_written(tmp_path: Path) -> None:
    pillow = pytest.importorskip("PIL.Image")
    save_image(autograd.tensor([[[0.0, 0.5], [1.0, 2.0]]]), tmp_path / "a.png")
    assert np.asarray(pillow.open(tmp_path / "a.png"))[..., 0].tolist() == [[0, 128], [255, 255]]
    assert read_image(tmp_path / "a.png").shape == (3, 2, 2)
    content = autograd.tensor(np.frombuffer((tmp_path / "a.png").read_bytes(), np.uint8))
    assert decode_image(content)[0].tolist() == [[0, 128], [255, 255]]


def test_an_image_changes_its_dtype_with_its_range() -> None:
    image = v2.Compose([v2.ToImage(), v2.ToDtype(autograd.float32, scale=True)])(
        np.array([[0, 51], [255, 102]], np.uint8)
    )
    assert image.flatten().tolist() == pytest.approx([0, 0.2, 1, 0.4])
    assert v2.ToDtype(autograd.uint8, scale=True)(image).flatten().tolist() == [0, 51, 255, 102]
    assert v2.ToDtype(autograd.float64)(image).dtype == autograd.float64
    with pytest.raises(ValueError, match=r"\(H, W\)"):
        v2.ToImage()(np.zeros(3))
