"""Train one model in several processes: each has a part of every batch, and the gradients are averaged.

The processes are those of MPI, and a communicator is mpi4py's `MPI.COMM_WORLD`; any object with its methods
`Get_rank`, `Get_size`, `Allreduce` and `bcast` will do. This is data parallelism: every process holds all weights.

    from mpi4py import MPI

    comm = MPI.COMM_WORLD
    broadcast_parameters(model, comm)
    for x, y in shard(loader, comm):
        optimizer.zero_grad()
        loss(model(x), y).backward()
        average_gradients(model, comm, len(x))
        optimizer.step()

Start it with `mpiexec -n 4 python program.py`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from autograd import Tensor
from autograd.extend import array_of, tensor_of
from nn.data import Augmented, BatchSampler, DataLoader
from nn.module import Module

__all__ = ["Communicator", "average_gradients", "broadcast_parameters", "shard"]


class Communicator(Protocol):
    """What is used of mpi4py's communicators."""

    def Get_rank(self) -> int: ...  # noqa: N802
    def Get_size(self) -> int: ...  # noqa: N802
    def Allreduce(self, sendbuf: Any, recvbuf: Any) -> Any: ...  # noqa: N802
    def bcast(self, obj: Any, root: int = 0) -> Any: ...


def average_gradients(model: Module, comm: Communicator, examples: int = 1) -> None:
    """Replace each gradient with its mean over all examples of all processes.

    Call it after `backward()` of a loss that is a mean over the examples, and before `optimizer.step()`. All processes
    must call it. It sends one message: all gradients in one array.

    Args:
        model: the model, with the same parameters in each process.
        comm: the communicator.
        examples: how many examples this process had; its gradients count for so much. A process without examples
            gives 0, and its gradients may be None. A parameter without a gradient in every process keeps None.

    Raises:
        ValueError: if `examples` is negative, or 0 in every process.
    """
    add_up_gradients(model, comm, examples)


def add_up_gradients(
    model: Module, comm: Communicator, examples: int, flag: bool = False, loss: float = 0.0
) -> tuple[bool, float]:
    """Do the work of `average_gradients`, and return whether any process gave the flag, and the mean loss."""
    if examples < 0:
        raise ValueError(f"average_gradients(): examples is 0 or more, got {examples}")
    parameters = [p for p in model.parameters() if p.requires_grad]
    sizes = [p.numel() for p in parameters]
    dtype = np.result_type(np.float32, *(array_of(p).dtype for p in parameters))
    sent = np.zeros(sum(sizes) + len(sizes) + 3, dtype)
    # At the end stand a one for each gradient that exists, the sum of losses, the number of examples, and the flag.
    sent[-3:] = loss * examples if examples else 0, examples, flag
    begin = 0
    for i, (p, size) in enumerate(zip(parameters, sizes)):
        if p.grad is not None and examples:
            np.multiply(array_of(p.grad).ravel(), examples, out=sent[begin : begin + size])
            sent[sum(sizes) + i] = 1
        begin += size
    received = np.empty_like(sent)
    comm.Allreduce(sent, received)
    total = received[-2]
    if not total:
        raise ValueError("average_gradients(): no process had an example")
    begin = 0
    for i, (p, size) in enumerate(zip(parameters, sizes)):
        if received[sum(sizes) + i]:
            mean = (received[begin : begin + size] / total).reshape(p.shape)
            p.grad = tensor_of(mean.astype(array_of(p).dtype, copy=False))
        begin += size
    return bool(received[-1]), float(received[-3] / total)


def broadcast_parameters(model: Module, comm: Communicator) -> None:
    """Give each process the parameters and buffers of process 0.

    Args:
        model: the model, of the same structure in each process.
        comm: the communicator.
    """
    state: dict[str, Tensor] = model.state_dict()
    root = comm.Get_rank() == 0
    given = comm.bcast({name: array_of(t) for name, t in state.items()} if root else None)
    if not root:
        model.load_state_dict({name: tensor_of(array) for name, array in given.items()})


def shard(loader: Any, comm: Communicator) -> Any:
    """Return a loader of this process's part of each batch.

    All processes together see the batches that `loader` gives in process 0, in its order: a batch of 64 becomes four of
    16. The parts of a batch that cannot be divided equally differ by one example. A last batch that has fewer examples
    than there are processes is left out.

    Args:
        loader: a DataLoader of a data set with indices, or an `Augmented` one; of the same data in each process.
        comm: the communicator.

    Raises:
        TypeError: if it is another kind of loader.
        ValueError: if its batches have fewer examples than there are processes.
    """
    if isinstance(loader, Augmented):
        return Augmented(shard(loader.loader, comm), loader.transform)
    if not isinstance(loader, DataLoader) or loader.batch_sampler is None:
        raise TypeError(f"shard(): expected a DataLoader with batches of indices, got {type(loader).__name__}")
    if loader.batch_size is not None and loader.batch_size < comm.Get_size():
        raise ValueError(
            f"shard(): a batch of {loader.batch_size} cannot be divided among {comm.Get_size()} processes; "
            "take larger batches or fewer processes"
        )
    part = copy.copy(loader)
    part.batch_sampler = _Parts(loader.batch_sampler, comm)
    return part


class _Parts:
    """The part of each batch of indices that one process has."""

    def __init__(self, batches: Any, comm: Communicator) -> None:
        self.batches, self.comm = batches, comm

    def __iter__(self) -> Iterator[Sequence[int]]:
        rank, size = self.comm.Get_rank(), self.comm.Get_size()
        for batch in self.comm.bcast([list(batch) for batch in self.batches] if rank == 0 else None):
            if len(batch) >= size:
                yield batch[len(batch) * rank // size : len(batch) * (rank + 1) // size]

    def __len__(self) -> int:
        n = len(self.batches)
        if isinstance(self.batches, BatchSampler) and not self.batches.drop_last:
            left = len(self.batches.sampler) % self.batches.batch_size  # type: ignore[arg-type]
            n -= 0 < left < self.comm.Get_size()
        return n
