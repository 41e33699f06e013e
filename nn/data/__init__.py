"""Data sets and batches, under PyTorch's names."""

from nn.data.collate import collate
from nn.data.dataset import Dataset, Subset, TensorDataset
from nn.data.loader import DataLoader
from nn.data.split import random_split

__all__ = ["DataLoader", "Dataset", "Subset", "TensorDataset", "collate", "random_split"]
