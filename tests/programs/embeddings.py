"""A multilayer perceptron over the last three letters, with embeddings and batch normalisation by hand."""

import random
from pathlib import Path

import torch
import torch.nn.functional as F

words = Path(__file__).with_name("names.txt").read_text().split()
letters = sorted(set("".join(words)))
stoi = {letter: i + 1 for i, letter in enumerate(letters)}
stoi["."] = 0
vocab_size, block_size, n_embd, n_hidden = len(stoi), 3, 6, 40


def build_dataset(words):
    X, Y = [], []
    for word in words:
        context = [0] * block_size
        for letter in word + ".":
            X.append(context)
            Y.append(stoi[letter])
            context = context[1:] + [stoi[letter]]
    return torch.tensor(X), torch.tensor(Y)


random.seed(42)
random.shuffle(words)
n = int(0.9 * len(words))
Xtr, Ytr = build_dataset(words[:n])
Xte, Yte = build_dataset(words[n:])
print(Xtr.shape, Xtr.dtype, Xte.shape)

g = torch.Generator().manual_seed(2147483647)
C = torch.randn((vocab_size, n_embd), generator=g)
W1 = torch.randn((n_embd * block_size, n_hidden), generator=g) * (5 / 3) / ((n_embd * block_size) ** 0.5)
W2 = torch.randn((n_hidden, vocab_size), generator=g) * 0.01
b2 = torch.zeros(vocab_size)
bngain, bnbias = torch.ones((1, n_hidden)), torch.zeros((1, n_hidden))
bnmean_running, bnstd_running = torch.zeros((1, n_hidden)), torch.ones((1, n_hidden))
parameters = [C, W1, W2, b2, bngain, bnbias]
print(sum(p.nelement() for p in parameters))
for p in parameters:
    p.requires_grad = True

for step in range(200):
    ix = torch.randint(0, Xtr.shape[0], (32,), generator=g)
    emb = C[Xtr[ix]]
    hpreact = emb.view(emb.shape[0], -1) @ W1
    mean, std = hpreact.mean(0, keepdim=True), hpreact.std(0, keepdim=True)
    hpreact = bngain * (hpreact - mean) / std + bnbias
    with torch.no_grad():
        bnmean_running = 0.9 * bnmean_running + 0.1 * mean
        bnstd_running = 0.9 * bnstd_running + 0.1 * std
    loss = F.cross_entropy(torch.tanh(hpreact) @ W2 + b2, Ytr[ix])
    for p in parameters:
        p.grad = None
    loss.backward()
    for p in parameters:
        p.data += -(0.1 if step < 150 else 0.01) * p.grad
    if step % 50 == 0:
        print(f"{step:7d}/{200:7d}: {loss.item():.4f}")


@torch.no_grad()
def split_loss(x, y):
    hpreact = C[x].view(len(x), -1) @ W1
    hpreact = bngain * (hpreact - bnmean_running) / bnstd_running + bnbias
    return F.cross_entropy(torch.tanh(hpreact) @ W2 + b2, y).item()


print(f"train {split_loss(Xtr, Ytr):.4f}, test {split_loss(Xte, Yte):.4f}")
