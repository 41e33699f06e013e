"""What becomes of the memory of arrays that are no longer needed.

A training step makes the same arrays again and again and frees them in between. The C library's allocator returns
large ones to the operating system at once, and the next step pays for every page of them anew: a third of the time of
a convolution.
"""

from __future__ import annotations

import numpy as np

# glibc (malloc/malloc.c, "dynamic mmap threshold") keeps, from then on, what is smaller than the largest block that
# was freed so far, if that was at most 32 MiB; and at the top of the heap up to twice as much.
_BLOCK = 31 << 20


def keep_freed_memory() -> None:
    """Let the allocator keep up to 64 MiB of freed memory for the arrays to come.

    A block is reserved and freed, untouched: microseconds, and nothing on a system whose allocator has other rules. Who
    sets the allocator's limits (`MALLOC_MMAP_THRESHOLD_`, `MALLOC_TRIM_THRESHOLD_`) is obeyed.
    """
    np.empty(_BLOCK, np.uint8)
