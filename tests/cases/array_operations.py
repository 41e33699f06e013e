"""The cases of all array operations, and what is known of some of them."""

from __future__ import annotations

from tests.cases import engine_operations, nn_operations
from tests.cases.arrays import Cases

CASES: Cases = {**engine_operations.CASES, **nn_operations.CASES}

# Those that give integers or truth values.
WITHOUT_GRADIENT = {*"argmax argmin argsort all any one_hot count_nonzero bincount unique nonzero index_of_max".split()}

# Those in which equal elements compete.
WITH_TIES = "amax amin max min sort topk prod norm euclidean_norm std pick_at_max cumsum".split()
