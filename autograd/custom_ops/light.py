"""`custom`, the light form: a function of NumPy arrays with its rule beside it."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograd.array.base import wrap
from autograd.array.tensor import Tensor
from autograd.array.versions import own
from autograd.custom_ops import surrogate as surrogates
from autograd.custom_ops.apply import apply
from autograd.custom_ops.node import Like, tensor_places
from autograd.errors import ShapeError
from autograd.grad_mode import grad_mode
from autograd.scalar.value import Value


def custom(
    vjp: Callable[..., Any],
    jvp: Callable[..., Any] | None = None,
    surrogate: Callable[..., Any] | None = None,
) -> Callable[[Callable[..., Any]], CustomFunction]:
    """Make an operation of a function of NumPy arrays, with its derivative beside it. Used as a decorator.

    >>> @custom(
    ...     vjp=lambda upstream, x, y: (upstream * y, upstream * x),
    ...     jvp=lambda dx, dy, x, y: dx * y + x * dy,
    ... )
    ... def multiply(x, y):
    ...     return np.multiply(x, y)
    >>> @custom(vjp=lambda upstream, out: upstream * out)
    ... def exp(x):
    ...     return np.exp(x)

    The decorated function takes Tensors, Values (it is then called with floats), or arrays and numbers (it is then
    called as it is). Other arguments reach the function and its rules unchanged.

    A rule names what it reads: `out` is the result, any other name an argument of the function. Only what a rule names
    is kept for the backward pass. In a first-order pass the rules receive arrays, or floats for Values. When their own
    derivative is wanted, they receive Tensors, or Values. So write them with operators and NumPy's functions, or with
    autograd's functions if Values are to be differentiated twice.

    Args:
        vjp: the vector-Jacobian product, for reverse mode. Its first parameter is the upstream gradient, in the shape
            of the result. It returns one gradient per argument, in the argument's shape and dtype, as a tuple, or alone
            if there is one. None means no gradient; trailing arguments that are not Tensors may be left out.
        jvp: the Jacobian-vector product, for forward mode. It reads the tangent of an argument x as `dx`, zeros where
            x is constant, and returns the tangent of the result. Without it, forward mode transposes vjp. For Values,
            vjp serves both modes.
        surrogate: a function of the same arguments whose derivative vjp is, if that of the function itself is not
            meant, as in a straight-through estimator. Only `check_gradients` calls it, to compare vjp with.

    Returns:
        A decorator that returns a CustomFunction.

    Raises:
        TypeError: if a rule reads another name, or the function takes `*args` or `**kwargs`. When called: if the
            function does not return one array, or a rule returns the wrong number or dtype of gradients.
        ShapeError: when called, if a rule returns a gradient in another shape than its argument's.
    """
    return lambda function: CustomFunction(function, vjp, jvp, surrogate)


class CustomFunction:
    """An operation made by `custom`: a function with its own derivative."""

    __name__: str

    def __init__(
        self,
        function: Callable[..., Any],
        vjp: Callable[..., Any],
        jvp: Callable[..., Any] | None = None,
        surrogate: Callable[..., Any] | None = None,
    ) -> None:
        self.__name__ = "custom"  # unless it has a better one
        functools.update_wrapper(self, function)
        self._function = function
        self._signature = inspect.signature(function)
        parameters = self._signature.parameters.values()
        if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
            raise TypeError(
                f"custom(): {self.__name__}{self._signature} has *args or **kwargs; rules refer to arguments by name"
            )
        self._by_keyword = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
        self._arguments = [p.name for p in parameters]
        known = ["out", *self._arguments]
        moving = [f"d{name}" for name in self._arguments]
        self._vjp, self._jvp, self._surrogate = vjp, jvp, surrogate
        self._vjp_reads = self._reads(vjp, "vjp", known, 1)
        self._jvp_reads = [] if jvp is None else self._reads(jvp, "jvp", [*known, *moving], 0)
        self._keeps = {*self._vjp_reads, *self._jvp_reads}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Apply the function; the result is a Tensor, a Value or an array, as the arguments are."""
        bound = self._signature.bind(*args, **kwargs)
        bound.apply_defaults()
        values = tuple(bound.arguments.values())
        if any(isinstance(x, Tensor) for x in values):
            return apply(self, values)
        if any(isinstance(x, Value) for x in values):
            return self._of_values(values)
        return self._compute(values)

    def __repr__(self) -> str:
        return f"<custom function {self.__name__}>"

    def _reads(self, rule: Callable[..., Any], what: str, known: list[str], skip: int) -> list[str]:
        """Return the names that a rule reads; `*args` stands for all arguments."""
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
        by_keyword = dict(zip(self._by_keyword, values[count:]))
        out = self._function(*values[:count], **by_keyword)
        if self._surrogate is None:
            return out
        return surrogates.result(self.__name__, out, functools.partial(self._surrogate, **by_keyword), values[:count])

    # ── of Tensors: as a Function class ──

    def _names(self) -> list[str]:
        return self._arguments

    def _rule_name(self) -> str:
        return f"{self.__name__}: the vjp"

    def _forward(self, ctx: Any, args: tuple[Any, ...]) -> Tensor:
        arrays = [_read_only(arg._array) if isinstance(arg, Tensor) else arg for arg in args]
        out = self._compute(arrays)
        if isinstance(out, tuple | list) or np.asarray(out).dtype.kind not in "fiub":
            raise TypeError(
                f"{self.__name__} returned {type(out).__name__}, and not one real array; "
                "for several outputs there is Function"
            )
        result: Tensor = wrap(np.array(out))  # a copy: the function may hold its result, or have returned an argument
        ctx.places = [i for i in tensor_places(args) if self._arguments[i] in self._keeps]
        ctx.others = [None if isinstance(arg, Tensor) else own(arg) for arg in args]
        ctx.likes = [Like(arg.shape, arg.dtype) if isinstance(arg, Tensor) else None for arg in args]
        ctx.save_for_backward(*(args[i] for i in ctx.places), result if "out" in self._keeps else None)
        return result

    def backward(self, ctx: Any, upstream: Tensor) -> list[Any]:
        """Return the gradient of each argument: vjp, called with arrays, or with Tensors in a recorded pass."""
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
                known[f"d{name}"] = _of_the_pass(wrap(np.zeros(like.shape, like.dtype)))
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
        """Add a note to an error of the user's rule if it was called to be differentiated."""
        try:
            yield
        except Exception as error:
            if grad_mode.enabled:
                error.add_note(f"in the {what} of {self.__name__}, called with {kind} to be differentiated itself")
            raise

    # ── of Values ──

    def _of_values(self, args: tuple[Any, ...]) -> Value:
        numbers = [np.float64(arg._z) if isinstance(arg, Value) else arg for arg in args]
        places = [i for i, arg in enumerate(args) if isinstance(arg, Value)]
        with np.errstate(all="ignore"):
            out = np.float64(_number(self._compute(numbers), f"{self.__name__}: the result"))
            partials = self.partials(np.float64(1.0), out, numbers, places)
        edges = [(args[i], float(_number(p, self._gradient_name(i))), i) for i, p in zip(places, partials)]
        # A Value has at most two inputs. Further ones are bundled into one node, Σ partial · (input − its value). Its
        # value is 0, and the derivative of the result with respect to it is 1.
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
        """Return ∂out/∂argument for the arguments in `places`: vjp at upstream 1, for numbers or Values."""
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
    """The rule of a Value made by a custom function, in the form of a row of the table: symbol and derivatives.

    Attributes:
        function, args: the function and its arguments.
        places: for each input of the node its place among the arguments; -1 for a bundle of further inputs.
        is_result: whether the node is the result, and not a bundle.
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
    def precise(self) -> list[Callable[..., Any]]:
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
    """Return the argument of a rule: the tensor if the pass is recorded, else its array, to read only."""
    return tensor if grad_mode.enabled else _read_only(tensor._array)


def _read_only(array: Any) -> Any:
    """Return a view of an array that the user's function cannot write to: other nodes hold the array too."""
    view = array.view()
    view.flags.writeable = False
    return view


def _as_vector(given: Any, like: Any) -> Any:
    """Return the result of a rule as a Tensor. A plain number is accepted for an argument without dimensions."""
    if isinstance(given, np.ndarray | np.generic):
        return wrap(np.asarray(given))
    if isinstance(given, int | float):
        return wrap(np.asarray(given, like.dtype if like is not None and like.shape == () else None))
    return given


def _number(x: Any, what: str) -> Any:
    """Return x if it is one real number, else raise an error that begins with `what`."""
    if np.shape(x) != ():
        raise ShapeError(f"{what} has shape {np.shape(x)}; for Values it must be one number")
    if np.asarray(x).dtype.kind not in "fiub":
        raise TypeError(f"{what} must be a real number, got {type(x).__name__}")
    return x
