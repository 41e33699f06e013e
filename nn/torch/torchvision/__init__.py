"""The names of torchvision that courses on MNIST use: data sets and transforms."""

from nn.torch.torchvision import datasets, io, transforms, utils

__all__ = ["datasets", "io", "transforms", "utils"]
