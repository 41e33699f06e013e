"""A network of single numbers learns to tell two half moons apart, as in micrograd's demo."""

import math
import random

from autograd import Value
from nn.scalar import MLP

random.seed(1337)
POINTS = []
for i in range(40):
    angle = math.pi * random.random()
    if i % 2:
        POINTS.append(([1 - math.cos(angle), 0.5 - math.sin(angle)], 1.0))
    else:
        POINTS.append(([math.cos(angle), math.sin(angle)], -1.0))

model = MLP(2, [8, 8, 1])
print(model)
print("number of parameters", len(model.parameters()))


def loss_of(model):
    scores = [model([Value(x) for x in point]) for point, _ in POINTS]
    losses = [(1 + -label * score).relu() for score, (_, label) in zip(scores, POINTS)]
    data_loss = sum(losses) * (1.0 / len(losses))
    reg_loss = 1e-4 * sum(p * p for p in model.parameters())
    accuracy = sum((label > 0) == (score.data > 0) for score, (_, label) in zip(scores, POINTS)) / len(POINTS)
    return data_loss + reg_loss, accuracy


for step in range(30):
    total, accuracy = loss_of(model)
    model.zero_grad()
    total.backward()
    rate = 1.0 - 0.9 * step / 30
    for p in model.parameters():
        p.data -= rate * p.grad
    if step % 10 == 9:
        print(f"step {step} loss {total.data:.4f}, accuracy {accuracy:.0%}")
assert accuracy > 0.8
