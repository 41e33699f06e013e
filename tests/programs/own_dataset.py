"""Data sets, samplers and batches of one's own: sentences of different lengths, and rare classes."""

import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import (
    BatchSampler,
    ConcatDataset,
    DataLoader,
    Dataset,
    IterableDataset,
    RandomSampler,
    Sampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
    random_split,
)


class Sentences(Dataset):
    def __init__(self, n, transform=None):
        self.sentences = [torch.arange(1, 2 + i % 5) for i in range(n)]
        self.labels = [int(i % 7 == 0) for i in range(n)]
        self.transform = transform

    def __len__(self):
        return len(self.sentences)

    def __getitem__(self, idx):
        sentence = self.sentences[idx]
        return (self.transform(sentence) if self.transform else sentence), self.labels[idx]


class ByLength(Sampler):
    """Batches of sentences of similar lengths."""

    def __init__(self, dataset, batch_size):
        self.dataset, self.batch_size = dataset, batch_size

    def __len__(self):
        return -(-len(self.dataset) // self.batch_size)

    def __iter__(self):
        lengths = torch.tensor([len(sentence) for sentence, _ in self.dataset])
        batches = torch.split(torch.argsort(lengths, stable=True), self.batch_size)
        for i in torch.randperm(len(batches)):
            yield batches[i].tolist()


class Countdown(IterableDataset):
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return iter(range(self.start, 0, -1))


def collate(samples):
    sentences, labels = zip(*samples)
    lengths = torch.tensor([len(sentence) for sentence in sentences])
    return pad_sequence(sentences, batch_first=True), lengths, torch.tensor(labels)


torch.manual_seed(2)
data = Sentences(30, transform=lambda sentence: sentence * 10)
for padded, lengths, labels in DataLoader(data, batch_sampler=ByLength(data, 8), collate_fn=collate):
    print(tuple(padded.shape), lengths.tolist(), labels.tolist())

weights = torch.tensor([6.0 if label else 1.0 for _, label in data])
sampler = WeightedRandomSampler(weights, num_samples=300, replacement=True)
rare = sum(data[i][1] for i in sampler)
print("rare:", rare)
assert 100 < rare < 200

train, valid = random_split(data, [0.8, 0.2], generator=torch.Generator().manual_seed(42))
print(len(train), torch.as_tensor(valid.indices).tolist())
loader = DataLoader(ConcatDataset([train, valid]), batch_size=10, shuffle=True, drop_last=True, collate_fn=collate)
print(len(loader), [lengths.sum().item() for _, lengths, _ in loader])
print(list(DataLoader(Countdown(7), batch_size=3)))
print([batch.tolist() for batch in DataLoader(range(10), batch_size=4, sampler=SubsetRandomSampler(range(3, 9)))])
print(list(BatchSampler(RandomSampler(range(7)), batch_size=3, drop_last=False)))
batch = next(iter(DataLoader([{"x": torch.ones(2) * i, "name": str(i)} for i in range(4)], batch_size=4)))
print(batch["x"].shape, batch["name"])
