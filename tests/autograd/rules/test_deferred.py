"""Families that are imported when one of their operations is first needed."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest

import autograd
from autograd.extend import operation, ops
from autograd.rules import arrays, families
from autograd.rules._names import FAMILIES
from autograd.rules.deferred import DeferredModule


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_stand_in_becomes_the_module_at_its_first_use() -> None:
    made = DeferredModule("autograd.rules.sort")
    assert made.argsort is families.sort.argsort
    assert type(made) is ModuleType
    assert made.topk is families.sort.topk


def test_a_stand_in_reports_names_that_its_module_does_not_have() -> None:
    with pytest.raises(AttributeError, match="no_such_operation"):
        DeferredModule("autograd.rules.sort").no_such_operation  # noqa: B018
    with pytest.raises(ImportError, match="_nothing"):
        from autograd.rules.deferred import _nothing  # noqa: F401


@pytest.mark.slow  # a process for each family
@pytest.mark.parametrize("family", sorted(set(FAMILIES.values())))
def test_rules_find_the_operations_of_families_that_are_not_imported(family: str) -> None:
    names = [name for name, home in FAMILIES.items() if home == family]
    program = f"""
from autograd.extend import ops
from autograd.rules.arrays import xp
print([name for name in {names} if getattr(ops, name).forward is not getattr(xp, name)])
"""
    assert run(program) == "[]"
    assert all(families.OPERATIONS[name].forward is getattr(arrays.xp, name) for name in names)


def test_dir_shows_the_operations_of_all_families() -> None:
    assert run("from autograd.extend import ops; print('cumprod' in dir(ops), '__name__' in dir(ops))") == "True False"


@pytest.mark.parametrize("namespace", [ops, arrays.xp])
def test_an_unknown_operation_is_an_attribute_error(namespace: Any) -> None:
    with pytest.raises(AttributeError, match="no operation 'no_such'"):
        namespace.no_such  # noqa: B018


def test_an_operation_cannot_take_the_name_of_one_that_is_not_imported_yet() -> None:
    program = """
import sys
from autograd.extend import operation
assert "autograd.rules.scan" not in sys.modules
def cumprod(x): return x
try: operation(x=None)(cumprod)
except ValueError as error: print(error)
"""
    assert run(program) == "operation(): 'cumprod' is defined in autograd.rules.scan already"


@pytest.mark.parametrize("name", ["exp", "relu", "times_mask"])  # rules would call it
def test_an_operation_cannot_take_a_name_that_rules_use(name: str) -> None:
    def function(x: Any) -> Any:
        return x

    function.__name__ = name
    with pytest.raises(ValueError, match=f"'{name}' is a name of autograd.rules already"):
        operation(x=None)(function)
    assert autograd.tensor(0.0).exp() == 1


def test_methods_of_one_family_are_first_used_in_several_threads() -> None:
    program = """
import sys, threading, autograd
sys.setswitchinterval(1e-6)
t = autograd.tensor([3.0, 1.0, 2.0])
ready, found = threading.Barrier(8), []
def work():
    ready.wait()
    found.append((t.sort()[0].tolist(), t.cumprod(0).tolist(), t.median().item()))
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(found == 8 * [([1.0, 2.0, 3.0], [3.0, 3.0, 6.0], 2.0)])
"""
    assert run(program) == "True"
