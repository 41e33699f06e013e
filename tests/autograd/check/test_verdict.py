"""Verdicts."""

from __future__ import annotations

from autograd.check.verdict import worst


def test_the_worst_verdict() -> None:
    assert worst(["ok", "wrong", "kink"]) == "wrong"
    assert worst(["kink", "inconclusive", "ok"]) == "inconclusive"
    assert worst([]) == "ok"
