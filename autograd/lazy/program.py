"""Program: straight-line Python for the lines of a segment, forward and backward.

The forward program calls the forward of each operation. The backward program calls their rules in the order in which
the walk over the graph would, so the sums of gradients are the same to the last bit. An array is deleted after its last
use, because memory that was just freed is still in the processor's cache.

Names in the text: `l` a leaf, `c` a Python number, `v` the result of a line, `p` its by-product, `s` what its rules
read, `g` the gradient of a line, `h` that of a leaf.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograd import graph
from autograd.array.broadcast import fit, owned
from autograd.array.fast import unshared
from autograd.lazy.line import First, Line, Setting
from autograd.rules.arrays import xp
from autograd.rules.dtypes import DType
from autograd.rules.expression import define
from autograd.rules.operation import Op, RowOp
from autograd.rules.vjp import text_for_arrays

_NAMES = {"asarray": np.asarray, "fit": fit, "ndarray": np.ndarray, "owned": owned, "unshared": unshared, "xp": xp}


class Program:
    """The forward program of the lines up to one, and the backward programs from their results.

    Attributes:
        path: the lines.
        alive: the numbers of the lines whose results somebody holds, or somebody's views look at.
        graph: the lines whose gradients these results want.
        kept: the names of what the rules of these lines read.
        unread: the numbers of the leaves that they do not read.
        forward: a function of the arrays of the leaves and of the numbers. It returns the results that are alive, then
            what is kept.
    """

    def __init__(self, last: Line, alive: tuple[int, ...]) -> None:
        self.path = path = last.path()
        self.alive = alive = _with_bases(path, alive)
        self.graph = _below([path[n] for n in alive if path[n].fact.wanted], lambda line: line.wanted)
        self.kept = [*dict.fromkeys(name for line in self.graph for name in _reads(line))]
        self.unread = sorted({*range(len(last.leaves))} - _leaves_read(self.graph))
        self._last = last
        self._backward: dict[Line, Backward] = {}
        computed = _below([path[n] for n in alive], lambda line: range(len(line.operands)))
        self.forward = _forward(last, computed, [*(f"v{n}" for n in alive), *self.kept], {*self.graph})

    def backward(self, root: Line) -> Backward:
        """Return the backward program from the result of a line."""
        if root not in self._backward:
            self._backward[root] = Backward(root, self._last, self.kept)
        return self._backward[root]


class Backward:
    """The backward program from one result.

    Attributes:
        lines: the lines that it passes.
        leaves: the numbers of the leaves that get a gradient, in the order in which a walk would reach them.
        reads: the numbers of the leaves whose elements it reads, perhaps through views.
        run: a function of the upstream gradient, the arrays of the leaves, the numbers, and the list of what was kept,
            which it empties. It returns the gradients of `leaves`.
    """

    def __init__(self, root: Line, last: Line, kept: list[str]) -> None:
        order = _order(root)
        self.lines = {line for line in order if isinstance(line, Line)}
        self.leaves = [x for x in order if isinstance(x, int)]
        self.reads = sorted(_leaves_read(self.lines))
        namespace = dict(_NAMES)
        text = [f"def backward(g{root.number}, leaves, numbers, values):", *_unpacked(last)]
        if kept:
            text += [f"[{', '.join(kept)}] = values", "values.clear()"]
        begun: dict[str, int] = {}  # how many gradients each sum has got
        pulls = [(line, [*_pull(line, namespace, begun)]) for line in order if isinstance(line, Line)]
        left = set(kept)
        ends: dict[Line, list[str]] = {}
        for line, _ in reversed(pulls):
            ends[line] = [name for name in _read_names(line) if name in left]
            left.difference_update(ends[line])
        for line, lines in pulls:
            text += [*lines, f"del {', '.join([f'g{line.number}', *ends[line]])}"]
        text.append(f"return [{', '.join(f'h{k}' for k in self.leaves)}]")
        self.run = define("backward", "\n    ".join(text) + "\n", namespace, shown=False)


def _with_bases(path: Sequence[Line], alive: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers of these lines and of those at whose memory their results look."""
    found = set(alive)
    for n in alive:
        line = path[n]
        while line.op.view and isinstance(line.operands[0], Line):
            line = line.operands[0]
            found.add(line.number)
    return tuple(sorted(found))


def _below(roots: Iterable[Line], places: Callable[[Line], Iterable[int]]) -> list[Line]:
    """Return the lines that `roots` depend on through the arguments at `places`, and themselves, in order."""
    found = set(roots)
    stack = [*found]
    while stack:
        line = stack.pop()
        more = {x for i in places(line) if isinstance(x := line.operands[i], Line)} - found
        found |= more
        stack += more
    return sorted(found, key=lambda line: line.number)


