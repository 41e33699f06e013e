"""`chainrule exercises`."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from nn.exercises import process
from nn.exercises.catalogue import EXERCISES, exercise_of
from nn.exercises.examine import examine
from nn.exercises.finding import RIGHT, Finding
from tests.nn.cli.example import chainrule, well

PAGE = Path(__file__).parents[3] / "docs" / "exercises.md"
SOLUTIONS = Path(__file__).parents[1] / "exercises" / "solutions"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with exercises. Checks run in this process, which saves its start."""
    monkeypatch.setattr(process, "check_in_process", lambda name, path, *_: examine(EXERCISES[name], path))
    well("exercises", tmp_path)
    return tmp_path


def solve(here: Path, *names: str) -> None:
    for name in names:
        shutil.copy(SOLUTIONS / f"{name}.py", here / "exercises")


def change(here: Path, name: str, old: str, new: str) -> None:
    text = (SOLUTIONS / f"{name}.py").read_text("utf-8")
    assert old in text
    (here / "exercises" / f"{name}.py").write_text(text.replace(old, new), "utf-8")


def test_the_layout(tmp_path: Path) -> None:
    out = well("exercises", tmp_path)
    assert out.splitlines() == [
        "20 exercises laid out in exercises.",
        "Complete exercises/01_multiply.py, then run: chainrule exercises check",
    ]
    assert "nothing was changed" in well("exercises", tmp_path)
    (tmp_path / "exercises" / "05_divide_and_power.py").unlink()
    assert "1 exercise laid out" in well("exercises", tmp_path)
    assert "chainrule exercises check course/a" in well("exercises course/a", tmp_path)
    told = json.loads(well("exercises b --json", tmp_path))
    assert told["folder"] == "b" and len(told["written"]) == 20


def test_a_check_before_anything_is_written(here: Path) -> None:
    done = chainrule("exercises check", here)
    assert (done.code, done.err) == (1, "")
    assert done.out == "Nothing is written yet. Next: exercises/01_multiply.py, the gradient of a product\n"


def test_a_check_names_the_mistake_its_place_and_the_next_exercise(here: Path) -> None:
    solve(here, "01_multiply")
    change(here, "09_bias", "upstream.sum(axis=0)", "upstream")
    done = chainrule("exercises check", here)
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert lines[0] == "01_multiply.py: right"
    assert lines[1] == "09_bias.py: wrong: the sum over the broadcast axis is missing, in the gradient of b"
    assert lines[-3:] == [
        "    the gradient of b: got the shape (2, 3), expected (3,)",
        "A hint: chainrule exercises check --hint",
        "1 of 20 solved. Next: exercises/02_fan_out.py, a number that is used more than once",
    ]
    solve(here, "09_bias")
    assert well("exercises check", here).splitlines()[0] == "09_bias.py: right"  # the first is not checked again
    assert well("exercises check", here).splitlines() == [lines[-1].replace("1 of", "2 of")]


def test_hints_come_one_after_the_other(here: Path) -> None:
    hints = EXERCISES["09_bias"].hints
    change(here, "09_bias", "axis=0", "axis=1")
    for number in (1, 2, 3, 3):
        out = chainrule("exercises check --hint", here).out
        assert f"Hint {number} of 3 for 09_bias.py: {hints[number - 1]}\n" in out
        assert "A hint:" not in out
    out = chainrule("exercises check exercises/20_attention.py --hint", here).out
    assert "20_attention.py: not written yet: attention() is not written yet" in out
    assert f"Hint 1 of 3 for 20_attention.py: {EXERCISES['20_attention'].hints[0]}\n" in out
    solve(here, "09_bias")
    assert "Hint 1 of 3 for 01_multiply.py" in well("exercises check --hint", here)  # that of the next exercise


def test_all_solved(here: Path) -> None:
    solve(here, *EXERCISES)
    out = well("exercises check", here)
    assert out.count(": right\n") == 20
    assert out.endswith("All 20 are solved.\n")
    assert well("exercises check --hint", here) == "All 20 are solved.\n"
    assert json.loads(well("exercises list --json", here))["next"] is None


