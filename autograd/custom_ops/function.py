"""Operations of your own: `custom`, the light form, and `Function`, PyTorch's.

The light form is a function of NumPy arrays with its rule beside it, as in the tables of this library:

>>> import numpy as np
>>> from autograd import custom, tensor
>>> @custom(vjp=lambda upstream, x, y: (upstream * y, upstream * x))
... def multiply(x, y):
...     return np.multiply(x, y)
>>> x = tensor([1.0, 2.0], requires_grad=True)
>>> multiply(x, 3.0).sum().backward()
>>> x.grad
tensor([3., 3.])

`Function` is the same idea as a class, for what needs more: several outputs, tensors changed in place, anything that
is to be kept between forward and backward. It is written as for `torch.autograd.Function`.

In both, what a rule returns is compared with what was promised: a gradient of the wrong shape or dtype, or one too
few, is an error here that names the argument, not a puzzle later. Broadcasting is not undone for you: who broadcasts
in a forward sums in the rule.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd.anomaly import anomaly_mode
from autograd.array.errors import find_anomaly, user_line
from autograd.array.inplace import check_inplace
from autograd.array.tensor import Hook, Like, Recorded, Tensor, in_graph, through_hooks
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode, set_grad_enabled
from autograd.rules.dtypes import is_floating
from autograd.scalar.value import Value

# ── PyTorch's form ──────────────────────────────────────────────────────────────────────────────────────────────────


class Context:
    """`ctx`: what forward keeps for backward. Attributes of any name may be set on it.

    Attributes:
        needs_input_grad: per argument of `apply`, whether its gradient is wanted.
    """

    def __init__(self, needs_input_grad: tuple[bool, ...]) -> None:
        self.needs_input_grad = needs_input_grad
        self._to_save: tuple[Any, ...] = ()
        self._unpacked: tuple[Any, ...] | None = None
        self._dirty: tuple[Any, ...] = ()
        self._constant: tuple[Any, ...] = ()
        self._materialize = True

    def save_for_backward(self, *tensors: Tensor | None) -> None:
        """Keep arguments, outputs or other Tensors for backward; once, in forward.

        Unlike those set as attributes, Tensors kept this way do not keep themselves alive, are freed after the
        backward pass, and are checked: one that was changed in place in between is an error.

        Raises:
            TypeError: for what is neither a Tensor nor None.
        """
        for tensor in tensors:
            if tensor is not None and not isinstance(tensor, Tensor):
                raise TypeError(
                    f"save_for_backward(): keeps Tensors, got {type(tensor).__name__}; set it as an attribute of ctx"
                )
        self._to_save = tensors

    save_for_forward = save_for_backward

    @property
    def saved_tensors(self) -> tuple[Any, ...]:
        """What `save_for_backward` was given, in backward and jvp.

        Raises:
            RuntimeError: elsewhere.
        """
        if self._unpacked is None:
            raise RuntimeError("saved_tensors: is there in backward and in jvp, not elsewhere")
        return self._unpacked

    def mark_non_differentiable(self, *outputs: Tensor) -> None:
        """Say that no gradient flows through these outputs; as is always so where they are not floating."""
        self._constant = outputs

    def mark_dirty(self, *arguments: Tensor) -> None:
        """Say that forward changed these arguments in place. They must be among the outputs."""
        self._dirty = arguments

    def set_materialize_grads(self, materialize: bool) -> None:
        """Whether backward is given zeros (as it is at first) or None for outputs that have no gradient."""
        self._materialize = materialize


def _missing(name: str) -> Callable[..., Any]:
    def missing(*args: Any) -> Any:
        raise TypeError(f"this Function has no {name}: define it as a static method")

    return missing


class Function:
    """An operation of your own, as `torch.autograd.Function`: subclass it, and call `YourFunction.apply(…)`.

    `forward(ctx, *args)` computes with Tensors, outside any graph, and returns a Tensor or a tuple of them. Instead,
    `forward(*args)` may go with `setup_context(ctx, inputs, output)`. `backward(ctx, *upstreams)` is given the
    gradient of each output and returns that of each argument, of its shape and dtype; None for arguments that are
    not Tensors, or where it is zero. Written in operations of Tensors it can itself be differentiated, to any order;
    if it cannot, say so with `once_differentiable`.

    Optional is `jvp(ctx, *tangents)`: given the tangent of each argument, None where it is zero, it returns that of
    each output. Where there is none, forward mode uses the transpose of backward, for which backward must be written
    in operations of Tensors.

    >>> class Cube(Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.save_for_backward(x)
    ...         return x**3
    ...
    ...     @staticmethod
    ...     def backward(ctx, upstream):
    ...         (x,) = ctx.saved_tensors
    ...         return upstream * 3 * x**2
    """

    forward: Callable[..., Any] = _missing("forward")
    backward: Callable[..., Any] = _missing("backward")
    setup_context: Callable[..., Any] | None = None
    jvp: Callable[..., Any] | None = None

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} is not instantiated: call {type(self).__name__}.apply(…)")

    @classmethod
    def apply(cls, *args: Any) -> Any:
        """Compute, and record if a gradient is wanted.

        Args:
            args: what forward takes after ctx; gradients flow to the Tensors among them.

        Returns:
            What forward returns.

        Raises:
            TypeError: if an argument is a Value; for numbers there is `custom`.
            RuntimeError: if an argument that is marked dirty is a leaf that requires grad, a view, or not returned.
            ShapeError, TypeError: in the backward pass, if a gradient does not fit its argument.
        """
        return _apply(cls, args)

    @classmethod
    def _names(cls) -> list[str]:
        return list(inspect.signature(cls.forward).parameters)[0 if cls.setup_context else 1 :]

    @classmethod
    def _rule_name(cls) -> str:
        return f"{cls.__name__}.backward"

    @classmethod
    def _forward(cls, ctx: Context, args: tuple[Any, ...]) -> Any:
        if cls.setup_context is None:
            return cls.forward(ctx, *args)
        out = cls.forward(*args)
        cls.setup_context(ctx, args, out)
        return out


def once_differentiable(backward: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a `backward` that cannot be differentiated itself: to try is then an error, and no wrong second derivative.

    >>> class Sine(Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.x = x.numpy()
    ...         return tensor(np.sin(ctx.x))
    ...
    ...     @staticmethod
    ...     @once_differentiable
    ...     def backward(ctx, upstream):
    ...         return tensor(upstream.numpy() * np.cos(ctx.x))
    """
    backward.once_differentiable = True  # type: ignore[attr-defined]
    return backward


# ── the light form ──────────────────────────────────────────────────────────────────────────────────────────────────


def custom(
    vjp: Callable[..., Any], jvp: Callable[..., Any] | None = None
) -> Callable[[Callable[..., Any]], CustomFunction]:
    """Make a function of NumPy arrays an operation: a decorator that puts its derivative beside it.

    >>> @custom(
    ...     vjp=lambda upstream, x, y: (upstream * y, upstream * x),
    ...     jvp=lambda dx, dy, x, y: dx * y + x * dy,
    ... )
    ... def multiply(x, y):
    ...     return np.multiply(x, y)
    >>> @custom(vjp=lambda upstream, out: upstream * out)
    ... def exp(x):
    ...     return np.exp(x)

    The function made takes Tensors, Values (it is then called with floats), or arrays and numbers, which pass through.
    Arguments that are neither Tensors nor Values reach the function and its rules as they are.

    The rules name what they read: `out` is the result, anything else an argument of the function. What they do not
    name is not kept for the backward pass. In a first-order pass they are called with arrays (or floats); where their
    own derivative is wanted, with Tensors (or Values), and so they should be written with operators and NumPy's
    functions (for Values, with autograd's).

    Args:
        vjp: the vector-Jacobian product, for reverse mode. Its first parameter is the upstream gradient, of the shape
            of the result; it returns a gradient per argument, of the argument's shape and dtype, as a tuple, or alone
            if there is one. None stands for no gradient; arguments at the end that are no Tensors may be left out.
        jvp: the Jacobian-vector product, for forward mode: it reads the tangent of an argument x as `dx`, zeros where
            x does not move, and returns the tangent of the result. Without it, forward mode uses the transpose of
            vjp. Of Values the local derivatives are numbers, known from vjp, and serve both modes.

    Returns:
        A decorator that makes a CustomFunction.

    Raises:
        TypeError: if a rule reads what is neither `out` nor an argument, or the function takes `*args` or `**kwargs`.
            When used: if the function does not return one array, or a rule the wrong number or dtype of gradients.
        ShapeError: when used, if a rule returns a gradient of another shape than its argument's.
    """
    return lambda function: CustomFunction(function, vjp, jvp)


class CustomFunction:
    """A function with a derivative of its own, made by `custom`."""

    __name__: str

    def __init__(
        self, function: Callable[..., Any], vjp: Callable[..., Any], jvp: Callable[..., Any] | None = None
    ) -> None:
        self.__name__ = "custom"  # unless it has a better one
        functools.update_wrapper(self, function)
        self._function = function
        self._signature = inspect.signature(function)
        parameters = self._signature.parameters.values()
        if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
            raise TypeError(f"custom(): {self.__name__}{self._signature} must name its arguments, for its rules do")
        self._by_keyword = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
        self._arguments = [p.name for p in parameters]
        known = ["out", *self._arguments]
        moving = [f"d{name}" for name in self._arguments]
        self._vjp, self._jvp = vjp, jvp
        self._vjp_reads = self._reads(vjp, "vjp", known, 1)
        self._jvp_reads = [] if jvp is None else self._reads(jvp, "jvp", [*known, *moving], 0)
        self._keeps = {*self._vjp_reads, *self._jvp_reads}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Apply it; the kind of the arguments decides what comes out."""
        bound = self._signature.bind(*args, **kwargs)
        bound.apply_defaults()
        values = tuple(bound.arguments.values())
        if any(isinstance(x, Tensor) for x in values):
            return _apply(self, values)
        if any(isinstance(x, Value) for x in values):
            return self._of_values(values)
        return self._compute(values)

    def __repr__(self) -> str:
        return f"<custom function {self.__name__}>"

    def _reads(self, rule: Callable[..., Any], what: str, known: list[str], skip: int) -> list[str]:
        """The names of what a rule is called with; `*args` stands for all arguments."""
        reads: list[str] = []
        for parameter in list(inspect.signature(rule).parameters.values())[skip:]:
            if parameter.kind is parameter.VAR_POSITIONAL:
                reads += self._arguments
            elif parameter.name in known:
                reads.append(parameter.name)
            else:
                raise TypeError(
                    f"custom(): the {what} of {self.__name__} reads {parameter.name!r}; it can read {', '.join(known)}"
                )
        return reads

    def _compute(self, values: Sequence[Any]) -> Any:
        count = len(values) - len(self._by_keyword)
        return self._function(*values[:count], **dict(zip(self._by_keyword, values[count:])))

    # ── of Tensors: as a Function class ──

    def _names(self) -> list[str]:
        return self._arguments

    def _rule_name(self) -> str:
        return f"{self.__name__}: the vjp"

    def _forward(self, ctx: Any, args: tuple[Any, ...]) -> Tensor:
        arrays = [arg._array if isinstance(arg, Tensor) else arg for arg in args]
        out = self._compute(arrays)
        if isinstance(out, tuple | list) or np.asarray(out).dtype.kind not in "fiub":
            raise TypeError(
                f"{self.__name__} returned {type(out).__name__}, and not one real array; "
                "for several outputs there is Function"
            )
        array = np.asarray(out)
        if any(isinstance(a, np.ndarray) and np.may_share_memory(array, a) for a in arrays):
            array = array.copy()
        result = Tensor(array)
        ctx.places = [i for i in _tensor_places(args) if self._arguments[i] in self._keeps]
        ctx.others = [None if isinstance(arg, Tensor) else arg for arg in args]
        ctx.likes = [Like(arg.shape, arg.dtype) if isinstance(arg, Tensor) else None for arg in args]
        ctx.save_for_backward(*(args[i] for i in ctx.places), result if "out" in self._keeps else None)
        return result

    def backward(self, ctx: Any, upstream: Tensor) -> list[Any]:
        """The gradient of each argument: the vjp, called with arrays, or with Tensors in a recorded pass."""
        known = self._known(ctx)
        with self._noted("vjp", "Tensors"):
            given = self._vjp(_of_the_pass(upstream), *(known[name] for name in self._vjp_reads))
        gradients = list(given) if isinstance(given, tuple | list) else [given]
        while len(gradients) < len(ctx.likes) and ctx.likes[len(gradients)] is None:
            gradients.append(None)
        wanted = [like and _as_vector(g, like) for g, like in zip(gradients, ctx.likes)]
        return wanted + gradients[len(wanted) :]

    @property
    def jvp(self) -> Callable[..., Any] | None:
        """The rule for forward mode, in the form of Function's; None if there is none."""
        return None if self._jvp is None else self._forward_mode

    def _forward_mode(self, ctx: Any, *tangents: Any) -> Any:
        known = self._known(ctx)
        for name, tangent, like, other in zip(self._arguments, tangents, ctx.likes, ctx.others):
            if tangent is not None:
                known[f"d{name}"] = _of_the_pass(tangent)
            elif like is not None:
                known[f"d{name}"] = _of_the_pass(Tensor(np.zeros(like.shape, like.dtype)))
            else:
                known[f"d{name}"] = np.zeros_like(other) if isinstance(other, np.ndarray | int | float) else None
        assert self._jvp is not None
        with self._noted("jvp", "Tensors"):
            return _as_vector(self._jvp(*(known[name] for name in self._jvp_reads)), None)

    def _known(self, ctx: Any) -> dict[str, Any]:
        *kept, out = ctx.saved_tensors
        values = dict(zip(self._arguments, ctx.others))
        for i, tensor in zip(ctx.places, kept):
            values[self._arguments[i]] = _of_the_pass(tensor)
        return {"out": out if out is None else _of_the_pass(out), **values}

    @contextlib.contextmanager
    def _noted(self, what: str, kind: str) -> Iterator[None]:
        """Tell in an error of the user's rule that it was called for its own derivative."""
        try:
            yield
        except Exception as error:
            if grad_mode.enabled:
                error.add_note(f"in the {what} of {self.__name__}, called with {kind} to be differentiated itself")
            raise

    # ── of Values ──

    def _of_values(self, args: tuple[Any, ...]) -> Value:
        numbers = [np.float64(arg.data) if isinstance(arg, Value) else arg for arg in args]
        places = [i for i, arg in enumerate(args) if isinstance(arg, Value)]
        with np.errstate(all="ignore"):
            out = np.float64(_number(self._compute(numbers), f"{self.__name__}: the result"))
            partials = self.partials(np.float64(1.0), out, numbers, places)
        edges = [(args[i], float(_number(p, self._gradient_name(i))), i) for i, p in zip(places, partials)]
        # A Value has two inputs at most. Of more, the last are bundled: into Σ partial · (input − its value), which is
        # 0 here, and by which the result has the derivative 1.
        while len(edges) > 2:
            edges[-2:] = [(self._node(0.0, args, edges[-2:], is_result=False), 1.0, -1)]
        return self._node(float(out), args, edges, is_result=True)

    def _node(
        self, data: float, args: tuple[Any, ...], edges: Sequence[tuple[Value, float, int]], is_result: bool
    ) -> Value:
        node = Value(data)
        node._x, node._dx, _ = edges[0]
        if len(edges) > 1:
            node._y, node._dy, _ = edges[1]
        node._rule = ValueRule(self, args, [place for *_, place in edges], is_result)
        return node

    def partials(self, one: Any, out: Any, args: Sequence[Any], places: Sequence[int]) -> list[Any]:
        """∂out/∂argument for those in `places`: the vjp at upstream 1. Of numbers, or of Values."""
        known = {"out": out, **dict(zip(self._arguments, args))}
        given = self._vjp(one, *(known[name] for name in self._vjp_reads))
        gradients = list(given) if isinstance(given, tuple | list) else [given]
        if len(gradients) <= max(places) or any(g is not None for g in gradients[len(args) :]):
            raise TypeError(
                f"{self._rule_name()} returned {len(gradients)} gradient(s) for {len(args)} argument(s), "
                f"the last of which to need one is {self._arguments[max(places)]}"
            )
        return [0.0 if gradients[i] is None else gradients[i] for i in places]

    def _gradient_name(self, i: int) -> str:
        return f"{self._rule_name()}: the gradient of argument {i} ({self._arguments[i]})"


@dataclass(frozen=True)
class ValueRule:
    """The rule of a Value that a custom function made, in the form of a row: a symbol and derivatives.

    Attributes:
        function, args: the function, and what it was called with.
        places: for each input of the node its place among the arguments; -1 for a bundle of further ones.
        is_result: whether the node is the result, not such a bundle.
    """

    function: CustomFunction
    args: tuple[Any, ...]
    places: list[int]
    is_result: bool

    @property
    def symbol(self) -> str:
        """The name of the function."""
        return self.function.__name__

    @property
    def derivatives(self) -> list[Callable[..., Any]]:
        """∂node/∂input for each input, for `Value.pull`."""
        return [functools.partial(self._derivative, i) for i in range(2)]

    def _derivative(self, i: int, xp: Any, node: Value, *inputs: Value) -> Any:
        place = self.places[i]
        if place < 0:
            return 1.0
        out = node if self.is_result else self.function(*self.args)
        with self.function._noted("vjp", "Values"):
            (partial,) = self.function.partials(Value(1.0), out, self.args, [place])
        if not isinstance(partial, Value):
            _number(partial, self.function._gradient_name(place))
        return partial


def _of_the_pass(tensor: Tensor) -> Any:
    """What the rules of a light function are called with."""
    return tensor if grad_mode.enabled else tensor._array


def _as_vector(given: Any, like: Any) -> Any:
    """What such a rule returned, as a Tensor; a plain number serves for an argument without dimensions."""
    if isinstance(given, np.ndarray | np.generic):
        return Tensor(np.asarray(given))
    if isinstance(given, int | float):
        return Tensor(np.asarray(given, like.dtype if like is not None and like.shape == () else None))
    return given


def _number(x: Any, what: str) -> Any:
    """x, if it is one real number."""
    if np.shape(x) != ():
        raise ShapeError(f"{what} has shape {np.shape(x)}; of Values it must be one number")
    if np.asarray(x).dtype.kind not in "fiub":
        raise TypeError(f"{what} must be a real number, got {type(x).__name__}")
    return x


# ── nodes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Symbol:
    """What a node says of its operation: a name, what a drawing shows, and which arguments are operands."""

    many = False

    def __init__(self, name: str, tensors: tuple[int, ...]) -> None:
        self.name = self.symbol = name
        self.tensors = tensors


class _Node:
    """What the nodes below have in common with a Recorded operation."""

    def __init__(self, op: Symbol, inputs: tuple[Any, ...], shape: Any, dtype: Any) -> None:
        self.op = op
        self.inputs = inputs
        self.shape = shape
        self.dtype = dtype
        self._hooks: list[Hook] | None = None

    def name(self) -> str:
        """As PyTorch names it: `CubeBackward`."""
        return f"{self.op.name}Backward"

    def __repr__(self) -> str:
        return f"<{self.name()}>"

    @property
    def next_functions(self) -> tuple[tuple[Any, int], ...]:
        """The nodes of the operands, in PyTorch's form."""
        return tuple((source, 0) for source in self.inputs)

    def receive(self, upstream: Any) -> Any:
        """Show the gradient to the hooks."""
        return through_hooks(self._hooks, upstream) if self._hooks else upstream


class Shares(dict[int, Any]):
    """The gradients, or tangents, of some of a node's outputs, by their number. They add up as gradients do."""

    def __add__(self, other: Shares) -> Shares:
        return Shares({**self, **other, **{i: self[i] + other[i] for i in self.keys() & other.keys()}})


class Output(_Node):
    """One of several outputs of a function."""

    def __init__(self, node: Custom, i: int, array: Any) -> None:
        super().__init__(Symbol(f"output {i}", (0,)), (node,), array.shape, array.dtype)
        self.i = i

    def pull(self, upstream: Any, record: bool, retain: bool) -> tuple[Shares]:
        """This output's share of what the function's backward is given."""
        return (Shares({self.i: upstream}),)

    def push(self, tangents: list[Any], record: bool) -> Any:
        """This output's share of what the function's jvp gave."""
        return tangents[0].get(self.i)


class Custom(_Node):
    """A function of the user's that was applied.

    Attributes:
        function: a Function class or a CustomFunction.
        ctx: its context.
        single: whether there is one output, whose node this is; of several, each has an Output.
        likes: per output its shape and dtype; None for what is no Tensor.
    """

    def __init__(
        self, function: Any, ctx: Context, args: tuple[Any, ...], sources: tuple[Any, ...], outputs: list[Any]
    ) -> None:
        arrays = [out._array for out in outputs if isinstance(out, Tensor)]
        single = len(outputs) == 1
        shape = arrays[0].shape if single else tuple(a.shape for a in arrays)
        symbol = Symbol(function.__name__, _tensor_places(args))
        super().__init__(symbol, sources, shape, arrays[0].dtype)
        self.function = function
        self.ctx = ctx
        self.single = single
        self.likes = [Like(out.shape, out.dtype) if isinstance(out, Tensor) else None for out in outputs]
        self._saved: list[Any] | None = []
        self._line = user_line() if anomaly_mode.enabled else None

    def save(self, args: tuple[Any, ...], outputs: list[Any]) -> None:
        """Take over what forward saved: arrays and where they are in the graph, instead of Tensors in it.

        An output that kept itself, through its node, would never be freed.
        """
        self._saved = []
        for tensor in self.ctx._to_save:
            if tensor is None:
                self._saved.append(None)
                continue
            place: Any = next((i for i, out in enumerate(outputs) if out is tensor), None)
            if place is None:
                place = (tensor.grad_fn or tensor) if tensor.requires_grad else None
            self._saved.append((tensor._array, place, tensor._version, tensor._version.count))
        self.ctx._to_save = ()

    def pull(self, upstream: Any, record: bool, retain: bool) -> list[Any]:
        """The gradient of each argument, by the function's backward, and checked."""
        saved = self._check_saved()
        if not retain and saved:
            self._saved = None
        upstreams = [upstream] if self.single else [upstream.get(i) for i in range(len(self.likes))]
        tensors = [self._materialized(u, like) for u, like in zip(upstreams, self.likes)]
        backward = self.function.backward
        once = record and getattr(backward, "once_differentiable", False)
        given = self._call(backward, saved, tensors, record and not once)
        gradients = self._checked(given)
        if once:
            stop = _Stop(self, [u for u in tensors if isinstance(u, Tensor) and u.requires_grad])
            gradients = [g if g is None else in_graph(g._array, stop) for g in gradients]
        if record:
            return gradients
        self._find_anomaly(upstreams, gradients)
        # A leaf keeps what it is given: it must not be what was saved, nor a window on it.
        return [
            g if g is None else g._array if type(source) is Recorded else g._array.copy()
            for g, source in zip(gradients, self.inputs)
        ]

    @property
    def has_jvp(self) -> bool:
        """Whether the function says itself how it moves; if not, the transpose of its backward does."""
        return self.function.jvp is not None

    def push(self, tangents: list[Any], record: bool) -> Any:
        """The tangent of the output, or Shares, by the function's jvp."""
        vectors = [t if t is None else _tensor(t) for t in tangents]
        given = self._call(self.function.jvp, self._check_saved(), vectors, record)
        found = self._checked_tangents(given if isinstance(given, tuple | list) else (given,))
        return self.share(found if record else [t if t is None else t._array for t in found])

    def share(self, vectors: Sequence[Any]) -> Any:
        """Gradients or tangents, one per output, as they travel: one alone, several as Shares."""
        return vectors[0] if self.single else Shares({i: v for i, v in enumerate(vectors) if v is not None})

    def _check_saved(self) -> list[Any]:
        name = self.op.name
        if self._saved is None:
            raise RuntimeError(
                f"backward() through {name} a second time: what it saved was freed after the first; "
                "call backward(retain_graph=True) the first time"
            )
        for i, entry in enumerate(self._saved):
            if entry is not None:
                array, _, version, then = entry
                if version.count != then:
                    raise RuntimeError(
                        f"backward() through {name}: saved tensor {i}, of shape {array.shape}, was changed in place "
                        f"after it was saved (version {version.count}, expected {then}); "
                        "compute out of place, or save a clone()"
                    )
        return self._saved

    def _call(self, rule: Callable[..., Any], saved: list[Any], vectors: Sequence[Any], record: bool) -> Any:
        """A rule of the function, with what it saved in the graph where it was."""
        outputs = [like and (self if self.single else Output(self, i, like)) for i, like in enumerate(self.likes)]
        unpacked = []
        for entry in saved:
            array, place = (None, None) if entry is None else entry[:2]
            source = outputs[place] if isinstance(place, int) else place
            unpacked.append(None if array is None else in_graph(array, source))
        self.ctx._unpacked = tuple(unpacked)
        try:
            with set_grad_enabled(record):
                return rule(self.ctx, *vectors)
        finally:
            self.ctx._unpacked = None

    def _materialized(self, upstream: Any, like: Any) -> Tensor | None:
        if upstream is not None:
            return _tensor(upstream)
        return Tensor(np.zeros(like.shape, like.dtype)) if like is not None and self.ctx._materialize else None

    def _checked(self, given: Any) -> list[Any]:
        """The gradients that backward returned, compared with the arguments."""
        gradients = list(given) if isinstance(given, tuple | list) else [given]
        where, wanted = self.function._rule_name(), len(self.inputs)
        if len(gradients) < wanted or any(g is not None for g in gradients[wanted:]):
            missing = f"; none for {self._argument(len(gradients))}" if len(gradients) < wanted else ""
            raise TypeError(f"{where} returned {len(gradients)} gradient(s) for {wanted} argument(s){missing}")
        for i, (gradient, source) in enumerate(zip(gradients, self.inputs)):
            if gradient is None:
                continue
            if source is not None:
                _check_vector(gradient, source, f"{where}: the gradient of {self._argument(i)}")
            elif i not in self.op.tensors:
                raise TypeError(
                    f"{where} returned a gradient for {self._argument(i)}, which is no Tensor: return None there"
                )
        return [None if source is None else g for g, source in zip(gradients, self.inputs)]

    def _checked_tangents(self, given: Sequence[Any]) -> list[Any]:
        where = f"{self.op.name}: the jvp"
        if len(given) != len(self.likes):
            raise TypeError(f"{where} returned {len(given)} tangent(s) for {len(self.likes)} output(s)")
        for i, (tangent, like) in enumerate(zip(given, self.likes)):
            if tangent is not None and like is not None:
                _check_vector(tangent, like, f"{where}: the tangent of output {i}")
        return list(given)

    def _argument(self, i: int) -> str:
        names = self.function._names()
        return f"argument {i} ({names[i]})" if i < len(names) else f"argument {i}"

    def _find_anomaly(self, upstreams: list[Any], gradients: list[Any]) -> None:
        if not anomaly_mode.enabled or not all(np.isfinite(u).all() for u in upstreams if u is not None):
            return
        for i, gradient in enumerate(gradients):
            if gradient is not None and not np.isfinite(gradient._array).all():
                raise ArithmeticError(
                    f"detect_anomaly: the derivative of {self.op.name} by {self._argument(i)} is not finite, though "
                    f"its upstream gradient is; it was recorded at {self._line or 'a line outside detect_anomaly'}"
                )


class _Stop(_Node):
    """Where a second derivative would begin that a function does not have."""

    def __init__(self, node: Custom, upstreams: list[Tensor]) -> None:
        inputs = (*(u.grad_fn or u for u in upstreams), *node.inputs)
        super().__init__(Symbol(f"{node.op.name}Backward", ()), inputs, node.shape, node.dtype)

    def pull(self, upstream: Any, record: bool, retain: bool) -> list[Any]:
        raise RuntimeError(
            f"the derivative of {self.op.name} was asked for, but this backward is marked once_differentiable "
            "(for forward mode, give the function a jvp)"
        )

    def push(self, tangents: list[Any], record: bool) -> Any:
        """As `pull`: an error."""
        self.pull(None, record, retain=True)


def _apply(function: Any, args: tuple[Any, ...]) -> Any:
    """Compute `function` of `args`, and record it if a gradient is wanted."""
    name = function.__name__
    for i, arg in enumerate(args):
        if isinstance(arg, Value):
            raise TypeError(
                f"{name}: argument {i} is a Value; Values do not go with Tensors, nor into a Function; see custom"
            )
    needed = tuple(isinstance(arg, Tensor) and arg.requires_grad for arg in args)
    sources = tuple((arg.grad_fn or arg) if need else None for arg, need in zip(args, needed))
    ctx = Context(needed)
    record = grad_mode.enabled and any(needed)
    with set_grad_enabled(False), np.errstate(all="ignore"):
        returned = function._forward(ctx, args)
    outputs = list(returned) if isinstance(returned, tuple | list) else [returned]
    for tensor in ctx._dirty:
        if not any(tensor is out for out in outputs):
            raise RuntimeError(f"{name}: an argument that is marked dirty must be returned too")
        check_inplace(name, tensor, record)
        tensor._version.count += 1
    if anomaly_mode.enabled:
        _refuse_anomaly(name, args, outputs)
    if not record or not any(isinstance(out, Tensor) for out in outputs):
        return returned
    node = Custom(function, ctx, args, sources, outputs)
    node.save(args, outputs)
    results = [_result(out, args, outputs[:i], ctx, node, i) for i, out in enumerate(outputs)]
    return results[0] if not isinstance(returned, tuple | list) else tuple(results)


def _result(out: Any, args: tuple[Any, ...], before: list[Any], ctx: Context, node: Custom, i: int) -> Any:
    """An output of forward, now with its place in the graph."""
    if not isinstance(out, Tensor):
        return out
    constant = any(out is tensor for tensor in ctx._constant)
    dirty = any(out is tensor for tensor in ctx._dirty)
    if not dirty and (out.requires_grad or any(out is other for other in (*args, *before))):
        out = out.detach()  # returned as it came in, or twice: a Tensor has one place only
    if is_floating(out.dtype) and not constant:
        out.grad_fn = node if node.single else Output(node, i, out._array)
        out._requires_grad = True
    return out


def _refuse_anomaly(name: str, args: tuple[Any, ...], outputs: list[Any]) -> None:
    operands = [arg._array for arg in args if isinstance(arg, Tensor)]
    for out in outputs:
        if isinstance(out, Tensor):
            find_anomaly(name, operands, out._array)


def _tensor_places(args: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(i for i, arg in enumerate(args) if isinstance(arg, Tensor))


def _tensor(x: Any) -> Tensor:
    return x if isinstance(x, Tensor) else Tensor(np.asarray(x))


def _check_vector(given: Any, like: Any, what: str) -> None:
    """Raise unless a gradient or tangent is a Tensor of the shape and dtype of `like`."""
    if not isinstance(given, Tensor):
        raise TypeError(f"{what} must be a Tensor, got {type(given).__name__}")
    if given.shape != like.shape:
        hint = ""
        if given.ndim >= len(like.shape) and _broadcasts(like.shape, given.shape):
            hint = "; sum over what broadcasting repeated, as by sum_to"
        raise ShapeError(f"{what} has shape {given.shape}, needed {like.shape}{hint}")
    if given.dtype != like.dtype:
        raise TypeError(f"{what} has dtype {given.dtype}, needed {like.dtype}")


def _broadcasts(shape: tuple[int, ...], to: tuple[int, ...]) -> bool:
    return all(a in (1, b) for a, b in zip(reversed(shape), reversed(to)))