def _order(root: Line) -> list[Any]:
    """Return the lines and the numbers of the leaves below `root`, in the order of the backward walk."""
    places: dict[Any, _Place] = {}
    for line in _below([root], lambda line: line.wanted):
        inputs = [leaf_or_line(line.operands[i]) for i in line.wanted]
        places[line] = _Place(line, [places.setdefault(x, _Place(x, [])) for x in inputs])
    order = graph.topological_order(places[root])  # type: ignore[type-var]  # it reads the inputs alone
    return [place.what for place in reversed(order)]


class _Place:
    """A node of the graph of lines and leaves, for `graph.topological_order`."""

    def __init__(self, what: Any, inputs: list[_Place]) -> None:
        self.what, self.inputs = what, inputs


def leaf_or_line(operand: Any) -> Any:
    """Return the number of the leaf, or the line, that an operand is."""
    return operand.leaf if isinstance(operand, First) else operand


def _name_of(line: Line, i: int) -> str:
    """Return the name of argument i of a line, as the text has it."""
    x = line.operands[i]
    if isinstance(x, Line):
        return f"v{x.number}"
    if isinstance(x, Setting):
        return f"x{line.number}_{i}"
    if x is float or x is int:
        return f"c{line.number_at(i)}"
    return "None" if x is None else f"l{leaf_or_line(x)}"


def _read_names(line: Line) -> list[str]:
    """Return the names of the arrays that the rules of a line read."""
    op = line.rules
    names = [f"v{line.number}" if slot == 0 else _name_of(line, slot - 1) for slot in _value_slots(line)]
    arrays = [name for name in dict.fromkeys(names) if name[0] in "vl"]
    return arrays + ([f"p{line.number}"] if op.by_product else [])


def _leaves_read(lines: Iterable[Line]) -> set[int]:
    """Return the numbers of the leaves whose memory the rules of these lines read, perhaps through views."""
    found: set[int] = set()
    for line in lines:
        for slot in _value_slots(line):
            operand: Any = line if slot == 0 else line.operands[slot - 1]
            while isinstance(operand, Line):
                operand = operand.operands[0] if operand.op.view else None
            if isinstance(operand, int | First):
                found.add(leaf_or_line(operand))
    return found


def _value_slots(line: Line) -> list[int]:
    op = line.rules
    return [slot for slot in op.needs[line.wanted] if slot == 0 or (slot <= op.arity and slot - 1 in op.tensors)]


def _reads(line: Line) -> list[str]:
    """Return the names of what a line's rules read and only the program computes."""
    return [name for name in _read_names(line) if name[0] != "l"]


def _unpacked(last: Line) -> list[str]:
    text = []
    if last.leaves:
        text.append(f"[{', '.join(f'l{k}' for k in range(len(last.leaves)))}] = leaves")
    if last.numbers:
        text.append(f"[{', '.join(f'c{k}' for k in range(last.numbers))}] = numbers")
    return text


def _forward(last: Line, lines: list[Line], results: list[str], recorded: set[Line]) -> Callable[..., list[Any]]:
    namespace = dict(_NAMES)
    text = ["def forward(leaves, numbers):", *_unpacked(last)]
    ends: dict[Line, list[str]] = {}
    left = {f"v{line.number}" for line in lines} - {*results}
    for line in reversed(lines):
        read = {f"v{x.number}" for x in line.operands if isinstance(x, Line)}
        ends[line] = sorted(left & read)
        left -= read
    for line in lines:
        text += _call(line, namespace, line in recorded)
        if ends[line]:
            text.append(f"del {', '.join(ends[line])}")
    text.append(f"return [{', '.join(results)}]")
    return define("forward", "\n    ".join(text) + "\n", namespace, shown=False)


def _call(line: Line, namespace: dict[str, Any], recorded: bool) -> list[str]:
    """Return the text that computes a line, as array/fast.py does."""
    n, op = line.number, line.op
    out = f"v{n}"
    with_product = recorded and op.by_product
    namespace[f"f{n}"] = op.compute if with_product else op.forward
    for i, x in enumerate(line.operands):
        if isinstance(x, Setting):
            namespace[_name_of(line, i)] = line.settings[i]
    arguments = ", ".join(_name_of(line, i) for i in range(op.arity))
    text = [f"{f'{out}, p{n}' if with_product else out} = f{n}({arguments})"]
    text += [f"if {out}.__class__ is not ndarray:", f"    {out} = asarray({out})"]
    if not op.view and not isinstance(op.forward, np.ufunc | types.BuiltinFunctionType):
        operands = [_name_of(line, i) for i in op.tensors if not isinstance(line.operands[i], type(None) | type)]
        same = " or ".join(f"{out} is {a}" for a in operands)
        text += [f"elif {out}.base is not None or {same}:", f"    {out} = unshared({out}, {', '.join(operands)})"]
    return text


