"""Data sets."""

from nn.datasets.images import *  # noqa: F403
from nn.datasets.images import __all__ as __all__
