"""The learner's folder: layout, progress, reset."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from nn.exercises.finding import ERROR, RIGHT, UNWRITTEN, WRONG, Finding
from nn.exercises.folder import FILES, Folder


def laid_out(path: Path) -> Folder:
    folder = Folder(path)
    folder.lay_out()
    return folder


def test_the_layout_writes_all_files_and_the_progress(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "a" / "b")
    assert not folder.exists
    assert folder.lay_out() == folder.names
    assert folder.exists
    assert sorted(os.listdir(folder.path)) == sorted([f"{name}.py" for name in folder.names] + ["progress.json"])
    assert folder.to_be_checked() == []
    assert folder.next == "01_multiply"


def test_the_layout_overwrites_nothing(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    folder.file("03_tanh").write_text("mine")
    folder.file("04_chain").unlink()
    folder.record("03_tanh", Finding(WRONG, "a sign"), folder.digest("03_tanh"))
    folder.save()
    assert Folder(tmp_path).lay_out() == ["04_chain"]
    assert folder.file("03_tanh").read_text() == "mine"
    assert Folder(tmp_path).records["03_tanh"].message == "a sign"


def test_the_state_follows_from_the_file_and_the_last_check(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    name, file = "03_tanh", folder.file("03_tanh")
    assert folder.state(name) == "not begun"
    file.write_text("first")
    assert folder.state(name) == "not checked"
    assert folder.to_be_checked() == [name]
    for verdict, state in ((WRONG, "wrong"), (ERROR, "error"), (UNWRITTEN, "not written yet"), (RIGHT, "solved")):
        folder.record(name, Finding(verdict), folder.digest(name))
        assert folder.state(name) == state
    assert folder.to_be_checked() == []
    file.write_text("second")
    assert folder.state(name) == "not checked"
    file.unlink()
    assert folder.state(name) == "missing"
    assert folder.to_be_checked() == []


def test_a_file_that_changes_during_its_check_is_checked_again(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    digest = folder.digest("03_tanh")
    folder.file("03_tanh").write_text("changed")
    folder.record("03_tanh", Finding(RIGHT), digest)
    assert folder.state("03_tanh") == "not checked"


def test_attempts_count_different_files(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    for text, attempts in (("a", 1), ("a", 1), ("b", 2)):
        folder.file("03_tanh").write_text(text)
        folder.record("03_tanh", Finding(WRONG), folder.digest("03_tanh"))
        assert folder.records["03_tanh"].attempts == attempts


def test_the_progress_is_kept(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    folder.file("01_multiply").write_text("right")
    folder.record("01_multiply", Finding(RIGHT), folder.digest("01_multiply"))
    folder.records["02_fan_out"].hints = 2
    folder.save()
    again = Folder(tmp_path)
    assert again.records == folder.records
    assert again.next == "02_fan_out"


def test_a_reset_keeps_each_file_of_the_learner(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    assert folder.reset("03_tanh") is None  # there is nothing to keep
    for text, copy in (("one", "03_tanh.old1.py"), ("two", "03_tanh.old2.py")):
        folder.file("03_tanh").write_text(text)
        folder.record("03_tanh", Finding(RIGHT), folder.digest("03_tanh"))
        assert folder.reset("03_tanh") == tmp_path / copy
        assert (tmp_path / copy).read_text() == text
        assert folder.file("03_tanh").read_bytes() == (FILES / "03_tanh.py").read_bytes()
        assert Folder(tmp_path).state("03_tanh") == "not begun"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "\0",
        "[]",
        '{"exercises": 3}',
        '{"course": 1, "exercises": {}}',
        '{"exercises": {"03_tanh": 1}}',
        '{"exercises": {"03_tanh": {"x": 1}}}',
    ],
)
def test_a_progress_file_that_holds_something_else(tmp_path: Path, content: str) -> None:
    laid_out(tmp_path)
    (tmp_path / "progress.json").write_text(content)
    with pytest.raises(ValueError, match="holds no progress of exercises; move it away"):
        Folder(tmp_path)
    (tmp_path / "progress.json").unlink()
    assert Folder(tmp_path).exists


def test_an_exercise_that_is_no_longer_there_is_left_out(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    data = {"exercises": {"99_other": {"attempts": 1}, "03_tanh": {"attempts": 3}}}
    (tmp_path / "progress.json").write_text(json.dumps(data))
    assert Folder(tmp_path).records["03_tanh"].attempts == 3
    assert set(Folder(tmp_path).records) == set(folder.names)


def test_an_interrupted_save_leaves_the_former_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = laid_out(tmp_path)
    folder.records["03_tanh"].hints = 1
    folder.save()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    folder.records["03_tanh"].hints = 2
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            folder.save()
    assert Folder(tmp_path).records["03_tanh"].hints == 1
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".tmp")]


def test_the_subject_comes_from_the_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.subject("10_matmul") == "the product of two matrices"
    assert all(folder.subject(name) for name in folder.names)


def test_a_course_has_its_own_files(tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    (course / "01_double.py").write_text('"""Double a number."""\n')
    with pytest.raises(ValueError, match="is no course; expected a folder with checks"):
        Folder(tmp_path / "mine", course)
    (course / "checks.py").write_text("EXERCISES = {}\n")
    folder = Folder(tmp_path / "mine", course)
    assert folder.lay_out() == ["01_double"]
    again = Folder(tmp_path / "mine")
    assert (again.names, again.course, again.subject("01_double")) == (["01_double"], course, "Double a number")
    assert Folder(tmp_path / "mine", course).names == again.names
    with pytest.raises(ValueError, match="holds the exercises of"):
        Folder(tmp_path / "mine", tmp_path)
