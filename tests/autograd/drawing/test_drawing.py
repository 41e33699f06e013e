"""Drawings: the same bytes every time, any labels, and pictures with and without the program `dot`."""

import html
import os
import re
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd import custom, ones
from autograd.drawing import Drawing, DrawingError, draw, style
from autograd.drawing.boxes import BLANK
from autograd.scalar.value import Value

ROOT = Path(style.__file__).parents[2]


def neuron() -> Value:
    """Return tanh(x1·w1 + x2·w2 + b), whose gradients are in textbooks."""
    x1, x2 = Value(2.0, "x1"), Value(0.0, "x2")
    w1, w2, b = Value(-3.0, "w1"), Value(1.0, "w2"), Value(6.8813735870195432, "b")
    out = (x1 * w1 + x2 * w2 + b).tanh()
    out.label = "out"
    out.backward()
    return out


def nodes(dot: str) -> dict[str, str]:
    """Return the label of each node; the cells of a table are joined by single spaces."""
    found = re.findall(r"^\t(\w+) \[label=(.*?) (?:color|fontcolor)=.*\]$", dot, re.MULTILINE)
    return {name: html.unescape(re.sub(r"(<[^<>]*>)+", " ", text[1:-1])).strip() if text[0] == "<" else text.strip('"')
            for name, text in found if name not in ("graph", "node", "edge")}  # fmt: skip


def edges(dot: str) -> list[tuple[str, str, str]]:
    """Return (from, to, label) of each edge, where `from` and `to` are the labels of its ends."""
    label = nodes(dot)
    found = re.findall(r"^\t(\w+) -> (\w+)(?: \[(?:label=([^] ]+))?.*\])?$", dot, re.MULTILINE)
    return [(label[start], label[end], text.strip('"')) for start, end, text in found]


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def run(code: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `code` in a new interpreter, with its own hash seed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, **options)


# ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_value_shows_its_label_number_and_gradient() -> None:
    picture = draw(neuron())
    assert [text for text in nodes(picture.dot).values() if "data" in text] == [
        "x1 data 2 grad -1.5",
        "w1 data -3 grad 1",
        "data -6 grad 0.5",
        "x2 data 0 grad 0.5",
        "w2 data 1 grad 0",
        "data 0 grad 0.5",
        "data -6 grad 0.5",
        "b data 6.881 grad 0.5",
        "data 0.8814 grad 0.5",
        "out data 0.7071 grad 1",
    ]
    assert (picture.nodes, picture.operations) == (10, 5)


def test_edges_into_an_operation_carry_the_local_derivative() -> None:
    x, y = Value(3.0, "x"), Value(-2.0, "y")
    assert edges(draw(x / y).dot) == [
        ("x data 3", "/", "-0.5"),
        ("y data -2", "/", "-0.75"),
        ("/", "data -1.5", ""),
    ]


def test_an_operand_used_twice_has_two_edges() -> None:
    x = Value(3.0, "x")
    picture = draw(x * x)
    assert [edge for edge in edges(picture.dot) if edge[1] == "*"] == [("x data 3", "*", "3")] * 2
    assert picture.nodes == 2


def test_plain_numbers_are_constants_without_gradient_or_derivative() -> None:
    picture = draw(Value(3.0, "x") ** 2)
    assert edges(picture.dot) == [
        ("x data 3", "**", "6"),
        ("2", "**", ""),
        ("**", "data 9", ""),
    ]
    assert (picture.nodes, picture.operations) == (2, 1)


