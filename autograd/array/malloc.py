"""Make malloc keep freed array memory (glibc only).

A training step makes the same arrays again and again and frees them in between. By default malloc returns large blocks
to the operating system at once, and the next step pays for each of their pages: a third of the time of a convolution.
"""

from __future__ import annotations

import os

# Parameters of glibc's mallopt(3).
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LIMITS = ("trim_threshold", "mmap_threshold", "mmap_max", "top_pad")  # any of them ends glibc's own adjustment
_LARGEST_KEPT = 32 << 20  # bytes of a block; glibc takes no larger limit
_MOST_KEPT = 96 << 20  # bytes: 10,000 images of MNIST in float32, the same divided by 255, and the layers of a network


def keep_freed_memory() -> None:
    """Let malloc keep up to 96 MiB of freed memory, in blocks of at most 32 MiB.

    No effect on other allocators, or if the user has set one of these limits, in variables such as
    `MALLOC_TRIM_THRESHOLD_` or in `GLIBC_TUNABLES`.
    """
    tunables = os.environ.get("GLIBC_TUNABLES", "")
    if any(f"MALLOC_{limit.upper()}_" in os.environ or f"glibc.malloc.{limit}=" in tunables for limit in _LIMITS):
        return
    try:
        import ctypes

        mallopt = ctypes.CDLL(None).mallopt
    except (ImportError, OSError, TypeError, AttributeError):  # no ctypes; no libraries; Windows; another C library
        return
    mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
    mallopt(_TRIM_THRESHOLD, _MOST_KEPT)
