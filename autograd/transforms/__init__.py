"""Derivatives of functions: from f make ∇f, the Jacobian, the Hessian, or a product with one of them.

>>> from autograd import grad
>>> grad(lambda x: x**3)(2.0)
12.0
>>> grad(grad(lambda x: x**3))(2.0)
12.0

What goes in comes out: floats give floats, NumPy arrays NumPy arrays, Tensors Tensors, Values Values, and tuples,
lists and dicts of them the same nests again. Inside f numbers and arrays are Tensors (a Python float is one of float64
and no dimensions), so f may be written with operators, with autograd's functions or with NumPy's.

All transforms do the same three things. They give f arguments that are nodes of their own, they let the graph be
recorded, and they walk along the part of it between the arguments and the result:

    backwards, handing down gradients        upstream × local derivative, summed over the uses of a node
    forwards, handing up tangents            Σ local derivative × tangent, summed over the inputs of a node

Because the walk stays between, nothing outside takes notice: no `.grad` is touched, not even of parameters that f
closes over. Because every call has nodes of its own, transforms nest without confusing whose derivative is meant:

>>> grad(lambda x: x * grad(lambda y: x + y)(1.0))(3.0)
1.0

(The inner derivative, by y, is 1; an engine that takes x's share for y's finds 2 there, and 2 in the end.)

Inside another transform, a derivative is itself recorded and stays a node of the outer graph: a float or an array
would lose it. Outside, it is recorded where a Tensor that was given, or that f uses, requires grad, and where
`no_grad` does not forbid it. Values are always recorded.
"""

from __future__ import annotations

import functools
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograd import graph, pytree
from autograd.array.tensor import Recorded, Tensor, fit_recorded
from autograd.array.tensor import run as apply
from autograd.custom_ops.function import Custom
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode, set_grad_enabled
from autograd.rules.arrays import xp
from autograd.rules.operation import OPERATIONS, FromRow, recorded_xp
from autograd.scalar.value import Value

Function = Callable[..., Any]


class _Nesting(threading.local):
    depth = 0


nesting = _Nesting()


# ── the transforms ──────────────────────────────────────────────────────────────────────────────────────────────────