def test_the_list(here: Path) -> None:
    solve(here, "01_multiply")
    change(here, "02_fan_out", "grad_a +=", "grad_a =")
    (here / "exercises" / "05_divide_and_power.py").unlink()
    chainrule("exercises check", here)
    rows = {line.split()[0]: line for line in well("exercises list", here).splitlines() if line}
    assert rows["01_multiply.py"].split()[1:4] == ["solved", "1", "0"]
    assert rows["02_fan_out.py"].split()[1] == "wrong"
    assert rows["05_divide_and_power.py"].split()[1] == "missing"
    assert "undo broadcasting" in rows["09_bias.py"]
    told = json.loads(well("exercises list --json", here))
    assert (told["solved"], told["of"], told["next"], len(told["exercises"])) == (1, 20, "02_fan_out.py", 20)
    assert told["exercises"][1] == {
        "file": "02_fan_out.py", "state": "wrong", "attempts": 1, "hints": 0,
        "subject": "a number that is used more than once",
    }  # fmt: skip


def test_a_missing_file_that_is_next(here: Path) -> None:
    (here / "exercises" / "01_multiply.py").unlink()
    assert (
        "It is missing; lay it out again with: chainrule exercises exercises" in chainrule("exercises check", here).out
    )


def test_json_of_a_check(here: Path) -> None:
    solve(here, "01_multiply")
    change(here, "09_bias", "axis=0", "axis=1")
    done = chainrule("exercises check --json --hint", here)
    told = json.loads(done.out)
    assert done.code == 1
    assert [(each["file"], each["verdict"]) for each in told["checked"]] == [
        ("01_multiply.py", "right"),
        ("09_bias.py", "wrong"),
    ]
    assert told["checked"][1]["message"].endswith("in the gradient of b")
    assert told["checked"][1]["function"] == "add_bias_backward"
    assert told["hint"].startswith("Hint 1 of 3 for 09_bias.py")
    assert (told["solved"], told["next"]) == (1, "02_fan_out.py")


def test_from_within_the_folder(here: Path) -> None:
    solve(here, "01_multiply")
    assert "Next: 02_fan_out.py" in well("exercises check", here / "exercises")
    assert "02_fan_out.py: not written yet" in chainrule("exercises check 02_fan_out.py", here / "exercises").out


def test_a_reset_keeps_the_file(here: Path) -> None:
    solve(here, "01_multiply")
    well("exercises check", here)
    out = well("exercises reset exercises/01_multiply.py", here)
    kept = Path("exercises", "01_multiply.old1.py")
    assert out == f"{Path('exercises', '01_multiply.py')} is as it was at first; your file is kept as {kept}\n"
    assert (here / kept).read_bytes() == (SOLUTIONS / "01_multiply.py").read_bytes()
    assert json.loads(well("exercises reset exercises/01_multiply.py --json", here))["kept"] is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("check nowhere", "there are no exercises in nowhere; lay them out with: chainrule exercises nowhere"),
        ("list nowhere", "there are no exercises in nowhere"),
        ("check exercises/nothing.py", "nothing.py is no exercise; they are 01_multiply.py to 20_attention.py"),
        ("check exercises/02_fan_out.py", "there is no file exercises/02_fan_out.py; lay it out with"),
        ("exercises/01_multiply.py", "say what to do with exercises/01_multiply.py, as in: chainrule exercises check"),
        ("reset", "name the file to begin again, as in: chainrule exercises reset exercises/01_multiply.py"),
        ("reset exercises/nothing.py", "is no exercise"),
        ("chekc", "got 'chekc'; did you mean 'check'?"),
        ("what exercises", "expected check, list or reset before exercises, got 'what'"),
        ("list --hint", "--hint goes with check"),
        ("check --seconds 0", "expected a number above 0"),
        ("check file.txt", "file.txt is no folder"),
        ("file.txt/below", "Not a directory"),
    ],
)
def test_wrong_usage_is_one_line(here: Path, words: str, says: str) -> None:
    (here / "file.txt").write_text("")
    (here / "exercises" / "02_fan_out.py").unlink()
    before = sorted(os.listdir(here))
    done = chainrule(f"exercises {words}", here)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert sorted(os.listdir(here)) == before


def test_a_progress_file_that_holds_something_else_is_one_line(here: Path) -> None:
    (here / "exercises" / "progress.json").write_text("[")
    done = chainrule("exercises check", here)
    assert (done.code, done.out) == (2, "")
    assert "holds no progress of exercises; move it away" in done.err