@pytest.mark.parametrize("f", [lambda x: 2 - x, lambda x: 2 / x, lambda x: 2**x, lambda x: 2 % x, lambda x: 2 // x])
def test_a_plain_number_on_the_left_is_a_constant_too(f: Any) -> None:
    picture = draw(f(Value(3.0, "x")))
    assert edges(picture.dot)[0][0] == "2"
    assert picture.nodes == 2


def gradients_shown(root: Value) -> list[str]:
    return [text for text in nodes(draw(root).dot).values() if "grad" in text]


def test_before_the_backward_pass_no_box_has_a_gradient() -> None:
    x, y = Value(3.0, "x"), Value(2.0, "y")
    loss = (x * 0.0 + y).relu()
    assert gradients_shown(loss) == []
    loss.backward()
    assert "x data 3 grad 0" in gradients_shown(loss)  # now 0 is its gradient
    assert len(gradients_shown(loss)) == 5
    # A new graph has none, but its leaves keep what they have.
    assert gradients_shown(x * y) == ["y data 2 grad 1"]
    x.grad = y.grad = None
    assert gradients_shown(x * y) == []


def test_hidden_gradients_leave_a_blank_and_are_in_no_tooltip() -> None:
    out = neuron()
    shown, hidden = draw(out), draw(out, gradients=False)
    assert hidden.dot.count(BLANK) == 10
    assert "upstream 1.0" in shown.dot and "upstream" not in hidden.dot.replace("= upstream", "")
    assert "grad 0.5" not in hidden.dot and "grad -1.5" not in hidden.dot
    assert "local derivative -3.0" in hidden.dot


def test_a_large_drawing_has_the_shape_of_a_slide_and_larger_type() -> None:
    svg = draw(neuron(), large=True).svg()
    _, _, width, height = map(float, ET.fromstring(svg).get("viewBox", "").split())
    assert width / height == pytest.approx(16 / 9, rel=1e-3)
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)}
    assert min(sizes) >= 17 and max(sizes) == pytest.approx(13 * 1.75, abs=0.01)


def test_a_chain_of_constants_is_straight() -> None:
    y = Value(0.5, "x")
    for _ in range(3):
        y = (1 - y * 2 + 3) / 2
    svg = ET.fromstring(draw(y).svg())
    heights = {round(float(one.get("cy", 0))) for one in svg.iter("{http://www.w3.org/2000/svg}ellipse")}
    assert max(heights) - min(heights) <= 2


def test_a_gradient_that_is_a_value_shows_its_number() -> None:
    x = Value(3.0, "x")
    y = x**2
    y.backward(create_graph=True)
    assert isinstance(x.grad, Value)
    assert "x data 3 grad 6" in nodes(draw(y).dot).values()


def test_a_drawing_does_not_change_afterwards() -> None:
    x = Value(3.0)
    before = draw(x * 2.0)
    x.data = 4.0
    assert "data 3" in nodes(before.dot)["0"]


@pytest.mark.parametrize(
    ("number", "text"), [(-0.0, "0"), (1 / 3, "0.3333"), (123456.0, "1.235e+05"), (-float("inf"), "-inf")]
)
def test_numbers_have_four_significant_digits(number: float, text: str) -> None:
    assert nodes(draw(Value(number)).dot) == {"0": f"data {text}"}


def test_root_leaves_and_results_look_different() -> None:
    colours = dict(re.findall(r"^\t(\d+) \[.* fillcolor=\"(#\w+)\"", draw(neuron()).dot, re.MULTILINE))
    assert colours["0"] == style.LEAF["fillcolor"]
    assert colours["2"] == style.RESULT["fillcolor"]
    assert colours["9"] == style.ROOT["fillcolor"]
    assert len({colours["0"], colours["2"], colours["9"]}) == 3


def test_given_labels_name_any_node_and_come_before_its_own() -> None:
    x = Value(1.0, "own")
    hidden = x.exp()
    picture = draw(hidden.log(), {"weight": x, "tied": x, "hidden": hidden, "elsewhere": Value(0.0)})
    assert [text.split()[0] for text in nodes(picture.dot).values()] == ["weight", "hidden", "exp", "data", "log"]
    assert picture == draw(hidden.log(), [("weight", x), ("hidden", hidden)])


def test_the_rule_is_written_below_where_derivatives_are_shown() -> None:
    caption = "gradient = upstream × local derivative, summed over the edges"
    assert caption in "".join(texts(draw(neuron()).svg()))
    assert "upstream" not in draw(Value(1.0)).dot


def test_direction() -> None:
    assert "rankdir=LR" in draw(Value(1.0)).dot
    assert "rankdir=TB" in draw(Value(1.0), rankdir="TB").dot
    with pytest.raises(ValueError, match=r"rankdir is .* got 'up'"):
        draw(Value(1.0), rankdir="up")


# ── the same to the byte ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_graph_gives_the_same_bytes() -> None:
    first = draw(neuron())
    assert first == draw(neuron())
    code = "import sys; from tests.autograd.drawing.test_drawing import *; sys.stdout.write(draw(neuron()).dot)"
    outputs = [run(code, cwd=ROOT) for _ in range(2)]
    assert [done.stdout for done in outputs] == [first.dot] * 2, outputs[0].stderr


# ── any text ────────────────────────────────────────────────────────────────────────────────────────────────────────

