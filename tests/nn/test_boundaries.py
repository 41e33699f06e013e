"""The imports and attributes that nn may use, and the order of its layers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nn
import nn.data
import nn.datasets
import nn.functional
import nn.layers
import nn.optim
import nn.training
from autograd.array.base import TensorBase
from tests.imports import imports_of, module_name

ROOT = Path(nn.__file__).parent.parent
FILES = sorted((ROOT / "nn").rglob("*.py"))

# What nn may import of the engine.
ALLOWED = {"autograd", "autograd.extend", "autograd.linalg"}

# Layers of nn, lowest first. A module imports from its own layer and from lower ones.
LAYERS = [
    [
        "nn.functional",
        "nn.scalar",
        "nn.data",
        "nn.utils",
        "nn.init",
        "nn.optim",
        "nn.plots",
        "nn.plain",
        "nn.cache",
        "nn.calls",
        "nn.names",
    ],
    ["nn.hooks", "nn.parameter", "nn.recording"],
    ["nn.io"],
    ["nn.module"],
    ["nn.containers", "nn.losses"],
    ["nn.layers", "nn.distributed"],
    ["nn.training"],
    ["nn.datasets", "nn._download"],
    ["nn.runs", "nn.exercises"],
    ["nn.lab"],
    ["nn.torch", "nn.sklearn", "nn.onnx", "nn.cli", "nn.__main__"],
]

# Attributes of a Tensor that only the engine reads or writes.
PRIVATE = {name for name in TensorBase.__slots__ if name.startswith("_") and not name.startswith("__")}
PRIVATE |= {"_apply_row", "_apply_operation", "_where"}


def layer_of(name: str) -> int:
    for number, packages in enumerate(LAYERS):
        if any(name == package or name.startswith(f"{package}.") for package in packages):
            return number
    raise AssertionError(f"{name} belongs to no layer: add it to LAYERS")


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_nn_imports_only_public_modules_of_the_engine(path: Path) -> None:
    engine = {name for name in imports_of(path) if name.split(".")[0] == "autograd"}
    assert engine <= ALLOWED


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_nn_imports_only_public_names_of_the_engine(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "autograd":
            private = [a.name for a in node.names if a.name.startswith("_") and a.name != "__version__"]
            assert not private, f"line {node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_nn_touches_no_private_attribute_of_a_tensor(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    touched = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in PRIVATE
    ]
    assert not touched


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_imports_run_down_the_layers(path: Path) -> None:
    name = module_name(path)
    if name == "nn":
        return
    for imported in imports_of(path):
        if imported.startswith("nn."):
            assert layer_of(imported) <= layer_of(name), f"{name} must not import {imported}"


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_nothing_imports_nn_itself(path: Path) -> None:
    assert "nn" not in imports_of(path)  # whose names are lazy: `import nn` inside nn hides a circle


def test_no_import_cycles() -> None:
    edges = {module_name(p): {i for i in imports_of(p) if i.startswith("nn.")} for p in FILES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"circle: {' → '.join((*path, name))}"
        if name not in done:
            for imported in edges.get(name, set()) - {name}:
                visit(imported, (*path, name))
            done.add(name)

    for name in edges:
        visit(name, ())


def test_type_checkers_see_each_public_name() -> None:
    tree = ast.parse(Path(nn.__file__).read_text(encoding="utf-8"))
    blocks = [n.body for n in tree.body if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    imports = [node for body in blocks for node in body if isinstance(node, ast.ImportFrom)]
    told = {alias.asname for node in imports for alias in node.names}
    assert told == set(nn.__all__)


@pytest.mark.parametrize("package", [nn.functional, nn.layers, nn.optim, nn.data, nn.datasets, nn.training])
def test_names_in_all_exist(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]
    assert len(names) == len(set(names))
    for name in names:
        assert hasattr(package, name), name


def loaded(statement: str) -> set[str]:
    program = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_scalar_imports_no_numpy() -> None:
    assert not loaded("import nn.scalar") & {"numpy", "safetensors"}


def test_nn_itself_imports_no_numpy() -> None:
    assert not loaded("import nn") & {"numpy", "safetensors"}


def test_a_layer_imports_no_files_and_no_data_sets() -> None:
    assert not loaded("import nn; nn.Linear(1, 1)") & {"safetensors", "nn.io", "nn.datasets", "nn.data", "nn.optim"}


def test_the_rooms_of_the_lab_import_no_numpy() -> None:
    assert not loaded("import nn.lab.engine") & {"numpy", "safetensors"}


def test_help_of_the_command_imports_no_numpy() -> None:
    assert "numpy" not in loaded("from nn.cli import main\nmain(['train', '--help'])")


def test_the_former_module_of_the_loader_has_its_names() -> None:
    from nn import _download
    from nn.datasets import download, sources

    assert _download.load_arrays is download.load_arrays
    assert (_download.Source, _download.SourceFile) == (sources.Source, sources.SourceFile)
