"""A browser for tests of pages: Chromium, from `PATH`, driven by Playwright.

A test module imports the fixture `page`. Without Playwright or Chromium its tests are skipped; in CI they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, started once for each test module."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("the package playwright")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        _missing("Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """An empty page. A message on its console, an error or a request to the network fails the test."""
    found: list[str] = []
    opened = browser.new_page(viewport={"width": 1000, "height": 700})
    opened.on("console", lambda message: found.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: found.append(f"error: {error}"))
    opened.on("request", lambda request: found.extend(_remote(request.url)))
    yield opened
    opened.close()
    assert not found, found


def _remote(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:", "blob:", "about:")) else [f"request: {url}"]


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed in CI, and was not found")
    pytest.skip(f"{what} was not found")
