"""Data sets and batches, under PyTorch's names."""

from nn.data.loader import *  # noqa: F403
