"""The cases of all array operations, and what is known of some of them."""

from __future__ import annotations

from autograd.rules.operation import OPERATIONS
from tests.cases import array_operations, nn_operations
from tests.cases.arrays import Cases

CASES: Cases = {**array_operations.CASES, **nn_operations.CASES}

# Those whose results are not differentiable: integers, truth values, numbers of Python.
WITHOUT_GRADIENT = {name for name, operation in OPERATIONS.items() if not any(operation.rules.values())}
WITHOUT_GRADIENT |= {"allclose", "equal", "numel"}

# Those in which equal elements compete.
WITH_TIES = "amax amin max min sort topk prod norm euclidean_norm std pick_at_max cumsum".split()
