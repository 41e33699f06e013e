"""The right solutions pass, and wrong attempts get the right diagnosis: the kind of mistake, and its place."""

from __future__ import annotations

import ast
import collections
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn
import nn.functional as F
from autograd import tensor
from nn.exercises.catalogue import EXERCISES
from nn.exercises.examine import examine
from nn.exercises.exercise import Case, Exercise, Mistake, Part, value
from nn.exercises.finding import ERROR, RIGHT, UNWRITTEN, WRONG, Finding
from nn.exercises.folder import FILES
from nn.exercises.mistakes import results, same
from tests.nn.exercises.attempts import ATTEMPTS, Attempt

SOLUTIONS = Path(__file__).parent / "solutions"

multiply = EXERCISES["01_multiply"]
bias = EXERCISES["09_bias"]
softmax = EXERCISES["12_softmax"]


def check(exercise: Exercise, tmp_path: Path, text: str) -> Finding:
    path = tmp_path / "answer.py"
    path.write_text(text, "utf-8")
    return examine(exercise, path)


# ── the twenty ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_exercise_has_a_file_and_a_solution() -> None:
    names = sorted(EXERCISES)
    assert len(names) == 20
    assert sorted(path.stem for path in FILES.glob("*.py")) == names
    assert sorted(path.stem for path in SOLUTIONS.glob("*.py")) == names


