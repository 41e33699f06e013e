"""The folder of the user for what is downloaded or made once. This module needs no NumPy."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache() -> Path:
    """Return the folder: `$XDG_CACHE_HOME/chainrule`, by default `~/.cache/chainrule`.

    Raises:
        RuntimeError: if neither XDG_CACHE_HOME is set nor a home folder known.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~").expanduser() / ".cache") / "chainrule"
