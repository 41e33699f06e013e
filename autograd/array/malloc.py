"""Make malloc keep freed array memory (glibc only).

A training step makes the same arrays again and again and frees them in between. By default malloc returns large blocks
to the operating system at once, and the next step pays for each of their pages: a third of the time of a convolution.
"""

from __future__ import annotations

import ctypes
import os

# Parameters of glibc's mallopt(3).
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST_KEPT = 32 << 20  # bytes of a block; glibc takes no larger limit
_MOST_KEPT = 96 << 20  # bytes: 10,000 images of MNIST in float32, the same divided by 255, and the layers of a network


def keep_freed_memory() -> None:
    """Let malloc keep up to 96 MiB of freed memory, in blocks of at most 32 MiB.

    No effect on other allocators, or if the user has set limits: `MALLOC_MMAP_THRESHOLD_`, `MALLOC_TRIM_THRESHOLD_` or
    `glibc.malloc` in `GLIBC_TUNABLES`.
    """
    if any(name.startswith("MALLOC_") for name in os.environ) or "malloc" in os.environ.get("GLIBC_TUNABLES", ""):
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, TypeError, AttributeError):  # no shared libraries; Windows; another C library
        return
    mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
    mallopt(_TRIM_THRESHOLD, _MOST_KEPT)
