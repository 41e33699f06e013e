"""Optimisers, under PyTorch's names."""

from nn.optim.adam import Adam
from nn.optim.adamw import AdamW
from nn.optim.optimizer import Optimizer
from nn.optim.sgd import SGD

__all__ = ["SGD", "Adam", "AdamW", "Optimizer"]
