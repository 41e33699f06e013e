"""`Function`, PyTorch's form: forward, backward and a context."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import Function, grad, hessian, jvp, once_differentiable, tensor
from tests.cases.custom_operations import X, Y
from tests.derivatives import check
from tests.helpers import leaf64


def test_context() -> None:
    seen: dict[str, Any] = {}

    class Scale(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, factor: float, y: Any, name: str) -> Any:
            seen["needs"] = ctx.needs_input_grad
            seen["recording"] = autograd.is_grad_enabled()
            ctx.shape, ctx.factor = x.shape, factor  # any name may be used
            return x * factor + y

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            assert ctx.shape == (2, 3)
            return upstream * ctx.factor, None, upstream * 100, None

    x = leaf64(X)
    Scale.apply(x, 3.0, tensor(Y), "name").sum().backward()
    assert seen == {"needs": (True, False, False, False), "recording": False}
    np.testing.assert_array_equal(x.grad.numpy(), np.full((2, 3), 3.0))


def test_setup_context() -> None:
    class Square(Function):
        @staticmethod
        def forward(x: Any) -> Any:
            return x * x

        @staticmethod
        def setup_context(ctx: Any, inputs: Any, output: Any) -> None:
            ctx.save_for_backward(*inputs)

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return 2 * upstream * ctx.saved_tensors[0]

    check(Square.apply, (X,), 2)


def test_outputs_without_gradient() -> None:
    given: list[Any] = []

    class Split(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, materialize: bool) -> Any:
            ctx.set_materialize_grads(materialize)
            rounded = x.round()
            ctx.mark_non_differentiable(rounded)
            return x * 2, rounded, x.argmax(1), x * 3, "text"

        @staticmethod
        def backward(ctx: Any, *upstreams: Any) -> Any:
            given.extend(upstreams)
            return upstreams[0] * 2, None

    for materialize in True, False:
        given.clear()
        double, rounded, index, triple, text = Split.apply(leaf64(X), materialize)
        assert (double.requires_grad, rounded.requires_grad, index.requires_grad) == (True, False, False)
        assert triple.requires_grad
        assert text == "text"
        double.sum().backward()
        if materialize:
            assert [None if g is None else g.shape for g in given] == [(2, 3), (2, 3), (2,), (2, 3), None]
        else:
            assert [g is None for g in given] == [False, True, True, True, True]


def test_an_argument_changed_in_place() -> None:
    class Double(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.mark_dirty(x)
            x.mul_(2)
            return x

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return 2 * upstream

    x = leaf64(X)
    y = x * 3
    z = y.exp()
    assert Double.apply(y) is y
    assert y.grad_fn.name() == "DoubleBackward"
    y.sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), np.full((2, 3), 6.0))
    y = x.exp()
    z = y.exp()  # keeps its result, and exp before it too
    Double.apply(y)
    with pytest.raises(RuntimeError, match="changed in place"):
        z.sum().backward()
    with pytest.raises(RuntimeError, match="leaf that requires grad"):
        Double.apply(x)


def test_an_argument_returned_as_it_came() -> None:
    class Reverse(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            return x

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return -upstream

    x = leaf64(X)
    y = Reverse.apply(x)
    assert y is not x
    (y * y).sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), -2 * X)


def test_once_differentiable() -> None:
    class Square(Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.x = x.numpy() if not x.requires_grad else x.detach().numpy()
            return x * x

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: Any) -> Any:
            return tensor(2 * upstream.detach().numpy() * ctx.x)

    np.testing.assert_array_equal(grad(lambda x: Square.apply(x).sum())(X), 2 * X)
    x = leaf64(X)
    Square.apply(x).sum().backward(create_graph=True)
    gradient, x.grad = x.grad, None
    np.testing.assert_array_equal(gradient.detach().numpy(), 2 * X)
    with pytest.raises(RuntimeError, match=r"derivative of SquareBackward.*once_differentiable"):
        gradient.sum().backward()
    with pytest.raises(RuntimeError, match="once_differentiable"):
        hessian(lambda x: Square.apply(x).sum())(X)
    with pytest.raises(RuntimeError, match=r"SquareBackward.*for forward mode, give the function a jvp"):
        jvp(Square.apply, (X,), (X,))


def test_a_gradient_for_an_argument_that_is_not_a_tensor() -> None:
    class Scale(Function):
        @staticmethod
        def forward(ctx: Any, x: Any, factor: float) -> Any:
            return x * factor

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            return upstream, upstream

    with pytest.raises(TypeError, match=r"Scale.backward returned a gradient for argument 1 \(factor\).*return None"):
        Scale.apply(leaf64(X), 2.0).sum().backward()
