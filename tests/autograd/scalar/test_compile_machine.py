"""compile(backend="numba"): the results of the Python backend, by machine code that is kept on disk."""

from __future__ import annotations

import functools
import hashlib
import itertools
import math
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest
from numba.core.registry import cpu_target

import autograd
import nn.cache
from autograd import Value, compile
from autograd.errors import install_command
from autograd.rules.table import TABLE
from autograd.scalar.compile import kept, machine

ROOT = Path(autograd.__file__).parent.parent
OUTSIDE = Value(1.0)
machine_compile = functools.partial(compile, backend="numba")
SPECIAL = [
    0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.0, 2.5, -2.5, 3.0, 7.3, -7.3, 30.0, -30.0, 800.0, -800.0, 1e9, 1e300,
    -1e300, 1e-310, -1e-310, math.nextafter(0.5, 0), math.inf, -math.inf, math.nan,
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep machine code in a folder of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield kept.folder()


def assert_close(found: Any, expected: Any, ulps: int = 4) -> None:
    """Compare numbers in units of the last place: another mathematical library may round otherwise."""
    found, expected = np.asarray(found, np.float64), np.asarray(expected, np.float64)
    np.testing.assert_array_equal(np.isfinite(found), np.isfinite(expected))
    np.testing.assert_allclose(found, expected, rtol=ulps * 2.0**-52, atol=ulps * 5e-324)


def applied(name: str, x: Any, y: Any) -> Any:
    """Apply a row, within its domain for x and y between 0 and 1."""
    operands = (x + 1.0 if name == "acosh" else x, y)
    return getattr(autograd, name)(*operands[: TABLE[name].arity])


@pytest.mark.slow
def test_all_rows_in_one_kernel() -> None:
    def f(w: tuple[Any, ...], x: Any, y: Any) -> Any:
        return sum(a * applied(name, x, y) for a, name in zip(w, TABLE))

    x, y = np.array([*itertools.product(np.linspace(0.1, 0.9, 5), repeat=2)]).T[:, :, None]
    weights = tuple(np.eye(len(TABLE)))  # one row after the other
    value, (of_weights, *slopes) = machine_compile(f).value_and_grad(weights, x, y)
    expected, (expected_of_weights, *expected_slopes) = compile(f).value_and_grad(weights, x, y)
    assert_close(value, expected)
    assert_close(of_weights, expected_of_weights, ulps=50)  # sums over the batch
    assert_close(slopes, expected_slopes, ulps=50)


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLE)
def test_each_row(name: str) -> None:
    arity = TABLE[name].arity
    f: Any = [lambda x: getattr(autograd, name)(x), lambda x, y: getattr(autograd, name)(x, y)][arity - 1]
    python, numba_ = compile(f), machine_compile(f)
    drawn = np.random.default_rng(0).normal(0, 3, (100, arity))
    points = [*itertools.product(SPECIAL, repeat=arity), *map(tuple, drawn.tolist())]
    value, gradients = numba_.value_and_grad(*np.array(points).T)
    expected = [python.value_and_grad(*p) for p in points]
    assert_close(value, [v for v, _ in expected])
    assert_close(np.transpose(gradients), [g for _, g in expected])
    floats = [numba_.value_and_grad(*p) for p in points]
    assert_close([v for v, _ in floats], [v for v, _ in expected])
    assert_close([g for _, g in floats], [g for _, g in expected])


def test_a_batch_of_several_paths_and_shapes() -> None:
    calls = []

    def f(w: list[Any], x: Any, y: Any) -> Any:
        calls.append(1)
        return w[0] * x + OUTSIDE * y if x > y else w[1] * y

    python, numba_ = compile(f), machine_compile(f)
    x, y = np.array([[1.0, -2.0, 3.0]], np.float32), np.array([[1], [2]])
    for arguments in (([2.0, Value(3.0)], x, y), ([2.0, np.array(3.0)], 1.0, 2.0)):
        assert repr(numba_.value_and_grad(*arguments)) == repr(python.value_and_grad(*arguments))
    assert (numba_.source, repr(numba_)) == (python.source, repr(python))
    traced = len(calls)
    gradients = []
    for compiled in (python, numba_):
        OUTSIDE.grad = 0.0
        assert compiled.backward([2.0, 3.0], x, y).tolist() == [[3.0, 3.0, 7.0], [6.0, 6.0, 8.0]]
        gradients.append(OUTSIDE.grad)
    assert gradients == [3.0, 3.0]
    assert len(calls) == traced
    with pytest.raises(ValueError, match="no element"):
        numba_([1.0, 1.0], np.zeros((0, 1)), 1.0)
    with pytest.raises(TypeError, match="cast"):
        numba_([1.0, 1.0], np.array([1j]), 1.0)


def test_numbers_beyond_math_and_structures() -> None:
    f = machine_compile(lambda x: [x.log(), {"a": 1 / x}])
    assert f(0.0) == [-math.inf, {"a": math.inf}]
    values, tree = f(np.array([0.0, -1.0, 2.0]))
    np.testing.assert_array_equal([values, tree["a"]], [[-math.inf, math.nan, math.log(2)], [math.inf, -1.0, 0.5]])
    with pytest.raises(TypeError, match="one number"):
        f.value_and_grad(1.0)


# ── the cache on disk ──

