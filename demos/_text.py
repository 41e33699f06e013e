"""A small text, written by a few rules: sentences about people, animals, food and places."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

# The words of each group can stand in the same places of a sentence.
GROUPS = {
    "people": "king queen farmer child".split(),
    "animals": "cat dog horse cow".split(),
    "food": "bread cheese apple soup".split(),
    "places": "garden kitchen castle field".split(),
    "times": "today yesterday often".split(),
}
SENTENCES = """
the people eats food in the places
the people sees the animals times
the people feeds the animals with food
the animals sleeps in the places times
the animals runs through the places
the people walks through the places with the animals
times the people cooks food in the places
times the people reads in the places
the animals follows the people to the places
the people gives food to the people
""".strip().splitlines()

# Longer sentences, in which "same-people" is the word that "people" became earlier in the sentence.
STORIES = """
the people gives food to the animals and the same-animals thanks the same-people
the people sees the animals in the places and the same-people feeds the same-animals
times the people cooks food and the same-people eats the same-food in the places
the animals follows the people to the places and times the same-people leaves the same-places
the people buys food for the animals but the same-animals likes no same-food
in the places the animals runs from the people and the same-people sleeps times
""".strip().splitlines()


def write(sentences: int, seed: int = 0, rules: Sequence[str] = SENTENCES) -> str:
    """Return a text of so many sentences, one a line, each with random words of the groups."""
    chance = random.Random(seed)
    lines = []
    for _ in range(sentences):
        chosen: dict[str, str] = {}
        words = []
        for word in chance.choice(rules).split():
            if word in GROUPS:
                chosen[f"same-{word}"] = word = chance.choice(GROUPS[word])
            words.append(chosen.get(word, word))
        lines.append(" ".join(words) + ".")
    return "\n".join(lines)


def surprise(rules: Sequence[str]) -> float:
    """Return the mean logarithm of the number of sentences that were as likely: what no reader can foresee of one."""
    choices = [sum(math.log(len(GROUPS[word])) for word in rule.split() if word in GROUPS) for rule in rules]
    return math.log(len(rules)) + sum(choices) / len(rules)
