"""Lottery tickets."""

import copy

import pytest

import autograd
from demos.lottery_ticket import all_weights, network, prune, rounds, shuffled, train


def test_pruning_keeps_the_larger_half_of_each_layer() -> None:
    autograd.manual_seed(0)
    model = network()
    masks = prune(model, all_weights(model))
    smaller = prune(model, masks)
    assert [int(m.sum().item()) for m in masks.values()] == [64 * 64 // 2, 64 * 64 // 2, 64 * 10 // 2]
    for name, p in model.named_parameters():
        if name in masks:
            sizes, mask = p.detach().abs(), masks[name]
            assert sizes[mask == 1].min().item() >= sizes[mask == 0].max().item()
            assert 2 * smaller[name].sum() == mask.sum()
            assert ((smaller[name] == 1) <= (mask == 1)).all()


def test_shuffling_moves_the_ones() -> None:
    autograd.manual_seed(0)
    model = network()
    masks = prune(model, all_weights(model))
    for name, mask in shuffled(masks).items():
        assert mask.sum() == masks[name].sum()
        assert (mask != masks[name]).any()


def test_removed_weights_stay_0() -> None:
    autograd.manual_seed(0)
    model = network()
    before = copy.deepcopy(model.state_dict())
    masks = prune(model, all_weights(model))
    train(model, masks, epochs=1)
    for name, mask in masks.items():
        weight = model.state_dict()[name]
        assert (weight[mask == 0] == 0).all()
        assert (weight != before[name])[mask == 1].float().mean().item() > 0.5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_the_winning_ticket_wins(seed: int) -> None:
    found = rounds(seed)
    ticket, weights, places = found.values()
    assert ticket[2] > 0.94  # a quarter of the weights is as good as all
    for i in (4, 5):
        assert ticket[i] > weights[i] + 0.03
        assert weights[i] > places[i]
    assert ticket[5] > 0.6
