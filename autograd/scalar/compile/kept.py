"""The cache of machine code on disk: one file for each kernel, in `$XDG_CACHE_HOME/chainrule/compile`.

A file's name is a hash of all that the machine code depends on. Its content begins with a hash of the rest, so a
damaged file is noticed. Without a folder to write to, kernels are compiled in each process.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import llvmlite
import numba
import numpy as np
from llvmlite import binding as llvm
from numba.core import serialize
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.runtime.nrt import rtsys

from autograd.files import write_atomically

_dumps: Any = serialize.dumps  # without types
_DIGEST = 32  # bytes of SHA-256


def folder() -> Path:
    """Return the folder of the cache, beside what else the project keeps for the user (nn/cache.py).

    Raises:
        RuntimeError: if neither XDG_CACHE_HOME is set nor a home folder known.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~").expanduser() / ".cache") / "chainrule" / "compile"


class Kept(NullCache):
    """The cache of one kernel, for numba's dispatcher.

    It uses what numba does not promise to keep, so any failure means that the kernel is compiled again.

    Args:
        source: the text of the kernel.
        helpers: the functions that it may call.
    """

    def __init__(self, source: str, helpers: Iterable[types.FunctionType]) -> None:
        codes = [(f.__code__.co_code, f.__code__.co_consts, f.__code__.co_names) for f in helpers]
        versions = (sys.version, numba.__version__, llvmlite.__version__, np.__version__)
        self._about = repr((source, codes, versions))

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the result of an earlier compilation, or None."""
        with contextlib.suppress(Exception):
            content = self._file(target_context.codegen()).read_bytes()
            if hashlib.sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
                symbols, reduced = pickle.loads(content[_DIGEST:])
                rtsys.initialize(target_context)
                if not all(map(llvm.address_of_symbol, symbols)):  # an unknown one would end the process
                    target_context.refresh()  # takes 0.3 s, for what is needed to compile
                rebuild: Any = CompileResult._rebuild  # without types
                return rebuild(target_context, *reduced)
        return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Write the result of a compilation."""
        with contextlib.suppress(Exception):
            file = self._file(data.codegen)
            file.parent.mkdir(parents=True, exist_ok=True)
            content = _dumps((_symbols(data.library._final_module), data._reduce()))
            write_atomically(file, hashlib.sha256(content).digest() + content)

    def _file(self, codegen: Any) -> Path:
        """Return the path of the kernel's file: another processor has another one."""
        return folder() / hashlib.sha256(repr((self._about, codegen.magic_tuple())).encode()).hexdigest()


def _symbols(module: Any) -> list[str]:
    """Return the names of the functions and variables outside an LLVM module that its code uses."""
    declared = [x.name for x in (*module.functions, *module.global_variables) if x.is_declaration]
    return [name for name in declared if not name.startswith("llvm.")]
