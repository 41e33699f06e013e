"""A communicator among threads of one process, with the methods of mpi4py's that are used."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np


class ThreadCommunicator:
    """One thread's end of a communicator."""

    def __init__(self, rank: int, size: int, slots: list[Any], barrier: threading.Barrier) -> None:
        self.rank, self.size, self.slots, self.barrier = rank, size, slots, barrier

    def Get_rank(self) -> int:  # noqa: N802
        return self.rank

    def Get_size(self) -> int:  # noqa: N802
        return self.size

    def Allreduce(self, sendbuf: Any, recvbuf: Any) -> None:  # noqa: N802
        recvbuf[...] = np.sum(self._exchange(sendbuf), axis=0)

    def bcast(self, obj: Any, root: int = 0) -> Any:
        return self._exchange(obj)[root]

    def gather(self, obj: Any, root: int = 0) -> Any:
        found = self._exchange(obj)
        return found if self.rank == root else None

    def _exchange(self, given: Any) -> list[Any]:
        self.slots[self.rank] = given
        self.barrier.wait(20)
        found = list(self.slots)
        self.barrier.wait(20)
        return found


def in_threads(size: int, work: Callable[[ThreadCommunicator], Any]) -> list[Any]:
    """Call a function in as many threads, each with its communicator, and return the results by rank."""
    slots: list[Any] = [None] * size
    barrier = threading.Barrier(size)
    results: list[Any] = [None] * size

    def call(rank: int) -> None:
        try:
            results[rank] = work(ThreadCommunicator(rank, size, slots, barrier))
        except BaseException as error:
            results[rank] = error
            barrier.abort()

    threads = [threading.Thread(target=call, args=(rank,)) for rank in range(size)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    errors = [r for r in results if isinstance(r, BaseException) and not isinstance(r, threading.BrokenBarrierError)]
    if errors:
        raise errors[0]
    return results