@pytest.mark.parametrize("name", EXERCISES)
def test_the_solution_is_right(name: str) -> None:
    assert examine(EXERCISES[name], SOLUTIONS / f"{name}.py") == Finding(RIGHT)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_file_as_it_is_laid_out(name: str) -> None:
    found = examine(EXERCISES[name], FILES / f"{name}.py")
    assert (found.verdict, found.message) == (UNWRITTEN, f"{EXERCISES[name].parts[0].function}() is not written yet")
    tree = ast.parse((FILES / f"{name}.py").read_text("utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert functions == [part.function for part in EXERCISES[name].parts]
    text = ast.get_docstring(tree) or ""
    assert text.startswith(f"Exercise {int(name[:2])}: ")
    assert "Source: " in text and "Example: " in text
    assert len(EXERCISES[name].hints) == 3


@pytest.mark.parametrize(
    ("name", "call", "result"),
    [
        ("01_multiply", "multiply_backward(2.0, 5.0, 1.0)", (5.0, 2.0)),
        ("02_fan_out", "fan_out_backward(1.0, 10.0, 1.0)", (12.0, 1.0)),
        ("03_tanh", "tanh_backward(0.0, 3.0)", 3.0),
        ("04_chain", "neuron_backward(0.5, 2.0, -1.0)", (2.0, 0.5, 1.0)),
        ("05_divide_and_power", "divide_backward(6.0, 2.0, 1.0)", (0.5, -1.5)),
        ("05_divide_and_power", "power_backward(2.0, 3.0, 1.0)", 12.0),
        ("07_differences", "derivative(lambda x: x * x, 3.0, 0.001)", 6.0),
        ("08_relu", "relu_backward(2.0, 5.0)", 5.0),
        ("08_relu", "relu_backward(-2.0, 5.0)", 0.0),
        ("09_bias", "add_bias_backward(np.ones((3, 2)), np.ones(2), np.ones((3, 2)))[1]", [3, 3]),
        ("10_matmul", "matmul_backward(np.array([[2]]), np.array([[5]]), np.array([[1]]))", ([[5]], [[2]])),
        ("11_sum_and_mean", "mean_backward(np.ones((2, 2)), np.array([1, 2]))", [[0.5, 0.5], [1, 1]]),
        ("12_softmax", "softmax(np.array([[0, 0]]))", [[0.5, 0.5]]),
        ("12_softmax", "softmax_backward(np.array([[0, 0]]), np.array([[1, 0]]))", [[0.25, -0.25]]),
        ("13_cross_entropy", "cross_entropy(np.array([[0, 0]]), np.array([1]))", np.log(2)),
        ("13_cross_entropy", "cross_entropy_backward(np.array([[0, 0]]), np.array([1]))", [[0.5, -0.5]]),
        ("14_binary_cross_entropy", "loss(np.array([0]), np.array([1]))", np.log(2)),
        ("14_binary_cross_entropy", "loss_backward(np.array([0]), np.array([1]))", [-0.5]),
        ("15_linear", "linear(np.array([[3]]), np.array([[2]]), np.array([1]))", [[7]]),
        ("16_batch_norm", "batch_norm(np.array([[1], [3]]), np.array([1]), np.array([0]))", [[-1], [1]]),
        ("18_momentum", "momentum_step(np.array([1]), np.array([2]), np.array([0]), 0.1, 0.9)", ([0.8], [2])),
        ("19_adam", "adam_step(np.ones(2), np.array([5.0, -0.1]), 0, 0, 1, 0.1, 0.9, 0.99, 0)[0]", [0.9, 1.1]),
        ("20_attention", "attention(np.eye(2), np.ones((2, 2)), np.array([[1.0], [3.0]]))", [[2], [2]]),
    ],
)
def test_the_examples_in_the_files(name: str, call: str, result: Any) -> None:
    names: dict[str, Any] = {"np": np}
    exec((SOLUTIONS / f"{name}.py").read_text("utf-8"), names)
    found = eval(call, names)
    for a, b in zip(found, result) if isinstance(result, tuple) else [(found, result)]:
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_the_steps_are_those_of_the_optimisers() -> None:
    case = EXERCISES["18_momentum"].parts[0]
    for arguments in (dict(each.arguments) for each in case.cases):
        w = nn.Parameter(tensor(arguments["w"]))
        optimizer = nn.optim.SGD([w], lr=arguments["rate"], momentum=arguments["momentum"])
        velocity = 0 * arguments["velocity"]
        for gradient in (arguments["velocity"], arguments["gradient"]):  # from rest, the first is the velocity
            before = w.detach().numpy().copy()
            w.grad = tensor(gradient)
            optimizer.step()
            arguments |= {"w": before, "gradient": gradient, "velocity": velocity}
            after, velocity = case.answer(**arguments)
            np.testing.assert_allclose(w.detach().numpy(), after)


def test_the_step_of_adam_is_that_of_the_optimiser() -> None:
    part = EXERCISES["19_adam"].parts[0]
    rng = np.random.default_rng(0)
    x = rng.normal(size=3)
    w = nn.Parameter(tensor(x))
    optimizer = nn.optim.Adam([w], lr=0.1, betas=(0.8, 0.95), eps=1e-3)
    m = v = np.zeros(3)
    for t in (1, 2, 3):
        gradient = rng.normal(size=3)
        w.grad = tensor(gradient)
        optimizer.step()
        x, m, v = part.answer(w=x, gradient=gradient, m=m, v=v, t=t, rate=0.1, beta1=0.8, beta2=0.95, eps=1e-3)
        np.testing.assert_allclose(w.detach().numpy(), x)


def test_batch_norm_and_attention_are_those_of_nn() -> None:
    for case in EXERCISES["16_batch_norm"].parts[0].cases:
        x, gamma, beta = (tensor(array) for array in case.arguments.values())
        expected = F.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-5).numpy()
        np.testing.assert_allclose(EXERCISES["16_batch_norm"].parts[0].answer(**case.arguments), expected)
    for case in EXERCISES["20_attention"].parts[0].cases:
        query, key, value = (tensor(array) for array in case.arguments.values())
        expected = F.scaled_dot_product_attention(query, key, value).numpy()
        np.testing.assert_allclose(EXERCISES["20_attention"].parts[0].answer(**case.arguments), expected)


# ── wrong attempts ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_three_attempts_at_least_for_each_exercise() -> None:
    count = collections.Counter(attempt.exercise for attempt in ATTEMPTS)
    assert all(count[name] >= 3 for name in EXERCISES)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: f"{a.exercise}: {a.new.strip()[:40]}")
