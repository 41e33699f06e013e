"""Imports between modules, public names, and modules that are loaded lazily."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import autograd
import nn
from tests.imports import imports_of, module_name

ROOT = Path(autograd.__file__).parent.parent

# Layers, lowest first. A module imports from its own layer and from lower ones.
LAYERS = [
    [
        "autograd._version",
        "autograd.errors",
        "autograd.files",
        "autograd.anomaly",
        "autograd.constants",
        "autograd.dispatch",
        "autograd.display",
        "autograd.grad_mode",
        "autograd.machine",
        "autograd.pytree",
        "autograd.reading",
        "autograd.switch",
        "autograd.graph",
    ],
    ["autograd.rules", "autograd.functions", "autograd._names"],
    ["autograd.scalar"],
    ["autograd.array", "autograd.array_api", "autograd.linalg", "autograd.special"],
    ["autograd.custom_ops", "autograd.lazy"],
    ["autograd.transforms", "autograd.functional", "autograd.drawing", "autograd.formula", "autograd.explanation"],
    ["autograd.check"],
    ["autograd.testing", "autograd.extend", "autograd.autograd"],
]


def layer_of(name: str) -> int:
    """Return the number of the layer of a module."""
    for number, packages in enumerate(LAYERS):
        if any(name == package or name.startswith(f"{package}.") for package in packages):
            return number
    raise AssertionError(f"{name} belongs to no layer: say where it lives")


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", files("autograd"), ids=module_name)
def test_imports_run_down_the_layers_of_the_engine(path: Path) -> None:
    name = module_name(path)
    if name == "autograd":
        return
    for imported in imports_of(path) - {"autograd"}:
        assert layer_of(imported) <= layer_of(name), f"{name} must not import {imported}"


@pytest.mark.parametrize("package", ["autograd", "nn"])
def test_no_package_imports_a_package_above_it(package: str) -> None:
    above = {"autograd": ("nn", "demos", "tests", "benchmarks"), "nn": ("demos", "tests", "benchmarks")}[package]
    for path in files(package):
        assert not [name for name in imports_of(path) if name.split(".")[0] in above], path


@pytest.mark.parametrize("package", ["autograd", "nn"])
def test_no_import_cycles(package: str) -> None:
    edges = {module_name(p): {i for i in imports_of(p) if i.startswith(package)} - {package} for p in files(package)}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"circle: {' → '.join((*path, name))}"
        if name not in done:
            for imported in edges.get(name, set()) - {name}:
                visit(imported, (*path, name))
            done.add(name)

    for name in edges:
        if name != package:
            visit(name, ())


@pytest.mark.parametrize("module", [autograd, nn, nn.optim])
def test_names_in_all_exist(module: Any) -> None:
    assert len(module.__all__) == len(set(module.__all__))
    for name in module.__all__:
        assert hasattr(module, name), name
        assert name in dir(module)
    with pytest.raises(AttributeError, match="no_such_name"):
        module.no_such_name  # noqa: B018


@pytest.mark.slow
@pytest.mark.parametrize("package", ["autograd", "nn"])
def test_every_module_imports_alone(package: str) -> None:
    signposts = {"autograd.nn", "autograd.numpy"}  # to import one is an error that says what to write
    names = [name for path in files(package) if (name := module_name(path)) not in signposts]
    program = f"""
import importlib, sys
for name in {names}:
    for loaded in [n for n in sys.modules if n.split(".")[0] in ("autograd", "nn")]:
        del sys.modules[loaded]
    importlib.import_module(name)
"""
    run(program)


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.strip()


def test_value_needs_no_numpy() -> None:
    program = """
import sys, autograd
from autograd import Value
from nn.scalar import MLP
x = Value(2.0)
y = autograd.exp(x * 3).tanh() + autograd.log(2.0) + autograd.where(True, x, 1.0) + autograd.clamp(x, 0, 1)
y.backward(create_graph=True)
MLP(2, [3, 1])([1.0, x]).backward()
print([name for name in ("numpy", "graphviz", "scipy", "autograd.array.tensor") if name in sys.modules])
"""
    assert run(program) == "[]"


def test_value_works_where_numpy_is_not_installed() -> None:
    program = """
import sys
sys.modules["numpy"] = None
from autograd import Value
x = Value(2.0); y = x * x; y.backward(); print(x.grad, Value(3.0) > x)
"""
    assert run(program) == "4.0 True"


def test_the_tensor_tier_loads_no_optional_or_slow_modules() -> None:
    program = """
import sys, autograd
autograd.tensor([1.0]).exp()
names = ("scipy", "graphviz", "pygraphviz", "matplotlib", "safetensors", "numpy.random", "autograd.drawing")
print([n for n in names if n in sys.modules])
"""
    assert run(program) == "[]"


def test_names_that_share_a_module_or_builtin_name_are_what_they_should_be() -> None:
    program = """
import autograd.array.functions, autograd.array.creation, autograd.array.tensor, autograd.drawing
import autograd, numpy
print(callable(autograd.tensor), callable(autograd.draw), autograd.float == numpy.float32)
"""
    assert run(program) == "True True True"


def test_importing_tensor_leaves_families_and_slow_modules_for_their_first_use() -> None:
    program = """
import sys, autograd
t = autograd.tensor([[1.0, 2.0]], requires_grad=True)
(t @ t.mT + t.exp().sum()).mean().backward()
families = [f"autograd.rules.{name}" for name in ("scan", "sort", "systems", "statistics", "numpy_forms", "conv")]
print([n for n in ("pathlib", "dataclasses", "difflib", "numpy.fft", *families) if n in sys.modules])
"""
    assert run(program) == "[]"


def test_whoever_imports_a_transform_has_what_numpy_functions_need() -> None:
    program = """
import gc, sys
import numpy as np
from autograd import grad
second = grad(lambda x: np.sum(grad(lambda y: np.sum(np.tanh(y) ** 2))(x) ** 2))
gc.collect()
gc.disable()
modules = set(sys.modules)
second(np.ones(3))
objects = len(gc.get_objects())
for _ in range(20):
    second(np.ones(3))
print(sorted(set(sys.modules) - modules), len(gc.get_objects()) - objects < 20)
"""
    assert run(program) == "[] True"
