"""A function of Tensors, run once and written out as a program: forward, and backpropagation in straight lines.

Around the numbers stands the bookkeeping: each operation looks at its operands, makes a node, remembers what its rules
will read; each pass backward finds an order and adds up by dictionary. For one function and one set of shapes all of
that comes out the same each time. So it is done once: a `Tape` notes the operations, the graph says which rules follow,
and what is left is the text of two functions of arrays.

What is written down must not depend on numbers. While it is traced, a function sees `Traced` tensors, whose shapes
are known and whose numbers are not: reading one is an error, not a wrong program.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograd import graph, nests, symbolic
from autograd.anomaly import onlookers
from autograd.arrays import Array, xp
from autograd.explain import user_line
from autograd.grad_mode import set_grad_enabled
from autograd.operation import ARRAY_SPELLING, Differentiable, FromRow, Operation, upstream_times
from autograd.quiet import quietly
from autograd.tensors import Like, Recorded, Tensor, apply, fit
from autograd.versions import Version, check_current

_raw: Any = Tensor.__dict__["_array"]


class Traced(Tensor):
    """A tensor within a function that is being traced: it says its shape and dtype, but no numbers."""

    __slots__ = ()

    @property
    def _array(self) -> Array:
        if onlookers.tape is not None and not onlookers.tape.computing:
            onlookers.tape.refuse("reads the numbers of a tensor")
        array: Array = _raw.__get__(self)
        return array

    @_array.setter
    def _array(self, array: Array) -> None:
        _raw.__set__(self, array)

    @property
    def shape(self) -> tuple[int, ...]:
        """As of any tensor."""
        shape: tuple[int, ...] = _raw.__get__(self).shape
        return shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """As of any tensor."""
        dtype: np.dtype[Any] = _raw.__get__(self).dtype
        return dtype

    @property
    def ndim(self) -> int:
        """As of any tensor."""
        return len(self.shape)

    def numel(self) -> int:
        """As of any tensor."""
        return int(np.prod(self.shape))

    nelement = numel

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a 0-d tensor")
        return self.shape[0]

    def view(self, *shape: Any) -> Tensor:
        """As of any tensor, or a copy."""
        if len(shape) == 1 and not isinstance(shape[0], list | tuple | int):
            return self.to(shape[0])
        return self.reshape(*shape)

    def contiguous(self) -> Tensor:
        """A copy."""
        return self.clone()

    def detach(self) -> Tensor:
        """The same numbers, without a graph."""
        made = Traced(_raw.__get__(self))
        made._version = self._version
        if onlookers.tape is not None:
            onlookers.tape.traced.append(made)
        return made

    def register_hook(self, hook: Any) -> Any:
        """Not here: there is no node to see a gradient when the program runs."""
        onlookers.tape.refuse("registers a hook")

    def retain_grad(self) -> None:
        """Not here, as `register_hook`."""
        onlookers.tape.refuse("retains a gradient")

    def backward(self, gradient: Any = None, retain_graph: bool | None = None, create_graph: bool = False) -> None:
        """Not here: the pass backward is written out with the program."""
        onlookers.tape.refuse("calls backward()")


class _Line:
    """`target = text`; or, where its by-product is needed, `target, by_product = keeping`. And what the text reads."""

    def __init__(
        self, target: str, text: str, reads: Iterable[str], by_product: str | None = None, keeping: str = ""
    ) -> None:
        self.targets = {target} if by_product is None else {target, by_product}
        self.target, self.text, self.reads = target, text, set(reads)
        self.by_product, self.keeping = by_product, keeping

    def without(self, needed: set[str]) -> _Line:
        """The same without a by-product, if that is not needed."""
        return self if self.by_product in needed else _Line(self.target, self.text, self.reads)

    def __str__(self) -> str:
        if self.by_product is None:
            return f"{self.target} = {self.text}"
        return f"{self.target}, {self.by_product} = {self.keeping}"


def _written_out(lines: Sequence[_Line], sizes: Mapping[str, int], alive: set[str]) -> str:
    """The lines, and after the last use of a large array that it is not needed any more.

    What is `alive` at the end stays.
    """
    written = []
    for line in reversed(lines):
        last = [name for name in sorted(line.reads - alive) if sizes.get(name, 0) >= _LARGE]
        alive |= line.reads
        written += [f"    del {', '.join(last)}\n"] if last else []
        written.append(f"    {line}\n")
    return "".join(reversed(written))


_LARGE = 1 << 16  # bytes


class _Note:
    """How an operation stands in the program: the variables of its result, its arguments and its by-product.

    `numbers` are the arguments themselves, of which those that are plain numbers stand in the text as such.
    """

    def __init__(self, out: str, arguments: list[Any], by_product: str | None, numbers: list[Any]) -> None:
        self.out, self.arguments, self.by_product, self.numbers = out, arguments, by_product, numbers


class Tape:
    """What is noted of a function while it runs on Traced tensors.

    Attributes:
        outside: the tensors that it takes from elsewhere, such as parameters, by the variables that stand for them.
        constants: arrays and settings that it makes itself, by their variables.
        computing: whether an operation is at work, which may look at numbers.
    """

    def __init__(self, known: Mapping[int, str]) -> None:
        self.known = known  # names for tensors from outside, by id
        self.outside: dict[str, Tensor] = {}
        self.constants: dict[str, Any] = {}
        self.computing = False
        self.refused: TypeError | None = None
        self.traced: list[Traced] = []  # all there are
        self.users: list[Any] = []  # objects that took part and say so, such as modules
        self.sizes: dict[str, int] = {}  # of variables, in bytes
        self.lines: list[_Line] = []
        self.notes: dict[Recorded, _Note] = {}
        self._names: dict[int, str] = {}
        self._functions: dict[str, str] = {}
        self._alive: list[Any] = []  # a number of a living object names no other
        self._taken: set[str] = {"xp", "fit", "upstream", "kept", "asarray"}

    def variable(self, wish: str) -> str:
        """A name that is free, like the one wished for."""
        wish = unicodedata.normalize("NFKC", wish)  # as Python reads names
        word = "".join(c if c.isidentifier() or c.isdigit() else "_" for c in wish).strip("_") or "t"
        word = word if word[0].isalpha() and not keyword.iskeyword(word) else f"t{word}"
        free, n = word, 2
        while free in self._taken:
            free, n = f"{word}_{n}", n + 1
        self._taken.add(free)
        return free

    def enter(self, array: Array, name: str) -> None:
        """From here on `name` stands for `array`."""
        self._names[id(array)] = name
        self.sizes[name] = array.nbytes
        self._alive.append(array)

    def argument(self, tensor: Tensor, name: str) -> Traced:
        """A Traced tensor in the place of an argument."""
        array = tensor._array[...]  # an array of its own, though two arguments may be one
        self.enter(array, self.variable(name))
        self.traced.append(Traced(array, tensor.requires_grad))
        return self.traced[-1]

    def name_of(self, x: Any, array: Array) -> str:
        """The variable that holds `array`, an operand that was given as `x`."""
        # A tensor from outside is known by itself, for another may have the same array.
        outside = isinstance(x, Tensor) and not isinstance(x, Traced) and _raw.__get__(x) is array
        name = self._names.get(id(x) if outside else id(array))
        if name is not None:
            return name
        if not isinstance(x, Tensor):
            return self.constant(array)
        if not outside:  # brought to the dtype of the others
            given = self.name_of(x, _raw.__get__(x))
            name = self.variable("t")
            self.lines.append(_Line(name, f"{given}.astype('{array.dtype}')", [given]))
            self.enter(array, name)
            return name
        if x.grad_fn is not None:
            self.refuse("uses a tensor that was computed outside and requires grad; give it as an argument")
        name = self.variable(self.known.get(id(x), "w" if x.requires_grad else "c"))
        self.outside[name] = x
        self._names[id(x)] = name
        self.sizes[name] = array.nbytes
        self._alive.append(x)
        return name

    def arrays(self) -> list[Array]:
        """All arrays that have a name."""
        return [x for x in self._alive if isinstance(x, np.ndarray)]

    def constant(self, value: Any, wish: str = "k") -> str:
        """A variable for something that the function brings along."""
        name = self.variable(wish)
        self.constants[name] = value
        if isinstance(value, np.ndarray):
            self.enter(value, name)
        return name

    def function(self, name: str, function: Callable[..., Any]) -> str:
        """A variable for a function of the engine."""
        if name not in self._functions:
            self._functions[name] = self.variable(name)
            self.constants[self._functions[name]] = function
        return self._functions[name]

    def written(self, value: Any) -> str:
        """A setting of an operation, as it stands in the text."""
        if value is None or type(value) in (bool, int, str) or (type(value) is float and np.isfinite(value)):
            return repr(value)
        if type(value) in (tuple, list):
            inner = ", ".join(map(self.written, value))
            return f"({inner}{',' if len(value) == 1 else ''})" if type(value) is tuple else f"[{inner}]"
        return self.constant(value)

    def apply(self, op: Differentiable, args: tuple[Any, ...]) -> Tensor:
        """Apply an operation and note it."""
        if self.computing:
            return apply(op, args)[0]
        if not isinstance(op, FromRow | Operation):
            self.refuse(f"uses {op.name}, which is no operation of the tables")
        if op.name in _SHAPED_BY_NUMBERS:
            self.refuse(f"calls {op.name}(), whose result has a shape that hangs on numbers")
        for i, arg in enumerate(args):
            operands = arg if op.many and i == 0 else [arg]
            if any(not (i in op.tensors and isinstance(x, Tensor)) and _holds_traced(x) for x in operands):
                self.refuse(f"gives {op.name}() the numbers of a tensor as a setting")
        self.computing = True
        try:
            result, arrays = apply(op, args)
        finally:
            self.computing = False
        arguments: list[Any] = []
        for i, array in enumerate(arrays):
            if op.many and i == 0:
                arguments.append([self.name_of(x, a) for x, a in zip(args[0], array)])
            elif isinstance(array, np.ndarray) and i in op.tensors:
                arguments.append(self.name_of(args[i], array))
            else:
                arguments.append(self.written(array))
        traced = Traced(result._array)
        self.traced.append(traced)
        traced.grad_fn, traced._requires_grad = result.grad_fn, result._requires_grad
        traced._version, traced._view_since = result._version, result._view_since
        out = self.variable("t1" if not self.lines else f"t{len(self.lines) + 1}")
        by_product = self.variable(f"{out}_{op.by_product}") if op.by_product and result.grad_fn is not None else None
        self.enter(result._array, out)
        self._alive.append(result)
        if result.grad_fn is not None:
            self.notes[result.grad_fn] = _Note(out, arguments, by_product, arrays)
        flat = [name for a in arguments for name in (a if isinstance(a, list) else [a])]
        written = ", ".join(f"[{', '.join(a)}]" if isinstance(a, list) else a for a in arguments)
        if isinstance(op, FromRow) and op.symbol in _INFIX and result.ndim:
            self.lines.append(_Line(out, f" {op.symbol} ".join(arguments), flat))
        elif not result.ndim and by_product is None:  # of no dimensions NumPy makes a number, which counts otherwise
            self.lines.append(_Line(out, f"asarray(xp.{op.name}({written}))", flat))
        else:
            keeping = f"{op.name}_keeping"
            if by_product is not None:
                keeping = self.function(keeping, op.compute)
            self.lines.append(_Line(out, f"xp.{op.name}({written})", flat, by_product, f"{keeping}({written})"))
        return traced

    def refuse(self, what: str) -> None:
        """Give up.

        Raises:
            TypeError: saying what the function does that cannot be written down, and where.
        """
        self.refused = TypeError(
            f"compile: at {user_line()} the function {what}, which a program written down once cannot do"
        )
        raise self.refused


_INFIX = {"+", "-", "*", "/"}
_SHAPED_BY_NUMBERS = {"nonzero", "unique", "bincount", "one_hot"}


def _holds_traced(x: Any) -> bool:
    """Whether there is a Traced tensor in a setting."""
    if isinstance(x, slice):
        return any(map(_holds_traced, (x.start, x.stop, x.step)))
    return isinstance(x, Traced) or (isinstance(x, tuple | list) and any(map(_holds_traced, x)))


class Program:
    """A function of Tensors that gives one Tensor, written out for the shapes, dtypes and settings of one call.

    Attributes:
        source: its text: `forward`, and `backward` if a gradient is wanted.
        outside: the tensors that it takes from elsewhere.
        users: the modules that took part.
    """

    def __init__(
        self, f: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any], names: Sequence[str], known: Known
    ) -> None:
        """Trace `f(*args, **kwargs)`.

        Args:
            names: for each tensor among the arguments, how to call it.
            known: names for tensors from outside, by id.

        Raises:
            TypeError: if what f does hangs on numbers, or cannot be written down.
        """
        tape = Tape(known)
        tree = [list(args), dict(kwargs)]
        leaves = [leaf for _, leaf in nests.leaves(tree, "")]
        given = iter(names)
        traced = [tape.argument(x, next(given)) if isinstance(x, Tensor) else x for x in leaves]
        seen = nests.rebuilt(tree, iter(traced))
        onlookers.tape, onlookers.present = tape, True
        try:
            result = f(*seen[0], **seen[1])
            if tape.refused is not None:  # and f went on regardless
                raise tape.refused
            if not isinstance(result, Tensor):
                raise TypeError(f"compile: the function must return one Tensor, got {type(result).__name__}")
            tape.computing = True
            self._write(tape, [x for x in traced if isinstance(x, Traced)], result)
        finally:
            onlookers.tape, onlookers.present = None, onlookers.anomalies
            for tensor in tape.traced:  # whoever kept one has an ordinary tensor
                tensor.__class__ = Tensor  # type: ignore[assignment]
        self.outside = list(tape.outside.values())
        self.users = list({id(user): user for user in tape.users}.values())
        self.constants = tape.constants
        self._known = [(t, t._array, _facts(t)) for t in self.outside]
        self._whole = _Whole(getattr(f, "__name__", type(f).__name__))

    def _write(self, tape: Tape, arguments: list[Traced], result: Tensor) -> None:
        out = tape.name_of(result, result._array)
        backward = _Backward(tape, out, result)
        leaves = [*arguments, *tape.outside.values()]
        inputs = [tape.name_of(t, t._array) for t in leaves]
        gradients = [backward.variable_of(t) for t in leaves]
        made = {line.target for line in backward.lines}
        reads = {name for line in backward.lines for name in line.reads}
        kept = sorted(reads - made - {"upstream"} - set(tape.constants))
        needed = {out, *kept}
        lines: list[_Line] = []
        for line in reversed(tape.lines):
            if not needed.isdisjoint(line.targets):
                needed |= line.reads
                lines.insert(0, line.without(needed))
        shared = any(np.may_share_memory(result._array, t._array) for t in leaves)
        # A pass backward may not run on what was changed in the meantime: the result, if it is kept in some form.
        named = {name: array for array in tape.arrays() if (name := tape.name_of(None, array)) in kept}
        self._keeps_result = any(np.may_share_memory(result._array, array) for array in named.values())
        self.source = (
            f"def forward({', '.join(inputs)}):\n"
            f"{_written_out(lines, tape.sizes, {out, *kept, *inputs})}"
            f"    return {out}{'.copy()' if shared else ''}, [{', '.join(kept)}]\n"
        )
        self.has_backward = bool(backward.lines or any(gradients))
        if self.has_backward:
            sizes = tape.sizes | backward.sizes
            large = any(sizes.get(name, 0) >= _LARGE for name in kept)
            self.source += (
                "\n\ndef backward(upstream, kept):\n"
                + (f"    {', '.join(kept)}{',' if len(kept) == 1 else ''} = kept\n" if kept else "")
                + ("    kept.clear()\n" if large else "")
                + _written_out(backward.lines, sizes, {"upstream", *(g for g in gradients if g)})
                + f"    return [{', '.join(g or 'None' for g in gradients)}]\n"
            )
        namespace = {"xp": xp, "fit": fit, "asarray": np.asarray, **tape.constants}
        self._forward = symbolic.function("forward", self.source, namespace)
        self._backward = symbolic.function("backward", self.source, namespace) if self.has_backward else None
        self._wanted = [g is not None for g in gradients]

    def same_as(self, other: Program) -> bool:
        """Whether another trace of the function came to the same."""
        return (
            self.source == other.source
            and all(a is b or _made_alike(a, b) for a, b in zip(self.outside, other.outside))
            and all(_same(a, other.constants[name]) for name, a in self.constants.items())
        )

    def fits(self) -> bool:
        """Whether the tensors from outside still are what they were."""
        for i, (tensor, array, facts) in enumerate(self._known):
            if tensor._array is not array or tensor._requires_grad is not facts[2]:
                if _facts(tensor) != facts:
                    return False
                self._known[i] = tensor, tensor._array, facts  # other numbers of the same kind
        return True

    def __call__(self, tensors: Sequence[Tensor], again: Callable[[], Tensor]) -> Tensor:
        """The function of other tensors of the same shapes; `again` computes it operation by operation."""
        inputs = [*tensors, *self.outside]
        for t in tensors:
            if t._view_since is not None:
                check_current("compile", t)
        out, kept = quietly(self._forward, [t._array for t in inputs])
        result = Tensor(out if out.__class__ is np.ndarray else np.asarray(out))
        if self.has_backward:
            sources = tuple([(t.grad_fn or t) if wanted else None for t, wanted in zip(inputs, self._wanted)])
            stamped = [*inputs, result] if self._keeps_result else inputs
            stamps = [(t._version, t._version.count) for t in stamped]
            result.grad_fn = Replayed(self, sources, result._array, kept, stamps, again)
            result._requires_grad = True
        return result

    def backward(self, upstream: Array, kept: Any) -> list[Array | None]:
        """The gradient of each input."""
        assert self._backward is not None
        gradients: list[Array | None] = self._backward(upstream, kept)
        return gradients


Known = Mapping[int, str]


def _facts(tensor: Tensor) -> tuple[Any, ...]:
    array = tensor._array
    return array.shape, array.dtype, tensor._requires_grad, tensor.grad_fn is None, array.strides


def _made_alike(a: Tensor, b: Tensor) -> bool:
    """Whether two tensors are the same constant, made by the function itself."""
    return not (a._requires_grad or b._requires_grad) and _same(a._array, b._array)


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        a, b = a._array, b._array
    if isinstance(a, float) and a != a:
        return bool(b != b)
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    return type(a) is type(b) and bool(a == b)


class _Backward:
    """The lines of the pass backward, found by running it once.

    Attributes:
        lines: the text.
        sizes: of the variables that it makes, in bytes.
    """

    def __init__(self, tape: Tape, out: str, result: Tensor) -> None:
        self.lines: list[_Line] = []
        self.sizes: dict[str, int] = {}
        self._tape = tape
        self._numbers: dict[tuple[str, str], str] = {}
        self._gradients: dict[Any, tuple[Array, str]] = {}
        self._own: dict[Any, str] = {}  # for each node, the variable in which its gradient is added up
        if result.grad_fn is None and not result._requires_grad:
            return
        root = result.grad_fn or result
        self._gradients[root] = (np.ones_like(result._array), "upstream")
        with np.errstate(all="ignore"):
            for node in reversed(graph.topological_order(root)):
                if isinstance(node, Recorded) and node in self._gradients:
                    self._pull(node)

    def variable_of(self, leaf: Tensor) -> str | None:
        """The variable of a leaf's gradient; None if it has none."""
        if leaf not in self._gradients:
            return None
        name = self._gradients[leaf][1]
        return "upstream.copy()" if name == "upstream" else name

    def _pull(self, node: Recorded) -> None:
        upstream, above = self._gradients[node]
        for i, (source, pull) in enumerate(zip(node.inputs, node.op.pulls_of(len(node.inputs)))):
            if source is None or pull is None:
                continue
            given = pull.rule(xp, upstream, node._saved)
            text, reads = self._rule(node, i, above)
            fitted = fit(given, source, upstream)
            if isinstance(given, np.ndarray) and given.dtype == fitted.dtype and given.size > fitted.size > 0:
                text = f"xp.sum_to({text}, {fitted.shape})"
            elif fitted is not given:
                like = self._tape.constant(Like(source.shape, source.dtype), f"like_{self._name(source)}")
                text = f"fit({text}, {like}, {above})"
            before = self._gradients.get(source)
            if before is not None:
                fitted, text = np.asarray(before[0] + fitted), f"{before[1]} + {text}"
                text = text if fitted.ndim else f"asarray({text})"
                reads.add(before[1])
            name = text
            if not _is_variable(text):
                if source not in self._own:
                    self._own[source] = self._tape.variable(f"d_{self._name(source)}")
                name = self._own[source]
                self.sizes[name] = fitted.nbytes
                self.lines.append(_Line(name, text, reads))
            self._gradients[source] = (fitted, name)

    def _name(self, source: Any) -> str:
        if isinstance(source, Recorded):
            return self._tape.notes[source].out
        return self._tape.name_of(source, source._array)

    def _rule(self, node: Recorded, i: int, above: str) -> tuple[str, set[str]]:
        """The text of the rule for operand i, and the variables that it reads."""
        op, note = node.op, self._tape.notes[node]
        if isinstance(op, FromRow):
            symbols = [symbolic.symbol(self._operand(node, j)) for j in range(op.arity)]
            local = op.row.derivatives[i](symbolic.functions, symbolic.symbol(note.out), *symbols)
            return symbolic.write(upstream_times(local, above), ARRAY_SPELLING), {above, *symbolic.names(local)}
        assert isinstance(op, Operation)
        argument = op.names[0 if op.many else i]
        rule = op.rules[argument]
        assert rule is not None
        name = self._tape.function(f"{op.name}_by_{argument}", rule)
        known: dict[str | None, str] = {"out": note.out, op.by_product: note.by_product or "None"}
        for j, (parameter, written) in enumerate(zip(op.names, note.arguments)):
            known[parameter] = f"[{', '.join(written)}]" if isinstance(written, list) else written
            known[f"{parameter}_shape"] = repr((node._saved or [])[1 + op.arity + j])
        given = ["xp", above, *([str(i)] if op.many else [])]
        variables = {above}
        for read in (reads := op.reads(argument)):
            written = note.arguments[op.names.index(read)] if read in op.names else known[read]
            variables.update(filter(_is_variable, written if isinstance(written, list) else [written]))
        return f"{name}({', '.join([*given, *(known[read] for read in reads)])})", variables

    def _operand(self, node: Recorded, j: int) -> str:
        """The variable of operand j of a row; a number is an array here, as everywhere where rules read it."""
        written: str = self._tape.notes[node].arguments[j]
        number = self._tape.notes[node].numbers[j]
        if isinstance(number, np.ndarray):
            return written
        key = (written, str(node.dtype))
        if key not in self._numbers:
            array = np.asarray(number, None if isinstance(number, bool) else node.dtype)
            self._numbers[key] = self._tape.constant(array)
        return self._numbers[key]


