"""The lab in a real browser, from a file, without a network: every room, by mouse and keyboard, for everyone."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nn.lab.engine import ROOMS, answer
from nn.lab.keeping import LabError, written
from tests.browser import browser
from tests.nn.lab.test_rooms import printed

__all__ = ["browser"]
pytestmark = pytest.mark.slow

LARGEST = 10_000_000  # bytes
TRAINED = bool(os.environ.get("CHAINRULE_DATA"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as `chainrule lab --build` writes it."""
    try:
        return written(tmp_path_factory.mktemp("lab") / "lab.html", None, None, lambda line: None)
    except LabError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def opened(browser: Any, file: Path) -> Iterator[Any]:
    """The page, opened offline. A message on its console, an error or a request fails the test that ends."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, offline=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda message: page.troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: page.troubles.append(f"error: {error}"))
    page.on("request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or page.troubles.append(r.url))
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready], body[data-failed]", timeout=120_000)
    assert page.locator("body[data-ready]").count() == 1, page.inner_text("#lead")
    yield page
    context.close()


@pytest.fixture
def lab(opened: Any) -> Iterator[Any]:
    """The page, in its first state."""
    enter(opened, "neuron")
    yield opened
    assert opened.troubles == []


def enter(page: Any, room: str, **settings: Any) -> None:
    """Go to a room by its address, and wait for what it says."""
    page.evaluate("enter('python', {})")
    page.evaluate("([room, given]) => enter(room, given)", [room, settings])
    settle(page)


def settle(page: Any) -> None:
    page.wait_for_selector("#busy", state="hidden", timeout=60_000)
    deadline = time.monotonic() + 60
    while page.evaluate("busy || wanted") and time.monotonic() < deadline:
        time.sleep(0.02)


def says(page: Any) -> str:
    text: str = page.inner_text("#says")
    return text


def button(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def shown_here(room: str, settings: dict[str, Any]) -> Any:
    return json.loads(answer(json.dumps({"do": "show", "room": room, "settings": settings})))


def test_the_file_is_small_and_ready_in_seconds(file: Path, opened: Any) -> None:
    assert file.stat().st_size < LARGEST


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "python"])
def test_each_preset_shows_the_numbers_of_cpython(lab: Any, room: str) -> None:
    if room == "digit" and not TRAINED:
        pytest.skip("the network for digits is trained on MNIST: set CHAINRULE_DATA")
    enter(lab, room)
    for preset in ROOMS[room].PRESETS:
        button(lab, preset.name).click()
        settle(lab)
        assert lab.get_attribute("#says", "class") in (None, "")
        if room != "digit":
            assert says(lab) == shown_here(room, preset.settings)["says"]
        else:
            assert says(lab).startswith("It looks like a")
        assert lab.inner_text("#about") == preset.about
        assert lab.locator("#figures .figure").count() >= 3


@pytest.mark.parametrize("room", list(ROOMS))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(lab: Any, room: str, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    enter(lab, room)
    if ROOMS[room].PRESETS and room != "python":
        button(lab, ROOMS[room].PRESETS[-1].name).click()
    if room == "python":
        button(lab, "Run").click()
    settle(lab)
    for details in lab.locator("#figures details summary").all():
        details.click()
    if theme == "dark":
        button(lab, "Dark").click()
    found = Axe().run(lab).response["violations"]
    if theme == "dark":
        button(lab, "Dark").click()
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("room", list(ROOMS))
def test_a_phone_shows_it_without_scrolling_sideways(lab: Any, room: str) -> None:
    lab.set_viewport_size({"width": 375, "height": 740})
    enter(lab, room)
    if room != "python":
        button(lab, ROOMS[room].PRESETS[0].name).click()
    settle(lab)
    wide = lab.evaluate("document.documentElement.scrollWidth")
    lab.set_viewport_size({"width": 1300, "height": 900})
    assert wide <= 375


def test_a_slider_changes_the_output_the_gradients_and_the_graph(lab: Any) -> None:
    lab.get_by_label("Weight w₁", exact=True).fill("1.5")
    settle(lab)
    assert lab.inner_text(".text pre").splitlines()[0] == "z = 1.5 · 1 + 1 · (−2) + 1 = 0.5"
    assert "1.5" in lab.locator(".graph svg").text_content()
    assert lab.evaluate("location.hash") == "#neuron?w1=1.5"


def test_the_slider_moves_by_keyboard(lab: Any) -> None:
    lab.get_by_label("Bias b", exact=True).focus()
    lab.keyboard.press("ArrowRight")
    settle(lab)
    assert "+ 1.1 =" in lab.inner_text(".text pre")


def test_the_labels_stay_in_their_boxes(lab: Any) -> None:
    outside = lab.evaluate("""() => [...document.querySelectorAll(".graph g.node")].flatMap((node) => {
        const box = node.querySelector("path, polygon, ellipse").getBBox();
        return [...node.querySelectorAll("text")].filter((text) => {
            const label = text.getBBox();
            return label.x < box.x - 0.5 || label.x + label.width > box.x + box.width + 0.5;
        }).map((text) => text.textContent);
    })""")
    assert outside == []


def test_the_address_brings_back_the_setting(lab: Any) -> None:
    settings = {"curve": "ravine", "optimizer": "adam", "steps": "25", "start": "-4"}
    lab.evaluate("hash => { location.hash = hash; }", "walk?curve=ravine&optimizer=adam&steps=25&start=-4")
    time.sleep(0.2)
    settle(lab)
    assert says(lab) == shown_here("walk", settings)["says"]
    assert lab.get_by_label("Optimiser").input_value() == "adam"


def test_a_link_never_runs_a_program(lab: Any) -> None:
    enter(lab, "python", code="print('ran')")
    assert says(lab) == "Press Run, or Ctrl+Enter."
    button(lab, "Run").click()
    settle(lab)
    assert lab.inner_text(".text pre") == "ran"
    assert "runs" not in lab.evaluate("location.hash")


def test_an_endless_loop_is_stopped_and_the_page_goes_on(lab: Any) -> None:
    enter(lab, "python", code="while True:\n    pass")
    button(lab, "Run").click()
    button(lab, "Stop").click(timeout=10_000)
    lab.wait_for_selector("#says:text-is('Stopped.')", timeout=60_000)
    enter(lab, "neuron")
    assert says(lab).startswith("The output is")


def test_a_room_that_is_entered_while_python_starts_again_is_shown(lab: Any) -> None:
    enter(lab, "python", code="while True:\n    pass")
    button(lab, "Run").click()
    button(lab, "Stop").click(timeout=10_000)
    lab.evaluate("enter('walk', {})")
    settle(lab)
    assert says(lab).startswith("After 6 steps")


def test_what_is_typed_while_a_program_runs_is_kept(lab: Any) -> None:
    enter(lab, "python", code="s = 0\nfor i in range(2_000_000):\n    s += i\nprint(s)")
    button(lab, "Run").click()
    lab.get_by_label("Program", exact=True).fill("print('another')")
    settle(lab)
    assert lab.inner_text(".text pre") == "1999999000000"
    assert lab.get_by_label("Program", exact=True).input_value() == "print('another')"


def test_the_link_to_the_figures_stays_in_the_room(lab: Any) -> None:
    enter(lab, "walk", steps=12)
    lab.focus(".skip")
    lab.keyboard.press("Enter")
    time.sleep(0.2)
    settle(lab)
    assert lab.evaluate("[location.hash, document.activeElement.id]") == ["#walk?steps=12", "figures"]


def test_a_graph_with_fewer_steps_is_shown_at_its_last(lab: Any) -> None:
    enter(lab, "backward", step="14")
    lab.get_by_label("Expression; steps before it end with ;").fill("a*b")
    settle(lab)
    assert lab.inner_text(".player .count") == "Step: 4 of 4"
    button(lab, "Back").click()
    settle(lab)
    assert says(lab).startswith("Step 3 of 4")


def test_a_step_after_a_setting_that_cannot_be_read(lab: Any) -> None:
    enter(lab, "walk", rate="fast", steps="12")
    button(lab, "Next").click()
    settle(lab)
    assert lab.evaluate("settings.steps") == 13


def test_a_number_beyond_the_slider_becomes_its_end(lab: Any) -> None:
    field = lab.get_by_label("Input x₁, as a number")
    field.fill("999")
    field.press("Enter")
    settle(lab)
    assert field.input_value() == "10"


def test_the_open_program_is_that_of_the_settings_also_if_they_are_wrong(lab: Any) -> None:
    enter(lab, "walk")
    lab.click("#code summary")
    enter(lab, "losses", temperature="hot")
    lab.wait_for_selector("#code pre:text-matches('^# Temperature: expected a number')", timeout=10_000)
    lab.click("#code summary")


def test_a_curve_that_leaves_the_picture_is_drawn(lab: Any) -> None:
    enter(lab, "walk", curve="own", formula="exp(exp(w))")  # the console stays empty


def test_the_steps_go_by_buttons_and_keys(lab: Any) -> None:
    enter(lab, "backward")
    assert lab.locator(".listing [aria-current]").count() == 0
    button(lab, "Next").click()
    settle(lab)
    assert says(lab).startswith("Step 1 of 14, forward: v1 = w * x")
    assert lab.inner_text(".listing [aria-current]") == "v1 = w * x"
    lab.evaluate("document.activeElement.blur()")
    lab.keyboard.press("End")
    settle(lab)
    assert says(lab).startswith("Step 14 of 14, backward")
    lab.keyboard.press("ArrowLeft")
    settle(lab)
    assert says(lab).startswith("Step 13 of 14")
    lit = lab.locator(".graph .lit")
    assert lit.count() == 3
    lab.keyboard.press("Home")
    settle(lab)
    hidden = lab.locator(".graph text.unknown").count()
    assert hidden > 8


def test_playing_goes_through_the_steps_and_can_be_paused(lab: Any) -> None:
    enter(lab, "walk", steps=0)
    button(lab, "Play").click()
    lab.wait_for_selector("#says:text-matches('After 2 steps')", timeout=30_000)
    button(lab, "Pause").click()
    settle(lab)
    before = says(lab)
    time.sleep(1.2)  # two steps would be taken in this time
    assert says(lab) == before


def test_training_runs_and_a_weight_tells_its_step(lab: Any) -> None:
    enter(lab, "train", data="xor", noise=0)
    button(lab, "Play").click()
    lab.wait_for_selector("#says:text-matches('Step [1-9][0-9]+')", timeout=60_000)
    button(lab, "Pause").click()
    settle(lab)
    lab.get_by_label("Weight or bias").select_option("weight x₁ → h₁₁")
    about = lab.inner_text(".network .about")
    assert re.search(r"gradient .*, .* = ", about)
    assert "h₁₁ = tanh(" in about


def test_a_click_adds_a_point_and_pasted_rows_are_read(lab: Any) -> None:
    enter(lab, "train", data="xor", noise=0)
    lab.locator(".plane svg").click(position={"x": 200, "y": 150})
    settle(lab)
    assert lab.get_by_label("Data").input_value() == "own"
    area = lab.get_by_label("Points, one a line: x, y, class 0 or 1; or x, y")
    assert len(area.input_value().splitlines()) == 5
    area.fill("x,y\n1,2\n2,4\n3,6")
    settle(lab)
    assert lab.locator(".figure.chart").count() == 2
    area.fill("1,2\nmoon,4")
    settle(lab)
    assert says(lab) == "points: line 2: expected numbers, got 'moon,4'"
    assert lab.get_attribute("#says", "class") == "error"


@pytest.mark.parametrize("room", ["neuron", "walk", "backward", "train", "losses"])
def test_copy_as_python_reproduces_what_is_shown(lab: Any, room: str) -> None:
    enter(lab, room)
    button(lab, ROOMS[room].PRESETS[0].name).click()
    settle(lab)
    button(lab, "Copy as Python").click()
    lab.get_by_role("button", name="Copied").wait_for()
    program = lab.evaluate("navigator.clipboard.readText()")
    there = lab.evaluate("room => send({ do: 'show', room, settings })", room)["numbers"]
    assert printed(program) == pytest.approx(there, rel=1e-9, abs=1e-12)


def test_a_digit_is_drawn_with_the_mouse(lab: Any) -> None:
    if not TRAINED:
        pytest.skip("the network for digits is trained on MNIST: set CHAINRULE_DATA")
    enter(lab, "digit")
    box = lab.locator("canvas.pad").bounding_box()
    points = [(0.3, 0.25), (0.7, 0.25), (0.45, 0.8)]
    lab.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.25 * box["height"])
    lab.mouse.down()
    for x, y in points:
        lab.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=8)
    lab.mouse.up()
    settle(lab)
    assert says(lab).startswith("It looks like a 7")
    assert lab.locator(".pixels canvas").count() == 2
    button(lab, "Clear").click()
    settle(lab)
    assert says(lab).startswith("Draw a digit")


def test_each_curve_is_also_a_table(lab: Any) -> None:
    enter(lab, "walk")
    for figure in lab.locator(".figure.chart").all():
        figure.locator("summary").click()
        figure.locator("tbody tr").first.wait_for()
        assert figure.locator("tbody tr").count() > 5


def test_it_obeys_the_wish_for_less_motion_and_for_a_dark_page(browser: Any, file: Path) -> None:
    context = browser.new_context(reduced_motion="reduce", color_scheme="dark")
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]", timeout=120_000)
    assert page.evaluate("calm()") is True
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


def test_python_is_started_again_after_it_failed(browser: Any, file: Path) -> None:
    """Code that is too deep for WebAssembly's stack ends Python, with words on the console; the page goes on."""
    page = browser.new_page()
    page.goto(file.as_uri() + "#python")
    page.wait_for_selector("body[data-ready]", timeout=120_000)
    page.get_by_label("Program", exact=True).fill("x = '(' * 3000\neval(x + '1' + ')' * 3000)")
    button(page, "Run").click()
    page.wait_for_selector("#says:text-matches('Python was started again|MemoryError|SyntaxError')", timeout=60_000)
    enter(page, "neuron")
    assert says(page).startswith("The output is")
    page.close()
