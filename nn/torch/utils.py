"""The names of `torch.utils`."""

from nn import data

__all__ = ["data"]