@pytest.mark.parametrize("words", ["exercises", "exercises check", "exercises list"])
def test_a_folder_that_cannot_be_read_is_one_line(here: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    solve(here, "01_multiply")
    for method in ("read_bytes", "read_text"):  # a test that runs as root can read everything
        monkeypatch.setattr(Path, method, refused)
    done = chainrule(words, here)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("chainrule: ") and done.err.endswith(": Permission denied\n")


def test_ctrl_c_keeps_what_was_checked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(name: str, path: Path, *_: object) -> Finding:
        if name == "02_fan_out":
            raise KeyboardInterrupt
        return examine(EXERCISES[name], path)

    monkeypatch.setattr(process, "check_in_process", check)
    solve(here, "01_multiply", "02_fan_out")
    done = chainrule("exercises check", here)
    assert (done.code, done.err) == (130, "chainrule: stopped\n")
    assert json.loads(well("exercises list --json", here))["solved"] == 1


def test_a_check_as_a_user_runs_it(tmp_path: Path) -> None:
    well("exercises", tmp_path)
    (tmp_path / "exercises" / "02_fan_out.py").write_text(
        "def fan_out_backward(a, b, upstream):\n    print('a is', a)\n    return oops\n"
    )
    done = chainrule("exercises check", tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[:4] == [
        "02_fan_out.py: error: line 3: NameError: name 'oops' is not defined",
        "    fan_out_backward(a=2.0, b=-3.0, upstream=1.5)",
        "    it printed:",
        "    | a is 2.0",
    ]


def test_a_course_of_ones_own(tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    (course / "01_double.py").write_text('"""Double a number."""\n\n\ndef double(x):\n    raise NotImplementedError\n')
    (course / "checks.py").write_text(
        "from nn.exercises.exercise import Case, Exercise, Mistake, Part\n"
        "part = Part('double', ('twice x',), (Case({'x': 3.0}),), lambda x: 2 * x,\n"
        "            (Mistake('it is squared', lambda x: x * x),))\n"
        "EXERCISES = {'01_double': Exercise((part,), ('Add.',))}\n"
    )
    assert "1 exercise laid out in mine" in well("exercises mine --course course", tmp_path)
    (tmp_path / "mine" / "01_double.py").write_text("def double(x):\n    return x * x\n")
    done = chainrule("exercises check mine --hint", tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "01_double.py: wrong: it is squared, in twice x",
        "    double(x=3.0)",
        "    twice x: got 9, expected 6",
        "Hint 1 of 1 for 01_double.py: Add.",
        "0 of 1 solved. Next: mine/01_double.py, Double a number",
    ]
    assert "finds it in progress.json" in chainrule("exercises check mine --course course", tmp_path).err
    assert "is no course" in chainrule("exercises other --course mine", tmp_path).err
    (course / "checks.py").write_text("EXERCISES = {}\n")
    done = chainrule("exercises check mine --hint", tmp_path)
    assert all("gives no exercise 01_double: KeyError" in text for text in (done.out, done.err))


def blocks(marker: str) -> list[str]:
    """Return the code blocks of the page that begin so."""
    return [block for block in PAGE.read_text("utf-8").split("```")[1::2] if block.startswith(marker)]


def test_what_the_page_shows(here: Path) -> None:
    (here / "new").mkdir()
    layout, check = "\n$ chainrule exercises\n", "\n$ chainrule exercises check\n"
    assert blocks(layout) == [layout + well("exercises", here / "new")]
    solve(here, "01_multiply")
    change(here, "09_bias", "upstream.sum(axis=0)", "upstream")
    assert blocks(check) == [check + chainrule("exercises check", here).out]


def test_the_course_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text(blocks("python\nfrom nn.exercises")[0].removeprefix("python\n"), "utf-8")
    exercise = exercise_of("01_scale", tmp_path)
    path = tmp_path / "01_scale.py"
    path.write_text("def scale_backward(x, upstream): return 2 * upstream")
    assert examine(exercise, path) == Finding(RIGHT)
    path.write_text("def scale_backward(x, upstream): return 2 * x * upstream")
    assert examine(exercise, path).message == "the derivative of x², in the gradient of x"


def test_help_and_completion(tmp_path: Path) -> None:
    out = well("exercises --help", tmp_path)
    assert "chainrule exercises check --hint" in out and "Exit code of check" in out
    script = well("--completion bash", tmp_path)
    assert "_exercises_pos_0_choices=(check list reset)" in script
