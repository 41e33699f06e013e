"""Are these derivatives right? `check_gradients` says so, and if not, where and why.

differences.py   derivatives by differences, with an error bound of their own
subject.py       the function under test, as vectors of numbers
verdict.py       what is said of one entry, and when
examine.py       which entries are looked at, and how a wrong one among a million is found
outputs.py       which output is to blame
precision.py     what is wrong in single precision only
diagnosis.py     what kind of mistake it is
report.py        the table and the paragraph
gradients.py     check_gradients: order by order
pytorch.py       gradcheck and gradgradcheck
"""

from autograd.check.gradients import check_gradients
from autograd.check.pytorch import GradcheckError, gradcheck, gradgradcheck
from autograd.check.report import InputReport, Report

__all__ = ["GradcheckError", "InputReport", "Report", "check_gradients", "gradcheck", "gradgradcheck"]
