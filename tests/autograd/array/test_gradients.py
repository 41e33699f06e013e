"""`autograd.autograd`: gradients that are returned, and `backward` of several tensors."""

from __future__ import annotations

import pytest

import autograd
from autograd import ShapeError, Tensor, tensor
from autograd.autograd import Variable, backward, functional, grad


def leaf(*numbers: float) -> Tensor:
    return tensor(list(numbers), requires_grad=True)


def test_gradients_are_returned_and_not_accumulated() -> None:
    x = leaf(1.0, 2.0)
    (found,) = grad((x**3).sum(), x)
    assert found.tolist() == [3.0, 12.0]
    assert x.grad is None


def test_the_transform_of_tensors_gives_their_gradients() -> None:
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    assert [g.tolist() for g in autograd.grad((x * w).sum(), (x, w))] == [[3.0, 4.0], [1.0, 2.0]]
    assert autograd.grad(outputs=[(x * w).sum(), x.sum()], inputs=x)[0].tolist() == [4.0, 5.0]
    (first,) = autograd.grad((x**3).sum(), x, create_graph=True)
    assert autograd.grad(first, x, autograd.ones(2))[0].tolist() == [6.0, 12.0]
    assert autograd.grad(x.sum(), [w], allow_unused=True) == (None,)
    with pytest.raises(RuntimeError, match="one number"):
        autograd.grad(x * w, x)
    assert x.grad is None


def test_inputs_may_come_from_any_iterable() -> None:
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    assert len(grad((x * w).sum(), (leaf for leaf in (x, w)))) == 2
    with pytest.raises(ValueError, match="at least one input"):
        grad((x * w).sum(), [])


def test_inputs_may_be_computed_from_each_other() -> None:
    x = leaf(1.0, 2.0)
    y = x * x
    by_y, by_x = grad((y * x).sum(), [y, x])
    assert by_y.tolist() == [1.0, 2.0]
    assert by_x.tolist() == [3.0, 12.0]  # by the direct way and by y


def test_a_recorded_gradient_has_gradients() -> None:
    x = leaf(1.0, 2.0)
    (first,) = grad((x**3).sum(), x, create_graph=True)
    (second,) = grad(first.sum(), x)
    assert second.tolist() == [6.0, 12.0]


def test_an_input_that_is_not_used() -> None:
    x, other = leaf(1.0), leaf(2.0, 3.0)
    with pytest.raises(RuntimeError, match="allow_unused"):
        grad(x * 2, [x, other])
    assert grad(x * 2, [x, other], allow_unused=True)[1] is None
    assert grad(x * 2, [x, other], materialize_grads=True)[1].tolist() == [0.0, 0.0]
    with pytest.raises(ValueError, match="materialize"):
        grad(x * 2, x, allow_unused=False, materialize_grads=True)


def test_several_outputs_with_upstream_gradients() -> None:
    x = leaf(1.0, 2.0)
    (found,) = grad([x * 2, x.sum()], x, grad_outputs=[tensor([1.0, 10.0]), None])
    assert found.tolist() == [3.0, 21.0]
    with pytest.raises(ShapeError):
        grad(x * 2, x, grad_outputs=tensor([1.0]))
    with pytest.raises(ValueError, match="grad_outputs"):
        grad([x * 2, x], x, grad_outputs=[tensor([1.0, 1.0])])
    with pytest.raises(RuntimeError, match="one number"):
        grad(x * 2, x)


def test_a_batch_of_upstream_gradients() -> None:
    x = leaf(1.0, 2.0, 3.0)
    (found,) = grad(x * x, x, grad_outputs=autograd.eye(3), is_grads_batched=True)
    assert found.tolist() == [[2.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 6.0]]


def test_a_second_pass_needs_retain_graph() -> None:
    x = leaf(1.0)
    y = (x * x).exp()
    grad(y, x, retain_graph=True)
    grad(y, x)
    with pytest.raises(RuntimeError, match="retain_graph"):
        grad(y, x)


def test_what_requires_no_grad_is_refused() -> None:
    x = leaf(1.0)
    with pytest.raises(RuntimeError, match="output 0"):
        grad(tensor(1.0), x)
    with pytest.raises(RuntimeError, match="input 1"):
        grad(x * 2, [x, tensor(1.0)])
    with pytest.raises(TypeError, match="Tensor"):
        grad(x * 2, 3.0)  # type: ignore[arg-type]


def test_hooks_see_the_gradients() -> None:
    x = leaf(1.0, 2.0)
    y = x * 2
    y.register_hook(lambda g: g * 10)
    x.register_hook(lambda g: g + 1)
    by_x, by_y = grad((y * y).sum(), [x, y])
    assert by_y.tolist() == [4.0, 8.0]  # before the hook of y, as in PyTorch
    assert by_x.tolist() == [81.0, 161.0]


def test_a_hook_of_an_input_at_which_the_walk_ends_sees_the_gradient() -> None:
    y = leaf(1.0, 2.0) * 2
    y.register_hook(lambda g: g * 10)
    (found,) = grad((y * y).sum(), y)
    assert found.tolist() == [40.0, 80.0]


def test_backward_of_several_tensors_is_that_of_their_sum() -> None:
    x = leaf(1.0, 2.0)
    shared = x * x
    backward([shared.sum(), (shared * 3).sum()])
    assert x.grad.tolist() == [8.0, 16.0]


def test_backward_to_some_leaves_alone() -> None:
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    (x * w).sum().backward(inputs=w)
    assert x.grad is None
    assert w.grad.tolist() == [1.0, 2.0]
    backward((x * w).sum(), inputs=[w])
    assert w.grad.tolist() == [2.0, 4.0]


def test_a_variable_is_a_tensor() -> None:
    x = tensor([1.0])
    assert Variable(x, requires_grad=True).requires_grad and not x.requires_grad
    with pytest.raises(TypeError, match="Tensor"):
        Variable(1.0)


def test_the_functional_transforms_record_only_what_is_asked() -> None:
    x = leaf(1.0, 2.0)
    assert not functional.jacobian(lambda x: x * x, x).requires_grad
    assert functional.jacobian(lambda x: x * x, x, create_graph=True).requires_grad
    assert functional.hessian(lambda x: (x**3).sum(), x).tolist() == [[6.0, 0.0], [0.0, 12.0]]
    assert functional.vhp(lambda x: (x**3).sum(), x, tensor([1.0, 1.0]))[1].tolist() == [6.0, 12.0]
    with pytest.raises(RuntimeError, match="v is optional"):
        functional.vjp(lambda x: x * x, x)
    with pytest.raises(RuntimeError, match="one element"):
        functional.hessian(lambda x: x * x, x)


def test_backward_to_an_input_adds_its_gradient_once() -> None:
    x = leaf(1.0, 2.0)
    y = x * 3
    backward((y * y).sum(), inputs=[y, y])
    assert y.grad.tolist() == [6.0, 12.0]
    z = x * 3
    z.retain_grad()
    backward((z * z).sum(), inputs=[z, x])
    assert z.grad.tolist() == [6.0, 12.0] and x.grad.tolist() == [18.0, 36.0]
