"""Make malloc keep freed array memory (glibc only).

A training step makes the same arrays again and again and frees them in between. By default malloc returns large blocks
to the operating system at once, and the next step pays for each of their pages: a third of the time of a convolution.
"""

from __future__ import annotations

import numpy as np

# Freeing a block makes glibc keep smaller ones from then on, up to 32 MiB each, and up to twice as much at the top of
# the heap (malloc/malloc.c, "dynamic mmap threshold").
_BLOCK = 31 << 20


def keep_freed_memory() -> None:
    """Let malloc keep up to 64 MiB of freed memory.

    One block is reserved and freed, untouched, which takes microseconds. No effect on other allocators, or if the
    MALLOC_ variables are set (`MALLOC_MMAP_THRESHOLD_`, `MALLOC_TRIM_THRESHOLD_`).
    """
    np.empty(_BLOCK, np.uint8)
