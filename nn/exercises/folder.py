"""Keep the learner's folder: lay out the files, reset one, and record the progress in progress.json.

    {"course": null,
     "exercises": {"09_bias": {"checked": "<SHA-256>", "verdict": "wrong", "message": "…", "attempts": 2, "hints": 1}}}

The state of an exercise follows from its file and this record. A file that was changed after its last check has to be
checked again.
"""

from __future__ import annotations

import ast
import hashlib
import itertools
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograd.extend import write_atomically
from nn.exercises.finding import RIGHT, UNWRITTEN, Finding

FILES = Path(__file__).parent / "files"
PROGRESS = "progress.json"
CHECKS = "checks.py"  # of a course: it defines EXERCISES
SOLVED, UNCHECKED, UNTOUCHED, MISSING = "solved", "not checked", "not begun", "missing"


@dataclass
class Record:
    """What is known about one exercise.

    Attributes:
        checked: the SHA-256 of the file at its last check; "" if there was none.
        verdict, message: what that check found.
        attempts: the number of different files that were checked.
        hints: the number of hints that were shown.
    """

    checked: str = ""
    verdict: str = ""
    message: str = ""
    attempts: int = 0
    hints: int = 0


class Folder:
    """A folder of exercises.

    Args:
        path: the folder. It need not exist.
        course: a folder of exercises to lay out here in place of the twenty: files such as 01_name.py, and checks.py.

    Attributes:
        course: that folder; None if there is none.
        names: the exercises, in order.
        records: what is known about each.

    Raises:
        ValueError: if its progress.json cannot be understood, belongs to another course, or the course has no files.
        OSError: if it cannot be read.
    """

    def __init__(self, path: Path, course: Path | None = None) -> None:
        self.path = path
        former, data = self._load()
        if former and course and Path(former) != course.resolve():
            raise ValueError(f"{path} holds the exercises of {former}; lay out those of {course} in another folder")
        self.course = Path(former) if former else course.resolve() if course else None
        self.names = sorted(file.stem for file in (self.course or FILES).glob("[0-9]*.py"))
        if not self.names or (self.course and not (self.course / CHECKS).is_file()):
            raise ValueError(f"{self.course} is no course; expected a folder with {CHECKS} and files such as 01_a.py")
        self.records = {name: Record() for name in self.names}
        try:
            self.records |= {name: Record(**record) for name, record in data.items() if name in self.records}
        except TypeError:
            raise self._unreadable() from None

    def _load(self) -> tuple[str | None, dict[str, Any]]:
        """Return the course and the records in progress.json."""
        if not (self.path / PROGRESS).is_file():
            return None, {}
        try:
            data = json.loads((self.path / PROGRESS).read_text("utf-8"))
            course, records = data.get("course"), data["exercises"]
        except (ValueError, TypeError, KeyError, AttributeError):
            raise self._unreadable() from None
        if not isinstance(records, dict) or not isinstance(course, str | None):
            raise self._unreadable()
        return course, records

    def _unreadable(self) -> ValueError:
        return ValueError(
            f"{self.path / PROGRESS} holds no progress of exercises; move it away, and check the files again"
        )

    @property
    def exists(self) -> bool:
        """Return whether any of the files is there."""
        return any(self.file(name).exists() for name in self.names)

    def save(self) -> None:
        """Write progress.json. An interruption leaves the former file whole."""
        records = {name: asdict(record) for name, record in self.records.items() if record != Record()}
        data = {"course": self.course and str(self.course), "exercises": records}
        write_atomically(self.path / PROGRESS, (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())

    def lay_out(self) -> list[str]:
        """Write the files that are missing, and return their names. No file is overwritten."""
        self.path.mkdir(parents=True, exist_ok=True)
        missing = [name for name in self.names if not self.file(name).exists()]
        for name in missing:
            write_atomically(self.file(name), self.template(name))
        if not (self.path / PROGRESS).exists():
            self.save()
        return missing

    def reset(self, name: str) -> Path | None:
        """Begin one exercise again, and return the copy of the learner's file; None if there was nothing to keep."""
        copy = None
        if self.file(name).exists() and (content := self.file(name).read_bytes()) != self.template(name):
            copies = (self.path / f"{name}.old{number}.py" for number in itertools.count(1))
            copy = next(path for path in copies if not path.exists())
            write_atomically(copy, content)
        write_atomically(self.file(name), self.template(name))
        self.records[name] = Record()
        self.save()
        return copy

    def file(self, name: str) -> Path:
        """Return the learner's file of an exercise."""
        return self.path / f"{name}.py"

    def state(self, name: str) -> str:
        """Return "solved", "wrong", "error", "not written yet", "not checked", "not begun" or "missing"."""
        if not self.file(name).exists():
            return MISSING
        record, digest = self.records[name], self.digest(name)
        if digest == hashlib.sha256(self.template(name)).hexdigest():
            return UNTOUCHED
        if digest != record.checked:
            return UNCHECKED
        return SOLVED if record.verdict == RIGHT else record.verdict

    def record(self, name: str, found: Finding, digest: str) -> None:
        """Take note of a check; `save` writes it.

        Args:
            name: the exercise.
            found: what the check found.
            digest: that of the file before the check, during which it may change.
        """
        record = self.records[name]
        record.attempts += record.checked != digest and found.verdict != UNWRITTEN
        record.checked, record.verdict, record.message = digest, found.verdict, found.message

    def to_be_checked(self) -> list[str]:
        """Return the exercises that the learner has begun and not solved."""
        return [name for name in self.names if self.state(name) not in (SOLVED, UNTOUCHED, MISSING)]

    @property
    def next(self) -> str | None:
        """Return the first exercise that is not solved, None if all are."""
        return next((name for name in self.names if self.state(name) != SOLVED), None)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of the learner's file of an exercise."""
        return hashlib.sha256(self.file(name).read_bytes()).hexdigest()

    def template(self, name: str) -> bytes:
        """Return the file of an exercise as the learner gets it."""
        return ((self.course or FILES) / f"{name}.py").read_bytes()

    def subject(self, name: str) -> str:
        """Return what an exercise is about, from the first line of its docstring, after "Exercise 9: "."""
        first = (ast.get_docstring(ast.parse(self.template(name))) or name).partition("\n")[0]
        return first.rpartition(": ")[2].rstrip(".")
