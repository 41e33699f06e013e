"""Names of parameters, their order and their defaults, of every function and class that both libraries have."""

from __future__ import annotations

import pytest

from tests.pytorch.comparison import torch
from tests.pytorch.known_signatures import KNOWN
from tests.pytorch.signatures import differences, documented, find, shared_names, signature

pytestmark = [pytest.mark.pytorch, pytest.mark.filterwarnings("ignore")]  # PyTorch warns of what is deprecated


def test_parameters() -> None:
    found = {name: "; ".join(differences(name)) for name in shared_names()}
    known = {name: text for names in KNOWN.values() for name, text in names.items()}
    assert {name: text for name, text in found.items() if text} == known


def test_most_signatures_are_known_to_python() -> None:
    """The others are types, and functions of several signatures, such as `arange`."""
    unknown = [name for name in shared_names() if not (signature(find(torch, name)) or documented(find(torch, name)))]
    assert len(unknown) < 40, unknown
