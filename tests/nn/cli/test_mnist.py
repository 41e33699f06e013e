"""`chainrule train` on the real images of MNIST and Fashion-MNIST."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.nn.cli.example import well

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _real_images() -> None:
    if "CHAINRULE_DATA" not in os.environ:
        if os.environ.get("CI"):
            pytest.fail("CI must have MNIST: CHAINRULE_DATA is not set")
        pytest.skip("CHAINRULE_DATA is not set, so there is no MNIST")


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("mnist --model softmax --epochs 10", 0.917),
        ("mnist --layers 128 --epochs 2", 0.91),
        ("mnist --layers 128 --optimizer adam --epochs 10", 0.973),
        ("mnist --model cnn --optimizer adam --lr 0.002 --schedule cosine --epochs 3", 0.984),
        (
            "mnist --layers 512 512 --dropout 0.2 --optimizer adam --schedule cosine --shift 2 --rotate 10 --epochs 20",
            0.989,
        ),
        ("fashion-mnist --layers 128 --optimizer adam --epochs 3", 0.85),
    ],
)  # fmt: skip
def test_a_network_reaches_what_the_page_says(words: str, least: float, tmp_path: Path) -> None:
    figures = json.loads(well(f"train {words} --json", tmp_path))
    assert figures["examples"] == 10_000
    assert figures["accuracy"] >= least
