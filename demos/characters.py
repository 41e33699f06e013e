"""Train a transformer that writes a text letter by letter, and look at what it attends to.

The text is written by the project itself, and in each sentence a person, an animal or a meal is named again. Counts of
pairs of letters cannot know which one it was, 40 letters later. The transformer can: by attention, each letter looks at
all letters before it.

Source: A. Vaswani et al., "Attention is all you need", 2017.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import autograd
import nn
import nn.functional as F
from autograd import Tensor, no_grad, tensor
from demos import _text
from demos._command import Options, announce, prepare, run
from nn import plots
from nn.data import DataLoader, TensorDataset
from nn.training import History

SENTENCES = 1000
LENGTH = 96  # letters that the transformer sees
FEATURES = 48
LAYERS = 2
HEADS = 4
EPOCHS = 18


class Block(nn.Module):
    """A layer of the transformer: attention, then a fully connected network, each added to its input."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(FEATURES), nn.LayerNorm(FEATURES)
        self.attention = nn.MultiheadAttention(FEATURES, HEADS, batch_first=True)
        self.network = nn.MLP(FEATURES, [4 * FEATURES, FEATURES])

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the output (N, T, features), and how much each letter attends to each (N, T, T)."""
        later = autograd.ones(x.shape[1], x.shape[1], dtype=autograd.bool).triu(1)  # a letter does not see these
        normal = self.norm1(x)
        found, weights = self.attention(normal, normal, normal, attn_mask=later)
        x = x + found
        return x + self.network(self.norm2(x)), weights


class Transformer(nn.Module):
    """A transformer that predicts the next letter at each place."""

    def __init__(self, letters: str) -> None:
        super().__init__()
        self.letters = letters
        self.letter, self.place = nn.Embedding(len(letters), FEATURES), nn.Embedding(LENGTH, FEATURES)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm, self.scores = nn.LayerNorm(FEATURES), nn.Linear(FEATURES, len(letters))

    def forward(self, numbers: Tensor) -> Tensor:
        """Return the scores of the next letters (N, T, letters)."""
        return self.look(numbers)[0]

    def look(self, numbers: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Return the scores, and the attention of each layer."""
        x, attention = self.letter(numbers) + self.place(autograd.arange(numbers.shape[1])), []
        for block in self.blocks:
            x, weights = block(x)
            attention.append(weights)
        return self.scores(self.norm(x)), attention


def encode(text: str, letters: str) -> Tensor:
    """Return the numbers of the letters, an int64 tensor (N,)."""
    return tensor([letters.index(letter) for letter in text])


def pieces(text: str, letters: str) -> TensorDataset:
    """Return a piece of the text from the begin of each line, and beside it the letters that follow each letter."""
    begins = [i for i, letter in enumerate(text) if letter == "\n"]
    numbers = encode(text + text, letters)  # so that the last pieces are as long
    windows = numbers[tensor(begins).reshape(-1, 1) + autograd.arange(LENGTH + 1)]
    return TensorDataset(windows[:, :-1], windows[:, 1:])


def loss_of(scores: Tensor, following: Tensor) -> Tensor:
    """Return the cross-entropy of all letters of all pieces."""
    return F.cross_entropy(scores.flatten(0, 1), following.flatten())


def train(text: str, test: str, seed: int = 0, epochs: int = EPOCHS) -> tuple[Transformer, History]:
    """Train the transformer to predict each letter of the text from those before, and validate on the test."""
    autograd.manual_seed(seed)
    letters = "".join(sorted(set(text)))
    model = Transformer(letters)
    data = DataLoader(pieces(text, letters), batch_size=12, shuffle=True)
    optimizer = nn.optim.AdamW(model.parameters(), lr=0.01)
    schedule = nn.optim.lr_scheduler.OneCycleLR(optimizer, 0.01, epochs * len(data))
    trainer = nn.Trainer(model, loss_of, optimizer, schedule=schedule, schedule_by="batch", clip_norm=1.0)
    return model, trainer.fit(data, pieces(test, letters), epochs=epochs)


def loss_of_pairs(text: str, test: str) -> float:
    """Return the loss of the bigram model: counts of pairs of letters in the text, and 1 more for each pair."""
    letters = "".join(sorted(set(text)))
    counts = autograd.ones(len(letters), len(letters))
    for a, b in itertools.pairwise(text):
        counts[letters.index(a), letters.index(b)] += 1
    read, following = pieces(test, letters).tensors
    return float(loss_of(counts.log()[read], following).item())