def _pull(line: Line, namespace: dict[str, Any], begun: dict[str, int]) -> Iterable[str]:
    """Yield the text that pulls the gradient of a line back to its operands, as array/walk.py does."""
    n, op = line.number, line.rules
    saved = _saved(line, op, namespace)
    if not isinstance(op, RowOp):
        yield f"s = ({', '.join(saved)},)"
    for i in line.wanted:
        x = line.operands[i]
        fact = line.fact_of(x)
        rule, shape, dtype, like = f"r{n}_{i}", f"S{n}_{i}", f"D{n}_{i}", f"F{n}_{i}"
        namespace |= {rule: op.vjps[i], shape: fact.shape, dtype: fact.dtype, like: fact}
        fits = f"d.shape == {shape} and d.dtype is {dtype}"
        if isinstance(op, RowOp):
            names = {"upstream": f"g{n}", **dict(zip(("out", "x", "y"), saved))}
            local = _with_constants(text_for_arrays(op.local_derivatives[i]), line.fact.dtype, namespace)
            yield f"d = {_renamed(local, names)}"
            if fact.shape == line.fact.shape != ():
                fits = f"d.dtype is {dtype}"  # it has the shape of `upstream`
        else:
            yield f"d = {rule}(xp, g{n}, s)"
        if fits[2] == "s":
            yield "if d.__class__ is not ndarray:"
            yield "    d = asarray(d)"
        yield f"if not ({fits}):"
        yield f"    d = fit(xp, d, {like})"
        inner = isinstance(x, Line)
        target = f"g{x.number}" if isinstance(x, Line) else f"h{leaf_or_line(x)}"
        count = begun[target] = begun.get(target, 0) + 1
        if count == 1:
            yield f"{target} = {'d' if inner else f'owned(d, g{n})'}"
        elif count == 2 and inner:
            yield f"{target} = {target} + d" if fact.shape else f"{target} = asarray({target} + d)"
        else:
            yield f"{target} += d"


def _with_constants(text: str, dtype: DType, namespace: dict[str, Any]) -> str:
    """Return the text with arrays of `dtype` in place of numbers: NumPy takes 0.3 µs to make an array of a number.

    Not beside functions, powers and comparisons: some treat a number otherwise than an array.
    """
    if "xp." in text or "**" in text or ">" in text or "<" in text:
        return text

    def constant(number: re.Match[str]) -> str:
        name = f"k_{dtype.char}_{number[0].replace('.', '_').replace('-', 'm').replace('+', 'p')}"
        namespace.setdefault(name, np.array(float(number[0]), dtype))
        return name

    return re.sub(r"\b\d+(\.\d+)?(e[-+]?\d+)?\b", constant, text)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """Return the text with other names of variables."""
    return re.sub(rf"(?<!\.)\b({'|'.join(names)})\b", lambda name: names[name[0]], text)


def _saved(line: Line, op: Op, namespace: dict[str, Any]) -> list[str]:
    """Return the text of what the rules read, in the slots (out, *arguments, *shapes, by-product)."""
    needed = op.needs[line.wanted]
    texts = ["None"] * (1 + 2 * op.arity)
    if 0 in needed:
        texts[0] = f"v{line.number}"
    for i, x in enumerate(line.operands):
        if isinstance(x, Setting):
            namespace[_name_of(line, i)] = line.settings[i]
        if i not in op.tensors or 1 + i in needed:
            texts[1 + i] = _name_of(line, i)
            if x is float or x is int:  # dividing an array by zero gives infinity, dividing a float raises
                namespace[f"D{line.number}"] = line.fact.dtype
                texts[1 + i] = f"asarray({texts[1 + i]}, D{line.number})"
        if 1 + op.arity + i in needed:
            shape = f"S{line.number}_{i}"
            namespace[shape] = () if x is None or isinstance(x, type | Setting) else line.fact_of(x).shape
            texts[1 + op.arity + i] = shape
    return texts + ([f"p{line.number}"] if op.by_product else [])
