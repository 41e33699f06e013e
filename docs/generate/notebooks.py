"""The notebooks of the class, made of docs/class/lesson.py: one with gaps to fill, and one with the solutions.

The lesson is a program whose cells begin with `# %%` or `# %% [markdown]`, as editors and Jupytext know them. What
stands between `# gap: HINT` and `# end gap` is the solution of a gap.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

LESSON = Path(__file__).parent.parent / "class" / "lesson.py"
_CELL = re.compile(r"^# %%( \[markdown\])?\n", re.MULTILINE)
_GAP = re.compile(r"^( *)# gap: (.*)\n((?:.*\n)*?) *# end gap\n", re.MULTILINE)
_KEPT = re.compile(r"\w+ = |return ")  # of the first line of a solution


def gaps() -> str:
    """Return the text of the notebook for the class."""
    return _notebook(_GAP.sub(lambda gap: _hidden(*gap.groups()), LESSON.read_text(encoding="utf-8")))


def solutions() -> str:
    """Return the text of the notebook with the solutions."""
    return _notebook(_GAP.sub(lambda gap: f"{gap[1]}# {gap[2]}\n{gap[3]}", LESSON.read_text(encoding="utf-8")))


def _hidden(indent: str, hint: str, solution: str) -> str:
    kept = _KEPT.match(solution.strip())
    return f"{indent}# {hint}\n{indent}{kept[0] if kept else ''}...\n"


def _notebook(program: str) -> str:
    _, *parts = _CELL.split(program)
    cells = []
    for number, (kind, text) in enumerate(zip(parts[::2], parts[1::2])):
        text = text.strip()
        if kind:
            text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
            more: dict[str, object] = {"cell_type": "markdown"}
        else:
            more = {"cell_type": "code", "execution_count": None, "outputs": []}
        cells.append({**more, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
