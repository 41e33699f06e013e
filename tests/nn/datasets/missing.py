"""Packages that are not installed."""

from __future__ import annotations

import builtins
from typing import Any

import pytest


def hide(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Let `import package` fail, as if it were not installed."""
    original = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return original(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
