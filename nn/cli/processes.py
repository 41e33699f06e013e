"""Several processes of MPI that run one verb together, as under `mpiexec -n 4 chainrule train …`."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from nn.cli.shared import UsageError
from nn.runs.worker import one_thread

_SIZES = ("PMI_SIZE", "OMPI_COMM_WORLD_SIZE")  # of MPICH and its kin, and of Open MPI
_PATIENCE = 1.0  # seconds


def communicator() -> Any:
    """Return MPI's communicator if mpiexec started several processes, else None.

    Raises:
        UsageError: if mpi4py is missing.
    """
    if not any(int(os.environ.get(name, 1)) > 1 for name in _SIZES):
        return None
    one_thread()  # the other processors are those of the other processes
    os.environ.setdefault("MPIR_CVAR_SUPPRESS_ABORT_MESSAGE", "1")  # ours says more
    try:
        from mpi4py import MPI
    except (ImportError, RuntimeError) as error:  # no package, or no library
        from autograd.extend import install_command  # it imports NumPy, which help does not need

        raise UsageError(f"several processes need MPI: {install_command('cluster')} ({error})") from None
    return MPI.COMM_WORLD


@contextlib.contextmanager
def ended_together(comm: Any) -> Iterator[None]:
    """End all processes if one fails, with the message of one of them.

    Otherwise the others would wait for it for ever.
    """
    try:
        yield
    except BaseException as error:
        if comm is None:
            raise
        alike = _all_arrive(comm)
        if not alike or comm.Get_rank() == 0:
            text = str(error) if isinstance(error, UsageError) else f"{type(error).__name__}: {error}"
            where = "" if alike else f"process {comm.Get_rank()}: "
            print("chainrule:", where + " ".join(text.split()), file=sys.stderr, flush=True)
        code = error.code if isinstance(error, UsageError) else 1
        if not alike:
            time.sleep(0.2)  # for mpiexec to read the message
            comm.Abort(code)
        sys.exit(code)


def _all_arrive(comm: Any) -> bool:
    """Return whether all processes end, as they do by an error that befalls all of them."""
    barrier, end = comm.Ibarrier(), time.monotonic() + _PATIENCE
    while not barrier.Test():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