def test_a_wrong_attempt_is_diagnosed(attempt: Attempt, tmp_path: Path) -> None:
    text = (SOLUTIONS / f"{attempt.exercise}.py").read_text("utf-8")
    assert attempt.old in text
    found = check(EXERCISES[attempt.exercise], tmp_path, text.replace(attempt.old, attempt.new))
    assert attempt.says in found.message
    assert found.verdict == (ERROR if attempt.says.startswith("line ") else WRONG)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("01_multiply", "upstream * b, upstream", "upstream * b**3, upstream"),  # any factor fits one number
        ("02_fan_out", "return grad_a, upstream * a", "return grad_a, upstream * (a + b)"),
        ("02_fan_out", "grad_a += upstream * a\n    grad_a += upstream * a", "grad_a += upstream * a * a"),
        ("05_divide_and_power", "-upstream * a / b**2", "-upstream * a / b**4"),
        ("08_relu", "if x > 0", "if x > 1"),  # one of four calls is wrong, which many mistakes explain
    ],
)
def test_a_mistake_of_no_known_kind_gets_no_kind(name: str, old: str, new: str, tmp_path: Path) -> None:
    text = (SOLUTIONS / f"{name}.py").read_text("utf-8")
    assert old in text
    found = check(EXERCISES[name], tmp_path, text.replace(old, new))
    assert found.message.startswith("the numbers are not right, in the gradient of ")


@pytest.mark.parametrize("name", EXERCISES)
def test_no_mistake_of_an_exercise_is_the_right_answer(name: str) -> None:
    for part in EXERCISES[name].parts:
        for mistake in part.mistakes:
            with np.errstate(all="ignore"):
                pairs = [
                    (results(part.answer(**case.arguments), part), results(mistake.answer(**case.arguments), part))
                    for case in part.cases
                ]
            assert not all(same(a, b) for right, wrong in pairs for a, b in zip(right, wrong)), mistake.text


@pytest.mark.parametrize(
    ("returns", "says"),
    [
        ("None", "multiply_backward() returns None; a `return` is missing"),
        ("upstream * b", "should return 2 results (the gradients of a and b), and returns one float"),
        ("upstream * b, upstream * a, 0.0", "and returns 3 of them"),
        ("upstream * b, None", "the gradient of b is None"),
        ("upstream * b, 'x'", "the gradient of b should consist of real numbers, and is str"),
        ("upstream * b, 1j", "should consist of real numbers, and is complex"),
        ("upstream * b, {}", "should consist of real numbers, and is dict"),
        ("upstream * b, [1, [2]]", "should consist of real numbers, and is list"),
        ("upstream * b, [upstream * a]", "the shape is (1,), and should be (); the numbers are right"),
        ("upstream * b, float('nan')", "not finite (nan), in the gradient of b"),
        ("upstream * b, 0.0", "zero everywhere, in the gradient of b"),
        (
            "upstream * b, 2.5 * upstream * a",
            "a constant factor: it is 5/2 times what it should be, in the gradient of b",
        ),
        ("upstream * b, upstream * upstream * a", "the factor upstream appears twice, in the gradient of b"),
        ("upstream * b, upstream", "it is upstream alone: the local derivative is missing, in the gradient of b"),
        ("upstream * b, upstream * a * b", "the factor b is too much, in the gradient of b"),
        ("upstream * b, upstream * b", "it is the gradient of a, in the gradient of b"),
        ("upstream * b, abs(upstream * a)", "the absolute value: a sign is lost, in the gradient of b"),
        ("upstream * b, upstream * a + 1", "the backward pass is not linear in the upstream gradient"),
        ("upstream * b, upstream * a * a**0.001", "the numbers are not right, in the gradient of b"),
    ],
)
def test_mistakes_that_can_occur_anywhere(tmp_path: Path, returns: str, says: str) -> None:
    found = check(multiply, tmp_path, f"def multiply_backward(a, b, upstream):\n    return {returns}\n")
    if "0.001" in returns:  # complex for a negative a
        found = check(
            multiply,
            tmp_path,
            f"def multiply_backward(a, b, upstream):\n    return {returns.replace('a**', 'abs(a)**')}\n",
        )
    assert found.verdict == WRONG
    assert says in found.message


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("upstream", "the sum over the broadcast axis is missing, in the gradient of b"),
        ("upstream.T", "the sum over the broadcast axis is missing, in the gradient of b"),
        ("upstream.sum(0) / upstream.size", "a mean in place of a sum: it is divided by x.size"),
        ("upstream.sum(0) * len(x)", "the mean is missing: it is not divided by x.shape[0]"),
        ("upstream.sum(0)[::-1]", "reversed along axis 0, in the gradient of b"),
        ("upstream.sum(0)[None]", "the shape is (1, 3), and should be (3,); the numbers are right"),
        ("np.squeeze(upstream[:, :1])", "the shape is (2,), and should be (3,)"),
        ("upstream if len(x) == 2 else upstream.sum()", "the shape is (2, 3), and should be (3,)"),
        ("np.zeros(0)", "the shape is (0,), and should be (3,)"),
    ],
)
def test_mistakes_of_arrays(tmp_path: Path, second: str, says: str) -> None:
    text = f"import numpy as np\ndef add_bias_backward(x, b, upstream):\n    return upstream, {second}\n"
    found = check(bias, tmp_path, text)
    assert (found.verdict, found.message[: len(says)]) == (WRONG, says)


