"""Optimisers, under PyTorch's names.

>>> import autograd, nn
>>> _ = autograd.manual_seed(0)
>>> model = nn.Linear(2, 1)
>>> optimizer = SGD(model.parameters(), lr=0.1)
>>> x, y = autograd.ones(4, 2), autograd.zeros(4, 1)
>>> losses = []
>>> for _ in range(20):
...     loss = nn.functional.mse_loss(model(x), y)
...     optimizer.zero_grad()
...     loss.backward()
...     optimizer.step()
...     losses.append(loss.item())
>>> losses[-1] < 0.01 * losses[0]
True
"""

from typing import TYPE_CHECKING

from nn.names import public
from nn.optim import lr_scheduler
from nn.optim.adadelta import Adadelta
from nn.optim.adagrad import Adagrad
from nn.optim.adam import Adam
from nn.optim.adamax import Adamax
from nn.optim.adamw import AdamW
from nn.optim.asgd import ASGD
from nn.optim.lbfgs import LBFGS
from nn.optim.nadam import NAdam
from nn.optim.optimizer import Optimizer
from nn.optim.radam import RAdam
from nn.optim.rmsprop import RMSprop
from nn.optim.rprop import Rprop
from nn.optim.sgd import SGD

__all__ = [
    "ASGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "LBFGS",
    "NAdam",
    "Optimizer",
    "RAdam",
    "RMSprop",
    "Rprop",
    "SGD",
    "lr_scheduler",
]

if not TYPE_CHECKING:  # a type checker would take any name for one of this module
    __dir__, __getattr__ = public(__name__, __all__)
