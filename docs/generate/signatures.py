"""Write the signature, the docstring and the call of a method or function from a definition in autograd/rules/."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from autograd.rules import families
from autograd.rules.families import COMPOSITES, OPERATIONS
from autograd.rules.operation import Composite, Operation

Definition = Operation | Composite
INDENT = "    "
# The name of the first argument of free functions, as in PyTorch. In the definitions it is x.
FIRST = "input"


@dataclass(frozen=True)
class Parameter:
    """Hold a parameter of a generated function: its text in the signature, and its text in the call."""

    text: str
    passed: str


def definitions() -> list[Definition]:
    """Return every array operation and composite of the engine, by family and in the order of its file."""
    found: list[Definition] = [*OPERATIONS.values(), *COMPOSITES.values()]
    engine = [d for d in found if module_of(d) is not None]
    return sorted(engine, key=lambda d: (str(module_of(d)), function_of(d).__code__.co_firstlineno))


def module_of(definition: Definition) -> str | None:
    """Return the module of autograd/rules/ that holds the definition, such as "reduce"; None for other definitions."""
    package, _, module = str(function_of(definition).__module__).rpartition(".")
    return module if package == "autograd.rules" else None


def function_of(definition: Definition) -> Callable[..., Any]:
    """Return the decorated function."""
    return definition.function if isinstance(definition, Composite) else definition.__wrapped__


def reference(definition: Definition) -> str:
    """Return the expression for the definition in generated code, such as "reduce_rules.sum"."""
    return f"{module_of(definition)}_rules.{function_of(definition).__name__}"


def imports(modules: Iterable[str]) -> str:
    """Return import statements for modules of autograd/rules/, under names that no parameter has.

    Families are imported on first use. The other modules are imported with autograd, for Values.
    """
    homes = {name: ".deferred" if name in families.__all__ else "" for name in sorted(set(modules))}
    return "\n".join(f"from autograd.rules{home} import {name} as {name}_rules" for name, home in homes.items())


def types_in(offered: Iterable[Definition]) -> str:
    """Return import statements, indented, for the types of autograd/rules/ that the signatures of definitions name."""
    used: dict[str, set[str]] = {}
    for definition in offered:
        function = function_of(definition)
        text = " ".join([*map(str, function.__annotations__.values()), *definition.facts.overloads])
        for name in re.findall(r"\b[A-Z]\w*", text):
            found = function.__globals__.get(name)
            if name in ("Dim", "Shape"):
                used.setdefault("autograd.rules.dims", set()).add(name)
            elif isinstance(found, type) and found.__module__.startswith("autograd.rules"):
                used.setdefault(found.__module__, set()).add(name)
    # ruff puts constants before classes.
    ordered = {module: sorted(names, key=lambda n: (not n.isupper(), n)) for module, names in sorted(used.items())}
    return "\n".join(f"{INDENT}from {module} import {', '.join(names)}" for module, names in ordered.items())


def with_imports(head: str, more: Iterable[str] = ()) -> str:
    """Return the head of a module with its imports from autograd in order, and more of them."""
    before, _, after = head.partition("\nif TYPE_CHECKING:")
    lines = before.splitlines()
    found = [line for line in lines if line.startswith("from autograd.")]
    first = lines.index(found[0])
    kept = [line for line in lines[first:] if line not in found]
    return "\n".join([*lines[:first], *sorted({*found, *more}), *kept, "if TYPE_CHECKING:"]) + after


def annotation(text: str, is_result: bool) -> str:
    """Return an annotation of a definition with Array replaced: by Tensor in results, by TensorLike in arguments."""
    single = "Tensor" if is_result else "TensorLike"
    text = re.sub(r"\blist\[Array\]", "Sequence[TensorLike]", text)
    text = re.sub(r"\bArray\b", single, text)
    return re.sub(r"\bTensorLike\b", "Tensor", text) if is_result else text


def result(definition: Definition) -> str:
    """Return the annotation of the result."""
    return annotation(str(function_of(definition).__annotations__["return"]), is_result=True)


def parameters(definition: Definition, skip_first: bool) -> tuple[list[Parameter], list[str]]:
    """Return the parameters of the generated function, and the lines that translate NumPy's names to PyTorch's."""
    given = list(inspect.signature(function_of(definition)).parameters.values())
    made: list[Parameter] = []
    lines: list[str] = []
    aliases: list[Parameter] = []
    for p in given[skip_first:]:
        kind = annotation(str(p.annotation), is_result=False)
        if p.kind is p.VAR_POSITIONAL:
            if p is given[0] or "Tensor" in kind:
                made.append(Parameter(f"*{p.name}: {kind}", f"*{p.name}"))
                continue
            # The first integer or the sequence may be given by name.
            star = "" if isinstance(definition, Operation) else "*"
            made.append(Parameter(f"{p.name}: {kind} | Sequence[{kind}] = ()", f"{star}flat(({p.name}, *more))"))
            made.append(Parameter(f"*more: {kind}", ""))
            continue
        if p.kind is p.KEYWORD_ONLY and not any(q.text.startswith("*") for q in made):
            made.append(Parameter("*", ""))
        passed = f"{p.name}={p.name}" if p.kind is p.KEYWORD_ONLY else p.name
        required = p.default is p.empty
        if p is given[0] and p.name == "x":
            made.append(Parameter(f"{FIRST}: {kind}", FIRST))
        elif p.name == "dim" and all(q.default is not q.empty for q in given[given.index(p) + 1 :]):
            if required:
                made.append(Parameter(f"dim: {kind} | None = None", passed))
                lines.append(f'dim = required_dim("{definition.name}", dim, axis)')
            else:
                made.append(Parameter(f"dim: {kind} = {p.default!r}", passed))
                names = '("dim", "axis")'
                lines += [
                    "if axis is not None:",
                    f'    dim = one_name("{definition.name}", {names}, dim, axis, {p.default!r})',
                ]
            kind = kind if kind.endswith("None") or kind in ("Dim", "Any") else f"{kind} | None"
            aliases.append(Parameter(f"axis: {kind} = None", ""))
        elif p.name == "keepdim":
            made.append(Parameter(f"keepdim: {kind} = {p.default!r}", passed))
            names = '("keepdim", "keepdims")'
            lines += [
                "if keepdims is not None:",
                f'    keepdim = one_name("{definition.name}", {names}, keepdim, keepdims, {p.default!r})',
            ]
            aliases.append(Parameter("keepdims: bool | None = None", ""))
        else:
            made.append(Parameter(f"{p.name}: {kind}" + ("" if required else f" = {p.default!r}"), passed))
    return with_keywords(made, aliases), lines


def with_keywords(given: list[Parameter], keywords: list[Parameter]) -> list[Parameter]:
    """Return parameters with more of them that are given by name only."""
    star = [] if not keywords or any(p.text.startswith("*") for p in given) else [Parameter("*", "")]
    return [*given, *star, *keywords]


def docstring(text: str, first: str | None, indent: int) -> Iterator[str]:
    """Yield the lines of a docstring.

    In a method, `first` is the argument that becomes `self`. Its entry under Args becomes a sentence after the summary.
    """
    lines = text.strip().splitlines()
    if first is not None:
        lines = _of_method(lines, first)
    lines = [part for line in lines for part in _wrapped(line, 113 - indent)]
    space = " " * indent
    if len(lines) == 1:
        yield f'{space}"""{lines[0].strip()}"""'
        return
    yield f'{space}"""{lines[0].strip()}'
    for line in lines[1:]:
        yield f"{space}{line}".rstrip()
    yield f'{space}"""'


