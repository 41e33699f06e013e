"""Before anything is imported: one BLAS thread, and how thorough the property tests are."""

from __future__ import annotations

import os

# The products here are small; on a busy machine two BLAS threads wait for each other far longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import settings  # after the environment is set

# No deadline: a machine may be busy. In CI the examples are the same in each run, so that a failure can be repeated.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
