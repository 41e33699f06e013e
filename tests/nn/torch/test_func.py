"""`torch.func` and `torch.distributions`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import tensor
from nn.torch import distributions, func


def test_a_module_is_called_with_other_tensors_and_stays_as_it_was() -> None:
    net = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
    before = {name: value.clone() for name, value in net.state_dict().items()}
    given = {name: autograd.ones(*value.shape, requires_grad=True) for name, value in net.named_parameters()}
    out = func.functional_call(net, given, (autograd.ones(4, 2),))
    assert out.tolist() == [[10.0]] * 4
    gradient = func.grad(lambda p, x: func.functional_call(net, p, x).sum())(given, autograd.ones(4, 2))
    assert gradient["0.weight"].tolist() == [[4.0, 4.0]] * 3
    assert all(autograd.equal(net.state_dict()[name], value) for name, value in before.items())
    with pytest.raises(KeyError, match="nowhere"):
        func.functional_call(net, {"nowhere": tensor(1.0)}, autograd.ones(4, 2))
    with pytest.raises(KeyError):
        func.functional_call(net, {}, autograd.ones(4, 2), strict=True)


def test_the_module_stays_as_it_was_after_an_error() -> None:
    net = nn.Linear(2, 3)
    weight = net.weight
    with pytest.raises(ValueError, match="linear"):
        func.functional_call(net, {"weight": autograd.ones(3, 5)}, autograd.ones(4, 2))
    assert net.weight is weight


def test_a_function_is_mapped_over_any_dimension() -> None:
    x = autograd.arange(6.0).reshape(2, 3)
    assert func.vmap(lambda row: row.sum())(x).tolist() == [3.0, 12.0]
    assert func.vmap(lambda column: column * 2, in_dims=1, out_dims=1)(x).tolist() == (x * 2).tolist()
    both = func.vmap(lambda a, b: (a + b, a), in_dims=(0, None))(x, tensor([1.0, 1.0, 1.0]))
    assert both[0].tolist() == (x + 1).tolist()
    per_sample = func.vmap(func.grad(lambda w, row: (w * row).sum()), in_dims=(None, 0))(autograd.ones(3), x)
    assert per_sample.tolist() == x.tolist()
    with pytest.raises(ValueError, match="one size"):
        func.vmap(lambda a, b: a + b)(x, autograd.ones(3))


def test_states_of_several_modules_are_stacked() -> None:
    models = [nn.Linear(3, 2) for _ in range(4)]
    parameters, _ = func.stack_module_state(models)
    out = func.vmap(lambda p, x: func.functional_call(models[0], p, x), in_dims=(0, None))(
        parameters, autograd.ones(5, 3)
    )
    assert out.shape == (4, 5, 2)
    assert np.allclose(out[2].detach().numpy(), models[2](autograd.ones(5, 3)).detach().numpy())


@pytest.mark.parametrize(
    ("make", "outcomes"),
    [
        (lambda p: distributions.Bernoulli(probs=p.sigmoid()), [0.0, 1.0]),
        (lambda p: distributions.Bernoulli(logits=p), [0.0, 1.0]),
        (lambda p: distributions.Categorical(logits=autograd.stack([p, 2 * p, p * 0], -1)), [0, 1, 2]),
        (lambda p: distributions.Categorical(probs=autograd.stack([p.exp(), p.exp() + 1], -1)), [0, 1]),
    ],
)
def test_probabilities_add_up_to_1_and_give_the_entropy(make: Callable[[Any], Any], outcomes: list[Any]) -> None:
    distribution = make(tensor([0.3, -1.2], dtype=autograd.float64))
    logs = autograd.stack([distribution.log_prob(tensor([x, x])) for x in outcomes])
    assert logs.exp().sum(0).tolist() == pytest.approx([1.0, 1.0])
    assert distribution.entropy().tolist() == pytest.approx((-logs * logs.exp()).sum(0).tolist())
    assert distribution.sample((5,)).shape == (5, 2)
    assert set(np.unique(distribution.sample((200,)).numpy())) == set(outcomes)
    assert distributions.kl_divergence(distribution, distribution).tolist() == pytest.approx([0.0, 0.0])


def test_counts_of_several_draws() -> None:
    counts = distributions.Multinomial(100, probs=tensor([[0.2, 0.8], [1.0, 0.0]])).sample((50,))
    assert counts.shape == (50, 2, 2) and (counts.sum(-1) == 100).all()
    assert counts.mean(0).flatten().tolist() == pytest.approx([20, 80, 100, 0], abs=3)
    two = distributions.Multinomial(2, logits=tensor([0.0, 0.0], dtype=autograd.float64))
    outcomes = tensor([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]], dtype=autograd.float64)
    assert two.log_prob(outcomes).exp().tolist() == pytest.approx([0.25, 0.5, 0.25])


def test_a_uniform_distribution() -> None:
    low = tensor([1.0, 2.0], requires_grad=True)
    uniform = distributions.Uniform(low, 4.0)
    drawn = uniform.rsample((500,))
    assert ((drawn >= low) & (drawn < 4)).all()
    assert drawn.mean(0).tolist() == pytest.approx(uniform.mean.tolist(), rel=0.1)
    assert uniform.entropy().tolist() == pytest.approx([math.log(3), math.log(2)])
    with pytest.raises(ValueError, match="low < high"):
        distributions.Uniform(1.0, 1.0)


def test_a_normal_distribution() -> None:
    loc, scale = tensor([0.0, 2.0], requires_grad=True), tensor(0.5, requires_grad=True)
    normal = distributions.Normal(loc, scale)
    assert normal.log_prob(loc.detach()).tolist() == pytest.approx([-math.log(0.5 * math.sqrt(2 * math.pi))] * 2)
    assert normal.cdf(loc.detach()).tolist() == pytest.approx([0.5, 0.5])
    normal.rsample((3,)).sum().backward()
    assert loc.grad.tolist() == [3.0, 3.0] and scale.grad is not None
    assert not normal.sample((3,)).requires_grad
    assert normal.sample((2000,)).std(0).tolist() == pytest.approx([0.5, 0.5], rel=0.1)
    assert distributions.kl_divergence(normal, distributions.Normal(0.0, 0.5)).tolist() == pytest.approx([0.0, 8.0])


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: distributions.Normal(0.0, -1.0), ValueError),
        (lambda: distributions.Bernoulli(probs=2.0), ValueError),
        (lambda: distributions.Bernoulli(), ValueError),
        (lambda: distributions.Categorical(probs=tensor([1.0]), logits=tensor([1.0])), ValueError),
        (lambda: distributions.Categorical(probs=tensor([-1.0, 2.0])), ValueError),
        (lambda: distributions.Bernoulli(0.5).rsample(), NotImplementedError),
        (
            lambda: distributions.kl_divergence(distributions.Normal(0.0, 1.0), distributions.Bernoulli(0.5)),
            NotImplementedError,
        ),
    ],
)
def test_what_a_distribution_refuses(call: Callable[[], Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        call()


def test_results_in_a_dict_are_stacked_and_dimensions_are_counted() -> None:
    found = func.vmap(lambda x: {"double": 2 * x, "pair": (x, -x)})(autograd.tensor([1.0, 2.0]))
    assert found["double"].tolist() == [2, 4]
    assert [part.tolist() for part in found["pair"]] == [[1, 2], [-1, -2]]
    with pytest.raises(ValueError, match="got 1 arguments and 2 in_dims"):
        func.vmap(lambda x: x, in_dims=(0, 0))(autograd.ones(2))
