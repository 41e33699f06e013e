"""Programs a page long, each showing one thing: `python -m demos.xor`, `python -m demos.mnist`."""

import os

# Before NumPy is loaded: the products here are small, and two BLAS threads can wait for each other far longer than
# they work. One thread also gives the same numbers on every machine with the same processor.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
