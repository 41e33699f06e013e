"""Gradient checking: compare derivatives with finite differences, and diagnose the wrong ones.

finite_differences.py   numeric derivatives with an error bound
subject.py              the function under test, from float64 arrays to one vector
verdict.py              the verdict on one entry of a gradient
examine.py              which entries to check, and the search for a wrong one among a million
upstream.py             linearity in the upstream gradient
subgradients.py         gradients at kinks, in all directions
false_positives.py      rounding, noise and corners, where a right gradient looks wrong
by_output.py            the output whose derivative is wrong
precision.py            gradients that are wrong in single precision only
diagnosis.py            the kind of mistake
report.py               the report, as a table and as a paragraph
gradients.py            check_gradients
pytorch.py              gradcheck and gradgradcheck
"""

from autograd.check.gradients import check_gradients
from autograd.check.pytorch import GradcheckError, gradcheck, gradgradcheck
from autograd.check.report import InputReport, Report

__all__ = ["GradcheckError", "InputReport", "Report", "check_gradients", "gradcheck", "gradgradcheck"]
