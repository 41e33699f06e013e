"""Layers: modules with parameters, and the activation functions as modules."""

from nn.layers.activation import (
    ACTIVATIONS,
    ELU,
    GELU,
    LeakyReLU,
    LogSoftmax,
    ReLU,
    Sigmoid,
    SiLU,
    Softmax,
    Softplus,
    Softsign,
    Tanh,
)
from nn.layers.conv import Conv2d
from nn.layers.dropout import Dropout
from nn.layers.linear import Linear
from nn.layers.mlp import MLP
from nn.layers.normalization import LayerNorm
from nn.layers.pooling import MaxPool2d
from nn.layers.shape import Flatten, Identity

__all__ = [
    "ACTIVATIONS", "ELU", "GELU", "MLP", "Conv2d", "Dropout", "Flatten", "Identity", "LayerNorm", "LeakyReLU",
    "Linear", "LogSoftmax", "MaxPool2d", "ReLU", "SiLU", "Sigmoid", "Softmax", "Softplus", "Softsign", "Tanh",
]  # fmt: skip
