"""Layers: modules with parameters, and the activation functions as modules."""

from nn.layers.activation import *  # noqa: F403
