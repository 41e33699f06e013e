"""Run a check in a process of its own, which an endless loop or a crash of the learner's file ends alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

from nn.exercises.finding import ERROR, Finding

SECONDS = 10.0
_PATIENCE = 20.0  # seconds more for the imports, and for a call that holds Python's lock
_SHOWN = 10_000  # bytes of what the file prints


def check_in_process(name: str, path: Path, seconds: float = SECONDS, course: Path | None = None) -> Finding:
    """Check one file, and return what was found, with what the file printed.

    Args:
        name: the name of the exercise.
        path: the learner's file.
        seconds: the time limit.
        course: the folder of the course; None for the twenty exercises.
    """
    root = str(Path(__file__).parents[2])
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **os.environ, "PYTHONIOENCODING": "utf-8"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "result.json")
        words = [name, os.path.abspath(path), result, str(seconds), *([str(course)] if course else [])]
        process = subprocess.Popen(
            # -P: a random.py in the working directory hides no module.
            [sys.executable, "-P", "-m", "nn.exercises.worker", *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
        )  # fmt: skip
        assert process.stdout is not None
        printed = bytearray()
        reader = threading.Thread(target=_read, args=(process.stdout, printed), daemon=True)
        reader.start()
        try:
            code = process.wait(seconds + _PATIENCE)
            message = f"the file ended Python before the check was done (exit code {code})"
        except subprocess.TimeoutExpired:
            message = f"still running after {seconds:g} s; a loop may have no end"
        finally:  # also at Ctrl-C
            process.kill()
            process.wait()
        reader.join(1.0)  # not for ever: a process that the file started may hold the pipe open
        try:
            with open(result, encoding="utf-8") as file:
                found = Finding(**json.load(file))
        except (OSError, ValueError):
            found = Finding(ERROR, message)
    found.printed = printed[:_SHOWN].decode("utf-8", "replace") + ("…\n" if len(printed) > _SHOWN else "")
    return found


def _read(pipe: IO[bytes], printed: bytearray) -> None:
    """Read a pipe to its end, close it, and keep the first bytes."""
    with pipe:
        while chunk := pipe.read1(1 << 16):  # type: ignore[attr-defined]
            if len(printed) <= _SHOWN:
                printed += chunk