AWKWARD = [
    "<b>bold</b>", "a & b", "&amp;", '"quoted"', "it's", "<>", "\\", "a\\", "\\N \\G \\L \\n", "\\\\", "{x|y}",
    "∂loss/∂w₁", "重み", "[0]", "-> x;", "%s", "//", "#", "--",
]  # fmt: skip


@pytest.mark.parametrize("label", AWKWARD)
def test_labels_appear_as_they_are(label: str) -> None:
    assert label in texts(draw(Value(1.0, label)).svg())
    x = Value(1.0)
    assert draw(x, {label: x}) == draw(Value(1.0, label))


def test_a_label_of_several_lines() -> None:
    assert texts(draw(Value(1.0, "first\nsecond")).svg())[:2] == ["first", "second"]


@pytest.mark.parametrize(
    "label", ["", " ", "\n", "\n\n", "a\n\nb", "\0", "\x1b[0m", "\ud800", "\uffff", "\t", "\r\n", "\x85"]
)
def test_empty_labels_and_labels_with_characters_that_xml_forbids_render(label: str) -> None:
    ET.fromstring(draw(Value(1.0, label)).svg())


def named(name: str) -> Any:
    """Return the result of an operation of this name."""

    def function(x: np.ndarray) -> np.ndarray:
        return np.array(x)

    function.__name__ = function.__qualname__ = name
    return custom(vjp=lambda upstream, x: upstream)(function)(ones(2, requires_grad=True))


@pytest.mark.parametrize("name", [*AWKWARD, "&#11;", "&#x26;", "&lt;"])
def test_names_of_operations_appear_as_they_are(name: str) -> None:
    assert name in texts(draw(named(name)).svg())


@pytest.mark.parametrize(
    "name", ["", " ", "\n", "a\n\nb", "\0", "\x0b", "\x1b[0m", "\ud800", "\uffff", "\t", "\r\n", "\x85", "&#1;"]
)
def test_names_of_operations_with_characters_that_xml_forbids_render(name: str) -> None:
    ET.fromstring(draw(named(name)).svg())


@settings(max_examples=10)  # an example has 20 labels, and Graphviz takes 0.1 s to render it
@given(st.lists(st.text(), min_size=20, max_size=20))
def test_any_labels_render(labels: list[str]) -> None:
    total = Value(0.0)
    for label in labels:
        total = total + Value(1.0, label)
    ET.fromstring(draw(total).svg())


# ── Tensors ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class FakeTensor:
    """A node with only the attributes of a Tensor that a drawing reads. `==` raises, as drawings must not use it."""

    __hash__ = object.__hash__

    def __init__(self, *shape: int, grad_fn: object = None) -> None:
        self.shape, self.dtype, self.grad_fn = shape, "float32", grad_fn
        self.requires_grad, self.inputs = True, ()

    def __eq__(self, other: object) -> bool:
        raise AssertionError("Tensors are not to be compared")


def recorded(symbol: str, *inputs: object, shape: tuple[int, ...]) -> SimpleNamespace:
    class Recorded(SimpleNamespace):
        __hash__ = object.__hash__  # type: ignore[assignment]

    return Recorded(op=SimpleNamespace(symbol=symbol, name=symbol), inputs=inputs, shape=shape, dtype="torch.float32")


def test_tensors_show_shape_and_dtype() -> None:
    weight, bias = FakeTensor(784, 10), FakeTensor(10)
    logits = recorded("+", recorded("matmul", None, weight, shape=(64, 10)), bias, shape=(64, 10))
    loss = FakeTensor(grad_fn=recorded("mean", logits, shape=()))
    picture = draw(loss, {"weight": weight, "loss": loss})
    assert edges(picture.dot) == [
        ("constant", "matmul", ""),
        ("weight shape (784, 10) dtype float32", "matmul", ""),
        ("matmul", "shape (64, 10) dtype float32", ""),
        ("shape (64, 10) dtype float32", "+", ""),
        ("shape (10,) dtype float32", "+", ""),
        ("+", "shape (64, 10) dtype float32", ""),
        ("shape (64, 10) dtype float32", "mean", ""),
        ("mean", "loss shape () dtype float32", ""),
    ]
    assert "upstream" not in picture.dot  # no derivatives to explain
    assert picture == draw(loss, {"weight": weight, "loss": loss})


def test_a_leaf_tensor_alone() -> None:
    assert nodes(draw(FakeTensor(2, 3)).dot) == {"0": "shape (2, 3) dtype float32"}


