"""`compile`: trace a function of Values and generate straight-line Python for it.

>>> from autograd import compile
>>> f = compile(lambda a, b, c: (a * b + c).sin())
>>> round(f(2.0, -3.0, 6.5), 6)
0.479426
>>> print(f.source)
def value_and_grad(v0, v1, v2):
    # v0 = a, v1 = b, v2 = c
    # forward
    v4 = v0 * v1 + v2
    v5 = sin(v4)
    # backward: gradient = upstream × local derivative
    d4 = cos(v4)
    d0 = d4 * v1
    d1 = d4 * v0
    return v5, d0, d1, d4
<BLANKLINE>

Tracing runs the function on Values and keeps their graph. The source is generated from the graph and from the calculus
table that also defines Value's methods. Dead code is left out, common subexpressions are computed once, constants are
folded, and results that are used once are inlined. The generated code works on floats and on NumPy arrays. The backend
"numba" compiles it to machine code.

The generated code is right for other numbers because a traced Value gives none: to read one raises TypeError, and a
comparison leaves a guard.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from typing import Any

from autograd import pytree
from autograd.errors import install_command
from autograd.reading import reading
from autograd.scalar.compare import tracing
from autograd.scalar.compile.program import Program
from autograd.scalar.compile.structure import Structure, UnsupportedError
from autograd.scalar.compile.trace import NOT_FOR_TENSORS, Arguments

__all__ = ["Compiled", "compile"]


def compile(f: Callable[..., Any], backend: str = "python") -> Compiled:
    """Compile a function of Values to straight-line Python, or to machine code, at its first call.

    The numbers of the arguments, and those of Values that f closes over, such as the parameters of a model, are read at
    each call. Everything else is fixed when a path is traced: global and closed-over plain numbers, attributes of
    objects, the clock, files. Make such a number an argument or a Value if it is to change.

    Args:
        f: a deterministic function of Values or pytrees of Values (tuples, lists, dicts). Other arguments must be
            hashable, and each new value of them is traced separately.
        backend: "python", or "numba" for machine code, which numba compiles. It computes a batch some 50 times as
            fast. To compile takes seconds for a thousand operations, at the first call for each path, each kind of call
            (value, value_and_grad, backward) and each choice of arguments that are arrays. The machine code is kept in
            `$XDG_CACHE_HOME/chainrule/compile`, by default `~/.cache/chainrule/compile`, for later processes. The
            folder may be deleted at any time.

    Returns:
        A Compiled. Call it as f, with floats or, for a batch, NumPy arrays in place of Values.

    Raises:
        ImportError: if the backend is not installed.
        TypeError: if f is a Module, or not callable.
        ValueError: if there is no such backend.

    >>> f = compile(lambda x: x * x if x > 0 else -x)
    >>> f(3.0), f(-2.0)
    (9.0, 2.0)
    >>> f
    # <lambda>, compiled
    # for arguments for which all of this is true:
    def guards(v0):
        # v0 = x
        return (v0 > 0.0) == False,
    <BLANKLINE>
    def value_and_grad(v0):
        # v0 = x
        # forward
        v1 = -v0
        # backward: gradient = upstream × local derivative
        return v1, -1
    """
    if hasattr(f, "named_parameters"):
        got = f"the Module {type(f).__name__}; {NOT_FOR_TENSORS}"
        raise TypeError(f"compile(): expected a function of Values, got {got}")
    if not callable(f):
        raise TypeError(f"compile(): expected a function of Values, got {type(f).__name__}")
    return Compiled(f, _program_of(backend))


def _program_of(backend: str) -> type[Program]:
    """Return the class of programs of a backend."""
    if backend == "python":
        return Program
    if backend != "numba":
        raise ValueError(f"compile(): expected the backend 'python' or 'numba', got {backend!r}")
    try:
        from autograd.scalar.compile.machine import MachineProgram
    except ImportError as error:
        raise ImportError(f"compile(): the backend 'numba' needs numba: {install_command('fast')} ({error})") from error
    return MachineProgram


class Compiled:
    """A compiled function; see `compile`.

    Comparisons of Values are recorded as guards. A call that would take another branch is traced as a new path. The
    elements of a batch may take different paths.

    Each path is traced twice, and both traces must be the same. So a function that draws a random number is refused. A
    generator counts as random if its state changes and f names it, or is a method of its owner. A draw from the
    operating system (`secrets`, `os.urandom`) is noticed only if the two traces differ.

    Inside another compiled function or a transform, a call on Values or Tensors runs f itself.

    Terms of a gradient whose local derivative is 0 are left out. So a gradient is 0 where eager Values give NaN, the
    product of 0 and an upstream gradient that is not finite.

    Raises:
        TypeError: when called, if f reads a number out of a Value or Tensor (`x.data`, `float(x)`, `math.exp(x)`), sets
            one, calls `backward()`, is random, uses an operation that is not in the calculus table, or returns anything
            but Values and numbers. Also if an argument is a Tensor, or is not a number and not hashable.
        ValueError: when called, if a batch is empty.

    >>> f = compile(lambda x, y: x * y)
    >>> f.value_and_grad(2.0, 3.0)
    (6.0, (3.0, 2.0))
    """

    def __init__(self, f: Callable[..., Any], program: type[Program] = Program) -> None:
        functools.update_wrapper(self, f)
        self._f = f
        self._program = program
        self._programs: dict[Any, list[Program]] = {}
        self._latest: Program | None = None
        self._structures: dict[Any, Structure | None] = {}
        self._structure: Structure | None = None  # of the latest call

    def __call__(self, *args: Any) -> Any:
        """Return the value of f; the same as `value`."""
        return self.value(*args)

    def value(self, *args: Any) -> Any:
        """Return the value of f.

        Args:
            *args: f's arguments, with floats or, for a batch, arrays of broadcastable shapes in place of Values.

        Returns:
            The result of f with floats in place of Values. For a batch, each is an array of the broadcast shape.

        >>> compile(lambda x: [x * 2, {"a": x + 1}]).value(3.0)
        [6.0, {'a': 4.0}]
        """
        if reading.callback is not None and any(hasattr(type(x), "_apply_row") for _, x in pytree.leaves(args, "")):
            return self._f(*args)  # part of another trace, or of a transform
        return _Call(self, args).run("value", lambda results, call: pytree.rebuilt(call.program.outputs, iter(results)))

    def value_and_grad(self, *args: Any) -> tuple[Any, Any]:
        """Return the value of f and the gradients with respect to its arguments.

        Args:
            *args: as for `value`.

        Returns:
            `(value, gradients)`. `gradients` is a tuple with one gradient per argument, or the gradient itself if f has
            one argument. Each has the structure and shapes of its argument. For a batch, `value` is an array of the
            broadcast shape, and the gradients are those of its sum.

        Raises:
            TypeError: if f returns anything but one number.

        >>> compile(lambda x: x * x).value_and_grad(3.0)
        (9.0, 6.0)
        """
        value, gradients = _Call(self, args).run("value_and_grad", _with_gradients)
        return value, gradients

    def backward(self, *args: Any) -> Any:
        """Add the gradients of the Values that f closes over to their `.grad`, and return the value.

        For a batch, the gradients are those of the sum of the value.

        Args:
            *args: as for `value`.

        Returns:
            The value of f: a float, or an array for a batch.

        Raises:
            TypeError: if f returns anything but one number.

        >>> from autograd import Value
        >>> w = Value(2.0)
        >>> compile(lambda x: w * x).backward(3.0), w.grad
        (6.0, 3.0)
        """
        tracing.refuse("backward()")
        return _Call(self, args).run("backward", _accumulated)

    @property
    def source(self) -> str:
        """Return the generated source of value and gradients, for the path that was traced last.

        Raises:
            RuntimeError: before the first call.
        """
        if self._latest is None:
            raise RuntimeError("source: expected a traced function, got no call yet; call the function once")
        return self._latest.text("value_and_grad" if self._latest.single else "value")

    def __repr__(self) -> str:
        name = getattr(self._f, "__qualname__", type(self._f).__name__)
        if self._latest is None:
            return f"<compiled {name}; its source is written at the first call>"
        condition = ""
        if self._latest.guarded:
            condition = f"# for arguments for which all of this is true:\n{self._latest.text('guards')}\n"
        return f"# {name}, compiled\n{condition}{self.source.rstrip()}"


class _Call:
    """One call of a Compiled.

    Attributes:
        program: the program that ran last.
        received: for each program that ran, the gradients of its Values from outside, if `backward` was called.
    """

    program: Program

    def __init__(self, compiled: Compiled, args: tuple[Any, ...]) -> None:
        self.compiled = compiled
        self.arguments = Arguments(args, compiled._structure)
        self.received: list[tuple[Program, list[float]]] = []
        try:
            self.programs = compiled._programs.setdefault(self.arguments.key, [])
            if self.arguments.structure is None:
                compiled._structure = self._structure()
        except TypeError as error:
            raise TypeError(f"compile(): expected numbers or hashable arguments, got {error}") from None

    def _structure(self) -> Structure | None:
        """Return functions for the next arguments of this structure, which are generated once."""
        found, arguments = self.compiled._structures, self.arguments
        kind = arguments.key, *arguments.arrays
        if kind not in found:
            found[kind] = None
            with contextlib.suppress(UnsupportedError):
                found[kind] = Structure(arguments.args, arguments.key, arguments.arrays)
        return found[kind]

    def run(self, what: str, finish: Callable[[list[Any], _Call], Any]) -> Any:
        """Run the program for the path that these numbers take, and return `finish` of its results."""
        if self.arguments.batched:
            return finish(self._run_batch(what), self)
        numbers = self.arguments.numbers
        for place in self.arguments.arrays:
            numbers[place] = float(numbers[place])
        self.program = next((p for p in self.programs if p.takes(numbers)), None) or self.trace(numbers)
        return finish(self._results(what, list(self.program.run(what, numbers))), self)

    def trace(self, numbers: list[float]) -> Program:
        """Trace the path that these numbers take, and return its program."""
        program = self.compiled._program(self.compiled._f, self.arguments, numbers)
        self.programs.append(program)
        self.compiled._latest = program
        return program

    def _results(self, what: str, results: list[Any]) -> list[Any]:
        """Return the results of the program that ran, without the gradients of Values from outside."""
        if what != "backward":
            return results
        self.received.append((self.program, results[1:]))
        return results[:1]

    def _run_batch(self, what: str) -> list[Any]:
        """Return the results over a batch: each program runs on the elements that take its path."""
        import numpy as np

        columns = self.arguments.numbers.copy()
        places: list[int] = []
        for place in self.arguments.arrays:
            # In the dtype of Values: whole numbers would wrap around, and float32 could take another branch.
            array = np.asarray(columns[place]).astype(np.float64, casting="same_kind", copy=False)
            columns[place] = array if array.ndim else float(array)
            places += [place] * (array.ndim > 0)
        shapes = {columns[place].shape for place in places}
        shape = np.broadcast_shapes(*shapes) if len(shapes) > 1 else shapes.pop()
        if 0 in shape:
            raise ValueError(f"compile(): a batch of shape {shape} has no element to trace")
        left: Any = None  # the elements whose path was not found yet; None for all
        results: list[Any] = []
        tried = 0
        while left is None or left.size:
            if tried == len(self.programs):
                self.trace([float(x) for x in _elements(columns, places, shape, 0 if left is None else left[0])])
            program = self.programs[tried]
            tried += 1
            if left is None and not program.guarded:
                self.program = program
                results = self._results(what, program.run_arrays(what, columns, places, shape))
                break
            here, now = (columns, shape) if left is None else (_elements(columns, places, shape, left), left.shape)
            taken = program.takes_arrays(here, places, now)
            if not taken.any():
                continue
            self.program = program
            if left is None and taken.all():
                results = self._results(what, program.run_arrays(what, columns, places, shape))
                break
            left = np.arange(taken.size) if left is None else left
            taken = taken.reshape(-1)
            chosen = left[taken]
            part = program.run_arrays(what, _elements(columns, places, shape, chosen), places, chosen.shape)
            part = self._results(what, part)
            if not results:
                results = [0.0 if r.__class__ is float else np.zeros(shape) for r in part]
            for i, found in enumerate(part):
                if found.__class__ is float:
                    results[i] += found
                else:
                    results[i].reshape(-1)[chosen] = found
            left = left[~taken]
        if what == "value_and_grad":
            for place in self.arguments.arrays:
                results[1 + place] = _of_shape(results[1 + place], self.arguments.numbers[place])
        return results


def _elements(columns: list[Any], places: list[int], shape: tuple[int, ...], chosen: Any) -> list[Any]:
    """Return the columns with some elements of the batch only, by their numbers."""
    import numpy as np

    found = columns.copy()
    for place in places:
        found[place] = np.broadcast_to(columns[place], shape).reshape(-1)[chosen]
    return found


def _of_shape(gradient: Any, number: Any) -> Any:
    """Sum a gradient over the batch to the shape of the number that it belongs to."""
    import numpy as np

    shape, batch = np.shape(number), np.shape(gradient)
    if shape == batch:
        return gradient
    lead = len(batch) - len(shape)
    spread = tuple(range(lead)) + tuple(lead + d for d, n in enumerate(shape) if n == 1 != batch[lead + d])
    return np.sum(gradient, axis=spread).reshape(shape)


def _with_gradients(results: list[Any], call: _Call) -> tuple[Any, Any]:
    value, *gradients = results
    structure = call.arguments.structure
    trees = structure.rebuilt(gradients) if structure else pytree.rebuilt(call.program.inputs, iter(gradients))
    return value, trees[0] if len(trees) == 1 else trees


def _accumulated(results: list[Any], call: _Call) -> Any:
    computed = []
    for program, gradients in call.received:
        for node, gradient in zip(program.outside, gradients):
            if node._x is None:
                node._z_grad += gradient
            else:
                computed.append(node * gradient)
    if computed:
        sum(computed[1:], computed[0]).backward()
    return results[0]