def grad(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """∇f: the function that gives the gradient of f, whose result is one number.

    Args:
        f: a function of floats, arrays, Tensors, Values, or nests of them, that returns one number.
        argnums: which argument to differentiate by; of several, the gradients come as a tuple. What is not named
            here, and keyword arguments, reach f as they are.
        has_aux: f returns `(number, anything)`; then ∇f returns `(gradient, anything)`.

    Returns:
        A function with f's arguments. Its result has the structure, shapes and dtypes of the argument named; zeros
        where f does not depend on it.

    Raises:
        ShapeError: when called, if the result of f is not one number.
        TypeError: when called, if the argument is not floating, or f returned plain numbers that depend on it.
        ValueError: when called, if `argnums` names no argument.

    >>> grad(lambda w, x: np.sum(np.tanh(w * x)))(np.zeros(3), np.array([1.0, 2.0, 3.0]))
    array([1., 2., 3.])
    >>> grad(lambda p: p["a"] * p["b"])({"a": 2.0, "b": 5.0})
    {'a': 5.0, 'b': 2.0}
    """

    @functools.wraps(f)
    def gradient(*args: Any, **kwargs: Any) -> Any:
        run = _Run("grad()", f, args, kwargs, argnums, has_aux)
        found = run.gradient()
        return (found, run.aux()) if has_aux else found

    return gradient


def value_and_grad(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """f and ∇f in one: a function that returns `(f(…), gradient)` for the price of one evaluation and one pass back.

    With `has_aux`, f returns `(number, anything)` and the result is `((number, anything), gradient)`. All else, errors
    included, is as for `grad`.

    >>> value_and_grad(lambda x: x * x)(3.0)
    (9.0, 6.0)
    """

    @functools.wraps(f)
    def value_and_gradient(*args: Any, **kwargs: Any) -> Any:
        run = _Run("value_and_grad()", f, args, kwargs, argnums, has_aux)
        found = run.gradient()
        return ((run.value(), run.aux()) if has_aux else run.value()), found

    return value_and_gradient


def vjp(f: Function, *primals: Any, has_aux: bool = False) -> tuple[Any, ...]:
    """f at `primals`, and the function that multiplies a vector with its Jacobian from the left: reverse mode.

    Args:
        f: a function of floats, arrays, Tensors, Values, or nests of them, that returns such.
        primals: where.
        has_aux: f returns `(out, anything)`.

    Returns:
        `(out, vjp_fn)`, and with `has_aux` the anything as a third. `vjp_fn(cotangent)` takes what has the structure
        and shapes of `out` and returns a tuple, for each primal the gradient of Σ cotangent · out. It may be called
        again.

    Raises:
        TypeError: if a primal is not floating.
        ShapeError, ValueError: from `vjp_fn`, if the cotangent does not fit `out`.

    >>> out, vjp_fn = vjp(lambda x, y: x * y, np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    >>> vjp_fn(np.array([1.0, 10.0]))
    (array([ 3., 40.]), array([ 1., 20.]))
    """
    run = _Run("vjp()", f, primals, {}, range(len(primals)), has_aux)

    def vjp_fn(cotangent: Any) -> tuple[Any, ...]:
        """The gradient of Σ cotangent · out for each primal, as a tuple."""
        upstreams = _fitting(cotangent, run.out, "vjp_fn()", "the cotangent", "the result of f")
        record = run.record(*upstreams)
        run_upstreams = [run.vector(u, like, record) for u, like in zip(upstreams, run.outputs)]
        return run.trees(run.pull(run_upstreams, record, retain=True), record)

    return (run.value(), vjp_fn, run.aux()) if has_aux else (run.value(), vjp_fn)


def jvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any], has_aux: bool = False) -> tuple[Any, ...]:
    """f at `primals`, and its Jacobian there multiplied with a vector from the right: forward mode.

    It says how the result moves when the primals move along `tangents`. The cost is a small multiple of one
    evaluation, whatever the number of inputs and outputs. The graph is recorded, then walked from the arguments to the
    result, so it takes the memory of reverse mode, in exchange for serving every operation that reverse mode serves:
    the rows of the calculus table by the very rules of reverse mode, for to multiply with a number is its own
    transpose; custom functions by their `jvp` if they have one; what is linear by itself; all else by the transpose
    of its rule (see `transpose`).

    Args:
        f: a function of floats, arrays, Tensors, Values, or nests of them, that returns such.
        primals: the arguments, a tuple or list.
        tangents: a direction for each: a tuple or list of the same structure and shapes.
        has_aux: f returns `(out, anything)`.

    Returns:
        `(out, tangent_out)`, and with `has_aux` the anything as a third. Both have the structure that f returns.

    Raises:
        TypeError: if a primal is not floating, or `primals` or `tangents` is not a tuple or list.
        ShapeError, ValueError: if the tangents do not fit the primals.

    >>> jvp(lambda x, y: x * y, (2.0, 3.0), (1.0, 10.0))
    (6.0, 23.0)
    """
    for name, given in ("primals", primals), ("tangents", tangents):
        if not isinstance(given, tuple | list):
            raise TypeError(f"jvp(): {name} is a tuple with one entry per argument, got {type(given).__name__}")
    directions = _fitting(tuple(tangents), tuple(primals), "jvp()", "tangents", "primals")
    run = _Run("jvp()", f, primals, {}, range(len(primals)), has_aux)
    record = run.record(*directions)
    moved = run.push([run.vector(t, like, record) for t, like in zip(directions, run.leaves)], record)
    tangent_out = run.as_out(
        run.leave(tangent, run.kind if isinstance(output, Tensor | Value) else output, record, fresh=True)
        for tangent, output in zip(run.zeros_for_none(moved, run.outputs), run.outputs)
    )
    return (run.value(), tangent_out, run.aux()) if has_aux else (run.value(), tangent_out)


