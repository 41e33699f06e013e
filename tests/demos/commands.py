"""Run a demo as a command, and look at its output."""

import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib

ROOT = Path(__file__).parent.parent.parent
PNG = b"\x89PNG\r\n\x1a\n"


def environment(cache: Path) -> dict[str, str]:
    """Return an environment in which MNIST is neither on disk nor reachable."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("CHAINRULE_DATA", "no_proxy", "NO_PROXY")
    }
    fonts = matplotlib.get_cachedir()  # otherwise matplotlib would search for fonts again in the new cache
    one_thread = {"OPENBLAS_NUM_THREADS": "1"}  # two threads per process are slower if tests run in parallel
    return {**inherited, **nowhere, **one_thread, "XDG_CACHE_HOME": str(cache), "MPLCONFIGDIR": fonts}


def run(demo: str, *options: object, cache: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", f"demos.{demo}", *map(str, options)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(cache) | more, capture_output=True, text=True, encoding="utf-8", timeout=120
    )


def run_well(demo: str, *options: object, cache: Path, **more: str) -> str:
    done = run(demo, *options, cache=cache, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def assert_pictures(folder: Path, names: tuple[str, ...], output: str) -> None:
    for name in names:
        assert (folder / name).read_bytes().startswith(PNG)
        assert re.search(rf"^saved .*: +{re.escape(str(folder / name))}$", output, re.MULTILINE)


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr
