"""A digit, drawn by hand: what a network of 784-128-10 says of it, and which pixels mattered."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Sequence
from importlib.resources import files

from autograd import Value, exp
from nn.cache import user_cache
from nn.lab import figures, pixels, safetensors
from nn.lab.controls import Choice, Control, Pad, Settings
from nn.lab.figures import short
from nn.lab.room import Preset, View

TITLE = "A digit"
LEAD = "Draw a digit. A network that chainrule trained on MNIST says what it is, and which pixels decided."
CONTROLS: Sequence[Control] = [
    Pad("drawing", "Draw here", pixels.SIZE),
    Choice("of", "Explain the score of", "best", [("best", "the best digit"), *((d, d) for d in "0123456789")]),
]
WEIGHTS = "digit.safetensors"  # in the page beside nn/lab; else in the user's cache, where `chainrule lab` keeps it


def _preset(name: str, about: str, *strokes: list[tuple[float, float]]) -> Preset:
    return Preset(name, {"drawing": pixels.to_hex(pixels.drawn(*strokes)), "of": "best"}, about)


PRESETS: Sequence[Preset] = [
    _preset("A seven", "Look where the gradient is strong: at the bar.",
            [(8, 7), (20, 7), (16, 14), (13, 22)]),
    _preset("A three", "Ask for the score of 8 as well: what is lacking at the left?",
            [(9, 7), (14, 5.5), (18, 8), (17, 12), (13, 13.5), (17, 15), (19, 18.5), (16, 22), (11, 22.5), (8, 20)]),
    _preset("A four", "Two strokes.", [(11, 6), (8, 15), (19, 15)], [(17, 7), (15.5, 23)]),
    _preset("A zero", "A ring.", [(14, 5), (9, 9), (8.5, 17), (12, 22), (17, 20), (19, 13), (17, 7), (14, 5)]),
    _preset("Between 4 and 9", "A small gap at the top decides.",
            [(9.5, 7), (9, 12), (12, 14), (18, 12.5)], [(18.5, 6), (18, 13), (16.5, 23)], [(10.5, 6.5), (14, 5.6)]),
]  # fmt: skip


def hidden(settings: Settings) -> list[str]:
    """Return no name: all controls have an effect."""
    return []


@functools.cache
def network() -> tuple[list[list[float]], list[float], list[list[float]], list[float]]:
    """Return the weights and biases of the two layers.

    Raises:
        ValueError: if there is no file of weights, or it is of another network.
    """
    kept = [files("nn.lab") / WEIGHTS]
    with contextlib.suppress(RuntimeError):  # no home folder
        kept.append(user_cache() / "lab" / WEIGHTS)
    file = next((file for file in kept if file.is_file()), None)
    if file is None:
        raise ValueError("digit: there is no trained network here; `chainrule lab` trains one when it builds the page")
    found = safetensors.read(file.read_bytes())
    matrices = [w for w in found.values() if len(w.shape) == 2]
    biases = [w for w in found.values() if len(w.shape) == 1]
    if [w.shape for w in matrices] != [(128, 784), (10, 128)] or [w.shape for w in biases] != [(128,), (10,)]:
        raise ValueError("digit: expected the weights of a network 784-128-10")
    (first, second), (bias, last) = matrices, biases
    rows = [[w.numbers[i : i + w.shape[1]] for i in range(0, len(w.numbers), w.shape[1])] for w in (first, second)]
    return rows[0], bias.numbers, rows[1], last.numbers


def scores(picture: list[float], of: int | None = None) -> tuple[list[float], int, list[float]]:
    """Return the probability of each digit, the digit that is explained, and ∂score/∂pixel of its score.

    The sums over the pixels are plain numbers. From there to the score the engine computes, and its gradients of the
    hidden neurons are carried to the pixels by the weights.

    Args:
        picture: 784 pixels from 0 to 1.
        of: the digit to explain; by default the most probable.
    """
    weights, biases, weights2, biases2 = network()
    inked = [(i, p) for i, p in enumerate(picture) if p]
    sums = [Value(bias + sum(row[i] * p for i, p in inked)) for row, bias in zip(weights, biases)]
    active = [s.relu() for s in sums]
    logits = [sum((w * h for w, h in zip(row, active)), Value(bias)) for row, bias in zip(weights2, biases2)]
    largest = max(logit.data for logit in logits)
    powers = [exp(logit.data - largest) for logit in logits]
    chosen = max(range(10), key=lambda d: logits[d].data) if of is None else of
    logits[chosen].backward()
    upstream = [(s.grad, row) for s, row in zip(sums, weights) if s.grad]
    gradient = [sum(g * row[i] for g, row in upstream) for i in range(len(picture))]
    return [power / sum(powers) for power in powers], chosen, gradient


def show(settings: Settings) -> View:
    """Return the ten scores, and the gradient of one of them.

    Raises:
        ValueError: if there is no trained network.
    """
    drawing = pixels.from_hex(settings["drawing"])
    network()
    if not any(drawing):
        return View("Draw a digit, or choose one above.", [])
    picture = pixels.placed(drawing)
    shares, chosen, gradient = scores(picture, None if settings["of"] == "best" else int(settings["of"]))
    best = max(range(10), key=shares.__getitem__)
    largest = max(map(abs, gradient)) or 1.0
    likely = "more than 0.999" if shares[best] > 0.999 else short(shares[best], 3)
    rows = [(str(d), share, f"{share:.3f}") for d, share in enumerate(shares)]
    return View(
        f"It looks like {'an' if best == 8 else 'a'} {best}, with probability {likely}.",
        [
            figures.bars("The ten digits", rows, 1.0, str(best)),
            figures.pixels("What the network sees: the drawing, centred as in MNIST", pixels.SIZE, picture),
            figures.pixels(
                f"What would change the score of {chosen}: more ink raises it where it is blue, lowers it where orange",
                pixels.SIZE, [g / largest for g in gradient],
            ),
        ],
        {f"p {d}": share for d, share in enumerate(shares)},
    )  # fmt: skip


def program(settings: Settings) -> str:
    """Return the Python program that computes the same probabilities from the file of weights."""
    return f"""\
# The network is the one that `chainrule lab` trained. It keeps it in the user's cache.
from nn.lab.pixels import from_hex, placed
from nn.lab.rooms.digit import scores

drawing = {settings["drawing"]!r}
probabilities, digit, gradient = scores(placed(from_hex(drawing)))
for digit, probability in enumerate(probabilities):
    print("p", digit, probability)
"""
