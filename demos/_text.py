"""A small text, written by a few rules: sentences about people, animals, food and places."""

from __future__ import annotations

import random

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


def write(sentences: int, seed: int = 0) -> str:
    """Return a text of so many sentences, one a line, each with random words of the groups."""
    chance = random.Random(seed)
    lines = []
    for _ in range(sentences):
        words = [chance.choice(GROUPS[word]) if word in GROUPS else word for word in chance.choice(SENTENCES).split()]
        lines.append(" ".join(words) + ".")
    return "\n".join(lines)
