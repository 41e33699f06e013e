"""The demos of XOR and MNIST, run as commands: their output, their files and their errors."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import nn
from autograd import Tensor
from tests.demos.commands import ROOT, assert_one_line, assert_pictures, environment, run, run_well

REAL_DATA = os.environ.get("CHAINRULE_DATA")
MNIST_PICTURES = ("training.png", "mistakes.png", "weights.png")


def accuracies(output: str) -> list[list[float]]:
    """Return the percentages of the table, per epoch."""
    lines = re.findall(r"^ +\d+ +[\d.]+((?: +[\d.]+%)+)$", output, re.MULTILINE)
    return [[float(text) for text in re.findall(r"[\d.]+", line)] for line in lines]


# ── xor ──


@pytest.fixture(scope="module")
def xor(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("xor")
    return run_well("xor", "--out", folder / "new" / "out", cache=folder), folder / "new" / "out"


def test_one_neuron_learns_and_and_or_but_not_xor_and_two_layers_do(xor: tuple[str, Path]) -> None:
    learned = {
        gate: re.findall(r"^  (\S.*?) {2,}((?:[\d.]+ +){4})(\d) of 4 right: (.*)$", part, re.MULTILINE)
        for gate, part in re.findall(r"^([A-Z]+) (.*?)(?=^[A-Z]|\Z)", xor[0], re.MULTILINE | re.DOTALL)
    }
    assert [line[3] for line in learned["AND"] + learned["OR"]] == ["learned", "learned"]
    neuron, *layers = learned["XOR"]
    assert neuron[3] == "not learned"
    assert neuron[1].split() == ["0.50"] * 4  # its best, since no line helps
    assert [line[3] for line in layers] == ["learned", "learned"]
    for line in layers:
        assert [float(output) for output in line[1].split()] == pytest.approx([0, 1, 1, 0], abs=0.1)


def test_xor_saves_the_boundary_and_the_graph(xor: tuple[str, Path]) -> None:
    output, folder = xor
    assert_pictures(folder, ("boundary.png",), output)
    graph = (folder / "graph.svg").read_text()
    assert graph.startswith("<svg")
    for label in ("x1", "x2", "w1", "w2", "b", "loss", "sigmoid"):
        assert f">{label}</text>" in graph


def test_a_huge_rate_diverges_in_the_table(tmp_path: Path) -> None:
    output = run_well("xor", "--rate", 1e6, "--steps", 20, "--width", 6, "--out", tmp_path, cache=tmp_path)
    rows = re.findall(r"^  \S.*$", output, re.MULTILINE)
    assert len(rows) == 5
    assert all(row.endswith("diverged") for row in rows[:4])
    assert len({row.rindex("    ") for row in rows}) == 1
    assert_pictures(tmp_path, ("boundary.png",), output)


@pytest.mark.slow
def test_another_seed_learns_xor_too(tmp_path: Path) -> None:
    output = run_well("xor", "--out", tmp_path, "--seed", 7, cache=tmp_path)
    assert output.count(": learned") == 4
    assert output.count(": not learned") == 1


# ── mnist, on the small digits ──


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    pytest.importorskip("sklearn.datasets")
    folder = tmp_path_factory.mktemp("digits")
    return run_well("mnist", "--out", folder / "out", cache=folder), folder / "out"


def test_digits_stand_in_for_mnist_and_are_learned(digits: tuple[str, Path]) -> None:
    output, folder = digits
    assert output.startswith("MNIST is not available")
    assert "1,294 train, 143 validation, 360 test examples" in output
    table = accuracies(output)
    assert len(table) == 20
    train, validation, test = table[-1]
    assert test >= 95
    assert validation >= 93  # of 143
    assert train >= 97
    assert_pictures(folder, MNIST_PICTURES, output)


def test_the_saved_model_is_the_one_that_was_measured(digits: tuple[str, Path]) -> None:
    output, folder = digits
    model = nn.Sequential(nn.Flatten(), *nn.MLP(64, [128, 64, 10]))
    model.load_state_dict(nn.load(folder / "model.safetensors"))
    images, labels = nn.datasets.digits().test.tensors
    right: Tensor = (model(images).argmax(dim=1) == labels).float().mean()
    assert 100 * right.item() == pytest.approx(accuracies(output)[-1][-1], abs=0.006)


@pytest.mark.slow
def test_same_seed_same_files(tmp_path: Path) -> None:
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        out = tmp_path / folder
        run_well("mnist", "--epochs", 2, "--layers", 16, "--seed", seed, "--out", out, cache=tmp_path)
    files = ("model.safetensors", *MNIST_PICTURES)
    a, b, c = ([(tmp_path / folder / name).read_bytes() for name in files] for folder in "abc")
    assert a == b
    assert a[0] != c[0]


@pytest.mark.slow
def test_the_options_reach_the_training(tmp_path: Path) -> None:
    network = ("--layers", "--activation", "tanh")  # no hidden layer
    training = ("--optimizer", "adam", "--lr", 0.01, "--batch-size", 100, "--epochs", 2, "--validation", 0)
    output = run_well("mnist", *network, *training, "--out", tmp_path, cache=tmp_path)
    assert "1,437 train, 360 test examples" in output
    assert "network 64-10, tanh\nadam, learning rate 0.01, batches of 100, seed 0\n" in output
    assert [len(row) for row in accuracies(output)] == [2, 2]
    assert accuracies(output)[-1][-1] > 80
    assert nn.load(tmp_path / "model.safetensors")["1.weight"].shape == (10, 64)


# ── what goes wrong ends in one line ──


@pytest.mark.slow
@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--lr", "0", "above 0"),
        ("--lr", "nan", "above 0"),
        ("--momentum", "1", "below 1"),
        ("--epochs", "none", "whole number from 1 to"),
        ("--seed", "-1", "whole number from 0 to"),
        ("--layers", "0", "whole number from 1 to"),
        ("--optimizer", "magic", "sgd"),
        ("--activation", "magic", "relu"),
        ("--unknown", "1", "unrecognized"),
    ],
)
def test_a_bad_option(option: str, value: str, expected: str, tmp_path: Path) -> None:
    assert_one_line(run("mnist", option, value, "--out", tmp_path, cache=tmp_path), 2, option, expected)


@pytest.mark.slow
def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    done = run("mnist", "--optimizer", "adam", "--momentum", "0.9", "--out", tmp_path, cache=tmp_path)
    assert_one_line(done, 2, "--momentum", "adam")
    done = run("mnist", "--validation", "5000", "--out", tmp_path, cache=tmp_path)
    assert_one_line(done, 1, "--validation 5000", "1437")


@pytest.mark.slow
def test_missing_and_damaged_data_are_errors(tmp_path: Path) -> None:
    done = run("mnist", "--data", tmp_path, "--out", tmp_path, cache=tmp_path)
    assert_one_line(done, 1, str(tmp_path), "missing")
    for name in ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"):
        (tmp_path / f"{name}-ubyte").write_bytes(b"not a digit in sight")
    assert_one_line(run("mnist", "--out", tmp_path, cache=tmp_path, CHAINRULE_DATA=str(tmp_path)), 1, "train-images")


@pytest.mark.parametrize("demo", ["xor", "mnist"])
def test_a_folder_that_cannot_be_written(demo: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert_one_line(run(demo, "--out", tmp_path / "file" / "out", cache=tmp_path), 1, "file")


@pytest.mark.slow
def test_a_learning_rate_that_is_too_large(tmp_path: Path) -> None:
    done = run("mnist", "--lr", "1e30", "--out", tmp_path, cache=tmp_path)
    assert_one_line(done, 1, "--lr")
    assert done.stdout.endswith("\n    1  diverged\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("demo", "package"), [("xor", "matplotlib"), ("mnist", "matplotlib"), ("mnist", "tqdm"), ("mnist", "sklearn")]
)
def test_a_missing_extra_is_named(demo: str, package: str, tmp_path: Path) -> None:
    code = f"import sys, runpy; sys.modules[{package!r}] = None; sys.argv[1:] = ['--out', {str(tmp_path)!r}]; "
    code += f"runpy.run_module('demos.{demo}', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=60
    )
    assert_one_line(done, 1, package.replace("sklearn", "scikit-learn"), '[demos]"')


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "demos.mnist", "--epochs", "100000", "--out", str(tmp_path)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert any(re.match(" +1 ", line) for line in process.stdout)  # it has begun
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=30)
    assert (process.returncode, complaint.strip()) == (130, "stopped")
    assert not (tmp_path / "model.safetensors").exists()


# ── mnist itself ──


@pytest.mark.slow
def test_mnist_itself(tmp_path: Path) -> None:
    if not REAL_DATA:
        if os.environ.get("CI"):
            pytest.fail("CI must have MNIST: CHAINRULE_DATA is not set")
        pytest.skip("CHAINRULE_DATA is not set, so there is no MNIST")
    output = run_well("mnist", "--epochs", 1, "--data", REAL_DATA, "--out", tmp_path, cache=tmp_path)
    assert "55,000 train, 5,000 validation, 10,000 test examples" in output
    assert accuracies(output)[-1][-1] >= 90
    assert_pictures(tmp_path, MNIST_PICTURES, output)
