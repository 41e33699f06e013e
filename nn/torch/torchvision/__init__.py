"""The names of torchvision that courses on MNIST use: data sets and transforms."""

from nn.torch.torchvision import datasets, transforms, utils

__all__ = ["datasets", "transforms", "utils"]
