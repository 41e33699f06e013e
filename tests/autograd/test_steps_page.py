"""The page of `autograd.steps`, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograd import Value, steps
from tests.browser import browser, page

__all__ = ["browser", "page"]
pytestmark = pytest.mark.slow


def shown(page: Any, row: str) -> list[str]:
    """Return the visible texts under "data" or "grad", node by node."""
    found: list[str] = page.evaluate(
        """row => [...document.querySelectorAll("g.node[id^='n']")].flatMap((node) => {
            const texts = [...node.querySelectorAll("text")], i = texts.findLastIndex((t) => t.textContent === row);
            return getComputedStyle(texts[i + 1]).visibility === "visible" ? [texts[i + 1].textContent] : [];
        })""",
        row,
    )
    return found


def test_the_page_steps_forward_and_back_by_keys_and_buttons(page: Any, tmp_path: Path) -> None:
    a, b = Value(2.0, "a"), Value(-3.0, "b")
    steps((a * b + a).tanh()).save(tmp_path / "steps.html")
    page.goto((tmp_path / "steps.html").as_uri())
    assert (shown(page, "data"), shown(page, "grad")) == (["2", "-3"], [])
    page.get_by_role("button", name="Next").click()
    assert shown(page, "data") == ["2", "-3", "-6"]
    page.locator("body").press("End")
    result = (a * b + a).tanh()
    result.backward()
    assert shown(page, "grad")[:2] == [f"{a.grad:.4g}", f"{b.grad:.4g}"]
    page.locator("body").press("ArrowLeft")
    assert len(shown(page, "grad")) == 4
    assert page.locator("#what.backward").count() == 1
    page.locator("body").press("Home")
    assert page.locator(".lit").count() == 0


def test_axe_finds_nothing_serious(page: Any, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    steps(Value(2.0, "a") * Value(3.0, "b")).save(tmp_path / "steps.html")
    page.goto((tmp_path / "steps.html").as_uri())
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
