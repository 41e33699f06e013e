"""The names of `torch.nn.parallel`."""

from nn.containers import DataParallel
from nn.torch.distributed import DistributedDataParallel

__all__ = ["DataParallel", "DistributedDataParallel"]
