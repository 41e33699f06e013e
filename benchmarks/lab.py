"""Measure the lab in Chromium: its size, the time until it is ready, and the speed of training in it.

    python -m benchmarks.lab [--repeat 5]

It needs the packages playwright and NumPy, and the program `chromium`. The network has the sizes 2-16-16-1, which are
337 parameters, and 100 points. The peer is the same training in CPython, in the same run.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from nn.lab.controls import completed
from nn.lab.keeping import written
from nn.lab.rooms import train

SETTINGS = {"data": "moons", "layers": 2, "neurons": 16, "rate": 0.03}
STEPS = 100
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync".split()


def ready(browser: Any, file: Path) -> tuple[Any, float]:
    """Open the page, and return it with the seconds until the first room was shown."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    begin = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]", timeout=120_000)
    return page, time.perf_counter() - begin


def in_page(page: Any, first: int) -> float:
    """Return the seconds for STEPS steps and one view in the page."""
    page.evaluate("given => send({ do: 'show', room: 'train', settings: given })", SETTINGS | {"steps": first})
    begin = time.perf_counter()
    page.evaluate("given => send({ do: 'show', room: 'train', settings: given })", SETTINGS | {"steps": first + STEPS})
    return time.perf_counter() - begin


def here(first: int) -> float:
    """Return the seconds for the same in this Python."""
    train.show(completed(train.CONTROLS, SETTINGS | {"steps": first}))
    begin = time.perf_counter()
    train.show(completed(train.CONTROLS, SETTINGS | {"steps": first + STEPS}))
    return time.perf_counter() - begin


def played(page: Any) -> float:
    """Return the steps a second while the page plays, with every picture drawn, over ten seconds."""
    page.evaluate("given => enter('train', given)", SETTINGS)
    time.sleep(1)
    page.get_by_role("button", name="Play", exact=True).click()
    time.sleep(10)
    steps = page.evaluate("player.now()")
    page.get_by_role("button", name="Pause", exact=True).click()
    return float(steps) / 10


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description="Measure the lab in Chromium.")
    parser.add_argument("--repeat", type=int, default=5, help="how often each is measured (default: 5)")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        parser.error("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = written(Path(folder) / "lab.html", None, None, print)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        starts, pages, ours = [], [], []
        for i in range(given.repeat):
            page, seconds = ready(browser, file)
            starts.append(seconds)
            pages.append(in_page(page, i * STEPS))
            ours.append(here(i * STEPS))
            if i < given.repeat - 1:
                page.close()
        rate = played(page)
        browser.close()
        print(f"size: {file.stat().st_size / 1e6:.1f} MB")
        print(f"ready after {statistics.median(starts):.1f} s ({min(starts):.1f} to {max(starts):.1f})")
        print(f"a step on 337 parameters and 100 points: {1000 * statistics.median(pages) / STEPS:.1f} ms,")
        ratio = statistics.median(p / o for p, o in zip(pages, ours))
        print(f"  {ratio:.1f} times that of CPython")
        print(f"playing, with every picture: {rate:.0f} steps a second")


if __name__ == "__main__":
    main()