def write(model: Transformer, sentences: int, seed: int = 0) -> list[str]:
    """Let the transformer write sentences, letter by letter, each drawn at random from its probabilities."""
    autograd.manual_seed(seed)
    numbers = encode("\n" * sentences, model.letters).reshape(-1, 1)
    with no_grad():
        while numbers.shape[1] < LENGTH:
            drawn = autograd.multinomial(F.softmax(model(numbers)[:, -1], dim=1), 1)
            numbers = autograd.cat([numbers, drawn], dim=1)
    texts = ["".join(model.letters[i] for i in row) for row in numbers.tolist()]
    return [text.strip().split("\n")[0] for text in texts]


def agrees(sentence: str) -> bool:
    """Return whether the sentence names only one of the people, one of the animals and so on, as the text does."""
    words = sentence.strip(".").split()
    return all(len({word for word in words if word in group}) <= 1 for group in _text.GROUPS.values())


def save_attention(model: Transformer, sentence: str, path: Path) -> None:
    """Draw the attention of each layer, the mean of its heads: a row for each letter, dark where it looks."""
    with no_grad():
        _, attention = model.look(encode("\n" + sentence, model.letters).reshape(1, -1))
    figure = plots.new_figure(7 * LAYERS, 7.6)
    letters = [" ", *sentence]
    for number, (axis, weights) in enumerate(zip(figure.subplots(1, LAYERS), attention), 1):
        axis.imshow(weights[0].tolist(), cmap="Blues", vmin=0, vmax=0.5)
        axis.set_xticks(range(len(letters)), letters, fontsize=8)
        axis.set_yticks(range(len(letters)), letters, fontsize=8)
        axis.tick_params(length=0, pad=2)
        axis.set(title=f"Layer {number}, mean of {HEADS} heads", xlabel="… looks at this letter")
        axis.spines[:].set_visible(False)
    figure.axes[0].set_ylabel("the transformer has read up to this letter and predicts the next …")
    plots.save_figure(figure, path)


def save_losses(history: History, pairs: float, least: float, path: Path) -> None:
    """Draw the losses on new text."""
    figure = plots.new_figure(7, 4.2)
    axis = figure.subplots()
    axis.plot(history["epoch"], history["validation_loss"], color=plots.BLUE, marker="o", label="transformer")
    axis.axhline(pairs, color=plots.ORANGE, linestyle="--", label="counts of pairs")
    axis.axhline(least, color=plots.INK, linestyle=":", label="the rules of the text")
    axis.set(title="Loss on new text", xlabel="epoch", ylabel="cross-entropy of a letter", ylim=(0, None))
    axis.xaxis.get_major_locator().set_params(integer=True)
    axis.legend(frameon=False)
    plots.plain(axis)
    plots.save_figure(figure, path)


def main() -> None:
    """Train the transformer, print the losses and what it writes, and draw the losses and the attention."""
    options = Options("characters", __doc__ or "").parse_args()
    prepare(options.out)
    text, test = ("\n" + _text.write(n, options.seed + n, _text.STORIES) for n in (SENTENCES, 100))
    print("\n".join(text.splitlines()[1:4]), "\n…\n")
    model, history = train(text, test, options.seed)
    pairs, least = loss_of_pairs(text, test), 100 * _text.surprise(_text.STORIES) / len(test)
    print(f"{len(text):,} letters, {sum(p.numel() for p in model.parameters()):,} parameters\n")
    print("loss on new text")
    print(f"counts of pairs             {pairs:.3f}")
    print(f"transformer, epoch 1        {history['validation_loss'][0]:.3f}")
    print(f"transformer, epoch {EPOCHS}       {history['validation_loss'][-1]:.3f}")
    print(f"the rules of the text       {least:.3f}\n")
    written = write(model, 50, options.seed)
    print("\n".join(written[:5]))
    print(f"\n{sum(map(agrees, written))} of 50 name the same person, animal and food throughout\n")
    save_losses(history, pairs, least, options.out / "losses.png")
    announce("losses", options.out / "losses.png")
    save_attention(model, test.splitlines()[1], options.out / "attention.png")
    announce("attention", options.out / "attention.png")


if __name__ == "__main__":
    run(main, "matplotlib", "tqdm")