def jacobian(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False, mode: str = "reverse") -> Function:
    """The function that gives the Jacobian of f: the derivative of every element of its result by every element of
    the argument.

    Args:
        f: a function of floats, arrays, Tensors, Values, or nests of them, that returns such.
        argnums: which argument to differentiate by; of several, the Jacobians come as a tuple.
        has_aux: f returns `(out, anything)`; then the result is `(jacobian, anything)`.
        mode: "reverse", one pass back per element of the result, or "forward", one pass per element of the arguments:
            choose by which is fewer. f is evaluated once.

    Returns:
        A function with f's arguments. For a result of shape (m, …) and an argument of shape (n, …) it gives shape
        (m, …, n, …). Of nests it gives f's structure, with the argument's structure in each place.

    Raises:
        TypeError: when called, if the argument is not floating.
        ValueError: if there is no such mode; when called, if `argnums` names no argument.

    >>> jacobian(lambda x: x**2)(np.array([1.0, 2.0]))
    array([[2., 0.],
           [0., 4.]])
    """
    if mode not in ("reverse", "forward"):
        raise ValueError(f'jacobian(): mode is "reverse" or "forward", got {mode!r}')

    @functools.wraps(f)
    def jacobian_of_f(*args: Any, **kwargs: Any) -> Any:
        run = _Run("jacobian()", f, args, kwargs, argnums, has_aux)
        record = run.record()
        rows = run.jacobian_by_rows(record) if mode == "reverse" else run.jacobian_by_columns(record)
        found = run.as_out([run.named(run.trees(row, record)) for row in rows])
        return (found, run.aux()) if has_aux else found

    return jacobian_of_f


