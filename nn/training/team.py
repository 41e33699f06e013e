"""The processes that train one model together; one process is a team of one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.extend import array_of, tensor_of
from nn.distributed import add_up_gradients, broadcast_parameters, shard
from nn.module import Module
from nn.training.work import Means


class Team:
    """A communicator in the terms of a Trainer.

    Args:
        comm: an MPI communicator; None for one process.

    Attributes:
        rank: the number of this process; process 0 writes the files.
        size: how many there are.
    """

    def __init__(self, comm: Any = None) -> None:
        self.comm = comm
        self.rank = 0 if comm is None else int(comm.Get_rank())
        self.size = 1 if comm is None else int(comm.Get_size())
        self._asked = False

    def begin(self, model: Module) -> None:
        """Give all processes the weights and the random numbers of process 0, so that they divide the data alike."""
        if self.comm is not None:
            broadcast_parameters(model, self.comm)
            autograd.set_rng_state(self.comm.bcast(autograd.get_rng_state()))

    def diverge(self, epoch: int) -> None:
        """Give each process but the first random numbers of its own, as for dropout, from this epoch on."""
        if self.rank:
            autograd.manual_seed((autograd.initial_seed() + 1_000_003 * self.rank + epoch) % 2**63)

    def first(self, function: Callable[[], Any]) -> Any:
        """Call a function in process 0 alone, and give its result, or raise its error, in all."""
        if self.comm is None:
            return function()
        result: Any = None
        error: Exception | None = None
        if not self.rank:
            try:
                result = function()
            except Exception as raised:
                error = raised
        result, error = self.comm.bcast((result, error))
        if error is not None:
            raise error
        return result

    def shard(self, loader: Any) -> Any:
        """Return the loader of this process's part of each batch."""
        return loader if self.comm is None else shard(loader, self.comm)

    def own_batches(self, loader: Any) -> Iterator[Any]:
        """Return this process's share of the batches, whole ones."""
        return itertools.islice(iter(loader), self.rank, None, self.size)

    def average_gradients(self, model: Module, examples: int, asked: bool, loss: Tensor) -> Tensor:
        """Average gradients and loss over the examples of all processes, and return the loss.

        It tells all whether Ctrl-C was pressed in one.
        """
        if self.comm is None:
            return loss
        self._asked, mean = add_up_gradients(model, self.comm, examples, asked, loss.item())
        return autograd.tensor(mean)

    def share_buffers(self, model: Module) -> None:
        """Give all processes the buffers of process 0, such as the running means of batch norm."""
        buffers = dict(model.named_buffers())
        if self.comm is None or not buffers:
            return
        given = self.comm.bcast({name: array_of(buffer) for name, buffer in buffers.items()})
        for name, buffer in buffers.items():
            buffer.data = tensor_of(given[name].copy())

    def interrupted(self, asked: bool) -> bool:
        """Return whether Ctrl-C was pressed in any process before the last step, or in a single process until now."""
        return asked if self.comm is None else self._asked

    def agree(self, asked: bool) -> bool:
        """Return whether Ctrl-C was pressed in any process."""
        return bool(self._sum([float(asked)])[0])

    def total(self, means: Means) -> Means:
        """Return the means over the examples of all processes."""
        if self.comm is None:
            return means
        names: list[str] = self.comm.bcast(list(means.sums))  # a process without a batch has none
        flat = self._sum([x for name in names for x in means.sums.get(name, (0.0, 0.0))])
        return Means({name: [flat[2 * i], flat[2 * i + 1]] for i, name in enumerate(names)})

    def gather(self, found: Any) -> list[Any]:
        """Return what each process has found: to process 0; an empty list to the others."""
        return [found] if self.comm is None else self.comm.gather(found) or []

    def _sum(self, numbers: list[float]) -> list[float]:
        if self.comm is None:
            return numbers
        received = np.empty(len(numbers))
        self.comm.Allreduce(np.array(numbers, float), received)
        return received.tolist()