def test_arguments_that_are_not_operands_are_not_drawn() -> None:
    total = recorded("sum", FakeTensor(2), None, None, shape=())
    total.op.tensors = (0,)
    assert draw(FakeTensor(grad_fn=total)).dot.count("constant") == 0
    stacked = recorded("stack", None, FakeTensor(2), None, shape=(3, 2))
    stacked.op.tensors, stacked.op.many = (0,), True  # a sequence of Tensors in the place of the first argument
    assert draw(FakeTensor(grad_fn=stacked)).dot.count("label=constant") == 2


def test_the_real_tensor() -> None:
    from autograd import tensor

    x = tensor([[0.1, 0.2, 0.3]] * 4)
    weight = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], requires_grad=True)
    loss = (x @ weight * 2).tanh().sum()
    labels = {"weight": weight, "loss": loss}
    picture = draw(loss, labels)
    assert edges(picture.dot) == [
        ("constant (4, 3)", "matmul", ""),
        ("weight shape (3, 2) dtype float32 data [[1, 2], [3, 4], [5, 6]]", "matmul", ""),
        ("matmul", "shape (4, 2) dtype float32", ""),
        ("shape (4, 2) dtype float32", "*", ""),
        ("2", "*", ""),
        ("*", "shape (4, 2) dtype float32", ""),
        ("shape (4, 2) dtype float32", "tanh", ""),
        ("tanh", "shape (4, 2) dtype float32 data 0.9997 … 1", ""),
        ("shape (4, 2) dtype float32 data 0.9997 … 1", "sum", ""),
        ("sum", "loss shape () dtype float32 data 7.999", ""),
    ]
    loss.backward()
    after = nodes(draw(loss, labels).dot)["0"]
    assert after.startswith("weight shape (3, 2) dtype float32 data [[1, 2], [3, 4], [5, 6]] grad [[")
    assert BLANK in draw(loss, labels, gradients=False).dot
    assert nodes(draw(x, {"x": x}).dot) == {"0": "x shape (4, 3) dtype float32 data 0.1 … 0.3"}
    assert "<svg" in picture.svg()


def test_large_gradients_show_their_norm() -> None:
    from autograd import tensor

    w = tensor([3e20] * 16, requires_grad=True)
    (w * w).sum().backward()
    assert "grad norm 2.4e+21" in nodes(draw(w).dot)["0"]  # the squares are out of range of float32


def test_numbers_that_were_overwritten_since_are_not_shown() -> None:
    from autograd import tensor

    w = tensor([1.0, 2.0], requires_grad=True)
    out = (w + 1).tanh()
    loss = out.sum()
    assert any("[0.964, 0.9951]" in text for text in nodes(draw(loss).dot).values())
    out.data.mul_(0)
    assert not any("[0.964, 0.9951]" in text for text in nodes(draw(loss).dot).values())


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wrong", [1.0, None, [Value(1.0)], len, Value])
def test_only_a_value_or_a_tensor_is_drawn(wrong: object) -> None:
    with pytest.raises(TypeError, match=rf"expected a Value or a Tensor, got {type(wrong).__name__}; .*draw\(loss\)"):
        draw(wrong)
    with pytest.raises(TypeError, match=r"labels\['w'\]: expected a Value or a Tensor"):
        draw(Value(1.0), {"w": wrong})


def test_a_tensor_of_another_library_is_refused() -> None:
    foreign = SimpleNamespace(shape=(), dtype="float32", requires_grad=True, grad_fn=object())
    with pytest.raises(TypeError, match="got SimpleNamespace"):
        draw(foreign)


def chain(length: int) -> Value:
    end = Value(1.0, "start")
    one = Value(1.0, "one")
    for _ in range(length):
        end = end * one
    return end


def test_a_graph_above_the_limit_is_folded() -> None:
    assert draw(chain(8), max_nodes=10).nodes == 10
    assert draw(chain(9), max_nodes=10).nodes == 3


def test_a_graph_of_a_million_nodes_is_refused_at_once() -> None:
    end = chain(1_000_000)
    start = time.perf_counter()
    with pytest.raises(ValueError, match="more than 100,000 nodes, the limit is 100,000; draw a smaller example"):
        draw(end)
    assert time.perf_counter() - start < 2


def test_a_deep_graph_is_drawn_without_recursion() -> None:
    picture = draw(chain(20_000), max_nodes=30_000)
    assert (picture.nodes, picture.operations) == (20_002, 20_000)
    assert picture.dot.count(" -> ") == 60_000


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────────

