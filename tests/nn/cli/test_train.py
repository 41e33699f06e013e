"""`chainrule train` and the verbs that use what it keeps: evaluate, predict, show, compare."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pytest

import autograd
import nn
from nn.runs.settings import Settings
from tests.nn.cli.example import chainrule, houses, pictures, well

pytest.importorskip("sklearn", reason="the digits come with scikit-learn")
ROOT = Path(nn.__file__).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three runs: digits, cnn and houses."""
    found = tmp_path_factory.mktemp("runs")
    houses(found / "houses.csv")
    houses(found / "new.csv", 5, seed=1)
    well("train digits --layers 32 --epochs 4 --optimizer adam --lr 0.01 --out digits", found)
    well("train digits --model cnn --epochs 1 --optimizer adam --out cnn --shift 1 --rotate 10 --dropout 0.1", found)
    well("train houses.csv --target price --layers 16 --optimizer adam --lr 0.02 --epochs 80 --patience 40", found)
    return found


# ── train ──


def test_train_prints_a_row_for_each_epoch_and_keeps_all_in_one_folder(tmp_path: Path) -> None:
    out = well("train digits --layers 32 --epochs 3 --lr 0.2", tmp_path)
    lines = out.splitlines()
    assert lines[0] == "digits → runs/digits"
    assert [line.split()[0] for line in lines[2:5]] == ["1", "2", "3"]
    assert "accuracy" in lines[-2]
    assert lines[-1] == "saved in runs/digits; look at it with: chainrule show runs/digits"
    kept = {path.name for path in (tmp_path / "runs" / "digits").iterdir()}
    assert kept == {"run.json", "checkpoint.safetensors", "history.jsonl", "model.safetensors"}
    rows = [json.loads(line) for line in (tmp_path / "runs/digits/history.jsonl").read_text().splitlines()]
    assert [row["epoch"] for row in rows] == [1, 2, 3]
    assert rows[-1]["validation_accuracy"] > 0.85


def test_the_same_seed_gives_the_same_weights_and_another_gives_others(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        well(f"train moons --epochs 2 --seed {seed} --out {name}", tmp_path)
    a, b, c = ((tmp_path / name / "model.safetensors").read_bytes() for name in "abc")
    assert a == b != c


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("xor --layers 8 --activation tanh --optimizer adam --lr 0.05 --epochs 60 --validation 0", 1.0),
        ("moons --layers 16 --optimizer adam --lr 0.02", 0.97),
        ("circles --layers 16 --optimizer adam --lr 0.02", 0.97),
        pytest.param("spirals --layers 32 32 --optimizer adam --lr 0.01 --epochs 100", 0.9, marks=pytest.mark.slow),
    ],
)
def test_small_problems_are_learned(words: str, least: float, tmp_path: Path) -> None:
    assert json.loads(well(f"train {words} --json", tmp_path))["accuracy"] >= least


def test_house_prices_are_learned(tmp_path: Path) -> None:
    figures = json.loads(well("train house-prices --layers 16 --optimizer adam --lr 0.01 --json", tmp_path))
    assert figures["r2"] > 0.97


@pytest.mark.parametrize("optimizer", ["sgd --momentum 0.9", "adam", "adamw --weight-decay 0.1", "rmsprop", "adagrad"])
@pytest.mark.parametrize(
    "schedule",
    ["constant", *(pytest.param(s, marks=pytest.mark.slow) for s in ("cosine", "step", "plateau", "one-cycle"))],
)
def test_every_optimizer_and_schedule_learns(optimizer: str, schedule: str, tmp_path: Path) -> None:
    words = f"train moons --optimizer {optimizer} --lr 0.03 --schedule {schedule} --clip-norm 5 --epochs 10 --json"
    assert json.loads(well(words, tmp_path))["accuracy"] > 0.8


def test_augmented_images_of_a_folder_are_learned(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    pictures(tmp_path / "photos")
    words = "train photos --model cnn --optimizer adam --lr 0.01 --epochs 8 --shift 1 --rotate 5 --scale 0.1 "
    figures = json.loads(well(words + "--noise 0.02 --flip 0.5 --json", tmp_path))
    assert figures["accuracy"] == 1
    assert set(figures["classes"]) == {"bright", "dark"}
    answer = json.loads(well("predict runs/photos photos/dark/0.png --json", tmp_path))
    assert answer["class"] == "dark"


def test_an_npz_file_is_learned(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 3)).astype(np.float32)
    np.savez(tmp_path / "points.npz", x=x, y=(x[:, 0] > 0).astype(np.int64))
    assert json.loads(well("train points.npz --epochs 20 --json", tmp_path))["accuracy"] > 0.85


