"""The transformer of characters."""

import math

import pytest

import autograd
from autograd import tensor
from demos import _text
from demos.characters import EPOCHS, LENGTH, SENTENCES, Transformer, agrees, encode, loss_of_pairs, pieces, train, write

LETTERS = "\n .abcdefghiklmnopqrstuvwyz"


def texts(sentences: int, rules: list[str], seed: int = 0) -> list[str]:
    return ["\n" + _text.write(n, seed + n, rules) for n in (sentences, 100)]


def test_the_stories_name_things_again() -> None:
    text = _text.write(200, 0, _text.STORIES)
    assert "same" not in text
    assert all(agrees(sentence) for sentence in text.splitlines())
    assert not agrees("the king gives food to the cat and the cat thanks the queen.")
    assert _text.surprise(["the people eats food", "the times"]) == pytest.approx(math.log(2) + math.log(4 * 4 * 3) / 2)


def test_pieces_begin_with_a_line_and_end_with_the_letters_that_follow() -> None:
    read, following = pieces("\nab\nba" * 20, "\nab").tensors
    assert read.shape == following.shape == (40, LENGTH)
    assert read[0, :8].tolist() == [0, 1, 2, 0, 2, 1, 0, 1]
    assert read[1, :4].tolist() == [0, 2, 1, 0]
    assert (read[:, 1:] == following[:, :-1]).all()


def test_the_loss_of_pairs_by_hand() -> None:
    # The pairs of the text are "\na" twice, "aa" once and "a\n" once; one more is added to each.
    text = "\naa\na"
    loss = -(math.log(3 / 4) + math.log(2 / 4)) / 2  # "\na" and "a\n"
    assert loss_of_pairs(text, "\na" * LENGTH) == pytest.approx(loss, abs=0.02)


def test_no_letter_sees_a_later_one() -> None:
    autograd.manual_seed(0)
    model = Transformer(LETTERS)
    one, other = (encode(text, LETTERS).reshape(1, -1) for text in ("the cat is", "the cow is"))
    scores, attention = model.look(one)
    assert autograd.allclose(scores[:, :5], model(other)[:, :5], atol=1e-5)
    assert not autograd.allclose(scores[:, 6:], model(other)[:, 6:], atol=1e-5)
    for weights in attention:
        assert weights.shape == (1, 10, 10)
        assert (weights.triu(1) == 0).all()
        assert autograd.allclose(weights.sum(-1), tensor(1.0))


@pytest.mark.slow
def test_one_kind_of_sentence_is_soon_better_than_pairs() -> None:
    text, test = texts(100, _text.STORIES[:1])
    model, history = train(text, test, epochs=6)
    assert history["validation_loss"][-1] < loss_of_pairs(text, test) - 0.3
    written = write(model, 3)
    assert len(written) == 3 and set("".join(written)) <= set(text)


@pytest.mark.slow
def test_the_transformer_is_far_better_than_pairs() -> None:
    text, test = texts(SENTENCES, _text.STORIES)
    model, history = train(text, test, epochs=EPOCHS)
    least = 100 * _text.surprise(_text.STORIES) / len(test)
    assert least < history["validation_loss"][-1] < 0.2
    assert loss_of_pairs(text, test) > 1.4
    written = write(model, 100)
    assert sum(map(agrees, written)) >= 60
    words = {word.strip(".") for word in text.split()}
    found = [word.strip(".") for sentence in written for word in sentence.split()]
    assert sum(word in words for word in found) > 0.95 * len(found)
