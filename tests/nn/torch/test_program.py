"""`chainrule run`: unchanged PyTorch programs, and the list of names that are missing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import nn.torch
from nn.cli import main
from nn.torch.names import HOMES, home, pytorch_names
from nn.torch.program import ProgramError, missing_names, run

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a program into an empty folder, and return its path."""
    monkeypatch.chdir(tmp_path)

    def written(text: str, name: str = "program.py") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_program_finds_its_arguments_and_the_modules_beside_it(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write("import torch\n\nONE = torch.ones(1)\n", "beside.py")
    path = write("import sys\nfrom beside import ONE\nprint(__name__, sys.argv[1:], ONE.item())\n")
    before = list(sys.argv), list(sys.path)
    assert main(["run", str(path), "--lr", "0.1", "-x"]) == 0
    assert capsys.readouterr().out == "__main__ ['--lr', '0.1', '-x'] 1.0\n"
    assert (list(sys.argv), list(sys.path)) == before
    assert "beside" not in sys.modules and "torch" not in sys.modules


def test_all_names_are_imported_with_a_star(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(write("from torch import *\nprint(len(ones(2)), nn.Linear(2, 1).bias.shape)\n"))]) == 0
    assert capsys.readouterr().out == "2 (1,)\n"


def test_every_module_of_pytorch_that_has_a_home_is_imported_by_its_name(write: Write) -> None:
    lines = [f"import {name}\nassert {name} is not None\n" for name in HOMES]
    before = {name: getattr(module, "__spec__", None) for name, module in sys.modules.items()}
    run(write("".join(lines) + "import torch.nn.functional as F\nfrom torch.optim.lr_scheduler import StepLR\n"))
    after = {name: getattr(sys.modules[name], "__spec__", None) for name in before if name in sys.modules}
    assert all(after[name] is before[name] for name in after)


def test_a_pytorch_that_is_imported_already_comes_back() -> None:
    real = sys.modules.get("torch")
    stand_in = ModuleType("torch")
    sys.modules["torch"] = stand_in
    try:
        with pytorch_names():
            import torch  # type: ignore[import-not-found, unused-ignore]

            assert torch is nn.torch
        assert sys.modules["torch"] is stand_in
    finally:
        del sys.modules["torch"]
        if real is not None:
            sys.modules["torch"] = real


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("import torch\n\ntorch.onez(3)\n", 1, "program.py:3: AttributeError: module 'torch' has no attribute 'onez'"),
        ("import torch.jit\n", 1, "program.py:1: ModuleNotFoundError: chainrule does not offer torch.jit"),
        ("import torch\ntorch.ones(3).relux()\n", 1, "program.py:2: AttributeError: .*'Tensor'.*relu"),
        ("import torch\ntorch.ones(2).cuda()\n", 1, "program.py:2: RuntimeError: .*there is no CUDA device"),
        ("from torch import fft\n", 1, "program.py:1: AttributeError: module 'torch' has no attribute 'fft'"),
        ("from torch.nn import Linaer\n", 1, "module 'torch.nn' has no attribute 'Linaer'; .*Linear"),
        ("import torch.optim as o\no.Adamm\n", 1, "module 'torch.optim' has no attribute 'Adamm'; .*Adam"),
        ("import torch\ntorch.nn.init.zeros\n", 1, "module 'torch.nn.init' has no attribute 'zeros'; .*zeros_"),
        ("1 / 0\n", 1, "program.py:1: ZeroDivisionError: division by zero"),
        ("def broken(:\n", 1, "SyntaxError"),
        ("import sys\nsys.exit(3)\n", 3, ""),
        ("raise SystemExit('a reason')\n", 1, "a reason"),
        ("raise KeyboardInterrupt\n", 130, "stopped"),
    ],
)
def test_an_error_in_a_program_is_one_line(
    write: Write, capsys: pytest.CaptureFixture[str], text: str, code: int, said: str
) -> None:
    assert main(["run", str(write(text))]) == code
    error = capsys.readouterr().err
    assert error.count("\n") <= 1
    assert re.search(said, error), error


def test_a_traceback_is_shown_if_it_is_asked_for(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--traceback", str(write("def f():\n    1 / 0\n\n\nf()\n"))]) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["run"], ["run", "nowhere.py"], ["run", "--list", "nowhere.py"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_names_that_are_missing_are_listed_with_their_lines(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        "import torch, torch.nn as nn\nfrom torch import ones, onez\nimport torch.jit\nimport numpy as torchlike\n"
        "x = torch.cuda.Event()\ny = nn.Linea(3, 4)\nz = torch.nn.functional.relux(ones(1))\n"
        "w = torch.ones(3).anything\ntorchlike.nowhere\n"
        "optim = torch.optim\noptim.Adamm\nmany = torch\nmany = [1]\nmany.nowhere\n"
    )
    assert [(missing.name, missing.line) for missing in missing_names(path)] == [
        ("torch.onez", 2), ("torch.jit", 3), ("torch.cuda.Event", 5), ("torch.nn.Linea", 6),
        ("torch.nn.functional.relux", 7), ("torch.optim.Adamm", 11),
    ]  # fmt: skip
    assert main(["run", "--list", str(path)]) == 1
    assert "Linear" in capsys.readouterr().out
    assert main(["run", "--list", str(write("import torch\ntorch.ones(1)\n"))]) == 0
    assert "all names" in capsys.readouterr().out
    with pytest.raises(ProgramError, match="no Python"):
        missing_names(write("def broken(:\n"))


def test_torch_compile_gives_back_what_it_gets() -> None:
    def function() -> None: ...

    assert nn.torch.compile(function, mode="max-autotune") is function
    assert nn.torch.compile(dynamic=True)(function) is function


def test_the_facade_names_what_is_near() -> None:
    with pytest.raises(AttributeError, match="linspace"):
        _ = nn.torch.linspce
    assert {"nn", "optim", "tensor", "load"} <= set(dir(nn.torch))
    assert home("torch.nowhere") is None


def test_the_facade_has_what_programs_ask_of_a_machine() -> None:
    torch: Any = nn.torch
    torch.backends.cudnn.benchmark = torch.backends.cudnn.deterministic = True
    assert not torch.cuda.is_available() and torch.cuda.device_count() == 0
    assert not torch.backends.mps.is_available() and torch.accelerator.current_accelerator() is None
    with torch.autocast("cpu", dtype=torch.bfloat16), torch.inference_mode():
        assert not (torch.ones(1, requires_grad=True) * 2).requires_grad
    scaler = torch.amp.GradScaler("cuda", enabled=False)
    assert scaler.scale(3.0) == 3.0 and not scaler.is_enabled()
    for refused in (torch.cuda.current_device, torch.cuda.synchronize, torch.ones(1).cuda):
        with pytest.raises(RuntimeError, match="CPU"):
            refused()
    with pytest.raises(ValueError, match="medium"):
        torch.set_float32_matmul_precision("low")
    assert torch.__version__.startswith("2.")
