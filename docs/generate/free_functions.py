"""Generate autograd/array/functions.py and autograd/linalg.py: a free function for each array operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from autograd.rules.operation import Operation
from autograd.rules.table import TABLE
from docs.generate.signatures import (
    FIRST,
    Definition,
    Parameter,
    definitions,
    docstring,
    documentation,
    imports,
    module_of,
    of_function,
    parameters,
    reference,
    result,
    types_in,
    with_imports,
    with_keywords,
)

HEAD = '''\
"""{about}

Generated from the definitions in autograd/rules/ by `python -m docs.generate`; do not edit. Each function returns
Tensors for Tensors, and NumPy arrays for arrays.
"""

from __future__ import annotations

{typing}from typing import TYPE_CHECKING{any}, TypeAlias{overload}

from autograd.array.dim_names import one_name, required_dim
from autograd.array.inplace import store
{imports}
{rules}
if TYPE_CHECKING:
    from autograd.array.tensor import Tensor
    from autograd.rules.arrays import Array
{types}

    TensorLike: TypeAlias = Tensor | Array | float

'''


def functions() -> str:
    """Return the text of autograd/array/functions.py."""
    offered = [d for d in definitions() if d.facts.function]
    names = {d.name: d for d in offered}
    aliases = sorted((alias, d.name) for d in offered for alias in d.facts.aliases)
    text = _head("The free functions of the Tensor tier, under PyTorch's names.", offered)
    text += _list([*names, *(alias for alias, _ in aliases)])
    text += "\n".join(line for name, d in names.items() for line in _function(d, name))
    text += "\n\n\n" + "\n".join(f"{alias} = {name}" for alias, name in aliases) + "\n"
    return text


def special() -> str:
    """Return the text of autograd/special.py."""
    found = [d for d in definitions() if d.facts.special]
    offered = [d for d in found if not d.facts.function]
    others = [(d.facts.special, "autograd.array.functions", d.name) for d in found if d.facts.function]
    others += [(name, "autograd.functions", row.name) for row in TABLE.values() for name in row.special]
    text = _head("Special functions, under the names of torch.special.", offered)
    text = with_imports(text, [f"from {module} import {name} as {special}" for special, module, name in others])
    text += _list([*(str(d.facts.special) for d in offered), *(special for special, _, _ in others)])
    return text + "\n".join(line for d in offered for line in _function(d, d.facts.special)) + "\n"


def linalg() -> str:
    """Return the text of autograd/linalg.py."""
    offered = [d for d in definitions() if d.facts.linalg]
    text = _head("Linear algebra, under the names of torch.linalg.", offered)
    text += _list(d.facts.linalg for d in offered)
    return text + "\n".join(line for d in offered for line in _function(d, d.facts.linalg)) + "\n"


def _head(about: str, offered: list[Definition]) -> str:
    body = "\n".join(line for d in offered for line in _function(d, d.name))
    rules = "from autograd.rules.operation import flat\n" if re.search(r"\bflat\(", body) else ""
    head = HEAD.format(
        about=about,
        any=", Any" if re.search(r"\bAny\b", body) else "",
        typing="from collections.abc import Sequence\n" if "Sequence" in body else "",
        overload=", overload" if "@overload" in body else "",
        imports=imports(str(module_of(d)) for d in offered),
        rules=rules,
        types=types_in(offered),
    )
    used_names = [name for name in ("one_name", "required_dim") if f"{name}(" in body]
    wanted = f"from autograd.array.dim_names import {', '.join(used_names)}\n" if used_names else ""
    head = head.replace("from autograd.array.dim_names import one_name, required_dim\n", wanted)
    return with_imports(head if " store(" in body else head.replace("from autograd.array.inplace import store\n", ""))


def _list(names: Iterable[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in sorted(names))
    return f"__all__ = [{quoted}]\n\n\ndef __dir__() -> list[str]:\n    return __all__\n\n"


def _function(definition: Definition, name: str) -> Iterator[str]:
    given, lines = parameters(definition, skip_first=False)
    returned = "Any" if definition.facts.overloads else result(definition)
    has_out = _has_out(definition)
    if has_out:
        given = with_keywords(
            given, [Parameter(f"out: {'Any' if returned != 'Tensor' else 'Tensor | None'} = None", "")]
        )
    for signature in definition.facts.overloads:
        yield f"\n\n@overload\ndef {name}{signature.replace('(x:', f'({FIRST}:')}: ..."
    signature = ", ".join(p.text for p in given)
    yield f"\n\ndef {name}({signature}) -> {returned}:"
    yield from docstring(of_function(documentation(definition)), None, 4)
    yield from (f"    {line}" for line in lines)
    passed = ", ".join(p.passed for p in given if p.passed)
    yield f"    found: {returned} = {reference(definition)}({passed})"
    yield "    return found if out is None else store(out, found)" if has_out else "    return found"


def _has_out(definition: Definition) -> bool:
    """Return whether the function takes `out`: it returns Tensors, and not a view."""
    view = isinstance(definition, Operation) and definition.view
    returned = result(definition)
    return not view and ("Tensor" in returned or returned == "Any") and "..." not in returned