def test_the_example_shows_the_call_and_the_number_that_is_most_wrong(tmp_path: Path) -> None:
    found = check(multiply, tmp_path, "def multiply_backward(a, b, upstream): return upstream * b, a\n")
    assert found.example.splitlines() == [
        "multiply_backward(a=2.0, b=-3.0, upstream=1.5)",
        "the gradient of b: got 2, expected 3",
    ]
    text = (SOLUTIONS / "09_bias.py").read_text("utf-8").replace("axis=0", "axis=1")
    lines = check(bias, tmp_path, text).example.splitlines()
    assert lines[0] == "add_bias_backward("
    assert lines[-1] == "the gradient of b: got the shape (2,), expected (3,)"


def test_the_example_of_a_large_array_shows_its_shape(tmp_path: Path) -> None:
    part = value("double", "twice x", (Case({"x": np.zeros((4, 5)) + 1}),), lambda x: 2 * x)
    found = check(Exercise((part,)), tmp_path, "def double(x): return x")
    assert found.example.splitlines()[:3] == ["double(", "    x=…,  # shape (4, 5)", ")"]


def test_an_ordinary_mistake_comes_before_an_overflow(tmp_path: Path) -> None:
    text = "import numpy as np\ndef softmax(x):\n    return np.exp(x)\n"
    found = check(softmax, tmp_path, text)
    assert found.message == (
        "not divided by the sum of the row, and the maximum is not subtracted, in the probabilities"
    )


def test_a_mistake_in_a_special_case_only_names_it(tmp_path: Path) -> None:
    text = (
        (SOLUTIONS / "12_softmax.py")
        .read_text("utf-8")
        .replace("return e /", "return 0.0 if abs(x).max() > 99 else e /")
    )
    found = check(softmax, tmp_path, text)
    assert found.message == "the shape is (), and should be (2, 4), in the probabilities, at logits of ±1000"


def test_a_gradient_that_is_right_at_the_cases_alone_is_found_by_the_checker(tmp_path: Path) -> None:
    text = """
def multiply_backward(a, b, upstream):
    return (upstream if upstream in (1.5, -2.0, 3.0) else 1.0) * b, upstream * a
"""
    found = check(multiply, tmp_path, text)
    assert found.verdict == WRONG
    assert found.message.endswith(", in the gradient of a")