MAGIC = {".svg": b"<svg", ".png": b"\x89PNG\r\n\x1a\n", ".pdf": b"%PDF-", ".dot": b"digraph ", ".SVG": b"<svg"}


@pytest.mark.parametrize("suffix", MAGIC)
def test_save(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    path.write_text("what was there before")
    draw(neuron()).save(str(path))
    assert path.read_bytes().startswith(MAGIC[suffix])
    assert os.listdir(tmp_path) == [path.name]


def test_saved_dot_and_svg_are_the_attributes(tmp_path: Path) -> None:
    picture = draw(Value(1.0, "α"))
    picture.save(tmp_path / "graph.dot")
    picture.save(tmp_path / "graph.svg")
    assert (tmp_path / "graph.dot").read_text(encoding="utf-8") == picture.dot
    assert (tmp_path / "graph.svg").read_text(encoding="utf-8") == picture.svg() == picture._repr_svg_()


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_saved_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    draw(Value(1.0)).save(tmp_path / "graph.dot")
    assert (tmp_path / "graph.dot").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("name", ["graph.jpg", "graph", ".svg", "graph.svg.txt"])
def test_another_suffix_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"must end in \.svg, \.png, \.pdf, \.dot, \.html; got"):
        draw(Value(1.0)).save(tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.dot"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        draw(Value(1.0)).save(path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == [path.name]


def test_repr_counts_the_nodes_and_names_the_ways_to_show_it() -> None:
    assert repr(draw(Value(2.0) * 3)) == (
        "<Drawing of 2 nodes and 1 operation; "
        '.svg(), .save("graph.svg"), or the last line of a notebook\'s cell>'
    )  # fmt: skip


# ── Graphviz ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_graphviz_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    picture = draw(Value(1.0))
    with pytest.raises(DrawingError, match=r"pip install .*\[draw\].*apt install graphviz"):
        picture.svg()
    with pytest.raises(DrawingError):
        picture.save(tmp_path / "graph.png")
    assert os.listdir(tmp_path) == []
    picture.save(tmp_path / "graph.dot")
    assert issubclass(DrawingError, RuntimeError)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for dot is a shell script")
def test_the_program_dot_is_used_if_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dot"
    program.write_text('#!/bin/sh\necho noise >&2\necho "<svg class=\\"made by $*\\" />"\ncat > /dev/null\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert 'class="made by -Kdot -Tsvg"' in draw(Value(1.0)).svg()


def test_dot_text_needs_no_package() -> None:
    program = "import sys; sys.modules['graphviz'] = None; "
    done = run(program + "from autograd import Value, draw; print(draw(Value(1.0, 'x').exp()).dot[:7])")
    assert (done.stdout, done.stderr) == ("digraph\n", "")


def test_errors_of_graphviz_are_passed_on() -> None:
    with pytest.raises(DrawingError, match=r"could not render the drawing as svg \(exit \d+\): \S"):
        Drawing("this is not DOT {", 0, 0).svg()


QUIET = "from autograd.drawing import draw; from autograd.scalar.value import Value; p = draw(Value(1.0, 'x').exp()); "


def test_rendering_writes_nothing_to_stderr(tmp_path: Path) -> None:
    done = run(
        QUIET + f"[p.save({str(tmp_path / 'graph')!r} + s) for s in ('.svg', '.png', '.pdf')]; print(len(p.svg()))"
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert int(done.stdout) > 1000


@pytest.mark.parametrize("closed", ["2", "0, 1, 2"])
def test_rendering_works_where_the_standard_streams_are_closed(tmp_path: Path, closed: str) -> None:
    path = tmp_path / "graph.svg"
    done = run(QUIET + f"import os; [os.close(fd) for fd in ({closed},)]; p.save({str(path)!r})")
    assert done.returncode == 0
    assert "<svg" in path.read_text()


def test_rendering_from_several_threads() -> None:
    pictures = [draw(Value(float(i))) for i in range(4)]
    found: dict[int, str] = {}
    threads = [threading.Thread(target=lambda i=i: found.update({i: pictures[i].svg()})) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [texts(found[i])[1] for i in range(4)] == ["0", "1", "2", "3"]


def test_drawing_a_value_imports_no_numpy() -> None:
    done = run(QUIET + "p.svg(); import sys; print('numpy' in sys.modules)")
    assert done.stdout == "False\n", done.stderr
