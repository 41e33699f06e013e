"""A recurrent network tells from its letters whether a word is a name or a number."""

import string
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

NUMBERS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million""".split()
NAMES = Path(__file__).with_name("names.txt").read_text().split()[:60]


def word_to_tensor(word):
    tensor = torch.zeros(len(word), 1, 26)
    for i, letter in enumerate(word):
        tensor[i][0][string.ascii_lowercase.find(letter)] = 1
    return tensor


class RNN(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.i2h = nn.Linear(input_size + hidden_size, hidden_size)
        self.h2o = nn.Linear(hidden_size, output_size)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, input, hidden):
        hidden = torch.tanh(self.i2h(torch.cat((input, hidden), 1)))
        return self.softmax(self.h2o(hidden)), hidden

    def initHidden(self):
        return torch.zeros(1, self.hidden_size)


torch.manual_seed(0)
samples = [(word, 0) for word in NAMES] + [(word, 1) for word in NUMBERS]
rnn, criterion = RNN(26, 16, 2), nn.NLLLoss()
total = 0.0
for step in range(300):
    word, category = samples[torch.randint(len(samples), (1,)).item()]
    hidden = rnn.initHidden()
    rnn.zero_grad()
    for letter in word_to_tensor(word):
        output, hidden = rnn(letter, hidden)
    loss = criterion(output, torch.tensor([category]))
    loss.backward()
    for p in rnn.parameters():
        p.data.add_(p.grad.data, alpha=-0.05)
    total += loss.item()
    if step % 100 == 99:
        print(f"{step + 1}: {total / 100:.4f} {word} {'name' if output.topk(1)[1].item() == 0 else 'number'}")
        total = 0.0


class Packed(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(27, 8, padding_idx=0)
        self.rnn = nn.GRU(8, 16, bidirectional=True, batch_first=True)
        self.linear = nn.Linear(32, 2)

    def forward(self, padded, lengths):
        packed = pack_padded_sequence(self.embedding(padded), lengths, batch_first=True, enforce_sorted=False)
        _, hidden = self.rnn(packed)
        return self.linear(torch.cat([hidden[0], hidden[1]], dim=1))


words = [torch.tensor([ord(letter) - 96 for letter in word]) for word, _ in samples]
padded, lengths = pad_sequence(words, batch_first=True), torch.tensor([len(word) for word in words])
labels = torch.tensor([label for _, label in samples])
model = Packed()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(12):
    logits = model(padded, lengths)
    loss = nn.functional.cross_entropy(logits, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 4 == 3:
        print(f"epoch {epoch}: {loss:.4f}, {(logits.argmax(1) == labels).float().mean():.3f}")