KERNEL = """def kernel(numbers, columns, rows, sums):
    for i in range(rows.shape[1]):
        rows[0, i] = sigmoid(columns[0, i]) + {}
"""


def run_kernel(constant: float) -> tuple[bool, float]:
    """Compile a kernel, and return whether it came from the cache, and its result."""
    kernel: Any = machine.machine_code(KERNEL.format(constant))
    rows = np.empty((1, 1))
    kernel(np.empty(0), np.zeros((1, 1)), rows, np.empty(0))
    return bool(kernel.stats.cache_hits), float(rows[0, 0])


def test_machine_code_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.folder().parent == nn.cache.user_cache()
    before = set(cache.iterdir()) if cache.exists() else set()
    assert [run_kernel(1.0), run_kernel(1.0), run_kernel(2.0)] == [(False, 1.5), (True, 1.5), (False, 2.5)]
    assert len(set(cache.iterdir()) - before) == 2
    monkeypatch.setattr(numba, "__version__", "another")
    assert run_kernel(1.0) == (False, 1.5)


@pytest.mark.parametrize("damage", ["empty", "cut", "bit", "other", "folder", "unreadable"])
def test_a_damaged_file_is_replaced(damage: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent.parent / damage))
    run_kernel(1.0)
    (file,) = kept.folder().iterdir()
    content = file.read_bytes()
    if damage == "bit":
        middle = len(content) // 2
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif damage == "other":  # a right hash of something else
        junk = pickle.dumps(("no", "code"))
        file.write_bytes(hashlib.sha256(junk).digest() + junk)
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    elif damage == "unreadable":
        monkeypatch.setattr(Path, "read_bytes", lambda path: path.with_name("no such file").stat())
    else:
        file.write_bytes(content[: len(content) // 2 if damage == "cut" else 0])
    assert run_kernel(1.0) == (False, 1.5)
    assert run_kernel(1.0) == (damage not in ("folder", "unreadable"), 1.5)
    assert len([*kept.folder().iterdir()]) == 1  # no temporary file is left


def test_no_folder_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.touch()
    for home in (file, file / "below", tmp_path / ("long" * 100)):
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        assert run_kernel(3.0) == run_kernel(3.0) == (False, 3.5)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "expanduser", lambda path: (_ for _ in ()).throw(RuntimeError("no home")))
    assert run_kernel(3.0) == (False, 3.5)


def test_a_second_start_loads_nothing_that_only_compiling_needs(tmp_path: Path) -> None:
    program = """
import sys, autograd, numpy
def found(f): return autograd.compile(f, backend="numba").value_and_grad(2.0, numpy.arange(3.0))[1][0]
print(found(lambda w, x: (w * x).tanh() + (w + x).erf() - (x.exp2() % w)), "numba.np.linalg" in sys.modules)
if sys.argv[1:]: print(found(lambda w, x: (w * x).gelu()))
"""

    def start(*more: str) -> list[str]:
        command = [sys.executable, "-c", program, *more]
        environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout.split()

    first, compiling = start()
    assert compiling == "True"
    again, compiling, new = start("and compile another function")
    assert (again, compiling) == (first, "False")
    assert_close(float(new), compile(lambda w, x: (w * x).gelu()).value_and_grad(2.0, np.arange(3.0))[1][0])


def test_machine_code_that_calls_unknown_functions_waits_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    run_kernel(4.0)
    refreshed = []
    monkeypatch.setattr(type(cpu_target.target_context), "refresh", lambda context: refreshed.append(context))
    assert run_kernel(4.0) == (True, 4.5)
    assert refreshed == []
    monkeypatch.setattr("llvmlite.binding.address_of_symbol", lambda name: None)
    assert run_kernel(4.0) == (True, 4.5)
    assert refreshed == [cpu_target.target_context]


@pytest.mark.slow
def test_two_processes_at_once(tmp_path: Path) -> None:
    program = """
import autograd, numpy
f = autograd.compile(lambda w, x: (w * x).tanh(), backend="numba")
print(f.value_and_grad(2.0, numpy.arange(3.0))[1][0])
"""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    processes = [
        subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    python = compile(lambda w, x: (w * x).tanh()).value_and_grad(2.0, np.arange(3.0))[1][0]
    for process in processes:
        assert_close(float(process.communicate()[0]), python)
    assert len([*tmp_path.rglob("*")]) == 3  # two folders and a file


# ── the choice of a backend ──


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^compile\(\): expected the backend 'python' or 'numba', got 'jax'$"):
        compile(lambda x: x, backend="jax")


def test_numba_is_loaded_for_its_backend_alone() -> None:
    program = """
import sys, autograd
autograd.compile(lambda x: x * x).value_and_grad(2.0)
print([name for name in ("numba", "llvmlite", "numpy") if name in sys.modules])
sys.modules["numba"] = None
try:
    autograd.compile(lambda x: x * x, backend="numba")
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded, message = done.stdout.splitlines()
    assert loaded == "[]"
    assert message.startswith(f"compile(): the backend 'numba' needs numba: {install_command('fast')}")


def test_numba_that_is_switched_off_is_an_error() -> None:
    code = "import autograd; autograd.compile(abs, backend='numba')"
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert "ImportError" in done.stderr and "NUMBA_DISABLE_JIT" in done.stderr
