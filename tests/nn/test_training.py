"""Modules, losses, optimisers and data together."""

from __future__ import annotations

import pytest

import autograd
import nn
import nn.functional as F
from autograd import Tensor
from nn import optim


@pytest.mark.parametrize("optimizer", ["SGD", "Adam"])
def test_a_network_learns_xor(optimizer: str) -> None:
    autograd.manual_seed(0)
    x, y = nn.datasets.xor().tensors
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    settings: dict[str, float] = {"lr": 0.5, "momentum": 0.9} if optimizer == "SGD" else {"lr": 0.05}
    step = getattr(optim, optimizer)(model.parameters(), **settings)
    for _ in range(300):
        step.zero_grad()
        loss = nn.BCEWithLogitsLoss()(model(x), y)
        loss.backward()
        step.step()
    assert loss.item() < 0.05
    assert ((model(x) > 0) == (y > 0.5)).all()


def test_a_small_convolutional_network_learns() -> None:
    autograd.manual_seed(0)
    images = autograd.zeros(40, 1, 8, 8)
    labels = autograd.arange(40) % 2
    for i in range(40):  # a bar that stands or lies, somewhere
        at = i // 2 % 8
        images[(i, 0, slice(None), at) if i % 2 else (i, 0, at)] = 1.0
    model = nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 4 * 4, 2)
    )
    optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
    assert (model(images).argmax(1) == labels).float().mean().item() == 1.0


def test_a_pytorch_program_runs_after_its_imports_are_changed() -> None:
    import autograd as torch

    class Classifier(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fc1 = nn.Linear(16, 8)
            self.fc2 = nn.Linear(8, 3)

        def forward(self, x: Tensor) -> Tensor:
            out: Tensor = self.fc2(F.relu(self.fc1(x.view(x.size(0), -1))))
            return out

    torch.manual_seed(0)
    images = torch.randn(60, 1, 4, 4)
    labels = torch.argmax(images.view(60, -1)[:, :3], dim=1)
    loader = nn.data.DataLoader(nn.data.TensorDataset(images, labels), batch_size=20, shuffle=True)
    model = Classifier()
    criterion = nn.CrossEntropyLoss()
    optimizer = nn.optim.Adam(model.parameters(), lr=0.02)
    for _epoch in range(30):
        model.train()
        for data, target in loader:
            optimizer.zero_grad()
            loss = criterion(model(data), target)
            loss.backward()
            optimizer.step()
    model.eval()
    with torch.no_grad():
        predicted = model(images).argmax(dim=1, keepdim=True)
        correct = predicted.eq(labels.view_as(predicted)).sum().item()
    assert correct / 60 > 0.95
