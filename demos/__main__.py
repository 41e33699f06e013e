"""List the demos: `python -m demos`."""

from __future__ import annotations

import ast
from pathlib import Path


def demos() -> dict[str, str]:
    """Return the first line of each demo's docstring, by the name of the demo."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        about = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[path.stem] = about.partition("\n")[0]
    return found


def main() -> None:
    """Print each demo with what it does."""
    print("python -m demos.NAME runs one; --help lists its options, and docs/experiments explains what is seen.\n")
    listed = demos()
    for name, about in listed.items():
        print(f"{name:<{max(map(len, listed))}}  {about}")


if __name__ == "__main__":
    main()
