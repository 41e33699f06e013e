"""The rooms of the lab: what they show, and that their programs reproduce it."""

from __future__ import annotations

import contextlib
import io
import json
import math
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.lab.controls import Choice, Player, Settings, Slider, Text, completed
from nn.lab.engine import ROOMS, answer
from nn.lab.points import parsed
from nn.lab.rooms import backward, losses, neuron, python, train, walk

KINDS = {"chart", "bars", "table", "graph", "listing", "plane", "network", "pixels", "text"}
# The room of digits needs a trained network; test_digit.py makes one.
PRESETS = [
    pytest.param(name, preset.settings, id=f"{name}-{preset.name}")
    for name, room in ROOMS.items()
    if name != "digit"
    for preset in room.PRESETS
]


def view(room: Any, **settings: Any) -> Any:
    return room.show(completed(room.CONTROLS, settings))


def printed(program: str) -> dict[str, float]:
    """Run a program and return the numbers that it prints by their names."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(program, {"__name__": "__main__"})
    rows = [line.rpartition(" ") for line in output.getvalue().splitlines()]
    return {name: float(number) for name, _, number in rows}


@pytest.mark.parametrize(("name", "settings"), PRESETS)
def test_each_preset_shows_figures_that_its_program_reproduces(name: str, settings: Settings) -> None:
    reply = json.loads(answer(json.dumps({"do": "show", "room": name, "settings": settings})))
    assert "error" not in reply
    assert reply["says"]
    assert {figure["kind"] for figure in reply["figures"]} <= KINDS
    if name != "python":
        program = json.loads(answer(json.dumps({"do": "program", "room": name, "settings": settings})))["program"]
        assert printed(program) == reply["numbers"]


def values_of(control: Any) -> st.SearchStrategy[Any]:
    match control:
        case Slider(low=low, high=high, step=step):
            return st.integers(0, round((high - low) / step)).map(lambda k: low + k * step)
        case Choice(options=options):
            return st.sampled_from([value for value, _ in options])
        case Player():
            return st.integers(0, 12)
        case Text(name="expression"):
            return st.sampled_from(["a*b + a", "sin(a)/b", "exp(a*b)**2 + relu(b)", "x**x", "log(a) + 1/b"])
        case Text(name="values"):
            return st.sampled_from(["", "a=2, b=-3", "a=0,b=0", "a=1e300, b=1e300"])
        case Text(name="formula"):
            return st.sampled_from(["w**4 - w", "u*v + u**2", "sqrt(w)", "1/w"])
        case Text(default=default):
            return st.just(default)
    raise AssertionError(control)


@pytest.mark.parametrize("name", ["neuron", "walk", "backward", "train", "losses"])
@given(data=st.data())
def test_any_settings_show_what_the_program_computes(name: str, data: Any) -> None:
    room = ROOMS[name]
    settings = completed(room.CONTROLS, {c.name: data.draw(values_of(c), c.name) for c in room.CONTROLS})
    try:
        seen = room.show(settings)
    except ValueError:
        return
    found = printed(room.program(settings))
    assert found.keys() == seen.numbers.keys()
    for key, number in seen.numbers.items():
        assert found[key] == number or (math.isnan(found[key]) and math.isnan(number)), key
    json.dumps(seen.figures)


# ── the figures that the seeds' widgets show ──


def test_the_tip_is_7_6() -> None:
    seen = view(neuron, **neuron.PRESETS[0].settings)
    assert seen.numbers["out"] == pytest.approx(7.6, abs=1e-12)
    assert "7.6" in seen.says
    assert seen.figures[0]["lines"] == ["out = 0.1 · 8 + 0.2 · 9 + 5 = 7.6"]


def test_the_chain_of_messages_is_5_10_13() -> None:
    seen = view(neuron, **neuron.PRESETS[3].settings)
    assert seen.numbers == {"out": 13.0, "grad w₁": 5.0, "grad x₁": 2.0, "grad b": 1.0}
    assert ">10<" in seen.figures[1]["dot"]


def test_a_dead_relu_has_no_gradient() -> None:
    seen = view(neuron, **neuron.PRESETS[2].settings)
    assert set(seen.numbers.values()) == {0.0}
    assert "changes nothing" in seen.says


@pytest.mark.parametrize(
    ("rate", "steps", "weight"), [(2.0, 1, 2.0), (4.0, 1, 7.0), (4.0, 2, -3.0), (4.0, 9, 7.0), (0.5, 1, -1.75)]
)
def test_the_walk_on_the_parabola(rate: float, steps: int, weight: float) -> None:
    assert view(walk, rate=rate, steps=steps).numbers["w"] == pytest.approx(weight, abs=1e-9)


def test_the_walk_says_that_it_diverges() -> None:
    assert "diverges" in view(walk, rate=4.1, steps=40).says
    assert "diverges" not in view(walk, rate=4.0, steps=40).says
    assert "diverges" not in view(walk, optimizer="momentum", rate=0.5, momentum=0.9, steps=40).says
    far = view(walk, rate=5.0, steps=200)
    assert "diverges" in far.says
    assert far.most == len(far.figures[1]["series"][0]["points"]) - 1 < 200


def test_momentum_overshoots_to_5_67() -> None:
    seen = view(walk, optimizer="momentum", rate=0.5, momentum=0.9, steps=40)
    trail = seen.figures[0]["series"][1]["points"]
    assert max(w for w, _ in trail) == pytest.approx(5.67, abs=0.005)


def test_a_walk_needs_one_or_two_variables() -> None:
    with pytest.raises(ValueError, match="one or two variables, 'a\\*b\\*c' has 3"):
        view(walk, curve="own", formula="a*b*c")
    with pytest.raises(ValueError, match="formula"):
        view(walk, curve="own", formula="__import__('os')")


def test_the_gradients_of_micrograds_neuron() -> None:
    numbers = view(backward, **backward.PRESETS[3].settings).numbers
    assert [numbers[f"grad {name}"] for name in ("w1", "w2", "x1", "x2")] == pytest.approx([1.0, 0.0, -1.5, 0.5])


def test_the_steps_light_one_line_and_one_edge_each() -> None:
    settings = {"expression": "a*b + a", "values": "a=2, b=-3"}
    whole = view(backward, **settings)
    assert whole.most == 7
    for step in range(1, 8):
        seen = view(backward, step=step, **settings)
        graph, listing = seen.figures[:2]
        assert graph["lit"]
        assert listing["lines"][listing["lit"]][0] != "#"
    assert graph["grad"] == {"n0": "-2", "n1": "2", "n2": "1", "n3": "1"}
    assert "1 + (−3) = −2" in view(backward, step=6, **settings).says
    assert view(backward, step=99, **settings).says.startswith("Step 7 of 7")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"expression": "a"}, "has no operation"),
        ({"expression": "a b"}, "formula: cannot read"),
        ({"expression": "+".join("a" * 70)}, "at most 60 operations, got 69"),
        ({"values": "w"}, "NAME=NUMBER"),
        ({"values": "w=two"}, "NAME=NUMBER"),
    ],
)
def test_what_cannot_be_read_is_said(settings: Settings, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        view(backward, **settings)


def test_a_variable_without_a_value_is_named() -> None:
    assert view(backward, expression="a*b", values="a=2").says.endswith("No value is given for b: it is 1.")
    assert view(backward, expression="a*b", values="a=2, b=3").says.endswith("arrow key.")


def test_the_gates_that_one_neuron_learns() -> None:
    xor = {"data": "xor", "noise": 0, "steps": 100}
    assert view(train, **xor).numbers["right"] == 4
    alone = view(train, **xor, layers=0).numbers
    assert alone["right"] < 4
    assert alone["loss"] == pytest.approx(math.log(2), abs=0.01)
    for gate in ("and", "or", "nand"):
        assert view(train, data=gate, noise=0, layers=0, rate=0.2, steps=100).numbers["right"] == 4


def test_a_house_of_3000_square_feet_costs_650_thousand() -> None:
    assert view(train, **train.PRESETS[5].settings).numbers["price"] == pytest.approx(650, abs=15)


def test_a_view_depends_on_the_settings_alone() -> None:
    first = view(train, steps=30)
    assert view(train, steps=10).numbers != first.numbers
    assert view(train, steps=30).numbers == first.numbers
    assert view(train, steps=30, seed=1).numbers != first.numbers


def test_the_last_step_of_a_weight_is_told() -> None:
    edges = view(train, data="xor", noise=0, optimizer="sgd", rate=0.5, steps=1).figures[1]["edges"]
    assert len(edges) == 8 * 2 + 8
    before, gradient = edges[0]["about"].split(": ")[1].split(", ")[0], edges[0]["about"].split("gradient ")[1]
    assert float(before.replace("−", "-")) - 0.5 * float(gradient.split(",")[0].replace("−", "-")) == pytest.approx(
        edges[0]["weight"], abs=1e-3
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "2 to 300 lines"),
        ("1,2,0", "got 1"),
        ("1,2,0\n1,2,3", "line 2: expected the class 0 or 1, got 3"),
        ("1,2,0\n1,b,1", "line 2: expected numbers"),
        ("1,2,0\n1,2", "line 2: expected 3 numbers"),
        ("1,2,0\n1,inf,1", "line 2"),
        ("1\n2", "line 1"),
        ("1,2,O\n3,4,1\n5,6,0", "line 1: expected numbers"),
        ("x,y\na,b\n1,2", "line 2: expected numbers"),
        ("\n".join(["1,2,0"] * 301), "got 301"),
    ],
)
def test_points_that_cannot_be_read_are_named(rows: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        view(train, data="own", points=rows)


def test_points_of_ones_own_are_fitted_by_a_line_or_a_boundary() -> None:
    assert view(train, data="own", points="x,y\n0,1\n1,3\n2,5\n", steps=5).figures[0]["kind"] == "chart"
    assert view(train, data="own", points="0,0,0\n1,1,1\n", steps=5).figures[0]["kind"] == "plane"


@pytest.mark.parametrize("rows", ["1;2;0\n3;4;1", "1\t2\t0\n3\t4\t1", '\n"x";"y";"class"\n"1";"2";"0"\n3,4,1'])
def test_points_may_come_from_a_spreadsheet(rows: str) -> None:
    assert parsed(rows) == [((1.0, 2.0), 0.0), ((3.0, 4.0), 1.0)]


def test_training_that_diverges_says_so() -> None:
    seen = view(train, data="houses", optimizer="sgd", rate=2.0, layers=3, neurons=4, steps=60)
    assert seen.says.startswith("Step 60: it diverges, the loss is ")
    assert len(seen.says) < 100


def test_the_chart_of_the_loss_begins_with_the_first_loss() -> None:
    seen = view(train)
    chart = seen.figures[2]
    assert chart["series"][1]["points"] == [[0.0, seen.numbers["loss"]]]
    assert chart["xRange"] == (0, 1)


def test_losses_of_the_textbook() -> None:
    assert view(losses, **losses.PRESETS[2].settings).numbers["loss"] == pytest.approx(math.log(4))
    sure = view(losses, **losses.PRESETS[1].settings).numbers
    assert sure["loss"] > 7
    thousand = view(losses, **losses.PRESETS[4].settings)
    assert thousand.numbers["loss"] == 0
    assert "overflows" in thousand.figures[-1]["lines"][-1]
    assert sum(thousand.numbers[f"p {name}"] for name in losses.NAMES) == pytest.approx(1)


def test_a_program_prints_and_its_error_is_shown_without_the_frames_of_the_lab() -> None:
    assert view(python, runs=1).figures[0]["lines"][0] == "loss 0.999329299739067"
    seen = view(python, code="def f():\n    return 1 / 0\nf()", runs=1)
    lines = seen.figures[0]["lines"]
    assert lines[0] == "Traceback (most recent call last):"
    assert "engine.py" not in "".join(lines)
    assert "    return 1 / 0" in lines
    assert seen.says == "ZeroDivisionError: division by zero"
    assert view(python, code="import sys; sys.exit(3)", runs=1).says == "The program ran."
    assert len("".join(view(python, code="print('x' * 10**6)", runs=1).figures[0]["lines"])) < 110_000


def test_a_program_for_tensors_is_told_what_the_page_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    seen = view(python, code="import numpy", runs=1)
    assert seen.figures[0]["lines"][-1].startswith("This page has no NumPy")


@pytest.mark.parametrize("missing", ["autograd.array", "autograd.check", "nn.layers"])
def test_what_needs_numpy_is_told_so(missing: str) -> None:
    seen = view(python, code=f"raise ModuleNotFoundError('no', name={missing!r})", runs=1)
    assert seen.figures[0]["lines"][-1].startswith("This page has no NumPy")


def test_a_program_cannot_ask_for_input() -> None:
    assert view(python, code="input('x? ')", runs=1).says == (
        "EOFError: input(): nothing can be typed in here; write the text into the program"
    )


def test_the_table_holds_the_gradients_so_far() -> None:
    def gradients(step: int) -> list[str]:
        rows = view(backward, expression="v1*result + v1", values="v1=2, result=-3", step=step).figures[2]["rows"]
        return [row[2] for row in rows]

    assert [gradients(step) for step in (4, 5, 6, 7)] == [["", ""], ["1", ""], ["−2", ""], ["−2", "2"]]


def test_one_operation_is_counted_in_the_singular() -> None:
    assert view(backward, expression="relu(x)").says.startswith("1 operation, 3 steps.")


def test_a_walk_from_a_pole_says_so() -> None:
    assert view(walk, curve="own", formula="1/w", start=0).says.startswith("At the start, w = 0, the loss is ∞.")


def test_nothing_is_run_before_it_is_asked_for() -> None:
    assert view(python, code="raise SystemExit").figures == []


@pytest.mark.parametrize("name", list(ROOMS))
def test_settings_that_cannot_be_read_are_an_error_and_not_an_exception(name: str) -> None:
    for control in ROOMS[name].CONTROLS:
        for value in ("", "x", None, math.nan, [1], "9" * 30_000):
            reply = json.loads(answer(json.dumps({"do": "show", "room": name, "settings": {control.name: value}})))
            assert reply.get("says") or reply["error"]


def test_the_rooms_are_described() -> None:
    rooms = json.loads(answer('{"do": "rooms"}'))
    assert [room["name"] for room in rooms] == list(ROOMS)
    for room in rooms:
        names = {control["name"] for control in room["controls"]}
        assert all(set(preset["settings"]) <= names for preset in room["presets"])
        assert len(names) == len(room["controls"])
