"""The built site, opened in Chromium from its files: links, console, accessibility, and the width of a phone.

`scripts/site` builds it. Without it the tests are skipped; in CI they fail.
"""

from __future__ import annotations

import os
import urllib.parse
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

import pytest

from autograd.rules.table import TABLE
from nn.lab.engine import ROOMS
from tests.browser import browser, page

__all__ = ["browser", "page"]
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SITE = ROOT / "docs" / "_build" / "html"
LAB = "chainrule-lab.html"  # tests/nn/lab opens it
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if path.name != LAB)
REPOSITORY = "https://github.com/chainrule/chainrule/"
PHONE = {"width": 375, "height": 700}
# Entries of the reference are alike, and axe takes minutes for hundreds of them.
SHORTEN = "document.querySelectorAll('dl.py').forEach((entry, i) => i < 40 || entry.remove())"
# axe loads no files again, and describes violations alone.
FAST = {"preload": False, "resultTypes": ["violations"]}


class Links(HTMLParser):
    """The ids of a page, and the addresses that it refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif value and (name == "src" or (name == "href" and tag in ("a", "link"))):
                self.addresses.add(value)


@pytest.fixture(autouse=True)
def built() -> None:
    if not PAGES:
        if os.environ.get("CI"):
            pytest.fail("the site is needed in CI: run scripts/site")
        pytest.skip("the site was not built: run scripts/site")


def test_no_link_is_dead() -> None:
    pages = {name: Links((SITE / name).read_text(encoding="utf-8")) for name in PAGES}
    dead = defaultdict(set)
    for name, links in pages.items():
        for address in links.addresses:
            if address.startswith(REPOSITORY):
                path = urllib.parse.urlsplit(address).path.partition("/main/")[2]
                if not (ROOT / path).exists():
                    dead[name].add(address)
            elif not urllib.parse.urlsplit(address).scheme:
                path, _, fragment = urllib.parse.unquote(address).partition("#")
                target = (SITE / name).parent / path.partition("?")[0] if path else SITE / name
                other = pages.get(os.path.relpath(target, SITE))
                if path.endswith("lab.html") and fragment.partition("?")[0] in ROOMS:
                    fragment = ""  # the page opens the lab in this room
                if not target.is_file() or (other and fragment and fragment not in other.ids):
                    dead[name].add(address)
    assert dict(dead) == {}


def test_each_public_name_has_an_entry() -> None:
    ids = {id for name in PAGES if name.startswith("reference/") for id in Links((SITE / name).read_text("utf-8")).ids}
    for path in sorted((ROOT / "tests" / "approved").glob("*.txt")):
        parent = resolve_name(path.stem)
        entries = {f"{path.stem}.{name}": name for name in path.read_text(encoding="utf-8").split()}
        missing = [name for entry, name in entries.items() if entry not in ids]
        # Modules have pages, and some attributes are listed in the docstring of their class.
        missing = [name for name in missing if not isinstance(getattr(parent, name), ModuleType)]
        assert [name for name in missing if f"\n        {name}: " not in parent.__doc__] == []
    assert {f"{place}.{row}" for row in TABLE for place in ("autograd", "autograd.Value", "autograd.Tensor")} <= ids


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_accessible_and_as_wide_as_a_phone(page: Any, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto((SITE / name).as_uri())
    width = page.viewport_size
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(width)
    page.evaluate(SHORTEN)
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        report = Axe().run(page, options={**FAST, **rules}).response
        serious = [rule for rule in report["violations"] if rule["impact"] in ("serious", "critical")]
        assert [(rule["id"], [node["html"] for node in rule["nodes"][:5]]) for rule in serious] == []


def test_the_lab_starts_in_the_page(page: Any) -> None:
    page.goto((SITE / "index.html").as_uri())
    page.get_by_role("button", name="Start the lab here").click()
    frame = page.frame_locator(".lab iframe")
    frame.locator("body[data-ready]").wait_for(timeout=120_000, state="attached")


def test_a_link_to_a_room_opens_the_lab(page: Any) -> None:
    page.goto((SITE / "lab.html").as_uri() + "#walk")
    page.wait_for_url(f"**/{LAB}#walk*")
    page.wait_for_selector("body[data-ready]", timeout=120_000, state="attached")


def test_a_program_of_the_book_runs_below_its_listing(page: Any) -> None:
    page.goto((SITE / "book" / "1-multiplication.html").as_uri())
    page.get_by_role("link", name="Run it in the lab").first.click()
    frame = page.frame_locator(".run iframe")
    frame.locator("body[data-ready]").wait_for(timeout=120_000, state="attached")
    frame.get_by_role("button", name="Run", exact=True).click()
    frame.get_by_text("The program ran.").wait_for(timeout=30_000)
    assert frame.locator(".text pre").inner_text().split() == ["-3.0", "2.0"]
    page.get_by_role("link", name="Close it").click()
    assert page.locator(".run iframe").count() == 0


def test_the_search_finds_pages_without_a_server(page: Any) -> None:
    page.goto((SITE / "search.html").as_uri() + "?q=relu")
    page.locator("#search-results li a").first.wait_for(timeout=30_000)
    assert page.locator("#search-results li a").count() > 3