def test_an_exercise_of_ones_own(tmp_path: Path) -> None:
    part = Part(
        "double",
        ("twice x",),
        (Case({"x": 3.0}), Case({"x": 0.0}, "at x = 0")),
        lambda x: 2 * x,
        (Mistake("squared", lambda x: x * x),),
    )
    assert check(Exercise((part,)), tmp_path, "def double(x): return x + x").verdict == RIGHT
    assert check(Exercise((part,)), tmp_path, "def double(x): return x ** 2").message == "squared, in twice x"
    assert "at x = 0" in check(Exercise((part,)), tmp_path, "def double(x): return 2 * x or 7.5").message


# ── errors of the learner's file ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def multiply_backward(a, b, upstream:\n", "line 1: SyntaxError: '(' was never closed"),
        ("def f():\nreturn 1\n", "line 2: IndentationError: expected an indented block"),
        ("\n\nx = y\n", "line 3: NameError: name 'y' is not defined"),
        ("import no_such_module\n", "line 1: ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise SystemExit(0)\n", "line 1: SystemExit: 0"),
        ("raise NotImplementedError('x')\n", "line 1: NotImplementedError: x"),
        ("x = '\udce9'", "SyntaxError"),
        (
            "def multiply_backward(a, b):\n    return a, b\n",
            "TypeError: multiply_backward() takes 2 positional arguments",
        ),
        ("def multiply_backward(a, b, upstream):\n    return 1 / 0\n", "line 2: ZeroDivisionError: division by zero"),
        ("def multiply_backward(*a):\n    return multiply_backward(*a)\n", "line 2: RecursionError: "),
        (
            "def multiply_backward(*a):\n    import numpy as np\n    return np.ones(2) @ np.ones(3)\n",
            "line 3: ValueError: ",
        ),
        ("class E(Exception):\n    def __str__(self): return 1\ndef multiply_backward(*a): raise E\n", "line 3: E"),
    ],
)
def test_an_error_is_one_line_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "answer.py"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    found = examine(multiply, path)
    assert found.verdict == ERROR
    assert says in found.message
    assert "\n" not in found.message


def test_an_error_shows_the_call(tmp_path: Path) -> None:
    found = check(multiply, tmp_path, "def multiply_backward(a, b, upstream): return 1 / 0\n")
    assert found.example == "multiply_backward(a=2.0, b=-3.0, upstream=1.5)"


def test_a_function_that_is_missing(tmp_path: Path) -> None:
    assert check(multiply, tmp_path, "x = 1\n").message == "the file defines no function multiply_backward()"
    walk = EXERCISES["06_backward_walk"]
    assert "no class Node" in check(walk, tmp_path, "def topological_order(x): return [x]\n").message


def test_a_file_of_which_only_the_first_function_is_written(tmp_path: Path) -> None:
    text = (SOLUTIONS / "12_softmax.py").read_text("utf-8").partition("def softmax_backward")[0]
    found = check(softmax, tmp_path, text + "def softmax_backward(x, upstream): raise NotImplementedError\n")
    assert found.verdict == UNWRITTEN
    assert found.message == "softmax_backward() is not written yet; softmax() is right"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("return None", "topological_order() returns None"),
        ("return [result]", "nodes are missing in the order"),
        ("return [1]", "the order holds int that is no node of the graph"),
        ("return solution(result)[:-1]", "the result is missing in the order"),
        ("return solution(result)[::-1]", "the order is reversed"),
        ("return solution(result) + [result]", "comes twice in the order"),
        (
            "order = solution(result); return [*order[1:2], order[0], *order[2:]]",
            "a node comes before one of its inputs",
        ),
    ],
)
def test_mistakes_in_the_order_of_a_graph(tmp_path: Path, body: str, says: str) -> None:
    text = (SOLUTIONS / "06_backward_walk.py").read_text("utf-8")
    text += f"\n\nsolution = topological_order\n\n\ndef topological_order(result):\n    {body}\n"
    assert says in check(EXERCISES["06_backward_walk"], tmp_path, text).message
