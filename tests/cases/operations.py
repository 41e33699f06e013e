"""The cases of all array operations, and lists of operations with special properties."""

from __future__ import annotations

from tests.cases import (
    array_operations,
    elementwise_operations,
    matrix_operations,
    nn_operations,
    reduction_operations,
    shape_operations,
)
from tests.cases.arrays import Cases

FAMILIES = [
    array_operations,
    nn_operations,
    elementwise_operations,
    shape_operations,
    reduction_operations,
    matrix_operations,
]
CASES: Cases = {}
for family in FAMILIES:
    CASES.update(family.CASES)

# Those whose results are not differentiable: integers, truth values, numbers of Python.
# A list, so that an operation whose rules were forgotten is not taken for one of them.
WITHOUT_GRADIENT = {
    *"all any argmax argmin argsort bincount count_nonzero index_of_max nearly_singular nonzero one_hot unique".split(),
    *"eq ne lt le gt ge isclose isnan isinf isfinite bitwise_and bitwise_or bitwise_xor bitwise_not".split(),
    *"bitwise_left_shift bitwise_right_shift".split(),
    *"logical_and logical_or logical_xor logical_not allclose equal numel".split(),
    *elementwise_operations.WITHOUT_GRADIENT,
    *shape_operations.WITHOUT_GRADIENT,
    *reduction_operations.WITHOUT_GRADIENT,
    *matrix_operations.WITHOUT_GRADIENT,
}

# Those in which equal elements compete.
WITH_TIES = "amax amin max min sort topk prod norm euclidean_norm std pick_at_max cumsum".split()
