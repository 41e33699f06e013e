"""Data sets and batches, under PyTorch's names, and random transforms of images."""

from typing import TYPE_CHECKING

from nn.data import transforms
from nn.data.augmented import Augmented
from nn.data.collate import collate, default_convert
from nn.data.dataset import (
    ChainDataset,
    ConcatDataset,
    Dataset,
    IterableDataset,
    StackDataset,
    Subset,
    TensorDataset,
)
from nn.data.loader import DataLoader, get_worker_info
from nn.data.sampler import (
    BatchSampler,
    RandomSampler,
    Sampler,
    SequentialSampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
)
from nn.data.split import random_split
from nn.names import public

default_collate = collate

__all__ = [
    "Augmented",
    "BatchSampler",
    "ChainDataset",
    "ConcatDataset",
    "DataLoader",
    "Dataset",
    "IterableDataset",
    "RandomSampler",
    "Sampler",
    "SequentialSampler",
    "StackDataset",
    "Subset",
    "SubsetRandomSampler",
    "TensorDataset",
    "WeightedRandomSampler",
    "collate",
    "default_collate",
    "default_convert",
    "get_worker_info",
    "random_split",
    "transforms",
]

if not TYPE_CHECKING:  # a type checker would take any name for one of this module
    __dir__, __getattr__ = public(__name__, __all__)
