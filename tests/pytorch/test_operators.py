"""Every operator of PyTorch's database outside of nn.functional, compared over its sample inputs.

What differs or is not offered is listed in differences.py, and nothing else may differ.
"""

from __future__ import annotations

import pytest

pytest.importorskip("torch")
pytest.importorskip("expecttest", reason="PyTorch's database of operators needs it")

from tests.pytorch.differences import DIFFERENT, NOT_OFFERED, NOT_OFFERED_FAMILIES
from tests.pytorch.operators import database, first_difference, torch

pytestmark = [pytest.mark.pytorch, pytest.mark.filterwarnings("ignore")]  # PyTorch warns of what is deprecated

# The conversions of Tensor and random numbers have their own tests.
ELSEWHERE = {"double", "float", "half", "to", "bernoulli", "normal"}
NAMES = sorted(name for name in database() if not name.startswith("nn.functional.") and name not in ELSEWHERE)


@pytest.mark.parametrize("name", NAMES)
def test_an_operator_is_whole(name: str) -> None:
    torch.manual_seed(0)
    family = next((prefix for prefix in NOT_OFFERED_FAMILIES if name.startswith(prefix)), None)
    try:
        difference = first_difference(name)
    except LookupError:
        assert name in NOT_OFFERED or (family is not None and not name.startswith("__"))
        return
    assert name not in NOT_OFFERED, "it is offered: take it off the list"
    assert (difference is not None) == (name in DIFFERENT), difference
