"""Draw the pictures of the experiments for the site: `python -m docs.site.pictures`.

Each demo runs in a process of its own and saves its pictures in docs/_build/pictures. A demo runs again only if its
program is newer than its pictures.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from docs.site.marks import DOCS, PICTURES

_OTHER_PAGES = {"README", "mnist"}  # mnist takes minutes


def draw(name: str) -> None:
    """Run a demo, if its pictures are missing or older than its program."""
    out, program = PICTURES / name, DOCS.parent / "demos" / f"{name}.py"
    if any(picture.stat().st_mtime > program.stat().st_mtime for picture in out.glob("*.png")):
        return
    command = [sys.executable, "-m", f"demos.{name}", "--out", str(out)]
    subprocess.run(command, check=True, cwd=DOCS.parent, stdout=subprocess.DEVNULL)


def main() -> None:
    """Draw all pictures, several at a time."""
    names = {page.stem for page in (DOCS / "experiments").glob("*.md")} - _OTHER_PAGES
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(draw, sorted(names)))


if __name__ == "__main__":
    main()
