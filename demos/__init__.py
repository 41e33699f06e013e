"""Short programs that each show one thing: `python -m demos.xor`, `python -m demos.mnist`."""

import os

# Set before NumPy is imported. The products here are small, and two BLAS threads can wait for each other longer than
# they compute. One thread also gives the same numbers on every machine with the same processor.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
