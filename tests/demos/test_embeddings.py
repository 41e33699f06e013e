"""Vectors of words."""

import pytest

from demos import _text
from demos.embeddings import SENTENCES, learn, mean_cosines, pairs

GROUP = {word: name for name, words in _text.GROUPS.items() for word in words}


def test_the_text_is_the_same_for_a_seed_and_holds_only_its_words() -> None:
    text = _text.write(50, seed=3)
    assert text == _text.write(50, seed=3) != _text.write(50, seed=4)
    assert len(text.splitlines()) == 50 and all(line.endswith(".") for line in text.splitlines())
    allowed = {*GROUP, *" ".join(_text.SENTENCES).split()} - set(_text.GROUPS)
    assert set(text.replace(".", "").split()) <= allowed


def test_pairs_are_neighbours() -> None:
    words, data = pairs("b a.\nc d a b a c.")
    assert words == ["a", "b", "c", "d"]
    found = ["".join(words[int(i)] for i in pair) for pair in zip(*(t.tolist() for t in data.tensors))]
    # In the second sentence, all pairs but those of the first and the last two words are near.
    assert found[:2] == ["ba", "ab"]
    assert len(found) == 2 + 6 * 5 - 6


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))])
@pytest.mark.slow
def test_related_words_have_similar_vectors(seed: int) -> None:
    found = learn(_text.write(SENTENCES, seed), seed)
    alike, different = mean_cosines(found)
    assert alike > 0.6
    assert different < 0.2
    for word, name in GROUP.items():
        assert GROUP.get(found.nearest(word)[0]) == name, word
