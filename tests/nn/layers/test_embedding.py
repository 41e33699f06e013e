"""The layers of embeddings."""

from __future__ import annotations

import pytest

import autograd
import nn
from autograd import tensor


@pytest.mark.parametrize("kind", [nn.Embedding, nn.EmbeddingBag])
def test_the_padding_vector_is_0_and_stays_0(kind: type[nn.Embedding] | type[nn.EmbeddingBag]) -> None:
    layer = kind(4, 3, padding_idx=-1)
    assert layer.padding_idx == 3
    assert not layer.weight[3].any() and layer.weight[:3].all()
    optimizer = nn.optim.SGD(layer.parameters(), 0.1)
    before = layer.weight.detach().clone()
    layer(tensor([[3, 1]])).sum().backward()
    optimizer.step()
    assert not layer.weight[3].any()
    assert autograd.equal(layer.weight[[0, 2]], before[[0, 2]])
    assert not autograd.equal(layer.weight[1], before[1])


@pytest.mark.parametrize(("kind", "expected"), [(nn.Embedding, [[[3, 4], [1, 2]]]), (nn.EmbeddingBag, [[2, 3]])])
def test_given_vectors_are_frozen_unless_it_is_said(kind: type[nn.Embedding], expected: list[object]) -> None:
    vectors = tensor([[1.0, 2.0], [3.0, 4.0]])
    frozen, free = kind.from_pretrained(vectors), kind.from_pretrained(vectors, freeze=False)
    assert (frozen.weight.requires_grad, free.weight.requires_grad) == (False, True)
    assert frozen(tensor([[1, 0]])).tolist() == expected
