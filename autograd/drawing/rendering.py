"""Render DOT text as SVG, PNG or PDF with Graphviz, in a process of its own.

Graphviz's warnings about fonts, and a graph that it cannot handle, do not reach the caller's process.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

from autograd.errors import install_command


class DrawingError(RuntimeError):
    """Raised if Graphviz is not installed, or cannot render the graph."""


# Runs in a Python process of its own: Graphviz's libraries write to stderr, cannot be interrupted, and end the process
# when a graph is too deep for them.
RENDER_WITH_PYGRAPHVIZ = """\
import sys, pygraphviz
graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode())
sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog="dot"))
"""

INSTALL_GRAPHVIZ = (
    "to render a drawing, Graphviz is needed and was not found. Install its libraries from Python's package index, "
    f"`{install_command('draw')}`, or its program `dot` with the package manager of the system, such as "
    '`apt install graphviz` or `brew install graphviz`. The text in .dot, and save("graph.dot"), work without'
)


def render(dot: str, format: str) -> bytes:
    """Return the picture, made by the program `dot` if there is one, else by the libraries in pygraphviz.

    Raises:
        DrawingError: if neither is installed, or Graphviz fails.
    """
    if shutil.which("dot"):
        import graphviz

        try:
            return graphviz.pipe("dot", format, dot.encode(), quiet=True)  # type: ignore[no-any-return]
        except graphviz.CalledProcessError as error:
            raise _failure(format, error.returncode, error.stderr) from None
    if not importlib.util.find_spec("pygraphviz"):
        raise DrawingError(INSTALL_GRAPHVIZ)
    command = [sys.executable, "-P", "-c", RENDER_WITH_PYGRAPHVIZ, format]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}  # finds what was found here
    done = subprocess.run(command, input=dot.encode(), capture_output=True, env=environment)
    if done.returncode:
        raise _failure(format, done.returncode, done.stderr)
    return done.stdout


def _failure(format: str, code: int, stderr: bytes) -> DrawingError:
    complaint = stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return DrawingError(f"Graphviz could not render the drawing as {format} (exit {code}): {complaint}")
