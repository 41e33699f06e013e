"""The functions that layers and losses compute. Usually imported as `F`."""

from nn.functional.loss import *  # noqa: F403
from nn.functional.loss import _pair as _pair
