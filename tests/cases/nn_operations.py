"""Cases of each array operation that `nn` defines: calls, and the arrays to differentiate at."""

from __future__ import annotations

import autograd
import nn.functional as F
from autograd.rules.operation import OPERATIONS
from tests.cases.arrays import Cases, array

CASES: Cases = {
    "mean_cross_entropy": [(lambda x: F.cross_entropy(x, autograd.tensor([2, 0, 3])), (array(3, 4),))],
    "slope_of_cross_entropy": [
        (lambda x: OPERATIONS["slope_of_cross_entropy"](x, autograd.tensor([2, 0, 3])), (array(3, 4),)),
    ],
    "elementwise_bce": [
        (lambda p, t: F.binary_cross_entropy(p, t), (array(3, 2, low=0.1, high=0.8), array(3, 2, low=0.1, high=0.8))),
    ],
}  # fmt: skip