def hessian(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """The function that gives the Hessian of f, the Jacobian of its Jacobian.

    For an argument of shape (n, …) and a result that is one number it has shape (n, …, n, …); a result's own shape
    comes first. Of several arguments, or of nests, there is a block for each pair: `hessian(f, (0, 1))(x, y)[0][1]` is
    ∂²f/∂x∂y.

    Args, errors: as for `jacobian`.

    >>> hessian(lambda x: np.sum(x**3))(np.array([1.0, 2.0]))
    array([[ 6.,  0.],
           [ 0., 12.]])
    """
    return jacobian(jacobian(f, argnums, has_aux), argnums, has_aux)


def hvp(f: Function, primals: Any, v: Any) -> Any:
    """The Hessian of f at `primals`, multiplied with v: the derivative of ∇f along v, without the Hessian itself.

    The cost is a small multiple of one evaluation of f, whatever the size of the argument.

    Args:
        f: a function whose result is one number.
        primals: a tuple of f's arguments; or its only argument.
        v: as `primals`, in structure and shapes.

    Returns:
        For one argument the product, in its structure; for several a tuple of them.

    Raises:
        ShapeError: if the result of f is not one number, or v does not fit.
        TypeError, ValueError: as `grad` and `jvp`.

    >>> hvp(lambda x: np.sum(x**3), np.array([1.0, 2.0]), np.array([1.0, 1.0]))
    array([ 6., 12.])
    """
    if not isinstance(primals, tuple):
        primals, v = (primals,), (v,)
    _, product = jvp(grad(f, range(len(primals))), primals, v)
    return product[0] if len(primals) == 1 else product


# ── one evaluation, and the walks along its graph ───────────────────────────────────────────────────────────────────


class Argument(Recorded):
    """A node between what was given to a transform and what f sees: here the walk of this call ends."""

    __slots__ = ()

    def pull(self, upstream: Any, record: bool, retain: bool) -> Iterator[Any]:
        """The gradient passes; a copy, for a leaf may keep it."""
        yield None if self.inputs[0] is None else upstream if record else upstream.copy()

    def push(self, tangents: list[Any], record: bool) -> Any:
        """The tangent passes."""
        return tangents[0]


class _Joint:
    """Several nodes seen as one root; its upstream gradient is a list with one for each."""

    def __init__(self, inputs: Iterable[Any]) -> None:
        self.inputs = tuple(inputs)

    def receive(self, upstream: Any) -> Any:
        return upstream

    def pull(self, upstream: list[Any], record: bool, retain: bool) -> list[Any]:
        return upstream


class _Run:
    """f, evaluated once under the eyes of a transform.

    Attributes:
        leaves: what was given, the nests taken apart.
        nodes: for each of these the node of the graph that stands for it.
        out: what f returned; `outputs`, the same with the nests taken apart.
        root, path: the results as one node; the nodes on the way to it.
        kind: an example of what results are given out as.
    """

    def __init__(
        self,
        where: str,
        f: Function,
        args: Sequence[Any],
        kwargs: dict[str, Any],
        argnums: int | Sequence[int],
        has_aux: bool,
    ) -> None:
        self.where = f"{where[:-2]}({getattr(f, '__name__', 'f')})"
        self.one = isinstance(argnums, int)
        places = _places(self.where, argnums, len(args))
        self.given = tuple(args[i] for i in places)
        named = [pair for i in places for pair in pytree.leaves(args[i], f"argument {i}")]
        self.leaves = [leaf for _, leaf in named]
        self.scalar = any(isinstance(leaf, Value) for leaf in self.leaves)
        self.kind = _kind(self.leaves)
        wrap = _as_value if self.scalar else _as_tensor
        with set_grad_enabled(True):
            arguments = [wrap(leaf, f"{self.where}: {name}") for name, leaf in named]
        self.nodes = [_node(argument) for argument in arguments]
        self.out, self._aux = self._call(f, args, kwargs, places, arguments, has_aux)
        self.outputs = [leaf for _, leaf in pytree.leaves(self.out, "")]
        for output in self.outputs:
            if not isinstance(output, Tensor | Value | np.ndarray | np.generic | int | float):
                raise TypeError(f"{self.where}: the function returned {type(output).__name__}; it must return numbers")
        if any(not isinstance(output, Tensor | Value) for output in self.outputs):
            moved = [wrap(_moved(leaf), name) for name, leaf in named]
            self._refuse_if_lost(pytree.leaves(self._call(f, args, kwargs, places, moved, has_aux)[0], ""))
        self.root = _Joint(map(_node, self.outputs))
        self.path = graph.between(self.root, self.nodes)

    def _call(
        self, f: Function, args: Sequence[Any], kwargs: dict[str, Any], places: Sequence[int], leaves: list[Any],
        has_aux: bool,
    ) -> tuple[Any, Any]:  # fmt: skip
        """What f returns, and its aux, with `leaves` in the places that are differentiated by."""
        remaining = iter(leaves)
        arguments = list(args)
        for i in places:
            arguments[i] = pytree.rebuilt(args[i], remaining)
        nesting.depth += 1
        try:
            with set_grad_enabled(True):
                out = f(*arguments, **kwargs)
        finally:
            nesting.depth -= 1
        if not has_aux:
            return out, None
        if not isinstance(out, tuple) or len(out) != 2:
            raise TypeError(f"{self.where}: with has_aux the function returns a pair, got {type(out).__name__}")
        return out

    def _refuse_if_lost(self, elsewhere: Iterable[tuple[str, Any]]) -> None:
        """A plain number has the derivative zero, unless it was a node before `math.exp` or `float` got hold of it."""
        for output, (_, other) in zip(self.outputs, elsewhere):
            if not isinstance(output, Tensor | Value) and not np.array_equal(output, other, equal_nan=True):
                raise TypeError(
                    f"{self.where}: the function returned a plain {type(output).__name__} that depends on its "
                    "arguments, but outside the graph, so its derivative is lost; use autograd's or NumPy's functions "
                    "(autograd.exp instead of math.exp), and no float(), .item() or .detach()"
                )

    # ── the walks ──

    def record(self, *given: Any) -> bool:
        """Whether the derivative is to be a part of a graph itself."""
        if not grad_mode.enabled:
            return False
        if nesting.depth:
            return True
        tensors = [x for x in (*self.leaves, *given) if isinstance(x, Tensor)]
        return bool(tensors) and (any(tensor.requires_grad for tensor in tensors) or self._uses_leaves)

    @functools.cached_property
    def _uses_leaves(self) -> bool:
        """Whether a leaf that requires grad had a part in what f returned."""
        return any(isinstance(node, Tensor) for node in graph.topological_order(self.root))

    def pull(self, upstreams: list[Any], record: bool, retain: bool) -> list[Any]:
        """From an upstream gradient (or None) per output, the gradient of each leaf (None where it is zero)."""
        gradients: dict[Any, Any] = {self.root: upstreams}
        with set_grad_enabled(record), np.errstate(all="ignore"):
            graph.send(self.path, gradients, record or self.scalar, retain, receive=not self.scalar)
            found = [gradients.get(node) for node in self.nodes]
            if not self.scalar:  # of Tensors there may be hooks to be shown it
                found = [g if g is None else node.receive(g) for node, g in zip(self.nodes, found)]
        return found

    def push(self, tangents: list[Any], record: bool) -> list[Any]:
        """From a tangent per leaf, the tangent of each output (None where it is zero)."""
        known: dict[Any, Any] = dict(zip(self.nodes, tangents))
        with set_grad_enabled(record), np.errstate(all="ignore"):
            for node in self.path:
                if node is self.root:
                    break
                arriving = [known.get(source) for source in node.inputs]
                if any(tangent is not None for tangent in arriving):
                    known[node] = _push(node, arriving, record)
        return [known.get(node) for node in self.root.inputs]

    def gradient(self) -> Any:
        """The gradient of the result, which must be one number, in the structure of the arguments."""
        if len(self.outputs) != 1 or isinstance(self.out, tuple | list | dict):
            raise TypeError(
                f"{self.where}: the function returned a {type(self.out).__name__}, not one number; "
                "for (number, anything) say has_aux=True, for several results there is jacobian()"
            )
        (out,) = self.outputs
        if np.shape(_plain(out)) != ():
            given = ", ".join(str(np.shape(_plain(leaf))) for leaf in self.leaves)
            raise ShapeError(
                f"{self.where}: the function returned shape {np.shape(_plain(out))} for arguments of shape {given}; "
                "it must return one number, of shape (): reduce it, as by .sum(), or use jacobian()"
            )
        record = self.record()
        one = self.vector(Value(1.0) if self.scalar else np.ones(()), out, record)
        return self.named(self.trees(self.pull([one], record, retain=record), record))

    def jacobian_by_rows(self, record: bool) -> list[list[Any]]:
        """Per output and per leaf the derivative, of the shape of both: one pass back per element of the output."""
        result = []
        for i, output in enumerate(self.outputs):
            rows = []
            for basis in _basis(output):
                upstreams: list[Any] = [None] * len(self.outputs)
                upstreams[i] = self.vector(basis, output, record)
                rows.append(self.zeros_for_none(self.pull(upstreams, record, retain=True), self.leaves))
            result.append(
                [_joined(column, 0, _shape(output) + _shape(leaf), leaf)
                 for column, leaf in zip(list(zip(*rows)) or [()] * len(self.leaves), self.leaves)]
            )  # fmt: skip
        return result

    def jacobian_by_columns(self, record: bool) -> list[list[Any]]:
        """The same, by one pass forward per element of the leaf."""
        result: list[list[Any]] = [[] for _ in self.outputs]
        for i, leaf in enumerate(self.leaves):
            columns = []
            for basis in _basis(leaf):
                tangents: list[Any] = [None] * len(self.leaves)
                tangents[i] = self.vector(basis, leaf, record)
                columns.append(self.zeros_for_none(self.push(tangents, record), self.outputs))
            for place, (row, output) in enumerate(zip(list(zip(*columns)) or [()] * len(self.outputs), self.outputs)):
                result[place].append(_joined(row, -1, _shape(output) + _shape(leaf), output))
        return result

    # ── what goes in, what comes out ──

    def vector(self, given: Any, like: Any, record: bool) -> Any:
        """A tangent or cotangent, as it travels through the graph: a Value, a Tensor if recorded, or an array."""
        if self.scalar:
            return given if isinstance(given, Value) else Value(float(given))
        dtype = np.result_type(_plain(like))
        if record:
            return given.to(dtype) if isinstance(given, Tensor) else Tensor(np.array(given, dtype))
        return np.array(_plain(given), dtype)

    def zeros_for_none(self, found: Sequence[Any], likes: Sequence[Any]) -> list[Any]:
        """`found`, with zeros like the number or array in the same place where there is None."""
        return [_zeros(like) if x is None else x for x, like in zip(found, likes)]

    def leave(self, x: Any, like: Any, record: bool, fresh: bool = False) -> Any:
        """x as what `like` is, unless that would tear it out of the graph it is to be a part of.

        A copy where x may share memory with what was given, or with itself.
        """
        if isinstance(x, Value):
            return x.data if type(like) is float and not nesting.depth else x
        if record and isinstance(x, Tensor) and x.requires_grad:
            return x
        array = np.array(_plain(x)) if fresh else np.asarray(_plain(x))
        if isinstance(like, Tensor):
            return Tensor(array)
        if isinstance(like, np.ndarray) or array.ndim:
            return array
        return float(array) if type(like) is float else array[()]

    def trees(self, found: Sequence[Any], record: bool) -> tuple[Any, ...]:
        """One result per leaf, put together as the arguments were."""
        results = [self.leave(x, like, record) for x, like in zip(self.zeros_for_none(found, self.leaves), self.leaves)]
        remaining = iter(results)
        return tuple(pytree.rebuilt(tree, remaining) for tree in self.given)

    def named(self, trees: tuple[Any, ...]) -> Any:
        """What `argnums` asked for: one, or a tuple."""
        return trees[0] if self.one else trees

    def as_out(self, results: Iterable[Any]) -> Any:
        """One result per output, put together as f's result is."""
        return pytree.rebuilt(self.out, iter(results))

    def value(self) -> Any:
        """What f returned, as what came in."""
        return self._leave_all(self.out)

    def aux(self) -> Any:
        """The anything that f returned beside its result; of Tensors in it, the same as of results."""
        return self._leave_all(self._aux)

    def _leave_all(self, tree: Any) -> Any:
        record = self.record()
        computed = (
            self.leave(x, self.kind, record, fresh=True) if isinstance(x, Tensor | Value) else x
            for _, x in pytree.leaves(tree, "")
        )
        return pytree.rebuilt(tree, computed)


# ── forward mode, one node at a time ────────────────────────────────────────────────────────────────────────────────

# Operations that are linear in what they rearrange or add up. All would go by `transpose`, these faster.
LINEAR = {
    "reshape", "expand", "sum_to", "squeeze", "unsqueeze", "transpose", "mT", "permute", "flip", "roll", "tril", "triu",
    "diag", "clone", "cast", "sum", "mean", "cumsum", "getitem", "put_at", "cat", "stack",
}  # fmt: skip


def _push(node: Any, tangents: list[Any], record: bool) -> Any:
    """The tangent of a node, from those of its inputs (None where they do not move)."""
    if isinstance(node, Value):
        parts: list[Any] = [
            next(itertools.islice(node.pull(tangent, True, True), i, None))
            for i, tangent in enumerate(tangents)
            if tangent is not None
        ]
        return sum(parts[1:], parts[0])
    if isinstance(node, Custom) and not node.has_jvp:
        return node.share(
            transpose(lambda us: node.pull(node.share(us), True, True), node.likes, tangents, _around(node), record)
        )
    if hasattr(node, "push"):
        return node.push(tangents, record)
    if node._saved is None or any(version.count != then for version, then in node._stamps):
        next(iter(node.pull(None, False, True)))  # raises, and says what is wrong
    if isinstance(node.op, FromRow):
        return _push_row(node, tangents, record)
    if node.op.name in LINEAR and all(tangents[i] is not None for i in _operands(node)):
        return _push_linear(node, tangents, record)
    pull = _pull_recorded if record else _pull_constant
    (tangent,) = transpose(lambda us: pull(node, us[0], tangents), [node], tangents, _around(node), record)
    return tangent


def _around(node: Any) -> set[Any]:
    """A node and its inputs: what its rule reads lies no further down."""
    return {node, *node.inputs} - {None}


def _operands(node: Recorded) -> Iterable[int]:
    """The places, among a node's inputs, of operands."""
    return range(len(node.inputs)) if node.op.many else node.op.tensors


def _push_linear(node: Recorded, tangents: list[Any], record: bool) -> Any:
    """The operation itself, of the tangents."""
    args = list((node._saved or [])[1 : 1 + node.op.arity])
    args[0] = tangents if node.op.many else tangents[0]
    return apply(node.op, tuple(args)) if record else node.op.forward(*args)


def _push_row(node: Recorded, tangents: list[Any], record: bool) -> Any:
    """Σ local derivative × tangent. A row's rule says upstream × local derivative: the same, from the other end."""
    functions, saved = (recorded_xp, node._as_tensors(node._saved or [])) if record else (xp, node._saved or [])
    total: Any = None
    for pull, tangent in zip(node.op.pulls, tangents):
        if pull is not None and tangent is not None:
            part = pull.rule(functions, tangent, saved)
            total = part if total is None else total + part
    if record:
        return (total if total.shape == node.shape else total.expand(node.shape)).to(node.dtype)
    return np.broadcast_to(np.asarray(total, node.dtype), node.shape)


def transpose(
    pull: Callable[[list[Any]], Iterable[Any]],
    outputs: Sequence[Any],
    tangents: Sequence[Any],
    outside: Iterable[Any],
    record: bool,
) -> list[Any]:
    """From a rule for reverse mode, the answer of forward mode.

    The gradient Jᵀu that a rule gives is linear in the upstream u. So the derivative of ⟨Jᵀu, t⟩ by u, found by a pass
    back through the rule itself, is Jt: what was asked for, at any u.

    Args:
        pull: from a recorded u per output, the gradient per input.
        outputs: what has a `shape` and `dtype`; None for what is no array.
        tangents: t, per input; None where it is zero.
        outside: nodes at which the walk back may stop.
        record: give Tensors with a graph.

    Returns:
        Per output its tangent; None where it is zero.
    """
    with set_grad_enabled(True):
        upstreams = [
            None if output is None else _as_argument(Tensor(np.zeros(output.shape, output.dtype))) for output in outputs
        ]
        gradients = list(pull(upstreams))
    pairs = [(_node(g), t) for g, t in zip(gradients, tangents) if g is not None and t is not None]
    root = _Joint(node for node, _ in pairs)
    nodes = [_node(upstream) for upstream in upstreams]
    found: dict[Any, Any] = {root: [t for _, t in pairs]}
    with set_grad_enabled(record):
        graph.send(graph.between(root, [node for node in nodes if node is not None], outside), found, record)
    return [None if node is None else found.get(node) for node in nodes]


def _pull_recorded(node: Recorded, upstream: Tensor, tangents: list[Any]) -> Iterable[Any]:
    return node.pull(upstream, record=True, retain=True)


def _pull_constant(node: Recorded, upstream: Tensor, tangents: list[Any]) -> Iterator[Any]:
    """As `pull`, but recorded in the upstream gradient alone, and only where something moves."""
    saved: Any = node._saved
    for pull, source, tangent in zip(node.op.pulls_of(len(tangents)), node.inputs, tangents):
        if pull is None or tangent is None:
            yield None
        else:
            gradient = pull.rule(recorded_xp, upstream, saved)
            yield fit_recorded(gradient, source)


# ── arguments and results as nodes ──────────────────────────────────────────────────────────────────────────────────


def _as_argument(tensor: Tensor) -> Tensor:
    """The same numbers, in the same memory, with a node of their own between them and their graph."""
    argument = tensor.detach()
    argument._view_since = argument._version.count  # to change it in place would change the caller's memory
    source = (tensor.grad_fn or tensor) if tensor.requires_grad else None
    argument.grad_fn = Argument(OPERATIONS["clone"], (source,), tensor._array, [], [], None)
    argument._requires_grad = True
    return argument


def _as_tensor(x: Any, name: str) -> Tensor:
    if isinstance(x, float | np.floating | np.ndarray):
        x = Tensor(np.asarray(x))
    if not isinstance(x, Tensor) or x.dtype.kind != "f":
        what = f"{x.dtype}" if hasattr(x, "dtype") else type(x).__name__
        raise TypeError(f"{name} must be floating to be differentiated by, got {what}{_hint(x)}")
    return _as_argument(x)


def _as_value(x: Any, name: str) -> Value:
    if isinstance(x, Value):
        return x * 1.0
    if isinstance(x, float):
        return Value(x)
    raise TypeError(f"{name} is {type(x).__name__}{_hint(x)}; Values are differentiated together with floats only")


def _hint(x: Any) -> str:
    return f": write {float(x)}" if isinstance(x, int) and not isinstance(x, bool) else ""


def _node(x: Any) -> Any:
    """The node that stands for a Value or Tensor; None for what is in no graph."""
    if isinstance(x, Tensor):
        return (x.grad_fn or x) if x.requires_grad else None
    return x if isinstance(x, Value) else None


def _moved(x: Any) -> Any:
    """Numbers near x."""
    if isinstance(x, Value):
        return Value(_moved(x.data))
    array = np.asarray(_plain(x))
    array = array - array.dtype.type(1e-3) * (array + (array == 0))
    return Tensor(array) if isinstance(x, Tensor) else float(array) if isinstance(x, float) else array


def _plain(x: Any) -> Any:
    """The array or number in x."""
    return x._array if isinstance(x, Tensor) else x.data if isinstance(x, Value) else x


def _shape(x: Any) -> tuple[int, ...]:
    return np.shape(_plain(x))


def _zeros(like: Any) -> Any:
    return Value(0.0) if isinstance(like, Value) else np.zeros_like(_plain(like))


def _kind(leaves: Sequence[Any]) -> Any:
    """An example of what results are: Tensors if one was given, else NumPy's if such were given, else floats."""
    for kind, example in (Value, None), (Tensor, None), (np.ndarray | np.generic, np.float64(0)):
        for leaf in leaves:
            if isinstance(leaf, kind):
                return leaf if example is None else example
    return 0.0


def _basis(like: Any) -> Iterator[Any]:
    """All vectors of the shape of `like` that are 1 in one place and 0 elsewhere."""
    shape = _shape(like)
    for place in range(int(np.prod(shape))):
        vector = np.zeros(int(np.prod(shape)))
        vector[place] = 1
        yield vector.reshape(shape)


def _joined(parts: Sequence[Any], dim: int, shape: tuple[int, ...], like: Any) -> Any:
    """The parts side by side along a new dimension, then in `shape`."""
    if parts and isinstance(parts[0], Value):
        return parts[0]
    if not parts:
        return np.zeros(shape, np.result_type(_plain(like)))
    return OPERATIONS["reshape"](OPERATIONS["stack"](list(parts), dim), shape)


def _places(where: str, argnums: int | Sequence[int], count: int) -> tuple[int, ...]:
    numbers = tuple(argnums) if isinstance(argnums, Iterable) else (argnums,)
    for number in numbers:
        if not isinstance(number, int) or not -count <= number < count:
            raise ValueError(f"{where}: argnums {number!r} names none of the {count} positional argument(s)")
    places = tuple(number % count for number in numbers)
    if len(set(places)) < len(places):
        raise ValueError(f"{where}: argnums {argnums} names an argument twice")
    return places


# ── nests ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fitting(given: Any, pattern: Any, where: str, name: str, pattern_name: str) -> list[Any]:
    """The leaves of `given`, which must have the structure and shapes of `pattern`."""
    branches = pytree.branches(pattern)
    if branches is None:
        if not isinstance(given, Tensor | Value | np.ndarray | np.generic | int | float):
            raise ValueError(f"{where}: {name} must be numbers, as {pattern_name} is, got {type(given).__name__}")
        if _shape(given) != _shape(pattern):
            raise ShapeError(f"{where}: {name} has shape {_shape(given)}, {pattern_name} has {_shape(pattern)}")
        return [given]
    keys = [key for key, _ in branches]
    found = dict(pytree.branches(given) or ())
    same_kind = isinstance(given, dict) == isinstance(pattern, dict) and (given is None) == (pattern is None)
    if not same_kind or pytree.branches(given) is None or found.keys() != set(keys):
        raise ValueError(
            f"{where}: {name} must have the structure of {pattern_name}, {pytree.sketch(pattern)}, "
            f"got {pytree.sketch(given)}"
        )
    return [
        leaf
        for key in keys
        for leaf in _fitting(found[key], pattern[key], where, f"{name}[{key!r}]", f"{pattern_name}[{key!r}]")
    ]
