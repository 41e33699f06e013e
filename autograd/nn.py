"""Say where `nn` is, to programs that came from `from torch import nn` or `import torch.nn as nn`."""

raise ImportError(
    "there is no autograd.nn: write `import nn`, whose parts are nn.optim, nn.data and nn.utils, or run the program "
    "unchanged with `import nn.torch as torch`",
    name=__name__,
)
