"""Bigrams of names: counted, sampled, and learned again by one layer."""

from pathlib import Path

import torch
import torch.nn.functional as F

words = Path(__file__).with_name("names.txt").read_text().split()
letters = sorted(set("".join(words)))
stoi = {letter: i + 1 for i, letter in enumerate(letters)}
stoi["."] = 0
itos = {i: letter for letter, i in stoi.items()}

N = torch.zeros((len(stoi), len(stoi)), dtype=torch.int32)
for word in words:
    for first, second in zip("." + word, word + "."):
        N[stoi[first], stoi[second]] += 1
print(N.shape, N.dtype, N.sum().item(), N[0, :6])

P = (N + 1).float()
P /= P.sum(1, keepdims=True)
generator = torch.Generator().manual_seed(2147483647)
for _ in range(5):
    out, ix = [], 0
    while True:
        ix = torch.multinomial(P[ix], num_samples=1, replacement=True, generator=generator).item()
        if ix == 0:
            break
        out.append(itos[ix])
    print("".join(out))

xs, ys = [], []
for word in words:
    for first, second in zip("." + word, word + "."):
        xs.append(stoi[first])
        ys.append(stoi[second])
xs, ys = torch.tensor(xs), torch.tensor(ys)
print("counted:", -P[xs, ys].log().mean())

W = torch.randn((len(stoi), len(stoi)), generator=generator, requires_grad=True)
for step in range(60):
    logits = F.one_hot(xs, num_classes=len(stoi)).float() @ W
    counts = logits.exp()
    probs = counts / counts.sum(1, keepdims=True)
    loss = -probs[torch.arange(len(xs)), ys].log().mean() + 0.01 * (W**2).mean()
    W.grad = None
    loss.backward()
    W.data += -50 * W.grad
    if step % 20 == 19:
        print(f"learned: {loss.item():.4f}")