def test_a_csv_file_of_any_form_is_learned(tmp_path: Path) -> None:
    rows = [f"{i}\t{i % 7}\t{3 + i % 2}\t{['größe', 'b'][i % 2] if i % 9 else ''}" for i in range(90)]
    text = "\n".join(["id\tx\tplace\tkind", *rows, "90\tNA\t3\tb"])
    (tmp_path / "form.csv").write_text(text, encoding="latin-1")
    words = "train form.csv --target kind --ignore id --categorical place --missing drop --encoding latin-1 --out a"
    well(f"{words} --delimiter \\\\t --epochs 20 --optimizer adam --lr 0.01 --quiet", tmp_path)
    figures = json.loads(well("evaluate a --on form.csv --json", tmp_path))
    assert (figures["examples"], figures["accuracy"]) == (80, 1)
    schema = json.loads((tmp_path / "a" / "run.json").read_text())["meaning"]["schema"]
    assert [column["name"] for column in schema["inputs"]] == ["x", "place"]
    assert schema["inputs"][1]["categories"] == ["3", "4"]
    done = chainrule("predict a form.csv", tmp_path)  # which has a row without x
    assert done.code == 2 and "line 92: 'NA' in column 'x' is missing" in done.err


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 1), (8, 8, 3), (1, 8, 8)])
def test_images_of_an_npz_file_are_learned(shape: tuple[int, ...], tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 60)
    x = rng.integers(0, 100, (60, *shape), dtype=np.uint8) + np.uint8(100) * y.reshape(-1, *[1] * len(shape))
    np.savez(tmp_path / "images.npz", x=x.astype(np.uint8), y=y)
    np.savez(tmp_path / "new.npz", x=np.full((1, *shape), 180, np.uint8))
    words = "train images.npz --model cnn --optimizer adam --lr 0.01 --epochs 6 --flip 0.5 --out a --json"
    assert json.loads(well(words, tmp_path))["accuracy"] == 1
    assert json.loads(well("predict a new.npz --json", tmp_path))["class"] == "1"


