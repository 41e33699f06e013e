"""The public transforms: `grad`, `value_and_grad`, `vjp`, `jvp`, `jacobian`, `hessian`, `hvp`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any, overload

import numpy as np

from autograd.array.gradients import grad as gradients
from autograd.array.tensor import Tensor
from autograd.scalar.value import Value
from autograd.transforms.evaluation import Evaluation
from autograd.transforms.trees import fitting

Function = Callable[..., Any]


@overload
def grad(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function: ...
@overload
def grad(
    outputs: Tensor | Sequence[Tensor],
    inputs: Tensor | Iterable[Tensor],
    grad_outputs: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    only_inputs: bool = True,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> tuple[Any, ...]: ...
def grad(*args: Any, **kwargs: Any) -> Any:
    """Return ∇f, the function that computes the gradient of f; of Tensors, return their gradients.

    `grad(f)` is ∇f. `grad(outputs, inputs)` of Tensors is `torch.autograd.grad`: it returns a tuple with a gradient for
    each input. `autograd.autograd.grad` explains its arguments.

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, that returns one number.
        argnums: the argument to differentiate by; for several, the gradients are a tuple. Other arguments and keyword
            arguments reach f unchanged.
        has_aux: whether f returns `(number, auxiliary output)`; then ∇f returns `(gradient, auxiliary output)`.

    Returns:
        A function with f's arguments. Its result has the structure, shapes and dtypes of the named argument, with zeros
        where f does not depend on it.

    Raises:
        ShapeError: when called, if the result of f is not one number.
        TypeError: if f is neither a function nor Tensors; when called, if the argument is not floating, or f makes a
            plain number of it (`float(x)`, `x.item()`, `math.exp(x)`), whose derivative would be lost. `x.detach()` is
            a constant.
        ValueError: when called, if `argnums` names no argument.

    >>> import numpy as np
    >>> grad(lambda w, x: np.sum(np.tanh(w * x)))(np.zeros(3), np.array([1.0, 2.0, 3.0]))
    array([1., 2., 3.])
    >>> grad(lambda p: p["a"] * p["b"])({"a": 2.0, "b": 5.0})
    {'a': 5.0, 'b': 2.0}
    >>> from autograd import tensor
    >>> x = tensor([1.0, 2.0], requires_grad=True)
    >>> grad((x**3).sum(), x)
    (tensor([ 3., 12.]),)
    """
    given = args[0] if args else kwargs.get("f", kwargs.get("outputs"))
    return (gradients if _are_tensors(given) else _gradient_of)(*args, **kwargs)


def _are_tensors(given: Any) -> bool:
    return isinstance(given, Tensor) or (isinstance(given, tuple | list) and any(isinstance(x, Tensor) for x in given))


def _check(where: str, f: Any, argnums: Any = 0) -> None:
    """Raise TypeError if f is not a function, or `argnums` are the arguments themselves.

    The transforms that return a function would otherwise raise when it is called, or never.
    """
    name = where[:-2]
    if not callable(f):
        hint = f"; write {name}(f)(x), where f computes it from x" if isinstance(f, Tensor | Value) else ""
        raise TypeError(f"{where}: expected a function, got {type(f).__name__}{hint}")
    for given in (argnums, *(argnums if isinstance(argnums, tuple | list) else ())):
        if isinstance(given, Tensor | Value | np.ndarray | float):
            raise TypeError(f"{where}: argnums are whole numbers, got {type(given).__name__}; write {name}(f)(x)")


def _gradient_of(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    _check("grad()", f, argnums)

    @functools.wraps(f)
    def gradient(*args: Any, **kwargs: Any) -> Any:
        run = Evaluation("grad()", f, args, kwargs, argnums, has_aux)
        found = run.gradient()
        return (found, run.aux()) if has_aux else found

    return gradient


grad.__signature__ = inspect.signature(_gradient_of)  # type: ignore[attr-defined]  # the first form, for help()


def value_and_grad(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """Return a function that computes `(f(…), gradient)` with one evaluation and one backward pass.

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, that returns one number.
        argnums: the argument to differentiate by; for several, the gradients are a tuple. Other arguments and keyword
            arguments reach f unchanged.
        has_aux: whether f returns `(number, auxiliary output)`; then the new function returns
            `((number, auxiliary output), gradient)`.

    Returns:
        A function with f's arguments. The gradient has the structure, shapes and dtypes of the named argument, with
        zeros where f does not depend on it.

    Raises:
        ShapeError: when called, if the result of f is not one number.
        TypeError: when called, if the argument is not floating, or f makes a plain number of it (`float(x)`,
            `x.item()`, `math.exp(x)`), whose derivative would be lost. `x.detach()` is a constant.
        ValueError: when called, if `argnums` names no argument.

    >>> value_and_grad(lambda x: x * x)(3.0)
    (9.0, 6.0)
    """

    _check("value_and_grad()", f, argnums)

    @functools.wraps(f)
    def value_and_gradient(*args: Any, **kwargs: Any) -> Any:
        run = Evaluation("value_and_grad()", f, args, kwargs, argnums, has_aux)
        found = run.gradient()
        return ((run.value(), run.aux()) if has_aux else run.value()), found

    return value_and_gradient


def vjp(f: Function, *primals: Any, has_aux: bool = False) -> tuple[Any, ...]:
    """Evaluate f at `primals`; return the result and the vector-Jacobian product there: reverse mode.

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, that returns such.
        primals: the arguments of f.
        has_aux: whether f returns `(out, auxiliary output)`.

    Returns:
        `(out, vjp_fn)`, with `has_aux` also the auxiliary output. `vjp_fn(cotangent)` takes a cotangent in the
        structure and shapes of `out`. It returns a tuple: for each primal the gradient of Σ cotangent · out. It may be
        called again.

    Raises:
        TypeError: if a primal is not floating.
        ShapeError, ValueError: from `vjp_fn`, if the cotangent does not fit `out`.

    >>> import numpy as np
    >>> out, vjp_fn = vjp(lambda x, y: x * y, np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    >>> vjp_fn(np.array([1.0, 10.0]))
    (array([ 3., 40.]), array([ 1., 20.]))
    """
    _check("vjp()", f)
    run = Evaluation("vjp()", f, primals, {}, range(len(primals)), has_aux)

    def vjp_fn(cotangent: Any) -> tuple[Any, ...]:
        """Return the gradient of Σ cotangent · out for each primal, as a tuple."""
        upstreams = fitting(cotangent, run.out, "vjp_fn()", "the cotangent", "the result of f")
        record = run.record(*upstreams)
        run_upstreams = [run.vector(u, like, record) for u, like in zip(upstreams, run.outputs)]
        return run.trees(run.pull(run_upstreams, record, retain=True), record)

    return (run.value(), vjp_fn, run.aux()) if has_aux else (run.value(), vjp_fn)


def jvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any], has_aux: bool = False) -> tuple[Any, ...]:
    """Evaluate f at `primals`; return the result and the Jacobian-vector product there: forward mode.

    The product is the derivative of f along `tangents`. Its cost is a small multiple of one evaluation, whatever the
    number of inputs and outputs. The graph is recorded and then walked from the arguments to the result, so it takes
    the memory of reverse mode and serves every operation that reverse mode serves. Rows of the calculus table reuse
    their VJPs, since a diagonal Jacobian is symmetric. Custom functions use their `jvp` if they have one. Linear
    operations are applied to the tangents. For all others the VJP is transposed (forward.py, `transpose`).

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, that returns such.
        primals: the arguments, a tuple or list.
        tangents: a direction for each argument, in the same structure and shapes.
        has_aux: whether f returns `(out, auxiliary output)`.

    Returns:
        `(out, tangent_out)`, with `has_aux` also the auxiliary output. Both have the structure of f's result.

    Raises:
        TypeError: if a primal is not floating, or `primals` or `tangents` is not a tuple or list.
        ShapeError, ValueError: if the tangents do not fit the primals.

    >>> jvp(lambda x, y: x * y, (2.0, 3.0), (1.0, 10.0))
    (6.0, 23.0)
    """
    _check("jvp()", f)
    for name, given in ("primals", primals), ("tangents", tangents):
        if not isinstance(given, tuple | list):
            raise TypeError(f"jvp(): {name} is a tuple with one entry per argument, got {type(given).__name__}")
    directions = fitting(tuple(tangents), tuple(primals), "jvp()", "tangents", "primals")
    run = Evaluation("jvp()", f, primals, {}, range(len(primals)), has_aux)
    record = run.record(*directions)
    moved = run.push([run.vector(t, like, record) for t, like in zip(directions, run.leaves)], record)
    tangent_out = run.as_out(
        run.leave(tangent, run.kind if isinstance(output, Tensor | Value) else output, record, fresh=True)
        for tangent, output in zip(run.zeros_for_none(moved, run.outputs), run.outputs)
    )
    return (run.value(), tangent_out, run.aux()) if has_aux else (run.value(), tangent_out)


def jacobian(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False, mode: str = "reverse") -> Function:
    """Return the function that computes the Jacobian of f.

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, that returns such.
        argnums: the argument to differentiate by; for several, the Jacobians are a tuple.
        has_aux: whether f returns `(out, auxiliary output)`; then the result is `(jacobian, auxiliary output)`.
        mode: "reverse" makes one backward pass per element of the result, "forward" one forward pass per element of
            the arguments. f is evaluated once.

    Returns:
        A function with f's arguments. For a result of shape (m, …) and an argument of shape (n, …), the Jacobian has
        shape (m, …, n, …). For pytrees it has f's structure, with the argument's structure in each place.

    Raises:
        TypeError: when called, if the argument is not floating.
        ValueError: if there is no such mode; when called, if `argnums` names no argument.

    >>> import numpy as np
    >>> jacobian(lambda x: x**2)(np.array([1.0, 2.0]))
    array([[2., 0.],
           [0., 4.]])
    """
    if mode not in ("reverse", "forward"):
        raise ValueError(f'jacobian(): mode is "reverse" or "forward", got {mode!r}')
    _check("jacobian()", f, argnums)

    @functools.wraps(f)
    def jacobian_of_f(*args: Any, **kwargs: Any) -> Any:
        run = Evaluation("jacobian()", f, args, kwargs, argnums, has_aux)
        record = run.record()
        rows = run.jacobian_by_rows(record) if mode == "reverse" else run.jacobian_by_columns(record)
        found = run.as_out([run.named(run.trees(row, record)) for row in rows])
        return (found, run.aux()) if has_aux else found

    return jacobian_of_f


def hessian(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """Return the function that computes the Hessian of f, the Jacobian of its Jacobian.

    Args:
        f: a function of floats, arrays, Tensors, Values, or pytrees of them, that returns such.
        argnums: the argument to differentiate by; for several, the Hessian is a tuple of tuples.
        has_aux: whether f returns `(out, auxiliary output)`; then the result is `(hessian, auxiliary output)`.

    Returns:
        A function with f's arguments. For an argument of shape (n, …) and a result that is one number, the Hessian has
        shape (n, …, n, …). The shape of any other result comes first. For several arguments, or pytrees, there is a
        block for each pair: `hessian(f, (0, 1))(x, y)[0][1]` is ∂²f/∂x∂y.

    Raises:
        TypeError: when called, if the argument is not floating.
        ValueError: when called, if `argnums` names no argument.

    >>> import numpy as np
    >>> hessian(lambda x: np.sum(x**3))(np.array([1.0, 2.0]))
    array([[ 6.,  0.],
           [ 0., 12.]])
    """
    _check("hessian()", f, argnums)
    return jacobian(jacobian(f, argnums, has_aux), argnums, has_aux)


def hvp(f: Function, primals: Any, v: Any) -> Any:
    """Return the Hessian-vector product of f at `primals`: the derivative of ∇f along v.

    The Hessian itself is not computed. The cost is a small multiple of one evaluation of f, whatever the size of the
    argument.

    Args:
        f: a function that returns one number.
        primals: a tuple of f's arguments, or its only argument.
        v: a direction, in the structure and shapes of `primals`.

    Returns:
        The product in the structure of the argument; for several arguments, a tuple.

    Raises:
        ShapeError: if the result of f is not one number, or v does not fit.
        TypeError, ValueError: as `grad` and `jvp`.

    >>> import numpy as np
    >>> hvp(lambda x: np.sum(x**3), np.array([1.0, 2.0]), np.array([1.0, 1.0]))
    array([ 6., 12.])
    """
    _check("hvp()", f)
    if not isinstance(primals, tuple):
        primals, v = (primals,), (v,)
    _, product = jvp(grad(f, range(len(primals))), primals, v)
    return product[0] if len(primals) == 1 else product
