"""Every operator of PyTorch's database, compared over its sample inputs.

What differs or is not offered is listed in differences.py, and nothing else may differ.
"""

from __future__ import annotations

import pytest

from tests.pytorch.comparison import torch
from tests.pytorch.differences import DIFFERENT, NOT_OFFERED, NOT_OFFERED_FAMILIES
from tests.pytorch.operators import database, first_difference

pytestmark = [pytest.mark.pytorch, pytest.mark.filterwarnings("ignore")]  # PyTorch warns of what is deprecated


@pytest.mark.parametrize("name", database())
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