def test_a_file_of_two_examples_keeps_one_to_test_on(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("a,y\n1,no\n2,yes\n")
    assert json.loads(well("train two.csv --target y --epochs 1 --json", tmp_path))["examples"] == 1


def test_targets_of_any_size_are_learned(tmp_path: Path) -> None:
    lines = [f"{i},{i * 1e32:g}" for i in range(1, 60)]  # their variance is too large for float32
    (tmp_path / "large.csv").write_text("\n".join(["a,y", *lines]) + "\n")
    figures = json.loads(well("train large.csv --target y --layers 8 --epochs 30 --json", tmp_path))
    assert figures["r2"] > 0.9


def test_a_folder_with_spaces_is_quoted(tmp_path: Path) -> None:
    out = well("train moons --epochs 1 --out 'a run'", tmp_path)
    assert out.endswith("saved in a run; look at it with: chainrule show 'a run'\n")


def test_a_run_is_not_overwritten_by_accident(tmp_path: Path) -> None:
    well("train moons --epochs 1 --out a", tmp_path)
    before = (tmp_path / "a" / "model.safetensors").read_bytes()
    done = chainrule("train moons --epochs 2 --out a", tmp_path)
    assert done.code == 2
    assert done.err == "chainrule: a holds a run already; --resume continues it, --overwrite replaces it\n"
    assert (tmp_path / "a" / "model.safetensors").read_bytes() == before
    well("train moons --epochs 2 --out a --overwrite", tmp_path)
    assert len((tmp_path / "a" / "history.jsonl").read_text().splitlines()) == 2


def test_a_finished_run_can_be_resumed_and_stays_as_it_is(tmp_path: Path) -> None:
    well("train moons --epochs 2 --out a", tmp_path)
    before = (tmp_path / "a" / "model.safetensors").read_bytes()
    well("train moons --epochs 2 --out a --resume --quiet", tmp_path)
    assert (tmp_path / "a" / "model.safetensors").read_bytes() == before


@pytest.mark.parametrize("schedule", ["constant", "plateau"])
def test_a_finished_run_can_be_trained_longer_as_if_it_had_been_from_the_beginning(
    schedule: str, tmp_path: Path
) -> None:
    words = f"train moons --schedule {schedule} --quiet"
    well(f"{words} --epochs 2 --out a", tmp_path)
    well(f"{words} --epochs 5 --out a --resume", tmp_path)
    well(f"{words} --epochs 5 --out b", tmp_path)
    for name in ("model.safetensors", "run.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("more", ["--epochs 3 --schedule cosine", "--epochs 1"])
def test_a_run_is_not_trained_longer_if_its_schedule_would_change_nor_shorter(more: str, tmp_path: Path) -> None:
    schedule = "--schedule cosine" if "cosine" in more else ""
    well(f"train moons --epochs 2 --out a {schedule}", tmp_path)
    done = chainrule(f"train moons {more} --out a --resume", tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "epochs was 2" in done.err


def test_a_run_of_other_settings_is_not_resumed(tmp_path: Path) -> None:
    well("train moons --epochs 1 --out a", tmp_path)
    done = chainrule("train moons --epochs 1 --lr 3 --out a --resume", tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "lr was 0.1, not 3.0" in done.err


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_keeps_the_training_and_says_how_to_resume_to_the_same_weights(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nn", "train", "digits", "--epochs", "12", "--layers", "64"]
    given = {"cwd": tmp_path, "text": True, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    process = subprocess.Popen([*command, "--out", "a"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **given)  # type: ignore[call-overload]
    history = tmp_path / "a" / "history.jsonl"
    while not (history.exists() and history.read_text().count("\n") > 2):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.endswith(
        "chainrule: stopped; the training is kept, continue it with: "
        "chainrule train digits --epochs 12 --layers 64 --out a --resume\n"
    )
    assert not (tmp_path / "a" / "model.safetensors").exists()
    well("train digits --epochs 12 --layers 64 --out a --resume", tmp_path)
    well("train digits --epochs 12 --layers 64 --out b", tmp_path)
    assert (tmp_path / "a" / "model.safetensors").read_bytes() == (tmp_path / "b" / "model.safetensors").read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("", 2, "required: DATA"),
        ("nothing", 2, "nothing: is neither a .csv or .npz file, nor a folder of images, nor one of mnist"),
        ("nothing.csv", 2, "nothing.csv"),
        ("houses.csv", 2, "--target"),
        ("houses.csv --target cost", 2, "cost"),
        ("houses.csv --target price --model cnn", 2, "model cnn: it needs images"),
        ("houses.csv --target price --shift 2", 2, "augmentation is for images"),
        ("houses.csv --target price --test 0.999", 2, "60 examples"),
        ("houses.csv --target price --test 0", 2, "--test"),
        ("houses.csv --target town --task regression", 2, "town"),
        ("ones.csv --target y", 2, "ones.csv: all targets are 1, so there is nothing to learn"),
        ("maps.npz", 2, "maps.npz: targets have shape (9, 2, 2); expected numbers (N,) or (N, n)"),
        ("mnist --data nowhere", 2, "nowhere"),
        ("moons --validation 0.999", 2, "validation 0.999 leaves none of 500 examples to train on"),
        ("moons --layers 0", 2, "--layers"),
        ("moons --lr nan", 2, "--lr"),
        ("moons --lr 0", 2, "--lr"),
        ("moons --optimizer newton", 2, "newton"),
        ("moons --optimizer adam --momentum 0.9", 2, "momentum"),
        ("moons --dropout 1", 2, "--dropout"),
        ("moons --epochs 0", 2, "--epochs"),
        ("moons --out /dev/null/x", 2, "/dev/null"),
        ("moons --lr 1e30 --activation identity", 1, "the learning rate 1e+30 is probably too high"),
    ],
)
def test_what_cannot_be_trained_is_one_line(words: str, code: int, says: str, tmp_path: Path) -> None:
    houses(tmp_path / "houses.csv")
    (tmp_path / "ones.csv").write_text("a,y\n" + "2,1\n3,1\n" * 9)
    np.savez(tmp_path / "maps.npz", x=np.ones((9, 2)), y=np.ones((9, 2, 2)))
    done = chainrule(f"train {words} --quiet", tmp_path)
    assert done.code == code
    assert not done.out
    assert done.err.startswith("chainrule: ")
    assert done.err.count("\n") == 1
    assert says in done.err


def test_ctrl_c_before_the_first_step_does_not_say_that_a_training_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(settings: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nn.runs.problem.load", load)
    done = chainrule("train moons --out a", tmp_path)
    assert done.code == 130
    assert done.err == ("chainrule: stopped before the training began; begin it with: chainrule train moons --out a\n")


def test_a_reader_that_has_ended_ends_the_training_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nn", "train", "moons", "--epochs", "3"]
    read, write = os.pipe()
    os.close(read)
    given = {"cwd": tmp_path, "text": True, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, **given)  # type: ignore[call-overload]
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_warning_is_one_line(tmp_path: Path) -> None:
    with warnings.catch_warnings(action="default"):
        done = chainrule("train digits --lr 1e9 --epochs 1 --quiet", tmp_path)
    assert done.code == 1
    warning, error = done.err.splitlines()
    assert warning.startswith("chainrule: warning: the gradients have norm") and error.startswith("chainrule: epoch 1")


def test_classes_of_every_name_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    rows = [f"{i},{('two words', '日本', 'größe')[i % 3]}" for i in range(60)]
    (tmp_path / "names.csv").write_text("\n".join(["a b,the class", *rows]) + "\n", encoding="utf-8")
    well("train names.csv --target 'the class' --epochs 1 --out a", tmp_path)
    assert "confusion" in well("show a", tmp_path)


# ── evaluate ──


def test_evaluate_measures_the_test_data(folder: Path) -> None:
    out = well("evaluate digits", folder)
    figures = json.loads(well("evaluate digits --json", folder))
    assert f"{figures['accuracy']:.2%}" in out
    assert figures["examples"] == 360
    counts = np.array(figures["confusion"])
    assert counts.sum() == 360
    assert figures["accuracy"] == pytest.approx(np.trace(counts) / 360) and figures["accuracy"] > 0.9
    assert figures["classes"]["3"]["recall"] == pytest.approx(counts[3, 3] / counts[3].sum())
    assert figures["classes"]["3"]["precision"] == pytest.approx(counts[3, 3] / counts[:, 3].sum())


def test_evaluate_measures_a_regression_and_a_file(folder: Path) -> None:
    kept, new = (json.loads(well(f"evaluate runs/houses --json{on}", folder)) for on in ("", " --on new.csv"))
    assert kept["examples"] == 12
    assert new["examples"] == 5
    assert min(kept["r2"], new["r2"]) > 0.95
    assert 0 < new["mean_absolute_error"] < 30


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("evaluate nothing", "there is no run"),
        ("evaluate runs", "there is no run"),
        ("evaluate digits --on houses.csv", ""),
        ("evaluate runs/houses --on nothing.csv", "nothing.csv"),
        ("evaluate runs/houses --on other.csv", "other.csv"),
        ("predict runs/houses", "FILE"),
        ("predict runs/houses a.png", "learned from rows of numbers"),
        ("predict digits nothing.png", "nothing.png"),
        ("predict digits houses.csv", ""),
        ("show nothing", "there is no run"),
        ("compare digits nothing", "there is no run"),
    ],
)
def test_what_cannot_be_used_is_one_line(words: str, says: str, folder: Path) -> None:
    (folder / "other.csv").write_text("a,b\n1,2\n")
    done = chainrule(words, folder)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("chainrule: ")
    assert done.err.count("\n") == 1
    assert says in done.err


@pytest.mark.parametrize("name", ["run.json", "model.safetensors"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"settings": 3, "meaning": 3, "digest": 3}', b"\x00" * 100])
def test_a_damaged_run_is_one_line(name: str, content: bytes, tmp_path: Path) -> None:
    well("train moons --epochs 1 --out a", tmp_path)
    (tmp_path / "a" / name).write_bytes(content)
    done = chainrule("evaluate a", tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "a" in done.err


def test_a_run_is_measured_from_another_folder_and_after_it_was_moved(tmp_path: Path) -> None:
    houses(tmp_path / "houses.csv")
    (tmp_path / "elsewhere").mkdir()
    well("train houses.csv --target price --epochs 1 --out a", tmp_path)
    before = well("evaluate a", tmp_path)
    assert well("evaluate ../a", tmp_path / "elsewhere") == before
    (tmp_path / "a").rename(tmp_path / "elsewhere" / "b")
    assert well("evaluate elsewhere/b", tmp_path) == before


@pytest.mark.parametrize(
    "words", ["evaluate a", "show a", "train houses.csv --target price --epochs 1 --out a --resume"]
)
def test_data_that_changed_are_noticed(words: str, tmp_path: Path) -> None:
    houses(tmp_path / "houses.csv")
    well("train houses.csv --target price --epochs 1 --out a", tmp_path)
    houses(tmp_path / "houses.csv", seed=1)
    done = chainrule(words, tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "houses.csv: has changed since the run in a began" in done.err
    well("predict a houses.csv", tmp_path)
    well("evaluate a --on houses.csv", tmp_path)


def test_a_run_without_an_epoch_says_so_once(tmp_path: Path) -> None:
    assert chainrule("train moons --lr 1e30 --activation identity --quiet --out a", tmp_path).code == 1
    done = chainrule("evaluate a", tmp_path)
    assert done.err == "chainrule: a: the training was stopped before its first epoch; --resume begins it again\n"


# ── predict ──


def test_predict_reads_rows_with_the_target_or_without(folder: Path) -> None:
    lines = (folder / "new.csv").read_text().splitlines()
    (folder / "bare.csv").write_text("\n".join(line.rpartition(",")[0] for line in lines) + "\n")
    with_target, without = (
        well(f"predict runs/houses {name}", folder).splitlines() for name in ("new.csv", "bare.csv")
    )
    assert [line.partition(": ")[2] for line in with_target] == [line.partition(": ")[2] for line in without]
    truth = [float(line.split(",")[2]) for line in lines[1:]]
    assert [float(line.partition(": ")[2]) for line in without] == pytest.approx(truth, abs=50)


def test_predict_needs_no_target(folder: Path) -> None:
    (folder / "asked.csv").write_text("size,town,price\n100,Ulm,\n100,Ulm,unknown\n")
    first, second = (line.partition(": ")[2] for line in well("predict runs/houses asked.csv", folder).splitlines())
    assert first == second


def test_predict_reads_an_image(folder: Path) -> None:
    pytest.importorskip("PIL")
    from PIL import Image

    images, labels = nn.datasets.digits()[1].tensors
    pixels = (255 * images[0, 0].numpy()).astype(np.uint8)
    Image.fromarray(pixels, "L").save(folder / "digit.png")
    Image.fromarray(255 - pixels, "L").save(folder / "inverted.png")
    answer = json.loads(well("predict digits digit.png --json --top 2", folder))
    assert answer["class"] == str(labels[0].item())
    assert len(answer["probabilities"]) == 2
    inverted = json.loads(well("predict digits inverted.png --invert --json --top 2", folder))
    assert inverted["class"] == answer["class"]
    assert "try --invert" in chainrule("predict digits inverted.png", folder).err


# ── show and compare ──


def test_show_draws_every_picture_of_a_classifier(folder: Path) -> None:
    out = well("show cnn --out pictures", folder)
    assert "accuracy" in out
    names = {path.name for path in (folder / "pictures").iterdir()}
    assert names == {"curves.png", "confusion.png", "mistakes.png", "weights.png", "gradients.png"}


def test_show_draws_every_picture_of_a_regression(folder: Path) -> None:
    well("show runs/houses", folder)
    names = {path.name for path in (folder / "runs/houses").glob("*.png")}
    assert names == {"curves.png", "predictions.png", "gradients.png"}


def test_compare_prints_what_differs_and_the_best_first(folder: Path) -> None:
    lines = well("compare cnn digits", folder).splitlines()
    assert lines[0].split()[:1] == ["run"]
    for name in ("model", "layers", "dropout", "shift"):
        assert name in lines[0]
    assert "optimizer" not in lines[0]
    rows = [json.loads(line) for line in well("compare cnn digits --json", folder).splitlines()]
    assert rows[0]["accuracy"] >= rows[1]["accuracy"]
    assert [line.split()[0] for line in lines[1:]] == [row["run"] for row in rows]


def test_a_run_can_be_used_from_python(folder: Path) -> None:
    from nn.runs.run import Run

    run = Run.load(folder / "digits")
    inputs, _ = run.problem.test.tensors
    shares = run.outputs(inputs)
    assert shares.shape == (360, 10)
    assert shares.sum(1) == pytest.approx(np.ones(360), abs=1e-5)
    with pytest.raises(ValueError, match="an example has shape"):
        run.outputs(autograd.zeros(1, 3))
