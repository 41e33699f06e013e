"""The engine under Pyodide, in Node: the same rooms, the same numbers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from nn.lab.build import _chainrule
from nn.lab.engine import ROOMS, answer
from nn.lab.pieces import PYODIDE, LabError, fetch

pytestmark = pytest.mark.slow


def test_the_rooms_give_the_same_numbers_in_webassembly(tmp_path: Path) -> None:
    node = shutil.which("node")
    try:
        found = fetch(PYODIDE)
    except LabError as error:
        node, reason = None, str(error)
    else:
        reason = "Node is not installed"
    if node is None:
        assert not os.environ.get("CI"), reason
        pytest.skip(reason)
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "chainrule.zip").write_bytes(_chainrule(None))
    asked = [
        json.dumps({"do": "show", "room": name, "settings": preset.settings})
        for name, room in ROOMS.items()
        if name not in ("digit", "python")
        for preset in room.PRESETS
    ]
    done = subprocess.run(
        [node, Path(__file__).with_name("node.mjs"), tmp_path, tmp_path / "chainrule.zip"],
        input="\n".join(asked), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *replies, numpy = done.stdout.splitlines()
    assert numpy == "false"
    assert len(replies) == len(asked)
    for request, reply in zip(asked, replies):
        here, there = json.loads(answer(request)), json.loads(reply)
        # The mathematical functions of another C library may differ in the last bits.
        assert there["numbers"] == pytest.approx(here["numbers"], rel=1e-9, abs=1e-12), request
        assert [figure["kind"] for figure in there["figures"]] == [figure["kind"] for figure in here["figures"]]
