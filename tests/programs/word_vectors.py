"""Word vectors by skip-grams with negative samples, and a siamese network that learns distances."""

import torch
import torch.nn as nn
import torch.nn.functional as F

TEXT = """the king rules the land and the queen rules the land the king wears a crown and the queen wears a crown
the dog chases the cat and the cat chases the mouse the dog eats and the cat eats and the mouse eats""".split()

torch.manual_seed(1)
vocab = sorted(set(TEXT))
word_to_ix = {word: i for i, word in enumerate(vocab)}
pairs = torch.tensor(
    [
        (word_to_ix[TEXT[i]], word_to_ix[TEXT[j]])
        for i in range(len(TEXT))
        for j in range(max(0, i - 2), min(len(TEXT), i + 3))
        if i != j
    ]
)
centers, contexts = pairs.unbind(dim=1)
frequencies = torch.bincount(contexts, minlength=len(vocab)).float() ** 0.75


class SkipGram(nn.Module):
    def __init__(self, vocab_size, dim):
        super().__init__()
        self.center = nn.Embedding(vocab_size, dim)
        self.context = nn.Embedding(vocab_size, dim)
        nn.init.uniform_(self.center.weight, -0.5 / dim, 0.5 / dim)
        nn.init.constant_(self.context.weight, 0.0)

    def forward(self, centers, contexts, negatives):
        v = self.center(centers)
        positive = F.logsigmoid((v * self.context(contexts)).sum(-1))
        negative = F.logsigmoid(-torch.bmm(self.context(negatives), v.unsqueeze(2)).squeeze(2)).sum(-1)
        return -(positive + negative).mean()


model = SkipGram(len(vocab), 10)
optimizer = torch.optim.Adagrad(model.parameters(), lr=0.3)
for epoch in range(30):
    negatives = torch.multinomial(frequencies, len(centers) * 4, replacement=True).view(-1, 4)
    loss = model(centers, contexts, negatives)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 10 == 9:
        print(f"epoch {epoch + 1}: {loss.item():.4f}")
vectors = F.normalize(model.center.weight.detach(), dim=1)
similar = vectors @ vectors.T
similar -= 2 * torch.eye(len(vocab))
for word in ("king", "dog"):
    print(word, vocab[similar[word_to_ix[word]].argmax()], f"{similar[word_to_ix[word]].max():.3f}")


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.branch = nn.Sequential(nn.Linear(4, 16), nn.PReLU(), nn.Linear(16, 2))

    def forward(self, a, b):
        return self.branch(a), self.branch(b)


means = torch.tensor([[2.0, 0, 0, 0], [0, 2.0, 0, 0], [0, 0, 2.0, 0]])
labels = torch.arange(90) % 3
points = means[labels] + 0.4 * torch.randn(90, 4)
net = Siamese()
optimizer = torch.optim.RMSprop(net.parameters(), lr=0.001)
triplet = nn.TripletMarginLoss(margin=1.0)
for step in range(40):
    order = torch.randperm(90)
    same = (labels[order][:, None] == labels).float().argmax(1)
    other = (labels[order][:, None] != labels).float().argmax(1)
    a, b = net(points[order], points[same])
    loss = triplet(a, b, net.branch(points[other]))
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    if step % 10 == 9:
        print(f"step {step + 1}: {loss.item():.4f}, distance {F.pairwise_distance(a, b).mean():.4f}")
