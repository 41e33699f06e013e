"""Check one file in this process: `python -m nn.exercises.worker NAME FILE RESULT SECONDS [COURSE]`.

The finding goes to the file RESULT, as JSON. After SECONDS, the finding names the line that is running.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
import threading
import types
from pathlib import Path
from typing import NoReturn

from nn.exercises.catalogue import exercise_of
from nn.exercises.examine import examine
from nn.exercises.finding import ERROR, Finding

MEMORY = 4 << 30  # bytes; a list that grows for ever should not take all of the machine


def main(name: str, file: str, result: str, seconds: str, course: str | None = None) -> None:
    """Check the file, write the finding and end the process."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows, or a lower limit is set already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.path.append(os.path.dirname(file))  # last, so that a random.py of the learner hides no module
    try:
        exercise = exercise_of(name, Path(course) if course else None)
    except ValueError as error:  # of the course, not of the learner
        _end(Finding(ERROR, str(error)), result)
    main_thread = threading.get_ident()

    def stop() -> None:
        line = _line_in(file, sys._current_frames().get(main_thread))
        _end(Finding(ERROR, f"{line}still running after {float(seconds):g} s; a loop may have no end"), result)

    watch = threading.Timer(float(seconds), stop)
    watch.daemon = True
    watch.start()
    found = examine(exercise, Path(file))
    watch.cancel()
    _end(found, result)


def _line_in(file: str, frame: types.FrameType | None) -> str:
    """Return "line 12: " for the innermost call in a file, "" if there is none."""
    while frame is not None and frame.f_code.co_filename != file:
        frame = frame.f_back
    return "" if frame is None else f"line {frame.f_lineno}: "


def _end(found: Finding, result: str) -> NoReturn:
    """Write the finding and end the process, whatever threads the learner has started."""
    Path(result).write_text(json.dumps(dataclasses.asdict(found)), "utf-8")
    with contextlib.suppress(Exception):  # the learner may have closed or replaced it
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
