"""The profiles of the property tests, and one BLAS thread. tests/README.md describes the layout of the tests.

Two profiles of Hypothesis:

    quick       15 examples per property test, the same in every run. The default.
    thorough    200 examples. They are the same in every run only where the variable CI is set.

`python -m pytest` leaves out the tests marked `slow`; `-m ""` brings them back:

    python -m pytest -n auto --dist worksteal
    python -m pytest -n auto --dist worksteal -m "" --hypothesis-profile=thorough
"""

from __future__ import annotations

import os

# The products here are small; on a busy machine two BLAS threads wait for each other far longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import HealthCheck, Phase, settings  # after the environment is set

# No deadline, and no complaint of slow generation: a machine may be busy.
settings.register_profile(
    "quick",
    max_examples=15,
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
    # Explaining a failure traces every line; it takes 10 s in the test of `check_gradient`.
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.register_profile(
    "thorough",
    settings.get_profile("quick"),
    max_examples=200,
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("quick")