def _wrapped(line: str, width: int) -> list[str]:
    """Break a line of a docstring if it is longer than `width`."""
    space = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line.strip(), width, initial_indent=space, subsequent_indent=space) or [""]


def _of_method(lines: list[str], name: str) -> list[str]:
    found = _entry(lines, name)
    if found is None:
        return lines
    start, end = found
    about = " ".join(line.strip() for line in lines[start:end]).removeprefix(f"{name}:").strip()
    # If the entry is the only one, remove the heading and the blank line after it as well.
    alone = lines[start - 1] == "Args:" and not "".join(lines[end : end + 1]).startswith(INDENT)
    rest = [*lines[: start - 1], *lines[end + 1 :]] if alone else [*lines[:start], *lines[end:]]
    place = rest.index("") if "" in rest else len(rest)
    sentence = [f"{name} is this tensor: {about}"]
    return [*rest[:place], "", *sentence, *rest[place:]]


def _entry(lines: list[str], name: str) -> tuple[int, int] | None:
    """Return the first line of an argument's entry under Args, and the line after its last; None without an entry."""
    if "Args:" not in lines:
        return None
    for start in range(lines.index("Args:") + 1, len(lines)):
        if not lines[start].startswith(INDENT):
            return None
        if lines[start].startswith(f"{INDENT}{name}:"):
            end = start + 1
            while end < len(lines) and lines[end].startswith(2 * INDENT):
                end += 1
            return start, end
    return None


def of_function(text: str) -> str:
    """Return a docstring with the entry of x under the name of the first argument of free functions."""
    return re.sub(r"^    x: ", f"    {FIRST}: x, ", text, count=1, flags=re.MULTILINE)


def documentation(definition: Definition) -> str:
    """Return the docstring of a definition, dedented. It mentions `axis` and `keepdims` if they are accepted."""
    lines = inspect.cleandoc(function_of(definition).__doc__ or "").splitlines()
    accepted = [p.text for p in parameters(definition, skip_first=True)[0]]
    for name, numpy_name in (("dim", "axis"), ("keepdim", "keepdims")):
        found = _entry(lines, name)
        if found is not None and any(text.startswith(f"{numpy_name}:") for text in accepted):
            lines.insert(found[1], f"{2 * INDENT}NumPy's name `{numpy_name}` works too.")
    return "\n".join(lines)
