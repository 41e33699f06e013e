"""Learn a vector for each word of a small text, and compare words by the cosine of their vectors.

The network sees one word and predicts its neighbours (the skip-gram model). Nobody tells it what a word means. Yet
words that stand among the same neighbours, as king and queen do, get similar vectors, because similar vectors give
similar predictions.

Source: T. Mikolov et al., "Efficient estimation of word representations in vector space", 2013.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import autograd
import nn
import nn.functional as F
from autograd import Tensor, tensor
from demos import _text
from demos._command import Options, announce, prepare, run
from nn import plots
from nn.data import TensorDataset

SENTENCES = 2000
WINDOW = 3  # neighbours on each side
DIMENSIONS = 16
EPOCHS = 10


@dataclass
class Embeddings:
    """The words, the cosines of all pairs (words, words), and the loss of each epoch."""

    words: list[str]
    cosines: list[list[float]]
    losses: list[float]

    def cosine(self, a: str, b: str) -> float:
        """Return the cosine of two words' vectors."""
        return self.cosines[self.words.index(a)][self.words.index(b)]

    def nearest(self, word: str, count: int = 3) -> list[str]:
        """Return the words with the largest cosine, the largest first."""
        others = [other for other in self.words if other != word]
        return sorted(others, key=lambda other: -self.cosine(word, other))[:count]


def pairs(text: str) -> tuple[list[str], TensorDataset]:
    """Return the words of the text, and the numbers of all words and their neighbours, two int64 tensors."""
    sentences = [line.strip(".").split() for line in text.splitlines()]
    words = sorted({word for sentence in sentences for word in sentence})
    found = [
        (words.index(sentence[i]), words.index(sentence[j]))
        for sentence in sentences
        for i, j in itertools.permutations(range(len(sentence)), 2)
        if abs(i - j) <= WINDOW
    ]
    centres, neighbours = tensor(found).T
    return words, TensorDataset(centres.contiguous(), neighbours.contiguous())


def learn(text: str, seed: int = 0, epochs: int = EPOCHS) -> Embeddings:
    """Train the network on the text."""
    autograd.manual_seed(seed)
    words, data = pairs(text)
    vectors = nn.Embedding(len(words), DIMENSIONS)
    model = nn.Sequential(vectors, nn.Linear(DIMENSIONS, len(words), bias=False))
    trainer = nn.Trainer(model, nn.CrossEntropyLoss(), nn.optim.Adam(model.parameters(), lr=0.01))
    history = trainer.fit(data, epochs=epochs, batch_size=256)
    unit: Tensor = F.normalize(vectors.weight.detach(), dim=1)
    return Embeddings(words, (unit @ unit.T).tolist(), history["loss"])


def mean_cosines(found: Embeddings) -> tuple[float, float]:
    """Return the mean cosine of two words of one group, and of two words of different groups."""
    group = {word: name for name, words in _text.GROUPS.items() for word in words}
    alike, different = [], []
    for a, b in itertools.combinations(group, 2):
        (alike if group[a] == group[b] else different).append(found.cosine(a, b))
    return sum(alike) / len(alike), sum(different) / len(different)


def save_cosines(found: Embeddings, path: Path) -> None:
    """Draw the cosines of all pairs of nouns, group by group."""
    figure = plots.new_figure(7.6, 6.4)
    axis = figure.subplots()
    words = [word for group in _text.GROUPS.values() for word in group]
    table = [[found.cosine(a, b) for b in words] for a in words]
    image = axis.imshow(table, cmap="RdBu", vmin=-1, vmax=1)
    edges = itertools.accumulate(len(group) for group in _text.GROUPS.values())
    for edge in list(edges)[:-1]:
        axis.axhline(edge - 0.5, color="white", linewidth=2)
        axis.axvline(edge - 0.5, color="white", linewidth=2)
    axis.set_xticks(range(len(words)), words, rotation=90)
    axis.set_yticks(range(len(words)), words)
    axis.spines[:].set_visible(False)
    axis.set_title("Cosine of two words' vectors, group by group")
    figure.colorbar(image, ax=axis, label="cosine", ticks=[-1, 0, 1], shrink=0.8)
    plots.save_figure(figure, path)


def main() -> None:
    """Learn the vectors, print each noun's nearest words, and draw the cosines."""
    options = Options("embeddings", __doc__ or "").parse_args()
    prepare(options.out)
    text = _text.write(SENTENCES, options.seed)
    print("\n".join(text.splitlines()[:3]), "\n…\n")
    found = learn(text, options.seed)
    print(f"{SENTENCES:,} sentences, {len(found.words)} words, {DIMENSIONS} numbers for each")
    print(f"loss {found.losses[0]:.3f} in the first epoch, {found.losses[-1]:.3f} in the last\n")
    print("word        nearest words, with the cosine")
    for words in _text.GROUPS.values():
        for word in words[:2]:
            near = [f"{other} {found.cosine(word, other):.2f}" for other in found.nearest(word)]
            print(f"{word:<12}" + "".join(f"{one:<18}" for one in near).rstrip())
    alike, different = mean_cosines(found)
    print(f"\nmean cosine: {alike:.2f} in one group, {different:.2f} in different groups\n")
    save_cosines(found, options.out / "cosines.png")
    announce("cosines", options.out / "cosines.png")


if __name__ == "__main__":
    run(main, "matplotlib")