def _is_variable(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


class Replayed(Recorded):
    """The node of a call of a Program."""

    __slots__ = ("_again", "_program")

    def __init__(
        self,
        program: Program,
        inputs: tuple[Any, ...],
        out: Array,
        kept: Any,
        stamps: list[tuple[Version, int]],
        again: Callable[[], Tensor],
    ) -> None:
        super().__init__(program._whole, inputs, out, kept, stamps, None)
        self._program, self._again = program, again

    def pull(self, upstream: Any, record: bool, retain: bool) -> Iterable[Any]:
        """The gradients by the program; recorded, by the function's own graph, which is made for it."""
        kept, again = self._take_saved(retain), self._again
        if not retain:
            self._again = None  # type: ignore[assignment]  # it holds the arguments
        if not (record or onlookers.anomalies):
            return self._program.backward(upstream, list(kept) if retain else kept)
        with set_grad_enabled(True):
            out = again()
        root, sources = out.grad_fn or out, [source for source in self.inputs if source is not None]
        found: dict[Any, Any] = {root: upstream}
        with set_grad_enabled(record):
            graph.send(graph.between(root, sources), found, record=record, receive=False)
        # A source in two places has received the sum of both: it goes to the first.
        return [None if source is None else found.pop(source, None) for source in self.inputs]

    def push(self, tangents: list[Any], record: bool) -> Any:
        """Forward mode goes along the function's own operations.

        Raises:
            RuntimeError: always, saying so.
        """
        raise RuntimeError(f"compile: forward mode needs {self.op.name} itself; give the function that was compiled")


class _Whole(Differentiable):
    """What a drawing shows of a function that was written out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = self.symbol = name
